//! A story is made in the window: by keyboard alone, and by pointer alone.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use meridian::gui::App;
use meridian::io::{story_from_slice, story_to_string};
use meridian::model::{Claim, Event, Story};

use super::{press, press_ctrl, type_text, window};

/// What the keyboard is on, as a screen reader names it.
fn focused(harness: &Harness<'_, App>) -> String {
    let is_focused = |node: &AccessKitNode<'_>| node.is_focused();
    harness.query_all_by(is_focused).find_map(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Goes on with Tab until the keyboard is on something that is called so.
fn tab_to(harness: &mut Harness<'_, App>, label: &str) {
    for _ in 0..120 {
        if focused(harness) == label {
            return;
        }
        press(harness, Key::Tab);
    }
    panic!("Tab leads to no “{label}”");
}

/// Writes into the field that is called so.
fn write(harness: &mut Harness<'_, App>, label: &str, text: &str) {
    tab_to(harness, label);
    type_text(harness, text);
}

/// Chooses in a box by its name what is sought so, or makes it.
fn choose(harness: &mut Harness<'_, App>, label: &str, text: &str) {
    tab_to(harness, label);
    press(harness, Key::Enter);
    harness.run();
    type_text(harness, text);
    press(harness, Key::Enter);
    harness.run();
}

fn story(harness: &Harness<'_, App>) -> Story {
    (**harness.state().session().own_store().whole_story()).clone()
}

fn event(harness: &Harness<'_, App>, title: &str) -> Event {
    let story = story(harness);
    let found = story.events.iter().find(|event| event.title == title);
    found.unwrap_or_else(|| panic!("an event “{title}”")).into_owned()
}

fn new_event(harness: &mut Harness<'_, App>, title: &str, when: &str) {
    assert_eq!(focused(harness), "Event title");
    type_text(harness, title);
    write(harness, "When", when);
}

fn claim(harness: &mut Harness<'_, App>, speaker: &str, text: &str, source: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    harness.run();
    harness.run();
    assert_eq!(focused(harness), "Speaker");
    type_text(harness, speaker);
    write(harness, "Claim", text);
    choose(harness, "Source", source);
}

#[test]
fn a_story_with_claims_that_dispute_each_other_is_made_by_keyboard_alone() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::N);
    harness.run();
    assert_eq!(focused(&harness), "Story title");
    type_text(&mut harness, "Two days in October");
    press_ctrl(&mut harness, Key::Enter);
    press(&mut harness, Key::N);
    harness.run();
    new_event(&mut harness, "Air strikes on Kabul", "9 October 2025");
    choose(&mut harness, "Category", "Air strike");
    choose(&mut harness, "Add actor", "Pakistan");
    claim(&mut harness, "Zabihullah Mujahid", "An explosion was heard in Kabul.", "Arab News");
    press_ctrl(&mut harness, Key::Enter);
    harness.run();
    new_event(&mut harness, "Counteroffensive", "2025-10-11/2025-10-12");
    claim(&mut harness, "Zabihullah Mujahid", "58 soldiers were killed.", "Arab News");
    claim(&mut harness, "ISPR", "23 soldiers were killed.", "Dawn");
    choose(&mut harness, "Dispute another claim…", "58 soldiers");
    tab_to(&mut harness, "Add number");
    press(&mut harness, Key::Enter);
    harness.run();
    assert_eq!(focused(&harness), "Search: What is counted");
    type_text(&mut harness, "soldiers killed");
    press(&mut harness, Key::Enter);
    harness.run();
    // Letter by letter: the strip of numbers comes with the first.
    write(&mut harness, "best", "2");
    type_text(&mut harness, "3");
    press(&mut harness, Key::Escape);
    let story = story(&harness);
    assert_eq!(story.title, "Two days in October");
    assert_eq!((story.events.len(), story.sources.len()), (2, 2));
    let first = event(&harness, "Air strikes on Kabul");
    assert_eq!(first.when.as_ref().map(ToString::to_string).as_deref(), Some("2025-10-09"));
    assert_eq!(story.category(&first.category).map(|category| category.name.as_str()), Some("Air strike"));
    assert_eq!((first.actors.len(), first.claims[0].attribution.name.as_str()), (1, "Zabihullah Mujahid"));
    let second = event(&harness, "Counteroffensive");
    let [told, denied]: [Claim; 2] = second.claims.try_into().unwrap();
    assert_eq!((told.disputes.to_vec(), denied.disputes.to_vec()), (vec![denied.id.clone()], vec![told.id.clone()]));
    assert_eq!((denied.quantities[0].measure.as_str(), denied.quantities[0].value), ("soldiers killed", Some(23.0)));
    assert_eq!(told.source, first.claims[0].source, "one source is chosen twice");
    let read = story_from_slice(story_to_string(&story).as_bytes()).unwrap();
    let faults: Vec<String> = read.diagnostics.iter().map(|fault| fault.message.clone()).collect();
    assert_eq!(faults, Vec::<String>::new(), "the file reads clean");
}

