//! What is asked before pictures, pages and films are written.
//!
//! The dialog edits an [`ExportSpec`]; what is typed and cannot be read, and the file, are all that it holds besides.
//! Whether the export can be made is told by `export`.

mod fonts;
mod kind;
mod motion;
mod place;
mod preview;
mod still;

use std::path::{Path, PathBuf};

use egui::{self, ColorImage, Context, Ui, vec2};

use super::export_order::{Existing, ExportOrder};
use super::kit::dialog;
use super::outcome::{Outcome, PathUse};
use super::panel_context::PanelContext;
use super::protection::ProtectionFields;
use super::style::words;
use super::target::{Asked, Target};
use super::typed::{Typed, heading, problem_ui};
use crate::export::{
    Carries, ExportKind, ExportSpec, Format, Letters, Motion, Problem, SIZES, scale_from_text, size_from_text,
    size_words,
};
use crate::scene::{Face, Layout};
use crate::store::Store;
use crate::view::{Each, Theme};
use fonts::FontFields;
use kind::Kind;
use motion::{MotionFields, captions_ui};
use place::Place;
use preview::Preview;
use still::{carries_ui, composition_ui, letters_ui, page_words_ui, part_ui, series_ui, template_ui};

/// Asks for what an export is to be, and where, and shows how a still one will look.
pub(super) struct ExportDialog {
    kind: Kind,
    spec: ExportSpec,
    /// The film, while a still picture is asked for, and the other way round.
    aside: ExportSpec,
    theme: Theme,
    size: Typed,
    scale: Typed,
    motion: MotionFields,
    protection: ProtectionFields,
    fonts: FontFields,
    place: Place,
    target: Target,
    /// What becomes of files of a series that exist; that of one file is asked.
    existing: Existing,
    /// What was checked last, and what is wrong with that.
    checked: Option<(ExportSpec, PathBuf)>,
    problem: Option<Problem>,
    preview: Preview,
}

/// Width of what is asked, and the least of the picture beside it, in points.
const ASKED: f32 = 360.0;
const PREVIEW: f32 = 300.0;
/// The screen on which a page is shown, in points.
const PAGE: [f32; 2] = [1280.0, 800.0];
/// Room that the dialog leaves around itself, and height of its title, kinds and buttons.
const AROUND: f32 = 72.0;
const FURNITURE: f32 = 206.0;

impl ExportDialog {
    /// Asks for an export into this file, or into its folder for a series, which begins as the spec says.
    pub(super) fn new(file: &Path, mut spec: ExportSpec, theme: Theme) -> Self {
        let kind = Kind::of(&spec, file);
        let fonts = FontFields::wanting(std::mem::take(&mut spec.fonts));
        let aside = if spec.motion().is_some() {
            // Screens are dense today.
            ExportSpec { scale: 2.0, ..ExportSpec::default() }
        } else {
            ExportSpec::film(Motion::default())
        };
        Self {
            kind,
            size: Typed::new(size_text(&spec)),
            scale: Typed::new(spec.scale.to_string()),
            motion: MotionFields::of(spec.motion()),
            protection: ProtectionFields::of(&spec.redaction),
            fonts,
            place: Place::of(file, kind),
            target: Target::new(String::new()),
            existing: Existing::Kept,
            checked: None,
            problem: None,
            preview: Preview::default(),
            spec,
            aside,
            theme,
        }
    }

    /// The picture that was wanted cannot be drawn.
    pub(super) fn miss_preview(&mut self) {
        self.preview.miss();
    }

    /// Shows the picture that was wanted.
    pub(super) fn show_preview(&mut self, image: ColorImage, ctx: &Context) {
        self.preview.show(image, ctx);
    }

    /// Goes into another folder.
    pub(super) fn set_folder(&mut self, folder: &Path) {
        self.place.set_folder(folder);
    }

    /// The folder as it is typed.
    pub(super) fn folder(&self) -> &Path {
        Path::new(self.place.folder())
    }

