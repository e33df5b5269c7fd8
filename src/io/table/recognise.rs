//! Which column of an unknown table means what?
//!
//! This module answers that from the names of the columns and from the first rows, and says what it is
//! not sure of. It makes no events.

use std::collections::HashSet;

use super::coordinates::{is_mgrs, pair, tells_position, units_per_degree};
use super::dates::DateStudy;
use super::mapping::{Field, Mapping};
use super::names::NAMES;
use super::schema::Schema;
use crate::model::Rows;

/// What is thought of a table.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) mapping: Mapping,
    pub(super) schema: Option<Schema>,
    /// What could be otherwise, in words.
    pub(super) doubts: Vec<String>,
    /// By column, what its dates look like.
    pub(super) dates: Vec<DateStudy>,
}

/// What a format gives by itself, beside its columns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given {
    pub(super) whens: bool,
    pub(super) geometries: bool,
}

/// Fields that are read from a date.
const DATED: [Field; 3] = [Field::When, Field::Start, Field::End];
/// Parts of names of columns that tell when a row was changed, not when something happened.
const OF_CHANGES: [&str; 9] =
    ["updat", "modif", "creat", "edit", "added", "retriev", "access", "publish", "lastchange"];

/// What was seen of a column in the first rows.
#[derive(Debug, Default, Clone)]
struct Content {
    filled: usize,
    in_lat: usize,
    in_lon: usize,
    /// Numbers with a point or comma, and whole ones of so many digits that they may be parts of degrees.
    decimals: usize,
    large: usize,
    pairs: usize,
    /// Pairs that are a position whatever the column is called.
    positions: usize,
    /// Pairs whose first number can be no latitude.
    east_first: usize,
    wkt: usize,
    mgrs: usize,
    letters: usize,
    text_len: usize,
    years: usize,
    months: usize,
    days: usize,
}

/// Guesses what the columns of these rows mean.
pub(super) fn guess(rows: &Rows) -> Guess {
    let columns = rows.columns().clone();
    let dates: Vec<DateStudy> = (0..columns.len()).map(|column| study_of(rows, column, 0)).collect();
    if let Some((schema, mapping)) = Schema::of(&columns) {
        return Guess { mapping, schema: Some(schema), doubts: Vec::new(), dates };
    }
    let contents: Vec<Content> = (0..columns.len()).map(|column| content_of(rows, column)).collect();
    let names: Vec<String> = columns.iter().map(|name| plain(name)).collect();
    let words: Vec<Vec<String>> =
        columns.iter().map(|name| name.split(|char: char| !char.is_alphanumeric()).map(plain).collect()).collect();
    let mut guess = Guess { mapping: Mapping::default(), schema: None, doubts: Vec::new(), dates };
    let mut taken = vec![false; columns.len()];
    for (field, known) in NAMES {
        let fits = |column: usize| {
            !taken[column]
                && (field != Field::Id || !repeats(rows, column))
                && fits(field, &contents[column], &guess.dates[column], &names[column], rows.len())
        };
        let by_name =
            known.iter().find_map(|known| (0..names.len()).find(|&column| names[column] == *known && fits(column)));
        // `Date of the event (UTC)` is a date too, and `Where (lat)` a latitude.
        let is_part = |column: usize, known: &str| {
            known.len() >= 4 && names[column].contains(known)
                || known.len() == 3 && words[column].iter().any(|word| word == known)
        };
        let by_part =
            || known.iter().find_map(|known| (0..names.len()).find(|&column| is_part(column, known) && fits(column)));
        let is_plain = matches!(field, Field::Lat | Field::Lon | Field::When | Field::Title | Field::Place);
        if let Some(column) = by_name.or_else(|| if is_plain { by_part() } else { None }) {
            taken[column] = true;
            guess.mapping.columns.insert(field, columns[column].clone());
        }
    }
    let ids = NAMES.iter().filter(|(field, _)| *field == Field::Id).flat_map(|(_, known)| known.iter());
    let is_called_id = |column: &usize| ids.clone().any(|known| names[*column] == *known);
    if !guess.mapping.columns.contains_key(&Field::Id)
        && let Some(column) = (0..columns.len()).find(|column| is_called_id(column) && repeats(rows, *column))
    {
        let name = &columns[column];
        guess.doubts.push(format!(
            "the values of \"{name}\" come again in other rows, so they are no ids; id={name} takes them all the same"
        ));
    }
    guess.settle(&columns, &contents, &names, &mut taken);
    guess
}

