//! The Georeferenced Event Dataset of the Uppsala Conflict Data Program, in all its versions.
//!
//! Codes follow its codebook (Högbladh, "UCDP GED Codebook", version 23.1). Two-letter names of columns
//! differ between versions; those that are asked for here are found under each of their names.

use chrono::NaiveDate;
use memchr::{memchr, memchr2};

use super::super::gather::Gathering;
use super::super::mapping::{Field, Mapping};
use super::super::memo::{Memo, PlainDays};
use super::super::plan::{Cells, name_claims, trimmed};
use super::{Columns, day_of, set_precision};
use crate::model::{ActorRole, Attribution, AttributionKind, Claim, EdtfError, Event, Precision, Quantity, Rare, When};

/// Where its columns are.
#[derive(Debug, Clone)]
pub(in crate::io::table) struct Ucdp {
    violence: Option<usize>,
    dyad: Option<usize>,
    side_a: Option<usize>,
    side_b: Option<usize>,
    article: Option<usize>,
    office: Option<usize>,
    published: Option<usize>,
    headline: Option<usize>,
    original: Option<usize>,
    where_precision: Option<usize>,
    coordinates: Option<usize>,
    date_precision: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    deaths: [Option<usize>; 4],
    best: Option<usize>,
    low: Option<usize>,
    high: Option<usize>,
    days: Memo<Option<NaiveDate>>,
    /// The first and the last days that are plain.
    plain_days: [PlainDays; 2],
    /// The days on which articles were published.
    publications: Memo<Option<When>>,
    plain_publications: PlainDays,
}

impl Ucdp {
    pub(super) fn of(columns: &Columns<'_>) -> Option<(Self, Mapping)> {
        let is_ged = columns.have(&["type_of_violence", "side_a", "side_b", "date_start", "date_end"]);
        if !is_ged {
            return None;
        }
        let mapping = columns.mapping(&[
            (Field::Id, &["id"]),
            (Field::Start, &["date_start"]),
            (Field::End, &["date_end"]),
            (Field::Lat, &["latitude"]),
            (Field::Lon, &["longitude"]),
            (Field::Wkt, &["geom_wkt", "geom"]),
            (Field::Place, &["where_coordinates", "where_description"]),
            (Field::Summary, &["where_description"]),
        ]);
        let find = |name: &str| columns.find(&[name]);
        let ucdp = Self {
            violence: find("type_of_violence"),
            dyad: find("dyad_name"),
            side_a: find("side_a"),
            side_b: find("side_b"),
            article: find("source_article"),
            office: find("source_office"),
            published: find("source_date"),
            headline: find("source_headline"),
            original: find("source_original"),
            where_precision: find("where_prec"),
            coordinates: find("where_coordinates"),
            date_precision: find("date_prec"),
            start: find("date_start"),
            end: find("date_end"),
            deaths: ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"].map(find),
            best: columns.find(&["best", "best_est"]),
            low: columns.find(&["low", "low_est"]),
            high: columns.find(&["high", "high_est"]),
            days: Memo::default(),
            plain_days: Default::default(),
            publications: Memo::default(),
            plain_publications: PlainDays::default(),
        };
        Some((ucdp, mapping))
    }

    /// Days: the one of precision 1; one of those from first to last for all coarser ones.
    pub(super) fn when(&self, cells: Cells<'_>) -> Option<Result<When, EdtfError>> {
        let precision = cells.code(self.date_precision);
        if precision.is_empty() || precision == "1" {
            return None;
        }
        let [start_days, end_days] = &self.plain_days;
        let day = |column: Option<usize>, plain: &PlainDays| {
            let cell = cells.at(column);
            plain.of(cell, |_, day| day_of(cell) == Some(day)).or_else(|| self.days.of(cell, day_of))
        };
        let (start, end) = (day(self.start, start_days)?, day(self.end, end_days)?);
        // A single day with a coarse code is known no closer than about that day.
        let when = if start == end { When::about_day(start) } else { When::one_of_days(start, end) };
        Some(when.map_or_else(|| When::parse(&format!("[{start}..{end}]")), Ok))
    }

