//! Objects of a story file that become one.
//!
//! Answers which members the one object has, and in which the others say something else. Lists are put together,
//! objects member by member; of anything else one value stands.

use std::collections::BTreeMap;

use serde_json::Value;

use super::JoinLine;
use crate::model::{Fields as _, Language, Members, Place};

/// In front of the names of members of a feature that stand beside its properties.
const OUTER: &str = "\u{0}";
/// Between the names of members within each other.
const WITHIN: char = '\u{1f}';
const I18N: &str = "i18n";

/// A feature with its properties beside its own members.
pub(super) struct Flat(pub(super) Members);

impl Flat {
    pub(super) fn of(feature: Members) -> Self {
        let mut flat = Members::new();
        let mut inner = Members::new();
        for (name, value) in feature {
            match value {
                Value::Object(properties) if name == "properties" => {
                    inner = properties;
                    flat.insert(format!("{OUTER}{name}"), Value::Null);
                }
                value => _ = flat.insert(format!("{OUTER}{name}"), value),
            }
        }
        inner.extend(flat);
        Self(inner)
    }

    pub(super) fn feature(self) -> Members {
        let mut feature = Members::new();
        let mut properties = Members::new();
        for (name, value) in self.0 {
            match name.strip_prefix(OUTER) {
                Some(outer) => _ = feature.insert(outer.to_owned(), value),
                None => _ = properties.insert(name, value),
            }
        }
        if !properties.is_empty() || feature.get("properties").is_none_or(Value::is_null) {
            feature.insert("properties".to_owned(), Value::Object(properties));
        }
        feature
    }
}

/// Members that make sense together only.
struct Together {
    label: &'static str,
    /// Those of which one at least must be there.
    first: &'static [&'static str],
    /// Those that go along.
    along: &'static [&'static str],
}

const TOGETHER: [Together; 3] = [
    Together { label: "When", first: &["when"], along: &["zone"] },
    Together { label: "Place", first: &["place", "\u{0}geometry"], along: &["\u{0}bbox"] },
    Together { label: "Assessment", first: &["assessment"], along: &["assessed_by"] },
];

impl Together {
    fn of(name: &str) -> Option<&'static Self> {
        TOGETHER.iter().find(|group| group.members().any(|member| member == name))
    }

    fn members(&self) -> impl Iterator<Item = &'static str> {
        self.first.iter().chain(self.along).copied()
    }

    /// What a thing says of it.
    fn part(&self, thing: &Members) -> Members {
        let said = |name: &'static str| Some((name.to_owned(), thing.get(name).filter(|value| says(value))?.clone()));
        self.members().filter_map(said).collect()
    }
}

/// Things on their way to one.
pub(super) struct Joining<'a> {
    pub(super) things: &'a [Members],
    /// By the place of a line, the thing whose value stands.
    pub(super) chosen: &'a BTreeMap<String, usize>,
    pub(super) label_of: &'a dyn Fn(&str) -> String,
}

/// A value with the place of the thing that has it.
type Said<'a> = (usize, &'a Value);

