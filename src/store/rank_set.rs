//! Sets of whole numbers that are counted and gone through by the stretch.
//!
//! Answers how many numbers of a stretch are in a set without going through them, and which. It does not
//! know that the numbers are ranks of events.

use std::ops::Range;
use std::sync::Arc;

/// Numbers of a word.
const WORD: usize = 64;
/// So many words have a count in front.
const STRIDE: usize = 8;

/// A set of numbers below a limit; copies share what they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankSet(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// All below a limit.
    All(usize),
    /// None.
    Nothing,
    Some(Arc<Bits>),
}

#[derive(Debug, PartialEq, Eq)]
struct Bits {
    words: Vec<u64>,
    /// How many numbers stand before each stride of words; last how many there are.
    before: Vec<u32>,
}

impl RankSet {
    /// All numbers below a limit.
    pub fn all(limit: usize) -> Self {
        Self(if limit == 0 { Kind::Nothing } else { Kind::All(limit) })
    }

    /// No number.
    pub fn nothing() -> Self {
        Self(Kind::Nothing)
    }

    /// The numbers below a limit for which `holds`, each asked for once, rising.
    pub fn of(limit: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let word = |start: usize| {
            let numbers = start * WORD..limit.min((start + 1) * WORD);
            numbers.rev().fold(0, |word, number| word << 1 | u64::from(holds(number)))
        };
        // Within a word the order of asking is no one's concern.
        Self::of_words(limit, (0..limit.div_ceil(WORD)).map(word).collect())
    }

    /// The numbers below a limit whose bits are set.
    pub(super) fn of_words(limit: usize, words: Vec<u64>) -> Self {
        let mut before = Vec::with_capacity(words.len() / STRIDE + 2);
        let mut count = 0;
        for stride in words.chunks(STRIDE) {
            before.push(count);
            count += stride.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        before.push(count);
        match count as usize {
            0 => Self::nothing(),
            count if count == limit => Self::all(limit),
            _ => Self(Kind::Some(Arc::new(Bits { words, before }))),
        }
    }

    /// How many numbers are in it.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kind::All(limit) => *limit,
            Kind::Nothing => 0,
            Kind::Some(bits) => bits.before.last().map_or(0, |count| *count as usize),
        }
    }

    /// True when no number is in it.
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Kind::Nothing)
    }

    /// True when a number is in it.
    pub fn contains(&self, number: usize) -> bool {
        match &self.0 {
            Kind::All(limit) => number < *limit,
            Kind::Nothing => false,
            Kind::Some(bits) => bits.words.get(number / WORD).is_some_and(|word| word >> (number % WORD) & 1 == 1),
        }
    }

    /// How many numbers of a stretch are in it, in constant time.
    pub fn count(&self, stretch: Range<usize>) -> usize {
        self.count_before(stretch.end) - self.count_before(stretch.start.min(stretch.end))
    }

    /// How many numbers of a stretch are in both, a word at a time.
    pub fn count_in_both(&self, other: &Self, stretch: Range<usize>) -> usize {
        match (&self.0, &other.0) {
            (Kind::Nothing, _) | (_, Kind::Nothing) => 0,
            (Kind::All(limit), _) => other.count(stretch.start..stretch.end.min(*limit)),
            (_, Kind::All(limit)) => self.count(stretch.start..stretch.end.min(*limit)),
            (Kind::Some(one), Kind::Some(two)) => {
                let end = stretch.end.min(one.words.len().min(two.words.len()) * WORD);
                let start = stretch.start.min(end);
                let words = start / WORD..end.div_ceil(WORD);
                let mut both =
                    one.words[words.clone()].iter().zip(&two.words[words.clone()]).map(|(one, two)| one & two);
                let all: usize = both.clone().map(|word| word.count_ones() as usize).sum();
                // Of the first and the last word some are not of the stretch.
                let before = both.clone().next().map_or(0, |word| (word & low_bits(start % WORD)).count_ones());
                let after = both
                    .next_back()
                    .map_or(0, |word| (word & !low_bits(end - (words.end.max(1) - 1) * WORD)).count_ones());
                all - before as usize - after as usize
            }
        }
    }

    /// How many numbers below this one are in it.
    fn count_before(&self, number: usize) -> usize {
        match &self.0 {
            Kind::All(limit) => number.min(*limit),
            Kind::Nothing => 0,
            Kind::Some(bits) => {
                let word = (number / WORD).min(bits.words.len());
                let stride = word / STRIDE;
                let whole: u32 = bits.words[stride * STRIDE..word].iter().map(|word| word.count_ones()).sum();
                let part = bits.words.get(word).map_or(0, |word| (word & low_bits(number % WORD)).count_ones());
                (bits.before[stride] + whole + part) as usize
            }
        }
    }

    /// The number in it that has so many before it.
    pub fn nth(&self, place: usize) -> Option<usize> {
        match &self.0 {
            Kind::All(limit) => (place < *limit).then_some(place),
            Kind::Nothing => None,
            Kind::Some(bits) => {
                if place >= self.len() {
                    return None;
                }
                let stride = bits.before.partition_point(|before| *before as usize <= place) - 1;
                let mut left = place - bits.before[stride] as usize;
                for (at, word) in bits.words.iter().enumerate().skip(stride * STRIDE) {
                    let count = word.count_ones() as usize;
                    if left < count {
                        let rest = (0..left).fold(*word, |word, _| word & (word - 1));
                        return Some(at * WORD + rest.trailing_zeros() as usize);
                    }
                    left -= count;
                }
                None
            }
        }
    }

    /// The numbers of a stretch that are in it, rising.
    pub fn within(&self, stretch: Range<usize>) -> Within<'_> {
        match &self.0 {
            Kind::All(limit) => Within { words: None, next: stretch.start, end: stretch.end.min(*limit), word: 0 },
            Kind::Nothing => Within { words: None, next: 0, end: 0, word: 0 },
            Kind::Some(bits) => {
                let end = stretch.end.min(bits.words.len() * WORD);
                let start = stretch.start.min(end);
                let word = bits.words.get(start / WORD).map_or(0, |word| word & !low_bits(start % WORD));
                Within { words: Some(&bits.words), next: start / WORD * WORD, end, word }
            }
        }
    }

    /// The numbers that are in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.joined(other, |one, other| one & other)
    }

    /// The numbers that are in it and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.joined(other, |one, other| one & !other)
    }

    fn joined(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        let limit = self.limit().max(other.limit());
        let words = limit.div_ceil(WORD);
        Self::of_words(limit, (0..words).map(|word| join(self.word(word), other.word(word))).collect())
    }

    /// A number that is above all in it.
    fn limit(&self) -> usize {
        match &self.0 {
            Kind::All(limit) => *limit,
            Kind::Nothing => 0,
            Kind::Some(bits) => bits.words.len() * WORD,
        }
    }

    fn word(&self, word: usize) -> u64 {
        match &self.0 {
            Kind::All(limit) => low_bits(limit.saturating_sub(word * WORD).min(WORD)),
            Kind::Nothing => 0,
            Kind::Some(bits) => bits.words.get(word).copied().unwrap_or_default(),
        }
    }
}

