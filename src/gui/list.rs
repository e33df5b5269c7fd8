//! The events as a list, with chips that filter it and a tray for what has no date or no place.
//!
//! This module answers which rows the list has and how they look. Rows are laid out once for all
//! events shown; words are made only for the rows that are seen.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use eframe::egui::{self, Align, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::here::Here;
use super::paint::paint_symbol;
use super::parts::{ChipSign, Chosen, Points, caret, checks_menu, chip, focus_ring, line_at, symbol_of};
use super::style::{color32, font, words};
use crate::model::{Extent, Match, Zone};
use crate::scene::{Face, Type, event_label, short_when, when_text};
use crate::store::{Facet, FacetKey};
use crate::view::{Command, ZoneChoice};

/// The heights of an event's row, of a heading between rows and of the tray's, in points.
const ROW: f32 = 42.0;
const HEADING: f32 = 26.0;
const TRAY_HEADING: f32 = 34.0;
/// The width of the column of dates and its right edge; then the middle of the marks, and the titles.
const DATES: f32 = 46.0;
const DATES_RIGHT: f32 = 56.0;
const MARKS: f32 = 71.0;
const TITLES: f32 = 85.0;
/// The room to the right of a row's words.
const RIGHT: f32 = 14.0;
/// Up to so many categories have a chip each; the others are in a menu.
const CHIPS: usize = 12;
/// A window longer than this is divided by years and not by months.
const LONG_SECS: f64 = 800.0 * 86_400.0;

const TITLE: Type = Type::new(Face::Medium, 12.5);
const NOTE: Type = Type::new(Face::Regular, 10.5);
const TAG: Type = Type::new(Face::Regular, 9.5);
const TAG_WORD: &str = "possibly";

/// What the list keeps between frames: its rows, made anew when other events are shown.
#[derive(Default)]
pub(super) struct ListMemory {
    made_for: Option<MadeFor>,
    rows: Vec<Row>,
    /// Where each row begins, and one more for the end of the last.
    tops: Vec<f32>,
    /// The rows that are headings.
    headings: Vec<usize>,
    tray: Tray,
    /// The words of rows that were seen, in this width.
    words: BTreeMap<usize, RowWords>,
    words_width: f32,
    /// The selection that the list has scrolled to.
    followed: Option<String>,
}

#[derive(PartialEq)]
struct MadeFor {
    story_number: u64,
    revision: u64,
    zone: ZoneChoice,
    tray: Tray,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tray {
    #[default]
    Closed,
    Open,
}

/// One row of the list.
enum Row {
    /// Above the events that begin in a month or year, or before the window.
    Heading(Option<Period>),
    /// An event by its index.
    Event(usize),
    TrayHeading,
    /// An event by its index, and what it lacks.
    InTray(usize, &'static str),
}

impl Row {
    fn height(&self) -> f32 {
        match self {
            Self::Heading(_) => HEADING,
            Self::TrayHeading => TRAY_HEADING,
            Self::Event(_) | Self::InTray(..) => ROW,
        }
    }

