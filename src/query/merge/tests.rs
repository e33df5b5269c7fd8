use super::*;
use crate::io::carried_story;

/// The carried story with a change.
fn with(change: impl FnOnce(&mut Story)) -> Story {
    let mut story = carried_story().story;
    change(&mut story);
    story
}

/// What comes of two changes, and what is told of it.
fn merged(ours: impl FnOnce(&mut Story), theirs: impl FnOnce(&mut Story)) -> (Story, Vec<String>) {
    let merged = merge_stories(&with(|_| {}), &with(ours), &with(theirs));
    (merged.story, merged.conflicts.iter().map(|conflict| conflict.words(40)).collect())
}

fn same() -> Vec<String> {
    Vec::new()
}

#[test]
fn other_fields_of_one_event_stand_both() {
    let (story, told) = merged(
        |story| story.events.get_mut(1).title = "Ours".to_owned(),
        |story| {
            story.events.get_mut(1).summary = "Theirs".to_owned();
            story.events.get_mut(1).claims[0].note = "Theirs".into();
        },
    );
    let event = story.events.get(1);
    assert_eq!((event.title.as_str(), event.summary.as_str()), ("Ours", "Theirs"));
    assert_eq!((event.claims[0].note.as_str(), told), ("Theirs", same()));
}

#[test]
fn the_same_field_changed_otherwise_is_told_by_id_and_field_and_ours_stands() {
    let (story, told) = merged(
        |story| story.events.get_mut(1).title = "Ours".to_owned(),
        |story| story.events.get_mut(1).title = "Theirs".to_owned(),
    );
    assert_eq!(story.events.title(1), "Ours");
    let before = carried_story().story.events.title(1).into_owned();
    assert_eq!(told, [format!("event kabul-strike: title: ours “Ours”, theirs “Theirs”, before “{before}”")]);
}

#[test]
fn what_one_took_out_and_the_other_changed_stays_and_is_told() {
    let (story, told) = merged(
        |story| drop(story.events.remove(1)),
        |story| story.events.get_mut(1).claims[0].text = "Theirs".to_owned(),
    );
    let at = story.events.ids().position(|id| id == "kabul-strike").unwrap();
    assert_eq!(story.events.get(at).claims[0].text, "Theirs");
    assert_eq!(told[0], "event kabul-strike: taken out by ours, changed by theirs; it stays");
    let (story, told) = merged(|story| drop(story.events.remove(1)), |story| story.title = "Theirs".to_owned());
    assert_eq!((story.events.ids().any(|id| id == "kabul-strike"), told), (false, same()));
}

#[test]
fn a_source_that_one_took_out_and_the_other_cites_stays_and_is_told() {
    let (story, told) = merged(
        |story| {
            story.sources.push(Source { id: "spare".to_owned(), ..Source::default() });
        },
        |_| {},
    );
    assert_eq!(told, same());
    let merged = merge_stories(&story, &with(|_| {}), &{
        let mut theirs = story.clone();
        theirs.events.get_mut(0).claims[0].source = "spare".to_owned();
        theirs
    });
    assert!(merged.story.source("spare").is_some());
    let told: Vec<String> = merged.conflicts.iter().map(|conflict| conflict.words(40)).collect();
    assert_eq!(told, ["source spare: taken out by ours, referred to by theirs; it stays"]);
}

#[test]
fn a_claim_goes_with_its_changes_to_the_event_that_it_was_moved_to() {
    let (story, told) = merged(
        |story| {
            let claim = story.events.get_mut(1).claims.remove(0);
            story.events.get_mut(3).claims.push(claim);
        },
        |story| story.events.get_mut(1).claims[0].note = "Theirs".into(),
    );
    let moved = carried_story().story.events.id_of_claim(1, 0).into_owned();
    let holders: Vec<usize> = (0..story.events.len())
        .filter(|at| story.events.get(*at).claims.iter().any(|claim| claim.id == moved))
        .collect();
    assert_eq!((holders, told), (vec![3], same()));
    assert_eq!(story.events.get(3).claims.last().unwrap().note.as_str(), "Theirs");
}

