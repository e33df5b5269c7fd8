//! The list of places beside the field in which one is looked for: over the map, where it covers no field.

use egui::{Area, Frame, Order, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::kit::caret;
use crate::gui::placing::{Entry, Found, Tool};
use crate::gui::style::{color32, font, words};
use crate::scene::{Color, Face, Palette, Type};

/// The width of the list, and the room between it and the panel.
const WIDTH: f32 = 236.0;
const GAP: f32 = 12.0;

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// What was found, by its number.
    Entry(usize),
    /// Something is done on the map.
    Tool(Tool),
    /// The name stays, without a place on the map.
    Keep,
}

/// Whether Enter was pressed on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enter {
    Not,
    Pressed,
}

impl Enter {
    fn takes(self, marked: Marked) -> bool {
        self == Self::Pressed && marked == Marked::Is
    }
}

/// Whether Enter takes a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marked {
    Not,
    Is,
}

impl Marked {
    fn at(place: usize, marked: usize) -> Self {
        if place == marked { Self::Is } else { Self::Not }
    }
}

/// Shows what was found beside a field. Returns what was chosen, and where the list stands.
pub(super) fn list_ui(
    ui: &Ui,
    palette: &Palette,
    field: &Response,
    found: &Found,
    sought: &str,
    (marked, enter): (usize, Enter),
) -> (Option<Choice>, Rect) {
    let left = (ui.clip_rect().left() - WIDTH - GAP).max(4.0);
    let mut lines: Vec<(Choice, String, &str, Color)> = vec![
        (Choice::Tool(Tool::Draw), "Draw line or area".to_owned(), "Shift+P", palette.ink),
        (Choice::Tool(Tool::Region), "Pick a province".to_owned(), "Alt click", palette.ink),
    ];
    let is_position = found.entries.first().is_some_and(|entry| !matches!(entry, Entry::Place(_)));
    lines.push(if sought.is_empty() || is_position {
        (Choice::Tool(Tool::Point), "Pick on map".to_owned(), "P", palette.ink)
    } else {
        (Choice::Keep, format!("Create “{sought}”, not on the map"), "", palette.accent)
    });
    let mut choice = None;
    let area = Area::new(field.id.with("list")).order(Order::Foreground).constrain(true);
    let shown = area.fixed_pos(pos2(left, field.rect.top() - 6.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(0).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            if !is_position && !found.entries.is_empty() {
                let caps = words("NEAREST FIRST", Face::SemiBold, 9.5, palette.ink_secondary);
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    ui.add_space(11.0);
                    ui.label(caps.extra_letter_spacing(0.8));
                });
                ui.add_space(4.0);
            }
            for (place, entry) in found.entries.iter().enumerate() {
                let is_marked = Marked::at(place, marked);
                if entry_ui(ui, palette, entry, is_marked) || enter.takes(is_marked) {
                    choice = Some(Choice::Entry(place));
                }
            }
            if let Some(remark) = &found.remark {
                Frame::NONE.inner_margin(8).show(ui, |ui| caret(ui, palette, remark));
            }
            ui.separator();
            for (place, (does, text, key, color)) in lines.iter().enumerate() {
                let is_marked = Marked::at(found.entries.len() + place, marked);
                if line_ui(ui, palette, (text, key, *color), is_marked) || enter.takes(is_marked) {
                    choice = Some(*does);
                }
            }
            ui.add_space(4.0);
        });
    });
    (choice, shown.response.rect)
}

/// One that was found, in two lines. True when it was clicked. Tab goes past it: arrows choose.
fn entry_ui(ui: &mut Ui, palette: &Palette, entry: &Entry, marked: Marked) -> bool {
    let note = entry.note();
    let wraps = matches!(entry, Entry::Other { .. });
    let height = if wraps { 54.0 } else { 40.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::CLICK);
    let title = entry.title();
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, marked == Marked::Is, format!("{title}, {note}"))
    });
    ground(ui, palette, rect, marked, &response);
    let left = rect.left() + 11.0;
    let room = rect.width() - 22.0 - if marked == Marked::Is { 36.0 } else { 0.0 };
    let painter = ui.painter();
    let bold = Type::new(Face::SemiBold, 12.0);
    let galley = painter.layout_no_wrap(bold.elided(&title, room), font(Face::SemiBold, 12.0), color32(palette.ink));
    painter.galley(pos2(left, rect.top() + 5.0), galley, color32(palette.ink));
    let warns = matches!(entry, Entry::Other { is_likely: true, .. });
    let color = color32(if warns { palette.ink } else { palette.ink_secondary });
    let galley = if wraps {
        painter.layout(note, font(Face::Regular, 10.5), color, rect.width() - 22.0)
    } else {
        let note = Type::new(Face::Regular, 10.5).elided(&note, rect.width() - 22.0);
        painter.layout_no_wrap(note, font(Face::Regular, 10.5), color)
    };
    painter.galley(pos2(left, rect.top() + 21.0), galley, color);
    if marked == Marked::Is {
        key_words(ui, palette, rect, "Enter");
    }
    response.clicked()
}

/// Something else that can be done. True when it was clicked.
fn line_ui(ui: &mut Ui, palette: &Palette, (text, key, color): (&str, &str, Color), marked: Marked) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked == Marked::Is, text));
    ground(ui, palette, rect, marked, &response);
    let room = rect.width() - 22.0 - if key.is_empty() { 0.0 } else { 52.0 };
    let text = Type::new(Face::Medium, 12.0).elided(text, room);
    let galley = ui.painter().layout_no_wrap(text, font(Face::Medium, 12.0), color32(color));
    ui.painter().galley(pos2(rect.left() + 11.0, rect.top() + 6.0), galley, color32(color));
    key_words(ui, palette, rect, key);
    response.clicked()
}

fn ground(ui: &Ui, palette: &Palette, rect: Rect, marked: Marked, response: &Response) {
    if marked == Marked::Is {
        ui.painter().rect_filled(rect, 0.0, color32(palette.selected));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, color32(palette.card));
    }
}

fn key_words(ui: &Ui, palette: &Palette, rect: Rect, key: &str) {
    let color = color32(palette.ink_secondary);
    let galley = ui.painter().layout_no_wrap(key.to_owned(), font(Face::Regular, 10.5), color);
    let at = pos2(rect.right() - 11.0 - galley.size().x, rect.top() + 6.5);
    ui.painter().galley(at, galley, color);
}
