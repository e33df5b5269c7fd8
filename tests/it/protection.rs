//! What a story leaves out is in no byte of what is written of it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use meridian::basemap::Basemap;
use meridian::export::{Carries, ExportError, ExportSource, ExportSpec, Motion, Progress, citation};
use meridian::io::{FileFormat, story_from_slice, write_events_to};
use meridian::model::{
    CitationForm, Fields as _, Members, Redaction, Row, Rows, Story, TextKind, TextVisitor, Translation,
};
use meridian::query::select;
use meridian::scene::{Composition, Fonts, Layout};
use meridian::store::Store;
use meridian::view::View;
use proptest::prelude::*;
use serde_json::Value;

const SIZE: [f32; 2] = [640.0, 480.0];

/// Puts a name into every text of a story, and into whatever else can hold one.
struct Telling<'a> {
    name: &'a str,
    texts: usize,
}

impl TextVisitor for Telling<'_> {
    fn text(&mut self, kind: TextKind, text: &mut String) {
        self.texts += 1;
        // Ids stay apart, and the same in every place.
        let name = if matches!(kind, TextKind::Id(_)) && text.is_empty() { "" } else { self.name };
        *text = format!("{text} {name}.");
    }

    fn members(&mut self, members: &mut Members) {
        members.insert("unknown".to_owned(), Value::from(self.name));
        members.insert(self.name.to_owned(), Value::from(vec![self.name]));
    }

    fn view(&mut self, view: &mut Members) {
        view.insert("filter".to_owned(), Value::from(format!("speaker:\"{}\"", self.name)));
        view.insert("unknown".to_owned(), Value::from(self.name));
    }

    fn row(&mut self, row: &mut Option<Row>) {
        let mut rows = Rows::new([self.name.to_owned(), "column".to_owned()].into());
        rows.push(2, [self.name, self.name]);
        *row = Some(Row::new(Arc::new(rows), 0));
    }
}

/// The story that fills every text of the format, with a name in each; all speak under it but one claim of each
/// event, which stays.
fn telling(name: &str) -> Story {
    let json = include_str!("../page/every-text.geojson").replace('@', "");
    let mut story = story_from_slice(json.as_bytes()).unwrap().story;
    let mut telling = Telling { name, texts: 0 };
    story.visit_texts(&mut telling);
    assert!(telling.texts > 60, "{}", telling.texts);
    // A name in another script is not found, so that texts in other languages go as a whole.
    let urdu =
        Translation { language: "ur".parse().unwrap(), member: "title".to_owned(), text: format!("{name} URDU") };
    story.i18n = vec![urdu.clone()].into();
    story.categories.iter_mut().for_each(|category| category.i18n = vec![urdu.clone()].into());
    for event in &mut story.events {
        event.i18n = vec![urdu.clone()].into();
        event.claims.iter_mut().for_each(|claim| claim.i18n = vec![urdu.clone()].into());
        let mut other = event.claims[0].clone();
        other.id += " again";
        "somebody else".clone_into(&mut other.attribution.name);
        event.claims.push(other);
    }
    story
}

/// The text of a file's bytes, with that of its compressed parts.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    // Streams of PDF, and text of PNG, are deflated as a rule.
    for (at, pair) in bytes.windows(2).enumerate() {
        if pair[0] & 0x0f == 8 && u16::from_be_bytes([pair[0], pair[1]]).is_multiple_of(31) {
            let mut inflated = Vec::new();
            // What breaks off has told what it could.
            flate2::read::ZlibDecoder::new(&bytes[at..]).take(1 << 22).read_to_end(&mut inflated).unwrap_or_default();
            all.extend(inflated);
        }
    }
    all
}

/// Holds a name as it stands, or as UTF-16, in either case.
fn holds(bytes: &[u8], name: &str) -> bool {
    let lower = |bytes: &[u8]| bytes.to_ascii_lowercase();
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let bytes = lower(bytes);
    [name.as_bytes(), &wide].map(lower).iter().any(|name| memchr::memmem::find(&bytes, name).is_some())
}

/// All that is text and is written of a redacted store, by name.
fn texts_of(store: &Arc<Store>, view: &View) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (format, word, ..) in FileFormat::ALL {
        let mut out = Vec::new();
        write_events_to(&mut out, store.whole_story(), *format).unwrap();
        files.push(((*word).to_owned(), out));
    }
    let shown = select(store, &view.question());
    let selected = View { selection: vec![store.id(0).into_owned()], ..view.clone() };
    for (form, word) in CitationForm::ALL {
        for view in [view, &selected] {
            files.push((format!("citation as {word}"), citation(store, view, &shown, form).into_bytes()));
        }
    }
    files.extend(pictures_of(store, view, &["svg", "html"]));
    files
}

/// What is exported of a store into a file of this ending.
fn exported(store: &Arc<Store>, view: &View, spec: &ExportSpec, ending: &str) -> Result<Vec<u8>, ExportError> {
    let file = format!("file.{ending}");
    let source = ExportSource { store, basemap: Basemap::embedded(), view, fonts: &Fonts::default() };
    let mut bytes = Vec::new();
    spec.plan(source, Path::new(&file))?.perform(&Progress::default(), |file| {
        bytes = file.bytes;
        Ok::<_, ExportError>(())
    })?;
    Ok(bytes)
}

