//! What is different between two states of a story, as one object that brings the older to the newer.
//!
//! What was changed or added stands in it whole, as in a story file, by its id; so the changes can be read without
//! the story that they were made in, and by any version of the program.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::{Value, json};

use crate::io::geojson::{Item, head_of};
use crate::model::{Members, Story};

/// What leads from one state of a story to another; empty where both are the same.
pub fn changes_between(old: &Story, new: &Story) -> Members {
    let mut changes = Members::new();
    let is_same_head =
        old.title == new.title && old.summary == new.summary && old.zone == new.zone && old.members == new.members;
    if !is_same_head {
        let head = head_of(new);
        if head != head_of(old) {
            changes.insert("head".to_owned(), Value::Object(head));
        }
    }
    if old.document != new.document {
        changes.insert("document".to_owned(), Value::Object(new.document.clone()));
    }
    let mut put = |list: &str, change: Option<Value>| {
        if let Some(change) = change {
            changes.insert(list.to_owned(), change);
        }
    };
    if !old.sources.is_same(&new.sources) {
        put("sources", change_of_list(&old.sources, &new.sources, |source| &source.id));
    }
    put("actors", change_of_list(&old.actors, &new.actors, |actor| &actor.id));
    put("categories", change_of_list(&old.categories, &new.categories, |category| &category.id));
    put("layers", change_of_list(&old.layers, &new.layers, |layer| &layer.id));
    // A chapter has no id, and there are few.
    put("chapters", (old.chapters != new.chapters).then(|| whole(&new.chapters)));
    let mut change = Change::default();
    for [before, now] in new.events.differing(&old.events) {
        change.add(&(before, &|at| old.events.get(at)), &(now, &|at| new.events.get(at)), &|event| &event.id);
    }
    put("events", change.into_value());
    changes
}

/// All of a list.
fn whole<T: Item>(list: &[T]) -> Value {
    json!({ "all": list.iter().map(|item| Value::Object(item.to_members())).collect::<Vec<_>>() })
}

fn change_of_list<T: Item>(old: &[T], new: &[T], id: impl Fn(&T) -> &str) -> Option<Value> {
    if old == new {
        return None;
    }
    let is_unique = |list: &[T]| {
        let mut seen = HashSet::new();
        list.iter().all(|item| !id(item).is_empty() && seen.insert(id(item)))
    };
    if !is_unique(old) || !is_unique(new) {
        return Some(whole(new));
    }
    let same = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let rest = old[same..].iter().rev().zip(new[same..].iter().rev());
    let same_at_end = rest.take_while(|(one, other)| one == other).count();
    let mut change = Change::default();
    change.add(
        &(same..old.len() - same_at_end, &|at| Cow::Borrowed(&old[at])),
        &(same..new.len() - same_at_end, &|at| Cow::Borrowed(&new[at])),
        &id,
    );
    change.into_value()
}

/// Items of a list, by their indexes.
type Items<'a, T> = (Range<usize>, &'a dyn Fn(usize) -> Cow<'a, T>);

/// What is taken out of a list and put into it.
#[derive(Default)]
struct Change {
    gone: Vec<Value>,
    put: Vec<Value>,
}

impl Change {
    /// Adds what leads from the items of one place to those of another.
    fn add<T: Item>(&mut self, old: &Items<'_, T>, new: &Items<'_, T>, id: &dyn Fn(&T) -> &str) {
        let ids = |(range, item): &Items<'_, T>| range.clone().map(|at| id(&item(at)).to_owned()).collect::<Vec<_>>();
        let (old_ids, new_ids) = (ids(old), ids(new));
        let before: HashMap<&str, usize> = old_ids.iter().map(String::as_str).zip(old.0.clone()).collect();
        let now: HashSet<&str> = new_ids.iter().map(String::as_str).collect();
        self.gone.extend(old_ids.iter().filter(|id| !now.contains(id.as_str())).map(|id| json!(id)));
        let kept_old = old_ids.iter().filter(|id| now.contains(id.as_str()));
        let kept_new = new_ids.iter().filter(|id| before.contains_key(id.as_str()));
        let is_in_order = kept_old.eq(kept_new);
        for (at, key) in new.0.clone().zip(&new_ids) {
            let item = (new.1)(at);
            let earlier = before.get(key.as_str()).map(|at| (old.1)(*at));
            match earlier {
                Some(earlier) if is_in_order && earlier == item => {}
                Some(_) if is_in_order => self.put.push(json!({ "item": item.to_members() })),
                _ => {
                    let behind = at.checked_sub(1).map(|at| id(&(new.1)(at)).to_owned());
                    self.put.push(json!({ "behind": behind, "item": item.to_members() }));
                }
            }
        }
    }

    fn into_value(self) -> Option<Value> {
        let Self { gone, put } = self;
        (!gone.is_empty() || !put.is_empty()).then(|| json!({ "gone": gone, "put": put }))
    }
}
