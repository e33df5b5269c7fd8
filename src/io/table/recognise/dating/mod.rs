//! Which columns say when it happened?
//!
//! This module answers that by weighing candidates: a column, a start with its end, the parts of a date.
//! Each is weighed by how many rows it dates, by its name, and by whose date it is. What was weighed, and
//! why one was taken, can be read. It does not make dates of cells.

mod beside;
mod said;

use super::content::Content;
use super::vocabulary::Word;
use super::words::{Name, Whose};
use crate::io::table::dates::{DateStudy, date_text};
use crate::io::table::mapping::Field;
use crate::io::table::plan::{Years, day_text};
use crate::model::Rows;

/// A column as it is weighed.
#[derive(Debug, Clone)]
pub(super) struct Column<'a> {
    pub(super) called: &'a str,
    pub(super) name: Name,
    pub(super) content: &'a Content,
    pub(super) dates: &'a DateStudy,
}

impl Column<'_> {
    /// Whether a column holds dates, as far as its name lets bare numbers be dates.
    fn is_dated(&self) -> bool {
        let Self { name, dates, content, .. } = self;
        if dates.dates == 0 || content.is_of_years() && name.has(Word::Year) {
            return false;
        }
        let is_named = name.says_date() || name.has(Word::Start) || name.has(Word::End);
        let says_part = [Word::Time, Word::Year, Word::Day].into_iter().any(|word| name.has(word));
        let is_alone = name.foreign().next().is_none();
        if dates.is_bare() {
            // A number of three or four digits is a count as often as not.
            let is_year = dates.form(None).is_of_years();
            if !is_year {
                return dates.share() >= 0.5 && (is_named || says_part && is_alone);
            }
            let is_clock = name.has(Word::Time) && !content.has_no_clock();
            return content.is_of_plausible_years() && (is_named || name.has(Word::Time) && is_alone) && !is_clock;
        }
        let least = if is_alone && is_named { 0.3 } else { 0.5 };
        if is_named || says_part { dates.share() >= least } else { dates.share() > 0.8 }
    }
}

/// What was decided, and what there is to say of it.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    pub(super) fields: Vec<(Field, usize)>,
    /// What could be otherwise.
    pub(super) doubts: Vec<String>,
    /// Every candidate with what it dates, best first.
    pub(super) candidates: Vec<String>,
}

/// Columns that can say when it happened.
#[derive(Debug, Clone)]
struct Candidate {
    fields: Vec<(Field, usize)>,
    rows: usize,
    whose: Whose,
    /// How fine its dates are: 0 for years to 3 for times.
    fineness: f64,
    score: f64,
}

/// So much less a candidate may weigh to be a rival that is said.
const NEAR: f64 = 4.0;
/// So many rows in which two candidates have a date are compared.
const COMPARED: usize = 60;
const FIRST_ROWS: usize = 1000;
/// So many columns are weighed; dates stand among the first.
const MOST_COLUMNS: usize = 1000;

/// Decides which columns say when it happened, from the first rows after `from`.
pub(super) fn judge(rows: &Rows, from: usize, columns: &[Column<'_>]) -> Judgement {
    // Pairs of columns are looked at.
    let columns = &columns[..columns.len().min(MOST_COLUMNS)];
    let judging = Judging { rows, from, columns, is_form: is_form(columns) };
    let mut candidates = judging.candidates();
    candidates.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.fields.cmp(&other.fields)));
    let mut judgement = Judgement::default();
    let chosen = candidates.first().filter(|best| best.whose >= Whose::Record).cloned();
    let mut used = vec![false; candidates.len()];
    if let Some(best) = &chosen {
        used[0] = true;
        judgement.fields.clone_from(&best.fields);
        for (index, other) in candidates.iter().enumerate().skip(1) {
            used[index] = judging.fills_in(&judgement.fields, best, other);
            if used[index] {
                let slot = slot_beside(&judgement.fields, other);
                judgement.fields.extend(slot);
            }
        }
        judging.add_end(&mut judgement);
        judging.add_times(best, &mut judgement);
        judging.say_rivals(best, &candidates, &used, &mut judgement);
    }
    if let Some(least) = candidates.first().filter(|_| chosen.is_none()) {
        judgement.doubts.push(judging.refused(least));
    }
    judging.add_zone(&mut judgement);
    for (index, candidate) in candidates.iter().enumerate() {
        let role = match (index, used[index]) {
            (0, true) => "; taken",
            (_, true) => "; fills in where it says more",
            _ => "",
        };
        judgement.candidates.push(judging.told(candidate) + role);
    }
    judgement
}

