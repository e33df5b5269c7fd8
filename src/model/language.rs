//! Languages, by their tags.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest tag that is taken, in bytes.
const LONGEST: usize = 20;

/// A language by its tag of BCP 47, such as `ur`, `fa-AF` or `uz-Arab`. Of small and capital letters it has those
/// that are usual.
///
/// ```
/// use meridian::model::Language;
/// let dari: Language = "FA-af".parse()?;
/// assert_eq!((dari.to_string().as_str(), dari.name()), ("fa-AF", "دری"));
/// assert!(Language::known().any(|language| language == dari && language.english_name() == "Dari"));
/// assert!("in Urdu".parse::<Language>().is_err());
/// # Ok::<(), meridian::model::LanguageError>(())
/// ```
///
/// The default is none, with an empty tag.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    bytes: [u8; LONGEST],
    length: u8,
}

/// Why a text is no tag of a language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no tag of a language; write one such as \"ur\", \"fa-AF\" or \"ps\"")]
pub struct LanguageError(String);

/// What speakers call their language, by its tag or the first part of it, and what it is called in English.
const NAMES: [(&str, &str, &str); 25] = [
    ("ar", "العربية", "Arabic"),
    ("bal", "بلوچی", "Balochi"),
    ("bn", "বাংলা", "Bengali"),
    ("de", "Deutsch", "German"),
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("fa", "فارسی", "Persian"),
    ("fa-AF", "دری", "Dari"),
    ("fr", "Français", "French"),
    ("he", "עברית", "Hebrew"),
    ("hi", "हिन्दी", "Hindi"),
    ("it", "Italiano", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("ku", "Kurdî", "Kurdish"),
    ("ne", "नेपाली", "Nepali"),
    ("prs", "دری", "Dari"),
    ("ps", "پښتو", "Pashto"),
    ("pt", "Português", "Portuguese"),
    ("ru", "Русский", "Russian"),
    ("tg", "Тоҷикӣ", "Tajik"),
    ("tr", "Türkçe", "Turkish"),
    ("uk", "Українська", "Ukrainian"),
    ("ur", "اردو", "Urdu"),
    ("uz", "Oʻzbekcha", "Uzbek"),
    ("zh", "中文", "Chinese"),
];

impl Language {
    /// Its tag.
    pub fn tag(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }

    /// What its speakers call it; its tag where that is not known.
    pub fn name(&self) -> &str {
        let known = |tag: &str| NAMES.iter().find(|(other, ..)| *other == tag).map(|(_, name, _)| *name);
        // A script or a country that is not known by name must be told.
        known(self.tag()).unwrap_or(self.tag())
    }

    /// What it is called in English; empty where that is not known.
    pub fn english_name(&self) -> &'static str {
        NAMES.iter().find(|(tag, ..)| *tag == self.tag()).map_or("", |(.., english)| english)
    }

    /// The languages whose names are known, by their tags.
    pub fn known() -> impl Iterator<Item = Self> {
        NAMES.iter().filter_map(|(tag, ..)| tag.parse().ok())
    }

    /// The first part of its tag, which it shares with others of its kind.
    fn primary(&self) -> &str {
        self.tag().split('-').next().unwrap_or_default()
    }

    /// How well it does for who asks for another: 2 for the same, 1 for one of its kind, else 0.
    pub(crate) fn fits(&self, asked: Self) -> u8 {
        match () {
            () if *self == asked => 2,
            () if self.primary() == asked.primary() => 1,
            () => 0,
        }
    }
}

impl std::str::FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let error = || LanguageError(text.chars().take(40).collect());
        let is_part = |(nth, part): (usize, &str)| {
            let least = if nth == 0 { 2 } else { 1 };
            (least..=8).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_alphabetic() || (nth > 0 && byte.is_ascii_digit()))
        };
        if text.len() > LONGEST || !text.split('-').enumerate().all(is_part) {
            return Err(error());
        }
        let usual = |(nth, part): (usize, &str)| match part.len() {
            2 if nth > 0 => part.to_ascii_uppercase(),
            4 if nth > 0 => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
            _ => part.to_ascii_lowercase(),
        };
        let tag = text.split('-').enumerate().map(usual).collect::<Vec<_>>().join("-");
        let mut bytes = [0; LONGEST];
        bytes[..tag.len()].copy_from_slice(tag.as_bytes());
        Ok(Self { bytes, length: tag.len() as u8 })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
