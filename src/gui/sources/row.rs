//! A row of the table: one source, in two lines.

use egui::{Align2, CursorIcon, Id, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::heads::{Places, SourceColumn};
use super::ledger::lacks_words;
use crate::gui::charts::line;
use crate::gui::detail::day_words;
use crate::gui::reading_order::has_rtl;
use crate::gui::style::{color32, font};
use crate::model::{ShortForm, Source, Zone};
use crate::scene::{Color, Face, Palette, Type, counted};

/// The height of a row.
pub(super) const ROW: f32 = 40.0;
const TEXT: Type = Type::new(Face::Regular, 12.0);
const NAME: Type = Type::new(Face::SemiBold, 12.0);
const SECOND: Type = Type::new(Face::Regular, 10.5);

/// A source in the words of its row.
pub(super) struct RowWords {
    pub(super) id: String,
    publisher: [String; 2],
    title: [String; 2],
    published: Option<String>,
    cited: u32,
    lacks: String,
    /// A line under the publisher or in its place.
    note: String,
    /// What the row says to a screen reader.
    spoken: String,
}

/// How a row stands to what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Listed,
    /// It is one of those that are chosen.
    Chosen,
    /// It is in the form.
    Written,
}

impl RowWords {
    /// The words of a source, broken for columns of these widths.
    pub(super) fn of(source: &Source, cited: u32, zone: &Zone, places: &Places) -> Self {
        let width = |column: SourceColumn| places.place(column).map_or(0.0, Rangef::span);
        let two = |text: &str, column: SourceColumn, letters: Type| -> [String; 2] {
            let mut lines = letters.wrapped(text, width(column), 2).into_iter();
            [lines.next().unwrap_or_default(), lines.next().unwrap_or_default()]
        };
        let title = if source.title.is_empty() { source.address() } else { &source.title };
        let title = if title.is_empty() { "No title" } else { title };
        let published = source.published.as_ref().map(|when| day_words(when, ShortForm::WithYear));
        let in_full = source.published.as_ref().map(|when| when.to_words(Some(zone)));
        let lacks = lacks_words(source);
        let note = if source.is_copy_only() { "read as a copy".to_owned() } else { String::new() };
        let day = in_full.map_or_else(|| "No date".to_owned(), |day| format!("Published {day}"));
        let lacking = if lacks.is_empty() { String::new() } else { format!(". Missing: {lacks}") };
        let cited_words =
            if cited == 0 { "not cited".to_owned() } else { format!("cited by {}", counted(cited as usize, "claim")) };
        let spoken = format!("{}: {title}. {day}, {cited_words}{lacking}", source.name());
        Self {
            id: source.id.clone(),
            publisher: two(&source.publisher, SourceColumn::Publisher, NAME),
            title: two(title, SourceColumn::Title, TEXT),
            published,
            cited,
            lacks,
            note,
            spoken,
        }
    }
}

/// Shows a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    palette: &Palette,
    words: &RowWords,
    places: &Places,
    rect: Rect,
    standing: Standing,
) -> Response {
    let response = ui.interact(rect, Id::unique(("source row", words.id.as_str())), Sense::CLICK);
    let is_lit = standing != Standing::Listed;
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_lit, &words.spoken));
    let ground = match (is_lit, response.hovered()) {
        (true, _) => Some(palette.selected),
        (_, true) => Some(palette.card),
        _ => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect.shrink2(vec2(6.0, 1.0)), 6.0, color32(ground));
    }
    let ink = palette.ink;
    let two_lines = |ui: &mut Ui, range: Rangef, lines: [(&str, Type, Color); 2]| {
        let is_one = lines[1].0.is_empty();
        let tops = if is_one { [(ROW - 16.0) / 2.0, 0.0] } else { [4.0, 20.0] };
        for ((text, letters, color), top) in lines.into_iter().zip(tops).filter(|((text, ..), _)| !text.is_empty()) {
            let top = rect.top() + top;
            cell(ui, text, Rect::from_x_y_ranges(range, top..=top + 16.0), letters, color);
        }
    };
    if let Some(range) = places.place(SourceColumn::Publisher) {
        let [first, second] = &words.publisher;
        let second = if second.is_empty() {
            (words.note.as_str(), SECOND, palette.ink_secondary)
        } else {
            (second.as_str(), NAME, ink)
        };
        two_lines(ui, range, [(first, NAME, ink), second]);
    }
    if let Some(range) = places.place(SourceColumn::Title) {
        let [first, second] = &words.title;
        two_lines(ui, range, [(first, TEXT, ink), (second, TEXT, ink)]);
    }
    let center = rect.center().y;
    let middle = |range: Rangef| Rect::from_x_y_ranges(range, center - 8.0..=center + 8.0);
    if let Some(range) = places.place(SourceColumn::Published) {
        if let Some(day) = &words.published {
            cell(ui, day, middle(range), TEXT, ink);
        } else {
            let (at, stroke) = (pos2(range.min + 4.0, center), Stroke::new(1.5, color32(palette.accent)));
            ui.painter().line_segment([at + vec2(-4.0, 3.0), at + vec2(0.0, -3.5)], stroke);
            ui.painter().line_segment([at + vec2(0.0, -3.5), at + vec2(4.0, 3.0)], stroke);
            cell(ui, "none", middle(Rangef::new(range.min + 14.0, range.max)), TEXT, palette.ink_secondary);
        }
    }
    if let Some(range) = places.place(SourceColumn::Claims) {
        let (text, color) =
            if words.cited == 0 { ("none".to_owned(), palette.ink_secondary) } else { (words.cited.to_string(), ink) };
        ui.painter().text(
            pos2(range.max, center),
            Align2::RIGHT_CENTER,
            text,
            font(Face::Regular, 12.0),
            color32(color),
        );
    }
    if let Some(range) = places.place(SourceColumn::Lacks) {
        cell(ui, &words.lacks, middle(range), TEXT, palette.ink_secondary);
    }
    let line = Stroke::new(1.0, color32(palette.rule.faded(0.6)));
    ui.painter().hline(rect.shrink2(vec2(14.0, 0.0)).x_range(), rect.bottom(), line);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&words.spoken)
}

/// A line of a cell, shortened where it does not fit.
fn cell(ui: &mut Ui, text: &str, rect: Rect, letters: Type, color: Color) {
    if has_rtl(text) {
        // Where it is cut, it is cut at its left.
        return line(ui, rect, text, letters.face, letters.size, color);
    }
    let shown = letters.elided(text, rect.width());
    ui.painter().text(
        pos2(rect.left(), rect.center().y),
        Align2::LEFT_CENTER,
        shown,
        font(letters.face, letters.size),
        color32(color),
    );
}
