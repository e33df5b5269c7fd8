//! Web pages in the records of a crawler (WARC, ISO 28500), packed or not.
//!
//! Answers what a page was sent as that lies at an address. It reads from the first record on and no further than the
//! page, or than its budget goes; what a page says is not its business.

use std::io::{self, BufRead, BufReader, Read};

use flate2::read::{GzDecoder, MultiGzDecoder, ZlibDecoder};

use super::address_key;

/// So much is held of a page. What it says of itself stands at its begin.
const MOST_OF_PAGE: u64 = 8 << 20;
const LONGEST_HEAD: u64 = 64 << 10;

/// A page as it was sent.
#[derive(Debug, PartialEq)]
pub(super) struct Sent {
    /// Its bytes, unpacked; of a very long one the first.
    pub(super) bytes: Vec<u8>,
    /// What it was said to be, such as `text/html; charset=utf-8`.
    pub(super) kind: String,
}

/// The page at an address in the records of a file, of which no more is unpacked than the budget, in bytes. What was
/// unpacked is taken off it. None where the page is not in it, or not within the budget.
pub(super) fn page_in_warc(file: impl Read, address: &str, budget: &mut u64) -> io::Result<Option<Sent>> {
    let mut packed = BufReader::new(file);
    let is_gzip = packed.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let unpacked: Box<dyn Read + '_> = if is_gzip { Box::new(MultiGzDecoder::new(packed)) } else { Box::new(packed) };
    let mut records = BufReader::new(unpacked.take(*budget));
    let found = page_in_records(&mut records, address);
    *budget = records.into_inner().limit();
    found
}

fn page_in_records(records: &mut impl BufRead, address: &str) -> io::Result<Option<Sent>> {
    let wanted = (without_fragment(address), address_key(address));
    while let Some(head) = Head::of(records)? {
        let length: u64 = head.field("content-length").parse().map_err(|_error| io::ErrorKind::InvalidData)?;
        let at = head.field("warc-target-uri").trim_matches(['<', '>']);
        let mut body = records.by_ref().take(length);
        let kind = head.field("warc-type");
        let is_wanted = matches!(kind, "response" | "resource")
            && (without_fragment(at) == wanted.0 || address_key(at) == wanted.1);
        if is_wanted {
            let sent = if kind == "response" { response_in(&mut body)? } else { resource_in(&head, &mut body)? };
            if sent.is_some() {
                return Ok(sent);
            }
        }
        io::copy(&mut body, &mut io::sink())?;
    }
    Ok(None)
}

fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

fn is_page(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("application/xhtml")
}

fn resource_in(head: &Head, body: &mut impl BufRead) -> io::Result<Option<Sent>> {
    let kind = head.field("content-type").to_owned();
    is_page(&kind).then(|| Ok(Sent { bytes: held(body)?, kind })).transpose()
}

/// The page in what a server has answered. None where it is none, or was not found there.
fn response_in(body: &mut impl BufRead) -> io::Result<Option<Sent>> {
    let Some(head) = Head::of(body)? else { return Ok(None) };
    let status = head.first.split_whitespace().nth(1).unwrap_or_default();
    let kind = head.field("content-type").to_owned();
    if !status.starts_with('2') || !is_page(&kind) {
        return Ok(None);
    }
    let mut bytes = held(body)?;
    if head.field("transfer-encoding").eq_ignore_ascii_case("chunked") {
        bytes = joined(&bytes).unwrap_or(bytes);
    }
    let mut unpacked = Vec::new();
    // What is cut off is unpacked as far as it goes.
    let packing = head.field("content-encoding").to_ascii_lowercase();
    let unpack = |from: &mut dyn Read, to: &mut Vec<u8>| from.take(MOST_OF_PAGE).read_to_end(to).unwrap_or_default();
    match packing.as_str() {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => unpack(&mut GzDecoder::new(&bytes[..]), &mut unpacked),
        "deflate" => unpack(&mut ZlibDecoder::new(&bytes[..]), &mut unpacked),
        "br" | "zstd" => return Err(io::Error::other(format!("it is packed as “{packing}”"))),
        _ => 0,
    };
    Ok(Some(Sent { bytes: if unpacked.is_empty() { bytes } else { unpacked }, kind }))
}

fn held(body: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    body.take(MOST_OF_PAGE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What was sent in chunks, as far as it is whole. None where it was not.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let end = memchr::memmem::find(rest, b"\r\n").filter(|end| *end < 100);
        let size = end.and_then(|end| std::str::from_utf8(&rest[..end]).ok()?.split(';').next());
        let size = size.and_then(|size| usize::from_str_radix(size.trim(), 16).ok());
        let (Some(end), Some(size)) = (end, size) else { return (!bytes.is_empty()).then_some(bytes) };
        rest = &rest[end + 2..];
        let chunk = &rest[..size.min(rest.len())];
        bytes.extend_from_slice(chunk);
        rest = rest[chunk.len()..].strip_prefix(b"\r\n").unwrap_or_default();
        if size == 0 {
            return Some(bytes);
        }
    }
}