impl Joining<'_> {
    /// The one object, and what is to be chosen.
    pub(super) fn joined(&self) -> (Members, Vec<JoinLine>) {
        let (mut one, mut lines) = (Members::new(), Vec::new());
        let mut names: Vec<&String> = Vec::new();
        for name in self.things.iter().flat_map(Members::keys) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names.iter().filter(|name| **name != I18N) {
            if let Some(group) = Together::of(name) {
                if !group.members().any(|member| one.contains_key(member)) {
                    one.extend(self.together(group, &mut lines));
                }
                continue;
            }
            let said: Vec<Said<'_>> = self.said(name);
            let value = match name.as_str() {
                // The first is the one that stays.
                "id" | "\u{0}id" | "\u{0}type" => said.first().map(|(_, value)| (*value).clone()),
                _ => self.value(name, &said, &mut lines),
            };
            one.extend(value.map(|value| ((*name).clone(), value)));
        }
        let translations = self.translations(&one, &mut lines);
        if let Some(translations) = translations {
            one.insert(I18N.to_owned(), translations);
        }
        (one, lines)
    }

    fn said(&self, name: &str) -> Vec<Said<'_>> {
        self.things.iter().enumerate().filter_map(|(place, thing)| Some((place, thing.get(name)?))).collect()
    }

    /// What is chosen at a place of the objects, among those that say something: the first, if nothing else is.
    fn chosen_at(&self, path: &str, places: &[usize]) -> usize {
        let chosen = self.chosen.get(path).copied().filter(|chosen| places.contains(chosen));
        chosen.or(places.first().copied()).unwrap_or_default()
    }

    fn together(&self, group: &Together, lines: &mut Vec<JoinLine>) -> Members {
        let parts: Vec<Members> = self.things.iter().map(|thing| group.part(thing)).collect();
        let has = |part: &Members| group.first.iter().any(|name| part.contains_key(*name));
        let telling: Vec<usize> = (0..parts.len()).filter(|place| has(&parts[*place])).collect();
        let any = (0..parts.len()).find(|place| !parts[*place].is_empty());
        let Some(any) = any else {
            // What is only held empty stays so.
            let held = group.members().filter_map(|name| Some((name.to_owned(), self.things[0].get(name)?.clone())));
            return held.collect();
        };
        let path = group.first[0];
        let chosen = if telling.is_empty() { any } else { self.chosen_at(path, &telling) };
        let mut values: Vec<(usize, String)> = Vec::new();
        for place in telling {
            if values.iter().all(|(known, _)| parts[*known] != parts[place]) {
                values.push((place, words_of(group, &parts[place])));
            }
        }
        // One that says the same as an earlier one stands for it.
        let chosen =
            values.iter().map(|(place, _)| *place).find(|place| parts[*place] == parts[chosen]).unwrap_or(chosen);
        push_line(lines, path, group.label.to_owned(), values, chosen);
        let mut part = parts[chosen].clone();
        if let Some(Value::Object(place)) = part.get_mut("place") {
            let others = parts.iter().filter_map(|part| part.get("place").and_then(Value::as_object)).flatten();
            for (name, value) in
                others.filter(|(name, _)| Place::FIELDS.iter().all(|field| field.name != name.as_str()))
            {
                if !place.contains_key(name) {
                    place.insert(name.clone(), value.clone());
                }
            }
        }
        part
    }

    /// What one object has in a member, of what is said there.
    fn value(&self, path: &str, said: &[Said<'_>], lines: &mut Vec<JoinLine>) -> Option<Value> {
        let telling: Vec<Said<'_>> = said.iter().copied().filter(|(_, value)| says(value)).collect();
        let Some((_, first)) = telling.first() else { return said.first().map(|(_, value)| (*value).clone()) };
        if telling.iter().all(|(_, value)| value == first) {
            return Some((*first).clone());
        }
        if let Some(lists) = telling.iter().map(|(_, value)| elements(value)).collect::<Option<Vec<_>>>() {
            return Some(Value::Array(together(&lists)));
        }
        if telling.iter().all(|(_, value)| value.is_object()) {
            let mut one = Members::new();
            for name in telling.iter().filter_map(|(_, value)| value.as_object()).flat_map(Members::keys) {
                if one.contains_key(name) {
                    continue;
                }
                let within: Vec<Said<'_>> =
                    telling.iter().filter_map(|(place, value)| Some((*place, value.get(name)?))).collect();
                if let Some(value) = self.value(&format!("{path}{WITHIN}{name}"), &within, lines) {
                    one.insert(name.clone(), value);
                }
            }
            return Some(Value::Object(one));
        }
        Some(self.one_of(path, &telling, lines))
    }

    /// The one value that stands, where they differ.
    fn one_of(&self, path: &str, telling: &[Said<'_>], lines: &mut Vec<JoinLine>) -> Value {
        let mut values: Vec<Said<'_>> = Vec::new();
        for (place, value) in telling {
            if values.iter().all(|(_, known)| known != value) {
                values.push((*place, *value));
            }
        }
        let places: Vec<usize> = values.iter().map(|(place, _)| *place).collect();
        let chosen = self.chosen_at(path, &places);
        let stands =
            values.iter().find(|(place, _)| *place == chosen).map_or(Value::Null, |(_, value)| (*value).clone());
        let words = values.iter().map(|(place, value)| (*place, text_of(value))).collect();
        push_line(lines, path, self.label(path), words, chosen);
        stands
    }

    /// Texts in other languages: those of what stands, and of what is said alike.
    fn translations(&self, one: &Members, lines: &mut Vec<JoinLine>) -> Option<Value> {
        let of_things = self.said(I18N);
        let mut languages = Members::new();
        for (tag, texts) in of_things.iter().filter_map(|(_, value)| value.as_object()).flatten() {
            let mut merged = Members::new();
            let names = of_things.iter().filter_map(|(_, value)| value.get(tag)?.as_object()).flat_map(Members::keys);
            for name in names {
                let stands = |place: usize| self.things[place].get(name).is_none_or(|text| one.get(name) == Some(text));
                let said = of_things.iter().filter(|(place, _)| stands(*place));
                let said: Vec<Said<'_>> =
                    said.filter_map(|(place, value)| Some((*place, value.get(tag)?.get(name)?))).collect();
                if !merged.contains_key(name)
                    && let Some(value) = self.value(&format!("{I18N}{WITHIN}{tag}{WITHIN}{name}"), &said, lines)
                {
                    merged.insert(name.clone(), value);
                }
            }
            let is_left_out = texts.is_object() && merged.is_empty();
            if !is_left_out && !languages.contains_key(tag) {
                let value = if texts.is_object() { Value::Object(merged) } else { texts.clone() };
                languages.insert(tag.clone(), value);
            }
        }
        // What is no object of languages stays as the first has it.
        let held = || of_things.first().map(|(_, value)| (*value).clone()).filter(|value| !value.is_object());
        if languages.is_empty() { held() } else { Some(Value::Object(languages)) }
    }

    fn label(&self, path: &str) -> String {
        let mut names = path.split(WITHIN).map(|name| name.trim_start_matches(OUTER));
        match (names.next().unwrap_or_default(), names.next(), names.next()) {
            (I18N, Some(tag), Some(name)) => {
                let language = tag.parse::<Language>().map_or_else(|_| tag.to_owned(), |tag| tag.name().to_owned());
                format!("{} in {language}", (self.label_of)(name))
            }
            (first, None, _) => (self.label_of)(first),
            (first, Some(second), _) => format!("{}: {second}", (self.label_of)(first)),
        }
    }
}

/// Adds a line where there is something to choose. Values that read alike are told apart by whose they are.
fn push_line(lines: &mut Vec<JoinLine>, path: &str, label: String, values: Vec<(usize, String)>, chosen: usize) {
    if values.len() < 2 {
        return;
    }
    let texts: Vec<String> = values.iter().map(|(_, text)| text.clone()).collect();
    let is_double = |text: &String| texts.iter().filter(|other| *other == text).count() > 1;
    let told = |(place, text): (usize, String)| {
        let text = if is_double(&text) { format!("{text} (as number {} has it)", place + 1) } else { text };
        (place, text)
    };
    lines.push(JoinLine { member: path.to_owned(), label, values: values.into_iter().map(told).collect(), chosen });
}

/// False for what is held empty.
fn says(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// The elements of a list of texts or objects, which has no order that would be broken.
fn elements(value: &Value) -> Option<&[Value]> {
    let list = value.as_array()?;
    list.iter().all(|element| element.is_string() || element.is_object()).then_some(list.as_slice())
}

/// The elements of all lists, each once. What says the same of the same thing, and one of both more, is one.
fn together(lists: &[&[Value]]) -> Vec<Value> {
    let mut all: Vec<Value> = lists.first().map(|list| list.to_vec()).unwrap_or_default();
    for element in lists.iter().skip(1).copied().flatten() {
        if all.contains(element) {
            continue;
        }
        let more = element.as_object();
        let known =
            more.and_then(|more| all.iter_mut().filter_map(Value::as_object_mut).find(|known| is_more_of(known, more)));
        match known.zip(more) {
            Some((known, more)) => {
                for (name, value) in more {
                    known.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
            None => all.push(element.clone()),
        }
    }
    all
}

/// True when two elements are of the same thing and nowhere say something else.
fn is_more_of(one: &Members, other: &Members) -> bool {
    let is_same_thing = ["id", "to"].iter().any(|name| one.get(*name).is_some_and(|id| other.get(*name) == Some(id)));
    is_same_thing && other.iter().all(|(name, value)| one.get(name).is_none_or(|known| known == value))
}

/// What things that go together say, for people.
fn words_of(group: &Together, part: &Members) -> String {
    if group.first[0] != "place" {
        return part.values().map(text_of).collect::<Vec<_>>().join(", ");
    }
    let name = part.get("place").map(|place| place.get("name").unwrap_or(place)).map(text_of);
    let shape = part.get("\u{0}geometry").map(|shape| {
        let first = first_position(shape.get("coordinates").or(shape.get("geometries")).unwrap_or(shape));
        first.map_or_else(|| text_of(shape), |[lon, lat]| format!("{lat:.3}, {lon:.3}"))
    });
    name.into_iter().chain(shape).collect::<Vec<_>>().join(", ")
}

/// The first position in a shape of GeoJSON, longitude and latitude.
fn first_position(value: &Value) -> Option<[f64; 2]> {
    match value {
        Value::Array(list) => match list.as_slice() {
            [Value::Number(lon), Value::Number(lat), ..] => Some([lon.as_f64()?, lat.as_f64()?]),
            [first, ..] => first_position(first),
            [] => None,
        },
        Value::Object(shape) => first_position(shape.get("coordinates")?),
        _ => None,
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
