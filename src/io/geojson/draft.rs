//! An object on its way out: as it was read, with what has changed since.
//!
//! This module answers which members to leave, to replace and to take out. It does not know what the
//! members mean; the reading functions tell it what the original said.

use serde_json::{Value, json};

use super::findings::{Findings, Spot};
use super::members::{id, objects, objects_in, text, when};
use crate::model::{Empty as _, Members, Row, When};

/// What stands in a story file as an object.
pub(super) trait Written {
    /// The object as it was read; empty where it is new.
    fn original(&self) -> &Members;

    /// Says its members in their order.
    fn say(&self, out: &mut impl Out);
}

/// Where an object says its members.
pub(super) trait Out {
    /// Sets a member when the original says something else. An empty one is taken out.
    fn set<T: PartialEq>(
        &mut self,
        key: &str,
        now: &T,
        read: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        value: impl FnOnce(&Members, &T) -> Option<Value>,
    );

    /// A string.
    fn text(&mut self, key: &str, now: &str);

    /// The id.
    fn id(&mut self, now: &str);

    /// A string that is said even where it is empty, or what is said without it.
    fn word(&mut self, key: &str, now: &str);

    /// A number that is said where there is one.
    fn number(&mut self, key: &str, now: Option<f64>);

    /// An EDTF expression.
    fn when(&mut self, key: &str, now: Option<&When>);

    /// An object over the one that stands there. `absent` is what is read where none does.
    fn object<T: PartialEq, W: Written>(
        &mut self,
        key: &str,
        now: &T,
        absent: &T,
        read: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        thing: impl FnOnce(&T) -> Option<&W>,
    );

    /// A list of objects. Each that was in the original list is taken from there.
    fn list<T: PartialEq + Written>(
        &mut self,
        key: &str,
        now: &[T],
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
    );

    /// A list of objects that carry their own originals.
    fn drafts<T: PartialEq + Written>(
        &mut self,
        key: &str,
        now: &[T],
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
    );

    /// The cells of a row by the names of their columns. Of those that are called alike the last counts.
    fn cells(&mut self, key: &str, row: &Row);
}

/// A thing as an object: what was read, with what it says otherwise by now.
pub(super) fn written(thing: &impl Written) -> Members {
    let mut draft = Draft::new(thing.original());
    thing.say(&mut draft);
    draft.members
}

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
}

impl Out for Draft {
    fn set<T: PartialEq>(
        &mut self,
        key: &str,
        now: &T,
        read: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        value: impl FnOnce(&Members, &T) -> Option<Value>,
    ) {
        if read(&self.members, Spot::Top, &mut self.unheard) != *now {
            let value = value(&self.members, now);
            put(&mut self.members, key, value);
        }
    }

    fn text(&mut self, key: &str, now: &str) {
        if text(&self.members, key, Spot::Top, &mut self.unheard) != *now {
            put(&mut self.members, key, text_value(now));
        }
    }

    fn id(&mut self, now: &str) {
        if id(&self.members, Spot::Top, &mut self.unheard) != *now {
            put(&mut self.members, "id", text_value(now));
        }
    }

    fn word(&mut self, key: &str, now: &str) {
        self.members.insert(key.to_owned(), Value::from(now));
    }

    fn number(&mut self, key: &str, now: Option<f64>) {
        self.members.extend(now.map(|number| (key.to_owned(), number_value(number))));
    }

    fn when(&mut self, key: &str, now: Option<&When>) {
        let value = |_: &Members, now: &Option<When>| now.as_ref().map(|when| Value::from(when.to_string()));
        self.set(key, &now.cloned(), |members, at, found| when(members, key, at, found), value);
    }

    fn object<T: PartialEq, W: Written>(
        &mut self,
        key: &str,
        now: &T,
        _: &T,
        read: impl FnOnce(&Members, Spot<'_>, &mut Findings) -> T,
        thing: impl FnOnce(&T) -> Option<&W>,
    ) {
        self.set(key, now, read, |members, now| {
            let mut draft = Self::new(members.get(key).and_then(Value::as_object).unwrap_or(Members::empty()));
            thing(now)?.say(&mut draft);
            Some(Value::Object(draft.members))
        });
    }

    fn list<T: PartialEq + Written>(
        &mut self,
        key: &str,
        now: &[T],
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
    ) {
        if objects(&self.members, key, Spot::Top, &mut self.unheard, &read) == *now {
            return;
        }
        let originals: Vec<(T, &Members)> = objects_in(&self.members, key)
            .map(|(_, original)| (read(original, Spot::Top, &mut Findings::default()), original))
            .collect();
        let value_of = |now: &T| {
            let original = originals.iter().find(|(as_read, _)| as_read == now);
            original.map_or_else(|| written(now), |(_, original)| (*original).clone())
        };
        let list = list_value(now.iter().map(|now| Value::Object(value_of(now))));
        put(&mut self.members, key, list);
    }

    fn drafts<T: PartialEq + Written>(
        &mut self,
        key: &str,
        now: &[T],
        read: impl Fn(&Members, Spot<'_>, &mut Findings) -> T,
    ) {
        if objects(&self.members, key, Spot::Top, &mut self.unheard, &read) != *now {
            put(&mut self.members, key, list_value(now.iter().map(|now| Value::Object(written(now)))));
        }
    }

    fn cells(&mut self, key: &str, row: &Row) {
        let cells = row.named_cells().map(|(name, cell)| (name.to_owned(), Value::from(cell)));
        self.members.insert(key.to_owned(), Value::Object(cells.collect()));
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
