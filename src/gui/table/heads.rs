//! The heads of a table: its titles, edges to drag, and the menu of its columns.

use egui::{
    Button, CursorIcon, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rangef, Rect, Response, Role, Sense, Shape,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::columns::GUTTER;
use super::keys::taken;
use crate::gui::charts::line;
use crate::gui::panel_context::PanelContext;
use crate::gui::roving::Roving;
use crate::gui::style::{color32, words};
use crate::gui::table_look::{RowLines, Shown, TableLook};
use crate::query::Sorting;
use crate::scene::{Face, text_width};

/// The height of the heads.
pub(in crate::gui) const HEAD: f32 = 26.0;
const LETTERS: f32 = 11.0;
/// How much wider a column gets by a key.
const STEP: f32 = 16.0;

/// What the heads of a table say.
pub(in crate::gui) struct Heads<'a> {
    /// The name of the table, which no other has.
    pub(in crate::gui) name: &'static str,
    /// The columns that are shown, with their places.
    pub(in crate::gui) shown: &'a [(&'static str, Rangef)],
    /// Every column that there is.
    pub(in crate::gui) all: &'a [&'static str],
    /// By which column the table is sorted and in what order, which is said in words; none where it cannot be sorted.
    pub(in crate::gui) sorted: Option<(&'static str, Sorting, String)>,
}

/// What of the columns the viewer wants otherwise.
#[derive(Clone, Copy)]
enum Wish {
    Toggle(&'static str, Shown),
    Widen(&'static str, f32),
    Lines(RowLines),
    Reset,
}

/// Shows the heads. Returns the title that was pressed to sort by it.
pub(in crate::gui) fn heads_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    heads: &Heads<'_>,
    look: &mut TableLook,
    (room, top): (Rangef, f32),
) -> Option<&'static str> {
    let palette = here.palette;
    let (mut pressed, mut wish) = (None, None);
    let seen = Rect::from_x_y_ranges(room.expand(GUTTER / 2.0), top..=top + HEAD);
    let clip = ui.clip_rect();
    ui.set_clip_rect(clip.intersect(seen));
    let mut roving = Roving::begin(ui.ctx(), heads.name);
    for (title, range) in heads.shown {
        let rect = Rect::from_x_y_ranges(*range, top..=top + HEAD);
        let id = Id::unique((heads.name, "head", title));
        let response = ui.interact(rect.expand2(vec2(4.0, 0.0)), id, roving.sense(id));
        roving.saw(id, &response);
        let sorted = heads.sorted.as_ref().filter(|(column, ..)| column == title);
        let name = match (sorted, &heads.sorted) {
            (Some((.., order)), _) => format!("{title}, sorted by {order}"),
            (None, Some(_)) => format!("Sort by {title}"),
            (None, None) => (*title).to_owned(),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        let (face, color) = match (sorted.is_some(), response.hovered()) {
            (true, _) => (Face::SemiBold, palette.ink),
            (_, true) => (Face::Medium, palette.ink),
            _ => (Face::Medium, palette.ink_secondary),
        };
        line(ui, rect, title, face, LETTERS, color);
        if let Some((_, sorting, _)) = sorted {
            let width = text_width(title, face, LETTERS) * 1.02;
            let center = pos2((range.min + width + 9.0).min(range.max + 6.0), rect.center().y);
            arrow(ui, center, *sorting, color32(color));
        }
        if response.has_focus() {
            let line = Stroke::new(1.5, color32(palette.accent));
            ui.painter().rect_stroke(response.rect, 6.0, line, StrokeKind::Inside);
            for (key, points) in [(Key::ArrowRight, STEP), (Key::ArrowLeft, -STEP)] {
                if taken(ui, Modifiers::ALT, key) {
                    wish = Some(Wish::Widen(title, points));
                }
            }
        }
        let chosen = if heads.sorted.is_some() {
            if response.clicked() {
                pressed = Some(*title);
            }
            Popup::context_menu(&response)
        } else {
            let opened = response.clicked() || response.secondary_clicked();
            Popup::menu(&response).open_memory(opened.then_some(egui::SetOpenCommand::Toggle))
        };
        let chosen = chosen.close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let chosen = chosen.show(|ui| columns_ui(ui, here, heads, look, Some(title)));
        wish = chosen.and_then(|menu| menu.inner).or(wish);
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(if heads.sorted.is_some() {
            format!("{name}\nRight-click to choose columns; Alt+← and Alt+→ set the width")
        } else {
            "Choose columns; Alt+← and Alt+→ set the width".to_owned()
        });
        wish = edge_ui(ui, here, heads.name, title, rect).or(wish);
    }
    roving.end(ui);
    ui.set_clip_rect(clip);
    let rule = Stroke::new(1.0, color32(palette.rule));
    ui.painter().hline(ui.max_rect().x_range(), top + HEAD, rule);
    if let Some(wish) = wish {
        take(wish, heads, look);
    }
    pressed
}

/// The button that opens the menu of the columns.
pub(in crate::gui) fn columns_button(ui: &mut Ui, here: &PanelContext<'_>, heads: &Heads<'_>, look: &mut TableLook) {
    let response = ui.add(Button::new(words("Columns", Face::Medium, 11.5, here.palette.ink)));
    let menu = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let wish = menu.show(|ui| columns_ui(ui, here, heads, look, None)).and_then(|menu| menu.inner);
    response.on_hover_text("Choose columns and the height of rows");
    if let Some(wish) = wish {
        take(wish, heads, look);
    }
}

/// Every column to show or hide, what can be done with the one that was pressed, and the height of rows.
fn columns_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    heads: &Heads<'_>,
    look: &TableLook,
    of: Option<&'static str>,
) -> Option<Wish> {
    let mut wish = None;
    ui.set_min_width(170.0);
    let is_last = heads.shown.len() <= 1;
    if let Some(title) = of {
        if ui.add_enabled(!is_last, Button::new(format!("Hide “{title}”"))).clicked() {
            wish = Some(Wish::Toggle(title, Shown::Yes));
            ui.close();
        }
        for (label, points) in [("Wider", STEP * 3.0), ("Narrower", -STEP * 3.0)] {
            if ui.button(label).clicked() {
                wish = Some(Wish::Widen(title, points));
            }
        }
        ui.separator();
    }
    let heading = |ui: &mut Ui, text: &str| {
        ui.label(words(text, Face::Medium, LETTERS, here.palette.ink_secondary));
    };
    heading(ui, "Columns");
    for title in heads.all {
        let is_shown = heads.shown.iter().any(|(shown, _)| shown == title);
        let mut checked = is_shown;
        let boxed = egui::Checkbox::new(&mut checked, *title);
        if ui.add_enabled(!(is_shown && is_last), boxed).clicked() {
            wish = Some(Wish::Toggle(title, if is_shown { Shown::Yes } else { Shown::No }));
        }
    }
    ui.separator();
    heading(ui, "Row height");
    for (lines, label) in RowLines::ALL {
        if ui.radio(look.lines == lines, label).clicked() {
            wish = Some(Wish::Lines(lines));
        }
    }
    ui.separator();
    let is_own = !(look.widths.is_empty() && look.hidden.is_empty() && look.kept.is_empty());
    if ui.add_enabled(is_own, Button::new("Reset columns")).clicked() {
        wish = Some(Wish::Reset);
        ui.close();
    }
    wish
}