#[test]
fn what_is_written_in_a_form_is_one_step_of_undo_and_escape_leaves_it() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    let before = story(&harness);
    press(&mut harness, Key::Enter);
    harness.run();
    assert_eq!(focused(&harness), "Event title");
    type_text(&mut harness, " indeed");
    type_text(&mut harness, "!");
    press(&mut harness, Key::Escape);
    assert_ne!(story(&harness), before);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness).events.title(0), before.events.title(0));
    assert_eq!(story(&harness), before);
}

#[test]
fn what_is_set_for_several_events_is_written_when_it_is_kept_and_in_one_step() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    press_ctrl(&mut harness, Key::A);
    let before = story(&harness);
    let selected = harness.state().view().selection.clone();
    assert!(selected.len() > 5);
    press(&mut harness, Key::Enter);
    harness.run();
    harness.get_by_label("No changes yet");
    assert!(harness.query_all_by_label_contains("differs (").count() > 1);
    write(&mut harness, "Place", "Torkham");
    choose(&mut harness, "Layer", "Border");
    assert_eq!(story(&harness), before, "nothing is written before");
    let count = selected.len();
    harness.get_by_label(&format!("Changes {count} events"));
    tab_to(&mut harness, "Keep");
    press(&mut harness, Key::Enter);
    harness.run();
    let after = story(&harness);
    let layer = after.layers.iter().find(|layer| layer.name == "Border").expect("a layer “Border”").id.clone();
    for (event, was) in after.events.iter().zip(&before.events) {
        if selected.contains(&event.id) {
            assert_eq!(
                (event.layer.as_str(), event.place.as_ref().unwrap().name.as_str()),
                (layer.as_str(), "Torkham")
            );
            assert_eq!((&event.title, &event.when, &event.geometry), (&was.title, &was.when, &was.geometry));
        } else {
            assert_eq!(event, was);
        }
    }
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), before);
}

#[test]
fn an_event_that_was_begun_and_left_empty_is_not_kept() {
    let mut harness = window();
    let before = story(&harness);
    press(&mut harness, Key::N);
    harness.run();
    press(&mut harness, Key::Escape);
    assert_eq!(story(&harness), before);
}

/// Presses what is called so, in the middle of what is seen of it.
fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
    harness.run();
}

#[test]
fn a_claim_that_is_dropped_on_another_disputes_it_and_is_disputed() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::Enter);
    harness.run();
    let before = event_of(&harness);
    let (one, other) = (&before.claims[1], before.claims.last().unwrap());
    assert!(!one.disputes.contains(&other.id), "they do not dispute each other yet");
    let line = |claim: &Claim| format!("Claim, {}: {}", claim.attribution.name, claim.text);
    let place = |harness: &Harness<'_, App>, claim: &Claim| harness.get_by_label(&line(claim)).rect().center();
    let (from, to) = (place(&harness, one), place(&harness, other));
    harness.drag_at(from);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
    let after = event_of(&harness);
    assert!(after.claims[1].disputes.contains(&other.id));
    assert!(after.claims.last().unwrap().disputes.contains(&one.id));
}

