//! Large tables that are kept to be opened faster the next time, by the program that keeps them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

/// The program, with this folder for caches.
fn program(cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meridian"));
    command.args(arguments).env("XDG_CACHE_HOME", cache).stdin(Stdio::null());
    command
}

fn printed(cache: &Path, arguments: &[&str]) -> String {
    let output = program(cache, arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The files of the cache with an ending.
fn files(cache: &Path, ending: &str) -> usize {
    let files = fs::read_dir(cache.join("meridian-explorer")).into_iter().flatten().flatten();
    files.filter(|file| file.path().extension().is_some_and(|own| own == ending)).count()
}

#[test]
fn a_start_after_one_that_was_killed_while_it_kept_a_table_works_and_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let (table, cache) = (folder.path().join("table.csv"), folder.path().join("caches"));
    let mut text = "id,date,lat,lon,note\n".to_owned();
    for row in 0..51_000_u32 {
        let note = row.wrapping_mul(2_654_435_761);
        writeln!(text, "e{row},2024-{:02}-{:02},{}.5,7,{note:x}", row % 12 + 1, row % 28 + 1, row % 80).unwrap();
    }
    fs::write(&table, text).unwrap();
    let written = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    File::options().write(true).open(&table).unwrap().set_modified(written).unwrap();
    let table = table.to_str().unwrap();
    let arguments = ["list", table, "--window", "2024-03-05", "--json"];

    let mut killed = program(&cache, &arguments).stdout(Stdio::null()).spawn().unwrap();
    while files(&cache, "part") == 0 && killed.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(files(&cache, "part") + files(&cache, "parquet") == 1, "it was killed while it wrote, or just after");

    let read = printed(&cache, &arguments);
    assert_eq!((files(&cache, "part"), files(&cache, "parquet")), (0, 1));
    assert_eq!(printed(&cache, &arguments), read);
    let told = printed(&cache, &["cache"]);
    assert!(told.contains("1 table in ") && told.contains(table), "{told}");
    assert!(printed(&cache, &["cache", "--clear"]).starts_with("removed "));
    assert_eq!(printed(&cache, &[&arguments[..], &["--no-cache"]].concat()), read);
    assert_eq!((files(&cache, "part"), files(&cache, "parquet")), (0, 0));
}

#[cfg(unix)]
#[test]
fn a_folder_for_caches_that_is_no_text_is_told_all_the_same() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join(std::ffi::OsStr::from_bytes(b"caches\xff"));
    for arguments in [&["cache", "--json"][..], &["cache", "--json", "--clear"]] {
        assert!(printed(&cache, arguments).contains("caches\u{fffd}/meridian-explorer"));
    }
}

#[test]
fn a_reader_that_has_heard_enough_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("table.csv");
    let rows: Vec<String> = (0..4000).map(|row| format!("e{row},2024-01-01,A title of so many letters")).collect();
    fs::write(&table, format!("id,date,title\n{}", rows.join("\n"))).unwrap();
    let table = table.to_str().unwrap();
    for arguments in [
        &["list", table][..],
        &["list", table, "--json"],
        &["list", table, "--csv"],
        &["convert", table, "-o", "-", "--as", "story"],
    ] {
        let mut child =
            program(folder.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success() && !output.stderr.windows(5).any(|part| part == b"could"),
            "{arguments:?} {output:?}"
        );
    }
}
