//! What the detail says of an event, in words: made once for a selection, not in every frame.

use chrono::{Datelike as _, NaiveDateTime, Timelike as _};

use super::claims::{Card, cards_of};
use crate::gui::panel_context::PanelContext;
use crate::model::{Attestation, Event, Extent, Place, Precision, Story, TimeSpan, Zone, assessment_words};
use crate::query::{Question, select_again};
use crate::scene::{Measure, capitalized, clock_of, counted, isolated, measures_of, place_of, when_text};
use crate::store::Store;
use crate::view::Direction;

/// The words about an event.
pub(super) struct Page {
    /// Category and layer, in capitals.
    pub(super) kicker: String,
    pub(super) when: String,
    /// Its time on the clocks of its own zone and in UTC, where it has one.
    pub(super) clocks: String,
    /// Its time as the file has it.
    pub(super) edtf: String,
    pub(super) place: String,
    pub(super) actors: String,
    pub(super) notes: Vec<Note>,
    pub(super) measures: Vec<Measure>,
    pub(super) cards: Vec<Card>,
    /// How many claims and sources, in capitals.
    pub(super) counts: String,
    pub(super) links: Vec<Connection>,
    /// The titles of the events before and after, where there are such.
    pub(super) neighbours: [Option<String>; 2],
}

/// A short remark on how an event is attested.
pub(super) struct Note {
    pub(super) words: String,
    pub(super) explanation: String,
}

/// Another event and how this one stands to it.
pub(super) struct Connection {
    /// Such as `Led to`.
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) title: String,
}

impl Page {
    /// What is to be said of the event with this index.
    pub(super) fn of(here: &PanelContext<'_>, index: usize) -> Self {
        let story = here.store.story();
        let event = here.store.event(index);
        let zone = event.zone_or(&story.zone);
        Self {
            kicker: kicker(story, &event),
            when: capitalized(&when_text(here.store, here.view, index)),
            clocks: here.store.span(index).map(|span| clocks_text(span, zone)).unwrap_or_default(),
            edtf: event.when.as_ref().map(ToString::to_string).unwrap_or_default(),
            place: place_text(here, index),
            actors: actors_text(story, &event),
            notes: notes_of(here.store, index),
            measures: measures_of(&event),
            cards: cards_of(here, index),
            counts: counts_text(&event).to_uppercase(),
            links: connections(here, index),
            neighbours: [Direction::Back, Direction::Forward].map(|direction| neighbour(here, index, direction)),
        }
    }
}

fn kicker(story: &Story, event: &Event) -> String {
    let category = story.category(&event.category).map_or(&event.category, |category| &category.name);
    let layer = story.layer(&event.layer).map_or(&event.layer, |layer| &layer.name);
    let parts: Vec<&str> = [category, layer].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "EVENT".to_owned() } else { parts.join(" · ").to_uppercase() }
}

/// What the clocks of a place and UTC show over a time span, such as `Kabul 9 Oct 21:50 · UTC 9 Oct 17:20`, and what
/// is possible where that is more. Of whole days only that no time of day is given, and that of a single one.
fn clocks_text(span: TimeSpan, zone: &Zone) -> String {
    let core = span.certain.unwrap_or(span.possible);
    let possible = span.certain.filter(|certain| *certain != span.possible).map(|_| stretch(span.possible, zone));
    let possible = possible.map(|possible| format!("possibly {possible}"));
    let parts = match days_of(core, zone) {
        Some(1) => vec!["Time of day not given".to_owned()],
        Some(_) => Vec::new(),
        None => {
            let name = match zone {
                Zone::Fixed(offset) => format!("UTC{offset}"),
                _ => place_of(zone),
            };
            let unsure = if span.certain.is_none() { ", at some time" } else { "" };
            let own = format!("{name} {}{unsure}", stretch(core, zone));
            let in_utc = (*zone != Zone::Utc).then(|| format!("UTC {}", stretch(core, &Zone::Utc)));
            [own].into_iter().chain(in_utc).collect()
        }
    };
    capitalized(&parts.into_iter().chain(possible).collect::<Vec<_>>().join(" · "))
}

/// How many whole days of a zone it is, two for more, those without an end too. None where it begins or ends within
/// a day.
fn days_of(extent: Extent, zone: &Zone) -> Option<u8> {
    let on_midnight = |secs: f64| !secs.is_finite() || is_midnight(&zone.civil_from_secs(secs));
    if extent.is_instant() || !on_midnight(extent.start_secs) || !on_midnight(extent.end_secs) {
        return None;
    }
    let day = |secs: f64| zone.civil_from_secs(secs).date();
    Some(if extent.is_bounded() && day(extent.start_secs) == day(extent.end_secs - 1.0) { 1 } else { 2 })
}

