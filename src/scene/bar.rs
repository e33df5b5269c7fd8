//! How the bar of an event looks, in the window and on paper: solid where it certainly was so, hatched where it
//! possibly was, with an arrow on an open end and "or" between stretches of which it was one.

use super::text_layout::Type;
use super::{Align, CategoryLook, Color, Filling, Mark, Palette, Rect, Stroke};
use crate::model::{Extent, TimeSpan};
use crate::store::Store;

/// Radius of the corners of a bar in points.
const CORNER: f32 = 2.0;
/// As often is a pattern repeated along a bar at most.
const MOST_REPEATED: f32 = 400.0;
/// How long the arrow of an open end is, in points.
pub(super) const ARROW: f32 = 7.0;

/// What a bar is of.
pub(super) struct Bar<'a> {
    pub(super) span: TimeSpan,
    /// The stretches of which it was one; fewer than two where it was no such.
    pub(super) choices: &'a [Extent],
    pub(super) doubt: Doubt,
    pub(super) ground: Ground,
}

/// What is known where a bar begins or ends in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It began and ended somewhere in the doubtful stretch.
    Within,
    /// It was about then: the farther off, the less likely.
    About,
}

/// How far an event of a store is in doubt.
pub(super) fn doubt_of(store: &Store, index: usize) -> Doubt {
    // What is exact is not looked up.
    let is_inexact = store.span(index).is_some_and(|span| span.certain != Some(span.possible));
    let is_about = is_inexact && store.story().events.when(index).is_some_and(|when| when.is_approximate());
    if is_about { Doubt::About } else { Doubt::Within }
}

/// What a bar lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Free,
    /// Bars of others, from which a rim tells it.
    Bars,
}

/// Where a bar stands and how it is dressed.
#[derive(Clone, Copy)]
pub(super) struct BarDress<'a> {
    pub(super) look: CategoryLook,
    /// The middle of its row.
    pub(super) y: f32,
    pub(super) height: f32,
    /// Where it may be seen, from the left to the right; it is cut there but for its arrows.
    pub(super) seen: [f32; 2],
    /// Of the mark that may stand on it.
    pub(super) radius: f32,
    /// The letters of "or".
    pub(super) or: Type,
    pub(super) palette: &'a Palette,
}

/// Draws a bar; `x` says where a moment stands. Returns where all that is possible of it lies; none where it has no
/// room.
pub(super) fn event_bar(
    marks: &mut Vec<Mark>,
    bar: &Bar<'_>,
    dress: BarDress<'_>,
    x: impl Fn(f64) -> f32,
) -> Option<Rect> {
    let BarDress { look, y, height, seen: [left, right], palette, .. } = dress;
    let Extent { start_secs, end_secs } = bar.span.possible;
    let low = if start_secs == f64::NEG_INFINITY { left + ARROW } else { left };
    let high = if end_secs == f64::INFINITY { right - ARROW } else { right };
    if low > high {
        return None;
    }
    let rect_of = |extent: &Extent| {
        let (left, right) = (x(extent.start_secs).clamp(low, high), x(extent.end_secs).clamp(low, high));
        // What follows at once is told apart.
        let apart = if right - left > 4.0 { 0.7 } else { 0.0 };
        Rect::new(left + apart, y - height / 2.0, right - left - 2.0 * apart, height)
    };
    let whole = rect_of(&bar.span.possible);
    if bar.choices.len() > 1 {
        let choices: Vec<Rect> = bar.choices.iter().map(rect_of).collect();
        one_of(marks, choices, dress);
    } else if let Some(certain) = bar.span.certain {
        let rect = rect_of(&certain);
        for (from, to, side) in [(whole.x, rect.x, Fades::ToStart), (rect.right(), whole.right(), Fades::ToEnd)] {
            if to - from > 2.0 {
                let fades = if bar.doubt == Doubt::About { side } else { Fades::Not };
                hatched(marks, Rect::new(from, whole.y, to - from, height), look.color, fades);
            }
        }
        if rect.width > 0.0 {
            if bar.ground == Ground::Bars {
                marks.push(body(rect.grown(0.8), &certain, palette.panel));
            }
            filled(marks, rect, &certain, dress);
        }
    } else {
        possible(marks, whole, &bar.span.possible, dress);
    }
    Some(whole)
}

