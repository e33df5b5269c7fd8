//! Slides of `TimelineJS` and `StoryMapJS` as rows.
//!
//! This module answers in which columns a slide says what. It does not know what the columns mean.

use std::sync::Arc;

use serde_json::Value;

use crate::io::LoadError;
use crate::io::cells::text_of;
use crate::io::harvest::{BATCH_ROWS, Batch, Harvest};
use crate::io::html::plain_from_html;
use crate::model::{Members, Rows};

/// Rows of columns that are known before, handed over in batches as they come.
struct Sheet<'h, 'a> {
    harvest: &'h mut Harvest<'a>,
    rows: Rows,
    /// Bytes of the text.
    bytes: usize,
    /// Bytes of memory that the slides take beside the rows.
    held: u64,
}

impl<'h, 'a> Sheet<'h, 'a> {
    fn new(columns: &[&str], bytes: usize, held: u64, harvest: &'h mut Harvest<'a>) -> Self {
        let columns: Arc<[String]> = columns.iter().map(|name| (*name).to_owned()).collect();
        Self { harvest, rows: Rows::new(columns), bytes, held }
    }

    fn push(&mut self, number: usize, cells: &[String]) -> Result<(), LoadError> {
        self.rows.push(number as u64, cells.iter().map(String::as_str));
        if self.rows.len() == BATCH_ROWS { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), LoadError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = Rows::new(self.rows.columns().clone());
        let rows = std::mem::replace(&mut self.rows, rows);
        self.harvest.hand_over(Batch { rows, held: self.held, ..Batch::default() }, self.bytes as u64)
    }
}

/// The text at a path of members.
fn at(value: &Value, path: &[&str]) -> String {
    path.iter().try_fold(value, |value, key| value.get(*key)).map(text_of).unwrap_or_default()
}

/// The slides of a list.
fn slides_of(list: Option<&Value>) -> &[Value] {
    list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// `TimelineJS` in the columns of its sheet. `held` is how many bytes of memory the document takes.
pub(super) fn read_timeline(
    document: &Members,
    held: u64,
    bytes: usize,
    harvest: &mut Harvest<'_>,
) -> Result<(), LoadError> {
    const COLUMNS: [&str; 19] = [
        "Year",
        "Month",
        "Day",
        "Time",
        "End Year",
        "End Month",
        "End Day",
        "End Time",
        "Display Date",
        "Headline",
        "Text",
        "Media",
        "Media Credit",
        "Media Caption",
        "Media Thumbnail",
        "Type",
        "Group",
        "Background",
        "id",
    ];
    let title = document.get("title").filter(|title| title.is_object());
    let events = slides_of(document.get("events"));
    // Eras are spans with a heading, and nothing else; they are events of a kind of their own.
    let eras = slides_of(document.get("eras"));
    let slides = title.map(|slide| (slide, "title")).into_iter();
    let slides = slides.chain(events.iter().map(|slide| (slide, ""))).chain(eras.iter().map(|slide| (slide, "era")));
    let has_background = |slide: &&Value| !at(slide, &["background", "url"]).is_empty();
    let backgrounds = events.iter().chain(title).filter(has_background).count();
    if backgrounds > 0 {
        let slides = if backgrounds == 1 {
            "1 slide has a background that is".to_owned()
        } else {
            format!("{backgrounds} slides have backgrounds that are")
        };
        harvest.warning(1, 1, format!("{slides} not shown; their addresses stay with the events"));
    }
    let mut sheet = Sheet::new(&COLUMNS, bytes, held, harvest);
    for (index, (slide, kind)) in slides.enumerate() {
        let start = |part: &str| at(slide, &["start_date", part]);
        let end = |part: &str| at(slide, &["end_date", part]);
        let media = |part: &str| at(slide, &["media", part]);
        let shown = Some(at(slide, &["display_date"])).filter(|date| !date.is_empty());
        let cells: [String; COLUMNS.len()] = [
            start("year"),
            start("month"),
            start("day"),
            time_of(slide.get("start_date")),
            end("year"),
            end("month"),
            end("day"),
            time_of(slide.get("end_date")),
            shown.unwrap_or_else(|| start("display_date")),
            at(slide, &["text", "headline"]),
            at(slide, &["text", "text"]),
            media("url"),
            media("credit"),
            media("caption"),
            media("thumbnail"),
            kind.to_owned(),
            if kind == "era" { "era".to_owned() } else { at(slide, &["group"]) },
            at(slide, &["background", "url"]),
            at(slide, &["unique_id"]),
        ];
        sheet.push(index + 1, &cells)?;
    }
    sheet.hand_over()
}

fn time_of(date: Option<&Value>) -> String {
    let part = |key: &str| date.and_then(|date| date.get(key)).map(text_of).unwrap_or_default();
    match (part("hour"), part("minute"), part("second")) {
        (hour, ..) if hour.is_empty() => String::new(),
        (hour, minute, second) => {
            let two = |text: String| if text.is_empty() { "00".to_owned() } else { format!("{text:0>2}") };
            format!("{}:{}:{}", two(hour), two(minute), two(second))
        }
    }
}

/// `StoryMapJS`: slides with a place and no date, in their order. `held` is how many bytes of memory the document
/// takes.
pub(super) fn read_storymap(
    document: &Members,
    held: u64,
    bytes: usize,
    harvest: &mut Harvest<'_>,
) -> Result<(), LoadError> {
    const COLUMNS: [&str; 9] =
        ["slide", "title", "summary", "latitude", "longitude", "place", "source_url", "source", "caption"];
    let slides = slides_of(document.get("storymap").and_then(|storymap| storymap.get("slides")));
    let mut sheet = Sheet::new(&COLUMNS, bytes, held, harvest);
    for (index, slide) in slides.iter().enumerate() {
        let headline = plain_from_html(&at(slide, &["text", "headline"]));
        if at(slide, &["type"]) == "overview" && slide.pointer("/location/lat").is_none() {
            sheet.harvest.title = headline;
            continue;
        }
        let cells: [String; COLUMNS.len()] = [
            (index + 1).to_string(),
            headline,
            plain_from_html(&at(slide, &["text", "text"])),
            at(slide, &["location", "lat"]),
            at(slide, &["location", "lon"]),
            at(slide, &["location", "name"]),
            at(slide, &["media", "url"]),
            plain_from_html(&at(slide, &["media", "credit"])),
            plain_from_html(&at(slide, &["media", "caption"])),
        ];
        sheet.push(index + 1, &cells)?;
    }
    sheet.hand_over()
}
