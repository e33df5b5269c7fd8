//! Laws of filters and of selecting events, tried on many stories and texts.

use std::collections::BTreeSet;

use meridian::model::{
    ActorRole, AttributionKind, Category, Claim, Event, Extent, Geometry, Layer, LonLat, Match, Members, Quantity,
    Story, When,
};
use std::ops::ControlFlow;

use meridian::query::{
    Filter, Question, Search, Shown, Swept, counts_in, counts_of_days, select, select_again, select_found,
};
use meridian::store::Store;
use proptest::prelude::*;

const WHENS: [&str; 9] = [
    "2025-10-09",
    "2025-10-10T10:00Z",
    "2025-10-11~",
    "2025-10-1X",
    "2025-10-09/2025-10-12",
    "2025-10-10/..",
    "../2025-10-10",
    "2025-10?",
    "2025-10-12T00:00Z",
];
const CATEGORIES: [&str; 4] = ["", "strike", "talks", "undeclared"];
const LAYERS: [&str; 4] = ["", "article", "background", "undeclared"];
const ACTORS: [&str; 4] = ["pakistan", "taliban", "ttp", "undeclared"];
const WORDS: [&str; 4] = ["Kabul", "strike on Kabul", "Erdoğan", "-"];

fn claim(id: String, disputes: Vec<String>) -> Claim {
    Claim { id, source: "source".to_owned(), disputes: disputes.into(), ..Claim::by(AttributionKind::Outlet) }
}

fn claim_of(value: f64) -> Claim {
    let quantity = Quantity { measure: "soldiers killed".to_owned(), value: Some(value), ..Quantity::default() };
    Claim { quantities: vec![quantity], ..claim(String::new(), Vec::new()) }
}

fn deaths(event: &Event) -> Option<f64> {
    event.properties.get("deaths")?.as_str()?.replace(',', "").parse().ok()
}

/// The highest that claims give.
fn soldiers_killed(event: &Event) -> Option<f64> {
    event.claims.iter().flat_map(|claim| &claim.quantities).filter_map(|quantity| quantity.value).reduce(f64::max)
}

prop_compose! {
    fn any_event()(
        when in proptest::option::of(proptest::sample::select(&WHENS[..])),
        category in proptest::sample::select(&CATEGORIES[..]),
        layer in proptest::sample::select(&LAYERS[..]),
        actors in proptest::sample::subsequence(&ACTORS[..], 0..3),
        title in proptest::sample::select(&WORDS[..]),
        disputes in proptest::option::of(proptest::bool::ANY),
        deaths in proptest::option::of(proptest::sample::select(&["-2", "0", "3", "20", "1,200", "6.5"][..])),
        measured in proptest::collection::vec(proptest::sample::select(&[-1.5, 3.0, 20.0, 21.0][..]), 0..3),
        point in proptest::option::of((-180.0..=180.0, -90.0..=90.0)),
    ) -> Event {
        Event {
            title: title.to_owned(),
            when: when.map(|text| When::parse(text).expect("a test has valid dates")),
            category: category.to_owned(),
            layer: layer.to_owned(),
            actors: actors.iter().map(|id| ActorRole { actor: (*id).to_owned(), role: String::new() }).collect(),
            properties: deaths.map(|text| ("deaths".to_owned(), text.into())).into_iter().collect::<Members>().into(),
            claims: disputes
                .map(|disputes| claim("c".to_owned(), if disputes { vec!["d".to_owned()] } else { Vec::new() }))
                .into_iter()
                .chain(measured.iter().map(|value| claim_of(*value)))
                .collect(),
            geometry: point.map(|(lon, lat)| Geometry { points: vec![LonLat::new(lon, lat)], ..Geometry::default() }),
            ..Event::default()
        }
    }
}

