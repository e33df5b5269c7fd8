//! Graphics Interchange Format 89a (of 1990): 256 colours for all frames, chosen from the first.

use gif::{DisposalMethod, Encoder, Frame, Repeat};

use super::{ExportError, Patch, Pixels};

/// A side of the cube of colours that are told apart, in bits.
const BITS: u32 = 6;
/// As many colours has a palette.
const MOST_COLORS: usize = 256;

/// The frames so far.
pub(super) struct GifReel {
    size: [u32; 2],
    file: Option<Encoder<Vec<u8>>>,
    palette: Vec<[u8; 3]>,
    /// By colour of the cube, one more than its place in the palette; 0 where it was not looked for.
    places: Vec<u16>,
    /// The frame that is not written yet, since it may last longer.
    waiting: Option<Frame<'static>>,
    /// When the waiting frame began and ends, in seconds.
    shown: (f64, f64),
}

fn failed(error: &dyn std::fmt::Display) -> ExportError {
    ExportError::packing("GIF", error)
}

impl GifReel {
    pub(super) fn new(size: [u32; 2]) -> Self {
        let places = vec![0; 1 << (3 * BITS)];
        Self { size, file: None, palette: Vec::new(), places, waiting: None, shown: (0.0, 0.0) }
    }

    pub(super) fn add(&mut self, pixels: &Pixels, patch: Option<Patch>, seconds: f64) -> Result<(), ExportError> {
        if let Some(patch) = patch {
            if self.file.is_none() {
                self.begin(pixels)?;
            }
            self.write_waiting()?;
            let part = pixels.part(patch);
            let indexes = part.chunks_exact(3).map(|rgb| self.place_of([rgb[0], rgb[1], rgb[2]]));
            let [left, top, width, height] = [patch.x, patch.y, patch.width, patch.height].map(|side| side as u16);
            self.waiting = Some(Frame {
                left,
                top,
                width,
                height,
                dispose: DisposalMethod::Keep,
                buffer: indexes.collect::<Vec<u8>>().into(),
                ..Frame::default()
            });
        }
        self.shown.1 += seconds;
        Ok(())
    }

    fn begin(&mut self, first: &Pixels) -> Result<(), ExportError> {
        self.palette = palette_of(first);
        let flat: Vec<u8> = self.palette.iter().flatten().copied().collect();
        let [width, height] = self.size.map(|side| side as u16);
        let mut file = Encoder::new(Vec::new(), width, height, &flat).map_err(|error| failed(&error))?;
        file.set_repeat(Repeat::Infinite).map_err(|error| failed(&error))?;
        self.file = Some(file);
        Ok(())
    }

    fn write_waiting(&mut self) -> Result<(), ExportError> {
        let Some(mut frame) = self.waiting.take() else { return Ok(()) };
        // Ends are rounded, not lengths, so that the film as a whole is as long as it should be.
        let hundredths = |secs: f64| (secs * 100.0).round();
        frame.delay = (hundredths(self.shown.1) - hundredths(self.shown.0)).clamp(1.0, 65_535.0) as u16;
        self.shown.0 = self.shown.1;
        self.file.as_mut().map_or(Ok(()), |file| file.write_frame(&frame)).map_err(|error| failed(&error))
    }

    pub(super) fn finished(mut self) -> Result<Vec<u8>, ExportError> {
        self.write_waiting()?;
        self.file.map_or(Ok(Vec::new()), Encoder::into_inner).map_err(|error| failed(&error))
    }

    fn place_of(&mut self, color: [u8; 3]) -> u8 {
        let cell = cell_of(color);
        if self.places[cell] == 0 {
            let apart = |known: &[u8; 3]| {
                let differences = (0..3).map(|part| i32::from(known[part]) - i32::from(color[part]));
                // Green counts most to the eye, blue least.
                differences.zip([3, 6, 1]).map(|(difference, weight)| difference * difference * weight).sum::<i32>()
            };
            let nearest = self.palette.iter().enumerate().min_by_key(|(_, known)| apart(known));
            self.places[cell] = nearest.map_or(0, |(place, _)| place as u16) + 1;
        }
        (self.places[cell] - 1) as u8
    }
}

fn cell_of(color: [u8; 3]) -> usize {
    color.iter().fold(0, |cell, part| (cell << BITS) | usize::from(part >> (8 - BITS)))
}

/// The colours of a palette, by median cut (Heckbert, SIGGRAPH 1982): boxes of colours are halved where they are
/// widest, those of strong colours first, so that small marks keep theirs.
fn palette_of(pixels: &Pixels) -> Vec<[u8; 3]> {
    let mut counts = vec![([0_u64; 3], 0_u32); 1 << (3 * BITS)];
    let mut count = |color: [u8; 3], times: u32| {
        let (sums, so_far) = &mut counts[cell_of(color)];
        *so_far += times;
        sums.iter_mut().zip(color).for_each(|(sum, part)| *sum += u64::from(part) * u64::from(times));
    };
    for rgba in pixels.rgba.chunks_exact(4) {
        count([rgba[0], rgba[1], rgba[2]], 1);
    }
    // Marks come in colours that the first frame may not have yet.
    for theme in [crate::view::Theme::Light, crate::view::Theme::Dark] {
        for symbol in ["strike", "clash", "talks", "truce", "statement"] {
            let color = crate::scene::palette_of(theme).category(symbol, 0);
            count([color.r, color.g, color.b], 200);
        }
    }
    let colors: Vec<([u8; 3], u32)> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sums, count)| (sums.map(|sum| (sum / u64::from(count)) as u8), count))
        .collect();
    let mut boxes = vec![colors];
    while boxes.len() < MOST_COLORS {
        let strength = |colors: &Vec<([u8; 3], u32)>| {
            let (width, _) = widest(colors);
            let count: f64 = colors.iter().map(|(_, count)| f64::from(*count)).sum();
            f64::from(width) * count.powf(0.3)
        };
        let strongest = boxes.iter().enumerate().filter(|(_, colors)| colors.len() > 1);
        let Some((place, _)) = strongest.max_by(|a, b| strength(a.1).total_cmp(&strength(b.1))) else { break };
        let mut colors = boxes.swap_remove(place);
        let (_, part) = widest(&colors);
        colors.sort_by_key(|(color, _)| color[part]);
        let whole: u64 = colors.iter().map(|(_, count)| u64::from(*count)).sum();
        let mut sum = 0;
        let half = colors.iter().position(|(_, count)| {
            sum += u64::from(*count);
            sum * 2 >= whole
        });
        let half = half.map_or(1, |half| half + 1).clamp(1, colors.len() - 1);
        let rest = colors.split_off(half);
        boxes.extend([colors, rest]);
    }
    let mean = |colors: &Vec<([u8; 3], u32)>| {
        let whole: f64 = colors.iter().map(|(_, count)| f64::from(*count)).sum();
        let part = |part: usize| {
            let sum: f64 = colors.iter().map(|(color, count)| f64::from(color[part]) * f64::from(*count)).sum();
            (sum / whole).round() as u8
        };
        [part(0), part(1), part(2)]
    };
    boxes.iter().map(mean).collect()
}

/// How far colours reach along the part, red, green or blue, in which they reach farthest, and which it is.
fn widest(colors: &[([u8; 3], u32)]) -> (u8, usize) {
    let reach = |part: usize| {
        let values = colors.iter().map(|(color, _)| color[part]);
        values.clone().max().unwrap_or_default() - values.min().unwrap_or_default()
    };
    (0..3).map(|part| (reach(part), part)).max().unwrap_or_default()
}
