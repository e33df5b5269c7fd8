//! The timeline in the window: the scene, and the gestures on it.

use std::sync::Arc;

use egui::{Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::context::moment_lines;
use super::flight::Flight;
use super::paint::Painting;
use super::panel_context::PanelContext;
use super::parts::{Chosen, new_event_menu};
use super::timeline_count::TimelineCount;
use super::transport::transport_ui;
use crate::model::Extent;
use crate::scene::{self, Scene, Target, TargetId, TimeScale, TimelineRoom, TimelineTally, rounded_moment};
use crate::view::{Command, Known, View};

/// What the timeline keeps between frames.
#[derive(Default)]
pub(super) struct TimelineMemory {
    painted: Option<Painted>,
    /// What is counted for it.
    count: TimelineCount,
    drag: Option<Drag>,
    flight: Flight<Extent>,
    window_flight: Flight<Extent>,
    /// The moment under the pointer in seconds, if it is on the timeline; while the menu of a moment is open, that.
    pub(super) pointer_secs: Option<f64>,
    /// The moment whose menu was opened last.
    menu_secs: Option<f64>,
}

/// The finished picture and what it shows.
struct Painted {
    key: Key,
    /// The number of the counts that a thread had made.
    counts: u64,
    scene: Arc<Scene>,
    scale: TimeScale,
    /// By target of the scene, whether it is selected.
    chosen: Arc<[Chosen]>,
    painting: Painting,
}

struct Key {
    story: u64,
    revision: u64,
    view: View,
    rect: Rect,
    pixels_per_point: f32,
    strip_height: Option<f32>,
}

impl Key {
    /// Whether what was finished then is what is asked for now.
    fn is_of(&self, here: &PanelContext<'_>, rect: Rect, pixels_per_point: f32) -> bool {
        let moments = |view: &View| (view.time, view.playhead_secs);
        (self.story, self.revision) == (here.story_number, here.revision)
            && (self.rect, self.pixels_per_point, self.strip_height) == (rect, pixels_per_point, here.strip_height)
            && moments(&self.view) == moments(here.view)
            && self.view.shows_as(here.view)
    }
}

/// What the hand holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    Playhead,
    KnownBy,
    WindowStart,
    WindowEnd,
    /// The window, and where in it in seconds from its start the hand took it.
    Window(f64),
    /// A new window, from this moment.
    Brush(f64),
    Pan,
}

/// How near to the edge, in points, a drag pans the timeline, and how fast, in widths a second.
const EDGE: (f32, f64) = (24.0, 0.5);

/// Shows the timeline and answers with what the viewer does on it. Returns the length of the
/// smallest unit that its ruler names, in seconds.
pub(super) fn timeline_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    memory: &mut TimelineMemory,
    commands: &mut Vec<Command>,
) -> f64 {
    transport_ui(ui, here, commands);
    let rect = ui.available_rect_before_wrap();
    if rect.width() < 40.0 || rect.height() < 20.0 {
        return 86_400.0;
    }
    let response = ui.allocate_rect(rect, Sense::CLICK | Sense::DRAG);
    let label = format!("Timeline, {}", here.shown.counts_text());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &label));
    let time = memory.flight.toward(here.view.time, ui);
    let window = memory.window_flight.toward(here.view.window, ui);
    let is_there = (time, window) == (here.view.time, here.view.window);
    let flown = (!is_there).then(|| View { time, window, ..here.view.clone() });
    let here = &PanelContext { view: flown.as_ref().unwrap_or(here.view), ..*here };
    // Of another story nothing is drawn until it is counted.
    let Some((scene, scale, chosen)) = memory.paint(ui, rect, here) else { return 86_400.0 };
    let strip = memory.count.tally().and_then(TimelineTally::strip);
    let timeline = OnTimeline { here, rect, strip, scale };
    let over = response.hover_pos().filter(|_| response.contains_pointer());
    memory.pointer_secs = over.map(|at| timeline.scale.time_from_x(at.x - rect.left()));
    if response.secondary_clicked() {
        memory.menu_secs = memory.pointer_secs;
    }
    let secs = memory.menu_secs;
    let lines = |ui: &mut Ui, commands: &mut Vec<Command>| {
        if let Some(secs) = secs {
            moment_lines(ui, here, secs, commands);
            ui.separator();
        }
    };
    if new_event_menu(&response, "New event on this day", commands, lines) {
        memory.pointer_secs = memory.menu_secs;
    }
    timeline.targets(ui, (&scene, &chosen), commands);
    timeline.gestures(ui, &response, memory, &scene, commands);
    timeline.scale.unit_secs()
}

