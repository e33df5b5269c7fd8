//! Which events a view shows.
//!
//! Answers, for one window of time, filter and set of hidden layers, which events are in, which are
//! possibly in, and how many there are in all. It does not know where events are drawn.

use std::collections::BTreeSet;

use super::Filter;
use super::plan::Plan;
use crate::model::{Extent, Match, TimeSpan};
use crate::store::{Facet, FacetKey, Store};

/// What is asked of the events of a store.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question<'a> {
    /// The window of time that they must meet. None asks for all of time.
    pub window: Option<Extent>,
    /// The instant by which they must have begun, itself included, in seconds since the Unix epoch.
    pub until_secs: Option<f64>,
    /// What must hold for them.
    pub filter: &'a Filter,
    /// Ids of layers whose events are left out of everything, unless a term of the filter names them.
    pub hidden_layers: &'a BTreeSet<String>,
}

/// Which events are shown, and how many.
///
/// An event is *in* when its certain span meets the window, and *possibly* in when only its possible
/// span does, in both cases at an instant no later than `until_secs`. Undated events are neither,
/// whatever the window: they are listed apart. What was not known, as the store reads the story, is in
/// no list and no count.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// By event index; out where time, the filter or a hidden layer excludes the event.
    pub matches: Vec<Match>,
    /// By event index: true where only the filter excludes an event of a shown layer that meets the
    /// window, so that it can be drawn faintly.
    pub excluded: Vec<bool>,
    /// Indexes of the events that are in or possibly in, in the store's order.
    pub events: Vec<usize>,
    /// How many are in.
    pub in_count: usize,
    /// How many are possibly in, and not in.
    pub possibly_count: usize,
    /// How many events the shown layers have, whatever the window and the filter.
    pub total: usize,
    /// Indexes of undated events of the shown layers that the filter admits, in the store's order.
    pub undated: Vec<usize>,
    /// Indexes of those of `events` that have no spot on the map, in the store's order.
    pub unplaced: Vec<usize>,
}

impl Shown {
    /// None of the events of a store.
    pub fn nothing(store: &Store) -> Self {
        Self {
            matches: vec![Match::Out; store.len()],
            excluded: vec![false; store.len()],
            events: Vec::new(),
            in_count: 0,
            possibly_count: 0,
            total: 0,
            undated: Vec::new(),
            unplaced: Vec::new(),
        }
    }

    /// Whether an event is in, possibly in, or out.
    pub fn match_of(&self, index: usize) -> Match {
        self.matches[index]
    }

    /// True when only the filter excludes an event.
    pub fn is_excluded(&self, index: usize) -> bool {
        self.excluded[index]
    }

    /// What any of these shows: in one, an event is in; counts and order are as if it had been asked for so.
    pub fn of_any(store: &Store, all: impl IntoIterator<Item = Self>) -> Self {
        let mut joined = Self::nothing(store);
        for one in all {
            for (index, other) in one.matches.iter().enumerate() {
                let so_far = &mut joined.matches[index];
                if *other == Match::In || *so_far == Match::Out {
                    *so_far = *other;
                }
                joined.excluded[index] |= one.excluded[index];
            }
            joined.total = joined.total.max(one.total);
            joined.undated.extend(one.undated);
        }
        joined.undated.sort_unstable_by_key(|&index| store.rank(index));
        joined.undated.dedup();
        joined.list(store);
        joined
    }

    /// Lists and counts the dated events by what is said of each.
    fn list(&mut self, store: &Store) {
        for index in store.order().take(store.dated_count()) {
            match self.matches[index] {
                Match::In => self.in_count += 1,
                Match::Possibly => self.possibly_count += 1,
                Match::Out => continue,
            }
            self.events.push(index);
            if !store.is_placed(index) {
                self.unplaced.push(index);
            }
        }
    }

    /// The counts in words: `12 of 27 events (3 with uncertain dates)`, where the 12 hold the 3, or
    /// `all 27 events`.
    pub fn counts_text(&self) -> String {
        let Self { possibly_count, total, events, .. } = self;
        let noun = if *total == 1 { "event" } else { "events" };
        let counted = match (events.len(), *total) {
            (_, 0) => "no events".to_owned(),
            (shown, total) if shown == total && total > 1 => format!("all {total} events"),
            (shown, total) => format!("{shown} of {total} {noun}"),
        };
        format!("{counted}{}", uncertain_words(*possibly_count))
    }
}

