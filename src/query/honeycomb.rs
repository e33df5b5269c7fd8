//! Cells of one size on the ground: regular hexagons on the square of web Mercator.
//!
//! Answers in which cell a spot lies and where the middle of a cell is. Cells lie on the ground and not in a frame,
//! so that none changes while a map is moved; around the world there is a whole number of them.

use crate::store::Spots;

/// The sides of the square of web Mercator in units.
const SIDE: f64 = Spots::SIDE;
/// Rows of cells that stand on their points lie so many widths of a cell apart: half the root of three.
const ROW: f64 = 0.866_025_403_784_438_6;
/// From the middle of a cell to its points, in widths: the root of a third.
const REACH: f64 = 0.577_350_269_189_625_8;

/// The cells of a stretch of the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Honeycomb {
    /// So many cells stand beside each other around the world.
    around: u32,
    /// The north-west corner of the stretch in units, its width and its height.
    corner: [u32; 2],
    wide: u32,
    high: u32,
    /// The first column and row, and how many there are.
    first: [u32; 2],
    columns: u32,
    rows: u32,
    cells_a_unit: f64,
    rows_a_unit: f64,
}

impl Honeycomb {
    /// How many cells there are around a world so many points wide, where each is at least so wide in points. It is
    /// no more than the root of two times as wide, so that cells stay the same for half a level of zoom.
    pub fn around(world_points: f64, least_points: f64) -> u32 {
        let halves = ((world_points / least_points).max(1.0).log2() * 2.0 + 1e-9).floor();
        (halves / 2.0).exp2().round() as u32
    }

    /// The cells between two corners on the unit square of web Mercator, north-west and south-east; to the east the
    /// square goes on with its west.
    pub fn new(around: u32, north_west: [f64; 2], south_east: [f64; 2]) -> Self {
        let around = around.max(1);
        let width = south_east[0] - north_west[0];
        let unit = |share: f64| (share.clamp(0.0, 1.0) * SIDE) as u32;
        // Where the whole world is seen, it begins at the date line.
        let (west, wide) =
            if width >= 1.0 { (0, u32::MAX) } else { (unit(north_west[0].rem_euclid(1.0)), unit(width)) };
        let (north, south) = (unit(north_west[1]), unit(south_east[1]));
        let cells_a_unit = f64::from(around) / SIDE;
        let rows_a_unit = cells_a_unit / ROW;
        let first_column = (f64::from(west) * cells_a_unit) as u32;
        let last_column = ((f64::from(west) + f64::from(wide)) * cells_a_unit) as u32 + 1;
        let first_row = ((f64::from(north) * rows_a_unit) as u32).saturating_sub(1);
        let last_row = (f64::from(south) * rows_a_unit) as u32 + 2;
        Self {
            around,
            corner: [west, north],
            wide,
            high: south.saturating_sub(north),
            first: [first_column, first_row],
            columns: last_column - first_column + 1,
            rows: last_row - first_row + 1,
            cells_a_unit,
            rows_a_unit,
        }
    }

