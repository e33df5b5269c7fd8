//! What `check` says of what is written, beside the fields that it is about.
//!
//! It is found once for a state of the story, and for the one event or source in the form. What a field says of itself
//! is not said again.

use std::rc::Rc;

use egui::Ui;

use super::kit::caret;
use super::{Subject, Writing};
use crate::io::Remark;
use crate::query::{remarks_on_event, remarks_on_source};
use crate::store::Store;

/// The remarks on what is in the form.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    of: Option<(u64, Subject)>,
    found: Rc<[Beside]>,
}

/// A remark with its place in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    /// The claim, by its place in the event.
    claim: Option<usize>,
    /// The member of a story file, such as `when`.
    field: String,
    text: String,
}

impl Remarks {
    /// The remarks on something in a state of the story.
    pub(super) fn on(&mut self, own: &Store, story_number: u64, subject: &Subject) -> Rc<[Beside]> {
        if self.of.as_ref().is_none_or(|(number, of)| *number != story_number || of != subject) {
            let remarks = match subject {
                Subject::Event(id) => own.index_of(id).map(|index| remarks_on_event(own, index)),
                Subject::Source(id) => own.source_index(id).map(|index| remarks_on_source(own, index)),
                Subject::Story | Subject::Several => None,
            };
            let remarks = remarks.unwrap_or_default();
            self.found = remarks.iter().filter(|remark| !is_told(&remark.message)).map(placed).collect();
            self.of = Some((story_number, subject.clone()));
        }
        self.found.clone()
    }
}

/// True for what the form says in its own words, or shows as an empty field.
fn is_told(message: &str) -> bool {
    let own = ["this event has no \"title\"", "this event has no claim", "this claim has no \"source\""];
    own.iter().any(|words| message.starts_with(words)) || message.contains("is no date in EDTF")
}

fn placed(remark: &Remark) -> Beside {
    let mut path = remark.path.iter().map(String::as_str).skip_while(|name| *name == "properties");
    let field = path.next().unwrap_or_default();
    let claim = (field == "claims").then(|| path.next()?.parse().ok()).flatten();
    let field = if claim.is_some() { path.next().unwrap_or_default() } else { field };
    let mut letters = remark.message.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    Beside { claim, field: field.to_owned(), text: first.chain(letters).collect() }
}

/// Shows what is said of some members of an event or source, or of a claim.
pub(super) fn beside(ui: &mut Ui, writing: &Writing<'_>, claim: Option<usize>, fields: &[&str]) {
    for remark in writing.remarks.iter().filter(|remark| remark.claim == claim && fields.contains(&&*remark.field)) {
        caret(ui, writing.here.palette, &remark.text);
    }
}

/// Shows what is said of a claim, or of what is no claim, beside all fields but these.
pub(super) fn elsewhere(ui: &mut Ui, writing: &Writing<'_>, claim: Option<usize>, fields: &[&str]) {
    for remark in writing.remarks.iter().filter(|remark| remark.claim == claim && !fields.contains(&&*remark.field)) {
        caret(ui, writing.here.palette, &remark.text);
    }
}
