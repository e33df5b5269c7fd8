//! The view that a picture was made of, kept in the picture.
//!
//! Answers what is written into a file of pixels, SVG or PDF, and what a file holds of it. Nothing of the
//! machine that made it is in it: no path, no name, no time. It does not know where files lie.

use resvg::usvg::roxmltree;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::markup::json_in_markup;
use super::png::{chunk, chunks};
use crate::io::{story_hash, story_to_string};
use crate::model::{Redaction, Story};
use crate::scene::{Composition, FontName, Fonts, Layout};
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
    /// `figure`, `map` or `timeline`.
    pub layout: String,
    /// Width and height in points.
    pub size: [f32; 2],
    /// What was chosen for the figure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub composition: Composition,
    /// What was left out of the story; the hash is that of what is left.
    #[serde(default, skip_serializing_if = "Redaction::is_none")]
    pub redaction: Redaction,
    /// Something was left out that is not named, so that no whole story has this hash.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withholds: bool,
    /// The fonts that were named for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<FontName>,
    /// The view, as its JSON.
    pub view: Value,
}

fn is_default(composition: &Composition) -> bool {
    *composition == Composition::default()
}

/// Whether a picture carries the story that it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// Only its title and hash.
    View,
    /// All of it.
    Story,
}

impl Embedded {
    /// What is to be kept of a picture of this view.
    pub fn of(
        store: &Store,
        view: &View,
        (layout, composition): (Layout, &Composition),
        size: [f32; 2],
        carries: Carries,
    ) -> Self {
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
            story: (carries == Carries::Story).then(|| story_to_string(story)),
            layout: layout.word().to_owned(),
            size,
            composition: composition.clone(),
            redaction,
            withholds,
            fonts: Vec::new(),
            view: serde_json::to_value(&view).expect("a view is plain data"),
        }
    }

    /// The same with the fonts that are named for the picture.
    #[must_use]
    pub fn with_fonts(self, fonts: &Fonts) -> Self {
        Self { fonts: fonts.names(), ..self }
    }

    /// The fonts that were named for the picture and are not among these, which a file is known by its bytes.
    pub fn missing_fonts(&self, fonts: &Fonts) -> Vec<&FontName> {
        let is_there = |font: &&FontName| fonts.files().iter().any(|file| file.name().sha256 == font.sha256);
        self.fonts.iter().filter(|font| !is_there(font)).collect()
    }

    /// True when the picture was made of this story, or of one with its title where what it withholds leaves no
    /// other way to tell.
    pub fn is_of(&self, story: &Story) -> bool {
        if self.withholds {
            return self.title == story.title;
        }
        let hash =
            if self.redaction.is_none() { story_hash(story) } else { story_hash(&story.redacted(&self.redaction)) };
        self.story_sha256 == hash
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
    use crate::scene::{Composition, Scene};

    fn embedded(carries: Carries) -> (Store, Embedded) {
        let store = Store::new(carried_story().story);
        let mut view = View::of_story(&store, [800.0, 600.0]);
        view.selection = vec!["kabul-strike".to_owned()];
        let embedded = Embedded::of(&store, &view, (Layout::Map, &Composition::default()), [800.0, 600.0], carries);
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
    fn other_files_hold_nothing() {
        for bytes in
            [&b""[..], b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", b"\x89PNG\r\n\x1a\n", b"{}", b"\xff\xfe"]
        {
            assert_eq!(Embedded::found_in(bytes), None);
        }
    }
}
