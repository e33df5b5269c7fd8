//! The tabs above the middle of the window: the map, or the table of claims with its counts and order.

use egui::{Align, Button, Id, Layout, Popup, PopupCloseBehavior, Role, Stroke, Ui, WidgetInfo};

use super::{ClaimsMemory, columns};
use crate::gui::actors_table::ActorsMemory;
use crate::gui::events_table::EventsMemory;
use crate::gui::panel_context::PanelContext;
use crate::gui::parts::{Chosen, tab, tell_selected};
use crate::gui::roving::Roving;
use crate::gui::settings::CentreView;
use crate::gui::style::{color32, words};
use crate::gui::table::columns_button;
use crate::gui::table_look::{TableLook, TableLooks};
use crate::model::grouped;
use crate::query::ClaimScope;
use crate::scene::{Face, counted, text_width};
use crate::view::{Command, Effect, Panel, ShowAs};

/// Of so many events at most each has a mark in any case.
const FEW: usize = 400;
/// The room that the switch for all claims and the order need.
const SWITCHES: f32 = 430.0;

/// Shows the tabs, and beside them what belongs to the table while it is shown.
pub(in crate::gui) fn centre_tabs(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    shown: CentreView,
    (events, claims, actors): (&EventsMemory, &mut ClaimsMemory, &mut ActorsMemory),
    looks: &mut TableLooks,
    commands: &mut Vec<Command>,
) {
    let fits = ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.spacing_mut().item_spacing.x = 14.0;
        let mut roving = Roving::begin(ui.ctx(), "centre tabs");
        for (view, label, tip) in [
            (CentreView::Map, "Map", "Show the map"),
            (CentreView::Events, "Events", "The events as a table to type in (Ctrl+8)"),
            (CentreView::Claims, "Claims", "The claims as a table (Ctrl+6)"),
            (CentreView::Sources, "Sources", "The sources as a table (Ctrl+7)"),
            (CentreView::Actors, "Actors", "The actors with their events and claims (Ctrl+9)"),
        ] {
            let chosen = if view == shown { Chosen::Yes } else { Chosen::No };
            let key = Id::unique(("centre tab", label));
            let response = tab(ui, here, label, (chosen, roving.sense(key)));
            if view == CentreView::Events {
                // The list at the left is called so already.
                tell_selected(&response, Role::Tab, chosen, "Events table");
            }
            if view == CentreView::Actors {
                // The button of the list that filters by actor is called so already.
                tell_selected(&response, Role::Tab, chosen, "Actors table");
            }
            roving.saw(key, &response);
            if response.on_hover_text(tip).clicked() && view != shown {
                // The map is turned to by leaving the table that is shown.
                let turned = if view == CentreView::Map { shown } else { view };
                let panel = match turned {
                    CentreView::Events => Panel::EventTable,
                    CentreView::Claims => Panel::Claims,
                    CentreView::Actors => Panel::Actors,
                    CentreView::Map | CentreView::Sources => Panel::Sources,
                };
                commands.push(Command::Perform(Effect::TogglePanel(panel)));
            }
        }
        roving.end(ui);
        let fits = ui.available_width() >= least_room(shown);
        if fits {
            tools_ui(ui, here, shown, (events, claims, actors), looks, commands);
        }
        fits
    });
    // Where there is no room beside the tabs, a row of their own.
    if !fits.inner {
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            tools_ui(ui, here, shown, (events, claims, actors), looks, commands);
        });
    }
    ui.add_space(4.0);
    let line = Stroke::new(1.0, color32(here.palette.rule));
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
}

/// The room that what belongs to a table needs beside the tabs, in points.
fn least_room(shown: CentreView) -> f32 {
    match shown {
        CentreView::Map => 0.0,
        CentreView::Events => 220.0,
        CentreView::Actors => 460.0,
        CentreView::Claims => 360.0,
        CentreView::Sources => 110.0,
    }
}

/// What belongs to the table that is shown.
fn tools_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    shown: CentreView,
    (events, claims, actors): (&EventsMemory, &mut ClaimsMemory, &mut ActorsMemory),
    looks: &mut TableLooks,
    commands: &mut Vec<Command>,
) {
    match shown {
        CentreView::Map => show_as_ui(ui, here, commands),
        CentreView::Events => {
            let counts = format!("{} of {}", grouped(events.len()), counted(here.store.len(), "event"));
            ui.label(words(counts, Face::Regular, 11.5, here.palette.ink_secondary));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(14.0);
                events.columns_ui(ui, here, &mut looks.events);
            });
        }
        CentreView::Sources => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(14.0);
                let text = words("New source", Face::Medium, 12.0, here.palette.ink);
                if ui.add(Button::new(text)).on_hover_text("Add a source (Shift+S)").clicked() {
                    commands.push(Command::Perform(Effect::NewSource));
                }
            });
        }
        CentreView::Actors => actors.tools_ui(ui, here, &mut looks.actors),
        CentreView::Claims => table_ui(ui, here, claims, &mut looks.claims),
    }
}

