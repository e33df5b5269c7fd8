//! Which row of its lane each event stands in.
//!
//! This module answers how events that would overlap are parted. The answer depends on the story and
//! on the scale of the timeline, not on the stretch that is shown: rows stay as time is panned.

use super::LEAST_ROW;
use super::lanes::Lane;
use crate::model::{Extent, TimeSpan};

/// Radii of marks in points, the first that leaves room for all rows is taken.
const RADII: [f32; 4] = [6.0, 5.0, 4.25, 3.5];
/// The highest row in points.
const MOST_ROW: f32 = 30.0;
/// Between what stands in one row, in points.
const GAP: f64 = 2.0;
/// Room for the number of a stack, in points.
const COUNT_ROOM: f64 = 22.0;

/// How an event lies in time at the scale of the timeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    /// Where its mark stands, in seconds; infinite where the start is open.
    pub(super) mark_secs: f64,
    /// Its bar: what is possible and what is certain of it. None where the mark covers it.
    pub(super) bar: Option<TimeSpan>,
}

impl Shape {
    /// The shape of an event with a mark of this radius, at so many points a second.
    pub(super) fn new(span: &TimeSpan, radius: f32, points_per_sec: f64) -> Self {
        let best = span.certain.unwrap_or(span.possible);
        let is_covered = span.possible.duration_secs() * points_per_sec <= f64::from(2.0 * radius + 1.0);
        if is_covered {
            return Self { mark_secs: f64::midpoint(best.start_secs, best.end_secs), bar: None };
        }
        let mark_secs = match span.certain {
            Some(certain) => certain.start_secs,
            None if span.possible.is_bounded() => f64::midpoint(best.start_secs, best.end_secs),
            None if best.start_secs.is_finite() => best.start_secs,
            None => best.end_secs,
        };
        Self { mark_secs, bar: Some(*span) }
    }

    /// The ground it takes.
    fn footprint(&self, parted: Parted, radius: f32, points_per_sec: f64) -> Footprint {
        let reach = f64::from(radius) + GAP;
        let mark = self.mark_secs * points_per_sec;
        let bar = self.bar.map_or(Extent::instant(self.mark_secs), |bar| bar.possible);
        let bar_start = (bar.start_secs * points_per_sec).min(mark - reach);
        let bar_end = (bar.end_secs * points_per_sec + GAP).max(mark + reach);
        match parted {
            Parted::Whole => Footprint { start: bar_start, end: bar_end, bar_start, bar_end },
            Parted::Marks => Footprint { start: mark - reach, end: mark + reach, bar_start, bar_end },
        }
    }
}

/// The ground an event takes in its row, in points from 1970 on.
#[derive(Debug, Clone, Copy)]
struct Footprint {
    /// Where what must not overlap begins.
    start: f64,
    /// Where what must not overlap ends.
    end: f64,
    /// Where mark and bar begin.
    bar_start: f64,
    /// Where mark and bar end.
    bar_end: f64,
}

/// What of the events in a row does not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Marks and bars.
    Whole,
    /// Marks alone; bars run on under them.
    Marks,
}

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

/// The marks of one lane, row by row from the top, each row in order of time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LaneRows {
    pub(super) rows: Vec<Vec<Stack>>,
    pub(super) parted: Parted,
}

/// Every mark in its row.
pub(super) struct Rows {
    /// Height of a row in points.
    pub(super) pitch: f32,
    /// Radius of the marks in points.
    pub(super) radius: f32,
    /// In the order of the lanes.
    pub(super) lanes: Vec<LaneRows>,
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
}

/// Parts the events of the lanes.
pub(super) fn arrange(lanes: &[Lane], span_of: impl Fn(usize) -> Option<TimeSpan>, ground: Ground) -> Rows {
    let placing = |parted: Parted, radius: f32| Placing { span_of: &span_of, parted, radius, ground };
    let height = ground.height;
    for radius in RADII {
        let room = (height / (2.0 * radius + 2.0)) as usize;
        let mut left = room;
        let fits = |lane: &Lane| {
            let rows = placing(Parted::Whole, radius).unstacked(lane, left)?;
            left -= rows.rows.len();
            Some(rows)
        };
        let placed: Vec<LaneRows> = lanes.iter().map_while(fits).collect();
        if placed.len() == lanes.len() {
            return with_pitch(placed, radius, height);
        }
    }
    // No radius has room for all rows: the lanes with the most give up rows, let bars run under
    // marks, and stack marks last.
    let radius = RADII[RADII.len() - 1];
    let room = ((height / LEAST_ROW) as usize).max(lanes.len());
    let whole: Vec<Option<LaneRows>> =
        lanes.iter().map(|lane| placing(Parted::Whole, radius).unstacked(lane, room)).collect();
    let mut rows: Vec<usize> = whole.iter().map(|lane| lane.as_ref().map_or(room, |lane| lane.rows.len())).collect();
    while rows.iter().sum::<usize>() > room {
        let Some(most) = rows.iter_mut().max() else { break };
        if *most <= 1 {
            break;
        }
        *most -= 1;
    }
    let within = |((lane, whole), most): ((&Lane, Option<LaneRows>), usize)| {
        let fits = whole.filter(|whole| whole.rows.len() <= most);
        fits.unwrap_or_else(|| placing(Parted::Marks, radius).stacked(lane, most))
    };
    with_pitch(lanes.iter().zip(whole).zip(rows).map(within).collect(), radius, height)
}

