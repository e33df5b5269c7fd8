//! Which column of a table means what.
//!
//! This module answers how that is said on a command line and remembered for a header, as
//! `title=Headline,when=Date`. It does not know how columns are recognised, nor what becomes of a cell.

use std::collections::BTreeMap;
use std::fmt;

use super::dates::DayOrder;

/// What a column can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The event's own id.
    Id,
    /// A few words; the label on the map.
    Title,
    /// A sentence or two.
    Summary,
    /// A date, time or EDTF expression.
    When,
    /// The first day or moment.
    Start,
    /// The last day or moment.
    End,
    /// The parts of the first day.
    Year,
    /// The month, by number or name.
    Month,
    /// The day of the month.
    Day,
    /// The time of day, or its hour.
    Time,
    /// The minute, where it stands beside the hour.
    Minute,
    /// The second, where it stands beside the minute.
    Second,
    /// The parts of the last day.
    EndYear,
    /// The month of the end.
    EndMonth,
    /// The day of the end.
    EndDay,
    /// The time of day of the end.
    EndTime,
    /// The minute of the end.
    EndMinute,
    /// The zone of the days and times.
    Zone,
    /// Degrees east.
    Lon,
    /// Degrees north.
    Lat,
    /// Both in one cell, north first.
    LatLon,
    /// Both in one cell, east first.
    LonLat,
    /// A shape as well-known text.
    Wkt,
    /// A place in the military grid.
    Mgrs,
    /// The name of the place.
    Place,
    /// The kind of event.
    Category,
    /// The group it is in.
    Layer,
    /// Who takes part, several by semicolons.
    Actors,
    /// Who says so, several by semicolons.
    Source,
    /// The address of the source.
    Url,
    /// What is claimed, in the author's words.
    Claim,
    /// What the source says in its own words.
    Quote,
    /// Who speaks.
    Speaker,
    /// How many were killed.
    Deaths,
}

impl Field {
    /// Every field with its word and its name for people.
    pub const ALL: [(Self, &'static str, &'static str); 34] = [
        (Self::Title, "title", "Title"),
        (Self::When, "when", "When"),
        (Self::Start, "start", "Start"),
        (Self::End, "end", "End"),
        (Self::Lat, "lat", "Latitude"),
        (Self::Lon, "lon", "Longitude"),
        (Self::LatLon, "latlon", "Latitude, longitude"),
        (Self::LonLat, "lonlat", "Longitude, latitude"),
        (Self::Wkt, "wkt", "Shape (WKT)"),
        (Self::Mgrs, "mgrs", "Grid reference (MGRS)"),
        (Self::Place, "place", "Place name"),
        (Self::Summary, "summary", "Summary"),
        (Self::Category, "category", "Category"),
        (Self::Layer, "layer", "Layer"),
        (Self::Actors, "actors", "Actors"),
        (Self::Source, "source", "Source"),
        (Self::Url, "url", "Address of the source"),
        (Self::Claim, "claim", "Claim"),
        (Self::Quote, "quote", "Quote"),
        (Self::Speaker, "speaker", "Speaker"),
        (Self::Deaths, "deaths", "Deaths"),
        (Self::Year, "year", "Year"),
        (Self::Month, "month", "Month"),
        (Self::Day, "day", "Day"),
        (Self::Time, "time", "Time of day"),
        (Self::Minute, "minute", "Minute"),
        (Self::Second, "second", "Second"),
        (Self::EndYear, "end-year", "Year of the end"),
        (Self::EndMonth, "end-month", "Month of the end"),
        (Self::EndDay, "end-day", "Day of the end"),
        (Self::EndTime, "end-time", "Time of the end"),
        (Self::EndMinute, "end-minute", "Minute of the end"),
        (Self::Zone, "zone", "Time zone"),
        (Self::Id, "id", "Id"),
    ];

    /// The word that a mapping uses.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(field, ..)| *field == self).map_or("", |(_, word, _)| word)
    }

    /// Reads the word of a mapping, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let alias = match word.to_ascii_lowercase().as_str() {
            "latitude" => "lat",
            "longitude" => "lon",
            "date" => "when",
            "geometry" => "wkt",
            "endyear" => "end-year",
            other => return Self::ALL.iter().find(|(_, known, _)| *known == other).map(|(field, ..)| *field),
        };
        Self::from_word(alias)
    }
}

/// Which column each field is read from, by the name of the column.
///
/// ```
/// use meridian::io::{Field, Mapping};
/// let mapping: Mapping = "title=Headline,lat=Y,lon=\"X, in degrees\",dates=day-first".parse()?;
/// assert_eq!(mapping.column(Field::Lon), Some("X, in degrees"));
/// assert_eq!(mapping.to_string().parse::<Mapping>()?, mapping);
/// # Ok::<(), meridian::io::MappingError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// By field; an empty name takes a column away that was recognised.
    pub columns: BTreeMap<Field, String>,
    /// How dates such as 10/11/2025 are read; none decides by the whole column.
    pub day_order: Option<DayOrder>,
}

/// Why a text is no mapping, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MappingError(pub(super) String);

/// Fields that say when something was, and those of the other ways to say it.
const DATINGS: [(Field, &[Field]); 3] = [
    (Field::When, &[Field::Start, Field::End, Field::Year, Field::Month, Field::Day, Field::EndYear]),
    (Field::Start, &[Field::When, Field::Year, Field::Month, Field::Day, Field::EndYear]),
    (Field::Year, &[Field::When, Field::Start, Field::End]),
];

