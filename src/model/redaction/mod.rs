//! What is taken out of a story before it goes to others, to protect people.

mod names;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fields::{Fields as _, Kind, Named, TextKind, TextVisitor, field};
use super::{Chapter, Event, LonLat, Members, Rare, Row, Story, Translation};
use names::Names;

/// Kilometres along a degree of latitude, on a sphere of the mean Earth radius.
const KM_PER_DEGREE: f64 = 111.195;

/// What is left out of a story, and how far its coordinates are rounded.
///
/// It decides nothing by itself: [`Story::redacted`] carries it out, on a copy.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Redaction {
    /// Every coordinate is moved to the middle of a cell so wide and high, in kilometres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round_km: Option<f64>,
    /// Layers that are left out with their events, by id.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub layers: BTreeSet<String>,
    /// Speakers whose claims are left out, by name or a part of it; every other text loses the name however it is
    /// spelt, quotes and addresses with it are left out, and ids with it are replaced.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub speakers: BTreeSet<String>,
    /// What becomes of events without a date or a place.
    #[serde(skip_serializing_if = "Tray::is_kept")]
    pub tray: Tray,
}

/// What becomes of events without a date or a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tray {
    /// They stay.
    #[default]
    Kept,
    /// They are left out.
    LeftOut,
}

impl Tray {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_kept(&self) -> bool {
        *self == Self::Kept
    }
}

impl Redaction {
    /// The cells that coordinates can be rounded to, from and to, in kilometres.
    pub const ROUND_KM: std::ops::RangeInclusive<f64> = 0.1..=500.0;

    /// True when nothing is left out or rounded.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// What was done, a remark for each, as figures say it. Names no layer and no speaker.
    pub fn words(&self) -> Vec<String> {
        let rounded = self.round_km.map(|km| format!("places rounded to {km} km"));
        let left_out = |of: &str, count: usize, noun: &str| {
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{of}{count} {noun}{plural} left out"))
        };
        let layers = left_out("", self.layers.len(), "layer");
        let speakers = left_out("claims of ", self.speakers.len(), "speaker");
        let tray = (self.tray == Tray::LeftOut).then(|| "events without date or place left out".to_owned());
        [rounded, layers, speakers, tray].into_iter().flatten().collect()
    }

    /// What of it can be said where the names of what is left out must not be.
    #[must_use]
    pub fn without_names(&self) -> Self {
        Self { layers: BTreeSet::new(), speakers: BTreeSet::new(), ..self.clone() }
    }

    /// True when the text names a layer, by its id, or a speaker that is left out.
    pub fn names(&self, text: &str) -> bool {
        self.layers.iter().any(|id| !id.is_empty() && text.contains(id.as_str())) || self.names_speaker(text)
    }

    /// True when the text names a speaker that is left out, however the name is spelt.
    pub fn names_speaker(&self, text: &str) -> bool {
        Names::of(&self.speakers).are_in(text)
    }

    /// The names that are left out, and those of speakers that hold one of them: who is left out by a surname is
    /// not to be told by the rest.
    fn full_names(&self, story: &Story) -> BTreeSet<String> {
        let names = Names::of(&self.speakers);
        let speaking = story.events.claims().filter(|claim| names.are_in(&claim.attribution.name));
        self.speakers.iter().cloned().chain(speaking.map(|claim| claim.attribution.name.clone())).collect()
    }

    fn keeps(&self, event: &Event) -> bool {
        let names_place = event.place.as_ref().is_some_and(|place| !place.names.is_empty());
        let is_in_tray = event.when.is_none() || (event.anchor().is_none() && !names_place);
        !self.layers.contains(&event.layer) && (self.tray == Tray::Kept || !is_in_tray)
    }
}

/// The ids that stand for others in a story with something left out, since those hold the name of a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewIds(BTreeMap<(Named, String), String>);

impl NewIds {
    /// What an id has become.
    pub fn of<'a>(&'a self, named: Named, id: &'a str) -> &'a str {
        // Most stories have none, and ids are many.
        if self.0.is_empty() { id } else { self.0.get(&(named, id.to_owned())).map_or(id, String::as_str) }
    }
}

