//! Ids for what is new in a story.
//!
//! Answers which id nothing of its kind has yet. It does not know what the new thing says.

use crate::model::Named;
use crate::store::Store;

/// How many characters of words go into an id at most.
const MOST: usize = 40;

/// An id that nothing of this kind in the story of a store has: what is left of such words in small Latin letters,
/// digits and hyphens, or a number behind the word for the kind where that is nothing.
///
/// ```
/// use meridian::model::Named;
/// use meridian::view::free_id;
///
/// let store = meridian::store::Store::new(meridian::io::carried_story().story);
/// assert_eq!(free_id(&store, Named::Actor, "Saudi Press Agency"), "saudi-press-agency");
/// assert_eq!(free_id(&store, Named::Actor, "Pakistan"), "pakistan-2");
/// assert_eq!(free_id(&store, Named::Event, ""), "event-37");
/// ```
pub fn free_id(store: &Store, kind: Named, words: &str) -> String {
    let story = store.whole_story();
    let is_taken = |id: &str| match kind {
        Named::Event => store.index_of(id).is_some(),
        Named::Claim => store.claim(id).is_some(),
        Named::Source => store.source_index(id).is_some(),
        Named::Actor => story.actor(id).is_some(),
        Named::Category => story.category(id).is_some(),
        Named::Layer => story.layer(id).is_some(),
    };
    let wish = plain_letters(words);
    if wish.is_empty() {
        let count = match kind {
            Named::Event => story.events.len(),
            Named::Claim => store.known_claims().1,
            Named::Source => story.sources.len(),
            Named::Actor => story.actors.len(),
            Named::Category => story.categories.len(),
            Named::Layer => story.layers.len(),
        };
        return free(&format!("{}-", kind.word()), count + 1, is_taken);
    }
    if is_taken(&wish) { free(&format!("{wish}-"), 2, is_taken) } else { wish }
}

/// The first number behind a stem that is free.
fn free(stem: &str, from: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let ids = (from..).map(|number| format!("{stem}{number}"));
    ids.into_iter().find(|id| !is_taken(id)).unwrap_or_default()
}

fn plain_letters(words: &str) -> String {
    let plain: String = words.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    let mut id = String::new();
    for word in plain.split_whitespace() {
        if !id.is_empty() && id.len() + word.len() >= MOST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(MOST).map(|letter| letter.to_ascii_lowercase()));
    }
    id
}
