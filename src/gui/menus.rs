//! The menus: every command with a name, in the menu that the table says, greyed with its reason where it
//! cannot be done now.

use egui::{Button, Context, Event, Key, MenuBar, Modifiers, Popup, Response, Role, Ui, WidgetInfo, vec2};

use super::kit::tall_list;
use super::panel_context::PanelContext;
use super::roving::Roving;
use super::style::words;
use crate::scene::{Face, text_width};
use crate::view::{Command, Menu, TABLE, Titled, View};

/// Where a group of lines begins, by the id of its first command, and what its menu is called where it has one of
/// its own.
const GROUPS: &[(&str, &str)] = &[
    ("new-story", ""),
    ("save", ""),
    ("compare", ""),
    ("screenshot", "Screenshot"),
    ("export-figure", ""),
    ("restore-changes", ""),
    ("undo", ""),
    ("copy-event", ""),
    ("cite", "Citation"),
    ("open-source", ""),
    ("new-event", ""),
    ("new-claim", ""),
    ("new-source", ""),
    ("edit-story", ""),
    ("add-chapter", "Chapter"),
    ("type-when", ""),
    ("search", ""),
    ("light", "Theme"),
    ("smooth-motion", "Motion"),
    ("borders-de-facto", "Borders"),
    ("next-language", ""),
    ("show-auto", "Events on the map"),
    ("marks", ""),
    ("lanes-category", "Rows of the timeline"),
    ("clock-event", "Dates on the timeline"),
    ("known-ever", "Reports"),
    ("zone-story", "Time zone"),
    ("panel-events", ""),
    ("next-event", ""),
    ("next-chapter", ""),
    ("step-forward", ""),
    ("fit-map", ""),
    ("zoom-in", ""),
    ("let-go", ""),
    ("play", ""),
    ("loop", ""),
    ("mode-window", ""),
    ("palette", ""),
    ("about", ""),
];

/// How the words of the bar are set, and the room at each of their sides.
const WORDS: (Face, f32, f32) = (Face::Regular, 12.5, 7.0);

/// How wide the words of the bar are in points.
pub(super) fn bar_width() -> f32 {
    let (face, size, beside) = WORDS;
    Menu::ALL.iter().map(|menu| text_width(menu.label(), face, size) * 1.02 + 2.0 * beside + 1.0).sum()
}

/// Shows the words of the menus beside each other. Tab stops at one of them, arrows go on; Alt with the first letter
/// of a word opens its menu.
pub(super) fn menu_bar(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let (face, size, beside) = WORDS;
    let mut roving = Roving::begin(ui.ctx(), "menu bar");
    MenuBar::new().ui(ui, |ui| {
        ui.set_min_size(vec2(0.0, 28.0));
        ui.spacing_mut().item_spacing.x = 1.0;
        ui.spacing_mut().button_padding = vec2(beside, 4.0);
        for menu in Menu::ALL {
            let id = egui::Id::unique(menu.label());
            let text = words(menu.label(), face, size, here.palette.ink);
            let button = Button::new(text).sense(roving.sense(id));
            let asked = wants(ui.ctx(), menu);
            let button = egui::containers::menu::MenuButton::from_button(button);
            let (response, _) = button.ui(ui, |ui| lines_ui(ui, here, menu, commands));
            response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, menu.label()));
            if asked {
                Popup::toggle_id(ui.ctx(), Popup::default_response_id(&response));
                response.request_focus();
            }
            roving.saw(id, &response);
        }
    });
    roving.end(ui);
}

/// Shows the menus below each other, each with a menu at its side, where there is no room for the bar.
pub(super) fn folded_menus(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    ui.set_min_width(120.0);
    for menu in Menu::ALL {
        ui.menu_button(menu.label(), |ui| lines_ui(ui, here, menu, commands));
    }
}

/// True where Alt and the first letter of a menu were pressed.
pub(super) fn wants(ctx: &Context, menu: Menu) -> bool {
    let letter = &menu.label()[..1];
    let Some(key) = Key::from_name(letter) else { return false };
    ctx.input_mut(|input| {
        let asked = input.consume_key(Modifiers::ALT, key);
        if asked {
            input.events.retain(|event| !matches!(event, Event::Text(text) if text.eq_ignore_ascii_case(letter)));
        }
        asked
    })
}

