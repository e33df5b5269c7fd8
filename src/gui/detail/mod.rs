//! The selected event: when and where it was, who says what of it, and what it is linked to.

mod benches;
mod cards;
mod claims;
mod folded;
mod group;
mod order;
mod page;
mod strip;
mod welcome;

use egui::{
    Align, Button, Frame, Label, Layout, Margin, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use self::benches::claims_ui;
use self::cards::CardContext;
use self::folded::{Extent, folded_ui};
use self::group::Group;
use self::page::Page;
use self::welcome::Welcome;
use super::paint::paint_symbol;
use super::panel_context::PanelContext;
use super::parts::symbol_of;
use super::reading_order::{from_left, has_rtl, phrase, prose};
use super::style::{color32, words};
use crate::model::Event;
use crate::scene::{Face, Palette, Type, isolated};
use crate::view::{Command, Direction, Effect, ZoneChoice};

pub(super) use self::cards::attribution_symbol;
pub(super) use self::claims::day_words;
pub(super) use self::strip::measure_ui;

/// The height of the row with the events before and after.
const FOOT: f32 = 40.0;
/// The room that a title in it takes beside its letters.
const FOOT_EXTRA: f32 = 22.0;
/// How many measures are shown before the others are asked for.
const MEASURES_SEEN: usize = 2;

/// What the detail keeps: the words of the selected event, and what was opened of it.
#[derive(Default)]
pub(super) struct DetailMemory {
    page: Option<(PageKey, Page)>,
    welcome: Option<(u64, Welcome)>,
    group: Group,
    opened: Opened,
    /// The claim that is pointed out.
    claim: Option<String>,
}

/// What the words of a page depend on.
#[derive(PartialEq)]
struct PageKey {
    story: u64,
    revision: u64,
    event: usize,
    zone: ZoneChoice,
}

/// How much of what an event has much of is shown.
#[derive(Default)]
struct Opened {
    measures: Extent,
    roles: Extent,
    note: Extent,
}

/// Shows the selected event, or the story where none is selected.
pub(super) fn detail_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut DetailMemory, commands: &mut Vec<Command>) {
    let Some(index) = here.view.selected(here.store) else {
        memory.page = None;
        return welcome_ui(ui, here, memory, commands);
    };
    let is_new = memory.turn_to(here, index);
    if here.view.selection.len() > 1 {
        memory.group.follow(here);
        memory.group.ui(ui, here, index, commands);
    }
    let comes = memory.claim != here.view.claim;
    memory.claim.clone_from(&here.view.claim);
    let Some((_, page)) = &memory.page else { return };
    let event = here.store.event(index);
    let sheet =
        CardContext { here, palette: here.palette, event: &event, marked: here.view.selected_claim(here.store), comes };
    let whole = ui.available_rect_before_wrap();
    let foot = Rect::from_min_max(pos2(whole.left(), (whole.bottom() - FOOT).max(whole.top())), whole.max);
    let body = Rect::from_min_max(whole.min, foot.right_top());
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("detail").content_margin(0);
        if is_new {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            inset(ui).show(ui, |ui| event_ui(ui, here, (index, page, &sheet), &mut memory.opened, commands));
        });
    });
    ui.painter().hline(whole.x_range(), foot.top(), Stroke::new(1.0, color32(here.palette.rule)));
    ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| foot_ui(ui, here.palette, page, commands));
}

impl DetailMemory {
    /// Makes the words of an event where they are not there yet. True when another event than before
    /// is shown.
    fn turn_to(&mut self, here: &PanelContext<'_>, index: usize) -> bool {
        let key =
            PageKey { story: here.story_number, revision: here.revision, event: index, zone: here.view.zone.clone() };
        let before = self.page.as_ref().map(|(key, _)| key);
        if before == Some(&key) {
            return false;
        }
        let is_other = before.is_none_or(|before| (before.story, before.event) != (key.story, key.event));
        if is_other {
            self.opened = Opened::default();
        }
        self.page = Some((key, Page::of(here, index)));
        is_other
    }
}

/// The room around what the panel shows: less of it in a narrow panel.
fn inset(ui: &Ui) -> Frame {
    let (left, right) = if ui.available_width() < 300.0 { (12, 12) } else { (16, 16) };
    Frame::NONE.inner_margin(Margin { left, right, top: 6, bottom: 14 })
}

fn welcome_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut DetailMemory, commands: &mut Vec<Command>) {
    if memory.welcome.as_ref().is_none_or(|(story, _)| *story != here.story_number) {
        memory.welcome = Some((here.story_number, Welcome::of(here)));
    }
    let Some((_, welcome)) = &memory.welcome else { return };
    ScrollArea::vertical().auto_shrink(false).id_salt("welcome").show(ui, |ui| {
        inset(ui).show(ui, |ui| welcome.ui(ui, here, commands));
    });
}

