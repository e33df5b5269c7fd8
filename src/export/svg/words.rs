//! Words as elements of SVG: as words, as outlines, and as words that stand unseen over their outlines.

use super::attributes::{colored, number, set};
use crate::export::direction::{is_right_to_left, starts_right_to_left};
use crate::export::markup::escaped;
use crate::export::set_words::SetWords;
use crate::scene::{Align, Face, Text, TextStyle};

/// Width of the band around letters with a halo, for each point of their size.
const HALO: f32 = 0.22;

/// Words as outlines.
pub(super) fn set_element(text: &Text, words: &SetWords) -> String {
    let mut element = format!("<path d=\"{}\"", words.data);
    set_turn(&mut element, text);
    element + &inked(&text.style) + "/>"
}

/// Words that are not painted, over their outlines.
pub(super) fn hidden_element(text: &Text, words: String, as_set: &SetWords) -> String {
    let mut element = "<text".to_owned();
    set(&mut element, "x", &number(as_set.left));
    set(&mut element, "y", &number(text.position[1]));
    set(&mut element, "font-size", &number(text.style.size));
    if as_set.nudges.iter().any(|nudge| *nudge > 0.0) {
        // An isolate begins with a sign of its own.
        let isolate = starts_right_to_left(&words).then_some(0.0);
        let nudges: Vec<String> = isolate.iter().chain(&as_set.nudges).map(|nudge| number(*nudge)).collect();
        set(&mut element, "dx", &nudges.join(" "));
    }
    set_turn(&mut element, text);
    set(&mut element, "fill-opacity", "0");
    set(&mut element, "xml:space", "preserve");
    format!("{element}>{}</text>", escaped(&isolated(words)))
}

fn set_turn(element: &mut String, text: &Text) {
    if text.turn != 0.0 {
        let [x, y] = text.position.map(number);
        set(element, "transform", &format!("rotate({} {x} {y})", number(text.turn.to_degrees())));
    }
}

/// The colour of words and their halo, as attributes.
fn inked(style: &TextStyle) -> String {
    let mut attributes = colored("fill", style.color);
    if let Some(halo) = style.halo {
        attributes += &colored("stroke", halo);
        set(&mut attributes, "stroke-width", &number(style.size * HALO));
        set(&mut attributes, "stroke-linejoin", "round");
        set(&mut attributes, "paint-order", "stroke");
    }
    attributes
}

pub(super) fn text_element(text: &Text, words: String) -> String {
    let style = &text.style;
    let [x, y] = text.position.map(number);
    let mut element = "<text".to_owned();
    set(&mut element, "x", &x);
    set(&mut element, "y", &y);
    set(&mut element, "font-size", &number(style.size));
    match text.align {
        Align::Start => {}
        Align::Middle => set(&mut element, "text-anchor", "middle"),
        Align::End => set(&mut element, "text-anchor", "end"),
    }
    if style.face.weight() != 400 {
        set(&mut element, "font-weight", &style.face.weight().to_string());
    }
    if style.face == Face::Italic {
        set(&mut element, "font-style", "italic");
    }
    // Spaced letters of Arabic script would come apart.
    if style.spacing != 0.0 && !words.chars().any(is_right_to_left) {
        set(&mut element, "letter-spacing", &number(style.spacing));
    }
    set_turn(&mut element, text);
    element += &inked(style);
    if words.starts_with(' ') || words.ends_with(' ') || words.contains("  ") {
        set(&mut element, "xml:space", "preserve");
    }
    format!("{element}>{}</text>", escaped(&isolated(words)))
}

/// Words whose first letter runs from right to left, told to do so as a whole.
///
/// With `direction="rtl"` browsers turn the anchor round and resvg does not, so the line as a whole
/// stays left to right and the words lie in an isolate: the anchor means the same to both.
fn isolated(words: String) -> String {
    if starts_right_to_left(&words) { format!("\u{2067}{words}\u{2069}") } else { words }
}
