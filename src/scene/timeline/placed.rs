//! Where the marks, bars and titles of one row stand in the frame.
//!
//! This module answers it for what is in sight, from the left to the right, so that nothing overlaps and no title
//! is cut. It draws nothing.

use std::borrow::Cow;

use super::TimelinePainter;
use super::open_rows::Stack;
use super::shape::{GAP, Lead, OnBar, Parted, Seat, Spots, TITLE_GAP, Wish};
use super::titles::{Titles, title_size};
use crate::model::{Extent, TimeSpan};
use crate::scene::bar::ARROW;
use crate::scene::event_text::short_when;
use crate::scene::{Align, Face, text_width};
use crate::store::Clock;

/// From the edge of the frame to the words beside it, in points.
const EDGE: f64 = 4.0;
/// Rows lower than this, in points, have no room for titles.
const LEAST_PITCH: f32 = 10.5;
/// From the end of a bar to what stands on it, in points.
const PAD: f32 = 5.0;

/// An edge of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The title of an event as it stands in the frame.
pub(super) struct Title {
    pub(super) words: String,
    /// Where it begins and ends.
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) lead: Lead,
}

/// The number beside a mark that stands for more events than one.
pub(super) struct Count {
    pub(super) words: String,
    pub(super) x: f32,
    pub(super) align: Align,
}

/// What one mark takes of its row, in points.
pub(super) struct Placed<'a> {
    pub(super) stack: &'a Stack,
    /// Events whose bars began before the frame in the same row, and that share its symbol.
    also: Vec<usize>,
    /// How strongly it is drawn.
    pub(super) opacity: f32,
    pub(super) is_selected: bool,
    /// Where its bar begins and ends, or its mark if it has none, outside of the frame too.
    pub(super) left: f32,
    pub(super) right: f32,
    /// The middle of its row.
    pub(super) y: f32,
    /// The height of its row.
    pub(super) pitch: f32,
    /// What of its row does not overlap.
    pub(super) parted: Parted,
    /// The stretches of which it was one, if its bar falls into some.
    pub(super) choices: Vec<Extent>,
    seat: Seat,
    /// The middles of its symbols: several only where the number of the event stands on each possible day.
    pub(super) symbols: Vec<f32>,
    pub(super) title: Option<Title>,
    /// How many more events its symbol stands for, where there is room to say so.
    pub(super) count: Option<Count>,
    /// Where the symbol stands at an edge of the frame because its own place lies beyond.
    pinned: Option<Side>,
}

impl Placed<'_> {
    /// Its events, and those that share its symbol.
    pub(super) fn events(&self) -> Vec<usize> {
        self.stack.events().chain(self.also.iter().copied()).collect()
    }

    /// How many more events its symbol stands for.
    pub(super) fn more(&self) -> usize {
        self.stack.more.len() + self.also.len()
    }

    /// The same in a word. None for no more.
    pub(super) fn count_words(&self) -> Option<String> {
        let more = self.more();
        (more > 0).then(|| if more > 999 { format!("+{}k", more / 1000) } else { format!("+{more}") })
    }

    /// Whether its title stands on the bar.
    pub(super) fn is_titled_inside(&self) -> bool {
        self.title.as_ref().is_some_and(|title| title.lead == Lead::Inside)
    }

    /// From where to where it is drawn, with mark and title.
    pub(super) fn drawn(&self, radius: f32) -> (f32, f32) {
        let symbols = self.symbols.iter().flat_map(|x| [x - radius, x + radius]);
        let title = self.title.iter().flat_map(|title| [title.from, title.to]);
        symbols.chain(title).fold((self.left, self.right), |(from, to), x| (from.min(x), to.max(x)))
    }
}

