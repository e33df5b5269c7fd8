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
/// possible start counts, as in [`crate::query::density`], which knows stretches of one length only.
fn counts(store: &Store, shown: &Shown, bounds: &[f64]) -> Vec<usize> {
    let start = |index: usize| store.span(index).map_or(f64::INFINITY, |span| span.possible.start_secs);
    // The events come in the order of their starts.
    let before = |bound: &f64| shown.events.partition_point(|index| start(*index) < *bound);
    let before: Vec<usize> = bounds.iter().map(before).collect();
    before.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Story, When};
    use crate::query::select;
    use crate::view::View;

    #[test]
    fn an_event_counts_where_it_begins_and_not_where_the_next_unit_does() {
        let event = |when: &str| Event { id: when.to_owned(), when: When::parse(when).ok(), ..Event::default() };
        let events = ["2025-10-09", "2025-10-09T23:59Z", "2025-10-10/2025-10-12", "../2025-10-11", "2025-10-08"];
        let store = Store::new(Story { events: events.map(event).into(), ..Story::default() });
        let view = View::of_story(&store, [800.0, 600.0]);
        let all = crate::query::Question { window: None, ..view.question() };
        let bounds: Vec<f64> = (9..=12).map(|day| 1_759_276_800.0 + f64::from(day - 1) * 86_400.0).collect();
        assert_eq!(counts(&store, &select(&store, &all), &bounds), [2, 1, 0]);
    }
}
