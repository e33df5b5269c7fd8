//! What the rows of a form are made of.

use egui::{
    Align, Button, Frame, Label, Layout, Margin, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::Writing;
use crate::gui::reading_order::phrase;
use crate::gui::style::{color32, words};
use crate::gui::text_field::TextField;
use crate::scene::{Face, Palette};

/// The height of what is below a form.
const FOOT: f32 = 46.0;
/// The width of the column of labels.
const LABELS: f32 = 70.0;

/// The room around what a form shows.
pub(super) fn inset<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::NONE.inner_margin(Margin { left: 14, right: 14, top: 4, bottom: 14 });
    let inside = |ui: &mut Ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        contents(ui)
    };
    frame.show(ui, inside).inner
}

/// The room of a form, and below it that of its foot.
pub(super) fn rooms(ui: &Ui) -> [Rect; 2] {
    let whole = ui.available_rect_before_wrap();
    let foot = Rect::from_min_max(pos2(whole.left(), (whole.bottom() - FOOT).max(whole.top())), whole.max);
    [Rect::from_min_max(whole.min, foot.right_top()), foot]
}

/// What a form shows, in its room; what is longer is scrolled.
pub(super) fn body<R>(ui: &mut Ui, room: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let scrolled = |ui: &mut Ui| {
        let area = ScrollArea::vertical().auto_shrink(false).id_salt("form").content_margin(0);
        area.show(ui, |ui| inset(ui, contents)).inner
    };
    ui.scope_builder(UiBuilder::new().max_rect(room), scrolled).inner
}

/// The foot of a form, in its room below a line: what it holds, and how the form is left.
pub(super) fn foot<R>(ui: &mut Ui, palette: &Palette, room: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.painter().hline(room.x_range(), room.top(), Stroke::new(1.0, color32(palette.rule)));
    let inside = |ui: &mut Ui| {
        ui.add_space(9.0);
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            let inner = contents(ui);
            if ui.available_width() > 70.0 {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(14.0);
                    ui.label(words("Esc closes", Face::Regular, 11.0, palette.ink_secondary));
                });
            }
            inner
        })
        .inner
    };
    ui.scope_builder(UiBuilder::new().max_rect(room), inside).inner
}

/// What is written, in small capitals, with the cross that leaves it. True when that was pressed.
pub(super) fn heading(ui: &mut Ui, palette: &Palette, text: &str) -> bool {
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        let caps = words(text.to_uppercase(), Face::SemiBold, 10.5, palette.ink_secondary);
        ui.add(Label::new(caps.extra_letter_spacing(0.9)).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| cross(ui, palette, "Close form").clicked()).inner
    })
    .inner
}

/// A heading over a part of a form.
pub(super) fn part(ui: &mut Ui, palette: &Palette, text: &str) {
    ui.add_space(8.0);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, color32(palette.rule)));
    ui.add_space(7.0);
    let caps = words(text.to_uppercase(), Face::SemiBold, 10.5, palette.ink_secondary);
    ui.add(Label::new(caps.extra_letter_spacing(0.9)).wrap());
}

/// A label and beside it what it names.
pub(super) fn row<R>(ui: &mut Ui, palette: &Palette, label: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.allocate_ui_with_layout(vec2(LABELS, 28.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(LABELS);
            ui.add(Label::new(words(label, Face::Regular, 11.5, palette.ink_secondary)).truncate());
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
        .inner
    })
    .inner
}

/// Something with small buttons at its right, which have so much room.
pub(super) fn with_tail<R>(
    ui: &mut Ui,
    tail: f32,
    contents: impl FnOnce(&mut Ui) -> R,
    buttons: impl FnOnce(&mut Ui),
) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = (ui.available_width() - tail - 4.0).max(40.0);
        let inner = ui.allocate_ui_with_layout(vec2(width, 28.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(width);
            contents(ui)
        });
        ui.allocate_ui_with_layout(vec2(tail, 28.0), Layout::right_to_left(Align::Center), buttons);
        inner.inner
    })
    .inner
}

/// A field of one line. True when it was changed.
pub(super) fn line(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    key: &'static str,
    (label, hint): (&str, &str),
    text: &mut String,
) -> bool {
    field(ui, writing, key, TextField::single(text).label(label).hint(hint))
}

/// A field of several lines. True when it was changed.
pub(super) fn lines(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    key: &'static str,
    (label, hint): (&str, &str),
    text: &mut String,
) -> bool {
    field(ui, writing, key, TextField::several(text).rows(1).label(label).hint(hint))
}

fn field(ui: &mut Ui, writing: &mut Writing<'_>, key: &'static str, field: TextField<'_>) -> bool {
    let response = field.id(ui.scope_id().with(key)).show(ui);
    if writing.takes_focus(key) {
        response.request_focus();
    }
    response.changed()
}