impl TimelineMemory {
    fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        here: &PanelContext<'_>,
    ) -> Option<(Arc<Scene>, TimeScale, Arc<[Chosen]>)> {
        let pixels_per_point = ui.ctx().pixels_per_point();
        let counts = self.count.take_answer();
        let is_same = |painted: &Painted| painted.counts == counts && painted.key.is_of(here, rect, pixels_per_point);
        let former = self.painted.take().filter(is_same);
        let painted = if let Some(painted) = former {
            painted
        } else {
            let room = TimelineRoom { size: [rect.width(), rect.height()], strip: here.strip_height };
            let picture = self.count.picture(ui.ctx(), here, room)?;
            let (story, revision, view) = (here.story_number, here.revision, here.view.clone());
            Painted {
                key: Key { story, revision, view, rect, pixels_per_point, strip_height: here.strip_height },
                counts,
                scale: picture.scale,
                chosen: picture.chosen,
                painting: Painting::of(&picture.scene, rect.min, ui.ctx(), &|_| None),
                scene: Arc::new(picture.scene),
            }
        };
        painted.painting.show(&ui.painter_at(rect));
        let found = (painted.scene.clone(), painted.scale, painted.chosen.clone());
        self.painted = Some(painted);
        Some(found)
    }
}

/// Where a timeline stands, and what it shows.
pub(super) struct OnTimeline<'a> {
    pub(super) here: &'a PanelContext<'a>,
    pub(super) rect: Rect,
    /// Where it counts events, from its corner on.
    pub(super) strip: Option<scene::Rect>,
    scale: TimeScale,
}

