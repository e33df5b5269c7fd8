//! Which known id was probably meant?

/// With more ids than this, none is suggested: it would take too long.
const MOST_CANDIDATES: usize = 2000;

/// The id nearest to one that is unknown, when it is near enough to be a slip. None otherwise.
pub(super) fn nearest<'a>(unknown: &str, known: impl ExactSizeIterator<Item = &'a str>) -> Option<&'a str> {
    if known.len() > MOST_CANDIDATES {
        return None;
    }
    let unknown: Vec<char> = unknown.chars().take(100).flat_map(char::to_lowercase).collect();
    let slips = (unknown.len() / 3).max(1);
    known
        .filter(|id| id.len().abs_diff(unknown.len()) <= 4 * slips)
        .map(|id| (edit_distance(&unknown, id), id))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, id)| id)
}

/// How many characters must be put in, taken out or changed (Levenshtein 1966), regardless of case.
fn edit_distance(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (index, in_b) in b.chars().take(100).flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, in_a) in a.iter().enumerate() {
            let changed = diagonal + usize::from(*in_a != in_b);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_suggested_and_another_word_is_not() {
        let known = ["kabul-strike", "counteroffensive", "ceasefire"];
        assert_eq!(nearest("kabul-stirke", known.into_iter()), Some("kabul-strike"));
        assert_eq!(nearest("Ceasefire", known.into_iter()), Some("ceasefire"));
        assert_eq!(nearest("talks", known.into_iter()), None);
        assert_eq!(nearest("", known.into_iter()), None);
    }

    #[test]
    fn the_distance_counts_edits() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(edit_distance(&chars("kitten"), "sitting"), 3);
        assert_eq!(edit_distance(&chars(""), "abc"), 3);
        assert_eq!(edit_distance(&chars("abc"), ""), 3);
    }
}
