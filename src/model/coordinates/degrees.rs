//! What degrees and pairs of degrees say.
//!
//! This module answers it for one text. It takes no axis for another.

use std::borrow::Cow;

use crate::model::western_digits;

/// Degrees as a number, or as degrees, minutes and seconds with a letter of the compass.
///
/// ```text
/// 34.52813   34,52813   34.52813°   -34.5   34.5 N   34°31'41"N   34 31 41.3 N   N 34° 31.69'
/// 34 deg 31' 41.00" N   34d31m41s N   34.5 North   ۳۴٫۵۲
/// ```
pub(crate) fn degrees(cell: &str) -> Result<Option<f64>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    if let Ok(number) = cell.parse::<f64>() {
        return if number.is_finite() { Ok(Some(number)) } else { Err(no_degrees(cell)) };
    }
    let folded = western_digits(cell);
    if let Ok(number) = folded.parse::<f64>() {
        return if number.is_finite() { Ok(Some(number)) } else { Err(no_degrees(cell)) };
    }
    sexagesimal(&folded).map(Some).ok_or_else(|| no_degrees(cell))
}

fn no_degrees(cell: &str) -> String {
    format!("\"{cell}\" is no number of degrees such as 34.528 or 34°31'41\"N")
}

/// True for a text that can be degrees of some kind.
pub(crate) fn is_degrees(cell: &str) -> bool {
    matches!(degrees(cell), Ok(Some(_)))
}

fn sexagesimal(cell: &str) -> Option<f64> {
    let upper = cell.to_uppercase().replace('\u{2212}', "-");
    let upper = without_units(&upper);
    let letters: Vec<char> = upper.chars().filter(|char| char.is_alphabetic() && *char != 'º').collect();
    let sign = match letters.as_slice() {
        [] | ['N' | 'E'] => 1.0,
        ['S' | 'W'] => -1.0,
        _ => return None,
    };
    let is_between = |char: char| !(char.is_ascii_digit() || matches!(char, '.' | ',' | '-' | '+'));
    let mut numbers = upper.split(is_between).filter(|part| !part.is_empty()).map(|part| {
        // A comma is a decimal one here: pairs are taken apart before.
        part.replacen(',', ".", 1).parse::<f64>().ok().filter(|number| number.is_finite())
    });
    let degrees = numbers.next()??;
    let minutes =
        numbers.next().map_or(Some(0.0), |minutes| minutes.filter(|minutes| (0.0..60.0).contains(minutes)))?;
    let seconds =
        numbers.next().map_or(Some(0.0), |seconds| seconds.filter(|seconds| (0.0..60.0).contains(seconds)))?;
    if numbers.next().is_some() {
        return None;
    }
    let size = degrees.abs() + minutes / 60.0 + seconds / 3600.0;
    let is_negative = degrees < 0.0 || upper.trim_start().starts_with('-');
    Some(if is_negative { -sign * size } else { sign * size })
}

/// Degrees in capital letters whose units and directions are words, with signs and letters instead.
fn without_units(upper: &str) -> Cow<'_, str> {
    const WORDS: [(&str, &str); 17] = [
        ("DEGREES", "°"),
        ("DEGREE", "°"),
        ("DEGS", "°"),
        ("DEG", "°"),
        ("D", "°"),
        ("MINUTES", "'"),
        ("MINUTE", "'"),
        ("MINS", "'"),
        ("MIN", "'"),
        ("M", "'"),
        ("SECONDS", "\""),
        ("SECOND", "\""),
        ("SECS", "\""),
        ("SEC", "\""),
        ("NORTH", "N"),
        ("SOUTH", "S"),
        ("EAST", "E"),
    ];
    if upper.chars().filter(|char| char.is_alphabetic()).count() < 2 {
        return Cow::Borrowed(upper);
    }
    let mut text = String::with_capacity(upper.len());
    let mut rest = upper;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
        if length == 0 {
            text.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(length);
        let known = WORDS.iter().find(|(known, _)| *known == word).map(|(_, sign)| *sign);
        if matches!(known, Some("'" | "\"")) && !text.contains('°') {
            // Five minutes are no place.
            return Cow::Borrowed(upper);
        }
        // An s is a second only in front of a direction; alone it is the south.
        let is_second = word == "S" && after.chars().any(char::is_alphabetic);
        text.push_str(match word {
            "WEST" => "W",
            "S" if is_second => "\"",
            word => known.unwrap_or(word),
        });
        rest = after;
    }
    Cow::Owned(text)
}

