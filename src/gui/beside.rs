//! Work that another thread does beside the window, one at a time, for what is asked last.
//!
//! What it answers is taken in a frame; the window is woken for it. What is let go is told so, and can stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use egui::Context;

/// Work that goes on, if any, with what it was begun for.
pub(super) struct Beside<K, T> {
    under_way: Option<UnderWay<K, T>>,
}

struct UnderWay<K, T> {
    key: K,
    answers: Receiver<Answer<T>>,
    /// Tells the thread when it is dropped.
    _wanted: Wanted,
}

struct Wanted(Arc<AtomicBool>);

/// An answer, and whether it is the last.
struct Answer<T> {
    found: T,
    is_last: bool,
}

/// What the thread is handed to tell what it has found so far, and to ask whether anybody waits.
pub(super) struct Telling<T> {
    /// None once the work is over.
    answers: Option<Sender<Answer<T>>>,
    is_wanted: Arc<AtomicBool>,
    ctx: Context,
}

/// What was answered since it was last asked.
pub(super) struct Answered<K, T> {
    /// In the order in which it was found.
    pub(super) found: Vec<T>,
    /// What the work was begun for, once it is over; without an answer where the thread could not go on.
    pub(super) ended: Option<K>,
}

impl<K, T> Default for Beside<K, T> {
    fn default() -> Self {
        Self { under_way: None }
    }
}

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl<T> Telling<T> {
    /// False once nobody waits for an answer any more.
    pub(super) fn is_wanted(&self) -> bool {
        self.is_wanted.load(Ordering::Relaxed)
    }

    /// Tells what was found so far.
    pub(super) fn tell(&self, found: T) {
        self.send(Answer { found, is_last: false });
    }

    fn send(&self, answer: Answer<T>) {
        // The window may have closed meanwhile, or want something else.
        if self.answers.as_ref().is_some_and(|answers| answers.send(answer).is_ok()) {
            self.ctx.request_repaint();
        }
    }

    /// Tells the last that was found.
    fn end(mut self, found: T) {
        self.send(Answer { found, is_last: true });
        self.answers = None;
    }
}

impl<T> Drop for Telling<T> {
    /// The window is woken for work that could not go on, too.
    fn drop(&mut self) {
        if self.answers.take().is_some() && self.is_wanted() {
            self.ctx.request_repaint();
        }
    }
}

impl<K, T: Send + 'static> Beside<K, T> {
    /// Begins work, and lets go what is under way. Its last answer is what it returns; none where it was stopped.
    pub(super) fn begin(
        &mut self,
        ctx: &Context,
        key: K,
        work: impl FnOnce(&Telling<T>) -> Option<T> + Send + 'static,
    ) {
        let (sender, answers) = channel();
        let is_wanted = Arc::new(AtomicBool::new(true));
        let telling = Telling { answers: Some(sender), is_wanted: is_wanted.clone(), ctx: ctx.clone() };
        std::thread::spawn(move || {
            if let Some(found) = work(&telling) {
                telling.end(found);
            }
        });
        self.under_way = Some(UnderWay { key, answers, _wanted: Wanted(is_wanted) });
    }

    /// What was answered since this was last asked.
    pub(super) fn answered(&mut self) -> Answered<K, T> {
        let (mut found, mut is_over) = (Vec::new(), false);
        while let Some(under_way) = self.under_way.as_ref().filter(|_| !is_over) {
            match under_way.answers.try_recv() {
                Ok(answer) => {
                    found.push(answer.found);
                    is_over = answer.is_last;
                }
                Err(TryRecvError::Disconnected) => is_over = true,
                Err(TryRecvError::Empty) => break,
            }
        }
        let ended = self.under_way.take_if(|_| is_over);
        Answered { found, ended: ended.map(|ended| ended.key) }
    }

    /// What is under way.
    pub(super) fn asked(&self) -> Option<&K> {
        self.under_way.as_ref().map(|under_way| &under_way.key)
    }

    /// Lets go what is under way.
    pub(super) fn stop(&mut self) {
        self.under_way = None;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn answered<K, T: Send + 'static>(beside: &mut Beside<K, T>) -> (Vec<T>, Option<K>) {
        let mut all = Vec::new();
        loop {
            let Answered { found, ended } = beside.answered();
            all.extend(found);
            if ended.is_some() {
                return (all, ended);
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn answers_come_in_order_and_with_the_last_the_work_is_over() {
        let mut beside = Beside::default();
        beside.begin(&Context::default(), "a", |telling| {
            telling.tell(1);
            Some(2)
        });
        assert_eq!(beside.asked(), Some(&"a"));
        assert_eq!(answered(&mut beside), (vec![1, 2], Some("a")));
        assert_eq!(beside.asked(), None);
        beside.begin(&Context::default(), "none", |_| None);
        assert_eq!(answered(&mut beside), (Vec::new(), Some("none")));
    }

    #[test]
    fn the_window_is_woken_for_work_that_could_not_go_on() {
        let ctx = Context::default();
        let (sender, woken) = channel();
        ctx.set_request_repaint_callback(move |_| sender.send(()).unwrap_or_default());
        let mut beside = Beside::<_, u8>::default();
        beside.begin(&ctx, "broken", |_| panic!("a fault of the work"));
        woken.recv_timeout(Duration::from_mins(1)).expect("the window is woken");
        assert_eq!(beside.answered().ended, Some("broken"));
    }

    #[test]
    fn what_is_let_go_is_told_so_and_answers_no_more() {
        let mut beside = Beside::default();
        let (sender, stopped) = channel();
        beside.begin(&Context::default(), 1, move |telling| {
            while telling.is_wanted() {
                std::thread::yield_now();
            }
            sender.send(()).ok();
            Some("late")
        });
        beside.begin(&Context::default(), 2, |_| Some("in time"));
        stopped.recv().unwrap();
        assert_eq!(answered(&mut beside), (vec!["in time"], Some(2)));
    }
}
