//! Walks over a GeoJSON text without holding all of it as JSON values.
//!
//! The first pass takes the top-level members and only passes over `features`; the second hands out one
//! feature at a time. This module does not know what features mean.

use std::fmt;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{FEATURES, STORY};
use crate::io::budget::Budget;
use crate::io::json::{Element, MEMBER_BYTES, Tree, next_element};
use crate::model::Members;

/// What the member `features` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Features {
    /// There is none.
    Missing,
    /// It is an array; it is the member of that name after `earlier` others, for the last counts.
    Array {
        /// How many members of the same name come before.
        earlier: usize,
    },
    /// It is something else, in words.
    Other(&'static str),
}

/// The top-level object of a GeoJSON text, without its features.
#[derive(Debug)]
pub(super) struct Header {
    /// All members in their order; null holds the place of `story` and `features`.
    pub(super) document: Members,
    /// The member `story`; none when it is null.
    pub(super) story: Option<Value>,
    /// What the member `features` is.
    pub(super) features: Features,
}

/// Reads the header of a text whose top-level value is an object, within a budget of memory.
pub(super) fn header_of(text: &str, budget: &mut Budget) -> serde_json::Result<Header> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let header = deserializer.deserialize_map(HeaderVisitor(budget))?;
    deserializer.end()?;
    Ok(header)
}

/// Hands out each feature, and the budget that those which are kept are to take from. Fails where one of them
/// breaks, or takes more than is left of the budget.
pub(super) fn for_each_feature(
    text: &str,
    features: &Features,
    budget: &mut Budget,
    each: impl FnMut(Element, &mut Budget) -> ControlFlow<()>,
) -> serde_json::Result<()> {
    let earlier = if let Features::Array { earlier } = features { *earlier } else { 0 };
    serde_json::Deserializer::from_str(text).deserialize_map(FeaturesVisitor { earlier, budget, each })
}

struct HeaderVisitor<'b>(&'b mut Budget);

impl<'de> Visitor<'de> for HeaderVisitor<'_> {
    type Value = Header;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
        let mut header = Header { document: Members::new(), story: None, features: Features::Missing };
        let mut earlier = 0;
        while let Some(key) = map.next_key::<String>()? {
            let value = match key.as_str() {
                STORY => {
                    header.story = Some(map.next_value_seed(Tree(self.0))?).filter(|story| !story.is_null());
                    Value::Null
                }
                FEATURES => {
                    header.features =
                        map.next_value_seed(KindVisitor)?.map_or(Features::Array { earlier }, Features::Other);
                    earlier += 1;
                    Value::Null
                }
                _ => map.next_value_seed(Tree(self.0))?,
            };
            // The room for a member, as far as there are many of them.
            self.0.take(MEMBER_BYTES).map_err(A::Error::custom)?;
            header.document.insert(key, value);
        }
        Ok(header)
    }
}

/// Passes over a value; none for an array, else what it is.
struct KindVisitor;

impl<'de> DeserializeSeed<'de> for KindVisitor {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KindVisitor {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Some("true or false"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Some("a number"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Some("a number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Some("a number"))
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Some("a string"))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Some("an object"))
    }
}

/// Finds the features in the top-level object.
struct FeaturesVisitor<'b, F> {
    earlier: usize,
    budget: &'b mut Budget,
    each: F,
}

impl<'de, F: FnMut(Element, &mut Budget) -> ControlFlow<()>> Visitor<'de> for FeaturesVisitor<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key != FEATURES {
                map.next_value::<IgnoredAny>()?;
            } else if self.earlier > 0 {
                self.earlier -= 1;
                map.next_value::<IgnoredAny>()?;
            } else {
                map.next_value_seed(EachFeature(self.budget, &mut self.each))?;
            }
        }
        Ok(())
    }
}

/// Hands out the elements of the array of features.
struct EachFeature<'a, F>(&'a mut Budget, &'a mut F);

impl<'de, F: FnMut(Element, &mut Budget) -> ControlFlow<()>> DeserializeSeed<'de> for EachFeature<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Element, &mut Budget) -> ControlFlow<()>> Visitor<'de> for EachFeature<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(feature) = next_element(&mut seq, index, self.0)? {
            if (self.1)(feature, self.0).is_break() {
                return Err(A::Error::custom("stopped"));
            }
            index += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_equal_members_counts() {
        let text = r#"{"features": [1], "features": [2, 3], "a": null}"#;
        let mut budget = Budget::new(1 << 20);
        let header = header_of(text, &mut budget).unwrap();
        assert_eq!(header.features, Features::Array { earlier: 1 });
        let mut seen = Vec::new();
        for_each_feature(text, &header.features, &mut budget, |Element { index, value, .. }, _| {
            seen.push((index, value));
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(seen, [(0, Value::from(2)), (1, Value::from(3))]);
        assert_eq!(header.document.keys().collect::<Vec<_>>(), ["features", "a"]);
    }
}
