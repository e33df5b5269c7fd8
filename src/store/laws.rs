//! What must hold of a store that was not made from the whole of its story: it answers as one that was.

mod declared;
mod kept;
mod languages;

use std::sync::Arc;

use proptest::prelude::*;

use super::sample::story as sample_story;
use super::*;
use crate::model::{
    ActorRole, Attribution, AttributionKind, Claim, Event, Geometry, LonLat, NamedPlace, Place, Quantity, Region,
    Stance, When, Zone,
};
use declared::declare;

/// Numbers that follow from a first one.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn some<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| one(self)).collect()
    }
}

const DATES: [&str; 9] = [
    "2025-10-09",
    "2025-10-09~",
    "2025-10-10T10:00Z",
    "2025-10",
    "2021-08-15/..",
    "../2025-10-11",
    "[2025-10-09,2025-10-12]",
    "2025-10-11T23:30",
    "2025-10-12",
];
const EVENT_IDS: [&str; 6] = ["a", "b", "c", "d", "", "strike"];
const CLAIM_IDS: [&str; 7] = ["c1", "c2", "c3", "c4", "c5", "", "nobody's"];
const WORDS: [&str; 5] = ["", "Kabul", "Doha", "Ankara", "Erdoğan’s guarantees"];

fn date(dice: &mut Dice) -> Option<When> {
    (dice.below(4) > 0).then(|| When::parse(dice.of(&DATES)).unwrap())
}

fn word(dice: &mut Dice) -> String {
    dice.of(&WORDS).to_owned()
}

fn random_claim(dice: &mut Dice) -> Claim {
    let kinds = AttributionKind::ALL.map(|(kind, _)| kind);
    let kind = dice.of(&kinds);
    Claim {
        id: dice.of(&CLAIM_IDS).to_owned(),
        source: dice.of(&["", "news18", "reuters", "undeclared"]).to_owned(),
        text: word(dice),
        quote: word(dice).into(),
        attribution: Attribution { kind, name: word(dice) },
        stance: dice.of(&Stance::ALL.map(|(stance, _)| stance)),
        said: date(dice),
        quantities: dice.some(2, |dice| Quantity { measure: word(dice), ..Quantity::default() }),
        disputes: dice.some(2, |dice| dice.of(&CLAIM_IDS).to_owned()).into(),
        grading: dice.of(&["", "B2", "C3"]).to_owned().into(),
        ..Claim::by(kind)
    }
}

fn random_event(dice: &mut Dice) -> Event {
    let mut event = Event { id: dice.of(&EVENT_IDS).to_owned(), ..Event::default() };
    (0..MEMBERS).for_each(|member| change(&mut event, member, dice));
    event
}

/// How many members of an event can be changed.
const MEMBERS: usize = 12;

fn change(event: &mut Event, member: usize, dice: &mut Dice) {
    let spot = |dice: &mut Dice| LonLat::new(dice.below(5) as f64, dice.below(5) as f64);
    match member {
        0 => event.title = word(dice),
        1 => event.when = date(dice),
        2 => {
            event.zone = dice.of(&[None, Some("Asia/Karachi"), Some("Pacific/Apia")]).map(|zone| zone.parse().unwrap());
        }
        3 => event.category = dice.of(&["", "strike", "talks", "undeclared"]).to_owned(),
        4 => event.layer = dice.of(&["", "article", "undeclared"]).to_owned(),
        5 => {
            let actor = |dice: &mut Dice| dice.of(&["pakistan", "ttp", "undeclared", " "]).to_owned();
            event.actors = dice.some(3, |dice| ActorRole { actor: actor(dice), role: String::new() });
        }
        6 => {
            event.place = (dice.below(3) > 0).then(|| Place {
                name: word(dice),
                names: dice.some(2, word).into(),
                ..Place::default()
            });
        }
        7 => {
            let points = dice.some(2, spot);
            let lines = if dice.below(4) == 0 { vec![vec![spot(dice), spot(dice)]] } else { Vec::new() };
            event.geometry =
                (dice.below(3) > 0).then(|| Geometry { points, lines: lines.into(), ..Geometry::default() });
        }
        8 => event.claims = dice.some(3, random_claim),
        9 if !event.claims.is_empty() => {
            let place = dice.below(event.claims.len());
            event.claims[place] = random_claim(dice);
        }
        10 => event.assessment = dice.of(&["", "fair", "contested"]).to_owned().into(),
        11 => event.summary = word(dice),
        _ => event.id = dice.of(&EVENT_IDS).to_owned(),
    }
}

