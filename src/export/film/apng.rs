//! Animated PNG (Portable Network Graphics, third edition, 12): patches of frames, each drawn over the last.

use image::ExtendedColorType;

use super::{ExportError, Patch, Pixels, packed_png};
use crate::export::png::{chunk, chunks};

/// The frames so far.
pub(super) struct ApngReel {
    size: [u32; 2],
    frames: Vec<ApngFrame>,
}

struct ApngFrame {
    patch: Patch,
    seconds: f64,
    /// Compressed pixels, as `IDAT` holds them.
    data: Vec<u8>,
}

impl ApngReel {
    pub(super) fn new(size: [u32; 2]) -> Self {
        Self { size, frames: Vec::new() }
    }

    pub(super) fn add(&mut self, pixels: &Pixels, patch: Option<Patch>, seconds: f64) -> Result<(), ExportError> {
        let Some(patch) = patch else {
            if let Some(last) = self.frames.last_mut() {
                last.seconds += seconds;
            }
            return Ok(());
        };
        let png = packed_png(&pixels.part(patch), [patch.width, patch.height], ExtendedColorType::Rgb8)?;
        let data = chunks(&png).into_iter().flatten().filter(|(name, _)| name == b"IDAT");
        let data = data.flat_map(|(_, bytes)| bytes).copied().collect();
        self.frames.push(ApngFrame { patch, seconds, data });
        Ok(())
    }

    pub(super) fn finished(self) -> Result<Vec<u8>, ExportError> {
        let mut header = self.size.map(u32::to_be_bytes).concat();
        // Eight bits, colours, and no more than one way to compress, filter and interlace.
        header.extend([8, 2, 0, 0, 0]);
        let count = u32::try_from(self.frames.len()).map_err(|error| ExportError::packing("APNG", &error))?;
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        file.extend(chunk(*b"IHDR", &header));
        file.extend(chunk(*b"acTL", &[count.to_be_bytes(), 0_u32.to_be_bytes()].concat()));
        let mut sequence = 0_u32;
        let mut next = || {
            sequence += 1;
            (sequence - 1).to_be_bytes()
        };
        for (number, ApngFrame { patch, seconds, data }) in self.frames.iter().enumerate() {
            let mut control = next().to_vec();
            for side in [patch.width, patch.height, patch.x, patch.y] {
                control.extend(side.to_be_bytes());
            }
            control.extend(((seconds * 1000.0).round().clamp(1.0, 65_535.0) as u16).to_be_bytes());
            control.extend(1000_u16.to_be_bytes());
            // It stays, and is put over what was there.
            control.extend([0, 0]);
            file.extend(chunk(*b"fcTL", &control));
            if number == 0 {
                file.extend(chunk(*b"IDAT", data));
            } else {
                file.extend(chunk(*b"fdAT", &[&next()[..], data].concat()));
            }
        }
        file.extend(chunk(*b"IEND", &[]));
        Ok(file)
    }
}
