//! The names of many places, in the order of their letters, and which of them answer a query.
//!
//! Names that begin alike lie side by side, so that those that begin with a query are found by halving, and those
//! with letters wrong by a walk that goes over the common beginning of many names once: a row of the table of
//! edits (Wagner and Fischer 1974, with neighbours turned round as in Damerau 1964: optimal string alignment) for
//! each letter, which names that go on from there share, and leave where too many letters are wrong already.

use std::borrow::Cow;

use memchr::memmem::Finder;

use super::closeness::{Closeness, MOST_LETTERS, Query};

/// Names with the places that they name.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// All names as they are compared, in order.
    pub(super) folded: String,
    /// Where each ends.
    pub(super) ends: Vec<u32>,
    /// How many bytes of whole letters each shares with the one before, 255 at most.
    pub(super) shared: Vec<u8>,
    /// The place of each.
    pub(super) places: Vec<u32>,
    /// Of each, [`OWN`] and [`WRITTEN`].
    pub(super) flags: Vec<u8>,
    /// How names are written, of those that are flagged so.
    pub(super) written: String,
    /// Where that of each ends.
    pub(super) written_ends: Vec<u32>,
}

/// The name of the place, not another that it goes by.
pub(super) const OWN: u8 = 1;
/// It is written otherwise than with capital letters at the beginning of the words that are compared.
pub(super) const WRITTEN: u8 = 2;

/// A name to be put in order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NewName {
    pub(super) folded: String,
    pub(super) place: u32,
    pub(super) is_other: bool,
    pub(super) written: String,
}

impl Names {
    /// Puts names in order. A name that folds to nothing is left out.
    pub(super) fn sorted(mut new: Vec<NewName>) -> Self {
        new.sort_unstable();
        new.dedup_by(|one, before| one.folded == before.folded && one.place == before.place);
        let mut names = Self::default();
        for name in new.iter().filter(|name| !name.folded.is_empty()) {
            let before = names.ends.len().checked_sub(1).map_or("", |last| names.folded(last));
            let same = before.chars().zip(name.folded.chars()).take_while(|(one, other)| one == other);
            let shared = same.map(|(letter, _)| letter.len_utf8()).sum::<usize>();
            let is_written = name.written != capitalised(&name.folded);
            names.shared.push(u8::try_from(shared).unwrap_or(0));
            names.folded.push_str(&name.folded);
            names.ends.push(names.folded.len() as u32);
            names.places.push(name.place);
            names.flags.push(if name.is_other { 0 } else { OWN } | if is_written { WRITTEN } else { 0 });
            if is_written {
                names.written.push_str(&name.written);
            }
            names.written_ends.push(names.written.len() as u32);
        }
        names
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    /// A name as it is compared.
    pub(super) fn folded(&self, name: usize) -> &str {
        &self.folded[range(&self.ends, name)]
    }

    /// A name as it is written.
    pub(super) fn written(&self, name: usize) -> Cow<'_, str> {
        if self.flags[name] & WRITTEN == 0 {
            Cow::Owned(capitalised(self.folded(name)))
        } else {
            Cow::Borrowed(&self.written[range(&self.written_ends, name)])
        }
    }

    /// True for the place's own name.
    pub(super) fn is_own(&self, name: usize) -> bool {
        self.flags[name] & OWN != 0
    }

    /// Hands over every name that the query stands in letter by letter, at the beginning or of a later word. A name
    /// can come twice, the better answer first.
    pub(super) fn literal(&self, query: &Query, mut found: impl FnMut(usize, Closeness)) {
        let first = self.first_not(|folded| folded < query.text.as_str());
        let end = self.first_not(|folded| folded < query.text.as_str() || folded.starts_with(&query.text));
        for name in first..end {
            found(name, query.of_beginning(self.folded(name)));
        }
        if !query.asks_later_words() {
            return;
        }
        let word = format!(" {}", query.text);
        let mut name = 0;
        for at in Finder::new(&word).find_iter(self.folded.as_bytes()) {
            if name < self.count() && (self.ends[name] as usize) <= at {
                name += self.ends[name..].partition_point(|end| *end as usize <= at);
            }
            // What was found may lie over the end of one name and the beginning of the next.
            if at + word.len() <= self.ends[name] as usize && !(first..end).contains(&name) {
                found(name, Closeness::LaterWord);
            }
        }
    }

