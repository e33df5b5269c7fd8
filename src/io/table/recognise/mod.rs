//! Which column of an unknown table means what?
//!
//! This module answers that from the names of the columns and from the first rows, and says what it is
//! not sure of. It makes no events. `words` reads names, `content` cells, `hxl` tags; `dating` judges
//! which columns say when it happened, `ids` which one tells events apart.

mod content;
mod dating;
mod hxl;
mod ids;
mod vocabulary;
mod words;

use std::collections::BTreeSet;

use content::{Content, fits};
use dating::{Column, Judgement};
pub(super) use hxl::is_tags;
use ids::repeats;
use words::{Name, Whose};

use super::dates::{DateStudy, Setting};
use super::mapping::{Field, Mapping};
use super::names::{NAMES, PLACES};
use super::plan::{Signs, Years};
use super::schema::Schema;
use crate::model::Rows;

/// What is thought of a table.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) mapping: Mapping,
    pub(super) schema: Option<Schema>,
    /// What could be otherwise, in words.
    pub(super) doubts: Vec<String>,
    /// What the events are called by where no column is called a title, in words.
    pub(super) untitled: Option<String>,
    /// What could say when it happened, with what each would date, best first.
    pub(super) candidates: Vec<String>,
    /// By column, what its dates look like.
    pub(super) dates: Vec<DateStudy>,
    /// By column, what its cells look like.
    contents: Vec<Content>,
    /// The column that says how closely a date is known, as Wikidata counts.
    precision: Option<usize>,
}

/// What a format gives by itself, beside its columns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given {
    pub(super) whens: bool,
    pub(super) geometries: bool,
}

/// Fields that are read from a date.
const DATED: [Field; 3] = [Field::When, Field::Start, Field::End];
/// Names that are found in others as a part of a word, such as `Where (lat)`.
const PARTS: [Field; 2] = [Field::Lat, Field::Lon];

/// Guesses what the columns of these rows mean.
pub(super) fn guess(rows: &Rows) -> Guess {
    let columns = rows.columns().clone();
    let setting = Setting::of(rows);
    let from = hxl::tag_rows(rows);
    let mut dates: Vec<DateStudy> = (0..columns.len()).map(|column| study_of(rows, column, from, setting)).collect();
    let mut orders = dates.iter().filter_map(DateStudy::told_order);
    if let Some(order) = orders.next().filter(|first| orders.all(|order| order == *first)) {
        for study in &mut dates {
            study.take_order(order);
        }
    }
    let contents: Vec<Content> = (0..columns.len()).map(|column| Content::of(rows, column, from)).collect();
    let (doubts, candidates) = (Vec::new(), Vec::new());
    if let Some((schema, mapping)) = Schema::of(&columns) {
        return Guess {
            mapping,
            schema: Some(schema),
            doubts,
            candidates,
            dates,
            contents,
            precision: None,
            untitled: None,
        };
    }
    // A tag says what a column means, whatever it is called.
    let tag = |at: usize| from.checked_sub(1).and_then(|row| hxl::name_of(rows.cell(row, at)));
    let called = |at: usize| tag(at).or_else(|| hxl::name_of(&columns[at])).unwrap_or(columns[at].as_str());
    let names: Vec<Name> = (0..columns.len()).map(|at| Name::of(called(at))).collect();
    let mut guess = Guess {
        mapping: Mapping::default(),
        schema: None,
        doubts,
        candidates,
        dates,
        contents,
        precision: None,
        untitled: None,
    };
    let mut taken = vec![false; columns.len()];
    let (places, others) = NAMES.split_at(PLACES);
    guess.name_fields(places, rows, &names, &mut taken);
    let Judgement { fields, doubts, candidates } = {
        let weighed = |at: usize| Column {
            called: &columns[at],
            name: if taken[at] { Name::default() } else { names[at].clone() },
            content: &guess.contents[at],
            dates: &guess.dates[at],
        };
        dating::judge(rows, from, &(0..columns.len()).map(weighed).collect::<Vec<_>>())
    };
    for (field, at) in fields {
        taken[at] = true;
        guess.mapping.columns.insert(field, columns[at].clone());
    }
    guess.doubts.extend(doubts);
    guess.candidates = candidates;
    guess.name_fields(others, rows, &names, &mut taken);
    guess.settle_ids(rows, &names, &mut taken);
    guess.settle(&columns, &names, &mut taken);
    guess.precision = (0..columns.len()).find(|&at| {
        let is_called = |word: &str| names[at].words.iter().any(|(known, _)| known == word);
        !taken[at] && is_called("precision") && !is_called("gps") && guess.contents[at].is_of_precisions()
    });
    guess
}

