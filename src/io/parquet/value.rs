//! Values of Parquet as the text of cells.
//!
//! This module answers what text a value is: numbers and letters as they are, days and times as ISO 8601
//! writes them, lists as JSON, bytes that are no letters as Base64.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime};
use parquet::basic::{LogicalType, TimeUnit, Type as PhysicalType};
use parquet::record::Field;
use parquet::schema::types::Type;
use serde_json::Value;

/// What the type of a column says beyond its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kind {
    /// Whether its numbers are nanoseconds since 1970.
    nanos: bool,
    /// Whether its times are those of no certain clock.
    local: bool,
}

impl Kind {
    pub(super) fn of(column: &Type) -> Self {
        match column.get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(stamp)) => {
                Self { nanos: stamp.unit == TimeUnit::NANOS, local: !stamp.is_adjusted_to_u_t_c }
            }
            _ => Self { nanos: false, local: is_bare_millis(column) },
        }
    }

    /// A moment as ISO 8601 writes it, with `Z` where the clock is that of Greenwich.
    fn put_moment(self, moment: NaiveDateTime, into: &mut String) {
        let zone = if self.local { "" } else { "Z" };
        write!(into, "{}{zone}", moment.format("%Y-%m-%dT%H:%M:%S%.f")).expect("a string can grow");
    }
}

/// Old files keep times as 96 bits, and do not say on whose clock.
fn is_bare_millis(column: &Type) -> bool {
    column.is_primitive() && column.get_physical_type() == PhysicalType::INT96
}

/// Puts the text of a value behind what stands there already.
pub(super) fn put_text(value: &Field, kind: Kind, into: &mut String) {
    let moment = |moment: Option<DateTime<chrono::Utc>>| moment.map(|moment| moment.naive_utc());
    let written = match value {
        Field::Null => Ok(()),
        Field::Str(text) => {
            into.push_str(text);
            Ok(())
        }
        Field::Bytes(bytes) => {
            match std::str::from_utf8(bytes.data()) {
                Ok(text) if !text.contains(|char: char| char.is_control() && !char.is_whitespace()) => {
                    into.push_str(text);
                }
                _ => BASE64_STANDARD.encode_string(bytes.data(), into),
            }
            Ok(())
        }
        Field::Bool(value) => write!(into, "{value}"),
        Field::Byte(value) => write!(into, "{value}"),
        Field::Short(value) => write!(into, "{value}"),
        Field::Int(value) => write!(into, "{value}"),
        Field::Long(nanos) if kind.nanos => {
            kind.put_moment(DateTime::from_timestamp_nanos(*nanos).naive_utc(), into);
            Ok(())
        }
        Field::Long(value) => write!(into, "{value}"),
        Field::UByte(value) => write!(into, "{value}"),
        Field::UShort(value) => write!(into, "{value}"),
        Field::UInt(value) => write!(into, "{value}"),
        Field::ULong(value) => write!(into, "{value}"),
        Field::Float(value) => write!(into, "{value}"),
        Field::Double(value) => write!(into, "{value}"),
        Field::Date(days) => match day_of(*days) {
            Some(day) => write!(into, "{day}"),
            None => write!(into, "{days}"),
        },
        Field::TimestampMillis(millis) => match moment(DateTime::from_timestamp_millis(*millis)) {
            Some(moment) => {
                kind.put_moment(moment, into);
                Ok(())
            }
            None => write!(into, "{millis}"),
        },
        Field::TimestampMicros(micros) => match moment(DateTime::from_timestamp_micros(*micros)) {
            Some(moment) => {
                kind.put_moment(moment, into);
                Ok(())
            }
            None => write!(into, "{micros}"),
        },
        Field::TimeMillis(millis) => write!(into, "{}", time_of(i64::from(*millis) * 1000)),
        Field::TimeMicros(micros) => write!(into, "{}", time_of(*micros)),
        Field::Decimal(_) | Field::Float16(_) => write!(into, "{value}"),
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => write!(into, "{}", json_of(value)),
    };
    written.expect("a string can grow");
}

fn day_of(days: i32) -> Option<NaiveDate> {
    let count = Days::new(u64::from(days.unsigned_abs()));
    let first = NaiveDate::default();
    if days < 0 { first.checked_sub_days(count) } else { first.checked_add_days(count) }
}

fn time_of(micros: i64) -> impl std::fmt::Display {
    let (secs, rest) = (micros.div_euclid(1_000_000) as u32, micros.rem_euclid(1_000_000) as u32);
    NaiveTime::from_num_seconds_from_midnight_opt(secs, rest * 1000).unwrap_or_default().format("%H:%M:%S%.f")
}

fn json_of(value: &Field) -> Value {
    match value {
        Field::Null => Value::Null,
        Field::Bool(value) => Value::from(*value),
        Field::Byte(value) => Value::from(*value),
        Field::Short(value) => Value::from(*value),
        Field::Int(value) => Value::from(*value),
        Field::Long(value) => Value::from(*value),
        Field::UByte(value) => Value::from(*value),
        Field::UShort(value) => Value::from(*value),
        Field::UInt(value) => Value::from(*value),
        Field::ULong(value) => Value::from(*value),
        Field::Float(value) => Value::from(f64::from(*value)),
        Field::Double(value) => Value::from(*value),
        Field::ListInternal(list) => list.elements().iter().map(json_of).collect(),
        Field::Group(row) => row.get_column_iter().map(|(name, value)| (name.clone(), json_of(value))).collect(),
        Field::MapInternal(map) => {
            let name = |key: &Field| {
                let mut text = String::new();
                put_text(key, Kind::default(), &mut text);
                text
            };
            map.entries().iter().map(|(key, value)| (name(key), json_of(value))).collect()
        }
        other => {
            let mut text = String::new();
            put_text(other, Kind::default(), &mut text);
            Value::from(text)
        }
    }
}

/// The number of a value.
pub(super) fn number_of(value: &Field) -> Option<f64> {
    match value {
        Field::Double(value) => Some(*value),
        Field::Float(value) => Some(f64::from(*value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(value: &Field, kind: Kind, expected: &str) {
        let mut text = String::new();
        put_text(value, kind, &mut text);
        assert_eq!(text, expected);
    }

    #[test]
    fn values_are_written_as_people_and_iso_write_them() {
        let (utc, local) = (Kind::default(), Kind { nanos: false, local: true });
        reads(&Field::Null, utc, "");
        reads(&Field::Double(34.5), utc, "34.5");
        reads(&Field::Long(7), utc, "7");
        reads(&Field::Date(20_370), utc, "2025-10-09");
        reads(&Field::Date(-1), utc, "1969-12-31");
        reads(&Field::Date(i32::MAX), utc, "2147483647");
        reads(&Field::TimestampMillis(1_760_018_400_250), utc, "2025-10-09T14:00:00.250Z");
        reads(&Field::TimestampMicros(1_759_968_000_000_000), local, "2025-10-09T00:00:00");
        reads(&Field::Long(1_760_018_400_000_000_000), Kind { nanos: true, local: false }, "2025-10-09T14:00:00Z");
        reads(&Field::TimestampMicros(i64::MAX), utc, "9223372036854775807");
        reads(&Field::TimeMillis(52_200_000), utc, "14:30:00");
        reads(&Field::Bytes("Kabul".into()), utc, "Kabul");
        reads(&Field::Bytes(vec![0xff, 0].into()), utc, "/wA=");
    }
}
