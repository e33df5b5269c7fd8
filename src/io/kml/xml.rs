//! XML as steps from element to element, for formats that people save by the million.
//!
//! This module answers what stands inside an element, and on which line. It knows no format, opens
//! nothing that a file names, expands no entity but the five of XML and the numeric ones, and goes only
//! so deep. Namespaces are left aside: an element is known by its name without prefix.

use std::borrow::Cow;

use quick_xml::encoding::detect_encoding;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::io::LoadError;
use crate::io::harvest::Harvest;

/// Elements may stand in each other so deep.
const MOST_DEPTH: usize = 128;

/// The depth of a file itself, around its outermost element.
pub(in crate::io) const TOP: usize = 0;

/// A place in a file, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::io) struct Spot {
    /// The line.
    pub(in crate::io) line: u64,
    /// The column in characters.
    pub(in crate::io) column: u64,
}

/// How much of a file a trouble spoils.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// What follows; what was read before is kept.
    Rest,
    /// All of it: a file like this is not read on purpose.
    Whole,
}

/// Why a file cannot be read any further.
#[derive(Debug)]
pub(in crate::io) struct Trouble {
    spot: Spot,
    reach: Reach,
    message: String,
}

impl Trouble {
    /// Tells it to a harvest if something was read before it and is kept; else it is why the file cannot
    /// be opened.
    pub(in crate::io) fn tell(
        self,
        format: &'static str,
        rows: usize,
        harvest: &mut Harvest<'_>,
    ) -> Result<(), LoadError> {
        let Spot { line, column } = self.spot;
        if self.reach == Reach::Whole || rows == 0 {
            let (line, column) = (line as usize, column as usize);
            return Err(LoadError::Broken { format, line, column, message: self.message });
        }
        harvest.error(line, column, format!("{}; nothing after this is shown", self.message));
        Ok(())
    }
}

/// The start of an element.
#[derive(Debug)]
pub(in crate::io) struct Tag<'a> {
    start: BytesStart<'a>,
    /// How deep its content lies; what to give to [`Xml::child`].
    pub(in crate::io) depth: usize,
    /// Where it starts.
    pub(in crate::io) spot: Spot,
}

impl Tag<'_> {
    /// Its name without prefix.
    pub(in crate::io) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The text of one of its attributes, named without prefix; empty where it has none.
    pub(in crate::io) fn attribute(&self, name: &str) -> String {
        // Attributes that are no XML are left out: they belong to no format.
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name);
        found.map_or_else(String::new, |found| {
            unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned)
        })
    }
}

/// What comes next in a file.
enum Step<'a> {
    Open(Tag<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

/// A file that is read from start to end.
pub(in crate::io) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    depth: usize,
    /// How far lines and columns were counted, and up to where.
    counted: usize,
    spot: Spot,
    /// The first of each kind of oddity.
    reference: Option<(Spot, String)>,
    ampersand: Option<Spot>,
    foreign_type: Option<Spot>,
}

