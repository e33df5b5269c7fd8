//! What stands under a figure: window, zone, counts, filter, borders, credits and sources.

use std::collections::{BTreeMap, BTreeSet};

use super::plates::Block;
use super::{Part, Subject};
use crate::io::story_hash;
use crate::model::{ShortForm, Source, grouped};
use crate::query::{Shown, cited_sources};
use crate::scene::text_layout::{Type, flowed};
use crate::scene::wording::{closed, credits, moment_words, reading_remarks, window_words};
use crate::scene::{Align, Face, palette_of};
use crate::store::{Facet, Store};
use crate::view::{TimeMode, View};

const FONT: Type = Type::new(Face::Regular, 10.0);
const BOLD: Type = Type::new(Face::SemiBold, 10.0);
const JOINT: &str = " · ";
/// Space between the lines of the foot, from baseline to baseline.
pub(super) const LINE: f32 = 14.5;

/// The sources of the shown events in the order of their first citation.
pub(super) struct Cited {
    /// Their numbers among the keys of [`Facet::Source`].
    sources: Vec<u32>,
    /// By such a number, its place among these.
    places: BTreeMap<u32, usize>,
    /// As many of them as the foot lists.
    listed: usize,
}

impl Cited {
    pub(super) fn of(store: &Store, shown: &Shown) -> Self {
        let sources = cited_sources(store, shown.events());
        let places = sources.iter().enumerate().map(|(place, key)| (*key, place)).collect();
        Self { listed: sources.len(), sources, places }
    }

    /// No source at all.
    fn none() -> Self {
        Self { sources: Vec::new(), places: BTreeMap::new(), listed: 0 }
    }

    /// The places of the sources of an event.
    fn places_of<'s>(&'s self, store: &'s Store, index: usize) -> impl Iterator<Item = usize> + 's {
        store.facet(Facet::Source).of(index).filter_map(|key| self.places.get(&key).copied())
    }

    /// How many of the first sources these events cite, the first of those shown.
    pub(super) fn count_in(&self, store: &Store, events: impl Iterator<Item = usize>) -> usize {
        events.filter_map(|index| self.places_of(store, index).max()).max().map_or(0, |last| last + 1)
    }

    /// How many sources there are.
    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    /// True when the foot lists every source.
    pub(super) fn are_all_listed(&self) -> bool {
        self.listed == self.sources.len()
    }

    /// Every source with its letter.
    pub(super) fn lettered<'s>(&self, store: &'s Store) -> impl Iterator<Item = (String, &'s Source)> {
        let keys = store.facet(Facet::Source);
        let named = move |(place, key): (usize, &u32)| Some((letter(place), store.source(&keys.key(*key).id)?));
        self.sources.iter().enumerate().filter_map(named)
    }

    /// The letters of the sources of an event, in order, and how many more it has: `a c +1`. `most` letters at most,
    /// then ever fewer.
    pub(super) fn letters_of(&self, store: &Store, index: usize, most: usize) -> Vec<String> {
        let places: BTreeSet<usize> = self.places_of(store, index).collect();
        let listed: Vec<String> =
            places.iter().filter(|place| **place < self.listed).take(most).map(|place| letter(*place)).collect();
        let words = |most: usize| {
            let mut words = listed[..listed.len().min(most)].to_vec();
            let more = places.len() - words.len();
            if more > 0 {
                words.push(format!("+{more}"));
            }
            words.join(" ")
        };
        (0..=most).rev().map(words).collect()
    }
}

/// `a` to `z`, then `aa`, `ab` and so on.
fn letter(place: usize) -> String {
    let last = char::from(b'a' + (place % 26) as u8);
    if place < 26 { last.to_string() } else { letter(place / 26 - 1) + &last.to_string() }
}

/// The foot of a page of this width, its sources in `most` lines at most. Notes in `cited` how many
/// sources it lists.
pub(super) fn foot_block(subject: Subject<'_>, cited: &mut Cited, width: f32, most: usize) -> Block {
    let Subject { store, view, composition, .. } = subject;
    let palette = palette_of(view.theme);
    if !composition.has(Part::Sources) {
        *cited = Cited::none();
    }
    let mut block = Block::default();
    let mut y = 0.0;
    let mut add = |lines: Vec<String>, label: &str| {
        let indent = if label.is_empty() { 0.0 } else { BOLD.width(label) + 10.0 };
        if !label.is_empty() {
            block.line(label, [0.0, y], Align::Start, BOLD, palette.ink);
        }
        for (place, line) in lines.iter().enumerate() {
            let x = if place == 0 { indent } else { 0.0 };
            block.line(line, [x, y], Align::Start, FONT, palette.ink_secondary);
            y += LINE;
        }
    };
    let more = |left: usize| format!("and {} more", grouped(left));
    // None of the remarks may be missing.
    let remarks = figure_remarks(subject);
    let count = remarks.len();
    add(flowed((remarks.into_iter(), count), JOINT, FONT, (width, 0.0), usize::MAX, more).0, "");
    let count = cited.sources.len();
    if count > 0 {
        let words = cited.lettered(store).map(|(letter, source)| source_words(&letter, source, view, store));
        let label = if count == 1 { "Source" } else { "Sources" };
        let (lines, listed) = flowed((words, count), JOINT, FONT, (width, BOLD.width(label) + 10.0), most, more);
        cited.listed = listed;
        add(lines, label);
    }
    block
}

