//! No two widgets of a window have one id: egui would give the keys, the clicks and the state of one to the other.

use egui::Shape;
use egui::epaint::text::{GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph};
use egui_kittest::{Harness, HarnessBuilder};
use meridian::gui::App;

/// A window of a test, of this size in points, that fails as soon as two of its widgets have one id.
///
/// Every window of these tests is made by it.
pub(super) fn builder(size: [f32; 2]) -> HarnessBuilder<App> {
    Harness::builder().with_size(size).with_context_setup(watch)
}

/// Lets the test fail as soon as two widgets have one id.
fn watch(context: &egui::Context) {
    context.options_mut(|options| options.warn_on_id_clash = true);
    // Without a glyph for the flame with which the warning begins, the test would complain of that.
    let flame = |asked: &GlyphRasterizerRequest<'_>| {
        let image = egui::ColorImage::filled([1, 1], egui::Color32::WHITE);
        let bitmap = GlyphBitmap { image, offset_px: egui::Vec2::ZERO, is_color: true };
        (asked.cluster == "🔥").then_some(RasterizedGlyph { bitmap, advance_px: 1.0 })
    };
    context.add_glyph_rasterizer(GlyphRasterizer::new("flame", flame));
    context.add_plugin(Clashes);
}

/// egui tells a clash by nothing but words that it paints over the window.
struct Clashes;

impl egui::Plugin for Clashes {
    fn debug_name(&self) -> &'static str {
        "clashes"
    }

    fn on_end_pass(&mut self, ui: &mut egui::Ui) {
        let words = ui.graphics(|layers| {
            let shapes = layers.get(egui::LayerId::debug()).into_iter().flat_map(egui::layers::PaintList::all_entries);
            shapes.filter_map(|clipped| told(&clipped.shape)).collect::<Vec<_>>()
        });
        assert!(words.is_empty(), "two widgets have one id: {words:#?}");
    }
}

/// What a shape says of a clash, and where.
fn told(shape: &Shape) -> Option<String> {
    let Shape::Text(text) = shape else { return None };
    let words = text.galley.text();
    words.contains(" use of ").then(|| format!("{words} at {:?}", text.pos))
}

/// Two that can be clicked beside each other, under one id.
fn two_of_one_id(ui: &mut egui::Ui) {
    for left in [10.0, 90.0] {
        let place = egui::Rect::from_min_size(egui::pos2(left, 10.0), egui::vec2(60.0, 20.0));
        ui.interact(place, egui::Id::unique("twice"), egui::Sense::click());
    }
}

#[test]
#[should_panic(expected = "two widgets have one id")]
fn a_window_test_fails_on_two_widgets_with_one_id() {
    Harness::builder().with_context_setup(watch).allow_missing_glyphs().build_ui(two_of_one_id).run();
}