    fn event(&self) -> Option<usize> {
        match self {
            Self::Event(index) | Self::InTray(index, _) => Some(*index),
            Self::Heading(_) | Self::TrayHeading => None,
        }
    }
}

/// What a row says, cut to the width of the list.
struct RowWords {
    date: String,
    date_size: f32,
    title: String,
    note: String,
    /// All of it, where some was cut.
    whole: Option<String>,
}

/// Shows the list and answers with what the viewer does on it.
pub(super) fn list_ui(ui: &mut Ui, here: &Here<'_>, memory: &mut ListMemory, commands: &mut Vec<Command>) {
    chips_ui(ui, here, commands);
    ui.add_space(2.0);
    if here.shown.events.is_empty() {
        nothing_ui(ui, here, commands);
    }
    let selected = here.view.selection.first();
    let is_new = memory.followed.as_ref() != selected;
    if is_new {
        memory.followed = selected.cloned();
    }
    let to_follow = if is_new { here.view.selected(here.store) } else { None };
    if to_follow.is_some_and(|index| here.shown.undated.contains(&index)) {
        memory.tray = Tray::Open;
    }
    memory.make(here);
    egui::ScrollArea::vertical().id_salt("event list").auto_shrink(false).show_viewport(ui, |ui, viewport| {
        ui.set_height(memory.tops.last().copied().unwrap_or_default());
        let all = ui.max_rect();
        let rect_of = |tops: &[f32], row: usize| {
            Rect::from_x_y_ranges(all.x_range(), all.top() + tops[row]..=all.top() + tops[row + 1])
        };
        memory.set_width(all.width());
        for row in memory.rows_within(viewport.min.y..viewport.max.y) {
            let rect = rect_of(&memory.tops, row);
            match memory.rows[row] {
                Row::Heading(period) => heading_ui(ui, here, period, rect),
                Row::TrayHeading => tray_heading_ui(ui, here, rect, &mut memory.tray),
                Row::Event(_) | Row::InTray(..) => event_ui(ui, here, memory, row, rect, commands),
            }
        }
        sticky_ui(ui, here, memory, (viewport.min.y, all));
        if let Some(index) = to_follow
            && let Some(row) = memory.rows.iter().position(|row| row.event() == Some(index))
        {
            ui.scroll_to_rect(rect_of(&memory.tops, row).expand(HEADING), None);
        }
    });
}

fn nothing_ui(ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
    let is_filtered = !here.view.filter.is_empty();
    let text = if is_filtered { "No event matches" } else { "No event in this window" };
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.label(words(text, Face::Regular, 12.5, here.palette.ink_secondary));
        ui.add_space(6.0);
        if is_filtered && ui.button("Clear the filter").clicked() {
            commands.push(Command::ClearFilter);
        }
        if ui.button("Window over the whole story").clicked() {
            commands.push(Command::WholeWindow);
        }
    });
    ui.add_space(24.0);
}

/// Categories to switch; below them disputes, and menus of actors and layers.
fn chips_ui(ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
    let filter = &here.view.filter;
    let keys_of = |facet: Facet| here.store.facet(facet).keys();
    egui::Frame::NONE.inner_margin(egui::Margin { left: 9, right: 6, top: 3, bottom: 3 }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 5.0);
            let (first, others) = keys_of(Facet::Category).split_at(keys_of(Facet::Category).len().min(CHIPS));
            for (place, key) in first.iter().enumerate() {
                let chosen = Chosen::from(filter.has("category", &key.id));
                let color = here.category_color(Some(place));
                if chip(ui, here, &key.name, color, chosen).on_hover_text("Show only chosen categories").clicked() {
                    commands.push(Command::SetFilter(filter.with_toggled("category", &key.id)));
                }
            }
            if !others.is_empty() {
                facet_menu(ui, here, ("More", "category"), others, commands);
            }
        });
        ui.add_space(-1.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(3.0, 5.0);
            let disputed = Chosen::from(filter.has("disputed", "yes"));
            let response = chip(ui, here, "Disputed", ChipSign::Corner, disputed);
            if response.on_hover_text("Show only events whose accounts differ").clicked() {
                commands.push(Command::SetFilter(filter.with_toggled("disputed", "yes")));
            }
            if !keys_of(Facet::Actor).is_empty() {
                facet_menu(ui, here, ("Actors", "actor"), keys_of(Facet::Actor), commands);
            }
            if !keys_of(Facet::Layer).is_empty() {
                layer_menu(ui, here, keys_of(Facet::Layer), commands);
            }
        });
    });
}

/// A menu of the values of a field of the filter, named by its label and the field's word.
fn facet_menu(
    ui: &mut Ui,
    here: &Here<'_>,
    (label, field): (&str, &str),
    keys: &[FacetKey],
    commands: &mut Vec<Command>,
) {
    let filter = &here.view.filter;
    // Most filters ask for none of the field, and a story may have thousands of actors.
    let is_asked = filter.terms().iter().any(|term| term.field() == Some(field));
    let count = if is_asked { keys.iter().filter(|key| filter.has(field, &key.id)).count() } else { 0 };
    let label = if count > 0 { format!("{label} {count}") } else { label.to_owned() };
    checks_menu(ui, here, &label, Chosen::from(count > 0), keys, |ui, key| {
        let mut chosen = filter.has(field, &key.id);
        if ui.checkbox(&mut chosen, &key.name).clicked() {
            commands.push(Command::SetFilter(filter.with_toggled(field, &key.id)));
        }
    });
}

