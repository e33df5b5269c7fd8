//! How a changed list comes about from the one before it.
//!
//! Answers which stretches stay as they were and where they stand now, so that a column copies those and
//! makes the others anew. It does not know what the lists hold.

use std::ops::Range;

use super::touched::Touched;

/// A stretch of a list, before and after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Whether its values are the same. If not, those after it stand in place of those before it.
    pub(super) is_kept: bool,
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

impl Piece {
    fn kept(before: Range<usize>, after: Range<usize>) -> Self {
        Self { is_kept: true, before, after }
    }

    fn other(before: Range<usize>, after: Range<usize>) -> Self {
        Self { is_kept: false, before, after }
    }

    /// True when it is the same, where it was.
    pub(super) fn is_in_place(&self) -> bool {
        self.is_kept && self.before == self.after
    }
}

/// All of a list, before and after a change, in rising order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    /// The pieces of a list of so many events.
    pub(super) fn of_touched(count: usize, touched: &Touched) -> Self {
        let mut pieces = Self::default();
        let (mut removed, mut inserted) = (touched.removed.iter().peekable(), touched.inserted.iter().peekable());
        let mut changed = touched.changed.iter().peekable();
        let (mut before, mut after) = (0, 0);
        loop {
            while changed.next_if(|next| **next < after).is_some() {}
            let ahead = [
                removed.peek().map(|next| **next - before),
                inserted.peek().map(|next| **next - after),
                changed.peek().map(|next| **next - after),
            ];
            let kept = ahead.iter().flatten().min().copied().unwrap_or(count - before);
            pieces.push(Piece::kept(before..before + kept, after..after + kept));
            (before, after) = (before + kept, after + kept);
            if ahead[0] == Some(kept) {
                pieces.push(Piece::other(before..before + 1, after..after));
                removed.next();
                before += 1;
            } else if ahead[1] == Some(kept) {
                pieces.push(Piece::other(before..before, after..after + 1));
                inserted.next();
                after += 1;
            } else if ahead[2] == Some(kept) {
                pieces.push(Piece::other(before..before + 1, after..after + 1));
                changed.next();
                (before, after) = (before + 1, after + 1);
            } else {
                return pieces;
            }
        }
    }

    /// The pieces of a list of so many things that loses those at some places, and gets others before some:
    /// both in places of the list before it, rising.
    pub(super) fn of_places(count: usize, lost: &[usize], got: &[usize]) -> Self {
        let mut pieces = Self::default();
        let (mut lost, mut got) = (lost.iter().peekable(), got.iter().peekable());
        let (mut before, mut after) = (0, 0);
        loop {
            let next = match (lost.peek(), got.peek()) {
                (Some(lost), Some(got)) => (**lost).min(**got),
                (Some(next), None) | (None, Some(next)) => **next,
                (None, None) => count,
            };
            let kept = next - before;
            pieces.push(Piece::kept(before..next, after..after + kept));
            (before, after) = (next, after + kept);
            if got.next_if(|place| **place == before).is_some() {
                pieces.push(Piece::other(before..before, after..after + 1));
                after += 1;
            } else if lost.next_if(|place| **place == before).is_some() {
                pieces.push(Piece::other(before..before + 1, after..after));
                before += 1;
            } else {
                return pieces;
            }
        }
    }

    /// The same change of the parts of the things: where those of each begin, before and after it.
    pub(super) fn of_parts(&self, starts_before: &[u32], starts_after: &[u32]) -> Self {
        let reach = |starts: &[u32], range: &Range<usize>| starts[range.start] as usize..starts[range.end] as usize;
        let mut parts = Self::default();
        for piece in &self.0 {
            let (before, after) = (reach(starts_before, &piece.before), reach(starts_after, &piece.after));
            parts.push(Piece { is_kept: piece.is_kept, before, after });
        }
        parts
    }

    /// Adds the next piece. What is not kept becomes one with its neighbour.
    fn push(&mut self, piece: Piece) {
        if piece.before.is_empty() && piece.after.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.is_kept == piece.is_kept => {
                last.before.end = piece.before.end;
                last.after.end = piece.after.end;
            }
            _ => self.0.push(piece),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Piece> {
        self.0.iter()
    }

    /// How long the list is after the change.
    pub(super) fn len_after(&self) -> usize {
        self.0.last().map_or(0, |last| last.after.end)
    }

    /// True when everything that is kept stands where it stood, and the list is as long as it was.
    pub(super) fn are_in_place(&self) -> bool {
        self.0.iter().all(|piece| piece.before == piece.after)
    }

    /// Where they were: what is not the same any more.
    pub(super) fn gone(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter(|piece| !piece.is_kept).flat_map(|piece| piece.before.clone())
    }

    /// Where they are: what was not the same before.
    pub(super) fn fresh(&self) -> impl Iterator<Item = usize> + Clone {
        self.0.iter().filter(|piece| !piece.is_kept).flat_map(|piece| piece.after.clone())
    }

    /// Where what is kept stands after the change. None for what is gone.
    pub(super) fn place_of(&self, before: usize) -> Option<usize> {
        let piece = &self.0[self.piece_with(before)];
        piece.is_kept.then(|| before - piece.before.start + piece.after.start)
    }

    /// The same, and for what is gone where that which stands in its stead begins.
    pub(super) fn near(&self, before: usize) -> usize {
        let piece = &self.0[self.piece_with(before)];
        if piece.is_kept { before - piece.before.start + piece.after.start } else { piece.after.start }
    }

    fn piece_with(&self, before: usize) -> usize {
        self.0.partition_point(|piece| piece.before.end <= before)
    }

    /// The list after the change.
    pub(super) fn copied<T: Copy>(&self, before: &[T], mut fresh: impl FnMut(usize) -> T) -> Vec<T> {
        let mut values = Vec::with_capacity(self.len_after());
        for piece in &self.0 {
            if piece.is_kept {
                values.extend_from_slice(&before[piece.before.clone()]);
            } else {
                values.extend(piece.after.clone().map(&mut fresh));
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_make_the_list_that_changing_it_makes(
            fates in prop::collection::vec((0..4_u8, 0..3_usize), 0..12),
        ) {
            let before: Vec<usize> = (0..fates.len()).collect();
            let (mut after, mut touched) = (Vec::new(), Touched::default());
            let (mut lost, mut got) = (Vec::new(), Vec::new());
            for (place, (fate, inserted)) in fates.iter().enumerate() {
                for _ in 0..*inserted {
                    touched.inserted.push(after.len());
                    got.push(place);
                    after.push(usize::MAX);
                }
                match fate {
                    0 => { touched.removed.push(place); lost.push(place); }
                    1 => { touched.changed.push(after.len()); after.push(usize::MAX); }
                    _ => after.push(place),
                }
            }
            let pieces = Pieces::of_touched(before.len(), &touched);
            prop_assert_eq!(&pieces.copied(&before, |_| usize::MAX), &after);
            for (place, value) in after.iter().enumerate().filter(|(_, value)| **value != usize::MAX) {
                prop_assert_eq!(pieces.place_of(*value), Some(place));
            }
            if touched.changed.is_empty() {
                prop_assert_eq!(Pieces::of_places(before.len(), &lost, &got).copied(&before, |_| usize::MAX), after);
            }
        }

        #[test]
        fn changes_one_after_the_other_are_noted_as_one(
            splices in prop::collection::vec((0..9_usize, 0..4_usize, 0..4_usize), 0..6),
        ) {
            let before: Vec<usize> = (0..8).collect();
            let (mut after, mut touched) = (before.clone(), Touched::default());
            for (at, takes, puts) in splices {
                let at = at.min(after.len());
                let takes = takes.min(after.len() - at);
                after.splice(at..at + takes, std::iter::repeat_n(usize::MAX, puts));
                touched.splice(at, takes, puts);
            }
            let pieces = Pieces::of_touched(before.len(), &touched);
            prop_assert_eq!(pieces.copied(&before, |_| usize::MAX), after);
        }
    }
}
