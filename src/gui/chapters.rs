//! stub
use super::here::Here; use crate::view::Command;
pub(super) fn chapters_ui(_ui: &mut eframe::egui::Ui, _h: &Here<'_>, _c: &mut Vec<Command>) {}
