//! Pointers at the edge of the frame to events that lie outside of it.

use std::collections::BTreeMap;

use super::{MapPainter, MapRole, RADIUS};
use crate::model::{LonLat, grouped};
use crate::scene::{
    Align, Face, Mark, Point, Rect, Stroke, SymbolStyle, Target, TargetId, TextStyle, event_symbol, symbol_number,
    text_width,
};

/// Anchors nearer to each other than this share a pointer.
const SHARED_KM: f64 = 300.0;
/// At most so many pointers; beyond, the nearest in direction are joined.
const MOST: usize = 8;
const HEIGHT: f32 = 33.0;
/// As many events are shown in a pointer by their marks, each so wide in points.
const MOST_SIGNS: usize = 6;
const SIGN: f32 = 13.0;

/// A direction in which events lie outside of the frame.
pub(super) struct Heading {
    anchor: LonLat,
    pub(super) events: Vec<usize>,
}

/// Headings while events are put to the first that is near.
#[derive(Default)]
struct Headings {
    all: Vec<Heading>,
    /// The headings in each cell of a grid in space, whose cells are as wide as what is shared: those that are near a
    /// point lie in its cell or beside it.
    cells: BTreeMap<[i32; 3], Vec<usize>>,
}

impl Headings {
    fn add(&mut self, anchor: LonLat, event: usize) {
        let cell = cell_of(anchor);
        let around = (0..27).map(|place| [place % 3 - 1, place / 3 % 3 - 1, place / 9 - 1]);
        let near = around
            .filter_map(|[x, y, z]| self.cells.get(&[cell[0] + x, cell[1] + y, cell[2] + z]))
            .flatten()
            .copied()
            .filter(|heading| self.all[*heading].anchor.distance_km(anchor) < SHARED_KM);
        if let Some(heading) = near.min() {
            self.all[heading].events.push(event);
        } else {
            self.cells.entry(cell).or_default().push(self.all.len());
            self.all.push(Heading { anchor, events: vec![event] });
        }
    }
}

/// Where a place lies in a grid of cubes around the earth. No two places are farther apart through the earth than over
/// its ground.
fn cell_of(anchor: LonLat) -> [i32; 3] {
    const EARTH_KM: f64 = 6371.0;
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) =
        (anchor.lon.to_radians().sin_cos(), anchor.lat.to_radians().sin_cos());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat].map(|part| (part * EARTH_KM / SHARED_KM).floor() as i32)
}

/// At most [`MOST`] headings: the nearest in direction are joined, one pair after the other.
fn joined(headings: Vec<Heading>, angle_to: impl Fn(LonLat) -> f32) -> Vec<Heading> {
    if headings.len() <= MOST {
        return headings;
    }
    // In the order of their directions, so that the nearest stand beside each other.
    let mut around: Vec<(usize, f32)> = headings.iter().map(|heading| angle_to(heading.anchor)).enumerate().collect();
    around.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let mut headings: Vec<Option<Heading>> = headings.into_iter().map(Some).collect();
    while around.len() > MOST {
        let pair = |place: usize| {
            let ((one, from), (other, to)) = (around[place], around[(place + 1) % around.len()]);
            let turn = (from - to).abs();
            (turn.min(std::f32::consts::TAU - turn), one.max(other), one.min(other))
        };
        let nearest =
            (0..around.len()).map(pair).min_by(|p, q| p.0.total_cmp(&q.0).then_with(|| (p.1, p.2).cmp(&(q.1, q.2))));
        let Some((_, gone, keep)) = nearest else { break };
        around.retain(|(heading, _)| *heading != gone);
        if let Some(gone) = headings[gone].take()
            && let Some(keep) = &mut headings[keep]
        {
            keep.events.extend(gone.events);
        }
    }
    headings.into_iter().flatten().collect()
}