    /// When an article was published.
    fn publication(&self, cell: &str) -> Option<When> {
        let plain = self.plain_publications.of(cell, |_, day| day_as_when(cell) == When::of_day(day));
        plain.and_then(When::of_day).or_else(|| self.publications.of(cell, day_as_when))
    }

    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        let (side_a, side_b) = (cells.at(self.side_a), cells.at(self.side_b));
        let violence = cells.code(self.violence);
        let (name, symbol) = match violence {
            "1" => ("State-based conflict", "clash"),
            "2" => ("Non-state conflict", ""),
            "3" => ("One-sided violence", "strike"),
            other => (other, ""),
        };
        if event.category.is_empty() {
            event.category = into.category(name, symbol);
        }
        if event.title.is_empty() {
            let dyad = cells.at(self.dyad);
            let place = cells.at(self.coordinates);
            let (comma, place) = if place.is_empty() { ("", "") } else { (", ", place) };
            event.title = if dyad.is_empty() {
                [side_a, " – ", side_b, comma, place].concat()
            } else {
                [dyad, comma, place].concat()
            };
        }
        let roles = if violence == "3" { ["by", "target"] } else { ["party", "party"] };
        event.actors.reserve_exact(2);
        for ((name, side), role) in [(side_a, "a"), (side_b, "b")].into_iter().zip(roles) {
            if !name.is_empty() {
                event.actors.push(ActorRole { actor: into.actor(name, side), role: role.to_owned() });
            }
        }
        self.set_place(cells, event);
        self.add_claims(cells, event, into);
    }

    fn set_place(&self, cells: Cells<'_>, event: &mut Event) {
        match cells.code(self.where_precision) {
            "1" => set_precision(event, Precision::Exact, None),
            // "A limited area around a specific location", about 25 km.
            "2" => set_precision(event, Precision::City, Some(25_000.0)),
            "3" => set_precision(event, Precision::District, None),
            "4" | "5" => set_precision(event, Precision::Province, None),
            "6" => set_precision(event, Precision::Country, None),
            _ => {}
        }
    }

    /// The dataset's own estimate, and a claim for each article that it cites.
    fn add_claims(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        let source = into.source("UCDP GED", |source| {
            "Uppsala Conflict Data Program".clone_into(&mut source.publisher);
            "https://ucdp.uu.se/".clone_into(&mut source.url);
        });
        let quantity = |measure: String, value: Option<f64>| Quantity { measure, value, ..Quantity::default() };
        let (best, low, high) = (cells.number(self.best), cells.number(self.low), cells.number(self.high));
        let counts = self.deaths.map(|column| cells.number(column).filter(|value| *value > 0.0));
        let mut quantities = Vec::with_capacity(1 + counts.iter().flatten().count());
        if best.or(low).or(high).is_some() {
            let is_range = low != best || high != best;
            let (low, high) = if is_range { (low, high) } else { (None, None) };
            quantities.push(Quantity { measure: "deaths".to_owned(), value: best, low, high, unit: Rare::default() });
        }
        let (side_a, side_b) = (cells.at(self.side_a), cells.at(self.side_b));
        for (index, value) in counts.into_iter().enumerate() {
            let measure = |_: f64| match index {
                0 => ["deaths of ", side_a].concat(),
                1 => ["deaths of ", side_b].concat(),
                2 => "deaths of civilians".to_owned(),
                _ => "deaths unattributed".to_owned(),
            };
            quantities.extend(value.map(|count| quantity(measure(count), value)));
        }
        let kind = AttributionKind::Document;
        let attribution = Attribution { kind, name: "UCDP".to_owned() };
        event.claims.push(Claim { source, attribution, quantities, ..Claim::by(kind) });
        let mut offices = list(cells.at(self.office));
        let mut dates = list(cells.at(self.published));
        let mut headlines = list(cells.at(self.headline));
        let original = cells.at(self.original);
        for (index, article) in list(cells.at(self.article)).enumerate() {
            let office = offices.next().unwrap_or_default();
            let published = dates.next().and_then(|date| self.publication(date));
            let source = into.source(article, |source| {
                office.clone_into(&mut source.publisher);
                source.published = published;
            });
            let (kind, name) = match (index, original) {
                (0, original) if is_anonymous(original) => (AttributionKind::Anonymous, original),
                (0, original) if !original.is_empty() => (AttributionKind::Named, original),
                _ => (AttributionKind::Outlet, if office.is_empty() { outlet_of(article) } else { office }),
            };
            let text = headlines.next().unwrap_or_default().to_owned();
            let attribution = Attribution { kind, name: name.to_owned() };
            event.claims.push(Claim { source, text, attribution, ..Claim::by(kind) });
        }
        name_claims(event, cells.line());
    }
}

/// The parts of a cell between semicolons, without the quotation marks around each.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(cell);
    let parts = std::iter::from_fn(move || {
        let text = rest?;
        let end = end_of_part(text.as_bytes());
        rest = text.get(end + 1..);
        Some(&text[..end])
    });
    parts.map(unquoted).filter(|part| !part.is_empty())
}

/// Where a part ends: at its first semicolon that is not quoted.
fn end_of_part(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr2(b'"', b';', &text[at..]) {
        at += found;
        if text[at] == b';' {
            return at;
        }
        let Some(close) = memchr(b'"', &text[at + 1..]) else { break };
        at += close + 2;
    }
    text.len()
}

fn unquoted(part: &str) -> &str {
    let part = trimmed(part);
    let bytes = part.as_bytes();
    let is_quoted = bytes.first() == Some(&b'"') || bytes.last() == Some(&b'"');
    if is_quoted { trimmed(part.trim_matches('"')) } else { part }
}

fn is_anonymous(original: &str) -> bool {
    const WORD: &[u8] = b"anonymous";
    original.as_bytes().windows(WORD.len()).any(|part| part.eq_ignore_ascii_case(WORD))
}

/// The day of a cell, mostly written as a day alone.
fn day_as_when(cell: &str) -> Option<When> {
    let is_plain = cell.len() == 10 && cell.as_bytes()[4] == b'-';
    let plain = is_plain.then(|| When::parse(cell).ok()).flatten();
    plain.or_else(|| day_of(cell).and_then(When::of_day))
}

/// The name in front of the date of an article, such as `Reuters` of `Reuters  25/2-09`.
fn outlet_of(article: &str) -> &str {
    let end = article.find(|char: char| char.is_ascii_digit() || char == ',').unwrap_or(article.len());
    article[..end].trim()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_end_where_no_quotation_mark_is_open(cell in "[a;\" é]{0,30}") {
            let mut is_quoted = false;
            let parts = cell.split(|char: char| {
                is_quoted ^= char == '"';
                char == ';' && !is_quoted
            });
            let parts = parts.map(|part| part.trim().trim_matches('"').trim()).filter(|part| !part.is_empty());
            prop_assert_eq!(list(&cell).collect::<Vec<_>>(), parts.collect::<Vec<_>>());
        }
    }
}