/// It was so throughout.
fn filled(marks: &mut Vec<Mark>, rect: Rect, extent: &Extent, BarDress { look, palette, .. }: BarDress<'_>) {
    let CategoryLook { color, filling, .. } = look;
    if filling == Filling::Solid {
        marks.push(body(rect, extent, color));
        return;
    }
    // A pattern in a rim, on the ground.
    marks.push(body(rect, extent, color));
    let inside = rect.grown(-1.0);
    if inside.width <= 0.0 || inside.height <= 0.0 {
        return;
    }
    marks.push(Mark::fill(inside, palette.panel));
    // Lines along it as often as there is room, or what is repeated along it.
    let every = |apart: f32| {
        let count = (inside.width / apart).round().clamp(1.0, MOST_REPEATED);
        (0..count as usize).map(move |place| inside.x + (place as f32 + 0.5) * inside.width / count)
    };
    match filling {
        Filling::Solid => {}
        Filling::Rungs => {
            let rung = |x| Mark::fill(Rect::around([x, inside.center()[1]], 1.3, inside.height), color);
            marks.extend(every(3.8).map(rung));
        }
        Filling::Rails => {
            let count = (inside.height / 3.0).round().max(1.0);
            let rail = |place: usize| {
                let y = inside.y + (place as f32 + 0.5) * inside.height / count;
                Mark::fill(Rect::around([inside.center()[0], y], inside.width, 1.2), color)
            };
            marks.extend((0..count as usize).map(rail));
        }
        Filling::Dots => {
            let dot = |[x, part]: [f32; 2]| {
                let center = [x, inside.y + part * inside.height];
                Mark::Disc { center, radius: 0.95, fill: Some(color), stroke: None }
            };
            marks.extend(every(6.0).map(|x| [x - 1.5, 0.28]).map(dot));
            marks.extend(every(6.0).map(|x| [x + 1.5, 0.72]).map(dot));
        }
    }
}

/// It possibly was so, and nothing of it is certain.
fn possible(marks: &mut Vec<Mark>, rect: Rect, extent: &Extent, BarDress { look, palette, .. }: BarDress<'_>) {
    marks.push(body(rect, extent, palette.panel));
    hatched(marks, rect, look.color, Fades::Not);
    if extent.is_bounded() {
        let rim = Some(Stroke::solid(1.2, look.color));
        let rect = rect.grown(-0.6);
        marks.push(Mark::Rect { rect, radius: CORNER, fill: None, stroke: rim });
    }
}

/// One of some stretches: each is possible, with "or" between where a mark on the middle of it leaves room.
fn one_of(marks: &mut Vec<Mark>, mut choices: Vec<Rect>, dress: BarDress<'_>) {
    let BarDress { or, radius, palette, .. } = dress;
    let or_width = or.width("or") + 4.0;
    let mut words = Vec::new();
    for place in 1..choices.len() {
        let (before, after) = (choices[place - 1], choices[place]);
        let missing = (or_width - (after.x - before.right())).max(0.0) / 2.0;
        if before.width.min(after.width) / 2.0 - missing < radius + 1.0 {
            continue;
        }
        choices[place - 1].width -= missing;
        choices[place] = Rect { x: after.x + missing, width: after.width - missing, ..after };
        let middle = f32::midpoint(choices[place - 1].right(), choices[place].x);
        let at = [middle, after.center()[1] + or.size * 0.34];
        words.push(Mark::text("or", at, Align::Middle, or.style(palette.ink)));
    }
    for rect in choices.iter().filter(|rect| rect.width > 0.0) {
        possible(marks, *rect, &Extent::new(0.0, 1.0), dress);
    }
    marks.append(&mut words);
}

/// Whether a hatched stretch fades, and where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fades {
    Not,
    ToStart,
    ToEnd,
}

/// Adds a hatched stretch.
fn hatched(marks: &mut Vec<Mark>, rect: Rect, color: Color, fades: Fades) {
    /// From line to line along a bar in points: strips of so many are hatched as one.
    const PERIOD: f32 = super::HATCH_SPACING * std::f32::consts::SQRT_2;
    if fades == Fades::Not {
        marks.push(Mark::Hatch { rect, color });
        return;
    }
    let strip = PERIOD * (rect.width / PERIOD / 12.0).ceil().max(1.0);
    let mut x = rect.x;
    while x < rect.right() - 0.1 {
        let width = strip.min(rect.right() - x);
        let share = ((x + width / 2.0 - rect.x) / rect.width).clamp(0.0, 1.0);
        let strength = 0.15 + 0.85 * if fades == Fades::ToStart { share } else { 1.0 - share };
        marks.push(Mark::Hatch { rect: Rect { x, width, ..rect }, color: color.faded(strength) });
        x += strip;
    }
}

/// A stretch of a bar, with round corners; with an arrow where it is open.
fn body(rect: Rect, extent: &Extent, fill: Color) -> Mark {
    let Rect { x: left, y: top, .. } = rect;
    let (right, bottom, middle) = (rect.right(), rect.bottom(), rect.center()[1]);
    if extent.is_bounded() {
        return Mark::Rect { rect, radius: CORNER, fill: Some(fill), stroke: None };
    }
    let mut ring = vec![[left, top], [right, top]];
    if extent.end_secs == f64::INFINITY {
        ring.push([right + ARROW - 1.0, middle]);
    }
    ring.extend([[right, bottom], [left, bottom]]);
    if extent.start_secs == f64::NEG_INFINITY {
        ring.push([left - ARROW + 1.0, middle]);
    }
    Mark::Area { rings: vec![ring], fill }
}
