//! Puts dates together, with what they leave out from one another and from the context.

use chrono::{Days, Weekday};

use super::rough::Rough;
use super::{Reader, Refusal, TypedError, words, zones};
use crate::model::When;
use crate::model::edtf::Parts;

/// Every date in EDTF, in the order in which they were written.
pub(super) fn fill(reader: &mut Reader<'_>, dates: &mut [Rough]) -> Result<Vec<String>, Refusal> {
    share_zones(dates);
    share_months(dates);
    share_years(dates, reader);
    for at in 0..dates.len() {
        let before = at.checked_sub(1).map(|before| dates[before].clone());
        complete(&mut dates[at], before.as_ref(), reader)?;
    }
    dates.iter().map(|date| text_of(date, reader)).collect()
}

/// One zone that is named once is that of all times.
fn share_zones(dates: &mut [Rough]) {
    let named = |date: &Rough| date.zone.is_some();
    let Some(known) = dates.iter().rev().find(|date| named(date)).cloned() else { return };
    for date in
        dates.iter_mut().filter(|date| !named(date) && date.clock.as_ref().is_some_and(|clock| clock.offset.is_none()))
    {
        date.zone.clone_from(&known.zone);
        date.zone_behind.clone_from(&known.zone_behind);
    }
}

/// A day takes its month, and a time its day, from what follows, else from what precedes.
fn share_months(dates: &mut [Rough]) {
    let lacks_date = |date: &Rough| !date.has_date() && date.weekday.is_none();
    for at in 0..dates.len() {
        if lacks_date(&dates[at]) {
            let before = at.checked_sub(1).map(|before| dates[before].clone());
            let source = before.or_else(|| dates[at + 1..].iter().find(|date| !lacks_date(date)).cloned());
            let Some(source) = source else { continue };
            let date = &mut dates[at];
            (date.parts, date.weekday) = (source.parts, source.weekday);
            date.whole.clone_from(&source.whole);
        }
        let parts = dates[at].parts;
        if parts.day.is_some() && parts.month.is_none() && dates[at].whole.is_none() {
            let after = dates[at + 1..].iter().find_map(|date| date.parts.month);
            let before = || dates[..at].iter().rev().find_map(|date| date.parts.month);
            dates[at].parts.month = after.or_else(before);
        }
    }
}

/// A date takes its year from what follows, else from what precedes, over the turn of a year where the months run
/// backwards.
fn share_years(dates: &mut [Rough], reader: &mut Reader<'_>) {
    let lacks_year = |date: &Rough| date.whole.is_none() && date.parts.year.is_none();
    for at in (0..dates.len()).rev() {
        if lacks_year(&dates[at])
            && let Some(next) = dates.get(at + 1).filter(|next| next.parts.year.is_some())
        {
            let turns = dates[at].parts.month > next.parts.month && next.parts.month.is_some();
            let year = next.parts.year.map(|year| year - i64::from(turns));
            dates[at].parts.year = year;
            note_turn(year.filter(|_| turns), reader);
        }
    }
    share_years_onwards(dates, reader);
}

fn share_years_onwards(dates: &mut [Rough], reader: &mut Reader<'_>) {
    for at in 1..dates.len() {
        let (before, date) = (dates[at - 1].parts, dates[at].parts);
        if dates[at].whole.is_none() && date.year.is_none() && date.month.is_some() && before.year.is_some() {
            let turns = date.month < before.month;
            let year = before.year.map(|year| year + i64::from(turns));
            dates[at].parts.year = year;
            note_turn(year.filter(|_| turns), reader);
        }
    }
}

fn note_turn(year: Option<i64>, reader: &mut Reader<'_>) {
    if let Some(year) = year {
        reader.note(format!("The other date is taken as one of {year}, over the turn of the year"));
    }
}

