use proptest::prelude::*;

use super::*;

const DAY: f64 = 86_400.0;

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn scale(from: &str, to: &str, width: f32) -> TimeScale {
    let secs = |text: &str| Zone::Utc.secs_from_civil(&text.parse().unwrap());
    TimeScale::new(Extent { start_secs: secs(from), end_secs: secs(to) }, 100.0, width)
}

fn labels(scale: &TimeScale, zone: &Zone) -> Vec<String> {
    scale.ticks(zone).into_iter().map(|tick| tick.label).filter(|label| !label.is_empty()).collect()
}

#[test]
fn days_are_numbered_and_mondays_are_bold_and_whole() {
    let scale = scale("2025-10-05T00:00:00", "2025-10-30T00:00:00", 1700.0);
    let ticks = scale.ticks(&Zone::Utc);
    let named: Vec<&Tick> = ticks.iter().filter(|tick| tick.importance != Importance::Fine).collect();
    let first: Vec<&str> = named.iter().map(|tick| tick.label.as_str()).take(4).collect();
    assert_eq!(first, ["Sun 5", "Mon 6 Oct", "Tue 7", "Wed 8"]);
    assert!(named.iter().all(|tick| (tick.importance == Importance::Major) == tick.label.starts_with("Mon")));
    assert!((scale.unit_secs() - DAY).abs() < 1.0);
    assert_eq!(scale.context(&Zone::Utc), "October 2025");
}

#[test]
fn the_narrower_the_fewer_words() {
    let words = |width| labels(&scale("2025-10-04T00:00:00", "2025-11-05T00:00:00", width), &Zone::Utc);
    assert!(words(1400.0).contains(&"6 Oct".to_owned()));
    let terse = words(950.0);
    assert!(terse.contains(&"6".to_owned()) && terse.contains(&"Nov".to_owned()), "{terse:?}");
    assert_eq!(words(400.0), ["Mon 6 Oct", "Mon 13 Oct", "Mon 20 Oct", "Mon 27 Oct", "Mon 3 Nov"]);
    assert_eq!(words(60.0), ["Nov"]);
}

#[test]
fn days_begin_at_midnight_in_the_zone() {
    let scale = scale("2025-10-09T00:00:00", "2025-10-11T00:00:00", 300.0);
    let ticks = scale.ticks(&zone("Asia/Kabul"));
    let tenth = ticks.iter().find(|tick| tick.label.contains("10")).unwrap();
    assert!((tenth.secs - (scale.extent().start_secs + DAY - 4.5 * 3600.0)).abs() < 1e-6);
}

#[test]
fn hours_name_their_days_at_midnight() {
    let scale = scale("2025-10-09T18:00:00", "2025-10-10T06:00:00", 900.0);
    let labels = labels(&scale, &Zone::Utc);
    assert!(labels.contains(&"Fri 10 Oct".to_owned()) && labels.contains(&"21:00".to_owned()), "{labels:?}");
    assert_eq!(scale.context(&Zone::Utc), "9 Oct 2025");
}

#[test]
fn centuries_run_through_the_turn_of_the_eras() {
    let scale = scale("-0499-01-01T00:00:00", "0500-01-01T00:00:00", 800.0);
    let labels = labels(&scale, &Zone::Utc);
    assert!(labels.contains(&"100 BC".to_owned()) && labels.contains(&"AD 1".to_owned()), "{labels:?}");
    assert!(labels.contains(&"AD 100".to_owned()), "{labels:?}");
}

#[test]
fn panning_changes_no_names() {
    let at = |days: f64| {
        let start_secs = 1_759_622_400.0 + days * DAY;
        TimeScale::new(Extent { start_secs, end_secs: start_secs + 25.0 * DAY }, 0.0, 950.0)
    };
    let named = |days| labels(&at(days), &Zone::Utc);
    let (here, on) = (named(0.0), named(0.5));
    assert_eq!(here[1..], on[..here.len() - 1]);
    for shift in 0..40 {
        assert_eq!(at(f64::from(shift)).step_and_wording(), at(0.0).step_and_wording());
    }
}

