//! Which column tells events apart?
//!
//! This module answers whether a column that is called an id is one: of rows, or of events that several rows are
//! about.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Name;
use super::{Field, Guess, NAMES};
use crate::model::Rows;

/// So many rows are looked at.
const LOOKED_AT: usize = 1000;

/// Fields that say who claims what.
const CLAIMING: [Field; 6] = [Field::Source, Field::Url, Field::Claim, Field::Quote, Field::Speaker, Field::Deaths];

/// Fields in which rows of one event agree.
const AGREEING: [Field; 6] = [Field::Title, Field::When, Field::Start, Field::Year, Field::Month, Field::Day];

impl Guess {
    /// Takes a column that is called an id and whose values come again, where the rows with one id are about one
    /// event; else says that it is none.
    pub(super) fn settle_ids(&mut self, rows: &Rows, names: &[Name], taken: &mut [bool]) {
        let known = NAMES.iter().filter(|(field, _)| *field == Field::Id).flat_map(|(_, known)| known.iter());
        let is_called_id = |at: &usize| known.clone().any(|known| names[*at].plain == *known);
        if self.mapping.columns.contains_key(&Field::Id) {
            return;
        }
        let Some(at) = (0..names.len()).find(|at| is_called_id(at) && repeats(rows, *at)) else { return };
        let name = &rows.columns()[at];
        if !taken[at] && self.are_of_events(rows, at) {
            taken[at] = true;
            self.mapping.columns.insert(Field::Id, name.clone());
        } else {
            self.doubts.push(format!(
                "the values of \"{name}\" come again in other rows, so they are no ids; id={name} takes them all the same"
            ));
        }
    }

    /// True where rows with one value of a column have one title and date, nearly all of them, and say who claims
    /// what.
    fn are_of_events(&self, rows: &Rows, id: usize) -> bool {
        let column = |field: &Field| {
            let name = self.mapping.columns.get(field)?;
            rows.columns().iter().position(|column| column == name)
        };
        let agreeing: Vec<usize> = AGREEING.iter().filter_map(column).collect();
        if agreeing.is_empty() || CLAIMING.iter().all(|field| column(field).is_none()) {
            return false;
        }
        let cell = |row: usize, column: usize| rows.cell(row, column).trim();
        let mut firsts: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut again, mut agree) = (0, 0);
        for row in (0..rows.len().min(LOOKED_AT)).filter(|row| !cell(*row, id).is_empty()) {
            let first = *firsts.entry(cell(row, id)).or_insert(row);
            if first == row {
                continue;
            }
            again += 1;
            let is_same = |at: &usize| cell(row, *at) == cell(first, *at);
            let is_blank = |at: &usize| cell(row, *at).is_empty();
            agree += usize::from(agreeing.iter().all(|at| is_same(at) || is_blank(at)));
        }
        agree * 10 >= again * 9
    }
}

/// True for a column whose values come again and again in the first rows, as those of a group do.
pub(super) fn repeats(rows: &Rows, column: usize) -> bool {
    let cells = (0..rows.len().min(LOOKED_AT)).map(|row| rows.cell(row, column).trim()).filter(|cell| !cell.is_empty());
    let filled = cells.clone().count();
    let distinct = cells.collect::<BTreeSet<&str>>().len();
    filled >= 4 && distinct * 4 <= filled * 3
}
