//! Names of cities, countries and lines, where marks and their labels leave room.

use super::{MapPainter, MapRole};
use crate::basemap::{City, CityKind, LineClass, Viewpoint};
use crate::scene::ground::story_countries;
use crate::scene::labels::{BESIDE, Line, Side};
use crate::scene::projection::stretches_near;
use crate::scene::{Face, Mark, Point, Rect, Stroke, TextStyle, text_width};

/// Sides a city's name may stand on.
const CITY_SIDES: [Side; 4] = [Side::Right, Side::Left, Side::RightAbove, Side::RightBelow];

impl MapPainter<'_> {
    /// Draws the names of the base map, the weightiest first.
    pub(super) fn names(&mut self) {
        self.city_names(|rank| rank <= 1);
        self.country_names();
        self.sea_names();
        self.city_names(|rank| rank > 1);
    }

    /// Names the lines that are no agreed boundaries: those between the countries of the story at every zoom.
    pub(super) fn line_names(&mut self) {
        let of_story = story_countries(self.store, self.basemap);
        let detail = self.basemap.detail(self.view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
        let frame = self.projection.world_frame().grown(-6.0);
        let durand = match self.view.viewpoint {
            Viewpoint::DeFacto => "Durand Line (1893) · not recognised by Afghanistan",
            Viewpoint::Afg => "Durand Line (1893) · not recognised",
            _ => "Durand Line (1893)",
        };
        let names = [
            (LineClass::Durand, [durand, "Durand Line (1893)", "Durand Line"]),
            (LineClass::LineOfControl, ["Line of Control"; 3]),
        ];
        for (class, wordings) in names {
            let is_of_story = self.basemap.lines.iter().any(|line| {
                line.class == class && line.sides.iter().all(|side| side.is_some_and(|side| of_story.contains(&side)))
            });
            if !is_of_story && self.view.map.zoom < 4.3 {
                continue;
            }
            let pieces = detail.lines.iter().filter(|line| self.basemap.lines[line.index].class == class);
            let mut stretches: Vec<Vec<Point>> = Vec::new();
            for piece in pieces {
                let points: Vec<Point> =
                    piece.points.iter().map(|unit| self.projection.screen_from_unit(*unit)).collect();
                for stretch in stretches_near(&points, &frame) {
                    match stretches.last_mut() {
                        // Pieces of one line follow each other.
                        Some(last) if last.last() == stretch.first() => last.extend_from_slice(&stretch[1..]),
                        _ => stretches.push(stretch),
                    }
                }
            }
            stretches.sort_by_key(|stretch| std::cmp::Reverse(stretch.len()));
            let color = if is_of_story { self.palette.ink } else { self.palette.ink_secondary };
            let size = if is_of_story { 10.5 } else { 9.5 };
            let style =
                TextStyle { face: Face::Italic, size, color, halo: Some(self.palette.story_land), spacing: 0.1 };
            let smooth: Vec<Vec<Point>> = stretches.iter().take(3).map(|stretch| smoothed(stretch)).collect();
            let is_set = wordings.into_iter().any(|words| {
                let line = Line { words: words.to_owned(), style };
                smooth.iter().any(|along| self.room.set_along(&mut self.scene.marks, &line, along, 6.0))
            });
            if !is_set && is_of_story {
                self.name_beside(wordings[2], style, &frame, &stretches);
            }
        }
    }

    /// Writes the name of a line beside one of its points, where it runs nowhere straight enough for it.
    fn name_beside(&mut self, words: &str, style: TextStyle, frame: &Rect, stretches: &[Vec<Point>]) {
        let line = [Line { words: words.to_owned(), style }];
        let seen: Vec<Point> = stretches.iter().flatten().copied().filter(|point| frame.contains(*point)).collect();
        // From the middle outwards.
        let mut tries: Vec<usize> = (0..seen.len()).step_by((seen.len() / 16).max(1)).collect();
        tries.sort_by_key(|place| (2 * place).abs_diff(seen.len()));
        let gaps = [8.0, 20.0, 32.0];
        let mut spots = gaps.into_iter().flat_map(|gap| tries.iter().map(move |place| (gap, *place)));
        let _free =
            spots.find_map(|(gap, place)| self.room.set(&mut self.scene.marks, &line, seen[place], gap, &BESIDE));
    }

    fn sea_names(&mut self) {
        let zoom = self.view.map.zoom;
        let size = (8.5 + zoom as f32 * 0.4).clamp(9.5, 12.0);
        let style = TextStyle {
            face: Face::Italic,
            size,
            color: self.palette.sea_name,
            halo: Some(self.palette.sea),
            spacing: 0.6,
        };
        let world = self.view.map.world_points() as f32;
        for sea in self.basemap.seas.iter().filter(|sea| zoom >= f64::from(sea.min_zoom)) {
            let spot = self.projection.screen_from_lon_lat(sea.label);
            let line = Line { words: sea.name.clone(), style };
            // Of a sea that fills the frame its name stays in sight.
            let reach = (sea_reach(sea.min_zoom) * world).min(260.0);
            let steps = [0.0, -0.33, 0.33, -0.66, 0.66, -1.0, 1.0];
            let spots = steps.into_iter().map(|step| [spot[0], spot[1] + step * reach]);
            let mut spots = spots.filter(|at| self.projection.frame().contains(*at));
            let marks = &mut self.scene.marks;
            let _free =
                spots.find_map(|at| self.room.set(marks, std::slice::from_ref(&line), at, 0.0, &[Side::Centered]));
        }
    }

    fn country_names(&mut self) {
        let zoom = self.view.map.zoom;
        let size = (8.0 + zoom as f32 * 0.55).clamp(9.5, 13.0);
        let spacing = (zoom as f32 * 0.45).clamp(0.8, 3.0);
        let color = self.palette.country_name;
        let style = TextStyle { face: Face::Medium, size, color, halo: Some(self.palette.story_land), spacing };
        for country in &self.basemap.countries {
            let spot = self.projection.screen_from_lon_lat(country.label);
            if zoom < f64::from(country.min_zoom) || !self.projection.frame().contains(spot) {
                continue;
            }
            let line = Line { words: country.name.to_uppercase(), style };
            let reach = text_width(&line.words, style.face, size);
            // Near its middle, a little up or down where marks stand.
            for shift in [0.0, -26.0, 26.0, -52.0, 52.0, -80.0, 80.0] {
                let at = [spot[0], spot[1] + shift];
                let fits = shift.abs() < 30.0 || reach * 1.2 < 130.0 * (zoom as f32 - 3.5).max(0.0);
                if fits
                    && self
                        .room
                        .set(&mut self.scene.marks, std::slice::from_ref(&line), at, 0.0, &[Side::Centered])
                        .is_some()
                {
                    break;
                }
            }
        }
    }

    fn city_names(&mut self, of_rank: impl Fn(u8) -> bool) {
        let zoom = self.view.map.zoom;
        let color = self.palette.city_name;
        let style =
            TextStyle { face: Face::Regular, size: 10.0, color, halo: Some(self.palette.story_land), spacing: 0.0 };
        let frame = self.projection.frame();
        let area_points = f64::from(frame.width) * f64::from(frame.height);
        let mut left = (area_points / 26_000.0) as usize;
        for city in &self.basemap.cities {
            if left == 0 || f64::from(city.min_zoom) > zoom {
                continue;
            }
            let capital = city.kind == CityKind::Capital;
            let rank = if capital {
                0
            } else if city.population > 1_500_000 {
                1
            } else {
                2
            };
            if !of_rank(rank) {
                continue;
            }
            let at = self.projection.screen_from_lon_lat(city.at);
            let dot = Rect::around(at, 6.0, 6.0);
            if self.named.iter().any(|named| std::ptr::eq(*named, city))
                || !frame.contains(at)
                || !self.room.is_free(&dot)
            {
                continue;
            }
            let line = Line { words: city_words(city, zoom), style };
            let sides = if capital { &BESIDE[..] } else { &CITY_SIDES[..] };
            if self.room.set(&mut self.scene.marks, &[line], at, 6.0, sides).is_some() {
                self.city_dot(at, city.kind);
                self.room.take(dot);
                self.has_town = true;
                left -= 1;
            }
        }
    }

    /// Says which town is nearest where the map has come so close that none is in sight.
    pub(super) fn nearest_town(&mut self) {
        const LEAST_ZOOM: f64 = 7.5;
        if self.view.map.zoom < LEAST_ZOOM || self.has_town || !matches!(self.options.role, MapRole::Window(_)) {
            return;
        }
        let center = self.view.map.center;
        let towns = self.basemap.cities.iter().map(|city| (city.at.distance_km(center), &city.name));
        let Some((km, name)) = towns.min_by(|one, other| one.0.total_cmp(&other.0)) else { return };
        let words = if km < 1.0 { name.clone() } else { format!("{km:.0} km from {name}") };
        let color = self.palette.ink_secondary;
        let style =
            TextStyle { face: Face::Medium, size: 10.5, color, halo: Some(self.palette.story_land), spacing: 0.0 };
        let at = [f32::midpoint(0.0, self.scene.size[0]), self.scene.size[1] - 34.0];
        self.room.set(&mut self.scene.marks, &[Line { words, style }], at, 0.0, &[Side::Centered, Side::Above]);
    }

    pub(super) fn city_dot(&mut self, at: Point, kind: CityKind) {
        let (ink, ground) = (self.palette.ink_secondary, self.palette.story_land);
        if kind == CityKind::Capital {
            let rect = Rect::around(at, 5.0, 5.0);
            let rim = Some(Stroke::solid(1.0, ground));
            self.scene.marks.push(Mark::Rect { rect, radius: 0.5, fill: Some(self.palette.ink), stroke: rim });
        } else {
            let rim = Some(Stroke::solid(1.1, ink));
            self.scene.marks.push(Mark::Disc { center: at, radius: 2.1, fill: Some(ground), stroke: rim });
        }
    }
}

/// A city's name, with its own where there is room.
pub(super) fn city_words(city: &City, zoom: f64) -> String {
    match &city.local_name {
        Some(local) if zoom >= 6.5 => format!("{} {local}", city.name),
        _ => city.name.clone(),
    }
}

/// How far the name of a sea may stand from where it sits best, in worlds: less for what shows later.
fn sea_reach(min_zoom: f32) -> f32 {
    0.06 * (-min_zoom).exp2()
}

/// A line with its small bends evened out, so that words can follow it.
fn smoothed(points: &[Point]) -> Vec<Point> {
    const REACH: usize = 3;
    (0..points.len())
        .map(|index| {
            let around = &points[index.saturating_sub(REACH)..(index + REACH + 1).min(points.len())];
            let sum = around.iter().fold([0.0, 0.0], |s, p| [s[0] + p[0], s[1] + p[1]]);
            [sum[0] / around.len() as f32, sum[1] / around.len() as f32]
        })
        .collect()
}
