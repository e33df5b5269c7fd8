//! What is left out to protect people, asked wherever something is written.

use egui::{CollapsingHeader, Ui};

use super::kit::field;
use super::panel_context::PanelContext;
use super::style::words;
use super::typed::Typed;
use crate::export::{Problem, StoryNames, check_comparison, rounding_from_text};
use crate::model::{Redaction, Story, Tray};
use crate::scene::Face;
use crate::store::Store;

/// What is typed of it, and what is wrong with it.
#[derive(Default)]
pub(super) struct ProtectionFields {
    rounding: Typed,
    /// Names of speakers whose claims are left out.
    speakers: String,
    /// What was checked last, and what is wrong with that.
    checked: (Redaction, Option<Problem>),
    /// The names in the story, found when one is first asked for.
    names: Option<StoryNames>,
}

impl ProtectionFields {
    /// Fields that begin like this.
    pub(super) fn of(redaction: &Redaction) -> Self {
        let rounding = Typed::new(redaction.round_km.map_or(String::new(), |km| km.to_string()));
        let speakers: Vec<&str> = redaction.speakers.iter().map(String::as_str).collect();
        Self { rounding, speakers: speakers.join("; "), ..Self::default() }
    }

    /// What is wrong with what is typed or asked.
    pub(super) fn problem(&self) -> Option<&Problem> {
        self.rounding.problem().or(self.checked.1.as_ref())
    }

    /// Checks what is asked, if that was changed.
    pub(super) fn check(&mut self, redaction: &Redaction, store: &Store) {
        if self.checked.0 == *redaction {
            return;
        }
        let mut problem = check_comparison(store, redaction).err();
        if problem.is_none() && !(redaction.layers.is_empty() && redaction.speakers.is_empty()) {
            let names = self.names.get_or_insert_with(|| StoryNames::of(store.whole_story()));
            problem = names.check(redaction).into_iter().next();
        }
        self.checked = (redaction.clone(), problem);
    }

    /// The fields, folded away; `note` says what whoever gets the file learns of it.
    pub(super) fn ui(&mut self, ui: &mut Ui, redaction: &mut Redaction, note: &str, here: &PanelContext<'_>) {
        CollapsingHeader::new("Privacy").show(ui, |ui| {
            self.fields_ui(ui, redaction, here.store.story());
            ui.label(words(note, Face::Regular, 11.0, here.palette.ink_secondary));
        });
        self.check(redaction, here.store);
    }

    fn fields_ui(&mut self, ui: &mut Ui, redaction: &mut Redaction, story: &Story) {
        ui.horizontal(|ui| {
            ui.label("Blur locations to");
            for (km, label) in [(None, "none"), (Some(1.0), "1 km"), (Some(10.0), "10 km"), (Some(50.0), "50 km")] {
                if ui.radio_value(&mut redaction.round_km, km, label).clicked() {
                    self.rounding.set(km.map_or(String::new(), |km| km.to_string()));
                }
            }
        });
        let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { rounding_from_text(text).map(Some) };
        self.rounding.ui(ui, "Kilometres to blur to", "kilometres, 0.1 to 500", &mut redaction.round_km, read);
        ui.horizontal_wrapped(|ui| {
            for layer in &story.layers {
                let mut is_out = redaction.layers.contains(&layer.id);
                if ui.checkbox(&mut is_out, format!("Leave out “{}”", layer.name)).changed() {
                    if is_out {
                        redaction.layers.insert(layer.id.clone());
                    } else {
                        redaction.layers.remove(&layer.id);
                    }
                }
            }
            let mut is_out = redaction.tray == Tray::LeftOut;
            if ui.checkbox(&mut is_out, "Leave out events without date or place").changed() {
                redaction.tray = if is_out { Tray::LeftOut } else { Tray::Kept };
            }
        });
        let hint = "Speakers to leave out, separated by ;";
        if field(ui, "Speakers whose claims are left out", &mut self.speakers, hint).changed() {
            let names = self.speakers.split(';').map(str::trim).filter(|name| !name.is_empty());
            redaction.speakers = names.map(str::to_owned).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn names_that_are_nobodys_are_told_until_they_are_put_right() {
        let store = Store::new(carried_story().story);
        let mut fields = ProtectionFields::default();
        let asked = |name: &str| Redaction { speakers: [name.to_owned()].into(), ..Redaction::default() };
        let nobody = Problem::UnknownSpeaker("Nobody".to_owned());
        for (redaction, problem) in [
            (asked("Nobody"), Some(&nobody)),
            (asked("mujahid"), None),
            (asked("Nobody"), Some(&nobody)),
            (Redaction::default(), None),
        ] {
            fields.check(&redaction, &store);
            assert_eq!(fields.problem(), problem, "{redaction:?}");
        }
    }
}
