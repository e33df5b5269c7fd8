//! Meridian explores events that are told by sources: a border map and a timeline, linked, over a
//! file of events, claims and citations.
//!
//! # A tour in ten minutes
//!
//! A file becomes a [`model::Story`] and [`io::Diagnostics`]; a [`store::Store`] indexes it. A
//! [`view::View`] is all that decides what is shown, and changes by a [`view::Command`] alone.
//! [`query::select`] answers which events that lets through, and a scene is the finished picture,
//! which the window paints and [`export`] writes.
//!
//! ```
//! use meridian::query::select;
//! use meridian::store::Store;
//! use meridian::view::{Command, Stage, View};
//! use meridian::{export, io, model, scene};
//!
//! let store = Store::new(io::carried_story().story);
//! let mut view = View::of_story(&store, [840.0, 560.0]);
//!
//! // A day means the whole day, in the zone of the story.
//! let day = model::When::parse("2025-10-19")?.span(&store.story().zone).possible;
//! let stage = Stage { store: &store, map_size_points: [840.0, 560.0], unit_secs: 3600.0 };
//! view.apply(&Command::SetWindow(day), &stage);
//!
//! let shown = select(&store, &view.question());
//! let ceasefire = store.index_of("ceasefire").expect("the carried story tells of it");
//! assert!(shown.place_of(ceasefire).is_some());
//!
//! // The same view gives the same bytes, here and in the window.
//! let timeline = scene::timeline_scene(&store, &view, &shown, [900.0, 200.0]);
//! let svg = export::svg_from_scene(&timeline, "One day", |_| None);
//! assert!(svg.starts_with("<svg"));
//! # Ok::<(), model::EdtfError>(())
//! ```
//!
//! The modules stand in layers, from the ground up: [`model`], then [`io`], [`store`], [`query`] and
//! [`basemap`], [`gazetteer`], [`view`], [`scene`], [`export`], and at the top [`cli`] and `gui`. A module names only
//! those below it, and a test holds that. `docs/architecture.md` tells the rest.

pub mod basemap;
pub mod cli;
pub mod export;
pub mod gazetteer;
#[cfg(feature = "gui")]
pub mod gui;
pub mod io;
pub mod model;
pub mod query;
pub mod scene;
pub mod store;
pub mod view;
