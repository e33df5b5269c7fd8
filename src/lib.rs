//! Meridian explores events that are told by sources: a border map and a timeline, linked, over a
//! file of events, claims and citations.

pub mod basemap;
pub mod cli;
pub mod export;
#[cfg(feature = "gui")]
pub mod gui;
pub mod io;
pub mod model;
pub mod query;
pub mod scene;
pub mod store;
pub mod view;
