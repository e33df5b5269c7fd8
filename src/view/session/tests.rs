use std::ops::ControlFlow;

use super::*;
use crate::io::carried_story;
use crate::model::{Event, Source, Translation, When};
use crate::store::Clock;
use crate::store::sample;
use crate::view::{Edit, Known, StoryChange};

const SCREEN: Screen = Screen { map_size_points: [800.0, 560.0], unit_secs: 86_400.0 };

fn session() -> Session {
    Session::new(Arc::new(sample::store()), SCREEN)
}

fn run(session: &mut Session, command: &Command) -> Option<Effect> {
    session.run(command, SCREEN)
}

fn undated(session: &Session, index: usize) -> Command {
    let event = session.own_store().event(index).id.clone();
    Command::Edit(Box::new(Edit::SetWhen { event, when: None }))
}

fn when(session: &Session, index: usize) -> Option<When> {
    session.store().event(index).when.clone()
}

#[test]
fn an_edit_changes_the_story_and_what_is_shown_of_it() {
    let mut session = session();
    let (revision, dated) = (session.revision(), session.store().dated_count());
    let command = undated(&session, 0);
    assert_eq!(run(&mut session, &command), None);
    assert_eq!(when(&session, 0), None);
    assert_eq!(session.store().dated_count(), dated - 1);
    assert!(session.is_changed() && session.revision() > revision && session.shown().undated().contains(&0));
}

#[test]
fn an_edit_that_is_taken_back_leaves_nothing_to_save_and_one_done_again_does() {
    let mut session = session();
    let before = when(&session, 0);
    let command = undated(&session, 0);
    run(&mut session, &command);
    run(&mut session, &Command::Undo);
    assert_eq!(when(&session, 0), before);
    assert!(!session.is_changed() && session.has_future());
    run(&mut session, &Command::Redo);
    assert_eq!(when(&session, 0), None);
    assert!(session.is_changed());
}

#[test]
fn a_story_that_was_saved_is_changed_by_taking_back_what_was_saved() {
    let mut session = session();
    let command = undated(&session, 0);
    run(&mut session, &command);
    session.set_saved(session.edition(), session.own_store().whole_story().clone());
    assert!(!session.is_changed());
    run(&mut session, &Command::Undo);
    assert!(session.is_changed());
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut session = session();
    let edit = Edit::SetWhen { event: "no such event".to_owned(), when: None };
    run(&mut session, &Command::Edit(Box::new(edit)));
    assert!(!session.is_changed() && !session.has_past());
}

#[test]
fn a_comparison_shows_both_versions_until_the_story_is_edited() {
    let mut session = session();
    let mut old = (**session.own_store().whole_story()).clone();
    old.chapters.clear();
    let own = session.own_store().len();
    let mut new = old.clone();
    new.events = new.events.into_iter().skip(1).collect();
    let new = Session::new(Arc::new(Store::new(new)), SCREEN);
    session.replace(new.own_store().clone(), SCREEN);
    let comparison = Comparison::between(&old, session.own_store().whole_story(), "old".to_owned());
    session.compare(Some(Arc::new(comparison)));
    assert_eq!(session.store().len(), own, "what was taken out is shown too");
    assert_eq!(session.own_store().len(), own - 1, "and not saved");
    let command = undated(&session, session.own_store().order().next().unwrap());
    run(&mut session, &command);
    assert!(session.comparison().is_none());
    assert_eq!(session.store().len(), own - 1);
}

#[test]
fn what_was_not_yet_known_is_left_out_of_what_is_shown_and_not_of_the_story() {
    let mut session = session();
    let all = session.store().known_claims();
    run(&mut session, &Command::SetKnown(Known::By(f64::MIN)));
    assert!(session.store().known_claims().0 < all.0);
    assert_eq!(session.own_store().known_claims(), all);
    run(&mut session, &Command::Undo);
    assert_eq!(session.store().known_claims(), all);
    run(&mut session, &Command::SetClock(Clock::Report));
    assert_eq!(session.store().as_of().clock, Clock::Report);
}

#[test]
fn a_story_is_read_in_another_language_and_edited_and_saved_in_its_own() {
    let mut story = (**session().own_store().whole_story()).clone();
    let urdu: Language = "ur".parse().unwrap();
    let own = story.events.get(0).title.clone();
    let title = Translation { language: urdu, member: "title".to_owned(), text: "حملہ".to_owned() };
    story.events.get_mut(0).i18n = vec![title].into();
    let mut session = Session::new(Arc::new(Store::new(story)), SCREEN);
    assert_eq!(session.store().languages(), [urdu]);
    let number = session.story_number();
    run(&mut session, &Command::NextLanguage);
    assert_eq!((session.view().language, &*session.store().title(0)), (Some(urdu), "حملہ"));
    assert!(session.story_number() > number && session.own_store().title(0) == own);
    let command = undated(&session, 0);
    run(&mut session, &command);
    assert_eq!((when(&session, 0), &*session.store().title(0)), (None, "حملہ"));
    assert_eq!(session.own_store().title(0), own);
    assert_eq!(session.own_store().whole_story(), session.store().whole_story());
    run(&mut session, &Command::NextLanguage);
    assert_eq!((session.view().language, &*session.store().title(0)), (None, own.as_str()));
    // Of a language that it does not have it says nothing.
    run(&mut session, &Command::SetLanguage("ps".parse().ok()));
    assert_eq!((session.store().as_of().language, &*session.store().title(0)), (None, own.as_str()));
}

