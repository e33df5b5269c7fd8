//! GPX, the files of satellite receivers and of the applications that take their place.
//!
//! This module answers which rows a GPX file holds: each waypoint, route and track is one. It knows GPX
//! 1.0 and 1.1. Of the points of a track it keeps the position, and the first and last time; heights
//! along it are left aside. It does not know what the columns mean.

use super::LoadError;
use super::harvest::Harvest;
use super::html::plain_from_html;
use super::kml::{Draft, Sheet, Spot, TIMES, TOP, Tag, Trouble, Xml, along, decode, position, stamp, times_text};
use crate::model::{Geometry, LonLat, When};

/// The name of the format in messages.
const FORMAT: &str = "GPX";

/// Reads the waypoints, routes and tracks of a GPX file.
pub(super) fn read_gpx(bytes: &[u8], budget: u64, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let text = decode(bytes, harvest);
    let mut reading = Reading { xml: Xml::new(&text), sheet: Sheet::within(budget), harvest };
    let outcome = reading.file();
    let Reading { xml, sheet, harvest } = reading;
    if let Err(trouble) = outcome {
        trouble.tell(FORMAT, sheet.drafts.len(), harvest)?;
    }
    xml.tell(harvest);
    sheet.hand_over(bytes.len() as u64, harvest)
}

/// A file on its way into rows.
struct Reading<'a, 'b, 'c> {
    xml: Xml<'a>,
    sheet: Sheet,
    harvest: &'b mut Harvest<'c>,
}

/// What the points of a route or track come to.
#[derive(Default)]
struct Path {
    geometry: Geometry,
    /// The first point that is wrong.
    wrong: Option<(Spot, String)>,
    /// The first and last time.
    times: Option<(String, String)>,
    /// The time of each point; empty where it has none.
    moments: Vec<String>,
}

/// What is said of a row in sentences.
#[derive(Default)]
struct Words {
    description: String,
    comment: String,
}

impl Path {
    fn add_line(&mut self, positions: Vec<LonLat>) {
        match positions[..] {
            [] => {}
            [only] => self.geometry.points.push(only),
            _ => self.geometry.lines.push(positions),
        }
    }
}

impl<'a> Reading<'a, '_, '_> {
    fn file(&mut self) -> Result<(), Trouble> {
        let mut is_gpx = false;
        while let Some(root) = self.xml.child(TOP)? {
            if root.name() != "gpx" {
                continue;
            }
            is_gpx = true;
            while let Some(tag) = self.xml.child(root.depth)? {
                match tag.name() {
                    "wpt" => self.waypoint(&tag)?,
                    "rte" | "trk" => self.path(&tag)?,
                    "metadata" => {
                        while let Some(inner) = self.xml.child(tag.depth)? {
                            if inner.name() == "name" {
                                self.harvest.title = self.xml.text(&inner)?;
                            }
                        }
                    }
                    // GPX 1.0 has no element around it.
                    "name" => self.harvest.title = self.xml.text(&tag)?,
                    _ => {}
                }
            }
        }
        if is_gpx { Ok(()) } else { Err(self.xml.stranger("`gpx`")) }
    }

    fn waypoint(&mut self, tag: &Tag<'a>) -> Result<(), Trouble> {
        let (mut draft, mut words) = (Draft::new(tag.spot.line), Words::default());
        match position_of(tag) {
            Ok(position) => draft.geometry = Some(Geometry { points: vec![position], ..Geometry::default() }),
            Err(message) => self.unplaced(tag.spot, &message),
        }
        while let Some(inner) = self.xml.child(tag.depth)? {
            if inner.name() == "time" {
                let text = self.xml.text(&inner)?;
                if !text.is_empty() {
                    draft.when = self.time(inner.spot, stamp(&text).map(Some));
                }
            } else {
                self.cell(&mut draft, &mut words, &inner)?;
            }
        }
        self.finish(draft, words);
        Ok(())
    }