/// So many bits, from the lowest on.
fn low_bits(count: usize) -> u64 {
    if count >= WORD { u64::MAX } else { (1 << count) - 1 }
}

/// Numbers of a set, rising.
#[derive(Debug, Clone, Default)]
pub struct Within<'a> {
    /// None where all numbers are in it.
    words: Option<&'a [u64]>,
    /// The next number; of bits the first of the word that is gone through.
    next: usize,
    end: usize,
    /// What is left of the word.
    word: u64,
}

impl Iterator for Within<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let Some(words) = self.words else {
            let number = self.next;
            self.next += usize::from(number < self.end);
            return (number < self.end).then_some(number);
        };
        while self.word == 0 {
            self.next += WORD;
            if self.next >= self.end {
                return None;
            }
            self.word = words[self.next / WORD];
        }
        let number = self.next + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        if number >= self.end {
            // Nothing comes after the end, however often it is asked.
            (self.word, self.next) = (0, self.end);
            return None;
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_set() -> impl Strategy<Value = Vec<bool>> {
        prop_oneof![
            prop::collection::vec(any::<bool>(), 0..1400),
            prop::collection::vec(prop::bool::weighted(0.01), 0..1400),
            (0..1400_usize).prop_map(|limit| vec![true; limit]),
        ]
    }

    proptest! {
        #[test]
        fn a_set_answers_as_a_plain_list_does(
            kept in any_set(), others in any_set(), from in 0..1500_usize, to in 0..1500_usize,
        ) {
            let set = RankSet::of(kept.len(), |number| kept[number]);
            let plain: Vec<usize> = (0..kept.len()).filter(|number| kept[*number]).collect();
            prop_assert_eq!(set.within(0..usize::MAX).collect::<Vec<_>>(), plain.clone());
            prop_assert_eq!(set.len(), plain.len());
            let within: Vec<usize> = plain.iter().copied().filter(|number| (from..to).contains(number)).collect();
            prop_assert_eq!(set.count(from..to), within.len());
            prop_assert_eq!(set.within(from..to).collect::<Vec<_>>(), within);
            prop_assert_eq!(set.contains(from), plain.contains(&from));
            prop_assert_eq!(set.nth(from), plain.get(from).copied());
            let other = RankSet::of(others.len(), |number| others[number]);
            let has = |number: &usize| others.get(*number) == Some(&true);
            prop_assert_eq!(set.and(&other).within(0..usize::MAX).collect::<Vec<_>>(), plain.iter().copied().filter(has).collect::<Vec<_>>());
            let in_both = plain.iter().filter(|number| (from..to).contains(*number) && has(number)).count();
            prop_assert_eq!(set.count_in_both(&other, from..to), in_both);
            prop_assert_eq!(set.without(&other).within(0..usize::MAX).collect::<Vec<_>>(), plain.iter().copied().filter(|n| !has(n)).collect::<Vec<_>>());
        }
    }
}
