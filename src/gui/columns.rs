//! Which column of a table means what, chosen on its first rows.

use egui::{Align, Layout, Role, Ui, WidgetInfo};

use super::kit::{dialog, filled};
use super::outcome::Outcome;
use super::style::{color32, words};
use crate::io::{DayOrder, Field, Mapping, Table, Tried, try_rows};
use crate::scene::{Face, Palette};

/// Fields that are always there to be chosen; the rest are folded away until one of them is used.
const FIRST: usize = 14;

/// So many columns that could say when it happened are listed.
const MOST_CANDIDATES: usize = 4;

/// Columns and what is thought of them.
pub(super) struct ColumnsDialog {
    table: Table,
    mapping: Mapping,
    /// What becomes of the first rows.
    tried: Vec<Tried>,
    shows_all: bool,
}

impl ColumnsDialog {
    pub(super) fn new(table: Table) -> Self {
        let mapping = table.mapping.clone();
        let tried = try_rows(&table.sample, &mapping);
        Self { table, mapping, tried, shows_all: false }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Match columns", 880.0, palette, |ui| {
            let height = (ui.ctx().content_rect().height() - 210.0).clamp(220.0, 460.0);
            ui.label(words(self.about(), Face::Regular, 12.0, palette.ink_secondary));
            for doubt in &self.table.doubts {
                let text = words(doubt, Face::Medium, 12.0, palette.playhead);
                ui.add(egui::Label::new(text).wrap());
            }
            for candidate in self.table.candidates.iter().take(MOST_CANDIDATES) {
                ui.add(egui::Label::new(words(candidate, Face::Regular, 11.0, palette.ink_secondary)).wrap());
            }
            ui.add_space(8.0);
            let before = self.mapping.clone();
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    // Wider than the fields, so that the bar stands beside them.
                    ui.set_width(344.0);
                    egui::ScrollArea::vertical()
                        .id_salt("fields")
                        .max_height(height)
                        // The dialog keeps its size, whatever is unfolded in it.
                        .auto_shrink(false)
                        .show(ui, |ui| self.fields_ui(ui, palette));
                });
                ui.add_space(14.0);
                ui.vertical(|ui| {
                    egui::ScrollArea::vertical()
                        .id_salt("rows")
                        .max_height(height)
                        .auto_shrink(false)
                        .show(ui, |ui| self.rows_ui(ui, palette));
                });
            });
            if before != self.mapping {
                self.tried = try_rows(&self.table.sample, &self.mapping);
            }
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                if filled(ui, "Apply", palette).clicked() {
                    outcome = Outcome::Columns(self.table.guessed.correction_to(&self.mapping));
                }
                if ui.button("Keep as is").clicked() {
                    outcome = Outcome::Closes;
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui
                        .button("Copy command-line option")
                        .on_hover_text("Copies these choices as a --map option")
                        .clicked()
                    {
                        ui.ctx().copy_text(format!("--map {}", quoted(&self.mapping.to_string())));
                    }
                });
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }

    /// How the table is written, and as what it is known.
    fn about(&self) -> String {
        let writing = self
            .table
            .writing
            .map(|writing| format!(", {} between cells, {}", writing.separator_word(), writing.encoding.name()));
        let known = self.table.schema.map_or(String::new(), |schema| format!(", known as {schema}"));
        format!("{} columns{}{known}", self.table.columns.len(), writing.unwrap_or_default())
    }

    fn fields_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        for (index, (field, _, label)) in Field::ALL.iter().enumerate() {
            let is_used = self.mapping.column(*field).is_some();
            if index < FIRST || is_used || self.shows_all {
                self.field_ui(ui, *field, label, palette);
            }
        }
        self.order_ui(ui, palette);
        if !self.shows_all && ui.button("More fields…").clicked() {
            self.shows_all = true;
        }
    }

    fn field_ui(&mut self, ui: &mut Ui, field: Field, label: &str, palette: &Palette) {
        let now = self.mapping.column(field).map(str::to_owned);
        let mut chosen = now.clone();
        row_ui(ui, label, palette, |ui| {
            let shown = now.clone().unwrap_or_else(|| "–".to_owned());
            let combo = egui::ComboBox::from_id_salt(field.word()).width(168.0).truncate().selected_text(shown.clone());
            let response = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut chosen, None, "–");
                for name in self.table.columns.iter() {
                    ui.selectable_value(&mut chosen, Some(name.clone()), name);
                }
            });
            response.response.widget_info(|| WidgetInfo {
                current_text_value: Some(shown.clone()),
                ..WidgetInfo::labeled(Role::ComboBox, true, label)
            });
        });
        if chosen != now {
            match chosen {
                Some(name) => self.mapping.set(field, Some(&name)),
                None => drop(self.mapping.columns.remove(&field)),
            }
        }
    }

    /// How dates such as 10/11/2025 are read.
    fn order_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        const LABEL: &str = "Dates like 10/11/2025";
        let text = |order: Option<DayOrder>| order.map_or("detect automatically", DayOrder::word);
        let order = &mut self.mapping.day_order;
        row_ui(ui, LABEL, palette, |ui| {
            let shown = text(*order);
            let combo = egui::ComboBox::from_id_salt(LABEL).width(168.0).selected_text(shown);
            let response = combo.show_ui(ui, |ui| {
                for choice in [None, Some(DayOrder::DayFirst), Some(DayOrder::MonthFirst), Some(DayOrder::YearFirst)] {
                    ui.selectable_value(order, choice, text(choice));
                }
            });
            response.response.widget_info(|| WidgetInfo {
                current_text_value: Some(shown.to_owned()),
                ..WidgetInfo::labeled(Role::ComboBox, true, LABEL)
            });
        });
    }

    /// The first rows, and what becomes of each.
    fn rows_ui(&self, ui: &mut Ui, palette: &Palette) {
        ui.label(words("Preview", Face::Medium, 11.0, palette.ink_secondary));
        for tried in &self.tried {
            ui.add_space(6.0);
            let frame = egui::Frame::new().fill(color32(palette.card)).corner_radius(6.0).inner_margin(8);
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                let title = if tried.title.is_empty() { "No event" } else { &tried.title };
                let heading = words(title, Face::SemiBold, 12.5, palette.ink);
                ui.add(egui::Label::new(heading).truncate()).on_hover_text(&tried.title);
                let line = format!("Line {} · {} · {}", tried.line, tried.when, tried.place);
                ui.add(egui::Label::new(words(line, Face::Regular, 12.0, palette.ink_secondary)).wrap());
                for remark in &tried.remarks {
                    ui.add(egui::Label::new(words(remark, Face::Medium, 12.0, palette.playhead)).wrap());
                }
            });
        }
    }
}

fn row_ui(ui: &mut Ui, label: &str, palette: &Palette, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(132.0, 24.0), egui::Sense::hover());
        let font = super::style::font(Face::Medium, 12.0);
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, label, font, color32(palette.ink));
        contents(ui);
    });
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