/// The word of a mapping that says how dates are read.
const DATES: &str = "dates";

impl Mapping {
    /// The column of a field; none where it has none.
    pub fn column(&self, field: Field) -> Option<&str> {
        self.columns.get(&field).map(String::as_str).filter(|column| !column.is_empty())
    }

    /// Sets or takes away the column of a field.
    pub fn set(&mut self, field: Field, column: Option<&str>) {
        self.columns.insert(field, column.unwrap_or_default().to_owned());
    }

    /// This mapping with what another one says in its place.
    #[must_use]
    pub fn corrected_by(mut self, correction: &Self) -> Self {
        // Whoever says which column is the date means no other.
        for (chosen, others) in DATINGS {
            if correction.column(chosen).is_some() {
                self.columns.retain(|field, _| !others.contains(field) || correction.columns.contains_key(field));
            }
        }
        for (field, column) in &correction.columns {
            if column.is_empty() {
                self.columns.remove(field);
            } else {
                self.columns.insert(*field, column.clone());
            }
        }
        self.day_order = correction.day_order.or(self.day_order);
        self
    }

    /// What must be said of this mapping to get the other: what differs, and what is taken away.
    #[must_use]
    pub fn correction_to(&self, wanted: &Self) -> Self {
        let mut correction = Self {
            columns: wanted.columns.clone(),
            day_order: wanted.day_order.filter(|order| self.day_order != Some(*order)),
        };
        let is_dating =
            |field: &Field| DATINGS.iter().any(|(chosen, others)| chosen == field || others.contains(field));
        let is_same = |field: &Field| self.columns.get(field) == wanted.columns.get(field);
        // One way to say when something was takes the place of the others, unless they are said again.
        let is_redated = wanted.columns.keys().any(|field| is_dating(field) && !is_same(field));
        correction.columns.retain(|field, _| !is_same(field) || is_redated && is_dating(field));
        for field in self.columns.keys().filter(|field| !wanted.columns.contains_key(field)) {
            correction.columns.insert(*field, String::new());
        }
        correction
    }

    /// True when it says nothing.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.day_order.is_none()
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = Field::ALL.iter().filter_map(|(field, word, _)| Some((*word, self.columns.get(field)?.as_str())));
        let dates = self.day_order.map(|order| (DATES, order.word()));
        for (index, (word, column)) in fields.chain(dates).enumerate() {
            let comma = if index == 0 { "" } else { "," };
            if column.contains([',', '"', '=']) || column.trim() != column {
                write!(f, "{comma}{word}=\"{}\"", column.replace('"', "\"\""))?;
            } else {
                write!(f, "{comma}{word}={column}")?;
            }
        }
        Ok(())
    }
}

impl std::str::FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for part in parts(text) {
            let Some((word, column)) = part.split_once('=') else {
                let message = format!("\"{part}\" is no pair of field and column; write title=Headline,when=Date");
                return Err(MappingError(message));
            };
            let (word, column) = (word.trim(), unquoted(column));
            if word.eq_ignore_ascii_case(DATES) {
                let order = DayOrder::from_word(&column).ok_or_else(|| {
                    MappingError(format!("dates are day-first, month-first or year-first, not \"{column}\""))
                })?;
                mapping.day_order = Some(order);
                continue;
            }
            let Some(field) = Field::from_word(word) else {
                let words: Vec<&str> = Field::ALL.iter().map(|(_, word, _)| *word).collect();
                let message = format!("there is no field \"{word}\"; fields are {}, and {DATES}", words.join(", "));
                return Err(MappingError(message));
            };
            mapping.columns.insert(field, column);
        }
        Ok(mapping)
    }
}

/// The parts between commas that stand in no quotation marks; not the empty ones.
fn parts(text: &str) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|char: char| {
        is_quoted ^= char == '"';
        char == ',' && !is_quoted
    })
    .filter(|part| !part.trim().is_empty())
    .collect()
}

fn unquoted(text: &str) -> String {
    match text.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => text.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_prints_as_it_is_parsed() {
        for text in ["title=Headline,when=Date", "lat=\"a, b\",lon=\"say \"\"x\"\"\"", "summary=,dates=month-first", ""]
        {
            let mapping: Mapping = text.parse().unwrap();
            assert_eq!(mapping.to_string(), text);
        }
    }

    #[test]
    fn an_unknown_field_is_told_with_those_there_are() {
        let error = "name=x".parse::<Mapping>().unwrap_err().to_string();
        assert!(error.starts_with("there is no field \"name\"; fields are title, when,"), "{error}");
        assert!("title".parse::<Mapping>().is_err());
        assert!("dates=sometimes".parse::<Mapping>().is_err());
    }

    #[test]
    fn a_correction_leads_from_one_mapping_to_another() {
        let guess: Mapping = "title=Name,when=Date,summary=Notes".parse().unwrap();
        let wanted: Mapping = "title=Event,when=Date".parse().unwrap();
        let correction = guess.correction_to(&wanted);
        assert_eq!(correction.to_string(), "title=Event,summary=");
        assert_eq!(guess.corrected_by(&correction), wanted);
    }
}
