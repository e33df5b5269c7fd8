//! stub
use super::here::Here;
use crate::view::Command;
#[derive(Default)]
pub(super) struct ChartsMemory;
pub(super) fn charts_ui(_ui: &mut eframe::egui::Ui, _h: &Here<'_>, _m: &mut ChartsMemory, _c: &mut Vec<Command>) {}