impl MapPainter<'_> {
    /// Draws a pointer for each direction in which events lie outside the frame, and takes its ground.
    pub(super) fn pointers(&mut self, outside: &[usize]) {
        for heading in self.headings(outside) {
            if self.options.role == MapRole::Numbered {
                self.numbered_pointer(&heading);
            } else if let Some(rect) = self.pointer_place(&heading) {
                self.pointer(&heading, &heading.events, rect);
            }
        }
    }

    /// The directions in which events lie outside the frame.
    pub(super) fn headings(&self, outside: &[usize]) -> Vec<Heading> {
        let mut headings = Headings::default();
        for &index in outside {
            if let Some(anchor) = self.store.anchor(index) {
                headings.add(anchor, index);
            }
        }
        joined(headings.all, |anchor| self.angle_to(anchor))
    }

    /// Takes a place for the pointer of a direction. None where there is no room for it.
    pub(super) fn pointer_place(&mut self, heading: &Heading) -> Option<Rect> {
        let (title, note) = self.words_of(heading, &heading.events);
        let words = text_width(&title, Face::SemiBold, 10.5).max(text_width(&note, Face::Regular, 9.5));
        let count = heading.events.len();
        let signs = if count <= MOST_SIGNS { count as f32 * SIGN + 4.0 } else { 0.0 };
        let rect = self.edge_place(self.angle_to(heading.anchor), [words + 44.0 + signs, HEIGHT])?;
        self.room.take(rect.grown(3.0));
        Some(rect)
    }

    fn angle_to(&self, anchor: LonLat) -> f32 {
        let [x, y] = self.projection.screen_from_lon_lat(anchor);
        let [cx, cy] = self.projection.frame().center();
        (y - cy).atan2(x - cx)
    }

    /// Draws the pointer of a direction to these of its events.
    pub(super) fn pointer(&mut self, heading: &Heading, events: &[usize], rect: Rect) {
        let (title, note) = self.words_of(heading, events);
        let palette = self.palette;
        let title_style = TextStyle { face: Face::SemiBold, size: 10.5, color: palette.ink, halo: None, spacing: 0.0 };
        let note_style = TextStyle { face: Face::Regular, size: 9.5, color: palette.ink_secondary, ..title_style };
        let signs: &[usize] = if heading.events.len() <= MOST_SIGNS { events } else { &[] };
        let signs_width = signs.len() as f32 * SIGN;
        let angle = self.angle_to(heading.anchor);
        let points_right = angle.cos() > 0.0;
        let selected = events.iter().any(|index| self.is_selected(*index));
        let rim = if selected { Stroke::solid(1.6, palette.ink) } else { Stroke::solid(1.0, palette.rule) };
        self.scene.marks.push(Mark::Rect {
            rect,
            radius: HEIGHT / 2.0,
            fill: Some(palette.panel.faded(0.96)),
            stroke: Some(rim),
        });
        let tip_x = if points_right { rect.right() - 16.0 } else { rect.x + 16.0 };
        let tip = [tip_x, rect.center()[1]];
        let color = self.color_of(events[0]);
        self.scene.marks.push(Mark::Area { rings: vec![arrow(tip, angle, 6.0)], fill: color });
        let (x, align) = if points_right { (rect.right() - 29.0, Align::End) } else { (rect.x + 29.0, Align::Start) };
        self.scene.marks.push(Mark::text(title.clone(), [x, rect.y + 14.0], align, title_style));
        self.scene.marks.push(Mark::text(note.clone(), [x, rect.y + 26.5], align, note_style));
        // Who stands behind each, and which are disputed, is told outside of the frame too.
        let first = if points_right { rect.x + 14.0 } else { rect.right() - 14.0 - signs_width + SIGN };
        for (place, index) in signs.iter().enumerate() {
            let style = self.scale.colored(SymbolStyle::of_event(self.store, *index, 4.2, palette), *index);
            let at = [first + place as f32 * SIGN, rect.center()[1]];
            event_symbol(&mut self.scene.marks, at, &style, palette);
        }
        self.scene.targets.push(Target {
            id: TargetId::Pointer(events.to_vec()),
            rect,
            label: format!("{title}, {note}, outside the frame"),
        });
    }

    /// The same with the numbers of its events, in one line.
    fn numbered_pointer(&mut self, heading: &Heading) {
        const HIGH: f32 = 20.0;
        let palette = self.palette;
        let place = self.store.story().events.place(heading.events[0]);
        let title = place.map(|place| place.name.split([',', ';', '(']).next().unwrap_or_default().trim().to_owned());
        let title = title.unwrap_or_default();
        let style = TextStyle { face: Face::Medium, size: 9.5, color: palette.ink, halo: None, spacing: 0.0 };
        let signs: &[usize] = if heading.events.len() <= MOST_SIGNS { &heading.events } else { &[] };
        let title = if signs.is_empty() { format!("{title}, {} events", heading.events.len()) } else { title };
        let step = 2.0 * RADIUS + 3.0;
        let signs_width = signs.len() as f32 * step;
        let width = text_width(&title, style.face, style.size) * 1.01 + signs_width + 32.0;
        let angle = self.angle_to(heading.anchor);
        let Some(rect) = self.edge_place(angle, [width, HIGH]) else { return };
        self.room.take(rect.grown(3.0));
        let rim = Some(Stroke::solid(0.8, palette.ink_faint));
        let fill = Some(palette.panel);
        self.scene.marks.push(Mark::Rect { rect, radius: HIGH / 2.0, fill, stroke: rim });
        let points_right = angle.cos() > 0.0;
        let y = rect.center()[1];
        let tip = [if points_right { rect.right() - 11.0 } else { rect.x + 11.0 }, y];
        let color = self.color_of(heading.events[0]);
        self.scene.marks.push(Mark::Area { rings: vec![arrow(tip, angle, 5.0)], fill: color });
        let left = if points_right { rect.x + 5.0 } else { rect.x + 20.0 };
        for (place, index) in signs.iter().enumerate() {
            let style = SymbolStyle { selected: false, ..self.symbol_of(*index) };
            let at = [left + RADIUS + place as f32 * step, y];
            event_symbol(&mut self.scene.marks, at, &style, palette);
            if let Some(number) = self.options.numbers.get(index) {
                symbol_number(&mut self.scene.marks, at, &style, *number, palette);
            }
        }
        let at = [left + signs_width + 3.0, y + style.size * 0.36];
        self.scene.marks.push(Mark::text(title, at, Align::Start, style));
    }

    /// Two lines for a pointer to these of its events. In a film it is named by the place, so that it stays as it is.
    fn words_of(&self, heading: &Heading, events: &[usize]) -> (String, String) {
        let first = self.store.story().events.place(heading.events[0]);
        let is_film = self.options.role == MapRole::InFilm;
        let selected = events.iter().find(|index| !is_film && self.is_selected(**index));
        let place = first.as_ref().map(|place| place.name.as_str()).filter(|name| !name.is_empty());
        let title = match (selected, place) {
            (Some(index), _) => self.store.title(*index).into_owned(),
            (None, Some(place)) => place.to_owned(),
            (None, None) => self.store.title(heading.events[0]).into_owned(),
        };
        let km = self.view.map.center.distance_km(heading.anchor);
        let step = if km < 100.0 { 1.0 } else { 10.0 };
        let km = grouped(((km / step).round() * step) as usize);
        let count = events.len();
        (title, format!("{km} km · {count} event{}", if count == 1 { "" } else { "s" }))
    }

    /// A free place for a pointer of this size near where a ray from the centre leaves the frame.
    fn edge_place(&self, angle: f32, [width, height]: [f32; 2]) -> Option<Rect> {
        let frame = self.projection.frame();
        let [cx, cy] = frame.center();
        let inner = [frame.width / 2.0 - width / 2.0 - 10.0, frame.height / 2.0 - height / 2.0 - 10.0];
        if inner[0] <= 0.0 || inner[1] <= 0.0 {
            return None;
        }
        let (sin, cos) = angle.sin_cos();
        let reach = (inner[0] / cos.abs().max(1e-4)).min(inner[1] / sin.abs().max(1e-4));
        let at = [cx + cos * reach, cy + sin * reach];
        let on_side = (at[0] - cx).abs() > inner[0] - 1.0;
        // Along the edge away from the ideal place, ever farther to both sides.
        let steps = (0..160).map(|step: i32| {
            let way = (step + 1) / 2 * if step % 2 == 0 { 1 } else { -1 };
            way as f32 * 6.0
        });
        for shift in steps {
            let center: Point = if on_side { [at[0], at[1] + shift] } else { [at[0] + shift, at[1]] };
            let rect = Rect::around(center, width, height);
            if self.room.is_free(&rect) {
                return Some(rect);
            }
        }
        None
    }
}

