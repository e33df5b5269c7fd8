//! What was said of a file when it was read, as it is kept in an entry.
//!
//! This module answers how findings, counts and the thoughts about columns are written, and read again as they were.

use std::sync::Arc;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use crate::io::table::{Mapping, Quoting, Report, Table, Writing, known_schema};
use crate::io::{Diagnostic, Diagnostics, Loaded, Severity};
use crate::model::{Row, Rows, kept_rows, rows_of_kept};

/// What files can be that are read by rows.
const FORMATS: [&str; 10] =
    ["csv", "flatgeobuf", "gpx", "json", "kml", "ods", "parquet", "storymapjs", "timelinejs", "xlsx"];

/// All of it but rows, which are packed beside.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    format: String,
    /// The names of the columns of the rows of events.
    pub(super) columns: Option<Vec<String>>,
    findings: Findings,
    report: Report,
    /// The names of the columns of rows that became no event.
    rejected_columns: Option<Vec<String>>,
    table: Option<ToldTable>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Findings {
    errors: usize,
    warnings: usize,
    kept: Vec<Diagnostic>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ToldTable {
    columns: Vec<String>,
    mapping: String,
    guessed: String,
    schema: Option<String>,
    doubts: Vec<String>,
    candidates: Vec<String>,
    writing: Option<ToldWriting>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ToldWriting {
    encoding: String,
    separator: u8,
    has_quotes: bool,
    preamble_lines: u64,
}

/// Rows that are kept beside: those that became no event, and those to look at; each packed where there are any.
#[derive(Debug, Default)]
pub(super) struct ToldRows {
    pub(super) rejected: Option<Vec<u8>>,
    pub(super) sample: Option<Vec<u8>>,
}

impl Told {
    /// What was said of a file, with the rows that are kept beside. None where it cannot be kept.
    pub(super) fn of(loaded: &Loaded) -> Option<(Self, ToldRows)> {
        let Loaded { story, diagnostics, rows, rejected, format, report, table, content } = loaded;
        let is_known = FORMATS.contains(format) && *rows == report.rows && *rejected == report.rejected;
        if !is_known || content.is_some() {
            return None;
        }
        let (errors, warnings) = (diagnostics.errors(), diagnostics.warnings());
        let findings = Findings { errors, warnings, kept: diagnostics.iter().cloned().collect() };
        let rejected_rows = &report.rejected_rows;
        let mut beside = ToldRows::default();
        if !rejected_rows.is_empty() {
            beside.rejected = Some(kept_rows(rejected_rows)?);
        }
        let told_table = match table {
            Some(table) => {
                let sample = Arc::new(table.sample.clone());
                let rows: Vec<Row> = (0..sample.len()).map(|row| Row::new(sample.clone(), row)).collect();
                if !rows.is_empty() {
                    beside.sample = Some(kept_rows(&rows)?);
                }
                Some(ToldTable::of(table)?)
            }
            None => None,
        };
        let told = Self {
            format: (*format).to_owned(),
            columns: story.events.columns().map(|columns| columns.to_vec()),
            findings,
            report: report.clone(),
            rejected_columns: rejected_rows.first().map(|row| row.columns().to_vec()),
            table: told_table,
        };
        Some((told, beside))
    }

    /// Puts into a story that was kept what was said of its file. None where that was never said.
    pub(super) fn into_loaded(self, mut loaded: Loaded, beside: &ToldRows) -> Option<Loaded> {
        let Self { format, columns: _, findings, mut report, rejected_columns, table } = self;
        loaded.format = FORMATS.into_iter().find(|known| *known == format)?;
        loaded.diagnostics = findings.into_diagnostics()?;
        if let (Some(bytes), Some(columns)) = (&beside.rejected, rejected_columns) {
            report.rejected_rows = rows_of_kept(bytes, &columns.into())?;
        }
        (loaded.rows, loaded.rejected) = (report.rows, report.rejected);
        loaded.report = report;
        loaded.table = match table {
            Some(table) => Some(table.into_table(beside.sample.as_deref())?),
            None => None,
        };
        Some(loaded)
    }
}

impl Findings {
    fn into_diagnostics(self) -> Option<Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        self.kept.into_iter().for_each(|told| diagnostics.push(told));
        let errors = self.errors.checked_sub(diagnostics.errors())?;
        let warnings = self.warnings.checked_sub(diagnostics.warnings())?;
        diagnostics.count_more(Severity::Error, errors);
        diagnostics.count_more(Severity::Warning, warnings);
        Some(diagnostics)
    }
}

impl ToldTable {
    fn of(table: &Table) -> Option<Self> {
        let Table { columns, mapping, guessed, schema, doubts, candidates, writing, sample: _ } = table;
        let texts = [mapping, guessed].map(|mapping| {
            let text = mapping.to_string();
            text.parse::<Mapping>().as_ref().is_ok_and(|read| read == mapping).then_some(text)
        });
        let [Some(mapping), Some(guessed)] = texts else { return None };
        Some(Self {
            columns: columns.to_vec(),
            mapping,
            guessed,
            schema: schema.map(ToOwned::to_owned),
            doubts: doubts.clone(),
            candidates: candidates.clone(),
            writing: writing.map(|Writing { encoding, separator, quoting, preamble_lines }| ToldWriting {
                encoding: encoding.name().to_owned(),
                separator,
                has_quotes: quoting == Quoting::Quotes,
                preamble_lines,
            }),
        })
    }

    fn into_table(self, sample: Option<&[u8]>) -> Option<Table> {
        let columns: Arc<[String]> = self.columns.into();
        let rows = match sample {
            Some(bytes) => rows_of_kept(bytes, &columns)?,
            None => Vec::new(),
        };
        let mut sample = Rows::new(columns.clone());
        for row in &rows {
            sample.push(row.line(), (0..row.width()).map(|column| row.cell(column)));
        }
        let schema = match self.schema {
            Some(name) => Some(known_schema(&name)?),
            None => None,
        };
        let writing = match self.writing {
            Some(ToldWriting { encoding, separator, has_quotes, preamble_lines }) => Some(Writing {
                encoding: Encoding::for_label(encoding.as_bytes())?,
                separator,
                quoting: if has_quotes { Quoting::Quotes } else { Quoting::Plain },
                preamble_lines,
            }),
            None => None,
        };
        Some(Table {
            columns,
            mapping: self.mapping.parse().ok()?,
            guessed: self.guessed.parse().ok()?,
            schema,
            doubts: self.doubts,
            candidates: self.candidates,
            writing,
            sample,
        })
    }
}
