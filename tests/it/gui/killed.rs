//! What a killed program leaves: all but what it was just about to keep.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;

use meridian::io::{Journal, JournalBase, carried_story, left_journals, story_to_string};
use meridian::model::{Chapter, Story};
use meridian::store::Store;
use meridian::view::{Command, Edit, Screen, Session};

/// Where the driver writes; set, this program is the one that is to be killed.
const FOLDER: &str = "MERIDIAN_TEST_JOURNALS";
/// How many steps it makes at most.
const STEPS: usize = 400;

/// A session of edits, the same in every process.
struct Script {
    session: Session,
    step: usize,
}

impl Script {
    fn new() -> Self {
        let screen = Screen::with_map([800.0, 600.0]);
        Self { session: Session::new(Arc::new(Store::new(carried_story().story)), screen), step: 0 }
    }

    fn run(&mut self, command: &Command) {
        self.session.run(command, Screen::with_map([800.0, 600.0]));
    }

    /// Makes the next step. The title of the first chapter says which it was.
    fn make_step(&mut self) {
        self.step += 1;
        let step = self.step;
        let events = self.session.own_store().len();
        let event = self.session.own_store().id(step * 7 % events).to_string();
        match step % 5 {
            0 => self.run(&Command::Undo),
            1 => self.edit(Edit::SetWhen { event, when: None }),
            2 => self.edit(Edit::AddChapter(step % 7 + 1, Box::new(Chapter { title: event, ..Chapter::default() }))),
            3 => self.edit(Edit::RemoveChapter(2)),
            _ => self.edit(Edit::MoveChapter(1, 3)),
        }
        let (title, text) = (format!("step {step}"), "word ".repeat(step % 50));
        self.edit(Edit::RetellChapter { number: 0, title, text });
    }

    fn edit(&mut self, edit: Edit) {
        self.run(&Command::Edit(Box::new(edit)));
    }

    fn story(&self) -> &Arc<Story> {
        self.session.own_store().whole_story()
    }
}

/// Not a test: the process that is killed. It says which step it has kept as soon as it knows.
#[test]
fn the_process_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (sender, told) = std::sync::mpsc::channel();
    let journal = Journal::in_folder(PathBuf::from(folder), move || sender.send(()).unwrap_or_default());
    let mut script = Script::new();
    journal.begin(JournalBase::Story, script.story().clone());
    let mut out = std::io::stdout();
    for step in 1..=STEPS as u64 {
        script.make_step();
        journal.keep(script.story().clone(), step, step);
        // Some steps come faster than the disk, some wait for it.
        if step % 3 != 0 {
            told.recv().unwrap();
            writeln!(out, "\nkept {}", journal.state().kept).unwrap();
        }
    }
    writeln!(out, "\nend").unwrap();
    // Until it is killed.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Starts the process and kills it once it has said so many lines. Returns which step it said last.
fn killed_after(lines: usize, folder: &Path) -> u64 {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "gui::killed::the_process_that_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let said = said.filter(|line| line.starts_with("kept ") || line == "end").take(lines);
    let last = said.filter_map(|line| line.strip_prefix("kept ")?.parse().ok()).last();
    child.kill().unwrap();
    child.wait().unwrap();
    last.unwrap_or(0)
}

#[test]
fn a_program_killed_at_fifty_moments_leaves_all_that_it_had_kept() {
    let expected: Vec<String> = {
        let mut script = Script::new();
        let mut texts = vec![story_to_string(script.story())];
        texts.extend((0..STEPS).map(|_| {
            script.make_step();
            story_to_string(script.story())
        }));
        texts
    };
    let mut moment = 12_345_u64;
    for _ in 0..50 {
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let lines = (moment >> 33) as usize % 60 + 1;
        let folder = tempfile::tempdir().unwrap();
        let kept = killed_after(lines, folder.path());
        let left = left_journals(folder.path());
        let newest = left.first().unwrap();
        let restored = newest.restore().unwrap().story;
        let step: usize = restored.chapters[0].title.strip_prefix("step ").unwrap().parse().unwrap();
        assert!(step as u64 >= kept, "after {lines} lines: step {kept} was kept, step {step} is found");
        assert!(story_to_string(&restored) == expected[step], "after {lines} lines: step {step} comes back as it was");
    }
}
