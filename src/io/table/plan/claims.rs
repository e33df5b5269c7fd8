//! Who claims what in a row?

use super::{Cells, Gathering, RowPlan};
use crate::io::table::further::ClaimColumns;
use crate::io::table::gather::numbered;
use crate::io::table::mapping::Field;
use crate::model::{Attribution, AttributionKind, Claim, Event, Quantity};

impl RowPlan {
    /// Where rows may be further claims of one event: the columns of claims. None in tables that are known by
    /// their columns, whose rows are what these say, and where no column says who claims what.
    pub(super) fn claiming(&self) -> Option<ClaimColumns> {
        let of = |field: Field| self.columns[field as usize];
        let said = [Field::Source, Field::Claim, Field::Quote, Field::Speaker].map(of);
        let columns = ClaimColumns { said, url: of(Field::Url), deaths: of(Field::Deaths) };
        let is_there = said.iter().chain([&columns.url, &columns.deaths]).any(Option::is_some);
        (is_there && self.schema.is_none()).then_some(columns)
    }

    /// A claim for each source that a row names; the numbers and the quote of the row are the first one's.
    pub(super) fn add_source(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        let (names, url) = (self.cell(cells, Field::Source), self.cell(cells, Field::Url));
        let (quote, speaker) = (self.cell(cells, Field::Quote), self.cell(cells, Field::Speaker));
        let (text, deaths) = (self.cell(cells, Field::Claim), self.cell(cells, Field::Deaths));
        if [names, url, text, quote, speaker, deaths].iter().all(|cell| cell.is_empty()) {
            return;
        }
        let mut names: Vec<&str> = names.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            names.push(if url.is_empty() { "the table" } else { url });
        }
        for (index, name) in names.into_iter().enumerate() {
            let is_first = index == 0;
            let source = into.source(name, |source| {
                if is_first {
                    source.url = url.into();
                }
            });
            let kind = if speaker.is_empty() { AttributionKind::Outlet } else { AttributionKind::Named };
            let speaker = if speaker.is_empty() { name } else { speaker };
            let mut claim =
                Claim { source, attribution: Attribution { kind, name: speaker.to_owned() }, ..Claim::by(kind) };
            text.clone_into(&mut claim.text);
            if is_first {
                claim.quote = quote.into();
                match deaths.parse::<f64>() {
                    Ok(value) if value.is_finite() => {
                        claim.quantities.push(Quantity {
                            measure: "deaths".to_owned(),
                            value: Some(value),
                            ..Quantity::default()
                        });
                    }
                    _ if deaths.is_empty() => {}
                    _ => into.warning(
                        cells.line(),
                        format!("\"{deaths}\" is no number of deaths; it stays among the columns"),
                    ),
                }
            }
            event.claims.push(claim);
        }
        name_claims(event, cells.line());
    }
}

/// Ids for the claims of an event that have none.
pub(in crate::io::table) fn name_claims(event: &mut Event, line: u64) {
    let words = if event.id.is_empty() { numbered("row-", line) + "-" } else { [&event.id, "-"].concat() };
    for (claim, number) in event.claims.iter_mut().zip(1..).filter(|(claim, _)| claim.id.is_empty()) {
        claim.id = numbered(&words, number);
    }
}