#[test]
fn a_changed_story_that_was_replaced_comes_back_as_it_was_left() {
    let mut session = session();
    let command = undated(&session, 0);
    run(&mut session, &command);
    let left = (session.view().clone(), session.store().whole_story().clone());
    let former = session.replace(Arc::new(sample::store()), SCREEN);
    assert!(!session.is_changed() && !session.has_past());
    let numbers = (session.story_number(), session.revision());
    session.resume(former);
    assert!(session.is_changed() && session.has_past());
    assert_eq!((session.view(), session.store().whole_story()), (&left.0, &left.1));
    assert!(session.story_number() > numbers.0 && session.revision() > numbers.1, "no number comes twice");
    run(&mut session, &Command::Undo);
    assert!(!session.is_changed());
}

#[test]
fn a_command_that_only_asks_the_outside_hands_it_on_and_is_no_step() {
    let mut session = session();
    assert_eq!(run(&mut session, &Command::Perform(Effect::Help)), Some(Effect::Help));
    assert!(!session.has_past());
    let add = Edit::AddChapter(9, Box::default());
    run(&mut session, &Command::Edit(Box::new(add)));
    assert_eq!(session.view().chapter, Some(session.store().story().chapters.len() - 1), "it is open");
}

#[test]
fn what_is_written_letter_by_letter_is_one_step_until_something_else_is_done() {
    let mut session = session();
    let before = session.own_store().event(0).into_owned();
    let write = |session: &mut Session, title: &str| {
        let event = Event { title: title.to_owned(), ..before.clone() };
        run(session, &Command::Write(Box::new(Edit::Change(Box::new(StoryChange::event(event))))));
    };
    let title = |session: &Session| session.own_store().title(0).into_owned();
    for title in ["a", "ab", "abc"] {
        write(&mut session, title);
    }
    run(&mut session, &Command::EndWriting);
    for title in ["abcd", "abcde"] {
        write(&mut session, title);
    }
    run(&mut session, &Command::Select(Vec::new()));
    run(&mut session, &Command::SetTheme(Theme::Dark));
    write(&mut session, "b");
    run(&mut session, &Command::Undo);
    assert_eq!(title(&session), "abcde");
    run(&mut session, &Command::Undo);
    run(&mut session, &Command::Undo);
    assert_eq!(title(&session), "abc");
    run(&mut session, &Command::Undo);
    assert_eq!(title(&session), before.title);
    assert!(!session.is_changed() && !session.has_past());
    run(&mut session, &Command::Redo);
    assert_eq!(title(&session), "abc");
}

#[test]
fn a_new_event_that_is_written_goes_by_one_step_back() {
    let mut session = session();
    let count = session.own_store().len();
    for title in ["", "T", "Ta", "Tal"] {
        let event = Event { id: "new".to_owned(), title: title.to_owned(), ..Event::default() };
        let source = Source { id: "new-source".to_owned(), title: title.to_owned(), ..Source::default() };
        let change = StoryChange { events: vec![event], sources: vec![source], ..StoryChange::default() };
        run(&mut session, &Command::Write(Box::new(Edit::Change(Box::new(change)))));
    }
    run(&mut session, &Command::Undo);
    assert_eq!((session.own_store().len(), session.has_past()), (count, false));
}

#[test]
fn what_is_looked_for_apart_is_shown_when_it_is_found_and_what_was_shown_stays_until_then() {
    let store = Store::new(carried_story().story);
    let screen = Screen::with_map([800.0, 600.0]);
    let mut session = Session::new(store.into(), screen);
    let all = session.shown().len();
    session.search_apart(1);
    assert!(session.search().is_none(), "nothing is looked for");
    session.run(&Command::SetFilter("category:strike".parse().unwrap()), screen);
    let search = session.search().expect("the filter is another");
    assert_eq!(session.shown().len(), all);
    session.run(&Command::SetFilter("category:talks".parse().unwrap()), screen);
    let late = search.run(|_, _| ControlFlow::Continue(())).unwrap();
    session.take_found(&search, &late);
    assert_eq!(session.shown().len(), all, "what is wanted no more is let go");
    let search = session.search().unwrap();
    let mut parts = Vec::new();
    let found = search
        .run(|_, so_far| {
            parts.push(so_far());
            ControlFlow::Continue(())
        })
        .unwrap();
    session.take_found(&search, &found);
    assert!(session.search().is_none());
    let question = session.view().question();
    assert_eq!(**session.shown(), select(session.store(), &question));
}
