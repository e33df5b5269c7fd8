//! A text as it stands in its field: where a caret is drawn, and which letter is under the pointer.

use std::ops::Range;
use std::sync::Arc;

use egui::{Galley, Pos2, Rect, pos2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::caret::{Caret, Lean};
use super::steps::Way;
use crate::gui::reading_order::Written;

/// Letters whose grounds are as near as this, in points, stand on one.
const SEAM: f32 = 2.0;
/// How much of a line break is seen where it is chosen, in points.
const BREAK: f32 = 4.0;

/// A text that is laid out, in points from its upper left corner.
#[derive(Debug)]
pub(super) struct Laid {
    pub(super) written: Arc<Written>,
    pub(super) rows: Vec<Row>,
}

/// A row of it.
#[derive(Debug)]
pub(super) struct Row {
    /// Its part of the text in bytes, without the line break at its end.
    pub(super) bytes: Range<usize>,
    pub(super) letters: Vec<Letter>,
    pub(super) is_rtl: bool,
    pub(super) has_break: bool,
    rect: Rect,
}

/// A letter as readers count them, with all its marks. One that is read from right to left ends left of
/// where it begins.
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) bytes: Range<usize>,
    pub(super) from: f32,
    pub(super) to: f32,
}

impl Letter {
    fn left(&self) -> f32 {
        self.from.min(self.to)
    }

    fn right(&self) -> f32 {
        self.from.max(self.to)
    }

    /// Where a place in it is: among its marks only where a text was changed within it.
    fn x_of(&self, at: usize) -> f32 {
        let share = at.saturating_sub(self.bytes.start) as f32 / self.bytes.len().max(1) as f32;
        self.from + (self.to - self.from) * share.min(1.0)
    }
}

impl Row {
    /// Where it stands.
    pub(super) fn rect(&self) -> Rect {
        self.rect
    }

    /// Where it begins in the order of reading, or ends.
    fn edge(&self, way: Way) -> f32 {
        if self.is_rtl == (way == Way::Back) { self.rect.right() } else { self.rect.left() }
    }

    /// Where a caret is drawn in it.
    fn x_of(&self, at: usize, lean: Lean) -> f32 {
        let on = self.letters.iter().find(|letter| letter.bytes.end > at);
        match on {
            Some(letter) if letter.bytes.start < at => letter.x_of(at),
            Some(letter) if lean == Lean::On || letter.bytes.start == self.bytes.start => letter.from,
            _ => {
                let back = self.letters.iter().rev().find(|letter| letter.bytes.end <= at);
                back.or(on)
                    .map_or(self.edge(Way::Back), |letter| if letter.bytes.end <= at { letter.to } else { letter.from })
            }
        }
    }

    /// The place that is nearest, by where a caret would be drawn.
    fn place_at(&self, x: f32) -> (usize, Lean) {
        match self.letter_at(x) {
            Some(letter) if (x - letter.from).abs() <= (x - letter.to).abs() => (letter.bytes.start, Lean::On),
            Some(letter) => (letter.bytes.end, Lean::Back),
            None => (self.bytes.start, Lean::On),
        }
    }

    /// The letter that is nearest.
    fn letter_at(&self, x: f32) -> Option<&Letter> {
        let away = |letter: &Letter| (letter.left() - x).max(x - letter.right()).max(0.0);
        let drawn = self.letters.iter().filter(|letter| letter.left() < letter.right());
        drawn.min_by(|one, other| away(one).total_cmp(&away(other)))
    }
}

impl Laid {
    /// The rows of a text, from what egui laid out.
    pub(super) fn new(text: &str, written: Arc<Written>) -> Self {
        let mut rows = Vec::with_capacity(written.rows.len());
        let mut rest = text.grapheme_indices(true).peekable();
        let mut start = 0;
        for (placed, letters) in written.galley.rows.iter().zip(&written.rows) {
            let count = letters.places.len();
            let end = text[start..].char_indices().nth(count).map_or(text.len(), |(end, _)| start + end);
            let mut row = Row {
                bytes: start..end,
                letters: Vec::with_capacity(count),
                is_rtl: letters.is_rtl,
                has_break: placed.ends_with_newline,
                rect: Rect::from_min_size(placed.pos, placed.size),
            };
            let mut places = letters.places.iter();
            // A letter that begins in a row ends there, too.
            while let Some((from, letter)) = rest.next_if(|(from, _)| *from < end) {
                let bytes = from..(from + letter.len()).min(end);
                let mut own = places.by_ref().take(text[bytes.clone()].chars().count());
                let Some(first) = own.next() else { break };
                let last = own.last().unwrap_or(first);
                row.letters.push(Letter { bytes, from: placed.pos.x + first.from, to: placed.pos.x + last.to });
            }
            rows.push(row);
            start = end + usize::from(placed.ends_with_newline);
            while rest.next_if(|(from, _)| *from < start).is_some() {}
        }
        Self { written, rows }
    }

