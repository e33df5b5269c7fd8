//! The dialog in which several things of a kind become one, field by field.

use egui::Ui;

use super::kit::{dialog, filled, tall_list};
use super::outcome::Outcome;
use super::style::words;
use crate::model::{Named, Story};
use crate::scene::{Face, Palette, counted};
use crate::view::{Command, Edit, Join, JoinLine};

/// Things that become one.
pub(super) struct JoinDialog {
    join: Join,
}

impl JoinDialog {
    /// For these things.
    pub(super) fn of(join: Join) -> Self {
        Self { join }
    }

    pub(super) fn ui(&mut self, ui: &Ui, story: &Story, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let (noun, count) = (self.join.kind().plural(), self.join.ids().len());
        let closes = dialog(ui, &format!("Merge {count} {noun}"), 560.0, palette, |ui| {
            ui.label(words(self.note(), Face::Regular, 12.0, palette.ink_secondary));
            ui.add_space(4.0);
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(80.0, 460.0);
            tall_list(height).show(ui, |ui| {
                let mut chosen = None;
                for (place, line) in self.join.lines().iter().enumerate() {
                    ui.label(words(&line.label, Face::SemiBold, 11.5, palette.ink));
                    for (thing, value) in &line.values {
                        let text = words(shown(story, line, value), Face::Regular, 12.0, palette.ink);
                        if ui.radio(line.chosen == *thing, text).clicked() {
                            chosen = Some((place, *thing));
                        }
                    }
                    ui.add_space(4.0);
                }
                if self.join.lines().is_empty() {
                    ui.label(words("They do not differ", Face::Regular, 12.0, palette.ink));
                }
                if let Some((line, thing)) = chosen {
                    self.join.choose(line, thing);
                }
            });
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, "Merge", palette).clicked() {
                    outcome = Outcome::Command(Command::Edit(Box::new(Edit::Change(Box::new(self.join.change())))));
                }
                if ui.button("Cancel").clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }

    /// What is kept, and what refers to the one.
    fn note(&self) -> String {
        let all = self.join.ids().len();
        let kept = match (self.join.kind(), self.join.claims()) {
            (Named::Event, Some(claims)) => {
                format!("Every claim ({}), actor and link of all {all} is kept.", counted(claims, "claim"))
            }
            (Named::Source, _) => "Claims that cite any of them cite this one.".to_owned(),
            (kind, _) => format!("Events that have any of them have this {}.", kind.word()),
        };
        format!("{kept} What one lacks is taken from the others. Where they differ, choose what stands:")
    }
}

/// A value for people: the name of a category or layer.
fn shown(story: &Story, line: &JoinLine, value: &str) -> String {
    let name = match line.member.as_str() {
        "category" => story.category(value).map(|category| &category.name),
        "layer" => story.layer(value).map(|layer| &layer.name),
        _ => None,
    };
    name.map_or(value, |name| name.as_str()).to_owned()
}
