//! Which row of its lane each event stands in.
//!
//! This module answers how events that would overlap are parted. The answer depends on the story and
//! on the scale of the timeline, not on the stretch that is shown: rows stay as time is panned. Only a lane with
//! nothing in sight is folded, and gives its height to the others.

use super::LEAST_ROW;
use super::heights::{LEAST_LANE, fits, least_pitch, pitch_of, room_of, share_out};
use super::open_rows::{COUNT_ROOM, Ground, LaneRows, OpenRows, TitledRows};
use super::shape::{Footprint, Lead, Parted, Shape, Spots, Wish};
use crate::model::TimeSpan;

/// Radii of marks in points, the first that leaves room for all rows is taken.
pub(super) const RADII: [f32; 4] = [6.5, 5.5, 4.5, 3.5];
/// The same where marks hold numbers.
pub(super) const NUMBERED_RADII: [f32; 5] = [8.0, 6.5, 5.5, 4.5, 3.5];
/// The least radius of the marks of rows that are made for titles.
const LEAST_TITLED: f32 = 4.5;
/// Of lanes with more events than this together, titles take no part in which row an event stands in.
const MOST_TITLED: usize = 2_500;

/// Every mark in its row.
pub(super) struct Rows {
    /// Height of a row in points.
    pub(super) pitch: f32,
    /// Radius of the marks in points.
    pub(super) radius: f32,
    /// In the order of the lanes.
    pub(super) lanes: Vec<LaneRows>,
}

/// Parts the events of the lanes. `wish_of` is asked only where there are not too many of them.
pub(super) fn arrange(
    lanes: &[&[usize]],
    span_of: impl Fn(usize) -> Option<TimeSpan>,
    wish_of: impl Fn(usize, f32) -> Wish,
    ground: Ground,
) -> Rows {
    let is_open = |lane: &&[usize]| lane.iter().any(|index| span_of(*index).is_some_and(|span| ground.sees(&span)));
    let open: Vec<&[usize]> = lanes.iter().copied().filter(&is_open).collect();
    let folded = (lanes.len() - open.len()) as f32 * LEAST_LANE;
    let height = (ground.height - folded).max(0.0);
    let placing = |parted: Parted, radius: f32| Placing { span_of: &span_of, parted, radius, ground };
    let bare = |radius: f32| {
        let room = room_of(height, least_pitch(radius));
        let rows = |lane: &&[usize]| placing(Parted::Whole, radius).unstacked(lane, room);
        let placed: Vec<LaneRows> = open.iter().map_while(rows).collect();
        (placed.len() == open.len() && fits(&counts(&placed), least_pitch(radius), height)).then_some(placed)
    };
    let has_titles = open.iter().map(|lane| lane.len()).sum::<usize>() <= MOST_TITLED;
    let titled = |lane: &[usize], radius: f32, most: usize| {
        let wish_of = |index: usize| wish_of(index, radius);
        placing(Parted::Whole, radius).titled(lane, &wish_of, most)
    };
    // First the greatest marks with which all titles have room, then the greatest with which all rows have it.
    let all_titles = |radius: &&f32| {
        let room = room_of(height, least_pitch(**radius));
        let titled =
            |lane: &&[usize]| titled(lane, **radius, room.saturating_add(1)).filter(|rows| rows.rows.len() <= room);
        let placed: Vec<LaneRows> = open.iter().map_while(titled).collect();
        placed.len() == open.len() && fits(&counts(&placed), least_pitch(**radius), height)
    };
    let of_titles = ground.radii.iter().filter(|radius| has_titles && **radius >= LEAST_TITLED).find(all_titles);
    for radius in of_titles.into_iter().chain(ground.radii).copied() {
        let Some(placed) = bare(radius) else { continue };
        let mut most = counts(&placed);
        let placed = if has_titles && radius >= LEAST_TITLED {
            let room = room_of(height, least_pitch(radius));
            let wanted = |lane: &&[usize]| titled(lane, radius, room).map_or(0, |rows| rows.rows.len());
            share_out(&mut most, &open.iter().map(wanted).collect::<Vec<_>>(), least_pitch(radius), height);
            let within =
                |((lane, bare), most): ((&&[usize], LaneRows), &usize)| titled(lane, radius, *most).unwrap_or(bare);
            open.iter().zip(placed).zip(&most).map(within).collect()
        } else {
            placed
        };
        return with_folded(lanes, is_open, placed, radius, height);
    }
    // No radius has room for all rows: the lanes with the most give up rows, let bars run under
    // marks, and stack marks last.
    let radius = ground.radii.last().copied().unwrap_or(3.5);
    let room = room_of(height, LEAST_ROW).max(open.len());
    let whole: Vec<Option<LaneRows>> =
        open.iter().map(|lane| placing(Parted::Whole, radius).unstacked(lane, room)).collect();
    let mut rows: Vec<usize> = whole.iter().map(|lane| lane.as_ref().map_or(room, |lane| lane.rows.len())).collect();
    while !fits(&rows, LEAST_ROW, height) {
        let Some(most) = rows.iter_mut().max() else { break };
        if *most <= 1 {
            break;
        }
        *most -= 1;
    }
    let within = |((lane, whole), most): ((&&[usize], Option<LaneRows>), usize)| {
        let fits = whole.filter(|whole| whole.rows.len() <= most);
        fits.unwrap_or_else(|| placing(Parted::Marks, radius).stacked(lane, most))
    };
    let placed = open.iter().zip(whole).zip(rows).map(within).collect();
    with_folded(lanes, is_open, placed, radius, height)
}

