//! Names of oceans and seas, from a table that is written by hand.

use crate::model::LonLat;

const TABLE: &str = include_str!("../../assets/seas.tsv");

/// An ocean, a sea or a gulf.
#[derive(Debug, Clone, PartialEq)]
pub struct Sea {
    /// In English.
    pub name: String,
    /// Where a wide label sits best.
    pub label: LonLat,
    /// The zoom from which the label has room.
    pub min_zoom: f32,
}

/// Those of the carried table. A line that cannot be read is left out, which a test would tell.
pub(super) fn seas() -> Vec<Sea> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(sea_of).collect()
}

fn sea_of(line: &str) -> Option<Sea> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let name = next()?.to_owned();
    let (lon, lat) = (next()?.parse().ok()?, next()?.parse().ok()?);
    Some(Sea { name, label: LonLat::new(lon, lat), min_zoom: next()?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;

    #[test]
    fn every_line_of_the_table_is_a_sea_and_its_label_lies_in_the_water() {
        let seas = seas();
        assert_eq!(seas.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        for sea in &seas {
            let land = Basemap::embedded().country_at(sea.label).map(|country| &country.name);
            assert_eq!(land, None, "{}", sea.name);
        }
    }
}
