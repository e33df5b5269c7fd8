//! What is kept between frames is what is made anew, whatever was done before.

use proptest::prelude::*;

use super::*;
use crate::model::{Category, Event, Extent, Layer, Story, When};
use crate::query::{Filter, select};
use crate::view::{LaneBy, TimeMode, ZoneChoice};

const ROOMS: [[f32; 2]; 3] = [[1000.0, 226.0], [640.0, 120.0], [300.0, 60.0]];
const WHENS: [&str; 8] = [
    "2025-10-DD",
    "2025-10-DDTHH:30Z",
    "2025-10-DD/2025-11-DD",
    "2025-10-DD~",
    "[2025-10-DD,2025-10-29]",
    "2025-10-DD/..",
    "2025-10",
    "no date",
];
pub(super) const ZONES: [&str; 3] = ["UTC", "Asia/Kabul", "America/New_York"];

pub(super) fn any_event() -> impl Strategy<Value = Event> {
    let choice = (0..WHENS.len(), 1..28_u32, 0..24_u32);
    // Most on one of few days, so that there are bands.
    let day = prop_oneof![3 => 8..10_u32, 1 => 1..28_u32];
    (choice, day, 0..4_usize, 0..3_usize, proptest::option::of(0..3_usize)).prop_map(
        |((when, _, hour), day, category, layer, zone)| {
            let when = WHENS[when].replace("DD", &format!("{day:02}")).replace("HH", &format!("{hour:02}"));
            Event {
                when: When::parse(&when).ok(),
                category: ["strike", "clash", "talks", ""][category].to_owned(),
                layer: ["one", "two", ""][layer].to_owned(),
                zone: zone.and_then(|zone| ZONES[zone].parse().ok()),
                ..Event::default()
            }
        },
    )
}

/// A state of the view: time and window in October, filter, layers, and how it is looked at.
#[derive(Debug, Clone)]
struct Step {
    time: (f64, f64),
    window: (f64, f64),
    filter: usize,
    hidden: bool,
    faded: bool,
    lanes: usize,
    zone: usize,
    room: usize,
    mode: usize,
}

fn any_step() -> impl Strategy<Value = Step> {
    let time = (-20.0..30.0_f64, 0.02..80.0_f64);
    let window = (-5.0..35.0_f64, 0.0..20.0_f64);
    (time, window, 0..3_usize, any::<bool>(), any::<bool>(), 0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize).prop_map(
        |(time, window, filter, hidden, faded, lanes, zone, room, mode)| Step {
            time,
            window,
            filter,
            hidden,
            faded,
            lanes,
            zone,
            room,
            mode,
        },
    )
}

