//! Marks that are as large, or as strong in colour, as a number of their events.
//!
//! The area of a mark grows with its number, from nothing; a colour goes from the least to the greatest. The whole
//! story decides both, so that no mark changes while the map is moved or filtered.

use std::sync::Arc;

use super::{Align, Color, Face, Mark, Palette, Point, Rect, Scene, Stroke, SymbolStyle, TextStyle, text_width};
use crate::model::number_text;
use crate::store::{NumberColumn, NumberOrigin, Store};
use crate::view::View;

/// The radius of the mark with the greatest number, in points.
pub(super) const GREATEST: f32 = 15.0;
/// No mark is smaller than this, in points.
const LEAST: f32 = 3.6;
/// The radius of a sample of a colour, in points.
const SAMPLE: f32 = 6.0;
const SIZE: f32 = 10.0;
const PAD: f32 = 9.0;

/// A number with its name.
struct Numbered {
    name: String,
    column: Arc<NumberColumn>,
}

/// By which numbers the marks of a view are sized and coloured.
pub(super) struct NumberScale {
    size: Option<Numbered>,
    color: Option<Numbered>,
    palette: &'static Palette,
}

impl NumberScale {
    /// Those that a view asks for and its story has.
    pub(super) fn of(store: &Store, view: &View, palette: &'static Palette) -> Self {
        let numbered = |name: &Option<String>| {
            let name = name.as_ref()?;
            Some(Numbered { name: name.clone(), column: store.number(name)? })
        };
        Self { size: numbered(&view.size_by), color: numbered(&view.color_by), palette }
    }

    /// The radius of the mark of an event, which is `plain` points where marks are not sized.
    pub(super) fn radius(&self, index: usize, plain: f32) -> f32 {
        let Some(size) = &self.size else { return plain };
        size.column.of_event(index).map_or(LEAST, |value| size.radius(value))
    }

    /// The colour of the mark of an event. None: its category's.
    pub(super) fn color(&self, index: usize) -> Option<Color> {
        let color = self.color.as_ref()?;
        let value = color.column.of_event(index);
        Some(value.map_or(self.palette.ink_faint, |value| color.color(value, self.palette)))
    }

    /// A mark in the colour of its number, where marks are coloured by one.
    pub(super) fn colored(&self, style: SymbolStyle, index: usize) -> SymbolStyle {
        SymbolStyle { color: self.color(index).unwrap_or(style.color), ..style }
    }

    /// What sizes and colours mean for these events, as a card. None where none of them has such a number.
    pub(super) fn key(&self, events: &[usize]) -> Option<Scene> {
        let mut rows: Vec<Row> = Vec::new();
        let faint = self.palette.ink_faint;
        match (&self.size, &self.color) {
            (Some(size), Some(color)) if size.name == color.name => {
                rows.extend(size.row("Size and colour", events, (LEAST, faint), |value| {
                    (size.radius(value), color.color(value, self.palette))
                }));
            }
            (size, color) => {
                let plain = self.palette.ink_secondary;
                if let Some(size) = size {
                    rows.extend(size.row("Size", events, (LEAST, plain), |value| (size.radius(value), plain)));
                }
                if let Some(color) = color {
                    rows.extend(
                        color
                            .row("Colour", events, (SAMPLE, faint), |value| (SAMPLE, color.color(value, self.palette))),
                    );
                }
            }
        }
        (!rows.is_empty()).then(|| card(&rows, self.palette))
    }
}

impl Numbered {
    fn radius(&self, value: f64) -> f32 {
        let share = (value / self.column.greatest).max(0.0);
        if share.is_finite() { (GREATEST * share.sqrt() as f32).clamp(LEAST, GREATEST) } else { LEAST }
    }

    fn color(&self, value: f64, palette: &Palette) -> Color {
        let NumberColumn { least, greatest, .. } = *self.column;
        let share = if greatest > least { ((value - least) / (greatest - least)).clamp(0.0, 1.0) } else { 1.0 };
        palette.number(share.sqrt() as f32)
    }

    /// A row of the key: the greatest number of these events, and round ones below it.
    /// Events without a number look like `none`.
    fn row(
        &self,
        channel: &str,
        events: &[usize],
        none: (f32, Color),
        look: impl Fn(f64) -> (f32, Color),
    ) -> Option<Row> {
        let seen = events.iter().filter_map(|index| self.column.of_event(*index));
        let greatest = seen.max_by(f64::total_cmp)?;
        let mut values = vec![greatest];
        for share in [3.0, 12.0] {
            let value = round_down(greatest / share);
            if value >= self.column.least.max(0.0) && values.last().is_some_and(|last| value < *last) && value > 0.0 {
                values.push(value);
            }
        }
        let mut samples: Vec<Sample> = Vec::new();
        if events.iter().any(|index| self.column.of_event(*index).is_none()) {
            let (radius, color) = none;
            samples.push(Sample { radius, color, words: "none given".to_owned() });
        }
        samples.extend(values.into_iter().rev().map(|value| {
            let (radius, color) = look(value);
            Sample { radius, color, words: number_text(value) }
        }));
        let note = match self.column.origin {
            NumberOrigin::Claims => "highest number claimed",
            NumberOrigin::Column => "",
        };
        Some(Row { title: format!("{channel}: {}", self.name), note, samples })
    }
}

