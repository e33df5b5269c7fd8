//! The pages after the first of a template for readers: its events with their sources, or with all that is claimed.

use super::dress::Dress;
use super::further::{Columns, Ends, Item, headed, pages_of};
use super::numbered_foot::source_ids;
use super::plates::{Block, LEADING};
use super::runs::{Run, run_block};
use super::speakers::kind_words;
use super::told::Told;
use crate::model::{AttributionKind, Claim, Source, grouped};
use crate::scene::text_layout::Type;
use crate::scene::wording::closed;
use crate::scene::{
    Align, Color, Face, PRINT_STRIP, Scene, capitalized, event_symbol, measures_of, source_reference, speaker_of,
    strip_of, symbol_number, translation_words, when_text,
};

/// A column is no wider than so many times its type.
const WIDEST: f32 = 46.0;
/// As many events are told; beyond, they are counted.
const MOST_EVENTS: usize = 1000;

/// What is told of each event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// Its sources with their addresses.
    Sources,
    /// Everything that is claimed, with the sources.
    Claims,
}

/// The pages that tell this of every event that is shown; none where there is nothing to tell.
pub(super) fn account_pages(told: &Told<'_>, dress: &Dress, account: Account, title: &str) -> Vec<Scene> {
    let palette = told.palette;
    let columns = Columns::of(told.subject.size, dress.margin, WIDEST * dress.body);
    let sheet = Accounts { told, dress, width: columns.width };
    let heading = match account {
        Account::Sources => "Sources, by the number of the event",
        Account::Claims => "What is reported, and by whom",
    };
    let mut items = Vec::new();
    let others = told.beyond.iter().chain(told.subject.shown.undated()).copied();
    let mut events = told.shown.events().chain(others).peekable();
    if events.peek().is_none() {
        return Vec::new();
    }
    items.push(headed(heading, palette));
    for index in events.by_ref().take(MOST_EVENTS) {
        sheet.event(&mut items, index, account);
    }
    let more = events.count();
    if more > 0 {
        items.push(sheet.plain(&format!("and {} more events", grouped(more)), palette.ink_secondary));
    }
    pages_of(items, title, &columns, palette)
}

struct Accounts<'a> {
    told: &'a Told<'a>,
    dress: &'a Dress,
    width: f32,
}

