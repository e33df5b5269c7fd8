//! Which position is in a link of a map service?
//!
//! Answers it from the text of the link alone: nothing is fetched. What is not known of a service is looked for as all
//! of them write it.

use super::degrees::pair;
use super::{Linked, Unread};
use crate::model::LonLat;

/// A position of a link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) at: LonLat,
    pub(super) service: &'static str,
    pub(super) linked: Linked,
}

/// Services by what their hosts hold, and whether they write east first.
const SERVICES: [(&str, &str, Axes); 10] = [
    ("google.", "Google Maps", Axes::LatFirst),
    ("openstreetmap.org", "OpenStreetMap", Axes::LatFirst),
    ("osm.org", "OpenStreetMap", Axes::LatFirst),
    ("apple.com", "Apple Maps", Axes::LatFirst),
    ("bing.com", "Bing Maps", Axes::LatFirst),
    ("yandex.", "Yandex Maps", Axes::LonFirst),
    ("wikimapia.org", "Wikimapia", Axes::LatFirst),
    ("zoom.earth", "Zoom Earth", Axes::LatFirst),
    ("here.com", "HERE", Axes::LatFirst),
    ("waze.com", "Waze", Axes::LatFirst),
];

/// Hosts whose links only lead to others.
const SHORT: [&str; 4] = ["goo.gl", "maps.app.goo.gl", "g.co", "binged.it"];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Axes {
    LatFirst,
    LonFirst,
}

/// Members of a link that hold both numbers, the surest first: a pin before the middle of the map.
const PAIRS: [(&str, Linked); 15] = [
    ("coordinate", Linked::Pin),
    ("pt", Linked::Pin),
    ("sp", Linked::Pin),
    ("q", Linked::Pin),
    ("query", Linked::Pin),
    ("destination", Linked::Pin),
    ("daddr", Linked::Pin),
    ("where1", Linked::Pin),
    ("ll", Linked::View),
    ("sll", Linked::View),
    ("cp", Linked::View),
    ("center", Linked::View),
    ("near", Linked::View),
    ("view", Linked::View),
    ("loc", Linked::Pin),
];

/// Members of a link that hold a number each.
const SINGLES: [(&str, &str, Linked); 5] = [
    ("mlat", "mlon", Linked::Pin),
    ("lat", "lon", Linked::View),
    ("lat", "lng", Linked::View),
    ("latitude", "longitude", Linked::Pin),
    ("y", "x", Linked::View),
];

