//! The form of several events: what they say in common, and what is set for all of them at once.
//!
//! Nothing is written before it is kept, and then in one step.

use egui::Ui;

use super::chooser::{Choice, Chooser, Chosen, Opens, with_none};
use super::groups::{category_chooser, layer_chooser, shown_name};
use super::kit::{self, cross, heading, line, row, with_tail};
use super::when::WhenField;
use super::zones::zone_chooser;
use super::{FormMemory, Writing};
use crate::gui::kit::filled;
use crate::gui::panel_context::PanelContext;
use crate::gui::placing::Placing;
use crate::gui::style::words;
use crate::model::{Actor, ActorRole, Category, Layer, Members, Named, Rare};
use crate::scene::{Face, counted};
use crate::store::Store;
use crate::view::{ActorsSet, Command, Common, Edit, Set, Setting, Several, StoryChange, free_id};

/// What the form of several events keeps between frames.
#[derive(Default)]
pub(super) struct SeveralMemory {
    story: u64,
    ids: Vec<String>,
    /// Their indexes in the story as it is saved.
    events: Vec<usize>,
    several: Several,
    setting: Setting,
    /// A setting, and how many events it changes.
    counted: Option<(Setting, usize)>,
    /// Categories, layers and actors that were made and are put when it is kept.
    made: StoryChange,
}

impl SeveralMemory {
    /// Looks at the selected events where these or the story have changed.
    fn follow(&mut self, here: &PanelContext<'_>, own: &Store) {
        if self.story == here.story_number && self.ids == here.view.selection {
            return;
        }
        self.story = here.story_number;
        self.ids.clone_from(&here.view.selection);
        self.events = self.ids.iter().filter_map(|id| own.index_of(id)).collect();
        self.events.sort_unstable();
        self.events.dedup();
        self.several = Several::of(own, self.events.iter().copied());
        self.counted = None;
    }

    /// How many events change by what is set.
    fn changes(&mut self) -> usize {
        match &self.counted {
            Some((setting, count)) if *setting == self.setting => *count,
            _ => {
                let count = self.several.changed_by(&self.setting);
                self.counted = Some((self.setting.clone(), count));
                count
            }
        }
    }
}

/// Shows the form of the selected events.
pub(super) fn several_form_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    (memory, placing): (&mut FormMemory, &mut Placing),
    commands: &mut Vec<Command>,
) {
    let mut several = std::mem::take(&mut memory.several);
    several.follow(here, own);
    if several.events.len() < 2 {
        return memory.close();
    }
    let [body, foot] = kit::rooms(ui);
    let mut writing = memory.writing(here, own, placing, commands);
    kit::body(ui, body, |ui| fields_ui(ui, &mut writing, &mut several));
    if kit::foot(ui, here.palette, foot, |ui| foot_ui(ui, here, &mut several)) {
        let change = several.setting.change(own, several.events.iter().copied());
        let change = StoryChange { events: change.events, ..several.made };
        memory.close();
        commands.push(Command::EndWriting);
        commands.push(Command::Edit(Box::new(Edit::Change(Box::new(change)))));
    } else {
        memory.several = several;
    }
}

/// How many events change, and the button that changes them. True when it was pressed.
fn foot_ui(ui: &mut Ui, here: &PanelContext<'_>, several: &mut SeveralMemory) -> bool {
    let palette = here.palette;
    let count = several.changes();
    let mut keeps = count > 0 && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    let text = match count {
        0 => "No changes yet".to_owned(),
        1 => "Changes 1 event".to_owned(),
        _ => format!("Changes {}", counted(count, "event")),
    };
    ui.label(words(text, Face::Regular, 12.0, palette.ink_secondary));
    ui.add_enabled_ui(count > 0, |ui| keeps |= filled(ui, "Keep", palette).clicked());
    keeps
}

fn fields_ui(ui: &mut Ui, writing: &mut Writing<'_>, memory: &mut SeveralMemory) {
    let palette = writing.here.palette;
    let count = counted(memory.several.len(), "event");
    if heading(ui, palette, &format!("Editing · {count}")) {
        writing.commands.push(Command::Dismiss);
    }
    when_ui(ui, writing, memory);
    zone_ui(ui, writing, memory);
    place_ui(ui, writing, memory);
    category_ui(ui, writing, memory);
    layer_ui(ui, writing, memory);
    actors_ui(ui, writing, memory);
}

