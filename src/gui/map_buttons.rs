//! The buttons over the upper right corner of the map.

use egui::{self, Id, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::panel_context::PanelContext;
use super::style::color32;
use crate::view::{Command, Direction};

/// Zoom in, zoom out and frame, over the upper right corner.
pub(super) fn map_buttons(ui: &mut Ui, here: &PanelContext<'_>, map: Rect, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let card = Rect::from_min_size(pos2(map.right() - 46.0, map.top() + 14.0), vec2(32.0, 98.0));
    if map.width() < 240.0 || map.height() < 160.0 {
        return;
    }
    let rim = Stroke::new(1.0, color32(palette.rule));
    ui.painter().rect(card, 8.0, color32(palette.panel.faded(0.94)), rim, StrokeKind::Middle);
    let cells = [
        (Glyph::Plus, "Zoom in (+)", Command::ZoomMap(Direction::Forward)),
        (Glyph::Minus, "Zoom out (-)", Command::ZoomMap(Direction::Back)),
        (Glyph::Home, "Zoom to events (F)", Command::FitMap),
    ];
    for (place, (glyph, label, command)) in cells.into_iter().enumerate() {
        let at = card.min + vec2(2.0, 2.0 + 32.0 * place as f32);
        let cell = Rect::from_min_size(at, vec2(28.0, 30.0));
        let response = ui.interact(cell, Id::unique(("map button", place)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell, 6.0, color32(palette.card));
        }
        glyph.paint(ui.painter(), cell.center(), color32(palette.ink_secondary));
        if response.on_hover_text(label).clicked() {
            commands.push(command);
        }
    }
}

/// What is drawn on a map button.
#[derive(Clone, Copy)]
enum Glyph {
    Plus,
    Minus,
    Home,
}

impl Glyph {
    fn paint(self, painter: &egui::Painter, center: Pos2, color: egui::Color32) {
        let line = Stroke::new(1.6, color);
        let flat = [center - vec2(5.0, 0.0), center + vec2(5.0, 0.0)];
        match self {
            Self::Plus => {
                painter.line_segment(flat, line);
                painter.line_segment([center - vec2(0.0, 5.0), center + vec2(0.0, 5.0)], line);
            }
            Self::Minus => {
                painter.line_segment(flat, line);
            }
            Self::Home => {
                // Four corners of a frame.
                for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                    let corner = center + vec2(5.5 * x, 5.0 * y);
                    let points = vec![corner - vec2(3.5 * x, 0.0), corner, corner - vec2(0.0, 3.5 * y)];
                    painter.add(egui::Shape::line(points, line));
                }
                painter.circle_filled(center, 1.6, color);
            }
        }
    }
}
