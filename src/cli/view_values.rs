//! How words of the command line stand for values of a view.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::model::{Bounds, Zone};
use crate::store::Clock;
use crate::view::{LaneBy, ShowAs, Theme, TimeMode, Viewpoint, ZoneChoice};

/// How time decides what is shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ModeArg {
    /// What meets the window
    Window,
    /// What has begun, fading with age
    Trail,
    /// What has begun
    SoFar,
}

impl From<ModeArg> for TimeMode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Window => Self::Window,
            ModeArg::Trail => Self::Trail,
            ModeArg::SoFar => Self::SoFar,
        }
    }
}

/// Colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ThemeArg {
    /// Dark ink on paper
    Light,
    /// Light ink on slate
    Dark,
    /// White paper, safe in greyscale
    Print,
    /// Black ink alone: categories by form and pattern
    Black,
    /// Black on white, with strong lines
    LightContrast,
    /// White on black, with strong lines
    DarkContrast,
}

impl From<ThemeArg> for Theme {
    fn from(theme: ThemeArg) -> Self {
        match theme {
            ThemeArg::Light => Self::Light,
            ThemeArg::Dark => Self::Dark,
            ThemeArg::Print => Self::Print,
            ThemeArg::Black => Self::Black,
            ThemeArg::LightContrast => Self::LightContrast,
            ThemeArg::DarkContrast => Self::DarkContrast,
        }
    }
}

/// By which clock events stand in time.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ClockArg {
    /// When they are said to have happened
    Event,
    /// When they were reported
    Report,
}

impl From<ClockArg> for Clock {
    fn from(clock: ClockArg) -> Self {
        match clock {
            ClockArg::Event => Self::Event,
            ClockArg::Report => Self::Report,
        }
    }
}

/// What the lanes of the timeline stand for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LanesArg {
    /// Kinds of events
    Category,
    /// Who comes first in them
    Actor,
    /// The sides of these
    Side,
}

impl From<LanesArg> for LaneBy {
    fn from(lanes: LanesArg) -> Self {
        match lanes {
            LanesArg::Category => Self::Category,
            LanesArg::Actor => Self::Actor,
            LanesArg::Side => Self::Side,
        }
    }
}

/// As what the map shows events.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ShowAsArg {
    /// Marks where some hundreds are in sight, else density
    Auto,
    /// A mark for each, as far as there is room
    Marks,
    /// Discs that count those around a place
    Clusters,
    /// Cells in colours that tell how many stand in each
    Density,
}

impl From<ShowAsArg> for ShowAs {
    fn from(show_as: ShowAsArg) -> Self {
        match show_as {
            ShowAsArg::Auto => Self::Auto,
            ShowAsArg::Marks => Self::Marks,
            ShowAsArg::Clusters => Self::Clusters,
            ShowAsArg::Density => Self::Density,
        }
    }
}

pub(super) fn viewpoint_parser() -> impl TypedValueParser<Value = Viewpoint> {
    let words = PossibleValuesParser::new(Viewpoint::ALL.map(|(_, word)| word));
    words.map(|word| Viewpoint::from_word(&word).unwrap_or_default())
}

pub(super) fn bbox_from_text(text: &str) -> Result<Bounds, String> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    let Some([west, south, east, north]) = numbers.as_deref().and_then(|numbers| <[f64; 4]>::try_from(numbers).ok())
    else {
        return Err("write west, south, east and north in degrees, such as 60,28,78,39".to_owned());
    };
    let is_on_earth =
        [west, east].iter().all(|lon| lon.abs() <= 180.0) && [south, north].iter().all(|lat| lat.abs() <= 90.0);
    if !is_on_earth {
        Err("longitudes go from -180 to 180 and latitudes from -90 to 90; longitude comes first".to_owned())
    } else if west < east && south < north {
        Ok(Bounds { west, south, east, north })
    } else if east + 360.0 - west <= 180.0 && south < north {
        // Across the date line.
        Ok(Bounds { west, south, east: east + 360.0, north })
    } else {
        Err("west must be less than east, and south less than north; write them in the order west,south,east,north"
            .to_owned())
    }
}

pub(super) fn zone_from_text(text: &str) -> Result<ZoneChoice, String> {
    match text.to_ascii_lowercase().as_str() {
        "story" => Ok(ZoneChoice::Story),
        "event" => Ok(ZoneChoice::Event),
        "utc" => Ok(ZoneChoice::Utc),
        _ => text.parse().map(ZoneChoice::Named).map_err(|error: <Zone as std::str::FromStr>::Err| error.to_string()),
    }
}
