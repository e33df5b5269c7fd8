//! What follows the window is what is counted anew.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::model::{Category, Event, Extent, Geometry, LonLat, Story, When};
use crate::query::{Filter, Question, select, select_again};

/// Events of chance, the same every time: some at one spot, some without one.
fn store_of(count: usize) -> Store {
    let turn = |place: usize, by: f64| (place as f64 * by).fract();
    let event = |number: usize| Event {
        id: format!("e{number}"),
        when: When::parse(&format!("2020-{:02}-{:02}", 1 + number % 12, 1 + number / 12 % 28)).ok(),
        category: ["a", "b", ""][number % 3].to_owned(),
        geometry: (!number.is_multiple_of(7)).then(|| Geometry {
            points: vec![LonLat::new(
                turn(number % 1500, 0.618) * 360.0 - 180.0,
                turn(number % 1500, 0.755) * 150.0 - 75.0,
            )],
            ..Geometry::default()
        }),
        ..Event::default()
    };
    let categories = ["a", "b"].map(|id| Category { id: id.to_owned(), ..Category::default() });
    let events: Vec<Event> = (0..count).map(event).collect();
    Store::new(Story { events: events.into(), categories: categories.into(), ..Story::default() })
}

fn shown(store: &Store, (from, to): (f64, f64), before: Option<&Shown>) -> Shown {
    let year = When::parse("2020").unwrap().span(&store.story().zone).possible;
    let at = |share: f64| year.start_secs + share * year.duration_secs();
    let window = Some(Extent::new(at(from.min(to)), at(from.max(to))));
    let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
    let question = Question { window, until_secs: None, filter: &filter, hidden_layers: &hidden_layers };
    before.map_or_else(|| select(store, &question), |before| select_again(store, &question, before))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn what_follows_the_window_is_what_is_counted_anew(
        windows in prop::collection::vec((0.0_f64..1.0, 0.0_f64..1.0), 1..6),
        around in 1_u32..400,
        (west, wide) in (-0.5_f64..1.5, 0.05_f64..1.1),
        by_category in any::<bool>(),
    ) {
        let store = store_of(9000);
        let comb = Honeycomb::new(around, [west, 0.2], [west + wide, 0.8]);
        let split = if by_category { Split::Category } else { Split::Whole };
        let mut before = shown(&store, (0.4, 0.5), None);
        let mut grid = Grid::of(&store, &before, comb.clone(), split);
        for window in windows {
            let after = shown(&store, window, Some(&before));
            grid.follow(&store, &before, &after);
            prop_assert_eq!(&grid, &Grid::of(&store, &after, comb.clone(), split));
            let counted = grid.inside() + grid.outside() + grid.regional() + grid.unplaced();
            prop_assert_eq!(counted, after.len());
            prop_assert_eq!(grid.filled().map(|(_, count)| count).sum::<usize>(), grid.inside());
            before = after;
        }
    }
}

#[test]
fn two_halves_are_the_whole() {
    let store = store_of(3000);
    let all = shown(&store, (0.0, 1.0), None);
    let empty = || Grid::nothing(&store, Honeycomb::new(50, [0.0, 0.0], [1.0, 1.0]), Split::Category);
    let half = |is_meant: fn(usize) -> bool| {
        let mut grid = empty();
        all.ranks().filter(|rank| is_meant(*rank)).for_each(|rank| grid.put((&store, &**store.spots()), rank));
        grid
    };
    let joined = half(|rank| rank < 1234).with(half(|rank| rank >= 1234));
    assert_eq!(joined, Grid::of(&store, &all, empty().comb, Split::Category));
}

#[test]
fn a_cell_with_one_event_knows_it_and_an_answer_that_nobody_waits_for_is_none() {
    let store = store_of(60);
    let all = shown(&store, (0.0, 1.0), None);
    let comb = Honeycomb::new(900, [0.0, 0.0], [1.0, 1.0]);
    let grid = Grid::of(&store, &all, comb.clone(), Split::Whole);
    let known: BTreeSet<usize> = grid.filled().filter_map(|(cell, _)| grid.only_rank(cell)).collect();
    assert_eq!(known, all.ranks().filter(|rank| store.spots().at(*rank).is_some()).collect());
    assert!(Grid::of_unless(&store, &all, (comb, Split::Whole), &|| true).is_none());
}
