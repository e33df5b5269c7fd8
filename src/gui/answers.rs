//! What the window does with the answers of dialogs and of jobs.

use std::path::{Path, PathBuf};

use egui::Context;

use super::app::App;
use super::dialogs::Dialog;
use super::document::Stays;
use super::export_order::{ExportJob, ExportOrder, Written};
use super::former::drop_later;
use super::jobs::{Answer, PictureUse};
use super::merged_file::Then;
use super::outcome::{Asked, Outcome, PathUse};
use super::progress_dialog::ProgressDialog;
use crate::view::{Command, Edit, Panel, View};
use crate::{io, scene};

impl App {
    /// Does what a dialog has answered.
    pub(super) fn take_outcome(&mut self, outcome: Outcome, dialog: Dialog, ctx: &Context) {
        match outcome {
            Outcome::Path(PathUse::OpenStory, path) => self.open(path),
            Outcome::Path(PathUse::Compare, path) => self.jobs.read_version(path, self.session.own_store().clone()),
            Outcome::Path(PathUse::SaveStory, path) => self.save_as(path, dialog),
            Outcome::Path(PathUse::PicturesFolder, path) => self.use_folder(path, ctx),
            // It is asked for in the dialog of the export, which has a field for it.
            Outcome::Path(PathUse::ExportFolder, _) => self.dialog = Some(dialog),
            Outcome::Path(PathUse::PlaceTable, path) => self.read_places(Some(path)),
            Outcome::Path(PathUse::RejectedRows, path) => {
                self.jobs.write_rejected(path, self.document.report.rejected_rows.clone());
            }
            Outcome::Columns(mapping) => self.use_columns(mapping),
            Outcome::Events { format, spec, path } => {
                let (store, basemap) = (self.session.store().clone(), self.session.basemap().clone());
                self.jobs.write_events(path, format, spec, (store, basemap, self.view().clone()));
            }
            Outcome::Read(request) if request.stays == Stays::Story => self.read(request),
            Outcome::Read(request) => self.read_after_asking(request),
            Outcome::Unsaved(keep, after) => self.leave_story(keep, after, ctx),
            Outcome::Over(over) => self.save_as_agreed(over),
            Outcome::Judged(judgement) => {
                self.settings.author.clone_from(&judgement.by);
                self.run(&Command::Edit(Box::new(Edit::Judge(Box::new(judgement)))), ctx);
            }
            Outcome::Browse(purpose) => {
                let start = match (purpose, &dialog) {
                    (PathUse::PicturesFolder, _) => self.settings.pictures_folder.as_deref(),
                    (PathUse::ExportFolder, Dialog::Export(dialog)) => Some(dialog.folder()),
                    _ => self.settings.last_folder.as_deref(),
                };
                self.jobs.ask_path(Asked { purpose, document: self.document.number }, start);
                self.dialog = Some(dialog);
            }
            Outcome::Preview(order, share) => {
                self.jobs.preview(self.export_job(order), share);
                self.dialog = Some(dialog);
            }
            Outcome::Export(order) => {
                self.settings.export_folder = order.file.parent().map(Path::to_owned);
                let progress = self.jobs.export(self.export_job(order));
                self.dialog = Some(Dialog::Progress(ProgressDialog::new(progress)));
            }
            Outcome::Revert(change) => self.revert(*change, dialog),
            Outcome::Merge(prefers) => {
                if let Dialog::Clash(dialog) = dialog {
                    self.use_merged(&dialog.into_merged(), prefers, ctx);
                }
            }
            Outcome::Recover(left) => self.jobs.recover(*left),
            Outcome::Stays | Outcome::Closes | Outcome::Command(_) => {}
        }
    }

    /// An order with what the window shows.
    fn export_job(&self, order: Box<ExportOrder>) -> ExportJob {
        let basemap = self.session.basemap().clone();
        let store = self.session.store().clone();
        // The picture frames what the window does, whatever the sizes of the two.
        let map_size = self.panels.screen.map_size_points.map(|side| side as f32);
        let view = View { theme: order.theme, ..scene::view_framed(self.view(), map_size) };
        ExportJob { store, basemap, view, order }
    }

