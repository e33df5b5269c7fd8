//! What floats over the window: dialogs for paths, windows of time and figures, help, remarks, notices.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Id, Key, RichText, Role, Ui, WidgetInfo, vec2};

use super::columns::ColumnsDialog;
use super::edits::{After, ChapterDialog, JudgeDialog, Keep, Unsaved, WhenDialog};
use super::events_dialog::{EventsDialog, Scope};
use super::export_dialogs::{Drawn, FigureDialog, SeriesDialog};
use super::film_dialog::{FilmDialog, Filmed};
use super::here::Here;
use super::jobs::OpenStory;
use super::reading_order::single_line;
use super::saving::{Over, OverDialog};
use super::style::{color32, outline_boxes, words};
use crate::io::{FileFormat, Mapping, Severity};
use crate::model::When;
use crate::query::{Copied, Provenance};
use crate::scene::{Face, Palette};
use crate::view::{Command, Each, Judgement, Known, Menu, TABLE};

/// One thing that floats over the window.
pub(super) enum Float {
    Palette(super::palette::PaletteMemory),
    Help,
    Remarks,
    Provenance(Provenance),
    Window(WindowDialog),
    Known(KnownDialog),
    Chapter(ChapterDialog),
    When(WhenDialog),
    Judge(JudgeDialog),
    Unsaved(Unsaved),
    Over(OverDialog),
    Columns(Box<ColumnsDialog>),
    Events(EventsDialog),
    Path(PathDialog),
    Figure(Box<FigureDialog>),
    Film(FilmDialog),
    Series(SeriesDialog),
}

impl Float {
    /// True when what it answers is meant for the story that is open.
    pub(super) fn is_about_story(&self) -> bool {
        match self {
            Self::Palette(_) | Self::Help | Self::Series(_) => false,
            Self::Path(dialog) => dialog.purpose.is_about_story(),
            Self::Remarks
            | Self::Provenance(_)
            | Self::Window(_)
            | Self::Known(_)
            | Self::Chapter(_)
            | Self::When(_)
            | Self::Judge(_)
            | Self::Unsaved(_)
            | Self::Over(_)
            | Self::Columns(_)
            | Self::Events(_)
            | Self::Figure(_)
            | Self::Film(_) => true,
        }
    }
}

/// What a float answers.
pub(super) enum Outcome {
    Stays,
    Closes,
    Command(Command),
    /// A path was given.
    Path(PathUse, PathBuf),
    /// The changes of the story are kept, or not, and then something else is done.
    Unsaved(Keep, After),
    /// What is done where saving would lose something.
    Over(Over),
    /// Events are to be written in another format.
    Events {
        format: FileFormat,
        scope: Scope,
        path: PathBuf,
    },
    /// The columns of the table mean this.
    Columns(Mapping),
    /// A judgement was passed; its author is remembered.
    Judged(Judgement),
    /// The desktop's own dialog is wanted.
    Browse(PathUse),
    /// A moving picture is to be written.
    Film(Box<Filmed>),
    /// A figure is to be shown beside what is asked of it.
    Preview(Box<Drawn>),
    /// A figure is to be written.
    Figure {
        drawn: Box<Drawn>,
        scale: f32,
        path: PathBuf,
        /// A series of them.
        each: Option<Each>,
    },
}

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathUse {
    OpenStory,
    SaveStory,
    Compare,
    PicturesFolder,
    /// The rows that became no event.
    RejectedRows,
}

impl PathUse {
    /// True when the path is for the story that is open when it is asked for.
    pub(super) fn is_about_story(self) -> bool {
        match self {
            Self::SaveStory | Self::Compare | Self::RejectedRows => true,
            Self::OpenStory | Self::PicturesFolder => false,
        }
    }
}

/// A path that the desktop was asked for: what it is for, and for which of the stories that were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) purpose: PathUse,
    pub(super) document: u64,
}

/// A new window of time, typed as dates.
#[derive(Default)]
pub(super) struct WindowDialog {
    text: String,
}

/// The day or time of the account, typed.
pub(super) struct KnownDialog {
    text: String,
}

/// A path, typed or chosen.
pub(super) struct PathDialog {
    purpose: PathUse,
    pub(super) text: String,
    recent: Vec<PathBuf>,
    /// What there is to know before the same is pressed again.
    pub(super) warning: Option<String>,
}

