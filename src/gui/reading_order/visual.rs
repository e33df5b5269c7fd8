//! Puts what egui laid out into visual order.
//!
//! The shaper sets the letters of a run from right to left where their script asks for it, but the
//! runs of a line stand from left to right, and so do words and numbers. Here every row of a text is
//! put in order by the Unicode Bidirectional Algorithm (UAX 9). This module knows texts that are laid
//! out, and no widget.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::Vertex;
use egui::epaint::text::{Glyph, Row};
use egui::{Align, Galley};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::letters::{Place, RowOfLetters, Span, rows_of_letters};

/// True when a letter of the text is read from right to left.
pub(in crate::gui) fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl)
}

/// The first letter that is read from right to left is Hebrew alef.
fn is_rtl(letter: char) -> bool {
    letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// True for digits of Arabic and Persian: alone, too, they make the shaper go from right to left.
fn is_eastern_digit(letter: char) -> bool {
    matches!(letter, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// True when the order of a text is not that in which egui draws it.
pub(in crate::gui) fn needs_order(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|letter| is_rtl(letter) || is_eastern_digit(letter))
}

/// The direction of a text: that of its first strong letter.
pub(in crate::gui) fn base_level(text: &str) -> Level {
    BidiInfo::new(text, None).paragraphs.first().map_or_else(Level::ltr, |paragraph| paragraph.level)
}

/// What the shaper made of one letter or several, in the order of the text.
struct Unit {
    letter: char,
    /// Places of its glyphs in the row.
    glyphs: Vec<usize>,
    left: f32,
    width: f32,
    /// Where its letter stands in the paragraph, counted in letters.
    at: usize,
    /// The letters that it stands for: its own, and those beside it without a shape.
    letters: Range<usize>,
    /// Which run of the shaper it belongs to, and whether that went from right to left.
    run: (usize, bool),
    /// Not drawn: the row was cut in the middle of its word.
    is_cut: bool,
}

/// The text with its rows in visual order, and the places of the letters of each row. A text that is
/// `wide` takes all the width that it was wrapped at, in points.
pub(super) fn visual(galley: &Galley, wide: Option<f32>) -> (Galley, Vec<RowOfLetters>) {
    let mut galley = galley.clone();
    if let Some(wide) = wide {
        galley.rect.max.x = galley.rect.max.x.max(wide.floor());
    }
    let (full, pixels) = (galley.rect.width(), galley.pixels_per_point);
    let text = galley.job.text.clone();
    let mut letters_of_rows = Vec::with_capacity(galley.rows.len());
    let mut first = 0;
    for paragraph in text.split('\n') {
        if first >= galley.rows.len() {
            break;
        }
        let ends = |row: &usize| galley.rows[*row].ends_with_newline;
        let last = (first..galley.rows.len()).find(ends).unwrap_or(galley.rows.len() - 1);
        let letters: Vec<char> = paragraph.chars().map(within_paragraph).collect();
        let mut rows: Vec<Vec<Unit>> = galley.rows[first..=last].iter().map(|row| units_of(row)).collect();
        give_letters(rows.iter_mut().flatten(), &letters);
        if galley.elided && last + 1 == galley.rows.len() {
            rows.last_mut().into_iter().for_each(|units| cut_word(units));
        }
        let line = Line::of(&letters);
        let is_rtl = line.base.is_rtl();
        let mut spans = Vec::with_capacity(rows.len());
        for (placed, units) in galley.rows[first..=last].iter_mut().zip(&rows) {
            let order = line.order_of(units);
            let width = placed.size.x;
            spans.push(place(Arc::make_mut(&mut placed.row), units, &order, pixels));
            // Where the layout asks for a side, the rows stand there already.
            if is_rtl && galley.job.halign == Align::LEFT {
                placed.pos.x += full - width;
            }
        }
        letters_of_rows.extend(rows_of_letters(&spans, letters.len(), line.base));
        first = last + 1;
    }
    (galley, letters_of_rows)
}

/// Letters that end a paragraph for the algorithm, but not for egui, count as spaces.
fn within_paragraph(letter: char) -> char {
    if bidi_class(letter) == BidiClass::B { ' ' } else { letter }
}

/// What is drawn in a row, in the order of the text.
fn units_of(row: &Row) -> Vec<Unit> {
    let is_drawn = |glyph: &Glyph| glyph.advance_width != 0.0 || !glyph.uv_rect.is_nothing();
    let face = |glyph: &Glyph| (glyph.font_face_ascent.to_bits(), glyph.font_face_height.to_bits());
    let drawn: Vec<usize> = (0..row.glyphs.len()).filter(|&at| is_drawn(&row.glyphs[at])).collect();
    let mut units: Vec<Unit> = Vec::with_capacity(drawn.len());
    for (number, run) in drawn.chunk_by(|&a, &b| face(&row.glyphs[a]) == face(&row.glyphs[b])).enumerate() {
        let mut run = run.to_vec();
        let turns = |&at: &usize| is_rtl(row.glyphs[at].chr) || is_eastern_digit(row.glyphs[at].chr);
        let is_turned = run.iter().any(turns);
        if is_turned {
            run.reverse();
        }
        for at in run {
            let glyph = &row.glyphs[at];
            match units.last_mut().filter(|_| glyph.advance_width == 0.0) {
                // A mark, such as the dots that a font keeps apart from their letter.
                Some(unit) if unit.run.0 == number => unit.glyphs.push(at),
                _ => units.push(Unit {
                    letter: within_paragraph(glyph.chr),
                    glyphs: vec![at],
                    left: glyph.pos.x,
                    width: glyph.advance_width,
                    at: 0,
                    letters: 0..0,
                    run: (number, is_turned),
                    is_cut: false,
                }),
            }
        }
    }
    units
}

/// Which letters each unit stands for: a letter without a glyph of its own goes with the one before,
/// and so does a glyph without a letter of its own. Places never go back.
fn give_letters<'a>(units: impl Iterator<Item = &'a mut Unit>, letters: &[char]) {
    let mut next = 0;
    let mut last: Option<&mut Unit> = None;
    // Units without a letter since the last that has one.
    let mut strays: Vec<&mut Unit> = Vec::new();
    for unit in units {
        let found = letters[next..].iter().position(|letter| *letter == unit.letter);
        let repeats = last.as_ref().is_some_and(|last| last.letter == unit.letter);
        match (found, &mut last) {
            (Some(skipped), _) if skipped == 0 || !repeats => {
                let start = next + skipped;
                if let Some(last) = last {
                    last.letters.end = start;
                }
                for stray in strays.drain(..) {
                    (stray.at, stray.letters) = (start, start..start);
                }
                let is_first = next == 0;
                (unit.at, unit.letters) = (start, if is_first { 0 } else { start }..start + 1);
                next = start + 1;
                last = Some(unit);
            }
            // A second glyph of the same letter.
            (_, Some(last)) if repeats && strays.is_empty() => {
                (unit.at, unit.letters) = (last.at, last.letters.end..last.letters.end);
            }
            _ => strays.push(unit),
        }
    }
    if let Some(last) = last {
        last.letters.end = letters.len();
    }
    // What stands for what was left out comes after all letters.
    for stray in strays {
        (stray.at, stray.letters) = (letters.len(), letters.len()..letters.len());
    }
}

/// Leaves out what remains of a word from right to left whose beginning was cut off with the end of
/// the row, as long as other words remain.
fn cut_word(units: &mut [Unit]) {
    let Some(at) = units.len().checked_sub(2) else { return };
    let (run, is_turned) = units[at].run;
    let start = units.iter().position(|unit| unit.run.0 == run).unwrap_or(at);
    let Some(before) = start.checked_sub(1).filter(|_| is_turned) else { return };
    let is_whole = units[before].letters.len() <= 1;
    if !is_whole {
        units[start..=at].iter_mut().for_each(|unit| unit.is_cut = true);
    }
}

/// A paragraph, ready to tell the order of its rows.
struct Line {
    text: String,
    /// Where each letter begins in it, and where the last one ends.
    starts: Vec<usize>,
    base: Level,
}

impl Line {
    fn of(letters: &[char]) -> Self {
        let text: String = letters.iter().collect();
        let mut starts = Vec::with_capacity(letters.len() + 1);
        let mut byte = 0;
        for letter in letters {
            starts.push(byte);
            byte += letter.len_utf8();
        }
        starts.push(byte);
        let base = base_level(&text);
        Self { text, starts, base }
    }

    /// The units of a row from left to right, each with whether it is read from right to left.
    fn order_of(&self, units: &[Unit]) -> Vec<(usize, bool)> {
        let count = self.starts.len() - 1;
        let within = units.partition_point(|unit| unit.at < count);
        let beyond = (within..units.len()).map(|at| (at, self.base.is_rtl()));
        let mut order = Vec::with_capacity(units.len());
        if within > 0 {
            let bidi = BidiInfo::new(&self.text, Some(self.base));
            let bytes = self.starts[units[0].letters.start]
                ..self.starts[units[within - 1].letters.end.clamp(units[within - 1].at + 1, count)];
            let Some(paragraph) = bidi.paragraphs.first() else { return order };
            let (levels, runs) = bidi.visual_runs(paragraph, bytes);
            let start_of = |unit: &Unit| self.starts[unit.at];
            for run in runs {
                let from = units[..within].partition_point(|unit| start_of(unit) < run.start);
                let to = units[..within].partition_point(|unit| start_of(unit) < run.end);
                if levels[run.start].is_rtl() {
                    order.extend((from..to).rev().map(|at| (at, true)));
                } else {
                    order.extend((from..to).map(|at| (at, false)));
                }
            }
        }
        if self.base.is_rtl() {
            order.splice(0..0, beyond.rev());
        } else {
            order.extend(beyond);
        }
        order
    }
}

/// Puts the units of a row into their order. Returns where the letters stand that each is drawn for.
fn place(row: &mut Row, units: &[Unit], order: &[(usize, bool)], pixels: f32) -> Vec<Span> {
    let start = units.iter().map(|unit| unit.left).fold(f32::INFINITY, f32::min);
    let mut lefts = vec![(0.0_f32, false); units.len()];
    let (mut pen, mut moved, mut end) = (start, 0.0, f32::NAN);
    for &(at, is_rtl) in order {
        let unit = &units[at];
        // Letters that stood beside each other stay so, to the pixel: they may join.
        if end.is_nan() || (unit.left - end).abs() > 1.5 / pixels {
            moved = ((pen - unit.left) * pixels).round() / pixels;
        }
        end = unit.left + unit.width;
        lefts[at] = (unit.left + moved, is_rtl);
        pen += if unit.is_cut { 0.0 } else { unit.width };
        if unit.is_cut {
            end = f32::NAN;
        }
    }
    // The quads move with their glyphs, and stand in the order of the text.
    let range = row.visuals.glyph_vertex_range.clone();
    let old = row.visuals.mesh.vertices[range.clone()].to_vec();
    let mut quads: Vec<Vertex> = Vec::with_capacity(old.len());
    let mut spans = Vec::with_capacity(units.len());
    for (unit, &(left, is_rtl)) in units.iter().zip(&lefts) {
        let by = left - unit.left;
        // Only what the shaper has not turned itself.
        let is_mirrored = is_rtl && !unit.run.1 && is_mirrored(unit.letter);
        for &at in &unit.glyphs {
            let glyph = &mut row.glyphs[at];
            if !glyph.uv_rect.is_nothing() {
                let from = glyph.first_vertex as usize - range.start;
                glyph.first_vertex = (range.start + quads.len()) as u32;
                let middle = unit.left + unit.width / 2.0;
                quads.extend(old[from..from + 4].iter().map(|vertex| {
                    let x = if is_mirrored { 2.0 * middle - vertex.pos.x } else { vertex.pos.x };
                    let x = if unit.is_cut { middle } else { x };
                    Vertex { pos: egui::pos2(x + by, vertex.pos.y), ..*vertex }
                }));
            }
            glyph.pos.x += by;
        }
        let (right, letters) = (left + unit.width, unit.letters.clone());
        let place = if is_rtl { Place { from: right, to: left } } else { Place { from: left, to: right } };
        spans.push(Span { letters, place });
    }
    row.visuals.mesh.vertices.splice(range, quads);
    row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
    // The painter looks glyphs with colours of their own up by their first vertex.
    row.glyphs.sort_by_key(|glyph| glyph.first_vertex);
    spans
}

/// Marks whose shape is turned round in a text from right to left, of those that texts use.
fn is_mirrored(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '«' | '»' | '‹' | '›' | '≤' | '≥')
}