/// Forms bring the start and end of the interview beside what was asked.
fn is_form(columns: &[Column<'_>]) -> bool {
    const MARKS: [&str; 14] = [
        "submissiontime",
        "submissiondate",
        "submitdate",
        "today",
        "deviceid",
        "instanceid",
        "metainstanceid",
        "formhubuuid",
        "xformidstring",
        "respondentid",
        "responseid",
        "collectorid",
        "recordeddate",
        "completiontime",
    ];
    columns.iter().any(|column| MARKS.contains(&column.name.plain.as_str()) || column.called.ends_with('?'))
}

struct Judging<'a> {
    rows: &'a Rows,
    from: usize,
    columns: &'a [Column<'a>],
    is_form: bool,
}

impl Judging<'_> {
    fn count(&self) -> usize {
        self.rows.len().min(FIRST_ROWS).saturating_sub(self.from)
    }

    fn candidates(&self) -> Vec<Candidate> {
        let all = || 0..self.columns.len();
        let mut candidates: Vec<Candidate> = all().filter_map(|at| self.of_parts(at)).collect();
        for at in all() {
            let column = &self.columns[at];
            if !column.is_dated() {
                continue;
            }
            let (starts, ends) = (column.name.has(Word::Start), column.name.has(Word::End));
            let fields = match (starts, ends) {
                (true, false) => match self.end_of(at) {
                    Some(end) => vec![(Field::Start, at), (Field::End, end)],
                    None => vec![(Field::Start, at)],
                },
                (false, true) if all().any(|start| self.is_end_of(at, start)) => continue,
                _ => vec![(Field::When, at)],
            };
            candidates.push(self.candidate(fields, column.dates.dates, self.fineness(at)));
        }
        candidates
    }

    /// The end that is called most like a start; of those alike the first.
    fn end_of(&self, start: usize) -> Option<usize> {
        let ends = (0..self.columns.len()).rev().filter(|&end| self.is_end_of(end, start));
        ends.max_by_key(|&end| self.columns[end].name.shared(&self.columns[start].name))
    }

    fn is_end_of(&self, end: usize, start: usize) -> bool {
        let (one, other) = (&self.columns[start], &self.columns[end]);
        one.name.has(Word::Start)
            && other.name.has(Word::End)
            && !other.name.has(Word::Start)
            && other.is_dated()
            && one.name.number == other.name.number
            && one.name.foreign().eq(other.name.foreign())
            && one.name.is_of_same(&other.name)
    }

    /// The candidate whose year is in this column, with the parts beside it and those of its end.
    fn of_parts(&self, year: usize) -> Option<Candidate> {
        let name = &self.columns[year].name;
        let is_year = |at: usize| self.columns[at].name.has(Word::Year) && self.columns[at].content.is_of_years();
        if !is_year(year) || name.has(Word::End) {
            return None;
        }
        let is_beside = |at: usize, is_end: bool| {
            let other = &self.columns[at].name;
            other.has(Word::End) == is_end
                && (is_end || other.has(Word::Start) == name.has(Word::Start))
                && other.number == name.number
                && other.foreign().eq(name.foreign())
                && other.is_of_same(name)
        };
        let part = |word: Word, field: Field, is_end: bool| {
            (0..self.columns.len()).find(|&at| {
                let column = &self.columns[at];
                column.name.has(word) && is_beside(at, is_end) && column.content.can_be(field)
            })
        };
        let mut fields = vec![(Field::Year, year)];
        // Days that name no year, such as 9 October, beside the year.
        let day_of_year = || (0..self.columns.len()).find(|&at| self.is_of_days(at) && is_beside(at, false));
        let month = part(Word::Month, Field::Month, false).or_else(day_of_year);
        fields.extend(month.map(|at| (Field::Month, at)));
        let day = month.and_then(|_| part(Word::Day, Field::Day, false));
        fields.extend(day.map(|at| (Field::Day, at)));
        if let Some(end) = (0..self.columns.len()).find(|&at| is_year(at) && is_beside(at, true)) {
            fields.push((Field::EndYear, end));
            let month = part(Word::Month, Field::EndMonth, true);
            fields.extend(month.map(|at| (Field::EndMonth, at)));
            fields.extend(month.and_then(|_| part(Word::Day, Field::EndDay, true)).map(|at| (Field::EndDay, at)));
        }
        let content = |at: Option<usize>| at.map_or(0, |at| self.columns[at].content.filled);
        let filled = self.columns[year].content.filled.max(1) as f64;
        // 9 October is a day and a month.
        let more = month.filter(|&at| self.is_of_days(at));
        let fineness = (content(month) + content(day.or(more))) as f64 / filled;
        Some(self.candidate(fields, self.columns[year].content.years(), fineness.min(2.0)))
    }

    /// True for a column of days without a year.
    fn is_of_days(&self, at: usize) -> bool {
        let Column { name, content, dates, .. } = &self.columns[at];
        let is_called_so = name.says_date() || name.has(Word::Day);
        is_called_so && dates.dates * 4 < dates.cells && content.filled > 0 && dates.yearless * 5 >= content.filled * 4
    }

    /// Weighs.
    fn candidate(&self, fields: Vec<(Field, usize)>, rows: usize, fineness: f64) -> Candidate {
        let (field, lead) = fields[0];
        let name = &self.columns[lead].name;
        let is_interview =
            self.is_form && field == Field::Start && matches!(name.plain.as_str(), "start" | "starttime" | "startdate");
        // The stamp of a form is the moment of the answer.
        let is_answer = self.is_form && name.whose() == Whose::Stamp;
        let whose = if is_interview || is_answer { Whose::Record } else { name.whose() };
        let share = rows as f64 / self.count().max(1) as f64;
        let of_whose = match whose {
            Whose::Event => 6.0,
            Whose::Unsaid => 3.0,
            Whose::Stamp => 1.0,
            Whose::Record => -3.0,
            Whose::Change | Whose::Other => -30.0,
        };
        let is_alone = name.foreign().next().is_none();
        let of_name = match field {
            Field::Year if is_alone => 2.5,
            Field::Year => 0.5,
            _ if name.says_date() && is_alone => 3.0,
            _ if name.says_date() || name.has(Word::Start) => 2.0,
            // Occurred, observed on: no word for a date, and yet its name.
            _ if name.has(Word::Event) && is_alone => 2.0,
            _ if name.has(Word::Time) => 1.0,
            _ if name.has(Word::End) => -4.0,
            _ => 0.0,
        };
        let of_end =
            if fields.iter().any(|(field, _)| matches!(field, Field::End | Field::EndYear)) { 0.7 } else { 0.0 };
        let of_number = if name.number > 1 { -3.0 } else { 0.0 };
        let score = share.min(1.0) * 10.0 + of_whose + of_name + of_end + of_number + fineness * 0.5;
        Candidate { fields, rows, whose, fineness, score }
    }

    /// How fine the dates of a column are, from 0 for years to 3 for times.
    fn fineness(&self, column: usize) -> f64 {
        let form = self.columns[column].dates.form(None);
        let (mut count, mut sum) = (0_usize, 0_usize);
        for row in self.from..self.rows.len().min(FIRST_ROWS) {
            if let Ok(Some(text)) = date_text(self.rows.cell(row, column), form) {
                let start = text.split('/').next().unwrap_or_default();
                count += 1;
                let is_timed = start.contains('T') && !start.contains("T00:00");
                sum += if is_timed {
                    3
                } else {
                    start.split('T').next().unwrap_or_default().trim_start_matches('-').matches('-').count().min(2)
                };
                if count == COMPARED {
                    break;
                }
            }
        }
        sum as f64 / count.max(1) as f64
    }

    /// The date of a candidate in a row: its start.
    fn text(&self, candidate: &Candidate, row: usize) -> Option<String> {
        let cell = |field: Field| {
            let at = candidate.fields.iter().find(|(known, _)| *known == field).map(|(_, at)| *at);
            at.map_or("", |at| self.rows.cell(row, at).trim())
        };
        let (field, lead) = candidate.fields[0];
        let text = match field {
            Field::Year => day_text(
                [cell(Field::Year), cell(Field::Month), cell(Field::Day)],
                Years::Recent,
                self.columns[lead].dates.form(None),
            ),
            field => date_text(cell(field), self.columns[lead].dates.form(None)),
        };
        Some(text.ok()??.split(['/', 'T']).next()?.to_owned())
    }

    /// In how many rows two candidates say the same, the one more closely or not, and of how many.
    fn agreement(&self, one: &Candidate, other: &Candidate) -> (usize, usize) {
        let (mut agreed, mut both) = (0, 0);
        let is_filled = |candidate: &Candidate, row| !self.rows.cell(row, candidate.fields[0].1).trim().is_empty();
        for row in self.from..self.rows.len().min(FIRST_ROWS) {
            if both == COMPARED {
                break;
            }
            if is_filled(one, row)
                && is_filled(other, row)
                && let (Some(first), Some(second)) = (self.text(one, row), self.text(other, row))
            {
                both += 1;
                agreed += usize::from(first.starts_with(&second) || second.starts_with(&first));
            }
        }
        (agreed, both)
    }

    fn is_agreed(&self, one: &Candidate, other: &Candidate) -> bool {
        let (agreed, both) = self.agreement(one, other);
        agreed * 10 >= both * 9
    }

    /// True when a candidate dates rows that the best does not, or dates some more closely, and both agree.
    fn fills_in(&self, taken: &[(Field, usize)], best: &Candidate, other: &Candidate) -> bool {
        let is_like = other.whose >= Whose::Unsaid || other.whose == best.whose;
        if !is_like || slot_beside(taken, other).is_empty() {
            return false;
        }
        let is_empty = |candidate: &Candidate, row| self.rows.cell(row, candidate.fields[0].1).trim().is_empty();
        let has_gap =
            || (self.from..self.rows.len().min(FIRST_ROWS)).any(|row| is_empty(best, row) && !is_empty(other, row));
        (other.fineness > best.fineness + 0.3 || has_gap()) && self.is_agreed(best, other)
    }
}

/// The fields by which a candidate is read beside others; none where those are taken.
fn slot_beside(taken: &[(Field, usize)], other: &Candidate) -> Vec<(Field, usize)> {
    let is_free = |field: Field| taken.iter().all(|(known, _)| *known != field);
    let has_column = other.fields.iter().any(|(_, at)| taken.iter().any(|(_, known)| known == at));
    let slot = other.fields[0].0;
    if has_column {
        return Vec::new();
    }
    match slot {
        slot if is_free(slot) => other.fields.clone(),
        Field::When if is_free(Field::Start) => vec![(Field::Start, other.fields[0].1)],
        Field::Start if is_free(Field::When) && other.fields.len() == 1 => vec![(Field::When, other.fields[0].1)],
        _ => Vec::new(),
    }
}
