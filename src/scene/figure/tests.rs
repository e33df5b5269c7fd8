use super::*;
use crate::export::svg_from_scene;
use crate::model::{
    Attribution, AttributionKind, Bounds, Category, Claim, Event, Geometry, LonLat, Quantity, Source, Story, When,
};
use crate::query::{Filter, select};
use crate::scene::{Align, Mark, Rect, text_width};
use crate::view::Theme;

const SIZES: [[f32; 2]; 10] = [
    [480.0, 320.0],
    [640.0, 400.0],
    [800.0, 600.0],
    [1024.0, 640.0],
    [1600.0, 1000.0],
    [1920.0, 1080.0],
    [1080.0, 1350.0],
    [600.0, 1000.0],
    [480.0, 800.0],
    [2400.0, 800.0],
];

fn claim(id: usize, kind: AttributionKind, disputes: &[usize]) -> Claim {
    Claim {
        id: format!("c{id}"),
        source: format!("s{}", id % 30),
        text: "Claim".to_owned(),
        attribution: Attribution { kind, name: "A spokesman of the ministry".to_owned() },
        quantities: vec![Quantity {
            measure: "soldiers killed".to_owned(),
            value: Some(id as f64),
            ..Quantity::default()
        }],
        disputes: disputes.iter().map(|other| format!("c{other}")).collect(),
        ..Claim::by(kind)
    }
}

/// A story of so many events around the Durand Line, from one on each kind of attestation.
pub(super) fn store_of(count: usize) -> Store {
    let kinds = [AttributionKind::Official, AttributionKind::Outlet, AttributionKind::Anonymous];
    let event = |index: usize| Event {
        id: format!("e{index:04}"),
        title: "An attack on a post in a district with a long name along the line".repeat(1 + index % 2),
        summary: "Both sides say that the other began. What is known of it is little.".to_owned(),
        when: Some(When::parse(&format!("2025-10-{:02}", 1 + index % 28)).unwrap()),
        category: ["strike", "clash"][index % 2].to_owned(),
        geometry: Some(Geometry {
            points: vec![LonLat::new(64.0 + (index % 17) as f64 * 0.5, 30.0 + (index % 11) as f64 * 0.4)],
            ..Geometry::default()
        }),
        claims: vec![claim(2 * index, kinds[index % 3], &[]), claim(2 * index + 1, kinds[index % 3], &[2 * index])],
        ..Event::default()
    };
    let source = |index: usize| Source {
        id: format!("s{index}"),
        publisher: format!("The Daily Newspaper of Town {index}"),
        published: Some(When::parse("2025-10-28T12:54+05:30").unwrap()),
        ..Source::default()
    };
    let category = |id: &str, name: &str| Category { id: id.to_owned(), name: name.to_owned(), ..Category::default() };
    Store::new(Story {
        title: "A story with a title that is long enough to be broken into two lines on a small page".to_owned(),
        summary: "A summary that says in a sentence of some length what the story is about. And a second.".to_owned(),
        zone: "Asia/Kabul".parse().unwrap(),
        sources: (0..30).map(source).collect(),
        categories: vec![category("strike", "Air strike"), category("clash", "Clash")],
        events: (0..count).map(event).collect(),
        ..Story::default()
    })
}

pub(super) fn view_of(store: &Store) -> View {
    View::of_story(store, REFERENCE_MAP.map(f64::from))
}

fn figure(store: &Store, view: &View, size: [f32; 2]) -> Scene {
    composed(store, view, size, &Composition::default()).remove(0)
}

/// The pages of a figure that is composed so.
fn composed(store: &Store, view: &View, size: [f32; 2], composition: &Composition) -> Vec<Scene> {
    let shown = select(store, &view.question());
    layout_pages(
        Layout::Figure,
        Subject { store, basemap: Basemap::embedded(), view, shown: &shown, composition, size },
    )
}

/// Words with the box they stand in; those of map and timeline apart from those of the page.
fn texts(scene: &Scene) -> (Vec<(&str, Rect)>, Vec<Rect>) {
    let (mut words, mut plates) = (Vec::new(), Vec::new());
    for mark in &scene.marks {
        let Mark::Group { origin, clip, marks } = mark else { continue };
        if clip.x == 0.0 {
            plates.push(clip.moved(*origin));
            continue;
        }
        for mark in marks {
            let Mark::Text(text) = mark else { continue };
            let width = text_width(&text.words, text.style.face, text.style.size)
                + text.style.spacing * text.words.chars().count() as f32;
            let [x, y] = [text.position[0] + origin[0], text.position[1] + origin[1]];
            let left = match text.align {
                Align::Start => x,
                Align::Middle => x - width / 2.0,
                Align::End => x - width,
            };
            words.push((text.words.as_str(), Rect::new(left, y - text.style.size * 0.75, width, text.style.size)));
        }
    }
    (words, plates)
}

