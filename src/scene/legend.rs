//! What the marks and lines of a picture mean: a row for each kind that is drawn, and none for others.
//!
//! This module answers which rows a legend has and what their samples look like. It does not know
//! where a legend stands.

use std::collections::BTreeSet;

use super::symbol::{change_sign, possible_halo, unplaced_cross};
use super::{
    Align, CategoryLook, Dash, Face, Mark, Palette, Point, Rect, Scene, Stroke, SymbolStyle, TargetId, TextStyle,
    category_look, event_symbol, palette_of,
};
use crate::model::Attestation;
use crate::query::Shown;
use crate::store::{Change, Store};
use crate::view::View;

/// What a place means that is known to a district, a province or a radius only.
pub(super) const APPROXIMATE: &str = "approximate area";
/// What a hatched time means.
pub(super) const UNCERTAIN: &str = "date uncertain";
/// What the number in a mark is.
pub(super) const COUNTED: &str = "number of events here";
/// What a line between places means.
pub(super) const CONTACT: &str = "link between places, not a route";

/// What a row of a legend shows beside its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sample {
    /// A grey mark of this attestation; none for an event without claims.
    Attested(Option<Attestation>),
    /// The corner of a disputed event.
    Corner,
    /// A mark with the stroke of an event that rests on one source.
    SingleSource,
    /// The sign of what became of an event.
    Change(Change),
    /// The hatch of a time in doubt.
    Hatch,
    /// A grey mark with the hatched ring of a time in doubt.
    Halo,
    /// The pale ground of a place that is no spot.
    Ground,
    /// The cross of an event without a spot on the map.
    Cross,
    /// A ring with the number of events that it stands for.
    Count,
    /// A mark that looks like those of a category.
    Category(CategoryLook),
    /// A line of the base map, over a paler one where it has one.
    Line(Dash),
}

/// A row of a legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// What stands beside the words.
    pub sample: Sample,
    /// What it means.
    pub words: String,
}

/// The rows for what is shown: marks first, then categories in the story's order, then lines.
///
/// `drawn` are the scenes that the legend explains. What only they can tell is read off them: which
/// lines of the base map lie in the frame, and whether anything is hatched, spread or counted.
pub fn legend_rows(store: &Store, view: &View, shown: &Shown, drawn: &[&Scene]) -> Vec<LegendRow> {
    let palette = palette_of(view.theme);
    let traces = Traces::of(drawn);
    let only_counts = traces.only_counts();
    let mut rows = if only_counts { Vec::new() } else { mark_rows(store, shown) };
    let mut add = |sample, words: &str| rows.push(LegendRow { sample, words: words.to_owned() });
    if traces.hatch || shown.possibly_count() > 0 {
        add(Sample::Hatch, UNCERTAIN);
    }
    let has_grounds = || shown.events().any(|index| !store.named_places(index).is_empty());
    if traces.ground || (traces.cells == 0 && has_grounds()) {
        add(Sample::Ground, APPROXIMATE);
    }
    if traces.unplaced(store) {
        add(Sample::Cross, "no location");
    }
    if traces.count {
        add(Sample::Count, COUNTED);
    }
    // Cells have no category's colour, and lanes have names.
    let colored = if only_counts { 0 } else { shown.len() };
    let categories: BTreeSet<Option<usize>> = shown.events().take(colored).map(|index| store.category(index)).collect();
    for (place, category) in store.story().categories.iter().enumerate() {
        if categories.contains(&Some(place)) {
            add(Sample::Category(category_look(store.story(), Some(place), palette)), name_of(category));
        }
    }
    if categories.contains(&None) {
        add(Sample::Category(category_look(store.story(), None, palette)), "other");
    }
    for (dash, words) in [
        (Dash::Chain, "Durand Line (1893), not recognised by Afghanistan"),
        (Dash::Dashes, "line of control"),
        (Dash::Long, CONTACT),
        (Dash::Dots, "disputed, claimed or unsettled boundary"),
    ] {
        if traces.lines.contains(&dash) {
            add(Sample::Line(dash), words);
        }
    }
    if let (true, Some(country)) = (traces.lines.contains(&Dash::Sparse), view.viewpoint.country()) {
        add(Sample::Line(Dash::Sparse), &format!("line that {country} does not recognise"));
    }
    rows
}

/// The rows for what the marks of these events are like.
fn mark_rows(store: &Store, shown: &Shown) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    let mut add = |sample, words: &str| rows.push(LegendRow { sample, words: words.to_owned() });
    for kind in [Attestation::Named, Attestation::Outlet, Attestation::Anonymous] {
        if shown.events().any(|index| store.attestation(index) == Some(kind)) {
            add(Sample::Attested(Some(kind)), kind.label());
        }
    }
    if shown.events().any(|index| store.attestation(index).is_none()) {
        add(Sample::Attested(None), "no claim");
    }
    if shown.events().any(|index| store.is_disputed(index)) {
        add(Sample::Corner, "disputed: accounts differ");
    }
    if shown.events().any(|index| store.is_single_source(index)) {
        add(Sample::SingleSource, "one source only");
    }
    for change in Change::ALL {
        if shown.events().any(|index| store.change(index) == Some(change)) {
            add(Sample::Change(change), change.word());
        }
    }
    rows
}

/// Whether these scenes count their events, and none of them has a mark of its own, of which it could be said what it
/// looks like.
pub(super) fn only_counts(drawn: &[&Scene]) -> bool {
    Traces::of(drawn).only_counts()
}

fn name_of(category: &crate::model::Category) -> &str {
    if category.name.is_empty() { &category.id } else { &category.name }
}

