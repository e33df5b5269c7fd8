//! The metadata of a document as XMP, which is RDF in XML.
//!
//! Answers what Dublin Core and PRISM say there. It knows no other vocabulary, and no other form of RDF.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

const MOST_EVENTS: usize = 200_000;
const MOST_CREATORS: usize = 50;

/// What the metadata say; what is empty is not told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Xmp {
    pub(super) title: String,
    pub(super) creators: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) publisher: String,
    pub(super) published: String,
    pub(super) created: String,
    pub(super) url: String,
}

/// What a packet of metadata says, as far as it can be read.
pub(super) fn xmp_of(packet: &[u8]) -> Xmp {
    let text = super::super::page::text_of(packet, None);
    let mut xmp = Xmp::default();
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    // The property that is open, and what was read of it.
    let mut property = String::new();
    let mut said = String::new();
    for _ in 0..MOST_EVENTS {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = tag.name().as_ref().to_owned();
                if is_property(&name) {
                    property = name;
                    said.clear();
                } else if name == "rdf:li" {
                    said.clear();
                } else if name == "rdf:Description" {
                    take_attributes(&tag, &mut xmp);
                }
            }
            Ok(Event::Empty(tag)) if tag.name().as_ref() == "rdf:Description" => take_attributes(&tag, &mut xmp),
            Ok(Event::Text(text)) if !property.is_empty() => {
                said.push_str(&text);
            }
            Ok(Event::GeneralRef(name)) if !property.is_empty() => {
                let name = format!("&{};", &*name);
                said.push_str(&unescape(&name).unwrap_or_default());
            }
            Ok(Event::End(tag)) => {
                let name = tag.name().as_ref().to_owned();
                if name == "rdf:li" || name == property {
                    xmp.take(&property, said.trim());
                    said.clear();
                }
                if name == property {
                    property.clear();
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    xmp
}

fn take_attributes(tag: &quick_xml::events::BytesStart<'_>, xmp: &mut Xmp) {
    for attribute in tag.attributes().with_checks(false).take(200).filter_map(Result::ok) {
        let name = attribute.key.as_ref().to_owned();
        xmp.take(&name, unescape(&attribute.value).unwrap_or_default().trim());
    }
}

fn is_property(name: &str) -> bool {
    ["dc:", "prism:", "xmp:"].iter().any(|start| name.starts_with(start))
}

impl Xmp {
    fn take(&mut self, property: &str, text: &str) {
        let place = match property {
            "dc:title" => &mut self.title,
            "dc:publisher" | "prism:publicationName" => &mut self.publisher,
            "dc:date" | "prism:publicationDate" | "prism:coverDate" => &mut self.published,
            "xmp:CreateDate" => &mut self.created,
            "prism:url" | "dc:source" => &mut self.url,
            "dc:creator" if !text.is_empty() && self.creators.len() < MOST_CREATORS => {
                return self.creators.push(text.to_owned());
            }
            "dc:language" if !text.is_empty() && self.languages.len() < MOST_CREATORS => {
                return self.languages.push(text.to_owned());
            }
            _ => return,
        };
        if place.is_empty() {
            text.clone_into(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dublin_core_says_is_read() {
        let packet = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreateDate="2025-10-12T12:58:00+04:30">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Truce &amp; talks</rdf:li><rdf:li xml:lang="de">Nein</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>Ali Khan</rdf:li><rdf:li>The Desk</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language><prism:publicationName>Dawn</prism:publicationName>
            </rdf:Description></rdf:RDF>"#;
        let xmp = xmp_of(packet.as_bytes());
        assert_eq!(
            (xmp.title.as_str(), xmp.creators.join(", "), xmp.publisher.as_str()),
            ("Truce & talks", "Ali Khan, The Desk".to_owned(), "Dawn")
        );
        assert_eq!((xmp.languages.join(""), xmp.created.as_str()), ("en".to_owned(), "2025-10-12T12:58:00+04:30"));
        assert_eq!(xmp_of(b"<dc:title>a"), Xmp::default());
    }
}
