use super::*;
use crate::io::carried_story;
use crate::query::select;
use crate::scene::{Align, Mark, Rect, Stroke, text_width};
use crate::view::Theme;

const READERS: [Template; 4] = [Template::Print, Template::Column, Template::Slide, Template::Report];

/// Whether maps are looked at too.
#[derive(Clone, Copy, PartialEq)]
enum Scenes {
    With,
    Without,
}

/// A line of text with the box it stands in.
struct Line {
    words: String,
    size: f32,
    rect: Rect,
}

/// Every line of a page; those on its maps and on its timelines by themselves only where that is asked.
fn words_of(marks: &[Mark], origin: [f32; 2], scenes: Scenes, words: &mut Vec<Line>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => {
                let width = text_width(&text.words, text.style.face, text.style.size);
                let [x, y] = [text.position[0] + origin[0], text.position[1] + origin[1]];
                let left = match text.align {
                    Align::Start => x,
                    Align::Middle => x - width / 2.0,
                    Align::End => x - width,
                };
                let size = text.style.size;
                // What letters take without their accents and tails.
                let rect = Rect::new(left, y - size * 0.7, width, size * 0.7);
                words.push(Line { words: text.words.clone(), size, rect });
            }
            Mark::Group { origin: at, clip, marks } if scenes == Scenes::With || clip.x < 0.0 => {
                words_of(marks, [origin[0] + at[0], origin[1] + at[1]], scenes, words);
            }
            _ => {}
        }
    }
}

fn subject_of<'a>(store: &'a Store, view: &'a View, shown: &'a Shown, composition: &'a Composition) -> Subject<'a> {
    let size = composition.template.size().map(|side| side as f32);
    Subject { store, basemap: Basemap::embedded(), view, shown, composition, size }
}

fn october(store: &Store) -> View {
    let mut view = View::of_story(store, REFERENCE_MAP.map(f64::from));
    let zone = &store.story().zone;
    let window = crate::model::When::parse("2025-10-09/2025-10-19").unwrap().span(zone).possible;
    (view.window, view.time) = (window, window);
    view
}

/// Hands over the pages of each template for a story, at the size it is made for and at a larger one.
fn each_page(store: &Store, view: &View, mut check: impl FnMut(&Scene, &str)) {
    let shown = select(store, &view.question());
    for template in READERS {
        let composition = Composition { template, ..Composition::default() };
        let subject = subject_of(store, view, &shown, &composition);
        for grown in [1.0, 1.4] {
            let subject = Subject { size: subject.size.map(|side| side * grown), ..subject };
            for (place, page) in layout_pages(Layout::Figure, subject).iter().enumerate() {
                check(page, &format!("{template:?} x {grown}, {} events, page {place}", shown.len()));
            }
        }
    }
}

fn assert_in_order(page: &Scene, what: &str) {
    let sheet = Rect::new(0.0, 0.0, page.size[0], page.size[1]);
    let mut words = Vec::new();
    words_of(&page.marks, [0.0, 0.0], Scenes::Without, &mut words);
    for (place, one) in words.iter().enumerate() {
        assert!(sheet.holds(&one.rect), "{:?} {:?} leaves the page: {what}", one.words, one.rect);
        for other in &words[place + 1..] {
            assert!(
                !one.rect.grown(-0.5).overlaps(&other.rect.grown(-0.5)),
                "{:?} over {:?}: {what}",
                one.words,
                other.words
            );
        }
    }
}

#[test]
fn no_words_of_a_template_lie_over_others_or_beyond_the_page() {
    for count in [0, 1, 3, 14, 40, 60] {
        let store = super::tests::store_of(count);
        each_page(&store, &super::tests::view_of(&store), assert_in_order);
    }
    let store = Store::new(carried_story().story);
    each_page(&store, &october(&store), assert_in_order);
    each_page(&store, &View::of_story(&store, REFERENCE_MAP.map(f64::from)), assert_in_order);
}

#[test]
fn no_type_on_paper_is_smaller_than_seven_and_a_half_points() {
    let store = Store::new(carried_story().story);
    let check = |page: &Scene, what: &str| {
        let mut words = Vec::new();
        words_of(&page.marks, [0.0, 0.0], Scenes::With, &mut words);
        let smallest = words.iter().min_by(|one, other| one.size.total_cmp(&other.size)).unwrap();
        assert!(smallest.size >= 7.5, "{:?} of {} points: {what}", smallest.words, smallest.size);
    };
    let view = october(&store);
    each_page(&store, &view, check);
    let shown = select(&store, &view.question());
    let composition = Composition::default();
    for (layout, word) in Layout::ALL {
        for page in layout_pages(layout, subject_of(&store, &view, &shown, &composition)) {
            check(&page, word);
        }
    }
}