/// What is right of a column, to be dragged.
fn edge_ui(ui: &Ui, here: &PanelContext<'_>, name: &str, title: &'static str, head: Rect) -> Option<Wish> {
    let x = head.right() + GUTTER / 2.0;
    let rect = Rect::from_x_y_ranges(Rangef::new(x - 4.0, x + 4.0), head.y_range());
    let id = Id::unique((name, "edge", title));
    let response: Response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, format!("Right edge of {title}")));
    let is_held = response.hovered() || response.dragged();
    let color = if is_held { here.palette.accent } else { here.palette.rule };
    let width = if is_held { 2.0 } else { 1.0 };
    ui.painter().vline(x, head.shrink2(vec2(0.0, 6.0)).y_range(), Stroke::new(width, color32(color)));
    // Where the edge was taken, so that it stays under the hand.
    let pointer = response.interact_pointer_pos();
    let begun = id.with("taken");
    if response.drag_started()
        && let Some(at) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(begun, at.x - head.right()));
    }
    let grip: f32 = ui.data(|data| data.get_temp(begun)).unwrap_or(0.0);
    // A quick hand lets go in the frame in which it moves.
    let is_moved = response.dragged() || response.drag_stopped();
    let moved = pointer.filter(|_| is_moved).map_or(0.0, |at| at.x - grip - head.right());
    response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    (moved.abs() > 0.25).then_some(Wish::Widen(title, moved))
}

fn take(wish: Wish, heads: &Heads<'_>, look: &mut TableLook) {
    match wish {
        Wish::Toggle(title, is_shown) => look.toggle(title, is_shown),
        Wish::Widen(title, points) => {
            let shown: Vec<(&str, f32)> = heads.shown.iter().map(|(title, range)| (*title, range.span())).collect();
            look.widen(title, points, &shown);
        }
        Wish::Lines(lines) => look.lines = lines,
        Wish::Reset => look.reset(),
    }
}

/// A small triangle that points up for a rising order.
fn arrow(ui: &Ui, center: egui::Pos2, sorting: Sorting, color: egui::Color32) {
    let up = if sorting == Sorting::Rising { 1.0 } else { -1.0 };
    let points = vec![center + vec2(0.0, -2.5 * up), center + vec2(3.5, 2.5 * up), center + vec2(-3.5, 2.5 * up)];
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}
