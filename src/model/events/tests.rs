use proptest::prelude::*;

use super::*;

fn event(id: usize) -> Event {
    Event { id: id.to_string(), title: format!("An event of kind {}", id % 3), ..Event::default() }
}

/// What is done to events, each at an index that is taken round the number there are.
#[derive(Debug, Clone)]
enum Step {
    Set(usize),
    Insert(usize),
    Remove(usize),
    Push,
    Keep(usize),
    Splice(usize, usize, usize),
    Pack,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<usize>().prop_map(Step::Set),
        any::<usize>().prop_map(Step::Insert),
        any::<usize>().prop_map(Step::Remove),
        Just(Step::Push),
        Just(Step::Pack),
        (5..50_usize).prop_map(Step::Keep),
        (any::<usize>(), 0..200_usize, 0..200_usize).prop_map(|(at, takes, puts)| Step::Splice(at, takes, puts)),
    ]
}

proptest! {
    #[test]
    fn changed_events_are_those_of_a_plain_list(count in 0..400_usize, steps in prop::collection::vec(step(), 1..60)) {
        let mut plain: Vec<Event> = (0..count).map(event).collect();
        let mut events: Events = plain.iter().cloned().collect();
        for (number, step) in steps.into_iter().enumerate() {
            let new = event(1000 + number);
            match step {
                Step::Set(at) if !plain.is_empty() => {
                    let at = at % plain.len();
                    plain[at] = new.clone();
                    *events.get_mut(at) = new;
                }
                Step::Insert(at) => {
                    let at = at % (plain.len() + 1);
                    plain.insert(at, new.clone());
                    events.insert(at, new);
                }
                Step::Remove(at) if !plain.is_empty() => {
                    let at = at % plain.len();
                    prop_assert_eq!(plain.remove(at), events.remove(at));
                }
                Step::Keep(one_in) => {
                    let keeps = |event: &Event| event.id.len() % one_in != 3;
                    plain.retain(keeps);
                    events.retain(keeps);
                }
                Step::Splice(at, takes, puts) => {
                    let at = at % (plain.len() + 1);
                    let end = plain.len().min(at + takes);
                    let puts: Vec<Event> = (0..puts).map(|put| event(1_000_000 + 1000 * number + put)).collect();
                    let taken: Vec<Event> = plain.splice(at..end, puts.clone()).collect();
                    prop_assert_eq!(taken, events.splice(at..end, puts));
                }
                Step::Pack => events.chunks.iter_mut().for_each(Chunk::pack),
                _ => {
                    plain.push(new.clone());
                    events.push(new);
                }
            }
            prop_assert_eq!(events.len(), plain.len());
            prop_assert!(events.chunks.iter().all(|chunk| (1..=2 * CHUNK).contains(&chunk.len())));
        }
        let from_plain: Events = plain.iter().cloned().collect();
        prop_assert_eq!(&events, &from_plain);
        prop_assert!(events.iter().map(Cow::into_owned).eq(plain.iter().cloned()));
        prop_assert!((0..plain.len()).all(|at| events.id(at) == plain[at].id && *events.get(at) == plain[at]));
        let mut walk = events.walk();
        for (at, event) in plain.iter().enumerate() {
            prop_assert_eq!(walk.next(), Some((at, event)));
        }
        prop_assert!(walk.next().is_none());
        prop_assert!(events.iter().rev().map(|event| event.id.clone()).eq(plain.iter().rev().map(|event| event.id.clone())));
        let mut changed = events.clone();
        changed.iter_mut().for_each(|event| event.title = event.id.clone());
        prop_assert!(changed.into_iter().map(|event| event.title).eq(plain.into_iter().map(|event| event.id)));
    }

    #[test]
    fn a_change_copies_one_chunk_and_shares_the_others(count in 1..600_usize, at in any::<usize>()) {
        let events: Events = (0..count).map(event).collect();
        let shared = |changed: &Events| {
            changed.chunks.iter().filter(|chunk| events.chunks.iter().any(|one| one.is_same(chunk))).count()
        };
        let at = at % count;
        let (mut set, mut added, mut removed) = (events.clone(), events.clone(), events.clone());
        set.get_mut(at).title.push('!');
        added.insert(at, event(count));
        removed.remove(at);
        prop_assert_eq!([shared(&set), shared(&added), shared(&removed)], [events.chunks.len() - 1; 3]);
        prop_assert!(set != events && added != events && removed != events && events == events.clone());
    }
}

#[test]
fn what_is_put_in_at_one_place_does_not_make_a_chunk_of_all() {
    let mut events: Events = (0..10).map(event).collect();
    (10..1000).for_each(|id| events.insert(5, event(id)));
    assert!(events.chunks.iter().all(|chunk| chunk.len() <= 2 * CHUNK));
    assert_eq!((events.id(5).as_ref(), events.id(999).as_ref()), ("999", "9"));
}

#[test]
fn many_events_of_a_table_are_packed_and_few_are_not() {
    let packed = |count: usize| {
        let mut events = Events::new();
        (0..count).for_each(|id| events.push_packed(event(id)));
        assert!(events.iter().map(Cow::into_owned).eq((0..count).map(event)));
        events.chunks.iter().filter(|chunk| matches!(chunk, Chunk::Packed(_))).count()
    };
    assert_eq!([packed(FEW), packed(FEW + 2 * CHUNK + 1)], [0, 2]);
}