/// Says in italics how many values there are, where these differ and none is set.
fn differs_ui<T>(ui: &mut Ui, writing: &Writing<'_>, common: &Common<T>, is_set: Option<&T>) {
    if is_set.is_none() && common.value.is_none() {
        let text = format!("differs ({} values)", common.count);
        ui.label(words(text, Face::Italic, 11.5, writing.here.palette.ink_secondary));
    }
}

/// What a field is set to, where that is not what all say already.
fn set<T: PartialEq>(value: T, common: &Common<T>) -> Set<T> {
    if common.value.as_ref() == Some(&value) { Set::Stays } else { Set::To(value) }
}

fn when_ui(ui: &mut Ui, writing: &mut Writing<'_>, memory: &mut SeveralMemory) {
    let palette = writing.here.palette;
    let common = &memory.several.when;
    let zone = memory.several.zone.value.clone().flatten().unwrap_or_else(|| writing.own.story().zone.clone());
    row(ui, palette, "When", |ui| {
        let mut when = memory.setting.when.value().or(common.value.as_ref()).cloned().flatten();
        let before = when.clone();
        let mut members = Rare::<Members>::default();
        let field = WhenField {
            key: "when of several",
            label: "When",
            when: &mut when,
            members: &mut members,
            member: "when",
            zone: &zone,
            near: None,
        };
        let response = field.show(ui, writing);
        if writing.takes_focus("when") {
            response.request_focus();
        }
        // A day may come from the calendar, too.
        if response.changed() || when != before {
            // What cannot be read is set for none of them.
            let is_unread = !members.is_empty() || when.is_none() && common.value.is_none();
            memory.setting.when = if is_unread { Set::Stays } else { set(when, common) };
        }
        differs_ui(ui, writing, common, memory.setting.when.value());
    });
}

fn zone_ui(ui: &mut Ui, writing: &Writing<'_>, memory: &mut SeveralMemory) {
    let common = &memory.several.zone;
    row(ui, writing.here.palette, "Time zone", |ui| {
        let story_zone = &writing.own.story().zone;
        let shown = match memory.setting.zone.value().or(common.value.as_ref()) {
            None => DIFFERS.to_owned(),
            Some(None) => format!("{story_zone} (as story)"),
            Some(Some(zone)) => zone.to_string(),
        };
        if let Some(name) = zone_chooser(ui, writing, "Event time zone", &shown, Some("As story")) {
            memory.setting.zone = set(name.parse().ok(), common);
        }
        differs_ui(ui, writing, common, memory.setting.zone.value());
    });
}

fn place_ui(ui: &mut Ui, writing: &mut Writing<'_>, memory: &mut SeveralMemory) {
    let common = &memory.several.place;
    row(ui, writing.here.palette, "Place", |ui| {
        let mut name = memory.setting.place.value().or(common.value.as_ref()).cloned().unwrap_or_default();
        if line(ui, writing, "place", ("Place", "Place name"), &mut name) {
            let is_blank = name.is_empty() && common.value.is_none();
            memory.setting.place = if is_blank { Set::Stays } else { set(name, common) };
        }
        differs_ui(ui, writing, common, memory.setting.place.value());
    });
}

fn category_ui(ui: &mut Ui, writing: &Writing<'_>, memory: &mut SeveralMemory) {
    let (here, story, common) = (writing.here, writing.own.story(), &memory.several.category);
    let id = memory.setting.category.value().or(common.value.as_ref());
    let made = &memory.made.categories;
    let name = |id: &String| {
        let known = story.categories.iter().chain(made).find(|category| category.id == *id);
        shown_name(known.map_or(id, |category| &category.name))
    };
    let shown = id.map_or_else(|| DIFFERS.to_owned(), name);
    row(ui, here.palette, "Category", |ui| {
        match category_chooser(ui, here, story, &shown) {
            Some(Chosen::Id(id)) => {
                memory.made.categories.clear();
                memory.setting.category = set(id, common);
            }
            Some(Chosen::New(name)) => {
                let id = free_id(writing.own, Named::Category, &name);
                memory.setting.category = Set::To(id.clone());
                memory.made.categories = vec![Category { id, name, ..Category::default() }];
            }
            None => {}
        }
        differs_ui(ui, writing, common, memory.setting.category.value());
    });
}

