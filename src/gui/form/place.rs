//! The place of an event: its name, where it is on the map, and how closely that is known.

use egui::{Key, Modifiers, Ui};

use super::Writing;
use super::kit::{caret, cross, line, link, one_of, pinned, row};
use super::place_list::{Choice, Enter, list_ui};
use crate::gui::placing::{Entry, List, Tool, distance_words};
use crate::gui::reading_order::phrase;
use crate::gui::text_field::TextField;
use crate::model::{Event, Geometry, Place, Precision, read_position};
use crate::scene::Face;
use crate::view::{Command, Placement};

/// Shows the place, and takes over what was written.
pub(super) fn place_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    let before = Placement::of(event);
    let mut placement = before.clone();
    row(ui, palette, "Place", |ui| {
        pinned(ui, writing, "place", "the place", |ui, writing| {
            let mut name = placement.place.as_ref().map(|place| place.name.clone()).unwrap_or_default();
            if line(ui, writing, "place", ("Place", "Place name"), &mut name) {
                placement.place.get_or_insert_default().name = name;
            }
        });
        regions_ui(ui, writing, &mut placement);
        find_ui(ui, writing, &mut placement);
        told_ui(ui, writing, &mut placement);
    });
    placement.place.take_if(|place| *place == Place::default());
    if placement != before {
        placement.put_in(event);
    }
}

/// The provinces and countries that are named, each with a cross that takes it away.
fn regions_ui(ui: &mut Ui, writing: &mut Writing<'_>, placement: &mut Placement) {
    let names = placement.place.as_ref().map(|place| place.names.to_vec()).unwrap_or_default();
    if names.is_empty() {
        return;
    }
    let palette = writing.here.palette;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for name in names {
            ui.label(crate::gui::style::words(&name, Face::Medium, 11.5, palette.ink));
            if cross(ui, palette, &format!("Remove {name}")).clicked() {
                let precision = placement.place.as_ref().map(|place| place.precision).unwrap_or_default();
                *placement = placement.region_toggled(&name, precision);
            }
            ui.add_space(4.0);
        }
    });
}

/// The field in which a place is looked for, with the list beside it.
fn find_ui(ui: &mut Ui, writing: &mut Writing<'_>, placement: &mut Placement) {
    let id = ui.scope_id().with("find place");
    let has_keys = ui.memory(|memory| memory.has_focus(id));
    let map = writing.here.view.map;
    // What is clicked on the list is clicked while the field has lost the keys already.
    let seek = &mut writing.placing.seek;
    ui.input(|input| {
        let pointer = &input.pointer;
        if pointer.any_pressed() {
            let is_on_list = |at| seek.rect.is_some_and(|rect| rect.contains(at));
            seek.is_pressed = pointer.press_origin().is_some_and(is_on_list);
        } else if !pointer.any_down() && !pointer.any_released() {
            seek.is_pressed = false;
        }
    });
    let is_held = seek.is_pressed;
    let is_open = (has_keys && writing.placing.seek.list == List::Open) || is_held;
    let pressed =
        |ui: &Ui, key: Key| is_open && has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(ui, Key::ArrowDown), pressed(ui, Key::ArrowUp));
    let enter = if pressed(ui, Key::Enter) { Enter::Pressed } else { Enter::Not };
    let escape = pressed(ui, Key::Escape);

    let mut text = writing.placing.seek.text.clone();
    let field = TextField::single(&mut text).label("Find place").hint("Find by name or coordinates");
    let response = field.id(id).show(ui);
    if response.gained_focus() {
        writing.placing.seek.list = List::Open;
        writing.placing.gazetteer();
    }
    if response.changed() {
        let seek = &mut writing.placing.seek;
        seek.text.clone_from(&text);
        (seek.marked, seek.list) = (0, List::Open);
    }
    if response.lost_focus()
        && !is_held
        && let Ok(Some(reading)) = read_position(&text, Some(map.center))
    {
        // A position is read whoever leaves it.
        choose(ui, writing, placement, &Entry::Position(reading));
        return;
    }
    if escape {
        writing.placing.seek.list = List::Closed;
    }
    if !is_open || escape {
        writing.placing.seek.rect = None;
        writing.placing.show(None);
        return;
    }
    // Before anything is typed, what the place is called is looked for.
    let named = placement.place.as_ref().map(|place| place.name.clone()).unwrap_or_default();
    let has_names = placement.place.as_ref().is_some_and(|place| !place.names.is_empty());
    let is_placed = placement.geometry.is_some() || has_names;
    let sought = if text.trim().is_empty() && !is_placed { named } else { text.trim().to_owned() };
    let found = writing.placing.found(&sought, map);
    let count = found.entries.len();
    let most = count + 2;
    let seek = &mut writing.placing.seek;
    if down {
        seek.marked = (seek.marked + 1).min(most);
    }
    if up {
        seek.marked = seek.marked.saturating_sub(1);
    }
    let marked = seek.marked.min(most);
    let (choice, rect) = list_ui(ui, writing.here.palette, &response, &found, &sought, (marked, enter));
    writing.placing.seek.rect = Some(rect);
    writing.placing.show(found.entries.get(marked).map(Entry::preview));
    match choice {
        None => {}
        Some(Choice::Entry(place)) => choose(ui, writing, placement, &found.entries[place]),
        Some(Choice::Tool(tool)) => begin(ui, writing, tool),
        Some(Choice::Keep) => {
            let place = placement.place.get_or_insert_default();
            if !sought.is_empty() && place.name.is_empty() {
                place.name = sought;
            }
            writing.placing.seek.clear();
            writing.placing.show(None);
        }
    }
}