/// As what the map can show events, with what each means, from the right.
const SHOW_AS: [(ShowAs, &str, &str); 4] = [
    (ShowAs::Marks, "Marks", "A mark for each event, as far as there is room"),
    (ShowAs::Clusters, "Clusters", "Discs that count events, with the shares of their categories"),
    (ShowAs::Density, "Density", "Cells in colours that tell how many events stand in each"),
    (ShowAs::Auto, "Auto", "Marks while some hundreds of events are in sight, else density"),
];

/// As what the map shows events, where they may be too many for marks: choices side by side, or a menu where these have
/// no room.
fn show_as_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    /// The room that the choices need, a menu with its name, and one without, in points.
    const ROOM: [f32; 3] = [320.0, 140.0, 76.0];
    let room = ui.available_width();
    if here.store.len() <= FEW || room < ROOM[2] {
        return;
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(if room < ROOM[1] { 6.0 } else { 14.0 });
        if room >= ROOM[0] {
            show_as_row(ui, here, commands);
        } else {
            show_as_menu(ui, here, if room < ROOM[1] { "" } else { "Show as: " }, commands);
        }
    });
}

fn show_as_row(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let mut roving = Roving::begin(ui.ctx(), "show as");
    for (show_as, label, hint) in SHOW_AS {
        let chosen = here.view.show_as == show_as;
        let face = if chosen { Face::SemiBold } else { Face::Regular };
        let color = if chosen { here.palette.ink } else { here.palette.ink_secondary };
        let button = Button::new(words(label, face, 11.5, color)).frame_when_inactive(chosen);
        let key = Id::unique(("show as", label));
        let response = ui.add(button.sense(roving.sense(key)));
        let spoken = format!("Show events as: {label}");
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &spoken));
        roving.saw(key, &response);
        if response.on_hover_text(hint).clicked() {
            commands.push(Command::SetShowAs(show_as));
        }
    }
    roving.end(ui);
    ui.add_space(6.0);
    ui.label(words("Show as", Face::Regular, 11.5, here.palette.ink_secondary));
}

fn show_as_menu(ui: &mut Ui, here: &PanelContext<'_>, name: &str, commands: &mut Vec<Command>) {
    let chosen = SHOW_AS.iter().find(|(show_as, ..)| *show_as == here.view.show_as).map_or("", |(_, label, _)| label);
    let label = format!("{name}{chosen}");
    let response = ui.add(Button::new(words(&label, Face::Medium, 11.5, here.palette.ink)));
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Show events as: {chosen}")));
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| {
        ui.set_min_width(160.0);
        for (show_as, label, hint) in SHOW_AS.into_iter().rev() {
            if ui.radio(here.view.show_as == show_as, label).on_hover_text(hint).clicked() {
                commands.push(Command::SetShowAs(show_as));
            }
        }
    });
}

/// Counts, the order, and whose claims there are.
fn table_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut ClaimsMemory, look: &mut TableLook) {
    let palette = here.palette;
    let room = ui.available_width();
    if room > SWITCHES + text_width(&memory.counts, Face::Regular, 11.5) {
        ui.label(words(&memory.counts, Face::Regular, 11.5, palette.ink_secondary));
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(14.0);
        let mut all = memory.scope == ClaimScope::Story;
        let label = if room > SWITCHES { "Show all claims" } else { "All" };
        let tip = "Show all claims, including those of events outside the date range, filter or layers";
        if ui.checkbox(&mut all, label).on_hover_text(tip).clicked() {
            memory.scope = if all { ClaimScope::Story } else { ClaimScope::Shown };
        }
        columns_button(ui, here, &memory.heads(), look);
        order_ui(ui, here, memory);
    });
}

/// The order as a button; its menu has the columns that are folded away, too.
fn order_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut ClaimsMemory) {
    let label = format!("Sorted by {}", columns::spoken(memory.order));
    let response = ui.add(Button::new(words(&label, Face::Medium, 11.5, here.palette.ink)));
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| {
        ui.set_min_width(160.0);
        for (column, title) in columns::TITLES {
            if ui.radio(memory.order.column == column, title).clicked() {
                memory.order = memory.order.pressed(column);
            }
        }
    });
    response.on_hover_text("Click to sort; click again to reverse");
}
