use std::io::Write as _;

use super::*;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const PLAIN: &str = "%PDF-1.4\n1 0 obj <</Title (Old)>> endobj\n11 0 obj << /Type /Catalog /Lang (ps-AF) >> endobj\n\
    1 0 obj\n<</Title <feff0627> /Author (Ali \\(Desk\\)) /CreationDate (D:20251012125800+04'30')>>\nendobj\n\
    trailer << /Root 11 0 R /Info 1 0 R >>\nstartxref\n0\n%%EOF";

#[test]
fn a_document_is_read_from_its_information() {
    let read = read_pdf(PLAIN.as_bytes()).unwrap();
    assert_eq!((read.source.title.as_str(), read.author(), read.language()), ("ا", "Ali (Desk)", "ps-AF"));
    assert_eq!(read.source.published, None);
    assert_eq!(read.remarks, ["the file was made 2025-10-12T12:58:00+04:30; when it was published is not told"]);
}

#[test]
fn objects_that_are_packed_together_are_found() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let first = "3 0 4 30 ";
    let inside = format!("{first}{:<30}<< /Title (Microsoft Word - report.docx) >>", "<< /Metadata 5 0 R >>");
    let stream = packed(inside.as_bytes());
    bytes.extend(
        format!(
            "7 0 obj << /Type /ObjStm /N 2 /First {} /Filter /FlateDecode /Length {} >> stream\r\n",
            first.len(),
            stream.len()
        )
        .bytes(),
    );
    bytes.extend(stream);
    bytes.extend(b"\nendstream endobj\n");
    let metadata = packed(b"<x><dc:publisher>UN</dc:publisher><dc:date>2025-10</dc:date></x>");
    bytes.extend(b"5 0 obj << /Filter [/FlateDecode] >> stream\n");
    bytes.extend(metadata);
    bytes.extend(b"\nendstream endobj\n9 0 obj << /Type /XRef /Root 3 0 R /Info 4 0 R >> stream\nendstream endobj");
    let read = read_pdf(&bytes).unwrap();
    assert_eq!((read.source.title.as_str(), read.source.publisher.as_str()), ("report.docx", "UN"));
    assert_eq!(read.source.published.as_ref().map(ToString::to_string).as_deref(), Some("2025-10"));
    assert_eq!(read.remarks, ["its title is the name of a file"]);
    // Cut anywhere, it is read as far as it goes.
    for end in 9..bytes.len() {
        assert!(read_pdf(&bytes[..end]).is_ok());
    }
}

#[test]
fn what_is_encrypted_is_not_shown_as_text() {
    let text = PLAIN.replace("/Root", "/Encrypt 2 0 R /Root");
    let read = read_pdf(text.as_bytes()).unwrap();
    assert!(read.source.title.is_empty() && read.remarks[0].starts_with("it is encrypted"));
    assert!(read_pdf(b"PDF").is_err());
}
