//! Rows that JSON holds as lists, with the names of their cells elsewhere.
//!
//! This module answers what the cells of such rows are called: as data frames (`columns`, `index`, `data`), Socrata
//! (`meta.view.columns`, `data`) and sheets of services (a first list of names) write them.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::Members;

/// Names of columns lie no deeper.
const DEEPEST: usize = 4;

/// True for a list whose members are lists themselves.
pub(super) fn is_matrix(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(Value::is_array)
}

/// The names of the cells of rows, by a list of as many names that stands somewhere in the document.
pub(super) fn names_in(document: &Members, list: &[Value]) -> Option<Vec<String>> {
    let width = list.first()?.as_array()?.len();
    search(document, width, DEEPEST)
}

fn search(members: &Members, width: usize, deepest: usize) -> Option<Vec<String>> {
    // The index of a data frame may be as long as its columns.
    let is_called_so =
        |name: &str| ["column", "field", "header", "name", "key"].iter().any(|word| name.to_lowercase().contains(word));
    let lists = |is_called: bool| {
        let called = members.iter().filter(move |(name, _)| is_called_so(name) == is_called);
        called.filter_map(|(_, value)| value.as_array()).find_map(|list| names_of(list, width))
    };
    lists(true).or_else(|| lists(false)).or_else(|| {
        let inner = members.values().filter_map(Value::as_object).filter(|_| deepest > 1);
        inner.into_iter().find_map(|inner| search(inner, width, deepest - 1))
    })
}

/// Names, or columns with a name each.
fn names_of(list: &[Value], width: usize) -> Option<Vec<String>> {
    let name_of = |value: &Value| {
        let named =
            ["name", "label", "title", "fieldName", "field", "id"].iter().find_map(|key| value.get(*key)?.as_str());
        value.as_str().or(named).map(str::to_owned)
    };
    let is_as_wide = list.len() == width && width > 1;
    let names: Vec<String> = list.iter().map(name_of).collect::<Option<_>>().filter(|_| is_as_wide)?;
    let is_distinct = (1..names.len()).all(|at| !names[..at].contains(&names[at])) || names.len() > 1000;
    is_distinct.then_some(names)
}

/// Rows that are lists.
pub(super) struct Lists {
    pub(super) list: Vec<Value>,
    /// What their cells are called; none where the first list says so, if it is one of names.
    pub(super) names: Option<Vec<String>>,
}

impl Lists {
    /// Hands out each row with the names of its cells.
    pub(super) fn for_each(self, mut each: impl FnMut(&[Value], &[String])) {
        let Self { list, names } = self;
        let mut list = list.into_iter();
        let names = names.or_else(|| {
            let names = names_in_first(list.as_slice().first()?)?;
            list.next();
            Some(names)
        });
        for row in list {
            each(row.as_array().map(Vec::as_slice).unwrap_or_default(), names.as_deref().unwrap_or_default());
        }
    }
}

/// What the first of several lists calls the cells of the others; none where it is no list of names.
pub(super) fn names_in_first(first: &Value) -> Option<Vec<String>> {
    let first = first.as_array()?;
    names_of(first, first.len())
}

/// The cells of a row with their names, of which some may be missing.
pub(super) fn named<'a>(row: &'a [Value], names: &'a [String]) -> impl Iterator<Item = (Cow<'a, str>, &'a Value)> {
    row.iter().enumerate().map(|(at, cell)| {
        let name = names.get(at).map(|name| Cow::Borrowed(name.as_str()));
        (name.unwrap_or_else(|| Cow::Owned(format!("column {}", at + 1))), cell)
    })
}

/// The rows of an object that holds nothing but objects with the same members: rows by their keys, or columns by
/// the numbers of their rows. None for another object.
pub(super) fn rows_by_key(document: &Members) -> Option<Vec<Members>> {
    let first = document.values().next()?.as_object()?;
    let is_like_first = |value: &Value| {
        value
            .as_object()
            .is_some_and(|other| other.len() == first.len() && other.keys().all(|key| first.contains_key(key)))
    };
    if document.len() < 2 || first.len() < 2 || !document.values().all(is_like_first) {
        return None;
    }
    let objects = || document.values().filter_map(Value::as_object);
    let is_by_column = first.keys().all(|key| key.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_by_column {
        return Some(objects().cloned().collect());
    }
    let row = |number: &String| -> Map<String, Value> {
        let cells = document.iter().filter_map(|(name, cells)| Some((name.clone(), cells.get(number)?.clone())));
        cells.collect()
    };
    Some(first.keys().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> Members {
        serde_json::from_str(text).unwrap()
    }

    fn objects_of(list: Vec<Value>, names: Option<Vec<String>>) -> Vec<Members> {
        let mut rows = Vec::new();
        Lists { list, names }.for_each(|row, names| {
            rows.push(named(row, names).map(|(name, cell)| (name.into_owned(), cell.clone())).collect());
        });
        rows
    }

    #[track_caller]
    fn reads(rows: &[Members], expected: &str) {
        assert_eq!(serde_json::to_string(rows).unwrap(), expected);
    }

    #[test]
    fn cells_of_lists_are_called_as_a_list_of_as_many_names_says() {
        for text in [
            r#"{"columns":["a","b"],"index":[0],"data":[[1,2]]}"#,
            r#"{"meta":{"view":{"id":"x","columns":[{"id":-1,"name":"a"},{"id":2,"name":"b"}]}},"data":[[1,2]]}"#,
            r#"{"fields":[{"id":"a"},{"id":"b"}],"data":[[1,2]]}"#,
            r#"{"data":[["a","b"],[1,2]]}"#,
        ] {
            let document = object(text);
            let list = document["data"].as_array().unwrap();
            assert!(is_matrix(list), "{text}");
            let rows = objects_of(list.clone(), names_in(&document, list));
            reads(&rows, r#"[{"a":1,"b":2}]"#);
        }
        reads(&objects_of(vec![Value::from(vec![1, 2])], None), r#"[{"column 1":1,"column 2":2}]"#);
    }

    #[test]
    fn objects_of_objects_are_rows_or_columns() {
        let rows = |text: &str| rows_by_key(&object(text));
        reads(&rows(r#"{"x":{"a":1,"b":2},"y":{"a":3,"b":4}}"#).unwrap(), r#"[{"a":1,"b":2},{"a":3,"b":4}]"#);
        reads(&rows(r#"{"a":{"0":1,"1":3},"b":{"0":2,"1":4}}"#).unwrap(), r#"[{"a":1,"b":2},{"a":3,"b":4}]"#);
        for other in [r#"{"x":{"a":1,"b":2}}"#, r#"{"x":{"a":1,"b":2},"y":{"c":3,"d":4}}"#, r#"{"a":1}"#, "{}"] {
            assert_eq!(rows(other), None, "{other}");
        }
    }
}
