//! What is asked before pictures are written, and how far a series of them has come.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{ColorImage, Context, TextureHandle, Ui};

use super::kit::{dialog, field, filled};
use super::outcome::Outcome;
use super::style::words;
use super::target::{Asked, Target};
use crate::export::{Carries, Format, Letters, SIZES, size_from_text};
use crate::model::{Claim, Redaction, Story, Tray};
use crate::scene::{Composition, Face, Far, Layout, Palette, Part};
use crate::view::Each;

/// Asks for what a figure is to be, and where, and shows how it will look.
pub(super) struct FigureDialog {
    layout: Layout,
    composition: Composition,
    redaction: Redaction,
    /// Names of speakers whose claims are left out, as they are typed.
    speakers: String,
    /// The first of these that is nobody's in the story.
    unknown_speaker: Option<String>,
    /// Who speaks in the story.
    known_speakers: BTreeSet<String>,
    /// The layers of the story, by id and name.
    layers: Vec<(String, String)>,
    size: String,
    letters: Letters,
    carries: Carries,
    scale: u8,
    each: Option<Each>,
    target: Target,
    preview: Preview,
}

/// The picture beside what is asked.
#[derive(Default)]
struct Preview {
    texture: Option<TextureHandle>,
    /// What it shows, or what is being drawn.
    of: Option<Drawn>,
    is_waiting: bool,
}

/// What a picture is drawn of, besides the view.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub(super) layout: Layout,
    pub(super) composition: Composition,
    pub(super) redaction: Redaction,
    /// Width and height in points.
    pub(super) size: [f32; 2],
    /// What letters are in SVG.
    pub(super) letters: Letters,
    /// Whether the story goes along.
    pub(super) carries: Carries,
}

/// Says how far a series of pictures has come.
pub(super) struct SeriesDialog {
    done: usize,
    of: usize,
    /// What is counted and becomes of it.
    doing: &'static str,
    stop: Arc<AtomicBool>,
}

/// Width of the preview, and the most of its height, in points.
const PREVIEW: [f32; 2] = [460.0, 560.0];
/// Width of what is asked, in points.
const ASKED: f32 = 440.0;

impl FigureDialog {
    /// Asks for a figure in this file, or for a series in its folder.
    pub(super) fn new(path: String, story: &Story) -> Self {
        let speaker = |claim: &Claim| claim.attribution.name.clone();
        Self {
            layout: Layout::Figure,
            composition: Composition::default(),
            redaction: Redaction::default(),
            speakers: String::new(),
            unknown_speaker: None,
            known_speakers: story.events.iter().flat_map(|event| &event.claims).map(speaker).collect(),
            layers: story.layers.iter().map(|layer| (layer.id.clone(), layer.name.clone())).collect(),
            size: "1600x1000".to_owned(),
            letters: Letters::Words,
            carries: Carries::View,
            scale: 2,
            each: None,
            target: Target::new(path),
            preview: Preview::default(),
        }
    }

    /// The picture that was wanted cannot be drawn.
    pub(super) fn miss_preview(&mut self) {
        self.preview.is_waiting = false;
    }

    /// Shows the picture that was wanted.
    pub(super) fn show_preview(&mut self, image: ColorImage, ctx: &Context) {
        self.preview.is_waiting = false;
        self.preview.texture = Some(ctx.load_texture("figure preview", image, egui::TextureOptions::LINEAR));
    }

    /// True for what cannot be looked at here.
    fn is_page(&self) -> bool {
        Format::of(&self.target.path()) == Some(Format::Html)
    }