prop_compose! {
    fn any_store()(mut events in proptest::collection::vec(any_event(), 0..40)) -> Store {
        for (index, event) in events.iter_mut().enumerate() {
            event.id = format!("event-{index}");
        }
        let category = |id: &str| Category { id: id.to_owned(), ..Category::default() };
        let layer =
            |id: &str| Layer { id: id.to_owned(), name: String::new(), ..Layer::default() };
        Store::new(Story {
            zone: "Asia/Kabul".parse().expect("there is such a zone"),
            categories: vec![category("strike"), category("talks")],
            layers: vec![layer("article"), layer("background")],
            events: events.into(),
            ..Story::default()
        })
    }
}

/// A term with the plain meaning that it should have.
type Meaning = (&'static str, fn(&Event) -> bool);

const TERMS: [Meaning; 15] = [
    ("category:strike,talks", |event| ["strike", "talks"].contains(&event.category.as_str())),
    ("-category:Strike", |event| event.category != "strike"),
    ("actor:pakistan,ttp", |event| event.actors.iter().any(|role| ["pakistan", "ttp"].contains(&role.actor.as_str()))),
    ("-actor:undeclared", |event| event.actors.iter().all(|role| role.actor != "undeclared")),
    ("layer:background", |event| event.layer == "background"),
    ("disputed:no", |event| !event.is_disputed()),
    ("dated:yes", |event| event.when.is_some()),
    ("deaths>3", |event| deaths(event).is_some_and(|number| number > 3.0)),
    ("-Deaths>=3", |event| deaths(event).is_none_or(|number| number < 3.0)),
    ("deaths:0..6.5", |event| deaths(event).is_some_and(|number| (0.0..=6.5).contains(&number))),
    ("deaths=1200", |event| deaths(event) == Some(1200.0)),
    ("\"soldiers killed\">20", |event| soldiers_killed(event).is_some_and(|number| number > 20.0)),
    ("-soldiers_killed:..3", |event| soldiers_killed(event).is_none_or(|number| number > 3.0)),
    ("kabul", |event| event.title.contains("Kabul")),
    ("bbox:0,0,180,90", |event| {
        let spot = event.geometry.as_ref().and_then(Geometry::anchor);
        spot.is_some_and(|spot| spot.lon >= 0.0 && spot.lat >= 0.0)
    }),
];

prop_compose! {
    fn any_window()(start in 0..120_i32, hours in 0..60_i32) -> Extent {
        let start_secs = 1_759_950_000.0 + f64::from(start) * 3600.0;
        Extent { start_secs, end_secs: start_secs + f64::from(hours) * 3600.0 }
    }
}

/// The match of an event by trying every rule on it, with no index and no order.
fn match_by_trying(event: &Event, story: &Story, window: Option<Extent>, until_secs: Option<f64>) -> Match {
    let Some(when) = &event.when else { return Match::Out };
    let span = when.span(&story.zone);
    let meets = |extent: Extent| {
        let common = window.map_or(Some(extent), |window| extent.intersection(&window));
        common.is_some_and(|common| until_secs.is_none_or(|until| common.start_secs <= until))
    };
    match span.certain {
        Some(certain) if meets(certain) => Match::In,
        _ if meets(span.possible) => Match::Possibly,
        _ => Match::Out,
    }
}

fn everything(store: &Store) -> Shown {
    let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
    select(store, &Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden_layers })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn selecting_agrees_with_trying_every_event(
        store in any_store(),
        terms in proptest::sample::subsequence(&TERMS[..], 0..4),
        hidden in proptest::sample::subsequence(&LAYERS[..], 0..3),
        window in proptest::option::of(any_window()),
        until in proptest::option::of(any_window()),
    ) {
        let text: Vec<&str> = terms.iter().map(|(text, _)| *text).collect();
        let filter = Filter::parse(&text.join(" ")).unwrap();
        let hidden_layers: BTreeSet<String> = hidden.iter().map(|id| (*id).to_owned()).collect();
        let until_secs = until.map(|extent| extent.start_secs);
        let shown = select(&store, &Question { window, until_secs, filter: &filter, hidden_layers: &hidden_layers });

        let (listed, unplaced): (Vec<usize>, Vec<usize>) = (shown.events().collect(), shown.unplaced().collect());
        let (mut total, mut in_count, mut possibly_count) = (0, 0, 0);
        for (index, event) in store.story().events.iter().enumerate() {
            let layer_shown = !hidden_layers.contains(&event.layer)
                || (event.layer == "background" && text.contains(&"layer:background"));
            let admitted = terms.iter().all(|(_, holds)| holds(&event));
            prop_assert_eq!(filter.matches(&store, index), admitted);
            let in_time = match_by_trying(&event, store.story(), window, until_secs);
            let expected = if layer_shown && admitted { in_time } else { Match::Out };
            prop_assert_eq!(shown.match_of(index), expected, "{}", &event.id);
            prop_assert_eq!(shown.shows_at(store.rank(index)), expected != Match::Out);
            prop_assert_eq!(shown.is_excluded(index), layer_shown && !admitted && in_time != Match::Out);
            prop_assert_eq!(shown.undated().contains(&index), event.when.is_none() && layer_shown && admitted);
            prop_assert_eq!(listed.contains(&index), expected != Match::Out);
            prop_assert_eq!(unplaced.contains(&index), expected != Match::Out && event.geometry.is_none());
            total += usize::from(layer_shown);
            in_count += usize::from(expected == Match::In);
            possibly_count += usize::from(expected == Match::Possibly);
        }
        prop_assert_eq!((shown.total(), shown.in_count(), shown.possibly_count()), (total, in_count, possibly_count));
        prop_assert!(listed.is_sorted_by_key(|&index| store.rank(index)));
        prop_assert_eq!(shown.ranks().collect::<Vec<_>>(), listed.iter().map(|index| store.rank(*index)).collect::<Vec<_>>());
        prop_assert_eq!(shown.unplaced_count(), unplaced.len());
        for place in 0..=unplaced.len() {
            prop_assert_eq!(shown.nth_unplaced(place), unplaced.get(place).copied());
        }
        prop_assert!(unplaced.is_sorted_by_key(|&index| store.rank(index)));
        let excluded: Vec<usize> = store.order().filter(|index| shown.is_excluded(*index)).collect();
        prop_assert_eq!(shown.excluded().collect::<Vec<_>>(), excluded.clone());
        for (place, index) in listed.iter().enumerate() {
            prop_assert_eq!((shown.nth(place), shown.place_of(*index)), (Some(*index), Some(place)));
        }
        prop_assert_eq!(shown.nth(listed.len()), None);
        for index in 0..store.len() {
            let before = listed.iter().filter(|other| store.rank(**other) < store.rank(index)).count();
            prop_assert_eq!(shown.count_before(index), before);
        }
        let all_time = select(&store, &Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden_layers });
        prop_assert_eq!(shown.for_all_time(), all_time);
        let odd = shown.only(&store, |index| index % 2 == 1);
        let is_odd = |index: &usize| index % 2 == 1;
        prop_assert_eq!(odd.listed(), listed.iter().copied().filter(is_odd).collect::<Vec<_>>());
        prop_assert_eq!(odd.unplaced().collect::<Vec<_>>(), unplaced.iter().copied().filter(is_odd).collect::<Vec<_>>());
        prop_assert_eq!(odd.excluded().collect::<Vec<_>>(), excluded.into_iter().filter(is_odd).collect::<Vec<_>>());
        prop_assert_eq!((odd.undated(), odd.total()), (shown.undated(), shown.total()));
    }

    #[test]
    fn what_a_moved_window_sweeps_is_what_came_and_went(
        store in any_store(),
        terms in proptest::sample::subsequence(&TERMS[..], 0..2),
        windows in proptest::collection::vec((any_window(), proptest::option::of(any_window())), 2..6),
    ) {
        let text: Vec<&str> = terms.iter().map(|(text, _)| *text).collect();
        let (filter, hidden_layers) = (Filter::parse(&text.join(" ")).unwrap(), BTreeSet::new());
        let mut before: Option<Shown> = None;
        for (window, until) in windows {
            let until_secs = until.map(|extent| extent.start_secs);
            let question = Question { window: Some(window), until_secs, filter: &filter, hidden_layers: &hidden_layers };
            let shown = before.as_ref().map_or_else(|| select(&store, &question), |one| select_again(&store, &question, one));
            prop_assert_eq!(&shown, &select(&store, &question));
            if let Some(before) = before {
                let ranks = |shown: &Shown| shown.ranks().map(|rank| rank as u32).collect::<BTreeSet<u32>>();
                let (one, other) = (ranks(&before), ranks(&shown));
                match Swept::between(&before, &shown) {
                    Some(swept) => {
                        let sorted = |mut ranks: Vec<u32>| { ranks.sort_unstable(); ranks };
                        prop_assert_eq!(sorted(swept.lost), one.difference(&other).copied().collect::<Vec<_>>());
                        prop_assert_eq!(sorted(swept.got), other.difference(&one).copied().collect::<Vec<_>>());
                    }
                    None => prop_assert!(one.symmetric_difference(&other).count() >= other.len().min(1)),
                }
            }
            before = Some(shown);
        }
    }

    #[test]
    fn a_search_beside_the_window_finds_what_the_plain_one_finds(
        store in any_store(),
        terms in proptest::sample::subsequence(&TERMS[..], 1..4),
        hidden in proptest::sample::subsequence(&LAYERS[..], 0..2),
        window in any_window(),
    ) {
        let text: Vec<&str> = terms.iter().map(|(text, _)| *text).collect();
        let filter = Filter::parse(&text.join(" ")).unwrap();
        let hidden_layers: BTreeSet<String> = hidden.iter().map(|id| (*id).to_owned()).collect();
        let question = Question { window: Some(window), until_secs: None, filter: &filter, hidden_layers: &hidden_layers };
        let search = Search::new(std::sync::Arc::new(store.clone()), &filter, &hidden_layers);
        let mut shares = Vec::new();
        let found = search.run(|share, _| { shares.push(share); ControlFlow::Continue(()) }).unwrap();
        prop_assert_eq!(select_found(&store, &question, &found), select(&store, &question));
        prop_assert!(shares.is_sorted());
        let stopped = search.run(|_, _| ControlFlow::Break(()));
        prop_assert!(stopped.is_none() || store.is_empty());
    }

    #[test]
    fn counts_never_exceed_the_events_that_are_shown(store in any_store(), window in any_window(), bins in 0..50_usize) {
        let shown = everything(&store);
        let long = window.duration_secs().min(1e9) / bins.max(1) as f64;
        let bounds: Vec<f64> = (0..=bins).map(|bound| window.start_secs + long * bound as f64).collect();
        let most = shown.len();
        prop_assert!(counts_in(&store, &shown, &bounds).iter().all(|count| *count as usize <= most));
        let days: Vec<i32> = (739_524..).take(bins + 1).collect();
        let counts = counts_of_days(&store, &shown, &days);
        prop_assert_eq!(counts.len(), bins);
        prop_assert!(counts.iter().all(|day| day.iter().sum::<u32>() as usize <= most));
    }

    #[test]
    fn no_text_is_too_strange_for_a_filter(text in any_filter_text(), cursor in 0..60_usize) {
        let store = Store::new(Story::default());
        match Filter::parse(&text) {
            Ok(filter) => {
                let printed = filter.to_string();
                prop_assert_eq!(Filter::parse(&printed), Ok(filter.clone()), "{}", &printed);
                let json = serde_json::to_string(&filter).unwrap();
                prop_assert_eq!(serde_json::from_str::<Filter>(&json).unwrap(), filter.clone());
                if let Some(error) = filter.check(&store) {
                    prop_assert!(printed.is_char_boundary(error.offset));
                }
            }
            Err(error) => prop_assert!(text.is_char_boundary(error.offset), "{} in {:?}", error.offset, text),
        }
        let range = Filter::completion_range(&text, cursor);
        prop_assert!(text.get(range).is_some());
        prop_assert!(Filter::completions(&text, cursor, &store).len() <= 24);
    }

    #[test]
    fn toggling_twice_changes_nothing(value in "[a-z\"\\\\ ,:é-]{1,6}", filter in any_filter_text()) {
        let Ok(filter) = Filter::parse(&filter) else { return Ok(()) };
        if !filter.has("actor", &value) {
            let once = filter.with_toggled("actor", &value);
            prop_assert_eq!(once.has("actor", &value), !value.trim().is_empty());
            prop_assert_eq!(Filter::parse(&once.to_string()), Ok(once.clone()));
            prop_assert_eq!(once.with_toggled("actor", &value), filter);
        }
    }
}

