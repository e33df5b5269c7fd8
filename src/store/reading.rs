//! How a story is read: what of it was known by a moment, and by which clock its events stand.
//!
//! Answers what is left of a story when claims said later are taken out, and when events were
//! reported. It does not know who chooses the moment.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::{Store, Stories};
use crate::model::{Claim, Extent, Story, TimeSpan, Zone};

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

/// How a story is read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Reading {
    /// What was said later is left out: seconds since the Unix epoch. None leaves out nothing.
    pub known_by_secs: Option<f64>,
    /// By which clock events stand in time.
    pub clock: Clock,
}

impl Reading {
    /// The earliest reading with the same answer, so that two which differ in nothing are equal.
    #[must_use]
    pub fn settled(self, store: &Store) -> Self {
        let settle = |secs: f64| {
            let known = store.in_time.known_from.partition_point(|from| *from <= secs);
            known.checked_sub(1).map_or(f64::NEG_INFINITY, |last| store.in_time.known_from[last])
        };
        Self { known_by_secs: self.known_by_secs.map(settle), ..self }
    }
}

/// By claim in the order of the file, when it is known for certain to have been said, in seconds
/// since the Unix epoch: when the time that it gives for that is over, or when its source was
/// published, if that was not before. Minus infinity where neither has a date: such a claim is never
/// left out.
pub(super) fn known_times(story: &Story) -> Vec<f64> {
    let published = story.sources.iter().filter_map(|source| {
        Some((source.id.as_str(), source.published.as_ref()?.span(&story.zone).possible.end_secs))
    });
    let published: HashMap<&str, f64> = published.collect();
    let mut times = Vec::with_capacity(story.events.iter().map(|event| event.claims.len()).sum());
    for event in &story.events {
        let zone = event.zone_or(&story.zone);
        times.extend(event.claims.iter().map(|claim| known_from(claim, zone, published.get(claim.source.as_str()))));
    }
    times
}

fn known_from(claim: &Claim, zone: &Zone, published_secs: Option<&f64>) -> f64 {
    let said = claim.said.as_ref().map(|said| said.span(zone).possible);
    match (said, published_secs) {
        (None, None) => f64::NEG_INFINITY,
        (None, Some(&published)) => published,
        (Some(said), Some(&published)) if published >= said.start_secs => published.min(said.end_secs),
        (Some(said), _) => said.end_secs,
    }
}

/// The story with the claims that were known, and by event whether anything of it was.
///
/// An event that has claims, none of them known, is not known either. What a claim disputes is kept
/// only as far as that was known.
pub(super) fn story_known_by(story: &Story, secs: f64) -> (Story, Vec<bool>) {
    let is_known: Vec<bool> = known_times(story).into_iter().map(|from| from <= secs).collect();
    let ids = story.events.claims().zip(&is_known);
    let unknown: BTreeSet<String> = ids.filter(|(_, known)| !**known).map(|(claim, _)| claim.id.clone()).collect();
    let mut known_story = story.clone();
    let mut claims_known = is_known.into_iter();
    let mut known_events = Vec::with_capacity(story.events.len());
    for event in &mut known_story.events {
        let had_claims = !event.claims.is_empty();
        event.claims.retain(|_| claims_known.next().unwrap_or(true));
        for claim in &mut event.claims {
            claim.disputes.retain(|id| !unknown.contains(id));
        }
        known_events.push(!had_claims || !event.claims.is_empty());
    }
    (known_story, known_events)
}

/// When an event was reported: from its first to its last claim. None where no claim tells.
pub(super) fn reported(claims: &[Claim], zone: &Zone) -> Option<TimeSpan> {
    let spans = || claims.iter().filter_map(|claim| Some(claim.said.as_ref()?.span(zone)));
    let possible = spans().map(|span| span.possible).reduce(|one, other| one.union(&other))?;
    let certain = spans().filter_map(|span| span.certain).reduce(|one: Extent, other| one.union(&other));
    Some(TimeSpan { possible, certain })
}

impl Store {
    /// The same story, read otherwise. Events keep their indexes.
    #[must_use]
    pub fn read_as(&self, reading: Reading) -> Self {
        let (story, known) = match reading.known_by_secs {
            Some(secs) => {
                let (story, known) = story_known_by(&self.whole, secs);
                (Arc::new(story), Some(known))
            }
            None => (self.whole.clone(), None),
        };
        Self {
            changes: self.changes.clone(),
            hash: self.hash.clone(),
            redaction: self.redaction.clone(),
            new_ids: self.new_ids.clone(),
            ..Self::of(Stories { whole: self.whole.clone(), read: story }, known, reading).named_as(self.named.clone())
        }
    }

    /// The store itself where it is read like that, else the same story read so.
    #[must_use]
    pub fn under(&self, reading: Reading) -> Cow<'_, Self> {
        let is_same = self.reading.settled(self) == reading.settled(self);
        if is_same { Cow::Borrowed(self) } else { Cow::Owned(self.read_as(reading)) }
    }

    /// How the story is read.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// True when something of the event was known, as the story is read.
    pub fn is_known(&self, index: usize) -> bool {
        self.known.as_ref().is_none_or(|known| known[index])
    }

    /// From when on something of the event is known, however the story is read, in seconds since the Unix
    /// epoch. Minus infinity for an event whose claims do not tell, or that has none.
    pub fn known_since(&self, index: usize) -> f64 {
        self.in_time.known_since[index]
    }

    /// The same of a claim, by its id and that of its event. None: there is no such claim.
    pub fn claim_known_since(&self, index: usize, claim_id: &str) -> Option<f64> {
        if index >= self.whole.events.len() {
            return None;
        }
        let event = self.whole.events.get(index);
        let claim = event.claims.iter().find(|claim| claim.id == claim_id)?;
        let published = self.whole.source(&claim.source).and_then(|source| source.published.as_ref());
        let published_secs = published.map(|published| published.span(&self.whole.zone).possible.end_secs);
        Some(known_from(claim, event.zone_or(&self.whole.zone), published_secs.as_ref()))
    }

    /// How many claims were known as the story is read, and how many it has.
    pub fn known_claims(&self) -> (usize, usize) {
        let count = |story: &Story| story.events.iter().map(|event| event.claims.len()).sum();
        (count(&self.story), count(&self.whole))
    }

    /// When one more claim is known, in seconds since the Unix epoch, in order; minus infinity first
    /// for claims that do not tell.
    pub fn known_from(&self) -> &[f64] {
        &self.in_time.known_from
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributionKind, When};

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
        let read = store.read_as(Reading { known_by_secs: Some(secs), clock: Clock::Event });
        let ids = read.story().events.claims().map(|claim| claim.id.clone()).collect();
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
        assert!(read.read_as(Reading::default()).is_disputed(0));
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
        let store = Store::new(story()).read_as(Reading { known_by_secs: None, clock: Clock::Report });
        let span = store.span(0).unwrap();
        let whole = When::parse("2025-10-11/2025-10-12").unwrap().span(&Zone::Utc);
        assert_eq!(span, whole);
        assert_eq!(store.span(3), None, "its claim does not tell");
    }

    #[test]
    fn readings_between_two_claims_settle_on_one() {
        let store = Store::new(story());
        let reading = |text: &str| Reading { known_by_secs: Some(at(text)), clock: Clock::Event }.settled(&store);
        assert_eq!(reading("2025-10-20"), reading("2025-10-13"));
        assert_ne!(reading("2025-10-12"), reading("2025-10-11"));
    }
}
