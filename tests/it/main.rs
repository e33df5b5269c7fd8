//! Everything that is tested from outside of the library, in one program: each more would link the whole library again.
//!
//! `cargo test --test it imports` runs those of one file.

#[cfg(target_os = "linux")]
mod cache;
mod cli;
mod data;
mod edtf;
mod fields;
mod golden;
#[cfg(feature = "gui")]
mod gui;
mod imports;
mod installed;
mod layers;
mod making;
#[cfg(target_os = "linux")]
mod memory;
mod merge;
mod properties;
mod protection;
mod query;
mod repeated;
