//! Citations of an event, or of a view, with the sources that tell it.
//!
//! Answers how they are written. What is cited besides the sources is the story itself, by its title and the
//! SHA-256 of its file, with the event or the window, so that what was seen can be found again.

use serde_json::{Value, json};

use super::SOFTWARE;
use crate::io::story_hash;
use crate::model::{CitationForm, Source, When, plain};
use crate::query::{Shown, cited_sources};
use crate::scene::{speaker_of, when_text, window_words};
use crate::store::{Facet, Store};
use crate::view::View;

/// What is cited.
struct Cited {
    /// Begins the key of the entry.
    key: String,
    /// The event, or the title of the story.
    title: String,
    /// When it was, or what the window is.
    when: String,
    /// The date of the event as the story has it.
    date: Option<When>,
    /// The story and its hash.
    container: String,
    sources: Vec<Source>,
}

/// The citation of the event that a view selects, or else of what it shows, and of the sources of the claims.
pub fn citation(store: &Store, view: &View, shown: &Shown, form: CitationForm) -> String {
    view.selected(store)
        .map_or_else(|| cited_view(store, view, shown), |index| cited_event(store, view, index))
        .written(form)
}

/// The citation of the claim with this id: who says what, of which event, and the source. None where there is no such
/// claim.
pub fn claim_citation(store: &Store, id: &str, form: CitationForm) -> Option<String> {
    let (index, place) = store.claim(id)?;
    let event = store.event(index);
    let claim = event.claims.get(place)?;
    let said = claim.said.as_ref().map(|said| said.to_words(event.zone.as_ref()));
    let words = if claim.quote.is_empty() { plain(&claim.text) } else { format!("“{}”", plain(&claim.quote)) };
    let source = store.source(&claim.source).map(plain_source);
    let cited = Cited {
        key: claim.id.clone(),
        title: format!("{}: {words}", plain(&speaker_of(claim))),
        when: said.unwrap_or_else(|| "no date".to_owned()),
        date: claim.said.clone(),
        container: format!("“{}”, {}", plain(&event.title), container(store)),
        sources: source.into_iter().collect(),
    };
    Some(cited.written(form))
}

fn cited_event(store: &Store, view: &View, index: usize) -> Cited {
    let event = store.event(index);
    Cited {
        key: event.id.clone(),
        title: plain(&event.title),
        when: when_text(store, view, index),
        date: event.when.clone(),
        container: container(store),
        sources: sources(store, std::iter::once(index)),
    }
}

fn cited_view(store: &Store, view: &View, shown: &Shown) -> Cited {
    Cited {
        key: "story".to_owned(),
        title: plain(&store.story().title),
        when: if view.has_time() {
            format!("{}, {}", window_words(store, view), shown.counts_text())
        } else {
            shown.counts_text()
        },
        date: None,
        container: container(store),
        sources: sources(store, shown.events()),
    }
}

fn container(store: &Store) -> String {
    let story = store.whole_story();
    let title = if story.title.is_empty() { "Story".to_owned() } else { format!("“{}”", plain(&story.title)) };
    format!("{title}, story file with SHA-256 {}, read with {SOFTWARE}", store.whole_hash(story_hash))
}

/// The sources of the claims of these events, each once, in the order of their first claim, with each text on one
/// line.
fn sources(store: &Store, events: impl Iterator<Item = usize>) -> Vec<Source> {
    let keys = store.facet(Facet::Source);
    let cited = cited_sources(store, events).into_iter();
    cited.filter_map(|key| store.source(&keys.key(key).id).map(plain_source)).collect()
}

fn plain_source(source: &Source) -> Source {
    let [title, publisher, url, archived] =
        [&source.title, &source.publisher, &source.url, &source.archived].map(|text| plain(text));
    Source { title, publisher, url: url.into(), archived: archived.into(), ..source.clone() }
}

impl Cited {
    fn written(&self, form: CitationForm) -> String {
        match form {
            CitationForm::Text => {
                let heading = format!("{} ({}). In: {}.", self.title, self.when, self.container);
                let lines = self.sources.iter().map(|source| reference(source, &address(source, str::to_owned)));
                joined(heading, lines)
            }
            CitationForm::Markdown => {
                let heading = format!("**{}** ({}). In: {}.\n", plain_markdown(&self.title), self.when, self.container);
                let lines = self.sources.iter().map(|source| {
                    let link = address(source, |address| format!("<{address}>"));
                    format!("- {}", reference(&escaped_source(source), &link))
                });
                joined(heading, lines)
            }
            CitationForm::Bibtex => self.bibtex(),
            CitationForm::CslJson => format!("{:#}\n", Value::Array(self.csl())),
        }
    }