impl TimelinePainter<'_> {
    /// What the marks of a row, in order of time, take of the frame. What lies outside is left out.
    pub(super) fn placed_row<'a>(
        &self,
        row: &'a [Stack],
        parted: Parted,
        (y, pitch): (f32, f32),
        radius: f32,
    ) -> Vec<Placed<'a>> {
        let mut placed: Vec<Placed<'a>> =
            row.iter().filter_map(|stack| self.placed(stack, (y, pitch, parted), radius)).collect();
        if parted == Parted::Marks {
            for event in &mut placed {
                self.symbol_on_bar(event, radius, f32::NEG_INFINITY);
            }
            share_symbols(&mut placed, Side::Left);
            share_symbols(&mut placed, Side::Right);
            self.keep_numbers_whole(&mut placed, radius);
            self.place_counts(&mut placed, radius);
            return placed;
        }
        let mut taken = f64::from(self.scale.left()) + EDGE - GAP;
        for number in 0..placed.len() {
            let next = placed.get(number + 1).map(|next| f64::from(next.left_reach(radius)));
            let event = &mut placed[number];
            if pitch >= LEAST_PITCH && event.stack.more.is_empty() {
                self.place_title(event, radius, taken, next);
            }
            if event.symbols.is_empty() {
                self.symbol_on_bar(event, radius, taken as f32);
            }
            taken = event.drawn(radius).1.into();
        }
        self.keep_numbers_whole(&mut placed, radius);
        self.place_counts(&mut placed, radius);
        placed
    }

    /// Moves numbers that the frame would cut into it, and those after them along. A mark may be cut, a number is
    /// read whole: where there is no room for it, it is left out.
    fn keep_numbers_whole(&self, row: &mut [Placed<'_>], radius: f32) {
        let mut taken = self.scale.left();
        for at in 0..row.len() {
            let next = row.get(at + 1).and_then(|next| next.title.as_ref()).map(|title| title.from);
            let last = next.map_or(self.scale.right(), |next| next.min(self.scale.right()));
            let event = &mut row[at];
            if event.seat == Seat::Middle {
                let own = event.title.as_ref().map(|title| (title.from, title.to));
                event.symbols.retain_mut(|x| {
                    *x = x.max(taken + radius).min(last - radius);
                    let is_free = own.is_none_or(|(from, to)| *x + radius <= from || *x - radius >= to);
                    let is_kept = is_free && *x - radius >= taken - 0.01;
                    taken = if is_kept { *x + radius } else { taken };
                    is_kept
                });
            }
            taken = event.title.as_ref().map_or(taken, |title| taken.max(title.to));
        }
    }

    /// Bar and mark in the frame. None where they lie outside.
    fn placed<'a>(&self, stack: &'a Stack, (y, pitch, parted): (f32, f32, Parted), radius: f32) -> Option<Placed<'a>> {
        let mark_x = self.scale.x_from_time(stack.shape.mark_secs);
        let (mut left, mut right) = (mark_x - radius, mark_x + radius);
        if let Some(bar) = stack.shape.bar {
            left = self.scale.x_from_time(bar.possible.start_secs);
            right = self.scale.x_from_time(bar.possible.end_secs);
        }
        if right < self.scale.left() || left > self.scale.right() {
            return None;
        }
        let is_selected = stack.events().any(|index| self.selected.contains(&index));
        let opacity = stack.events().filter_map(|index| self.opacity_of(index)).fold(0.0, f32::max);
        let choices = if stack.shape.bar.is_some_and(|bar| bar.certain.is_none()) {
            self.choices_of(stack.first)
        } else {
            Vec::new()
        };
        Some(Placed {
            stack,
            also: Vec::new(),
            opacity,
            is_selected,
            left,
            right,
            y,
            pitch,
            parted,
            choices,
            seat: self.seat_of(stack.first),
            symbols: Vec::new(),
            title: None,
            count: None,
            pinned: None,
        })
    }

    /// The stretches of which an event was one.
    fn choices_of(&self, index: usize) -> Vec<Extent> {
        if self.view.clock == Clock::Report {
            return Vec::new();
        }
        let events = &self.store.story().events;
        let zone = events.zone(index);
        let when = events.when(index);
        when.map_or_else(Vec::new, |when| when.choices(zone.as_ref().unwrap_or(&self.store.story().zone)))
    }

    /// Where the mark of an event belongs.
    fn seat_of(&self, index: usize) -> Seat {
        Titles { store: self.store, view: self.view, numbers: self.numbers }.seat_of(index)
    }

    /// The title of an event: with when it was, where its bar reaches far beyond the frame.
    fn words_of(&self, index: usize, bar: Option<&TimeSpan>) -> String {
        let title: Cow<'_, str> = self.store.title(index);
        let Extent { start_secs, end_secs } = self.scale.extent();
        let far = end_secs - start_secs;
        let is_far =
            bar.is_some_and(|bar| bar.possible.start_secs < start_secs - far || bar.possible.end_secs > end_secs + far);
        let when = if is_far { short_when(self.store, self.view, index) } else { String::new() };
        if when.is_empty() { title.into_owned() } else { format!("{title} · {when}") }
    }

    /// Puts title and mark on the bar, to the right or to the left of it, where there is room from `taken` on up to
    /// the start of the next event in the row.
    fn place_title(&self, event: &mut Placed<'_>, radius: f32, taken: f64, next: Option<f64>) {
        let index = event.stack.first;
        let bar = event.stack.shape.bar;
        let words = self.words_of(index, bar.as_ref());
        let on_bar = if event.choices.is_empty() { OnBar::Free } else { OnBar::Barred };
        let width = text_width(&words, Face::Medium, title_size(radius));
        let wish = Wish { width, seat: event.seat, on_bar };
        let mark = self.mark_on_bar(event);
        let ends = bar.map(|_| (f64::from(event.left), f64::from(event.right)));
        let spots = Spots::new(ends, mark.into(), radius, wish);
        let (frame_left, frame_right) = (f64::from(self.scale.left()), f64::from(self.scale.right()));
        let inside = self
            .certain_in_sight(event)
            .filter(|(from, to)| on_bar == OnBar::Free && f64::from(to - from) >= spots.inside);
        let title = |words: String, from: f32, lead: Lead| Some(Title { words, from, to: from + width, lead });
        let is_numbered = wish.seat == Seat::Middle;
        if let (Some((from, to)), false) = (inside, is_numbered) {
            let symbol = self.inside_symbol(event, (from, to), radius, width);
            let words_from = symbol + radius + TITLE_GAP as f32 - 1.0;
            event.title = title(words, words_from, Lead::Inside);
            event.symbols.push(symbol);
            return;
        }
        let last = next.map_or(frame_right - EDGE, |next| (next - GAP).min(frame_right - EDGE));
        let lead = if spots.bar.1 >= frame_left && spots.after_end <= last {
            Lead::After
        } else if spots.bar.0 <= frame_right && spots.before_start >= taken + GAP {
            Lead::Before
        } else if let (Some(range), true) = (inside, is_numbered) {
            let symbol = self.inside_symbol(event, range, radius, width);
            event.title = title(words, symbol + radius + TITLE_GAP as f32, Lead::Inside);
            event.symbols.push(symbol);
            return;
        } else {
            return;
        };
        let (symbol, from) = spots.beside(lead, radius, wish);
        event.title = title(words, from as f32, lead);
        // A number that would be cut by the frame stands where its bar is in sight.
        let is_cut =
            |x: f64| is_numbered && (x < frame_left + f64::from(radius) || x > frame_right - f64::from(radius));
        event.symbols.extend(symbol.filter(|x| !is_cut(*x)).map(|x| x as f32));
    }

    /// The middle of a symbol before a title on its bar, both in the middle of what is certain of it and in sight,
    /// or with the symbol on its start where the hour is known.
    fn inside_symbol(&self, event: &Placed<'_>, (from, to): (f32, f32), radius: f32, width: f32) -> f32 {
        let start = self.mark_on_bar(event);
        if event.seat == Seat::Start && start >= self.scale.left() + radius {
            return start;
        }
        let long = 2.0 * radius + TITLE_GAP as f32 + width;
        let whole = event.stack.shape.bar.and_then(|bar| bar.certain);
        let middle = whole
            .filter(Extent::is_bounded)
            .map_or(from, |whole| self.scale.x_from_time(f64::midpoint(whole.start_secs, whole.end_secs)));
        (middle - long / 2.0).min(to - PAD - long).max(from + PAD) + radius
    }

    /// From where to where the bar is certain and in sight.
    fn certain_in_sight(&self, event: &Placed<'_>) -> Option<(f32, f32)> {
        let certain = event.stack.shape.bar?.certain?;
        let arrow = |is_open: bool| if is_open { ARROW } else { 0.0 };
        let from = self.scale.x_from_time(certain.start_secs);
        let to = self.scale.x_from_time(certain.end_secs);
        let low = self.scale.left() + arrow(certain.start_secs == f64::NEG_INFINITY);
        let high = self.scale.right() - arrow(certain.end_secs == f64::INFINITY);
        Some((from.max(low), to.min(high)))
    }

    /// Where the mark stands on its bar, in or out of sight.
    fn mark_on_bar(&self, event: &Placed<'_>) -> f32 {
        let shape = &event.stack.shape;
        let secs = match (shape.bar.and_then(|bar| bar.certain), event.choices.first(), event.seat) {
            (Some(certain), _, Seat::Start) if certain.start_secs.is_finite() => certain.start_secs,
            // Not between two possible days: there it was not.
            (_, Some(first), _) => f64::midpoint(first.start_secs, first.end_secs),
            _ => shape.mark_secs,
        };
        self.scale.x_from_time(secs)
    }

    /// Puts the symbol on its bar, or where it stands alone. That of a bar which began before the frame or ends
    /// after it stays in sight, and none lies on what is drawn up to `taken`.
    fn symbol_on_bar(&self, event: &mut Placed<'_>, radius: f32, taken: f32) {
        let (low, high) = (self.scale.left(), self.scale.right());
        let x = self.mark_on_bar(event);
        let Some(bar) = event.stack.shape.bar else {
            event.symbols.push(x);
            return;
        };
        if event.choices.len() > 1 {
            // On what was possible, not between.
            let middle = |choice: &Extent| {
                let middle = self.scale.x_from_time(f64::midpoint(choice.start_secs, choice.end_secs));
                (low + radius..=high - radius).contains(&middle).then_some(middle)
            };
            let most = if event.seat == Seat::Middle { event.choices.len() } else { 1 };
            event.symbols = event.choices.iter().filter_map(middle).take(most).collect();
            // Days too narrow for a mark each have one.
            if event.symbols.windows(2).any(|pair| pair[1] - pair[0] < 2.0 * radius + 2.0) {
                event.symbols.truncate(1);
            }
            return;
        }
        let x = if event.left >= low { x.max((taken + radius).min(event.right - radius)) } else { x };
        let inset = |is_open: bool| radius + if is_open { ARROW + 3.0 } else { 3.0 };
        let from = low + inset(bar.possible.start_secs == f64::NEG_INFINITY);
        let to = high - inset(bar.possible.end_secs == f64::INFINITY);
        if x < from && from + radius <= event.right {
            event.pinned = Some(Side::Left);
            event.symbols.push(from);
        } else if x > to && to - radius >= event.left {
            event.pinned = Some(Side::Right);
            event.symbols.push(to);
        } else if x + radius >= low && x - radius <= high {
            event.symbols.push(x);
        }
    }
}

impl Placed<'_> {
    /// Where the next one begins, for what stands before it: a mark on the start of a bar reaches beyond it.
    fn left_reach(&self, radius: f32) -> f32 {
        if self.seat == Seat::Start && self.stack.shape.bar.is_some() { self.left - radius } else { self.left }
    }
}

/// Where bars run under marks, several in a row may reach beyond the frame: the first has the
/// symbol at the edge for all of them.
fn share_symbols(row: &mut [Placed<'_>], side: Side) {
    let mut pinned = row.iter_mut().filter(|placed| placed.pinned == Some(side));
    let Some(first) = pinned.next() else { return };
    for other in pinned {
        first.also.extend(other.stack.events());
        first.is_selected |= other.is_selected;
        other.symbols.clear();
    }
}