impl Guess {
    /// Looks for what no name told, and lets go what makes no sense alone.
    fn settle(&mut self, columns: &[String], contents: &[Content], names: &[String], taken: &mut [bool]) {
        let has = |mapping: &Mapping, field: Field| mapping.columns.contains_key(&field);
        let most = |filled: usize, count: usize| filled > 0 && count * 10 >= filled * 9;
        let free = |taken: &[bool], fits: &dyn Fn(usize) -> bool| (0..columns.len()).find(|&at| !taken[at] && fits(at));
        for (one, other) in [(Field::Lat, Field::Lon), (Field::Lon, Field::Lat)] {
            if has(&self.mapping, one) && !has(&self.mapping, other) {
                self.let_go(one, columns, taken);
            }
        }
        let is_placed = [Field::Lat, Field::LatLon, Field::LonLat, Field::Wkt, Field::Mgrs];
        if !is_placed.iter().any(|field| has(&self.mapping, *field)) {
            let by_content: [(Field, &dyn Fn(usize) -> bool); 3] = [
                (Field::Wkt, &|at| most(contents[at].filled, contents[at].wkt)),
                (Field::LatLon, &|at| most(contents[at].filled, contents[at].positions)),
                (Field::Mgrs, &|at| most(contents[at].filled, contents[at].mgrs)),
            ];
            if let Some((field, at)) = by_content.iter().find_map(|(field, fits)| Some((*field, free(taken, *fits)?))) {
                taken[at] = true;
                self.mapping.columns.insert(field, columns[at].clone());
            }
        }
        if let Some(name) = self.mapping.columns.get(&Field::LatLon).cloned()
            && let Some(at) = columns.iter().position(|column| *column == name)
            && contents[at].east_first > 0
        {
            self.mapping.columns.remove(&Field::LatLon);
            self.mapping.columns.insert(Field::LonLat, name);
        }
        if !has(&self.mapping, Field::Year) {
            for part in [Field::Month, Field::Day] {
                self.let_go(part, columns, taken);
            }
        }
        let is_dated = [Field::When, Field::Start, Field::Year];
        if !is_dated.iter().any(|field| has(&self.mapping, *field)) {
            let fits =
                |at: usize| !self.dates[at].is_bare() && self.dates[at].share() > 0.8 && !is_of_changes(&names[at]);
            if let Some(at) = free(taken, &fits) {
                taken[at] = true;
                self.mapping.columns.insert(Field::When, columns[at].clone());
            }
        }
        if has(&self.mapping, Field::Start) && has(&self.mapping, Field::When) {
            self.mapping.columns.remove(&Field::When);
        }
        if has(&self.mapping, Field::When) || has(&self.mapping, Field::Start) {
            for part in [Field::Year, Field::Month, Field::Day] {
                self.mapping.columns.remove(&part);
            }
        }
        if !has(&self.mapping, Field::Title) {
            let texts = |at: usize| {
                let content = &contents[at];
                content.filled > 0
                    && content.letters * 10 >= content.filled * 8
                    && (3..=160).contains(&(content.text_len / content.filled))
            };
            let at = free(taken, &texts);
            let named = at.map(|at| columns[at].clone()).or_else(|| {
                // A summary makes a better title than a number.
                self.mapping.columns.get(&Field::Summary).or(self.mapping.columns.get(&Field::Place)).cloned()
            });
            if let Some(name) = named {
                self.doubts.push(format!("no column is called a title; the events are called by \"{name}\""));
                self.mapping.columns.insert(Field::Title, name);
            }
        }
    }

    fn let_go(&mut self, field: Field, columns: &[String], taken: &mut [bool]) {
        let column = self.mapping.columns.remove(&field);
        if let Some(at) = column.and_then(|name| columns.iter().position(|column| *column == name)) {
            taken[at] = false;
        }
    }

    /// Says that dates or places were looked for in vain, unless the format itself gives them.
    pub(super) fn tell_missing(&mut self, given: Given) {
        let has = |field: Field| self.mapping.columns.contains_key(&field);
        if self.schema.is_some() {
            return;
        }
        if !given.whens && ![Field::When, Field::Start, Field::Year].into_iter().any(has) {
            self.doubts.push("no column with dates was recognised".to_owned());
        }
        let placed = [Field::Lat, Field::LatLon, Field::LonLat, Field::Wkt, Field::Mgrs];
        if !given.geometries && !placed.into_iter().any(has) {
            self.doubts.push("no columns with coordinates were recognised".to_owned());
        }
    }

