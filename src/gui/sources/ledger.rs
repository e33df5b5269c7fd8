//! Which sources stand in the table, and in which order.
//!
//! Answers that for a story, a text that is sought, a filter and an order. It lays out nothing.

use crate::model::{Source, Story};
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
        (Self::Story, "In the order of the story"),
        (Self::Publisher, "By publisher"),
        (Self::Title, "By title"),
        (Self::Published, "By day of publication"),
        (Self::Claims, "By number of claims"),
        (Self::Lacks, "By what they lack"),
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
}

impl Ledger {
    /// Counts the claims anew.
    pub(super) fn count(&mut self, story: &Story) {
        self.cited = citation_counts(story);
    }

    /// How many claims cite a source, by its index.
    pub(super) fn cited(&self, source: usize) -> u32 {
        self.cited.get(source).copied().unwrap_or(0)
    }

    /// Lists what is asked for.
    pub(super) fn list(&mut self, story: &Story, asked: &Asked) {
        let sources: &[Source] = &story.sources;
        let is_lacking = |place: usize, lacking: Lacking| match lacking {
            Lacking::All => true,
            Lacking::Date => sources[place].published.is_none(),
            Lacking::Copy => sources[place].archived.is_empty() && sources[place].sha256.is_empty(),
            Lacking::Citation => self.cited(place) == 0,
        };
        let counts =
            Lacking::ALL.map(|(lacking, _)| (0..sources.len()).filter(|place| is_lacking(*place, lacking)).count());
        let sought = fold(asked.sought.trim());
        let words: Vec<&str> = sought.split_whitespace().collect();
        let holds = |source: &Source| {
            if words.is_empty() {
                return true;
            }
            let texts = [source.title.as_str(), &source.publisher, &source.url, &source.archived, &source.id];
            let text = fold(&texts.join("\n"));
            words.iter().all(|word| text.contains(word))
        };
        let is_listed = |place: &usize| is_lacking(*place, asked.lacking) && holds(&sources[*place]);
        let mut listed: Vec<u32> = (0..sources.len()).filter(is_listed).map(|place| place as u32).collect();
        let source = |place: &u32| &sources[*place as usize];
        match asked.order {
            SourceOrder::Story => {}
            // Those without a name last.
            SourceOrder::Publisher => listed.sort_by_cached_key(|place| {
                (source(place).publisher.is_empty(), fold(&source(place).publisher), fold(&source(place).title))
            }),
            SourceOrder::Title => {
                listed.sort_by_cached_key(|place| (source(place).title.is_empty(), fold(&source(place).title)));
            }
            SourceOrder::Published => {
                let secs = |place: &u32| {
                    source(place)
                        .published
                        .as_ref()
                        .map_or(f64::INFINITY, |when| when.span(&story.zone).possible.start_secs)
                };
                let mut timed: Vec<(f64, u32)> = listed.iter().map(|place| (secs(place), *place)).collect();
                timed.sort_by(|(one, _), (other, _)| one.total_cmp(other));
                listed = timed.into_iter().map(|(_, place)| place).collect();
            }
            SourceOrder::Claims => listed.sort_by_key(|place| std::cmp::Reverse(self.cited(*place as usize))),
            SourceOrder::Lacks => listed.sort_by_key(|place| std::cmp::Reverse(lacks_of(source(place)).count())),
        }
        (self.counts, self.listed) = (counts, listed);
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