    /// A spot in units on the unit square of web Mercator.
    pub fn unit(spot: [u32; 2]) -> [f64; 2] {
        spot.map(|unit| f64::from(unit) / SIDE)
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How wide a cell is, as a share of the world.
    pub fn cell_width(&self) -> f64 {
        1.0 / f64::from(self.around)
    }

    /// How many cells stand around the world.
    pub fn count_around(&self) -> u32 {
        self.around
    }

    /// From the middle of a cell to its points, as a share of the world.
    pub fn reach(&self) -> f64 {
        REACH * self.cell_width()
    }

    /// The cell in which a spot lies, in units east and south. None outside of the stretch.
    pub fn cell_of(&self, [x, y]: [u32; 2]) -> Option<usize> {
        let (east, south) = (x.wrapping_sub(self.corner[0]), y.wrapping_sub(self.corner[1]));
        if east > self.wide || south > self.high || y < self.corner[1] {
            return None;
        }
        let across = (f64::from(self.corner[0]) + f64::from(east)) * self.cells_a_unit;
        let down = f64::from(y) * self.rows_a_unit;
        // The nearest middle of an even row, and that of an odd one, which stands half a cell to the east.
        let even = [(across + 0.5) as u32, 2 * ((down / 2.0 + 0.5) as u32)];
        let odd = [across as u32, 2 * ((down / 2.0) as u32) + 1];
        let away = |column: f64, row: u32| {
            let (dx, dy) = (across - column, (down - f64::from(row)) * ROW);
            dx * dx + dy * dy
        };
        let is_even = away(f64::from(even[0]), even[1]) <= away(f64::from(odd[0]) + 0.5, odd[1]);
        let [column, row] = if is_even { even } else { odd };
        let [column, row] = [column - self.first[0], row - self.first[1]];
        Some(row as usize * self.columns as usize + column as usize)
    }

    /// The cell in which a place on the unit square of web Mercator lies, in any round of the globe.
    pub fn cell_at(&self, [x, y]: [f64; 2]) -> Option<usize> {
        (0.0..=1.0).contains(&y).then(|| self.cell_of([x.rem_euclid(1.0), y].map(|share| (share * SIDE) as u32)))?
    }

    /// The middle of a cell on the unit square; east of 1 where the stretch goes on across the date line.
    pub fn middle(&self, cell: usize) -> [f64; 2] {
        let (column, row) = self.column_and_row(cell);
        let shift = f64::from(row % 2) / 2.0;
        [(f64::from(column) + shift) / f64::from(self.around), f64::from(row) * ROW / f64::from(self.around)]
    }

    /// The cells that share a side with one, as far as they lie in the stretch.
    pub fn beside(&self, cell: usize) -> impl Iterator<Item = usize> + use<> {
        let (column, row) = self.column_and_row(cell);
        let (columns, rows, [first_column, first_row]) = (self.columns, self.rows, self.first);
        let west = if row.is_multiple_of(2) { column.wrapping_sub(1) } else { column };
        let all = [
            (column.wrapping_sub(1), row),
            (column + 1, row),
            (west, row.wrapping_sub(1)),
            (west.wrapping_add(1), row.wrapping_sub(1)),
            (west, row + 1),
            (west.wrapping_add(1), row + 1),
        ];
        all.into_iter().filter_map(move |(column, row)| {
            let (column, row) = (column.wrapping_sub(first_column), row.wrapping_sub(first_row));
            (column < columns && row < rows).then_some(row as usize * columns as usize + column as usize)
        })
    }

    /// Whether the stretch holds all between two corners on the unit square.
    pub fn covers(&self, north_west: [f64; 2], south_east: [f64; 2]) -> bool {
        /// What rounding may take, as a share of the world.
        const ROUNDED: f64 = 1e-8;
        let [west, north] = self.corner.map(|unit| f64::from(unit) / SIDE);
        let (wide, high) = (f64::from(self.wide) / SIDE, f64::from(self.high) / SIDE);
        let east = (north_west[0] - west + ROUNDED).rem_euclid(1.0);
        let is_across = wide >= 1.0 - ROUNDED || east + south_east[0] - north_west[0] <= wide + 2.0 * ROUNDED;
        let down = [north_west[1], south_east[1]].map(|share| share.clamp(0.0, 1.0));
        is_across && down[0] >= north - ROUNDED && down[1] <= north + high + ROUNDED
    }

    /// Whether the stretch holds all of another.
    pub fn covers_all(&self, other: &Self) -> bool {
        let north_west = other.corner.map(|unit| f64::from(unit) / SIDE);
        let (wide, high) = (f64::from(other.wide) / SIDE, f64::from(other.high) / SIDE);
        self.covers(north_west, [north_west[0] + wide, north_west[1] + high])
    }

    fn column_and_row(&self, cell: usize) -> (u32, u32) {
        let (column, row) = (cell % self.columns as usize, cell / self.columns as usize);
        (self.first[0] + column as u32, self.first[1] + row as u32)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_spot_lies_in_the_cell_whose_middle_is_nearest_and_in_none_outside(
            around in 1_u32..3000,
            (west, north) in (-1.0_f64..2.0, 0.0_f64..0.9),
            (wide, high) in (0.001_f64..1.2, 0.001_f64..0.4),
            (x, y) in (any::<u32>(), any::<u32>()),
        ) {
            let comb = Honeycomb::new(around, [west, north], [west + wide, north + high]);
            let at = [x, y].map(|unit| f64::from(unit) / SIDE);
            let Some(cell) = comb.cell_of([x, y]) else {
                let east = (at[0] - west).rem_euclid(1.0);
                let is_inside = east > 1e-6 && east < wide - 1e-6 && at[1] > north + 1e-6 && at[1] < north + high - 1e-6;
                prop_assert!(!is_inside, "{at:?}");
                return Ok(());
            };
            prop_assert!(cell < comb.len());
            let away = |cell: usize| {
                let [column, row] = comb.middle(cell);
                let dx = column - at[0];
                (dx - dx.round()).hypot(row - at[1])
            };
            prop_assert!(away(cell) <= comb.reach() * 1.000_001, "{} of {}", away(cell), comb.reach());
            prop_assert!(comb.beside(cell).all(|other| away(other) >= away(cell) - 1e-9));
        }

        #[test]
        fn cells_are_no_smaller_than_asked_for_and_not_much_larger(zoom in 1.0_f64..11.0, least in 4.0_f64..60.0) {
            let world = 256.0 * zoom.exp2();
            let wide = world / f64::from(Honeycomb::around(world, least));
            prop_assert!(wide > least * 0.97 && wide < least * 1.46, "{wide} of {least}");
        }
    }

    #[test]
    fn cells_beside_one_are_as_far_as_it_is_wide() {
        let comb = Honeycomb::new(40, [0.2, 0.2], [0.6, 0.7]);
        let cell = comb.cell_at([0.4, 0.4]).unwrap();
        let away = |other: usize| {
            let ([x, y], [a, b]) = (comb.middle(cell), comb.middle(other));
            (x - a).hypot(y - b)
        };
        assert_eq!(comb.beside(cell).count(), 6);
        assert!(comb.beside(cell).all(|other| (away(other) - comb.cell_width()).abs() < 1e-12));
    }

    #[test]
    fn a_stretch_covers_what_lies_in_it_in_any_round_of_the_globe() {
        let comb = Honeycomb::new(100, [0.9, 0.3], [1.2, 0.6]);
        assert!(comb.covers([0.95, 0.35], [1.1, 0.5]));
        assert!(comb.covers([0.05, 0.35], [0.1, 0.5]) && comb.covers([-0.05, 0.35], [0.1, 0.5]));
        assert!(!comb.covers([0.5, 0.35], [0.6, 0.5]) && !comb.covers([0.95, 0.2], [1.1, 0.5]));
        assert!(Honeycomb::new(10, [-0.1, -0.2], [0.95, 1.3]).covers([0.3, -0.1], [1.2, 1.0]));
    }
}
