//! The list of the events that are selected, where that is more than one.

use egui::{Button, Frame, Label, Margin, ScrollArea, Stroke, Ui, vec2};

use crate::gui::panel_context::PanelContext;
use crate::gui::style::{color32, words};
use crate::scene::{Face, counted};
use crate::view::Command;

/// The height of a row of the selected events, and how many are seen at once.
const ROW: f32 = 26.0;
const ROWS_SEEN: usize = 5;

/// The selected events in the order of time.
#[derive(Default)]
pub(super) struct Group {
    story: u64,
    /// The selection it was made from, in any order.
    ids: Vec<String>,
    events: Vec<usize>,
}

impl Group {
    /// Puts the selected events into the order of time where the selection has changed.
    pub(super) fn follow(&mut self, here: &PanelContext<'_>) {
        if self.story == here.story_number && self.ids == here.view.selection {
            return;
        }
        self.story = here.story_number;
        self.ids.clone_from(&here.view.selection);
        self.events = self.ids.iter().filter_map(|id| here.store.index_of(id)).collect();
        self.events.sort_by_key(|&index| here.store.rank(index));
    }

    /// A short list; a click turns the detail to another of the selected events.
    pub(super) fn ui(&self, ui: &mut Ui, here: &PanelContext<'_>, current: usize, commands: &mut Vec<Command>) {
        let palette = here.palette;
        let frame = Frame::NONE.inner_margin(Margin { left: 16, right: 10, top: 0, bottom: 6 });
        frame.show(ui, |ui| {
            let title = format!("{} selected", counted(self.events.len(), "event"));
            ui.add(Label::new(words(title, Face::SemiBold, 12.5, palette.ink)).truncate());
            let seen = self.events.len().min(ROWS_SEEN) as f32;
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = ScrollArea::vertical().id_salt("group").max_height(ROW * seen).auto_shrink([false, true]);
            area.show_rows(ui, ROW, self.events.len(), |ui, rows| {
                for &index in &self.events[rows] {
                    let event = here.store.event(index);
                    let face = if index == current { Face::SemiBold } else { Face::Regular };
                    let label = words(&event.title, face, 12.0, palette.ink);
                    let button = Button::selectable(false, label).truncate().min_size(vec2(ui.available_width(), ROW));
                    let button = if index == current { button.fill(color32(palette.selected)) } else { button };
                    if ui.add(button).clicked() {
                        commands.push(with_first(here, &event.id));
                    }
                }
            });
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, color32(palette.rule)));
        ui.add_space(6.0);
    }
}

/// The same selection with another event in the detail.
fn with_first(here: &PanelContext<'_>, id: &str) -> Command {
    let others = here.view.selection.iter().filter(|other| *other != id).cloned();
    Command::Select(std::iter::once(id.to_owned()).chain(others).collect())
}
