//! The right panel while something is written: an event with its claims, several events, a source, or the story itself.
//!
//! A form changes the story with each key, as one step of undo until it is left: map, list and timeline stay
//! live, and nothing waits for a button. What cannot be read yet is kept as it was typed.

mod actors;
mod calendar;
mod chooser;
mod claim;
mod claims;
mod days_bar;
mod disputes;
mod event;
mod groups;
mod kit;
mod known;
mod languages;
mod likeness;
mod links;
mod pasted;
mod pins;
mod place;
mod place_list;
mod quantities;
mod remarks;
mod several;
mod source;
mod story;
mod typed;
mod when;
mod zones;

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Key, Modifiers, Ui};

pub(super) use self::chooser::{Choice, Chosen, Moves, Offered, with_none};
pub(super) use self::claim::sources_called;
pub(super) use self::claims::new_claim;
pub(super) use self::kit::{caret, link, link_response};
pub(super) use self::languages::chapter_ui;
use self::likeness::Likeness;
pub(super) use self::pasted::{IndexKey, Pasted};
pub(super) use self::pins::Pins;
use self::remarks::{Beside, Remarks};
use self::several::{SeveralMemory, several_form_ui};
use self::typed::TypedTexts;
pub(super) use self::when::{reading, reading_ui};
use super::kit::filled;
use super::panel_context::PanelContext;
use super::placing::Placing;
use super::style::words;
use crate::model::Language;
use crate::scene::Face;
use crate::store::Store;
use crate::view::{Command, Edit, Effect, StoryChange};

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// The story itself, with its layers, categories and actors.
    Story,
    /// The event with this id.
    Event(String),
    /// The events that are selected.
    Several,
    /// The source with this id.
    Source(String),
}

/// What the form keeps between frames.
#[derive(Default)]
pub(super) struct FormMemory {
    open: Option<Subject>,
    typed: TypedTexts,
    several: SeveralMemory,
    /// What the next event or claim begins with.
    pub(super) pins: Pins,
    likeness: Likeness,
    remarks: Remarks,
    /// The languages in which fields are shown, beside the story's own.
    languages: BTreeSet<Language>,
    /// What was pasted or dropped for the source that is written.
    pub(super) pasted: Pasted,
    /// The claim that is unfolded.
    claim: Option<String>,
    /// The field that is to have the keys next, by its key.
    focus: Option<&'static str>,
}

impl FormMemory {
    /// Opens the form of something, with the keys in its first field.
    pub(super) fn open(&mut self, subject: Subject) {
        self.focus = Some(match &subject {
            Subject::Story | Subject::Event(_) => "title",
            Subject::Several => "when",
            Subject::Source(_) => "url",
        });
        self.claim = None;
        self.typed = TypedTexts::default();
        self.pasted = Pasted::default();
        self.several = SeveralMemory::default();
        self.open = Some(subject);
    }

    /// The same while something else has the keys.
    pub(super) fn open_at_rest(&mut self, subject: Subject) {
        self.open(subject);
        self.focus = None;
    }

    /// Opens the form of an event at one of its claims.
    pub(super) fn open_claim(&mut self, event: String, claim: String) {
        if self.open.as_ref() != Some(&Subject::Event(event.clone())) {
            self.open(Subject::Event(event));
        }
        self.claim = Some(claim);
        self.focus = Some("speaker");
    }

    /// Opens the form of an event at one of its claims, with the list of those that it may dispute.
    pub(super) fn open_disputes(&mut self, event: String, claim: String) {
        self.open_claim(event, claim);
        self.focus = Some("disputes");
    }

    /// The claim that is unfolded; none where none is.
    pub(super) fn claim(&self) -> Option<&str> {
        self.claim.as_deref()
    }

    /// Shows what was shown before it.
    pub(super) fn close(&mut self) {
        self.open = None;
        self.claim = None;
    }

    /// The id of the event that is written; none where none is.
    pub(super) fn event(&self) -> Option<&str> {
        match &self.open {
            Some(Subject::Event(id)) => Some(id),
            _ => None,
        }
    }

    /// What is written; none where nothing is.
    pub(super) fn subject(&self) -> Option<&Subject> {
        self.open.as_ref()
    }

    /// Goes along with what is selected: another event that is chosen is the one to be written.
    pub(super) fn follow(&mut self, selected: Option<&str>) {
        if let (Some(Subject::Event(open)), Some(id)) = (&self.open, selected)
            && open != id
        {
            self.claim = None;
            self.typed = TypedTexts::default();
            self.open = Some(Subject::Event(id.to_owned()));
        }
    }
}

