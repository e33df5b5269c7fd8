//! Moving pictures: what playing a view shows, as GIF, animated PNG and WebP, or as numbered pictures.
//!
//! Answers what the bytes are. Frames are drawn as they are needed, a few at a time on all processors, and what
//! two frames have in common is neither drawn nor written twice. The same view gives the same bytes.

mod apng;
mod gif;
mod webp;

use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use resvg::tiny_skia::{Pixmap, Transform};

use super::limits::MOST_FILM_PIXELS;
use super::png::{pixels_of, tree_of};
use super::protected::protected;
use super::svg::{Painter, svg_for};
use super::{ExportError, Problem, Progress, carried_images};
use crate::basemap::Basemap;
use crate::query::{Shown, select};
use crate::scene::{Captions, FilmShot, Fonts};
use crate::store::Store;
use crate::view::{Camera, Take};

/// What a moving picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FilmFormat {
    /// Graphics Interchange Format 89a, in 256 colours.
    Gif,
    /// Animated PNG.
    Apng,
    /// Animated WebP, lossless.
    Webp,
}

/// Where the frames of a moving picture go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FilmFile {
    /// All into one file.
    One(FilmFormat),
    /// Each into a PNG file of its own, with its number in the name.
    Frames,
}

impl FilmFile {
    /// By the ending of a path, and for a PNG by `{n}` in its name. None for what holds no moving picture.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_ascii_lowercase();
        match ending.to_str()? {
            "gif" => Some(Self::One(FilmFormat::Gif)),
            "apng" => Some(Self::One(FilmFormat::Apng)),
            "webp" => Some(Self::One(FilmFormat::Webp)),
            "png" if path.file_name()?.to_string_lossy().contains(NUMBER) => Some(Self::Frames),
            _ => None,
        }
    }
}

/// True for a file that holds nothing but what moves, by its ending.
pub fn is_moving_file(path: &Path) -> bool {
    matches!(FilmFile::of(path), Some(FilmFile::One(FilmFormat::Gif | FilmFormat::Apng)))
}

/// The file beside frames that holds [`ffmpeg_line`].
pub(super) const FFMPEG_FILE: &str = "ffmpeg.txt";

/// What becomes the number in the name of a frame's file.
const NUMBER: &str = "{n}";

/// The files of numbered frames: `{n}` in the name becomes the number, from 1, with zeros before it.
pub(super) fn film_paths(pattern: &Path, count: usize) -> Vec<PathBuf> {
    let digits = count.to_string().len();
    let name = pattern.file_name().unwrap_or_default().to_string_lossy();
    (1..=count).map(|number| pattern.with_file_name(name.replace(NUMBER, &format!("{number:0digits$}")))).collect()
}

/// The command line with which ffmpeg makes a film of frames, in the folder where they lie.
pub(super) fn ffmpeg_line(pattern: &Path, takes: &[Take]) -> String {
    let seconds: f64 = takes.iter().map(|take| take.seconds).sum();
    let rate = takes.len() as f64 / seconds;
    let digits = takes.len().to_string().len();
    let name = pattern.file_name().unwrap_or_default().to_string_lossy().replace(NUMBER, &format!("%0{digits}d"));
    let filter = "fps=30,format=yuv420p,pad=ceil(iw/2)*2:ceil(ih/2)*2";
    format!("ffmpeg -framerate {rate:.6} -i \"{name}\" -vf \"{filter}\" film.mp4")
}

/// A film of takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Film<'a> {
    /// The story, read as the view asks.
    pub(super) store: &'a Store,
    /// What lies under the events.
    pub(super) basemap: &'a Basemap,
    /// What is shown, one after the other.
    pub(super) takes: &'a [Take],
    /// Width and height in points.
    pub(super) size: [f32; 2],
    /// Pixels for each point.
    pub(super) scale: f32,
    /// Whether frames say what they show.
    pub(super) captions: Captions,
    /// Fonts for letters that no carried face has.
    pub(super) fonts: &'a Fonts,
}

/// A frame as opaque pixels, 8 bits of red, green, blue and alpha each.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pixels {
    width: u32,
    height: u32,
    /// Row by row from the upper left corner.
    rgba: Vec<u8>,
}

