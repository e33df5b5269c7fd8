//! The peaks of a density: where most events stand, with the name of the place and their number.

use std::collections::{BTreeMap, BTreeSet};

use super::density_steps::Steps;
use super::{MapPainter, MapRole};
use crate::model::{LonLat, grouped};
use crate::query::Grid;
use crate::scene::labels::{BESIDE, Line, Room};
use crate::scene::wording::counted;
use crate::scene::{Color, Face, Point, Rect, Target, TargetId, TextStyle};
use crate::view::{lon_lat_from_unit, unit_from_lon_lat};

/// A peak has so much ground of the frame, in square points.
const GROUND: f32 = 30_000.0;
/// Peaks nearer to each other than this, in points, have one label.
const APART: f32 = 54.0;
/// So many cells are looked at for labels, for each that there is room for.
const TRIED: usize = 6;
/// A town within so many cells of a peak names it, and none farther than this in kilometres.
const NEAR: (f64, f64) = (1.6, 60.0);
/// As far from the middle of a cell, in its width, a town is in it.
const INSIDE: f64 = 0.6;
/// The widest cell that a town names, in kilometres.
const WIDEST_KM: f64 = 250.0;

/// A name stands for a cell where one of so many of its events names it.
const FEW: usize = 5;

/// A cell with more events than those beside it.
struct Peak {
    cell: usize,
    count: usize,
    middle: Point,
}

