//! JSON values, each within a budget of memory.
//!
//! This module answers what the values of a text are, one after the other, and how much memory each takes. What
//! would take more than the budget is never built. It does not know what the values mean.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::JsonFault;
use crate::io::LoadError;
use crate::io::budget::Budget;
use crate::model::Members;

/// Reads one value; what it takes is taken of the budget as it is built.
///
/// It equals what `serde_json` makes of the same text.
pub(in crate::io) struct Tree<'b>(pub(in crate::io) &'b mut Budget);

/// An element of an array.
pub(in crate::io) struct Element {
    /// Its place in the array, counted from 0.
    pub(in crate::io) index: usize,
    pub(in crate::io) value: Value,
    /// How many bytes of memory it takes; they are not taken of the budget any more.
    pub(in crate::io) bytes: usize,
}

/// The value that a text is; [`error_in`] says what its error means.
pub(in crate::io) fn value_of(text: &str, budget: &mut Budget) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree(budget).deserialize(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// Hands out each element of the array that a text is.
pub(in crate::io) fn for_each_element(
    text: &str,
    budget: &mut Budget,
    each: impl FnMut(Element),
) -> Result<(), LoadError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = deserializer.deserialize_seq(Elements { budget: &mut *budget, each });
    read.and_then(|()| deserializer.end()).map_err(|error| error_in(text, &error, budget))
}

/// The next element of an array with its place.
pub(in crate::io) fn next_element<'de, A: SeqAccess<'de>>(
    seq: &mut A,
    index: usize,
    budget: &mut Budget,
) -> Result<Option<Element>, A::Error> {
    let before = budget.taken();
    let Some(value) = seq.next_element_seed(Tree(budget))? else { return Ok(None) };
    let bytes = (budget.taken() - before) as usize + size_of::<Value>();
    budget.back_to(before);
    Ok(Some(Element { index, value, bytes }))
}

/// Why a text could not be read: it takes too much memory, or it is broken.
pub(in crate::io) fn error_in(text: &str, error: &serde_json::Error, budget: &Budget) -> LoadError {
    if !budget.is_over() {
        return JsonFault::in_text(text, error).into_error();
    }
    let (line, column) = JsonFault::place_of(text, error);
    let most = budget.most() >> 20;
    LoadError::Broken {
        format: "JSON that can be opened",
        line,
        column,
        message: format!(
            "what stands before this takes more than {most} MiB, the budget of memory for a file of its size; leave out members that are not needed, or split it"
        ),
    }
}

struct Elements<'b, F> {
    budget: &'b mut Budget,
    each: F,
}

impl<'de, F: FnMut(Element)> Visitor<'de> for Elements<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(element) = next_element(&mut seq, index, self.budget)? {
            (self.each)(element);
            index += 1;
        }
        Ok(())
    }
}

/// What a text of so many bytes takes.
fn text_bytes(len: usize) -> usize {
    len.next_multiple_of(8)
}

/// What it takes that a list grows by so many bytes. What a long one leaves behind as it moves is not free at once.
fn grown_by(bytes: usize) -> usize {
    const LONG: usize = 1 << 20;
    if bytes < LONG { bytes } else { 2 * bytes }
}

/// What the room for a member takes: its hash, name, value, and its place in the index.
pub(in crate::io) const MEMBER_BYTES: usize = size_of::<(u64, String, Value)>() + 12;

/// For how many members an object makes room when that for so many is full.
fn next_room(room: usize) -> usize {
    match room {
        0..3 => 3,
        3..7 => 7,
        _ => 2 * room,
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.0.take(text_bytes(value.len())).map_err(E::custom)?;
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(Tree(self.0))? {
            if list.len() == list.capacity() {
                // Most arrays are positions, which are two numbers.
                let more = list.capacity().max(2);
                self.0.take(grown_by(more * size_of::<Value>())).map_err(A::Error::custom)?;
                list.reserve_exact(more);
            }
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Members::new();
        let mut room = 0;
        while let Some(name) = map.next_key::<String>()? {
            let mut bytes = text_bytes(name.len());
            if members.len() == room {
                bytes += grown_by((next_room(room) - room) * MEMBER_BYTES);
                room = next_room(room);
            }
            self.0.take(bytes).map_err(A::Error::custom)?;
            let value = map.next_value_seed(Tree(self.0))?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 9, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..9).prop_map(Value::from),
                prop::collection::vec(("[a-d]{0,2}", inner), 0..9)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_value_is_what_the_library_makes_of_it(value in any_value()) {
            let text = value.to_string();
            let plain: Value = serde_json::from_str(&text).unwrap();
            let built = value_of(&text, &mut Budget::new(u64::MAX)).unwrap();
            prop_assert_eq!(built.to_string(), plain.to_string());
            let mut elements = Vec::new();
            for_each_element(&format!("[{text},{text}]"), &mut Budget::new(u64::MAX), |element| elements.push(element.value)).unwrap();
            prop_assert_eq!(elements, [plain.clone(), plain]);
        }
    }

    #[test]
    fn the_last_of_equal_members_counts() {
        let value = value_of("{\"a\":1,\"b\":2,\"a\":3}", &mut Budget::new(u64::MAX)).unwrap();
        assert_eq!(value.to_string(), "{\"a\":3,\"b\":2}");
    }

    #[test]
    fn what_takes_more_than_the_budget_is_told_where_it_does() {
        for text in [
            format!("\n[{}0]", "0,".repeat(1000)),
            format!("\n[{}0]", "[],".repeat(1000)),
            format!("\n{{\"a\":[{}0]}}", "{\"a\":1},".repeat(100)),
            format!("\n{{{}\"a\":0}}", (0..1000).fold(String::new(), |all, key| all + &format!("\"{key}\":0,"))),
            format!("\n\"{}\"", "a".repeat(20_000)),
        ] {
            let mut budget = Budget::new(16 << 10);
            let error = value_of(&text, &mut budget).unwrap_err();
            let told = error_in(&text, &error, &budget).diagnostic().to_string();
            assert!(told.starts_with("2:") && told.contains("budget of memory"), "{told}");
            assert!(value_of(&text, &mut Budget::new(1 << 20)).is_ok());
        }
    }

    #[test]
    fn elements_are_within_the_budget_one_by_one() {
        let text = format!("[{}{{}}]", "{\"a\":[1,2,3]},".repeat(10_000));
        let mut count = 0;
        for_each_element(&text, &mut Budget::new(1024), |element| {
            assert!(element.bytes <= 1024);
            count += 1;
        })
        .unwrap();
        assert_eq!(count, 10_001);
    }

    #[test]
    fn an_array_that_is_broken_is_told_as_any_other() {
        let told = for_each_element("[1,2,]", &mut Budget::new(1024), |_| {}).unwrap_err().diagnostic().to_string();
        assert!(told.starts_with("1:6: error: not JSON: there is a comma"), "{told}");
        assert!(for_each_element("[1] 2", &mut Budget::new(1024), |_| {}).is_err());
    }
}
