//! Names of cities, countries and lines, where marks and their labels leave room.

use super::MapPainter;
use crate::basemap::{CityKind, LineClass, Viewpoint};
use crate::scene::labels::{BESIDE, Line, Side};
use crate::scene::projection::stretches_near;
use crate::scene::{Face, Mark, Point, Rect, Stroke, TextStyle, text_width};

/// Sides a city's name may stand on.
const CITY_SIDES: [Side; 4] = [Side::Right, Side::Left, Side::RightAbove, Side::RightBelow];

impl MapPainter<'_> {
    /// Draws the names of the base map, the weightiest first.
    pub(super) fn names(&mut self) {
        self.line_names();
        self.city_names(|rank| rank <= 1);
        self.country_names();
        self.city_names(|rank| rank > 1);
    }

    fn line_names(&mut self) {
        if self.view.map.zoom < 4.3 {
            return;
        }
        let detail = self.basemap.detail(self.view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
        let frame = self.projection.frame().grown(-6.0);
        let durand = match self.view.viewpoint {
            Viewpoint::DeFacto => "Durand Line (1893) · not recognised by Afghanistan",
            Viewpoint::Afg => "Durand Line (1893) · not recognised",
            _ => "Durand Line (1893)",
        };
        for (class, words) in [(LineClass::Durand, durand), (LineClass::LineOfControl, "Line of Control")] {
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
            let color = self.palette.ink_secondary;
            let style =
                TextStyle { face: Face::Italic, size: 9.5, color, halo: Some(self.palette.story_land), spacing: 0.1 };
            let line = Line { words: words.to_owned(), style };
            for stretch in stretches.iter().take(3) {
                let smooth = smoothed(stretch);
                if self.room.set_along(&mut self.scene.marks, &line, &smooth, 6.0) {
                    break;
                }
            }
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
            if !frame.contains(at) || !self.room.is_free(&dot) {
                continue;
            }
            let words = match &city.local_name {
                Some(local) if zoom >= 6.5 => format!("{} {local}", city.name),
                _ => city.name.clone(),
            };
            let line = Line { words, style };
            let sides = if capital { &BESIDE[..] } else { &CITY_SIDES[..] };
            if self.room.set(&mut self.scene.marks, &[line], at, 6.0, sides).is_some() {
                self.city_dot(at, city.kind);
                self.room.take(dot);
                left -= 1;
            }
        }
    }

    fn city_dot(&mut self, at: Point, kind: CityKind) {
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
