//! The names of the places that the story names: they come before all other words of a map.

use super::names::city_words;
use super::numbered::names_its_own;
use super::{MapPainter, MapRole};
use crate::basemap::CityKind;
use crate::scene::labels::{BESIDE, Line};
use crate::scene::{Face, Rect, TextStyle};

/// How far from its middle a name may stand, in points: past the marks that stand around a place.
const GAPS: [f32; 5] = [6.0, 11.0, 16.0, 22.0, 28.0];
/// A city of the base map this near to where events are is the one that they name, in kilometres.
const SAME_KM: f64 = 40.0;
/// A name has so much ground of the frame for itself, in square points.
const GROUND: f32 = 12_000.0;
/// So many places are tried at most.
const MOST: usize = 300;

impl MapPainter<'_> {
    /// Names each place that the story names, once, beside the marks that stand there.
    pub(super) fn story_names(&mut self) {
        let frame = self.projection.frame();
        let mut left = (frame.width * frame.height / GROUND) as usize;
        let store = self.store;
        let style = TextStyle {
            face: Face::SemiBold,
            size: 11.0,
            color: self.palette.ink,
            halo: Some(self.palette.story_land),
            spacing: 0.0,
        };
        let in_frame = store.place_names().iter().filter_map(|place| {
            let at = self.projection.screen_from_lon_lat(place.at);
            frame.contains(at).then_some((place, at))
        });
        for (place, at) in in_frame.take(MOST).collect::<Vec<_>>() {
            if left == 0 {
                return;
            }
            let city = self.basemap.city_near(&place.name, place.at, SAME_KM);
            // A province is no spot, though a story draws it at one.
            if city.is_none() && self.basemap.province(&place.name).is_some() {
                continue;
            }
            let at = city.map_or(at, |city| self.projection.screen_from_lon_lat(city.at));
            let words = city.map_or_else(|| place.name.clone(), |city| city_words(city, self.view.map.zoom));
            // Where no mark stands, the place itself is drawn.
            let dot = Rect::around(at, 7.0, 7.0);
            let is_bare = self.room.is_free(&dot);
            let line = [Line { words, style }];
            let (room, marks) = (&mut self.room, &mut self.scene.marks);
            let (is_numbered, standing) = (self.options.role == MapRole::Numbered, &self.standing);
            let is_good = |rect: &Rect| !is_numbered || names_its_own(standing, at, rect);
            if GAPS.into_iter().any(|gap| room.set_where(marks, &line, (at, gap), &BESIDE, is_good).is_some()) {
                left -= 1;
                self.has_town = true;
                if is_bare {
                    self.city_dot(at, city.map_or(CityKind::City, |city| city.kind));
                    self.room.take(dot);
                }
                self.named.extend(city);
            }
        }
    }
}
