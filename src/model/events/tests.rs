use proptest::prelude::*;

use super::packing::MANY;
use super::*;
use crate::model::shelf::tests::Board;

/// Room for nothing, for some chunks, or for all.
fn some_room() -> impl Strategy<Value = usize> {
    prop_oneof![Just(0), 500..5000_usize, Just(usize::MAX)]
}

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
    /// Whether what is packed is put away.
    Pack(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<usize>().prop_map(Step::Set),
        any::<usize>().prop_map(Step::Insert),
        any::<usize>().prop_map(Step::Remove),
        Just(Step::Push),
        any::<bool>().prop_map(Step::Pack),
        (5..50_usize).prop_map(Step::Keep),
        (any::<usize>(), 0..200_usize, 0..200_usize).prop_map(|(at, takes, puts)| Step::Splice(at, takes, puts)),
    ]
}

proptest! {
    #[test]
    fn changed_events_are_those_of_a_plain_list(
        count in 0..400_usize, steps in prop::collection::vec(step(), 1..60), room in some_room(),
    ) {
        let shelving = Some(Shelving::new(Board::with_room(room)));
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
                Step::Pack(is_away) => {
                    let shelving = shelving.as_ref().filter(|_| is_away);
                    events.chunks.iter_mut().for_each(|chunk| chunk.pack(shelving));
                }
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

/// How many chunks are plain, packed and put away.
fn kinds(events: &Events) -> [usize; 3] {
    let mut kinds = [0; 3];
    for chunk in &events.chunks {
        let kind = match chunk {
            Chunk::Plain(_) => 0,
            Chunk::Packed(_) => 1,
            Chunk::Shelved(_) => 2,
        };
        kinds[kind] += 1;
    }
    kinds
}

fn of_table(count: usize, mut packing: Packing) -> Events {
    let mut events = Events::new();
    for id in 0..count {
        events.push_packed(event(id), &mut packing);
        assert_eq!(events.id(id), id.to_string());
    }
    events.finish_packing(&mut packing);
    assert!(events.iter().map(Cow::into_owned).eq((0..count).map(event)));
    let mut walk = events.walk();
    (0..count).for_each(|id| assert_eq!(walk.next(), Some((id, &event(id)))));
    events
}

#[test]
fn many_events_of_a_table_are_packed_and_few_are_not() {
    let kinds = |count| kinds(&of_table(count, Packing::default()));
    assert_eq!([kinds(FEW), kinds(FEW + 2 * CHUNK + 1)], [[8, 0, 0], [1, 10, 0]]);
}

#[test]
fn very_many_events_of_a_table_are_put_away_as_long_as_there_is_room() {
    let with = |make_shelf| kinds(&of_table(MANY + 1, Packing::with_shelf(make_shelf)));
    let full = MANY / CHUNK;
    assert_eq!(with(|| None), [1, full, 0]);
    assert_eq!(with(|| Some(Shelving::new(Board::with_room(usize::MAX)))), [1, 0, full]);
    let [plain, packed, away] = with(|| Some(Shelving::new(Board::with_room(3000))));
    assert!(plain == 1 && packed > 0 && away > 0, "{packed} {away}");
}

#[test]
fn events_of_which_very_many_are_expected_are_put_away_from_the_first_on() {
    let with = |expected: usize| {
        let mut packing = Packing::with_shelf(|| Some(Shelving::new(Board::with_room(usize::MAX))));
        packing.expect(expected);
        kinds(&of_table(FEW + 2 * CHUNK, packing))
    };
    assert_eq!([with(3 * MANY), with(MANY)], [[0, 0, 10], [0, 10, 0]]);
}

#[test]
fn an_event_that_cannot_be_read_again_says_so_and_is_counted() {
    let board = Board::with_room(usize::MAX);
    let mut events: Events = (0..CHUNK).map(event).collect();
    events.shelving = Some(Shelving::new(board.clone()));
    events.chunks[0].pack(events.shelving.as_ref());
    let before = events.clone();
    board.bytes.lock().unwrap().iter_mut().for_each(|byte| *byte ^= 1);
    assert_eq!(events.unread(), 0);
    assert!(events.title(1).contains("could not be read again"));
    assert_ne!(events.id(1), events.id(2));
    assert_eq!(events.unread(), 1);
    // One that is set stands for itself.
    *events.get_mut(1) = event(1);
    assert_eq!((*events.get(1) == event(1), before.len()), (true, CHUNK));
}
