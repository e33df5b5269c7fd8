//! What kinds of text a story holds, and who visits them to change them.

use crate::model::{Members, Row, Translation};

/// What has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// An event.
    Event,
    /// A claim.
    Claim,
    /// A source.
    Source,
    /// An actor.
    Actor,
    /// A category.
    Category,
    /// A layer.
    Layer,
}

impl Named {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Category => "category",
            Self::Layer => "layer",
        }
    }

    /// Its word for several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Event => "events",
            Self::Claim => "claims",
            Self::Source => "sources",
            Self::Actor => "actors",
            Self::Category => "categories",
            Self::Layer => "layers",
        }
    }
}

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Words of the author.
    Words,
    /// Words that somebody said, which are not to be changed.
    Quote,
    /// The address of a page.
    Address,
    /// An id, where it is given or where it is referred to.
    Id(Named),
}

/// What visits the texts of a story, and may change them.
pub trait TextVisitor {
    /// A text.
    fn text(&mut self, kind: TextKind, text: &mut String);
    /// Texts in other languages.
    fn translations(&mut self, translations: &mut Vec<Translation>) {
        for translation in translations {
            self.text(TextKind::Words, &mut translation.text);
        }
    }
    /// An object as it was read, which holds texts that this program does not know.
    fn members(&mut self, _: &mut Members) {}
    /// The view of a chapter.
    fn view(&mut self, _: &mut Members) {}
    /// The row of a table that an event came from.
    fn row(&mut self, _: &mut Option<Row>) {}
}
