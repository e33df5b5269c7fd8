//! Words over several lines, right-to-left ones among them.
//!
//! egui lays out a line from left to right, run by run. Where words hold right-to-left letters,
//! lines are broken here and each is put into visual order by the Unicode Bidirectional Algorithm
//! (UAX 9), with the base direction of the whole text.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Align, Label, Layout, Response, Role, TextFormat, Ui, WidgetInfo};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::style::{arabic_family, color32, font, words};
use crate::scene::{Color, Face, Type};

/// The height of a line as a share of the size of its letters.
const LINE_HEIGHT: f32 = 1.36;

/// Words that are wrapped to the width at hand.
pub(super) fn prose(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    if !has_rtl(text) {
        let rich = words(text, face, size, color).line_height(Some(size * LINE_HEIGHT));
        return ui.add(Label::new(rich).wrap());
    }
    let base = base_level(text);
    let align = if base.is_rtl() { Align::RIGHT } else { Align::LEFT };
    let job = job_in_width(text, base, ui.available_width(), Type::new(face, size), color);
    let label = Label::new(job).extend().halign(align);
    let response = ui.with_layout(Layout::top_down(align), |ui| ui.add(label)).inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// True when a letter of it is read from right to left. The first such letter is Hebrew alef.
fn has_rtl(text: &str) -> bool {
    text.chars().any(|letter| letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL))
}

/// The direction of a text: that of its first strong letter.
fn base_level(text: &str) -> Level {
    BidiInfo::new(text, None).paragraphs.first().map_or_else(Level::ltr, |paragraph| paragraph.level)
}

fn job_in_width(text: &str, base: Level, width: f32, letters: Type, color: Color) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut format = TextFormat::simple(font(letters.face, letters.size), color32(color));
    // Letters of Arabic script reach further up and down than Latin ones.
    format.line_height = Some(letters.size * (LINE_HEIGHT + 0.3));
    for (number, line) in letters.wrapped(text, width, usize::MAX).iter().enumerate() {
        if number > 0 {
            job.append("\n", 0.0, format.clone());
        }
        for (run, is_rtl) in visual_runs(line, base) {
            let mut format = format.clone();
            if is_rtl {
                format.font_id.family = arabic_family();
            }
            job.append(run, 0.0, format);
        }
    }
    job
}

/// The runs of one line from left to right, each with whether it is read from right to left.
fn visual_runs(line: &str, base: Level) -> Vec<(&str, bool)> {
    let bidi = BidiInfo::new(line, Some(base));
    let runs = bidi.paragraphs.iter().flat_map(|paragraph| {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        runs.into_iter().map(move |run| (&line[run.clone()], levels[run.start].is_rtl()))
    });
    runs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_word_in_an_arabic_line_stands_between_its_neighbours() {
        let line = "کابل ISPR میں";
        let base = base_level(line);
        assert!(base.is_rtl());
        let runs: Vec<(&str, bool)> = visual_runs(line, base);
        assert_eq!(runs, [(" میں", true), ("ISPR", false), ("کابل ", true)]);
    }

    #[test]
    fn an_arabic_word_does_not_turn_a_latin_text_round() {
        assert!(base_level("In Kabul (کابل)").is_ltr());
        let job = job_in_width("In Kabul کابل", Level::ltr(), 400.0, Type::new(Face::Regular, 12.0), Color::hex(0));
        assert_eq!(job.text, "In Kabul کابل");
        assert_eq!(job.sections.last().map(|section| section.format.font_id.family.clone()), Some(arabic_family()));
    }
}
