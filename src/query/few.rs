//! Events that are listed one by one as long as they are few.

/// Ranks of events, rising, and how many there are where they are too many to be listed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Few {
    count: usize,
    listed: Option<Vec<u32>>,
}

impl Default for Few {
    fn default() -> Self {
        Self { count: 0, listed: Some(Vec::new()) }
    }
}

impl Few {
    /// As many are listed.
    pub(super) const MOST: usize = 4000;

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// All of them, rising. None where they are too many.
    pub(super) fn listed(&self) -> Option<&[u32]> {
        self.listed.as_deref()
    }

    pub(super) fn put(&mut self, rank: u32) {
        self.count += 1;
        let Some(listed) = &mut self.listed else { return };
        if self.count > Self::MOST {
            self.listed = None;
        } else if let Err(place) = listed.binary_search(&rank) {
            listed.insert(place, rank);
        }
    }

    pub(super) fn take(&mut self, rank: u32) {
        self.count -= 1;
        if let Some(listed) = &mut self.listed
            && let Ok(place) = listed.binary_search(&rank)
        {
            listed.remove(place);
        }
    }

    /// Together with others whose ranks are higher.
    pub(super) fn with(self, other: Self) -> Self {
        let count = self.count + other.count;
        let listed = match (self.listed, other.listed) {
            (Some(one), Some(other)) if count <= Self::MOST => Some([one, other].concat()),
            _ => None,
        };
        Self { count, listed }
    }

    /// Lists them again, where they were too many and no longer are.
    pub(super) fn list_again(&mut self, ranks: impl FnOnce() -> Vec<u32>) {
        if self.listed.is_none() && self.count <= Self::MOST {
            self.listed = Some(ranks());
        }
    }
}