/// Part of a frame: what is different from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Patch {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl Film<'_> {
    /// The bytes of the film. None when it was stopped.
    pub(super) fn bytes(&self, motion: FilmFormat, progress: &Progress) -> Result<Option<Vec<u8>>, ExportError> {
        let [width, height] = self.pixels()?;
        let mut reel = match motion {
            FilmFormat::Gif => Reel::Gif(Box::new(gif::GifReel::new([width, height]))),
            FilmFormat::Apng => Reel::Apng(apng::ApngReel::new([width, height])),
            FilmFormat::Webp => Reel::Webp(webp::WebpReel::new([width, height])),
        };
        let mut last: Option<Pixels> = None;
        let is_whole = self.draw_takes(progress, |number, pixels| {
            let whole = Patch { x: 0, y: 0, width, height };
            let patch = last.as_ref().map_or(Some(whole), |last| changed(last, &pixels));
            reel.add(&pixels, patch, self.takes[number].seconds)?;
            last = Some(pixels);
            Ok::<_, ExportError>(())
        })?;
        if is_whole { reel.finished().map(Some) } else { Ok(None) }
    }

    /// Draws every frame as a PNG file, in order, and hands each to `write`. Returns false when it was stopped.
    pub(super) fn frames<E: From<ExportError>>(
        &self,
        progress: &Progress,
        mut write: impl FnMut(usize, Vec<u8>) -> Result<(), E>,
    ) -> Result<bool, E> {
        self.draw_takes(progress, |number, pixels| {
            write(number, packed_png(&pixels.rgba, [pixels.width, pixels.height], ExtendedColorType::Rgba8)?)
        })
    }

    /// Draws every take, in order. Returns false when it was stopped.
    fn draw_takes<E: From<ExportError>>(
        &self,
        progress: &Progress,
        mut each: impl FnMut(usize, Pixels) -> Result<(), E>,
    ) -> Result<bool, E> {
        let hands = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        let mut done = 0;
        for run in self.takes.chunk_by(is_one_shot) {
            // Where the map moves every take has its own ground.
            let shot = if run[0].camera == Camera::Held { Some(self.shot(run)?) } else { None };
            for takes in run.chunks(hands) {
                if progress.is_stopped() {
                    return Ok(false);
                }
                let drawn: Vec<Result<Pixels, ExportError>> = std::thread::scope(|scope| {
                    let shot = shot.as_ref();
                    let start = |take| scope.spawn(move || self.frame(take, shot));
                    let threads: Vec<_> = takes.iter().map(start).collect();
                    threads.into_iter().map(|thread| thread.join().expect("drawing does not panic")).collect()
                });
                for pixels in drawn {
                    if progress.is_stopped() {
                        return Ok(false);
                    }
                    each(done, pixels?)?;
                    done += 1;
                    progress.step();
                }
            }
        }
        Ok(!progress.is_stopped())
    }

    /// What takes have in common whose map is the same, its ground drawn.
    fn shot(&self, takes: &[Take]) -> Result<(FilmShot, Pixmap), ExportError> {
        let shown = takes.iter().map(|take| select(&self.store.at(take.view.as_of()), &take.view.question()));
        let shown = Shown::of_any(self.store, shown);
        let Take { view, camera, .. } = &takes[0];
        let (shot, ground) = self.fonts.within(|| {
            let dress = (self.captions, *camera);
            let shot = FilmShot::new(self.store, self.basemap, (view, &shown), self.size, dress);
            let ground = svg_for(Painter::Pixels, &shot.ground, "", carried_images(self.basemap));
            (shot, ground)
        });
        let [width, height] = self.pixels()?;
        let mut canvas = Pixmap::new(width, height).ok_or(Problem::ZeroSize)?;
        self.draw(&ground, &mut canvas)?;
        Ok((shot, canvas))
    }

    fn frame(&self, take: &Take, shot: Option<&(FilmShot, Pixmap)>) -> Result<Pixels, ExportError> {
        let own = if shot.is_none() { Some(self.shot(std::slice::from_ref(take))?) } else { None };
        let Some((shot, ground)) = shot.or(own.as_ref()) else { return Err(Problem::ZeroSize.into()) };
        let store = self.store.at(take.view.as_of());
        let view = &protected(&store, &take.view)?;
        let shown = select(&store, &view.question());
        let svg = self.fonts.within(|| {
            let scene = shot.frame(&store, self.basemap, (view, &shown), self.size, self.captions);
            svg_for(Painter::Pixels, &scene, "", |_| None)
        });
        let mut canvas = ground.clone();
        self.draw(&svg, &mut canvas)?;
        // The ground is opaque, so that nothing has to be taken out of its alpha.
        Ok(Pixels { width: canvas.width(), height: canvas.height(), rgba: canvas.take() })
    }

    fn draw(&self, svg: &str, canvas: &mut Pixmap) -> Result<(), ExportError> {
        let tree = tree_of(svg)?;
        let scale = [canvas.width() as f32 / self.size[0], canvas.height() as f32 / self.size[1]];
        resvg::render(&tree, Transform::from_scale(scale[0], scale[1]), &mut canvas.as_mut());
        Ok(())
    }

    fn pixels(&self) -> Result<[u32; 2], ExportError> {
        Ok(pixels_of(self.size, self.scale, MOST_FILM_PIXELS)?)
    }
}

