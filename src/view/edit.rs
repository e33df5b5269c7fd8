//! What can be changed of a story, each as one step that can be taken back.
//!
//! Answers what an edit changes of a story, and which chapter is open after it. It does not know where the
//! story is saved.

use std::sync::Arc;

use super::StoryChange;
use super::View;
use super::becoming::patch_between;
use super::patch::{Part, Patch, Splice};
use super::placement::Placement;
use crate::model::{Chapter, Event, Members, Story, Translation, When};
use crate::store::Store;

/// One change of a story.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Puts a new chapter at this place, counted from 0.
    AddChapter(usize, Box<Chapter>),
    /// Takes the chapter at a place to another.
    MoveChapter(usize, usize),
    /// Takes a chapter out.
    RemoveChapter(usize),
    /// Gives a chapter another title and text.
    RetellChapter {
        /// Its number from 0.
        number: usize,
        /// Its heading.
        title: String,
        /// A few sentences.
        text: String,
        /// Both in other languages.
        i18n: Vec<Translation>,
    },
    /// Gives a chapter another view, and other events.
    ShowInChapter {
        /// Its number from 0.
        number: usize,
        /// The event it is about; may be empty.
        event: String,
        /// Further events that it lights.
        events: Vec<String>,
        /// What it shows.
        view: Members,
    },
    /// Says another time of an event; none makes it undated.
    SetWhen {
        /// The id of the event.
        event: String,
        /// When it was.
        when: Option<Box<When>>,
    },
    /// Says another place of an event, and draws it otherwise.
    SetPlace {
        /// The id of the event.
        event: String,
        /// Where it was.
        placement: Box<Placement>,
    },
    /// The author's judgement of an event and of its claims.
    Judge(Box<Judgement>),
    /// Puts things into the story and takes others out.
    Change(Box<StoryChange>),
    /// Makes the story another state of itself, such as what comes of merging two versions.
    Become(Arc<Story>),
}

/// An author's judgement of an event and of its claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// The id of the event.
    pub event: String,
    /// On a casualty recorder's scale; empty for none.
    pub assessment: String,
    /// Gradings in the Admiralty code by claim id; empty for none.
    pub gradings: Vec<(String, String)>,
    /// Whose judgement it is.
    pub by: String,
}

impl Edit {
    /// What it changes of the story of a store. None where that would be nothing, or where it speaks of what the
    /// story does not have.
    pub fn patch(&self, store: &Store) -> Option<Patch> {
        let chapters = &store.whole_story().chapters;
        let changed = |number: usize, change: &dyn Fn(&mut Chapter)| {
            let before = chapters.get(number)?;
            let mut chapter = before.clone();
            change(&mut chapter);
            (chapter != *before).then(|| Patch::of([Part::Chapters(Splice::set(number, chapter))]))
        };
        match self {
            Self::AddChapter(at, chapter) => {
                let at = (*at).min(chapters.len());
                Some(Patch::of([Part::Chapters(Splice::insert(at, (**chapter).clone()))]))
            }
            Self::MoveChapter(from, to) => {
                let chapter = chapters.get(*from)?;
                let moves = from != to && *to < chapters.len();
                let parts = || [Splice::remove(*from), Splice::insert(*to, chapter.clone())].map(Part::Chapters);
                moves.then(|| Patch::of(parts()))
            }
            Self::RemoveChapter(number) => {
                chapters.get(*number).map(|_| Patch::of([Part::Chapters(Splice::remove(*number))]))
            }
            Self::RetellChapter { number, title, text, i18n } => changed(*number, &|chapter| {
                chapter.title.clone_from(title);
                chapter.text.clone_from(text);
                chapter.i18n = i18n.clone().into();
            }),
            Self::ShowInChapter { number, event, events, view } => changed(*number, &|chapter| {
                chapter.event.clone_from(event);
                chapter.events.clone_from(events);
                chapter.view.clone_from(view);
            }),
            Self::SetWhen { event, when } => changed_event(store, event, |event| event.when = when.as_deref().cloned()),
            Self::SetPlace { event, placement } => changed_event(store, event, |event| placement.put_in(event)),
            Self::Change(change) => change.patch(store),
            Self::Become(story) => patch_between(store.whole_story(), story),
            Self::Judge(judgement) => changed_event(store, &judgement.event, |event| judgement.pass(event)),
        }
    }