fn random_story(dice: &mut Dice) -> Story {
    let mut story = Story { events: dice.some(8, random_event).into(), ..sample_story() };
    story.sources[1].published = date(dice);
    (0..dice.below(3)).for_each(|_| declare(&mut story, dice));
    story
}

/// A story with some events changed, put in and taken out.
fn edited(story: &Story, dice: &mut Dice) -> (Story, Touched) {
    let (mut events, mut touched) = (Vec::new(), Touched::default());
    for (index, event) in story.events.iter().enumerate() {
        if dice.below(9) == 0 {
            touched.inserted.push(events.len());
            events.push(random_event(dice));
        }
        match dice.below(8) {
            0 => touched.removed.push(index),
            1 | 2 => {
                let mut event = event.clone().into_owned();
                change(&mut event, dice.below(MEMBERS + 1), dice);
                touched.changed.push(events.len());
                events.push(event);
            }
            _ => events.push(event.into_owned()),
        }
    }
    if dice.below(4) == 0 {
        touched.inserted.push(events.len());
        events.push(random_event(dice));
    }
    let mut story = Story { events: events.into(), ..story.clone() };
    for _ in 0..dice.of(&[0, 0, 1, 1, 1, 3]) {
        declare(&mut story, dice);
        touched.declared = true;
    }
    (story, touched)
}

/// All that a store answers, a line for each answer.
fn answers(store: &Store) -> Vec<String> {
    let mut lines = answers_as_read(store);
    lines.push(format!("order {:?}", store.order().collect::<Vec<_>>()));
    lines.push(format!("known {:?} {:?}", store.as_of(), store.known_claims()));
    for index in 0..store.len() {
        let claims = CLAIM_IDS.map(|id| store.claim_known_since(index, id));
        lines.push(format!("{index} rank {} since {} {claims:?}", store.rank(index), store.known_since(index)));
        lines.push(format!("{index} is known {} change {:?}", store.is_known(index), store.change(index)));
    }
    for (facet, word) in Facet::ALL {
        let column = store.facet(facet);
        lines.push(format!("{word} {:?}", column.listed().map(|number| &column.key(number).id).collect::<Vec<_>>()));
    }
    for moment in moments() {
        let settled = AsOf { known_by_secs: Some(moment), clock: Clock::Event, ..AsOf::default() }.canonical(store);
        lines.push(format!("{moment}: {} {settled:?}", store.known_claims_by(moment)));
    }
    lines
}