    /// Takes the answer of a job that is not about the base map.
    pub(super) fn take_outside_answer(&mut self, answer: Answer, ctx: &Context) {
        match answer {
            Answer::Story(Ok(story)) => {
                drop_later(self.show_story(*story));
                self.show_waiting_view(ctx);
            }
            Answer::Preview(Err(message)) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialog {
                    dialog.miss_preview();
                }
                self.notices.say(message, ctx);
            }
            Answer::Story(Err(message)) | Answer::Wrote(Err(message)) | Answer::Version(Err(message)) => {
                self.notices.say(message, ctx);
            }
            Answer::Captured(image, PictureUse::Clipboard) => {
                ctx.copy_image((*image).clone());
                self.notices.say("Copied screenshot", ctx);
            }
            Answer::Captured(image, PictureUse::File) => {
                let folder = self.settings.pictures_folder.clone().unwrap_or_default();
                let path = io::free_path(&folder, &self.file_stem(), "png");
                self.jobs.write_png(image, path);
            }
            Answer::Numbers => self.panels.search.learn_numbers(),
            Answer::Places(read) => self.take_places(*read, ctx),
            Answer::Saved(saved) => self.take_saved(saved, ctx),
            Answer::ChangedByOthers(document, path) if document == self.document.number => {
                self.merge_file(path, Then::Saves);
            }
            Answer::Wrote(Ok(path)) => {
                let words = format!("Saved to {}", path.display());
                self.notices.say_written(Written::one(words, &path), ctx);
            }
            Answer::Cited { text, what } => {
                ctx.copy_text(text);
                self.notices.say(format!("Copied a citation of {what}"), ctx);
            }
            Answer::Preview(Ok(image)) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialog {
                    dialog.show_preview(image, ctx);
                }
            }
            Answer::Exported(written) => {
                self.dialog.take_if(|dialog| matches!(dialog, Dialog::Progress(_)));
                self.notices.say_written(written, ctx);
            }
            Answer::Reverted(of, reverted) => self.take_reverted(&of, reverted, ctx),
            Answer::FileMerged(document, merged) if document == self.document.number => {
                self.take_merged_file(merged, ctx);
            }
            Answer::Source(answer) => self.take_source_answer(answer, ctx),
            Answer::Left(left) => self.take_left(left, ctx),
            Answer::Recovered(recovered) => self.take_recovered(recovered, ctx),
            Answer::Chosen(asked, paths) => self.take_chosen(asked, paths, ctx),
            Answer::Reading(number, told) => self.take_reading(number, told, ctx),
            Answer::FilesMayHaveChanged => ctx.request_repaint_after(self.document.watch.note()),
            Answer::Told(message) | Answer::WroteEvents(Ok(message) | Err(message)) => self.notices.say(message, ctx),
            Answer::Version(Ok(comparison)) => {
                self.notices.say(comparison.diff.counts_text(), ctx);
                self.settings.left_tab = Panel::Changes;
                self.settings.left_open = true;
                self.session.compare(Some(comparison));
            }
            // Another story was opened before it was found out, and has nothing to do with that file.
            // And what the journal says is read in every frame.
            Answer::Basemap(_)
            | Answer::Sample(_)
            | Answer::Relief(_)
            | Answer::ChangedByOthers(..)
            | Answer::FileMerged(..)
            | Answer::Kept => {}
        }
    }

    /// Takes the paths that the desktop's dialog gave, for what they were asked for.
    fn take_chosen(&mut self, asked: Asked, paths: Vec<PathBuf>, ctx: &Context) {
        if asked.purpose.is_about_story() && asked.document != self.document.number {
            self.notices.say("Another story was opened in the meantime; that file was not used", ctx);
            return;
        }
        let Some(first) = paths.first().cloned() else {
            // No dialog on this desktop, or declined: the path field is still there.
            self.notices.say("No file chosen", ctx);
            return;
        };
        self.dialog.take_if(|dialog| matches!(dialog, Dialog::Path(dialog) if dialog.is_for(asked.purpose)));
        match asked.purpose {
            PathUse::OpenStory => self.open_all(paths),
            PathUse::Compare => self.jobs.read_version(first, self.session.own_store().clone()),
            // The desktop has asked whether to replace a file already.
            PathUse::SaveStory => self.save_as_chosen(first),
            PathUse::RejectedRows => self.jobs.write_rejected(first, self.document.report.rejected_rows.clone()),
            PathUse::PlaceTable => self.read_places(Some(first)),
            PathUse::PicturesFolder => self.use_folder(first, ctx),
            PathUse::ExportFolder => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialog {
                    dialog.set_folder(&first);
                }
            }
        }
    }
}