fn event_of(harness: &Harness<'_, App>) -> Event {
    let own = harness.state().session().own_store();
    let index = super::selected(harness).and_then(|id| own.index_of(&id)).expect("an event is selected");
    own.event(index).into_owned()
}

#[test]
fn x_lists_the_claims_that_a_claim_may_dispute() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::X);
    harness.run();
    harness.run();
    assert_eq!(focused(&harness), "Search: Dispute another claim…");
}

#[test]
fn the_start_page_leads_to_the_sample_to_a_new_story_and_back() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::W);
    harness.run();
    assert!(harness.state().session().own_store().is_empty());
    click(&mut harness, "New story: A title, a time zone, a first event");
    assert_eq!(focused(&harness), "Story title");
    press_ctrl(&mut harness, Key::W);
    harness.run();
    press(&mut harness, Key::Escape);
    harness.get_by_label("No events in this story");
}

#[test]
fn two_events_become_one_with_the_claims_of_both() {
    let mut harness = window();
    let before = story(&harness);
    press(&mut harness, Key::Home);
    press(&mut harness, Key::ArrowRight);
    let first = event_of(&harness);
    press(&mut harness, Key::ArrowRight);
    let second = event_of(&harness);
    harness.get_by_label_contains(&format!("Row: {}", first.title)).click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(harness.state().view().selection, [second.id.clone(), first.id.clone()]);
    press(&mut harness, Key::M);
    click(&mut harness, "Merge");
    let after = story(&harness);
    assert_eq!(after.events.len() + 1, before.events.len());
    let joined = event_of(&harness);
    assert_eq!((joined.id, joined.claims.len()), (second.id, second.claims.len() + first.claims.len()));
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), before);
}

#[test]
fn a_date_that_could_be_two_is_kept_as_typed_until_one_of_them_is_chosen() {
    let mut harness = window();
    press(&mut harness, Key::N);
    harness.run();
    new_event(&mut harness, "Night raid", "12/10/2025");
    assert_eq!(event(&harness, "Night raid").properties["when"], "12/10/2025");
    harness.get_by_label("12 October 2025").click();
    harness.run();
    let raid = event(&harness, "Night raid");
    assert_eq!(raid.when.map(|when| when.to_string()).as_deref(), Some("2025-10-12"));
    assert!(!raid.properties.contains_key("when"));
}

#[test]
fn a_range_of_days_is_chosen_in_the_calendar_by_keys() {
    let mut harness = window();
    press(&mut harness, Key::N);
    harness.run();
    new_event(&mut harness, "Clash", "9 Oct 2025");
    tab_to(&mut harness, "When: choose in a calendar");
    press(&mut harness, Key::Enter);
    harness.run();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    press(&mut harness, Key::Enter);
    harness.run();
    let clash = event(&harness, "Clash");
    assert_eq!(clash.when.map(|when| when.to_string()).as_deref(), Some("2025-10-16/2025-10-17"));
}

#[test]
fn an_actor_becomes_one_with_another_from_the_lists_of_the_story() {
    let mut harness = window();
    let before = story(&harness);
    let [one, other] = [&before.actors[0], &before.actors[1]];
    harness.key_press_modifiers(Modifiers::SHIFT, Key::T);
    harness.run();
    harness.get_by_label(&format!("Merge {} with…", one.name)).click();
    harness.run();
    harness.run();
    type_text(&mut harness, &other.name);
    press(&mut harness, Key::Enter);
    harness.run();
    harness.get_by_label("Merge 2 actors");
    harness.get_by_label("Merge").click();
    harness.run();
    let after = story(&harness);
    assert_eq!(after.actors.len(), before.actors.len() - 1);
    let has = |story: &Story, id: &str| {
        story.events.iter().filter(|event| event.actors.iter().any(|role| role.actor == id)).count()
    };
    assert_eq!(has(&after, &other.id), 0);
    assert!(has(&after, &one.id) >= has(&before, &one.id));
}