/// Any text, and text that is nearly a filter.
fn any_filter_text() -> impl Strategy<Value = String> {
    let pieces = [
        "-",
        "\"",
        "\\",
        ",",
        ":",
        " ",
        "\t",
        "é",
        "\u{3000}",
        "kabul",
        "actor:",
        "actor:pakistan",
        "category:a,b",
        "disputed:yes",
        "attribution:anonymous",
        "grading:<=C3",
        "sources:>=2",
        "figure:<1e3",
        "figure:-0",
        "deaths>",
        "-deaths<=2e3",
        "magnitude:6..7",
        "..",
        "\"killed a\">",
        "≥",
        "5",
        "when:",
        "when:2025-10-09/..",
        "when:{2025,2026}",
        "said:2025-10~",
        "bbox:1,2,3,4",
        "bbox:-1.5,2e0,170,4",
        "id:",
        "{",
        "[",
        "]",
        "}",
        "٣",
    ];
    let built = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..8).prop_map(|p| p.concat());
    prop_oneof![built, ".{0,40}", "\\PC*"]
}

/// The ids that a filter lets through of the carried story, whatever its layers and the time.
fn ids_of(filter: &str) -> Vec<String> {
    let store = Store::new(meridian::io::carried_story().story);
    let (filter, hidden) = (Filter::parse(filter).expect("the filters of these tests are sound"), BTreeSet::new());
    let question = Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden };
    let mut ids: Vec<String> = select(&store, &question).events().map(|index| store.id(index).into_owned()).collect();
    ids.sort();
    ids
}

