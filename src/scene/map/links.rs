//! Curves from the selected event to the events it is linked with, and back.

use super::crowd::WALKED;
use super::curve::{curve, trimmed};
use super::spots::Spot;
use super::{MapPainter, RADIUS};
use crate::model::Match;
use crate::scene::labels::{Line, Side};
use crate::scene::projection::stretches_near;
use crate::scene::{Face, Mark, Point, Stroke, TextStyle, symbol_reach};

/// How far a curve keeps from the middle of a mark beyond that mark's own reach, in points.
const GAP: f32 = 1.5;
/// How long an arrowhead is, in points.
const HEAD: f32 = 7.0;
/// How often an arrowhead may be drawn back by two points.
const MOST_STEPS: i32 = 24;
/// A curve shorter than this has no words, in points.
const LEAST_FOR_WORDS: f32 = 70.0;

/// The kind of a link, and where its words may stand.
pub(super) struct LinkWords {
    kind: String,
    at: Vec<Point>,
}

impl MapPainter<'_> {
    /// Draws the links of the selected event with other events on the map, and returns their words,
    /// which stand where marks and their labels leave room.
    pub(super) fn links(&mut self, spots: &[Spot]) -> Vec<LinkWords> {
        let Some(selected) = self.view.selected(self.store) else { return Vec::new() };
        let event = self.store.event(selected);
        let outward = event.links.iter().filter(|link| !link.is_distinction());
        let outward = outward.filter_map(|link| Some((selected, self.store.index_of(&link.to)?, link.kind.clone())));
        let mut links: Vec<(usize, usize, String)> = outward.collect();
        // Both ends of a curve have marks.
        let mut events: Vec<usize> = if self.shown.len() > WALKED {
            spots.iter().flat_map(|spot| spot.events.iter().copied()).collect()
        } else {
            self.shown.events().collect()
        };
        events.sort_unstable_by_key(|index| self.store.rank(*index));
        for index in events {
            if !self.store.story().events.has_links(index) {
                continue;
            }
            let other = self.store.event(index);
            let inward = other.links.iter().filter(|link| link.to == event.id && !link.is_distinction());
            links.extend(inward.map(|link| (index, selected, link.kind.clone())));
        }
        links.into_iter().filter_map(|(from, to, kind)| self.link(spots, from, to, kind)).collect()
    }

    fn link(&mut self, spots: &[Spot], from: usize, to: usize, kind: String) -> Option<LinkWords> {
        let ((start, start_reach), (end, end_reach)) = (self.mark_of(spots, from)?, self.mark_of(spots, to)?);
        // The arrowhead stands clear of other marks that have fanned out around the end.
        let is_covered = |point: &Point| {
            let mut fanned = spots.iter().filter(|spot| spot.fanned_from.is_some());
            fanned.any(|spot| (spot.at[0] - point[0]).hypot(spot.at[1] - point[1]) < spot.reach + GAP)
        };
        // The short way around the globe, to where the end is seen and from where the start is.
        let world = self.view.map.world_points() as f32;
        let around = ((start[0] - end[0]) / world).round() * world;
        let (start, end) = if self.projection.frame().contains(start) {
            (start, [end[0] + around, end[1]])
        } else {
            ([start[0] - around, start[1]], end)
        };
        let whole = curve(start, end);
        let cut = |more: i32| trimmed(&whole, start_reach + GAP, end_reach + GAP + 2.0 * more as f32);
        let line = (0..MOST_STEPS).map(cut).find(|line| !line.last().is_some_and(is_covered))?;
        let (&[.., before, tip], true) = (&line[..], line.len() > 2) else { return None };
        let ink = self.palette.ink_secondary;
        let near = self.projection.frame().grown(20.0);
        for (width, color) in [(3.2, self.palette.panel.faded(0.7)), (1.2, ink)] {
            let stroke = Stroke::solid(width, color);
            let stretches = stretches_near(&line, &near);
            self.scene.marks.extend(stretches.into_iter().map(|points| Mark::Line { points, stroke }));
        }
        if near.contains(tip) {
            self.scene.marks.push(Mark::Area { rings: vec![arrowhead(before, tip)], fill: ink });
        }
        let frame = self.projection.frame();
        let seen: Vec<Point> = line.into_iter().filter(|point| frame.contains(*point)).collect();
        let length: f32 = seen.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum();
        let at = [2, 3, 1].into_iter().filter_map(|part| seen.get(seen.len() * part / 4).copied()).collect();
        (length >= LEAST_FOR_WORDS && !kind.is_empty()).then_some(LinkWords { kind, at })
    }

    /// Where the mark of an event in the view stands, and how far it reaches. None where it has none.
    fn mark_of(&self, spots: &[Spot], index: usize) -> Option<(Point, f32)> {
        if self.shown.match_of(index) == Match::Out {
            return None;
        }
        let ring = if self.is_selected(index) { symbol_reach(RADIUS) } else { 0.0 };
        let spot = spots.iter().find(|spot| spot.events.contains(&index)).map(|spot| (spot.at, spot.reach.max(ring)));
        spot.or_else(|| Some((self.projection.screen_from_lon_lat(self.store.anchor(index)?), 0.0)))
    }

    /// Writes the kinds of links on their curves, where there is room.
    pub(super) fn link_words(&mut self, links: Vec<LinkWords>) {
        let style = TextStyle {
            face: Face::Italic,
            size: 10.0,
            color: self.palette.ink_secondary,
            halo: Some(self.palette.story_land),
            spacing: 0.0,
        };
        for LinkWords { kind, at } in links {
            let line = [Line { words: kind.replace('-', " "), style }];
            let marks = &mut self.scene.marks;
            let _free = at.iter().find_map(|spot| self.room.set(marks, &line, *spot, 0.0, &[Side::Centered]));
        }
    }
}

/// A triangle with its tip where a line that comes from `before` ends.
fn arrowhead(before: Point, tip: Point) -> Vec<Point> {
    let angle = (tip[1] - before[1]).atan2(tip[0] - before[0]);
    let corner = |turn: f32| [tip[0] - HEAD * (angle + turn).cos(), tip[1] - HEAD * (angle + turn).sin()];
    vec![tip, corner(0.42), corner(-0.42)]
}
