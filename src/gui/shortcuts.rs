//! From keys to commands, by the one table of commands.

use egui::{Context, Event, Key, Modifiers};

use super::roving::holds_arrows;
use super::table::{Keys, keys_in};
use crate::view::{Command, Shortcut, TABLE};

/// The commands whose keys were pressed in this frame, taken out of the input.
///
/// While a text field has focus, keys without Ctrl go to the field.
pub(super) fn pressed(ctx: &Context) -> Vec<Command> {
    let in_text = ctx.text_edit_focused();
    // What is typed in a table goes into its cells.
    let in_table = keys_in(ctx);
    // An open menu has Esc for itself.
    let in_menu = egui::Popup::is_any_open(ctx);
    // Enter and the space bar press what the keyboard is on.
    let on_widget = ctx.memory(|memory| memory.focused().is_some());
    // Arrows go between things that stand together.
    let roves = holds_arrows(ctx);
    let mut commands = Vec::new();
    for titled in TABLE {
        for shortcut in titled.shortcuts {
            if in_text && (!shortcut.works_in_text() || edits_text(*shortcut)) {
                continue;
            }
            let is_of_table = match in_table {
                Keys::Elsewhere => false,
                Keys::Moving => {
                    let is_free = shortcut.works_in_text() || shortcut.0 == "Esc";
                    !is_free || matches!(shortcut.0, "F2" | "Ctrl+C")
                }
                Keys::Writing => shortcut.0 == "F2",
            };
            if is_of_table {
                continue;
            }
            // An open menu or calendar has the keys that move in it for itself.
            let moves =
                shortcut.0.ends_with(['←', '→']) || shortcut.0.ends_with("PageUp") || shortcut.0.ends_with("PageDown");
            let is_of_menu = moves || matches!(shortcut.0, "Esc" | "Enter");
            let presses = matches!(shortcut.0, "Enter" | "Space");
            let roved = roves && matches!(shortcut.0, "→" | "←" | "Home" | "End");
            if in_menu && is_of_menu || on_widget && presses || roved {
                continue;
            }
            if taken(ctx, *shortcut) {
                commands.push(titled.command.clone());
            }
        }
    }
    commands
}

/// Keys with which text is edited: the field keeps them.
fn edits_text(shortcut: Shortcut) -> bool {
    matches!(shortcut.0, "Ctrl+A" | "Ctrl+C" | "Ctrl+Z" | "Ctrl+Shift+Z" | "Ctrl+Y" | "Ctrl+U")
}

/// True when the keys of a shortcut were pressed; takes them out of the input.
fn taken(ctx: &Context, shortcut: Shortcut) -> bool {
    let (modifiers, name) = parts(shortcut);
    // Copying arrives as an event of its own, without the key.
    if shortcut.0 == "Ctrl+C" {
        return ctx.input_mut(|input| {
            let before = input.events.len();
            input.events.retain(|event| !matches!(event, Event::Copy));
            input.events.len() < before
        });
    }
    // Signs are wherever the keyboard has them, with Shift or without.
    if let Some(sign) = sign(name) {
        return ctx.input_mut(|input| {
            let before = input.events.len();
            let wants_shift = modifiers.shift;
            let shift = input.modifiers.shift;
            let hit = |event: &Event| matches!(event, Event::Text(text) if text == sign);
            if wants_shift && !shift {
                return false;
            }
            input.events.retain(|event| !hit(event));
            input.events.len() < before
        });
    }
    let Some(key) = key_of(name) else { return false };
    ctx.input_mut(|input| {
        let mut hit = false;
        input.events.retain(|event| {
            let is_it = matches!(event, Event::Key { key: pressed, modifiers: held, pressed: true, .. }
                if *pressed == key && held.matches_exact(modifiers));
            hit |= is_it;
            !is_it
        });
        hit
    })
}

fn parts(shortcut: Shortcut) -> (Modifiers, &'static str) {
    let mut modifiers = Modifiers::NONE;
    let mut name = shortcut.0;
    loop {
        if let Some(rest) = name.strip_prefix("Ctrl+") {
            modifiers |= Modifiers::COMMAND;
            name = rest;
        } else if let Some(rest) = name.strip_prefix("Shift+") {
            modifiers |= Modifiers::SHIFT;
            name = rest;
        } else {
            return (modifiers, name);
        }
    }
}

fn sign(name: &str) -> Option<&'static str> {
    ["+", "-", "=", "?", ".", ","].into_iter().find(|sign| *sign == name)
}

fn key_of(name: &str) -> Option<Key> {
    Some(match name {
        "→" => Key::ArrowRight,
        "←" => Key::ArrowLeft,
        "Esc" => Key::Escape,
        _ => return Key::from_name(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_of_the_table_is_a_key() {
        for titled in TABLE {
            for shortcut in titled.shortcuts {
                let (_, name) = parts(*shortcut);
                assert!(sign(name).is_some() || key_of(name).is_some(), "{}", shortcut.0);
            }
        }
    }
}
