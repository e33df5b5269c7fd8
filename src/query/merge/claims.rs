//! Events with their claims, merged; claims that went to another event go with what was changed in them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::list::{Version, merged_event, merged_item, merged_list};
use super::members::Three;
use super::{Clash, Conflict, MemberClash, Side};
use crate::model::{Claim, Event, Events};
use crate::query::Subject;

/// Where a claim is in each version: the index of its event and its place there.
type Places = Three<Option<(usize, usize)>>;

/// Merges the events of a story.
pub(super) fn merged_events(versions: Three<&Events>, conflicts: &mut Vec<Conflict>) -> Events {
    let moved = moved_claims(versions);
    if moved.is_empty() {
        return merged_without_moves(versions, conflicts).into();
    }
    // Claims that were moved are merged for themselves, and then put where they went.
    let [base, ours, theirs] = [0, 1, 2].map(|version| without(versions[version], &moved, version));
    let mut events = merged_without_moves([&base, &ours, &theirs], conflicts);
    let mut index: HashMap<String, usize> = events.iter().map(|event| event.id.clone()).zip(0..).collect();
    for (id, places) in &moved {
        let claims = [0, 1, 2].map(|version| claim_at(versions[version], places[version]));
        let holders = [0, 1, 2].map(|version| {
            let id = |(event, _)| versions[version].id(event).into_owned();
            places[version].map(id)
        });
        let Some((side, claim)) = merged_claim(id, claims, &holders, conflicts) else { continue };
        let Some(holder) = holders[side].clone() else { continue };
        let at = *index.entry(holder.clone()).or_insert_with(|| {
            // The other side took the event out, to which this one took a claim.
            let by = if side == 1 { Side::Theirs } else { Side::Ours };
            conflicts.push(Conflict::of(Subject::Event, &holder, Clash::TakenOut(by)));
            let (event, _) = places[side].expect("a claim that has a holder has a place there");
            let mut event = versions[side].get(event).into_owned();
            event.claims.retain(|claim| !moved.contains_key(&claim.id));
            events.push(event);
            events.len() - 1
        });
        let behind = places[side].and_then(|(event, place)| {
            let before = place.checked_sub(1)?;
            Some(versions[side].id_of_claim(event, before).into_owned())
        });
        let claims = &mut events[at].claims;
        let at = behind.map_or(Some(0), |behind| claims.iter().position(|claim| claim.id == behind).map(|at| at + 1));
        claims.insert(at.unwrap_or(claims.len()), claim);
    }
    events.into()
}

fn merged_without_moves(versions: Three<&Events>, conflicts: &mut Vec<Conflict>) -> Vec<Event> {
    let [base, ours, theirs] = versions.map(|events| Version::of(events, events.ids()));
    merged_list(Subject::Event, [&base, &ours, &theirs], conflicts, merged_event)
}

/// What became of a claim that was moved, and the version that says in which event it is; none where it is taken
/// out.
fn merged_claim(
    id: &str,
    claims: Three<Option<Claim>>,
    holders: &Three<Option<String>>,
    conflicts: &mut Vec<Conflict>,
) -> Option<(usize, Claim)> {
    let [_, ours, theirs] = &claims;
    let (side, gone) = match (ours, theirs) {
        (None, None) => return None,
        (Some(_), None) => (1, Some(Side::Theirs)),
        (None, Some(_)) => (2, Some(Side::Ours)),
        (Some(_), Some(_)) => (if holders[1] == holders[0] { 2 } else { 1 }, None),
    };
    if let Some(by) = gone {
        if claims[0].is_some() {
            conflicts.push(Conflict::of(Subject::Claim, id, Clash::TakenOut(by)));
        }
        let [_, ours, theirs] = claims;
        return Some((side, ours.or(theirs)?));
    }
    if holders[1] != holders[2] && holders[0] != holders[1] && holders[0] != holders[2] {
        let [base, ours, theirs] = holders.clone().map(|holder| holder.map(Value::from));
        let clash = MemberClash { member: "event".to_owned(), base, ours, theirs };
        conflicts.push(Conflict::of(Subject::Claim, id, Clash::Member(Box::new(clash))));
    }
    let [base, ours, theirs] = claims;
    let claim = match (base, ours?, theirs?) {
        (_, ours, theirs) if ours == theirs => ours,
        (Some(base), ours, theirs) if base == theirs => ours,
        (Some(base), ours, theirs) if base == ours => theirs,
        (base, ours, theirs) => merged_item(Subject::Claim, id, [base.as_ref(), Some(&ours), Some(&theirs)], conflicts),
    };
    Some((side, claim))
}

