//! Where labels stand: none over another, none over a mark, none cut by the frame.

use super::{Align, Mark, Point, Rect, Text, TextStyle, text_width};

/// The part of a letter's size that stands above the baseline, with room for accents.
const ASCENT: f32 = 0.8;
/// The height of a line of text for each point of its size.
const LINE: f32 = 1.25;

/// One line of a label.
pub(super) struct Line {
    pub(super) words: String,
    pub(super) style: TextStyle,
}

/// Which side of its spot a label stands on, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Right,
    Left,
    Below,
    Above,
    RightBelow,
    RightAbove,
    LeftBelow,
    LeftAbove,
    Centered,
}

/// Between the runs of a line, in points.
const BETWEEN: f32 = 4.0;

/// The sides a label beside a mark may stand on.
pub(super) const BESIDE: [Side; 8] = [
    Side::Right,
    Side::Left,
    Side::RightAbove,
    Side::RightBelow,
    Side::LeftAbove,
    Side::LeftBelow,
    Side::Below,
    Side::Above,
];

/// Where a label stands.
#[derive(Debug, Clone)]
pub(super) struct Seat {
    /// The ground that it takes.
    pub(super) rect: Rect,
    align: Align,
    /// Of each line.
    baselines: Vec<f32>,
}

impl Seat {
    /// Writes runs of words there as one line.
    pub(super) fn write_runs(&self, marks: &mut Vec<Mark>, runs: &[(&str, TextStyle)]) {
        let width = |(words, style): &(&str, TextStyle)| text_width(words, style.face, style.size) * 1.01;
        let whole = runs.iter().map(width).sum::<f32>() + BETWEEN * runs.len().saturating_sub(1) as f32;
        let mut x = match self.align {
            Align::Start => self.rect.x,
            Align::Middle => self.rect.center()[0] - whole / 2.0,
            Align::End => self.rect.right() - whole,
        };
        for run in runs {
            marks.push(Mark::text(run.0, [x, self.baselines[0]], Align::Start, run.1));
            x += width(run) + BETWEEN;
        }
    }

    /// Writes a label there, with as many lines as it has room for.
    pub(super) fn write(&self, marks: &mut Vec<Mark>, lines: &[Line]) {
        let x = match self.align {
            Align::Start => self.rect.x,
            Align::Middle => self.rect.center()[0],
            Align::End => self.rect.right(),
        };
        for (line, y) in lines.iter().zip(&self.baselines) {
            marks.push(Mark::text(line.words.clone(), [x, *y], self.align, line.style));
        }
    }
}

/// What ground is taken in a frame: by cell of a grid over it, so that a label asks its neighbours only.
#[derive(Clone)]
pub(super) struct Room {
    frame: Rect,
    /// How wide and high a cell is, in points.
    side: f32,
    /// How many cells there are across and down.
    count: [usize; 2],
    /// What lies in each cell, row by row.
    cells: Vec<Vec<Rect>>,
}

impl Room {
    /// An empty frame; labels keep so many points from its edge.
    pub(super) fn new(frame: Rect, margin: f32) -> Self {
        /// The least side of a cell in points, and the most cells each way.
        const CELL: (f32, f32) = (40.0, 64.0);
        let frame = frame.grown(-margin);
        let side = CELL.0.max(frame.width.max(frame.height) / CELL.1);
        let count = [frame.width, frame.height].map(|length| (length / side).ceil().max(1.0) as usize);
        Self { frame, side, count, cells: vec![Vec::new(); count[0] * count[1]] }
    }

    /// Takes a rectangle; what of it lies outside of the frame is nobody's.
    pub(super) fn take(&mut self, rect: Rect) {
        if rect.overlaps(&self.frame) {
            for cell in self.cells_of(&rect) {
                self.cells[cell].push(rect);
            }
        }
    }

    /// True when nothing is there and it lies in the frame.
    pub(super) fn is_free(&self, rect: &Rect) -> bool {
        let mut cells = self.cells_of(rect);
        self.frame.holds(rect) && !cells.any(|cell| self.cells[cell].iter().any(|taken| taken.overlaps(rect)))
    }

    /// The cells that a rectangle meets.
    fn cells_of(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let [across, down] = self.count;
        let cell = |at: f32, from: f32, count: usize| (((at - from) / self.side).max(0.0) as usize).min(count - 1);
        let columns = cell(rect.x, self.frame.x, across)..=cell(rect.right(), self.frame.x, across);
        let rows = cell(rect.y, self.frame.y, down)..=cell(rect.bottom(), self.frame.y, down);
        rows.flat_map(move |row| columns.clone().map(move |column| row * across + column))
    }

    /// Sets a label beside a spot, `gap` points from its centre, on the first free side.
    /// Returns the ground that it takes, or none where no side is free.
    pub(super) fn set(
        &mut self,
        marks: &mut Vec<Mark>,
        lines: &[Line],
        spot: Point,
        gap: f32,
        sides: &[Side],
    ) -> Option<Rect> {
        self.set_where(marks, lines, (spot, gap), sides, |_| true)
    }

