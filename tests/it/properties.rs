//! Laws of views and scenes.

use std::sync::{Arc, LazyLock};

use meridian::basemap::Basemap;
use meridian::export::svg_from_scene;
use meridian::io::carried_story;
use meridian::model::{Chapter, Event, Extent, LonLat, Named, When};
use meridian::query::select;
use meridian::scene::{Composition, LEAST_SIZE, Layout, Mark, Part, Projection, Subject, layout_scene};
use meridian::store::Store;
use meridian::view::{
    Command, Direction, Edit, Judgement, LaneBy, MapViewport, Removal, Screen, Session, Stage, StoryChange, StoryHead,
    TABLE, TimeMode, View,
};
use proptest::prelude::*;

static STORE: LazyLock<Store> = LazyLock::new(|| Store::new(carried_story().story));

const SIZE: [f64; 2] = [800.0, 560.0];

fn stage() -> Stage<'static> {
    Stage { store: &STORE, map_size_points: SIZE, unit_secs: 86_400.0 }
}

fn commands() -> impl Strategy<Value = Command> {
    let secs = 1.7e9..1.8e9_f64;
    prop_oneof![
        (0..TABLE.len()).prop_map(|place| TABLE[place].command.clone()),
        (-0.2..0.2_f64, -0.2..0.2_f64).prop_map(|(x, y)| Command::PanMap([x, y])),
        (-9.0..9.0_f64, -180.0..180.0_f64, -89.0..89.0_f64)
            .prop_map(|(levels, lon, lat)| Command::ZoomMapAround(levels, LonLat::new(lon, lat))),
        (secs.clone(), secs.clone()).prop_map(|(a, b)| Command::SetWindow(Extent { start_secs: a, end_secs: b })),
        secs.clone().prop_map(Command::SetPlayhead),
        (1e-6..1e6_f64, secs).prop_map(|(factor, around)| Command::ZoomTimeAround(factor, around)),
        (0..STORE.len()).prop_map(|index| Command::FlyTo(STORE.event(index).id.clone())),
        (0..20_usize).prop_map(Command::OpenChapter),
        Just(Command::SetMode(TimeMode::Trail)),
        Just(Command::SetLanes(LaneBy::Actor)),
        Just(Command::SelectNext(Direction::Forward)),
        Just(Command::ToggleLayer("since".to_owned())),
        (0.0..3.0_f64).prop_map(Command::Tick),
    ]
}

/// Edits of chapters and events that are there, and of some that are not.
fn edits() -> impl Strategy<Value = Command> {
    let event = (0..STORE.len() + 2)
        .prop_map(|index| if index < STORE.len() { STORE.id(index).into_owned() } else { "nobody".to_owned() });
    let whens = prop_oneof![Just(None), (1..29_u32).prop_map(|day| When::parse(&format!("2025-10-{day:02}")).ok())];
    let chapter = 0..STORE.story().chapters.len() + 3;
    prop_oneof![
        (event.clone(), whens).prop_map(|(event, when)| Edit::SetWhen { event, when: when.map(Box::new) }),
        (event, "[a-z]{0,3}", "[A-F][1-6]").prop_map(|(event, assessment, grading)| {
            let claims = STORE.index_of(&event).map(|index| STORE.event(index).claims.clone()).unwrap_or_default();
            let gradings = claims.into_iter().map(|claim| (claim.id, grading.clone())).collect();
            Edit::Judge(Box::new(Judgement { event, assessment, gradings, by: "A".to_owned() }))
        }),
        (chapter.clone(), "[a-z]{1,4}")
            .prop_map(|(at, title)| { Edit::AddChapter(at, Box::new(Chapter { title, ..Chapter::default() })) }),
        (chapter.clone(), chapter.clone()).prop_map(|(from, to)| Edit::MoveChapter(from, to)),
        chapter.clone().prop_map(Edit::RemoveChapter),
        (chapter, "[a-z]{0,4}").prop_map(|(number, text)| {
            Edit::RetellChapter { number, title: "Told anew".to_owned(), text, i18n: Vec::new() }
        }),
    ]
    .prop_map(|edit| Command::Edit(Box::new(edit)))
}

/// Things that are put into the story and taken out, at once or letter by letter.
fn writing() -> impl Strategy<Value = Command> {
    let place = 0..STORE.len() + 2;
    let event = (place, "[a-z]{0,3}").prop_map(|(index, title)| {
        let known = (index < STORE.len()).then(|| STORE.event(index).into_owned());
        let before = known.unwrap_or_else(|| Event { id: format!("new-{index}"), ..Event::default() });
        Event { title, ..before }
    });
    let removal = (0..STORE.len(), 0..STORE.story().sources.len(), 0..STORE.story().actors.len(), 0..4_usize).prop_map(
        |(event, source, actor, kind)| {
            let story = STORE.story();
            let (kind, id) = match kind {
                0 => (Named::Source, story.sources[source].id.clone()),
                1 => (Named::Actor, story.actors[actor].id.clone()),
                2 => (Named::Category, story.categories[0].id.clone()),
                _ => (Named::Event, STORE.id(event).into_owned()),
            };
            let into = (kind == Named::Actor).then(|| story.actors[0].id.clone()).filter(|into| *into != id);
            Removal { kind, id, into }
        },
    );
    let events = prop::collection::vec(event, 0..3);
    let removed = prop::collection::vec(removal, 0..3);
    let change = (events, removed, prop::option::of("[a-z]{1,3}")).prop_map(|(events, removed, title)| {
        let head = title.map(|title| StoryHead { title, ..StoryHead::of(STORE.story()) });
        Edit::Change(Box::new(StoryChange { head, events, removed, ..StoryChange::default() }))
    });
    (change, any::<bool>()).prop_map(|(edit, at_once)| {
        if at_once { Command::Edit(Box::new(edit)) } else { Command::Write(Box::new(edit)) }
    })
}

