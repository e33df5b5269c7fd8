//! The legend on a map: what is in sight and no more, in the corner that hides the fewest marks, or folded.

use std::collections::BTreeMap;

use super::furniture::BUTTONS;
use super::spots::Spot;
use super::{MapPainter, MapRole};
use crate::basemap::{LineClass, Standing, UnitBox};
use crate::model::{Attestation, Match};
use crate::scene::legend::{APPROXIMATE, CONTACT, COUNTED, UNCERTAIN};
use crate::scene::{
    Align, Dash, Face, Mark, Point, Rect, Sample, Stroke, Target, TargetId, TextStyle, legend_sample, text_width,
};

/// Where a legend stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    /// Above, on the left.
    UpperLeft,
    /// Above the scale.
    LowerLeft,
    /// Above the credits.
    LowerRight,
    /// Beside the buttons of the map.
    UpperRight,
}

/// How the legend of a map in the window is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legend {
    /// As a word that unfolds it.
    Folded,
    /// In this corner, whatever lies under it, as while the map is moved.
    Kept(Corner),
    /// In the corner with the fewest marks; in the one where it was, unless that has some more.
    Free(Option<Corner>),
}

const SIZE: f32 = 10.0;
/// Height of a row and room around all of them, in points.
const ROW: f32 = 20.0;
const PAD: f32 = 6.0;
/// Between marks and lines, in points.
const GAP: f32 = 8.0;
/// Room for the button that folds it, in points.
const BUTTON: f32 = 20.0;
/// Around the key of a crowd, in points.
const KEY: f32 = 10.0;
/// The share of a map that a legend of marks and lines may take.
const MOST_SHARE: f32 = 0.14;
/// The share of the height of a map that a legend with a key of cells or clusters may take.
const MOST_HIGH: f32 = 0.4;
/// What is selected counts for so many marks: a legend that lies over it moves away, if only others are under it then.
const CHOSEN: usize = 1000;
/// A corner is left for one that hides so many marks fewer.
const WORTH: usize = 2;

impl Corner {
    const ALL: [Self; 4] = [Self::UpperLeft, Self::LowerLeft, Self::LowerRight, Self::UpperRight];

    /// The corner of a map of this size, in points, in which a legend stands. None: it has none.
    pub fn of_legend(targets: &[Target], [width, height]: [f32; 2]) -> Option<Self> {
        let target = targets.iter().find(|target| target.id == TargetId::Legend)?;
        let [x, y] = target.rect.center();
        Some(match (x < width / 2.0, y < height / 2.0) {
            (true, true) => Self::UpperLeft,
            (true, false) => Self::LowerLeft,
            (false, false) => Self::LowerRight,
            (false, true) => Self::UpperRight,
        })
    }

    /// Where a card of this size stands on a map.
    fn place(self, [width, height]: [f32; 2], card: [f32; 2]) -> Rect {
        let (right, bottom) = (width - card[0] - 14.0, height - card[1] - 34.0);
        let [x, y] = match self {
            Self::UpperLeft => [14.0, 14.0],
            Self::LowerLeft => [14.0, bottom],
            Self::LowerRight => [right, bottom],
            Self::UpperRight => [right - BUTTONS[0] + 6.0, 14.0],
        };
        Rect::new(x, y, card[0], card[1])
    }
}

type Row = (Sample, &'static str);

/// Rows in columns, each as wide as its longest words.
struct Block<'r> {
    rows: &'r [Row],
    widths: Vec<f32>,
}

impl<'r> Block<'r> {
    fn of(rows: &'r [Row], columns: usize) -> Self {
        let widest = |column: usize| {
            let cells = rows.iter().skip(column).step_by(columns);
            cells.map(|(_, words)| text_width(words, Face::Regular, SIZE) + 40.0).fold(0.0, f32::max)
        };
        Self { rows, widths: (0..columns).map(widest).collect() }
    }

    fn width(&self) -> f32 {
        self.widths.iter().sum::<f32>() + BUTTON
    }

    fn height(&self) -> f32 {
        ROW * self.rows.len().div_ceil(self.widths.len()) as f32
    }
}

