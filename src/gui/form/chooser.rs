//! A box in which one of many is sought and chosen, or a new one is made.

use std::sync::Arc;

use egui::{
    Button, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::kit::keyed;
use crate::gui::style::{color32, words};
use crate::gui::text_field::TextField;
use crate::scene::{Color, Face, Palette, Type};
use crate::store::fold;

/// How many are listed at most.
const MOST: usize = 60;

/// One that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui) struct Choice {
    pub(in crate::gui) id: String,
    pub(in crate::gui) text: String,
    /// What tells it from others; may be empty.
    pub(in crate::gui) note: String,
    pub(in crate::gui) dot: Option<Color>,
}

impl Choice {
    pub(in crate::gui) fn new(id: &str, text: &str) -> Self {
        Self { id: id.to_owned(), text: text.to_owned(), note: String::new(), dot: None }
    }
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum Chosen {
    /// The one with this id.
    Id(String),
    /// A new one that is called so.
    New(String),
}

/// A box in which one of many is chosen.
#[must_use = "a box is seen once it is shown"]
pub(super) struct Chooser<'a> {
    /// What screen readers call it.
    pub(super) label: &'a str,
    /// What is chosen now, or what to choose.
    pub(super) shown: &'a str,
    /// What new ones are; none where none can be made.
    pub(super) makes: Option<&'static str>,
    /// Another number where there are others to choose.
    pub(super) edition: u64,
    /// How its list comes to be open.
    pub(super) opens: Opens,
}

/// How the list of a box comes to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// By a click or Enter.
    WhenPressed,
    /// In this frame.
    Now,
}

/// What is called as is sought, or all and first of them none.
pub(in crate::gui) fn with_none(choices: impl Iterator<Item = Choice>, query: &str) -> Vec<Choice> {
    let sought = fold(query);
    let none = query.is_empty().then(|| Choice::new("", "none"));
    none.into_iter().chain(choices.filter(|choice| fold(&choice.text).contains(&sought))).collect()
}

/// What an open box keeps.
#[derive(Clone, Default)]
struct Seeking {
    query: String,
    place: usize,
    frame: u64,
    /// The frame in which it was opened.
    opened: u64,
    found: Option<(String, u64, Arc<Vec<Choice>>)>,
}

impl Chooser<'_> {
    /// Shows it. The choices for what is typed are asked for when that changes.
    pub(super) fn show(self, ui: &mut Ui, palette: &Palette, find: impl FnOnce(&str) -> Vec<Choice>) -> Option<Chosen> {
        let id = ui.scope_id().with(("chooser", self.label));
        let width = ui.available_width();
        let shown = Type::new(Face::Regular, 12.0).elided(self.shown, width - 34.0);
        let face = words(shown, Face::Regular, 12.0, palette.ink);
        let button = Button::new(face).min_size(vec2(0.0, 28.0)).right_text(words(
            "⌄",
            Face::Medium,
            11.0,
            palette.ink_secondary,
        ));
        let response = keyed(ui, self.label, |ui| ui.add(button));
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, self.label);
            info.current_text_value = Some(self.shown.to_owned());
            info
        });
        if self.opens == Opens::Now {
            response.request_focus();
            response.scroll_to_me(None);
            Popup::open_id(ui.ctx(), id);
        }
        self.under(palette, (&response, id), width, find)
    }

    /// Shows only its list, under something that is pressed.
    pub(super) fn under(
        &self,
        palette: &Palette,
        (response, id): (&Response, Id),
        width: f32,
        find: impl FnOnce(&str) -> Vec<Choice>,
    ) -> Option<Chosen> {
        let mut chosen = None;
        let popup = Popup::menu(response).id(id).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.width(width.clamp(220.0, 340.0)).show(|ui| {
            chosen = self.list_ui(ui, palette, id, find);
            if chosen.is_some() {
                ui.close();
            }
        });
        if chosen.is_some() {
            response.request_focus();
        }
        chosen
    }

    fn list_ui(
        &self,
        ui: &mut Ui,
        palette: &Palette,
        id: Id,
        find: impl FnOnce(&str) -> Vec<Choice>,
    ) -> Option<Chosen> {
        let frame = ui.ctx().cumulative_frame_nr();
        let mut seeking: Seeking = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let is_new = seeking.frame + 2 < frame;
        if is_new {
            seeking = Seeking { opened: frame, ..Seeking::default() };
        }
        seeking.frame = frame;
        // The key that opens the list does not choose in it.
        let pressed = |ui: &Ui, key: Key| !is_new && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up, enter) = (pressed(ui, Key::ArrowDown), pressed(ui, Key::ArrowUp), pressed(ui, Key::Enter));
        let field = TextField::single(&mut seeking.query).label(format!("Search: {}", self.label)).hint("Search");
        let response = field.id(id.with("query")).show(ui);
        // The first frame of a list only measures it, and what is not seen loses the keys.
        if frame < seeking.opened + 3 {
            response.request_focus();
            ui.request_repaint();
        }
        if response.changed() {
            seeking.place = 0;
        }
        let query = seeking.query.trim().to_owned();
        let is_stale = seeking.found.as_ref().is_none_or(|(of, edition, _)| *of != query || *edition != self.edition);
        if is_stale {
            let mut found = find(&query);
            found.truncate(MOST);
            seeking.found = Some((query.clone(), self.edition, Arc::new(found)));
        }
        let found = seeking.found.as_ref().map(|(.., found)| found.clone()).unwrap_or_default();
        let is_known = found.iter().any(|choice| choice.text == query);
        let makes = self.makes.filter(|_| !query.is_empty() && !is_known);
        let count = found.len() + usize::from(makes.is_some());
        if down {
            seeking.place = (seeking.place + 1).min(count.saturating_sub(1));
        }
        if up {
            seeking.place = seeking.place.saturating_sub(1);
        }
        let moves = if down || up { Moves::Yes } else { Moves::No };
        let offered = Offered { found: &found, makes, query: &query, marked: Some(seeking.place), moves };
        ui.add_space(2.0);
        let clicked = offered.show(ui, palette);
        let chosen = clicked.or_else(|| enter.then(|| offered.marked()).flatten());
        ui.data_mut(|data| data.insert_temp(id, seeking));
        chosen
    }
}

