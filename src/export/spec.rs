//! What an export is to be.
//!
//! Answers what can be chosen of a picture, a series of them, a page or a film besides the view. It does not know
//! the story, and not where the files go: their names say the format.

use serde::{Deserialize, Serialize};

use super::Letters;
use crate::model::Redaction;
use crate::scene::{Captions, Composition, FontName, Fonts, Layout};
use crate::view::{Each, Pace};

/// One export: what the command line and the dialogs of the window ask for, and what a picture keeps of how it was
/// made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportSpec {
    /// What stands on a still picture.
    pub layout: Layout,
    /// Width and height in points.
    pub size: [f32; 2],
    /// What a figure holds, and its words.
    #[serde(skip_serializing_if = "is_default")]
    pub composition: Composition,
    /// What is left out of the story, and how far its places are rounded.
    #[serde(skip_serializing_if = "Redaction::is_none")]
    pub redaction: Redaction,
    /// The fonts that are named for letters that no carried face has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<FontName>,
    /// Pixels for each point, in formats of pixels.
    #[serde(skip_serializing_if = "is_one")]
    pub scale: f32,
    /// What letters are in an SVG.
    #[serde(skip_serializing_if = "is_default")]
    pub letters: Letters,
    /// Whether the story goes along.
    #[serde(skip_serializing_if = "is_default")]
    pub carries: Carries,
    /// How many pictures are made, and whether they move.
    #[serde(skip_serializing_if = "is_default")]
    pub kind: ExportKind,
}

/// What is made of a view.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExportKind {
    /// One picture or page.
    #[default]
    One,
    /// A picture or page for each part of the view.
    Each(Each),
    /// A moving picture of map and timeline.
    Film(Motion),
}

/// How a moving picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Motion {
    /// How time goes by.
    pub pace: Pace,
    /// Whether frames say what they show.
    pub captions: Captions,
}

/// Whether a picture carries the story that it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Carries {
    /// Only its title and hash.
    #[default]
    View,
    /// All of it.
    Story,
}

/// Width and height of a picture in points, where nothing else is asked.
const SIZE: [f32; 2] = [1600.0, 1000.0];
/// The same of a film.
const FILM_SIZE: [f32; 2] = [1280.0, 720.0];

impl Motion {
    /// Frames in a second, where time goes by steadily and nothing else is asked.
    pub const FPS: f64 = 15.0;
    /// Seconds of the whole, where time goes by steadily and nothing else is asked.
    pub const SECONDS: f64 = 10.0;
    /// Seconds of each event, where nothing else is asked.
    pub const DWELL: f64 = 1.5;
    /// Seconds of each chapter, where nothing else is asked: enough to read what it tells.
    pub const HOLD: f64 = 10.0;
}

impl Default for Motion {
    fn default() -> Self {
        Self { pace: Pace::Events { dwell: Self::DWELL }, captions: Captions::Shown }
    }
}

impl Default for ExportSpec {
    fn default() -> Self {
        Self {
            layout: Layout::default(),
            size: SIZE,
            composition: Composition::default(),
            redaction: Redaction::default(),
            fonts: Vec::new(),
            scale: 1.0,
            letters: Letters::default(),
            carries: Carries::default(),
            kind: ExportKind::One,
        }
    }
}

impl ExportSpec {
    /// A film, all else as it is where nothing is asked.
    pub fn film(motion: Motion) -> Self {
        Self { kind: ExportKind::Film(motion), size: FILM_SIZE, ..Self::default() }
    }

    /// How it moves. None for still pictures.
    pub fn motion(&self) -> Option<Motion> {
        match self.kind {
            ExportKind::Film(motion) => Some(motion),
            ExportKind::One | ExportKind::Each(_) => None,
        }
    }

    /// The same as a film, with what a film can have of it.
    #[must_use]
    pub fn as_film(&self, motion: Motion) -> Self {
        let (redaction, fonts) = (self.redaction.clone(), self.fonts.clone());
        Self { redaction, fonts, ..Self::film(motion) }
    }

    /// The same with these fonts and no others.
    #[must_use]
    pub fn with_fonts(self, fonts: &Fonts) -> Self {
        Self { fonts: fonts.names(), ..self }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, clippy::float_cmp, reason = "serde asks by reference; 1 is exact")]
