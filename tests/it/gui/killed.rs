//! What a killed program leaves: all but the last three seconds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;

use meridian::io::{EVERY_SECS, Journal, JournalBase, Pace, Turn, carried_story, left_journals, story_to_string};
use meridian::model::{Chapter, Story};
use meridian::store::Store;
use meridian::view::{Command, Edit, Screen, Session};

/// Where the driver writes; set, this program is the one that is to be killed.
const FOLDER: &str = "MERIDIAN_TEST_JOURNALS";
/// How many steps it makes at most.
const STEPS: usize = 400;
/// How many steps it makes in a second of its own clock.
const RATE: usize = 8;
/// How many steps may be lost: those of three seconds, of which the window waits one and the disk has two.
const MOST_LOST: usize = 3 * RATE;
const _: () = assert!(EVERY_SECS <= 1.0);

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
        self.edit(Edit::RetellChapter { number: 0, title, text, i18n: Vec::new() });
    }

    fn edit(&mut self, edit: Edit) {
        self.run(&Command::Edit(Box::new(edit)));
    }

    fn story(&self) -> &Arc<Story> {
        self.session.own_store().whole_story()
    }
}

/// Not a test: the process that is killed. It hands its story over as a window does, by a clock that goes on with its
/// steps, and says each step that it has made. A disk that lags behind for two seconds is waited for.
#[test]
fn the_process_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (sender, told) = std::sync::mpsc::channel();
    let journal = Journal::in_folder(PathBuf::from(folder), move || sender.send(()).unwrap_or_default());
    let (mut script, mut pace) = (Script::new(), Pace::default());
    journal.begin(JournalBase::Story, script.story().clone());
    pace.begin(script.story().clone());
    let (mut out, mut handed_over_at) = (std::io::stdout(), Vec::new());
    for step in 1..=STEPS {
        script.make_step();
        let turn = pace.turn(script.story(), step as f64 / RATE as f64);
        if let Turn::Keep(number) = turn {
            journal.keep(script.story().clone(), number, step as u64);
            handed_over_at.push(step);
        }
        let is_late = |kept: u64| handed_over_at.get(kept as usize).is_some_and(|at| step - at >= 2 * RATE);
        while is_late(journal.state().kept) {
            told.recv().unwrap();
        }
        writeln!(out, "\nmade {step}").unwrap();
    }
    writeln!(out, "\nend").unwrap();
    // Until it is killed.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Starts the process and kills it once it has said so many lines. Returns which step it said last.
fn killed_after(lines: usize, folder: &Path) -> usize {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "gui::killed::the_process_that_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let said = said.filter(|line| line.starts_with("made ") || line == "end").take(lines);
    let last = said.filter_map(|line| line.strip_prefix("made ")?.parse().ok()).last();
    child.kill().unwrap();
    child.wait().unwrap();
    last.unwrap_or(0)
}

#[test]
fn a_program_killed_at_fifty_moments_leaves_all_but_the_last_three_seconds() {
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
        let lines = (moment >> 33) as usize % 120 + 1;
        let folder = tempfile::tempdir().unwrap();
        let made = killed_after(lines, folder.path());
        let left = left_journals(folder.path());
        let Some(newest) = left.first() else {
            assert!(made < MOST_LOST, "after step {made} nothing is left");
            continue;
        };
        let restored = newest.restore().unwrap().story;
        let step: usize = restored.chapters[0].title.strip_prefix("step ").unwrap().parse().unwrap();
        assert!(step + MOST_LOST > made, "step {made} was made, step {step} is found");
        assert!(story_to_string(&restored) == expected[step], "step {step} comes back as it was");
    }
}
