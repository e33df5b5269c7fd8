//! What is there to say of one event or one source, as `check` says it of a whole file?
//!
//! This module answers that at the cost of the one thing and of what it refers to. It does not know where it is shown.

use crate::io::{Remark, remarks_on};
use crate::model::{Event, Story};
use crate::store::Store;

/// So many events are looked at for claims that dispute each other in a circle.
const MOST: usize = 64;

/// What `check` says of an event of a whole story, by its index. The paths begin at its feature: `properties`, `when`.
/// That it refers to what is not there is told without what is there instead.
pub fn remarks_on_event(store: &Store, index: usize) -> Vec<Remark> {
    let whole = store.whole_story();
    let event = whole.events.get(index).into_owned();
    let mut part = Story { zone: whole.zone.clone(), title: "-".to_owned(), ..Story::default() };
    let mut events = vec![index];
    let mut next = 0;
    while next < events.len() && events.len() < MOST {
        let of = whole.events.get(events[next]);
        for id in of.claims.iter().flat_map(|claim| claim.disputes.iter()) {
            events.extend(store.claim(id).map(|(other, _)| other).filter(|other| !events.contains(other)));
        }
        next += 1;
    }
    part.events = events.iter().map(|index| whole.events.get(*index).into_owned()).collect();
    for link in &event.links {
        let is_there = |id: &str| events.iter().any(|index| whole.events.id(*index) == id);
        if store.index_of(&link.to).is_some() && !is_there(&link.to) {
            part.events.push(Event { id: link.to.clone(), ..Event::default() });
        }
    }
    let mut sources: Vec<usize> = event.claims.iter().filter_map(|claim| store.source_index(&claim.source)).collect();
    sources.sort_unstable();
    sources.dedup();
    part.sources = sources.into_iter().map(|source| whole.sources[source].clone()).collect::<Vec<_>>().into();
    part.categories = whole.category(&event.category).cloned().into_iter().collect();
    part.layers = whole.layer(&event.layer).cloned().into_iter().collect();
    let has = |id: &str| event.actors.iter().any(|role| role.actor == id);
    part.actors = whole.actors.iter().filter(|actor| has(&actor.id)).cloned().collect();
    of_one(&part, &["features", "0"])
}

/// The same of a source, by its index. The paths begin at its own members: `url`.
pub fn remarks_on_source(store: &Store, index: usize) -> Vec<Remark> {
    let whole = store.whole_story();
    let sources = vec![whole.sources[index].clone()].into();
    let part = Story { zone: whole.zone.clone(), title: "-".to_owned(), sources, ..Story::default() };
    of_one(&part, &["story", "sources", "0"])
}

/// The remarks on what lies at a path, which is taken off theirs.
fn of_one(part: &Story, at: &[&str]) -> Vec<Remark> {
    let of = |mut remark: Remark| {
        let is_at = remark.path.len() >= at.len() && remark.path.iter().zip(at).all(|(own, at)| own == at);
        remark.path.drain(..at.len().min(remark.path.len()));
        // What else the story has is not in the part.
        if remark.message.starts_with("unknown ")
            && ["source", "actor", "category", "layer", "event", "claim"]
                .iter()
                .any(|what| remark.message[8..].starts_with(&format!("{what} \"")))
            && let Some((told, _)) = remark.message.split_once("\"; ")
        {
            remark.message = format!("{told}\"");
        }
        is_at.then_some(remark)
    };
    remarks_on(part, None).into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn what_is_said_of_one_event_is_what_is_said_of_it_in_the_whole_story() {
        let mut story = carried_story().story;
        for number in 0..story.events.len() {
            let event = story.events.get_mut(number);
            match number % 6 {
                0 => event.category = "no such category".to_owned(),
                1 => event.claims.iter_mut().for_each(|claim| claim.grading = "Z9".into()),
                2 => event.claims.iter_mut().for_each(|claim| claim.said = "1999-01-01".parse().ok()),
                3 => _ = event.properties.insert("when".to_owned(), 5.into()),
                4 => event.claims.iter_mut().for_each(|claim| claim.disputes = vec![claim.id.clone()].into()),
                _ => event.claims.iter_mut().for_each(|claim| claim.source = "no such source".to_owned()),
            }
            if number % 6 == 3 {
                event.when = None;
            }
        }
        let store = Store::new(story.clone());
        let whole = remarks_on(&story, None);
        let short = |message: &str| message.split("\"; ").next().unwrap_or_default().trim_end_matches('"').to_owned();
        let mut count = 0;
        for index in 0..story.events.len() {
            let place = index.to_string();
            let of = whole.iter().filter(|remark| remark.path[0] == "features" && remark.path[1] == place);
            let told: Vec<_> = of.map(|remark| (remark.path[2..].to_vec(), short(&remark.message))).collect();
            let one = remarks_on_event(&store, index);
            let one: Vec<_> = one.iter().map(|remark| (remark.path.clone(), short(&remark.message))).collect();
            assert_eq!(one, told, "{index}");
            count += one.len();
        }
        assert!(count > 30, "{count}");
    }
}
