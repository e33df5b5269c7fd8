//! `meridian places`: where a name or a position lies.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use clap::builder::TypedValueParser as _;
use serde_json::{Value, json};

use super::Done;
use super::rows::aligned;
use super::terminal::{print_json, print_lines, remark, shown};
use crate::gazetteer::{Gazetteer, Hit, MOST_TABLE_BYTES, Near, Table, TableError};
use crate::model::{LonLat, Reading, locality_of_code, plain, read_position};
use crate::scene::counted;

pub(super) const PLACES_EXAMPLES: &str = "\
Examples:
  meridian places Khost --near 33.3,69.9
  meridian places 'Hyderabad, India' --json
  meridian places --table AF.txt Margha
  meridian places 42S WD 15815 20729

A position is read in degrees of any kind, as MGRS, UTM, plus code, geo: address or link of a map service.
Places: GeoNames (CC BY 4.0).
Exit status: 0 found, 1 nothing found, 2 failure";

/// What `places` takes.
#[derive(Debug, Args)]
pub struct PlacesArgs {
    /// A name, with what it lies in behind a comma, or a position
    #[arg(value_name = "QUERY", required = true, allow_negative_numbers = true)]
    query: Vec<String>,
    /// Places near to this come first; short plus codes are those nearest to it
    #[arg(long, value_name = "LAT,LON", value_parser = position_from_text, allow_hyphen_values = true)]
    near: Option<LonLat>,
    /// Look in this table of places, too: a country file of GeoNames (.txt or .zip), or any file with names and
    /// positions; can be given several times
    #[arg(long = "table", value_name = "FILE")]
    tables: Vec<PathBuf>,
    /// The most places to print
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000).map(usize::from))]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints the places that a text names, or the position that it is. With findings when it is neither.
pub(super) fn places(args: &PlacesArgs) -> anyhow::Result<Done> {
    let text = args.query.join(" ");
    let near = args.near;
    let mut gazetteer = Gazetteer::embedded().clone();
    for path in &args.tables {
        gazetteer = gazetteer.with_table(&table(path)?);
    }
    let place_near = |locality: &str| gazetteer.search(locality, near.map(Near::spot), 1).first().map(|hit| hit.at);
    let reference = locality_of_code(&text).and_then(place_near).or(near);
    if let Some(reading) = read_position(&text, reference)? {
        if args.json {
            print_json(&json_of_reading(&reading))?;
        } else {
            print_lines(&lines_of_reading(&reading))?;
        }
        return Ok(Done::Clean);
    }
    let hits = gazetteer.search(&text, near.map(Near::spot), args.limit);
    if args.json {
        print_json(&json!({ "places": hits.iter().map(json_of_hit).collect::<Vec<_>>() }))?;
    } else if hits.is_empty() {
        remark(&format!("no place is called {text}"));
    } else {
        print_lines(&table_of_hits(&hits))?;
    }
    Ok(if hits.is_empty() { Done::WithFindings } else { Done::Clean })
}

/// The position of an option, in any form.
fn position_from_text(text: &str) -> Result<LonLat, String> {
    match read_position(text, None) {
        Ok(Some(reading)) => Ok(reading.at),
        Ok(None) => Err("this is no position such as 34.528,69.172".to_owned()),
        Err(why) => Err(why.to_string()),
    }
}

fn table(path: &Path) -> anyhow::Result<Table> {
    let told = || format!("could not read {}", shown(path));
    let size = fs::metadata(path).with_context(told)?.len();
    if size > MOST_TABLE_BYTES {
        bail!("{}: {}", shown(path), TableError::TooLarge);
    }
    let bytes = fs::read(path).with_context(told)?;
    let table = Table::from_bytes(bytes).with_context(|| shown(path))?;
    if table.left_out() > 0 {
        let rows = counted(table.left_out(), "row");
        remark(&format!("{rows} without a name or a position left out of {}", path.display()));
    }
    Ok(table)
}

fn lines_of_reading(reading: &Reading) -> String {
    let other = reading.other.map(|other| format!("{}\n", other.told())).unwrap_or_default();
    format!("{},{}\nRead as {}\n{other}", reading.at.lat, reading.at.lon, reading.told())
}

fn json_of_reading(reading: &Reading) -> Value {
    let other = reading.other.map(
        |other| json!({ "lat": other.at.lat, "lon": other.at.lon, "likely": other.is_likely, "told": other.told() }),
    );
    json!({
        "lat": reading.at.lat,
        "lon": reading.at.lon,
        "form": reading.form.to_string(),
        "within_m": reading.within_m,
        "other": other,
    })
}

fn json_of_hit(hit: &Hit) -> Value {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    json!({
        "name": hit.name,
        "other_name": hit.other_name,
        "kind": hit.kind.word(),
        "province": filled(&hit.province),
        "country": filled(&hit.country),
        "lat": hit.at.lat,
        "lon": hit.at.lon,
        "population": Some(hit.population).filter(|people| *people > 0),
        "precision": hit.kind.precision().word(),
        "radius_m": hit.radius_m(),
        "exact": hit.is_literal,
    })
}

fn table_of_hits(hits: &[Hit]) -> String {
    let mut rows = vec![["LAT", "LON", "NAME", "WHAT"].map(str::to_owned)];
    rows.extend(hits.iter().map(|hit| {
        let name = match &hit.other_name {
            Some(other) => format!("{} ({other})", hit.name),
            None => hit.name.clone(),
        };
        [hit.at.lat.to_string(), hit.at.lon.to_string(), plain(&name), plain(&hit.told())]
    }));
    aligned(&rows)
}
