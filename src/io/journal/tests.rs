use super::*;
use crate::io::{carried_story, story_to_string};

fn with_title(title: &str) -> Arc<Story> {
    let mut story = carried_story().story;
    story.events.get_mut(0).title = title.to_owned();
    Arc::new(story)
}

/// Waits for a state of a journal.
fn wait_for(journal: &Journal, told: &Receiver<()>, is_there: impl Fn(&JournalState) -> bool) {
    while !is_there(&journal.state()) {
        told.recv().unwrap();
    }
}

fn journal_in(folder: PathBuf) -> (Journal, Receiver<()>) {
    let (sender, told) = channel();
    let journal = Journal::in_folder(folder, move || sender.send(()).unwrap_or_default());
    (journal, told)
}

#[test]
fn a_journal_that_was_left_gives_back_the_changes_of_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("story.geojson");
    let story = Arc::new(carried_story().story);
    std::fs::write(&file, story_to_string(&story)).unwrap();
    let (journal, told) = journal_in(folder.path().join("journals"));
    let content = Content::of_file(&file).ok();
    journal.begin(JournalBase::File { path: file.clone(), content, mapping: String::new() }, story.clone());
    journal.keep(with_title("Kept"), 1, 77);
    wait_for(&journal, &told, |state| state.kept == 1);
    assert_eq!(left_journals(&folder.path().join("journals")).len(), 0, "it is still written");
    // As after a crash: what was kept stays, and nobody writes it any more.
    journal.finish();
    let [left] = &left_journals(&folder.path().join("journals"))[..] else { panic!("one journal is left") };
    assert_eq!((left.title(), left.file(), left.at_secs()), (story.title.as_str(), Some(file.clone()), 77));
    let restored = left.restore().unwrap();
    assert_eq!((restored.story.events.title(0).as_ref(), restored.state), ("Kept", RestoredState::Whole));
    assert_eq!(restored.before.story, *story);
    std::fs::write(&file, story_to_string(&with_title("By others"))).unwrap();
    assert_eq!(left.restore().unwrap().state, RestoredState::FileChanged);
    std::fs::remove_file(&file).unwrap();
    let restored = left.restore().unwrap();
    assert_eq!((restored.story.events.len(), restored.state), (1, RestoredState::FileGone));
}

#[test]
fn what_is_handed_over_is_written_while_more_keeps_coming() {
    let folder = tempfile::tempdir().unwrap();
    let (sender, notes) = channel();
    sender.send(Note::Begin(JournalBase::Story, Arc::new(carried_story().story))).unwrap();
    let count = 10 * MOST_AT_ONCE as u64;
    for number in 1..=count {
        sender.send(Note::Keep { story: with_title("Kept"), number, at_secs: 0 }).unwrap();
    }
    drop(sender);
    let kept = std::cell::RefCell::new(vec![0]);
    let tell = |change: &dyn Fn(&mut JournalState)| {
        let mut state = JournalState::default();
        change(&mut state);
        kept.borrow_mut().push(state.kept);
    };
    write_notes(&notes, Writer::new(Box::new(Folder { path: folder.path().to_owned() })), &tell);
    let kept = kept.into_inner();
    assert!(kept.windows(2).all(|pair| pair[1] <= pair[0] + MOST_AT_ONCE as u64), "{kept:?}");
    assert_eq!(kept.last(), Some(&count));
}

#[test]
fn a_story_that_was_saved_leaves_no_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, told) = journal_in(folder.path().to_owned());
    journal.begin(JournalBase::Story, Arc::new(carried_story().story));
    journal.keep(with_title("Kept"), 1, 0);
    wait_for(&journal, &told, |state| state.kept == 1);
    journal.begin(JournalBase::Story, with_title("Kept"));
    journal.finish();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_cannot_be_kept_is_said_and_kept_once_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    // Not even the keeper of the system makes a folder in a file.
    let place = folder.path().join("file");
    std::fs::write(&place, "").unwrap();
    let (journal, told) = journal_in(place.join("journals"));
    journal.begin(JournalBase::Story, Arc::new(carried_story().story));
    journal.keep(with_title("First"), 1, 0);
    wait_for(&journal, &told, |state| state.failure.is_some());
    std::fs::remove_file(&place).unwrap();
    journal.keep(with_title("Second"), 2, 0);
    wait_for(&journal, &told, |state| *state == JournalState { kept: 2, failure: None });
}

#[cfg(unix)]
#[test]
fn a_folder_that_nothing_can_be_written_in_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(folder.path().join("try"), "").is_ok() {
        // The keeper of the system may write everywhere.
        return;
    }
    let (journal, told) = journal_in(folder.path().join("journals"));
    journal.begin(JournalBase::Story, Arc::default());
    journal.keep(with_title("First"), 1, 0);
    wait_for(&journal, &told, |state| state.failure.as_deref() == Some("you are not allowed to write there"));
}