/// Gives a date what it still lacks from the context, or from the date before it.
fn complete(date: &mut Rough, before: Option<&Rough>, reader: &mut Reader<'_>) -> Result<(), Refusal> {
    if date.whole.is_some() || date.parts.year.is_some() && (date.parts.day.is_none() || date.parts.month.is_some()) {
        return Ok(());
    }
    let near = reader.context.near;
    if date.parts.month.is_some() && date.parts.year.is_none() {
        if let Some(year) = before.and_then(|before| before.parts.year) {
            let turns = before.is_some_and(|before| date.parts.month < before.parts.month);
            let year = year + i64::from(turns);
            date.parts.year = Some(year);
            note_turn(Some(year).filter(|_| turns), reader);
            return Ok(());
        }
        let parts = date.parts;
        let text = reader.with_nearest_year(|year| Parts { year: Some(year), ..parts }.text());
        let year = text.as_deref().and_then(|text| text.get(..text.find('-').filter(|at| *at > 0)?)?.parse().ok());
        date.parts.year = year;
        return match (year, near) {
            (Some(_), _) => Ok(()),
            (None, None) => Err(TypedError::of("No year given; write it behind the date, such as 9 Oct 2025").into()),
            (None, Some(_)) => Err(no_such_day(date)),
        };
    }
    if let Some(day) = date.parts.day {
        let instead = near.map(|near| format!("{}-{day:02}", near.format("%Y-%m")));
        let message = format!("No month given; write it behind the day, such as {day} Oct");
        return Err(TypedError::offering(message, instead).into());
    }
    let Some(near) = near else {
        let message = "No day given; write one such as 9 Oct 2025";
        return Err(TypedError::of(message).into());
    };
    // 18:00, Thursday
    let day = match date.weekday {
        None => Some(near),
        Some(weekday) => nearest(near, weekday),
    };
    let Some(day) = day else { return Ok(()) };
    reader.note(match date.weekday {
        None => format!("No day given: taken as {}", words::day(day)),
        Some(weekday) => format!(
            "No date given: the {} nearest to {} is {}",
            words::weekday(weekday),
            words::day(near),
            words::day(day)
        ),
    });
    date.whole = Some(day.format("%Y-%m-%d").to_string());
    Ok(())
}

/// The day with that name within three days either way.
fn nearest(near: chrono::NaiveDate, weekday: Weekday) -> Option<chrono::NaiveDate> {
    use chrono::Datelike as _;
    let ahead = (7 + weekday.num_days_from_monday() - near.weekday().num_days_from_monday()) % 7;
    if ahead <= 3 {
        near.checked_add_days(Days::new(ahead.into()))
    } else {
        near.checked_sub_days(Days::new((7 - ahead).into()))
    }
}

fn no_such_day(date: &Rough) -> Refusal {
    let Parts { year, month, day } = date.parts;
    let month = month.and_then(|month| crate::model::MONTH_NAMES.get(month.checked_sub(1)?));
    let words =
        [day.map(|day| day.to_string()), month.map(|name| (*name).to_owned()), year.map(|year| year.to_string())];
    let words: Vec<String> = words.into_iter().flatten().collect();
    TypedError::of(format!("There is no {}", words.join(" "))).into()
}

/// A complete date in EDTF, with its doubt; what it can't say is noted.
fn text_of(date: &Rough, reader: &mut Reader<'_>) -> Result<String, Refusal> {
    let plain = match &date.whole {
        Some(whole) => whole.clone(),
        None => date.parts.text().ok_or_else(|| no_such_day(date))?,
    };
    if let Some(weekday) = date.weekday
        && let Some(real) = words::weekday_of(&plain)
        && real != weekday
    {
        let said = words::weekday(weekday);
        let day = When::parse(&plain).map(|when| when.to_words(None)).unwrap_or_default();
        reader.note(format!("{day} is a {}, not a {said}", words::weekday(real)));
    }
    if let Some(part) = date.day_part {
        note_day_part(part, &plain, date, reader);
    }
    let mut text = with_doubts(&plain, date.doubts);
    if let Some(clock) = &date.clock {
        let civil = format!("{plain}{}", clock.text(None));
        let civil = civil.trim_end_matches('Z').get(..16).and_then(|civil| format!("{civil}:00").parse().ok());
        let civil: chrono::NaiveDateTime =
            civil.ok_or_else(|| TypedError::of("A time of day needs its day; write it such as 9 Oct 2025, 18:00"))?;
        let offset = offset_of(date, &civil, reader)?;
        text.push_str(&clock.text(offset.as_deref()));
    } else if let Some(zone) = &date.zone {
        let noon = plain.parse::<chrono::NaiveDate>().ok().and_then(|day| day.and_hms_opt(12, 0, 0));
        let (zone, _, note) = zones::resolved(zone, &noon.unwrap_or_default())?;
        if let Some(note) = note {
            reader.note(note);
        }
        if zone != *reader.context.zone {
            reader.note(format!("EDTF has no zone for days: set the zone to {zone} to count them by its clocks"));
        }
        reader.zone = Some(zone);
    }
    text.extend(date.doubt);
    Ok(text)
}

