//! Where the marks of events stand: at their places, moved aside a little where several share one, or counted in
//! one mark where too many do. No mark stands farther than [`FARTHEST`] from the place of an event that it is for.

use super::{MapPainter, RADIUS};
use crate::scene::{Point, Rect, symbol_reach};

/// No mark stands farther from the place of its event than this, in points.
pub(super) const FARTHEST: f32 = 24.0;
/// So many events at most stand around a spot; more are counted in one mark.
const FAN: usize = 6;
/// As many events in sight have marks where the number decides.
pub(super) const MANY: usize = 400;
/// Room that a mark keeps to its neighbours, from its middle, in points.
const KEPT: f32 = RADIUS + 1.0;
/// Places nearer to each other than this, in points, are one spot.
const SAME: f32 = 3.0;
/// How far a mark is moved aside, in points: the least that is free.
const ASIDE: [f32; 5] = [9.0, 13.0, 17.0, 20.5, 23.5];
/// In so many directions.
const HOURS: usize = 16;

/// Where one mark stands and what it stands for.
pub(super) struct Spot {
    pub(super) at: Point,
    /// How far it reaches from its centre, in points.
    pub(super) reach: f32,
    /// One event, or all those counted in one mark.
    pub(super) events: Vec<usize>,
    /// The place of its event, where the mark was moved from there.
    pub(super) fanned_from: Option<Point>,
}

impl Spot {
    fn single(index: usize, place: Point, at: Point) -> Self {
        let is_moved = apart(place, at) > 0.5;
        let reach = symbol_reach(RADIUS) - if is_moved { 3.0 } else { 2.0 };
        Self { at, reach, events: vec![index], fanned_from: is_moved.then_some(place) }
    }

    /// The same for those of its events that are drawn. None where none is.
    pub(super) fn only(&self, is_drawn: impl Fn(usize) -> bool) -> Option<Self> {
        let events: Vec<usize> = self.events.iter().copied().filter(|index| is_drawn(*index)).collect();
        (!events.is_empty()).then_some(Self { events, ..*self })
    }

    /// How wide the disc is that counts so many events, from its middle in points.
    pub(super) fn count_radius(count: usize) -> f32 {
        match count {
            ..10 => 9.0,
            10..100 => 10.5,
            _ => 12.0,
        }
    }
}

/// The part of the frame in which a mark is whole.
pub(super) fn inner_frame(sheet: &MapPainter<'_>) -> Rect {
    sheet.projection.frame().grown(-(RADIUS + 2.0))
}

/// The marks in the frame, and the events whose spot lies outside of it.
pub(super) fn spots_of(sheet: &MapPainter<'_>) -> (Vec<Spot>, Vec<usize>) {
    spots_of_events(sheet, sheet.drawn())
}

/// The same for these events alone.
pub(super) fn spots_among(sheet: &MapPainter<'_>, events: &[usize]) -> (Vec<Spot>, Vec<usize>) {
    spots_of_events(sheet, events.iter().copied())
}

fn spots_of_events(sheet: &MapPainter<'_>, events: impl Iterator<Item = usize>) -> (Vec<Spot>, Vec<usize>) {
    let inner = inner_frame(sheet);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for index in events {
        let Some(anchor) = sheet.store.anchor(index) else { continue };
        let at = sheet.projection.screen_from_lon_lat(anchor);
        if inner.contains(at) { inside.push((index, at)) } else { outside.push(index) }
    }
    // The grid lies on the ground, so that no mark changes while the map is moved.
    let origin = sheet.projection.screen_from_unit([0.5, 0.5]);
    (marks_of(&inside, origin), outside)
}

/// The marks of events at these places.
fn marks_of(events: &[(usize, Point)], origin: Point) -> Vec<Spot> {
    if events.is_empty() {
        return Vec::new();
    }
    let groups = groups_of(events, origin);
    // Those that share a spot are counted in a crowd, however few.
    let most = if events.len() > MANY { 1 } else { FAN };
    let mut counted: Vec<bool> = groups.iter().map(|group| group.events.len() > most).collect();
    // A group that finds no room is counted, which gives its neighbours more: so this ends.
    loop {
        match placed(events, &groups, &counted) {
            Ok(spots) => return spots,
            Err(failed) => failed.into_iter().for_each(|group| counted[group] = true),
        }
    }
}

/// Events that lie around one of them, none farther than [`FARTHEST`].
struct Group {
    at: Point,
    events: Vec<(usize, Point)>,
}

impl Group {
    fn is_one_spot(&self) -> bool {
        self.events.iter().all(|(_, place)| apart(*place, self.at) < SAME)
    }
}

