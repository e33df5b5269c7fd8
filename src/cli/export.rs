//! `meridian export`: what a view shows, as a picture, a series of them, a page or a film.
//!
//! This module answers which export a command line asks for, and writes its files. What an export is, and whether it
//! can be made, is in `export`.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::files::{is_standard_output, make_folder_of, open_file, open_for_picture, placed, refuse_existing};
use super::terminal::{print_data, print_lines, remark, shown};
use super::{Done, ExportArgs};
use crate::basemap::Basemap;
use crate::export::{
    Carries, Content, ExportKind, ExportPlan, ExportSource, ExportSpec, Exported, Letters, Problem, Progress,
    is_moving_file, redacted_store,
};
use crate::io::{Mapping, story_from_slice, write_atomic};
use crate::model::plain;
use crate::query::compared_story;
use crate::scene::{FontFile, Fonts, Frame, REFERENCE_MAP};
use crate::store::Store;

/// Standard output is written as a file of this name would be.
const STANDARD_OUTPUT: &str = "standard output.svg";

impl ExportArgs {
    /// The export that is asked for, over what a picture had, with these fonts.
    fn spec(&self, had: Option<&ExportSpec>, fonts: &Fonts) -> anyhow::Result<ExportSpec> {
        let plays = self.film.play.is_some() || is_moving_file(&self.output);
        let motion = plays.then(|| self.film.motion());
        let mut spec = match (motion, had) {
            (Some(motion), Some(had)) => had.as_film(motion),
            (Some(motion), None) => ExportSpec::film(motion),
            (None, had) => had.cloned().unwrap_or_default(),
        };
        if plays {
            self.refuse_still_options()?;
        } else {
            spec.layout = self.layout.unwrap_or(spec.layout);
            spec.composition = self.composition.composition(spec.composition);
            spec.letters = if self.outlines { Letters::Outlines } else { spec.letters };
            spec.carries = if self.carry_story { Carries::Story } else { Carries::View };
            spec.kind = self.each.map_or(ExportKind::One, |each| ExportKind::Each(each.into()));
        }
        if let Some(template) = self.composition.template {
            spec.size = template.size().map(|side| side as f32);
        }
        spec.size = self.size.map_or(spec.size, |size| size.map(|side| side as f32));
        spec.scale = self.scale.unwrap_or(spec.scale);
        spec.redaction = self.protection.redaction(spec.redaction)?;
        Ok(spec.with_fonts(fonts))
    }

    /// Refuses options that say something of a still picture, even where they say what is so anyway.
    fn refuse_still_options(&self) -> Result<(), Problem> {
        let given = [
            (self.each.is_some(), "--each"),
            (self.layout.is_some(), "--layout"),
            (self.carry_story, "--carry-story"),
            (self.outlines, "--outlines"),
            (self.composition.composes(), "what a figure holds"),
        ];
        let option = given.into_iter().find(|(is_given, _)| *is_given);
        option.map_or(Ok(()), |(_, option)| Err(Problem::StillOnly(option)))
    }

    /// The file that is written, or the pattern of several.
    fn file(&self) -> &Path {
        if is_standard_output(&self.output) { Path::new(STANDARD_OUTPUT) } else { &self.output }
    }
}

