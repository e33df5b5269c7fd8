//! What the keys mean while a table has them and no cell is open.

use egui::{Context, Event, Id, Key, Modifiers, Ui};

/// The tables that can be typed in, by their names.
const TABLES: [&str; 2] = ["events table", "claims table"];

/// Whether a table has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Keys {
    /// Something else has them.
    Elsewhere,
    /// They go from cell to cell, and what is typed opens one.
    Moving,
    /// They write in a cell.
    Writing,
}

/// Whether a table of the window has the keys.
pub(in crate::gui) fn keys_in(ctx: &Context) -> Keys {
    let Some(focused) = ctx.memory(egui::Memory::focused) else { return Keys::Elsewhere };
    if TABLES.iter().any(|name| focused == table_id(name)) {
        Keys::Moving
    } else if TABLES.iter().any(|name| focused == cell_id(name)) {
        Keys::Writing
    } else {
        Keys::Elsewhere
    }
}

/// What has the keys of a table while no cell is open.
pub(super) fn table_id(name: &str) -> Id {
    Id::unique(name)
}

/// The field of the open cell of a table.
pub(super) fn cell_id(name: &str) -> Id {
    Id::unique((name, "cell"))
}

/// What was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// Go so many rows and columns on.
    Go([isize; 2]),
    /// Choose the rows from where it began to so many rows on.
    Extend(isize),
    /// Open the cell with what stands in it.
    Open,
    /// Open the cell for this text.
    Type(String),
    /// Choose the row, or not.
    Toggle,
    /// Leave the cell empty.
    Clear,
    Copy,
    Paste(String),
}

/// So far that it is beyond every table.
const FAR: isize = isize::MAX / 4;
/// The rows of a page.
const PAGE: isize = 10;

/// Takes out of the input what was pressed. Tab goes from cell to cell only while cells are written one after another.
pub(super) fn presses(ui: &Ui, tab: Tab) -> Vec<Press> {
    let mut presses = Vec::new();
    let mut go = |modifiers: Modifiers, key: Key, press: Press| {
        if taken(ui, modifiers, key) {
            presses.push(press);
        }
    };
    go(Modifiers::NONE, Key::ArrowDown, Press::Go([1, 0]));
    go(Modifiers::NONE, Key::ArrowUp, Press::Go([-1, 0]));
    go(Modifiers::NONE, Key::ArrowRight, Press::Go([0, 1]));
    go(Modifiers::NONE, Key::ArrowLeft, Press::Go([0, -1]));
    go(Modifiers::NONE, Key::PageDown, Press::Go([PAGE, 0]));
    go(Modifiers::NONE, Key::PageUp, Press::Go([-PAGE, 0]));
    go(Modifiers::NONE, Key::Home, Press::Go([0, -FAR]));
    go(Modifiers::NONE, Key::End, Press::Go([0, FAR]));
    go(Modifiers::COMMAND, Key::Home, Press::Go([-FAR, -FAR]));
    go(Modifiers::COMMAND, Key::End, Press::Go([FAR, 0]));
    go(Modifiers::SHIFT, Key::ArrowDown, Press::Extend(1));
    go(Modifiers::SHIFT, Key::ArrowUp, Press::Extend(-1));
    go(Modifiers::SHIFT, Key::PageDown, Press::Extend(PAGE));
    go(Modifiers::SHIFT, Key::PageUp, Press::Extend(-PAGE));
    if tab == Tab::Goes {
        go(Modifiers::NONE, Key::Tab, Press::Go([0, 1]));
        go(Modifiers::SHIFT, Key::Tab, Press::Go([0, -1]));
    }
    go(Modifiers::NONE, Key::Enter, Press::Open);
    go(Modifiers::NONE, Key::F2, Press::Open);
    go(Modifiers::NONE, Key::Delete, Press::Clear);
    go(Modifiers::NONE, Key::Backspace, Press::Clear);
    let is_space = taken(ui, Modifiers::NONE, Key::Space);
    let mut typed = String::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(text) => {
                typed.push_str(text);
                false
            }
            Event::Copy => {
                presses.push(Press::Copy);
                false
            }
            Event::Paste(text) => {
                presses.push(Press::Paste(text.clone()));
                false
            }
            _ => true,
        });
    });
    match typed.as_str() {
        "" if !is_space => {}
        "" | " " => presses.push(Press::Toggle),
        _ => presses.push(Press::Type(typed)),
    }
    presses
}

/// Whether Tab goes from cell to cell, or leaves the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tab {
    Goes,
    #[default]
    Leaves,
}

/// True where just these keys were pressed; takes them out of the input.
pub(super) fn taken(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| {
            !matches!(event, Event::Key { key: pressed, modifiers: held, pressed: true, .. }
                if *pressed == key && held.matches_exact(modifiers))
        });
        input.events.len() < before
    })
}
