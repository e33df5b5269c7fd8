//! Events as KML, for Google Earth and the maps that read it.
//!
//! This module answers how placemarks are written so that `read_kml` gives them back. It does not know
//! events: whoever calls it says what stands in a placemark.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use crate::model::{Geometry, LonLat};

/// An event as it is written.
#[derive(Debug, Clone)]
pub(in crate::io) struct Placemark<'a> {
    /// The name of its layer; empty for one in no folder.
    pub(in crate::io) layer: &'a str,
    /// Its id; may be empty.
    pub(in crate::io) id: &'a str,
    /// A few words.
    pub(in crate::io) title: &'a str,
    /// A sentence or two, plain text.
    pub(in crate::io) summary: &'a str,
    /// Its time in EDTF, which may say more than KML can.
    pub(in crate::io) when: Option<&'a str>,
    /// When it begins, as KML writes times; none where that is open.
    pub(in crate::io) begin: Option<String>,
    /// When it ends, as KML writes times; none where that is open.
    pub(in crate::io) end: Option<String>,
    /// Where it is.
    pub(in crate::io) geometry: Option<&'a Geometry>,
    /// What else is known of it, by name.
    pub(in crate::io) columns: Vec<(&'a str, Cow<'a, str>)>,
}

/// Writes a KML 2.2 document with a folder for each layer, in order of first use. Characters that XML
/// cannot hold become U+FFFD.
pub(in crate::io) fn write_kml<'a>(
    out: &mut dyn Write,
    title: &str,
    placemarks: impl Iterator<Item = Placemark<'a>>,
) -> io::Result<()> {
    let mut layers: Vec<(&str, Vec<Placemark<'_>>)> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for placemark in placemarks {
        let number = *numbers.entry(placemark.layer).or_insert(layers.len());
        if number == layers.len() {
            layers.push((placemark.layer, Vec::new()));
        }
        layers[number].1.push(placemark);
    }
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<kml xmlns="http://www.opengis.net/kml/2.2">"#)?;
    writeln!(out, "<Document>")?;
    text_element(out, "name", title)?;
    for (layer, placemarks) in &layers {
        if !layer.is_empty() {
            writeln!(out, "<Folder>")?;
            text_element(out, "name", layer)?;
        }
        for placemark in placemarks {
            write_placemark(out, placemark)?;
        }
        if !layer.is_empty() {
            writeln!(out, "</Folder>")?;
        }
    }
    writeln!(out, "</Document>")?;
    writeln!(out, "</kml>")
}

fn write_placemark(out: &mut dyn Write, placemark: &Placemark<'_>) -> io::Result<()> {
    match placemark.id {
        "" => writeln!(out, "<Placemark>")?,
        id => writeln!(out, r#"<Placemark id="{}">"#, escaped(id))?,
    }
    text_element(out, "name", placemark.title)?;
    // Readers take a description for HTML.
    let html = placemark.summary.replace('&', "&amp;").replace('<', "&lt;");
    text_element(out, "description", &html)?;
    match (&placemark.begin, &placemark.end) {
        (None, None) => {}
        (Some(begin), Some(end)) if begin == end => {
            writeln!(out, "<TimeStamp><when>{}</when></TimeStamp>", escaped(begin))?;
        }
        (begin, end) => {
            write!(out, "<TimeSpan>")?;
            if let Some(begin) = begin {
                write!(out, "<begin>{}</begin>", escaped(begin))?;
            }
            if let Some(end) = end {
                write!(out, "<end>{}</end>", escaped(end))?;
            }
            writeln!(out, "</TimeSpan>")?;
        }
    }
    let when = placemark.when.map(|when| ("when", when));
    let columns = placemark.columns.iter().map(|(name, text)| (*name, &**text));
    // The time of the event stands for a column of that name.
    let columns = columns.filter(|(name, _)| when.is_none() || *name != "when");
    let mut named = when.into_iter().chain(columns).peekable();
    if named.peek().is_some() {
        writeln!(out, "<ExtendedData>")?;
        for (name, text) in named {
            writeln!(out, r#"<Data name="{}"><value>{}</value></Data>"#, escaped(name), escaped(text))?;
        }
        writeln!(out, "</ExtendedData>")?;
    }
    if let Some(geometry) = placemark.geometry {
        write_geometry(out, geometry)?;
    }
    writeln!(out, "</Placemark>")
}

fn write_geometry(out: &mut dyn Write, geometry: &Geometry) -> io::Result<()> {
    let count = geometry.points.len() + geometry.lines.len() + geometry.areas.len();
    if count > 1 {
        writeln!(out, "<MultiGeometry>")?;
    }
    for point in &geometry.points {
        write!(out, "<Point>")?;
        write_coordinates(out, &[*point])?;
        writeln!(out, "</Point>")?;
    }
    for line in &geometry.lines {
        write!(out, "<LineString>")?;
        write_coordinates(out, line)?;
        writeln!(out, "</LineString>")?;
    }
    for area in &geometry.areas {
        write!(out, "<Polygon>")?;
        for (number, ring) in area.iter().enumerate() {
            let boundary = if number == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
            write!(out, "<{boundary}><LinearRing>")?;
            write_coordinates(out, ring)?;
            write!(out, "</LinearRing></{boundary}>")?;
        }
        writeln!(out, "</Polygon>")?;
    }
    if count > 1 {
        writeln!(out, "</MultiGeometry>")?;
    }
    Ok(())
}

fn write_coordinates(out: &mut dyn Write, positions: &[LonLat]) -> io::Result<()> {
    write!(out, "<coordinates>")?;
    for (number, position) in positions.iter().enumerate() {
        let space = if number == 0 { "" } else { " " };
        // The shortest digits that read back as the same number.
        write!(out, "{space}{},{}", position.lon, position.lat)?;
    }
    write!(out, "</coordinates>")
}

/// An element of text; none for an empty text.
fn text_element(out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    writeln!(out, "<{name}>{}</{name}>", escaped(text))
}

/// Text as it stands in an element or an attribute.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !matches!(c, '\0'..='\u{1F}' | '&' | '<' | '>' | '"' | '\u{FFFE}' | '\u{FFFF}');
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Written plainly, these become spaces in an attribute, and ends of lines in a text.
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}
