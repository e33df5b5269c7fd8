//! What the program does without a window: new, check, list, export, convert, diff, merge, places, source, cache and
//! when.
//!
//! This module answers what a command line means, prints what it asks for, and says whether there
//! were findings. It does not know the window, and draws, filters and reads nothing itself: that is
//! in `export` and `scene`, `query`, `io`.

mod actors;
mod args;
mod cache;
mod check;
mod claims;
mod composition;
mod convert;
mod diff;
mod export;
mod files;
mod film;
mod input;
mod list;
mod merge;
mod new;
mod places;
mod protection;
mod rows;
mod source;
mod terminal;
mod view_args;
mod view_file;
mod view_values;
mod when;

use std::process::ExitCode;

use crate::io::LOST;
use crate::model::lost_count;
pub use args::{Arguments, CheckArgs, ConvertArgs, DiffArgs, ExportArgs, ListArgs, MergeArgs, Task};
pub use cache::CacheArgs;
pub use files::{check_files_for_window, new_frame_log};
use input::Input;
pub use new::NewArgs;
pub use places::PlacesArgs;
pub use source::SourceArgs;
pub use terminal::{error_text, plain_lines};
pub use when::WhenArgs;

/// How a task ended that could be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// There is nothing to add.
    Clean,
    /// There were findings: a checked file has errors or warnings, rows were left out, or versions clash.
    WithFindings,
}

impl Done {
    /// The exit code of a task that could not be done.
    pub const COULD_NOT: u8 = 2;

    /// How two tasks ended together.
    #[must_use]
    fn and(self, other: Self) -> Self {
        if self == Self::Clean { other } else { self }
    }
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Clean => Self::from(0),
            Done::WithFindings => Self::from(1),
        }
    }
}

/// Does a task: prints to standard output or writes the file that it names.
///
/// An error is one to tell with [`error_text`]; what it says can have several lines.
pub fn run(task: &Task) -> anyhow::Result<Done> {
    let done = perform(task);
    files::finish_keeping();
    let done = match done {
        // As where `head` has its lines.
        Err(error) if terminal::has_heard_enough(&error) => Done::Clean,
        done => done?,
    };
    // What was made with a stand-in for an event must not pass for whole.
    anyhow::ensure!(lost_count() == 0, "{LOST}");
    Ok(done)
}

fn perform(task: &Task) -> anyhow::Result<Done> {
    match task {
        Task::New(args) => new::new(args),
        Task::Check(args) => check::check(args),
        Task::List(args) => list::list(args),
        Task::Export(args) => export::export(args),
        Task::Convert(args) => convert::convert(args),
        Task::Diff(args) => diff::diff(args),
        Task::Merge(args) => merge::merge(args),
        Task::Places(args) => places::places(args),
        Task::Source(args) => source::source(args),
        Task::Cache(args) => cache::cache(args),
        Task::When(args) => when::when(args),
    }
}
