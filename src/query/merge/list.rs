//! Lists of a story, merged thing by thing.

use std::borrow::Cow;
use std::collections::HashMap;

use super::members::{Three, keyed, merged_members};
use super::order::{Ordering, woven};
use super::{Clash, Conflict, Side};
use crate::io::Item;
use crate::model::{Claim, Event, Events, Members};
use crate::query::Subject;

/// A list of one version, of which single things are asked.
pub(super) trait Listed<T: Clone> {
    fn at(&self, index: usize) -> Cow<'_, T>;
}

impl<T: Clone> Listed<T> for [T] {
    fn at(&self, index: usize) -> Cow<'_, T> {
        Cow::Borrowed(&self[index])
    }
}

impl Listed<Event> for Events {
    fn at(&self, index: usize) -> Cow<'_, Event> {
        self.get(index)
    }
}

/// A list of one version with what its things are known by.
pub(super) struct Version<'a, L: ?Sized> {
    pub(super) list: &'a L,
    keys: Vec<String>,
    by_key: HashMap<String, usize>,
}

impl<'a, L: ?Sized> Version<'a, L> {
    /// A list whose things are known by these names.
    pub(super) fn of<'n>(list: &'a L, names: impl IntoIterator<Item = Cow<'n, str>>) -> Self {
        let keys = keyed(names);
        let by_key = keys.iter().cloned().zip(0..).collect();
        Self { list, keys, by_key }
    }
}

/// Merges lists, each thing with `together` where both sides changed it. What one side took out and the other
/// changed stays.
pub(super) fn merged_list<T, L>(
    subject: Subject,
    versions: Three<&Version<'_, L>>,
    conflicts: &mut Vec<Conflict>,
    mut together: impl FnMut(&str, Three<Option<&T>>, &mut Vec<Conflict>) -> T,
) -> Vec<T>
where
    T: Clone + PartialEq,
    L: Listed<T> + ?Sized,
{
    let [base, ours, theirs] = versions;
    let mut kept: HashMap<&str, T> = HashMap::with_capacity(ours.keys.len());
    for key in ours.keys.iter().chain(theirs.keys.iter().filter(|key| !ours.by_key.contains_key(*key))) {
        let found = versions.map(|version| version.by_key.get(key).map(|index| version.list.at(*index)));
        let mut taken_out = |by: Side| conflicts.push(Conflict::of(subject, key, Clash::TakenOut(by)));
        let thing = match found {
            [_, Some(ours), Some(theirs)] if ours == theirs => ours.into_owned(),
            [Some(base), Some(ours), Some(theirs)] if base == theirs => ours.into_owned(),
            [Some(base), Some(ours), Some(theirs)] if base == ours => theirs.into_owned(),
            [Some(base), Some(only), None] | [Some(base), None, Some(only)] if base == only => continue,
            [Some(_), Some(ours), None] => {
                taken_out(Side::Theirs);
                ours.into_owned()
            }
            [Some(_), None, Some(theirs)] => {
                taken_out(Side::Ours);
                theirs.into_owned()
            }
            [None, Some(only), None] | [None, None, Some(only)] => only.into_owned(),
            [_, None, None] => continue,
            _ => {
                let [base, ours, theirs] = &found;
                together(key, [base.as_deref(), ours.as_deref(), theirs.as_deref()], conflicts)
            }
        };
        kept.insert(key, thing);
    }
    let stays =
        |keys: &[String]| keys.iter().filter(|key| kept.contains_key(key.as_str())).cloned().collect::<Vec<_>>();
    let (order, ordering) = woven(&base.keys, &stays(&ours.keys), &stays(&theirs.keys));
    // The order of chapters is what is told; that of other things is how they lie in the file.
    if ordering == Ordering::Clashing && subject == Subject::Chapter {
        conflicts.push(Conflict::of(subject, "", Clash::Order));
    }
    order.iter().filter_map(|key| kept.remove(key.as_str())).collect()
}

/// Merges things without lists of their own, member by member.
pub(super) fn merged_item<T: Item>(
    subject: Subject,
    key: &str,
    versions: Three<Option<&T>>,
    conflicts: &mut Vec<Conflict>,
) -> T {
    let [base, ours, theirs] = versions.map(|item| item.map_or_else(Members::new, Item::to_members));
    T::from_members(merged_and_told(subject, key, [&base, &ours, &theirs], conflicts))
}

/// Merges events: their claims by id, the rest member by member.
pub(super) fn merged_event(key: &str, versions: Three<Option<&Event>>, conflicts: &mut Vec<Conflict>) -> Event {
    let [base, ours, theirs] = versions.map(|event| event.map_or_else(Members::new, without_claims));
    let mut merged = Event::from_members(merged_and_told(Subject::Event, key, [&base, &ours, &theirs], conflicts));
    let claims = versions.map(|event| event.map_or(&[][..], |event| event.claims.as_slice()));
    merged.claims = merged_claims(claims, conflicts);
    merged
}

/// Merges the claims of one event.
fn merged_claims(versions: Three<&[Claim]>, conflicts: &mut Vec<Conflict>) -> Vec<Claim> {
    let [base, ours, theirs] = versions
        .map(|claims: &[Claim]| Version::of(claims, claims.iter().map(|claim| Cow::Borrowed(claim.id.as_str()))));
    let together = |key: &str, versions: Three<Option<&Claim>>, conflicts: &mut Vec<Conflict>| {
        merged_item(Subject::Claim, key, versions, conflicts)
    };
    merged_list(Subject::Claim, [&base, &ours, &theirs], conflicts, together)
}

/// Merges objects member by member, and tells of what clashes.
pub(super) fn merged_and_told(
    subject: Subject,
    key: &str,
    versions: Three<&Members>,
    conflicts: &mut Vec<Conflict>,
) -> Members {
    let mut clashes = Vec::new();
    let merged = merged_members(versions, "", &mut clashes);
    conflicts.extend(clashes.into_iter().map(|clash| Conflict::of(subject, key, outright(clash))));
    merged
}

/// A clash in what is said of an event names the member as `diff` does, whether it stands in the properties or beside.
fn outright(clash: Clash) -> Clash {
    let Clash::Member(mut clash) = clash else { return clash };
    if clash.member.starts_with("properties.") {
        clash.member.drain(.."properties.".len());
    }
    Clash::Member(clash)
}

/// An event's object. An empty list holds the place of its claims.
fn without_claims(event: &Event) -> Members {
    let mut members = event.to_members();
    let claims = members.get_mut("properties").and_then(|properties| properties.get_mut("claims"));
    if let Some(claims) = claims.filter(|claims| claims.is_array()) {
        *claims = serde_json::Value::Array(Vec::new());
    }
    members
}
