//! Many short lists of keys, shared by stores.
//!
//! Answers which keys belong to an event, without an allocation for each event: most have one or none. It
//! does not know what the keys stand for.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::coding::kept;
use super::column::{Column, ColumnWriting};
use super::pieces::Pieces;

/// From when on an event has a key, and until when: when one of its claims is known, by the place of that among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) since: u32,
    /// None: for good.
    pub(super) until: Option<u32>,
}

impl Reach {
    fn packed(self) -> [u32; 2] {
        [self.since, self.until.unwrap_or(NONE)]
    }

    fn of([since, until]: [u32; 2]) -> Self {
        Self { since, until: (until != NONE).then_some(until) }
    }
}

/// From when on an event has each of its keys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reaches<'a> {
    /// All from when on anything of it is known.
    Always,
    /// Each as its claim in the same place is known.
    Each,
    /// Packed, two numbers for each.
    Told(&'a [u32]),
}

/// The list of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct List<'a> {
    pub(super) keys: &'a [u32],
    reaches: Reaches<'a>,
}

impl<'a> List<'a> {
    pub(super) const EMPTY: Self = List { keys: &[], reaches: Reaches::Always };

    /// Those of its keys for which `holds`; what it has from the beginning is not asked for.
    pub(super) fn known(self, holds: impl Fn(Reach) -> bool + 'a) -> impl Iterator<Item = u32> + 'a {
        let is_known = move |place: usize| match self.reaches {
            Reaches::Always => true,
            Reaches::Each => holds(Reach { since: place as u32, until: None }),
            Reaches::Told(told) => holds(Reach::of([told[2 * place], told[2 * place + 1]])),
        };
        self.keys.iter().enumerate().filter(move |(place, _)| is_known(*place)).map(|(_, key)| *key)
    }
}

/// The list of an event as it is put together.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) keys: Vec<u32>,
    /// Of each key; empty where the event has them all from when on anything of it is known.
    pub(super) reaches: Vec<Reach>,
    told: Vec<u32>,
}

impl Draft {
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.reaches.clear();
    }

    pub(super) fn list(&mut self) -> List<'_> {
        let Self { keys, reaches, told } = self;
        let is_each = |(place, reach): (usize, &Reach)| *reach == Reach { since: place as u32, until: None };
        let reaches = if reaches.is_empty() {
            Reaches::Always
        } else if reaches.iter().enumerate().all(is_each) {
            Reaches::Each
        } else {
            told.clear();
            told.extend(reaches.iter().flat_map(|reach| reach.packed()));
            Reaches::Told(told)
        };
        List { keys, reaches }
    }
}

/// The code of an event without keys, and no place of a claim.
const NONE: u32 = u32::MAX;
/// What marks the code of an event with a list elsewhere.
const ELSEWHERE: u32 = 1 << 31;
/// What marks the number of keys of a list by its reaches.
const EACH: u32 = 1 << 30;
const TOLD: u32 = 1 << 31;

/// A list of keys for each event.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// By event, its only key, or where its list stands among `longer`.
    codes: Column<u32>,
    /// How many keys there are and which reaches they have, then they, and what there is to tell of the reaches.
    longer: Arc<Vec<u32>>,
}

kept!(Lists { codes, longer });

/// Lists that are being written.
#[derive(Debug, Default)]
pub(super) struct Writing {
    codes: ColumnWriting<u32>,
    longer: Vec<u32>,
    /// Where lists stand that may come again.
    known: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// So many lists are found again.
const FOUND_AGAIN: usize = 1 << 19;

impl Writing {
    /// Adds the list of the next event.
    pub(super) fn push(&mut self, list: List<'_>) {
        let Self { longer, known, hasher, codes } = self;
        let start = longer.len() as u32;
        let code = code(list, longer);
        if code == NONE || code < ELSEWHERE {
            return codes.push(code);
        }
        let hash = |start: u32, longer: &[u32]| hasher.hash_one(&longer[extent(longer, start as usize)]);
        let is_it = |other: &u32| longer[extent(longer, *other as usize)] == longer[start as usize..];
        let hash_of_it = hash(start, longer);
        if let Some(other) = known.find(hash_of_it, is_it).copied() {
            longer.truncate(start as usize);
            return codes.push(other | ELSEWHERE);
        }
        if known.len() < FOUND_AGAIN {
            known.insert_unique(hash_of_it, start, |other| hash(*other, longer));
        }
        codes.push(code);
    }

    pub(super) fn done(mut self) -> Lists {
        self.longer.shrink_to_fit();
        Lists { codes: self.codes.done(), longer: Arc::new(self.longer) }
    }
}

/// Where a list stands that begins somewhere.
fn extent(longer: &[u32], start: usize) -> std::ops::Range<usize> {
    let count = (longer[start] & !(EACH | TOLD)) as usize;
    let told = if longer[start] & TOLD == 0 { 0 } else { 2 * count };
    start..start + 1 + count + told
}

/// Writes a list down, and gives the code for it.
fn code(list: List<'_>, longer: &mut Vec<u32>) -> u32 {
    let List { keys, reaches } = list;
    match (keys, reaches) {
        ([], _) => NONE,
        ([key], Reaches::Always) => *key,
        _ => {
            let at = longer.len() as u32 | ELSEWHERE;
            let count = keys.len() as u32;
            longer.push(match reaches {
                Reaches::Always => count,
                Reaches::Each => count | EACH,
                Reaches::Told(_) => count | TOLD,
            });
            longer.extend_from_slice(keys);
            if let Reaches::Told(told) = reaches {
                longer.extend_from_slice(told);
            }
            at
        }
    }
}

impl Lists {
    /// The list of an event.
    pub(super) fn of(&self, index: usize) -> List<'_> {
        let code = self.codes.at(index);
        match *code {
            NONE => List::EMPTY,
            one if one < ELSEWHERE => List { keys: std::slice::from_ref(code), reaches: Reaches::Always },
            elsewhere => {
                let list = &self.longer[extent(&self.longer, (elsewhere & !ELSEWHERE) as usize)];
                let (keys, told) = list[1..].split_at((list[0] & !(EACH | TOLD)) as usize);
                let reaches = match list[0] & (EACH | TOLD) {
                    0 => Reaches::Always,
                    EACH => Reaches::Each,
                    _ => Reaches::Told(told),
                };
                List { keys, reaches }
            }
        }
    }

