//! The names of months in languages of Latin, Cyrillic, Greek, Arabic, Devanagari and some other scripts.
//!
//! They are those of the C library's locales, full and short, with their inflected forms. A name that means
//! one month in one language and another month in another (*listopad*) is none here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use pure_rust_locales::Locale::{
    self, af_ZA, anp_IN, ar_AE, ar_DZ, ar_IQ, ar_MA, az_AZ, be_BY, bg_BG, bho_IN, bn_BD, bs_BA, ca_ES, cs_CZ, cy_GB,
    da_DK, de_AT, de_DE, el_GR, es_ES, es_PE, et_EE, eu_ES, fa_IR, fi_FI, fil_PH, fr_BE, fr_CA, fr_FR, ga_IE, gl_ES,
    he_IL, hi_IN, hr_HR, hu_HU, hy_AM, id_ID, is_IS, it_IT, ka_GE, kk_KZ, ky_KG, lb_LU, lt_LT, lv_LV, mai_IN, mk_MK,
    mn_MN, mr_IN, ms_MY, mt_MT, nb_NO, ne_NP, nl_NL, nn_NO, oc_FR, pl_PL, ps_AF, pt_BR, pt_PT, raj_IN, ro_RO, ru_RU,
    sk_SK, sl_SI, so_SO, sq_AL, sr_RS, sr_RS_latin, sv_SE, sw_KE, tg_TJ, th_TH, tk_TM, tr_TR, tt_RU, uk_UA, ur_PK,
    uz_UZ, uz_UZ_cyrillic,
};
use pure_rust_locales::locale_match;

const LOCALES: [Locale; 80] = [
    af_ZA,
    anp_IN,
    ar_AE,
    ar_DZ,
    ar_IQ,
    ar_MA,
    az_AZ,
    be_BY,
    bg_BG,
    bho_IN,
    bn_BD,
    bs_BA,
    ca_ES,
    cs_CZ,
    cy_GB,
    da_DK,
    de_AT,
    de_DE,
    el_GR,
    es_ES,
    es_PE,
    et_EE,
    eu_ES,
    fa_IR,
    fi_FI,
    fil_PH,
    fr_BE,
    fr_CA,
    fr_FR,
    ga_IE,
    gl_ES,
    he_IL,
    hi_IN,
    hr_HR,
    hu_HU,
    hy_AM,
    id_ID,
    is_IS,
    it_IT,
    ka_GE,
    kk_KZ,
    ky_KG,
    lb_LU,
    lt_LT,
    lv_LV,
    mai_IN,
    mk_MK,
    mn_MN,
    mr_IN,
    ms_MY,
    mt_MT,
    nb_NO,
    ne_NP,
    nl_NL,
    nn_NO,
    oc_FR,
    pl_PL,
    ps_AF,
    pt_BR,
    pt_PT,
    raj_IN,
    ro_RO,
    ru_RU,
    sk_SK,
    sl_SI,
    so_SO,
    sq_AL,
    sr_RS,
    sr_RS_latin,
    sv_SE,
    sw_KE,
    tg_TJ,
    th_TH,
    tk_TM,
    tr_TR,
    tt_RU,
    uk_UA,
    ur_PK,
    uz_UZ,
    uz_UZ_cyrillic,
];

/// In English, in small letters.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names in small letters by the number of their month; none where languages differ.
static NUMBERS: LazyLock<BTreeMap<String, Option<u8>>> = LazyLock::new(|| {
    let one_of = |meanings: &Vec<(usize, u8)>| {
        let (_, first) = *meanings.first()?;
        meanings.iter().all(|(_, month)| *month == first).then_some(first)
    };
    MEANINGS.iter().map(|(name, meanings)| (name.clone(), one_of(meanings))).collect()
});

/// Names in small letters, with the month that each is in which of [`LOCALES`].
static MEANINGS: LazyLock<BTreeMap<String, Vec<(usize, u8)>>> = LazyLock::new(|| {
    let mut meanings: BTreeMap<String, Vec<(usize, u8)>> = BTreeMap::new();
    for (at, locale) in LOCALES.into_iter().enumerate() {
        let full = [Some(locale_match!(locale => LC_TIME::MON)), locale_match!(locale => LC_TIME::ALT_MON)];
        let short = [Some(locale_match!(locale => LC_TIME::ABMON)), locale_match!(locale => LC_TIME::AB_ALT_MON)];
        for names in full.into_iter().chain(short).flatten() {
            for (number, name) in (1..=12).zip(names) {
                let name = key(name);
                for name in [without_accents(&name), name] {
                    meanings.entry(name).or_default().push((at, number));
                }
            }
        }
    }
    meanings.retain(|name, _| name.chars().count() > 1 && !name.contains(|char: char| char.is_ascii_digit()));
    meanings
});

/// Languages that a column may be written in, by the names of months that were seen in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Languages(u128);

impl Default for Languages {
    fn default() -> Self {
        Self(u128::MAX)
    }
}

impl Languages {
    /// Keeps those that have the names of months in a text, as long as any is left.
    pub(crate) fn see(&mut self, text: &str) {
        for word in words_of(text) {
            let Some(meanings) = MEANINGS.get(&key(&word)) else { continue };
            let of_word = meanings.iter().fold(0, |languages, (at, _)| languages | 1 << at);
            if self.0 & of_word != 0 {
                self.0 &= of_word;
            }
        }
    }

