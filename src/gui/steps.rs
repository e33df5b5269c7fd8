//! The changes of the story since it was opened, each with what it was before and after.

use std::sync::Arc;

use crate::model::Story;
use crate::query::{StoryDiff, Subject, changed_parts};
use crate::view::Command;

/// So many changes are remembered.
const MOST: usize = 300;
/// Names of fields that a line shows.
const MOST_FIELDS: usize = 3;

/// One change of the story.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) before: Arc<Story>,
    pub(super) after: Arc<Story>,
    /// The time of day.
    pub(super) at: String,
}

impl Change {
    /// What was changed, in a line.
    pub(super) fn words(&self) -> String {
        let [before, after] = changed_parts(&self.before, &self.after);
        let diff = StoryDiff::between(&before, &after);
        let Some(first) = diff.differences.first() else { return "Nothing that is saved".to_owned() };
        let name = if first.title.is_empty() { &first.id } else { &first.title };
        let subject = match first.subject {
            Subject::Story => "Story".to_owned(),
            subject => format!("{} “{name}”", capital(subject.word())),
        };
        let mut fields: Vec<&str> = first.members.iter().map(|change| change.member.as_str()).collect();
        if !first.claims.is_empty() {
            fields.push("claims");
        }
        let more = fields.len().saturating_sub(MOST_FIELDS);
        fields.truncate(MOST_FIELDS);
        let mut words = if fields.is_empty() || first.change != crate::store::Change::Changed {
            format!("{subject} {}", first.change.word())
        } else {
            format!("{subject}: {}", fields.join(", "))
        };
        if more > 0 {
            words.push_str(", …");
        }
        match diff.differences.len() - 1 {
            0 => words,
            others => format!("{words}, and {others} more"),
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The changes of a story, the last one last.
#[derive(Debug, Default)]
pub(super) struct StepLog {
    changes: Vec<Change>,
    /// Those that were taken back by undo, and come again with redo.
    undone: Vec<Change>,
    /// Whether the next letter belongs to the last change.
    writing: Writing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Writing {
    #[default]
    Over,
    GoesOn,
}

impl StepLog {
    /// The changes, the last one last.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Takes note of what a command has done to the story.
    pub(super) fn note(&mut self, command: &Command, before: &Arc<Story>, after: &Arc<Story>, at: impl Fn() -> String) {
        if matches!(command, Command::EndWriting) {
            self.writing = Writing::Over;
        }
        if Arc::ptr_eq(before, after) {
            return;
        }
        let (from, to) = match command {
            Command::Undo => (&mut self.changes, &mut self.undone),
            Command::Redo => (&mut self.undone, &mut self.changes),
            _ => return self.add(command, before, after, at()),
        };
        to.extend(from.pop());
        self.writing = Writing::Over;
    }

    fn add(&mut self, command: &Command, before: &Arc<Story>, after: &Arc<Story>, at: String) {
        let is_writing = matches!(command, Command::Write(_));
        self.undone.clear();
        match self.changes.last_mut() {
            Some(last) if is_writing && self.writing == Writing::GoesOn => {
                (last.after, last.at) = (after.clone(), at);
            }
            _ => self.changes.push(Change { before: before.clone(), after: after.clone(), at }),
        }
        if self.changes.len() > MOST {
            self.changes.remove(0);
        }
        self.writing = if is_writing { Writing::GoesOn } else { Writing::Over };
    }
}
