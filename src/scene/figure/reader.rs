//! The templates for readers: what is disputed most, the map, and every event on a bar.

use super::accounts::{Account, account_pages};
use super::bars::{Titles, bars_block};
use super::counts::counts_block;
use super::dress::Dress;
use super::exhibit::exhibit_block;
use super::numbered_foot::foot_of;
use super::plates::{Block, text_block};
use super::reader_page::{Detail, Page, PagePart, balanced, list_block, set_solid};
use super::runs::{Run, run_block};
use super::speakers::Depth;
use super::told::Told;
use super::{OfferedWords, Part, REFERENCE_MAP, Subject, Template, rescaled};
use crate::model::Attestation;
use crate::scene::legend::{LegendRow, legend_rows};
use crate::scene::map::{MapOptions, MapRole, map_scene};
use crate::scene::text_layout::Type;
use crate::scene::timeline::printed_timeline_scene;
use crate::scene::{Face, Far, Mark, Point, Rect, Scene, Stroke};
use crate::view::View;

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
struct Fill {
    depth: Depth,
    /// How many small strips.
    counts: usize,
    time: Time,
    /// Lines of sources.
    sources: usize,
}

/// How the events are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    /// Bars with their titles.
    Titled,
    /// Bars, and a list with the titles.
    Listed,
    /// A list alone.
    List,
    /// Not at all: the pages that follow do.
    Missing,
}

