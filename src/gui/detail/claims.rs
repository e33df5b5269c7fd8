//! Who says what of an event, in words: a card for each claim.

use chrono::Datelike as _;

use super::order::{Bench, Joint, Seated, disputes_among, ordered};
use crate::gui::panel_context::PanelContext;
use crate::model::{AttributionKind, Claim, Event, ShortForm, Source, Stance, When, grading_words};
use crate::scene::{capitalized, claim_as_text, first_name, isolated, speaker_of, translation_words};

/// A claim as its card shows it.
pub(super) struct Card {
    /// The place of the claim in the event.
    pub(super) claim: usize,
    pub(super) id: String,
    /// The whole of it as plain text: who says what, in which source, and its address.
    pub(super) text: String,
    /// Where it sits against others; none where it is at odds with no other of the event.
    pub(super) bench: Option<Bench>,
    /// With whom it is at odds, where that is not just those who face it.
    pub(super) against: String,
    /// Words on the rule above the card, where it is at odds with one above.
    pub(super) joint: Option<String>,
    pub(super) kind: AttributionKind,
    pub(super) speaker: String,
    /// In what capacity and when, such as `official · 12 Oct`.
    pub(super) said: String,
    /// The source's own words, in quotation marks.
    pub(super) quote: String,
    /// What the author makes of them in the language in which the story is read.
    pub(super) translation: String,
    /// Small signs with what they mean: figures that others give too, and the author's grading.
    pub(super) signs: Vec<Sign>,
    /// Doubt, figures and the author's note, a line each.
    pub(super) remarks: Vec<String>,
    pub(super) source: String,
    pub(super) url: String,
    pub(super) archived: String,
    /// What is said where only a copy of the source is known.
    pub(super) copy_note: String,
    /// Title, address, when it was published and read, and the hash of the copy that was read, a line each.
    pub(super) provenance: String,
    /// Claims of other events that are at odds with it: words, and the id of the event.
    pub(super) elsewhere: Vec<(String, String)>,
}

/// A few letters on a card, and what is said when they are pointed at.
pub(super) struct Sign {
    pub(super) words: String,
    pub(super) meaning: String,
}

/// The cards of an event: claims that are at odds first, group by group, then the others, each in
/// the order of the file.
pub(super) fn cards_of(here: &PanelContext<'_>, index: usize) -> Vec<Card> {
    let event = here.store.event(index);
    let seats = ordered(&event.claims);
    let opponents = disputes_among(&event.claims);
    let mut above: Option<usize> = None;
    let cards = seats.iter().map(|seated| {
        let card = Card {
            against: against_words(&event, &seats, *seated, &opponents[seated.place]),
            ..card_of(here, &event, *seated, above)
        };
        above = Some(seated.place);
        card
    });
    cards.collect()
}

