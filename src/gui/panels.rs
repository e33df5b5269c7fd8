//! Which panels the window has, where they stand, and what floats over them.

use eframe::egui::{CentralPanel, Frame, Margin, Panel as Side, TextureHandle, TextureId, Ui};

use super::app::App;
use super::changes::changes_ui;
use super::chapters::chapters_ui;
use super::charts::charts_ui;
use super::claims::{centre_tabs, claims_ui};
use super::detail::detail_ui;
use super::floats::{Float, Outcome, help_ui, provenance_ui, remarks_ui};
use super::here::Here;
use super::list::list_ui;
use super::map_panel::map_ui;
use super::palette::{Stays, palette_ui};
use super::parts::{Chosen, rule_under_tabs, tab};
use super::settings::CentreView;
use super::style::color32;
use super::timeline_panel::timeline_ui;
use super::toolbar::{self, toolbar_ui};
use crate::scene::{ImageId, palette_of};
use crate::view::{Command, Panel};

impl App {
    /// Everything that stands in the window.
    pub(super) fn panels(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let palette = palette_of(self.history.view().theme);
        let plain = Frame::NONE.fill(color32(palette.panel));
        let store = self.story.store.clone();
        let shown = self.shown.clone();
        let basemap = self.basemap.clone();
        let view = self.history.view().clone();
        let (story_number, revision) = (self.story_number, self.revision);
        let here =
            Here { store: &store, basemap: &basemap, view: &view, shown: &shown, palette, story_number, revision };
        let wide = ui.available_width();
        let tall = ui.available_height();
        Side::top("toolbar").frame(plain).exact_size(toolbar::HEIGHT).resizable(false).show(ui, |ui| {
            toolbar_ui(ui, &here, &mut self.search, self.story.diagnostics.len(), commands);
        });
        if self.settings.timeline_open {
            let size = (tall * 0.29).clamp(190.0, 280.0);
            Side::bottom("timeline")
                .frame(plain)
                .default_size(size)
                .min_size(120.0)
                .max_size(tall * 0.6)
                .resizable(true)
                .show(ui, |ui| self.unit_secs = timeline_ui(ui, &here, &mut self.timeline, commands));
        }
        let inner = plain.inner_margin(Margin { left: 0, right: 0, top: 8, bottom: 0 });
        if self.settings.left_open {
            let size = if wide < 1300.0 { 240.0 } else { 300.0 };
            Side::left("left")
                .frame(inner)
                .default_size(size)
                .min_size(200.0)
                .max_size(wide * 0.35)
                .resizable(true)
                .show(ui, |ui| self.left_ui(ui, &here, commands));
        }
        if self.settings.detail_open {
            let size = if wide < 1300.0 { 270.0 } else { 372.0 };
            Side::right("detail")
                .frame(inner)
                .default_size(size)
                .min_size(220.0)
                .max_size(wide * 0.4)
                .resizable(true)
                .show(ui, |ui| detail_ui(ui, &here, &mut self.detail, commands));
        }
        CentralPanel::default().frame(inner).show(ui, |ui| self.centre_ui(ui, &here, commands));
    }

    /// The middle of the window: the map or the table of claims, with the tabs for them above.
    fn centre_ui(&mut self, ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
        let shown = self.settings.centre;
        let table = (shown == CentreView::Claims).then_some(&mut self.claims);
        centre_tabs(ui, here, shown, table, commands);
        if shown == CentreView::Claims {
            // The map that is turned to later has the same room.
            let room = ui.available_size();
            self.map_size_points = [f64::from(room.x), f64::from(room.y)];
            claims_ui(ui, here, &mut self.claims, commands);
            return;
        }
        let relief = &self.relief;
        let texture = |image: ImageId| -> Option<TextureId> {
            let ImageId::Relief(place) = image;
            relief.get(place).map(TextureHandle::id)
        };
        let key = relief.len() + usize::from(self.is_ready);
        self.map_size_points = map_ui(ui, here, &mut self.map, (key, &texture), commands);
    }

    fn left_ui(&mut self, ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.spacing_mut().item_spacing.x = 14.0;
            let tabs = [
                (Panel::Events, "Events"),
                (Panel::Chapters, "Chapters"),
                (Panel::Charts, "Charts"),
                (Panel::Changes, "Changes"),
            ];
            let count = if self.comparison.is_some() { 4 } else { 3 };
            for (panel, label) in &tabs[..count] {
                let (panel, label) = (*panel, *label);
                let chosen = if self.settings.left_tab == panel { Chosen::Yes } else { Chosen::No };
                if tab(ui, here, label, chosen).clicked() {
                    self.settings.left_tab = panel;
                }
            }
        });
        rule_under_tabs(ui, here);
        match (self.settings.left_tab, &self.comparison) {
            (Panel::Changes, Some(comparison)) => changes_ui(ui, here, comparison, commands),
            (Panel::Chapters, _) => chapters_ui(ui, here, commands),
            (Panel::Charts, _) => charts_ui(ui, here, &mut self.charts, commands),
            _ => list_ui(ui, here, &mut self.list, commands),
        }
    }

    /// What floats over it.
    pub(super) fn floats(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let view = self.history.view().clone();
        let palette = palette_of(view.theme);
        let Some(mut float) = self.float.take() else { return };
        let store = self.story.store.clone();
        let shown = self.shown.clone();
        let here = Here {
            store: &store,
            basemap: &self.basemap,
            view: &view,
            shown: &shown,
            palette,
            story_number: self.story_number,
            revision: self.revision,
        };
        let outcome = match &mut float {
            Float::Palette(memory) => match palette_ui(ui, &here, memory, commands) {
                Stays::Open => Outcome::Stays,
                Stays::Closes => Outcome::Closes,
            },
            Float::Help => help_ui(ui, palette),
            Float::Provenance(found) => provenance_ui(ui, &here, found),
            Float::Remarks => remarks_ui(ui, &self.story, palette, commands),
            Float::Window(dialog) => dialog.ui(ui, &here),
            Float::Known(dialog) => dialog.ui(ui, &here),
            Float::Chapter(dialog) => dialog.ui(ui, palette),
            Float::When(dialog) => dialog.ui(ui, &here),
            Float::Judge(dialog) => dialog.ui(ui, &here),
            Float::Unsaved(unsaved) => unsaved.ui(ui, palette),
            Float::Over(dialog) => dialog.ui(ui, palette),
            Float::Columns(dialog) => dialog.ui(ui, palette),
            Float::Events(dialog) => dialog.ui(ui, palette),
            Float::Path(dialog) => dialog.ui(ui, palette),
            Float::Figure(dialog) => dialog.ui(ui, palette),
            Float::Film(dialog) => dialog.ui(ui, palette),
            Float::Series(dialog) => dialog.ui(ui, palette),
        };
        match outcome {
            Outcome::Stays => self.float = Some(float),
            Outcome::Closes => {
                if matches!(&float, Float::Path(_)) {
                    self.waits_for_folder = false;
                }
                // What was to be done after saving is not done when that is given up.
                self.after_saving.take_if(|_| matches!(&float, Float::Path(_) | Float::Over(_)));
            }
            Outcome::Command(command) => commands.push(command),
            outcome => self.take_outcome(outcome, float, ui.ctx()),
        }
    }
}