fn event_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    (index, page, sheet): (usize, &Page, &CardContext<'_>),
    opened: &mut Opened,
    commands: &mut Vec<Command>,
) {
    ui.set_width(ui.available_width());
    head_ui(ui, here, index, page, commands);
    matter_ui(ui, here.palette, sheet.event, page, opened);
    quantities_ui(ui, here, index, page, &mut opened.measures);
    if !page.cards.is_empty() {
        ui.add_space(14.0);
        caps(ui, &page.counts, here.palette);
        ui.add_space(6.0);
        claims_ui(ui, sheet, &page.cards, commands);
    }
    links_ui(ui, here.palette, page, commands);
}

/// Category, layer and the cross that closes the detail.
fn head_ui(ui: &mut Ui, here: &PanelContext<'_>, index: usize, page: &Page, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let style = symbol_of(here, index, 5.5);
    let close = ui
        .horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(vec2(13.0, 20.0), Sense::hover());
            paint_symbol(ui.painter(), rect.center(), &style, palette);
            let room = ui.available_width() - 60.0;
            ui.allocate_ui_with_layout(vec2(room, 20.0), Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(room);
                ui.add_space(3.5);
                caps(ui, &page.kicker, palette);
            });
            if pencil(ui, palette).clicked() {
                commands.push(Command::Perform(Effect::EditEvent));
            }
            cross(ui, palette)
        })
        .inner;
    if close.clicked() {
        commands.push(Command::Select(Vec::new()));
    }
}

/// A button with a pencil, which turns the event into fields.
fn pencil(ui: &mut Ui, palette: &Palette) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Edit event"));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.card));
    }
    let (center, stroke) = (rect.center(), Stroke::new(1.3, color32(palette.accent)));
    let along = |from: f32, to: f32, off: f32| {
        let across = vec2(off, off);
        ui.painter().line_segment([center + vec2(from, -from) + across, center + vec2(to, -to) + across], stroke);
    };
    along(-3.0, 5.0, -1.6);
    along(-3.0, 5.0, 1.6);
    let tip = center + vec2(-5.5, 5.5);
    for off in [vec2(-1.6, -1.6), vec2(1.6, 1.6)] {
        ui.painter().line_segment([tip, center + vec2(-3.0, 3.0) + off], stroke);
        ui.painter().line_segment([center + vec2(5.0, -5.0) + off, center + vec2(5.0, -5.0)], stroke);
    }
    response.on_hover_text("Edit event (Enter)")
}

/// A button with a cross of two lines.
fn cross(ui: &mut Ui, palette: &Palette) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close"));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.card));
    }
    let color = if response.hovered() { palette.ink } else { palette.ink_faint };
    let (center, stroke) = (rect.center(), Stroke::new(1.3, color32(color)));
    for arm in [vec2(4.0, 4.0), vec2(4.0, -4.0)] {
        ui.painter().line_segment([center - arm, center + arm], stroke);
    }
    response.on_hover_text("Close (Esc)")
}

/// Title, time, place and summary.
fn matter_ui(ui: &mut Ui, palette: &Palette, event: &Event, page: &Page, opened: &mut Opened) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add_space(2.0);
    let title = prose(ui, &event.title, Face::SemiBold, 16.5, palette.ink);
    title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &event.title));
    ui.add_space(3.0);
    when_ui(ui, palette, page);
    if !page.clocks.is_empty() {
        phrase(ui, &page.clocks, Face::Regular, 11.5, palette.ink_secondary);
    }
    phrase(ui, &page.place, Face::Regular, 11.5, palette.ink_secondary);
    folded_ui(ui, palette, &page.actors, (Face::Regular, 2), ("Show all roles", &mut opened.roles));
    if let Some(place) = &event.place {
        folded_ui(ui, palette, &place.note, (Face::Italic, 1), ("Show the whole note", &mut opened.note));
    }
    if !event.summary.is_empty() {
        ui.add_space(7.0);
        prose(ui, &event.summary, Face::Regular, 12.5, palette.ink);
    }
    if page.notes.is_empty() {
        return;
    }
    ui.add_space(7.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for note in &page.notes {
            // A frame takes what is left of a row, however narrow; a chip is never broken for that.
            if Type::new(Face::Medium, 10.5).width(&note.words) + 18.0 > ui.available_size_before_wrap().x {
                ui.end_row();
            }
            let chip = Frame::NONE.fill(color32(palette.card)).corner_radius(9).inner_margin(Margin::symmetric(9, 3));
            let shown = chip.show(ui, |ui| ui.label(words(&note.words, Face::Medium, 10.5, palette.ink)));
            shown.response.on_hover_text(&note.explanation);
        }
    });
}

