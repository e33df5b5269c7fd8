//! The timeline of a figure: every event on a bar with its number, titles beside the bars where there is room.

use chrono::Datelike as _;

use super::dress::Dress;
use super::plates::Block;
use super::told::Told;
use crate::model::{Extent, TimeSpan, Zone};
use crate::scene::bar::{Bar as EventBar, BarDress, Ground, doubt_of, event_bar};
use crate::scene::symbol_number;
use crate::scene::text_layout::Type;
use crate::scene::timeline::lanes_named;
use crate::scene::{
    Align, CategoryLook, Face, Importance, Mark, Rect, Stroke, TextStyle, Tick, TimeScale, category_look, event_symbol,
    zone_words,
};

/// Between a bar and its title, and between what stands beside each other in a row, in points.
const GAP: f32 = 4.0;
/// The least width of a bar in points.
const LEAST_BAR: f32 = 3.0;

/// What is written beside bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Titles {
    Beside,
    /// A list tells them.
    Missing,
}

/// On which side of its bar a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Right,
    Left,
    None,
}

/// An event on the timeline.
struct Bar {
    index: usize,
    number: usize,
    /// What is possible of it, in points.
    possible: [f32; 2],
    certain: Option<[f32; 2]>,
    span: TimeSpan,
    /// The stretches of which it was one, and where they stand.
    choices: Vec<Extent>,
    days: Vec<[f32; 2]>,
}

/// A bar in its row.
struct Placed {
    bar: Bar,
    row: usize,
    side: Side,
    title: String,
}

struct LaneBars {
    name: String,
    look: CategoryLook,
    bars: Vec<Placed>,
    rows: usize,
}

/// The timeline as wide as this, as high as it needs. None where events have no numbers.
pub(super) fn bars_block(told: &Told<'_>, dress: &Dress, width: f32, titles: Titles) -> Option<Block> {
    if told.numbers.is_empty() || !told.view.has_time() {
        return None;
    }
    let store = told.subject.store;
    let name = Type::new(Face::SemiBold, dress.body);
    let lanes: Vec<(String, Vec<usize>)> = lanes_named(store, &told.view)
        .into_iter()
        .map(|(name, events)| (name, events.into_iter().filter(|index| told.numbers.contains_key(index)).collect()))
        .filter(|(_, events): &(String, Vec<usize>)| !events.is_empty())
        .collect();
    let widest = lanes.iter().map(|(words, _)| name.width(words)).fold(0.0, f32::max);
    let zone = Type::new(Face::Regular, dress.small).width(&zone_words(store, &told.view));
    let gutter = (widest + 22.0).max(zone + 8.0).clamp(44.0, width * 0.2);
    let scale = TimeScale::new(told.view.time, gutter, width - gutter);
    let sheet = BarSheet { told, dress, scale, width, titles };
    let lanes: Vec<LaneBars> = lanes.into_iter().map(|(name, events)| sheet.lane(name, &events)).collect();
    Some(sheet.drawn(&lanes, gutter, name))
}

struct BarSheet<'a> {
    told: &'a Told<'a>,
    dress: &'a Dress,
    scale: TimeScale,
    width: f32,
    titles: Titles,
}

