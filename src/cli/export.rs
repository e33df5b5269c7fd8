//! `meridian export`: what a view shows, as a picture.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::files::{is_standard_output, make_folder_of, named, open, open_file, placed, refuse_existing};
use super::film::{export_film, film_of};
use super::terminal::{print_data, print_lines, remark, shown};
use super::{Done, ExportArgs};
use crate::basemap::Basemap;
use crate::export::{Carries, Format, Letters, MOST_PICTURES, MOST_PIXELS, Picture, pixels_of, series_paths};
use crate::io::{Mapping, story_from_slice, write_atomic};
use crate::model::Story;
use crate::query::{compared_story, select};
use crate::scene::{Composition, FontFile, Fonts, Layout, REFERENCE_MAP, unset_scripts};
use crate::store::Store;
use crate::view::{Each, Stage, View};

/// The format by the ending of the file; SVG for standard output.
fn format_of(path: &Path) -> anyhow::Result<Format> {
    if is_standard_output(path) {
        return Ok(Format::Svg);
    }
    Format::of(path)
        .with_context(|| format!("{}, or .gif or .apng for one that moves: {}", Format::advice(), path.display()))
}

/// Writes a picture of the view, or a series of them.
pub(super) fn export(args: &ExportArgs) -> anyhow::Result<Done> {
    let film = film_of(args)?;
    let format = if film.is_some() { Format::Png } else { format_of(&args.output)? };
    if args.each.is_some() && is_standard_output(&args.output) {
        bail!("a series needs files; write -o out/{{n}}-{{id}}.svg");
    }
    args.view.refuse_second_standard_input(&args.input.files)?;
    let picture = args.view.embedded()?;
    let size = args.size.map(|size| size.map(|side| side as f32));
    let size = size.or(picture.as_ref().map(|picture| picture.size)).unwrap_or([1600.0, 1000.0]);
    let layout = args.layout.or(picture.as_ref().and_then(|picture| Layout::from_word(&picture.layout)));
    let layout = layout.unwrap_or_default();
    if film.is_none() && matches!(format, Format::Png | Format::Jpeg | Format::Webp) {
        // Before anything is read or drawn.
        pixels_of(size, args.scale, MOST_PIXELS)?;
    }
    let fonts = named_fonts(&args.fonts)?;
    let basemap = Basemap::embedded()?;
    let (mut store, done) = match picture.as_ref().and_then(|picture| picture.story.as_deref()) {
        Some(story) if args.input.files.is_empty() => {
            (placed(story_from_slice(story.as_bytes())?, &basemap), Done::Clean)
        }
        _ => open(&args.input, &basemap)?,
    };
    let had = picture.as_ref();
    let redaction = args.protection.redaction(had.map(|picture| &picture.redaction), store.whole_story())?;
    if had.is_some_and(|picture| picture.withholds && picture.story.is_none() && args.protection.leaves_out_nothing()) {
        remark("the picture left something out that it does not name; say it again with --leave-out");
    }
    if had.is_some_and(|picture| picture.story.is_none() && !picture.is_of(store.whole_story())) {
        remark("the picture was made of another version of the story, so this one may differ");
    }
    for font in had.into_iter().flat_map(|picture| picture.missing_fonts(&fonts)) {
        let hash = font.sha256.get(..12).unwrap_or_default();
        remark(&format!("the picture was made with the font {} (SHA-256 {hash}…); name it with --font", font.name));
    }
    if let Some(old) = &args.compare {
        if !redaction.is_none() {
            bail!("two versions cannot be compared in a picture with something left out or rounded");
        }
        let (old, _) = open_file(old, &Mapping::default())?;
        let (story, changes, _) = compared_story(&old.story, store.whole_story());
        store = named(Arc::new(Store::new(story).with_changes(changes)), &basemap);
    }
    if !redaction.is_none() {
        store = named(Arc::new(store.redacted(&redaction)), &basemap);
    }
    if let Some(file) = film {
        export_film(args, &store, &basemap, (file, &fonts))?;
        return Ok(done.and(fonts.within(|| say_unset(store.story(), 0..store.len()))));
    }
    let maker = Maker {
        basemap: &basemap,
        layout,
        composition: args.composition.composition(had.map(|picture| &picture.composition)),
        size,
        scale: args.scale,
        format,
        letters: if args.outlines { Letters::Outlines } else { Letters::Words },
        carries: if args.carry_story { Carries::Story } else { Carries::View },
        fonts,
    };
    let unset = match args.each {
        Some(each) => write_series(args, each.into(), &store, &maker)?,
        None => write_picture(args, &store, &maker)?,
    };
    Ok(done.and(unset))
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

/// Says on standard error which letters of these events no font has.
fn say_unset(story: &Story, events: impl IntoIterator<Item = usize>) -> Done {
    let unset = unset_scripts(story, events);
    for script in &unset {
        remark(&format!("{}; boxes stand for its letters; name a font file with --font", script.words()));
    }
    if unset.is_empty() { Done::Clean } else { Done::WithFindings }
}

fn write_picture(args: &ExportArgs, store: &Arc<Store>, maker: &Maker<'_>) -> anyhow::Result<Done> {
    if !args.force {
        refuse_existing(&args.output)?;
    }
    let (read, view) = args.view.view(store, REFERENCE_MAP.map(f64::from))?;
    let (bytes, counts) = maker.picture(&read, &view)?;
    let events = select(&read, &view.question()).events;
    let done = maker.fonts.within(|| say_unset(read.story(), events));
    if is_standard_output(&args.output) {
        print_data(&bytes)?;
        return Ok(done);
    }
    write_atomic(&args.output, &bytes)?;
    print_lines(&format!("wrote {}, {counts}\n", shown(&args.output)))?;
    Ok(done)
}

fn write_series(args: &ExportArgs, each: Each, store: &Arc<Store>, maker: &Maker<'_>) -> anyhow::Result<Done> {
    let map_size_points = REFERENCE_MAP.map(f64::from);
    let (read, view) = args.view.view(store, map_size_points)?;
    let stage = Stage { store: &read, map_size_points, unit_secs: 86_400.0 };
    let parts = view.series(each, &stage, MOST_PICTURES + 1);
    let paths = series_paths(&args.output, &parts)?;
    if !args.force {
        paths.iter().try_for_each(|path| refuse_existing(path))?;
    }
    make_folder_of(&args.output)?;
    for (part, path) in parts.iter().zip(&paths) {
        let (bytes, counts) = maker.picture(&read.under(part.view.reading()), &part.view)?;
        write_atomic(path, &bytes)?;
        print_lines(&format!("wrote {}, {counts}\n", shown(path)))?;
    }
    Ok(maker.fonts.within(|| say_unset(read.story(), 0..read.len())))
}

/// Makes pictures of one kind.
struct Maker<'a> {
    basemap: &'a Basemap,
    layout: Layout,
    composition: Composition,
    size: [f32; 2],
    scale: f32,
    format: Format,
    letters: Letters,
    carries: Carries,
    fonts: Fonts,
}

impl Maker<'_> {
    /// The bytes of a picture of a view, and what it counts.
    fn picture(&self, store: &Store, view: &View) -> anyhow::Result<(Vec<u8>, String)> {
        let Self { basemap, layout, size, scale, letters, carries, .. } = *self;
        let (composition, fonts) = (&self.composition, &self.fonts);
        let picture = Picture { store, basemap, view, layout, composition, size, scale, letters, carries, fonts };
        Ok(picture.bytes(self.format)?)
    }
}
