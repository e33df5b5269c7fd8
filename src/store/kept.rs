//! A store as bytes, part by part, to be kept for the next time that its story is opened.
//!
//! Answers which parts there are, and what store they are again. It does not know where they are kept.

use std::sync::{Arc, OnceLock};

use super::build::Columns;
use super::by_id::ById;
use super::claims::{Claims, Mask};
use super::coding::{Kept, Reading};
use super::doubt::Doubt;
use super::facet::{Facet, FacetColumn};
use super::in_time::InTime;
use super::named::Places;
use super::spots::Spots;
use super::text::Texts;
use super::{Column, Store};
use crate::model::{Language, NamedPlace, Redaction, Region, Story};

/// The parts of a store, by their names.
const IDS: &str = "ids";
const CLAIMS: &str = "claims";
const DOUBT: &str = "doubt";
const TIME: &str = "time";
const PLACES: &str = "places";
const REGIONS: &str = "regions";
const SPOTS: &str = "spots";
const LANGUAGES: &str = "languages";
/// The hash of the story, which is kept once somebody asks for it: [`Store::kept_hash`].
const HASH: &str = "hash of the story";
const FACETS: [&str; Facet::ALL.len()] = {
    let mut names = [""; Facet::ALL.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = Facet::ALL[place].1;
        place += 1;
    }
    names
};

fn bytes_of(part: &impl Kept) -> Vec<u8> {
    let mut bytes = Vec::new();
    part.write(&mut bytes);
    bytes
}

/// A part that is made when its turn comes.
type Part<'a> = (&'static str, Box<dyn FnOnce() -> Vec<u8> + 'a>);

impl Store {
    /// Its columns and indexes as bytes, part by part, each with its name. None for the store of a story whose text is
    /// searched in memory, or that is not read as it is written.
    pub fn kept(&self) -> Option<impl Iterator<Item = (&'static str, Vec<u8>)> + '_> {
        let is_whole = self.own.is_none() && self.mask.by_secs.is_none() && Arc::ptr_eq(&self.time, &self.whole_time);
        let is_plain = matches!(self.changes, Column::Alike(None, _)) && self.redaction == Redaction::default();
        if !is_whole || !is_plain || !self.texts.are_made() {
            return None;
        }
        let languages: Vec<String> = self.languages.iter().map(|language| language.tag().to_owned()).collect();
        let regions: Vec<(u8, u32)> = self
            .places
            .regions()
            .map(|region| match region {
                Region::Province(index) => (0, index as u32),
                Region::Country(index) => (1, index as u32),
            })
            .collect();
        let mut parts: Vec<Part<'_>> = vec![
            (IDS, Box::new(|| bytes_of(&self.by_id))),
            (CLAIMS, Box::new(|| bytes_of(&self.mask.claims))),
            (DOUBT, Box::new(|| bytes_of(&self.doubt))),
            (TIME, Box::new(|| bytes_of(&self.time))),
            (PLACES, Box::new(|| bytes_of(&self.places))),
            (REGIONS, Box::new(move || bytes_of(&regions))),
            (SPOTS, Box::new(|| bytes_of(self.spots().by_index()))),
            (LANGUAGES, Box::new(move || languages.join("\n").into_bytes())),
        ];
        for (column, name) in self.facets.iter().zip(FACETS) {
            parts.push((name, Box::new(move || bytes_of(&(&column.keys, &column.lists)))));
        }
        // Each is made when its turn comes: together they are as large as the store.
        Some(parts.into_iter().map(|(name, bytes)| (name, bytes())))
    }

    /// The hash of the whole story as such a part, which takes as long as [`Store::whole_hash`].
    pub fn kept_hash(&self, hash_of: impl FnOnce(&Story) -> String) -> (&'static str, Vec<u8>) {
        (HASH, self.whole_hash(hash_of).as_bytes().to_vec())
    }

    /// The store of a story from what was kept of it; `part` gives the bytes of a part, and `place` the province or
    /// country of the base map with which it was kept. None where a part is missing or is no such part.
    pub fn of_kept(
        story: Story,
        part: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
        place: &mut dyn FnMut(Region) -> Option<Arc<NamedPlace>>,
    ) -> Option<Self> {
        let events = story.events.len();
        let claims: Arc<Claims> = Reading::all(&part(CLAIMS)?)?;
        let by_id: ById = Reading::all(&part(IDS)?)?;
        let doubt: Doubt = Reading::all(&part(DOUBT)?)?;
        let time: Arc<InTime> = Reading::all(&part(TIME)?)?;
        let regions: Vec<(u8, u32)> = Reading::all(&part(REGIONS)?)?;
        let regions = regions.into_iter().map(|(kind, index)| {
            place(if kind == 0 { Region::Province(index as usize) } else { Region::Country(index as usize) })
        });
        let regions = regions.collect::<Option<Vec<Arc<NamedPlace>>>>()?;
        let places = Reading::all::<Places>(&part(PLACES)?)?.with_regions(regions);
        let spots = Spots::of_kept(Reading::all(&part(SPOTS)?)?, &time).filter(|_| time.ranks.len() == events)?;
        let languages = String::from_utf8(part(LANGUAGES)?).ok()?;
        let languages = languages.lines().map(|tag| tag.parse().ok()).collect::<Option<Vec<Language>>>()?;
        let mask = Mask { claims, by_secs: None };
        let mut facets = Vec::new();
        for ((facet, _), name) in Facet::ALL.into_iter().zip(FACETS) {
            let (keys, lists) = Reading::all(&part(name)?)?;
            facets.push(FacetColumn { facet, keys, lists, mask: mask.clone(), listing: OnceLock::new() });
        }
        let has_all = time.order.len() == events
            && mask.claims.starts.len() == events + 1
            && doubt.second_source_since.len() == events
            && places.len() == events
            && facets.iter().all(|column| column.lists.len() == events);
        let (spots, texts) = (OnceLock::from(Arc::new(spots)), Texts::to_be_made());
        let columns = Columns { by_id, mask, doubt, time, places, spots, facets, texts };
        let mut store = has_all.then(|| Self::over(Arc::new(story), columns, languages.into()))?;
        let is_hash = |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(hash) = part(HASH).and_then(|hash| String::from_utf8(hash).ok()).filter(is_hash) {
            store.hash = Arc::new(OnceLock::from(hash));
        }
        Some(store)
    }
}
