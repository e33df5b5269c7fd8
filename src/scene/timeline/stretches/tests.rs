//! Stretches hold what a plain loop finds in them.

use proptest::prelude::*;

use super::*;
use crate::model::{Event, Story, When};
use crate::query::{Shown, counts_of_days, select};
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

fn tally(store: &Store, shown: &Shown, stretches: &Stretches) -> Tally {
    let (mut finder, mut tally) = (Finder::new(store, stretches), Tally::new(stretches));
    for places in shown.ranks().filter_map(|rank| finder.find(rank)) {
        tally.add(places, 1);
    }
    tally
}

fn counts(store: &Store, shown: &Shown, stretches: &Stretches) -> Vec<Count> {
    tally(store, shown, stretches).counts()
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
        prop_assert_eq!(counts(&store, &shown, &Stretches::of_ruler(Step::Day, &starts)), exact);
    }

    #[test]
    fn fine_counts_are_those_of_a_plain_loop(
        events in proptest::collection::vec(any_event(), 0..30),
        zone in proptest::sample::select(&ZONES[..]),
        (start, log_span, size) in (-2e6..3e6_f64, 2.0..9.5_f64, 1..9_usize),
    ) {
        let story = Story { events: events.iter().map(|(event, _)| event.clone()).collect(), ..Story::default() };
        let store = Store::new(story);
        let shown = select(&store, &View::of_story(&store, [800.0, 600.0]).question());
        let zone: Zone = zone.parse().unwrap();
        // 1 October 2025.
        let start = 1_759_276_800.0 + start;
        let scale = TimeScale::new(Extent { start_secs: start, end_secs: start + 10_f64.powf(log_span) }, 90.0, 700.0);
        let fine = Fine::on(&scale);
        let stretches = Stretches::fine(fine, &scale, &zone);
        prop_assert!(stretches.at(0).start_secs <= start + 1e-3);
        prop_assert!(stretches.at(stretches.len() - 1).end_secs >= scale.extent().end_secs - 1e-3);
        let days = |secs: f64| zone.civil_from_secs(secs).date().num_days_from_ce();
        let is_in = |index: usize, group: &Range<usize>| {
            let bounds =
                Extent { start_secs: stretches.at(group.start).start_secs, end_secs: stretches.at(group.end - 1).end_secs };
            match fine {
                Fine::Days(_) => store.days(index).is_some_and(|(first, last)| {
                    first < days(bounds.end_secs + 1.0) && last >= days(bounds.start_secs + 1.0)
                }),
                Fine::Secs(_) => store.span(index).is_some_and(|span| {
                    let Extent { start_secs, end_secs } = span.possible;
                    let ends_after = end_secs > bounds.start_secs || start_secs >= bounds.start_secs;
                    start_secs < bounds.end_secs && ends_after
                }),
            }
        };
        let plain = |group: &Range<usize>| shown.events().filter(|index| is_in(*index, group)).count() as u32;
        let found = counts(&store, &shown, &stretches);
        let expected: Vec<u32> = (0..stretches.len()).map(|place| plain(&(place..place + 1))).collect();
        prop_assert_eq!(found.iter().map(|count| count.most).collect::<Vec<_>>(), expected);
        let groups: Vec<Range<usize>> = stretches.groups(size).collect();
        prop_assert_eq!(groups.iter().map(Range::len).sum::<usize>(), stretches.len());
        let grouped = tally(&store, &shown, &stretches).in_groups(stretches.groups(size));
        prop_assert_eq!(grouped, groups.iter().map(plain).collect::<Vec<_>>());
    }
}

#[test]
fn stretches_have_short_words() {
    let words = |fine: Fine| (fine.rate_words(), fine.amount_words(31));
    let two = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(words(Fine::Days(1)), two("Events per day", "31 a day"));
    assert_eq!(words(Fine::Days(17)), two("Events per 17 days", "31 in 17 days"));
    assert_eq!(words(Fine::Secs(3600.0)), two("Events per hour", "31 an hour"));
    assert_eq!(words(Fine::Secs(10_800.0)), two("Events per 3 hours", "31 in 3 hours"));
    assert_eq!(words(Fine::Secs(900.0)), two("Events per 15 min", "31 in 15 min"));
    assert_eq!(words(Fine::Secs(0.05)), two("Events per 0.05 s", "31 in 0.05 s"));
}
