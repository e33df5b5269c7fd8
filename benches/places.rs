//! What a search for a place costs: the first use of the carried names, and answers.
//!
//! `cargo bench --bench places` prints a row for each, with the budget beside what was measured: 300 ms for the first
//! use, 30 ms for an answer (the median of many).

use std::time::Instant;

use meridian::basemap::Basemap;
use meridian::gazetteer::{Gazetteer, Near};
use meridian::model::LonLat;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TIMES: usize = 21;

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn main() {
    println!("{:<40} {:>9} {:>9}", "", "ms", "budget ms");
    // The window has the base map long before a place is looked for.
    Basemap::embedded();
    let begun = Instant::now();
    let gazetteer = Gazetteer::embedded();
    print("the first use", ms_since(begun), 300.0);
    let near = Near { at: LonLat::new(69.17, 34.53), reach_km: 100.0 };
    for text in ["a", "kh", "san", "khost", "jalallabad", "boldak", "کابل", "saint germain en lay", "xqzwyvut", "ال"]
    {
        for (told, near) in [("", None), (" near Kabul", Some(near))] {
            let mut measured: Vec<f64> = (0..TIMES)
                .map(|_| {
                    let begun = Instant::now();
                    assert!(gazetteer.search(text, near, 12).len() <= 12);
                    ms_since(begun)
                })
                .collect();
            measured.sort_by(f64::total_cmp);
            print(&format!("\"{text}\"{told}"), measured[TIMES / 2], 30.0);
        }
    }
}

fn ms_since(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn print(name: &str, ms: f64, budget_ms: f64) {
    let verdict = if ms <= budget_ms { "" } else { "  over the budget" };
    println!("{name:<40} {ms:>9.3} {budget_ms:>9.0}{verdict}");
}
