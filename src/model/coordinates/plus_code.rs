//! Which square is a plus code?
//!
//! After the specification of Open Location Code 1.0
//! (<https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md>): ten digits
//! in pairs of base 20, latitude first, then digits that part the square in five rows and four columns.

use crate::model::LonLat;

const DIGITS: &[u8; 20] = b"23456789CFGHJMPQRVWX";
/// Digits in pairs, and all of them.
const PAIRED: usize = 10;
const MOST_DIGITS: usize = 15;
/// The separator stands behind so many digits.
const BEFORE_SEPARATOR: usize = 8;
const ROWS: f64 = 5.0;
const COLUMNS: f64 = 4.0;

/// A square by its south-western corner and its size, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Square {
    south: f64,
    west: f64,
    height: f64,
    width: f64,
}

impl Square {
    pub(super) fn middle(&self) -> LonLat {
        LonLat::new(self.west + self.width / 2.0, (self.south + self.height / 2.0).min(90.0))
    }

    /// How many degrees it is high.
    pub(super) fn height(&self) -> f64 {
        self.height
    }
}

/// A plus code as it is written, taken apart.
#[derive(Debug, PartialEq)]
pub(super) struct Code<'a> {
    digits: String,
    /// How many digits are left out at the beginning.
    missing: usize,
    /// The town or so that is written behind a short code.
    pub(super) locality: &'a str,
}

/// A plus code, full or short; none for all other texts.
pub(super) fn code_of(text: &str) -> Option<Code<'_>> {
    let text = text.trim();
    let (code, locality) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let code = code.trim_end_matches(',');
    let (before, after) = code.split_once('+')?;
    let upper: Vec<u8> = before.bytes().chain(after.bytes()).map(|byte| byte.to_ascii_uppercase()).collect();
    let digits = upper.iter().position(|byte| *byte == b'0').unwrap_or(upper.len());
    let is_padded = digits < upper.len();
    let is_whole =
        upper[..digits].iter().all(|byte| DIGITS.contains(byte)) && upper[digits..].iter().all(|byte| *byte == b'0');
    let fits = before.len() <= BEFORE_SEPARATOR
        && before.len().is_multiple_of(2)
        && before.len() >= 2
        && after.len() != 1
        && (!is_padded
            || (after.is_empty() && before.len() == BEFORE_SEPARATOR && digits.is_multiple_of(2) && digits > 0));
    let missing = BEFORE_SEPARATOR - before.len().min(BEFORE_SEPARATOR);
    // A short code of no more than its separator would be "42+".
    let is_enough = missing == 0 || !after.is_empty();
    (fits && is_whole && is_enough && upper.len() <= MOST_DIGITS).then(|| {
        let digits = upper[..digits].iter().map(|byte| char::from(*byte)).collect();
        Code { digits, missing, locality: locality.trim().trim_start_matches(',').trim() }
    })
}

impl Code<'_> {
    /// True where digits are left out that a place nearby gives.
    pub(super) fn is_short(&self) -> bool {
        self.missing > 0
    }

    /// The square that a full code names. None where it begins beyond the globe.
    pub(super) fn square(&self) -> Option<Square> {
        square_of(&self.digits)
    }

    /// The square of a short code that is nearest to a place.
    pub(super) fn square_near(&self, near: LonLat) -> Option<Square> {
        let start = digits_of(near, PAIRED);
        let whole = format!("{}{}", &start[..self.missing], self.digits);
        let mut square = square_of(&whole)?;
        // How far the next square with the same last digits is.
        let step = 20_f64.powf(2.0 - (self.missing / 2) as f64);
        let middle = square.middle();
        let nearer = |at: f64, middle: f64| {
            if at - middle > step / 2.0 {
                step
            } else if middle - at > step / 2.0 {
                -step
            } else {
                0.0
            }
        };
        let (north, east) = (nearer(near.lat, middle.lat), nearer(near.lon, middle.lon));
        if (-90.0..90.0).contains(&(square.south + north)) {
            square.south += north;
        }
        square.west = (square.west + east + 180.0).rem_euclid(360.0) - 180.0;
        Some(square)
    }
}

