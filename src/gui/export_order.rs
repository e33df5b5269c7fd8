//! An export that was asked for, and how it gets into files, off the window's thread.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::ColorImage;

use super::typed::sentence;
use crate::basemap::Basemap;
use crate::export::{Ending, ExportPlan, ExportSource, ExportSpec, Progress};
use crate::io;
use crate::scene::{Fonts, counted};
use crate::store::Store;
use crate::view::{Theme, View};

/// What a dialog asks for.
#[derive(Debug, Clone)]
pub(super) struct ExportOrder {
    pub(super) spec: ExportSpec,
    /// The font files that the spec names.
    pub(super) fonts: Fonts,
    /// The file, or the pattern of several.
    pub(super) file: PathBuf,
    pub(super) existing: Existing,
    pub(super) theme: Theme,
}

/// What becomes of files that exist already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// They stay, and nothing is written.
    Kept,
    /// They are written over.
    Replaced,
}

/// An order with what it is carried out on.
pub(super) struct ExportJob {
    pub(super) store: Arc<Store>,
    pub(super) basemap: Arc<Basemap>,
    pub(super) view: View,
    pub(super) order: Box<ExportOrder>,
}

/// What an export or picture was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// How it ended, for the viewer.
    pub(super) words: String,
    /// The file, where it is one.
    pub(super) file: Option<PathBuf>,
    /// The folder, where something was written.
    pub(super) folder: Option<PathBuf>,
}

impl Written {
    /// Words alone: nothing was written.
    pub(super) fn nothing(words: String) -> Self {
        Self { words, file: None, folder: None }
    }

    /// One file.
    pub(super) fn one(words: String, file: &Path) -> Self {
        Self { words, file: Some(file.to_owned()), folder: folder_of(file) }
    }

    /// Several files in the folder of this one.
    pub(super) fn several(words: String, file: &Path) -> Self {
        Self { words, file: None, folder: folder_of(file) }
    }
}

fn folder_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
}

type Failure = Box<dyn Error + Send + Sync>;

impl ExportJob {
    /// Writes the files. Returns how that ended, for the viewer.
    pub(super) fn write(&self, progress: &Progress) -> Result<Written, String> {
        self.written(progress).map_err(|error| sentence(&error.to_string()))
    }

    fn written(&self, progress: &Progress) -> Result<Written, Failure> {
        let ExportOrder { spec, file, existing, .. } = &*self.order;
        let plan = spec.plan(self.source(), file)?;
        if *existing == Existing::Kept
            && let Some(path) = plan.files().iter().find(|path| path.exists())
        {
            return Err(format!("{} exists already; choose another name or folder", path.display()).into());
        }
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| format!("cannot make the folder: {error}: {}", folder.display()))?;
        }
        let ending = plan.perform::<Failure>(progress, |file| Ok(io::write_atomic(file.path, &file.bytes)?))?;
        let mut words = ending_words(spec, &plan, ending, file);
        if ending == Ending::Whole {
            if let Some(undrawn) = plan.undrawn_words() {
                words = format!("{words}; {undrawn}");
            }
            for script in plan.unset_scripts() {
                words = format!("{words}; {}", script.missing_words());
            }
        }
        Ok(match ending {
            Ending::Whole if !plan.is_several() => Written::one(words, file),
            Ending::Whole => Written::several(words, file),
            Ending::Stopped(_) => Written::nothing(words),
        })
    }

    /// The picture as it will look, with as many pixels as are asked for; of a film the frame at a share of its
    /// length.
    pub(super) fn image(&self, share: f32) -> Result<ColorImage, String> {
        self.drawn(share).map_err(|error| sentence(&error.to_string()))
    }

    fn drawn(&self, share: f32) -> Result<ColorImage, Failure> {
        let png = self.order.spec.preview(self.source(), &self.order.file, share)?;
        let image = image::load_from_memory(&png)?.into_rgba8();
        let size = [image.width() as usize, image.height() as usize];
        Ok(ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
    }

    fn source(&self) -> ExportSource<'_> {
        ExportSource { store: &self.store, basemap: &self.basemap, view: &self.view, fonts: &self.order.fonts }
    }
}

fn ending_words(spec: &ExportSpec, plan: &ExportPlan<'_>, ending: Ending, file: &Path) -> String {
    let noun = if spec.motion().is_some() { "frame" } else { "picture" };
    let all = counted(plan.files().len(), noun);
    match ending {
        Ending::Whole if plan.is_several() => format!("Saved {all} as {}", file.display()),
        Ending::Whole => format!("Saved to {}", file.display()),
        Ending::Stopped(done) if plan.is_several() => format!("Stopped after {done} of {all}"),
        Ending::Stopped(_) => "Stopped before the end; no file was written".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{ExportKind, Motion};
    use crate::io::carried_story;
    use crate::view::Each;

    fn job(spec: ExportSpec, file: PathBuf, existing: Existing) -> ExportJob {
        let store = Arc::new(Store::new(carried_story().story));
        let view = View { relief: false, ..View::of_story(&store, [840.0, 560.0]) };
        let order = Box::new(ExportOrder { spec, fonts: Fonts::default(), file, existing, theme: view.theme });
        ExportJob { store, basemap: Arc::default(), view, order }
    }

    #[test]
    fn a_stopped_export_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let stopped = Progress::default();
        stopped.stop();
        for (spec, name) in [
            (ExportSpec::default(), "figure.png"),
            (ExportSpec::default(), "page.html"),
            (ExportSpec { kind: ExportKind::Each(Each::Day), ..ExportSpec::default() }, "{n}.svg"),
            (ExportSpec::film(Motion::default()), "film.gif"),
            (ExportSpec::film(Motion::default()), "{n}.png"),
        ] {
            let written = job(spec, folder.path().join(name), Existing::Kept).write(&stopped).unwrap();
            assert!(written.words.starts_with("Stopped ") && written.folder.is_none(), "{name}: {written:?}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn one_file_can_be_opened_and_of_several_their_folder() {
        let one = Written::one(String::new(), Path::new("out/a.pdf"));
        assert_eq!((one.file, one.folder), (Some("out/a.pdf".into()), Some("out".into())));
        let several = Written::several(String::new(), Path::new("{n}.png"));
        assert_eq!((several.file, several.folder), (None, Some(".".into())));
    }

    #[test]
    fn files_of_a_series_that_exist_stay_unless_they_are_to_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let spec = ExportSpec {
            kind: ExportKind::Each(Each::Chapter),
            layout: crate::scene::Layout::Timeline,
            ..ExportSpec::default()
        };
        let pattern = folder.path().join("deep").join("{n}.svg");
        let write = |existing| job(spec.clone(), pattern.clone(), existing).write(&Progress::default());
        assert!(write(Existing::Kept).unwrap().words.starts_with("Saved "));
        let first = std::fs::read_dir(folder.path().join("deep")).unwrap().next().unwrap().unwrap().path();
        std::fs::write(&first, "mine").unwrap();
        assert!(write(Existing::Kept).unwrap_err().contains("exists already"));
        assert_eq!(std::fs::read(&first).unwrap(), b"mine");
        assert!(write(Existing::Replaced).is_ok() && std::fs::read(&first).unwrap() != b"mine");
    }
}
