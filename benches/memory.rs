//! How much memory the events of a table take, as a story and with the store over it.
//!
//! `cargo bench --bench memory` prints a line for each table, and ends with an error where the story of a table
//! like that of UCDP GED takes more than its budget of 1200 bytes an event, all 41 cells of its row included.
//! `-- --rows N` changes how many rows each has. What counts is the resident memory of a process that reads
//! nothing else, so slack and what the allocator keeps count too. Linux tells it; elsewhere nothing is measured.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode};

use meridian::io::{Opening, open};
use meridian::store::Store;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROWS: usize = 100_000;
/// Bytes an event, where a table has a budget.
const TABLES: [(&str, Option<usize>); 2] = [("plain", None), ("ucdp", Some(1200))];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1);
    let rows = after("--rows").map_or(ROWS, |rows| rows.parse().expect("--rows is a number"));
    if let Some(path) = after("--read") {
        return measure(Path::new(path));
    }
    if resident_bytes().is_none() {
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("there is room for a table");
    let mut is_over = false;
    for (name, budget) in TABLES {
        let path = folder.path().join(format!("{name}.csv"));
        std::fs::write(&path, if name == "ucdp" { ucdp_table(rows) } else { plain_table(rows) })
            .expect("there is room");
        // Each in a process of its own, which holds nothing of the others.
        let program = std::env::current_exe().expect("it runs");
        let mut command = Command::new(program);
        // What is freed goes back to the system at once, and not after a second, so that time does not count.
        command.env("MIMALLOC_PURGE_DELAY", "0");
        let output = command.arg("--read").arg(&path).output().expect("it can run again");
        let told = String::from_utf8_lossy(&output.stdout);
        let mut told = told.trim().splitn(3, ' ');
        let mut number = || told.next().and_then(|number| number.parse::<usize>().ok()).expect("bytes an event");
        let (story, store) = (number(), number());
        let is_within = budget.is_none_or(|budget| story <= budget);
        is_over |= !is_within;
        say(name, rows, (story, store), budget);
        say_parts(told.next().unwrap_or_default());
    }
    if is_over { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn say(name: &str, rows: usize, (story, store): (usize, usize), budget: Option<usize>) {
    let budget = budget.map_or(String::new(), |most| {
        format!("; budget of the story {most}, {}", if story <= most { "kept" } else { "OVER" })
    });
    println!("{name}, {rows} rows: {story} bytes an event, {} with the store{budget}", story + store);
}

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn say_parts(parts: &str) {
    println!("    of the store: {parts}");
}

/// Prints how many bytes an event the story of a table takes, and how many its store.
#[expect(clippy::print_stdout, reason = "the process that asked reads it")]
fn measure(path: &Path) -> ExitCode {
    let bytes = || resident_bytes().expect("it was told before");
    // What is made once for all tables, such as lists of names, does not count.
    let small = path.with_extension("small.csv");
    // Not the whole text: what it took may still be held when the bytes before are counted.
    let table = BufReader::new(File::open(path).expect("the table was written"));
    let first: Vec<String> = table.lines().take(50).map(|line| line.expect("it is text")).collect();
    std::fs::write(&small, first.join("\n")).expect("there is room");
    drop(Store::new(open(&small, Opening::default()).expect("it is a table").story));
    let before = bytes();
    let story = open(path, Opening::default()).expect("it is a table").story;
    let (read, count) = (bytes(), story.events.len());
    let store = Store::new(story);
    let all = bytes();
    let parts = store.bytes_by_part();
    let parts: Vec<String> = parts.iter().map(|(part, bytes)| format!("{part} {}", bytes / count)).collect();
    println!("{} {} {}", read.saturating_sub(before) / count, all.saturating_sub(read) / count, parts.join(", "));
    drop(store);
    ExitCode::SUCCESS
}

/// None where the system does not tell it.
fn resident_bytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok().map(|kib| kib * 1024)
}

/// A row of numbers without pattern (a linear congruential generator, constants of Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn words(&mut self, least: usize, most: usize) -> String {
        const WORDS: &str = "government forces said clashes near the village left several fighters dead while residents fled \
            toward the district capital officials added that the attack began before dawn and lasted until noon";
        let words: Vec<&str> = WORDS.split(' ').collect();
        let count = least + self.below(most - least + 1);
        (0..count).map(|_| self.one_of(&words)).collect::<Vec<_>>().join(" ")
    }
}

