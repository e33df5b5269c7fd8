//! Ranges, sets, weeks and thirds written in another way than EDTF.

use super::dates::{Parts, checked, informal_date};

/// What stands between the ends of a range, words first.
pub(super) const BETWEEN: [&str; 27] = [
    " to ",
    " until ",
    " till ",
    " through ",
    " thru ",
    " bis ",
    " bis zum ",
    " au ",
    " al ",
    " a ",
    " hasta ",
    " até ",
    " tot ",
    " tot en met ",
    " t/m ",
    " hasta el ",
    " до ",
    " по ",
    " do ",
    " – ",
    " — ",
    " - ",
    "–",
    "—",
    "..",
    "/",
    "-",
];

/// Words before a range, with what stands between its ends where it is no sign of [`BETWEEN`].
pub(super) const BEFORE: [(&str, &str); 32] = [
    ("between ", " and "),
    ("entre le ", " et le "),
    ("entre el ", " y el "),
    ("entre ", " et "),
    ("entre ", " y "),
    ("zwischen dem ", " und dem "),
    ("zwischen ", " und "),
    ("the night of ", ""),
    ("night of ", ""),
    ("overnight ", ""),
    ("from ", ""),
    ("vom ", ""),
    ("von ", ""),
    ("du ", ""),
    ("del ", ""),
    ("с ", ""),
    ("зі ", ""),
    ("з ", ""),
    ("between the ", " and the "),
    ("from the ", ""),
    ("dal ", ""),
    ("dall'", ""),
    ("tra il ", " e il "),
    ("entre os dias ", " e "),
    ("entre ", " e "),
    ("desde el ", ""),
    ("de ", ""),
    ("od ", ""),
    ("tussen ", " en "),
    ("van ", ""),
    ("между ", " и "),
    ("nuit du ", ""),
];

/// Every way to take a text for two ends of a range, likelier ones first.
pub(crate) fn words_of_range(lower: &str) -> Vec<(&str, &str)> {
    let mut ends = Vec::new();
    let mut rest = lower;
    for (before, between) in BEFORE {
        let Some(after) = lower.strip_prefix(before) else { continue };
        if between.is_empty() {
            rest = after;
        } else {
            ends.extend(after.split_once(between));
        }
    }
    for sign in BETWEEN {
        // A hyphen stands in dates too; two of them would be tried for nothing.
        ends.extend(
            rest.match_indices(sign)
                .take(4)
                .filter_map(|(at, _)| Some((rest.get(..at)?, rest.get(at + sign.len()..)?))),
        );
    }
    ends
}

/// `1939-1945`, `from 1850 to 1860`, `9 to 12 October 2025`, `2025-10-09/11`, `2004/open`.
pub(super) fn informal_interval(lower: &str) -> Option<String> {
    words_of_range(lower).into_iter().find_map(|(start, end)| {
        let (start, end) = (start.trim(), end.trim());
        ends_from_words(start, end).or_else(|| {
            // The hyphen of 2025-02-29 stands between no two dates.
            let is_hyphen =
                lower.len() == start.len() + end.len() + 1 && lower.get(start.len()..=start.len()) == Some("-");
            (!is_hyphen || start.len() >= 4 && !start.starts_with('y') && !start.contains('-'))
                .then(|| informal_ends(start, end))
                .flatten()
        })
    })
}

/// Two ends of which each takes from the other what it leaves out. None unless a month is named.
fn ends_from_words(start: &str, end: &str) -> Option<String> {
    let (mut first, mut last) = (Parts::from_words(start)?, Parts::from_words(end)?);
    let are_months_named = first.month.is_some() && last.month.is_some();
    if first.month.is_none() && last.month.is_none() {
        return None;
    }
    let named = first.month.or(last.month);
    for end in [&mut first, &mut last] {
        if end.day.is_some() {
            end.month = end.month.or(named);
        }
    }
    // A range within a month is one of days at both ends.
    if !are_months_named && first.day.is_some() != last.day.is_some() && first.year.is_none() != last.year.is_none() {
        return None;
    }
    let order = |parts: Parts| (parts.month, parts.day);
    let is_over_new_year = are_months_named && order(first) > order(last);
    match (first.year, last.year) {
        (None, Some(year)) => first.year = Some(year.saturating_sub(is_over_new_year.into())),
        (Some(year), None) => last.year = Some(year.saturating_add(is_over_new_year.into())),
        _ => {}
    }
    checked(format!("{}/{}", first.text()?, last.text()?))
}

