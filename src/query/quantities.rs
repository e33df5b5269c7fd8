//! Numbers that claims give.
//!
//! Answers who gives which number for what, and when they said it. It does not know which number is
//! right, and neither adds nor averages them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Shown;
use crate::model::{Quantity, TimeSpan};
use crate::store::Store;

/// All figures of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureClaims {
    /// What is counted or measured, such as `soldiers killed`.
    pub measure: String,
    /// The unit; empty for a count.
    pub unit: String,
    /// The figures, by when they were said, those that do not tell last; then by the store's order.
    pub claims: Vec<QuantityClaim>,
}

/// One figure of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityClaim {
    /// The index of the event.
    pub event: usize,
    /// The index of the claim in the event.
    pub claim: usize,
    /// The lowest value it allows.
    pub low: f64,
    /// The highest value it allows.
    pub high: f64,
    /// The best estimate, or the single value.
    pub value: Option<f64>,
    /// Who speaks; empty where the claim does not name them.
    pub speaker: String,
    /// When it was said, in seconds since the Unix epoch.
    pub said: Option<TimeSpan>,
}

/// The figures in the claims of the events that are shown, by measure and unit: those with most
/// figures first, then by name. Figures without any number are left out.
pub fn quantities(store: &Store, shown: &Shown) -> Vec<MeasureClaims> {
    let mut by_measure: BTreeMap<(String, String), Vec<QuantityClaim>> = BTreeMap::new();
    for event_index in shown.events() {
        let event = store.event(event_index);
        let zone = event.zone_or(&store.story().zone);
        for (claim_index, claim) in event.claims.iter().enumerate() {
            let said = claim.said.as_ref().map(|when| when.span(zone));
            for (quantity, (low, high)) in claim.quantities.iter().filter_map(with_range) {
                by_measure.entry((quantity.measure.clone(), quantity.unit.to_string())).or_default().push(
                    QuantityClaim {
                        event: event_index,
                        claim: claim_index,
                        low,
                        high,
                        value: quantity.value,
                        speaker: claim.attribution.name.clone(),
                        said,
                    },
                );
            }
        }
    }
    let mut measures: Vec<MeasureClaims> = by_measure
        .into_iter()
        .map(|((measure, unit), mut claims)| {
            claims.sort_by(|a, b| said_secs(a).total_cmp(&said_secs(b)));
            MeasureClaims { measure, unit, claims }
        })
        .collect();
    measures.sort_by_key(|measure| Reverse(measure.claims.len()));
    measures
}

fn with_range(quantity: &Quantity) -> Option<(&Quantity, (f64, f64))> {
    Some((quantity, quantity.range()?))
}

fn said_secs(claim: &QuantityClaim) -> f64 {
    claim.said.map_or(f64::INFINITY, |span| span.possible.start_secs)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::query::{Filter, Question, select};
    use crate::store::sample::store;

    #[test]
    fn conflicting_figures_stand_side_by_side_by_when_they_were_said() {
        let store = store();
        let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
        let question = Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden_layers };
        let measures = quantities(&store, &select(&store, &question));
        assert_eq!(measures.len(), 1);
        assert_eq!(measures[0].measure, "soldiers killed");
        let found: Vec<_> = measures[0].claims.iter().map(|c| (c.claim, c.low, c.high, c.speaker.as_str())).collect();
        assert_eq!(found, [(1, 23.0, 23.0, ""), (0, 58.0, 58.0, "Zabihullah Mujahid")]);
    }
}