    /// Asks for another kind; what goes for both stays as it is asked.
    fn turn(&mut self, kind: Kind, has_chapters: impl FnOnce() -> bool) {
        if self.kind == kind {
            return;
        }
        self.place.turn(self.kind, kind);
        if (kind == Kind::Animation) != self.spec.motion().is_some() {
            self.aside.redaction = self.spec.redaction.clone();
            std::mem::swap(&mut self.spec, &mut self.aside);
            self.size.set(size_text(&self.spec));
            self.scale.set(self.spec.scale.to_string());
        }
        let spec = &mut self.spec;
        match kind {
            Kind::Figure | Kind::Page => (spec.kind, spec.layout) = (ExportKind::One, Layout::Figure),
            Kind::Picture => {
                spec.kind = ExportKind::One;
                if spec.layout == Layout::Figure {
                    spec.layout = Layout::Map;
                }
            }
            Kind::Series => {
                spec.kind = ExportKind::Each(if has_chapters() { Each::Chapter } else { Each::Day });
            }
            Kind::Animation => {}
        }
        self.kind = kind;
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let room = ui.ctx().content_rect().size();
        let width = room.x - AROUND;
        let height = (room.y - AROUND - FURNITURE).max(120.0);
        let beside = vec2(width - ASKED - 24.0, height);
        let is_wide = beside.x >= PREVIEW;
        let closes = dialog(ui, "Export", if is_wide { width } else { ASKED }, palette, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (kind, label, _) in Kind::ALL {
                    if ui.selectable_label(self.kind == kind, label).clicked() {
                        self.turn(kind, || !here.store.story().chapters.is_empty());
                    }
                }
            });
            ui.separator();
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(ASKED);
                    // Each kind has its own, or it would begin where another was scrolled to.
                    let area = egui::ScrollArea::vertical().id_salt(self.kind.word());
                    area.max_height(height).min_scrolled_height(height).auto_shrink([false, !is_wide]).show(ui, |ui| {
                        ui.set_width(ASKED - 16.0);
                        self.asked_ui(ui, here);
                    });
                });
                if is_wide {
                    ui.vertical(|ui| self.beside_ui(ui, beside, here));
                }
            });
            self.end_ui(ui, here, &mut outcome);
        });
        if closes {
            return Outcome::Closes;
        }
        if is_wide && self.problem().is_none() && matches!(outcome, Outcome::Stays) {
            let mut order = self.order();
            let size = if self.kind == Kind::Page { PAGE } else { order.spec.size };
            order.spec.scale = self.preview.scale(size, order.spec.scale);
            if self.preview.wants(&order) {
                outcome = Outcome::Preview(Box::new(order), self.preview.share());
            }
        }
        outcome
    }

    /// The picture of what is asked for, and for a page and a film what it is of.
    fn beside_ui(&mut self, ui: &mut Ui, mut room: egui::Vec2, here: &PanelContext<'_>) {
        let top = ui.cursor().top();
        let called = match self.kind {
            Kind::Figure | Kind::Picture | Kind::Series => "figure",
            Kind::Page => {
                let what = "The first screen in a browser; one file, also offline, with every claim and source.";
                ui.label(words(what, Face::Regular, 12.0, here.palette.ink_secondary));
                "page"
            }
            Kind::Animation => {
                self.preview.share_ui(ui, here.palette);
                "animation"
            }
        };
        room.y -= ui.cursor().top() - top;
        self.preview.ui(ui, room, called, here.palette);
    }

    /// What is to be made of the view, and what is kept out of it.
    fn asked_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>) {
        let palette = here.palette;
        match self.kind {
            Kind::Figure | Kind::Page => {}
            Kind::Picture => part_ui(ui, &mut self.spec),
            Kind::Series => series_ui(ui, &mut self.spec, palette),
            Kind::Animation => {
                if let ExportKind::Film(motion) = &mut self.spec.kind {
                    self.motion.ui(ui, motion, palette);
                    captions_ui(ui, motion);
                }
            }
        }
        self.place.format_ui(ui, self.kind, palette);
        self.place.names_ui(ui, self.kind, palette);
        let format = Format::of(&self.place.path());
        let is_figure =
            self.spec.motion().is_none() && self.spec.layout == Layout::Figure && format != Some(Format::Html);
        if is_figure && template_ui(ui, &mut self.spec, palette) {
            self.size.set(size_text(&self.spec));
        }
        if format != Some(Format::Html) {
            self.size_ui(ui, here);
        }
        self.theme_ui(ui, here);
        if format == Some(Format::Html) {
            page_words_ui(ui, &mut self.spec, palette);
        } else if is_figure {
            composition_ui(ui, &mut self.spec, palette);
        }
        ui.add_space(6.0);
        if self.has_letters() {
            letters_ui(ui, &mut self.spec);
        }
        if self.can_carry() {
            carries_ui(ui, &mut self.spec);
        }
        let note = "The picture notes this, without names.";
        self.protection.ui(ui, &mut self.spec.redaction, note, here);
        egui::CollapsingHeader::new("Fonts for other letters").show(ui, |ui| self.fonts.ui(ui, palette));
        if self.is_pattern() {
            let mut replaces = self.existing == Existing::Replaced;
            if ui.checkbox(&mut replaces, "Replace existing files").changed() {
                self.existing = if replaces { Existing::Replaced } else { Existing::Kept };
            }
        }
    }

    fn theme_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>) {
        heading(ui, "Theme", here.palette);
        ui.horizontal_wrapped(|ui| {
            // A page is light or dark.
            let is_for = |theme: Theme| self.kind != Kind::Page || matches!(theme, Theme::Light | Theme::Dark);
            for (theme, label) in Theme::ALL.into_iter().filter(|(theme, _)| is_for(*theme)) {
                ui.radio_value(&mut self.theme, theme, label);
            }
        });
    }

    /// True where letters can be outlines.
    fn has_letters(&self) -> bool {
        self.spec.motion().is_none() && Format::of(&self.place.path()) == Some(Format::Svg)
    }

    /// True where the story can go along.
    fn can_carry(&self) -> bool {
        let format = Format::of(&self.place.path());
        self.spec.motion().is_none() && !matches!(format, Some(Format::Jpeg | Format::Webp) | None)
    }

    /// True where there are pixels.
    fn has_pixels(&self) -> bool {
        !matches!(Format::of(&self.place.path()), Some(Format::Svg | Format::Pdf))
    }

    fn size_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>) {
        let palette = here.palette;
        let read = |text: &str| size_from_text(text).map(|size| size.map(|side| side as f32));
        heading(ui, "Size (px or mm)", palette);
        ui.horizontal_wrapped(|ui| {
            for (_, label, [width, height]) in SIZES {
                let text = format!("{width}x{height}");
                let is_so = self.spec.size.map(|side| side as u32) == [width, height];
                if ui.selectable_label(is_so, label).on_hover_text(&text).clicked() {
                    self.spec.size = [width, height].map(|side| side as f32);
                    self.size.set(text);
                }
            }
        });
        self.size.ui(ui, "Width and height", "1600x1000", &mut self.spec.size, read);
        if self.has_pixels() {
            heading(ui, "Resolution", palette);
            ui.horizontal(|ui| {
                for scale in [1.0, 2.0, 3.0_f32] {
                    if ui.radio_value(&mut self.spec.scale, scale, format!("{scale}×")).clicked() {
                        self.scale.set(scale.to_string());
                    }
                }
                self.scale.ui(ui, "Other resolution", "2", &mut self.spec.scale, scale_from_text);
            });
        }
        let scale = self.has_pixels().then_some(self.spec.scale);
        ui.label(words(size_words(self.spec.size, scale), Face::Regular, 11.0, palette.ink_secondary));
    }

    /// True where several files are written.
    fn is_pattern(&self) -> bool {
        !self.kind.places(self.place.ending()).is_empty()
    }

    /// What is asked for: what cannot be chosen of it is as where nothing is asked.
    fn asked(&self) -> ExportSpec {
        ExportSpec {
            letters: if self.has_letters() { self.spec.letters } else { Letters::default() },
            carries: if self.can_carry() { self.spec.carries } else { Carries::default() },
            ..self.spec.clone()
        }
    }

    /// What is asked for, with where it goes.
    fn order(&self) -> ExportOrder {
        let fonts = self.fonts.fonts();
        let spec = self.asked().with_fonts(&fonts);
        // One file that exists is asked about before.
        let existing = if self.is_pattern() { self.existing } else { Existing::Replaced };
        ExportOrder { spec, fonts, file: self.place.path(), existing, theme: self.theme }
    }

    /// What is wrong with what is typed, or with what is asked as it was last checked.
    fn problem(&self) -> Option<&Problem> {
        let typed = [&self.size, &self.scale].into_iter().find_map(Typed::problem);
        typed.or(self.protection.problem()).or(self.problem.as_ref())
    }

    /// Checks what is asked, if that was changed.
    fn check(&mut self, store: &Store) {
        self.protection.check(&self.spec.redaction, store);
        let asked = (self.asked(), self.place.path());
        if self.checked.as_ref() != Some(&asked) {
            self.problem = asked.0.check(&asked.1).into_iter().next();
            self.checked = Some(asked);
        }
    }

    /// Where it goes, what is wrong, and the buttons.
    fn end_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>, outcome: &mut Outcome) {
        ui.add_space(8.0);
        self.check(here.store);
        self.target.aim(&self.place.path());
        ui.horizontal(|ui| {
            if self.place.ui(ui, self.kind, here.palette) {
                *outcome = Outcome::Browse(PathUse::ExportFolder);
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if let Some(problem) = self.problem() {
                problem_ui(ui, &problem.to_string(), here.palette);
            } else if self.target.button_ui(ui, here.palette) == Asked::Writes {
                *outcome = Outcome::Export(Box::new(self.order()));
            }
            if ui.button("Cancel").clicked() {
                *outcome = Outcome::Closes;
            }
        });
    }
}

/// Width and height as they are typed.
fn size_text(spec: &ExportSpec) -> String {
    spec.size.map(|side| side.to_string()).join("x")
}

#[cfg(test)]
mod tests;
