//! The actors as a table in the middle of the window, with the number of their events and claims; a click filters.
//!
//! What is counted is asked again when other events are shown; a frame lays out only the rows in sight.

use std::collections::HashMap;

use egui::{
    Align2, Context, CursorIcon, EventFilter, Id, Key, Modifiers, Rangef, Rect, Role, ScrollArea, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::later::{Amount, Later};
use super::panel_context::PanelContext;
use super::parts::{focus_ring, waiting_ui, ways_to_more_ui};
use super::roving::Roving;
use super::style::{color32, font, words};
use super::table::{Columns, HEAD, Heads, MARGIN, Offered, cell_line, columns_button, heads_ui};
use super::table_look::TableLook;
use super::text_field::TextField;
use crate::query::{ActorColumn, ActorCounts, ActorOrder, ActorSearch, Sorting, actors, uncertain_words};
use crate::scene::{Face, Type, counted, roles_words, side_words};
use crate::view::Command;

const NAME: &str = "actors table";
const ROW: f32 = 30.0;
/// How wide the search box is, in points.
const SEARCH: f32 = 190.0;
const TEXT: Type = Type::new(Face::Regular, 12.0);
const STRONG: Type = Type::new(Face::SemiBold, 12.0);

/// Every column with its title, from left to right.
const TITLES: [(ActorColumn, &str); 6] = [
    (ActorColumn::Name, "Actor"),
    (ActorColumn::Side, "Side"),
    (ActorColumn::Events, "Events"),
    (ActorColumn::Roles, "Roles"),
    (ActorColumn::Claims, "Claims made"),
    (ActorColumn::Disputed, "Disputed"),
];

/// The columns in the order in which they give way, the last first.
const OFFERED: [(ActorColumn, f32, f32); 6] = [
    (ActorColumn::Name, 150.0, 2.0),
    (ActorColumn::Events, 96.0, 0.4),
    (ActorColumn::Claims, 92.0, 0.3),
    (ActorColumn::Disputed, 74.0, 0.3),
    (ActorColumn::Roles, 180.0, 2.0),
    (ActorColumn::Side, 70.0, 0.3),
];

/// What the table keeps between frames.
#[derive(Default)]
pub(super) struct ActorsMemory {
    later: Later<(u64, u64), (u64, Vec<ActorCounts>)>,
    of_story: u64,
    actors: Vec<ActorCounts>,
    /// What is looked for, and for which text and order the places were found.
    sought: String,
    found_for: Option<String>,
    /// The places of the actors that are found.
    found: Vec<usize>,
    /// The most events that an actor has.
    most: usize,
    order: ActorOrder,
    /// The columns that are shown.
    shown: Vec<(&'static str, Rangef)>,
}

impl ActorsMemory {
    fn follow(&mut self, ctx: &Context, here: &PanelContext<'_>) {
        if self.of_story != here.story_number {
            // The actors of another story are not shown beside this one.
            self.of_story = here.story_number;
            (self.actors, self.found_for) = (Vec::new(), None);
        }
        let key = (here.story_number, here.revision);
        let work = || {
            let asked = here.asked();
            move || (asked.story_number, actors(&asked.store, &asked.shown))
        };
        let made = self.later.ask(ctx, &key, Amount::of_events(here.shown.len()), work);
        if let Some((_, actors)) = made.filter(|(story, _)| *story == here.story_number) {
            self.actors = actors;
            self.most = self.actors.iter().map(|actor| actor.events).max().unwrap_or(0);
            self.order.sort(&mut self.actors);
            self.found_for = None;
        }
        if self.found_for.as_ref() != Some(&self.sought) {
            self.found_for = Some(self.sought.clone());
            let search = ActorSearch::of(&self.sought);
            // Many actors have one side.
            let mut sides: HashMap<&str, String> = HashMap::new();
            let finds = |place: &usize| {
                let actor = &self.actors[*place];
                let side = sides.entry(&actor.side).or_insert_with(|| side_words(here.store, &actor.side));
                search.finds(&actor.id, &actor.name, side)
            };
            self.found = (0..self.actors.len()).filter(finds).collect();
        }
    }

    fn heads(&self) -> Heads<'_> {
        const ALL: [&str; TITLES.len()] =
            [TITLES[0].1, TITLES[1].1, TITLES[2].1, TITLES[3].1, TITLES[4].1, TITLES[5].1];
        let way = match (self.order.column, self.order.sorting) {
            (ActorColumn::Name | ActorColumn::Side | ActorColumn::Roles, Sorting::Rising) => "A to Z",
            (ActorColumn::Name | ActorColumn::Side | ActorColumn::Roles, Sorting::Falling) => "Z to A",
            (_, Sorting::Rising) => "lowest first",
            (_, Sorting::Falling) => "highest first",
        };
        let title = title_of(self.order.column);
        let sorted = Some((title, self.order.sorting, format!("{} ({way})", title.to_lowercase())));
        Heads { name: NAME, shown: &self.shown, all: &ALL, sorted }
    }

    /// What is looked for, how many actors there are, and the button of the columns.
    pub(super) fn tools_ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>, look: &mut TableLook) {
        let id = Id::unique("search actors");
        let has_focus = ui.memory(|mind| mind.has_focus(id));
        if has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            // Escape empties the box before it leaves it.
            if self.sought.is_empty() {
                ui.memory_mut(|mind| mind.surrender_focus(id));
            }
            self.sought.clear();
        }
        ui.allocate_ui(vec2(SEARCH, 26.0), |ui| {
            ui.set_width(SEARCH);
            let field = TextField::single(&mut self.sought).label("Search the actors").hint("Search name, id, side");
            let response = field.id(id).show(ui);
            if response.has_focus() {
                let filter = EventFilter { escape: true, horizontal_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|mind| mind.set_focus_lock_filter(id, filter));
            }
        });
        self.follow(ui.ctx(), here);
        let all = counted(self.actors.len(), "actor");
        let text = if self.sought.trim().is_empty() { all } else { format!("{} of {all}", self.found.len()) };
        ui.label(words(text, Face::Regular, 11.5, here.palette.ink_secondary));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(14.0);
            columns_button(ui, here, &self.heads(), look);
        });
    }
}

