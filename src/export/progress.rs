//! How far an export has come, and the wish to end it.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

type Told = dyn Fn(&Progress) + Send + Sync;

/// Shared between who carries an export out and who waits for it.
///
/// It counts what is drawn, whatever is drawn, and tells whoever asked for that of every step.
#[derive(Default)]
pub struct Progress {
    done: AtomicUsize,
    of: AtomicUsize,
    frames: AtomicBool,
    stopped: AtomicBool,
    told: Option<Box<Told>>,
}

impl Progress {
    /// Progress of which every step is told.
    pub fn telling(told: impl Fn(&Self) + Send + Sync + 'static) -> Self {
        Self { told: Some(Box::new(told)), ..Self::default() }
    }

    /// Ends the work before its next step; a file that is not whole yet is not written.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// True once it is to end.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How much is drawn, and of how much; of none before that is known.
    pub fn counts(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// The same in words: `3 of 12 pictures are drawn`.
    pub fn words(&self) -> String {
        let (done, of) = self.counts();
        let noun = if self.frames.load(Ordering::Relaxed) { "frames" } else { "pictures" };
        match of {
            1 => "The picture is being drawn".to_owned(),
            _ => format!("{done} of {of} {noun} are drawn"),
        }
    }

    /// So many pictures are to be drawn, or frames of one that moves.
    pub(super) fn begin(&self, of: usize, drawn: Drawn) {
        self.frames.store(drawn == Drawn::Frames, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        self.tell();
    }

    /// One more is drawn.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    fn tell(&self) {
        if let Some(told) = &self.told {
            told(self);
        }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    Pictures,
    Frames,
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.counts()).field(&self.is_stopped()).finish()
    }
}
