//! What is read by a thread of its own, while what was read before is taken in.

use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::thread::Builder;

use crate::io::harvest::{Batch, Harvest};
use crate::io::{Diagnostics, LoadError};

/// So many batches wait to be taken in before whoever reads waits.
const WAITING: usize = 4;

/// Reads by a thread of its own, and hands over what it reads by this one. The reading ends early where nobody wants
/// more.
pub(super) fn read_beside<T: Send>(
    harvest: &mut Harvest<'_>,
    read: impl FnOnce(&mut Harvest<'_>) -> Result<T, LoadError> + Send,
) -> Result<T, LoadError> {
    let (batches, waiting) = sync_channel::<(Batch, u64)>(WAITING);
    std::thread::scope(|scope| {
        let read = move || {
            let mut take = |batch: Batch, bytes_read: u64| match batches.send((batch, bytes_read)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            };
            let mut beside = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
            let result = read(&mut beside);
            let Harvest { diagnostics, title, .. } = beside;
            (result, diagnostics, title)
        };
        let thread = Builder::new().name("splitting".to_owned()).spawn_scoped(scope, read);
        let thread = thread.map_err(LoadError::unread)?;
        let taken = waiting.into_iter().try_for_each(|(batch, bytes_read)| harvest.hand_over(batch, bytes_read));
        let (result, diagnostics, title) = match thread.join() {
            Ok(read) => read,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        harvest.diagnostics.absorb(diagnostics);
        if harvest.title.is_empty() {
            harvest.title = title;
        }
        taken.and(result)
    })
}
