//! What is remembered between runs. Never the cause of a failed start.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Local, NaiveDateTime};

use super::table_look::TableLooks;
use crate::io::{self, Mapping};
use crate::view::{Motion, Panel, Theme};

/// How many files are remembered.
const RECENT: usize = 12;
/// How many commands are remembered.
const RECENT_COMMANDS: usize = 5;

/// Which theme the window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the desktop has it.
    #[default]
    System,
    /// As was chosen.
    Fixed(Theme),
}

/// Whether things move in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MotionChoice {
    /// As the desktop has it.
    #[default]
    System,
    /// As was chosen.
    Fixed(Motion),
}

/// What the middle of the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CentreView {
    /// The events on the map.
    #[default]
    Map,
    /// The same as a table.
    Events,
    /// Their claims as a table.
    Claims,
    /// The sources as a table.
    Sources,
    /// The actors as a table.
    Actors,
}

impl CentreView {
    /// A table, or the map where that table is shown already.
    #[must_use]
    pub fn turned_to(self, table: Self) -> Self {
        if self == table { Self::Map } else { table }
    }
}

/// Whether the legend of the map is seen or folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegendFold {
    /// It is seen.
    #[default]
    Open,
    /// A word is seen that unfolds it.
    Folded,
}

impl LegendFold {
    /// The other.
    #[must_use]
    pub fn turned(self) -> Self {
        if self == Self::Open { Self::Folded } else { Self::Open }
    }
}

/// What is remembered between runs.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Width and height of the window in points.
    pub window_size: [f32; 2],
    /// The theme.
    pub theme: ThemeChoice,
    /// Whether map and time glide.
    pub moves: MotionChoice,
    /// Whether the left panel is open.
    pub left_open: bool,
    /// The tab of the left panel.
    pub left_tab: Panel,
    /// Whether the detail is open.
    pub detail_open: bool,
    /// Whether the timeline is open.
    pub timeline_open: bool,
    /// How high the strip is that counts the events of the timeline, in points, if the viewer chose that.
    pub strip_height: Option<f32>,
    /// Whether the legend of the map is folded.
    pub legend: LegendFold,
    /// What the middle of the window shows.
    pub centre: CentreView,
    /// Columns and rows of the tables.
    pub tables: TableLooks,
    /// Files opened before, the last one first.
    pub recent_files: Vec<PathBuf>,
    /// Ids of the commands that were chosen in the palette, the last one first.
    pub recent_commands: Vec<String>,
    /// When each of them was last opened or saved, in seconds since the Unix epoch.
    pub opened: BTreeMap<PathBuf, i64>,
    /// The folder a file was last opened from or saved to.
    pub last_folder: Option<PathBuf>,
    /// The folder pictures are saved to.
    pub pictures_folder: Option<PathBuf>,
    /// The folder something was last exported to.
    pub export_folder: Option<PathBuf>,
    /// By the key of a header, which of its columns mean what, as the viewer said.
    pub column_mappings: BTreeMap<String, String>,
    /// Tables of places that are looked in, too.
    pub place_tables: Vec<PathBuf>,
    /// The name under which events were assessed and claims graded.
    pub author: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window_size: [1440.0, 860.0],
            theme: ThemeChoice::default(),
            moves: MotionChoice::default(),
            left_open: true,
            left_tab: Panel::Events,
            detail_open: true,
            timeline_open: true,
            strip_height: None,
            legend: LegendFold::default(),
            tables: TableLooks::default(),
            centre: CentreView::Map,
            recent_files: Vec::new(),
            opened: BTreeMap::new(),
            recent_commands: Vec::new(),
            last_folder: None,
            pictures_folder: None,
            export_folder: None,
            column_mappings: BTreeMap::new(),
            place_tables: Vec::new(),
            author: String::new(),
        }
    }
}

impl Settings {
    /// Turns from the tab of changes to that of events: no versions are compared.
    pub(super) fn leave_changes(&mut self) {
        if self.left_tab == Panel::Changes {
            self.left_tab = Panel::Events;
        }
    }

    /// Puts a command first among those chosen in the palette.
    pub(super) fn remember_command(&mut self, id: &str) {
        self.recent_commands.retain(|recent| recent != id);
        self.recent_commands.insert(0, id.to_owned());
        self.recent_commands.truncate(RECENT_COMMANDS);
    }

    /// The files opened before, the last one first, each with when that was, in words; empty where it is not known.
    pub(super) fn recent(&self, now: &DateTime<Local>) -> Vec<(PathBuf, String)> {
        let words = |path: &PathBuf| {
            let opened = DateTime::from_timestamp(*self.opened.get(path)?, 0)?;
            Some(opened_words(&opened.with_timezone(&Local).naive_local(), &now.naive_local()))
        };
        self.recent_files.iter().map(|path| (path.clone(), words(path).unwrap_or_default())).collect()
    }

    /// Remembers which columns of a header mean what.
    pub(super) fn remember_mapping(&mut self, header: String, mapping: &Mapping) {
        if mapping.is_empty() {
            self.column_mappings.remove(&header);
        } else {
            self.column_mappings.insert(header, mapping.to_string());
        }
    }

