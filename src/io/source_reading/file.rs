//! A text or file that may speak of a source, of any form.
//!
//! Answers which form it has, reads it, and says the hash of a file that is a copy of a source. It does not know what
//! the forms say.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::super::Hashed;
use super::bibtex::{looks_like_bibtex, read_bibtex};
use super::csl::read_csl;
use super::mhtml::{looks_like_mhtml, read_mhtml};
use super::page::{read_page, text_of};
use super::pdf::read_pdf;
use super::ris::{looks_like_ris, read_ris};
use super::wacz::read_wacz;
use super::{ReadSource, SourceForm, SourceProblem, SourceReading};

/// The largest file that is held while it is read as a source, in bytes. Of a larger WACZ only its list is read.
pub(super) const MOST_SOURCE_BYTES: u64 = 256 << 20;
/// Longer texts are not pasted by people.
const MOST_ADDRESSES: usize = 1000;
const START_BYTES: usize = 8192;

/// Reads what a file says of a source: a saved page, a PDF, a WACZ, or citations in BibTeX, RIS or CSL-JSON.
pub fn read_source_file(path: &Path) -> Result<SourceReading, SourceProblem> {
    if path.is_dir() {
        return Err(SourceProblem::Unknown("a folder"));
    }
    read_from(File::open(path)?)
}

/// Reads bytes as [`read_source_file`] reads those of a file.
pub fn read_source(bytes: &[u8]) -> Result<SourceReading, SourceProblem> {
    read_from(Cursor::new(bytes))
}

/// True for a file that is a copy of a source rather than a story or a table: a page, a PDF or a WACZ, by its first
/// bytes, and by its name where those leave it open. What cannot be read is none.
pub fn is_copy_of_source(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(START_BYTES as u64).read_to_end(&mut start));
    let is_wacz = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("wacz"));
    read.is_ok()
        && match form_of(&start) {
            Form::Zip => is_wacz,
            Form::Pdf | Form::Page | Form::Mhtml => true,
            Form::Text | Form::Other(_) => false,
        }
}

/// Reads what was pasted or typed: addresses, or citations in BibTeX, RIS or CSL-JSON.
pub fn read_source_text(text: &str) -> Result<SourceReading, SourceProblem> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(SourceProblem::Empty);
    }
    if text.starts_with(['{', '[']) {
        return read_csl(text);
    }
    if looks_like_ris(text) {
        return read_ris(text);
    }
    if text.starts_with('<') && text[1..].contains('<') {
        return Ok(one(SourceForm::Page, read_page(text, "")));
    }
    let addresses: Vec<ReadSource> =
        text.lines().filter(|line| !line.trim().is_empty()).take(MOST_ADDRESSES + 1).map_while(source_at).collect();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    if addresses.len() == lines && lines <= MOST_ADDRESSES {
        return Ok(SourceReading { form: SourceForm::Address, sources: addresses, remarks: Vec::new() });
    }
    if looks_like_bibtex(text) {
        return read_bibtex(text);
    }
    // An address among words, as a message has it.
    let is_told = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    let mut told = text.split_whitespace().filter(|word| is_told(word));
    let found = told.next().map(|word| word.trim_end_matches(['.', ',', ';', ')', '!', '?'])).and_then(source_at);
    match found {
        Some(mut read) => {
            read.remark("the words around the address are left out");
            if told.next().is_some() {
                read.remark("only the first address is read; put each on a line of its own");
            }
            Ok(one(SourceForm::Address, read))
        }
        None => Err(SourceProblem::Unknown("not recognised as a source")),
    }
}

fn source_at(line: &str) -> Option<ReadSource> {
    let mut read = ReadSource::default();
    read.at(line)?;
    Some(read)
}

fn one(form: SourceForm, read: ReadSource) -> SourceReading {
    SourceReading { form, sources: vec![read], remarks: Vec::new() }
}

