//! How a story is read: what of it was known by a moment, and by which clock its events stand.
//!
//! Answers what is left of a story when claims said later are taken out, and when events were
//! reported. It does not know who chooses the moment.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Store;
use super::claims::Mask;
use super::in_time::InTime;
use super::spots::Spots;
use crate::model::{Claim, Event, Language, Story};

/// By which clock events stand in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// When they are said to have happened.
    #[default]
    Event,
    /// When they were reported: from the first to the last of their claims.
    Report,
}

/// As of when a story is read, and by which clock.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AsOf {
    /// What was said later is left out: seconds since the Unix epoch. None leaves out nothing.
    pub known_by_secs: Option<f64>,
    /// By which clock events stand in time.
    pub clock: Clock,
    /// In which language it is read, as far as it says its texts in it. None: its own.
    pub language: Option<Language>,
}

impl AsOf {
    /// The earliest reading with the same answer, so that two which differ in nothing are equal.
    #[must_use]
    pub fn canonical(self, store: &Store) -> Self {
        let settle = |secs: f64| {
            let rising = &store.mask.claims.rising;
            let known = rising.partition_point(|from| from <= secs);
            known.checked_sub(1).map_or(f64::NEG_INFINITY, |last| rising.get(last))
        };
        let language = self.language.filter(|asked| store.speaks(*asked));
        Self { known_by_secs: self.known_by_secs.map(settle), language, ..self }
    }
}

impl Store {
    /// The same story as of another moment, by another clock or in another language. Events keep their indexes. What does not depend on that is shared: what
    /// is known is a mask over the columns of all claims.
    #[must_use]
    pub fn read_as_of(&self, reading: AsOf) -> Self {
        if reading.language != self.reading.language {
            return self.said_in(reading.language).read_as_of(reading);
        }
        let mask = Mask { claims: self.mask.claims.clone(), by_secs: reading.known_by_secs };
        let time = match reading.clock {
            Clock::Event => self.whole_time.masked(&mask),
            Clock::Report => Arc::new(InTime::of_reports(&self.story, &mask)),
        };
        let facets = self.facets.iter().map(|column| column.masked(&mask)).collect();
        let spots = Spots::ordered(self, &time);
        Self { reading, mask, time, spots, facets, ..self.clone() }
    }