/// Claims that are in different events in different versions, by id.
fn moved_claims(versions: Three<&Events>) -> BTreeMap<String, Places> {
    let [base, ours, theirs] = versions;
    let index: HashMap<Cow<'_, str>, usize> = base.ids().zip(0..).collect();
    // A claim that was moved has left one event and come to another, both of which are others than before.
    let mut touched = vec![false; base.len()];
    let mut changed = [Vec::new(), Vec::new()];
    for (changed, side) in changed.iter_mut().zip([ours, theirs]) {
        let mut is_left = vec![true; base.len()];
        for (at, event) in side.iter().enumerate() {
            match index.get(event.id.as_str()) {
                Some(&before) => {
                    is_left[before] = false;
                    if base.get(before).claims != event.claims {
                        touched[before] = true;
                        changed.push(at);
                    }
                }
                None => changed.push(at),
            }
        }
        touched.iter_mut().zip(is_left).for_each(|(touched, is_left)| *touched |= is_left);
    }
    let before = (0..base.len()).filter(|at| touched[*at]).collect::<Vec<_>>();
    let mut places: BTreeMap<String, Places> = BTreeMap::new();
    let mut twice: Vec<String> = Vec::new();
    let [of_ours, of_theirs] = &changed;
    for (version, events) in [&before, of_ours, of_theirs].into_iter().enumerate() {
        for &event in events {
            for (place, claim) in versions[version].get(event).claims.iter().enumerate() {
                let known = &mut places.entry(claim.id.clone()).or_default()[version];
                if known.replace((event, place)).is_some() {
                    twice.push(claim.id.clone());
                }
            }
        }
    }
    let holder = |version: usize, place: Option<(usize, usize)>| place.map(|(event, _)| versions[version].id(event));
    places.retain(|id, places| {
        let holders = [0, 1, 2].map(|version| holder(version, places[version]));
        let is_moved = |one: usize, other: usize| {
            holders[one].is_some() && holders[other].is_some() && holders[one] != holders[other]
        };
        (is_moved(0, 1) || is_moved(0, 2)) && !id.is_empty()
    });
    for id in &twice {
        places.remove(id);
    }
    // A side that left the events of such a claim alone has it where it was.
    if !places.is_empty() {
        let indexes = versions.map(|events| events.ids().zip(0..).collect::<HashMap<_, usize>>());
        for (id, places) in &mut places {
            let Some((event, _)) = places[0] else { continue };
            let holder = base.id(event);
            for version in [1, 2] {
                let at = indexes[version].get(&holder).filter(|_| places[version].is_none());
                let place = at.and_then(|at| Some((*at, place_of(id, &versions[version].get(*at))?)));
                places[version] = places[version].or(place);
            }
        }
    }
    places
}

fn place_of(claim: &str, event: &Event) -> Option<usize> {
    event.claims.iter().position(|known| known.id == claim)
}

fn claim_at(events: &Events, place: Option<(usize, usize)>) -> Option<Claim> {
    place.map(|(event, place)| events.claim(event, place).into_owned())
}

/// The events of a version without the claims that were moved.
fn without(events: &Events, moved: &BTreeMap<String, Places>, version: usize) -> Events {
    let mut events = events.clone();
    for places in moved.values() {
        if let Some((event, _)) = places[version] {
            events.get_mut(event).claims.retain(|claim| !moved.contains_key(&claim.id));
        }
    }
    events
}
