//! What is looked into by id, by time and by event index.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::days::{DaysOf, days_by_rank};
use super::ids::Ids;
use super::lists::Lists;
use super::{Bounds, Clock, reading};
use crate::model::{Attestation, Event, Extent, Geometry, LonLat, Story, TimeSpan};

/// Events, claims and sources by their ids.
#[derive(Debug, Clone)]
pub(super) struct ById {
    events: Ids<u32>,
    /// Event index and claim index.
    claims: Ids<(u32, u32)>,
    /// Places among the story's sources.
    sources: Ids<u32>,
    /// The claims that dispute the one with the id.
    disputing: HashMap<String, Vec<(usize, usize)>>,
}

impl ById {
    pub(super) fn of(story: &Story) -> Self {
        let counts = || story.events.iter().map(|event| event.claims.len() as u32);
        let claims = (0_u32..).zip(counts()).flat_map(|(event, count)| (0..count).map(move |claim| (event, claim)));
        let count = counts().sum::<u32>() as usize;
        Self {
            events: Ids::of(0..story.events.len() as u32, story.events.len(), |index| id_of_event(story, index)),
            claims: Ids::of(claims, count, |at| id_of_claim(story, at)),
            sources: Ids::of(0..story.sources.len() as u32, story.sources.len(), |place| id_of_source(story, place)),
            disputing: disputing(story),
        }
    }

    pub(super) fn event(&self, story: &Story, id: &str) -> Option<usize> {
        self.events.find(id, |index| id_of_event(story, index)).map(|index| index as usize)
    }

    pub(super) fn claim(&self, story: &Story, id: &str) -> Option<(usize, usize)> {
        let (event, claim) = self.claims.find(id, |at| id_of_claim(story, at))?;
        Some((event as usize, claim as usize))
    }

    pub(super) fn source(&self, story: &Story, id: &str) -> Option<usize> {
        self.sources.find(id, |place| id_of_source(story, place)).map(|place| place as usize)
    }

    pub(super) fn disputing(&self, claim_id: &str) -> &[(usize, usize)] {
        self.disputing.get(claim_id).map_or(&[], Vec::as_slice)
    }
}

fn id_of_event(story: &Story, index: u32) -> Cow<'_, str> {
    story.events.id(index as usize)
}

fn id_of_source(story: &Story, place: u32) -> &str {
    &story.sources[place as usize].id
}

fn id_of_claim(story: &Story, (event, claim): (u32, u32)) -> Cow<'_, str> {
    story.events.id_of_claim(event as usize, claim as usize)
}

/// Claims by the ids that they dispute.
fn disputing(story: &Story) -> HashMap<String, Vec<(usize, usize)>> {
    let mut disputing: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (event_index, event) in story.events.iter().enumerate() {
        for (claim_index, claim) in event.claims.iter().enumerate() {
            for disputed in &claim.disputes {
                disputing.entry(disputed.clone()).or_default().push((event_index, claim_index));
            }
        }
    }
    disputing
}

/// Events in the order of time.
#[derive(Debug, Clone)]
pub(super) struct InTime {
    /// Event indexes by earliest possible start, then by id; undated events last.
    pub(super) order: Vec<usize>,
    /// By event index, its place in the order.
    pub(super) ranks: Vec<usize>,
    /// Of the dated events, so that going through events in order goes through memory in order.
    pub(super) spans_by_rank: Vec<TimeSpan>,
    /// The days that each of them belongs to.
    pub(super) days_by_rank: Vec<DaysOf>,
    /// For each claim that says when it was said, the possible extent of that.
    pub(super) said: Lists<Extent>,
    /// When one more claim of the whole story is known, in order.
    pub(super) known_from: Vec<f64>,
    /// By event index, from when on something of it is known; minus infinity where nothing tells.
    pub(super) known_since: Vec<f64>,
}

impl InTime {
    pub(super) fn of(story: &Story, whole: &Story, clock: Clock, known: Option<&[bool]>) -> Self {
        let spans: Vec<Option<TimeSpan>> = spans(story, clock, known);
        let order = order(story, &spans);
        let mut ranks = vec![0; order.len()];
        for (rank, &index) in order.iter().enumerate() {
            ranks[index] = rank;
        }
        let spans_by_rank: Vec<TimeSpan> = order.iter().map_while(|&index| spans[index]).collect();
        let days_by_rank = days_by_rank(story, &order, &spans_by_rank);
        let mut known_from = reading::known_times(whole);
        let known_since = known_since(whole, &known_from);
        known_from.sort_by(f64::total_cmp);
        Self { order, ranks, spans_by_rank, days_by_rank, said: said(story), known_from, known_since }
    }
}

/// By event index, when the first of its claims is known.
fn known_since(whole: &Story, known_from: &[f64]) -> Vec<f64> {
    let mut claims = known_from.iter().copied();
    let first =
        |event: Cow<'_, Event>| claims.by_ref().take(event.claims.len()).reduce(f64::min).unwrap_or(f64::NEG_INFINITY);
    whole.events.iter().map(first).collect()
}

/// By event index, where it stands in time by a clock. None for what is undated or was not known.
fn spans(story: &Story, clock: Clock, known: Option<&[bool]>) -> Vec<Option<TimeSpan>> {
    let span = |(index, event): (usize, Cow<'_, Event>)| {
        if known.is_some_and(|known| !known[index]) {
            return None;
        }
        let zone = event.zone_or(&story.zone);
        match clock {
            Clock::Event => Some(event.when.as_ref()?.span(zone)),
            Clock::Report => reading::reported(&event.claims, zone),
        }
    };
    story.events.iter().enumerate().map(span).collect()
}

/// Event indexes by earliest possible start, then id, then index; undated events last.
fn order(story: &Story, spans: &[Option<TimeSpan>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..story.events.len()).collect();
    let start = |index: usize| spans[index].map_or(f64::INFINITY, |span| span.possible.start_secs);
    order.sort_by(|&a, &b| {
        (spans[a].is_none().cmp(&spans[b].is_none()))
            .then_with(|| start(a).total_cmp(&start(b)))
            .then_with(|| story.events.id(a).cmp(&story.events.id(b)))
            .then(a.cmp(&b))
    });
    order
}

fn said(story: &Story) -> Lists<Extent> {
    let mut said = Lists::new();
    for event in &story.events {
        let zone = event.zone_or(&story.zone);
        for when in event.claims.iter().filter_map(|claim| claim.said.as_ref()) {
            said.push(when.span(zone).possible);
        }
        said.close();
    }
    said
}

/// What a frame needs of each event, by event index.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) anchors: Vec<Option<LonLat>>,
    pub(super) bounds: Vec<Option<Bounds>>,
    pub(super) attestations: Vec<Option<Attestation>>,
    pub(super) disputed: Vec<bool>,
    pub(super) single_source: Vec<bool>,
}

impl Columns {
    pub(super) fn of(story: &Story) -> Self {
        let count = story.events.len();
        let mut columns = Self {
            anchors: Vec::with_capacity(count),
            bounds: Vec::with_capacity(count),
            attestations: Vec::with_capacity(count),
            disputed: Vec::with_capacity(count),
            single_source: Vec::with_capacity(count),
        };
        for event in &story.events {
            columns.anchors.push(event.anchor());
            columns.bounds.push(event.geometry.as_ref().and_then(Geometry::bounds));
            columns.attestations.push(event.attestation());
            columns.disputed.push(event.is_disputed());
            columns.single_source.push(event.is_single_source());
        }
        columns
    }
}