/// What the parts of a form work with in one frame.
struct Writing<'a> {
    here: &'a PanelContext<'a>,
    /// The story with all its claims, as it is saved.
    own: &'a Store,
    typed: &'a mut TypedTexts,
    pins: &'a mut Pins,
    likeness: &'a mut Likeness,
    /// What `check` says of it.
    remarks: Rc<[Beside]>,
    languages: &'a mut BTreeSet<Language>,
    pasted: &'a mut Pasted,
    claim: &'a mut Option<String>,
    focus: &'a mut Option<&'static str>,
    /// Where its event was, and what is looked for.
    placing: &'a mut Placing,
    /// What was written in this frame.
    change: StoryChange,
    commands: &'a mut Vec<Command>,
}

impl FormMemory {
    fn writing<'a>(
        &'a mut self,
        here: &'a PanelContext<'a>,
        own: &'a Store,
        placing: &'a mut Placing,
        commands: &'a mut Vec<Command>,
    ) -> Writing<'a> {
        let Self { typed, pins, likeness, languages, pasted, claim, focus, .. } = self;
        let (change, remarks) = (StoryChange::default(), Rc::default());
        Writing {
            here,
            own,
            typed,
            pins,
            likeness,
            remarks,
            languages,
            pasted,
            claim,
            focus,
            placing,
            change,
            commands,
        }
    }
}

impl Writing<'_> {
    /// True once for the field that is to have the keys.
    fn takes_focus(&mut self, key: &'static str) -> bool {
        self.focus.take_if(|wanted| *wanted == key).is_some()
    }
}

/// Shows the form that is open, and answers with what was written.
pub(super) fn form_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    (memory, placing): (&mut FormMemory, &mut Placing),
    commands: &mut Vec<Command>,
) {
    let Some(subject) = memory.open.clone() else { return };
    if subject == Subject::Several {
        return several_form_ui(ui, here, own, (memory, placing), commands);
    }
    let keeps_on = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let [body, foot] = kit::rooms(ui);
    let remarks = memory.remarks.on(own, here.story_number, &subject);
    let mut writing = memory.writing(here, own, placing, commands);
    writing.remarks = remarks;
    let is_there = kit::body(ui, body, |ui| subject_ui(ui, &mut writing, &subject));
    let change = std::mem::take(&mut writing.change);
    if change != StoryChange::default() {
        commands.push(Command::Write(Box::new(Edit::Change(Box::new(change)))));
    }
    if is_there == Shown::Gone {
        return memory.close();
    }
    match kit::foot(ui, here.palette, foot, |ui| foot_ui(ui, here, &subject)) {
        Foot::Next => leave(memory, commands, Some(Effect::NewEvent)),
        Foot::Keep => leave(memory, commands, None),
        Foot::Stays if keeps_on => {
            let next = match &subject {
                Subject::Event(_) => Some(Effect::NewEvent),
                Subject::Source(_) => Some(Effect::NewSource),
                Subject::Story | Subject::Several => None,
            };
            leave(memory, commands, next);
        }
        Foot::Stays => {}
    }
}

/// Whether what is written is in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Is,
    /// It was taken out, or undone.
    Gone,
}

fn subject_ui(ui: &mut Ui, writing: &mut Writing<'_>, subject: &Subject) -> Shown {
    match subject {
        Subject::Several => {}
        Subject::Story => story::story_ui(ui, writing),
        Subject::Event(id) => return event::event_ui(ui, writing, id),
        Subject::Source(id) => return source::source_ui(ui, writing, id),
    }
    Shown::Is
}

fn leave(memory: &mut FormMemory, commands: &mut Vec<Command>, next: Option<Effect>) {
    memory.close();
    commands.push(Command::EndWriting);
    commands.extend(next.map(Command::Perform));
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Foot {
    Stays,
    Keep,
    Next,
}

/// The buttons below a form.
fn foot_ui(ui: &mut Ui, here: &PanelContext<'_>, subject: &Subject) -> Foot {
    let palette = here.palette;
    let mut answer = Foot::Stays;
    if filled(ui, "Keep", palette).clicked() {
        answer = Foot::Keep;
    }
    if *subject != Subject::Story {
        let next = egui::Button::new(words("Keep and next", Face::Medium, 12.0, palette.ink));
        if ui.add(next.shortcut_text("Ctrl+Enter")).clicked() {
            answer = match subject {
                Subject::Event(_) => Foot::Next,
                _ => Foot::Keep,
            };
        }
    }
    answer
}
