//! Which events a view shows.
//!
//! Answers, for one window of time, filter and set of hidden layers, which events are in, which are
//! possibly in, and how many there are in all. It does not know where events are drawn.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::admitted::Admitted;
use super::time_asked::TimeAsked;
use super::{Filter, Found, Shown};
use crate::model::Extent;
use crate::store::Store;

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

/// The events that a question admits: the filter is tried on each.
pub fn select(store: &Store, question: &Question<'_>) -> Shown {
    let admitted = Arc::new(Admitted::of(store, question.filter, question.hidden_layers));
    Shown::of(store.in_time(), &admitted, question.time())
}

/// The same, where another question of the same store was answered before: if it has the same filter and hidden
/// layers, as while time is brushed, the filter is tried on no event.
pub fn select_again(store: &Store, question: &Question<'_>, before: &Shown) -> Shown {
    let is_same = |admitted: &&Arc<Admitted>| {
        admitted.is_for(question.filter, question.hidden_layers) && Arc::ptr_eq(before.in_time(), store.in_time())
    };
    match before.admitted().filter(is_same) {
        Some(admitted) => Shown::of(store.in_time(), admitted, question.time()),
        None => select(store, question),
    }
}

/// The events that were found for a filter and layers, at the time that is asked for.
pub fn select_found(store: &Store, question: &Question<'_>, found: &Found) -> Shown {
    Shown::of(store.in_time(), &found.0, question.time())
}

/// The events that were found for the filter and the layers of an answer, at the time that is asked for: what there
/// is while others are looked for. Of the same store.
pub fn select_meanwhile(store: &Store, question: &Question<'_>, before: &Shown) -> Option<Shown> {
    let admitted = before.admitted().filter(|_| Arc::ptr_eq(before.in_time(), store.in_time()))?;
    Some(Shown::of(store.in_time(), admitted, question.time()))
}

/// True when an answer is one to the filter and the layers that are asked for.
pub fn answers(question: &Question<'_>, before: &Shown) -> bool {
    before.admitted().is_some_and(|admitted| admitted.is_for(question.filter, question.hidden_layers))
}

impl Question<'_> {
    fn time(&self) -> TimeAsked {
        TimeAsked { window: self.window.unwrap_or(Extent::ALL), until_secs: self.until_secs.unwrap_or(f64::INFINITY) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Match, When, Zone};
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
        let ids = shown.events().map(|index| store.id(index).into_owned()).collect();
        (shown, ids)
    }

    #[test]
    fn certain_spans_are_in_and_merely_possible_ones_possibly() {
        let (shown, ids) = shown(Some("2025-10-18"), None, "", &[]);
        assert_eq!(ids, ["war", "truce"]);
        assert_eq!(shown.counts_text(), "2 of 7 events (1 with an uncertain date)");
        let possibly: Vec<Match> = shown.events().map(|index| shown.match_of(index)).collect();
        assert_eq!(possibly, [Match::In, Match::Possibly]);
    }

    #[test]
    fn without_a_window_every_dated_event_is_in_and_undated_ones_are_listed_apart() {
        let (shown, ids) = shown(None, None, "", &[]);
        assert_eq!(ids, ["war", "clash", "strike", "truce", "rumour"]);
        assert_eq!(shown.counts_text(), "5 of 7 events");
        let store = store();
        let undated: Vec<_> = shown.undated().iter().map(|&index| store.id(index)).collect();
        assert_eq!(undated, ["undated-a", "undated-b"]);
        assert_eq!(shown.unplaced().collect::<Vec<_>>(), [store.index_of("rumour").unwrap()]);
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
        assert!(shown.undated().is_empty());
    }
}
