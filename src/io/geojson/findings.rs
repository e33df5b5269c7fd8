//! What was found while reading, and in which member of the file.
//!
//! This module answers which findings there are, by path. It does not know lines and columns: these
//! are looked up once the whole file is read, and only when there is something to tell.

use serde_json::Value;

use crate::io::json::{Path, Step, line_columns_of};
use crate::io::{Diagnostic, Diagnostics, Severity};

/// A value that is being read: a path that costs nothing until something is found.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'a> {
    /// The top of the file.
    Top,
    /// A member of an object.
    Key(&'a Self, &'a str),
    /// An element of an array.
    Index(&'a Self, usize),
}

impl Spot<'_> {
    /// The member of the object at this spot.
    pub(super) fn key<'b>(&'b self, key: &'b str) -> Spot<'b> {
        Spot::Key(self, key)
    }

    /// The element of the array at this spot.
    pub(super) fn index(&self, index: usize) -> Spot<'_> {
        Spot::Index(self, index)
    }

    /// The path to this spot.
    pub(super) fn path(&self) -> Path {
        let mut path = Path::new();
        let mut spot = self;
        loop {
            spot = match spot {
                Self::Top => break,
                Self::Key(parent, key) => {
                    path.push(Step::Key((*key).to_owned()));
                    parent
                }
                Self::Index(parent, index) => {
                    path.push(Step::Index(*index));
                    parent
                }
            };
        }
        path.reverse();
        path
    }
}

/// A remark on a member of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How bad it is.
    pub severity: Severity,
    /// The way from the top of its file to the member: names, and places in lists counted from 0.
    pub path: Vec<String>,
    /// What is wrong and what to do, without a full stop.
    pub message: String,
}

/// One finding by path.
#[derive(Debug)]
struct Finding {
    severity: Severity,
    path: Path,
    message: String,
    /// Where the same thing was said first; its line ends the message.
    first: Option<Path>,
}

/// The findings of one file, by path.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    errors: usize,
    warnings: usize,
}

impl Findings {
    /// Something is wrong at a spot.
    pub(super) fn error(&mut self, at: Spot<'_>, message: impl Into<String>) {
        self.add(Severity::Error, at, message, None);
    }

    /// Something is odd at a spot.
    pub(super) fn warning(&mut self, at: Spot<'_>, message: impl Into<String>) {
        self.add(Severity::Warning, at, message, None);
    }

    /// Something is said a second time; the line of the first ends the message.
    pub(super) fn again(&mut self, at: Spot<'_>, message: impl Into<String>, first: Path) {
        self.add(Severity::Error, at, message, Some(first));
    }

    /// The value at a spot has the wrong type.
    pub(super) fn wrong_type(&mut self, at: Spot<'_>, expected: &str, value: &Value) {
        let found = kind_of(value);
        let message = match at {
            Spot::Key(_, key) => format!("\"{key}\" must be {expected}, found {found}"),
            Spot::Index(_, _) | Spot::Top => format!("expected {expected} here, found {found}"),
        };
        self.error(at, message);
    }

    /// True while an error's text is still kept; the work of a suggestion is spared after that.
    pub(super) fn listens(&self) -> bool {
        self.errors < Diagnostics::MOST
    }

    fn add(&mut self, severity: Severity, at: Spot<'_>, message: impl Into<String>, first: Option<Path>) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= Diagnostics::MOST {
            self.list.push(Finding { severity, path: at.path(), message: message.into(), first });
        }
    }

    /// The findings as remarks on members.
    pub(super) fn into_remarks(self) -> Vec<Remark> {
        let name = |step: Step| match step {
            Step::Key(key) => key,
            Step::Index(index) => index.to_string(),
        };
        let remark = |Finding { severity, path, message, .. }: Finding| Remark {
            severity,
            path: path.into_iter().map(name).collect(),
            message,
        };
        self.list.into_iter().map(remark).collect()
    }

    /// The findings by line and column of `text`, in which their paths are looked up.
    pub(super) fn into_diagnostics(self, text: &str) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        if self.list.is_empty() {
            return diagnostics;
        }
        let paths: Vec<&Path> =
            self.list.iter().flat_map(|finding| std::iter::once(&finding.path).chain(&finding.first)).collect();
        let mut spots = line_columns_of(text, &paths).into_iter();
        let mut kept = [0, 0];
        for finding in &self.list {
            let (line, column) = spots.next().unwrap_or((1, 1));
            let message = match &finding.first {
                Some(_) => {
                    let (first_line, _) = spots.next().unwrap_or((1, 1));
                    format!("{}; the first is on line {first_line}", finding.message)
                }
                None => finding.message.clone(),
            };
            kept[usize::from(finding.severity == Severity::Warning)] += 1;
            diagnostics.push(Diagnostic { severity: finding.severity, line, column, message });
        }
        diagnostics.count_more(Severity::Error, self.errors - kept[0]);
        diagnostics.count_more(Severity::Warning, self.warnings - kept[1]);
        diagnostics
    }
}

/// What a JSON value is, in words.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
