//! What `check` says of something stands beside the field that it is about.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::App;
use meridian::io::story_from_slice;
use serde_json::json;

use super::{Dropped, press, press_ctrl, type_text, until, window};

fn file() -> serde_json::Value {
    let claim = |id: &str, more: serde_json::Value| {
        let mut claim = json!({ "id": id, "source": "s", "text": id, "attribution": { "kind": "named", "name": "A" } });
        claim.as_object_mut().expect("the test is sound").extend(more.as_object().expect("the test is sound").clone());
        claim
    };
    json!({
        "type": "FeatureCollection",
        "story": {
            "version": 1, "title": "Faults", "zone": "Asia/Kabul",
            "sources": [{ "id": "s", "title": "S", "published": "2025-10-12", "accessed": "2025-10-01",
                "url": "ftp://a.example", "archived": "a.example", "sha256": "12" }]
        },
        "features": [{
            "type": "Feature", "id": "e", "geometry": { "type": "Point", "coordinates": [500, 34] }, "bbox": [1],
            "properties": {
                "title": "Event", "summary": 5, "when": "2025-10-09", "zone": "Nowhere/Here",
                "category": "no-category", "layer": "no-layer", "actors": [{ "id": "no-actor" }],
                "place": { "name": "Kabul", "precision": "sharp", "radius_m": -1 },
                "links": [{ "to": "no-event" }], "assessment": "sure", "i18n": { "in Urdu": {} },
                "claims": [
                    claim("c1", json!({ "said": "2025-10-01", "grading": "Z9", "stance": "shouts", "lang": "in Urdu" })),
                    claim("c2", json!({ "said": "2025-10-20", "disputes": ["c2"], "hedge": 5, "note": [] })),
                    claim("c3", json!({ "source": "no-source", "figures": [{ "measure": "", "low": 3, "high": 1 }] })),
                    claim("c4", json!({ "attribution": { "kind": "rumour" }, "quote": 1, "said": "soon" }))
                ]
            }
        }]
    })
}

/// Opens the story with faults.
fn opened() -> (Harness<'static, App>, Vec<String>) {
    let text = file().to_string();
    let loaded = story_from_slice(text.as_bytes()).expect("the test is sound");
    let folder = tempfile::tempdir().expect("the test is sound");
    let path = folder.path().join("faults.geojson");
    std::fs::write(&path, text).expect("the test is sound");
    let mut harness = window();
    // So that all of a form is in sight.
    harness.set_size(egui::vec2(1600.0, 3600.0));
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    until(&mut harness, |app| app.session().own_store().whole_story().title == "Faults");
    harness.run_steps(4);
    let remarks = loaded.diagnostics.iter().map(|remark| remark.message.clone());
    (harness, remarks.collect())
}

/// As much of a remark as is said of one thing without the rest of the story.
fn shown(remark: &str) -> String {
    let remark = if remark.starts_with("unknown ") { remark.split("\"; ").next().unwrap_or(remark) } else { remark };
    remark[1..].to_owned()
}

fn is_shown(harness: &Harness<'_, App>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).count() > 0
}

#[test]
fn each_remark_of_check_on_an_event_or_source_stands_in_its_form() {
    let (mut harness, remarks) = opened();
    assert!(remarks.len() > 24, "{remarks:#?}");
    press(&mut harness, Key::Home);
    press(&mut harness, Key::Enter);
    harness.run();
    let mut missing: Vec<String> = remarks.clone();
    // A date that is none is told by its own field.
    missing.retain(|remark| !is_shown(&harness, &shown(remark)) && !remark.contains("is no date in EDTF"));
    press(&mut harness, Key::Escape);
    press_ctrl(&mut harness, Key::Num7);
    harness.get_by_label_contains(": S. Published").click();
    harness.run();
    missing.retain(|remark| !is_shown(&harness, &shown(remark)));
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_remark_comes_and_goes_with_what_is_typed() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::Num7);
    let row = harness.get_all_by_role(egui::accesskit::Role::Row).next().expect("the test is sound");
    row.click();
    harness.run();
    harness.get_by_label("Link to a copy").focus();
    harness.run();
    press_ctrl(&mut harness, Key::A);
    type_text(&mut harness, "web.archive.org");
    harness.run();
    assert!(is_shown(&harness, "must be an address that begins with"));
    press_ctrl(&mut harness, Key::A);
    type_text(&mut harness, "https://web.archive.org/a");
    harness.run();
    assert!(!is_shown(&harness, "must be an address that begins with"));
}
