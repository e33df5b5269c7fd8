//! What a figure tells of a view: the stretch of time, the events under their numbers, and what is contested.

use std::collections::BTreeMap;

use super::{Subject, Template};
use crate::model::Extent;
use crate::query::Shown;
use crate::scene::{Contest, Palette, SymbolStyle, contests_of, palette_of};
use crate::store::Store;
use crate::view::{Theme, TimeMode, View};

/// As many events have numbers; of more none has one.
pub(super) const MOST_NUMBERED: usize = 40;
/// As many contested measures are told.
const MOST_CONTESTS: usize = 4;

/// The stretch of time that is asked for: the window, as far as the timeline shows it. None without dates.
///
/// What the timeline shows of a longer window has margins: of several days they are taken off or filled up to whole
/// days, in the zone that is shown, taken off only where no event begins or ends in them.
pub(super) fn range_shown(store: &Store, view: &View, shown: &Shown) -> Option<Extent> {
    const DAY: f64 = 86_400.0;
    if !view.has_time() {
        return None;
    }
    let (window, time) = (view.window, view.time);
    let common =
        Extent { start_secs: window.start_secs.max(time.start_secs), end_secs: window.end_secs.min(time.end_secs) };
    let common = if common.end_secs > common.start_secs { common } else { time };
    if !common.is_bounded() || common.duration_secs() < 3.0 * DAY {
        return Some(common);
    }
    let zone = view.zone_shown(store, None);
    let midnight = |secs: f64| {
        let civil = zone.civil_from_secs(secs);
        civil.date().and_hms_opt(0, 0, 0).map_or(secs, |midnight| zone.secs_from_civil(&midnight))
    };
    // Half a day more is in the next day, whatever clocks do.
    let next = |secs: f64| if midnight(secs) >= secs { secs } else { midnight(midnight(secs) + 1.5 * DAY) };
    let inner = Extent { start_secs: next(common.start_secs), end_secs: midnight(common.end_secs) };
    let mut spans = shown.events().filter_map(|index| store.span(index)).map(|span| span.possible);
    // Days of another zone begin and end some hours apart.
    let is_left_out = spans.any(|span| {
        (common.start_secs..inner.start_secs - DAY / 4.0).contains(&span.start_secs)
            || (span.end_secs > inner.end_secs + DAY / 4.0 && span.end_secs <= common.end_secs)
    });
    let outer = Extent { start_secs: midnight(common.start_secs), end_secs: next(common.end_secs) };
    Some(if is_left_out { outer } else { inner })
}

/// What the templates for readers tell.
pub(super) struct Told<'a> {
    pub(super) subject: Subject<'a>,
    /// The view as it is drawn: its timeline shows the range asked for.
    pub(super) view: View,
    pub(super) palette: &'static Palette,
    /// What is shown, without what reaches beyond the range on both sides.
    pub(super) shown: Shown,
    /// Indexes of events that reach beyond the range on both sides, in order.
    pub(super) beyond: Vec<usize>,
    /// The number of each event, in order of time; empty where there are too many.
    pub(super) numbers: BTreeMap<usize, usize>,
    /// What is contested, what tells most first.
    pub(super) contests: Vec<Contest>,
}

impl<'a> Told<'a> {
    pub(super) fn of(subject: Subject<'a>) -> Self {
        let Subject { store, view, shown, .. } = subject;
        let mut view = view.clone();
        if view.mode == TimeMode::Window {
            view.playhead_secs = f64::NEG_INFINITY;
        }
        // On paper nothing is tinted.
        let is_paper = subject.composition.template != Template::Slide;
        if is_paper && matches!(view.theme, Theme::Light | Theme::LightContrast) {
            view.theme = Theme::Print;
        }
        let range = range_shown(store, &view, shown);
        view.time = range.unwrap_or(view.time);
        // Dates of one year have none beside them.
        view.window = view.time;
        let reaches_beyond = |index: &usize| {
            let possible = store.span(*index).map(|span| span.possible);
            range
                .zip(possible)
                .is_some_and(|(range, span)| span.start_secs < range.start_secs && span.end_secs > range.end_secs)
        };
        let beyond: Vec<usize> = shown.events().filter(reaches_beyond).collect();
        // Where nothing else is there, it is what the figure tells.
        let beyond = if beyond.len() == shown.len() { Vec::new() } else { beyond };
        let left_out: std::collections::BTreeSet<usize> = beyond.iter().copied().collect();
        let shown =
            if beyond.is_empty() { shown.clone() } else { shown.only(store, |index| !left_out.contains(&index)) };
        let numbered = shown.len() <= MOST_NUMBERED;
        let numbers = if numbered {
            shown.events().enumerate().map(|(place, index)| (index, place + 1)).collect()
        } else {
            BTreeMap::new()
        };
        let contests = contests_of(store, shown.events(), MOST_CONTESTS);
        Self { subject, palette: palette_of(view.theme), view, shown, beyond, numbers, contests }
    }

    /// The mark of an event.
    pub(super) fn symbol(&self, index: usize, radius: f32) -> SymbolStyle {
        SymbolStyle { single_source: false, ..SymbolStyle::of_event(self.subject.store, index, radius, self.palette) }
    }
}
