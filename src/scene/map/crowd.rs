//! As what a map shows its events: each with a mark, in clusters that count them, or as density.
//!
//! Answers this from what the viewer chose and from how many are in sight, and what is to be counted for it.

use std::borrow::Cow;

use super::clusters::Cluster;
use super::spots::{MANY, inner_frame};
use super::{MapPainter, MapRole};
use crate::query::{Grid, Honeycomb, Shown, Split};
use crate::scene::Projection;
use crate::store::Store;
use crate::view::{Others, ShowAs, View};

/// As many events are looked at one by one for the marks and pointers of a map.
pub(super) const WALKED: usize = 5000;
/// With more events than this selected only the first has its mark over a crowd.
const MOST_SELECTED: usize = 50;
/// The least width of a cell that is a place of a cluster, in points.
const CLUSTERED: f64 = 5.0;

/// Counts that stand for the marks of events.
pub(super) enum Crowd<'g> {
    /// Cells in colours.
    Density(Cow<'g, Grid>),
    /// Discs with numbers.
    Clusters(Cow<'g, Grid>, Vec<Cluster>),
}

/// Which events have marks.
pub(super) enum Sight<'g> {
    /// All that are drawn.
    All,
    /// These, by index: those in the frame. So many more stand outside of it, and of so many that have no mark no more
    /// is known than the province or country.
    Listed { events: Vec<usize>, elsewhere: usize, vague: usize },
    /// Few: counts stand for the others.
    Crowd(Box<Crowd<'g>>),
}

impl<'g> Sight<'g> {
    fn crowd(crowd: Crowd<'g>) -> Self {
        Self::Crowd(Box::new(crowd))
    }
}

impl Crowd<'_> {
    pub(super) fn grid(&self) -> &Grid {
        let (Self::Density(grid) | Self::Clusters(grid, _)) = self;
        grid
    }
}

/// The cells in which the events of a map of this size in points are counted, and so many points beyond it. None where
/// each has a mark in any case.
pub fn counted_cells(
    store: &Store,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
    beyond_points: f32,
) -> Option<(Honeycomb, Split)> {
    let (least, split) = match view.show_as {
        ShowAs::Marks => return None,
        ShowAs::Auto if shown.len() <= MANY => return None,
        ShowAs::Auto | ShowAs::Density => (least_cell(store.len()), Split::Whole),
        ShowAs::Clusters => (CLUSTERED, Split::Category),
    };
    let around = Honeycomb::around(view.map.world_points(), least);
    let (north_west, south_east) = Projection::new(&view.map, size).unit_bounds(beyond_points);
    Some((Honeycomb::new(around, north_west, south_east), split))
}

/// The least width of a cell, in points: the more events a story has, the finer is what they show. It is the story
/// that counts and not what is shown, so that no cell changes while time is brushed.
fn least_cell(events: usize) -> f64 {
    match events {
        ..6_000 => 12.0,
        6_000..60_000 => 9.0,
        _ => 7.0,
    }
}

impl<'a> MapPainter<'a> {
    /// Which events have marks, from counts that were made before, or made now.
    pub(super) fn sight(&self, counted: Option<&'a Grid>) -> Sight<'a> {
        // Discs would move from one frame of a film to the next.
        let is_film = self.options.role == MapRole::InFilm && self.view.show_as == ShowAs::Clusters;
        if is_film || matches!(self.options.role, MapRole::Inset | MapRole::Bare) {
            return Sight::All;
        }
        // Those that the counts reach, and a cell beyond, so that those at the edge are whole.
        let Some((comb, split)) = counted_cells(self.store, self.view, self.shown, self.scene.size, 24.0) else {
            return Sight::All;
        };
        let grid = match counted.filter(|grid| grid.split() == split) {
            Some(grid) => Cow::Borrowed(grid),
            None => Cow::Owned(Grid::of(self.store, self.shown, comb, split)),
        };
        match self.view.show_as {
            ShowAs::Clusters => {
                let clusters = self.clusters_of(&grid);
                return Sight::crowd(Crowd::Clusters(grid, clusters));
            }
            ShowAs::Density => return Sight::crowd(Crowd::Density(grid)),
            ShowAs::Auto | ShowAs::Marks => {}
        }
        let Some(ranks) = grid.listed() else {
            let is_walked = self.shown.len() <= WALKED && self.in_sight(&grid) <= MANY;
            return if is_walked { Sight::All } else { Sight::crowd(Crowd::Density(grid)) };
        };
        let frame = inner_frame(self);
        let spots = self.store.spots();
        let is_in_sight = |rank: &u32| {
            let spot = spots.at(*rank as usize);
            spot.is_some_and(|spot| frame.contains(self.projection.screen_near(Honeycomb::unit(spot))))
        };
        let time = self.store.in_time();
        let in_sight = ranks.iter().filter(|rank| is_in_sight(rank));
        let events: Vec<usize> = in_sight.map(|rank| time.index_at(*rank as usize)).collect();
        if events.len() > MANY {
            Sight::crowd(Crowd::Density(grid))
        } else if self.shown.len() <= WALKED || self.view.others == Others::Faded {
            Sight::All
        } else {
            // Those of a province stand at its spot, unless they are as many again.
            let regional = grid.listed_regional().filter(|ranks| ranks.len() <= MANY).unwrap_or_default();
            let regional = regional.iter().map(|rank| time.index_at(*rank as usize));
            let elsewhere = grid.inside() + grid.outside() - events.len();
            let vague = if grid.regional() > MANY { grid.regional() } else { 0 };
            Sight::Listed { events: events.iter().copied().chain(regional).collect(), elsewhere, vague }
        }
    }

    /// How many events stand in cells whose middle is in the frame.
    fn in_sight(&self, grid: &Grid) -> usize {
        let frame = self.projection.frame();
        let in_frame =
            grid.filled().filter(|(cell, _)| frame.contains(self.projection.screen_near(grid.comb().middle(*cell))));
        in_frame.map(|(_, count)| count).sum()
    }

    /// The events that have marks over a crowd: the selected ones, and those that are alone where others are counted.
    pub(super) fn marked_events(&self, crowd: &Crowd<'_>) -> Vec<usize> {
        let mut events = self.selected_events();
        if let Crowd::Clusters(_, clusters) = crowd {
            let alone = clusters.iter().filter_map(|cluster| Some(self.store.in_time().index_at(cluster.only?)));
            events.extend(alone);
        }
        events.sort_unstable_by_key(|index| self.store.rank(*index));
        events.dedup();
        events
    }

    /// The selected events, as far as they are drawn: they keep their marks over a crowd.
    pub(super) fn selected_events(&self) -> Vec<usize> {
        let most = if self.view.selection.len() > MOST_SELECTED { 1 } else { MOST_SELECTED };
        let selected = self.view.selection.iter().take(most).filter_map(|id| self.store.index_of(id));
        let mut events: Vec<usize> = selected.filter(|index| self.is_drawn(*index)).collect();
        events.sort_unstable_by_key(|index| self.store.rank(*index));
        events.dedup();
        events
    }

    /// How much a rectangle hides of what counts stand for: in cells.
    pub(super) fn hidden_cells(&self, rect: &crate::scene::Rect) -> usize {
        let Some(crowd) = &self.crowd else { return 0 };
        let grid = crowd.grid();
        let middles = grid.filled().map(|(cell, _)| self.projection.screen_near(grid.comb().middle(cell)));
        middles.filter(|middle| rect.contains(*middle)).count()
    }
}
