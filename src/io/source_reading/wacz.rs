//! Web pages as a crawler kept them (WACZ, a zip file with a package of data).
//!
//! Answers which page is in it, where it was, and what it says of itself. Of what the crawler kept no more is unpacked
//! than is needed to find that page, and no more than a budget.

use std::io::{Read, Seek};
use std::path::Path;

use serde_json::Value;

use super::draft::one_line;
use super::mhtml::parameter;
use super::page::{read_page, text_of};
use super::warc::{Sent, page_in_warc};
use super::{ReadSource, SourceProblem};

/// So much is unpacked of a description.
const MOST_UNPACKED: u64 = 8 << 20;
/// So much is unpacked of what the crawler kept, in bytes, to find a page.
const MOST_RECORDS: u64 = 256 << 20;

/// The source that a package of pages is.
pub(super) fn read_wacz<R: Read + Seek>(file: R) -> Result<ReadSource, SourceProblem> {
    let broken = |message: String| SourceProblem::Broken { form: "WACZ", message };
    let mut archive =
        zip::ZipArchive::new(file).map_err(|error| broken(format!("{error}; the file may be cut off")))?;
    let package =
        text_in(&mut archive, "datapackage.json")?.ok_or(SourceProblem::Unknown("a zip file that is no WACZ"))?;
    let package: Value =
        serde_json::from_str(&package).map_err(|_error| broken("datapackage.json is no JSON".to_owned()))?;
    let pages = text_in(&mut archive, "pages/pages.jsonl")?.unwrap_or_default();
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let main = text(&package, "mainPageUrl");
    let pages = pages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let (mut chosen, mut count) = (None, 0_usize);
    for page in pages.filter(|page| page.get("url").is_some()) {
        count += 1;
        if chosen.is_none() || (!main.is_empty() && text(&page, "url") == main) {
            chosen = Some(page);
        }
    }
    let page = chosen.unwrap_or_default();
    let address = [main, text(&page, "url")].into_iter().find(|address| !address.is_empty()).unwrap_or_default();
    let mut read = page_kept(&mut archive, &address);
    if read.source.url.is_empty() && read.source.archived.is_empty() && read.at(&address).is_none() {
        read.remark("it does not tell the address of a page");
    }
    read.title(&text(&page, "title"));
    read.title(&text(&package, "title"));
    let kept = [text(&package, "mainPageDate"), text(&page, "ts"), text(&page, "timestamp"), text(&package, "created")];
    if let Some(kept) = kept.iter().find(|kept| !kept.is_empty()) {
        let not_told = if read.source.published.is_none() { "; when it was published is not told" } else { "" };
        read.remark(&format!("kept {}{not_told}", one_line(kept)));
    }
    if count > 1 {
        read.remark(&match count - 1 {
            1 => "one more page is in it".to_owned(),
            more => format!("{more} more pages are in it"),
        });
    }
    Ok(read)
}

/// What the page at an address says of itself, as the crawler kept it. Where it cannot be read, that is told.
fn page_kept<R: Read + Seek>(archive: &mut zip::ZipArchive<R>, address: &str) -> ReadSource {
    let mut read = ReadSource::default();
    let is_records = |name: &String| {
        let name = Path::new(name.strip_suffix(".gz").unwrap_or(name));
        name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("warc"))
    };
    let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let names: Vec<String> = names.filter(is_records).collect();
    if address.is_empty() || names.is_empty() {
        return read;
    }
    let (mut budget, mut reason) = (MOST_RECORDS, String::new());
    for name in names {
        let found = match archive.by_name(&name) {
            Ok(file) => page_in_warc(file, address, &mut budget).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match found {
            Ok(Some(Sent { bytes, kind })) => {
                return read_page(&text_of(&bytes, parameter(&kind, "charset").as_deref()), address);
            }
            Ok(None) => {}
            Err(error) => reason = format!(": {}", one_line(&error)),
        }
    }
    if budget == 0 {
        reason = format!(", not in the first {} MiB", MOST_RECORDS >> 20);
    }
    read.remark(&format!("the page itself was not found in it{reason}; its title is that in the list of pages"));
    read
}

