//! The view that a picture was made of, kept in the picture.
//!
//! Answers what is written into a file of pixels, SVG or PDF, and what a file holds of it. Nothing of the
//! machine that made it is in it: no path, no name, no time. It does not know where files lie.

use resvg::usvg::roxmltree;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::markup::json_in_markup;
use super::png::{chunk, chunks};
use super::{Carries, ExportKind, ExportSpec};
use crate::io::{story_hash, story_to_string};
use crate::model::Redaction;
use crate::scene::{FontName, Fonts};
use crate::store::Store;
use crate::view::View;

/// Version of what is written.
const VERSION: u64 = 1;
/// The keyword of the chunk of a PNG file, and the id of the element of an SVG file.
const KEYWORD: &str = "meridian-view";

/// A view with what is needed to make its picture again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Embedded {
    /// Version of this record.
    pub version: u64,
    /// Title of the story.
    pub title: String,
    /// SHA-256 of the story as it is written, in hexadecimal digits.
    pub story_sha256: String,
    /// The story as it is written, if it was to be carried along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// What was asked for, as one picture; the hash is that of the story without what was left out.
    #[serde(flatten)]
    pub spec: ExportSpec,
    /// Something was left out that is not named, so that no whole story has this hash.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withholds: bool,
    /// The view, as its JSON.
    pub view: Value,
}

impl Embedded {
    /// What is to be kept of a picture of this view.
    pub fn of(store: &Store, view: &View, spec: &ExportSpec) -> Self {
        let story = store.whole_story();
        // What was left out is not named, or it would be in the file after all.
        let redaction = store.redaction().without_names();
        let withholds = redaction != *store.redaction();
        let mut view = view.of_redacted(store);
        view.selection.retain(|id| store.index_of(id).is_some());
        view.claim = view.claim.filter(|id| store.claim(id).is_some());
        Self {
            version: VERSION,
            title: story.title.clone(),
            story_sha256: store.whole_hash(story_hash).to_owned(),
            story: (spec.carries == Carries::Story).then(|| story_to_string(story)),
            // Each picture of a series is one, and whether the story goes along is asked anew every time.
            spec: ExportSpec { redaction, kind: ExportKind::One, carries: Carries::View, ..spec.clone() },
            withholds,
            view: serde_json::to_value(&view).expect("a view is plain data"),
        }
    }

    /// What to know before the picture is made again of a story, with these fonts at hand, and with this left out.
    pub fn remarks(&self, store: &Store, fonts: &Fonts, redaction: &Redaction) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.withholds && self.story.is_none() && *redaction == redaction.without_names() {
            remarks
                .push("the picture left something out that it does not name; say again what to leave out".to_owned());
        }
        if self.story.is_none() && !self.is_of(store) {
            remarks.push("the picture was made of another version of the story, so this one may differ".to_owned());
        }
        let missing = missing_fonts(&self.spec.fonts, fonts);
        remarks.extend(missing.map(|font| format!("the picture was made with {}; name its file", font_words(font))));
        remarks
    }

    /// True when the picture was made of this story, or of one with its title where what it withholds leaves no
    /// other way to tell.
    pub fn is_of(&self, store: &Store) -> bool {
        let (story, redaction) = (store.whole_story(), &self.spec.redaction);
        if self.withholds {
            return self.title == story.title;
        }
        if redaction.is_none() {
            // The hash of a large story takes a while, and the title is part of it.
            return self.title == story.title && self.story_sha256 == store.whole_hash(story_hash);
        }
        self.story_sha256 == story_hash(&story.redacted(redaction))
    }

    /// The view, if it is one that this version reads.
    pub fn view(&self) -> Option<View> {
        serde_json::from_value(self.view.clone()).ok()
    }

    /// What the file of a picture holds. None where it holds nothing of the kind.
    pub fn found_in(bytes: &[u8]) -> Option<Self> {
        let text = if let Some(mut chunks) = chunks(bytes) {
            let content = chunks.find_map(|(name, bytes)| {
                let content = (name == *b"iTXt").then(|| bytes.strip_prefix(KEYWORD.as_bytes()))??;
                // No compression, no language, no translated keyword.
                content.strip_prefix(&[0, 0, 0, 0, 0])
            })?;
            std::str::from_utf8(content).ok()?.to_owned()
        } else if bytes.starts_with(b"%PDF-") {
            std::str::from_utf8(stream_with_json(bytes)?).ok()?.to_owned()
        } else {
            let text = std::str::from_utf8(bytes).ok()?;
            if text.starts_with("<!DOCTYPE html>") {
                let (_, rest) = text.split_once(&format!("id=\"{KEYWORD}\">"))?;
                rest.split("</script>").next()?.to_owned()
            } else {
                let document = roxmltree::Document::parse(text).ok()?;
                let element = document.descendants().find(|node| node.attribute("id") == Some(KEYWORD))?;
                element.text()?.to_owned()
            }
        };
        serde_json::from_str(&text).ok()
    }

    /// The SVG with this in it.
    #[must_use]
    pub fn in_svg(&self, svg: &str) -> String {
        let element = format!("<metadata id=\"{KEYWORD}\">{}</metadata>\n<metadata>", json_in_markup(&self.text()));
        svg.replacen("<metadata>", &element, 1)
    }

    /// The PNG with this in it, before its end.
    #[must_use]
    pub fn in_png(&self, png: &[u8]) -> Vec<u8> {
        const END: usize = 12;
        let (body, end) = png.split_at(png.len().saturating_sub(END));
        let content = [KEYWORD.as_bytes(), &[0, 0, 0, 0, 0], self.text().as_bytes()].concat();
        [body, &chunk(*b"iTXt", &content), end].concat()
    }

    /// The element of an HTML page that holds this.
    pub(super) fn in_html(&self) -> String {
        let text = json_in_markup(&self.text());
        format!("<script type=\"application/json\" id=\"{KEYWORD}\">{text}</script>\n")
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("it is plain data")
    }
}