    /// Keeps the same chapter open, or opens the new one.
    pub(super) fn follow(&self, view: &mut View, chapters: usize) {
        view.chapter = match (self, view.chapter) {
            (Self::AddChapter(at, _), _) => Some((*at).min(chapters.saturating_sub(1))),
            (Self::MoveChapter(from, to), Some(open)) if open == *from => Some(*to),
            (Self::RemoveChapter(number), Some(open)) if open == *number => None,
            (Self::RemoveChapter(number), Some(open)) if open > *number => Some(open - 1),
            (_, open) => open,
        };
    }
}

/// The patch of a change of one event. None where it changes nothing, or there is no such event.
fn changed_event(store: &Store, id: &str, change: impl FnOnce(&mut Event)) -> Option<Patch> {
    let index = store.index_of(id)?;
    let before = store.whole_story().events.get(index);
    let mut event = before.clone().into_owned();
    change(&mut event);
    (event != *before).then(|| Patch::of([Part::Events(Splice::set(index, event))]))
}

impl Judgement {
    fn pass(&self, event: &mut Event) {
        let name_of = |judgement: &str| if judgement.is_empty() { String::new() } else { self.by.clone() };
        if event.assessment != self.assessment {
            event.assessment = self.assessment.clone().into();
            event.assessed_by = name_of(&self.assessment).into();
        }
        for (id, grading) in &self.gradings {
            let claim = event.claims.iter_mut().find(|claim| claim.id == *id);
            if let Some(claim) = claim.filter(|claim| claim.grading != *grading) {
                claim.grading = grading.clone().into();
                claim.graded_by = name_of(grading).into();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Story;

    fn patched(edit: &Edit, story: &Story) -> Option<Story> {
        let mut changed = story.clone();
        let undo = edit.patch(&Store::new(story.clone()))?.apply(&mut changed);
        let mut again = changed.clone();
        let redo = undo.apply(&mut again);
        assert_eq!(again, *story, "its inverse takes it back");
        drop(redo.apply(&mut again));
        assert_eq!(again, changed, "and the inverse of that does it again");
        Some(changed)
    }

    fn story(titles: &[&str]) -> Story {
        let chapter = |title: &&str| Chapter { title: (*title).to_owned(), ..Chapter::default() };
        Story { chapters: titles.iter().map(chapter).collect(), ..Story::default() }
    }

    fn titles(story: &Story) -> Vec<&str> {
        story.chapters.iter().map(|chapter| chapter.title.as_str()).collect()
    }

    #[test]
    fn a_chapter_moves_to_where_it_is_taken_and_the_others_keep_their_order() {
        let moved = patched(&Edit::MoveChapter(0, 2), &story(&["a", "b", "c"])).unwrap();
        assert_eq!(titles(&moved), ["b", "c", "a"]);
        assert_eq!(patched(&Edit::MoveChapter(1, 1), &moved), None);
        assert_eq!(patched(&Edit::MoveChapter(0, 3), &moved), None);
    }

    #[test]
    fn what_was_open_stays_open() {
        let store = Store::new(story(&["a", "b", "c"]));
        let mut view = View::of_story(&store, [800.0, 600.0]);
        let mut open_after = |open: usize, edit: Edit| {
            view.chapter = Some(open);
            edit.follow(&mut view, 3);
            view.chapter
        };
        assert_eq!(open_after(0, Edit::MoveChapter(0, 2)), Some(2));
        assert_eq!(open_after(2, Edit::RemoveChapter(0)), Some(1));
        assert_eq!(open_after(1, Edit::RemoveChapter(1)), None);
        assert_eq!(open_after(1, Edit::AddChapter(9, Box::default())), Some(2));
    }

    #[test]
    fn only_what_was_judged_anew_bears_the_new_name() {
        let claim = |id: &str, grading: &str| crate::model::Claim {
            id: id.to_owned(),
            grading: grading.to_owned().into(),
            graded_by: "A".into(),
            ..crate::model::Claim::by(crate::model::AttributionKind::Named)
        };
        let event =
            Event { id: "e".to_owned(), claims: vec![claim("c1", "B2"), claim("c2", "C3")], ..Default::default() };
        let before = Story { events: vec![event].into(), ..Story::default() };
        let gradings = vec![("c1".to_owned(), "B2".to_owned()), ("c2".to_owned(), String::new())];
        let judgement =
            Judgement { event: "e".to_owned(), assessment: "fair".to_owned(), gradings, by: "B".to_owned() };
        let after = patched(&Edit::Judge(Box::new(judgement)), &before).unwrap();
        let event = after.events.get(0);
        assert_eq!((event.assessment.as_str(), event.assessed_by.as_str()), ("fair", "B"));
        let by: Vec<&str> = event.claims.iter().map(|claim| claim.graded_by.as_str()).collect();
        assert_eq!(by, ["A", ""]);
    }
}
