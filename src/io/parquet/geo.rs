//! What a file says of its shapes, in the metadata `geo` of `GeoParquet`.

use serde_json::{Value, json};

use crate::io::JsonFault;
use crate::model::{Bounds, Geometry, Members};

/// The key of the metadata.
pub(super) const KEY: &str = "geo";

/// How a column holds shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Well-known binary.
    Wkb,
    /// Points as a pair of numbers `x` and `y`.
    Point,
}

/// The column of shapes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShapeColumn {
    /// Its name.
    pub(super) name: String,
    /// How it holds shapes.
    pub(super) encoding: Encoding,
    /// The column that holds the bounds of each shape; empty where there is none.
    pub(super) bounds: String,
}

/// The main column of shapes by the metadata, or in words why its shapes cannot be shown.
pub(super) fn shape_column(metadata: &str) -> Result<ShapeColumn, String> {
    let metadata: Members = serde_json::from_str(metadata)
        .map_err(|error| format!("its metadata \"geo\" is no JSON object: {}", JsonFault::in_text(metadata, &error)))?;
    let name = metadata.get("primary_column").and_then(Value::as_str).unwrap_or("geometry");
    let column = metadata.get("columns").and_then(|columns| columns.get(name));
    let column = column.ok_or_else(|| format!("its metadata \"geo\" does not tell of the column \"{name}\""))?;
    if let Some(system) = column.get("crs").and_then(other_system) {
        return Err(format!(
            "the shapes of \"{name}\" are in {system} and not in degrees; save it in EPSG:4326 to see them"
        ));
    }
    let encoding = match column.get("encoding").and_then(Value::as_str) {
        Some("WKB") => Encoding::Wkb,
        Some("point") => Encoding::Point,
        other => {
            let encoding = other.unwrap_or("an encoding without a name");
            return Err(format!(
                "the shapes of \"{name}\" are encoded as {encoding}, which is not read; save them as WKB"
            ));
        }
    };
    let bounds = column.pointer("/covering/bbox/xmin/0").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(ShapeColumn { name: name.to_owned(), encoding, bounds })
}

/// What a reference system in PROJJSON is called that is none of degrees east and north.
fn other_system(system: &Value) -> Option<String> {
    let text = |path: &str| system.pointer(path).map(|value| value.to_string().trim_matches('"').to_owned());
    let id = text("/id/authority").zip(text("/id/code")).map(|(authority, code)| format!("{authority}:{code}"));
    match (&id, system.get("type").and_then(Value::as_str)) {
        _ if system.is_null() => None,
        (Some(id), _) if matches!(id.as_str(), "OGC:CRS84" | "EPSG:4326" | "OGC:CRS83" | "EPSG:4269") => None,
        // Whose degrees they are makes less than a few hundred metres.
        (_, Some("GeographicCRS")) => None,
        _ => id.or_else(|| text("/name")).or(Some("another reference system".to_owned())),
    }
}

/// What the metadata of a file need of a shape.
pub(super) struct ShapeKind {
    kind: &'static str,
    bounds: Option<Bounds>,
}

impl ShapeKind {
    /// Its kind, as `GeoParquet` names it, and its bounds.
    pub(super) fn of(shape: &Geometry) -> Self {
        Self { kind: super::wkb::kind_of_geometry(shape), bounds: shape.bounds() }
    }
}

/// The metadata of a column `geometry` with these shapes.
pub(super) fn metadata_of(shapes: impl Iterator<Item = ShapeKind>) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    let mut whole: Option<Bounds> = None;
    for shape in shapes {
        if !kinds.contains(&shape.kind) {
            kinds.push(shape.kind);
        }
        whole = whole.into_iter().chain(shape.bounds).reduce(Bounds::hull);
    }
    let mut column = json!({ "encoding": "WKB", "geometry_types": kinds });
    if let Some(Bounds { west, south, east, north }) = whole {
        column["bbox"] = json!([west, south, east, north]);
    }
    json!({ "version": "1.1.0", "primary_column": "geometry", "columns": { "geometry": column } }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LonLat;

    fn of(column: &str) -> Result<ShapeColumn, String> {
        shape_column(&format!(
            "{{\"version\":\"1.1.0\",\"primary_column\":\"shape\",\"columns\":{{\"shape\":{column}}}}}"
        ))
    }

    #[test]
    fn shapes_in_degrees_are_read_and_others_are_told() {
        let plain = of(r#"{"encoding":"WKB","geometry_types":[]}"#).unwrap();
        assert_eq!((plain.name.as_str(), plain.encoding), ("shape", Encoding::Wkb));
        let covered = of(
            r#"{"encoding":"point","crs":null,"covering":{"bbox":{"xmin":["bbox","xmin"],"ymin":["bbox","ymin"]}}}"#,
        );
        assert_eq!(covered.unwrap().bounds, "bbox");
        for degrees in [
            r#"{"encoding":"WKB","crs":{"id":{"authority":"EPSG","code":4326}}}"#,
            r#"{"encoding":"WKB","crs":{"type":"GeographicCRS","name":"NAD27"}}"#,
        ] {
            assert!(of(degrees).is_ok());
        }
        let other = of(r#"{"encoding":"WKB","crs":{"type":"ProjectedCRS","id":{"authority":"EPSG","code":3857}}}"#);
        assert!(other.unwrap_err().contains("EPSG:3857"));
        assert!(of(r#"{"encoding":"polygon"}"#).unwrap_err().contains("save them as WKB"));
        assert!(shape_column("{").unwrap_err().contains("no JSON"));
    }

    #[test]
    fn what_is_written_of_shapes_is_read_back() {
        let point = Geometry { points: vec![LonLat::new(69.0, 34.0)], ..Geometry::default() };
        let written = metadata_of([&point, &point].into_iter().map(ShapeKind::of));
        assert!(written.contains("[\"Point\"]") && written.contains("[69.0,34.0,69.0,34.0]"), "{written}");
        assert_eq!(shape_column(&written).unwrap().name, "geometry");
    }
}
