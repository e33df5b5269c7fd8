//! The program as a command line: what it prints, where, and with which exit code.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use meridian::export::Problem;
use serde_json::Value;

/// Runs the program; no test needs a display.
fn meridian(arguments: &[&str]) -> Output {
    program(arguments).output().unwrap()
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meridian"));
    command.args(arguments).stdin(Stdio::null());
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program with this text as its standard input.
fn meridian_with_input(arguments: &[&str], input: &str) -> Output {
    use std::io::Write as _;
    let mut command = program(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What a run printed, which must have gone well.
fn printed(arguments: &[&str]) -> String {
    let output = meridian(arguments);
    assert_eq!(code(&output), 0, "{arguments:?}\n{}", stderr(&output));
    stdout(&output)
}

fn listed(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["list", "--json"], arguments].concat())).unwrap()
}

fn event<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    list["events"].as_array().unwrap().iter().find(|event| event["id"] == id)
}

/// A folder of its own for a test, and a path in it.
fn path_in(folder: &tempfile::TempDir, name: &str) -> (PathBuf, String) {
    let path = folder.path().join(name);
    let text = path.to_str().unwrap().to_owned();
    (path, text)
}

/// What could not be done: the one message of it, with exit code 2 and nothing on standard output.
fn refused(arguments: &[&str]) -> String {
    let output = meridian(arguments);
    assert_eq!(code(&output), 2, "{arguments:?}\n{}", stdout(&output));
    assert_eq!(stdout(&output), "", "{arguments:?}");
    stderr(&output)
}

const BROKEN: &str = r#"{ "type": "FeatureCollection",
  "story": { "version": 1, "title": "Broken", "zone": "Asia/Kabul" },
  "features": [
    { "type": "Feature", "id": "good", "geometry": null, "properties": { "title": "Good", "when": "2025-10-09" } },
    { "type": "Feature", "id": "bad", "geometry": null,
      "properties": { "title": "Bad", "when": "2025-13-45" } },
    7 ] }"#;