fn pictures_of(store: &Arc<Store>, view: &View, endings: &[&str]) -> Vec<(String, Vec<u8>)> {
    let picture = |ending: &str, layout: Layout| {
        let carries = if ["jpg", "webp"].contains(&ending) { Carries::View } else { Carries::Story };
        let spec = ExportSpec { layout, size: SIZE, carries, ..ExportSpec::default() };
        (format!("{ending} of {layout:?}"), exported(store, view, &spec, ending).unwrap())
    };
    endings.iter().flat_map(|ending| Layout::ALL.map(|(layout, _)| picture(ending, layout))).collect()
}

/// The story with a name in every text as it is exported without it, and a view of it with ids that hold the name.
fn protected(name: &str, left_out: &str) -> (Arc<Store>, View) {
    let whole = Store::new(telling(name));
    let redaction = Redaction { speakers: [left_out.to_owned()].into(), ..Redaction::default() };
    let store = Arc::new(whole.redacted(&redaction));
    let mut view = View { relief: false, ..View::of_story(&whole, SIZE.map(f64::from)) };
    view.selection = vec![whole.event(0).id.clone()];
    view.claim = Some(whole.event(0).claims[0].id.clone());
    view.hidden_layers.insert(whole.event(1).layer.clone());
    (store, view)
}

#[track_caller]
fn none_holds(files: &[(String, Vec<u8>)], name: &str) {
    for (file, bytes) in files {
        assert!(!holds(&unpacked(bytes), "URDU"), "{file} holds a text in another language");
        assert!(!holds(&unpacked(bytes), name), "{file} holds {name:?}");
    }
}

#[test]
fn a_name_in_every_text_is_seen_where_nothing_is_left_out() {
    let name = "Zabihullah";
    let store = Arc::new(Store::new(telling(name)));
    let view = View::of_story(&store, SIZE.map(f64::from));
    let mut files = texts_of(&store, &view);
    files.extend(pictures_of(&store, &view, &["pdf", "png"]));
    for (file, bytes) in files {
        assert!(holds(&unpacked(&bytes), name), "{file}");
    }
}

#[test]
fn a_name_that_is_left_out_is_in_no_byte_of_any_file() {
    let name = "Zabihullah Mujahid";
    let (store, view) = protected(name, name);
    let mut files = texts_of(&store, &view);
    files.extend(pictures_of(&store, &view, &["png", "pdf", "jpg", "webp"]));
    for ending in ["gif", "apng", "webp"] {
        let film = ExportSpec { size: SIZE, ..ExportSpec::film(Motion::default()) };
        files.push((format!("film as {ending}"), exported(&store, &view, &film, ending).unwrap()));
    }
    none_holds(&files, name);
    for part in ["Zabihullah", "Mujahid"] {
        none_holds(&files, part);
    }
}

#[test]
fn what_is_left_of_a_story_hangs_together_under_new_ids() {
    let (store, view) = protected("Zabihullah", "Zabihullah");
    let story = store.story();
    assert_eq!((story.events.len(), story.chapters.len()), (2, 2));
    assert!(story.events.iter().all(|event| event.claims.len() == 1));
    assert_eq!(story.events.get(0).links[0].to, story.events.get(1).id);
    assert_eq!(story.chapters[0].event, story.events.get(0).id);
    assert!(
        story.category(&story.events.get(0).category).is_some() && story.layer(&story.events.get(0).layer).is_some()
    );
    assert!(story.actor(&story.events.get(0).actors[0].actor).is_some());
    assert!(story.source(&story.events.get(0).claims[0].source).is_some());
    // What the view selects and hides is still selected and hidden.
    let kept = view.of_redacted(&store);
    assert_eq!(kept.selection, [story.events.get(0).id.clone()]);
    assert!(kept.hidden_layers.contains(&story.events.get(1).layer) && kept.claim.is_none());
}

#[test]
fn a_filter_or_words_of_a_figure_that_hold_the_name_are_refused() {
    let (store, view) = protected("Zabihullah", "Zabihullah");
    let filter = View { filter: "speaker:ZABIHULLAH".parse().unwrap(), ..view.clone() };
    let composition = Composition { subtitle: Some("by zabi\u{ad}hullah".to_owned()), ..Composition::default() };
    for (view, composition) in [(&filter, &Composition::default()), (&view, &composition)] {
        let spec = ExportSpec { layout: Layout::Map, composition: composition.clone(), ..ExportSpec::default() };
        assert!(exported(&store, view, &spec, "svg").is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_spelling_of_a_name_is_in_what_is_written(
        name in "[B-DF-HJ-NP-TV-Z]{3}[qxz]{2}[a-z]{2,6}( [A-Z][a-z&\"'<]{3,7})?",
        around in ("[a-z]{0,3}[ (\"<]?", "[ )\".,>]?"),
        spelling in 0..4_u8,
    ) {
        let told = match spelling {
            0 => name.clone(),
            1 => name.to_uppercase(),
            2 => name.to_lowercase().replace(' ', "-"),
            _ => name.replace(' ', "\u{a0}  "),
        };
        let told = format!("{}{told}{}", around.0, around.1);
        let (store, view) = protected(&told, &name);
        let first = name.split(' ').next().unwrap();
        for (file, bytes) in texts_of(&store, &view) {
            prop_assert!(!holds(&bytes, first), "{} holds {:?} of {:?}", file, first, told);
        }
    }
}