/// The numbers in marks.
fn mark_numbers(marks: &[Mark]) -> std::collections::BTreeSet<usize> {
    let mut numbers = std::collections::BTreeSet::new();
    for mark in marks {
        match mark {
            Mark::Text(text) if text.align == Align::Middle && text.style.face == crate::scene::Face::SemiBold => {
                numbers.extend(text.words.parse::<usize>());
            }
            Mark::Group { marks, .. } => numbers.extend(mark_numbers(marks)),
            _ => {}
        }
    }
    numbers
}

#[test]
fn every_number_on_the_map_of_a_page_is_on_its_bars_or_in_its_list_and_on_a_sheet_in_both() {
    let store = Store::new(carried_story().story);
    let whole = View::of_story(&store, REFERENCE_MAP.map(f64::from));
    for (view, what) in [(october(&store), "9 to 19 October"), (whole, "the whole story")] {
        let shown = select(&store, &view.question());
        for (template, word, _) in Template::ALL {
            let composition = Composition { template, ..Composition::default() };
            let page = layout_scene(Layout::Figure, subject_of(&store, &view, &shown, &composition));
            let parts = page.marks.iter().filter_map(|mark| match mark {
                Mark::Group { clip, marks, .. } => Some((clip.x == 0.0, mark_numbers(marks))),
                _ => None,
            });
            // The first picture is the map; that of a sheet's timeline comes after it.
            let mut parts: Vec<_> = parts.collect();
            let map = parts.iter().position(|(is_picture, _)| *is_picture).unwrap();
            let (_, on_map) = parts.remove(map);
            assert!(on_map.len() > 10, "{word} {what}: {on_map:?}");
            let tell_all = parts.iter().filter(|(_, numbers)| on_map.is_subset(numbers)).count();
            let asked = if template == Template::Sheet { 2 } else { 1 };
            assert!(tell_all >= asked, "{word} {what}: {on_map:?} not in {parts:?}");
        }
    }
}

#[test]
fn black_ink_has_no_colour() {
    fn assert_grey(marks: &[Mark], what: &str) {
        for mark in marks {
            let (fill, stroke) = match mark {
                Mark::Rect { fill, stroke, .. } | Mark::Disc { fill, stroke, .. } => (*fill, *stroke),
                Mark::Area { fill, .. } | Mark::Cells { fill, .. } => (Some(*fill), None),
                Mark::Line { stroke, .. } => (None, Some(*stroke)),
                Mark::Hatch { color, .. } => (Some(*color), None),
                Mark::Text(text) => (Some(text.style.color), text.style.halo.map(|halo| Stroke::solid(1.0, halo))),
                Mark::Image { .. } => (None, None),
                Mark::Group { marks, .. } => {
                    assert_grey(marks, what);
                    continue;
                }
            };
            for color in [fill, stroke.map(|stroke| stroke.color)].into_iter().flatten() {
                assert!(color.r == color.g && color.g == color.b, "{color:?} in {what}: {mark:?}");
            }
        }
    }
    let store = Store::new(carried_story().story);
    let view = View { theme: Theme::Black, ..october(&store) };
    each_page(&store, &view, |page, what| assert_grey(&page.marks, what));
    let shown = select(&store, &view.question());
    let composition = Composition::default();
    for (layout, word) in Layout::ALL {
        assert_grey(&layout_scene(layout, subject_of(&store, &view, &shown, &composition)).marks, word);
    }
}

fn numbers_of(marks: &[Mark]) -> std::collections::BTreeSet<usize> {
    let mut words = Vec::new();
    words_of(marks, [0.0, 0.0], Scenes::With, &mut words);
    // Numbers of marks are no larger than this; days and values are.
    words.iter().filter_map(|line| line.words.parse().ok()).collect()
}

