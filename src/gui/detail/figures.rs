//! The figures that are claimed of an event, by measure. Nothing is added up or averaged.

use super::claims::{first_name, speaker_of};
use crate::model::{AttributionKind, Event, Figure};

/// What is claimed of one measure.
pub(super) struct Measure {
    /// The measure and its unit, in capitals.
    pub(super) heading: String,
    /// By value, the lowest first.
    pub(super) groups: Vec<Group>,
    /// The whole of it in words.
    pub(super) spoken: String,
}

/// Claims that give the same figure.
pub(super) struct Group {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) reach: Reach,
    /// The figure in words, such as `58` or `at least 12`.
    pub(super) words: String,
    /// The figure in few letters, such as `12+`.
    pub(super) short: String,
    /// Who gives it.
    pub(super) speakers: String,
    /// The same in few letters.
    pub(super) names: String,
    pub(super) kind: AttributionKind,
}

/// Whether a figure is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Bounded,
    /// `At least`.
    Upward,
    /// `At most`.
    Downward,
}

impl Measure {
    /// True when not all claimants say the same.
    pub(super) fn is_at_odds(&self) -> bool {
        self.groups.len() > 1
    }
}

/// The measures that the claims of an event give figures for, in the order of the file.
pub(super) fn measures_of(event: &Event) -> Vec<Measure> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    for figure in event.claims.iter().flat_map(|claim| &claim.figures).filter(|figure| figure.range().is_some()) {
        let name = (figure.measure.as_str(), figure.unit.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|(measure, unit)| measure_of(event, measure, unit)).collect()
}

fn measure_of(event: &Event, measure: &str, unit: &str) -> Measure {
    let mut groups: Vec<Group> = Vec::new();
    for claim in &event.claims {
        let of_measure = claim.figures.iter().filter(|figure| figure.measure == measure && figure.unit == unit);
        for (figure, (low, high)) in of_measure.filter_map(|figure| Some((figure, figure.range()?))) {
            let (words, speaker) = (number_words(figure), speaker_of(claim));
            if let Some(group) = groups.iter_mut().find(|group| group.words == words) {
                group.speakers = format!("{}; {speaker}", group.speakers);
                group.names = format!("{}, {}", group.names, first_name(&speaker));
                group.kind = group.kind.min(claim.attribution.kind);
                continue;
            }
            let (short, names) = (short_number(figure), first_name(&speaker).to_owned());
            let kind = claim.attribution.kind;
            groups.push(Group { low, high, reach: reach_of(figure), words, short, speakers: speaker, names, kind });
        }
    }
    groups.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.high.total_cmp(&b.high)));
    let heading = if unit.is_empty() { measure.to_owned() } else { format!("{measure}, {unit}") };
    let said: Vec<String> = groups.iter().map(|group| format!("{} ({})", group.words, group.speakers)).collect();
    Measure { spoken: format!("{heading}: {}", said.join(", ")), heading: heading.to_uppercase(), groups }
}

fn reach_of(figure: &Figure) -> Reach {
    match (figure.value, figure.low, figure.high) {
        (None, Some(_), None) => Reach::Upward,
        (None, None, Some(_)) => Reach::Downward,
        _ => Reach::Bounded,
    }
}

/// A figure with its unit, such as `at least 12` or `12 (10–17) km`.
pub(super) fn words_of_figure(figure: &Figure) -> String {
    let unit = if figure.unit.is_empty() { String::new() } else { format!(" {}", figure.unit) };
    format!("{}{unit}", number_words(figure))
}

pub(in crate::gui) fn number_words(figure: &Figure) -> String {
    let Some((low, high)) = figure.range() else { return String::new() };
    let range = if low < high { format!("{}–{}", number(low), number(high)) } else { number(low) };
    match (reach_of(figure), figure.value) {
        (Reach::Upward, _) => format!("at least {range}"),
        (Reach::Downward, _) => format!("at most {range}"),
        (Reach::Bounded, Some(value)) if low < high => format!("{} ({range})", number(value)),
        (Reach::Bounded, _) => range,
    }
}

pub(in crate::gui) fn short_number(figure: &Figure) -> String {
    match (reach_of(figure), figure.range()) {
        (Reach::Upward, Some((low, _))) => format!("{}+", number(low)),
        (Reach::Downward, Some((_, high))) => format!("≤\u{2009}{}", number(high)),
        (_, Some((low, high))) if low < high => format!("{}–{}", number(low), number(high)),
        (_, Some((low, _))) => number(low),
        (_, None) => String::new(),
    }
}

/// A number with commas between thousands.
pub(in crate::gui) fn number(value: f64) -> String {
    let plain = value.to_string();
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_what_is_open_of_it() {
        let figure = |value, low, high| Figure { value, low, high, ..Figure::default() };
        assert_eq!(words_of_figure(&figure(None, Some(12.0), None)), "at least 12");
        assert_eq!(words_of_figure(&figure(None, None, Some(5.0))), "at most 5");
        assert_eq!(words_of_figure(&figure(Some(12.0), Some(10.0), Some(17.0))), "12 (10–17)");
        assert_eq!(words_of_figure(&figure(Some(1234.5), None, None)), "1,234.5");
        assert_eq!(short_number(&figure(None, Some(200.0), None)), "200+");
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(number(999.0), "999");
        assert_eq!(number(1_234_567.0), "1,234,567");
        assert_eq!(number(-1000.0), "−1,000");
    }
}
