//! The place of an event.

use egui::Ui;

use super::Writing;
use super::kit::{caret, line, link, one_of, pinned, row};
use crate::gui::text_field::TextField;
use crate::model::{Event, Geometry, LonLat, Place, Precision};

/// Shows the place, and takes over what was written.
pub(super) fn place_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let palette = writing.here.palette;
    let mut place = event.place.clone().unwrap_or_default();
    row(ui, palette, "Place", |ui| {
        pinned(ui, writing, "place", "the place", |ui, writing| {
            line(ui, writing, "place", ("Place", "Name of the place"), &mut place.name);
        });
        coordinates_ui(ui, writing, event);
        ui.horizontal(|ui| {
            one_of(ui, "Precision of the place", &mut place.precision, &Precision::ALL);
            if (event.place.is_some() || event.geometry.is_some()) && link(ui, palette, "Remove the place") {
                place = Place::default();
                event.geometry = None;
            }
        });
    });
    if place != event.place.clone().unwrap_or_default() {
        event.place = (place != Place::default()).then_some(place);
    }
}

fn coordinates_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event) {
    let point = match &event.geometry {
        None => None,
        Some(geometry) => match geometry.points.as_slice() {
            [point] if geometry.lines.is_empty() && geometry.areas.is_empty() => Some(*point),
            _ => return,
        },
    };
    let value = point.map(|point| format!("{}, {}", point.lat, point.lon)).unwrap_or_default();
    let key = format!("position {}", event.id);
    let mut text = writing.typed.text(&key, &value);
    let field = TextField::single(&mut text).label("Latitude and longitude").hint("Latitude, longitude");
    if field.id(ui.scope_id().with("position")).show(ui).changed() {
        let numbers: Vec<f64> = text.split([',', ' ']).filter_map(|part| part.trim().parse().ok()).collect();
        let point = match numbers.as_slice() {
            [lat, lon] if lat.abs() <= 90.0 && lon.abs() <= 180.0 => Some(LonLat::new(*lon, *lat)),
            _ => None,
        };
        event.geometry = point.map(|point| Geometry { points: vec![point], ..Geometry::default() });
        let value = point.map(|point| format!("{}, {}", point.lat, point.lon)).unwrap_or_default();
        writing.typed.keep(&key, text.clone(), value);
    }
    if event.geometry.is_none() && !text.trim().is_empty() {
        caret(ui, writing.here.palette, "Not read as latitude, longitude: 34.5281, 69.1723");
    }
}
