//! `meridian convert`: a file in another format.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::files::{counted, is_standard, open_file, print, refuse_existing, several_files};
use super::{ConvertArgs, Done};
use crate::io::{story_to_string, write_story};

/// Writes what could be read of a file as a story file.
pub(super) fn convert(args: &ConvertArgs) -> anyhow::Result<Done> {
    let [path] = &args.files[..] else { return Err(several_files()) };
    refuse_other_formats(&args.output)?;
    if !args.force {
        refuse_existing(&args.output)?;
    }
    let (loaded, done) = open_file(path)?;
    if is_standard(&args.output) {
        print(story_to_string(&loaded.story).as_bytes())?;
    } else {
        write_story(&args.output, &loaded.story).map_err(anyhow::Error::new)?;
        let events = counted(loaded.story.events.len(), "event");
        print(format!("wrote {events} to {}\n", args.output.display()).as_bytes())?;
    }
    Ok(done)
}

fn refuse_other_formats(path: &Path) -> anyhow::Result<()> {
    if is_standard(path) {
        return Ok(());
    }
    let extension = path.extension().context("name the format by an extension: .geojson or .json")?;
    if extension.eq_ignore_ascii_case("geojson") || extension.eq_ignore_ascii_case("json") {
        return Ok(());
    }
    bail!("a story can be written as .geojson or .json, not as .{}", extension.display())
}
