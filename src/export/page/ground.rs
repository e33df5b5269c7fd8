//! The ground of a page's map: two maps one over the other, near the events and far around them.

use std::collections::BTreeMap;

use crate::basemap::Basemap;
use crate::export::svg::inner_svg;
use crate::query::Shown;
use crate::scene::{
    Color, Far, MapOptions, MapRole, Palette, Point, Projection, ground_scene, map_events_scene, palette_of,
    view_of_picture,
};
use crate::store::Store;
use crate::view::{MapViewport, Theme, View};

/// Width and height of the nearer map, in points; a page is scaled to its reader's screen.
const SIZE: [f32; 2] = [1260.0, 840.0];
/// How much less the farther map is zoomed, in levels, and how much wider and higher its frame is: it is
/// coarse, and reaches half around the world.
const FARTHER: (f64, f32) = (3.0, 1.5);

/// The ground with where things stand on it.
pub(super) struct Ground {
    /// The ground as an SVG element, its colours those of the style sheet.
    pub(super) svg: String,
    projection: Projection,
}

impl Ground {
    /// Where the mark of an event stands. None for one without a place.
    pub(super) fn at(&self, store: &Store, index: usize) -> Option<Point> {
        store.anchor(index).map(|anchor| self.projection.screen_from_lon_lat(anchor))
    }
}

/// The ground of a view's map, and beyond it as far as the whole world may be.
pub(super) fn ground_of(store: &Store, basemap: &Basemap, view: &View) -> Ground {
    let map = view_of_picture(view, SIZE).map;
    let none = Shown::nothing(store);
    let far_size = SIZE.map(|side| side * FARTHER.1);
    let far_map = MapViewport { zoom: (map.zoom - FARTHER.0).max(1.0), ..map };
    let scale = (map.zoom - far_map.zoom).exp2();
    let bare = View { map, theme: Theme::Light, selection: Vec::new(), ..view.clone() };
    let beyond = View { map: far_map, ..bare.clone() };
    let far = inner_svg(&ground_scene(store, basemap, &beyond, far_size), "far-");
    let near = inner_svg(&ground_scene(store, basemap, &bare, SIZE), "near-");
    let dress = MapOptions { role: MapRole::Bare, numbers: &BTreeMap::new(), far: Far::Pointers };
    let words = inner_svg(&map_events_scene(store, basemap, &bare, &none, SIZE, dress), "words-");
    let shift = |side: usize| f64::from(SIZE[side]) / 2.0 - f64::from(far_size[side]) / 2.0 * scale;
    let svg = format!(
        "<svg viewBox=\"0 0 {} {}\" preserveAspectRatio=\"xMidYMid slice\" aria-hidden=\"true\">\
         <g transform=\"translate({:.2} {:.2}) scale({scale:.4})\">{far}</g>{near}<g class=\"words\">{words}</g>\
         <g id=\"marks\"></g></svg>",
        SIZE[0],
        SIZE[1],
        shift(0),
        shift(1)
    );
    let svg =
        colors().into_iter().fold(svg, |svg, (name, light, _)| svg.replace(&hex(light), &format!("var(--{name})")));
    Ground { svg, projection: Projection::new(&map, SIZE) }
}

/// The colours of the ground by name, in light and in dark.
fn colors() -> [(&'static str, Color, Color); 9] {
    let (light, dark) = (palette_of(Theme::Light), palette_of(Theme::Dark));
    let pair = |name: &'static str, of: fn(&Palette) -> Color| (name, of(light), of(dark));
    [
        pair("sea", |palette| palette.sea),
        pair("land", |palette| palette.land),
        pair("story-land", |palette| palette.story_land),
        pair("border", |palette| palette.border),
        pair("province", |palette| palette.province),
        pair("river", |palette| palette.river),
        pair("durand", |palette| palette.durand_halo),
        pair("country-name", |palette| palette.country_name),
        pair("city-name", |palette| palette.city_name),
    ]
}

/// The style sheet with the colours of the ground.
pub(super) fn ground_style() -> String {
    let rule = |of: fn(&(&'static str, Color, Color)) -> Color| -> String {
        let named = colors().into_iter().map(|color| format!("--{}:{}", color.0, hex(of(&color))));
        named.collect::<Vec<_>>().join(";")
    };
    format!(":root{{{}}}\n[data-theme=dark]{{{}}}\n", rule(|color| color.1), rule(|color| color.2))
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}
