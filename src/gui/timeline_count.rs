//! The counts from which the timeline of many events is drawn.
//!
//! What takes little is counted in the frame: a brushed window is followed at once, and mostly another stretch of time
//! too. The rest is counted by a thread; until it has, the last counts are drawn on the new stretch of time.

use std::sync::Arc;

use egui::Context;

use super::beside::Beside;
use super::marked::chosen_targets;
use super::panel_context::PanelContext;
use super::parts::Chosen;
use crate::query::Shown;
use crate::scene::{Scene, TimeScale, TimelineRoom, TimelineTally, timeline_scene_of};
use crate::store::Store;
use crate::view::View;

/// What the timeline keeps of its counts.
#[derive(Default)]
pub(super) struct TimelineCount {
    counted: Option<Counted>,
    asked: Beside<Asked, TimelineTally>,
    /// Changes with each count that a thread has made.
    number: u64,
}

/// A count, and of what it is.
struct Counted {
    of: Asked,
    tally: TimelineTally,
}

/// What is counted.
#[derive(Clone)]
struct Asked {
    store: Arc<Store>,
    shown: Arc<Shown>,
    view: View,
    room: TimelineRoom,
    /// Which of the stories that were opened it is, whatever was changed in it.
    document: u64,
}

impl Asked {
    fn of(here: &PanelContext<'_>, room: TimelineRoom) -> Self {
        let session = here.possible.session;
        let (store, shown) = (session.store().clone(), session.shown().clone());
        Self { store, shown, view: here.view.clone(), room, document: here.possible.document.number }
    }

    fn count(&self, before: Option<TimelineTally>) -> TimelineTally {
        let Self { store, shown, view, room, .. } = self;
        match before {
            Some(mut tally) => {
                tally.follow(store, view, shown, *room);
                tally
            }
            None => TimelineTally::by_tables(store, view, shown, *room),
        }
    }
}

/// A picture of the timeline.
pub(super) struct Picture {
    pub(super) scene: Scene,
    pub(super) scale: TimeScale,
    /// By target of the scene, whether it is selected.
    pub(super) chosen: Arc<[Chosen]>,
}

impl Picture {
    fn of(tally: &TimelineTally, store: &Store, view: &View, shown: &Shown) -> Self {
        let scene = timeline_scene_of(tally, store, view, shown);
        Self { scale: tally.scale(), chosen: chosen_targets(&scene, store, view), scene }
    }
}

impl TimelineCount {
    /// Takes what a thread has counted. Returns which counts these are: another number for each.
    pub(super) fn take_answer(&mut self) -> u64 {
        let answered = self.asked.answered();
        if let (Some(of), Some(tally)) = (answered.ended, answered.found.into_iter().next_back()) {
            self.counted = Some(Counted { of, tally });
            self.number += 1;
        }
        self.number
    }

    /// The last counts. None before the first.
    pub(super) fn tally(&self) -> Option<&TimelineTally> {
        self.counted.as_ref().map(|counted| &counted.tally)
    }

    /// The picture of what is shown, or until that is counted, of what was counted last. None of another story.
    pub(super) fn picture(&mut self, ctx: &Context, here: &PanelContext<'_>, room: TimelineRoom) -> Option<Picture> {
        let asked = Asked::of(here, room);
        let (former, of_other) = match self.counted.take() {
            Some(counted) if counted.of.document == asked.document => (Some(counted), None),
            of_other => (None, of_other),
        };
        if let Some(of_other) = of_other {
            // It may be the last to hold a large story.
            std::thread::spawn(move || drop(of_other));
        }
        let is_quick = match &former {
            Some(Counted { tally, .. }) => tally.follows_at_once(here.store, here.view, here.shown, room),
            None => TimelineTally::is_counted_at_once(here.store),
        };
        if is_quick {
            self.asked.stop();
            let tally = asked.count(former.map(|former| former.tally));
            let picture = Picture::of(&tally, here.store, here.view, here.shown);
            self.counted = Some(Counted { of: asked, tally });
            return Some(picture);
        }
        self.counted = former;
        // One of the same story goes on: its answer is nearer to what is asked than what there is.
        if self.asked.asked().is_none_or(|under_way| under_way.document != asked.document) {
            let (work, before) = (asked.clone(), self.counted.as_ref().map(|counted| counted.tally.clone()));
            self.asked.begin(ctx, asked.clone(), move |_| Some(work.count(before)));
        }
        let Counted { of, tally } = self.counted.as_ref()?;
        let view = View {
            lanes: of.view.lanes,
            filter: of.view.filter.clone(),
            hidden_layers: of.view.hidden_layers.clone(),
            others: of.view.others,
            ..here.view.clone()
        };
        let mut picture = Picture::of(&tally.stretched(&view), &of.store, &view, &of.shown);
        if !Arc::ptr_eq(&of.store, &asked.store) {
            // Its events are those of another state of the story: none can be taken hold of.
            (picture.scene.targets, picture.chosen) = (Vec::new(), Arc::default());
        }
        Some(picture)
    }
}