impl Step {
    fn view(&self, store: &Store) -> View {
        let mut view = View::of_story(store, [800.0, 600.0]);
        let october = When::parse("2025-10").unwrap().span(&store.story().zone).possible.start_secs;
        let extent = |(from, days): (f64, f64)| {
            let start_secs = october + from * 86_400.0;
            Extent { start_secs, end_secs: start_secs + days * 86_400.0 }
        };
        view.time = extent(self.time);
        view.window = extent(self.window);
        view.playhead_secs = view.window.start_secs + view.window.duration_secs() / 2.0;
        view.filter = Filter::parse(["", "category:strike", "-category:strike layer:one"][self.filter]).unwrap();
        if self.hidden {
            view.hidden_layers.insert("one".to_owned());
        }
        view.others = if self.faded { Others::Faded } else { view.others };
        view.lanes = [LaneBy::Category, LaneBy::Actor, LaneBy::Side][self.lanes];
        view.zone =
            [ZoneChoice::Story, ZoneChoice::Utc, ZoneChoice::Named(ZONES[2].parse().unwrap())][self.zone].clone();
        view.mode = [TimeMode::Window, TimeMode::Trail, TimeMode::SoFar][self.mode];
        view
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_tally_that_follows_is_one_that_is_counted(
        events in proptest::collection::vec(any_event(), 1..400),
        steps in proptest::collection::vec((any_step(), proptest::collection::vec((-5.0..35.0_f64, 0.0..9.0_f64), 0..4)), 1..5),
    ) {
        let category = |id: &str| Category { id: id.to_owned(), ..Category::default() };
        let layer = |id: &str| Layer { id: id.to_owned(), ..Layer::default() };
        let store = Store::new(Story {
            zone: "Asia/Kabul".parse().unwrap(),
            categories: ["strike", "clash", "talks"].map(category).into(),
            layers: ["one", "two"].map(layer).into(),
            events: events.into(),
            ..Story::default()
        });
        let mut kept: Option<(TimelineTally, Shown)> = None;
        for (step, brushes) in steps {
            let windows = std::iter::once(step.window).chain(brushes);
            for window in windows {
                let view = Step { window, ..step.clone() }.view(&store);
                let room = TimelineRoom { strip: step.hidden.then_some(44.0), ..TimelineRoom::of(ROOMS[step.room]) };
                let shown = match &kept {
                    Some((_, before)) => crate::query::select_again(&store, &view.question(), before),
                    None => select(&store, &view.question()),
                };
                let anew = TimelineTally::of(&store, &view, &shown, room);
                let tally = match kept.take() {
                    Some((mut tally, _)) => {
                        tally.follow(&store, &view, &shown, room);
                        tally
                    }
                    None => TimelineTally::by_tables(&store, &view, &shown, room),
                };
                prop_assert_eq!(&tally.brushed, &anew.brushed);
                prop_assert_eq!(&tally.ground.sight, &anew.ground.sight);
                let plain: [usize; 2] = shown.events().filter_map(|index| store.span(index)).fold([0, 0], |[before, after], span| {
                    use crate::view::{is_after, is_before};
                    let is = [is_before(&span.possible, &view.time), is_after(&span.possible, &view.time)];
                    [before + usize::from(is[0]), after + usize::from(is[1])]
                });
                prop_assert_eq!(tally.brushed.beyond(&store, &view, &shown), plain);
                let subject = Subject { store: &store, view: &view, all_time: &tally.ground.all_time, numbers: &BTreeMap::new() };
                let rank = shown.len();
                for lane in 0..tally.ground.frame.lanes.list.len() {
                    let is_drawn = |rank: &usize| tally.ground.lane_of(*rank) == Some(lane) && subject.draws_at(*rank);
                    let plain = [rank, store.dated_count()].map(|rank| (0..rank).filter(is_drawn).count());
                    prop_assert_eq!(tally.ground.drawn_before(subject, lane, rank), plain);
                }
                let scenes = [&tally, &anew].map(|tally| timeline_scene_of(tally, &store, &view, &shown));
                prop_assert_eq!(&scenes[0], &scenes[1]);
                kept = Some((tally, shown));
            }
        }
    }
}

#[test]
fn what_a_zoom_draws_faintly_and_what_a_jump_of_the_brush_sweeps_is_told_to_be_gone_through() {
    let event = |number: usize| Event {
        id: format!("e{number}"),
        // Months are not counted by tables.
        when: When::parse(&format!("2025-{:02}", 1 + number / 20)).ok(),
        category: if number.is_multiple_of(10) { "strike".to_owned() } else { String::new() },
        ..Event::default()
    };
    let store = Store::new(Story { events: (0..240).map(event).collect(), ..Story::default() });
    let room = TimelineRoom::of(ROOMS[0]);
    let month = |month: u32| When::parse(&format!("2025-{month:02}")).unwrap().span(&store.story().zone).possible;
    let whole = View::of_story(&store, [800.0, 600.0]);
    let told = |before: &View, after: &View| {
        let shown = select(&store, &before.question());
        let tally = TimelineTally::by_tables(&store, before, &shown, room);
        tally.gone_through(&store, after, &crate::query::select_again(&store, &after.question(), &shown), room)
    };
    let filter = Filter::parse("category:strike").unwrap();
    let faded = View { filter, others: Others::Faded, time: month(1), window: month(1), ..whole.clone() };
    assert!(told(&faded, &View { time: whole.time, ..faded.clone() }) >= Some(240), "the others are drawn faintly");
    let january = View { window: month(1), ..whole.clone() };
    assert!(
        told(&january, &View { window: whole.window, ..whole.clone() }) >= Some(220),
        "months come into the window"
    );
    assert!(told(&january, &january) < Some(60), "nothing is another");
    assert_eq!(told(&january, &faded), None, "it is another filter");
}
