//! Looking through many events for what a filter admits, beside the window.
//!
//! One search goes on at a time, for what is asked last; what it has found so far is shown now and then.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use egui::Context;

use crate::query::{Found, Search};
use crate::view::Session;

/// Stories of more events are looked through by another thread.
pub(super) const APART_OVER: usize = 100_000;
/// How often what was found so far is shown.
const PACE: Duration = Duration::from_millis(250);

/// The search that goes on.
#[derive(Default)]
pub(super) struct Searching {
    under_way: Option<UnderWay>,
}

struct UnderWay {
    search: Search,
    is_wanted: Arc<AtomicBool>,
    found: Receiver<Told>,
    /// From 0 to 1.
    share: f32,
}

/// What the thread tells.
struct Told {
    share: f32,
    found: Option<Found>,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.is_wanted.store(false, Ordering::Relaxed);
    }
}

impl Searching {
    /// Begins what the session wants to be looked for, lets go what it wants no more, and hands over what was found.
    pub(super) fn follow(&mut self, session: &mut Session, ctx: &Context) {
        if let Some(under_way) = &mut self.under_way {
            let mut is_over = false;
            for told in under_way.found.try_iter() {
                under_way.share = told.share;
                is_over |= told.share >= 1.0;
                if let Some(found) = told.found {
                    session.take_found(&under_way.search, &found);
                }
            }
            if is_over {
                self.under_way = None;
            }
        }
        match session.search() {
            None => self.under_way = None,
            Some(search) => {
                if !self.under_way.as_ref().is_some_and(|under_way| under_way.search.is_same(&search)) {
                    self.under_way = Some(UnderWay::begin(search, ctx));
                }
            }
        }
    }

    /// How much has been looked through, from 0 to 1. None where nothing is looked for.
    pub(super) fn share(&self) -> Option<f32> {
        self.under_way.as_ref().map(|under_way| under_way.share)
    }
}

impl UnderWay {
    fn begin(search: Search, ctx: &Context) -> Self {
        let is_wanted = Arc::new(AtomicBool::new(true));
        let (sender, found) = channel();
        let (work, wanted, ctx) = (search.clone(), is_wanted.clone(), ctx.clone());
        std::thread::spawn(move || look(&work, &wanted, &sender, &ctx));
        Self { search, is_wanted, found, share: 0.0 }
    }
}

fn look(search: &Search, is_wanted: &AtomicBool, sender: &Sender<Told>, ctx: &Context) {
    let mut last = Instant::now();
    let send = |told: Told| {
        // The window may have closed meanwhile, or want something else.
        if sender.send(told).is_ok() {
            ctx.request_repaint();
        }
    };
    let found = search.run(|share, so_far| {
        if !is_wanted.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if share < 1.0 && last.elapsed() >= PACE {
            last = Instant::now();
            send(Told { share, found: Some(so_far()) });
        }
        ControlFlow::Continue(())
    });
    if found.is_some() {
        send(Told { share: 1.0, found });
    }
}
