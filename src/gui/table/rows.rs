//! The rows in sight of a table, its cells, and what is clicked there.

use egui::style::ScrollAnimation;
use egui::{
    Align, Color32, Id, Layout, Modifiers, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::columns::{GUTTER, Sides};
use super::row::{checkbox, row_height};
use super::sheet::Sheet;
use crate::gui::panel_context::PanelContext;
use crate::gui::parts::Chosen;
use crate::gui::style::{color32, words};
use crate::scene::{Face, Palette};

/// Where one is in a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// The cell that the keys are on; none while something else has them.
    pub(super) keys: Option<[usize; 2]>,
    /// The column in which a cell is open, with its row.
    pub(super) open: Option<[usize; 2]>,
    /// A cell that has to come into sight.
    pub(super) comes: Option<[usize; 2]>,
}

/// What was clicked in the rows.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    /// A cell, and what was held.
    pub(super) cell: Option<([usize; 2], Modifiers)>,
    /// A cell that was clicked twice.
    pub(super) opened: Option<[usize; 2]>,
    /// The box of a row.
    pub(super) toggled: Option<usize>,
}

/// Shows the rows in sight.
pub(super) fn rows_ui<S: Sheet>(ui: &mut Ui, here: &PanelContext<'_>, sheet: &S, standing: Standing) -> Clicks {
    let mut clicks = Clicks::default();
    let body = ui.max_rect();
    let count = sheet.rows() + usize::from(sheet.new_row().is_some());
    let Sides { room, width, lines } = sheet.sides();
    let height = row_height(lines);
    // Columns that have no room are reached by scrolling, those that have it leave nothing to scroll.
    let area = if width > room.span() + 0.5 { ScrollArea::both() } else { ScrollArea::vertical() };
    let area = area.auto_shrink(false).id_salt((S::NAME, "rows"));
    let shown = area.show_viewport(ui, |ui, viewport| {
        ui.set_height(height * count as f32);
        ui.set_width((body.width() + width - room.span()).max(body.width()));
        let top = ui.max_rect().top();
        let rect_of = |row: usize| {
            let top = top + height * row as f32;
            Rect::from_x_y_ranges(body.x_range(), top..=top + height)
        };
        let place = |y: f32| ((y / height).max(0.0) as usize).min(count);
        for row in place(viewport.min.y)..place(viewport.max.y + height) {
            row_ui(ui, here.palette, sheet, (row, rect_of(row)), standing, &mut clicks);
        }
        if let Some([row, column]) = standing.comes {
            let range = sheet.columns().get(column).map_or(room, |cell| cell.range);
            let rect = Rect::from_x_y_ranges(range.expand(GUTTER), rect_of(row).y_range());
            // At once, since a cell may be open there.
            ui.scroll_to_rect_animation(rect.expand2(vec2(0.0, height / 2.0)), None, ScrollAnimation::none());
        }
        (top, viewport.min.x)
    });
    let (top, aside) = shown.inner;
    ui.data_mut(|data| {
        data.insert_temp(Id::unique((S::NAME, "top")), top);
        data.insert_temp(Id::unique((S::NAME, "aside")), aside);
    });
    clicks
}

/// How far the columns of a table are scrolled to the left.
pub(in crate::gui) fn aside(ui: &Ui, name: &'static str) -> f32 {
    ui.data(|data| data.get_temp(Id::unique((name, "aside")))).unwrap_or(0.0)
}

/// Where a cell is, with half of what parts it from its neighbours. None where it has no room.
pub(super) fn rect_of<S: Sheet>(ui: &Ui, sheet: &S, [row, column]: [usize; 2]) -> Option<Rect> {
    let top: f32 = ui.data(|data| data.get_temp(Id::unique((S::NAME, "top"))))?;
    let range = sheet.columns().get(column)?.range;
    let height = row_height(sheet.sides().lines);
    let top = top + height * row as f32;
    Some(Rect::from_x_y_ranges(range.expand(GUTTER / 2.0), top..=top + height))
}