fn layer_ui(ui: &mut Ui, writing: &Writing<'_>, memory: &mut SeveralMemory) {
    let (here, story, common) = (writing.here, writing.own.story(), &memory.several.layer);
    let id = memory.setting.layer.value().or(common.value.as_ref());
    let made = &memory.made.layers;
    let name = |id: &String| {
        let known = story.layers.iter().chain(made).find(|layer| layer.id == *id);
        shown_name(known.map_or(id, |layer| &layer.name))
    };
    let shown = id.map_or_else(|| DIFFERS.to_owned(), name);
    row(ui, here.palette, "Layer", |ui| {
        match layer_chooser(ui, here, story, &shown) {
            Some(Chosen::Id(id)) => {
                memory.made.layers.clear();
                memory.setting.layer = set(id, common);
            }
            Some(Chosen::New(name)) => {
                let id = free_id(writing.own, Named::Layer, &name);
                memory.setting.layer = Set::To(id.clone());
                memory.made.layers = vec![Layer { id, name, visible: true, ..Layer::default() }];
            }
            None => {}
        }
        differs_ui(ui, writing, common, memory.setting.layer.value());
    });
}

/// What a box shows where the events differ.
const DIFFERS: &str = "Choose for all…";

/// Those who take part in all; where they differ, those who are added to all.
fn actors_ui(ui: &mut Ui, writing: &Writing<'_>, memory: &mut SeveralMemory) {
    let (here, story, common) = (writing.here, writing.own.story(), &memory.several.actors);
    let mut roles: Vec<ActorRole> = match &memory.setting.actors {
        Set::To(ActorsSet::Are(roles) | ActorsSet::With(roles)) => roles.clone(),
        Set::Stays => common.value.clone().unwrap_or_default(),
    };
    let before = roles.clone();
    row(ui, here.palette, "Actors", |ui| {
        let mut gone = None;
        for (place, role) in roles.iter().enumerate() {
            let known = story.actors.iter().chain(&memory.made.actors).find(|actor| actor.id == role.actor);
            let name = known.map_or(&role.actor, |actor| &actor.name);
            let text = if role.role.is_empty() { name.clone() } else { format!("{name} ({})", role.role) };
            with_tail(
                ui,
                22.0,
                |ui| {
                    ui.add(egui::Label::new(words(text, Face::Medium, 12.0, here.palette.ink)).truncate());
                },
                |ui| {
                    if cross(ui, here.palette, &format!("Remove {name}")).clicked() {
                        gone = Some(place);
                    }
                },
            );
        }
        if let Some(place) = gone {
            roles.remove(place);
        }
        let label = "Add actor to all";
        let chooser = Chooser {
            label,
            shown: "Add an actor to all…",
            makes: Some("actor"),
            edition: here.story_number,
            opens: Opens::WhenPressed,
        };
        let chosen = chooser.show(ui, here.palette, |query| {
            let mut found = with_none(story.actors.iter().map(|actor| Choice::new(&actor.id, &actor.name)), query);
            found.retain(|choice| !choice.id.is_empty());
            found
        });
        let added = match chosen {
            Some(Chosen::Id(id)) => Some(id),
            Some(Chosen::New(name)) => Some(made_actor(writing.own, &mut memory.made.actors, name)),
            None => None,
        };
        if let Some(actor) = added.filter(|id| roles.iter().all(|role| role.actor != *id)) {
            roles.push(ActorRole { actor, role: String::new() });
        }
        if roles != before {
            memory.made.actors.retain(|actor| roles.iter().any(|role| role.actor == actor.id));
            memory.setting.actors = match &common.value {
                Some(all) if *all == roles => Set::Stays,
                Some(_) => Set::To(ActorsSet::Are(roles)),
                None if roles.is_empty() => Set::Stays,
                None => Set::To(ActorsSet::With(roles)),
            };
        }
        if memory.setting.actors == Set::Stays {
            differs_ui(ui, writing, common, None);
        }
    });
}

/// The id of a new actor, or of one that was made so before.
fn made_actor(own: &Store, made: &mut Vec<Actor>, name: String) -> String {
    if let Some(known) = made.iter().find(|actor| actor.name == name) {
        return known.id.clone();
    }
    let mut id = free_id(own, Named::Actor, &name);
    while made.iter().any(|actor| actor.id == id) || own.story().actor(&id).is_some() {
        id.push_str("-2");
    }
    made.push(Actor { id: id.clone(), name, ..Actor::default() });
    id
}
