//! The picture beside what is asked of it.

use egui::{self, ColorImage, Context, TextureHandle, Ui, Vec2, vec2};

use crate::export::{ExportSpec, Format};
use crate::gui::export_order::ExportOrder;
use crate::gui::style::{color32, words};
use crate::scene::{Face, Palette};
use crate::view::Theme;

/// The picture as it will look, drawn anew whenever something else is asked.
#[derive(Default)]
pub(super) struct Preview {
    texture: Option<TextureHandle>,
    /// What it shows, or what is being drawn.
    of: Option<Wanted>,
    /// At which share of its length a film is shown.
    share: f32,
    is_waiting: bool,
    zoom: Zoom,
    /// The room for it as it last was, in points, and pixels of the screen for each.
    room: Vec2,
    density: f32,
}

/// What a picture is of.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    spec: ExportSpec,
    theme: Theme,
    is_page: bool,
    share: f32,
}

/// How large the picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Zoom {
    /// As large as there is room.
    #[default]
    Fits,
    /// Each of its pixels is one of the screen's.
    Whole,
}

/// The most pixels that a preview has on a side, which every graphics card takes.
const MOST: f32 = 4096.0;

impl Preview {
    /// True when it is to be drawn of this, which it then waits for.
    pub(super) fn wants(&mut self, order: &ExportOrder) -> bool {
        let is_page = Format::of(&order.file) == Some(Format::Html);
        let wanted = Wanted { spec: order.spec.clone(), theme: order.theme, is_page, share: self.share };
        if self.is_waiting || self.of.as_ref() == Some(&wanted) {
            return false;
        }
        self.of = Some(wanted);
        self.is_waiting = true;
        true
    }

    /// At which share of its length a film is shown.
    pub(super) fn share(&self) -> f32 {
        self.share
    }

    /// Asks which frame of a film is shown.
    pub(super) fn share_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        ui.horizontal(|ui| {
            ui.label(words("Frame", Face::Regular, 12.0, palette.ink_secondary));
            for (share, label) in [(0.0, "First"), (0.5, "Middle"), (1.0, "Last")] {
                ui.selectable_value(&mut self.share, share, label);
            }
            let slider = egui::Slider::new(&mut self.share, 0.0..=1.0).show_value(false);
            let response = ui.add(slider);
            let words = format!("Frame of the preview, {:.0}% of the animation", self.share * 100.0);
            response.widget_info(|| egui::WidgetInfo::slider(true, f64::from(self.share), &words));
        });
    }

    /// Pixels for each point of a picture of this size, which has so many itself.
    pub(super) fn scale(&self, size: [f32; 2], scale: f32) -> f32 {
        let most = MOST / size[0].max(size[1]);
        match self.zoom {
            Zoom::Whole => scale.min(most),
            // In steps, so that a window that is drawn larger does not draw it with each point.
            Zoom::Fits => {
                let fits = (self.room.x / size[0]).min(self.room.y / size[1]) * self.density;
                ((fits.max(0.1) * 16.0).ceil() / 16.0).min(most)
            }
        }
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

    /// The picture in a room of this size, with how large it is shown; `what` is what it is called.
    pub(super) fn ui(&mut self, ui: &mut Ui, room: Vec2, what: &str, palette: &Palette) {
        let alt = format!("Preview of the {what}");
        self.density = ui.ctx().pixels_per_point();
        ui.horizontal(|ui| {
            ui.selectable_value(&mut self.zoom, Zoom::Fits, "Fit");
            ui.selectable_value(&mut self.zoom, Zoom::Whole, "1:1")
                .on_hover_text("One pixel of the picture for each of the screen");
        });
        self.room = vec2(room.x, room.y - ui.spacing().interact_size.y - 2.0 * ui.spacing().item_spacing.y);
        let Some(texture) = &self.texture else {
            ui.label(words("Drawing…", Face::Regular, 12.0, palette.ink_secondary));
            return;
        };
        let full = texture.size_vec2() / self.density;
        let tint = egui::Color32::from_white_alpha(if self.is_waiting { 190 } else { 255 });
        let rim = egui::Stroke::new(1.0, color32(palette.rule));
        let picture = |ui: &mut Ui, size: Vec2| {
            let image = egui::Image::new((texture.id(), size)).tint(tint).alt_text(alt.clone());
            let response = ui.add(image);
            ui.painter().rect_stroke(response.rect, 0.0, rim, egui::StrokeKind::Outside);
        };
        match self.zoom {
            Zoom::Fits => picture(ui, full * (self.room.x / full.x).min(self.room.y / full.y)),
            Zoom::Whole => {
                let area = egui::ScrollArea::both().max_width(self.room.x).max_height(self.room.y);
                area.scroll_source(egui::scroll_area::ScrollSource::ALL).show(ui, |ui| picture(ui, full));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_has_the_pixels_of_its_room_or_those_of_the_picture() {
        let mut preview = Preview { room: vec2(800.0, 600.0), density: 2.0, ..Preview::default() };
        assert!((preview.scale([1600.0, 1000.0], 3.0) - 1.0).abs() < 1e-6);
        preview.zoom = Zoom::Whole;
        assert!((preview.scale([1600.0, 1000.0], 2.0) - 2.0).abs() < 1e-6);
        assert!((preview.scale([1600.0, 1000.0], 8.0) - 2.56).abs() < 1e-6);
    }
}