/// The text of a file in an archive. None where there is no such file.
fn text_in<R: Read + Seek>(archive: &mut zip::ZipArchive<R>, name: &str) -> Result<Option<String>, SourceProblem> {
    let broken = |message: String| SourceProblem::Broken { form: "WACZ", message };
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(broken(format!("{name}: {error}"))),
    };
    let mut bytes = Vec::new();
    file.take(MOST_UNPACKED).read_to_end(&mut bytes).map_err(|error| broken(format!("{name}: {error}")))?;
    if bytes.len() as u64 == MOST_UNPACKED {
        return Err(broken(format!("{name} is larger than {} MiB", MOST_UNPACKED >> 20)));
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::super::warc::tests as warc;
    use super::*;

    fn packed(files: &[(&str, &str)]) -> Cursor<Vec<u8>> {
        packed_with(files, &[])
    }

    fn packed_with(files: &[(&str, &str)], records: &[u8]) -> Cursor<Vec<u8>> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let records = (!records.is_empty()).then_some(("archive/data.warc.gz", records));
        for (name, bytes) in files.iter().map(|(name, text)| (*name, text.as_bytes())).chain(records) {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn the_page_says_what_it_is_as_the_crawler_kept_it() {
        let pages = "{\"url\":\"https://dawn.com/1\",\"title\":\"dawn.com/1\",\"ts\":\"2025-10-19T10:00:00Z\"}\n";
        let html =
            "<html lang=en><meta property=og:title content='Truce in Doha'><meta property=og:site_name content=Dawn>
            <meta property=article:published_time content=2025-10-18>";
        let records = [
            warc::response("https://dawn.com/", "200 OK\r\nContent-Type: text/html", b"<title>Home</title>"),
            warc::response("https://dawn.com/1", "200 OK\r\nContent-Type: text/html", html.as_bytes()),
        ];
        let records: Vec<u8> = records.iter().flat_map(|record| warc::packed(record)).collect();
        let files = [("datapackage.json", "{}"), ("pages/pages.jsonl", pages)];
        let read = read_wacz(packed_with(&files, &records)).unwrap();
        let source = &read.source;
        assert_eq!(
            (source.title.as_str(), source.publisher.as_str(), source.url.as_str(), read.language()),
            ("Truce in Doha", "Dawn", "https://dawn.com/1", "en")
        );
        assert_eq!(source.published.as_ref().map(ToString::to_string).as_deref(), Some("2025-10-18"));
        assert_eq!(read.remarks, ["kept 2025-10-19T10:00:00Z"]);
        // What the crawler kept is cut off.
        let read = read_wacz(packed_with(&files, &records[..records.len() - 40])).unwrap();
        assert_eq!(read.source.title, "dawn.com/1");
        assert!(read.remarks[0].starts_with("the page itself was not found in it"), "{:?}", read.remarks);
    }

    #[test]
    fn the_main_page_is_the_source() {
        let pages = "{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://dawn.com/\",\"title\":\"Home\"}\nbroken\n{\"url\":\"https://dawn.com/1\",\"title\":\"Truce\",\"ts\":\"2025-10-19T10:00:00Z\"}\n";
        let package = "{\"mainPageUrl\":\"https://dawn.com/1\",\"created\":\"2025-10-20\"}";
        let read = read_wacz(packed(&[("datapackage.json", package), ("pages/pages.jsonl", pages)])).unwrap();
        assert_eq!((read.source.title.as_str(), read.source.url.as_str()), ("Truce", "https://dawn.com/1"));
        assert_eq!(
            read.remarks,
            ["kept 2025-10-19T10:00:00Z; when it was published is not told", "one more page is in it"]
        );
    }

    #[test]
    fn other_zip_files_and_broken_ones_are_told() {
        assert!(matches!(read_wacz(packed(&[("a", "b")])), Err(SourceProblem::Unknown(_))));
        assert!(read_wacz(packed(&[("datapackage.json", "{")])).is_err());
        assert!(read_wacz(Cursor::new(b"PK\x03\x04cut".to_vec())).is_err());
    }
}
