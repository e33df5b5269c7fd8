//! What is open, in one value: the story with its edits, what is shown of it, and the way back.
//!
//! Window, command line and tests drive it in the same way: commands go in, and what the outside has to do
//! comes out. Everything that follows from a command follows here. It knows no window and no file.

use std::cell::OnceCell;
use std::sync::Arc;

use super::history::{Applied, History};
use super::{Command, Comparison, Effect, Stage, Theme, View};
use crate::basemap::Basemap;
use crate::model::{Language, Story};
use crate::query::{Found, Search, Shown, answers, select, select_again, select_found, select_meanwhile};
use crate::store::{AsOf, Store};

/// The sizes on the screen that commands go by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// Width and height of the map in points.
    pub map_size_points: [f64; 2],
    /// Length in seconds of the smallest unit that the ruler names.
    pub unit_secs: f64,
}

impl Screen {
    /// A map of this size, and a ruler of days.
    pub fn with_map(map_size_points: [f64; 2]) -> Self {
        Self { map_size_points, unit_secs: 86_400.0 }
    }
}

/// A story that is open.
///
/// ```
/// use meridian::view::{Command, Screen, Session};
///
/// let story = meridian::io::carried_story().story;
/// let screen = Screen::with_map([800.0, 560.0]);
/// let mut session = Session::new(meridian::store::Store::new(story).into(), screen);
/// let first = session.view().clone();
/// session.run(&Command::OpenChapter(0), screen);
/// assert_ne!(session.view(), &first);
/// session.run(&Command::Undo, screen);
/// assert_eq!(session.view(), &first);
/// ```
#[derive(Debug)]
pub struct Session {
    history: History,
    /// The edition that the file of the story holds; none where it holds none that was open.
    saved_edition: Option<u64>,
    /// The story as its file holds it.
    saved: Arc<Story>,
    comparison: Option<Arc<Comparison>>,
    /// Its two versions as one story, with the places of the base map.
    compared: Option<Arc<Store>>,
    basemap: Arc<Basemap>,
    /// The story that is read, or two versions of it, and the same in the language of the view, where that is another.
    said: Option<[Arc<Store>; 2]>,
    /// The story, or two versions of it, as of when, by which clock and in which language the view reads it.
    store: Arc<Store>,
    /// Made when it is first asked for.
    shown: OnceCell<Arc<Shown>>,
    /// What was shown before of the same store; none where there is another.
    answered: Option<Arc<Shown>>,
    /// Stories of more events are looked through by the outside.
    apart_over: usize,
    story_number: u64,
    revision: u64,
}

impl Session {
    /// A story from its start.
    pub fn new(store: Arc<Store>, screen: Screen) -> Self {
        let view = View::of_story(&store, screen.map_size_points);
        Self::opened(store, view)
    }

    /// A story from its start, in the view with which it opens.
    fn opened(store: Arc<Store>, view: View) -> Self {
        Self {
            history: History::new(view, store.clone()),
            saved_edition: Some(0),
            saved: store.whole_story().clone(),
            comparison: None,
            compared: None,
            basemap: Arc::default(),
            said: None,
            store,
            shown: OnceCell::new(),
            answered: None,
            apart_over: usize::MAX,
            story_number: 0,
            revision: 0,
        }
    }

    /// Does what a command says. Returns what is left for the outside to do.
    pub fn run(&mut self, command: &Command, screen: Screen) -> Option<Effect> {
        let Screen { map_size_points, unit_secs } = screen;
        let edition = self.history.edition();
        let stage = Stage { store: &self.store, map_size_points, unit_secs };
        let Applied { effect, asks_anew } = self.history.apply(command, &stage);
        let is_edited = edition != self.history.edition();
        if is_edited {
            // What was compared is no longer what is shown.
            self.comparison = None;
            self.compared = None;
            self.story_number += 1;
            self.find_places_anew();
        }
        // In another language every text is another.
        self.story_number += u64::from(self.as_of().language != self.store.as_of().language);
        if is_edited || self.as_of() != self.store.as_of() {
            self.read_again();
        } else if asks_anew {
            self.ask_again();
        }
        effect
    }

