//! The claims of all events in columns, and which of them were known by a moment.
//!
//! Answers when a claim was said and known, and whether it was by the moment for which the story is read. It
//! does not know what the claims say.

use std::ops::Range;
use std::sync::Arc;

use super::coding::kept;
use super::column::{Column, ColumnWriting};
use super::pieces::Pieces;
use super::spans::{self, Spans};
use crate::model::{Attestation, AttributionKind, Claim, Event, Source, Story, Zone};

/// What is needed of each claim, by its number in the order of the file.
#[derive(Debug, Clone)]
pub(super) struct Claims {
    /// By event, the number of its first claim; and how many claims there are.
    pub(super) starts: Arc<Vec<u32>>,
    /// When it is known for certain to have been said, in seconds since the Unix epoch. Minus infinity where
    /// nothing tells: such a claim is never left out.
    pub(super) known_from: Column<f64>,
    /// The same times, rising.
    pub(super) rising: Column<f64>,
    pub(super) voices: Column<AttributionKind>,
    /// When it was said, where it tells.
    pub(super) said: Spans,
}

kept!(Claims { starts, known_from, rising, voices, said });

/// Claims that are being written down, event by event in the order of the file.
#[derive(Default)]
pub(super) struct Writing {
    starts: Vec<u32>,
    count: u32,
    known_from: ColumnWriting<f64>,
    voices: ColumnWriting<AttributionKind>,
    said: spans::Writing,
}

impl Writing {
    /// Adds the claims of the next event, where `published_secs` tells when a source was published by the latest. What
    /// it gives to `known` is when each of them is known.
    pub(super) fn add(
        &mut self,
        event: &Event,
        story: &Story,
        published_secs: impl Fn(&str) -> Option<f64>,
        known: &mut Vec<f64>,
    ) {
        self.starts.push(self.count);
        self.count += event.claims.len() as u32;
        let zone = event.zone_or(&story.zone);
        known.clear();
        for claim in &event.claims {
            let known_from = known_from_of(claim, zone, published_secs(&claim.source));
            known.push(known_from);
            self.known_from.push(known_from);
            self.voices.push(claim.attribution.kind);
            self.said.push(claim.said.as_ref().map(|said| said.span(zone)));
        }
    }

    pub(super) fn done(mut self) -> Claims {
        self.starts.push(self.count);
        self.starts.shrink_to_fit();
        let known_from = self.known_from.done();
        Claims {
            starts: Arc::new(self.starts),
            rising: rising(&known_from),
            known_from,
            voices: self.voices.done(),
            said: self.said.done(),
        }
    }
}

impl Claims {
    /// After a change of events, and the change of the claims that follows.
    pub(super) fn patched(
        &self,
        story: &Story,
        events: &Pieces,
        published_secs: impl Fn(&str) -> Option<f64>,
    ) -> (Self, Pieces) {
        let is_same_count = |index: usize| story.events.get(index).claims.len() == self.numbers(index).len();
        let starts = if events.are_in_place() && events.fresh().all(is_same_count) {
            self.starts.clone()
        } else {
            Arc::new(self.starts_after(story, events))
        };
        let pieces = events.of_parts(&self.starts, &starts);
        let at = |number: usize| place_of(&starts, number);
        let known_from = self.known_from.patched(&pieces, |number| {
            let (event, claim) = at(number);
            let event = &story.events.get(event);
            let claim = &event.claims[claim];
            known_from_of(claim, event.zone_or(&story.zone), published_secs(&claim.source))
        });
        let voices = self.voices.patched(&pieces, |number| {
            let (event, claim) = at(number);
            story.events.claim(event, claim).attribution.kind
        });
        let said = self.said.patched(&pieces, |number| {
            let (event, claim) = at(number);
            let event = &story.events.get(event);
            Some(event.claims[claim].said.as_ref()?.span(event.zone_or(&story.zone)))
        });
        let rising = if known_from.is_shared_with(&self.known_from) {
            self.rising.clone()
        } else {
            self.rising_after(&pieces, &known_from)
        };
        (Self { starts, known_from, rising, voices, said }, pieces)
    }

    fn starts_after(&self, story: &Story, events: &Pieces) -> Vec<u32> {
        let mut starts = Vec::with_capacity(events.len_after() + 1);
        let mut next = 0;
        for piece in events.iter() {
            if piece.is_kept {
                let before = &self.starts[piece.before.start..=piece.before.end];
                starts.extend(before[..piece.before.len()].iter().map(|start| start - before[0] + next));
                next += before[piece.before.len()] - before[0];
            } else {
                for index in piece.after.clone() {
                    starts.push(next);
                    next += story.events.get(index).claims.len() as u32;
                }
            }
        }
        starts.push(next);
        starts
    }