    /// The columns whose dates can be read in two ways.
    pub(super) fn ambiguous_dates<'a>(&'a self, columns: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        let dated = DATED.iter().filter_map(|field| self.mapping.columns.get(field));
        let at = dated.filter_map(|name| columns.iter().position(|column| column == name));
        at.filter(|at| self.mapping.day_order.is_none() && self.dates[*at].is_ambiguous())
    }

    /// Looks at further rows of columns whose dates can be read in two ways.
    pub(super) fn see(&mut self, rows: &Rows) {
        let ambiguous: Vec<usize> = self.ambiguous_dates(rows.columns()).collect();
        for column in ambiguous {
            for row in 0..rows.len() {
                self.dates[column].see(rows.cell(row, column));
            }
        }
    }
}

/// The letters and digits of a name, in small letters.
fn plain(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_of_changes(name: &str) -> bool {
    OF_CHANGES.iter().any(|part| name.contains(part))
}

/// Whether the content of a column can be what its name says.
fn fits(field: Field, content: &Content, dates: &DateStudy, name: &str, rows: usize) -> bool {
    let most = |count: usize| content.filled == 0 || count * 10 >= content.filled * 8;
    match field {
        // X and Y are projected as often as not; who calls a column a latitude means it, wrong values and all.
        // Both without decimals are scores and counts as often as not.
        Field::Lat if matches!(name, "y" | "ycoord") => most(content.in_lat) && content.decimals > 0,
        Field::Lon if matches!(name, "x" | "xcoord") => most(content.in_lon) && content.decimals > 0,
        Field::Lat | Field::Lon if units_per_degree(name).is_some() => content.filled > 0,
        // A few odd cells never take the place from all others: each is told by its line.
        Field::Lat | Field::Lon => {
            let understood = content.in_lon.max(content.large);
            understood * 2 >= content.filled && (content.filled > 0 || rows == 0)
        }
        Field::LatLon | Field::LonLat => content.pairs > 0 && content.pairs * 2 >= content.filled,
        Field::Wkt => content.filled > 0 && most(content.wkt),
        Field::Mgrs => content.filled > 0 && most(content.mgrs),
        Field::When | Field::Start | Field::End => dates.share() >= 0.5 && !is_of_changes(name),
        Field::Year => most(content.years),
        Field::Month => most(content.months),
        Field::Day => most(content.days),
        // Whoever calls a column so means it, numbers or not.
        Field::Title if matches!(name, "title" | "headline" | "name") => true,
        // Letters of the compass and shapes name no place.
        Field::Title | Field::Place | Field::Summary if most(content.positions + content.wkt) && content.filled > 0 => {
            false
        }
        Field::Title => most(content.letters) && dates.share() < 0.5,
        Field::Place | Field::Category | Field::Source | Field::Actors => most(content.letters),
        _ => true,
    }
}

/// True for a column whose values come again and again in the first rows, as those of a group do.
fn repeats(rows: &Rows, column: usize) -> bool {
    let cells = (0..rows.len().min(1000)).map(|row| rows.cell(row, column).trim()).filter(|cell| !cell.is_empty());
    let filled = cells.clone().count();
    let distinct = cells.collect::<HashSet<&str>>().len();
    filled >= 4 && distinct * 4 <= filled * 3
}

fn study_of(rows: &Rows, column: usize, from: usize) -> DateStudy {
    let mut study = DateStudy::default();
    (from..rows.len().min(1000)).for_each(|row| study.see(rows.cell(row, column)));
    study
}

fn content_of(rows: &Rows, column: usize) -> Content {
    let mut content = Content::default();
    for row in 0..rows.len().min(500) {
        let cell = rows.cell(row, column).trim();
        if cell.is_empty() {
            continue;
        }
        content.filled += 1;
        content.text_len += cell.len();
        content.letters += usize::from(cell.chars().any(char::is_alphabetic));
        let part = cell.parse::<f64>().ok();
        let is_name = cell.chars().all(|char| char.is_alphabetic() || char == '.');
        content.months += usize::from(is_name || part.is_some_and(|month| (1.0..=12.0).contains(&month)));
        content.days += usize::from(part.is_some_and(|day| (1.0..=31.0).contains(&day)));
        content.years += usize::from(cell.parse::<i32>().is_ok_and(|year| (-9999..=2999).contains(&year)));
        if let Ok(Some(degrees)) = super::coordinates::degrees(cell) {
            content.decimals += usize::from(degrees.fract() != 0.0);
            content.large += usize::from(degrees.fract() == 0.0 && degrees.abs() >= 1e7);
            content.in_lat += usize::from(degrees.abs() <= 90.0);
            content.in_lon += usize::from(degrees.abs() <= 360.0);
        } else if let Ok(Some([first, _])) = pair(cell) {
            content.pairs += 1;
            content.positions += usize::from(tells_position(cell));
            content.east_first += usize::from(first.abs() > 90.0);
        }
        let upper = cell.get(..12).unwrap_or(cell).to_ascii_uppercase();
        let shapes = ["POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYC", "SRID="];
        content.wkt += usize::from(shapes.iter().any(|shape| upper.starts_with(shape)));
        let compact: String = cell.split_whitespace().collect::<String>().to_ascii_uppercase();
        content.mgrs += usize::from(is_mgrs(&compact));
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn guessed(header: &[&str], rows: &[&[&str]], expected: &str) -> Guess {
        let columns: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
        let mut packed = Rows::new(columns.into());
        for (line, row) in rows.iter().enumerate() {
            packed.push(line as u64 + 2, row.iter().copied());
        }
        let guess = guess(&packed);
        assert_eq!(guess.mapping.to_string(), expected);
        guess
    }

    #[test]
    fn usual_names_are_recognised_in_any_order_and_writing() {
        guessed(
            &["Lng", "Lat", "Headline", "Event Date"],
            &[&["69.2", "34.5", "Strike", "2025-10-09"]],
            "title=Headline,when=Event Date,lat=Lat,lon=Lng",
        );
        guessed(
            &["name", "start_date", "end_date", "Notes"],
            &[&["Talks", "2025-10-25", "2025-10-28", "in Istanbul"]],
            "title=name,start=start_date,end=end_date,summary=Notes",
        );
        guessed(
            &["Year", "Month", "Day", "Event"],
            &[&["2025", "10", "9", "Strike"]],
            "title=Event,year=Year,month=Month,day=Day",
        );
    }

    #[test]
    fn projected_columns_are_not_taken_for_degrees() {
        guessed(
            &["X", "Y", "lon", "lat", "title"],
            &[&["7700000", "4100000", "69.2", "34.5", "a b"]],
            "title=title,lat=lat,lon=lon",
        );
    }

    #[test]
    fn content_tells_where_names_do_not() {
        guessed(
            &["was", "wo", "wann"],
            &[&["Angriff", "34.5, 69.2", "9 October 2025"]],
            "title=was,when=wann,latlon=wo",
        );
        guessed(
            &["Meldung", "Tag", "Monat"],
            &[&["Angriff", "03.10.2025", "Oktober"], &["Gespräche", "25.10.2025", "Oktober"]],
            "title=Meldung,when=Tag",
        );
        guessed(
            &["EVENT_DATE", "Where (lat)", "Where (long)", "NOTES"],
            &[&["09-Oct-25", "34.52", "69.17", "Strike"]],
            "title=NOTES,when=EVENT_DATE,lat=Where (lat),lon=Where (long),summary=NOTES",
        );
        guessed(&["a", "b"], &[&["POINT (69 34)", "Strike on Kabul"]], "title=b,wkt=a");
        guessed(&["pos", "b"], &[&["134.5, 34.2", "Tokyo"]], "title=b,lonlat=pos");
        guessed(&["sq", "b"], &[&["42SWD1521", "Kabul"]], "title=b,mgrs=sq");
    }

    #[test]
    fn a_date_of_change_is_no_date_of_an_event() {
        guessed(&["title", "last_updated", "published"], &[&["Strike", "2025-10-09", "2025-10-10"]], "title=title");
    }

    #[test]
    fn what_is_not_sure_is_said() {
        let guess = guessed(&["thing", "date"], &[&["Strike", "10/11/2025"]], "title=thing,when=date");
        assert!(guess.doubts.iter().any(|doubt| doubt.contains("no column is called a title")), "{:?}", guess.doubts);
        assert_eq!(guess.ambiguous_dates(&["thing".to_owned(), "date".to_owned()]).count(), 1);
    }
}