/// Writes what is asked of the view.
pub(super) fn export(args: &ExportArgs) -> anyhow::Result<Done> {
    if args.each.is_some() && is_standard_output(&args.output) {
        bail!("a series needs files; write -o out/{{n}}-{{id}}.svg");
    }
    args.view.refuse_second_standard_input(&args.input.files)?;
    let picture = args.view.embedded()?;
    let fonts = named_fonts(&args.fonts)?;
    let mut spec = args.spec(picture.as_ref().map(|picture| &picture.spec), &fonts)?;
    // Before anything is read or drawn.
    if let Some(problem) = spec.check(args.file()).into_iter().next() {
        let of_name = matches!(problem, Problem::NoPictureFile | Problem::NoFilmFile);
        return Err(if of_name { anyhow::anyhow!("{problem}: {}", args.output.display()) } else { problem.into() });
    }
    let basemap = Basemap::embedded();
    let (mut store, done) = match picture.as_ref().and_then(|picture| picture.story.as_deref()) {
        Some(story) if args.input.files.is_empty() => {
            (placed(story_from_slice(story.as_bytes())?, basemap), Done::Clean)
        }
        _ => open_for_picture(&args.input, basemap)?,
    };
    if let Some(picture) = &picture {
        for words in picture.remarks(&store, &fonts, &spec.redaction) {
            remark(&words);
        }
    }
    if let Some(old) = &args.compare {
        let (old, _) = open_file(old, &Mapping::default(), None)?;
        let (story, changes, _) = compared_story(&old.story, store.whole_story());
        store = crate::view::placed(Arc::new(Store::new(story).with_changes(changes)), basemap);
    }
    // What is left out may change what a view of the story frames.
    store = redacted_store(&store, &spec.redaction, basemap)?;
    let (session, frame) = args.view.framed_session(&store, REFERENCE_MAP.map(f64::from))?;
    if frame == Frame::Named && spec.motion().is_none() {
        spec.composition.frame = frame;
    }
    let source = ExportSource { store: session.store(), basemap, view: session.view(), fonts: &fonts };
    let plan = spec.plan(source, args.file())?;
    write(args, &plan)?;
    if let Some(undrawn) = plan.undrawn_words() {
        remark(undrawn);
    }
    let unset = plan.unset_scripts();
    for script in &unset {
        remark(&script.missing_words());
    }
    Ok(done.and(if unset.is_empty() { Done::Clean } else { Done::WithFindings }))
}

