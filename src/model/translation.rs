//! A story that says its texts in several languages.
//!
//! Answers in which languages something is said, and what a story says in one of them. It does not know who chooses
//! the language.

use std::borrow::Cow;

use super::{Actor, Category, Chapter, Claim, Event, Language, Layer, Source, Story};

/// A text in another language than the one beside which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The language that it is in.
    pub language: Language,
    /// The name, in a story file, of the member that it says: `title`, `summary` and so on.
    pub member: String,
    /// What it says.
    pub text: String,
}

/// The text of a member in a language, or in one of its kind: `fa` does for who asks for `fa-AF`.
pub fn translated<'a>(translations: &'a [Translation], language: Language, member: &str) -> Option<&'a str> {
    let of_member = translations.iter().filter(|one| one.member == member && !one.text.is_empty());
    // Of two that fit alike the first.
    let best = of_member.rev().max_by_key(|one| one.language.fits(language))?;
    (best.language.fits(language) > 0).then_some(best.text.as_str())
}

/// What can be said in several languages.
pub(crate) trait Translated {
    /// The members that can be, by their names in a story file.
    const MEMBERS: &'static [&'static str];

    /// What it says in other languages.
    fn translations(&self) -> &[Translation];

    /// The text of a member, that a translation of it takes the place of.
    fn text_mut(&mut self, member: &str) -> Option<&mut String>;
}

