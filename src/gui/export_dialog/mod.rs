//! What is asked before pictures, pages and films are written.
//!
//! The dialog edits an [`ExportSpec`]; what is typed and cannot be read, and the file, are all that it holds besides.
//! Whether the export can be made is told by `export`.

mod fonts;
mod motion;
mod preview;
mod still;

use std::path::PathBuf;

use egui::{self, ColorImage, Context, Ui};

use super::export_order::{Existing, ExportOrder};
use super::kit::dialog;
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::protection::ProtectionFields;
use super::style::words;
use super::target::{Asked, Target};
use super::typed::{Typed, heading, problem_ui};
use crate::export::{ExportKind, ExportSpec, Format, Problem, SIZES, scale_from_text, size_from_text};
use crate::scene::Face;
use crate::store::Store;
use fonts::FontFields;
use motion::{MotionFields, captions_ui};
use preview::{PREVIEW, Preview};
use still::{carries_ui, composition_ui, count_ui, layout_ui, letters_ui, template_ui};

/// Asks for what an export is to be, and where, and shows how a still one will look.
pub(super) struct ExportDialog {
    spec: ExportSpec,
    size: Typed,
    scale: Typed,
    motion: MotionFields,
    protection: ProtectionFields,
    fonts: FontFields,
    target: Target,
    /// What becomes of files of a series that exist; that of one file is asked.
    existing: Existing,
    /// What was checked last, and what is wrong with that.
    checked: Option<(ExportSpec, PathBuf)>,
    problem: Option<Problem>,
    preview: Preview,
}

/// Width of what is asked, in points.
const ASKED: f32 = 440.0;