impl Accounts<'_> {
    fn indent(&self) -> f32 {
        2.0 * self.dress.radius + 8.0
    }

    fn plain(&self, words: &str, color: Color) -> Item {
        let font = Type::new(Face::Regular, self.dress.small);
        self.item(&[Run { words: words.to_owned(), font, color }], Ends::Anywhere)
    }

    fn item(&self, runs: &[Run], ends: Ends) -> Item {
        let mut block = Block::default();
        block.put(run_block(runs, self.width - self.indent()), [self.indent(), 0.0]);
        Item { block, ends }
    }

    fn event(&self, items: &mut Vec<Item>, index: usize, account: Account) {
        let (told, dress, palette) = (self.told, self.dress, self.told.palette);
        let store = told.subject.store;
        let event = store.event(index);
        let ids = source_ids(&event);
        if account == Account::Sources && ids.is_empty() {
            return;
        }
        let mut block = Block::default();
        let style = told.symbol(index, dress.radius);
        let center = [dress.radius + 2.0, dress.radius + 6.0];
        event_symbol(&mut block.marks, center, &style, palette);
        if let Some(number) = told.numbers.get(&index) {
            symbol_number(&mut block.marks, center, &style, *number, palette);
        }
        let (bold, small) = (Type::new(Face::SemiBold, dress.body + 1.0), Type::new(Face::Regular, dress.small));
        let mut y = 4.0;
        for line in bold.wrapped(&event.title, self.width - self.indent(), 4) {
            block.line(&line, [self.indent(), y], Align::Start, bold, palette.ink);
            y += bold.size * LEADING;
        }
        let place = event.place.as_ref().map(|place| closed(&place.name)).unwrap_or_default();
        let about = [when_text(store, &told.view, index), place];
        let about: Vec<String> = about.into_iter().filter(|words| !words.is_empty()).collect();
        for line in small.wrapped(&about.join(" · "), self.width - self.indent(), 3) {
            block.line(&line, [self.indent(), y], Align::Start, small, palette.ink_secondary);
            y += small.size * LEADING;
        }
        items.push(Item { block, ends: Ends::NotHere });
        match account {
            Account::Sources => {
                for source in ids.iter().filter_map(|id| store.source(id)) {
                    items.push(self.source(source));
                }
            }
            Account::Claims => {
                let room = self.width - self.indent();
                let at_odds = measures_of(&event).into_iter().filter(super::super::Measure::is_at_odds);
                for measure in at_odds {
                    let Some(strip) = strip_of(&measure, room.min(320.0), style.color, &PRINT_STRIP, palette) else {
                        continue;
                    };
                    let mut block = Block::default();
                    block.line(&capitalized(&measure.heading), [self.indent(), 0.0], Align::Start, small, palette.ink);
                    let height = strip.scene.size[1];
                    let y = block.height + 1.0;
                    block.put(Block { height, marks: strip.scene.marks }, [self.indent(), y]);
                    items.push(Item { block, ends: Ends::Anywhere });
                }
                for claim in &event.claims {
                    items.push(self.claim(claim));
                }
                if event.claims.is_empty() {
                    items.push(self.plain("No claims.", palette.ink_secondary));
                }
            }
        }
    }

    fn source(&self, source: &Source) -> Item {
        let palette = self.told.palette;
        let small = Type::new(Face::Regular, self.dress.small);
        let zone = self.told.view.zone_shown(self.told.subject.store, None);
        let reference = super::words::stopped(&closed(&source_reference(source, Some(zone))));
        let runs = [
            Run { words: reference, font: small, color: palette.ink },
            Run { words: source.address_words(), font: small, color: palette.ink_secondary },
        ];
        self.item(&runs, Ends::Anywhere)
    }

    /// A claim: who says it and how, what, the source's own words, and where it is to be read.
    fn claim(&self, claim: &Claim) -> Item {
        let palette = self.told.palette;
        let store = self.told.subject.store;
        let zone = self.told.view.zone_shown(store, None);
        let plain = Type::new(Face::Regular, self.dress.body);
        let small = Type::new(Face::Regular, self.dress.small);
        let bold = Type::new(Face::SemiBold, self.dress.body);
        let said = claim.said.as_ref().map(|said| said.to_words(Some(zone))).unwrap_or_default();
        let kind = claim.attribution.kind;
        // Who speaks in its own voice is said with its name.
        let kind = if kind == AttributionKind::Outlet { "" } else { kind_words(kind) };
        let how = [kind, &said];
        let how: Vec<&str> = how.into_iter().filter(|words| !words.is_empty()).collect();
        let disputed: Vec<String> = claim
            .disputes
            .iter()
            .filter_map(|id| store.claim(id))
            .map(|(event, place)| closed(&speaker_of(&store.event(event).claims[place])))
            .collect();
        let quote = if claim.quote.is_empty() { String::new() } else { format!("“{}”", claim.quote.as_str()) };
        let source = store.source(&claim.source).map(|source| {
            let reference = source_reference(source, Some(zone));
            [super::words::stopped(&closed(&reference)), source.address_words()].join(" ")
        });
        let mut runs = vec![
            Run { words: closed(&speaker_of(claim)), font: bold, color: palette.ink },
            Run { words: format!("({})", how.join(", ")), font: small, color: palette.ink_secondary },
            Run { words: closed(&claim.text), font: plain, color: palette.ink },
            Run { words: closed(&quote), font: plain, color: palette.ink_secondary },
            Run { words: translation_words(store, claim), font: plain, color: palette.ink_secondary },
        ];
        if !disputed.is_empty() {
            let words = format!("Contradicts {}.", disputed.join("; "));
            runs.push(Run { words, font: Type::new(Face::Medium, self.dress.body), color: palette.ink });
        }
        runs.retain(|run| !run.words.is_empty() && run.words != "()");
        let mut item = self.item(&runs, Ends::Anywhere);
        let source = Run { words: source.unwrap_or_default(), font: small, color: palette.ink_secondary };
        let y = item.block.height;
        item.block.put(run_block(&[source], self.width - self.indent()), [self.indent(), y]);
        item
    }
}