/// Marks of less than this opacity are grounds.
const PALE: u8 = 100;

/// What is found in scenes.
#[derive(Default)]
struct Traces {
    hatch: bool,
    ground: bool,
    count: bool,
    /// How many marks are cells of the ground that count events.
    cells: usize,
    /// Events that can be pointed at, by index.
    events: Vec<usize>,
    lines: Vec<Dash>,
}

impl Traces {
    fn of(scenes: &[&Scene]) -> Self {
        let mut traces = Self::default();
        for scene in scenes {
            traces.count |= scene.targets.iter().any(|target| matches!(target.id, TargetId::Events(_)));
            traces.events.extend(scene.targets.iter().filter_map(|target| match target.id {
                TargetId::Event(index) => Some(index),
                _ => None,
            }));
            let frame = Rect::new(0.0, 0.0, scene.size[0], scene.size[1]);
            traces.find(&scene.marks, &frame);
        }
        traces
    }

    /// Whether events are counted in cells, and no event has a mark, by itself or with others.
    fn only_counts(&self) -> bool {
        self.cells > 0 && self.events.is_empty() && !self.count
    }

    /// Whether a mark of an event without a spot is among what is drawn: then it is on the timeline.
    fn unplaced(&self, store: &Store) -> bool {
        self.events.iter().any(|&index| !store.is_placed(index))
    }

    fn find(&mut self, marks: &[Mark], frame: &Rect) {
        for mark in marks {
            match mark {
                Mark::Hatch { rect, .. } => self.hatch |= rect.overlaps(frame),
                Mark::Cells { .. } => self.cells += 1,
                // A line of the base map has a point in the frame or is next to nothing in it.
                Mark::Line { points, stroke: Stroke { dash, .. } }
                    if *dash != Dash::Solid
                        && !self.lines.contains(dash)
                        && points.iter().any(|point| frame.contains(*point)) =>
                {
                    self.lines.push(*dash);
                }
                // Places that are no spots are pale: discs wider than a mark, broad bands, areas.
                Mark::Line { stroke, .. } => self.ground |= stroke.width > 10.0 && stroke.color.a < PALE,
                Mark::Disc { radius, fill: Some(fill), .. } => self.ground |= *radius > 8.0 && fill.a < PALE,
                Mark::Area { fill, .. } => self.ground |= fill.a < PALE,
                Mark::Group { marks, clip, .. } => self.find(marks, clip),
                _ => {}
            }
        }
    }
}

/// Adds a sample around a centre; it is at most 22 points wide and 14 high.
pub fn legend_sample(marks: &mut Vec<Mark>, center: Point, sample: Sample, palette: &Palette) {
    let [x, y] = center;
    let grey = palette.ink_secondary;
    match sample {
        Sample::Attested(attestation) => {
            let style = SymbolStyle::of_voice(grey, attestation, 6.0);
            event_symbol(marks, center, &style, palette);
        }
        Sample::Corner => {
            let corner = vec![[x - 4.0, y - 4.0], [x + 4.0, y - 4.0], [x + 4.0, y + 4.0]];
            marks.push(Mark::Area { rings: vec![corner], fill: palette.ink });
        }
        Sample::SingleSource => {
            let style = SymbolStyle::of_voice(grey, Some(Attestation::Named), 4.5);
            event_symbol(marks, [x, y - 1.5], &SymbolStyle { single_source: true, ..style }, palette);
        }
        Sample::Change(change) => change_sign(marks, center, change, palette),
        Sample::Hatch => {
            let rect = Rect::around(center, 20.0, 11.0);
            marks.push(Mark::Rect { rect, radius: 3.0, fill: Some(grey.faded(0.15)), stroke: None });
            marks.push(Mark::Hatch { rect, color: grey.faded(0.7) });
        }
        Sample::Halo => {
            let attestation = Some(Attestation::Named);
            let style = SymbolStyle::of_voice(grey, attestation, 3.5);
            possible_halo(marks, center, &style, palette);
            event_symbol(marks, center, &style, palette);
        }
        Sample::Ground => {
            let rim = Some(Stroke::solid(1.2, grey.faded(0.75)));
            marks.push(Mark::Disc { center, radius: 7.0, fill: Some(grey.faded(0.15)), stroke: rim });
        }
        Sample::Cross => {
            marks.push(Mark::Disc { center, radius: 5.0, fill: Some(grey.faded(0.45)), stroke: None });
            unplaced_cross(marks, [x + 1.0, y - 1.0], 5.0, palette.ink, palette);
        }
        Sample::Count => {
            let rim = Some(Stroke::solid(1.4, grey));
            marks.push(Mark::Disc { center, radius: 7.5, fill: Some(palette.panel), stroke: rim });
            let style = TextStyle { face: Face::SemiBold, size: 9.5, color: palette.ink, halo: None, spacing: 0.0 };
            marks.push(Mark::text("3", [x, y + 3.4], Align::Middle, style));
        }
        Sample::Category(look) => look.form.fill(marks, center, 5.0, look.color),
        Sample::Line(dash) => {
            let ends = ([x - 11.0, y], [x + 11.0, y]);
            let is_durand = matches!(dash, Dash::Chain | Dash::Sparse);
            if is_durand {
                marks.push(Mark::line(ends.0, ends.1, Stroke::solid(5.0, palette.durand_halo)));
            }
            let (width, color) = if is_durand { (1.5, palette.ink.faded(0.85)) } else { (1.1, palette.border) };
            marks.push(Mark::line(ends.0, ends.1, Stroke { width, color, dash }));
        }
    }
}
