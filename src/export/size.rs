//! Sizes, scales and roundings of pictures, as they are written.

use super::Problem;
use super::limits::{MOST_PIXELS, SIZES};
use crate::model::Redaction;
use crate::scene::LEAST_SIZE;

const MILLIMETRES_PER_INCH: f64 = 25.4;
/// On paper, in PDF and in the resolution that pictures of pixels tell.
pub(super) const POINTS_PER_INCH: f64 = 72.0;

/// Width and height in whole points, from the word of a size, `1920x1080` in points or `210x297mm`.
pub fn size_from_text(text: &str) -> Result<[u32; 2], Problem> {
    let text = text.trim();
    if let Some((.., size)) = SIZES.iter().find(|(word, ..)| *word == text) {
        return Ok(*size);
    }
    let (sides, is_metric) = text.strip_suffix("mm").map_or((text, false), |sides| (sides, true));
    let (width, height) = sides.split_once(['x', 'X', '×']).ok_or(Problem::NoSize)?;
    let side = |text: &str| {
        if !is_metric {
            return text.trim().parse::<u32>().map_err(|_not_a_number| Problem::NoSize);
        }
        let length = text.trim().parse::<f64>().ok().filter(|length| length.is_finite() && *length >= 0.0);
        // A length that is out of bounds stays so, and is refused below.
        length.map(|length| (length / MILLIMETRES_PER_INCH * POINTS_PER_INCH).round() as u32).ok_or(Problem::NoSize)
    };
    let size = [side(width)?, side(height)?];
    check_size(size.map(|side| side as f32), LEAST_SIZE)?;
    Ok(size)
}

/// How large a picture of this width and height in points is, for people: in pixels where it has so many for each
/// point, else in millimetres on paper.
pub fn size_words([width, height]: [f32; 2], scale: Option<f32>) -> String {
    if let Some(scale) = scale {
        let [width, height] = [width, height].map(|side| (side * scale).round() as u32);
        return format!("{width} × {height} pixels");
    }
    let [width, height] =
        [width, height].map(|side| (f64::from(side) / POINTS_PER_INCH * MILLIMETRES_PER_INCH).round());
    format!("{width} × {height} mm on paper")
}

/// Whether a picture of this width and height in points can be drawn, where it needs so many.
pub(super) fn check_size([width, height]: [f32; 2], least: [f32; 2]) -> Result<(), Problem> {
    let [least_width, least_height] = least;
    // What is no number is not enough either.
    if !(width >= least_width && height >= least_height) {
        return Err(Problem::TooSmall(least.map(|side| side as u32)));
    }
    if width.max(height) > MOST_PIXELS as f32 {
        return Err(Problem::TooManyPoints);
    }
    Ok(())
}

/// Pixels for each point, from a number above 0.
pub fn scale_from_text(text: &str) -> Result<f32, Problem> {
    let scale = text.trim().replace(',', ".").parse::<f32>().map_err(|_not_a_number| Problem::NoScale)?;
    check_scale(scale)?;
    Ok(scale)
}

/// Whether a picture can have so many pixels for each point.
pub(super) fn check_scale(scale: f32) -> Result<(), Problem> {
    if scale.is_finite() && scale > 0.0 { Ok(()) } else { Err(Problem::NoScale) }
}

/// Kilometres that places are rounded to, from a number.
pub fn rounding_from_text(text: &str) -> Result<f64, Problem> {
    let km = text.trim().replace(',', ".").parse::<f64>().map_err(|_not_a_number| Problem::NoRounding)?;
    check_rounding(km)?;
    Ok(km)
}

/// Whether places can be rounded to so many kilometres.
pub(super) fn check_rounding(km: f64) -> Result<(), Problem> {
    if Redaction::ROUND_KM.contains(&km) { Ok(()) } else { Err(Problem::NoRounding) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_two_sides_within_what_can_be_drawn() {
        assert_eq!(size_from_text("1920x1080"), Ok([1920, 1080]));
        for text in ["1920", "x1080", "1920x", "-5x5", "1.5x2", "1920x1080x3", "", "mm", "a3", "-1x5mm", "NaNx5mm"] {
            assert!(size_from_text(text).unwrap_err().to_string().starts_with("write 1920x1080"), "{text}");
        }
        for text in ["0x500", "239x320", "480x239", "10x10mm"] {
            assert!(
                size_from_text(text).unwrap_err().to_string().starts_with("a picture needs 240x240 points"),
                "{text}"
            );
        }
        for text in ["16385x500", "1e99x1000mm"] {
            assert_eq!(size_from_text(text).unwrap_err().to_string(), "at most 16384 on a side can be drawn", "{text}");
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

    #[test]
    fn what_is_said_of_a_size_is_what_is_written() {
        assert_eq!(size_words([1600.0, 1000.0], Some(1.5)), "2400 × 1500 pixels");
        let a4 = size_from_text("a4").unwrap().map(|side| side as f32);
        assert_eq!(size_words(a4, None), "210 × 297 mm on paper");
    }

    #[test]
    fn numbers_are_read_with_either_decimal_sign_and_within_bounds() {
        assert_eq!((scale_from_text("2"), scale_from_text(" 1,5 ")), (Ok(2.0), Ok(1.5)));
        for text in ["0", "-1", "inf", "NaN", "two", ""] {
            assert_eq!(scale_from_text(text), Err(Problem::NoScale), "{text}");
        }
        assert_eq!((rounding_from_text("0.1"), rounding_from_text("12,5")), (Ok(0.1), Ok(12.5)));
        for text in ["0", "501", "NaN", "far"] {
            assert_eq!(rounding_from_text(text), Err(Problem::NoRounding), "{text}");
        }
    }
}
