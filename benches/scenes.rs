//! How long a frame takes: scenes of the carried story with the full base map at 1600x900.
//!
//! Budget: map and timeline together under 4 ms while panning, zooming and scrubbing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::Bencher;
use meridian::basemap::Basemap;
use meridian::io::carried_story;
use meridian::model::LonLat;
use meridian::query::select;
use meridian::scene::{MapDress, MapRole, ground_scene, map_events_scene, timeline_scene};
use meridian::store::Store;
use meridian::view::{MapViewport, View};

const MAP: [f32; 2] = [928.0, 626.0];
const TIMELINE: [f32; 2] = [1600.0, 186.0];

static BASEMAP: LazyLock<Basemap> = LazyLock::new(|| Basemap::embedded().expect("the carried base map is sound"));
static STORE: LazyLock<Store> = LazyLock::new(|| Store::new(carried_story().story));

fn main() {
    divan::main();
}

fn view() -> View {
    View::of_story(&STORE, MAP.map(f64::from))
}

#[divan::bench(args = [3.0, 5.5, 7.0])]
fn ground(bencher: Bencher<'_, '_>, zoom: f64) {
    let mut view = view();
    view.map = MapViewport { center: LonLat::new(68.5, 33.0), zoom };
    BASEMAP.detail(zoom.ceil() as u8);
    bencher.bench(|| ground_scene(&STORE, &BASEMAP, &view, MAP));
}

#[divan::bench]
fn map_events(bencher: Bencher<'_, '_>) {
    let view = view();
    let shown = select(&STORE, &view.question());
    let dress = MapDress { role: MapRole::Window, numbers: &BTreeMap::new() };
    bencher.bench(|| map_events_scene(&STORE, &BASEMAP, &view, &shown, MAP, dress));
}

#[divan::bench]
fn timeline(bencher: Bencher<'_, '_>) {
    let view = view();
    let shown = select(&STORE, &view.question());
    bencher.bench(|| timeline_scene(&STORE, &view, &shown, TIMELINE));
}

#[divan::bench]
fn select_events(bencher: Bencher<'_, '_>) {
    let view = view();
    bencher.bench(|| select(&STORE, &view.question()));
}

#[divan::bench]
fn read_carried_story(bencher: Bencher<'_, '_>) {
    bencher.bench(carried_story);
}

#[divan::bench]
fn read_basemap(bencher: Bencher<'_, '_>) {
    bencher.bench(Basemap::embedded);
}
