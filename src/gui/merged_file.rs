//! The story that is open and what another program has written into its file, as one.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::io::{self, Content, Opening};
use crate::model::Story;
use crate::query::{Clash, Conflict, StoryDiff, Subject, merge_stories, value_words};

/// Characters of a value that a question shows.
const MOST: usize = 200;

/// What is done once both are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It is looked at.
    Stays,
    /// It is saved, as was asked for.
    Saves,
}

/// Where both say something else.
pub(super) struct Differing {
    /// What it is about.
    pub(super) heading: String,
    /// What each version says, under its name; or one line without a name.
    pub(super) versions: Vec<(&'static str, String)>,
}

impl Differing {
    fn all_of(conflicts: &[Conflict], ours: &Story) -> Vec<Self> {
        let told: HashSet<&str> =
            conflicts.iter().filter(|told| told.subject == Subject::Event).map(|told| told.id.as_str()).collect();
        let titles: HashMap<String, String> = (0..ours.events.len())
            .filter(|index| !told.is_empty() && told.contains(ours.events.id(*index).as_ref()))
            .map(|index| (ours.events.id(index).into_owned(), ours.events.title(index).into_owned()))
            .collect();
        conflicts.iter().map(|conflict| Self::of(conflict, ours, &titles)).collect()
    }

    fn of(conflict: &Conflict, ours: &Story, titles: &HashMap<String, String>) -> Self {
        let id = &conflict.id;
        let name = match conflict.subject {
            Subject::Story => Some(ours.title.clone()),
            Subject::Event => titles.get(id).cloned(),
            _ => None,
        };
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("{} {id}", conflict.subject.word()));
        match &conflict.clash {
            Clash::Member(clash) => {
                let shown = |value: &Option<_>| value_words(value.as_ref(), MOST);
                let versions = vec![
                    ("Yours", shown(&clash.ours)),
                    ("In the file", shown(&clash.theirs)),
                    ("Before", shown(&clash.base)),
                ];
                Self { heading: format!("{name} · {}", clash.member), versions }
            }
            _ => Self { heading: name, versions: vec![("", conflict.words(MOST))] },
        }
    }
}

/// What comes of both.
pub(super) struct MergedFile {
    pub(super) path: PathBuf,
    pub(super) then: Then,
    /// The story that was open when the file was read.
    pub(super) ours: Arc<Story>,
    /// What the file holds now.
    pub(super) theirs: Arc<Story>,
    pub(super) content: Option<Content>,
    /// Both, with ours where they clash.
    pub(super) with_ours: Arc<Story>,
    /// Both, with theirs where they clash.
    pub(super) with_theirs: Arc<Story>,
    /// Where they clash.
    pub(super) clashes: Vec<Differing>,
    /// What the other program has changed, in words.
    pub(super) counts: String,
}

impl MergedFile {
    /// Reads the file and merges; `base` is what it held when it was read before. Takes its time.
    pub(super) fn of(path: PathBuf, then: Then, base: &Story, ours: Arc<Story>) -> Result<Self, String> {
        let loaded = io::open(&path, Opening::default()).map_err(|error| error.to_string())?;
        if loaded.rejected > 0 {
            return Err("The file was changed by another program, and not all of it can be read".to_owned());
        }
        let theirs = Arc::new(loaded.story);
        let merged = merge_stories(base, &ours, &theirs);
        let clashes = Differing::all_of(&merged.conflicts, &ours);
        let with_ours = Arc::new(merged.story);
        let with_theirs =
            if clashes.is_empty() { with_ours.clone() } else { Arc::new(merge_stories(base, &theirs, &ours).story) };
        let counts = StoryDiff::between(base, &theirs).counts_text();
        Ok(Self { path, then, ours, theirs, content: loaded.content, with_ours, with_theirs, clashes, counts })
    }
}
