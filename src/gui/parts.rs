//! Small parts that several panels share.

use eframe::egui::{
    self, Color32, Popup, PopupCloseBehavior, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui,
};
use eframe::egui::{WidgetInfo, pos2, vec2};

use super::here::Here;
use super::paint::job_of;
use super::style::{color32, font};
use crate::scene::{Color, Face, SymbolStyle, TextStyle, Type};
use crate::store::FacetKey;

/// How the mark of an event looks in a panel.
pub(super) fn symbol_of(here: &Here<'_>, index: usize, radius: f32) -> SymbolStyle {
    SymbolStyle {
        color: here.color_of(index),
        attestation: here.store.attestation(index),
        disputed: here.store.is_disputed(index),
        selected: false,
        radius,
        opacity: 1.0,
    }
}

/// Whether a chip is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    Yes,
    No,
}

impl From<bool> for Chosen {
    fn from(is_chosen: bool) -> Self {
        if is_chosen { Self::Yes } else { Self::No }
    }
}

/// What a chip bears beside its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ChipSign {
    /// A dot of a colour before them.
    Dot(Color),
    /// The corner of disputed events before them.
    Corner,
    /// A caret after them: the chip opens a menu.
    Caret,
}

impl From<Color> for ChipSign {
    fn from(dot: Color) -> Self {
        Self::Dot(dot)
    }
}

/// A round chip that is switched on and off, or opens a menu.
pub(super) fn chip(ui: &mut Ui, here: &Here<'_>, label: &str, sign: impl Into<ChipSign>, chosen: Chosen) -> Response {
    const HEIGHT: f32 = 24.0;
    const SIDE: f32 = 8.0;
    const SIGN: f32 = 12.0;
    let (palette, sign) = (here.palette, sign.into());
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font(Face::Medium, 10.5), color32(palette.ink));
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + SIGN + 2.0 * SIDE, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen == Chosen::Yes, label));
    let accent = match sign {
        ChipSign::Dot(color) => color,
        ChipSign::Corner | ChipSign::Caret => palette.ink,
    };
    let mut fill = if chosen == Chosen::Yes { accent.faded(0.2).over(palette.panel) } else { palette.card };
    if response.hovered() {
        fill = palette.ink.faded(0.07).over(fill);
    }
    let rim = if chosen == Chosen::Yes { accent } else { fill };
    let painter = ui.painter();
    painter.rect(rect, HEIGHT / 2.0, color32(fill), Stroke::new(1.2, color32(rim)), StrokeKind::Inside);
    let middle = rect.center().y;
    let text_left = rect.left() + SIDE + if sign == ChipSign::Caret { 0.0 } else { SIGN };
    let ink = color32(palette.ink);
    match sign {
        ChipSign::Dot(color) => {
            painter.circle_filled(pos2(rect.left() + SIDE + 3.0, middle), 4.0, color32(color));
        }
        ChipSign::Corner => {
            let (left, top) = (rect.left() + SIDE - 0.5, middle - 3.5);
            let corner = vec![pos2(left, top), pos2(left + 7.0, top), pos2(left + 7.0, top + 7.0)];
            painter.add(Shape::convex_polygon(corner, ink, Stroke::NONE));
        }
        ChipSign::Caret => caret(ui, pos2(rect.right() - SIDE - 3.0, middle), Points::Down, palette.ink_secondary),
    }
    ui.painter().galley(pos2(text_left, middle - galley.size().y / 2.0), galley, ink);
    if response.has_focus() {
        let line = Stroke::new(1.5, color32(palette.accent));
        ui.painter().rect_stroke(rect.expand(1.5), HEIGHT / 2.0 + 1.5, line, StrokeKind::Inside);
    }
    response
}

/// A chip that opens a menu with a row for each key, of which only those in sight are made.
pub(super) fn checks_menu(
    ui: &mut Ui,
    here: &Here<'_>,
    label: &str,
    chosen: Chosen,
    keys: &[FacetKey],
    mut check: impl FnMut(&mut Ui, &FacetKey),
) {
    let response = chip(ui, here, label, ChipSign::Caret, chosen);
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(220.0);
        let height = ui.spacing().interact_size.y;
        egui::ScrollArea::vertical().max_height(360.0).show_rows(ui, height, keys.len(), |ui, range| {
            keys[range].iter().for_each(|key| check(ui, key));
        });
    });
}

/// Where a caret points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Points {
    Down,
    Right,
    Left,
}

/// A small open arrow around a centre.
pub(super) fn caret(ui: &Ui, center: Pos2, points: Points, color: Color) {
    let turned = |along: f32, across: f32| match points {
        Points::Down => center + vec2(across, along),
        Points::Right => center + vec2(along, across),
        Points::Left => center + vec2(-along, across),
    };
    let line = vec![turned(-1.6, -3.2), turned(1.6, 0.0), turned(-1.6, 3.2)];
    ui.painter().add(Shape::line(line, Stroke::new(1.4, color32(color))));
}

/// The ring around what the keyboard is on.
pub(super) fn focus_ring(ui: &Ui, here: &Here<'_>, rect: Rect) {
    let line = Stroke::new(1.5, color32(here.palette.accent));
    ui.painter().rect_stroke(rect, 6.0, line, StrokeKind::Inside);
}

/// One line of words at the upper left corner of where they stand, right-to-left runs in their order.
pub(super) fn line_at(ui: &Ui, at: Pos2, words: &str, letters: Type, color: Color) {
    let style = TextStyle { face: letters.face, size: letters.size, color, halo: None, spacing: 0.0 };
    let galley = ui.painter().layout_job(job_of(words, &style));
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
}
