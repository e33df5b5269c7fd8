//! The field, driven by keys and pointer in a window of its own.

mod properties;

use egui::accesskit::Role as Said;
use egui::{Event, Id, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use unicode_bidi::BidiInfo;
use unicode_segmentation::UnicodeSegmentation as _;

use super::caret::Caret;
use super::laid::Laid;
use super::state::State;
use super::steps::word_at;
use super::writing::Lines;
use super::{TextField, lay, origin};
use crate::gui::style::install_fonts;

/// Texts of six languages, each alone and with Latin words and digits.
const TEXTS: [&str; 12] = [
    "حمله در کابل، الله اکبر لا بی\u{200c}تاریخ",
    "حمله ۱۲ اکتبر (Kabul) ساعت 18:30 لا",
    "د کابل پېښې ژوبل شول، افغانستان کې",
    "۳ کسان Khost ته 25 کیلومتره نږدې",
    "کابل میں دھماکے ہوئے، کس نے کہا؟",
    "Dawn کے مطابق 9 اکتوبر کو ۳ ڈرون",
    "قُتِلَ ثَلاثَةٌ فِي كابُلَ، اللّٰه أعلم",
    "وكالة AFP: ١٤ قتيلاً (9/10) الآن",
    "הַתְקָפָה בְּקָאבּוּל, מי אמר?",
    "לפי Reuters ב-12 באוקטובר (3)",
    "काबुल में हमला, किसने कहा? क्षत्रिय",
    "Kabul पर 12 अक्टूबर को १४ ड्रोन",
];

/// A window with one field.
struct Window {
    text: String,
    laid: Option<(Laid, Pos2)>,
}

const ID: &str = "field";

fn window(lines: Lines, text: &str) -> Harness<'static, Window> {
    let mut has_fonts = false;
    let show = move |ui: &mut egui::Ui, window: &mut Window| {
        if !std::mem::replace(&mut has_fonts, true) {
            install_fonts(ui.ctx());
            return;
        }
        let field = match lines {
            Lines::One => TextField::single(&mut window.text),
            Lines::Several => TextField::several(&mut window.text),
        };
        let rect = field.label("Text").id(Id::unique(ID)).show(ui).rect;
        let inside = rect - egui::Margin::symmetric(10, 4);
        let laid = lay(ui, &window.text, lines, inside.width());
        let state = State::of(ui.ctx(), Id::unique(ID), &window.text);
        let at = origin(&laid, lines, inside, &mut state.scrolled.clone(), Some(state.caret));
        window.laid = Some((laid, at));
    };
    let builder = Harness::builder().with_size([420.0, 300.0]).with_step_dt(0.05).allow_missing_glyphs();
    let mut harness = builder.build_ui_state(show, Window { text: text.to_owned(), laid: None });
    harness.run_steps(2);
    harness.ctx.memory_mut(|memory| memory.request_focus(Id::unique(ID)));
    harness.run_steps(2);
    harness
}

fn caret(harness: &Harness<'_, Window>) -> Caret {
    harness.ctx.data(|data| data.get_temp::<State>(Id::unique(ID))).unwrap().caret
}

fn press(harness: &mut Harness<'_, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.step();
}

/// The pointer goes down or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    Down,
    Up,
}

fn pointer(pos: Pos2, goes: Goes) -> Event {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    Event::PointerButton { pos, button, pressed: goes == Goes::Down, modifiers }
}

fn click(harness: &mut Harness<'_, Window>, at: Pos2) {
    for event in [Event::PointerMoved(at), pointer(at, Goes::Down), pointer(at, Goes::Up)] {
        harness.event(event);
    }
    harness.step();
}

/// The letters of a text that are drawn, where each begins and ends on the screen.
fn letters(harness: &Harness<'_, Window>) -> Vec<(std::ops::Range<usize>, Pos2, Pos2)> {
    let (laid, at) = harness.state().laid.as_ref().unwrap();
    let row = |row: &super::laid::Row| {
        let y = at.y + row.rect().center().y;
        let letter = |letter: &super::laid::Letter| {
            (letter.bytes.clone(), pos2(at.x + letter.from, y), pos2(at.x + letter.to, y))
        };
        row.letters.iter().map(letter).collect::<Vec<_>>()
    };
    laid.rows.iter().flat_map(row).filter(|(_, from, to)| (from.x - to.x).abs() > 0.5).collect()
}

