//! How many more events a mark on the timeline stands for, where there is room to say so.
//!
//! This module answers where such a number stands: beside its mark, over no other mark, title or number.

use super::TimelinePainter;
use super::placed::{Count, Placed};
use crate::scene::{Align, Face, text_width};

/// Size of the number of a stack, in points.
pub(super) const COUNT_SIZE: f32 = 9.5;
/// From the mark to the ring around a selected one, in points.
pub(super) const RING: f32 = 3.6;
/// How far the word between possible days reaches from its middle, in points.
const OR_REACH: f32 = 8.0;
/// From what stands beside a number to it, in points.
const CLEARANCE: f32 = 1.0;

impl TimelinePainter<'_> {
    /// Puts the numbers of a row, its marks and titles in their places: after the mark, else before it. Where neither
    /// is free, whoever points at the mark is told.
    pub(super) fn place_counts(&self, row: &mut [Placed<'_>], radius: f32) {
        if row.iter().all(|event| event.more() == 0) {
            return;
        }
        // A disputed mark has its corner on the right.
        let of_marks = row.iter().flat_map(|event| {
            let ring = if event.is_selected { RING } else { 0.0 };
            event.symbols.iter().map(move |x| (x - radius - ring, x + (radius * 1.5).max(radius + ring)))
        });
        let of_titles = row.iter().filter_map(|event| event.title.as_ref().map(|title| (title.from, title.to)));
        // Between the days of which it was one stands a word.
        let of_words = row.iter().flat_map(|event| event.choices.windows(2)).map(|pair| {
            let middle =
                f32::midpoint(self.scale.x_from_time(pair[0].end_secs), self.scale.x_from_time(pair[1].start_secs));
            (middle - OR_REACH, middle + OR_REACH)
        });
        let mut taken: Vec<(f32, f32)> = of_marks.chain(of_titles).chain(of_words).collect();
        taken.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut last_count = f32::NEG_INFINITY;
        for event in row.iter_mut() {
            let (Some(words), Some(&x)) = (event.count_words(), event.symbols.first()) else { continue };
            let ring = if event.is_selected { RING } else { 0.0 };
            let width = text_width(&words, Face::SemiBold, COUNT_SIZE) * 1.01;
            let after = x + (radius * 1.5).max(radius + ring) + CLEARANCE;
            let before = x - radius - ring - CLEARANCE;
            let is_free = |from: f32, to: f32| {
                let is_in = from >= self.scale.left().max(last_count) && to <= self.scale.right();
                let begun = taken.partition_point(|(start, _)| *start < to);
                // None but a selected one reaches over its neighbour.
                is_in && !taken[begun.saturating_sub(4)..begun].iter().any(|(_, end)| *end > from)
            };
            let place = if is_free(after, after + width) {
                Some((after, Align::Start, (after, after + width)))
            } else if is_free(before - width, before) {
                Some((before, Align::End, (before - width, before)))
            } else {
                None
            };
            if let Some((x, align, (_, end))) = place {
                last_count = end + CLEARANCE;
                event.count = Some(Count { words, x, align });
            }
        }
    }
}