#[test]
fn actors_figures_and_disputes_that_both_added_stand_both() {
    let role = |actor: &str| crate::model::ActorRole { actor: actor.to_owned(), role: "by".to_owned() };
    let (story, told) = merged(
        |story| {
            story.events.get_mut(0).actors.push(role("x"));
            story.events.get_mut(0).claims[0].disputes = vec!["one".to_owned()].into();
        },
        |story| {
            story.events.get_mut(0).actors.push(role("y"));
            story.events.get_mut(0).claims[0].disputes = vec!["two".to_owned()].into();
        },
    );
    let actors = &story.events.get(0).actors;
    assert_eq!(actors[actors.len() - 2..], [role("x"), role("y")]);
    assert_eq!(
        (story.events.get(0).claims[0].disputes.as_slice(), told),
        (&["one".to_owned(), "two".to_owned()][..], same())
    );
}

#[test]
fn unknown_members_are_merged_like_known_ones() {
    let put = |story: &mut Story, key: &str| {
        story.members.insert(key.to_owned(), Value::from(key));
        story.document.insert(key.to_owned(), Value::from(key));
        story.events.get_mut(0).properties.as_mut().unwrap().insert(key.to_owned(), Value::from(key));
    };
    let (story, told) = merged(|story| put(story, "x-one"), |story| put(story, "x-two"));
    for members in [&story.members, &story.document, &*story.events.get(0).properties] {
        assert_eq!((&members["x-one"], &members["x-two"]), (&Value::from("x-one"), &Value::from("x-two")));
    }
    assert_eq!(told, same());
}

#[test]
fn two_new_things_with_one_id_are_kept_apart_with_what_refers_to_them() {
    let add = |story: &mut Story, title: &str| {
        let mut event = story.events.get(0).into_owned();
        event.id = "new".to_owned();
        event.title = title.to_owned();
        event.claims.truncate(1);
        event.claims[0].id = "new-claim".to_owned();
        event.claims[0].text = title.to_owned();
        story.events.push(event);
        story.chapters[0].events.push("new".to_owned());
    };
    let merged = merge_stories(&with(|_| {}), &with(|story| add(story, "Ours")), &with(|story| add(story, "Theirs")));
    let [ours, theirs] = [2, 1].map(|from| merged.story.events.get(merged.story.events.len() - from).into_owned());
    assert_eq!((ours.id.as_str(), ours.title.as_str()), ("new", "Ours"));
    assert_eq!((theirs.id.as_str(), theirs.claims[0].id.as_str()), ("new-2", "new-claim-2"));
    let shown = &merged.story.chapters[0].events;
    assert_eq!(shown[shown.len() - 2..], ["new".to_owned(), "new-2".to_owned()]);
    assert_eq!((merged.conflicts.len(), merged.renamed.len()), (0, 2));
}

#[test]
fn a_chapter_under_another_title_is_the_same_chapter() {
    let (story, told) = merged(
        |story| story.chapters[0].title = "Ours".to_owned(),
        |story| {
            story.chapters[0].view.insert("bbox".to_owned(), serde_json::json!([60, 28, 78, 39]));
        },
    );
    assert_eq!((story.chapters[0].title.as_str(), told), ("Ours", same()));
    assert_eq!(story.chapters[0].view["bbox"], serde_json::json!([60, 28, 78, 39]));
    assert_eq!(story.chapters.len(), carried_story().story.chapters.len());
}

#[test]
fn chapters_that_both_moved_are_told() {
    let (_, told) = merged(|story| story.chapters.rotate_left(1), |story| story.chapters.reverse());
    assert_eq!(told, ["the order of chapters: both moved some; they stand as in ours"]);
}
