//! What is there to say about a file that was read: findings with their line and column.
//!
//! This module answers how a finding is told, the same way by `check` and in the window. It does not
//! know any file format, nor where a file lies.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Severity {
    /// Something is wrong, and part of what was meant is not shown.
    Error,
    /// Something is odd, and shown all the same.
    Warning,
}

impl Severity {
    /// The word in front of the message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding. It is displayed as `LINE:COLUMN: error: message`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong and what to do, without a full stop.
    pub message: String,
}

impl Diagnostic {
    /// An error at a line and column, both counted from 1.
    pub fn error(line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, line, column, message: message.into() }
    }

    /// A warning at a line and column, both counted from 1.
    pub fn warning(line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, line, column, message: message.into() }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.line, self.column, self.severity.word(), self.message)
    }
}

/// Findings of one file, by line and column.
///
/// The list keeps the first [`Diagnostics::MOST`] errors and as many warnings; the counts are of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// So many findings of either severity are kept; further ones are only counted.
    pub const MOST: usize = 1000;

    /// Adds a finding at its place, after those at the same line and column.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= Self::MOST {
            let spot = (diagnostic.line, diagnostic.column);
            let place = self.list.partition_point(|other| (other.line, other.column) <= spot);
            self.list.insert(place, diagnostic);
        }
    }

    /// Takes in the findings of another list, counted ones included.
    pub fn absorb(&mut self, other: Self) {
        let mut kept = [0, 0];
        for diagnostic in other.list {
            kept[usize::from(diagnostic.severity == Severity::Warning)] += 1;
            self.push(diagnostic);
        }
        self.count_more(Severity::Error, other.errors - kept[0]);
        self.count_more(Severity::Warning, other.warnings - kept[1]);
    }

    /// Counts findings that are not kept in the list.
    pub fn count_more(&mut self, severity: Severity, count: usize) {
        match severity {
            Severity::Error => self.errors += count,
            Severity::Warning => self.warnings += count,
        }
    }

    /// The findings that were kept, by line and column.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// The findings that were kept, by line and column.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many errors there are, kept or not.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings there are, kept or not.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// How many findings there are, kept or not.
    pub fn len(&self) -> usize {
        self.errors + self.warnings
    }

    /// True when nothing was found.
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// How many findings were counted but not kept: the number in "and N more".
    pub fn more(&self) -> usize {
        self.errors + self.warnings - self.list.len()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_told_by_line_and_column() {
        let mut found = Diagnostics::default();
        found.push(Diagnostic::warning(7, 1, "late"));
        found.push(Diagnostic::error(2, 9, "b"));
        found.push(Diagnostic::error(2, 3, "a"));
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["2:3: error: a", "2:9: error: b", "7:1: warning: late"]);
        assert_eq!((found.errors(), found.warnings(), found.more()), (2, 1, 0));
    }

    #[test]
    fn warnings_do_not_crowd_out_errors() {
        let mut found = Diagnostics::default();
        found.extend((1..=1500).map(|line| Diagnostic::warning(line, 1, "odd")));
        found.push(Diagnostic::error(2000, 1, "wrong"));
        assert_eq!((found.as_slice().len(), found.more()), (1001, 500));
        assert_eq!(found.iter().last().map(|last| last.line), Some(2000));
    }
}
