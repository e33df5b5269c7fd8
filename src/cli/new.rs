//! `meridian new`: a story to begin with.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::Done;
use super::files::{is_standard_output, refuse_existing};
use super::terminal::{print_data, print_lines, shown};
use crate::io::{story_to_string, write_story};
use crate::model::{Story, Zone};

pub(super) const NEW_EXAMPLES: &str = "\
Examples:
  meridian new story.geojson --title 'Kabul to Istanbul' --zone Asia/Kabul
  meridian new story.geojson && meridian story.geojson

Exit status: 0 success, 2 failure";

/// What `new` takes.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// File to write, .geojson or .json; - is standard output
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Title of the story
    #[arg(long, default_value = "")]
    title: String,
    /// Zone of days and times that name no other, such as Asia/Kabul, +04:30 or UTC
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    zone: Zone,
    /// Write over a file that exists
    #[arg(long)]
    force: bool,
}

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
