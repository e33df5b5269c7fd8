//! Paths that the desktop is asked for, in a dialog of its own.

use std::path::{Path, PathBuf};

use super::jobs::{Answer, Jobs};
use super::outcome::{Asked, PathUse};

/// Endings of files that can be opened.
const OPENED: [&str; 24] = [
    "geojson",
    "json",
    "geojsonl",
    "ndjson",
    "csv",
    "tsv",
    "tab",
    "txt",
    "xlsx",
    "ods",
    "kml",
    "kmz",
    "gpx",
    "parquet",
    "geoparquet",
    "fgb",
    "zip",
    "gz",
    "png",
    "svg",
    "pdf",
    "html",
    "CSV",
    "export",
];

impl Jobs {
    /// Asks the desktop for a path, in a dialog of its own that leaves the window free.
    pub(super) fn ask_path(&self, asked: Asked, start: Option<&Path>) {
        let start = start.map(Path::to_owned);
        self.start(move || {
            let mut dialog = rfd::FileDialog::new();
            if let Some(start) = start {
                dialog = dialog.set_directory(start);
            }
            let one = |path: Option<PathBuf>| path.into_iter().collect();
            let files = |dialog: rfd::FileDialog| {
                dialog.add_filter("Stories, tables, maps", &OPENED).add_filter("All files", &["*"])
            };
            let chosen = match asked.purpose {
                PathUse::OpenStory => files(dialog.set_title("Open")).pick_files().unwrap_or_default(),
                PathUse::Compare => one(files(dialog.set_title("Compare with an older version")).pick_file()),
                PathUse::SaveStory => one(dialog.set_title("Save story as").set_file_name("story.geojson").save_file()),
                PathUse::RejectedRows => {
                    one(dialog.set_title("Save skipped rows").set_file_name("rejected.csv").save_file())
                }
                PathUse::PlaceTable => one(files(dialog.set_title("Import places")).pick_file()),
                PathUse::ExportFolder => one(dialog.set_title("Export folder").pick_folder()),
                PathUse::PicturesFolder => one(dialog.set_title("Screenshot folder").pick_folder()),
            };
            Answer::Chosen(asked, chosen)
        });
    }
}
