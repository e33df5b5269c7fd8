//! Dialogs that change the story: chapters, dates, judgements.

use std::collections::BTreeSet;

use egui::{ComboBox, Key, Modifiers, Role, Ui, WidgetInfo};

use super::form::chapter_ui;
use super::kit::{dialog, field, filled, tall_list};
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::style::words;
use super::text_field::TextField;
use crate::model::{
    self, ASSESSMENTS, CREDIBILITY, Chapter, Event, Field, Language, RELIABILITY, Rare, Translation, TypedContext, When,
};
use crate::scene::{Face, Palette};
use crate::view::{Command, Edit, Judgement};

const TITLE: &Field = model::field::<Chapter>("title");
const TEXT: &Field = model::field::<Chapter>("text");
const WHEN: &Field = model::field::<Event>("when");
const ASSESSMENT: &Field = model::field::<Event>("assessment");

/// Title and text of a chapter.
pub(super) struct ChapterDialog {
    number: usize,
    /// The new chapter; none where an old one is told anew.
    new: Option<Chapter>,
    title: String,
    text: String,
    /// Both in other languages, which are these.
    i18n: Rare<Vec<Translation>>,
    languages: BTreeSet<Language>,
    was_shown: bool,
}

impl ChapterDialog {
    /// For a new chapter at a place.
    pub(super) fn new(number: usize, chapter: Chapter, languages: BTreeSet<Language>) -> Self {
        let (title, text, i18n) = (String::new(), String::new(), Rare::default());
        Self { number, title, text, i18n, languages, new: Some(chapter), was_shown: false }
    }

