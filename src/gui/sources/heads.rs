//! Above the table of sources: what is sought, what they lack, and the heads of its columns.

use egui::{
    Align, Button, CornerRadius, CursorIcon, Frame, Id, Layout, Margin, Popup, PopupCloseBehavior, Rangef, Rect,
    Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::MARGIN;
use super::ledger::{Asked, Lacking, Ledger, SourceOrder};
use crate::gui::charts::line;
use crate::gui::parts::Chosen;
use crate::gui::style::{color32, font, words};
use crate::gui::text_field::TextField;
use crate::scene::{Face, Palette};

/// The height of the heads.
pub(super) const HEAD: f32 = 28.0;
const GUTTER: f32 = 14.0;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceColumn {
    Publisher,
    Title,
    Published,
    Claims,
    Lacks,
}

/// Every column with its width in points, none for the one that takes what is left; from left to right.
const COLUMNS: [(SourceColumn, Option<f32>, SourceOrder); 5] = [
    (SourceColumn::Publisher, Some(112.0), SourceOrder::Publisher),
    (SourceColumn::Title, None, SourceOrder::Title),
    (SourceColumn::Published, Some(92.0), SourceOrder::Published),
    (SourceColumn::Claims, Some(52.0), SourceOrder::Claims),
    (SourceColumn::Lacks, Some(104.0), SourceOrder::Lacks),
];
/// Which columns fold first where there is no room.
const FOLDING: [SourceColumn; 3] = [SourceColumn::Lacks, SourceColumn::Claims, SourceColumn::Publisher];
const LEAST_TITLE: f32 = 170.0;

/// Where the columns stand that have room.
pub(super) struct Places {
    places: Vec<(SourceColumn, Rangef)>,
}

impl Places {
    pub(super) fn of(room: Rangef) -> Self {
        let mut columns = COLUMNS.to_vec();
        let least = |columns: &[(SourceColumn, Option<f32>, SourceOrder)]| {
            columns.iter().map(|(_, width, _)| width.unwrap_or(LEAST_TITLE) + GUTTER).sum::<f32>() - GUTTER
        };
        for folded in FOLDING {
            if least(&columns) > room.span() {
                columns.retain(|(column, ..)| *column != folded);
            }
        }
        let rest = (room.span() - least(&columns)).max(0.0) + LEAST_TITLE;
        let mut left = room.min;
        let place = |(column, width, _): &(SourceColumn, Option<f32>, SourceOrder)| {
            let range = Rangef::new(left, left + width.unwrap_or(rest));
            left = range.max + GUTTER;
            (*column, range)
        };
        Self { places: columns.iter().map(place).collect() }
    }

    /// Where a column stands; none where it is folded away.
    pub(super) fn place(&self, column: SourceColumn) -> Option<Rangef> {
        self.places.iter().find(|(known, _)| *known == column).map(|(_, range)| *range)
    }

    /// From the first to the last.
    pub(super) fn width(&self) -> f32 {
        match (self.places.first(), self.places.last()) {
            (Some((_, first)), Some((_, last))) => last.max - first.min,
            _ => 0.0,
        }
    }
}

/// What is sought and what the listed sources lack, with counts, and their order.
pub(super) fn asked_ui(ui: &mut Ui, palette: &Palette, asked: &mut Asked, ledger: &Ledger) {
    let margin = Margin::symmetric(MARGIN as i8, 0);
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let width = if ui.available_width() > 700.0 { 250.0 } else { 190.0 };
            ui.allocate_ui(vec2(width, 28.0), |ui| {
                ui.set_width(width);
                TextField::single(&mut asked.sought)
                    .label("Search the sources")
                    .hint("Search title, publisher, link")
                    .id(Id::unique("search sources"))
                    .show(ui);
            });
            for ((lacking, label), count) in Lacking::ALL.into_iter().zip(ledger.counts) {
                let chosen = if asked.lacking == lacking { Chosen::Yes } else { Chosen::No };
                if count_chip(ui, palette, (label, count), chosen).clicked() {
                    asked.lacking = lacking;
                }
            }
            order_ui(ui, palette, asked);
        })
    });
    ui.add_space(4.0);
}

