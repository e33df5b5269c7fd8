//! Many short lists of keys, shared by stores.
//!
//! Answers which keys belong to an event, without an allocation for each event: most have one or none. It
//! does not know what the keys stand for.

use std::sync::Arc;

use super::column::Column;
use super::pieces::Pieces;

/// From when on an event has a key, and until when, in seconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    pub(super) since_secs: f64,
    /// None: for good.
    pub(super) until_secs: Option<f64>,
}

impl Reach {
    fn holds(&self, by_secs: f64) -> bool {
        self.since_secs <= by_secs && self.until_secs.is_none_or(|until| by_secs < until)
    }
}

/// The list of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct List<'a> {
    pub(super) keys: &'a [u32],
    /// Of each key; empty where the event has them all from when on anything of it is known.
    pub(super) reaches: &'a [Reach],
}

impl<'a> List<'a> {
    pub(super) const EMPTY: Self = List { keys: &[], reaches: &[] };

    /// The keys that it has by a moment.
    pub(super) fn known_by(self, by_secs: f64) -> impl Iterator<Item = u32> + 'a {
        let is_known = move |place: usize| self.reaches.get(place).is_none_or(|reach| reach.holds(by_secs));
        self.keys.iter().enumerate().filter(move |(place, _)| is_known(*place)).map(|(_, key)| *key)
    }
}

/// The code of an event without keys.
const NONE: u32 = u32::MAX;
/// What marks the code of an event with a list elsewhere, and a list there with reaches.
const ELSEWHERE: u32 = 1 << 31;

/// A list of keys for each event.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// By event, its only key, or where its list stands among `longer`.
    codes: Column<u32>,
    /// How many keys there are, then they; with reaches, where these begin stands between.
    longer: Arc<Vec<u32>>,
    reaches: Arc<Vec<Reach>>,
}

/// Lists that are being written.
#[derive(Debug, Default)]
pub(super) struct Writing {
    codes: Vec<u32>,
    longer: Vec<u32>,
    reaches: Vec<Reach>,
}

impl Writing {
    /// Adds the list of the next event.
    pub(super) fn push(&mut self, list: List<'_>) {
        let code = code(list, &mut self.longer, &mut self.reaches);
        self.codes.push(code);
    }

    pub(super) fn done(mut self) -> Lists {
        self.longer.shrink_to_fit();
        self.reaches.shrink_to_fit();
        Lists {
            codes: self.codes.into_iter().collect(),
            longer: Arc::new(self.longer),
            reaches: Arc::new(self.reaches),
        }
    }
}

/// Writes a list down, and gives the code for it.
fn code(list: List<'_>, longer: &mut Vec<u32>, reaches: &mut Vec<Reach>) -> u32 {
    match list {
        List { keys: [], .. } => NONE,
        List { keys: [key], reaches: [] } => *key,
        List { keys, reaches: of_keys } => {
            let at = longer.len() as u32 | ELSEWHERE;
            if of_keys.is_empty() {
                longer.push(keys.len() as u32);
            } else {
                longer.extend([keys.len() as u32 | ELSEWHERE, reaches.len() as u32]);
                reaches.extend_from_slice(of_keys);
            }
            longer.extend_from_slice(keys);
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
            one if one < ELSEWHERE => List { keys: std::slice::from_ref(code), reaches: &[] },
            elsewhere => {
                let list = &self.longer[(elsewhere & !ELSEWHERE) as usize..];
                let count = (list[0] & !ELSEWHERE) as usize;
                if list[0] < ELSEWHERE {
                    return List { keys: &list[1..=count], reaches: &[] };
                }
                let start = list[1] as usize;
                List { keys: &list[2..2 + count], reaches: &self.reaches[start..start + count] }
            }
        }
    }

    /// The lists after a change of events, of which `fresh` writes those that are new. Shares them where none is
    /// another; the old list of a changed event stays behind unread, a few bytes for each edit.
    pub(super) fn patched(
        &self,
        pieces: &Pieces,
        mut fresh: impl FnMut(usize, &mut Vec<u32>, &mut Vec<Reach>),
    ) -> Self {
        let in_place = pieces.are_in_place();
        let (mut longer, mut reaches) = (self.longer.clone(), self.reaches.clone());
        let (mut keys, mut of_keys) = (Vec::new(), Vec::new());
        let code_of = |index: usize| {
            keys.clear();
            of_keys.clear();
            fresh(index, &mut keys, &mut of_keys);
            let list = List { keys: &keys, reaches: &of_keys };
            let code = if in_place && self.of(index) == list {
                self.codes.get(index)
            } else if list.keys.len() < 2 && list.reaches.is_empty() {
                list.keys.first().copied().unwrap_or(NONE)
            } else {
                code(list, Arc::make_mut(&mut longer), Arc::make_mut(&mut reaches))
            };
            (index, code)
        };
        let codes: Vec<(usize, u32)> = pieces.fresh().map(code_of).collect();
        let code_at = |index| codes[codes.partition_point(|(other, _)| *other < index)].1;
        Self { codes: self.codes.patched(pieces, code_at), longer, reaches }
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
        self.codes.bytes() + self.longer.capacity() * 4 + self.reaches.capacity() * size_of::<Reach>()
    }
}

#[cfg(test)]
mod tests {
    use super::super::touched::Touched;
    use super::*;

    const REACHES: [Reach; 2] =
        [Reach { since_secs: 1.0, until_secs: Some(3.0) }, Reach { since_secs: 2.0, until_secs: None }];

    fn lists() -> Lists {
        let mut writing = Writing::default();
        writing.push(List { keys: &[3, 5], reaches: &[] });
        writing.push(List::EMPTY);
        writing.push(List { keys: &[3], reaches: &[] });
        writing.push(List { keys: &[4, 5], reaches: &REACHES });
        writing.done()
    }

    #[test]
    fn each_event_has_its_own_list() {
        let lists = lists();
        assert_eq!([0, 1, 2, 3].map(|index| lists.of(index).keys), [&[3, 5][..], &[], &[3], &[4, 5]]);
        let by = |secs: f64| lists.of(3).known_by(secs).collect::<Vec<_>>();
        assert_eq!([by(0.5), by(1.0), by(2.0), by(f64::INFINITY)], [vec![], vec![4], vec![4, 5], vec![5]]);
    }

    #[test]
    fn a_changed_list_is_written_anew_and_the_others_stay() {
        let lists = lists();
        let touched = Touched { changed: vec![1], ..Touched::default() };
        let patched = lists.patched(&Pieces::of_touched(4, &touched), |_, keys, _| keys.extend([8, 9, 10]));
        assert_eq!([0, 1, 2, 3].map(|index| patched.of(index).keys), [&[3, 5][..], &[8, 9, 10], &[3], &[4, 5]]);
        assert!(patched.of(3).reaches == REACHES);
    }
}