    fn path(&mut self, tag: &Tag<'a>) -> Result<(), Trouble> {
        let (mut draft, mut words) = (Draft::new(tag.spot.line), Words::default());
        let (mut path, mut route) = (Path::default(), Vec::new());
        while let Some(inner) = self.xml.child(tag.depth)? {
            match inner.name() {
                "rtept" => self.point(&inner, &mut route, &mut path)?,
                "trkseg" => {
                    let mut positions = Vec::new();
                    while let Some(point) = self.xml.child(inner.depth)? {
                        if point.name() == "trkpt" {
                            self.point(&point, &mut positions, &mut path)?;
                        }
                    }
                    path.add_line(positions);
                }
                _ => self.cell(&mut draft, &mut words, &inner)?,
            }
        }
        path.add_line(route);
        self.sheet.put(&mut draft, TIMES, times_text(std::mem::take(&mut path.moments)));
        if let Some((first, last)) = &path.times {
            draft.when = self.time(tag.spot, along(first, last));
        }
        match path.wrong {
            Some((spot, message)) => self.unplaced(spot, &message),
            None => draft.geometry = (!path.geometry.is_empty()).then_some(path.geometry),
        }
        self.finish(draft, words);
        Ok(())
    }

    fn point(&mut self, tag: &Tag<'a>, positions: &mut Vec<LonLat>, path: &mut Path) -> Result<(), Trouble> {
        match position_of(tag) {
            Ok(position) => positions.push(position),
            Err(message) => {
                path.wrong.get_or_insert((tag.spot, message));
            }
        }
        path.moments.push(String::new());
        while let Some(inner) = self.xml.child(tag.depth)? {
            if inner.name() == "time" {
                let text = self.xml.text(&inner)?;
                if !text.is_empty() {
                    if let Some(moment) = path.moments.last_mut() {
                        moment.clone_from(&text);
                    }
                    let times = path.times.get_or_insert_with(|| (text.clone(), String::new()));
                    times.1 = text;
                }
            }
        }
        Ok(())
    }

    /// Puts the text of an element into the row, under the name that events have for it.
    fn cell(&mut self, draft: &mut Draft, words: &mut Words, tag: &Tag<'a>) -> Result<(), Trouble> {
        match tag.name() {
            "name" => self.text(draft, tag, "title"),
            "type" => self.text(draft, tag, "category"),
            "url" => self.text(draft, tag, "source_url"),
            "desc" => {
                words.description = plain_from_html(&self.xml.text(tag)?);
                Ok(())
            }
            "cmt" => {
                words.comment = plain_from_html(&self.xml.text(tag)?);
                Ok(())
            }
            "link" => {
                self.sheet.put(draft, "source_url", tag.attribute("href"));
                Ok(())
            }
            "extensions" => self.extensions(draft, tag),
            name => {
                let name = name.to_owned();
                self.text(draft, tag, &name)
            }
        }
    }

    /// Adds a row. Its description is for readers; the comment takes its place where there is none.
    fn finish(&mut self, mut draft: Draft, words: Words) {
        let Words { description, comment } = words;
        if description.is_empty() {
            self.sheet.put(&mut draft, "summary", comment);
        } else {
            self.sheet.put(&mut draft, "summary", description);
            self.sheet.put(&mut draft, "cmt", comment);
        }
        self.sheet.push(draft);
    }

    fn text(&mut self, draft: &mut Draft, tag: &Tag<'a>, column: &str) -> Result<(), Trouble> {
        let text = self.xml.text(tag)?;
        self.sheet.put(draft, column, text);
        Ok(())
    }

    /// Extensions are what programs add: each element right inside is a column.
    fn extensions(&mut self, draft: &mut Draft, tag: &Tag<'a>) -> Result<(), Trouble> {
        while let Some(inner) = self.xml.child(tag.depth)? {
            let name = inner.name().to_owned();
            self.text(draft, &inner, &name)?;
        }
        Ok(())
    }

    fn unplaced(&mut self, spot: Spot, message: &str) {
        self.harvest.error(spot.line, spot.column, format!("{message}; the event is shown without a place"));
    }

    fn time(&mut self, spot: Spot, when: Result<Option<When>, String>) -> Option<When> {
        when.unwrap_or_else(|message| {
            self.harvest.error(spot.line, spot.column, message);
            None
        })
    }
}

fn position_of(tag: &Tag<'_>) -> Result<LonLat, String> {
    position(&tag.attribute("lon"), &tag.attribute("lat"))
}

#[cfg(test)]
mod tests;
