//! The file of an entry, which is Parquet: a row for each piece, with its bytes and where they lie.
//!
//! This module answers how pieces are written, and where each lies in a file that was written so. The bytes of pieces
//! are not compressed, each in a page of its own, so that they are read by position. Behind the first four bytes, where
//! Parquet keeps nothing, it is said where the rest begins, with a check of that.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::sync::Arc;

use bytes::buf::Reader;
use bytes::{Buf as _, Bytes};
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{ChunkReader, FileReader as _, Length, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type};

use super::piece::{Directory, NewPiece, Piece};
use crate::io::guard::guarded;
use crate::io::shelf::{read_at, write_at};
use crate::model::{AboutEvents, ShelfPlace};

/// With what every file of Parquet begins.
const MAGIC: &[u8] = b"PAR1";

/// Where the rest begins, in eight bytes, and CRC-32 of it.
const HEADER: usize = 12;

/// Where the first page begins.
const START: u64 = (MAGIC.len() + HEADER) as u64;

/// The most bytes of the rest: there are no more than some hundred thousand pieces.
const MOST_REST: u64 = 256 << 20;

/// The most bytes of a piece, which a page can hold.
const MOST_PIECE: usize = 1 << 30;

/// Under which name the key of an entry stands in its file.
const KEY: &str = "meridian";

/// The columns in their order: the first has all that is large.
const COLUMNS: [(&str, Physical); 8] = [
    ("bytes", Physical::BYTE_ARRAY),
    ("part", Physical::BYTE_ARRAY),
    ("at", Physical::INT64),
    ("length", Physical::INT32),
    ("crc32", Physical::INT32),
    ("events", Physical::INT32),
    ("members", Physical::INT64),
    ("rows", Physical::BOOLEAN),
];

/// Writes an entry into an empty file. Gives how long it is; none where it would be longer than `most` bytes, or
/// a piece cannot be had.
pub(super) fn write(
    file: &mut File,
    key: &str,
    pieces: &mut dyn Iterator<Item = Option<NewPiece>>,
    most: u64,
) -> io::Result<Option<u64>> {
    match write_parquet(file, key, pieces, most) {
        Ok(Some(rest)) => seal(file, rest).map(Some),
        Ok(None) => Ok(None),
        Err(ParquetError::External(source)) => {
            Err(source.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error))
        }
        Err(other) => Err(io::Error::other(other)),
    }
}

/// Says where the rest begins, and what it is. Gives the length of the file.
fn seal(file: &File, rest: u64) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let mut bytes = vec![0; length.saturating_sub(rest) as usize];
    read_at(file, &mut bytes, rest)?;
    let check = crc32fast::hash(&bytes);
    let header = [&rest.to_le_bytes()[..], &check.to_le_bytes()].concat();
    write_at(file, &header, MAGIC.len() as u64)?;
    Ok(length)
}

/// Gives where the rest begins.
fn write_parquet(
    file: &mut File,
    key: &str,
    pieces: &mut dyn Iterator<Item = Option<NewPiece>>,
    most: u64,
) -> Result<Option<u64>, ParquetError> {
    let fields = COLUMNS.map(|(name, physical)| {
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
        let is_text = name == "part";
        field.with_logical_type(is_text.then_some(LogicalType::String)).build().map(Arc::new)
    });
    let fields = fields.into_iter().collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("entry").with_fields(fields).build()?);
    let bytes = ColumnPath::from("bytes");
    let properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_dictionary_enabled(false)
        .set_column_dictionary_enabled(ColumnPath::from("part"), true)
        .set_column_encoding(bytes.clone(), Encoding::PLAIN)
        // Each piece ends where its page does.
        .set_column_data_page_row_count_limit(bytes, 1)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
        .set_write_batch_size(1)
        .set_created_by(format!("Meridian {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![KeyValue::new(KEY.to_owned(), key.to_owned())]))
        .build();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties))?;
    writer.write_all(&[0; HEADER])?;
    let mut group = writer.next_row_group()?;
    let mut written: Vec<(Cow<'static, str>, Piece)> = Vec::new();
    let mut rest = START;
    let Some(mut column) = group.next_column()? else { return Ok(None) };
    let pages = column.typed::<ByteArrayType>();
    for piece in pieces {
        let Some(NewPiece { part, bytes, check, about }) = piece.filter(|piece| piece.bytes.len() <= MOST_PIECE) else {
            return Ok(None);
        };
        let length = bytes.len() as u32;
        pages.write_batch(&[ByteArray::from(bytes)], None, None)?;
        rest = START + pages.get_total_bytes_written();
        if rest > most {
            return Ok(None);
        }
        written.push((part, Piece { place: ShelfPlace { at: rest - u64::from(length), length, check }, about }));
    }
    column.close()?;
    put::<ByteArrayType, _>(&mut group, &written, |(part, _)| ByteArray::from(&**part))?;
    put::<Int64Type, _>(&mut group, &written, |(_, piece)| piece.place.at.cast_signed())?;
    put::<Int32Type, _>(&mut group, &written, |(_, piece)| piece.place.length.cast_signed())?;
    put::<Int32Type, _>(&mut group, &written, |(_, piece)| piece.place.check.cast_signed())?;
    put::<Int32Type, _>(&mut group, &written, |(_, piece)| piece.about.count.cast_signed())?;
    put::<Int64Type, _>(&mut group, &written, |(_, piece)| piece.about.said.cast_signed())?;
    put::<BoolType, _>(&mut group, &written, |(_, piece)| piece.about.have_rows)?;
    group.close()?;
    writer.close()?;
    Ok(Some(rest))
}

