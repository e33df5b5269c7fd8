//! Where the letters of a text stand once its rows are in visual order: what a caret needs to know.

use std::ops::Range;

use unicode_bidi::Level;

/// Where a letter stands: from where it begins to where it ends, in points from the left of its row. A
/// letter that is read from right to left ends left of where it begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) struct Place {
    pub(in crate::gui) from: f32,
    pub(in crate::gui) to: f32,
}

/// The letters of a row, without the line break at its end.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui) struct RowOfLetters {
    /// One for each letter, in the order of the text.
    pub(in crate::gui) places: Vec<Place>,
    /// True when its paragraph is read from right to left.
    pub(in crate::gui) is_rtl: bool,
}

/// Letters of a paragraph that are drawn together.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) letters: Range<usize>,
    pub(super) place: Place,
}

/// The rows of a paragraph of so many letters, each of which is in one row: a letter that is not drawn has
/// no width, and stands where the one before it ends.
pub(super) fn rows_of_letters(rows: &[Vec<Span>], count: usize, base: Level) -> Vec<RowOfLetters> {
    let mut start = 0;
    let mut found = Vec::with_capacity(rows.len());
    for (number, spans) in rows.iter().enumerate() {
        let last = spans.iter().map(|span| span.letters.end).max().unwrap_or(start);
        let end = if number + 1 == rows.len() { count } else { last.clamp(start, count) };
        let mut places: Vec<Option<Place>> = vec![None; end - start];
        for Span { letters, place } in spans {
            let share = (place.to - place.from) / letters.len().max(1) as f32;
            for (nth, letter) in letters.clone().enumerate() {
                let from = place.from + share * nth as f32;
                if let Some(place) = letter.checked_sub(start).and_then(|letter| places.get_mut(letter)) {
                    *place = Some(Place { from, to: from + share });
                }
            }
        }
        let mut edge = spans.first().map_or(0.0, |span| span.place.from);
        let place = |place: Option<Place>| {
            let place = place.unwrap_or(Place { from: edge, to: edge });
            edge = place.to;
            place
        };
        found.push(RowOfLetters { places: places.into_iter().map(place).collect(), is_rtl: base.is_rtl() });
        start = end;
    }
    found
}
