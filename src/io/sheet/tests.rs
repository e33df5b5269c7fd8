use std::io::Write as _;
use std::ops::ControlFlow;

use super::*;
use crate::io::Diagnostics;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Events" sheetId="1" r:id="s1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn workbook(sheet: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

type Lines = Vec<(u64, Vec<String>)>;

fn read(bytes: &[u8]) -> (Lines, Vec<String>, Result<(), LoadError>) {
    let mut rows = Vec::new();
    let mut take = |batch: Batch, _| {
        let row = |row| (batch.rows.line(row), batch.rows.cells(row).map(str::to_owned).collect());
        rows.extend((0..batch.rows.len()).map(row));
        ControlFlow::Continue(())
    };
    let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
    let done = read_sheet(bytes, &mut harvest);
    let told = harvest.diagnostics.iter().map(|told| told.message.clone()).collect();
    (rows, told, done)
}

fn text(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn dates_formulas_errors_and_merged_cells_become_text() {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{}</row><row r="3">{}{}{}</row><row r="4">{}<c r="B4" s="1"><v>45939</v></c><c r="C4"><f>1+1</f><v>2</v></c></row><row r="5"><c r="B5" s="1"><v>45941.5</v></c><c r="C5" t="e"><v>#REF!</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A4:A5"/></mergeCells></worksheet>"#,
        text("A1", "Events of October"),
        text("A3", "what"),
        text("B3", "when"),
        text("C3", "deaths"),
        text("A4", "Strike"),
    );
    let (rows, told, done) = read(&workbook(&sheet));
    done.unwrap();
    let cells: Vec<(u64, Vec<&str>)> =
        rows.iter().map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect())).collect();
    assert_eq!(cells, [(4, vec!["Strike", "2025-10-09", "2"]), (5, vec!["Strike", "2025-10-11T12:00:00"])]);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().any(|told| told.contains("before row 3")), "{told:?}");
}

#[test]
fn a_sheet_of_libreoffice_is_read() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let date = r#"<table:table-cell office:value-type="date" office:date-value="2025-10-09"><text:p>09.10.25</text:p></table:table-cell>"#;
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="E"><table:table-row>{}{}</table:table-row><table:table-row>{}{date}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#,
        cell("what"),
        cell("when"),
        cell("Strike"),
    );
    let bytes = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
        ),
        ("content.xml", &content),
    ]);
    let (rows, _, done) = read(&bytes);
    done.unwrap();
    assert_eq!(rows, [(2, vec!["Strike".to_owned(), "2025-10-09".to_owned()])]);
}

#[test]
fn a_cell_far_off_costs_nothing_and_a_bomb_is_refused() {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{}{}</row><row r="2">{}{}</row><row r="1048576">{}</row></sheetData></worksheet>"#,
        text("A1", "what"),
        text("B1", "note"),
        text("A2", "Strike"),
        text("B2", "a"),
        text("XFD1048576", "far"),
    );
    let (rows, _, done) = read(&workbook(&sheet));
    done.unwrap();
    assert_eq!(rows.len(), 2);
    let bomb = workbook(&" ".repeat(120 << 20));
    assert!(bomb.len() < 1 << 20);
    let (_, _, done) = read(&bomb);
    assert!(done.unwrap_err().to_string().contains("looks made to do so"));
}

#[test]
fn damaged_workbooks_are_told_and_stop_nothing() {
    let whole = workbook("<worksheet/>");
    for cut in (0..whole.len()).step_by(97) {
        assert!(read(&whole[..cut]).2.is_err());
    }
    let mut flipped = whole.clone();
    for at in (0..whole.len()).step_by(31) {
        flipped[at] ^= 0x55;
        drop(read(&flipped));
        flipped[at] ^= 0x55;
    }
}
