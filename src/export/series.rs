//! The files that a series of pictures goes into.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Problem;
use super::limits::MOST_PICTURES;
use crate::view::Part;

/// The files of a series, by a path in whose file's name `{n}` stands for the number, from 1 and with
/// zeros in front, and `{id}` for the id of the part.
pub(super) fn series_paths(pattern: &Path, parts: &[Part]) -> Result<Vec<PathBuf>, Problem> {
    if parts.is_empty() {
        return Err(Problem::NoPictures);
    }
    if parts.len() > MOST_PICTURES {
        return Err(Problem::TooManyPictures);
    }
    check_places(pattern)?;
    let name = name_of(pattern);
    let digits = parts.len().to_string().len();
    let mut taken = BTreeSet::new();
    let path = |(number, part): (usize, &Part)| {
        let number = format!("{:0digits$}", number + 1);
        let name = name.replace("{n}", &number).replace("{id}", &as_name(&part.id));
        // Some file systems take letters of either case for the same.
        if taken.insert(name.to_lowercase()) { Ok(pattern.with_file_name(name)) } else { Err(Problem::SameName(name)) }
    };
    parts.iter().enumerate().map(path).collect()
}

/// Whether the files of a series can have names of their own.
pub(super) fn check_places(pattern: &Path) -> Result<(), Problem> {
    let name = name_of(pattern);
    if name.contains("{n}") || name.contains("{id}") { Ok(()) } else { Err(Problem::NoPlaces) }
}

fn name_of(pattern: &Path) -> &str {
    pattern.file_name().and_then(|name| name.to_str()).unwrap_or_default()
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

    fn names(pattern: &str, ids: &[&str]) -> Result<Vec<String>, Problem> {
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
        assert_eq!(names("{n}.png", &[]), Err(Problem::NoPictures));
        assert_eq!(names("one.png", &["a", "b"]), Err(Problem::NoPlaces));
        assert_eq!(names("{id}.png", &["a", "A"]), Err(Problem::SameName("A.png".to_owned())));
        assert_eq!(names("{n}.png", &vec!["a"; MOST_PICTURES + 1]), Err(Problem::TooManyPictures));
    }
}
