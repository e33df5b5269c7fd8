//! The dialog in which several events become one, field by field.

use egui::{ScrollArea, Ui};

use super::kit::{dialog, filled};
use super::outcome::Outcome;
use super::style::words;
use crate::model::{Event, Story};
use crate::scene::{Face, Palette, counted};
use crate::view::{Command, Edit, Join, JoinField};

/// Events that become one.
pub(super) struct JoinDialog {
    join: Join,
    claims: usize,
}

impl JoinDialog {
    /// For these events. None for fewer than two.
    pub(super) fn of(events: Vec<Event>) -> Option<Self> {
        let join = Join::of(events)?;
        Some(Self { claims: join.event().claims.len(), join })
    }

    pub(super) fn ui(&mut self, ui: &Ui, story: &Story, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let count = self.join.events().len();
        let closes = dialog(ui, &format!("Make one event of {count}"), 560.0, palette, |ui| {
            let claims = counted(self.claims, "claim");
            let note = format!(
                "Every claim ({claims}), actor and link of all {count} is kept. Where they differ, choose what stands:"
            );
            ui.label(words(note, Face::Regular, 12.0, palette.ink_secondary));
            ui.add_space(4.0);
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(80.0, 460.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                let mut differ = 0;
                for field in JoinField::ALL {
                    let values = self.join.values(field);
                    if values.len() < 2 {
                        continue;
                    }
                    differ += 1;
                    ui.label(words(field.label(), Face::SemiBold, 11.5, palette.ink));
                    for (place, value) in values {
                        let text = words(shown(story, field, &value), Face::Regular, 12.0, palette.ink);
                        if ui.radio(self.join.chosen(field) == place, text).clicked() {
                            self.join.choose(field, place);
                        }
                    }
                    ui.add_space(4.0);
                }
                if differ == 0 {
                    ui.label(words("They say the same in every field", Face::Regular, 12.0, palette.ink));
                }
            });
            ui.add_space(6.0);
            if filled(ui, "Make them one", palette).clicked() {
                outcome = Outcome::Command(Command::Edit(Box::new(Edit::Change(Box::new(self.join.change())))));
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// A value for people: the name of a category or layer.
fn shown(story: &Story, field: JoinField, value: &str) -> String {
    let name = match field {
        JoinField::Category => story.category(value).map(|category| &category.name),
        JoinField::Layer => story.layer(value).map(|layer| &layer.name),
        _ => None,
    };
    name.map_or(value, |name| name.as_str()).to_owned()
}
