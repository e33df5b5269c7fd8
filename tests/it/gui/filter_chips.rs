//! Chips over the list: categories to choose from, and terms to take out.

use egui_kittest::kittest::Queryable as _;

use super::crowd::window_on;
use super::type_text;

/// Twenty events, each of a category of its own.
fn story() -> String {
    let features: Vec<String> = (0..20)
        .map(|number| {
            format!(
                r#"{{"type":"Feature","id":"e{number}","geometry":{{"type":"Point","coordinates":[69.17,34.53]}},
                "properties":{{"title":"Event {number}","when":"2025-10-09","category":"c{number}","claims":[{{"id":"k{number}",
                "text":"Said","source":"s","quantities":[{{"measure":"deaths","low":{number},"high":{number}}}]}}]}}}}"#
            )
        })
        .collect();
    let categories: Vec<String> =
        (0..20).map(|number| format!(r#"{{"id":"c{number}","name":"Kind {number}"}}"#)).collect();
    format!(
        r#"{{"type":"FeatureCollection","story":{{"version":1,"title":"Kinds","zone":"Asia/Kabul",
        "sources":[{{"id":"s","title":"A source"}}],"actors":[],"categories":[{}],"layers":[],"chapters":[]}},
        "features":[{}]}}"#,
        categories.join(","),
        features.join(",")
    )
}

#[test]
fn categories_beyond_those_with_a_chip_are_chosen_in_a_menu_and_have_a_chip_then() {
    let mut harness = window_on(&story());
    assert!(harness.query_by_label("Kind 11").is_some() && harness.query_by_label("Kind 12").is_none());
    harness.get_by_label("8 more categories").click();
    harness.run();
    harness.get_by_label("Kind 15").click();
    harness.run();
    assert_eq!(harness.state().view().filter.to_string(), "category:c15");
    assert_eq!(harness.state().shown().len(), 1);
    assert!(harness.query_by_label("7 more categories").is_some());
}

#[test]
fn a_term_that_has_no_box_of_its_own_is_a_chip_that_takes_it_out() {
    let mut harness = window_on(&story());
    harness.get_by_label("Search or filter").focus();
    harness.run();
    type_text(&mut harness, "deaths>15 category:c17,c18 disputed:yes -category:c18 event");
    let before = harness.state().view().filter.to_string();
    for other in ["category:c17,c18", "disputed:yes", "event"] {
        assert!(harness.query_by_label(&format!("Stop filtering by {other}")).is_none(), "{other} of {before}");
    }
    harness.get_by_label("Stop filtering by -category:c18").click();
    harness.run();
    harness.get_by_label("Stop filtering by deaths>15").click();
    harness.run();
    assert_eq!(harness.state().view().filter.to_string(), "category:c17,c18 disputed:yes event");
}
