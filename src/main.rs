//! The program: reads its arguments, does what they ask for, and says with its exit code how it went.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use meridian::cli::{self, Arguments, Done};
use meridian::io::Cache;

/// Stories are many small pieces of memory, which it hands out and takes back in half the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| misspelt(&error));
    let cache = if arguments.no_cache { None } else { Cache::of_user() };
    let done = match &arguments.task {
        Some(task) => cli::run(task),
        None => cli::check_files_for_window(&arguments.files)
            .and_then(|()| arguments.frame_log.map(|path| Ok((cli::new_frame_log(&path)?, path))).transpose())
            .and_then(|frame_log| open_window(arguments.files, frame_log, cache))
            .map(|()| Done::Clean),
    };
    done.map_or_else(could_not, ExitCode::from)
}

/// Says what is wrong with the arguments, or what help is asked for. Arguments can be names of files that others
/// have given, so that what steers a terminal is taken out.
#[expect(clippy::print_stderr, reason = "this is where an error is told")]
fn misspelt(error: &clap::Error) -> ! {
    let text = error.render().to_string();
    if error.use_stderr() && cli::plain_lines(&text) != text {
        eprint!("{}", cli::plain_lines(&text));
        std::process::exit(error.exit_code());
    }
    error.exit()
}

#[expect(clippy::print_stderr, reason = "this is where an error is told")]
#[expect(clippy::needless_pass_by_value, reason = "it is the end of the error")]
fn could_not(error: anyhow::Error) -> ExitCode {
    eprintln!("meridian: {}", cli::error_text(&error));
    ExitCode::from(Done::COULD_NOT)
}

#[cfg(feature = "gui")]
fn open_window(files: Vec<PathBuf>, frame_log: Option<(File, PathBuf)>, cache: Option<Cache>) -> anyhow::Result<()> {
    Ok(meridian::gui::run(meridian::gui::Options { files, frame_log, cache })?)
}

#[cfg(not(feature = "gui"))]
fn open_window(_files: Vec<PathBuf>, _frame_log: Option<(File, PathBuf)>, _cache: Option<Cache>) -> anyhow::Result<()> {
    anyhow::bail!("this build has no window; use `meridian export -o figure.png` to draw without one")
}
