//! Shapes as `geozero` tells of them, point by point.
//!
//! This module answers which geometry such a tale is. It does not know files.

use geozero::GeomProcessor;
use geozero::error::{GeozeroError, Result};

use crate::model::{Geometry, LonLat};

/// Collections may stand in each other so deep.
const DEEPEST: usize = 16;

/// Gathers a geometry from what is told of it. How much is announced is not believed.
#[derive(Default)]
pub(super) struct Gatherer {
    geometry: Geometry,
    /// The line or ring that is being told.
    line: Option<Vec<LonLat>>,
    /// The rings so far of the area that is being told.
    rings: Option<Vec<Vec<LonLat>>>,
    depth: usize,
}

impl Gatherer {
    /// The geometry that was told; none without a position.
    pub(super) fn finish(self) -> Option<Geometry> {
        Some(self.geometry).filter(|geometry| !geometry.is_empty())
    }

    fn add_ring(&mut self, mut ring: Vec<LonLat>) {
        let Some(rings) = &mut self.rings else { return };
        if ring.first() != ring.last() {
            ring.extend(ring.first().copied());
        }
        if ring.len() > 3 {
            rings.push(ring);
        }
    }
}

fn refuse<T>(what: &str) -> Result<T> {
    Err(GeozeroError::Geometry(what.to_owned()))
}

impl GeomProcessor for Gatherer {
    fn xy(&mut self, lon: f64, lat: f64, _: usize) -> Result<()> {
        self.line.as_mut().unwrap_or(&mut self.geometry.points).push(LonLat::new(lon, lat));
        Ok(())
    }

    fn empty_point(&mut self, _: usize) -> Result<()> {
        Ok(())
    }

    fn linestring_begin(&mut self, _: bool, _: usize, _: usize) -> Result<()> {
        self.line = Some(Vec::new());
        Ok(())
    }

    fn linestring_end(&mut self, _: bool, _: usize) -> Result<()> {
        match self.line.take() {
            Some(ring) if self.rings.is_some() => self.add_ring(ring),
            Some(line) if line.len() > 1 => self.geometry.lines.push(line),
            _ => {}
        }
        Ok(())
    }

    fn polygon_begin(&mut self, _: bool, _: usize, _: usize) -> Result<()> {
        self.rings = Some(Vec::new());
        Ok(())
    }

    fn polygon_end(&mut self, _: bool, _: usize) -> Result<()> {
        self.geometry.areas.extend(self.rings.take().filter(|rings| !rings.is_empty()));
        Ok(())
    }

    fn geometrycollection_begin(&mut self, _: usize, _: usize) -> Result<()> {
        self.depth += 1;
        if self.depth > DEEPEST { refuse("nested too deeply") } else { Ok(()) }
    }

    fn geometrycollection_end(&mut self, _: usize) -> Result<()> {
        self.depth -= 1;
        Ok(())
    }

    fn circularstring_begin(&mut self, _: usize, _: usize) -> Result<()> {
        refuse("with arcs of circles")
    }

    fn compoundcurve_begin(&mut self, _: usize, _: usize) -> Result<()> {
        refuse("of curves")
    }

    fn curvepolygon_begin(&mut self, _: usize, _: usize) -> Result<()> {
        refuse("of curves")
    }

    fn multicurve_begin(&mut self, _: usize, _: usize) -> Result<()> {
        refuse("of curves")
    }

    fn triangle_begin(&mut self, tagged: bool, size: usize, index: usize) -> Result<()> {
        self.polygon_begin(tagged, size, index)
    }

    fn triangle_end(&mut self, tagged: bool, index: usize) -> Result<()> {
        self.polygon_end(tagged, index)
    }
}