/// A chip with a number behind its label.
fn count_chip(ui: &mut Ui, palette: &Palette, (label, count): (&str, usize), chosen: Chosen) -> Response {
    let is_chosen = chosen == Chosen::Yes;
    let face = if is_chosen { Face::SemiBold } else { Face::Medium };
    let label_galley = ui.painter().layout_no_wrap(label.to_owned(), font(face, 11.5), color32(palette.ink));
    let count_galley =
        ui.painter().layout_no_wrap(count.to_string(), font(Face::Regular, 11.5), color32(palette.ink_secondary));
    let size = vec2(label_galley.size().x + count_galley.size().x + 28.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{label}, {count}");
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
    let fill = if response.hovered() { palette.rule } else { palette.card };
    let rim = if is_chosen || response.has_focus() { palette.ink } else { fill };
    let round = CornerRadius::same(13);
    ui.painter().rect(rect, round, color32(fill), Stroke::new(1.2, color32(rim)), StrokeKind::Inside);
    let at = rect.left_center() + vec2(10.0, -label_galley.size().y / 2.0);
    let count_at = at + vec2(label_galley.size().x + 7.0, 0.0);
    ui.painter().galley(at, label_galley, color32(palette.ink));
    ui.painter().galley(count_at, count_galley, color32(palette.ink_secondary));
    response
}

fn order_ui(ui: &mut Ui, palette: &Palette, asked: &mut Asked) {
    let label = SourceOrder::ALL.iter().find(|(order, _)| *order == asked.order).map_or("", |(_, label)| label);
    let response = ui.add(
        Button::new(words(format!("{label} ⌄"), Face::Regular, 11.5, palette.ink_secondary)).frame_when_inactive(false),
    );
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| {
        ui.set_min_width(170.0);
        for (order, label) in SourceOrder::ALL {
            if ui.radio(asked.order == order, label).clicked() {
                asked.order = order;
            }
        }
    });
    response.on_hover_text("Sort by");
}

/// Shows the heads; one that is pressed sorts by its column, and pressed again in the order of the story.
pub(super) fn heads_ui(ui: &mut Ui, palette: &Palette, places: &Places, top: f32, asked: &mut Asked) {
    for (column, range) in &places.places {
        let (title, name) = match column {
            SourceColumn::Publisher => ("Publisher", "publisher"),
            SourceColumn::Title => ("Title", "title"),
            SourceColumn::Published => ("Published", "publication date"),
            SourceColumn::Claims => ("Claims", "number of claims"),
            SourceColumn::Lacks => ("Missing", "missing details"),
        };
        let order = COLUMNS.iter().find(|(known, ..)| known == column).map_or(SourceOrder::Story, |(.., order)| *order);
        let rect = Rect::from_x_y_ranges(*range, top..=top + HEAD);
        let response = ui.interact(rect.expand2(vec2(4.0, 0.0)), Id::unique(("sources head", name)), Sense::click());
        let is_sorted = asked.order == order;
        let tip = if is_sorted { format!("Sorted by {name}") } else { format!("Sort by {name}") };
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &tip));
        let (face, color) = match (is_sorted, response.hovered()) {
            (true, _) => (Face::SemiBold, palette.ink),
            (_, true) => (Face::Medium, palette.ink),
            _ => (Face::Medium, palette.ink_secondary),
        };
        if *column == SourceColumn::Claims {
            let layout = Layout::right_to_left(Align::Center);
            let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            inside.label(words(title, face, 11.0, color));
        } else {
            line(ui, rect, title, face, 11.0, color);
        }
        if response.has_focus() {
            let ring = Stroke::new(1.5, color32(palette.accent));
            ui.painter().rect_stroke(response.rect, 6.0, ring, StrokeKind::Inside);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip).clicked() {
            asked.order = if is_sorted { SourceOrder::Story } else { order };
        }
    }
    ui.painter().hline(ui.max_rect().x_range(), top + HEAD, Stroke::new(1.0, color32(palette.rule)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fold_before_the_title_is_too_narrow_and_never_overlap() {
        for (width, count) in [(800.0, 5), (500.0, 4), (410.0, 3), (290.0, 2)] {
            let places = Places::of(Rangef::new(10.0, 10.0 + width));
            assert_eq!(places.places.len(), count, "{width}");
            assert!((places.width() - width).abs() < 0.1, "{width}");
            assert!(places.place(SourceColumn::Title).unwrap().span() >= LEAST_TITLE);
            assert!(places.places.windows(2).all(|pair| pair[0].1.max < pair[1].1.min));
        }
    }
}
