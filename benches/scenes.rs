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
use meridian::scene::{Far, Legend, MapOptions, MapRole, ground_scene, map_events_scene, timeline_scene};
use meridian::store::Store;
use meridian::view::{MapViewport, View};

const MAP: [f32; 2] = [928.0, 626.0];
const TIMELINE: [f32; 2] = [1600.0, 186.0];

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
    Basemap::embedded().detail(zoom.ceil() as u8);
    bencher.bench(|| ground_scene(&STORE, Basemap::embedded(), &view, MAP));
}

#[divan::bench]
fn map_events(bencher: Bencher<'_, '_>) {
    let view = view();
    let shown = select(&STORE, &view.question());
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    bencher.bench(|| map_events_scene(&STORE, Basemap::embedded(), &view, &shown, MAP, dress));
}

#[divan::bench]
fn timeline(bencher: Bencher<'_, '_>) {
    let view = view();
    let shown = select(&STORE, &view.question());
    bencher.bench(|| timeline_scene(&STORE, &view, &shown, TIMELINE));
}

/// A window of 1600x900 without a screen: what a frame costs before the graphics take over.
#[cfg(feature = "gui")]
struct Window {
    ctx: egui::Context,
    app: meridian::gui::App,
    frames: u32,
}

#[cfg(feature = "gui")]
#[cfg(feature = "gui")]
impl Window {
    fn open() -> Self {
        use meridian::gui::{App, OpenStory, Settings, SettingsFile};
        let ctx = egui::Context::default();
        let app = App::new(&ctx, OpenStory::carried(), Settings::default(), SettingsFile::default());
        let mut window = Self { ctx, app, frames: 0 };
        while !window.app.is_ready() || window.frames < 40 {
            window.frame(Vec::new());
        }
        window
    }

    /// One frame with its input, tessellated.
    fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        self.frames += 1;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1600.0, 900.0))),
            time: Some(f64::from(self.frames) / 60.0),
            events,
            ..egui::RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| {
            self.app.update(ui.ctx());
            self.app.show(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        output.textures_delta.clear();
        output.drop_without_applying_deltas();
        self.ctx.tessellate(shapes, 1.0).len()
    }

    fn drag(&mut self, at: [f32; 2]) -> usize {
        self.frame(vec![egui::Event::PointerMoved(egui::pos2(at[0], at[1]))])
    }

    fn press(&mut self, at: [f32; 2]) {
        let pos = egui::pos2(at[0], at[1]);
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        self.frame(vec![egui::Event::PointerMoved(pos)]);
        self.frame(vec![egui::Event::PointerButton { pos, button, pressed: true, modifiers }]);
    }
}

/// The whole window while the map is dragged: every frame draws ground, events and labels anew.
#[cfg(feature = "gui")]
#[divan::bench]
fn frame_while_panning(bencher: Bencher<'_, '_>) {
    let mut window = Window::open();
    window.press([700.0, 300.0]);
    let mut step = 0.0_f32;
    bencher.bench_local(|| {
        step += 1.0;
        window.drag([700.0 + 60.0 * (step * 0.1).sin(), 300.0 + 40.0 * (step * 0.1).cos()])
    });
}

/// The whole window while the ruler is scrubbed.
#[cfg(feature = "gui")]
#[divan::bench]
fn frame_while_scrubbing(bencher: Bencher<'_, '_>) {
    let mut window = Window::open();
    window.press([500.0, 700.0]);
    let mut step = 0.0_f32;
    bencher.bench_local(|| {
        step += 1.0;
        window.drag([700.0 + 300.0 * (step * 0.1).sin(), 700.0])
    });
}

/// The whole window when nothing changes.
#[cfg(feature = "gui")]
#[divan::bench]
fn frame_at_rest(bencher: Bencher<'_, '_>) {
    let mut window = Window::open();
    bencher.bench_local(|| window.frame(Vec::new()));
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
    bencher.bench(Basemap::decode);
}
