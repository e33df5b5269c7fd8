//! The store of a story that was kept when it was read.
//!
//! This module answers what is kept of a store with its story, and makes it again. It does not know where that lies.

use std::sync::Arc;

use crate::basemap::Basemap;
use crate::io::KeptParts;
use crate::model::Story;
use crate::store::Store;

/// The store of a story from what was kept beside it, with the places that it names on a base map: that on which they
/// were found when it was kept. None where not all of it was kept.
pub fn kept_store(story: &Story, parts: &KeptParts, basemap: &Basemap) -> Option<Arc<Store>> {
    let mut finder = basemap.place_finder();
    let store = Store::of_kept(story.clone(), &mut |name| parts.part(name), &mut |region| finder.place_with(region))?;
    Some(Arc::new(store))
}
