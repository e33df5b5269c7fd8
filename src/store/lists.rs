//! Many short lists in two columns.
//!
//! Answers which values belong to an event, without an allocation for each event. It does not know
//! what the values stand for.

/// A list of values for each event, stored end to end.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    /// Where the list of each event starts in `values`, and the end of the last.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T: PartialEq> Lists<T> {
    /// No lists yet; the values of the first event come next.
    pub(super) fn new() -> Self {
        Self { starts: vec![0], values: Vec::new() }
    }

    /// Adds a value to the list that is being written.
    pub(super) fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Adds a value unless the list that is being written has it.
    pub(super) fn push_new(&mut self, value: T) {
        let start = *self.starts.last().expect("starts is never empty") as usize;
        if !self.values[start..].contains(&value) {
            self.values.push(value);
        }
    }

    /// Ends the list that is being written, and gives it.
    pub(super) fn close(&mut self) -> &[T] {
        self.starts.push(u32::try_from(self.values.len()).expect("a story has fewer than 4 thousand million values"));
        self.of(self.starts.len() - 2)
    }

    /// The list of an event.
    pub(super) fn of(&self, index: usize) -> &[T] {
        &self.values[self.starts[index] as usize..self.starts[index + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_event_has_its_own_list_without_repeats() {
        let mut lists = Lists::new();
        lists.push(3);
        lists.push_new(3);
        lists.push_new(5);
        lists.close();
        lists.close();
        lists.push_new(3);
        lists.close();
        assert_eq!([lists.of(0), lists.of(1), lists.of(2)], [&[3, 5][..], &[], &[3]]);
    }
}