/// A stretch of time as clocks of a zone show it.
fn stretch(extent: Extent, zone: &Zone) -> String {
    let Extent { start_secs, end_secs } = extent;
    let with_year = |secs: f64| {
        let civil = zone.civil_from_secs(secs);
        let clock = if is_midnight(&civil) { String::new() } else { civil.format(" %H:%M").to_string() };
        format!("{}{clock}", civil.format("%-d %b %Y"))
    };
    match (start_secs.is_finite(), end_secs.is_finite()) {
        (false, false) => "always".to_owned(),
        (true, false) => format!("from {}, no end", with_year(start_secs)),
        (false, true) => {
            let last_secs = if is_midnight(&zone.civil_from_secs(end_secs)) { end_secs - 86_400.0 } else { end_secs };
            format!("no start, until {}", with_year(last_secs))
        }
        (true, true) => bounded_stretch(extent, zone),
    }
}

fn bounded_stretch(extent: Extent, zone: &Zone) -> String {
    let (start, end) = (zone.civil_from_secs(extent.start_secs), zone.civil_from_secs(extent.end_secs));
    // The last second still in it; a stretch may end where a day or year does.
    let last = if extent.is_instant() { start } else { zone.civil_from_secs(extent.end_secs - 1.0) };
    let (same_year, same_day) = (start.year() == last.year(), start.date() == last.date());
    let day = |civil: &NaiveDateTime| {
        let form = if same_year { "%-d %b" } else { "%-d %b %Y" };
        civil.format(form).to_string()
    };
    let clock = |civil: &NaiveDateTime| clock_of(civil);
    let apart = |secs: f64| zone.told_apart_at(secs).map(|name| format!(" {name}")).unwrap_or_default();
    if extent.is_instant() {
        return format!("{} {}{}", day(&start), clock(&start), apart(extent.start_secs));
    }
    if is_midnight(&start) && is_midnight(&end) {
        return if same_day {
            format!("{}, all day", day(&start))
        } else if same_year && start.month() == last.month() {
            format!("{} – {}", start.day(), day(&last))
        } else {
            format!("{} – {}", day(&start), day(&last))
        };
    }
    if start.date() == end.date() {
        return format!("{} {} – {}", day(&start), clock(&start), clock(&end));
    }
    format!("{} {} – {} {}", day(&start), clock(&start), day(&end), clock(&end))
}

fn is_midnight(civil: &NaiveDateTime) -> bool {
    civil.num_seconds_from_midnight() == 0
}

fn place_text(here: &PanelContext<'_>, index: usize) -> String {
    let event = here.store.event(index);
    let empty = Place::default();
    let place = event.place.as_ref().unwrap_or(&empty);
    if place.name.is_empty() && !here.store.is_placed(index) {
        return "No location given".to_owned();
    }
    let name = if place.name.is_empty() { "Position without a name".to_owned() } else { isolated(&place.name) };
    let mut parts = vec![name];
    if let Some(radius_m) = place.radius_m {
        parts.push(if radius_m < 1000.0 {
            format!("within {radius_m:.0} m")
        } else {
            format!("within {:.0} km", radius_m / 1000.0)
        });
    } else if !place.names.is_empty() {
        parts.push(format!("somewhere in {}", listed(&place.names)));
    } else {
        parts.extend(precision_words(place.precision).map(str::to_owned));
    }
    if !here.store.is_placed(index) {
        parts.push("not on the map".to_owned());
    }
    parts.join(" · ")
}

/// How closely a place is known; nothing where that is not said.
fn precision_words(precision: Precision) -> Option<&'static str> {
    match precision {
        Precision::Exact => Some("the spot itself"),
        Precision::City => Some("city"),
        Precision::District => Some("somewhere in the district"),
        Precision::Province => Some("somewhere in the province"),
        Precision::Country => Some("somewhere in the country"),
        Precision::Unknown => None,
    }
}

/// Names with commas, and `or` before the last.
fn listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        names => names.join(", "),
    }
}

/// Who takes part, those of one role together: `By: Pakistan. Mediator: Qatar, Saudi Arabia`.
fn actors_text(story: &Story, event: &Event) -> String {
    let mut roles: Vec<(&str, Vec<&str>)> = Vec::new();
    for part in &event.actors {
        let name = story.actor(&part.actor).map_or(part.actor.as_str(), |actor| actor.name.as_str());
        match roles.iter_mut().find(|(known, _)| *known == part.role) {
            Some((_, names)) => names.push(name),
            None => roles.push((&part.role, vec![name])),
        }
    }
    let told = roles.iter().map(|(role, names)| {
        let names = names.iter().map(|name| isolated(name)).collect::<Vec<_>>().join(", ");
        match *role {
            "" | "party" => names,
            "mentioned" => format!("Also named: {names}"),
            role => format!("{}: {names}", capitalized(role)),
        }
    });
    told.collect::<Vec<String>>().join(". ")
}