impl BarSheet<'_> {
    fn font(&self) -> Type {
        Type::new(Face::Regular, self.dress.body)
    }

    fn stretch(&self, extent: &Extent) -> [f32; 2] {
        let x = |secs: f64| self.scale.x_from_time(secs).clamp(self.scale.left(), self.scale.right());
        let (start, end) = (x(extent.start_secs), x(extent.end_secs));
        let end = end.max(start + LEAST_BAR).min(self.scale.right());
        [start.min(end - LEAST_BAR), end]
    }

    fn bar(&self, index: usize) -> Option<Bar> {
        let store = self.told.subject.store;
        let span = store.span(index)?;
        let own = store.story().events.zone(index);
        let zone = own.as_ref().unwrap_or(&store.story().zone);
        let when = store.story().events.when(index).filter(|_| span.certain.is_none());
        let choices = when.map(|when| when.choices(zone)).unwrap_or_default();
        Some(Bar {
            index,
            span,
            number: self.told.numbers[&index],
            possible: self.stretch(&span.possible),
            certain: span.certain.filter(|certain| !certain.is_instant()).map(|certain| self.stretch(&certain)),
            days: choices.iter().map(|day| self.stretch(day)).collect(),
            choices,
        })
    }

    /// The events of a lane in as few rows as can be, nothing over anything else.
    fn lane(&self, name: String, events: &[usize]) -> LaneBars {
        let store = self.told.subject.store;
        let mut rows: Vec<Vec<[f32; 2]>> = Vec::new();
        let mut bars = Vec::new();
        for bar in events.iter().filter_map(|index| self.bar(*index)) {
            let title = if self.titles == Titles::Beside { store.title(bar.index).into_owned() } else { String::new() };
            let long = if title.is_empty() { 0.0 } else { self.font().width(&title) + GAP };
            let [left, right] = bar.ground(self.dress.radius);
            let sides: &[(Side, [f32; 2])] = &[(Side::Right, [left, right + long]), (Side::Left, [left - long, right])];
            let sides = if title.is_empty() { &[(Side::None, [left, right])][..] } else { sides };
            let fits = |ground: &[f32; 2]| {
                title.is_empty() || (ground[0] >= self.scale.left() - 1.0 && ground[1] <= self.width + 1.0)
            };
            let is_free = |row: &[[f32; 2]], ground: &[f32; 2]| {
                row.iter().all(|taken| taken[1] + GAP <= ground[0] || ground[1] + GAP <= taken[0])
            };
            let found = sides.iter().filter(|(_, ground)| fits(ground)).find_map(|(side, ground)| {
                rows.iter().position(|row| is_free(row, ground)).map(|row| (row, *side, *ground))
            });
            let (row, side, ground) = found.unwrap_or_else(|| {
                rows.push(Vec::new());
                let side = sides.iter().find(|(_, ground)| fits(ground)).copied();
                let (side, ground) = side.unwrap_or_else(|| {
                    let right_room = self.width - right;
                    let side = if right_room >= left - self.scale.left() { Side::Right } else { Side::Left };
                    (side, [self.scale.left(), self.width])
                });
                (rows.len() - 1, side, ground)
            });
            rows[row].push(ground);
            bars.push(Placed { bar, row, side, title });
        }
        let first = bars.first().map(|placed: &Placed| placed.bar.index);
        let category = first.and_then(|index| store.category(index));
        let is_of_category = self.told.view.lanes == crate::view::LaneBy::Category;
        let look = if is_of_category {
            category_look(store.story(), category, self.told.palette)
        } else {
            CategoryLook::of_color(self.told.palette.ink_secondary)
        };
        LaneBars { name, look, bars, rows: rows.len() }
    }

    fn drawn(&self, lanes: &[LaneBars], gutter: f32, name: Type) -> Block {
        let (palette, dress) = (self.told.palette, self.dress);
        let small = Type::new(Face::Regular, dress.small);
        let mut block = Block::default();
        let head = dress.small * 1.34 + 8.0;
        let pad = 2.5;
        let height = head + lanes.iter().map(|lane| lane.rows as f32 * dress.row + 2.0 * pad).sum::<f32>();
        let rule = Stroke::solid(0.8, palette.rule);
        let zone = self.told.view.zone_shown(self.told.subject.store, None);
        let words = small.elided(&zone_words(self.told.subject.store, &self.told.view), gutter - 6.0);
        block.line(&words, [0.0, 4.0], Align::Start, small, palette.ink_secondary);
        let mut free = gutter;
        let days = self.day_ticks(zone);
        for tick in if days.is_empty() { self.scale.ticks(zone) } else { days } {
            let x = self.scale.x_from_time(tick.secs);
            if tick.importance != Importance::Fine {
                block.marks.push(Mark::line([x, head], [x, height], rule));
            }
            let face = if tick.importance == Importance::Major { Face::SemiBold } else { Face::Regular };
            let font = Type::new(face, dress.small);
            let right = x + 3.0 + font.width(&tick.label);
            if !tick.label.is_empty() && x >= free && right <= self.width {
                block.line(&tick.label, [x + 3.0, 4.0], Align::Start, font, palette.ink);
                free = right + 3.0;
            }
        }
        let mut y = head;
        for lane in lanes {
            let deep = lane.rows as f32 * dress.row + 2.0 * pad;
            block.marks.push(Mark::line([0.0, y], [self.width, y], rule));
            let indent = if palette.has_one_ink() {
                let at = [4.5, y + pad + dress.row / 2.0];
                lane.look.form.fill(&mut block.marks, at, 3.6, lane.look.color);
                12.0
            } else {
                block.marks.push(Mark::fill(Rect::new(0.0, y + pad, 3.0, deep - 2.0 * pad), lane.look.color));
                8.0
            };
            let words = name.elided(&lane.name, gutter - indent - 6.0);
            let at = [indent, y + pad + (dress.row - dress.body) / 2.0 - dress.body * 0.13];
            block.line(&words, at, Align::Start, name, palette.ink);
            for placed in &lane.bars {
                self.placed(&mut block, placed, y + pad + (placed.row as f32 + 0.5) * dress.row);
            }
            y += deep;
        }
        block.marks.push(Mark::line([0.0, y], [self.width, y], rule));
        block.height = height;
        block
    }

    /// A tick at each midnight, named by its day as fully as there is room for. None where days are too many to name.
    fn day_ticks(&self, zone: &Zone) -> Vec<Tick> {
        let extent = self.scale.extent();
        let day_points = (self.scale.points_per_sec() * 86_400.0) as f32;
        let font = Type::new(Face::Regular, self.dress.small);
        if day_points < font.width("30") + 8.0 {
            return Vec::new();
        }
        let is_named = day_points >= font.width("Wed 30") + 10.0;
        let mut day = zone.civil_from_secs(extent.start_secs).date();
        let mut ticks = Vec::new();
        while let Some(midnight) = day.and_hms_opt(0, 0, 0) {
            let secs = zone.secs_from_civil(&midnight);
            if secs >= extent.end_secs {
                break;
            }
            if secs >= extent.start_secs - 1.0 {
                let is_first = ticks.is_empty() || day.day() == 1;
                let form = match (is_named, is_first) {
                    (true, true) => "%a %-d %b",
                    (true, false) => "%a %-d",
                    (false, true) => "%-d %b",
                    (false, false) => "%-d",
                };
                let importance = if is_first { Importance::Major } else { Importance::Minor };
                ticks.push(Tick { secs, label: day.format(form).to_string(), importance });
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        ticks
    }

    fn placed(&self, block: &mut Block, Placed { bar, side, title, .. }: &Placed, y: f32) {
        let (palette, dress, store) = (self.told.palette, self.dress, self.told.subject.store);
        let event =
            EventBar { span: bar.span, choices: &bar.choices, doubt: doubt_of(store, bar.index), ground: Ground::Free };
        let bar_dress = BarDress {
            look: category_look(store.story(), store.category(bar.index), palette),
            y,
            height: (dress.row - 5.0).max(6.0),
            seen: [self.scale.left(), self.scale.right()],
            radius: dress.radius,
            or: Type::new(Face::Regular, dress.small),
            palette,
        };
        event_bar(&mut block.marks, &event, bar_dress, |secs| self.scale.x_from_time(secs));
        let style = self.told.symbol(bar.index, dress.radius);
        for [left, right] in bar.seats() {
            let x = f32::midpoint(left, right).clamp(self.scale.left() + dress.radius, self.width - dress.radius);
            event_symbol(&mut block.marks, [x, y], &style, palette);
            symbol_number(&mut block.marks, [x, y], &style, bar.number, palette);
        }
        let font = self.font();
        let [left, right] = bar.ground(dress.radius);
        let line = y + font.size * 0.36;
        let style = TextStyle { halo: Some(palette.panel), ..font.style(palette.ink) };
        match side {
            Side::Right => {
                let words = font.elided(title, self.width - right - GAP);
                block.marks.push(Mark::text(words, [right + GAP, line], Align::Start, style));
            }
            Side::Left => {
                let words = font.elided(title, left - GAP - self.scale.left());
                block.marks.push(Mark::text(words, [left - GAP, line], Align::End, style));
            }
            Side::None => {}
        }
    }
}

impl Bar {
    /// The stretches on whose middles a mark stands: each day of which it was one, else what is certain of it.
    fn seats(&self) -> Vec<[f32; 2]> {
        if self.days.len() > 1 { self.days.clone() } else { vec![self.certain.unwrap_or(self.possible)] }
    }

    /// From where to where bar and mark reach, in points.
    fn ground(&self, radius: f32) -> [f32; 2] {
        let [left, right] = self.certain.unwrap_or(self.possible);
        let center = f32::midpoint(left, right);
        [self.possible[0].min(center - radius - 2.0), self.possible[1].max(center + radius + 2.0)]
    }
}