fn title_of(column: ActorColumn) -> &'static str {
    TITLES.iter().find(|(known, _)| *known == column).map_or("", |(_, title)| title)
}

/// Shows the table.
pub(super) fn actors_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    (memory, look): (&mut ActorsMemory, &mut TableLook),
    commands: &mut Vec<Command>,
) {
    memory.follow(ui.ctx(), here);
    let whole = ui.available_rect_before_wrap();
    let table = Rect::from_min_max(whole.min + vec2(14.0, 2.0), whole.max - vec2(MARGIN + 8.0, 0.0));
    let offered = OFFERED.into_iter().map(|(column, least, share)| Offered { column, least, share });
    let columns = Columns::of((table.x_range(), 0.0), look, offered, &TITLES);
    memory.shown = columns.places.iter().map(|(column, range)| (title_of(*column), *range)).collect();
    let pressed = heads_ui(ui, here, &memory.heads(), look, (table.x_range(), table.top()));
    if let Some((column, _)) = TITLES.iter().find(|(_, title)| Some(*title) == pressed) {
        memory.order = memory.order.pressed(*column);
        memory.order.sort(&mut memory.actors);
        memory.found_for = None;
        memory.follow(ui.ctx(), here);
    }
    let body = Rect::from_min_max(pos2(whole.left(), table.top() + HEAD), whole.max);
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt(NAME), |ui| {
        if !memory.actors.is_empty() && memory.found.is_empty() {
            ui.add_space(48.0);
            ui.vertical_centered(|ui| {
                let text = format!("No actor has “{}” in name, id or side", memory.sought.trim());
                ui.label(words(text, Face::Regular, 12.5, here.palette.ink_secondary));
                ui.add_space(4.0);
                if ui.button("Clear search of actors").clicked() {
                    memory.sought.clear();
                }
            });
            return;
        }
        if memory.actors.is_empty() && memory.later.is_under_way() {
            waiting_ui(ui, here, "Counting the actors…");
            return;
        }
        if memory.actors.is_empty() {
            ui.add_space(48.0);
            ui.vertical_centered(|ui| {
                ui.label(words("No actors in the events shown", Face::Regular, 12.5, here.palette.ink_secondary));
                ui.add_space(4.0);
                ways_to_more_ui(ui, here, commands);
            });
            return;
        }
        rows_ui(ui, here, memory, &columns, commands);
    });
}

