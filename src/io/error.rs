//! Why a file could not be opened or written at all, and what to do about it.

use std::io;
use std::path::PathBuf;

use super::Diagnostic;

/// Why nothing of a file could be opened.
///
/// The file's name stands in front of a message as `FILE:LINE:COLUMN: error: message`; see
/// [`LoadError::diagnostic`].
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("could not read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is larger than [`super::MOST_BYTES`].
    #[error("larger than {} MiB, the most that can be opened; split it, or leave out fields that are not needed", super::MOST_BYTES >> 20)]
    TooLarge,
    /// The bytes are no UTF-8 text.
    #[error("not UTF-8 text; save it again with the encoding UTF-8")]
    NotUtf8 {
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
    },
    /// The text is no JSON.
    #[error("not JSON: {message}")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// The file is broken in a way of its format, from a place on that nothing can be read of.
    #[error("not {format}: {message}")]
    Broken {
        /// What the file was taken for, such as `KML`.
        format: &'static str,
        /// The line, counted from 1; of a format without lines 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// A kind of file that is known, and not read.
    #[error("this is {0}; tables, GeoJSON, KML, GPX, sheets and Parquet can be opened")]
    Unknown(&'static str),
    /// Nobody waits for the file any more.
    #[error("stopped before the end")]
    Cancelled,
    /// The text is JSON, but neither a story nor other GeoJSON.
    #[error("not GeoJSON: {message}")]
    NotGeoJson {
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
}

impl LoadError {
    /// A file whose bytes could not be had; who knows its path puts it in.
    pub(super) fn unread(source: io::Error) -> Self {
        Self::Read { path: PathBuf::new(), source }
    }

    /// The same error of a file at this path.
    #[must_use]
    pub(super) fn of_file(self, file: &std::path::Path) -> Self {
        match self {
            Self::Read { source, .. } => Self::Read { path: file.to_owned(), source },
            other => other,
        }
    }

    /// The error as a finding, so that `check` and the window tell it like any other.
    pub fn diagnostic(&self) -> Diagnostic {
        let (line, column) = match self {
            Self::Read { .. } | Self::TooLarge | Self::Unknown(_) | Self::Cancelled => (1, 1),
            Self::NotUtf8 { line, column }
            | Self::NotJson { line, column, .. }
            | Self::NotGeoJson { line, column, .. }
            | Self::Broken { line, column, .. } => (*line, *column),
        };
        let message = match self {
            Self::Read { source, .. } => format!("could not read the file: {source}"),
            _ => self.to_string(),
        };
        Diagnostic::error(line, column, message)
    }
}

/// Why a file could not be written. What was there before is as it was.
#[derive(Debug, thiserror::Error)]
#[error("could not save, {}: {}", reason_words(reason), path.display())]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub reason: io::Error,
}

/// The kind of an error, also where who writes tables has wrapped what the system says.
pub(super) fn kind_of(reason: &io::Error) -> io::ErrorKind {
    let wrapped = reason.get_ref().and_then(|inner| inner.downcast_ref::<csv::Error>());
    match wrapped.map(csv::Error::kind) {
        Some(csv::ErrorKind::Io(inner)) => inner.kind(),
        _ => reason.kind(),
    }
}

/// Why the system writes no file, and what to do, where that is known.
pub(super) fn reason_words(reason: &io::Error) -> String {
    let words = match kind_of(reason) {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written on this disk",
        io::ErrorKind::PermissionDenied => "you are not allowed to write there; choose another folder",
        io::ErrorKind::NotFound => "there is no such folder",
        io::ErrorKind::NotADirectory => "a part of the path is a file and no folder",
        io::ErrorKind::IsADirectory => "this is a folder; add the name of a file",
        io::ErrorKind::InvalidFilename => "the system takes no such name; choose a shorter one",
        _ => return reason.to_string(),
    };
    words.to_owned()
}
