//! What there is to choose from, and how much of it.

/// The sizes that have a name: word, name for people, width and height in points.
///
/// Paper is A4 of ISO 216 and letter of ANSI Y14.1, at 72 points an inch.
pub const SIZES: [(&str, &str, [u32; 2]); 8] = [
    ("article", "Article", [1600, 1000]),
    ("slide", "Slide", [1920, 1080]),
    ("square", "Square", [1080, 1080]),
    ("story", "Phone story (9:16)", [1080, 1920]),
    ("a4", "A4", [595, 842]),
    ("a4-landscape", "A4 landscape", [842, 595]),
    ("letter", "Letter", [612, 792]),
    ("letter-landscape", "Letter landscape", [792, 612]),
];

/// The most pixels that a picture has on a side.
pub const MOST_PIXELS: u32 = 16_384;
/// The most pixels on a side of WebP (RFC 9649, 3.4).
pub(super) const MOST_WEBP_PIXELS: u32 = 16_383;
/// The most pixels on a side of a film.
pub(super) const MOST_FILM_PIXELS: u32 = 4096;
/// The most pictures of a series.
pub const MOST_PICTURES: usize = 10_000;
