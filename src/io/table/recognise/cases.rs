//! A table of tables: which columns must say when it happened.

use super::guess;
use crate::io::table::Field;
use crate::model::Rows;

/// A header, its rows, which columns say when it happened, and a part of what must be said; nothing where
/// nothing may be.
type Case = (&'static str, &'static [&'static str], &'static str, &'static str);

const CASES: [Case; 58] = [
    // By how many rows they date.
    ("title|date|year", &["a||1990", "b||1991", "c|1992-05-02|1992", "d||1993"], "when=date,year=year", ""),
    ("title|year|exact date", &["a|1990|", "b|1991|1991-04-02"], "when=exact date,year=year", ""),
    ("title|date|exact_date", &["a|1990|", "b|1991|1991-04-02", "c|1992|"], "when=date,start=exact_date", ""),
    ("title|date|Year|Month|Day", &["a|2025-10-09|2025|10|9", "b|2025-10-10|2025|10|10"], "when=date", ""),
    ("title|year|date", &["a|1990|2001-01-01", "b|1991|", "c|1992|"], "year=year", ""),
    (
        "title|date|occurred",
        &["a|2025-10-09|2024-01-01", "b|2025-10-10|2024-01-02"],
        "when=occurred",
        "--map when=date",
    ),
    // By whole words of their names.
    ("title|Year|candidates", &["a|2019|350", "b|2024|412"], "year=Year", ""),
    ("title|Year|Response time", &["a|2019|1400", "b|2024|1500"], "year=Year", ""),
    ("title|mandate|day", &["a|2019|2025-10-09", "b|2020|2025-10-10"], "when=day", ""),
    ("title|estimate", &["a|1200", "b|1500"], "", ""),
    ("title|update", &["a|1990", "b|1991"], "", ""),
    ("title|population|when", &["a|1990|9 October 2025", "b|2000|10 October 2025"], "when=when", ""),
    ("title|Date of the event (UTC)", &["a|2025-10-09"], "when=Date of the event (UTC)", ""),
    ("title|Wann", &["a|1990", "b|1991"], "when=Wann", ""),
    ("title|date", &["a|350", "b|412"], "", ""),
    ("title|EVENTDATE", &["a|20251009", "b|20251010"], "when=EVENTDATE", ""),
    ("title|serial", &["a|45939", "b|45940"], "", ""),
    ("title|dt", &["a|2025-10-09", "b|2025-10-10"], "when=dt", ""),
    // By whose date it is.
    ("title|Report date|Incident date", &["a|2025-10-20|2025-10-09"], "when=Incident date", ""),
    ("Timestamp|When did it happen?", &["2025-11-01 10:00|2025-10-09"], "when=When did it happen?", ""),
    ("title|Date of birth|Date", &["a|1980-02-03|2025-10-09"], "when=Date", ""),
    ("title|Date of birth", &["a|1980-02-03"], "", "--map 'when=Date of birth'"),
    (
        "title|Created Date|Closed Date",
        &["a|2025-10-09|2025-12-01"],
        "when=Created Date",
        "no column tells when it happened",
    ),
    ("title|updated_at", &["a|2025-10-09"], "", "--map when=updated_at"),
    ("start|end|deviceid|day of attack", &["2025-11-02|2025-11-02|x|2025-10-09"], "when=day of attack", ""),
    ("interview start|interview end|observed", &["2025-11-02|2025-11-02|2025-10-09"], "when=observed", ""),
    ("title|accessed|published|Datum", &["a|2025-11-02|2025-11-01|2025-10-09"], "when=Datum", ""),
    ("title|timestamp", &["a|2025-10-09 23:59:50", "b|2025-10-10 00:00:10"], "when=timestamp", ""),
    ("Timestamp|What was hit?", &["2025-11-01 10:00|a mill"], "when=Timestamp", "the interview or the form"),
    // Starts, ends, parts, in any order of words.
    ("title|date|end_date", &["a|2025-10-09|2025-10-12"], "when=date,end=end_date", ""),
    ("title|from|to", &["a|2025-10-09|2025-10-12"], "start=from,end=to", ""),
    ("title|start_year|end_year", &["a|1990|1991"], "year=start_year,end-year=end_year", ""),
    ("year_start|month_start|year_end", &["1990|3|1991"], "year=year_start,month=month_start,end-year=year_end", ""),
    ("Event Year|Event Month|Event Day", &["1990|3|14"], "year=Event Year,month=Event Month,day=Event Day", ""),
    ("Yr|Mo|Dy|Hr|Mn", &["1990|3|14|21|5"], "year=Yr,month=Mo,day=Dy,time=Hr,minute=Mn", ""),
    (
        "StartYear1|StartMonth1|EndYear1|StartYear2",
        &["1823|4|1823|-8", "1828|-9|1829|-8"],
        "year=StartYear1,month=StartMonth1,end-year=EndYear1",
        "",
    ),
    ("yearOfBirth|year|month", &["1950|1990|3"], "year=year,month=month", ""),
    ("Year|Month|Day", &["1990|99|99", "1991|3|0", "1992|NA|-9"], "year=Year,month=Month,day=Day", ""),
    // Times of day and zones.
    ("title|acq_date|acq_time", &["a|2025-10-09|2112", "b|2025-10-10|41"], "when=acq_date,time=acq_time", ""),
    ("title|Fecha|Hora", &["a|2025-10-09|21:50"], "when=Fecha,time=Hora", ""),
    ("title|Datum|Uhrzeit", &["a|2025-10-09|21.50"], "when=Datum,time=Uhrzeit", ""),
    ("title|Date|Time of leaving", &["a|2025-10-09|21:50"], "when=Date", "holds times of day"),
    ("title|Date|Response time", &["a|2025-10-09|00:14"], "when=Date", ""),
    (
        "title|date|Start time|End time",
        &["a|2025-10-09|21:50|23:10"],
        "when=date,time=Start time,end-time=End time",
        "",
    ),
    ("title|date|hour", &["a|2025-10-09|21", "b|2025-10-09|6"], "when=date,time=hour", ""),
    ("title|date|heure", &["a|2025-10-09|21", "b|2025-10-09|6"], "when=date,time=heure", ""),
    ("title|date|time", &["a|2025-10-09|21", "b|2025-10-09|6"], "when=date", "may hold hours or minutes"),
    ("title|date|time", &["a|2025-10-09|21:50", "b|2025-10-09|later", "c|2025-10-09|06:05"], "when=date,time=time", ""),
    ("title|date|closing time", &["a|2025-10-09|21:50"], "when=date", ""),
    ("title|date|time|tz", &["a|2025-10-09|21:50|Asia/Kabul"], "when=date,time=time,zone=tz", ""),
    ("title|date|where the clock hangs", &["a|2025-10-09|Asia/Kabul"], "when=date,zone=where the clock hangs", ""),
    (
        "title|date|departure time|arrival time",
        &["a|2025-10-09|21:50|23:10"],
        "when=date,time=departure time,end-time=arrival time",
        "",
    ),
    ("DATE OCC|TIME OCC|Date Rptd", &["02/28/2020 12:00:00 AM|2130|03/01/2020"], "when=DATE OCC,time=TIME OCC", ""),
    (
        "BeginYr|BeginMo|EndYr|EndMo",
        &["1990|3|1991|2", "1992|0|-7|-7"],
        "year=BeginYr,month=BeginMo,end-year=EndYr,end-month=EndMo",
        "",
    ),
    ("Año inicio|Mes inicio|Año fin", &["1990|marzo|1991"], "year=Año inicio,month=Mes inicio,end-year=Año fin", ""),
    (
        "event_day|event_month|event_year",
        &["9|10|2025", "-9|99|2025"],
        "year=event_year,month=event_month,day=event_day",
        "",
    ),
    ("dob_year|year|hour|minute", &["1970|2025|21|50"], "year=year,time=hour,minute=minute", ""),
    ("title|date|utc_offset", &["a|2025-10-09T21:50|+04:30"], "when=date,zone=utc_offset", ""),
];

#[test]
fn the_columns_that_say_when_are_chosen_as_people_would() {
    let dating = |field: Field| {
        let is = |other: &Field| *other == field;
        let others =
            [Field::When, Field::Start, Field::End, Field::Zone, Field::Minute, Field::Second, Field::EndMinute];
        let parts =
            [Field::Year, Field::Month, Field::Day, Field::Time, Field::EndYear, Field::EndMonth, Field::EndDay];
        others.iter().chain(&parts).any(is) || field == Field::EndTime
    };
    let mut wrong = Vec::new();
    for (header, lines, expected, said) in CASES {
        let mut rows = Rows::new(header.split('|').map(str::to_owned).collect());
        for (at, line) in lines.iter().enumerate() {
            rows.push(at as u64 + 2, line.split('|'));
        }
        let mut guess = guess(&rows);
        guess.mapping.columns.retain(|field, _| dating(*field));
        let found = guess.mapping.to_string();
        let doubts = guess.doubts;
        let is_said = if said.is_empty() { doubts.is_empty() } else { doubts.iter().any(|doubt| doubt.contains(said)) };
        if found != expected || !is_said {
            wrong.push(format!("{header}: {found}, not {expected}; {doubts:?}; {:?}", guess.candidates));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
