//! What can be clicked on the timeline in the window: events, stretches of bands, and the ways to what lies beyond.

use egui::{CursorIcon, Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::context::event_menu;
use super::parts::{Chosen, select_clicked, tell_selected};
use super::roving::{Roving, keep_arrows};
use super::style::color32;
use super::timeline_panel::OnTimeline;
use crate::model::Extent;
use crate::scene::{Scene, Target, TargetId};
use crate::view::{Command, Direction, Effect};

/// How high the strip can be made, in points: as far as lanes have room.
const LEAST_STRIP: f32 = 20.0;
const MOST_STRIP: f32 = 400.0;
/// How far an arrow moves its edge, in points.
const STRIP_STEP: f32 = 8.0;

impl OnTimeline<'_> {
    /// Makes the targets of a scene answer to pointer and keyboard.
    pub(super) fn targets(&self, ui: &Ui, (scene, chosen): (&Scene, &[Chosen]), commands: &mut Vec<Command>) {
        let mut roving = Roving::begin(ui.ctx(), "bars");
        for (place, target) in scene.targets.iter().enumerate() {
            if let Some(side) = side_of(&target.id) {
                self.pointer(ui, target, side, commands);
                continue;
            }
            if target.id == TargetId::StripEdge {
                self.strip_edge(ui, target, commands);
                continue;
            }
            if let TargetId::Stretch { lane, extent } = &target.id {
                let id = Id::unique(("timeline stretch", lane, extent.start_secs.to_bits()));
                self.stretch(ui, (target, *extent, id), &mut roving, commands);
                continue;
            }
            let (TargetId::Event(_) | TargetId::Events(_)) = &target.id else { continue };
            let events: &[usize] = match &target.id {
                TargetId::Event(index) => std::slice::from_ref(index),
                TargetId::Events(events) => events,
                _ => &[],
            };
            let at = pos2(target.rect.x, target.rect.y) + self.rect.min.to_vec2();
            let rect = Rect::from_min_size(at, vec2(target.rect.width, target.rect.height)).intersect(self.rect);
            let id = match &target.id {
                TargetId::Event(index) => Id::unique(("timeline event", self.here.store.id(*index))),
                _ => Id::unique(("timeline events", place)),
            };
            let response = ui.interact(rect, id, roving.sense(id));
            roving.saw(id, &response);
            tell_selected(&response, Role::Button, chosen[place], &target.label);
            event_menu(&response, self.here, events[0], commands);
            if response.has_focus() {
                let accent = Stroke::new(2.0, color32(self.here.palette.accent));
                ui.painter_at(self.rect).rect_stroke(rect.expand(1.0), 5.0, accent, StrokeKind::Outside);
            }
            let current = self.here.view.selected(self.here.store);
            let next = match current.and_then(|selected| events.iter().position(|event| *event == selected)) {
                Some(at) => events[(at + 1) % events.len()],
                None => events[0],
            };
            let id = self.here.store.id(next);
            if response.double_clicked() {
                commands.push(Command::FlyTo(id.into_owned()));
            } else if response.clicked() {
                commands.push(select_clicked(ui, self.here, id.into_owned()));
            }
            response.on_hover_text_at_pointer(&target.label);
        }
        roving.end(ui);
    }

    /// The lower edge of the strip: dragged, moved by arrows, or put back by a double click.
    fn strip_edge(&self, ui: &Ui, target: &Target, commands: &mut Vec<Command>) {
        let Some(strip) = self.strip else { return };
        let at = pos2(target.rect.x, target.rect.y) + self.rect.min.to_vec2();
        let rect = Rect::from_min_size(at, vec2(target.rect.width, target.rect.height));
        let response = ui.interact(rect, Id::unique("height of the strip"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::slider(true, strip.height.into(), &target.label));
        let mut set = |height: Option<f32>| commands.push(Command::Perform(Effect::SetStripHeight(height)));
        if response.double_clicked() {
            set(None);
        } else if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            set(Some((at.y - self.rect.top() - strip.y).clamp(LEAST_STRIP, MOST_STRIP)));
        }
        if response.has_focus() {
            keep_arrows(ui.ctx(), response.id);
            let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            let steps = f32::from(i8::from(pressed(Key::ArrowDown)) - i8::from(pressed(Key::ArrowUp)));
            if steps != 0.0 {
                set(Some((strip.height + steps * STRIP_STEP).clamp(LEAST_STRIP, MOST_STRIP)));
            }
        }
        if response.hovered() || response.dragged() || response.has_focus() {
            let accent = Stroke::new(2.0, color32(self.here.palette.accent));
            ui.painter_at(self.rect).hline(rect.x_range(), rect.top() + 2.0, accent);
        }
        if response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
        }
        response.on_hover_text("Drag to make the event counts higher; double-click for the usual height");
    }

    /// A stretch of a lane whose events are counted: a click comes nearer.
    fn stretch(
        &self,
        ui: &Ui,
        (target, extent, id): (&Target, Extent, Id),
        roving: &mut Roving,
        commands: &mut Vec<Command>,
    ) {
        let at = pos2(target.rect.x, target.rect.y) + self.rect.min.to_vec2();
        let rect = Rect::from_min_size(at, vec2(target.rect.width, target.rect.height)).intersect(self.rect);
        let response = ui.interact(rect, id, roving.sense(id));
        roving.saw(id, &response);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &target.label));
        if response.has_focus() {
            let accent = Stroke::new(2.0, color32(self.here.palette.accent));
            ui.painter_at(self.rect).rect_stroke(rect, 2.0, accent, StrokeKind::Outside);
        }
        if response.clicked() {
            commands.push(Command::ShowTime(extent));
        }
        response.on_hover_text_at_pointer(&target.label);
    }

    /// A pointer to the events before or after, which a click follows.
    fn pointer(&self, ui: &Ui, target: &Target, side: Direction, commands: &mut Vec<Command>) {
        let at = pos2(target.rect.x, target.rect.y) + self.rect.min.to_vec2();
        let rect = Rect::from_min_size(at, vec2(target.rect.width, target.rect.height));
        let response = ui.interact(rect, Id::unique(("timeline pointer", side.sign() > 0.0)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &target.label));
        if response.has_focus() {
            let accent = Stroke::new(2.0, color32(self.here.palette.accent));
            ui.painter_at(self.rect).rect_stroke(rect.expand(1.0), 5.0, accent, StrokeKind::Outside);
        }
        if response.clicked() {
            commands.push(Command::ShowBeyond(side));
        }
        response.on_hover_text_at_pointer("Go there");
    }
}

/// Which way a pointer points.
fn side_of(id: &TargetId) -> Option<Direction> {
    match id {
        TargetId::Earlier => Some(Direction::Back),
        TargetId::Later => Some(Direction::Forward),
        _ => None,
    }
}
