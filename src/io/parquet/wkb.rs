//! Shapes as well-known binary.
//!
//! This module answers which geometry such bytes hold, and which bytes hold a geometry.

use geozero::error::{GeozeroError, Result};
use geozero::wkb::{WkbDialect, WkbWriter, process_ewkb_geom, process_wkb_geom};
use geozero::{GeomProcessor, GeozeroGeometry};

use crate::io::shape::Gatherer;
use crate::model::{Geometry, LonLat};

/// The geometry that well-known binary holds, with or without the extensions of `PostGIS`. None for
/// an empty one.
pub(super) fn geometry_of_wkb(bytes: &[u8]) -> std::result::Result<Option<Geometry>, String> {
    /// Signs of heights, measures and reference systems in the type of an extended geometry.
    const EXTENDED: u32 = 0xe000_0000;
    let kind: Option<[u8; 4]> = bytes.get(1..5).and_then(|kind| kind.try_into().ok());
    let is_extended = kind.is_some_and(|kind| {
        let kind = if bytes[0] == 0 { u32::from_be_bytes(kind) } else { u32::from_le_bytes(kind) };
        kind & EXTENDED != 0
    });
    let mut gatherer = Gatherer::default();
    let mut source = bytes;
    let told = if is_extended {
        process_ewkb_geom(&mut source, &mut gatherer)
    } else {
        process_wkb_geom(&mut source, &mut gatherer)
    };
    match told {
        Ok(()) => Ok(gatherer.finish()),
        Err(GeozeroError::Geometry(what)) => Err(format!("a shape {what} is not read")),
        Err(_) => Err("this is no well-known binary".to_owned()),
    }
}

/// A geometry as well-known binary; of more than one kind of part as a collection.
pub(super) fn wkb_of_geometry(geometry: &Geometry) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = WkbWriter::new(&mut bytes, WkbDialect::Wkb);
    Told(geometry).process_geom(&mut writer).expect("a vector takes all that is written");
    bytes
}

/// The names of the kinds of a geometry, as GeoJSON and `GeoParquet` call it.
pub(super) fn kind_of_geometry(geometry: &Geometry) -> &'static str {
    let Geometry { points, lines, areas } = geometry;
    match (points.len(), lines.len(), areas.len()) {
        (1, 0, 0) => "Point",
        (_, 0, 0) => "MultiPoint",
        (0, 1, 0) => "LineString",
        (0, _, 0) => "MultiLineString",
        (0, 0, 1) => "Polygon",
        (0, 0, _) => "MultiPolygon",
        _ => "GeometryCollection",
    }
}

struct Told<'a>(&'a Geometry);

impl GeozeroGeometry for Told<'_> {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> Result<()> {
        let Geometry { points, lines, areas } = self.0;
        let parts = [points.len(), lines.len(), areas.len()].iter().filter(|count| **count > 0).count();
        if parts != 1 {
            to.geometrycollection_begin(parts, 0)?;
        }
        match points.as_slice() {
            [] => {}
            [at] => {
                to.point_begin(0)?;
                to.xy(at.lon, at.lat, 0)?;
                to.point_end(0)?;
            }
            points => {
                to.multipoint_begin(points.len(), 0)?;
                tell_line(points, to)?;
                to.multipoint_end(0)?;
            }
        }
        match lines.as_slice() {
            [] => {}
            [line] => tell_string(line, to)?,
            lines => {
                to.multilinestring_begin(lines.len(), 0)?;
                lines.iter().try_for_each(|line| tell_string(line, to))?;
                to.multilinestring_end(0)?;
            }
        }
        match areas.as_slice() {
            [] => {}
            [area] => tell_area(area, to)?,
            areas => {
                to.multipolygon_begin(areas.len(), 0)?;
                areas.iter().try_for_each(|area| tell_area(area, to))?;
                to.multipolygon_end(0)?;
            }
        }
        if parts != 1 {
            to.geometrycollection_end(0)?;
        }
        Ok(())
    }
}

fn tell_line(line: &[LonLat], to: &mut impl GeomProcessor) -> Result<()> {
    line.iter().enumerate().try_for_each(|(index, at)| to.xy(at.lon, at.lat, index))
}

fn tell_string(line: &[LonLat], to: &mut impl GeomProcessor) -> Result<()> {
    to.linestring_begin(true, line.len(), 0)?;
    tell_line(line, to)?;
    to.linestring_end(true, 0)
}

fn tell_area(rings: &[Vec<LonLat>], to: &mut impl GeomProcessor) -> Result<()> {
    to.polygon_begin(true, rings.len(), 0)?;
    for (index, ring) in rings.iter().enumerate() {
        to.linestring_begin(false, ring.len(), index)?;
        tell_line(ring, to)?;
        to.linestring_end(false, index)?;
    }
    to.polygon_end(true, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(positions: &[[f64; 2]]) -> Vec<LonLat> {
        positions.iter().map(|[lon, lat]| LonLat::new(*lon, *lat)).collect()
    }

    #[test]
    fn well_known_binary_is_read_as_it_was_written() {
        let points = line(&[[69.2, 34.5], [28.9, 41.0]]);
        let lines = vec![line(&[[1.0, 2.0], [3.0, 4.0]]), line(&[[5.0, 6.0], [7.0, 8.0]])];
        let ring = line(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]]);
        let hole = line(&[[2.0, 1.0], [3.0, 1.0], [3.0, 2.0], [2.0, 1.0]]);
        let areas = vec![vec![ring.clone(), hole], vec![ring]];
        for (geometry, kind) in [
            (Geometry { points: points[..1].to_vec(), ..Geometry::default() }, "Point"),
            (Geometry { points: points.clone(), ..Geometry::default() }, "MultiPoint"),
            (Geometry { lines: lines[..1].to_vec().into(), ..Geometry::default() }, "LineString"),
            (Geometry { lines: lines.clone().into(), ..Geometry::default() }, "MultiLineString"),
            (Geometry { areas: areas[..1].to_vec().into(), ..Geometry::default() }, "Polygon"),
            (Geometry { areas: areas.clone().into(), ..Geometry::default() }, "MultiPolygon"),
            (Geometry { points, lines: lines.into(), areas: areas.into() }, "GeometryCollection"),
        ] {
            assert_eq!(geometry_of_wkb(&wkb_of_geometry(&geometry)), Ok(Some(geometry.clone())));
            assert_eq!(kind_of_geometry(&geometry), kind);
        }
    }

    #[test]
    fn extensions_and_empty_points_are_read_and_nonsense_is_refused() {
        // SRID=4326;POINT Z (69 34 7), big-endian, as PostGIS writes it.
        let mut extended = vec![0, 0xa0, 0, 0, 1, 0, 0, 0x10, 0xe6];
        extended.extend([69.0_f64, 34.0, 7.0].into_iter().flat_map(f64::to_be_bytes));
        assert_eq!(geometry_of_wkb(&extended).unwrap().unwrap().points, line(&[[69.0, 34.0]]));
        let mut empty = vec![1, 1, 0, 0, 0];
        empty.extend([f64::NAN; 2].into_iter().flat_map(f64::to_le_bytes));
        assert_eq!(geometry_of_wkb(&empty), Ok(None));
        // Four thousand million positions are announced, and none comes.
        assert!(geometry_of_wkb(&[1, 2, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]).is_err());
        let nested = [1, 7, 0, 0, 0, 1, 0, 0, 0].repeat(10_000);
        assert!(geometry_of_wkb(&nested).unwrap_err().contains("nested too deeply"));
        assert!(geometry_of_wkb(b"").is_err());
    }
}
