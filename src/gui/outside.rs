//! Files that the window has written, opened in the program that the desktop has for them.
//!
//! Only paths that the window itself has written to come here, never an address of a story.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::jobs::{Answer, AnswerSender};

/// What the desktop opens with.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens a file or folder with the desktop, off the window's thread; what keeps it from that is answered.
pub(super) fn open_outside(path: PathBuf, answers: AnswerSender) {
    std::thread::spawn(move || {
        if let Err(message) = opened(&path) {
            answers.send(Answer::WroteEvents(Err(message)));
        }
    });
}

fn opened(path: &Path) -> Result<(), String> {
    let could_not = |error: &dyn std::fmt::Display| format!("Could not open it: {error}: {}", path.display());
    // Whole, so that no name is taken for an option.
    let whole = path.canonicalize().map_err(|error| could_not(&error))?;
    let mut command = Command::new(OPENER);
    command.arg(whole).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().map_err(|error| could_not(&format!("{OPENER}: {error}")))?;
    // Explorer fails even where it opens.
    if status.success() || cfg!(windows) {
        Ok(())
    } else {
        Err(format!("The desktop has no program for it: {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_told() {
        assert!(opened(Path::new("no such file")).unwrap_err().starts_with("Could not open it: "));
    }
}
