//! What an edit costs, a step of "known by", a step of a brush, and a key in a field: events against milliseconds.
//!
//! `cargo bench --bench edits` prints a row for each number of events and thing done, with the budget beside what was
//! measured (the median of many), and how many bytes the store takes for an event, beside the story. The story has
//! the columns of a table of events by sources: a date, a spot, a place, two actors, a claim or two. Budgets: 5 ms for
//! an edit of one among 100,000 events, or of what they refer to, 2 ms of these for the store; 16 ms, one frame, for what moves
//! with the hand, and from a key to the painted letter; 10 s for a merge of two copies of which every
//! event was changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use meridian::io::changes_between;
use meridian::model::{
    Actor, ActorRole, AttributionKind, Category, Claim, Event, Extent, Geometry, LonLat, Place, Source, Story, When,
};
use meridian::query::{Filter, Question, merge_stories, select};
use meridian::store::{AsOf, Clock, Store, Touched};
use meridian::view::{Command, Edit, Screen, Session, StoryChange, StoryHead};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DAY_SECS: f64 = 86_400.0;

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn main() {
    println!("{:>8} {:<34} {:>9} {:>9}", "events", "", "ms", "budget ms");
    for count in [100, 100_000] {
        let begun = Instant::now();
        let store = Store::new(story(count));
        print(count, "a store made anew", begun.elapsed().as_secs_f64() * 1000.0, f64::INFINITY);
        let edits: [(&str, Change<'_>); 4] = [
            ("another title", &|event| event.title.push('!')),
            ("another date", &|event| event.when = When::parse("2012-02-02").ok()),
            ("another place", &|event| event.place = Some(Place { name: "Elsewhere".to_owned(), ..Place::default() })),
            ("one claim less", &|event| drop(event.claims.pop())),
        ];
        for (name, edit) in edits {
            let mut story = (**store.whole_story()).clone();
            edit(story.events.get_mut(count / 2));
            let (story, touched) = (Arc::new(story), Touched { changed: vec![count / 2], ..Touched::default() });
            print(count, name, median_ms(|_| drop(store.patched(story.clone(), &touched))), 2.0);
        }
        let screen = Screen::with_map([840.0, 560.0]);
        let mut session = Session::new(Arc::new(store.clone()), screen);
        let event = store.event(count / 2).id.clone();
        let whens = [When::parse("2012-02-02").ok(), None].map(|when| when.map(Box::new));
        let edit = |step: usize| {
            let edit = Edit::SetWhen { event: event.clone(), when: whens[step % 2].clone() };
            session.run(&Command::Edit(Box::new(edit)), screen);
        };
        print(count, "an edit in a session, with its undo", median_ms(edit), 5.0);
        for (name, key) in KEYS {
            let mut session = Session::new(Arc::new(store.clone()), screen);
            let press = |step: usize| {
                let change = key(session.own_store().whole_story(), step);
                session.run(&Command::Write(Box::new(Edit::Change(Box::new(change)))), screen);
            };
            print(count, name, median_ms(press), 5.0);
        }
        let mut changed = (**store.whole_story()).clone();
        changed.events.get_mut(count / 2).title.push('!');
        let journal = |_| drop(changes_between(store.whole_story(), &changed));
        print(count, "what the journal writes of an edit", median_ms(journal), 5.0);
        let begun = Instant::now();
        let sides = [0, 1].map(|side| changed_everywhere(store.whole_story(), side));
        print(count, "(every event changed by two)", begun.elapsed().as_secs_f64() * 1000.0, f64::INFINITY);
        let begun = Instant::now();
        let merged = merge_stories(store.whole_story(), &sides[0], &sides[1]);
        assert!(merged.conflicts.is_empty() && merged.story.events.len() == count);
        print(count, "a merge of that", begun.elapsed().as_secs_f64() * 1000.0, 10_000.0);
        drop((merged, sides));
        let mut story = (**store.whole_story()).clone();
        drop(story.events.remove(count / 2));
        let (story, touched) = (Arc::new(story), Touched { removed: vec![count / 2], ..Touched::default() });
        print(count, "one event less", median_ms(|_| drop(store.patched(story.clone(), &touched))), 5.0);
        let extent = store.extent().expect("the events are dated");
        let moment =
            |step: usize| extent.start_secs + extent.duration_secs() * (0.2 + 0.6 * step as f64 / STEPS as f64);
        for (name, clock) in [("a step of known by", Clock::Event), ("the same by the clock of reports", Clock::Report)]
        {
            let reading = |step: usize| AsOf { known_by_secs: Some(moment(step)), clock, ..AsOf::default() };
            print(count, name, median_ms(|step| drop(store.read_as_of(reading(step)))), 16.0);
        }
        let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
        let brush = |step: usize| Question {
            window: Some(Extent::new(moment(step), moment(step) + 365.0 * DAY_SECS)),
            until_secs: None,
            filter: &filter,
            hidden_layers: &hidden_layers,
        };
        print(count, "a step of the brush", median_ms(|step| drop(select(&store, &brush(step)))), 16.0);
        let read =
            store.read_as_of(AsOf { known_by_secs: Some(moment(STEPS / 2)), clock: Clock::Event, ..AsOf::default() });
        print(count, "the same with known by", median_ms(|step| drop(select(&read, &brush(step)))), 16.0);
        println!("{count:>8} {:<34} {:>9}", "bytes of the store for an event", store.bytes() / count);
        #[cfg(feature = "gui")]
        for (name, letters) in [("a key in a field", "clash "), ("the same in Dari", "حمله ۱۲ ")] {
            let mut window = window::Window::open(store.clone());
            let letters: Vec<char> = letters.chars().collect();
            print(count, "a frame without a key", median_ms(|_| window.frame(Vec::new())), 16.0);
            print(count, name, median_ms(|step| window.write(letters[step % letters.len()])), 16.0);
        }
        #[cfg(feature = "gui")]
        {
            let mut window = window::Window::open_sources(Store::new(sourced(count)));
            print(count, "the table of as many sources", median_ms(|_| window.frame(Vec::new())), 16.0);
            let mut letters = "paper 77 ".chars().cycle();
            print(count, "a key in its search", median_ms(|_| window.write(letters.next().unwrap_or(' '))), 16.0);
        }
    }
}

/// What is done to an event.
type Change<'a> = &'a dyn Fn(&mut Event);

/// What a key in a field changes of what a story declares, and how many were pressed before.
type Key = fn(&Story, usize) -> StoryChange;

const KEYS: [(&str, Key); 7] = [
    ("a key in the story's title", |story, _| {
        let head = StoryHead { title: format!("{}!", story.title), ..StoryHead::of(story) };
        StoryChange { head: Some(head), ..StoryChange::default() }
    }),
    ("a key in a source's title", |story, _| a_source(story, |source| source.title.push('!'))),
    ("a key in its publisher", |story, _| a_source(story, |source| source.publisher.push('!'))),
    ("a source published on another day", |story, step| {
        a_source(story, |source| source.published = When::parse(&format!("2011-02-{:02}", step % 28 + 1)).ok())
    }),
    ("a new source", |story, step| {
        let source = Source { id: format!("new-{step}-{}", story.sources.len()), ..Source::default() };
        StoryChange { sources: vec![source], ..StoryChange::default() }
    }),
    ("a key in an actor's name", |story, _| {
        let mut actor = story.actors[7].clone();
        actor.name.push('!');
        StoryChange { actors: vec![actor], ..StoryChange::default() }
    }),
    ("a key in a category's name", |story, _| {
        let mut category = story.categories[1].clone();
        category.name.push('!');
        StoryChange { categories: vec![category], ..StoryChange::default() }
    }),
];

fn a_source(story: &Story, change: impl FnOnce(&mut Source)) -> StoryChange {
    let mut source = story.sources[7].clone();
    change(&mut source);
    StoryChange { sources: vec![source], ..StoryChange::default() }
}

/// A copy of a story in which one of two people has changed every event.
fn changed_everywhere(story: &Story, side: usize) -> Story {
    let mut changed = story.clone();
    for event in &mut changed.events {
        if side == 0 {
            event.title.push('!');
        } else {
            event.summary.push('?');
        }
    }
    changed
}

/// A story with so many sources and one event.
#[cfg(feature = "gui")]
fn sourced(count: usize) -> Story {
    let sources = (0..count).map(|number| Source {
        id: format!("s{number}"),
        title: format!("What was seen in the village number {number}"),
        publisher: format!("Paper {}", number % 5000),
        url: format!("https://paper{}.org/news/{number}", number % 5000).into(),
        ..Source::default()
    });
    let mut story = story(1);
    story.sources = sources.collect();
    story
}

/// How often each thing is done.
const STEPS: usize = 31;

fn median_ms(mut act: impl FnMut(usize)) -> f64 {
    let mut measured: Vec<f64> = (0..STEPS)
        .map(|step| {
            let begun = Instant::now();
            act(step);
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    measured.sort_by(f64::total_cmp);
    measured[STEPS / 2]
}

#[expect(clippy::print_stdout, reason = "a bench tells what it measured")]
fn print(count: usize, name: &str, ms: f64, budget_ms: f64) {
    let budget = if budget_ms.is_finite() { format!("{budget_ms:.0}") } else { String::new() };
    let verdict = if ms <= budget_ms { "" } else { "  over the budget" };
    println!("{count:>8} {name:<34} {ms:>9.3} {budget:>9}{verdict}");
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn story(count: usize) -> Story {
    let mut chance = Chance(2025);
    let actors =
        (0..200).map(|number| Actor { id: format!("a{number}"), name: format!("Group {number}"), ..Actor::default() });
    let sources = (0..50).map(|number| Source {
        id: format!("s{number}"),
        publisher: format!("Paper {number}"),
        ..Source::default()
    });
    Story {
        sources: sources.collect(),
        actors: actors.collect(),
        categories: ["battle", "strike", "talks"]
            .map(|id| Category { id: id.to_owned(), ..Category::default() })
            .to_vec(),
        events: (0..count).map(|number| event(number, &mut chance)).collect(),
        ..Story::default()
    }
}

fn event(number: usize, chance: &mut Chance) -> Event {
    let (year, month, day) = (2000 + chance.below(24), 1 + chance.below(12), 1 + chance.below(27));
    let date = |later: u64| When::parse(&format!("{year}-{month:02}-{:02}", day + later)).ok();
    let claim = |chance: &mut Chance, place: u64| Claim {
        id: format!("e{number}-{place}"),
        source: format!("s{}", chance.below(50)),
        text: format!("{} were seen near the village before dawn, and left", chance.below(90)),
        said: date(chance.below(2)),
        ..Claim::by(AttributionKind::ALL[chance.below(5) as usize].0)
    };
    let point =
        LonLat::new(chance.below(360_000) as f64 / 1000.0 - 180.0, chance.below(140_000) as f64 / 1000.0 - 70.0);
    let actor = |chance: &mut Chance| ActorRole { actor: format!("a{}", chance.below(200)), role: String::new() };
    Event {
        id: format!("e{number}"),
        title: format!("Clash {number} between two groups"),
        when: date(0),
        category: ["battle", "strike", "talks"][chance.below(3) as usize].to_owned(),
        place: Some(Place { name: format!("Town {}", chance.below(20_000)), ..Place::default() }),
        geometry: Some(Geometry { points: vec![point], ..Geometry::default() }),
        actors: vec![actor(chance), actor(chance)],
        claims: (0..=chance.below(2)).map(|place| claim(chance, place)).collect(),
        ..Event::default()
    }
}

/// A window of 1600x900 without a screen, in which a chapter is written.
#[cfg(feature = "gui")]
mod window {
    use std::sync::Arc;

    use egui::{Event, Key, Modifiers, RawInput, Rect, vec2};
    use meridian::gui::{App, Document, OpenStory, Settings, SettingsFile};
    use meridian::store::Store;

    pub(super) struct Window {
        ctx: egui::Context,
        app: App,
        frames: u32,
    }

    impl Window {
        fn of(store: Store) -> Self {
            let ctx = egui::Context::default();
            let story = OpenStory { store: Arc::new(store), document: Document::default() };
            let app = App::new(&ctx, story, Settings::default(), SettingsFile::default());
            let mut window = Self { ctx, app, frames: 0 };
            while !window.app.is_ready() || window.frames < 40 {
                window.frame(Vec::new());
            }
            window
        }

        /// A window whose field for the text of a chapter has the keys.
        pub(super) fn open(store: Store) -> Self {
            let mut window = Self::of(store);
            for key in [Key::Home, Key::A, Key::Tab] {
                window.frame(vec![press(key)]);
                window.frame(Vec::new());
            }
            assert!(window.ctx.text_edit_focused());
            window
        }

        /// A window with the table of sources, whose search has the keys.
        pub(super) fn open_sources(store: Store) -> Self {
            let mut window = Self::of(store);
            window.frame(vec![press(Key::Num7)]);
            for _ in 0..3 {
                window.frame(Vec::new());
            }
            window.ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique("search sources")));
            window.frame(Vec::new());
            assert!(window.ctx.text_edit_focused());
            window
        }

        /// A letter is typed and painted.
        pub(super) fn write(&mut self, letter: char) {
            self.frame(vec![Event::Text(letter.to_string())]);
        }

        /// One frame with its input, tessellated.
        pub(super) fn frame(&mut self, events: Vec<Event>) {
            self.frames += 1;
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, vec2(1600.0, 900.0))),
                time: Some(f64::from(self.frames) / 60.0),
                events,
                ..RawInput::default()
            };
            let mut output = self.ctx.run_ui(input, |ui| {
                self.app.update(ui.ctx());
                self.app.show(ui);
            });
            let shapes = std::mem::take(&mut output.shapes);
            output.textures_delta.clear();
            output.drop_without_applying_deltas();
            self.ctx.tessellate(shapes, 1.0);
        }
    }

    fn press(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }
}
