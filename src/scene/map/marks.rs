//! The marks of events: one each, or one that counts several.

use super::spots::Spot;
use super::{MapPainter, MapRole, count_words};
use crate::model::Match;
use crate::scene::event_text::event_label;
use crate::scene::symbol::{HALO, possible_halo};
use crate::scene::wording::events_words;
use crate::scene::{
    Align, Face, Mark, Point, Rect, Stroke, SymbolStyle, Target, TargetId, TextStyle, event_symbol, symbol_number,
};

impl MapPainter<'_> {
    /// Draws all marks, those of selected events over the others.
    pub(super) fn spots(&mut self, spots: &[Spot]) {
        // The selected event lies over the others.
        let is_selected = |spot: &&Spot| spot.events.iter().any(|index| self.is_selected(*index));
        let (above, below): (Vec<&Spot>, Vec<&Spot>) = spots.iter().partition(is_selected);
        let leader = Stroke::solid(0.8, self.palette.ink_faint);
        for (spot, from) in spots.iter().filter_map(|spot| Some((spot, spot.fanned_from?))) {
            self.scene.marks.push(Mark::line(from, spot.at, leader));
            let fill = Some(self.palette.ink_faint);
            self.scene.marks.push(Mark::Disc { center: from, radius: 1.6, fill, stroke: None });
        }
        for spot in below.into_iter().chain(above) {
            match spot.events[..] {
                [index] => self.single(index, spot.at),
                _ => self.cluster(spot),
            }
        }
    }

    fn single(&mut self, index: usize, at: Point) {
        let style = self.symbol_of(index);
        self.halo(index, at, &style);
        event_symbol(&mut self.scene.marks, at, &style, self.palette);
        if let Some(number) = self.options.numbers.get(&index) {
            symbol_number(&mut self.scene.marks, at, &style, *number, self.palette);
        }
        let reach = style.radius + 4.0;
        self.scene.targets.push(Target {
            id: TargetId::Event(index),
            rect: Rect::around(at, 2.0 * reach, 2.0 * reach),
            label: event_label(self.store, self.view, index),
        });
    }

    /// Draws what tells doubt around a mark: a hatched ring for a time, a thin one for a place.
    pub(super) fn halo(&mut self, index: usize, center: Point, style: &SymbolStyle) {
        // Where marks have numbers, hatched ground tells of a place that is no spot, and bars of the time.
        if self.options.role == MapRole::Numbered && !self.store.named_places(index).is_empty() {
            return;
        }
        if self.shown.match_of(index) == Match::Possibly {
            possible_halo(&mut self.scene.marks, center, style, self.palette);
        }
        if !self.store.named_places(index).is_empty() && !style.selected {
            let rim = Some(Stroke::solid(0.9, style.color.faded(0.8 * style.opacity)));
            self.scene.marks.push(Mark::Disc { center, radius: style.radius + HALO, fill: None, stroke: rim });
        }
    }

    fn cluster(&mut self, spot: &Spot) {
        let count = spot.events.len();
        let radius = Spot::count_radius(count);
        let selected = spot.events.iter().any(|index| self.is_selected(*index));
        let palette = self.palette;
        if selected {
            let ring = Some(Stroke::solid(1.6, palette.ink));
            self.scene.marks.push(Mark::Disc { center: spot.at, radius: radius + 4.0, fill: None, stroke: ring });
        }
        let numbers: Vec<usize> =
            spot.events.iter().filter_map(|index| self.options.numbers.get(index).copied()).collect();
        if self.options.role == MapRole::Numbered && numbers.len() == count {
            self.cluster_numbers(numbers, spot.at, radius);
        } else {
            let rim = Some(Stroke::solid(1.6, palette.ink_secondary));
            self.scene.marks.push(Mark::Disc { center: spot.at, radius, fill: Some(palette.panel), stroke: rim });
            let size = if count < 100 { 10.0 } else { 9.5 };
            let style = TextStyle { face: Face::SemiBold, size, color: palette.ink, halo: None, spacing: 0.0 };
            let words = count_words(count);
            self.scene.marks.push(Mark::text(words, [spot.at[0], spot.at[1] + 3.6], Align::Middle, style));
        }
        self.scene.targets.push(Target {
            id: TargetId::Events(spot.events.clone()),
            rect: Rect::around(spot.at, 2.0 * radius + 4.0, 2.0 * radius + 4.0),
            label: events_words(self.store, &spot.events),
        });
    }
}
