//! Addresses of copies that archives keep.
//!
//! Answers which address a copy was made of, and when, where that stands in the address of the copy. It does not know
//! whether the copy is there.

use super::address::{Parts, parts_of};
use super::dates::date_of_digits;
use crate::model::When;

/// Archives whose whole host is one.
const HOSTS: [&str; 15] = [
    "archive.fo",
    "archive.is",
    "archive.li",
    "archive.md",
    "archive.ph",
    "archive.today",
    "archive.vn",
    "arquivo.pt",
    "ghostarchive.org",
    "perma.cc",
    "wayback.archive-it.org",
    "web.archive.org",
    "webarchive.loc.gov",
    "webarchive.nationalarchives.gov.uk",
    "webcitation.org",
];

/// A copy that an archive keeps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Copy {
    /// Its address.
    pub(super) address: String,
    /// The address that it was made of, as it stands in that.
    pub(super) original: Option<String>,
    /// What there is to say of it.
    pub(super) remarks: Vec<String>,
}

/// The copy that an address is of. None for other addresses.
pub(super) fn archived_at(text: &str) -> Option<Copy> {
    let Parts { host, rest, .. } = parts_of(text)?;
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let is_archive = HOSTS.binary_search(&bare).is_ok() || (bare == "archive.org" && rest.starts_with("/web/"));
    // The front page of an archive is a page like any other.
    if !is_archive || rest.trim_matches('/').is_empty() {
        return None;
    }
    let stamp = stamp_in(rest);
    let original = original_in(rest, stamp.as_ref().map(|stamp| stamp.end));
    let mut remarks = Vec::new();
    match stamp.as_ref().and_then(|stamp| stamp.when.as_ref()) {
        Some(when) => remarks.push(format!("a copy of {}, kept by {bare}", when.to_words(None))),
        None => remarks.push(format!("a copy kept by {bare}")),
    }
    if original.is_none() {
        remarks.push("the address of the copy does not tell that of its publisher".to_owned());
    }
    if rest.contains('*') {
        remarks.push("this is a list of copies; open one of them for its own address".to_owned());
    }
    Some(Copy { address: format!("https://{host}{rest}"), original, remarks })
}

struct Stamp {
    when: Option<When>,
    /// Where the part of the path ends that it is.
    end: usize,
}

/// The moment of the copy: a part of the path such as `20251012125800if_`, `2025.10.12-125800` or `2025*`.
fn stamp_in(rest: &str) -> Option<Stamp> {
    let mut at = 0;
    for part in rest.split('/').take(6) {
        let end = at + part.len();
        at = end + 1;
        if part.contains([':', '?']) {
            return None;
        }
        let bare = part.trim_end_matches('*').trim_end_matches(|char: char| char.is_ascii_lowercase() || char == '_');
        let digits: String = bare.chars().filter(|char| !matches!(char, '.' | '-')).collect();
        let is_stamp = matches!(digits.len(), 4..=14) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_stamp && digits.starts_with(['1', '2']) && end < rest.len() {
            return Some(Stamp { when: date_of_digits(&digits, "Z"), end });
        }
    }
    None
}

/// The address that stands in that of a copy.
fn original_in(rest: &str, stamp_end: Option<usize>) -> Option<String> {
    let of_scheme = ["https:/", "http:/"].iter().filter_map(|scheme| rest.find(scheme)).min();
    let start = of_scheme.or_else(|| stamp_end.map(|end| end + 1))?;
    let text = rest.get(start..)?;
    // Some archives make one slash of two.
    let (scheme, after) = text.split_once(":/").unwrap_or(("https", text));
    let original =
        format!("{}://{}", if scheme.contains('/') { "https" } else { scheme }, after.trim_start_matches('/'));
    let is_address = parts_of(&original).is_some_and(|parts| parts.host.contains('.'));
    is_address.then_some(original)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_tells_what_it_was_made_of_and_when() {
        for (text, original, words) in [
            (
                "https://web.archive.org/web/20251012125800/https://paper.org/a?utm_source=b",
                Some("https://paper.org/a?utm_source=b"),
                "a copy of 12 Oct",
            ),
            ("web.archive.org/web/20251012125800if_/http:/paper.org/a", Some("http://paper.org/a"), "a copy of 12 Oct"),
            ("https://web.archive.org/web/2025/paper.org/a", Some("https://paper.org/a"), "a copy of 2025"),
            (
                "https://web.archive.org/web/https://paper.org/a",
                Some("https://paper.org/a"),
                "a copy kept by web.archive.org",
            ),
            (
                "https://archive.ph/2025.10.12-125800/https://paper.org/a",
                Some("https://paper.org/a"),
                "a copy of 12 Oct",
            ),
            ("https://archive.ph/AbC12", None, "a copy kept by archive.ph"),
            ("https://archive.today/o/AbC12/https://paper.org/a", Some("https://paper.org/a"), "a copy kept by"),
            ("https://perma.cc/ABCD-1234", None, "a copy kept by perma.cc"),
            ("https://ghostarchive.org/archive/xyz", None, "a copy kept by ghostarchive.org"),
            (
                "https://arquivo.pt/wayback/20251012125800/https://paper.org/",
                Some("https://paper.org/"),
                "a copy of 12 Oct",
            ),
        ] {
            let copy = archived_at(text).unwrap();
            assert_eq!(copy.original.as_deref(), original, "{text}");
            assert!(copy.remarks[0].starts_with(words), "{text}: {:?}", copy.remarks);
            assert!(
                copy.address.starts_with("https://") && copy.address.ends_with(text.trim_start_matches("https://"))
            );
        }
        assert!(HOSTS.is_sorted());
    }

    #[test]
    fn an_archive_is_told_from_what_is_called_like_one() {
        for text in [
            "https://archive.org/details/x",
            "https://web.archive.org/",
            "https://archive.ph.example.org/a",
            "https://paper.org/web/2025/a",
            "https://web.archive.orgé/web/2/",
        ] {
            assert_eq!(archived_at(text), None, "{text}");
        }
        for text in [
            "https://archive.ph/é2025/é",
            "https://web.archive.org/web/2025",
            "https://web.archive.org/web/20251/:/",
            "https://perma.cc/http:/",
        ] {
            assert!(archived_at(text).is_some_and(|copy| copy.original.is_none()), "{text}");
        }
    }
}
