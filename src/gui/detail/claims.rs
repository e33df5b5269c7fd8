//! Who says what of an event: a card for each claim, those that dispute each other together.

use std::collections::HashMap;

use chrono::Datelike as _;
use eframe::egui::{
    Align, Button, CornerRadius, CursorIcon, Frame, Label, Layout, Link, Margin, Painter, Rect, Role, Sense, Stroke,
    Ui, WidgetInfo, pos2, vec2,
};

use super::figures::words_of_figure;
use super::page::capitalized;
use crate::gui::bidi::prose;
use crate::gui::here::Here;
use crate::gui::paint::paint_symbol;
use crate::gui::style::{color32, words};
use crate::model::{Attestation, AttributionKind, Claim, Event, ShortForm, Source, Stance, When};
use crate::scene::{Color, Face, Palette, SymbolStyle, text_width};
use crate::view::Command;

/// Room between cards that have nothing between them.
const GAP: f32 = 6.0;
/// The width of the bar at the left of a card.
const BAR: f32 = 3.0;
/// Under this width, who speaks and when stand under each other.
const LEAST_NAME: f32 = 120.0;

/// A claim as its card shows it.
pub(super) struct Card {
    /// The place of the claim in the event.
    claim: usize,
    /// Words on the rule above the card, where it is at odds with one above.
    joint: Option<String>,
    kind: AttributionKind,
    speaker: String,
    /// In what capacity and when, such as `official · 12 Oct`.
    said: String,
    /// The source's own words, in quotation marks.
    quote: String,
    /// Doubt, figures and the author's note, a line each.
    remarks: Vec<String>,
    source: String,
    url: String,
    archived: String,
    /// Claims of other events that are at odds with it: words, and the id of the event.
    elsewhere: Vec<(String, String)>,
}

/// How a claim stands to those that are shown above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// It is at odds with none of them.
    Apart,
    /// It is at odds with the one right above.
    Adjoins,
    /// It is at odds with this one, further up.
    Reaches(usize),
}

/// The cards of an event: claims that are at odds first, group by group, then the others, each in
/// the order of the file.
pub(super) fn cards_of(here: &Here<'_>, index: usize) -> Vec<Card> {
    let event = here.store.event(index);
    let mut above: Option<usize> = None;
    let ordered = ordered(&event.claims).into_iter().map(|(place, joint)| {
        let card = card_of(here, event, place, joint, above);
        above = Some(place);
        card
    });
    ordered.collect()
}

/// Claims by their places, each once, and how each stands to those before it.
///
/// A group starts with its first claim in the file and those that are at odds with the same claims;
/// then come the claims at odds with these, and so on.
fn ordered(claims: &[Claim]) -> Vec<(usize, Joint)> {
    let against = disputes_among(claims);
    let mut order: Vec<(usize, Joint)> = Vec::with_capacity(claims.len());
    let mut placed = vec![false; claims.len()];
    for start in (0..claims.len()).filter(|&place| !against[place].is_empty()) {
        if placed[start] {
            continue;
        }
        let opposed = &against[start];
        let is_ally =
            |place: &usize| !opposed.contains(place) && against[*place].iter().all(|other| opposed.contains(other));
        let mut layer: Vec<usize> =
            opposed.iter().flat_map(|&other| against[other].iter().copied()).filter(is_ally).collect();
        layer.push(start);
        let first = order.len();
        while !layer.is_empty() {
            layer.sort_unstable();
            layer.dedup();
            // One that is at odds with the card right above stands next to it.
            if let Some((above, _)) = order[first..].last() {
                layer.sort_by_key(|place| !against[*place].contains(above));
            }
            for &place in &layer {
                placed[place] = true;
                let group = &order[first..];
                let reached = group.iter().rev().find(|(above, _)| against[place].contains(above));
                let joint = match (group.last(), reached) {
                    (Some(last), Some(reached)) if last.0 == reached.0 => Joint::Adjoins,
                    (_, Some(reached)) => Joint::Reaches(reached.0),
                    _ => Joint::Apart,
                };
                order.push((place, joint));
            }
            let next = layer.iter().flat_map(|&place| against[place].iter().copied());
            layer = next.filter(|&place| !placed[place]).collect();
        }
    }
    order.extend((0..claims.len()).filter(|&place| !placed[place]).map(|place| (place, Joint::Apart)));
    order
}