/// Read by hand: no other kind of voice stands behind these.
#[test]
fn anonymous_only_are_the_collapse_the_factions_and_the_talks_in_saudi_arabia() {
    assert_eq!(ids_of("attribution:anonymous"), ["factions", "saudi-talks", "talks-collapse"]);
}

/// Read by hand: a claim of these disputes another.
#[test]
fn disputed_are_the_events_of_which_accounts_differ() {
    let disputed = [
        "counteroffensive",
        "deadlock",
        "drones-demand",
        "fighting-spin-boldak",
        "full-ceasefire",
        "harbouring",
        "istanbul-talks",
        "kabul-hospital",
        "kabul-kandahar-strikes",
        "kabul-strike",
        "khost-strike",
        "nangarhar-strikes",
        "open-war",
        "paktika-strikes",
        "talks-collapse",
        "third-round",
        "truce-48h",
        "written-guarantees",
    ];
    assert_eq!(ids_of("disputed:yes"), disputed);
    assert_eq!(ids_of("disputed:no").len(), 36 - disputed.len());
}

#[test]
fn how_sure_how_many_sources_who_and_where_published_select_events() {
    let weak = [
        "drones-demand",
        "factions",
        "full-ceasefire",
        "infiltration",
        "margha-bombing",
        "will-keep-striking",
        "written-guarantees",
    ];
    assert_eq!(ids_of("confidence:weak"), weak);
    assert_eq!(ids_of("confidence:weak"), ids_of("assessment:weak"));
    assert_eq!(ids_of("sources:>=2").len() + ids_of("sources:1").len(), 36);
    assert!(ids_of("speaker:ISPR").contains(&"counteroffensive".to_owned()));
    assert!(ids_of("publisher:News18").contains(&"factions".to_owned()));
    let fault = Filter::parse("kabul confidence:high").unwrap_err();
    assert_eq!((fault.offset, fault.message.contains("confirmed, fair, weak")), (17, true), "{}", fault.message);
}