fn source_words(letter: &str, source: &Source, view: &View, store: &Store) -> String {
    let zone = view.zone_shown(store, None);
    let year = |secs: f64| zone.civil_from_secs(secs).format("%Y").to_string();
    let published = source.published.as_ref().map(|when| {
        let same_year = year(view.window.start_secs) == year(when.span(zone).possible.start_secs);
        when.to_short(if same_year { ShortForm::Plain } else { ShortForm::WithYear })
    });
    let copy = source.copy_note();
    let copy = if copy.is_empty() { copy } else { format!(" ({copy})") };
    let name = closed(source.name());
    match published {
        Some(date) if !date.is_empty() => {
            // The day is enough for a list.
            let day = date.split(", ").next().unwrap_or_default();
            format!("{letter} {name}, {day}{copy}")
        }
        _ => format!("{letter} {name}{copy}"),
    }
}

/// What decides what is shown, whose data it is and what was done to it, as it stands under a figure.
pub fn figure_remarks(subject: Subject<'_>) -> Vec<String> {
    let Subject { store, composition, .. } = subject;
    let has_notes = composition.has(Part::Notes);
    let mut parts = if has_notes { notes(subject) } else { Vec::new() };
    parts.extend(protection_and_data(subject));
    if has_notes {
        parts.push(format!("story file {} (SHA-256)", &store.whole_hash(story_hash)[..12]));
    }
    parts.push("made with Meridian".to_owned());
    parts.extend(composition.date.clone());
    parts.extend(composition.link.as_deref().map(closed));
    parts
}

/// What was done to protect people, and whose data this is: said in any case.
fn protection_and_data(Subject { store, view, .. }: Subject<'_>) -> impl Iterator<Item = String> {
    store.redaction().words().into_iter().chain(credits(view))
}

/// What was done to protect people, whose data it is, and by what and when it was made.
pub(super) fn figure_credits(subject: Subject<'_>) -> Vec<String> {
    let made = ["made with Meridian".to_owned()];
    protection_and_data(subject).chain(made).chain(subject.composition.date.clone()).collect()
}

/// Window, counts, and what excludes events.
fn notes(subject: Subject<'_>) -> Vec<String> {
    let Subject { store, view, shown, .. } = subject;
    let mut parts = vec![shown.counts_text()];
    if view.has_time() {
        parts.insert(0, format!("Date range {}", window_words(store, view)));
    }
    if view.has_time() && view.mode != TimeMode::Window {
        let zone = view.zone_shown(store, None);
        parts.push(format!("up to {}", moment_words(view.playhead_secs, zone)));
    }
    parts.extend(excluded_words(subject));
    if shown.unplaced_count() > 0 {
        parts.push(format!("{} without a location", shown.unplaced_count()));
    }
    if !shown.undated().is_empty() {
        parts.push(format!("{} without a date, not shown", shown.undated().len()));
    }
    parts
}

/// Of when the account is, and what filter and layers leave out.
pub(super) fn excluded_words(Subject { store, view, .. }: Subject<'_>) -> Vec<String> {
    let mut parts = reading_remarks(store, view);
    if !view.filter.is_empty() {
        parts.push(format!("filter {}", view.filter));
    }
    let hidden: Vec<String> = view
        .hidden_layers
        .iter()
        .filter(|id| !view.filter.names_layer(id))
        .map(|id| store.story().layer(id).map_or(id.as_str(), |layer| layer.name.as_str()))
        .map(|name| format!("“{name}”"))
        .collect();
    if !hidden.is_empty() {
        parts.push(format!("layer{} {} hidden", plural(hidden.len()), hidden.join(", ")));
    }
    parts
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 27, 51, 52].into_iter().map(letter).collect();
        assert_eq!(letters, ["a", "z", "aa", "ab", "az", "ba"]);
    }
}