fn informal_ends(start: &str, end: &str) -> Option<String> {
    let last = informal_end(end);
    let first = informal_end(start)?;
    // 2025-10-09/11: the end leaves out what it shares with the start.
    let shared = first.len().checked_sub(end.len()).and_then(|length| first.get(..length)).unwrap_or_default();
    let shortened = || checked(format!("{first}/{shared}{end}"));
    last.and_then(|last| checked(format!("{first}/{last}"))).or_else(shortened)
}

fn informal_end(lower: &str) -> Option<String> {
    match lower {
        "open" | "now" | "present" | "today" | "ongoing" | ".." | "..." => Some("..".to_owned()),
        "unknown" | "?" | "" => Some(String::new()),
        date => informal_date(date),
    }
}

/// `c. 9-11 October 2025`: both days with all that stands around them.
pub(super) fn days_of_month(lower: &str) -> Option<String> {
    let has_month = lower.split(|char: char| !char.is_alphabetic()).any(|word| word.chars().count() >= 3);
    if !has_month {
        return None; // 2025-02-29
    }
    let is_digit = |char: char| char.is_ascii_digit();
    lower.match_indices(['-', '–']).find_map(|(at, dash)| {
        let (before, after) = (lower.get(..at)?.trim_end(), lower.get(at + dash.len()..)?.trim_start());
        let (lead, tail) = (before.trim_end_matches(is_digit), after.trim_start_matches(is_digit));
        let (first, last) = (before.strip_prefix(lead)?, after.strip_suffix(tail)?);
        let first = informal_date(&format!("{lead}{first}{tail}")).filter(|_| !first.is_empty())?;
        let last = informal_date(&format!("{lead}{last}{tail}"))?;
        checked(format!("{first}/{last}"))
    })
}

/// `2025-W41`, `2025W414`, `week 41 of 2025`: from Monday to Sunday, as ISO 8601 counts weeks, or the day of one.
pub(crate) fn informal_week(lower: &str) -> Option<String> {
    if !lower.contains(['w', 'k']) {
        return None;
    }
    let words = lower.split([' ', ',', '-', '/', '.']).filter(|word| !matches!(*word, "of" | "the" | ""));
    let compact: String = words.collect();
    let compact = ["week", "woche", "wk", "kw", "cw"].iter().fold(compact, |text, word| text.replace(word, "w"));
    let (before, after) = compact.split_once('w')?;
    let (year, week, day) = match (before.len(), after.len()) {
        (4, 1 | 2) => (before, after, ""),
        (4, 3) => (before, after.get(..2)?, after.get(2..)?),
        (0, 5 | 6) => (after.get(after.len() - 4..)?, after.get(..after.len() - 4)?, ""),
        _ => return None,
    };
    let (year, week) = (year.parse().ok()?, week.parse().ok()?);
    let day_of = |weekday| chrono::NaiveDate::from_isoywd_opt(year, week, weekday);
    if let Ok(number) = day.parse::<u8>() {
        let weekday = chrono::Weekday::try_from(number.checked_sub(1)?).ok()?;
        return checked(day_of(weekday)?.to_string());
    }
    checked(format!("{}/{}", day_of(chrono::Weekday::Mon)?, day_of(chrono::Weekday::Sun)?))
}

