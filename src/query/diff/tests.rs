use super::*;
use crate::io::carried_story;

fn changed(change: impl FnOnce(&mut Story)) -> StoryDiff {
    let old = carried_story().story;
    let mut new = old.clone();
    change(&mut new);
    let diff = StoryDiff::between(&old, &new);
    let whole = [&old, &new].map(Version::of);
    assert_eq!(diff, StoryDiff::of_versions(&whole[0], &whole[1]), "what is left out is the same in both");
    let copied: Vec<_> = new.events.iter().map(Cow::into_owned).collect();
    assert_eq!(diff, StoryDiff::between(&old, &Story { events: copied.into(), ..new }), "shared or not");
    diff
}

#[test]
fn a_story_is_no_different_from_itself() {
    let diff = changed(|_| {});
    assert!(diff.is_empty(), "{:?}", diff.differences);
    assert_eq!(diff.counts_text(), "no difference");
}

#[test]
fn what_changed_is_named_by_its_member_with_both_values() {
    let diff = changed(|story| {
        story.events.get_mut(1).title = "Strikes on Kabul".to_owned();
        story.events.get_mut(2).claims[0].text = "Another text".to_owned();
    });
    let [event, other] = &diff.differences[..] else { panic!("{diff:?}") };
    assert_eq!((event.id.as_str(), event.members[0].member.as_str()), ("kabul-strike", "title"));
    assert_eq!(event.members[0].new, Some(Value::from("Strikes on Kabul")));
    assert_eq!((other.claims[0].id.as_str(), other.claims[0].members[0].member.as_str()), ("c3", "text"));
    assert_eq!(diff.counts_text(), "2 events changed; 1 claim changed");
}

#[test]
fn the_other_way_round_added_is_removed() {
    let old = carried_story().story;
    let mut new = old.clone();
    new.events.remove(3);
    new.sources.pop();
    let (forth, back) = (StoryDiff::between(&old, &new), StoryDiff::between(&new, &old));
    for subject in [Subject::Event, Subject::Claim, Subject::Source] {
        let [added, removed, changed] = forth.counts(subject);
        assert_eq!(back.counts(subject), [removed, added, changed]);
    }
    assert_eq!(forth.counts(Subject::Event), [0, 1, 0]);
}

#[test]
fn a_claim_that_went_to_another_event_was_moved() {
    let diff = changed(|story| {
        let claim = story.events.get_mut(1).claims.remove(0);
        story.events.get_mut(3).claims.push(claim);
    });
    let moved: Vec<&Difference> =
        diff.differences.iter().flat_map(|difference| &difference.claims).filter(|claim| claim.id == "c1").collect();
    assert_eq!(moved.len(), 2);
    assert!(moved.iter().all(|claim| claim.change == Change::Changed && claim.members[0].member == "event"));
}

#[test]
fn a_compared_story_holds_what_was_taken_out_and_says_so() {
    let old = carried_story().story;
    let mut new = old.clone();
    new.events.remove(0);
    new.events.get_mut(0).title.push('!');
    let (story, changes, _) = compared_story(&old, &new);
    assert_eq!(story.events.len(), old.events.len());
    assert_eq!((changes[0], changes.last().copied().flatten()), (Some(Change::Changed), Some(Change::Removed)));
}

#[test]
fn ids_given_twice_are_held_against_each_other_in_order() {
    let twice = |title: &str| {
        let mut story = Story::default();
        for title in ["One", title] {
            story.events.push(crate::model::Event {
                id: "same".to_owned(),
                title: title.to_owned(),
                ..Default::default()
            });
        }
        story
    };
    let diff = StoryDiff::between(&twice("Two"), &twice("Three"));
    assert_eq!((diff.differences.len(), diff.differences[0].id.as_str()), (1, "same (2)"));
}

#[test]
fn events_and_chapters_that_moved_and_changed_are_told_as_they_are() {
    let diff = changed(|story| {
        let event = story.events.remove(2);
        story.events.insert(7, event);
        story.events.get_mut(7).title = "Other".to_owned();
        story.chapters.rotate_left(2);
        story.actors.pop();
        story.members.insert("x-desk".to_owned(), Value::from(7));
        story.events.push(crate::model::Event { id: "new".to_owned(), ..Default::default() });
    });
    assert_eq!(diff.counts_text(), "1 event added, 1 changed; 1 actor removed");
}
