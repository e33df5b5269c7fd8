//! The figures that are claimed of an event, by measure.

use super::{first_name, speaker_of};
use crate::model::{AttributionKind, Event, Reach};

/// What is claimed of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The measure and its unit.
    pub heading: String,
    /// Those who give the same figure together; by value, the lowest first.
    pub groups: Vec<Group>,
    /// The whole of it in words.
    pub spoken: String,
}

/// Claims that give the same figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The lowest value that the figure allows.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Whether it is open to one side.
    pub reach: Reach,
    /// The figure in words, such as `58` or `at least 12`.
    pub words: String,
    /// The figure in few letters, such as `12+`.
    pub short: String,
    /// Who gives it, each once.
    pub speakers: Vec<String>,
    /// In what capacity, by claimant, as `speakers`.
    pub kinds: Vec<AttributionKind>,
    /// Where, among those of the event, the claims stand that give it, by claimant, as `speakers`.
    pub claims: Vec<usize>,
}

impl Group {
    /// Who gives it, whole.
    pub fn speakers_text(&self) -> String {
        self.speakers.join("; ")
    }

    /// Who gives it, in few letters.
    pub fn names_text(&self) -> String {
        let names: Vec<&str> = self.speakers.iter().map(|speaker| first_name(speaker)).collect();
        names.join(", ")
    }
}

impl Measure {
    /// True when not all claimants say the same.
    pub fn is_at_odds(&self) -> bool {
        self.groups.len() > 1
    }
}

/// The measures that the claims of an event give figures for, in the order of the file.
pub fn measures_of(event: &Event) -> Vec<Measure> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    for quantity in
        event.claims.iter().flat_map(|claim| &claim.quantities).filter(|quantity| quantity.range().is_some())
    {
        let name = (quantity.measure.as_str(), quantity.unit.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|(measure, unit)| measure_of(event, measure, unit)).collect()
}

fn measure_of(event: &Event, measure: &str, unit: &str) -> Measure {
    let mut groups: Vec<Group> = Vec::new();
    for (place, claim) in event.claims.iter().enumerate() {
        let (speaker, kind) = (speaker_of(claim), claim.attribution.kind);
        let of_measure =
            claim.quantities.iter().filter(|quantity| quantity.measure == measure && quantity.unit == unit);
        for (quantity, (low, high)) in of_measure.filter_map(|quantity| Some((quantity, quantity.range()?))) {
            let words = quantity.number_words();
            match groups.iter_mut().find(|group| group.words == words) {
                Some(group) if group.speakers.contains(&speaker) => {}
                Some(group) => {
                    group.speakers.push(speaker.clone());
                    group.kinds.push(kind);
                    group.claims.push(place);
                }
                None => groups.push(Group {
                    low,
                    high,
                    reach: quantity.reach(),
                    words,
                    short: quantity.to_short(),
                    speakers: vec![speaker.clone()],
                    kinds: vec![kind],
                    claims: vec![place],
                }),
            }
        }
    }
    groups.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.high.total_cmp(&b.high)));
    let heading = if unit.is_empty() { measure.to_owned() } else { format!("{measure}, {unit}") };
    let said: Vec<String> = groups.iter().map(|group| format!("{} ({})", group.words, group.speakers_text())).collect();
    Measure { spoken: format!("{heading}: {}", said.join(", ")), heading, groups }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::story;

    #[test]
    fn figures_stand_by_value_with_every_claimant_and_none_is_averaged() {
        let mut event = story().events.remove(2);
        let again = event.claims[0].clone();
        event.claims.push(again.clone());
        event.claims.push(crate::model::Claim {
            attribution: crate::model::Attribution { kind: AttributionKind::Outlet, name: "News18".to_owned() },
            ..again
        });
        let measures = measures_of(&event);
        assert_eq!(measures.len(), 1);
        let values: Vec<&str> = measures[0].groups.iter().map(|group| group.words.as_str()).collect();
        assert_eq!(values, ["23", "58"]);
        assert_eq!(measures[0].groups[1].names_text(), "Zabihullah Mujahid, News18");
        assert_eq!(
            measures[0].spoken,
            "soldiers killed: 23 (Unnamed sources), 58 (Zabihullah Mujahid; News18, the outlet itself)"
        );
    }
}
