//! Which way words run.

use unicode_bidi::{BidiClass, bidi_class};

/// True for a letter that runs from right to left.
pub(super) fn is_right_to_left(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::R | BidiClass::AL)
}

/// True when the first letter with a direction runs from right to left.
pub(super) fn starts_right_to_left(words: &str) -> bool {
    let strong = words.chars().find(|c| matches!(bidi_class(*c), BidiClass::L | BidiClass::R | BidiClass::AL));
    strong.is_some_and(is_right_to_left)
}
