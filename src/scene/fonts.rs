//! The faces that words are set in, and how wide their words run.
//!
//! Letters are looked for in one chain of faces: the one that is asked for, the carried faces for other scripts, then
//! the font files that the user names. Widths are sums of advances with kerning left out: labels are placed by them,
//! and each painter shapes the words itself.

use std::sync::OnceLock;

use ttf_parser::Face as Outline;

use super::named_fonts::{FontFile, Fonts};

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

/// Every carried font file: a name, and its bytes. Those after the faces of Inter are for other scripts.
pub const FONT_FILES: [(&str, &[u8]); 7] = [
    ("Inter-Regular", include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    ("Inter-Medium", include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
    ("Inter-SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
    ("Inter-Italic", include_bytes!("../../assets/fonts/Inter-Italic.ttf")),
    ("NotoNaskhArabic-Regular", include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf")),
    ("NotoSansHebrew-Regular", include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf")),
    ("NotoSansDevanagari-Regular", include_bytes!("../../assets/fonts/NotoSansDevanagari-Regular.ttf")),
];

/// What the carried faces for other scripts are called, in their order in [`FONT_FILES`].
const FAMILIES: [&str; 3] = ["Noto Naskh Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari"];
/// As many faces are Inter's.
const INTER: usize = FONT_FILES.len() - FAMILIES.len();

/// The font file of a face.
pub fn font_bytes(face: Face) -> &'static [u8] {
    FONT_FILES[face as usize].1
}

/// A font of the chain in which letters are looked for.
#[derive(Debug, Clone)]
pub enum Font {
    /// A carried one, by its place among [`FONT_FILES`].
    Carried(usize),
    /// One that the user names.
    Named(FontFile),
}

impl Font {
    /// The fonts in which letters of a face are looked for, in this order. Named are those within which this is
    /// asked: [`Fonts::within`].
    pub fn chain(face: Face) -> Vec<Self> {
        let carried = std::iter::once(face as usize).chain(INTER..FONT_FILES.len()).map(Self::Carried);
        carried.chain(Fonts::current().files().iter().cloned().map(Self::Named)).collect()
    }

    /// Its file.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Carried(place) => FONT_FILES[*place].1,
            Self::Named(file) => file.bytes(),
        }
    }

    /// What its family is called.
    pub fn family(&self) -> &str {
        match self {
            Self::Carried(place) => place.checked_sub(INTER).map_or("Inter", |place| FAMILIES[place]),
            Self::Named(file) => file.family(),
        }
    }

    /// True when it has a letter.
    pub fn has(&self, letter: char) -> bool {
        match self {
            Self::Carried(place) => advances()[*place].has(letter),
            Self::Named(file) => file.advance(letter).is_some(),
        }
    }
}

/// True when some font of the chain has a letter.
pub(super) fn has_font(letter: char) -> bool {
    let carried = advances();
    carried[Face::Regular as usize].has(letter)
        || carried[INTER..].iter().any(|font| font.has(letter))
        || Fonts::advance_now(letter).is_some()
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

    fn has(&self, letter: char) -> bool {
        self.latin.get(letter as usize).is_some_and(|advance| *advance > 0.0)
            || self.outline.glyph_index(letter).is_some()
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

fn advances() -> &'static [Advances; FONT_FILES.len()] {
    static ADVANCES: OnceLock<[Advances; FONT_FILES.len()]> = OnceLock::new();
    ADVANCES.get_or_init(|| FONT_FILES.map(|(_, bytes)| Advances::of(bytes)))
}

/// How wide a line of text runs, in points, at this size in points.
pub fn text_width(words: &str, face: Face, size: f32) -> f32 {
    words.chars().fold(0.0, |ems, letter| ems + advance_ems(letter, face)) * size
}

/// How far a letter moves what follows it, in ems, in the first font of the chain that has it.
pub(super) fn advance_ems(letter: char, face: Face) -> f32 {
    /// Of a letter that no font has.
    const NONE: f32 = 0.6;
    let carried = advances();
    carried[face as usize]
        .advance(letter)
        .or_else(|| carried[INTER..].iter().find_map(|font| font.advance_of_own(letter)))
        .or_else(|| Fonts::advance_now(letter))
        .unwrap_or(NONE)
}

impl Advances {
    /// The same for a letter that another face has not, so that no table is needed.
    fn advance_of_own(&self, letter: char) -> Option<f32> {
        let glyph = self.outline.glyph_index(letter)?;
        Some(self.outline.glyph_hor_advance(glyph).map_or(0.0, |units| f32::from(units) / self.em))
    }
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
    fn other_scripts_have_a_width_and_a_font() {
        for words in ["کابل", "ירושלים", "काबुल"] {
            assert!(text_width(words, Face::Regular, 12.0) > 12.0, "{words}");
            assert!(words.chars().all(has_font), "{words}");
        }
        assert!(!has_font('ก') && !has_font('😀'));
    }

    #[test]
    fn families_are_those_of_the_files() {
        for (place, (name, bytes)) in FONT_FILES.iter().enumerate() {
            let file = FontFile::read(name, bytes.to_vec()).unwrap();
            assert_eq!(
                Font::Carried(place).family(),
                file.family().trim_end_matches([' ']).trim_end_matches(" Medium").trim_end_matches(" SemiBold")
            );
        }
    }
}
