//! A view taken apart: one view for each chapter, event or day.

use chrono::{Days, NaiveTime};

use super::{Command, Stage, TimeMode, View};
use crate::model::Extent;
use crate::query::select;

/// What each view of a series is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Each {
    /// A chapter, as it opens in this view.
    Chapter,
    /// An event that is shown, selected.
    Event,
    /// A day of the window: what meets it, or what has begun by its end.
    Day,
}

/// A view of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The event's id or the day as `2025-10-09`. A chapter goes by the event that it is about, or is
    /// called `chapter`.
    pub id: String,
    /// What it shows.
    pub view: View,
}

impl View {
    /// The views of a series, in order, as many as are asked for at most. Each is made from this view
    /// and not from the one before it.
    pub fn series(&self, each: Each, stage: &Stage<'_>, most: usize) -> Vec<Part> {
        match each {
            Each::Chapter => {
                let chapters = stage.store.story().chapters.iter().take(most).enumerate();
                let part = |(number, chapter): (usize, &crate::model::Chapter)| {
                    let id = if chapter.event.is_empty() { "chapter".to_owned() } else { chapter.event.clone() };
                    self.part(id, &[Command::OpenChapter(number)], stage)
                };
                chapters.map(part).collect()
            }
            Each::Event => {
                let shown = select(stage.store, &self.question());
                let ids = shown.events().take(most).map(|index| stage.store.id(index).into_owned());
                ids.map(|id| self.part(id.clone(), &[Command::Select(vec![id])], stage)).collect()
            }
            Each::Day => self.days(stage, most),
        }
    }

    /// A view for each day of the range of dates that the timeline shows, in the zone that is shown.
    fn days(&self, stage: &Stage<'_>, most: usize) -> Vec<Part> {
        let zone = self.zone_shown(stage.store, None);
        let mut parts = Vec::new();
        if !self.has_time() {
            return parts;
        }
        let stretch = self.stretch();
        let mut midnight = zone.civil_from_secs(stretch.start_secs).date().and_time(NaiveTime::MIN);
        while parts.len() < most {
            let Some(next) = midnight.checked_add_days(Days::new(1)) else { break };
            let day = Extent { start_secs: zone.secs_from_civil(&midnight), end_secs: zone.secs_from_civil(&next) };
            if day.start_secs >= stretch.end_secs {
                break;
            }
            let command = match self.mode {
                TimeMode::Window => Command::SetWindow(day),
                // A day means its end, which is no longer part of it.
                TimeMode::Trail | TimeMode::SoFar => Command::SetPlayhead(day.last_moment_secs()),
            };
            parts.push(self.part(midnight.date().to_string(), &[command], stage));
            midnight = next;
        }
        parts
    }

    fn part(&self, id: String, commands: &[Command], stage: &Stage<'_>) -> Part {
        let mut view = Self { chapter: None, ..self.clone() };
        for command in commands {
            view.apply(command, stage);
        }
        Part { id, view }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::store::Store;

    const MAP: [f64; 2] = [800.0, 600.0];

    fn parts(each: Each, most: usize) -> (Store, View, Vec<Part>) {
        let store = Store::new(carried_story().story);
        let view = View::of_story(&store, MAP);
        let stage = Stage { store: &store, map_size_points: MAP, unit_secs: 86_400.0 };
        let parts = view.series(each, &stage, most);
        (store, view, parts)
    }

    #[test]
    fn there_is_a_part_for_each_chapter_and_each_event_that_is_shown() {
        let (store, _, chapters) = parts(Each::Chapter, 100);
        assert_eq!(chapters.len(), store.story().chapters.len());
        assert!(chapters.iter().enumerate().all(|(number, part)| part.view.chapter == Some(number)));
        let (store, view, events) = parts(Each::Event, 100);
        let shown = select(&store, &view.question()).listed();
        let ids: Vec<_> = shown.iter().map(|&index| store.id(index)).collect();
        assert_eq!(events.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ids);
        assert!(events.iter().all(|part| part.view.selection == [part.id.clone()]));
        assert_eq!(parts(Each::Event, 3).2.len(), 3);
    }

    #[test]
    fn days_follow_each_other_and_cover_what_the_timeline_shows() {
        let (_, view, days) = parts(Each::Day, 10_000);
        assert!(days.first().is_some_and(|part| part.view.window.start_secs <= view.time.start_secs));
        assert!(days.last().is_some_and(|part| part.view.window.end_secs >= view.time.end_secs));
        assert!(days.len() < 40, "{}", days.len());
        for pair in days.windows(2) {
            assert_eq!(Some(pair[0].view.window.end_secs), Some(pair[1].view.window.start_secs));
        }
        assert_eq!(days[0].id, "2025-10-06");
    }
}
