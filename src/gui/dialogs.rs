//! The dialogs that the window can have open, one at a time.

use egui::Ui;

use super::about::about_ui;
use super::clash_dialog::ClashDialog;
use super::columns::ColumnsDialog;
use super::document::Document;
use super::edits::{ChapterDialog, JudgeDialog, WhenDialog};
use super::events_dialog::EventsDialog;
use super::export_dialog::ExportDialog;
use super::help::help_ui;
use super::join_dialog::JoinDialog;
use super::left_dialog::LeftDialog;
use super::marks_dialog::marks_ui;
use super::outcome::Outcome;
use super::palette::{PaletteMemory, Stays, palette_ui};
use super::panel_context::PanelContext;
use super::pasted_dialog::PastedDialog;
use super::path_dialog::PathDialog;
use super::progress_dialog::ProgressDialog;
use super::questions::{OverDialog, Unsaved};
use super::remarks::{provenance_ui, remarks_ui};
use super::steps_dialog::StepsDialog;
use super::time_dialogs::{KnownDialog, WindowDialog};
use crate::query::Provenance;
use crate::view::Command;

/// The dialog that is open.
pub(super) enum Dialog {
    Palette(PaletteMemory),
    Help,
    /// What is kept of large tables, in words.
    About(String),
    Remarks,
    Marks,
    Provenance(Provenance),
    Window(WindowDialog),
    Known(KnownDialog),
    Chapter(ChapterDialog),
    When(WhenDialog),
    Judge(JudgeDialog),
    Unsaved(Unsaved),
    Pasted(PastedDialog),
    Over(OverDialog),
    Columns(Box<ColumnsDialog>),
    Events(EventsDialog),
    Path(PathDialog),
    Export(Box<ExportDialog>),
    Progress(ProgressDialog),
    Left(LeftDialog),
    Steps(StepsDialog),
    Clash(ClashDialog),
    Join(JoinDialog),
}

impl Dialog {
    /// True when what it answers is meant for the story that is open.
    pub(super) fn is_about_story(&self) -> bool {
        match self {
            Self::Palette(_) | Self::Help | Self::About(_) | Self::Progress(_) | Self::Left(_) => false,
            Self::Path(dialog) => dialog.purpose.is_about_story(),
            Self::Remarks
            | Self::Marks
            | Self::Provenance(_)
            | Self::Window(_)
            | Self::Known(_)
            | Self::Chapter(_)
            | Self::When(_)
            | Self::Judge(_)
            | Self::Unsaved(_)
            | Self::Pasted(_)
            | Self::Over(_)
            | Self::Columns(_)
            | Self::Events(_)
            | Self::Steps(_)
            | Self::Clash(_)
            | Self::Join(_)
            | Self::Export(_) => true,
        }
    }

    /// Shows it, and tells what it answers.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        document: &Document,
        commands: &mut Vec<Command>,
    ) -> Outcome {
        let palette = here.palette;
        match self {
            Self::Palette(memory) => match palette_ui(ui, here, memory, commands) {
                Stays::Open => Outcome::Stays,
                Stays::Closes => Outcome::Closes,
            },
            Self::Help => help_ui(ui, palette),
            Self::About(kept) => about_ui(ui, kept, palette),
            Self::Provenance(found) => provenance_ui(ui, here, found),
            Self::Marks => marks_ui(ui, here, commands),
            Self::Remarks => remarks_ui(ui, here, document, commands),
            Self::Window(dialog) => dialog.ui(ui, here),
            Self::Known(dialog) => dialog.ui(ui, here),
            Self::Chapter(dialog) => dialog.ui(ui, palette),
            Self::When(dialog) => dialog.ui(ui, here),
            Self::Judge(dialog) => dialog.ui(ui, here),
            Self::Unsaved(unsaved) => unsaved.ui(ui, palette),
            Self::Pasted(dialog) => dialog.ui(ui, palette),
            Self::Over(dialog) => dialog.ui(ui, palette),
            Self::Columns(dialog) => dialog.ui(ui, palette),
            Self::Events(dialog) => dialog.ui(ui, here),
            Self::Path(dialog) => dialog.ui(ui, palette),
            Self::Export(dialog) => dialog.ui(ui, here),
            Self::Progress(dialog) => dialog.ui(ui, palette),
            Self::Left(dialog) => dialog.ui(ui, palette),
            Self::Steps(dialog) => dialog.ui(ui, palette),
            Self::Clash(dialog) => dialog.ui(ui, palette),
            Self::Join(dialog) => dialog.ui(ui, here.store.story(), palette),
        }
    }
}
