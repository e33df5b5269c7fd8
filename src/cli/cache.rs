//! `meridian cache`: which large tables are kept, and where.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use chrono::{DateTime, SecondsFormat};
use clap::Args;
use serde_json::{Value, json};

use super::Done;
use super::rows::aligned;
use super::terminal::{print_json, print_lines, shown};
use crate::io::{Cache, CacheEntry};
use crate::model::{bytes_words, plain};
use crate::scene::counted;

pub(super) const CACHE_EXAMPLES: &str = "\
Examples:
  meridian cache
  meridian cache --clear

A table of more than 50,000 events is kept as it was read, as Parquet, in your folder for caches, so that it opens faster
the next time; one that changed is read anew. When there is no more room, what was not opened for longest is removed.
Exit status: 0 success, 2 failure";

/// What `cache` takes.
#[derive(Debug, Args)]
pub struct CacheArgs {
    /// Remove all tables that are kept; the files that they were read from stay as they are
    #[arg(long)]
    clear: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A path in JSON, which knows no other letters than those of Unicode.
fn name_of(path: &Path) -> Cow<'_, str> {
    path.to_string_lossy()
}

/// Prints what is kept, or removes it.
pub(super) fn cache(args: &CacheArgs) -> anyhow::Result<Done> {
    let cache = Cache::of_user().context("this system names no folder for caches, so nothing is kept")?;
    if args.clear {
        let bytes = cache.clear().with_context(|| format!("could not empty {}", cache.folder().display()))?;
        if args.json {
            print_json(&json!({ "folder": name_of(cache.folder()), "removed_bytes": bytes }))?;
        } else {
            print_lines(&format!("removed {} from {}\n", bytes_words(bytes), shown(cache.folder())))?;
        }
        return Ok(Done::Clean);
    }
    let entries = cache.entries();
    let bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
    if args.json {
        let tables: Vec<Value> = entries
            .iter()
            .map(|entry| json!({ "file": entry.table.as_deref().map(name_of), "bytes": entry.bytes, "used": moment(entry) }))
            .collect();
        let most = cache.most_bytes();
        print_json(
            &json!({ "folder": name_of(cache.folder()), "bytes": bytes, "most_bytes": most, "tables": tables }),
        )?;
        return Ok(Done::Clean);
    }
    let mut text = format!(
        "{}: {} in {} of at most {}\n",
        shown(cache.folder()),
        counted(entries.len(), "table"),
        bytes_words(bytes),
        bytes_words(cache.most_bytes())
    );
    let rows: Vec<[String; 3]> = entries.iter().map(row).collect();
    write!(text, "{}", aligned(&rows)).expect("a string can grow");
    print_lines(&text)?;
    Ok(Done::Clean)
}

fn row(entry: &CacheEntry) -> [String; 3] {
    let file = entry.table.as_ref().map_or("unknown".to_owned(), |path| plain(&path.display().to_string()));
    [moment(entry), bytes_words(entry.bytes), file]
}

fn moment(entry: &CacheEntry) -> String {
    DateTime::from_timestamp(entry.used_secs as i64, 0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}
