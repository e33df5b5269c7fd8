//! Writes events as `GeoParquet` 1.1.
//!
//! Columns are those of other tables, with numbers as numbers; shapes are well-known binary.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::geo;
use super::wkb::wkb_of_geometry;
use crate::io::table::{Shapes, cells_of, columns_of, own_column};
use crate::model::{Column, Event, Story, Zone};

/// So many events make a group, which readers can pass over as one.
const GROUP_EVENTS: usize = 1 << 15;

/// Writes the events of a story.
pub(in crate::io) fn write_parquet(out: &mut (dyn Write + Send), story: &Story) -> io::Result<()> {
    write(out, story).map_err(|error| match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    })
}

fn write(out: &mut (dyn Write + Send), story: &Story) -> Result<(), ParquetError> {
    let columns = columns_of(story);
    let fields = columns.iter().map(|name| field_of(name)).collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("events").with_fields(fields).build()?);
    let about =
        geo::metadata_of(story.events.iter().filter_map(|event| event.geometry.as_ref().map(geo::ShapeKind::of)));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("Meridian {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![
            KeyValue::new(geo::KEY.to_owned(), about),
            KeyValue::new("title".to_owned(), story.title.clone()),
        ]))
        .build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    for first in (0..story.events.len()).step_by(GROUP_EVENTS) {
        let group = first..(first + GROUP_EVENTS).min(story.events.len());
        let events: Vec<Cow<'_, Event>> = story.events.range(group).collect();
        write_group(&mut writer, &columns, (&events, &story.zone))?;
    }
    writer.close()?;
    Ok(())
}

fn field_of(name: &str) -> Result<TypePtr, ParquetError> {
    let field = match own_column(name) {
        Some(Column::Shape(_)) => Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY),
        Some(Column::Number(_)) => Type::primitive_type_builder(name, PhysicalType::DOUBLE),
        Some(Column::Text(_)) | None => {
            Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
        }
    };
    Ok(Arc::new(field.with_repetition(Repetition::OPTIONAL).build()?))
}

fn write_group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    columns: &[String],
    (events, zone): (&[Cow<'_, Event>], &Zone),
) -> Result<(), ParquetError> {
    let rows: Vec<_> = events.iter().map(|event| cells_of(event, zone, columns, Shapes::Beside)).collect();
    let mut group = writer.next_row_group()?;
    for (index, name) in columns.iter().enumerate() {
        let Some(mut column) = group.next_column()? else { break };
        // Level 1 says that there is a value.
        let mut levels = Vec::with_capacity(rows.len());
        let own = own_column(name);
        if matches!(own, Some(Column::Number(_))) {
            let numbers = rows.iter().map(|cells| cells[index].parse::<f64>().ok());
            let numbers = numbers.inspect(|number| levels.push(i16::from(number.is_some())));
            let numbers: Vec<f64> = numbers.flatten().collect();
            column.typed::<DoubleType>().write_batch(&numbers, Some(&levels), None)?;
        } else {
            let bytes = |(event, cells): (&Cow<'_, Event>, &Vec<Cow<'_, str>>)| match own {
                Some(Column::Shape(_)) => event.geometry.as_ref().map(|shape| ByteArray::from(wkb_of_geometry(shape))),
                _ => Some(cells[index].as_ref()).filter(|text| !text.is_empty()).map(ByteArray::from),
            };
            let texts = events.iter().zip(&rows).map(bytes);
            let texts = texts.inspect(|text| levels.push(i16::from(text.is_some())));
            let texts: Vec<ByteArray> = texts.flatten().collect();
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None)?;
        }
        column.close()?;
    }
    group.close()?;
    Ok(())
}
