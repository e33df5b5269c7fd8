//! Who speaks, in words for people.

use crate::model::{AttributionKind, Claim};

/// Who makes a claim, such as `Zabihullah Mujahid` or `News18, the outlet itself`.
pub fn speaker_of(claim: &Claim) -> String {
    let name = &claim.attribution.name;
    match (claim.attribution.kind, name.is_empty()) {
        (AttributionKind::Outlet, true) => "The outlet itself".to_owned(),
        (AttributionKind::Outlet, false) => format!("{name}, the outlet itself"),
        (AttributionKind::Anonymous, true) => "Unnamed sources".to_owned(),
        (AttributionKind::Official, true) => "An official body".to_owned(),
        (AttributionKind::Document, true) => "A document".to_owned(),
        (AttributionKind::Named, true) => "A named person".to_owned(),
        (_, false) => capitalized(name),
    }
}

/// A speaker without what stands after the first comma.
pub fn first_name(speaker: &str) -> &str {
    speaker.split_once(", ").map_or(speaker, |(first, _)| first)
}

/// The words with a capital in front.
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
