//! The part of a command line that says what is taken out of a story before it goes to others.

use std::sync::Arc;

use anyhow::bail;
use clap::Args;

use super::files::named;
use crate::basemap::Basemap;
use crate::model::{Redaction, Story, Tray};
use crate::store::Store;

/// What is taken out of the story.
#[derive(Debug, Args)]
#[command(next_help_heading = "Protection")]
pub(super) struct ProtectionArgs {
    /// Round every coordinate to cells of so many kilometres, 0.1 to 500; figures say so
    #[arg(long, value_name = "KM", value_parser = km_from_text)]
    round_km: Option<f64>,
    /// Leave out a layer, a speaker with all claims and the name wherever it stands, or events without date or
    /// place, as layer:ID, speaker:NAME or tray; can be given several times; figures say so, without the names
    #[arg(long, value_name = "WHAT")]
    leave_out: Vec<String>,
}

fn km_from_text(text: &str) -> Result<f64, String> {
    let km = text.parse::<f64>().ok().filter(|km| Redaction::ROUND_KM.contains(km));
    km.ok_or_else(|| "write a number of kilometres from 0.1 to 500".to_owned())
}

impl ProtectionArgs {
    /// True when no layer, speaker or tray is to be left out.
    pub(super) fn leaves_out_nothing(&self) -> bool {
        self.leave_out.is_empty()
    }

    /// What is to be taken out of a story, beside what was for a picture.
    pub(super) fn redaction(&self, picture: Option<&Redaction>, story: &Story) -> anyhow::Result<Redaction> {
        let mut redaction = picture.cloned().unwrap_or_default();
        redaction.round_km = self.round_km.or(redaction.round_km);
        for what in &self.leave_out {
            if what == "tray" {
                redaction.tray = Tray::LeftOut;
            } else if let Some(id) = what.strip_prefix("layer:") {
                if story.layer(id).is_none() {
                    let known: Vec<&str> = story.layers.iter().map(|layer| layer.id.as_str()).collect();
                    bail!("--leave-out: no layer {id:?} in the story; it has {}", known.join(", "));
                }
                redaction.layers.insert(id.to_owned());
            } else if let Some(name) = what.strip_prefix("speaker:") {
                let asked = Redaction { speakers: [name.to_owned()].into(), ..Redaction::default() };
                let mut claims = story.events.iter().flat_map(|event| &event.claims);
                if !claims.any(|claim| asked.names_speaker(&claim.attribution.name)) {
                    bail!(
                        "--leave-out: nobody called {name:?} speaks in the story; `meridian list --claims` has the names"
                    );
                }
                redaction.speakers.insert(name.to_owned());
            } else {
                bail!("--leave-out: write layer:ID, speaker:NAME or tray, not {what:?}");
            }
        }
        Ok(redaction)
    }

    /// The store without what is to be taken out.
    pub(super) fn protected(&self, store: Arc<Store>, basemap: &Basemap) -> anyhow::Result<Arc<Store>> {
        let redaction = self.redaction(None, store.whole_story())?;
        Ok(if redaction.is_none() { store } else { named(Arc::new(store.redacted(&redaction)), basemap) })
    }
}
