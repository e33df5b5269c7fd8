//! How well does a name answer a query?
//!
//! This module answers it for one name: the meaning that every index keeps to.

/// The most letters of a query that count.
pub(super) const MOST_LETTERS: usize = 64;

/// With fewer letters, nothing is looked for at the beginning of later words.
const LEAST_OF_LATER_WORD: usize = 3;

/// How well a name answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closeness {
    /// It is the query.
    Same,
    /// It begins with the words of the query.
    Words,
    /// It begins with the query.
    Beginning,
    /// A later word of it does.
    LaterWord,
    /// It is the query but for so many letters wrong.
    AlmostSame(u8),
    /// It begins so.
    AlmostBeginning(u8),
}

impl Closeness {
    /// True where no letter is wrong.
    pub(super) fn is_literal(self) -> bool {
        !matches!(self, Self::AlmostSame(_) | Self::AlmostBeginning(_))
    }

    /// How much worse than the same, on the scale on which a doubled distance is one.
    pub(super) fn penalty(self) -> u8 {
        match self {
            Self::Same => 0,
            Self::Words => 1,
            Self::Beginning => 2,
            Self::LaterWord => 4,
            Self::AlmostSame(wrong) => 4 * wrong,
            Self::AlmostBeginning(wrong) => 4 * wrong + 2,
        }
    }

    /// The better of a whole name and its beginning with so many letters wrong.
    pub(super) fn almost(whole: u8, beginning: u8, most: u8) -> Option<Self> {
        if whole <= most && whole <= beginning {
            Some(Self::AlmostSame(whole))
        } else {
            (beginning <= most).then_some(Self::AlmostBeginning(beginning))
        }
    }
}

/// What is looked for, folded.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) text: String,
    pub(super) letters: Vec<char>,
}

impl Query {
    /// None where nothing is asked.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let letters: Vec<char> = folded.chars().take(MOST_LETTERS).collect();
        let text: String = letters.iter().collect();
        let text = text.trim_end().to_owned();
        let letters: Vec<char> = text.chars().collect();
        (!letters.is_empty()).then_some(Self { text, letters })
    }

    /// How many letters may be wrong: one more, one less, another, or two neighbours turned round.
    pub(super) fn most_wrong(&self) -> u8 {
        match self.letters.len() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        }
    }

    /// True where later words are looked at, too.
    pub(super) fn asks_later_words(&self) -> bool {
        self.letters.len() >= LEAST_OF_LATER_WORD
    }

    /// How well a folded name that begins with the query answers it.
    pub(super) fn of_beginning(&self, name: &str) -> Closeness {
        match name.as_bytes().get(self.text.len()) {
            None => Closeness::Same,
            Some(b' ') => Closeness::Words,
            Some(_) => Closeness::Beginning,
        }
    }
}
