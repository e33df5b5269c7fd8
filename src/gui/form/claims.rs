//! The claims of an event: one is unfolded, the others are a line each.

use egui::{Align, CornerRadius, Frame, Layout, Margin, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::Writing;
use super::claim::claim_ui;
use super::disputes::dispute;
use super::kit::{caret, link, part};
use super::remarks::elsewhere;
use crate::gui::detail::{attribution_symbol, measure_ui};
use crate::gui::style::{color32, words};
use crate::model::{Claim, Event, Named};
use crate::scene::{Face, Palette, Type, counted, measures_of};
use crate::view::{Command, Effect};

/// Shows the claims, and takes over what was written of them.
pub(super) fn claims_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event, index: usize) {
    let palette = writing.here.palette;
    part(ui, palette, &counts(event));
    let band = writing.here.color_of(writing.here.store.index_of(&event.id).unwrap_or(index));
    for measure in measures_of(event) {
        ui.label(words(measure.heading.clone(), Face::Medium, 11.0, palette.ink_secondary));
        ui.scope(|ui| measure_ui(ui, &measure, band, palette));
        ui.add_space(4.0);
    }
    let (mut gone, mut dropped) = (None, None);
    for place in 0..event.claims.len() {
        let is_open = writing.claim.as_deref() == Some(event.claims[place].id.as_str());
        let fold = if is_open { Fold::Open } else { Fold::Closed };
        ui.push_id(("claim", place), |ui| {
            let response = line_ui(ui, palette, &event.claims[place], fold);
            response.dnd_set_drag_payload(ClaimInHand(event.claims[place].id.clone()));
            let is_over = |held: &ClaimInHand| held.0 != event.claims[place].id;
            if response.dnd_hover_payload::<ClaimInHand>().is_some_and(|held| is_over(&held)) {
                let rim = Stroke::new(1.5, color32(palette.accent));
                ui.painter().rect_stroke(response.rect, 6.0, rim, egui::StrokeKind::Inside);
                response.show_tooltip_text("≠ Mark as disputed");
            }
            if let Some(held) = response.dnd_release_payload::<ClaimInHand>().filter(|held| is_over(held)) {
                dropped = Some((held.0.clone(), event.claims[place].id.clone()));
            }
            if response.clicked() {
                *writing.claim = (!is_open).then(|| event.claims[place].id.clone());
            }
            if !is_open {
                // All that is said of it, as it shows no field.
                elsewhere(ui, writing, Some(place), &[]);
            }
            if is_open {
                let card = Frame::NONE
                    .stroke(Stroke::new(1.0, color32(palette.rule)))
                    .corner_radius(CornerRadius::same(8))
                    .inner_margin(Margin::symmetric(8, 8));
                card.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    claim_ui(ui, writing, event, place);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if link(ui, palette, "Delete claim") {
                            gone = Some(place);
                        }
                    });
                });
            }
        });
    }
    if let Some((one, other)) = dropped {
        dispute(event, &one, &other);
    }
    if let Some(place) = gone {
        remove(writing, event, place);
    }
    if event.claims.is_empty() {
        caret(ui, palette, "No claims yet. Add who says it and in which source");
    }
    ui.horizontal(|ui| {
        if link(ui, palette, "New claim") {
            writing.commands.push(Command::Perform(Effect::NewClaim));
        }
    });
}

fn counts(event: &Event) -> String {
    let mut sources: Vec<&str> =
        event.claims.iter().map(|claim| claim.source.as_str()).filter(|id| !id.is_empty()).collect();
    sources.sort_unstable();
    sources.dedup();
    if event.claims.is_empty() {
        return "Claims".to_owned();
    }
    format!("{} from {}", counted(event.claims.len(), "claim"), counted(sources.len(), "source"))
}

/// A claim that is dragged, by its id. Dropped on another, the two dispute each other.
struct ClaimInHand(String);

/// Whether the fields of a claim are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Closed,
}

/// A claim in one line: who speaks, what they say, which numbers, whether it is disputed.
fn line_ui(ui: &mut Ui, palette: &Palette, claim: &Claim, fold: Fold) -> Response {
    let is_open = fold == Fold::Open;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click_and_drag());
    let name = if claim.attribution.name.is_empty() { claim.attribution.kind.word() } else { &claim.attribution.name };
    let said = if claim.text.is_empty() { "empty" } else { &claim.text };
    let label = format!("{name}: {said}");
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, format!("Claim, {label}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.card));
    }
    let inside = rect.shrink2(vec2(4.0, 0.0));
    let sign = if is_open { "⌄" } else { "›" };
    let painter = ui.painter();
    let ink = |face, size, text: String, left: f32, color| {
        let galley = painter.layout_no_wrap(text, crate::gui::style::font(face, size), color32(color));
        let top = inside.center().y - galley.size().y / 2.0;
        let right = left + galley.size().x;
        painter.galley(egui::pos2(left, top), galley, color32(color));
        right
    };
    ink(Face::Medium, 12.0, sign.to_owned(), inside.left(), palette.ink_secondary);
    let symbol = egui::Rect::from_center_size(egui::pos2(inside.left() + 20.0, inside.center().y), vec2(12.0, 12.0));
    attribution_symbol(painter, symbol, claim.attribution.kind, palette);
    let left = inside.left() + 32.0;
    let dispute = if claim.disputes.is_empty() { "" } else { "≠" };
    let room = inside.right() - left - 18.0;
    let (speaker, saying) = (Type::new(Face::SemiBold, 12.0), Type::new(Face::Regular, 12.0));
    let shown = speaker.elided(name, room * 0.55);
    let right = ink(Face::SemiBold, 12.0, shown, left, palette.ink);
    let rest = saying.elided(said, inside.right() - right - 24.0);
    ink(Face::Regular, 12.0, rest, right + 6.0, palette.ink_secondary);
    ink(Face::SemiBold, 12.0, dispute.to_owned(), inside.right() - 12.0, palette.ink);
    response.on_hover_text(label)
}

/// Takes a claim out, with all that disputes it.
fn remove(writing: &mut Writing<'_>, event: &mut Event, place: usize) {
    let claim = event.claims.remove(place);
    *writing.claim = None;
    for other in &mut event.claims {
        if let Some(disputes) = other.disputes.as_mut() {
            disputes.retain(|id| *id != claim.id);
        }
    }
    for (index, _) in writing.own.disputing(&claim.id) {
        let mut other = writing.own.event(index).into_owned();
        if other.id == event.id {
            continue;
        }
        for disputes in other.claims.iter_mut().filter_map(|other| other.disputes.as_mut()) {
            disputes.retain(|id| *id != claim.id);
        }
        writing.change.events.push(other);
    }
}

/// A claim with an id of its own, that begins with what is pinned.
pub(in crate::gui) fn new_claim(own: &crate::store::Store, pins: &super::Pins) -> Claim {
    Claim { id: crate::view::free_id(own, Named::Claim, ""), ..pins.claim() }
}
