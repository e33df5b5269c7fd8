//! `meridian export`: what a view shows, as a picture.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::files::{is_standard, open, open_file, placed, print, refuse_existing, remark};
use super::{Done, ExportArgs};
use crate::basemap::Basemap;
use crate::export::{
    Carries, Embedded, Format, MOST_PICTURES, MOST_PIXELS, carried_images, series_paths, svg_from_scene,
};
use crate::io::{story_from_slice, story_hash, write_atomic};
use crate::query::{compared_story, select};
use crate::scene::{Layout, REFERENCE_MAP, layout_scene};
use crate::store::Store;
use crate::view::{Each, Stage, View};

/// The format by the ending of the file; SVG for standard output.
fn format_of(path: &Path) -> anyhow::Result<Format> {
    if is_standard(path) {
        return Ok(Format::Svg);
    }
    let known = Format::ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ");
    Format::of(path).with_context(|| format!("name the file with one of {known} at its end: {}", path.display()))
}

/// Writes a picture of the view, or a series of them.
pub(super) fn export(args: &ExportArgs) -> anyhow::Result<Done> {
    let format = format_of(&args.output)?;
    if args.each.is_some() && is_standard(&args.output) {
        bail!("a series needs files; write -o out/{{n}}-{{id}}.svg");
    }
    args.view.refuse_second_standard_input(&args.input.files)?;
    let picture = args.view.embedded()?;
    let size = args.size.map(|size| size.map(|side| side as f32));
    let size = size.or(picture.as_ref().map(|picture| picture.size)).unwrap_or([1600.0, 1000.0]);
    let layout = args.layout.or(picture.as_ref().and_then(|picture| Layout::from_word(&picture.layout)));
    let layout = layout.unwrap_or_default();
    if format == Format::Png {
        check_pixels(size, args.scale)?;
    }
    let basemap = Basemap::embedded()?;
    let (mut store, done) = match picture.as_ref().and_then(|picture| picture.story.as_deref()) {
        Some(story) if args.input.files.is_empty() => {
            (placed(story_from_slice(story.as_bytes())?, &basemap), Done::Clean)
        }
        _ => open(&args.input.files, &basemap)?,
    };
    if picture.as_ref().is_some_and(|picture| picture.story_sha256 != story_hash(store.whole_story())) {
        remark("the picture was made of another version of the story, so this one may differ");
    }
    if let Some(old) = &args.compare {
        let (old, _) = open_file(old)?;
        let (story, changes, _) = compared_story(&old.story, store.whole_story());
        let mut finder = basemap.place_finder();
        store = Arc::new(Store::new(story).with_changes(changes)).with_named_places(|event| finder.places_of(event));
    }
    let maker = Maker {
        basemap: &basemap,
        layout,
        size,
        scale: args.scale,
        format,
        carries: if args.carry_story { Carries::Story } else { Carries::View },
    };
    match args.each {
        Some(each) => write_series(args, each.into(), &store, &maker)?,
        None => write_picture(args, &store, &maker)?,
    }
    Ok(done)
}

fn write_picture(args: &ExportArgs, store: &Arc<Store>, maker: &Maker<'_>) -> anyhow::Result<()> {
    if !args.force {
        refuse_existing(&args.output)?;
    }
    let (read, view) = args.view.view(store, REFERENCE_MAP.map(f64::from))?;
    let (bytes, counts) = maker.picture(&read, &view)?;
    if is_standard(&args.output) {
        return print(&bytes);
    }
    write_atomic(&args.output, &bytes)?;
    print(format!("wrote {}, {counts}\n", args.output.display()).as_bytes())
}

fn write_series(args: &ExportArgs, each: Each, store: &Arc<Store>, maker: &Maker<'_>) -> anyhow::Result<()> {
    let map_size_points = REFERENCE_MAP.map(f64::from);
    let (read, view) = args.view.view(store, map_size_points)?;
    let stage = Stage { store: &read, map_size_points, unit_secs: 86_400.0 };
    let parts = view.series(each, &stage, MOST_PICTURES + 1);
    let paths = series_paths(&args.output, &parts)?;
    if !args.force {
        paths.iter().try_for_each(|path| refuse_existing(path))?;
    }
    if let Some(folder) = args.output.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    for (part, path) in parts.iter().zip(&paths) {
        let other = (read.reading() != part.view.reading()).then(|| store.read_as(part.view.reading()));
        let (bytes, counts) = maker.picture(other.as_ref().unwrap_or(&read), &part.view)?;
        write_atomic(path, &bytes)?;
        print(format!("wrote {}, {counts}\n", path.display()).as_bytes())?;
    }
    Ok(())
}

/// Makes pictures of one kind.
struct Maker<'a> {
    basemap: &'a Basemap,
    layout: Layout,
    size: [f32; 2],
    scale: f32,
    format: Format,
    carries: Carries,
}

impl Maker<'_> {
    /// The bytes of a picture of a view, and what it counts.
    fn picture(&self, store: &Store, view: &View) -> anyhow::Result<(Vec<u8>, String)> {
        let shown = select(store, &view.question());
        let scene = layout_scene(self.layout, store, self.basemap, view, &shown, self.size);
        let svg = svg_from_scene(&scene, &store.story().title, carried_images(self.basemap));
        let embedded = Embedded::of(store, view, self.layout, self.size, self.carries);
        Ok((self.format.bytes(&svg, self.scale, &embedded)?, shown.counts_text()))
    }
}

fn check_pixels(size: [f32; 2], scale: f32) -> anyhow::Result<()> {
    let pixels = size.map(|points| (f64::from(points) * f64::from(scale)).round());
    if pixels.iter().all(|side| (1.0..=f64::from(MOST_PIXELS)).contains(side)) {
        return Ok(());
    }
    let [width, height] = pixels;
    bail!("{width} by {height} pixels cannot be drawn, 1 to {MOST_PIXELS} on a side can; change --size or --scale")
}
