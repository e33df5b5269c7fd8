//! EDTF: what the standard's own examples mean, what is refused and where, and the laws of spans.

use meridian::model::{Extent, Match, ShortForm, TimeSpan, TypedContext, When, Zone};
use proptest::prelude::*;

/// Every example of ISO 8601-2:2019 (as published by the Library of Congress) of levels 0 and 1, those
/// of level 2, and what story files use beside them. All print as they were written.
const VALID: &[&str] = &[
    // level 0: dates, times, intervals
    "1985-04-12",
    "1985-04",
    "1985",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
    "0000",
    "0000-02-29",
    // level 1: long years, seasons, qualified dates
    "Y170000002",
    "Y-170000002",
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-24",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "1984~",
    "1984%",
    "2004-06?",
    "2004-06-11?",
    // level 1: unspecified digits from the right
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "XXXX",
    "XXXX-XX-XX",
    // level 1: open and unknown ends, qualified ends
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "../..",
    "../",
    "/..",
    "1984~/2004-06",
    "1984/2004-06~",
    "1984~/2004~",
    "1984?/2004%",
    "1984-06?/2004-08?",
    "1984-06-02?/2004-08-08~",
    "1984-06-02?/",
    "2001-21/2002-24",
    // level 1: negative years
    "-1985",
    "-1985-04-12",
    "-9999",
    "-0001-12-31",
    // level 2: exponential years, significant digits
    "Y-17E7",
    "Y10E7",
    "Y17E8",
    "1950S2",
    "-1950S2",
    "1950S4",
    "Y171010000S3",
    "Y3388E2S3",
    // level 2: parts of a year
    "2001-25",
    "2001-28",
    "2001-29",
    "2001-32",
    "2001-33",
    "2001-34",
    "2001-36",
    "2001-37",
    "2001-39",
    "2001-40",
    "2001-41",
    // level 2: sets
    "[1667,1668,1670..1672]",
    "[..1760-12-03]",
    "[1760-12..]",
    "[1760-01,1760-02,1760-12..]",
    "[1667,1760-12]",
    "[..1984]",
    "{1667,1668,1670..1672}",
    "{1960,1961-12}",
    "{..1984}",
    "[1984]",
    "[2025-10-09T21:50Z,2025-10-10]",
    "[1667?,~1670..1672]",
    // level 2: qualified parts
    "2004-06-11%",
    "2004-06~-11",
    "2004?-06-11",
    "?2004-06-~11",
    "2004-%06-11",
    "2004-?06-11",
    "2004?-06-11~",
    "?2004-06-04~",
    "2011-~06-~04",
    "2011-23~",
    "~-0500",
    // level 2: unspecified digits anywhere, qualified or unspecified ends
    "156X-12-25",
    "15XX-12-25",
    "XXXX-12-XX",
    "XXXX-12",
    "1XXX-XX",
    "1XXX-12",
    "1984-1X",
    "-1XXX",
    "2004-06-~01/2004-06-~20",
    "2004-06-XX/2004-07-03",
    "2025-10-1X/2025-10-25",
    // as story files use it
    "2025-10-28T12:54+05:30",
    "2025-10-28T12:54",
    "2025-10-09T21:50:10.250Z",
    "2025-10-09T21:50+04:30~",
    "2025-10-25T14:30+03:00/2025-10-28T03:00+03:00",
    "2025-10-25T14:30/2025-10-28",
    // in order in a zone that is not told here
    "2025-10-09T23:00-05:00/2025-10-09",
];

