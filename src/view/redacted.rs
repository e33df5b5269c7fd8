//! A view of a story from which something was left out.

use super::View;
use crate::model::Named;
use crate::store::Store;

impl View {
    /// The view as it is to be kept with a picture of a redacted store: with the ids that this has, and without
    /// those that it no longer has. The same view where nothing was left out.
    #[must_use]
    pub fn of_redacted(&self, store: &Store) -> Self {
        if store.redaction().is_none() {
            return self.clone();
        }
        let Self {
            map,
            time,
            window,
            playhead_secs,
            mode,
            filter,
            selection,
            claim,
            hidden_layers,
            theme,
            viewpoint,
            zone,
            lanes,
            clock,
            known,
            others,
            relief,
            chapter,
            playback,
        } = self.clone();
        let new = |named: Named, id: &String| store.new_ids().of(named, id).to_owned();
        let selection = selection.iter().map(|id| new(Named::Event, id));
        let hidden_layers = hidden_layers.iter().filter(|id| !store.redaction().layers.contains(*id));
        let hidden_layers = hidden_layers.map(|id| new(Named::Layer, id));
        Self {
            map,
            time,
            window,
            playhead_secs,
            mode,
            // Whoever writes it looks at it first.
            filter,
            selection: selection.filter(|id| store.index_of(id).is_some()).collect(),
            claim: claim.map(|id| new(Named::Claim, &id)).filter(|id| store.claim(id).is_some()),
            hidden_layers: hidden_layers.filter(|id| !store.redaction().names_speaker(id)).collect(),
            theme,
            viewpoint,
            zone,
            lanes,
            clock,
            known,
            others,
            relief,
            chapter,
            playback,
        }
    }
}