/// Parts events into groups whose middles are farther apart than [`FARTHEST`], in time that grows with their number:
/// the places with the most events are middles first, then each place that no middle is near to.
fn groups_of(events: &[(usize, Point)], origin: Point) -> Vec<Group> {
    let grid = Grid::around(events, SAME, origin);
    let mut crowd_of: Vec<Option<usize>> = vec![None; grid.len()];
    let mut crowds: Vec<(usize, Point)> = Vec::new();
    for (_, at) in events {
        let crowd = &mut crowd_of[grid.cell(*at)];
        if let Some(crowd) = crowd {
            crowds[*crowd].0 += 1;
        } else {
            *crowd = Some(crowds.len());
            crowds.push((1, *at));
        }
    }
    crowds.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut middles = Taken::around(events);
    let mut groups: Vec<Group> = Vec::new();
    let begin = |middles: &mut Taken, groups: &mut Vec<Group>, at: Point| {
        middles.take(at, 0.0);
        groups.push(Group { at, events: Vec::new() });
        groups.len() - 1
    };
    for (_, at) in crowds {
        if middles.nearest(at).is_none_or(|(_, away)| away > FARTHEST) {
            begin(&mut middles, &mut groups, at);
        }
    }
    for &(index, at) in events {
        let near = middles.nearest(at).filter(|(_, away)| *away <= FARTHEST).map(|(group, _)| group);
        let group = near.unwrap_or_else(|| begin(&mut middles, &mut groups, at));
        groups[group].events.push((index, at));
    }
    groups.retain(|group| !group.events.is_empty());
    groups
}

/// The marks of groups, of which some are counted. An error has the groups that found no room.
fn placed(events: &[(usize, Point)], groups: &[Group], counted: &[bool]) -> Result<Vec<Spot>, Vec<usize>> {
    let (mut spots, mut failed, mut taken) = (Vec::new(), Vec::new(), Taken::around(events));
    let of = |is_counted: bool| groups.iter().enumerate().filter(move |(place, _)| counted[*place] == is_counted);
    for (_, group) in of(true) {
        let radius = Spot::count_radius(group.events.len());
        taken.take(group.at, radius + 1.0);
        let events = group.events.iter().map(|(index, _)| *index).collect();
        spots.push(Spot { at: group.at, reach: radius + 3.0, events, fanned_from: None });
    }
    // Whoever is alone stands where it belongs.
    for (_, group) in of(false).filter(|(_, group)| group.events.len() == 1) {
        let (index, place) = group.events[0];
        taken.take(place, KEPT);
        spots.push(Spot::single(index, place, place));
    }
    for (number, group) in of(false).filter(|(_, group)| group.events.len() > 1) {
        let fan = fan(group);
        if group.is_one_spot() && fan.iter().all(|at| taken.is_free(*at, KEPT)) {
            for ((index, place), at) in group.events.iter().zip(fan) {
                taken.take(at, KEPT);
                spots.push(Spot::single(*index, *place, at));
            }
            continue;
        }
        for (index, place) in &group.events {
            let Some(at) = around(*place).find(|at| taken.is_free(*at, KEPT)) else {
                failed.push(number);
                break;
            };
            taken.take(at, KEPT);
            spots.push(Spot::single(*index, *place, at));
        }
    }
    if failed.is_empty() { Ok(spots) } else { Err(failed) }
}

/// Where the events of a group stand around its middle without touching; the first at the upper left.
fn fan(group: &Group) -> Vec<Point> {
    let count = group.events.len();
    let turn = std::f32::consts::TAU / count as f32;
    let radius = ((RADIUS + 2.5) / (turn / 2.0).sin()).max(RADIUS + 4.0);
    (0..count).map(|place| beside(group.at, radius, turn * place as f32 - 0.75 * std::f32::consts::PI)).collect()
}

/// A place, then those around it, the nearest first.
fn around(place: Point) -> impl Iterator<Item = Point> {
    let turn = std::f32::consts::TAU / HOURS as f32;
    let aside =
        ASIDE.into_iter().flat_map(move |away| (0..HOURS).map(move |hour| beside(place, away, turn * hour as f32)));
    std::iter::once(place).chain(aside)
}

fn beside([x, y]: Point, away: f32, angle: f32) -> Point {
    [x + away * angle.cos(), y + away * angle.sin()]
}

fn apart(one: Point, other: Point) -> f32 {
    (one[0] - other[0]).hypot(one[1] - other[1])
}

/// Square cells over the places of events.
struct Grid {
    side: f32,
    least: Point,
    count: [usize; 2],
}

impl Grid {
    /// Cells whose lines go through `origin`. A point outside of them is put to the nearest.
    fn around(events: &[(usize, Point)], side: f32, origin: Point) -> Self {
        let (mut least, mut greatest) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
        for (_, at) in events {
            least = [least[0].min(at[0]), least[1].min(at[1])];
            greatest = [greatest[0].max(at[0]), greatest[1].max(at[1])];
        }
        let start = [0, 1].map(|axis| ((least[axis] - origin[axis]) / side).floor() * side + origin[axis]);
        let count = [0, 1].map(|axis| ((greatest[axis] - start[axis]) / side).floor().max(0.0) as usize + 1);
        Self { side, least: start, count }
    }