/// For each claim the places of those that it disputes or that dispute it, in their order.
fn disputes_among(claims: &[Claim]) -> Vec<Vec<usize>> {
    let places: HashMap<&str, usize> =
        claims.iter().enumerate().map(|(place, claim)| (claim.id.as_str(), place)).collect();
    let mut against = vec![Vec::new(); claims.len()];
    for (place, claim) in claims.iter().enumerate() {
        for other in claim.disputes.iter().filter_map(|id| places.get(id.as_str()).copied()) {
            if other != place {
                against[place].push(other);
                against[other].push(place);
            }
        }
    }
    for places in &mut against {
        places.sort_unstable();
        places.dedup();
    }
    against
}

fn card_of(here: &Here<'_>, event: &Event, place: usize, joint: Joint, above: Option<usize>) -> Card {
    let claim = &event.claims[place];
    let source = here.store.story().source(&claim.source);
    Card {
        claim: place,
        joint: joint_words(event, place, joint, above),
        kind: claim.attribution.kind,
        speaker: speaker_of(claim),
        said: said_of(here, event, claim),
        quote: if claim.quote.is_empty() { String::new() } else { format!("“{}”", claim.quote) },
        remarks: remarks_of(claim),
        source: source.map(source_words).unwrap_or_default(),
        url: source.map(|source| source.url.clone()).unwrap_or_default(),
        archived: source.map(|source| source.archived.clone()).unwrap_or_default(),
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

/// Who speaks, for people.
pub(in crate::gui) fn speaker_of(claim: &Claim) -> String {
    let name = &claim.attribution.name;
    match (claim.attribution.kind, name.is_empty()) {
        (AttributionKind::Outlet, true) => "The outlet, in its own voice".to_owned(),
        (AttributionKind::Outlet, false) => format!("{name}, in its own voice"),
        (AttributionKind::Anonymous, true) => "Unnamed sources".to_owned(),
        (AttributionKind::Official, true) => "An official body".to_owned(),
        (AttributionKind::Document, true) => "A document".to_owned(),
        (AttributionKind::Named, true) => "A named person".to_owned(),
        (_, false) => capitalized(name),
    }
}

/// A speaker without what stands after the first comma.
pub(super) fn first_name(speaker: &str) -> &str {
    speaker.split_once(", ").map_or(speaker, |(first, _)| first)
}

fn said_of(here: &Here<'_>, event: &Event, claim: &Claim) -> String {
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
    let figures = claim.figures.iter().map(|figure| format!("{}: {}", figure.measure, words_of_figure(figure)));
    let figures = figures.collect::<Vec<String>>().join(" · ");
    if !figures.is_empty() {
        remarks.push(figures);
    }
    if !claim.hedge.is_empty() {
        remarks.push(format!("In the source’s word: “{}”", claim.hedge));
    }
    if !claim.grading.is_empty() {
        remarks.push(format!("Graded {} by the author", claim.grading));
    }
    if !claim.note.is_empty() {
        remarks.push(claim.note.clone());
    }
    remarks
}

/// A source with the day it was published, such as `Arab News, 12 Oct 2025`.
fn source_words(source: &Source) -> String {
    match &source.published {
        Some(published) => format!("{}, {}", source.name(), day_words(published, ShortForm::WithYear)),
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
fn elsewhere(here: &Here<'_>, event: &Event, claim: &Claim) -> Vec<(String, String)> {
    let store = here.store;
    let disputed = claim.disputes.iter().filter_map(|id| Some(("Disputes", store.claim(id)?.0)));
    let disputing = store.disputing(&claim.id).iter().map(|(other, _)| ("Disputed in", *other));
    let all = disputed.chain(disputing).map(|(word, other)| (word, store.event(other)));
    let others = all.filter(|(_, other)| other.id != event.id);
    others.map(|(word, other)| (format!("{word}: {}", other.title), other.id.clone())).collect()
}

/// Shows the cards.
pub(super) fn claims_ui(ui: &mut Ui, here: &Here<'_>, event: &Event, cards: &[Card], commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (number, card) in cards.iter().enumerate() {
        match &card.joint {
            Some(joint) => rule_with_word(ui, here.palette, joint),
            None if number > 0 => ui.add_space(GAP),
            None => {}
        }
        if let Some(claim) = event.claims.get(card.claim) {
            card_ui(ui, here.palette, claim, card, commands);
        }
    }
}

/// A thin rule with a word in its middle.
fn rule_with_word(ui: &mut Ui, palette: &Palette, word: &str) {
    let (size, room) = (10.5, ui.available_width());
    let word_width = (text_width(word, Face::Medium, size) + 24.0).min(room);
    let (rect, _) = ui.allocate_exact_size(vec2(room, 24.0), Sense::hover());
    let word_rect = Rect::from_center_size(rect.center(), vec2(word_width, rect.height()));
    let stroke = Stroke::new(1.0, color32(palette.rule));
    ui.painter().hline(rect.left()..=word_rect.left(), rect.center().y, stroke);
    ui.painter().hline(word_rect.right()..=rect.right(), rect.center().y, stroke);
    ui.put(word_rect, Label::new(words(word, Face::Medium, size, palette.ink_secondary)).truncate());
}

fn card_ui(ui: &mut Ui, palette: &Palette, claim: &Claim, card: &Card, commands: &mut Vec<Command>) {
    let corners = CornerRadius { nw: 2, sw: 2, ne: 8, se: 8 };
    let margin = Margin { left: 14, right: 12, top: 9, bottom: 9 };
    let frame = Frame::NONE.fill(color32(palette.card)).corner_radius(corners).inner_margin(margin);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        head_ui(ui, palette, card);
        prose(ui, &claim.text, Face::Regular, 12.0, palette.ink);
        if !card.quote.is_empty() {
            prose(ui, &card.quote, Face::Italic, 12.0, palette.ink);
        }
        for remark in &card.remarks {
            prose(ui, remark, Face::Regular, 10.5, palette.ink_secondary);
        }
        for (text, id) in &card.elsewhere {
            if link_ui(ui, palette, text, text).clicked() {
                commands.push(Command::Select(vec![id.clone()]));
            }
        }
        source_ui(ui, palette, card, commands);
    });
    bar(ui.painter(), shown.response.rect, card.kind, palette);
}

/// The bar that tells who speaks, at the left of a card: broken where nobody stands behind it.
fn bar(painter: &Painter, card: Rect, kind: AttributionKind, palette: &Palette) {
    let color = color32(attribution_color(kind, palette));
    let bar = Rect::from_min_max(card.min, pos2(card.left() + BAR, card.bottom()));
    if kind != AttributionKind::Anonymous {
        painter.rect_filled(bar, CornerRadius { nw: 2, sw: 2, ne: 0, se: 0 }, color);
        return;
    }
    let mut top = bar.top();
    while top < bar.bottom() {
        let dash = Rect::from_min_max(pos2(bar.left(), top), pos2(bar.right(), (top + 5.0).min(bar.bottom())));
        painter.rect_filled(dash, 0.0, color);
        top += 9.0;
    }
}

fn head_ui(ui: &mut Ui, palette: &Palette, card: &Card) {
    let room = ui.available_width();
    let said_width = text_width(&card.said, Face::Regular, 10.5) * 1.02 + 18.0;
    let name_width = room - said_width - 6.0;
    let fits = name_width >= LEAST_NAME.min(text_width(&card.speaker, Face::SemiBold, 12.0) * 1.02);
    let said = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(words(&card.said, Face::Regular, 10.5, palette.ink_secondary));
        let (rect, _) = ui.allocate_exact_size(vec2(11.0, 14.0), Sense::hover());
        attribution_symbol(ui.painter(), rect, card.kind, palette);
    };
    if fits {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.allocate_ui_with_layout(vec2(name_width, 0.0), Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(name_width);
                prose(ui, &card.speaker, Face::SemiBold, 12.0, palette.ink);
            });
            ui.with_layout(Layout::right_to_left(Align::TOP), said);
        });
    } else {
        prose(ui, &card.speaker, Face::SemiBold, 12.0, palette.ink);
        ui.allocate_ui_with_layout(vec2(room, 14.0), Layout::right_to_left(Align::TOP), |ui| {
            ui.set_width(room);
            said(ui);
        });
    }
}