/// Takes what was chosen, as a step of its own.
fn choose(ui: &Ui, writing: &mut Writing<'_>, placement: &mut Placement, entry: &Entry) {
    writing.commands.push(Command::EndWriting);
    *placement = entry.placed(placement);
    if !writing.placing.sees(entry.at()) {
        let map = crate::view::MapViewport { center: entry.at(), ..writing.here.view.map };
        writing.commands.push(Command::ShowMap(map));
    }
    writing.placing.seek.clear();
    writing.placing.show(None);
    ui.ctx().request_repaint();
}

fn begin(ui: &Ui, writing: &mut Writing<'_>, tool: Tool) {
    writing.placing.seek.clear();
    writing.placing.show(None);
    writing.placing.begin(tool, ui.ctx());
}

/// What is drawn, how closely it is known, and what can be done with it.
fn told_ui(ui: &mut Ui, writing: &mut Writing<'_>, placement: &mut Placement) {
    let palette = writing.here.palette;
    if let Some(geometry) = &placement.geometry {
        phrase(ui, &geometry_words(geometry), Face::Regular, 11.0, palette.ink_secondary);
    } else if placement.place.as_ref().is_some_and(|place| place.names.is_empty() && !place.name.is_empty()) {
        caret(ui, palette, "Not on the map");
    }
    ui.horizontal(|ui| {
        let mut precision = placement.place.as_ref().map(|place| place.precision).unwrap_or_default();
        if one_of(ui, "Precision", &mut precision, &Precision::ALL) {
            placement.place.get_or_insert_default().precision = precision;
        }
        let has_point = placement.geometry.as_ref().is_some_and(|geometry| !geometry.points.is_empty());
        if has_point {
            within_ui(ui, writing, placement);
        }
    });
    ui.horizontal_wrapped(|ui| {
        if link(ui, palette, "Pick on map") {
            begin(ui, writing, Tool::Point);
        }
        if link(ui, palette, "Draw") {
            begin(ui, writing, Tool::Draw);
        }
        if !placement.is_empty() && link(ui, palette, "Remove place") {
            writing.commands.push(Command::EndWriting);
            *placement = Placement::default();
        }
    });
}

/// How far around its point it may have been, in kilometres.
fn within_ui(ui: &mut Ui, writing: &mut Writing<'_>, placement: &mut Placement) {
    let radius_m = placement.place.as_ref().and_then(|place| place.radius_m);
    let value = radius_m.map(|metres| (metres / 1000.0).to_string()).unwrap_or_default();
    let mut text = writing.typed.text("within", &value);
    let words = |text: &str| crate::gui::style::words(text, Face::Regular, 11.5, writing.here.palette.ink_secondary);
    ui.label(words("within"));
    ui.allocate_ui(egui::vec2(64.0, 28.0), |ui| {
        let field = TextField::single(&mut text).label("Radius in kilometres").hint("0");
        if field.id(ui.scope_id().with("within")).show(ui).changed() {
            let km = text.trim().replace(',', ".").parse::<f64>().ok().filter(|km| (0.0..20_000.0).contains(km));
            let place = placement.place.get_or_insert_default();
            place.radius_m = km.map(|km| km * 1000.0).filter(|metres| *metres > 0.0);
            let value = place.radius_m.map(|metres| (metres / 1000.0).to_string()).unwrap_or_default();
            writing.typed.keep("within", text.clone(), value);
        }
    });
    ui.label(words("km"));
}

/// What is drawn, in words.
fn geometry_words(geometry: &Geometry) -> String {
    let length =
        |line: &Vec<crate::model::LonLat>| line.windows(2).map(|ends| ends[0].distance_km(ends[1])).sum::<f64>();
    match (geometry.points.as_slice(), geometry.lines.as_slice(), geometry.areas.as_slice()) {
        ([point], [], []) => point.told(),
        ([], [line], []) => format!("Line of {} points, {}", line.len(), distance_words(length(line))),
        ([], [], [area]) => {
            let corners = area.first().map_or(0, |ring| ring.len().saturating_sub(1));
            format!("Area of {corners} corners")
        }
        (points, lines, areas) => {
            let counts = [(points.len(), "point"), (lines.len(), "line"), (areas.len(), "area")];
            let told =
                counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| crate::scene::counted(*count, noun));
            told.collect::<Vec<_>>().join(", ")
        }
    }
}