impl Story {
    /// A copy without what is left out, and with rounded coordinates.
    ///
    /// Members that this program does not know are left out too, as are rows of tables, notes on places, sources
    /// that no claim cites any more and chapters that have none of their events left: any of them may hold what was
    /// to be left out. Where the name of a speaker is left out, no text of the copy holds it.
    #[must_use]
    pub fn redacted(&self, redaction: &Redaction) -> Self {
        self.redacted_with_ids(redaction).0
    }

    /// The copy that [`redacted`](Self::redacted) makes, and which of its ids are new.
    #[must_use]
    pub fn redacted_with_ids(&self, redaction: &Redaction) -> (Self, NewIds) {
        let mut story = self.clone();
        if redaction.is_none() {
            return (story, NewIds::default());
        }
        let speakers = redaction.full_names(&story);
        let names = Names::of(&speakers);
        story.layers.retain(|layer| !redaction.layers.contains(&layer.id));
        story.events.retain(|event| redaction.keeps(event));
        for event in &mut story.events {
            event.claims.retain(|claim| !names.are_in(&claim.attribution.name));
            if let Some(place) = &mut event.place {
                place.note = Rare::default();
            }
            if let Some(km) = redaction.round_km {
                round(event, km);
            }
        }
        drop_what_refers_to_nothing(&mut story);
        let ids = new_ids(&mut story, &names);
        story.visit_texts(&mut Blanking { redaction, names: &names, ids: &ids });
        (story, ids)
    }
}

/// Takes out links, chapters and sources of what was left out.
fn drop_what_refers_to_nothing(story: &mut Story) {
    let kept: BTreeSet<String> = story.events.ids().map(Cow::into_owned).collect();
    let claims: BTreeSet<String> = story.events.claims().map(|claim| claim.id.clone()).collect();
    let cited: BTreeSet<String> = story.events.claims().map(|claim| claim.source.clone()).collect();
    for event in &mut story.events {
        event.links.as_mut().into_iter().for_each(|links| links.retain(|link| kept.contains(&link.to)));
        for claim in &mut event.claims {
            claim.disputes.as_mut().into_iter().for_each(|disputes| disputes.retain(|id| claims.contains(id)));
        }
    }
    story.sources.retain(|source| cited.contains(&source.id));
    story.sources.iter_mut().for_each(|source| source.keep_told_apart(&cited));
    story.chapters.retain_mut(|chapter| {
        let had_events = !chapter.event.is_empty() || !chapter.events.is_empty();
        chapter.events.retain(|id| kept.contains(id));
        if !kept.contains(&chapter.event) {
            chapter.event = String::new();
        }
        !had_events || !chapter.event.is_empty() || !chapter.events.is_empty()
    });
}

fn round(event: &mut Event, km: f64) {
    if let Some(place) = &mut event.place {
        let doubt = km * 1000.0 / 2.0_f64.sqrt();
        place.radius_m = Some(place.radius_m.unwrap_or_default().max(doubt.round()));
    }
    if let Some(geometry) = &mut event.geometry {
        geometry.positions_mut().for_each(|at| *at = rounded(*at, km));
    }
}

/// Takes names out of every text, and leaves out what cannot be looked through.
struct Blanking<'a> {
    redaction: &'a Redaction,
    names: &'a Names<'a>,
    ids: &'a NewIds,
}

impl TextVisitor for Blanking<'_> {
    fn text(&mut self, kind: TextKind, text: &mut String) {
        match kind {
            TextKind::Words => self.names.blank(text),
            // Words that were said are not changed, and half an address leads nowhere.
            TextKind::Quote | TextKind::Address => {
                if self.names.are_in(text) {
                    text.clear();
                }
            }
            TextKind::Id(named) => {
                let id = self.ids.of(named, text);
                if id != text {
                    *text = id.to_owned();
                }
            }
        }
    }

    /// Names are known in the script in which they were given, and a translation may have another.
    fn translations(&mut self, translations: &mut Vec<Translation>) {
        if !self.names.is_empty() {
            translations.clear();
        }
    }

    fn members(&mut self, members: &mut Members) {
        *members = Members::new();
    }

    /// A chapter opens with a view, which may filter by what is left out.
    fn view(&mut self, view: &mut Members) {
        let Kind::View(known) = field::<Chapter>("view").kind else { return view.clear() };
        view.retain(|name, value| known.contains(&name.as_str()) && !self.redaction.names(&value.to_string()));
    }

    fn row(&mut self, row: &mut Option<Row>) {
        *row = None;
    }
}

