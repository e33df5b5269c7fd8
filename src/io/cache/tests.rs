use std::fmt::Write as _;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::*;

/// Some day in 2026.
const NOW_SECS: f64 = 1.8e9;

/// A table of so many rows, more of which than of others become events.
fn table(rows: usize) -> String {
    let mut text = "id,title,date,lat,lon,source,deaths,category\n".to_owned();
    for row in 0..rows {
        let (day, lat, source) = (row % 28 + 1, row % 80, row % 900);
        let date = if row % 97 == 5 { "soon".to_owned() } else { format!("2024-02-{day:02}") };
        writeln!(
            text,
            "e{row},\"Event {row}, told\",{date},{lat}.5,{}.25,Paper {source},{row},k{}",
            row % 170,
            row % 7
        )
        .unwrap();
        if row % 500 == 3 {
            writeln!(text, "e{row},\"Event {row}, told\",{date},{lat}.5,{}.25,Another paper,{row},k1", row % 170)
                .unwrap();
        }
    }
    text
}

/// Writes a file that is long settled.
fn write(path: &Path, text: &str, secs: u64) {
    fs::write(path, text).unwrap();
    let time = UNIX_EPOCH + Duration::from_secs(1_700_000_000 + secs);
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// A folder with a table and a cache.
fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let (path, cache) = (folder.path().join("a.csv"), Cache::in_folder(folder.path().join("kept"), 1 << 30));
    write(&path, text, 0);
    (folder, path, cache)
}

fn open_by(cache: &Cache, path: &Path, mapping: &str) -> Opened {
    cache.open(path, Opening { mapping: mapping.parse().unwrap(), ..Opening::default() }, NOW_SECS).unwrap()
}

fn only_entry(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let first = files.next().unwrap();
    assert!(files.next().is_none());
    first
}

#[test]
fn a_large_table_is_opened_again_as_it_was_read_until_it_is_another() {
    let (_folder, path, cache) = folder_with(&table(3000));
    let first = open_by(&cache, &path, "");
    let bytes = first.keeping.unwrap().keep([]).unwrap().unwrap();
    assert_eq!(fs::metadata(only_entry(cache.folder())).unwrap().len(), bytes);
    assert_eq!(cache.entries()[0].table, Some(fs::canonicalize(&path).unwrap()));
    let again = open_by(&cache, &path, "");
    assert!(again.parts.is_some());
    assert_eq!(again.loaded, first.loaded);
    assert_eq!(again.loaded.report.rejected_rows.first().map(crate::model::Row::line), None);
    let lines =
        |loaded: &Loaded| loaded.story.events.iter().map(|event| event.row.as_ref().unwrap().line()).sum::<u64>();
    assert_eq!(lines(&again.loaded), lines(&first.loaded));
    // Other columns are asked for, or were remembered.
    assert!(open_by(&cache, &path, "title=category").parts.is_none());
    let remembered = |mapping: &str| {
        let header = super::super::header_key(&first.loaded.table.as_ref().unwrap().columns);
        let remembered = BTreeMap::from([(header, mapping.parse().unwrap())]);
        cache.open(&path, Opening { remembered, ..Opening::default() }, NOW_SECS).unwrap()
    };
    let of_remembered = remembered("title=category");
    assert_eq!(of_remembered.loaded.story.events.get(0).title, "k0");
    of_remembered.keeping.unwrap().keep([]).unwrap();
    assert!(remembered("title=category").parts.is_some());
    assert!(remembered("title=source").parts.is_none());
    // The file is another.
    open_by(&cache, &path, "").keeping.unwrap().keep([]).unwrap();
    for (rows, secs) in [(3000, 1), (3001, 1)] {
        write(&path, &table(rows), secs);
        open_by(&cache, &path, "").keeping.unwrap().keep([]).unwrap();
        assert!(open_by(&cache, &path, "").parts.is_some());
    }
    let mut other = table(3001);
    other.replace_range(other.len() - 3..other.len() - 1, "kx");
    write(&path, &other, 1);
    assert!(open_by(&cache, &path, "").parts.is_none());
    // And nothing of it is kept.
    assert_eq!(cache.bytes(), 0);
}