    fn len(&self) -> usize {
        self.count[0] * self.count[1]
    }

    fn column_and_row(&self, at: Point) -> [usize; 2] {
        [0, 1].map(|axis| (((at[axis] - self.least[axis]) / self.side).max(0.0) as usize).min(self.count[axis] - 1))
    }

    fn cell(&self, at: Point) -> usize {
        let [column, row] = self.column_and_row(at);
        row * self.count[0] + column
    }

    /// The cell of a point and those beside it.
    fn around_cell(&self, at: Point) -> impl Iterator<Item = usize> + use<> {
        let ([column, row], [across, down]) = (self.column_and_row(at), self.count);
        let columns = column.saturating_sub(1)..=(column + 1).min(across - 1);
        let rows = row.saturating_sub(1)..=(row + 1).min(down - 1);
        rows.flat_map(move |row| columns.clone().map(move |column| row * across + column))
    }
}

/// Discs that are taken, in cells as wide as the farthest that is asked for.
pub(super) struct Taken {
    grid: Grid,
    all: Vec<(Point, f32)>,
    cells: Vec<Vec<usize>>,
}

impl Taken {
    pub(super) fn around(events: &[(usize, Point)]) -> Self {
        let grid = Grid::around(events, FARTHEST, [0.0; 2]);
        let cells = vec![Vec::new(); grid.len()];
        Self { grid, all: Vec::new(), cells }
    }

    pub(super) fn take(&mut self, at: Point, radius: f32) {
        self.cells[self.grid.cell(at)].push(self.all.len());
        self.all.push((at, radius));
    }

    fn is_free(&self, at: Point, radius: f32) -> bool {
        self.numbers_near(at)
            .map(|number| self.all[number])
            .all(|(place, other)| apart(place, at) >= radius + other - 0.01)
    }

    /// The nearest one, by its number, and how far it is. None where none is near.
    pub(super) fn nearest(&self, at: Point) -> Option<(usize, f32)> {
        let numbers = self.numbers_near(at).map(|number| (number, apart(self.all[number].0, at)));
        numbers.min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)))
    }

    fn numbers_near(&self, at: Point) -> impl Iterator<Item = usize> + '_ {
        self.grid.around_cell(at).flat_map(|cell| self.cells[cell].iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place_of(events: &[(usize, Point)], index: usize) -> Point {
        events.iter().find(|(other, _)| *other == index).expect("it was put there").1
    }

    proptest! {
        #[test]
        fn no_mark_stands_far_from_its_event_or_over_another_and_none_is_lost(
            towns in prop::collection::vec((0.0_f32..300.0, 0.0_f32..200.0, 1_usize..9), 1..90),
            spread in 0.0_f32..20.0,
        ) {
            let events: Vec<(usize, Point)> = towns
                .iter()
                .flat_map(|&(x, y, count)| (0..count).map(move |n| beside([x, y], spread, n as f32)))
                .enumerate()
                .collect();
            let spots = marks_of(&events, [0.0, 0.0]);
            let mut seen: Vec<usize> = spots.iter().flat_map(|spot| spot.events.iter().copied()).collect();
            seen.sort_unstable();
            prop_assert!(seen.into_iter().eq(0..events.len()));
            for (number, spot) in spots.iter().enumerate() {
                for &index in &spot.events {
                    prop_assert!(apart(spot.at, place_of(&events, index)) <= FARTHEST);
                }
                for other in &spots[number + 1..] {
                    // Two discs that count may just touch.
                    prop_assert!(apart(spot.at, other.at) >= 2.0 * RADIUS, "{:?} {:?}", spot.at, other.at);
                }
            }
        }
    }

    #[test]
    fn a_few_events_of_one_place_stand_around_it() {
        let events: Vec<(usize, Point)> = (0..FAN).map(|index| (index, [100.0, 100.0])).collect();
        let spots = marks_of(&events, [0.0, 0.0]);
        assert_eq!(spots.len(), FAN);
        assert!(spots.iter().all(|spot| spot.fanned_from == Some([100.0, 100.0])));
    }

    #[test]
    fn too_many_for_a_spot_are_counted_in_one_mark_there() {
        let events: Vec<(usize, Point)> = (0..=FAN).map(|index| (index, [7.0, 9.0])).collect();
        let spots = marks_of(&events, [0.0, 0.0]);
        assert_eq!((spots.len(), spots[0].at, spots[0].events.len()), (1, [7.0, 9.0], FAN + 1));
    }
}
