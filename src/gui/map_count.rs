//! The counts from which the map of many events is drawn.
//!
//! A brushed window is followed at once. Where all is to be counted anew, as where the map has come to another zoom
//! or beyond what was counted, a thread does it if the events are many; until it has, the last counts are drawn. Of
//! two questions the later is asked, and none waits in a row.

use std::sync::Arc;

use egui::Context;

use super::beside::Beside;
use super::panel_context::PanelContext;
use crate::query::{Grid, Honeycomb, Shown, Split};
use crate::scene::counted_cells;
use crate::store::Store;

/// As many events are counted in a frame.
const AT_ONCE: usize = 50_000;
/// So many points around the map are counted too, so that a map that is moved does not ask at once.
const BEYOND: f32 = 240.0;

/// What the map keeps of its counts.
#[derive(Default)]
pub(super) struct MapCount {
    counted: Option<Counted>,
    asked: Beside<Asked, Grid>,
    /// Changes with each other count.
    number: u64,
}

/// A count, and of what it is.
struct Counted {
    store: Arc<Store>,
    shown: Shown,
    revision: u64,
    grid: Arc<Grid>,
}

/// What a thread counts.
struct Asked {
    store: Arc<Store>,
    shown: Shown,
    revision: u64,
    cells: (u32, Split),
}

impl MapCount {
    /// The counts to draw a map of this size in points from; none where its events have marks. They may be those of
    /// another part of the world while these are made.
    pub(super) fn of_map(&mut self, ctx: &Context, here: &PanelContext<'_>, size: [f32; 2]) -> Option<Arc<Grid>> {
        let wanted = counted_cells(here.store, here.view, here.shown, size, BEYOND);
        let Some((comb, split)) = wanted else {
            self.counted = None;
            self.asked.stop();
            return None;
        };
        let store = here.possible.session.store();
        self.take_answer();
        let seen = counted_cells(here.store, here.view, here.shown, size, 0.0);
        let fits = |grid: &Grid| {
            let (around, covers) =
                (comb.count_around(), seen.as_ref().is_none_or(|(seen, _)| grid.comb().covers_all(seen)));
            grid.split() == split && grid.comb().count_around() == around && covers
        };
        let is_current =
            self.counted.as_ref().is_some_and(|counted| Arc::ptr_eq(&counted.store, store) && fits(&counted.grid))
                && self.follow(here);
        if is_current {
            self.asked.stop();
        } else if here.shown.len() <= AT_ONCE {
            self.asked.stop();
            let grid = Grid::of(store, here.shown, comb, split);
            self.put(store.clone(), here.shown.clone(), here.revision, grid);
        } else {
            self.ask(ctx, here, (comb, split));
        }
        if self
            .counted
            .as_ref()
            .is_none_or(|counted| !Arc::ptr_eq(&counted.store, store) || counted.grid.split() != split)
        {
            // What is there already is of something else.
            let (comb, split) = counted_cells(here.store, here.view, here.shown, size, BEYOND)?;
            self.put(store.clone(), here.shown.clone(), u64::MAX, Grid::nothing(store, comb, split));
        }
        self.counted()
    }

    /// The counts that are drawn.
    pub(super) fn counted(&self) -> Option<Arc<Grid>> {
        self.counted.as_ref().map(|counted| counted.grid.clone())
    }

    /// Which counts these are: another number for each.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    fn put(&mut self, store: Arc<Store>, shown: Shown, revision: u64, grid: Grid) {
        self.counted = Some(Counted { store, shown, revision, grid: Arc::new(grid) });
        self.number += 1;
    }

    fn take_answer(&mut self) {
        let answered = self.asked.answered();
        if let (Some(asked), Some(grid)) = (answered.ended, answered.found.into_iter().next_back()) {
            self.put(asked.store, asked.shown, asked.revision, grid);
        }
    }

    /// Brings the counts to what is shown now, at the cost of what was swept. False where all is to be counted.
    fn follow(&mut self, here: &PanelContext<'_>) -> bool {
        let Some(counted) = &mut self.counted else { return false };
        if counted.revision == here.revision {
            return true;
        }
        if counted.revision == u64::MAX
            || !Arc::make_mut(&mut counted.grid).try_follow(&counted.store, &counted.shown, here.shown)
        {
            return false;
        }
        counted.shown = here.shown.clone();
        counted.revision = here.revision;
        self.number += 1;
        true
    }

    /// Has a thread count. One that counts for the same cells of the same story goes on: its answer is nearer to what
    /// is asked than what there is, and what changed meanwhile is asked next.
    fn ask(&mut self, ctx: &Context, here: &PanelContext<'_>, (comb, split): (Honeycomb, Split)) {
        let store = here.possible.session.store();
        let cells = (comb.count_around(), split);
        if self.asked.asked().is_some_and(|asked| asked.cells == cells && Arc::ptr_eq(&asked.store, store)) {
            return;
        }
        let asked = Asked { store: store.clone(), shown: here.shown.clone(), revision: here.revision, cells };
        let (store, shown) = (store.clone(), here.shown.clone());
        self.asked
            .begin(ctx, asked, move |telling| Grid::of_unless(&store, &shown, (comb, split), &|| !telling.is_wanted()));
    }
}
