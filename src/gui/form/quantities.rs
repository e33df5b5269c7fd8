//! The numbers that a claim gives.

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use super::kit::{cross, link, row, with_tail};
use crate::gui::text_field::TextField;
use crate::model::{Claim, Quantity, number_text};
use crate::store::{Facet, fold};

/// Shows the numbers, and takes over what was written.
pub(super) fn quantities_ui(ui: &mut Ui, writing: &mut Writing<'_>, claim: &mut Claim) {
    let palette = writing.here.palette;
    row(ui, palette, "Numbers", |ui| {
        let mut gone = None;
        let id = claim.id.clone();
        let last = claim.quantities.len().saturating_sub(1);
        for (place, quantity) in claim.quantities.iter_mut().enumerate() {
            ui.push_id(("figure", place), |ui| {
                with_tail(
                    ui,
                    22.0,
                    |ui| {
                        let is_new = place == last && writing.takes_focus("measure");
                        measure_ui(ui, writing, quantity, if is_new { Opens::Now } else { Opens::WhenPressed });
                        numbers_ui(ui, writing, &format!("{id} {place}"), quantity);
                    },
                    |ui| {
                        if cross(ui, palette, "Remove number").clicked() {
                            gone = Some(place);
                        }
                    },
                );
            });
        }
        if let Some(place) = gone {
            claim.quantities.remove(place);
        }
        if link(ui, palette, "Add number") {
            claim.quantities.push(Quantity::default());
            *writing.focus = Some("measure");
        }
    });
}

/// What is counted: what the story counts already is offered, so that figures compare.
fn measure_ui(ui: &mut Ui, writing: &Writing<'_>, quantity: &mut Quantity, opens: Opens) {
    let shown = if quantity.measure.is_empty() { "What is counted…" } else { &quantity.measure }.to_owned();
    let own = writing.own;
    let chooser = Chooser {
        label: "What is counted",
        shown: &shown,
        makes: Some("measure"),
        edition: writing.here.story_number,
        opens,
    };
    let chosen = chooser.show(ui, writing.here.palette, |query| {
        let sought = fold(query);
        let measures = own.facet(Facet::Measure);
        let known = measures.listed().map(|number| measures.key(number).id.clone());
        known.filter(|id| fold(id).contains(&sought)).map(|id| Choice::new(&id, &id)).collect()
    });
    match chosen {
        Some(Chosen::Id(measure) | Chosen::New(measure)) => quantity.measure = measure,
        None => {}
    }
}

fn numbers_ui(ui: &mut Ui, writing: &mut Writing<'_>, key: &str, quantity: &mut Quantity) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = ((ui.available_width() - 12.0) / 4.0).max(30.0);
        let fields: [(&str, &mut Option<f64>); 3] =
            [("low", &mut quantity.low), ("best", &mut quantity.value), ("high", &mut quantity.high)];
        for (label, number) in fields {
            ui.scope(|ui| {
                ui.set_max_width(width);
                number_ui(ui, writing, &format!("{key} {label}"), label, number);
            });
        }
        ui.scope(|ui| {
            ui.set_max_width(width);
            let mut unit = quantity.unit.to_string();
            let field = TextField::single(&mut unit).label("Unit").hint("unit").margin(egui::Margin::symmetric(6, 6));
            let id = ui.scope_id().with((key, "unit"));
            if field.id(id).show(ui).changed() {
                quantity.unit = unit.into();
            }
        });
    });
}

fn number_ui(ui: &mut Ui, writing: &mut Writing<'_>, key: &str, label: &str, number: &mut Option<f64>) {
    let written = |number: Option<f64>| number.map(number_text).unwrap_or_default();
    let mut text = writing.typed.text(key, &written(*number));
    let field = TextField::single(&mut text).label(label).hint(label).margin(egui::Margin::symmetric(6, 6));
    // What is drawn of the numbers above must not take the keys away.
    let response = field.id(ui.scope_id().with(key)).show(ui);
    if response.changed() {
        *number = read(&text);
        writing.typed.keep(key, text.clone(), written(*number));
    }
    if number.is_none() && !text.trim().is_empty() {
        response.on_hover_text("Not a number");
        super::kit::caret(ui, writing.here.palette, "no number");
    }
}

/// A number as people type it, with commas or spaces between thousands.
fn read(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|letter| !matches!(letter, ',' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    plain.replace('−', "-").parse().ok().filter(|number: &f64| number.is_finite())
}
