//! Where accounts of a number differ, and which of these tells most.

use super::{Group, Measure, first_name, measures_of};
use crate::model::{Attestation, Event};
use crate::store::Store;

/// Numbers that differ by less than this part of the higher do not stand against each other.
const LEAST_APART: f64 = 0.1;
/// As many measures of one event are told before those of others.
const MOST_OF_AN_EVENT: usize = 2;

/// A measure of an event of which claims give different numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Contest {
    /// Index of the event.
    pub event: usize,
    /// What is counted, and who says how much.
    pub measure: Measure,
    /// Places of the groups whose claims dispute each other, the lower first; the pair that lies farthest apart.
    pub disputed: Option<[usize; 2]>,
}

impl Contest {
    /// The lowest and the highest number that different people or bodies stand behind on record, with who does. None
    /// where fewer than two do.
    pub fn sides(&self) -> Option<[(&Group, &str); 2]> {
        let on_record =
            |group: &Group| group.kinds.iter().position(|kind| Attestation::of(*kind) == Attestation::Named);
        let side = |group| on_record(group).map(|place| (group, first_name(&group.speakers[place])));
        let mut sides = self.measure.groups.iter().filter_map(side);
        let first = sides.next()?;
        let last = sides.next_back().filter(|(_, name)| *name != first.1)?;
        Some([first, last])
    }

    /// How many claims give a number.
    fn claims(&self) -> usize {
        self.measure.groups.iter().map(|group| group.claims.len()).sum()
    }

    /// How far lowest and highest number lie apart, of the higher: of those on record, where two sides are.
    fn apart(&self) -> f64 {
        let ends = self.sides().map(|[(low, _), (high, _)]| [low, high]);
        let ends = ends.or_else(|| Some([self.measure.groups.first()?, self.measure.groups.last()?]));
        ends.map_or(0.0, |[low, high]| (high.low - low.low).abs() / high.low.abs().max(low.low.abs()).max(1e-9))
    }
}

/// What is contested among these events, what tells most first: at most `most`.
///
/// First come measures of which two sides give numbers on record, among them those of which one claim disputes
/// another; then those with most claims, with most different numbers, and with the widest disagreement in parts of the
/// higher number; then the order of the events and of their claims. Of an event no more than two measures are told,
/// and numbers that differ by less than a tenth are no contest.
pub fn contests_of(store: &Store, events: impl Iterator<Item = usize>, most: usize) -> Vec<Contest> {
    // One account alone is not at odds with another.
    let told = events.filter(|index| store.claim_count(*index) > 1);
    let mut contests: Vec<Contest> = told.flat_map(|index| of_event(index, &store.event(index))).collect();
    // The sort is stable: what is alike stays in order.
    contests.sort_by(|one, other| {
        let rank = |contest: &Contest| {
            let groups = contest.measure.groups.len();
            (contest.sides().is_some(), contest.disputed.is_some(), contest.claims(), groups)
        };
        rank(other).cmp(&rank(one)).then_with(|| other.apart().total_cmp(&one.apart()))
    });
    let mut told: Vec<Contest> = Vec::new();
    for contest in contests {
        if told.len() >= most {
            break;
        }
        if told.iter().filter(|other| other.event == contest.event).count() < MOST_OF_AN_EVENT {
            told.push(contest);
        }
    }
    told
}

fn of_event(index: usize, event: &Event) -> Vec<Contest> {
    let contest = |measure: Measure| {
        let disputed = disputed_groups(event, &measure);
        Contest { event: index, measure, disputed }
    };
    let measures = measures_of(event).into_iter().filter(Measure::is_at_odds);
    measures.map(contest).filter(|contest| contest.apart() >= LEAST_APART).collect()
}

/// The pair of groups farthest apart of which a claim of one disputes a claim of the other.
fn disputed_groups(event: &Event, measure: &Measure) -> Option<[usize; 2]> {
    let groups = &measure.groups;
    let disputes = |from: &Group, to: &Group| {
        let ids: Vec<&str> = to.claims.iter().map(|place| event.claims[*place].id.as_str()).collect();
        let mut disputed = from.claims.iter().flat_map(|place| event.claims[*place].disputes.iter());
        disputed.any(|id| ids.contains(&id.as_str()))
    };
    let pairs = (0..groups.len()).flat_map(|high| (0..high).map(move |low| [low, high]));
    let are_so =
        |[low, high]: &[usize; 2]| disputes(&groups[*low], &groups[*high]) || disputes(&groups[*high], &groups[*low]);
    pairs.filter(are_so).max_by(|one, other| {
        let apart = |[low, high]: &[usize; 2]| groups[*high].low - groups[*low].low;
        apart(one).total_cmp(&apart(other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn the_count_with_most_claims_that_two_sides_dispute_comes_first() {
        let store = Store::new(carried_story().story);
        let events: Vec<usize> = store.order().collect();
        let contests = contests_of(&store, events.iter().copied(), 4);
        let first = &contests[0];
        assert_eq!(first.measure.heading, "Pakistani soldiers killed");
        let sides = first.sides().unwrap().map(|(group, name)| (group.words.as_str(), name));
        assert_eq!(sides, [("23", "ISPR"), ("58", "Zabihullah Mujahid")]);
        assert_eq!(first.disputed, Some([1, 2]));
        assert!(contests.iter().all(|contest| contest.apart() >= LEAST_APART));
        assert_eq!(contests, contests_of(&store, events.iter().copied(), 4));
    }
}
