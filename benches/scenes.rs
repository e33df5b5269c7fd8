//! How long a frame takes: scenes of the carried story with the full base map at 1600x900.
//!
//! Budget: map and timeline together under 4 ms while panning, zooming and scrubbing; of 100,000 events a frame, 16 ms.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::Bencher;
use meridian::basemap::Basemap;
#[cfg(feature = "gui")]
use meridian::gui::OpenStory;
use meridian::io::carried_story;
use meridian::model::{Category, Event, Extent, Geometry, LonLat, Story, When};
use meridian::query::{Grid, select, select_again};
use meridian::scene::{
    Far, Legend, MapOptions, MapRole, counted_cells, counted_events_scene, ground_scene, map_events_scene,
    timeline_scene,
};
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
impl Window {
    fn open() -> Self {
        Self::open_on(OpenStory::carried())
    }

    fn open_on(story: OpenStory) -> Self {
        use meridian::gui::{App, Settings, SettingsFile};
        let ctx = egui::Context::default();
        let app = App::new(&ctx, story, Settings::default(), SettingsFile::default());
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

/// A story of as many events as a table of a conflict has in ten years, in four categories around Kabul.
static MANY: LazyLock<Store> = LazyLock::new(|| store_of(100_000));

/// Ten times as many.
static MILLION: LazyLock<Store> = LazyLock::new(|| store_of(1_000_000));

fn store_of(count: usize) -> Store {
    let part = |number: usize, by: f64| (number as f64 * by).fract();
    let event = |number: usize| Event {
        id: format!("e{number}"),
        title: format!("Event {number}"),
        when: When::parse(&format!("{}-{:02}-{:02}", 2015 + number % 10, 1 + number / 10 % 12, 1 + number / 120 % 28))
            .ok(),
        category: ["strike", "clash", "talks", "truce"][number % 4].to_owned(),
        geometry: Some(Geometry {
            points: vec![LonLat::new(60.0 + 18.0 * part(number, 0.618), 25.0 + 13.0 * part(number, 0.7549))],
            ..Geometry::default()
        }),
        ..Event::default()
    };
    let categories =
        ["strike", "clash", "talks", "truce"].map(|id| Category { id: id.to_owned(), ..Category::default() });
    let events: Vec<Event> = (0..count).map(event).collect();
    Store::new(Story { events: events.into(), categories: categories.into(), ..Story::default() })
}

/// The map while a window of a fifth of the time is brushed in steps of a five-hundredth of it: the counts alone, and
/// with the scene.
#[divan::bench(args = ["counts", "scene"])]
fn map_step_of_1_000_000_events(bencher: Bencher<'_, '_>, what: &str) {
    let mut view = View::of_story(&MILLION, MAP.map(f64::from));
    let whole = view.window;
    let window = |step: usize| {
        let share = (step % 800) as f64 / 1000.0;
        let start = whole.start_secs + share * whole.duration_secs();
        Extent::new(start, start + whole.duration_secs() / 5.0)
    };
    let mut before = select(&MILLION, &view.question());
    let (comb, split) = counted_cells(&MILLION, &view, &before, MAP, 240.0).expect("they are many");
    let mut grid = Grid::of(&MILLION, &before, comb, split);
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    let mut step = 0;
    bencher.bench_local(|| {
        step += 2;
        view.window = window(step);
        let shown = select_again(&MILLION, &view.question(), &before);
        grid.follow(&MILLION, &before, &shown);
        before = shown;
        if what == "scene" {
            let picture = (MAP, dress);
            divan::black_box(counted_events_scene(&MILLION, Basemap::embedded(), &view, &before, picture, Some(&grid)));
        }
    });
}

/// All of a million events counted for the map anew.
#[divan::bench]
fn count_of_1_000_000_events(bencher: Bencher<'_, '_>) {
    let view = View::of_story(&MILLION, MAP.map(f64::from));
    let shown = select(&MILLION, &view.question());
    bencher.bench(|| {
        let (comb, split) = counted_cells(&MILLION, &view, &shown, MAP, 240.0).expect("they are many");
        Grid::of(&MILLION, &shown, comb, split)
    });
}

#[divan::bench]
fn map_of_100_000_events(bencher: Bencher<'_, '_>) {
    let view = View::of_story(&MANY, MAP.map(f64::from));
    let shown = select(&MANY, &view.question());
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    bencher.bench(|| map_events_scene(&MANY, Basemap::embedded(), &view, &shown, MAP, dress));
}

#[divan::bench]
fn timeline_of_100_000_events(bencher: Bencher<'_, '_>) {
    let view = View::of_story(&MANY, MAP.map(f64::from));
    let shown = select(&MANY, &view.question());
    bencher.bench(|| timeline_scene(&MANY, &view, &shown, TIMELINE));
}

#[divan::bench]
fn select_of_100_000_events(bencher: Bencher<'_, '_>) {
    let view = View::of_story(&MANY, MAP.map(f64::from));
    bencher.bench(|| select(&MANY, &view.question()));
}

/// The whole window with 100,000 events when nothing changes: none selected, and all of them.
#[cfg(feature = "gui")]
#[divan::bench(args = [0, 100_000])]
fn frame_at_rest_of_100_000_events(bencher: Bencher<'_, '_>, selected: usize) {
    let mut window = Window::open_on(OpenStory { store: std::sync::Arc::new(MANY.clone()), ..OpenStory::carried() });
    if selected > 0 {
        let (key, modifiers) = (egui::Key::A, egui::Modifiers::COMMAND);
        window.frame(vec![egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
    }
    for _ in 0..20 {
        window.frame(Vec::new());
    }
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
