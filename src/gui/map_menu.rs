//! What the right button offers on the map: where nothing stands, and on a mark.

use egui::{Response, Ui};

use super::panel_context::PanelContext;
use crate::model::{CitationForm, LonLat};
use crate::scene::{Target, TargetId};
use crate::store::Facet;
use crate::view::{Command, Effect};

/// How many levels "Zoom in here" goes in.
const LEVELS: f64 = 2.0;

/// The menu of a spot where nothing stands. True while it is open.
///
/// `counted` is how many events stand in the cell there. Where they are to be listed, `lists` is called.
pub(super) fn spot_menu(
    response: &Response,
    (at, counted): (Option<LonLat>, usize),
    commands: &mut Vec<Command>,
    lists: impl FnOnce(),
) -> bool {
    let menu = response.context_menu(|ui| {
        offer(ui, "New event here", commands, || vec![Command::Perform(Effect::NewEvent)]);
        offer(ui, "Size and colour of marks…", commands, || vec![Command::Perform(Effect::ChooseMarks)]);
        if let Some(at) = at {
            ui.separator();
            spot_lines(ui, at, commands);
        }
        if counted > 1 && ui.button(format!("List the {counted} events here")).clicked() {
            lists();
            ui.close();
        }
    });
    menu.is_some()
}

/// The menu of a mark.
pub(super) fn mark_menu(response: &Response, here: &PanelContext<'_>, target: &Target, commands: &mut Vec<Command>) {
    match &target.id {
        TargetId::Event(index) | TargetId::OtherSpot(index) => {
            response.context_menu(|ui| event_lines(ui, here, *index, commands));
        }
        TargetId::Events(events) => {
            response.context_menu(|ui| {
                let ids = || events.iter().map(|index| here.store.id(*index).into_owned()).collect();
                offer(ui, &format!("Select these {} events", events.len()), commands, || vec![Command::Select(ids())]);
                if let Some(at) = events.first().and_then(|index| here.store.anchor(*index)) {
                    spot_lines(ui, at, commands);
                }
            });
        }
        TargetId::Many(at) => {
            response.context_menu(|ui| spot_lines(ui, *at, commands));
        }
        _ => {}
    }
}

fn event_lines(ui: &mut Ui, here: &PanelContext<'_>, index: usize, commands: &mut Vec<Command>) {
    let store = here.store;
    let id = || store.id(index).into_owned();
    offer(ui, "Copy event and sources", commands, || vec![Command::Perform(Effect::CopyEvent(index))]);
    offer(ui, "Copy citation", commands, || {
        vec![Command::Select(vec![id()]), Command::Perform(Effect::Cite(CitationForm::Text))]
    });
    ui.separator();
    let only = [(Facet::Category, "category"), (Facet::Actor, "actor")];
    for (facet, word) in only {
        let column = store.facet(facet);
        let Some(key) = column.of(index).next().map(|number| column.key(number)) else { continue };
        if !here.view.filter.has(word, &key.id) {
            let label = format!("Show only {word} “{}”", key.name);
            offer(ui, &label, commands, || vec![Command::SetFilter(here.view.filter.with_toggled(word, &key.id))]);
        }
    }
    let Some(at) = store.anchor(index) else { return };
    offer(ui, "Select all events at this place", commands, || vec![Command::Select(ids_at(here, index, at))]);
    ui.separator();
    spot_lines(ui, at, commands);
}

fn spot_lines(ui: &mut Ui, at: LonLat, commands: &mut Vec<Command>) {
    offer(ui, "Zoom in here", commands, || vec![Command::ZoomMapAround(LEVELS, at)]);
    offer(ui, "Copy coordinates", commands, || vec![Command::Perform(Effect::CopyText(coordinates(at)))]);
}

/// A position as maps and tables take it, latitude first.
fn coordinates(at: LonLat) -> String {
    format!("{:.5}, {:.5}", at.lat, at.lon)
}

/// The ids of the shown events that stand where one does; that one first.
fn ids_at(here: &PanelContext<'_>, index: usize, at: LonLat) -> Vec<String> {
    let others = here.shown.events().filter(|other| *other != index);
    let others = others.filter(|other| here.store.anchor(*other) == Some(at));
    std::iter::once(index).chain(others).map(|index| here.store.id(index).into_owned()).collect()
}

fn offer(ui: &mut Ui, label: &str, commands: &mut Vec<Command>, made: impl FnOnce() -> Vec<Command>) {
    if ui.button(label).clicked() {
        commands.extend(made());
        ui.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_copied_latitude_first() {
        assert_eq!(coordinates(LonLat::new(69.17233, 34.52813)), "34.52813, 69.17233");
    }
}
