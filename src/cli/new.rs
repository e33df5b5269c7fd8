//! `meridian new`: a story to begin with.

use anyhow::bail;

use super::files::{is_standard_output, refuse_existing};
use super::terminal::{print_data, print_lines, shown};
use super::{Done, NewArgs};
use crate::io::{story_to_string, write_story};
use crate::model::Story;

/// Writes a story without events.
pub(super) fn new(args: &NewArgs) -> anyhow::Result<Done> {
    let output = args.output.as_path();
    let story = Story { title: args.title.clone(), ..Story::to_begin_with(args.zone.clone()) };
    if is_standard_output(output) {
        print_data(story_to_string(&story).as_bytes())?;
        return Ok(Done::Clean);
    }
    if !output.extension().is_some_and(|ending| ending == "geojson" || ending == "json") {
        bail!("a story is written as .geojson or .json: {}", shown(output));
    }
    if !args.force {
        refuse_existing(output)?;
    }
    write_story(output, &story).map_err(anyhow::Error::new)?;
    print_lines(&format!("wrote an empty story to {}\n", shown(output)))?;
    Ok(Done::Clean)
}
