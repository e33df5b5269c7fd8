//! Whatever a story says, its page has the elements, attributes and addresses of a page, and no others.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use meridian::basemap::Basemap;
use meridian::export::{Carries, Embedded, Format, Letters, Picture};
use meridian::io::story_from_slice;
use meridian::model::{Members, Row, Story, TextKind, TextVisitor};
use meridian::scene::{Composition, Fonts, Layout};
use meridian::store::Store;
use meridian::view::View;
use quick_xml::events::Event;

static BASEMAP: LazyLock<Basemap> = LazyLock::new(|| Basemap::embedded().expect("the base map is sound"));
const EVERY_TEXT: &str = include_str!("../../tests/page/every-text.geojson");
const SIZE: [f32; 2] = [640.0, 480.0];
/// Of HTML, and of the SVG of its map.
const ELEMENTS: [&str; 42] = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "h1", "h2", "p", "span", "button", "main",
    "section", "ol", "ul", "li", "i", "b", "article", "blockquote", "footer", "script", "svg", "g", "path", "rect",
    "circle", "text", "defs", "clipPath", "pattern", "line", "use", "image", "tspan", "polygon", "polyline", "ellipse",
    "desc",
];

/// Says the same in every text.
struct Saying<'a>(&'a str);

impl TextVisitor for Saying<'_> {
    fn text(&mut self, kind: TextKind, text: &mut String) {
        // Ids stay apart.
        if matches!(kind, TextKind::Id(_)) { text.insert_str(0, self.0) } else { self.0.clone_into(text) }
    }
    fn members(&mut self, _: &mut Members) {}
    fn view(&mut self, _: &mut Members) {}
    fn row(&mut self, _: &mut Option<Row>) {}
}

/// The story that the bytes are, or one that says them everywhere.
fn story_of(bytes: &[u8]) -> Story {
    if let Ok(loaded) = story_from_slice(bytes) {
        return loaded.story;
    }
    let mut story = story_from_slice(EVERY_TEXT.as_bytes()).expect("it is a story").story;
    story.visit_texts(&mut Saying(&String::from_utf8_lossy(bytes)));
    story
}

fuzz_target!(|bytes: &[u8]| {
    let store = Store::new(story_of(bytes));
    let view = View { relief: false, ..View::of_story(&store, SIZE.map(f64::from)) };
    let picture = Picture {
        store: &store,
        basemap: &BASEMAP,
        view: &view,
        layout: Layout::Figure,
        composition: &Composition::default(),
        size: SIZE,
        scale: 1.0,
        letters: Letters::Words,
        carries: Carries::Story,
        fonts: &Fonts::default(),
    };
    let (html, _) = picture.bytes(Format::Html).expect("every story has a page");
    let embedded = Embedded::found_in(&html).expect("the page holds its view");
    assert_eq!(embedded.title, store.story().title);
    let html = String::from_utf8(html).expect("a page is UTF-8");
    assert_eq!((html.matches("<script").count(), html.matches("<style").count()), (2, 1));
    // What is no markup to HTML.
    let (before, rest) = html.split_once("<style>").expect("one style");
    let (_, rest) = rest.split_once("</style>").expect("it ends");
    let (rest, _) = rest.rsplit_once("<script>").expect("one script");
    for part in [before, rest] {
        assert_is_of_a_page(part);
    }
});

fn assert_is_of_a_page(markup: &str) {
    let mut reader = quick_xml::Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event().expect("a page is well formed") {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
                for attribute in start.html_attributes() {
                    let attribute = attribute.expect("attributes are well formed");
                    let key = attribute.key.as_ref().to_owned();
                    assert!(!key.starts_with("on") && !matches!(key.as_str(), "src" | "style" | "autofocus"), "{key}");
                    let value = attribute.value;
                    if key == "href" {
                        let value = value.to_ascii_lowercase();
                        let is_known = ["http:", "https:", "mailto:", "#"].iter().any(|start| value.starts_with(start));
                        assert!(is_known, "{value}");
                    }
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}
