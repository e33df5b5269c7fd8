//! A web page that was saved with its pictures in one file (MHTML, RFC 2557).
//!
//! Answers what page is in it. Pictures and frames are not looked at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::page::{read_page, text_of};
use super::{ReadSource, SourceProblem};

/// Parts in parts in parts: more is nobody's doing.
const DEEPEST: usize = 3;
const MOST_PARTS: usize = 10_000;

/// True for bytes that begin like a mail.
pub(super) fn looks_like_mhtml(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&start[..start.len().min(8192)]).to_ascii_lowercase();
    let head = start.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let is_field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    head.lines().next().is_some_and(is_field)
        && (head.contains("content-type: multipart/")
            || (head.contains("mime-version:") && head.contains("content-type: text/html")))
}

/// The page in a file.
pub(super) fn read_mhtml(bytes: &[u8]) -> Result<ReadSource, SourceProblem> {
    let whole = Part::of(bytes);
    let page = page_in(&whole, 0).ok_or_else(|| SourceProblem::Broken {
        form: "a web page in one file",
        message: "there is no text/html in it".to_owned(),
    })?;
    let mut saved_from = whole.field("snapshot-content-location").to_owned();
    if saved_from.is_empty() {
        page.field("content-location").clone_into(&mut saved_from);
    }
    let html = text_of(&page.body_bytes(), parameter(page.field("content-type"), "charset").as_deref());
    let mut read = read_page(&html, &saved_from);
    read.title(&words(whole.field("subject")));
    let saved_on = super::draft::one_line(whole.field("date"));
    if !saved_on.is_empty() {
        read.remark(&format!("saved {saved_on}"));
    }
    Ok(read)
}

/// A part with its fields.
struct Part<'a> {
    /// Names in small letters.
    fields: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        const LONGEST_HEAD: usize = 64 << 10;
        let window = &bytes[..bytes.len().min(LONGEST_HEAD)];
        let two = memchr::memmem::find(window, b"\r\n\r\n").map(|at| (at, 4));
        let one = memchr::memmem::find(window, b"\n\n").map(|at| (at, 2));
        let (end, gap) = two.into_iter().chain(one).min().unwrap_or((window.len(), 0));
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(&window[..end]).lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self { fields, body: &bytes[end + gap..] }
    }

    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn is(&self, kind: &str) -> bool {
        let found = self.field("content-type").get(..kind.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(kind))
    }

    fn body_bytes(&self) -> Vec<u8> {
        match self.field("content-transfer-encoding").to_ascii_lowercase().as_str() {
            "quoted-printable" => from_quoted_printable(self.body),
            "base64" => from_base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// The first page in a part.
fn page_in<'a>(part: &Part<'a>, depth: usize) -> Option<Part<'a>> {
    if part.is("text/html") || part.is("application/xhtml") {
        return Some(Part { fields: part.fields.clone(), body: part.body });
    }
    if depth >= DEEPEST || !part.is("multipart/") {
        return None;
    }
    let boundary = parameter(part.field("content-type"), "boundary").filter(|boundary| !boundary.is_empty())?;
    let line = format!("--{boundary}");
    let mut starts = memchr::memmem::find_iter(part.body, line.as_bytes()).take(MOST_PARTS).peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().copied().unwrap_or(part.body.len());
        let inner = &part.body[start + line.len()..end];
        let inner = inner.strip_prefix(b"\r\n").or_else(|| inner.strip_prefix(b"\n")).unwrap_or(inner);
        if let Some(page) = page_in(&Part::of(inner), depth + 1) {
            return Some(page);
        }
    }
    None
}

/// A parameter of a field, such as the boundary of `multipart/related; boundary="…"`.
/// What a parameter of a field says, such as `charset`.
pub(super) fn parameter(field: &str, name: &str) -> Option<String> {
    field.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn from_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at + 1..];
        at += match (byte, digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                3
            }
            (b'=', ..) if rest.starts_with(b"\r\n") => 3,
            (b'=', ..) if rest.starts_with(b"\n") => 2,
            _ => {
                out.push(*byte);
                1
            }
        };
    }
    out
}

