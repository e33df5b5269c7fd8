//! What is drawn and named where counts stand for the marks of events.

use super::MapPainter;
use super::crowd::Crowd;
use crate::scene::Rect;
use crate::scene::ground::border_marks;

impl MapPainter<'_> {
    /// Takes the ground of the discs.
    pub(super) fn take_clusters(&mut self) {
        let Some(Crowd::Clusters(_, clusters)) = &self.crowd else { return };
        for cluster in clusters.iter().filter(|cluster| cluster.count > 1) {
            self.room.take(Rect::around(cluster.at, 2.0 * cluster.radius + 4.0, 2.0 * cluster.radius + 4.0));
        }
    }

    /// Names what counts stand for.
    pub(super) fn crowd_names(&mut self) {
        let Some(crowd) = self.crowd.take() else { return };
        match &crowd {
            Crowd::Density(grid) => {
                let steps = self.steps(grid);
                self.peaks(grid, &steps);
                // The other names keep clear of the fuller cells.
                for rect in self.strong_cells(grid, &steps) {
                    self.room.take(rect);
                }
            }
            Crowd::Clusters(..) => self.story_names(),
        }
        self.crowd = Some(crowd);
    }

    /// Draws what stands for the marks of a crowd. Names keep clear of it.
    pub(super) fn crowd_marks(&mut self, crowd: &Crowd<'_>) {
        match crowd {
            Crowd::Density(grid) => {
                self.counted_regions(grid);
                let steps = self.steps(grid);
                self.density(grid, &steps);
                let borders = border_marks(self.basemap, self.view, self.scene.size);
                self.scene.marks.extend(borders);
            }
            Crowd::Clusters(grid, clusters) => {
                self.counted_regions(grid);
                self.clusters(grid, clusters);
            }
        }
    }
}
