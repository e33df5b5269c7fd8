//! Events whose claims give different figures for one measure: a strip each, as the detail and
//! figures draw it.

use std::collections::BTreeSet;

use egui::{Ui, vec2};

use super::rows::{line, pressable};
use crate::gui::detail::measure_ui;
use crate::gui::panel_context::PanelContext;
use crate::gui::reading_order::prose;
use crate::query::MeasureClaims;
use crate::scene::{Face, Measure, measures_of};
use crate::view::Command;

/// As many events have a strip; the rest are counted.
const MOST: usize = 5;
/// The height of the title of an event.
const TITLE: f32 = 20.0;

/// The events at odds over a measure.
#[derive(Default)]
pub(super) struct Odds {
    /// Indexes of events, and what is claimed of the measure there.
    strips: Vec<(usize, Measure)>,
    more: usize,
}

impl Odds {
    /// The events of these figures, in their order in time.
    pub(super) fn of(here: &PanelContext<'_>, measure: &MeasureClaims) -> Self {
        let events: BTreeSet<(usize, usize)> =
            measure.claims.iter().map(|claim| (here.store.rank(claim.event), claim.event)).collect();
        let (name, unit) = (&measure.measure, &measure.unit);
        let heading = if unit.is_empty() { name.clone() } else { format!("{name}, {unit}") };
        let at_odds = events.into_iter().filter_map(|(_, event)| {
            let measures = measures_of(&here.store.event(event));
            let found = measures.into_iter().find(|measure| measure.heading == heading && measure.is_at_odds())?;
            Some((event, found))
        });
        let mut strips: Vec<(usize, Measure)> = at_odds.collect();
        let more = strips.len().saturating_sub(MOST);
        strips.truncate(MOST);
        Self { strips, more }
    }

    pub(super) fn ui(&self, ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        let palette = here.palette;
        for (event, measure) in &self.strips {
            let title = &here.store.title(*event);
            ui.push_id(event, |ui| {
                ui.add_space(4.0);
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TITLE));
                let response = pressable(ui, rect, &format!("{title}: {}", measure.spoken), palette);
                line(ui, rect, title, Face::Medium, 11.5, palette.ink);
                if response.clicked() {
                    commands.push(Command::Select(vec![here.store.id(*event).into_owned()]));
                }
                measure_ui(ui, measure, here.color_of(*event), palette);
            });
        }
        if self.more > 0 {
            let words = format!("{} more events with conflicting claims", self.more);
            prose(ui, &words, Face::Regular, 10.5, palette.ink_secondary);
        }
    }
}
