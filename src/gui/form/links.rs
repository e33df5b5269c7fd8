//! What an event is linked with, and which others it may be or is known not to be.

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use super::kit::{self, part, row, with_tail};
use crate::gui::reading_order::phrase;
use crate::gui::style::words;
use crate::model::{Event, Link};
use crate::scene::{Face, isolated, short_when};
use crate::store::{Store, fold};
use crate::view::{Command, Effect, View};

/// Events that may be this one, told twice, with what can be done about it.
pub(super) fn similar_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event, index: usize) {
    let palette = writing.here.palette;
    for other in writing.likeness.similar(writing.own, writing.here.story_number, index) {
        let other_id = writing.own.id(other).into_owned();
        let title = writing.own.title(other);
        kit::caret(
            ui,
            palette,
            &format!("Possible duplicate: {}, {}", isolated(&title), short_when(writing.own, writing.here.view, other)),
        );
        ui.push_id(("like", other), |ui| {
            ui.horizontal(|ui| {
                ui.add_space(14.0);
                if kit::link(ui, palette, "Open") {
                    writing.commands.push(Command::Select(vec![other_id.clone()]));
                }
                if kit::link(ui, palette, "Merge…") {
                    writing.commands.push(Command::Select(vec![other_id.clone(), event.id.clone()]));
                    writing.commands.push(Command::Perform(Effect::JoinEvents));
                }
                if kit::link(ui, palette, "Not the same") {
                    event.links.push(Link::distinct_from(other_id.clone()));
                }
            });
        });
    }
}

/// Shows what the event is linked with, and which events it is known not to be, and takes over what was written.
pub(super) fn links_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event, index: usize) {
    const KINDS: [(&str, &str); 4] = [
        ("led-to", "led to"),
        ("response-to", "response to"),
        ("part-of", "part of"),
        ("superseded-by", "superseded by"),
    ];
    let palette = writing.here.palette;
    part(ui, palette, "Links to events");
    let mut gone = None;
    for place in 0..event.links.len() {
        if event.links[place].is_distinction() {
            continue;
        }
        let mut link = event.links[place].clone();
        let title = writing.own.index_of(&link.to).map(|index| writing.own.title(index).into_owned());
        ui.push_id(("link", place), |ui| {
            with_tail(
                ui,
                22.0,
                |ui| {
                    row(ui, palette, kind_words(&link.kind, &KINDS), |ui| {
                        let mut kind = KINDS.iter().position(|(kind, _)| *kind == link.kind).unwrap_or(KINDS.len());
                        let all: Vec<(usize, &str)> = KINDS.iter().map(|(_, words)| *words).enumerate().collect();
                        if kit::one_of(ui, "Kind of link", &mut kind, &all) {
                            KINDS[kind].0.clone_into(&mut link.kind);
                        }
                        ui.label(words(title.unwrap_or_else(|| link.to.clone()), Face::Regular, 12.0, palette.ink));
                    });
                },
                |ui| {
                    if kit::cross(ui, palette, "Remove link").clicked() {
                        gone = Some(place);
                    }
                },
            );
        });
        if event.links[place] != link {
            event.links[place] = link;
        }
    }
    if let Some(place) = gone {
        event.links.remove(place);
    }
    let chooser = Chooser {
        label: "Link to",
        shown: "Link to event…",
        makes: None,
        edition: writing.here.story_number,
        opens: Opens::WhenPressed,
    };
    let own = writing.own;
    if let Some(Chosen::Id(to)) =
        chooser.show(ui, palette, |query| events_called(own, writing.here.view, &event.id, query))
    {
        event.links.push(Link { to, kind: KINDS[0].0.to_owned() });
    }
    apart_ui(ui, writing, event, index);
}

/// Events that are known not to be this one, which can be forgotten.
fn apart_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event, index: usize) {
    let palette = writing.here.palette;
    for other in writing.likeness.apart(writing.own, writing.here.story_number, index) {
        let title = writing.own.title(other).into_owned();
        let mut is_gone = false;
        ui.push_id(("apart", other), |ui| {
            let text = format!("Marked as a different event: {title}");
            with_tail(
                ui,
                22.0,
                |ui| _ = phrase(ui, &text, Face::Regular, 11.0, palette.ink_secondary),
                |ui| is_gone = kit::cross(ui, palette, &format!("Undo marking {title} as a different event")).clicked(),
            );
        });
        if !is_gone {
            continue;
        }
        let is_it = |link: &Link, id: &str| link.is_distinction() && link.to == id;
        let other_id = writing.own.id(other);
        event.links.retain(|link| !is_it(link, &other_id));
        let mut other = writing.own.event(other).into_owned();
        if other.links.iter().any(|link| is_it(link, &event.id)) {
            other.links.retain(|link| !is_it(link, &event.id));
            writing.change.events.push(other);
        }
    }
}

fn kind_words<'a>(kind: &str, kinds: &[(&str, &'a str)]) -> &'a str {
    kinds.iter().find(|(known, _)| *known == kind).map_or("Link", |(_, words)| words)
}

/// Other events whose title has what is sought, in the order of time.
fn events_called(own: &Store, view: &View, id: &str, query: &str) -> Vec<Choice> {
    let sought = fold(query);
    // What is searched holds the title, and is folded already.
    let called = own.order_with_words(&sought).filter(|index| fold(&own.title(*index)).contains(&sought));
    let called = called.filter(|index| own.id(*index) != id);
    let choice =
        |index: usize| Choice { note: short_when(own, view, index), ..Choice::new(&own.id(index), &own.title(index)) };
    called.take(60).map(choice).collect()
}
