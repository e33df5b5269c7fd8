//! In which order claims are shown: those that are at odds stand together.

use std::collections::HashMap;

use crate::model::Claim;

/// How a claim stands to those that are shown above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// It is at odds with none of them.
    Apart,
    /// It is at odds with the one right above.
    Adjoins,
    /// It is at odds with this one, further up.
    Reaches(usize),
}

/// A claim in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seated {
    /// Its place in the event.
    pub(super) place: usize,
    /// How it stands to those before it.
    pub(super) joint: Joint,
    /// Its bench; none for a claim that is at odds with no other.
    pub(super) bench: Option<Bench>,
}

/// Claims of a group that stand on one side, against those of the bench before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bench {
    /// The group.
    pub(super) group: usize,
    /// The number of the bench in its group.
    pub(super) number: usize,
}

impl Bench {
    /// The bench that faces this one: the first faces the second, the third the fourth.
    pub(super) fn opposite(self) -> Self {
        Self { number: self.number ^ 1, ..self }
    }
}

/// Claims by their places, each once, and how each stands to the others.
///
/// A group starts with its first claim in the file and those that are at odds with the same claims;
/// then come the claims at odds with these, and so on.
pub(super) fn ordered(claims: &[Claim]) -> Vec<Seated> {
    let against = disputes_among(claims);
    let mut order: Vec<Seated> = Vec::with_capacity(claims.len());
    let mut group = 0;
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
        let mut bench = Bench { group, number: 0 };
        group += 1;
        while !layer.is_empty() {
            layer.sort_unstable();
            layer.dedup();
            // One that is at odds with the card right above stands next to it.
            if let Some(above) = order[first..].last() {
                layer.sort_by_key(|place| !against[*place].contains(&above.place));
            }
            for &place in &layer {
                placed[place] = true;
                let above = &order[first..];
                let reached = above.iter().rev().find(|other| against[place].contains(&other.place));
                let joint = match (above.last(), reached) {
                    (Some(last), Some(reached)) if last.place == reached.place => Joint::Adjoins,
                    (_, Some(reached)) => Joint::Reaches(reached.place),
                    _ => Joint::Apart,
                };
                order.push(Seated { place, joint, bench: Some(bench) });
            }
            bench.number += 1;
            let next = layer.iter().flat_map(|&place| against[place].iter().copied());
            layer = next.filter(|&place| !placed[place]).collect();
        }
    }
    order.extend((0..claims.len()).filter(|&place| !placed[place]).map(|place| Seated {
        place,
        joint: Joint::Apart,
        bench: None,
    }));
    order
}

/// For each claim the places of those that it disputes or that dispute it, in their order.
pub(super) fn disputes_among(claims: &[Claim]) -> Vec<Vec<usize>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AttributionKind;

    fn claims(disputes: &[(&str, &[&str])]) -> Vec<Claim> {
        let claim = |(id, disputes): &(&str, &[&str])| Claim {
            id: (*id).to_owned(),
            disputes: disputes.iter().map(|id| (*id).to_owned()).collect(),
            ..Claim::by(AttributionKind::Official)
        };
        disputes.iter().map(claim).collect()
    }

    fn joints(claims: &[Claim]) -> Vec<(usize, Joint)> {
        ordered(claims).iter().map(|seated| (seated.place, seated.joint)).collect()
    }

    #[test]
    fn those_who_dispute_face_each_other() {
        let claims =
            claims(&[("58", &["23"]), ("58 too", &["23"]), ("23", &["9"]), ("9", &["20"]), ("20", &[]), ("x", &[])]);
        let benches: Vec<Option<usize>> = ordered(&claims).iter().map(|s| s.bench.map(|bench| bench.number)).collect();
        assert_eq!(benches, [Some(0), Some(0), Some(1), Some(2), Some(3), None]);
        let facing = |number: usize| Bench { group: 0, number }.opposite().number;
        assert_eq!([0, 1, 2, 3].map(facing), [1, 0, 3, 2]);
    }

    #[test]
    fn claims_at_odds_come_first_and_every_claim_once() {
        let claims = claims(&[("a", &[]), ("b", &["d"]), ("c", &[]), ("d", &[])]);
        let order = [(1, Joint::Apart), (3, Joint::Adjoins), (0, Joint::Apart), (2, Joint::Apart)];
        assert_eq!(joints(&claims), order);
    }

    #[test]
    fn those_who_dispute_the_same_stand_on_one_side() {
        let claims = claims(&[("58", &["23"]), ("58 too", &["23"]), ("23", &["9"]), ("9", &["20"]), ("20", &[])]);
        let order: Vec<usize> = joints(&claims).iter().map(|(place, _)| *place).collect();
        assert_eq!(order, [0, 1, 2, 3, 4]);
        let joints: Vec<Joint> = joints(&claims).iter().map(|(_, joint)| *joint).collect();
        assert_eq!(joints, [Joint::Apart, Joint::Apart, Joint::Adjoins, Joint::Adjoins, Joint::Adjoins]);
    }

    #[test]
    fn a_claim_at_odds_with_one_further_up_says_with_which() {
        let claims = claims(&[("a", &["b", "c"]), ("b", &[]), ("c", &[])]);
        assert_eq!(joints(&claims), [(0, Joint::Apart), (1, Joint::Adjoins), (2, Joint::Reaches(0))]);
    }

    #[test]
    fn a_claim_that_disputes_itself_or_nothing_known_is_no_group() {
        let claims = claims(&[("a", &["a", "elsewhere"]), ("b", &[])]);
        assert_eq!(joints(&claims), [(0, Joint::Apart), (1, Joint::Apart)]);
    }
}
