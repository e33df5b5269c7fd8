//! Which claims a claim disputes. It is written at both of them.

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use super::kit::{cross, row, with_tail};
use crate::gui::style::words;
use crate::model::{AttributionKind, Claim, Event};
use crate::scene::{Face, Type};
use crate::store::{Store, fold};

/// Shows what a claim disputes, and takes over what is added or taken away.
pub(super) fn disputes_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event, place: usize) {
    let palette = writing.here.palette;
    let own = writing.own;
    let id = event.claims[place].id.clone();
    let disputed: Vec<String> = event.claims[place].disputes.to_vec();
    let mut toggled = None;
    row(ui, palette, "Disputes", |ui| {
        for other in &disputed {
            let text = claim_words(own, event, other).unwrap_or_else(|| other.clone());
            ui.push_id(("dispute", other), |ui| {
                with_tail(
                    ui,
                    22.0,
                    |ui| {
                        let shown = Type::new(Face::Medium, 12.0).elided(&format!("≠ {text}"), ui.available_width());
                        ui.add_space(5.0);
                        ui.label(words(shown, Face::Medium, 12.0, palette.accent)).on_hover_text(&text);
                    },
                    |ui| {
                        if cross(ui, palette, "Not disputed").clicked() {
                            toggled = Some(other.clone());
                        }
                    },
                );
            });
        }
        let opens = if writing.takes_focus("disputes") { Opens::Now } else { Opens::WhenPressed };
        let shown = "Dispute another claim…";
        let chooser = Chooser { label: shown, shown, makes: None, edition: writing.here.story_number, opens };
        let choices = |query: &str| claims_called(own, event, &id, &disputed, query);
        if let Some(Chosen::Id(other)) = chooser.show(ui, palette, choices) {
            toggled = Some(other);
        }
    });
    if let Some(other) = toggled {
        let disputes = if disputed.contains(&other) { Disputes::No } else { Disputes::Yes };
        set(&mut event.claims[place], &other, disputes);
        if let Some(claim) = event.claims.iter_mut().find(|claim| claim.id == other) {
            set(claim, &id, disputes);
        } else if let Some((index, _)) = own.claim(&other) {
            let mut elsewhere = own.event(index).into_owned();
            if let Some(claim) = elsewhere.claims.iter_mut().find(|claim| claim.id == other) {
                set(claim, &id, disputes);
            }
            writing.change.events.push(elsewhere);
        }
    }
}

/// Whether a claim disputes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disputes {
    Yes,
    No,
}

/// Has a claim dispute another, or not.
fn set(claim: &mut Claim, other: &str, disputes: Disputes) {
    let is_there = claim.disputes.iter().any(|id| id == other);
    match disputes {
        Disputes::Yes if !is_there => claim.disputes.push(other.to_owned()),
        Disputes::No if is_there => claim.disputes.retain(|id| id != other),
        _ => {}
    }
}

/// Has two claims of an event dispute each other.
pub(super) fn dispute(event: &mut Event, one: &str, other: &str) {
    for (id, disputed) in [(one, other), (other, one)] {
        if let Some(claim) = event.claims.iter_mut().find(|claim| claim.id == id) {
            set(claim, disputed, Disputes::Yes);
        }
    }
}

fn claim_words(own: &Store, event: &Event, id: &str) -> Option<String> {
    if let Some(claim) = event.claims.iter().find(|claim| claim.id == id) {
        return Some(words_of(claim));
    }
    let (index, place) = own.claim(id)?;
    own.event(index).claims.get(place).map(words_of)
}

fn words_of(claim: &Claim) -> String {
    let name = if claim.attribution.name.is_empty() { claim.attribution.kind.word() } else { &claim.attribution.name };
    format!("{name}: {}", claim.text)
}

/// Claims that have what is sought, those of the same event first.
fn claims_called(own: &Store, event: &Event, id: &str, disputed: &[String], query: &str) -> Vec<Choice> {
    let sought = fold(query);
    let is_meant =
        |claim: &Claim| claim.id != id && !disputed.contains(&claim.id) && fold(&words_of(claim)).contains(&sought);
    let mut found: Vec<Choice> = event
        .claims
        .iter()
        .filter(|claim| is_meant(claim))
        .map(|claim| Choice::new(&claim.id, &words_of(claim)))
        .collect();
    // What is searched holds the text and the name of who speaks, folded; it holds no kind of voice.
    let is_of_kind = AttributionKind::ALL.iter().any(|(_, word)| fold(word).contains(&sought));
    let words = if sought.contains(':') || is_of_kind { "" } else { &sought };
    for index in own.order_with_words(words) {
        if found.len() >= 60 {
            break;
        }
        let other = own.event(index);
        if other.id == event.id {
            continue;
        }
        let claims = other.claims.iter().filter(|claim| is_meant(claim));
        found.extend(
            claims.map(|claim| Choice { note: other.title.clone(), ..Choice::new(&claim.id, &words_of(claim)) }),
        );
    }
    found
}
