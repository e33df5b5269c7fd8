//! A saved web page.
//!
//! Answers what a page says of itself: in its title, its meta elements, its links, its JSON-LD, and in what the
//! program that saved it wrote into it. It runs no script and follows no link.

use std::collections::HashMap;

use encoding_rs::{Encoding, UTF_8};

use super::ReadSource;
use super::address::canonical;
use super::dates::date_of;
use super::json_ld::{Article, article_in};
use crate::io::html::{after_end_of, attributes, decoded, tag_at};

const MOST_METAS: usize = 2000;
const MOST_DESCRIPTIONS: usize = 64;

/// Under which names the same is told, the closest first.
const TITLES: [&str; 6] = ["og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "headline"];
const PUBLISHERS: [&str; 8] = [
    "og:site_name",
    "citation_publisher",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
];
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "pubdate",
    "date",
];
const AUTHORS: [&str; 6] =
    ["citation_author", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"];
const LANGUAGES: [&str; 5] = ["content-language", "citation_language", "dc.language", "dcterms.language", "og:locale"];

/// What a page says, as its text is gone through once.
#[derive(Default)]
struct Page {
    metas: HashMap<String, Vec<String>>,
    title: String,
    canonical: String,
    language: String,
    article: Option<Article>,
    /// Where the program that saved it had it from, and when.
    saved_from: String,
    saved_on: String,
}

/// The source that a page is, where its address may be told by what holds it.
pub(super) fn read_page(html: &str, saved_from: &str) -> ReadSource {
    let mut page = Page::of(html);
    if !saved_from.is_empty() {
        saved_from.clone_into(&mut page.saved_from);
    }
    page.into_source()
}

/// The text of a page by its mark, by what it or who sent it says of its letters, or by the letters themselves.
pub(super) fn text_of(bytes: &[u8], told: Option<&str>) -> String {
    const START: usize = 4096;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]).to_ascii_lowercase();
    let in_page = || {
        let (_, after) = start.split_once("charset=")?;
        let name = after.trim_start_matches(['"', '\'']);
        name.split(|char: char| !char.is_ascii_alphanumeric() && !matches!(char, '-' | '_')).next()
    };
    let named = told.or_else(in_page).and_then(|name| Encoding::for_label(name.as_bytes()));
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        // What is UTF-8 from end to end is nothing else by chance.
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => named.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        }),
    };
    encoding.decode(bytes).0.into_owned()
}

