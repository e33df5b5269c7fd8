//! Web pages as a crawler kept them (WACZ, a zip file with a package of data).
//!
//! Answers which page is in it, and where it was. What the crawler kept of the page is not unpacked.

use std::io::{Read, Seek};

use serde_json::Value;

use super::draft::one_line;
use super::{ReadSource, SourceProblem};

/// So much is unpacked of a description.
const MOST_UNPACKED: u64 = 8 << 20;

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
    let mut read = ReadSource::default();
    let address = [main, text(&page, "url")].into_iter().find(|address| !address.is_empty()).unwrap_or_default();
    if read.at(&address).is_none() {
        read.remark("it does not tell the address of a page");
    }
    read.title(&text(&page, "title"));
    read.title(&text(&package, "title"));
    let kept = [text(&package, "mainPageDate"), text(&page, "ts"), text(&page, "timestamp"), text(&package, "created")];
    if let Some(kept) = kept.iter().find(|kept| !kept.is_empty()) {
        read.remark(&format!("kept {}; when it was published is not told", one_line(kept)));
    }
    if count > 1 {
        read.remark(&match count - 1 {
            1 => "one more page is in it".to_owned(),
            more => format!("{more} more pages are in it"),
        });
    }
    Ok(read)
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

    use super::*;

    fn packed(files: &[(&str, &str)]) -> Cursor<Vec<u8>> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap()
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
