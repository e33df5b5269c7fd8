//! What the right button offers on events, claims, sources and the ruler.

use egui::{Response, Ui};

use super::menus::context_line;
use super::panel_context::PanelContext;
use crate::model::{CitationForm, Claim, Extent, Source};
use crate::query::{Filter, citing};
use crate::scene::speaker_of;
use crate::view::{Command, Effect};

/// What can be done with an event. The right button selects it first, unless it is among the selected.
pub(super) fn event_menu(response: &Response, here: &PanelContext<'_>, index: usize, commands: &mut Vec<Command>) {
    let id = here.store.id(index);
    if response.secondary_clicked() && !here.view.is_selected(&id) {
        commands.push(Command::Select(vec![id.clone().into_owned()]));
    }
    response.context_menu(|ui| {
        ui.set_min_width(210.0);
        let mut line = |ui: &mut Ui, label: &str, command: Command| context_line(ui, here, label, &command, commands);
        line(ui, "Copy with sources", Command::CopyEvent);
        line(ui, "Copy citation", Command::Perform(Effect::Cite(CitationForm::Text)));
        line(ui, "Open source", Command::OpenSource);
        ui.separator();
        line(ui, "Zoom here", Command::FlyTo(id.clone().into_owned()));
        if let Some(category) = here.store.category(index).and_then(|at| here.store.story().categories.get(at)) {
            let only = here.view.filter.with_toggled("category", &category.id);
            let label = if here.view.filter.has("category", &category.id) {
                format!("Stop filtering by {}", category.name)
            } else {
                format!("Show only {}", category.name)
            };
            line(ui, &label, Command::SetFilter(only));
            // Which they are is asked once, when it is wanted.
            if ui.button(format!("Select all {}", category.name)).clicked() {
                commands.push(Command::Select(same_category(here, index)));
                ui.close();
            }
        }
        ui.separator();
        let mut line = |ui: &mut Ui, label: &str, command: Command| context_line(ui, here, label, &command, commands);
        line(ui, "Edit…", Command::Perform(Effect::EditEvent));
        line(ui, "New claim", Command::Perform(Effect::NewClaim));
        line(ui, "Delete", Command::Perform(Effect::RemoveEvents));
    });
}

/// The ids of the events shown of the same category, this one first.
fn same_category(here: &PanelContext<'_>, index: usize) -> Vec<String> {
    let category = here.store.category(index);
    let others = here.shown.events().filter(|other| *other != index && here.store.category(*other) == category);
    std::iter::once(index).chain(others).map(|event| here.store.id(event).into_owned()).collect()
}

/// A claim as text: what is said, by whom, in which source, and its address.
fn claim_text(here: &PanelContext<'_>, claim: &Claim) -> String {
    let said = if claim.quote.is_empty() { claim.text.clone() } else { format!("“{}”", claim.quote) };
    let source = here.store.source(&claim.source);
    let name = source.map(|source| source.name().to_owned()).unwrap_or_default();
    let address = source.map(|source| source.address().to_owned()).unwrap_or_default();
    let parts = [said, speaker_of(claim), name, address];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<String>>().join("\n")
}

/// What can be done with a claim, which is asked for where the menu is open.
pub(super) fn claim_menu(
    response: &Response,
    here: &PanelContext<'_>,
    claim: impl FnOnce() -> Claim,
    commands: &mut Vec<Command>,
) {
    response.context_menu(|ui| {
        let claim = claim();
        ui.set_min_width(210.0);
        if ui.button("Copy with source").clicked() {
            ui.ctx().copy_text(claim_text(here, &claim));
            commands.push(Command::Perform(Effect::Say("Copied the claim with its source".into())));
            ui.close();
        }
        let mut line = |ui: &mut Ui, label: &str, command: Command| context_line(ui, here, label, &command, commands);
        let source = here.store.source(&claim.source);
        if let Some(address) = source.map(Source::address).filter(|address| !address.is_empty()) {
            line(ui, "Copy link", Command::Perform(Effect::CopyText(address.to_owned())));
            line(ui, "Open source", Command::Perform(Effect::OpenAddress(address.to_owned())));
        }
        line(ui, "Copy citation", Command::Perform(Effect::CiteClaim(claim.id.clone())));
        ui.separator();
        line(ui, "Point out this claim", Command::SelectClaim(claim.id.clone()));
        let speaker = claim.attribution.name.clone();
        if !speaker.is_empty() {
            let only = here.view.filter.with_toggled("speaker", &speaker);
            line(ui, &format!("Show only what {speaker} speaks of"), Command::SetFilter(only));
        }
        source_lines(ui, here, &claim.source, commands);
    });
}

/// What can be done with a source.
pub(super) fn source_menu(response: &Response, here: &PanelContext<'_>, source: &Source, commands: &mut Vec<Command>) {
    response.context_menu(|ui| {
        ui.set_min_width(210.0);
        let mut line = |ui: &mut Ui, label: &str, command: Command| context_line(ui, here, label, &command, commands);
        line(ui, "Edit…", Command::Perform(Effect::EditSource(source.id.clone())));
        if !source.address().is_empty() {
            line(ui, "Copy link", Command::Perform(Effect::CopyText(source.address().to_owned())));
            line(ui, "Open source", Command::Perform(Effect::OpenAddress(source.address().to_owned())));
        }
        ui.separator();
        source_lines(ui, here, &source.id, commands);
    });
}

fn source_lines(ui: &mut Ui, here: &PanelContext<'_>, id: &str, commands: &mut Vec<Command>) {
    let Some(source) = here.store.source(id) else { return };
    let only: Filter = here.view.filter.with_toggled("source", id);
    let label = format!("Show only events in {}", source.name());
    context_line(ui, here, &label, &Command::SetFilter(only), commands);
    if ui.button("Select events that cite it").clicked() {
        let mut ids: Vec<String> =
            citing(here.store, id).iter().map(|at| here.store.id(at.event).into_owned()).collect();
        ids.dedup();
        commands.push(Command::Select(ids));
        ui.close();
    }
}

/// What can be done at a moment of the timeline, in seconds.
pub(super) fn moment_lines(ui: &mut Ui, here: &PanelContext<'_>, secs: f64, commands: &mut Vec<Command>) {
    let mut line = |ui: &mut Ui, label: &str, command: Command| context_line(ui, here, label, &command, commands);
    line(ui, "Put the playhead here", Command::SetPlayhead(secs));
    line(ui, "Zoom in here", Command::ZoomTimeAround(0.5, secs));
    line(ui, "Show only this day", Command::SetWindow(day_of(here, secs)));
    line(ui, "Show full date range", Command::WholeWindow);
}

/// The day of a moment, by the clock that is shown.
fn day_of(here: &PanelContext<'_>, secs: f64) -> Extent {
    here.view.zone_shown(here.store, None).day_around(secs)
}