    /// What is painted.
    pub(super) fn galley(&self) -> &Arc<Galley> {
        &self.written.galley
    }

    /// The number of the row of a caret.
    fn row_of(&self, caret: Caret) -> usize {
        let end = self.rows.partition_point(|row| row.bytes.start <= caret.at);
        let row = end.saturating_sub(1);
        // Where a row was broken within its paragraph, its end is the beginning of the next.
        let before = row.checked_sub(1).filter(|before| {
            caret.lean == Lean::Back && self.rows[*before].bytes.end == caret.at && !self.rows[*before].has_break
        });
        before.unwrap_or(row)
    }

    /// The line that is drawn for a caret.
    pub(super) fn caret_rect(&self, caret: Caret) -> Rect {
        let Some(row) = self.rows.get(self.row_of(caret)) else { return Rect::ZERO };
        let x = row.x_of(caret.at, caret.lean);
        Rect::from_min_max(pos2(x, row.rect.top()), pos2(x, row.rect.bottom()))
    }

    /// The place under the pointer.
    pub(super) fn place_at(&self, point: Pos2) -> (usize, Lean) {
        self.row_at(point).map_or((0, Lean::On), |row| row.place_at(point.x))
    }

    /// Where the letter under the pointer begins.
    pub(super) fn letter_at(&self, point: Pos2) -> usize {
        let row = self.row_at(point);
        row.map_or(0, |row| row.letter_at(point.x).map_or(row.bytes.start, |letter| letter.bytes.start))
    }

    fn row_at(&self, point: Pos2) -> Option<&Row> {
        let number = self.rows.partition_point(|row| row.rect.bottom() <= point.y);
        self.rows.get(number).or(self.rows.last())
    }

    /// The place above or below a caret, at `x` or the caret's own; the ends of the text beyond the rows.
    pub(super) fn beside(&self, caret: Caret, way: Way, x: f32) -> (usize, Lean) {
        let number = self.row_of(caret);
        let row = match way {
            Way::Back => number.checked_sub(1).and_then(|number| self.rows.get(number)),
            Way::On => self.rows.get(number + 1),
        };
        match (row, way) {
            (Some(row), _) => row.place_at(x),
            (None, Way::Back) => (0, Lean::On),
            (None, Way::On) => (self.rows.last().map_or(0, |row| row.bytes.end), Lean::Back),
        }
    }

    /// Where the row of a caret begins or ends.
    pub(super) fn end_of_row(&self, caret: Caret, way: Way) -> (usize, Lean) {
        let Some(row) = self.rows.get(self.row_of(caret)) else { return (0, Lean::On) };
        match way {
            Way::Back => (row.bytes.start, Lean::On),
            Way::On => (row.bytes.end, Lean::Back),
        }
    }

    /// What lies behind letters that are chosen.
    pub(super) fn rects(&self, chosen: &Range<usize>) -> Vec<Rect> {
        let mut rects: Vec<Rect> = Vec::new();
        for row in &self.rows {
            let (top, bottom) = (row.rect.top(), row.rect.bottom());
            let mut spans: Vec<(f32, f32)> = Vec::new();
            for letter in row.letters.iter().filter(|letter| letter.bytes.end > chosen.start) {
                if letter.bytes.start >= chosen.end {
                    break;
                }
                let one = letter.x_of(chosen.start.max(letter.bytes.start));
                let other = letter.x_of(chosen.end.min(letter.bytes.end));
                spans.push((one.min(other), one.max(other)));
            }
            if row.has_break && chosen.contains(&row.bytes.end) {
                let end = row.x_of(row.bytes.end, Lean::Back);
                spans.push(if row.is_rtl { (end - BREAK, end) } else { (end, end + BREAK) });
            }
            spans.sort_by(|one, other| one.0.total_cmp(&other.0));
            let first = rects.len();
            for (left, right) in spans {
                match rects[first..].last_mut() {
                    Some(last) if left <= last.right() + SEAM => last.max.x = last.right().max(right),
                    _ => rects.push(Rect::from_min_max(pos2(left, top), pos2(right, bottom))),
                }
            }
        }
        rects
    }
}
