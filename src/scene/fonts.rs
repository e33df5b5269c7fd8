//! The faces the program carries and how wide their words run.
//!
//! Widths are sums of advances with kerning left out: labels are placed by them, and each painter
//! shapes the words itself.

use std::sync::OnceLock;

use ttf_parser::Face as Outline;

/// A carried face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Inter, regular.
    Regular,
    /// Inter, medium.
    Medium,
    /// Inter, semi-bold.
    SemiBold,
    /// Inter, italic.
    Italic,
}

impl Face {
    /// Weight as CSS and OpenType have it.
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular | Self::Italic => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
        }
    }
}

/// Every carried font file: a name, and its bytes. The last is for Arabic script.
pub const FONT_FILES: [(&str, &[u8]); 5] = [
    ("Inter-Regular", include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    ("Inter-Medium", include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
    ("Inter-SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
    ("Inter-Italic", include_bytes!("../../assets/fonts/Inter-Italic.ttf")),
    ("NotoNaskhArabic-Regular", include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf")),
];

/// The font file of a face.
pub fn font_bytes(face: Face) -> &'static [u8] {
    FONT_FILES[face as usize].1
}

/// The advances of one face, in ems.
struct Advances {
    /// Of the characters below 0x250.
    latin: Vec<f32>,
    outline: Outline<'static>,
    em: f32,
}

impl Advances {
    fn of(bytes: &'static [u8]) -> Self {
        let outline = Outline::parse(bytes, 0).expect("the carried fonts are checked by a test");
        let em = f32::from(outline.units_per_em());
        let latin = (0..0x250).map(|code| char::from_u32(code).map_or(0.0, |c| advance(&outline, em, c))).collect();
        Self { latin, outline, em }
    }

    fn advance(&self, character: char) -> Option<f32> {
        match self.latin.get(character as usize) {
            Some(advance) => Some(*advance),
            None => self.outline.glyph_index(character).map(|_| advance(&self.outline, self.em, character)),
        }
    }
}

fn advance(outline: &Outline<'_>, em: f32, character: char) -> f32 {
    let glyph = outline.glyph_index(character);
    glyph.and_then(|glyph| outline.glyph_hor_advance(glyph)).map_or(0.0, |units| f32::from(units) / em)
}

fn advances() -> &'static [Advances; 5] {
    static ADVANCES: OnceLock<[Advances; 5]> = OnceLock::new();
    ADVANCES.get_or_init(|| FONT_FILES.map(|(_, bytes)| Advances::of(bytes)))
}

/// How wide a line of text runs, in points, at this size in points.
pub fn text_width(words: &str, face: Face, size: f32) -> f32 {
    words.chars().fold(0.0, |ems, letter| ems + advance_ems(letter, face)) * size
}

/// How far a letter moves what follows it, in ems.
pub(super) fn advance_ems(letter: char, face: Face) -> f32 {
    let [.., arabic] = advances();
    let own = &advances()[face as usize];
    own.advance(letter).or_else(|| arabic.advance(letter)).unwrap_or(0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_carried_font_has_its_digits_of_one_width() {
        for face in [Face::Regular, Face::Medium, Face::SemiBold, Face::Italic] {
            let one = text_width("1", face, 10.0);
            assert!(one > 4.0, "{face:?}");
            assert!((text_width("1234567890", face, 10.0) - 10.0 * one).abs() < 0.01, "{face:?}");
        }
    }

    #[test]
    fn arabic_script_has_a_width() {
        assert!(text_width("کابل", Face::Regular, 12.0) > 12.0);
    }
}
