//! What the story says of itself, with its layers, categories and actors.

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use super::kit::{cross, heading, joining, line, lines, link, one_of, part, row, with_tail};
use super::languages::{Told, languages_ui, name_ui, said_ui, story_language_ui};
use super::zones::zone_chooser;
use crate::gui::text_field::TextField;
use crate::model::{Actor, Category, Layer, Named};
use crate::store::fold;
use crate::view::{Command, Effect, StoryHead, free_id};

/// Shows title, summary and zone of the story, and its lists.
pub(super) fn story_ui(ui: &mut Ui, writing: &mut Writing<'_>) {
    let palette = writing.here.palette;
    let story = writing.own.whole_story().clone();
    let before = StoryHead::of(&story);
    let mut head = before.clone();
    if heading(ui, palette, "The story") {
        writing.commands.push(Command::Dismiss);
    }
    line(ui, writing, "title", ("Story title", "Story title"), &mut head.title);
    said_ui(ui, writing, &Told::line("title", "Story title"), &mut head.i18n);
    lines(ui, writing, "summary", ("Story summary", "What it is about"), &mut head.summary);
    said_ui(ui, writing, &Told::lines("summary", "Story summary"), &mut head.i18n);
    languages_ui(ui, writing);
    story_language_ui(ui, writing, &mut head.lang);
    row(ui, palette, "Time zone", |ui| {
        let chosen = zone_chooser(ui, writing, "Story time zone", &head.zone.to_string(), None);
        if let Some(zone) = chosen.and_then(|name| name.parse().ok()) {
            head.zone = zone;
        }
    });
    if head != before {
        writing.change.head = Some(head);
    }
    part(ui, palette, "Layers");
    for layer in &story.layers {
        let mut changed = layer.clone();
        thing_ui(ui, writing, Named::Layer, &layer.id, &mut changed.name, |_| {});
        ui.push_id(("layer in", &layer.id), |ui| name_ui(ui, writing, "layer", &mut changed.i18n));
        if changed != *layer {
            writing.change.layers.push(changed);
        }
    }
    if link(ui, palette, "New layer") {
        let (id, name) = new_name(writing, Named::Layer, "New layer");
        writing.change.layers.push(Layer { id, name, ..Layer::default() });
    }
    part(ui, palette, "Categories");
    for category in &story.categories {
        let mut changed = category.clone();
        thing_ui(ui, writing, Named::Category, &category.id, &mut changed.name, |_| {});
        ui.push_id(("category in", &category.id), |ui| name_ui(ui, writing, "category", &mut changed.i18n));
        if changed != *category {
            writing.change.categories.push(changed);
        }
    }
    if link(ui, palette, "New category") {
        let (id, name) = new_name(writing, Named::Category, "New category");
        writing.change.categories.push(Category { id, name, ..Category::default() });
    }
    part(ui, palette, "Actors");
    for actor in &story.actors {
        let mut changed = actor.clone();
        let mut side = SIDES.iter().map(|(side, _)| *side).find(|side| *side == actor.side).unwrap_or("");
        thing_ui(ui, writing, Named::Actor, &actor.id, &mut changed.name, |ui| {
            one_of(ui, "Side", &mut side, &SIDES);
        });
        ui.push_id(("actor in", &actor.id), |ui| name_ui(ui, writing, "actor", &mut changed.i18n));
        if side != actor.side && SIDES.iter().any(|(known, _)| *known == actor.side) {
            side.clone_into(&mut changed.side);
        }
        if changed != *actor {
            writing.change.actors.push(changed);
        }
    }
    if link(ui, palette, "New actor") {
        let (id, name) = new_name(writing, Named::Actor, "New actor");
        writing.change.actors.push(Actor { id, name, ..Actor::default() });
    }
}

/// The sides that actors have, by which the timeline can have its lanes.
const SIDES: [(&str, &str); 5] =
    [("", "no side"), ("a", "side A"), ("b", "side B"), ("mediator", "mediator"), ("other", "other")];

fn new_name(writing: &Writing<'_>, kind: Named, name: &str) -> (String, String) {
    (free_id(writing.own, kind, ""), name.to_owned())
}

/// A thing in one row: its name, what else it has, and the cross that takes it out of the story.
fn thing_ui(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    kind: Named,
    id: &str,
    name: &mut String,
    beside: impl FnOnce(&mut Ui),
) {
    let palette = writing.here.palette;
    let called = name.clone();
    ui.push_id((kind.word(), id), |ui| {
        let label = format!("Name of the {}", kind.word());
        let mut is_gone = false;
        with_tail(
            ui,
            if kind == Named::Actor { 166.0 } else { 48.0 },
            |ui| {
                TextField::single(name).label(&label).hint(&label).id(ui.scope_id().with(id)).show(ui);
            },
            |ui| {
                is_gone = cross(ui, palette, &format!("Delete {} {id}", kind.word())).clicked();
                join_ui(ui, writing, (kind, id), &called);
                beside(ui);
            },
        );
        if is_gone {
            let removal = crate::view::Removal { kind, id: id.to_owned(), into: None };
            writing.change.removed.push(removal);
        }
    });
}

/// The button with the list of those that a thing can be made one with.
fn join_ui(ui: &mut Ui, writing: &mut Writing<'_>, (kind, id): (Named, &str), name: &str) {
    let palette = writing.here.palette;
    let label = format!("Merge {name} with…");
    let response = joining(ui, palette, &label);
    let story = writing.own.whole_story();
    let find = |query: &str| {
        let all: Vec<Choice> = match kind {
            Named::Layer => story.layers.iter().map(|layer| Choice::new(&layer.id, &layer.name)).collect(),
            Named::Category => story.categories.iter().map(|of| Choice::new(&of.id, &of.name)).collect(),
            Named::Actor => story.actors.iter().map(|actor| Choice::new(&actor.id, &actor.name)).collect(),
            Named::Event | Named::Claim | Named::Source => Vec::new(),
        };
        let sought = fold(query);
        all.into_iter().filter(|choice| choice.id != id && fold(&choice.text).contains(&sought)).collect()
    };
    let edition = writing.here.story_number;
    let chooser = Chooser { label: &label, shown: "", makes: None, edition, opens: Opens::WhenPressed };
    if let Some(Chosen::Id(other)) = chooser.under(palette, (&response, response.id.with("list")), 260.0, find) {
        writing.commands.push(Command::Perform(Effect::Join(kind, vec![id.to_owned(), other])));
    }
}
