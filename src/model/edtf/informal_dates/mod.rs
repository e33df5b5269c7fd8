//! Dates as people write them, and the EDTF that they mean.
//!
//! In a story this is advice: what is found is proposed to the author, never read as a date. In files of others it is
//! read. Every answer is EDTF, as each goes through [`dates::checked`]. Texts are in lower case here.

mod dates;
mod months;
mod ranges;

use std::collections::HashSet;
use std::sync::LazyLock;

use dates::{DOUBTS, informal_date, split_numbers};
pub(crate) use dates::{
    FILLERS, Parts, checked, date_with_unknown_digits, is_day_of_week, month_from_word, weekday_named,
};
pub(crate) use months::{Languages, months_named};
use ranges::{BEFORE, BETWEEN, days_of_month, informal_interval, informal_set};
pub(crate) use ranges::{informal_third, informal_week, words_of_range};

/// Longer texts are not dates written in another way.
const LONGEST_BYTES: usize = 80;

/// Words for an interval with one end, with what to write before and after its date.
const ONE_SIDED: [(&str, &str, &str); 9] = [
    ("before ", "../", ""),
    ("until ", "../", ""),
    ("up to ", "../", ""),
    ("till ", "../", ""),
    ("..", "../", ""),
    ("since ", "", "/.."),
    ("after ", "", "/.."),
    ("from ", "", "/.."),
    ("ongoing since ", "", "/.."),
];

/// What to write instead of a text that is not EDTF. None when no date is recognised in it.
pub(super) fn advice(text: &str) -> Option<String> {
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let lower = in_small_letters(text);
    if matches!(lower.as_str(), "n.d." | "nd" | "undated" | "no date" | "unknown" | "?") {
        return Some("leave out the date where there is none".to_owned());
    }
    // Spaces around it are all that is wrong, and the parser says so.
    let instead = informal_expression(&lower).filter(|instead| instead != text.trim())?;
    let or = match month_first(&lower).filter(|other| *other != instead) {
        Some(other) => format!(" (or {other}, if the month comes first)"),
        None => String::new(),
    };
    Some(format!("write {instead} instead of {text}{or}"))
}

/// The EDTF that a date written with words means, such as `9 October 2025`. None for what is not recognised, or
/// could mean two dates.
pub(crate) fn expression_of_words(text: &str) -> Option<String> {
    if text.len() > LONGEST_BYTES || !text.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let lower = in_small_letters(text);
    if !has_known_words(&lower) {
        return None;
    }
    let is_ambiguous = || {
        let mut ends = words_of_range(&lower).into_iter().flat_map(|(start, end)| [start.trim(), end.trim()]);
        ends.any(|end| month_first(end).is_some())
    };
    informal_expression(&lower).filter(|_| month_first(&lower).is_none() && !is_ambiguous())
}

/// Words of dates that stand in none of the lists by which they are read.
const OTHER_WORDS: &str = "and or am pm a m p bc bce ad ce b c e century open now present today ongoing unknown utc gmt z t ca approx x u in i ii iii iv v vi vii viii ix xi xii tháng thang thg \
    early mid middle late beginning start end week wk kw cw woche y et und e en и \
    anfang beginn début debut au principios comienzos início inicio começo inizio begin początek na początku начало \
    начале початок mitte mi milieu à mediados meados em metà medio midden half połowa w połowie середина середине \
    середині polovina ende fin finales fines final finais fim fine eind einde koniec pod конец конце кінець наприкінці \
    konec os dias em dall nuit";

/// Whether every word is one that stands in dates, which tells most other texts apart at little cost.
fn has_known_words(lower: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lists = BETWEEN.into_iter().chain(BEFORE.into_iter().flat_map(|(before, between)| [before, between]));
        let lists = lists.chain(ONE_SIDED.map(|(word, ..)| word)).chain(DOUBTS.map(|(word, _)| word)).chain(FILLERS);
        lists.chain([OTHER_WORDS]).flat_map(|text| text.split([' ', '.'])).collect()
    });
    let mut words = lower.split(|char: char| !char.is_alphanumeric() && !is_mark(char)).filter(|word| !word.is_empty());
    let mut unknown = 0;
    let are_known = words.by_ref().take(16).all(|word| {
        let is_known = word.contains(|char: char| char.is_ascii_digit())
            || KNOWN.contains(word)
            || month_from_word(word).is_some()
            || is_day_of_week(word);
        // تشرين الأول: two words are one month.
        unknown += usize::from(!is_known);
        is_known || !word.is_ascii() && unknown <= 4
    });
    are_known && words.next().is_none()
}

/// Whether a character belongs to the letter before it, as vowels of Devanagari do.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{64b}'..='\u{65f}' | '\u{200c}')
}

/// A text as all here take it.
pub(crate) fn in_small_letters(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    // 2025年10月9日
    let is_cjk = lower.contains(['年', '년']);
    let plain = lower.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    if is_cjk { plain.replace(['年', '月', '년', '월'], "-").replace(['日', '일', ' '], "") } else { plain }
        .trim_end_matches('-')
        .to_owned()
}

fn informal_expression(lower: &str) -> Option<String> {
    informal_third(lower)
        .or_else(|| informal_date(lower))
        .or_else(|| informal_week(lower))
        .or_else(|| one_sided_interval(lower))
        .or_else(|| informal_interval(lower))
        .or_else(|| days_of_month(lower))
        .or_else(|| informal_set(lower))
        .or_else(|| without_spaces(lower))
}

/// `2025-10-09 / 2025-10-11`. A space between two numbers keeps them apart and is never left out.
fn without_spaces(lower: &str) -> Option<String> {
    let mut words = lower.split_whitespace();
    let mut joined = words.next()?.to_owned();
    for word in words {
        let is_apart = joined.ends_with(|char: char| char.is_alphanumeric()) && word.starts_with(char::is_alphanumeric);
        if is_apart {
            return None;
        }
        joined.push_str(word);
    }
    checked(joined.to_ascii_uppercase())
}

/// `9/10/2025` as the tenth of September.
fn month_first(lower: &str) -> Option<String> {
    match *split_numbers(lower)?.as_slice() {
        [month, day, year] if year.len() == 4 => checked(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}

/// `since 2021`, `2021-`, `before 1850`.
fn one_sided_interval(lower: &str) -> Option<String> {
    for (word, before, after) in ONE_SIDED {
        if let Some(date) = lower.strip_prefix(word).and_then(informal_date) {
            return checked(format!("{before}{date}{after}"));
        }
    }
    let start = ["-", "–", ".."].iter().find_map(|dash| lower.strip_suffix(dash))?;
    checked(format!("{}/..", informal_date(start)?))
}
