use proptest::prelude::*;

use super::table::CHUNK;
use super::*;
use crate::model::Shelf as _;
use crate::model::shelf::tests::Board;
use crate::model::{Rare, When};

fn source(number: usize, dice: u8) -> Source {
    Source {
        id: format!("source {number}"),
        title: if dice.is_multiple_of(5) { format!("Tägliches, {dice}") } else { format!("Dawn, {dice}") },
        publisher: if dice.is_multiple_of(3) { String::new() } else { "Dawn".to_owned() },
        url: if dice.is_multiple_of(4) { format!("https://example.org/{number}").into() } else { Rare::default() },
        published: dice.is_multiple_of(2).then(|| When::parse("2025-10-09").unwrap()),
        ..Source::default()
    }
}

proptest! {
    #[test]
    fn packed_sources_are_what_a_list_of_them_is(
        dice in prop::collection::vec(any::<u8>(), FEW + 1..FEW + 3 * CHUNK),
        room in prop::sample::select(vec![None, Some(1 << 20), Some(2000)]),
        changed: prop::sample::Index,
    ) {
        let list: Vec<Source> = dice.iter().enumerate().map(|(number, dice)| source(number, *dice)).collect();
        let shelving = room.map(|room| Shelving::new(Board::with_room(room)));
        let (mut sources, mut packing) = (Sources::default(), Packing::default());
        for source in &list {
            sources.push_packed(source.clone(), shelving.as_ref(), &mut packing);
        }
        prop_assert!(sources.passing().map(Cow::into_owned).eq(list.iter().cloned()));
        sources.finish_packing(&mut packing);
        prop_assert_eq!(sources.len(), list.len());
        prop_assert!(sources.passing().map(Cow::into_owned).eq(list.iter().cloned()));
        let is_beyond = |source: &Cow<'_, Source>| !source.title.is_ascii();
        prop_assert!(sources.passing_beyond_ascii().filter(is_beyond).eq(sources.passing().filter(is_beyond)));
        // Kept, and read again.
        let board = Board::with_room(1 << 20);
        let kept: Option<Vec<_>> = sources.kept().collect();
        let mut parts = Vec::new();
        for kept in kept.expect("each is read as it was") {
            let at = board.put(&kept.bytes).expect("there is room");
            parts.push((Place { at, length: kept.bytes.len() as u32, check: kept.check }, kept.about));
        }
        let again = Sources::of_kept(&Shelving::new(board), parts).expect("they were kept");
        prop_assert_eq!(&again, &sources);
        let at = changed.index(list.len());
        prop_assert_eq!(&sources[at], &list[at]);
        prop_assert!(sources.iter().rev().eq(list.iter().rev()));
        prop_assert!(sources.get(list.len()).is_none());
        prop_assert_eq!(&sources, &Sources::from(list.clone()));
        // An edit of one, of which a copy knows nothing.
        let (before, mut edited) = (sources.clone(), list.clone());
        edited[at].title = "another".to_owned();
        prop_assert_eq!(sources.splice(at..at + 1, vec![edited[at].clone()]), vec![list[at].clone()]);
        sources[at].publisher.push('!');
        edited[at].publisher.push('!');
        edited.push(list[at].clone());
        prop_assert_eq!(sources.splice(list.len()..list.len(), vec![list[at].clone()]), vec![]);
        prop_assert_eq!(&sources, &Sources::from(edited.clone()));
        prop_assert_eq!(&*before, &list);
        let differing: Vec<usize> = (0..list.len()).filter(|index| before[*index] != edited[*index]).collect();
        sources = before.clone();
        sources[at] = edited[at].clone();
        let told = sources.differing(&before).expect("both are packed");
        prop_assert!(differing.iter().all(|index| told.contains(index)) && told.len() <= 2 * CHUNK);
        prop_assert_eq!(before.differing(&before), Some(Vec::new()));
        sources.splice(list.len()..list.len(), vec![list[at].clone()]);
        prop_assert_eq!(sources.differing(&before), None);
        // Used as the list that it is.
        edited.remove(at);
        prop_assert_eq!(sources.splice(at..at + 1, Vec::new()).len(), 1);
        prop_assert_eq!(&*sources, &edited);
    }
}

#[test]
fn sources_that_cannot_be_read_again_say_so_and_are_counted() {
    let board = Board::with_room(1 << 20);
    let shelving = Shelving::new(board.clone());
    let (mut sources, mut packing) = (Sources::default(), Packing::default());
    for number in 0..=FEW {
        sources.push_packed(source(number, 1), Some(&shelving), &mut packing);
    }
    sources.finish_packing(&mut packing);
    board.bytes.lock().unwrap().clear();
    assert_eq!((sources[0].id.as_str(), sources.len(), shelving.unread()), ("lost-source-0-0", FEW + 1, 1));
}