fn layer_menu(ui: &mut Ui, here: &Here<'_>, keys: &[FacetKey], commands: &mut Vec<Command>) {
    let hidden = &here.view.hidden_layers;
    let shown = keys.iter().filter(|key| !hidden.contains(&key.id)).count();
    let label = if shown < keys.len() { format!("Layers {shown}/{}", keys.len()) } else { "Layers".to_owned() };
    checks_menu(ui, here, &label, Chosen::No, keys, |ui, key| {
        let mut visible = !hidden.contains(&key.id);
        if ui.checkbox(&mut visible, &key.name).clicked() {
            commands.push(Command::ToggleLayer(key.id.clone()));
        }
    });
}

/// The month or year that a heading stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Period {
    year: i32,
    /// None: the whole year.
    month: Option<u32>,
}

impl Period {
    fn holds(self, civil: &NaiveDateTime) -> bool {
        civil.year() == self.year && self.month.is_none_or(|month| civil.month() == month)
    }

    /// From its first instant to the first after it.
    fn extent(self, zone: &Zone) -> Option<Extent> {
        let (year, month) = match self.month {
            None | Some(12) => (self.year + 1, 1),
            Some(month) => (self.year, month + 1),
        };
        let start = NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), 1)?.and_hms_opt(0, 0, 0)?;
        let end = NaiveDate::from_ymd_opt(year, month, 1)?.and_hms_opt(0, 0, 0)?;
        Some(Extent::new(zone.secs_from_civil(&start), zone.secs_from_civil(&end)))
    }

    fn words(self) -> String {
        let first = NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), 1);
        match first {
            Some(first) if self.month.is_some() => first.format("%B %Y").to_string(),
            _ => self.year.to_string(),
        }
    }
}

/// Finds the periods in which events begin; most begin in that of the event before.
struct Periods<'a> {
    last: Option<(&'a Zone, Extent, Period)>,
    by_year: bool,
}

impl<'a> Periods<'a> {
    /// None for an event that begins before the window.
    fn of(&mut self, here: &Here<'a>, index: usize) -> Option<Period> {
        let possible = here.store.span(index)?.possible;
        let start = possible.start_secs;
        // A day of another zone may begin some hours before the window and still be of it.
        if !start.is_finite() || start < here.view.window.start_secs - 86_400.0 {
            return None;
        }
        let zone = zone_of_days(here, index);
        if let Some((last_zone, extent, period)) = self.last
            && extent.contains_secs(start)
            && last_zone == zone
        {
            return Some(period);
        }
        let civil = zone.civil_from_secs(start);
        let period = Period { year: civil.year(), month: if self.by_year { None } else { Some(civil.month()) } };
        self.last = period.extent(zone).map(|extent| (zone, extent, period));
        Some(period)
    }
}

/// The zone in which an event's days are counted: its own, but for times of day that of the view.
fn zone_of_days<'a>(here: &Here<'a>, index: usize) -> &'a Zone {
    let event = here.store.event(index);
    if event.when.as_ref().is_some_and(crate::model::When::has_time_of_day) {
        here.view.zone_shown(here.store, event.zone.as_ref())
    } else {
        event.zone_or(&here.store.story().zone)
    }
}

