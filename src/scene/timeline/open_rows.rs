//! The rows of a lane while events are put in them, from the first in time to the last.

use super::heights::lane_height;
use super::shape::{Footprint, Lead, Parted, Shape, Spots};
use crate::model::{Extent, TimeSpan};

/// Room for the number of a stack, in points.
pub(super) const COUNT_ROOM: f64 = 22.0;

/// One mark: an event, or several that there was no room to part.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stack {
    /// Index of the event that is drawn.
    pub(super) first: usize,
    /// Indexes of the others.
    pub(super) more: Vec<usize>,
    /// How the first lies in time.
    pub(super) shape: Shape,
}

impl Stack {
    /// Indexes of all its events.
    pub(super) fn events(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

/// The marks of one lane, row by row from the top, each row in order of time; no rows where it is folded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LaneRows {
    pub(super) rows: Vec<Vec<Stack>>,
    pub(super) parted: Parted,
}

impl LaneRows {
    pub(super) const FOLDED: Self = Self { rows: Vec::new(), parted: Parted::Whole };

    /// How high the lane is with rows of this height, in points.
    pub(super) fn height(&self, pitch: f32) -> f32 {
        lane_height(self.rows.len(), pitch)
    }
}

/// The ground that rows are made on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// How many points a second takes.
    pub(super) points_per_sec: f64,
    /// How high all rows may be together, in points.
    pub(super) height: f32,
    /// Marks outside of this stretch of time take their places, but are not returned.
    pub(super) seen: Extent,
    /// Radii of marks in points, the greatest first.
    pub(super) radii: &'static [f32],
}

impl Ground {
    /// Whether some of a span is in sight.
    pub(super) fn sees(&self, span: &TimeSpan) -> bool {
        let Extent { start_secs, end_secs } = span.possible;
        start_secs <= self.seen.end_secs && end_secs >= self.seen.start_secs
    }
}

/// The rows of a lane while they are being filled. Lengths are points from 1970 on.
pub(super) struct OpenRows {
    rows: Vec<Vec<Stack>>,
    /// Where each row is free from, as far as what is parted goes.
    ends: Vec<f64>,
    /// Where each row is free of bars too.
    bar_ends: Vec<f64>,
    /// By row, whether its last mark is seen.
    last_is_seen: Vec<bool>,
    /// What is seen.
    seen: (f64, f64),
}

/// There is no row with room.
#[derive(Debug)]
pub(super) struct Full;

impl OpenRows {
    pub(super) fn new(ground: &Ground, radius: f32) -> Self {
        let points = |secs: f64, reach: f64| secs * ground.points_per_sec + reach;
        // Room for a symbol and what is around it.
        let reach = f64::from(radius) + COUNT_ROOM;
        let seen = (points(ground.seen.start_secs, -reach), points(ground.seen.end_secs, reach));
        Self { rows: Vec::new(), ends: Vec::new(), bar_ends: Vec::new(), last_is_seen: Vec::new(), seen }
    }

    /// Takes the first row that is free of marks and bars, else a new one, else, where bars may run
    /// under marks, the one whose bars end first.
    pub(super) fn place(&mut self, index: usize, shape: Shape, footprint: Footprint, most: usize) -> Result<(), Full> {
        let has_room = |row: &usize| self.ends[*row] <= footprint.start;
        let is_free = |row: &usize| has_room(row) && self.bar_ends[*row] <= footprint.bar_start;
        let rows = 0..self.rows.len();
        let row = if let Some(row) = rows.clone().find(is_free) {
            row
        } else if self.rows.len() < most {
            self.rows.push(Vec::new());
            self.ends.push(footprint.end);
            self.bar_ends.push(footprint.bar_end);
            self.last_is_seen.push(true);
            self.rows.len() - 1
        } else {
            rows.filter(has_room).min_by(|a, b| self.bar_ends[*a].total_cmp(&self.bar_ends[*b])).ok_or(Full)?
        };
        if !self.last_is_seen[row] {
            self.rows[row].pop();
        }
        self.rows[row].push(Stack { first: index, more: Vec::new(), shape });
        self.ends[row] = footprint.end;
        self.bar_ends[row] = self.bar_ends[row].max(footprint.bar_end);
        self.last_is_seen[row] = footprint.bar_start <= self.seen.1 && footprint.bar_end >= self.seen.0;
        Ok(())
    }

