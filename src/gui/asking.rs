//! What floats over the window for commands that ask for more.

use super::app::App;
use super::edits::{ChapterDialog, JudgeDialog, WhenDialog};
use super::events_dialog::EventsDialog;
use super::export_dialogs::FigureDialog;
use super::film_dialog::FilmDialog;
use super::floats::{Float, KnownDialog, PathDialog, PathUse, WindowDialog};
use super::palette::PaletteMemory;
use crate::model::{Chapter, Event, Extent};
use crate::query::Provenance;
use crate::scene::interval_text;
use crate::view::Effect;

impl App {
    /// What an effect asks with. None for effects that ask for nothing, or speak of what is not there.
    pub(super) fn float_for(&self, effect: &Effect) -> Option<Float> {
        let store = &self.story.store;
        let view = self.history.view();
        Some(match effect {
            Effect::Open => self.path_float(PathUse::OpenStory),
            Effect::Compare => self.path_float(PathUse::Compare),
            Effect::ExportEvents => Float::Events(self.new_events()),
            Effect::SaveRejected if !self.story.report.rejected_rows.is_empty() => {
                let start = self.settings.last_folder.clone().unwrap_or_default();
                let start = start.join(format!("{}-rejected.csv", self.file_stem())).display().to_string();
                Float::Path(PathDialog::new(PathUse::RejectedRows, start, Vec::new()))
            }
            Effect::AddChapter => Float::Chapter(self.new_chapter()),
            Effect::RetellChapter(number) => {
                Float::Chapter(ChapterDialog::retelling(*number, store.story().chapters.get(*number)?))
            }
            Effect::TypeWhen(index) => Float::When(WhenDialog::of(self.whole_event(*index)?)),
            Effect::Judge(index) => {
                Float::Judge(JudgeDialog::of(self.whole_event(*index)?, self.settings.author.clone()))
            }
            Effect::ExportFigure => Float::Figure(Box::new(self.new_figure("figure.png"))),
            Effect::ExportPage => Float::Figure(Box::new(self.new_figure("page.html"))),
            Effect::ExportFilm => Float::Film(FilmDialog::new(self.picture_path("motion.gif"))),
            Effect::TypeWindow => {
                Float::Window(WindowDialog::of(interval_text(view.window, view.zone_shown(store, None))))
            }
            Effect::TypeKnown => {
                let secs = view.known_by_secs().unwrap_or(view.playhead_secs);
                let text = interval_text(Extent::instant(secs), view.zone_shown(store, None));
                Float::Known(KnownDialog::of(text))
            }
            Effect::Palette => Float::Palette(PaletteMemory::default()),
            Effect::ShowDiagnostics => Float::Remarks,
            Effect::ShowProvenance => Float::Provenance(Provenance::of(self.history.store().whole_story())),
            Effect::Help => Float::Help,
            _ => return None,
        })
    }

    fn path_float(&self, purpose: PathUse) -> Float {
        let start = self.settings.last_folder.as_ref().map(|folder| folder.display().to_string());
        Float::Path(PathDialog::new(purpose, start.unwrap_or_default(), self.settings.recent_files.clone()))
    }

    /// The event with all its claims, as it stands in the story that is open.
    fn whole_event(&self, index: usize) -> Option<&Event> {
        let open = self.history.store();
        open.index_of(&self.story.store.event(index).id).map(|index| open.event(index))
    }

    /// A figure, or a page by the ending, of what is shown.
    fn new_figure(&self, name: &str) -> FigureDialog {
        FigureDialog::new(self.picture_path(name), self.story.store.story())
    }

    fn new_events(&self) -> EventsDialog {
        let folder = self.settings.last_folder.clone().unwrap_or_default();
        let stem = folder.join(self.file_stem()).display().to_string();
        EventsDialog::new(&stem, &self.shown, self.story.store.len())
    }

    /// Where a picture of what is shown goes, its name ending so.
    fn picture_path(&self, name: &str) -> String {
        let folder = self.settings.pictures_folder.clone().unwrap_or_default();
        folder.join(format!("{}-{name}", self.file_stem())).display().to_string()
    }

    /// A chapter of what is shown, after the one that is open.
    fn new_chapter(&self) -> ChapterDialog {
        let (store, view) = (self.history.store(), self.history.view());
        let at = view.chapter.map_or(store.story().chapters.len(), |open| open + 1);
        let selection = view.selection.split_first();
        let (event, events) =
            selection.map_or_else(Default::default, |(first, others)| (first.clone(), others.to_vec()));
        let title = store.index_of(&event).map(|index| store.event(index).title.clone()).unwrap_or_default();
        let view = view.as_chapter_view(store, self.map_size_points);
        ChapterDialog::new(at, Chapter { title, event, events, view, ..Chapter::default() })
    }
}
