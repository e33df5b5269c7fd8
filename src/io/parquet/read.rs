//! Reads the rows of a Parquet file, group by group.

use std::io::{Read, Seek};
use std::sync::Arc;

use parquet::basic::ConvertedType;
use parquet::column::page::Page;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, FileReader as _, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::chunks::Chunks;
use super::geo::{self, Encoding, ShapeColumn};
use super::value::{Kind, number_of, put_text};
use super::wkb::geometry_of_wkb;
use crate::io::LoadError;
use crate::io::budget::memory_budget;
use crate::io::guard::guarded;
use crate::io::harvest::{BATCH_ROWS, Batch, Harvest};
use crate::model::{Geometry, LonLat, Rows};

/// So much text makes a batch, if its rows are long.
const BATCH_BYTES: usize = 8 << 20;

/// Reads the rows of a Parquet file of so many bytes. The line of a row is its number, counted from 1.
pub(in crate::io) fn read_parquet<S: Read + Seek + Send + 'static>(
    source: S,
    len: u64,
    harvest: &mut Harvest<'_>,
) -> Result<(), LoadError> {
    let reader = foreign(|| SerializedFileReader::new(Chunks::new(source, len)))?;
    let metadata = reader.metadata().file_metadata();
    let about = metadata.key_value_metadata().and_then(|pairs| pairs.iter().find(|pair| pair.key == geo::KEY));
    let shapes = match about.and_then(|pair| pair.value.as_deref()).map(geo::shape_column) {
        Some(Ok(column)) => Some(column),
        Some(Err(message)) => {
            harvest.error(1, 1, message);
            None
        }
        None => None,
    };
    check_claims(reader.metadata(), memory_budget(len))?;
    foreign(|| check_dictionaries(&reader))?;
    let layout = Layout::of(metadata.schema(), shapes.as_ref());
    let columns: Arc<[String]> = layout.names.clone().into();
    let mut reading = Reading { rows: Rows::new(columns.clone()), geometries: Vec::new(), layout, bad_shapes: 0 };
    let mut rows = foreign(|| reader.get_row_iter(None))?;
    let mut number = 0;
    loop {
        let next = match guarded(|| rows.next()) {
            Some(None) => break,
            Some(Some(row)) => row.map_err(|error| words_of(&error)),
            None => Err("the values do not fit together".to_owned()),
        };
        number += 1;
        match next {
            Ok(row) => reading.row(number, &row, harvest),
            // What was read before it is sound.
            Err(message) if number > 1 => {
                harvest.error(number, 1, format!("the file is damaged: {message}; nothing from here on is shown"));
                break;
            }
            Err(message) => return Err(broken(message)),
        }
        if reading.rows.len() >= BATCH_ROWS || reading.rows.text_len() >= BATCH_BYTES {
            harvest.hand_over(reading.batch(), 0)?;
        }
    }
    if !reading.rows.is_empty() {
        harvest.hand_over(reading.batch(), 0)?;
    }
    if reading.bad_shapes > 1 {
        harvest.error(1, 1, format!("{} more shapes cannot be read", reading.bad_shapes - 1));
    }
    Ok(())
}

/// Refuses a file whose columns claim more than the budget of memory, before any of it is unpacked.
fn check_claims(metadata: &ParquetMetaData, budget: u64) -> Result<(), LoadError> {
    /// A value of a list, as the library hands it out.
    const VALUE_BYTES: u64 = 48;
    for group in metadata.row_groups() {
        for column in group.columns() {
            let is_list = column.column_descr().max_rep_level() > 0;
            let values = u64::try_from(column.num_values()).unwrap_or(u64::MAX);
            let unpacked = u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX);
            let claimed = if is_list { unpacked.max(values.saturating_mul(VALUE_BYTES)) } else { unpacked };
            if claimed > budget {
                let (name, most) = (column.column_path().string(), budget >> 20);
                return Err(broken(format!(
                    "the column \"{name}\" claims more than {most} MiB, the budget of memory for a file of its size; leave it out, or split the file"
                )));
            }
        }
    }
    Ok(())
}