fn notes_of(store: &Store, index: usize) -> Vec<Note> {
    let event = store.event(index);
    let mut notes = Vec::new();
    let mut note = |words: &str, explanation: &str| {
        notes.push(Note { words: words.to_owned(), explanation: explanation.to_owned() });
    };
    if !event.assessment.is_empty() {
        let explanation = assessment_words(&event.assessment, &event.assessed_by);
        let explanation = explanation.unwrap_or_else(|| "Rated by the story’s author".to_owned());
        note(&format!("Author’s rating: {}", event.assessment), &capitalized(&explanation));
    }
    if event.is_disputed() {
        note("Accounts differ", "At least one claim contradicts another");
    }
    match event.attestation() {
        Some(Attestation::Anonymous) => note("Anonymous sources only", "All sources are unnamed"),
        Some(Attestation::Outlet) => note("Stated by outlet only", "The outlet states it without naming a source"),
        Some(Attestation::Named) => {}
        None if !store.is_known(index) => note("Not yet reported", "Not yet reported at this date"),
        None => note("No claims", "No source given"),
    }
    if event.is_single_source() {
        note("One source", "All claims come from one source");
    }
    notes
}

fn counts_text(event: &Event) -> String {
    let mut sources: Vec<&str> = event.claims.iter().map(|claim| claim.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    format!("{} from {}", counted(event.claims.len(), "claim"), counted(sources.len(), "source"))
}

/// Links from this event in its order, then links to it in the order of the file.
fn connections(here: &PanelContext<'_>, index: usize) -> Vec<Connection> {
    let event = here.store.event(index);
    let mut found = Vec::new();
    for link in event.links.iter().filter(|link| !link.is_distinction()) {
        if let Some(other) = here.store.index_of(&link.to) {
            let title = here.store.title(other).into_owned();
            found.push(Connection { kind: kind_words(&link.kind, Direction::Forward), id: link.to.clone(), title });
        }
    }
    let events = &here.store.story().events;
    let linked = (0..events.len()).filter(|other| events.has_links(*other)).map(|other| events.get(other));
    for other in linked.filter(|other| other.id != event.id) {
        for link in other.links.iter().filter(|link| link.to == event.id && !link.is_distinction()) {
            let kind = kind_words(&link.kind, Direction::Back);
            found.push(Connection { kind, id: other.id.clone(), title: other.title.clone() });
        }
    }
    found
}

/// What a kind of link is called from the event that has it, or back from the one it leads to.
fn kind_words(kind: &str, direction: Direction) -> String {
    let known = [
        ("led-to", "Led to", "Result of"),
        ("response-to", "Response to", "Led to this response"),
        ("part-of", "Part of", "Includes"),
        ("superseded-by", "Superseded by", "Supersedes"),
    ];
    if let Some((_, onward, back)) = known.iter().find(|(word, ..)| *word == kind) {
        return if direction == Direction::Forward { (*onward).to_owned() } else { (*back).to_owned() };
    }
    let plain = capitalized(&kind.replace('-', " "));
    match direction {
        Direction::Forward => plain,
        Direction::Back => format!("{plain}, from"),
    }
}

/// The title of the event that the command for the next or previous event selects.
fn neighbour(here: &PanelContext<'_>, index: usize, direction: Direction) -> Option<String> {
    let question = here.view.question();
    let found;
    let shown = if question.until_secs.is_none() {
        here.shown
    } else {
        found = select_again(here.store, &Question { until_secs: None, ..question }, here.shown);
        &found
    };
    let before = shown.count_before(index);
    let next = match direction {
        Direction::Forward => Some(before + usize::from(shown.place_of(index).is_some())),
        Direction::Back => before.checked_sub(1),
    };
    Some(here.store.title(shown.nth(next?)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::When;

    fn clocks(when: &str) -> String {
        let kabul: Zone = "Asia/Kabul".parse().unwrap();
        clocks_text(When::parse(when).unwrap().span(&kabul), &kabul)
    }

    #[test]
    fn both_clocks_tell_a_time_and_days_have_none() {
        assert_eq!(clocks("2025-10-09"), "Time of day not given");
        assert_eq!(clocks("2025-10-25/2025-10-28"), "");
        assert_eq!(clocks("2021/.."), "");
        assert_eq!(clocks("2025-10-09T21:50+04:30"), "Kabul 9 Oct 21:50 · UTC 9 Oct 17:20");
    }

    #[test]
    fn doubt_is_said() {
        assert_eq!(clocks("2025-10-22~"), "Time of day not given · possibly 21 – 23 Oct");
        assert_eq!(clocks("[2025-10-09,2025-10-10]"), "");
        let before = clocks("[2025-10-12T00:00+04:30..2025-10-12T18:23+04:30]");
        assert!(before.contains(", at some time · UTC 11 Oct 19:30"), "{before}");
    }

    #[test]
    fn a_link_is_called_by_either_end() {
        assert_eq!(kind_words("led-to", Direction::Forward), "Led to");
        assert_eq!(kind_words("led-to", Direction::Back), "Result of");
        assert_eq!(kind_words("same-day-as", Direction::Forward), "Same day as");
    }

    #[test]
    fn names_are_listed_with_or() {
        let names = ["Kunar", "Khost", "Paktia"].map(str::to_owned);
        assert_eq!(listed(&names), "Kunar, Khost or Paktia");
        assert_eq!(listed(&names[..1]), "Kunar");
    }
}