impl ListMemory {
    /// Makes the rows anew where other events are shown, or in another zone.
    fn make(&mut self, here: &Here<'_>) {
        let made_for = MadeFor {
            story_number: here.story_number,
            revision: here.revision,
            zone: here.view.zone.clone(),
            tray: self.tray,
        };
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        self.made_for = Some(made_for);
        self.words.clear();
        self.rows.clear();
        let mut periods = Periods { last: None, by_year: here.view.window.duration_secs() > LONG_SECS };
        let mut current: Option<Option<Period>> = None;
        for &index in &here.shown.events {
            let period = periods.of(here, index);
            // Where zones overlap, the first days of a month may follow its neighbour's last.
            if current.is_none_or(|current| period > current) {
                current = Some(period);
                self.rows.push(Row::Heading(period));
            }
            self.rows.push(Row::Event(index));
        }
        let (undated, unplaced) = (&here.shown.undated, &here.shown.unplaced);
        if !undated.is_empty() || !unplaced.is_empty() {
            self.rows.push(Row::TrayHeading);
            if self.tray == Tray::Open {
                self.rows.extend(undated.iter().map(|&index| Row::InTray(index, "no date")));
                self.rows.extend(unplaced.iter().map(|&index| Row::InTray(index, "no place")));
            }
        }
        let mut bottom = 0.0;
        self.tops.clear();
        self.tops.push(bottom);
        self.tops.extend(self.rows.iter().map(|row| {
            bottom += row.height();
            bottom
        }));
        let is_heading = |row: &Row| row.event().is_none();
        self.headings.clear();
        self.headings.extend(self.rows.iter().enumerate().filter(|(_, row)| is_heading(row)).map(|(place, _)| place));
    }

    /// Forgets words that were cut to another width.
    fn set_width(&mut self, width: f32) {
        if (self.words_width - width).abs() > 0.1 {
            self.words_width = width;
            self.words.clear();
        }
    }

    /// The rows in sight, and two more on either side for the keyboard to go on to.
    fn rows_within(&self, seen: Range<f32>) -> Range<usize> {
        let first = self.tops.partition_point(|top| *top <= seen.start).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < seen.end);
        first.saturating_sub(2).min(self.rows.len())..(last + 2).min(self.rows.len())
    }

    /// The heading above a row.
    fn heading_above(&self, row: usize) -> Option<usize> {
        let place = self.headings.partition_point(|heading| *heading <= row);
        place.checked_sub(1).map(|place| self.headings[place])
    }
}

impl RowWords {
    fn of(here: &Here<'_>, row: &Row, period: Option<Period>, width: f32) -> Self {
        let index = row.event().unwrap_or_default();
        let event = here.store.event(index);
        let place = match row {
            Row::InTray(_, lack) => lack,
            _ => event.place.as_ref().map_or("", |place| place.name.as_str()),
        };
        let category = category_name(here, index);
        let all_note = if place.is_empty() { category.to_owned() } else { format!("{category} · {place}") };
        let room = width - TITLES - RIGHT;
        let title = TITLE.elided(&event.title, room);
        let note = NOTE.elided(&all_note, if is_possibly(here, row) { room - tag_width() - 6.0 } else { room });
        let date = date_words(here, index, period);
        let fits = |size: &f32| Type::new(Face::Medium, *size).width(&date) <= DATES;
        let date_size = [11.5, 10.5].into_iter().find(fits).unwrap_or(9.5);
        let is_cut = title != event.title || note != all_note;
        let whole = is_cut.then(|| format!("{}\n{}\n{all_note}", event.title, when_text(here.store, here.view, index)));
        Self { date, date_size, title, note, whole }
    }
}

/// The date without the month or year that the heading says.
fn date_words(here: &Here<'_>, index: usize, period: Option<Period>) -> String {
    let Some(span) = here.store.span(index) else { return "–".to_owned() };
    let short = short_when(here.store, here.view, index);
    let Some(period) = period else { return short };
    let extent = span.certain.unwrap_or(span.possible);
    if !extent.is_bounded() {
        return short;
    }
    let zone = zone_of_days(here, index);
    let first = zone.civil_from_secs(extent.start_secs);
    let last = zone.civil_from_secs(if extent.is_instant() { extent.end_secs } else { extent.end_secs - 1.0 });
    if !period.holds(&first) || !period.holds(&last) {
        return short;
    }
    if short.contains(':') {
        // Times of day stand in the detail; here the days do.
        let day =
            |civil: &NaiveDateTime| civil.format(if period.month.is_some() { "%-d" } else { "%-d %b" }).to_string();
        let doubt = if short.starts_with('~') { "~" } else { "" };
        let (first, last) = (day(&first), day(&last));
        return if first == last { format!("{doubt}{first}") } else { format!("{doubt}{first}–{last}") };
    }
    let short = short.replace(&format!(" {}", period.year), "");
    if period.month.is_some() { short.replace(&first.format(" %b").to_string(), "") } else { short }
}