pub(super) struct Reader<'a> {
    pub(super) told: Told<'a>,
    pub(super) dress: Dress,
    words: OfferedWords,
    /// Rows for the lines on the map.
    lines: Vec<LegendRow>,
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
        let mut sheet = Self { told, dress, words, lines: Vec::new(), room };
        let map = sheet.map([room.width * 0.55, room.height * 0.45]);
        sheet.lines = legend_rows(subject.store, &sheet.told.view, &sheet.told.shown, &[&map]);
        sheet
    }

    fn template(&self) -> Template {
        self.told.subject.composition.template
    }

    fn has(&self, part: Part) -> bool {
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

    /// What may stand on the page, from the most to the least.
    fn fills(&self) -> Vec<Fill> {
        let further = self.told.contests.len().saturating_sub(1).min(3);
        let (counts, depth, times, sources): (_, _, &[Time], _) = match self.template() {
            Template::Slide => (0, Depth::Voices, &[Time::Titled, Time::List], 1),
            Template::Column => (further, Depth::Voices, &[Time::Listed, Time::List], 8),
            Template::Report => (further, Depth::Voices, &[Time::Titled, Time::Listed, Time::List], 0),
            Template::Sheet | Template::Print => (further, Depth::Words, &[Time::Titled, Time::Listed, Time::List], 7),
        };
        let mut fills = Vec::new();
        for time in times {
            for counts in (0..=counts).rev() {
                for depth in [depth, Depth::Voices] {
                    for sources in [sources, sources - sources / 5] {
                        let fill = Fill { depth, counts, time: *time, sources };
                        if fills.last() != Some(&fill) {
                            fills.push(fill);
                        }
                    }
                }
            }
        }
        fills.push(Fill { depth: Depth::Voices, counts: 0, time: Time::Missing, sources: 1 });
        fills
    }

    fn below(&self, fill: &Fill) -> Below {
        let width = self.room.width;
        let mut foot = Block::default();
        // On a slide the shapes are told across it; without an exhibit they stand under the map.
        if self.template() == Template::Slide && !self.told.contests.is_empty() {
            foot = self.shapes(width);
        }
        let y = foot.height;
        foot.put(foot_of(&self.told, &self.dress, &self.lines, (width, fill.sources)), [0.0, y]);
        let is_empty = self.told.shown.events.is_empty();
        let has_time = self.has(Part::Timeline) && fill.time != Time::Missing && !is_empty;
        let time = has_time.then(|| {
            let titles = if fill.time == Time::Titled { Titles::Beside } else { Titles::Missing };
            let bars = match fill.time {
                Time::List if !self.told.numbers.is_empty() => Some(Block::default()),
                _ => bars_block(&self.told, &self.dress, width, titles),
            };
            let Some(mut bars) = bars else {
                let height = (self.room.height * 0.22).clamp(90.0, 240.0);
                let Told { subject, view, shown, .. } = &self.told;
                return Lower::Scene(printed_timeline_scene(
                    subject.store,
                    view,
                    shown,
                    [width, height],
                    &self.told.numbers,
                ));
            };
            if titles == Titles::Missing {
                let y = bars.height + self.dress.gap * 0.6;
                bars.put(list_block(&self.told, &self.dress, width, Detail::Titles), [0.0, y]);
            }
            Lower::Bars(bars)
        });
        Below { foot, time }
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
        let width = if self.told.contests.is_empty() { 0.0 } else { (room.width * 0.405).round() };
        if width == 0.0 {
            return Some(self.map_alone(room));
        }
        let mut left = self.exhibits(fill, width);
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

    pub(super) fn map(&self, size: [f32; 2]) -> Scene {
        let Subject { store, basemap, .. } = self.told.subject;
        // Of a frame of another shape as large a part of the world; what lies outside of it has a pointer.
        let [width, height] = REFERENCE_MAP;
        let as_large = (size[0] * size[1] * width / height).sqrt();
        let map = rescaled(self.told.view.map, REFERENCE_MAP, [as_large, as_large * height / width]);
        let view = View { map, ..self.told.view.clone() };
        let options = MapOptions { role: MapRole::Numbered, numbers: &self.told.numbers, far: Far::Pointers };
        map_scene(store, basemap, &view, &self.told.shown, size, options)
    }

    /// What is disputed most, what the shapes mean, and more counts that differ.
    fn exhibits(&self, fill: &Fill, width: f32) -> Block {
        let (told, dress) = (&self.told, &self.dress);
        let mut block = Block::default();
        let rule = |block: &mut Block| {
            let stroke = Stroke::solid(1.0, told.palette.ink);
            block.marks.push(Mark::line([0.0, block.height], [width, block.height], stroke));
            block.height += dress.gap * 0.4;
        };
        let Some((first, further)) = told.contests.split_first() else { return block };
        rule(&mut block);
        let is_slide = self.template() == Template::Slide;
        let shapes = |width: f32| if is_slide { Block::default() } else { self.shapes(width) };
        let y = block.height;
        block.put(exhibit_block(told, dress, first, (width, fill.depth), shapes), [0.0, y]);
        let counts = counts_block(told, dress, &further[..fill.counts.min(further.len())], width);
        if counts.height > 0.0 {
            block.height += dress.gap * 0.7;
            rule(&mut block);
            let y = block.height;
            block.put(counts, [0.0, y]);
        }
        block
    }

    /// What the shapes mean that are drawn, in words.
    fn shapes(&self, width: f32) -> Block {
        let Told { subject, shown, contests, palette, .. } = &self.told;
        if !self.has(Part::Legend) {
            return Block::default();
        }
        let kinds = contests.iter().flat_map(|contest| &contest.measure.groups).flat_map(|group| &group.kinds);
        let voices: Vec<Attestation> = kinds.map(|kind| Attestation::of(*kind)).collect();
        let has = |kind: Attestation| {
            let mut attested = shown.events.iter().filter_map(|index| subject.store.attestation(*index));
            voices.contains(&kind) || attested.any(|other| other == kind)
        };
        let is_disputed = shown.events.iter().any(|index| subject.store.is_disputed(*index));
        let is_hatched = shown
            .events
            .iter()
            .filter_map(|index| subject.store.span(*index))
            .any(|span| span.certain.is_none_or(|certain| certain != span.possible));
        let said = [
            (has(Attestation::Named), "A filled mark:", "said on record, by a named person, body or document."),
            (has(Attestation::Outlet), "Ring:", "by the outlet itself."),
            (has(Attestation::Anonymous), "Dashed:", "by nobody by name."),
            (is_disputed, "Corner:", "accounts contradict each other."),
            (is_hatched, "Hatched:", "the day is uncertain."),
        ];
        let font = |face| Type::new(face, self.dress.small);
        let runs = said.into_iter().filter(|(is_so, ..)| *is_so).flat_map(|(_, lead, words)| {
            let lead = Run { words: lead.to_owned(), font: font(Face::Medium), color: palette.ink };
            [lead, Run { words: words.to_owned(), font: font(Face::Regular), color: palette.ink_secondary }]
        });
        run_block(&runs.collect::<Vec<_>>(), width)
    }
}