/// How many of those that were counted are there by an uncertain date alone: ` (1 with an uncertain
/// date)`. Empty for none.
pub fn uncertain_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " (1 with an uncertain date)".to_owned(),
        _ => format!(" ({count} with uncertain dates)"),
    }
}

/// The events that a question admits.
///
/// Goes through events three times: in the store's order to try the time, in the order of the file,
/// in which columns lie in memory, to try layers and filter, and in the store's order to list them.
/// Allocates nothing for an event but its place in the answer.
pub fn select(store: &Store, question: &Question<'_>) -> Shown {
    let layers = ShownLayers::new(store, question);
    let mut shown = Shown {
        matches: matches_in_time(store, question),
        excluded: vec![false; store.len()],
        events: Vec::new(),
        in_count: 0,
        possibly_count: 0,
        total: layers.count(store),
        undated: Vec::new(),
        unplaced: Vec::new(),
    };
    let plan = Plan::new(&question.filter.terms, store);
    for (index, found) in shown.matches.iter_mut().enumerate() {
        if *found == Match::Out {
            continue;
        }
        let layer_shown = layers.show(store, index);
        if !layer_shown || !plan.admits(index) {
            *found = Match::Out;
            shown.excluded[index] = layer_shown;
        }
    }
    shown.list(store);
    let is_shown = |index: &usize| store.is_known(*index) && layers.show(store, *index) && plan.admits(*index);
    shown.undated.extend(store.order().skip(store.dated_count()).filter(is_shown));
    shown
}

/// By event index, how the event matches the time that is asked for.
fn matches_in_time(store: &Store, question: &Question<'_>) -> Vec<Match> {
    let time = TimeAsked {
        window: question.window.unwrap_or(Extent::ALL),
        until_secs: question.until_secs.unwrap_or(f64::INFINITY),
    };
    let mut matches = vec![Match::Out; store.len()];
    for (index, span) in store.order().zip(store.spans_in_order()) {
        if span.possible.start_secs > time.last_start_secs() {
            break; // so do all that follow
        }
        matches[index] = time.match_of(&span);
    }
    matches
}

/// The time that a question asks for.
struct TimeAsked {
    window: Extent,
    until_secs: f64,
}

impl TimeAsked {
    /// The start after which no span can meet the window any more.
    fn last_start_secs(&self) -> f64 {
        self.window.end_secs.min(self.until_secs)
    }

    fn match_of(&self, span: &TimeSpan) -> Match {
        if span.certain.is_some_and(|certain| self.is_met_by(&certain)) {
            Match::In
        } else if self.is_met_by(&span.possible) {
            Match::Possibly
        } else {
            Match::Out
        }
    }

    /// True when there is a common instant that is no later than `until_secs`.
    fn is_met_by(&self, extent: &Extent) -> bool {
        extent.meets(&self.window) && extent.start_secs.max(self.window.start_secs) <= self.until_secs
    }
}

/// By key of the layer facet, whether its events are shown. Events without a layer always are,
/// unless the layer with the empty id is hidden.
struct ShownLayers {
    by_key: Vec<bool>,
    without: bool,
    /// Whether every layer is shown.
    all: bool,
}

impl ShownLayers {
    fn new(store: &Store, question: &Question<'_>) -> Self {
        let named = |name: &str| question.filter.names_layer(name);
        let visible = |id: &str| !question.hidden_layers.contains(id);
        let column = store.facet(Facet::Layer);
        let shows = |key: &FacetKey| visible(&key.id) || named(&key.id) || named(&key.name);
        let by_key: Vec<bool> = (0..column.count() as u32).map(|number| shows(column.key(number))).collect();
        let without = visible("");
        Self { all: without && !by_key.contains(&false), by_key, without }
    }

    fn show(&self, store: &Store, index: usize) -> bool {
        self.all || store.facet(Facet::Layer).of(index).next().map_or(self.without, |key| self.by_key[key as usize])
    }

