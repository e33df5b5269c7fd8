//! What cells and columns of many kinds are read as.

use super::*;

#[track_caller]
fn reads(cells: &[&str], expected: &[&str]) {
    let mut study = DateStudy::default();
    for cell in cells {
        study.see(cell);
    }
    let form = study.form(None);
    let read: Vec<String> = cells
        .iter()
        .map(|cell| match date_text(cell, form) {
            Ok(text) => {
                let text = text.unwrap_or_default();
                assert!(text.is_empty() || When::parse(&text).is_ok(), "{text}");
                text
            }
            Err(message) => message,
        })
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn the_whole_column_tells_whether_day_or_month_comes_first() {
    reads(&["10/11/2025", "13/10/2025"], &["2025-11-10", "2025-10-13"]);
    reads(&["10/11/2025", "10/13/2025"], &["2025-10-11", "2025-10-13"]);
    reads(&["9.10.2025", "25.12.25"], &["2025-10-09", "2025-12-25"]);
    reads(&["10-11-2025 14:05", "10-30-2025 2:05 PM"], &["2025-10-11T14:05", "2025-10-30T14:05"]);
    let mut study = DateStudy::default();
    study.see("10/11/2025");
    assert!(study.is_ambiguous());
    study.see("10/13/2025");
    assert!(!study.is_ambiguous() && !study.is_mixed());
    study.see("13/10/2025");
    assert!(study.is_mixed());
}

#[test]
fn dates_of_databases_feeds_and_people_are_read() {
    reads(
        &["2025-10-09 00:00:00.000", "2025/10/09", "2025-10-09 14:30:05.250", "2025-10-09T14:30:00+0430"],
        &["2025-10-09T00:00:00", "2025-10-09", "2025-10-09T14:30:05.25", "2025-10-09T14:30:00+04:30"],
    );
    reads(&["Thu, 09 Oct 2025 14:30:00 +0500"], &["2025-10-09T14:30:00+05:00"]);
    reads(&["9 October 2025", "Oct 2025", "2025-10~"], &["2025-10-09", "2025-10", "2025-10~"]);
    reads(&["09-Oct-25", "9 Oct 98 2:05 PM", "25-Dec-2025"], &["2025-10-09", "1998-10-09T14:05", "2025-12-25"]);
    reads(&["", "n/a", "unknown"], &["", "", ""]);
}

#[test]
fn bare_numbers_are_told_by_the_whole_column() {
    reads(&["1815", "2025"], &["1815", "2025"]);
    reads(&["20251009", "20230100"], &["2025-10-09", "2023-01"]);
    reads(&["45939", "45940.5"], &["2025-10-09", "2025-10-10T12:00:00"]);
    reads(&["1760018400"], &["2025-10-09T14:00:00Z"]);
    reads(&["1760018400000", "1760018400500"], &["2025-10-09T14:00:00Z", "2025-10-09T14:00:00.5Z"]);
    reads(&["202510"], &["2025-10"]);
}

#[test]
fn years_before_christ_have_a_year_zero_between() {
    reads(&["44 BC", "1 BCE", "-0043"], &["-0043", "0000", "-0043"]);
}

#[test]
fn what_is_no_date_is_told() {
    reads(
        &["13/10/2025", "10/13/2025", "10/14/2025"],
        &[
            "13 is no month in \"13/10/2025\", since the dates of this column are month-first",
            "2025-10-13",
            "2025-10-14",
        ],
    );
    reads(&["31/02/2025"], &["there is no day 31 in month 2 of 2025, in \"31/02/2025\""]);
    let form = DateForm::default();
    assert!(date_text("99999", form).unwrap_err().contains("beyond the years"));
    for wrong in ["99999-01-01", "yesterday", "2025-13-45", "12:30", "1e400", "٣ رجال"] {
        let text = date_text(wrong, form);
        assert!(text.is_err() || When::parse(&text.unwrap().unwrap()).is_err(), "{wrong}");
    }
}

#[track_caller]
fn reads_column(name: &str, setting: Setting, cells: &[&str], expected: &[&str]) -> DateStudy {
    let mut study = DateStudy::of_column(name, setting);
    for cell in cells {
        study.see(cell);
    }
    let form = study.form(None);
    let read: Vec<String> =
        cells.iter().map(|cell| date_text(cell, form).map_or_else(|told| told, Option::unwrap_or_default)).collect();
    assert_eq!(read, expected);
    study
}

fn setting_of(columns: &[&str], row: &[&str]) -> Setting {
    let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    let mut rows = crate::model::Rows::new(columns.into());
    rows.push(2, row.iter().copied());
    Setting::of(&rows)
}

#[test]
fn digits_of_other_scripts_are_read_and_their_years_are_of_their_calendar() {
    reads(&["۲۰۲۵-۱۰-۱۰", "٢٠٢٥/١٠/١١", "۹ اکتوبر ۲۰۲۵"], &["2025-10-10", "2025-10-11", "2025-10-09"]);
    reads(&["۱۴۰۴/۰۷/۱۷", "۱۷ مهر ۱۴۰۴", "۱۴۰۴-۰۷-۱۷ ۲۱:۵۰"], &["2025-10-09", "2025-10-09", "2025-10-09T21:50"]);
    reads(&["۱۷/۷/۱۴۰۴", "३१/१०/२०२५"], &["2025-10-09", "2025-10-31"]);
    let told = "is a date of the lunar hijri calendar, which is not read; write the day of our calendar";
    reads(&["١٤٤٧/٠٤/١٧"], &[&format!("\"1447/04/17\" {told}")]);
}

#[test]
fn the_calendar_of_a_column_is_shown_by_its_language_name_or_neighbours() {
    let persian = setting_of(&["عنوان", "تاریخ", "lat"], &["انفجار", "1404/07/17", "34.5"]);
    let study = reads_column("تاریخ", persian, &["1404/02/31", "1404/07/17"], &["2025-05-21", "2025-10-09"]);
    assert!(study.remarks("تاریخ").concat().contains("solar hijri"));
    reads_column("jalali", Setting::default(), &["17/07/1404", "1357"], &["2025-10-09", "1978-03-21/1979-03-20"]);
    let kabul = setting_of(&["title", "date", "lat", "lon"], &["Mill", "1404-07-17", "34.5", "69.1"]);
    reads_column("date", kabul, &["1404-07-17", "14040719"], &["2025-10-09", "2025-10-11"]);
    let beside = setting_of(&["day", "entered"], &["1404-07-17", "2025-10-10"]);
    reads_column("day", beside, &["1404-07-17"], &["2025-10-09"]);
    reads_column("date (B.E.)", Setting::default(), &["2568-10-09"], &["2025-10-09"]);
    let thai = setting_of(&["title", "date"], &["ระเบิด", "9 ตุลาคม 2568"]);
    reads_column("date", thai, &["9 ตุลาคม 2568", "ต.ค. 2567"], &["2025-10-09", "2024-10"]);
    let arabic = setting_of(&["الحدث", "التاريخ"], &["انفجار", "1447-04-17"]);
    let study = reads_column(
        "التاريخ",
        arabic,
        &["1447-04-17"],
        &["\"1447-04-17\" is a date of the lunar hijri calendar, which is not read; write the day of our calendar"],
    );
    assert!(study.remarks("التاريخ").concat().contains("lunar hijri") && study.share() > 0.9);
    // Battles of the middle ages stay where they are; the doubt is said where all could be of today.
    let europe = setting_of(&["battle", "date", "lat", "lon"], &["Varna", "1444-11-10", "43.2", "27.9"]);
    let study = reads_column("date", europe, &["1444-11-10"], &["1444-11-10"]);
    assert!(study.remarks("date").concat().contains("as they stand"));
    let study = reads_column("date", europe, &["1410-07-15", "1453-05-29"], &["1410-07-15", "1453-05-29"]);
    assert_eq!(study.remarks("date"), [""; 0]);
}

#[test]
fn years_written_short_are_spans_where_the_column_holds_such() {
    let none = Setting::default();
    reads_column("term", none, &["1998-99", "2009-10", "2010-11"], &["1998/1999", "2009/2010", "2010/2011"]);
    reads_column("x", none, &["2018/19", "2019/20"], &["2018/2019", "2019/2020"]);
    reads_column("year", none, &["1911-12"], &["1911/1912"]);
    reads_column("date", none, &["1911-12", "1911-10"], &["1911-12", "1911-10"]);
    reads_column("years active", none, &["1911-12", "1914-18", "1998-2003"], &["1911/1912", "1914/1918", "1998/2003"]);
    reads_column("date", none, &["2025-10", "2025-11"], &["2025-10", "2025-11"]);
    reads_column("war", none, &["1914-18", "1939–45"], &["1914/1918", "1939/1945"]);
    reads_column("edtf", none, &["2020-21", "2020-22"], &["2020-21", "2020-22"]);
    reads_column("when", none, &["2020-21"], &["2020-21"]);
    let study = reads_column("period", none, &["2020-21", "2021-22"], &["2020/2021", "2021/2022"]);
    assert!(study.remarks("period").concat().contains("seasons"));
}

#[test]
fn days_without_a_year_take_it_from_their_column_where_it_says_one() {
    let none = Setting::default();
    let expected = ["2025-10-09", "2025-10-10/2025-10-12"];
    let study = reads_column("Date (2025)", none, &["9 October", "Oct 10-12"], &expected);
    assert!(study.remarks("Date (2025)").concat().contains("9 October, are read as those of 2025"));
    let among = reads_column(
        "date",
        none,
        &["8 Oct 2025", "9 Oct", "11 Oct 2025"],
        &["2025-10-08", "2025-10-09", "2025-10-11"],
    );
    assert!(among.remarks("date").concat().contains("2025"));
    let told = "\"9 Oct\" names no year with four digits";
    reads_column("date", none, &["8 Oct 2024", "9 Oct", "11 Oct 2025"], &["2024-10-08", told, "2025-10-11"]);
}

#[test]
fn a_time_of_day_is_never_the_end_of_a_span() {
    reads(&["2025-10-09 2112", "2025-10-09 0005"], &["2025-10-09T21:12", "2025-10-09T00:05"]);
    reads(&["2025-10-09 21h50", "9/10/2025 21.50"], &["2025-10-09T21:50", "2025-10-09T21:50"]);
    reads(&["2025-10-09 9 pm", "9 October 2025, 9 pm"], &["2025-10-09T21:00", "2025-10-09T21:00"]);
    reads(&["9. Oktober 2025, 21:50 Uhr", "9 octobre 2025 à 21h50"], &["2025-10-09T21:50", "2025-10-09T21:50"]);
    reads(&["9 October 2025 2112", "2025-10-09 noon"], &["2025-10-09T21:12", "2025-10-09T12:00"]);
}

#[test]
fn midnight_is_an_instant_among_other_times_and_a_day_among_days() {
    reads(&["2025-10-10 00:00:00", "2025-10-10 00:00:10"], &["2025-10-10T00:00:00", "2025-10-10T00:00:10"]);
    reads(&["10/10/2025 00:00", "13/10/2025 00:01"], &["2025-10-10T00:00", "2025-10-13T00:01"]);
    reads(&["2025-10-10T00:00:00", "2025-10-11 00:00"], &["2025-10-10", "2025-10-11"]);
    reads(&["10/10/2025 0:00", "13/10/2025 0:00"], &["2025-10-10", "2025-10-13"]);
    reads_column("when", Setting::default(), &["2025-10-10T00:00:00"], &["2025-10-10T00:00:00"]);
}

#[test]
fn times_in_a_column_of_their_own_are_read_as_the_column_is() {
    let form = |name: &str, cells: &[&str]| {
        let mut study = DateStudy::of_column(name, Setting::default());
        for cell in cells {
            study.see(cell);
        }
        study.form(None)
    };
    let day = |time: &str, form: DateForm| day_with_time("2025-10-09", time, form).unwrap_or_default();
    let passes = form("acq_time", &["2112", "41", "0", "918"]);
    assert_eq!(
        ["2112", "41", "0", "918"].map(|time| day(time, passes)),
        ["2025-10-09T21:12", "2025-10-09T00:41", "2025-10-09T00:00", "2025-10-09T09:18"]
    );
    let hours = form("Hour", &["9", "21", "0"]);
    assert_eq!(["9", "0"].map(|time| day(time, hours)), ["2025-10-09T09:00", "2025-10-09T00:00"]);
    let unsure = form("time", &["9", "12"]);
    assert_eq!(day("9", unsure), "");
    let empty = form("time", &["00:00", "00:00"]);
    assert_eq!(day("00:00", empty), "2025-10-09");
}

#[test]
fn dates_of_cameras_files_and_encyclopedias_are_read() {
    reads(&["2025:10:09 21:50:12", "2025:10:09 21:50:12+04:30"], &["2025-10-09T21:50:12", "2025-10-09T21:50:12+04:30"]);
    reads(&["2025-10-09Z", "2025-10-09+04:30", "2025-1-9"], &["2025-10-09", "2025-10-09", "2025-01-09"]);
    reads(
        &["9 October 2025[1]", "2025-10-09[a][b]", "2025*", "1 May 1998 [note 2]"],
        &["2025-10-09", "2025-10-09", "2025", "1998-05-01"],
    );
    reads(&["2025-10-00", "2025-00-00", "0000-00-00"], &["2025-10", "2025", ""]);
    reads(
        &["2025-10-09 21:50:12.5 +0430 UTC", "2025-10-09 21:50:12 +0000 UTC"],
        &["2025-10-09T21:50:12.5+04:30", "2025-10-09T21:50:12+00:00"],
    );
    reads(&["10142018", "1152018"], &["2018-10-14", "2018-01-15"]);
    reads(&["20251009215012", "202510100005"], &["2025-10-09T21:50:12", "2025-10-10T00:05:00"]);
    reads(&["9 October 2025", "45940", "2019", "10 Oct 2025"], &["2025-10-09", "2025-10-10", "2019", "2025-10-10"]);
    reads(&["9/10/2025 - 12/10/2025", "13/10/2025"], &["2025-10-09/2025-10-12", "2025-10-13"]);
    reads(
        &["9.–12.10.2025", "09-12/10/2025", "13/10/2025"],
        &["2025-10-09/2025-10-12", "2025-10-09/2025-10-12", "2025-10-13"],
    );
    reads(
        &["9.10.–12.11.2025", "09.10.2025-12.10.2025", "9/10/2025-12/10/2025", "13/10–2/11/2025", "13/10/2025"],
        &[
            "2025-10-09/2025-11-12",
            "2025-10-09/2025-10-12",
            "2025-10-09/2025-10-12",
            "2025-10-13/2025-11-02",
            "2025-10-13",
        ],
    );
    reads(&["+1969-00-00T00:00:00Z", "-0044-03-15T00:00:00Z"], &["1969", "-0043-03-15"]);
    let form = DateForm::default();
    assert_eq!(day_alone("2025:10:11 24:04:20", form).as_deref(), Some("2025-10-11"));
    assert_eq!(day_alone("2025-10-11 or later", form), None);
}

#[test]
fn a_month_that_two_languages_know_is_told_by_the_others_of_its_column() {
    reads(&["9 listopada 2025", "3 października 2025"], &["2025-11-09", "2025-10-03"]);
    reads(&["9. listopada 2025.", "3. rujna 2025."], &["2025-10-09", "2025-09-03"]);
}

#[test]
fn what_is_told_names_the_form_and_no_letter_to_remove() {
    let form = DateForm::default();
    for (cell, part) in [
        ("9 to 12 October", "names no year"),
        ("2025:10:11 24:04:20", "\"24:04:20\" is no time of day"),
        ("21:50", "a time of day without a day"),
        ("2025-10-09é", "is written in a form of dates that is not understood"),
        ("2025-13-45", "month 13 does not exist"),
        ("9 listopada 2025", "not understood"),
    ] {
        let told = date_text(cell, form).unwrap_err();
        assert!(told.contains(part) && !told.contains("remove"), "{cell}: {told}");
    }
}

#[test]
fn no_cell_however_odd_makes_the_reading_panic() {
    let pieces = [
        "9",
        "é",
        "2025",
        "-",
        "/",
        " ",
        "T",
        "21:50",
        "+",
        "9223372036854775807",
        "Dec 30",
        "Jan",
        "۱۴۰۴",
        ":",
        "Z",
        "[1]",
        "to",
        "00",
        "٫",
        "مهر",
        "W41",
        "early ",
        "pm",
        ".",
        "W",
        "🌍",
    ];
    for first in pieces {
        for second in pieces {
            for third in pieces.into_iter().step_by(5) {
                for cell in [format!("{first}{second}{third}"), format!("{first} {second} - {third} 2025")] {
                    let mut study = DateStudy::default();
                    study.see(&cell);
                    let form = study.form(None);
                    let text = date_text(&cell, form).ok().flatten();
                    let day = day_with_time("2025-10-09", &cell, form);
                    for text in text.into_iter().chain(day) {
                        assert!(!text.is_empty(), "{cell}");
                    }
                }
            }
        }
    }
}