/// When in words, with the expression of the file at the right or below.
fn when_ui(ui: &mut Ui, palette: &Palette, page: &Page) {
    let room = ui.available_width();
    let taken = Type::new(Face::Medium, 12.5).width(&page.when) + Type::new(Face::Regular, 10.0).width(&page.edtf);
    let edtf = |ui: &mut Ui| {
        phrase(ui, &page.edtf, Face::Regular, 10.0, palette.ink_faint).on_hover_text("EDTF, ISO 8601-2:2019");
    };
    if page.edtf.is_empty() || taken + 16.0 > room {
        phrase(ui, &page.when, Face::Medium, 12.5, palette.ink);
        if !page.edtf.is_empty() {
            edtf(ui);
        }
        return;
    }
    ui.horizontal(|ui| {
        ui.set_height(17.0);
        phrase(ui, &page.when, Face::Medium, 12.5, palette.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), edtf);
    });
}

/// What is counted, the measures at odds first.
fn quantities_ui(ui: &mut Ui, here: &PanelContext<'_>, index: usize, page: &Page, measures: &mut Extent) {
    let (palette, band) = (here.palette, here.color_of(index));
    let at_odds = page.measures.iter().filter(|measure| measure.is_at_odds());
    let agreed = page.measures.iter().filter(|measure| !measure.is_at_odds());
    let seen = if *measures == Extent::All { usize::MAX } else { MEASURES_SEEN };
    for measure in at_odds.chain(agreed).take(seen) {
        ui.add_space(14.0);
        caps(ui, &measure.heading.to_uppercase(), palette);
        ui.add_space(4.0);
        ui.scope(|ui| measure_ui(ui, measure, band, palette));
    }
    let rest = page.measures.len().saturating_sub(seen);
    if rest > 0 {
        ui.add_space(8.0);
        let label = if rest == 1 { "1 more number".to_owned() } else { format!("{rest} more numbers") };
        let label = words(label, Face::Medium, 11.5, palette.accent);
        if ui.add(Button::new(label).frame(false)).clicked() {
            *measures = Extent::All;
        }
    }
}

/// Links to other events, in both directions.
fn links_ui(ui: &mut Ui, palette: &Palette, page: &Page, commands: &mut Vec<Command>) {
    if page.links.is_empty() {
        return;
    }
    ui.add_space(14.0);
    caps(ui, "LINKED EVENTS", palette);
    ui.add_space(3.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    for link in &page.links {
        let label =
            words(from_left(&format!("{}: {}", link.kind, isolated(&link.title))), Face::Regular, 12.0, palette.accent);
        if ui.add(Button::new(label).wrap().frame(false).min_size(vec2(0.0, 22.0))).clicked() {
            commands.push(Command::Select(vec![link.id.clone()]));
        }
    }
}

/// The events before and after; where one has a short title, the other has the room.
fn foot_ui(ui: &mut Ui, palette: &Palette, page: &Page, commands: &mut Vec<Command>) {
    let whole = ui.max_rect().shrink2(vec2(8.0, 6.0));
    let letters = Type::new(Face::Medium, 11.5);
    let wanted = page
        .neighbours
        .each_ref()
        .map(|title| title.as_ref().map_or(0.0, |title| letters.width(title).ceil() + 1.0 + FOOT_EXTRA));
    let half = whole.width() / 2.0;
    for (place, title) in page.neighbours.iter().enumerate() {
        let Some(title) = title else { continue };
        let width = wanted[place].min((whole.width() - wanted[1 - place]).max(half));
        let short = letters.elided(title, width - FOOT_EXTRA);
        let (label, name, direction, layout, left) = if place == 0 {
            let layout = Layout::left_to_right(Align::Center);
            (format!("‹ {short}"), "Previous event", Direction::Back, layout, whole.left())
        } else {
            let layout = Layout::right_to_left(Align::Center);
            (format!("{short} ›"), "Next event", Direction::Forward, layout, whole.right() - width)
        };
        let rect = Rect::from_x_y_ranges(left..=left + width, whole.y_range());
        let button =
            Button::new(words(from_left(&label), Face::Medium, 11.5, palette.accent)).frame_when_inactive(false);
        let inside = |ui: &mut Ui| {
            ui.spacing_mut().button_padding.x = 6.0;
            ui.add(button)
        };
        let response = ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), inside).inner;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {title}")));
        if response.on_hover_text(format!("{name}: {title}")).clicked() {
            commands.push(Command::SelectNext(direction));
        }
    }
}

/// A small heading of spaced capitals; the words come in capitals.
fn caps(ui: &mut Ui, text: &str, palette: &Palette) {
    // Letters that join are not spaced.
    let spacing = if has_rtl(text) { 0.0 } else { 0.9 };
    let rich = words(from_left(text), Face::SemiBold, 10.5, palette.ink_secondary).extra_letter_spacing(spacing);
    ui.add(Label::new(rich).wrap());
}
