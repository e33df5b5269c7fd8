//! What is left for the outside to do for a command.

use std::borrow::Cow;

use super::{Motion, Theme};
use crate::model::{CitationForm, Named};

/// A part of the window that folds away, or a tab of the left panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    /// The panel on the left as a whole.
    Left,
    /// Its list of events.
    Events,
    /// Its chapters.
    Chapters,
    /// Its charts.
    Charts,
    /// What has changed since an older version, while versions are compared.
    Changes,
    /// The selected event, on the right.
    Detail,
    /// The timeline below.
    Timeline,
    /// The table of events, in place of the map.
    EventTable,
    /// The table of claims, in place of the map.
    Claims,
    /// The table of sources, in place of the map.
    Sources,
    /// The table of actors, in place of the map.
    Actors,
}

/// What the outside must do for a command that does more than change the view.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Choose a story file and open it.
    Open,
    /// Cite the claim with this id.
    CiteClaim(String),
    /// Open the story that the program carries.
    OpenCarried,
    /// Read the files of the story again.
    Reload,
    /// Ask which columns of the table mean what.
    Columns,
    /// Write events in a format of others.
    ExportEvents,
    /// Save the rows that became no event.
    SaveRejected,
    /// Open the table on the clipboard.
    PasteTable,
    /// Save the story.
    Save,
    /// Choose another file for the story and save it there.
    SaveAs,
    /// Show the sample, ways to begin and files that were open before.
    Start,
    /// Put the story away.
    CloseStory,
    /// Make one event of the selected ones.
    JoinEvents,
    /// Make one source of those that are chosen in the table of sources.
    JoinSources,
    /// Make one of the things of a kind with these ids; the first stays.
    Join(Named, Vec<String>),
    /// Move a claim of the selected event to an event of its own.
    SplitClaim,
    /// Show the claims that a claim of the selected event may dispute.
    DisputeClaim,
    /// Begin a story of one's own.
    NewStory,
    /// Show what the story says of itself, with its layers, categories and actors, to be written.
    EditStory,
    /// Add an event where the pointer is, and show it to be written.
    NewEvent,
    /// Select all events that are shown.
    SelectShown,
    /// Show the selected event to be written, or what several say in common.
    EditEvent,
    /// Add another event like the selected one, and show it to be written.
    DuplicateEvent,
    /// Have a click on the map place the selected event.
    PointPlace,
    /// Have clicks on the map draw the line or area of the selected event.
    DrawPlace,
    /// Choose a table of places to look in, too.
    AddPlaces,
    /// Write the value of a cell of a table into the other chosen rows.
    FillDown,
    /// Take the selected events out of the story.
    RemoveEvents,
    /// Add a claim to the selected event, and show it to be written.
    NewClaim,
    /// Add a source, and show it to be written.
    NewSource,
    /// Show this source to be written.
    EditSource(String),
    /// Show this source in the table of sources.
    ListSource(String),
    /// Ask for title and text of a new chapter.
    AddChapter,
    /// Ask for another title and text of the chapter with this number.
    RetellChapter(usize),
    /// Ask for the time of this event.
    TypeWhen(usize),
    /// Ask for a judgement of this event.
    Judge(usize),
    /// Save a picture of the window.
    Screenshot,
    /// Choose the folder for pictures.
    ChooseFolder,
    /// Put a picture of the window on the clipboard.
    CopyPicture,
    /// Write a figure of the view.
    ExportFigure,
    /// Write a page of the view that stands alone.
    ExportPage,
    /// Write a moving picture of the view.
    ExportFilm,
    /// Put this event on the clipboard as text.
    CopyEvent(usize),
    /// Put a citation of the selected event, or of the view, on the clipboard.
    Cite(CitationForm),
    /// Open an address in the browser.
    OpenAddress(String),
    /// Put a text on the clipboard.
    CopyText(String),
    /// Open this file.
    OpenFile(std::path::PathBuf),
    /// Ask for a window as dates.
    TypeWindow,
    /// Ask for the date of the account.
    TypeKnown,
    /// Put the focus into the search box.
    Search,
    /// Open the command palette.
    Palette,
    /// Show or hide a panel.
    TogglePanel(Panel),
    /// Fold the legend of the map, or show it again.
    ToggleLegend,
    /// Make the strip that counts the events of the timeline so high, in points; none for as high as is usual.
    SetStripHeight(Option<f32>),
    /// Let map and time glide from now on, or not.
    SetMotion(Motion),
    /// Let them move as the desktop asks from now on.
    SystemMotion,
    /// Follow the theme of the desktop from now on.
    SystemTheme,
    /// Stay with the theme that was chosen.
    KeepTheme(Theme),
    /// Show what the reader of the file had to say.
    ShowDiagnostics,
    /// Choose an older version of the story and compare with it.
    Compare,
    /// Show the story alone again.
    EndComparison,
    /// Show what the sources lack.
    ShowProvenance,
    /// Show all changes since the story was opened.
    ShowSteps,
    /// Choose by which numbers marks are sized and coloured.
    ChooseMarks,
    /// Choose one of the stories whose changes a crash has kept from being saved.
    RestoreChanges,
    /// Show the keys.
    Help,
    /// Show version, licences and where the data come from.
    About,
    /// Remove what is kept of large tables so that they open faster.
    EmptyCache,
    /// Esc, when nothing was held.
    Dismiss,
    /// Close the window.
    Quit,
    /// Playing has cut over so many seconds of the story: show that it did.
    Cut(f64),
    /// Say this to the viewer.
    Say(Cow<'static, str>),
}
