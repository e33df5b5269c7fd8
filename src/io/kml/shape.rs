//! Where a placemark is.
//!
//! This module answers what the geometry of a placemark is on the ground. Heights are left aside, as the
//! map has none. It does not know the placemark's name or row.

use super::xml::{Spot, Tag, Trouble, Xml, short};
use crate::model::{Geometry, LonLat};

/// A placemark has so many positions at most.
const MOST_POSITIONS: usize = 6_000_000;

/// What was read of the geometry of one placemark.
#[derive(Debug, Default)]
pub(super) struct Shape {
    geometry: Geometry,
    /// How many positions were read.
    positions: usize,
    /// The first thing that is wrong with it.
    wrong: Option<(Spot, String)>,
    /// The first and last time of its tracks, where they have some.
    pub(super) track_times: Option<(String, String)>,
    /// The time of each point of its tracks, in their order; none where no point has one.
    pub(super) moments: Vec<String>,
    /// Where its tracks start.
    pub(super) track_spot: Option<Spot>,
}

impl Shape {
    /// True when an element of this name is a geometry.
    pub(super) fn is_of(name: &str) -> bool {
        matches!(
            name,
            "Point" | "LineString" | "LinearRing" | "Polygon" | "MultiGeometry" | "Track" | "MultiTrack" | "Model"
        )
    }

