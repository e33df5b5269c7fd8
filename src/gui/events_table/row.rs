//! A row of the table: one event, in two lines or more.

use egui::{CursorIcon, Id, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::columns::EventColumn;
use crate::gui::detail::day_words;
use crate::gui::parts::Chosen;
use crate::gui::style::color32;
use crate::gui::table::{Columns, cell_line, cells_clip, line_top, mark_unread};
use crate::model::{Event, ShortForm};
use crate::scene::{Color, Face, Palette, Type, counted};
use crate::store::Store;
use crate::view::{EventCell, event_text, unread_date};

const TITLE: Type = Type::new(Face::SemiBold, 12.0);
const TEXT: Type = Type::new(Face::Regular, 12.0);
/// The room of the dot of a category.
const DOT: f32 = 13.0;

/// An event in the words of its row.
pub(super) struct RowWords {
    pub(super) id: String,
    pub(super) title: String,
    /// By column, a line or more.
    cells: Vec<(EventColumn, Vec<String>)>,
    /// What the row says to a screen reader.
    spoken: String,
    date: DateRead,
}

/// Whether a date was read, or stands as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateRead {
    Yes,
    No,
}

impl RowWords {
    /// The words of an event, broken for columns of these widths.
    pub(super) fn of(own: &Store, event: &Event, columns: &Columns<EventColumn>) -> Self {
        let unread = unread_date(event.when.as_ref(), &event.properties, "when");
        let when = event.when.as_ref().map(|when| day_words(when, ShortForm::WithYear));
        let when = when.unwrap_or_else(|| unread.unwrap_or_default().to_owned());
        let claims = event.claims.len();
        let cell = |(column, range): &(EventColumn, Rangef)| {
            let (text, letters) = match column {
                EventColumn::Claims => (claims.to_string(), TEXT),
                EventColumn::Cell(EventCell::When) => (when.clone(), TEXT),
                EventColumn::Cell(cell @ EventCell::Title) => (event_text(own, event, *cell), TITLE),
                EventColumn::Cell(cell) => (event_text(own, event, *cell), TEXT),
            };
            let is_marked = *column == EventColumn::Cell(EventCell::Category)
                || *column == EventColumn::Cell(EventCell::When) && unread.is_some();
            let room = if is_marked { range.span() - DOT } else { range.span() };
            (*column, letters.wrapped(&text, room, columns.lines))
        };
        let title = if event.title.is_empty() { "Untitled".to_owned() } else { event.title.clone() };
        let place = event_text(own, event, EventCell::Place);
        let category = event_text(own, event, EventCell::Category);
        let said = match unread {
            Some(text) => format!("“{text}” is not a date"),
            None => when.clone(),
        };
        let parts = [title.clone(), said, place, category, counted(claims, "claim")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            id: event.id.clone(),
            title,
            cells: columns.places.iter().map(cell).collect(),
            spoken: parts.join(", "),
            date: if unread.is_some() { DateRead::No } else { DateRead::Yes },
        }
    }
}

/// Shows a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    palette: &Palette,
    (words, dot): (&RowWords, Color),
    columns: &Columns<EventColumn>,
    rect: Rect,
    chosen: Chosen,
) -> Response {
    let is_chosen = chosen == Chosen::Yes;
    let response = ui.interact(rect, Id::unique(("event row", words.id.as_str())), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, &words.spoken));
    let card = rect.shrink2(vec2(2.0, 1.0));
    if is_chosen {
        ui.painter().rect_filled(card, 4.0, color32(palette.selected));
    } else if response.hovered() {
        ui.painter().rect_filled(card, 4.0, color32(palette.card));
    }
    let clip = ui.clip_rect();
    ui.set_clip_rect(cells_clip(ui, columns.sides()));
    for (column, lines) in &words.cells {
        let Some(mut range) = columns.place(*column) else { continue };
        // One line stands in the middle of two.
        let down = if lines.len() < 2 && columns.lines == 2 { 9.0 } else { 0.0 };
        let top = rect.top() + down;
        match column {
            EventColumn::Cell(EventCell::Category) if !lines.is_empty() => {
                let at = pos2(range.min + 4.0, top + line_top(0) + 8.0);
                ui.painter().circle_filled(at, 4.0, color32(dot));
                range.min += DOT;
            }
            EventColumn::Cell(EventCell::When) if words.date == DateRead::No => {
                range = mark_unread(ui, palette, range, top + line_top(0));
            }
            _ => {}
        }
        let letters = if *column == EventColumn::Cell(EventCell::Title) { TITLE } else { TEXT };
        let ink = match column {
            EventColumn::Cell(EventCell::Title | EventCell::When | EventCell::Place) => palette.ink,
            _ => palette.ink_secondary,
        };
        for (place, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let top = top + line_top(place);
            cell_line(ui, line, Rect::from_x_y_ranges(range, top..=top + 16.0), letters, ink);
        }
    }
    ui.set_clip_rect(clip);
    let rule = Stroke::new(1.0, color32(palette.rule.faded(0.6)));
    ui.painter().hline(rect.shrink2(vec2(6.0, 0.0)).x_range(), rect.bottom(), rule);
    response.on_hover_cursor(CursorIcon::Cell)
}
