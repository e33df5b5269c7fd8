//! A table to type in: rows of one height, cells that are opened by typing, and what is done with several of them.
//!
//! What the rows are, and how one looks, is up to the table ([`Sheet`]); the keys, the open cell, filling down, copying
//! and pasting are the same in all ([`Grid`]). What is written becomes one change of the story when a cell is left.

mod clipboard;
mod columns;
mod deeds;
mod editor;
mod grid;
mod heads;
mod keys;
mod row;
mod rows;
mod sheet;

#[cfg(test)]
pub(super) use self::columns::GUTTER;
pub(super) use self::columns::{Columns, Offered, Sides};
pub(super) use self::grid::{Answer, Grid, Want};
pub(super) use self::heads::{HEAD, Heads, columns_button, heads_ui};
pub(super) use self::keys::{Keys, keys_in};
pub(super) use self::row::{cell_line, line_top, mark_unread};
pub(super) use self::rows::{aside, cells_clip};
pub(super) use self::sheet::{Cell, CellKind, Completes, Sheet};

/// Left of the columns, where the boxes are that choose rows.
pub(super) const BOXES: f32 = 28.0;
/// Right of the columns.
pub(super) const MARGIN: f32 = 6.0;
