//! One change of many, taken back.

use super::{Conflict, merge_stories, used};
use crate::io::{Replay, changes_between};
use crate::model::Story;
use crate::query::diff::{part_of, touched};

/// The story as it is now without the change that led from `before` to `after`.
///
/// It is a merge of what came later with taking the change back. Fails where they clash, with what rests on the
/// change now.
pub fn reverted(before: &Story, after: &Story, now: &Story) -> Result<Story, Vec<Conflict>> {
    let ids = touched(before, after);
    let [before_part, after_part, now_part] = [before, after, now].map(|story| part_of(story, &ids));
    let merged = merge_stories(&after_part, &now_part, &before_part);
    if !merged.conflicts.is_empty() {
        return Err(merged.conflicts);
    }
    let mut replay = Replay::of(now.clone());
    replay.apply(changes_between(&now_part, &merged.story));
    let mut story = replay.finish();
    let mut conflicts = Vec::new();
    used::keep_what_is_used(&mut story, [after, now, before], &mut conflicts);
    if conflicts.is_empty() { Ok(story) } else { Err(conflicts) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::model::Source;

    fn after(story: &Story, change: impl FnOnce(&mut Story)) -> Story {
        let mut story = story.clone();
        change(&mut story);
        story
    }

    #[test]
    fn a_change_goes_and_the_later_ones_stay() {
        let first = carried_story().story;
        let second = after(&first, |story| drop(story.events.remove(4)));
        let third = after(&second, |story| {
            story.events.get_mut(0).title = "Later".to_owned();
            story.title = "Later".to_owned();
        });
        let reverted = reverted(&first, &second, &third).unwrap();
        assert_eq!((reverted.title.as_str(), reverted.events.title(0).as_ref()), ("Later", "Later"));
        assert_eq!(reverted.events.range(1..first.events.len()).collect::<Vec<_>>(), {
            first.events.range(1..first.events.len()).collect::<Vec<_>>()
        });
    }

    #[test]
    fn a_change_of_a_field_that_was_changed_again_stays() {
        let first = carried_story().story;
        let second = after(&first, |story| story.events.get_mut(0).title = "Second".to_owned());
        let third = after(&second, |story| story.events.get_mut(0).title = "Third".to_owned());
        let told = reverted(&first, &second, &third).unwrap_err();
        assert!(told[0].words(20).contains("title"), "{told:?}");
    }

    #[test]
    fn a_source_that_is_cited_by_now_stays() {
        let first = carried_story().story;
        let second = after(&first, |story| {
            story.sources.push(Source { id: "spare".to_owned(), ..Source::default() });
        });
        assert_eq!(reverted(&first, &second, &second).unwrap(), first);
        let third = after(&second, |story| story.events.get_mut(2).claims[0].source = "spare".to_owned());
        assert!(reverted(&first, &second, &third).is_err());
    }
}
