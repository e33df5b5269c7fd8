//! Words that are set letter by letter, as outlines: those that need more than one font, or one beside the two that
//! painters of SVG set rightly.
//!
//! This module answers where the outlines of a line of words lie. Each cluster of letters gets the first font of the
//! chain that has all of it, so that a letter without a font takes none of its neighbours with it; what stands beside
//! each other in one font, script and direction is shaped as a whole. It does not know colours.
//!
//! Levels are those of the Unicode Bidirectional Algorithm (UAX #9), clusters those of UAX #29, scripts those of
//! UAX #24, and letters are shaped as `HarfBuzz` does it.

use std::fmt::Write as _;
use std::ops::Range;

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use ttf_parser::{Face as Outlines, GlyphId, OutlineBuilder};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript as _};
use unicode_segmentation::UnicodeSegmentation as _;

use super::direction::{is_right_to_left, starts_right_to_left};
use crate::scene::{Align, Font, Text, is_seen};

/// True when a painter of SVG would not set the words rightly: unless all of their letters are in the face itself or
/// all in the one for Arabic script.
pub(super) fn needs_setting(words: &str, chain: &[Font]) -> bool {
    let [own, arabic, ..] = chain else { return false };
    let all_in = |font: &Font| words.chars().all(|letter| !is_seen(letter) || font.has(letter));
    let is_arabic = words.chars().any(is_right_to_left) && all_in(arabic);
    !(words.is_ascii() || is_arabic || all_in(own))
}

/// Words as they are set.
pub(super) struct SetWords {
    /// Their outlines, as the data of an SVG path, where they stand without their turn.
    pub(super) data: String,
    /// Where they begin at the left.
    pub(super) left: f32,
    /// By character, how far it must be moved along where a cluster is taken to be as wide as its widest glyph, as
    /// usvg 0.47 does it; so that hidden words lie under their outlines.
    pub(super) nudges: Vec<f32>,
}

/// Sets words in the fonts of the chain that have their letters.
pub(super) fn set_words(words: &str, text: &Text, chain: &[Font]) -> SetWords {
    let level = if starts_right_to_left(words) { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(words, Some(level));
    let mut set = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_right_to_left = levels[run.start].is_rtl();
            let mut pieces = pieces_of(words, run, chain);
            if is_right_to_left {
                pieces.reverse();
            }
            set.extend(pieces.iter().filter_map(|piece| {
                shaped(&words[piece.range.clone()], &chain[piece.font], (piece.range.start, is_right_to_left))
            }));
        }
    }
    let size = text.style.size;
    let width: f32 = set.iter().map(|run| run.width_ems * size).sum();
    let [x, y] = text.position;
    let mut pen = Pen { data: String::new(), origin: [0.0, y], scale: 1.0 };
    let mut x = match text.align {
        Align::Start => x,
        Align::Middle => x - width / 2.0,
        Align::End => x - width,
    };
    let left = x;
    let mut nudges = vec![0.0; words.chars().count()];
    for run in &set {
        run.draw(&mut pen, x, size);
        x += run.width_ems * size;
        for (at, ems) in &run.narrow {
            if let Some(nudge) = nudges.get_mut(words[..*at].chars().count()) {
                *nudge += ems * size;
            }
        }
    }
    SetWords { data: pen.data, left, nudges }
}

/// A stretch of words in one font and script.
struct Piece {
    range: Range<usize>,
    /// Its place in the chain.
    font: usize,
    script: Option<Script>,
}

/// A run of one direction in pieces, in the order of the text.
fn pieces_of(words: &str, run: Range<usize>, chain: &[Font]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (start, cluster) in words[run.clone()].grapheme_indices(true) {
        let range = run.start + start..run.start + start + cluster.len();
        let script = cluster.chars().map(|letter| letter.script()).find(|script| !is_shared(*script));
        let seen = || cluster.chars().filter(|letter| is_seen(*letter));
        let has_all = |font: &Font| seen().all(|letter| font.has(letter));
        // Blanks and joiners go with what stands before them, and so do stops and digits that its font has.
        let before = pieces.last().filter(|last| script.is_none() && has_all(&chain[last.font]));
        let font = match before {
            Some(last) => last.font,
            None => chain.iter().position(has_all).unwrap_or_default(),
        };
        match pieces.last_mut() {
            Some(last) if last.font == font && (script.is_none() || last.script.is_none() || last.script == script) => {
                last.range.end = range.end;
                last.script = last.script.or(script);
            }
            _ => pieces.push(Piece { range, font, script }),
        }
    }
    pieces
}

fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// A piece as it is shaped: glyphs from left to right.
struct Shaped<'a> {
    font: Outlines<'a>,
    glyphs: Vec<Placed>,
    width_ems: f32,
    /// Where the cluster after one of several glyphs begins in the words, and how much wider than its widest glyph
    /// that one is, in ems. None from right to left, where no cluster is.
    narrow: Vec<(usize, f32)>,
}

/// A glyph, and where it stands from the left end of its piece, in units of the font.
struct Placed {
    id: GlyphId,
    x: f32,
    y: f32,
}

