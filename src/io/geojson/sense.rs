//! Does what is said fit together?
//!
//! Asked once the whole file is read: claims said before their event or after their source, disputes
//! that go round in a circle, sources read before they were published, chapters that show nothing of
//! their event. This module knows no clock: what lies in the future is told by who asks.

use std::borrow::Cow;
use std::collections::HashMap;

use super::findings::{Findings, Spot};
use super::members::{objects_in, present};
use super::{FEATURES, STORY};
use crate::io::skipped_hour;
use crate::model::{Chapter, Claim, Event, Extent, Source, Stance, Story, When, Zone};

/// Checks what a story says against itself. `features` has the index of each event's feature.
pub(super) fn check_sense(story: &Story, features: &[usize], now_secs: Option<f64>, found: &mut Findings) {
    let at_story = Spot::Top.key(STORY);
    let at_sources = at_story.key("sources");
    for ((index, _), source) in objects_in(&story.members, "sources").zip(&story.sources) {
        check_source(source, &story.zone, at_sources.index(index), found);
    }
    let events: HashMap<Cow<'_, str>, usize> = story.events.ids().zip(0..).collect();
    let at_chapters = at_story.key("chapters");
    for ((index, _), chapter) in objects_in(&story.members, "chapters").zip(&story.chapters) {
        check_chapter(story, chapter, &events, at_chapters.index(index), found);
    }
    let at_features = Spot::Top.key(FEATURES);
    let published: HashMap<&str, &When> =
        story.sources.iter().filter_map(|source| Some((source.id.as_str(), source.published.as_ref()?))).collect();
    for (event, index) in story.events.iter().zip(features) {
        let at_feature = at_features.index(*index);
        let at_properties = at_feature.key("properties");
        let at_claims = at_properties.key("claims");
        let zone = event.zone_or(&story.zone);
        if let Some(remark) = event.when.as_ref().and_then(|when| skipped_hour(when, zone)) {
            found.warning(at_properties.key("when"), remark);
        }
        for ((index, _), claim) in objects_in(&event.properties, "claims").zip(&event.claims) {
            let published = published.get(claim.source.as_str()).copied();
            check_said(story, &event, claim, (published, now_secs), at_claims.index(index), found);
        }
    }
    check_circles(story, features, found);
}

fn check_source(source: &Source, zone: &Zone, at: Spot<'_>, found: &mut Findings) {
    let is_hash = source.sha256.len() == 64 && source.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !source.sha256.is_empty() && !is_hash {
        found.warning(at.key("sha256"), "\"sha256\" must be 64 hexadecimal digits, as sha256sum prints them");
    }
    for (key, address) in [("url", &source.url), ("archived", &source.archived)] {
        let is_address = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
        if !address.is_empty() && !is_address {
            found.warning(at.key(key), format!("\"{key}\" must be an address that begins with https:// or http://"));
        }
    }
    if let (Some(published), Some(accessed)) = (&source.published, &source.accessed)
        && is_before(&accessed.span(zone).possible, &published.span(zone).possible)
    {
        let message = format!("read {accessed}, before it was published {published}; correct one of them");
        found.warning(at.key("accessed"), message);
    }
}

/// True when one stretch is over before the other begins.
fn is_before(one: &Extent, other: &Extent) -> bool {
    one.end_secs <= other.start_secs && one.start_secs < other.start_secs
}

fn check_said(
    story: &Story,
    event: &Event,
    claim: &Claim,
    (published, now_secs): (Option<&When>, Option<f64>),
    at: Spot<'_>,
    found: &mut Findings,
) {
    let Some(said) = &claim.said else { return };
    let zone = event.zone_or(&story.zone);
    let spoken = said.span(zone).possible;
    let at = at.key("said");
    if let Some(remark) = skipped_hour(said, zone) {
        found.warning(at, remark);
    }
    // Who wants, offers or remarks on something may do so before it comes about.
    let tells = matches!(claim.stance, Stance::Asserts | Stance::Denies);
    if let (Some(when), true) = (&event.when, tells)
        && is_before(&spoken, &when.span(zone).possible)
    {
        let message = format!("said {said}, before its event, which is dated {when}; correct one of them");
        found.warning(at, message);
    }
    if let Some(published) = published
        && is_before(&published.span(&story.zone).possible, &spoken)
    {
        let message = format!("said {said}, after its source was published {published}; correct one of them");
        found.warning(at, message);
    }
    if now_secs.is_some_and(|now| spoken.start_secs > now) {
        found.warning(at, format!("said {said}, which is still to come"));
    }
}

