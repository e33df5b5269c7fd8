//! Items of the Citation Style Language, as JSON.
//!
//! Answers which source each item is of. It knows no style.

use serde_json::Value;

use super::{ReadSource, SourceForm, SourceProblem, SourceReading};
use crate::io::JsonFault;

const MOST_ITEMS: usize = 10_000;
/// Longer texts are not read: of JSON a value takes much more memory than its text.
const LONGEST_BYTES: usize = 16 << 20;

/// The sources of the items in a text.
pub(super) fn read_csl(text: &str) -> Result<SourceReading, SourceProblem> {
    let broken = |message: String| SourceProblem::Broken { form: "CSL-JSON", message };
    if text.len() > LONGEST_BYTES {
        return Err(broken(format!("larger than {} MiB; split it", LONGEST_BYTES >> 20)));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| broken(JsonFault::of(text.as_bytes(), &error).to_string()))?;
    let items = match &value {
        Value::Array(items) => items.as_slice(),
        Value::Object(object) => match object.get("items").or_else(|| object.get("references")) {
            Some(Value::Array(items)) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        },
        _ => &[],
    };
    let mut remarks = Vec::new();
    if items.len() > MOST_ITEMS {
        remarks.push(format!("only the first {MOST_ITEMS} items are read"));
    }
    let items = &items[..items.len().min(MOST_ITEMS)];
    let is_item = |item: &&Value| ["title", "URL", "DOI"].iter().any(|name| item.get(name).is_some());
    let sources: Vec<ReadSource> = items.iter().filter(is_item).map(source_of).collect();
    if sources.is_empty() {
        return Err(broken("there is no item with a title, URL or DOI".to_owned()));
    }
    if sources.len() < items.len() {
        remarks.push(format!("{} without title, URL and DOI left out", items.len() - sources.len()));
    }
    Ok(SourceReading { form: SourceForm::CslJson, sources, remarks })
}

fn source_of(item: &Value) -> ReadSource {
    let mut read = ReadSource::default();
    let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
    read.title(text("title"));
    read.publisher(text("container-title"));
    read.publisher(text("publisher"));
    let names = item.get("author").and_then(Value::as_array).into_iter().flatten();
    read.written_by(&names.map(name_of).collect::<Vec<_>>());
    read.in_language(text("language"));
    read.published(&date_of(item.get("issued")));
    read.accessed(&date_of(item.get("accessed")));
    // The note of a source that Meridian cites says where a copy is.
    let copies = text("note").split_whitespace().filter(|word| super::archive::archived_at(word).is_some());
    for address in
        [text("URL"), text("archive_location")].into_iter().chain(copies).filter(|address| !address.is_empty())
    {
        if read.at(address).is_none() && address == text("URL") {
            read.remark(&format!("“{}” is no address", super::draft::one_line(address)));
        }
    }
    if read.source.url.is_empty() {
        read.at(text("DOI").trim_start_matches("https://doi.org/")).unwrap_or_default();
    }
    read
}

/// `Given Family`, or a name that is one.
fn name_of(name: &Value) -> String {
    if let Some(text) = name.as_str() {
        return text.to_owned();
    }
    let part = |key: &str| name.get(key).and_then(Value::as_str).unwrap_or_default();
    if !part("literal").is_empty() {
        return part("literal").to_owned();
    }
    let parts = ["given", "non-dropping-particle", "family", "suffix"].map(part);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A date as EDTF, or in the words in which it is written.
fn date_of(date: Option<&Value>) -> String {
    let Some(date) = date else { return String::new() };
    if let Some(text) = date.as_str().or_else(|| date.get("raw")?.as_str()).or_else(|| date.get("literal")?.as_str()) {
        return text.to_owned();
    }
    let ends = date.get("date-parts").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
    let end = |parts: &Value| {
        let parts: Vec<i64> = parts.as_array()?.iter().take(3).map_while(number).collect();
        let (year, rest) = parts.split_first()?;
        // Years before 0 or of five digits are not what a page was published in.
        (0..=9999)
            .contains(year)
            .then(|| rest.iter().fold(format!("{year:04}"), |text, part| format!("{text}-{part:02}")))
    };
    let ends: Vec<String> = ends.iter().take(2).filter_map(end).collect();
    let is_circa = date.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false) | Value::Null));
    let sign = if is_circa { "~" } else { "" };
    ends.iter().map(|end| format!("{end}{sign}")).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_become_sources() {
        let text = r#"[{"id":"a","type":"webpage","title":"Truce","container-title":"Dawn","URL":"https://dawn.com/1#x",
            "author":[{"family":"Khan","given":"Ali"},{"literal":"The Desk"}],"issued":{"date-parts":[[2025,"10",19]]},
            "accessed":{"date-parts":[[2025,11]]},"language":"en-GB","note":"copy at https://perma.cc/ABCD-1234"},
            {"title":"Report","publisher":"UN","DOI":"10.1234/x","issued":{"date-parts":[[2025,10,1],[2025,10,3]],"circa":true}},
            {"id":"c"}]"#;
        let reading = read_csl(text).unwrap();
        let [one, two] = &reading.sources[..] else { panic!("{reading:?}") };
        let source = &one.source;
        assert_eq!((source.publisher.as_str(), one.author(), one.language()), ("Dawn", "Ali Khan; The Desk", "en-GB"));
        assert_eq!(
            (source.url.as_str(), source.archived.as_str()),
            ("https://dawn.com/1", "https://perma.cc/ABCD-1234")
        );
        let dates = [&source.published, &source.accessed, &two.source.published];
        assert_eq!(
            dates.map(|when| when.as_ref().map(ToString::to_string).unwrap_or_default()),
            ["2025-10-19", "2025-11", "2025-10-01~/2025-10-03~"]
        );
        assert_eq!(reading.remarks, ["1 without title, URL and DOI left out"]);
    }

    #[test]
    fn what_is_broken_is_told_with_its_place() {
        let told = read_csl("[{\"title\": }]").unwrap_err().to_string();
        assert!(told.starts_with("not CSL-JSON: line 1, column"), "{told}");
        assert!(read_csl("{}").is_err() && read_csl("3").is_err() && read_csl(&"[".repeat(100_000)).is_err());
    }
}
