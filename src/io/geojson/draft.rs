//! An object on its way out: as it was read, with what has changed since.
//!
//! This module answers which members to leave, to replace and to take out. It does not know what the
//! members mean; the reading functions tell it what the original said.

use serde_json::{Value, json};

use super::findings::{Findings, Spot};
use super::members::{id, objects, objects_in, text, when};
use crate::model::{Members, When};

/// An object on its way out: as it was read, with what has changed.
pub(super) struct Draft {
    /// The object.
    pub(super) members: Members,
    /// What the reader finds in the original is not told again.
    unheard: Findings,
}

impl Draft {
    /// An object that begins as it was read.
    pub(super) fn new(original: &Members) -> Self {
        Self { members: original.clone(), unheard: Findings::default() }
    }

    /// Sets a member when the original says something else. An empty one is taken out.
    pub(super) fn set<T: PartialEq>(
        &mut self,
        key: &str,
        now: &T,
        read: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        value: impl FnOnce(&Members, &T) -> Option<Value>,
    ) {
        if read(&self.members, Spot::Top, &mut self.unheard) == *now {
            return;
        }
        match value(&self.members, now) {
            Some(value) => self.members.insert(key.to_owned(), value),
            None => self.members.shift_remove(key),
        };
    }

    /// A string.
    pub(super) fn text(&mut self, key: &str, now: &String) {
        self.set(key, now, |members, at, found| text(members, key, at, found), |_, now| text_value(now));
    }

    /// The id.
    pub(super) fn id(&mut self, now: &String) {
        self.set("id", now, id, |_, now| text_value(now));
    }

    /// An EDTF expression.
    pub(super) fn when(&mut self, key: &str, now: Option<&When>) {
        let value = |_: &Members, now: &Option<When>| now.as_ref().map(|when| Value::from(when.to_string()));
        self.set(key, &now.cloned(), |members, at, found| when(members, key, at, found), value);
    }

    /// A list of objects. Each that was in the original list is taken from there.
    pub(super) fn list<T: PartialEq>(
        &mut self,
        key: &str,
        now: &Vec<T>,
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
        value: impl Fn(&T) -> Members,
    ) {
        let read = &read;
        self.set(
            key,
            now,
            |members, at, found| objects(members, key, at, found, read),
            |members, now| {
                let originals: Vec<(T, &Members)> = objects_in(members, key)
                    .map(|(_, original)| (read(original, Spot::Top, &mut Findings::default()), original))
                    .collect();
                let value_of = |now: &T| {
                    let original = originals.iter().find(|(as_read, _)| as_read == now);
                    original.map_or_else(|| value(now), |(_, original)| (*original).clone())
                };
                list_value(now.iter().map(|now| Value::Object(value_of(now))))
            },
        );
    }

    /// A list of objects that carry their own originals.
    pub(super) fn drafts<T: PartialEq>(
        &mut self,
        key: &str,
        now: &Vec<T>,
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
        value: impl Fn(&T) -> Members,
    ) {
        let read = |members: &Members, at: Spot<'_>, found: &mut Findings| objects(members, key, at, found, &read);
        self.set(key, now, read, |_, now| list_value(now.iter().map(|now| Value::Object(value(now)))));
    }
}

/// A string as JSON; none when it is empty.
pub(super) fn text_value(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::from(text))
}

/// An array as JSON; none when it is empty.
pub(super) fn list_value(list: impl Iterator<Item = Value>) -> Option<Value> {
    let list: Vec<Value> = list.collect();
    (!list.is_empty()).then_some(Value::Array(list))
}

/// A number as JSON, without a fraction when it is whole.
pub(super) fn number_value(number: f64) -> Value {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < WHOLE { json!(number as i64) } else { json!(number) }
}

/// An object of the members that are there.
pub(super) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Members {
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// Sets a member in its place, or takes it out.
pub(super) fn put(members: &mut Members, key: &str, value: Option<Value>) {
    match value {
        Some(value) => members.insert(key.to_owned(), value),
        None => members.shift_remove(key),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_has_no_fraction() {
        assert_eq!(number_value(58.0).to_string(), "58");
        assert_eq!(number_value(0.5).to_string(), "0.5");
    }
}
