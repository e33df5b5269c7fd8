//! `meridian when`: how a date is read that people wrote.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value, json};

use super::Done;
use super::list::rfc_3339;
use super::terminal::{print_json, print_lines};
use crate::model::{Extent, TypedContext, TypedError, TypedWhen, When, Zone, plain};

pub(super) const WHEN_EXAMPLES: &str = "\
Examples:
  meridian when 'night of 11 to 12 October 2025'
  meridian when '9 Oct, 18:00 Karachi' --near 2025-10-20 --zone Asia/Kabul
  meridian when --json 12/10/2025

Exit status: 0 read, 1 refused, with the reason and what can be meant";

/// What `when` takes.
#[derive(Debug, Args)]
pub struct WhenArgs {
    /// The date
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) text: String,
    /// Zone of times that name none [default: UTC]
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true, default_value = "UTC", hide_default_value = true)]
    pub(super) zone: Zone,
    /// A date nearby, in EDTF, which gives the year that TEXT leaves out
    #[arg(long, value_name = "DATE")]
    pub(super) near: Option<When>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Prints how a date is read. With findings when it is refused.
pub(super) fn when(args: &WhenArgs) -> anyhow::Result<Done> {
    let near = args.near.as_ref().and_then(|near| near.first_day(&args.zone));
    let read = When::read_typed(&args.text, &TypedContext { near, zone: &args.zone, zone_names: &[] });
    if args.json {
        print_json(&json_of(&args.text, &read, &args.zone))?;
    } else {
        print_lines(&text_of(&read, &args.zone))?;
    }
    Ok(if read.is_ok() { Done::Clean } else { Done::WithFindings })
}

fn text_of(read: &Result<TypedWhen, TypedError>, zone: &Zone) -> String {
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{}", plain(&words)).expect("a string can grow");
    match read {
        Ok(read) => {
            line(read.when.to_string());
            line(read.when.to_words(Some(zone)));
            let span = read.when.span(zone);
            line(format!("Possible: {}", extent_words(&span.possible, zone)));
            line(match span.certain {
                Some(certain) => format!("Certain: {}", extent_words(&certain, zone)),
                None => "Certain: nothing".to_owned(),
            });
            read.notes.iter().for_each(|note| line(format!("Note: {note}")));
            read.others.iter().for_each(|other| line(format!("Or: {}", choice(other, zone))));
        }
        Err(error) => {
            line(error.message.clone());
            error.instead.iter().for_each(|instead| line(format!("Write: {}", choice(instead, zone))));
        }
    }
    text
}

fn choice(when: &When, zone: &Zone) -> String {
    format!("{when}  {}", when.to_words(Some(zone)))
}

fn extent_words(extent: &Extent, zone: &Zone) -> String {
    let [start, end] = bounds(extent, zone);
    match (start, end) {
        (Some(start), Some(end)) if start == end => start,
        (start, end) => {
            let from = start.map_or_else(|| "from the beginning".to_owned(), |start| format!("from {start}"));
            end.map_or_else(|| format!("{from}, without an end"), |end| format!("{from} up to {end}"))
        }
    }
}

/// Start and end as RFC 3339; none where there is none.
fn bounds(extent: &Extent, zone: &Zone) -> [Option<String>; 2] {
    [extent.start_secs, extent.end_secs].map(|secs| secs.is_finite().then(|| rfc_3339(secs, zone)))
}

fn json_of(text: &str, read: &Result<TypedWhen, TypedError>, zone: &Zone) -> Value {
    let choices = |whens: &[When]| -> Value {
        whens.iter().map(|when| json!({ "edtf": when.to_string(), "words": when.to_words(Some(zone)) })).collect()
    };
    let extent = |extent: Extent| {
        let [start, end] = bounds(&extent, zone);
        json!({ "start": start, "end": end })
    };
    match read {
        Ok(read) => {
            let span = read.when.span(zone);
            json!({
                "text": text,
                "edtf": read.when.to_string(),
                "words": read.when.to_words(Some(zone)),
                "zone": read.zone.as_ref().map(ToString::to_string),
                "possible": extent(span.possible),
                "certain": span.certain.map(extent),
                "notes": read.notes,
                "others": choices(&read.others),
            })
        }
        Err(error) => json!({ "text": text, "error": error.message, "instead": choices(&error.instead) }),
    }
}
