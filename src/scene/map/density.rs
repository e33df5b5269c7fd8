//! Density: cells of the ground in colours that tell how many events stand in each.

use super::MapPainter;
use super::density_steps::Steps;
use crate::model::Region;
use crate::query::{Grid, Honeycomb};
use crate::scene::{Mark, Point, Rect, Stroke};

/// Between cells, in points, where they are wide enough to be told apart.
const GAP: f32 = 1.0;
/// Cells as wide as this have a gap between them.
const GAPPED: f32 = 6.5;
/// Around the palest cells is a line, so wide in points and so strong.
const RIM: (f32, f32) = (0.7, 0.75);
/// So many colours of the scale are too near to the ground to be seen on it without a line around them.
const PALE: usize = 2;
/// Names keep clear of cells from this step on.
const STRONG: usize = 2;

impl MapPainter<'_> {
    /// The steps of the scale: by the fullest cell in the frame.
    pub(super) fn steps(&self, grid: &Grid) -> Steps {
        if let Some(steps) = &self.film_steps {
            return steps.clone();
        }
        Steps::up_to(self.cells_in_sight(grid).map(|(_, count, _)| count).max().unwrap_or(0))
    }

    /// The filled cells in the frame, with their numbers and middles.
    pub(super) fn cells_in_sight<'g>(&'g self, grid: &'g Grid) -> impl Iterator<Item = (usize, usize, Point)> + 'g {
        let frame = self.projection.frame().grown(self.cell_points(grid.comb()) * 0.6);
        grid.filled().filter_map(move |(cell, count)| {
            let middle = self.projection.screen_near(grid.comb().middle(cell));
            frame.contains(middle).then_some((cell, count, middle))
        })
    }

    /// How wide a cell is on the map, in points.
    pub(super) fn cell_points(&self, comb: &Honeycomb) -> f32 {
        (comb.cell_width() * self.projection.world_points()) as f32
    }

    /// Draws the cells, and the borders over them.
    pub(super) fn density(&mut self, grid: &Grid, steps: &Steps) {
        let width = self.cell_points(grid.comb());
        let gap = if width < GAPPED { 0.3 } else { GAP };
        let mut by_step: Vec<Vec<Point>> = vec![Vec::new(); steps.count()];
        for (_, count, middle) in self.cells_in_sight(grid) {
            by_step[steps.of(count)].push(middle);
        }
        let colors = steps.colors(self.palette);
        for (step, middles) in by_step.into_iter().enumerate().filter(|(_, middles)| !middles.is_empty()) {
            let is_pale = steps.color_place(step) < PALE && width >= GAPPED;
            if is_pale {
                let rim = self.palette.density()[steps.color_place(step) + 1].faded(RIM.1);
                self.scene.marks.push(Mark::Cells { middles: middles.clone(), width: width - gap, fill: rim });
            }
            let width = if is_pale { width - gap - 2.0 * RIM.0 } else { width - gap };
            self.scene.marks.push(Mark::Cells { middles, width, fill: colors[step] });
        }
    }

    /// The ground of the fuller cells in the frame.
    pub(super) fn strong_cells(&self, grid: &Grid, steps: &Steps) -> Vec<Rect> {
        let side = self.cell_points(grid.comb());
        let is_strong = |count: usize| steps.color_place(steps.of(count)) >= STRONG;
        let strong = self.cells_in_sight(grid).filter(|(_, count, _)| is_strong(*count));
        strong.map(|(_, _, middle)| Rect::around(middle, side, side)).collect()
    }

    /// Outlines the provinces and countries that events in no cell mean.
    pub(super) fn counted_regions(&mut self, grid: &Grid) {
        let color = self.palette.density()[3];
        for (region, _) in grid.regions() {
            let regions = [region].into();
            self.outline(&regions, Stroke::solid(1.0, color.faded(0.7)));
            // A hatched country would only tint the map.
            if matches!(region, Region::Province(_)) {
                self.hatched_ground(&regions, Stroke::solid(0.6, color.faded(0.25)));
            }
        }
    }
}
