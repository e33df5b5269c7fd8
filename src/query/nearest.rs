//! What somebody may have meant.
//!
//! Answers which of some words is nearest to a misspelt one. It does not know what the words are for.

/// The word that takes the fewest changes to reach, when these are few for its length; else one that
/// begins with what was typed.
pub(super) fn nearest<'a>(typed: &str, words: &[&'a str]) -> Option<&'a str> {
    const LONGEST: usize = 64;
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
    let allowed = (typed.len() / 3).clamp(1, 3);
    let by_distance = words.iter().copied().map(|word| {
        let chars: Vec<char> = word.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
        (distance(&typed, &chars), word)
    });
    let closest = by_distance.min_by_key(|(changes, _)| *changes).filter(|(changes, _)| *changes <= allowed);
    let begun = || {
        let begins =
            |word: &&str| word.chars().flat_map(char::to_lowercase).take(typed.len()).eq(typed.iter().copied());
        words.iter().copied().find(|word| typed.len() >= 3 && begins(word))
    };
    closest.map(|(_, word)| word).or_else(begun)
}

/// Fewest insertions, deletions, replacements and swaps of neighbours that lead from one word to the
/// other (optimal string alignment distance).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let replaced = last[j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut fewest = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                fewest = fewest.min(before_last[j - 2] + 1);
            }
            row.push(fewest);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_a_few_changes_away_or_begins_alike() {
        let words = ["pakistan", "afghan-taliban", "qatar"];
        let near = |typed: &str| nearest(typed, &words);
        assert_eq!(near("pakstan"), Some("pakistan"));
        assert_eq!(near("Qatra"), Some("qatar"));
        assert_eq!(near("afghan"), Some("afghan-taliban"));
        assert_eq!(near("zzz"), None);
        assert_eq!(near(""), None);
    }
}
