//! Sizes of pictures, by name, in points or in millimetres.

use super::MOST_PIXELS;
use crate::scene::LEAST_SIZE;

/// The sizes that have a name: word, name for people, width and height in points.
///
/// Paper is A4 of ISO 216 and letter of ANSI Y14.1.
pub const SIZES: [(&str, &str, [u32; 2]); 8] = [
    ("article", "Article", [1600, 1000]),
    ("slide", "Slide", [1920, 1080]),
    ("square", "Square", [1080, 1080]),
    ("story", "Portrait story", [1080, 1920]),
    ("a4", "A4", [794, 1123]),
    ("a4-landscape", "A4 landscape", [1123, 794]),
    ("letter", "Letter", [816, 1056]),
    ("letter-landscape", "Letter landscape", [1056, 816]),
];

const MILLIMETRES_PER_INCH: f64 = 25.4;
/// On paper, points of a scene are as large as the units of its SVG are (CSS Values 4, 6.2).
pub(super) const POINTS_PER_INCH: f64 = 96.0;

/// Width and height in whole points, from the word of a size, `1920x1080` in points or `210x297mm`.
///
/// The error says what to write.
pub fn size_from_text(text: &str) -> Result<[u32; 2], String> {
    let text = text.trim();
    if let Some((.., size)) = SIZES.iter().find(|(word, ..)| *word == text) {
        return Ok(*size);
    }
    let words = SIZES.map(|(word, ..)| word).join(", ");
    let advice = || format!("write 1920x1080, 210x297mm or one of {words}");
    let (sides, is_metric) = text.strip_suffix("mm").map_or((text, false), |sides| (sides, true));
    let (width, height) = sides.split_once(['x', 'X', '×']).ok_or_else(advice)?;
    let side = |text: &str| {
        if !is_metric {
            return text.trim().parse::<u32>().map_err(|_not_a_number| advice());
        }
        let length = text.trim().parse::<f64>().ok().filter(|length| length.is_finite() && *length >= 0.0);
        // A length that is out of bounds stays so, and is refused below.
        length.map(|length| (length / MILLIMETRES_PER_INCH * POINTS_PER_INCH).round() as u32).ok_or_else(advice)
    };
    let size = [side(width)?, side(height)?];
    let [least_width, least_height] = LEAST_SIZE.map(|side| side as u32);
    if size[0] < least_width || size[1] < least_height {
        return Err(format!(
            "a picture needs {least_width}x{least_height} points; for fewer pixels make the scale 0.5"
        ));
    }
    if size.iter().any(|side| *side > MOST_PIXELS) {
        return Err(format!("at most {MOST_PIXELS} on a side can be drawn"));
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_two_sides_within_what_can_be_drawn() {
        assert_eq!(size_from_text("1920x1080"), Ok([1920, 1080]));
        for text in ["1920", "x1080", "1920x", "-5x5", "1.5x2", "1920x1080x3", "", "mm", "a3", "-1x5mm", "NaNx5mm"] {
            assert!(size_from_text(text).unwrap_err().starts_with("write 1920x1080"), "{text}");
        }
        for text in ["0x500", "479x320", "480x319", "10x10mm"] {
            assert!(size_from_text(text).unwrap_err().starts_with("a picture needs 480x320 points"), "{text}");
        }
        for text in ["16385x500", "1e99x1000mm"] {
            assert_eq!(size_from_text(text), Err("at most 16384 on a side can be drawn".to_owned()), "{text}");
        }
    }

    #[test]
    fn every_named_size_can_be_drawn_and_paper_has_its_size() {
        for (word, _, [width, height]) in SIZES {
            assert_eq!(size_from_text(&format!("{width}x{height}")), Ok([width, height]), "{word}");
        }
        assert_eq!(size_from_text("210x297mm"), size_from_text("a4"));
        assert_eq!(size_from_text("279.4 x 215.9 mm"), size_from_text("letter-landscape"));
    }
}
