//! The window: panels around the scenes of map and timeline.
//!
//! This module answers how the program looks and is handled on a desktop. It decides nothing about
//! what is shown: panels answer with commands, [`App`] applies them to the view.

mod about;
mod actors_table;
mod answers;
mod app;
mod asking;
mod beside;
mod changes;
mod chapters;
mod charts;
mod claims;
mod clash_dialog;
mod columns;
mod context;
mod desktop;
mod desktop_paths;
mod detail;
mod dialogs;
mod document;
mod edits;
mod effects;
mod events_dialog;
mod events_table;
mod export_dialog;
mod export_order;
mod filter_chips;
mod flight;
mod form;
mod former;
mod frame_log;
mod frames;
mod help;
mod installed;
mod jobs;
mod join_dialog;
mod keeping;
mod kit;
mod later;
mod layout;
mod left_dialog;
mod list;
mod list_rows;
mod look;
mod map_buttons;
mod map_cells;
mod map_count;
mod map_memory;
mod map_menu;
mod map_panel;
mod marked;
mod marks_dialog;
mod menus;
mod merged_file;
mod merging;
mod notices;
mod opening;
mod outcome;
mod outside;
mod own_copies;
mod paint;
mod palette;
mod panel_context;
mod panels;
mod parts;
mod pasted_dialog;
mod pasting;
mod path_dialog;
mod pictures;
mod places;
mod places_read;
mod placing;
mod possible;
mod progress_dialog;
mod protection;
mod questions;
mod reading;
mod reading_order;
mod recovery;
mod regions;
mod relief;
mod remarks;
mod restoring;
mod roving;
mod saving;
mod search;
mod searching;
mod settings;
mod shortcuts;
mod source_answer;
mod source_reading;
mod sources;
mod start;
mod steps;
mod steps_dialog;
mod style;
mod table;
mod table_look;
mod tables_kept;
mod target;
mod text_field;
mod time_dialogs;
mod timeline_count;
mod timeline_panel;
mod timeline_targets;
mod toolbar;
mod transport;
mod typed;
mod watching;
mod writing;

use std::fs::File;
use std::path::PathBuf;

pub use app::App;
pub use document::{Document, OpenStory, Origin};
pub use installed::APP_ID;
pub use settings::{CentreView, Settings, SettingsFile, ThemeChoice};
pub use table_look::{RowLines, TableLook, TableLooks};

use crate::io::Cache;

/// With what the window is opened.
#[derive(Debug, Default)]
pub struct Options {
    /// Files to open; none opens the carried story.
    pub files: Vec<PathBuf>,
    /// A new file into which it is written how long each frame took, and its path.
    pub frame_log: Option<(File, PathBuf)>,
    /// Where large tables are kept to be opened faster the next time. None where they are not to be.
    pub cache: Option<Cache>,
}

/// Why no window could be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot open a window ({reason}); `meridian export -o figure.png` draws without one")]
pub struct WindowError {
    reason: String,
}

/// Opens the window and returns when it is closed.
pub fn run(options: Options) -> Result<(), WindowError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(WindowError { reason: "there is no display".to_owned() });
    }
    let mut file = SettingsFile::of_user();
    let settings = file.load();
    let [width, height] = settings.window_size;
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Meridian")
        .with_app_id(APP_ID)
        .with_inner_size([width, height])
        .with_min_inner_size([640.0, 480.0])
        .with_drag_and_drop(true);
    if let Some(icon) = installed::window_icon() {
        viewport = viewport.with_icon(icon);
    }
    // Letters that the carried faces lack are taken from the fonts of the machine; exports take none of them.
    let native = eframe::NativeOptions { viewport, system_font_fallback: true, ..Default::default() };
    let start = Box::new(move |creation: &eframe::CreationContext<'_>| {
        let mut app = App::new(&creation.egui_ctx, OpenStory::carried(), settings, file);
        app.desktop.follow(&creation.egui_ctx);
        if let Some((file, path)) = options.frame_log {
            app.log_frames(file, &path);
        }
        if let Some(cache) = options.cache {
            app.keep_tables_in(cache);
        }
        if let Some(folder) = keeping::folder_of_user() {
            app.keep_changes_in(folder);
        }
        if !options.files.is_empty() {
            app.open_files(options.files);
        }
        Ok(Box::new(app) as Box<dyn eframe::App>)
    });
    eframe::run_native("Meridian", native, start).map_err(|error| WindowError { reason: error.to_string() })
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