impl OnTimeline<'_> {
    fn local(&self, point: Pos2) -> [f32; 2] {
        [point.x - self.rect.left(), point.y - self.rect.top()]
    }

    fn time_at(&self, point: Pos2) -> f64 {
        // No more digits than a point can tell.
        rounded_moment(self.scale.time_from_x(point.x - self.rect.left()), self.secs_a_point())
    }

    fn scale_width(&self) -> f32 {
        self.scale.right() - self.scale.left()
    }

    fn secs_a_point(&self) -> f64 {
        self.here.view.time.duration_secs() / f64::from(self.scale_width().max(1.0))
    }

    fn gestures(
        &self,
        ui: &Ui,
        response: &Response,
        memory: &mut TimelineMemory,
        scene: &Scene,
        commands: &mut Vec<Command>,
    ) {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        if response.drag_started()
            && let Some(from) = ui.input(|input| input.pointer.press_origin())
        {
            let shift = ui.input(|input| input.modifiers.shift);
            memory.drag = Some(if shift { Drag::Brush(self.time_at(from)) } else { self.held_at(from, scene) });
        }
        if let (Some(drag), Some(at)) = (memory.drag, pointer) {
            if response.dragged() {
                self.dragged(ui, drag, at, response.drag_delta().x, commands);
            }
            if response.drag_stopped() || !ui.input(|input| input.pointer.any_down()) {
                memory.drag = None;
            }
        }
        let Some(at) = pointer.filter(|at| self.rect.contains(*at)) else { return };
        if ui.ctx().layer_id_at(at) != Some(response.layer_id) {
            return;
        }
        self.cursor(ui, memory.drag, at, scene);
        let (scroll, pinch, shift) =
            ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.modifiers.shift));
        // With Shift held the wheel turns sideways, on some systems as x, on others as y.
        let sideways = if shift { scroll.x + scroll.y } else { scroll.x };
        if sideways != 0.0 {
            commands.push(Command::PanTime(-f64::from(sideways) * self.secs_a_point()));
        }
        let factor = f64::from(if shift { 0.0 } else { -scroll.y / 240.0 }).exp2() / f64::from(pinch);
        if factor.ln().abs() > 1e-9 {
            commands.push(Command::ZoomTimeAround(factor, self.time_at(at)));
        }
        let over = |id: TargetId| scene.targets_at(self.local(at)).any(|target| target.id == id);
        if response.double_clicked() {
            let unit = self.scale.unit_around(self.time_at(at), self.here.view.zone_shown(self.here.store, None));
            commands.push(match unit.filter(|_| over(TargetId::Strip)) {
                Some(unit) => Command::SetWindow(unit),
                None => Command::FitTime,
            });
        } else if response.clicked() {
            if over(TargetId::Ruler) {
                commands.push(Command::SetPlayhead(self.time_at(at)));
            } else if !self.here.view.selection.is_empty() {
                commands.push(Command::Select(Vec::new()));
            }
        }
    }

    fn held_at(&self, from: Pos2, scene: &Scene) -> Drag {
        let point = self.local(from);
        let hit = |id: &TargetId| scene.targets_at(point).any(|target: &Target| target.id == *id);
        if hit(&TargetId::Playhead) || hit(&TargetId::Ruler) {
            Drag::Playhead
        } else if hit(&TargetId::KnownBy) {
            Drag::KnownBy
        } else if hit(&TargetId::WindowStart) {
            Drag::WindowStart
        } else if hit(&TargetId::WindowEnd) {
            Drag::WindowEnd
        } else if hit(&TargetId::Strip) {
            Drag::Brush(self.time_at(from))
        } else if hit(&TargetId::Window) {
            Drag::Window(self.time_at(from) - self.here.view.window.start_secs)
        } else {
            Drag::Pan
        }
    }

    fn dragged(&self, ui: &Ui, drag: Drag, at: Pos2, delta: f32, commands: &mut Vec<Command>) {
        let time = self.time_at(at);
        let window = self.here.view.window;
        match drag {
            Drag::Pan => {
                if delta != 0.0 {
                    commands.push(Command::PanTime(-f64::from(delta) * self.secs_a_point()));
                }
                return;
            }
            Drag::Playhead => commands.push(Command::SetPlayhead(time)),
            Drag::KnownBy => commands.push(Command::SetKnown(Known::By(time))),
            Drag::WindowStart => {
                commands.push(Command::SetWindow(Extent { start_secs: time.min(window.end_secs), ..window }));
            }
            Drag::WindowEnd => {
                commands.push(Command::SetWindow(Extent { end_secs: time.max(window.start_secs), ..window }));
            }
            Drag::Window(taken) => {
                let start_secs = time - taken;
                let end_secs = start_secs + window.duration_secs();
                commands.push(Command::SetWindow(Extent { start_secs, end_secs }));
            }
            Drag::Brush(from) => {
                commands.push(Command::SetWindow(Extent { start_secs: from.min(time), end_secs: from.max(time) }));
            }
        }
        self.pan_at_edge(ui, at, commands);
    }

    /// At the edge of the timeline a drag goes on.
    fn pan_at_edge(&self, ui: &Ui, at: Pos2, commands: &mut Vec<Command>) {
        let left = self.rect.left() + self.scale.left();
        let right = self.rect.left() + self.scale.right();
        let beyond = if at.x < left + EDGE.0 {
            at.x - (left + EDGE.0)
        } else if at.x > right - EDGE.0 {
            at.x - (right - EDGE.0)
        } else {
            return;
        };
        let share = f64::from(beyond / EDGE.0).clamp(-1.0, 1.0);
        let frame_secs = f64::from(ui.input(|input| input.stable_dt).min(0.1));
        commands.push(Command::PanTime(share * EDGE.1 * frame_secs * self.here.view.time.duration_secs()));
        ui.ctx().request_repaint();
    }

    fn cursor(&self, ui: &Ui, drag: Option<Drag>, at: Pos2, scene: &Scene) {
        use egui::CursorIcon::{Crosshair, Grab, Grabbing, PointingHand, ResizeHorizontal, ResizeVertical, ZoomIn};
        let icon = match (drag, scene.targets_at(self.local(at)).next().map(|target| &target.id)) {
            (Some(Drag::Window(_) | Drag::Pan), _) => Grabbing,
            (Some(_), _)
            | (None, Some(TargetId::WindowStart | TargetId::WindowEnd | TargetId::Playhead | TargetId::KnownBy)) => {
                ResizeHorizontal
            }
            (None, Some(TargetId::Event(_) | TargetId::Events(_) | TargetId::Earlier | TargetId::Later)) => {
                PointingHand
            }
            (None, Some(TargetId::StripEdge)) => ResizeVertical,
            (None, Some(TargetId::Stretch { .. })) => ZoomIn,
            (None, Some(TargetId::Strip)) => Crosshair,
            (None, Some(TargetId::Window)) => Grab,
            _ => return,
        };
        ui.ctx().set_cursor_icon(icon);
    }
}