#[test]
fn rows_and_findings_are_kept_with_their_events() {
    // A row with nothing in it but a number becomes no event.
    let text = table(2500).replace("e7,\"Event 7, told\",2024-02-08,7.5,7.25,Paper 7,7,k0\n", ",,,,,,7,\n");
    let (_folder, path, cache) = folder_with(&text);
    let first = open_by(&cache, &path, "when=date");
    assert!(first.loaded.rejected > 0 && !first.loaded.diagnostics.is_empty());
    first.keeping.unwrap().keep([]).unwrap();
    let again = open_by(&cache, &path, "when=date");
    assert!(again.parts.is_some());
    assert_eq!(again.loaded, first.loaded);
    let line = |loaded: &Loaded| loaded.report.rejected_rows[0].line();
    assert_eq!(line(&again.loaded), line(&first.loaded));
}

#[test]
fn those_that_were_not_used_for_longest_make_room() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a", "b", "c"].map(|name| folder.path().join(name).with_extension("csv"));
    let wide = Cache::in_folder(folder.path().join("kept"), 1 << 30);
    for (secs, path) in paths.iter().enumerate() {
        write(path, &table(2100), secs as u64);
    }
    let bytes = open_by(&wide, &paths[0], "").keeping.unwrap().keep([]).unwrap().unwrap();
    let cache = Cache { most: bytes * 5 / 2, ..wide };
    let set_used = |path: &Path, secs: u64| {
        let entry = cache.entries().into_iter().find(|entry| entry.table.as_deref() == Some(path)).unwrap();
        let time = UNIX_EPOCH + Duration::from_secs(secs);
        File::options().write(true).open(entry.path).unwrap().set_modified(time).unwrap();
    };
    open_by(&cache, &paths[1], "").keeping.unwrap().keep([]).unwrap();
    set_used(&paths[0], 1);
    set_used(&paths[1], 2);
    // To be opened is to be used.
    assert!(open_by(&cache, &paths[0], "").parts.is_some());
    open_by(&cache, &paths[2], "").keeping.unwrap().keep([]).unwrap();
    let tables: Vec<_> = cache.entries().into_iter().map(|entry| entry.table.unwrap()).collect();
    assert!(tables.len() == 2 && tables.contains(&paths[0]) && tables.contains(&paths[2]), "{tables:?}");
    // One that is too large is not kept at all.
    let narrow = Cache { most: bytes / 2, ..cache.clone() };
    assert_eq!(open_by(&narrow, &paths[1], "").keeping.unwrap().keep([]).unwrap(), None);
    assert!(cache.clear().unwrap() > 0 && cache.entries().is_empty());
}

#[test]
fn what_was_left_half_written_is_removed_unless_someone_writes_it() {
    let (_folder, path, cache) = folder_with(&table(2100));
    fs::create_dir(cache.folder()).unwrap();
    let part = |name: &str| cache.folder().join(format!("{PREFIX}{name}.{UNFINISHED}"));
    fs::write(part("left"), "PAR1").unwrap();
    let held = File::create(part("held")).unwrap();
    held.try_lock().unwrap();
    fs::write(cache.folder().join("others.part"), "").unwrap();
    drop(open_by(&cache, &path, ""));
    assert!(!part("left").exists() && part("held").exists() && cache.folder().join("others.part").exists());
}

#[test]
fn two_windows_keep_the_same_table_at_once() {
    let (_folder, path, cache) = folder_with(&table(2100));
    let [one, other] = [(); 2].map(|()| open_by(&cache, &path, ""));
    let kept = std::thread::scope(|scope| {
        let threads = [one.keeping, other.keeping].map(|keeping| scope.spawn(|| keeping.unwrap().keep([])));
        threads.map(|thread| thread.join().unwrap().unwrap())
    });
    assert!(kept.iter().all(Option::is_some));
    let again = open_by(&cache, &path, "");
    assert!(again.parts.is_some() && only_entry(cache.folder()).exists());
    assert_eq!(again.loaded, one.loaded);
}

#[test]
fn an_entry_that_is_removed_while_it_is_open_is_read_on() {
    let (_folder, path, cache) = folder_with(&table(2100));
    let first = open_by(&cache, &path, "");
    first.keeping.unwrap().keep([]).unwrap();
    let again = open_by(&cache, &path, "");
    assert!(cache.clear().unwrap() > 0);
    assert_eq!((again.loaded.story == first.loaded.story, again.loaded.story.events.unread()), (true, 0));
}

