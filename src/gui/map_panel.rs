//! The map in the window: the scene, and the gestures on it.

use std::sync::Arc;

use egui::{self, Id, Popup, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::flight::Flight;
use super::map_buttons::map_buttons;
use super::map_menu::{mark_menu, spot_menu};
use super::marked::chosen_targets;
use super::paint::{Painting, Textures};
use super::panel_context::PanelContext;
use super::parts::{Chosen, select_clicked, tell_selected};
use super::placing::{Placing, Takes};
use super::roving::Roving;
use super::settings::LegendFold;
use super::style::color32;
use crate::model::LonLat;
use crate::scene::{
    Corner, Far, Legend, MapOptions, MapRole, Projection, Scene, Target, TargetId, border_at, border_words,
    ground_scene, map_events_scene, playing_scene, pointed_ground_scene,
};
use crate::view::{Command, Effect, MapViewport, Motion, Played, Theme, TimeMode, View, Viewpoint};

/// What decides the look of the ground.
#[derive(PartialEq, Clone)]
struct GroundKey {
    story: u64,
    map: MapViewport,
    theme: Theme,
    viewpoint: Viewpoint,
    relief: bool,
    rect: Rect,
    pixels_per_point: f32,
    textures: usize,
}

/// What the map panel keeps between frames: finished pictures, and the drag that is going on.
#[derive(Default)]
pub(super) struct MapMemory {
    ground: Option<(GroundKey, Painting)>,
    events: Option<Drawn>,
    /// The ground of the event that is pointed at, where it means provinces or countries.
    pointed: Option<(PointedKey, Painting)>,
    /// The event that the pointer was on in the last frame.
    pointed_at: Option<usize>,
    rectangle_from: Option<Pos2>,
    flight: Flight<MapViewport>,
    /// Where the pointer is on the map, if it is there; while the menu of a spot is open, that spot.
    pub(super) pointer: Option<LonLat>,
    /// The spot whose menu was opened last.
    menu_at: Option<LonLat>,
}

/// The finished picture of the events, and what it shows.
struct Drawn {
    ground: GroundKey,
    revision: u64,
    view: View,
    legend: Legend,
    scene: Arc<Scene>,
    /// By target of the scene, whether it is selected.
    chosen: Arc<[Chosen]>,
    painting: Painting,
}

impl Drawn {
    /// Whether what was finished then is what is asked for now. Scrubbing time draws no map anew where all dates in
    /// range are shown.
    fn is_of(&self, here: &PanelContext<'_>, ground: &GroundKey, legend: Legend) -> bool {
        let is_titled = |view: &View| view.playback.plays(Played::Events);
        let has_moment = here.view.mode != TimeMode::Window;
        self.ground == *ground
            && (self.revision, self.legend) == (here.revision, legend)
            && is_titled(&self.view) == is_titled(here.view)
            && (!has_moment || self.view.playhead_secs.total_cmp(&here.view.playhead_secs).is_eq())
            && self.view.shows_as(here.view)
    }
}

type PointedKey = (GroundKey, u64, usize);

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
    memory.pointed_at = map.targets(ui, (&scene, &chosen), commands);
    let takes = placing.on_map(ui, rect, here, commands);
    map.gestures(ui, &response, memory, (&scene, takes), commands);
    map_buttons(ui, here, rect, commands);
    [f64::from(rect.width()), f64::from(rect.height())]
}

