//! The picture beside what is asked of it.

use std::path::PathBuf;

use egui::{self, ColorImage, Context, TextureHandle, Ui};

use crate::export::ExportSpec;
use crate::gui::style::{color32, words};
use crate::scene::{Face, Palette};

/// The picture as it will look, drawn anew whenever something else is asked.
#[derive(Default)]
pub(super) struct Preview {
    texture: Option<TextureHandle>,
    /// What it shows, or what is being drawn.
    of: Option<(ExportSpec, PathBuf)>,
    is_waiting: bool,
}

/// Width of the preview, and the most of its height, in points.
pub(super) const PREVIEW: [f32; 2] = [460.0, 560.0];

impl Preview {
    /// True when it is to be drawn of this, which it then waits for.
    pub(super) fn wants(&mut self, spec: &ExportSpec, file: &PathBuf) -> bool {
        if self.is_waiting || self.of.as_ref().is_some_and(|of| (&of.0, &of.1) == (spec, file)) {
            return false;
        }
        self.of = Some((spec.clone(), file.clone()));
        self.is_waiting = true;
        true
    }

    /// The picture that was wanted cannot be drawn.
    pub(super) fn miss(&mut self) {
        self.is_waiting = false;
    }

    /// Shows the picture that was wanted.
    pub(super) fn show(&mut self, image: ColorImage, ctx: &Context) {
        self.is_waiting = false;
        self.texture = Some(ctx.load_texture("figure preview", image, egui::TextureOptions::LINEAR));
    }

    pub(super) fn ui(&self, ui: &mut Ui, palette: &Palette) {
        let Some(texture) = &self.texture else {
            ui.label(words("Drawing…", Face::Regular, 12.0, palette.ink_secondary));
            return;
        };
        let size = texture.size_vec2();
        let size = size * (PREVIEW[0] / size.x).min(PREVIEW[1] / size.y);
        let tint = if self.is_waiting { 190 } else { 255 };
        let image = egui::Image::new((texture.id(), size)).tint(egui::Color32::from_white_alpha(tint));
        let response = ui.add(image.alt_text("Preview of the figure"));
        let rim = color32(palette.rule);
        ui.painter().rect_stroke(response.rect, 0.0, egui::Stroke::new(1.0, rim), egui::StrokeKind::Outside);
    }
}
