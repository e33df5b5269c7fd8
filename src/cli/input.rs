//! Which files a command reads, and which columns of a table mean what.

use std::path::PathBuf;

use clap::Args;

use crate::io::{Cache, Mapping};

/// The story to read.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Story or other files with events, each a layer where there are several; - is standard input [default: the
    /// sample story]
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) columns: ColumnArgs,
}

/// Which columns of a table mean what, and whether it is kept.
#[derive(Debug, Args)]
pub(super) struct ColumnArgs {
    /// Columns of a table by what they mean, as title=Headline,when=Date,lon=X,lat=Y, where the guess is wrong;
    /// dates=day-first or dates=month-first says how dates are written
    #[arg(long, value_name = "FIELD=COLUMN,…", value_parser = mapping_from_text)]
    pub(super) map: Option<Mapping>,
    /// Read a large table anew, and do not keep it to be opened faster the next time
    #[arg(long)]
    pub(super) no_cache: bool,
}

impl ColumnArgs {
    /// Which columns mean what.
    pub(super) fn mapping(&self) -> Mapping {
        self.map.clone().unwrap_or_default()
    }

    /// Where large tables are kept. None where they are not to be.
    pub(super) fn cache(&self) -> Option<Cache> {
        if self.no_cache { None } else { Cache::of_user() }
    }
}

fn mapping_from_text(text: &str) -> Result<Mapping, String> {
    text.parse::<Mapping>().map_err(|error| error.to_string())
}