    /// How many events the shown layers have.
    fn count(&self, store: &Store) -> usize {
        let column = store.facet(Facet::Layer);
        let with_layer: usize = column.listed().map(|number| column.events(number)).sum();
        let shown: usize =
            column.listed().filter(|number| self.by_key[*number as usize]).map(|number| column.events(number)).sum();
        let unknown = store
            .as_of()
            .known_by_secs
            .map_or(0, |_| (0..store.len()).filter(|&index| !store.is_known(index) && self.show(store, index)).count());
        shown + if self.without { store.len() - with_layer } else { 0 } - unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{When, Zone};
    use crate::store::sample::store;

    fn secs(text: &str) -> Extent {
        When::parse(text).unwrap().span(&"Asia/Kabul".parse::<Zone>().unwrap()).possible
    }

    /// What is asked and what is hidden, with ids of what is in and possibly in for an answer.
    fn shown(window: Option<&str>, until: Option<&str>, filter: &str, hidden: &[&str]) -> (Shown, Vec<String>) {
        let store = store();
        let filter = Filter::parse(filter).unwrap();
        let hidden_layers = hidden.iter().map(|id| (*id).to_owned()).collect();
        let question = Question {
            window: window.map(secs),
            until_secs: until.map(|text| secs(text).start_secs),
            filter: &filter,
            hidden_layers: &hidden_layers,
        };
        let shown = select(&store, &question);
        let ids = shown.events.iter().map(|&index| store.id(index).into_owned()).collect();
        (shown, ids)
    }

    #[test]
    fn certain_spans_are_in_and_merely_possible_ones_possibly() {
        let (shown, ids) = shown(Some("2025-10-18"), None, "", &[]);
        assert_eq!(ids, ["war", "truce"]);
        assert_eq!(shown.counts_text(), "2 of 7 events (1 with an uncertain date)");
        let possibly: Vec<Match> = shown.events.iter().map(|&index| shown.match_of(index)).collect();
        assert_eq!(possibly, [Match::In, Match::Possibly]);
    }

    #[test]
    fn without_a_window_every_dated_event_is_in_and_undated_ones_are_listed_apart() {
        let (shown, ids) = shown(None, None, "", &[]);
        assert_eq!(ids, ["war", "clash", "strike", "truce", "rumour"]);
        assert_eq!(shown.counts_text(), "5 of 7 events");
        let store = store();
        let undated: Vec<_> = shown.undated.iter().map(|&index| store.id(index)).collect();
        assert_eq!(undated, ["undated-a", "undated-b"]);
        assert_eq!(shown.unplaced, [store.index_of("rumour").unwrap()]);
    }

    #[test]
    fn what_begins_at_the_playhead_is_shown_and_what_begins_later_is_not() {
        let begun = |until: &str| shown(None, Some(until), "", &[]).1;
        assert_eq!(begun("2025-10-08"), ["war"]);
        assert_eq!(begun("2025-10-09"), ["war", "clash", "strike"]);
        assert_eq!(begun("2025-10-19T09:59:59"), ["war", "clash", "strike", "truce"]);
        assert_eq!(begun("2025-10-19T10:00"), ["war", "clash", "strike", "truce", "rumour"]);
    }

    #[test]
    fn an_event_that_may_have_begun_by_the_playhead_is_possibly_in() {
        let (shown, _) = shown(Some("2025-10-18/2025-10-20"), Some("2025-10-18T12:00"), "actor:pakistan", &[]);
        assert_eq!(shown.counts_text(), "1 of 7 events (1 with an uncertain date)");
    }

    #[test]
    fn nothing_is_shown_before_the_window_has_begun() {
        assert!(shown(Some("2025-10-09"), Some("2025-10-08"), "", &[]).1.is_empty());
    }

    #[test]
    fn hidden_layers_are_left_out_of_the_total_unless_the_filter_names_them() {
        assert_eq!(shown(None, None, "", &["background"]).0.counts_text(), "4 of 6 events");
        assert_eq!(shown(None, None, "layer:background", &["background"]).0.counts_text(), "1 of 7 events");
        assert_eq!(shown(None, None, "layer:Before", &["background"]).0.counts_text(), "1 of 7 events");
        assert_eq!(shown(None, None, "-layer:background", &["background"]).0.counts_text(), "4 of 6 events");
        assert_eq!(shown(None, None, "", &["article", ""]).0.counts_text(), "1 of 1 event");
    }

    #[test]
    fn what_only_the_filter_excludes_is_marked_for_fading() {
        let (shown, _) = shown(Some("2025-10"), None, "category:strike", &["background"]);
        let store = store();
        let faded: Vec<_> =
            (0..store.len()).filter(|&index| shown.is_excluded(index)).map(|index| store.id(index)).collect();
        assert_eq!(faded, ["truce", "rumour"]);
        assert_eq!(shown.counts_text(), "2 of 6 events");
        assert!(shown.undated.is_empty());
    }
}