    /// The same on the first free side on which the ground that it takes is good.
    pub(super) fn set_where(
        &mut self,
        marks: &mut Vec<Mark>,
        lines: &[Line],
        at: (Point, f32),
        sides: &[Side],
        is_good: impl Fn(&Rect) -> bool,
    ) -> Option<Rect> {
        let seat = self.seat_where(lines, at, sides, is_good)?;
        seat.write(marks, lines);
        self.take_seat(&seat);
        Some(seat.rect)
    }

    /// Where [`Room::set_where`] would write a label. None where no side is free and good.
    pub(super) fn seat_where(
        &self,
        lines: &[Line],
        (spot, gap): (Point, f32),
        sides: &[Side],
        is_good: impl Fn(&Rect) -> bool,
    ) -> Option<Seat> {
        let widths: Vec<f32> = lines.iter().map(width_of).collect();
        let width = widths.iter().copied().fold(0.0, f32::max);
        let height: f32 = lines.iter().map(|line| line.style.size * LINE).sum();
        let grounds = sides.iter().map(|side| (placed(*side, spot, gap, width, height), *side));
        let (rect, side) = grounds.into_iter().find(|(rect, _)| self.is_free(rect) && is_good(rect))?;
        let align = match side {
            Side::Right | Side::RightAbove | Side::RightBelow => Align::Start,
            Side::Left | Side::LeftAbove | Side::LeftBelow => Align::End,
            _ => Align::Middle,
        };
        let mut y = rect.y;
        let baseline = |line: &Line| {
            let size = line.style.size;
            y += size * LINE;
            y - size * (LINE - ASCENT - 0.16)
        };
        Some(Seat { rect, align, baselines: lines.iter().map(baseline).collect() })
    }

    /// Takes the ground of a label.
    pub(super) fn take_seat(&mut self, seat: &Seat) {
        self.take(seat.rect.grown(2.0));
    }

    /// Sets a line of text along a line of points, beside it, where it runs straight enough.
    /// Returns true when a place was found.
    pub(super) fn set_along(&mut self, marks: &mut Vec<Mark>, line: &Line, along: &[Point], offset: f32) -> bool {
        let width = width_of(line);
        let lengths = running_lengths(along);
        let Some(&whole) = lengths.last() else { return false };
        let steps = ((whole - width) / 14.0).floor().max(0.0) as usize;
        // From the middle outwards, so that the words stand where the line is seen best.
        let mut tries: Vec<usize> = (0..=steps).collect();
        tries.sort_by_key(|step| (2 * step).abs_diff(steps));
        for step in tries {
            let from = step as f32 * 14.0;
            let (start, end) = (at_length(along, &lengths, from), at_length(along, &lengths, from + width));
            let (dx, dy) = (end[0] - start[0], end[1] - start[1]);
            let chord = dx.hypot(dy);
            if chord < width * 0.93 || whole < width {
                continue;
            }
            let (sin, cos) = (dy / chord, dx / chord);
            let (turn, flipped) = if cos < 0.0 { ((-dy).atan2(-dx), -1.0) } else { (dy.atan2(dx), 1.0) };
            for side in [1.0_f32, -1.0] {
                // Far enough from the chord to clear the line's own bends.
                let bend = bulge(along, &lengths, from, from + width, start, [cos, sin], side * flipped);
                let away = bend + if side > 0.0 { offset + line.style.size * ASCENT } else { offset };
                if bend > 14.0 {
                    continue;
                }
                let normal = [-sin * flipped * side * away, cos * flipped * side * away];
                let middle = [f32::midpoint(start[0], end[0]) + normal[0], f32::midpoint(start[1], end[1]) + normal[1]];
                let boxes = boxes_along(middle, width, line.style.size, turn);
                if boxes.iter().all(|rect| self.is_free(rect)) {
                    for rect in boxes {
                        self.take(rect);
                    }
                    let words = line.words.clone();
                    marks.push(Mark::Text(Text {
                        words,
                        position: middle,
                        align: Align::Middle,
                        style: line.style,
                        turn,
                    }));
                    return true;
                }
            }
        }
        false
    }
}

/// How wide a line runs with its letter spacing.
fn width_of(line: &Line) -> f32 {
    let letters = line.words.chars().count() as f32;
    text_width(&line.words, line.style.face, line.style.size) * 1.01 + letters * line.style.spacing
}

fn placed(side: Side, spot: Point, gap: f32, width: f32, height: f32) -> Rect {
    let [x, y] = spot;
    let near = gap * 0.75;
    let (left, top) = match side {
        Side::Right => (x + gap, y - height / 2.0),
        Side::Left => (x - gap - width, y - height / 2.0),
        Side::Below => (x - width / 2.0, y + gap),
        Side::Above => (x - width / 2.0, y - gap - height),
        Side::RightBelow => (x + near, y + near * 0.6),
        Side::RightAbove => (x + near, y - near * 0.6 - height),
        Side::LeftBelow => (x - near - width, y + near * 0.6),
        Side::LeftAbove => (x - near - width, y - near * 0.6 - height),
        Side::Centered => (x - width / 2.0, y - height / 2.0),
    };
    Rect::new(left, top, width, height)
}

