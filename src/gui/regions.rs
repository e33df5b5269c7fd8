//! The parts of the window in the order in which they are read: each has a name, and F6 goes from one to the next.

use egui::{Context, FocusDirection, Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, vec2};

/// A part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    Toolbar,
    Left,
    Centre,
    Detail,
    Timeline,
}

impl Region {
    /// All in reading order.
    const ALL: [Self; 5] = [Self::Toolbar, Self::Left, Self::Centre, Self::Detail, Self::Timeline];

    fn name(self) -> &'static str {
        match self {
            Self::Toolbar => "Toolbar",
            Self::Left => "List",
            Self::Centre => "Map and tables",
            Self::Detail => "Event details",
            Self::Timeline => "Timeline panel",
        }
    }

    fn place_id(self) -> Id {
        Id::unique(("place of the panel", self.name()))
    }
}

/// Under this id the context keeps which part is gone to.
fn wanted_id() -> Id {
    Id::unique("panel that is gone to")
}

/// Takes F6 and Shift+F6, which go to the next part in sight or to the one before.
pub(super) fn take_keys(ctx: &Context) {
    let (back, forth) = ctx.input_mut(|input| {
        // The more keys are held, the sooner it is asked for.
        let back = input.consume_key(Modifiers::SHIFT, Key::F6);
        (back, input.consume_key(Modifiers::NONE, Key::F6))
    });
    if !back && !forth {
        return;
    }
    let pass = ctx.cumulative_pass_nr();
    let place = |region: Region| -> Option<Rect> {
        let (rect, seen): (Rect, u64) = ctx.data(|data| data.get_temp(region.place_id()))?;
        (seen + 1 >= pass).then_some(rect)
    };
    let shown: Vec<(Region, Rect)> =
        Region::ALL.into_iter().filter_map(|region| Some((region, place(region)?))).collect();
    let focused = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    let now = focused.and_then(|thing| shown.iter().position(|(_, rect)| rect.contains(thing.rect.center())));
    let count = shown.len();
    let next = match (now, back) {
        (None, false) => 0,
        (None, true) => count.saturating_sub(1),
        (Some(at), false) => (at + 1) % count,
        (Some(at), true) => (at + count - 1) % count,
    };
    if let Some((region, _)) = shown.get(next) {
        ctx.data_mut(|data| data.insert_temp(wanted_id(), region.name()));
        ctx.request_repaint();
    }
}

/// Shows a part of the window, which screen readers call by its name.
pub(super) fn region<R>(ui: &mut Ui, region: Region, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new()
        .id_salt(region.name())
        .accessibility_role(egui::accesskit::Role::Region)
        .accessibility_label(region.name());
    ui.scope_builder(builder, |ui| {
        let rect = ui.max_rect();
        let pass = ui.ctx().cumulative_pass_nr();
        ui.data_mut(|data| data.insert_temp(region.place_id(), (rect, pass)));
        let wanted = ui.data(|data| data.get_temp::<&'static str>(wanted_id()));
        if wanted == Some(region.name()) {
            ui.data_mut(|data| data.remove::<&'static str>(wanted_id()));
            // The keyboard comes to the first control behind this place, in the same frame.
            let door = ui.unique_id().with("door");
            ui.memory_mut(|memory| {
                memory.request_focus(door);
                memory.move_focus(FocusDirection::Next);
            });
            ui.interact(Rect::from_min_size(rect.min, vec2(1.0, 1.0)), door, Sense::focusable_noninteractive());
        }
        contents(ui)
    })
    .inner
}
