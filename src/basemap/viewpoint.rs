//! Whose borders: how each contested line stands in the view of a government.
//!
//! Answers, from the table in `assets/viewpoints.tsv`, whether a line is a boundary in a view, is not
//! recognised in it, or is left out. A line that the table does not name stands de facto: what no
//! source tells is not drawn otherwise. Land keeps its de facto shade in every view.

use serde::{Deserialize, Serialize};

use super::{Basemap, BoundaryLine};

const TABLE: &str = include_str!("../../assets/viewpoints.tsv");

/// Whose borders are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Viewpoint {
    /// Who controls what, as Natural Earth draws it.
    #[default]
    DeFacto,
    /// The lines of the region as Afghanistan sees them.
    Afg,
    /// The lines of the region as Pakistan sees them.
    Pak,
    /// The lines of the region as India sees them.
    Ind,
    /// The lines of the region as China sees them.
    Chn,
}

impl Viewpoint {
    /// Every viewpoint with the word that files and the command line use.
    pub const ALL: [(Self, &'static str); 5] =
        [(Self::DeFacto, "de-facto"), (Self::Afg, "afg"), (Self::Pak, "pak"), (Self::Ind, "ind"), (Self::Chn, "chn")];

    /// Reads the word that files and the command line use.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(viewpoint, _)| *viewpoint)
    }

    /// The word that files and the command line use.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// How the screen and every export name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::DeFacto => "de facto",
            Self::Afg => "Afghanistan’s view",
            Self::Pak => "Pakistan’s view",
            Self::Ind => "India’s view",
            Self::Chn => "China’s view",
        }
    }

    /// The country whose view it is; none for de facto.
    pub fn country(self) -> Option<&'static str> {
        match self {
            Self::DeFacto => None,
            Self::Afg => Some("Afghanistan"),
            Self::Pak => Some("Pakistan"),
            Self::Ind => Some("India"),
            Self::Chn => Some("China"),
        }
    }
}

/// How a line stands in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// As its class says.
    #[default]
    DeFacto,
    /// An international boundary.
    Boundary,
    /// Not recognised; drawn as such, since the view has no other line in its place.
    Unrecognised,
    /// Not recognised, and not drawn.
    LeftOut,
}

impl Standing {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Boundary, "boundary"), (Self::Unrecognised, "unrecognised"), (Self::LeftOut, "left-out")];
}

/// How a line stands in one view, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Whose view.
    pub viewpoint: Viewpoint,
    /// How it stands there.
    pub standing: Standing,
    /// An address, or what of the base map's source says so.
    pub source: &'static str,
}

impl BoundaryLine {
    /// How it stands in a view.
    pub fn standing(&self, viewpoint: Viewpoint) -> Standing {
        self.stands.iter().find(|stand| stand.viewpoint == viewpoint).map(|stand| stand.standing).unwrap_or_default()
    }
}

/// Tells every line of the base map how it stands. Rows that name no line of it are none; a test sees
/// to that.
pub(super) fn place_stands(basemap: &mut Basemap) {
    for (name, stand) in rows() {
        let fits = |line: &BoundaryLine| line_key(line, &basemap.countries) == name;
        let places: Vec<usize> = (0..basemap.lines.len()).filter(|&place| fits(&basemap.lines[place])).collect();
        for place in places {
            basemap.lines[place].stands.push(stand.clone());
        }
    }
}

/// What the table calls a line: its name, and for a claim also who holds the land.
fn line_key(line: &BoundaryLine, countries: &[super::Country]) -> String {
    match (line.claimant, line.sides[0]) {
        (Some(_), Some(holder)) => format!("{} in {}", line.name, countries[holder].name),
        _ => line.name.clone(),
    }
}

fn rows() -> impl Iterator<Item = (&'static str, Stand)> {
    TABLE.lines().skip(1).filter_map(|row| {
        let mut cells = row.split('\t');
        let (line, viewpoint, standing, source) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let viewpoint = Viewpoint::from_word(viewpoint)?;
        let (standing, _) = Standing::ALL.iter().find(|(_, word)| *word == standing)?;
        Some((line, Stand { viewpoint, standing: *standing, source }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines by viewpoint, in the order of [`Viewpoint::ALL`]: d de facto, b boundary, u not
    /// recognised, - left out.
    const STANDINGS: [(&str, &str); 11] = [
        ("Durand Line (1893)", "dubbb"),
        ("Line of Control", "ddddd"),
        ("Line of Actual Control", "ddddd"),
        ("China–Siachen Glacier", "ddb-b"),
        ("Pakistan–Siachen Glacier", "ddddd"),
        ("Indian claim in China", "dd-b-"),
        ("Indian claim in Pakistan", "dd-bd"),
        ("Pakistani claim in India", "ddb-d"),
        ("Chinese claim in India", "dd--b"),
        ("Chinese claim in Bhutan", "dd--b"),
        ("Afghanistan–Iran", "ddddd"),
    ];

    #[test]
    fn each_line_stands_in_each_view_as_the_table_says() {
        let basemap = Basemap::embedded();
        for (name, expected) in STANDINGS {
            let found: Vec<_> =
                basemap.lines.iter().filter(|line| line_key(line, &basemap.countries) == name).collect();
            assert!(!found.is_empty(), "{name}");
            for line in found {
                let letters: String = Viewpoint::ALL
                    .iter()
                    .map(|(viewpoint, _)| match line.standing(*viewpoint) {
                        Standing::DeFacto => 'd',
                        Standing::Boundary => 'b',
                        Standing::Unrecognised => 'u',
                        Standing::LeftOut => '-',
                    })
                    .collect();
                // The stretch of China and the Siachen Glacier that is agreed has no other name.
                assert_eq!(letters, expected, "{name}");
            }
        }
    }

    #[test]
    fn every_row_of_the_table_is_read_and_names_a_line() {
        let basemap = Basemap::embedded();
        assert_eq!(rows().count(), TABLE.lines().count() - 1);
        let named: Vec<&str> = STANDINGS.iter().map(|(name, _)| *name).collect();
        for (line, stand) in rows() {
            assert!(basemap.lines.iter().any(|known| line_key(known, &basemap.countries) == line), "{line}");
            assert!(named.contains(&line), "{line} is not in the test");
            assert!(!stand.source.is_empty() && stand.viewpoint != Viewpoint::DeFacto);
        }
    }
}