    /// Hands over every name that answers the query with letters wrong.
    pub(super) fn almost(&self, query: &Query, mut found: impl FnMut(usize, Closeness)) {
        let most = query.most_wrong();
        if most == 0 {
            return;
        }
        let mut walk = Walk::new(&query.letters);
        // From so many bytes on, names that share them answer no better than with so many letters wrong.
        let mut settled: Option<(usize, u8)> = None;
        for name in 0..self.count() {
            let shared = usize::from(self.shared[name]);
            if let Some((bytes, beginning)) = settled {
                if shared >= bytes {
                    if beginning <= most {
                        found(name, Closeness::AlmostBeginning(beginning));
                    }
                    continue;
                }
                settled = None;
            }
            walk.back_to(shared);
            let folded = self.folded(name);
            for letter in folded[walk.bytes()..].chars() {
                walk.step(letter);
                if walk.is_lost(most) {
                    settled = Some((walk.bytes(), walk.beginning()));
                    break;
                }
            }
            let whole = if settled.is_some() { u8::MAX } else { walk.whole() };
            if let Some(closeness) = Closeness::almost(whole, walk.beginning(), most) {
                found(name, closeness);
            }
        }
    }

    /// The first name of which this is no longer true, where it is true of names up to one.
    fn first_not(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(self.folded(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// The table of edits between a query and the beginning of a name, a row for each letter of the name.
struct Walk<'a> {
    query: &'a [char],
    rows: Vec<Row>,
}

#[derive(Clone, Copy)]
struct Row {
    letter: char,
    /// How many bytes the name is long up to here.
    bytes: usize,
    /// How many letters are wrong up to each letter of the query.
    wrong: [u8; MOST_LETTERS + 1],
    /// The least of these.
    least: u8,
    /// The fewest wrong letters between the whole query and the name up to here or to before.
    beginning: u8,
}

impl<'a> Walk<'a> {
    fn new(query: &'a [char]) -> Self {
        let wrong = std::array::from_fn(|at| at as u8);
        let beginning = query.len() as u8;
        Self { query, rows: vec![Row { letter: '\0', bytes: 0, wrong, least: 0, beginning }] }
    }

    fn last(&self) -> &Row {
        &self.rows[self.rows.len() - 1]
    }

    fn bytes(&self) -> usize {
        self.last().bytes
    }

    fn whole(&self) -> u8 {
        self.last().wrong[self.query.len()]
    }

    fn beginning(&self) -> u8 {
        self.last().beginning
    }

    /// True where every way on has too many letters wrong. Two neighbours that are turned round look two rows back.
    fn is_lost(&self, most: u8) -> bool {
        let before = self.rows.len().checked_sub(2).map_or(u8::MAX, |before| self.rows[before].least);
        self.last().least > most && before >= most
    }

    fn back_to(&mut self, bytes: usize) {
        while self.bytes() > bytes {
            self.rows.pop();
        }
    }

    fn step(&mut self, letter: char) {
        let (query, last) = (self.query, *self.last());
        let before = self.rows.len().checked_sub(2).map(|before| &self.rows[before]);
        let mut row = Row { letter, bytes: last.bytes + letter.len_utf8(), ..last };
        row.wrong[0] = last.wrong[0].saturating_add(1);
        row.least = row.wrong[0];
        for at in 1..=query.len() {
            let other = last.wrong[at - 1] + u8::from(query[at - 1] != letter);
            let mut wrong = other.min(last.wrong[at].saturating_add(1)).min(row.wrong[at - 1] + 1);
            if let Some(before) = before
                && at > 1
                && query[at - 1] == last.letter
                && query[at - 2] == letter
            {
                wrong = wrong.min(before.wrong[at - 2] + 1);
            }
            row.wrong[at] = wrong;
            row.least = row.least.min(wrong);
        }
        row.beginning = last.beginning.min(row.wrong[query.len()]);
        self.rows.push(row);
    }
}

fn range(ends: &[u32], index: usize) -> std::ops::Range<usize> {
    index.checked_sub(1).map_or(0, |before| ends[before] as usize)..ends[index] as usize
}

/// A folded name with capital letters at the beginning of its words.
pub(super) fn capitalised(folded: &str) -> String {
    let mut is_first = true;
    folded
        .chars()
        .map(|letter| {
            let shown = if is_first { letter.to_ascii_uppercase() } else { letter };
            is_first = letter == ' ';
            shown
        })
        .collect()
}