/// Writes a column.
fn put<T: DataType, W: io::Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    written: &[(Cow<'static, str>, Piece)],
    value: impl Fn(&(Cow<'static, str>, Piece)) -> T::T,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let values: Vec<T::T> = written.iter().map(value).collect();
    column.typed::<T>().write_batch(&values, None, None)?;
    column.close()
}

/// What lies where in a file that was written so. None for others, and where a byte of what says so is another.
pub(super) fn directory_of(file: &File) -> Option<Directory> {
    let length = file.metadata().ok()?.len();
    let mut start = [0; START as usize];
    read_at(file, &mut start, 0).ok()?;
    let (magic, header) = start.split_at_checked(MAGIC.len())?;
    let (rest, check) = header.split_at_checked(8)?;
    let rest = u64::from_le_bytes(rest.try_into().ok()?);
    let check = u32::from_le_bytes(check.try_into().ok()?);
    let is_sound = magic == MAGIC && rest >= START && length.checked_sub(rest)? <= MOST_REST;
    let mut bytes = vec![0; if is_sound { (length - rest) as usize } else { return None }];
    read_at(file, &mut bytes, rest).ok()?;
    if crc32fast::hash(&bytes) != check {
        return None;
    }
    guarded(|| read_parquet(Rest { start: rest, bytes: bytes.into() })).and_then(Result::ok).flatten()
}

fn read_parquet(rest: Rest) -> Result<Option<Directory>, ParquetError> {
    let (start, most) = (rest.start, rest.bytes.len());
    let reader = SerializedFileReader::new(rest)?;
    let metadata = reader.metadata().file_metadata();
    let key = metadata.key_value_metadata().and_then(|pairs| pairs.iter().find(|pair| pair.key == KEY));
    let Some(key) = key.and_then(|pair| pair.value.clone()) else { return Ok(None) };
    let columns = metadata.schema_descr().columns();
    let is_known = columns.len() == COLUMNS.len()
        && columns.iter().zip(COLUMNS).all(|(column, (name, physical))| {
            column.name() == name && column.physical_type() == physical && column.max_def_level() == 0
        });
    // Each row takes more than one byte.
    let count = usize::try_from(metadata.num_rows()).unwrap_or(usize::MAX);
    if !is_known || reader.num_row_groups() != 1 || count > most {
        return Ok(None);
    }
    let group = reader.get_row_group(0)?;
    let group = &*group;
    let Some(names) = column(group, 1, count, |column| match column {
        ColumnReader::ByteArrayColumnReader(column) => Some(column),
        _ => None,
    })?
    else {
        return Ok(None);
    };
    let long = |column| match column {
        ColumnReader::Int64ColumnReader(column) => Some(column),
        _ => None,
    };
    let short = |column| match column {
        ColumnReader::Int32ColumnReader(column) => Some(column),
        _ => None,
    };
    let yes = |column| match column {
        ColumnReader::BoolColumnReader(column) => Some(column),
        _ => None,
    };
    let (ats, saids) = (column(group, 2, count, long)?, column(group, 6, count, long)?);
    let (lengths, checks) = (column(group, 3, count, short)?, column(group, 4, count, short)?);
    let (counts, rows) = (column(group, 5, count, short)?, column(group, 7, count, yes)?);
    let (Some(ats), Some(saids), Some(lengths), Some(checks), Some(counts), Some(rows)) =
        (ats, saids, lengths, checks, counts, rows)
    else {
        return Ok(None);
    };
    let mut parts: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
    for (row, name) in names.iter().enumerate() {
        let place = ShelfPlace {
            at: ats[row].cast_unsigned(),
            length: lengths[row].cast_unsigned(),
            check: checks[row].cast_unsigned(),
        };
        let about =
            AboutEvents { count: counts[row].cast_unsigned(), said: saids[row].cast_unsigned(), have_rows: rows[row] };
        let is_there = place.at >= START && place.at.checked_add(place.length.into()).is_some_and(|end| end <= start);
        let Some(name) = name.as_utf8().ok().filter(|_| is_there) else { return Ok(None) };
        match parts.get_mut(name) {
            Some(pieces) => pieces.push(Piece { place, about }),
            None => drop(parts.insert(name.to_owned(), vec![Piece { place, about }])),
        }
    }
    Ok(Some(Directory { key, parts }))
}

/// All values of a column. None where there are fewer.
fn column<T: DataType>(
    group: &dyn RowGroupReader,
    index: usize,
    count: usize,
    of: impl FnOnce(ColumnReader) -> Option<ColumnReaderImpl<T>>,
) -> Result<Option<Vec<T::T>>, ParquetError> {
    let Some(mut reader) = of(group.get_column_reader(index)?) else { return Ok(None) };
    let mut values = Vec::new();
    while values.len() < count {
        let (records, ..) = reader.read_records(count - values.len(), None, None, &mut values)?;
        if records == 0 {
            return Ok(None);
        }
    }
    Ok(Some(values))
}

/// The end of a file, from a position on.
struct Rest {
    start: u64,
    bytes: Bytes,
}

impl Rest {
    fn part(&self, start: u64, length: Option<usize>) -> Result<Bytes, ParquetError> {
        let from = start.checked_sub(self.start).and_then(|from| usize::try_from(from).ok());
        let part = from.filter(|from| *from <= self.bytes.len()).and_then(|from| {
            let end = length.map_or(Some(self.bytes.len()), |length| from.checked_add(length));
            end.filter(|end| *end <= self.bytes.len()).map(|end| self.bytes.slice(from..end))
        });
        part.ok_or_else(|| ParquetError::EOF("a part of it lies elsewhere".to_owned()))
    }
}

impl Length for Rest {
    fn len(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl ChunkReader for Rest {
    type T = Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        self.part(start, None).map(Bytes::reader)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        self.part(start, Some(length))
    }
}