#[test]
fn a_story_that_was_kept_is_edited_and_saved_like_the_one_that_was_read() {
    let (folder, path, cache) = folder_with(&table(2100));
    let first = open_by(&cache, &path, "");
    first.keeping.unwrap().keep([]).unwrap();
    let again = open_by(&cache, &path, "");
    assert!(again.parts.is_some());
    let saved = |mut loaded: Loaded, name: &str| {
        loaded.story.events.get_mut(70).title = "Another".to_owned();
        loaded.story.events.remove(2000);
        let event = loaded.story.events.get(5).into_owned();
        loaded.story.events.insert(300, crate::model::Event { id: "new".to_owned(), ..event });
        let path = folder.path().join(name);
        super::super::write_story(&path, &loaded.story).unwrap();
        fs::read(path).unwrap()
    };
    assert!(saved(first.loaded, "read.geojson") == saved(again.loaded, "kept.geojson"));
}

#[derive(Debug, Clone)]
enum Damage {
    Cut(f64),
    Append(Vec<u8>),
    Other { at: f64, from_end: bool, bits: u8 },
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (0.0..1.0).prop_map(Damage::Cut),
        prop::collection::vec(any::<u8>(), 1..40).prop_map(Damage::Append),
        (0.0..1.0, any::<bool>(), 1..=u8::MAX).prop_map(|(at, from_end, bits)| Damage::Other { at, from_end, bits }),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len() as f64;
        match damage {
            Damage::Cut(at) => bytes.truncate((at * length) as usize),
            Damage::Append(more) => bytes.extend(more),
            Damage::Other { at, from_end, bits } => {
                // What says where all lies is at the end, and small.
                let place = if *from_end { length - 1.0 - at * length.min(3000.0) } else { at * length };
                if let Some(byte) = bytes.get_mut(place as usize) {
                    *byte ^= bits;
                }
            }
        }
    }
    bytes
}

#[test]
fn what_is_kept_beside_a_table_stays_when_more_is() {
    let (_folder, path, cache) = folder_with(&table(2100));
    let parts =
        |of: &[(&'static str, &[u8])]| of.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect::<Vec<_>>();
    open_by(&cache, &path, "").keeping.unwrap().keep(parts(&[("a", b"1"), ("b", b"2")])).unwrap();
    let opened = open_by(&cache, &path, "");
    opened.keeping.unwrap().keep(parts(&[("b", b"3"), ("c", b"4")])).unwrap();
    let again = open_by(&cache, &path, "");
    assert_eq!(again.loaded, opened.loaded);
    let kept = again.parts.unwrap();
    assert_eq!(["a", "b", "c"].map(|name| kept.part(name).unwrap()), [b"1", b"3", b"4"]);
}

#[test]
fn a_damaged_entry_is_the_same_story_or_none() {
    let (_folder, path, cache) = folder_with(&table(2100));
    let first = open_by(&cache, &path, "");
    first.keeping.unwrap().keep([("beside", b"others'".to_vec())]).unwrap();
    let entry = only_entry(cache.folder());
    let bytes = fs::read(&entry).unwrap();
    let mut runner = TestRunner::new(ProptestConfig { cases: 48, ..ProptestConfig::default() });
    let cases = prop::collection::vec(damage(), 1..3);
    let holds = runner.run(&cases, |damages| {
        fs::write(&entry, damaged(bytes.clone(), &damages)).unwrap();
        let again = open_by(&cache, &path, "");
        let is_same = again.loaded == first.loaded;
        let beside = again.parts.as_ref().and_then(|parts| parts.part("beside"));
        prop_assert!(beside.is_none_or(|bytes| bytes == b"others'"));
        if again.loaded.story.events.unread() == 0 {
            prop_assert!(is_same);
            prop_assert_eq!(entry.exists(), again.parts.is_some());
        } else {
            // What was lost is told, and the entry is gone, so that the next opening is right.
            prop_assert!(!entry.exists());
        }
        Ok(())
    });
    holds.unwrap();
    drop(fs::remove_file(&entry));
    assert_eq!(open_by(&cache, &path, "").loaded, first.loaded);
}
