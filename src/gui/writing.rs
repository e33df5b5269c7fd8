//! How the writing of a story begins: a new story, a new event, claim or source, and what becomes of the selected.

use std::borrow::Cow;

use egui::Context;

use super::app::App;
use super::dialogs::Dialog;
use super::document::OpenStory;
use super::form::{Subject, new_claim};
use super::join_dialog::JoinDialog;
use super::outcome::After;
use super::questions::Unsaved;
use super::settings::CentreView;
use super::shortcuts;
use super::table::{Keys, Want, keys_in};
use crate::model::{Event, Geometry, Named, Source, Story, When, Zone};
use crate::scene::counted;
use crate::view::{Command, Edit, Effect, Join, StoryChange, free_id};

impl App {
    /// Puts the story away and shows the start page, after asking where it was changed.
    pub(super) fn close_story(&mut self) {
        if self.is_changed() {
            self.dialog = Some(Dialog::Unsaved(Unsaved::before(After::Start)));
        } else {
            self.put_away();
        }
    }

    /// Shows the start page over an empty story. What was open comes back by undo.
    pub(super) fn put_away(&mut self) {
        let former = self.show_story(OpenStory::begun(Story::default()));
        self.keep_for_undo(former);
        self.open_start();
    }

    /// Shows an empty story to be written. What was open comes back by undo.
    pub(super) fn new_story(&mut self) {
        let zone = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Zone::Utc);
        let former = self.show_story(OpenStory::begun(Story::to_begin_with(zone)));
        self.keep_for_undo(former);
        self.panels.form.open(Subject::Story);
    }

    /// Adds an event where the pointer is, on the map or on the timeline, and shows it to be written.
    pub(super) fn new_event(&mut self, ctx: &Context) {
        let own = self.session.own_store();
        let mut event = self.panels.form.pins.event();
        event.id = free_id(own, Named::Event, "");
        if event.layer.is_empty() {
            event.layer = own.story().layers.first().map(|layer| layer.id.clone()).unwrap_or_default();
        }
        if let Some(at) = self.panels.map.pointer {
            event.geometry = Some(Geometry { points: vec![at.to_hundred_thousandths()], ..Geometry::default() });
        }
        if let Some(secs) = self.panels.timeline.pointer_secs {
            event.when = When::of_day(own.story().zone.civil_from_secs(secs).date());
        }
        self.begin_event(event, ctx);
    }

    /// Selects all events that are shown, the undated ones among them.
    pub(super) fn select_shown(&mut self, ctx: &Context) {
        let (shown, store) = (self.shown(), self.session.store());
        let events = shown.events().chain(shown.undated().iter().copied());
        let ids = events.map(|index| store.id(index).into_owned()).collect();
        self.run(&Command::Select(ids), ctx);
    }

    /// Shows the selected event to be written, or what several say in common.
    pub(super) fn edit_event(&mut self, ctx: &Context) {
        if self.view().selection.len() > 1 {
            return self.panels.form.open(Subject::Several);
        }
        match self.selected_event() {
            Some(event) => self.panels.form.open(Subject::Event(event.id.clone())),
            None => self.notices.say("Select an event first", ctx),
        }
    }

    /// Adds an event that says what the selected one does, without its claims.
    pub(super) fn duplicate_event(&mut self, ctx: &Context) {
        let Some(event) = self.selected_event() else { return self.notices.say("Select an event first", ctx) };
        let id = free_id(self.session.own_store(), Named::Event, &event.title);
        let copy = Event { id, claims: Vec::new(), row: None, ..event.into_owned() };
        self.begin_event(copy, ctx);
    }

    fn begin_event(&mut self, event: Event, ctx: &Context) {
        let id = event.id.clone();
        self.run(&Command::EndWriting, ctx);
        self.run(&written(StoryChange::event(event)), ctx);
        self.run(&Command::Select(vec![id.clone()]), ctx);
        self.panels.form.open(Subject::Event(id));
    }

    /// The commands whose keys were pressed. What is written in a cell of a table is kept before they are run.
    pub(super) fn pressed(&mut self, ctx: &Context) -> Vec<Command> {
        let mut commands = std::mem::take(&mut self.pending.after_cell);
        let pressed = shortcuts::pressed(ctx);
        // What fills down keeps the cell itself.
        let is_of_cell = |command: &Command| *command == Command::Perform(Effect::FillDown);
        if pressed.iter().all(is_of_cell) || !self.keeps_cell_first(ctx, pressed.clone()) {
            commands.extend(pressed);
        }
        commands
    }

    /// True where a cell is open that is kept before commands are run, in the next frame.
    pub(super) fn keeps_cell_first(&mut self, ctx: &Context, commands: Vec<Command>) -> bool {
        if keys_in(ctx) != Keys::Writing {
            return false;
        }
        self.panels.events.grid.wants = Some(Want::Keep);
        self.panels.claims.grid.wants = Some(Want::Keep);
        self.pending.after_cell = commands;
        ctx.request_repaint();
        true
    }

    /// Writes the value of the cell that the keys are on into the other chosen rows of the table.
    pub(super) fn fill_down(&mut self, ctx: &Context) {
        match self.settings.centre {
            CentreView::Events => self.panels.events.grid.wants = Some(Want::FillDown),
            CentreView::Claims => self.panels.claims.grid.wants = Some(Want::FillDown),
            CentreView::Map | CentreView::Sources | CentreView::Actors => {
                self.notices.say("Open the events or claims table first", ctx);
            }
        }
    }

    /// Takes the selected events out of the story.
    pub(super) fn remove_events(&mut self, ctx: &Context) {
        let selected = self.view().selection.clone();
        if selected.is_empty() {
            return self.notices.say("Select an event first", ctx);
        }
        let words = format!("Deleted {}. Ctrl+Z to undo", counted(selected.len(), "event"));
        self.panels.form.close();
        self.run(&edited(StoryChange::without(Named::Event, selected)), ctx);
        self.notices.say(words, ctx);
    }

    /// Adds a claim to the selected event, and shows it to be written.
    pub(super) fn new_claim(&mut self, ctx: &Context) {
        let Some(event) = self.selected_event() else { return self.notices.say("Select an event first", ctx) };
        let mut event = event.into_owned();
        let claim = new_claim(self.session.own_store(), &self.panels.form.pins);
        let (event_id, claim_id) = (event.id.clone(), claim.id.clone());
        event.claims.push(claim);
        self.run(&written(StoryChange::event(event)), ctx);
        self.panels.form.open_claim(event_id, claim_id);
    }

    /// Shows what a claim of the selected event may dispute: the one that is written or pointed out, or the first.
    pub(super) fn dispute_claim(&mut self, ctx: &Context) {
        let Some(event) = self.selected_event() else { return self.notices.say("Select an event first", ctx) };
        let chosen = self.panels.form.claim().or(self.view().claim.as_deref());
        let claim = event.claims.iter().find(|claim| chosen.is_none_or(|id| claim.id == id));
        let Some(claim) = claim.or(event.claims.first()) else {
            return self.notices.say("This event has no claim that could dispute another", ctx);
        };
        let (event, claim) = (event.id.clone(), claim.id.clone());
        self.panels.form.open_disputes(event, claim);
    }

    /// Asks what stands of the selected events, which become one.
    pub(super) fn join_events(&mut self, ctx: &Context) {
        let selected = self.view().selection.clone();
        self.join(Named::Event, &selected);
        if self.dialog.is_none() {
            self.notices.say("Select the events first: Shift+drag a box on the map", ctx);
        }
    }

    /// Asks what stands of the sources that are chosen in their table, which become one.
    pub(super) fn join_sources(&mut self, ctx: &Context) {
        let chosen = self.panels.sources.chosen();
        self.join(Named::Source, &chosen);
        if self.dialog.is_none() {
            self.notices.say("Select the sources first: Ctrl+click them in the Sources tab", ctx);
        }
    }

    /// Asks what stands of things that become one. Of fewer than two nothing is asked.
    pub(super) fn join(&mut self, kind: Named, ids: &[String]) {
        let Some(join) = Join::of(self.session.own_store(), kind, ids) else { return };
        // What stands in the form may be gone, but for the lists of the story.
        match kind {
            Named::Event => self.panels.form.close(),
            Named::Source => self.panels.form.open_at_rest(Subject::Source(join.ids()[0].clone())),
            Named::Claim | Named::Actor | Named::Category | Named::Layer => {}
        }
        self.dialog = Some(Dialog::Join(JoinDialog::of(join)));
    }

    /// Moves the claim that is written or pointed out to an event of its own.
    pub(super) fn split_claim(&mut self, ctx: &Context) {
        let Some(event) = self.selected_event() else { return self.notices.say("Select an event first", ctx) };
        let chosen = self.panels.form.claim().or(self.view().claim.as_deref());
        let Some(place) = event.claims.iter().position(|claim| chosen == Some(&claim.id)) else {
            return self.notices.say("Choose a claim first: open it in the event’s form", ctx);
        };
        let mut rest = event.into_owned();
        let claim = rest.claims.remove(place);
        let id = free_id(self.session.own_store(), Named::Event, &rest.title);
        let alone = Event { id: id.clone(), claims: vec![claim], row: None, ..rest.clone() };
        self.run(&edited(StoryChange { events: vec![rest, alone], ..StoryChange::default() }), ctx);
        self.run(&Command::Select(vec![id.clone()]), ctx);
        self.panels.form.open(Subject::Event(id));
    }

    /// Adds a source, and shows it to be written.
    pub(super) fn new_source(&mut self, ctx: &Context) {
        let id = free_id(self.session.own_store(), Named::Source, "");
        let source = Source { id: id.clone(), ..Source::default() };
        self.run(&Command::EndWriting, ctx);
        self.run(&written(StoryChange { sources: vec![source], ..StoryChange::default() }), ctx);
        self.panels.form.open(Subject::Source(id));
    }

    /// Shows what was shown before the form. An event that was begun and says nothing is taken out again.
    pub(super) fn leave_form(&mut self, ctx: &Context) {
        let subject = self.panels.form.subject().cloned();
        self.panels.form.close();
        let own = self.session.own_store();
        let empty = match subject {
            Some(Subject::Event(id)) => {
                own.index_of(&id).filter(|index| says_nothing(&own.event(*index))).map(|_| (Named::Event, id))
            }
            Some(Subject::Source(id)) => own
                .source(&id)
                .filter(|source| **source == Source { id: id.clone(), ..Source::default() })
                .map(|_| (Named::Source, id)),
            Some(Subject::Story | Subject::Several) | None => None,
        };
        if let Some((kind, id)) = empty {
            self.run(&written(StoryChange::without(kind, [id])), ctx);
        }
        self.run(&Command::EndWriting, ctx);
    }

    fn selected_event(&self) -> Option<Cow<'_, Event>> {
        self.session.view().selected(self.session.store()).and_then(|index| self.whole_event(index))
    }
}

/// True for an event that nobody has written anything of.
fn says_nothing(event: &Event) -> bool {
    event.title.is_empty() && event.summary.is_empty() && event.claims.is_empty() && event.place.is_none()
}

fn written(change: StoryChange) -> Command {
    Command::Write(Box::new(Edit::Change(Box::new(change))))
}

fn edited(change: StoryChange) -> Command {
    Command::Edit(Box::new(Edit::Change(Box::new(change))))
}
