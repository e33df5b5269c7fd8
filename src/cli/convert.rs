//! `meridian convert`: events in another format.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::files::{is_standard_output, load_all, placed, refuse_existing};
use super::terminal::{Piecewise, print_lines, remark, shown};
use super::{ConvertArgs, Done};
use crate::basemap::Basemap;
use crate::export::{check_names, shown_story};
use crate::io::{FileFormat, Loaded, Opening, Written, guarded_words, write_events, write_events_to};
use crate::model::{Redaction, plain};
use crate::scene::{REFERENCE_MAP, counted};

/// Writes what could be read of files in the format that is asked for.
pub(super) fn convert(args: &ConvertArgs) -> anyhow::Result<Done> {
    args.view.refuse_second_standard_input(&args.files)?;
    let Some(output) = args.output.as_deref().filter(|_| !args.print_map) else { return print_map(args) };
    let format = match args.format {
        Some(format) => format,
        None => format_of(output)?,
    };
    if !args.force {
        refuse_existing(output)?;
    }
    let (loaded, done) = load_all(&args.files, &args.columns)?;
    let total = loaded.story.events.len();
    let redaction = args.protection.redaction(Redaction::default())?;
    check_names(&loaded.story, &redaction)?;
    let story = if args.shown {
        Arc::new(shown_part(args, loaded)?)
    } else if redaction.is_none() {
        Arc::new(loaded.story)
    } else {
        Arc::new(loaded.story.redacted(&redaction))
    };
    let written = if is_standard_output(output) {
        let mut text = Piecewise::data();
        let written = write_events_to(&mut text, &story, format).context("could not write the events")?;
        text.finish()?;
        written
    } else {
        write_events(output, &story, format).map_err(anyhow::Error::new)?
    };
    tell(&written, total, output)?;
    if !redaction.is_none() {
        remark(&redaction.words().join(", "));
    }
    Ok(done)
}

/// Says how many events were written, and what the format could not hold.
fn tell(written: &Written, total: usize, output: &Path) -> anyhow::Result<()> {
    let events = counted(written.events, "event");
    let of = if written.events == total { String::new() } else { format!(" of {total}") };
    let text = format!("wrote {events}{of} to {}", shown(output));
    if is_standard_output(output) {
        remark(&format!("wrote {events}{of}"));
    } else {
        print_lines(&format!("{text}\n"))?;
    }
    if !written.lost.is_empty() {
        remark(&format!("this format does not hold {}", written.lost.join(", ")));
    }
    if let Some(words) = guarded_words(written.guarded) {
        remark(&words);
    }
    Ok(())
}

/// The story with the events that the view shows, undated ones that its filter admits included.
fn shown_part(args: &ConvertArgs, loaded: Loaded) -> anyhow::Result<crate::model::Story> {
    let basemap = Basemap::embedded();
    let store = args.protection.protected(&placed(loaded, basemap), basemap)?;
    let session = args.view.session(&store, REFERENCE_MAP.map(f64::from))?;
    Ok(shown_story(session.store(), session.shown()))
}

/// Prints which columns of each file were taken for what.
fn print_map(args: &ConvertArgs) -> anyhow::Result<Done> {
    let (mapping, cache) = (args.columns.mapping(), args.columns.cache());
    for path in &args.files {
        let opening = Opening { mapping: mapping.clone(), ..Opening::default() };
        let loaded = super::files::load(path, opening, cache.as_ref())
            .map_err(|error| anyhow::anyhow!("{}:{}", path.display(), error.diagnostic()))?;
        let Some(table) = &loaded.table else {
            bail!("{} is a story, whose members need no mapping", path.display());
        };
        print_lines(&format!("{}\n", plain(&table.mapping.to_string())))?;
        for candidate in &table.candidates {
            remark(&format!("{}: {candidate}", path.display()));
        }
        for doubt in &table.doubts {
            remark(&format!("{}: {doubt}", path.display()));
        }
    }
    Ok(Done::Clean)
}

fn format_of(path: &Path) -> anyhow::Result<FileFormat> {
    if is_standard_output(path) {
        return Ok(FileFormat::Story);
    }
    let mut endings: Vec<String> = FileFormat::ALL.iter().map(|(_, _, ending, _)| format!(".{ending}")).collect();
    endings.dedup();
    FileFormat::of(path).with_context(|| match path.extension() {
        None => format!("name the format by an ending such as .geojson, or with --as: {}", path.display()),
        Some(ending) => {
            format!("events can be written as {} or .json, not as .{}", endings.join(", "), ending.display())
        }
    })
}
