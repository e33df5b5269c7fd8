//! `meridian merge`: two people's copies of a story as one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use meridian::io::{story_from_slice, story_to_string};
use meridian::model::Story;
use serde_json::Value;

fn merge(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meridian"));
    command.current_dir(folder).args(["merge", "base", "ours", "theirs"]).args(more).output().unwrap()
}

/// A folder with the carried story and two copies of it that were changed.
fn folder(ours: impl FnOnce(&mut Story), theirs: impl FnOnce(&mut Story)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = meridian::io::carried_story().story;
    let (mut mine, mut other) = (base.clone(), base.clone());
    ours(&mut mine);
    theirs(&mut other);
    for (name, story) in [("base", &base), ("ours", &mine), ("theirs", &other)] {
        fs::write(folder.path().join(name), story_to_string(story)).unwrap();
    }
    folder
}

fn written(folder: &Path, name: &str) -> Story {
    story_from_slice(&fs::read(folder.join(name)).unwrap()).unwrap().story
}

#[test]
fn what_two_people_changed_in_a_copy_each_stands_in_the_merged_file() {
    let folder = folder(
        |story| story.events.get_mut(0).title = "Ours".to_owned(),
        |story| story.events.get_mut(0).claims[0].text = "Theirs".to_owned(),
    );
    let output = merge(folder.path(), &["-o", "out"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "merged into out, nothing clashes\n");
    assert_eq!(output.status.code(), Some(0));
    let event = written(folder.path(), "out").events.get(0).into_owned();
    assert_eq!((event.title.as_str(), event.claims[0].text.as_str()), ("Ours", "Theirs"));
}

#[test]
fn a_clash_is_told_by_kind_id_and_field_with_exit_code_1_and_ours_is_written() {
    let folder = folder(
        |story| story.sources[0].title = "Ours".to_owned(),
        |story| story.sources[0].title = "Theirs".to_owned(),
    );
    let id = written(folder.path(), "base").sources[0].id.clone();
    let output = merge(folder.path(), &["-o", "ours"]);
    assert_eq!(output.status.code(), Some(2), "nothing is written over unasked");
    let output = merge(folder.path(), &["-o", "ours", "--force"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains(&format!("source {id}: title: ours “Ours”, theirs “Theirs”")), "{told}");
    assert!(told.ends_with("1 conflict; ours has what ours says there\n"), "{told}");
    assert_eq!(written(folder.path(), "ours").sources[0].title, "Ours");
}

#[test]
fn conflicts_are_told_as_json_with_all_three_values() {
    let folder = folder(|story| story.title = "Ours".to_owned(), |story| story.title = "Theirs".to_owned());
    let output = merge(folder.path(), &["-o", "out", "--json"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [conflict] = &told["conflicts"].as_array().unwrap()[..] else { panic!("{told}") };
    let said = ["subject", "member", "ours", "theirs"].map(|key| conflict[key].as_str().unwrap());
    assert_eq!(said, ["story", "title", "Ours", "Theirs"]);
    assert_eq!(conflict["base"].as_str(), Some(written(folder.path(), "base").title.as_str()));
}

#[test]
fn versions_without_a_common_one_are_merged_from_an_empty_base() {
    let folder = folder(|story| drop(story.events.remove(story.events.len() - 1)), |_| {});
    fs::write(folder.path().join("base"), "").unwrap();
    let output = merge(folder.path(), &["-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(written(folder.path(), "out"), written(folder.path(), "theirs"));
}

#[test]
fn a_file_of_which_something_would_be_lost_is_not_merged() {
    let folder = folder(|_| {}, |_| {});
    let text = fs::read_to_string(folder.path().join("theirs")).unwrap();
    fs::write(folder.path().join("theirs"), text.replacen("\"features\": [", "\"features\": [7,", 1)).unwrap();
    let output = merge(folder.path(), &["-o", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 row of theirs would be lost in the merge"));
    assert!(!folder.path().join("out").exists());
}
