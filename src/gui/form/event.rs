//! The form of an event.

use egui::Ui;

use super::actors::actors_ui;
use super::chooser::Chosen;
use super::claims::claims_ui;
use super::groups::{category_chooser, layer_chooser, shown_name};
use super::kit::{self, heading, line, lines, part, pinned, row};
use super::languages::{Told, languages_ui, said_ui};
use super::links::{links_ui, similar_ui};
use super::place::place_ui;
use super::remarks::{beside, elsewhere};
use super::when::WhenField;
use super::zones::zone_chooser;
use super::{Shown, Writing};
use crate::model::{ASSESSMENTS, Category, Event, Layer, Named};
use crate::view::{Command, day_near, free_id};

/// The members of an event beside whose fields something is said.
const FIELDS: [&str; 14] = [
    "title",
    "summary",
    "i18n",
    "when",
    "zone",
    "place",
    "geometry",
    "bbox",
    "category",
    "layer",
    "actors",
    "links",
    "assessment",
    "assessed_by",
];

/// Shows the fields of an event. They go on as they are typed.
pub(super) fn event_ui(ui: &mut Ui, writing: &mut Writing<'_>, id: &str) -> Shown {
    let Some(index) = writing.own.index_of(id) else { return Shown::Gone };
    let before = writing.own.event(index);
    let mut event = before.clone().into_owned();
    let palette = writing.here.palette;
    if heading(ui, palette, &format!("Editing · event {} of {}", index + 1, writing.own.len())) {
        writing.commands.push(Command::Dismiss);
    }
    similar_ui(ui, writing, &mut event, index);
    elsewhere(ui, writing, None, &FIELDS);
    line(ui, writing, "title", ("Event title", "Title: what happened, in a few words"), &mut event.title);
    said_ui(ui, writing, &Told::line("title", "Event title"), &mut event.i18n);
    beside(ui, writing, None, &["title"]);
    lines(ui, writing, "summary", ("Event summary", "Summary: a sentence or two"), &mut event.summary);
    said_ui(ui, writing, &Told::lines("summary", "Event summary"), &mut event.i18n);
    beside(ui, writing, None, &["summary", "i18n"]);
    ui.add_space(4.0);
    when_ui(ui, writing, &mut event);
    beside(ui, writing, None, &["when", "zone"]);
    place_ui(ui, writing, &mut event);
    beside(ui, writing, None, &["place", "geometry", "bbox"]);
    ui.add_space(4.0);
    category_ui(ui, writing, &mut event);
    beside(ui, writing, None, &["category"]);
    layer_ui(ui, writing, &mut event);
    beside(ui, writing, None, &["layer"]);
    actors_ui(ui, writing, &mut event);
    beside(ui, writing, None, &["actors"]);
    // Not beside the words, so that Tab goes from them to the date.
    languages_ui(ui, writing);
    claims_ui(ui, writing, &mut event, index);
    links_ui(ui, writing, &mut event, index);
    beside(ui, writing, None, &["links"]);
    assessment_ui(ui, writing, &mut event);
    beside(ui, writing, None, &["assessment", "assessed_by"]);
    writing.pins.remember_event(&event);
    if event != *before {
        writing.change.events.insert(0, event);
    }
    Shown::Is
}

fn when_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    let story_zone = &writing.own.story().zone;
    let zone = event.zone.clone().unwrap_or_else(|| story_zone.clone());
    let near = writing.own.index_of(&event.id).and_then(|index| day_near(writing.own, index));
    row(ui, palette, "When", |ui| {
        pinned(ui, writing, "when", "the date", |ui, writing| {
            let key = format!("when {}", event.id);
            let (when, members) = (&mut event.when, &mut event.properties);
            WhenField { key: &key, label: "When", when, members, member: "when", zone: &zone, near }.show(ui, writing);
        });
    });
    row(ui, palette, "Time zone", |ui| {
        let shown = event.zone.as_ref().map_or_else(|| format!("{story_zone} (as story)"), ToString::to_string);
        let chosen = zone_chooser(ui, writing, "Event time zone", &shown, Some("As story"));
        if let Some(name) = chosen {
            event.zone = name.parse().ok();
        }
    });
}

fn category_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    let story = writing.own.story();
    let place = story.categories.iter().position(|category| category.id == event.category);
    let shown = place.map_or(event.category.as_str(), |place| &story.categories[place].name);
    let shown = shown_name(shown);
    row(ui, palette, "Category", |ui| {
        let here = writing.here;
        let choose = |ui: &mut Ui, _: &mut Writing<'_>| category_chooser(ui, here, story, &shown);
        let chosen = pinned(ui, writing, "category", "the category", choose);
        match chosen {
            Some(Chosen::Id(id)) => event.category = id,
            Some(Chosen::New(name)) => {
                let id = free_id(writing.own, Named::Category, &name);
                event.category.clone_from(&id);
                writing.change.categories.push(Category { id, name, ..Category::default() });
            }
            None => {}
        }
    });
}

fn layer_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    let story = writing.own.story();
    let shown = story.layer(&event.layer).map_or(event.layer.as_str(), |layer| &layer.name);
    let shown = shown_name(shown);
    row(ui, palette, "Layer", |ui| {
        let here = writing.here;
        let choose = |ui: &mut Ui, _: &mut Writing<'_>| layer_chooser(ui, here, story, &shown);
        let chosen = pinned(ui, writing, "layer", "the layer", choose);
        match chosen {
            Some(Chosen::Id(id)) => event.layer = id,
            Some(Chosen::New(name)) => {
                let id = free_id(writing.own, Named::Layer, &name);
                event.layer.clone_from(&id);
                writing.change.layers.push(Layer { id, name, ..Layer::default() });
            }
            None => {}
        }
    });
}

fn assessment_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    part(ui, palette, "Your rating");
    row(ui, palette, "Event is", |ui| {
        let mut words: Vec<(&str, &str)> = vec![("", "not rated")];
        words.extend(ASSESSMENTS.iter().map(|(word, _)| (*word, *word)));
        let mut chosen = words.iter().map(|(word, _)| *word).find(|word| *word == event.assessment.as_str());
        let all: Vec<(Option<&str>, &str)> = words.iter().map(|(word, shown)| (Some(*word), *shown)).collect();
        if kit::one_of(ui, "Event rating", &mut chosen, &all) {
            event.assessment = chosen.unwrap_or_default().to_owned().into();
        }
    });
    if !event.assessment.is_empty() {
        row(ui, palette, "Rated by", |ui| {
            let mut by = event.assessed_by.to_string();
            if line(ui, writing, "assessed_by", ("Rated by", "Your name"), &mut by) {
                event.assessed_by = by.into();
            }
        });
    }
}
