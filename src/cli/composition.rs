//! The part of a command line that says what a figure holds.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::scene::{Composition, Far, Part, Template};

/// What stands on a figure.
#[derive(Debug, Args)]
pub(super) struct CompositionArgs {
    /// How a figure is laid out: a sheet to work with; for print, the number that is disputed most, map and timeline
    /// with numbers, in two columns or in one; a slide; or a report with every claim [default: sheet]
    #[arg(long, value_name = "NAME", value_parser = template_parser(), help_heading = "Figure")]
    pub(super) template: Option<Template>,
    /// Title of the figure [default: the story's; but on a sheet, both sides' numbers where one is disputed, else the
    /// dates and the filter]
    #[arg(long, value_name = "TEXT", help_heading = "Figure")]
    title: Option<String>,
    /// What stands under the title [default: what the story or the event says first of itself]
    #[arg(long, value_name = "TEXT", help_heading = "Figure")]
    subtitle: Option<String>,
    /// Date to be printed on the figure, in any words
    #[arg(long, value_name = "TEXT", help_heading = "Figure")]
    date: Option<String>,
    /// Address where the story and its sources can be read, printed at the foot with a QR code
    #[arg(long, value_name = "ADDRESS", help_heading = "Figure")]
    link: Option<String>,
    /// Parts to leave out
    #[arg(long, value_delimiter = ',', value_name = "PART", value_parser = part_parser(), help_heading = "Figure")]
    without: Vec<Part>,
    /// How events outside of the map are told [default: inset]
    #[arg(long, value_name = "HOW", value_parser = far_parser(), help_heading = "Figure")]
    far: Option<Far>,
}

fn template_parser() -> impl clap::builder::TypedValueParser<Value = Template> {
    PossibleValuesParser::new(Template::ALL.map(|(_, word, _)| word))
        .map(|word| Template::ALL.into_iter().find(|(_, known, _)| *known == word).expect("clap knows the words").0)
}

fn part_parser() -> impl clap::builder::TypedValueParser<Value = Part> {
    PossibleValuesParser::new(Part::ALL.map(|(_, word, _)| word))
        .map(|word| Part::ALL.into_iter().find(|(_, known, _)| *known == word).expect("clap knows the words").0)
}

fn far_parser() -> impl clap::builder::TypedValueParser<Value = Far> {
    PossibleValuesParser::new(Far::ALL.map(|(_, word, _)| word))
        .map(|word| Far::ALL.into_iter().find(|(_, known, _)| *known == word).expect("clap knows the words").0)
}

impl CompositionArgs {
    /// True when something of a figure is chosen.
    pub(super) fn composes(&self) -> bool {
        let words = [&self.title, &self.subtitle, &self.date, &self.link];
        words.into_iter().any(Option::is_some)
            || !self.without.is_empty()
            || self.far.is_some()
            || self.template.is_some()
    }

    /// What is asked, over what a picture had.
    pub(super) fn composition(&self, had: Composition) -> Composition {
        let or = |asked: &Option<String>, had: Option<String>| asked.clone().or(had);
        Composition {
            template: self.template.unwrap_or(had.template),
            title: or(&self.title, had.title),
            subtitle: or(&self.subtitle, had.subtitle),
            date: or(&self.date, had.date),
            link: or(&self.link, had.link),
            without: if self.without.is_empty() { had.without } else { self.without.iter().copied().collect() },
            far: self.far.unwrap_or(had.far),
            frame: had.frame,
        }
    }
}
