//! How many events begin in each unit of the ruler.

use super::Sheet;
use crate::query::Shown;
use crate::scene::{Mark, Rect, Stroke};
use crate::store::Store;

impl Sheet<'_> {
    /// Bars on the units of the ruler: pale for all events that the filter admits, stronger for those
    /// that are shown.
    pub(super) fn density(&mut self, strip: Rect) {
        let bounds = self.scale.unit_bounds(self.zone);
        let whenever = counts(self.store, self.whenever, &bounds);
        let shown = counts(self.store, self.shown, &bounds);
        let most = whenever.iter().copied().max().unwrap_or_default();
        self.strip_name(strip.center()[1] + 2.0);
        let base = strip.bottom();
        for (counts, share) in [(&whenever, 0.18), (&shown, 0.26)] {
            let color = self.palette.ink_faint.faded(share);
            for (pair, &count) in bounds.windows(2).zip(counts.iter()) {
                let x = |secs: f64| self.scale.x_from_time(secs).clamp(strip.x, strip.right()).round();
                let (left, right) = (x(pair[0]), x(pair[1]));
                // Wide bars leave the line of the grid free.
                let left = if right - left > 4.0 { left + 1.0 } else { left };
                if count > 0 && right > left {
                    let height = (strip.height - 5.0) * count as f32 / most.max(1) as f32;
                    let rect = Rect::new(left, base - height.max(1.5), right - left, height.max(1.5));
                    self.scene.marks.push(Mark::fill(rect, color));
                }
            }
        }
        let line = Stroke::solid(1.0, self.palette.rule);
        self.scene.marks.push(Mark::line([strip.x, base], [strip.right(), base], line));
    }
}

/// How many of the events that are shown begin in each stretch between two bounds; the earliest
/// possible start counts, as in [`crate::query::density`], which knows no months and no zones.
fn counts(store: &Store, shown: &Shown, bounds: &[f64]) -> Vec<u32> {
    let mut counts = vec![0; bounds.len().saturating_sub(1)];
    for &index in &shown.events {
        let Some(start_secs) = store.span(index).map(|span| span.possible.start_secs) else { continue };
        let after = bounds.partition_point(|bound| *bound <= start_secs);
        if let Some(count) = after.checked_sub(1).and_then(|bin| counts.get_mut(bin)) {
            *count += 1;
        }
    }
    counts
}