impl Page {
    fn of(html: &str) -> Self {
        let mut page = Self::default();
        let mut descriptions = 0;
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            let Some((name, length)) = tag_at(rest) else {
                rest = &rest[1..];
                continue;
            };
            let (tag, after) = rest.split_at(length);
            rest = after;
            match name.to_ascii_lowercase().as_str() {
                "!--" => page.take_comment(tag),
                "html" => {
                    page.language = attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang")).unwrap_or_default();
                }
                "meta" => page.take_meta(tag),
                "link" => {
                    let is_canonical = attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    if is_canonical && page.canonical.is_empty() {
                        page.canonical = attribute(tag, "href").unwrap_or_default();
                    }
                }
                "time" if attribute(tag, "itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datePublished")) => {
                    page.say("datepublished", attribute(tag, "datetime").unwrap_or_default());
                }
                "title" => {
                    let (text, after) = element(rest, "title");
                    if page.title.is_empty() {
                        page.title = decoded(text);
                    }
                    rest = after;
                }
                name @ ("script" | "style") => {
                    let (text, after) = element(rest, name);
                    let is_description = name == "script"
                        && attribute(tag, "type")
                            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                    if is_description && descriptions < MOST_DESCRIPTIONS {
                        descriptions += 1;
                        if let Some(article) = article_in(text) {
                            page.article = Some(article.or_better(page.article.take()));
                        }
                    }
                    rest = after;
                }
                _ => {}
            }
        }
        page
    }

    fn take_meta(&mut self, tag: &str) {
        let names = ["property", "name", "itemprop", "http-equiv"];
        let Some(name) = names.iter().find_map(|name| attribute(tag, name)) else { return };
        self.say(&name.trim().to_ascii_lowercase(), attribute(tag, "content").unwrap_or_default());
    }

    fn say(&mut self, name: &str, content: String) {
        if content.trim().is_empty() || name.len() > 64 || self.metas.len() >= MOST_METAS {
            return;
        }
        let said = self.metas.entry(name.to_owned()).or_default();
        if said.len() < 50 {
            said.push(content);
        }
    }

    /// `saved from url=(0042)https://…` of browsers, and the lines `url:` and `saved date:` of `SingleFile`.
    fn take_comment(&mut self, comment: &str) {
        const LONGEST: usize = 10_000;
        if comment.len() > LONGEST || !self.saved_from.is_empty() {
            return;
        }
        if let Some((_, after)) = comment.split_once("saved from url=(") {
            let url = after.split_once(')').map_or("", |(_, url)| url);
            url.split_whitespace().next().unwrap_or_default().clone_into(&mut self.saved_from);
        } else if comment.contains("SingleFile") {
            let line = |start: &str| {
                let mut lines = comment.lines().map(str::trim);
                lines.find_map(|line| line.strip_prefix(start)).unwrap_or_default().trim().to_owned()
            };
            self.saved_from = line("url:");
            self.saved_on = line("saved date:");
        }
    }

    fn first(&self, names: &[&str]) -> &str {
        names.iter().find_map(|name| self.metas.get(*name)?.first()).map_or("", String::as_str)
    }

    fn into_source(self) -> ReadSource {
        let mut read = ReadSource::default();
        let article = self.article.clone().unwrap_or_default();
        for title in [article.headline.as_str(), self.first(&TITLES), &self.title] {
            read.title(title);
        }
        // An entity that is written as one twice over.
        read.source.title = decoded(&read.source.title);
        read.publisher(&article.publisher);
        read.publisher(self.first(&PUBLISHERS));
        read.written_by(&article.authors);
        let authors = AUTHORS.iter().find_map(|name| self.metas.get(*name));
        read.written_by(authors.map_or(&[], Vec::as_slice));
        for language in [self.language.as_str(), &article.language, self.first(&LANGUAGES)] {
            read.in_language(language);
        }
        let dates = std::iter::once(article.published.as_str()).chain(PUBLISHED.iter().map(|name| self.first(&[name])));
        let dates: Vec<&str> = dates.filter(|date| !date.trim().is_empty()).collect();
        let readable = dates.iter().find(|date| date_of(date).is_some()).or(dates.first());
        read.published(readable.copied().unwrap_or_default());
        let day = |date: &str| date_of(date).map(|when| when.to_string().chars().take(10).collect::<String>());
        let first_day = readable.and_then(|date| day(date));
        if let Some(other) = dates.iter().find(|date| day(date).is_some_and(|day| Some(day) != first_day)) {
            read.remark(&format!("the page also gives the date {}", super::draft::one_line(other)));
        }
        self.find_address(&article, &mut read);
        if !self.saved_on.is_empty() {
            read.remark(&format!("saved {}", super::draft::one_line(&self.saved_on)));
        }
        read
    }

    fn find_address(&self, article: &Article, read: &mut ReadSource) {
        let saved_from = self.saved_from.trim();
        let from_archive = super::archive::archived_at(saved_from).is_some();
        if from_archive {
            read.at(saved_from).unwrap_or_default();
        }
        let told = [self.canonical.as_str(), self.first(&["og:url"]), &article.url];
        let absolute = |address: &&str| address.contains("://") && canonical(address).is_some();
        let told = told.into_iter().map(str::trim).find(absolute);
        for address in told.into_iter().chain([saved_from]).filter(|address| !address.is_empty()) {
            read.at(address).unwrap_or_default();
        }
        if let Some(told) = told
            && !saved_from.is_empty()
            && !from_archive
            && super::address_key(told) != super::address_key(saved_from)
        {
            read.remark(&format!("it was saved from {}", super::draft::one_line(saved_from)));
        }
        if read.source.url.is_empty() && read.source.archived.is_empty() {
            read.remark("the page does not tell its address");
        }
    }
}

