//! An object that is written without being made: what a thing says goes where the text goes.
//!
//! This module answers how what is new is written as fast as its text can be. That it is the same text as that of the
//! object that would be made of it is a law.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::draft::{Out, Written, number_value, written};
use super::findings::{Findings, Spot};
use super::geometry::geometry_value;
use crate::model::{Empty as _, Geometry, Members, Row, When};

/// A thing as its object. Where nothing was read, nothing is kept of what was not understood, and no object is made.
pub(super) struct AsObject<'a, T>(pub(super) &'a T);

impl<T: Written> Serialize for AsObject<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.0.original().is_empty() {
            return written(self.0).serialize(serializer);
        }
        let mut anew = Anew { map: serializer.serialize_map(None)?, said: Ok(()) };
        self.0.say(&mut anew);
        anew.said?;
        anew.map.end()
    }
}

/// An object on its way into a text.
struct Anew<M: SerializeMap> {
    map: M,
    /// The first that failed, after which nothing is said any more.
    said: Result<(), M::Error>,
}

impl<M: SerializeMap> Anew<M> {
    fn put<V: Serialize + ?Sized>(&mut self, key: &str, value: &V) {
        if self.said.is_ok() {
            self.said = self.map.serialize_entry(key, value);
        }
    }
}

impl<M: SerializeMap> Out for Anew<M> {
    fn set<T: PartialEq>(
        &mut self,
        key: &str,
        now: &T,
        read: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        value: impl FnOnce(&Members, &T) -> Option<Value>,
    ) {
        let nothing = Members::empty();
        if read(nothing, Spot::Top, &mut Findings::default()) != *now
            && let Some(value) = value(nothing, now)
        {
            self.put(key, &value);
        }
    }

    fn text(&mut self, key: &str, now: &str) {
        if !now.is_empty() {
            self.put(key, now);
        }
    }

    fn id(&mut self, now: &str) {
        self.text("id", now);
    }

    fn word(&mut self, key: &str, now: &str) {
        self.put(key, now);
    }

    fn number(&mut self, key: &str, now: Option<f64>) {
        if let Some(number) = now {
            self.put(key, &number_value(number));
        }
    }

    fn when(&mut self, key: &str, now: Option<&When>) {
        if let Some(when) = now {
            self.put(key, &Spelled(when));
        }
    }

    fn object<T: PartialEq, W: Written>(
        &mut self,
        key: &str,
        now: &T,
        absent: &T,
        _: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        thing: impl FnOnce(&T) -> Option<&W>,
    ) {
        if now != absent
            && let Some(thing) = thing(now)
        {
            self.put(key, &AsObject(thing));
        }
    }

    fn list<T: PartialEq + Written>(
        &mut self,
        key: &str,
        now: &[T],
        _: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
    ) {
        if !now.is_empty() {
            self.put(key, &AsObjects(now));
        }
    }

    fn drafts<T: PartialEq + Written>(
        &mut self,
        key: &str,
        now: &[T],
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
    ) {
        self.list(key, now, read);
    }

    fn cells(&mut self, key: &str, row: &Row) {
        self.put(key, &Cells(row));
    }
}

/// Things as a list of their objects.
struct AsObjects<'a, T>(&'a [T]);

impl<T: Written> Serialize for AsObjects<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(AsObject))
    }
}

/// What prints itself.
struct Spelled<'a, T>(&'a T);

impl<T: fmt::Display> Serialize for Spelled<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

/// The cells of a row.
struct Cells<'a>(&'a Row);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(row) = *self;
        if have_twins(&row.named_cells().map(|(name, _)| name)) {
            let cells: Members = row.named_cells().map(|(name, cell)| (name.to_owned(), Value::from(cell))).collect();
            return cells.serialize(serializer);
        }
        serializer.collect_map(row.named_cells())
    }
}

/// True where two names are the same. Each is held against those before it that share three of its letters and its
/// length, of which there are few.
fn have_twins<'a>(names: &(impl Iterator<Item = &'a str> + Clone)) -> bool {
    let mut seen = 0u128;
    names.clone().enumerate().any(|(place, name)| {
        let bytes = name.as_bytes();
        let letter = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        let sum = bytes.len() * 31 + letter(0) * 7 + letter(bytes.len() / 2) * 3 + letter(bytes.len().wrapping_sub(1));
        let bit = 1u128 << (sum % 128);
        let may_be = seen & bit != 0;
        seen |= bit;
        may_be && names.clone().take(place).any(|other| other == name)
    })
}

/// The geometry of an event that no file told of.
pub(super) struct NewGeometry<'a>(pub(super) Option<&'a Geometry>);

impl Serialize for NewGeometry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            // Most events are at a point.
            Some(Geometry { points, lines, areas }) if points.len() == 1 && lines.is_empty() && areas.is_empty() => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("type", "Point")?;
                map.serialize_entry("coordinates", &[points[0].lon, points[0].lat])?;
                map.end()
            }
            other => geometry_value(None, other).serialize(serializer),
        }
    }
}