/// `early October 2025`, `mid-2025`, `late 1990s`: one of the days, months or years of that third.
pub(crate) fn informal_third(lower: &str) -> Option<String> {
    const THIRDS: [(&str, usize); 13] = [
        ("early in ", 0),
        ("early ", 0),
        ("early-", 0),
        ("beginning of ", 0),
        ("start of ", 0),
        ("middle of ", 1),
        ("mid-", 1),
        ("mid ", 1),
        ("late in ", 2),
        ("late ", 2),
        ("late-", 2),
        ("end of ", 2),
        ("the end of ", 2),
    ];
    /// The same in other languages, early, middle and late.
    const ELSEWHERE: [&str; 3] = [
        "anfang,beginn,début,debut,au début de,au début d',début de,a principios de,principios de,a comienzos de,\
         comienzos de,início de,inicio de,começo de,inizio,inizio di,begin,początek,na początku,начало,\
         в начале,початок,на початку,počátek",
        "mitte,mi-,mi,milieu de,à la mi-,a mediados de,mediados de,meados de,em meados de,metà,metà di,medio,midden,half,\
         połowa,w połowie,середина,в середине,в середині,polovina",
        "ende,fin,fin de,fin d',à la fin de,a finales de,finales de,a fines de,fines de,final de,finais de,fim de,fine,\
         fine di,eind,einde,koniec,pod koniec,конец,в конце,кінець,наприкінці,konec",
    ];
    let in_english = || THIRDS.iter().find_map(|(word, third)| Some((lower.strip_prefix(word)?, *third)));
    let elsewhere = || {
        let words =
            ELSEWHERE.iter().enumerate().flat_map(|(third, words)| words.split(',').map(move |word| (word, third)));
        // The longest: what is behind fin de is no word of its own.
        let fitting = words.filter_map(|(word, third)| {
            let rest = lower.strip_prefix(word)?;
            let is_whole = word.ends_with(['-', '\'']) || rest.starts_with(' ');
            is_whole.then(|| (rest.trim_start(), third))
        });
        fitting.min_by_key(|(rest, _)| rest.len())
    };
    let (rest, third) = in_english().or_else(elsewhere)?;
    let date = informal_date(rest.trim_start_matches("the "))?;
    let (first, last) = match (date.len(), date.as_bytes()) {
        (7, [.., b'-', tens, ones]) if date.get(5..)? <= "12" && tens.is_ascii_digit() && ones.is_ascii_digit() => {
            let length =
                ["28", "29", "30", "31"].into_iter().rfind(|day| checked(format!("{date}-{day}")).is_some())?;
            let (first, last) = [("01", "10"), ("11", "20"), ("21", length)][third];
            (format!("{date}-{first}"), format!("{date}-{last}"))
        }
        (4, [_, _, b'X', b'X']) => {
            let from = date.get(..2)?;
            let (first, last) = [("00", "33"), ("34", "66"), ("67", "99")][third];
            (format!("{from}{first}"), format!("{from}{last}"))
        }
        (4, [_, _, _, b'X']) => {
            let from = date.get(..3)?;
            let (first, last) = [('0', '3'), ('4', '6'), ('7', '9')][third];
            (format!("{from}{first}"), format!("{from}{last}"))
        }
        (4, _) => {
            let (first, last) = [("01", "04"), ("05", "08"), ("09", "12")][third];
            (format!("{date}-{first}"), format!("{date}-{last}"))
        }
        _ => return None,
    };
    checked(format!("[{first}..{last}]"))
}

/// `1667 or 1668`, `1667 and 1668`, `9, 10 and 12 October 2025`.
pub(super) fn informal_set(lower: &str) -> Option<String> {
    [" or ", " and ", " & ", ", "].into_iter().filter(|word| lower.contains(word)).find_map(|word| {
        let whole: Option<Vec<String>> = lower.split(word).map(informal_date).collect();
        let dates = whole.filter(|dates| dates.len() > 1).or_else(|| days_from_words(lower, word))?.join(",");
        checked(if word == " or " { format!("[{dates}]") } else { format!("{{{dates}}}") })
    })
}

/// Days that share a month and a year.
fn days_from_words(lower: &str, word: &str) -> Option<Vec<String>> {
    let pieces = lower.split(word).flat_map(|piece| piece.split(',')).map(str::trim).filter(|piece| !piece.is_empty());
    let mut parts: Vec<Parts> = pieces.map(Parts::from_words).collect::<Option<_>>()?;
    let years: Vec<i64> = parts.iter().filter_map(|part| part.year).collect();
    let [year] = *years.as_slice() else { return None };
    // Oct 9 and 10, 2025: the year is a piece of its own.
    parts.retain(|part| part.day.is_some() || part.month.is_some());
    let takes_from_before = parts.first()?.month.is_some();
    let mut month = None;
    let mut fill = |part: &mut Parts| {
        part.year = Some(year);
        part.month = part.month.or(month);
        month = part.month;
    };
    if takes_from_before {
        parts.iter_mut().for_each(&mut fill);
    } else {
        parts.iter_mut().rev().for_each(&mut fill);
    }
    let days: Vec<String> = parts.into_iter().map(Parts::text).collect::<Option<_>>()?;
    (days.len() > 1).then_some(days)
}

#[cfg(test)]
mod tests {
    use crate::model::When;

