//! Short messages over the lower edge of the window.

use std::path::PathBuf;

use egui::{Align2, Id, Role, Ui, WidgetInfo, vec2};

use super::export_order::Written;
use super::jobs::Jobs;
use super::outside::open_outside;
use super::style::{color32, words};
use crate::scene::{Face, Palette};

/// A short message over the lower edge of the window, for a while.
#[derive(Default)]
pub(super) struct Notices {
    shown: Option<Notice>,
}

struct Notice {
    text: String,
    until: f64,
    /// What can be opened, with what its button says.
    opens: Vec<(&'static str, PathBuf)>,
}

/// How long a notice stays, in seconds.
const NOTICE_SECS: f64 = 6.0;
/// The same of one with buttons.
const BUTTONS_SECS: f64 = 20.0;

impl Notices {
    /// Says nothing from now on.
    pub(super) fn clear(&mut self) {
        self.shown = None;
    }

    /// Says something from now on.
    pub(super) fn say(&mut self, text: impl Into<String>, ctx: &egui::Context) {
        self.say_for(text.into(), NOTICE_SECS, ctx);
    }

    /// Says something that passes quickly.
    pub(super) fn say_briefly(&mut self, text: String, ctx: &egui::Context) {
        self.say_for(text, NOTICE_SECS / 4.0, ctx);
    }

    /// Says what was written, with buttons that open it.
    pub(super) fn say_written(&mut self, written: Written, ctx: &egui::Context) {
        let opens = [("Open", written.file), ("Show in folder", written.folder)];
        let opens: Vec<_> = opens.into_iter().filter_map(|(label, path)| Some((label, path?))).collect();
        self.say_for(written.words, if opens.is_empty() { NOTICE_SECS } else { BUTTONS_SECS }, ctx);
        if let Some(notice) = &mut self.shown {
            notice.opens = opens;
        }
    }

    fn say_for(&mut self, text: String, secs: f64, ctx: &egui::Context) {
        let until = ctx.input(|input| input.time) + secs;
        self.shown = Some(Notice { text, until, opens: Vec::new() });
        ctx.request_repaint_after_secs(secs as f32);
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette, jobs: &Jobs) {
        let now = ui.input(|input| input.time);
        self.shown.take_if(|notice| now >= notice.until);
        let Some(Notice { text, opens, .. }) = &self.shown else { return };
        let order = if opens.is_empty() { egui::Order::Tooltip } else { egui::Order::Foreground };
        let area = egui::Area::new(Id::unique("notice")).order(order).interactable(!opens.is_empty());
        let mut is_done = false;
        area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -28.0)).show(ui.ctx(), |ui| {
            let frame = egui::Frame::popup(ui.style()).fill(color32(palette.ink)).inner_margin(10);
            frame.show(ui, |ui| {
                ui.set_max_width(640.0);
                let label = ui.label(words(text, Face::Medium, 12.0, palette.panel));
                label.widget_info(|| WidgetInfo::labeled(Role::Status, true, text));
                // An empty row would leave room for a second line.
                if opens.is_empty() {
                    return;
                }
                ui.horizontal(|ui| {
                    for (label, path) in opens {
                        let button = egui::Button::new(words(*label, Face::SemiBold, 12.0, palette.ink));
                        if ui.add(button.fill(color32(palette.panel))).clicked() {
                            open_outside(path.clone(), jobs.sender());
                            is_done = true;
                        }
                    }
                });
            });
        });
        if is_done {
            self.shown = None;
        }
    }
}
