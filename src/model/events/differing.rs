//! Where two versions of the events of a story can differ, told by the chunks that they share.

use std::collections::HashMap;
use std::ops::Range;

use super::Events;

impl Events {
    /// The events that are not known to be the same as those of an older version without a look at them: of each
    /// place the indexes there and here. It takes a step a chunk.
    pub fn differing(&self, older: &Self) -> Vec<[Range<usize>; 2]> {
        let key = |events: &Self, chunk: usize| events.chunks[chunk].address();
        let known: HashMap<usize, usize> = (0..older.chunks.len()).map(|chunk| (key(older, chunk), chunk)).collect();
        let starts = |events: &Self, chunk: usize| events.firsts.get(chunk).map_or(events.len, |first| *first as usize);
        let mut found = Vec::new();
        let (mut before, mut now) = (0, 0);
        let mut gap = |before: Range<usize>, now: Range<usize>| {
            if before != now || !before.is_empty() {
                let [before, now] = [(older, before), (self, now)]
                    .map(|(events, chunks)| starts(events, chunks.start)..starts(events, chunks.end));
                found.push([before, now]);
            }
        };
        for chunk in 0..self.chunks.len() {
            // A chunk that came to stand before another one counts as different.
            let Some(&shared) = known.get(&key(self, chunk)).filter(|shared| **shared >= before) else { continue };
            if before < shared || now < chunk {
                gap(before..shared, now..chunk);
            }
            (before, now) = (shared + 1, chunk + 1);
        }
        if before < older.chunks.len() || now < self.chunks.len() {
            gap(before..older.chunks.len(), now..self.chunks.len());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Event;

    fn event(id: usize) -> Event {
        Event { id: id.to_string(), ..Event::default() }
    }

    proptest! {
        #[test]
        fn all_outside_of_what_differs_is_the_same(
            len in 0..400_usize, changes in prop::collection::vec((0..400_usize, 0..3_usize), 0..6),
        ) {
            let older: Events = (0..len).map(event).collect();
            let mut newer = older.clone();
            for (number, (at, kind)) in changes.into_iter().enumerate() {
                let at = at % (newer.len() + 1);
                match kind {
                    0 => newer.insert(at, event(1000 + number)),
                    1 if at < newer.len() => drop(newer.remove(at)),
                    _ if at < newer.len() => newer.get_mut(at).title = "other".to_owned(),
                    _ => {}
                }
            }
            let differing = newer.differing(&older);
            let mut mended: Vec<Event> = older.iter().map(std::borrow::Cow::into_owned).collect();
            for [before, now] in differing.iter().rev() {
                mended.splice(before.clone(), newer.range(now.clone()).map(std::borrow::Cow::into_owned));
            }
            prop_assert_eq!(Events::from(mended), newer.clone());
            prop_assert!(newer.differing(&newer).is_empty());
        }
    }

    #[test]
    fn one_changed_event_of_many_differs_with_its_chunk_alone() {
        let older: Events = (0..10_000).map(event).collect();
        let mut newer = older.clone();
        newer.get_mut(5_000).title = "other".to_owned();
        assert_eq!(newer.differing(&older), [[4_992..5_056, 4_992..5_056]]);
    }
}
