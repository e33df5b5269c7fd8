//! The map while the place of an event is written: handles to move, a tool that is at work, what is shown beforehand.

use egui::{CursorIcon, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint::Over;
use super::{Edited, Ends, Grip, Placing, Preview, Tool, Whole, distance_words, done, id_of, part};
use crate::gui::panel_context::PanelContext;
use crate::model::{LonLat, Region};
use crate::scene::Projection;
use crate::view::{Command, Edit, Handle, Placement};

/// More vertices have no handles: they would cover each other.
const MOST_HANDLES: usize = 300;
/// A rim is taken hold of here at least, where there is none yet.
const LEAST_RIM: f32 = 18.0;
/// So near to its first vertex a click closes an area.
const CLOSES: f32 = 9.0;

/// What of the pointer the map itself has no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Takes {
    Nothing,
    /// A click on the ground lets go of no event.
    Deselecting,
    /// All clicks and drags.
    Pointer,
}

/// The map in one frame.
struct Ground<'a> {
    here: &'a PanelContext<'a>,
    rect: Rect,
    projection: Projection,
    over: Over<'a>,
}

impl Ground<'_> {
    fn screen(&self, at: LonLat) -> Pos2 {
        let [x, y] = self.projection.screen_from_lon_lat(at);
        self.rect.min + vec2(x, y)
    }

    fn line(&self, positions: &[LonLat]) -> Vec<Pos2> {
        let points = self.projection.screen_line(positions).into_iter();
        points.map(|[x, y]| self.rect.min + vec2(x, y)).collect()
    }

    fn position(&self, point: Pos2) -> LonLat {
        self.projection.lon_lat_from_screen([point.x - self.rect.left(), point.y - self.rect.top()])
    }

    /// Says what a tool asks for, beside a button. True when that was pressed.
    fn hint(&self, ui: &Ui, words: &str, button: &str) -> bool {
        let rect = self.over.hint(words, button);
        let response = ui.interact(rect, id_of("hint"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, button));
        self.over.button(rect, button, &response);
        response.clicked()
    }

    fn points(&self, km: f64, at: LonLat) -> f32 {
        (km * self.projection.points_per_km(at.lat)) as f32
    }
}

impl Placing {
    /// Draws what is written over the map, and answers with what is done with it.
    pub(in crate::gui) fn on_map(
        &mut self,
        ui: &Ui,
        rect: Rect,
        here: &PanelContext<'_>,
        commands: &mut Vec<Command>,
    ) -> Takes {
        let projection = Projection::new(&here.view.map, [rect.width(), rect.height()]);
        self.seen = Some(projection);
        let Some(edited) = self.edited.take() else { return Takes::Nothing };
        let over = Over { painter: ui.painter_at(rect), palette: here.palette, rect };
        let ground = Ground { here, rect, projection, over };
        self.show_preview(&ground);
        let alt = ui.input(|input| input.modifiers.alt);
        let tool = self.tool.or(alt.then_some(Tool::Region));
        let takes = match tool {
            Some(tool) => {
                let response = ui.interact(rect, id_of("ground"), Sense::CLICK | Sense::DRAG);
                let placement = self.at_work(ui, &ground, tool, &response, &edited.placement);
                pan(&response, here, commands);
                self.edited = Some(edited);
                commands.extend(placement.and_then(|placement| self.edit(placement)).map(done));
                return Takes::Pointer;
            }
            None => Takes::Deselecting,
        };
        self.rim(ui, &ground, &edited, commands);
        self.handles(ui, &ground, &edited, commands);
        self.edited = Some(edited);
        takes
    }

    fn show_preview(&mut self, ground: &Ground<'_>) {
        match self.preview.clone() {
            None => {}
            Some(Preview::Spot { at, radius_m, label }) => {
                let center = ground.screen(at);
                let inside = ground.rect.shrink(24.0);
                if inside.contains(center) {
                    let radius = radius_m.map_or(0.0, |metres| ground.points(metres / 1000.0, at));
                    ground.over.rim(center, radius.max(10.0));
                    ground.over.knob(center);
                    ground.over.words(center + vec2(radius.clamp(6.0, 120.0), 0.0), label);
                } else {
                    let away = distance_words(ground.here.view.map.center.distance_km(at));
                    ground.over.words(inside.clamp(center), format!("{label} · {away} away"));
                }
            }
            Some(Preview::Region { region, label }) => {
                let basemap = ground.here.basemap;
                let rings: Vec<Vec<Pos2>> =
                    self.outline(basemap, region).iter().map(|ring| ground.line(ring)).collect();
                for ring in &rings {
                    ground.over.outline(ring);
                }
                let at = match region {
                    Region::Province(place) => basemap.provinces.get(place).map(|found| found.label),
                    Region::Country(place) => basemap.countries.get(place).map(|found| found.label),
                };
                if let Some(at) = at {
                    ground.over.words(ground.rect.shrink(24.0).clamp(ground.screen(at)), label);
                }
            }
        }
    }

