//! A view of a story from which something was left out.

use super::View;
use crate::model::Named;
use crate::store::Store;

impl View {
    /// The view as it is to be kept with a picture of a redacted store: with the ids that this has, and without
    /// those that it no longer has. The same view where nothing was left out.
    #[must_use]
    pub fn of_redacted(&self, store: &Store) -> Self {
        let mut kept = self.clone();
        if store.redaction().is_none() {
            return kept;
        }
        let Self {
            selection,
            claim,
            hidden_layers,
            size_by,
            color_by,
            // Whoever writes it looks at it first.
            filter: _,
            map: _,
            time: _,
            window: _,
            playhead_secs: _,
            mode: _,
            theme: _,
            viewpoint: _,
            zone: _,
            lanes: _,
            clock: _,
            known: _,
            language: _,
            others: _,
            show_as: _,
            relief: _,
            chapter: _,
            playback: _,
        } = &mut kept;
        let new = |named: Named, id: &str| store.new_ids().of(named, id).to_owned();
        for id in &mut *selection {
            *id = new(Named::Event, id);
        }
        selection.retain(|id| store.index_of(id).is_some());
        *claim = claim.take().map(|id| new(Named::Claim, &id)).filter(|id| store.claim(id).is_some());
        hidden_layers.retain(|id| !store.redaction().layers.contains(id));
        *hidden_layers = hidden_layers.iter().map(|id| new(Named::Layer, id)).collect();
        hidden_layers.retain(|id| !store.redaction().names_speaker(id));
        for number in [size_by, color_by] {
            number.take_if(|name| store.number(name).is_none());
        }
        kept
    }
}
