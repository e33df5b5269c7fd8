//! Where the panels stand in the window, and the dialog over them.

use egui::{CentralPanel, Frame, Margin, Panel as Side, Ui};

use super::app::App;
use super::detail::detail_ui;
use super::dialogs::Dialog;
use super::document::Origin;
use super::form::form_ui;
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::panels::Ground;
use super::possible::Hands;
use super::regions::{Region, region};
use super::settings::CentreView;
use super::start::start_ui;
use super::style::color32;
use super::timeline_panel::timeline_ui;
use super::toolbar::{self, Changed, toolbar_ui};
use crate::view::Command;

impl App {
    /// What the hands are on beside the view.
    pub(super) fn hands(&self) -> Hands {
        Hands {
            sources: self.panels.sources.chosen().len(),
            claim: self.panels.form.claim().is_some(),
            table: matches!(self.settings.centre, CentreView::Events | CentreView::Claims),
        }
    }

    /// Everything that stands in the window.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let is_first_part = self.pending.reading.as_ref().is_some_and(|reading| reading.former.is_some());
        let is_sample = self.document.origin == Origin::Carried && !self.session.is_changed() && !is_first_part;
        let legend = self.settings.legend;
        let here = PanelContext {
            is_sample,
            is_first_part,
            searched: self.searching.share(),
            legend,
            strip_height: self.settings.strip_height,
            ..PanelContext::of(&self.session, &self.document, self.hands(), self.look.letters)
        };
        if self.panels.start.is_open() {
            return start_ui(ui, &here, &mut self.panels.start, commands);
        }
        let plain = Frame::NONE.fill(color32(here.palette.panel));
        let wide = ui.available_width();
        let tall = ui.available_height();
        let ground = Ground { relief: &self.look.relief, is_ready: self.is_ready() };
        let (panels, settings) = (&mut self.panels, &mut self.settings);
        Side::top("toolbar").frame(plain).exact_size(toolbar::HEIGHT).resizable(false).show(ui, |ui| {
            let remarks = self.document.diagnostics.len();
            let changed = self.session.is_changed().then(|| Changed { kept: self.keeping.said() });
            region(ui, Region::Toolbar, |ui| toolbar_ui(ui, &here, (&mut panels.search, remarks, changed), commands));
        });
        self.keeping.question_ui(ui, here.palette);
        panels.form.follow(self.session.view().selection.first().map(String::as_str));
        panels.placing.follow(self.session.own_store(), here.story_number, panels.form.event());
        // What is written has the whole height.
        if panels.form.subject().is_some() {
            let size = if wide < 1300.0 { 340.0 } else { 420.0 };
            Side::right("form")
                .frame(plain.inner_margin(Margin { left: 0, right: 0, top: 6, bottom: 0 }))
                .default_size(size)
                .min_size(300.0)
                .max_size(wide * 0.5)
                .resizable(true)
                .show(ui, |ui| {
                    let memory = (&mut panels.form, &mut panels.placing);
                    region(ui, Region::Detail, |ui| form_ui(ui, &here, self.session.own_store(), memory, commands));
                });
        }
        if settings.timeline_open {
            let size = (tall * 0.34).clamp(190.0, 440.0);
            Side::bottom("timeline")
                .frame(plain)
                .default_size(size)
                .min_size(120.0)
                .max_size(tall * 0.6)
                .resizable(true)
                .show(ui, |ui| {
                    panels.screen.unit_secs =
                        region(ui, Region::Timeline, |ui| timeline_ui(ui, &here, &mut panels.timeline, commands));
                });
        }
        let inner = plain.inner_margin(Margin { left: 0, right: 0, top: 8, bottom: 0 });
        if settings.left_open {
            let size = if wide < 1300.0 { 240.0 } else { 300.0 };
            Side::left("left")
                .frame(inner)
                .default_size(size)
                .min_size(200.0)
                .max_size(wide * 0.35)
                .resizable(true)
                .show(ui, |ui| {
                    region(ui, Region::Left, |ui| {
                        panels.left_ui(ui, &here, self.session.comparison(), &mut settings.left_tab, commands);
                    });
                });
        }
        // Beside a table there is nothing to read before something is selected: the table takes the room.
        let is_needed = settings.centre == CentreView::Map || !self.session.view().selection.is_empty();
        if settings.detail_open && panels.form.subject().is_none() && is_needed {
            let size = if wide < 1300.0 { 270.0 } else { (wide * 0.2325).clamp(372.0, 560.0) };
            Side::right("detail")
                .frame(inner)
                .default_size(size)
                .min_size(220.0)
                .max_size(wide * 0.4)
                .resizable(true)
                .show(ui, |ui| {
                    region(ui, Region::Detail, |ui| detail_ui(ui, &here, &mut panels.detail, commands));
                });
        }
        let tables = (&**self.session.own_store(), &mut settings.tables);
        CentralPanel::default().frame(inner).show(ui, |ui| {
            region(ui, Region::Centre, |ui| {
                panels.centre_ui(ui, &here, settings.centre, &ground, tables, commands);
            });
        });
    }

    /// The dialog over it.
    pub(super) fn dialog_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let here = PanelContext::of(&self.session, &self.document, self.hands(), self.look.letters);
        let outcome = dialog.ui(ui, &here, &self.document, commands);
        if let Dialog::Palette(memory) = &dialog
            && let Some(id) = memory.ran
        {
            self.settings.remember_command(id);
        }
        match outcome {
            Outcome::Stays => self.dialog = Some(dialog),
            Outcome::Closes => {
                if matches!(&dialog, Dialog::Path(_)) {
                    self.pending.capture = None;
                }
                // What was to be done after saving is not done when that is given up.
                self.pending.after_saving.take_if(|_| matches!(&dialog, Dialog::Path(_) | Dialog::Over(_)));
            }
            Outcome::Command(command) => commands.push(command),
            outcome => self.take_outcome(outcome, dialog, ui.ctx()),
        }
    }
}
