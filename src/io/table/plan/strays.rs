//! Which rows are no events?
//!
//! This module answers that for rows of tags, names of columns that stand there again, totals, and sources
//! and notes below the table. What has a date is an event, whatever it is called.

use super::{Cells, RowPlan};
use crate::io::table::mapping::Field;
use crate::io::table::recognise::is_tags;
use crate::model::When;

const DATES: [Field; 3] = [Field::When, Field::Start, Field::Year];
const PLACES: [Field; 5] = [Field::Lat, Field::LatLon, Field::LonLat, Field::Wkt, Field::Mgrs];

/// What a row is that is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stray {
    /// It tells what the columns mean.
    Tags,
    Names,
    Total,
    Note,
    /// A month or year above the rows that are of it.
    Heading,
}

impl Stray {
    /// What there is to say of it; nothing where it is in its place.
    pub(super) fn told(self) -> Option<&'static str> {
        match self {
            Self::Tags => None,
            Self::Names => Some("this row holds the names of the columns again; it is left out"),
            Self::Total => Some("this row is a total and no event; it is left out"),
            Self::Note => Some("this row is a note to the table and no event; it is left out"),
            Self::Heading => Some("this row is a heading among the others and no event; it is left out"),
        }
    }
}

impl RowPlan {
    /// What a row is, if it is no event.
    pub(super) fn stray(&self, cells: Cells<'_>) -> Option<Stray> {
        let row = || (0..cells.width()).map(|column| cells.at(Some(column)));
        let mut filled = row().filter(|cell| !cell.is_empty());
        let first = filled.next()?;
        if first.starts_with('#') && is_tags(row()) {
            return Some(Stray::Tags);
        }
        let columns = cells.columns();
        if row().eq(columns.iter().map(|name| name.trim())) && filled.next().is_some() {
            return Some(Stray::Names);
        }
        // Tables that programs write end where their events end.
        if self.schema.is_some() {
            return None;
        }
        let has_date = DATES
            .into_iter()
            .any(|field| !matches!(self.cell(cells, field), "" | "-") && self.cell(cells, field) != first);
        if has_date {
            return None;
        }
        let others = row().filter(|cell| !cell.is_empty()).count() - 1;
        let is_known = DATES.into_iter().any(|field| self.has(field));
        let has_place = PLACES.into_iter().any(|field| !self.cell(cells, field).is_empty());
        let is_total = is_total(first) || others <= 2 && first.len() < 60 && opens_total(first);
        if is_total && (is_known || !has_place && PLACES.into_iter().any(|field| self.has(field))) {
            return Some(Stray::Total);
        }
        if others == 0 && columns.len() >= 3 && is_known && is_heading(first) {
            return Some(Stray::Heading);
        }
        let is_alone = others == 0 && columns.len() >= 3 || others == 1 && columns.len() >= 4 && !has_place;
        (is_alone && (is_note(first) || others == 0 && opens_note(first))).then_some(Stray::Note)
    }
}

/// `Total`, `Grand total:`, `Total killed`, in several languages.
fn is_total(cell: &str) -> bool {
    const TOTALS: [&str; 30] = [
        "average",
        "mean",
        "moyenne",
        "durchschnitt",
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sub-total",
        "sub total",
        "sum",
        "overall",
        "all",
        "totale",
        "totaal",
        "totales",
        "suma",
        "somme",
        "summe",
        "gesamt",
        "insgesamt",
        "gesamtsumme",
        "итого",
        "всего",
        "razem",
        "toplam",
        "المجموع",
        "الإجمالي",
        "مجموع",
        "कुल",
    ];
    if cell.len() > 60 {
        return false;
    }
    let lower = cell.to_lowercase();
    let bare = lower.trim_matches(|char: char| !char.is_alphanumeric() && !char.is_alphabetic());
    TOTALS.contains(&bare) || TOTALS.contains(&lower.trim_end_matches([':', ' ', '.']))
}

/// `Total killed`, `Subtotal October`, `Summe 2025`.
fn opens_total(cell: &str) -> bool {
    const OPENINGS: [&str; 9] = [
        "total ",
        "totals ",
        "grand total ",
        "subtotal ",
        "sub-total ",
        "summe ",
        "zwischensumme ",
        "итого ",
        "всего ",
    ];
    let head = head_of(cell);
    OPENINGS.iter().any(|words| head.starts_with(words))
}

/// A month or a year alone: October 2025, 2024, octubre de 2025.
fn is_heading(cell: &str) -> bool {
    let is_year = cell.len() == 4 && cell.parse().is_ok_and(|year: u32| (1000..=2100).contains(&year));
    let is_date = || When::from_words(cell.trim_end_matches(':')).is_some_and(|when| when.to_string().len() == 7);
    is_year || cell.len() < 40 && is_date()
}

/// `Source: the ministry`, `Notes`.
fn is_note(cell: &str) -> bool {
    const WORDS: [&str; 38] = [
        "source",
        "sources",
        "note",
        "notes",
        "nota",
        "notas",
        "quelle",
        "quellen",
        "anmerkung",
        "anmerkungen",
        "hinweis",
        "fuente",
        "fuentes",
        "fonte",
        "fonti",
        "remarque",
        "remarques",
        "footnote",
        "footnotes",
        "disclaimer",
        "data source",
        "last updated",
        "stand",
        "contact",
        "kontakt",
        "contacto",
        "license",
        "licence",
        "prepared by",
        "datenstand",
        "as of",
        "updated",
        "bron",
        "kaynak",
        "źródło",
        "примечание",
        "источник",
        "المصدر",
    ];
    let head = head_of(cell);
    let named = head.split_once([':', '：']).map(|(word, _)| word.trim());
    named.is_some_and(|word| WORDS.contains(&word)) || WORDS.contains(&head.trim())
}

/// Words and signs with which a row begins that holds nothing else.
fn opens_note(cell: &str) -> bool {
    const OPENINGS: [&str; 7] =
        ["last updated", "data as of", "generated on", "compiled by", "copyright", "exported on", "downloaded "];
    let head = head_of(cell);
    OPENINGS.iter().any(|words| head.starts_with(words))
        || cell.len() > 3 && cell.starts_with(['*', '†', '‡', '©', '¹', '²', '³'])
}

fn head_of(cell: &str) -> String {
    cell.chars().take(30).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_notes_are_told_from_titles() {
        for total in ["Total", "TOTAL:", "Grand total", "Итого", "Summe", "— Total —"] {
            assert!(is_total(total), "{total}");
        }
        for total in ["Subtotal October", "Total killed", "Grand total 2025"] {
            assert!(opens_total(total), "{total}");
        }
        for heading in ["October 2025", "2024", "octubre de 2025", "Oktober 2025:"] {
            assert!(is_heading(heading), "{heading}");
        }
        for title in ["9 October 2025", "October revolution", "1234567", "350", ""] {
            assert!(!is_heading(title), "{title}");
        }
        for title in ["Total refinery strike", "Totality", "Sumy", "Allah", ""] {
            assert!(!is_total(title), "{title}");
        }
        for note in ["Source: ministry", "Notes: made up", "* estimated", "Quelle: Amt", "¹ by hand", "Source"] {
            assert!(is_note(note) || opens_note(note), "{note}");
        }
        for title in ["Sources say a bridge fell", "Notebook seized: two held", "Bridge", "*"] {
            assert!(!is_note(title) && !opens_note(title), "{title}");
        }
    }
}
