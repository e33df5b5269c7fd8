//! The map in the window: the scene, and the gestures on it.

use egui::{
    self, Id, Popup, PopupCloseBehavior, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::map_buttons::map_buttons;
use super::map_cells::{Reached, count_at, event_rows, events_within, listed, middle_at, outline_cell, reached};
use super::map_memory::MapMemory;
use super::map_menu::{mark_menu, spot_menu};
use super::paint::Textures;
use super::panel_context::PanelContext;
use super::parts::{Chosen, select_clicked, tell_selected};
use super::placing::{Placing, Takes};
use super::roving::Roving;
use super::style::color32;
use crate::model::LonLat;
use crate::scene::{Projection, Scene, Target, TargetId, border_at, border_words, counted};
use crate::view::{Command, Effect, View, unit_from_lon_lat};

/// How far from the middle of a cluster the cells may be that it counts, in points.
const CLUSTER: f64 = 20.0;
/// How many points one line of the wheel zooms by a level.
const WHEEL_POINTS_A_LEVEL: f32 = 160.0;

/// Shows the map and answers with what the viewer does on it. Returns the size of the map in points.
pub(super) fn map_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    (memory, placing): (&mut MapMemory, &mut Placing),
    textures: (usize, Textures<'_>),
    commands: &mut Vec<Command>,
) -> [f64; 2] {
    let rect = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(rect, Sense::CLICK | Sense::DRAG);
    let label = format!("Map, {}", here.shown.counts_text());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &label));
    let framed = memory.flight.toward(here.view.map, ui);
    let flown = (framed != here.view.map).then(|| View { map: framed, ..here.view.clone() });
    let here = &PanelContext { view: flown.as_ref().unwrap_or(here.view), ..*here };
    let (scene, chosen) = memory.paint(ui, rect, here, textures);
    let map = OnMap { here, rect, projection: Projection::new(&here.view.map, [rect.width(), rect.height()]) };
    if memory.list.as_ref().is_some_and(|list| !list.show(ui.ctx(), here, commands)) {
        memory.list = None;
    }
    memory.pointed_at = map.targets(ui, (&scene, &chosen), memory, commands);
    let takes = placing.on_map(ui, rect, here, commands);
    map.gestures(ui, &response, memory, (&scene, takes), commands);
    map_buttons(ui, here, rect, commands);
    [f64::from(rect.width()), f64::from(rect.height())]
}

/// The map in one frame.
struct OnMap<'a> {
    here: &'a PanelContext<'a>,
    rect: Rect,
    projection: Projection,
}

