//! A page that stands alone: one HTML file with map, timeline, chapters, events, claims and sources.
//!
//! Everything that is told is in the page as text, so that it can be read, printed and searched without
//! its script. The script draws marks and timeline from the same elements and decides what is in the
//! window by the rule of [`select`](crate::query::select). Nothing in the page asks for anything outside of it.

mod faces;
mod ground;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::markup::{escaped, is_link};
use super::{Embedded, SOFTWARE};
use crate::model::{Attestation, Claim, Event, Extent, Match};
use crate::query::{Question, Shown, select};
use crate::scene::{
    PAGE_HINT, Palette, Subject, category_color, figure_remarks, measures_of, palette_of, speaker_of,
    translation_words, when_text, window_words,
};
use crate::view::{Each, Stage, Theme, TimeMode, View};
use faces::font_faces;
use ground::{Ground, ground_of, ground_style};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// As many chapters are in a page.
const MOST_CHAPTERS: usize = 200;

/// The page of a view: the events that its layers and filter admit, whenever they were; those in its window are
/// shown first.
pub(super) fn page_html(subject: Subject<'_>, embedded: &Embedded) -> String {
    let Subject { store, basemap, view, composition, .. } = subject;
    // The map of a page has no relief.
    let view = &View { relief: false, ..view.clone() };
    let all_time = select(store, &Question { window: None, until_secs: None, ..view.question() });
    let ground = ground_of(store, basemap, view);
    let page = Page { subject: Subject { view, ..subject }, all_time: &all_time, ground };
    let title = composition.title.as_deref().unwrap_or(&store.story().title);
    let title = escaped(if title.is_empty() { "Untitled story" } else { title });
    let theme = if view.theme.is_dark() { "dark" } else { "light" };
    let body = page.body(&title);
    let style = format!("\n{STYLE}{}{}{}", page.category_style(), ground_style(), font_faces(&body));
    let style = unix_lines(&style);
    let script = unix_lines(&format!("\n{SCRIPT}"));
    let policy = policy(&style, &script);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\" data-theme=\"{theme}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"{SOFTWARE}\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n"
    );
    html += &body;
    html += &embedded.in_html();
    writeln!(html, "<script>{script}</script>\n</body>\n</html>").expect("a string can grow");
    html
}

/// What a page may do: nothing but run this script and wear this style, which are in it. So it holds no style in an
/// attribute, and no script of a story runs even if it should get into the page.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let (style, script) = (hash(style), hash(script));
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; font-src data:; base-uri 'none'; form-action 'none'"
    )
}

/// The text with the ends of lines that a browser reads, of which the hash is.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

struct Page<'a> {
    subject: Subject<'a>,
    /// What would be shown if time did not matter.
    all_time: &'a Shown,
    ground: Ground,
}

