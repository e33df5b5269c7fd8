//! A picture of pixels, made from the SVG by resvg with the carried faces alone.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use super::limits::MOST_PIXELS;
use super::size::POINTS_PER_INCH;
use super::{Problem, SOFTWARE};
use crate::scene::FONT_FILES;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It cannot be made as it is asked for.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// The SVG cannot be read.
    #[error("the SVG cannot be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// It cannot be packed into a file.
    #[error("the picture cannot be written as {format}: {reason}")]
    Packing {
        /// The name of the format.
        format: &'static str,
        /// What the packer said.
        reason: String,
    },
}

impl ExportError {
    pub(super) fn packing(format: &'static str, reason: &dyn std::fmt::Display) -> Self {
        Self::Packing { format, reason: reason.to_string() }
    }
}

/// How many pixels a picture of this size in points has, `scale` for each point, up to so many on a side.
pub(super) fn pixels_of(size: [f32; 2], scale: f32, most: u32) -> Result<[u32; 2], Problem> {
    let sides = size.map(|points| (f64::from(points) * f64::from(scale)).round());
    if !sides.iter().all(|side| *side >= 1.0) {
        return Err(Problem::ZeroSize);
    }
    if sides.iter().any(|side| *side > f64::from(most)) {
        let [width, height] = sides.map(|side| side as u64);
        return Err(Problem::TooLarge { width, height, limit: most });
    }
    Ok(sides.map(|side| side as u32))
}

/// The SVG as a PNG file with `scale` pixels for each of its points.
///
/// The file says which program made it and how many pixels go to an inch, 96 points being one, so
/// that it comes out on paper in the size of the scene. The same SVG gives the same bytes.
pub fn png_from_svg(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    let png =
        pixmap_from_svg(svg, scale, MOST_PIXELS)?.encode_png().map_err(|error| ExportError::packing("PNG", &error))?;
    Ok(with_chunks(&png, scale))
}

/// The SVG as pixels, `scale` for each of its points and up to `most` on a side.
pub(super) fn pixmap_from_svg(svg: &str, scale: f32, most: u32) -> Result<Pixmap, ExportError> {
    let tree = tree_of(svg)?;
    let size = [tree.size().width(), tree.size().height()];
    let [width, height] = pixels_of(size, scale, most)?;
    let mut pixmap = Pixmap::new(width, height).ok_or(Problem::ZeroSize)?;
    let (scale_x, scale_y) = (width as f32 / size[0], height as f32 / size[1]);
    resvg::render(&tree, Transform::from_scale(scale_x, scale_y), &mut pixmap.as_mut());
    Ok(pixmap)
}

/// The SVG as resvg and krilla draw it, in the carried faces.
pub(super) fn tree_of(svg: &str) -> Result<Tree, ExportError> {
    let options = Options { font_family: "Inter".to_owned(), fontdb: carried_fonts(), ..Options::default() };
    Ok(Tree::from_str(svg, &options)?)
}

/// The carried faces and no others, so that a picture is the same on every machine.
fn carried_fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = fontdb::Database::new();
        for (_, bytes) in FONT_FILES {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        fonts.set_sans_serif_family("Inter");
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}

/// The PNG file with its resolution and the program's name after the header.
fn with_chunks(png: &[u8], scale: f32) -> Vec<u8> {
    // Signature of 8 bytes; then the header: length, name, 13 bytes and a checksum.
    const HEADER_END: usize = 8 + 4 + 4 + 13 + 4;
    const POINTS_PER_METRE: f64 = POINTS_PER_INCH / 0.0254;
    let (head, rest) = png.split_at(HEADER_END);
    let per_metre = (f64::from(scale) * POINTS_PER_METRE).round() as u32;
    let mut physical = per_metre.to_be_bytes().repeat(2);
    physical.push(1);
    let software = [b"Software\0", SOFTWARE.as_bytes()].concat();
    [head, &chunk(*b"pHYs", &physical), &chunk(*b"tEXt", &software), rest].concat()
}

/// The chunks of a PNG file, up to the first that is cut short. None for another file.
pub(super) fn chunks(png: &[u8]) -> Option<impl Iterator<Item = ([u8; 4], &[u8])>> {
    let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    Some(std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (name, after) = after.split_first_chunk::<4>()?;
        let (bytes, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        rest = after.get(4..)?;
        Some((*name, bytes))
    }))
}

