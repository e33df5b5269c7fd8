//! Shapes as services of maps write them in JSON, as well-known text.
//!
//! This module answers where an object of Overpass or `ArcGIS` lies. It does not know what else the object says.

use serde_json::Value;

use crate::model::Members;

/// How the numbers of positions are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// Degrees, as far as they lie on the globe.
    Degrees,
    /// Metres of the maps of the web (EPSG:3857).
    WebMercator,
    /// Another one, which is not read.
    Other,
}

impl Reference {
    /// That of a document of `ArcGIS`, which says it beside its features or in each shape.
    pub(super) fn of(object: &Value) -> Option<Self> {
        let reference = object.get("spatialReference")?;
        let id = ["latestWkid", "wkid"].iter().find_map(|name| reference.get(*name)?.as_u64())?;
        Some(match id {
            4326 | 4269 | 4258 | 4979 => Self::Degrees,
            3857 | 102_100 | 102_113 | 900_913 => Self::WebMercator,
            _ => Self::Other,
        })
    }

    /// The longitude and latitude of a position, in degrees.
    fn degrees(self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        /// The radius of the sphere that these maps are made on, in metres.
        const RADIUS: f64 = 6_378_137.0;
        let [lon, lat] = match self {
            Self::Degrees => [x, y],
            Self::WebMercator => [(x / RADIUS).to_degrees(), (2.0 * (y / RADIUS).exp().atan()).to_degrees() - 90.0],
            Self::Other => return None,
        };
        (lon.abs() <= 360.0 && lat.abs() <= 90.0).then_some([lon, lat])
    }
}

/// The shape of a feature of `ArcGIS`: a point, points, lines or rings.
pub(super) fn of_arcgis(shape: &Value, reference: Reference) -> Option<String> {
    let reference = Reference::of(shape).unwrap_or(reference);
    let number = |name: &str| shape.get(name).and_then(Value::as_f64);
    if let (Some(x), Some(y)) = (number("x"), number("y")) {
        let [lon, lat] = reference.degrees([x, y])?;
        return Some(format!("POINT ({lon} {lat})"));
    }
    let lists = |name: &str| shape.get(name).and_then(Value::as_array).filter(|list| !list.is_empty());
    if let Some(points) = lists("points") {
        return Some(format!("MULTIPOINT ({})", texts(points, reference)?.join(", ")));
    }
    if let Some(paths) = lists("paths") {
        let paths: Option<Vec<String>> = paths.iter().map(|path| line(path, reference)).collect();
        return Some(format!("MULTILINESTRING ({})", paths?.join(", ")));
    }
    // The rings of an area run clockwise, those of its holes the other way, behind it.
    let mut areas: Vec<Vec<String>> = Vec::new();
    for ring in lists("rings")? {
        let text = line(ring, reference)?;
        match areas.last_mut().filter(|_| !is_clockwise(ring)) {
            Some(area) => area.push(text),
            None => areas.push(vec![text]),
        }
    }
    let areas: Vec<String> = areas.iter().map(|rings| format!("({})", rings.join(", "))).collect();
    Some(format!("MULTIPOLYGON ({})", areas.join(", ")))
}

fn line(positions: &Value, reference: Reference) -> Option<String> {
    Some(format!("({})", texts(positions.as_array()?, reference)?.join(", ")))
}

fn texts(positions: &[Value], reference: Reference) -> Option<Vec<String>> {
    let text = |at: &Value| {
        let [lon, lat] = reference.degrees([at.get(0)?.as_f64()?, at.get(1)?.as_f64()?])?;
        Some(format!("{lon} {lat}"))
    };
    positions.iter().map(text).collect()
}

fn is_clockwise(ring: &Value) -> bool {
    let at = |point: &Value, index: usize| point.get(index).and_then(Value::as_f64).unwrap_or_default();
    let points = ring.as_array().map(Vec::as_slice).unwrap_or_default();
    let twice_area: f64 =
        points.windows(2).map(|pair| (at(&pair[1], 0) - at(&pair[0], 0)) * (at(&pair[1], 1) + at(&pair[0], 1))).sum();
    twice_area >= 0.0
}