/// The pin of a field, which keeps its value for the next.
pub(super) fn pin(ui: &mut Ui, writing: &mut Writing<'_>, field: &'static str, label: &str) {
    let palette = writing.here.palette;
    let is_on = writing.pins.has(field);
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    let name = format!("Keep {label} for the next event");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.card));
    }
    let color = color32(if is_on { palette.accent } else { palette.ink_secondary });
    let (center, stroke) = (rect.center(), Stroke::new(1.2, color));
    let head = egui::Rect::from_center_size(center - vec2(0.0, 3.0), vec2(6.0, 7.0));
    if is_on {
        ui.painter().rect_filled(head, 1.5, color);
    } else {
        ui.painter().rect_stroke(head, 1.5, stroke, egui::StrokeKind::Inside);
    }
    ui.painter().hline(center.x - 4.5..=center.x + 4.5, center.y + 1.5, stroke);
    ui.painter().vline(center.x, center.y + 1.5..=center.y + 6.5, stroke);
    if response.on_hover_text(&name).clicked() {
        writing.pins.toggle(field);
    }
}

/// A field with its pin.
pub(super) fn pinned<R>(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    field: &'static str,
    label: &str,
    contents: impl FnOnce(&mut Ui, &mut Writing<'_>) -> R,
) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = (ui.available_width() - 26.0).max(40.0);
        let layout = Layout::top_down(Align::LEFT);
        let inner = ui.allocate_ui_with_layout(vec2(width, 28.0), layout, |ui| {
            ui.set_width(width);
            contents(ui, writing)
        });
        pin(ui, writing, field, label);
        inner.inner
    })
    .inner
}

/// A small cross that takes something away or leaves it.
pub(super) fn cross(ui: &mut Ui, palette: &Palette, label: &str) -> Response {
    let strokes = [[vec2(-3.5, -3.5), vec2(3.5, 3.5)], [vec2(-3.5, 3.5), vec2(3.5, -3.5)]];
    drawn(ui, palette, label, &strokes)
}

/// Two ways that become one: a small button that makes one thing of two.
pub(super) fn joining(ui: &mut Ui, palette: &Palette, label: &str) -> Response {
    let strokes =
        [[vec2(-4.5, -4.0), vec2(0.0, 0.0)], [vec2(-4.5, 4.0), vec2(0.0, 0.0)], [vec2(0.0, 0.0), vec2(5.0, 0.0)]];
    drawn(ui, palette, label, &strokes)
}

/// A small button with a drawing of strokes around its middle.
fn drawn(ui: &mut Ui, palette: &Palette, label: &str, strokes: &[[egui::Vec2; 2]]) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.card));
    }
    let color = if response.hovered() { palette.ink } else { palette.ink_secondary };
    let (center, stroke) = (rect.center(), Stroke::new(1.2, color32(color)));
    for [from, to] in strokes {
        ui.painter().line_segment([center + *from, center + *to], stroke);
    }
    response.on_hover_text(label)
}

/// A word that does something, without a frame.
pub(in crate::gui) fn link(ui: &mut Ui, palette: &Palette, text: &str) -> bool {
    link_response(ui, palette, text).clicked()
}

/// The same, for what opens under it.
pub(in crate::gui) fn link_response(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    keyed(ui, text, |ui| ui.add(Button::new(words(text, Face::Medium, 11.5, palette.accent)).frame(false)))
}

/// What is the same to the keyboard wherever it stands: it keeps the keys when something comes before it.
pub(super) fn keyed<R>(ui: &mut Ui, key: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(key);
    ui.scope_builder(UiBuilder::new().scope_id(id), contents).inner
}

/// A quiet line of what lacks, under a proofreader's caret.
pub(in crate::gui) fn caret(ui: &mut Ui, palette: &Palette, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let (rect, _) = ui.allocate_exact_size(vec2(10.0, 15.0), Sense::hover());
        let (at, stroke) = (rect.center(), Stroke::new(1.5, color32(palette.accent)));
        ui.painter().line_segment([at + vec2(-4.0, 3.0), at + vec2(0.0, -3.5)], stroke);
        ui.painter().line_segment([at + vec2(0.0, -3.5), at + vec2(4.0, 3.0)], stroke);
        ui.vertical(|ui| phrase(ui, text, Face::Regular, 11.0, palette.ink_secondary));
    });
}

/// One of a few words, chosen from a box. True when it was changed.
pub(super) fn one_of<T: Copy + PartialEq>(ui: &mut Ui, label: &str, chosen: &mut T, all: &[(T, &str)]) -> bool {
    let shown = all.iter().find(|(value, _)| value == chosen).map_or("", |(_, word)| *word);
    let before = *chosen;
    let width = ui.available_width().min(130.0);
    let combo = egui::ComboBox::from_id_salt(ui.scope_id().with(label)).selected_text(shown).width(width - 8.0);
    let response = combo.show_ui(ui, |ui| {
        for (value, word) in all {
            ui.selectable_value(chosen, *value, *word);
        }
    });
    response.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, label);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    *chosen != before
}
