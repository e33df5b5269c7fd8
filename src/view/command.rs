//! Everything that can be done, as data: one table feeds menu, palette, shortcuts, help and tests.

use super::{Edit, Known, LaneBy, MapViewport, Motion, Others, Panel, Theme, TimeMode, View, Viewpoint, ZoneChoice};
use crate::model::{CitationForm, Extent, LonLat};
use crate::query::Filter;
use crate::store::Clock;

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Toward the past, the start or out.
    Back,
    /// Toward the future, the end or in.
    Forward,
}

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show this part of the world.
    ShowMap(MapViewport),
    /// Move the map, in unit Mercator.
    PanMap([f64; 2]),
    /// Zoom the map by so many levels around a position.
    ZoomMapAround(f64, LonLat),
    /// Zoom the map one step around its centre.
    ZoomMap(Direction),
    /// Frame the events shown.
    FitMap,
    /// Centre the map on an event.
    FlyTo(String),
    /// Show this stretch of time.
    ShowTime(Extent),
    /// Move the timeline by so many seconds.
    PanTime(f64),
    /// Scale the stretch of time by a factor around a moment in seconds.
    ZoomTimeAround(f64, f64),
    /// Zoom the timeline one step around the playhead.
    ZoomTime(Direction),
    /// Show the whole story on the timeline.
    FitTime,
    /// Go to the shown events before or after what the timeline shows.
    ShowBeyond(Direction),
    /// Set the time range shown.
    SetWindow(Extent),
    /// Set the time range shown to the whole story.
    WholeWindow,
    /// Move the playhead to a moment in seconds.
    SetPlayhead(f64),
    /// Move the playhead by one unit of the ruler, so many seconds long.
    StepPlayhead(Direction),
    /// Choose how time decides what is shown.
    SetMode(TimeMode),
    /// Show every event again.
    ClearFilter,
    /// Show what this filter lets through.
    SetFilter(Filter),
    /// Fade or hide what the filter excludes.
    SetOthers(Others),
    /// Show or hide a layer.
    ToggleLayer(String),
    /// Select these events; the first goes into the detail.
    Select(Vec<String>),
    /// Select the event of this claim and point the claim out.
    SelectClaim(String),
    /// Select the event before or after.
    SelectNext(Direction),
    /// Select the first or last event.
    SelectEnd(Direction),
    /// Light, dark or print.
    SetTheme(Theme),
    /// Change whose borders are drawn.
    SetViewpoint(Viewpoint),
    /// Change whose clock times are shown in.
    SetZone(ZoneChoice),
    /// Change what the lanes stand for.
    SetLanes(LaneBy),
    /// Change by which clock events stand in time.
    SetClock(Clock),
    /// Change of when the account is that is shown.
    SetKnown(Known),
    /// Type of when the account shall be.
    TypeKnown,
    /// Show or hide the relief.
    ToggleRelief,
    /// Open a chapter by its number from 0.
    OpenChapter(usize),
    /// Open the chapter before or after.
    NextChapter(Direction),
    /// Write a new chapter of this view, after the open one.
    AddChapter,
    /// Write title and text of the open chapter anew.
    RetellChapter,
    /// Have the open chapter show this view and the selected events.
    ShowInChapter,
    /// Take the open chapter one place on or back.
    MoveChapter(Direction),
    /// Take the open chapter out.
    RemoveChapter,
    /// Type another time of the selected event.
    TypeWhen,
    /// Grade the claims of the selected event and assess it.
    Judge,
    /// Change the story.
    Edit(Box<Edit>),
    /// Start or stop playing.
    TogglePlay,
    /// Let so many seconds of the viewer's time pass.
    Tick(f64),
    /// Play slower or faster.
    ChangeSpeed(Direction),
    /// Start again at the end, or stop there.
    ToggleLoop,
    /// Skip long gaps, or wait through them.
    ToggleGaps,
    /// Let go of what is held: the playing, the selection, the chapter.
    LetGo,
    /// Take back the last change of the view or of the story.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Choose a story file and open it.
    Open,
    /// Open the story that the program carries.
    OpenCarried,
    /// Read the files of the story again; view and selection stay.
    Reload,
    /// Choose which columns of the table mean what.
    Columns,
    /// Write events in a format of others.
    ExportEvents,
    /// Save the rows that became no event.
    SaveRejected,
    /// Open the table on the clipboard.
    PasteTable,
    /// Save the story, if it was changed.
    Save,
    /// Save the story in another file.
    SaveAs,
    /// Save a picture of the window.
    Screenshot,
    /// Choose the folder for pictures.
    ChooseFolder,
    /// Copy a picture of the window.
    CopyPicture,
    /// Save a figure of the view.
    ExportFigure,
    /// Copy the selected event as text with its sources.
    CopyEvent,
    /// Save a page of the view that stands alone.
    ExportPage,
    /// Save a moving picture of the view.
    ExportFilm,
    /// Copy a citation of the selected event, or of the view.
    Cite(CitationForm),
    /// Open the address of the selected event's first source.
    OpenSource,
    /// Copy the address of the selected event's first source.
    CopySource,
    /// Open this address in the browser.
    OpenAddress(String),
    /// Copy this text.
    CopyText(String),
    /// Open this file.
    OpenFile(std::path::PathBuf),
    /// Show a whole other view, such as that of a picture.
    ShowView(Box<View>),
    /// Type a new window as dates.
    TypeWindow,
    /// Go to the search box.
    Search,
    /// Open the command palette.
    Palette,
    /// Show or hide a panel, or turn to a tab.
    TogglePanel(Panel),
    /// Let map and time glide, or not.
    SetMotion(Motion),
    /// Follow the theme of the desktop.
    SystemTheme,
    /// Choose an older version of the story and show what has changed since.
    Compare,
    /// Show the story alone again.
    EndComparison,
    /// Show the diagnostics of the story file.
    ShowDiagnostics,
    /// Show what the sources lack.
    ShowProvenance,
    /// Show the keys.
    Help,
    /// Close the window.
    Quit,
}

