//! An address on the web in its canonical form.
//!
//! Answers which parts of an address say what is there, and which only say how one came there. It asks no server:
//! what an address leads to is not known.

/// Longer ones are no addresses.
const LONGEST_BYTES: usize = 8192;

/// Parameters that say how one came to a page, and never which page it is. What begins with the first ones, too.
const TRACKING_STARTS: [&str; 6] = ["utm_", "at_", "pk_", "mtm_", "hsa_", "ns_"];
const TRACKING: [&str; 42] = [
    "_branch_match_id",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "cmpid",
    "dclid",
    "dicbo",
    "fb_action_ids",
    "fb_ref",
    "fb_source",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "ocid",
    "oly_enc_id",
    "ref_src",
    "ref_url",
    "s_cid",
    "smid",
    "srsltid",
    "traffic_source",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "yclid",
];

/// An address in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The form.
    pub(super) url: String,
    /// The parts that are not in it, as they stood there.
    pub(super) left_out: Vec<String>,
    /// What was assumed.
    pub(super) remarks: Vec<String>,
}

/// The parts of an address.
pub(super) struct Parts<'a> {
    /// `http` or `https`; none where it was left out.
    pub(super) scheme: Option<&'a str>,
    /// A name and perhaps a password, without the `@`.
    user: Option<&'a str>,
    /// The host in small letters.
    pub(super) host: String,
    port: Option<&'a str>,
    /// Path, query and fragment.
    pub(super) rest: &'a str,
}

/// The parts of a text that is an address on the web.
pub(super) fn parts_of(text: &str) -> Option<Parts<'_>> {
    let text = text.trim().trim_start_matches(['<', '"', '“']).trim_end_matches(['>', '"', '”']);
    if text.len() > LONGEST_BYTES || text.contains(|char: char| char.is_whitespace() || char.is_control()) {
        return None;
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            (Some(scheme), rest)
        }
        Some((scheme, _)) if !scheme.contains(['/', '.']) => return None,
        _ => (None, text.strip_prefix("//").unwrap_or(text)),
    };
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, Some(port)),
        _ => (host, None),
    };
    let host = host.trim_end_matches('.').to_lowercase();
    let is_name = !host.is_empty()
        && host.split('.').all(|label| {
            !label.is_empty() && !label.contains(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '_'))
        });
    let is_number = host.starts_with('[') && host.ends_with(']');
    // Of two words with a point between them only some are the name of a host.
    let is_bare_host = || {
        let last = host.rsplit('.').next().unwrap_or_default();
        user.is_none() && host.contains('.') && last.len() >= 2 && last.chars().all(char::is_alphabetic)
    };
    ((is_name || is_number) && (scheme.is_some() || is_bare_host())).then_some(Parts { scheme, user, host, port, rest })
}

/// The canonical form of an address. None where the text is none.
pub(super) fn canonical(text: &str) -> Option<Address> {
    if let Some(doi) = doi_of(text) {
        let remarks = vec![format!("the DOI {doi} is taken for its address")];
        return Some(Address { url: format!("https://doi.org/{doi}"), left_out: Vec::new(), remarks });
    }
    let Parts { scheme, user, host, port, rest } = parts_of(text)?;
    let (mut left_out, mut remarks) = (Vec::new(), Vec::new());
    if user.is_some() {
        // It may be a password.
        left_out.push("name before @".to_owned());
    }
    let own_port = port.filter(|port| !matches!(*port, "" | "80" | "443"));
    if let Some(port) = port.filter(|_| own_port.is_none()) {
        left_out.push(format!(":{port}"));
    }
    let is_plain = scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    let scheme = if is_plain && own_port.is_some() { "http" } else { "https" };
    if is_plain && scheme == "https" {
        remarks.push("http was read as https".to_owned());
    }
    let (before, fragment) = rest.split_once('#').map_or((rest, None), |(before, after)| (before, Some(after)));
    let (path, query) = before.split_once('?').map_or((before, None), |(path, query)| (path, Some(query)));
    let mut kept = Vec::new();
    for pair in query.into_iter().flat_map(|query| query.split('&')).filter(|pair| !pair.is_empty()) {
        if is_tracking(pair) { left_out.push(pair.to_owned()) } else { kept.push(pair) }
    }
    let mut url = format!("{scheme}://{host}");
    if let Some(port) = own_port {
        url.extend([":", port]);
    }
    url += if path.is_empty() { "/" } else { path };
    if !kept.is_empty() {
        url += "?";
        url += &kept.join("&");
    }
    match fragment {
        // Some pages are told apart by what stands there.
        Some(fragment) if fragment.starts_with(['!', '/']) => url.extend(["#", fragment]),
        Some(fragment) => left_out.push(format!("#{fragment}")),
        None => {}
    }
    remarks.extend(form_for_machines(&host, path, query.unwrap_or_default()));
    Some(Address { url, left_out, remarks })
}