/// The font files that are named.
fn named_fonts(paths: &[PathBuf]) -> anyhow::Result<Fonts> {
    let read = |path: &PathBuf| {
        let bytes = fs::read(path).with_context(|| format!("--font: could not read {}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        FontFile::read(&name, bytes).with_context(|| format!("--font: {}", path.display()))
    };
    Ok(Fonts::new(paths.iter().map(read).collect::<Result<_, _>>()?))
}

/// Writes the files of an export, none over one that exists unless that is asked for.
fn write(args: &ExportArgs, plan: &ExportPlan<'_>) -> anyhow::Result<()> {
    let to_standard_output = is_standard_output(&args.output);
    if !args.force && !to_standard_output {
        plan.files().iter().try_for_each(|path| refuse_existing(path))?;
    }
    if plan.is_several() {
        make_folder_of(&args.output)?;
    }
    let progress = if std::io::stderr().is_terminal() { Progress::telling(tell) } else { Progress::default() };
    plan.perform(&progress, |Exported { path, bytes, content }| {
        if to_standard_output {
            return print_data(&bytes);
        }
        write_atomic(path, &bytes)?;
        match content {
            Content::Picture(counts) => print_lines(&format!("wrote {}, {counts}\n", shown(path))),
            Content::Film { frames, seconds } => {
                print_lines(&format!("wrote {}, {frames} frames, {seconds:.1} s\n", shown(path)))
            }
            Content::Frame => Ok(()),
            Content::FilmLine(line) => print_lines(&format!(
                "wrote {} frames as {}\nin that folder: {}\n",
                plan.files().len(),
                shown(&args.output),
                plain(&line)
            )),
        }
    })?;
    Ok(())
}

/// Tells on standard error how far it has come, now and then.
fn tell(progress: &Progress) {
    let (done, of) = progress.counts();
    if of > 1 && done > 0 && (done.is_multiple_of(25) || done == of) {
        remark(&progress.words());
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::{Arguments, Task};
    use crate::export::Motion;
    use crate::model::{Redaction, Tray};
    use crate::scene::{Captions, Composition, Far, Layout, Part};
    use crate::view::{Each, Pace};

    /// The spec of these options, over what a picture had.
    fn spec(output: &str, options: &[&str], had: Option<&ExportSpec>) -> anyhow::Result<ExportSpec> {
        let line = [&["meridian", "export", "-o", output][..], options].concat();
        let Some(Task::Export(args)) = Arguments::try_parse_from(line)?.task else { panic!("no export") };
        args.spec(had, &Fonts::default())
    }

    /// What an option makes of a still picture.
    fn changed(change: impl FnOnce(&mut ExportSpec)) -> ExportSpec {
        let mut spec = ExportSpec::default();
        change(&mut spec);
        spec
    }

    #[test]
    fn each_option_of_a_still_picture_is_a_part_of_its_spec() {
        let words = |change: fn(&mut Composition)| changed(|spec| change(&mut spec.composition));
        let left_out = |change: fn(&mut Redaction)| changed(|spec| change(&mut spec.redaction));
        for (options, expected) in [
            (&[][..], ExportSpec::default()),
            (&["--layout", "map"], changed(|spec| spec.layout = Layout::Map)),
            (&["--size", "900x700"], changed(|spec| spec.size = [900.0, 700.0])),
            (&["--scale", "1.5"], changed(|spec| spec.scale = 1.5)),
            (&["--outlines"], changed(|spec| spec.letters = Letters::Outlines)),
            (&["--carry-story"], changed(|spec| spec.carries = Carries::Story)),
            (&["--each", "day"], changed(|spec| spec.kind = ExportKind::Each(Each::Day))),
            (&["--title", "T"], words(|composition| composition.title = Some("T".to_owned()))),
            (&["--subtitle", "S"], words(|composition| composition.subtitle = Some("S".to_owned()))),
            (&["--date", "D"], words(|composition| composition.date = Some("D".to_owned()))),
            (&["--without", "key,legend"], words(|composition| composition.without = [Part::Key, Part::Legend].into())),
            (&["--far", "pointers"], words(|composition| composition.far = Far::Pointers)),
            (&["--round-km", "12.5"], left_out(|redaction| redaction.round_km = Some(12.5))),
            (&["--leave-out", "layer:a"], left_out(|redaction| redaction.layers = ["a".to_owned()].into())),
            (&["--leave-out", "speaker:B"], left_out(|redaction| redaction.speakers = ["B".to_owned()].into())),
            (&["--leave-out", "tray"], left_out(|redaction| redaction.tray = Tray::LeftOut)),
        ] {
            assert_eq!(spec("a.png", options, None).unwrap(), expected, "{options:?}");
        }
    }

    #[test]
    fn each_option_of_a_film_is_a_part_of_its_spec() {
        let steady = |fps, seconds| Motion { pace: Pace::Steady { fps, seconds }, ..Motion::default() };
        for (options, motion) in [
            (&[][..], Motion::default()),
            (&["--play", "event", "--dwell", "3"], Motion { pace: Pace::Events { dwell: 3.0 }, ..Motion::default() }),
            (
                &["--play", "chapters", "--hold", "4"],
                Motion { pace: Pace::Chapters { hold: 4.0 }, ..Motion::default() },
            ),
            (&["--play", "steady"], steady(15.0, 10.0)),
            (&["--play", "steady", "--fps", "5", "--seconds", "2"], steady(5.0, 2.0)),
            (&["--no-captions"], Motion { captions: Captions::Missing, ..Motion::default() }),
        ] {
            assert_eq!(spec("a.gif", options, None).unwrap(), ExportSpec::film(motion), "{options:?}");
        }
        let film = spec("a.webp", &["--play", "event", "--scale", "2", "--round-km", "5"], None).unwrap();
        assert_eq!((film.scale, film.redaction.round_km, film.motion()), (2.0, Some(5.0), Some(Motion::default())));
        assert_eq!(spec("a.webp", &[], None).unwrap().motion(), None);
    }

    #[test]
    fn options_stand_over_what_a_picture_had() {
        let had = changed(|spec| {
            spec.layout = Layout::Timeline;
            spec.scale = 2.0;
            spec.letters = Letters::Outlines;
            spec.composition.title = Some("T".to_owned());
            spec.redaction.round_km = Some(5.0);
        });
        assert_eq!(spec("a.svg", &[], Some(&had)).unwrap(), had);
        let again = spec("a.svg", &["--layout", "map", "--scale", "1", "--date", "D"], Some(&had)).unwrap();
        assert_eq!((again.layout, again.scale), (Layout::Map, 1.0));
        assert_eq!((again.composition.title.as_deref(), again.composition.date.as_deref()), (Some("T"), Some("D")));
        // A film has nothing of a still picture, and what was left out stays left out.
        let film = spec("a.gif", &[], Some(&had)).unwrap();
        assert_eq!(film, ExportSpec { redaction: had.redaction, ..ExportSpec::film(Motion::default()) });
    }
}