/// Fails where words leave a page of this size or lie over others, or over map or timeline.
fn assert_apart(scene: &Scene, plate_count: usize, what: &str) {
    let page = Rect::new(0.0, 0.0, scene.size[0], scene.size[1]).grown(-8.0);
    let (words, plates) = texts(scene);
    assert_eq!(plates.len(), plate_count, "{what}: map and timeline");
    for (place, plate) in plates.iter().enumerate() {
        assert!(plates[place + 1..].iter().all(|other| !plate.overlaps(other)), "{what}");
    }
    for (place, (text, rect)) in words.iter().enumerate() {
        assert!(page.holds(rect), "{text:?} {rect:?} leaves the page: {what}");
        for (other, other_rect) in &words[place + 1..] {
            assert!(!rect.overlaps(other_rect), "{text:?} over {other:?}: {what}");
        }
        for plate in &plates {
            assert!(!rect.overlaps(plate), "{text:?} over map or timeline: {what}");
        }
    }
}

#[test]
fn no_words_lie_over_others_or_beyond_the_page_at_any_size() {
    for count in [0, 1, 5, 12, 16, 27, 60, 300] {
        let store = store_of(count);
        let view = view_of(&store);
        for size in SIZES {
            assert_apart(&figure(&store, &view, size), 2, &format!("{size:?} with {count} events"));
        }
    }
}

#[test]
fn any_part_can_be_left_out_and_then_nothing_of_it_is_there() {
    let store = store_of(12);
    let view = view_of(&store);
    let traces = [
        (Part::Title, "A story with a title"),
        (Part::Subtitle, "A summary that says"),
        (Part::Key, "WHAT IS REPORTED"),
        (Part::Legend, "named source or official"),
        (Part::Notes, "all 12 events"),
        (Part::Sources, "The Daily Newspaper"),
        (Part::Timeline, "Events per "),
    ];
    assert_eq!(traces.len(), Part::ALL.len());
    for size in [[1600.0, 1000.0], [800.0, 600.0], [1080.0, 1350.0]] {
        for (part, trace) in traces {
            let says = |composition: &Composition| {
                let pages = composed(&store, &view, size, composition);
                let plates = if part == Part::Timeline && !composition.has(part) { 1 } else { 2 };
                assert_apart(&pages[0], plates, &format!("{size:?} without {part:?}"));
                pages[0].words().join("\n").contains(trace)
            };
            assert!(says(&Composition::default()), "{part:?} {size:?}");
            assert!(!says(&Composition { without: [part].into(), ..Composition::default() }), "{part:?} {size:?}");
        }
    }
}

#[test]
fn a_title_of_five_hundred_letters_is_not_cut_on_a_large_page() {
    let store = store_of(5);
    let title = "A title that someone has written out at some length ".repeat(9) + "and that ends here";
    let composition = Composition { title: Some(title), ..Composition::default() };
    for size in [[1600.0, 1000.0], [1080.0, 1350.0]] {
        let page = composed(&store, &view_of(&store), size, &composition).remove(0);
        assert!(page.words().iter().any(|words| words.ends_with("and that ends here")), "{size:?}");
        assert_apart(&page, 2, &format!("{size:?}"));
    }
}

#[test]
fn further_pages_list_what_the_first_has_no_room_for() {
    for (count, size) in [(27, [800.0, 600.0]), (60, [794.0, 1123.0]), (300, [1600.0, 1000.0])] {
        let store = store_of(count);
        let pages = composed(&store, &view_of(&store), size, &Composition::default());
        let what = format!("{size:?} with {count} events");
        assert!(pages.len() > 1, "{what}");
        for page in &pages[1..] {
            // Their items are groups that begin where no map does.
            assert_apart(page, 0, &what);
        }
        let words: Vec<&str> = pages.iter().flat_map(Scene::words).collect();
        for number in 1..=count {
            assert!(words.contains(&number.to_string().as_str()), "event {number}: {what}");
        }
        for source in 0..30 {
            let name = format!("The Daily Newspaper of Town {source}, ");
            assert!(words.iter().any(|line| line.contains(&name)), "source {source}: {what}");
        }
    }
    let store = store_of(2);
    assert_eq!(composed(&store, &view_of(&store), [1600.0, 1000.0], &Composition::default()).len(), 1);
}

#[test]
fn what_lies_far_off_is_on_an_inset_with_the_name_of_its_place_or_behind_a_pointer() {
    use crate::model::Place;
    let mut story = store_of(3).story().clone();
    story.events.get_mut(2).geometry =
        Some(Geometry { points: vec![LonLat::new(28.98, 41.01)], ..Geometry::default() });
    story.events.get_mut(2).place = Some(Place { name: "Istanbul".to_owned(), ..Place::default() });
    let store = Store::new(story);
    let near = MapViewport::framing(
        Bounds { west: 62.0, south: 28.0, east: 75.0, north: 38.0 },
        REFERENCE_MAP.map(f64::from),
        0.0,
    );
    let view = View { map: near, ..view_of(&store) };
    let words = |far: Far| {
        let composition = Composition { far, ..Composition::default() };
        composed(&store, &view, [1600.0, 1000.0], &composition)[0].words().join("\n")
    };
    let (inset, pointers) = (words(Far::Inset), words(Far::Pointers));
    assert!(inset.contains("\nIstanbul\n") && !inset.contains(" km · 1 event"), "{inset}");
    assert!(pointers.contains("\nIstanbul\n") && pointers.contains(" km · 1 event"), "{pointers}");
    // A map too small for an inset has pointers.
    let composition = Composition::default();
    let small = composed(&store, &view, [480.0, 320.0], &composition)[0].words().join("\n");
    assert!(small.contains(" km · 1 event"), "{small}");
}