/// The lines before an empty one.
struct Head {
    first: String,
    /// Names in small letters.
    fields: Vec<(String, String)>,
}

impl Head {
    /// None at the end. Empty lines before it are what ended something else.
    fn of(lines: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut lines = lines.take(LONGEST_HEAD);
        let mut head: Option<Self> = None;
        let mut line = Vec::new();
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                let is_cut = lines.limit() == 0;
                return if is_cut { Err(io::ErrorKind::InvalidData.into()) } else { Ok(head) };
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            match &mut head {
                None if text.is_empty() => {}
                None => head = Some(Self { first: text.to_owned(), fields: Vec::new() }),
                Some(_) if text.is_empty() => return Ok(head),
                Some(head) => {
                    if let Some((name, value)) = text.split_once(':') {
                        head.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                    }
                }
            }
        }
    }

    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// A record with what a server has answered.
    pub(in crate::io::source_reading) fn response(address: &str, fields: &str, body: &[u8]) -> Vec<u8> {
        let mut http = format!("HTTP/1.1 {fields}\r\n\r\n").into_bytes();
        http.extend_from_slice(body);
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        [head.as_bytes(), &http, b"\r\n\r\n"].concat()
    }

    pub(in crate::io::source_reading) fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";

    fn found(file: &[u8], address: &str) -> Option<String> {
        let sent = page_in_warc(file, address, &mut 1_000_000).unwrap()?;
        Some(String::from_utf8(sent.bytes).unwrap())
    }

    #[test]
    fn the_page_at_an_address_is_found_among_records_packed_or_not() {
        let records = [
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na\r\n\r\n\r\n".to_vec(),
            response("https://a.org/1", "301 Moved\r\nContent-Type: text/html", b"elsewhere"),
            response("https://a.org/1", "200 OK\r\nContent-Type: image/png", b"picture"),
            response("https://a.org/2", HTML, b"two"),
            response("https://a.org/1", HTML, b"one"),
        ];
        let members: Vec<u8> = records.iter().flat_map(|record| packed(record)).collect();
        for file in [records.concat(), members] {
            assert_eq!(found(&file, "https://a.org/1#top").as_deref(), Some("one"));
            assert_eq!(found(&file, "https://a.org/2").as_deref(), Some("two"));
            assert_eq!(found(&file, "https://a.org/3"), None);
        }
    }

    #[test]
    fn what_was_sent_in_chunks_or_packed_is_put_together() {
        let chunked = format!("{HTML}\r\nTransfer-Encoding: chunked");
        let file = response("https://a.org/1", &chunked, b"3\r\none\r\n5;x\r\n more\r\n0\r\n\r\n");
        assert_eq!(found(&file, "https://a.org/1").as_deref(), Some("one more"));
        let gzip = format!("{HTML}\r\nContent-Encoding: gzip");
        assert_eq!(
            found(&response("https://a.org/1", &gzip, &packed(b"one")), "https://a.org/1").as_deref(),
            Some("one")
        );
        let br = response("https://a.org/1", &format!("{HTML}\r\nContent-Encoding: br"), b"one");
        assert!(page_in_warc(&br[..], "https://a.org/1", &mut 1_000_000).is_err());
    }

    #[test]
    fn no_more_is_unpacked_than_the_budget() {
        let bomb = packed(&response("https://a.org/0", HTML, &vec![b' '; 4 << 20]));
        let file = [bomb, packed(&response("https://a.org/1", HTML, b"one"))].concat();
        let mut budget = 1 << 20;
        assert_eq!(page_in_warc(&file[..], "https://a.org/1", &mut budget).unwrap(), None);
        assert_eq!(budget, 0);
        let mut budget = 8 << 20;
        assert!(page_in_warc(&file[..], "https://a.org/1", &mut budget).unwrap().is_some());
        assert!(budget > 0);
    }

    #[test]
    fn broken_records_are_told_or_end_it() {
        for file in [
            &b""[..],
            b"\r\n\r\n",
            b"WARC/1.0",
            b"WARC/1.0\r\n\r\n",
            b"\x1f\x8b\x08cut",
            b"WARC/1.0\r\nContent-Length: 99\r\n\r\na",
        ] {
            let read = page_in_warc(file, "https://a.org/1", &mut 1_000_000);
            assert!(matches!(read, Ok(None) | Err(_)), "{file:?}");
        }
        let endless = vec![b'a'; 200_000];
        assert!(page_in_warc(&endless[..], "https://a.org/1", &mut 1_000_000).is_err());
    }
}