/// New ids for those that hold a name.
fn new_ids(story: &mut Story, names: &Names<'_>) -> NewIds {
    /// The ids of a story, and of these in order those that hold a name.
    struct Ids<'a> {
        names: &'a Names<'a>,
        taken: BTreeSet<(Named, String)>,
        naming: Vec<(Named, String)>,
    }
    impl TextVisitor for Ids<'_> {
        fn text(&mut self, kind: TextKind, text: &mut String) {
            let TextKind::Id(named) = kind else { return };
            if self.taken.insert((named, text.clone())) && self.names.are_in(text) {
                self.naming.push((named, text.clone()));
            }
        }
    }
    let mut new = NewIds::default();
    if names.is_empty() {
        return new;
    }
    let mut ids = Ids { names, taken: BTreeSet::new(), naming: Vec::new() };
    story.visit_texts(&mut ids);
    let Ids { mut taken, naming, .. } = ids;
    for (number, (named, id)) in (1_usize..).zip(naming) {
        // A name can be a word or a number.
        let words = [format!("{}-{number}", named.word()), number.to_string(), "x".repeat(number), "-".repeat(number)];
        let free = |id: &String| !names.are_in(id) && !taken.contains(&(named, id.clone()));
        let fresh = words.into_iter().find(free).unwrap_or_default();
        taken.insert((named, fresh.clone()));
        new.0.insert((named, id), fresh);
    }
    new
}

