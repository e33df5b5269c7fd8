//! The other spots of events that are at several: small marks that select the same event.

use super::contacts::END_RADIUS;
use super::{CLEARANCE, MapPainter, MapRole, RADIUS, moved};
use crate::scene::event_text::event_label;
use crate::scene::projection::stretches_near;
use crate::scene::strength::strength_of;
use crate::scene::{Mark, Point, Rect, Stroke, SymbolStyle, Target, TargetId, event_symbol, symbol_number};

/// Radius of a small mark in points.
const SMALL: f32 = 4.5;
/// How far a small mark may be moved aside, in points, the least that is enough.
const ASIDE: [f32; 3] = [12.0, 17.0, 22.0];
/// What can be hit is this wide and high, in points.
const HIT: f32 = 16.0;

impl MapPainter<'_> {
    /// Draws a small mark at each other spot in the frame; hairlines join the points of the selected event,
    /// whose provinces and countries its colour joins.
    pub(super) fn other_spots(&mut self) {
        let mut events: Vec<usize> =
            self.store.events_at_several_spots().filter(|&index| self.is_drawn(index)).collect();
        // Lines end where they must; other marks can stand aside.
        events.sort_by_key(|&index| (!self.store.is_contact(index), self.is_selected(index)));
        for index in events {
            self.other_spots_of(index);
        }
    }

    fn other_spots_of(&mut self, index: usize) {
        let spots: Vec<Point> = self
            .store
            .other_spots(index)
            .iter()
            .map(|position| self.projection.screen_from_lon_lat(*position))
            .collect();
        let is_contact = self.store.is_contact(index);
        let is_named = !self.store.named_places(index).is_empty();
        let anchor = self.store.anchor(index).filter(|_| self.is_selected(index) && !is_contact && !is_named);
        if let Some(anchor) = anchor {
            let hairline = Stroke::solid(0.9, self.palette.ink_secondary);
            let frame = self.projection.frame().grown(40.0);
            for spot in self.store.other_spots(index) {
                let line = self.projection.screen_line(&[anchor, *spot]);
                let rounds = self.projection.rounds(&line, 40.0);
                let near = rounds.flat_map(|shift| stretches_near(&moved(&line, shift), &frame));
                self.scene.marks.extend(near.map(|points| Mark::Line { points, stroke: hairline }));
            }
        }
        let frame = self.projection.frame();
        let in_frame = spots.into_iter().enumerate().filter(|(_, at)| frame.contains(*at));
        for (number, mut at) in in_frame {
            if is_contact {
                self.contact_end(index, at);
                self.room.take(Rect::around(at, 2.0 * SMALL + 4.0, 2.0 * SMALL + 4.0));
            } else if let Some(place) = self.small_mark((index, number), at) {
                at = place;
            } else {
                continue;
            }
            self.scene.targets.push(Target {
                id: TargetId::OtherSpot(index),
                rect: Rect::around(at, HIT, HIT),
                label: format!("{} · another spot of the same event", event_label(self.store, self.view, index)),
            });
        }
    }

    /// A small mark at a spot, or beside it where others stand there. Returns where it stands; none where there is
    /// no room for it: the map is too small there to tell the spots of an event apart.
    fn small_mark(&mut self, (index, spot_number): (usize, usize), spot: Point) -> Option<Point> {
        // A number stands on each spot of its event.
        let number = self.options.numbers.get(&index).filter(|_| self.options.role == MapRole::Numbered);
        let radius = if number.is_some() { RADIUS } else { SMALL };
        let at = match self.small.get(&(index, spot_number)) {
            Some(at) => *at,
            None => self.small_place(spot, radius),
        };
        self.small.insert((index, spot_number), at);
        let at = at?;
        if (at[0] - spot[0]).hypot(at[1] - spot[1]) > 0.0 {
            let leader = Stroke::solid(0.8, self.palette.ink_faint);
            self.scene.marks.push(Mark::line(spot, at, leader));
        }
        self.standing.push((at, spot));
        let style = SymbolStyle { radius, ..self.symbol_of(index) };
        self.room.take(self.box_of(index, at, &style).grown(CLEARANCE));
        self.halo(index, at, &SymbolStyle { selected: false, ..style });
        event_symbol(&mut self.scene.marks, at, &style, self.palette);
        if let Some(number) = number {
            symbol_number(&mut self.scene.marks, at, &style, *number, self.palette);
        }
        Some(at)
    }

    /// A free place for a small mark at a spot or beside it.
    fn small_place(&self, spot: Point, radius: f32) -> Option<Point> {
        let side = 2.0 * radius + 3.0;
        let beside = ASIDE.into_iter().flat_map(|away| {
            (0..12).map(move |hour| {
                let angle = hour as f32 * std::f32::consts::TAU / 12.0;
                [spot[0] + away * angle.cos(), spot[1] + away * angle.sin()]
            })
        });
        std::iter::once(spot).chain(beside).find(|at| self.room.is_free(&Rect::around(*at, side, side)))
    }

    /// A small ring: nothing is said to have happened there.
    fn contact_end(&mut self, index: usize, center: Point) {
        let color = self.color_of(index).faded(strength_of(self.store, self.view, self.shown, index));
        let rim = Some(Stroke::solid(1.4, color));
        self.scene.marks.push(Mark::Disc { center, radius: END_RADIUS, fill: Some(self.palette.panel), stroke: rim });
    }
}