fn row_ui<S: Sheet>(
    ui: &mut Ui,
    palette: &Palette,
    sheet: &S,
    (row, rect): (usize, Rect),
    standing: Standing,
    clicks: &mut Clicks,
) {
    let is_new = row >= sheet.rows();
    let response = if is_new {
        new_row_ui(ui, palette, sheet, rect)
    } else {
        let response = sheet.row_ui(ui, row, rect);
        let chosen = if sheet.is_chosen(row) { Chosen::Yes } else { Chosen::No };
        let id = Id::unique((S::NAME, "box", sheet.id(row)));
        if checkbox(ui, palette, id, rect, &sheet.name(row), chosen).clicked() {
            clicks.toggled = Some(row);
        }
        response
    };
    let clip = ui.clip_rect();
    ui.set_clip_rect(cells_clip(ui, sheet.sides()));
    for (column, cell) in sheet.columns().iter().enumerate() {
        let room = Rect::from_x_y_ranges(cell.range.expand(GUTTER / 2.0), rect.y_range());
        let has_keys = standing.keys == Some([row, column]);
        if !is_new {
            let id = Id::unique((S::NAME, "cell of", sheet.id(row), cell.title));
            let place = ui.interact(room, id, Sense::hover());
            place.widget_info(|| {
                let text = sheet.text(row, column);
                let name = format!("{}: {}", cell.title, if text.is_empty() { "empty" } else { &text });
                WidgetInfo::selected(Role::Cell, true, has_keys, name)
            });
            // Where the value that is written goes, if it is filled down.
            let is_beside = standing.open.is_some_and(|[open, of]| open != row && of == column);
            if is_beside && sheet.is_chosen(row) {
                dashed(ui, room.shrink(1.5), color32(palette.accent));
            }
        }
        if column > 0 {
            let rule = Stroke::new(1.0, color32(palette.rule.faded(0.5)));
            ui.painter().vline(room.left(), room.y_range(), rule);
        }
        if has_keys {
            let ring = Stroke::new(2.0, color32(palette.accent));
            ui.painter().rect_stroke(room.shrink(1.0), 4.0, ring, StrokeKind::Inside);
        }
    }
    ui.set_clip_rect(clip);
    if !response.clicked() {
        return;
    }
    let at = response.interact_pointer_pos();
    let is_at = |range: egui::Rangef| at.is_some_and(|at| range.expand(GUTTER / 2.0).contains(at.x));
    let column = sheet.columns().iter().position(|cell| is_at(cell.range)).unwrap_or(0);
    clicks.cell = Some(([row, column], ui.input(|input| input.modifiers)));
    clicks.opened = response.double_clicked().then_some([row, column]);
}

/// Where cells are seen: not over the boxes left of them.
pub(in crate::gui) fn cells_clip(ui: &Ui, sides: Sides) -> Rect {
    let clip = ui.clip_rect();
    clip.intersect(Rect::from_x_y_ranges(sides.room.expand(GUTTER / 2.0), clip.y_range()))
}

/// The last row, which begins a new one.
fn new_row_ui<S: Sheet>(ui: &mut Ui, palette: &Palette, sheet: &S, rect: Rect) -> Response {
    let response = ui.interact(rect, Id::unique((S::NAME, "new row")), Sense::CLICK);
    let text = sheet.new_row().unwrap_or_default();
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, text));
    let left = sheet.columns().first().map_or(rect.left(), |cell| cell.range.min);
    let at = Rect::from_min_max(pos2(left, rect.top()), rect.max - vec2(14.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(at).layout(layout).id_salt("new row"));
    let text = words(text, Face::Italic, 12.0, palette.ink_secondary);
    inside.add(egui::Label::new(text).selectable(false).truncate());
    response
}

/// A dashed edge.
fn dashed(ui: &Ui, rect: Rect, color: Color32) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.5, color), 5.0, 3.0));
}
