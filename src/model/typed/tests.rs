use chrono::NaiveDate;

use crate::model::{TypedContext, TypedError, TypedWhen, When, Zone};

fn read(text: &str) -> Result<TypedWhen, TypedError> {
    let zone: Zone = "Asia/Kabul".parse().unwrap();
    let near = NaiveDate::from_ymd_opt(2025, 10, 20);
    When::read_typed(text, &TypedContext { near, zone: &zone, zone_names: &[("Torkham".to_owned(), zone.clone())] })
}

/// What is typed in October 2025 with the clocks of Kabul, and the EDTF that it means.
const READINGS: &[(&str, &str)] = &[
    // EDTF as it is
    ("2025-10-09", "2025-10-09"),
    ("2025-10-11~/2025-10-12", "2025-10-11~/2025-10-12"),
    ("202X", "202X"),
    // Days, with and without year
    ("9 Oct", "2025-10-09"),
    ("Oct 9", "2025-10-09"),
    ("9. Oktober", "2025-10-09"),
    ("9th of October, 2025", "2025-10-09"),
    ("October 9, 2025", "2025-10-09"),
    ("9 octobre", "2025-10-09"),
    ("9 de octubre de 2025", "2025-10-09"),
    ("9 октября", "2025-10-09"),
    ("۹ اکتوبر ۲۰۲۵", "2025-10-09"),
    ("९ अक्टूबर 2025", "2025-10-09"),
    ("Thursday 9 October", "2025-10-09"),
    ("Thursday, 9 October 2025", "2025-10-09"),
    ("3 Jan", "2026-01-03"),
    ("31 May", "2025-05-31"),
    ("29 Feb", "2024-02-29"),
    ("20251009", "2025-10-09"),
    ("13/10/2025", "2025-10-13"),
    ("10/13/2025", "2025-10-13"),
    ("2025/10/9", "2025-10-09"),
    ("13.10.", "2025-10-13"),
    ("44 BC", "-0043"),
    ("from 44 BC to AD 14", "-0043/0014"),
    ("from March 44 BC to AD 14", "-0043-03/0014"),
    ("AD 45", "0045"),
    // Parts of a day
    ("9 Oct, evening", "2025-10-09"),
    ("the evening of 9 October", "2025-10-09"),
    ("early morning of 9 Oct", "2025-10-09"),
    ("noon on 9 Oct", "2025-10-09"),
    ("Thursday evening", "2025-10-23"),
    ("9 Oct night", "2025-10-09"),
    ("night of 11 to 12 October", "2025-10-11/2025-10-12"),
    ("on the night of October 11-12", "2025-10-11/2025-10-12"),
    ("night of 11/12 October", "2025-10-11/2025-10-12"),
    ("night of 11 October", "2025-10-11/2025-10-12"),
    ("nacht vom 11. auf den 12. Oktober", "2025-10-11/2025-10-12"),
    ("night of 31 October", "2025-10-31/2025-11-01"),
    // Doubt
    ("about 22 Oct", "2025-10-22~"),
    ("c. 2021", "2021~"),
    ("ca. October 2025", "2025-10~"),
    ("perhaps 9 Oct", "2025-10-09?"),
    ("9 Oct?", "2025-10-09?"),
    ("perhaps about 9 Oct", "2025-10-09%"),
    ("about 9 to 12 Oct", "2025-10-09~/2025-10-12~"),
    ("from about 9 Oct to 12 Oct", "2025-10-09~/2025-10-12"),
    // Ranges and sets
    ("9-12 Oct", "2025-10-09/2025-10-12"),
    ("9–12 October 2025", "2025-10-09/2025-10-12"),
    ("from 9 to 12 October", "2025-10-09/2025-10-12"),
    ("28 September to 2 October", "2025-09-28/2025-10-02"),
    ("30 December to 2 January", "2025-12-30/2026-01-02"),
    ("du 9 au 12 octobre", "2025-10-09/2025-10-12"),
    ("1939-45", "1939/1945"),
    ("October-November", "2025-10/2025-11"),
    ("between 9 and 12 Oct", "[2025-10-09..2025-10-12]"),
    ("9 or 10 October", "[2025-10-09,2025-10-10]"),
    ("9, 10 or 12 October", "[2025-10-09,2025-10-10,2025-10-12]"),
    ("9 and 11 October", "{2025-10-09,2025-10-11}"),
    ("31 October or 1 November", "[2025-10-31,2025-11-01]"),
    // One end
    ("since 2021", "2021/.."),
    ("since 3 May", "2025-05-03/.."),
    ("2021 to present", "2021/.."),
    ("from 9 Oct", "2025-10-09/.."),
    ("until 3 May", "/2025-05-03"),
    ("by 3 May", "[..2025-05-03]"),
    ("before 3 May", "[..2025-05-02]"),
    ("before 1850", "[..1849]"),
    ("after 9 Oct", "[2025-10-10..]"),
    // Times and zones
    ("9 Oct 18:00", "2025-10-09T18:00"),
    ("9 Oct 6pm", "2025-10-09T18:00"),
    ("9 Oct, 6.30 p.m.", "2025-10-09T18:30"),
    ("9 Oct 18h30", "2025-10-09T18:30"),
    ("1800 hrs on 9 Oct", "2025-10-09T18:00"),
    ("9 Oct 1330Z", "2025-10-09T13:30Z"),
    ("18:00 Kabul", "2025-10-20T18:00"),
    ("9 Oct 18:00 Kabul", "2025-10-09T18:00"),
    ("9 Oct 18:00 Karachi", "2025-10-09T18:00+05:00"),
    ("9 Oct 18:00 Torkham time", "2025-10-09T18:00"),
    ("9 Oct 18:00 New York time", "2025-10-09T18:00-04:00"),
    ("Islamabad, 9 Oct, 18:00", "2025-10-09T18:00+05:00"),
    ("6pm PKT on 9 Oct", "2025-10-09T18:00+05:00"),
    ("9 Oct 18:00 EST", "2025-10-09T18:00-05:00"),
    ("9 Oct 18:00 UTC", "2025-10-09T18:00Z"),
    ("9 Oct 18:00 GMT+5", "2025-10-09T18:00+05:00"),
    ("9 Oct 18:00 UTC+4:30", "2025-10-09T18:00+04:30"),
    ("2025-10-09 18:00", "2025-10-09T18:00"),
    ("2025-10-09t18:00 Karachi", "2025-10-09T18:00+05:00"),
    ("9 Oct 18:00 to 20:00", "2025-10-09T18:00/2025-10-09T20:00"),
    ("18:00 to 20:00 on 9 Oct", "2025-10-09T18:00/2025-10-09T20:00"),
    ("9 Oct 22:00 to 02:00 PKT", "2025-10-09T22:00+05:00/2025-10-10T02:00+05:00"),
    ("9 Oct at around 6pm", "2025-10-09T18:00~"),
    ("18:00 to 20:00 on 9 October", "2025-10-09T18:00/2025-10-09T20:00"),
    ("le 9 octobre au soir", "2025-10-09"),
    ("about 18:00 on 9 Oct", "2025-10-09T18:00~"),
    // Parts of months and years
    ("October", "2025-10"),
    ("early October", "[2025-10-01..2025-10-10]"),
    ("mid-October", "[2025-10-11..2025-10-20]"),
    ("late October 2025", "[2025-10-21..2025-10-31]"),
    ("mid 2025", "[2025-05..2025-08]"),
    ("autumn 2025", "2025-23"),
    ("autumn", "2025-23"),
    ("fourth quarter of 2025", "2025-36"),
    ("Q4 2025", "2025-36"),
    ("winter 2025/26", "2025-24"),
    ("first half of 2025", "2025-40"),
    ("the 1990s", "199X"),
    ("19th century", "18XX"),
    ("some day in October 2025", "2025-10-XX"),
    ("some time in October 2025", "2025-10-XX"),
    ("week 41 of 2025", "2025-10-06/2025-10-12"),
];