/// Where an element of Overpass lies that is no point: its line or area, or the middle that it names.
pub(super) fn of_overpass(element: &Members) -> Option<Placed> {
    let number = |object: &Value, name: &str| object.get(name).and_then(Value::as_f64);
    if let Some(positions) = element.get("geometry").and_then(Value::as_array) {
        let texts: Vec<String> =
            positions.iter().filter_map(|at| Some(format!("{} {}", number(at, "lon")?, number(at, "lat")?))).collect();
        let text = texts.join(", ");
        return match texts.len() {
            0 => None,
            1 => Some(Placed::Shape(format!("POINT ({text})"))),
            4.. if texts.first() == texts.last() => Some(Placed::Shape(format!("POLYGON (({text}))"))),
            _ => Some(Placed::Shape(format!("LINESTRING ({text})"))),
        };
    }
    if let Some(center) = element.get("center") {
        return Some(Placed::Middle([number(center, "lat")?, number(center, "lon")?]));
    }
    let bounds = element.get("bounds")?;
    let middle = |low: &str, high: &str| Some(f64::midpoint(number(bounds, low)?, number(bounds, high)?));
    Some(Placed::Middle([middle("minlat", "maxlat")?, middle("minlon", "maxlon")?]))
}

/// What is said of where an element lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Placed {
    /// Its shape.
    Shape(String),
    /// Latitude and longitude of its middle.
    Middle([f64; 2]),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_arcgis_are_read_in_degrees_and_in_metres_of_the_web() {
        let read = |text: &str, reference| of_arcgis(&serde_json::from_str(text).unwrap(), reference);
        let degrees = Reference::Degrees;
        assert_eq!(read(r#"{"x":69.1,"y":34.5}"#, degrees).as_deref(), Some("POINT (69.1 34.5)"));
        assert_eq!(read(r#"{"x":7700000,"y":4100000}"#, degrees), None);
        let mercator = read(r#"{"x":7701082.8,"y":0,"spatialReference":{"wkid":102100,"latestWkid":3857}}"#, degrees);
        assert!(mercator.is_some_and(|text| text.starts_with("POINT (69.18")));
        assert_eq!(read(r#"{"x":1,"y":2,"spatialReference":{"wkid":2263}}"#, degrees), None);
        assert_eq!(
            read(r#"{"paths":[[[1,2],[3,4]],[[5,6],[7,8]]]}"#, degrees).as_deref(),
            Some("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")
        );
        assert_eq!(
            read(
                r#"{"rings":[[[0,0],[0,9],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,1]],[[20,0],[20,9],[29,9],[20,0]]]}"#,
                degrees
            )
            .as_deref(),
            Some(
                "MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 1)), ((20 0, 20 9, 29 9, 20 0)))"
            )
        );
        assert_eq!(read("{}", degrees), None);
    }

    #[test]
    fn ways_of_overpass_have_a_line_an_area_or_a_middle() {
        let read = |text: &str| of_overpass(serde_json::from_str::<Value>(text).unwrap().as_object().unwrap());
        let shape = |text: &str| Some(Placed::Shape(text.to_owned()));
        assert_eq!(
            read(r#"{"geometry":[{"lat":1,"lon":2},{"lat":3,"lon":4}],"bounds":{}}"#),
            shape("LINESTRING (2 1, 4 3)")
        );
        assert_eq!(
            read(r#"{"geometry":[{"lat":0,"lon":0},{"lat":0,"lon":1},{"lat":1,"lon":1},{"lat":0,"lon":0}]}"#),
            shape("POLYGON ((0 0, 1 0, 1 1, 0 0))")
        );
        let middle = read(r#"{"bounds":{"minlat":34,"minlon":69,"maxlat":35,"maxlon":70}}"#);
        assert_eq!(middle, Some(Placed::Middle([34.5, 69.5])));
        assert_eq!(read(r#"{"center":{"lat":1,"lon":2}}"#), Some(Placed::Middle([1.0, 2.0])));
        assert_eq!(read(r#"{"nodes":[1,2]}"#), None);
    }
}
