//! How long each frame took, a line for each in a file, for reports of slowness.
//!
//! Lines are written by a thread of their own, so that a slow disk holds up no frame. A line follows once the next frame
//! begins, since only then it is known how long the painting took.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::jobs::{Answer, AnswerSender};

/// The names of the columns.
const HEAD: &str = "ms,cause,own_ms,painting_ms,shown,events";

/// How often the file is brought up to date.
const FLUSHES: Duration = Duration::from_secs(1);

/// Why there was a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// The window wished for one: it moves, plays or waits.
    Repaint,
    /// Another thread had an answer.
    Job,
    /// A hand moved.
    Input,
}

impl Cause {
    fn word(self) -> &'static str {
        match self {
            Self::Repaint => "repaint",
            Self::Job => "job",
            Self::Input => "input",
        }
    }
}

/// A frame as far as it is known.
#[derive(Debug, Clone, Copy)]
struct FrameLine {
    began: Duration,
    cause: Cause,
    own: Duration,
    shown: usize,
    events: usize,
}

impl FrameLine {
    /// As it is written, once it is known how long the whole frame took, waiting for the display left out.
    fn text(&self, whole_secs: Option<f32>) -> String {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let Self { began, cause, own, shown, events } = self;
        let mut text = format!("{:.1},{},{:.3},", ms(*began), cause.word(), ms(*own));
        if let Some(whole) = whole_secs {
            let painting = (f64::from(whole) * 1e3 - ms(*own)).max(0.0);
            write!(text, "{painting:.3}").expect("a text takes all");
        }
        writeln!(text, ",{shown},{events}").expect("a text takes all");
        text
    }
}

/// Writes a line for each frame.
pub(super) struct FrameLog {
    start: Instant,
    /// The frame that is being made, or was made last.
    frame: Option<FrameLine>,
    /// None once the window is closed.
    lines: Option<Sender<String>>,
    writer: Option<JoinHandle<()>>,
}

impl FrameLog {
    /// Begins to write into an empty file. Why it cannot be written is an answer, a sentence with its path.
    pub(super) fn begin(file: File, path: &Path, answers: AnswerSender) -> Self {
        let shown = path.display().to_string();
        let fault = move |error: std::io::Error| format!("Cannot write the frame log ({error}): {shown}");
        let (lines, received) = channel();
        let writer = std::thread::spawn(move || {
            if let Err(error) = write_lines(file, &received) {
                answers.send(Answer::Wrote(Err(fault(error))));
            }
        });
        Self { start: Instant::now(), frame: None, lines: Some(lines), writer: Some(writer) }
    }

    /// A frame begins; the one before took so long as a whole.
    pub(super) fn begin_frame(&mut self, whole_secs: Option<f32>) {
        self.send(whole_secs);
        let began = self.start.elapsed();
        self.frame = Some(FrameLine { began, cause: Cause::Repaint, own: Duration::ZERO, shown: 0, events: 0 });
    }

    /// Something that called for this frame.
    pub(super) fn note(&mut self, cause: Cause) {
        if let Some(frame) = &mut self.frame {
            frame.cause = frame.cause.max(cause);
        }
    }

    /// The program has worked at this frame since then.
    pub(super) fn worked(&mut self, since: Instant) {
        if let Some(frame) = &mut self.frame {
            frame.own += since.elapsed();
        }
    }

    /// How many events this frame shows, of how many.
    pub(super) fn count(&mut self, shown: usize, events: usize) {
        if let Some(frame) = &mut self.frame {
            (frame.shown, frame.events) = (shown, events);
        }
    }

    fn send(&mut self, whole_secs: Option<f32>) {
        if let (Some(frame), Some(lines)) = (self.frame.take(), &self.lines)
            && lines.send(frame.text(whole_secs)).is_err()
        {
            // The writer has said why.
            self.lines = None;
        }
    }
}

impl Drop for FrameLog {
    /// The last frame is written, too.
    fn drop(&mut self) {
        self.send(None);
        self.lines = None;
        if let Some(writer) = self.writer.take() {
            // What it could not write it has told.
            writer.join().ok();
        }
    }
}

fn write_lines(file: File, lines: &Receiver<String>) -> std::io::Result<()> {
    let mut file = BufWriter::new(file);
    writeln!(file, "{HEAD}")?;
    file.flush()?;
    let mut flushed = Instant::now();
    loop {
        match lines.recv_timeout(FLUSHES.saturating_sub(flushed.elapsed())) {
            Ok(line) => file.write_all(line.as_bytes())?,
            Err(RecvTimeoutError::Timeout) => {
                file.flush()?;
                flushed = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => return file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::jobs::Jobs;

    #[test]
    fn each_frame_has_a_line_and_the_last_one_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("frames.csv");
        let jobs = Jobs::new(&egui::Context::default());
        let mut log = FrameLog::begin(File::create_new(&path).unwrap(), &path, jobs.sender());
        for (cause, shown) in [(None, 3), (Some(Cause::Input), 5)] {
            log.begin_frame(Some(0.5));
            log.note(Cause::Repaint);
            if let Some(cause) = cause {
                log.note(cause);
            }
            log.note(Cause::Repaint);
            log.worked(Instant::now());
            log.count(shown, 9);
        }
        drop(log);
        let text = std::fs::read_to_string(&path).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!(rows[0].join(","), HEAD);
        let told: Vec<_> = rows[1..].iter().map(|row| (row[1], row[4], row[5], row[3].is_empty())).collect();
        assert_eq!(told, [("repaint", "3", "9", false), ("input", "5", "9", true)]);
        assert!(rows[1][3].parse::<f64>().unwrap() > 400.0);
    }
}
