//! What a gesture costs with 100 thousand to 10 million events: every answer of a frame, percentile by percentile.
//!
//! `cargo bench --bench scale -- --events 1000000` prints a table; several numbers give several columns of it.
//! `--columns FOLDER` writes the events as plain columns too, which `benches/scale-beside-others` reads with other
//! tools. The events are generated from a fixed seed: hot spots, dense days, stacked points, some that last for days,
//! some in doubt, 30 categories.
//!
//! Budget at 10 million events: a step of the brush, all that a frame needs of it, under 8 ms at the 95th percentile.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use meridian::basemap::Basemap;
use meridian::model::{Category, Event, Events, Extent, Geometry, LonLat, Packing, Story, When};
use meridian::query::{Filter, Grid, Question, Shown, Swept, select, select_again};
use meridian::scene::{
    Far, Legend, MapOptions, MapRole, TimelineRoom, TimelineTally, counted_cells, counted_events_scene,
    timeline_scene_of,
};
use meridian::store::Store;
use meridian::view::View;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MAP: [f64; 2] = [928.0, 626.0];
const CATEGORIES: usize = 30;
const DAY: f64 = 86_400.0;
/// 1 January 2015.
const FIRST_SECS: f64 = 1_420_070_400.0;
const DAYS: u64 = 3650;

/// The name of what was measured, with how long it took, in milliseconds, rising.
type Row = (String, Vec<f64>);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let counts: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let folder = arguments.iter().skip_while(|argument| *argument != "--columns").nth(1).map(PathBuf::from);
    // Without a number it does nothing, as when all benches are run.
    for count in counts {
        measure(count, folder.as_deref());
    }
}

fn measure(count: usize, folder: Option<&Path>) {
    let before = resident_bytes();
    let (story, making_ms) = timed(|| generated(count));
    let (store, store_ms) = timed(|| Store::new(story));
    let bytes = resident_bytes().zip(before).map(|(after, before)| after.saturating_sub(before) / count.max(1));
    if let Some(folder) = folder {
        write_columns(&store, folder).expect("the folder can be written to");
    }
    let (view, view_ms) = timed(|| View::of_story(&store, MAP));
    let (_, spots_ms) = timed(|| store.spots().unplaced().len());
    let mut rows: Vec<Row> = vec![
        ("make the events".to_owned(), vec![making_ms]),
        ("columns and indexes".to_owned(), vec![store_ms]),
        ("spots by rank".to_owned(), vec![spots_ms]),
        ("first view".to_owned(), vec![view_ms]),
    ];
    rows.extend(brush(&store, &view));
    rows.extend(map(&store, &view));
    rows.extend(filters(&store, &view));
    print(count, bytes, &rows);
}

/// A brush of a month that is moved to and fro, now a little, now far.
fn brush(store: &Store, view: &View) -> Vec<Row> {
    let mut chance = Chance(7);
    let (mut asked, mut swept, mut rows, mut jumps) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut start = FIRST_SECS + 1000.0 * DAY;
    let mut shown: Option<Shown> = None;
    for step in 0..600 {
        let is_far = step % 20 == 19;
        start = if is_far {
            FIRST_SECS + chance.share() * (DAYS - 40) as f64 * DAY
        } else {
            (start + (chance.share() - 0.5) * 14.0 * DAY).clamp(FIRST_SECS, FIRST_SECS + (DAYS - 40) as f64 * DAY)
        };
        let window = Extent::new(start, start + 30.0 * DAY);
        let question = Question { window: Some(window), ..view.question() };
        let (next, ms) = timed(|| match &shown {
            Some(before) => select_again(store, &question, before),
            None => select(store, &question),
        });
        if step > 0 {
            if is_far { &mut jumps } else { &mut asked }.push(ms);
        }
        if let Some(before) = &shown {
            let (_, ms) = timed(|| Swept::between(before, &next));
            swept.push(ms);
        }
        let (_, ms) = timed(|| (0..30).filter_map(|row| next.nth(next.len() / 2 + row)).count());
        rows.push(ms);
        shown = Some(next);
    }
    vec![
        ("which events, a step of the brush".to_owned(), asked),
        ("which events, a jump of the brush".to_owned(), jumps),
        ("what the brush swept".to_owned(), swept),
        ("30 rows of the list".to_owned(), rows),
    ]
}

