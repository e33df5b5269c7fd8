//! The forms in which citations are written.

/// A form of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// Sentences, one source a line.
    Text,
    /// The same with links, as `CommonMark`.
    Markdown,
    /// Entries of biblatex, which BibTeX styles with `@online` read too.
    Bibtex,
    /// Items of the Citation Style Language, as JSON.
    CslJson,
}

impl CitationForm {
    /// Every form with the word that the command line uses.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Text, "text"), (Self::Markdown, "markdown"), (Self::Bibtex, "bibtex"), (Self::CslJson, "csl-json")];
}
