//! Which events are disputed, and which rest on more than one source, and since when they are known to.
//!
//! Answers both for any moment by which the story is read. It does not know who is right.

use hashbrown::HashMap;

use super::by_id::ById;
use super::claims::Claims;
use super::coding::kept;
use super::column::{Column, ColumnWriting};
use super::pieces::Pieces;
use super::sparse::Sparse;
use crate::model::{Claim, Event, Story};

/// In seconds since the Unix epoch, for the events for which it is ever so.
#[derive(Debug, Clone)]
pub(super) struct Doubt {
    /// Since when one of its known claims disputes one that is known, or that the story does not have.
    pub(super) disputed_since: Sparse<f64>,
    /// Since when its known claims rest on a second source; of events that have none no number.
    pub(super) second_source_since: Column<f64>,
}

kept!(Doubt { disputed_since, second_source_since });

/// Doubt that is written down event by event, in the order of the file.
#[derive(Default)]
pub(super) struct Writing {
    /// Events with claims that dispute others, which may come later.
    disputing: Vec<usize>,
    second: ColumnWriting<f64>,
}

impl Writing {
    /// Adds the next event, with when its claims are known.
    pub(super) fn add(&mut self, event: &Event, index: usize, known_from: &[f64]) {
        if event.claims.iter().any(|claim| !claim.disputes.is_empty()) {
            self.disputing.push(index);
        }
        self.second.push(second_source_since(event, known_from));
    }

    pub(super) fn done(self, story: &Story, by_id: &ById, claims: &Claims) -> Doubt {
        let mut known = KnownIds { story, by_id, claims, secs: HashMap::new() };
        let since = |index: usize| Some((index, known.disputed_since(&story.events.get(index), index)?));
        Doubt {
            disputed_since: self.disputing.into_iter().filter_map(since).collect(),
            second_source_since: self.second.done(),
        }
    }
}

impl Doubt {
    /// After a change of events, with the ids and claims after it.
    pub(super) fn patched(
        &self,
        (before, after): (&Story, &Story),
        events: &Pieces,
        by_id: &ById,
        claims: &Claims,
    ) -> Self {
        let mut known = KnownIds { story: after, by_id, claims, secs: HashMap::new() };
        let mut of = |index: usize| known.disputed_since(&after.events.get(index), index);
        // When a claim is known bears on the events that dispute it.
        let gone = events.gone().map(|index| before.events.get(index));
        let mut others = Vec::new();
        for event in gone.chain(events.fresh().map(|index| after.events.get(index))) {
            for claim in &event.claims {
                let disputing = by_id.disputing(after, claims, &claim.id);
                others.extend(disputing.map(|number| claims.place_of(number).0));
            }
        }
        others.sort_unstable();
        others.dedup();
        let disputed_since = self.disputed_since.patched(events, &mut of);
        Self {
            disputed_since: disputed_since.with(others.into_iter().map(|index| (index, of(index)))),
            second_source_since: self.second_source_since.patched(events, |index| {
                let known_from = claims.numbers(index).map(|number| claims.known_from.get(number));
                second_source_since(&after.events.get(index), &known_from.collect::<Vec<f64>>())
            }),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.disputed_since.bytes() + self.second_source_since.bytes()
    }
}

/// Since when the claims with an id are known, each looked up once.
struct KnownIds<'a> {
    story: &'a Story,
    by_id: &'a ById,
    claims: &'a Claims,
    secs: HashMap<String, f64>,
}

impl KnownIds<'_> {
    fn disputed_since(&mut self, event: &Event, index: usize) -> Option<f64> {
        let claims = self.claims.numbers(index).zip(&event.claims).filter(|(_, claim)| !claim.disputes.is_empty());
        let since = |(number, claim): (usize, &Claim)| {
            let disputed = claim.disputes.iter().map(|id| self.since(id)).reduce(f64::min)?;
            Some(disputed.max(self.claims.known_from.get(number)))
        };
        claims.filter_map(since).reduce(f64::min)
    }

    /// Of claims that share an id, the last counts; minus infinity where there is none.
    fn since(&mut self, id: &str) -> f64 {
        let Self { story, by_id, claims, secs } = self;
        *secs.entry_ref(id).or_insert_with(|| {
            let times = by_id.claims(story, claims, id).map(|number| claims.known_from.get(number));
            times.fold(f64::NEG_INFINITY, f64::max)
        })
    }
}

/// No number where there is no second source.
fn second_source_since(event: &Event, known_from: &[f64]) -> f64 {
    if event.is_single_source() || event.claims.is_empty() {
        return f64::NAN;
    }
    let known_from = || known_from.iter().copied().zip(&event.claims);
    let Some((_, first)) = known_from().min_by(|(one, _), (other, _)| one.total_cmp(other)) else { return f64::NAN };
    let others = known_from().filter(|(_, claim)| claim.source != first.source);
    others.map(|(secs, _)| secs).reduce(f64::min).unwrap_or(f64::NAN)
}
