//! The part of a command line that says what is taken out of a story before it goes to others.

use std::sync::Arc;

use anyhow::bail;
use clap::Args;

use crate::basemap::Basemap;
use crate::export::{redacted_store, rounding_from_text};
use crate::model::{Redaction, Tray};
use crate::store::Store;

/// What is taken out of the story.
#[derive(Debug, Args)]
#[command(next_help_heading = "Protection")]
pub(super) struct ProtectionArgs {
    /// Round every coordinate to cells of so many kilometres, 0.1 to 500; figures say so
    #[arg(long, value_name = "KM", value_parser = rounding_from_text)]
    round_km: Option<f64>,
    /// Leave out a layer, a speaker with all claims and the name wherever it stands, or events without date or
    /// place, as layer:ID, speaker:NAME or tray; can be given several times; figures say so, without the names
    #[arg(long, value_name = "WHAT")]
    leave_out: Vec<String>,
}

impl ProtectionArgs {
    /// What is to be taken out of a story, beside what was for a picture.
    pub(super) fn redaction(&self, picture: Redaction) -> anyhow::Result<Redaction> {
        let mut redaction = picture;
        redaction.round_km = self.round_km.or(redaction.round_km);
        for what in &self.leave_out {
            if what == "tray" {
                redaction.tray = Tray::LeftOut;
            } else if let Some(id) = what.strip_prefix("layer:") {
                redaction.layers.insert(id.to_owned());
            } else if let Some(name) = what.strip_prefix("speaker:") {
                redaction.speakers.insert(name.to_owned());
            } else {
                bail!("--leave-out: write layer:ID, speaker:NAME or tray, not {what:?}");
            }
        }
        Ok(redaction)
    }

    /// The store without what is to be taken out.
    pub(super) fn protected(&self, store: &Arc<Store>, basemap: &Basemap) -> anyhow::Result<Arc<Store>> {
        Ok(redacted_store(store, &self.redaction(Redaction::default())?, basemap)?)
    }
}
