//! What the map in the window keeps between frames: finished pictures, and what is going on.

use std::sync::Arc;

use egui::{Pos2, Rect, Ui};

use super::flight::Flight;
use super::map_cells::CellList;
use super::map_count::MapCount;
use super::marked::chosen_targets;
use super::paint::{Painting, Textures};
use super::panel_context::PanelContext;
use super::parts::Chosen;
use super::settings::LegendFold;
use crate::model::LonLat;
use crate::query::Grid;
use crate::scene::{
    Corner, Far, Legend, MapOptions, MapRole, Mark, Scene, counted_events_scene, ground_scene, playing_scene,
    pointed_ground_scene,
};
use crate::view::{MapViewport, Motion, Played, Theme, TimeMode, View, Viewpoint};

/// What decides the look of the ground.
#[derive(PartialEq, Clone)]
struct GroundKey {
    story: u64,
    map: MapViewport,
    theme: Theme,
    viewpoint: Viewpoint,
    relief: bool,
    rect: Rect,
    pixels_per_point: f32,
    textures: usize,
}

/// What the map panel keeps between frames: finished pictures, and the drag that is going on.
#[derive(Default)]
pub(super) struct MapMemory {
    ground: Option<(GroundKey, Painting)>,
    events: Option<Drawn>,
    /// The ground of the event that is pointed at, where it means provinces or countries.
    pointed: Option<(PointedKey, Painting)>,
    /// The event that the pointer was on in the last frame.
    pub(super) pointed_at: Option<usize>,
    pub(super) rectangle_from: Option<Pos2>,
    pub(super) flight: Flight<MapViewport>,
    count: MapCount,
    /// The events of a cell that are listed.
    pub(super) list: Option<CellList>,
    /// Where the pointer is on the map, if it is there; while the menu of a spot is open, that spot.
    pub(super) pointer: Option<LonLat>,
    /// The spot whose menu was opened last.
    pub(super) menu_at: Option<LonLat>,
}

/// The finished picture of the events, and what it shows.
struct Drawn {
    ground: GroundKey,
    revision: u64,
    view: View,
    legend: Legend,
    /// The number of the counts that it was drawn from.
    counts: u64,
    scene: Arc<Scene>,
    /// By target of the scene, whether it is selected.
    chosen: Arc<[Chosen]>,
    painting: Painting,
}

impl Drawn {
    /// Whether what was finished then is what is asked for now. Scrubbing time draws no map anew where all dates in
    /// range are shown.
    fn is_of(&self, here: &PanelContext<'_>, ground: &GroundKey, (legend, counts): (Legend, u64)) -> bool {
        let is_titled = |view: &View| view.playback.plays(Played::Events);
        let has_moment = here.view.mode != TimeMode::Window;
        self.ground == *ground
            && (self.revision, self.legend, self.counts) == (here.revision, legend, counts)
            && is_titled(&self.view) == is_titled(here.view)
            && (!has_moment || self.view.playhead_secs.total_cmp(&here.view.playhead_secs).is_eq())
            && self.view.shows_as(here.view)
    }
}

type PointedKey = (GroundKey, u64, usize);

impl MapMemory {
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        here: &PanelContext<'_>,
        textures: (usize, Textures<'_>),
    ) -> (Arc<Scene>, Arc<[Chosen]>) {
        let size = [rect.width(), rect.height()];
        let ground = GroundKey {
            story: here.story_number,
            map: here.view.map,
            theme: here.view.theme,
            viewpoint: here.view.viewpoint,
            relief: here.view.relief,
            rect,
            pixels_per_point: ui.ctx().pixels_per_point(),
            textures: textures.0,
        };
        if self.ground.as_ref().is_none_or(|(key, _)| *key != ground) {
            let scene = ground_scene(here.store, here.basemap, here.view, size);
            let painting = Painting::of(&scene, rect.min, ui.ctx(), textures.1).tessellated(ui.ctx());
            self.ground = Some((ground.clone(), painting));
        }
        let legend = self.legend(ui, here, size);
        let counted = self.count.of_map(ui.ctx(), here, size);
        let counts = self.count.number();
        if !self.events.as_ref().is_some_and(|drawn| drawn.is_of(here, &ground, (legend, counts))) {
            let dress = MapOptions {
                role: MapRole::Window(legend),
                numbers: &std::collections::BTreeMap::new(),
                far: Far::Pointers,
            };
            let (grid, picture) = (counted.as_deref(), (size, dress));
            let scene = counted_events_scene(here.store, here.basemap, here.view, here.shown, picture, grid);
            self.events = Some(Drawn {
                ground: ground.clone(),
                revision: here.revision,
                view: here.view.clone(),
                legend,
                counts,
                chosen: chosen_targets(&scene, here.store, here.view),
                painting: Painting::of(&scene, rect.min, ui.ctx(), textures.1),
                scene: Arc::new(scene),
            });
        }
        let painter = ui.painter_at(rect);
        if let Some((_, painting)) = &self.ground {
            painting.show(&painter);
        }
        if let Some(index) =
            self.pointed_at.filter(|index| *index < here.store.len() && !here.store.named_places(*index).is_empty())
        {
            let key: PointedKey = (ground, here.revision, index);
            if self.pointed.as_ref().is_none_or(|(before, _)| *before != key) {
                let scene = pointed_ground_scene(here.store, here.basemap, here.view, here.shown, size, index);
                self.pointed = Some((key, Painting::of(&scene, rect.min, ui.ctx(), textures.1)));
            }
            self.pointed.iter().for_each(|(_, painting)| painting.show(&painter));
        }
        let Drawn { scene, chosen, painting, .. } = self.events.as_ref().expect("it was made above");
        painting.show(&painter);
        let motion = if ui.style().animation_time > 0.0 { Motion::Smooth } else { Motion::Still };
        if let Some(playing) = playing_scene(scene, here.store, here.view, motion) {
            Painting::of(&playing, rect.min, ui.ctx(), textures.1).show(&painter);
        }
        (scene.clone(), chosen.clone())
    }

    /// How the legend is shown: while the hand moves the map it stays where it is.
    fn legend(&self, ui: &Ui, here: &PanelContext<'_>, size: [f32; 2]) -> Legend {
        if here.legend == LegendFold::Folded {
            return Legend::Folded;
        }
        let before = self.events.as_ref().and_then(|drawn| Corner::of_legend(&drawn.scene.targets, size));
        let is_moving = ui.input(|input| input.pointer.any_down() || input.is_scrolling()) || self.flight.is_going();
        let is_new = self.events.as_ref().is_none_or(|drawn| drawn.ground.story != here.story_number);
        match before {
            Some(corner) if is_moving && !is_new => Legend::Kept(corner),
            Some(corner) if !is_new => Legend::Free(Some(corner)),
            _ => Legend::Free(None),
        }
    }

    /// The counts of the cells that are drawn. None where none is.
    pub(super) fn cells(&self) -> Option<Arc<Grid>> {
        let is_drawn = |drawn: &&Drawn| drawn.scene.marks.iter().any(|mark| matches!(mark, Mark::Cells { .. }));
        self.events.as_ref().filter(is_drawn).and_then(|_| self.count.counted())
    }

    /// The counts that stand for marks, whether in cells or in clusters.
    pub(super) fn counted(&self) -> Option<Arc<Grid>> {
        self.count.counted()
    }
}
