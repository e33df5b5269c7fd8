//! A store from what was kept of it.

use std::collections::BTreeMap;

use super::*;
use crate::model::{Events, Shelf, ShelfPlace, Shelving};

/// A shelf that has what it has.
#[derive(Debug)]
struct Board(Vec<u8>);

impl Shelf for Board {
    fn put(&self, _: &[u8]) -> Option<u64> {
        None
    }

    fn take(&self, at: u64, bytes: &mut [u8]) -> bool {
        let found = self.0.get(at as usize..at as usize + bytes.len());
        found.map(|found| bytes.copy_from_slice(found)).is_some()
    }
}

/// The story with its events put away.
fn away(story: Story) -> Story {
    let (mut bytes, mut parts) = (Vec::new(), Vec::new());
    for part in 0..story.events.kept_len() {
        let kept = story.events.kept(part, None).unwrap();
        let place = ShelfPlace { at: bytes.len() as u64, length: kept.bytes.len() as u32, check: kept.check };
        parts.push((place, kept.about));
        bytes.extend(kept.bytes);
    }
    let events = Events::of_kept(&Shelving::new(Board(bytes)), None, parts).unwrap();
    assert_eq!(events, story.events);
    Story { events, ..story }
}

/// The place of a name, as one of a base map.
fn place_of(name: &str) -> Option<Arc<NamedPlace>> {
    let index = WORDS.iter().position(|word| *word == name)?;
    let place = Place { name: "-".to_owned(), names: vec![name.to_owned()].into(), ..Place::default() };
    let place = region_of(&Event { place: Some(place), ..Event::default() }).swap_remove(1);
    Some(Arc::new(NamedPlace { region: Region::Province(index), ..(*place).clone() }))
}

fn places_of(event: &Event) -> Vec<Arc<NamedPlace>> {
    region_of(event).iter().filter_map(|place| place_of(&place.name)).collect()
}

fn again(story: Story, parts: &BTreeMap<&'static str, Vec<u8>>) -> Option<Store> {
    let mut place = |region| match region {
        Region::Province(index) => place_of(WORDS.get(index)?),
        Region::Country(_) => None,
    };
    Store::of_kept(story, &mut |name| parts.get(name).cloned(), &mut place)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_store_that_was_kept_answers_as_the_one_that_was_made(seed: u64) {
        let mut dice = Dice(seed);
        let story = away(random_story(&mut dice));
        let mut store = Arc::new(Store::new(story.clone()));
        if dice.below(2) == 0 {
            store = store.with_named_places(places_of);
        }
        let text = if dice.below(2) == 0 { "0123456789abcdef".repeat(4) } else { "no hash".to_owned() };
        let is_hash = text.len() == 64;
        let hash = (dice.below(2) == 0).then(|| store.kept_hash(|_| text));
        let parts: BTreeMap<&'static str, Vec<u8>> = store.kept().unwrap().chain(hash.clone()).collect();
        let again = again(story, &parts).unwrap();
        prop_assert_eq!(answers(&again), answers(&store));
        prop_assert_eq!(again.knows_hash(), hash.is_some() && is_hash);
        let (story, touched) = edited(store.whole_story(), &mut dice);
        let story = Arc::new(story);
        let patched = again.patched(story.clone(), &touched);
        prop_assert!(!patched.knows_hash());
        prop_assert_eq!(answers(&patched), answers(&store.patched(story, &touched)));
    }

    #[test]
    fn other_bytes_give_no_store_or_one_with_as_many_events(seed: u64) {
        let mut dice = Dice(seed);
        let story = away(random_story(&mut dice));
        let store = Store::new(story.clone());
        let mut parts: BTreeMap<&'static str, Vec<u8>> = store.kept().unwrap().collect();
        let bytes = parts.values_mut().nth(dice.below(20)).unwrap();
        match dice.below(3) {
            0 => bytes.truncate(dice.below(bytes.len() + 1)),
            1 => bytes.push(0),
            _ if bytes.is_empty() => {}
            _ => {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        prop_assert!(again(story, &parts).is_none_or(|again| again.len() == store.len()));
    }
}

#[test]
fn a_story_that_lies_in_memory_is_not_kept() {
    assert!(Store::new(sample_story()).kept().is_none());
}
