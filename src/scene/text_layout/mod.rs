//! Lines of text in a given width: broken at blanks, and shortened where it is said so.
//!
//! This module answers what fits. It does not know where a line stands, and shapes no words: widths
//! are those of [`text_width`], with a little room for kerning.

use super::fonts::advance_ems;
use super::{Color, Face, TextStyle, text_width};

/// Room for kerning and letters that reach beyond their advance, as a share of the width.
const SLACK: f32 = 1.01;
const ELLIPSIS: char = '…';

/// A face at a size, which is all that widths depend on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// The face.
    pub face: Face,
    /// Size in points.
    pub size: f32,
}

impl Type {
    /// A face at a size in points.
    pub const fn new(face: Face, size: f32) -> Self {
        Self { face, size }
    }

    /// How words in this type and colour are set, without a halo and unspaced.
    pub const fn style(self, color: Color) -> TextStyle {
        TextStyle { face: self.face, size: self.size, color, halo: None, spacing: 0.0 }
    }

    /// How wide a line runs at most, in points.
    pub fn width(self, words: &str) -> f32 {
        text_width(words, self.face, self.size) * SLACK
    }

    /// The line with as many of its letters as fit, and an ellipsis where some do not. Empty where
    /// not even the ellipsis fits.
    pub fn elided(self, words: &str, width: f32) -> String {
        const LOOSE: [char; 5] = [' ', ',', '.', ';', ':'];
        let fits = |run: Run| self.run_width(run) <= width;
        if self.run_of(words, width).is_some() {
            return words.to_owned();
        }
        // From the first letter on, as long as there is room for the ellipsis too; after a blank or a stop none is
        // set. The last letter is not tried: without it nothing would be left out.
        let mut run = Run::default();
        let mut fitting = fits(run.with(self, ELLIPSIS)).then_some(0);
        let last = words.char_indices().next_back().map_or(0, |(start, _)| start);
        for (start, letter) in words[..last].char_indices() {
            run = run.with(self, letter);
            if LOOSE.contains(&letter) {
                continue;
            }
            if !fits(run.with(self, ELLIPSIS)) {
                break;
            }
            fitting = Some(start + letter.len_utf8());
        }
        fitting.map(|end| format!("{}{ELLIPSIS}", &words[..end])).unwrap_or_default()
    }

    /// The text in lines no wider than `width`, broken at blanks, and within a word only where it
    /// is wider by itself. Of more than `most` lines the last is elided.
    pub fn wrapped(self, text: &str, width: f32, most: usize) -> Vec<String> {
        self.wrapped_after(text, (width, 0.0), most)
    }

    /// The same where the first line has `indent` points less.
    pub fn wrapped_after(self, text: &str, (width, indent): (f32, f32), most: usize) -> Vec<String> {
        let mut lines = self.first_lines(text, (width, indent), most);
        if lines.len() > most {
            // What is elided ends before the first word of the line after it.
            let rest = lines.split_off(most.max(1) - 1).join(" ");
            let room = if lines.is_empty() { width - indent } else { width };
            lines.push(self.elided(&rest, room));
        }
        lines.truncate(most);
        lines
    }

    /// True when the text needs no more than `most` lines.
    pub fn fits(self, text: &str, width: f32, most: usize) -> bool {
        self.first_lines(text, (width, 0.0), most).len() <= most
    }

    /// The lines of a text; where there are more than `most`, those and the beginnings of two more. Each letter is
    /// measured twice at most, and what stands after those lines is not.
    fn first_lines(self, text: &str, (width, indent): (f32, f32), most: usize) -> Vec<String> {
        // Two more: after an empty first line, a word that is broken is longer than its first part.
        let enough = most.saturating_add(2);
        let mut lines: Vec<String> = Vec::new();
        let mut run = Run::default();
        for word in text.split_whitespace() {
            let room = if lines.len() < 2 { width - indent } else { width };
            if let Some(last) = lines.last_mut() {
                if let Some(longer) = self.run_after(run.with(self, ' '), word, room) {
                    last.push(' ');
                    last.push_str(word);
                    run = longer;
                    continue;
                }
            } else if indent > 0.0 && self.run_of(word, width - indent).is_none() {
                // The first line stays empty rather than break the word.
                lines.push(String::new());
            }
            let mut rest = word;
            while !rest.is_empty() && lines.len() < enough {
                let (cut, letters) = self.letters_that_fit(rest, width);
                lines.push(rest[..cut].to_owned());
                run = letters;
                rest = &rest[cut..];
            }
            if lines.len() >= enough {
                break;
            }
        }
        lines
    }

    /// The end, in bytes, of the letters of a word that fit, one at least, and how far they run.
    fn letters_that_fit(self, word: &str, width: f32) -> (usize, Run) {
        let (mut end, mut run) = (0, Run::default());
        for letter in word.chars() {
            let longer = run.with(self, letter);
            if end > 0 && self.run_width(longer) > width {
                break;
            }
            (end, run) = (end + letter.len_utf8(), longer);
        }
        (end, run)
    }

