//! Parts of a page with their own origin: lines of text, and the legend.

use crate::scene::legend::{LegendRow, legend_sample};
use crate::scene::text_layout::Type;
use crate::scene::{Align, Color, Face, Mark, Palette, Rect, TextStyle};

/// Height of a line of text for each point of its size.
pub(super) const LEADING: f32 = 1.34;
/// Where the baseline lies in a line, for each point of its size.
pub(super) const BASELINE: f32 = 1.0;

/// No page is wider, in points.
const WIDEST: f32 = 17_000.0;

/// Marks with their origin in the upper left corner, and how far down they reach.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Block {
    /// Height in points.
    pub(super) height: f32,
    /// The marks.
    pub(super) marks: Vec<Mark>,
}

impl Block {
    /// Adds a line of text at a height from the top of the block.
    pub(super) fn line(&mut self, words: &str, [x, y]: [f32; 2], align: Align, font: Type, color: Color) {
        let baseline = y + font.size * BASELINE;
        self.marks.push(Mark::text(words, [x, baseline], align, font.style(color)));
        self.height = self.height.max(y + font.size * LEADING);
    }

    /// Adds another block with its upper left corner at a point.
    pub(super) fn put(&mut self, other: Self, origin: [f32; 2]) {
        self.height = self.height.max(origin[1] + other.height);
        if !other.marks.is_empty() {
            let clip = Rect::new(0.0, 0.0, WIDEST, other.height).grown(8.0);
            self.marks.push(Mark::Group { origin, clip, marks: other.marks });
        }
    }

    /// Adds a row of a legend with its upper left corner at a point.
    fn legend_row(&mut self, row: &LegendRow, [x, y]: [f32; 2], room: f32, palette: &Palette) {
        legend_sample(&mut self.marks, [x + 11.0, y + LINE / 2.0], row.sample, palette);
        let words = FONT.elided(&row.words, room - INDENT);
        let at = [x + INDENT, y + LINE / 2.0 + FONT.size * 0.36];
        self.marks.push(Mark::text(words, at, Align::Start, FONT.style(palette.ink_secondary)));
        self.height = self.height.max(y + LINE);
    }

    /// Adds the lines of another block below this one.
    pub(super) fn add_below(&mut self, block: Self, gap: f32) {
        let y = if self.height > 0.0 { self.height + gap } else { 0.0 };
        for mark in block.marks {
            if let Mark::Text(mut text) = mark {
                text.position[1] += y;
                self.marks.push(Mark::Text(text));
            }
        }
        self.height = y + block.height;
    }
}

/// A small heading, in capitals.
pub(super) fn heading(words: &str, palette: &Palette) -> Block {
    let style = TextStyle { spacing: 0.8, ..HEADING.style(palette.ink_secondary) };
    let mark = Mark::text(words.to_uppercase(), [0.0, HEADING.size * BASELINE], Align::Start, style);
    Block { height: HEADING.size * LEADING, marks: vec![mark] }
}

/// Lines of text under each other.
pub(super) fn text_block(lines: &[String], font: Type, color: Color) -> Block {
    let mut block = Block::default();
    for line in lines {
        let y = block.height;
        block.line(line, [0.0, y], Align::Start, font, color);
    }
    block
}

/// The legend in as many columns as make it lowest; rows too wide for a column follow each other at
/// the end.
pub(super) fn legend_block(rows: &[LegendRow], width: f32, palette: &Palette) -> Block {
    let columns = (1..=8).filter(|columns| *columns == 1 || width / *columns as f32 >= 110.0);
    let blocks = columns.map(|columns| legend_in(rows, width, columns, palette));
    let lowest = blocks.min_by(|one, other| one.height.total_cmp(&other.height));
    lowest.unwrap_or_default()
}

const HEADING: Type = Type::new(Face::SemiBold, 10.0);
const FONT: Type = Type::new(Face::Regular, 10.0);
const LINE: f32 = 18.0;
const INDENT: f32 = 30.0;
/// Between the words of a row and the next sample.
const APART: f32 = 14.0;

fn legend_in(rows: &[LegendRow], width: f32, columns: usize, palette: &Palette) -> Block {
    let cell = width / columns as f32;
    let length = |row: &LegendRow| INDENT + FONT.width(&row.words) + APART;
    let (wide, narrow): (Vec<&LegendRow>, Vec<&LegendRow>) = rows.iter().partition(|row| length(row) > cell + 4.0);
    let deep = narrow.len().div_ceil(columns);
    let mut block = Block::default();
    for (place, row) in narrow.into_iter().enumerate() {
        let at = [(place / deep.max(1)) as f32 * cell, (place % deep.max(1)) as f32 * LINE];
        block.legend_row(row, at, cell + 4.0, palette);
    }
    let (mut x, mut y) = (0.0, deep as f32 * LINE);
    for row in wide {
        // They begin where columns do.
        let step = (length(row) / cell).ceil() * cell;
        if x > 0.0 && x + length(row) > width + APART {
            (x, y) = (0.0, y + LINE);
        }
        block.legend_row(row, [x, y], width - x, palette);
        x += step;
    }
    block
}
