//! Words that are read from right to left, in one line or several.
//!
//! egui lays out a line from left to right, run by run, and a run in a font that has no letters for
//! it apart. So lines with right-to-left letters are broken here, put into visual order by the
//! Unicode Bidirectional Algorithm (UAX 9), and cut where the font changes.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Align, Label, Layout, Response, Role, TextFormat, Ui, WidgetInfo, WidgetText};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::style::{arabic_family, color32, font, words};
use crate::scene::{Color, Face, Type};

/// The height of a line as a share of the size of its letters, and what Arabic script needs more:
/// its letters reach further up and down.
const LINE_HEIGHT: f32 = 1.36;
const MORE_HEIGHT: f32 = 0.3;

/// The mark that is read from left to right and has no shape.
const LEFT_TO_RIGHT: char = '\u{200e}';

/// Words of a story, wrapped to the width at hand. They stand at the side at which they begin.
pub(super) fn prose(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    let base = if has_rtl(text) { base_level(text) } else { Level::ltr() };
    wrapped(ui, text, base, Type::new(face, size), color)
}

/// Words that the program puts together, such as a name with its date; they begin at the left.
pub(super) fn phrase(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    wrapped(ui, text, Level::ltr(), Type::new(face, size), color)
}

/// A line of words for a button or link.
pub(super) fn line_of(text: &str, face: Face, size: f32, color: Color) -> WidgetText {
    if has_rtl(text) {
        job_of_lines(&[text], Level::ltr(), Type::new(face, size), color).into()
    } else {
        words(text, face, size, color).into()
    }
}

fn wrapped(ui: &mut Ui, text: &str, base: Level, letters: Type, color: Color) -> Response {
    if !has_rtl(text) {
        let rich = words(text, letters.face, letters.size, color).line_height(Some(letters.size * LINE_HEIGHT));
        return ui.add(Label::new(rich).wrap());
    }
    let align = if base.is_rtl() { Align::RIGHT } else { Align::LEFT };
    let lines = letters.wrapped(text, ui.available_width(), usize::MAX);
    let label = Label::new(job_of_lines(&lines, base, letters, color)).extend().halign(align);
    let response =
        if base.is_rtl() { ui.with_layout(Layout::top_down(align), |ui| ui.add(label)).inner } else { ui.add(label) };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A name after which words go on from left to right: a number would else be drawn to its left.
pub(super) fn closed(name: &str) -> String {
    if has_rtl(name) { format!("{name}{LEFT_TO_RIGHT}") } else { name.to_owned() }
}

/// True when a letter of it is read from right to left. The first such letter is Hebrew alef.
pub(super) fn has_rtl(text: &str) -> bool {
    text.chars().any(|letter| letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL))
}

/// The direction of a text: that of its first strong letter.
pub(super) fn base_level(text: &str) -> Level {
    BidiInfo::new(text, None).paragraphs.first().map_or_else(Level::ltr, |paragraph| paragraph.level)
}

fn job_of_lines(lines: &[impl AsRef<str>], base: Level, letters: Type, color: Color) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut format = TextFormat::simple(font(letters.face, letters.size), color32(color));
    format.line_height = Some(letters.size * (LINE_HEIGHT + MORE_HEIGHT));
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            job.append("\n", 0.0, format.clone());
        }
        for (piece, script) in visual_pieces(line.as_ref(), base) {
            let mut format = format.clone();
            if script == Script::Arabic {
                format.font_id.family = arabic_family();
            }
            job.append(&piece, 0.0, format);
        }
    }
    job
}

/// Which font a piece of a line is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Arabic,
    Other,
}

impl Script {
    /// The script that a letter of a right-to-left run is set in, by what the carried font has.
    fn of(letter: char) -> Self {
        let is_carried = matches!(letter,
            ' ' | '!' | ',' | '.' | ':' | '\u{a0}' | '«' | '»' | '\u{200b}'..='\u{200f}'
            | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
        if is_carried { Self::Arabic } else { Self::Other }
    }
}

/// The pieces of one line from left to right, each in the order in which egui shapes it: from right
/// to left where it has Arabic letters, else from left to right.
pub(super) fn visual_pieces(line: &str, base: Level) -> Vec<(String, Script)> {
    let bidi = BidiInfo::new(line, Some(base));
    let mut pieces = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            if levels[run.start].is_rtl() {
                pieces.extend(pieces_of_rtl(&line[run]));
            } else {
                pieces.push((with_digits_turned(&line[run].replace(LEFT_TO_RIGHT, "")), Script::Other));
            }
        }
    }
    pieces
}

fn pieces_of_rtl(run: &str) -> Vec<(String, Script)> {
    let mut pieces: Vec<(String, Script)> = Vec::new();
    for letter in run.chars() {
        let script = Script::of(letter);
        match pieces.last_mut() {
            Some((piece, last)) if *last == script => piece.push(letter),
            _ => pieces.push((letter.to_string(), script)),
        }
    }
    for (piece, _) in &mut pieces {
        // What has no Arabic letter is shaped from left to right.
        if !has_rtl(piece) {
            *piece = piece.chars().rev().map(mirrored).collect();
        }
    }
    pieces.reverse();
    pieces
}

fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// Numbers in the digits of Persian, Urdu and Pashto turned round: they are read from left to right,
/// but shaped from right to left, being of Arabic script.
fn with_digits_turned(run: &str) -> String {
    let is_digit = |letter: char| ('\u{6f0}'..='\u{6f9}').contains(&letter);
    let mut turned = String::with_capacity(run.len());
    let mut rest = run;
    while let Some(start) = rest.find(is_digit) {
        let (before, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|letter| !is_digit(letter)).unwrap_or(from.len()));
        turned.push_str(before);
        turned.extend(number.chars().rev());
        rest = after;
    }
    turned.push_str(rest);
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(line: &str) -> Vec<(String, Script)> {
        visual_pieces(line, base_level(line))
    }

    #[test]
    fn a_latin_word_in_an_arabic_line_stands_between_its_neighbours() {
        let expected = [(" میں", Script::Arabic), ("ISPR", Script::Other), ("کابل ", Script::Arabic)];
        assert_eq!(pieces("کابل ISPR میں"), expected.map(|(piece, script)| (piece.to_owned(), script)));
    }

    #[test]
    fn brackets_and_quotes_open_at_the_right() {
        let expected = [("(", Script::Other), ("کابل", Script::Arabic), (")", Script::Other)];
        assert_eq!(pieces("(کابل)"), expected.map(|(piece, script)| (piece.to_owned(), script)));
    }

    #[test]
    fn a_date_follows_a_closed_name() {
        let line = format!("{}, 12 Oct", closed("کابل"));
        let expected = [("کابل", Script::Arabic), (", 12 Oct", Script::Other)];
        assert_eq!(visual_pieces(&line, Level::ltr()), expected.map(|(piece, script)| (piece.to_owned(), script)));
    }

    #[test]
    fn persian_numbers_are_turned_for_a_shaper_that_turns_them_back() {
        assert_eq!(with_digits_turned("۲۰۲۵/۱۰"), "۵۲۰۲/۰۱");
        assert_eq!(with_digits_turned("2025"), "2025");
    }

    #[test]
    fn an_arabic_word_does_not_turn_a_latin_text_round() {
        assert!(base_level("In Kabul (کابل)").is_ltr());
        let job = job_of_lines(&["In Kabul کابل"], Level::ltr(), Type::new(Face::Regular, 12.0), Color::hex(0));
        assert_eq!(job.text, "In Kabul کابل");
        assert_eq!(job.sections.last().map(|section| section.format.font_id.family.clone()), Some(arabic_family()));
    }
}