#[test]
fn help_shows_an_example_of_each_command() {
    for command in ["check", "list", "export", "convert", "source"] {
        let help = printed(&[command, "--help"]);
        assert!(help.contains(&format!("Examples:\n  meridian {command} ")), "{help}");
        assert!(help.contains("Exit status:"), "{help}");
    }
    let help = printed(&["export", "--help"]);
    assert!(help.contains("{n} in the name of OUT") && help.contains("-o 'out/{n}-{id}.png'"), "{help}");
    let help = printed(&["--help"]);
    assert!(help.contains("Examples:") && help.contains("meridian export -o figure.png"), "{help}");
    assert_eq!(printed(&["--version"]), format!("meridian {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn without_a_display_the_window_names_export() {
    let message = refused(&[]);
    assert!(message.starts_with("meridian: ") && message.contains("meridian export -o"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

#[test]
fn a_file_that_is_not_there_is_told_before_the_window_opens() {
    assert!(refused(&["no-such.geojson"]).contains("could not read no-such.geojson"));
    assert!(refused(&["lst"]).contains("no command or file lst"));
    assert!(refused(&["data/crisis-2025.geojson", "b.geojson"]).contains("could not read b.geojson"));
}

#[test]
fn a_window_holds_its_days_with_the_last() {
    let day = listed(&["--window", "2025-10-19"]);
    assert_eq!(event(&day, "ceasefire").unwrap()["match"], "in");
    let days = listed(&["--window", "2025-10-25/2025-10-28"]);
    assert!(event(&days, "istanbul-talks").is_some());
    let last_day = listed(&["--window", "2025-10-28"]);
    assert!(event(&last_day, "istanbul-talks").is_some());
}

#[test]
fn a_list_has_the_shape_that_scripts_rely_on() {
    let list = listed(&[]);
    let events = list["events"].as_array().unwrap();
    let count = |name: &str| list["counts"][name].as_u64().unwrap();
    assert_eq!(count("in") + count("possibly"), events.len() as u64);
    assert!(count("total") >= events.len() as u64 && !events.is_empty());
    let in_count = events.iter().filter(|event| event["match"] == "in").count();
    assert_eq!(count("in"), in_count as u64);
    for event in events {
        let names: Vec<&String> = event.as_object().unwrap().keys().collect();
        let expected = [
            "id",
            "title",
            "when",
            "start",
            "end",
            "first_day",
            "last_day",
            "match",
            "layer",
            "category",
            "disputed",
            "lon",
            "lat",
            "precision",
        ];
        assert_eq!(names, expected);
        assert!(event["disputed"].is_boolean());
    }
    let order: Vec<(f64, &str)> =
        events.iter().map(|event| (instant(&event["start"]), event["id"].as_str().unwrap())).collect();
    assert!(order.is_sorted_by(|a, b| a.0 < b.0 || (a.0 <= b.0 && a.1 < b.1)), "{order:?}");
}

/// An RFC 3339 time in seconds; an open start is before everything.
fn instant(time: &Value) -> f64 {
    let Some(text) = time.as_str() else { return f64::NEG_INFINITY };
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp() as f64
}

#[test]
fn a_list_is_the_same_as_table_csv_and_json() {
    let json = listed(&["--window", "2025-10-19"]);
    let ids: Vec<&str> = json["events"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap()).collect();
    let table = printed(&["list", "--window", "2025-10-19"]);
    let counts = format!("{} of {} events", json["counts"]["in"], json["counts"]["total"]);
    assert!(table.lines().last().unwrap().starts_with(&counts), "{table}");
    assert_eq!(table.lines().count(), ids.len() + 2);
    let output = meridian(&["list", "--csv", "--window", "2025-10-19"]);
    let csv = stdout(&output);
    assert!(csv.starts_with("id,title,when,start,end,match,layer,category,disputed,lon,lat\r\n"), "{csv}");
    assert!(stderr(&output).contains(&counts));
    for id in ids {
        assert!(table.contains(id) && csv.contains(&format!("\r\n{id},")), "{id}");
    }
}

#[test]
fn claims_are_listed_with_who_disputes_them() {
    let list = listed(&["--claims", "--window", "2025-10-11/2025-10-12", "--filter", "id:counteroffensive"]);
    let claims = list["claims"].as_array().unwrap();
    assert_eq!(list["counts"]["claims"], claims.len());
    let claim = |id: &str| claims.iter().find(|claim| claim["id"] == id).unwrap();
    assert_eq!(claim("c4-ispr")["figures"][0]["value"], 23.0);
    assert!(claim("c4-ispr")["disputed_by"].as_array().unwrap().contains(&"c4-mujahid".into()));
    assert!(claim("c4-mujahid")["disputes"].as_array().unwrap().contains(&"c4-ispr".into()));
    assert_eq!(claim("c4-early")["kind"], "anonymous");
    assert!(claim("c4-mujahid")["url"].as_str().unwrap().starts_with("https://"));
    assert!(claim("c4")["url"].is_null() && claim("c4")["archived"].as_str().unwrap().starts_with("https://"));
    let of_ispr = ["list", "--claims", "--filter", "id:counteroffensive speaker:ispr", "--csv"];
    let csv = printed(&of_ispr);
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert!(csv.starts_with("event,id,speaker,kind,stance,said,text,quote,figures,disputes,"), "{csv}");
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(",ISPR,")), "{csv}");
}

#[test]
fn a_filter_and_a_moment_leave_out_events() {
    let all = listed(&["--window", "2025-10-01/2025-10-31"]);
    let disputed = listed(&["--window", "2025-10-01/2025-10-31", "--filter", "disputed:yes"]);
    assert!(disputed["events"].as_array().unwrap().iter().all(|event| event["disputed"] == true));
    assert!(disputed["events"].as_array().unwrap().len() < all["events"].as_array().unwrap().len());
    assert_eq!(disputed["counts"]["total"], all["counts"]["total"]);
    let so_far = listed(&["--window", "2025-10-01/2025-10-31", "--mode", "so-far", "--at", "2025-10-19"]);
    assert!(event(&so_far, "ceasefire").is_some() && event(&so_far, "istanbul-talks").is_none());
}

#[test]
fn times_are_shown_in_the_zone_that_is_asked_for() {
    let utc = listed(&["--window", "2025-10-01/2025-10-31", "--zone", "utc"]);
    assert!(event(&utc, "ceasefire").unwrap()["start"].as_str().unwrap().ends_with('Z'));
    let kabul = listed(&["--window", "2025-10-01/2025-10-31", "--zone", "Asia/Kabul"]);
    assert!(event(&kabul, "ceasefire").unwrap()["start"].as_str().unwrap().ends_with("+04:30"));
}

#[test]
fn the_carried_story_has_no_findings() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/crisis-2025.geojson");
    let output = meridian(&["check", path.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(stdout(&output).trim_end().ends_with("0 errors, 0 warnings"), "{}", stdout(&output));
}

#[test]
fn a_broken_story_is_told_with_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let (path, text) = path_in(&folder, "broken.geojson");
    std::fs::write(&path, BROKEN).unwrap();
    let output = meridian(&["check", &text]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let told = stdout(&output);
    assert!(told.lines().any(|line| line.starts_with(&format!("{text}:6:")) && line.contains(": error: ")), "{told}");
    assert!(told.lines().any(|line| line.starts_with(&format!("{text}:7:5: error: "))), "{told}");

    let json: Value = serde_json::from_str(&stdout(&meridian(&["check", "--json", &text]))).unwrap();
    let file = &json["files"][0];
    assert_eq!((&file["path"], &file["format"]), (&Value::from(text.as_str()), &Value::from("story")));
    assert_eq!((file["rows"].as_u64(), file["rejected"].as_u64()), (Some(3), Some(1)));
    let found = file["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), told.lines().count() - 1);
    assert!(found.iter().any(|found| found["line"] == 6 && found["severity"] == "error"), "{found:?}");

    let piped = meridian_with_input(&["check", "-"], BROKEN);
    assert_eq!(stdout(&piped), told.replace(&text, "-"));
}

#[test]
fn an_hour_that_clocks_skip_is_found_with_its_line_in_stories_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let (story, story_text) = path_in(&folder, "skipped.geojson");
    let feature = |id: &str, when: &str| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"{id}\",\"geometry\":null,\"properties\":{{\"title\":\"T\",\n\"when\":\"{when}\"}}}}"
        )
    };
    let features = [feature("a", "2025-03-30T01:30"), feature("b", "2025-03-30T02:00")].join(",\n");
    let head = r#"{"type":"FeatureCollection","story":{"version":1,"title":"T","zone":"Europe/London"},"features":["#;
    std::fs::write(&story, format!("{head}\n{features}]}}")).unwrap();
    let (table, table_text) = path_in(&folder, "skipped.csv");
    std::fs::write(&table, "title,date,zone\nA,2025-10-26T01:30,Europe/London\nB,2025-03-30T01:30,Europe/London\n")
        .unwrap();
    let columns = ["--map", "title=title,when=date,zone=zone"];
    for (text, options) in [(story_text, &columns[..0]), (table_text, &columns[..])] {
        let told = stdout(&meridian(&[&["check", &text], options].concat()));
        let found: Vec<&str> = told.lines().filter(|line| line.contains("never was in Europe/London")).collect();
        assert!(
            matches!(found[..], [one] if one.starts_with(&format!("{text}:3:")) && one.contains(": warning: ")),
            "{told}"
        );
    }
}

#[test]
fn a_story_without_events_says_so_and_names_no_day() {
    let folder = tempfile::tempdir().unwrap();
    let (path, text) = path_in(&folder, "empty.geojson");
    let empty = r#"{"type":"FeatureCollection","story":{"version":1,"title":"Nothing yet"},"features":[]}"#;
    std::fs::write(&path, empty).unwrap();
    assert_eq!(printed(&["list", &text]), "no events\n");
    for ending in ["svg", "html"] {
        let (picture, picture_text) = path_in(&folder, &format!("empty.{ending}"));
        printed(&["export", &text, "-o", &picture_text]);
        let written = std::fs::read_to_string(picture).unwrap();
        assert!(written.to_lowercase().contains("no events in this story"), "{ending}");
        assert!(!written.contains("1970") && !written.contains("1 Jan"), "{ending}");
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_check_of_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let (path, text) = path_in(&folder, "broken.geojson");
    std::fs::write(&path, BROKEN).unwrap();
    let output = meridian(&["check", "no-such.geojson", &text]);
    assert_eq!(code(&output), 2);
    assert!(
        stdout(&output).contains("no-such.geojson:1:1: error: ") && stdout(&output).contains(&format!("{text}:6:"))
    );
    std::fs::write(&path, "{ \"type\": ").unwrap();
    assert_eq!(code(&meridian(&["check", &text])), 1);
}

#[test]
fn what_a_file_leaves_out_is_said_and_in_the_exit_code() {
    let output = meridian_with_input(&["list", "-"], BROKEN);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("1 of 3 rows were skipped"), "{}", stderr(&output));
    assert!(stdout(&output).contains("good"), "{}", stdout(&output));
}

#[test]
fn a_picture_is_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = ["one.svg", "two.svg"].map(|name| {
        let (path, text) = path_in(&folder, name);
        let said = printed(&["export", "-o", &text, "--window", "2025-10-09/2025-10-19"]);
        assert!(said.starts_with(&format!("wrote {text}, ")) && said.contains(" events"), "{said}");
        std::fs::read(path).unwrap()
    });
    assert!(pictures[0] == pictures[1]);
    assert!(printed(&["export", "-o", "-", "--window", "2025-10-09/2025-10-19"]).as_bytes() == pictures[0]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (layout, size, scale, pixels) in [
        ("figure", "1000x700", "1", [1000, 700]),
        ("map", "640x480", "1.5", [960, 720]),
        ("timeline", "800x320", "2", [1600, 640]),
    ] {
        let (path, text) = path_in(&folder, &format!("{layout}.PNG"));
        printed(&["export", "-o", &text, "--layout", layout, "--size", size, "--scale", scale, "--theme", "print"]);
        let png = std::fs::read(&path).unwrap();
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!([side(16), side(20)], pixels, "{layout}");
    }
}

#[test]
fn a_figure_says_the_counts_of_the_list() {
    for window in ["2025-10-09/2025-10-19", "2025-10-25/2025-10-28"] {
        let list = printed(&["list", "--window", window]);
        let counts = list.lines().last().unwrap().split(';').next().unwrap().to_owned();
        let svg = printed(&["export", "-o", "-", "--window", window]);
        assert!(words_of(&svg).contains(&counts), "{counts}");
    }
}

/// The text of an SVG, with one blank between its parts.
fn words_of(svg: &str) -> String {
    let parts = svg.split('<').filter_map(|part| part.split_once('>').map(|(_, words)| words));
    parts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_story_survives_a_conversion() {
    let folder = tempfile::tempdir().unwrap();
    let (path, text) = path_in(&folder, "story.geojson");
    std::fs::write(&path, printed(&["convert", "data/crisis-2025.geojson", "-o", "-"])).unwrap();
    assert_eq!(listed(&[&text]), listed(&[]));
    let (_, again) = path_in(&folder, "again.json");
    printed(&["convert", &text, "-o", &again]);
    assert!(std::fs::read(&path).unwrap() == std::fs::read(&again).unwrap());
    assert!(
        refused(&["convert", &text, "-o", "story.kmz"])
            .contains(".geojson, .csv, .kml, .parquet or .json, not as .kmz")
    );
}

/// What is at the end of a path is written into, and never replaced.
#[cfg(unix)]
#[test]
fn a_pipe_and_standard_output_are_written_into() {
    let folder = tempfile::tempdir().unwrap();
    let story = printed(&["convert", "data/crisis-2025.geojson", "-o", "-"]);
    assert!(printed(&["convert", "data/crisis-2025.geojson", "-o", "/dev/stdout"]) == story);
    assert!(printed(&["export", "--layout", "map", "-o", "/dev/stdout"]).starts_with("<svg"));
    let (path, pipe) = path_in(&folder, "pipe.geojson");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let from = path.clone();
    let reader = std::thread::spawn(move || std::fs::read_to_string(from).unwrap());
    printed(&["convert", "data/crisis-2025.geojson", "-o", &pipe]);
    assert!(reader.join().unwrap() == story);
    let (link, to) = path_in(&folder, "link.geojson");
    std::os::unix::fs::symlink("gone.geojson", &link).unwrap();
    let told = refused(&["convert", "data/crisis-2025.geojson", "--force", "-o", &to]);
    assert!(told.contains("gone.geojson, which is not there") && !told.contains("os error"), "{told}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    assert!(
        refused(&["convert", "data/crisis-2025.geojson", "--as", "csv", "-o", "/dev/full"]).contains("disk is full")
    );
}

#[test]
fn what_is_wrong_with_an_option_is_told_with_what_to_write() {
    for (arguments, expected) in [
        (&["list", "--filter", "kabul actr:pakistan"][..], "\n  kabul actr:pakistan\n        ^"),
        (&["list", "--window", "2025-13-01"], "\n  2025-13-01\n       ^"),
        (&["list", "--select", "ceasefir"], "ceasefire"),
        (&["list", "--bbox", "60,28,78"], "60,28,78,39"),
        (&["list", "--zone", "Kabul"], "write Asia/Kabul instead of Kabul"),
        (&["list", "--mode", "sofar"], "so-far"),
        (&["list", "--json", "--csv"], "--csv"),
        (&["list", "data/crisis-2025.geojson", "no-such.csv"], "could not read no-such.csv"),
        (&["list", "--map", "name=x"], "there is no field \"name\"; fields are title, when,"),
        (&["list", "no-such.geojson"], "could not read no-such.geojson"),
        (&["list", "-", "--view", "-"], "standard input"),
        (&["list", "--view", "no-such.json"], "no-such.json"),
        (&["export", "-o", "map.bmp"], ".svg, .pdf, .html at its end, or .gif or .apng for one that moves: map.bmp"),
        (&["export", "-o", "map"], ".svg, .pdf, .html at its end, or .gif or .apng for one that moves: map"),
        (&["export", "-o", "map.png", "--size", "big"], "write 1920x1080"),
        (&["export", "-o", "map.png", "--size", "9000x9000", "--scale", "2"], "16384"),
        (&["export", "-o", "no/such/folder/map.svg"], "no/such/folder/map.svg"),
        (&["export"], "--output"),
        (&["check"], "FILE"),
    ] {
        let message = refused(arguments);
        assert!(message.contains(expected), "{arguments:?}\n{message}");
    }
}

#[test]
fn a_filter_that_finds_nothing_for_a_misspelt_id_says_so() {
    let output = meridian(&["list", "--filter", "actor:pakistn"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("Did you mean pakistan?"), "{}", stderr(&output));
}

#[test]
fn the_account_of_one_night_changes_with_what_was_known() {
    let folder = tempfile::tempdir().unwrap();
    let account = |known_on: &str| {
        let (path, text) = path_in(&folder, "account.svg");
        printed(&[
            "export",
            "--force",
            "-o",
            &text,
            "--window",
            "2025-10-11/2025-10-12",
            "--size",
            "1600x1000",
            "--known-on",
            known_on,
        ]);
        words_of(&std::fs::read_to_string(path).unwrap())
    };
    let [night, evening, article] = ["2025-10-12T06:00Z", "2025-10-12T21:30+04:30", "2025-10-28"].map(account);
    assert!(night.contains("Reports up to 12 Oct 2025, 10:30") && night.contains("at least 12 ("), "{night}");
    assert!(!night.contains("Zabihullah Mujahid") && !night.contains("ISPR)"), "{night}");
    assert!(evening.contains("12+ 23 58 Sources ISPR Zabihullah Mujahid"), "{evening}");
    assert!(!evening.contains("News18"), "{evening}");
    assert!(article.contains("12+ 23 58 Sources ISPR News18, Zabihullah Mujahid"), "{article}");
}

#[test]
fn what_is_known_later_is_in_no_list_and_no_count() {
    let list = listed(&["--known-on", "2025-10-12T06:00Z"]);
    assert!(event(&list, "counteroffensive").is_some() && event(&list, "ceasefire").is_none());
    assert_eq!(list["counts"]["total"], list["events"].as_array().unwrap().len());
    assert!(refused(&["list", "--known-on", "2025-10-12/.."]).contains("--known-on"));
}

#[test]
fn a_story_is_read_in_the_language_that_is_asked_for() {
    let file = "tests/fixtures/valid/every-field.geojson";
    let list = listed(&[file, "--filter", "layer:main", "--lang", "fa"]);
    // What is not said in it stays, and a quote stands beside what the author makes of it.
    assert_eq!(event(&list, "depot").unwrap()["title"], "حمله بر گدام");
    assert_eq!(event(&list, "talks").unwrap()["title"], "Calls");
    let folder = tempfile::tempdir().unwrap();
    let page = path_in(&folder, "page.html").1;
    printed(&["export", file, "-o", &page, "--filter", "layer:main", "--lang", "ur"]);
    let page = std::fs::read_to_string(page).unwrap();
    for words in ["گودام پر حملہ", "بارہ مارے گئے۔", "“twelve of ours”", "Author’s translation: “ہمارے بارہ”"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(listed(&[file, "--lang", "en"])["events"].as_array().is_some(), "its own");
    assert!(refused(&["list", file, "--lang", "ps"]).contains("it has en, fa-AF, ur"));
    assert!(refused(&["list", "--lang", "ur"]).contains("in one language"));
    assert!(refused(&["list", file, "--lang", "in Urdu"]).contains("is no tag of a language"));
}

#[test]
fn every_export_with_borders_names_whose_they_are() {
    for (viewpoint, label) in [
        ("de-facto", "de facto"),
        ("afg", "Afghanistan’s view"),
        ("pak", "Pakistan’s view"),
        ("ind", "India’s view"),
        ("chn", "China’s view"),
    ] {
        for layout in ["map", "figure"] {
            let svg = printed(&["export", "-o", "-", "--layout", layout, "--viewpoint", viewpoint]);
            assert!(words_of(&svg).contains(&format!("Borders: {label}")), "{layout} {viewpoint}");
        }
    }
}

#[test]
fn two_versions_differ_claim_by_claim() {
    let folder = tempfile::tempdir().unwrap();
    let (path, old) = path_in(&folder, "old.geojson");
    let carried = String::from_utf8(meridian::io::CARRIED.to_vec()).unwrap();
    std::fs::write(&path, carried.replacen("\"value\": 58", "\"value\": 55", 1)).unwrap();
    let (path, new) = path_in(&folder, "new.geojson");
    std::fs::write(&path, &carried).unwrap();
    let output = meridian(&["diff", &old, &new]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(text.starts_with("~ event  counteroffensive") && text.contains("→"), "{text}");
    assert!(text.ends_with("1 event changed; 1 claim changed\n"), "{text}");
    assert_eq!(code(&meridian(&["diff", &new, &new])), 0);
    let json: Value = serde_json::from_str(&stdout(&meridian(&["diff", "--json", &old, &new]))).unwrap();
    assert_eq!(json["differences"][0]["claims"][0]["members"][0]["member"], "figures");
    let svg = printed(&["export", &new, "--compare", &old, "-o", "-"]);
    assert!(words_of(&svg).contains("changed"));
}

#[test]
fn sources_are_read_and_put_into_a_story_once() {
    let folder = tempfile::tempdir().unwrap();
    let (page, page_text) = path_in(&folder, "page.html");
    std::fs::write(&page, "<html lang=en><title>Truce</title><link rel=canonical href='https://dawn.example/1#a'>")
        .unwrap();
    let (_, story) = path_in(&folder, "story.geojson");
    let carried = "data/crisis-2025.geojson";
    let address = "https://www.arabnews.pk/node/2618608/?utm_source=newsletter#top";
    let json: Value =
        serde_json::from_str(&printed(&["source", &page_text, address, "--into", carried, "--json"])).unwrap();
    let [read, known] = &json["sources"].as_array().unwrap()[..] else { panic!("{json}") };
    assert_eq!((&read["source"]["url"], &read["form"]), (&"https://dawn.example/1".into(), &"html".into()));
    assert_eq!((read["source"]["sha256"].as_str().unwrap().len(), read["known"].is_null()), (64, true));
    assert_eq!(known["left_out"], serde_json::json!(["utm_source=newsletter", "#top"]));
    assert_eq!(known["known"]["by"], "address");
    let told = printed(&["source", &page_text, &page_text, address, "--into", carried, "-o", &story]);
    assert!(told.starts_with("added 1 source to ") && told.ends_with("; 2 known already\n"), "{told}");
    assert_eq!(code(&meridian(&["check", &story])), 0);
    let output = meridian(&["source", address, "no-such-file.pdf"]);
    assert_eq!((code(&output), stderr(&output).contains("no-such-file.pdf")), (1, true));
    assert!(refused(&["source", "Cargo.lock"]).contains("no source could be read"));
}

#[test]
fn citations_that_were_printed_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let carried = meridian::io::carried_story().story;
    for form in ["bibtex", "csl-json"] {
        let (path, text) = path_in(&folder, form);
        std::fs::write(&path, printed(&["list", "--cite", form])).unwrap();
        let json: Value = serde_json::from_str(&printed(&["source", &text, "--json"])).unwrap();
        let read = json["sources"].as_array().unwrap();
        let find = |title: &str| read.iter().find(|row| row["source"]["title"] == title).unwrap();
        for source in carried.sources.iter().filter(|source| !source.url.is_empty() && source.published.is_some()) {
            let Some(row) = read.iter().find(|row| row["source"]["title"] == source.title.as_str()) else { continue };
            let text = |name: &str| row["source"][name].as_str().unwrap_or_default().to_owned();
            assert_eq!(
                (text("publisher"), text("url")),
                (source.publisher.clone(), source.url.replacen("http:", "https:", 1))
            );
            assert!(source.published.as_ref().unwrap().to_string().starts_with(&text("published")), "{row}");
        }
        assert!(
            find(
                "Afghanistan says it has killed 58 Pakistani soldiers as Pakistan claims to kill 200 Afghan militants"
            )["remarks"]
                .is_array()
        );
    }
}

#[test]
fn what_the_sources_lack_is_listed_when_asked() {
    let text = printed(&["check", "--provenance", "data/crisis-2025.geojson"]);
    assert!(text.contains("source news18 (") && text.contains("lacks address, hash"), "{text}");
    assert!(
        text.contains(
            "source news18 was read as a copy; the publisher's address is not known: https://topologypro.one/"
        ) && text.contains("source dawn-urumqi has a copy beside the publisher's address: https://www.dawn.com/")
            && text.contains(
                "11 read as a copy only, 1 with a copy beside the publisher's address, 0 at a technical address"
            ),
        "{text}"
    );
    let json: Value = serde_json::from_str(&printed(&["check", "--json", "data/crisis-2025.geojson"])).unwrap();
    assert_eq!(json["files"][0]["provenance"]["sources_without"]["address"], 11);
    assert_eq!(json["files"][0]["provenance"]["copies"]["address-unknown"], 11);
    assert_eq!(json["files"][0]["provenance"]["copied"].as_array().unwrap().len(), 12);
}

#[test]
fn a_copy_is_called_a_copy_in_figure_and_page() {
    let figure = words_of(&printed(&["export", "--layout", "figure", "-o", "-"]));
    assert!(figure.contains(" (read as a copy at topologypro.one)"), "{figure}");
    let folder = tempfile::tempdir().unwrap();
    let (path, page) = path_in(&folder, "page.html");
    printed(&["export", "-o", &page]);
    let html = std::fs::read_to_string(path).unwrap();
    assert!(html.contains("read as a copy at <a href=\"https://topologypro.one/"));
}

#[test]
fn a_picture_makes_itself_again() {
    let folder = tempfile::tempdir().unwrap();
    let options =
        ["--window", "2025-10-09/2025-10-19", "--select", "kabul-strike", "--viewpoint", "pak", "--theme", "print"];
    let (first_path, first) = path_in(&folder, "first.svg");
    printed(&[&["export", "-o", &first, "--size", "1200x800", "--known-on", "2025-10-13"], &options[..]].concat());
    let (again_path, again) = path_in(&folder, "again.svg");
    printed(&["export", "-o", &again, "--view", &first]);
    assert_eq!(std::fs::read(&first_path).unwrap(), std::fs::read(&again_path).unwrap());
    // From pixels and from a page too, and without its story at hand.
    for name in ["first.png", "first.pdf"] {
        let (_, picture) = path_in(&folder, name);
        printed(&["export", "-o", &picture, "--view", &first, "--carry-story"]);
        let (path, again) = path_in(&folder, &format!("{name}-again.svg"));
        printed(&["export", "-o", &again, "--view", &picture]);
        assert_eq!(std::fs::read(&first_path).unwrap(), std::fs::read(&path).unwrap(), "{name}");
    }
    let text = std::fs::read_to_string(first_path).unwrap();
    assert!(!text.contains(folder.path().to_str().unwrap()), "no path of the machine is in it");
}

#[test]
fn a_series_has_a_picture_for_each_part_and_none_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (_, pattern) = path_in(&folder, "out/{n}-{id}.svg");
    let series = ["export", "--each", "event", "--layout", "map", "--window", "2025-10-19", "-o", &pattern];
    let text = printed(&series);
    let listed: Value = serde_json::from_str(&printed(&["list", "--window", "2025-10-19", "--json"])).unwrap();
    let ids = listed["events"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap());
    let names: Vec<String> = ids.enumerate().map(|(number, id)| format!("{}-{id}.svg", number + 1)).collect();
    let mut written: Vec<String> = std::fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort_by_key(|name| name.split('-').next().unwrap().parse::<u32>().unwrap());
    assert_eq!(written, names);
    assert_eq!(text.lines().count(), names.len());
    assert!(refused(&series).contains("exists; use --force to replace it"));
    printed(&[&series[..], &["--force"]].concat());
    for (options, part) in [
        (&["--each", "day", "-o", "one.png"][..], "{n}-{id}.png"),
        (&["--each", "day", "-o", "-"], "a series needs files"),
        (&["--each", "chapter", "--size", "a3", "-o", "{n}.png"], "a4-landscape"),
    ] {
        assert!(refused(&[&["export"], options].concat()).contains(part), "{options:?}");
    }
}

#[test]
fn a_figure_is_composed_as_it_is_asked_and_makes_itself_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, figure) = path_in(&folder, "figure.svg");
    let options =
        ["--title", "Eine Überschrift", "--date", "1 May 2026", "--without", "key,sources", "--far", "pointers"];
    printed(&[&["export", "-o", &figure], &options[..]].concat());
    let words = words_of(&std::fs::read_to_string(&path).unwrap());
    let (outlined_path, outlined) = path_in(&folder, "outlined.svg");
    printed(&["export", "-o", &outlined, "--view", &figure, "--outlines"]);
    let text = std::fs::read_to_string(outlined_path).unwrap();
    assert!(!text.contains("<text") && text.contains("meridian-view") && text.contains("Eine Überschrift"));
    assert!(words.contains("Eine Überschrift") && words.contains("1 May 2026"), "{words}");
    assert!(!words.contains("WHAT IS REPORTED") && !words.contains("Sources"), "{words}");
    let (again_path, again) = path_in(&folder, "again.svg");
    printed(&["export", "-o", &again, "--view", &figure]);
    assert_eq!(std::fs::read(path).unwrap(), std::fs::read(again_path).unwrap());
}

#[test]
fn what_is_left_out_is_in_no_byte_of_the_file_and_the_figure_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let speaker = "Zabihullah Mujahid";
    let leave = ["--leave-out", "speaker:Zabihullah Mujahid", "--leave-out", "layer:since", "--round-km", "20"];
    for name in ["figure.svg", "page.html"] {
        let (path, file) = path_in(&folder, name);
        printed(&[&["export", "-o", &file, "--carry-story"], &leave[..]].concat());
        let text = std::fs::read_to_string(path).unwrap();
        assert!(!text.contains(speaker) && !text.contains("speaker:"), "{name}");
        // Nor is the layer named that was left out, or what its chapter tells.
        assert!(!text.contains("\"since\"") && !text.contains("Since then"), "{name}");
        for words in ["places rounded to 20 km", "claims of 1 speaker left out", "1 layer left out"] {
            assert!(text.contains(words), "{name}: {words}");
        }
        // Kabul's own coordinates.
        assert!(!text.contains("69.1783") && !text.contains("34.5281"), "{name}");
    }
    // A picture that withholds something can still be opened, and what it names is refused.
    let (_, figure) = path_in(&folder, "figure.svg");
    let again = meridian(&["export", "-o", "-", "--view", &figure]);
    assert!(again.status.success());
    let (_, bare) = path_in(&folder, "bare.svg");
    printed(&[&["export", "-o", &bare], &leave[..]].concat());
    let again = meridian(&["export", "-o", "-", "--view", &bare]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("say again what to leave out"));
    let named = [&["export", "-o", "-", "--filter", "-speaker:\"Zabihullah Mujahid\""], &leave[..]].concat();
    assert!(refused(&named).contains("name a layer or a speaker that is left out"));
    for (what, part) in [("layer:none", "no layer"), ("speaker:Nobody", "nobody called"), ("all", "layer:ID")] {
        assert!(refused(&["export", "-o", "x.svg", "--leave-out", what]).contains(part), "{what}");
    }
    assert!(refused(&["export", "-o", "x.svg", "--round-km", "0"]).contains("0.1 to 500"));
}

#[test]
fn stories_and_lists_leave_out_what_pictures_leave_out() {
    let leave = ["--leave-out", "speaker:mujahid", "--round-km", "20"];
    let (story, list) = (["convert", "data/crisis-2025.geojson", "-o", "-"], ["list", "--cite", "csl-json"]);
    for task in [&story[..], &["convert", "data/crisis-2025.geojson", "-o", "-", "--as", "csv", "--shown"], &list] {
        let output = meridian(&[task, &leave[..]].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let text = stdout(&output);
        assert!(!text.to_lowercase().contains("mujahid") && !text.contains("69.1783"), "{task:?}");
    }
    let told = stderr(&meridian(&[&story[..], &leave].concat()));
    assert!(told.contains("places rounded to 20 km, claims of 1 speaker left out"), "{told}");
}

#[test]
fn no_cell_that_is_written_is_a_formula_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (path, table) = path_in(&folder, "table.csv");
    std::fs::write(
        &path,
        "id,title,date,lat,lon,=note\n1,=1+1,2025-10-09,-34.5,69.2,@x\n2,Fine,2025-10-10,34,69,-5.3\n+cmd,,,,,\n",
    )
    .unwrap();
    let converted = meridian(&["convert", &table, "-o", "-", "--as", "csv"]);
    let text = stdout(&converted);
    assert!(
        text.contains(",'=1+1,") && text.contains("'=note") && text.contains(",'@x") && text.contains(",-5.3"),
        "{text}"
    );
    assert!(text.contains("-34.5") && !text.contains("'-34.5"), "{text}");
    assert!(stderr(&converted).contains("cells begin with a sign such as = and have an apostrophe in front"));
    let (rejected_path, rejected) = path_in(&folder, "rejected.csv");
    let check = meridian(&["check", &table, "--rejected", &rejected]);
    assert!(stderr(&check).contains("apostrophe"), "{}", stderr(&check));
    assert!(std::fs::read_to_string(rejected_path).unwrap().contains("4,'+cmd,"));
    let listed = meridian(&["list", &table, "--csv"]);
    assert!(stdout(&listed).contains(",'=1+1,") && stderr(&listed).contains("1 cell begins"), "{}", stderr(&listed));
    // Read again, it says what it said.
    let (again_path, again) = path_in(&folder, "again.csv");
    std::fs::write(&again_path, &converted.stdout).unwrap();
    assert!(printed(&["list", &again]).contains("=1+1") && !printed(&["list", &again]).contains("'=1+1"));
    assert_eq!(code(&meridian(&["check", &again])), 0);
}

#[test]
fn nothing_of_a_file_steers_the_terminal_or_forges_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\u{1b}[31m\u{9b}2J\u{202e}\nmeridian: forged";
    let (path, file) = path_in(&folder, &format!("a{evil}.csv"));
    let cell = format!("\"x{evil}\"");
    std::fs::write(
        &path,
        format!("id,title,date,{cell},lat,lon\n{cell},{cell},2025-10-09,{cell},34.5,69.2\n{cell}2,y,never,z,34,69\n"),
    )
    .unwrap();
    let (_, story) = path_in(&folder, &format!("b{evil}.geojson"));
    let (_, picture) = path_in(&folder, &format!("c{evil}.svg"));
    let tasks: [&[&str]; 17] = [
        &["check", &file],
        &["check", "--json", &file],
        &["list", &file],
        &["list", "--json", &file],
        &["list", "--claims", &file],
        &["list", "--cite", "text", &file],
        &["list", "--cite", "markdown", &file],
        &["list", "--cite", "bibtex", &file],
        &["list", "--cite", "csl-json", &file],
        &["convert", &file, "--print-map"],
        &["convert", &file, "-o", &story],
        &["check", "--provenance", &story],
        &["diff", &story, "data/crisis-2025.geojson"],
        &["export", &file, "-o", &picture],
        &["list", &format!("none{evil}")],
        &["list", &file, "--filter", &format!("nofield{evil}:x")],
        &["list", &file, "--select", evil],
    ];
    for task in tasks {
        let output = meridian(task);
        let told = format!("{}{}", stdout(&output), stderr(&output));
        let is_plain =
            |c: char| c == '\n' || (!c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        assert!(told.chars().all(is_plain), "{task:?}\n{told:?}");
        assert!(!told.lines().any(|line| line.starts_with("meridian: forged")), "{task:?}\n{told}");
    }
    assert!(!stderr(&meridian(&[&format!("--{evil}")])).contains('\u{1b}'));
}

#[test]
fn a_page_makes_its_view_again() {
    let folder = tempfile::tempdir().unwrap();
    let (_, page) = path_in(&folder, "story.html");
    let view = ["--window", "2025-10-09/2025-10-19", "--select", "kabul-strike", "--theme", "dark"];
    printed(&[&["export", "-o", &page], &view[..]].concat());
    let (first_path, first) = path_in(&folder, "first.svg");
    printed(&[&["export", "-o", &first], &view[..]].concat());
    let (again_path, again) = path_in(&folder, "again.svg");
    printed(&["export", "-o", &again, "--view", &page]);
    assert_eq!(std::fs::read(first_path).unwrap(), std::fs::read(again_path).unwrap());
}

#[test]
fn a_day_of_a_series_has_begun_by_its_last_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (_, pattern) = path_in(&folder, "{id}.svg");
    printed(&["export", "--each", "day", "--mode", "so-far", "--window", "2025-10-12/2025-10-13", "-o", &pattern]);
    let words = words_of(&std::fs::read_to_string(folder.path().join("2025-10-12.svg")).unwrap());
    assert!(words.contains("up to 12 Oct 2025, 23:59"), "{words}");
}

#[test]
fn a_view_is_played_into_one_file_or_into_frames() {
    let folder = tempfile::tempdir().unwrap();
    let small = ["--window", "2025-10-17/2025-10-19", "--size", "480x320"];
    for (name, head) in [("a.gif", &b"GIF89a"[..]), ("a.apng", b"\x89PNG"), ("a.webp", b"RIFF")] {
        let (path, file) = path_in(&folder, name);
        let play = ["export", "-o", &file, "--play", "event"];
        printed(&[&play[..], &small[..]].concat());
        assert!(std::fs::read(path).unwrap().starts_with(head), "{name}");
        assert!(refused(&[&play[..], &small[..]].concat()).contains("--force"), "{name}");
    }
    let (_, frames) = path_in(&folder, "frames/{n}.png");
    let steady = ["--play", "steady", "--fps", "5", "--seconds", "2"];
    let text = printed(&[&["export", "-o", &frames], &steady[..], &small[..]].concat());
    let names = std::fs::read_dir(folder.path().join("frames")).unwrap().count();
    assert!(names == 11 && text.contains("ffmpeg -framerate 5.000000 -i \"%02d.png\""), "{names} {text}");
    for (options, part) in [
        (&["-o", "x.gif", "--dwell", "0"][..], "0.05 to 60"),
        (&["-o", "x.gif", "--play", "steady", "--fps", "1000"], "1 to 60"),
        (&["-o", "x.pdf", "--play", "steady"], ".gif, .apng or .webp"),
        (&["-o", "x.gif", "--each", "day"], "--each is for still pictures"),
        (&["-o", "x.gif", "--layout", "figure"], "--layout is for still pictures"),
        (&["-o", "x.gif", "--title", "T"], "what a figure holds is for still pictures"),
    ] {
        assert!(refused(&[&["export"], options].concat()).contains(part), "{options:?}");
    }
}

#[test]
fn what_keeps_an_export_from_being_made_is_told_as_the_dialogs_tell_it() {
    for (options, problem) in [
        (&["-o", "a.bmp"][..], Problem::NoPictureFile),
        (&["-o", "a.pdf", "--play", "event"], Problem::NoFilmFile),
        (&["-o", "a.jpg", "--carry-story"], Problem::CannotCarry),
        (&["-o", "a.png", "--each", "day"], Problem::NoPlaces),
        (&["-o", "a.png", "--size", "big"], Problem::NoSize),
        (&["-o", "a.png", "--size", "100x100"], Problem::TooSmall([240, 240])),
        (&["-o", "a.png", "--scale", "0"], Problem::NoScale),
        (&["-o", "a.png", "--round-km", "0"], Problem::NoRounding),
        (&["-o", "a.gif", "--scale", "4"], Problem::TooLarge { width: 5120, height: 2880, limit: 4096 }),
        (&["-o", "a.png", "--leave-out", "speaker:Nobody"], Problem::UnknownSpeaker("Nobody".to_owned())),
        (&["-o", "a.png", "--round-km", "5", "--compare", "data/crisis-2025.geojson"], Problem::ComparisonRedacted),
    ] {
        let told = refused(&[&["export"], options].concat());
        assert!(told.contains(&problem.to_string()), "{options:?}: {told}");
    }
}

#[test]
fn a_citation_names_the_event_and_its_sources() {
    let text = printed(&["list", "--select", "kabul-strike", "--cite", "text"]);
    assert!(text.starts_with("Air strikes on Kabul (9 October 2025") && text.lines().count() > 3, "{text}");
    let items: Value = serde_json::from_str(&printed(&["list", "--cite", "csl-json"])).unwrap();
    assert!(items.as_array().unwrap().len() > 20);
}

/// A story of three events, in the first and third of which are letters that no carried font has.
fn story_in_thai(folder: &Path) -> PathBuf {
    let path = folder.join("thai.csv");
    std::fs::write(
        &path,
        "title,date,lat,lon\nกข,2025-10-09,34.5,69.2\nKabul,2025-10-10,34,69\nKabul คาบูล,2025-10-11,33,68\n",
    )
    .unwrap();
    path
}

#[test]
fn check_names_the_scripts_that_no_font_has_where_the_first_letter_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = story_in_thai(folder.path());
    let checked = meridian(&["check", path.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(1));
    let told = String::from_utf8(checked.stdout).unwrap();
    assert!(told.contains("thai.csv:2:1: warning: no font for Thai in 2 events"), "{told}");
    // In JSON a letter may be written as its number.
    let escaped = folder.path().join("escaped.geojson");
    let feature = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":null,"properties":{"title":"\u0E01","when":"2025-10-09"}}]}"#;
    std::fs::write(&escaped, feature).unwrap();
    let told = String::from_utf8(meridian(&["check", escaped.to_str().unwrap()]).stdout).unwrap();
    assert!(told.contains("geojson:2:58: warning: no font for Thai in 1 event"), "{told}");
}

#[test]
fn export_says_which_scripts_have_no_font_and_takes_a_file_for_them_that_the_picture_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let story = story_in_thai(folder.path());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let export = |more: &[&str], output: &str| {
        let mut arguments =
            vec!["export", story.to_str().unwrap(), "--layout", "timeline", "--size", "480x320", "-o", output];
        arguments.extend(more);
        let done = meridian(&arguments);
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, told) = export(&[], &at("without.png"));
    assert_eq!(code, Some(1));
    assert!(told.contains("no font for Thai in 2 events"), "{told}");
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts/thai-letters.ttf");
    assert_eq!(export(&["--font", font], &at("with.png")), (Some(0), String::new()));
    assert_ne!(std::fs::read(at("without.png")).unwrap(), std::fs::read(at("with.png")).unwrap());
    let (_, told) = export(&["--view", &at("with.png")], &at("again.png"));
    assert!(told.contains("made with the font thai-letters.ttf (SHA-256 "), "{told}");
    let (code, told) = export(&["--view", &at("with.png"), "--font", font], &at("same.png"));
    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert_eq!(std::fs::read(at("same.png")).unwrap(), std::fs::read(at("with.png")).unwrap());
    let (code, told) = export(&["--font", story.to_str().unwrap()], &at("none.png"));
    assert_eq!(code, Some(2));
    assert!(told.contains("no font that can be read"), "{told}");
}

