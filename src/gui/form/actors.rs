//! The actors of an event, with their roles.

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens, with_none};
use super::kit::{cross, pinned, row, with_tail};
use crate::gui::style::words;
use crate::model::{Actor, ActorRole, Event, Named};
use crate::scene::Face;
use crate::store::fold;
use crate::view::free_id;

/// Roles that events have mostly.
const ROLES: [&str; 6] = ["by", "target", "party", "mediator", "host", "mentioned"];

/// Shows who takes part, and takes over who is added or taken away.
pub(super) fn actors_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    let edition = writing.here.story_number;
    let story = writing.own.story();
    row(ui, palette, "Actors", |ui| {
        let mut gone = None;
        for (place, role) in event.actors.iter_mut().enumerate() {
            let name = story.actor(&role.actor).map_or_else(|| role.actor.clone(), |actor| actor.name.clone());
            ui.push_id(("actor", place), |ui| {
                with_tail(
                    ui,
                    22.0,
                    |ui| {
                        ui.horizontal(|ui| {
                            ui.set_height(28.0);
                            let room = ui.available_width();
                            ui.scope(|ui| {
                                ui.set_max_width(room * 0.62);
                                ui.add(egui::Label::new(words(&name, Face::Medium, 12.0, palette.ink)).truncate());
                            });
                            role_ui(ui, writing, role);
                        });
                    },
                    |ui| {
                        if cross(ui, palette, &format!("Remove {name}")).clicked() {
                            gone = Some(place);
                        }
                    },
                );
            });
        }
        if let Some(place) = gone {
            event.actors.remove(place);
        }
        let chosen = pinned(ui, writing, "actors", "the actors", |ui, _| {
            let chooser = Chooser {
                label: "Add actor",
                shown: "Add an actor…",
                makes: Some("actor"),
                edition,
                opens: Opens::WhenPressed,
            };
            let choices = |query: &str| {
                let all = story.actors.iter().map(|actor| Choice::new(&actor.id, &actor.name));
                let mut found = with_none(all, query);
                found.retain(|choice| !choice.id.is_empty());
                found
            };
            chooser.show(ui, palette, choices)
        });
        let actor = match chosen {
            Some(Chosen::Id(id)) => id,
            Some(Chosen::New(name)) => {
                let id = free_id(writing.own, Named::Actor, &name);
                writing.change.actors.push(Actor { id: id.clone(), name, ..Actor::default() });
                id
            }
            None => return,
        };
        let role = if event.actors.is_empty() { ROLES[0] } else { "" };
        event.actors.push(ActorRole { actor, role: role.to_owned() });
    });
}

fn role_ui(ui: &mut Ui, writing: &Writing<'_>, role: &mut ActorRole) {
    let shown = if role.role.is_empty() { "role…" } else { &role.role }.to_owned();
    let chooser = Chooser { label: "Role", shown: &shown, makes: Some("role"), edition: 0, opens: Opens::WhenPressed };
    let choices = |query: &str| {
        let known = ROLES.iter().filter(|known| fold(known).contains(&fold(query)));
        known.map(|known| Choice::new(known, known)).collect()
    };
    match chooser.show(ui, writing.here.palette, choices) {
        Some(Chosen::Id(word) | Chosen::New(word)) => role.role = word,
        None => {}
    }
}
