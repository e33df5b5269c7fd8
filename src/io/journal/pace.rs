//! When a story that is changed is handed to its journal.
//!
//! Answers that for any moment, so that no change waits longer than [`EVERY_SECS`], however long others follow it. It
//! knows no clock: it is told the time.

use std::sync::Arc;

use crate::model::Story;

/// So many seconds lie between two states of a story that are handed over, while it changes all the time.
pub const EVERY_SECS: f64 = 1.0;

/// What is to be done with a story now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Turn {
    /// Nothing: it is handed over already.
    Rest,
    /// It is looked at again in so many seconds.
    Wait(f64),
    /// It is handed over now, under this number.
    Keep(u64),
}

/// Which story was handed over last, and when.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    last: Option<Arc<Story>>,
    number: u64,
    /// When; none where the next one is handed over at once.
    at_secs: Option<f64>,
}

impl Pace {
    /// Begins with a story of which nothing has to be kept: its first change is handed over at once.
    pub fn begin(&mut self, story: Arc<Story>) {
        (self.last, self.at_secs) = (Some(story), None);
    }

    /// What is done with a story at a moment, in seconds of a clock that never goes back.
    pub fn turn(&mut self, story: &Arc<Story>, now_secs: f64) -> Turn {
        if self.last.as_ref().is_none_or(|last| Arc::ptr_eq(last, story)) {
            return Turn::Rest;
        }
        match self.at_secs.map(|at| at + EVERY_SECS - now_secs) {
            Some(wait) if wait > 0.0 => Turn::Wait(wait),
            _ => {
                (self.last, self.at_secs) = (Some(story.clone()), Some(now_secs));
                self.number += 1;
                Turn::Keep(self.number)
            }
        }
    }

    /// The last story that was handed over, or with which it has begun. None before that.
    pub fn last(&self) -> Option<&Arc<Story>> {
        self.last.as_ref()
    }

    /// The number of the last story that was handed over; 0 where none was.
    pub fn number(&self) -> u64 {
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames in a second.
    const FRAMES: usize = 60;

    #[test]
    fn no_change_waits_longer_than_a_second_however_fast_others_follow() {
        let mut pace = Pace::default();
        pace.begin(Arc::default());
        let mut waits_since = None;
        for frame in 0..20 * FRAMES {
            let now = frame as f64 / FRAMES as f64;
            // A key in every frame.
            let since = *waits_since.get_or_insert(now);
            if matches!(pace.turn(&Arc::default(), now), Turn::Keep(_)) {
                waits_since = None;
            }
            assert!(now - since <= EVERY_SECS, "what was changed at {since} is not handed over at {now}");
        }
        assert_eq!(pace.number(), 20);
    }

    #[test]
    fn the_last_change_is_handed_over_when_it_was_said_to_be_without_another_one() {
        let mut pace = Pace::default();
        pace.begin(Arc::default());
        assert_eq!(pace.turn(&Arc::default(), 7.0), Turn::Keep(1), "the first at once");
        let story = Arc::default();
        let Turn::Wait(secs) = pace.turn(&story, 7.25) else { panic!("too soon after the other") };
        assert_eq!(pace.turn(&story, 7.25 + secs), Turn::Keep(2));
        assert_eq!(pace.turn(&story, 100.0), Turn::Rest);
    }
}