fn shaped<'a>(words: &str, font: &'a Font, (start, is_right_to_left): (usize, bool)) -> Option<Shaped<'a>> {
    let outlines = Outlines::parse(font.bytes(), 0).ok()?;
    let shaping = FontRef::from_index(font.bytes(), 0).ok()?;
    let data = ShaperData::new(&shaping);
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(words);
    buffer.set_direction(if is_right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    let shaped = data.shaper(&shaping).build().shape(buffer, ShapeOptions::new());
    let em = f32::from(outlines.units_per_em());
    let (mut x, mut widest, mut begun) = (0.0, 0.0_f32, 0.0);
    let (mut glyphs, mut narrow) = (Vec::new(), Vec::new());
    let mut clusters = shaped.glyph_infos().iter().map(|glyph| glyph.cluster as usize).skip(1).chain([words.len()]);
    for (glyph, at) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let id = GlyphId(u16::try_from(glyph.glyph_id).ok()?);
        glyphs.push(Placed { id, x: x + at.x_offset as f32, y: at.y_offset as f32 });
        x += at.x_advance as f32;
        widest = widest.max(at.x_advance as f32);
        let next = clusters.next().unwrap_or(words.len());
        if next != glyph.cluster as usize {
            if !is_right_to_left && x - begun > widest {
                narrow.push((start + next, (x - begun - widest) / em));
            }
            (begun, widest) = (x, 0.0);
        }
    }
    Some(Shaped { width_ems: x / em, font: outlines, glyphs, narrow })
}

impl Shaped<'_> {
    fn draw(&self, pen: &mut Pen, x: f32, size: f32) {
        pen.scale = size / f32::from(self.font.units_per_em());
        let baseline = pen.origin[1];
        for glyph in &self.glyphs {
            pen.origin = [x + glyph.x * pen.scale, baseline - glyph.y * pen.scale];
            // What has no outline, such as a blank, draws nothing.
            self.font.outline_glyph(glyph.id, pen);
        }
        pen.origin[1] = baseline;
    }
}

/// Writes outlines as the data of a path.
struct Pen {
    data: String,
    origin: [f32; 2],
    /// Points for each unit of the font.
    scale: f32,
}

impl Pen {
    fn add(&mut self, command: char, points: &[[f32; 2]]) {
        self.data.push(command);
        for (place, [x, y]) in points.iter().enumerate() {
            let (x, y) = (self.origin[0] + x * self.scale, self.origin[1] - y * self.scale);
            let gap = if place == 0 { "" } else { " " };
            // Letters are small, so that hundredths would show.
            write!(self.data, "{gap}{} {}", rounded(x), rounded(y)).expect("a string can grow");
        }
    }
}

fn rounded(length: f32) -> f32 {
    (length * 1000.0).round() / 1000.0
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[[x, y]]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[[x, y]]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[[x1, y1], [x, y]]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[[x1, y1], [x2, y2], [x, y]]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Color, Face, TextStyle};

    fn pieces(words: &str) -> Vec<(String, usize)> {
        let chain = Font::chain(Face::Regular);
        let pieces = pieces_of(words, 0..words.len(), &chain);
        pieces.into_iter().map(|piece| (words[piece.range].to_owned(), piece.font)).collect()
    }

    #[test]
    fn a_letter_without_a_font_takes_no_other_with_it() {
        let expected = [("काबुल ", 3), ("😀", 0), (" काबुल", 3)].map(|(words, font)| (words.to_owned(), font));
        let found = pieces("काबुल 😀 काबुल");
        assert_eq!(found[0], expected[0]);
        assert_eq!(found.iter().map(|(words, _)| words.as_str()).collect::<String>(), "काबुल 😀 काबुल");
        assert_eq!(found.last().map(|(words, font)| (words.trim(), *font)), Some(("काबुल", 3)));
    }

    #[test]
    fn words_of_one_script_are_one_piece_with_their_blanks() {
        assert_eq!(pieces("काबुल में हमला"), [("काबुल में हमला".to_owned(), 3)]);
        assert_eq!(pieces("Kabul ירושלים"), [("Kabul ".to_owned(), 0), ("ירושלים".to_owned(), 2)]);
    }

    #[test]
    fn only_what_painters_of_svg_set_wrongly_is_set_here() {
        let chain = Font::chain(Face::Regular);
        for words in ["Kabul, 9 October", "Ünal Çeviköz", "کابل", "", "“Kabul”"] {
            assert!(!needs_setting(words, &chain), "{words}");
        }
        for words in ["काबुल", "Kabul کابل", "ירושלים", "Kabul 😀", "กรุงเทพ"] {
            assert!(needs_setting(words, &chain), "{words}");
        }
    }

    #[test]
    fn a_vowel_sign_that_stands_before_its_letter_takes_room() {
        // In कि the sign stands left of its letter; as wide as both must the syllable be.
        let font = &Font::chain(Face::Regular)[3];
        let width = |words: &str| shaped(words, font, (0, false)).unwrap().width_ems;
        assert!(width("कि") > width("क") + 0.2, "{} {}", width("कि"), width("क"));
        assert!((width("किकि") - 2.0 * width("कि")).abs() < 0.02);
    }

    #[test]
    fn lines_end_where_their_alignment_says() {
        let style = TextStyle { face: Face::Regular, size: 20.0, color: Color::hex(0), halo: None, spacing: 0.0 };
        let reach = |align| {
            let text = Text { words: String::new(), position: [100.0, 50.0], align, style, turn: 0.0 };
            let data = set_words("हिन्दी Kabul עברית", &text, &Font::chain(Face::Regular)).data;
            let numbers = data.split(|c: char| c.is_ascii_alphabetic() || c == ' ').filter(|part| !part.is_empty());
            let all: Vec<f32> = numbers.map(|number| number.parse().unwrap()).collect();
            let xs = all.iter().step_by(2).copied();
            (xs.clone().fold(f32::MAX, f32::min), xs.fold(f32::MIN, f32::max))
        };
        assert!(reach(Align::Start).0 > 98.0 && reach(Align::End).1 < 102.0);
        let (left, right) = reach(Align::Middle);
        assert!((f32::midpoint(left, right) - 100.0).abs() < 2.0);
    }
}
