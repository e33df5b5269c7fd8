//! What the program itself has put on the clipboard, which is no table to be pasted.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use egui::{Context, FullOutput, OutputCommand, Plugin};

/// How many of the texts that the program has copied are known again: a clipboard may keep several.
const REMEMBERED: usize = 64;

/// Remembers what the program itself has put on the clipboard, wherever in it that was done.
#[derive(Default)]
pub(super) struct OwnCopies {
    hashes: Vec<u64>,
}

impl Plugin for OwnCopies {
    fn debug_name(&self) -> &'static str {
        "own copies"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.hashes.push(hash(text));
                let surplus = self.hashes.len().saturating_sub(REMEMBERED);
                self.hashes.drain(..surplus);
            }
        }
    }
}

impl OwnCopies {
    /// True for a text that the program itself has put on the clipboard.
    pub(super) fn have(&self, text: &str) -> bool {
        self.hashes.contains(&hash(text))
    }
}

/// Clipboards may end lines otherwise and drop the last end.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.trim().lines().for_each(|line| line.hash(&mut hasher));
    hasher.finish()
}