impl Guess {
    /// Takes columns by their names, field by field.
    fn name_fields(&mut self, fields: &[(Field, &[&str])], rows: &Rows, names: &[Name], taken: &mut [bool]) {
        for &(field, known) in fields {
            let find = |is_called: &dyn Fn(&Name, &str) -> bool| {
                let fits = |at: usize| {
                    !taken[at]
                        && (!PARTS.contains(&field) || !names[at].has_unit())
                        && (field != Field::Id || !repeats(rows, at))
                        && fits(field, &self.contents[at], &self.dates[at], &names[at].plain, rows.len())
                };
                known.iter().find_map(|known| (0..names.len()).find(|&at| is_called(&names[at], known) && fits(at)))
            };
            let by_name = || find(&|name, known| name.plain == known);
            let by_word = || find(&|name, known| name.words.iter().any(|(word, _)| word == known));
            let by_part = || find(&|name, known| known.len() >= 4 && name.plain.contains(known));
            let column = match field {
                field if PARTS.contains(&field) => by_name().or_else(by_word).or_else(by_part),
                Field::Title | Field::Place => by_name().or_else(by_word),
                _ => by_name(),
            };
            if let Some(column) = column {
                taken[column] = true;
                self.mapping.columns.insert(field, rows.columns()[column].clone());
            }
        }
    }

    /// Looks for what no name told, and lets go what makes no sense alone.
    fn settle(&mut self, columns: &[String], names: &[Name], taken: &mut [bool]) {
        let contents = std::mem::take(&mut self.contents);
        let has = |mapping: &Mapping, field: Field| mapping.columns.contains_key(&field);
        let most = |filled: usize, count: usize| filled > 0 && count * 10 >= filled * 9;
        let free = |taken: &[bool], fits: &dyn Fn(usize) -> bool| (0..columns.len()).find(|&at| !taken[at] && fits(at));
        for (one, other) in [(Field::Lat, Field::Lon), (Field::Lon, Field::Lat)] {
            if has(&self.mapping, one) && !has(&self.mapping, other) {
                self.let_go(one, columns, taken);
            }
        }
        let is_placed = [Field::Lat, Field::LatLon, Field::LonLat, Field::Wkt, Field::Mgrs];
        if !is_placed.iter().any(|field| has(&self.mapping, *field)) {
            let by_content: [(Field, &dyn Fn(usize) -> bool); 3] = [
                (Field::Wkt, &|at| most(contents[at].filled, contents[at].wkt)),
                (Field::LatLon, &|at| {
                    let content = &contents[at];
                    let is_sure = content.sure_positions * 2 >= content.positions;
                    most(content.filled, content.positions) && (is_sure || !names[at].says_no_place())
                }),
                (Field::Mgrs, &|at| most(contents[at].filled, contents[at].mgrs)),
            ];
            if let Some((field, at)) = by_content.iter().find_map(|(field, fits)| Some((*field, free(taken, *fits)?))) {
                taken[at] = true;
                self.mapping.columns.insert(field, columns[at].clone());
                let content = &contents[at];
                if field == Field::LatLon && content.sure_positions * 2 < content.positions {
                    let name = &columns[at];
                    self.doubts.push(format!(
                        "the two numbers of \"{name}\" are taken for a latitude and a longitude; --map latlon= leaves them alone"
                    ));
                }
            }
        }
        if let Some(name) = self.mapping.columns.get(&Field::LatLon).cloned()
            && let Some(at) = columns.iter().position(|column| *column == name)
            && contents[at].east_first > 0
        {
            self.mapping.columns.remove(&Field::LatLon);
            self.mapping.columns.insert(Field::LonLat, name);
        }
        if !has(&self.mapping, Field::Title) {
            let texts = |at: usize| {
                let content = &contents[at];
                content.filled > 0
                    && content.letters * 10 >= content.filled * 8
                    && (3..=160).contains(&(content.text_len / content.filled))
            };
            // What a date or time is called by is no title.
            let at = free(taken, &|at| texts(at) && self.dates[at].share() < 0.5 && names[at].whose() != Whose::Change);
            let named = at.map(|at| columns[at].clone()).or_else(|| {
                // A summary makes a better title than a number.
                self.mapping
                    .columns
                    .get(&Field::Summary)
                    .or(self.mapping.columns.get(&Field::Place))
                    .or(self.mapping.columns.get(&Field::Claim))
                    .cloned()
            });
            if let Some(name) = named {
                self.untitled = Some(format!("no column is called a title; the events are called by \"{name}\""));
                self.mapping.columns.insert(Field::Title, name);
            }
        }
        self.contents = contents;
    }

    fn let_go(&mut self, field: Field, columns: &[String], taken: &mut [bool]) {
        let column = self.mapping.columns.remove(&field);
        if let Some(at) = column.and_then(|name| columns.iter().position(|column| *column == name)) {
            taken[at] = false;
        }
    }

    /// That a column is called a date and its cells are none, in words.
    pub(super) fn unread_date(&self, columns: &[String]) -> Option<String> {
        let at = names_of_dates(columns).find(|at| !self.dates[*at].unread_cell.is_empty())?;
        let (name, cell) = (&columns[at], &self.dates[at].unread_cell);
        Some(format!("\"{name}\" is called a date, but \"{cell}\" is no date that is understood"))
    }

