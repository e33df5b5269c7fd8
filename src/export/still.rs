//! Still pictures of pixels other than PNG. They do not carry the view they were made of.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use super::ExportError;
use super::limits::{MOST_PIXELS, MOST_WEBP_PIXELS};
use super::png::pixmap_from_svg;
use super::size::POINTS_PER_INCH;

/// Of 100; at this quality small letters keep their edges.
const QUALITY: u8 = 92;

/// The SVG as a JPEG file, on white where it is see-through.
pub(super) fn jpeg_from_svg(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    let (rgb, [width, height]) = rgb_of(svg, scale, MOST_PIXELS)?;
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    let per_inch = (f64::from(scale) * POINTS_PER_INCH).round().clamp(1.0, 65_535.0) as u16;
    encoder.set_pixel_density(image::codecs::jpeg::PixelDensity::dpi(per_inch));
    encoder
        .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| ExportError::packing("JPEG", &error))?;
    Ok(jpeg)
}

/// The SVG as a lossless WebP file.
pub(super) fn webp_from_svg(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    let (rgb, [width, height]) = rgb_of(svg, scale, MOST_WEBP_PIXELS)?;
    let mut webp = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut webp);
    encoder
        .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| ExportError::packing("WebP", &error))?;
    Ok(webp)
}

fn rgb_of(svg: &str, scale: f32, most: u32) -> Result<(Vec<u8>, [u32; 2]), ExportError> {
    let pixmap = pixmap_from_svg(svg, scale, most)?;
    let on_white = |rgba: &[u8]| {
        let rest = 255 - rgba[3];
        [rgba[0], rgba[1], rgba[2]].map(|part| part.saturating_add(rest))
    };
    let rgb = pixmap.data().chunks_exact(4).flat_map(on_white).collect();
    Ok((rgb, [pixmap.width(), pixmap.height()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::svg_from_scene;
    use crate::scene::{Color, Mark, Rect, Scene};

    #[test]
    fn both_hold_the_picture() {
        let marks = vec![Mark::fill(Rect::new(0.0, 0.0, 20.0, 40.0), Color::hex(0xc8_442b))];
        let svg = svg_from_scene(&Scene { marks, ..Scene::empty([40.0, 40.0]) }, "Test", |_| None);
        let [jpeg, webp] = [jpeg_from_svg(&svg, 2.0).unwrap(), webp_from_svg(&svg, 2.0).unwrap()]
            .map(|bytes| image::load_from_memory(&bytes).unwrap().to_rgb8());
        assert_eq!((jpeg.dimensions(), webp.dimensions()), ((80, 80), (80, 80)));
        assert_eq!((webp[(4, 4)].0, webp[(70, 70)].0), ([0xc8, 0x44, 0x2b], [255; 3]));
        assert!(jpeg[(4, 4)].0[0].abs_diff(0xc8) < 6 && jpeg[(70, 70)].0[1] > 250);
    }
}