    /// The event with this index, in the order of the file, with the claims of it that were known. What these
    /// dispute is kept as far as that was known.
    pub fn event(&self, index: usize) -> Cow<'_, Event> {
        let mut event = self.story.events.get(index);
        if !self.knows_whole(&event, index) {
            self.leave_known(event.to_mut(), index);
        }
        event
    }

    /// True when every claim of an event was known, and all that they dispute.
    fn knows_whole(&self, event: &Event, index: usize) -> bool {
        let is_whole = |(number, claim): (usize, &Claim)| self.mask.knows(number) && self.knows_all(&claim.disputes);
        self.mask.by_secs.is_none() || self.mask.claims.numbers(index).zip(&event.claims).all(is_whole)
    }

    /// Takes out of an event what was not known.
    fn leave_known(&self, event: &mut Event, index: usize) {
        let mut known = self.mask.claims.numbers(index).map(|number| self.mask.knows(number));
        event.claims.retain(|_| known.next().unwrap_or(true));
        let disputes = event.claims.iter_mut().filter_map(|claim| claim.disputes.as_mut());
        disputes.for_each(|disputes| disputes.retain(|id| self.knows_id(id)));
    }

    /// The claims of an event that were known, as in [`Store::event`].
    pub fn claims(&self, index: usize) -> impl Iterator<Item = Cow<'_, Claim>> {
        self.mask.numbers(index).map(move |number| self.known_claim(index, number))
    }

    /// How many claims of an event were known.
    pub fn claim_count(&self, index: usize) -> usize {
        self.mask.numbers(index).count()
    }

    /// A claim of an event, by its place among those that were known. Panics where there is none, as a slice does.
    pub fn claim_at(&self, index: usize, claim: usize) -> Cow<'_, Claim> {
        self.known_claim(index, self.mask.numbers(index).nth(claim).expect("the event has a claim there"))
    }

    fn known_claim(&self, index: usize, number: usize) -> Cow<'_, Claim> {
        let mut claim = self.story.events.claim(index, number - self.mask.claims.numbers(index).start);
        if !self.knows_all(&claim.disputes)
            && let Some(disputes) = claim.to_mut().disputes.as_mut()
        {
            disputes.retain(|id| self.knows_id(id));
        }
        claim
    }

    /// The story with the claims that were known.
    pub fn story_as_read(&self) -> Cow<'_, Story> {
        let mut story = Cow::Borrowed(&*self.story);
        if self.mask.by_secs.is_some() {
            let mut events = self.story.events.walk();
            while let Some((index, event)) = events.next() {
                if !self.knows_whole(event, index) {
                    self.leave_known(story.to_mut().events.get_mut(index), index);
                }
            }
        }
        story
    }

    fn knows_all(&self, ids: &[String]) -> bool {
        self.mask.by_secs.is_none() || ids.iter().all(|id| self.knows_id(id))
    }

    /// True when no claim with this id was unknown.
    fn knows_id(&self, claim_id: &str) -> bool {
        self.by_id.claims(&self.story, &self.mask.claims, claim_id).all(|number| self.mask.knows(number))
    }

    /// The store itself where it is read like that, else the same story read so.
    #[must_use]
    pub fn at(&self, reading: AsOf) -> Cow<'_, Self> {
        let is_same = self.reading.canonical(self) == reading.canonical(self);
        if is_same { Cow::Borrowed(self) } else { Cow::Owned(self.read_as_of(reading)) }
    }

    /// How the story is read.
    pub fn as_of(&self) -> AsOf {
        self.reading
    }

    /// True when something of the event was known, as the story is read.
    pub fn is_known(&self, index: usize) -> bool {
        self.mask.knows_event(index)
    }

    /// From when on something of the event is known, however the story is read, in seconds since the Unix
    /// epoch. Minus infinity for an event whose claims do not tell, or that has none.
    pub fn known_since(&self, index: usize) -> f64 {
        self.mask.claims.known_since(index)
    }

    /// The same of a claim, by its id and that of its event. None: there is no such claim.
    pub fn claim_known_since(&self, index: usize, claim_id: &str) -> Option<f64> {
        if index >= self.len() {
            return None;
        }
        let event = self.story.events.get(index);
        let claim = event.claims.iter().position(|claim| claim.id == claim_id)?;
        let claims = &self.mask.claims;
        Some(claims.known_from.get(claims.numbers(index).start + claim))
    }

    /// How many claims were known as the story is read, and how many it has.
    pub fn known_claims(&self) -> (usize, usize) {
        (self.known_claims_by(self.mask.secs()), self.mask.claims.rising.len())
    }

    /// How many claims are known by a moment, in seconds since the Unix epoch, however the story is read.
    pub fn known_claims_by(&self, secs: f64) -> usize {
        self.mask.claims.rising.partition_point(|from| from <= secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributionKind, Claim, When, Zone};

    fn story() -> Story {
        let claim = |id: &str, said: Option<&str>, disputes: &[&str]| Claim {
            id: id.to_owned(),
            said: said.map(|said| When::parse(said).unwrap()),
            disputes: disputes.iter().map(|id| (*id).to_owned()).collect(),
            ..Claim::by(AttributionKind::Official)
        };
        let event = |id: &str, claims: Vec<Claim>| crate::model::Event {
            id: id.to_owned(),
            when: When::parse("2025-10-11").ok(),
            claims,
            ..Default::default()
        };
        let night = vec![
            claim("early", Some("2025-10-11"), &["later"]),
            claim("later", Some("2025-10-12"), &["early"]),
            claim("noon", Some("2025-10-12T12:00Z"), &[]),
        ];
        Story {
            events: vec![
                event("night", night),
                event("after", vec![claim("after", Some("2025-10-28"), &[])]),
                event("bare", Vec::new()),
                event("undated", vec![claim("whenever", None, &[])]),
            ]
            .into(),
            ..Story::default()
        }
    }

    fn at(text: &str) -> f64 {
        When::parse(text).unwrap().span(&Zone::Utc).possible.end_secs
    }

    fn known(store: &Store, secs: f64) -> (Store, Vec<String>) {
        let read = store.read_as_of(AsOf { known_by_secs: Some(secs), clock: Clock::Event, ..AsOf::default() });
        let ids = read.story_as_read().events.claims().map(|claim| claim.id.clone()).collect();
        (read, ids)
    }

    #[test]
    fn a_day_is_said_once_it_is_over_and_a_time_once_it_has_come() {
        let store = Store::new(story());
        assert_eq!(known(&store, at("2025-10-12T11:59Z")).1, ["early", "whenever"]);
        assert_eq!(known(&store, at("2025-10-12T12:00Z")).1, ["early", "noon", "whenever"]);
        assert_eq!(known(&store, at("2025-10-12")).1, ["early", "later", "noon", "whenever"]);
    }

    #[test]
    fn what_nothing_was_known_of_is_not_dated_nor_disputed() {
        let (read, _) = known(&Store::new(story()), at("2025-10-11"));
        assert!(!read.is_known(1) && read.is_known(2) && read.is_known(3));
        assert_eq!(read.span(1), None);
        assert!(!read.is_disputed(0), "the claim that it disputes was not known");
        assert_eq!(read.known_claims(), (2, 5));
        assert!(read.read_as_of(AsOf::default()).is_disputed(0));
    }

    #[test]
    fn a_source_published_at_a_known_time_makes_its_claims_known() {
        let mut story = story();
        story.sources.push(crate::model::Source {
            id: "wire".to_owned(),
            published: When::parse("2025-10-12T08:00Z").ok(),
            ..Default::default()
        });
        story.events.get_mut(0).claims[1].source = "wire".to_owned();
        assert_eq!(known(&Store::new(story), at("2025-10-12T08:00Z")).1, ["early", "later", "whenever"]);
    }

    #[test]
    fn by_report_an_event_reaches_from_its_first_to_its_last_claim() {
        let store =
            Store::new(story()).read_as_of(AsOf { known_by_secs: None, clock: Clock::Report, ..AsOf::default() });
        let span = store.span(0).unwrap();
        let whole = When::parse("2025-10-11/2025-10-12").unwrap().span(&Zone::Utc);
        assert_eq!(span, whole);
        assert_eq!(store.span(3), None, "its claim does not tell");
    }

    #[test]
    fn readings_between_two_claims_settle_on_one() {
        let store = Store::new(story());
        let reading = |text: &str| {
            AsOf { known_by_secs: Some(at(text)), clock: Clock::Event, ..AsOf::default() }.canonical(&store)
        };
        assert_eq!(reading("2025-10-20"), reading("2025-10-13"));
        assert_ne!(reading("2025-10-12"), reading("2025-10-11"));
    }
}
