//! What is counted after any gestures and edits of a session is what a story made anew counts.

use proptest::prelude::*;

use super::laws::{ZONES, any_event};
use super::*;
use crate::model::{Category, Event, Extent, Geometry, Layer, LonLat, Named, Story, When};
use crate::query::{Filter, Grid, Honeycomb, Split, select};
use crate::view::{Command, Edit, Screen, Session, StoryChange, StoryHead};

const SECS_A_DAY: f64 = 86_400.0;

/// What is done in a session. Events are meant by their place, times by days of October.
#[derive(Debug, Clone)]
enum Act {
    Add(Box<Event>),
    /// Gives an event the time, category, layer and zone of another.
    Become(usize, Box<Event>),
    Move(usize, Option<LonLat>),
    TakeAway(usize),
    StoryZone(usize),
    Undo,
    ShowTime(f64, f64),
    Pan(f64),
    Zoom(f64, f64),
    Window(f64, f64),
    Filter(usize),
    Layer(usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    let day = || -10.0..40.0_f64;
    let place = proptest::option::of((-170.0..170.0_f64, -70.0..70.0_f64).prop_map(|(lon, lat)| LonLat::new(lon, lat)));
    prop_oneof![
        2 => any_event().prop_map(|event| Act::Add(Box::new(event))),
        3 => (any::<usize>(), any_event()).prop_map(|(event, other)| Act::Become(event, Box::new(other))),
        2 => (any::<usize>(), place).prop_map(|(event, place)| Act::Move(event, place)),
        2 => any::<usize>().prop_map(Act::TakeAway),
        1 => (0..ZONES.len()).prop_map(Act::StoryZone),
        1 => Just(Act::Undo),
        2 => (day(), 0.05..60.0_f64).prop_map(|(from, days)| Act::ShowTime(from, days)),
        2 => (-5.0..5.0_f64).prop_map(Act::Pan),
        2 => (0.1..4.0_f64, day()).prop_map(|(factor, at)| Act::Zoom(factor, at)),
        4 => (day(), 0.0..20.0_f64).prop_map(|(from, days)| Act::Window(from, days)),
        1 => (0..3_usize).prop_map(Act::Filter),
        1 => (0..2_usize).prop_map(Act::Layer),
    ]
}

impl Act {
    fn command(&self, session: &Session, added: usize) -> Option<Command> {
        let story = session.own_store().whole_story();
        let some = |place: usize| {
            (!story.events.is_empty()).then(|| story.events.get(place % story.events.len()).into_owned())
        };
        let put = |event: Event| Some(Command::Edit(Box::new(Edit::Change(Box::new(StoryChange::event(event))))));
        let october = When::parse("2025-10").unwrap().span(&Zone::default()).possible.start_secs;
        let at = |day: f64| october + day * SECS_A_DAY;
        let extent = |from: f64, days: f64| Extent { start_secs: at(from), end_secs: at(from + days) };
        match self {
            Self::Add(event) => put(Event { id: format!("added-{added}"), ..(**event).clone() }),
            Self::Become(place, other) => {
                let Event { when, category, layer, zone, .. } = (**other).clone();
                put(Event { when, zone, category, layer, ..some(*place)? })
            }
            Self::Move(place, to) => {
                let geometry = to.map(|to| Geometry { points: vec![to], ..Geometry::default() });
                put(Event { geometry, ..some(*place)? })
            }
            Self::TakeAway(place) => {
                let change = StoryChange::without(Named::Event, [some(*place)?.id]);
                Some(Command::Edit(Box::new(Edit::Change(Box::new(change)))))
            }
            Self::StoryZone(zone) => {
                let head = StoryHead { zone: ZONES[*zone].parse().unwrap(), ..StoryHead::of(story) };
                let change = StoryChange { head: Some(head), ..StoryChange::default() };
                Some(Command::Edit(Box::new(Edit::Change(Box::new(change)))))
            }
            Self::Undo => Some(Command::Undo),
            Self::ShowTime(from, days) => Some(Command::ShowTime(extent(*from, *days))),
            Self::Pan(days) => Some(Command::PanTime(days * SECS_A_DAY)),
            Self::Zoom(factor, day) => Some(Command::ZoomTimeAround(*factor, at(*day))),
            Self::Window(from, days) => Some(Command::SetWindow(extent(*from, *days))),
            Self::Filter(filter) => {
                let filter = ["", "category:strike", "-category:strike layer:one"][*filter];
                Some(Command::SetFilter(Filter::parse(filter).unwrap()))
            }
            Self::Layer(layer) => Some(Command::ToggleLayer(["one", "two"][*layer].to_owned())),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn counts_after_gestures_and_edits_are_those_of_a_story_made_anew(
        events in proptest::collection::vec(any_event(), 1..300),
        acts in proptest::collection::vec(any_act(), 1..14),
    ) {
        let category = |id: &str| Category { id: id.to_owned(), ..Category::default() };
        let layer = |id: &str| Layer { id: id.to_owned(), ..Layer::default() };
        let named = |(number, event): (usize, Event)| Event { id: format!("e{number}"), ..event };
        let store = Store::new(Story {
            zone: "Asia/Kabul".parse().unwrap(),
            categories: ["strike", "clash", "talks"].map(category).into(),
            layers: ["one", "two"].map(layer).into(),
            events: events.into_iter().enumerate().map(named).collect(),
            ..Story::default()
        });
        let screen = Screen::with_map([800.0, 600.0]);
        let mut session = Session::new(std::sync::Arc::new(store), screen);
        let room = TimelineRoom::of([1000.0, 226.0]);
        let comb = || Honeycomb::new(40, [0.0, 0.0], [1.0, 1.0]);
        let mut tally = TimelineTally::by_tables(session.store(), session.view(), session.shown(), room);
        let mut before = (session.store().clone(), session.shown().clone());
        let mut grid = Grid::of(&before.0, &before.1, comb(), Split::Category);
        for (number, act) in acts.iter().enumerate() {
            let Some(command) = act.command(&session, number) else { continue };
            session.run(&command, screen);
            let (store, view, shown) = (session.store(), session.view(), session.shown());
            tally.follow(store, view, shown, room);
            if std::sync::Arc::ptr_eq(&before.0, store) {
                grid.follow(store, &before.1, shown);
            } else {
                grid = Grid::of(store, shown, comb(), Split::Category);
            }
            before = (store.clone(), shown.clone());

            let fresh = Store::new((**store.whole_story()).clone());
            let fresh_shown = select(&fresh, &view.question());
            prop_assert_eq!(&**shown, &fresh_shown, "after {:?}", act);
            let anew = TimelineTally::of(&fresh, view, &fresh_shown, room);
            prop_assert_eq!(&tally.brushed, &anew.brushed, "after {:?}", act);
            prop_assert_eq!(&tally.ground.sight, &anew.ground.sight, "after {:?}", act);
            let scenes =
                [timeline_scene_of(&tally, store, view, shown), timeline_scene_of(&anew, &fresh, view, &fresh_shown)];
            prop_assert_eq!(&scenes[0], &scenes[1], "after {:?}", act);
            prop_assert_eq!(&grid, &Grid::of(&fresh, &fresh_shown, comb(), Split::Category), "after {:?}", act);
        }
    }
}