#[test]
fn words_of_every_carried_script_stay_words_in_a_pdf_and_name_their_family_in_an_svg() {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("hindi.csv");
    std::fs::write(&story, "title,date,lat,lon\nकाबुल में हमला,2025-10-09,34.5,69.2\n").unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for name in ["a.svg", "a.pdf"] {
        let done = meridian(&["export", story.to_str().unwrap(), "-o", &at(name)]);
        assert_eq!((done.status.code(), done.stderr), (Some(0), Vec::new()), "{name}");
    }
    let svg = std::fs::read_to_string(at("a.svg")).unwrap();
    assert!(svg.contains(">काबुल में हमला</text>") && svg.contains("@font-face{font-family:'Noto Sans Devanagari'"));
    let without = String::from_utf8(meridian(&["export", "-o", "-"]).stdout).unwrap();
    assert!(!without.contains("@font-face"));
    // The font is embedded for the words, which can be searched.
    let pdf = std::fs::read(at("a.pdf")).unwrap();
    assert!(String::from_utf8_lossy(&pdf).contains("NotoSansDevanagari"));
}

#[test]
fn places_are_found_by_name_and_positions_are_read_in_any_form() {
    let places = |arguments: &[&str]| -> Value {
        serde_json::from_str(&printed(&[&["places", "--json"], arguments].concat())).unwrap()
    };
    let khost = &places(&["Khost", "--near", "33.3,69.9"])["places"];
    assert_eq!((&khost[0]["kind"], &khost[0]["precision"]), (&"province".into(), &"province".into()));
    assert_eq!((&khost[1]["name"], &khost[1]["country"]), (&"Khost".into(), &"Afghanistan".into()));
    let square = places(&["42S", "WD", "15815", "20729"]);
    assert!((square["lat"].as_f64().unwrap() - 34.528_13).abs() < 1e-4, "{square}");
    let short = places(&["G5HC+7W Kabul, Afghanistan"]);
    assert!((short["lon"].as_f64().unwrap() - 69.172_33).abs() < 1e-3, "{short}");
    let text = printed(&["places", "34.528,69.172"]);
    assert!(text.contains("Read as decimal degrees, latitude first: 34.528° N, 69.172° E"), "{text}");

    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("posts.csv");
    std::fs::write(&table, "name,lat,lon\nPost 14 of ours,34.1,70.2\nNowhere,,\n").unwrap();
    let output = meridian(&["places", "--table", table.to_str().unwrap(), "post 14 of"]);
    assert!(code(&output) == 0 && stdout(&output).contains("34.1  70.2  Post 14 of ours  place"), "{output:?}");
    assert!(stderr(&output).contains("1 row without a name or a position"), "{output:?}");

    assert_eq!(code(&meridian(&["places", "Xqzwvutsr"])), 1);
    let output = meridian(&["places", "95.5, 200.5"]);
    assert!(code(&output) == 2 && stderr(&output).contains("95.5 is no latitude"), "{output:?}");
}

