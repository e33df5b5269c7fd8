//! How many events there are in each unit of the ruler.

use chrono::Datelike as _;

use super::TimelinePainter;
use crate::query::{Shown, counts_in, counts_of_days};
use crate::scene::time_scale::{Start, Step};
use crate::scene::{Mark, Rect, Stroke};
use crate::store::Store;

impl TimelinePainter<'_> {
    /// Bars on the units of the ruler: pale for all events that the filter admits, stronger for those
    /// that are shown.
    pub(super) fn density(&mut self, strip: Rect) {
        let (step, starts) = self.scale.units(self.zone);
        let all_time = counts(self.store, self.all_time, step, &starts);
        let shown = counts(self.store, self.shown, step, &starts);
        let most = all_time.iter().copied().max().unwrap_or_default();
        self.strip_name(strip.center()[1] + 2.0);
        let base = strip.bottom();
        for (counts, share) in [(&all_time, 0.18), (&shown, 0.26)] {
            let color = self.palette.ink_faint.faded(share);
            for (pair, &count) in starts.windows(2).zip(counts.iter()) {
                let x = |secs: f64| self.scale.x_from_time(secs).clamp(strip.x, strip.right()).round();
                let (left, right) = (x(pair[0].secs), x(pair[1].secs));
                // Wide bars leave the line of the grid free.
                let left = if right - left > 4.0 { left + 1.0 } else { left };
                if count > 0 && right > left {
                    let height = (strip.height - 5.0) * count as f32 / most.max(1) as f32;
                    let rect = Rect::new(left, base - height.max(1.5), right - left, height.max(1.5));
                    self.scene.marks.push(Mark::fill(rect, color));
                }
            }
        }
        let line = Stroke::solid(1.0, self.palette.rule);
        self.scene.marks.push(Mark::line([strip.x, base], [strip.right(), base], line));
    }
}

/// How many of the events that are shown there are in each stretch of the ruler, which `starts` bound.
///
/// Where the ruler steps by days or more, an event is counted in those to which its days belong, as the
/// list has them, whichever zone is shown; else where it goes on.
fn counts(store: &Store, shown: &Shown, step: Step, starts: &[Start]) -> Vec<u32> {
    if step.is_of_days() {
        let days: Vec<i32> = starts.iter().map(|start| start.civil.date().num_days_from_ce()).collect();
        counts_of_days(store, shown, &days).iter().map(|of_category| of_category.iter().sum()).collect()
    } else {
        let bounds: Vec<f64> = starts.iter().map(|start| start.secs).collect();
        counts_in(store, shown, &bounds)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Event, Extent, Story, When, Zone};
    use crate::query::select;
    use crate::view::View;

    /// 30 September 2025.
    const BEFORE: i32 = 739_524;
    const ZONES: [&str; 5] = ["UTC", "Asia/Kabul", "Asia/Karachi", "Pacific/Apia", "America/New_York"];

    /// An event in October 2025 with the days that it was made for.
    fn any_event() -> impl Strategy<Value = (Event, std::ops::RangeInclusive<i32>)> {
        let zone = proptest::sample::select(&ZONES[..]);
        (1..=28_i32, 0..4_i32, proptest::option::of(0..24_u32), zone).prop_map(|(first, more, hour, zone)| {
            let (when, last) = match hour {
                Some(hour) => (format!("2025-10-{first:02}T{hour:02}:30"), first),
                None if more == 0 => (format!("2025-10-{first:02}"), first),
                None => (format!("2025-10-{first:02}/2025-10-{:02}", first + more - 1), first + more - 1),
            };
            let zone: Zone = zone.parse().unwrap();
            (Event { when: When::parse(&when).ok(), zone: Some(zone), ..Event::default() }, first..=last)
        })
    }

    proptest! {
        #[test]
        fn list_chart_and_strip_have_the_same_events_on_each_day(
            events in proptest::collection::vec(any_event(), 0..30),
            story_zone in proptest::sample::select(&ZONES[..]),
            shown_zone in proptest::sample::select(&ZONES[..]),
        ) {
            let of_day = |day: i32| events.iter().filter(|(_, days)| days.contains(&day)).count() as u32;
            let expected: Vec<u32> = (1..=31).map(of_day).collect();
            let story = Story {
                zone: story_zone.parse().unwrap(),
                events: events.iter().map(|(event, _)| event.clone()).collect(),
                ..Story::default()
            };
            let store = Store::new(story);
            let view = View::of_story(&store, [800.0, 600.0]);
            let shown = select(&store, &view.question());
            // The list says the days of each event, the chart counts them, the strip counts those of its ruler.
            let listed = |day: i32| {
                let has = |index: &&usize| {
                    store.days(**index).is_some_and(|(first, last)| (first..=last).contains(&(BEFORE + day)))
                };
                shown.events.iter().filter(has).count() as u32
            };
            prop_assert_eq!((1..=31).map(listed).collect::<Vec<_>>(), expected.clone());
            let days: Vec<i32> = (1..=32).map(|day| BEFORE + day).collect();
            let chart: Vec<u32> = counts_of_days(&store, &shown, &days).iter().map(|day| day.iter().sum()).collect();
            prop_assert_eq!(&chart, &expected);
            let zone: Zone = shown_zone.parse().unwrap();
            let midnight = |text: &str| zone.secs_from_civil(&text.parse().unwrap());
            let october =
                Extent { start_secs: midnight("2025-10-01T00:00:00"), end_secs: midnight("2025-11-01T00:00:00") };
            let starts = Step::Day.starts(october, &zone, 200);
            prop_assert_eq!(&counts(&store, &shown, Step::Day, &starts), &expected);
        }
    }
}
