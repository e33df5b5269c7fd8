//! Small parts that several panels share.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::panel_context::PanelContext;
use super::style::{color32, font, words};
use crate::scene::{Color, Face, SymbolStyle};
use crate::view::{Command, Effect};

/// How the mark of an event looks in a panel.
pub(super) fn symbol_of(here: &PanelContext<'_>, index: usize, radius: f32) -> SymbolStyle {
    SymbolStyle::of_event(here.store, index, radius, here.palette)
}

/// Whether a chip is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    Yes,
    No,
}

/// A round chip with a dot of a colour.
pub(super) fn chip(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    label: &str,
    dot: Color,
    (chosen, sense): (Chosen, Sense),
) -> Response {
    let palette = here.palette;
    let face = if chosen == Chosen::Yes { Face::SemiBold } else { Face::Medium };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font(face, 11.0), color32(palette.ink));
    let size = vec2(galley.size().x + 30.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen == Chosen::Yes, label));
    let fill = if response.hovered() { palette.rule } else { palette.card };
    let rim = if response.has_focus() || chosen == Chosen::Yes { palette.ink } else { fill };
    ui.painter().rect(rect, 12.0, color32(fill), Stroke::new(1.2, color32(rim)), StrokeKind::Inside);
    ui.painter().circle_filled(rect.left_center() + vec2(12.0, 0.0), 4.0, color32(dot));
    let at = rect.left_center() + vec2(20.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, color32(palette.ink));
    response
}

/// Tells screen readers what something is called, and that it is selected or not.
pub(super) fn tell_selected(response: &Response, role: Role, chosen: Chosen, name: &str) {
    let is_chosen = chosen == Chosen::Yes;
    response.widget_info(|| WidgetInfo::selected(role, response.enabled(), is_chosen, name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(is_chosen);
    });
}

/// A word that turns a panel to something else, underlined while it is shown.
pub(super) fn tab(ui: &mut Ui, here: &PanelContext<'_>, label: &str, (chosen, sense): (Chosen, Sense)) -> Response {
    let palette = here.palette;
    let (face, color) = match chosen {
        Chosen::Yes => (Face::SemiBold, palette.ink),
        Chosen::No => (Face::Regular, palette.ink_secondary),
    };
    let response = ui.add(egui::Button::new(words(label, face, 12.5, color)).frame(false).sense(sense));
    tell_selected(&response, Role::Tab, chosen, label);
    if response.has_focus() {
        focus_ring(ui, here, response.rect.expand2(vec2(6.0, 2.0)));
    }
    if chosen == Chosen::Yes {
        let under = response.rect.bottom() + 4.0;
        ui.painter().hline(response.rect.x_range(), under, Stroke::new(2.0, color32(palette.accent)));
    }
    response
}

/// Selects an event that was clicked; with Ctrl held it is added to what is selected, or taken out of it.
pub(super) fn select_clicked(ui: &Ui, here: &PanelContext<'_>, id: String) -> Command {
    if !ui.input(|input| input.modifiers.command) {
        return Command::Select(vec![id]);
    }
    let mut selection = here.view.selection.clone();
    match selection.iter().position(|other| *other == id) {
        Some(place) => {
            selection.remove(place);
        }
        None => selection.push(id),
    }
    Command::Select(selection)
}

/// What can be done where the right button was pressed, after lines of the place. True while that is shown.
pub(super) fn new_event_menu(
    response: &Response,
    label: &str,
    commands: &mut Vec<Command>,
    lines: impl FnOnce(&mut Ui, &mut Vec<Command>),
) -> bool {
    let menu = response.context_menu(|ui| {
        lines(ui, commands);
        if ui.button(label).clicked() {
            commands.push(Command::Perform(Effect::NewEvent));
            ui.close();
        }
    });
    menu.is_some()
}

/// The rule below a row of tabs.
pub(super) fn rule_under_tabs(ui: &mut Ui, here: &PanelContext<'_>) {
    ui.add_space(4.0);
    let line = Stroke::new(1.0, color32(here.palette.rule));
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
    ui.add_space(4.0);
}

/// The ring around what the keyboard is on.
pub(super) fn focus_ring(ui: &Ui, here: &PanelContext<'_>, rect: egui::Rect) {
    let line = Stroke::new(1.5, color32(here.palette.accent));
    ui.painter().rect_stroke(rect, 6.0, line, StrokeKind::Inside);
}

/// Rings what the keyboard is on, whatever it is: some controls have no frame that could show it.
///
/// Fields have a ring of their own, and what is as large as a table shows the keyboard within it.
pub(super) fn ring_around_focus(ctx: &egui::Context, palette: &crate::scene::Palette) {
    const TALLEST: f32 = 160.0;
    let focused = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    let Some(thing) = focused.filter(|thing| thing.rect.height() < TALLEST && !ctx.text_edit_focused()) else { return };
    let rect = thing.interact_rect.expand(2.0);
    let line = Stroke::new(2.0, color32(palette.accent));
    ctx.layer_painter(thing.layer_id).rect_stroke(rect, 6.0, line, StrokeKind::Middle);
}

/// Says in the middle of a place what is being done, until it is there.
pub(super) fn waiting_ui(ui: &mut Ui, here: &PanelContext<'_>, doing: &str) {
    ui.add_space(48.0);
    ui.vertical_centered(|ui| {
        ui.label(words(doing, Face::Regular, 12.5, here.palette.ink_secondary));
    });
}

/// The buttons that show more where nothing is shown.
pub(super) fn ways_to_more_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    if !here.view.filter.is_empty() && ui.button("Clear filter").clicked() {
        commands.push(Command::ClearFilter);
    }
    if ui.button("Show full date range").clicked() {
        commands.push(Command::WholeWindow);
    }
}