#[test]
fn what_is_infinitely_far_falls_on_finite_points() {
    let scale = scale("2025-10-05T00:00:00", "2025-10-30T00:00:00", 1500.0);
    assert!(scale.x_from_time(f64::INFINITY) > scale.right() && scale.x_from_time(f64::INFINITY).is_finite());
    assert!(scale.x_from_time(f64::NEG_INFINITY) < scale.left() && scale.x_from_time(f64::NEG_INFINITY).is_finite());
    assert!(scale.x_from_time(f64::NAN).is_finite());
}

#[test]
fn hours_that_clocks_show_twice_are_told_apart() {
    let scale = scale("2025-10-25T23:00:00", "2025-10-26T04:00:00", 600.0);
    let labels = labels(&scale, &zone("Europe/London"));
    assert!(labels.contains(&"01:00 BST".to_owned()) && labels.contains(&"01:00 GMT".to_owned()), "{labels:?}");
    assert!(labels.contains(&"03:00".to_owned()), "{labels:?}");
}

#[test]
fn the_ruler_goes_down_to_a_hundredth_of_a_second() {
    let start_secs = 1_759_968_000.0;
    let scale = TimeScale::new(Extent { start_secs, end_secs: start_secs + 0.05 }, 0.0, 1000.0);
    assert_eq!(labels(&scale, &Zone::Utc)[..3], ["00:00:00.00", "00:00:00.01", "00:00:00.02"]);
    assert!((scale.unit_secs() - 0.01).abs() < 1e-9);
    let seconds = TimeScale::new(Extent { start_secs, end_secs: start_secs + 8.0 }, 0.0, 1000.0);
    assert_eq!(labels(&seconds, &Zone::Utc)[..3], ["00:00:00", "00:00:01", "00:00:02"]);
}

proptest! {
    #[test]
    fn names_never_touch(start in -3.5e11_f64..2.4e11, log_span in -2.0_f64..11.8, width in 1.0_f32..3000.0, place in 0_usize..4) {
        let zone = zone(["UTC", "Asia/Kabul", "Europe/Berlin", "Australia/Lord_Howe"][place]);
        // So far from 1970 the number of seconds itself is not kept to the hundredth.
        let span = 10_f64.powf(log_span).max(start.abs() * 1e-9);
        let scale = TimeScale::new(Extent { start_secs: start, end_secs: start + span }, 80.0, width);
        let ticks = scale.ticks(&zone);
        prop_assert!(ticks.len() <= MOST_TICKS);
        prop_assert!(ticks.windows(2).all(|pair| pair[0].secs < pair[1].secs));
        let named: Vec<&Tick> = ticks.iter().filter(|tick| !tick.label.is_empty()).collect();
        for pair in named.windows(2) {
            let x = scale.x_from_time(pair[0].secs) + TICK_GAP;
            let end = x + text_width(&pair[0].label, face_of(pair[0].importance), RULER_SIZE);
            let next = scale.x_from_time(pair[1].secs) + TICK_GAP;
            // A day on which clocks are set forward may take the gap between two names, not more.
            prop_assert!(end <= next, "{} touches {} at {:?}", pair[0].label, pair[1].label, scale);
        }
        prop_assert!(scale.unit_secs() > 0.0);
    }

    #[test]
    fn points_and_moments_go_both_ways(start in -3e11_f64..3e11, span in 60.0_f64..1e11, share in 0.0_f32..1.0) {
        let scale = TimeScale::new(Extent { start_secs: start, end_secs: start + span }, 80.0, 1000.0);
        let x = 80.0 + share * 1000.0;
        prop_assert!((scale.x_from_time(scale.time_from_x(x)) - x).abs() < 0.01);
    }

    #[test]
    fn any_scale_is_finite(start in proptest::num::f64::ANY, end in proptest::num::f64::ANY, width in proptest::num::f32::ANY, secs in proptest::num::f64::ANY) {
        let scale = TimeScale::new(Extent { start_secs: start, end_secs: end }, 0.0, width);
        prop_assert!(scale.x_from_time(secs).is_finite());
        prop_assert!(scale.time_from_x(width).is_finite());
        prop_assert!(scale.ticks(&Zone::Utc).len() <= MOST_TICKS);
    }
}