fn running_lengths(points: &[Point]) -> Vec<f32> {
    let mut whole = 0.0;
    let mut lengths = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        if let Some(previous) = index.checked_sub(1).map(|before| points[before]) {
            whole += (point[0] - previous[0]).hypot(point[1] - previous[1]);
        }
        lengths.push(whole);
    }
    lengths
}

fn at_length(points: &[Point], lengths: &[f32], length: f32) -> Point {
    let after = lengths.partition_point(|so_far| *so_far < length).clamp(1, points.len() - 1);
    let (a, b) = (points[after - 1], points[after]);
    let share = (length - lengths[after - 1]) / (lengths[after] - lengths[after - 1]).max(1e-6);
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

/// How far the line bends to this side of its chord between two lengths.
fn bulge(points: &[Point], lengths: &[f32], from: f32, to: f32, start: Point, along: Point, side: f32) -> f32 {
    let inside = points.iter().zip(lengths).filter(|(_, length)| (from..=to).contains(*length));
    inside.fold(0.0, |most, (point, _)| {
        let off = -(point[0] - start[0]) * along[1] + (point[1] - start[1]) * along[0];
        most.max(off * side)
    })
}

/// The upright ground that a line of text covers: letters and what hangs below them. A turned line has several.
pub(super) fn boxes_of_text(text: &Text) -> Vec<Rect> {
    let size = text.style.size;
    let letters = text.words.chars().count() as f32;
    let width = text_width(&text.words, text.style.face, size) + letters * text.style.spacing;
    if text.turn.abs() > 1e-6 {
        return boxes_along(text.position, width, size, text.turn);
    }
    let [x, y] = text.position;
    let left = match text.align {
        Align::Start => x,
        Align::Middle => x - width / 2.0,
        Align::End => x - width,
    };
    vec![Rect::new(left, y - size * ASCENT, width, size * (ASCENT + 0.2))]
}

/// Upright boxes along a turned line of text; together they cover it.
fn boxes_along(middle: Point, width: f32, size: f32, turn: f32) -> Vec<Rect> {
    let steps = (width / size).ceil().max(1.0) as usize;
    let (sin, cos) = turn.sin_cos();
    (0..=steps)
        .map(|step| {
            let along = width * (step as f32 / steps as f32 - 0.5);
            let up = -size * 0.32;
            Rect::around([middle[0] + along * cos - up * sin, middle[1] + along * sin + up * cos], size, size)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Color, Face};

    fn line(words: &str) -> Line {
        let style = TextStyle { face: Face::Regular, size: 10.0, color: Color::hex(0), halo: None, spacing: 0.0 };
        Line { words: words.to_owned(), style }
    }

    #[test]
    fn a_second_label_goes_to_another_side() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 300.0, 200.0), 2.0);
        let mut marks = Vec::new();
        let first = room.set(&mut marks, &[line("Kabul")], [150.0, 100.0], 8.0, &BESIDE).unwrap();
        let second = room.set(&mut marks, &[line("Kabul")], [150.0, 100.0], 8.0, &BESIDE).unwrap();
        assert!(!first.overlaps(&second));
    }

    #[test]
    fn ground_is_free_where_nothing_that_was_taken_overlaps_it() {
        let turn = |place: usize, by: f32| (place as f32 * by).fract();
        let rect = |n: usize| {
            Rect::new(turn(n, 0.618) * 700.0 - 50.0, turn(n, 0.755) * 500.0 - 50.0, 4.0 + turn(n, 0.57) * 90.0, 12.0)
        };
        let frame = Rect::new(0.0, 0.0, 600.0, 400.0);
        let (mut room, mut taken) = (Room::new(frame, 4.0), Vec::new());
        let mut free = 0;
        for n in 0..2000 {
            let is_free = frame.grown(-4.0).holds(&rect(n)) && !taken.iter().any(|one: &Rect| one.overlaps(&rect(n)));
            assert_eq!(room.is_free(&rect(n)), is_free, "{n}");
            if n % 3 == 0 {
                room.take(rect(n));
                taken.push(rect(n));
            }
            free += usize::from(is_free);
        }
        assert!(free > 20);
    }

    #[test]
    fn a_label_that_would_be_cut_is_left_out() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 30.0, 20.0), 2.0);
        let mut marks = Vec::new();
        assert!(room.set(&mut marks, &[line("Dera Ismail Khan")], [15.0, 10.0], 5.0, &BESIDE).is_none());
        assert!(marks.is_empty());
    }

    #[test]
    fn words_along_a_line_stay_beside_it() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 400.0, 200.0), 2.0);
        let mut marks = Vec::new();
        let along: Vec<Point> = (0..40).map(|i| [i as f32 * 10.0, 100.0]).collect();
        assert!(room.set_along(&mut marks, &line("Durand Line"), &along, 6.0));
        let Some(Mark::Text(text)) = marks.first() else { panic!("no text") };
        assert!(text.position[1] > 106.0 || text.position[1] < 94.0);
    }
}
