//! What keys, the clipboard, input methods and screen readers do in a field.

use egui::accesskit::{Action, ActionData, ActionRequest};
use egui::os::OperatingSystem;
use egui::{Event, Id, ImeEvent, Key, Modifiers};

use super::caret::{Caret, Lean};
use super::history::Deed;
use super::laid::Laid;
use super::said::place_of;
use super::state::State;
use super::steps::{Step, Way};
use super::writing::{Choosing, Lines, Writing};
use crate::gui::reading_order::base_level;

/// What the window has to do after a key.
#[derive(Debug, Default)]
pub(super) struct Asks {
    /// Puts this into the clipboard.
    pub(super) copies: Option<String>,
    /// Gives the keys away.
    pub(super) leaves: bool,
}

/// One who types in a field.
pub(super) struct Typist<'t> {
    pub(super) writing: Writing<'t>,
    pub(super) state: &'t mut State,
    /// Lays the text out as it is now.
    pub(super) lay: &'t dyn Fn(&str) -> Laid,
    pub(super) id: Id,
    pub(super) system: OperatingSystem,
    pub(super) asks: Asks,
}

impl Typist<'_> {
    /// Does what the events of a frame ask for, in their order.
    pub(super) fn take(&mut self, events: &[Event]) {
        for event in events {
            let before = (self.writing.caret, self.writing.text.len());
            self.take_one(event);
            let is_vertical = matches!(event, Event::Key { key: Key::ArrowUp | Key::ArrowDown, .. });
            if before != (self.writing.caret, self.writing.text.len()) {
                self.state.goal = self.state.goal.filter(|_| is_vertical);
                // Whoever types on has settled what was being put together.
                self.state.composed = self.state.composed.take().filter(|_| matches!(event, Event::Ime(_)));
            }
            if self.asks.leaves {
                return;
            }
        }
    }

    fn take_one(&mut self, event: &Event) {
        match event {
            Event::Copy => self.copy(),
            Event::Cut => {
                self.copy();
                if !self.writing.caret.is_empty() {
                    self.writing.delete(Step::Letter, Way::Back);
                }
            }
            Event::Paste(letters) => self.writing.paste(letters),
            Event::Text(letters) if !letters.is_empty() && letters != "\n" && letters != "\r" => {
                self.writing.insert(letters, Deed::Typing);
            }
            Event::Ime(event) => self.compose(event),
            Event::Key { key, pressed: true, modifiers, .. } => self.press(*key, *modifiers),
            Event::AccessKitActionRequest(request) if request.target_node == self.id.accesskit_id() => {
                self.obey(request);
            }
            _ => {}
        }
    }

    fn copy(&mut self) {
        if !self.writing.caret.is_empty() {
            self.asks.copies = Some(self.writing.chosen().to_owned());
        }
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        let choosing = if modifiers.shift { Choosing::Yes } else { Choosing::No };
        let goes_far = modifiers.mac_cmd;
        let by_words = modifiers.alt || (modifiers.ctrl && !goes_far);
        let kind = match (goes_far, by_words) {
            (true, _) => Step::Line,
            (_, true) => Step::Word,
            _ => Step::Letter,
        };
        match key {
            Key::ArrowLeft | Key::ArrowRight => {
                let way = self.way_of(key);
                if kind == Step::Line { self.go_in_row(way, choosing) } else { self.writing.go(kind, way, choosing) }
            }
            Key::ArrowUp if modifiers.command => self.writing.go(Step::Text, Way::Back, choosing),
            Key::ArrowDown if modifiers.command => self.writing.go(Step::Text, Way::On, choosing),
            Key::ArrowUp => self.go_beside(Way::Back, choosing),
            Key::ArrowDown => self.go_beside(Way::On, choosing),
            Key::Home if modifiers.ctrl => self.writing.go(Step::Text, Way::Back, choosing),
            Key::End if modifiers.ctrl => self.writing.go(Step::Text, Way::On, choosing),
            Key::Home => self.go_in_row(Way::Back, choosing),
            Key::End => self.go_in_row(Way::On, choosing),
            Key::Backspace => self.writing.delete(kind, Way::Back),
            Key::Delete if !modifiers.shift || self.system != OperatingSystem::Windows => {
                self.writing.delete(kind, Way::On);
            }
            Key::U if modifiers.ctrl => self.writing.delete(Step::Line, Way::Back),
            Key::A if modifiers.command => self.writing.caret = Caret::choosing(0..self.writing.text.len()),
            Key::Y if modifiers.command => self.writing.travel(Way::On),
            Key::Z if modifiers.command && modifiers.shift => self.writing.travel(Way::On),
            Key::Z if modifiers.command => self.writing.travel(Way::Back),
            Key::Enter if modifiers.command || modifiers.alt => {}
            Key::Enter => match self.writing.lines {
                Lines::One => self.asks.leaves = true,
                Lines::Several => self.writing.insert("\n", Deed::Typing),
            },
            _ => {}
        }
    }

    /// The way that an arrow points, by the direction in which the paragraph is read.
    fn way_of(&self, key: Key) -> Way {
        let paragraph = super::steps::paragraph_at(self.writing.text, self.writing.caret.at);
        let is_rtl = base_level(&self.writing.text[paragraph]).is_rtl();
        if (key == Key::ArrowRight) == is_rtl { Way::Back } else { Way::On }
    }

    fn go_beside(&mut self, way: Way, choosing: Choosing) {
        let laid = (self.lay)(self.writing.text);
        let caret = self.writing.caret;
        let x = self.state.goal.unwrap_or_else(|| laid.caret_rect(caret).center().x);
        let (at, lean) = laid.beside(caret, way, x);
        self.writing.place(at, lean, choosing);
        self.state.goal = Some(x);
    }

    fn go_in_row(&mut self, way: Way, choosing: Choosing) {
        let laid = (self.lay)(self.writing.text);
        let (at, lean) = laid.end_of_row(self.writing.caret, way);
        self.writing.place(at, lean, choosing);
    }

    /// What an input method is still putting together stands in the text, and is known by its place.
    fn compose(&mut self, event: &ImeEvent) {
        match event {
            ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)
                if (text.is_empty() && self.state.composed.is_none()) || text == "\n" || text == "\r" => {}
            ImeEvent::Preedit { text, .. } => {
                let range = self.begin_composing();
                let composed = self.writing.replace(range, text);
                self.state.composed = Some(composed).filter(|range| !range.is_empty());
            }
            ImeEvent::Commit(text) => {
                let range = self.begin_composing();
                self.writing.replace(range, text);
                self.state.composed = None;
                self.writing.history.pause();
            }
            ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
                let chosen = self.writing.caret.range();
                let text = &*self.writing.text;
                let after = text[chosen.end..].char_indices().nth(*after_chars);
                let end = after.map_or(text.len(), |(end, _)| chosen.end + end);
                let before = text[..chosen.start].char_indices().rev().take(*before_chars).last();
                let start = before.map_or(chosen.start, |(start, _)| start);
                let kept = chosen.len();
                self.writing.history.note(self.writing.text, self.writing.caret, Deed::Other);
                self.writing.text.replace_range(chosen.end..end, "");
                self.writing.text.replace_range(start..chosen.start, "");
                self.writing.caret = Caret::choosing(start..start + kept);
                self.state.composed = None;
            }
            _ => {}
        }
    }

    /// What the next letters of an input method stand in place of.
    fn begin_composing(&mut self) -> std::ops::Range<usize> {
        let composed = self.state.composed.take();
        composed.unwrap_or_else(|| {
            self.writing.history.note(self.writing.text, self.writing.caret, Deed::Other);
            self.writing.caret.range()
        })
    }

    /// What a screen reader asks for.
    fn obey(&mut self, request: &ActionRequest) {
        match (request.action, &request.data) {
            (Action::SetValue, Some(ActionData::Value(value))) => {
                self.writing.caret = Caret::choosing(0..self.writing.text.len());
                self.writing.paste(value);
            }
            (Action::ReplaceSelectedText, Some(ActionData::Value(value))) => self.writing.paste(value),
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
                let laid = (self.lay)(self.writing.text);
                let place = |position| place_of(&laid, self.writing.text, self.id, position);
                if let (Some(at), Some(from)) = (place(&selection.focus), place(&selection.anchor)) {
                    self.writing.caret = Caret { at, from, lean: Lean::Back };
                    self.writing.history.pause();
                }
            }
            _ => {}
        }
    }
}
