use super::*;

const BODY: Type = Type::new(Face::Regular, 12.0);

#[test]
fn lines_keep_to_the_width_and_lose_no_word() {
    let text = "Three weeks of fighting and diplomacy between Pakistan and Afghanistan, as reported";
    let lines = BODY.wrapped(text, 150.0, 99);
    assert!(lines.len() > 2);
    assert!(lines.iter().all(|line| BODY.width(line) <= 150.0));
    assert_eq!(lines.join(" "), text);
}

#[test]
fn a_text_with_too_many_lines_ends_with_an_ellipsis() {
    let lines = BODY.wrapped("one two three four five six seven eight nine", 60.0, 2);
    assert_eq!(lines.len(), 2);
    assert!(lines[1].ends_with(ELLIPSIS), "{lines:?}");
    assert!(lines.iter().all(|line| BODY.width(line) <= 60.0));
    assert!(BODY.wrapped("aaaaaaaa cccccccc", 60.0, 1).concat().ends_with(ELLIPSIS));
}

#[test]
fn a_word_wider_than_the_line_is_broken() {
    let lines = BODY.wrapped("Donaudampfschifffahrtsgesellschaft", 60.0, 99);
    assert_eq!(lines.concat(), "Donaudampfschifffahrtsgesellschaft");
    assert!(lines.iter().all(|line| BODY.width(line) <= 60.0));
    assert!(!BODY.wrapped("word", 0.5, 99).is_empty());
}

#[test]
fn parts_that_do_not_fit_are_counted() {
    let parts: Vec<String> = (1..=20).map(|n| format!("source {n}")).collect();
    let (lines, told) =
        flowed((parts.iter().cloned(), 20), " · ", BODY, (300.0, 40.0), 2, |left| format!("and {left} more"));
    assert_eq!(lines.len(), 2);
    assert!(BODY.width(&lines[0]) <= 260.0 && BODY.width(&lines[1]) <= 300.0);
    assert_eq!(told, lines.join(" · ").matches("source").count());
    assert!(lines[1].ends_with(&format!("and {} more", 20 - told)), "{lines:?}");
}

#[test]
fn a_sentence_ends_before_the_next_one_begins() {
    for (text, first) in [
        ("Blasts in Kabul. Afghanistan accuses Pakistan.", "Blasts in Kabul."),
        ("At 21:50 Gen. Asim Munir spoke. He left.", "At 21:50 Gen. Asim Munir spoke."),
        ("About 3.5 km from U.S. troops", "About 3.5 km from U.S. troops"),
        ("", ""),
    ] {
        assert_eq!(first_sentence(text), first);
    }
}

/// The same answers found the plain way: everything is measured from the start each time.
mod plain {
    use super::*;

    pub(super) fn elided(font: Type, words: &str, width: f32) -> String {
        if font.width(words) <= width {
            return words.to_owned();
        }
        let ends = words.char_indices().map(|(start, _)| start).rev();
        let mut tries =
            ends.map(|end| format!("{}{ELLIPSIS}", words[..end].trim_end_matches([' ', ',', '.', ';', ':'])));
        tries.find(|line| font.width(line) <= width).unwrap_or_default()
    }

    pub(super) fn wrapped(font: Type, text: &str, (width, indent): (f32, f32), most: usize) -> Vec<String> {
        let mut lines = all_lines(font, text, width, indent);
        if lines.len() > most {
            let rest = lines.split_off(most.max(1) - 1).join(" ");
            let room = if lines.is_empty() { width - indent } else { width };
            lines.push(elided(font, &rest, room));
        }
        lines.truncate(most);
        lines
    }

    fn all_lines(font: Type, text: &str, width: f32, indent: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let is_first = lines.len() < 2;
            if let Some(last) = lines.last_mut() {
                let longer = format!("{last} {word}");
                if font.width(&longer) <= if is_first { width - indent } else { width } {
                    *last = longer;
                    continue;
                }
            } else if indent > 0.0 && font.width(word) > width - indent {
                lines.push(String::new());
            }
            let mut rest = word;
            while font.width(rest) > width {
                let mut cut = 0;
                for end in rest.char_indices().map(|(start, letter)| start + letter.len_utf8()) {
                    if cut > 0 && font.width(&rest[..end]) > width {
                        break;
                    }
                    cut = end;
                }
                lines.push(rest[..cut].to_owned());
                rest = &rest[cut..];
            }
            if !rest.is_empty() {
                lines.push(rest.to_owned());
            }
        }
        lines
    }

    pub(super) fn flowed(
        parts: &[String],
        font: Type,
        (width, indent): (f32, f32),
        most: usize,
    ) -> (Vec<String>, usize) {
        let lines_of = |count: usize| {
            let left = parts.len() - count;
            let tail = (left > 0).then(|| format!("and {left} more"));
            let mut lines: Vec<String> = Vec::new();
            let mut room = width - indent;
            for part in parts[..count].iter().chain(tail.as_ref()) {
                if let Some(last) = lines.last_mut() {
                    let longer = format!("{last} · {part}");
                    if font.width(&longer) <= room {
                        *last = longer;
                        continue;
                    }
                    room = width;
                }
                lines.extend(wrapped(font, part, (room, 0.0), usize::MAX));
            }
            (lines, count)
        };
        let mut tries = (0..=parts.len()).rev().map(lines_of);
        tries.find(|(lines, _)| lines.len() <= most).unwrap_or_default()
    }
}

proptest::proptest! {
    #[test]
    fn wrapping_in_one_pass_gives_what_measuring_everything_gives(
        text in "([a-zA-Zéßж.,;:…—کाबW]{0,12}[ ]{0,2}){0,14}",
        width in 5.0_f32..160.0,
        indent in 0.0_f32..60.0,
        most in 0_usize..6,
    ) {
        proptest::prop_assert_eq!(BODY.elided(&text, width), plain::elided(BODY, &text, width));
        let room = (width, indent.min(width));
        proptest::prop_assert_eq!(BODY.wrapped_after(&text, room, most), plain::wrapped(BODY, &text, room, most));
        let all = plain::wrapped(BODY, &text, (width, 0.0), usize::MAX).len();
        proptest::prop_assert_eq!(BODY.fits(&text, width, most), all <= most);
    }

    #[test]
    fn parts_flow_in_one_pass_as_they_do_one_try_after_the_other(
        parts in proptest::collection::vec("[a-zж,. ]{1,30}", 0..12),
        width in 20.0_f32..200.0,
        most in 0_usize..6,
    ) {
        let told = (parts.iter().cloned(), parts.len());
        let flowed = flowed(told, " · ", BODY, (width, 10.0), most, |left| format!("and {left} more"));
        proptest::prop_assert_eq!(flowed, plain::flowed(&parts, BODY, (width, 10.0), most));
    }
}

#[test]
fn parts_that_have_no_room_are_not_asked_for() {
    let mut asked = 0;
    let parts = (0..100_000).map(|n| {
        asked += 1;
        format!("source {n}")
    });
    let (_, told) = flowed((parts, 100_000), " · ", BODY, (300.0, 0.0), 3, |left| format!("and {left} more"));
    assert!(told > 3 && asked < told + 10, "{told} of {asked}");
}
