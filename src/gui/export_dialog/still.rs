//! What is asked of a still picture alone.

use std::path::Path;

use egui::Ui;

use crate::export::{Carries, ExportKind, ExportSpec, Letters};
use crate::gui::kit::field;
use crate::gui::target::Target;
use crate::gui::typed::heading;
use crate::scene::{Far, Layout, Palette, Part, Template};
use crate::view::Each;

/// What stands on it.
pub(super) fn layout_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    ui.horizontal(|ui| {
        for (layout, label) in [(Layout::Figure, "Figure"), (Layout::Map, "Map"), (Layout::Timeline, "Timeline")] {
            ui.radio_value(&mut spec.layout, layout, label);
        }
    });
}

/// The template of a figure. Returns true when another is chosen, which brings its size along.
pub(super) fn template_ui(ui: &mut Ui, spec: &mut ExportSpec, palette: &Palette) -> bool {
    if spec.layout != Layout::Figure {
        return false;
    }
    heading(ui, "Template", palette);
    let mut is_changed = false;
    ui.horizontal_wrapped(|ui| {
        for (template, _, label) in Template::ALL {
            if ui.radio_value(&mut spec.composition.template, template, label).changed() {
                spec.size = template.size().map(|side| side as f32);
                is_changed = true;
            }
        }
    });
    is_changed
}

/// What letters are in an SVG.
pub(super) fn letters_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    let mut is_outlined = spec.letters == Letters::Outlines;
    if ui.checkbox(&mut is_outlined, "Convert text to outlines (SVG)").changed() {
        spec.letters = if is_outlined { Letters::Outlines } else { Letters::Words };
    }
}

/// Its words and parts.
pub(super) fn composition_ui(ui: &mut Ui, spec: &mut ExportSpec, palette: &Palette) {
    let composition = &mut spec.composition;
    heading(ui, "Text (leave empty for what is offered)", palette);
    words_ui(ui, "Title", &mut composition.title, "offered for this view");
    words_ui(ui, "Subtitle", &mut composition.subtitle, "offered for this view");
    words_ui(ui, "Date", &mut composition.date, "No date");
    heading(ui, "Parts", palette);
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

/// A field for words that are none when it is empty.
fn words_ui(ui: &mut Ui, label: &str, value: &mut Option<String>, hint: &str) {
    let mut text = value.clone().unwrap_or_default();
    if field(ui, &format!("{label} of the figure"), &mut text, &format!("{label}: {hint}")).changed() {
        *value = Some(text).filter(|text| !text.is_empty());
    }
    ui.add_space(2.0);
}

/// How many pictures there are.
pub(super) fn count_ui(ui: &mut Ui, spec: &mut ExportSpec, target: &mut Target, palette: &Palette) {
    heading(ui, "Pictures", palette);
    ui.horizontal(|ui| {
        for (kind, label) in [
            (ExportKind::One, "One"),
            (ExportKind::Each(Each::Chapter), "One a chapter"),
            (ExportKind::Each(Each::Event), "One an event"),
            (ExportKind::Each(Each::Day), "One a day"),
        ] {
            if ui.radio(spec.kind == kind, label).clicked() && spec.kind != kind {
                spec.kind = kind;
                target.change(|path| with_places(path, kind));
            }
        }
    });
}

/// Whether the story goes along.
pub(super) fn carries_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    let mut carries = spec.carries == Carries::Story;
    if ui.checkbox(&mut carries, "Embed the story data").changed() {
        spec.carries = if carries { Carries::Story } else { Carries::View };
    }
}

/// The path with places for number and id in its file's name, or without them.
fn with_places(path: &str, kind: ExportKind) -> String {
    const PLACES: &str = "-{n}-{id}";
    if kind == ExportKind::One {
        return path.replace(PLACES, "");
    }
    if path.contains(PLACES) {
        return path.to_owned();
    }
    let path = Path::new(path.trim());
    let stem = path.file_stem().map_or_else(|| "figure".into(), |stem| stem.to_string_lossy());
    let ending = path.extension().map_or_else(|| "png".into(), |ending| ending.to_string_lossy());
    path.with_file_name(format!("{stem}{PLACES}.{ending}")).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_places_in_its_name_once_and_one_picture_has_none() {
        let days = ExportKind::Each(Each::Day);
        let series = with_places("figures/crisis.svg", days);
        assert_eq!(Path::new(&series), Path::new("figures").join("crisis-{n}-{id}.svg"));
        assert_eq!(with_places(&series, ExportKind::Each(Each::Event)), series);
        assert_eq!(
            with_places(&series, ExportKind::One),
            Path::new("figures").join("crisis.svg").display().to_string()
        );
        assert_eq!(with_places("", days), "figure-{n}-{id}.png");
    }
}
