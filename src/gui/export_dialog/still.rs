//! What is asked of a still picture alone.

use egui::Ui;

use crate::export::{Carries, ExportKind, ExportSpec, Letters};
use crate::gui::kit::field;
use crate::gui::typed::heading;
use crate::scene::{Far, Layout, Palette, Part, Template};
use crate::view::Each;

/// What a picture of a part of the window shows.
pub(super) fn part_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    layout_ui(ui, spec, &[(Layout::Map, "Map"), (Layout::Timeline, "Timeline")]);
}

/// What each of a series is, and what there is one for.
pub(super) fn series_ui(ui: &mut Ui, spec: &mut ExportSpec, palette: &Palette) {
    heading(ui, "One for each", palette);
    ui.horizontal(|ui| {
        for (each, label) in [(Each::Chapter, "Chapter"), (Each::Event, "Event"), (Each::Day, "Day")] {
            ui.radio_value(&mut spec.kind, ExportKind::Each(each), label);
        }
    });
    heading(ui, "Each shows", palette);
    layout_ui(ui, spec, &[(Layout::Figure, "Figure"), (Layout::Map, "Map"), (Layout::Timeline, "Timeline")]);
}

fn layout_ui(ui: &mut Ui, spec: &mut ExportSpec, choices: &[(Layout, &str)]) {
    ui.horizontal(|ui| {
        for (layout, label) in choices {
            ui.radio_value(&mut spec.layout, *layout, *label);
        }
    });
}

/// How a figure is laid out, which comes with the size that it is made for. Returns true when another is chosen.
pub(super) fn template_ui(ui: &mut Ui, spec: &mut ExportSpec, palette: &Palette) -> bool {
    heading(ui, "Template", palette);
    let mut is_other = false;
    ui.horizontal_wrapped(|ui| {
        for (template, _, label) in Template::ALL {
            if ui.selectable_value(&mut spec.composition.template, template, label).clicked() {
                spec.size = template.size().map(|side| side as f32);
                is_other = true;
            }
        }
    });
    is_other
}

/// What letters are in an SVG.
pub(super) fn letters_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    let mut is_outlined = spec.letters == Letters::Outlines;
    if ui.checkbox(&mut is_outlined, "Convert text to outlines").changed() {
        spec.letters = if is_outlined { Letters::Outlines } else { Letters::Words };
    }
}

/// Its words and parts.
pub(super) fn composition_ui(ui: &mut Ui, spec: &mut ExportSpec, palette: &Palette) {
    let composition = &mut spec.composition;
    heading(ui, "Text (leave empty to use the story’s)", palette);
    words_ui(ui, "Title", &mut composition.title, "Story title");
    words_ui(ui, "Subtitle", &mut composition.subtitle, "First sentence of the summary");
    words_ui(ui, "Date", &mut composition.date, "No date");
    words_ui(ui, "Address", &mut composition.link, "Where the story and its sources can be read");
    heading(ui, "Include", palette);
    ui.horizontal_wrapped(|ui| {
        for (part, _, label) in Part::ALL {
            let mut has = composition.has(part);
            if ui.checkbox(&mut has, label).changed() {
                if has {
                    composition.without.remove(&part);
                } else {
                    composition.without.insert(part);
                }
            }
        }
    });
    heading(ui, "Off-map events", palette);
    ui.horizontal(|ui| {
        for (far, _, label) in Far::ALL {
            ui.radio_value(&mut composition.far, far, label);
        }
    });
}

/// The words of a page.
pub(super) fn page_words_ui(ui: &mut Ui, spec: &mut ExportSpec, palette: &Palette) {
    heading(ui, "Text (leave empty to use the story’s)", palette);
    words_ui(ui, "Title", &mut spec.composition.title, "Story title");
    words_ui(ui, "Subtitle", &mut spec.composition.subtitle, "Story summary");
}

/// A field for words that are none when it is empty.
fn words_ui(ui: &mut Ui, label: &str, value: &mut Option<String>, hint: &str) {
    let mut text = value.clone().unwrap_or_default();
    if field(ui, &format!("{label} of the figure"), &mut text, &format!("{label}: {hint}")).changed() {
        *value = Some(text).filter(|text| !text.is_empty());
    }
    ui.add_space(2.0);
}

/// Whether the story goes along.
pub(super) fn carries_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    let mut carries = spec.carries == Carries::Story;
    if ui
        .checkbox(&mut carries, "Embed the story data")
        .on_hover_text("Meridian opens the story from the file")
        .changed()
    {
        spec.carries = if carries { Carries::Story } else { Carries::View };
    }
}
