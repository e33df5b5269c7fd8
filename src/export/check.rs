//! Whether an export can be made as it is asked for.
//!
//! Answers what keeps it from that, before anything is drawn. What the view shows is known only when its files are
//! [planned](ExportSpec::plan).

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::film::FilmFile;
use super::limits::{MOST_FILM_PIXELS, MOST_PIXELS, MOST_WEBP_PIXELS};
use super::png::pixels_of;
use super::protected::refuse_named_words;
use super::series::check_places;
use super::size::{check_rounding, check_scale, check_size};
use super::{Carries, ExportKind, ExportSpec, Format, Letters, Problem, is_moving_file};
use crate::basemap::Basemap;
use crate::model::{Redaction, Story};
use crate::scene::{Composition, Layout, Template};
use crate::store::Store;

/// The names in a story that can be left out of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoryNames {
    /// Who speaks.
    speakers: BTreeSet<String>,
    /// Ids of layers, in their order.
    layers: Vec<String>,
}

impl StoryNames {
    /// The names of a story.
    pub fn of(story: &Story) -> Self {
        let mut speakers = BTreeSet::new();
        for claim in story.events.claims() {
            if !speakers.contains(&claim.attribution.name) {
                speakers.insert(claim.attribution.name.clone());
            }
        }
        Self { speakers, layers: story.layers.iter().map(|layer| layer.id.clone()).collect() }
    }

    /// What would be left out in vain, since the story has no such thing.
    pub fn check(&self, redaction: &Redaction) -> Vec<Problem> {
        let layer = |id: &&String| !self.layers.contains(id);
        let unknown = |id: &String| Problem::UnknownLayer { id: id.clone(), known: self.layers.join(", ") };
        let speaker = |name: &&String| {
            let asked = Redaction { speakers: [(*name).clone()].into(), ..Redaction::default() };
            !self.speakers.iter().any(|known| asked.names_speaker(known))
        };
        let layers = redaction.layers.iter().filter(layer).map(unknown);
        let speakers = redaction.speakers.iter().filter(speaker).map(|name| Problem::UnknownSpeaker(name.clone()));
        layers.chain(speakers).collect()
    }
}

/// Whether something can be left out of the story as it is: of two versions that are compared it cannot.
pub fn check_comparison(store: &Store, redaction: &Redaction) -> Result<(), Problem> {
    if store.is_comparison() && !redaction.is_none() { Err(Problem::ComparisonRedacted) } else { Ok(()) }
}

/// Whether the story has all that is to be left out of it by name.
pub fn check_names(story: &Story, redaction: &Redaction) -> Result<(), Problem> {
    if redaction.layers.is_empty() && redaction.speakers.is_empty() {
        return Ok(());
    }
    StoryNames::of(story).check(redaction).into_iter().next().map_or(Ok(()), Err)
}

/// The store of the story without what is left out of it, with the provinces and countries that it names. The same
/// store where nothing is left out or it has been already.
pub fn redacted_store(store: &Arc<Store>, redaction: &Redaction, basemap: &Basemap) -> Result<Arc<Store>, Problem> {
    if redaction.is_none() || store.redaction() == redaction {
        return Ok(store.clone());
    }
    check_comparison(store, redaction)?;
    check_names(store.whole_story(), redaction)?;
    Ok(crate::view::placed(Arc::new(store.redacted(redaction)), basemap))
}

