//! A PDF document.
//!
//! Answers what a document says of itself: in its information dictionary and in its metadata (XMP). It reads no page,
//! no encrypted text, and of packed parts only those that are packed by Flate.

mod object;
mod objects;
mod text;
mod xmp;

use super::dates::date_of_pdf;
use super::{ReadSource, SourceProblem};
use crate::io::guard::guarded;
use object::Object;
use objects::Objects;
use text::text_of_pdf;
use xmp::{Xmp, xmp_of};

/// The source that a document is.
pub(super) fn read_pdf(bytes: &[u8]) -> Result<ReadSource, SourceProblem> {
    if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_none() {
        return Err(SourceProblem::Broken { form: "PDF", message: "it does not begin like one".to_owned() });
    }
    let mut objects = Objects::of(bytes);
    let mut read = ReadSource::default();
    let info = objects.info();
    let catalog = objects.catalog();
    let metadata = catalog.as_ref().and_then(|catalog| objects.stream(catalog.get("Metadata")?));
    let packet = metadata.filter(|packet| memchr::memmem::find(packet, b"<").is_some()).or_else(|| packet_in(bytes));
    let xmp = packet.and_then(|packet| guarded(|| xmp_of(&packet))).unwrap_or_default();
    if objects.is_encrypted() {
        read.remark("it is encrypted, so that only what is outside of that was read");
    }
    let mut texts = |name: &str| match &info {
        Some(info) if !objects.is_encrypted() => {
            objects.text(info.get(name)).map(|bytes| text_of_pdf(&bytes)).unwrap_or_default()
        }
        _ => String::new(),
    };
    let (title, author, created) = (texts("Title"), texts("Author"), texts("CreationDate"));
    say(&mut read, &xmp, &title, &author);
    let language =
        catalog.as_ref().filter(|_| !objects.is_encrypted()).and_then(|catalog| objects.text(catalog.get("Lang")));
    for language in std::iter::once(language.map(|bytes| text_of_pdf(&bytes)).unwrap_or_default())
        .chain(xmp.languages.iter().cloned())
    {
        read.in_language(&language);
    }
    if read.source.published.is_none() {
        let made = date_of_pdf(&created)
            .map(|when| when.to_string())
            .or_else(|| Some(xmp.created.clone()).filter(|text| !text.is_empty()));
        if let Some(made) = made {
            let made = super::draft::one_line(&made);
            read.remark(&format!("the file was made {made}; when it was published is not told"));
        }
    }
    if read.source.title.is_empty() {
        read.remark("the file tells no title");
    }
    Ok(read)
}

fn say(read: &mut ReadSource, xmp: &Xmp, title: &str, author: &str) {
    for text in [xmp.title.as_str(), title] {
        let text = super::draft::one_line(text);
        // What the program that made it calls a file is no title of a document.
        let (is_name, bare) =
            match ["Microsoft Word - ", "Microsoft PowerPoint - "].iter().find_map(|start| text.strip_prefix(start)) {
                Some(bare) => (true, bare),
                None => (text.eq_ignore_ascii_case("untitled") || text.eq_ignore_ascii_case("untitled document"), ""),
            };
        if !is_name {
            read.title(&text);
        } else if !bare.is_empty() && read.source.title.is_empty() {
            read.title(bare);
            read.remark("its title is the name of a file");
        }
    }
    read.publisher(&xmp.publisher);
    read.written_by(&xmp.creators);
    read.written_by(&[author.to_owned()]);
    read.published(&xmp.published);
    if !xmp.url.is_empty() {
        read.at(&xmp.url).unwrap_or_default();
    }
}

/// The last packet of metadata that stands in the file as it is.
fn packet_in(bytes: &[u8]) -> Option<Vec<u8>> {
    const LONGEST: usize = 4 << 20;
    let start = memchr::memmem::rfind(bytes, b"<?xpacket begin")?;
    let rest = &bytes[start..bytes.len().min(start + LONGEST)];
    let end = memchr::memmem::find(rest, b"<?xpacket end")?;
    Some(rest[..end].to_vec())
}

/// A dictionary, as its objects are asked for.
trait Dictionary {
    fn get(&self, name: &str) -> Option<&Object>;
}

impl Dictionary for Object {
    fn get(&self, name: &str) -> Option<&Object> {
        self.member(name)
    }
}

#[cfg(test)]
mod tests;
