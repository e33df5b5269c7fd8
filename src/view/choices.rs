//! What a viewer chooses from: how time decides, in which theme and clock, what is played and how.

use crate::model::Zone;

/// How time decides what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeMode {
    /// Only what meets the window.
    #[default]
    Window,
    /// What has begun by the playhead, fading with age.
    Trail,
    /// Everything that has begun by the playhead.
    SoFar,
}

/// Light, dark, safe for print or for print in black alone, or of high contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// Dark ink on paper.
    #[default]
    Light,
    /// Light ink on slate.
    Dark,
    /// Light, and safe in greyscale.
    Print,
    /// For black ink alone: greys, and forms and patterns where others have colours.
    Black,
    /// Black ink on white, with strong lines.
    LightContrast,
    /// White ink on black, with strong lines.
    DarkContrast,
}

impl Theme {
    /// Every theme, with its name for people.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Light, "Light"),
        (Self::Dark, "Dark"),
        (Self::Print, "Print"),
        (Self::Black, "Black ink"),
        (Self::LightContrast, "High contrast, light"),
        (Self::DarkContrast, "High contrast, dark"),
    ];

    /// True for light ink on a dark ground.
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::DarkContrast)
    }
}

/// In whose clock times are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneChoice {
    /// The story's zone.
    #[default]
    Story,
    /// Each event in its own zone.
    Event,
    /// Coordinated universal time.
    Utc,
    /// A zone of the tz database.
    Named(Zone),
}

/// What the lanes of the timeline stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LaneBy {
    /// A lane for each category.
    #[default]
    Category,
    /// A lane for each actor that comes first in an event.
    Actor,
    /// A lane for each side of the actors that come first.
    Side,
}

/// Whether moves of map and time are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Motion {
    /// They glide.
    #[default]
    Smooth,
    /// They are done at once.
    Still,
}

/// Of when the account is that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// All that was said at any time.
    #[default]
    Ever,
    /// What had been said by the playhead.
    ByPlayhead,
    /// What had been said by a moment, in seconds since the Unix epoch.
    By(f64),
}

/// What becomes of events that the filter excludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Others {
    /// Drawn faintly.
    Faded,
    /// Not drawn.
    #[default]
    Gone,
}

/// As what the map shows events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShowAs {
    /// As marks where some hundreds are in sight, else as density.
    #[default]
    Auto,
    /// A mark for each, as far as there is room.
    Marks,
    /// Discs that count those around a place, with the shares of their categories.
    Clusters,
    /// Cells of the ground in colours that tell how many stand in each.
    Density,
}

/// What is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Played {
    /// One event after the other.
    #[default]
    Events,
    /// One chapter after the other.
    Chapters,
}

/// How the story is played.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Playback {
    /// Whether it runs.
    pub playing: bool,
    /// What is played, or was last.
    #[serde(default)]
    pub played: Played,
    /// Seconds of the viewer's time an event is shown for.
    pub dwell_secs: f64,
    /// Whether it starts again at the end.
    pub looping: bool,
    /// Whether long gaps between events are skipped with a cut.
    pub skips_gaps: bool,
    /// Seconds since the event at the playhead was reached.
    pub waited_secs: f64,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            playing: false,
            played: Played::Events,
            dwell_secs: 2.0,
            looping: false,
            skips_gaps: true,
            waited_secs: 0.0,
        }
    }
}

impl Playback {
    /// A chapter is held for so many dwells of an event: it has more to read.
    const DWELLS_A_CHAPTER: f64 = 5.0;

    /// True while this is played.
    pub fn plays(&self, what: Played) -> bool {
        self.playing && self.played == what
    }

    /// How long what is played is shown before the next, in seconds of the viewer's time.
    pub fn hold_secs(&self) -> f64 {
        match self.played {
            Played::Events => self.dwell_secs,
            Played::Chapters => self.dwell_secs * Self::DWELLS_A_CHAPTER,
        }
    }
}