/// The position of a link. None for a text that is no link.
pub(super) fn link(text: &str) -> Option<Result<Link, Unread>> {
    let text = text.trim();
    let (_, rest) = text
        .split_once("://")
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        .or_else(|| {
            let is_bare = ["www.", "maps.", "goo.gl/", "osm.org/"]
                .iter()
                .any(|start| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
            is_bare.then_some(("", text))
        })?;
    if rest.contains(char::is_whitespace) {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if SHORT.contains(&host) {
        return Some(Err(Unread::ShortLink));
    }
    let (service, axes) = SERVICES
        .iter()
        .find(|(part, ..)| host.contains(part))
        .map_or(("a map on the web", Axes::LatFirst), |(_, service, axes)| (*service, *axes));
    let rest = decoded(&rest[end..]);
    let found = shortlink(host, &rest).or_else(|| position(&rest, axes));
    Some(found.map(|(at, linked)| Link { at, service, linked }).ok_or(Unread::LinkWithoutPosition))
}

fn position(rest: &str, axes: Axes) -> Option<(LonLat, Linked)> {
    // Google's pin, among the data of a place.
    if let Some((_, data)) = rest.rsplit_once("!3d")
        && let Some((lat, data)) = data.split_once("!4d")
    {
        let lon = data.split(['!', '?', '&', '#', '/']).next().unwrap_or_default();
        if let Some(at) = on_globe(lat, lon, Axes::LatFirst) {
            return Some((at, Linked::Pin));
        }
    }
    let members: Vec<(&str, &str)> =
        rest.split(['?', '#', '&']).skip(1).filter_map(|member| member.split_once('=')).collect();
    let value =
        |name: &str| members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    for (lat, lon, linked) in SINGLES {
        if let (Some(lat), Some(lon)) = (value(lat), value(lon))
            && let Some(at) = on_globe(lat, lon, Axes::LatFirst)
        {
            return Some((at, linked));
        }
    }
    for (name, linked) in PAIRS {
        if let Some(at) = value(name).and_then(|value| of_value(value, axes)) {
            return Some((at, linked));
        }
    }
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    if let Some((_, view)) = path.split_once('@')
        && let Some(at) = of_value(view, Axes::LatFirst)
    {
        return Some((at, Linked::View));
    }
    // map=12/34.5/69.2, or the same without a name behind a #.
    let zoomed = value("map").or_else(|| rest.split_once('#').map(|(_, zoomed)| zoomed)).unwrap_or_default();
    if let [zoom, lat, lon, ..] = zoomed.split(['/', '&']).collect::<Vec<_>>().as_slice()
        && zoom.parse::<f64>().is_ok()
        && let Some(at) = on_globe(lat, lon, Axes::LatFirst)
    {
        return Some((at, Linked::View));
    }
    path.split('/').rev().find_map(|part| of_value(part, axes)).map(|at| (at, Linked::Pin))
}

/// Both numbers of a value: `34.5,69.2`, `34.5~69.2`, `point.34.5_69.2_Name`, `loc:34.5,69.2`, `34.5,69.2(Kabul)`,
/// or degrees of any other kind.
fn of_value(value: &str, axes: Axes) -> Option<LonLat> {
    let value = value.strip_prefix("point.").or_else(|| value.strip_prefix("loc:")).unwrap_or(value).trim();
    let mut numbers = value.split([',', '~', '_', '(']).map(str::trim).filter(|part| !part.is_empty());
    if let (Some(one), Some(other)) = (numbers.next(), numbers.next())
        && let Some(at) = on_globe(one, other, axes)
    {
        return Some(at);
    }
    let [one, other] = pair(value).ok()??;
    // Degrees with letters are in their order, whatever the service.
    (one.abs() <= 90.0 && other.abs() <= 180.0).then(|| LonLat::new(other, one))
}

fn on_globe(one: &str, other: &str, axes: Axes) -> Option<LonLat> {
    let [one, other]: [f64; 2] = [one.parse().ok()?, other.parse().ok()?];
    let (lat, lon) = if axes == Axes::LatFirst { (one, other) } else { (other, one) };
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then(|| LonLat::new(lon, lat))
}

/// The middle of a short link of OpenStreetMap, `osm.org/go/0EEQjE--`: longitude and latitude of 32 bits, shuffled
/// bit by bit, six to a letter (<https://wiki.openstreetmap.org/wiki/Shortlink>).
fn shortlink(host: &str, rest: &str) -> Option<(LonLat, Linked)> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~";
    const MOST_LETTERS: usize = 10;
    let code =
        rest.strip_prefix("/go/").filter(|_| host.ends_with("osm.org") || host.ends_with("openstreetmap.org"))?;
    let code = code.split(['?', '#', '/']).next().unwrap_or_default().replace('@', "~");
    let (mut x, mut y, mut bits) = (0_u64, 0_u64, 0_u32);
    for letter in code.trim_end_matches(['-', '=']).chars().take(MOST_LETTERS) {
        let value = LETTERS.find(letter)?;
        for shift in [4, 2, 0] {
            x = x << 1 | (value >> (shift + 1) & 1) as u64;
            y = y << 1 | (value >> shift & 1) as u64;
            bits += 1;
        }
    }
    let degrees = |value: u64, whole: f64| (value as f64 + 0.5) / f64::from(bits).exp2() * whole - whole / 2.0;
    let linked = if rest.contains("?m") || rest.contains("&m") { Linked::Pin } else { Linked::View };
    (bits > 0).then(|| (LonLat::new(degrees(x, 360.0), degrees(y, 180.0)), linked))
}

/// A text with its codes of bytes, `%2C`, as letters and its `+` as blanks.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        let code = (*byte == b'%').then(|| after.get(..2)).flatten().and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(coded) => {
                bytes.push(coded);
                rest = &after[2..];
            }
            None => bytes.push(if *byte == b'+' { b' ' } else { *byte }),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