impl ExportSpec {
    /// What keeps an export into this file, or files by its pattern, from being made. Empty when nothing is known to.
    pub fn check(&self, file: &Path) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |result: Result<(), Problem>| problems.extend(result.err());
        let size = check_size(self.size, self.least_size()).and_then(|()| check_scale(self.scale));
        let limit = self.limit_of(file);
        add(size.and_then(|()| match limit? {
            Some(most) => pixels_of(self.size, self.scale, most).map(|_| ()),
            None => Ok(()),
        }));
        add(self.redaction.round_km.map_or(Ok(()), check_rounding));
        match self.kind {
            ExportKind::Film(motion) => {
                add(motion.pace.checked().map(|_| ()).map_err(Problem::Pace));
                add(self.refuse_still());
            }
            ExportKind::One | ExportKind::Each(_) => {
                if matches!(self.kind, ExportKind::Each(_)) {
                    add(check_places(file));
                }
                add(refuse_named_words(&self.redaction, &self.composition));
                let can_carry = !matches!(Format::of(file), Some(Format::Jpeg | Format::Webp));
                add(if self.carries == Carries::View || can_carry { Ok(()) } else { Err(Problem::CannotCarry) });
            }
        }
        problems
    }

    /// The least width and height in points.
    pub(super) fn least_size(&self) -> [f32; 2] {
        let is_figure = self.motion().is_none() && self.layout == Layout::Figure;
        if is_figure { self.composition.template.least_size() } else { Template::Sheet.least_size() }
    }

    /// The most pixels on a side of what goes into this file; none where there are no pixels.
    fn limit_of(&self, file: &Path) -> Result<Option<u32>, Problem> {
        if self.motion().is_some() {
            return film_file(file).map(|_| Some(MOST_FILM_PIXELS));
        }
        Ok(match still_format(file)? {
            Format::Png | Format::Jpeg => Some(MOST_PIXELS),
            Format::Webp => Some(MOST_WEBP_PIXELS),
            Format::Svg | Format::Pdf | Format::Html => None,
        })
    }

    /// Refuses what says something of a still picture.
    fn refuse_still(&self) -> Result<(), Problem> {
        let asked = [
            (self.layout != Layout::Figure, "the layout"),
            (self.carries == Carries::Story, "the story"),
            (self.letters == Letters::Outlines, "letters as outlines"),
            (self.composition != Composition::default(), "what a figure holds"),
        ];
        let still = asked.into_iter().find(|(is_asked, _)| *is_asked);
        still.map_or(Ok(()), |(_, what)| Err(Problem::StillOnly(what)))
    }
}

/// The format of a still picture in this file.
pub(super) fn still_format(file: &Path) -> Result<Format, Problem> {
    let advice = if is_moving_file(file) { Problem::MovingFile } else { Problem::NoPictureFile };
    Format::of(file).ok_or(advice)
}

