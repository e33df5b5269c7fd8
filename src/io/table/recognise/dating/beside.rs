//! Which columns stand beside the one that dates the rows?
//!
//! This module answers that for ends that are called otherwise, times of day and zones.

use super::super::vocabulary::Word;
use super::super::words::Whose;
use super::{Candidate, Column, FIRST_ROWS, Judgement, Judging};
use crate::io::table::mapping::Field;
use crate::io::table::plan::zone_of;
use crate::model::Zone;

impl Judging<'_> {
    /// An end whose start is called otherwise: `date` and `end_date`.
    pub(super) fn add_end(&self, judgement: &mut Judgement) {
        let fields = &mut judgement.fields;
        let Some(&(_, lead)) = fields.first().filter(|(field, _)| matches!(field, Field::When | Field::Start)) else {
            return;
        };
        if fields.iter().any(|(field, _)| *field == Field::End) {
            return;
        }
        let is_taken = |at: usize| fields.iter().any(|(_, known)| *known == at);
        let name = &self.columns[lead].name;
        let ends = |at: &usize| {
            let column = &self.columns[*at];
            // The end of another start is none of this date.
            let is_of_other = (0..self.columns.len()).any(|start| start != lead && self.is_end_of(*at, start));
            let is_interview = self.is_form && column.name.foreign().next().is_none() && column.name.words.len() < 3;
            column.name.has(Word::End)
                && !(is_taken(*at) || is_of_other || is_interview)
                && column.name.number == name.number
                && column.name.is_beside(name)
                && column.is_dated()
        };
        if let Some(end) = (0..self.columns.len()).find(ends) {
            fields.push((Field::End, end));
            return;
        }
        let is_left = |at: &usize| {
            let Column { name: other, called, .. } = &self.columns[*at];
            let is_end = other.has(Word::End) && !other.has(Word::Start) && other.whose() >= Whose::Stamp;
            is_end && !is_taken(*at) && !self.is_form && !called.is_empty() && self.columns[*at].is_dated()
        };
        if let Some(end) = (0..self.columns.len()).find(is_left) {
            let said = self.mapping(&[(Field::End, end)]);
            let called = self.columns[end].called;
            judgement
                .doubts
                .push(format!("\"{called}\" holds ends that are joined to no start; --map {said} joins them"));
        }
    }

    /// Times of day, in columns of their own beside the dates.
    pub(super) fn add_times(&self, best: &Candidate, judgement: &mut Judgement) {
        let name = &self.columns[best.fields[0].1].name;
        let taken: Vec<usize> = judgement.fields.iter().map(|(_, at)| *at).collect();
        let is_timed = |at: usize| {
            let Column { name, content, .. } = &self.columns[at];
            let (is_time, is_hour) = (name.has(Word::Time), name.is_of_hours());
            !taken.contains(&at)
                && (is_time && content.is_of_clocks() || is_hour && (content.can_be_hours() || content.is_of_clocks()))
        };
        // 9, 14 and 21 may be hours, or minutes after midnight.
        let is_unsure = |at: usize| {
            let Column { name, content, .. } = &self.columns[at];
            content.can_be_hours() && !name.is_of_hours() && !name.plain.contains("acq") && content.awake > 0
        };
        if best.fineness > 2.5 {
            return;
        }
        let all = 0..self.columns.len();
        let (beside, others): (Vec<usize>, Vec<usize>) =
            all.clone().filter(|&at| is_timed(at)).partition(|&at| self.columns[at].name.is_beside(name));
        let (unsure, beside): (Vec<usize>, Vec<usize>) = beside.into_iter().partition(|&at| is_unsure(at));
        let find = |is_end: bool| {
            let fitting = beside.iter().copied().filter(|&at| self.columns[at].name.has(Word::End) == is_end);
            let nearness = |at: &usize| {
                let other = &self.columns[*at].name;
                (other.shared(name), self.columns[*at].content.filled)
            };
            // Of those that are as near, the first.
            fitting.rev().max_by_key(nearness)
        };
        let minutes = |word: Word, field: Field, is_end: bool| {
            all.clone().find(|&at| {
                let other = &self.columns[at];
                other.name.has(word)
                    && !taken.contains(&at)
                    && other.name.has(Word::End) == is_end
                    && other.name.is_beside(name)
                    && other.content.can_be(field)
            })
        };
        for (is_end, field, minute) in [(false, Field::Time, Field::Minute), (true, Field::EndTime, Field::EndMinute)] {
            let Some(time) = find(is_end) else { continue };
            judgement.fields.push((field, time));
            if self.columns[time].content.can_be_hours() && self.columns[time].name.is_of_hours() {
                judgement.fields.extend(minutes(Word::Minute, minute, is_end).map(|at| (minute, at)));
                if !is_end {
                    judgement.fields.extend(minutes(Word::Second, Field::Second, false).map(|at| (Field::Second, at)));
                }
            }
        }
        let has_time = judgement.fields.iter().any(|(field, _)| *field == Field::Time);
        if let Some(&at) = unsure.first().filter(|_| !has_time) {
            let called = self.columns[at].called;
            judgement
                .doubts
                .push(format!("\"{called}\" may hold hours or minutes, and is joined to no date; write 21:00 for 21"));
        }
        if let Some(&at) = others.iter().find(|&&at| !has_time && self.columns[at].name.whose() >= Whose::Stamp) {
            let said = self.mapping(&[(Field::Time, at)]);
            let called = self.columns[at].called;
            judgement
                .doubts
                .push(format!("\"{called}\" holds times of day that are joined to no date; --map {said} joins them"));
        }
    }

    /// A column of zones.
    pub(super) fn add_zone(&self, judgement: &mut Judgement) {
        let is_zone = |at: &usize| {
            let cells = (self.from..self.rows.len().min(FIRST_ROWS)).map(|row| self.rows.cell(row, *at).trim());
            let (mut filled, mut zones) = (0, 0);
            for cell in cells.filter(|cell| !cell.is_empty()).take(20) {
                filled += 1;
                zones += usize::from(zone_of(cell).is_ok());
            }
            filled > 0 && zones * 10 >= filled * 8
        };
        let says = |at: &usize| {
            let name = &self.columns[*at].name;
            // Names such as Asia/Kabul speak for themselves.
            let first = (self.from..self.rows.len().min(FIRST_ROWS)).map(|row| self.rows.cell(row, *at).trim());
            let is_named = || {
                let mut filled = first.filter(|cell| !cell.is_empty());
                filled.next().is_some_and(|cell| cell.contains('/') && cell.parse::<Zone>().is_ok())
            };
            (name.has(Word::Zone) || is_named()) && !matches!(name.whose(), Whose::Change | Whose::Other)
        };
        let is_free = |at: &usize| judgement.fields.iter().all(|(_, known)| known != at);
        let zone = (0..self.columns.len()).filter(is_free).filter(says).find(is_zone);
        judgement.fields.extend(zone.map(|at| (Field::Zone, at)));
    }
}