impl Page<'_> {
    /// The colours of the categories, light and dark.
    fn category_style(&self) -> String {
        let rules = |prefix: &str, palette: &Palette| -> String {
            let places = (0..self.subject.store.story().categories.len()).map(Some).chain([None]);
            let rule = |place: Option<usize>| {
                let color = category_color(self.subject.store.story(), place, palette);
                let name = place.map_or("none".to_owned(), |place| place.to_string());
                format!("{prefix}.k{name}{{--kind:#{:02x}{:02x}{:02x}}}\n", color.r, color.g, color.b)
            };
            places.map(rule).collect::<Vec<_>>().concat()
        };
        rules("", palette_of(Theme::Light)) + &rules("[data-theme=dark] ", palette_of(Theme::Dark))
    }

    fn body(&self, title: &str) -> String {
        let story = self.subject.store.story();
        let secs = |extent: &Extent| format!("{} {}", finite(extent.start_secs), finite(extent.end_secs));
        let until = match self.subject.view.mode {
            TimeMode::Window => String::new(),
            TimeMode::Trail | TimeMode::SoFar => finite(self.subject.view.playhead_secs),
        };
        let offset =
            self.subject.view.zone_shown(self.subject.store, None).offset_secs_at(self.subject.view.window.start_secs);
        let remarks: Vec<String> = figure_remarks(self.subject).iter().map(|words| escaped(words)).collect();
        format!(
            "<body data-window=\"{}\" data-time=\"{}\" data-until=\"{until}\" data-offset=\"{offset}\" \
             data-total=\"{}\" data-selected=\"{}\">\n\
             <a class=\"skip\" href=\"#events\">To the events</a>\n\
             <header><div><h1 dir=\"auto\">{title}</h1><p class=\"counts\"><span data-counts role=\"status\">{}</span> · \
             <span data-window-words>{}</span></p></div>\
             <button type=\"button\" id=\"theme\" aria-label=\"Dark or light\">◐</button></header>\n\
             <main>\n<section id=\"left\" aria-label=\"Events and chapters\">\n\
             <p class=\"summary\" dir=\"auto\">{}</p>\n{}</section>\n\
             <section id=\"map\" aria-label=\"Map\">\n{}\n<div id=\"pointers\"></div>\n\
             <div class=\"buttons\"><button type=\"button\" id=\"in\" aria-label=\"Zoom in\">+</button>\
             <button type=\"button\" id=\"out\" aria-label=\"Zoom out\">−</button>\
             <button type=\"button\" id=\"fit\" aria-label=\"The whole map\">⤢</button></div>\n{LEGEND}</section>\n\
             <section id=\"detail\" aria-label=\"What is reported\" aria-live=\"polite\">\n\
             <p id=\"hint\">{PAGE_HINT}</p>\n{}</section>\n\
             <section id=\"time\" aria-label=\"Timeline\">\n<div class=\"play\">\
             <button type=\"button\" id=\"before\" aria-label=\"Previous event\">◀</button>\
             <button type=\"button\" id=\"play\" aria-label=\"Play\" aria-pressed=\"false\">▶</button>\
             <button type=\"button\" id=\"after\" aria-label=\"Next event\">▶|</button>\
             <button type=\"button\" id=\"all\">Full range</button></div>\n\
             <div id=\"line\"></div></section>\n</main>\n<footer><p>{}</p></footer>\n",
            secs(&self.subject.view.window),
            if self.subject.view.has_time() { secs(&self.subject.view.time) } else { String::new() },
            self.all_time.total(),
            escaped(self.subject.view.selection.first().map_or("", |id| id)),
            escaped(&self.subject.shown.counts_text()),
            escaped(&window_words(self.subject.store, self.subject.view)),
            escaped(self.subject.composition.subtitle.as_deref().unwrap_or(&story.summary)),
            self.lists(),
            self.ground.svg,
            self.articles(),
            remarks.join(" · "),
        )
    }

    /// The lists with their tabs; chapters first, where there are some.
    fn lists(&self) -> String {
        let events = |is_hidden| {
            format!("<ol id=\"events\" role=\"tabpanel\" aria-label=\"Events\" tabindex=\"-1\"{is_hidden}>\n")
        };
        let chapters = self.chapters();
        if chapters.is_empty() {
            return format!("{}{}</ol>\n", events(""), self.rows());
        }
        let tab = |id: &str, name: &str, is_chosen: &str| {
            format!(
                "<button type=\"button\" role=\"tab\" aria-selected=\"{is_chosen}\" aria-controls=\"{id}\">{name}</button>"
            )
        };
        format!(
            "<div class=\"tabs\" role=\"tablist\">{}{}</div>\n\
             <ol id=\"chapters\" role=\"tabpanel\" aria-label=\"Chapters\">\n{chapters}</ol>\n{}{}</ol>\n",
            tab("chapters", "Chapters", "true"),
            tab("events", "Events", "false"),
            events(" hidden"),
            self.rows()
        )
    }

    /// A row for each event, in order; those out of the window are hidden.
    fn rows(&self) -> String {
        let mut rows = String::new();
        for index in self.all_time.events() {
            self.row(&mut rows, index);
        }
        if self.subject.store.is_empty() {
            rows += "<li class=\"empty\">No events in this story</li>\n";
        }
        rows
    }

    fn row(&self, rows: &mut String, index: usize) {
        let event = self.subject.store.event(index);
        let found = self.subject.shown.match_of(index);
        let span = |extent: Option<Extent>| {
            extent.map_or(String::new(), |extent| format!("{} {}", finite(extent.start_secs), finite(extent.end_secs)))
        };
        let times = self.subject.store.span(index);
        let at = self.ground.at(self.subject.store, index).map_or(String::new(), |[x, y]| format!("{x:.1} {y:.1}"));
        let voice = match self.subject.store.attestation(index) {
            Some(Attestation::Named) => "named",
            Some(Attestation::Anonymous) => "anonymous",
            Some(Attestation::Outlet) | None => "outlet",
        };
        let category = self.subject.store.category(index);
        let name = category.map_or("Other", |place| {
            let category = &self.subject.store.story().categories[place];
            if category.name.is_empty() { &category.id } else { &category.name }
        });
        let place = event.place.as_ref().map_or("", |place| place.name.as_str());
        let kind = category.map_or("none".to_owned(), |place| place.to_string());
        let flags =
            [(self.subject.store.is_disputed(index), " data-disputed"), (found == Match::Possibly, " data-possibly")];
        let flags: String = flags.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect();
        let hidden = if found == Match::Out { " hidden" } else { "" };
        let about: Vec<String> = [name, place].iter().filter(|words| !words.is_empty()).map(|w| escaped(w)).collect();
        writeln!(
            rows,
            "<li class=\"k{kind}\" data-event-id=\"{}\" data-certain=\"{}\" data-possible=\"{}\" data-at=\"{at}\" \
             data-voice=\"{voice}\" data-lane=\"{}\"{flags}{hidden}><button type=\"button\"><i></i>\
             <span class=\"when\">{}</span><b dir=\"auto\">{}</b><span class=\"about\">{}</span></button></li>",
            escaped(&event.id),
            span(times.and_then(|span| span.certain)),
            span(times.map(|span| span.possible)),
            escaped(name),
            escaped(&when_text(self.subject.store, self.subject.view, index)),
            escaped(&event.title),
            about.join(" · "),
        )
        .expect("a string can grow");
    }

    fn chapters(&self) -> String {
        let stage = Stage { store: self.subject.store, map_size_points: [840.0, 560.0], unit_secs: 86_400.0 };
        let parts = self.subject.view.series(Each::Chapter, &stage, MOST_CHAPTERS);
        let chapters = parts.iter().zip(&self.subject.store.story().chapters).map(|(part, chapter)| {
            let window = part.view.window;
            format!(
                "<li><button type=\"button\" data-window=\"{} {}\" data-selected=\"{}\"><b dir=\"auto\">{}</b>\
                 <span dir=\"auto\">{}</span></button></li>\n",
                finite(window.start_secs),
                finite(window.end_secs),
                escaped(part.view.selection.first().map_or("", |id| id)),
                escaped(&chapter.title),
                escaped(&chapter.text)
            )
        });
        chapters.collect::<Vec<_>>().concat()
    }

    /// What is told of each event: all of it, for print and for readers without the script.
    fn articles(&self) -> String {
        let mut articles = String::new();
        for index in self.all_time.events() {
            let event = self.subject.store.event(index);
            write!(
                articles,
                "<article data-of=\"{}\"><h2 dir=\"auto\">{}</h2><p class=\"when\">{}</p>",
                escaped(&event.id),
                escaped(&event.title),
                escaped(&when_text(self.subject.store, self.subject.view, index))
            )
            .expect("a string can grow");
            paragraph(&mut articles, "place", event.place.as_ref().map_or("", |place| &place.name));
            paragraph(&mut articles, "summary", &event.summary);
            articles += &figures(&event);
            articles += "<ul class=\"claims\">\n";
            for claim in &event.claims {
                articles += &self.claim(&event, claim);
            }
            articles += "</ul></article>\n";
        }
        articles
    }

    fn claim(&self, event: &Event, claim: &Claim) -> String {
        let mut words = format!(
            "<li><p class=\"speaker\" dir=\"auto\"><b>{}</b> {}",
            escaped(&speaker_of(claim)),
            escaped(claim.attribution.kind.word())
        );
        let said = claim.said.as_ref().map(|said| said.to_words(event.zone.as_ref())).unwrap_or_default();
        write!(words, " {} {}</p>", escaped(claim.stance.word()), escaped(&said)).expect("a string can grow");
        paragraph(&mut words, "text", &claim.text);
        if !claim.quote.is_empty() {
            let lang =
                if claim.lang.is_empty() { String::new() } else { format!(" lang=\"{}\"", escaped(&claim.lang)) };
            write!(words, "<blockquote dir=\"auto\"{lang}>“{}”</blockquote>", escaped(&claim.quote)).expect("grows");
            paragraph(&mut words, "translation", &translation_words(self.subject.store, claim));
        }
        let disputed: Vec<String> =
            event.claims.iter().filter(|other| claim.disputes.contains(&other.id)).map(speaker_of).collect();
        if !disputed.is_empty() {
            write!(words, "<p class=\"dispute\" dir=\"auto\">Contradicts {}</p>", escaped(&disputed.join("; ")))
                .expect("a string can grow");
        }
        if let Some(source) = self.subject.store.source(&claim.source) {
            let date = source.published.as_ref().map(|date| date.to_words(None)).unwrap_or_default();
            let title = if source.title.is_empty() { source.name() } else { &source.title };
            let copy = if source.is_copy_only() {
                format!("read as a copy at {}", linked(&source.archived, &source.archived))
            } else {
                String::new()
            };
            let parts = [escaped(&source.publisher), linked(&source.url, title), escaped(&date), copy];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            write!(words, "<p class=\"source\" dir=\"auto\">{}</p>", parts.join(", ")).expect("a string can grow");
        }
        words + "</li>\n"
    }
}

