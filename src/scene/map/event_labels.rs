//! What stands beside the marks of events.

use std::collections::BTreeSet;

use super::numbered::names_its_own;
use super::spots::Spot;
use super::{MapPainter, MapRole};
use crate::model::Match;
use crate::scene::event_text::short_when;
use crate::scene::labels::{BESIDE, Line, Seat};
use crate::scene::symbol::HALO;
use crate::scene::{Face, Rect, TextStyle, symbol_reach};
use crate::view::Played;

/// Whether titles are those of the selected events, or of all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    Only,
    Without,
}

impl MapPainter<'_> {
    /// The titles of events beside their marks, or where numbers stand for titles the names of their places.
    pub(super) fn titles(&mut self, spots: &[Spot], chosen: Chosen) {
        // What is played has its title over the map.
        if chosen == Chosen::Only && self.view.playback.plays(Played::Events) {
            return;
        }
        let is_meant = |spot: &&Spot| match spot.events[..] {
            [index] => self.is_selected(index) == (chosen == Chosen::Only),
            _ => false,
        };
        let mut ordered: Vec<&Spot> = spots.iter().filter(is_meant).collect();
        ordered.sort_by_key(|spot| self.store.rank(spot.events[0]));
        let mut named = BTreeSet::new();
        for spot in ordered {
            let index = spot.events[0];
            if self.shown.match_of(index) == Match::Out {
                continue;
            }
            let lines = self.event_lines(index, chosen);
            // Where numbers stand for titles, the place is named: once, and by the names of the story if it can be.
            let is_numbered = self.options.role == MapRole::Numbered;
            let mut is_named = |words: &String| self.store.names_its_spots(index) || !named.insert(words.clone());
            if lines.first().is_none_or(|line| is_numbered && is_named(&line.words)) {
                continue;
            }
            if let Some(seat) = self.title_seat(spot, &lines, chosen) {
                seat.write(&mut self.scene.marks, &lines);
                self.room.take_seat(&seat);
            }
        }
    }

    /// Where the title of a single event has room: its first line at least. None where not even that has.
    pub(super) fn title_seat(&self, spot: &Spot, lines: &[Line], chosen: Chosen) -> Option<Seat> {
        let index = spot.events[0];
        let corner = if self.store.is_disputed(index) { 4.0 } else { 0.0 };
        let is_named = !self.store.named_places(index).is_empty();
        let doubt = if is_named || self.shown.match_of(index) == Match::Possibly { HALO } else { 0.0 };
        let radius = self.radius_of(index);
        let reach = if chosen == Chosen::Only { symbol_reach(radius) + 3.0 } else { radius + 5.0 };
        let place = spot.fanned_from.unwrap_or(spot.at);
        let is_good =
            |rect: &Rect| self.options.role != MapRole::Numbered || names_its_own(&self.standing, place, rect);
        let at = (spot.at, doubt + corner + reach);
        let seat = |lines: &[Line]| self.room.seat_where(lines, at, &BESIDE, is_good);
        seat(lines).or_else(|| seat(lines.get(..1)?))
    }

    /// Title and date, as they are written for an event that is selected, or for another.
    pub(super) fn event_lines(&self, index: usize, chosen: Chosen) -> Vec<Line> {
        let style =
            |face, size, color| TextStyle { face, size, color, halo: Some(self.palette.story_land), spacing: 0.0 };
        if self.options.role == MapRole::Numbered {
            let place = self.store.story().events.place(index);
            let name = place.map(|place| place.name.split([',', ';']).next().unwrap_or_default().to_owned());
            let name = name.filter(|name| !name.is_empty()).into_iter();
            return name.map(|words| Line { words, style: style(Face::Medium, 9.5, self.palette.ink) }).collect();
        }
        let (face, size) = if chosen == Chosen::Only { (Face::SemiBold, 11.5) } else { (Face::Regular, 10.5) };
        let mut lines =
            vec![Line { words: self.store.title(index).into_owned(), style: style(face, size, self.palette.ink) }];
        let date = short_when(self.store, self.view, index);
        if !date.is_empty() {
            lines.push(Line { words: date, style: style(Face::Regular, 9.5, self.palette.ink_secondary) });
        }
        lines
    }
}