/// What two addresses of one page have in common: the canonical form without scheme, `www.` and the last slash. A
/// text that is no address is its own.
pub fn address_key(text: &str) -> String {
    let Some(address) = canonical(text) else { return text.trim().to_owned() };
    let rest = address.url.split_once("://").map_or(address.url.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    match rest.split_once('?') {
        Some((path, query)) => format!("{}?{query}", path.trim_end_matches('/')),
        None => rest.trim_end_matches('/').to_owned(),
    }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.binary_search(&name.as_str()).is_ok() || TRACKING_STARTS.iter().any(|start| name.starts_with(start))
}

/// The DOI that a text is, without what stands before it.
fn doi_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let bare = match text.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("doi:") => text[4..].trim_start(),
        _ => text,
    };
    let (registrant, name) = bare.strip_prefix("10.")?.split_once('/')?;
    let is_doi = (4..=9).contains(&registrant.len())
        && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !name.is_empty()
        && bare.len() < 300
        && !bare.contains(|char: char| char.is_whitespace() || char.is_control());
    is_doi.then_some(bare)
}

/// What to say of an address that is there for phones or for machines. It is not bent to another.
fn form_for_machines(host: &str, path: &str, query: &str) -> Option<String> {
    let first = host.split('.').next().unwrap_or_default();
    let is_amp = |part: &str| part.eq_ignore_ascii_case("amp");
    if host.ends_with(".ampproject.org") || (host.ends_with("google.com") && path.starts_with("/amp/")) {
        return Some("this is a copy that Google keeps (AMP); its publisher’s address is better".to_owned());
    }
    let has_amp = is_amp(first)
        || path.split(['/', '.']).skip(1).any(is_amp)
        || query.split('&').any(|pair| pair.split('=').any(is_amp));
    if has_amp {
        return Some("this is the address of a form for machines (AMP); the page has another".to_owned());
    }
    (host.split('.').count() > 2 && matches!(first, "m" | "mobile"))
        .then(|| format!("{host} is for phones; the page may have another address"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> (String, Vec<String>) {
        let address = canonical(text).unwrap();
        (address.url, address.left_out)
    }

    #[test]
    fn an_address_loses_what_only_says_how_one_came_there() {
        let names = TRACKING;
        assert!(names.is_sorted());
        for (text, url, left_out) in [
            (
                "https://www.ArabNews.pk/node/2618608?utm_source=newsletter#top",
                "https://www.arabnews.pk/node/2618608",
                &["utm_source=newsletter", "#top"][..],
            ),
            ("http://paper.org:80/a?id=7&fbclid=x&b", "https://paper.org/a?id=7&b", &[":80", "fbclid=x"]),
            ("http://paper.org:8080/Index.html", "http://paper.org:8080/Index.html", &[]),
            ("<https://paper.org>", "https://paper.org/", &[]),
            ("paper.org/a/index.php", "https://paper.org/a/index.php", &[]),
            ("https://ann:secret@paper.org./a", "https://paper.org/a", &["name before @"]),
            ("https://paper.org/#!/a", "https://paper.org/#!/a", &[]),
            ("https://paper.org/a#:~:text=x", "https://paper.org/a", &["#:~:text=x"]),
            ("https://دویچه.example/ا?GCLID=1", "https://دویچه.example/ا", &["GCLID=1"]),
            ("doi:10.1234/ab.c", "https://doi.org/10.1234/ab.c", &[]),
        ] {
            let left_out: Vec<String> = left_out.iter().map(|part| (*part).to_owned()).collect();
            assert_eq!(form(text), (url.to_owned(), left_out), "{text}");
            assert_eq!(form(url).0, url, "the form of the form of {text}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            "Dawn",
            "a b.org",
            "ftp://paper.org",
            "javascript://a",
            "ann@paper.org",
            "https://",
            "https://.org",
            "3.5",
            "https://a\u{0}b",
            "10.5/x",
            "mailto:a@b.org",
        ] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn one_page_has_one_key() {
        let key = address_key("https://www.paper.org/a");
        for text in ["http://paper.org/a/", "https://PAPER.org:443/a?utm_medium=x#b", "paper.org/a"] {
            assert_eq!(address_key(text), key, "{text}");
        }
        for text in ["https://paper.org/A", "https://paper.org/a?b=1", "https://m.paper.org/a", "https://paper.org"] {
            assert_ne!(address_key(text), key, "{text}");
        }
    }

    #[test]
    fn addresses_for_phones_and_machines_are_told_and_not_bent() {
        for text in [
            "https://m.paper.org/a",
            "https://amp.paper.org/a",
            "https://paper.org/a/amp/",
            "https://paper.org/a?amp=1",
            "https://www.google.com/amp/s/paper.org/a",
        ] {
            let address = canonical(text).unwrap();
            assert_eq!((address.url.as_str(), address.remarks.len()), (text, 1), "{text}");
        }
        for text in ["https://m.org/a", "https://camp.org/amps"] {
            assert!(canonical(text).unwrap().remarks.is_empty(), "{text}");
        }
    }
}