/// A triangle around a centre that points along an angle.
fn arrow(center: Point, angle: f32, size: f32) -> Vec<Point> {
    let corner =
        |turn: f32, reach: f32| [center[0] + (angle + turn).cos() * reach, center[1] + (angle + turn).sin() * reach];
    vec![corner(0.0, size), corner(2.4, size), corner(-2.4, size)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places of chance, the same every time.
    fn places(count: usize) -> Vec<LonLat> {
        let turn = |place: usize, by: f64| (place as f64 * by).fract();
        (0..count).map(|n| LonLat::new(turn(n, 0.618_034) * 360.0 - 180.0, turn(n, 0.754_878) * 178.0 - 89.0)).collect()
    }

    #[test]
    fn an_event_is_put_to_the_first_heading_that_is_near() {
        let mut plain: Vec<(LonLat, Vec<usize>)> = Vec::new();
        let mut headings = Headings::default();
        for (event, anchor) in places(3000).into_iter().enumerate() {
            headings.add(anchor, event);
            match plain.iter_mut().find(|(heading, _)| heading.distance_km(anchor) < SHARED_KM) {
                Some((_, events)) => events.push(event),
                None => plain.push((anchor, vec![event])),
            }
        }
        let found: Vec<Vec<usize>> = headings.all.into_iter().map(|heading| heading.events).collect();
        let plain: Vec<Vec<usize>> = plain.into_iter().map(|(_, events)| events).collect();
        assert!(plain.iter().any(|events| events.len() > 1));
        assert_eq!(found, plain);
    }

    #[test]
    fn the_nearest_in_direction_are_joined_first() {
        let angle_to = |at: LonLat| at.lat.atan2(at.lon) as f32;
        let headings = || places(60).into_iter().enumerate().map(|(n, anchor)| Heading { anchor, events: vec![n] });
        // One pair after the other, of all pairs.
        let mut plain: Vec<Heading> = headings().collect();
        while plain.len() > MOST {
            let apart = |a: usize, b: usize| {
                let turn = (angle_to(plain[a].anchor) - angle_to(plain[b].anchor)).abs();
                turn.min(std::f32::consts::TAU - turn)
            };
            let pairs = (0..plain.len()).flat_map(|a| (0..a).map(move |b| (b, a)));
            let (keep, gone) = pairs.min_by(|p, q| apart(p.0, p.1).total_cmp(&apart(q.0, q.1))).unwrap();
            let gone = plain.remove(gone);
            plain[keep].events.extend(gone.events);
        }
        let events = |headings: Vec<Heading>| headings.into_iter().map(|heading| heading.events).collect::<Vec<_>>();
        assert_eq!(events(joined(headings().collect(), angle_to)), events(plain));
    }
}
