//! What can be clicked on the timeline in the window: events, stretches of bands, and the ways to what lies beyond.

use egui::{Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::context::event_menu;
use super::parts::{Chosen, select_clicked, tell_selected};
use super::roving::Roving;
use super::style::color32;
use super::timeline_panel::OnTimeline;
use crate::model::Extent;
use crate::scene::{Scene, Target, TargetId};
use crate::view::{Command, Direction};

impl OnTimeline<'_> {
    /// Makes the targets of a scene answer to pointer and keyboard.
    pub(super) fn targets(&self, ui: &Ui, (scene, chosen): (&Scene, &[Chosen]), commands: &mut Vec<Command>) {
        let mut roving = Roving::begin(ui.ctx(), "bars");
        for (place, target) in scene.targets.iter().enumerate() {
            if let Some(side) = side_of(&target.id) {
                self.pointer(ui, target, side, commands);
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
