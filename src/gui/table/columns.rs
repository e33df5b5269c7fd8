//! Which columns of a table have room, and where they stand.

use egui::Rangef;

use crate::gui::table_look::TableLook;

/// Between two columns.
pub(in crate::gui) const GUTTER: f32 = 14.0;

/// The columns that are shown, from left to right.
pub(in crate::gui) struct Columns<C> {
    pub(in crate::gui) places: Vec<(C, Rangef)>,
    /// The room that they have, which may be less than they need.
    room: Rangef,
    /// How many lines of text stand in a cell.
    pub(in crate::gui) lines: usize,
}

/// What a table goes by to lay out its rows.
#[derive(Debug, Clone, Copy)]
pub(in crate::gui) struct Sides {
    /// Where columns can be seen.
    pub(in crate::gui) room: Rangef,
    /// The width of all columns, which may be more.
    pub(in crate::gui) width: f32,
    /// How many lines of text stand in a cell.
    pub(in crate::gui) lines: usize,
}

/// A column that can be shown.
#[derive(Debug, Clone, Copy)]
pub(in crate::gui) struct Offered<C> {
    pub(in crate::gui) column: C,
    /// The least width that it needs.
    pub(in crate::gui) least: f32,
    /// Its share of what is left over.
    pub(in crate::gui) share: f32,
}

impl<C: Copy + PartialEq> Columns<C> {
    /// The columns that a viewer wants, and as many of the others as fit, in an order with their titles. They are
    /// offered in the order in which they give way, the last first. `aside` is how far they are scrolled to the left.
    pub(in crate::gui) fn of(
        (room, aside): (Rangef, f32),
        look: &TableLook,
        offered: impl Iterator<Item = Offered<C>>,
        order: &[(C, &'static str)],
    ) -> Self {
        let title_of = |column: C| order.iter().find(|(known, _)| *known == column).map_or("", |(_, title)| title);
        let (kept, others): (Vec<Offered<C>>, Vec<Offered<C>>) = offered
            .filter(|offered| !look.hidden.contains(title_of(offered.column)))
            .map(|offered| match look.width(title_of(offered.column)) {
                Some(width) => Offered { least: width, share: 0.0, ..offered },
                None => offered,
            })
            .partition(|offered| look.keeps(title_of(offered.column)));
        let mut taken = kept.iter().map(|kept| kept.least + GUTTER).sum::<f32>() - GUTTER;
        let fitting = others.into_iter().take_while(|other| {
            taken += other.least + GUTTER;
            taken <= room.span()
        });
        let fitting: Vec<Offered<C>> = kept.iter().copied().chain(fitting).collect();
        let least: f32 = fitting.iter().map(|fitting| fitting.least + GUTTER).sum::<f32>() - GUTTER;
        let shares: f32 = fitting.iter().map(|fitting| fitting.share).sum();
        let spare = (room.span() - least).max(0.0) / shares.max(1.0);
        let aside = aside.clamp(0.0, (least - room.span()).max(0.0));
        let mut left = room.min - aside;
        let mut places = Vec::new();
        for (column, _) in order {
            let Some(Offered { least, share, .. }) = fitting.iter().find(|fitting| fitting.column == *column) else {
                continue;
            };
            let width = least + share * spare;
            places.push((*column, Rangef::new(left, left + width)));
            left += width + GUTTER;
        }
        Self { places, room, lines: look.lines.count() }
    }

    /// Where a column stands; none where it is not shown.
    pub(in crate::gui) fn place(&self, column: C) -> Option<Rangef> {
        self.places.iter().find(|(known, _)| *known == column).map(|(_, range)| *range)
    }

    /// How wide a column is; nothing where it is not shown.
    pub(in crate::gui) fn width_of(&self, column: C) -> f32 {
        self.place(column).map_or(0.0, Rangef::span)
    }

    /// What texts are broken for: the widths in half points, and the lines.
    pub(in crate::gui) fn measure(&self) -> Vec<usize> {
        let widths = self.places.iter().map(|(_, range)| (range.span() * 2.0).round() as usize);
        widths.chain([self.lines]).collect()
    }

    /// From the first to the last.
    pub(in crate::gui) fn width(&self) -> f32 {
        match (self.places.first(), self.places.last()) {
            (Some((_, first)), Some((_, last))) => last.max - first.min,
            _ => 0.0,
        }
    }

    /// What a table goes by to lay out its rows.
    pub(in crate::gui) fn sides(&self) -> Sides {
        Sides { room: self.room, width: self.width(), lines: self.lines }
    }
}