    /// Puts an event on the last mark of the row that is free soonest; its number needs room up to `count_end`.
    pub(super) fn stack(&mut self, index: usize, count_end: impl Fn(&Shape) -> f64) {
        let soonest = (0..self.ends.len()).min_by(|a, b| self.ends[*a].total_cmp(&self.ends[*b])).unwrap_or_default();
        if let Some(host) = self.rows.get_mut(soonest).and_then(|row| row.last_mut()) {
            if self.last_is_seen[soonest] {
                host.more.push(index);
            }
            self.ends[soonest] = self.ends[soonest].max(count_end(&host.shape));
        }
    }

    pub(super) fn closed(mut self, parted: Parted) -> LaneRows {
        for (row, last_is_seen) in self.rows.iter_mut().zip(&self.last_is_seen) {
            if !last_is_seen {
                row.pop();
            }
        }
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        LaneRows { rows: self.rows, parted }
    }
}

/// The rows of a lane while they are being filled with titles beside and on the bars. Lengths are points from 1970 on.
pub(super) struct TitledRows {
    rows: Vec<TitledRow>,
    /// What is seen.
    seen: (f64, f64),
}

/// One of them.
struct TitledRow {
    stacks: Vec<Stack>,
    /// Where the ground ends that all but the last event take for certain.
    before_last: f64,
    last: Spots,
    /// On the bar, or beside it.
    last_lead: Lead,
    last_is_seen: bool,
}

impl TitledRow {
    /// Where the ground of the last event ends, if another is to begin at a point: its title stands to the right
    /// if there is room, else to the left. None where it has room on neither side.
    fn end_before(&self, next: f64) -> Option<f64> {
        let Self { last, before_last, .. } = self;
        if self.last_lead == Lead::Inside {
            return Some(last.end(Lead::Inside));
        }
        if last.end(Lead::After) <= next {
            return Some(last.end(Lead::After));
        }
        (last.before_start >= *before_last).then(|| last.end(Lead::Before))
    }

    fn put(&mut self, stack: Stack, before_last: f64) {
        if !self.last_is_seen {
            self.stacks.pop();
        }
        self.stacks.push(stack);
        self.before_last = before_last;
    }
}

impl TitledRows {
    pub(super) fn new(ground: &Ground, radius: f32) -> Self {
        Self { rows: Vec::new(), seen: OpenRows::new(ground, radius).seen }
    }

    /// Takes the first row where the bar is free and no title is lost, else a new one, else the first where the
    /// bar is free. The title stands on the bar or, if need be on the other side, beside it.
    pub(super) fn place(
        &mut self,
        index: usize,
        shape: Shape,
        (spots, lead): (&Spots, Lead),
        most: usize,
    ) -> Result<(), Full> {
        let start = spots.bar.0;
        let with_titles = self
            .rows
            .iter()
            .enumerate()
            .find_map(|(place, row)| row.end_before(start).filter(|end| *end <= start).map(|end| (place, end)));
        let with_bar = || {
            let end = |row: &TitledRow| row.last.bar.1;
            self.rows.iter().position(|row| end(row) <= start).map(|place| (place, end(&self.rows[place])))
        };
        let stack = Stack { first: index, more: Vec::new(), shape };
        let last_is_seen = start <= self.seen.1 && spots.bar.1 >= self.seen.0;
        let place = match with_titles {
            Some((place, end)) => {
                self.rows[place].put(stack, end);
                place
            }
            None if self.rows.len() < most => {
                self.rows.push(TitledRow {
                    stacks: vec![stack],
                    before_last: f64::NEG_INFINITY,
                    last: *spots,
                    last_lead: lead,
                    last_is_seen,
                });
                self.rows.len() - 1
            }
            None => {
                let (place, end) = with_bar().ok_or(Full)?;
                self.rows[place].put(stack, end);
                place
            }
        };
        let row = &mut self.rows[place];
        (row.last, row.last_lead, row.last_is_seen) = (*spots, lead, last_is_seen);
        Ok(())
    }

    pub(super) fn closed(self) -> LaneRows {
        let closed = |mut row: TitledRow| {
            if !row.last_is_seen {
                row.stacks.pop();
            }
            row.stacks
        };
        let mut rows: Vec<Vec<Stack>> = self.rows.into_iter().map(closed).collect();
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        LaneRows { rows, parted: Parted::Whole }
    }
}
