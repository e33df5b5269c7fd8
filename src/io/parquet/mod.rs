//! Parquet, and `GeoParquet` with its shapes (<https://geoparquet.org>, version 1.1).
//!
//! This module answers which rows a Parquet file holds, and writes events as `GeoParquet`. It does not
//! know what columns mean. `chunks` hands out its bytes, `read` goes over the rows, `value` makes texts of
//! their values, `geo` is what the file says of its shapes, `wkb` is shapes as bytes, `write` goes the other way.

mod chunks;
mod geo;
mod read;
mod value;
mod wkb;
mod write;

pub(super) use read::read_parquet;
pub(super) use write::write_parquet;
