//! Which sources stand in the table, and in which order.
//!
//! Answers that for a story, a text that is sought, a filter and an order. It lays out nothing.

use memchr::memmem::Finder;

use crate::model::{Source, Sources, Story};
use crate::query::{citation_counts, lacks_of};
use crate::store::fold;

/// Which sources are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Lacking {
    /// All of them.
    #[default]
    All,
    /// Those whose day of publication is not told.
    Date,
    /// Those without a copy.
    Copy,
    /// Those that no claim cites.
    Citation,
}

impl Lacking {
    pub(super) const ALL: [(Self, &'static str); 4] =
        [(Self::All, "All"), (Self::Date, "No date"), (Self::Copy, "No copy"), (Self::Citation, "Not cited")];
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum SourceOrder {
    /// As the story has them.
    #[default]
    Story,
    Publisher,
    Title,
    /// Those without a day last.
    Published,
    /// The most cited first.
    Claims,
    /// Those that lack the most first.
    Lacks,
}

impl SourceOrder {
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::Story, "In story order"),
        (Self::Publisher, "By publisher"),
        (Self::Title, "By title"),
        (Self::Published, "By publication date"),
        (Self::Claims, "By number of claims"),
        (Self::Lacks, "By missing details"),
    ];
}

/// What is asked of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    pub(super) sought: String,
    pub(super) lacking: Lacking,
    pub(super) order: SourceOrder,
}

/// The sources of a story as they are listed.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// By source, how many claims cite it.
    cited: Vec<u32>,
    /// How many sources there are by what they lack, in the order of [`Lacking::ALL`].
    pub(super) counts: [usize; 4],
    /// The indexes of the sources that are listed, in order.
    pub(super) listed: Vec<u32>,
    /// The texts of the sources of some state of the story; made when they are first asked for.
    folded: Option<(Sources, Vec<Folded>)>,
    /// All sources in an order, of some state of the story.
    ordered: Option<(Sources, SourceOrder, Vec<u32>)>,
}

/// The texts of a source as they are sought.
#[derive(Debug)]
struct Folded {
    title: Box<str>,
    publisher: Box<str>,
    /// Its addresses and its id.
    others: Box<str>,
}

impl Folded {
    fn of(source: &Source) -> Self {
        let [title, publisher, others @ ..] = texts_of(source).map(fold);
        Self { title: title.into(), publisher: publisher.into(), others: others.join("\n").into() }
    }
}

/// What is sought of a source: title, publisher, its addresses and its id.
fn texts_of(source: &Source) -> [&str; 5] {
    [&source.title, &source.publisher, &source.url, &source.archived, &source.id]
}

impl Ledger {
    /// Counts the claims anew.
    pub(super) fn count(&mut self, story: &Story) {
        self.cited = citation_counts(story);
        self.ordered = None;
    }

    /// How many claims cite a source, by its index.
    pub(super) fn cited(&self, source: usize) -> u32 {
        self.cited.get(source).copied().unwrap_or(0)
    }

    /// Lists what is asked for. Of a story that is the same but for what is asked, only what is sought is looked for.
    pub(super) fn list(&mut self, story: &Story, asked: &Asked) {
        self.put_in_order(story, asked.order);
        let sought = fold(asked.sought.trim());
        let words: Vec<Finder<'_>> = sought.split_whitespace().map(Finder::new).collect();
        if !words.is_empty() {
            self.fold(&story.sources);
        }
        let folded: &[Folded] = self.folded.as_ref().map_or(&[], |(_, folded)| folded);
        let holds = |place: usize| {
            let has = |word: &Finder<'_>, text: &str| word.find(text.as_bytes()).is_some();
            words.iter().all(|word| {
                let Folded { title, publisher, others } = &folded[place];
                has(word, title) || has(word, publisher) || has(word, others)
            })
        };
        let ordered: &[u32] = self.ordered.as_ref().map_or(&[], |(.., ordered)| ordered);
        let is_listed = |place: usize| self.lacks(&story.sources[place], place, asked.lacking) && holds(place);
        self.listed = ordered.iter().copied().filter(|place| is_listed(*place as usize)).collect();
    }

    fn lacks(&self, source: &Source, place: usize, lacking: Lacking) -> bool {
        match lacking {
            Lacking::All => true,
            Lacking::Date => source.published.is_none(),
            Lacking::Copy => source.archived.is_empty() && source.sha256.is_empty(),
            Lacking::Citation => self.cited(place) == 0,
        }
    }

    /// Folds the texts of the sources that are others than when it was last done.
    fn fold(&mut self, sources: &Sources) {
        let (before, mut folded) = self.folded.take().unwrap_or_default();
        if before.is_same(sources) {
            self.folded = Some((before, folded));
            return;
        }
        let first = before.iter().zip(sources).take_while(|(one, other)| texts_of(one) == texts_of(other)).count();
        let ends = before.range(first..before.len()).rev().zip(sources.range(first..sources.len()).rev());
        let last = ends.take_while(|(one, other)| texts_of(one) == texts_of(other)).count();
        let fresh = sources.range(first..sources.len() - last).map(Folded::of);
        folded.splice(first..before.len() - last, fresh);
        self.folded = Some((sources.clone(), folded));
    }