/// With whom a claim is at odds, where that is not just those who face it.
fn against_words(event: &Event, seats: &[Seated], seated: Seated, opponents: &[usize]) -> String {
    let Some(bench) = seated.bench else { return String::new() };
    let facing = seats.iter().filter(|other| other.bench == Some(bench.opposite()));
    let mut facing: Vec<usize> = facing.map(|other| other.place).collect();
    facing.sort_unstable();
    if facing == opponents || facing.is_empty() {
        return String::new();
    }
    let mut names: Vec<String> = Vec::new();
    for opponent in opponents {
        let name = first_name(&speaker_of(&event.claims[*opponent])).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    format!("Contradicts {}", names.join(", "))
}

fn card_of(here: &PanelContext<'_>, event: &Event, seated: Seated, above: Option<usize>) -> Card {
    let Seated { place, joint, bench } = seated;
    let claim = &event.claims[place];
    let source = here.store.source(&claim.source);
    Card {
        claim: place,
        id: claim.id.clone(),
        text: claim_as_text(here.store, claim).trim_start_matches("- ").to_owned(),
        bench,
        against: String::new(),
        signs: signs_of(event, place),
        joint: joint_words(event, place, joint, above),
        kind: claim.attribution.kind,
        speaker: speaker_of(claim),
        said: said_of(here, event, claim),
        quote: if claim.quote.is_empty() { String::new() } else { format!("“{}”", claim.quote) },
        translation: translation_words(here.store, claim),
        remarks: remarks_of(claim),
        source: source.map(source_words).unwrap_or_default(),
        url: source.map(|source| source.url.to_string()).unwrap_or_default(),
        archived: source.map(|source| source.archived.to_string()).unwrap_or_default(),
        copy_note: source.map(Source::copy_note).unwrap_or_default(),
        provenance: source.map(provenance_of).unwrap_or_default(),
        elsewhere: elsewhere(here, event, claim),
    }
}

fn joint_words(event: &Event, place: usize, joint: Joint, above: Option<usize>) -> Option<String> {
    let claims = &event.claims;
    match (joint, above) {
        (Joint::Adjoins, Some(above)) if claims[above].disputes.contains(&claims[place].id) => {
            Some("disputes".to_owned())
        }
        (Joint::Adjoins, _) => Some("is disputed by".to_owned()),
        (Joint::Reaches(other), _) => {
            let name = first_name(&speaker_of(&claims[other])).to_owned();
            let active = claims[place].disputes.contains(&claims[other].id);
            Some(if active { format!("also disputes {name}") } else { format!("also disputed by {name}") })
        }
        (Joint::Apart, _) => None,
    }
}

fn said_of(here: &PanelContext<'_>, event: &Event, claim: &Claim) -> String {
    let mut parts = vec![claim.attribution.kind.word().to_owned()];
    if claim.stance != Stance::Asserts {
        parts.push(claim.stance.word().to_owned());
    }
    if let Some(said) = &claim.said {
        let zone = event.zone_or(&here.store.story().zone);
        let year_of = |secs: f64| zone.civil_from_secs(secs).year();
        let said_year = year_of(said.span(zone).possible.start_secs);
        let own = event.when.as_ref().map(|when| year_of(when.span(zone).possible.start_secs));
        let form = if own == Some(said_year) { ShortForm::Plain } else { ShortForm::WithYear };
        parts.push(day_words(said, form));
    }
    parts.join(" · ")
}

fn remarks_of(claim: &Claim) -> Vec<String> {
    let mut remarks = Vec::new();
    let quantities = claim.quantities.iter().map(|quantity| format!("{}: {}", quantity.measure, quantity.to_words()));
    let quantities = quantities.collect::<Vec<String>>().join(" · ");
    if !quantities.is_empty() {
        remarks.push(quantities);
    }
    if !claim.hedge.is_empty() {
        remarks.push(format!("Source’s wording: “{}”", claim.hedge));
    }
    if !claim.note.is_empty() {
        remarks.push(claim.note.to_string());
    }
    remarks
}

/// Figures that others give too, and the grading.
fn signs_of(event: &Event, place: usize) -> Vec<Sign> {
    let claim = &event.claims[place];
    let mut signs = Vec::new();
    let others = || event.claims.iter().enumerate().filter(|(other, _)| *other != place);
    let (mut quantities, mut meanings) = (Vec::new(), Vec::new());
    for quantity in claim.quantities.iter().filter(|quantity| quantity.range().is_some()) {
        let gives_it = |other: &Claim| {
            other.quantities.iter().any(|given| {
                given.measure == quantity.measure
                    && given.unit == quantity.unit
                    && given.number_words() == quantity.number_words()
            })
        };
        let agreeing = others().filter(|(_, other)| gives_it(other)).map(|(_, other)| speaker_of(other));
        let agreeing: Vec<String> = agreeing.collect();
        if !agreeing.is_empty() {
            quantities.push(quantity.to_short());
            meanings.push(format!(
                "{}: {}, also given by {}",
                quantity.measure,
                quantity.to_words(),
                agreeing.join("; ")
            ));
        }
    }
    if !quantities.is_empty() {
        let meaning = format!("{}. Both may draw on the same source", capitalized(&meanings.join("; ")));
        signs.push(Sign { words: format!("agrees: {}", quantities.join(", ")), meaning });
    }
    if !claim.grading.is_empty() {
        let meaning = grading_words(&claim.grading, &claim.graded_by)
            .unwrap_or_else(|| "Not an Admiralty code rating".to_owned());
        signs.push(Sign { words: claim.grading.to_string(), meaning });
    }
    signs
}

/// What is recorded of a source, a line each.
fn provenance_of(source: &Source) -> String {
    let date = |word: &str, when: Option<&When>| when.map(|when| format!("{word} {}", when.to_words(None)));
    let hash = (!source.sha256.is_empty()).then(|| format!("SHA-256 of the copy read: {}", source.sha256));
    let copy = if source.is_copy_only() { "Read from a copy at" } else { "Archived copy:" };
    let archived = (!source.archived.is_empty()).then(|| format!("{copy} {}", source.archived));
    let lines = [
        Some(source.title.clone()),
        Some(source.url.to_string()),
        date("Published", source.published.as_ref()),
        date("Read", source.accessed.as_ref()),
        archived,
        hash,
    ];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<String>>().join("\n")
}

/// A source with the day it was published, such as `Arab News, 12 Oct 2025`.
fn source_words(source: &Source) -> String {
    match &source.published {
        Some(published) => format!("{}, {}", isolated(source.name()), day_words(published, ShortForm::WithYear)),
        None => source.name().to_owned(),
    }
}

/// A day in few characters. A single time of day is left out, since its offset has no room here.
pub(in crate::gui) fn day_words(when: &When, form: ShortForm) -> String {
    let short = when.to_short(form);
    let is_single = !when.to_string().contains(['/', '[', '{']);
    match short.split_once(", ") {
        Some((day, _)) if is_single && when.has_time_of_day() => day.to_owned(),
        _ => short,
    }
}

/// Claims of other events that this one disputes or that dispute it.
fn elsewhere(here: &PanelContext<'_>, event: &Event, claim: &Claim) -> Vec<(String, String)> {
    let store = here.store;
    let disputed = claim.disputes.iter().filter_map(|id| Some(("Disputes", store.claim(id)?.0)));
    let disputing = store.disputing(&claim.id).into_iter().map(|(other, _)| ("Disputed by", other));
    let all = disputed.chain(disputing).map(|(word, other)| (word, store.event(other)));
    let others = all.filter(|(_, other)| other.id != event.id);
    others.map(|(word, other)| (format!("{word}: {}", other.title), other.id.clone())).collect()
}