#[test]
fn a_new_story_is_written_that_checks_clean_and_over_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.geojson");
    let path = path.to_str().unwrap();
    printed(&["new", path, "--title", "Talks in Doha", "--zone", "Asia/Qatar"]);
    assert_eq!(code(&meridian(&["check", path])), 0);
    let written: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(
        (&written["story"]["title"], &written["story"]["zone"]),
        (&"Talks in Doha".into(), &"Asia/Qatar".into())
    );
    let again = meridian(&["new", path]);
    assert_eq!(code(&again), 2);
    assert!(stderr(&again).contains("--force"), "{}", stderr(&again));
}

#[test]
fn a_date_is_read_as_people_write_it_with_what_was_taken_as_what() {
    let read = printed(&["when", "night of 11 to 12 October", "--near", "2025-10", "--zone", "Asia/Kabul"]);
    assert_eq!(
        read.lines().collect::<Vec<_>>(),
        [
            "2025-10-11/2025-10-12",
            "11 to 12 October 2025",
            "Possible: from 2025-10-11T00:00:00+04:30 up to 2025-10-13T00:00:00+04:30",
            "Certain: from 2025-10-11T00:00:00+04:30 up to 2025-10-13T00:00:00+04:30",
            "Note: No year given: 2025 comes nearest to 1 October 2025",
            "Note: No hours given, so both days count whole",
        ]
    );
    let refused = meridian(&["when", "--json", "12/10/2025"]);
    assert_eq!(code(&refused), 1);
    let refused: Value = serde_json::from_str(&stdout(&refused)).unwrap();
    assert_eq!(refused["error"], "This is 12 October 2025 or 10 December 2025; write the month by its name");
    assert_eq!(refused["instead"][1]["edtf"], "2025-12-10");
}