    /// The remembered mappings that can still be read.
    pub(super) fn mappings(&self) -> BTreeMap<String, Mapping> {
        let read = |(header, text): (&String, &String)| Some((header.clone(), text.parse().ok()?));
        self.column_mappings.iter().filter_map(read).collect()
    }

    /// Puts a file first among those opened before, at a time in seconds since the Unix epoch.
    pub(super) fn remember_file(&mut self, path: &Path, opened_secs: i64) {
        self.recent_files.retain(|recent| recent != path);
        self.recent_files.insert(0, path.to_owned());
        self.recent_files.truncate(RECENT);
        self.opened.insert(path.to_owned(), opened_secs);
        self.opened.retain(|path, _| self.recent_files.contains(path));
        self.last_folder = path.parent().map(Path::to_owned);
    }
}

/// When a file was last opened, as people say it.
fn opened_words(opened: &NaiveDateTime, now: &NaiveDateTime) -> String {
    match (now.date() - opened.date()).num_days() {
        0 => opened.format("Today %H:%M").to_string(),
        1 => opened.format("Yesterday %H:%M").to_string(),
        _ if opened.year() == now.year() => opened.format("%-d %B").to_string(),
        _ => opened.format("%-d %B %Y").to_string(),
    }
}

/// Where settings are kept, and whether they could be read.
#[derive(Debug, Default)]
pub struct SettingsFile {
    path: Option<PathBuf>,
    /// What to tell the viewer of a damaged file.
    pub note: Option<String>,
}

impl SettingsFile {
    /// The file of this user; none where the system names no folder for it.
    pub fn of_user() -> Self {
        let folders = directories::ProjectDirs::from("", "", "meridian-explorer");
        Self { path: folders.map(|folders| folders.config_dir().join("settings.json")), note: None }
    }

    /// A settings file at this path.
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path), note: None }
    }

    /// Reads the settings. A file that cannot be understood is set aside, with a note.
    pub fn load(&mut self) -> Settings {
        let Some(path) = &self.path else { return Settings::default() };
        let Ok(bytes) = fs::read(path) else { return Settings::default() };
        match serde_json::from_slice::<Settings>(&bytes) {
            Ok(settings) => settings.within_reason(),
            Err(error) => {
                let aside = path.with_extension("damaged.json");
                let kept = match fs::rename(path, &aside) {
                    Ok(()) => format!("the old file is kept as {}", aside.display()),
                    Err(_) => "they will be written anew".to_owned(),
                };
                let fault = io::JsonFault::of(&bytes, &error);
                self.note = Some(format!("Could not read settings ({fault}); {kept}"));
                Settings::default()
            }
        }
    }

    /// Writes the settings. A failure is no harm: they are then not remembered.
    pub fn save(&self, settings: &Settings) {
        let (Some(path), Ok(text)) = (&self.path, serde_json::to_vec_pretty(settings)) else { return };
        if let Some(folder) = path.parent() {
            drop(fs::create_dir_all(folder));
        }
        drop(io::write_atomic(path, &text));
    }
}

impl Settings {
    /// Settings of which no value keeps the window from being used.
    fn within_reason(mut self) -> Self {
        let [width, height] = self.window_size;
        let sane = |size: f32, least: f32| if size.is_finite() { size.clamp(least, 8000.0) } else { least };
        self.window_size = [sane(width, 640.0), sane(height, 480.0)];
        self.recent_files.truncate(RECENT);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::table_look::RowLines;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = SettingsFile::at(folder.path().join("deep/settings.json"));
        let mut settings = Settings { left_open: false, ..Settings::default() };
        settings.remember_file(Path::new("/stories/a.geojson"), 1_764_230_400);
        settings.tables.claims.widen("Claim", 40.0, &[("Said", 90.0), ("Claim", 164.0), ("Event", 104.0)]);
        settings.tables.events.lines = RowLines::Four;
        file.save(&settings);
        assert_eq!(file.load(), settings);
    }

    #[test]
    fn the_last_opening_is_said_as_people_say_it() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let now = at("2026-11-27T12:30:00");
        let said = |text: &str| opened_words(&at(text), &now);
        assert_eq!(said("2026-11-27T09:05:00"), "Today 09:05");
        assert_eq!(said("2026-11-26T23:59:00"), "Yesterday 23:59");
        assert_eq!(said("2026-03-01T10:00:00"), "1 March");
        assert_eq!(said("2025-11-26T10:00:00"), "26 November 2025");
    }

    #[test]
    fn a_damaged_file_is_set_aside_with_a_note() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(&path, b"{ \"window_size\": [\xff").unwrap();
        let mut file = SettingsFile::at(path.clone());
        assert_eq!(file.load(), Settings::default());
        let note = file.note.as_ref().unwrap();
        assert!(
            note.contains("(line 1, column 19: this is not UTF-8 text)") && note.contains("the old file is kept"),
            "{note}"
        );
        assert!(!path.exists() && folder.path().join("settings.damaged.json").exists());
    }
}