impl<'a> Xml<'a> {
    /// A file whose text was decoded by [`decode`].
    pub(in crate::io) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        // Addresses with a bare & are in many files; they are kept as they stand.
        reader.config_mut().allow_dangling_amp = true;
        let spot = Spot { line: 1, column: 1 };
        Self { reader, text, depth: TOP, counted: 0, spot, reference: None, ampersand: None, foreign_type: None }
    }

    /// The next element right inside the one whose content lies so deep; what is between is passed over.
    /// None when that one ends.
    pub(in crate::io) fn child(&mut self, depth: usize) -> Result<Option<Tag<'a>>, Trouble> {
        while self.depth >= depth {
            match self.step()? {
                Step::Open(tag) if tag.depth == depth + 1 => return Ok(Some(tag)),
                Step::End => break,
                _ => {}
            }
        }
        Ok(None)
    }

    /// All text inside an element, without spaces around it. Elements in it that set a new line in HTML
    /// set one here.
    pub(in crate::io) fn text(&mut self, tag: &Tag<'_>) -> Result<String, Trouble> {
        let mut text = String::new();
        while self.depth >= tag.depth {
            match self.step()? {
                Step::Text(more) => text.push_str(&more),
                Step::Open(inner) if matches!(inner.name(), "br" | "p" | "div" | "li" | "tr") => text.push('\n'),
                Step::End => break,
                _ => {}
            }
        }
        let trimmed = text.trim();
        Ok(if trimmed.len() == text.len() { text } else { trimmed.to_owned() })
    }

    /// Says what was odd in the file as XML.
    pub(in crate::io) fn tell(self, harvest: &mut Harvest<'_>) {
        if let Some((spot, name)) = self.reference {
            let message =
                format!("`&{}` is no character of XML and stays as text; write the character itself", short(&name));
            harvest.warning(spot.line, spot.column, message);
        }
        if let Some(spot) = self.ampersand {
            harvest.warning(spot.line, spot.column, "`&` stands alone and stays as text; write `&amp;`");
        }
        if let Some(spot) = self.foreign_type {
            let message = "the document type that is named here was not opened, no file is; remove the line";
            harvest.warning(spot.line, spot.column, message);
        }
    }

    fn step(&mut self) -> Result<Step<'a>, Trouble> {
        loop {
            let at = self.reader.buffer_position();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = self.reader.error_position();
                    return Err(self.trouble(at, format!("{error}; mend it, or save the file again where it was made")));
                }
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        let message =
                            format!("more than {MOST_DEPTH} elements stand in each other; set them side by side");
                        return Err(self.trouble(at, message));
                    }
                    let spot = self.spot_at(at);
                    return Ok(Step::Open(Tag { start, depth: self.depth, spot }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close);
                }
                Event::Text(text) => {
                    if self.ampersand.is_none() && text.contains('&') {
                        self.ampersand = Some(self.spot_at(at));
                    }
                    return Ok(Step::Text(text.xml10_content()));
                }
                Event::CData(text) => return Ok(Step::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return Ok(Step::Text(self.character(at, &reference))),
                Event::DocType(kind) if kind.contains(['[', '<']) => {
                    let spot = self.spot_at(at);
                    let message = "it defines entities of its own (DOCTYPE with `[`), and these are not expanded; \
                                   remove the DOCTYPE and write the text itself";
                    return Err(Trouble { spot, reach: Reach::Whole, message: message.to_owned() });
                }
                Event::DocType(_) => self.foreign_type = Some(self.spot_at(at)),
                Event::Eof if self.depth > TOP => {
                    return Err(self.trouble(at, "the file ends in the middle; get it again whole".to_owned()));
                }
                Event::Eof => return Ok(Step::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// The character that a reference such as `&amp;` stands for, else the reference as it is written.
    fn character(&mut self, at: u64, reference: &BytesRef<'_>) -> Cow<'a, str> {
        if let Some(known) = resolve_predefined_entity(reference) {
            return Cow::Borrowed(known);
        }
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            return Cow::Owned(character.to_string());
        }
        if self.reference.is_none() {
            self.reference = Some((self.spot_at(at), format!("{};", &**reference)));
        }
        Cow::Owned(format!("&{};", &**reference))
    }

    /// What to say of a file whose outermost element is not the one of its format.
    pub(in crate::io) fn stranger(&mut self, wanted: &str) -> Trouble {
        let start = self.text.find('<').unwrap_or(0) as u64;
        self.trouble(start, format!("its outermost element is not {wanted}; open it as what it is"))
    }

    fn trouble(&mut self, at: u64, message: String) -> Trouble {
        Trouble { spot: self.spot_at(at), reach: Reach::Rest, message }
    }

    /// The line and column of an offset. Every byte is looked at once as long as offsets grow.
    fn spot_at(&mut self, at: u64) -> Spot {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        if at < self.counted {
            (self.counted, self.spot) = (0, Spot { line: 1, column: 1 });
        }
        for byte in &self.text.as_bytes()[self.counted..at] {
            if *byte == b'\n' {
                self.spot = Spot { line: self.spot.line + 1, column: 1 };
            } else if *byte & 0xC0 != 0x80 {
                // Bytes within a character are no columns.
                self.spot.column += 1;
            }
        }
        self.counted = at;
        self.spot
    }
}

/// The text of a file in the encoding that its first bytes or its declaration name, else UTF-8; without
/// byte order mark. What is not of that encoding becomes U+FFFD, with a warning.
pub(in crate::io) fn decode<'a>(bytes: &'a [u8], harvest: &mut Harvest<'_>) -> Cow<'a, str> {
    let detected = detect_encoding(bytes);
    let bytes = &bytes[detected.as_ref().map_or(0, quick_xml::encoding::DetectedEncoding::bom_len)..];
    let wide = detected.map(|found| found.encoding()).filter(|found| *found != encoding_rs::UTF_8);
    let encoding = wide.or_else(|| declared_encoding(bytes)).unwrap_or(encoding_rs::UTF_8);
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let name = encoding.name();
        harvest.warning(
            1,
            1,
            format!("not all of it is {name}; characters are lost, save it again with the encoding UTF-8"),
        );
    }
    text
}

/// The encoding that `<?xml encoding="..."?>` names, of those that go on from ASCII.
fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = declaration.iter().take(512).position(|byte| *byte == b'>')?;
    let declaration = str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let name = value.get(1..)?.split(['"', '\'']).next()?;
    encoding_rs::Encoding::for_label(name.as_bytes()).filter(|found| found.is_ascii_compatible())
}

/// The start of a text, short enough for a message.
pub(in crate::io) fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
