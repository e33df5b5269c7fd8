//! Time spans in columns.
//!
//! Answers the span of a thing. Where nothing is in doubt, which is the rule, only the ends of the spans are
//! kept. It does not know what the things are.

use super::coded::Bits;
use super::coding::{Fixed, fixed_as, kept};
use super::column::{Column, ColumnWriting};
use super::pieces::Pieces;
use super::rank_set::RankSet;
use crate::model::{Extent, TimeSpan};

/// What is certain of a span.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Certain {
    /// All that is possible.
    All,
    Nothing,
    Only(Extent),
}

impl Bits for Certain {
    fn bits(self) -> impl std::hash::Hash + Eq {
        match self {
            Self::All => (0, None),
            Self::Nothing => (1, None),
            Self::Only(extent) => (2, Some(extent.bits())),
        }
    }
}

fixed_as! {
    Certain: (u8, Extent), certain => match certain {
        Certain::All => (0, NO_EXTENT),
        Certain::Nothing => (1, NO_EXTENT),
        Certain::Only(extent) => (2, extent),
    }, told => match told {
        (0, _) => Some(Certain::All),
        (1, _) => Some(Certain::Nothing),
        (2, extent) => Some(Certain::Only(extent)),
        _ => None,
    };
}

/// The extent of what has no span: it ends before it begins.
const NO_EXTENT: Extent = Extent { start_secs: f64::INFINITY, end_secs: f64::NEG_INFINITY };

/// A time span for each of many things, or none.
#[derive(Debug, Clone)]
pub(super) struct Spans {
    possible: Column<Extent>,
    certain: Column<Certain>,
}

kept!(Spans { possible, certain });

impl Spans {
    pub(super) fn len(&self) -> usize {
        self.possible.len()
    }

    /// The span of a thing. None: it has none.
    pub(super) fn get(&self, index: usize) -> Option<TimeSpan> {
        let possible = self.possible(index)?;
        let certain = match self.certain.get(index) {
            Certain::All => Some(possible),
            Certain::Nothing => None,
            Certain::Only(extent) => Some(extent),
        };
        Some(TimeSpan { possible, certain })
    }

    /// What is possible of the span of a thing. None: it has none.
    pub(super) fn possible(&self, index: usize) -> Option<Extent> {
        let extent = self.possible.get(index);
        (extent.start_secs <= extent.end_secs).then_some(extent)
    }

    /// How many stand first whose start is such; they stand in the order of their starts.
    pub(super) fn begun(&self, is_begun: impl Fn(f64) -> bool) -> usize {
        self.possible.partition_point(|extent| is_begun(extent.start_secs))
    }

    /// Those of which not all that is possible is certain.
    pub(super) fn doubtful(&self) -> RankSet {
        self.whose_certain(|certain| certain != Certain::All)
    }

    /// Those of which nothing is certain.
    pub(super) fn vague(&self) -> RankSet {
        self.whose_certain(|certain| certain == Certain::Nothing)
    }

    fn whose_certain(&self, is: impl Fn(Certain) -> bool) -> RankSet {
        match &self.certain {
            Column::Alike(certain, count) if is(*certain) => RankSet::all(*count),
            Column::Alike(..) => RankSet::nothing(),
            Column::Each(_) | Column::Coded(_) => RankSet::of(self.certain.len(), |place| is(self.certain.get(place))),
        }
    }

    /// After a change of the things.
    pub(super) fn patched(&self, pieces: &Pieces, fresh: impl Fn(usize) -> Option<TimeSpan>) -> Self {
        Self {
            possible: self.possible.patched(pieces, |index| possible_of(fresh(index))),
            certain: self.certain.patched(pieces, |index| certain_of(fresh(index))),
        }
    }

    /// The spans at some places, in this order.
    pub(super) fn picked(&self, places: &[u32]) -> Self {
        Self {
            possible: places.iter().map(|place| self.possible.get(*place as usize)).collect(),
            certain: places.iter().map(|place| self.certain.get(*place as usize)).collect(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.possible.bytes() + self.certain.bytes()
    }
}

fn possible_of(span: Option<TimeSpan>) -> Extent {
    span.map_or(NO_EXTENT, |span| span.possible)
}

fn certain_of(span: Option<TimeSpan>) -> Certain {
    match span {
        None => Certain::All,
        Some(TimeSpan { certain: None, .. }) => Certain::Nothing,
        Some(TimeSpan { possible, certain: Some(certain) }) if certain == possible => Certain::All,
        Some(TimeSpan { certain: Some(certain), .. }) => Certain::Only(certain),
    }
}

/// Spans that are being written.
#[derive(Default)]
pub(super) struct Writing {
    possible: ColumnWriting<Extent>,
    certain: ColumnWriting<Certain>,
}

impl Writing {
    /// Adds the span of the next thing.
    pub(super) fn push(&mut self, span: Option<TimeSpan>) {
        self.possible.push(possible_of(span));
        self.certain.push(certain_of(span));
    }

    pub(super) fn done(self) -> Spans {
        Spans { possible: self.possible.done(), certain: self.certain.done() }
    }
}

impl FromIterator<Option<TimeSpan>> for Spans {
    fn from_iter<I: IntoIterator<Item = Option<TimeSpan>>>(spans: I) -> Self {
        let mut writing = Writing::default();
        spans.into_iter().for_each(|span| writing.push(span));
        writing.done()
    }
}