fn square_of(digits: &str) -> Option<Square> {
    let values: Vec<f64> = digits
        .bytes()
        .map(|digit| DIGITS.iter().position(|known| *known == digit))
        .map(|at| at.map(|at| at as f64))
        .collect::<Option<_>>()?;
    let mut square = Square { south: -90.0, west: -180.0, height: 400.0, width: 400.0 };
    let paired = &values[..values.len().min(PAIRED)];
    for pair in paired.chunks_exact(2) {
        (square.height, square.width) = (square.height / 20.0, square.width / 20.0);
        square.south += pair[0] * square.height;
        square.west += pair[1] * square.width;
    }
    for digit in &values[paired.len()..] {
        (square.height, square.width) = (square.height / ROWS, square.width / COLUMNS);
        square.south += (digit / COLUMNS).floor() * square.height;
        square.west += digit % COLUMNS * square.width;
    }
    (square.south < 90.0 && square.west < 180.0).then_some(square)
}

/// The first digits of the code of a place, without a separator.
fn digits_of(at: LonLat, count: usize) -> String {
    // Whole numbers of the finest steps, so that no digit is lost to rounding.
    const STEPS: [i64; 2] = [8_000 * 3_125, 8_000 * 1_024];
    let lat = ((at.lat.clamp(-90.0, 90.0) + 90.0) * STEPS[0] as f64).floor() as i64;
    let lon = ((at.lon + 180.0).rem_euclid(360.0) * STEPS[1] as f64).floor() as i64;
    let (mut lat, mut lon) = (lat.clamp(0, 180 * STEPS[0] - 1), lon);
    let mut digits = Vec::with_capacity(MOST_DIGITS);
    for _ in PAIRED..MOST_DIGITS {
        digits.push(DIGITS[(lat % 5 * 4 + lon % 4) as usize]);
        (lat, lon) = (lat / 5, lon / 4);
    }
    for _ in 0..PAIRED / 2 {
        digits.push(DIGITS[(lon % 20) as usize]);
        digits.push(DIGITS[(lat % 20) as usize]);
        (lat, lon) = (lat / 20, lon / 20);
    }
    digits.iter().rev().take(count).map(|digit| char::from(*digit)).collect()
}

/// The code of a place, with twelve digits: a square of less than a metre.
pub(super) fn written(at: LonLat) -> String {
    let mut code = digits_of(at, 12);
    code.insert(BEFORE_SEPARATOR, '+');
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(square: Option<Square>, lat: f64, lon: f64) {
        let middle = square.unwrap().middle();
        assert!((middle.lat - lat).abs() < 1e-6 && (middle.lon - lon).abs() < 1e-6, "{middle:?}");
    }

    /// Cases of the specification's own test data, `decoding.csv`, `encoding.csv` and `shortCodeTests.csv`.
    #[test]
    fn codes_of_the_specification_are_read_as_it_says() {
        for (code, lat, lon) in [
            ("7FG49Q00+", 20.375, 2.775),
            ("7FG49QCJ+2V", 20.370_062_5, 2.782_187_5),
            ("4VCPPQGP+Q9", -41.273_062_5, 174.785_937_5),
            ("62G20000+", 0.5, -179.5),
            ("22220000+", -89.5, -179.5),
        ] {
            close(code_of(code).unwrap().square(), lat, lon);
        }
        assert_eq!(digits_of(LonLat::new(8.524_997, 47.365_590), 10), "8FVC9G8F6X");
        let near = LonLat::new(-1.217_765_625, 51.370_112_5);
        let whole = code_of("9C3W9QCJ+2VX").unwrap().square().unwrap().middle();
        for short in ["CJ+2VX", "9QCJ+2VX", "3W9QCJ+2VX"] {
            close(code_of(short).unwrap().square_near(near), whole.lat, whole.lon);
        }
    }
}