#[test]
fn that_two_events_are_two_is_kept_in_the_story_and_can_be_forgotten() {
    let mut harness = window();
    press(&mut harness, Key::N);
    harness.run();
    new_event(&mut harness, "Air strikes on Kabul", "9 October 2025");
    harness.run();
    let told = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("Possible duplicate").count();
    let before = told(&harness);
    assert!(before > 0);
    let two: Vec<_> = harness.get_all_by_label("Not the same").collect();
    two[0].click();
    harness.run();
    harness.run();
    let links = event_last(&harness).links.to_vec();
    assert_eq!((links.len(), links[0].kind.as_str()), (1, "distinct-from"));
    let read = story_from_slice(story_to_string(&story(&harness)).as_bytes()).unwrap().story;
    assert_eq!(read.events.get(read.events.len() - 1).links.to_vec(), links);
    let known: Vec<_> = harness.get_all_by_label_contains("Marked as a different event: ").collect();
    assert_eq!(known.len(), 1);
    harness.get_by_label_contains("Undo marking ").click();
    harness.run();
    assert!(event_last(&harness).links.is_empty());
    assert_eq!(told(&harness), before);
}

fn event_last(harness: &Harness<'_, App>) -> Event {
    let story = story(harness);
    story.events.get(story.events.len() - 1).into_owned()
}

/// Chooses in the list that a link opens what is sought so.
fn choose_under(harness: &mut Harness<'_, App>, link: &str, text: &str) {
    harness.get_by_label(link).click();
    harness.run();
    harness.run();
    type_text(harness, text);
    press(harness, Key::Enter);
    harness.run();
}

#[test]
fn a_text_is_said_in_another_language_in_a_field_beside_it() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::Enter);
    harness.run();
    let id = super::selected(&harness).unwrap();
    let event = |harness: &Harness<'_, App>| {
        let story = story(harness);
        let index = story.events.ids().position(|other| other == id).unwrap();
        story.events.get(index).into_owned()
    };
    assert!(harness.query_by_label_contains("Event title in").is_none(), "nothing is shown of one language");
    choose_under(&mut harness, "Add language…", "urdu");
    harness.get_by_label("Event title in Urdu (اردو)").focus();
    harness.run();
    type_text(&mut harness, "پناہ کا الزام");
    let said = event(&harness);
    let texts: Vec<_> =
        said.i18n.iter().map(|one| (one.language.tag(), one.member.as_str(), one.text.as_str())).collect();
    assert_eq!(texts, [("ur", "title", "پناہ کا الزام")]);
    press_ctrl(&mut harness, Key::A);
    press(&mut harness, Key::Backspace);
    assert!(event(&harness).i18n.is_empty(), "what is emptied is not said");
    harness.get_by_label("Event title in Urdu (اردو)");
}

#[test]
fn a_quote_has_its_language_and_its_authors_translation_beside_it() {
    let mut harness = window();
    press(&mut harness, Key::N);
    harness.run();
    new_event(&mut harness, "Talks", "9 October 2025");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    harness.run();
    harness.run();
    assert!(harness.query_by_label("Its language…").is_none());
    write(&mut harness, "Quote", "چاودنه شوې");
    choose(&mut harness, "Source", "Arab News");
    choose_under(&mut harness, "Its language…", "Pashto");
    choose_under(&mut harness, "Add language…", "en");
    harness.get_by_label("Your translation of the quote in English").focus();
    harness.run();
    type_text(&mut harness, "There was a blast");
    let told = event_last(&harness).claims.remove(0);
    assert_eq!((told.lang.as_str(), told.quote.as_str()), ("ps", "چاودنه شوې"));
    assert_eq!(told.quote_in("en".parse().unwrap()), Some("There was a blast"));
    let read = story_from_slice(story_to_string(&story(&harness)).as_bytes()).unwrap();
    assert_eq!(read.diagnostics.iter().count(), 0);
}
