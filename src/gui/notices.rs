//! Short messages over the lower edge of the window.

use egui::{Align2, Id, Role, Ui, WidgetInfo, vec2};

use super::style::{color32, words};
use crate::scene::{Face, Palette};

/// A short message over the lower edge of the window, for a while.
#[derive(Default)]
pub(super) struct Notices {
    shown: Option<(String, f64)>,
}

/// How long a notice stays, in seconds.
const NOTICE_SECS: f64 = 6.0;

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

    fn say_for(&mut self, text: String, secs: f64, ctx: &egui::Context) {
        self.shown = Some((text, ctx.input(|input| input.time) + secs));
        ctx.request_repaint_after_secs(secs as f32);
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) {
        let now = ui.input(|input| input.time);
        self.shown.take_if(|(_, until)| now >= *until);
        let Some((text, _)) = &self.shown else { return };
        let area = egui::Area::new(Id::unique("notice")).order(egui::Order::Tooltip);
        area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -28.0)).interactable(false).show(ui.ctx(), |ui| {
            let frame = egui::Frame::popup(ui.style()).fill(color32(palette.ink)).inner_margin(10);
            frame.show(ui, |ui| {
                ui.set_max_width(640.0);
                let label = ui.label(words(text, Face::Medium, 12.0, palette.panel));
                label.widget_info(|| WidgetInfo::labeled(Role::Status, true, text));
            });
        });
    }
}