#[test]
fn events_without_room_in_the_key_are_counted() {
    for count in [5, 27, 300] {
        let store = store_of(count);
        let view = view_of(&store);
        for size in SIZES {
            let scene = figure(&store, &view, size);
            let (words, _) = texts(&scene);
            let sample = usize::from(words.iter().any(|(text, _)| text.starts_with("number of events")));
            let listed =
                words.iter().filter(|(text, _)| text.bytes().all(|byte| byte.is_ascii_digit())).count() - sample;
            let more = words.iter().find_map(|(text, _)| {
                let number = text.strip_prefix("and ").unwrap_or(text).split(' ').next()?;
                let counts = text.ends_with(" events") || text.ends_with(" event");
                (counts && !text.contains(" of ")).then(|| number.parse().ok())?
            });
            assert_eq!(listed + more.unwrap_or(0), count, "{size:?}");
        }
    }
}

#[test]
fn a_wide_page_with_few_events_tells_summary_and_figures() {
    let store = store_of(2);
    let words = figure(&store, &view_of(&store), [1600.0, 1000.0]).words().join("\n");
    assert!(words.contains("Both sides say"));
    assert!(words.contains("\nSoldiers killed\n0\n1\n"), "{words}");
}

#[test]
fn figures_at_odds_keep_their_strip_when_the_summary_has_no_room() {
    let store = store_of(4);
    let words = figure(&store, &view_of(&store), [1600.0, 1000.0]).words().join("\n");
    assert!(!words.contains("Both sides say"));
    assert!(words.contains("\nSoldiers killed\n0\n1\n"), "{words}");
}

#[test]
fn counts_window_zone_borders_credits_and_sources_are_said() {
    let store = store_of(12);
    let mut view = view_of(&store);
    view.filter = Filter::parse("category:strike").unwrap();
    for size in [[1600.0, 1000.0], [1080.0, 1350.0]] {
        let scene = figure(&store, &view, size);
        let words = scene.words().join(" ");
        for part in [
            "6 of 12 events",
            "filter category:strike",
            "Kabul (UTC+04:30)",
            "Borders: de facto",
            "GeoNames",
            "Sources",
            "a The Daily Newspaper of Town 0, 28 Oct",
            "made with Meridian",
        ] {
            assert!(words.contains(part), "{part}");
        }
    }
}

#[test]
fn the_legend_explains_what_is_drawn_and_nothing_else() {
    let store = store_of(3);
    let mut view = view_of(&store);
    view.filter = Filter::parse("id:e0000").unwrap();
    let scene = figure(&store, &view, [1600.0, 1000.0]);
    let (words, _) = texts(&scene);
    let says = |part: &str| words.iter().any(|(text, _)| *text == part);
    assert!(says("named source or official") && says("Air strike") && says("disputed: accounts differ"));
    assert!(!says("anonymous only") && !says("Clash") && !says("date uncertain"));
}

#[test]
fn a_map_of_any_size_frames_what_the_reference_frames() {
    let map = MapViewport { center: LonLat::new(69.0, 33.0), zoom: 5.5 };
    let reference = map.bounds(REFERENCE_MAP.map(f64::from));
    for size in [[420.0, 280.0], [1600.0, 700.0], [1008.0, 480.0]] {
        let Bounds { west, south, east, north } = rescaled(map, REFERENCE_MAP, size).bounds(size.map(f64::from));
        assert!(west <= reference.west + 1e-6 && south <= reference.south + 1e-6, "{size:?}");
        assert!(east >= reference.east - 1e-6 && north >= reference.north - 1e-6, "{size:?}");
    }
}

#[test]
fn every_layout_and_theme_gives_the_same_svg_twice() {
    let store = store_of(9);
    for (theme, _) in Theme::ALL {
        let view = View { theme, ..view_of(&store) };
        let shown = select(&store, &view.question());
        for (layout, word) in Layout::ALL {
            assert_eq!(Layout::from_word(word), Some(layout));
            let svg = || {
                let (basemap, composition, size) = (Basemap::embedded(), &Composition::default(), [800.0, 600.0]);
                let subject = Subject { store: &store, basemap, view: &view, shown: &shown, composition, size };
                svg_from_scene(&layout_scene(layout, subject), &store.story().title, |_| None)
            };
            let first = svg();
            assert_eq!(first, svg());
            assert!(!first.contains("NaN"));
        }
    }
}
