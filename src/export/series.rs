//! The files that a series of pictures goes into.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::view::Part;

/// The most pictures of a series.
pub const MOST_PICTURES: usize = 10_000;

/// Why a series has no files to go into.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// It has no parts.
    #[error("the view shows nothing to make a picture of")]
    Empty,
    /// It has more parts than are allowed.
    #[error("that would be more than {MOST_PICTURES} pictures; take a shorter window or a filter")]
    TooMany,
    /// All its files would have one name.
    #[error("a series needs a place for number or id in its file's name, such as out/{{n}}-{{id}}.png")]
    NoPlaces,
    /// Two of its files would have one name.
    #[error("two pictures would be called {0}; put {{n}} into the name")]
    SameName(String),
}

/// The files of a series, by a path in whose file's name `{n}` stands for the number, from 1 and with
/// zeros in front, and `{id}` for the id of the part.
pub fn series_paths(pattern: &Path, parts: &[Part]) -> Result<Vec<PathBuf>, SeriesError> {
    if parts.is_empty() {
        return Err(SeriesError::Empty);
    }
    if parts.len() > MOST_PICTURES {
        return Err(SeriesError::TooMany);
    }
    let name = pattern.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !name.contains("{n}") && !name.contains("{id}") {
        return Err(SeriesError::NoPlaces);
    }
    let digits = parts.len().to_string().len();
    let mut taken = BTreeSet::new();
    let path = |(number, part): (usize, &Part)| {
        let number = format!("{:0digits$}", number + 1);
        let name = name.replace("{n}", &number).replace("{id}", &as_name(&part.id));
        // Some file systems take letters of either case for the same.
        if taken.insert(name.to_lowercase()) {
            Ok(pattern.with_file_name(name))
        } else {
            Err(SeriesError::SameName(name))
        }
    };
    parts.iter().enumerate().map(path).collect()
}

/// An id as part of a file's name: letters, digits, `-`, `_` and `.` stay, all else becomes `-`.
fn as_name(id: &str) -> String {
    const MOST_LETTERS: usize = 60;
    let stays = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let kept = id.chars().take(MOST_LETTERS).map(|letter| if stays(letter) { letter } else { '-' });
    kept.collect::<String>().trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::store::Store;
    use crate::view::View;

    fn names(pattern: &str, ids: &[&str]) -> Result<Vec<String>, SeriesError> {
        let view = View::of_story(&Store::new(carried_story().story), [800.0, 600.0]);
        let parts: Vec<Part> = ids.iter().map(|id| Part { id: (*id).to_owned(), view: view.clone() }).collect();
        let paths = series_paths(Path::new(pattern), &parts)?;
        Ok(paths.iter().map(|path| path.display().to_string()).collect())
    }

    #[test]
    fn numbers_are_as_long_as_the_last_and_ids_stay_in_the_folder() {
        assert_eq!(names("{n}.png", &["a"; 10]).unwrap()[..2], ["01.png", "02.png"]);
        assert_eq!(names("{id}.svg", &["../../x y", "کابل"]).unwrap(), ["-..-x-y.svg", "کابل.svg"]);
    }

    #[test]
    fn a_series_without_parts_or_names_of_their_own_is_refused() {
        assert_eq!(names("{n}.png", &[]), Err(SeriesError::Empty));
        assert_eq!(names("one.png", &["a", "b"]), Err(SeriesError::NoPlaces));
        assert_eq!(names("{id}.png", &["a", "A"]), Err(SeriesError::SameName("A.png".to_owned())));
        assert_eq!(names("{n}.png", &vec!["a"; MOST_PICTURES + 1]), Err(SeriesError::TooMany));
    }
}