/// The offset of a zone that was named. None for that of the context, which needs none.
fn offset_of(date: &Rough, civil: &chrono::NaiveDateTime, reader: &mut Reader<'_>) -> Result<Option<String>, Refusal> {
    let Some(named) = &date.zone else { return Ok(None) };
    let resolved = zones::resolved(named, civil);
    let resolved = match (&date.zone_behind, resolved) {
        (Some(behind), Err(_)) => zones::resolved(behind, civil),
        (_, resolved) => resolved,
    };
    let (zone, offset, note) = resolved?;
    if zone.skips(civil) {
        let message = format!("The clocks of {zone} were set forward over {}, which never was", civil.format("%H:%M"));
        return Err(TypedError::of(message).into());
    }
    let is_by_place = matches!(named, zones::Named::Zone(..));
    let of_place = zone.told_apart_at(zone.secs_from_civil(civil)).filter(|_| is_by_place);
    if let Some(first) = of_place {
        reader.note(format!("The clocks of {zone} showed this twice: taken as the first, {first}"));
    }
    if let Some(note) = note {
        reader.note(note);
    }
    let is_own = zone == *reader.context.zone && is_by_place && zone != crate::model::Zone::Utc;
    reader.zone = Some(zone);
    Ok((!is_own).then_some(offset))
}

fn note_day_part(part: &'static str, plain: &str, date: &Rough, reader: &mut Reader<'_>) {
    if date.clock.is_some() {
        // 6 in the morning: the time says more.
        let minutes = date.clock.as_ref().map_or(0, super::clock::Clock::minutes);
        let fits = match part {
            "dawn" | "morning" => minutes < 12 * 60,
            "afternoon" | "evening" => minutes >= 12 * 60,
            _ => true,
        };
        if !fits {
            reader.note(format!("The time is not in the {part}: it is taken as it stands"));
        }
        return;
    }
    let whole = if plain.len() == 10 { "the whole day counts" } else { "all of it counts" };
    reader.note(format!("EDTF has no word for {part}: {whole}; give hours to narrow it"));
    if let Ok(day) = plain.parse::<chrono::NaiveDate>() {
        if part == "noon" {
            reader.other(&format!("{plain}T12:00"));
        }
        if let Some(next) = day.checked_add_days(Days::new(1)).filter(|_| part == "night") {
            reader.note(format!("Write night of {plain} if it went on into the next day"));
            reader.other(&format!("{plain}/{}", next.format("%Y-%m-%d")));
        }
    }
}

/// A date with doubt about its year, month and day. Doubt that the first parts share stands behind them.
fn with_doubts(plain: &str, doubts: [Option<char>; 3]) -> String {
    let body = plain.strip_prefix('-').unwrap_or(plain);
    let sign = &plain[..plain.len() - body.len()];
    let shared = doubts.iter().take_while(|doubt| doubt.is_some() && **doubt == doubts[0]).count();
    let mut text = String::new();
    for (at, (part, doubt)) in body.split('-').zip(doubts).enumerate() {
        if at > 0 {
            text.push('-');
        }
        if at >= shared {
            text.extend(doubt);
        }
        text.push_str(if at == 0 { sign } else { "" });
        text.push_str(part);
        if at + 1 == shared {
            text.extend(doubt);
        }
    }
    text
}
