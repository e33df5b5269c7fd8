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

/// Claims by their places, each once, and how each stands to those before it.
///
/// A group starts with its first claim in the file and those that are at odds with the same claims;
/// then come the claims at odds with these, and so on.
pub(super) fn ordered(claims: &[Claim]) -> Vec<(usize, Joint)> {
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
