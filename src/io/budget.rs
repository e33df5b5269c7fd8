//! How much memory may what a file says take?
//!
//! This module answers that by the size of the file, counts what was taken, and says so where it is more. It
//! does not know formats.

/// How many bytes of memory the rows of a file of so many bytes may take.
pub(super) fn memory_budget(bytes: u64) -> u64 {
    /// With the base map and all else, files up to [`SMALL`] take less than 500 MB.
    const LEAST: u64 = 352 << 20;
    const SMALL: u64 = 10_000_000;
    const PER_BYTE: u64 = 48;
    if bytes <= SMALL { LEAST } else { bytes.saturating_mul(PER_BYTE) }
}

/// What is said where rows, or other parts of a file, are left out that would take more than the budget.
pub(super) fn over_budget(parts: &str, budget: u64) -> String {
    let most = budget >> 20;
    format!(
        "the {parts} of this file take more than {most} MiB, the budget of memory for a file of its size; from here on none is shown, save the {parts} that are needed as a file of their own"
    )
}

/// So many columns rows may have at most: rows that each bring names of their own would take the memory of all
/// of them together.
pub(super) fn most_columns(rows: usize, bytes: usize) -> usize {
    const MOST_COLUMNS: usize = 1000;
    const MOST_CELLS: usize = 10_000_000;
    // A list whose objects all have the same members holds fewer cells than bytes.
    MOST_COLUMNS.min(MOST_CELLS.max(2 * bytes) / rows.max(1))
}

/// More memory is asked for than the budget has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than the budget of memory")]
pub(super) struct OverBudget;

/// A budget of memory, and what was taken of it.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    most: u64,
    taken: u64,
}

impl Budget {
    /// A budget of so many bytes, of which none is taken.
    pub(super) fn new(most: u64) -> Self {
        Self { most, taken: 0 }
    }

    /// Takes so many bytes. Fails where more than the budget has then been taken; it stays so until some is given
    /// back.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), OverBudget> {
        self.taken += bytes as u64;
        if self.is_over() { Err(OverBudget) } else { Ok(()) }
    }

    /// Gives back what was taken since so many bytes were.
    pub(super) fn back_to(&mut self, taken: u64) {
        self.taken = taken;
    }

    /// How many bytes were taken.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// How many bytes there are in all.
    pub(super) fn most(&self) -> u64 {
        self.most
    }

    /// True where more was asked for than there is.
    pub(super) fn is_over(&self) -> bool {
        self.taken > self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_have_the_same_budget_and_large_ones_by_their_size() {
        assert_eq!(memory_budget(0), memory_budget(10_000_000));
        assert!(memory_budget(10_000_001) > memory_budget(10_000_000));
        assert_eq!(memory_budget(u64::MAX), u64::MAX);
    }

    #[test]
    fn rows_that_each_bring_a_name_of_their_own_have_few_columns() {
        assert_eq!((most_columns(10, 1000), most_columns(1_000_000, 10_000_000)), (1000, 20));
        // A million rows of a hundred members each.
        assert_eq!(most_columns(1_000_000, 1_000_000_000), 1000);
    }
}
