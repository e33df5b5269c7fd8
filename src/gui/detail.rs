//! stub
use super::here::Here;
use crate::view::Command;
#[derive(Default)]
pub(super) struct DetailMemory;
pub(super) fn detail_ui(_ui: &mut eframe::egui::Ui, _h: &Here<'_>, _m: &mut DetailMemory, _c: &mut Vec<Command>) {}