/// What an attribute of a tag says.
fn attribute(tag: &str, name: &str) -> Option<String> {
    attributes(tag).find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| decoded(value))
}

/// The text of an element whose tag is taken already, and what follows its end.
fn element<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    let after = after_end_of(text, name);
    let inner = &text[..text.len() - after.len()];
    (inner.rfind("</").map_or(inner, |end| &inner[..end]), after)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><!-- saved from url=(0036)https://m.dawn.com/news/1?utm_source=x -->
        <html lang="en"><head><meta charset="utf-8"><title>Truce &amp; talks | Dawn</title>
        <meta property="og:title" content="Truce &amp;amp; talks"><meta property=og:site_name content=Dawn>
        <meta name="author" content="Ali Khan"><meta property="article:published_time" content="2025-10-19T10:00:00+05:00">
        <link href="https://www.dawn.com/news/1" rel="canonical"><meta name="dc.date" content="2025-10-20">
        <script>var a = "<meta property='og:title' content='no'>";</script></head><body><title>no</title></body></html>"#;

    #[test]
    fn a_page_tells_what_it_is_in_its_head() {
        let read = read_page(PAGE, "");
        let source = &read.source;
        assert_eq!(
            (source.title.as_str(), source.publisher.as_str(), source.url.as_str()),
            ("Truce & talks", "Dawn", "https://www.dawn.com/news/1")
        );
        assert_eq!(source.published.as_ref().map(ToString::to_string).as_deref(), Some("2025-10-19T10:00:00+05:00"));
        assert_eq!((read.author(), read.language()), ("Ali Khan", "en"));
        assert_eq!(
            read.remarks,
            ["the page also gives the date 2025-10-20", "it was saved from https://m.dawn.com/news/1?utm_source=x"]
        );
    }

    #[test]
    fn json_ld_comes_before_the_rest_and_a_copy_is_known_as_one() {
        let html = r#"<html><head><title>Old</title><!--
             Page saved with SingleFile
             url: https://web.archive.org/web/20251020/https://herald.org/a
             saved date: Sun Oct 26 2025 12:00:00 GMT+0430 (Kabul)
            --><script type="application/ld+json">{"@type":"NewsArticle","headline":"No deal","datePublished":"2025-10-20",
            "publisher":{"name":"Herald"},"inLanguage":"ps"}</script>"#;
        let read = read_page(html, "");
        assert_eq!(
            (read.source.title.as_str(), read.source.publisher.as_str(), read.language()),
            ("No deal", "Herald", "ps")
        );
        assert_eq!(
            (read.source.url.as_str(), read.source.archived.as_str()),
            ("https://herald.org/a", "https://web.archive.org/web/20251020/https://herald.org/a")
        );
    }

    #[test]
    fn letters_are_read_as_the_page_says_or_as_they_look() {
        let cyrillic =
            encoding_rs::WINDOWS_1251.encode("<meta charset=windows-1251><title>Перемирие</title>").0.into_owned();
        assert!(text_of(&cyrillic, None).contains("Перемирие"));
        assert!(text_of(&cyrillic[28..], Some("windows-1251")).contains("Перемирие"));
        assert!(text_of("\u{feff}é".as_bytes(), None).starts_with('é'));
        assert!(text_of("<meta charset=latin1>é".as_bytes(), None).ends_with('é'));
    }

    #[test]
    fn markup_that_is_broken_is_read_as_far_as_it_goes() {
        for html in [
            "<",
            "<meta",
            "<meta content>",
            "<title>a",
            "<script>",
            "<!--",
            "<html lang=>",
            "<link rel=canonical href=/a>",
            "<meta name=é content='",
        ] {
            assert!(read_page(html, "").source.url.is_empty(), "{html}");
        }
        assert_eq!(read_page("<title>a", "").source.title, "a");
    }
}
