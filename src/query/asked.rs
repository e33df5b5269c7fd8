//! What a question about time admits, by rank.
//!
//! Answers which ranks filter, layers and a time let through: a stretch of those that begin in the time, and those that
//! reach into it from before. It does not know event indexes.

use std::ops::Range;
use std::sync::Arc;

use super::admitted::Admitted;
use super::time_asked::TimeAsked;
use crate::model::Match;
use crate::store::InTime;

/// Those that a question admits.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) admitted: Arc<Admitted>,
    time: TimeAsked,
    /// The ranks that possibly begin in the window, whether or not filter and layers admit them.
    pub(super) begun: Range<usize>,
    /// The ranks of those admitted that possibly began before it and go on in it, rising.
    pub(super) reaching: Arc<Vec<u32>>,
}

impl Asked {
    /// Those of what is admitted that meet a time.
    pub(super) fn of(time: &InTime, admitted: &Arc<Admitted>, asked: TimeAsked) -> Self {
        let begun = asked.begun(time);
        let reaching = asked.reaching(time, &begun).filter(|rank| admitted.events.contains(*rank));
        Self {
            reaching: Arc::new(reaching.map(|rank| rank as u32).collect()),
            admitted: admitted.clone(),
            time: asked,
            begun,
        }
    }

    /// True when the event with this rank is one of them.
    pub(super) fn contains(&self, rank: usize) -> bool {
        if rank < self.begun.start {
            u32::try_from(rank).is_ok_and(|rank| self.reaching.binary_search(&rank).is_ok())
        } else {
            rank < self.begun.end && self.admitted.events.contains(rank)
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.reaching.len() + self.admitted.events.count(self.begun.clone())
    }

    /// The rank of the one that has so many before it.
    pub(super) fn nth(&self, place: usize) -> Option<usize> {
        let Some(place) = place.checked_sub(self.reaching.len()) else { return Some(self.reaching[place] as usize) };
        let before = self.admitted.events.count(0..self.begun.start);
        self.admitted.events.nth(before + place).filter(|rank| *rank < self.begun.end)
    }

    /// How many of them have a lower rank.
    pub(super) fn count_before(&self, rank: usize) -> usize {
        let reaching = self.reaching.partition_point(|other| (*other as usize) < rank);
        let end = rank.clamp(self.begun.start, self.begun.end);
        reaching + self.admitted.events.count(self.begun.start..end)
    }

    /// True when only the filter excludes the event with this rank, which meets the time.
    pub(super) fn is_excluded(&self, time: &InTime, rank: usize) -> bool {
        self.is_excluded_ever(rank) && self.match_in_time(time, rank) != Match::Out
    }

    fn is_excluded_ever(&self, rank: usize) -> bool {
        self.admitted.of_shown_layers.contains(rank) && !self.admitted.events.contains(rank)
    }

    /// The ranks of those that only the filter excludes, rising.
    pub(super) fn excluded<'a>(&'a self, time: &'a InTime) -> impl Iterator<Item = usize> + 'a {
        let has_none = self.admitted.events.len() == self.admitted.of_shown_layers.len();
        let ranks = self.time.reaching(time, &self.begun).chain(self.begun.clone());
        ranks.take(if has_none { 0 } else { usize::MAX }).filter(|rank| self.is_excluded_ever(*rank))
    }

    /// The ranks of those that have no spot, rising.
    pub(super) fn unplaced(&self) -> impl Iterator<Item = usize> + '_ {
        self.reaching_unplaced().chain(self.admitted.unplaced.within(self.begun.clone()))
    }

    /// How many have no spot.
    pub(super) fn unplaced_count(&self) -> usize {
        self.reaching_unplaced().count() + self.admitted.unplaced.count(self.begun.clone())
    }

    /// The rank of the one without a spot that has so many before it.
    pub(super) fn nth_unplaced(&self, place: usize) -> Option<usize> {
        let Some(place) = place.checked_sub(self.reaching_unplaced().count()) else {
            return self.reaching_unplaced().nth(place);
        };
        let before = self.admitted.unplaced.count(0..self.begun.start);
        self.admitted.unplaced.nth(before + place).filter(|rank| *rank < self.begun.end)
    }

    fn reaching_unplaced(&self) -> impl Iterator<Item = usize> + '_ {
        let ranks = self.reaching.iter().map(|rank| *rank as usize);
        ranks.filter(|rank| self.admitted.unplaced.contains(*rank))
    }

    pub(super) fn match_in_time(&self, time: &InTime, rank: usize) -> Match {
        time.span_at(rank).map_or(Match::Out, |span| self.time.match_of(&span))
    }

    /// How many of the events that possibly meet the time do not do so for certain. Of those that begin and end in it
    /// they are those of which nothing is certain, which are counted; those in doubt that reach into it or out of it are
    /// looked at.
    pub(super) fn possibly_count(&self, time: &InTime) -> usize {
        let (doubtful, vague) = (time.doubtful(), time.vague());
        let is_possible = |rank: &usize| self.match_in_time(time, *rank) == Match::Possibly;
        let reaching = self.reaching.iter().map(|rank| *rank as usize).filter(|rank| doubtful.contains(*rank));
        let end_secs = self.time.window.end_secs.min(self.time.until_secs).next_down();
        let leaving = || {
            let leaving = time.ending_after(end_secs, self.begun.clone());
            leaving.filter(|rank| doubtful.contains(*rank) && self.admitted.events.contains(*rank))
        };
        let within = self.admitted.events.count_in_both(vague, self.begun.clone());
        let within = within - leaving().filter(|rank| vague.contains(*rank)).count();
        within + reaching.chain(leaving()).filter(is_possible).count()
    }
}
