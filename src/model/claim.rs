//! Who says what, how, and when they said it.

use super::place::{value_of, word_of};
use super::{Members, Quantity, Rare, Translation, When};

/// In what capacity somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributionKind {
    /// A person by name.
    Named,
    /// A body or its spokesman, on record.
    Official,
    /// Sources without a name.
    Anonymous,
    /// The outlet's own voice.
    Outlet,
    /// A document.
    Document,
}

impl AttributionKind {
    /// Every kind with the word a story file uses for it.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Named, "named"),
        (Self::Official, "official"),
        (Self::Anonymous, "anonymous"),
        (Self::Outlet, "outlet"),
        (Self::Document, "document"),
    ];

    /// The word a story file uses.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }

    /// Reads the word of a story file.
    pub fn from_word(word: &str) -> Option<Self> {
        value_of(&Self::ALL, word)
    }
}

/// What a speaker does with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Wants it.
    Demands,
    /// Is ready for it.
    Offers,
    /// Does not accept it.
    Rejects,
    /// Remarks on it.
    Comments,
}

impl Stance {
    /// Every stance with the word a story file uses for it.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Asserts, "asserts"),
        (Self::Denies, "denies"),
        (Self::Demands, "demands"),
        (Self::Offers, "offers"),
        (Self::Rejects, "rejects"),
        (Self::Comments, "comments"),
    ];

    /// The word a story file uses.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }

    /// Reads the word of a story file.
    pub fn from_word(word: &str) -> Option<Self> {
        value_of(&Self::ALL, word)
    }
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// In what capacity.
    pub kind: AttributionKind,
    /// The name or description of the speaker; may be empty.
    pub name: String,
}

/// One statement about an event by one speaker in one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Unique in the story.
    pub id: String,
    /// The id of its source.
    pub source: String,
    /// What is claimed, in the author's words.
    pub text: String,
    /// The source's own words, at most a sentence.
    pub quote: Rare<String>,
    /// The language of the quote, as a tag such as `ur`; may be empty.
    pub lang: Rare<String>,
    /// The source's word of doubt, such as `reportedly`.
    pub hedge: Rare<String>,
    /// Who speaks.
    pub attribution: Attribution,
    /// What the speaker does with it.
    pub stance: Stance,
    /// When it was said.
    pub said: Option<When>,
    /// Numbers that it gives.
    pub quantities: Vec<Quantity>,
    /// Ids of the claims that it disputes.
    pub disputes: Rare<Vec<String>>,
    /// The author's grading in the Admiralty code, such as `C3`.
    pub grading: Rare<String>,
    /// Who graded it; may be empty.
    pub graded_by: Rare<String>,
    /// What the author says of it.
    pub note: Rare<String>,
    /// Its texts in other languages, and what the author makes of its quote in them.
    pub i18n: Rare<Vec<Translation>>,
    /// The object as it was read.
    pub members: Rare<Members>,
}

impl Claim {
    /// A claim that says nothing yet, by such a speaker.
    pub fn by(kind: AttributionKind) -> Self {
        Self {
            id: String::new(),
            source: String::new(),
            text: String::new(),
            quote: Rare::default(),
            lang: Rare::default(),
            hedge: Rare::default(),
            attribution: Attribution { kind, name: String::new() },
            stance: Stance::default(),
            said: None,
            quantities: Vec::new(),
            disputes: Rare::default(),
            grading: Rare::default(),
            graded_by: Rare::default(),
            note: Rare::default(),
            i18n: Rare::default(),
            members: Rare::default(),
        }
    }
}
