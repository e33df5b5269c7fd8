//! The words that are offered for the title of a figure and for what stands under it.

use super::told::range_shown;
use super::{Subject, Template};
use crate::model::{Category, When};
use crate::query::{Filter, Shown};
use crate::scene::text_layout::first_sentence;
use crate::scene::wording::closed;
use crate::scene::{Contest, capitalized, contests_of};
use crate::store::Store;
use crate::view::View;

/// Title and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfferedWords {
    /// Stands above the figure.
    pub title: String,
    /// Stands under the title; may be empty.
    pub subtitle: String,
}

/// What is offered for a view where nobody writes words of their own: of a sheet the story's title and the first
/// sentence of its summary. The other templates offer both sides' numbers where a measure is disputed, in the same
/// form and as they are claimed; else the title of the only event; else, where there is a filter, the dates that are
/// shown and the filter; else the story's title.
pub fn offered_words(store: &Store, view: &View, shown: &Shown, template: Template) -> OfferedWords {
    let contests = if template == Template::Sheet { Vec::new() } else { contests_of(store, shown.events(), 1) };
    words_for(store, view, shown, template, contests.first())
}

/// The same for what tells most of what is contested.
fn words_for(store: &Store, view: &View, shown: &Shown, template: Template, contest: Option<&Contest>) -> OfferedWords {
    let story = store.story();
    let summary = first_sentence(&story.summary);
    if template == Template::Sheet {
        return OfferedWords { title: story.title.clone(), subtitle: summary.to_owned() };
    }
    let what = filter_words(&view.filter, &story.categories);
    let range = range_words(store, view, shown);
    let about = match (range.is_empty(), what.is_empty()) {
        (true, _) => what.clone(),
        (_, true) => range,
        _ => format!("{range}: {what}"),
    };
    let order = match (about.is_empty(), shown.len()) {
        (_, 0) => "No events.".to_owned(),
        (true, _) | (_, 1) => String::new(),
        _ => format!("What is reported, in order of time: {about}."),
    };
    let order = if template == Template::Slide { String::new() } else { order };
    let lead_of = |index: usize| {
        let event = store.event(index);
        let first = first_sentence(&event.summary);
        if first.is_empty() { event.title.clone() } else { first.to_owned() }
    };
    let finding = contest.and_then(|contest| Some((contest, finding_words(contest)?)));
    let first = shown.nth(0);
    let (title, lead) = match (finding, first) {
        (Some((contest, title)), _) => (title, lead_of(contest.event)),
        (None, Some(index)) if shown.len() == 1 => (store.title(index).into_owned(), lead_of(index)),
        (None, _) if what.is_empty() => (story.title.clone(), summary.to_owned()),
        (None, None) => (capitalized(&about), "No events.".to_owned()),
        (None, _) => return OfferedWords { title: capitalized(&about), subtitle: stopped(&story.title) },
    };
    let lead = if lead == title { String::new() } else { stopped(&lead) };
    // A line that begins from right to left would go on so.
    let said = if closed(&lead) == lead { [lead, order] } else { [order, closed(&lead)] };
    let mut said = said.to_vec();
    said.retain(|words| !words.is_empty());
    said.dedup();
    OfferedWords { title, subtitle: said.join(" ") }
}

/// What both sides say of a number, in the same form.
fn finding_words(contest: &Contest) -> Option<String> {
    let [(low, one), (high, other)] = contest.sides()?;
    let heading = enclosed(&contest.measure.heading);
    let (says, too) = (verb_of(one), verb_of(other));
    let (one, other) = (enclosed(one), enclosed(other));
    Some(format!("Two counts: {one} {says} {} {heading}, {other} {too} {}", low.words, high.words))
}

/// A name that is read from right to left, with marks that keep those around it in order.
pub(super) fn enclosed(name: &str) -> String {
    let closed = closed(name);
    if closed == name { closed } else { format!("\u{200e}{closed}") }
}

/// `say` for several speakers, as far as their name tells: `Taliban officials`.
fn verb_of(speaker: &str) -> &'static str {
    let last = speaker.split(' ').next_back().unwrap_or_default();
    let is_plural = last.ends_with('s') && !last.ends_with("ss") && last.starts_with(|c: char| c.is_lowercase());
    if is_plural { "say" } else { "says" }
}

/// The dates that are shown, in words; empty where no event has one.
fn range_words(store: &Store, view: &View, shown: &Shown) -> String {
    let zone = view.zone_shown(store, None);
    range_shown(store, view, shown).map(|range| When::from_extent(&range, zone).to_words(None)).unwrap_or_default()
}

/// A filter for one category in words, such as `air strikes`; any other as it is typed.
fn filter_words(filter: &Filter, categories: &[Category]) -> String {
    let typed = filter.to_string();
    let named = |category: &&Category| {
        [&category.id, &category.name].iter().any(|name| typed.eq_ignore_ascii_case(&format!("category:{name}")))
    };
    let Some(category) = categories.iter().find(named) else { return typed };
    let name = if category.name.is_empty() { &category.id } else { &category.name };
    let plural = if name.is_ascii() && !name.ends_with('s') { "s" } else { "" };
    format!("{}{plural}", name.to_lowercase())
}

/// A sentence with its full stop.
pub(super) fn stopped(sentence: &str) -> String {
    let sentence = sentence.trim();
    let ends = sentence.is_empty() || sentence.trim_end_matches('”').ends_with(['.', '!', '?', '؟', '۔']);
    if ends { sentence.to_owned() } else { format!("{sentence}.") }
}

impl Subject<'_> {
    /// The words that stand on the figure: the user's, else those offered.
    pub(super) fn words(&self, contest: Option<&Contest>) -> OfferedWords {
        let offered = words_for(self.store, self.view, self.shown, self.composition.template, contest);
        OfferedWords {
            title: self.composition.title.clone().unwrap_or(offered.title),
            subtitle: self.composition.subtitle.clone().unwrap_or(offered.subtitle),
        }
    }
}
