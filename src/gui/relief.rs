//! The relief of the ground as the graphics take it.

use egui::ColorImage;

/// A grey picture as black of the opacity that darkens what lies under it as multiplying would, no
/// side of it longer than the graphics can hold.
pub(super) fn relief_image(jpeg: &[u8], most_pixels: u32) -> ColorImage {
    let decoded = image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg);
    let mut grey = decoded.expect("the carried relief is checked by a test");
    if grey.width().max(grey.height()) > most_pixels {
        grey = grey.thumbnail(most_pixels, most_pixels);
    }
    let grey = grey.into_luma8();
    let (width, height) = grey.dimensions();
    let pixels = grey.pixels().map(|pixel| egui::Color32::from_black_alpha(255 - pixel.0[0])).collect();
    ColorImage::new([width as usize, height as usize], pixels)
}
