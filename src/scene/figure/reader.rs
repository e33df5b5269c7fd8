//! The templates for readers: what is disputed most, the map, and every event on a bar.

use super::accounts::{Account, account_pages};
use super::bars::{Titles, bars_block};
use super::dress::Dress;
use super::numbered_foot::foot_of;
use super::plates::{Block, text_block};
use super::reader_page::{Detail, Page, PagePart, balanced, list_block, set_solid};
use super::speakers::Depth;
use super::told::Told;
use super::{OfferedWords, Part, Subject, Template};
use crate::scene::legend::{LegendRow, legend_rows, only_counts};
use crate::scene::text_layout::Type;
use crate::scene::timeline::printed_timeline_scene;
use crate::scene::{Face, Mark, Point, Rect, Scene, Stroke};

/// The least part of a page's height that the map has.
const LEAST_MAP: f32 = 0.24;

/// The first page of a template for readers.
pub(super) fn first_page(subject: Subject<'_>) -> Scene {
    Reader::of(subject).drawn()
}

/// The same with the pages after it: every event with its sources, in a report with all that is claimed.
pub(super) fn pages(subject: Subject<'_>) -> Vec<Scene> {
    let sheet = Reader::of(subject);
    let account = match subject.composition.template {
        Template::Report => Account::Claims,
        _ => Account::Sources,
    };
    let further = if subject.composition.has(Part::Sources) || account == Account::Claims {
        account_pages(&sheet.told, &sheet.dress, account, &sheet.words.title)
    } else {
        Vec::new()
    };
    [sheet.drawn()].into_iter().chain(further).collect()
}

/// How much of the parts stands on a page, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    pub(super) depth: Depth,
    /// How many small strips.
    pub(super) counts: usize,
    pub(super) time: Time,
    pub(super) above: Above,
    /// Lines of sources.
    sources: usize,
}

/// How the events are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// Bars with their titles.
    Titled,
    /// Bars, and a list with the titles.
    Listed,
    /// A list alone.
    List,
    /// A list alone, beside the map under what is disputed most.
    Beside,
    /// Not at all: the pages that follow do.
    Missing,
}

/// How what is disputed most is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    Exhibit,
    /// On one small strip.
    Strip,
}

pub(super) struct Reader<'a> {
    pub(super) told: Told<'a>,
    pub(super) dress: Dress,
    words: OfferedWords,
    /// Rows for the lines on the map.
    lines: Vec<LegendRow>,
    /// Whether events have marks, and are not only counted.
    pub(super) has_marks: bool,
    room: Rect,
}

/// What stands at the foot of a page, from the foot up.
struct Below {
    foot: Block,
    /// Every event on a bar, or counted where they are too many.
    time: Option<Lower>,
}

enum Lower {
    Bars(Block),
    Scene(Scene),
}

