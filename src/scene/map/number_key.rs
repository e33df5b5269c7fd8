//! Where the key stands that tells what sizes and colours of marks mean.

use super::spots::Spot;
use super::{MapPainter, MapRole};
use crate::scene::{Rect, TargetId};

impl MapPainter<'_> {
    /// Makes the marks that stand alone as large as their numbers, and puts the largest below the others.
    pub(super) fn sized(&self, mut spots: Vec<Spot>) -> Vec<Spot> {
        for spot in &mut spots {
            if let [index] = spot.events[..] {
                spot.reach += self.radius_of(index) - super::RADIUS;
            }
        }
        spots.sort_by(|one, other| self.radius_of_spot(other).total_cmp(&self.radius_of_spot(one)));
        spots
    }

    /// The radius of the mark of an event, in points. A number has to stand in it where there are numbers.
    pub(super) fn radius_of(&self, index: usize) -> f32 {
        let radius = self.scale.radius(index, super::RADIUS);
        if self.options.numbers.contains_key(&index) { radius.max(super::RADIUS) } else { radius }
    }

    /// Marks that count events stay where they are in the order of sizes: they are all alike.
    fn radius_of_spot(&self, spot: &Spot) -> f32 {
        match spot.events[..] {
            [index] => self.radius_of(index),
            _ => super::RADIUS,
        }
    }

    /// Draws the key of the numbers in sight, in the corner where it hides the fewest marks; in the window always in
    /// the first that is free, so that it does not jump while the map is moved.
    pub(super) fn number_key(&mut self, spots: &[Spot]) {
        let [width, height] = self.scene.size;
        if matches!(self.options.role, MapRole::Inset | MapRole::Bare) || width < 240.0 || height < 160.0 {
            return;
        }
        let single = |spot: &Spot| match spot.events[..] {
            [index] => Some(index),
            _ => None,
        };
        let events: Vec<usize> = spots.iter().filter_map(single).collect();
        let Some(key) = self.scale.key(&events) else { return };
        let [wide, high] = key.size;
        if wide > width * 0.6 || high > height * 0.5 {
            return;
        }
        let (right, bottom) = (width - wide - 14.0, height - high - 38.0);
        let corners = [[14.0, bottom], [right, bottom], [14.0, 14.0], [right - 44.0, 14.0]];
        let legend = self.scene.targets.iter().find(|target| target.id == TargetId::Legend).map(|target| target.rect);
        let free = corners
            .into_iter()
            .map(|[x, y]| Rect::new(x, y, wide, high))
            .filter(|rect| self.room.is_free(rect) && legend.is_none_or(|legend| !legend.overlaps(rect)));
        let hidden = |rect: &Rect| {
            let under = |spot: &&Spot| Rect::around(spot.at, 2.0 * spot.reach, 2.0 * spot.reach).overlaps(rect);
            spots.iter().filter(under).count()
        };
        let is_window = matches!(self.options.role, MapRole::Window(_));
        let place = if is_window { free.into_iter().next() } else { free.min_by_key(hidden) };
        let Some(rect) = place else { return };
        self.room.take(rect.grown(4.0));
        self.scene.place(key, [rect.x, rect.y]);
    }
}