/// Both numbers of a cell such as `34.5, 69.2` or `34°31'N 69°10'E`, in their order; by their letters
/// of the compass where they have them, north first.
///
/// ```text
/// 34.5 69.2   34.5:69.2   34.5|69.2   34.5/69.2   geo:34.5,69.2   34.5 69.2 1790 4.9 (height, accuracy)
/// 34°31′41″N 69°10′42″E / 34.528°N 69.178°E / 34.528; 69.178 (Mill)
/// ```
pub(crate) fn pair(cell: &str) -> Result<Option<[f64; 2]>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let unread = || format!("\"{cell}\" is no pair of degrees such as \"34.528, 69.172\"");
    let folded = western_digits(cell);
    // An encyclopedia writes a position in three ways, the plainest last.
    let found = match folded.rsplit_once(" / ") {
        // 34,51 / 69,18 has decimal commas.
        Some((one, other)) if is_degrees(one) && is_degrees(other) => pair_of(&folded.replacen(" / ", "; ", 1)),
        Some((rest, last)) => pair_of(last).or_else(|| rest.split(" / ").find_map(pair_of)),
        None => pair_of(&folded),
    };
    found.map(Some).ok_or_else(unread)
}

fn pair_of(cell: &str) -> Option<[f64; 2]> {
    let cell = without_remark(cell.trim_matches(|char: char| char.is_whitespace() || is_unseen(char)));
    let cell = match cell.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("geo:") => cell[4..].split([';', '?']).next().unwrap_or_default(),
        _ => cell,
    };
    let cell = cell.trim_matches(|char: char| matches!(char, '(' | ')' | '[' | ']') || char.is_whitespace());
    if let Some(first_two) = first_of_many(cell) {
        return Some(first_two);
    }
    let (first, second) = split_pair(cell)?;
    let [Ok(Some(one)), Ok(Some(other))] = [degrees(first), degrees(second)] else { return None };
    let is_east_first = without_units(&first.to_uppercase()).contains(['E', 'W']);
    Some(if is_east_first { [other, one] } else { [one, other] })
}

/// A position without the name or the mark of a footnote behind it: `34.5, 69.2 (Kabul)[3]`.
fn without_remark(mut cell: &str) -> &str {
    loop {
        cell = cell.trim_end();
        let begin = match cell.chars().next_back() {
            Some(')') => cell.rfind('('),
            Some(']') => cell.rfind('['),
            _ => return cell,
        };
        match begin {
            Some(begin) if begin > 0 => cell = &cell[..begin],
            _ => return cell,
        }
    }
}

/// What stands between letters without being seen.
pub(super) fn is_unseen(char: char) -> bool {
    matches!(char, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// The first two of three or four plain numbers: height and accuracy stand behind them.
pub(crate) fn first_of_many(cell: &str) -> Option<[f64; 2]> {
    let mut numbers = [0.0; 4];
    let mut count = 0;
    let has_comma = cell.contains(", ") || cell.matches(',').count() > 1;
    let is_between = |char: char| char.is_whitespace() || (has_comma && char == ',');
    for part in cell.split(is_between).filter(|part| !part.is_empty()) {
        let number: f64 = part.parse().ok()?;
        *numbers.get_mut(count)? = number;
        count += 1;
    }
    let is_position = numbers.iter().take(count).all(|number| number.is_finite())
        && cell.split(is_between).filter(|part| !part.is_empty()).take(2).all(|part| part.contains('.'));
    (count > 2 && is_position).then(|| [numbers[0], numbers[1]])
}

/// True where the cell says itself, by letters of the compass, which of its numbers is which.
pub(crate) fn is_lettered(cell: &str) -> bool {
    let upper = cell.to_uppercase();
    let upper = without_units(&upper);
    upper.contains(['N', 'S']) && upper.contains(['E', 'W'])
}

pub(crate) fn split_pair(cell: &str) -> Option<(&str, &str)> {
    const COMPASS: [char; 8] = ['N', 'S', 'E', 'W', 'n', 's', 'e', 'w'];
    for separator in [';', '|'] {
        if let Some(pair) = cell.split_once(separator) {
            return Some(pair);
        }
    }
    // 34,528 69,172 has decimal commas; 34.528, 69.172 has one that separates.
    if let Some(pair) = cell.split_once(", ") {
        return Some(pair);
    }
    if cell.matches(',').count() == 1 {
        return cell.split_once(',');
    }
    // N 34.528 E 69.172
    if cell.starts_with(COMPASS) && is_lettered(cell) {
        let begin = cell.find(|char: char| !char.is_alphabetic())?;
        let at = begin + cell[begin..].find(COMPASS)?;
        return Some(cell.split_at(at));
    }
    if let Some(at) = cell.find(['N', 'S', 'n', 's']).filter(|at| *at > 0 && is_lettered(cell)) {
        // A word such as North ends later than its letter. East may stand in front.
        let end_of =
            |at: usize| cell[at..].find(|char: char| !char.is_alphabetic()).map_or(cell.len(), |length| at + length);
        let end = Some(end_of(at)).filter(|end| *end < cell.len());
        return Some(cell.split_at(end.or_else(|| cell.find(['E', 'W']).map(end_of))?));
    }
    // 34.5:69.2, where 34:31 is one number in degrees and minutes.
    for separator in [':', '/'] {
        if let Some((first, second)) = cell.split_once(separator)
            && first.contains('.')
            && second.contains('.')
        {
            return Some((first, second));
        }
    }
    let mut words = cell.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    words.next().is_none().then_some((first, second))
}