fn source_ui(ui: &mut Ui, palette: &Palette, card: &Card, commands: &mut Vec<Command>) {
    if card.source.is_empty() {
        return;
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if card.url.is_empty() {
            prose(ui, &card.source, Face::Regular, 11.0, palette.ink_secondary);
            return;
        }
        if address_ui(ui, palette, &format!("{} ↗", card.source), &card.url).clicked() {
            commands.push(Command::OpenAddress(card.url.clone()));
        }
        let copy =
            Button::new(words("Copy", Face::Regular, 10.5, palette.ink_secondary)).small().frame_when_inactive(false);
        let copy = ui.add(copy);
        copy.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Copy address"));
        if copy.on_hover_text("Copy the address").clicked() {
            commands.push(Command::CopyText(card.url.clone()));
        }
        if !card.archived.is_empty() && address_ui(ui, palette, "Archived copy ↗", &card.archived).clicked() {
            commands.push(Command::OpenAddress(card.archived.clone()));
        }
    });
}

/// A link that leaves the program; pointing at it shows where to.
fn address_ui(ui: &mut Ui, palette: &Palette, text: &str, url: &str) -> eframe::egui::Response {
    link_ui(ui, palette, text, &format!("Open source: {}", text.trim_end_matches(" ↗"))).on_hover_text(url)
}