#[test]
fn dates_are_read_as_people_write_them() {
    let mut wrong = Vec::new();
    for (text, expected) in READINGS {
        let found = read(text);
        let printed = found.as_ref().map_or_else(|error| format!("({error})"), |read| read.when.to_string());
        if printed != *expected {
            wrong.push(format!("{text}: {printed}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_taken_from_elsewhere_or_cannot_be_said_is_told() {
    let mut wrong = Vec::new();
    for (text, note) in [
        ("9 Oct", "No year given: 2025 comes nearest to 20 October 2025"),
        ("9 Oct 2025, evening", "EDTF has no word for evening: the whole day counts; give hours to narrow it"),
        ("night of 11 to 12 October 2025", "No hours given, so both days count whole"),
        ("Friday, 9 October 2025", "9 October 2025 is a Thursday, not a Friday"),
        ("Thursday evening", "No date given: the Thursday nearest to 20 October 2025 is 23 October 2025"),
        ("18:00 Kabul", "No day given: taken as 20 October 2025"),
        ("6pm PKT on 9 Oct 2025", "PKT is UTC+05:00 (Asia/Karachi)"),
        ("9 Oct 2025 18:00 Karachi", "Karachi: the clocks of Asia/Karachi, UTC+05:00 then"),
        ("9 Oct 2025, Karachi", "EDTF has no zone for days: set the zone to Asia/Karachi to count them by its clocks"),
        ("early October 2025", "EDTF has no early, mid or late: taken as some time in that third"),
        (
            "between 9 and 12 Oct 2025",
            "Taken as some time between these; write from … to … if it went on all that time",
        ),
        ("until 3 May 2025", "No start given, so it is unknown; write always until if it has always been so"),
        ("before 3 May 2025", "Taken as some time before 3 May 2025, which is left out"),
        ("10/13/2025", "The month is taken first, since there is no month 13"),
        ("30 December to 2 January 2026", "The other date is taken as one of 2025, over the turn of the year"),
        ("2021-22", "In EDTF, -22 stands for a part of the year: summer 2021"),
        ("26 Oct 2025 01:30 London", "The clocks of Europe/London showed this twice: taken as the first, BST"),
        ("9 Oct 2025 22:00 to 02:00", "The end comes before the start by the clock, so it is that of the next day"),
    ] {
        let notes = read(text).map(|read| read.notes);
        if !notes.as_ref().is_ok_and(|notes| notes.iter().any(|told| told == note)) {
            wrong.push(format!("{text}: {notes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_noted_of_what_was_said_in_full() {
    for text in [
        "18:00 on 9 October 2025",
        "9 October 2025",
        "2025-10-09",
        "9 to 12 October 2025",
        "about 22 October 2025",
        "9 Oct 2025, 18:00",
    ] {
        assert_eq!(read(text).map(|read| read.notes), Ok(Vec::new()), "{text}");
    }
}

#[test]
fn what_could_be_two_dates_or_none_is_refused_with_both_or_a_reason() {
    let mut wrong = Vec::new();
    for (text, message, instead) in [
        ("12/10/2025", "This is 12 October 2025 or 10 December 2025", "2025-10-12 2025-12-10"),
        ("9/10", "This is 9 October 2025 or 10 September 2025", "2025-10-09 2025-09-10"),
        ("12/10/25", "Write the year with four digits", "2025-10-12 2025-12-10"),
        ("9", "No month given", "2025-10-09"),
        ("yesterday", "yesterday is another day for each reader", ""),
        ("today, 18:00", "today is another day for each reader", ""),
        ("last Thursday", "last is another day for each reader", ""),
        ("9 listopada 2025", "listopada is October or November in different languages", ""),
        ("2025-10-09 08:00-05:00", "-05:00 is an end or an offset", "2025-10-09T08:00-05:00"),
        ("30 February 2025", "There is no 30 February 2025", ""),
        ("12 to 9 October 2025", "The end 2025-10-09 is before the start", ""),
        (
            "9 Oct 2025 18:00 IST",
            "IST can mean",
            "2025-10-09T18:00+01:00 2025-10-09T18:00+02:00 2025-10-09T18:00+05:30",
        ),
        ("30 March 2025 01:30 London", "The clocks of Europe/London were set forward over 01:30", ""),
        ("midnight on 9 Oct", "Midnight is the start of a day or its end", ""),
        ("9 Oct 25:00", "There is no hour 25", ""),
        ("2025-13-01", "Month 13 does not exist; months are 01 to 12", ""),
        ("850", "Write years with four digits; 850 as 0850", "0850"),
        ("soon", "soon is not understood as part of a date", ""),
        ("9 Oct 18:00 Atlantis", "atlantis is not understood as part of a date", ""),
        ("", "There is no date here", ""),
        ("unknown", "Leave the field empty", ""),
        ("9 Oct '25", "", ""),
    ] {
        match read(text) {
            Ok(read) => wrong.push(format!("{text}: {} {:?}", read.when, read.notes)),
            Err(error) => {
                let offered: Vec<String> = error.instead.iter().map(ToString::to_string).collect();
                if !error.message.starts_with(message) || !offered.join(" ").starts_with(instead) {
                    wrong.push(format!("{text}: {error} {offered:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_day_nearby_nothing_is_taken_from_nowhere() {
    let context = TypedContext { near: None, zone: &Zone::Utc, zone_names: &[] };
    for text in ["9 Oct", "early October", "autumn", "Thursday", "18:00", "9 to 12 Oct", "9 or 10 October", "since May"]
    {
        assert!(When::read_typed(text, &context).is_err(), "{text}");
    }
}
