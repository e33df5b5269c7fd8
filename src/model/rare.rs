//! What most events, claims and sources do not have.
//!
//! This module answers how such a member takes no more room than a pointer where it is not there. It does not
//! know what is in it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use super::{Members, Shared};

/// A member that is mostly empty, and takes the room of a pointer then.
///
/// It is used as what it holds. To be changed it must be there, so that whoever goes through many to change them
/// asks [`Rare::as_mut`] for those that are.
///
/// ```
/// # use meridian::model::Rare;
/// let mut note = Rare::<String>::default();
/// assert!(note.is_empty() && note.as_mut().is_none());
/// note.push_str("seen from the road");
/// assert_eq!(note, "seen from the road");
/// ```
#[derive(Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// What can be empty.
pub trait Empty: Default + 'static {
    /// It, empty.
    fn empty() -> &'static Self;

    /// True when there is nothing in it.
    fn has_none(&self) -> bool;
}

impl Empty for String {
    fn empty() -> &'static Self {
        const EMPTY: &String = &String::new();
        EMPTY
    }

    fn has_none(&self) -> bool {
        self.is_empty()
    }
}

impl<T: 'static> Empty for Vec<T> {
    fn empty() -> &'static Self {
        const { &Self::new() }
    }

    fn has_none(&self) -> bool {
        self.is_empty()
    }
}

impl Empty for Members {
    fn empty() -> &'static Self {
        static EMPTY: LazyLock<Members> = LazyLock::new(Members::new);
        &EMPTY
    }

    fn has_none(&self) -> bool {
        self.is_empty()
    }
}

/// A member that may take no room while it is empty.
pub(super) trait Member {
    /// False where it would have to be made to be changed.
    fn is_there(&self) -> bool {
        true
    }
}

impl Member for String {}
impl<T> Member for Vec<T> {}
impl<T> Member for Shared<T> {}
impl Member for Members {}

impl<T: Empty> Member for Rare<T> {
    fn is_there(&self) -> bool {
        self.0.is_some()
    }
}

impl<T: Empty> Rare<T> {
    /// What is in it, to be changed. None where it is empty.
    pub fn as_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }

    /// What is in it, taken out of its box.
    pub fn into_inner(self) -> T {
        self.0.map(|inner| *inner).unwrap_or_default()
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Empty> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((!value.has_none()).then(|| Box::new(value)))
    }
}

impl<T: 'static> FromIterator<T> for Rare<Vec<T>> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl From<&str> for Rare<String> {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<T: Empty> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::empty())
    }
}

impl<T: Empty> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Empty + PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Empty + Eq> Eq for Rare<T> {}

impl PartialEq<str> for Rare<String> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Rare<String> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialEq<String> for Rare<String> {
    fn eq(&self, other: &String) -> bool {
        **self == *other
    }
}

impl<T: Empty + fmt::Debug> fmt::Debug for Rare<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Rare<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl<T: Empty + Serialize> Serialize for Rare<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'a, T> IntoIterator for &'a Rare<Vec<T>>
where
    T: 'static,
{
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a Rare<Members> {
    type Item = (&'a String, &'a serde_json::Value);
    type IntoIter = serde_json::map::Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
