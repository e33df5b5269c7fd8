//! The objects of a PDF that are asked for by their numbers.
//!
//! Answers where an object is, the last of those with its number, be it packed with others or not. It does not use the
//! table at the end of the file, which is what a broken file lacks.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::object::{Object, Reader, is_space};

/// An object is looked for within so many bytes.
const WINDOW: usize = 1 << 20;
/// So much is unpacked of one part, and of all together.
const MOST_OF_ONE: u64 = 16 << 20;
const MOST_UNPACKED: u64 = 96 << 20;
const MOST_TRAILERS: usize = 64;
const MOST_PACKED: usize = 20_000;

/// A document whose objects can be asked for.
pub(super) struct Objects<'a> {
    bytes: &'a [u8],
    /// What the end of the file says: where its catalog is, and what is said of it.
    trailer: Option<Object>,
    /// How much may still be unpacked.
    left: u64,
}

impl<'a> Objects<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, trailer: trailer_in(bytes), left: MOST_UNPACKED }
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.trailer.as_ref().is_some_and(|trailer| trailer.member("Encrypt").is_some())
    }

    /// What the document says of itself.
    pub(super) fn info(&mut self) -> Option<Object> {
        let info = self.trailer.as_ref()?.member("Info")?.clone();
        self.resolved(&info)
    }

    /// The root of the document.
    pub(super) fn catalog(&mut self) -> Option<Object> {
        let root = self.trailer.as_ref()?.member("Root")?.clone();
        self.resolved(&root)
    }

    /// The bytes of a text, or of the one that is referred to.
    pub(super) fn text(&mut self, object: Option<&Object>) -> Option<Vec<u8>> {
        match self.resolved(object?)? {
            Object::Text(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes of a stream that is referred to, unpacked.
    pub(super) fn stream(&mut self, object: &Object) -> Option<Vec<u8>> {
        let Object::Reference(id) = object else { return None };
        let at = last_start(self.bytes, *id)?;
        self.stream_at(at).map(|(_, bytes)| bytes)
    }

    fn resolved(&mut self, object: &Object) -> Option<Object> {
        let Object::Reference(id) = object else { return Some(object.clone()) };
        let alone = last_start(self.bytes, *id);
        let packed = self.packed(*id);
        match (alone, packed) {
            (Some(at), Some((packed_at, object))) if packed_at > at => Some(object),
            (Some(at), _) => Reader::new(window(self.bytes, at)).object(),
            (None, packed) => packed.map(|(_, object)| object),
        }
    }

    /// The last object with a number that is packed with others, and where those are.
    fn packed(&mut self, id: u32) -> Option<(usize, Object)> {
        let bytes = self.bytes;
        let mut found = None;
        let mut last = None;
        for mention in memmem::find_iter(bytes, b"/ObjStm").take(MOST_PACKED) {
            let start = mention.saturating_sub(1024);
            let Some(at) = memmem::rfind(&bytes[start..mention], b"obj").map(|at| start + at + 3) else { continue };
            if last == Some(at) {
                continue;
            }
            last = Some(at);
            let Some((dictionary, unpacked)) = self.stream_at(at) else { continue };
            let number = |name: &str| match dictionary.member(name) {
                Some(Object::Number(number)) => usize::try_from(*number).ok(),
                _ => None,
            };
            let (Some(count), Some(first)) = (number("N"), number("First")) else { continue };
            let mut head = Reader::new(&unpacked);
            for _ in 0..count.min(unpacked.len()) {
                let (Some(own), Some(offset)) = (head.number(), head.number()) else { break };
                if own == i64::from(id)
                    && let Some(from) = usize::try_from(offset).ok().and_then(|offset| first.checked_add(offset))
                    && let Some(object) = unpacked.get(from..).and_then(|rest| Reader::new(window(rest, 0)).object())
                {
                    found = Some((at, object));
                }
            }
        }
        found
    }

    /// The dictionary and the unpacked bytes of the stream whose object starts here.
    fn stream_at(&mut self, at: usize) -> Option<(Object, Vec<u8>)> {
        let mut reader = Reader::new(window(self.bytes, at));
        let dictionary = reader.object()?;
        reader.skip_space();
        let start = at + reader.at;
        let rest = self.bytes.get(start..)?.strip_prefix(b"stream")?;
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let length = match dictionary.member("Length") {
            Some(Object::Number(length)) => usize::try_from(*length).ok().filter(|length| *length <= rest.len()),
            _ => None,
        };
        let packed = &rest[..length.or_else(|| memmem::find(rest, b"endstream")).unwrap_or(rest.len())];
        let is_flate = match dictionary.member("Filter") {
            None => false,
            Some(filter) if filter.is_name("FlateDecode") => true,
            Some(Object::List(filters)) if filters.is_empty() => false,
            Some(Object::List(filters)) if filters.len() == 1 && filters[0].is_name("FlateDecode") => true,
            // Others are not read.
            Some(_) => return None,
        };
        let most = MOST_OF_ONE.min(self.left);
        let mut unpacked = Vec::new();
        if is_flate {
            // What is cut off gives what stands before that.
            let _cut = ZlibDecoder::new(packed).take(most).read_to_end(&mut unpacked);
        } else {
            unpacked.extend_from_slice(&packed[..packed.len().min(most as usize)]);
        }
        self.left -= unpacked.len() as u64;
        (!unpacked.is_empty()).then_some((dictionary, unpacked))
    }
}

/// The last dictionary that says where the catalog is: behind `trailer`, or of a stream that is a table of objects.
fn trailer_in(bytes: &[u8]) -> Option<Object> {
    let mut classic = memmem::rfind_iter(bytes, b"trailer").take(MOST_TRAILERS);
    let classic = classic.find_map(|at| Some((at, rooted(window(bytes, at + 7))?)));
    let streams = memmem::rfind_iter(bytes, b"/XRef").take(MOST_TRAILERS).filter_map(|mention| {
        let start = mention.saturating_sub(4096);
        let at = start + memmem::rfind(&bytes[start..mention], b"obj")? + 3;
        Some((at, rooted(window(bytes, at))?))
    });
    [classic, { streams }.next()].into_iter().flatten().max_by_key(|(at, _)| *at).map(|(_, trailer)| trailer)
}

fn rooted(bytes: &[u8]) -> Option<Object> {
    const LONGEST: usize = 64 << 10;
    let object = Reader::new(&bytes[..bytes.len().min(LONGEST)]).object()?;
    object.member("Root").is_some().then_some(object)
}

/// Where the last object with a number starts, behind `obj`.
fn last_start(bytes: &[u8], id: u32) -> Option<usize> {
    let digits = id.to_string();
    let is_own = |at: usize| {
        let before = &bytes[at.saturating_sub(32)..at];
        let before = trimmed(before);
        let generation = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let before = &before[..before.len() - generation];
        let bare = trimmed(before);
        let number = bare.strip_suffix(digits.as_bytes());
        generation > 0
            && bare.len() < before.len()
            && number.is_some_and(|rest| !rest.last().is_some_and(u8::is_ascii_digit))
    };
    memmem::rfind_iter(bytes, b"obj").find(|at| is_own(*at)).map(|at| at + 3)
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !is_space(*byte)).map_or(0, |at| at + 1);
    &bytes[..end]
}

fn window(bytes: &[u8], at: usize) -> &[u8] {
    let start = at.min(bytes.len());
    &bytes[start..bytes.len().min(start.saturating_add(WINDOW))]
}
