//! Which columns of a table have room, and where they stand.

use egui::Rangef;

/// Between two columns.
pub(in crate::gui) const GUTTER: f32 = 14.0;

/// The columns that have room, from left to right.
pub(in crate::gui) struct Columns<C> {
    pub(in crate::gui) places: Vec<(C, Rangef)>,
}

impl<C: Copy + PartialEq> Columns<C> {
    /// As many columns as fit, in an order. They are offered in the order in which they give way, the last first, each
    /// with the least width it needs and its share of what is left over.
    pub(in crate::gui) fn of(
        room: Rangef,
        offered: impl Iterator<Item = (C, f32, f32)>,
        order: impl Iterator<Item = C>,
    ) -> Self {
        let mut taken = -GUTTER;
        let fitting: Vec<(C, f32, f32)> = offered
            .take_while(|(_, least, _)| {
                taken += least + GUTTER;
                taken <= room.span()
            })
            .collect();
        let least: f32 = fitting.iter().map(|(_, least, _)| least + GUTTER).sum::<f32>() - GUTTER;
        let shares: f32 = fitting.iter().map(|(.., share)| share).sum();
        let spare = (room.span() - least).max(0.0) / shares.max(1.0);
        let mut left = room.min;
        let mut places = Vec::new();
        for column in order {
            let Some((_, least, share)) = fitting.iter().find(|(fitting, ..)| *fitting == column) else { continue };
            let width = least + share * spare;
            places.push((column, Rangef::new(left, left + width)));
            left += width + GUTTER;
        }
        Self { places }
    }

    /// Where a column stands; none where it is folded away.
    pub(in crate::gui) fn place(&self, column: C) -> Option<Rangef> {
        self.places.iter().find(|(known, _)| *known == column).map(|(_, range)| *range)
    }

    /// How wide a column is; nothing where it is folded away.
    pub(in crate::gui) fn width_of(&self, column: C) -> f32 {
        self.place(column).map_or(0.0, Rangef::span)
    }

    /// From the first to the last.
    pub(in crate::gui) fn width(&self) -> f32 {
        match (self.places.first(), self.places.last()) {
            (Some((_, first)), Some((_, last))) => last.max - first.min,
            _ => 0.0,
        }
    }
}
