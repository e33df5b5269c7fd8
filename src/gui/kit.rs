//! What every dialog is made of.

use egui::{Id, Ui};

use super::style::{color32, outline_boxes, words};
use super::text_field::TextField;
use crate::scene::{Face, Palette};

/// A list that scrolls where it is taller than `most` points. It may be as tall as that in a dialog or menu of any
/// height before: these are offered no more room than they had.
pub(super) fn tall_list(most: f32) -> egui::ScrollArea {
    egui::ScrollArea::vertical().max_height(most).min_scrolled_height(most)
}

/// A centred card over the window. Returns true when it should close.
pub(super) fn dialog(ui: &Ui, title: &str, width: f32, palette: &Palette, contents: impl FnOnce(&mut Ui)) -> bool {
    let frame = egui::Frame::popup(ui.style()).inner_margin(16);
    let shown = egui::Modal::new(Id::unique(("dialog", title))).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 40.0));
        let heading = ui.label(words(title, Face::SemiBold, 15.0, palette.ink));
        name_dialog(ui, heading.id);
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

/// Tells screen readers which words the dialog around here is called by.
pub(super) fn name_dialog(ui: &Ui, heading: Id) {
    let modal = ui.stack().iter().find(|around| around.kind() == Some(egui::UiKind::Modal));
    if let Some(modal) = modal {
        ui.ctx().accesskit_node_builder(modal.unique_id, |node| node.set_labelled_by([heading.accesskit_id()]));
    }
}

/// A field of one line, named for screen readers.
pub(super) fn field(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> egui::Response {
    TextField::single(text).label(label).hint(hint).show(ui)
}

/// The button that does what the dialog is for.
pub(super) fn filled(ui: &mut Ui, label: &str, palette: &Palette) -> egui::Response {
    let text = words(label, Face::SemiBold, 12.0, palette.on_accent);
    ui.add(egui::Button::new(text).fill(color32(palette.accent)))
}