fn counts(lanes: &[LaneRows]) -> Vec<usize> {
    lanes.iter().map(|lane| lane.rows.len()).collect()
}

fn with_folded(
    lanes: &[&[usize]],
    is_open: impl Fn(&&[usize]) -> bool,
    placed: Vec<LaneRows>,
    radius: f32,
    height: f32,
) -> Rows {
    let counts = counts(&placed);
    let pitch = pitch_of(&counts, radius, height);
    let mut placed = placed.into_iter();
    let of_lane =
        |lane: &&[usize]| if is_open(lane) { placed.next().unwrap_or(LaneRows::FOLDED) } else { LaneRows::FOLDED };
    Rows { pitch, radius, lanes: lanes.iter().map(of_lane).collect() }
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
    fn unstacked(&self, lane: &[usize], most: usize) -> Option<LaneRows> {
        let mut open = OpenRows::new(&self.ground, self.radius);
        for &index in lane {
            if let Some(shape) = self.shape(index) {
                open.place(index, shape, self.footprint(&shape), most).ok()?;
            }
        }
        (most > 0).then(|| open.closed(self.parted))
    }

    /// Each event in the first row where its title has room too, else in a new row, else in the first where it
    /// overlaps nothing. None where more than `most` rows are needed.
    fn titled(&self, lane: &[usize], wish_of: &impl Fn(usize) -> Wish, most: usize) -> Option<LaneRows> {
        let mut open = TitledRows::new(&self.ground, self.radius);
        let pps = self.ground.points_per_sec;
        for &index in lane {
            let Some(shape) = self.shape(index) else { continue };
            let wish = wish_of(index);
            let bar = shape.bar.map(|bar| (bar.possible.start_secs * pps, bar.possible.end_secs * pps));
            let certain = shape.bar.and_then(|bar| bar.certain);
            let mark = certain.filter(|_| wish.seat == super::shape::Seat::Start);
            let mark = mark.map_or(shape.mark_secs, |certain| certain.start_secs) * pps;
            let spots = Spots::new(bar, mark, self.radius, wish);
            let lead = if spots.fits_inside(wish, certain, pps) { Lead::Inside } else { Lead::After };
            open.place(index, shape, (&spots, lead), most).ok()?;
        }
        (most > 0).then(|| open.closed())
    }

    /// Each event in the first row where it overlaps nothing; where there is none and there are
    /// `most` rows already, on the mark that leaves room soonest.
    fn stacked(&self, lane: &[usize], most: usize) -> LaneRows {
        let mut shapes: Vec<(usize, Shape)> =
            lane.iter().filter_map(|&index| Some((index, self.shape(index)?))).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Extent;
    use crate::scene::timeline::open_rows::Stack;
    use crate::scene::timeline::shape::{OnBar, Seat};

    const DAY: f64 = 86_400.0;

    fn lane(count: usize) -> Vec<usize> {
        (0..count).collect()
    }

    fn no_title(_: usize, _: f32) -> Wish {
        Wish { width: 0.0, seat: Seat::Middle, on_bar: OnBar::Barred }
    }

    fn title(_: usize, _: f32) -> Wish {
        Wish { width: 100.0, seat: Seat::Title, on_bar: OnBar::Free }
    }

    fn day(number: f64) -> TimeSpan {
        TimeSpan::exact(Extent { start_secs: number * DAY, end_secs: (number + 1.0) * DAY })
    }

    fn ground(points_a_day: f64, height: f32) -> Ground {
        Ground { points_per_sec: points_a_day / DAY, height, seen: Extent::ALL, radii: &RADII }
    }

    fn rows_of(rows: &Rows) -> Vec<Vec<Vec<usize>>> {
        let events = |row: &Vec<Stack>| row.iter().flat_map(Stack::events).collect();
        rows.lanes.iter().map(|lane| lane.rows.iter().map(events).collect()).collect()
    }

    #[test]
    fn what_would_overlap_goes_to_the_next_row() {
        let spans = [day(0.0), day(0.0), day(1.0), day(5.0)];
        let rows = arrange(&[&lane(4)], |index| spans.get(index).copied(), no_title, ground(60.0, 100.0));
        assert_eq!(rows_of(&rows), [[vec![0, 2, 3], vec![1]]]);
        assert!(
            (rows.pitch - crate::scene::timeline::heights::MOST_ROW).abs() < 1e-3
                && (rows.radius - RADII[0]).abs() < 1e-6
        );
    }

    #[test]
    fn rows_and_marks_shrink_before_events_are_stacked() {
        let ten = arrange(&[&lane(10)], |_| Some(day(0.0)), no_title, ground(60.0, 100.0));
        assert_eq!(ten.lanes[0].rows.len(), 10);
        assert!((ten.radius - 3.5).abs() < 1e-6 && ten.pitch >= LEAST_ROW);
        let forty = arrange(&[&lane(40)], |_| Some(day(0.0)), no_title, ground(60.0, 100.0));
        assert_eq!(forty.lanes[0].rows.len(), 10);
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
        let rows = arrange(&[&lane(4)], |index| spans.get(index).copied(), no_title, ground(10.0, 13.0));
        assert_eq!(rows_of(&rows), [[vec![0, 2, 3, 1]]]);
        assert!(rows.lanes[0].rows[0].iter().all(|stack| stack.more.is_empty()));
        assert_eq!(rows.lanes[0].parted, Parted::Marks);
    }

    #[test]
    fn bars_run_under_marks_only_as_far_as_they_must() {
        let long = |start: f64| TimeSpan::exact(Extent { start_secs: start * DAY, end_secs: (start + 50.0) * DAY });
        let spans = [long(0.0), long(5.0), long(10.0), day(70.0)];
        let rows = arrange(&[&lane(4)], |index| spans.get(index).copied(), no_title, ground(10.0, 23.0));
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
            rows_of(&arrange(&[&lane(60)], moved, no_title, ground(20.0, 120.0)))
        };
        assert_eq!(rows(0.0), rows(1e9));
    }

    #[test]
    fn marks_that_are_not_seen_keep_their_places() {
        let spans = [day(0.0), day(0.5), day(20.0), day(20.5), day(40.0), day(40.5)];
        let seen = Extent { start_secs: 19.0 * DAY, end_secs: 22.0 * DAY };
        let rows =
            arrange(&[&lane(6)], |index| spans.get(index).copied(), no_title, Ground { seen, ..ground(30.0, 100.0) });
        assert_eq!(rows_of(&rows), [[vec![2], vec![3]]]);
    }

    #[test]
    fn an_event_with_open_ends_has_a_row_to_itself() {
        let spans = [TimeSpan::exact(Extent::ALL), day(0.0), day(40.0)];
        let rows = arrange(&[&lane(3)], |index| spans.get(index).copied(), no_title, ground(10.0, 100.0));
        assert_eq!(rows_of(&rows), [[vec![0], vec![1, 2]]]);
    }

    #[test]
    fn a_day_is_marked_in_its_middle_and_never_at_midnight() {
        let short = Shape::new(&day(0.0), 6.0, 10.0 / DAY);
        assert_eq!(short, Shape { mark_secs: DAY / 2.0, bar: None });
        let long = Shape::new(&day(0.0), 6.0, 60.0 / DAY);
        assert_eq!(long, Shape { mark_secs: DAY / 2.0, bar: Some(day(0.0)) });
    }

    #[test]
    fn titles_take_rows_of_their_own_where_there_is_room_and_give_them_up_where_not() {
        // On the second day the title of the first has no room to the right, but to the left.
        let spans = [day(0.0), day(1.0), day(2.0), day(3.0)];
        let of = |height: f32| {
            rows_of(&arrange(&[&lane(4)], |index| spans.get(index).copied(), title, ground(40.0, height)))
        };
        assert_eq!(of(100.0), [[vec![0, 1], vec![2, 3]]]);
        assert_eq!(of(18.0), [[vec![0, 1, 2, 3]]]);
    }

    #[test]
    fn a_lane_with_nothing_in_sight_is_folded_and_the_others_have_its_height() {
        let lanes = [&[0][..], &[1]];
        let spans = [day(0.0), day(90.0)];
        let of = |end: f64| {
            let seen = Extent { start_secs: -DAY, end_secs: end * DAY };
            arrange(&lanes, |index| spans.get(index).copied(), title, Ground { seen, ..ground(10.0, 40.0) })
        };
        let (all, one) = (of(100.0), of(10.0));
        assert_eq!([all.lanes[0].rows.len(), all.lanes[1].rows.len()], [1, 1]);
        assert_eq!([one.lanes[0].rows.len(), one.lanes[1].rows.len()], [1, 0]);
        assert!(one.lanes[1].height(one.pitch) < all.lanes[1].height(all.pitch) && one.pitch > all.pitch);
    }
}