    fn rising_after(&self, claims: &Pieces, known_from: &Column<f64>) -> Column<f64> {
        let mut gone: Vec<f64> = claims.gone().map(|number| self.known_from.get(number)).collect();
        let mut fresh: Vec<f64> = claims.fresh().map(|number| known_from.get(number)).collect();
        gone.sort_by(f64::total_cmp);
        fresh.sort_by(f64::total_cmp);
        let place = |secs: f64| self.rising.partition_point(|other| other.total_cmp(&secs).is_lt());
        let mut lost: Vec<usize> = Vec::with_capacity(gone.len());
        for secs in gone {
            let first = place(secs);
            // Of times that are alike, one after the other.
            lost.push(lost.last().map_or(first, |last| first.max(last + 1)));
        }
        let got: Vec<usize> = fresh.iter().map(|secs| place(*secs)).collect();
        let pieces = Pieces::of_places(self.rising.len(), &lost, &got);
        let mut fresh = fresh.into_iter();
        let before: Vec<f64> = self.rising.iter().collect();
        pieces.copied(&before, |_| fresh.next().unwrap_or(f64::NEG_INFINITY)).into_iter().collect()
    }

    /// The numbers of the claims of an event.
    pub(super) fn numbers(&self, index: usize) -> Range<usize> {
        self.starts[index] as usize..self.starts[index + 1] as usize
    }

    /// The event of a claim, and its place among the claims of that.
    pub(super) fn place_of(&self, number: usize) -> (usize, usize) {
        place_of(&self.starts, number)
    }

    /// When the first of an event's claims is known; minus infinity where it has none.
    pub(super) fn known_since(&self, index: usize) -> f64 {
        self.numbers(index).map(|number| self.known_from.get(number)).reduce(f64::min).unwrap_or(f64::NEG_INFINITY)
    }

    pub(super) fn bytes(&self) -> usize {
        let columns = self.known_from.bytes() + self.rising.bytes() + self.voices.bytes() + self.said.bytes();
        self.starts.capacity() * 4 + columns
    }
}

/// The event of a claim and its place in that, where those of each event begin.
fn place_of(starts: &[u32], number: usize) -> (usize, usize) {
    let event = starts.partition_point(|start| *start as usize <= number) - 1;
    (event, number - starts[event] as usize)
}

fn rising(known_from: &Column<f64>) -> Column<f64> {
    if matches!(known_from, Column::Alike(..)) {
        return known_from.clone();
    }
    let mut times: Vec<f64> = known_from.iter().collect();
    times.sort_unstable_by(f64::total_cmp);
    times.into_iter().collect()
}

/// When a source was published by the latest, in seconds since the Unix epoch.
pub(super) fn published_secs(source: &Source, story_zone: &Zone) -> Option<f64> {
    Some(source.published.as_ref()?.span(story_zone).possible.end_secs)
}

/// When a claim is known for certain to have been said: when the time that it gives for that is over, or when
/// its source was published, if that was not before.
pub(super) fn known_from_of(claim: &Claim, zone: &Zone, published_secs: Option<f64>) -> f64 {
    let said = claim.said.as_ref().map(|said| said.span(zone).possible);
    match (said, published_secs) {
        (None, None) => f64::NEG_INFINITY,
        (None, Some(published)) => published,
        (Some(said), Some(published)) if published >= said.start_secs => published.min(said.end_secs),
        (Some(said), _) => said.end_secs,
    }
}

/// How much of an event is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extant {
    All,
    Some,
    Nothing,
}

/// What of the claims was known by a moment.
#[derive(Debug, Clone)]
pub(super) struct Mask {
    pub(super) claims: Arc<Claims>,
    /// None: everything was.
    pub(super) by_secs: Option<f64>,
}

impl Mask {
    /// The moment; infinity where everything was known.
    pub(super) fn secs(&self) -> f64 {
        self.by_secs.unwrap_or(f64::INFINITY)
    }

    /// True when a claim was known, by its number.
    pub(super) fn knows(&self, number: usize) -> bool {
        self.by_secs.is_none_or(|secs| self.claims.known_from.get(number) <= secs)
    }

    /// The numbers of the claims of an event that were known.
    pub(super) fn numbers(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        self.claims.numbers(index).filter(|number| self.knows(*number))
    }

    /// True when a claim of an event was known, or it has none.
    pub(super) fn knows_event(&self, index: usize) -> bool {
        self.by_secs.is_none_or(|secs| self.claims.known_since(index) <= secs)
    }

    /// How much of an event was known.
    pub(super) fn extant(&self, index: usize) -> Extant {
        if self.by_secs.is_none() {
            return Extant::All;
        }
        let numbers = self.claims.numbers(index);
        match self.numbers(index).count() {
            known if known == numbers.len() => Extant::All,
            0 => Extant::Nothing,
            _ => Extant::Some,
        }
    }

    /// The best kind of voice behind an event. None where no claim was known.
    pub(super) fn attestation(&self, index: usize) -> Option<Attestation> {
        self.numbers(index).map(|number| Attestation::of(self.claims.voices.get(number))).min()
    }
}