/// Whether two takes that follow each other are drawn on one ground, or both on grounds of their own.
fn is_one_shot(one: &Take, next: &Take) -> bool {
    let ground = |take: &Take| (take.view.map, take.view.viewpoint, take.view.chapter);
    one.camera == next.camera && (one.camera == Camera::Moving || ground(one) == ground(next))
}

/// Pixels as a PNG file that is packed fast.
fn packed_png(pixels: &[u8], [width, height]: [u32; 2], color: ExtendedColorType) -> Result<Vec<u8>, ExportError> {
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
        .write_image(pixels, width, height, color)
        .map_err(|error| ExportError::packing("PNG", &error))?;
    Ok(png)
}

/// A file that frames are added to.
enum Reel {
    Gif(Box<gif::GifReel>),
    Apng(apng::ApngReel),
    Webp(webp::WebpReel),
}

impl Reel {
    /// Adds a frame for so many seconds, of which only the patch is new; none where nothing is.
    fn add(&mut self, pixels: &Pixels, patch: Option<Patch>, seconds: f64) -> Result<(), ExportError> {
        match self {
            Self::Gif(reel) => reel.add(pixels, patch, seconds),
            Self::Apng(reel) => reel.add(pixels, patch, seconds),
            Self::Webp(reel) => reel.add(pixels, patch, seconds),
        }
    }

    fn finished(self) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Gif(reel) => reel.finished(),
            Self::Apng(reel) => reel.finished(),
            Self::Webp(reel) => Ok(reel.finished()),
        }
    }
}

impl Pixels {
    /// The colours of a part, three bytes a pixel.
    fn part(&self, patch: Patch) -> Vec<u8> {
        let rows = (patch.y..patch.y + patch.height).flat_map(|y| {
            let start = (y as usize * self.width as usize + patch.x as usize) * 4;
            self.rgba[start..start + patch.width as usize * 4].chunks_exact(4).flat_map(|rgba| &rgba[..3]).copied()
        });
        rows.collect()
    }
}

/// The smallest rectangle that holds every pixel that is different. None where none is.
fn changed(last: &Pixels, next: &Pixels) -> Option<Patch> {
    let row = next.width as usize * 4;
    let differs = |y: &u32| {
        let at = *y as usize * row;
        last.rgba[at..at + row] != next.rgba[at..at + row]
    };
    let top = (0..next.height).find(differs)?;
    let bottom = (top..next.height).rev().find(differs)?;
    let (mut left, mut right) = (next.width, 0);
    for y in top..=bottom {
        let at = y as usize * row;
        let pairs = || last.rgba[at..at + row].chunks_exact(4).zip(next.rgba[at..at + row].chunks_exact(4));
        if let Some(x) = pairs().position(|(a, b)| a != b) {
            left = left.min(x as u32);
        }
        if let Some(x) = pairs().rposition(|(a, b)| a != b) {
            right = right.max(x as u32);
        }
    }
    Some(Patch { x: left, y: top, width: right - left + 1, height: bottom - top + 1 })
}

#[cfg(test)]
mod tests;