/// The menu a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files and pictures.
    Story,
    /// Changing the story, and taking back.
    Edit,
    /// What is shown.
    View,
    /// Where and when.
    Go,
    /// Playing.
    Play,
    /// Help.
    Help,
}

impl Menu {
    /// Every menu in its order.
    pub const ALL: [Self; 6] = [Self::Story, Self::Edit, Self::View, Self::Go, Self::Play, Self::Help];

    /// The word in the menu bar.
    pub fn label(self) -> &'static str {
        match self {
            Self::Story => "Story",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Go => "Go",
            Self::Play => "Play",
            Self::Help => "Help",
        }
    }
}

/// A key with its modifiers, written as people read it: `Ctrl+Shift+Z`, `Space`, `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut(pub &'static str);

impl Shortcut {
    /// True for a key that needs Ctrl, or a function key: it fires while a text field has focus too.
    pub fn works_in_text(self) -> bool {
        self.0.starts_with("Ctrl+") || (self.0.starts_with('F') && self.0.len() > 1)
    }
}

/// A command with a name that can be chosen in menu and palette.
#[derive(Debug)]
pub struct Titled {
    /// Stable name for tests and files, in kebab case.
    pub id: &'static str,
    /// What menu and palette call it.
    pub title: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// Its keys; the first is the one shown.
    pub shortcuts: &'static [Shortcut],
    /// What it does.
    pub command: Command,
}

const fn titled_as(
    id: &'static str,
    title: &'static str,
    menu: Menu,
    shortcuts: &'static [Shortcut],
    command: Command,
) -> Titled {
    Titled { id, title, menu, shortcuts, command }
}

macro_rules! keys {
    ($($key:literal),*) => { &[$(Shortcut($key)),*] };
}

use Direction::{Back, Forward};