/// Whether the mark in a list was moved just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Moves {
    Yes,
    No,
}

/// A list of those that can be chosen, and of a new one last.
pub(in crate::gui) struct Offered<'a> {
    pub(in crate::gui) found: &'a [Choice],
    /// What a new one is; none where none can be made.
    pub(in crate::gui) makes: Option<&'static str>,
    /// What is sought, which a new one is called.
    pub(in crate::gui) query: &'a str,
    /// The line that Enter takes, which may be the last.
    pub(in crate::gui) marked: Option<usize>,
    pub(in crate::gui) moves: Moves,
}

impl Offered<'_> {
    /// How many lines it has.
    pub(in crate::gui) fn len(&self) -> usize {
        self.found.len() + usize::from(self.makes.is_some())
    }

    /// What Enter takes.
    pub(in crate::gui) fn marked(&self) -> Option<Chosen> {
        let marked = self.marked?;
        let makes = || self.makes.map(|_| Chosen::New(self.query.to_owned()));
        self.found.get(marked).map(|choice| Chosen::Id(choice.id.clone())).or_else(makes)
    }

    /// Shows it. Returns what was clicked.
    pub(in crate::gui) fn show(&self, ui: &mut Ui, palette: &Palette) -> Option<Chosen> {
        let mut chosen = None;
        ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, choice) in self.found.iter().enumerate() {
                let marked = match (self.marked == Some(place), self.moves) {
                    (true, Moves::Yes) => Marked::Comes,
                    (true, Moves::No) => Marked::Is,
                    (false, _) => Marked::Not,
                };
                if choice_ui(ui, palette, choice, marked) {
                    chosen = Some(Chosen::Id(choice.id.clone()));
                }
            }
            if self.len() == 0 {
                ui.label(words("No matches", Face::Regular, 11.5, palette.ink_secondary));
            }
        });
        if let Some(noun) = self.makes {
            ui.separator();
            let is_marked = self.marked.is_some_and(|marked| marked >= self.found.len());
            let text = words(format!("Create {noun} “{}”", self.query), Face::Medium, 12.0, palette.accent);
            let button = Button::new(text).frame_when_inactive(is_marked).min_size(vec2(ui.available_width(), 26.0));
            if ui.add(button).clicked() {
                chosen = Some(Chosen::New(self.query.to_owned()));
            }
        }
        chosen
    }
}

/// Whether Enter takes a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marked {
    Not,
    Is,
    /// It does from now on: it comes into sight.
    Comes,
}

/// One line of the list. True when it was clicked.
fn choice_ui(ui: &mut Ui, palette: &Palette, choice: &Choice, marked: Marked) -> bool {
    let is_marked = marked != Marked::Not;
    let height = if choice.note.is_empty() { 26.0 } else { 38.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_marked, &choice.text));
    if marked == Marked::Comes {
        ui.scroll_to_rect(rect, None);
    }
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    if is_marked || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, color32(palette.card));
    }
    let mut left = rect.left() + 8.0;
    if let Some(dot) = choice.dot {
        ui.painter().circle_filled(egui::pos2(left + 4.0, rect.top() + 13.0), 4.0, color32(dot));
        left += 15.0;
    }
    let room = rect.right() - left - 8.0;
    let title = Type::new(Face::Regular, 12.0);
    let paint = |text: String, top: f32, letters: Type, color: Color| {
        let galley = ui.painter().layout_no_wrap(
            letters.elided(&text, room),
            crate::gui::style::font(letters.face, letters.size),
            color32(color),
        );
        ui.painter().galley(egui::pos2(left, top), galley, color32(color));
    };
    paint(choice.text.clone(), rect.top() + 5.0, title, palette.ink);
    if !choice.note.is_empty() {
        paint(choice.note.clone(), rect.top() + 20.0, Type::new(Face::Regular, 10.5), palette.ink_secondary);
    }
    response.clicked()
}
