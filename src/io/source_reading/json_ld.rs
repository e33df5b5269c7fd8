//! What a page says of itself as JSON-LD.
//!
//! Answers which article is described there, by the words of schema.org. It knows no other vocabulary.

use serde_json::Value;

/// Longer descriptions are not read: of JSON a value takes much more memory than its text.
const LONGEST_BYTES: usize = 1 << 20;
/// Objects that are looked at, in all their depths.
const MOST_OBJECTS: usize = 20_000;

/// An article as a page describes it; what is empty is not told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Article {
    pub(super) headline: String,
    pub(super) publisher: String,
    pub(super) authors: Vec<String>,
    pub(super) published: String,
    pub(super) language: String,
    pub(super) url: String,
    rank: u8,
}

/// The article that a description is of; the better one of several. None where there is none.
pub(super) fn article_in(text: &str) -> Option<Article> {
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let document: Value = serde_json::from_str(text.trim()).ok()?;
    let mut objects = Vec::new();
    gather(&document, &mut objects);
    let best = objects.iter().rev().filter_map(|object| Some((rank_of(object)?, object))).max_by_key(|(rank, _)| *rank);
    best.map(|(rank, object)| article_of(object, &objects, rank))
}

impl Article {
    /// The better of two.
    pub(super) fn or_better(self, other: Option<Self>) -> Self {
        match other {
            Some(other) if other.rank > self.rank => other,
            _ => self,
        }
    }
}

fn gather<'a>(value: &'a Value, objects: &mut Vec<&'a Value>) {
    if objects.len() >= MOST_OBJECTS {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, objects)),
        Value::Object(members) => {
            objects.push(value);
            members
                .values()
                .filter(|value| value.is_object() || value.is_array())
                .for_each(|value| gather(value, objects));
        }
        _ => {}
    }
}

/// How much an object is an article. None where it is none.
fn rank_of(object: &Value) -> Option<u8> {
    texts_of(object.get("@type"))
        .filter_map(|kind| match kind {
            kind if kind.ends_with("NewsArticle") => Some(4),
            kind if kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report" => Some(3),
            "VideoObject" | "AudioObject" | "CreativeWork" => Some(2),
            "WebPage" => Some(1),
            _ => None,
        })
        .max()
}

fn article_of(object: &Value, objects: &[&Value], rank: u8) -> Article {
    let text = |name: &str| texts_of(object.get(name)).next().unwrap_or_default().to_owned();
    let first = |names: &[&str]| names.iter().map(|name| text(name)).find(|text| !text.is_empty()).unwrap_or_default();
    let named = |name: &str| -> Vec<String> {
        let values = match object.get(name) {
            Some(Value::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        values.into_iter().take(50).filter_map(|value| name_of(value, objects)).collect()
    };
    let page = object.get("mainEntityOfPage");
    let page = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str())).unwrap_or_default();
    Article {
        headline: first(&["headline", "name"]),
        publisher: named("publisher").into_iter().next().unwrap_or_default(),
        authors: named("author"),
        published: first(&["datePublished", "uploadDate", "dateCreated"]),
        language: text("inLanguage"),
        url: Some(text("url")).filter(|url| !url.is_empty()).unwrap_or_else(|| page.to_owned()),
        rank,
    }
}

/// The name of a person or body, which may stand elsewhere in the description.
fn name_of(value: &Value, objects: &[&Value]) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    let name = |object: &Value| texts_of(object.get("name")).next().map(str::to_owned);
    name(value).or_else(|| {
        let id = value.get("@id")?.as_str()?;
        objects
            .iter()
            .find(|other| other.get("@id").and_then(Value::as_str) == Some(id) && other.get("name").is_some())
            .and_then(|other| name(other))
    })
}

/// A text, or the texts of a list, or what stands in `@value` and `name`.
fn texts_of(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let list: &[Value] = match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    list.iter().filter_map(|value| {
        value.as_str().or_else(|| value.get("@value")?.as_str()).or_else(|| value.get("name")?.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_of_a_graph_is_found_with_its_publisher() {
        let article = article_in(
            r##"{"@graph":[{"@type":"WebPage","name":"Page"},{"@type":["ReportageNewsArticle"],"headline":"Truce",
            "datePublished":"2025-10-19T10:00:00+05:00","author":[{"name":"Ali Khan"},"The Desk"],"publisher":{"@id":"#org"},
            "inLanguage":{"@type":"Language","name":"en"},"mainEntityOfPage":{"@id":"https://dawn.com/1"}},
            {"@id":"#org","@type":"Organization","name":"Dawn"}]}"##,
        )
        .unwrap();
        assert_eq!(
            (article.headline.as_str(), article.publisher.as_str(), article.language.as_str()),
            ("Truce", "Dawn", "en")
        );
        assert_eq!(
            (article.authors.join(", "), article.url.as_str()),
            ("Ali Khan, The Desk".to_owned(), "https://dawn.com/1")
        );
        assert_eq!(article_in(r#"{"@type":"Organization"}"#), None);
        assert_eq!(article_in(&"[".repeat(1000)), None);
    }
}