fn with_pitch(lanes: Vec<LaneRows>, radius: f32, height: f32) -> Rows {
    let count: usize = lanes.iter().map(|lane| lane.rows.len()).sum();
    Rows { pitch: (height / count.max(1) as f32).min(MOST_ROW), radius, lanes }
}

/// How the events of a lane are put in rows.
struct Placing<'a, F> {
    span_of: &'a F,
    parted: Parted,
    radius: f32,
    ground: Ground,
}

impl<F: Fn(usize) -> Option<TimeSpan>> Placing<'_, F> {
    /// Each event in the first row where it overlaps nothing. None where more than `most` rows
    /// are needed, or there is no room for any.
    fn unstacked(&self, lane: &Lane, most: usize) -> Option<LaneRows> {
        let mut open = OpenRows::new(&self.ground, self.radius);
        for &index in &lane.events {
            if let Some(shape) = self.shape(index) {
                open.place(index, shape, self.footprint(&shape), most).ok()?;
            }
        }
        (most > 0).then(|| open.closed(self.parted))
    }

    /// Each event in the first row where it overlaps nothing; where there is none and there are
    /// `most` rows already, on the mark that leaves room soonest.
    fn stacked(&self, lane: &Lane, most: usize) -> LaneRows {
        let mut shapes: Vec<(usize, Shape)> =
            lane.events.iter().filter_map(|&index| Some((index, self.shape(index)?))).collect();
        shapes.sort_by(|(_, a), (_, b)| a.mark_secs.total_cmp(&b.mark_secs));
        let mut open = OpenRows::new(&self.ground, self.radius);
        for (index, shape) in shapes {
            if open.place(index, shape, self.footprint(&shape), most.max(1)).is_err() {
                open.stack(index, |host| {
                    host.mark_secs * self.ground.points_per_sec + f64::from(self.radius) + COUNT_ROOM
                });
            }
        }
        open.closed(self.parted)
    }

    fn shape(&self, index: usize) -> Option<Shape> {
        Some(Shape::new(&(self.span_of)(index)?, self.radius, self.ground.points_per_sec))
    }

    fn footprint(&self, shape: &Shape) -> Footprint {
        shape.footprint(self.parted, self.radius, self.ground.points_per_sec)
    }
}

/// The rows of a lane while they are being filled. Lengths are points from 1970 on.
struct OpenRows {
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
struct Full;

impl OpenRows {
    fn new(ground: &Ground, radius: f32) -> Self {
        let points = |secs: f64, reach: f64| secs * ground.points_per_sec + reach;
        // Room for a symbol and what is around it.
        let reach = f64::from(radius) + COUNT_ROOM;
        let seen = (points(ground.seen.start_secs, -reach), points(ground.seen.end_secs, reach));
        Self { rows: Vec::new(), ends: Vec::new(), bar_ends: Vec::new(), last_is_seen: Vec::new(), seen }
    }