    fn bibtex(&self) -> String {
        let entry = |kind: &str, key: &str, fields: &[(&str, String)]| {
            let fields = fields.iter().filter(|(_, value)| !value.is_empty());
            let lines = fields.map(|(name, value)| {
                let value = if *name == "url" { value.replace(['{', '}'], "") } else { tex(value) };
                format!("  {name} = {{{value}}},\n")
            });
            format!("@{kind}{{{},\n{}}}\n", key_of(key), lines.collect::<Vec<_>>().concat())
        };
        let own = [
            ("title", self.title.clone()),
            ("date", self.date.as_ref().map(iso_day).unwrap_or_default()),
            ("howpublished", self.container.clone()),
            ("note", self.when.clone()),
        ];
        let mut text = entry("misc", &self.key, &own);
        for source in &self.sources {
            let fields = [
                ("title", source.title.clone()),
                ("organization", source.publisher.clone()),
                ("date", source.published.as_ref().map(iso_day).unwrap_or_default()),
                ("url", source.url.to_string()),
                ("urldate", source.accessed.as_ref().map(iso_day).unwrap_or_default()),
                ("note", copy_words(source, str::to_owned)),
            ];
            text += "\n";
            text += &entry("online", &source.id, &fields);
        }
        text
    }

    fn csl(&self) -> Vec<Value> {
        let own = json!({
            "id": self.key, "type": "dataset", "title": self.title, "container-title": self.container,
            "note": self.when,
        });
        let mut items = vec![with_date(own, "issued", self.date.as_ref())];
        for source in &self.sources {
            let mut item = json!({ "id": source.id, "type": "webpage", "title": source.title });
            let copy = copy_words(source, str::to_owned);
            for (name, value) in [("container-title", &source.publisher), ("URL", &source.url), ("note", &copy)] {
                if !value.is_empty() {
                    item[name] = json!(value);
                }
            }
            let item = with_date(item, "issued", source.published.as_ref());
            items.push(with_date(item, "accessed", source.accessed.as_ref()));
        }
        items
    }
}

fn joined(heading: String, lines: impl Iterator<Item = String>) -> String {
    let mut text = heading + "\n";
    for line in lines {
        text += &line;
        text += "\n";
    }
    text
}

/// The copy of a source in words, its address as `link` writes it; empty where there is none.
fn copy_words(source: &Source, link: impl Fn(&str) -> String) -> String {
    match source.archived.as_str() {
        "" => String::new(),
        copy if source.is_copy_only() => format!("read as a copy at {}", link(copy)),
        copy => format!("copy at {}", link(copy)),
    }
}

