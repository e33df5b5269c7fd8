//! stub
use super::here::Here; use crate::view::Command;
#[derive(Default)] pub(super) struct ListMemory;
pub(super) fn list_ui(_ui: &mut eframe::egui::Ui, _h: &Here<'_>, _m: &mut ListMemory, _c: &mut Vec<Command>) {}