    /// Adds what an element holds. Collections may hold others as deep as [`Xml`] goes.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Trouble> {
        match tag.name() {
            "Point" => {
                let positions = self.coordinates(xml, tag)?;
                self.geometry.points.extend(positions);
            }
            "LineString" | "LinearRing" => {
                let positions = self.coordinates(xml, tag)?;
                self.add_line(positions);
            }
            "Polygon" => self.polygon(xml, tag)?,
            "Track" => self.track(xml, tag)?,
            "Model" => self.model(xml, tag)?,
            _ => {
                while let Some(inner) = xml.child(tag.depth)? {
                    if Self::is_of(inner.name()) {
                        self.read(xml, &inner)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The geometry; none without positions. Says what is wrong where it cannot be drawn as it is meant.
    pub(super) fn finish(self) -> Result<Option<Geometry>, (Spot, String)> {
        match self.wrong {
            Some(wrong) => Err(wrong),
            None => Ok((!self.geometry.is_empty()).then_some(self.geometry)),
        }
    }

    fn fault(&mut self, spot: Spot, message: &str) {
        self.wrong.get_or_insert_with(|| (spot, format!("{message}; the event is shown without a place")));
    }

    /// The positions in an element's `coordinates`; says so when there are none or one is wrong.
    fn coordinates(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Vec<LonLat>, Trouble> {
        let mut positions = Vec::new();
        while let Some(inner) = xml.child(tag.depth)? {
            if inner.name() != "coordinates" {
                continue;
            }
            let text = xml.text(&inner)?;
            match positions_of(&text, MOST_POSITIONS - self.positions) {
                Ok(found) => {
                    self.positions += found.len();
                    positions.extend(found);
                }
                Err(message) => self.fault(inner.spot, &message),
            }
        }
        if positions.is_empty() {
            self.fault(tag.spot, &format!("{} has no coordinates; write `longitude,latitude`", tag.name()));
        }
        Ok(positions)
    }

    fn add_line(&mut self, positions: Vec<LonLat>) {
        match positions[..] {
            [] => {}
            [only] => self.geometry.points.push(only),
            _ => self.geometry.lines.push(positions),
        }
    }

    fn polygon(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Trouble> {
        let (mut outer, mut holes) = (Vec::new(), Vec::new());
        while let Some(boundary) = xml.child(tag.depth)? {
            let rings = match boundary.name() {
                "outerBoundaryIs" => &mut outer,
                "innerBoundaryIs" => &mut holes,
                _ => continue,
            };
            while let Some(ring) = xml.child(boundary.depth)? {
                if ring.name() == "LinearRing" {
                    let mut positions = self.coordinates(xml, &ring)?;
                    close(&mut positions);
                    if (1..4).contains(&positions.len()) {
                        self.fault(ring.spot, "this ring bounds no area; write three corners or more");
                    }
                    rings.push(positions);
                }
            }
        }
        match outer.len() {
            1 => {
                outer.append(&mut holes);
                self.geometry.areas.push(outer);
            }
            count => self.fault(tag.spot, &format!("Polygon has {count} outer boundaries; write one")),
        }
        Ok(())
    }

    fn track(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Trouble> {
        let mut positions = Vec::new();
        let (mut whens, mut is_placed) = (Vec::new(), Vec::new());
        while let Some(inner) = xml.child(tag.depth)? {
            match inner.name() {
                "when" => {
                    let text = xml.text(&inner)?;
                    whens.push(text.clone());
                    if !text.is_empty() {
                        self.track_spot.get_or_insert(inner.spot);
                        let times = self.track_times.get_or_insert_with(|| (text.clone(), String::new()));
                        times.1 = text;
                    }
                }
                "coord" => {
                    let text = xml.text(&inner)?;
                    is_placed.push(!text.is_empty());
                    if text.is_empty() {
                        // A moment without a known position.
                        continue;
                    }
                    let mut numbers = text.split_whitespace();
                    match position(numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default()) {
                        Ok(position) => positions.push(position),
                        Err(message) => self.fault(inner.spot, &message),
                    }
                }
                _ => {}
            }
        }
        if whens.iter().any(|when| !when.is_empty()) {
            whens.resize(is_placed.len(), String::new());
            self.moments
                .extend(whens.into_iter().zip(is_placed).filter(|(_, is_placed)| *is_placed).map(|(when, _)| when));
        }
        self.add_line(positions);
        Ok(())
    }

    /// A model of a building stands where its `Location` says.
    fn model(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Trouble> {
        while let Some(location) = xml.child(tag.depth)? {
            if location.name() != "Location" {
                continue;
            }
            let (mut lon, mut lat) = (String::new(), String::new());
            while let Some(number) = xml.child(location.depth)? {
                match number.name() {
                    "longitude" => lon = xml.text(&number)?,
                    "latitude" => lat = xml.text(&number)?,
                    _ => {}
                }
            }
            match position(&lon, &lat) {
                Ok(position) => self.geometry.points.push(position),
                Err(message) => self.fault(location.spot, &message),
            }
        }
        Ok(())
    }
}

/// Closes a ring that ends elsewhere than it starts.
fn close(ring: &mut Vec<LonLat>) {
    if let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied())
        && (first != last || ring.len() == 1)
    {
        ring.push(first);
    }
}

/// Positions as `coordinates` writes them: numbers with commas between, positions with spaces between.
/// Spaces beside a comma are let pass.
fn positions_of(text: &str, most: usize) -> Result<Vec<LonLat>, String> {
    let mut positions = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (lon, after) = number_at(rest);
        let (lat, mut after) = match after.strip_prefix(',') {
            Some(after) => number_at(after.trim_start()),
            None => ("", after),
        };
        if positions.len() == most {
            return Err(format!("a shape of more than {MOST_POSITIONS} positions is beyond the budget of memory"));
        }
        positions.push(position(lon, lat)?);
        // The height, and what else may follow with a comma.
        while let Some(more) = after.strip_prefix(',') {
            let (_, following) = number_at(more.trim_start());
            after = following;
        }
        rest = after;
    }
    Ok(positions)
}

/// The number that a text starts with, and what follows it and the spaces behind it.
fn number_at(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

/// A position from its numbers as text, longitude first.
pub(in crate::io) fn position(lon: &str, lat: &str) -> Result<LonLat, String> {
    let number = |text: &str, name: &str, most: f64| {
        let number = text.trim().parse::<f64>().ok().filter(|number| (-most..=most).contains(number));
        number.ok_or_else(|| match text {
            "" => format!("the {name} is missing; write `longitude,latitude`"),
            _ => format!("the {name} `{}` is no number from -{most} to {most}", short(text)),
        })
    };
    Ok(LonLat::new(number(lon, "longitude", 180.0)?, number(lat, "latitude", 90.0)?))
}