/// A chunk of a PNG file (ISO/IEC 15948, 5.3).
pub(super) fn chunk(name: [u8; 4], bytes: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(bytes);
    let length = u32::try_from(bytes.len()).expect("chunks are smaller than 4 GB");
    [&length.to_be_bytes()[..], &name, bytes, &sum.sum().to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::svg_from_scene;
    use crate::scene::{Align, Color, Face, ImageId, Mark, Rect, Scene, TextStyle};

    const WHITE: Color = Color::hex(0xff_ffff);

    fn picture(scene: &Scene, scale: f32) -> image::RgbaImage {
        let svg = svg_from_scene(scene, "Test", |_| None);
        image::load_from_memory(&png_from_svg(&svg, scale).unwrap()).unwrap().to_rgba8()
    }

    fn dark_pixels(image: &image::RgbaImage) -> Vec<[u32; 2]> {
        let dark = |pixel: &image::Rgba<u8>| pixel.0[0] < 128;
        image.enumerate_pixels().filter(|(_, _, pixel)| dark(pixel)).map(|(x, y, _)| [x, y]).collect()
    }

    fn words(text: &str, align: Align, spacing: f32) -> Scene {
        let style = TextStyle { face: Face::Regular, size: 20.0, color: Color::hex(0), halo: None, spacing };
        let marks = vec![Mark::text(text, [100.0, 40.0], align, style)];
        Scene { background: Some(WHITE), marks, ..Scene::empty([200.0, 60.0]) }
    }

    #[test]
    fn a_picture_has_the_size_that_was_asked_for() {
        let image = picture(&words("Kabul", Align::Start, 0.0), 2.0);
        assert_eq!(image.dimensions(), (400, 120));
        assert!(!dark_pixels(&image).is_empty());
    }

    #[test]
    fn the_same_svg_gives_the_same_bytes() {
        let svg = svg_from_scene(&words("Kabul", Align::Start, 0.0), "Test", |_| None);
        assert_eq!(png_from_svg(&svg, 1.0).unwrap(), png_from_svg(&svg, 1.0).unwrap());
    }

    #[test]
    fn a_picture_without_or_with_too_many_pixels_is_refused() {
        let svg = svg_from_scene(&words("Kabul", Align::Start, 0.0), "Test", |_| None);
        assert!(matches!(png_from_svg(&svg, 0.001), Err(ExportError::Problem(Problem::ZeroSize))));
        assert!(matches!(png_from_svg(&svg, f32::NAN), Err(ExportError::Problem(Problem::ZeroSize))));
        let many = png_from_svg(&svg, 100.0);
        assert!(matches!(many, Err(ExportError::Problem(Problem::TooLarge { width: 20_000, .. }))));
        assert!(matches!(png_from_svg("<svg", 1.0), Err(ExportError::Svg(_))));
    }

    #[test]
    fn alignment_is_physical_in_both_scripts() {
        for text in ["Kabul", "کابل", "کابل (2025)"] {
            let start = dark_pixels(&picture(&words(text, Align::Start, 0.0), 1.0));
            let end = dark_pixels(&picture(&words(text, Align::End, 0.0), 1.0));
            assert!(start.len() > 20 && start.iter().all(|[x, _]| *x >= 98), "{text}");
            assert!(end.len() > 20 && end.iter().all(|[x, _]| *x <= 102), "{text}");
        }
    }

    #[test]
    fn words_from_right_to_left_end_on_the_left() {
        // The exclamation mark of a line from right to left stands at its left end.
        let marked = picture(&words("کابل!", Align::Start, 0.0), 4.0);
        let column = dark_pixels(&marked).into_iter().map(|[x, _]| x).min().unwrap();
        let stem = dark_pixels(&marked).into_iter().filter(|[x, _]| *x < column + 6).count();
        assert!(stem > 100, "{stem}");
    }

    #[test]
    fn spaced_letters_run_wider() {
        let reach = |spacing| {
            let scene = words("KABUL", Align::Start, spacing);
            dark_pixels(&picture(&scene, 1.0)).into_iter().map(|[x, _]| x).max().unwrap()
        };
        assert!(reach(4.0) >= reach(0.0) + 14);
    }

    #[test]
    fn a_halo_lies_under_its_letters() {
        let style = TextStyle {
            face: Face::SemiBold,
            size: 40.0,
            color: Color::hex(0),
            halo: Some(Color::hex(0xff_0000)),
            spacing: 0.0,
        };
        let marks = vec![Mark::text("l", [20.0, 45.0], Align::Middle, style)];
        let scene = Scene { background: Some(WHITE), marks, ..Scene::empty([40.0, 60.0]) };
        let image = picture(&scene, 1.0);
        let [r, ..] = image.get_pixel(20, 30).0;
        assert!(r < 40, "the stem is not covered by its halo");
        assert!(image.pixels().any(|pixel| pixel.0[0] > 200 && pixel.0[1] < 60));
    }

    #[test]
    fn an_image_is_multiplied_with_what_lies_under_it() {
        let mut jpeg = std::io::Cursor::new(Vec::new());
        image::GrayImage::from_pixel(16, 8, image::Luma([128])).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
        let jpeg = jpeg.into_inner();
        let frame = Rect::new(0.0, 0.0, 64.0, 32.0);
        let marks = vec![
            Mark::fill(frame, Color::hex(0x80_ff80)),
            Mark::Image { rect: frame, image: ImageId::Relief(0), opacity: 1.0 },
        ];
        let inner = Scene { marks, ..Scene::empty([64.0, 32.0]) };
        let mut scene = Scene { background: Some(WHITE), ..Scene::empty([80.0, 40.0]) };
        scene.place(inner, [8.0, 4.0]);
        let svg = svg_from_scene(&scene, "Test", |_| Some(&jpeg));
        let image = image::load_from_memory(&png_from_svg(&svg, 1.0).unwrap()).unwrap().to_rgba8();
        let [r, g, b, _] = image.get_pixel(40, 20).0;
        assert!(r.abs_diff(64) < 4 && g.abs_diff(128) < 4 && b.abs_diff(64) < 4, "{r} {g} {b}");
        assert_eq!(image.get_pixel(2, 2).0, [255; 4]);
    }

    #[test]
    fn a_hatch_is_slanted_lines() {
        let marks = vec![Mark::Hatch { rect: Rect::new(0.0, 0.0, 60.0, 60.0), color: Color::hex(0) }];
        let scene = Scene { background: Some(WHITE), marks, ..Scene::empty([60.0, 60.0]) };
        let image = picture(&scene, 4.0);
        let share = dark_pixels(&image).len() as f32 / (240.0 * 240.0);
        assert!((share - 1.6 / 4.5).abs() < 0.05, "{share}");
    }
}
