//! How many events there are in each unit of the ruler.

use chrono::Datelike as _;

use super::TimelinePainter;
use crate::model::{Extent, Zone};
use crate::query::Shown;
use crate::scene::time_scale::{Start, Step};
use crate::scene::{Align, Face, Mark, Rect, Stroke, Target, TargetId, TextStyle, text_width};
use crate::store::Store;

/// Size of the numbers over the bars, in points.
const SIZE: f32 = 10.0;
/// How high the numbers stand, in points.
const WORDS_HEIGHT: f32 = 12.0;

impl TimelinePainter<'_> {
    /// Bars on the units of the ruler: pale for all events that the filter admits, stronger for those
    /// that are shown, hatched for those that are only possible there.
    pub(super) fn density(&mut self, strip: Rect) {
        let (step, starts) = self.scale.units(self.zone);
        let all_time = counts(self.store, self.all_time, step, &starts);
        let shown = counts(self.store, self.shown, step, &starts);
        let most = all_time.iter().map(|count| count.most).max().unwrap_or_default().max(1);
        self.strip_name(strip.center()[1] + 2.0);
        let label = step.rate_words();
        self.scene.targets.push(Target { id: TargetId::Strip, rect: strip, label });
        let (base, high) = (strip.bottom(), strip.height - 2.0 - WORDS_HEIGHT);
        let height = |count: u32| if count == 0 { 0.0 } else { (high * count as f32 / most as f32).max(1.5) };
        let grey = self.palette.ink_faint;
        for (pair, (all, shown)) in starts.windows(2).zip(all_time.iter().zip(&shown)) {
            let x = |secs: f64| self.scale.x_from_time(secs).clamp(strip.x, strip.right()).round();
            let (left, right) = (x(pair[0].secs), x(pair[1].secs));
            // Wide bars leave the line of the grid free.
            let left = if right - left > 4.0 { left + 1.0 } else { left };
            if all.most == 0 || right <= left {
                continue;
            }
            let from_to =
                |low: u32, high: u32| Rect::new(left, base - height(high), right - left, height(high) - height(low));
            if all.most > shown.most {
                self.scene.marks.push(Mark::fill(from_to(shown.most, all.most), grey.faded(0.22)));
            }
            if shown.least > 0 {
                self.scene.marks.push(Mark::fill(from_to(0, shown.least), grey.faded(0.85)));
            }
            if shown.most > shown.least {
                let rect = from_to(shown.least, shown.most);
                self.scene.marks.push(Mark::fill(rect, grey.faded(0.12)));
                self.scene.marks.push(Mark::Hatch { rect, color: grey });
            }
        }
        let line = Stroke::solid(1.0, self.palette.rule);
        self.scene.marks.push(Mark::line([strip.x, base], [strip.right(), base], line));
    }

    /// The numbers over the bars of the strip, where all of them have room and nothing else stands.
    pub(super) fn strip_words(&mut self) {
        let Some(strip) = self.frame.strip else { return };
        let (step, starts) = self.scale.units(self.zone);
        let all_time = counts(self.store, self.all_time, step, &starts);
        let shown = counts(self.store, self.shown, step, &starts);
        let most = all_time.iter().map(|count| count.most).max().unwrap_or_default().max(1);
        let width = |words: &str| text_width(words, Face::Medium, SIZE) * 1.01 + 2.0;
        let room = starts.windows(2).map(|pair| self.scale.points_per_sec() * (pair[1].secs - pair[0].secs));
        let room = room.fold(f64::INFINITY, f64::min) as f32;
        // Which are shown changes as time is brushed, and whether there are numbers must not.
        if all_time.iter().any(|count| width(&count.words()) > room) {
            return;
        }
        let taken: Vec<Rect> =
            self.scene.targets.iter().filter(|target| is_over_strip(&target.id)).map(|target| target.rect).collect();
        for (pair, count) in starts.windows(2).zip(&shown).filter(|(_, count)| count.most > 0) {
            let words = count.words();
            let middle = f32::midpoint(self.scale.x_from_time(pair[0].secs), self.scale.x_from_time(pair[1].secs));
            let high = (strip.height - 2.0 - WORDS_HEIGHT) * count.most as f32 / most as f32;
            let baseline = strip.bottom() - high.max(1.5) - 3.0;
            let rect = Rect::around([middle, baseline - SIZE * 0.36], width(&words), SIZE);
            let has_room = rect.x >= strip.x && rect.right() <= strip.right();
            if has_room && taken.iter().all(|taken| !taken.overlaps(&rect)) {
                let color = self.palette.ink;
                let style =
                    TextStyle { face: Face::Medium, size: SIZE, color, halo: Some(self.palette.panel), spacing: 0.0 };
                self.scene.marks.push(Mark::text(words, [middle, baseline], Align::Middle, style));
            }
        }
    }
}

