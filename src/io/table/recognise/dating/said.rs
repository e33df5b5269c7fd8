//! What is there to say of the columns that were weighed?

use std::fmt::Write as _;

use super::super::vocabulary::Word;
use super::super::words::Whose;
use super::{Candidate, Judgement, Judging, NEAR};
use crate::io::table::mapping::{Field, Mapping};

impl Judging<'_> {
    pub(super) fn mapping(&self, fields: &[(Field, usize)]) -> String {
        let columns = fields.iter().map(|(field, at)| (*field, self.columns[*at].called.to_owned()));
        let text = Mapping { columns: columns.collect(), day_order: None }.to_string();
        let is_plain =
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'=' | b',' | b'_' | b'-' | b'.'));
        if is_plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
    }

    /// Says which candidates came near, unless they say the same.
    pub(super) fn say_rivals(
        &self,
        best: &Candidate,
        candidates: &[Candidate],
        used: &[bool],
        judgement: &mut Judgement,
    ) {
        let count = self.count();
        if best.whose == Whose::Record {
            let said = if self.is_form { "the interview or the form" } else { "the record" };
            let names = self.names(best);
            judgement.doubts.push(format!(
                "no column tells when it happened; {names} holds the date of {said}, and is taken for it"
            ));
        }
        let taken: Vec<usize> = judgement.fields.iter().map(|(_, at)| *at).collect();
        let is_rival = |index: usize, other: &Candidate| {
            !used[index]
                && !taken.contains(&other.fields[0].1)
                && other.whose >= if best.whose == Whose::Record { Whose::Record } else { Whose::Stamp }
                && other.score > best.score - NEAR
                && other.rows > 0
                // One that says the same is no other reading.
                && match self.agreement(best, other) {
                    (_, 0) => true,
                    (agreed, both) => agreed * 10 < both * 9,
                }
        };
        let rivals = candidates.iter().enumerate().filter(|(index, other)| is_rival(*index, other));
        for (_, rival) in rivals.take(3) {
            let (names, said) = (self.names(rival), self.mapping(&rival.fields));
            judgement.doubts.push(format!(
                "the dates are read from {}; {names} could be meant too, in {} of {count} rows: --map {said} takes it",
                self.names(best),
                rival.rows
            ));
        }
    }

    pub(super) fn names(&self, candidate: &Candidate) -> String {
        let mut text = String::new();
        for (index, (_, at)) in candidate.fields.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            // Writing to a text cannot fail.
            write!(text, "{comma}\"{}\"", self.columns[*at].called).unwrap_or_default();
        }
        text
    }

    /// Why a candidate is not taken though there is no other.
    pub(super) fn refused(&self, candidate: &Candidate) -> String {
        let (names, said) = (self.names(candidate), self.mapping(&candidate.fields));
        let whose = if candidate.whose == Whose::Change { "of changes to the record" } else { "of something else" };
        format!("{names} holds dates {whose} and not of what happened; --map {said} takes it all the same")
    }

    /// A candidate in words: what it would date, and what speaks for it.
    pub(super) fn told(&self, candidate: &Candidate) -> String {
        let fineness = match candidate.fineness {
            fineness if fineness < 0.5 => "years",
            fineness if fineness < 1.5 => "months",
            fineness if fineness < 2.5 => "days",
            _ => "times",
        };
        let whose = match candidate.whose {
            Whose::Event => ", of the event",
            Whose::Unsaid => "",
            Whose::Stamp => ", stamped",
            Whose::Record => ", of the record",
            Whose::Change => ", of a change to the record",
            Whose::Other => ", not of what happened",
        };
        let name = &self.columns[candidate.fields[0].1].name;
        let is_named = name.says_date() || name.has(Word::Year) || name.has(Word::Start);
        let named = if is_named { "" } else { ", not called a date" };
        let (names, rows, count) = (self.names(candidate), candidate.rows, self.count());
        format!("{names}: dates in {rows} of {count} rows, {fineness}{whose}{named}")
    }
}