fn is_one(scale: &f32) -> bool {
    *scale == 1.0
}

#[cfg(test)]
pub(super) use tests::any_spec_of;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Tray;
    use crate::scene::{Far, Frame, Part, Template};

    /// Any spec that can be asked for.
    fn any_spec() -> impl Strategy<Value = ExportSpec> {
        let captions = prop_oneof![Just(Captions::Shown), Just(Captions::Missing)];
        let pace = prop_oneof![
            (1.0..60.0, 0.1..600.0).prop_map(|(fps, seconds)| Pace::Steady { fps, seconds }),
            (0.05..60.0).prop_map(|dwell| Pace::Events { dwell }),
            (0.5..60.0).prop_map(|hold| Pace::Chapters { hold }),
        ];
        let each = prop_oneof![Just(Each::Chapter), Just(Each::Event), Just(Each::Day)];
        any_spec_of(prop_oneof![
            Just(ExportKind::One),
            each.prop_map(ExportKind::Each),
            (pace, captions).prop_map(|(pace, captions)| ExportKind::Film(Motion { pace, captions })),
        ])
    }

    /// Any spec of such a kind, as large as that needs: a picture asks for more room than a film.
    pub(in crate::export) fn any_spec_of(kind: impl Strategy<Value = ExportKind>) -> impl Strategy<Value = ExportSpec> {
        let words = || prop::option::of("[a-z \"<&کا]{1,9}");
        let of_layout = prop::sample::select(Layout::ALL.map(|(layout, _)| layout).to_vec());
        let without =
            prop::collection::btree_set(prop::sample::select(Part::ALL.map(|(part, ..)| part).to_vec()), 0..4);
        let of_template = prop::sample::select(Template::ALL.map(|(template, ..)| template).to_vec());
        let far = prop_oneof![Just(Far::Inset), Just(Far::Pointers)];
        let frame = prop_oneof![Just(Frame::Near), Just(Frame::Named)];
        let composition = (of_template, words(), words(), words(), words(), without, far, frame).prop_map(
            |(template, title, subtitle, date, link, without, far, frame)| Composition {
                template,
                title,
                subtitle,
                date,
                link,
                without,
                far,
                frame,
            },
        );
        let names = || prop::collection::btree_set("[A-Z][a-z]{2,8}", 0..3);
        let tray = prop_oneof![Just(Tray::Kept), Just(Tray::LeftOut)];
        let redaction = (prop::option::of(0.1..500.0), names(), names(), tray)
            .prop_map(|(round_km, layers, speakers, tray)| Redaction { round_km, layers, speakers, tray });
        let font = ("[a-z]{1,8}\\.ttf", "[0-9a-f]{64}").prop_map(|(name, sha256)| FontName { name, sha256 });
        let letters = prop_oneof![Just(Letters::Words), Just(Letters::Outlines)];
        let carries = prop_oneof![Just(Carries::View), Just(Carries::Story)];
        // So much more than it needs.
        let drawn = ((0..8000_u16, 0..8000_u16), 0.1..4.0_f32, letters, carries);
        (of_layout, composition, redaction, prop::collection::vec(font, 0..3), drawn, kind).prop_map(
            |(layout, composition, redaction, fonts, ((wider, higher), scale, letters, carries), kind)| {
                let size = [0.0, 0.0];
                let spec = ExportSpec { layout, size, composition, redaction, fonts, scale, letters, carries, kind };
                let [width, height] = spec.least_size();
                ExportSpec { size: [width + f32::from(wider), height + f32::from(higher)], ..spec }
            },
        )
    }

    proptest! {
        #[test]
        fn a_spec_comes_back_as_it_was_written(spec in any_spec()) {
            let text = serde_json::to_string(&spec).unwrap();
            prop_assert_eq!(serde_json::from_str::<ExportSpec>(&text).unwrap(), spec);
        }
    }

    #[test]
    fn what_is_not_said_is_as_where_nothing_is_asked() {
        assert_eq!(serde_json::from_str::<ExportSpec>("{}").unwrap(), ExportSpec::default());
        let text = serde_json::to_string(&ExportSpec::default()).unwrap();
        assert_eq!(text, r#"{"layout":"figure","size":[1600.0,1000.0]}"#);
    }
}
