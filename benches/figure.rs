//! How long a figure takes, from the bytes of a table to those of the PNG: events against seconds.
//!
//! `cargo bench --bench figure` prints a row for each number of events, with the budget beside what was measured, and
//! how much longer ten times the events take. The table has the columns of UCDP GED, with sources of their own for
//! each event, like the one that `benches/import-beside-polars` makes. Budget: no worse than linear; 1 s for 3,000
//! events and 8 s for 100,000.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use meridian::basemap::Basemap;
use meridian::export::{ExportError, ExportSource, ExportSpec, Progress};
use meridian::io::{Opening, open_bytes};
use meridian::scene::{Fonts, Layout, REFERENCE_MAP};
use meridian::store::Store;
use meridian::view::View;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Events, and the seconds that a figure of them may take.
const BUDGET: [(usize, f64); 4] = [(1_000, 0.8), (3_000, 1.0), (10_000, 1.8), (100_000, 8.0)];

const WORDS: [&str; 16] = [
    "government",
    "forces",
    "said",
    "clashes",
    "near",
    "the",
    "village",
    "left",
    "several",
    "fighters",
    "dead",
    "while",
    "residents",
    "fled",
    "before",
    "dawn",
];
const OFFICES: [&str; 5] = ["Reuters News", "Agence France Presse", "Xinhua", "Associated Press", "Dawn"];

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn main() {
    println!("{:>8} {:>10} {:>10} {:>8} {:>12}", "events", "timeline s", "figure s", "budget s", "s per 1,000");
    for (count, budget) in BUDGET {
        let table = table(count);
        let (timeline, _) = secs_of(&table, Layout::Timeline);
        let (figure, bytes) = secs_of(&table, Layout::Figure);
        assert!(bytes > 10_000, "there is a picture");
        let each = figure * 1000.0 / count as f64;
        let verdict = if figure <= budget { "" } else { "  over the budget" };
        println!("{count:>8} {timeline:>10.2} {figure:>10.2} {budget:>8.1} {each:>12.3}{verdict}");
    }
    // The system takes memory back faster than a hundred thousand events are let go one by one.
    std::process::exit(0);
}

/// How long a picture of a table takes, reading included, and how many bytes it has.
fn secs_of(table: &str, layout: Layout) -> (f64, usize) {
    let begun = Instant::now();
    let basemap = Basemap::embedded();
    let loaded = open_bytes(table.as_bytes().to_vec(), Opening::default()).expect("the table opens");
    let mut finder = basemap.place_finder();
    let store = std::sync::Arc::new(Store::new(loaded.story)).with_named_places(|event| finder.places_of(event));
    let view = View::of_story(&store, REFERENCE_MAP.map(f64::from));
    let spec = ExportSpec { layout, ..ExportSpec::default() };
    let source = ExportSource { store: &store, basemap, view: &view, fonts: &Fonts::default() };
    let plan = spec.plan(source, Path::new("figure.png")).expect("nothing keeps it from being made");
    let mut bytes = 0;
    let whole = plan.perform(&Progress::default(), |file| {
        bytes = file.bytes.len();
        Ok::<_, ExportError>(())
    });
    whole.expect("there is room for the picture");
    let secs = begun.elapsed().as_secs_f64();
    std::mem::forget(store);
    (secs, bytes)
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn words(&mut self, count: u64) -> String {
        (0..count).map(|_| WORDS[self.below(16) as usize]).collect::<Vec<_>>().join(" ")
    }
}

/// A table of UCDP GED's columns, as far as they are read.
fn table(count: usize) -> String {
    let mut chance = Chance(2025);
    let mut text = "id,year,type_of_violence,conflict_name,side_a,side_b,number_of_sources,source_article,source_office,\
                    source_date,source_headline,where_prec,where_coordinates,where_description,adm_1,latitude,longitude,\
                    country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,\
                    deaths_unknown,best,high,low\n"
        .to_owned();
    for number in 1..=count {
        let (year, month, day) = (1989 + chance.below(36), 1 + chance.below(12), 1 + chance.below(27));
        let (kind, side_a, side_b) = (1 + chance.below(3), chance.below(120), chance.below(120));
        let offices: Vec<&str> = (0..=chance.below(3)).map(|_| OFFICES[chance.below(5) as usize]).collect();
        let date = format!("{year}-{month:02}-{day:02}");
        let headlines: Vec<String> = offices.iter().map(|_| chance.words(8)).collect();
        let articles: Vec<String> =
            offices.iter().zip(&headlines).map(|(office, words)| format!("\"\"{office},{date},{words}\"\"")).collect();
        let dates = vec![date.as_str(); offices.len()].join(";");
        let (lon, lat) = (chance.below(130_000) as f64 / 1000.0 - 20.0, chance.below(70_000) as f64 / 1000.0 - 30.0);
        let (town, what) = (chance.words(2), chance.words(12));
        let (place, time, best) = (1 + chance.below(6), 1 + chance.below(5), chance.below(40));
        writeln!(
            text,
            "{number},{year},{kind},Group {side_a}: Government,Group {side_a},Group {side_b},{},\"{}\",\"{}\",{dates},\
             \"{}\",{place},{town} town,{what},{town} province,{lat},{lon},Afghanistan,1,{time},{date} 00:00:00.000,\
             {date} 00:00:00.000,1,0,{best},0,{best},{},{best}",
            offices.len(),
            articles.join(";"),
            offices.join(";"),
            headlines.join(";"),
            best + chance.below(9),
        )
        .expect("a string can grow");
    }
    text
}