    /// The lists after a change of events, of which `fresh` writes those that are new. Shares them where none is
    /// another; the old list of a changed event stays behind unread, a few bytes for each edit.
    pub(super) fn patched(&self, pieces: &Pieces, mut fresh: impl FnMut(usize, &mut Draft)) -> Self {
        let in_place = pieces.are_in_place();
        let mut longer = self.longer.clone();
        let mut draft = Draft::default();
        let code_of = |index: usize| {
            draft.clear();
            fresh(index, &mut draft);
            let list = draft.list();
            let code = if in_place && self.of(index) == list {
                self.codes.get(index)
            } else if list.keys.len() < 2 && list.reaches == Reaches::Always {
                list.keys.first().copied().unwrap_or(NONE)
            } else {
                code(list, Arc::make_mut(&mut longer))
            };
            (index, code)
        };
        let codes: Vec<(usize, u32)> = pieces.fresh().map(code_of).collect();
        let code_at = |index| codes[codes.partition_point(|(other, _)| *other < index)].1;
        Self { codes: self.codes.patched(pieces, code_at), longer }
    }

    /// The same lists with other numbers for the keys, by the number of each before.
    pub(super) fn renumbered(&self, numbers: &[u32]) -> Self {
        let (mut writing, mut keys) = (Writing::default(), Vec::new());
        for index in 0..self.len() {
            let List { keys: before, reaches } = self.of(index);
            keys.clear();
            keys.extend(before.iter().map(|key| numbers[*key as usize]));
            writing.push(List { keys: &keys, reaches });
        }
        writing.done()
    }

    /// True when both share what they hold.
    pub(super) fn are_shared_with(&self, other: &Self) -> bool {
        self.codes.is_shared_with(&other.codes) && Arc::ptr_eq(&self.longer, &other.longer)
    }

    /// How many events there are.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// How many bytes the lists take.
    pub(super) fn bytes(&self) -> usize {
        self.codes.bytes() + self.longer.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::super::touched::Touched;
    use super::*;

    const REACHES: [u32; 4] = [0, 1, 2, NONE];

    fn lists() -> Lists {
        let mut writing = Writing::default();
        writing.push(List { keys: &[3, 5], reaches: Reaches::Always });
        writing.push(List::EMPTY);
        writing.push(List { keys: &[3], reaches: Reaches::Always });
        writing.push(List { keys: &[4, 5], reaches: Reaches::Told(&REACHES) });
        writing.push(List { keys: &[6], reaches: Reaches::Each });
        writing.push(List { keys: &[3, 5], reaches: Reaches::Always });
        writing.push(List { keys: &[3, 5], reaches: Reaches::Each });
        writing.done()
    }

    #[test]
    fn each_event_has_its_own_list() {
        let lists = lists();
        let keys = (0..7).map(|index| lists.of(index).keys.to_vec()).collect::<Vec<_>>();
        assert_eq!(keys, [vec![3, 5], vec![], vec![3], vec![4, 5], vec![6], vec![3, 5], vec![3, 5]]);
        // Claims in their places are known one after the other.
        let by = |index: usize, moment: u32| {
            let holds = |reach: Reach| reach.since <= moment && reach.until.is_none_or(|until| moment < until);
            lists.of(index).known(holds).collect::<Vec<_>>()
        };
        assert_eq!([by(3, 0), by(3, 1), by(3, 2), by(6, 0), by(6, 1)], [vec![4], vec![], vec![5], vec![3], vec![3, 5]]);
        assert_eq!((by(5, 0), by(4, 0)), (vec![3, 5], vec![6]));
    }

    #[test]
    fn a_list_that_several_events_have_is_written_once() {
        let mut writing = Writing::default();
        (0..100).for_each(|number| writing.push(List { keys: &[number % 4, 9], reaches: Reaches::Each }));
        assert_eq!(writing.longer.len(), 4 * 3);
    }

    #[test]
    fn a_changed_list_is_written_anew_and_the_others_stay() {
        let lists = lists();
        let touched = Touched { changed: vec![1], ..Touched::default() };
        let patched = lists.patched(&Pieces::of_touched(7, &touched), |_, draft| draft.keys.extend([8, 9, 10]));
        assert_eq!([0, 1, 2, 3].map(|index| patched.of(index).keys), [&[3, 5][..], &[8, 9, 10], &[3], &[4, 5]]);
        assert_eq!(patched.of(3).reaches, Reaches::Told(&REACHES));
    }
}