    /// A tool that clicks work with. Answers with the place that comes of it.
    fn at_work(
        &mut self,
        ui: &Ui,
        ground: &Ground<'_>,
        tool: Tool,
        response: &Response,
        placement: &Placement,
    ) -> Option<Placement> {
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Map: choose the place"));
        let pointer = response.hover_pos();
        if pointer.is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        }
        let clicked = response.clicked().then(|| response.interact_pointer_pos()).flatten();
        match tool {
            Tool::Point => {
                if ground.hint(ui, "Click the place", "Cancel") {
                    self.leave();
                    return None;
                }
                let at = clicked.map(|point| ground.position(point))?;
                self.leave();
                Some(placement.at(at))
            }
            Tool::Draw => self.draw(ui, ground, pointer, clicked, placement),
            Tool::Region => self.choose_region(ui, ground, pointer, clicked, placement),
        }
    }

    fn draw(
        &mut self,
        ui: &Ui,
        ground: &Ground<'_>,
        pointer: Option<Pos2>,
        clicked: Option<Pos2>,
        placement: &Placement,
    ) -> Option<Placement> {
        let corners = ground.line(&self.drawn);
        ground.over.line(&corners);
        if let (Some(last), Some(pointer)) = (corners.last(), pointer) {
            ground.over.tentative(*last, pointer);
        }
        for at in &corners {
            ground.over.vertex(*at);
        }
        let closes = |point: Pos2| corners.len() > 2 && corners[0].distance(point) < CLOSES;
        if pointer.is_some_and(closes) {
            ground.over.ring(corners[0]);
        }
        let (words, button) = match corners.len() {
            0 => ("Click to start the line or area", "Cancel"),
            1 => ("Click to continue · Backspace undoes", "Cancel"),
            2 => ("Click to continue, double-click to end · Backspace undoes", "Done"),
            _ => ("Click to continue, double-click to end · Click the first point for an area", "Done"),
        };
        let is_pressed = ground.hint(ui, words, button);
        if is_pressed && corners.len() < 2 {
            self.leave();
            return None;
        }
        let ends = std::mem::take(&mut self.ends) == Ends::Now || is_pressed;
        if clicked.is_some_and(closes) {
            let area = placement.area(&self.drawn);
            self.leave();
            return Some(area);
        }
        // The second click of a double click ends the line.
        let again = |point: Pos2| corners.last().is_some_and(|last| last.distance(point) < 3.0);
        let is_double = clicked.is_some_and(again);
        if ends || is_double {
            let drawn = match self.drawn.as_slice() {
                [at] if ends => placement.at(*at),
                [] | [_] => return None,
                line => placement.line(line),
            };
            self.leave();
            return Some(drawn);
        }
        self.drawn.extend(clicked.map(|point| ground.position(point)));
        None
    }

    fn choose_region(
        &mut self,
        ui: &Ui,
        ground: &Ground<'_>,
        pointer: Option<Pos2>,
        clicked: Option<Pos2>,
        placement: &Placement,
    ) -> Option<Placement> {
        let is_pressed = self.tool.is_some() && ground.hint(ui, "Click provinces; Shift+click countries", "Done");
        if std::mem::take(&mut self.ends) == Ends::Now || is_pressed {
            self.leave();
            return None;
        }
        let whole = if ui.input(|input| input.modifiers.shift) { Whole::Country } else { Whole::Province };
        let at = ground.position(pointer?);
        let (region, name, precision) = Self::region_at(ground.here.basemap, at, whole)?;
        let rings: Vec<Vec<Pos2>> =
            self.outline(ground.here.basemap, region).iter().map(|ring| ground.line(ring)).collect();
        for ring in &rings {
            ground.over.outline(ring);
        }
        ground.over.words(pointer? + vec2(6.0, -18.0), name.clone());
        clicked.map(|_| placement.region_toggled(&name, precision))
    }

    /// The rim of what is known of a point, to be dragged.
    fn rim(&mut self, ui: &Ui, ground: &Ground<'_>, edited: &Edited, commands: &mut Vec<Command>) {
        let Some(at) = edited.placement.geometry.as_ref().and_then(|geometry| geometry.points.first().copied()) else {
            return;
        };
        let place = edited.placement.place.clone().unwrap_or_default();
        let center = ground.screen(at);
        let radius = place.radius_m.map_or(0.0, |metres| ground.points(metres / 1000.0, at));
        ground.over.rim(center, radius);
        let knob = center + vec2(radius.max(LEAST_RIM), 0.0);
        let rect = Rect::from_center_size(knob, vec2(16.0, 16.0)).intersect(ground.rect);
        if !rect.is_positive() {
            return;
        }
        let response = ui.interact(rect, id_of("rim"), Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, "Precision of the place"));
        ground.over.knob(knob);
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            let told = match place.radius_m {
                Some(metres) => format!("within {} · drag the edge", distance_words(metres / 1000.0)),
                None => "drag out to set precision".to_owned(),
            };
            ground.over.words(knob, told);
        }
        let placement = self.dragged(&response, Grip::Rim, commands).map(|pointer| {
            let reach = center.distance(pointer);
            let km = f64::from(reach) / ground.projection.points_per_km(at.lat);
            edited.placement.within((reach > LEAST_RIM - 4.0).then_some(km * 1000.0))
        });
        go_on(edited, placement, commands);
    }

    /// Points and vertices, to be moved.
    fn handles(&mut self, ui: &Ui, ground: &Ground<'_>, edited: &Edited, commands: &mut Vec<Command>) {
        let Some(geometry) = &edited.placement.geometry else { return };
        let handles: Vec<(Handle, LonLat)> = geometry.handles().take(MOST_HANDLES + 1).collect();
        if handles.len() > MOST_HANDLES {
            return;
        }
        for (handle, position) in handles {
            let at = ground.screen(position);
            let is_point = matches!(handle, Handle::Point(_));
            let side = if is_point { 24.0 } else { 14.0 };
            let rect = Rect::from_center_size(at, vec2(side, side)).intersect(ground.rect);
            if !rect.is_positive() {
                continue;
            }
            let response = ui.interact(rect, id_of(handle), Sense::DRAG);
            let label = if is_point { "Event mark, drag to move" } else { "Corner, drag to move" };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
            if is_point {
                ground.over.ring(at);
            } else {
                ground.over.vertex(at);
            }
            if response.hovered() || response.dragged() {
                ui.ctx().set_cursor_icon(if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
            }
            let to = self.dragged(&response, Grip::Handle(handle), commands);
            let placement = to.map(|to| edited.placement.moved(handle, ground.position(to)));
            go_on(edited, placement, commands);
        }
    }

    /// Where something is dragged to in this frame. A drag is a step of its own.
    fn dragged(&mut self, response: &Response, grip: Grip, commands: &mut Vec<Command>) -> Option<Pos2> {
        if response.drag_started() {
            self.grip = Some(grip);
            commands.push(Command::EndWriting);
        }
        if self.grip != Some(grip) {
            return None;
        }
        if response.drag_stopped() {
            self.grip = None;
            commands.push(Command::EndWriting);
            return None;
        }
        let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
        (response.drag_delta() != egui::Vec2::ZERO).then_some(pos2(pointer.x, pointer.y))
    }
}

/// Drags go on moving the map while clicks do something else.
fn pan(response: &Response, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let (delta, world) = (response.drag_delta(), here.view.map.world_points());
    if response.dragged() && delta != egui::Vec2::ZERO {
        commands.push(Command::PanMap([-f64::from(delta.x) / world, -f64::from(delta.y) / world]));
    }
}

fn go_on(edited: &Edited, placement: Option<Placement>, commands: &mut Vec<Command>) {
    let changed = placement.filter(|placement| *placement != edited.placement);
    let edit = changed.map(|placement| Edit::SetPlace { event: edited.event.clone(), placement: Box::new(placement) });
    commands.extend(edit.map(part));
}