impl MapPainter<'_> {
    /// Names the peaks, those with the most events first. Each is a target, so that the keyboard comes to it.
    pub(super) fn peaks(&mut self, grid: &Grid, steps: &Steps) {
        let frame = self.projection.frame();
        let mut left = ((frame.width * frame.height / GROUND) as usize).max(3);
        let tried = self.found_peaks(grid, steps, left * TRIED);
        let own = self.own_names(grid, &tried);
        let width = self.cell_points(grid.comb());
        let mut full = Room::new(frame, 0.0);
        self.strong_cells(grid, steps).into_iter().for_each(|rect| full.take(rect));
        let is_film = self.options.role == MapRole::InFilm;
        let mut named: BTreeSet<String> = BTreeSet::new();
        let mut labelled: Vec<Point> = Vec::new();
        for Peak { cell, count, middle: at } in tried {
            if left == 0 {
                return;
            }
            let is_near = |other: &Point| (other[0] - at[0]).hypot(other[1] - at[1]) < APART;
            if labelled.iter().any(is_near) || !self.room.is_free(&Rect::around(at, 2.0, 2.0)) {
                continue;
            }
            let position = lon_lat_from_unit(grid.comb().middle(cell));
            let name = own.get(&cell).cloned().or_else(|| self.town_of(position, grid.comb().cell_width()));
            // Each name stands once, on the fullest of its peaks. In a film numbers change, and names stay.
            let name = name.unwrap_or_default();
            if named.contains(&name) || (is_film && name.is_empty()) {
                continue;
            }
            if self.peak_label((&name, count), at, width, &full) {
                self.room.take(Rect::around(at, width, width));
                let events = counted(count, "event");
                let label = if name.is_empty() { events } else { format!("{name}: {events}") };
                let rect = Rect::around(at, width.max(16.0), width.max(16.0));
                self.scene.targets.push(Target { id: TargetId::Many(position), rect, label });
                if !name.is_empty() {
                    named.insert(name);
                }
                labelled.push(at);
                self.has_town = true;
                left -= 1;
            }
        }
    }

    /// Cells in the frame with more events than any beside them, the fullest first.
    fn found_peaks(&self, grid: &Grid, steps: &Steps, most: usize) -> Vec<Peak> {
        let frame = self.projection.frame().grown(-8.0);
        let least = steps.peak();
        let is_peak = |cell: usize, count: usize| {
            let beside = grid.comb().beside(cell);
            beside.into_iter().all(|other| (grid.count(other), cell) < (count, other))
        };
        let mut peaks: Vec<Peak> = self
            .cells_in_sight(grid)
            .filter(|(cell, count, middle)| *count >= least && frame.contains(*middle) && is_peak(*cell, *count))
            .map(|(cell, count, middle)| Peak { cell, count, middle })
            .collect();
        peaks.sort_by_key(|peak| (std::cmp::Reverse(peak.count), peak.cell));
        peaks.truncate(most);
        peaks
    }

    /// What the story itself calls the places in these cells: of several the one that most events name, where these
    /// are not few of all.
    fn own_names(&self, grid: &Grid, peaks: &[Peak]) -> BTreeMap<usize, String> {
        let cells: BTreeMap<usize, usize> = peaks.iter().map(|peak| (peak.cell, peak.count)).collect();
        let mut names = BTreeMap::new();
        for place in self.store.place_names().iter() {
            let cell = grid.comb().cell_at(unit_from_lon_lat(place.at));
            let is_of = |cell: &usize| cells.get(cell).is_some_and(|count| place.events * FEW >= *count);
            if let Some(cell) = cell.filter(is_of) {
                names.entry(cell).or_insert_with(|| place.name.clone());
            }
        }
        names
    }

    /// The town of the base map that people know a cell by: the largest in it, else the nearest, where one is near. A
    /// cell of half a country has none.
    fn town_of(&self, at: LonLat, cell_width: f64) -> Option<String> {
        const EQUATOR_KM: f64 = 40_075.0;
        let wide = at.lat.to_radians().cos().max(0.05);
        let cell_km = cell_width * EQUATOR_KM * wide;
        if cell_km > WIDEST_KM {
            return None;
        }
        let (inside_km, near_km) = (cell_km * INSIDE, (NEAR.0 * cell_km).clamp(5.0, NEAR.1));
        let most_km = near_km.max(inside_km);
        let (high, across) = (most_km / 111.0, most_km / 111.0 / wide);
        let lon = (at.lon + 180.0).rem_euclid(360.0) - 180.0;
        let at = LonLat::new(lon, at.lat);
        let near = self
            .basemap
            .cities
            .iter()
            .filter(|city| (city.at.lat - at.lat).abs() <= high && (city.at.lon - at.lon).abs() <= across);
        let by_distance: Vec<_> = near.map(|city| (city.at.distance_km(at), city)).collect();
        let largest = by_distance.iter().filter(|(km, _)| *km <= inside_km).max_by_key(|(_, city)| city.population);
        let nearest =
            || by_distance.iter().filter(|(km, _)| *km <= near_km).min_by(|one, other| one.0.total_cmp(&other.0));
        largest.or_else(nearest).map(|(_, city)| city.name.clone())
    }

    /// Writes a name with a number beside a cell, beside fuller ones too if it can be. False where there is no room.
    fn peak_label(&mut self, (name, count): (&str, usize), at: Point, width: f32, full: &Room) -> bool {
        const SIZE: f32 = 11.0;
        let style = |face, color: Color| TextStyle {
            face,
            size: SIZE,
            color,
            halo: Some(self.palette.story_land),
            spacing: 0.0,
        };
        let (bold, plain) = (style(Face::SemiBold, self.palette.ink), style(Face::Regular, self.palette.ink));
        let is_film = self.options.role == MapRole::InFilm;
        let number = if is_film { String::new() } else { grouped(count) };
        // A little wider than both runs, with the gap between them.
        let both = [Line { words: format!("{name}  {number}").trim_start().to_owned(), style: bold }];
        let runs = [(name, bold), (number.as_str(), if name.is_empty() { bold } else { plain })];
        let runs = &runs[usize::from(name.is_empty())..];
        let spot = (at, width * 0.5 + 3.5);
        let clear = self.room.seat_where(&both, spot, &BESIDE, |rect| full.is_free(rect));
        let Some(seat) = clear.or_else(|| self.room.seat_where(&both, spot, &BESIDE, |_| true)) else { return false };
        self.room.take_seat(&seat);
        // On fuller cells a halo is not enough.
        if !full.is_free(&seat.rect) {
            self.plate(seat.rect);
        }
        seat.write_runs(&mut self.scene.marks, runs);
        true
    }
}