/// One number of the key.
struct Sample {
    radius: f32,
    color: Color,
    words: String,
}

/// What size or colour means.
struct Row {
    title: String,
    note: &'static str,
    samples: Vec<Sample>,
}

impl Row {
    /// How high its words are, in points.
    fn words_height(&self) -> f32 {
        if self.note.is_empty() { 14.0 } else { 27.0 }
    }

    /// How high its samples are, in points.
    fn samples_height(&self) -> f32 {
        2.0 * self.samples.iter().map(|sample| sample.radius).fold(0.0, f32::max) + 6.0
    }

    fn width(&self) -> f32 {
        let samples: f32 = self.samples.iter().map(Sample::width).sum();
        let title = text_width(&self.title, Face::Medium, SIZE).max(text_width(self.note, Face::Regular, SIZE));
        title.max(samples)
    }
}

impl Sample {
    fn width(&self) -> f32 {
        2.0 * self.radius + text_width(&self.words, Face::Regular, SIZE) + 16.0
    }
}

/// The key drawn on a card of its own.
fn card(rows: &[Row], palette: &Palette) -> Scene {
    let width = rows.iter().map(Row::width).fold(0.0, f32::max) + 2.0 * PAD;
    let height: f32 = rows.iter().map(|row| row.words_height() + row.samples_height() + 4.0).sum::<f32>() + PAD;
    let mut scene = Scene::empty([width, height]);
    let rim = Some(Stroke::solid(1.0, palette.rule));
    let rect = Rect::new(0.5, 0.5, width - 1.0, height - 1.0);
    scene.marks.push(Mark::Rect { rect, radius: 8.0, fill: Some(palette.panel.faded(0.94)), stroke: rim });
    let style = |face, color| TextStyle { face, size: SIZE, color, halo: None, spacing: 0.0 };
    let mut y = PAD * 0.7;
    for row in rows {
        let at = |down: f32| -> Point { [PAD, y + down] };
        scene.marks.push(Mark::text(row.title.as_str(), at(10.0), Align::Start, style(Face::Medium, palette.ink)));
        let quiet = style(Face::Regular, palette.ink_secondary);
        if !row.note.is_empty() {
            scene.marks.push(Mark::text(row.note, at(23.0), Align::Start, quiet));
        }
        y += row.words_height() + row.samples_height() / 2.0;
        let mut x = PAD;
        for sample in &row.samples {
            let center = [x + sample.radius, y];
            scene.marks.push(Mark::Disc { center, radius: sample.radius, fill: Some(sample.color), stroke: None });
            let words = [x + 2.0 * sample.radius + 4.0, y + 3.5];
            scene.marks.push(Mark::text(sample.words.as_str(), words, Align::Start, quiet));
            x += sample.width();
        }
        y += row.samples_height() / 2.0 + 4.0;
    }
    scene
}

/// The greatest of 1, 2 and 5 times a power of ten that is not greater. Zero for nothing sensible.
fn round_down(value: f64) -> f64 {
    if !value.is_finite() || value <= 0.0 {
        return 0.0;
    }
    let power = 10.0_f64.powf(value.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|round| *round <= value * 1.000_001).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::scene::palette_of;
    use crate::view::Theme;

    #[test]
    fn the_area_of_a_mark_is_as_large_as_its_number_and_the_key_shows_the_same() {
        let store = Store::new(carried_story().story);
        let name = "Pakistani soldiers killed";
        let view = View { size_by: Some(name.to_owned()), ..View::of_story(&store, [900.0, 600.0]) };
        let scale = NumberScale::of(&store, &view, palette_of(Theme::Light));
        let column = store.number(name).unwrap();
        for index in 0..store.len() {
            let radius = scale.radius(index, 7.0);
            match column.of_event(index) {
                Some(value) if radius > LEAST => {
                    let area = f64::from(radius * radius) / f64::from(GREATEST * GREATEST);
                    assert!((area - value / column.greatest).abs() < 1e-3, "{value}");
                }
                Some(_) => {}
                None => assert!((radius - LEAST).abs() < 1e-6),
            }
        }
        let events: Vec<usize> = (0..store.len()).collect();
        let key = scale.key(&events).unwrap();
        assert!(
            key.words().iter().any(|words| words.contains(name)) && key.words().contains(&"highest number claimed")
        );
        assert!(scale.key(&[]).is_none());
    }

    #[test]
    fn numbers_of_a_key_are_round() {
        let rounded = [58.0 / 3.0, 4.83, 0.0, 1200.0, f64::NAN].map(|value| number_text(round_down(value)));
        assert_eq!(rounded, ["10", "2", "0", "1,000", "0"]);
    }
}