/// A centred card over the window. Returns true when it should close.
pub(super) fn dialog(ui: &Ui, title: &str, width: f32, palette: &Palette, contents: impl FnOnce(&mut Ui)) -> bool {
    let frame = egui::Frame::popup(ui.style()).inner_margin(16);
    let shown = egui::Modal::new(Id::unique(("dialog", title))).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 40.0));
        ui.label(words(title, Face::SemiBold, 15.0, palette.ink));
        ui.add_space(6.0);
        outline_boxes(ui, palette);
        contents(ui);
    });
    // A dialog stands in the middle by the size that it had; one that has grown moves once more.
    let (id, size) = (shown.response.id.with("size"), shown.response.rect.size());
    if ui.data(|data| data.get_temp(id)) != Some(size) {
        ui.data_mut(|data| data.insert_temp(id, size));
        ui.request_repaint();
    }
    shown.should_close()
}

pub(super) fn field(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> egui::Response {
    let response = single_line(ui, text, |edit| {
        edit.hint_text(hint.to_owned()).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(10, 6))
    });
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
    response
}

pub(super) fn filled(ui: &mut Ui, label: &str, palette: &Palette) -> egui::Response {
    let text = words(label, Face::SemiBold, 12.0, palette.on_accent);
    ui.add(egui::Button::new(text).fill(color32(palette.accent)))
}

