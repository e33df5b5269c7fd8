//! Every gesture and every key, on one page.

use egui::{Align2, Layout, Ui, vec2};

use super::kit::{dialog, tall_list};
use super::outcome::Outcome;
use super::style::{color32, words};
use crate::scene::{Face, Palette};
use crate::view::{Menu, TABLE};

/// The least width of a column in points, and that of its keys.
const COLUMN: (f32, f32) = (290.0, 112.0);
/// The most columns.
const MOST: usize = 4;
/// How a line is set.
const SIZE: f32 = 11.5;

type Lines = &'static [(&'static str, &'static str)];

/// Gestures, with what they do.
const GESTURES: &[(&str, Lines)] = &[
    (
        "Map",
        &[
            ("Click", "Select; click again for the next event here"),
            ("Ctrl+click", "Select one more"),
            ("Double click", "Zoom in; on a mark: fly to it"),
            ("Right button", "What can be done there"),
            ("Drag", "Move the map"),
            ("Shift+drag", "Select by rectangle"),
            ("Wheel, pinch", "Zoom at the pointer"),
            ("Drag mark or rim", "In the form of an event: where it was, how closely that is known"),
            ("Alt+click", "In the form of an event: the province; with Shift the country"),
        ],
    ),
    (
        "Timeline",
        &[
            ("Drag the ruler", "Move the playhead"),
            ("Drag on the counts", "Set a new date range"),
            ("Drag the range", "Move it"),
            ("Drag its edges", "Make it longer or shorter"),
            ("Drag elsewhere", "Move the timeline"),
            ("Drag the lower edge of the counts", "Make them higher"),
            ("Shift+drag", "Set a new date range"),
            ("Wheel, pinch", "Zoom at the pointer; with Shift: move"),
            ("Double click", "On the counts: that day alone; elsewhere: zoom to fit"),
            ("Right button", "What can be done there"),
        ],
    ),
    (
        "Keyboard",
        &[
            ("F6, Shift+F6", "Next panel, panel before"),
            ("Tab", "Next control; marks, bars and rows are one stop each"),
            ("Arrows", "Inside marks, bars, rows, tabs and menus"),
            ("Enter, Space", "Press what has the focus"),
            ("Alt+letter", "Open the menu that begins with it"),
        ],
    ),
    (
        "Tables",
        &[
            ("Arrows", "From cell to cell; with Shift: choose rows"),
            ("Space", "Choose the row or not"),
            ("Typing, Enter, F2", "Write in the cell; Enter, Tab: keep it; Esc: leave it as it was"),
            ("Ctrl+V", "Fill cells with what a spreadsheet copied"),
            ("Ctrl+C", "Copy the chosen rows, or the cell"),
        ],
    ),
    (
        "Search",
        &[
            ("\"two words\"", "Both in this order"),
            ("category:strike", "Of one kind; strike,clash: of either; -category:strike: of another"),
            ("deaths>20", "By a number of the events: also >=, <, <=, ="),
            ("magnitude:6..7", "From one number to another; 6.. and ..7 too"),
            ("Tab, arrows", "Take what is offered below the box"),
        ],
    ),
];

/// A line of the page: a heading, or keys and what they do.
enum Line {
    Heading(&'static str),
    Keys(String, &'static str),
}

/// Gestures first, then the keys of each menu.
fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for (heading, gestures) in GESTURES {
        lines.push(Line::Heading(heading));
        lines.extend(gestures.iter().map(|(keys, what)| Line::Keys((*keys).to_owned(), what)));
    }
    for menu in Menu::ALL {
        lines.push(Line::Heading(menu.label()));
        for titled in TABLE.iter().filter(|titled| titled.menu == menu && !titled.shortcuts.is_empty()) {
            let keys: Vec<&str> = titled.shortcuts.iter().map(|shortcut| shortcut.0).collect();
            lines.push(Line::Keys(keys.join(", "), titled.title));
        }
    }
    lines
}

/// Shows the page, in as many columns as there is room for.
pub(super) fn help_ui(ui: &Ui, palette: &Palette) -> Outcome {
    let screen = ui.ctx().content_rect();
    let width = (screen.width() - 80.0).min(1480.0);
    let count = ((width / COLUMN.0) as usize).clamp(1, MOST);
    let mut closed = false;
    let closes = dialog(ui, "Keyboard and mouse", width, palette, |ui| {
        tall_list((screen.height() - 120.0).max(200.0)).show(ui, |ui| {
            columns_ui(ui, palette, count);
        });
        ui.add_space(4.0);
        closed = ui.button("Close").clicked();
    });
    if closes || closed { Outcome::Closes } else { Outcome::Stays }
}

fn columns_ui(ui: &mut Ui, palette: &Palette, count: usize) {
    let lines = lines();
    let each = lines.len().div_ceil(count);
    let width = ui.available_width() / count as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for column in lines.chunks(each) {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::LEFT), |ui| {
                ui.set_width(width - 16.0);
                ui.spacing_mut().item_spacing.y = 2.0;
                for line in column {
                    line_ui(ui, palette, line);
                }
            });
        }
    });
}

fn line_ui(ui: &mut Ui, palette: &Palette, line: &Line) {
    let (keys, what) = match line {
        Line::Heading(heading) => {
            ui.add_space(5.0);
            ui.label(words(*heading, Face::SemiBold, 12.5, palette.ink));
            return;
        }
        Line::Keys(keys, what) => (keys, what),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = 16.0;
        let (rect, _) = ui.allocate_exact_size(vec2(COLUMN.1, 16.0), egui::Sense::hover());
        let font = super::style::font(Face::Medium, SIZE);
        ui.painter().text(rect.left_top(), Align2::LEFT_TOP, keys, font, color32(palette.ink_secondary));
        let label = ui.add(egui::Label::new(words(*what, Face::Regular, SIZE, palette.ink)).wrap());
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{keys}: {what}")));
    });
}