/// The numbers that are claimed of an event, each with who gives it.
fn figures(event: &Event) -> String {
    let mut figures = String::new();
    for measure in measures_of(event) {
        let odds = if measure.is_at_odds() { " <span class=\"odds\">disputed</span>" } else { "" };
        write!(figures, "<li class=\"measure\" dir=\"auto\">{}{odds}</li>", escaped(&measure.heading)).expect("grows");
        for group in &measure.groups {
            let (number, who) = (escaped(&group.words), escaped(&group.speakers_text()));
            write!(figures, "<li dir=\"auto\"><b>{number}</b>{who}</li>").expect("a string can grow");
        }
    }
    if figures.is_empty() { figures } else { format!("<ul class=\"figures\">{figures}</ul>\n") }
}

fn paragraph(html: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        write!(html, "<p class=\"{class}\" dir=\"auto\">{}</p>", escaped(text)).expect("a string can grow");
    }
}

/// Words that lead to an address, if it is one to follow; else the words, and the address to be read.
fn linked(url: &str, words: &str) -> String {
    let (address, words) = (escaped(url), escaped(words));
    match (is_link(url), url) {
        (true, _) => format!("<a href=\"{address}\" rel=\"noreferrer noopener\">{words}</a>"),
        (false, "") => words,
        (false, _) if address == words => words,
        (false, _) => format!("{words} ({address})"),
    }
}

/// Seconds as the script reads them: what has no end is far away.
fn finite(secs: f64) -> String {
    secs.clamp(-1e15, 1e15).to_string()
}

const LEGEND: &str = "<ul class=\"legend\" aria-label=\"Legend\"><li class=\"named\">named source or official</li>\
    <li class=\"outlet\">stated by the outlet itself</li><li class=\"anonymous\">anonymous only</li>\
    <li class=\"disputed\">disputed</li><li class=\"possibly\">date uncertain</li></ul>\n";

#[cfg(test)]
mod tests;