fn check_chapter(
    story: &Story,
    chapter: &Chapter,
    events: &HashMap<Cow<'_, str>, usize>,
    at: Spot<'_>,
    found: &mut Findings,
) {
    let at_events = at.key("events");
    let further = present(&chapter.members, "events").and_then(serde_json::Value::as_array);
    for (index, id) in further.into_iter().flatten().enumerate() {
        if let Some(id) = id.as_str().filter(|id| !events.contains_key(*id)) {
            found.error(at_events.index(index), format!("unknown event \"{id}\""));
        }
    }
    let at_view = at.key("view");
    let own = events.get(chapter.event.as_str()).map(|index| story.events.get(*index));
    let window = chapter.view.get("window").and_then(|window| window.as_str()?.parse::<When>().ok());
    if let Some(window) = window {
        let shown = window.span(&story.zone).possible;
        let meets = |event: &Cow<'_, Event>| {
            event.when.as_ref().is_some_and(|when| when.span(event.zone_or(&story.zone)).possible.meets(&shown))
        };
        if let Some(event) = own.as_ref().filter(|event| event.when.is_some() && !meets(event)) {
            let message = format!("the window {window} does not hold the chapter's event \"{}\"", event.id);
            found.warning(at_view.key("window"), message);
        } else if own.is_none() && !story.events.is_empty() && !story.events.iter().any(|event| meets(&event)) {
            found.warning(at_view.key("window"), format!("the window {window} holds no event of the story"));
        }
    }
    let edges: Option<Vec<f64>> =
        chapter.view.get("bbox").and_then(|bbox| bbox.as_array()?.iter().map(serde_json::Value::as_f64).collect());
    let Some(&[west, south, east, north]) = edges.as_deref() else { return };
    // With west beyond east it reaches across the date line.
    let is_across = east + 360.0 - west <= 180.0;
    if (west >= east && !is_across) || south >= north {
        let message = "\"bbox\" holds no ground; write west, south, east and north in this order";
        found.warning(at_view.key("bbox"), message);
    }
}

/// Tells claims that dispute each other in a circle of three or more, none of which disputes back.
fn check_circles(story: &Story, features: &[usize], found: &mut Findings) {
    // Who disputes nothing is in no circle.
    let mut claims: Vec<(usize, usize, Claim)> = Vec::new();
    for (index, event) in story.events.iter().enumerate() {
        let disputing = event.claims.iter().enumerate().filter(|(_, claim)| !claim.disputes.is_empty());
        claims.extend(disputing.map(|(place, claim)| (index, place, claim.clone())));
    }
    let place_of: HashMap<&str, usize> =
        claims.iter().enumerate().rev().map(|(place, (.., claim))| (claim.id.as_str(), place)).collect();
    let disputes = |place: usize| {
        let (.., claim) = &claims[place];
        claim.disputes.iter().filter_map(|id| place_of.get(id.as_str()).copied())
    };
    // What disputes back is a quarrel and no circle.
    let onward: Vec<Vec<usize>> = (0..claims.len())
        .map(|place| disputes(place).filter(|&other| !disputes(other).any(|back| back == place)).collect())
        .collect();
    for circle in circles(&onward) {
        let (event, claim, _) = &claims[circle[0]];
        let ids: Vec<&str> = circle.iter().chain(&circle[..1]).map(|&place| claims[place].2.id.as_str()).collect();
        let message = format!("these claims dispute each other in a circle: {}", ids.join(", "));
        let (features_spot, properties) = (Spot::Top.key(FEATURES), "properties");
        let at_feature = features_spot.index(features[*event]);
        let at_properties = at_feature.key(properties);
        let at_claims = at_properties.key("claims");
        let index =
            objects_in(&story.events.get(*event).properties, "claims").nth(*claim).map_or(*claim, |(index, _)| index);
        let at_claim = at_claims.index(index);
        found.warning(at_claim.key("disputes"), message);
    }
}

/// One circle of a directed graph for each knot of it. What no circle goes through is taken away
/// from the ends (Kahn 1962) until only knots are left; a walk through one of them comes round.
fn circles(onward: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut incoming = vec![0_usize; onward.len()];
    onward.iter().flatten().for_each(|&to| incoming[to] += 1);
    let mut free: Vec<usize> = (0..onward.len()).filter(|&place| incoming[place] == 0).collect();
    let mut is_left = vec![true; onward.len()];
    while let Some(place) = free.pop() {
        is_left[place] = false;
        for &to in &onward[place] {
            incoming[to] -= 1;
            if incoming[to] == 0 {
                free.push(to);
            }
        }
    }
    let mut seen = vec![false; onward.len()];
    let mut found = Vec::new();
    for start in (0..onward.len()).filter(|&place| is_left[place]) {
        let mut walk: Vec<usize> = Vec::new();
        let mut place = start;
        while !seen[place] {
            seen[place] = true;
            walk.push(place);
            match onward[place].iter().find(|&&to| is_left[to]) {
                Some(&to) => place = to,
                None => break,
            }
        }
        if let Some(from) = walk.iter().position(|&walked| walked == place)
            && onward[walk[walk.len() - 1]].contains(&place)
        {
            found.push(walk[from..].to_vec());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_found_once_and_a_chain_is_none() {
        assert_eq!(circles(&[vec![1], vec![2], vec![0]]), [[0, 1, 2]]);
        assert!(circles(&[vec![1, 2], vec![2], vec![]]).is_empty());
        // A way into a circle is no part of it.
        assert_eq!(circles(&[vec![1], vec![2], vec![3], vec![1]]), [[1, 2, 3]]);
    }
}
