//! The key of a density: how many events in a cell each colour stands for, how large a cell is, and which events
//! stand in none.

use super::crowd::Crowd;
use super::density_steps::Steps;
use super::furniture::BUTTONS;
use super::{MapPainter, MapRole};
use crate::model::grouped;
use crate::query::Grid;
use crate::scene::text_layout::Type;
use crate::scene::{Align, Face, Mark, Rect, Scene, Stroke, TextStyle, text_width};
use crate::view::Others;

const HEAD: f32 = 10.5;
const SIZE: f32 = 9.5;
/// Height and least width of the sample of a step, in points.
const SAMPLE: [f32; 2] = [12.0, 34.0];
/// Lines of words are so far apart, in points.
const LINE: f32 = 13.5;
/// The notes under the scale.
const NOTE: Type = Type::new(Face::Regular, SIZE);
/// Between the notes and the sides of the map, in points.
const NARROW: f32 = 72.0;

impl MapPainter<'_> {
    /// What the colours in the frame mean; none where there are none. `beside` is how much room is left for a button at
    /// the end of the first line, in points.
    pub(super) fn crowd_key(&self, beside: f32) -> Option<Scene> {
        let crowd = self.crowd.as_ref()?;
        // The numbers of a film change from frame to frame.
        let notes = if self.options.role == MapRole::InFilm { Vec::new() } else { self.key_notes(crowd.grid()) };
        // On a narrow map a note has several lines.
        let notes: Vec<String> = notes.iter().flat_map(|words| NOTE.wrapped(words, self.key_room(), 3)).collect();
        match crowd {
            Crowd::Density(grid) => Some(self.density_key(grid, &self.steps(grid), &notes, beside)),
            Crowd::Clusters(..) => Some(self.notes_key("Events around a place, by category", &notes, beside)),
        }
    }

    /// How wide a key may be, in points.
    fn key_room(&self) -> f32 {
        let buttons = if matches!(self.options.role, MapRole::Window(_)) { BUTTONS[0] / 2.0 } else { 0.0 };
        (self.scene.size[0] - NARROW - buttons).max(NARROW)
    }

    fn density_key(&self, grid: &Grid, steps: &Steps, notes: &[String], beside: f32) -> Scene {
        let palette = self.palette;
        let (title, mut cell) = ("Events per cell", self.cell_words(grid));
        let room = self.key_room();
        let widest_of = |labels: &[String], pad: f32, least: f32| {
            labels.iter().map(|words| text_width(words, Face::Regular, SIZE) + pad).fold(least, f32::max)
        };
        let mut labels: Vec<String> = (0..steps.count()).map(|step| steps.words(step)).collect();
        let mut widest = widest_of(&labels, 8.0, SAMPLE[1]);
        // On a narrow map each sample says where it begins.
        if widest * steps.count() as f32 > room {
            labels = (0..steps.count()).map(|step| steps.least_words(step)).collect();
            widest = widest_of(&labels, 4.0, 20.0);
        }
        let head_of = |cell: &str| {
            let beside_title = if cell.is_empty() { 0.0 } else { 16.0 + text_width(cell, Face::Regular, SIZE) };
            text_width(title, Face::SemiBold, HEAD) + beside_title + beside
        };
        let mut notes = notes.to_vec();
        if head_of(&cell) > room {
            notes.insert(0, std::mem::take(&mut cell));
        }
        let scale = widest * steps.count() as f32;
        let head = head_of(&cell);
        let lines = notes.iter().map(|words| text_width(words, Face::Regular, SIZE)).fold(0.0, f32::max);
        let width = scale.max(head).max(lines);
        let below = 46.0 + LINE * notes.len() as f32;
        let mut scene = Scene::empty([width, below]);
        let style = |face, size, color| TextStyle { face, size, color, halo: None, spacing: 0.0 };
        let bold = style(Face::SemiBold, HEAD, palette.ink);
        let plain = style(Face::Regular, SIZE, palette.ink_secondary);
        scene.marks.push(Mark::text(title, [0.0, 10.0], Align::Start, bold));
        scene.marks.push(Mark::text(cell, [width - beside, 10.0], Align::End, plain));
        let step_width = width / steps.count() as f32;
        for (step, (fill, words)) in steps.colors(palette).into_iter().zip(labels).enumerate() {
            let rect = Rect::new(step as f32 * step_width, 18.0, step_width - 1.0, SAMPLE[0]);
            let rim = Some(Stroke::solid(0.6, palette.ink_faint.faded(0.6)));
            scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: Some(fill), stroke: rim });
            scene.marks.push(Mark::text(words, [rect.center()[0], 41.0], Align::Middle, plain));
        }
        self.notes(&mut scene, &notes, 41.0 + LINE + 1.0);
        scene
    }

    fn notes_key(&self, title: &str, notes: &[String], beside: f32) -> Scene {
        let lines = notes.iter().map(|words| text_width(words, Face::Regular, SIZE)).fold(0.0, f32::max);
        let width = lines.max(text_width(title, Face::SemiBold, HEAD) + beside);
        let mut scene = Scene::empty([width, 14.0 + LINE * notes.len() as f32]);
        let color = self.palette.ink;
        let bold = TextStyle { face: Face::SemiBold, size: HEAD, color, halo: None, spacing: 0.0 };
        scene.marks.push(Mark::text(title, [0.0, 10.0], Align::Start, bold));
        self.notes(&mut scene, notes, 10.0 + LINE);
        scene
    }

    fn notes(&self, scene: &mut Scene, notes: &[String], first: f32) {
        let color = self.palette.ink_secondary;
        let style = TextStyle { face: Face::Regular, size: SIZE, color, halo: None, spacing: 0.0 };
        for (line, words) in notes.iter().enumerate() {
            scene.marks.push(Mark::text(words.clone(), [0.0, first + LINE * line as f32], Align::Start, style));
        }
    }

    /// How wide a cell is on the ground in the middle of the map.
    fn cell_words(&self, grid: &Grid) -> String {
        let per_km = self.projection.points_per_km(self.view.map.center.lat);
        let km = f64::from(self.cell_points(grid.comb())) / per_km;
        match km {
            ..1.0 => format!("cell about {:.0} m wide", (km * 100.0).round() * 10.0),
            1.0..10.0 => format!("cell about {km:.1} km wide"),
            _ => format!("cell about {km:.0} km wide"),
        }
    }

    /// Draws the key on a map without a legend, in the corner where it hides the fewest cells.
    pub(super) fn key_card(&mut self) {
        const PAD: f32 = 9.0;
        let [width, height] = self.scene.size;
        let Some(key) = self.crowd_key(0.0) else { return };
        let [wide, high] = key.size.map(|side| side + 2.0 * PAD);
        if wide > (width * 0.7).max(width - 24.0) || high > height * 0.4 {
            return;
        }
        let (right, bottom) = (width - wide - 12.0, height - high - 36.0);
        let corners = [[12.0, 12.0], [right, 12.0], [12.0, bottom], [right, bottom + 24.0]];
        let free = corners.into_iter().map(|[x, y]| Rect::new(x, y, wide, high)).filter(|rect| self.room.is_free(rect));
        let Some(rect) = free.min_by_key(|rect| self.hidden_cells(&rect.grown(4.0))) else { return };
        self.room.take(rect.grown(4.0));
        let rim = Some(Stroke::solid(1.0, self.palette.rule));
        let fill = Some(self.palette.panel.faded(0.94));
        self.scene.marks.push(Mark::Rect { rect, radius: 8.0, fill, stroke: rim });
        self.scene.place(key, [rect.x + PAD, rect.y + PAD]);
    }

    /// Which of the events that are shown stand in no cell in the frame.
    fn key_notes(&self, grid: &Grid) -> Vec<String> {
        let number = grouped;
        let mut notes = Vec::new();
        if grid.regional() > 0 {
            notes.push(format!("{} known only to a province or country: in no cell", number(grid.regional())));
        }
        if grid.unplaced() > 0 {
            notes.push(format!("{} without a location", number(grid.unplaced())));
        }
        let in_sight: usize = self.cells_in_sight(grid).map(|(_, count, _)| count).sum();
        let outside = grid.inside() + grid.outside() - in_sight;
        if outside > 0 {
            notes.push(format!("{} outside of this map", number(outside)));
        }
        if self.view.others == Others::Faded && !self.view.filter.is_empty() {
            notes.push("Events that don’t match the filter are not drawn".to_owned());
        }
        notes
    }
}
