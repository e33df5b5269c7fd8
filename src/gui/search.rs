//! The search box: what is typed filters at once; below it how it can go on, or what is wrong with it.

use egui::{
    Button, EventFilter, FocusDirection, Id, Key, Margin, Modifiers, Popup, Rect, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::panel_context::PanelContext;
use super::style::{color32, font, words};
use super::text_field::TextField;
use crate::model::number_text;
use crate::query::{Completion, Filter, FilterError};
use crate::scene::{Face, counted, text_width};
use crate::view::Command;

/// How many completions are shown.
const SHOWN: usize = 8;

/// The text in the search box, and what is wrong with it.
#[derive(Default)]
pub(super) struct SearchMemory {
    text: String,
    faulty: Option<FilterError>,
    /// The filter that the text was last made from or turned into.
    shown: Filter,
    /// The completion that the arrows have come to.
    chosen: Option<usize>,
    /// The completions, and the text and the story that they are of.
    completions: (Option<(String, u64)>, Vec<Completion>),
    /// Whether how many events have each number was asked for, of this story.
    asked_spreads: Option<u64>,
    wishes: bool,
    pub(super) wants_focus: bool,
}

/// What the keys ask for while the box has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    /// Another completion.
    Move(isize),
    /// The completion that is chosen, or the first.
    Take,
    /// The first result, or the completion that is chosen.
    Enter,
    /// Nothing is searched for; where nothing is, the box is left.
    Empty,
    /// What comes before the box.
    LeaveBack,
}

/// Shows the box.
pub(super) fn search_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut SearchMemory, commands: &mut Vec<Command>) {
    // A filter that was changed elsewhere, by a chip or by undo, is written out here.
    if here.view.filter != memory.shown {
        memory.faulty = None;
        memory.text = here.view.filter.to_string();
        memory.shown = here.view.filter.clone();
    }
    let id = Id::unique("search");
    if ui.memory(|mind| mind.has_focus(id)) {
        memory.find(here);
        let asked = asked(ui, memory.completions.1.len());
        memory.take(ui, here, asked, commands);
    }
    let hints = ["Search or filter: category:strike attribution:anonymous …", "Search or filter"];
    let room = ui.available_width() - 44.0;
    let hint = hints.into_iter().find(|hint| text_width(hint, Face::Regular, 12.0) < room).unwrap_or_default();
    let field = TextField::single(&mut memory.text).label("Search or filter").hint(hint);
    let margin = Margin { left: 12, right: 30, top: 6, bottom: 6 };
    let response = field.id(id).margin(margin).show(ui);
    if std::mem::take(&mut memory.wants_focus) {
        response.request_focus();
    }
    if response.changed() {
        memory.apply(here, commands);
    }
    if response.has_focus() {
        memory.find(here);
        // Tab takes a completion while there are some, and Esc empties the box before it leaves it.
        let tab = !memory.completions.1.is_empty();
        let filter = EventFilter { tab, escape: true, horizontal_arrows: true, vertical_arrows: true };
        ui.memory_mut(|mind| mind.set_focus_lock_filter(id, filter));
    }
    if !memory.text.is_empty() && clear_button(ui, here, response.rect).clicked() {
        memory.empty(commands);
        memory.wants_focus = true;
    }
    memory.below(here, &response, commands);
}

/// The keys that the box takes before its text does.
fn asked(ui: &Ui, completions: usize) -> Asked {
    ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        if pressed(Modifiers::NONE, Key::Escape) {
            Asked::Empty
        } else if pressed(Modifiers::NONE, Key::Enter) {
            Asked::Enter
        } else if completions == 0 {
            Asked::Nothing
        } else if pressed(Modifiers::SHIFT, Key::Tab) {
            Asked::LeaveBack
        } else if pressed(Modifiers::NONE, Key::Tab) {
            Asked::Take
        } else if pressed(Modifiers::NONE, Key::ArrowDown) {
            Asked::Move(1)
        } else if pressed(Modifiers::NONE, Key::ArrowUp) {
            Asked::Move(-1)
        } else {
            Asked::Nothing
        }
    })
}

impl SearchMemory {
    /// Finds how the text can go on, where it has changed.
    fn find(&mut self, here: &PanelContext<'_>) {
        let key = (self.text.clone(), here.story_number);
        if self.completions.0.as_ref() == Some(&key) {
            return;
        }
        let mut found = Vec::new();
        if !self.text.is_empty() {
            if here.store.number_spreads_at_hand().is_none() && self.asked_spreads != Some(here.story_number) {
                self.asked_spreads = Some(here.story_number);
                self.wishes = true;
            }
            found = Filter::completions(&self.text, self.text.len(), here.store);
            // What is typed in full already is no way on: Tab leaves the box then.
            let typed = &self.text[Filter::completion_range(&self.text, self.text.len())];
            found.retain(|completion| completion.text != typed);
        }
        found.truncate(SHOWN);
        self.completions = (Some(key), found);
        self.chosen = None;
    }

    /// Turns the text into a filter, or says what is wrong with it.
    fn apply(&mut self, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        match Filter::parse(&self.text) {
            Ok(filter) => {
                // A filter that fits nothing in this story is likely misspelt: it holds, and says so.
                self.faulty = filter.check(here.store);
                self.shown = filter.clone();
                commands.push(Command::SetFilter(filter));
            }
            Err(error) => self.faulty = Some(error),
        }
    }

    /// True once where another thread is to count how many events have each number.
    pub(super) fn takes_wish(&mut self) -> bool {
        std::mem::take(&mut self.wishes)
    }

    /// Looks again at what is known of numbers, since another thread has made some.
    pub(super) fn learn_numbers(&mut self) {
        self.completions.0 = None;
    }