/// What somebody keeps by hand: a title, a date, a place, a kind, who reports it.
fn plain_table(rows: usize) -> String {
    let mut chance = Chance(2025);
    let mut text = String::from("id,title,date,latitude,longitude,place,category,actors,source\n");
    for number in 1..=rows {
        let (title, place) = (chance.words(3, 6), chance.words(1, 2));
        let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
        let (lat, lon) = (30 + chance.below(6), 62 + chance.below(10));
        let (kind, source) = (chance.one_of(&["clash", "strike", "talks"]), chance.one_of(&["Dawn", "Reuters", "AFP"]));
        let actor = chance.below(120);
        writeln!(
            text,
            "e{number},{title},2025-{month:02}-{day:02},{lat}.{number:06},{lon}.{number:06},{place},{kind},Group {actor},{source}"
        )
        .expect("a string can grow");
    }
    text
}

/// The 41 columns of UCDP GED, with texts as long as its own.
fn ucdp_table(rows: usize) -> String {
    let mut chance = Chance(2025);
    let mut text = String::from(
        "id,low,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,\
         side_a_new_id,side_a,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,\
         source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,\
         geom_wkt,priogrid_gid,country,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,\
         deaths_civilians,deaths_unknown,best,high\n",
    );
    for number in 1..=rows {
        let (year, month, first) = (1989 + chance.below(36), 1 + chance.below(12), 1 + chance.below(28));
        let last = first + chance.below(29 - first);
        let (date, until) = (format!("{year}-{month:02}-{first:02}"), format!("{year}-{month:02}-{last:02}"));
        let (side_a, side_b) = (format!("Group A{}", chance.below(120)), format!("Group B{}", chance.below(120)));
        let count = chance.one_of(&[1, 1, 1, 2, 3]);
        let offices: Vec<&str> = (0..count)
            .map(|_| {
                chance.one_of(&["Reuters News", "Agence France Presse", "Xinhua", "Associated Press", "BBC Monitoring"])
            })
            .collect();
        let articles: Vec<String> =
            offices.iter().map(|office| format!("\"\"{office},{date},{}\"\"", chance.words(6, 14))).collect();
        let headlines: Vec<String> = offices.iter().map(|_| chance.words(5, 10)).collect();
        let dates = vec![date.as_str(); count].join(";");
        let original = chance.one_of(&["", "army spokesman", "\"residents, police\"", "anonymous official"]);
        let (town, description) = (chance.words(1, 2), chance.words(4, 20));
        let (lon, lat) = (chance.below(130) as f64 - 19.876_543, chance.below(70) as f64 - 29.123_456);
        let (violence, clarity, best) =
            (chance.one_of(&[1, 1, 2, 3]), chance.one_of(&[1, 2]), chance.one_of(&[1, 2, 3, 12]));
        let (place_code, date_code) = (1 + chance.below(6), chance.one_of(&[1, 1, 1, 2, 3, 4, 5]));
        let (of_a, of_b, civilians) =
            (chance.one_of(&[0, 0, 1, 4]), chance.one_of(&[0, 0, 1, 7]), chance.one_of(&[0, 0, 2]));
        let high = best + chance.one_of(&[0, 0, 1, 9]);
        writeln!(
            text,
            "{number},{best},{year},1,Clear,{violence},{},{side_a}: Government,{},{side_a} - {side_b},{},{side_a},{},{side_b},\
             {count},\"{}\",{},{dates},{},{original},{place_code},{town} town,{description},{town} province,{town} district,\
             {lat},{lon},POINT ({lon} {lat}),{},Afghanistan,Asia,{clarity},{date_code},{date} 00:00:00.000,\
             {until} 00:00:00.000,{of_a},{of_b},{civilians},0,{best},{high}",
            number % 500,
            number % 900,
            number % 120,
            number % 121,
            articles.join(";"),
            offices.join(";"),
            headlines.join(";"),
            100_000 + number % 150_000,
        )
        .expect("a string can grow");
    }
    text
}
