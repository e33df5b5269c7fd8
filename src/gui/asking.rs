//! The dialogs with which effects ask for more, as they begin.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

use super::app::App;
use super::dialogs::Dialog;
use super::edits::{ChapterDialog, JudgeDialog, WhenDialog};
use super::effects::folder_of_user;
use super::events_dialog::EventsDialog;
use super::export_dialog::ExportDialog;
use super::outcome::PathUse;
use super::path_dialog::PathDialog;
use super::time_dialogs::{KnownDialog, WindowDialog};
use crate::export::{ExportSpec, Motion};
use crate::model::{Chapter, Event, Extent, Language};
use crate::scene::interval_text;

impl App {
    pub(super) fn path_dialog(&self, purpose: PathUse) -> Dialog {
        let start = self.settings.last_folder.as_ref().map(|folder| folder.display().to_string());
        Dialog::Path(PathDialog::new(purpose, start.unwrap_or_default(), self.settings.recent_files.clone()))
    }

    /// The event with all its claims, as it stands in the story that is open.
    pub(super) fn whole_event(&self, index: usize) -> Option<Cow<'_, Event>> {
        let open = self.session.own_store();
        open.index_of(&self.session.store().id(index)).map(|index| open.event(index))
    }

    /// For the time of an event. None: it is no event of the story that is open.
    pub(super) fn when_dialog(&self, index: usize) -> Option<Dialog> {
        self.whole_event(index).map(|event| Dialog::When(WhenDialog::of(&event)))
    }

    /// For a judgement of an event. None: it is no event of the story that is open.
    pub(super) fn judge_dialog(&self, index: usize) -> Option<Dialog> {
        let author = self.settings.author.clone();
        self.whole_event(index).map(|event| Dialog::Judge(JudgeDialog::of(&event, author)))
    }

    /// For title and text of a chapter. None: there is no such chapter.
    pub(super) fn retelling_dialog(&self, number: usize) -> Option<Dialog> {
        let chapter = self.session.own_store().story().chapters.get(number)?;
        Some(Dialog::Chapter(ChapterDialog::retelling(number, chapter, self.other_languages())))
    }

    /// The languages in which the story says something beside its own.
    fn other_languages(&self) -> BTreeSet<Language> {
        let store = self.session.own_store();
        let own = store.whole_story().language();
        store.languages().iter().copied().filter(|language| Some(*language) != own).collect()
    }

    /// For the window of time, as it is.
    pub(super) fn window_dialog(&self) -> Dialog {
        let (store, view) = (self.session.store(), self.view());
        Dialog::Window(WindowDialog::of(interval_text(view.window, view.zone_shown(store, None))))
    }

    /// For the moment of the account, as it is.
    pub(super) fn known_dialog(&self) -> Dialog {
        let (store, view) = (self.session.store(), self.view());
        let secs = view.known_by_secs().unwrap_or(view.playhead_secs);
        Dialog::Known(KnownDialog::of(interval_text(Extent::instant(secs), view.zone_shown(store, None))))
    }

    /// For the file of the rows that became no event.
    pub(super) fn rejected_dialog(&self) -> Dialog {
        let start = self.settings.last_folder.clone().unwrap_or_default();
        let start = start.join(format!("{}-rejected.csv", self.file_stem())).display().to_string();
        Dialog::Path(PathDialog::new(PathUse::RejectedRows, start, Vec::new()))
    }

    /// A figure, or a page by the ending, of what is shown.
    pub(super) fn figure_dialog(&self, name: &str) -> Dialog {
        // Screens are dense today.
        let spec = || ExportSpec { scale: 2.0, ..ExportSpec::default() };
        let spec = self.document.picture.clone().unwrap_or_else(spec);
        Dialog::Export(Box::new(ExportDialog::new(&self.export_path(name), spec, self.view().theme)))
    }

    /// A film of what is shown.
    pub(super) fn film_dialog(&self) -> Dialog {
        let motion = Motion::default();
        let spec = self.document.picture.as_ref();
        let spec = spec.map_or_else(|| ExportSpec::film(motion), |spec| spec.as_film(motion));
        Dialog::Export(Box::new(ExportDialog::new(&self.export_path("animation.gif"), spec, self.view().theme)))
    }

    pub(super) fn new_events(&self) -> EventsDialog {
        let folder = self.settings.last_folder.clone().unwrap_or_default();
        let stem = folder.join(self.file_stem()).display().to_string();
        EventsDialog::new(&stem, self.session.shown(), self.session.store().len())
    }

    /// Where an export of what is shown goes, its name ending so.
    fn export_path(&self, name: &str) -> PathBuf {
        let settings = &self.settings;
        let known = [&settings.export_folder, &settings.pictures_folder, &settings.last_folder];
        let folder = known.into_iter().flatten().next().cloned().or_else(folder_of_user);
        folder.unwrap_or_default().join(format!("{}-{name}", self.file_stem()))
    }

    /// A chapter of what is shown, after the one that is open.
    pub(super) fn new_chapter(&self) -> ChapterDialog {
        let (store, view) = (self.session.own_store(), self.view());
        let at = view.chapter.map_or(store.story().chapters.len(), |open| open + 1);
        let selection = view.selection.split_first();
        let (event, events) =
            selection.map_or_else(Default::default, |(first, others)| (first.clone(), others.to_vec()));
        let title = store.index_of(&event).map(|index| store.title(index).into_owned()).unwrap_or_default();
        let view = view.as_chapter_view(store, self.panels.screen.map_size_points);
        ChapterDialog::new(at, Chapter { title, event, events, view, ..Chapter::default() }, self.other_languages())
    }
}
