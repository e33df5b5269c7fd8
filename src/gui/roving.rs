//! One stop of the Tab key for many things that stand together; arrows go from one to the other.

use egui::{Context, EventFilter, Id, Key, Modifiers, Rect, Response, Sense, Ui};

/// Things that stand together, in their order, while they are shown in one frame.
pub(super) struct Roving {
    group: Id,
    /// The key of the thing at which Tab stops.
    stop: Option<Id>,
    seen: Vec<Seen>,
}

struct Seen {
    key: Id,
    widget: Id,
    rect: Rect,
}

/// Under this id the context keeps which widget has the arrows for itself.
fn holder() -> Id {
    Id::unique("widget that arrows move from")
}

/// True while the keyboard is on one of many things between which arrows go.
pub(super) fn holds_arrows(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some() && focused == ctx.data(|data| data.get_temp::<Id>(holder()))
}

impl Roving {
    /// Begins with things that have this name together.
    pub(super) fn begin(ctx: &Context, name: &str) -> Self {
        let group = Id::unique(("roving", name));
        Self { group, stop: ctx.data(|data| data.get_temp(group)), seen: Vec::new() }
    }

    /// What the thing with this key senses: a click, and the keyboard where Tab stops at it.
    pub(super) fn sense(&self, key: Id) -> Sense {
        if self.stop == Some(key) { Sense::click() } else { Sense::CLICK }
    }

    /// Lets Tab stop at the thing with this key from now on.
    pub(super) fn stop_at(&mut self, key: Id) {
        self.stop = Some(key);
    }

    /// Takes note of a thing that was shown.
    pub(super) fn saw(&mut self, key: Id, response: &Response) {
        if response.clicked() {
            self.stop = Some(key);
        }
        self.seen.push(Seen { key, widget: response.id, rect: response.rect });
    }

    /// Moves by the arrows that were pressed. Returns where the thing stands that the keyboard has come to.
    pub(super) fn end(self, ui: &Ui) -> Option<Rect> {
        let Self { group, stop, seen } = self;
        let first = seen.first()?;
        let is_seen = seen.iter().any(|thing| Some(thing.key) == stop);
        let stop = stop.filter(|_| is_seen).unwrap_or_else(|| {
            ui.ctx().request_repaint();
            first.key
        });
        let focused = ui.memory(egui::Memory::focused);
        let at = seen.iter().position(|thing| Some(thing.widget) == focused);
        let Some(at) = at else {
            ui.data_mut(|data| data.insert_temp(group, stop));
            return None;
        };
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(seen[at].widget, filter));
        // An open menu moves by its own arrows.
        let is_free = !egui::Popup::is_any_open(ui.ctx());
        let to = if is_free { ui.input_mut(|input| moved(input, at, seen.len() - 1)) } else { at };
        let thing = &seen[to];
        ui.data_mut(|data| {
            data.insert_temp(group, thing.key);
            data.insert_temp(holder(), thing.widget);
        });
        if to == at {
            return None;
        }
        ui.memory_mut(|memory| memory.request_focus(thing.widget));
        ui.ctx().request_repaint();
        Some(thing.rect)
    }
}

/// Keeps the arrows for a widget that has the keyboard and moves by them.
pub(super) fn keep_arrows(ctx: &Context, widget: Id) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(widget, filter));
    ctx.data_mut(|data| data.insert_temp(holder(), widget));
}

/// Where arrows, Home and End lead from a place.
fn moved(input: &mut egui::InputState, from: usize, last: usize) -> usize {
    let mut pressed = |keys: &[Key]| keys.iter().any(|key| input.consume_key(Modifiers::NONE, *key));
    if pressed(&[Key::ArrowRight, Key::ArrowDown]) {
        (from + 1).min(last)
    } else if pressed(&[Key::ArrowLeft, Key::ArrowUp]) {
        from.saturating_sub(1)
    } else if pressed(&[Key::Home]) {
        0
    } else if pressed(&[Key::End]) {
        last
    } else {
        from
    }
}