#[test]
fn letters_of_six_languages_stand_in_the_order_in_which_they_are_read() {
    for text in TEXTS {
        let harness = window(Lines::One, text);
        let bidi = BidiInfo::new(text, None);
        let (levels, runs) = bidi.visual_runs(&bidi.paragraphs[0], 0..text.len());
        let mut expected = Vec::new();
        for run in runs {
            let mut starts: Vec<usize> = text.grapheme_indices(true).map(|(start, _)| start).collect();
            starts.retain(|start| run.contains(start));
            if levels[run.start].is_rtl() {
                starts.reverse();
            }
            expected.extend(starts);
        }
        let mut found = letters(&harness);
        assert_eq!(found.len(), text.graphemes(true).count(), "{text}");
        found.sort_by(|one, other| one.1.x.min(one.2.x).total_cmp(&other.1.x.min(other.2.x)));
        let found: Vec<usize> = found.iter().map(|(bytes, ..)| bytes.start).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn texts_of_six_languages_are_typed_passed_deleted_and_brought_back() {
    for (text, lines) in TEXTS.iter().flat_map(|text| [(*text, Lines::One), (*text, Lines::Several)]) {
        let mut harness = window(lines, "");
        for letter in text.chars() {
            harness.event(Event::Text(letter.to_string()));
        }
        harness.step();
        assert_eq!(harness.state().text, text);
        assert_eq!(caret(&harness), Caret::new(text.len()));
        let is_rtl = BidiInfo::new(text, None).paragraphs[0].level.is_rtl();
        let (back, on) = if is_rtl { (Key::ArrowRight, Key::ArrowLeft) } else { (Key::ArrowLeft, Key::ArrowRight) };
        for (start, letter) in text.grapheme_indices(true).rev() {
            press(&mut harness, Modifiers::NONE, back);
            assert_eq!(caret(&harness).at, start, "{text}, before {letter}");
        }
        press(&mut harness, Modifiers::SHIFT, on);
        let first = text.graphemes(true).next().unwrap();
        assert_eq!(caret(&harness).range(), 0..first.len(), "{text}");
        press(&mut harness, Modifiers::SHIFT, Key::End);
        assert_eq!(caret(&harness).range(), 0..text.len(), "{text}");
        harness.event(Event::Copy);
        harness.event(Event::Cut);
        harness.step();
        let copied = harness
            .output()
            .platform_output
            .commands
            .iter()
            .any(|command| matches!(command, egui::OutputCommand::CopyText(copied) if copied == text));
        assert!(copied && harness.state().text.is_empty(), "{text}");
        press(&mut harness, Modifiers::COMMAND | Modifiers::CTRL, Key::Z);
        assert_eq!(harness.state().text, text);
        let mut left = text.to_owned();
        press(&mut harness, Modifiers::NONE, Key::End);
        while left.pop().is_some() {
            press(&mut harness, Modifiers::NONE, Key::Backspace);
            assert_eq!(harness.state().text, left, "{text}");
        }
    }
}

#[test]
fn a_click_puts_the_caret_beside_the_letter_under_it() {
    for (text, lines) in TEXTS.iter().flat_map(|text| [(*text, Lines::One), (*text, Lines::Several)]) {
        let mut harness = window(lines, text);
        for (bytes, from, to) in letters(&harness) {
            click(&mut harness, from.lerp(to, 0.3));
            assert_eq!(
                caret(&harness),
                Caret { at: bytes.start, from: bytes.start, lean: caret(&harness).lean },
                "{text}"
            );
            let (laid, at) = harness.state().laid.as_ref().unwrap();
            let drawn = laid.caret_rect(caret(&harness)).center().x + at.x;
            assert!((drawn - from.x).abs() < 2.0, "{text}: drawn at {drawn}, the letter begins at {}", from.x);
            harness.run_steps(8);
            click(&mut harness, from.lerp(to, 0.7));
            assert_eq!(caret(&harness).at, bytes.end, "{text}");
            harness.run_steps(8);
        }
    }
}

#[test]
fn two_clicks_choose_a_word_and_a_drag_what_it_passes() {
    for text in TEXTS {
        let mut harness = window(Lines::One, text);
        let all = letters(&harness);
        for (bytes, from, to) in all.iter().step_by(5) {
            harness.run_steps(12);
            click(&mut harness, from.lerp(*to, 0.8));
            click(&mut harness, from.lerp(*to, 0.8));
            assert_eq!(caret(&harness).range(), word_at(text, bytes.start), "{text}");
        }
        harness.run_steps(12);
        let (first, last) = (&all[2], &all[all.len() - 3]);
        for event in [
            Event::PointerMoved(first.1),
            pointer(first.1.lerp(first.2, 0.1), Goes::Down),
            Event::PointerMoved(first.1.lerp(last.1, 0.5)),
            Event::PointerMoved(last.1.lerp(last.2, 0.9)),
            pointer(last.1.lerp(last.2, 0.9), Goes::Up),
        ] {
            harness.event(event);
        }
        harness.step();
        assert_eq!(caret(&harness).range(), first.0.start..last.0.end, "{text}");
    }
}

#[test]
fn words_are_deleted_one_by_one_until_nothing_is_left() {
    for text in TEXTS {
        let mut harness = window(Lines::One, text);
        let mut last = text.to_owned();
        while !last.is_empty() {
            press(&mut harness, Modifiers::CTRL | Modifiers::COMMAND, Key::Backspace);
            let left = harness.state().text.clone();
            assert!(left.len() < last.len() && last.starts_with(&left), "{last} -> {left}");
            let word = last[left.len()..].unicode_words().count();
            assert!(word <= 1, "{last} -> {left}");
            last = left;
        }
    }
}

#[test]
fn screen_readers_are_told_the_text_in_the_order_of_reading() {
    for text in TEXTS {
        let mut harness = window(Lines::Several, text);
        press(&mut harness, Modifiers::NONE, Key::Home);
        let field = harness.get_by_role_and_label(Said::MultilineTextInput, "Text");
        assert_eq!(field.value().as_deref(), Some(text));
        let runs: String = harness.get_all_by_role(Said::TextRun).filter_map(|run| run.value()).collect();
        assert_eq!(runs, text);
        let field = harness.get_by_role_and_label(Said::MultilineTextInput, "Text");
        field.replace_selected_text_accesskit("۱");
        harness.step();
        assert_eq!(harness.state().text, format!("۱{text}"));
    }
}

#[test]
fn keys_of_one_frame_are_taken_in_their_order() {
    let mut harness = window(Lines::One, "");
    let key = |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let events =
        [Event::Text("ب".into()), key(Key::ArrowRight), Event::Text("ا".into()), key(Key::End), key(Key::Backspace)];
    harness.input_mut().events.extend(events);
    harness.step();
    assert_eq!(harness.state().text, "ا");
}

#[test]
fn what_an_input_method_puts_together_stands_in_the_text_until_it_is_settled() {
    let mut harness = window(Lines::One, "क ");
    let preedit = |text: &str| Event::Ime(egui::ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    for event in [preedit("k"), preedit("ka"), Event::Ime(egui::ImeEvent::Commit("का".into()))] {
        harness.event(event);
    }
    harness.step();
    assert_eq!(harness.state().text, "क का");
    harness.event(preedit("x"));
    harness.event(preedit(""));
    harness.event(Event::Ime(egui::ImeEvent::DeleteSurrounding { before_chars: 2, after_chars: 9 }));
    harness.step();
    assert_eq!(harness.state().text, "क ");
    press(&mut harness, Modifiers::COMMAND | Modifiers::CTRL, Key::Z);
    assert_eq!(harness.state().text, "क का");
}

#[test]
fn an_undo_brings_nothing_of_another_text() {
    let mut harness = window(Lines::One, "");
    harness.event(Event::Text("one".into()));
    harness.step();
    harness.state_mut().text = "two".to_owned();
    harness.step();
    press(&mut harness, Modifiers::COMMAND | Modifiers::CTRL, Key::Z);
    assert_eq!(harness.state().text, "two");
}
