//! How long a file takes to open: until its first events are ready for the map, and until all are.
//!
//! `cargo bench --bench import -- FILE` prints one line of JSON for a file; without one it does nothing.
//! `benches/import-beside-polars` makes a table of 140 MB and measures polars beside it. Budget: first events
//! within 1 s, all within 4 s, and at most twice the processor time of polars.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use meridian::io::{Opening, Progress, open};
use meridian::store::Store;

/// Stories are many small pieces of memory, which it hands out and takes back in half the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn main() {
    // Cargo itself passes `--bench`.
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from) else {
        return;
    };
    let begun = Instant::now();
    let mut first_secs = None;
    let mut watch = |progress: Progress<'_>| {
        if first_secs.is_none() && !progress.story.events.is_empty() {
            let early = Store::new(progress.first_events());
            assert!(!early.is_empty(), "there are events to show");
            first_secs = Some(begun.elapsed().as_secs_f64());
        }
        ControlFlow::Continue(())
    };
    let loaded = open(&path, Opening { progress: Some(&mut watch), ..Opening::default() }).expect("the file opens");
    let read_secs = begun.elapsed().as_secs_f64();
    let (rows, errors) = (loaded.rows, loaded.diagnostics.errors());
    let store = Store::new(loaded.story);
    let all_secs = begun.elapsed().as_secs_f64();
    let events = store.len();
    let first_secs = first_secs.unwrap_or(all_secs);
    println!(
        "{{\"rows\":{rows},\"events\":{events},\"errors\":{errors},\"first_secs\":{first_secs:.3},\"read_secs\":{read_secs:.3},\"all_secs\":{all_secs:.3}}}"
    );
    // The system takes memory back faster than a hundred thousand events are let go one by one.
    std::process::exit(0);
}