impl ExportDialog {
    /// Asks for an export into this file, or into its folder for a series, which begins as the spec says.
    pub(super) fn new(path: String, mut spec: ExportSpec) -> Self {
        Self {
            size: Typed::new(spec.size.map(|side| side.to_string()).join("x")),
            scale: Typed::new(spec.scale.to_string()),
            motion: MotionFields::of(spec.motion()),
            protection: ProtectionFields::of(&spec.redaction),
            fonts: FontFields::wanting(std::mem::take(&mut spec.fonts)),
            target: Target::new(path),
            existing: Existing::Kept,
            checked: None,
            problem: None,
            preview: Preview::default(),
            spec,
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

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let room = ui.ctx().content_rect().size();
        let is_film = self.spec.motion().is_some();
        let is_wide = !is_film && room.x > ASKED + PREVIEW[0] + 100.0;
        let width = if is_wide { ASKED + PREVIEW[0] + 24.0 } else { ASKED };
        let title = if is_film { "Export animation" } else { "Export figure" };
        let is_page = Format::of(&self.target.path()) == Some(Format::Html);
        let closes = dialog(ui, title, width, palette, |ui| {
            let most = (room.y - 180.0).max(160.0);
            let least = if is_film { 0.0 } else { most };
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(ASKED);
                    let area = egui::ScrollArea::vertical().max_height(most).min_scrolled_height(least);
                    area.auto_shrink([false, true]).show(ui, |ui| {
                        ui.set_width(ASKED - 16.0);
                        self.asked_ui(ui, here);
                    });
                    self.end_ui(ui, here, &mut outcome);
                });
                if is_wide && is_page {
                    let what = "A page to explore in any browser: map, timeline, chapters, events, claims and sources.";
                    ui.vertical(|ui| ui.label(words(what, Face::Regular, 12.0, palette.ink_secondary)));
                } else if is_wide {
                    ui.vertical(|ui| self.preview.ui(ui, palette));
                }
            });
        });
        if closes {
            return Outcome::Closes;
        }
        if is_wide && !is_page && self.problem().is_none() && matches!(outcome, Outcome::Stays) {
            let order = self.order();
            if self.preview.wants(&order.spec, &order.file) {
                outcome = Outcome::Preview(Box::new(order));
            }
        }
        outcome
    }

    /// What is to be made of the view, and what is kept out of it.
    fn asked_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>) {
        let palette = here.palette;
        match &mut self.spec.kind {
            ExportKind::Film(motion) => self.motion.ui(ui, motion, palette),
            ExportKind::One | ExportKind::Each(_) => {
                layout_ui(ui, &mut self.spec);
                if template_ui(ui, &mut self.spec, palette) {
                    let [width, height] = self.spec.size;
                    self.size.set(format!("{width}x{height}"));
                }
            }
        }
        self.size_ui(ui, here);
        match &mut self.spec.kind {
            ExportKind::Film(motion) => captions_ui(ui, motion),
            ExportKind::One | ExportKind::Each(_) => {
                letters_ui(ui, &mut self.spec);
                composition_ui(ui, &mut self.spec, palette);
            }
        }
        ui.add_space(4.0);
        let note = "The picture notes this, without names.";
        self.protection.ui(ui, &mut self.spec.redaction, note, here);
        egui::CollapsingHeader::new("Fonts for other letters").show(ui, |ui| self.fonts.ui(ui, palette));
        if self.spec.motion().is_some() {
            heading(ui, "File, ending in .gif, .apng or .webp; or frames, as frames/{n}.png", palette);
            self.target.field_ui(ui, "Animation file", "film.gif");
        } else {
            count_ui(ui, &mut self.spec, &mut self.target, palette);
            let endings = Format::endings();
            let text = match self.spec.kind {
                ExportKind::One => format!("File, ending in {endings}"),
                _ => format!("Files, ending in {endings}; {{n}} becomes the number, {{id}} the event or day"),
            };
            heading(ui, &text, palette);
            self.target.field_ui(ui, "Figure file", "figure.png");
            carries_ui(ui, &mut self.spec);
        }
        if self.is_pattern() {
            let mut replaces = self.existing == Existing::Replaced;
            if ui.checkbox(&mut replaces, "Replace existing files").changed() {
                self.existing = if replaces { Existing::Replaced } else { Existing::Kept };
            }
        }
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
        self.size.ui(ui, "Width and height in points", "1600x1000", &mut self.spec.size, read);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.label("Resolution");
            for scale in [1.0, 2.0, 3.0_f32] {
                if ui.radio_value(&mut self.spec.scale, scale, scale.to_string()).clicked() {
                    self.scale.set(scale.to_string());
                }
            }
            self.scale.ui(ui, "Pixels per point", "2", &mut self.spec.scale, scale_from_text);
        });
    }

    /// True where several files are written.
    fn is_pattern(&self) -> bool {
        match self.spec.kind {
            ExportKind::One => false,
            ExportKind::Each(_) => true,
            ExportKind::Film(_) => {
                self.target.path().extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"))
            }
        }
    }

    /// What is asked for.
    fn order(&self) -> ExportOrder {
        let fonts = self.fonts.fonts();
        let spec = self.spec.clone().with_fonts(&fonts);
        // One file that exists is asked about before.
        let existing = if self.is_pattern() { self.existing } else { Existing::Replaced };
        ExportOrder { spec, fonts, file: self.target.path(), existing }
    }

    /// What is wrong with what is typed, or with what is asked as it was last checked.
    fn problem(&self) -> Option<&Problem> {
        let typed = [&self.size, &self.scale].into_iter().find_map(Typed::problem);
        typed.or(self.protection.problem()).or(self.problem.as_ref())
    }

    /// Checks what is asked, if that was changed.
    fn check(&mut self, store: &Store) {
        self.protection.check(&self.spec.redaction, store);
        let asked = (self.spec.clone(), self.target.path());
        if self.checked.as_ref() != Some(&asked) {
            self.problem = asked.0.check(&asked.1).into_iter().next();
            self.checked = Some(asked);
        }
    }

    /// What is wrong, and the button.
    fn end_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>, outcome: &mut Outcome) {
        ui.add_space(8.0);
        self.check(here.store);
        if let Some(problem) = self.problem() {
            problem_ui(ui, &problem.to_string(), here.palette);
        } else if self.target.button_ui(ui, here.palette) == Asked::Writes {
            *outcome = Outcome::Export(Box::new(self.order()));
        }
    }
}

#[cfg(test)]
mod tests;