#[test]
fn actors_are_listed_with_their_events_roles_and_claims() {
    let list: Value = serde_json::from_str(&printed(&["list", "--actors", "--json"])).unwrap();
    let actors = list["actors"].as_array().unwrap();
    let pakistan = actors.iter().find(|actor| actor["id"] == "pakistan").unwrap();
    let events = listed(&["--filter", "actor:pakistan"]);
    assert_eq!(pakistan["events"], events["events"].as_array().unwrap().len());
    assert!(pakistan["roles"]["party"].as_u64() > pakistan["roles"]["host"].as_u64());
    assert!(pakistan["disputed"].as_u64() <= pakistan["claims"].as_u64());
    let csv = printed(&["list", "--actors", "--csv", "--filter", "actor:qatar"]);
    assert!(csv.starts_with("id,name,side,events,possibly,roles,claims,disputed\r\n"), "{csv}");
    let found: Value =
        serde_json::from_str(&printed(&["list", "--actors", "--matching", "TALIB pak", "--json"])).unwrap();
    assert_eq!(found["actors"].as_array().unwrap().iter().map(|actor| &actor["id"]).collect::<Vec<_>>(), ["ttp"]);
    assert!(printed(&["list", "--actors", "--matching", "zzz"]).starts_with("0 of "));
    refused(&["list", "--matching", "talib"]);
    refused(&["list", "--actors", "--claims"]);
}

