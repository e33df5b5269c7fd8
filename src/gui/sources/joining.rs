//! Sources that are to become one: those that are chosen in the table, and those that lie at one address.

use egui::{Margin, Ui};

use super::MARGIN;
use crate::gui::form::{caret, link, link_response};
use crate::gui::style::words;
use crate::io::alike_sources;
use crate::model::{Named, Source, Sources};
use crate::scene::{Face, Palette, counted};
use crate::view::{Command, Edit, Effect, StoryChange};

/// What is known of sources that may be one.
#[derive(Debug, Default)]
pub(super) struct Joining {
    /// The ids of those that are chosen, the first first.
    pub(super) chosen: Vec<String>,
    /// The ids of those that may be one, in groups.
    alike: Vec<Vec<String>>,
    sought_in: Sources,
}

impl Joining {
    /// Takes up what the sources now are. Looks for those that are alike only where an address or a hash is another.
    pub(super) fn follow(&mut self, sources: &Sources) {
        if self.sought_in.is_same(sources) {
            return;
        }
        self.chosen.retain(|id| sources.iter().any(|source| source.id == *id));
        let lies = |source: &Source| {
            let Source { id, url, archived, sha256, distinct_from, .. } = source;
            (id.clone(), url.clone(), archived.clone(), sha256.clone(), distinct_from.clone())
        };
        let is_same = self.sought_in.len() == sources.len()
            && self.sought_in.iter().zip(sources.iter()).all(|(before, now)| lies(before) == lies(now));
        if !is_same {
            let ids = |group: Vec<usize>| group.into_iter().map(|index| sources[index].id.clone()).collect();
            let is_open = |group: &Vec<usize>| !are_apart(sources, group);
            self.alike = alike_sources(sources).into_iter().filter(is_open).map(ids).collect();
        }
        self.sought_in = sources.clone();
    }

    /// Chooses a source, or lets go of it.
    pub(super) fn toggle(&mut self, id: &str) {
        match self.chosen.iter().position(|other| other == id) {
            Some(place) => _ = self.chosen.remove(place),
            None => self.chosen.push(id.to_owned()),
        }
    }

    /// Has the first of some sources say that the others are not it.
    fn told_apart(&self, group: &[String]) -> Option<Command> {
        let mut first = self.sought_in.iter().find(|source| source.id == group[0])?.clone();
        let others = &mut first.distinct_from;
        let new: Vec<String> = group[1..].iter().filter(|id| !others.contains(id)).cloned().collect();
        others.extend(new);
        let change = StoryChange { sources: vec![first], ..StoryChange::default() };
        Some(Command::Edit(Box::new(Edit::Change(Box::new(change)))))
    }

    /// Shows what is chosen, or else the first that may be one, with what can be done about it.
    pub(super) fn ui(&mut self, ui: &mut Ui, palette: &Palette, commands: &mut Vec<Command>) {
        let margin = Margin::symmetric(MARGIN as i8, 2);
        let join = |ids: &[String]| Command::Perform(Effect::Join(Named::Source, ids.to_vec()));
        if !self.chosen.is_empty() {
            egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let text = format!("{} chosen", counted(self.chosen.len(), "source"));
                    ui.label(words(text, Face::Medium, 11.5, palette.ink));
                    if self.chosen.len() > 1 {
                        if link(ui, palette, "Merge…") {
                            commands.push(join(&self.chosen));
                        }
                    } else {
                        let hint = "Ctrl+click another to merge them";
                        ui.label(words(hint, Face::Regular, 11.0, palette.ink_secondary));
                    }
                    if link(ui, palette, "Clear selection") {
                        self.chosen.clear();
                    }
                });
            });
            return;
        }
        let Some(group) = self.alike.first().cloned() else { return };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            let name = self.sought_in.iter().find(|source| source.id == group[0]).map_or("", Source::name);
            let count = if group.len() == 2 { "two".to_owned() } else { group.len().to_string() };
            caret(ui, palette, &format!("{name}: {count} sources with the same link or hash"));
            ui.horizontal(|ui| {
                ui.add_space(14.0);
                if link(ui, palette, "Merge…") {
                    commands.push(join(&group));
                }
                let tip = "Remember in the story that these are different sources";
                if link_response(ui, palette, "Keep apart").on_hover_text(tip).clicked() {
                    commands.extend(self.told_apart(&group));
                }
            });
        });
    }
}

/// True where the first of some sources is told apart from all others.
fn are_apart(sources: &[Source], group: &[usize]) -> bool {
    let [first, others @ ..] = group else { return true };
    others.iter().all(|other| sources[*first].is_told_apart(&sources[*other]))
}
