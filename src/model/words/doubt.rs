//! How qualifiers are said: about, perhaps, and which part they are of.

use super::parts::unit_name;
use super::{Date, Speech, Unit};
use crate::model::edtf::Qualifier;

/// True when the same parts of both are in the same doubt.
pub(super) fn is_alike(one: &Date, other: &Date) -> bool {
    by_part(one) == by_part(other)
}

/// True when a part of it is in doubt.
pub(super) fn is_in_doubt(date: &Date) -> bool {
    by_part(date).iter().any(|(_, doubt)| doubt.is_some())
}

/// The doubt about each part, its own and that of groups it is in.
fn by_part(date: &Date) -> Vec<(Unit, Option<Qualifier>)> {
    let mut group: Option<Qualifier> = None;
    let join = |one: Option<Qualifier>, other: Option<Qualifier>| match (one, other) {
        (Some(one), Some(other)) => Some(one.and(other)),
        (one, other) => one.or(other),
    };
    let mut doubts = Vec::new();
    for (unit, left, right) in date.qualifiers().into_iter().rev() {
        group = join(group, right);
        doubts.push((unit, join(group, left)));
    }
    doubts.reverse();
    doubts
}

impl Speech<'_> {
    /// Adds to a date in words what is in doubt of it.
    pub(super) fn doubted(self, plain: String, date: &Date) -> String {
        let doubts = by_part(date);
        let is_any = |kind: Qualifier| {
            doubts.iter().any(|&(_, doubt)| doubt.is_some_and(|doubt| doubt == kind || doubt == Qualifier::Both))
        };
        if self.is_short() {
            let before = if is_any(Qualifier::Approximate) { "c. " } else { "" };
            let after = if is_any(Qualifier::Uncertain) { "?" } else { "" };
            return format!("{before}{plain}{after}");
        }
        match doubts.as_slice() {
            [(_, first), rest @ ..] if rest.iter().all(|(_, doubt)| doubt == first) => match first {
                None => plain,
                Some(whole) => format!("{} {plain}", adverb(*whole)),
            },
            doubts => {
                let of_part = |(unit, doubt): &(Unit, Option<Qualifier>)| {
                    doubt.map(|doubt| format!("{} {}", unit_name(*unit), adjective(doubt)))
                };
                let doubts: Vec<String> = doubts.iter().filter_map(of_part).collect();
                format!("{plain} ({})", doubts.join(", "))
            }
        }
    }
}

fn adverb(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Uncertain => "perhaps",
        Qualifier::Approximate => "about",
        Qualifier::Both => "perhaps about",
    }
}

fn adjective(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Uncertain => "uncertain",
        Qualifier::Approximate => "approximate",
        Qualifier::Both => "uncertain and approximate",
    }
}
