//! A source as it comes: an address, a citation, or a file that was kept of it.
//!
//! This module answers what source a text or file speaks of, and says what was left out, assumed and could not be
//! read. It fetches nothing, knows no clock, gives no ids, and makes no events.

mod address;
mod archive;
mod bibtex;
mod csl;
mod dates;
mod draft;
mod file;
mod json_ld;
mod known;
mod mhtml;
mod page;
mod pdf;
mod ris;
mod tex;
mod wacz;
mod warc;

use crate::model::Source;

pub use address::address_key;
pub use file::{is_copy_of_source, read_source, read_source_file, read_source_text};
pub use known::{Known, KnownBy, KnownSources, alike_sources};

/// Where the author's name is kept, among the members that Meridian does not know: a story file says of a source
/// who published it.
pub const AUTHOR: &str = "author";
/// Where the language of a source is kept, as a tag such as `en` or `ps-AF`.
pub const LANGUAGE: &str = "language";

/// What a text or file was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceForm {
    /// An address on the web.
    Address,
    /// Entries of BibTeX or biblatex.
    Bibtex,
    /// Records of reference managers, in RIS.
    Ris,
    /// Items of the Citation Style Language.
    CslJson,
    /// A saved web page.
    Page,
    /// A web page that was saved with its pictures in one file.
    Mhtml,
    /// A PDF document.
    Pdf,
    /// Web pages as a crawler kept them.
    Wacz,
}

impl SourceForm {
    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Address => "an address",
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
            Self::Page => "a saved web page",
            Self::Mhtml => "a web page saved in one file",
            Self::Pdf => "a PDF",
            Self::Wacz => "an archive of web pages (WACZ)",
        }
    }

    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Bibtex => "bibtex",
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::Page => "html",
            Self::Mhtml => "mhtml",
            Self::Pdf => "pdf",
            Self::Wacz => "wacz",
        }
    }
}

/// A source as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadSource {
    /// The source, without an id and without the day on which it was read.
    pub source: Source,
    /// The parts of its address that were left out, as they stood there.
    pub left_out: Vec<String>,
    /// What was assumed, and what could not be read; each without a full stop.
    pub remarks: Vec<String>,
}

impl ReadSource {
    /// Its language as a tag such as `en`; empty where that is not told.
    pub fn language(&self) -> &str {
        self.member(LANGUAGE)
    }

    /// Who wrote it, several by `; `; empty where that is not told.
    pub fn author(&self) -> &str {
        self.member(AUTHOR)
    }

    fn member(&self, name: &str) -> &str {
        self.source.members.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

/// What a text or file says of sources.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceReading {
    /// What it was read as.
    pub form: SourceForm,
    /// The sources, at least one.
    pub sources: Vec<ReadSource>,
    /// What there is to say of the whole; each without a full stop.
    pub remarks: Vec<String>,
}

/// Why no source could be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceProblem {
    /// There is nothing to read.
    #[error("there is nothing to read")]
    Empty,
    /// It is of none of the forms that are read.
    #[error("this is {0}; paste a link, BibTeX, RIS or CSL-JSON, or drop a saved page, a PDF or WACZ")]
    Unknown(&'static str),
    /// The file is broken in a way of its form.
    #[error("not {form}: {message}")]
    Broken {
        /// What it was taken for.
        form: &'static str,
        /// What is wrong.
        message: String,
    },
    /// The file is larger than is read.
    #[error("larger than {} MiB, the most that is read as a source", file::MOST_SOURCE_BYTES >> 20)]
    TooLarge,
    /// The file could not be read.
    #[error("could not read the file: {0}")]
    Read(#[from] std::io::Error),
}
