//! Why a text is no EDTF expression.

/// Where a text stops being an EDTF expression, and what to write instead.
///
/// ```
/// # use meridian::model::When;
/// let error = When::parse("2025-13-01").unwrap_err();
/// assert_eq!(error.to_string(), "month 13 does not exist; months are 01 to 12");
/// assert_eq!(error.offset_bytes, 5);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct EdtfError {
    /// Where in the text, in bytes from its start; always between two characters.
    pub offset_bytes: usize,
    /// What is wrong and what to do instead: one sentence without a full stop.
    pub message: String,
}

impl EdtfError {
    pub(super) fn new(offset_bytes: usize, message: impl Into<String>) -> Self {
        Self { offset_bytes, message: message.into() }
    }
}