    /// Shows another story from its start, in the same theme and on the same base map. Returns what was open, as
    /// it was: [`Session::resume`] brings it back.
    #[expect(clippy::return_self_not_must_use, reason = "what was open may be let go")]
    pub fn replace(&mut self, store: Arc<Store>, screen: Screen) -> Self {
        let view = View::of_story(&store, screen.map_size_points);
        let session = self.another(store, view);
        self.resume(session)
    }

    /// The same with a story whose places were found on the base map already, in the view with which it opens: of many
    /// events that takes a while, and who reads them does it.
    #[expect(clippy::return_self_not_must_use, reason = "what was open may be let go")]
    pub fn replace_placed(&mut self, store: Arc<Store>, view: View) -> Self {
        let mut session = self.another(store, view);
        session.basemap = self.basemap.clone();
        self.resume(session)
    }

    fn another(&self, store: Arc<Store>, view: View) -> Self {
        let mut session = Self::opened(store, view);
        session.apart_over = self.apart_over;
        session.history.set_theme(self.view().theme);
        session
    }

    /// Goes on with what was open before. Returns what was open until now.
    #[expect(clippy::return_self_not_must_use, reason = "what was open may be let go")]
    pub fn resume(&mut self, mut session: Self) -> Self {
        // No number comes twice, whatever stories were shown between.
        session.story_number = self.story_number.max(session.story_number) + 1;
        session.revision = self.revision.max(session.revision) + 1;
        session.set_theme(self.view().theme);
        if !Arc::ptr_eq(&session.basemap, &self.basemap) {
            session.set_basemap(self.basemap.clone());
        }
        std::mem::replace(self, session)
    }

    /// Shows the same story in this view; there are no steps to take back then.
    pub fn begin_with(&mut self, view: View) {
        self.history.begin_with(view);
        self.read_again();
    }

    /// Shows what has changed since another version, or the story alone.
    pub fn compare(&mut self, comparison: Option<Arc<Comparison>>) {
        self.compared = comparison.as_ref().map(|comparison| placed(comparison.store.clone(), &self.basemap));
        self.comparison = comparison;
        self.story_number += 1;
        self.read_again();
    }

    /// Finds the provinces and countries that the story names on this base map.
    pub fn set_basemap(&mut self, basemap: Arc<Basemap>) {
        self.basemap = basemap;
        self.find_places();
        self.read_again();
    }

    /// Shows another theme in every view, without a step to take back.
    pub fn set_theme(&mut self, theme: Theme) {
        if self.view().theme != theme {
            self.history.set_theme(theme);
        }
    }

    /// Says that a gesture is over: the next command begins a new step.
    pub fn end_gesture(&mut self) {
        self.history.end_gesture();
    }

    /// Says that the file of the story now holds this edition of it, which is this story.
    pub fn set_saved(&mut self, edition: u64, story: Arc<Story>) {
        (self.saved_edition, self.saved) = (Some(edition), story);
    }

    /// Says that the file of the story holds this, and nothing that was open.
    pub fn set_unsaved(&mut self, saved: Arc<Story>) {
        (self.saved_edition, self.saved) = (None, saved);
    }

    /// The story as its file holds it, or as it was opened where it is in none.
    pub fn saved_story(&self) -> &Arc<Story> {
        &self.saved
    }

    /// True when the story is not what its file holds.
    pub fn is_changed(&self) -> bool {
        self.saved_edition != Some(self.edition())
    }

    /// Which of the states that the story has had it is in.
    pub fn edition(&self) -> u64 {
        self.history.edition()
    }

    /// True when there is a step to take back.
    pub fn has_past(&self) -> bool {
        self.history.has_past()
    }

    /// True when a step was taken back that can be taken again.
    pub fn has_future(&self) -> bool {
        self.history.has_future()
    }

    /// What is shown.
    pub fn view(&self) -> &View {
        self.history.view()
    }

    /// The story with its edits, without what it is compared with: what saving writes.
    pub fn own_store(&self) -> &Arc<Store> {
        self.history.store()
    }