/// Refuses a file with a dictionary that claims more values than it has bytes: the library makes room for all of
/// them before it reads the first.
fn check_dictionaries<R: ChunkReader + 'static>(reader: &SerializedFileReader<R>) -> Result<(), ParquetError> {
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for column in 0..group.num_columns() {
            let mut pages = group.get_column_page_reader(column)?;
            while let Some(page) = pages.peek_next_page()? {
                if !page.is_dict {
                    pages.skip_next_page()?;
                    continue;
                }
                if let Some(Page::DictionaryPage { buf, num_values, .. }) = pages.get_next_page()?
                    && num_values as usize > buf.len()
                {
                    return Err(ParquetError::General(
                        "a dictionary claims more values than it has room for".to_owned(),
                    ));
                }
            }
        }
    }
    Ok(())
}

fn broken(message: String) -> LoadError {
    LoadError::Broken { format: "Parquet", line: 1, column: 1, message }
}

/// Work of the library, whose troubles are those of the file.
fn foreign<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, LoadError> {
    match guarded(work) {
        Some(Ok(done)) => Ok(done),
        Some(Err(error)) => Err(broken(words_of(&error))),
        None => Err(broken("it is damaged; save or download it once more".to_owned())),
    }
}

fn words_of(error: &ParquetError) -> String {
    let text = error.to_string();
    let text = text.split_once(": ").map_or(text.as_str(), |(_, rest)| rest);
    format!("{}; it may be cut off", text.trim_end_matches('.'))
}

/// Where the values of a row go.
#[derive(Debug)]
struct Layout {
    /// The names of the cells.
    names: Vec<String>,
    columns: Vec<Column>,
}

/// What a column of the file becomes.
#[derive(Debug)]
enum Column {
    /// A cell.
    Cell(Kind),
    /// A cell for each of its parts.
    Parts(Vec<Kind>),
    /// The shape of the event.
    Shape(Encoding),
    /// Nothing: it only says again what another says.
    LeftOut,
}

impl Layout {
    fn of(schema: &Type, shapes: Option<&ShapeColumn>) -> Self {
        let mut names = Vec::new();
        let mut column = |column: &Type| {
            let name = column.name();
            match shapes {
                Some(shapes) if shapes.name == name => return Column::Shape(shapes.encoding),
                Some(shapes) if shapes.bounds == name => return Column::LeftOut,
                _ => {}
            }
            if is_struct(column) {
                names.extend(column.get_fields().iter().map(|part| format!("{name}.{}", part.name())));
                return Column::Parts(column.get_fields().iter().map(|part| Kind::of(part)).collect());
            }
            names.push(name.to_owned());
            Column::Cell(Kind::of(column))
        };
        let columns = schema.get_fields().iter().map(|field| column(field)).collect();
        Self { names, columns }
    }
}

/// True for a column of named parts, which is neither a list nor a map.
fn is_struct(column: &Type) -> bool {
    let about = column.get_basic_info();
    let is_plain = about.converted_type() == ConvertedType::NONE && about.logical_type_ref().is_none();
    let is_repeated = about.has_repetition() && about.repetition() == parquet::basic::Repetition::REPEATED;
    column.is_group() && is_plain && !is_repeated
}

struct Reading {
    layout: Layout,
    rows: Rows,
    geometries: Vec<Option<Geometry>>,
    bad_shapes: usize,
}

