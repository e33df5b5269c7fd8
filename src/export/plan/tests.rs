use proptest::prelude::*;

use super::*;
use crate::export::spec::any_spec_of;
use crate::export::{Carries, Embedded};
use crate::io::carried_story;
use crate::model::Redaction;
use crate::scene::Layout;
use crate::view::{Each, Known};

fn store() -> Arc<Store> {
    Arc::new(Store::new(carried_story().story))
}

fn view_of(store: &Store) -> View {
    View { relief: false, ..View::of_story(store, REFERENCE_MAP.map(f64::from)) }
}

/// The files of an export of the carried story, without a base map.
fn files(store: &Arc<Store>, view: &View, spec: &ExportSpec, file: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let (basemap, fonts) = (&Basemap::default(), &Fonts::default());
    let source = ExportSource { store, basemap, view, fonts };
    let plan = spec.plan(source, Path::new(file)).unwrap();
    let mut files = Vec::new();
    let ending = plan.perform(&Progress::default(), |file| {
        files.push((file.path.to_owned(), file.bytes));
        Ok::<_, ExportError>(())
    });
    assert_eq!(ending.unwrap(), Ending::Whole);
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_picture_makes_itself_again_of_what_it_keeps(any in any_spec_of(Just(ExportKind::One))) {
        // Names would have to be in the story, and fonts at hand.
        let spec = ExportSpec { fonts: Vec::new(), redaction: any.redaction.without_names(), ..any };
        let store = store();
        let first = files(&store, &view_of(&store), &spec, "first.svg").remove(0).1;
        let kept = Embedded::found_in(&first).unwrap();
        let again = ExportSpec { carries: spec.carries, ..kept.spec.clone() };
        let second = files(&store, &kept.view().unwrap(), &again, "second.svg").remove(0).1;
        prop_assert!(first == second, "{spec:?}");
    }
}

#[test]
fn files_are_known_before_they_are_drawn_and_come_in_order() {
    let store = store();
    let view = view_of(&store);
    let chapters = store.story().chapters.len();
    let spec = ExportSpec { kind: ExportKind::Each(Each::Chapter), layout: Layout::Timeline, ..ExportSpec::default() };
    let (basemap, fonts) = (&Basemap::default(), &Fonts::default());
    let source = ExportSource { store: &store, basemap, view: &view, fonts };
    let plan = spec.plan(source, Path::new("out/{n}.svg")).unwrap();
    let mut came = Vec::new();
    let progress = Progress::default();
    plan.perform(&progress, |file| {
        came.push(file.path.to_owned());
        Ok::<_, ExportError>(())
    })
    .unwrap();
    assert_eq!((came.as_slice(), came.len(), progress.counts()), (plan.files(), chapters, (chapters, chapters)));
    assert!(plan.is_several() && progress.words().ends_with("pictures are drawn"));
}

#[test]
fn nothing_is_drawn_on_after_a_file_that_is_not_taken_or_a_stop() {
    let store = store();
    let view = view_of(&store);
    let spec = ExportSpec { kind: ExportKind::Each(Each::Chapter), layout: Layout::Timeline, ..ExportSpec::default() };
    let (basemap, fonts) = (&Basemap::default(), &Fonts::default());
    let plan = spec.plan(ExportSource { store: &store, basemap, view: &view, fonts }, Path::new("{n}.svg")).unwrap();
    let mut count = 0;
    let failed = plan.perform(&Progress::default(), |_| {
        count += 1;
        Err(ExportError::packing("SVG", &"the disk is full"))
    });
    assert!(failed.is_err() && count == 1);
    let progress = Progress::default();
    let ending = plan.perform(&progress, |_| {
        progress.stop();
        Ok::<_, ExportError>(())
    });
    assert_eq!(ending.unwrap(), Ending::Stopped(1));
}

