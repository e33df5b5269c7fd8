//! What cells are read as positions and shapes.

use super::*;

#[track_caller]
fn close(cell: &str, expected: f64) {
    let read = degrees(cell).unwrap().unwrap();
    assert!((read - expected).abs() < 1e-6, "{cell}: {read}");
}

#[test]
fn degrees_are_read_in_every_usual_form() {
    for cell in
        ["34.528056", "34,528056", "34.528056°", "34°31'41\"N", "34 31 41.0016 N", "N 34° 31.68336'", "34º31′41″"]
    {
        close_to(cell, 34.528_056);
    }
    close("34°31'41\"S", -34.528_055_5);
    close("-0°30'", -0.5);
    close("69.17 W", -69.17);
    assert_eq!(degrees(" "), Ok(None));
    for cell in ["north", "34°75'N", "1 2 3 4", "NaN", "inf", "34 N E", "--5"] {
        assert!(degrees(cell).is_err(), "{cell}");
    }
}

#[track_caller]
fn close_to(cell: &str, expected: f64) {
    let read = degrees(cell).unwrap().unwrap();
    assert!((read - expected).abs() < 1e-5, "{cell}: {read}");
}

#[test]
fn pairs_keep_their_order_unless_they_are_lettered() {
    assert_eq!(pair("34.5, 69.2"), Ok(Some([34.5, 69.2])));
    assert_eq!(pair("(34.5,69.2)"), Ok(Some([34.5, 69.2])));
    assert_eq!(pair("34.5 69.2"), Ok(Some([34.5, 69.2])));
    assert_eq!(pair("34,5; 69,2"), Ok(Some([34.5, 69.2])));
    assert_eq!(pair("69.2E, 34.5N"), Ok(Some([34.5, 69.2])));
    assert_eq!(pair("34°30'N 69°12'E"), Ok(Some([34.5, 69.2])));
    for words in ["34.5", "a, b", "Armßed clash"] {
        assert!(pair(words).is_err(), "{words}");
    }
}

#[test]
fn degrees_of_cameras_people_and_other_digits_are_read() {
    for cell in [
        "34 deg 31' 41.00\" N",
        "34d31m41s N",
        "34 degrees 31 minutes 41 seconds North",
        "34° 31' 41\" north",
        "۳۴٫۵۲۸۰۵۵۵",
        "٣٤٫٥٢٨٠٥٥٥",
    ] {
        let read = degrees(cell).unwrap().unwrap();
        assert!((read - 34.528_055_5).abs() < 1e-6, "{cell}: {read}");
    }
    close("33 deg 52' 12.00\" S", -33.87);
    close("70.5 West", -70.5);
    assert!(degrees("31.611.234").is_err_and(|message| message.contains("31.611.234")));
    for cell in ["34 dogs N", "12 m", "Station 34", "5 min", "3 min 20 sec"] {
        assert!(degrees(cell).is_err(), "{cell}");
    }
}

#[test]
fn pairs_of_forms_encyclopedias_and_phones_are_read() {
    for cell in [
        "34.5 69.2 1790 4.9",
        "34.5, 69.2, 1790",
        "34.5:69.2",
        "34.5|69.2",
        "34.5/69.2",
        "34.5°, 69.2°",
        "geo:34.5,69.2;u=35",
        "34.5, 69.2 (Mill)",
        "34°30′0″N 69°12′0″E / 34.5°N 69.2°E / 34.5; 69.2",
        "34°30′0″N 69°12′0″E\u{feff} / \u{feff}34.5; 69.2\u{feff} (Mill)[3]",
        "34.5 North 69.2 East",
        "۳۴٫۵ ۶۹٫۲",
    ] {
        let [lat, lon] = pair(cell).unwrap().unwrap();
        assert!((lat - 34.5).abs() < 1e-6 && (lon - 69.2).abs() < 1e-6, "{cell}: {lat} {lon}");
    }
    for words in ["34.5 69.2 1790 4.9 5", "1 2 3", "34:31:41", "one / two"] {
        assert!(pair(words).is_err(), "{words}");
    }
}

#[test]
fn two_numbers_are_a_place_only_where_they_say_so() {
    for place in ["34.5, 69.2", "-34.528 69.17", "34°31'N 69°10'E", "34.51234 69.18111 1790 4.9", "34,5; 69,2"] {
        assert!(tells_position(place), "{place}");
    }
    for other in
        ["08:00 17:30", "8.30 17.00", "08.00, 22.15", "3 2", "12, 5", "3:2", "120/80", "1 2 3", "95.5, 200.5", "9-17"]
    {
        assert!(!tells_position(other), "{other}");
    }
}

#[test]
fn whole_numbers_of_ten_millionths_are_degrees() {
    assert_eq!(of_e7(345_123_400.0, 691_811_100.0), Some([34.512_34, 69.181_11]));
    assert_eq!(of_e7(-338_700_000.0, -1_512_000_000.0), Some([-33.87, -151.2]));
    for metres in [[4_100_000.0, 500_000.0], [34.5, 69.1], [3_451.0, 6_918.0]] {
        assert_eq!(of_e7(metres[0], metres[1]), None);
    }
    assert_eq!(["latitudeE7", "lonE6", "lat", "lane7"].map(units_per_degree), [Some(1e7), Some(1e6), None, None]);
}

#[test]
fn shapes_print_as_they_are_parsed() {
    for text in [
        "POINT (69.17 34.53)",
        "MULTIPOINT ((1 2), (3 4))",
        "LINESTRING (1 2, 3 4)",
        "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))",
    ] {
        assert_eq!(wkt_of_geometry(&geometry_of_wkt(text).unwrap().unwrap()), text);
    }
    assert_eq!(geometry_of_wkt("SRID=4326;POINT(1 2)"), geometry_of_wkt("point z (1 2 3)"));
    assert_eq!(geometry_of_wkt("POINT EMPTY"), Ok(None));
    assert!(geometry_of_wkt("CIRCLE (1 2)").is_err());
    assert!(geometry_of_wkt(&"GEOMETRYCOLLECTION(".repeat(99)).is_err());
}

#[test]
fn grid_references_lie_where_they_should() {
    let place = mgrs("18TWL 85664 11315").unwrap().unwrap();
    assert!((place.lon + 73.985).abs() < 0.01 && (place.lat - 40.748).abs() < 0.01, "{place:?}");
    for wrong in ["18TWL8566", "99TWL85661131", "hello", "18TWL856", "1", "18TWL5A"] {
        assert!(wrong == "18TWL8566" || mgrs(wrong).is_err(), "{wrong}");
    }
}
