//! Pictures that are opened: back to the view they were made of.

use egui::Context;

use super::app::{App, Ready};
use crate::export::{Embedded, ExportSpec};
use crate::io::carried_story;
use crate::model::Redaction;
use crate::scene::{Fonts, view_of_picture};
use crate::store::Store;
use crate::view::{Command, View};

impl App {
    /// Shows the view that a picture was made of, if its story is at hand; else says which it needs.
    pub(super) fn open_picture(&mut self, picture: Embedded, ctx: &Context) {
        if self.pending.fitted == Ready::Not {
            // The view is fitted to the window first, which would undo that of the picture.
            self.pending.picture = Some(picture);
            return;
        }
        let Some(view) = picture.view() else {
            self.notices.say("This picture was made by a different version of Meridian; its view cannot be read", ctx);
            return;
        };
        let view = view_of_picture(&view, self.panels.screen.map_size_points.map(|side| side as f32));
        if picture.is_of(self.session.own_store()) {
            if self.session.comparison().is_some() {
                self.end_comparison();
            }
            let remarks = picture.remarks(self.session.own_store(), &Fonts::default(), &Redaction::default());
            let words = [&["Back to the picture’s view".to_owned()], &remarks[..]].concat().join("; ");
            self.show_picture(view, picture.spec, ctx);
            self.notices.say(words, ctx);
        } else if self.is_changed() {
            self.notices.say("The picture belongs to another story; save this one first", ctx);
        } else if let Some(story) = picture.story {
            self.pending.view = Some((view, picture.spec));
            self.jobs.read_carried_along(story);
        } else if picture.is_of(&Store::new(carried_story().story)) {
            self.pending.view = Some((view, picture.spec));
            self.jobs.read_carried();
        } else {
            let words = format!(
                "This picture needs the story “{}” as it was (SHA-256 {}…); open that and drop the picture again",
                picture.title,
                picture.story_sha256.get(..12).unwrap_or_default()
            );
            self.notices.say(words, ctx);
        }
    }

    /// Shows the view of a picture whose story has been opened for it.
    pub(super) fn show_waiting_view(&mut self, ctx: &Context) {
        if let Some((view, spec)) = self.pending.view.take() {
            self.show_picture(view, spec, ctx);
        }
    }

    /// Shows the view of a picture; what is exported next begins as that was made.
    fn show_picture(&mut self, view: View, spec: ExportSpec, ctx: &Context) {
        self.run(&Command::ShowView(Box::new(view)), ctx);
        self.document.picture = Some(spec);
    }
}
