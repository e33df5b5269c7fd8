//! Objects of a story file, merged member by member.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::order::woven;
use super::{Clash, MemberClash, Side};
use crate::model::Members;

/// Three versions of something: the common one, ours and theirs.
pub(super) type Three<T> = [T; 3];

/// Merges objects member by member. What both sides say otherwise is as ours has it, and told.
pub(super) fn merged_members(versions: Three<&Members>, within: &str, clashes: &mut Vec<Clash>) -> Members {
    let [base, ours, theirs] = versions;
    let mut merged = Members::new();
    let added = theirs.keys().filter(|key| !ours.contains_key(*key));
    for key in ours.keys().chain(added) {
        let value =
            merged_value([base.get(key), ours.get(key), theirs.get(key)], key, &format!("{within}{key}"), clashes);
        if let Some(value) = value {
            merged.insert(key.clone(), value);
        }
    }
    merged
}

/// What a member says after both; none where it is taken out.
fn merged_value(versions: Three<Option<&Value>>, key: &str, member: &str, clashes: &mut Vec<Clash>) -> Option<Value> {
    let [base, ours, theirs] = versions;
    if ours == theirs || base == theirs {
        return ours.cloned();
    }
    if base == ours {
        return theirs.cloned();
    }
    match (base, ours, theirs) {
        // A shape is one thing.
        (None | Some(Value::Object(_)), Some(Value::Object(ours)), Some(Value::Object(theirs)))
            if key != "geometry" =>
        {
            let none = Members::new();
            let base = base.and_then(Value::as_object).unwrap_or(&none);
            return Some(Value::Object(merged_members([base, ours, theirs], &format!("{member}."), clashes)));
        }
        (None | Some(Value::Array(_)), Some(Value::Array(ours)), Some(Value::Array(theirs))) => {
            let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            if let [Some(base), Some(ours), Some(theirs)] = [base, ours, theirs].map(List::of) {
                return Some(Value::Array(merged_list([&base, &ours, &theirs], member, clashes)));
            }
        }
        _ => {}
    }
    clashes.push(clash_in(member.to_owned(), versions));
    ours.cloned()
}

/// What clashes in a member.
fn clash_in(member: String, versions: Three<Option<&Value>>) -> Clash {
    let [base, ours, theirs] = versions.map(Option::<&Value>::cloned);
    Clash::Member(Box::new(MemberClash { member, base, ours, theirs }))
}

/// A list whose elements can be told apart: strings, or objects with something that names them.
struct List<'a> {
    keys: Vec<String>,
    by_key: HashMap<String, &'a Value>,
}

impl<'a> List<'a> {
    fn of(list: &'a [Value]) -> Option<Self> {
        let names = list.iter().map(name_of).collect::<Option<Vec<_>>>()?;
        let keys = keyed(names);
        let by_key = keys.iter().cloned().zip(list).collect();
        Some(Self { keys, by_key })
    }
}

/// What an element of a list is known by: a string by itself, an actor by its id, a link by where it leads, a
/// figure by what it counts.
fn name_of(element: &Value) -> Option<Cow<'_, str>> {
    match element {
        Value::String(text) => Some(text.into()),
        Value::Object(members) => match ["id", "to", "measure"].iter().find_map(|key| members.get(*key))? {
            Value::String(text) => Some(text.into()),
            Value::Number(number) => Some(number.to_string().into()),
            _ => None,
        },
        _ => None,
    }
}

/// Names with a number behind the second and later ones of those that are the same.
pub(super) fn keyed<'a>(names: impl IntoIterator<Item = Cow<'a, str>>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let key = |name: Cow<'a, str>| {
        let count = seen.entry(name.clone().into_owned()).or_default();
        *count += 1;
        if *count == 1 { name.into_owned() } else { format!("{name} ({count})") }
    };
    names.into_iter().map(key).collect()
}

/// The union of what both added, without what either took out; an element that one took out and the other changed
/// stays, and is told.
fn merged_list(versions: Three<&List<'_>>, member: &str, clashes: &mut Vec<Clash>) -> Vec<Value> {
    let [base, ours, theirs] = versions;
    let mut kept: HashMap<&str, Value> = HashMap::new();
    for key in ours.keys.iter().chain(theirs.keys.iter().filter(|key| !ours.by_key.contains_key(*key))) {
        let found = versions.map(|version| version.by_key.get(key).copied());
        let path = format!("{member}[{key}]");
        let value = match found {
            [Some(base), Some(ours), None] if base == ours => None,
            [Some(base), None, Some(theirs)] if base == theirs => None,
            [Some(_), ours, theirs] if ours.is_none() || theirs.is_none() => {
                clashes.push(clash_in(path, found));
                ours.or(theirs).cloned()
            }
            [None, one, None] | [None, None, one] => one.cloned(),
            _ => merged_value(found, "", &path, clashes),
        };
        if let Some(value) = value {
            kept.insert(key, value);
        }
    }
    let stays =
        |keys: &[String]| keys.iter().filter(|key| kept.contains_key(key.as_str())).cloned().collect::<Vec<_>>();
    let (order, _) = woven(&base.keys, &stays(&ours.keys), &stays(&theirs.keys));
    order.iter().filter_map(|key| kept.remove(key.as_str())).collect()
}

impl Side {
    /// The other of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }
}