impl WindowDialog {
    /// A dialog that begins with this text.
    pub(super) fn of(text: String) -> Self {
        Self { text }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &Here<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Window", 420.0, palette, |ui| {
            let response = field(ui, "Window as dates", &mut self.text, "2025-10-09/2025-10-19");
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            ui.add_space(4.0);
            let zone = here.view.zone_shown(here.store, None);
            match When::parse(self.text.trim()) {
                Ok(when) => {
                    ui.label(words(when.to_words(Some(zone)), Face::Regular, 12.0, palette.ink_secondary));
                    let enter = ui.input(|input| input.key_pressed(Key::Enter));
                    ui.add_space(6.0);
                    if filled(ui, "Set the window", palette).clicked() || enter {
                        let mut window = when.span(zone).possible;
                        let whole = here.view.whole_story(here.store);
                        if window.start_secs.is_infinite() {
                            window.start_secs = whole.start_secs.min(window.end_secs);
                        }
                        if window.end_secs.is_infinite() {
                            window.end_secs = whole.end_secs.max(window.start_secs);
                        }
                        outcome = Outcome::Command(Command::SetWindow(window));
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

impl KnownDialog {
    /// A dialog that begins with this text.
    pub(super) fn of(text: String) -> Self {
        Self { text }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &Here<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Known by", 420.0, palette, |ui| {
            let response = field(ui, "Known by this day or time", &mut self.text, "2025-10-12T10:30");
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            ui.add_space(4.0);
            let zone = here.view.zone_shown(here.store, None);
            match When::parse(self.text.trim()) {
                Ok(when) if when.span(zone).possible.end_secs.is_finite() => {
                    let secs = when.span(zone).possible.end_secs;
                    let known = here.store.known_from().partition_point(|from| *from <= secs);
                    let words_of = when.to_words(Some(zone));
                    let text =
                        format!("Had been said by {words_of}: {known} of {} claims", here.store.known_from().len());
                    ui.label(words(text, Face::Regular, 12.0, palette.ink_secondary));
                    let enter = ui.input(|input| input.key_pressed(Key::Enter));
                    ui.add_space(6.0);
                    if filled(ui, "Show what was known", palette).clicked() || enter {
                        outcome = Outcome::Command(Command::SetKnown(Known::By(secs)));
                    }
                }
                Ok(_) => {
                    ui.label(words("Write a day or a time that has an end", Face::Regular, 12.0, palette.playhead));
                }
                Err(error) => {
                    ui.label(words(error.to_string(), Face::Regular, 12.0, palette.playhead));
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

impl PathDialog {
    pub(super) fn new(purpose: PathUse, start: String, recent: Vec<PathBuf>) -> Self {
        Self { purpose, text: start, recent, warning: None }
    }

    /// True when it asks for a path for this.
    pub(super) fn is_for(&self, purpose: PathUse) -> bool {
        self.purpose == purpose
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let (title, hint, action) = match self.purpose {
            PathUse::OpenStory => ("Open", "Path of a story, a table, KML or other file with events", "Open"),
            PathUse::Compare => ("Compare with an older version", "Path of the older story file", "Compare"),
            PathUse::SaveStory => ("Save story as", "Path of the story file, ending in .geojson", "Save"),
            PathUse::RejectedRows => ("Save the rejected rows", "Path of a CSV file", "Save"),
            PathUse::PicturesFolder => ("Folder for pictures", "Path of a folder", "Save pictures here"),
        };
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, title, 560.0, palette, |ui| {
            let response = field(ui, hint, &mut self.text, hint);
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !self.text.trim().is_empty();
            if response.changed() {
                self.warning = None;
            }
            if let Some(warning) = &self.warning {
                ui.label(words(warning, Face::Regular, 12.0, palette.playhead));
            }
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, action, palette).clicked() || enter {
                    outcome = Outcome::Path(self.purpose, PathBuf::from(self.text.trim()));
                }
                if ui.button("Browse…").clicked() {
                    outcome = Outcome::Browse(self.purpose);
                }
            });
            if self.recent.is_empty() {
                return;
            }
            ui.add_space(8.0);
            ui.label(words("Opened before", Face::Medium, 11.0, palette.ink_secondary));
            for path in &self.recent {
                let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
                let button = egui::Button::new(name.as_ref()).frame(false);
                if ui.add(button).on_hover_text(path.to_string_lossy()).clicked() {
                    outcome = Outcome::Path(self.purpose, path.clone());
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// Every key and gesture, from the table of commands.
pub(super) fn help_ui(ui: &Ui, palette: &Palette) -> Outcome {
    let closes = dialog(ui, "Keys and gestures", 620.0, palette, |ui| {
        let height = (ui.ctx().content_rect().height() - 180.0).max(200.0);
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for menu in Menu::ALL {
                ui.add_space(6.0);
                ui.label(words(menu.label(), Face::SemiBold, 12.5, palette.ink));
                for titled in TABLE.iter().filter(|titled| titled.menu == menu && !titled.shortcuts.is_empty()) {
                    let keys: Vec<&str> = titled.shortcuts.iter().map(|shortcut| shortcut.0).collect();
                    two_columns(ui, &keys.join("  or  "), titled.title, palette);
                }
            }
            ui.add_space(6.0);
            ui.label(words("On the map", Face::SemiBold, 12.5, palette.ink));
            for (gesture, what) in [
                ("Drag", "Move the map"),
                ("Shift+drag", "Select by rectangle"),
                ("Wheel or pinch", "Zoom at the pointer"),
                ("Double click", "Zoom in; on a mark: fly to it"),
                ("Click", "Select; again: the next event under the pointer"),
            ] {
                two_columns(ui, gesture, what, palette);
            }
            ui.add_space(6.0);
            ui.label(words("On the timeline", Face::SemiBold, 12.5, palette.ink));
            for (gesture, what) in [
                ("Drag", "Ruler: scrub; window: move it; its edges: resize; elsewhere: pan"),
                ("Shift+drag", "Brush a new window"),
                ("Wheel or pinch", "Zoom at the pointer; with Shift: pan"),
                ("Double click", "The whole story"),
            ] {
                two_columns(ui, gesture, what, palette);
            }
        });
    });
    if closes { Outcome::Closes } else { Outcome::Stays }
}

fn two_columns(ui: &mut Ui, left: &str, right: &str, palette: &Palette) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(170.0, 18.0), egui::Sense::hover());
        let font = super::style::font(Face::Medium, 12.0);
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, left, font, color32(palette.ink_secondary));
        ui.add(egui::Label::new(words(right, Face::Regular, 12.0, palette.ink)).wrap());
    });
}

/// What the reader of the file had to say.
pub(super) fn remarks_ui(ui: &Ui, story: &OpenStory, palette: &Palette, commands: &mut Vec<Command>) -> Outcome {
    let mut is_left = false;
    let closes = dialog(ui, "Remarks on the file", 640.0, palette, |ui| {
        let remarks = story.diagnostics.as_slice();
        let counts = words(super::opening::report_text(story), Face::Regular, 12.0, palette.ink_secondary);
        ui.add(egui::Label::new(counts).wrap());
        ui.add_space(6.0);
        if remarks.is_empty() {
            ui.label("The file was read without a remark");
        }
        let row = 34.0;
        egui::ScrollArea::vertical().max_height(420.0).show_rows(ui, row, remarks.len(), |ui, rows| {
            for remark in &remarks[rows] {
                let (name, color) = match remark.severity {
                    Severity::Error => ("error", palette.playhead),
                    Severity::Warning => ("warning", palette.ink_secondary),
                };
                ui.horizontal(|ui| {
                    ui.set_height(row - 6.0);
                    ui.label(words(format!("{}:{}", remark.line, remark.column), Face::Medium, 11.5, palette.ink));
                    ui.label(words(name, Face::Medium, 11.5, color));
                    let text = RichText::new(&remark.message).size(12.0);
                    ui.add(egui::Label::new(text).truncate()).on_hover_text(&remark.message);
                });
            }
        });
        let more = story.diagnostics.more();
        if more > 0 {
            ui.label(words(format!("and {more} more"), Face::Regular, 12.0, palette.ink_secondary));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let further = [
                (story.table.is_some(), "What the columns mean…", Command::Columns),
                (!story.report.rejected_rows.is_empty(), "Save the rejected rows…", Command::SaveRejected),
            ];
            for (is_there, label, command) in further {
                if is_there && ui.button(label).clicked() {
                    commands.push(command);
                    is_left = true;
                }
            }
        });
    });
    if closes || is_left { Outcome::Closes } else { Outcome::Stays }
}

/// What the sources and claims lack to be checked by others.
pub(super) fn provenance_ui(ui: &Ui, here: &Here<'_>, found: &Provenance) -> Outcome {
    let palette = here.palette;
    let closes = dialog(ui, "What the sources lack", 640.0, palette, |ui| {
        for (count, noun, of) in
            [(found.source_count, "sources", &found.of_sources), (found.claim_count, "claims", &found.of_claims)]
        {
            let lacks: Vec<String> = of.iter().map(|(what, lack)| format!("{lack} without {what}")).collect();
            let text = format!("Of {count} {noun}: {}", lacks.join(", "));
            ui.add(egui::Label::new(words(text, Face::Regular, 12.0, palette.ink)).wrap());
        }
        ui.add_space(6.0);
        let row = 26.0;
        egui::ScrollArea::vertical().max_height(420.0).show_rows(ui, row, found.sources.len(), |ui, rows| {
            for lack in &found.sources[rows] {
                let Some(source) = here.store.story().sources.get(lack.source) else { continue };
                ui.horizontal(|ui| {
                    ui.set_height(row - 6.0);
                    ui.label(words(source.name(), Face::Medium, 12.0, palette.ink)).on_hover_text(&source.title);
                    let copied = Copied::of(source).map(|copied| format!("; {}", copied.words())).unwrap_or_default();
                    let text = format!("{} · lacks {}{copied}", source.id, lack.missing.join(", "));
                    ui.add(egui::Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).truncate());
                });
            }
        });
    });
    if closes { Outcome::Closes } else { Outcome::Stays }
}

/// A short message over the lower edge of the window, for a while.
#[derive(Default)]
pub(super) struct Notices {
    shown: Option<(String, f64)>,
}

/// How long a notice stays, in seconds.
const NOTICE_SECS: f64 = 6.0;

impl Notices {
    /// Says nothing from now on.
    pub(super) fn clear(&mut self) {
        self.shown = None;
    }

    /// Says something from now on.
    pub(super) fn say(&mut self, text: impl Into<String>, ctx: &egui::Context) {
        self.say_for(text.into(), NOTICE_SECS, ctx);
    }

    /// Says something that passes quickly.
    pub(super) fn say_briefly(&mut self, text: String, ctx: &egui::Context) {
        self.say_for(text, NOTICE_SECS / 4.0, ctx);
    }

    fn say_for(&mut self, text: String, secs: f64, ctx: &egui::Context) {
        self.shown = Some((text, ctx.input(|input| input.time) + secs));
        ctx.request_repaint_after_secs(secs as f32);
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) {
        let now = ui.input(|input| input.time);
        self.shown.take_if(|(_, until)| now >= *until);
        let Some((text, _)) = &self.shown else { return };
        let area = egui::Area::new(Id::unique("notice")).order(egui::Order::Tooltip);
        area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -28.0)).interactable(false).show(ui.ctx(), |ui| {
            let frame = egui::Frame::popup(ui.style()).fill(color32(palette.ink)).inner_margin(10);
            frame.show(ui, |ui| {
                ui.set_max_width(640.0);
                let label = ui.label(words(text, Face::Medium, 12.0, palette.panel));
                label.widget_info(|| WidgetInfo::labeled(Role::Status, true, text));
            });
        });
    }
}
