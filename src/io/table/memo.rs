//! What the cells of a column were read as.
//!
//! This module answers that without reading again a text that was read before. It does not know what is read.

use std::cell::RefCell;
use std::fmt;

use hashbrown::HashMap;

/// So many texts are remembered of a column at most.
const MOST: usize = 1 << 14;
/// Longer texts seldom repeat.
const LONGEST: usize = 64;

/// What texts were read as. Where most are read for the first time, none is remembered any more.
pub(super) struct Memo<V>(RefCell<Known<V>>);

struct Known<V> {
    by_text: HashMap<Box<str>, V>,
    asked: u64,
    found: u64,
    is_given_up: bool,
}

impl<V: Clone> Memo<V> {
    /// What a text is read as, which must depend on nothing else.
    pub(super) fn of(&self, text: &str, read: impl FnOnce(&str) -> V) -> V {
        if text.len() > LONGEST {
            return read(text);
        }
        {
            let known = &mut *self.0.borrow_mut();
            if known.is_given_up {
                return read(text);
            }
            known.asked += 1;
            if let Some(value) = known.by_text.get(text) {
                known.found += 1;
                return value.clone();
            }
        }
        let value = read(text);
        let known = &mut *self.0.borrow_mut();
        if known.by_text.len() < MOST {
            known.by_text.insert(text.into(), value.clone());
        } else if known.found * 2 < known.asked {
            known.is_given_up = true;
            known.by_text = HashMap::new();
        }
        value
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RefCell::new(Known { by_text: HashMap::new(), asked: 0, found: 0, is_given_up: false }))
    }
}

/// A copy remembers nothing yet.
impl<V> Clone for Memo<V> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<V> fmt::Debug for Memo<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_is_read_once_and_what_does_not_is_given_up() {
        let memo = Memo::default();
        let mut reads = 0;
        let mut read = |text: &str| {
            memo.of(text, |text| {
                reads += 1;
                text.len()
            })
        };
        assert_eq!((read("four"), read("four"), read("three")), (4, 4, 5));
        assert_eq!(reads, 2);
        for number in 0..=MOST {
            memo.of(&number.to_string(), str::len);
        }
        let mut is_read = false;
        memo.of("four", |_| {
            is_read = true;
            4
        });
        assert!(is_read && memo.0.borrow().by_text.is_empty());
    }
}