impl MapMemory {
    fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        here: &PanelContext<'_>,
        textures: (usize, Textures<'_>),
    ) -> (Arc<Scene>, Arc<[Chosen]>) {
        let size = [rect.width(), rect.height()];
        let ground = GroundKey {
            story: here.story_number,
            map: here.view.map,
            theme: here.view.theme,
            viewpoint: here.view.viewpoint,
            relief: here.view.relief,
            rect,
            pixels_per_point: ui.ctx().pixels_per_point(),
            textures: textures.0,
        };
        if self.ground.as_ref().is_none_or(|(key, _)| *key != ground) {
            let scene = ground_scene(here.store, here.basemap, here.view, size);
            let painting = Painting::of(&scene, rect.min, ui.ctx(), textures.1).tessellated(ui.ctx());
            self.ground = Some((ground.clone(), painting));
        }
        let legend = self.legend(ui, here, size);
        if !self.events.as_ref().is_some_and(|drawn| drawn.is_of(here, &ground, legend)) {
            let dress = MapOptions {
                role: MapRole::Window(legend),
                numbers: &std::collections::BTreeMap::new(),
                far: Far::Pointers,
            };
            let scene = map_events_scene(here.store, here.basemap, here.view, here.shown, size, dress);
            self.events = Some(Drawn {
                ground: ground.clone(),
                revision: here.revision,
                view: here.view.clone(),
                legend,
                chosen: chosen_targets(&scene, here.store, here.view),
                painting: Painting::of(&scene, rect.min, ui.ctx(), textures.1),
                scene: Arc::new(scene),
            });
        }
        let painter = ui.painter_at(rect);
        if let Some((_, painting)) = &self.ground {
            painting.show(&painter);
        }
        if let Some(index) =
            self.pointed_at.filter(|index| *index < here.store.len() && !here.store.named_places(*index).is_empty())
        {
            let key: PointedKey = (ground, here.revision, index);
            if self.pointed.as_ref().is_none_or(|(before, _)| *before != key) {
                let scene = pointed_ground_scene(here.store, here.basemap, here.view, here.shown, size, index);
                self.pointed = Some((key, Painting::of(&scene, rect.min, ui.ctx(), textures.1)));
            }
            self.pointed.iter().for_each(|(_, painting)| painting.show(&painter));
        }
        let Drawn { scene, chosen, painting, .. } = self.events.as_ref().expect("it was made above");
        painting.show(&painter);
        let motion = if ui.style().animation_time > 0.0 { Motion::Smooth } else { Motion::Still };
        if let Some(playing) = playing_scene(scene, here.store, here.view, motion) {
            Painting::of(&playing, rect.min, ui.ctx(), textures.1).show(&painter);
        }
        (scene.clone(), chosen.clone())
    }

    /// How the legend is shown: while the hand moves the map it stays where it is.
    fn legend(&self, ui: &Ui, here: &PanelContext<'_>, size: [f32; 2]) -> Legend {
        if here.legend == LegendFold::Folded {
            return Legend::Folded;
        }
        let before = self.events.as_ref().and_then(|drawn| Corner::of_legend(&drawn.scene.targets, size));
        let is_moving = ui.input(|input| input.pointer.any_down() || input.is_scrolling()) || self.flight.is_going();
        let is_new = self.events.as_ref().is_none_or(|drawn| drawn.ground.story != here.story_number);
        match before {
            Some(corner) if is_moving && !is_new => Legend::Kept(corner),
            Some(corner) if !is_new => Legend::Free(Some(corner)),
            _ => Legend::Free(None),
        }
    }
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
    fn targets(&self, ui: &Ui, (scene, chosen): (&Scene, &[Chosen]), commands: &mut Vec<Command>) -> Option<usize> {
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
        Popup::menu(response).show(|ui| {
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for index in events {
                    if ui.button(self.here.store.title(*index).as_ref()).clicked() {
                        commands.push(Command::Select(vec![self.here.store.id(*index).into_owned()]));
                    }
                }
            });
        });
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
        if spot_menu(response, memory.menu_at, commands) {
            memory.pointer = memory.menu_at;
        }
        if let Some(at) = over_map {
            let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
            let levels = f64::from(scroll / WHEEL_POINTS_A_LEVEL) + f64::from(pinch).log2();
            if levels != 0.0 {
                commands.push(Command::ZoomMapAround(levels, self.position_at(at)));
            }
            if takes != Takes::Pointer {
                self.border_note(response, at, scene);
            }
        }
        if response.double_clicked()
            && let Some(at) = pointer
        {
            commands.push(Command::ZoomMapAround(1.0, self.position_at(at)));
        } else if response.clicked() && takes == Takes::Nothing && !self.here.view.selection.is_empty() {
            commands.push(Command::Select(Vec::new()));
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
        commands.push(Command::Select(ids));
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