    /// Takes the first row that is free of marks and bars, else a new one, else, where bars may run
    /// under marks, the one whose bars end first.
    fn place(&mut self, index: usize, shape: Shape, footprint: Footprint, most: usize) -> Result<(), Full> {
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
    fn stack(&mut self, index: usize, count_end: impl Fn(&Shape) -> f64) {
        let soonest = (0..self.ends.len()).min_by(|a, b| self.ends[*a].total_cmp(&self.ends[*b])).unwrap_or_default();
        if let Some(host) = self.rows.get_mut(soonest).and_then(|row| row.last_mut()) {
            if self.last_is_seen[soonest] {
                host.more.push(index);
            }
            self.ends[soonest] = self.ends[soonest].max(count_end(&host.shape));
        }
    }

    fn closed(mut self, parted: Parted) -> LaneRows {
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

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400.0;

    fn lane(count: usize) -> Lane {
        Lane { name: "Lane".to_owned(), events: (0..count).collect() }
    }

    fn day(number: f64) -> TimeSpan {
        TimeSpan::exact(Extent { start_secs: number * DAY, end_secs: (number + 1.0) * DAY })
    }

    fn ground(points_a_day: f64, height: f32) -> Ground {
        Ground { points_per_sec: points_a_day / DAY, height, seen: Extent::ALL }
    }

    fn rows_of(rows: &Rows) -> Vec<Vec<Vec<usize>>> {
        let events = |row: &Vec<Stack>| row.iter().flat_map(Stack::events).collect();
        rows.lanes.iter().map(|lane| lane.rows.iter().map(events).collect()).collect()
    }

    #[test]
    fn what_would_overlap_goes_to_the_next_row() {
        let spans = [day(0.0), day(0.0), day(1.0), day(5.0)];
        let rows = arrange(&[lane(4)], |index| spans.get(index).copied(), ground(60.0, 100.0));
        assert_eq!(rows_of(&rows), [[vec![0, 3], vec![1], vec![2]]]);
        assert!((rows.pitch - 30.0).abs() < 1e-6 && (rows.radius - 6.0).abs() < 1e-6);
    }

    #[test]
    fn rows_and_marks_shrink_before_events_are_stacked() {
        let ten = arrange(&[lane(10)], |_| Some(day(0.0)), ground(60.0, 100.0));
        assert_eq!(ten.lanes[0].rows.len(), 10);
        assert!((ten.radius - 3.5).abs() < 1e-6 && ten.pitch >= LEAST_ROW);
        let forty = arrange(&[lane(40)], |_| Some(day(0.0)), ground(60.0, 100.0));
        assert_eq!(forty.lanes[0].rows.len(), 11);
        assert_eq!(forty.lanes[0].rows.iter().flatten().map(|stack| stack.events().count()).sum::<usize>(), 40);
    }

    #[test]
    fn bars_run_under_marks_before_marks_are_stacked() {
        let spans = [
            TimeSpan::exact(Extent::ALL),
            TimeSpan::exact(Extent { end_secs: 90.0 * DAY, ..day(0.0).possible }),
            day(9.0),
            day(30.0),
        ];
        let rows = arrange(&[lane(4)], |index| spans.get(index).copied(), ground(10.0, 9.0));
        assert_eq!(rows_of(&rows), [[vec![0, 1, 2, 3]]]);
        assert!(rows.lanes[0].rows[0].iter().all(|stack| stack.more.is_empty()));
        assert_eq!(rows.lanes[0].parted, Parted::Marks);
    }

    #[test]
    fn bars_run_under_marks_only_as_far_as_they_must() {
        let long = |start: f64| TimeSpan::exact(Extent { start_secs: start * DAY, end_secs: (start + 50.0) * DAY });
        let spans = [long(0.0), long(5.0), long(10.0), day(70.0)];
        let rows = arrange(&[lane(4)], |index| spans.get(index).copied(), ground(10.0, 20.0));
        assert_eq!(rows_of(&rows), [[vec![0, 2, 3], vec![1]]]);
    }

    #[test]
    fn rows_do_not_depend_on_the_stretch_shown() {
        let spans: Vec<TimeSpan> = (0..60).map(|number| day(f64::from(number * number % 37))).collect();
        let rows = |from: f64| {
            let moved = |index: usize| {
                let Extent { start_secs, end_secs } = spans[index].possible;
                Some(TimeSpan::exact(Extent { start_secs: start_secs - from, end_secs: end_secs - from }))
            };
            rows_of(&arrange(&[lane(60)], moved, ground(20.0, 120.0)))
        };
        assert_eq!(rows(0.0), rows(1e9));
    }

    #[test]
    fn marks_that_are_not_seen_keep_their_places() {
        let spans = [day(0.0), day(0.5), day(20.0), day(20.5), day(40.0), day(40.5)];
        let seen = Extent { start_secs: 19.0 * DAY, end_secs: 22.0 * DAY };
        let rows = arrange(&[lane(6)], |index| spans.get(index).copied(), Ground { seen, ..ground(30.0, 100.0) });
        assert_eq!(rows_of(&rows), [[vec![2], vec![3]]]);
    }

    #[test]
    fn an_event_with_open_ends_has_a_row_to_itself() {
        let spans = [TimeSpan::exact(Extent::ALL), day(0.0), day(40.0)];
        let rows = arrange(&[lane(3)], |index| spans.get(index).copied(), ground(10.0, 100.0));
        assert_eq!(rows_of(&rows), [[vec![0], vec![1, 2]]]);
    }

    #[test]
    fn a_short_day_is_marked_in_its_middle_and_a_long_one_at_its_start() {
        let short = Shape::new(&day(0.0), 6.0, 10.0 / DAY);
        assert_eq!(short, Shape { mark_secs: DAY / 2.0, bar: None });
        let long = Shape::new(&day(0.0), 6.0, 60.0 / DAY);
        assert_eq!(long, Shape { mark_secs: 0.0, bar: Some(day(0.0)) });
    }
}
