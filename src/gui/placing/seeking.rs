//! What is looked for, and what there is to choose.

use std::sync::Arc;

use egui::Rect;

use super::{Placing, Preview, near_of};
use crate::gazetteer::Hit;
use crate::model::{LonLat, Reading, locality_of_code, read_position};
use crate::view::{MapViewport, Placement};

/// How many places are listed.
const MOST: usize = 7;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui) enum Entry {
    /// The position that was typed.
    Position(Reading),
    /// Another meaning of it.
    Other { at: LonLat, within_m: f64, told: String, is_likely: bool },
    /// A place of the gazetteer.
    Place(Box<Hit>),
}

/// What was found for a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::gui) struct Found {
    pub(in crate::gui) entries: Vec<Entry>,
    /// Why the text is no position, where it is meant as one; or that there is no such place.
    pub(in crate::gui) remark: Option<String>,
}

/// What is looked for.
#[derive(Debug, Default)]
pub(in crate::gui) struct Seek {
    /// What is typed.
    pub(in crate::gui) text: String,
    /// The line that Enter takes.
    pub(in crate::gui) marked: usize,
    /// Whether the list is shown while the field has the keys.
    pub(in crate::gui) list: List,
    /// Where the list was shown.
    pub(in crate::gui) rect: Option<Rect>,
    /// Whether the pointer was pressed on the list, and is not let go yet.
    pub(in crate::gui) is_pressed: bool,
    found: Option<(String, MapViewport, Arc<Found>)>,
}

/// Whether a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::gui) enum List {
    #[default]
    Open,
    Closed,
}

impl Seek {
    /// Has what was found looked for again.
    pub(super) fn forget(&mut self) {
        self.found = None;
    }

    /// Nothing is looked for any more.
    pub(in crate::gui) fn clear(&mut self) {
        *self = Self { list: List::Closed, ..Self::default() };
    }
}

impl Placing {
    /// What a text means, near to what the map shows. It is looked for once.
    pub(in crate::gui) fn found(&mut self, text: &str, map: MapViewport) -> Arc<Found> {
        if let Some((of, seen, found)) = &self.seek.found
            && of == text
            && *seen == map
        {
            return found.clone();
        }
        let found = Arc::new(self.find(text, map));
        if self.is_learned() || !found.entries.is_empty() {
            self.seek.found = Some((text.to_owned(), map, found.clone()));
        }
        found
    }

    fn find(&mut self, text: &str, map: MapViewport) -> Found {
        let near = near_of(&map);
        let gazetteer = self.gazetteer();
        let place_near = |locality: &str| Some(gazetteer?.search(locality, Some(near), 1).first()?.at);
        let reference = locality_of_code(text).and_then(place_near).unwrap_or(near.at);
        match read_position(text, Some(reference)) {
            Ok(Some(reading)) => return Found { entries: of_reading(&reading), remark: None },
            Err(why) => return Found { entries: Vec::new(), remark: Some(format!("Not understood: {why}")) },
            Ok(None) => {}
        }
        let Some(gazetteer) = gazetteer else {
            return Found { entries: Vec::new(), remark: Some("Loading places…".to_owned()) };
        };
        let hits = gazetteer.search(text, Some(near), MOST);
        let is_missing = hits.is_empty() && !text.trim().is_empty();
        let remark = is_missing.then(|| "No matching places".to_owned());
        Found { entries: hits.into_iter().map(|hit| Entry::Place(Box::new(hit))).collect(), remark }
    }
}

/// A position and its other meaning; the likelier of two is not put first in silence, but told.
fn of_reading(reading: &Reading) -> Vec<Entry> {
    let other = reading.other.map(|other| Entry::Other {
        at: other.at,
        within_m: reading.within_m,
        told: other.told(),
        is_likely: other.is_likely,
    });
    [Entry::Position(*reading)].into_iter().chain(other).collect()
}

impl Entry {
    /// What it is called in the list.
    pub(in crate::gui) fn title(&self) -> String {
        match self {
            Self::Position(reading) => reading.at.told(),
            Self::Other { at, .. } => at.told(),
            Self::Place(hit) => match &hit.other_name {
                Some(other) => format!("{} · {other}", hit.name),
                None => hit.name.clone(),
            },
        }
    }

    /// What is said of it below.
    pub(in crate::gui) fn note(&self) -> String {
        match self {
            Self::Position(reading) => format!("Read as {}", reading.form),
            Self::Other { told, .. } => told.clone(),
            Self::Place(hit) => hit.told(),
        }
    }

    /// The place of an event where it is chosen.
    pub(in crate::gui) fn placed(&self, placement: &Placement) -> Placement {
        match self {
            Self::Position(reading) => placement.read(reading),
            Self::Other { at, within_m, .. } => placement.typed(*at, *within_m),
            Self::Place(hit) => placement.found(hit),
        }
    }

    /// How it is shown on the ground.
    pub(in crate::gui) fn preview(&self) -> Preview {
        match self {
            Self::Position(reading) => {
                let radius_m = Some(reading.within_m).filter(|metres| *metres > 100.0);
                Preview::Spot { at: reading.at, radius_m, label: reading.at.told() }
            }
            Self::Other { at, .. } => Preview::Spot { at: *at, radius_m: None, label: at.told() },
            Self::Place(hit) => match hit.region {
                Some(region) => Preview::Region { region, label: hit.name.clone() },
                None => Preview::Spot { at: hit.at, radius_m: hit.radius_m(), label: hit.name.clone() },
            },
        }
    }

    /// Where it is.
    pub(in crate::gui) fn at(&self) -> LonLat {
        match self {
            Self::Position(reading) => reading.at,
            Self::Other { at, .. } => *at,
            Self::Place(hit) => hit.at,
        }
    }
}