impl OnMap<'_> {
    fn local(&self, point: Pos2) -> [f32; 2] {
        [point.x - self.rect.left(), point.y - self.rect.top()]
    }

    fn position_at(&self, point: Pos2) -> LonLat {
        self.projection.lon_lat_from_screen(self.local(point))
    }

    /// Each mark is a button of its own for the keyboard and for screen readers.
    /// Returns the event that is pointed at.
    fn targets(
        &self,
        ui: &Ui,
        (scene, chosen): (&Scene, &[Chosen]),
        memory: &mut MapMemory,
        commands: &mut Vec<Command>,
    ) -> Option<usize> {
        let mut pointed = None;
        let mut roving = Roving::begin(ui.ctx(), "marks");
        for (place, target) in scene.targets.iter().enumerate() {
            let at = pos2(target.rect.x, target.rect.y) + self.rect.min.to_vec2();
            let rect = Rect::from_min_size(at, vec2(target.rect.width, target.rect.height)).intersect(self.rect);
            let id = self.target_id(target, place);
            let response = ui.interact(rect, id, roving.sense(id));
            roving.saw(id, &response);
            tell_selected(&response, Role::Button, chosen[place], &target.label);
            if response.has_focus() {
                let accent = Stroke::new(2.0, color32(self.here.palette.accent));
                ui.painter_at(self.rect).rect_stroke(rect.expand(2.0), 6.0, accent, StrokeKind::Outside);
            }
            if response.double_clicked() {
                if let Some(index) = first_event(target) {
                    commands.push(Command::FlyTo(self.here.store.id(index).into_owned()));
                }
            } else if let (true, TargetId::Many(around)) = (response.clicked(), &target.id) {
                let reach = if memory.cells().is_some() { 0.0 } else { CLUSTER };
                self.reach(memory, (*around, reach), rect.center(), commands);
            } else if response.clicked() {
                self.clicked(ui, (target, scene), response.interact_pointer_pos(), commands);
            }
            if let TargetId::Events(events) = &target.id {
                self.events_menu(&response, events, commands);
            }
            mark_menu(&response, self.here, target, commands);
            if response.hovered() || response.has_focus() {
                pointed = first_event(target);
            }
            response.on_hover_text_at_pointer(&target.label);
        }
        roving.end(ui);
        pointed
    }

    fn target_id(&self, target: &Target, place: usize) -> Id {
        match &target.id {
            TargetId::Event(index) => Id::unique(("map event", self.here.store.id(*index))),
            _ => Id::unique(("map target", place)),
        }
    }

    fn clicked(&self, ui: &Ui, (target, scene): (&Target, &Scene), pointer: Option<Pos2>, commands: &mut Vec<Command>) {
        let store = self.here.store;
        match &target.id {
            TargetId::Event(index) | TargetId::OtherSpot(index) => {
                // Again on the same spot: the next event under the pointer.
                let under: Vec<usize> = match pointer {
                    Some(point) => scene.targets_at(self.local(point)).filter_map(first_event).collect(),
                    None => vec![*index],
                };
                let current = self.here.view.selected(store).and_then(|s| under.iter().position(|u| *u == s));
                let next = current.map_or(*index, |place| under[(place + 1) % under.len()]);
                commands.push(select_clicked(ui, self.here, store.id(next).into_owned()));
            }
            TargetId::Pointer(events) => {
                let current = self.here.view.selected(store).and_then(|s| events.iter().position(|e| *e == s));
                let next = current.map_or(0, |place| (place + 1) % events.len());
                commands.push(Command::FlyTo(store.id(events[next]).into_owned()));
            }
            TargetId::Legend => commands.push(Command::Perform(Effect::ToggleLegend)),
            _ => {}
        }
    }

    fn events_menu(&self, response: &Response, events: &[usize], commands: &mut Vec<Command>) {
        let menu = Popup::menu(response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        menu.show(|ui| event_rows(ui, self.here, events, commands));
    }

    /// Does what a click on counts does: nearer to them, or a list of what they count.
    fn reach(&self, memory: &mut MapMemory, around: (LonLat, f64), at: Pos2, commands: &mut Vec<Command>) {
        let Some(grid) = memory.counted() else { return };
        match reached(self.here, &grid, around, at) {
            Some(Reached::Command(command)) => commands.push(command),
            Some(Reached::Listed(list)) => memory.list = Some(list),
            None => {}
        }
    }

    fn gestures(
        &self,
        ui: &Ui,
        response: &Response,
        memory: &mut MapMemory,
        (scene, takes): (&Scene, Takes),
        commands: &mut Vec<Command>,
    ) {
        let shift = ui.input(|input| input.modifiers.shift);
        if response.drag_started() && shift {
            memory.rectangle_from = ui.input(|input| input.pointer.press_origin());
        }
        if let Some(from) = memory.rectangle_from {
            self.rectangle(ui, response, from, memory, scene, commands);
        } else if response.dragged() {
            let delta = response.drag_delta();
            let world = self.here.view.map.world_points();
            if delta != egui::Vec2::ZERO {
                commands.push(Command::PanMap([-f64::from(delta.x) / world, -f64::from(delta.y) / world]));
            }
        }
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let over_map =
            pointer.filter(|at| self.rect.contains(*at) && ui.ctx().layer_id_at(*at) == Some(response.layer_id));
        memory.pointer = over_map.map(|at| self.position_at(at));
        if response.secondary_clicked() {
            memory.menu_at = memory.pointer;
        }
        let here = memory.menu_at.zip(memory.cells());
        let cell = here.as_ref().and_then(|(at, grid)| middle_at(grid, unit_from_lon_lat(*at)));
        let count = here.zip(cell).map_or(0, |((_, grid), middle)| count_at(&grid, middle));
        let mut is_listed = false;
        if spot_menu(response, (memory.menu_at, count), commands, || is_listed = true) {
            memory.pointer = memory.menu_at;
        }
        if let Some((middle, grid)) = cell.zip(memory.cells()).filter(|_| is_listed) {
            let [x, y] = self.projection.screen_from_lon_lat(middle);
            memory.list = Some(listed(self.here, &grid, middle, self.rect.min + vec2(x, y)));
        }
        if let Some(at) = over_map {
            let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
            let levels = f64::from(scroll / WHEEL_POINTS_A_LEVEL) + f64::from(pinch).log2();
            if levels != 0.0 {
                commands.push(Command::ZoomMapAround(levels, self.position_at(at)));
            }
            if takes != Takes::Pointer && !self.cell_note(ui, response, at, (scene, memory)) {
                self.border_note(response, at, scene);
            }
        }
        if response.double_clicked()
            && let Some(at) = pointer
        {
            commands.push(Command::ZoomMapAround(1.0, self.position_at(at)));
        } else if response.clicked() && takes == Takes::Nothing {
            let unit = pointer.map(|at| self.projection.unit_from_screen(self.local(at)));
            let grid = memory.cells();
            let cell = grid.zip(unit).and_then(|(grid, unit)| middle_at(&grid, unit));
            if let Some((middle, at)) = cell.zip(pointer) {
                self.reach(memory, (middle, 0.0), at, commands);
            } else if !self.here.view.selection.is_empty() {
                commands.push(Command::Select(Vec::new()));
            }
        }
    }

    /// Selects the events in a rectangle that is drawn with Shift held.
    fn rectangle(
        &self,
        ui: &Ui,
        response: &Response,
        from: Pos2,
        memory: &mut MapMemory,
        scene: &Scene,
        commands: &mut Vec<Command>,
    ) {
        let to = ui.input(|input| input.pointer.latest_pos()).unwrap_or(from);
        let drawn = Rect::from_two_pos(from, to).intersect(self.rect);
        let accent = self.here.palette.accent;
        let painter = ui.painter_at(self.rect);
        let line = Stroke::new(1.2, color32(accent));
        painter.rect(drawn, 2.0, color32(accent.faded(0.12)), line, StrokeKind::Middle);
        if !response.drag_stopped() {
            return;
        }
        memory.rectangle_from = None;
        let inside = |target: &&Target| {
            let [x, y] = target.rect.center();
            drawn.contains(pos2(x, y) + self.rect.min.to_vec2())
        };
        let mut ids: Vec<String> = Vec::new();
        for target in scene.targets.iter().filter(inside) {
            let events: &[usize] = match &target.id {
                TargetId::Event(index) => std::slice::from_ref(index),
                TargetId::Events(events) => events,
                _ => &[],
            };
            ids.extend(events.iter().map(|index| self.here.store.id(*index).into_owned()));
        }
        if memory.cells().is_some() {
            let unit = |at: Pos2| self.projection.unit_from_screen(self.local(at));
            let events = events_within(self.here, unit(drawn.min), unit(drawn.max));
            ids = events.into_iter().map(|index| self.here.store.id(index).into_owned()).collect();
        }
        commands.push(Command::Select(ids));
    }

    /// Says how many events stand in the cell that the pointer is on. False where it is on none.
    fn cell_note(&self, ui: &Ui, response: &Response, at: Pos2, (scene, memory): (&Scene, &MapMemory)) -> bool {
        if scene.targets_at(self.local(at)).next().is_some() || response.dragged() || memory.list.is_some() {
            return false;
        }
        let Some(grid) = memory.cells() else { return false };
        let Some(count) = outline_cell(ui, self.here, &grid, (&self.projection, self.rect, at)) else { return false };
        let does = if count == 1 { "click to select it" } else { "click to zoom in" };
        response.clone().on_hover_text_at_pointer(format!("{} · {does}", counted(count, "event")));
        true
    }

    /// Says what a border line is when the pointer is on it.
    fn border_note(&self, response: &Response, at: Pos2, scene: &Scene) {
        let point = self.local(at);
        if scene.targets_at(point).next().is_some() || response.dragged() {
            return;
        }
        let viewpoint = self.here.view.viewpoint;
        if let Some(line) = border_at(self.here.basemap, viewpoint, &self.projection, self.here.view.map.zoom, point) {
            let words = border_words(self.here.basemap, viewpoint, line);
            response.clone().on_hover_text_at_pointer(words);
        }
    }
}

fn first_event(target: &Target) -> Option<usize> {
    match &target.id {
        TargetId::Event(index) | TargetId::OtherSpot(index) => Some(*index),
        TargetId::Events(events) | TargetId::Pointer(events) => events.first().copied(),
        _ => None,
    }
}