#[test]
fn a_number_on_the_map_is_on_its_bar_in_the_list_and_at_its_sources() {
    let store = Store::new(carried_story().story);
    let view = october(&store);
    let shown = select(&store, &view.question());
    for template in READERS {
        let composition = Composition { template, ..Composition::default() };
        let reader = reader::Reader::of(subject_of(&store, &view, &shown, &composition));
        let all: std::collections::BTreeSet<usize> = reader.told.numbers.values().copied().collect();
        assert_eq!(all, (1..=reader.told.shown.len()).collect());
        let bars = bars::bars_block(&reader.told, &reader.dress, 800.0, bars::Titles::Beside).unwrap();
        assert_eq!(numbers_of(&bars.marks), all, "{template:?} bars");
        assert_eq!(
            numbers_of(&reader_page::list_block(&reader.told, &reader.dress, 800.0, reader_page::Detail::Titles).marks),
            all,
            "{template:?} list"
        );
        let map = numbers_of(&reader.map([900.0, 700.0]).marks);
        let placed = reader.told.shown.len() - reader.told.shown.unplaced_count();
        assert!(map.is_subset(&all) && map.len() == placed, "{template:?} map {map:?}");
    }
}

#[test]
fn both_sides_numbers_are_offered_as_a_title_in_the_same_form_and_dates_where_none_is_disputed() {
    let store = Store::new(carried_story().story);
    let mut view = october(&store);
    let offered = |view: &View, template| offered_words(&store, view, &select(&store, &view.question()), template);
    assert_eq!(
        offered(&view, Template::Print).title,
        "Two counts: ISPR says 23 Pakistani soldiers killed, Zabihullah Mujahid says 58"
    );
    assert_eq!(offered(&view, Template::Sheet).title, store.story().title);
    view.filter = crate::query::Filter::parse("category:truce").unwrap();
    assert_eq!(offered(&view, Template::Print).title, "9 to 19 October 2025: truces");
    let shown = select(&store, &view.question());
    let composition =
        Composition { template: Template::Print, title: Some("Mine".to_owned()), ..Composition::default() };
    let page = layout_scene(Layout::Figure, subject_of(&store, &view, &shown, &composition));
    assert!(page.words().contains(&"Mine"));
}

#[test]
fn the_axis_of_a_template_shows_the_days_asked_for() {
    let store = Store::new(carried_story().story);
    let view = october(&store);
    let shown = select(&store, &view.question());
    let composition = Composition { template: Template::Print, ..Composition::default() };
    let words = layout_scene(Layout::Figure, subject_of(&store, &view, &shown, &composition));
    let words = words.words();
    assert!(words.contains(&"Thu 9 Oct") && words.contains(&"Sun 19") && !words.contains(&"Mon 20"), "{words:?}");
}

#[test]
fn a_report_tells_every_claim() {
    let store = Store::new(carried_story().story);
    let view = october(&store);
    let shown = select(&store, &view.question());
    let composition = Composition { template: Template::Report, ..Composition::default() };
    let pages = layout_pages(Layout::Figure, subject_of(&store, &view, &shown, &composition));
    let said = pages.iter().flat_map(Scene::words).collect::<Vec<_>>().join(" ");
    for index in shown.events() {
        for claim in &store.event(index).claims {
            let first: Vec<&str> = claim.text.split(' ').take(3).collect();
            assert!(said.contains(&first.join(" ")), "{}", claim.text);
        }
    }
}

#[test]
fn words_on_the_colours_of_print_are_legible() {
    for (theme, _) in Theme::ALL {
        let palette = crate::scene::palette_of(theme);
        for symbol in ["strike", "clash", "talks", "truce", "statement"] {
            let ground = palette.category(symbol, 0);
            assert!(crate::scene::symbol::ink_on(ground, palette).contrast(ground) >= 4.5, "{theme:?} {symbol}");
        }
    }
}

#[test]
fn a_map_whose_frame_was_named_holds_that_frame_in_every_template() {
    let store = Store::new(carried_story().story);
    let bounds = crate::model::Bounds { west: 60.0, south: 22.0, east: 80.0, north: 38.0 };
    let map = MapViewport::framing(bounds, REFERENCE_MAP.map(f64::from), 0.0);
    let view = View { map, ..october(&store) };
    let shown = select(&store, &view.question());
    for template in READERS {
        let composition = Composition { template, frame: Frame::Named, ..Composition::default() };
        let reader = reader::Reader::of(subject_of(&store, &view, &shown, &composition));
        for size in [[270.0, 180.0], [500.0, 700.0]] {
            let framed = reader.framed(size);
            let projection = crate::scene::Projection::new(&framed, size);
            let corners = [[60.0, 22.0], [80.0, 22.0], [60.0, 38.0], [80.0, 38.0]];
            for [lon, lat] in corners {
                let at = projection.screen_from_lon_lat(crate::model::LonLat::new(lon, lat));
                assert!(projection.frame().grown(0.5).contains(at), "{template:?} {size:?} {lon} {lat} at {at:?}");
            }
            assert_eq!(framed, rescaled(map, REFERENCE_MAP, size), "{template:?}");
        }
    }
}