    /// Says that dates or places were looked for in vain, unless the format itself gives them.
    pub(super) fn tell_missing(&mut self, given: Given, columns: &[String]) {
        let has = |field: Field| self.mapping.columns.contains_key(&field);
        if self.schema.is_some() {
            return;
        }
        if !given.whens && ![Field::When, Field::Start, Field::Year].into_iter().any(has) {
            let example = self.unread_date(columns).map(|told| format!("; {told}")).unwrap_or_default();
            self.doubts.push(format!("no column with dates was recognised{example}"));
        }
        let placed = [Field::Lat, Field::LatLon, Field::LonLat, Field::Wkt, Field::Mgrs];
        if !given.geometries && !placed.into_iter().any(has) {
            self.doubts.push("no columns with coordinates were recognised".to_owned());
        }
    }

    /// What the first rows tell of years and times of day.
    pub(super) fn signs(&self, mapping: &Mapping, columns: &[String]) -> Signs {
        let content = |field: Field| {
            let name = mapping.columns.get(&field)?;
            columns.iter().position(|column| column == name).map(|at| &self.contents[at])
        };
        let is_hour = |field: Field| {
            let name = mapping.columns.get(&field).map(|name| Name::of(name));
            name.is_some_and(|name| name.is_of_hours()) && content(field).is_some_and(Content::can_be_hours)
        };
        let column_of_when = || columns.iter().position(|column| Some(column) == mapping.columns.get(&Field::When));
        let precision =
            self.precision.filter(|_| column_of_when().is_some_and(|at| self.dates[at].is_of_a_catalogue()));
        let is_antique = content(Field::Year).is_some_and(|content| content.antique > 0);
        Signs {
            years: if is_antique { Years::Antique } else { Years::Recent },
            precision,
            half: mapping.columns.get(&Field::Time).and_then(|_| self.contents.iter().position(Content::is_of_halves)),
            is_hour: is_hour(Field::Time),
            is_end_hour: is_hour(Field::EndTime),
        }
    }

    /// The columns whose dates can be read in two ways.
    pub(super) fn ambiguous_dates<'a>(&'a self, columns: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        let dated = DATED.iter().filter_map(|field| self.mapping.columns.get(field));
        let at = dated.filter_map(|name| columns.iter().position(|column| column == name));
        at.filter(|at| self.mapping.day_order.is_none() && self.dates[*at].is_ambiguous())
    }

    /// Says that dates can be read in two ways.
    pub(super) fn tell_ambiguous(&mut self, columns: &[String]) {
        let names: Vec<&str> = self.ambiguous_dates(columns).map(|at| columns[at].as_str()).collect();
        let names = names.join(", ");
        if !names.is_empty() {
            self.doubts.push(format!(
                "the dates of \"{names}\" can be read with the day or the month first; they are read with the day first, dates=month-first reads them the other way"
            ));
        }
    }

    /// What is to say of the columns that are read as dates.
    pub(super) fn remarks_on_dates(&self, columns: &[String]) -> Vec<String> {
        let fields = [Field::When, Field::Start, Field::End, Field::Year, Field::EndYear];
        let names: BTreeSet<&String> = fields.iter().filter_map(|field| self.mapping.columns.get(field)).collect();
        let studied = self.dates.iter().zip(columns).filter(|(_, name)| names.contains(name));
        studied.flat_map(|(study, name)| study.remarks(name)).collect()
    }

    /// Looks at further rows of columns whose dates can be read in two ways.
    pub(super) fn see(&mut self, rows: &Rows) {
        let ambiguous: Vec<usize> = self.ambiguous_dates(rows.columns()).collect();
        for column in ambiguous {
            for row in 0..rows.len() {
                self.dates[column].see(rows.cell(row, column));
            }
        }
    }
}

/// The columns whose names say date of what happened, or of nothing else.
fn names_of_dates(columns: &[String]) -> impl Iterator<Item = usize> {
    let is_date = |name: &Name| name.says_date() && name.whose() >= Whose::Unsaid;
    columns.iter().enumerate().filter(move |(_, name)| is_date(&Name::of(name))).map(|(at, _)| at)
}

/// The letters and digits of a name, in small letters.
fn plain(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// So many cells are looked at, of so few and so many rows, whatever the number of columns.
const STUDIED_CELLS: usize = 200_000;
const STUDIED_ROWS: std::ops::RangeInclusive<usize> = 200..=1000;

/// The end of the rows that are looked at.
fn studied(rows: &Rows) -> usize {
    let share = STUDIED_CELLS / rows.columns().len().max(1);
    rows.len().min(share.clamp(*STUDIED_ROWS.start(), *STUDIED_ROWS.end()))
}

fn study_of(rows: &Rows, column: usize, from: usize, setting: Setting) -> DateStudy {
    /// So many cells without a date make a column of which few others are looked at.
    const PLAIN_CELLS: usize = 60;
    let mut study = DateStudy::of_column(&rows.columns()[column], setting);
    for row in from..studied(rows) {
        let is_plain = study.cells >= PLAIN_CELLS && study.dates == 0 && study.clocks == 0;
        if !is_plain || row % 8 == 0 {
            study.see(rows.cell(row, column));
        }
    }
    study
}

#[cfg(test)]
mod cases;

#[cfg(test)]
mod tests;