/// What a moving picture in this file is.
pub(super) fn film_file(file: &Path) -> Result<FilmFile, Problem> {
    FilmFile::of(file).ok_or(Problem::NoFilmFile)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Motion;
    use crate::io::carried_story;
    use crate::model::Tray;
    use crate::query::compared_story;
    use crate::view::{Each, Pace};

    fn problems(change: impl FnOnce(&mut ExportSpec), file: &str) -> Vec<Problem> {
        let mut spec = ExportSpec::default();
        change(&mut spec);
        spec.check(Path::new(file))
    }

    #[test]
    fn what_goes_together_has_no_problem() {
        for file in ["a.png", "a.JPG", "a.webp", "a.svg", "a.pdf", "a.html"] {
            assert_eq!(problems(|_| (), file), [], "{file}");
            assert_eq!(problems(|spec| spec.kind = ExportKind::Each(Each::Day), &format!("{{n}}{file}")), [], "{file}");
        }
        for file in ["a.gif", "a.apng", "a.webp", "out/{n}.png"] {
            assert_eq!(problems(|spec| *spec = ExportSpec::film(Motion::default()), file), [], "{file}");
        }
    }

    #[test]
    fn files_that_hold_no_such_picture_are_told() {
        assert_eq!(problems(|_| (), "a.bmp"), [Problem::NoPictureFile]);
        assert_eq!(problems(|_| (), ""), [Problem::NoPictureFile]);
        assert_eq!(problems(|_| (), "a.gif"), [Problem::MovingFile]);
        assert_eq!(problems(|spec| *spec = ExportSpec::film(Motion::default()), "a.pdf"), [Problem::NoFilmFile]);
        assert_eq!(problems(|spec| spec.kind = ExportKind::Each(Each::Day), "a.png"), [Problem::NoPlaces]);
        assert_eq!(problems(|spec| spec.carries = Carries::Story, "a.jpg"), [Problem::CannotCarry]);
    }

    #[test]
    fn more_pixels_than_a_format_holds_are_told_and_vectors_have_none() {
        let large = |spec: &mut ExportSpec| (spec.size, spec.scale) = ([9000.0, 5000.0], 2.0);
        let told = |limit| vec![Problem::TooLarge { width: 18_000, height: 10_000, limit }];
        assert_eq!(problems(large, "a.png"), told(16_384));
        assert_eq!(problems(large, "a.webp"), told(16_383));
        assert_eq!(problems(large, "a.svg"), []);
        let film = |spec: &mut ExportSpec| *spec = ExportSpec { scale: 4.0, ..ExportSpec::film(Motion::default()) };
        assert_eq!(problems(film, "a.gif"), [Problem::TooLarge { width: 5120, height: 2880, limit: 4096 }]);
        assert_eq!(problems(|spec| spec.size = [100.0, f32::NAN], "a.svg"), [Problem::TooSmall([480, 320])]);
        assert_eq!(problems(|spec| spec.scale = 0.0, "a.svg"), [Problem::NoScale]);
    }

    #[test]
    fn a_film_has_nothing_of_a_still_picture_and_a_pace_that_can_be() {
        let film = |change: fn(&mut ExportSpec)| {
            problems(
                |spec| {
                    *spec = ExportSpec::film(Motion::default());
                    change(spec);
                },
                "a.gif",
            )
        };
        assert_eq!(film(|spec| spec.layout = Layout::Map), [Problem::StillOnly("the layout")]);
        assert_eq!(
            film(|spec| spec.composition.title = Some(String::new())),
            [Problem::StillOnly("what a figure holds")]
        );
        let blink = Motion { pace: Pace::Events { dwell: 0.0 }, ..Motion::default() };
        let told = problems(|spec| *spec = ExportSpec::film(blink), "a.gif");
        assert!(matches!(told[..], [Problem::Pace(words)] if words.contains("0.05 to 60")), "{told:?}");
    }

    #[test]
    fn what_is_left_out_is_in_the_story_and_in_no_word_of_the_figure() {
        let names = StoryNames::of(&carried_story().story);
        let redaction = Redaction {
            layers: ["none".to_owned()].into(),
            speakers: ["Nobody".to_owned(), "mujahid".to_owned()].into(),
            ..Redaction::default()
        };
        let told: Vec<String> = names.check(&redaction).iter().map(ToString::to_string).collect();
        assert!(told.len() == 2 && told[0].starts_with("no layer “none” in the story; it has "), "{told:?}");
        assert_eq!(told[1], "nobody called “Nobody” speaks in the story; the list of claims has the names");
        let named = |spec: &mut ExportSpec| {
            spec.redaction = redaction.clone();
            spec.composition.date = Some("by MUJAHID".to_owned());
        };
        assert_eq!(problems(named, "a.svg"), [Problem::NamesLeftOut]);
    }

    #[test]
    fn two_versions_are_not_compared_with_something_left_out() {
        let story = carried_story().story;
        let (story, changes, _) = compared_story(&story, &story);
        let store = Arc::new(Store::new(story).with_changes(changes));
        let basemap = Basemap::default();
        let redaction = Redaction { tray: Tray::LeftOut, ..Redaction::default() };
        assert_eq!(redacted_store(&store, &redaction, &basemap).unwrap_err(), Problem::ComparisonRedacted);
        assert!(Arc::ptr_eq(&redacted_store(&store, &Redaction::default(), &basemap).unwrap(), &store));
    }
}
