//! The words that are offered for the title of a figure and for what stands under it.

use super::told::range_shown;
use super::{Subject, Template};
use crate::model::{Category, When};
use crate::query::{Filter, Shown};
use crate::scene::text_layout::first_sentence;
use crate::scene::{Contest, contests_of};
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
/// form and as they are claimed; else the dates that are shown and the filter; else the story's title.
pub fn offered_words(store: &Store, view: &View, shown: &Shown, template: Template) -> OfferedWords {
    let contests = if template == Template::Sheet { Vec::new() } else { contests_of(store, &shown.events, 1) };
    words_for(store, view, template, contests.first())
}

/// The same for what tells most of what is contested.
pub(super) fn words_for(store: &Store, view: &View, template: Template, contest: Option<&Contest>) -> OfferedWords {
    let story = store.story();
    let summary = first_sentence(&story.summary).to_owned();
    if template == Template::Sheet {
        return OfferedWords { title: story.title.clone(), subtitle: summary };
    }
    let what = filter_words(&view.filter, &story.categories);
    let range = range_words(store, view);
    let about = match (range.is_empty(), what.is_empty()) {
        (true, _) => what,
        (_, true) => range,
        _ => format!("{range}: {what}"),
    };
    let order = if about.is_empty() { String::new() } else { format!("What is reported, in order of time: {about}.") };
    let finding = contest.and_then(|contest| Some((contest, finding_words(contest)?)));
    match finding {
        Some((contest, title)) => {
            let event = store.event(contest.event);
            let first = first_sentence(&event.summary);
            let lead = if first.is_empty() { &event.title } else { first };
            let order = if template == Template::Slide { String::new() } else { order };
            OfferedWords { title, subtitle: [stopped(lead), order].join(" ").trim().to_owned() }
        }
        None if about.is_empty() => OfferedWords { title: story.title.clone(), subtitle: summary },
        None => OfferedWords { title: capitalized_line(&about), subtitle: stopped(&story.title) },
    }
}

/// What both sides say of a number, in the same form.
fn finding_words(contest: &Contest) -> Option<String> {
    let [(low, one), (high, other)] = contest.sides()?;
    let heading = &contest.measure.heading;
    let (says, too) = (verb_of(one), verb_of(other));
    Some(format!("Two counts: {one} {says} {} {heading}, {other} {too} {}", low.words, high.words))
}

/// `say` for several speakers, as far as their name tells: `Taliban officials`.
fn verb_of(speaker: &str) -> &'static str {
    let last = speaker.split(' ').next_back().unwrap_or_default();
    let is_plural = last.ends_with('s') && !last.ends_with("ss") && last.starts_with(|c: char| c.is_lowercase());
    if is_plural { "say" } else { "says" }
}

/// The dates that are shown, in words; empty where no event has one.
pub(super) fn range_words(store: &Store, view: &View) -> String {
    let zone = view.zone_shown(store, None);
    range_shown(view).map(|range| When::from_extent(&range, zone).to_words(None)).unwrap_or_default()
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

fn capitalized_line(words: &str) -> String {
    crate::scene::capitalized(words)
}

impl Subject<'_> {
    /// The words that stand on the figure: the user's, else those offered.
    pub(super) fn words(&self, contest: Option<&Contest>) -> OfferedWords {
        let offered = words_for(self.store, self.view, self.composition.template, contest);
        OfferedWords {
            title: self.composition.title.clone().unwrap_or(offered.title),
            subtitle: self.composition.subtitle.clone().unwrap_or(offered.subtitle),
        }
    }
}
