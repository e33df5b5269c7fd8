//! What leads from a story to another state of it, as one patch.

use std::ops::Range;

use super::patch::{Kept, Part, Patch, Splice};
use super::story_head::StoryHead;
use crate::model::Story;

/// The patch that makes one story the other; none where they are the same.
pub(super) fn patch_between(old: &Story, new: &Story) -> Option<Patch> {
    let mut parts = Vec::new();
    let head = StoryHead::of(new);
    if head != StoryHead::of(old) {
        parts.push(Part::Head(Box::new(head)));
    }
    if old.members != new.members || old.document != new.document {
        parts.push(Part::Kept(Box::new(Kept { members: new.members.clone(), document: new.document.clone() })));
    }
    if !old.sources.is_same(&new.sources) {
        parts.extend(splice_between(&old.sources, &new.sources).map(Part::Sources));
    }
    parts.extend(splice_between(&old.actors, &new.actors).map(Part::Actors));
    parts.extend(splice_between(&old.categories, &new.categories).map(Part::Categories));
    parts.extend(splice_between(&old.layers, &new.layers).map(Part::Layers));
    parts.extend(splice_between(&old.chapters, &new.chapters).map(Part::Chapters));
    let is_same = |before: usize, now: usize| old.events.get(before) == new.events.get(now);
    // From the end, so that the indexes of those before stay what they are.
    for [before, now] in new.events.differing(&old.events).into_iter().rev() {
        for (at, takes, puts) in runs_between(before, now, is_same).into_iter().rev() {
            let puts = new.events.range(puts).map(std::borrow::Cow::into_owned).collect();
            parts.push(Part::Events(Splice { at, takes, puts }));
        }
    }
    (!parts.is_empty()).then(|| Patch::of(parts))
}

fn splice_between<T: Clone + PartialEq>(old: &[T], new: &[T]) -> Option<Splice<T>> {
    let (at, takes, puts) = trimmed(0..old.len(), 0..new.len(), |before, now| old[before] == new[now])?;
    Some(Splice { at, takes, puts: new[puts].to_vec() })
}

/// Where a splice begins, how many items it takes, and which it puts.
type Run = (usize, usize, Range<usize>);

/// What differs, without what is the same at both ends; none where nothing differs.
fn trimmed(old: Range<usize>, new: Range<usize>, is_same: impl Fn(usize, usize) -> bool) -> Option<Run> {
    let first = old.clone().zip(new.clone()).take_while(|(before, now)| is_same(*before, *now)).count();
    let (old, new) = (old.start + first..old.end, new.start + first..new.end);
    let last = old.clone().rev().zip(new.clone().rev()).take_while(|(before, now)| is_same(*before, *now)).count();
    let (takes, puts) = (old.len() - last, new.start..new.end - last);
    (takes > 0 || !puts.is_empty()).then_some((old.start, takes, puts))
}

/// The runs that differ: each for itself where both have as many items, else all between the ends.
fn runs_between(old: Range<usize>, new: Range<usize>, is_same: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    if old.len() != new.len() {
        return trimmed(old, new, is_same).into_iter().collect();
    }
    let mut runs: Vec<Run> = Vec::new();
    for (before, now) in old.zip(new).filter(|(before, now)| !is_same(*before, *now)) {
        match runs.last_mut() {
            Some((at, takes, puts)) if *at + *takes == before => {
                *takes += 1;
                puts.end += 1;
            }
            _ => runs.push((before, 1, now..now + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::model::{Event, Source};

    #[test]
    fn a_story_becomes_another_and_the_way_back_leads_to_what_it_was() {
        let old = carried_story().story;
        let mut new = old.clone();
        new.title = "Other".to_owned();
        new.members.insert("x-desk".to_owned(), 7.into());
        new.sources.insert(3, Source::default());
        new.actors.reverse();
        new.chapters.pop();
        new.events.get_mut(2).title = "Other".to_owned();
        new.events.get_mut(9).title = "Other".to_owned();
        let copy = new.events.iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
        for mut new in [new.clone(), Story { events: copy.into(), ..new }] {
            for kind in 0..3 {
                match kind {
                    1 => new.events.insert(5, Event { id: "new".to_owned(), ..Event::default() }),
                    2 => drop(new.events.remove(20)),
                    _ => {}
                }
                let mut story = old.clone();
                let back = patch_between(&old, &new).unwrap().apply(&mut story);
                assert_eq!(story, new);
                drop(back.apply(&mut story));
                assert_eq!(story, old);
            }
        }
        assert_eq!(patch_between(&old, &old.clone()), None);
    }
}