/// The address of a source and that of its copy, as `link` writes them.
fn address(source: &Source, link: impl Fn(&str) -> String) -> String {
    let own = if source.url.is_empty() { String::new() } else { link(&source.url) };
    let parts = [own, copy_words(source, link)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A source as a sentence, its address as it is given.
fn reference(source: &Source, address: &str) -> String {
    let title = if source.title.is_empty() { String::new() } else { format!("“{}”", source.title) };
    let date = source.published.as_ref().map(|when| when.to_words(None)).unwrap_or_default();
    let name = if source.publisher.is_empty() { String::new() } else { source.publisher.clone() };
    let accessed = source.accessed.as_ref().map(|when| format!("accessed {}", when.to_words(None))).unwrap_or_default();
    let parts = [name, title, date, address.to_owned(), accessed];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.", parts.join(", "))
}

/// The text with what `CommonMark` would take for markup kept as it is.
fn plain_markdown(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\`*_[]<>#&|~".contains(letter) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

fn escaped_source(source: &Source) -> Source {
    let (title, publisher) = (plain_markdown(&source.title), plain_markdown(&source.publisher));
    Source { title, publisher, ..source.clone() }
}

/// The text with what TeX would take for a command kept as it is.
fn tex(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => plain.push_str("\\textbackslash "),
            '~' => plain.push_str("\\textasciitilde "),
            '^' => plain.push_str("\\textasciicircum "),
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => plain.extend(['\\', letter]),
            _ => plain.push(letter),
        }
    }
    plain
}

/// A key that biblatex takes: letters, digits, hyphens.
fn key_of(id: &str) -> String {
    let key: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    if key.is_empty() { "entry".to_owned() } else { key }
}

/// The day, month or year that a time begins with, as ISO 8601. Empty for a time that begins otherwise.
fn iso_day(when: &When) -> String {
    let text = when.to_string();
    let is_digits =
        |from: usize, to: usize| text.get(from..to).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let has_dash = |at: usize| text.get(at..=at) == Some("-");
    if !is_digits(0, 4) {
        return String::new();
    }
    let month = has_dash(4) && is_digits(5, 7);
    let end = if month && has_dash(7) && is_digits(8, 10) {
        10
    } else if month {
        7
    } else {
        4
    };
    text[..end].to_owned()
}

fn with_date(mut item: Value, name: &str, when: Option<&When>) -> Value {
    let day = when.map(iso_day).unwrap_or_default();
    let parts: Vec<u32> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    if !parts.is_empty() {
        item[name] = json!({ "date-parts": [parts] });
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::query::select;

    fn strike(form: CitationForm) -> String {
        let store = Store::new(carried_story().story);
        let selection = vec!["kabul-strike".to_owned()];
        let view = View { selection, ..View::of_story(&store, [800.0, 600.0]) };
        citation(&store, &view, &select(&store, &view.question()), form)
    }

    #[test]
    fn an_event_is_cited_with_its_sources_in_every_form() {
        let text = strike(CitationForm::Text);
        assert!(text.starts_with("Air strikes on Kabul (9 October 2025"), "{text}");
        assert!(text.contains("News18, “") && text.contains("https://"), "{text}");
        assert!(strike(CitationForm::Markdown).contains("\n- News18, “"));
        let bibtex = strike(CitationForm::Bibtex);
        assert!(bibtex.starts_with("@misc{kabul-strike,\n  title = {Air strikes on Kabul},\n  date = {2025-10-09},\n"));
        let items: Vec<Value> = serde_json::from_str(&strike(CitationForm::CslJson)).unwrap();
        assert_eq!(items.len(), text.lines().count());
        assert_eq!(items[0]["issued"]["date-parts"], json!([[2025, 10, 9]]));
    }

    #[test]
    fn a_claim_is_cited_with_its_speaker_its_event_and_its_source_alone() {
        let store = Store::new(carried_story().story);
        let claim = store.event(store.index_of("kabul-strike").unwrap()).claims[0].clone();
        let text = claim_citation(&store, &claim.id, CitationForm::Text).unwrap();
        assert!(text.starts_with(&format!("{}: ", speaker_of(&claim))) && text.contains("“Air strikes on Kabul”, “"));
        assert!(text.contains(", read as a copy at https://topologypro.one/"), "{text}");
        assert_eq!(text.lines().count(), 2);
        assert_eq!(claim_citation(&store, "nobody", CitationForm::Text), None);
    }

    #[test]
    fn a_copy_is_cited_as_a_copy_in_every_form() {
        let text = strike(CitationForm::Text);
        assert!(
            text.contains(", read as a copy at https://topologypro.one/")
                && !text.contains("2025, https://topologypro")
        );
        assert!(strike(CitationForm::Markdown).contains(", read as a copy at <https://topologypro.one/"));
        assert!(strike(CitationForm::Bibtex).contains("  note = {read as a copy at https://topologypro.one/"));
        assert!(!strike(CitationForm::Bibtex).contains("url = {https://topologypro"));
        let items: Vec<Value> = serde_json::from_str(&strike(CitationForm::CslJson)).unwrap();
        let news = items.iter().find(|item| item["id"] == "news18").unwrap();
        assert!(news.get("URL").is_none() && news["note"].as_str().unwrap().starts_with("read as a copy at https://"));
        let both = Source { url: "https://a.org".into(), archived: "https://b.org".into(), ..Source::default() };
        assert_eq!(address(&both, str::to_owned), "https://a.org, copy at https://b.org");
    }

    #[test]
    fn a_view_is_cited_with_its_counts_and_each_source_once() {
        let store = Store::new(carried_story().story);
        let view = View::of_story(&store, [800.0, 600.0]);
        let shown = select(&store, &view.question());
        let items: Vec<Value> = serde_json::from_str(&citation(&store, &view, &shown, CitationForm::CslJson)).unwrap();
        assert!(items[0]["note"].as_str().unwrap().contains(&shown.counts_text()));
        let ids: std::collections::BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), items.len());
    }

    #[test]
    fn what_other_languages_read_as_markup_is_kept_as_text() {
        assert_eq!(tex("50% of {A_B} & $5 \\ ~"), "50\\% of \\{A\\_B\\} \\& \\$5 \\textbackslash  \\textasciitilde ");
        assert_eq!(plain_markdown("*a* [b](c) <d>"), "\\*a\\* \\[b\\](c) \\<d\\>");
        assert_eq!(key_of("ünï {x}, y"), "-n---x---y");
    }

    #[test]
    fn a_date_is_as_close_as_it_begins() {
        for (text, day) in
            [("2025-10-09T21:50+04:30", "2025-10-09"), ("2025-10", "2025-10"), ("2021/..", "2021"), ("202X", "")]
        {
            assert_eq!(iso_day(&When::parse(text).unwrap()), day, "{text}");
        }
    }
}
