use std::collections::BTreeSet;

use super::*;
use crate::basemap::Basemap;
use crate::export::ExportSpec;
use crate::io::{carried_story, story_from_slice};
use crate::scene::Composition;
use crate::store::Store;

fn page(store: &Store) -> String {
    let view = View::of_story(store, [840.0, 560.0]);
    let shown = select(store, &view.question());
    let (composition, size) = (&Composition::default(), [840.0, 560.0]);
    let embedded = Embedded::of(store, &view, &ExportSpec::default());
    page_html(Subject { store, basemap: Basemap::embedded(), view: &view, shown: &shown, composition, size }, &embedded)
}

#[test]
fn the_carried_story_is_a_small_page_that_loads_nothing() {
    let store = Store::new(carried_story().story);
    let html = page(&store);
    assert!(html.len() < 2_000_000, "{}", html.len());
    for loader in ["src=", "<link", "url(", "@import", "xlink:href=", "fetch(", "XMLHttpRequest", "<img"] {
        // A font within the page is no loading.
        let within = |rest: &str| rest.starts_with("url(#") || rest.starts_with("url(data:font/ttf;base64,");
        let data = html.match_indices(loader).find(|(at, _)| !within(&html[*at..]));
        assert_eq!(data, None, "{loader}");
    }
    assert_eq!(Embedded::found_in(html.as_bytes()).unwrap().title, store.story().title);
}

#[test]
fn rows_that_are_not_hidden_are_the_events_of_the_view_in_order() {
    let store = Store::new(carried_story().story);
    let view = View::of_story(&store, [840.0, 560.0]);
    let shown = select(&store, &view.question());
    let html = page(&store);
    let rows = html.lines().filter(|line| line.contains("data-event-id=") && !line.contains(" hidden>"));
    let ids: Vec<&str> =
        rows.map(|row| row.split("data-event-id=\"").nth(1).unwrap().split('"').next().unwrap()).collect();
    let events: Vec<_> = shown.events().map(|index| store.id(index)).collect();
    assert_eq!(ids, events);
    assert!(html.contains(&shown.counts_text()));
}

/// The story that fills every text of the format, with these words in each.
fn story_saying(words: &str) -> Store {
    let every_text = include_str!("../../../tests/page/every-text.geojson");
    let words = serde_json::to_string(words).unwrap();
    let json = every_text.replace('@', &words[1..words.len() - 1]);
    Store::new(story_from_slice(json.as_bytes()).unwrap().story)
}

/// The elements of a page with the names of their attributes, and its addresses.
fn markup_of(html: &str) -> (Vec<String>, Vec<String>) {
    use quick_xml::events::Event as Part;
    // What is no markup to HTML, and has its own hash.
    let html = html.replace(&unix_lines(SCRIPT), "").replace(&unix_lines(STYLE), "");
    let mut reader = quick_xml::Reader::from_str(&html);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut elements, mut links) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Part::Start(start) | Part::Empty(start) => {
                let mut element = start.name().as_ref().to_owned();
                for attribute in start.html_attributes() {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    if name == "href" {
                        links.push(attribute.value.into_owned());
                    }
                    element += &[" ", &name].concat();
                }
                elements.push(element);
            }
            Part::Eof => return (elements, links),
            _ => {}
        }
    }
}

#[test]
fn text_of_a_story_is_never_markup_in_any_field() {
    // Which labels find room on the ground, and where the legend stands, depends on how long words are: what is drawn
    // has a form, element and names of its attributes, that plain words of some length have.
    let drawn = ["text", "rect", "circle", "path", "line", "polyline", "polygon"];
    let apart = |elements: Vec<String>| -> (Vec<String>, BTreeSet<String>) {
        let (labels, others): (Vec<String>, Vec<String>) = elements
            .into_iter()
            .partition(|element| element.split(' ').next().is_some_and(|name| drawn.contains(&name)));
        (others, labels.into_iter().collect())
    };
    let words = [
        "\"><script>window.pwned=1</script>",
        "' onfocus=window.pwned=1 autofocus x='",
        "\" onfocus=window.pwned=1 autofocus x=\"",
        "javascript:window.pwned=1//",
        "</script><script>window.pwned=1</script>",
        "]]> --><!-- &#34;><b> \u{2028}",
        "</title></style></svg><img src=x onerror=window.pwned=1>",
    ];
    let plain = |length: usize| "plain words ".chars().cycle().take(length).collect::<String>();
    let lengths = words.iter().map(|words| words.chars().count()).chain([1, 6, 12, 24, 100]);
    let (mut others, mut forms) = (Vec::new(), BTreeSet::new());
    for length in lengths {
        let (of_plain, drawn) = apart(markup_of(&page(&story_saying(&plain(length)))).0);
        assert!(others.is_empty() || others == of_plain, "{length} letters");
        others = of_plain;
        forms.extend(drawn);
    }
    for words in words {
        let html = page(&story_saying(words));
        let (elements, links) = markup_of(&html);
        let found = apart(elements);
        assert_eq!(found.0, others, "{words}");
        assert!(found.1.is_subset(&forms), "{words}: {:?}", found.1.difference(&forms));
        assert!(links.iter().all(|link| link.starts_with("https://") || link.starts_with('#')), "{links:?}");
        // What the page carries ends where it should.
        let embedded = Embedded::found_in(html.as_bytes()).unwrap();
        assert!(embedded.title.contains(words), "{}", embedded.title);
    }
}

#[test]
fn a_page_runs_its_own_script_and_wears_its_own_style_alone() {
    let html = page(&story_saying("\"><script>"));
    let policy = html.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap();
    let policy = policy.split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
    let between = |start: &str, end: &str| {
        html.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(text, _)| text).unwrap()
    };
    for (name, text) in [("script", between("<script>", "</script>")), ("style", between("<style>", "</style>"))] {
        let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
        assert!(policy.contains(&format!("{name}-src 'sha256-{hash}';")), "{name}: {policy}");
    }
    // These would be refused.
    let outside = html.replace(SCRIPT, "").replace(STYLE, "");
    assert!(!outside.contains(" style=") && !SCRIPT.contains("style:") && !SCRIPT.contains("innerHTML"));
}

#[test]
fn no_call_of_the_script_has_an_argument_for_each_event() {
    // Engines take some ten thousand, and fail with more.
    for call in ["Math.min(", "Math.max(", ".push("] {
        let spread = SCRIPT.match_indices(call).find(|(at, _)| {
            let arguments = &SCRIPT[at + call.len()..];
            arguments[..arguments.find(['(', ')', '\n']).unwrap_or(arguments.len())].contains("...")
        });
        assert_eq!(spread, None, "{call}");
    }
}