fn rows_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    memory: &ActorsMemory,
    columns: &Columns<ActorColumn>,
    commands: &mut Vec<Command>,
) {
    let body = ui.max_rect();
    let count = memory.found.len();
    ScrollArea::vertical().auto_shrink(false).id_salt((NAME, "rows")).show_viewport(ui, |ui, viewport| {
        ui.set_height(ROW * count as f32);
        let top = ui.max_rect().top();
        let place = |y: f32| ((y / ROW).max(0.0) as usize).min(count);
        let mut roving = Roving::begin(ui.ctx(), "actor rows");
        for row in place(viewport.min.y - ROW)..place(viewport.max.y + 2.0 * ROW) {
            let top = top + ROW * row as f32;
            let rect = Rect::from_x_y_ranges(body.x_range(), top..=top + ROW);
            row_ui(ui, here, (&memory.actors[memory.found[row]], memory.most), columns, rect, (&mut roving, commands));
        }
        if let Some(rect) = roving.end(ui) {
            ui.scroll_to_rect(rect.expand(ROW / 2.0), None);
        }
    });
}

fn row_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    (actor, most): (&ActorCounts, usize),
    columns: &Columns<ActorColumn>,
    rect: Rect,
    (roving, commands): (&mut Roving, &mut Vec<Command>),
) {
    let palette = here.palette;
    let key = Id::unique(("actor row", actor.id.as_str()));
    let response = ui.interact(rect, key, roving.sense(key));
    roving.saw(key, &response);
    let is_chosen = here.view.filter.has("actor", &actor.id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, spoken(actor)));
    let card = rect.shrink2(vec2(6.0, 1.0));
    if is_chosen {
        ui.painter().rect_filled(card, 6.0, color32(palette.selected));
    } else if response.hovered() {
        ui.painter().rect_filled(card, 6.0, color32(palette.card));
    }
    if response.has_focus() {
        focus_ring(ui, here, card);
    }
    let clip = ui.clip_rect();
    let room = columns.sides().room.expand(4.0);
    ui.set_clip_rect(clip.intersect(Rect::from_x_y_ranges(room, clip.y_range())));
    for (column, range) in &columns.places {
        let cell = Rect::from_x_y_ranges(*range, rect.y_range());
        let (letters, ink) = match column {
            ActorColumn::Name => (STRONG, palette.ink),
            _ => (TEXT, palette.ink_secondary),
        };
        let number = |count: usize| if count == 0 { "–".to_owned() } else { count.to_string() };
        match column {
            ActorColumn::Name => cell_line(ui, &actor.name, cell, letters, ink),
            ActorColumn::Side => cell_line(ui, &side_words(here.store, &actor.side), cell, letters, ink),
            ActorColumn::Roles => cell_line(ui, &roles_words(actor), cell, letters, ink),
            ActorColumn::Events => events_cell(ui, here, (actor, most), cell),
            ActorColumn::Claims => cell_line(ui, &number(actor.claims), cell, letters, palette.ink),
            ActorColumn::Disputed => cell_line(ui, &number(actor.disputed), cell, letters, palette.ink),
        }
    }
    ui.set_clip_rect(clip);
    let rule = Stroke::new(1.0, color32(palette.rule.faded(0.6)));
    ui.painter().hline(rect.shrink2(vec2(14.0, 0.0)).x_range(), rect.bottom(), rule);
    let tip = if is_chosen { "Remove filter" } else { "Show only events with this actor" };
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip);
    if response.clicked() {
        commands.push(Command::SetFilter(here.view.filter.with_toggled("actor", &actor.id)));
    }
}

/// The number of events before a bar as long as it is large.
fn events_cell(ui: &Ui, here: &PanelContext<'_>, (actor, most): (&ActorCounts, usize), cell: Rect) {
    let palette = here.palette;
    let ink = color32(palette.ink);
    let at = pos2(cell.left() + 26.0, cell.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, actor.events.to_string(), font(Face::Medium, 12.0), ink);
    let room = (cell.width() - 36.0).max(0.0);
    let long = |events: usize| room * events as f32 / most.max(1) as f32;
    let bar = |long: f32| Rect::from_min_size(pos2(cell.left() + 36.0, at.y - 3.0), vec2(long, 6.0));
    ui.painter().rect_filled(bar(long(actor.events)), 2.0, color32(palette.accent.faded(0.35)));
    ui.painter().rect_filled(bar(long(actor.events - actor.possibly)), 2.0, color32(palette.accent.faded(0.8)));
}

/// What the row says to a screen reader.
fn spoken(actor: &ActorCounts) -> String {
    let events = format!("{}{}", counted(actor.events, "event"), uncertain_words(actor.possibly));
    let claims = format!("{} made, {} disputed", counted(actor.claims, "claim"), actor.disputed);
    let parts = [actor.name.clone(), events, roles_words(actor), claims];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<String>>().join(", ")
}
