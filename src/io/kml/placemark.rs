//! One placemark as a row.
//!
//! This module answers what a placemark says of itself. It does not know the folders around it.

use super::moment::{self, TIMES, times_text};
use super::shape::Shape;
use super::sheet::{Draft, Sheet};
use super::xml::{Spot, Tag, Trouble, Xml};
use crate::io::harvest::Harvest;
use crate::io::html::plain_from_html;
use crate::model::When;

/// What an element says of its time.
#[derive(Debug, Clone, Default)]
pub(super) enum Time {
    /// Nothing: the time of the folder around it holds.
    #[default]
    Untold,
    /// This; none where it could not be read.
    Told(Option<When>),
}

/// Reads a `TimeStamp` or `TimeSpan`.
pub(super) fn time(xml: &mut Xml<'_>, tag: &Tag<'_>, harvest: &mut Harvest<'_>) -> Result<Time, Trouble> {
    let (mut stamp, mut begin, mut end) = (String::new(), String::new(), String::new());
    while let Some(inner) = xml.child(tag.depth)? {
        match inner.name() {
            "when" => stamp = xml.text(&inner)?,
            "begin" => begin = xml.text(&inner)?,
            "end" => end = xml.text(&inner)?,
            _ => {}
        }
    }
    let when = match tag.name() {
        "TimeStamp" if stamp.is_empty() => Ok(None),
        "TimeStamp" => moment::stamp(&stamp).map(Some),
        _ => moment::between(&begin, &end),
    };
    Ok(match when {
        Ok(None) => Time::Untold,
        Ok(when) => Time::Told(when),
        Err(message) => undated(tag.spot, message, harvest),
    })
}

fn undated(spot: Spot, message: String, harvest: &mut Harvest<'_>) -> Time {
    harvest.error(spot.line, spot.column, message);
    Time::Told(None)
}

/// Reads a placemark into a row that has no layer yet, and what it says of its own time.
pub(super) fn placemark(
    xml: &mut Xml<'_>,
    tag: &Tag<'_>,
    sheet: &mut Sheet,
    harvest: &mut Harvest<'_>,
) -> Result<(Draft, Time), Trouble> {
    let mut draft = Draft::new(tag.spot.line);
    let (mut shape, mut told, mut extended) = (Shape::default(), Time::Untold, Vec::new());
    sheet.put(&mut draft, "id", tag.attribute("id"));
    while let Some(inner) = xml.child(tag.depth)? {
        let column = match inner.name() {
            "name" => "title",
            "description" => "summary",
            "address" => "place",
            "styleUrl" => "styleUrl",
            "phoneNumber" => "phoneNumber",
            "Snippet" | "snippet" => "Snippet",
            "author" => "author",
            "link" => {
                let address = inner.attribute("href");
                sheet.put(&mut draft, "source_url", address);
                continue;
            }
            "TimeStamp" | "TimeSpan" => {
                told = time(xml, &inner, harvest)?;
                continue;
            }
            "ExtendedData" => {
                extended_data(xml, &inner, &mut extended)?;
                continue;
            }
            name => {
                if Shape::is_of(name) {
                    shape.read(xml, &inner)?;
                }
                continue;
            }
        };
        let text = xml.text(&inner)?;
        let text = if matches!(column, "summary" | "Snippet") { plain_from_html(&text) } else { text };
        sheet.put(&mut draft, column, text);
    }
    if let (Time::Untold, Some((first, last)), Some(spot)) = (&told, &shape.track_times, shape.track_spot) {
        told = match moment::along(first, last) {
            Ok(when) => Time::Told(when),
            Err(message) => undated(spot, message, harvest),
        };
    }
    sheet.put(&mut draft, TIMES, times_text(std::mem::take(&mut shape.moments)));
    // A time in EDTF says more than one of KML can: in doubt, about, one of several.
    let edtf = extended.iter().find(|(name, _)| name == "when");
    if let Some(when) = edtf.and_then(|(_, text)| When::parse(text).ok()) {
        told = Time::Told(Some(when));
    }
    match shape.finish() {
        Ok(geometry) => draft.geometry = geometry,
        Err((spot, message)) => harvest.error(spot.line, spot.column, message),
    }
    let own = Sheet::width_of(&draft);
    for (name, text) in extended {
        sheet.put_beside(&mut draft, own, &name, super::EXTENDED, text);
    }
    Ok((draft, told))
}

/// Reads names and texts from `ExtendedData`: of `Data`, of `SchemaData`, and of elements of other
/// namespaces.
fn extended_data(xml: &mut Xml<'_>, tag: &Tag<'_>, extended: &mut Vec<(String, String)>) -> Result<(), Trouble> {
    while let Some(inner) = xml.child(tag.depth)? {
        match inner.name() {
            "Data" => {
                let (mut name, mut shown, mut value) = (inner.attribute("name"), String::new(), String::new());
                while let Some(part) = xml.child(inner.depth)? {
                    match part.name() {
                        "displayName" => shown = xml.text(&part)?,
                        "value" => value = xml.text(&part)?,
                        _ => {}
                    }
                }
                if name.is_empty() {
                    name = if shown.is_empty() { "Data".to_owned() } else { shown };
                }
                extended.push((name, value));
            }
            "SchemaData" => {
                while let Some(simple) = xml.child(inner.depth)? {
                    if simple.name() == "SimpleData" {
                        extended.push((simple.attribute("name"), xml.text(&simple)?));
                    }
                }
            }
            name => {
                let name = name.to_owned();
                extended.push((name, xml.text(&inner)?));
            }
        }
    }
    Ok(())
}