/// The middle of the cell that a position lies in.
fn rounded(at: LonLat, km: f64) -> LonLat {
    let middle = |value: f64, step: f64| ((value / step).floor() + 0.5) * step;
    let lat = middle(at.lat, km / KM_PER_DEGREE).clamp(-90.0, 90.0);
    let across = (KM_PER_DEGREE * lat.to_radians().cos()).max(1.0);
    LonLat::new(middle(at.lon, km / across).clamp(-180.0, 180.0), lat)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribution, AttributionKind, Claim, Geometry, When};

    fn story() -> Story {
        let event = |id: &str, layer: &str, speaker: &str| Event {
            id: id.to_owned(),
            layer: layer.to_owned(),
            when: When::parse("2025-10-09").ok(),
            geometry: Some(Geometry { points: vec![LonLat::new(69.1783, 34.5267)], ..Geometry::default() }),
            claims: vec![Claim {
                id: format!("{id}-claim"),
                source: format!("{id}-source"),
                attribution: Attribution { kind: AttributionKind::Official, name: speaker.to_owned() },
                ..Claim::by(AttributionKind::Official)
            }],
            ..Event::default()
        };
        let sources = ["one-source", "two-source"]
            .map(|id| super::super::Source { id: id.to_owned(), ..super::super::Source::default() });
        Story {
            events: vec![event("one", "public", "A"), event("two", "private", "B")].into(),
            sources: sources.to_vec().into(),
            ..Story::default()
        }
    }

    #[test]
    fn coordinates_lie_in_the_middle_of_their_cell_and_no_nearer() {
        let redaction = Redaction { round_km: Some(10.0), ..Redaction::default() };
        let redacted = story().redacted(&redaction);
        let (was, is) = (LonLat::new(69.1783, 34.5267), redacted.events.get(0).anchor().unwrap());
        assert!(was.distance_km(is) < 7.1 && was.distance_km(is) > 0.1, "{is:?}");
        let neighbour = rounded(LonLat::new(69.1785, 34.5269), 10.0);
        assert_eq!([neighbour.lon.to_bits(), neighbour.lat.to_bits()], [is.lon.to_bits(), is.lat.to_bits()]);
        assert_eq!(redaction.words(), ["places rounded to 10 km"]);
    }

    #[test]
    fn what_is_left_out_takes_its_sources_along() {
        let layers = Redaction { layers: ["private".to_owned()].into(), ..Redaction::default() };
        let redacted = story().redacted(&layers);
        assert_eq!(redacted.events.len(), 1);
        assert_eq!(redacted.sources.len(), 1);
        let speakers = Redaction { speakers: ["B".to_owned()].into(), ..Redaction::default() };
        let redacted = story().redacted(&speakers);
        assert!(redacted.events.get(1).claims.is_empty() && redacted.source("two-source").is_none());
        assert_eq!(speakers.words(), ["claims of 1 speaker left out"]);
    }

    #[test]
    fn chapters_about_what_is_left_out_go_along_and_others_do_not_name_it() {
        use crate::model::Chapter;
        let chapter = |event: &str, filter: &str| Chapter {
            event: event.to_owned(),
            view: [("filter".to_owned(), filter.into())].into_iter().collect(),
            ..Chapter::default()
        };
        let chapters = vec![chapter("one", "-layer:private"), chapter("one", "kabul"), chapter("two", "kabul")];
        let layers = Redaction { layers: ["private".to_owned()].into(), ..Redaction::default() };
        let redacted = Story { chapters, ..story() }.redacted(&layers);
        let filters: Vec<bool> = redacted.chapters.iter().map(|chapter| chapter.view.contains_key("filter")).collect();
        assert_eq!(filters, [false, true]);
    }

    #[test]
    fn the_tray_holds_what_has_no_date_and_what_has_no_place_on_a_map() {
        use crate::model::Place;
        let mut story = story();
        story.events.get_mut(0).geometry = None;
        story.events.get_mut(0).place = Some(Place { name: "Somewhere".to_owned(), ..Place::default() });
        let redaction = Redaction { tray: Tray::LeftOut, ..Redaction::default() };
        let ids = |story: &Story| -> Vec<String> {
            story.redacted(&redaction).events.iter().map(|event| event.id.clone()).collect()
        };
        assert_eq!(ids(&story), ["two"]);
        story.events.get_mut(0).place = Some(Place { names: vec!["Paktika".to_owned()].into(), ..Place::default() });
        assert_eq!(ids(&story), ["one", "two"]);
        story.events.get_mut(1).when = None;
        assert_eq!(ids(&story), ["one"]);
    }

    #[test]
    fn who_is_left_out_by_a_part_of_the_name_is_left_out_by_all_of_it() {
        let mut story = story();
        story.events.get_mut(0).claims[0].attribution.name = "Old Witness".to_owned();
        story.summary = "As the OLD WITNESS said, no witness was heard".to_owned();
        let redaction = Redaction { speakers: ["witness".to_owned()].into(), ..Redaction::default() };
        let redacted = story.redacted(&redaction);
        assert_eq!(redacted.summary, "As the [name left out] said, no [name left out] was heard");
        assert!(redacted.events.get(0).claims.is_empty() && redacted.events.get(1).claims.len() == 1);
    }

    #[test]
    fn ids_that_hold_a_name_are_replaced_wherever_they_stand() {
        use crate::model::{Chapter, Link};
        let mut story = story();
        let by_b = Redaction { speakers: ["The Witness".to_owned()].into(), ..Redaction::default() };
        story.events.get_mut(0).id = "talk-of-the-witness".to_owned();
        story.events.get_mut(1).id = "event-1".to_owned();
        story.events.get_mut(1).links =
            vec![Link { to: "talk-of-the-witness".to_owned(), kind: "led-to".to_owned() }].into();
        story.events.get_mut(1).claims[0].disputes = vec!["one-claim".to_owned()].into();
        story.chapters = vec![Chapter { event: "talk-of-the-witness".to_owned(), ..Chapter::default() }];
        let (redacted, ids) = story.redacted_with_ids(&by_b);
        // The usual one is taken.
        assert_eq!(redacted.events.get(0).id, "1");
        assert_eq!([&redacted.events.get(1).links[0].to, &redacted.chapters[0].event], ["1", "1"]);
        assert_eq!(redacted.events.get(1).claims[0].disputes[..], ["one-claim"]);
        assert_eq!([ids.of(Named::Event, "talk-of-the-witness"), ids.of(Named::Event, "event-1")], ["1", "event-1"]);
    }

    #[test]
    fn nothing_to_leave_out_changes_nothing() {
        assert!(story().redacted(&Redaction::default()) == story());
    }
}
