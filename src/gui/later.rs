//! What takes too long for a frame: another thread makes it, and the last one is shown until it is there.
//!
//! The latest question wins: while one is answered the next waits, and what is asked in between is never answered.

use egui::Context;

use super::beside::{Answered, Beside};

/// How much there is to go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// So little that it is made in the frame.
    Little,
    Much,
}

impl Amount {
    /// By the number of events.
    pub(super) fn of_events(count: usize) -> Self {
        /// As many events are gone through in a frame.
        const LITTLE: usize = 20_000;
        if count <= LITTLE { Self::Little } else { Self::Much }
    }
}

/// The last answer, and the question that is being answered.
pub(super) struct Later<K, T> {
    made_for: Option<K>,
    beside: Beside<K, T>,
}

impl<K, T> Default for Later<K, T> {
    fn default() -> Self {
        Self { made_for: None, beside: Beside::default() }
    }
}

impl<K: Clone + PartialEq, T: Send + 'static> Later<K, T> {
    /// Asks for what belongs to a key. Returns an answer when there is another one than before: of little at once, of
    /// much once a thread has made it, which wakes the window then. `prepare` gathers what the work needs, where
    /// it is begun.
    pub(super) fn ask<W: FnOnce() -> T + Send + 'static>(
        &mut self,
        ctx: &Context,
        key: &K,
        amount: Amount,
        prepare: impl FnOnce() -> W,
    ) -> Option<T> {
        let Answered { mut found, ended } = self.beside.answered();
        if self.beside.asked().is_some() {
            return None;
        }
        // A thread that could not go on has no answer, and is not asked the same again.
        if ended.is_some() {
            self.made_for = ended;
        }
        let answer = found.pop();
        if self.made_for.as_ref() == Some(key) {
            return answer;
        }
        if amount == Amount::Little {
            self.made_for = Some(key.clone());
            return Some(prepare()());
        }
        let make = prepare();
        self.beside.begin(ctx, key.clone(), |_| Some(make()));
        answer
    }

    /// Says that what belongs to a key is there already.
    pub(super) fn settle(&mut self, key: K) {
        self.made_for = Some(key);
        self.beside.stop();
    }

    /// True while what is shown is not yet what was asked for last.
    pub(super) fn is_under_way(&self) -> bool {
        self.beside.asked().is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn the_latest_question_is_answered_and_those_between_are_dropped() {
        let ctx = Context::default();
        let mut later = Later::<u32, u32>::default();
        assert_eq!(later.ask(&ctx, &1, Amount::Little, || || 10), Some(10));
        assert_eq!(later.ask(&ctx, &1, Amount::Little, || || 11), None, "it is there");
        let (go, wait) = channel::<()>();
        let slow = move || {
            wait.recv().ok();
            20
        };
        assert_eq!(later.ask(&ctx, &2, Amount::Much, || slow), None);
        assert_eq!(later.ask(&ctx, &3, Amount::Much, || || 30), None, "it waits for the one before");
        assert!(later.is_under_way());
        go.send(()).unwrap();
        let mut answers = Vec::new();
        while answers.last() != Some(&40) {
            answers.extend(later.ask(&ctx, &4, Amount::Much, || || 40));
            std::thread::yield_now();
        }
        assert_eq!(answers, [20, 40]);
        assert!(!later.is_under_way());
    }
}
