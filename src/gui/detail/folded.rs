//! What an event has much of: a little is shown, the rest on request.

use egui::{Button, Role, Ui, WidgetInfo};

use crate::gui::reading_order::{phrase, prose};
use crate::gui::style::words;
use crate::scene::{Face, Palette, Type};

/// How much of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Extent {
    #[default]
    Few,
    All,
}

/// A text in so many lines, the rest on request.
pub(super) fn folded_ui(
    ui: &mut Ui,
    palette: &Palette,
    text: &str,
    (face, lines): (Face, usize),
    rest: (&str, &mut Extent),
) {
    const SIZE: f32 = 11.5;
    let letters = Type::new(face, SIZE);
    let room = ui.available_width();
    if text.is_empty() {
        return;
    }
    let (name, extent) = rest;
    if *extent == Extent::All || letters.fits(text, room, lines) {
        prose(ui, text, face, SIZE, palette.ink_secondary);
        return;
    }
    let beside = Type::new(Face::Medium, 11.0).width("More") + 8.0;
    let shown = letters.wrapped(text, room - beside, lines);
    let Some((last, first)) = shown.split_last() else { return };
    for line in first {
        phrase(ui, line, face, SIZE, palette.ink_secondary);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = 14.0;
        phrase(ui, last, face, SIZE, palette.ink_secondary);
        let more = Button::new(words("More", Face::Medium, 11.0, palette.accent)).frame(false);
        let response = ui.add(more);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.clicked() {
            *extent = Extent::All;
        }
    });
}
