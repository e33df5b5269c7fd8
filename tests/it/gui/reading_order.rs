//! Words that are read from right to left, in every part of the window.

use std::path::Path;

use egui::epaint::text::Row;
use egui::{Galley, Key, Modifiers, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::{App, Settings};

use super::{press, press_ctrl, type_text, until, window_of};

/// The letters of a row as they stand from left to right.
fn seen(row: &Row) -> String {
    let is_drawn = |glyph: &&egui::epaint::text::Glyph| glyph.advance_width != 0.0;
    let mut glyphs: Vec<_> = row.glyphs.iter().filter(is_drawn).collect();
    glyphs.sort_by(|one, other| one.pos.x.total_cmp(&other.pos.x));
    glyphs.iter().map(|glyph| glyph.chr).collect()
}

/// The letters of rows as they should stand, by the Unicode Bidirectional Algorithm, for rows of so many
/// letters each.
fn expected(text: &str, lengths: &[usize]) -> Vec<String> {
    let has_no_width = |letter: char| matches!(letter, '\u{200b}'..='\u{200d}' | '\u{64b}'..='\u{655}' | '\u{670}');
    // Lam and alef are drawn as one, and so is most of the word Allah.
    let text: String = text.replace("لله", "ل").replace("لا", "ل").chars().filter(|c| !has_no_width(*c)).collect();
    let bidi = unicode_bidi::BidiInfo::new(&text, None);
    let mut rest = text.char_indices().map(|(start, letter)| (start..start + letter.len_utf8(), letter));
    let is_mark = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    let mut row = |length: &usize| {
        let letters = rest.by_ref().filter(|(_, letter)| !is_mark(*letter)).take(*length);
        let range = letters.map(|(range, _)| range).reduce(|first, last| first.start..last.end).unwrap_or_default();
        let ordered = bidi.reorder_line(&bidi.paragraphs[0], range);
        ordered.chars().filter(|letter| !is_mark(*letter)).collect()
    };
    lengths.iter().map(&mut row).collect()
}

fn is_eastern(letter: char) -> bool {
    ('\u{590}'..='\u{8ff}').contains(&letter)
}

fn texts<'a>(shape: &'a Shape, found: &mut Vec<&'a Galley>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        Shape::Text(text) => found.push(&text.galley),
        _ => {}
    }
}

/// Finds the texts of the window whose letters stand in another order than they should. Returns how many
/// of those it looked at have letters of Arabic script.
fn check(harness: &Harness<'_, App>, place: &str) -> usize {
    let mut found = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    let whole = |galley: &&Galley| !galley.elided && galley.job.text.contains(is_eastern);
    let mut count = 0;
    for galley in found.into_iter().filter(whole) {
        let text = &galley.job.text;
        let rows: Vec<String> = galley.rows.iter().map(|row| seen(row)).collect();
        let lengths: Vec<usize> = rows.iter().map(|row| row.chars().count()).collect();
        assert_eq!(rows, expected(text, &lengths), "{place}: {text}");
        let rights: Vec<f32> = galley.rows.iter().map(|row| row.pos.x + row.size.x).collect();
        let begins_right =
            text.chars().find(|letter| letter.is_alphabetic() || *letter == '\u{200e}').is_some_and(is_eastern);
        let is_even = rights.iter().all(|right| (right - rights[0]).abs() < 2.0);
        assert!(!begins_right || is_even, "{place}: rows end at {rights:?}: {text}");
        count += 1;
    }
    count
}

fn dari() -> Harness<'static, App> {
    let mut harness = window_of(Settings::default());
    harness.state_mut().open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid/dari.geojson"));
    until(&mut harness, |app| !app.is_reading() && app.session().store().len() == 4);
    harness
}

#[test]
fn words_and_digits_of_dari_stand_in_their_order_in_every_panel() {
    let mut harness = dari();
    let mut counts = vec![("start", check(&harness, "start"))];
    press(&mut harness, Key::Home);
    counts.push(("detail", check(&harness, "detail")));
    for (key, panel) in [(Key::Num2, "chapters"), (Key::Num3, "charts"), (Key::Num1, "events")] {
        press_ctrl(&mut harness, key);
        counts.push((panel, check(&harness, panel)));
    }
    press(&mut harness, Key::PageDown);
    press_ctrl(&mut harness, Key::Num6);
    counts.push(("claims table", check(&harness, "claims table")));
    press_ctrl(&mut harness, Key::Num6);
    press_ctrl(&mut harness, Key::K);
    counts.push(("palette", check(&harness, "palette")));
    press(&mut harness, Key::Escape);
    for (panel, count) in counts {
        assert!(count >= 3, "{panel} shows {count} texts in Dari");
    }
}

#[test]
fn words_of_dari_stand_in_their_order_in_every_dialog() {
    for (key, modifiers) in [
        (Key::D, Modifiers::NONE),
        (Key::J, Modifiers::NONE),
        (Key::A, Modifiers::NONE),
        (Key::E, Modifiers::NONE),
        (Key::E, Modifiers::COMMAND),
        (Key::E, Modifiers::COMMAND | Modifiers::SHIFT),
    ] {
        let mut harness = dari();
        press(&mut harness, Key::PageDown);
        let before = check(&harness, "first chapter");
        harness.key_press_modifiers(modifiers, key);
        harness.run_steps(3);
        assert!(check(&harness, &format!("{modifiers:?} {key:?}")) >= before);
    }
}

#[test]
fn words_of_dari_are_deleted_and_passed_one_by_one_in_a_text_field() {
    let field = |harness: &Harness<'_, App>| {
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Search or filter").value().unwrap_or_default()
    };
    for (typed, left) in [
        ("حمله در کابل", "حمله در "),
        ("حمله ۱۲ اکتبر", "حمله ۱۲ "),
        ("Kabul کابل ۱۲", "Kabul کابل "),
        ("بی‌تاریخ لا الله", "بی‌تاریخ لا "),
    ] {
        let mut harness = window_of(Settings::default());
        press_ctrl(&mut harness, Key::F);
        type_text(&mut harness, typed);
        for key in [Key::ArrowLeft, Key::ArrowLeft, Key::ArrowRight, Key::End, Key::Backspace] {
            harness.key_press_modifiers(Modifiers::CTRL | Modifiers::COMMAND, key);
            harness.run();
        }
        assert_eq!(field(&harness), left, "{typed}");
    }
}

#[test]
fn a_chapter_is_written_in_dari_in_fields_of_one_line_and_of_several() {
    let (title, text) = ("حمله در Kabul، ۱۲ اکتبر", "بی‌تاریخ: الله (۳ بار)\nKabul Press گفت");
    let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
    let mut harness = dari();
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::E);
    for (written, end) in [(title, Key::Tab), (text, Key::Home)] {
        press_ctrl(&mut harness, Key::A);
        for (nth, line) in written.split('\n').enumerate() {
            if nth > 0 {
                press(&mut harness, Key::Enter);
            }
            line.chars().for_each(|letter| type_text(&mut harness, &letter.to_string()));
        }
        // A word goes and comes back.
        harness.key_press_modifiers(ctrl, Key::Backspace);
        harness.run();
        press_ctrl(&mut harness, Key::Z);
        if !written.contains('\n') {
            check(&harness, written);
        }
        press(&mut harness, end);
    }
    press_ctrl(&mut harness, Key::Enter);
    let chapter = &harness.state().session().store().story().chapters[0];
    assert_eq!((chapter.title.as_str(), chapter.text.as_str()), (title, text));
}
