//! Animated WebP (RFC 9649): lossless patches of frames, each drawn over the last.

use image::ImageEncoder as _;
use image::codecs::webp::WebPEncoder;

use super::{ExportError, Patch, Pixels};

/// After `RIFF`, its length and `WEBP` comes the chunk with the pixels.
const HEAD: usize = 12;

/// The frames so far.
pub(super) struct WebpReel {
    size: [u32; 2],
    frames: Vec<(Patch, f64, Vec<u8>)>,
}

impl WebpReel {
    pub(super) fn new(size: [u32; 2]) -> Self {
        Self { size, frames: Vec::new() }
    }

    pub(super) fn add(&mut self, pixels: &Pixels, patch: Option<Patch>, seconds: f64) -> Result<(), ExportError> {
        let Some(patch) = patch else {
            if let Some((_, shown, _)) = self.frames.last_mut() {
                *shown += seconds;
            }
            return Ok(());
        };
        // Frames begin at even pixels.
        let (x, y) = (patch.x & !1, patch.y & !1);
        let patch = Patch { x, y, width: patch.width + patch.x - x, height: patch.height + patch.y - y };
        let mut webp = Vec::new();
        WebPEncoder::new_lossless(&mut webp)
            .write_image(&pixels.part(patch), patch.width, patch.height, image::ExtendedColorType::Rgb8)
            .map_err(|error| ExportError::packing("WebP", &error))?;
        self.frames.push((patch, seconds, webp.split_off(HEAD)));
        Ok(())
    }

    pub(super) fn finished(self) -> Vec<u8> {
        /// The flag of moving pictures.
        const MOVES: u8 = 2;
        let [width, height] = self.size;
        let mut body = b"WEBP".to_vec();
        let extended = [&[MOVES, 0, 0, 0][..], &three(width - 1), &three(height - 1)].concat();
        body.extend(chunk(*b"VP8X", &extended));
        // No colour behind, played again and again.
        body.extend(chunk(*b"ANIM", &[0; 6]));
        for (patch, seconds, pixels) in self.frames {
            let places = [patch.x / 2, patch.y / 2, patch.width - 1, patch.height - 1].map(three).concat();
            let length = three((seconds * 1000.0).round().clamp(1.0, 16_777_215.0) as u32);
            // Bit 1: the pixels replace what was there.
            body.extend(chunk(*b"ANMF", &[&places[..], &length, &[2], &pixels].concat()));
        }
        chunk(*b"RIFF", &body)
    }
}

fn three(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

/// A chunk of RIFF, padded to an even length.
fn chunk(name: [u8; 4], bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("chunks are smaller than 4 GB");
    let pad = &[0][..bytes.len() % 2];
    [&name[..], &length.to_le_bytes(), bytes, pad].concat()
}