    /// What is shown: the story, or two versions of it, as the view reads it.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Which events are shown.
    pub fn shown(&self) -> &Arc<Shown> {
        let question = self.view().question();
        self.shown.get_or_init(|| {
            let before = self.answered.as_ref();
            if let Some(before) = before.filter(|_| self.is_searched_apart())
                && let Some(shown) = select_meanwhile(&self.store, &question, before)
            {
                return Arc::new(shown);
            }
            Arc::new(match before {
                Some(before) => select_again(&self.store, &question, before),
                None => select(&self.store, &question),
            })
        })
    }

    /// Leaves it to the outside to look through stories of more than so many events for what a filter admits. Until
    /// that is found, what is shown is what the filter before admitted.
    pub fn search_apart(&mut self, over_events: usize) {
        self.apart_over = over_events;
    }

    /// What is to be looked for, where what is shown is not what the view asks for.
    pub fn search(&self) -> Option<Search> {
        let question = self.view().question();
        let is_behind = self.is_searched_apart() && !answers(&question, self.shown());
        is_behind.then(|| Search::new(self.store.clone(), question.filter, question.hidden_layers))
    }

    /// Shows what was found, or was found so far. What was looked for in another story or for another filter is let go.
    pub fn take_found(&mut self, search: &Search, found: &Found) {
        let question = self.view().question();
        let asked = Search::new(self.store.clone(), question.filter, question.hidden_layers);
        if search.is_same(&asked) {
            let shown = Arc::new(select_found(&self.store, &question, found));
            self.ask_again();
            self.shown = OnceCell::from(shown);
        }
    }

    fn is_searched_apart(&self) -> bool {
        self.store.len() > self.apart_over && !self.view().filter.is_empty()
    }

    /// The versions that are compared.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.comparison.as_ref()
    }

    /// The base map on which places are found.
    pub fn basemap(&self) -> &Arc<Basemap> {
        &self.basemap
    }

    /// Another number for another story, edition or comparison.
    pub fn story_number(&self) -> u64 {
        self.story_number
    }

    /// Another number where other events are shown, or the same of another story.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The story with all its claims: the one that is open, or that of two versions.
    fn whole(&self) -> &Arc<Store> {
        self.compared.as_ref().unwrap_or(self.history.store())
    }

    /// How the view asks for the story to be read.
    fn as_of(&self) -> AsOf {
        self.view().as_of().canonical(self.whole())
    }

    /// Reads the story as the view asks, and asks which events it shows.
    fn read_again(&mut self) {
        let reading = self.as_of();
        let whole = self.said_in(reading.language);
        self.store = if whole.as_of() == reading { whole } else { Arc::new(whole.read_as_of(reading)) };
        self.ask_again();
        self.answered = None;
    }

    /// The story with all its claims in a language. It is kept, so that a step in time costs no translation.
    fn said_in(&mut self, language: Option<Language>) -> Arc<Store> {
        let whole = self.whole().clone();
        if language.is_none() {
            self.said = None;
            return whole;
        }
        let kept = self.said.take().filter(|[of, said]| Arc::ptr_eq(of, &whole) && said.as_of().language == language);
        let [_, said] = self.said.insert(kept.unwrap_or_else(|| {
            let said = whole.read_as_of(AsOf { language, ..AsOf::default() });
            [whole, Arc::new(said)]
        }));
        said.clone()
    }

    fn ask_again(&mut self) {
        self.answered = self.shown.take().or(self.answered.take());
        self.revision += 1;
    }

    /// The same for the events that the last edit changed.
    fn find_places_anew(&mut self) {
        let mut finder = self.basemap.place_finder();
        let anew = self.history.take_anew().into_iter();
        let store = self.history.store().clone();
        self.history.set_store(store.with_named_places_of(anew, |event| finder.places_of(event)));
    }

    fn find_places(&mut self) {
        self.history.set_store(placed(self.history.store().clone(), &self.basemap));
        if let Some(compared) = self.compared.take() {
            self.compared = Some(placed(compared, &self.basemap));
        }
    }
}

/// A store with the provinces and countries that its story names on a base map.
pub fn placed(store: Arc<Store>, basemap: &Basemap) -> Arc<Store> {
    let mut finder = basemap.place_finder();
    store.with_named_places(|event| finder.places_of(event))
}

#[cfg(test)]
mod tests;