    fn drawn(&self, size: [u32; 2]) -> Drawn {
        let size = size.map(|side| side as f32);
        let redaction = Redaction { speakers: self.typed_speakers().collect(), ..self.redaction.clone() };
        let (layout, letters, carries) = (self.layout, self.letters, self.carries);
        Drawn { layout, composition: self.composition.clone(), redaction, size, letters, carries }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let room = ui.ctx().content_rect().size();
        let is_wide = room.x > ASKED + PREVIEW[0] + 100.0;
        let width = if is_wide { ASKED + PREVIEW[0] + 24.0 } else { ASKED };
        let closes = dialog(ui, "Export figure", width, palette, |ui| {
            let most = (room.y - 180.0).max(160.0);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(ASKED);
                    let area = egui::ScrollArea::vertical().max_height(most).min_scrolled_height(most);
                    area.auto_shrink([false, true]).show(ui, |ui| {
                        ui.set_width(ASKED - 16.0);
                        self.asked_ui(ui, palette);
                    });
                    self.end_ui(ui, palette, &mut outcome);
                });
                if is_wide {
                    ui.vertical(|ui| self.preview_ui(ui, palette));
                }
            });
        });
        if closes {
            return Outcome::Closes;
        }
        if is_wide && !self.is_page() && !self.preview.is_waiting && matches!(outcome, Outcome::Stays) {
            let drawn = size_from_text(&self.size).ok().map(|size| self.drawn(size));
            if drawn.is_some() && drawn != self.preview.of {
                self.preview.of.clone_from(&drawn);
                self.preview.is_waiting = true;
                outcome = drawn.map_or(Outcome::Stays, |drawn| Outcome::Preview(Box::new(drawn)));
            }
        }
        outcome
    }

    fn preview_ui(&self, ui: &mut Ui, palette: &Palette) {
        if self.is_page() {
            let what = "A page to explore in any browser: map, timeline, chapters, events, claims and sources.";
            ui.label(words(what, Face::Regular, 12.0, palette.ink_secondary));
            return;
        }
        let Some(texture) = &self.preview.texture else {
            ui.label(words("Drawing…", Face::Regular, 12.0, palette.ink_secondary));
            return;
        };
        let size = texture.size_vec2();
        let size = size * (PREVIEW[0] / size.x).min(PREVIEW[1] / size.y);
        let tint = if self.preview.is_waiting { 190 } else { 255 };
        let image = egui::Image::new((texture.id(), size)).tint(egui::Color32::from_white_alpha(tint));
        let response = ui.add(image.alt_text("Preview of the figure"));
        let rim = super::style::color32(palette.rule);
        ui.painter().rect_stroke(response.rect, 0.0, egui::Stroke::new(1.0, rim), egui::StrokeKind::Outside);
    }

    /// What stands on the figure, and what is kept out of it.
    fn asked_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        let heading = |ui: &mut Ui, text: &str| {
            ui.add_space(6.0);
            ui.label(words(text, Face::Medium, 11.0, palette.ink_secondary));
        };
        ui.horizontal(|ui| {
            for (layout, label) in [(Layout::Figure, "Figure"), (Layout::Map, "Map"), (Layout::Timeline, "Timeline")] {
                ui.radio_value(&mut self.layout, layout, label);
            }
        });
        heading(ui, "Size in points, or as 210x297mm");
        ui.horizontal_wrapped(|ui| {
            for (_, label, [width, height]) in SIZES {
                let text = format!("{width}x{height}");
                if ui.selectable_label(self.size == text, label).on_hover_text(&text).clicked() {
                    self.size = text;
                }
            }
        });
        field(ui, "Width and height in points", &mut self.size, "1600x1000");
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.label("Pixels a point");
            for scale in [1, 2, 3] {
                ui.radio_value(&mut self.scale, scale, scale.to_string());
            }
        });
        let mut is_outlined = self.letters == Letters::Outlines;
        if ui.checkbox(&mut is_outlined, "Letters of an SVG as outlines").changed() {
            self.letters = if is_outlined { Letters::Outlines } else { Letters::Words };
        }
        heading(ui, "Words; what is empty comes from the story");
        typed(ui, "Title", &mut self.composition.title, "Title of the story");
        typed(ui, "Subtitle", &mut self.composition.subtitle, "First sentence of the summary");
        typed(ui, "Date", &mut self.composition.date, "No date");
        heading(ui, "Parts");
        ui.horizontal_wrapped(|ui| {
            for (part, _, label) in Part::ALL {
                let mut has = self.composition.has(part);
                if ui.checkbox(&mut has, label).changed() {
                    if has {
                        self.composition.without.remove(&part);
                    } else {
                        self.composition.without.insert(part);
                    }
                }
            }
        });
        heading(ui, "Events outside of the map");
        ui.horizontal(|ui| {
            for (far, _, label) in Far::ALL {
                ui.radio_value(&mut self.composition.far, far, label);
            }
        });
        ui.add_space(4.0);
        egui::CollapsingHeader::new("Protect people").show(ui, |ui| self.protection_ui(ui, palette));
        heading(ui, "Pictures");
        ui.horizontal(|ui| {
            for (each, label) in [
                (None, "One"),
                (Some(Each::Chapter), "One a chapter"),
                (Some(Each::Event), "One an event"),
                (Some(Each::Day), "One a day"),
            ] {
                if ui.radio(self.each == each, label).clicked() && self.each != each {
                    self.each = each;
                    self.target.change(|path| with_places(path, each));
                }
            }
        });
        let endings = Format::ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ");
        heading(
            ui,
            &match self.each {
                None => format!("File, ending in {endings}"),
                Some(_) => {
                    format!("Files, ending in {endings}; {{n}} becomes the number, {{id}} the event or day")
                }
            },
        );
        self.target.field_ui(ui, "File of the figure", "figure.png");
        let mut carries = self.carries == Carries::Story;
        if ui.checkbox(&mut carries, "Carry the story in it, so that it opens wherever it goes").changed() {
            self.carries = if carries { Carries::Story } else { Carries::View };
        }
    }

    fn typed_speakers(&self) -> impl Iterator<Item = String> {
        self.speakers.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
    }

    /// The first name that is typed and is in that of nobody who speaks: it would leave out nothing.
    fn find_unknown_speaker(&self) -> Option<String> {
        self.typed_speakers().find(|name| {
            let asked = Redaction { speakers: [name.clone()].into(), ..Redaction::default() };
            !self.known_speakers.iter().any(|known| asked.names_speaker(known))
        })
    }

    fn protection_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        ui.horizontal(|ui| {
            ui.label("Round places to");
            for (km, label) in [(None, "none"), (Some(1.0), "1 km"), (Some(10.0), "10 km"), (Some(50.0), "50 km")] {
                ui.radio_value(&mut self.redaction.round_km, km, label);
            }
        });
        ui.horizontal_wrapped(|ui| {
            for (id, name) in &self.layers {
                let mut is_out = self.redaction.layers.contains(id);
                if ui.checkbox(&mut is_out, format!("Leave out “{name}”")).changed() {
                    if is_out {
                        self.redaction.layers.insert(id.clone());
                    } else {
                        self.redaction.layers.remove(id);
                    }
                }
            }
            let mut is_out = self.redaction.tray == Tray::LeftOut;
            if ui.checkbox(&mut is_out, "Leave out events without date or place").changed() {
                self.redaction.tray = if is_out { Tray::LeftOut } else { Tray::Kept };
            }
        });
        let hint = "Speakers to leave out, parted by ;";
        if field(ui, "Speakers whose claims are left out", &mut self.speakers, hint).changed() {
            self.unknown_speaker = self.find_unknown_speaker();
        }
        let note = "The figure says that it was done, without names.";
        ui.label(words(note, Face::Regular, 11.0, palette.ink_secondary));
    }

    /// What is wrong, and the button.
    fn end_ui(&mut self, ui: &mut Ui, palette: &Palette, outcome: &mut Outcome) {
        ui.add_space(8.0);
        let size = match size_from_text(&self.size) {
            Ok(size) => size,
            Err(advice) => {
                ui.label(words(advice, Face::Regular, 12.0, palette.playhead));
                return;
            }
        };
        if let Some(name) = &self.unknown_speaker {
            let advice = format!("Nobody called “{name}” speaks in the story; the claims table has the names");
            ui.label(words(advice, Face::Regular, 12.0, palette.playhead));
            return;
        }
        if self.target.button_ui(ui, palette) == Asked::Writes {
            let (drawn, scale) = (Box::new(self.drawn(size)), f32::from(self.scale));
            *outcome = Outcome::Figure { drawn, scale, path: self.target.path(), each: self.each };
        }
    }
}

