//! What the panels remember, and which of them share a place.

use std::sync::Arc;

use egui::{Id, TextureHandle, TextureId, Ui};

use super::actors_table::{ActorsMemory, actors_ui};
use super::changes::{ChangesMemory, changes_ui};
use super::chapters::chapters_ui;
use super::charts::{ChartsMemory, charts_ui};
use super::claims::{ClaimsMemory, centre_tabs, claims_ui};
use super::detail::DetailMemory;
use super::events_table::{EventsMemory, events_table_ui};
use super::form::{FormMemory, Subject};
use super::list::{ListMemory, list_ui};
use super::map_memory::MapMemory;
use super::map_panel::map_ui;
use super::panel_context::PanelContext;
use super::parts::{Chosen, rule_under_tabs, tab};
use super::placing::Placing;
use super::roving::Roving;
use super::search::SearchMemory;
use super::settings::CentreView;
use super::sources::{SourcesMemory, sources_ui};
use super::start::StartMemory;
use super::table_look::TableLooks;
use super::timeline_panel::TimelineMemory;
use crate::scene::ImageId;
use crate::store::Store;
use crate::view::{Command, Comparison, Panel, Screen};

/// What the panels remember between frames.
pub(super) struct Panels {
    /// The sizes of the map and of a unit of the ruler, as they were last shown.
    pub(super) screen: Screen,
    pub(super) search: SearchMemory,
    pub(super) map: MapMemory,
    pub(super) timeline: TimelineMemory,
    pub(super) list: ListMemory,
    pub(super) detail: DetailMemory,
    pub(super) form: FormMemory,
    pub(super) start: StartMemory,
    pub(super) placing: Placing,
    pub(super) charts: ChartsMemory,
    pub(super) events: EventsMemory,
    pub(super) claims: ClaimsMemory,
    pub(super) sources: SourcesMemory,
    pub(super) actors: ActorsMemory,
    pub(super) changes: ChangesMemory,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            // Until the window has told how large the map is.
            screen: Screen::with_map([800.0, 560.0]),
            search: SearchMemory::default(),
            map: MapMemory::default(),
            timeline: TimelineMemory::default(),
            list: ListMemory::default(),
            detail: DetailMemory::default(),
            form: FormMemory::default(),
            start: StartMemory::default(),
            placing: Placing::default(),
            charts: ChartsMemory::default(),
            events: EventsMemory::default(),
            claims: ClaimsMemory::default(),
            sources: SourcesMemory::default(),
            actors: ActorsMemory::default(),
            changes: ChangesMemory::default(),
        }
    }
}

/// What the middle of the window is painted with besides the story.
pub(super) struct Ground<'a> {
    pub(super) relief: &'a [TextureHandle],
    pub(super) is_ready: bool,
}

impl Panels {
    /// The middle of the window: the map, or the table of events, of claims or of sources, with the tabs for them above.
    pub(super) fn centre_ui(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        shown: CentreView,
        ground: &Ground<'_>,
        (own, looks): (&Store, &mut TableLooks),
        commands: &mut Vec<Command>,
    ) {
        let written = match self.form.subject() {
            Some(Subject::Source(id)) => Some(id.as_str()),
            _ => None,
        };
        let tables = (&self.events, &mut self.claims, &mut self.actors);
        centre_tabs(ui, here, shown, tables, looks, commands);
        if shown != CentreView::Map {
            // The map that is turned to later has the same room.
            let room = ui.available_size();
            self.screen.map_size_points = [f64::from(room.x), f64::from(room.y)];
        }
        match shown {
            CentreView::Map => {}
            CentreView::Events => {
                return events_table_ui(ui, here, own, (&mut self.events, &mut looks.events), commands);
            }
            CentreView::Claims => return claims_ui(ui, here, own, (&mut self.claims, &mut looks.claims), commands),
            CentreView::Actors => return actors_ui(ui, here, (&mut self.actors, &mut looks.actors), commands),
            CentreView::Sources => return sources_ui(ui, here, own, &mut self.sources, written, commands),
        }
        let Ground { relief, is_ready } = ground;
        let texture = |image: ImageId| -> Option<TextureId> {
            let ImageId::Relief(place) = image;
            relief.get(place).map(TextureHandle::id)
        };
        let key = relief.len() + usize::from(*is_ready);
        self.screen.map_size_points = map_ui(ui, here, (&mut self.map, &mut self.placing), (key, &texture), commands);
    }

    pub(super) fn left_ui(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        comparison: Option<&Arc<Comparison>>,
        shown: &mut Panel,
        commands: &mut Vec<Command>,
    ) {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.spacing_mut().item_spacing.x = 14.0;
            let tabs = [
                (Panel::Events, "Events"),
                (Panel::Chapters, "Chapters"),
                (Panel::Charts, "Charts"),
                (Panel::Changes, "Changes"),
            ];
            let count = if comparison.is_some() { 4 } else { 3 };
            let mut roving = Roving::begin(ui.ctx(), "left tabs");
            for (panel, label) in &tabs[..count] {
                let (panel, label) = (*panel, *label);
                let chosen = if *shown == panel { Chosen::Yes } else { Chosen::No };
                let key = Id::unique(("left tab", label));
                let response = tab(ui, here, label, (chosen, roving.sense(key)));
                if response.clicked() {
                    *shown = panel;
                }
                roving.saw(key, &response);
            }
            roving.end(ui);
        });
        rule_under_tabs(ui, here);
        match (*shown, comparison) {
            (Panel::Changes, Some(comparison)) => changes_ui(ui, here, comparison, &mut self.changes, commands),
            (Panel::Chapters, _) => chapters_ui(ui, here, commands),
            (Panel::Charts, _) => charts_ui(ui, here, &mut self.charts, commands),
            _ => list_ui(ui, here, &mut self.list, commands),
        }
    }
}