/// What bytes look like.
enum Form {
    Pdf,
    Zip,
    Page,
    Mhtml,
    /// Citations, or nothing.
    Text,
    Other(&'static str),
}

fn form_of(start: &[u8]) -> Form {
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    // Of UTF-16 every other byte of markup is 0.
    let markup: Vec<u8> = text.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).collect();
    let markup = markup.trim_ascii_start().to_ascii_lowercase();
    let has = |word: &[u8]| memchr::memmem::find(&markup, word).is_some();
    if memchr::memmem::find(&start[..start.len().min(1024)], b"%PDF-").is_some() {
        Form::Pdf
    } else if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        Form::Zip
    } else if markup.starts_with(b"<")
        && (has(b"<html") || has(b"<!doctype html") || has(b"<head") || has(b"<title") || has(b"<meta"))
    {
        Form::Page
    } else if looks_like_mhtml(start) {
        Form::Mhtml
    } else if markup.starts_with(b"<") {
        Form::Other("XML, and no web page")
    } else if start.starts_with(b"\x89PNG") || start.starts_with(b"\xff\xd8\xff") {
        Form::Other("a picture")
    } else {
        Form::Text
    }
}

fn read_from(mut file: impl Read + Seek) -> Result<SourceReading, SourceProblem> {
    let mut start = Vec::new();
    file.by_ref().take(START_BYTES as u64).read_to_end(&mut start)?;
    if start.is_empty() {
        return Err(SourceProblem::Empty);
    }
    let form = form_of(&start);
    file.rewind()?;
    if let Form::Zip = form {
        let read = read_wacz(&mut file)?;
        file.rewind()?;
        let mut hash = Hashed(Sha256::new());
        io::copy(&mut file, &mut hash)?;
        return Ok(one(SourceForm::Wacz, hashed(read, hash.0)));
    }
    let mut bytes = Vec::new();
    file.take(MOST_SOURCE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_SOURCE_BYTES {
        return Err(SourceProblem::TooLarge);
    }
    let (form, read) = match form {
        Form::Pdf => (SourceForm::Pdf, read_pdf(&bytes)?),
        Form::Page => (SourceForm::Page, read_page(&text_of(&bytes, None), "")),
        Form::Mhtml => (SourceForm::Mhtml, read_mhtml(&bytes)?),
        Form::Other(what) => return Err(SourceProblem::Unknown(what)),
        Form::Text | Form::Zip => return read_source_text(&text_of(&bytes, None)),
    };
    Ok(one(form, hashed(read, Sha256::new_with_prefix(&bytes))))
}

/// The source with the hash of the file that is a copy of it.
fn hashed(mut read: ReadSource, hash: Sha256) -> ReadSource {
    read.source.sha256 = format!("{:x}", hash.finalize()).into();
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_what_it_is() {
        for (text, form, count) in [
            ("https://dawn.com/1", SourceForm::Address, 1),
            (" dawn.com/1 \n\nhttps://herald.org/2\n", SourceForm::Address, 2),
            ("Look: https://dawn.com/1, he said", SourceForm::Address, 1),
            ("https://medium.com/@someone{x}", SourceForm::Address, 1),
            ("% mine\n@online{a, title={A}}", SourceForm::Bibtex, 1),
            ("TY  - NEWS\nTI  - A\nER  - ", SourceForm::Ris, 1),
            ("[{\"title\":\"A\"},{\"title\":\"B\"}]", SourceForm::CslJson, 2),
            ("<meta property=og:title content=A><p>", SourceForm::Page, 1),
        ] {
            let reading = read_source_text(text).unwrap();
            assert_eq!((reading.form, reading.sources.len()), (form, count), "{text}");
        }
        assert_eq!(read_source_text("x https://dawn.com/1.").unwrap().sources[0].source.url, "https://dawn.com/1");
        for text in ["", " ", "Dawn", "<", "a\nhttp", "ann@paper.org"] {
            assert!(read_source_text(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_file_that_is_a_copy_has_its_hash_and_a_list_of_citations_none() {
        let page = b"<!doctype html><title>A</title>";
        let reading = read_source(page).unwrap();
        assert_eq!(reading.form, SourceForm::Page);
        assert_eq!(*reading.sources[0].source.sha256, format!("{:x}", Sha256::digest(page)));
        assert!(read_source(b"@online{a, title={A}}").unwrap().sources[0].source.sha256.is_empty());
        let wide: Vec<u8> = "\u{feff}<html><title>Å</title>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_source(&wide).unwrap().sources[0].source.title, "Å");
        for bytes in [&b""[..], b"\x89PNG", b"<svg/>", b"PK\x03\x04", b"\x00\x01\x02"] {
            assert!(read_source(bytes).is_err(), "{bytes:?}");
        }
    }
}
