//! Attributes of elements of SVG: paint, places, paths and numbers.

use crate::scene::{Color, Dash, Point, Rect, Stroke};

/// Adds an attribute to an element.
pub(super) fn set(element: &mut String, name: &str, value: &str) {
    for part in [" ", name, "=\"", value, "\""] {
        element.push_str(part);
    }
}

/// Fill and stroke as attributes. A `disc_dash` is as long as each dash and gap around a disc.
pub(super) fn painted(fill: Option<Color>, stroke: Option<Stroke>, disc_dash: Option<f32>) -> String {
    let mut attributes = fill.map_or(" fill=\"none\"".to_owned(), |color| colored("fill", color));
    let Some(stroke) = stroke else { return attributes };
    attributes += &colored("stroke", stroke.color);
    set(&mut attributes, "stroke-width", &number(stroke.width));
    match (stroke.dash, disc_dash) {
        (Dash::Solid, _) => set(&mut attributes, "stroke-linecap", "round"),
        (_, Some(dash)) => {
            set(&mut attributes, "stroke-dasharray", &number(dash));
            set(&mut attributes, "stroke-dashoffset", &number(dash / 2.0));
        }
        (dash, None) => {
            let lengths: Vec<String> = dash.pattern().iter().map(|length| number(*length)).collect();
            set(&mut attributes, "stroke-dasharray", &lengths.join(" "));
        }
    }
    set(&mut attributes, "stroke-linejoin", "round");
    attributes
}

pub(super) fn colored(attribute: &str, Color { r, g, b, a }: Color) -> String {
    let mut paint = format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"");
    if a < 255 {
        set(&mut paint, &format!("{attribute}-opacity"), &number(f32::from(a) / 255.0));
    }
    paint
}

pub(super) fn box_of(rect: &Rect) -> String {
    let [x, y, width, height] = [rect.x, rect.y, rect.width.max(0.0), rect.height.max(0.0)].map(number);
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// `M1 2L3 4 5 6` through points.
pub(super) fn path(points: &[Point]) -> String {
    let mut path = String::with_capacity(points.len() * 12);
    for (place, [x, y]) in points.iter().enumerate() {
        path.push_str(match place {
            0 => "M",
            1 => "L",
            _ => " ",
        });
        path.push_str(&number(*x));
        path.push(' ');
        path.push_str(&number(*y));
    }
    path
}

/// A number with at most two decimals and no zero too many. What is no number is 0.
pub(super) fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round();
    if hundredths == 0.0 || !hundredths.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{:.2}", hundredths / 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Without the characters that XML 1.0 forbids; line breaks and tabs become blanks.
pub(super) fn clean(words: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    words.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).filter(allowed).collect()
}
