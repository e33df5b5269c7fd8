//! Pages of more events than marks.

use super::tests::{store_of, view_of};
use super::*;
use crate::query::select;

fn pages_of(store: &Store, template: Template) -> Vec<Scene> {
    let view = view_of(store);
    let shown = select(store, &view.question());
    let composition = Composition { template, ..Composition::default() };
    let size = template.size().map(|side| side as f32);
    let basemap = Basemap::embedded();
    layout_pages(
        Layout::Figure,
        Subject { store, basemap, view: &view, shown: &shown, composition: &composition, size },
    )
}

#[test]
fn a_sheet_that_counts_its_events_lists_them_on_the_pages_that_follow() {
    let (few, many) = (store_of(60), store_of(900));
    assert!(pages_of(&few, Template::Sheet)[0].words().contains(&"WHAT IS REPORTED"));
    let pages = pages_of(&many, Template::Sheet);
    let words = pages[0].words();
    assert!(words.contains(&"Events per cell") && !words.contains(&"WHAT IS REPORTED"), "{words:?}");
    assert!(pages[1].words().contains(&"WHAT IS REPORTED"));
}

#[test]
fn where_no_event_has_a_mark_none_is_explained() {
    let mut story = (**store_of(900).whole_story()).clone();
    (0..900).for_each(|index| story.events.get_mut(index).claims.truncate(1));
    let many = Store::new(story);
    for (template, ..) in Template::ALL {
        let words = pages_of(&many, template)[0].words().join("\n");
        let explained = ["named source or official", "A filled mark:", "Corner:", "disputed: accounts differ"];
        for mark in explained {
            assert!(!words.contains(mark), "{template:?}: {mark}");
        }
        assert!(words.contains("Events per cell"), "{template:?}: {words}");
    }
}

#[test]
fn a_page_of_counts_frames_all_that_the_view_does_whatever_its_shape() {
    let store = store_of(900);
    let (view, composition) = (view_of(&store), Composition { template: Template::Column, ..Composition::default() });
    let shown = select(&store, &view.question());
    let size = Template::Column.size().map(|side| side as f32);
    let basemap = Basemap::embedded();
    let reader = reader::Reader::of(Subject {
        store: &store,
        basemap,
        view: &view,
        shown: &shown,
        composition: &composition,
        size,
    });
    for size in [[816.0, 380.0], [286.0, 575.0]] {
        let projection = crate::scene::Projection::new(&reader.framed(size), size);
        for index in 0..store.len() {
            let at = projection.screen_from_lon_lat(store.anchor(index).unwrap());
            assert!(projection.frame().contains(at), "{at:?} in {size:?}");
        }
    }
}