    #[track_caller]
    fn means(text: &str, expected: &str) {
        assert_eq!(When::from_words(text).map(|when| when.to_string()).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn a_lone_day_takes_month_and_year_from_what_follows_or_precedes() {
        means("9 to 12 October 2025", "2025-10-09/2025-10-12");
        means("3rd through 5th of May 1998", "1998-05-03/1998-05-05");
        means("between 3 and 5 May 1998", "1998-05-03/1998-05-05");
        means("3/4 May 1998", "1998-05-03/1998-05-04");
        means("May 3-5 1998", "1998-05-03/1998-05-05");
        means("May 3–5, 1998", "1998-05-03/1998-05-05");
        means("28 September - 2 October 2025", "2025-09-28/2025-10-02");
        means("30 December – 2 January 2025", "2024-12-30/2025-01-02");
        means("Dec 30, 2024 - Jan 2", "2024-12-30/2025-01-02");
        means("October–November 2025", "2025-10/2025-11");
        means("night of 3/4 May 1998", "1998-05-03/1998-05-04");
        means("du 9 au 12 octobre 2025", "2025-10-09/2025-10-12");
        means("9.–12. Oktober 2025", "2025-10-09/2025-10-12");
        means("del 9 al 12 de octubre de 2025", "2025-10-09/2025-10-12");
        means("c. 9-11 October 2025", "2025-10-09~/2025-10-11~");
        means("dal 9 al 12 ottobre 2025", "2025-10-09/2025-10-12");
        means("desde el 9 hasta el 12 de octubre de 2025", "2025-10-09/2025-10-12");
        means("9 t/m 12 oktober 2025", "2025-10-09/2025-10-12");
        means("з 9 до 12 жовтня 2025", "2025-10-09/2025-10-12");
        means("9–12.X.2025", "2025-10-09/2025-10-12");
        means("from 1850 to 1860", "1850/1860");
        means("2025-10-09/11", "2025-10-09/2025-10-11");
    }

    #[test]
    fn days_with_or_and_and_are_sets() {
        means("9 or 10 October 2025", "[2025-10-09,2025-10-10]");
        means("9, 10 and 12 October 2025", "{2025-10-09,2025-10-10,2025-10-12}");
        means("Oct 9 & 10, 2025", "{2025-10-09,2025-10-10}");
        means("9, 10, 12 October 2025", "{2025-10-09,2025-10-10,2025-10-12}");
        means("1667 or 1668", "[1667,1668]");
    }

    #[test]
    fn ranges_that_are_not_whole_are_nothing_and_get_no_wrong_correction() {
        for text in
            ["9 to 12 October", "between 9 and 12 October", "12 to 9 October 2025", "31 Oct to 32 2025", "9 2025"]
        {
            means(text, "");
            let message = When::parse(text).unwrap_err().to_string();
            assert!(!message.contains("instead of"), "{text}: {message}");
        }
        let message = When::parse("9 to 12 October 2025").unwrap_err().to_string();
        assert_eq!(message, "write 2025-10-09/2025-10-12 instead of 9 to 12 October 2025");
    }

    #[test]
    fn weeks_and_thirds_are_spans_and_one_of_a_span() {
        means("2025-W41", "2025-10-06/2025-10-12");
        means("2025W414", "2025-10-09");
        means("week 41 of 2025", "2025-10-06/2025-10-12");
        means("KW 41/2025", "2025-10-06/2025-10-12");
        means("early October 2025", "[2025-10-01..2025-10-10]");
        means("mid-February 2024", "[2024-02-11..2024-02-20]");
        means("late February 2024", "[2024-02-21..2024-02-29]");
        means("late 2025", "[2025-09..2025-12]");
        means("early 1990s", "[1990..1993]");
        means("mid-19th century", "[1834..1866]");
        means("Anfang Oktober 2025", "[2025-10-01..2025-10-10]");
        means("début octobre 2025", "[2025-10-01..2025-10-10]");
        means("mi-octobre 2025", "[2025-10-11..2025-10-20]");
        means("a mediados de octubre de 2025", "[2025-10-11..2025-10-20]");
        means("fim de outubro de 2025", "[2025-10-21..2025-10-31]");
        means("в конце октября 2025 года", "[2025-10-21..2025-10-31]");
    }

    #[test]
    fn words_around_days_are_known_in_many_languages() {
        means("9 de octubre de 2025", "2025-10-09");
        means("9. Oktober 2025", "2025-10-09");
        means("le 1er octobre 2025", "2025-10-01");
        means("9 октября 2025 г.", "2025-10-09");
        means("9 Οκτωβρίου 2025", "2025-10-09");
        means("9 تشرين الأول 2025", "2025-10-09");
        means("2025. október 9.", "2025-10-09");
        means("jeudi 9 octobre 2025", "2025-10-09");
        means("2025年10月9日", "2025-10-09");
        means("9 tháng 10 năm 2025", "2025-10-09");
        means("9 ოქტომბერი 2025", "2025-10-09");
        means("9.X.2025", "2025-10-09");
        means("12 VII 1998", "1998-07-12");
        means("9 listopada 2025", "");
    }
}
