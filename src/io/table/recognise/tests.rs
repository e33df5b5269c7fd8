//! What columns are taken for, by name and content.

use super::*;

#[track_caller]
fn guessed(header: &[&str], rows: &[&[&str]], expected: &str) -> Guess {
    let columns: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
    let mut packed = Rows::new(columns.into());
    for (line, row) in rows.iter().enumerate() {
        packed.push(line as u64 + 2, row.iter().copied());
    }
    let guess = guess(&packed);
    assert_eq!(guess.mapping.to_string(), expected);
    guess
}

#[test]
fn usual_names_are_recognised_in_any_order_and_writing() {
    guessed(
        &["Lng", "Lat", "Headline", "Event Date"],
        &[&["69.2", "34.5", "Strike", "2025-10-09"]],
        "title=Headline,when=Event Date,lat=Lat,lon=Lng",
    );
    guessed(
        &["name", "start_date", "end_date", "Notes"],
        &[&["Talks", "2025-10-25", "2025-10-28", "in Istanbul"]],
        "title=name,start=start_date,end=end_date,summary=Notes",
    );
    guessed(
        &["Year", "Month", "Day", "Event"],
        &[&["2025", "10", "9", "Strike"]],
        "title=Event,year=Year,month=Month,day=Day",
    );
}

#[test]
fn projected_columns_are_not_taken_for_degrees() {
    guessed(
        &["X", "Y", "lon", "lat", "title"],
        &[&["7700000", "4100000", "69.2", "34.5", "a b"]],
        "title=title,lat=lat,lon=lon",
    );
}

#[test]
fn content_tells_where_names_do_not() {
    guessed(&["was", "wo", "wann"], &[&["Angriff", "34.5, 69.2", "9 October 2025"]], "title=was,when=wann,latlon=wo");
    guessed(
        &["Meldung", "Tag", "Monat"],
        &[&["Angriff", "03.10.2025", "Oktober"], &["Gespräche", "25.10.2025", "Oktober"]],
        "title=Meldung,when=Tag",
    );
    guessed(
        &["EVENT_DATE", "Where (lat)", "Where (long)", "NOTES"],
        &[&["09-Oct-25", "34.52", "69.17", "Strike"]],
        "title=NOTES,when=EVENT_DATE,lat=Where (lat),lon=Where (long),summary=NOTES",
    );
    guessed(&["a", "b"], &[&["POINT (69 34)", "Strike on Kabul"]], "title=b,wkt=a");
    guessed(&["pos", "b"], &[&["134.5, 34.2", "Tokyo"]], "title=b,lonlat=pos");
    guessed(&["sq", "b"], &[&["42SWD1521", "Kabul"]], "title=b,mgrs=sq");
}

#[test]
fn a_date_of_change_is_no_date_of_an_event() {
    guessed(&["title", "last_updated", "published"], &[&["Strike", "2025-10-09", "2025-10-10"]], "title=title");
}

#[test]
fn what_is_not_sure_is_said() {
    let guess = guessed(&["thing", "date"], &[&["Strike", "10/11/2025"]], "title=thing,when=date");
    assert_eq!(guess.untitled.as_deref(), Some("no column is called a title; the events are called by \"thing\""));
    assert_eq!(guess.ambiguous_dates(&["thing".to_owned(), "date".to_owned()]).count(), 1);
}