/// The fonts that are named and not among these: a file is known by its bytes.
pub(super) fn missing_fonts<'a>(named: &'a [FontName], fonts: &Fonts) -> impl Iterator<Item = &'a FontName> {
    let is_there = move |font: &FontName| fonts.files().iter().any(|file| file.name().sha256 == font.sha256);
    named.iter().filter(move |font| !is_there(font))
}

/// A font for people.
pub(super) fn font_words(font: &FontName) -> String {
    format!("the font {} (SHA-256 {}…)", font.name, font.sha256.get(..12).unwrap_or_default())
}

/// The stream of a PDF file that holds JSON. The view's is not compressed, so no reader of PDF is needed.
fn stream_with_json(pdf: &[u8]) -> Option<&[u8]> {
    const BEGIN: &[u8] = b"stream\n{\"version\":";
    let start = pdf.windows(BEGIN.len()).position(|window| window == BEGIN)? + b"stream\n".len();
    // The JSON is one line, so it ends where that does.
    pdf[start..].split(|byte| *byte == b'\n').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{png_from_svg, svg_from_scene};
    use crate::io::carried_story;
    use crate::scene::{Layout, Scene};

    fn embedded(carries: Carries) -> (Store, Embedded) {
        let store = Store::new(carried_story().story);
        let mut view = View::of_story(&store, [800.0, 600.0]);
        view.selection = vec!["kabul-strike".to_owned()];
        let spec = ExportSpec { layout: Layout::Map, size: [800.0, 600.0], carries, ..ExportSpec::default() };
        let embedded = Embedded::of(&store, &view, &spec);
        (store, embedded)
    }

    #[test]
    fn what_is_put_in_is_found_again_in_svg_and_png() {
        let (_, embedded) = embedded(Carries::View);
        let svg = embedded.in_svg(&svg_from_scene(&Scene::empty([80.0, 60.0]), "A < b & c", |_| None));
        assert_eq!(Embedded::found_in(svg.as_bytes()).as_ref(), Some(&embedded));
        let png = embedded.in_png(&png_from_svg(&svg, 1.0).unwrap());
        assert_eq!(Embedded::found_in(&png).as_ref(), Some(&embedded));
        assert!(image::load_from_memory(&png).is_ok());
        assert_eq!(embedded.view().unwrap().selection, ["kabul-strike"]);
    }

    #[test]
    fn what_looks_like_markup_is_found_again_as_it_was() {
        let (_, mut embedded) = embedded(Carries::View);
        embedded.title = "id=\"meridian-view\">{}</script></metadata><!-- ]]> -- & \u{2028}\u{85}\u{ffff}".to_owned();
        let svg = embedded.in_svg(&svg_from_scene(&Scene::empty([80.0, 60.0]), &embedded.title, |_| None));
        assert_eq!(Embedded::found_in(svg.as_bytes()).as_ref(), Some(&embedded));
        let page = format!(
            "<!DOCTYPE html><p title=\"{}\">{}",
            super::super::markup::escaped(&embedded.title),
            embedded.in_html()
        );
        assert_eq!(Embedded::found_in(page.as_bytes()).as_ref(), Some(&embedded));
    }

    #[test]
    fn a_story_that_is_carried_along_is_the_same() {
        let (store, embedded) = embedded(Carries::Story);
        let story = crate::io::story_from_slice(embedded.story.unwrap().as_bytes()).unwrap().story;
        assert_eq!(story_hash(&story), story_hash(store.whole_story()));
    }

    #[test]
    fn what_older_pictures_hold_still_reads() {
        let full = r#"{"version":1,"title":"T","story_sha256":"00","layout":"map","size":[800.0,600.0],
            "composition":{"title":"Mine","without":["key"],"far":"pointers"},"redaction":{"round_km":20.0},
            "withholds":true,"fonts":[{"name":"a.ttf","sha256":"11"}],"view":{}}"#;
        let embedded: Embedded = serde_json::from_str(full).unwrap();
        let ExportSpec { layout, size, composition, redaction, fonts, .. } = &embedded.spec;
        assert_eq!((*layout, *size, redaction.round_km), (Layout::Map, [800.0, 600.0], Some(20.0)));
        assert_eq!((composition.title.as_deref(), fonts[0].name.as_str()), (Some("Mine"), "a.ttf"));
        assert!(embedded.withholds && composition.without.len() == 1);
        let least =
            r#"{"version":1,"title":"T","story_sha256":"00","layout":"figure","size":[1600.0,1000.0],"view":{}}"#;
        let embedded: Embedded = serde_json::from_str(least).unwrap();
        assert_eq!(embedded.spec, ExportSpec::default());
        assert_eq!(embedded.text(), least);
    }

    #[test]
    fn a_picture_of_a_series_is_kept_as_one_that_carries_nothing() {
        let store = Store::new(carried_story().story);
        let view = View::of_story(&store, [800.0, 600.0]);
        let spec = ExportSpec {
            kind: ExportKind::Each(crate::view::Each::Day),
            carries: Carries::Story,
            scale: 2.0,
            ..ExportSpec::default()
        };
        let embedded = Embedded::of(&store, &view, &spec);
        assert_eq!(embedded.spec, ExportSpec { scale: 2.0, ..ExportSpec::default() });
        assert!(embedded.story.is_some());
    }

    #[test]
    fn other_files_hold_nothing() {
        for bytes in
            [&b""[..], b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", b"\x89PNG\r\n\x1a\n", b"{}", b"\xff\xfe"]
        {
            assert_eq!(Embedded::found_in(bytes), None);
        }
    }
}
