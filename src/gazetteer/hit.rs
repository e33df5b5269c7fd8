//! What a search finds.

use super::fold::fold;
use crate::model::{LonLat, Precision, Region};

/// A place that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it is called, as a map would write it.
    pub name: String,
    /// The other name that answers the query, where its own does not.
    pub other_name: Option<String>,
    /// What it is.
    pub kind: HitKind,
    /// The province that it lies in; empty where that is not known or it is one itself.
    pub province: String,
    /// The country that it lies in; empty where that is not known or it is one itself.
    pub country: String,
    /// Where it is; of a province or country a spot well inside.
    pub at: LonLat,
    /// People; 0 where that is not known.
    pub population: u32,
    /// Which province or country of the base map it is.
    pub region: Option<Region>,
    /// True where its name answers the query letter by letter, without one wrong.
    pub is_literal: bool,
}

/// What a place is. Cities, towns and villages are told apart by their people, at the numbers that the United Nations
/// agreed on for urban centres and towns (Degree of Urbanisation, 2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitKind {
    /// A country.
    Country,
    /// A province, state or governorate.
    Province,
    /// A division of a province.
    District,
    /// 50,000 people and more.
    City,
    /// 5,000 people and more.
    Town,
    /// Fewer.
    Village,
    /// A city, town or village of which the number of people is not known.
    Settlement,
    /// A river, lake or sea.
    Water,
    /// A mountain, valley or island.
    Land,
    /// A road or railway.
    Road,
    /// A building or another single spot.
    Spot,
    /// A park, forest, region or another piece of ground.
    Area,
    /// A place of a table that does not say what it is.
    Place,
}

impl HitKind {
    pub(super) fn of_population(population: u32) -> Self {
        match population {
            0 => Self::Settlement,
            1..5_000 => Self::Village,
            5_000..50_000 => Self::Town,
            _ => Self::City,
        }
    }

    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::City => "city",
            Self::Town => "town",
            Self::Village => "village",
            Self::Settlement => "settlement",
            Self::Water => "water",
            Self::Land => "landform",
            Self::Road => "road",
            Self::Spot => "spot",
            Self::Area => "area",
            Self::Place => "place",
        }
    }

    /// How closely something is known of which no more is known than that it was there.
    pub fn precision(self) -> Precision {
        match self {
            Self::Country => Precision::Country,
            Self::Province => Precision::Province,
            Self::District | Self::Water | Self::Land | Self::Road | Self::Area => Precision::District,
            Self::City | Self::Town | Self::Village | Self::Settlement => Precision::City,
            Self::Spot => Precision::Exact,
            Self::Place => Precision::Unknown,
        }
    }
}

impl Hit {
    /// How far around its position it may reach, in metres: a town as far as its people need, at 5,000 to the square
    /// kilometre. None for what has ground of its own, and for a single spot.
    pub fn radius_m(&self) -> Option<f64> {
        const PEOPLE_PER_KM2: f64 = 5_000.0;
        let round = |metres: f64| (metres / 500.0).round() * 500.0;
        match self.kind {
            HitKind::City | HitKind::Town | HitKind::Village => {
                let metres = (f64::from(self.population) / PEOPLE_PER_KM2 / std::f64::consts::PI).sqrt() * 1000.0;
                Some(round(metres.clamp(1_000.0, 25_000.0)))
            }
            HitKind::Settlement => Some(2_000.0),
            HitKind::District | HitKind::Water | HitKind::Land | HitKind::Road | HitKind::Area => Some(10_000.0),
            HitKind::Country | HitKind::Province | HitKind::Spot | HitKind::Place => None,
        }
    }

    /// True for another entry of what is most likely the same place.
    pub(super) fn is_same_spot(&self, other: &Self) -> bool {
        const MOST_KM: f64 = 2.0;
        fold(&self.name) == fold(&other.name) && self.at.distance_km(other.at) < MOST_KM
    }

    /// What it is and where, for a line below its name: "town, Logar, Afghanistan".
    pub fn told(&self) -> String {
        let known = [self.kind.word(), &self.province, &self.country];
        known.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(kind: HitKind, population: u32) -> Hit {
        let (name, province, country) = ("Khost".to_owned(), String::new(), "Afghanistan".to_owned());
        let at = LonLat::new(69.9, 33.3);
        Hit { name, other_name: None, kind, province, country, at, population, region: None, is_literal: true }
    }

    #[test]
    fn a_town_reaches_as_far_as_its_people_need() {
        let radius = |population| hit(HitKind::of_population(population), population).radius_m();
        assert_eq!([800, 106_083, 4_434_550, 0].map(radius), [1000.0, 2500.0, 17_000.0, 2000.0].map(Some));
        assert_eq!(hit(HitKind::Province, 0).radius_m(), None);
    }

    #[test]
    fn a_hit_tells_what_it_is_and_where() {
        assert_eq!(hit(HitKind::Province, 0).told(), "province, Afghanistan");
    }
}