/// Whether a target covers the numbers of the strip.
fn is_over_strip(id: &TargetId) -> bool {
    matches!(id, TargetId::Earlier | TargetId::Later | TargetId::KnownBy)
}

/// How many events there are in a stretch of time, at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Count {
    least: u32,
    most: u32,
}

impl Count {
    fn words(self) -> String {
        let Self { least, most } = self;
        match most - least {
            0 => most.to_string(),
            1 => format!("{least} or {most}"),
            _ => format!("{least} to {most}"),
        }
    }
}

/// How many of the events that are shown there are in each stretch of the ruler, which `starts` bound: what is
/// certain of an event counts for the least, what is possible for the most.
///
/// Where the ruler steps by days or more, an event is counted in those to which its days belong, as the
/// list has them, whichever zone is shown; else where it goes on.
fn counts(store: &Store, shown: &Shown, step: Step, starts: &[Start]) -> Vec<Count> {
    let stretches = starts.len().saturating_sub(1);
    // What begins and ends in each, at least and at most: the sum up to a stretch is what goes on in it.
    let mut changes = vec![[0_i64; 2]; stretches + 1];
    let days: Vec<i32> = starts.iter().map(|start| start.civil.date().num_days_from_ce()).collect();
    let of_days = |(first, last): (i32, i32)| {
        (days.partition_point(|day| *day <= first).saturating_sub(1), days.partition_point(|day| *day <= last))
    };
    let of_secs = |extent: &Extent| {
        let before = |secs: f64| starts.partition_point(|start| start.secs <= secs);
        let to = if extent.is_instant() {
            before(extent.end_secs)
        } else {
            starts.partition_point(|start| start.secs < extent.end_secs)
        };
        (before(extent.start_secs).saturating_sub(1), to)
    };
    let mut add = |(from, to): (usize, usize), which: usize| {
        let (from, to) = (from.min(stretches), to.min(stretches));
        if from < to {
            changes[from][which] += 1;
            changes[to][which] -= 1;
        }
    };
    for index in shown.events() {
        let (Some(span), Some(own)) = (store.span(index), store.days(index)) else { continue };
        if !step.is_of_days() {
            if let Some(certain) = &span.certain {
                add(of_secs(certain), 0);
            }
            add(of_secs(&span.possible), 1);
            continue;
        }
        if span.certain.is_some() {
            add(of_days(own), 0);
        }
        let is_wider = span.certain.is_some_and(|certain| certain != span.possible);
        add(of_days(if is_wider { possible_days(store, index, &span.possible) } else { own }), 1);
    }
    let mut sum = [0, 0];
    let counted = changes.iter().take(stretches).map(|change| {
        sum = [sum[0] + change[0], sum[1] + change[1]];
        let [least, most] = sum.map(|count| u32::try_from(count).unwrap_or_default());
        Count { least, most }
    });
    counted.collect()
}

/// The first and the last day that are possible on the clocks of the event's own zone.
fn possible_days(store: &Store, index: usize, possible: &Extent) -> (i32, i32) {
    let own = store.story().events.zone(index);
    let zone: &Zone = own.as_ref().unwrap_or(&store.story().zone);
    let day = |secs: f64, instead: i32| {
        if secs.is_finite() { zone.civil_from_secs(secs).date().num_days_from_ce() } else { instead }
    };
    (day(possible.start_secs, i32::MIN), day(possible.last_moment_secs(), i32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Event, Extent, Story, When, Zone};
    use crate::query::{counts_of_days, select};
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
                let has = |index: &usize| {
                    store.days(*index).is_some_and(|(first, last)| (first..=last).contains(&(BEFORE + day)))
                };
                shown.events().filter(has).count() as u32
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
            let exact: Vec<Count> = expected.iter().map(|count| Count { least: *count, most: *count }).collect();
            prop_assert_eq!(counts(&store, &shown, Step::Day, &starts), exact);
        }
    }
}
