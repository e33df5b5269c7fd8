//! The order of a list that two sides have changed.

use std::collections::{HashMap, HashSet};

/// Whether both sides ordered the same things otherwise, each in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ordering {
    /// At most one did, or both alike.
    Clear,
    /// Both did; the order is that of ours.
    Clashing,
}

/// The keys of both sides in one order: that of the side that moved something, else of both. What only the other
/// side has stands behind what it stands behind there. Keys of the base that neither side has do not count; no key
/// comes twice in a list.
pub(super) fn woven(base: &[String], ours: &[String], theirs: &[String]) -> (Vec<String>, Ordering) {
    let of_ours: HashSet<&str> = ours.iter().map(String::as_str).collect();
    let of_theirs: HashSet<&str> = theirs.iter().map(String::as_str).collect();
    let of_base: HashSet<&str> = base.iter().map(String::as_str).collect();
    let is_common = |key: &&String| {
        let key = key.as_str();
        of_ours.contains(key) && of_theirs.contains(key) && of_base.contains(key)
    };
    let [in_base, in_ours, in_theirs] =
        [base, ours, theirs].map(|keys: &[String]| keys.iter().filter(is_common).collect::<Vec<_>>());
    let ordering = if in_ours == in_base || in_theirs == in_base || in_ours == in_theirs {
        Ordering::Clear
    } else {
        Ordering::Clashing
    };
    let is_theirs = in_ours == in_base && in_theirs != in_base;
    let order = if is_theirs { with_added(theirs, ours) } else { with_added(ours, theirs) };
    (order, ordering)
}

/// A list with what only the other has, behind the nearest before it there that both have.
fn with_added(list: &[String], other: &[String]) -> Vec<String> {
    let known: HashSet<&str> = list.iter().map(String::as_str).collect();
    let of_other: HashSet<&str> = other.iter().map(String::as_str).collect();
    let mut behind: HashMap<Option<&str>, Vec<&String>> = HashMap::new();
    let mut last = None;
    for key in other {
        if known.contains(key.as_str()) {
            last = Some(key.as_str());
        } else {
            behind.entry(last).or_default().push(key);
        }
    }
    let mut order = Vec::with_capacity(list.len());
    // What only this list has at a place stands before what only the other has there.
    let mut waiting = behind.remove(&None).unwrap_or_default();
    for key in list {
        if of_other.contains(key.as_str()) {
            order.extend(waiting.drain(..).cloned());
            waiting = behind.remove(&Some(key.as_str())).unwrap_or_default();
        }
        order.push(key.clone());
    }
    order.extend(waiting.into_iter().cloned());
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(base: &str, ours: &str, theirs: &str) -> (String, Ordering) {
        let keys = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (order, ordering) = woven(&keys(base), &keys(ours), &keys(theirs));
        (order.concat(), ordering)
    }

    #[test]
    fn what_is_added_stands_where_it_was_put() {
        assert_eq!(of("abc", "abxc", "yabcz"), ("yabxcz".to_owned(), Ordering::Clear));
        assert_eq!(of("abc", "axbc", "aybc"), ("axybc".to_owned(), Ordering::Clear));
    }

    #[test]
    fn the_side_that_moved_something_says_the_order() {
        assert_eq!(of("abc", "cab", "abcx"), ("cxab".to_owned(), Ordering::Clear));
        assert_eq!(of("abc", "abxc", "cab"), ("cabx".to_owned(), Ordering::Clear));
        assert_eq!(of("abc", "cab", "bac"), ("cab".to_owned(), Ordering::Clashing));
    }

    #[test]
    fn what_one_took_out_leaves_the_rest_as_it_is() {
        assert_eq!(of("abc", "ac", "acx"), ("acx".to_owned(), Ordering::Clear));
    }
}
