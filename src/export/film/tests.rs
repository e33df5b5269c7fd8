use std::io::Cursor;

use image::{AnimationDecoder as _, Frame};

use super::*;
use crate::io::carried_story;
use crate::view::{Pace, Stage, View};

/// A film of six events with a dwell of half a second, and its first and last frames.
fn film(motion: Option<FilmFormat>, progress: &Progress) -> (Option<Vec<u8>>, Vec<Pixels>) {
    let store = Store::new(carried_story().story);
    let stage = Stage { store: &store, map_size_points: [840.0, 560.0], unit_secs: 86_400.0 };
    let mut takes = View::of_story(&store, [840.0, 560.0]).takes(Pace::Events { dwell: 0.5 }, &stage);
    takes.truncate(6);
    let size = [480.0, 320.0];
    let film = Film {
        store: &store,
        basemap: Basemap::embedded(),
        takes: &takes,
        size,
        scale: 1.0,
        captions: Captions::Shown,
        fonts: &Fonts::default(),
    };
    let mut frames = Vec::new();
    film.draw_takes(progress, |_, pixels| {
        frames.push(pixels);
        Ok::<_, ExportError>(())
    })
    .unwrap();
    (motion.and_then(|motion| film.bytes(motion, progress).unwrap()), frames)
}

fn seconds(frames: &[Frame]) -> f64 {
    frames.iter().map(|frame| std::time::Duration::from(frame.delay()).as_secs_f64()).sum()
}

/// How far the most different of two pictures' pixels are apart, and how far they are on average.
fn apart(frame: &Frame, pixels: &Pixels) -> (u8, f64) {
    let pairs = frame.buffer().as_raw().iter().zip(&pixels.rgba);
    let differences: Vec<u8> = pairs.map(|(a, b)| a.abs_diff(*b)).collect();
    let sum: f64 = differences.iter().map(|difference| f64::from(*difference)).sum();
    (differences.iter().copied().max().unwrap(), sum / differences.len() as f64)
}

#[test]
fn an_animated_png_holds_every_frame_as_it_is() {
    let (bytes, drawn) = film(Some(FilmFormat::Apng), &Progress::default());
    let decoder = image::codecs::png::PngDecoder::new(Cursor::new(bytes.unwrap())).unwrap();
    let frames = decoder.apng().unwrap().into_frames().collect_frames().unwrap();
    assert_eq!(frames.len(), drawn.len());
    assert!((seconds(&frames) - 3.0).abs() < 0.02);
    for (frame, pixels) in frames.iter().zip(&drawn) {
        assert_eq!(apart(frame, pixels).0, 0);
    }
}

#[test]
fn an_animated_webp_holds_every_frame_as_it_is() {
    let (bytes, drawn) = film(Some(FilmFormat::Webp), &Progress::default());
    let decoder = image::codecs::webp::WebPDecoder::new(Cursor::new(bytes.unwrap())).unwrap();
    let frames = decoder.into_frames().collect_frames().unwrap();
    assert_eq!(frames.len(), drawn.len());
    assert!((seconds(&frames) - 3.0).abs() < 0.02);
    for (frame, pixels) in frames.iter().zip(&drawn) {
        assert_eq!(apart(frame, pixels).0, 0);
    }
}

#[test]
fn a_gif_holds_every_frame_in_colours_near_enough() {
    let (bytes, drawn) = film(Some(FilmFormat::Gif), &Progress::default());
    let bytes = bytes.unwrap();
    assert_eq!(
        film(Some(FilmFormat::Gif), &Progress::default()).0.unwrap(),
        bytes,
        "the same view gives the same bytes"
    );
    let mut options = ::gif::DecodeOptions::new();
    options.set_color_output(::gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(&bytes[..]).unwrap();
    let mut canvas = drawn[0].clone();
    let (mut count, mut hundredths) = (0, 0);
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        for y in 0..frame.height {
            let row = usize::from(frame.width) * 4;
            let from = usize::from(y) * row;
            let to = ((usize::from(frame.top + y) * canvas.width as usize) + usize::from(frame.left)) * 4;
            canvas.rgba[to..to + row].copy_from_slice(&frame.buffer[from..from + row]);
        }
        let shown = Frame::new(image::RgbaImage::from_raw(canvas.width, canvas.height, canvas.rgba.clone()).unwrap());
        let (_, mean) = apart(&shown, &drawn[count]);
        assert!(mean < 2.5, "frame {count}: {mean}");
        count += 1;
        hundredths += u32::from(frame.delay);
    }
    assert_eq!((count, hundredths), (drawn.len(), 300));
}

#[test]
fn a_film_that_is_stopped_is_no_file() {
    let stopped = Progress::default();
    stopped.stop();
    let (bytes, frames) = film(Some(FilmFormat::Gif), &stopped);
    assert_eq!((bytes, frames.len()), (None, 0));
}

#[test]
fn frames_that_cannot_be_written_are_not_drawn_on() {
    let store = Store::new(carried_story().story);
    let stage = Stage { store: &store, map_size_points: [840.0, 560.0], unit_secs: 86_400.0 };
    let takes = View::of_story(&store, [840.0, 560.0]).takes(Pace::Events { dwell: 0.5 }, &stage);
    let size = [480.0, 320.0];
    let film = Film {
        store: &store,
        basemap: Basemap::embedded(),
        takes: &takes,
        size,
        scale: 1.0,
        captions: Captions::Missing,
        fonts: &Fonts::default(),
    };
    let mut written = Vec::new();
    let is_whole = film.frames(&Progress::default(), |number, png| {
        assert!(image::load_from_memory(&png).is_ok());
        written.push(number);
        if number == 1 { Err(ExportError::packing("PNG", &"the disk is full")) } else { Ok(()) }
    });
    assert!(is_whole.is_err() && written == [0, 1], "{written:?}");
}

#[test]
fn a_frame_tells_only_what_was_known_at_its_moment() {
    use crate::view::Known;
    let store = Store::new(carried_story().story);
    let stage = Stage { store: &store, map_size_points: [840.0, 560.0], unit_secs: 86_400.0 };
    let view = View { known: Known::ByPlayhead, ..View::of_story(&store, [840.0, 560.0]) };
    let takes = view.takes(Pace::Steady { fps: 1.0, seconds: 3.0 }, &stage);
    let draw = |takes: &[Take]| {
        let size = [480.0, 320.0];
        let film = Film {
            store: &store,
            basemap: Basemap::embedded(),
            takes,
            size,
            scale: 1.0,
            captions: Captions::Missing,
            fonts: &Fonts::default(),
        };
        let mut frames = Vec::new();
        film.draw_takes(&Progress::default(), |_, pixels| {
            frames.push(pixels);
            Ok::<_, ExportError>(())
        })
        .unwrap();
        frames
    };
    let ever: Vec<Take> = takes
        .iter()
        .map(|take| Take { view: View { known: Known::Ever, ..take.view.clone() }, ..take.clone() })
        .collect();
    assert_ne!(draw(&takes)[1], draw(&ever)[1]);
}

#[test]
fn a_film_file_is_told_by_its_name() {
    for (name, file) in [
        ("a.gif", Some(FilmFile::One(FilmFormat::Gif))),
        ("a.APNG", Some(FilmFile::One(FilmFormat::Apng))),
        ("out/{n}.png", Some(FilmFile::Frames)),
        ("{n}/a.png", None),
        ("a.mp4", None),
        ("-", None),
    ] {
        assert_eq!(FilmFile::of(Path::new(name)), file, "{name}");
    }
}