impl MapPainter<'_> {
    /// Draws the legend, or the word that unfolds it, and returns where the ground below it begins on the left.
    pub(super) fn legend(&mut self, spots: &[Spot]) -> f32 {
        let mut rows = [self.mark_rows(spots), self.line_rows()];
        // On a small map the lines that have their names beside them go first.
        let ground = self.scene.size[0] * self.scene.size[1];
        if self.card_of(&rows).is_none_or(|(_, card)| card[0] * card[1] > MOST_SHARE * ground) {
            rows[1].clear();
        }
        let is_window = matches!(self.options.role, MapRole::Window(_));
        let key = self.crowd_key(if is_window { BUTTON } else { 0.0 });
        if rows.iter().all(Vec::is_empty) && key.is_none() {
            return 14.0;
        }
        let legend = match self.options.role {
            MapRole::Window(legend) => legend,
            _ => Legend::Kept(Corner::UpperLeft),
        };
        let room = key.as_ref().map_or([0.0; 2], |key| [key.size[0] + 2.0 * KEY, key.size[1] + KEY]);
        // A line parts the key of the cells from the rows below it.
        let high = |rows: f32| rows + room[1] + if key.is_some() { GAP } else { 0.0 };
        // On a low map the key of what covers it stands alone.
        if key.is_some() && self.card_of(&rows).is_none_or(|(_, card)| high(card[1]) > MOST_HIGH * self.scene.size[1]) {
            rows.iter_mut().for_each(Vec::clear);
        }
        let (blocks, card) = match self.card_of(&rows) {
            Some((blocks, [wide, rows])) if legend != Legend::Folded => {
                let high = if blocks.is_empty() { rows + room[1] } else { high(rows) };
                (blocks, [wide.max(room[0]), high])
            }
            _ if is_window => return self.folded(),
            _ => return 14.0,
        };
        let corner = match legend {
            Legend::Kept(corner) => corner,
            Legend::Free(before) => self.emptiest(spots, card, before),
            Legend::Folded => Corner::UpperLeft,
        };
        let rect = corner.place(self.scene.size, card);
        self.card(rect, &blocks, room[1]);
        if let Some(key) = key {
            self.scene.place(key, [rect.x + KEY, rect.y + KEY]);
        }
        if corner == Corner::UpperLeft { rect.bottom() + 8.0 } else { 14.0 }
    }

    /// The rows of marks and of lines in columns, and how large they are together, in points. None: there is no room.
    fn card_of<'r>(&self, rows: &'r [Vec<Row>; 2]) -> Option<(Vec<Block<'r>>, [f32; 2])> {
        let [width, height] = self.scene.size;
        let room = [width - BUTTONS[0] - 28.0, height * 0.5];
        // Half of the map is wide enough, unless it is too high then.
        [room[0].min(width * 0.5), room[0]].into_iter().find_map(|most| {
            let block = |rows: &'r Vec<Row>| {
                (1..=rows.len().min(3))
                    .rev()
                    .map(|columns| Block::of(rows, columns))
                    .find(|block| block.width() <= most)
            };
            let blocks: Vec<Block<'_>> =
                rows.iter().filter(|rows| !rows.is_empty()).map(block).collect::<Option<_>>()?;
            let widest = blocks.iter().map(Block::width).fold(0.0, f32::max);
            let high: f32 = blocks.iter().map(|block| block.height() + GAP).sum();
            let size = [widest, high - GAP + 2.0 * PAD];
            (size[1] <= room[1]).then_some((blocks, size))
        })
    }

    fn emptiest(&self, spots: &[Spot], card: [f32; 2], before: Option<Corner>) -> Corner {
        let hidden = |corner: Corner| {
            let rect = corner.place(self.scene.size, card).grown(4.0);
            let under = |spot: &&Spot| Rect::around(spot.at, 2.0 * spot.reach, 2.0 * spot.reach).overlaps(&rect);
            let weight = |spot: &Spot| {
                let is_chosen = spot.events.iter().any(|index| self.is_selected(*index));
                spot.events.len() + if is_chosen { CHOSEN } else { 0 }
            };
            spots.iter().filter(under).map(weight).sum::<usize>() + self.hidden_cells(&rect)
        };
        let counts = Corner::ALL.map(|corner| (hidden(corner), corner));
        // The first of the emptiest.
        let best = counts.into_iter().min_by_key(|(count, _)| *count).unwrap_or((0, Corner::UpperLeft));
        let stays = before.filter(|before| {
            let now = counts.iter().find(|(_, corner)| corner == before).map_or(usize::MAX, |(count, _)| *count);
            now < best.0.saturating_add(WORTH)
        });
        stays.unwrap_or(best.1)
    }

    fn card(&mut self, rect: Rect, blocks: &[Block<'_>], key_height: f32) {
        let palette = self.palette;
        let style =
            TextStyle { face: Face::Regular, size: SIZE, color: palette.ink_secondary, halo: None, spacing: 0.0 };
        self.room.take(rect.grown(4.0));
        let rim = Some(Stroke::solid(1.0, palette.rule));
        self.scene.marks.push(Mark::Rect { rect, radius: 8.0, fill: Some(palette.panel.faded(0.94)), stroke: rim });
        let mut top = rect.y + PAD + key_height;
        for block in blocks {
            if top > rect.y + PAD {
                let ends = ([rect.x + 8.0, top + GAP / 2.0], [rect.right() - 8.0, top + GAP / 2.0]);
                self.scene.marks.push(Mark::line(ends.0, ends.1, Stroke::solid(1.0, palette.rule)));
                top += GAP;
            }
            let columns = block.widths.len();
            for (place, (sample, words)) in block.rows.iter().enumerate() {
                let left: f32 = block.widths[..place % columns].iter().sum();
                let at = [rect.x + 18.0 + left, top + ROW * ((place / columns) as f32 + 0.5)];
                legend_sample(&mut self.scene.marks, at, *sample, palette);
                self.scene.marks.push(Mark::text(*words, [at[0] + 14.0, at[1] + 3.5], Align::Start, style));
            }
            top += block.height();
        }
        if matches!(self.options.role, MapRole::Window(_)) {
            let button = Rect::new(rect.right() - 26.0, rect.y, 26.0, 26.0);
            let [x, y] = button.center();
            let stroke = Stroke::solid(1.4, palette.ink_secondary);
            self.scene.marks.push(Mark::line([x - 4.0, y], [x + 4.0, y], stroke));
            self.scene.targets.push(Target { id: TargetId::Legend, rect: button, label: "Hide legend".to_owned() });
        }
    }

    fn folded(&mut self) -> f32 {
        let palette = self.palette;
        let words = "Legend";
        let rect = Rect::new(14.0, 14.0, text_width(words, Face::Medium, SIZE + 0.5) + 22.0, 26.0);
        self.room.take(rect.grown(4.0));
        let rim = Some(Stroke::solid(1.0, palette.rule));
        self.scene.marks.push(Mark::Rect { rect, radius: 8.0, fill: Some(palette.panel.faded(0.94)), stroke: rim });
        let color = palette.ink_secondary;
        let style = TextStyle { face: Face::Medium, size: SIZE + 0.5, color, halo: None, spacing: 0.0 };
        self.scene.marks.push(Mark::text(words, [rect.x + 11.0, rect.y + 17.0], Align::Start, style));
        self.scene.targets.push(Target { id: TargetId::Legend, rect, label: "Show legend".to_owned() });
        rect.bottom() + 8.0
    }

    /// What the marks in the frame mean.
    fn mark_rows(&self, spots: &[Spot]) -> Vec<Row> {
        let store = self.store;
        let single = || spots.iter().filter(|spot| spot.events.len() == 1).map(|spot| spot.events[0]);
        let mut rows: Vec<Row> = Vec::new();
        for kind in [Attestation::Named, Attestation::Outlet, Attestation::Anonymous] {
            if single().any(|index| store.attestation(index) == Some(kind)) {
                rows.push((Sample::Attested(Some(kind)), kind.label()));
            }
        }
        let has = |is: &dyn Fn(usize) -> bool| single().any(is);
        let further = [
            (has(&|index| store.is_disputed(index)), Sample::Corner, "disputed"),
            (has(&|index| store.is_single_source(index)), Sample::SingleSource, "one source only"),
            (has(&|index| self.shown.match_of(index) == Match::Possibly), Sample::Halo, UNCERTAIN),
            (has(&|index| !store.named_places(index).is_empty()), Sample::Ground, APPROXIMATE),
            (spots.iter().any(|spot| spot.events.len() > 1), Sample::Count, COUNTED),
        ];
        rows.extend(further.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, sample, words)| (sample, words)));
        rows
    }

    /// What the lines in the frame mean, other than boundaries that are agreed.
    fn line_rows(&self) -> Vec<Row> {
        /// From this zoom on the dashes of short lines are told apart.
        const LEAST_ZOOM: f64 = 3.4;
        /// Shorter stretches, in points, are no line that anybody asks about.
        const LEAST_SEEN: f32 = 24.0;
        let (least, greatest) = self.projection.unit_bounds(0.0);
        let frame = UnitBox { min: least, max: greatest };
        let viewpoint = self.view.viewpoint;
        let detail = self.basemap.detail(self.view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
        let mut seen: BTreeMap<LineClass, f32> = BTreeMap::new();
        let tells = self.view.map.zoom >= LEAST_ZOOM;
        for piece in detail.lines.iter().filter(|piece| tells && piece.bounds.meets(&frame)) {
            let line = &self.basemap.lines[piece.index];
            if line.class != LineClass::International && line.standing(viewpoint) == Standing::DeFacto {
                let so_far = seen.entry(line.class).or_default();
                if *so_far < LEAST_SEEN {
                    *so_far += self.seen_length(&piece.points);
                }
            }
        }
        let length = |class: LineClass| seen.get(&class).copied().unwrap_or_default();
        let has = |class: LineClass| length(class) >= LEAST_SEEN;
        let dotted = [LineClass::Disputed, LineClass::Indefinite, LineClass::Claim];
        let unsettled = dotted.into_iter().map(length).sum::<f32>() >= LEAST_SEEN;
        let in_sight = self.projection.frame();
        let contact = self.scene.marks.iter().any(|mark| {
            matches!(mark, Mark::Line { points, stroke } if stroke.dash == Dash::Long
                && points.iter().any(|point| in_sight.contains(*point)))
        });
        let rows = [
            (has(LineClass::Durand), Sample::Line(Dash::Chain), "Durand Line"),
            (has(LineClass::LineOfControl), Sample::Line(Dash::Dashes), "Line of Control"),
            (unsettled, Sample::Line(Dash::Dots), "boundary in dispute"),
            (contact, Sample::Line(Dash::Long), CONTACT),
        ];
        rows.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, sample, words)| (sample, words)).collect()
    }

    /// How much of a line of the base map is in sight, in points.
    fn seen_length(&self, units: &[[f64; 2]]) -> f32 {
        let frame = self.projection.frame();
        let points: Vec<Point> = units.iter().map(|unit| self.projection.screen_from_unit(*unit)).collect();
        points.windows(2).map(|pair| length_within(&frame, pair[0], pair[1])).sum()
    }
}

/// How much of the way between two points lies in a rectangle (Liang and Barsky 1984).
pub(super) fn length_within(rect: &Rect, from: Point, to: Point) -> f32 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for (axis, low, high) in [(0, rect.x, rect.right()), (1, rect.y, rect.bottom())] {
        if way[axis].abs() < 1e-6 {
            if from[axis] < low || from[axis] > high {
                return 0.0;
            }
            continue;
        }
        let (one, other) = ((low - from[axis]) / way[axis], (high - from[axis]) / way[axis]);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    (leaves - enters).max(0.0) * way[0].hypot(way[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_of_a_way_lies_in_a_frame_is_measured() {
        let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
        let cases = [
            ([-5.0, 5.0], [15.0, 5.0], 10.0),
            ([2.0, 2.0], [5.0, 6.0], 5.0),
            ([-5.0, -5.0], [-1.0, 20.0], 0.0),
            ([5.0, 20.0], [5.0, 8.0], 2.0),
            ([-10.0, 11.0], [20.0, 11.0], 0.0),
        ];
        for (from, to, length) in cases {
            assert!((length_within(&rect, from, to) - length).abs() < 1e-4, "{from:?} {to:?}");
        }
    }
}
