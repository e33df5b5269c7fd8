//! The cells of a row that is a claim.

use super::names::first_events;
use super::writer::{CellWriter, Taken, Written};
use crate::model::{Attribution, AttributionKind, Claim, Named, Stance, TypedContext, When};
use crate::store::{Facet, Store, fold};
use crate::view::{day_near, put_date, unread_date};

/// What can be written of a claim in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimCell {
    /// When it was said.
    Said,
    /// The name of who speaks.
    Speaker,
    /// In what capacity they speak: one of five words.
    Kind,
    /// What they do with the claim: one of six words.
    Stance,
    /// What is claimed.
    Text,
    /// The name of its source.
    Source,
    /// The author's grading.
    Grading,
}

impl ClaimCell {
    /// Every cell.
    pub const ALL: [Self; 7] =
        [Self::Said, Self::Speaker, Self::Kind, Self::Stance, Self::Text, Self::Source, Self::Grading];
}

/// What stands in a cell of a claim, as it is typed and copied.
pub fn claim_text(own: &Store, claim: &Claim, cell: ClaimCell) -> String {
    match cell {
        ClaimCell::Said => {
            let unread = || unread_date(None, &claim.members, "said").unwrap_or_default().to_owned();
            claim.said.as_ref().map_or_else(unread, ToString::to_string)
        }
        ClaimCell::Speaker => claim.attribution.name.clone(),
        ClaimCell::Kind => claim.attribution.kind.word().to_owned(),
        ClaimCell::Stance => claim.stance.word().to_owned(),
        ClaimCell::Text => claim.text.clone(),
        ClaimCell::Source => own.source(&claim.source).map_or(claim.source.as_str(), |source| source.name()).to_owned(),
        ClaimCell::Grading => claim.grading.to_string(),
    }
}

impl CellWriter<'_> {
    /// Writes into a cell of the claim with this id.
    pub fn write_claim(&mut self, id: &str, cell: ClaimCell, written: Written<'_>) -> Taken {
        let own = self.own;
        let text = written.text();
        let source = if cell == ClaimCell::Source { self.source(id, written) } else { String::new() };
        let context = (cell == ClaimCell::Said).then(|| self.context(id)).flatten();
        let known = if cell == ClaimCell::Speaker { self.speaker(text) } else { None };
        let Some(claim) = self.claim_mut(id) else { return Taken::No };
        if claim_text(own, claim, cell) == text && !matches!(written, Written::Id(_)) {
            return Taken::Yes;
        }
        let word = fold(text);
        match cell {
            ClaimCell::Text => text.clone_into(&mut claim.text),
            ClaimCell::Source => claim.source = source,
            ClaimCell::Grading => claim.grading = text.to_uppercase().into(),
            ClaimCell::Speaker => {
                let is_blank = claim.attribution.name.is_empty();
                let name = text.to_owned();
                // One who was chosen speaks as before.
                let known = known.filter(|_| is_blank || matches!(written, Written::Id(_)));
                claim.attribution = known.unwrap_or(Attribution { name, ..claim.attribution.clone() });
            }
            ClaimCell::Kind => match AttributionKind::from_word(&word) {
                Some(kind) => claim.attribution.kind = kind,
                None => return Taken::No,
            },
            ClaimCell::Stance => match Stance::ALL.iter().find(|(_, stance)| *stance == word) {
                Some((stance, _)) => claim.stance = *stance,
                None => return Taken::No,
            },
            ClaimCell::Said => {
                let (near, zone) = context.unwrap_or_else(|| (None, own.story().zone.clone()));
                let read = When::read_typed(text, &TypedContext { near, zone: &zone, zone_names: &[] });
                put_date(&mut claim.said, &mut claim.members, "said", text, read.ok().map(|read| read.when));
            }
        }
        Taken::Yes
    }

    /// Has the claim with an id say in a cell what another claim says there.
    pub fn fill_claim(&mut self, from: &str, to: &str, cell: ClaimCell) -> Taken {
        let Some(of) = self.claim_mut(from).map(|claim| claim.clone()) else { return Taken::No };
        let Some(claim) = self.claim_mut(to) else { return Taken::No };
        match cell {
            ClaimCell::Text => claim.text = of.text,
            ClaimCell::Source => claim.source = of.source,
            ClaimCell::Grading => (claim.grading, claim.graded_by) = (of.grading, of.graded_by),
            // Who speaks is a name and a capacity.
            ClaimCell::Speaker => claim.attribution = of.attribution,
            ClaimCell::Kind => claim.attribution.kind = of.attribution.kind,
            ClaimCell::Stance => claim.stance = of.stance,
            ClaimCell::Said => {
                let unread = unread_date(of.said.as_ref(), &of.members, "said").unwrap_or_default();
                put_date(&mut claim.said, &mut claim.members, "said", unread, of.said.clone());
            }
        }
        Taken::Yes
    }

    /// How one of this name speaks in the first claim that has it. None where none has.
    fn speaker(&mut self, name: &str) -> Option<Attribution> {
        let own = self.own;
        let first = self.speakers_named.get_or_insert_with(|| first_events(own, Facet::Speaker));
        let event = own.event(*first.get(name)?);
        event.claims.iter().find(|claim| claim.attribution.name == name).map(|claim| claim.attribution.clone())
    }

    /// The id of the source that is meant. A name that the claim's own source has is that one, of which there may be
    /// several.
    fn source(&mut self, claim: &str, written: Written<'_>) -> String {
        let own = self.own;
        if let (Written::Text(_), Some(claim)) = (written, self.claim_mut(claim))
            && !written.text().is_empty()
            && claim_text(own, claim, ClaimCell::Source) == written.text()
        {
            return claim.source.clone();
        }
        self.named(Named::Source, written)
    }

    /// What a date of a claim is read by: the day of its event, or of those near to it, and the zone.
    fn context(&mut self, claim: &str) -> Option<(Option<chrono::NaiveDate>, crate::model::Zone)> {
        let own = self.own;
        let id = self.event_of(claim)?;
        let event = self.event_mut(&id)?;
        let zone = event.zone.clone().unwrap_or_else(|| own.story().zone.clone());
        let day = event.when.as_ref().and_then(|when| when.first_day(&zone));
        Some((day.or_else(|| day_near(own, own.index_of(&id).unwrap_or(own.len()))), zone))
    }
}
