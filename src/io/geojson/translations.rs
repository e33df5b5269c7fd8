//! What does an object say in other languages?
//!
//! `"i18n": { "ur": { "title": "…" } }` stands beside the members that it says again.

use serde_json::Value;

use super::draft::Out;
use super::findings::{Findings, Spot};
use super::members::object;
use crate::model::{Event, Language, Members, Rare, Translated, Translation};

const I18N: &str = "i18n";
const EXPECTED: &str = "an object of languages such as {\"ur\": {\"title\": \"…\"}}";

/// Reads the member `i18n` of something.
pub(super) fn translations_of<T: Translated>(
    members: &Members,
    at: Spot<'_>,
    found: &mut Findings,
) -> Rare<Vec<Translation>> {
    let Some(languages) = object(members, I18N, EXPECTED, at, found) else { return Rare::default() };
    let at = at.key(I18N);
    let mut translations = Vec::new();
    for (tag, texts) in languages {
        let at = at.key(tag);
        let language: Language = match tag.parse() {
            Ok(language) => language,
            Err(error) => {
                found.warning(at, format!("{error}"));
                continue;
            }
        };
        let Value::Object(texts) = texts else {
            found.wrong_type(at, "an object of texts such as {\"title\": \"…\"}", texts);
            continue;
        };
        for (member, text) in texts {
            match text {
                _ if !T::MEMBERS.contains(&member.as_str()) => {
                    let known = T::MEMBERS.join("\", \"");
                    found.warning(
                        at.key(member),
                        format!("\"{member}\" is not said in other languages; here, \"{known}\" can be"),
                    );
                }
                Value::String(text) => {
                    translations.push(Translation { language, member: member.clone(), text: text.clone() });
                }
                Value::Null => {}
                other => found.wrong_type(at.key(member), "a string", other),
            }
        }
    }
    translations.into()
}

/// Sets the member `i18n` of something when it says something else.
pub(super) fn put_translations<T: Translated>(out: &mut impl Out, now: &Rare<Vec<Translation>>) {
    out.set(I18N, now, translations_of::<T>, |members, now| {
        let mut languages = members.get(I18N).and_then(Value::as_object).cloned().unwrap_or_default();
        // What cannot be understood stays, and so does its place.
        let is_known = |member: &String, text: &Value| T::MEMBERS.contains(&member.as_str()) && text.is_string();
        for (tag, texts) in &mut languages {
            if let (Ok(_), Value::Object(texts)) = (tag.parse::<Language>(), texts) {
                texts.retain(|member, text| !is_known(member, text));
            }
        }
        add(&mut languages, now);
        languages.retain(|_, texts| texts.as_object().is_none_or(|texts| !texts.is_empty()));
        (!languages.is_empty()).then_some(Value::Object(languages))
    });
}

/// Adds texts to those of each language.
fn add(languages: &mut Members, translations: &[Translation]) {
    for Translation { language, member, text } in translations {
        let is_same = |tag: &&String| tag.parse() == Ok(*language);
        let tag = languages.keys().find(is_same).cloned().unwrap_or_else(|| language.to_string());
        let texts = languages.entry(tag).or_insert_with(|| Value::Object(Members::new()));
        if let Value::Object(texts) = texts {
            texts.insert(member.clone(), Value::from(text.as_str()));
        }
    }
}

/// What an event says in other languages, as a cell of a table holds it.
pub(in crate::io) fn translations_in(value: Value) -> Rare<Vec<Translation>> {
    let members = Members::from_iter([(I18N.to_owned(), value)]);
    translations_of::<Event>(&members, Spot::Top, &mut Findings::default())
}

/// Texts in other languages as a story file holds them.
pub(in crate::io) fn translations_value(translations: &[Translation]) -> Value {
    let mut languages = Members::new();
    add(&mut languages, translations);
    Value::Object(languages)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::io::{story_from_slice, story_to_string};
    use crate::model::Translation;

    fn file(i18n: &serde_json::Value) -> serde_json::Value {
        json!({ "type": "FeatureCollection", "story": { "version": 1, "title": "Talks", "lang": "en", "i18n": i18n }, "features": [] })
    }

    #[test]
    fn texts_in_other_languages_are_read_changed_and_written_beside_what_is_not_understood() {
        let i18n = json!({ "UR": { "title": "بات چیت", "foo": "x" }, "in Pashto": { "title": "?" }, "ps": 1 });
        let loaded = story_from_slice(file(&i18n).to_string().as_bytes()).unwrap();
        let told: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:#?}");
        let mut story = loaded.story;
        assert_eq!(story.i18n.len(), 1);
        assert_eq!(story_to_string(&story).parse::<serde_json::Value>().unwrap(), file(&i18n));
        let one = |language: &str, text: &str| Translation {
            language: language.parse().unwrap(),
            member: "title".to_owned(),
            text: text.to_owned(),
        };
        story.i18n = vec![one("ur", "مذاکرات"), one("he", "שיחות")].into();
        let expected = json!({ "UR": { "foo": "x", "title": "مذاکرات" }, "in Pashto": { "title": "?" }, "ps": 1, "he": { "title": "שיחות" } });
        assert_eq!(story_to_string(&story).parse::<serde_json::Value>().unwrap(), file(&expected));
    }
}