    fn put_in_order(&mut self, story: &Story, order: SourceOrder) {
        let sources = &story.sources;
        if self.ordered.as_ref().is_some_and(|(of, by, _)| of.is_same(sources) && *by == order) {
            return;
        }
        let count = |lacking: Lacking| {
            sources.iter().enumerate().filter(|(place, source)| self.lacks(source, *place, lacking)).count()
        };
        self.counts = Lacking::ALL.map(|(lacking, _)| count(lacking));
        if matches!(order, SourceOrder::Publisher | SourceOrder::Title) {
            self.fold(sources);
        }
        let folded: &[Folded] = self.folded.as_ref().map_or(&[], |(_, folded)| folded);
        let source = |place: &u32| &sources[*place as usize];
        let mut places: Vec<u32> = (0..sources.len() as u32).collect();
        match order {
            SourceOrder::Story => {}
            // Those without a name last.
            SourceOrder::Publisher => places.sort_by_key(|place| {
                let Folded { title, publisher, .. } = &folded[*place as usize];
                (source(place).publisher.is_empty(), publisher, title)
            }),
            SourceOrder::Title => {
                places.sort_by_key(|place| (source(place).title.is_empty(), &folded[*place as usize].title));
            }
            SourceOrder::Published => {
                let secs = |place: &u32| {
                    let published = source(place).published.as_ref();
                    published.map_or(f64::INFINITY, |when| when.span(&story.zone).possible.start_secs)
                };
                let mut timed: Vec<(f64, u32)> = places.iter().map(|place| (secs(place), *place)).collect();
                timed.sort_by(|(one, _), (other, _)| one.total_cmp(other));
                places = timed.into_iter().map(|(_, place)| place).collect();
            }
            SourceOrder::Claims => places.sort_by_key(|place| std::cmp::Reverse(self.cited(*place as usize))),
            SourceOrder::Lacks => places.sort_by_cached_key(|place| std::cmp::Reverse(lacks_of(source(place)).count())),
        }
        self.ordered = Some((sources.clone(), order, places));
    }
}

/// What a source lacks, in short words.
pub(super) fn lacks_words(source: &Source) -> String {
    let short = |what: &'static str| match what {
        "date published" => "date",
        "archived copy" => "copy",
        other => other,
    };
    lacks_of(source).map(short).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    fn ledger(asked: &Asked) -> (Story, Ledger) {
        let story = carried_story().story;
        let mut ledger = Ledger::default();
        ledger.count(&story);
        ledger.list(&story, asked);
        (story, ledger)
    }

    #[test]
    fn what_is_listed_is_what_was_counted() {
        for (place, (lacking, _)) in Lacking::ALL.into_iter().enumerate() {
            let (story, ledger) = ledger(&Asked { lacking, ..Asked::default() });
            assert_eq!(ledger.counts[place], ledger.listed.len());
            assert_eq!(ledger.counts[0], story.sources.len());
            assert!(ledger.listed.is_sorted());
        }
    }

    #[test]
    fn a_ledger_that_was_asked_before_lists_what_a_new_one_does() {
        let mut story = carried_story().story;
        let mut kept = Ledger::default();
        kept.count(&story);
        for step in 0..60 {
            match step % 5 {
                0 => story.sources[step % 7].title = format!("Zebra {step}"),
                1 => story.sources.insert(step % 9, Source { id: format!("new-{step}"), ..Source::default() }),
                2 => drop(story.sources.remove(step % 11)),
                3 => story.sources.swap(step % 13, 20),
                _ => {}
            }
            kept.count(&story);
            for sought in ["", "zebra", "new 1", "news", "zebra"] {
                let (order, _) = SourceOrder::ALL[step % SourceOrder::ALL.len()];
                let (lacking, _) = Lacking::ALL[step % 3];
                let asked = Asked { sought: sought.to_owned(), lacking, order };
                kept.list(&story, &asked);
                let mut anew = Ledger::default();
                anew.count(&story);
                anew.list(&story, &asked);
                assert_eq!((&kept.listed, kept.counts), (&anew.listed, anew.counts), "step {step}, {asked:?}");
                let holds = |place: &u32| {
                    let text = fold(&texts_of(&story.sources[*place as usize]).join("\n"));
                    sought.split(' ').all(|word| text.contains(word))
                };
                assert!(kept.listed.iter().all(holds));
            }
        }
    }

    #[test]
    fn every_word_is_sought_in_title_publisher_and_address() {
        let (story, ledger) = ledger(&Asked { sought: " ARAB 2618608 ".to_owned(), ..Asked::default() });
        let [only] = ledger.listed[..] else { panic!("{:?}", ledger.listed) };
        assert_eq!(story.sources[only as usize].publisher, "Arab News");
    }

    #[test]
    fn an_order_keeps_all_and_puts_what_has_nothing_last() {
        for (order, _) in SourceOrder::ALL {
            let (story, ledger) = ledger(&Asked { order, ..Asked::default() });
            let mut places = ledger.listed.clone();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..story.sources.len() as u32), "{order:?}");
            let last = *ledger.listed.last().unwrap() as usize;
            assert!(order != SourceOrder::Published || story.sources[last].published.is_none());
        }
    }
}