/// What is base64 of the bytes, up to what is none.
fn from_base64(bytes: &[u8]) -> Vec<u8> {
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut signs: Vec<u8> = bytes.iter().copied().filter(is_sign).collect();
    signs.truncate(signs.len() - usize::from(signs.len() % 4 == 1));
    while !signs.len().is_multiple_of(4) {
        signs.push(b'=');
    }
    STANDARD.decode(&signs).unwrap_or_else(|_| {
        // The last signs can hold bits of a byte that is not there.
        signs.truncate(signs.len().saturating_sub(4));
        STANDARD.decode(&signs).unwrap_or_default()
    })
}

/// A field of a mail whose words are encoded as `=?utf-8?Q?…?=`.
fn words(field: &str) -> String {
    let mut text = String::new();
    let mut rest = field;
    while let Some(start) = rest.find("=?") {
        let mut parts = rest[start + 2..].splitn(3, '?');
        let (charset, form, after) = (parts.next(), parts.next(), parts.next());
        let (Some(charset), Some(form), Some((coded, after))) =
            (charset, form, after.and_then(|after| after.split_once("?=")))
        else {
            break;
        };
        if !rest[..start].trim().is_empty() {
            text.push_str(&rest[..start]);
        }
        let bytes = if form.eq_ignore_ascii_case("b") {
            from_base64(coded.as_bytes())
        } else {
            from_quoted_printable(coded.replace('_', " ").as_bytes())
        };
        text.push_str(&text_of(&bytes, Some(charset)));
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(encoding: &str, html: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://dawn.com/1?fbclid=x\r\nSubject: =?utf-8?Q?Zo=C3=AB_said?=\r\n\
             Date: Sun, 12 Oct 2025 12:58:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--1\"\r\n\r\n\r\n\
             ----b--1\r\nContent-Type: image/png\r\n\r\nPNG\r\n----b--1\r\nContent-Type: text/html; charset=utf-8\r\n\
             Content-Transfer-Encoding: {encoding}\r\nContent-Location: https://dawn.com/1\r\n\r\n{html}\r\n----b--1--\r\n"
        )
    }

    #[test]
    fn the_page_is_found_in_either_encoding() {
        let quoted = "<html lang=3D\"en\"><meta property=3D\"og:site_name\" con=\r\ntent=3D\"Z=C3=BCrich\">";
        let coded = STANDARD.encode("<html lang=en><meta property=og:site_name content=Zürich>");
        for (encoding, html) in [("quoted-printable", quoted), ("base64", &coded)] {
            let text = saved(encoding, html);
            assert!(looks_like_mhtml(text.as_bytes()));
            let read = read_mhtml(text.as_bytes()).unwrap();
            assert_eq!(
                (read.source.publisher.as_str(), read.source.title.as_str(), read.language()),
                ("Zürich", "Zoë said", "en")
            );
            assert_eq!(
                (read.source.url.as_str(), read.left_out.as_slice()),
                ("https://dawn.com/1", &["fbclid=x".to_owned()][..])
            );
        }
    }

    #[test]
    fn what_is_broken_is_told() {
        for text in [
            "Content-Type: multipart/related\n\nx",
            "A: b\nContent-Type: multipart/x; boundary=a\n\n--a--a--a",
            "=?",
            "",
        ] {
            assert!(read_mhtml(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(
            (words("=?utf-8?B?w6k=?= =?utf-8?q?=41?= b"), words("=?x?=?")),
            ("éA b".to_owned(), "=?x?=?".to_owned())
        );
        assert!(from_base64(b"=A====").is_empty() && from_quoted_printable(b"a==4=") == b"a==4=");
    }
}
