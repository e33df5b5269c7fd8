//! The titles of events before it is known where they stand.
//!
//! This module answers how much room a title asks for, and where its mark belongs. It does not know rows.

use std::collections::BTreeMap;

use super::shape::{OnBar, Seat, Wish};
use crate::scene::{Face, text_width};
use crate::store::{Clock, Store};
use crate::view::View;

/// Size of the titles beside marks of a radius, in points.
pub(super) fn title_size(radius: f32) -> f32 {
    match radius {
        6.0.. => 11.0,
        5.0.. => 10.5,
        4.0.. => 10.0,
        _ => 9.5,
    }
}

/// What is known of the titles of events before it is known where they stand.
#[derive(Clone, Copy)]
pub(super) struct Titles<'a> {
    pub(super) store: &'a Store,
    pub(super) view: &'a View,
    /// The numbers of events, by index, where marks hold some.
    pub(super) numbers: &'a BTreeMap<usize, usize>,
}

impl Titles<'_> {
    /// Where the mark of an event belongs.
    pub(super) fn seat_of(&self, index: usize) -> Seat {
        if self.numbers.contains_key(&index) {
            return Seat::Middle;
        }
        let knows_time = self.view.clock == Clock::Event
            && self.store.story().events.when(index).is_some_and(|when| when.begins_at_known_time());
        if knows_time { Seat::Start } else { Seat::Title }
    }

    /// What the title of an event asks for beside marks of a radius.
    pub(super) fn wish_of(&self, index: usize, radius: f32) -> Wish {
        let width = text_width(&self.store.title(index), Face::Medium, title_size(radius));
        Wish { width, seat: self.seat_of(index), on_bar: OnBar::Free }
    }
}
