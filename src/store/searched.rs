//! What a search looks through.
//!
//! Answers the text of an event, as it is held or as it is made anew. It does not know what is looked for, beyond
//! words.

use std::borrow::Cow;

use super::claims::Extant;
use super::text::Texts;
use super::{Facet, Store};

impl Store {
    /// Events in [`Store::order`] of which some part of the [text](Store::text) has these words, which are as
    /// [`fold`](super::fold()) makes them; all for no words.
    pub fn order_with_words<'a>(&'a self, words: &'a str) -> impl Iterator<Item = usize> + 'a {
        let finder = memchr::memmem::Finder::new(words);
        let has_words = move |part: Cow<'_, str>| finder.find(part.as_bytes()).is_some();
        let has = move |index: usize| words.is_empty() || self.text(index).any(&has_words);
        // Texts that are made are made in the order of the file, in which events lie.
        let is_made = self.texts.are_made() && !words.is_empty();
        let found: Vec<bool> = if is_made { (0..self.len()).map(&has).collect() } else { Vec::new() };
        self.order().filter(move |index| found.get(*index).copied().unwrap_or_else(|| has(*index)))
    }

    /// The text that a search looks through, as [`fold`](super::fold()) makes it, in one part or several, a line for
    /// each text:
    /// first what the event itself says, then what each claim says that was known, then their publishers.
    pub fn text(&self, index: usize) -> impl Iterator<Item = Cow<'_, str>> {
        let publishers = self.facet(Facet::Publisher);
        let publishers = publishers.of(index).map(|number| Cow::Borrowed(publishers.folded(number).id.as_str()));
        let (texts, claims) = (&self.texts, &*self.mask.claims);
        let extant = self.mask.extant(index);
        let first = claims.starts[index] as usize;
        let known = move || {
            let known = (extant == Extant::Some).then(|| self.mask.numbers(index));
            known.into_iter().flatten().map(move |number| number - first)
        };
        let is_all = extant == Extant::All;
        let made = texts.are_made().then(|| {
            let event = self.story.events.get(index);
            let of_claims = if is_all { &event.claims[..] } else { &[] };
            Texts::made(&event, of_claims.iter().chain(known().map(|claim| &event.claims[claim])))
        });
        let held = (!texts.are_made()).then(|| {
            let begin = if is_all { texts.of_event(index, claims) } else { texts.own(index, claims) };
            let of_claims = known().map(move |claim| texts.of_claim(index, claim, claims));
            std::iter::once(begin).chain(of_claims).map(Cow::Borrowed)
        });
        made.into_iter().map(Cow::Owned).chain(held.into_iter().flatten()).chain(publishers)
    }
}
