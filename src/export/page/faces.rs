//! The faces that a page carries, so that its words look the same where their scripts have no font.

use std::ops::RangeInclusive;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::scene::FONT_FILES;

/// A script whose face goes along with a page that has letters of it: few readers have one.
struct Script {
    family: &'static str,
    /// The place of its file among [`FONT_FILES`].
    file: usize,
    letters: RangeInclusive<char>,
    /// All that is set in it, so that it may be named before the faces for Latin: a face that is named after them
    /// comes too late for the first words.
    range: &'static str,
}

const SCRIPTS: [Script; 3] = [
    Script {
        family: "carried Arabic",
        file: 4,
        letters: '\u{600}'..='\u{8ff}',
        range: "U+600-6FF,U+750-77F,U+8A0-8FF,U+200C-200D,U+FB50-FDFF,U+FE70-FEFC",
    },
    Script { family: "carried Hebrew", file: 5, letters: '\u{590}'..='\u{5ff}', range: "U+590-5FF,U+FB1D-FB4F" },
    Script {
        family: "carried Devanagari",
        file: 6,
        letters: '\u{900}'..='\u{97f}',
        range: "U+900-97F,U+200C-200D,U+1CD0-1CFF,U+A8E0-A8FF",
    },
];

/// The faces of the scripts that a text has letters of, whole.
pub(super) fn font_faces(text: &str) -> String {
    let needed = SCRIPTS.iter().filter(|script| text.contains(|letter| script.letters.contains(&letter)));
    let face = |Script { family, file, range, .. }: &Script| {
        let file = STANDARD.encode(FONT_FILES[*file].1);
        format!("@font-face{{font-family:'{family}';unicode-range:{range};src:url(data:font/ttf;base64,{file})}}\n")
    };
    needed.map(face).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_the_faces_of_the_scripts_in_it_and_no_others() {
        let names = |text: &str| -> Vec<&str> {
            let faces = font_faces(text);
            let families = SCRIPTS.iter().map(|script| script.family);
            families.filter(|family| faces.contains(&format!("font-family:'{family}'"))).collect()
        };
        for Script { family, file, .. } in SCRIPTS {
            assert!(FONT_FILES[file].0.contains(family.trim_start_matches("carried ")), "{family}");
        }
        assert!(names("Strike on Kabul, 58 – “23”, Zürich").is_empty());
        assert_eq!(names("वार्ता in Delhi"), ["carried Devanagari"]);
        assert_eq!(names("کابل שלום"), ["carried Arabic", "carried Hebrew"]);
    }
}
