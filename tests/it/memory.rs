//! How much memory reading takes, whatever a file holds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

/// A text of about so many bytes: `part` again and again between `start` and `end`.
fn text_of(bytes: usize, start: &str, part: &str, end: &str) -> String {
    let parts = vec![part; bytes / (part.len() + 1)];
    format!("{start}{}{end}", parts.join(","))
}

/// The most memory that `check` takes for a text, in bytes.
fn peak_of(text: &str) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.json");
    fs::write(&path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_meridian"));
    // The second file is read once the first is told, and does not come before it is asked for.
    let command = command.arg("check").arg(&path).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap());
    told.read_line(&mut String::new()).unwrap();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(child.stdin.take());
    told.read_to_end(&mut Vec::new()).unwrap();
    child.wait().unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    peak.unwrap().parse::<u64>().unwrap() * 1024
}

fn assert_below(megabytes: u64, texts: &[String]) {
    std::thread::scope(|scope| {
        let peaks: Vec<_> = texts.iter().map(|text| scope.spawn(|| peak_of(text))).collect();
        for (peak, text) in peaks.into_iter().zip(texts) {
            let peak = peak.join().unwrap() / 1_000_000;
            assert!(peak < megabytes, "{peak} MB for {}…", &text[..60]);
        }
    });
}

#[test]
fn lists_and_features_are_read_one_by_one() {
    let names = (0..40_000).map(|key| format!("{{\"type\":\"Feature\",\"properties\":{{\"{key}\":0}}}}"));
    let names = names.collect::<Vec<String>>().join(",");
    assert_below(
        200,
        &[
            text_of(3_000_000, "[", "{\"a\":1}", "{}]"),
            text_of(3_000_000, "[", "{}", "{}]"),
            text_of(3_000_000, "[{\"a\":1},", "1", "1]"),
            text_of(3_000_000, "[{\"a\":1},", "[[[[[[[[[[[[1]]]]]]]]]]]]", "1]"),
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{names}]}}"),
        ],
    );
}

#[test]
fn no_text_below_ten_megabytes_takes_more_than_500() {
    let features = "{\"type\":\"FeatureCollection\",\"features\":[";
    assert_below(
        500,
        &[
            text_of(
                9_900_000,
                &format!(
                    "{features}{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{{\"type\":\"LineString\",\"coordinates\":["
                ),
                "[1,2]",
                "[1,2]]}}]}",
            ),
            text_of(
                9_900_000,
                &format!("{features}{{\"type\":\"Feature\",\"properties\":{{\"claims\":["),
                "{}",
                "{}]}}]}",
            ),
            text_of(
                9_900_000,
                "{\"type\":\"FeatureCollection\",\"features\":[],\"story\":{\"sources\":[",
                "{}",
                "{}]}}",
            ),
            text_of(9_900_000, "{\"events\":[{\"start_date\":{\"year\":1}},", "{}", "{}]}"),
            text_of(9_900_000, "{\"data\":[", "{\"a\":1}", "{}]}"),
        ],
    );
}