    /// For a chapter that is told anew.
    pub(super) fn retelling(number: usize, chapter: &Chapter, languages: BTreeSet<Language>) -> Self {
        let Chapter { title, text, i18n, .. } = chapter.clone();
        let mut languages = languages;
        languages.extend(i18n.iter().map(|one| one.language));
        Self { number, new: None, title, text, i18n, languages, was_shown: false }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let heading = if self.new.is_some() { "New chapter" } else { "Edit chapter" };
        let closes = dialog(ui, heading, 520.0, palette, |ui| {
            let enters = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            let hint = self.new.as_ref().map_or(TITLE.label, |chapter| chapter.title.as_str()).to_owned();
            let title = field(ui, &TITLE.label_in::<Chapter>(), &mut self.title, &hint);
            if !std::mem::replace(&mut self.was_shown, true) {
                title.request_focus();
            }
            let label = TEXT.label_in::<Chapter>();
            TextField::several(&mut self.text).label(label).hint("A few sentences").rows(5).show(ui);
            chapter_ui(ui, palette, &mut self.languages, &mut self.i18n);
            ui.add_space(6.0);
            let has_title = !self.title().is_empty();
            let label = if self.new.is_some() { "Add chapter (Ctrl+Enter)" } else { "Save (Ctrl+Enter)" };
            if (filled(ui, label, palette).clicked() || enters) && has_title {
                outcome = Outcome::Command(Command::Edit(Box::new(self.edit())));
            }
            if !has_title {
                ui.label(words("Enter a title", Face::Regular, 12.0, palette.ink_secondary));
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }

    /// What was typed; for a new chapter that of its event where nothing was.
    fn title(&self) -> &str {
        let typed = self.title.trim();
        self.new.as_ref().filter(|_| typed.is_empty()).map_or(typed, |chapter| &chapter.title)
    }

    fn edit(&self) -> Edit {
        let (title, text) = (self.title().to_owned(), self.text.trim().to_owned());
        match &self.new {
            Some(chapter) => {
                let i18n = self.i18n.clone();
                Edit::AddChapter(self.number, Box::new(Chapter { title, text, i18n, ..chapter.clone() }))
            }
            None => Edit::RetellChapter { number: self.number, title, text, i18n: self.i18n.to_vec() },
        }
    }
}

/// The time of an event, which explains itself as it is typed.
pub(super) struct WhenDialog {
    event: String,
    title: String,
    text: String,
}

impl WhenDialog {
    pub(super) fn of(event: &Event) -> Self {
        let text = event.when.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { event: event.id.clone(), title: event.title.clone(), text }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, &WHEN.label_in::<Event>(), 460.0, palette, |ui| {
            ui.label(words(&self.title, Face::Medium, 12.0, palette.ink));
            let response =
                field(ui, "Date, in words or EDTF", &mut self.text, "9 Oct 2025, 18:00 Kabul; about 22 Oct; 2025-10~");
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            ui.add_space(4.0);
            let story = here.store.story();
            let zone = here.store.index_of(&self.event).map_or(story.zone.clone(), |index| story.zone_of(index));
            let own = here.store.index_of(&self.event).and_then(|index| here.store.event(index).when.clone());
            let near = own.and_then(|when| when.first_day(&zone));
            let read = match self.text.trim() {
                "" => Ok(None),
                text => When::read_typed(text, &TypedContext { near, zone: &zone, zone_names: &[] }).map(Some),
            };
            match read {
                Ok(read) => {
                    let (when, notes) = read.map_or((None, Vec::new()), |read| (Some(read.when), read.notes));
                    let words_of = when.as_ref().map_or("No date".to_owned(), |when| when.to_words(Some(&zone)));
                    ui.label(words(words_of, Face::Regular, 12.0, palette.ink_secondary));
                    for note in notes {
                        ui.label(words(note, Face::Regular, 11.0, palette.ink_secondary));
                    }
                    ui.add_space(6.0);
                    let enter = ui.input(|input| input.key_pressed(Key::Enter));
                    if filled(ui, "Save", palette).clicked() || enter {
                        let edit = Edit::SetWhen { event: self.event.clone(), when: when.map(Box::new) };
                        outcome = Outcome::Command(Command::Edit(Box::new(edit)));
                    }
                }
                Err(error) => {
                    ui.label(words(error.to_string(), Face::Regular, 12.0, palette.playhead));
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// The assessment of an event, the gradings of its claims, and whose judgement that is.
pub(super) struct JudgeDialog {
    title: String,
    judgement: Judgement,
    /// Who speaks and what they say, by claim.
    claims: Vec<String>,
}

impl JudgeDialog {
    pub(super) fn of(event: &Event, by: String) -> Self {
        let spoken = |claim: &crate::model::Claim| {
            let name = &claim.attribution.name;
            let speaker = if name.is_empty() { claim.attribution.kind.word() } else { name };
            format!("{speaker}: {}", claim.text)
        };
        Self {
            title: event.title.clone(),
            claims: event.claims.iter().map(spoken).collect(),
            judgement: Judgement {
                event: event.id.clone(),
                assessment: event.assessment.to_string(),
                gradings: event.claims.iter().map(|claim| (claim.id.clone(), claim.grading.to_string())).collect(),
                by,
            },
        }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Rate claims and event", 640.0, palette, |ui| {
            ui.label(words(&self.title, Face::Medium, 12.5, palette.ink));
            let note = "Your rating, published under your name";
            ui.label(words(note, Face::Regular, 11.0, palette.ink_secondary));
            field(ui, "Your name", &mut self.judgement.by, "Your name");
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.label(words("Event", Face::Medium, 12.0, palette.ink));
                choice(ui, &ASSESSMENT.label_in::<Event>(), &mut self.judgement.assessment, &ASSESSMENTS);
            });
            ui.add_space(4.0);
            let height = (ui.ctx().content_rect().height() - 320.0).clamp(80.0, 420.0);
            tall_list(height).show(ui, |ui| {
                for ((id, grading), claim) in self.judgement.gradings.iter_mut().zip(&self.claims) {
                    ui.horizontal(|ui| {
                        grading_ui(ui, id, grading);
                        ui.add(egui::Label::new(words(claim, Face::Regular, 12.0, palette.ink)).truncate())
                            .on_hover_text(claim);
                    });
                }
            });
            ui.add_space(8.0);
            let named = !self.judgement.by.trim().is_empty();
            let whole = self.judgement.gradings.iter().all(|(_, grading)| grading.is_empty() || grading.len() == 2);
            let enters = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            if (filled(ui, "Save rating (Ctrl+Enter)", palette).clicked() || enters) && named && whole {
                let by = self.judgement.by.trim().to_owned();
                outcome = Outcome::Judged(Judgement { by, ..self.judgement.clone() });
            }
            let missing = match (named, whole) {
                (false, _) => "Enter your name",
                (true, false) => "Choose both a letter and a digit",
                (true, true) => return,
            };
            ui.label(words(missing, Face::Regular, 12.0, palette.ink_secondary));
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// A box in which one of some words is chosen, or none.
fn choice(ui: &mut Ui, label: &str, chosen: &mut String, words: &[(&str, &str)]) {
    let shown = if chosen.is_empty() { "not rated" } else { chosen.as_str() }.to_owned();
    let response = ComboBox::from_id_salt(label).selected_text(&shown).width(120.0).show_ui(ui, |ui| {
        if ui.selectable_label(chosen.is_empty(), "not rated").clicked() {
            chosen.clear();
        }
        for (word, meaning) in words {
            if ui.selectable_label(chosen == word, format!("{word}: {meaning}")).clicked() {
                (*word).clone_into(chosen);
            }
        }
    });
    name_box(&response.response, label, &shown);
}

/// Names a box for screen readers, with what it shows.
fn name_box(response: &egui::Response, label: &str, shown: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, label);
        info.current_text_value = Some(shown.to_owned());
        info
    });
}

/// Two boxes for the Admiralty code: reliability of the source, credibility of what it says.
pub(super) fn grading_ui(ui: &mut Ui, claim: &str, grading: &mut String) {
    let mut parts = [grading.get(..1).unwrap_or_default(), grading.get(1..).unwrap_or_default()].map(str::to_owned);
    for ((part, name), scale) in
        parts.iter_mut().zip(["Reliability", "Credibility"]).zip([&RELIABILITY[..], &CREDIBILITY[..]])
    {
        let shown = if part.is_empty() { "–" } else { part.as_str() }.to_owned();
        let response = ComboBox::from_id_salt((claim, name)).selected_text(&shown).width(44.0).show_ui(ui, |ui| {
            if ui.selectable_label(part.is_empty(), "–").clicked() {
                part.clear();
            }
            for (sign, meaning) in scale {
                if ui.selectable_label(part.starts_with(*sign), format!("{sign}: {meaning}")).clicked() {
                    *part = sign.to_string();
                }
            }
        });
        name_box(&response.response, &format!("{name}, claim {claim}"), &shown);
    }
    *grading = parts.concat();
}