fn parse(text: &str) -> When {
    When::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn zone(text: &str) -> Zone {
    text.parse().expect("a zone")
}

#[test]
fn the_examples_of_the_standard_print_as_they_are_written() {
    for text in VALID {
        assert_eq!(parse(text).to_string(), *text);
    }
}

/// Days or times in UTC, with `-` for nothing certain, `=` for the same as possible, `∞` for no limit.
const SPANS: &[(&str, &str, &str)] = &[
    ("1985-04-12", "1985-04-12 1985-04-13", "="),
    ("1985-04", "1985-04-01 1985-05-01", "="),
    ("1985", "1985-01-01 1986-01-01", "="),
    ("-0001", "-0001-01-01 0000-01-01", "="),
    ("2024-02", "2024-02-01 2024-03-01", "="),
    ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30 1985-04-12T23:20:30", "="),
    ("1985-04-12T23:20:30-04", "1985-04-13T03:20:30 1985-04-13T03:20:30", "="),
    ("1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30 1985-04-12T18:50:30", "="),
    ("2025-10-09/2025-10-11", "2025-10-09 2025-10-12", "="),
    ("2004-02-01/2005-02", "2004-02-01 2005-03-01", "="),
    ("2025-10-25T14:30Z/2025-10-25T16:00Z", "2025-10-25T14:30:00 2025-10-25T16:00:00", "="),
    ("2025-10-25T14:30Z/2025-10-28", "2025-10-25T14:30:00 2025-10-29", "="),
    ("2001-21", "2001-03-01 2001-06-01", "="),
    ("2001-24", "2001-12-01 2002-03-01", "="),
    ("2001-29", "2001-09-01 2001-12-01", "="),
    ("2001-34", "2001-04-01 2001-07-01", "="),
    ("2001-39", "2001-09-01 2002-01-01", "="),
    ("2001-41", "2001-07-01 2002-01-01", "="),
    ("2025-10~", "2025-09-01 2025-12-01", "2025-10-01 2025-11-01"),
    ("16XX~", "1500-01-01 1800-01-01", "-"),
    ("198X?", "1970-01-01 2000-01-01", "-"),
    ("2025-10-22?", "2025-10-21 2025-10-24", "2025-10-22 2025-10-23"),
    ("2025-10-22%", "2025-10-20 2025-10-25", "2025-10-22 2025-10-23"),
    ("1984~", "1983-01-01 1986-01-01", "1984-01-01 1985-01-01"),
    ("?2004-06-11", "2003-06-11 2005-06-12", "2004-06-11 2004-06-12"),
    ("2004-06~-11", "2004-05-11 2004-07-12", "2004-06-11 2004-06-12"),
    ("2011-~06-~04", "2011-05-03 2011-07-06", "2011-06-04 2011-06-05"),
    ("2001-21~", "2000-12-01 2001-09-01", "2001-03-01 2001-06-01"),
    ("2025-10-09T12:00Z~", "2025-10-09T11:00:00 2025-10-09T13:00:00", "2025-10-09T12:00:00 2025-10-09T12:00:00"),
    ("2025-10-11/2025-10-12?", "2025-10-11 2025-10-14", "2025-10-11 2025-10-13"),
    ("2025-10-11%/2025-10-12", "2025-10-09 2025-10-13", "2025-10-11 2025-10-13"),
    ("201X", "2010-01-01 2020-01-01", "-"),
    ("XXXX", "0000-01-01 +10000-01-01", "-"),
    ("-000X", "-0009-01-01 0000-01-01", "-"),
    ("2004-XX", "2004-01-01 2005-01-01", "-"),
    ("1985-04-XX", "1985-04-01 1985-05-01", "-"),
    ("1984-1X", "1984-10-01 1985-01-01", "-"),
    ("2025-04-3X", "2025-04-30 2025-05-01", "="),
    ("190X-02-29", "1904-02-29 1908-03-01", "-"),
    ("15XX-12-25", "1500-12-25 1599-12-26", "-"),
    ("1950S2", "1900-01-01 2000-01-01", "-"),
    ("-1950S2", "-1999-01-01 -1899-01-01", "-"),
    ("1950S4", "1950-01-01 1951-01-01", "="),
    ("2025-10-1X/2025-10-25", "2025-10-10 2025-10-26", "2025-10-19 2025-10-26"),
    ("2025-10-1X/2025-10-18", "2025-10-10 2025-10-19", "-"),
    ("2021/..", "2021-01-01 ∞", "="),
    ("../2021", "∞ 2022-01-01", "="),
    ("../..", "∞ ∞", "="),
    ("2025-10-11/", "2025-10-11 ∞", "2025-10-11 2025-10-12"),
    ("/2025-10-11", "∞ 2025-10-12", "2025-10-11 2025-10-12"),
    ("2025-10-11~/", "2025-10-10 ∞", "2025-10-11 2025-10-12"),
    ("2025-10-11T10:00Z/", "2025-10-11T10:00:00 ∞", "2025-10-11T10:00:00 2025-10-11T10:00:00"),
    ("/2025-10-11T10:00Z", "∞ 2025-10-11T10:00:00", "-"),
    ("../", "∞ ∞", "-"),
    ("/..", "∞ ∞", "-"),
    ("[1667,1668,1670..1672]", "1667-01-01 1673-01-01", "-"),
    ("[1667]", "1667-01-01 1668-01-01", "="),
    ("[2025-10,2025-10-09]", "2025-10-01 2025-11-01", "2025-10-09 2025-10-10"),
    ("[..1984]", "∞ 1985-01-01", "-"),
    ("[1760-12..]", "1760-12-01 ∞", "-"),
    ("[2025-10-09,2025-10-10T00:00Z]", "2025-10-09 2025-10-10", "-"),
    ("{1667,1668,1670..1672}", "1667-01-01 1673-01-01", "="),
    ("{1960,1961-12}", "1960-01-01 1962-01-01", "="),
    ("{..1984}", "∞ 1985-01-01", "="),
];

fn extent_from_text(text: &str) -> Extent {
    let (start, end) = text.split_once(' ').expect("two ends");
    let secs = |text: &str, limit: f64| {
        let whole = if text.contains('T') { text.to_owned() } else { format!("{text}T00:00:00") };
        if text == "∞" { limit } else { Zone::Utc.secs_from_civil(&whole.parse().expect("a date")) }
    };
    Extent { start_secs: secs(start, f64::NEG_INFINITY), end_secs: secs(end, f64::INFINITY) }
}

#[test]
fn spans_are_as_the_rule_says() {
    for (text, possible, certain) in SPANS {
        let possible = extent_from_text(possible);
        let certain = match *certain {
            "=" => Some(possible),
            "-" => None,
            certain => Some(extent_from_text(certain)),
        };
        assert_eq!(parse(text).span(&Zone::Utc), TimeSpan { possible, certain }, "{text}");
    }
}

#[test]
fn years_beyond_the_calendars_of_clocks_are_counted_exactly() {
    let year_secs = |text: &str| parse(text).span(&zone("Asia/Kabul")).possible.start_secs / (365.2425 * 86_400.0);
    assert!((year_secs("Y170000002") - (170_000_002.0 - 1970.0)).abs() < 0.1);
    assert!((year_secs("Y-17E7") - (-170_000_000.0 - 1970.0)).abs() < 0.1);
    let three_digits = parse("Y171010000S3").span(&Zone::Utc);
    assert!((three_digits.possible.duration_secs() / (365.2425 * 86_400.0) - 1_000_000.0).abs() < 0.1);
    assert_eq!(three_digits.certain, None);
}

#[test]
fn days_and_times_without_offset_are_those_of_the_zone() {
    let kabul = zone("Asia/Kabul");
    let day = parse("2025-10-09").span(&kabul).possible;
    assert_eq!(day, extent_from_text("2025-10-08T19:30:00 2025-10-09T19:30:00"));
    let strike = parse("2025-10-09T21:50").span(&kabul).possible;
    assert_eq!(strike, parse("2025-10-09T17:20Z").span(&kabul).possible);
    assert_eq!(strike, parse("2025-10-09T21:50+04:30").span(&zone("Asia/Karachi")).possible);
    assert!(day.meets(&strike));
}

#[test]
fn a_day_has_24_hours_but_for_those_on_which_clocks_change() {
    for (text, place, hours) in [
        ("2025-10-09", "Asia/Kabul", 24.0),
        ("2025-03-30", "Europe/Berlin", 23.0),
        ("2025-10-26", "Europe/Berlin", 25.0),
        ("2025-10-25/2025-10-26", "Europe/Berlin", 49.0),
        ("2025-04-06", "Australia/Lord_Howe", 24.5),
        ("2025-03-09", "America/Havana", 23.0),
        ("2011-12-30", "Pacific/Apia", 0.0),
    ] {
        let extent = parse(text).span(&zone(place)).possible;
        assert!((extent.duration_secs() - hours * 3600.0).abs() < 1e-6, "{text} in {place}");
    }
}

#[test]
fn what_is_only_possible_is_possibly_in_a_window() {
    let window = parse("2025-10-10").span(&Zone::Utc).possible;
    for (text, expected) in [
        ("2025-10-10", Match::In),
        ("2025-10-09/2025-10-11", Match::In),
        ("2025-10-10T00:00Z", Match::In),
        ("2025-10-11T00:00Z", Match::Out),
        ("2025-10-11", Match::Out),
        ("2025-10-11~", Match::Possibly),
        ("2025-10-XX", Match::Possibly),
        ("2025-10-01/", Match::Possibly),
        ("2025-10-01/..", Match::In),
        ("[2025-10-10,2025-10-20]", Match::Possibly),
    ] {
        assert_eq!(parse(text).span(&Zone::Utc).in_view(&window), expected, "{text}");
    }
}

/// A text that is refused, where in bytes, and the message.
const INVALID: &[(&str, usize, &str)] = &[
    ("", 0, "this is empty; write a date such as 2025-10-09, or leave it out altogether"),
    ("2025-13-01", 5, "month 13 does not exist; months are 01 to 12"),
    ("2025-00", 5, "month 00 does not exist; months are 01 to 12"),
    ("2025-20", 5, "month 20 does not exist; months are 01 to 12"),
    ("2025-2X", 5, "month 2X does not exist; months are 01 to 12"),
    ("2025-10-32", 8, "day 32 does not exist; days are 01 to 31"),
    ("2025-10-00", 8, "day 00 does not exist; days are 01 to 31"),
    ("2025-02-29", 8, "day 29 does not exist; month 2 of 2025 has 28 days"),
    ("1900-02-~29", 9, "day 29 does not exist; month 2 of 1900 has 28 days"),
    ("2025-06-31", 8, "day 31 does not exist; month 6 of 2025 has 30 days"),
    ("2025-04-31", 8, "day 31 does not exist; month 4 of 2025 has 30 days"),
    ("2025-02-3X", 8, "no day has these digits; write X for those that are not known"),
    ("2025-21-01", 8, "remove the day; the season 21 has none"),
    ("2025-10-09T", 11, "write the hour with two digits, 00 to 23"),
    ("2025-10-09T21", 13, "write minutes after the hour, such as T21:50"),
    ("2025-10-09T24:00", 11, "hour 24 does not exist; hours are 00 to 23"),
    ("2025-10-09T21:60", 14, "minute 60 does not exist; minutes are 00 to 59"),
    ("2025-10-09T21:50:60", 17, "second 60 does not exist; seconds are 00 to 59"),
    ("2025-10-09T21:50:30.", 20, "write one to nine digits of a second after the point"),
    ("2025-10-09T21:50+24", 17, "hour 24 does not exist; hours are 00 to 23"),
    ("2025-10-XXT21:50", 10, "remove the time; only a day without X has times"),
    ("2025-10-11/2025-10-09", 11, "the end 2025-10-09 is before the start; write the earlier date first"),
    (
        "2025-10-09T12:00Z/2025-10-09T11:59Z",
        18,
        "the end 2025-10-09T11:59Z is before the start; write the earlier time first",
    ),
    ("/", 0, "an interval needs a start or an end; write .. for one without limit"),
    ("..", 2, "write a slash after the open start, and then the end, such as ../2025-10-09"),
    ("2025/2026/2027", 9, "remove `/`, the date ends before it"),
    ("2025-10-09?~", 11, "write one qualifier: ? uncertain, ~ approximate, % both"),
    ("-0000", 0, "there is no year -0000; write 0000 for 1 BC"),
    ("Y2025", 0, "Y is for years of five digits and more; write 2025"),
    ("Y", 1, "write the digits of the year after Y, such as Y12025"),
    ("Y17E", 4, "write how many powers of ten after E, such as Y17E7"),
    ("Y17E99", 1, "write a year within 1000000000000 years of now"),
    ("Y17E7-10", 5, "remove what follows the year; a year with Y or S has no months"),
    ("1950S5", 5, "write how many digits of the year are significant after S, 1 to 4"),
    ("195XS2", 4, "remove S and its number; a year with X has no significant digits"),
    ("[]", 1, "write a date here that starts with a year of four digits, such as 2025-10-09"),
    ("[1667", 5, "write a comma and another date here, or close with ]"),
    ("[1667,{1668}]", 6, "write dates in a set; sets do not hold other sets"),
    ("[1670..1667]", 7, "the end 1667 is before the start; write the earlier date first"),
    (" 2025-10-09", 0, "remove the space"),
    ("2025-10-09 ", 10, "remove the space"),
    ("n.d.", 0, "leave out the date where there is none"),
    ("13/13/2025", 0, "write the year first and with four digits, such as 2025-10-09"),
    ("9/10", 0, "write the year first and with four digits, such as 2025-10-09"),
    ("2025-W60", 5, "write the days of the week, such as 2025-10-06/2025-10-12; EDTF has no weeks"),
    ("+2025", 0, "leave out the plus sign of the year"),
    ("yesterday", 0, "write a date here that starts with a year of four digits, such as 2025-10-09"),
    ("٢٠٢٥", 0, "write a date here that starts with a year of four digits, such as 2025-10-09"),
    ("2025-10-09é", 10, "remove `é`, the date ends before it"),
];

#[test]
fn what_is_refused_says_where_and_what_to_do() {
    for (text, offset_bytes, message) in INVALID {
        let error = When::parse(text).expect_err(text);
        assert_eq!((error.offset_bytes, error.to_string().as_str()), (*offset_bytes, *message), "{text}");
    }
}

/// Other habits of writing dates, and what is proposed.
const HABITS: &[(&str, &str)] = &[
    ("9/10/2025", "2025-10-09"),
    ("31/12/2025", "2025-12-31"),
    ("12/31/2025", "2025-12-31"),
    ("9.10.2025", "2025-10-09"),
    ("9-10-2025", "2025-10-09"),
    ("2025/10/09", "2025-10-09"),
    ("2025/10", "2025-10"),
    ("10/2025", "2025-10"),
    ("2025-10-9", "2025-10-09"),
    ("20251009", "2025-10-09"),
    ("Oct 9 2025", "2025-10-09"),
    ("Oct. 9, 2025", "2025-10-09"),
    ("9th of October 2025", "2025-10-09"),
    ("October 2025", "2025-10"),
    ("Sept 2025", "2025-09"),
    ("c. 1850", "1850~"),
    ("circa 1850", "1850~"),
    ("about 9 October 2025", "2025-10-09~"),
    ("1850 (?)", "1850?"),
    ("850", "0850"),
    ("12025", "Y12025"),
    ("1850s", "185X"),
    ("the 1850s", "185X"),
    ("19th century", "18XX"),
    ("19uu", "19XX"),
    ("44 BC", "-0043"),
    ("AD 79", "0079"),
    ("spring 2025", "2025-21"),
    ("2025-Q3", "2025-35"),
    ("Q3 2025", "2025-35"),
    ("2025-10-09 21:50", "2025-10-09T21:50"),
    ("2025-10-09 9:50 UTC", "2025-10-09T09:50Z"),
    ("2025-10-09t21:50z", "2025-10-09T21:50Z"),
    ("2025-10-09T21:50+0430", "2025-10-09T21:50+04:30"),
    ("2025-10-09T21:50:10,5Z", "2025-10-09T21:50:10.5Z"),
    ("October 9, 2025 9:50 PM", "2025-10-09T21:50"),
    ("12 Oct 2025 12:05 am", "2025-10-12T00:05"),
    ("Thu 9 Oct 2025", "2025-10-09"),
    ("A.D. 79", "0079"),
    ("199?", "199X"),
    ("199-", "199X"),
    ("2025-10-??", "2025-10-XX"),
    ("2025-W41", "2025-10-06/2025-10-12"),
    ("2025-282", "2025-10-09"),
    ("2025-10-09/11", "2025-10-09/2025-10-11"),
    ("2025-10-09T10:00/12:00", "2025-10-09T10:00/2025-10-09T12:00"),
    ("1939-45", "1939/1945"),
    ("9-11 October 2025", "2025-10-09/2025-10-11"),
    ("Oct 9–11, 2025", "2025-10-09/2025-10-11"),
    ("7 Oct - 2 Nov 2025", "2025-10-07/2025-11-02"),
    ("2025..", "2025/.."),
    ("..2025", "../2025"),
    ("2025-10-09 to 2025-10-11", "2025-10-09/2025-10-11"),
    ("2025-10-09–2025-10-11", "2025-10-09/2025-10-11"),
    ("9/10/2025 - 11/10/2025", "2025-10-09/2025-10-11"),
    ("1939-1945", "1939/1945"),
    ("between 1850 and 1860", "1850/1860"),
    ("2004/open", "2004/.."),
    ("2004/unknown", "2004/"),
    ("2021-", "2021/.."),
    ("since 2021", "2021/.."),
    ("before 1850", "../1850"),
    ("1667 or 1668", "[1667,1668]"),
    ("1667 and 1668", "{1667,1668}"),
    ("[1667, 1668]", "[1667,1668]"),
];

#[test]
fn other_habits_of_writing_dates_are_told_what_to_write() {
    for (text, instead) in HABITS {
        let message = When::parse(text).expect_err(text).to_string();
        let advice = format!("write {instead} instead of {text}");
        assert!(message == advice || message.starts_with(&format!("{advice} (or ")), "{text}: {message}");
        parse(instead);
    }
    let message = When::parse("9/10/2025").unwrap_err().to_string();
    assert_eq!(message, "write 2025-10-09 instead of 9/10/2025 (or 2025-09-10, if the month comes first)");
}

/// Whole words, short, and short with the year.
const WORDS: &[(&str, &str, &str, &str)] = &[
    ("2025-10-09", "9 October 2025", "9 Oct", "9 Oct 2025"),
    ("2025-10", "October 2025", "Oct 2025", "Oct 2025"),
    ("2025", "2025", "2025", "2025"),
    ("-0043-03-15", "15 March 44 BC", "15 Mar", "15 Mar 44 BC"),
    ("0079", "AD 79", "AD 79", "AD 79"),
    ("Y-17E7", "year -170000000", "year -170000000", "year -170000000"),
    ("2025-10-22~", "about 22 October 2025", "c. 22 Oct", "c. 22 Oct 2025"),
    ("2025-10-22?", "perhaps 22 October 2025", "22 Oct?", "22 Oct 2025?"),
    ("2025-10%", "perhaps about October 2025", "c. Oct 2025?", "c. Oct 2025?"),
    ("2004-06~-11", "11 June 2004 (year approximate, month approximate)", "c. 11 Jun", "c. 11 Jun 2004"),
    ("?2004-06-11", "11 June 2004 (year uncertain)", "11 Jun?", "11 Jun 2004?"),
    ("2025-10-11~/2025-10-12~", "about 11 to 12 October 2025", "c. 11–12 Oct", "c. 11–12 Oct 2025"),
    (
        "2025-10-11/2025-10-12?",
        "from 11 October 2025 to perhaps 12 October 2025",
        "11 Oct–12 Oct?",
        "11 Oct–12 Oct 2025?",
    ),
    ("2025-10-25/2025-10-28", "25 to 28 October 2025", "25–28 Oct", "25–28 Oct 2025"),
    ("2025-10-07/2025-11-02", "7 October to 2 November 2025", "7 Oct–2 Nov", "7 Oct–2 Nov 2025"),
    ("2025-12-30/2026-01-02", "30 December 2025 to 2 January 2026", "30 Dec 2025–2 Jan 2026", "30 Dec 2025–2 Jan 2026"),
    ("2025-10/2025-12", "October to December 2025", "Oct–Dec 2025", "Oct–Dec 2025"),
    ("2019/2021", "2019 to 2021", "2019–2021", "2019–2021"),
    ("2025-10-09T21:50+04:30", "9 October 2025, 21:50 (UTC+04:30)", "9 Oct, 21:50", "9 Oct 2025, 21:50"),
    ("2025-10-09T21:50", "9 October 2025, 21:50 (Asia/Kabul)", "9 Oct, 21:50", "9 Oct 2025, 21:50"),
    (
        "2025-10-09T21:50Z/2025-10-09T23:10Z",
        "9 October 2025, 21:50 to 23:10 (UTC)",
        "9 Oct, 21:50–23:10",
        "9 Oct 2025, 21:50–23:10",
    ),
    (
        "2025-10-25T14:30+03:00/2025-10-28T03:00+03:00",
        "from 25 October 2025, 14:30 to 28 October 2025, 03:00 (UTC+03:00)",
        "25 Oct, 14:30 – 28 Oct, 03:00",
        "25 Oct, 14:30 – 28 Oct 2025, 03:00",
    ),
    ("2021/..", "since 2021, still open", "since 2021", "since 2021"),
    ("../2021", "always until 2021", "until 2021", "until 2021"),
    ("2025-10-11/", "from 11 October 2025, end unknown", "11 Oct–?", "11 Oct 2025–?"),
    ("/2025-10-11", "until 11 October 2025, start unknown", "?–11 Oct", "?–11 Oct 2025"),
    ("2025-23", "autumn 2025", "autumn 2025", "autumn 2025"),
    ("2025-27", "autumn 2025 (northern)", "autumn 2025 (northern)", "autumn 2025 (northern)"),
    ("2025-35", "third quarter of 2025", "third quarter of 2025", "third quarter of 2025"),
    ("202X", "some year in the 2020s", "a year in the 2020s", "a year in the 2020s"),
    ("202X-XX-XX", "some day in the 2020s", "a day in the 2020s", "a day in the 2020s"),
    ("20XX", "some year from 2000 to 2099", "a year in 2000–2099", "a year in 2000–2099"),
    ("XXXX-12-25", "25 December of some year", "25 Dec of a year", "25 Dec of a year"),
    ("2025-10-XX", "some day in October 2025", "a day in Oct 2025", "a day in Oct 2025"),
    ("201X-21", "spring of some year in the 2010s", "spring of a year in the 2010s", "spring of a year in the 2010s"),
    ("1984-1X", "some month from October to December 1984", "a month in Oct–Dec 1984", "a month in Oct–Dec 1984"),
    ("2025-XX", "some month in 2025", "a month in 2025", "a month in 2025"),
    ("2025-10-1X", "some day from 10 to 19 October 2025", "a day in 10–19 Oct", "a day in 10–19 Oct 2025"),
    (
        "1950S2",
        "some year from 1900 to 1999, near 1950",
        "a year in 1900–1999, near 1950",
        "a year in 1900–1999, near 1950",
    ),
    (
        "[1667,1668,1670..1672]",
        "one of 1667, 1668 or 1670 to 1672",
        "1667, 1668 or 1670–1672",
        "1667, 1668 or 1670–1672",
    ),
    ("[..1760-12-03]", "some time up to 3 December 1760", "up to 3 Dec", "up to 3 Dec 1760"),
    ("[2025-10-09..2025-10-11]", "between 9 and 11 October 2025", "between 9 and 11 Oct", "between 9 and 11 Oct 2025"),
    ("[2025-10-09,2025-10-10]", "9 or 10 October 2025", "9 or 10 Oct", "9 or 10 Oct 2025"),
    ("[2025-09-30,2025-10-01]", "30 September or 1 October 2025", "30 Sep or 1 Oct", "30 Sep or 1 Oct 2025"),
    (
        "[2025-10-12T00:00..2025-10-12T18:23]",
        "some time from 12 October 2025, 00:00 to 18:23 (Asia/Kabul)",
        "12 Oct, before 18:23",
        "12 Oct 2025, before 18:23",
    ),
    ("[1760-12..]", "some time from December 1760 on", "from Dec 1760 on", "from Dec 1760 on"),
    ("{..1984}", "all up to 1984", "up to 1984", "up to 1984"),
    ("{1960,1961-12}", "all of 1960 and December 1961", "1960 and Dec 1961", "1960 and Dec 1961"),
];

#[test]
fn expressions_are_said_in_words() {
    let kabul = zone("Asia/Kabul");
    for (text, words, short, with_year) in WORDS {
        let when = parse(text);
        assert_eq!(when.to_words(Some(&kabul)), *words, "{text}");
        assert_eq!(when.to_short(ShortForm::Plain), *short, "{text}");
        assert_eq!(when.to_short(ShortForm::WithYear), *with_year, "{text}");
    }
}

#[test]
fn huge_texts_are_refused_at_once() {
    for part in ["X", "[", "2025,", "é", "1", "-", "~", " ", "/"] {
        let text = format!("1{}", part.repeat(10_000_000 / part.len()));
        let error = When::parse(&text).unwrap_err();
        assert!(text.is_char_boundary(error.offset_bytes) && error.message.len() < 200);
    }
    let set = format!("[{}XXXX-02-29]", "XXXX-02-29,".repeat(700));
    parse(&set).span(&zone("Europe/Berlin"));
}

#[test]
fn a_stretch_of_time_becomes_the_expression_for_it() {
    let kabul = zone("Asia/Kabul");
    for (text, expected) in [
        ("2025-10-09/2025-10-11", "2025-10-09/2025-10-11"),
        ("2025-10-09", "2025-10-09"),
        ("2025-10", "2025-10-01/2025-10-31"),
        ("2025-10-09T21:50", "2025-10-09T21:50+04:30"),
        ("2025-10-09T21:50/2025-10-10", "2025-10-09T21:50+04:30/2025-10-11T00:00+04:30"),
        ("2021/..", "2021-01-01/.."),
        ("../..", "../.."),
    ] {
        let extent = parse(text).span(&kabul).possible;
        let when = When::from_extent(&extent, &kabul);
        assert_eq!(when.to_string(), expected);
        assert_eq!(when.span(&kabul), TimeSpan::exact(extent));
    }
}

#[test]
fn times_and_zones_are_written_as_text_and_endless_extents_with_null() {
    let when = parse("2021~/..");
    assert_eq!(serde_json::to_string(&when).unwrap(), r#""2021~/..""#);
    assert_eq!(serde_json::from_str::<When>(r#""2021~/..""#).unwrap(), when);
    assert_eq!(serde_json::from_str::<Zone>(r#""asia/kabul""#).unwrap(), zone("Asia/Kabul"));
    assert!(serde_json::from_str::<When>(r#""2025-13""#).unwrap_err().to_string().contains("months are 01 to 12"));
    for extent in [Extent::ALL, Extent::new(0.5, 7.0), Extent { start_secs: 1.0, end_secs: f64::INFINITY }] {
        let text = serde_json::to_string(&extent).unwrap();
        assert_eq!(serde_json::from_str::<Extent>(&text).unwrap(), extent, "{text}");
    }
}

fn year() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[12][0-9]{3}",
        1 => "-[1-9][0-9]{3}",
        1 => "[0-9X]{4}",
        1 => "[1-9][0-9]{3}S[1-4]",
        1 => "Y-?[1-9][0-9]{4,10}(S[1-3])?",
        1 => "Y-?[1-9][0-9]{0,3}E[0-7](S1)?",
    ]
}

/// Boxed, as trees of choices are too large for the stack.
fn date() -> BoxedStrategy<String> {
    let mark = || prop_oneof![4 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")];
    let calendar = ("-?[12][0-9X]{3}", mark(), mark(), "(0[1-9]|1[0-2]|XX|1X|2[1-9]|3[0-9]|4[01])", mark())
        .prop_map(|(year, left, right, month, last)| format!("{left}{year}{right}-{month}{last}"));
    let day = (
        "-?[12][0-9X]{3}",
        mark(),
        mark(),
        "(0[1-9]|1[0-2]|XX|1X)",
        mark(),
        "(0[1-9]|[12][0-9]|3[01]|XX|[0-3]X)",
        mark(),
    )
        .prop_map(|(year, one, two, month, three, day, four)| format!("{one}{year}-{two}{month}{three}-{day}{four}"));
    let time = (
        "[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        "T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?",
        "(Z|[+-](0[1-9]|1[0-4])(:[0-5][0-9])?)?[?~%]?",
    )
        .prop_map(|(day, clock, offset)| format!("{day}{clock}{offset}"));
    let dates = prop_oneof![1 => year(), 2 => calendar, 3 => day, 2 => time];
    dates.prop_filter("a day that exists", |text| When::parse(text).is_ok()).boxed()
}

fn expression() -> BoxedStrategy<String> {
    let end = || prop_oneof![4 => date(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    let member = || {
        prop_oneof![
            4 => date(),
            1 => date().prop_map(|date| format!("{date}..")),
            1 => date().prop_map(|date| format!("..{date}")),
            1 => (date(), date()).prop_map(|(first, last)| format!("{first}..{last}")),
        ]
        .boxed()
    };
    let expressions = prop_oneof![
        3 => date(),
        3 => (end(), end()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => prop::collection::vec(member(), 1..5).prop_map(|members| format!("[{}]", members.join(","))),
        1 => prop::collection::vec(member(), 1..5).prop_map(|members| format!("{{{}}}", members.join(","))),
    ];
    expressions.prop_filter("ends in order", |text| When::parse(text).is_ok()).boxed()
}

fn any_zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(vec!["UTC", "Asia/Kabul", "+05:30", "-12", "Europe/Berlin", "America/Havana", "Pacific/Apia"])
        .prop_map(zone)
}

/// Everything that is asked of an expression that was read.
fn exercise(when: &When, zone: &Zone) {
    assert_eq!(parse(&when.to_string()), *when);
    let span = when.span(zone);
    let possible = span.possible;
    assert!(possible.start_secs <= possible.end_secs, "{when}");
    assert!(span.certain.is_none_or(|certain| possible.contains(&certain)), "{when} {span:?}");
    assert!(!when.to_words(Some(zone)).is_empty());
    assert!(!when.to_short(ShortForm::Plain).is_empty());
    assert!(!when.to_short(ShortForm::WithYear).is_empty());
    let again = When::from_extent(&possible, zone);
    assert_eq!(parse(&again.to_string()), again);
    if span.certain.is_some_and(|certain| certain.meets(&possible)) {
        assert_eq!(span.in_view(&possible), Match::In);
    }
}

/// Reads words as an author types them.
fn typed(words: &str) -> Option<When> {
    let context = TypedContext { near: None, zone: &Zone::Utc, zone_names: &[] };
    When::read_typed(words, &context).ok().map(|read| read.when)
}

/// Expressions of which words lose nothing. Of others they do: where doubt stands (`2025~-10-09`), `+04` for
/// `+04:00`, a year of five digits (refused as a slip), a set of one, an interval within one day, doubt
/// about the ends of a range in a set, a time without an offset beside one with.
fn said_in_full() -> BoxedStrategy<String> {
    let regex = |pattern: &str| prop::string::string_regex(pattern).expect("a pattern");
    let mark = "[?~%]?";
    let day = "[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
    let clock = "T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,3})?)?";
    let date = || {
        prop_oneof![
            4 => regex(&format!("{day}{mark}")),
            2 => regex(&format!("[12][0-9]{{3}}-(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]){mark}")),
            2 => regex(&format!("[12][0-9]{{2}}[0-9X]{mark}")),
            1 => regex(&format!("(-[1-9][0-9]{{3}}|Y-[1-9][0-9]{{4,6}}){mark}")),
            1 => regex(&format!("{day}{clock}(Z|[+-](0[1-9]|1[0-3]):[0-5][0-9])?{mark}")),
            1 => regex(&format!("[12][0-9]{{2}}[0-9X]-(0[1-9]|1[0-2])-XX{mark}")),
            1 => regex("[12][0-9]{3}-[?~%](0[1-9]|1[0-2])-(0[1-9]|2[0-8])"),
            1 => regex("[12][0-9]{3}-(0[1-9]|1[0-2])-[?~%](0[1-9]|2[0-8])"),
        ]
        .boxed()
    };
    let plain = || regex(&format!("{day}{mark}"));
    let expressions = prop_oneof![
        4 => date(),
        2 => (plain(), plain()).prop_map(|(first, last)| format!("{first}/{last}")),
        1 => (date(), prop::sample::select(vec!["..", ""])).prop_map(|(first, last)| format!("{first}/{last}")),
        1 => (date(), prop::sample::select(vec!["..", ""])).prop_map(|(last, first)| format!("{first}/{last}")),
        2 => prop::collection::vec(plain(), 2..5).prop_map(|dates| format!("[{}]", dates.join(","))),
        1 => prop::collection::vec(plain(), 2..5).prop_map(|dates| format!("{{{}}}", dates.join(","))),
        1 => (regex(day), regex(day)).prop_map(|(first, last)| format!("[{first}..{last}]")),
        1 => plain().prop_map(|date| format!("[{date}..]")),
        1 => plain().prop_map(|date| format!("[..{date}]")),
    ];
    let is_whole = |text: &String| {
        let ends = text.split_once('/').or_else(|| text.strip_prefix('[')?.split_once(".."));
        When::parse(text).is_ok() && ends.is_none_or(|(first, last)| first.get(..10) != last.get(..10))
    };
    expressions.prop_filter("ends in order", is_whole).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_gives_back_what_was_parsed(text in expression(), zone in any_zone()) {
        let when = parse(&text);
        prop_assert_eq!(when.to_string(), text);
        exercise(&when, &zone);
    }

    #[test]
    fn what_words_say_of_a_date_is_read_as_the_same_date(text in said_in_full()) {
        let when = parse(&text);
        let words = when.to_words(None);
        prop_assert_eq!(typed(&words), Some(when), "{}", words);
    }

    #[test]
    fn words_that_lose_something_are_read_as_a_date_of_the_same_words_or_not_at_all(text in expression()) {
        let own_offsets: Vec<bool> = text
            .split(['/', ',', '[', '{'])
            .flat_map(|part| part.split(".."))
            .filter_map(|part| Some(part.split_once('T')?.1.contains(['Z', '+', '-'])))
            .collect();
        // A zone that is said once is that of all times.
        prop_assume!(own_offsets.iter().all(|own| Some(own) == own_offsets.first()));
        let words = parse(&text).to_words(None);
        if let Some(read) = typed(&words) {
            prop_assert_eq!(read.to_words(None), words, "{} as {}", text, read);
        }
    }

    #[test]
    fn no_typed_text_makes_the_reader_panic(
        text in any::<String>(),
        words in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "9", "31", "oct", "2025", "18:00", "6pm", "kabul", "pkt", "from", "to", "or", "and", "between", "about",
                    "some", "day", "in", "year", "of", "the", "0s", "night", "early", "-", ",", "(", "utc+4:30)", "ad", "bc",
                    "since", "until", "before", "12/10", "29 feb", "é", "é000", "1é00", "9999", "thursday", "week", "?", "{",
                ]).prop_map(str::to_owned),
                "[0-9é:.+/-]{1,8}",
            ],
            0..8,
        ),
    ) {
        let zone = zone("Europe/London");
        for near in [None, chrono::NaiveDate::from_ymd_opt(2024, 2, 29), Some(chrono::NaiveDate::MAX), Some(chrono::NaiveDate::MIN)] {
            let context = TypedContext { near, zone: &zone, zone_names: &[] };
            for text in [&text, &words.join(" "), &words.concat()] {
                if let Ok(read) = When::read_typed(text, &context) {
                    exercise(&read.when, &zone);
                }
            }
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        if let Err(error) = When::parse(&text) {
            prop_assert!(text.is_char_boundary(error.offset_bytes));
        }
    }

    #[test]
    fn no_text_of_edtf_characters_makes_the_parser_panic(text in "[-0-9XYESTZ:+.,/?~%{}\\[\\] a-cé]{0,30}", zone in any_zone()) {
        match When::parse(&text) {
            Ok(when) => exercise(&when, &zone),
            Err(error) => prop_assert!(text.is_char_boundary(error.offset_bytes)),
        }
    }

    #[test]
    fn no_changed_expression_makes_the_parser_panic(
        text in expression(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(any::<char>()), "[-0-9XYEST:/?~%.,]"), 1..4),
        zone in any_zone(),
    ) {
        let mut chars: Vec<char> = text.chars().collect();
        for (index, any, likely) in changes {
            let at = index.index(chars.len() + 1);
            let likely = likely.chars().next();
            match (at < chars.len(), any.or(likely)) {
                (true, Some(char)) if index.index(2) == 0 => chars[at] = char,
                (true, None) => { chars.remove(at); }
                (_, char) => chars.insert(at, char.or(likely).unwrap_or('X')),
            }
        }
        let text: String = chars.into_iter().collect();
        match When::parse(&text) {
            Ok(when) => exercise(&when, &zone),
            Err(error) => prop_assert!(text.is_char_boundary(error.offset_bytes)),
        }
    }

    #[test]
    fn doubt_widens_what_is_possible_and_leaves_what_is_certain(text in date(), zone in any_zone()) {
        let plain = text.trim_end_matches(['?', '~', '%']);
        let span = |mark: &str| parse(&format!("{plain}{mark}")).span(&zone);
        let (unmarked, uncertain, approximate, both) = (span(""), span("?"), span("~"), span("%"));
        prop_assert_eq!(uncertain, approximate);
        prop_assert_eq!(unmarked.certain, both.certain);
        prop_assert!(uncertain.possible.contains(&unmarked.possible));
        prop_assert!(uncertain.possible.duration_secs() > unmarked.possible.duration_secs());
        prop_assert!(both.possible.contains(&uncertain.possible));
        prop_assert!(both.possible.duration_secs() > uncertain.possible.duration_secs());
    }

    #[test]
    fn an_interval_reaches_from_its_first_to_its_last(first in date(), last in date(), zone in any_zone()) {
        let interval = When::parse(&format!("{first}/{last}"));
        let (first, last) = (parse(&first).span(&zone).possible, parse(&last).span(&zone).possible);
        if let Ok(interval) = interval {
            let span = interval.span(&zone).possible;
            prop_assert!(span.start_secs <= first.start_secs && span.end_secs >= last.end_secs);
        } else {
            // What is refused is out of order, give or take a zone and a doubt.
            prop_assert!(last.start_secs < first.end_secs);
        }
    }

    #[test]
    fn civil_times_keep_their_order(one in -4e11..4e11_f64, other in 0.0..1e6_f64, zone in any_zone()) {
        let civil = |secs: f64| Zone::Utc.civil_from_secs(secs);
        let (early, late) = (zone.secs_from_civil(&civil(one)), zone.secs_from_civil(&civil(one + other)));
        prop_assert!(early <= late);
    }

    #[test]
    fn instants_come_back_from_their_civil_times(secs in -4e11..4e11_f64, zone in any_zone()) {
        let back = zone.secs_from_civil(&zone.civil_from_secs(secs));
        // Where clocks are set back, the first of two instants, at most a day before.
        prop_assert!((back - secs).abs() < 1e-3 || (secs - back > 0.0 && secs - back <= 86_400.0));
    }
}