macro_rules! translated {
    ($($thing:ident { $($member:literal: $field:ident),* } $(beside $beside:literal)?;)*) => {$(
        impl Translated for $thing {
            const MEMBERS: &'static [&'static str] = &[$($member,)* $($beside)?];

            fn translations(&self) -> &[Translation] {
                &self.i18n
            }

            fn text_mut(&mut self, member: &str) -> Option<&mut String> {
                match member {
                    $($member => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    )*};
}

translated! {
    Story { "title": title, "summary": summary };
    Source { "title": title, "publisher": publisher };
    Actor { "name": name };
    Category { "name": name };
    Layer { "name": name };
    Chapter { "title": title, "text": text };
    Event { "title": title, "summary": summary };
    // Nobody said a quote in other words than its own: what the author makes of it stands beside it.
    Claim { "text": text, "hedge": hedge, "note": note } beside "quote";
}

/// True when something says a text in a language, or in one of its kind.
fn speaks<T: Translated>(thing: &T, language: Language) -> bool {
    thing.translations().iter().any(|one| one.language.fits(language) > 0)
}

/// Says a thing in a language, as far as it can.
fn say<T: Translated>(thing: &mut T, language: Language) {
    let said: Vec<(&str, String)> = T::MEMBERS
        .iter()
        .filter_map(|member| Some((*member, translated(thing.translations(), language, member)?.to_owned())))
        .collect();
    for (member, text) in said {
        if let Some(own) = thing.text_mut(member) {
            *own = text;
        }
    }
}

/// The same of a list. Returns true when it says something else now.
fn say_all<T: Translated + Clone>(things: &mut [T], language: Language) -> bool {
    let mut is_other = false;
    for thing in things.iter_mut().filter(|thing| speaks(*thing, language)) {
        say(thing, language);
        is_other = true;
    }
    is_other
}

/// A story in another language.
pub(crate) struct Said {
    /// The story, every text of which is in the language as far as there is one.
    pub(crate) story: Story,
    /// The indexes of the events that say something else, rising.
    pub(crate) events: Vec<usize>,
    /// Whether sources, actors, categories or layers say something else.
    pub(crate) declared: bool,
}

impl Event {
    /// True when it or a claim of it says a text in a language, or in one of its kind.
    fn speaks(&self, language: Language) -> bool {
        speaks(self, language) || self.claims.iter().any(|claim| speaks(claim, language))
    }

    /// The languages in which it and its claims say something, beside its own.
    pub(crate) fn languages(&self) -> impl Iterator<Item = Language> {
        let of_claims = self.claims.iter().flat_map(|claim| claim.i18n.iter());
        self.i18n.iter().chain(of_claims).map(|one| one.language)
    }
}

impl Claim {
    /// The author's translation of its quote into a language. None where there is none, or the quote is in that
    /// language itself.
    pub fn quote_in(&self, language: Language) -> Option<&str> {
        let is_own = self.lang.parse::<Language>().is_ok_and(|own| own.fits(language) > 0);
        if is_own { None } else { translated(&self.i18n, language, "quote") }
    }
}

impl Story {
    /// The story in a language, as far as it says its texts in it. Quotes stay as they were said.
    pub(crate) fn said_in(&self, language: Language) -> Said {
        let speaks = |event: &Cow<'_, Event>| event.speaks(language);
        let events: Vec<usize> = (0..self.events.len()).filter(|index| speaks(&self.events.get(*index))).collect();
        let mut story = self.clone();
        say(&mut story, language);
        // Those of a large table say nothing in other languages, and are not all made to find that.
        let mut declared = story.sources.passing().any(|source| !source.i18n.is_empty());
        if declared {
            let mut sources = story.sources.to_vec();
            declared = say_all(&mut sources, language);
            if declared {
                story.sources = sources.into();
            }
        }
        declared |= say_all(&mut story.actors, language);
        declared |= say_all(&mut story.categories, language);
        declared |= say_all(&mut story.layers, language);
        say_all(&mut story.chapters, language);
        for index in &events {
            let event = story.events.get_mut(*index);
            say(event, language);
            say_all(&mut event.claims, language);
        }
        Said { story, events, declared }
    }

    /// The languages in which the story says something without its events, beside its own.
    pub(crate) fn declared_languages(&self) -> impl Iterator<Item = Language> {
        fn of<T: Translated>(things: &[T]) -> impl Iterator<Item = Language> {
            things.iter().flat_map(Translated::translations).map(|one| one.language)
        }
        let own = self.i18n.iter().map(|one| one.language);
        let of_sources =
            self.sources.passing().flat_map(|source| source.i18n.iter().map(|one| one.language).collect::<Vec<_>>());
        let people = of_sources.chain(of(&self.actors));
        own.chain(people).chain(of(&self.categories)).chain(of(&self.layers)).chain(of(&self.chapters))
    }

    /// The language in which it is written, where it says so.
    pub fn language(&self) -> Option<Language> {
        self.lang.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(language: &str, member: &str, text: &str) -> Translation {
        Translation { language: language.parse().unwrap(), member: member.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn the_nearest_language_is_taken_and_no_other() {
        let all = [
            one("ur", "title", "حملہ"),
            one("fa", "title", "حمله"),
            one("fa-AF", "title", "حملهٔ"),
            one("ps", "title", ""),
        ];
        let said = |language: &str| translated(&all, language.parse().unwrap(), "title");
        assert_eq!(
            ["fa-AF", "fa-IR", "fa", "ur-PK", "ps", "en"].map(said),
            [Some("حملهٔ"), Some("حمله"), Some("حمله"), Some("حملہ"), None, None]
        );
    }

    #[test]
    fn a_story_is_said_in_a_language_as_far_as_it_goes() {
        let mut claim = Claim {
            quote: "we struck".into(),
            text: "A strike.".to_owned(),
            ..Claim::by(crate::model::AttributionKind::Named)
        };
        claim.i18n = vec![one("ur", "text", "ایک حملہ۔"), one("ur", "quote", "ہم نے حملہ کیا")].into();
        let event = Event {
            title: "Strike".to_owned(),
            summary: "One.".to_owned(),
            claims: vec![claim],
            i18n: vec![one("ur", "title", "حملہ")].into(),
            ..Event::default()
        };
        let category = Category {
            name: "Strikes".to_owned(),
            i18n: vec![one("ur", "name", "حملے")].into(),
            ..Category::default()
        };
        let story =
            Story { events: vec![Event::default(), event].into(), categories: vec![category], ..Story::default() };
        let urdu: Language = "ur".parse().unwrap();
        let said = story.said_in(urdu);
        assert_eq!((said.events, said.declared), (vec![1], true));
        let event = said.story.events.get(1);
        assert_eq!(
            (event.title.as_str(), event.summary.as_str(), event.claims[0].text.as_str()),
            ("حملہ", "One.", "ایک حملہ۔")
        );
        assert_eq!(
            (event.claims[0].quote.as_str(), event.claims[0].quote_in(urdu)),
            ("we struck", Some("ہم نے حملہ کیا"))
        );
        assert_eq!(said.story.categories[0].name, "حملے");
        let none = story.said_in("ps".parse().unwrap());
        assert_eq!((none.story, none.events, none.declared), (story, Vec::new(), false));
    }
}
