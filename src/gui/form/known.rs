//! The source that a story has already, offered in place of the one that was read; and the claims that cite one.

use egui::{Button, Frame, Label, Margin, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Writing;
use super::pasted::refresh;
use crate::gui::detail::attribution_symbol;
use crate::gui::kit::filled;
use crate::gui::reading_order::{phrase, prose};
use crate::gui::style::{color32, words};
use crate::model::{Named, Source};
use crate::query::ClaimAt;
use crate::scene::{Face, counted, speaker_of};
use crate::view::{Command, Effect, Removal};

/// So many claims are shown; the others are counted.
const MOST: usize = 4;

/// Offers the source that the story has already. Says what it is, and does what is chosen.
pub(super) fn known_ui(ui: &mut Ui, writing: &mut Writing<'_>, written: &str) {
    let palette = writing.here.palette;
    let Some(known) = &writing.pasted.known else { return };
    let Some(source) = writing.own.source(&known.id).cloned() else { return };
    let (id, by, claims) = (known.id.clone(), known.by, known.claims.clone());
    ui.add_space(8.0);
    let frame = Frame::NONE.fill(color32(palette.card)).corner_radius(8).inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let caps =
            words("YOU ALREADY HAVE THIS SOURCE", Face::SemiBold, 10.5, palette.accent).extra_letter_spacing(0.9);
        ui.add(Label::new(caps).wrap());
        let title = if source.title.is_empty() { source.address() } else { &source.title };
        prose(ui, title, Face::SemiBold, 13.0, palette.ink);
        let day = source.published.as_ref().map(|when| when.to_words(None));
        let facts = [Some(source.name().to_owned()), day, Some(by.words().to_owned())];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        phrase(ui, &facts.join(" · "), Face::Regular, 11.5, palette.ink_secondary);
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() + 3.0, Stroke::new(1.0, color32(palette.rule)));
        ui.add_space(8.0);
        citing_ui(ui, writing, &claims);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            if filled(ui, "Use it", palette).clicked() {
                use_known(writing, written, &source);
            }
            let quiet = |ui: &mut Ui, label: &str| {
                ui.add(Button::new(words(label, Face::Medium, 12.0, palette.ink)).fill(color32(palette.panel)))
                    .clicked()
            };
            if quiet(ui, "Open beside") {
                writing.commands.push(Command::Perform(Effect::ListSource(id)));
            }
            if quiet(ui, "Not the same") {
                writing.pasted.are_two = true;
            }
        });
    });
}

/// Has the known source say what it did not and what was read does; what cites the one that is written cites it.
fn use_known(writing: &mut Writing<'_>, written: &str, known: &Source) {
    let mut source = known.clone();
    if let Some(read) = writing.pasted.only() {
        refresh(&mut source, &Source::default(), &read.source);
    }
    writing.change.sources.push(source);
    writing.change.removed.push(Removal { kind: Named::Source, id: written.to_owned(), into: Some(known.id.clone()) });
    writing.commands.push(Command::Perform(Effect::EditSource(known.id.clone())));
}

/// The claims that cite a source, each a way to its event.
pub(super) fn citing_ui(ui: &mut Ui, writing: &mut Writing<'_>, claims: &[ClaimAt]) {
    let palette = writing.here.palette;
    let mut events: Vec<usize> = claims.iter().map(|at| at.event).collect();
    events.dedup();
    let heading = match claims.len() {
        0 => "Not cited yet".to_owned(),
        count => format!("Cited by {} in {}", counted(count, "claim"), counted(events.len(), "event")),
    };
    ui.label(words(heading, Face::Regular, 11.5, palette.ink_secondary));
    let own = writing.own;
    for at in claims.iter().take(MOST).filter(|at| at.event < own.len()) {
        let event = own.event(at.event);
        let Some(claim) = event.claims.get(at.claim) else { continue };
        let text = if claim.text.is_empty() { &claim.quote } else { &claim.text };
        let response = ui
            .horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let (rect, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
                let symbol = Rect::from_min_size(pos2(rect.left(), rect.top()), vec2(11.0, 16.0));
                attribution_symbol(ui.painter(), symbol, claim.attribution.kind, palette);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    prose(ui, text, Face::Regular, 12.0, palette.ink);
                    let below = format!("{} · {}", speaker_of(claim), event.title);
                    phrase(ui, &below, Face::Regular, 10.5, palette.ink_secondary);
                });
            })
            .response
            .interact(Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the claim: {text}")));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            writing.commands.push(Command::SelectClaim(claim.id.clone()));
        }
    }
    if claims.len() > MOST {
        ui.label(words(format!("and {} more", claims.len() - MOST), Face::Regular, 11.0, palette.ink_secondary));
    }
}
