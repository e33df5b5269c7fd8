//! Large tables that are kept to be opened faster the next time, as the window tells of them and removes them.

use egui::Context;

use super::app::App;
use super::jobs::Answer;
use crate::io::Cache;
use crate::model::bytes_words;

impl App {
    /// Keeps large tables that are read from now on, and takes them from there.
    pub fn keep_tables_in(&mut self, cache: Cache) {
        self.cache = Some(cache.clone());
        // What a killed program has left may be large.
        std::thread::spawn(move || cache.remove_unfinished());
    }

    /// What is kept, and where, in words.
    pub(super) fn cache_words(&self) -> String {
        self.cache.as_ref().map_or("Large tables are not kept.".to_owned(), |cache| {
            let (bytes, most) = (bytes_words(cache.bytes()), bytes_words(cache.most_bytes()));
            let folder = cache.folder().display();
            format!("Large tables are kept to open faster: {bytes} of at most {most} in {folder}")
        })
    }

    /// Removes what is kept.
    pub(super) fn empty_cache(&mut self, ctx: &Context) {
        let Some(cache) = self.cache.clone() else {
            self.notices.say("Large tables are not kept", ctx);
            return;
        };
        self.jobs.start(move || {
            Answer::Told(match cache.clear() {
                Ok(0) => "The cache was empty".to_owned(),
                Ok(bytes) => format!("Removed {} from the cache", bytes_words(bytes)),
                Err(error) => format!("Could not empty the cache: {error}"),
            })
        });
    }
}
