//! What writes a journal: one file while there is something to keep, none otherwise.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::lines::line_of;
use super::{JournalBase, changes_between};
use crate::io::Content;
use crate::io::geojson::story_to_string;
use crate::model::{Members, Story};

/// A journal is written anew, without what was changed again, once it has grown by so many bytes since it was last.
const MOST_GROWTH: u64 = 4 << 20;

/// The ending of a journal's file.
pub(super) const ENDING: &str = "journal";

/// Where journals are written.
pub(super) trait Disk: Send {
    /// A new file that nobody else has.
    fn create(&mut self) -> io::Result<(PathBuf, Box<dyn DiskFile>)>;
    /// Takes a file away.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

/// A file of a journal.
pub(super) trait DiskFile: Write + Send {
    /// Returns once what was written will outlast a crash.
    fn sync(&mut self) -> io::Result<()>;
}

/// A folder of the program.
pub(super) struct Folder {
    pub(super) path: PathBuf,
}

impl Disk for Folder {
    fn create(&mut self) -> io::Result<(PathBuf, Box<dyn DiskFile>)> {
        fs::create_dir_all(&self.path)?;
        let process = std::process::id();
        for number in 1_u32.. {
            let path = self.path.join(format!("{process}-{number}.{ENDING}"));
            match File::create_new(&path) {
                Ok(file) => {
                    // Held for as long as the file is written: what nobody holds was left by a crash. Where the
                    // system has no locks, the window itself knows its own file.
                    file.try_lock().unwrap_or_default();
                    #[cfg(unix)]
                    {
                        use std::os::unix::fs::PermissionsExt as _;
                        file.set_permissions(fs::Permissions::from_mode(0o600))?;
                        File::open(&self.path).and_then(|folder| folder.sync_all()).unwrap_or_default();
                    }
                    return Ok((path, Box::new(file)));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// The file of a journal that is written.
struct Open {
    path: PathBuf,
    file: Box<dyn DiskFile>,
    /// Bytes written to it since it was begun with what was changed until then.
    growth: u64,
}

/// Writes the changes of one story.
pub(super) struct Writer {
    disk: Box<dyn Disk>,
    base: JournalBase,
    /// The story as its file has it.
    first: Arc<Story>,
    /// The story as the journal has it.
    written: Arc<Story>,
    open: Option<Open>,
    /// Files that are taken away once a better one is written.
    stale: Vec<PathBuf>,
}

impl Writer {
    pub(super) fn new(disk: Box<dyn Disk>) -> Self {
        let first: Arc<Story> = Arc::default();
        Self { disk, base: JournalBase::Story, written: first.clone(), first, open: None, stale: Vec::new() }
    }

    /// Begins with a story as its file has it; nothing of it has to be kept. What was kept before is let go.
    pub(super) fn begin(&mut self, base: JournalBase, story: Arc<Story>) -> io::Result<()> {
        (self.base, self.written, self.first) = (base, story.clone(), story);
        self.retire()
    }

    /// Keeps a story as it is now. Returns once that will outlast a crash.
    pub(super) fn keep(&mut self, now: &Arc<Story>, at_secs: u64) -> io::Result<()> {
        if Arc::ptr_eq(now, &self.written) && self.open.is_some() {
            return Ok(());
        }
        if Arc::ptr_eq(now, &self.first) || **now == *self.first {
            self.written = now.clone();
            return self.retire();
        }
        let done = match self.open.take_if(|open| open.growth <= MOST_GROWTH) {
            Some(open) => self.append(open, now, at_secs),
            None => self.write_anew(now, at_secs),
        };
        if done.is_ok() {
            self.written = now.clone();
        }
        done
    }

    /// Lets go of what was kept.
    pub(super) fn retire(&mut self) -> io::Result<()> {
        self.set_aside();
        self.clear()
    }

    fn append(&mut self, mut open: Open, now: &Arc<Story>, at_secs: u64) -> io::Result<()> {
        let line = record_of(&self.written, now, at_secs);
        let done = open.file.write_all(&line).and_then(|()| open.file.sync());
        open.growth += line.len() as u64;
        if done.is_ok() {
            self.open = Some(open);
        } else {
            // A part of the line may stand in it: the next try begins a new file.
            self.stale.push(open.path);
        }
        done
    }

    fn write_anew(&mut self, now: &Arc<Story>, at_secs: u64) -> io::Result<()> {
        self.set_aside();
        let (path, mut file) = self.disk.create()?;
        let header = self.header();
        let lines = [line_of(&header), record_of(&self.first, now, at_secs)];
        let done = lines.iter().try_for_each(|line| file.write_all(line)).and_then(|()| file.sync());
        if done.is_err() {
            drop(file);
            self.disk.remove(&path).unwrap_or_default();
            return done;
        }
        self.open = Some(Open { path, file, growth: 0 });
        // What stays of them is whole, too, and is only offered once more.
        self.clear().or(Ok(()))
    }

    /// Closes the file that is written; it stays until there is a better one.
    fn set_aside(&mut self) {
        self.stale.extend(self.open.take().map(|open| open.path));
    }

    fn clear(&mut self) -> io::Result<()> {
        let mut done = Ok(());
        self.stale.retain(|path| match self.disk.remove(path) {
            Ok(()) => false,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => {
                done = Err(error);
                true
            }
        });
        done
    }

    fn header(&self) -> Members {
        let base = match &self.base {
            JournalBase::File { path, content, mapping } if path.to_str().is_some() => {
                // Whoever restores it may stand in another folder.
                let path = &std::path::absolute(path).unwrap_or_else(|_| path.clone());
                let content = content.or_else(|| Content::of_file(path).ok());
                json!({ "file": path.to_str(), "sha256": content.map(Content::hex), "mapping": mapping })
            }
            JournalBase::File { .. } | JournalBase::Story => json!({ "story": story_to_string(&self.first) }),
        };
        let header = json!({ "meridian_journal": 1, "title": self.first.title, "base": base });
        header.as_object().cloned().unwrap_or_default()
    }
}

fn record_of(before: &Story, now: &Story, at_secs: u64) -> Vec<u8> {
    let mut record = Members::new();
    record.insert("at".to_owned(), Value::from(at_secs));
    record.insert("changes".to_owned(), Value::Object(changes_between(before, now)));
    line_of(&record)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::super::left::contents_of;
    use super::*;
    use crate::io::carried_story;

    /// A disk in memory that has room for so many bytes.
    #[derive(Clone, Default)]
    struct SmallDisk {
        files: Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>,
        room: Arc<Mutex<usize>>,
    }

    struct SmallFile(SmallDisk, PathBuf);

    impl Disk for SmallDisk {
        fn create(&mut self) -> io::Result<(PathBuf, Box<dyn DiskFile>)> {
            let mut files = self.files.lock().unwrap();
            let path = (0..100).map(|number| PathBuf::from(number.to_string())).find(|path| !files.contains_key(path));
            let path = path.unwrap();
            files.insert(path.clone(), Vec::new());
            Ok((path.clone(), Box::new(SmallFile(self.clone(), path))))
        }

        fn remove(&mut self, path: &Path) -> io::Result<()> {
            let gone = self.files.lock().unwrap().remove(path).unwrap_or_default();
            *self.room.lock().unwrap() += gone.len();
            Ok(())
        }
    }

    impl Write for SmallFile {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut room = self.0.room.lock().unwrap();
            let count = bytes.len().min(*room);
            if count == 0 && !bytes.is_empty() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            *room -= count;
            self.0.files.lock().unwrap().get_mut(&self.1).unwrap().extend_from_slice(&bytes[..count]);
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl DiskFile for SmallFile {
        fn sync(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn titled(number: usize) -> Arc<Story> {
        let mut story = carried_story().story;
        story.events.get_mut(0).title = format!("Title {number}");
        Arc::new(story)
    }

    /// The title of the first event in each file of a disk.
    fn titles(disk: &SmallDisk) -> Vec<String> {
        let files = disk.files.lock().unwrap();
        let restored = |bytes: &Vec<u8>| {
            let contents = contents_of(bytes)?;
            Some(contents.replayed(contents.own_base()?.story).events.title(0).into_owned())
        };
        files.values().filter_map(restored).collect()
    }

    #[test]
    fn where_the_disk_is_full_what_was_kept_stays_and_the_rest_is_kept_once_there_is_room() {
        let story = Arc::new(carried_story().story);
        let whole = 2 * story_to_string(&story).len();
        // Room for so many bytes beside the base: every place where it can break off.
        for more in [0, 100, 2_000, 3_000, 9_000, 15_000] {
            let disk = SmallDisk { room: Arc::new(Mutex::new(whole / 2 + more)), ..SmallDisk::default() };
            let mut writer = Writer::new(Box::new(disk.clone()));
            writer.begin(JournalBase::Story, story.clone()).unwrap();
            let mut kept = None;
            for number in 0..8 {
                match writer.keep(&titled(number), 0) {
                    Ok(()) => kept = Some(number),
                    Err(error) => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
                }
                let best = kept.map(|number| format!("Title {number}"));
                assert!(best.is_none_or(|best| titles(&disk).contains(&best)), "{more} bytes, step {number}");
            }
            *disk.room.lock().unwrap() += 10 * whole;
            writer.keep(&titled(9), 0).unwrap();
            assert_eq!(titles(&disk), ["Title 9"], "one file is left");
        }
    }

    #[test]
    fn a_journal_is_gone_where_the_story_is_as_its_file_has_it() {
        let disk = SmallDisk { room: Arc::new(Mutex::new(usize::MAX / 2)), ..SmallDisk::default() };
        let mut writer = Writer::new(Box::new(disk.clone()));
        let story = Arc::new(carried_story().story);
        writer.begin(JournalBase::Story, story.clone()).unwrap();
        writer.keep(&titled(1), 0).unwrap();
        assert_eq!(disk.files.lock().unwrap().len(), 1);
        writer.keep(&Arc::new((*story).clone()), 0).unwrap();
        assert_eq!(disk.files.lock().unwrap().len(), 0, "taken back");
        writer.keep(&titled(2), 0).unwrap();
        writer.begin(JournalBase::Story, titled(2)).unwrap();
        assert_eq!(disk.files.lock().unwrap().len(), 0, "saved");
    }

    #[test]
    fn a_journal_stays_bounded_however_much_is_changed() {
        let disk = SmallDisk { room: Arc::new(Mutex::new(usize::MAX / 2)), ..SmallDisk::default() };
        let mut writer = Writer::new(Box::new(disk.clone()));
        let mut story = Story::default();
        story.events.push(crate::model::Event { id: "e".to_owned(), ..Default::default() });
        writer.begin(JournalBase::Story, Arc::new(story.clone())).unwrap();
        for number in 0..30 {
            story.events.get_mut(0).summary = number.to_string().repeat(300_000);
            writer.keep(&Arc::new(story.clone()), 0).unwrap();
            let files = disk.files.lock().unwrap();
            let bytes: usize = files.values().map(Vec::len).sum();
            assert!(files.len() == 1 && bytes < MOST_GROWTH as usize + 2_000_000, "{bytes}");
        }
    }
}