fn category_name<'a>(here: &Here<'a>, index: usize) -> &'a str {
    let column = here.store.facet(Facet::Category);
    column.of(index).first().map_or("Event", |key| column.keys()[*key as usize].name.as_str())
}

fn is_possibly(here: &Here<'_>, row: &Row) -> bool {
    matches!(row, Row::Event(index) if here.shown.match_of(*index) == Match::Possibly)
}

fn tag_width() -> f32 {
    TAG.width(TAG_WORD) + 10.0
}

fn event_ui(
    ui: &mut Ui,
    here: &Here<'_>,
    memory: &mut ListMemory,
    row: usize,
    rect: Rect,
    commands: &mut Vec<Command>,
) {
    let palette = here.palette;
    let heading = memory.heading_above(row).map(|heading| &memory.rows[heading]);
    let period = if let Some(Row::Heading(period)) = heading { *period } else { None };
    let (row_words, row) = (memory.words.entry(row), &memory.rows[row]);
    let row_words = row_words.or_insert_with(|| RowWords::of(here, row, period, rect.width()));
    let Some(index) = row.event() else { return };
    let event = here.store.event(index);
    let salt = if let Row::InTray(_, lack) = row { lack } else { "list row" };
    let response = ui.interact(rect, Id::unique((salt, event.id.as_str())), Sense::click());
    let is_selected = here.view.is_selected(&event.id);
    let card = rect.shrink2(vec2(8.0, 1.0));
    let ground = match (is_selected, response.hovered()) {
        (true, _) => palette.selected,
        (false, true) => palette.card,
        (false, false) => palette.panel,
    };
    if ground != palette.panel {
        ui.painter().rect_filled(card, 6.0, color32(ground));
    }
    date_ui(ui, here, row_words, rect);
    let symbol = pos2(rect.left() + MARKS, rect.center().y);
    paint_symbol(ui.painter(), symbol, &symbol_of(here, index, 5.5), palette);
    let at = |y: f32| rect.left_top() + vec2(TITLES, y);
    line_at(ui, at(5.5), &row_words.title, TITLE, palette.ink);
    line_at(ui, at(22.5), &row_words.note, NOTE, palette.ink_secondary);
    if is_possibly(here, row) {
        let tag =
            Rect::from_min_size(pos2(rect.right() - RIGHT - tag_width(), rect.top() + 21.5), vec2(tag_width(), 15.0));
        let rim = Stroke::new(1.0, color32(palette.ink.faded(0.25).over(ground)));
        ui.painter().rect_stroke(tag, 7.5, rim, StrokeKind::Inside);
        let color = color32(palette.ink_secondary);
        ui.painter().text(tag.center(), egui::Align2::CENTER_CENTER, TAG_WORD, font(TAG.face, TAG.size), color);
    }
    if response.has_focus() {
        focus_ring(ui, here, card);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect.expand(HEADING), None);
    }
    response.widget_info(|| {
        // The first word tells it from the mark of the same event on the map.
        let possibly = if is_possibly(here, row) { " · possibly in the window" } else { "" };
        let label = format!("Row: {}{possibly}", event_label(here.store, here.view, index));
        WidgetInfo::selected(Role::ListItem, true, is_selected, label)
    });
    if response.double_clicked() {
        commands.push(Command::FlyTo(event.id.clone()));
    } else if response.clicked() {
        commands.push(Command::Select(vec![event.id.clone()]));
    }
    if let Some(whole) = &row_words.whole {
        response.on_hover_text(whole.as_str());
    }
}

