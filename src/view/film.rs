//! The views that playing a view goes through, for pictures that move.

use super::{Command, Each, Stage, TimeMode, View};
use crate::store::AsOf;

/// How time goes by in a moving picture.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// The playhead goes through the window at one speed.
    Steady {
        /// Frames in a second.
        fps: f64,
        /// How long it takes, in seconds.
        seconds: f64,
    },
    /// From event to event.
    Events {
        /// How long each is shown, in seconds.
        dwell: f64,
    },
    /// From chapter to chapter: the map flies to each and holds.
    Chapters {
        /// How long each is held, in seconds.
        hold: f64,
    },
}

/// Whether the map of a moving picture stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Camera {
    /// It frames the same as in the take before, or what a chapter frames.
    Held,
    /// It is on its way to the next chapter.
    Moving,
}

/// How long the way to a chapter takes, in seconds, and in how many takes.
const FLIGHT_SECS: f64 = 1.2;
const FLIGHT_TAKES: usize = 18;

/// One view of a moving picture, and for how long it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    /// What is shown.
    pub view: View,
    /// Whether its map stays: it frames the same in all takes that follow each other and are held, but for chapters.
    pub camera: Camera,
    /// For so many seconds.
    pub seconds: f64,
}

impl Pace {
    /// As many takes as a moving picture may have.
    pub const MOST_TAKES: usize = 6000;

    /// The same pace, if it can be filmed; else what to write instead.
    pub fn checked(self) -> Result<Self, &'static str> {
        match self {
            Self::Steady { fps, .. } if !(1.0..=60.0).contains(&fps) => Err("frames a second go from 1 to 60"),
            Self::Steady { seconds, .. } if !(0.1..=600.0).contains(&seconds) => {
                Err("a moving picture takes from 0.1 to 600 seconds")
            }
            Self::Steady { fps, seconds } if fps * seconds > Self::MOST_TAKES as f64 => {
                Err("that would be more than 6000 frames; take fewer seconds or frames a second")
            }
            Self::Events { dwell } if !(0.05..=60.0).contains(&dwell) => {
                Err("an event is shown for 0.05 to 60 seconds")
            }
            Self::Chapters { hold } if !(0.5..=60.0).contains(&hold) => Err("a chapter is shown for 0.5 to 60 seconds"),
            _ => Ok(self),
        }
    }
}

impl View {
    /// The views that playing this one goes through.
    ///
    /// More than [`Pace::MOST_TAKES`] tell that there are too many events or chapters for a film of each.
    ///
    /// What has not begun by the playhead is not shown yet, unless the mode says otherwise. Without an event, a
    /// film of events has one take, of the view as it is; without a chapter, a film of chapters has none.
    pub fn takes(&self, pace: Pace, stage: &Stage<'_>) -> Vec<Take> {
        let first = Self { selection: Vec::new(), chapter: None, ..self.clone() };
        // What is not known yet comes later in the film, so that all of it is gone through.
        let whole = stage.store.at(AsOf { known_by_secs: None, ..stage.store.as_of() });
        let stage = &Stage { store: &whole, ..*stage };
        match pace {
            Pace::Steady { fps, seconds } => {
                let count = ((fps * seconds).round() as usize).clamp(2, Pace::MOST_TAKES);
                let mode = if self.mode == TimeMode::Window { TimeMode::SoFar } else { self.mode };
                let take = |frame: usize| {
                    let mut view = Self { mode, ..first.clone() };
                    let share = frame as f64 / (count - 1) as f64;
                    let stretch = self.stretch();
                    let secs = stretch.start_secs + share * (stretch.last_moment_secs() - stretch.start_secs);
                    view.apply(&Command::SetPlayhead(secs), stage);
                    Take::held(Self { map: self.map, ..view }, seconds / count as f64)
                };
                (0..count).map(take).collect()
            }
            Pace::Events { dwell } => {
                // All events are in the window that is shown, whatever the playhead says.
                let first = Self { mode: TimeMode::Window, ..first };
                let parts = first.series(Each::Event, stage, Pace::MOST_TAKES + 1);
                let take = |view: Self| Take::held(Self { map: self.map, ..view }, dwell);
                if parts.is_empty() {
                    return vec![take(first)];
                }
                parts.into_iter().map(|part| take(part.view)).collect()
            }
            Pace::Chapters { hold } => {
                let first = Self { mode: TimeMode::Window, ..first };
                let mut takes: Vec<Take> = Vec::new();
                for part in first.series(Each::Chapter, stage, Pace::MOST_TAKES + 1) {
                    let from = takes.last().map(|take| take.view.clone());
                    takes.extend(from.into_iter().flat_map(|from| flight(&from, &part.view)));
                    takes.push(Take::held(part.view, hold));
                }
                takes
            }
        }
    }
}

