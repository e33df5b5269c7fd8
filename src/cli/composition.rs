//! The part of a command line that says what a figure holds, and what is taken out of the story first.

use anyhow::bail;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::model::{Redaction, Story, Tray};
use crate::scene::{Composition, Far, Part};

/// What stands on a figure, and what is kept out of it.
#[derive(Debug, Args)]
pub(super) struct CompositionArgs {
    /// Title of the figure [default: the story's]
    #[arg(long, value_name = "TEXT", help_heading = "Figure")]
    title: Option<String>,
    /// What stands under the title [default: the first sentence of the story's summary]
    #[arg(long, value_name = "TEXT", help_heading = "Figure")]
    subtitle: Option<String>,
    /// Date to be printed on the figure, in any words
    #[arg(long, value_name = "TEXT", help_heading = "Figure")]
    date: Option<String>,
    /// Parts to leave out
    #[arg(long, value_delimiter = ',', value_name = "PART", value_parser = part_parser(), help_heading = "Figure")]
    without: Vec<Part>,
    /// How events outside of the map are told [default: inset]
    #[arg(long, value_name = "HOW", value_parser = far_parser(), help_heading = "Figure")]
    far: Option<Far>,
    /// Round every coordinate to cells of so many kilometres, 0.1 to 500; the figure says so
    #[arg(long, value_name = "KM", value_parser = km_from_text, help_heading = "Protection")]
    round_km: Option<f64>,
    /// Leave out a layer, the claims of a speaker, or events without date or place, as layer:ID,
    /// speaker:NAME or tray; can be given several times; the figure says so, without the names
    #[arg(long, value_name = "WHAT", help_heading = "Protection")]
    leave_out: Vec<String>,
}

fn part_parser() -> impl clap::builder::TypedValueParser<Value = Part> {
    PossibleValuesParser::new(Part::ALL.map(|(_, word, _)| word))
        .map(|word| Part::ALL.into_iter().find(|(_, known, _)| *known == word).expect("clap knows the words").0)
}

fn far_parser() -> impl clap::builder::TypedValueParser<Value = Far> {
    PossibleValuesParser::new(Far::ALL.map(|(_, word, _)| word))
        .map(|word| Far::ALL.into_iter().find(|(_, known, _)| *known == word).expect("clap knows the words").0)
}

fn km_from_text(text: &str) -> Result<f64, String> {
    let km = text.parse::<f64>().ok().filter(|km| Redaction::ROUND_KM.contains(km));
    km.ok_or_else(|| "write a number of kilometres from 0.1 to 500".to_owned())
}

impl CompositionArgs {
    /// True when no layer, speaker or tray is to be left out.
    pub(super) fn leaves_out_nothing(&self) -> bool {
        self.leave_out.is_empty()
    }

    /// True when something of a figure is chosen.
    pub(super) fn composes(&self) -> bool {
        let words = [&self.title, &self.subtitle, &self.date];
        words.into_iter().any(Option::is_some) || !self.without.is_empty() || self.far.is_some()
    }

    /// What is asked, over what a picture had.
    pub(super) fn composition(&self, picture: Option<&Composition>) -> Composition {
        let had = picture.cloned().unwrap_or_default();
        let or = |asked: &Option<String>, had: Option<String>| asked.clone().or(had);
        Composition {
            title: or(&self.title, had.title),
            subtitle: or(&self.subtitle, had.subtitle),
            date: or(&self.date, had.date),
            without: if self.without.is_empty() { had.without } else { self.without.iter().copied().collect() },
            far: self.far.unwrap_or(had.far),
        }
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
                let mut claims = story.events.iter().flat_map(|event| &event.claims);
                if !claims.any(|claim| claim.attribution.name == name) {
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
}