/// What a store answers of its story as it is read.
fn answers_as_read(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    for index in 0..store.len() {
        lines.push(format!("{index} {:?}", store.event(index)));
        lines.push(format!(
            "{index} {} claims {:?}",
            store.claim_count(index),
            store.claims(index).collect::<Vec<_>>()
        ));
        lines.push(format!("{index} span {:?} days {:?}", store.span(index), store.days(index)));
        lines.push(format!("{index} said {:?}", store.said(index).collect::<Vec<_>>()));
        lines.push(format!("{index} at {:?} in {:?}", store.anchor(index), store.bounds(index)));
        lines.push(format!("{index} placed {} {:?}", store.is_placed(index), store.other_spots(index)));
        lines.push(format!("{index} named {:?}", store.named_places(index)));
        let actors: Vec<usize> = store.actors(index).collect();
        lines.push(format!("{index} {:?} {:?} {actors:?}", store.category(index), store.layer(index)));
        lines.push(format!(
            "{index} {:?} disputed {} single {}",
            store.attestation(index),
            store.is_disputed(index),
            store.is_single_source(index)
        ));
        let mut text: Vec<String> =
            store.text(index).flat_map(|part| part.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        text.sort_unstable();
        lines.push(format!("{index} text {text:?}"));
    }
    lines.push(format!(
        "dated {} {:?}",
        store.dated_count(),
        store.order().take(store.dated_count()).collect::<Vec<_>>()
    ));
    lines.push(format!("spans {:?}", store.spans_in_order().collect::<Vec<_>>()));
    lines.push(format!("extent {:?}", store.extent()));
    lines.push(format!("several {:?}", store.events_at_several_spots().collect::<Vec<_>>()));
    let (spots, dated) = (store.spots(), store.dated_count());
    lines.push(format!("spots {:?}", (0..dated).map(|rank| spots.at(rank)).collect::<Vec<_>>()));
    let listed = |set: &RankSet| set.within(0..dated).collect::<Vec<_>>();
    lines.push(format!("nowhere {:?} regional {:?}", listed(spots.unplaced()), listed(spots.regional())));
    lines.push(format!("in doubt {:?}", listed(store.in_time().doubtful())));
    lines.push(format!("regions {:?}", store.events_in_named_places().collect::<Vec<_>>()));
    for id in EVENT_IDS.iter().chain(&CLAIM_IDS) {
        let disputing = store.disputing(id);
        lines.push(format!("{id} {:?} {:?} {disputing:?}", store.index_of(id), store.claim(id)));
    }
    for id in ["news18", "reuters", "", "nobody"] {
        lines.push(format!("{id} {:?}", store.source(id)));
    }
    for (facet, word) in Facet::ALL {
        let column = store.facet(facet);
        let mut keys: Vec<String> = column
            .listed()
            .map(|number| format!("{:?} {:?} {}", column.key(number), column.folded(number), column.events(number)))
            .collect();
        keys.sort();
        lines.push(format!("{word} {keys:?}"));
        for index in 0..store.len() {
            let mut keys: Vec<&str> = column.of(index).map(|number| column.key(number).id.as_str()).collect();
            keys.sort_unstable();
            lines.push(format!("{index} {word} {keys:?}"));
        }
    }
    lines
}

fn moments() -> Vec<f64> {
    let end = |date: &str| When::parse(date).unwrap().span(&Zone::Utc).possible.end_secs;
    let mut moments: Vec<f64> = DATES.iter().map(|date| end(date)).collect();
    moments.extend([f64::NEG_INFINITY, f64::INFINITY, end("2025-10-10"), end("2025-10-09T20:00Z")]);
    moments
}

fn region_of(event: &Event) -> Vec<Arc<NamedPlace>> {
    let corners = |name: &str| {
        let west = name.len() as f64;
        let ring = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)].map(|(x, y)| LonLat::new(west + x, y)).to_vec();
        let ground = Geometry { areas: vec![vec![ring]].into(), ..Geometry::default() };
        Arc::new(NamedPlace {
            region: Region::Province(0),
            name: name.to_owned(),
            spot: LonLat::new(west + 1.0, 1.0),
            ground,
        })
    };
    let place = event.place.iter().filter(|place| !place.name.is_empty());
    place.flat_map(|place| [&place.name].into_iter().chain(&place.names)).map(|name| corners(name)).collect()
}

/// The story with the claims that were known, and without a time for events of which nothing was: a plain loop.
fn story_known_by(store: &Store, secs: f64) -> Story {
    let mut story = (**store.whole_story()).clone();
    let published = |story: &Story, id: &str| {
        let source = story.sources.iter().find(|source| source.id == id)?;
        Some(source.published.as_ref()?.span(&story.zone).possible.end_secs)
    };
    let is_known = |claim: &Claim, event: &Event| {
        let said = claim.said.as_ref().map(|said| said.span(event.zone_or(&story.zone)).possible);
        let from = match (said, published(&story, &claim.source)) {
            (None, None) => return true,
            (None, Some(published)) => published,
            (Some(said), Some(published)) if published >= said.start_secs => published.min(said.end_secs),
            (Some(said), _) => said.end_secs,
        };
        from <= secs
    };
    let mut events = story.events.clone();
    let mut unknown: Vec<String> = Vec::new();
    for event in &story.events {
        let claims = event.claims.iter().filter(|claim| !is_known(claim, &event));
        unknown.extend(claims.map(|claim| claim.id.clone()));
    }
    for (event, whole) in events.iter_mut().zip(&story.events) {
        event.claims.retain(|claim| is_known(claim, &whole));
        for claim in &mut event.claims {
            claim.disputes.retain(|id| !unknown.contains(id));
        }
        if event.claims.is_empty() && !whole.claims.is_empty() {
            event.when = None;
        }
    }
    story.events = events;
    story
}