impl Reading {
    fn row(&mut self, number: u64, row: &Row, harvest: &mut Harvest<'_>) {
        let (mut text, mut ends) = (String::new(), Vec::with_capacity(self.layout.names.len()));
        let mut geometry = None;
        for ((_, value), column) in row.get_column_iter().zip(&self.layout.columns) {
            match (column, value) {
                (Column::Cell(kind), value) => {
                    put_text(value, *kind, &mut text);
                    ends.push(text.len());
                }
                (Column::Parts(kinds), Field::Group(parts)) => {
                    for ((_, part), kind) in parts.get_column_iter().zip(kinds) {
                        put_text(part, *kind, &mut text);
                        ends.push(text.len());
                    }
                }
                (Column::Parts(kinds), _) => ends.extend(kinds.iter().map(|_| text.len())),
                (Column::Shape(encoding), value) => match shape_of(value, *encoding) {
                    Ok(shape) => geometry = shape,
                    Err(message) => {
                        self.bad_shapes += 1;
                        if self.bad_shapes == 1 {
                            harvest.error(number, 1, format!("{message}; the event is unplaced"));
                        }
                    }
                },
                (Column::LeftOut, _) => {}
            }
        }
        self.rows.push_packed(number, &text, ends);
        self.geometries.push(geometry);
    }

    fn batch(&mut self) -> Batch {
        let next = Rows::new(self.rows.columns().clone());
        let rows = std::mem::replace(&mut self.rows, next);
        Batch { rows, geometries: std::mem::take(&mut self.geometries), ..Batch::default() }
    }
}

fn shape_of(value: &Field, encoding: Encoding) -> Result<Option<Geometry>, String> {
    match (value, encoding) {
        (Field::Bytes(bytes), Encoding::Wkb) => geometry_of_wkb(bytes.data()),
        (Field::Group(point), Encoding::Point) => {
            let part = |wanted: &str| {
                point.get_column_iter().find(|(name, _)| *name == wanted).and_then(|(_, value)| number_of(value))
            };
            let at = part("x").zip(part("y")).filter(|(lon, lat)| !(lon.is_nan() && lat.is_nan()));
            Ok(at.map(|(lon, lat)| Geometry { points: vec![LonLat::new(lon, lat)], ..Geometry::default() }))
        }
        (Field::Null, _) => Ok(None),
        _ => Err("this is no shape".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::io::Diagnostics;

    fn read(bytes: Vec<u8>) -> Result<(), LoadError> {
        let len = bytes.len() as u64;
        let mut take = |_: Batch, _| ControlFlow::Continue(());
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        read_parquet(std::io::Cursor::new(bytes), len, &mut harvest)
    }

    #[test]
    fn a_list_that_claims_more_than_the_budget_is_refused_before_it_is_unpacked() {
        const VALUES: usize = 8_000_000;
        let schema = parse_message_type("message m { repeated int32 many; }").unwrap();
        let mut writer =
            SerializedFileWriter::new(Vec::new(), schema.into(), Arc::new(WriterProperties::default())).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let mut repeated = vec![1; VALUES];
        repeated[0] = 0;
        column.typed::<Int32Type>().write_batch(&vec![7; VALUES], Some(&vec![1; VALUES]), Some(&repeated)).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        let bytes = writer.into_inner().unwrap();
        assert!(bytes.len() < 1 << 20, "{}", bytes.len());
        let message = read(bytes).unwrap_err().to_string();
        assert!(message.contains("\"many\" claims more than 352 MiB, the budget of memory"), "{message}");
    }

    #[test]
    fn one_long_text_in_every_row_ends_where_the_budget_does() {
        let schema = parse_message_type("message m { required binary text (UTF8); }").unwrap();
        let mut writer =
            SerializedFileWriter::new(Vec::new(), schema.into(), Arc::new(WriterProperties::default())).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let text = ByteArray::from("a".repeat(1 << 19).into_bytes());
        column.typed::<ByteArrayType>().write_batch(&vec![text; 1500], None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        let bytes = writer.into_inner().unwrap();
        assert!(bytes.len() < 4 << 20, "{}", bytes.len());
        let loaded = crate::io::open_bytes(bytes, crate::io::Opening::default()).unwrap();
        assert!(loaded.story.events.len() < 800, "{}", loaded.story.events.len());
        let told = loaded.diagnostics.iter().any(|told| told.message.contains("352 MiB, the budget of memory"));
        assert!(told, "{:?}", loaded.diagnostics);
    }
}
