//! Looking through many events for what a filter admits, beside the window.
//!
//! One search goes on at a time, for what is asked last; what it has found so far is shown now and then.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use egui::Context;

use super::beside::{Beside, Telling};
use crate::query::{Found, Search};
use crate::view::Session;

/// Stories of more events are looked through by another thread.
pub(super) const APART_OVER: usize = 100_000;
/// How often what was found so far is shown.
const PACE: Duration = Duration::from_millis(250);

/// The search that goes on.
#[derive(Default)]
pub(super) struct Searching {
    under_way: Beside<Search, (f32, Found)>,
    /// How much has been looked through, from 0 to 1.
    share: f32,
}

impl Searching {
    /// Begins what the session wants to be looked for, lets go what it wants no more, and hands over what was found.
    pub(super) fn follow(&mut self, session: &mut Session, ctx: &Context) {
        let asked = self.under_way.asked().cloned();
        for (share, found) in self.under_way.answered().found {
            self.share = share;
            if let Some(search) = &asked {
                session.take_found(search, &found);
            }
        }
        match session.search() {
            None => self.under_way.stop(),
            Some(search) if self.under_way.asked().is_some_and(|asked| asked.is_same(&search)) => {}
            Some(search) => {
                self.share = 0.0;
                self.under_way.begin(ctx, search.clone(), move |telling| look(&search, telling));
            }
        }
    }

    /// How much has been looked through, from 0 to 1. None where nothing is looked for.
    pub(super) fn share(&self) -> Option<f32> {
        self.under_way.asked().map(|_| self.share)
    }
}

fn look(search: &Search, telling: &Telling<(f32, Found)>) -> Option<(f32, Found)> {
    let mut last = Instant::now();
    let found = search.run(|share, so_far| {
        if !telling.is_wanted() {
            return ControlFlow::Break(());
        }
        if share < 1.0 && last.elapsed() >= PACE {
            last = Instant::now();
            telling.tell((share, so_far()));
        }
        ControlFlow::Continue(())
    });
    Some((1.0, found?))
}
