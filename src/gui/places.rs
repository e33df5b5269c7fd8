//! The places that can be looked for: the carried ones, and those of tables that the user has added.

use std::path::PathBuf;

use egui::Context;

use super::app::App;
use super::form::Subject;
use super::jobs::Answer;
use super::places_read::PlacesRead;
use super::placing::Tool;

impl App {
    /// Has clicks on the map place the selected event, whose form opens with that.
    pub(super) fn begin_placing(&mut self, tool: Tool, ctx: &Context) {
        let selected =
            self.view().selected(self.session.store()).map(|index| self.session.store().id(index).into_owned());
        let event = self.panels.form.event().map(str::to_owned).or(selected);
        let Some(event) = event.filter(|id| self.session.own_store().index_of(id).is_some()) else {
            return self.notices.say("Select an event first", ctx);
        };
        if self.panels.form.event() != Some(event.as_str()) {
            self.panels.form.open_at_rest(Subject::Event(event.clone()));
        }
        self.settings.centre = super::settings::CentreView::Map;
        let (own, story) = (self.session.own_store(), self.session.story_number());
        self.panels.placing.follow(own, story, Some(&event));
        self.panels.placing.begin(tool, ctx);
    }

    /// Reads the places where somebody looks for one, and that was not done yet.
    pub(super) fn read_wanted_places(&mut self) {
        if self.panels.placing.takes_wish() {
            self.read_places(None);
        }
    }

    /// Reads the places, with those of a new table.
    pub(super) fn read_places(&mut self, new: Option<PathBuf>) {
        let known: Vec<PathBuf> =
            self.settings.place_tables.iter().filter(|path| Some(*path) != new.as_ref()).cloned().collect();
        self.jobs.start(move || Answer::Places(Box::new(PlacesRead::of(&known, new))));
    }

    /// Takes the places that were read.
    pub(super) fn take_places(&mut self, read: PlacesRead, ctx: &Context) {
        self.panels.placing.learn(read.gazetteer);
        match read.added {
            Some((path, Ok(words))) => {
                self.settings.place_tables.retain(|known| *known != path);
                self.settings.place_tables.push(path);
                self.notices.say(words, ctx);
            }
            Some((_, Err(words))) => self.notices.say(words, ctx),
            None if !read.missing.is_empty() => self.notices.say(read.missing.join("; "), ctx),
            None => {}
        }
    }
}
