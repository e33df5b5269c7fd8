//! What holds for every text and every key.

use egui::{Event, Key, Modifiers, pos2};
use egui_kittest::Harness;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::writing::Lines;
use super::{Goes, Window, caret, pointer, press, window};

/// Letters of many scripts, marks, signs, and what has no shape.
fn any_letters() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "Kabul",
        " ",
        "  ",
        "12",
        "۱۲",
        "١٤",
        "(",
        ")",
        "،",
        "؟",
        ".",
        "کابل",
        "لا",
        "الله",
        "بی\u{200c}تا",
        "\u{200c}",
        "\u{200d}",
        "ُ",
        "ّٰ",
        "שָׁ",
        "מי",
        "किसने",
        "क्ष",
        "ि",
        "\u{94d}",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\u{200f}",
        "\u{200e}",
        "\u{2067}",
        "\u{2069}",
        "\u{202e}",
        "\u{202c}",
        "🇦🇫",
        "👩🏽\u{200d}🚀",
        "é",
        "e\u{301}",
        "漢字",
        "ไทย",
        "ﷺ",
        "\u{feff}",
        "\u{2029}",
        "\u{0}",
        "𐤀",
        "ߊߋ",
    ];
    prop::collection::vec(select(parts.to_vec()), 0..12).prop_map(|parts| parts.concat())
}

fn any_event() -> impl Strategy<Value = Event> {
    let keys = vec![
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::Backspace,
        Key::Delete,
        Key::Enter,
        Key::Z,
        Key::Y,
        Key::A,
        Key::U,
    ];
    let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
    let modifiers =
        vec![Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT, ctrl, ctrl | Modifiers::SHIFT, Modifiers::ALT];
    let key = (select(keys), select(modifiers)).prop_map(|(key, modifiers)| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    });
    let at = || (-20.0_f32..440.0, -20.0_f32..200.0).prop_map(|(x, y)| pos2(x, y));
    prop_oneof![
        8 => key,
        4 => any_letters().prop_map(Event::Text),
        1 => any_letters().prop_map(Event::Paste),
        1 => Just(Event::Cut),
        1 => Just(Event::Copy),
        2 => at().prop_map(Event::PointerMoved),
        2 => (at(), select(vec![Goes::Down, Goes::Up])).prop_map(|(at, goes)| pointer(at, goes)),
        1 => any_letters().prop_map(|text| Event::Ime(egui::ImeEvent::Preedit { text, active_range_chars: None })),
        1 => any_letters().prop_map(|text| Event::Ime(egui::ImeEvent::Commit(text))),
        1 => (0_usize..9, 0_usize..9).prop_map(|(before_chars, after_chars)| Event::Ime(
            egui::ImeEvent::DeleteSurrounding { before_chars, after_chars }
        )),
    ]
}

/// What a caret needs holds: each letter is in one row, and is found where it is drawn.
fn check(harness: &Harness<'_, Window>) {
    let (laid, _) = harness.state().laid.as_ref().unwrap();
    let text = &harness.state().text;
    let mut end = 0;
    for row in &laid.rows {
        assert_eq!(row.bytes.start, end, "{text:?}");
        let mut at = row.bytes.start;
        for letter in &row.letters {
            assert_eq!(letter.bytes.start, at, "{text:?}");
            assert!(letter.from.is_finite() && letter.to.is_finite(), "{text:?}");
            at = letter.bytes.end;
        }
        assert_eq!(at, row.bytes.end, "{text:?}");
        end = row.bytes.end + usize::from(row.has_break);
    }
    assert_eq!(end, text.len(), "{text:?}");
    let caret = caret(harness);
    assert!(text.is_char_boundary(caret.at) && text.is_char_boundary(caret.from), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_and_no_key_breaks_a_field(
        lines in select(vec![Lines::One, Lines::Several]),
        text in any_letters(),
        events in prop::collection::vec(any_event(), 1..24),
    ) {
        let mut harness = window(lines, &text);
        check(&harness);
        for event in events {
            harness.event(event);
            harness.step();
            check(&harness);
        }
    }

    #[test]
    fn a_field_writes_as_a_plain_list_of_letters_does(
        keys in prop::collection::vec((0_usize..6, any_letters()), 1..24),
    ) {
        let mut harness = window(Lines::Several, "");
        let (mut text, mut at) = (String::new(), 0);
        for (key, letters) in keys {
            let letters = letters.replace(['\n', '\r'], "").replace(|letter: char| letter > '\u{ffff}', "");
            let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
            match key {
                0 => press(&mut harness, ctrl, Key::Home),
                1 => press(&mut harness, ctrl, Key::End),
                2 => press(&mut harness, Modifiers::NONE, Key::Backspace),
                3 => press(&mut harness, Modifiers::NONE, Key::Delete),
                _ => {
                    harness.event(Event::Text(letters.clone()));
                    harness.step();
                }
            }
            match key {
                0 => at = 0,
                1 => at = text.len(),
                2 => {
                    let last = text[..at].chars().next_back().map_or(0, char::len_utf8);
                    text.drain(at - last..at);
                    at -= last;
                }
                3 => {
                    let next = text[at..].graphemes(true).next().map_or(0, str::len);
                    text.drain(at..at + next);
                }
                _ => {
                    text.insert_str(at, &letters);
                    at += letters.len();
                }
            }
            prop_assert_eq!(&harness.state().text, &text);
            prop_assert_eq!(caret(&harness).at, at);
        }
    }
}
