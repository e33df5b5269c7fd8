//! The page of a template for readers while its parts are put on it, and the parts that are words alone.

use super::dress::Dress;
use super::numbered_foot::numbered;
use super::plates::Block;
use super::runs::{Run, run_block};
use super::told::Told;
use crate::scene::text_layout::{Type, first_sentence};
use crate::scene::{Align, Color, Face, Mark, Point, Rect, Scene, Stroke, event_symbol, short_when, symbol_number};

/// One part of a page.
pub(super) enum PagePart {
    Block(Block),
    Scene(Scene),
    Framed(Scene),
}

/// A page while its parts are put on it.
pub(super) struct Page {
    pub(super) scene: Scene,
    rim: Stroke,
}

impl Page {
    /// An empty page for what is told.
    pub(super) fn new(told: &Told<'_>) -> Self {
        let palette = told.palette;
        let scene = Scene { background: Some(palette.panel), ..Scene::empty(told.subject.size) };
        Self { scene, rim: Stroke::solid(0.8, palette.ink_faint) }
    }

    /// Puts a block on the page. Returns where it ends.
    pub(super) fn block(&mut self, block: Block, origin: Point) -> f32 {
        let end = origin[1] + block.height;
        self.part(PagePart::Block(block), origin);
        end
    }

    pub(super) fn part(&mut self, part: PagePart, origin: Point) {
        match part {
            PagePart::Block(block) => {
                let clip = Rect::new(0.0, 0.0, self.scene.size[0] - origin[0], block.height).grown(8.0);
                self.scene.marks.push(Mark::Group { origin, clip, marks: block.marks });
            }
            PagePart::Scene(scene) => self.scene.place(scene, origin),
            PagePart::Framed(scene) => {
                let rect = Rect::new(origin[0], origin[1], scene.size[0], scene.size[1]);
                self.scene.place(scene, origin);
                self.scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: None, stroke: Some(self.rim) });
            }
        }
    }
}

/// The text in as few lines as it needs, none much longer than the others.
pub(super) fn balanced(font: Type, words: &str, width: f32, most: usize) -> Vec<String> {
    let lines = font.wrapped(words, width, most);
    let narrower = (1..=12).map(|step| width * (1.0 - 0.04 * step as f32));
    let kept = narrower.map(|width| (font.fits(words, width, lines.len()), width));
    let narrowest = kept.take_while(|(fits, _)| *fits).last();
    narrowest.map_or(lines, |(_, width)| font.wrapped(words, width, most))
}

/// Lines of a headline, set closer than text.
pub(super) fn set_solid(lines: &[String], font: Type, color: Color) -> Block {
    const LEADING: f32 = 1.16;
    let mut block = Block::default();
    for (row, line) in lines.iter().enumerate() {
        let y = row as f32 * font.size * LEADING;
        block.line(line, [0.0, y], Align::Start, font, color);
        block.height = y + font.size * LEADING;
    }
    block
}

/// What a list tells of each event besides its date and title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Titles,
    /// The first sentence of its summary.
    Summaries,
}

/// Every event with its number, date and title, in columns.
pub(super) fn list_block(told: &Told<'_>, dress: &Dress, width: f32, detail: Detail) -> Block {
    let store = told.subject.store;
    let numbered = numbered(told);
    let columns = (width / (dress.body * 22.0)).floor().clamp(1.0, 6.0) as usize;
    let gutter = 12.0;
    let column = (width - gutter * (columns - 1) as f32) / columns as f32;
    let indent = 2.0 * dress.radius + 7.0;
    let (bold, plain) = (Type::new(Face::SemiBold, dress.body), Type::new(Face::Regular, dress.body));
    let rows = numbered.into_iter().map(|(index, number)| {
        let mut row = Block::default();
        let (center, style) = ([dress.radius + 2.0, dress.radius + 1.5], told.symbol(index, dress.radius));
        event_symbol(&mut row.marks, center, &style, told.palette);
        symbol_number(&mut row.marks, center, &style, number, told.palette);
        let date = short_when(store, &told.view, index);
        let runs = [
            Run { words: date, font: bold, color: told.palette.ink },
            Run { words: store.title(index).into_owned(), font: plain, color: told.palette.ink },
        ];
        row.height = 2.0 * dress.radius + 2.0;
        row.put(run_block(&runs, column - indent), [indent, dress.radius - dress.body * 0.5]);
        if detail == Detail::Summaries {
            let small = Type::new(Face::Regular, dress.small);
            let words = first_sentence(&store.event(index).summary).to_owned();
            let summary = Run { words, font: small, color: told.palette.ink_secondary };
            let y = row.height - 2.0;
            row.put(run_block(&[summary], column - indent), [indent, y]);
            row.height += 4.0;
        }
        row
    });
    let rows: Vec<Block> = rows.collect();
    let whole: f32 = rows.iter().map(|row| row.height).sum();
    let mut block = Block::default();
    let (mut place, mut y) = (0, 0.0);
    for row in rows {
        if y + row.height * 0.5 > whole / columns as f32 && place + 1 < columns {
            (place, y) = (place + 1, 0.0);
        }
        let deep = row.height;
        block.put(row, [place as f32 * (column + gutter), y]);
        y += deep;
    }
    block
}
