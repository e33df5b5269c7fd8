//! Looking through many events for what a filter admits, beside the window.
//!
//! One search goes on at a time, for what is asked last; what it has found so far is shown now and then.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use egui::Context;

use super::beside::{Answered, Beside, Telling};
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
    /// The one that could not go on: it is not begun again.
    broken: Option<Search>,
}

impl Searching {
    /// Begins what the session wants to be looked for, lets go what it wants no more, and hands over what was found.
    /// True where a search could not go on, by a fault of the program.
    pub(super) fn follow(&mut self, session: &mut Session, ctx: &Context) -> bool {
        let asked = self.under_way.asked().cloned();
        let Answered { found, ended } = self.under_way.answered();
        for (share, found) in found {
            self.share = share;
            if let Some(search) = &asked {
                session.take_found(search, &found);
            }
        }
        let broken = ended.filter(|_| self.share < 1.0);
        let is_broken = broken.is_some();
        self.broken = broken.or(self.broken.take());
        let is_known = |known: Option<&Search>, search: &Search| known.is_some_and(|known| known.is_same(search));
        match session.search() {
            None => self.under_way.stop(),
            Some(search) if is_known(self.under_way.asked().or(self.broken.as_ref()), &search) => {}
            Some(search) => {
                self.share = 0.0;
                self.broken = None;
                self.under_way.begin(ctx, search.clone(), move |telling| look(&search, telling));
            }
        }
        is_broken
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
