//! What texts are read as positions, and that what is written is read again.

use proptest::prelude::*;

use super::*;

const KABUL: LonLat = LonLat::new(69.172_33, 34.528_13);

#[track_caller]
fn read(text: &str) -> Reading {
    let read = read_position(text, Some(KABUL)).unwrap_or_else(|why| panic!("{text}: {why}"));
    read.unwrap_or_else(|| panic!("{text} is no position"))
}

#[track_caller]
fn is_at(text: &str, metres: f64, lat: f64, lon: f64) -> Form {
    let reading = read(text);
    let off = reading.at.distance_km(LonLat::new(lon, lat)) * 1000.0;
    assert!(off <= metres, "{text}: {:?} is {off} m off", reading.at);
    reading.form
}

#[test]
fn degrees_are_read_in_every_form_and_script() {
    for text in [
        "34.52813, 69.17233",
        "34.52813 69.17233",
        "34,52813; 69,17233",
        "N 34.52813 E 69.17233",
        "34.52813° N, 69.17233° E",
        "69.17233E 34.52813N",
        "34°31'41.27\"N 69°10'20.39\"E",
        "34° 31′ 41.27″ N, 69° 10′ 20.39″ E",
        "34 deg 31' 41.27\" N, 69 deg 10' 20.39\" E",
        "34°31.6878'N 69°10.3398'E",
        "۳۴٫۵۲۸۱۳، ۶۹٫۱۷۲۳۳",
        "३४.५२८१३, ६९.१७२३३",
        "۳۴°۳۱'۴۱\"N ۶۹°۱۰'۲۰\"E",
    ] {
        is_at(text, 20.0, 34.528_13, 69.172_33);
    }
    assert_eq!(is_at("34.52813, 69.17233", 1.0, 34.528_13, 69.172_33), Form::Decimal(Order::LatFirst));
    assert_eq!(is_at("69°10'20\"E 34°31'41\"N", 20.0, 34.528_13, 69.172_33), Form::Sexagesimal(Order::Told));
    assert_eq!(is_at("-33.87, 151.2", 1.0, -33.87, 151.2), Form::Decimal(Order::LatFirst));
}

#[test]
fn grids_codes_and_addresses_are_read() {
    assert_eq!(is_at("42S WD 15815 20729", 2.0, 34.528_13, 69.172_33), Form::Mgrs);
    assert_eq!(is_at("42swd1520", 1_000.0, 34.528_13, 69.172_33), Form::Mgrs);
    assert_eq!(is_at("UTM 42N 515815E 3820730N", 2.0, 34.528_13, 69.172_33), Form::Utm);
    assert_eq!(is_at("8J6FG5HC+7W48", 1.0, 34.528_13, 69.172_33), Form::PlusCode);
    assert_eq!(is_at("geo:34.52813,69.17233;u=35", 1.0, 34.528_13, 69.172_33), Form::GeoUri);
    assert_eq!(is_at("geo:0,0?q=34.52813,69.17233(Kabul)", 1.0, 34.528_13, 69.172_33), Form::GeoUri);
    assert!((read("geo:34.52813,69.17233;u=35").within_m - 35.0).abs() < 1e-9);
}

/// As another program (`mgrs` of Python, which is GEOTRANS) has them.
#[test]
fn squares_at_the_edges_of_zones_and_bands_lie_where_they_should() {
    for (square, lat, lon) in [
        ("31NAA6602100011", 0.0001, 0.0),
        ("31MEV0000099988", -0.0001, 3.0),
        ("19FEV4500027239", -54.8, -68.3),
        ("32WNE3814178126", 71.9, 10.1),
        ("32VKN9723000510", 60.39, 5.32),
        ("33XWG1369680760", 78.2, 15.6),
        ("42SWE9012984399", 35.9999, 70.0),
        ("42RWA9445740861", 31.9999, 70.0),
    ] {
        is_at(square, 1.5, lat, lon);
        let written = written_position(LonLat::new(lon, lat), Form::Mgrs).unwrap();
        assert_eq!(written.replace(' ', ""), square);
    }
    assert_eq!(read_position("42SWD123", None), Ok(None), "an odd number of digits");
    assert_eq!(read_position("42SAB1582", None), Err(Unread::Square), "a square of another zone");
}