/// The date, right-aligned: on the line of the title, or on several lines where it is long.
fn date_ui(ui: &Ui, here: &Here<'_>, row_words: &RowWords, rect: Rect) {
    let color = color32(here.palette.ink_secondary);
    let letters = font(Face::Medium, row_words.date_size);
    let mut job = egui::text::LayoutJob::simple(row_words.date.clone(), letters, color, DATES + 0.5);
    job.halign = Align::RIGHT;
    job.wrap.max_rows = 3;
    let galley = ui.painter().layout_job(job);
    let middle = if galley.rows.len() > 1 { rect.center().y } else { rect.top() + 13.5 };
    let at = pos2(rect.left() + DATES_RIGHT, middle - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
}

fn heading_ui(ui: &Ui, here: &Here<'_>, period: Option<Period>, rect: Rect) {
    let words = period.map_or_else(|| "Begun earlier".to_owned(), Period::words);
    let color = color32(here.palette.ink_secondary);
    let at = rect.left_bottom() + vec2(14.0, -6.0);
    ui.painter().text(at, egui::Align2::LEFT_BOTTOM, &words, font(Face::SemiBold, 10.5), color);
}

/// Keeps the heading of the topmost row in sight while its rows pass under it.
fn sticky_ui(ui: &Ui, here: &Here<'_>, memory: &ListMemory, (seen_top, all): (f32, Rect)) {
    let next = memory.headings.partition_point(|heading| memory.tops[*heading] < seen_top);
    let Some(current) = next.checked_sub(1).map(|place| memory.headings[place]) else { return };
    let Row::Heading(period) = memory.rows[current] else { return };
    let next_top = memory.headings.get(next).map_or(f32::INFINITY, |heading| memory.tops[*heading]);
    let top = all.top() + seen_top.min(next_top - HEADING);
    let rect = Rect::from_x_y_ranges(all.x_range(), top..=top + HEADING);
    // What lies under it cannot be clicked through it.
    ui.interact(rect, Id::unique("sticky heading"), Sense::CLICK);
    ui.painter().rect_filled(rect, 0.0, color32(here.palette.panel));
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, color32(here.palette.rule)));
    heading_ui(ui, here, period, rect);
}