/// A field for words that are none when it is empty.
fn typed(ui: &mut Ui, label: &str, value: &mut Option<String>, hint: &str) {
    let mut text = value.clone().unwrap_or_default();
    if field(ui, &format!("{label} of the figure"), &mut text, &format!("{label}: {hint}")).changed() {
        *value = Some(text).filter(|text| !text.is_empty());
    }
    ui.add_space(2.0);
}

/// The path with places for number and id in its file's name, or without them.
fn with_places(path: &str, each: Option<Each>) -> String {
    const PLACES: &str = "-{n}-{id}";
    if each.is_none() {
        return path.replace(PLACES, "");
    }
    let path = Path::new(path.trim());
    let stem = path.file_stem().map_or_else(|| "figure".into(), |stem| stem.to_string_lossy());
    let ending = path.extension().map_or_else(|| "png".into(), |ending| ending.to_string_lossy());
    path.with_file_name(format!("{stem}{PLACES}.{ending}")).display().to_string()
}

impl SeriesDialog {
    /// Says so of work that ends early once `stop` is true; `doing` is such as `pictures are written`.
    pub(super) fn new(stop: Arc<AtomicBool>, doing: &'static str) -> Self {
        Self { done: 0, of: 0, doing, stop }
    }

    /// So many pictures are written.
    pub(super) fn progress(&mut self, done: usize, of: usize) {
        (self.done, self.of) = (done, of);
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut stops = false;
        let closes = dialog(ui, "Exporting pictures", 420.0, palette, |ui| {
            let text = format!("{} of {} {}", self.done, self.of, self.doing);
            ui.label(words(text, Face::Regular, 12.0, palette.ink));
            ui.add(egui::ProgressBar::new(self.done as f32 / self.of.max(1) as f32).desired_height(6.0));
            ui.add_space(8.0);
            stops = filled(ui, "Stop", palette).clicked();
        });
        if closes || stops {
            self.stop.store(true, Ordering::Relaxed);
            return Outcome::Closes;
        }
        Outcome::Stays
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_places_in_its_name_and_one_picture_has_none() {
        let series = with_places("figures/crisis.svg", Some(Each::Day));
        assert_eq!(Path::new(&series), Path::new("figures").join("crisis-{n}-{id}.svg"));
        assert_eq!(with_places(&series, None), Path::new("figures").join("crisis.svg").display().to_string());
        assert_eq!(with_places("", Some(Each::Day)), "figure-{n}-{id}.png");
    }
}
