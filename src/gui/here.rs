//! What every panel is shown: the story and the view of it, to read and not to change.

use crate::basemap::Basemap;
use crate::query::Shown;
use crate::scene::Palette;
use crate::store::Store;
use crate::view::View;

/// The story and the view of it in one frame. A panel answers with commands.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub(super) store: &'a Store,
    pub(super) basemap: &'a Basemap,
    pub(super) view: &'a View,
    pub(super) shown: &'a Shown,
    pub(super) palette: &'static Palette,
    /// Changes when another story is opened.
    pub(super) story_number: u64,
    /// Changes when other events are shown.
    pub(super) revision: u64,
}

impl Here<'_> {
    /// The colour of an event's category.
    pub(super) fn color_of(&self, index: usize) -> crate::scene::Color {
        self.category_color(self.store.category(index))
    }

    /// The colour of a category by its place in the story.
    pub(super) fn category_color(&self, place: Option<usize>) -> crate::scene::Color {
        crate::scene::category_color(self.store.story(), place, self.palette)
    }
}
