//! What do the tags of the Humanitarian Exchange Language say of columns?
//!
//! They stand in a row of their own below the names, or in place of them: `#date+occurred`, `#geo+lat`.

use crate::model::Rows;

/// How many of the first rows are tags.
pub(super) fn tag_rows(rows: &Rows) -> usize {
    (0..rows.len().min(3)).rev().find(|&row| is_tags(rows.cells(row))).map_or(0, |row| row + 1)
}

/// True for cells that are tags, and for those of a row that is no event therefore.
pub(in crate::io::table) fn is_tags<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut tags, mut others) = (0_usize, 0_usize);
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        if is_tag(cell) { tags += 1 } else { others += 1 }
    }
    tags >= 2 && others <= tags / 4
}

fn is_tag(cell: &str) -> bool {
    let Some(tag) = cell.strip_prefix('#') else { return false };
    tag.starts_with(|char: char| char.is_ascii_alphabetic())
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b' '))
}

/// What a column of this tag is usually called.
pub(super) fn name_of(tag: &str) -> Option<&'static str> {
    let lower = tag.trim().strip_prefix('#')?.to_ascii_lowercase();
    let mut parts = lower.split('+').map(str::trim);
    let subject = parts.next()?;
    let attributes: Vec<&str> = parts.collect();
    let has = |attribute: &str| attributes.contains(&attribute);
    Some(match subject {
        "geo" if has("lat") => "latitude",
        "geo" if has("lon") || has("lng") => "longitude",
        "geo" if has("coord") || has("coords") || has("coordinates") => "coordinates",
        "date" if has("start") => "startdate",
        "date" if has("end") => "enddate",
        "date" if has("year") => "year",
        "date" if has("month") => "month",
        "date" if has("reported") || has("report") => "reportdate",
        "date" if has("updated") || has("modified") => "updated",
        "date" if has("published") || has("created") => "created",
        "date" if has("occurred") || has("event") => "eventdate",
        "date" => "date",
        "event" if has("type") => "eventtype",
        "event" if has("id") || has("code") => "eventid",
        "event" => "eventname",
        "description" => "description",
        "affected" if has("killed") => "killed",
        "loc" if !has("code") && !has("type") => "placename",
        "meta" if has("source") => "source",
        "meta" if has("url") => "url",
        "meta" if has("id") => "id",
        "source" => "source",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_tags_is_told_from_events() {
        let is = |row: &[&str]| is_tags(row.iter().copied());
        assert!(is(&["#date+occurred", "#event+type", "", "#geo+lat"]));
        assert!(is(&["#adm1 +name +en", "#geo+lat"]));
        assert!(is(&["#geo+lat", "#geo+lon", "#loc", "#date", "free"]));
        assert!(!is(&["#MeToo march", "2025-10-09", "34.5"]));
        assert!(!is(&["#1", "#2", "#3"]));
        assert!(!is(&["#only", "", ""]));
    }

    #[test]
    fn tags_tell_what_columns_mean() {
        let names =
            ["#date+occurred", "#GEO+lat", "#date +start", "#affected+killed+f", "#sector", "date"].map(name_of);
        assert_eq!(names, [Some("eventdate"), Some("latitude"), Some("startdate"), Some("killed"), None, None]);
    }
}