impl Lower {
    fn height(&self) -> f32 {
        match self {
            Self::Bars(block) => block.height,
            Self::Scene(scene) => scene.size[1],
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn of(subject: Subject<'a>) -> Self {
        let told = Told::of(subject);
        let template = subject.composition.template;
        let dress = Dress::of(template, subject.size);
        let words = subject.words(told.contests.first());
        let [width, height] = subject.size;
        let margin = dress.margin;
        let room = Rect::new(margin, margin, width - 2.0 * margin, height - 2.0 * margin);
        let mut sheet = Self { told, dress, words, lines: Vec::new(), has_marks: true, room };
        let map = sheet.map([room.width * 0.55, room.height * 0.45]);
        sheet.lines = legend_rows(subject.store, &sheet.told.view, &sheet.told.shown, &[&map]);
        if only_counts(&[&map]) {
            let time = sheet.printed_time([room.width, room.height * LEAST_MAP]);
            sheet.has_marks = !only_counts(&[&map, &time]);
        }
        sheet
    }

    pub(super) fn template(&self) -> Template {
        self.told.subject.composition.template
    }

    pub(super) fn has(&self, part: Part) -> bool {
        self.told.subject.composition.has(part)
    }

    fn drawn(&self) -> Scene {
        let head = self.head();
        let fills = self.fills();
        let mut page = Page::new(&self.told);
        let y = page.block(head, [self.room.x, self.room.y]) + self.dress.gap;
        for (place, fill) in fills.iter().enumerate() {
            let below = self.below(fill);
            let bottom = self.room.bottom() - self.height_of(&below);
            let room = Rect { y, height: bottom - y, ..self.room };
            let is_last = place + 1 == fills.len();
            let fits = match self.template() {
                Template::Print | Template::Slide => self.beside(fill, room),
                _ => self.stacked(fill, room),
            };
            if let Some(placed) = fits.or_else(|| is_last.then(|| self.map_alone(room))) {
                for (part, at) in placed {
                    page.part(part, at);
                }
                self.put_below(&mut page, below, bottom);
                break;
            }
        }
        page.scene
    }

    /// A thick rule, the headline and what stands under it.
    fn head(&self) -> Block {
        let (dress, palette) = (&self.dress, self.told.palette);
        let width = self.room.width;
        let mut block = Block::default();
        block.marks.push(Mark::fill(Rect::new(0.0, 0.0, width, dress.headline * 0.11), palette.ink));
        block.height = dress.headline * 0.3;
        if self.has(Part::Title) {
            let words = &self.words.title;
            let sizes = [1.0, 0.85, 0.7, 0.55].map(|share| Type::new(Face::SemiBold, dress.headline * share));
            // On a slide one line, if that is no smaller than need be.
            let is_slide = self.template() == Template::Slide;
            let single = sizes[..2].iter().find(|font| is_slide && font.fits(words, width, 1));
            let fitting = || sizes.into_iter().find(|font| font.fits(words, width, dress.headline_lines));
            let fitting = single.copied().or_else(fitting);
            let (font, most) = fitting.map_or((sizes[3], 6), |font| (font, dress.headline_lines));
            let title = set_solid(&balanced(font, words, width, most), font, palette.ink);
            let y = block.height;
            block.put(title, [0.0, y]);
        }
        if self.has(Part::Subtitle) && !self.words.subtitle.is_empty() {
            let font = Type::new(Face::Regular, dress.standfirst);
            let lines = font.wrapped(&self.words.subtitle, width, 6);
            let y = block.height + dress.standfirst * 0.5;
            block.put(text_block(&lines, font, palette.ink_secondary), [0.0, y]);
        }
        block
    }

    /// The dress of a list: smaller on a slide, and where all else is too.
    fn list_dress(&self, fill: &Fill) -> Dress {
        let is_small = self.template() == Template::Slide || fill.above == Above::Strip;
        if is_small { self.dress.of_list() } else { self.dress }
    }

    /// What may stand on the page, from the most to the least.
    fn fills(&self) -> Vec<Fill> {
        use {Above::Exhibit, Above::Strip, Time::Beside, Time::List, Time::Listed, Time::Titled};
        let further = self.told.contests.len().saturating_sub(1).min(3);
        let (counts, depth, times, sources): (_, _, &[(Time, Above)], [usize; 2]) = match self.template() {
            Template::Slide => {
                let times = &[(Titled, Exhibit), (List, Exhibit), (Beside, Exhibit), (Beside, Strip)];
                (0, Depth::Voices, times, [2, 0])
            }
            Template::Column => (further, Depth::Voices, &[(Listed, Exhibit), (List, Exhibit), (List, Strip)], [8, 7]),
            Template::Report => (
                further,
                Depth::Voices,
                &[(Titled, Exhibit), (Listed, Exhibit), (List, Exhibit), (List, Strip)],
                [0, 0],
            ),
            Template::Sheet | Template::Print => {
                (further, Depth::Words, &[(Titled, Exhibit), (Listed, Exhibit), (List, Exhibit), (List, Strip)], [7, 6])
            }
        };
        let mut fills = Vec::new();
        for (time, above) in times.iter().copied() {
            let counts = if above == Strip { 0 } else { counts };
            for counts in (0..=counts).rev() {
                for depth in [depth, Depth::Voices] {
                    for sources in sources {
                        let fill = Fill { depth, counts, time, above, sources };
                        if fills.last() != Some(&fill) {
                            fills.push(fill);
                        }
                    }
                }
            }
        }
        fills.push(Fill { depth: Depth::Voices, counts: 0, time: Time::Missing, above: Exhibit, sources: 1 });
        fills
    }

    fn below(&self, fill: &Fill) -> Below {
        let width = self.room.width;
        // On a slide the shapes are told across it; without an exhibit they stand under the map.
        let is_across = self.template() == Template::Slide && !self.told.contests.is_empty();
        let shapes = if is_across { self.shape_runs() } else { Vec::new() };
        let foot = foot_of(&self.told, &self.dress, shapes, &self.lines, (width, fill.sources));
        let is_empty = self.told.shown.is_empty();
        let is_below = !matches!(fill.time, Time::Missing | Time::Beside);
        let has_time = self.has(Part::Timeline) && is_below && !is_empty;
        let time = has_time.then(|| {
            let titles = if fill.time == Time::Titled { Titles::Beside } else { Titles::Missing };
            let bars = match fill.time {
                Time::List if !self.told.numbers.is_empty() => Some(Block::default()),
                _ => bars_block(&self.told, &self.dress, width, titles),
            };
            let Some(mut bars) = bars else {
                let height = (self.room.height * 0.22).clamp(90.0, 240.0);
                return Lower::Scene(self.printed_time([width, height]));
            };
            if titles == Titles::Missing {
                let y = bars.height + self.dress.gap * 0.6;
                bars.put(list_block(&self.told, &self.list_dress(fill), width, Detail::Titles), [0.0, y]);
            }
            Lower::Bars(bars)
        });
        Below { foot, time }
    }

    /// The timeline where events have no bars of their own.
    fn printed_time(&self, size: [f32; 2]) -> Scene {
        let Told { subject, view, shown, numbers, .. } = &self.told;
        printed_timeline_scene(subject.store, view, shown, size, numbers)
    }

    fn height_of(&self, below: &Below) -> f32 {
        let time = below.time.as_ref().map_or(0.0, |time| time.height() + self.dress.gap * 1.2);
        below.foot.height + self.dress.gap * 0.6 + time
    }

    fn put_below(&self, page: &mut Page, below: Below, y: f32) {
        let palette = self.told.palette;
        let x = self.room.x;
        let mut y = y;
        if let Some(time) = below.time {
            y += self.dress.gap * 0.9;
            let rule = Stroke::solid(1.0, palette.ink);
            page.scene.marks.push(Mark::line([x, y], [self.room.right(), y], rule));
            y += self.dress.gap * 0.1;
            let height = time.height();
            page.part(
                match time {
                    Lower::Bars(block) => PagePart::Block(block),
                    Lower::Scene(scene) => PagePart::Scene(scene),
                },
                [x, y],
            );
            y += height;
        }
        page.part(PagePart::Block(below.foot), [x, y + self.dress.gap * 0.6]);
    }
}

impl Reader<'_> {
    /// Exhibit and strips at the left, the map at the right. None where they have no room.
    fn beside(&self, fill: &Fill, room: Rect) -> Option<Vec<(PagePart, Point)>> {
        if room.height < self.least_map() {
            return None;
        }
        let gap = self.dress.gap;
        let is_listed = fill.time == Time::Beside && !self.told.numbers.is_empty() && self.has(Part::Timeline);
        if self.told.contests.is_empty() && !is_listed {
            return Some(self.map_alone(room));
        }
        let width = (room.width * if is_listed { 0.5 } else { 0.405 }).round();
        let mut left = self.exhibits(fill, width);
        if is_listed {
            let y = left.height + if left.height > 0.0 { gap * 0.6 } else { 0.0 };
            left.put(list_block(&self.told, &self.list_dress(fill), width, Detail::Titles), [0.0, y]);
        }
        if left.height > room.height {
            return None;
        }
        // What is left of the column tells more of each event, where that is enough for all.
        let brief = list_block(&self.told, &self.dress, width, Detail::Summaries);
        let y = left.height + gap;
        if fill.time == Time::Titled && self.told.numbers.len() > 1 && y + gap * 0.4 + brief.height <= room.height {
            left.marks.push(Mark::line([0.0, y], [width, y], Stroke::solid(1.0, self.told.palette.ink)));
            left.put(brief, [0.0, y + gap * 0.4]);
        }
        let x = room.x + width + gap * 1.7;
        let map = self.map([room.right() - x, room.height]);
        Some(vec![(PagePart::Block(left), [room.x, room.y]), (PagePart::Framed(map), [x, room.y])])
    }

    /// Exhibit and strips over the map. None where they have no room.
    fn stacked(&self, fill: &Fill, room: Rect) -> Option<Vec<(PagePart, Point)>> {
        if self.told.contests.is_empty() {
            return (room.height >= self.least_map()).then(|| self.map_alone(room));
        }
        let exhibits = self.exhibits(fill, room.width);
        let taken = exhibits.height + self.dress.gap;
        if room.height - taken < self.least_map() {
            return None;
        }
        let map = self.map([room.width, room.height - taken]);
        let origin = [room.x, room.y + taken];
        Some(vec![(PagePart::Block(exhibits), [room.x, room.y]), (PagePart::Framed(map), origin)])
    }

    /// The map, and under it what its shapes mean.
    fn map_alone(&self, room: Rect) -> Vec<(PagePart, Point)> {
        let shapes = self.shapes(room.width);
        let height = (room.height - shapes.height - 4.0).max(30.0);
        if room.height < 60.0 {
            return Vec::new();
        }
        let map = self.map([room.width, height]);
        let at = [room.x, room.y + height + 4.0];
        vec![(PagePart::Framed(map), [room.x, room.y]), (PagePart::Block(shapes), at)]
    }

    fn least_map(&self) -> f32 {
        let share = if self.template() == Template::Print { LEAST_MAP } else { LEAST_MAP * 0.75 };
        (self.room.height * share).max(130.0)
    }
}