impl Take {
    fn held(view: View, seconds: f64) -> Self {
        Self { view, camera: Camera::Held, seconds }
    }
}

/// What lies between two views: the second on the way from the first. Empty where the map stays.
fn flight(from: &View, to: &View) -> Vec<Take> {
    if from.map == to.map {
        return Vec::new();
    }
    let take = |step: usize| {
        // Slow at both ends.
        let share = step as f64 / (FLIGHT_TAKES + 1) as f64;
        let share = share * share * (3.0 - 2.0 * share);
        let view = View { map: from.map.between(to.map, share), time: from.time.between(to.time, share), ..to.clone() };
        Take { view, camera: Camera::Moving, seconds: FLIGHT_SECS / FLIGHT_TAKES as f64 }
    };
    (1..=FLIGHT_TAKES).map(take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::query::select;
    use crate::store::Store;
    use crate::view::Known;

    #[test]
    fn a_film_of_events_shows_each_in_order_and_a_steady_one_ends_with_all() {
        let store = Store::new(carried_story().story);
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: 86_400.0 };
        let view = View::of_story(&store, [800.0, 600.0]);
        let shown = select(&store, &view.question()).listed();
        let ids: Vec<_> = shown.iter().map(|&index| store.id(index)).collect();
        let takes = view.takes(Pace::Events { dwell: 2.0 }, &stage);
        assert_eq!(takes.iter().map(|take| take.view.selection[0].as_str()).collect::<Vec<_>>(), ids);
        let takes = view.takes(Pace::Steady { fps: 10.0, seconds: 3.0 }, &stage);
        assert_eq!(takes.len(), 30);
        let counts: Vec<usize> = takes.iter().map(|take| select(&store, &take.view.question()).len()).collect();
        assert!(counts.is_sorted() && counts[0] < shown.len() && counts[29] == shown.len(), "{counts:?}");
        assert!(takes.iter().all(|take| take.view.map == view.map));
    }

    #[test]
    fn a_film_by_what_was_known_goes_through_all_that_becomes_known() {
        let store = Store::new(carried_story().story);
        let view = View { known: Known::ByPlayhead, ..View::of_story(&store, [800.0, 600.0]) };
        let read = store.read_as_of(view.as_of());
        let stage = Stage { store: &read, map_size_points: [800.0, 600.0], unit_secs: 86_400.0 };
        let takes = view.takes(Pace::Events { dwell: 2.0 }, &stage);
        assert_eq!(takes.len(), select(&store, &view.question()).len());
    }

    #[test]
    fn a_film_of_chapters_flies_to_each_and_holds_what_it_shows() {
        let store = Store::new(carried_story().story);
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: 86_400.0 };
        let view = View::of_story(&store, [800.0, 600.0]);
        let takes = view.takes(Pace::Chapters { hold: 4.0 }, &stage);
        let (held, moving): (Vec<&Take>, Vec<&Take>) = takes.iter().partition(|take| take.camera == Camera::Held);
        let parts = view.series(Each::Chapter, &stage, 100);
        assert!(held.iter().map(|take| &take.view).eq(parts.iter().map(|part| &part.view)));
        assert!(held.iter().all(|take| (take.seconds - 4.0).abs() < 1e-9));
        let flights = parts.windows(2).filter(|pair| pair[0].view.map != pair[1].view.map).count();
        assert!(flights > 3 && moving.len() == flights * FLIGHT_TAKES);
        // Each step of a flight is a small one.
        for pair in takes.windows(2) {
            assert!((pair[0].view.map.zoom - pair[1].view.map.zoom).abs() < 0.5);
        }
        let without = Store::new(crate::model::Story::default());
        let stage = Stage { store: &without, ..stage };
        assert_eq!(View::of_story(&without, [800.0, 600.0]).takes(Pace::Chapters { hold: 4.0 }, &stage), []);
    }

    #[test]
    fn a_pace_out_of_bounds_is_refused() {
        for pace in [
            Pace::Steady { fps: 0.0, seconds: 10.0 },
            Pace::Steady { fps: f64::NAN, seconds: 10.0 },
            Pace::Steady { fps: 15.0, seconds: 0.0 },
            Pace::Steady { fps: 60.0, seconds: 600.0 },
            Pace::Events { dwell: 0.0 },
            Pace::Chapters { hold: 0.1 },
        ] {
            assert!(pace.checked().is_err(), "{pace:?}");
        }
        assert!(Pace::Steady { fps: 15.0, seconds: 10.0 }.checked().is_ok());
    }
}