#[test]
fn frames_are_files_of_their_own_with_the_line_for_a_film_after_them() {
    let store = store();
    let motion = Motion { pace: Pace::Steady { fps: 2.0, seconds: 1.5 }, ..Motion::default() };
    let spec = ExportSpec { size: [480.0, 320.0], ..ExportSpec::film(motion) };
    let names: Vec<PathBuf> =
        files(&store, &view_of(&store), &spec, "out/{n}.png").into_iter().map(|file| file.0).collect();
    assert_eq!(names, ["out/1.png", "out/2.png", "out/3.png", "out/ffmpeg.txt"].map(PathBuf::from));
}

#[test]
fn a_film_leaves_out_what_a_picture_leaves_out() {
    let store = store();
    let view = view_of(&store);
    let layer = store.story().layers[0].id.clone();
    let spec = |layers: &[String]| ExportSpec {
        redaction: Redaction { layers: layers.iter().cloned().collect(), ..Redaction::default() },
        size: [480.0, 320.0],
        ..ExportSpec::film(Motion { pace: Pace::Steady { fps: 1.0, seconds: 2.0 }, ..Motion::default() })
    };
    let whole = files(&store, &view, &spec(&[]), "a.gif");
    let less = files(&store, &view, &spec(std::slice::from_ref(&layer)), "a.gif");
    assert!(whole != less);
    // The same as of a story without it.
    let redacted = Arc::new(store.redacted(&spec(&[layer]).redaction));
    let basemap = Basemap::default();
    let redacted = crate::view::placed(redacted, &basemap);
    assert!(less == files(&redacted, &view.of_redacted(&redacted), &spec(&[]), "a.gif"));
}

#[test]
fn what_is_left_out_is_left_out_of_what_was_known_then() {
    let store = store();
    let first = (0..store.len()).map(|index| store.known_since(index)).fold(f64::INFINITY, f64::min);
    let view = View { known: Known::By(first), ..view_of(&store) };
    let round = Redaction { round_km: Some(20.0), ..Redaction::default() };
    let spec =
        ExportSpec { redaction: round, layout: Layout::Timeline, carries: Carries::View, ..ExportSpec::default() };
    let of_whole = files(&store, &view, &spec, "a.svg");
    let of_read = files(&Arc::new(store.read_as_of(view.as_of())), &view, &spec, "a.svg");
    assert!(of_whole == of_read);
    let ever = View { known: Known::Ever, ..view };
    assert!(of_read != files(&store, &ever, &spec, "a.svg"));
}

#[test]
fn more_events_than_a_film_has_frames_are_not_cut_off_unsaid() {
    let rows = (0..=Pace::MOST_TAKES).map(|number| format!("E{number},2025-10-09,34.5,69.2"));
    let table = ["title,date,lat,lon".to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n");
    let loaded = crate::io::open_bytes(table.into_bytes(), crate::io::Opening::default()).unwrap();
    let store = Arc::new(Store::new(loaded.story));
    let view = view_of(&store);
    let spec = ExportSpec::film(Motion::default());
    let (basemap, fonts) = (&Basemap::default(), &Fonts::default());
    let plan = spec.plan(ExportSource { store: &store, basemap, view: &view, fonts }, Path::new("a.gif"));
    assert!(matches!(plan, Err(ExportError::Problem(Problem::TooManyFrames))));
}

#[test]
fn an_export_says_that_a_page_alone_sizes_and_colours_no_marks_by_a_number() {
    let store = store();
    let plain = view_of(&store);
    let sized = View { size_by: Some("Pakistani soldiers killed".to_owned()), ..plain.clone() };
    let colored = View { color_by: sized.size_by.clone(), ..plain.clone() };
    let (basemap, fonts) = (&Basemap::default(), &Fonts::default());
    let spec = ExportSpec::default();
    let words = |view: &View, file: &str| {
        let source = ExportSource { store: &store, basemap, view, fonts };
        spec.plan(source, Path::new(file)).unwrap().undrawn_words()
    };
    assert!(words(&sized, "a.html").is_some_and(|words| words.contains("size or colour")));
    assert!(words(&colored, "a.html").is_some());
    assert_eq!((words(&plain, "a.html"), words(&sized, "a.svg")), (None, None));
}