/// A link in the colour of what can be pressed, with its name for screen readers.
fn link_ui(ui: &mut Ui, palette: &Palette, text: &str, name: &str) -> eframe::egui::Response {
    let response = ui.add(Link::new(words(text, Face::Regular, 11.0, palette.accent)));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The colour that stands for a kind of voice, beside its word and shape.
pub(in crate::gui) fn attribution_color(kind: AttributionKind, palette: &Palette) -> Color {
    match kind {
        AttributionKind::Named => palette.accent,
        AttributionKind::Official => palette.category("", 1),
        AttributionKind::Document => palette.category("", 3),
        AttributionKind::Anonymous => palette.category("", 2),
        AttributionKind::Outlet => palette.ink_faint,
    }
}

/// Draws the shape of the legend for a kind of voice.
pub(in crate::gui) fn attribution_symbol(painter: &Painter, rect: Rect, kind: AttributionKind, palette: &Palette) {
    let attestation = match kind {
        AttributionKind::Named | AttributionKind::Official | AttributionKind::Document => Attestation::Named,
        AttributionKind::Outlet => Attestation::Outlet,
        AttributionKind::Anonymous => Attestation::Anonymous,
    };
    let style = SymbolStyle {
        color: attribution_color(kind, palette),
        attestation: Some(attestation),
        disputed: false,
        selected: false,
        radius: 4.0,
        opacity: 1.0,
    };
    paint_symbol(painter, rect.center(), &style, palette);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribution, Members};

    fn claims(disputes: &[(&str, &[&str])]) -> Vec<Claim> {
        let claim = |(id, disputes): &(&str, &[&str])| Claim {
            id: (*id).to_owned(),
            source: "s".to_owned(),
            text: String::new(),
            quote: String::new(),
            hedge: String::new(),
            attribution: Attribution { kind: AttributionKind::Official, name: String::new() },
            stance: Stance::Asserts,
            said: None,
            figures: Vec::new(),
            disputes: disputes.iter().map(|id| (*id).to_owned()).collect(),
            grading: String::new(),
            note: String::new(),
            members: Members::new(),
        };
        disputes.iter().map(claim).collect()
    }

    #[test]
    fn claims_at_odds_come_first_and_every_claim_once() {
        let claims = claims(&[("a", &[]), ("b", &["d"]), ("c", &[]), ("d", &[])]);
        let order = [(1, Joint::Apart), (3, Joint::Adjoins), (0, Joint::Apart), (2, Joint::Apart)];
        assert_eq!(ordered(&claims), order);
    }

    #[test]
    fn those_who_dispute_the_same_stand_on_one_side() {
        let claims = claims(&[("58", &["23"]), ("58 too", &["23"]), ("23", &["9"]), ("9", &["20"]), ("20", &[])]);
        let order: Vec<usize> = ordered(&claims).iter().map(|(place, _)| *place).collect();
        assert_eq!(order, [0, 1, 2, 3, 4]);
        let joints: Vec<Joint> = ordered(&claims).iter().map(|(_, joint)| *joint).collect();
        assert_eq!(joints, [Joint::Apart, Joint::Apart, Joint::Adjoins, Joint::Adjoins, Joint::Adjoins]);
    }

    #[test]
    fn a_claim_at_odds_with_one_further_up_says_with_which() {
        let claims = claims(&[("a", &["b", "c"]), ("b", &[]), ("c", &[])]);
        assert_eq!(ordered(&claims), [(0, Joint::Apart), (1, Joint::Adjoins), (2, Joint::Reaches(0))]);
    }

    #[test]
    fn a_claim_that_disputes_itself_or_nothing_known_is_no_group() {
        let claims = claims(&[("a", &["a", "elsewhere"]), ("b", &[])]);
        assert_eq!(ordered(&claims), [(0, Joint::Apart), (1, Joint::Apart)]);
    }
}
