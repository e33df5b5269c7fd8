//! Things by their ids, without keeping the ids a second time.
//!
//! Answers which things may have an id, by its hash. Whoever asks looks whether they do.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::coding::{Kept, Reading, kept_alone};
use super::pieces::Pieces;

/// How the ids of a story are hashed: otherwise than those of others, which nobody can foresee.
#[derive(Debug, Clone)]
pub(super) struct IdHasher {
    seed: u64,
    state: FixedState,
}

impl IdHasher {
    fn with_seed(seed: u64) -> Self {
        Self { seed, state: FixedState::with_seed(seed) }
    }

    /// The hash of an id.
    pub(super) fn hash_of(&self, id: &str) -> u32 {
        self.state.hash_one(id) as u32
    }
}

impl Default for IdHasher {
    fn default() -> Self {
        Self::with_seed(RandomState::new().hash_one(0))
    }
}

impl Kept for IdHasher {
    fn write(&self, to: &mut Vec<u8>) {
        self.seed.write(to);
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        u64::read(from).map(Self::with_seed)
    }
}

/// Numbers of things in the order of the hashes of their ids; those of one hash rise.
#[derive(Debug, Clone)]
pub(super) struct Ids(Arc<Vec<(u32, u32)>>);

kept_alone!(Ids);

impl Ids {
    /// From the hash of the id of each thing, and its number.
    pub(super) fn of(mut sorted: Vec<(u32, u32)>) -> Self {
        sorted.sort_unstable();
        sorted.shrink_to_fit();
        Self(Arc::new(sorted))
    }

    /// The things whose ids have this hash, rising: those with the id, and by chance others.
    pub(super) fn with_hash(&self, hash: u32) -> impl Iterator<Item = usize> + '_ {
        let start = self.0.partition_point(|(other, _)| *other < hash);
        self.0[start..].iter().take_while(move |(other, _)| *other == hash).map(|(_, thing)| *thing as usize)
    }

    /// After a change of the things, with the hashes of the fresh ones.
    pub(super) fn patched(&self, pieces: &Pieces, fresh: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut fresh: Vec<(u32, u32)> = fresh.collect();
        fresh.sort_unstable();
        let mut fresh = fresh.into_iter().peekable();
        let mut sorted = Vec::with_capacity(self.0.len() + fresh.len());
        for (hash, thing) in self.0.iter() {
            let Some(thing) = pieces.place_of(*thing as usize) else { continue };
            let kept = (*hash, thing as u32);
            while let Some(next) = fresh.next_if(|next| *next < kept) {
                sorted.push(next);
            }
            sorted.push(kept);
        }
        sorted.extend(fresh);
        Self(Arc::new(sorted))
    }

    /// How many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<(u32, u32)>()
    }
}