    fn empty(&mut self, commands: &mut Vec<Command>) {
        self.text.clear();
        self.faulty = None;

        self.shown = Filter::default();
        commands.push(Command::ClearFilter);
    }

    fn take(&mut self, ui: &Ui, here: &PanelContext<'_>, asked: Asked, commands: &mut Vec<Command>) {
        let last = self.completions.1.len();
        match (asked, self.chosen) {
            (Asked::Nothing, _) => {}
            (Asked::Move(by), chosen) => {
                let next = chosen.map_or(if by > 0 { Some(0) } else { last.checked_sub(1) }, |at| {
                    at.checked_add_signed(by).filter(|at| *at < last)
                });
                self.chosen = next;
            }
            (Asked::Take, chosen) => self.complete(here, chosen.unwrap_or(0), commands),
            (Asked::Enter, Some(chosen)) => self.complete(here, chosen, commands),
            (Asked::Enter, None) => {
                let shown = here.shown.nth(0).or_else(|| here.shown.undated().first().copied());
                if let Some(index) = shown.filter(|_| !self.text.trim().is_empty()) {
                    commands.push(Command::Select(vec![here.store.id(index).into_owned()]));
                }
                leave(ui);
            }
            (Asked::Empty, _) if self.text.is_empty() => leave(ui),
            (Asked::Empty, _) => self.empty(commands),
            (Asked::LeaveBack, _) => ui.memory_mut(|mind| mind.move_focus(FocusDirection::Previous)),
        }
    }

    /// Writes a completion in place of what was typed of it.
    fn complete(&mut self, here: &PanelContext<'_>, place: usize, commands: &mut Vec<Command>) {
        let Some(completion) = self.completions.1.get(place) else { return };
        let range = Filter::completion_range(&self.text, self.text.len());
        self.text = format!("{}{}{}", &self.text[..range.start], completion.text, &self.text[range.end..]);
        self.chosen = None;
        self.apply(here, commands);
    }

    /// What is wrong with the text, at its place, or how it could go on.
    fn below(&mut self, here: &PanelContext<'_>, response: &Response, commands: &mut Vec<Command>) {
        let is_open = response.has_focus() && !self.completions.1.is_empty();
        if !is_open && self.faulty.is_none() {
            return;
        }
        // As wide as the box, its own margins left out.
        let width = response.rect.width() - 18.0;
        Popup::from_response(response).open(true).gap(4.0).width(width).show(|ui| {
            ui.set_width(width);
            if let Some(error) = &self.faulty {
                self.fault_ui(ui, here, error);
            }
            if !is_open {
                return;
            }
            ui.spacing_mut().item_spacing.y = 1.0;
            let mut taken = None;
            for (place, completion) in self.completions.1.iter().enumerate() {
                let chosen = self.chosen == Some(place);
                let count = count_words(completion);
                let ink = here.palette.ink;
                let mut button = Button::new(words(&completion.text, Face::Regular, 12.5, ink))
                    .shortcut_text(words(&count, Face::Regular, 11.0, here.palette.ink_secondary))
                    .min_size(vec2(width, 24.0))
                    .wrap_mode(egui::TextWrapMode::Truncate)
                    .sense(Sense::CLICK);
                button = if chosen {
                    button.fill(color32(here.palette.selected))
                } else {
                    button.frame_when_inactive(false)
                };
                let row = ui.add(button);
                let name =
                    if count.is_empty() { completion.text.clone() } else { format!("{}, {count}", completion.text) };
                row.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
                if row.clicked() {
                    taken = Some(place);
                }
            }
            if let Some(place) = taken {
                self.complete(here, place, commands);
                self.wants_focus = true;
            }
        });
    }

    fn fault_ui(&self, ui: &mut Ui, here: &PanelContext<'_>, error: &FilterError) {
        let (before, after) = self.text.split_at(self.text.floor_char_boundary(error.offset));
        let mut job = egui::text::LayoutJob::default();
        let format = |face, color| egui::TextFormat::simple(font(face, 12.0), color32(color));
        job.append(before, 0.0, format(Face::Regular, here.palette.ink_secondary));
        job.append(if after.is_empty() { "…" } else { after }, 0.0, format(Face::SemiBold, here.palette.playhead));
        ui.label(job);
        ui.label(words(error.message.clone(), Face::Regular, 12.0, here.palette.ink));
    }
}

/// How many events have a completion; of a number also between what.
fn count_words(completion: &Completion) -> String {
    let events = completion.events.map(|events| counted(events, "event")).unwrap_or_default();
    match completion.between {
        Some((least, greatest)) => format!("{events}, {} to {}", number_text(least), number_text(greatest)),
        None => events,
    }
}

/// Gives the keys back to the window.
fn leave(ui: &Ui) {
    ui.memory_mut(|mind| mind.surrender_focus(Id::unique("search")));
}

/// A cross at the right end of the box.
fn clear_button(ui: &Ui, here: &PanelContext<'_>, field: Rect) -> Response {
    let rect = Rect::from_center_size(pos2(field.right() - 16.0, field.center().y), vec2(24.0, 24.0));
    let response = ui.interact(rect, Id::unique("clear search"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear search"));
    let palette = here.palette;
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.rule));
    }
    if response.has_focus() {
        super::parts::focus_ring(ui, here, rect);
    }
    let (center, line) = (rect.center(), Stroke::new(1.4, color32(palette.ink_secondary)));
    for arm in [vec2(3.6, 3.6), vec2(3.6, -3.6)] {
        ui.painter().line_segment([center - arm, center + arm], line);
    }
    response.on_hover_text("Clear search (Esc)")
}