/// When an event was reported: from its first to its last claim. A plain loop.
fn reported(event: &Event, story: &Story) -> Option<TimeSpan> {
    let spans = || event.claims.iter().filter_map(|claim| Some(claim.said.as_ref()?.span(event.zone_or(&story.zone))));
    let possible = spans().map(|span| span.possible).reduce(|one, other| one.union(&other))?;
    let certain = spans().filter_map(|span| span.certain).reduce(|one, other| one.union(&other));
    Some(TimeSpan { possible, certain })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_patched_store_answers_as_one_made_anew(seed: u64) {
        let mut dice = Dice(seed);
        let story = random_story(&mut dice);
        let signs = |count: usize| (0..count).map(|index| Change::ALL.get(index).copied()).collect();
        let mut store = Store::new(story.clone()).with_changes(signs(story.events.len()));
        let mut signs: Vec<Option<Change>> = signs(story.events.len());
        let mut is_named = false;
        for _ in 0..4 {
            if dice.below(3) == 0 {
                store = Store::clone(&Arc::new(store).with_named_places(region_of));
                is_named = true;
            }
            let (story, touched) = edited(store.whole_story(), &mut dice);
            let mut before = (0..signs.len()).filter(|index| !touched.removed.contains(index));
            let mut sign = |index: usize| {
                let before = (!touched.inserted.contains(&index)).then(|| before.next()).flatten()?;
                if touched.changed.contains(&index) { None } else { signs[before] }
            };
            signs = (0..story.events.len()).map(&mut sign).collect();
            store = store.patched(Arc::new(story.clone()), &touched);
            let mut anew = Arc::new(Store::new(story).with_changes(signs.clone()));
            if is_named {
                let fresh = touched.fresh().into_iter();
                store = Store::clone(&Arc::new(store).with_named_places_of(fresh, region_of));
                anew = anew.with_named_places(region_of);
            }
            prop_assert_eq!(answers(&store), answers(&anew));
        }
    }

    #[test]
    fn what_was_known_is_what_a_story_without_the_other_claims_says(seed: u64) {
        let mut dice = Dice(seed);
        let store = Store::new(random_story(&mut dice));
        for moment in moments() {
            let read = store.read_as_of(AsOf { known_by_secs: Some(moment), clock: Clock::Event, ..AsOf::default() });
            let plain = Store::new(story_known_by(&store, moment));
            // An event has its own time, known or not; its claims are those that were known.
            let lines = |store: &Store| answers_as_read(store).into_iter().filter(|line| !line.contains(" Event {"));
            prop_assert!(lines(&read).eq(lines(&plain)), "{:#?}\n{:#?}", answers_as_read(&read), answers_as_read(&plain));
            let as_read = read.story_as_read();
            for index in 0..store.len() {
                prop_assert_eq!(&read.event(index).claims, &plain.event(index).claims);
                prop_assert_eq!(&as_read.events.get(index).claims, &plain.event(index).claims);
                let nothing = plain.event(index).claims.is_empty() && !store.event(index).claims.is_empty();
                prop_assert_eq!(read.is_known(index), !nothing);
            }
            let mut order: Vec<usize> = read.order().collect();
            order.sort_unstable();
            prop_assert!(order.into_iter().eq(0..store.len()));
            prop_assert_eq!(answers(&read.read_as_of(AsOf::default())), answers(&store));
        }
    }

    #[test]
    fn by_report_an_event_reaches_from_its_first_to_its_last_known_claim(seed: u64) {
        let mut dice = Dice(seed);
        let store = Store::new(random_story(&mut dice));
        for moment in moments() {
            let read = store.read_as_of(AsOf { known_by_secs: Some(moment), clock: Clock::Report, ..AsOf::default() });
            let plain = story_known_by(&store, moment);
            for (index, event) in plain.events.iter().enumerate() {
                prop_assert_eq!(read.span(index), reported(&event, &plain));
            }
            prop_assert!(read.spans_in_order().is_sorted_by_key(|span| span.possible.start_secs));
        }
    }

    #[test]
    fn a_store_read_as_of_a_moment_is_patched_as_the_whole_one(seed: u64) {
        let mut dice = Dice(seed);
        let store = Store::new(random_story(&mut dice));
        let (story, touched) = edited(store.whole_story(), &mut dice);
        let reading = AsOf { known_by_secs: Some(dice.of(&moments())), clock: dice.of(&[Clock::Event, Clock::Report]), ..AsOf::default() };
        let patched = store.read_as_of(reading).patched(Arc::new(story.clone()), &touched);
        prop_assert_eq!(answers(&patched), answers(&Store::new(story).read_as_of(reading)));
    }
}