#[test]
fn links_of_map_services_are_read() {
    let (pin, view) = (Linked::Pin, Linked::View);
    for (text, service, linked) in [
        (
            "https://www.google.com/maps/place/Kabul/@34.5,69.1,12z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d34.52813!4d69.17233!16z",
            "Google Maps",
            pin,
        ),
        ("https://www.google.com/maps/@34.52813,69.17233,12z", "Google Maps", view),
        ("https://maps.google.com/?q=34.52813,69.17233", "Google Maps", pin),
        ("https://www.google.de/maps/search/34.52813,+69.17233?entry=tts", "Google Maps", pin),
        ("https://www.google.com/maps/search/?api=1&query=34.52813%2C69.17233", "Google Maps", pin),
        ("https://earth.google.com/web/@34.52813,69.17233,1800a,1000d", "Google Maps", view),
        ("https://www.openstreetmap.org/#map=12/34.52813/69.17233", "OpenStreetMap", view),
        ("https://www.openstreetmap.org/?mlat=34.52813&mlon=69.17233#map=12/34.4/69.0", "OpenStreetMap", pin),
        ("https://maps.apple.com/?ll=34.52813,69.17233&q=Kabul", "Apple Maps", view),
        ("https://maps.apple.com/place?coordinate=34.52813,69.17233", "Apple Maps", pin),
        ("https://www.bing.com/maps?cp=34.52813~69.17233&lvl=12", "Bing Maps", view),
        ("https://bing.com/maps/default.aspx?sp=point.34.52813_69.17233_Kabul", "Bing Maps", pin),
        ("https://yandex.com/maps/?ll=69.17233%2C34.52813&z=12", "Yandex Maps", view),
        ("maps.example.org/?lat=34.52813&lng=69.17233", "a map on the web", view),
    ] {
        assert_eq!(is_at(text, 1.0, 34.528_13, 69.172_33), Form::Link(service, linked), "{text}");
    }
    // The example of the wiki of OpenStreetMap.
    is_at("https://osm.org/go/0EEQjE--", 300.0, 51.510_77, 0.054_93);
    let why = |text: &str| read_position(text, None).unwrap_err();
    assert_eq!(why("https://maps.app.goo.gl/AbCd"), Unread::ShortLink);
    assert_eq!(why("https://example.org/story"), Unread::LinkWithoutPosition);
}

#[test]
fn short_codes_lie_near_to_where_somebody_looks() {
    let whole = written_position(KABUL, Form::PlusCode).unwrap();
    is_at(&whole[4..], 1.0, KABUL.lat, KABUL.lon);
    is_at(&whole[2..], 1.0, KABUL.lat, KABUL.lon);
    assert_eq!(read_position(&whole[4..], None), Err(Unread::ShortCode));
    assert_eq!(locality_of_code("G5HC+7W Kabul, Afghanistan"), Some("Kabul, Afghanistan"));
    assert_eq!(locality_of_code("8J5PG5HC+7W Kabul"), None);
}

#[test]
fn names_and_other_numbers_are_no_positions() {
    for text in [
        "Kabul",
        "Post 14",
        "Khost, Afghanistan",
        "9 October",
        "18:00",
        "",
        "N",
        "C+",
        "Abc+d",
        "Route 7+8",
        "Camp 22+",
    ] {
        assert_eq!(read_position(text, Some(KABUL)), Ok(None), "{text}");
    }
}

#[test]
fn what_can_be_no_position_says_why() {
    let why = |text: &str| read_position(text, None).unwrap_err();
    assert_eq!(why("95.5, 200.5"), Unread::Latitude { lat: 95.5 });
    assert_eq!(why("34.5, 200.5"), Unread::Longitude { lon: 200.5 });
    assert_eq!(why("34°75'N 69°10'E"), Unread::Degrees);
    assert_eq!(why("61N 515815 3820730"), Unread::Zone { zone: 61 });
    assert!(matches!(why("42T 515815 3820730"), Unread::OutsideBand { letter: 'T', .. }));
    assert_eq!(why("geo:Kabul"), Unread::GeoUri);
    assert_eq!(why("geo:1,2;crs=nad27"), Unread::Datum);
}

#[test]
fn a_position_that_may_be_swapped_is_told_as_that() {
    let swapped = read("69.172, 34.528").other.unwrap();
    assert!(swapped.is_likely && swapped.told().starts_with("Latitude and longitude may be swapped"));
    let quiet = read("34.528, 69.172").other.unwrap();
    assert!(!quiet.is_likely && quiet.told().starts_with("Longitude first, it is 69.172° N"));
    assert_eq!(read("151.2, -33.87").form, Form::Decimal(Order::LonFirst));
    assert_eq!(read("34.528N 69.172E").other, None);
    let southern = read("42S 515815 3820730").other.unwrap();
    assert_eq!((southern.way, southern.is_likely), (OtherWay::Southern, false));
}

#[test]
fn a_reading_tells_how_closely_it_is_written() {
    let within = |text: &str| read(text).within_m.round() as i64;
    assert_eq!(["34.5, 69.2", "34.52813, 69.17233", "34°31'N 69°10'E"].map(within), [5566, 1, 928]);
    assert_eq!(read("34.5, 69.2").told(), "decimal degrees, latitude first: 34.5° N, 69.2° E");
}

proptest! {
    #[test]
    fn what_is_written_is_read_within_a_metre(lat in -79.9..83.9_f64, lon in -180.0..179.999_f64, form in 0..7_usize) {
        let at = LonLat::new(lon, lat);
        let forms = [
            Form::Decimal(Order::LatFirst), Form::Sexagesimal(Order::Told), Form::Mgrs, Form::Utm, Form::PlusCode,
            Form::GeoUri, Form::Decimal(Order::Told),
        ];
        let text = written_position(at, forms[form]).unwrap();
        let reading = read_position(&text, Some(at)).unwrap().unwrap();
        prop_assert!(reading.at.distance_km(at) <= 0.001, "{text}: {reading:?}");
    }

    #[test]
    fn no_text_is_read_off_the_globe(text in r#"(geo:|https://google.com/maps|UTM |)[-0-9.,;:°'"NSEW+~@/?=a-h ]{0,40}"#) {
        if let Ok(Some(reading)) = read_position(&text, Some(KABUL)) {
            prop_assert!(reading.at.lat.abs() <= 90.0 && reading.at.lon.abs() <= 180.0, "{text}: {reading:?}");
        }
    }
}
