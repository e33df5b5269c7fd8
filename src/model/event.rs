//! What is said to have happened, and on whose word.

use super::{AttributionKind, Claim, Geometry, Lines, LonLat, Members, Place, Rare, Row, Translation, When, Zone};

/// The part an actor has in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRole {
    /// The id of the actor.
    pub actor: String,
    /// Such as `by`, `target`, `party`, `mediator`; may be empty.
    pub role: String,
}

/// A connection from one event to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The id of the other event.
    pub to: String,
    /// Such as `led-to`, `response-to`, `part-of`, or [`Link::DISTINCT`].
    pub kind: String,
}

impl Link {
    /// The kind of a link to an event that is known not to be the same. It is no connection, and is not drawn.
    pub const DISTINCT: &'static str = "distinct-from";

    /// A link to an event that is known not to be the same.
    pub fn distinct_from(to: String) -> Self {
        Self { to, kind: Self::DISTINCT.to_owned() }
    }

    /// True where it says that the two events are not the same, and connects nothing.
    pub fn is_distinction(&self) -> bool {
        self.kind == Self::DISTINCT
    }
}

/// The best kind of voice that stands behind an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attestation {
    /// Named people, officials on record or documents.
    Named,
    /// The outlet's own voice, and no better.
    Outlet,
    /// Anonymous sources only.
    Anonymous,
}

impl Attestation {
    /// What speaks in this capacity.
    pub fn of(kind: AttributionKind) -> Self {
        match kind {
            AttributionKind::Named | AttributionKind::Official | AttributionKind::Document => Self::Named,
            AttributionKind::Outlet => Self::Outlet,
            AttributionKind::Anonymous => Self::Anonymous,
        }
    }

    /// What the legend calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Named => "named source or official",
            Self::Outlet => "stated by the outlet itself",
            Self::Anonymous => "anonymous only",
        }
    }
}

/// Something that is said to have happened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Event {
    /// Unique in the story.
    pub id: String,
    /// A few words; the label on the map.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// When; none for an undated event.
    pub when: Option<When>,
    /// The zone of its days, where it differs from the story's.
    pub zone: Option<Zone>,
    /// The id of its category; may be empty.
    pub category: String,
    /// The id of its layer; may be empty.
    pub layer: String,
    /// Who takes part.
    pub actors: Vec<ActorRole>,
    /// The place as it is named.
    pub place: Option<Place>,
    /// The place as it is drawn; none for an unplaced event.
    pub geometry: Option<Geometry>,
    /// Who says what about it.
    pub claims: Vec<Claim>,
    /// Connections to other events.
    pub links: Rare<Vec<Link>>,
    /// The author's assessment on a casualty recorder's scale; may be empty.
    pub assessment: Rare<String>,
    /// Who assessed it; may be empty.
    pub assessed_by: Rare<String>,
    /// Title and summary in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The row of a table that it came from.
    pub row: Option<Row>,
    /// The feature's `properties` as they were read.
    pub properties: Rare<Members>,
    /// The feature as it was read; an empty object holds the place of `properties`.
    pub members: Rare<Members>,
}

impl Event {
    /// True when one of its claims disputes another.
    pub fn is_disputed(&self) -> bool {
        self.claims.iter().any(|claim| !claim.disputes.is_empty())
    }

    /// True when all its claims rest on one source.
    pub fn is_single_source(&self) -> bool {
        let mut sources = self.claims.iter().map(|claim| claim.source.as_str());
        sources.next().is_some_and(|first| sources.all(|source| source == first))
    }

    /// The best kind of voice behind it. None for an event without claims.
    pub fn attestation(&self) -> Option<Attestation> {
        self.claims.iter().map(|claim| Attestation::of(claim.attribution.kind)).min()
    }

    /// True when its lines join places that were in contact, and are no extent on the ground.
    pub fn is_contact(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.lines == Lines::Contact)
    }

    /// The spot its mark stands on: where its first line starts if that joins places, else the
    /// geometry's own. None for an unplaced event.
    pub fn anchor(&self) -> Option<LonLat> {
        let geometry = self.geometry.as_ref()?;
        let start = || geometry.lines.first()?.first().copied().filter(|_| geometry.points.is_empty());
        if self.is_contact() { start().or_else(|| geometry.anchor()) } else { geometry.anchor() }
    }

    /// Where else it is than at its anchor: its other points, and the far ends of lines that join places.
    pub fn other_spots(&self) -> impl Iterator<Item = LonLat> + '_ {
        let points = self.geometry.iter().flat_map(|geometry| geometry.points.iter().skip(1));
        let lines = self.geometry.iter().flat_map(|geometry| &geometry.lines).filter(|_| self.is_contact());
        points.chain(lines.filter_map(|line| line.last())).copied()
    }

    /// Gives back the room for claims, actors and words that do not come.
    pub fn shrink_to_fit(&mut self) {
        self.id.shrink_to_fit();
        self.title.shrink_to_fit();
        self.summary.shrink_to_fit();
        self.actors.shrink_to_fit();
        self.claims.shrink_to_fit();
        for claim in &mut self.claims {
            claim.id.shrink_to_fit();
            claim.quantities.shrink_to_fit();
        }
    }

    /// The zone in which its days are counted.
    pub fn zone_or<'a>(&'a self, story_zone: &'a Zone) -> &'a Zone {
        self.zone.as_ref().unwrap_or(story_zone)
    }
}