    /// A text with its names of months in English, if one of them means different months and only one of these in
    /// the languages that are left.
    pub(crate) fn in_english(self, text: &str) -> Option<String> {
        let word = words_of(text).find(|word| NUMBERS.get(&key(word)) == Some(&None))?;
        let meanings = MEANINGS.get(&key(&word))?;
        let mut months = meanings.iter().filter(|(at, _)| self.0 & 1 << at != 0).map(|(_, month)| *month);
        let month = months.next().filter(|first| months.all(|month| month == *first))?;
        let name = MONTHS.get(usize::from(month).checked_sub(1)?)?;
        Some(text.to_lowercase().replacen(&word, name, 1))
    }
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let words: Vec<String> =
        lower.split([' ', ',', '.', '-', '/']).filter(|word| word.len() > 1).map(str::to_owned).collect();
    words.into_iter()
}

/// Weekdays in small letters, with their number from Sunday, 0; none where languages differ.
static WEEKDAYS: LazyLock<BTreeMap<String, Option<u8>>> = LazyLock::new(|| {
    let mut numbers: BTreeMap<String, Option<u8>> = BTreeMap::new();
    for locale in LOCALES {
        let (full, short) = (locale_match!(locale => LC_TIME::DAY), locale_match!(locale => LC_TIME::ABDAY));
        for (number, name) in (0..7).zip(full.iter()).chain((0..7).zip(short.iter())) {
            let known = numbers.entry(key(name)).or_insert(Some(number));
            *known = known.filter(|known| *known == number);
        }
    }
    numbers.retain(|name, _| name.chars().count() > 1);
    numbers
});

/// A name as it is looked up: in small letters, without the article and the point, words put together.
fn key(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let name = ["de ", "d’", "d'", "di "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(&name);
    name.chars().filter(|char| !char.is_whitespace() && !matches!(char, '.' | '॰' | '\u{200c}')).collect()
}

/// Latin letters without what people leave out when they type in haste.
fn without_accents(name: &str) -> String {
    let plain = |char| match char {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' | 'č' => 'c',
        'š' | 'ş' => 's',
        'ž' => 'z',
        'ğ' => 'g',
        other => other,
    };
    name.chars().map(plain).collect()
}

/// The number of a month, 1 to 12, by its name in small letters in any of the languages.
pub(super) fn month_named(word: &str) -> Option<u8> {
    let word = key(word);
    // Hebrew puts "in" in front: באוקטובר.
    let bare = word.strip_prefix('ב').unwrap_or(&word);
    if let Some(known) = NUMBERS.get(&word).or_else(|| NUMBERS.get(bare)) {
        return *known;
    }
    // Endings that the locales do not carry: lokakuuta, oktobrī, октябре.
    let length = if word.chars().all(char::is_alphabetic) { word.chars().count() } else { 0 };
    (1..=2).find_map(|ending| {
        let stem_len = length.checked_sub(ending).filter(|length| *length >= 4)?;
        let stem: String = word.chars().take(stem_len).collect();
        let mut alike = NUMBERS
            .range(stem.clone()..)
            .take_while(|(name, _)| name.starts_with(&stem))
            .filter(|(name, _)| name.chars().count() <= stem_len + 2)
            .map(|(_, month)| *month);
        let month = alike.next()??;
        alike.all(|other| other == Some(month)).then_some(month)
    })
}

/// Whether a word in small letters is the name of a weekday in any of the languages.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains_key(&key(word))
}

/// The weekday that a word in small letters names in any of the languages, counted from Sunday, 0. None where they
/// differ.
pub(super) fn weekday_number(word: &str) -> Option<u8> {
    WEEKDAYS.get(&key(word)).copied().flatten()
}

/// Every month, 1 to 12, that a word in small letters names in one language or another, the first first.
pub(crate) fn months_named(word: &str) -> Vec<u8> {
    let months: BTreeSet<u8> = MEANINGS.get(&key(word)).into_iter().flatten().map(|(_, month)| *month).collect();
    months.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_full_short_and_inflected_in_many_languages_and_never_guessed() {
        for (word, month) in [
            ("octobre", 10),
            ("févr.", 2),
            ("fevrier", 2),
            ("mayıs", 5),
            ("октября", 10),
            ("октябре", 10),
            ("жовтень", 10),
            ("жовтня", 10),
            ("lokakuuta", 10),
            ("οκτωβρίου", 10),
            ("οκτώβριος", 10),
            ("أكتوبر", 10),
            ("تشرين الأول", 10),
            ("اکتوبر", 10),
            ("मार्च", 3),
            ("अक्टूबर", 10),
            ("अक्तूबर", 10),
            ("września", 9),
            ("ottobre", 10),
            ("out", 10),
            ("ოქტომბერი", 10),
            ("באוקטובר", 10),
            ("ตุลาคม", 10),
            ("հոկտեմբերի", 10),
        ] {
            assert_eq!(month_named(word), Some(month), "{word}");
        }
        for word in ["listopad", "strike", "mart2", "a", ""] {
            assert_eq!(month_named(word), None, "{word}");
        }
        assert!(is_weekday("donnerstag") && is_weekday("jeudi") && !is_weekday("oktober"));
        assert_eq!((weekday_number("donnerstag"), weekday_number("jeudi")), (Some(4), Some(4)));
        assert_eq!(months_named("listopad"), [10, 11]);
    }

    #[test]
    fn a_name_of_two_months_is_that_of_the_language_of_its_column() {
        let mut polish = Languages::default();
        polish.see("3 października 2025");
        assert_eq!(polish.in_english("9 listopada 2025").as_deref(), Some("9 november 2025"));
        let mut croatian = Languages::default();
        croatian.see("3. rujna 2025.");
        assert_eq!(croatian.in_english("9 listopada 2025").as_deref(), Some("9 october 2025"));
        assert_eq!(Languages::default().in_english("9 listopada 2025"), None);
    }
}
