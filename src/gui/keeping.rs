//! What the window knows of the journal of its story, and what it says of that.
//!
//! This module answers how it is shown that changes are kept, and how it is asked what becomes of those that were
//! found. What is done about either is in `restoring`.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Frame, Label, Margin, Panel as Side, Role, Stroke, Ui, WidgetInfo, vec2};

use super::document::Former;
use super::kit::filled;
use super::recovery::Recovery;
use super::style::{color32, words};
use crate::io::{Journal, LeftJournal, Pace};
use crate::model::Story;
use crate::scene::{Face, Palette, text_width};

/// The folder of the journals of this user; none where the system names none.
pub(super) fn folder_of_user() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "meridian-explorer")?;
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
    Some(folder.join("journals"))
}

/// What is asked over a story that a journal has given back.
pub(super) struct Question {
    pub(super) left: LeftJournal,
    pub(super) text: String,
    /// What was open before.
    pub(super) former: Former,
    pub(super) answer: Option<Answer>,
}

/// What is done with changes that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Restore,
    NotNow,
}

/// The journal of the story that is open, and what is found of others.
#[derive(Default)]
pub(super) struct Keeping {
    /// None where no folder was given.
    pub(super) journal: Option<Journal>,
    pub(super) folder: Option<PathBuf>,
    /// The story as its file has it, with which the journal has begun.
    pub(super) base: Option<Arc<Story>>,
    /// What was handed over last, and when.
    pub(super) pace: Pace,
    /// The number that is known to be kept, and the time of day when that was found.
    pub(super) kept: Option<(u64, String)>,
    pub(super) failure: Option<String>,
    pub(super) question: Option<Question>,
    /// A journal whose changes are in the story again, and its number there.
    pub(super) restored: Option<(LeftJournal, u64)>,
    /// What is asked about once a reading is done.
    pub(super) waiting: Option<Box<Recovery>>,
    /// What is said once a reading is done.
    pub(super) hint: Option<String>,
    /// Whether somebody has asked for what is left.
    pub(super) asked: Asked,
}

/// Who wants to know what crashes have left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asked {
    /// The program, as it starts.
    #[default]
    AtStart,
    /// Somebody.
    ByName,
}

/// What is said of the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// All are kept since this time of day.
    Kept(String),
    /// They are about to be.
    Keeping,
    /// They are not, for this reason.
    Failed(String),
}

impl Said {
    /// Shows it, where there is room.
    pub(super) fn ui(self, ui: &mut Ui, palette: &Palette) {
        let (text, colour, hint) = match self {
            Self::Kept(at) => {
                let hint = "Changes are kept in a journal until you save, and survive a crash";
                (format!("All changes kept · {at}"), palette.ink_secondary, hint.to_owned())
            }
            Self::Keeping => ("Keeping changes…".to_owned(), palette.ink_secondary, String::new()),
            Self::Failed(reason) => {
                let hint = format!("Changes are not being kept: {reason}. Save the story; Meridian keeps trying");
                ("Changes not kept".to_owned(), palette.playhead, hint)
            }
        };
        let is_kept = text.starts_with("All");
        let room = ui.available_width() - text_width(&text, Face::Regular, 11.5) - 24.0;
        let label = if room > 0.0 {
            ui.label(words(text.clone(), Face::Regular, 11.5, colour))
        } else if ui.available_width() > 24.0 {
            let sign = if is_kept { "" } else { "!" };
            ui.label(words(sign, Face::SemiBold, 12.5, colour))
        } else {
            return;
        };
        label.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
        if !hint.is_empty() {
            label.on_hover_text(hint);
        }
        if is_kept {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), egui::Sense::hover());
            let line = Stroke::new(1.6, color32(palette.accent));
            let foot = rect.left_bottom() + vec2(3.5, -1.0);
            ui.painter().line_segment([rect.left_center(), foot], line);
            ui.painter().line_segment([foot, rect.right_top() + vec2(0.0, 1.0)], line);
        }
    }
}

impl Keeping {
    /// What is to be said of the changes; none where there is none to keep.
    pub(super) fn said(&self) -> Option<Said> {
        if self.question.is_some() {
            return None;
        }
        let story = self.pace.last()?;
        if let Some(reason) = &self.failure {
            return Some(Said::Failed(reason.clone()));
        }
        match &self.kept {
            _ if self.base.as_ref().is_some_and(|base| Arc::ptr_eq(base, story)) => None,
            Some((kept, at)) if *kept == self.pace.number() => Some(Said::Kept(at.clone())),
            _ => Some(Said::Keeping),
        }
    }

    /// Another story is shown: what was found stays kept.
    pub(super) fn leave_question(&mut self) {
        self.question = None;
    }

    /// Asks what becomes of changes that were found, in a bar below the toolbar.
    pub(super) fn question_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        let Some(question) = &mut self.question else { return };
        let frame = Frame::NONE.fill(color32(palette.card)).inner_margin(Margin::symmetric(14, 8));
        Side::top("restore").frame(frame).resizable(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let text = words(&question.text, Face::Medium, 12.0, palette.ink);
                let label = ui.add(Label::new(text).wrap());
                label.widget_info(|| WidgetInfo::labeled(Role::Status, true, &question.text));
                if filled(ui, "Restore", palette).clicked() {
                    question.answer = Some(Answer::Restore);
                }
                let hint = "They stay kept: File, Restore unsaved changes…";
                if ui.button("Not now").on_hover_text(hint).clicked() {
                    question.answer = Some(Answer::NotNow);
                }
            });
        });
    }
}
