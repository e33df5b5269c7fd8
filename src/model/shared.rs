//! Lists that copies of a story share.
//!
//! This module answers how a story is copied without its lists, and changed without those of its copies.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A list that copies share until one of them is changed. It is used as the `Vec` that it holds; to change it
/// copies it where it is shared.
#[derive(Debug, Clone)]
pub struct Shared<T>(Arc<Vec<T>>);

impl<T> Shared<T> {
    /// True when the two are one list in memory, and so equal for certain.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone> Shared<T> {
    /// Gives back the room for what does not come. The list is moved for that: an allocator may leave in its place
    /// what only shrinks.
    pub fn fit(&mut self) {
        if self.0.capacity() > self.0.len() {
            let list = std::mem::take(self).into_iter();
            let mut exact = Vec::with_capacity(list.len());
            exact.extend(list);
            *self = exact.into();
        }
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.0 == other.0
    }
}

impl<T> Deref for Shared<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(list: Vec<T>) -> Self {
        Self(Arc::new(list))
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T: Clone> IntoIterator for Shared<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Shared<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_the_same_list_until_it_is_changed() {
        let list: Shared<u8> = vec![1, 2].into();
        let mut copy = list.clone();
        assert!(copy.is_same(&list));
        copy.push(3);
        assert_eq!((list.as_slice(), copy.as_slice()), (&[1, 2][..], &[1, 2, 3][..]));
        assert!(!copy.is_same(&list) && copy != list);
    }
}
