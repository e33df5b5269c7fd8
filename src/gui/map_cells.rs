//! What is done on a map on which counts stand for events: each is reached by zooming in, and where zoom ends from a
//! list.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Context, Id, LayerId, Popup, PopupCloseBehavior, Pos2, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::panel_context::PanelContext;
use super::style::{color32, font, words};
use crate::model::LonLat;
use crate::query::{Grid, Honeycomb};
use crate::scene::{Face, Projection, cell_corners, counted, short_when};
use crate::view::{Command, MapViewport, lon_lat_from_unit, unit_from_lon_lat};

/// How many levels a click goes in.
const LEVELS: f64 = 1.5;
/// Height of a row of the list, its width and its greatest height, in points.
const ROW: f32 = 24.0;
const WIDTH: f32 = 420.0;
const TALLEST: f32 = 320.0;

/// Events that are listed at a place in the window.
pub(super) struct CellList {
    at: Pos2,
    events: Vec<usize>,
}

/// The list of events of a mark or cell: how many they are, then each with colour, title and date.
pub(super) fn event_rows(ui: &mut Ui, here: &PanelContext<'_>, events: &[usize], commands: &mut Vec<Command>) {
    let palette = here.palette;
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(words(counted(events.len(), "event"), Face::SemiBold, 11.5, palette.ink));
    ui.add_space(4.0);
    ScrollArea::vertical().max_height(TALLEST).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        events.len(),
        |ui, rows| {
            for index in &events[rows] {
                if event_row(ui, here, *index) {
                    commands.push(Command::Select(vec![here.store.id(*index).into_owned()]));
                    ui.close();
                }
            }
        },
    );
}

/// One row. True when it was clicked.
fn event_row(ui: &mut Ui, here: &PanelContext<'_>, index: usize) -> bool {
    let palette = here.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (title, when) = (here.store.title(index), short_when(here.store, here.view, index));
    let spoken = format!("{title}, {when}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, color32(palette.card));
    }
    let middle = rect.center().y;
    ui.painter().circle_filled(pos2(rect.left() + 9.0, middle), 4.5, color32(here.color_of(index)));
    let (ink, faint) = (color32(palette.ink), color32(palette.ink_secondary));
    let date = ui.painter().text(
        pos2(rect.right() - 8.0, middle),
        Align2::RIGHT_CENTER,
        when,
        font(Face::Regular, 11.0),
        faint,
    );
    let room = Rect::from_min_max(rect.min, pos2(date.left() - 8.0, rect.bottom()));
    let mut job = LayoutJob::simple_singleline(title.into_owned(), font(Face::Regular, 12.0), ink);
    job.wrap = TextWrapping::truncate_at_width(room.width() - 20.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left() + 20.0, middle - galley.size().y / 2.0), galley, ink);
    response.clicked()
}

impl CellList {
    /// Shows the list. False when it was left.
    pub(super) fn show(&self, ctx: &Context, here: &PanelContext<'_>, commands: &mut Vec<Command>) -> bool {
        let mut open = true;
        let (id, layer) = (Id::unique("events of a cell"), LayerId::background());
        Popup::new(id, ctx.clone(), self.at, layer)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .open_bool(&mut open)
            .show(|ui| event_rows(ui, here, &self.events, commands));
        open
    }
}

/// What a click on a place does where counts stand for events.
pub(super) enum Reached {
    /// This is done.
    Command(Command),
    /// These are to be listed.
    Listed(CellList),
}

/// What is reached by a click on what is counted around a position, no farther away than so many points. None where
/// nothing is counted.
pub(super) fn reached(
    here: &PanelContext<'_>,
    grid: &Grid,
    (around, points): (LonLat, f64),
    at: Pos2,
) -> Option<Reached> {
    let events = events_around(here, grid, around, points);
    let first = *events.first()?;
    let id = || here.store.id(first).into_owned();
    if events.len() == 1 {
        return Some(Reached::Command(Command::Select(vec![id()])));
    }
    let spots = here.store.spots();
    let spot = |index: usize| spots.at(here.store.rank(index));
    let is_one_spot = events.iter().all(|index| spot(*index) == spot(first));
    if is_one_spot || here.view.map.zoom > MapViewport::ZOOMS.end() - 0.01 {
        return Some(Reached::Listed(CellList { at, events }));
    }
    Some(Reached::Command(Command::ZoomMapAround(LEVELS, around)))
}

/// The events of the cell at a position, or of those whose middles are so near.
fn events_around(here: &PanelContext<'_>, grid: &Grid, around: LonLat, points: f64) -> Vec<usize> {
    let (comb, spots) = (grid.comb(), here.store.spots());
    let unit = unit_from_lon_lat(around);
    let own = comb.cell_at(unit);
    let reach = points / here.view.map.world_points();
    let is_near = |cell: usize| {
        let [x, y] = comb.middle(cell);
        let across = x - unit[0];
        Some(cell) == own || (across - across.round()).hypot(y - unit[1]) <= reach
    };
    let is_meant = |rank: &usize| spots.at(*rank).and_then(|spot| comb.cell_of(spot)).is_some_and(is_near);
    here.shown.ranks().filter(is_meant).map(|rank| here.store.in_time().index_at(rank)).collect()
}

/// The events that are shown in a rectangle between two corners in unit Mercator.
pub(super) fn events_within(here: &PanelContext<'_>, from: [f64; 2], to: [f64; 2]) -> Vec<usize> {
    let comb = Honeycomb::new(1, from, to);
    let spots = here.store.spots();
    let is_within = |rank: &usize| spots.at(*rank).is_some_and(|spot| comb.cell_of(spot).is_some());
    here.shown.ranks().filter(is_within).map(|rank| here.store.in_time().index_at(rank)).collect()
}

/// Outlines the cell under the pointer. Returns how many events stand in it; none where none does.
pub(super) fn outline_cell(
    ui: &Ui,
    here: &PanelContext<'_>,
    grid: &Grid,
    (projection, map, at): (&Projection, Rect, Pos2),
) -> Option<usize> {
    let local = at - map.min.to_vec2();
    let comb = grid.comb();
    let cell = comb.cell_at(projection.unit_from_screen([local.x, local.y]))?;
    let count = grid.count(cell);
    if count == 0 {
        return None;
    }
    let [x, y] = projection.screen_near(comb.middle(cell));
    let width = (comb.cell_width() * projection.world_points()) as f32;
    let corners = cell_corners(width + 1.0).map(|[dx, dy]| map.min + vec2(x + dx, y + dy));
    let painter = ui.painter_at(map);
    for (width, color) in [(3.6, here.palette.panel), (1.8, here.palette.ink)] {
        painter.add(egui::Shape::closed_line(corners.to_vec(), egui::Stroke::new(width, color32(color))));
    }
    Some(count)
}

/// The middle of the cell at a place of the map.
pub(super) fn middle_at(grid: &Grid, unit: [f64; 2]) -> Option<LonLat> {
    let cell = grid.comb().cell_at(unit).filter(|cell| grid.count(*cell) > 0)?;
    Some(lon_lat_from_unit(grid.comb().middle(cell)))
}

/// How many events stand in the cell at a position.
pub(super) fn count_at(grid: &Grid, at: LonLat) -> usize {
    grid.comb().cell_at(unit_from_lon_lat(at)).map_or(0, |cell| grid.count(cell))
}

/// A list of the events of the cell at a position, to be shown at a place in the window.
pub(super) fn listed(here: &PanelContext<'_>, grid: &Grid, around: LonLat, at: Pos2) -> CellList {
    CellList { at, events: events_around(here, grid, around, 0.0) }
}
