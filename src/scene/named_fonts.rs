//! Font files that the user names for letters that no carried face has.
//!
//! This module answers what such a file is called and how far its letters run. It reads no file: bytes come from
//! outside. Which fonts are named is said for the time in which a picture is made, so that a scene stays a function of
//! what it is given.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ttf_parser::{Face as Outline, FaceParsingError, name_id};

/// Why a file cannot be used as a font.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FontError {
    /// It is packed for web pages.
    #[error("this is a font for web pages (WOFF); name the .ttf or .otf file that it was made from")]
    Woff,
    /// It is no font that can be read.
    #[error("this is no font that can be read ({0}); name a .ttf, .otf or .ttc file")]
    Unreadable(FaceParsingError),
    /// Its letters are pictures.
    #[error("the letters of this font are pictures; name one with outlines")]
    NoOutlines,
}

/// What a font file is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontName {
    /// The name of the file, without folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A font file.
#[derive(Debug, Clone)]
pub struct FontFile(Arc<Read>);

#[derive(Debug)]
struct Read {
    name: FontName,
    family: String,
    bytes: Vec<u8>,
    /// Of each letter that it has, in ems.
    advances: BTreeMap<char, f32>,
}

impl FontFile {
    /// A font by the name and the bytes of its file; of a collection the first.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, FontError> {
        if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
            return Err(FontError::Woff);
        }
        let face = Outline::parse(&bytes, 0).map_err(FontError::Unreadable)?;
        let tables = face.tables();
        if tables.glyf.is_none() && tables.cff.is_none() && tables.cff2.is_none() {
            return Err(FontError::NoOutlines);
        }
        let em = f32::from(face.units_per_em());
        let mut advances = BTreeMap::new();
        for table in tables.cmap.iter().flat_map(|cmap| cmap.subtables).filter(ttf_parser::cmap::Subtable::is_unicode) {
            table.codepoints(|code| {
                if let Some(letter) = char::from_u32(code)
                    && let Some(glyph) = face.glyph_index(letter)
                {
                    advances.insert(letter, f32::from(face.glyph_hor_advance(glyph).unwrap_or_default()) / em);
                }
            });
        }
        let named = |id: u16| {
            let mut names = face.names().into_iter().filter(|name| name.name_id == id && name.is_unicode());
            names.find_map(|name| name.to_string())
        };
        let family = named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY));
        let family = family.unwrap_or_else(|| name.to_owned());
        let name = FontName { name: name.to_owned(), sha256: format!("{:x}", Sha256::digest(&bytes)) };
        Ok(Self(Arc::new(Read { name, family, bytes, advances })))
    }

    /// What it is known by.
    pub fn name(&self) -> &FontName {
        &self.0.name
    }

    /// What its family is called.
    pub fn family(&self) -> &str {
        &self.0.family
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// How far a letter moves what follows it, in ems. None for a letter that it has not.
    pub fn advance(&self, letter: char) -> Option<f32> {
        self.0.advances.get(&letter).copied()
    }
}

/// The font files that are named for a picture, in the order in which they are asked.
#[derive(Debug, Clone, Default)]
pub struct Fonts(Arc<Vec<FontFile>>);

thread_local! {
    /// Those for which [`Fonts::within`] is being carried out on this thread.
    static CURRENT: RefCell<Fonts> = RefCell::default();
}

/// Gives a thread back the fonts that it had.
struct Former(Fonts);

impl Drop for Former {
    fn drop(&mut self) {
        CURRENT.with_borrow_mut(|current| std::mem::swap(current, &mut self.0));
    }
}

impl Fonts {
    /// These files.
    pub fn new(files: Vec<FontFile>) -> Self {
        Self(Arc::new(files))
    }

    /// The files.
    pub fn files(&self) -> &[FontFile] {
        &self.0
    }

    /// What they are known by.
    pub fn names(&self) -> Vec<FontName> {
        self.0.iter().map(|file| file.name().clone()).collect()
    }

    /// Does something for which these fonts are named: widths are measured and words are set with them.
    pub fn within<T>(&self, task: impl FnOnce() -> T) -> T {
        let _former = Former(CURRENT.replace(self.clone()));
        task()
    }

    /// The fonts that are named just now.
    pub(super) fn current() -> Self {
        CURRENT.with_borrow(Self::clone)
    }

    /// How far a letter moves what follows it, in ems, in the first font that is named just now and has it.
    pub(super) fn advance_now(letter: char) -> Option<f32> {
        CURRENT.with_borrow(|fonts| fonts.0.iter().find_map(|file| file.advance(letter)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FONT_FILES, Face, text_width};
    use super::*;

    #[test]
    fn a_file_that_is_no_font_is_told_apart() {
        assert_eq!(FontFile::read("a.woff2", b"wOF2....".to_vec()).unwrap_err(), FontError::Woff);
        let message = FontFile::read("a.txt", b"not a font".to_vec()).unwrap_err().to_string();
        assert!(message.contains("no font that can be read"), "{message}");
    }

    #[test]
    fn letters_have_the_width_of_the_font_that_is_named_as_long_as_it_is() {
        // The rupee sign of Devanagari stands for any letter that only the named font has.
        let (name, bytes) = FONT_FILES[0];
        let mut fonts = Fonts::new(vec![FontFile::read(name, bytes.to_vec()).unwrap()]);
        let own = fonts.files()[0].advance('A').unwrap();
        assert!((text_width("A", Face::Regular, 1.0) - own).abs() < 1e-6);
        let thai = Read {
            advances: BTreeMap::from([('ก', 0.25)]),
            name: fonts.names()[0].clone(),
            family: String::new(),
            bytes: Vec::new(),
        };
        fonts = Fonts::new(vec![FontFile(Arc::new(thai))]);
        let width = || text_width("ก", Face::Regular, 100.0);
        let before = width();
        assert!((fonts.within(width) - 25.0).abs() < 1e-3);
        assert!((width() - before).abs() < 1e-6);
    }
}
