//! Chapters and sources that refer to what is taken out of a story.

use std::collections::HashSet;

use serde_json::Value;

use super::Gone;
use crate::model::{Chapter, Members, Named, Source, Story};
use crate::query::Filter;
use crate::view::patch::{Part, Splice};

impl Gone<'_> {
    /// Has chapters name what takes the place of what goes: as their events, and in their filters.
    pub(super) fn leave_chapters(&self, story: &Story, parts: &mut Vec<Part>) {
        for (number, before) in story.chapters.iter().enumerate() {
            let mut chapter: Chapter = before.clone();
            self.leave_id(Named::Event, &mut chapter.event);
            chapter.events.iter_mut().for_each(|id| self.leave_id(Named::Event, id));
            chapter.events.retain(|id| !id.is_empty());
            if chapter.view.contains_key("filter") {
                self.leave_filter(story, &mut chapter.view);
            }
            if chapter != *before {
                parts.push(Part::Chapters(Splice::set(number, chapter)));
            }
        }
    }

    /// Rewrites a filter where it asks for something that becomes another. One that cannot be read stays as it is.
    fn leave_filter(&self, story: &Story, view: &mut Members) {
        let text = view.get("filter").and_then(Value::as_str);
        let Some(before) = text.and_then(|text| Filter::parse(text).ok()) else { return };
        let mut filter = before.clone();
        let mut merged: Vec<_> = self.of.iter().filter_map(|((kind, id), into)| Some((*kind, *id, (*into)?))).collect();
        merged.sort_unstable_by_key(|(_, id, _)| *id);
        for (kind, id, into) in merged {
            let (field, name) = match kind {
                Named::Actor => ("actor", story.actor(id).map(|actor| actor.name.as_str())),
                Named::Category => ("category", story.category(id).map(|category| category.name.as_str())),
                Named::Layer => ("layer", story.layer(id).map(|layer| layer.name.as_str())),
                Named::Source => ("source", None),
                Named::Event => ("id", None),
                Named::Claim => continue,
            };
            let gone: Vec<&str> = std::iter::once(id).chain(name.filter(|name| !name.is_empty())).collect();
            filter = filter.with_replaced(field, &gone, into);
        }
        if filter != before {
            view.insert("filter".to_owned(), Value::from(filter.to_string()));
        }
    }

    /// Has sources that are told apart from one that goes be told apart from what takes its place; those that are
    /// put have that done already.
    pub(super) fn leave_sources(&self, story: &Story, put: &[Source], parts: &mut Vec<Part>) {
        if !self.has(Named::Source) {
            return;
        }
        let put: HashSet<&str> = put.iter().map(|source| source.id.as_str()).collect();
        for (place, before) in story.sources.iter().enumerate() {
            if before.distinct_from.is_empty() || put.contains(before.id.as_str()) {
                continue;
            }
            let source = self.left_source(before);
            if source != *before {
                parts.push(Part::Sources(Splice::set(place, source)));
            }
        }
    }

    /// A source that is told apart from nothing that goes, and not from itself.
    pub(super) fn left_source(&self, before: &Source) -> Source {
        let mut source = before.clone();
        if let Some(others) = source.distinct_from.as_mut().filter(|_| self.has(Named::Source)) {
            for id in others.iter_mut() {
                self.leave_id(Named::Source, id);
            }
            let mut seen = HashSet::from([String::new(), before.id.clone()]);
            others.retain(|id| seen.insert(id.clone()));
        }
        source
    }
}
