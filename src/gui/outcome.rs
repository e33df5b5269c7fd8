//! What dialogs answer, and what is asked with them: plain values that the window acts on.

use std::path::PathBuf;

use super::document::Request;
use super::export_order::ExportOrder;
use super::steps::Change;
use crate::export::EventsSpec;
use crate::io::{FileFormat, LeftJournal, Mapping};
use crate::query::Side;
use crate::view::{Command, Judgement};

/// What a float answers.
pub(super) enum Outcome {
    Stays,
    Closes,
    Command(Command),
    /// A path was given.
    Path(PathUse, PathBuf),
    /// The changes of the story are kept, or not, and then something else is done.
    Unsaved(Keep, After),
    /// What is done where saving would lose something.
    Over(Over),
    /// Something is to be read, once what is not saved is seen to.
    Read(Request),
    /// Events are to be written in another format.
    Events {
        format: FileFormat,
        spec: EventsSpec,
        path: PathBuf,
    },
    /// The columns of the table mean this.
    Columns(Mapping),
    /// A change is to be taken back by itself.
    Revert(Box<Change>),
    /// The file and the story are to be merged, with the words of this side where they clash.
    Merge(Side),
    /// What a journal has kept is wanted.
    Recover(Box<LeftJournal>),
    /// A judgement was passed; its author is remembered.
    Judged(Judgement),
    /// The desktop's own dialog is wanted.
    Browse(PathUse),
    /// An export is to be shown beside what is asked of it, a film at a share of its length.
    Preview(Box<ExportOrder>, f32),
    /// An export is to be written.
    Export(Box<ExportOrder>),
}

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathUse {
    OpenStory,
    SaveStory,
    Compare,
    PicturesFolder,
    /// The folder of the export that is asked for.
    ExportFolder,
    /// The rows that became no event.
    RejectedRows,
    /// Places to be looked for.
    PlaceTable,
}

impl PathUse {
    /// True when the path is for the story that is open when it is asked for.
    pub(super) fn is_about_story(self) -> bool {
        match self {
            Self::SaveStory | Self::Compare | Self::RejectedRows => true,
            Self::OpenStory | Self::PicturesFolder | Self::ExportFolder | Self::PlaceTable => false,
        }
    }
}

/// A path that the desktop was asked for: what it is for, and for which of the stories that were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) purpose: PathUse,
    pub(super) document: u64,
}

/// What is done once changes are saved or let go.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum After {
    /// Something is read in its place.
    Read(Box<Request>),
    OpenCarried,
    NewStory,
    /// The story is put away.
    Start,
    Close,
}

/// Whether changes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Yes,
    No,
}

/// What would be lost by saving over the file of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// What another program has written since.
    OfOthers,
    /// So many features that could not be read.
    Unread(usize),
}

/// What is done about a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Over {
    /// The story goes into another file.
    SaveAs,
    /// It is saved all the same, and this is lost.
    Write(PathBuf, Loss),
    /// The versions are held against each other.
    Compare(PathBuf),
}