/// The lines of a menu, group by group.
fn lines_ui(ui: &mut Ui, here: &PanelContext<'_>, menu: Menu, commands: &mut Vec<Command>) {
    ui.set_min_width(290.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().button_padding = vec2(8.0, 3.0);
    // In a low window the last lines would be out of reach.
    let tallest = (ui.ctx().content_rect().height() - 60.0).max(120.0);
    tall_list(tallest).show(ui, |ui| {
        for (place, (name, lines)) in groups(menu).into_iter().enumerate() {
            if name.is_empty() {
                if place > 0 {
                    ui.separator();
                }
                for titled in lines {
                    line_ui(ui, here, titled, commands);
                }
            } else {
                ui.menu_button(name, |ui| {
                    ui.set_min_width(270.0);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.spacing_mut().button_padding = vec2(8.0, 3.0);
                    for titled in lines {
                        line_ui(ui, here, titled, commands);
                    }
                });
            }
        }
    });
}

/// The commands of a menu in groups, each with the name of its own menu, or without one.
fn groups(menu: Menu) -> Vec<(&'static str, Vec<&'static Titled>)> {
    let mut groups: Vec<(&'static str, Vec<&'static Titled>)> = Vec::new();
    for titled in TABLE.iter().filter(|titled| titled.menu == menu) {
        let begun = GROUPS.iter().find(|(first, _)| *first == titled.id);
        match (begun, groups.last_mut()) {
            (None, Some((_, lines))) => lines.push(titled),
            (begun, _) => groups.push((begun.map_or("", |(_, name)| name), vec![titled])),
        }
    }
    groups
}

/// One line: the command with its keys.
fn line_ui(ui: &mut Ui, here: &PanelContext<'_>, titled: &Titled, commands: &mut Vec<Command>) {
    let keys = titled.shortcuts.first().map_or("", |shortcut| shortcut.0);
    let is_on = is_on(&titled.command, here.view);
    let button = Button::selectable(is_on == Some(true), titled.title).shortcut_text(keys);
    let response = command_button(ui, here, &titled.command, button);
    // The keys beside it are not part of its name.
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(Role::MenuItemCheckBox, response.enabled(), is_on, titled.title),
        None => WidgetInfo::labeled(Role::MenuItem, response.enabled(), titled.title),
    });
    if !keys.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(keys));
    }
    if response.clicked() {
        commands.push(titled.command.clone());
        ui.close();
    }
}

/// A button for a command, greyed where it cannot be done, with the reason for the eye and for screen readers.
pub(super) fn command_button(ui: &mut Ui, here: &PanelContext<'_>, command: &Command, button: Button<'_>) -> Response {
    let why = here.possible.why_not(command);
    let response = ui.add_enabled(why.is_none(), button);
    let Some(why) = why else { return response };
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(why));
    response.on_disabled_hover_text(why)
}

/// A line of a context menu that does a command. Where the command has a name, its keys stand beside it.
pub(super) fn context_line(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    label: &str,
    command: &Command,
    commands: &mut Vec<Command>,
) {
    if command_button(ui, here, command, Button::new(label)).clicked() {
        commands.push(command.clone());
        ui.close();
    }
}

/// Whether what a command chooses is chosen already. None: it chooses nothing.
fn is_on(command: &Command, view: &View) -> Option<bool> {
    Some(match command {
        Command::SetTheme(theme) => view.theme == *theme,
        Command::SetViewpoint(viewpoint) => view.viewpoint == *viewpoint,
        Command::SetLanes(lanes) => view.lanes == *lanes,
        Command::SetShowAs(show_as) => view.show_as == *show_as,
        Command::SetClock(clock) => view.clock == *clock,
        Command::SetKnown(known) => view.known == *known,
        Command::SetZone(zone) => view.zone == *zone,
        Command::SetMode(mode) => view.mode == *mode,
        Command::SetOthers(others) => view.others == *others,
        Command::ToggleRelief => view.relief,
        Command::ToggleLoop => view.playback.looping,
        Command::ToggleGaps => view.playback.skips_gaps,
        _ => return None,
    })
}

/// The buttons for files that are always in sight: begin, open and save.
pub(super) fn file_buttons(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    use crate::view::Effect::{NewStory, Open, Save};
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.spacing_mut().button_padding.x = 9.0;
    for (label, name, effect, tip) in [
        ("New", "New file", NewStory, "Begin a story (Ctrl+N)"),
        ("Open", "Open file", Open, "Open a story, a table, a map file or a picture that carries its story (Ctrl+O)"),
        ("Save", "Save file", Save, "Write the story into its file (Ctrl+S)"),
    ] {
        let command = Command::Perform(effect);
        let button = Button::new(words(label, Face::Medium, 12.0, here.palette.ink)).min_size(vec2(0.0, 28.0));
        let response = command_button(ui, here, &command, button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), name));
        if response.on_hover_text(tip).clicked() {
            commands.push(command);
        }
    }
}

/// The room of the buttons for files in points.
pub(super) fn files_width() -> f32 {
    ["New", "Open", "Save"].iter().map(|label| text_width(label, Face::Medium, 12.0) + 25.0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_a_menu_once_and_every_group_begins_with_a_command_of_the_table() {
        let mut listed: Vec<&str> = Menu::ALL
            .into_iter()
            .flat_map(|menu| groups(menu).into_iter().flat_map(|(_, lines)| lines))
            .map(|titled| titled.id)
            .collect();
        listed.sort_unstable();
        let mut all: Vec<&str> = TABLE.iter().map(|titled| titled.id).collect();
        all.sort_unstable();
        assert_eq!(listed, all);
        for (first, _) in GROUPS {
            assert!(all.binary_search(first).is_ok(), "{first}");
        }
    }

    #[test]
    fn each_menu_opens_by_a_letter_of_its_own() {
        let mut letters: Vec<&str> = Menu::ALL.iter().map(|menu| &menu.label()[..1]).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), Menu::ALL.len());
    }
}