/// Every command with a name, in the order of the menus.
pub static TABLE: &[Titled] = &[
    titled_as("open", "Open…", Menu::Story, keys!["Ctrl+O"], Command::Open),
    titled_as("open-carried", "Open the carried story", Menu::Story, keys![], Command::OpenCarried),
    titled_as("paste-table", "Paste a table", Menu::Story, keys![], Command::PasteTable),
    titled_as("reload", "Read the file again", Menu::Story, keys!["F5"], Command::Reload),
    titled_as("columns", "What the columns mean…", Menu::Story, keys![], Command::Columns),
    titled_as("save", "Save story", Menu::Story, keys!["Ctrl+S"], Command::Save),
    titled_as("save-as", "Save story as…", Menu::Story, keys!["Ctrl+Shift+S"], Command::SaveAs),
    titled_as("compare", "Compare with an older version…", Menu::Story, keys![], Command::Compare),
    titled_as("end-comparison", "End the comparison", Menu::Story, keys![], Command::EndComparison),
    titled_as("diagnostics", "Remarks on the file", Menu::Story, keys![], Command::ShowDiagnostics),
    titled_as("provenance", "What the sources lack", Menu::Story, keys![], Command::ShowProvenance),
    titled_as("screenshot", "Save a screenshot", Menu::Story, keys!["F12"], Command::Screenshot),
    titled_as("choose-folder", "Folder for pictures…", Menu::Story, keys![], Command::ChooseFolder),
    titled_as("copy-picture", "Copy the picture", Menu::Story, keys!["Ctrl+Shift+C"], Command::CopyPicture),
    titled_as("export-figure", "Export figure…", Menu::Story, keys!["Ctrl+E"], Command::ExportFigure),
    titled_as("export-page", "Export page…", Menu::Story, keys![], Command::ExportPage),
    titled_as("export-events", "Export events…", Menu::Story, keys![], Command::ExportEvents),
    titled_as("save-rejected", "Save the rejected rows…", Menu::Story, keys![], Command::SaveRejected),
    titled_as("export-film", "Export motion…", Menu::Story, keys!["Ctrl+Shift+E"], Command::ExportFilm),
    titled_as("copy-event", "Copy the event with its sources", Menu::Story, keys!["Ctrl+C"], Command::CopyEvent),
    titled_as("cite", "Copy a citation", Menu::Story, keys![], Command::Cite(CitationForm::Text)),
    titled_as(
        "cite-markdown",
        "Copy a citation as Markdown",
        Menu::Story,
        keys![],
        Command::Cite(CitationForm::Markdown),
    ),
    titled_as("cite-bibtex", "Copy a citation as BibTeX", Menu::Story, keys![], Command::Cite(CitationForm::Bibtex)),
    titled_as("cite-csl", "Copy a citation as CSL-JSON", Menu::Story, keys![], Command::Cite(CitationForm::CslJson)),
    titled_as("open-source", "Open the source in the browser", Menu::Story, keys!["Ctrl+U"], Command::OpenSource),
    titled_as("copy-source", "Copy the address of the source", Menu::Story, keys!["Ctrl+Shift+U"], Command::CopySource),
    titled_as("quit", "Close the window", Menu::Story, keys!["Ctrl+Q"], Command::Quit),
    titled_as("add-chapter", "Save this view as a chapter…", Menu::Edit, keys!["A"], Command::AddChapter),
    titled_as("retell-chapter", "Title and text of the chapter…", Menu::Edit, keys!["E"], Command::RetellChapter),
    titled_as("show-in-chapter", "Show this view in the chapter", Menu::Edit, keys!["Shift+E"], Command::ShowInChapter),
    titled_as("chapter-up", "Move the chapter up", Menu::Edit, keys!["Shift+PageUp"], Command::MoveChapter(Back)),
    titled_as(
        "chapter-down",
        "Move the chapter down",
        Menu::Edit,
        keys!["Shift+PageDown"],
        Command::MoveChapter(Forward),
    ),
    titled_as("remove-chapter", "Remove the chapter", Menu::Edit, keys!["Shift+Delete"], Command::RemoveChapter),
    titled_as("type-when", "Date of the event…", Menu::Edit, keys!["D"], Command::TypeWhen),
    titled_as("judge", "Grade claims, assess the event…", Menu::Edit, keys!["J"], Command::Judge),
    titled_as("undo", "Undo", Menu::Edit, keys!["Ctrl+Z"], Command::Undo),
    titled_as("redo", "Redo", Menu::Edit, keys!["Ctrl+Shift+Z", "Ctrl+Y"], Command::Redo),
    titled_as("search", "Search or filter", Menu::View, keys!["Ctrl+F"], Command::Search),
    titled_as("clear-filter", "Clear the filter", Menu::View, keys![], Command::ClearFilter),
    titled_as("fade-others", "Fade what the filter excludes", Menu::View, keys![], Command::SetOthers(Others::Faded)),
    titled_as("hide-others", "Hide what the filter excludes", Menu::View, keys![], Command::SetOthers(Others::Gone)),
    titled_as("light", "Light theme", Menu::View, keys![], Command::SetTheme(Theme::Light)),
    titled_as("dark", "Dark theme", Menu::View, keys![], Command::SetTheme(Theme::Dark)),
    titled_as("print", "Print theme", Menu::View, keys![], Command::SetTheme(Theme::Print)),
    titled_as("system-theme", "Theme of the desktop", Menu::View, keys![], Command::SystemTheme),
    titled_as("smooth-motion", "Glide to chapters and events", Menu::View, keys![], Command::SetMotion(Motion::Smooth)),
    titled_as("still-motion", "No motion", Menu::View, keys![], Command::SetMotion(Motion::Still)),
    titled_as("borders-de-facto", "Borders de facto", Menu::View, keys![], Command::SetViewpoint(Viewpoint::DeFacto)),
    titled_as(
        "borders-afg",
        "Borders in Afghanistan’s view",
        Menu::View,
        keys![],
        Command::SetViewpoint(Viewpoint::Afg),
    ),
    titled_as("borders-pak", "Borders in Pakistan’s view", Menu::View, keys![], Command::SetViewpoint(Viewpoint::Pak)),
    titled_as("borders-ind", "Borders in India’s view", Menu::View, keys![], Command::SetViewpoint(Viewpoint::Ind)),
    titled_as("borders-chn", "Borders in China’s view", Menu::View, keys![], Command::SetViewpoint(Viewpoint::Chn)),
    titled_as("relief", "Relief on the map", Menu::View, keys!["R"], Command::ToggleRelief),
    titled_as("lanes-category", "Lanes by category", Menu::View, keys![], Command::SetLanes(LaneBy::Category)),
    titled_as("lanes-actor", "Lanes by actor", Menu::View, keys![], Command::SetLanes(LaneBy::Actor)),
    titled_as("lanes-side", "Lanes by side", Menu::View, keys![], Command::SetLanes(LaneBy::Side)),
    titled_as("clock-event", "Events when they happened", Menu::View, keys![], Command::SetClock(Clock::Event)),
    titled_as("clock-report", "Events when they were reported", Menu::View, keys![], Command::SetClock(Clock::Report)),
    titled_as("known-ever", "All that was ever said", Menu::View, keys![], Command::SetKnown(Known::Ever)),
    titled_as("known-playhead", "Known by the playhead", Menu::View, keys!["K"], Command::SetKnown(Known::ByPlayhead)),
    titled_as("known-by", "Known by a date…", Menu::View, keys!["Shift+K"], Command::TypeKnown),
    titled_as("zone-story", "Times in the story's zone", Menu::View, keys![], Command::SetZone(ZoneChoice::Story)),
    titled_as("zone-event", "Times in each event's zone", Menu::View, keys![], Command::SetZone(ZoneChoice::Event)),
    titled_as("zone-utc", "Times in UTC", Menu::View, keys![], Command::SetZone(ZoneChoice::Utc)),
    titled_as("panel-events", "Events", Menu::View, keys!["1"], Command::TogglePanel(Panel::Events)),
    titled_as("panel-chapters", "Chapters", Menu::View, keys!["2"], Command::TogglePanel(Panel::Chapters)),
    titled_as("panel-charts", "Charts", Menu::View, keys!["3"], Command::TogglePanel(Panel::Charts)),
    titled_as("panel-detail", "Detail", Menu::View, keys!["4"], Command::TogglePanel(Panel::Detail)),
    titled_as("panel-timeline", "Timeline", Menu::View, keys!["5"], Command::TogglePanel(Panel::Timeline)),
    titled_as("panel-claims", "Claims table", Menu::View, keys!["6"], Command::TogglePanel(Panel::Claims)),
    titled_as("panel-left", "Left panel", Menu::View, keys!["Ctrl+B"], Command::TogglePanel(Panel::Left)),
    titled_as("next-event", "Next event", Menu::Go, keys!["→"], Command::SelectNext(Forward)),
    titled_as("previous-event", "Previous event", Menu::Go, keys!["←"], Command::SelectNext(Back)),
    titled_as("first-event", "First event", Menu::Go, keys!["Home"], Command::SelectEnd(Back)),
    titled_as("last-event", "Last event", Menu::Go, keys!["End"], Command::SelectEnd(Forward)),
    titled_as("next-chapter", "Next chapter", Menu::Go, keys!["PageDown"], Command::NextChapter(Forward)),
    titled_as("previous-chapter", "Previous chapter", Menu::Go, keys!["PageUp"], Command::NextChapter(Back)),
    titled_as("step-forward", "Playhead one unit on", Menu::Go, keys!["Shift+→"], Command::StepPlayhead(Forward)),
    titled_as("step-back", "Playhead one unit back", Menu::Go, keys!["Shift+←"], Command::StepPlayhead(Back)),
    titled_as("type-window", "Type a new window…", Menu::Go, keys!["W"], Command::TypeWindow),
    titled_as("whole-window", "Show full date range", Menu::Go, keys![], Command::WholeWindow),
    titled_as("fit-map", "Frame the events shown", Menu::Go, keys!["F", "0"], Command::FitMap),
    titled_as("fit-time", "Whole story on the timeline", Menu::Go, keys!["Shift+F"], Command::FitTime),
    titled_as("show-earlier", "Events before the timeline", Menu::Go, keys![], Command::ShowBeyond(Back)),
    titled_as("show-later", "Events after the timeline", Menu::Go, keys![], Command::ShowBeyond(Forward)),
    titled_as("zoom-in", "Zoom the map in", Menu::Go, keys!["+", "="], Command::ZoomMap(Forward)),
    titled_as("zoom-out", "Zoom the map out", Menu::Go, keys!["-"], Command::ZoomMap(Back)),
    titled_as("zoom-time-in", "Zoom the timeline in", Menu::Go, keys!["Shift++"], Command::ZoomTime(Forward)),
    titled_as("zoom-time-out", "Zoom the timeline out", Menu::Go, keys!["Shift+-"], Command::ZoomTime(Back)),
    titled_as("let-go", "Let go", Menu::Go, keys!["Esc"], Command::LetGo),
    titled_as("play", "Play or pause", Menu::Play, keys!["Space"], Command::TogglePlay),
    titled_as("faster", "Play faster", Menu::Play, keys!["."], Command::ChangeSpeed(Forward)),
    titled_as("slower", "Play slower", Menu::Play, keys![","], Command::ChangeSpeed(Back)),
    titled_as("loop", "Start again at the end", Menu::Play, keys!["L"], Command::ToggleLoop),
    titled_as("gaps", "Skip long gaps", Menu::Play, keys!["G"], Command::ToggleGaps),
    titled_as("mode-window", "Show what meets the window", Menu::Play, keys![], Command::SetMode(TimeMode::Window)),
    titled_as("mode-trail", "Show a trail behind the playhead", Menu::Play, keys![], Command::SetMode(TimeMode::Trail)),
    titled_as("mode-so-far", "Show everything so far", Menu::Play, keys![], Command::SetMode(TimeMode::SoFar)),
    titled_as("palette", "All commands…", Menu::Help, keys!["Ctrl+K", "Ctrl+P"], Command::Palette),
    titled_as("help", "Keys and gestures", Menu::Help, keys!["?", "F1"], Command::Help),
];

/// The named command with this id.
pub fn titled(id: &str) -> Option<&'static Titled> {
    TABLE.iter().find(|titled| titled.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_commands_share_a_key_or_a_name() {
        let mut keys = BTreeSet::new();
        let mut ids = BTreeSet::new();
        let mut titles = BTreeSet::new();
        for titled in TABLE {
            assert!(ids.insert(titled.id), "{} twice", titled.id);
            assert!(titles.insert(titled.title), "{} twice", titled.title);
            for key in titled.shortcuts {
                assert!(keys.insert(key.0), "{} twice", key.0);
            }
        }
    }
}