fn assert_finite(marks: &[Mark]) {
    for mark in marks {
        let numbers: Vec<f32> = match mark {
            Mark::Rect { rect, .. } | Mark::Hatch { rect, .. } | Mark::Image { rect, .. } => {
                vec![rect.x, rect.y, rect.width, rect.height]
            }
            Mark::Area { rings, .. } => rings.iter().flatten().flatten().copied().collect(),
            Mark::Line { points, .. } | Mark::Cells { middles: points, .. } => {
                points.iter().flatten().copied().collect()
            }
            Mark::Disc { center, radius, .. } => vec![center[0], center[1], *radius],
            Mark::Text(text) => vec![text.position[0], text.position[1], text.turn],
            Mark::Group { origin, marks, .. } => {
                assert_finite(marks);
                origin.to_vec()
            }
        };
        assert!(numbers.iter().all(|number| number.is_finite()), "{mark:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_many_undos_as_commands_lead_back_to_the_start(commands in prop::collection::vec(commands(), 1..24)) {
        let screen = Screen::with_map(SIZE);
        let mut session = Session::new(Arc::new(STORE.clone()), screen);
        let start = session.view().clone();
        let commands: Vec<_> =
            commands.into_iter().filter(|c| !matches!(c, Command::Undo | Command::Redo | Command::Tick(_))).collect();
        for command in &commands {
            session.run(command, screen);
        }
        for _ in &commands {
            session.run(&Command::Undo, screen);
        }
        prop_assert_eq!(session.view(), &start);
    }

    #[test]
    fn as_many_undos_as_commands_and_edits_lead_back_to_the_first_story_and_view(
        steps in prop::collection::vec(prop_oneof![commands(), edits(), writing(), writing()], 1..24),
    ) {
        let screen = Screen::with_map(SIZE);
        let mut session = Session::new(Arc::new(STORE.clone()), screen);
        let start = session.view().clone();
        for command in &steps {
            session.run(command, screen);
        }
        let last = (session.view().clone(), session.own_store().whole_story().clone());
        let mut count = 0;
        while session.has_past() {
            session.run(&Command::Undo, screen);
            count += 1;
        }
        prop_assert!(!session.is_changed());
        prop_assert_eq!(session.own_store().whole_story(), STORE.whole_story());
        if !steps.iter().any(|command| matches!(command, Command::Tick(_))) {
            prop_assert_eq!(session.view(), &start);
        }
        for _ in 0..count {
            session.run(&Command::Redo, screen);
        }
        prop_assert_eq!(session.own_store().whole_story(), &last.1);
    }

    #[test]
    fn a_view_comes_back_from_its_json(commands in prop::collection::vec(commands(), 0..12)) {
        let mut view = View::of_story(&STORE, SIZE);
        for command in &commands {
            view.apply(command, &stage());
        }
        let text = serde_json::to_string(&view).unwrap();
        prop_assert_eq!(serde_json::from_str::<View>(&text).unwrap(), view);
    }

    #[test]
    fn any_view_is_drawn_in_finite_numbers_and_its_words_are_in_the_svg(
        commands in prop::collection::vec(commands(), 0..10),
        width in LEAST_SIZE[0]..1600.0_f32,
        height in LEAST_SIZE[1]..1200.0_f32,
        place in 0..3_usize,
        without in prop::array::uniform7(any::<bool>()),
    ) {
        let mut view = View::of_story(&STORE, SIZE);
        for command in &commands {
            view.apply(command, &stage());
        }
        let shown = select(&STORE, &view.question());
        let layout = [Layout::Map, Layout::Timeline, Layout::Figure][place];
        let without = Part::ALL.iter().zip(without).filter(|(_, is_out)| *is_out).map(|(part, _)| part.0).collect();
        let composition = Composition { without, ..Composition::default() };
        let (basemap, size) = (Basemap::embedded(), [width, height]);
        let subject =
            Subject { store: &STORE, basemap, view: &view, shown: &shown, composition: &composition, size };
        let scene = layout_scene(layout, subject);
        assert_finite(&scene.marks);
        let svg = svg_from_scene(&scene, "law", |_| None);
        let document = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
        let written: String = document.descendants().filter_map(|node| node.text()).collect();
        for words in scene.words() {
            prop_assert!(written.contains(words), "{}", words);
        }
    }

    #[test]
    fn a_point_of_the_screen_comes_back_from_the_globe(
        lon in -170.0..170.0_f64, lat in -70.0..70.0_f64, zoom in 1.0..12.0_f64,
        x in 0.0..800.0_f32, y in 0.0..560.0_f32,
    ) {
        let viewport = MapViewport { center: LonLat::new(lon, lat), zoom };
        let projection = Projection::new(&viewport, [800.0, 560.0]);
        // A frame wider than the world shows some places twice; they are taken for the nearer to the middle.
        prop_assume!(f64::from((x - 400.0).abs()) < viewport.world_points() / 2.0 - 1.0);
        let back = projection.screen_from_lon_lat(projection.lon_lat_from_screen([x, y]));
        prop_assume!((0.01..0.99).contains(&projection.unit_from_screen([x, y])[1]));
        prop_assert!((back[0] - x).abs() < 0.05 && (back[1] - y).abs() < 0.05);
    }
}