#[test]
fn marks_are_sized_by_a_number_with_a_key_and_the_picture_keeps_which() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = path_in(&folder, "map.svg");
    printed(&["export", "-o", &out, "--layout", "map", "--size-by", "pakistani soldiers killed"]);
    let svg = std::fs::read_to_string(path).unwrap();
    assert!(svg.contains("Pakistani soldiers killed"), "the key and the view name it");
    let view = meridian::export::Embedded::found_in(svg.as_bytes()).unwrap().view;
    assert_eq!(view["size_by"], "Pakistani soldiers killed");
    let message = refused(&["export", "-o", &out, "--layout", "map", "--force", "--color-by", "sheep"]);
    assert!(message.contains("no event has the number sheep; there are Pakistani soldiers killed"), "{message}");
}

#[test]
fn a_frame_log_replaces_no_file_and_is_refused_before_a_window_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    std::fs::write(&path, "mine").unwrap();
    let told = refused(&["--frame-log", path.to_str().unwrap()]);
    assert!(told.contains("exists already; name a new file for --frame-log"), "{told}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    let told = refused(&["--frame-log", folder.path().join("none/frames.csv").to_str().unwrap()]);
    assert!(told.contains("could not write the frame log"), "{told}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_large_table_for_which_no_file_can_be_made_stays_in_memory_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    let rows: Vec<String> = (0..50_100).map(|row| format!("{row},2025-10-19,Call {row}")).collect();
    std::fs::write(&path, format!("id,date,title\n{}\n", rows.join("\n"))).unwrap();
    // A file stands where the folder would be.
    let mut command = program(&["check", path.to_str().unwrap()]);
    let output = command.env("XDG_CACHE_HOME", &path).output().unwrap();
    let told = stdout(&output) + &stderr(&output);
    assert!(told.contains("no file could be made for the events of this table"), "{told}");
    assert!(told.contains("50,100 events"), "{told}");
}