/// Opens and closes the tray.
fn tray_heading_ui(ui: &Ui, here: &Here<'_>, rect: Rect, tray: &mut Tray) {
    let palette = here.palette;
    let counts = [(here.shown.undated.len(), "undated"), (here.shown.unplaced.len(), "unplaced")];
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let label = format!("Tray: {}", counts.collect::<Vec<_>>().join(", "));
    let response = ui.interact(rect, Id::unique("tray"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, *tray == Tray::Open, &label));
    let card = Rect::from_min_max(rect.min + vec2(8.0, 7.0), rect.max - vec2(8.0, 1.0));
    ui.painter().hline(rect.x_range(), rect.top() + 3.0, Stroke::new(1.0, color32(palette.rule)));
    if response.hovered() {
        ui.painter().rect_filled(card, 6.0, color32(palette.card));
    }
    if response.has_focus() {
        focus_ring(ui, here, card);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    let points = if *tray == Tray::Open { Points::Down } else { Points::Right };
    caret(ui, card.left_center() + vec2(10.0, 0.0), points, palette.ink_secondary);
    let at = card.left_center() + vec2(20.0, 0.0);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, &label, font(Face::Medium, 11.0), color32(palette.ink));
    let response = response.on_hover_text("Events without a date, and events without a place on the map");
    if response.clicked() {
        *tray = if *tray == Tray::Open { Tray::Closed } else { Tray::Open };
        ui.request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::basemap::Basemap;
    use crate::model::{Event, Story, When};
    use crate::query::{Filter, select};
    use crate::scene::palette_of;
    use crate::store::Store;
    use crate::view::{Theme, View};

    fn store_of(whens: &[&str]) -> Store {
        let event = |(number, when): (usize, &&str)| Event {
            id: format!("e{number}"),
            title: format!("Event {number}"),
            when: When::parse(when).ok(),
            ..Event::default()
        };
        let zone = "Asia/Kabul".parse().unwrap();
        Store::new(Story { zone, events: whens.iter().enumerate().map(event).collect(), ..Story::default() })
    }

    /// A list of these events alone, with the commands it answered with.
    fn window<'a>(store: &'a Store, filter: &str) -> Harness<'a, Vec<Command>> {
        let view = View { filter: Filter::parse(filter).unwrap(), ..View::of_story(store, [800.0, 600.0]) };
        let (mut memory, basemap) = (ListMemory::default(), Basemap::default());
        let list = move |ui: &mut Ui, commands: &mut Vec<Command>| {
            let shown = select(store, &view.question());
            let palette = palette_of(Theme::Light);
            let here =
                Here { store, basemap: &basemap, view: &view, shown: &shown, palette, story_number: 0, revision: 0 };
            list_ui(ui, &here, &mut memory, commands);
        };
        let mut harness = Harness::builder()
            .with_size([300.0, 560.0])
            .with_context_setup(crate::gui::style::install_fonts)
            .build_ui_state(list, Vec::new());
        harness.run();
        harness
    }

    /// What the rows say on the left, headings in brackets.
    fn dates(whens: &[&str]) -> Vec<String> {
        let store = store_of(whens);
        let (view, basemap) = (View::of_story(&store, [800.0, 600.0]), Basemap::default());
        let shown = select(&store, &view.question());
        let palette = palette_of(Theme::Light);
        let here = Here {
            store: &store,
            basemap: &basemap,
            view: &view,
            shown: &shown,
            palette,
            story_number: 0,
            revision: 0,
        };
        let mut memory = ListMemory::default();
        memory.make(&here);
        let mut heading = None;
        let words = memory.rows.iter().filter_map(|row| match row {
            Row::Heading(period) => {
                heading = *period;
                Some(format!("[{}]", period.map_or_else(|| "Begun earlier".to_owned(), Period::words)))
            }
            Row::Event(index) => Some(date_words(&here, *index, heading)),
            Row::TrayHeading | Row::InTray(..) => None,
        });
        words.collect()
    }

    #[test]
    fn a_date_leaves_out_the_month_that_its_heading_says() {
        let whens =
            ["2025-10-17/2025-10-18", "2025-10-22~", "2025-10-25T21:50+04:30", "2025-10-30/2025-11-02", "2025-11-06"];
        let expected = ["[October 2025]", "17–18", "~22", "25", "30 Oct–2 Nov", "[November 2025]", "6"];
        assert_eq!(dates(&whens), expected);
    }

    #[test]
    fn a_window_of_many_years_is_divided_by_years() {
        let expected = ["[1893]", "12 Nov", "[1947]", "Aug", "[2021]", "2021"];
        assert_eq!(dates(&["1893-11-12", "1947-08", "2021"]), expected);
    }

    #[test]
    fn the_keyboard_reaches_and_selects_a_row_out_of_sight() {
        let whens: Vec<String> = (1..=28).map(|day| format!("2025-10-{day:02}")).collect();
        let whens: Vec<&str> = whens.iter().map(String::as_str).collect();
        let store = store_of(&whens);
        let mut harness = window(&store, "");
        assert!(harness.query_by_label_contains("Row: Event 27").is_none());
        harness.get_by_label_contains("Row: Event 0 ").focus();
        harness.run();
        for _ in 0..27 {
            harness.key_press(egui::Key::Tab);
            harness.run();
        }
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(harness.state().as_slice(), [Command::Select(vec!["e27".to_owned()])]);
    }

    #[test]
    fn a_filter_that_nothing_matches_can_be_cleared() {
        let store = store_of(&["2025-10-07"]);
        let mut harness = window(&store, "no-such-word");
        harness.get_by_label("No event matches");
        harness.get_by_label("Clear the filter").click();
        harness.run();
        assert_eq!(harness.state().as_slice(), [Command::ClearFilter]);
    }

    #[test]
    fn the_tray_holds_what_has_no_date() {
        let store = store_of(&["2025-10-07", "no date"]);
        let mut harness = window(&store, "");
        assert!(harness.query_by_label_contains("Row: Event 1").is_none());
        harness.get_by_label("Tray: 1 undated, 1 unplaced").click();
        harness.run();
        harness.get_by_label_contains("Row: Event 1").click();
        harness.run();
        assert_eq!(harness.state().as_slice(), [Command::Select(vec!["e1".to_owned()])]);
    }
}
