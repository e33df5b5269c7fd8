//! The columns of the table: which have room, where they stand, and their heads.

use egui::{CursorIcon, Id, Rangef, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::charts::line;
use crate::gui::panel_context::PanelContext;
use crate::gui::style::color32;
use crate::gui::table::Columns;
use crate::model::{Attribution, Claim, field};
use crate::query::{ClaimColumn, ClaimOrder, Sorting};
use crate::scene::{Face, text_width};

/// The height of the heads.
pub(super) const HEAD: f32 = 26.0;
const LETTERS: f32 = 11.0;

/// Every column with its title, from left to right.
pub(super) const TITLES: [(ClaimColumn, &str); 10] = [
    (ClaimColumn::Said, field::<Claim>("said").label),
    (ClaimColumn::Speaker, field::<Attribution>("name").label),
    (ClaimColumn::Kind, field::<Attribution>("kind").label),
    (ClaimColumn::Stance, field::<Claim>("stance").label),
    (ClaimColumn::Text, field::<Claim>("text").label),
    (ClaimColumn::Quantities, field::<Claim>("figures").label),
    (ClaimColumn::Disputes, field::<Claim>("disputes").label),
    (ClaimColumn::Event, "Event"),
    (ClaimColumn::Source, field::<Claim>("source").label),
    (ClaimColumn::Grading, field::<Claim>("grading").label),
];

/// The columns in the order in which they give way, the last first, each with the least width it
/// needs and its share of what is left over.
const WIDTHS: [(ClaimColumn, f32, f32); 10] = [
    (ClaimColumn::Text, 164.0, 5.0),
    (ClaimColumn::Speaker, 122.0, 2.0),
    (ClaimColumn::Said, 90.0, 0.0),
    (ClaimColumn::Disputes, 68.0, 1.2),
    (ClaimColumn::Event, 104.0, 1.5),
    (ClaimColumn::Quantities, 84.0, 1.0),
    (ClaimColumn::Grading, 52.0, 0.0),
    (ClaimColumn::Source, 92.0, 1.0),
    (ClaimColumn::Kind, 74.0, 0.0),
    (ClaimColumn::Stance, 64.0, 0.0),
];

/// Whether there is a column of gradings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gradings {
    Shown,
    /// No claim of the story is graded.
    Hidden,
}

/// The columns that have room: as many as fit, and that of gradings only where there are any.
pub(super) fn columns_in(room: Rangef, gradings: Gradings) -> Columns<ClaimColumn> {
    let offered =
        WIDTHS.into_iter().filter(|(column, ..)| gradings == Gradings::Shown || *column != ClaimColumn::Grading);
    Columns::of(room, offered, TITLES.iter().map(|(column, _)| *column))
}

/// An order in words, such as `date said (newest first)`.
pub(super) fn spoken(order: ClaimOrder) -> String {
    let title = TITLES.iter().find(|(column, _)| *column == order.column).map_or("", |(_, title)| title);
    let way = match (order.column, order.sorting) {
        (ClaimColumn::Said | ClaimColumn::Event, Sorting::Rising) => "oldest first",
        (ClaimColumn::Said | ClaimColumn::Event, Sorting::Falling) => "newest first",
        (ClaimColumn::Disputes, Sorting::Rising) => "lowest first",
        (ClaimColumn::Disputes, Sorting::Falling) => "highest first",
        (ClaimColumn::Grading, Sorting::Rising) => "best first",
        (ClaimColumn::Grading, Sorting::Falling) => "worst first",
        (_, Sorting::Rising) => "A to Z",
        (_, Sorting::Falling) => "Z to A",
    };
    format!("{} ({way})", if order.column == ClaimColumn::Said { "date said".to_owned() } else { title.to_lowercase() })
}

/// Shows the heads. The column that was pressed.
pub(super) fn heads_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    columns: &Columns<ClaimColumn>,
    top: f32,
    order: ClaimOrder,
) -> Option<ClaimColumn> {
    let palette = here.palette;
    let mut pressed = None;
    for (column, range) in &columns.places {
        let title = TITLES.iter().find(|(known, _)| known == column).map_or("", |(_, title)| title);
        let rect = Rect::from_x_y_ranges(*range, top..=top + HEAD);
        let response = ui.interact(rect.expand2(vec2(4.0, 0.0)), Id::unique(("claims head", title)), Sense::click());
        let is_sorted = order.column == *column;
        let name = if is_sorted { format!("{title}, sorted by {}", spoken(order)) } else { format!("Sort by {title}") };
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        let (face, color) = match (is_sorted, response.hovered()) {
            (true, _) => (Face::SemiBold, palette.ink),
            (_, true) => (Face::Medium, palette.ink),
            _ => (Face::Medium, palette.ink_secondary),
        };
        line(ui, rect, title, face, LETTERS, color);
        if is_sorted {
            let width = text_width(title, face, LETTERS) * 1.02;
            let center = pos2((range.min + width + 9.0).min(range.max + 6.0), rect.center().y);
            arrow(ui, center, order.sorting, color32(color));
        }
        if response.has_focus() {
            let line = Stroke::new(1.5, color32(palette.accent));
            ui.painter().rect_stroke(response.rect, 6.0, line, StrokeKind::Inside);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name).clicked() {
            pressed = Some(*column);
        }
    }
    let rule = Stroke::new(1.0, color32(palette.rule));
    ui.painter().hline(ui.max_rect().x_range(), top + HEAD, rule);
    pressed
}

/// A small triangle that points up for a rising order.
fn arrow(ui: &Ui, center: egui::Pos2, sorting: Sorting, color: egui::Color32) {
    let up = if sorting == Sorting::Rising { 1.0 } else { -1.0 };
    let points = vec![center + vec2(0.0, -2.5 * up), center + vec2(3.5, 2.5 * up), center + vec2(-3.5, 2.5 * up)];
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::table::GUTTER;

    fn titles(width: f32) -> Vec<&'static str> {
        let columns = columns_in(Rangef::new(0.0, width), Gradings::Shown);
        let title = |column: ClaimColumn| TITLES.iter().find(|(known, _)| *known == column).unwrap().1;
        columns.places.iter().map(|(column, _)| title(*column)).collect()
    }

    #[test]
    fn the_less_important_columns_fold_first_and_the_others_keep_their_order() {
        assert_eq!(titles(1200.0).len(), TITLES.len());
        assert_eq!(titles(486.0), ["Said", "Speaker", "Claim", "Disputes"]);
        assert_eq!(titles(200.0), ["Claim"]);
    }

    #[test]
    fn columns_fill_the_room_and_do_not_overlap() {
        for width in [486.0, 900.0, 1400.0] {
            let columns = columns_in(Rangef::new(10.0, 10.0 + width), Gradings::Hidden);
            assert!((columns.width() - width).abs() < 0.1, "{width}");
            assert!(columns.places.windows(2).all(|pair| pair[0].1.max + GUTTER - 0.01 <= pair[1].1.min));
        }
    }
}