    /// How far words run. None where that is farther than `room`, which is found at the first letter that does not fit.
    fn run_of(self, words: &str, room: f32) -> Option<Run> {
        self.run_after(Run::default(), words, room)
    }

    /// The same for words that go on from others.
    fn run_after(self, before: Run, words: &str, room: f32) -> Option<Run> {
        let mut run = before;
        for letter in words.chars() {
            run = run.with(self, letter);
            if self.run_width(run) > room {
                return None;
            }
        }
        (self.run_width(run) <= room).then_some(run)
    }

    /// How wide a line runs at most, in points, by how far its letters do.
    fn run_width(self, run: Run) -> f32 {
        run.ems * self.size * SLACK
    }
}

/// How far the letters of a line run, in ems: the sum that [`text_width`] makes, letter by letter.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    ems: f32,
}

impl Run {
    fn with(self, font: Type, letter: char) -> Self {
        Self { ems: self.ems + advance_ems(letter, font.face) }
    }
}

/// Parts in lines no wider than `width`, each parted from the one before by `joint`, and none broken
/// that is not wider than a line.
///
/// The first line has `indent` points less. Of what needs more than `most` lines the last parts are
/// left out, and `more` says how many. Returns the lines and how many parts are in them. There are `count`
/// parts; those that have no room are not asked for.
pub(super) fn flowed(
    (parts, count): (impl Iterator<Item = String>, usize),
    joint: &str,
    font: Type,
    (width, indent): (f32, f32),
    most: usize,
    more: impl Fn(usize) -> String,
) -> (Vec<String>, usize) {
    let mut flow = Flow { font, joint, width, room: width - indent, lines: Vec::new(), run: Run::default() };
    // What the flow was before each part, as far as the parts have room.
    let mut before = Vec::new();
    for part in parts {
        before.push(flow.mark());
        flow.add(&part);
        if flow.lines.len() > most {
            break;
        }
    }
    if before.len() == count && flow.lines.len() <= most {
        return (flow.lines, count);
    }
    // One part less at a time, until there is room to say how many are left out.
    for told in (0..before.len()).rev() {
        flow.go_back(&before[told]);
        flow.add(&more(count - told));
        if flow.lines.len() <= most {
            return (flow.lines, told);
        }
    }
    (Vec::new(), 0)
}

/// Lines while parts are put after each other.
struct Flow<'a> {
    font: Type,
    joint: &'a str,
    width: f32,
    /// The room that the last line has.
    room: f32,
    lines: Vec<String>,
    /// How far the last line runs.
    run: Run,
}

/// How far a [`Flow`] had come.
struct Mark {
    lines: usize,
    last_end: usize,
    room: f32,
    run: Run,
}

impl Flow<'_> {
    fn mark(&self) -> Mark {
        let last_end = self.lines.last().map_or(0, String::len);
        Mark { lines: self.lines.len(), last_end, room: self.room, run: self.run }
    }

    /// Takes off what was added after a mark.
    fn go_back(&mut self, mark: &Mark) {
        self.lines.truncate(mark.lines);
        if let Some(last) = self.lines.last_mut() {
            last.truncate(mark.last_end);
        }
        (self.room, self.run) = (mark.room, mark.run);
    }

    fn add(&mut self, part: &str) {
        if let Some(last) = self.lines.last_mut() {
            let jointed = self.font.run_after(self.run, self.joint, self.room);
            if let Some(run) = jointed.and_then(|run| self.font.run_after(run, part, self.room)) {
                last.push_str(self.joint);
                last.push_str(part);
                self.run = run;
                return;
            }
            self.room = self.width;
        }
        self.lines.extend(self.font.wrapped(part, self.room, usize::MAX));
        let last = self.lines.last().map_or("", String::as_str);
        self.run = Run { ems: last.chars().fold(0.0, |ems, letter| ems + advance_ems(letter, self.font.face)) };
    }
}

/// The first sentence of a text, with its full stop taken off where it is the whole of it.
///
/// A sentence ends with `.`, `!` or `?` before a blank and an upper-case letter, unless what stands
/// before the stop is a single letter or one of a few titles.
pub(super) fn first_sentence(text: &str) -> &str {
    const SHORT: [&str; 9] = ["Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Maj", "St"];
    let text = text.trim();
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?'));
    for (at, mark) in ends {
        let end = at + mark.len_utf8();
        let mut after = text[end..].chars();
        let before = text[..at].rsplit([' ', '.']).next().unwrap_or_default();
        let is_short = mark == '.' && (before.chars().count() == 1 || SHORT.contains(&before));
        if after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase) && !is_short {
            return &text[..end];
        }
    }
    text
}

#[cfg(test)]
mod tests;
