//! Commands with names: one table feeds menu, palette, shortcuts, help and tests.

use super::{
    Command, Direction, Effect, Known, LaneBy, Motion, Others, Panel, ShowAs, Theme, TimeMode, Viewpoint, ZoneChoice,
};
use crate::model::CitationForm;
use crate::store::Clock;

/// The menu a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files and pictures.
    File,
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
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::View, Self::Go, Self::Play, Self::Help];

    /// The word in the menu bar.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
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

const fn performing(
    id: &'static str,
    title: &'static str,
    menu: Menu,
    shortcuts: &'static [Shortcut],
    effect: Effect,
) -> Titled {
    titled_as(id, title, menu, shortcuts, Command::Perform(effect))
}

macro_rules! keys {
    ($($key:literal),*) => { &[$(Shortcut($key)),*] };
}

use Direction::{Back, Forward};

/// Every command with a name, in the order of the menus.
pub static TABLE: &[Titled] = &[
    performing("new-story", "New story", Menu::File, keys!["Ctrl+N"], Effect::NewStory),
    performing("start", "Start page", Menu::File, keys![], Effect::Start),
    performing("close-story", "Close story", Menu::File, keys!["Ctrl+W"], Effect::CloseStory),
    performing("open", "Open…", Menu::File, keys!["Ctrl+O"], Effect::Open),
    performing("open-carried", "Open the sample story", Menu::File, keys![], Effect::OpenCarried),
    performing("paste-table", "Paste table", Menu::File, keys![], Effect::PasteTable),
    performing("reload", "Reload file", Menu::File, keys!["F5"], Effect::Reload),
    performing("columns", "Match columns…", Menu::File, keys![], Effect::Columns),
    performing("save", "Save story", Menu::File, keys!["Ctrl+S"], Effect::Save),
    performing("save-as", "Save story as…", Menu::File, keys!["Ctrl+Shift+S"], Effect::SaveAs),
    performing("compare", "Compare with an older version…", Menu::File, keys![], Effect::Compare),
    performing("end-comparison", "Stop comparing", Menu::File, keys![], Effect::EndComparison),
    performing("diagnostics", "Import report", Menu::File, keys![], Effect::ShowDiagnostics),
    performing("provenance", "Missing source details", Menu::File, keys![], Effect::ShowProvenance),
    performing("screenshot", "Save screenshot", Menu::File, keys!["F12"], Effect::Screenshot),
    performing("choose-folder", "Screenshot folder…", Menu::File, keys![], Effect::ChooseFolder),
    performing("copy-picture", "Copy screenshot", Menu::File, keys!["Ctrl+Shift+C"], Effect::CopyPicture),
    performing("export-figure", "Export figure…", Menu::File, keys!["Ctrl+E"], Effect::ExportFigure),
    performing("export-page", "Export web page…", Menu::File, keys![], Effect::ExportPage),
    performing("export-events", "Export events…", Menu::File, keys![], Effect::ExportEvents),
    performing("save-rejected", "Save skipped rows…", Menu::File, keys![], Effect::SaveRejected),
    performing("export-film", "Export animation…", Menu::File, keys!["Ctrl+Shift+E"], Effect::ExportFilm),
    titled_as("undo", "Undo", Menu::Edit, keys!["Ctrl+Z"], Command::Undo),
    titled_as("redo", "Redo", Menu::Edit, keys!["Ctrl+Shift+Z", "Ctrl+Y"], Command::Redo),
    titled_as("copy-event", "Copy event and sources", Menu::Edit, keys!["Ctrl+C"], Command::CopyEvent),
    performing("cite", "Copy citation", Menu::Edit, keys![], Effect::Cite(CitationForm::Text)),
    performing("cite-markdown", "Copy citation as Markdown", Menu::Edit, keys![], Effect::Cite(CitationForm::Markdown)),
    performing("cite-bibtex", "Copy citation as BibTeX", Menu::Edit, keys![], Effect::Cite(CitationForm::Bibtex)),
    performing("cite-csl", "Copy citation as CSL-JSON", Menu::Edit, keys![], Effect::Cite(CitationForm::CslJson)),
    titled_as("open-source", "Open source", Menu::Edit, keys!["Ctrl+U"], Command::OpenSource),
    titled_as("copy-source", "Copy source link", Menu::Edit, keys!["Ctrl+Shift+U"], Command::CopySource),
    performing("restore-changes", "Restore unsaved changes…", Menu::File, keys![], Effect::RestoreChanges),
    performing("empty-cache", "Empty the cache", Menu::File, keys![], Effect::EmptyCache),
    performing("quit", "Quit", Menu::File, keys!["Ctrl+Q"], Effect::Quit),
    performing("new-event", "New event", Menu::Edit, keys!["N"], Effect::NewEvent),
    performing("select-shown", "Select all events shown", Menu::Edit, keys!["Ctrl+A"], Effect::SelectShown),
    performing("edit-event", "Edit event", Menu::Edit, keys!["Enter", "F2"], Effect::EditEvent),
    performing("duplicate-event", "Duplicate event", Menu::Edit, keys!["Ctrl+D"], Effect::DuplicateEvent),
    performing("fill-down", "Fill down", Menu::Edit, keys!["Ctrl+Shift+D"], Effect::FillDown),
    performing("remove-events", "Delete selected events", Menu::Edit, keys!["Delete"], Effect::RemoveEvents),
    performing("new-claim", "New claim", Menu::Edit, keys!["C", "Ctrl+Shift+N"], Effect::NewClaim),
    performing("dispute-claim", "Dispute another claim", Menu::Edit, keys!["X"], Effect::DisputeClaim),
    performing("join-events", "Merge selected events…", Menu::Edit, keys!["M"], Effect::JoinEvents),
    performing("join-sources", "Merge selected sources…", Menu::Edit, keys![], Effect::JoinSources),
    performing("split-claim", "Move claim to a new event", Menu::Edit, keys![], Effect::SplitClaim),
    performing("new-source", "New source…", Menu::Edit, keys!["Shift+S"], Effect::NewSource),
    performing("point-place", "Pick place on map", Menu::Edit, keys!["P"], Effect::PointPlace),
    performing("draw-place", "Draw line or area on map", Menu::Edit, keys!["Shift+P"], Effect::DrawPlace),
    performing("add-places", "Import places…", Menu::Edit, keys![], Effect::AddPlaces),
    performing("edit-story", "Title, layers, categories, actors…", Menu::Edit, keys!["Shift+T"], Effect::EditStory),
    performing("add-chapter", "Save view as chapter…", Menu::Edit, keys!["A"], Effect::AddChapter),
    titled_as("retell-chapter", "Edit chapter…", Menu::Edit, keys!["E"], Command::RetellChapter),
    titled_as("show-in-chapter", "Update chapter to this view", Menu::Edit, keys!["Shift+E"], Command::ShowInChapter),
    titled_as("chapter-up", "Move chapter up", Menu::Edit, keys!["Shift+PageUp"], Command::MoveChapter(Back)),
    titled_as("chapter-down", "Move chapter down", Menu::Edit, keys!["Shift+PageDown"], Command::MoveChapter(Forward)),
    titled_as("remove-chapter", "Delete chapter", Menu::Edit, keys!["Shift+Delete"], Command::RemoveChapter),
    titled_as("type-when", "Edit date…", Menu::Edit, keys!["D"], Command::TypeWhen),
    titled_as("judge", "Rate claims and event…", Menu::Edit, keys!["J"], Command::Judge),
    performing("steps", "Change history…", Menu::Edit, keys![], Effect::ShowSteps),
    performing("search", "Search or filter", Menu::View, keys!["Ctrl+F"], Effect::Search),
    titled_as("clear-filter", "Clear filter", Menu::View, keys![], Command::ClearFilter),
    titled_as("fade-others", "Dim events that don’t match", Menu::View, keys![], Command::SetOthers(Others::Faded)),
    titled_as("hide-others", "Hide events that don’t match", Menu::View, keys![], Command::SetOthers(Others::Gone)),
    titled_as("light", "Light theme", Menu::View, keys![], Command::SetTheme(Theme::Light)),
    titled_as("dark", "Dark theme", Menu::View, keys![], Command::SetTheme(Theme::Dark)),
    titled_as("print", "Print theme", Menu::View, keys![], Command::SetTheme(Theme::Print)),
    titled_as("black-ink", "Black ink theme", Menu::View, keys![], Command::SetTheme(Theme::Black)),
    titled_as("light-contrast", "High contrast, light", Menu::View, keys![], Command::SetTheme(Theme::LightContrast)),
    titled_as("dark-contrast", "High contrast, dark", Menu::View, keys![], Command::SetTheme(Theme::DarkContrast)),
    performing("system-theme", "Match system theme", Menu::View, keys![], Effect::SystemTheme),
    performing("smooth-motion", "Animate moves", Menu::View, keys![], Effect::SetMotion(Motion::Smooth)),
    performing("still-motion", "Reduce motion", Menu::View, keys![], Effect::SetMotion(Motion::Still)),
    performing("system-motion", "Match system motion", Menu::View, keys![], Effect::SystemMotion),
    titled_as("borders-de-facto", "De facto borders", Menu::View, keys![], Command::SetViewpoint(Viewpoint::DeFacto)),
    titled_as(
        "borders-afg",
        "Borders as Afghanistan draws them",
        Menu::View,
        keys![],
        Command::SetViewpoint(Viewpoint::Afg),
    ),
    titled_as(
        "borders-pak",
        "Borders as Pakistan draws them",
        Menu::View,
        keys![],
        Command::SetViewpoint(Viewpoint::Pak),
    ),
    titled_as("borders-ind", "Borders as India draws them", Menu::View, keys![], Command::SetViewpoint(Viewpoint::Ind)),
    titled_as("borders-chn", "Borders as China draws them", Menu::View, keys![], Command::SetViewpoint(Viewpoint::Chn)),
    titled_as("next-language", "Next language", Menu::View, keys![], Command::NextLanguage),
    titled_as("relief", "Show terrain", Menu::View, keys!["R"], Command::ToggleRelief),
    titled_as(
        "show-auto",
        "Marks or density by number of events",
        Menu::View,
        keys![],
        Command::SetShowAs(ShowAs::Auto),
    ),
    titled_as("show-marks", "Events as marks", Menu::View, keys![], Command::SetShowAs(ShowAs::Marks)),
    titled_as("show-clusters", "Events as clusters", Menu::View, keys![], Command::SetShowAs(ShowAs::Clusters)),
    titled_as("show-density", "Events as density", Menu::View, keys![], Command::SetShowAs(ShowAs::Density)),
    performing("marks", "Size and colour of marks…", Menu::View, keys![], Effect::ChooseMarks),
    performing("legend", "Legend on the map", Menu::View, keys![], Effect::ToggleLegend),
    titled_as("lanes-category", "Group rows by category", Menu::View, keys![], Command::SetLanes(LaneBy::Category)),
    titled_as("lanes-actor", "Group rows by actor", Menu::View, keys![], Command::SetLanes(LaneBy::Actor)),
    titled_as("lanes-side", "Group rows by side", Menu::View, keys![], Command::SetLanes(LaneBy::Side)),
    titled_as("clock-event", "Place events by date of event", Menu::View, keys![], Command::SetClock(Clock::Event)),
    titled_as("clock-report", "Place events by date of report", Menu::View, keys![], Command::SetClock(Clock::Report)),
    titled_as("known-ever", "All reports", Menu::View, keys![], Command::SetKnown(Known::Ever)),
    titled_as(
        "known-playhead",
        "Reports up to the playhead",
        Menu::View,
        keys!["K"],
        Command::SetKnown(Known::ByPlayhead),
    ),
    performing("known-by", "Reports up to a date…", Menu::View, keys!["Shift+K"], Effect::TypeKnown),
    titled_as("zone-story", "Times in the story’s time zone", Menu::View, keys![], Command::SetZone(ZoneChoice::Story)),
    titled_as("zone-event", "Local time of each event", Menu::View, keys![], Command::SetZone(ZoneChoice::Event)),
    titled_as("zone-utc", "Times in UTC", Menu::View, keys![], Command::SetZone(ZoneChoice::Utc)),
    performing("panel-events", "Events", Menu::View, keys!["Ctrl+1"], Effect::TogglePanel(Panel::Events)),
    performing("panel-chapters", "Chapters", Menu::View, keys!["Ctrl+2"], Effect::TogglePanel(Panel::Chapters)),
    performing("panel-charts", "Charts", Menu::View, keys!["Ctrl+3"], Effect::TogglePanel(Panel::Charts)),
    performing("panel-detail", "Detail", Menu::View, keys!["Ctrl+4"], Effect::TogglePanel(Panel::Detail)),
    performing("panel-timeline", "Timeline", Menu::View, keys!["Ctrl+5"], Effect::TogglePanel(Panel::Timeline)),
    performing(
        "panel-event-table",
        "Events table",
        Menu::View,
        keys!["Ctrl+8"],
        Effect::TogglePanel(Panel::EventTable),
    ),
    performing("panel-claims", "Claims table", Menu::View, keys!["Ctrl+6"], Effect::TogglePanel(Panel::Claims)),
    performing("panel-sources", "Sources", Menu::View, keys!["Ctrl+7"], Effect::TogglePanel(Panel::Sources)),
    performing("panel-actors", "Actors table", Menu::View, keys!["Ctrl+9"], Effect::TogglePanel(Panel::Actors)),
    performing("panel-left", "Left panel", Menu::View, keys!["Ctrl+B"], Effect::TogglePanel(Panel::Left)),
    titled_as("next-event", "Next event", Menu::Go, keys!["→"], Command::SelectNext(Forward)),
    titled_as("previous-event", "Previous event", Menu::Go, keys!["←"], Command::SelectNext(Back)),
    titled_as("first-event", "First event", Menu::Go, keys!["Home"], Command::SelectEnd(Back)),
    titled_as("last-event", "Last event", Menu::Go, keys!["End"], Command::SelectEnd(Forward)),
    titled_as("next-chapter", "Next chapter", Menu::Go, keys!["PageDown"], Command::NextChapter(Forward)),
    titled_as("previous-chapter", "Previous chapter", Menu::Go, keys!["PageUp"], Command::NextChapter(Back)),
    titled_as("step-forward", "Step forward", Menu::Go, keys!["Shift+→"], Command::StepPlayhead(Forward)),
    titled_as("step-back", "Step back", Menu::Go, keys!["Shift+←"], Command::StepPlayhead(Back)),
    performing("type-window", "Set date range…", Menu::Go, keys!["W"], Effect::TypeWindow),
    titled_as("whole-window", "Show full date range", Menu::Go, keys![], Command::WholeWindow),
    titled_as("fit-map", "Zoom to events", Menu::Go, keys!["F", "Ctrl+0"], Command::FitMap),
    titled_as("fit-time", "Zoom timeline to fit", Menu::Go, keys!["Shift+F"], Command::FitTime),
    titled_as("show-earlier", "Show earlier events", Menu::Go, keys![], Command::ShowBeyond(Back)),
    titled_as("show-later", "Show later events", Menu::Go, keys![], Command::ShowBeyond(Forward)),
    titled_as("zoom-in", "Zoom map in", Menu::Go, keys!["+", "="], Command::ZoomMap(Forward)),
    titled_as("zoom-out", "Zoom map out", Menu::Go, keys!["-"], Command::ZoomMap(Back)),
    titled_as("zoom-time-in", "Zoom timeline in", Menu::Go, keys!["Shift++"], Command::ZoomTime(Forward)),
    titled_as("zoom-time-out", "Zoom timeline out", Menu::Go, keys!["Shift+-"], Command::ZoomTime(Back)),
    titled_as("let-go", "Clear selection", Menu::Go, keys!["Esc"], Command::Dismiss),
    titled_as("play", "Play or pause", Menu::Play, keys!["Space"], Command::TogglePlay),
    titled_as("play-chapters", "Play chapters", Menu::Play, keys!["Shift+Space"], Command::PlayChapters),
    titled_as("faster", "Play faster", Menu::Play, keys!["."], Command::ChangeSpeed(Forward)),
    titled_as("slower", "Play slower", Menu::Play, keys![","], Command::ChangeSpeed(Back)),
    titled_as("loop", "Loop", Menu::Play, keys!["L"], Command::ToggleLoop),
    titled_as("gaps", "Skip quiet periods", Menu::Play, keys!["G"], Command::ToggleGaps),
    titled_as("mode-window", "Show events in the date range", Menu::Play, keys![], Command::SetMode(TimeMode::Window)),
    titled_as("mode-trail", "Show a trail", Menu::Play, keys![], Command::SetMode(TimeMode::Trail)),
    titled_as("mode-so-far", "Show events up to now", Menu::Play, keys![], Command::SetMode(TimeMode::SoFar)),
    performing("palette", "All commands…", Menu::Help, keys!["Ctrl+K", "Ctrl+P"], Effect::Palette),
    performing("help", "Keyboard and mouse", Menu::Help, keys!["?", "F1"], Effect::Help),
    performing("about", "About Meridian", Menu::Help, keys![], Effect::About),
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
