//! Which marks are of selected events: found once for a finished picture, however many are selected.

use std::collections::HashSet;
use std::sync::Arc;

use super::parts::Chosen;
use crate::scene::{Scene, TargetId};
use crate::store::Store;
use crate::view::View;

/// By target of a scene, whether one of its events is selected.
pub(super) fn chosen_targets(scene: &Scene, store: &Store, view: &View) -> Arc<[Chosen]> {
    let selected: HashSet<usize> = view.selection.iter().filter_map(|id| store.index_of(id)).collect();
    let is_chosen = |id: &TargetId| match id {
        TargetId::Event(index) | TargetId::OtherSpot(index) => selected.contains(index),
        TargetId::Events(events) | TargetId::Pointer(events) => {
            !selected.is_empty() && events.iter().any(|index| selected.contains(index))
        }
        _ => false,
    };
    let chosen = |id: &TargetId| if is_chosen(id) { Chosen::Yes } else { Chosen::No };
    scene.targets.iter().map(|target| chosen(&target.id)).collect()
}