/// The map while a brush of a month moves over it, and while it is moved itself.
fn map(store: &Store, view: &View) -> Vec<Row> {
    let size = MAP.map(|length| length as f32);
    let basemap = Basemap::embedded();
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    let shown_at = |start: f64, before: &Shown| {
        let window = Extent::new(start, start + 365.0 * DAY);
        select_again(store, &Question { window: Some(window), ..view.question() }, before)
    };
    let mut start = FIRST_SECS + 1000.0 * DAY;
    let mut shown = shown_at(start, &select(store, &view.question()));
    let count = |view: &View, shown: &Shown| {
        let (comb, split) = counted_cells(store, view, shown, size, 240.0).expect("there are too many for marks");
        Grid::of(store, shown, comb, split)
    };
    let (mut grid, counted_ms) = timed(|| count(view, &shown));
    let room = TimelineRoom::of([1600.0, 186.0]);
    let (_, steady_ms) = timed(|| store.steady());
    let (mut tally, tally_ms) = timed(|| TimelineTally::by_tables(store, view, &shown, room));
    let (mut counted, mut followed, mut drawn, mut anew) = (vec![counted_ms], Vec::new(), Vec::new(), Vec::new());
    let (mut tallied, mut lined, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    let (mut whole, mut zoomed): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let (mut panned, mut stretched, mut whole_time, mut unbrushed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    // Outlines of the base map and names of places are made once, in the window before the first step.
    let picture = || counted_events_scene(store, basemap, view, &shown, (size, dress), Some(&grid));
    let (_, first_ms) = timed(picture);
    let mut chance = Chance(11);
    for step in 0..120 {
        start = (start + (chance.share() - 0.5) * 14.0 * DAY).clamp(FIRST_SECS, FIRST_SECS + 3000.0 * DAY);
        let (next, ms) = timed(|| shown_at(start, &shown));
        asked.push(ms);
        let (is_followed, ms) = timed(|| grid.try_follow(store, &shown, &next));
        assert!(is_followed, "a step sweeps less than is shown");
        followed.push(ms);
        shown = next;
        let scene = || counted_events_scene(store, basemap, view, &shown, (size, dress), Some(&grid));
        drawn.push(timed(scene).1);
        let brushed = View { window: Extent::new(start, start + 365.0 * DAY), ..view.clone() };
        tallied.push(timed(|| tally.follow(store, &brushed, &shown, room)).1);
        lined.push(timed(|| timeline_scene_of(&tally, store, &brushed, &shown)).1);
        whole.push([&asked, &followed, &drawn, &tallied, &lined].iter().filter_map(|times| times.last()).sum());
        if step % 10 == 0 {
            let mut moved = view.clone();
            moved.map = moved.map.zoomed(chance.share(), moved.map.center);
            anew.push(timed(|| count(&moved, &shown)).1);
            let nearer = View { time: Extent::new(start, start + (500.0 + chance.share()) * DAY), ..view.clone() };
            let mut other = tally.clone();
            zoomed.push(timed(|| other.follow(store, &nearer, &shown, room)).1);
            let time = Extent::new(nearer.time.start_secs + DAY, nearer.time.end_secs + DAY);
            let aside = View { time, ..nearer };
            panned.push(timed(|| other.follow(store, &aside, &shown, room)).1);
            let interim = || timeline_scene_of(&tally.stretched(&aside), store, &aside, &shown);
            stretched.push(timed(interim).1);
            let wider = View {
                time: Extent::new(FIRST_SECS - (100.0 + chance.share()) * DAY, FIRST_SECS + 4000.0 * DAY),
                ..view.clone()
            };
            whole_time.push(timed(|| other.follow(store, &wider, &shown, room)).1);
            let all = select_again(store, &Question { window: None, ..view.question() }, &shown);
            unbrushed.push(timed(|| other.follow(store, &wider, &all, room)).1);
        }
    }
    let all = select(store, &view.question());
    counted.extend((0..5).map(|_| timed(|| count(view, &all)).1));
    vec![
        ("all of a step of the brush: events, counts, map and timeline".to_owned(), whole),
        ("which events, of a year".to_owned(), asked),
        ("counts of the map, a step of the brush".to_owned(), followed),
        ("first picture of the map".to_owned(), vec![first_ms]),
        ("picture of the map, a step of the brush".to_owned(), drawn),
        ("counts of the timeline, a step of the brush".to_owned(), tallied),
        ("picture of the timeline, a step of the brush".to_owned(), lined),
        ("counts of the timeline at first".to_owned(), vec![tally_ms]),
        ("events that end in order".to_owned(), vec![steady_ms]),
        ("counts of the timeline at another zoom".to_owned(), zoomed),
        ("counts of the timeline after a pan".to_owned(), panned),
        ("counts of the timeline at another zoom, of all time".to_owned(), whole_time),
        ("counts of the timeline after a jump of the brush to all".to_owned(), unbrushed),
        ("interim picture of the timeline at another zoom".to_owned(), stretched),
        ("counts of the map at another zoom, of a year".to_owned(), anew),
        ("counts of the map anew, of all".to_owned(), counted),
    ]
}

fn filters(store: &Store, view: &View) -> Vec<Row> {
    let asked = |text: &str| {
        let filter = Filter::parse(text).expect("it is a filter");
        let question = Question { filter: &filter, ..view.question() };
        (0..5).map(|_| timed(|| select(store, &question)).1).collect()
    };
    ["category:c7", "category:c7,c8 placed:yes", "when:2019"].map(|text| (format!("filter {text}"), asked(text))).into()
}

/// Events from a fixed seed.
fn generated(count: usize) -> Story {
    let mut chance = Chance(42);
    let spots: Vec<[f64; 2]> = (0..200).map(|_| [20.0 + 70.0 * chance.share(), 5.0 + 45.0 * chance.share()]).collect();
    let dense: Vec<u64> = (0..40).map(|_| chance.below(DAYS)).collect();
    let mut events = Events::new();
    let mut packing = Packing::default();
    for number in 0..count {
        let day = if chance.below(5) == 0 { dense[chance.below(40) as usize] } else { chance.below(DAYS) };
        let date = chrono::DateTime::from_timestamp(FIRST_SECS as i64 + day.cast_signed() * 86_400, 0).expect("a date");
        let date = date.format("%Y-%m-%d");
        let when = match chance.below(100) {
            0 => format!("{date}~"),
            1..4 => {
                let end = FIRST_SECS as i64 + (day + 1 + chance.below(9)).cast_signed() * 86_400;
                let end = chrono::DateTime::from_timestamp(end, 0).expect("a date");
                format!("{date}/{}", end.format("%Y-%m-%d"))
            }
            _ => date.to_string(),
        };
        // Some spots have more than their share, and a tenth of all stands exactly on one.
        let [lon, lat] = spots[(chance.share().powi(3) * 200.0) as usize];
        let wide = if chance.below(10) == 0 { 0.0 } else { 1.5 * (chance.share() + chance.share() - 1.0) };
        let geometry = Geometry {
            points: vec![LonLat::new(lon + wide, lat + wide * (chance.share() - 0.5))],
            ..Geometry::default()
        };
        events.push_packed(
            Event {
                id: format!("e{number}"),
                title: format!("Event {number}"),
                when: When::parse(&when).ok(),
                category: format!("c{}", (chance.share().powi(2) * CATEGORIES as f64) as usize),
                geometry: (chance.below(50) > 0).then_some(geometry),
                ..Event::default()
            },
            &mut packing,
        );
    }
    events.finish_packing(&mut packing);
    let category = |number: usize| Category { id: format!("c{number}"), ..Category::default() };
    Story { events, categories: (0..CATEGORIES).map(category).collect(), ..Story::default() }
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// Start and end in seconds, web Mercator east and south, and category, each as a file of its own.
fn write_columns(store: &Store, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = |name: &str| Ok::<_, std::io::Error>(std::io::BufWriter::new(std::fs::File::create(folder.join(name))?));
    let (mut starts, mut ends) = (file("start.f64")?, file("end.f64")?);
    let (mut spots, mut categories) = (file("spot.u32")?, file("category.u8")?);
    for (rank, index) in store.order().take(store.dated_count()).enumerate() {
        let possible = store.span(index).map(|span| span.possible).expect("it is dated");
        starts.write_all(&possible.start_secs.to_le_bytes())?;
        ends.write_all(&possible.end_secs.to_le_bytes())?;
        for unit in store.spots().at(rank).unwrap_or([u32::MAX; 2]) {
            spots.write_all(&unit.to_le_bytes())?;
        }
        categories.write_all(&[store.category(index).unwrap_or(CATEGORIES) as u8])?;
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let made = std::hint::black_box(work());
    (made, begun.elapsed().as_secs_f64() * 1000.0)
}

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn print(count: usize, bytes: Option<usize>, rows: &[Row]) {
    let bytes = bytes.map_or("unknown".to_owned(), |bytes| bytes.to_string());
    println!("\n{count} events, {bytes} bytes each in memory; times in ms\n");
    println!("| answer | median | p95 | worst |\n|---|---|---|---|");
    for (name, times) in rows {
        let mut times = times.clone();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
        println!("| {name} | {:.3} | {:.3} | {:.3} |", at(0.5), at(0.95), at(1.0));
    }
}

/// The memory of this process that is in use. Linux tells it.
fn resident_bytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}
