//! The start page: the sample to be looked at, ways to begin a story of one's own, and files that were open before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{
    Align, Button, CentralPanel, CornerRadius, Frame, Label, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::document::file_name;
use super::paint::Painting;
use super::panel_context::PanelContext;
use super::parts::focus_ring;
use super::reading_order::prose;
use super::style::{color32, words};
use crate::query::select;
use crate::scene::{Face, Far, MapOptions, MapRole, counted, ground_scene, map_events_scene};
use crate::store::Store;
use crate::view::{Command, Effect, Theme, View};

/// The widest that the page is, in points.
const WIDEST: f32 = 1240.0;

/// What the start page keeps while it is shown.
#[derive(Default)]
pub(super) struct StartMemory {
    /// The sample, once it has been read.
    sample: Option<Sample>,
    /// Whether another thread reads it.
    is_asked: bool,
    /// The files opened before, with when that was; none while the page is not shown.
    recent: Option<Vec<(PathBuf, String)>>,
}

struct Sample {
    store: Arc<Store>,
    counts: String,
    painted: Option<(PaintedFor, Painting)>,
}

/// What the picture of the sample depends on.
#[derive(PartialEq)]
struct PaintedFor {
    rect: Rect,
    theme: Theme,
    pixels_per_point: f32,
    map: usize,
}

impl StartMemory {
    /// Shows the page, with these files to be opened again.
    pub(super) fn open(&mut self, recent: Vec<(PathBuf, String)>) {
        self.recent = Some(recent);
    }

    /// True once, where the sample is still to be read.
    pub(super) fn wants_sample(&mut self) -> bool {
        self.sample.is_none() && !std::mem::replace(&mut self.is_asked, true)
    }

    /// Takes the sample that was read.
    pub(super) fn take_sample(&mut self, store: Arc<Store>) {
        let story = store.story();
        let claims = counted(store.known_claims().1, "claim");
        let sources = counted(story.sources.len(), "source");
        let chapters = counted(story.chapters.len(), "chapter");
        let counts = format!("{} · {claims} · {sources} · {chapters}", counted(store.len(), "event"));
        self.sample = Some(Sample { store, counts, painted: None });
    }

    /// Shows the story again.
    pub(super) fn close(&mut self) {
        self.recent = None;
    }

    /// True while it is shown.
    pub(super) fn is_open(&self) -> bool {
        self.recent.is_some()
    }
}

/// True for what can be done while the page is shown: what is under it is not seen.
pub(super) fn is_for_start(command: &Command) -> bool {
    match command {
        Command::Dismiss | Command::Undo | Command::Redo => true,
        Command::Perform(effect) => matches!(
            effect,
            Effect::NewStory
                | Effect::Open
                | Effect::OpenCarried
                | Effect::OpenFile(_)
                | Effect::PasteTable
                | Effect::Palette
                | Effect::Help
                | Effect::Quit
        ),
        _ => false,
    }
}

/// Shows the page over the whole window.
pub(super) fn start_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut StartMemory, commands: &mut Vec<Command>) {
    if !memory.is_open() {
        return;
    }
    let palette = here.palette;
    CentralPanel::default().frame(Frame::NONE.fill(color32(palette.panel))).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let side = ((ui.available_width() - WIDEST) / 2.0).max(24.0);
            Frame::NONE.inner_margin(Margin::symmetric(side as i8, 28)).show(ui, |ui| {
                let side = side - side.min(127.0);
                ui.horizontal_top(|ui| {
                    ui.add_space(side);
                    let width = ui.available_width() - side;
                    ui.allocate_ui(vec2(width, ui.available_height()), |ui| {
                        ui.set_width(width);
                        ui.vertical(|ui| page_ui(ui, here, memory, commands));
                    });
                });
            });
        });
    });
}

fn page_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut StartMemory, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let width = ui.available_width();
    let gap = 40.0;
    let StartMemory { sample, recent, .. } = memory;
    let recent = recent.as_deref().unwrap_or_default();
    if width < 760.0 {
        beginnings_ui(ui, here, commands);
        ui.add_space(18.0);
        sample_ui(ui, here, sample.as_mut(), commands);
        ui.add_space(18.0);
        recent_ui(ui, here, recent, commands);
    } else {
        let left = ((width - gap) * 0.61).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (side, room) in [left, width - gap - left].into_iter().enumerate() {
                ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::LEFT), |ui| {
                    ui.set_width(room);
                    if side == 0 {
                        sample_ui(ui, here, sample.as_mut(), commands);
                    } else {
                        beginnings_ui(ui, here, commands);
                        ui.add_space(26.0);
                        recent_ui(ui, here, recent, commands);
                    }
                });
            }
        });
    }
    ui.add_space(24.0);
    let card = Frame::NONE.stroke(Stroke::new(1.0, color32(palette.ink_faint))).corner_radius(8).inner_margin(14);
    card.show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.set_width(ui.available_width());
            ui.label(words("Drop a file anywhere in this window", Face::SemiBold, 13.0, palette.ink));
            let kinds = "GeoJSON · CSV, TSV · XLSX, ODS · KML, KMZ, GPX · pictures with an embedded story";
            ui.label(words(kinds, Face::Regular, 11.5, palette.ink_secondary));
        });
    });
    ui.add_space(18.0);
    let kept = "Your file is not changed until you save; what you type is kept safe in the meantime.";
    prose(ui, kept, Face::Regular, 11.5, palette.ink_secondary);
}

fn heading(ui: &mut Ui, here: &PanelContext<'_>, text: &str) {
    let label = ui.label(words(text, Face::SemiBold, 15.0, here.palette.ink));
    label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    ui.add_space(8.0);
}

/// The sample: its map, what it tells, and the way in.
fn sample_ui(ui: &mut Ui, here: &PanelContext<'_>, sample: Option<&mut Sample>, commands: &mut Vec<Command>) {
    let palette = here.palette;
    heading(ui, here, "See a finished story");
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, (width * 0.4).min(300.0)), Sense::hover());
    // Until it has been read its room is kept.
    ui.painter().rect_filled(rect, CornerRadius { nw: 8, ne: 8, sw: 0, se: 0 }, color32(palette.rule));
    let said = sample.map(|sample| {
        sample.paint(ui, here, rect);
        (sample.store.clone(), sample.counts.clone())
    });
    let corners = CornerRadius { nw: 0, ne: 0, sw: 8, se: 8 };
    let card = Frame::NONE.fill(color32(palette.card)).corner_radius(corners).inner_margin(Margin::symmetric(22, 18));
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        let caps = words("SAMPLE STORY", Face::SemiBold, 10.5, palette.ink_secondary).extra_letter_spacing(0.9);
        ui.label(caps);
        if let Some((store, _)) = &said {
            prose(ui, &store.story().title, Face::SemiBold, 15.0, palette.ink);
            prose(ui, &store.story().summary, Face::Regular, 12.0, palette.ink);
        }
        ui.horizontal(|ui| {
            let counts = said.as_ref().map_or("Opening the sample…", |(_, counts)| counts.as_str());
            ui.label(words(counts, Face::Regular, 11.5, palette.ink_secondary));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let label = words("Open the sample", Face::Medium, 12.0, palette.ink);
                if ui.add(Button::new(label).fill(color32(palette.panel)).min_size(vec2(0.0, 30.0))).clicked() {
                    commands.push(Command::Perform(Effect::OpenCarried));
                }
            });
        });
    });
}

impl Sample {
    fn paint(&mut self, ui: &Ui, here: &PanelContext<'_>, rect: Rect) {
        let key = PaintedFor {
            rect,
            theme: here.view.theme,
            pixels_per_point: ui.ctx().pixels_per_point(),
            map: std::ptr::from_ref(here.basemap) as usize,
        };
        if self.painted.as_ref().is_none_or(|(painted, _)| *painted != key) {
            let size = [rect.width(), rect.height()];
            let view = View::of_story(&self.store, size.map(f64::from));
            // Nearer than what frames all of it: the sample is seen, not studied.
            let map = view.map.zoomed(0.9, view.map.center);
            let view = View { theme: here.view.theme, relief: false, map, ..view };
            let shown = select(&self.store, &view.question());
            let numbers = std::collections::BTreeMap::new();
            let options = MapOptions { role: MapRole::InFigure, numbers: &numbers, far: Far::Pointers };
            let mut scene = ground_scene(&self.store, here.basemap, &view, size);
            let events = map_events_scene(&self.store, here.basemap, &view, &shown, size, options);
            scene.marks.extend(events.marks);
            let painting = Painting::of(&scene, rect.min, ui.ctx(), &|_| None).tessellated(ui.ctx());
            self.painted = Some((key, painting));
        }
        if let Some((_, painting)) = &self.painted {
            painting.show(&ui.painter_at(rect));
        }
    }
}

/// Three ways to begin.
fn beginnings_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    heading(ui, here, "Or make your own");
    let ways = [
        ("New story", "A title, a time zone, a first event", "Ctrl+N", Effect::NewStory),
        ("Open…", "A story, table, map file, or picture with an embedded story", "Ctrl+O", Effect::Open),
        ("Paste table", "Spreadsheet rows become events and claims", "Ctrl+V", Effect::PasteTable),
    ];
    for (place, (title, note, keys, effect)) in ways.into_iter().enumerate() {
        if way_ui(ui, here, (title, note, keys), place) {
            commands.push(Command::Perform(effect));
        }
        ui.add_space(8.0);
    }
}

fn way_ui(ui: &mut Ui, here: &PanelContext<'_>, (title, note, keys): (&str, &str, &str), place: usize) -> bool {
    let palette = here.palette;
    let is_first = place == 0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 60.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{title}: {note}")));
    let (fill, ink, faint) = if is_first {
        (palette.accent, palette.on_accent, palette.on_accent)
    } else {
        (if response.hovered() { palette.rule } else { palette.card }, palette.ink, palette.ink_secondary)
    };
    ui.painter().rect_filled(rect, 8.0, color32(fill));
    if response.has_focus() {
        focus_ring(ui, here, rect.expand(3.0));
    }
    let inside = rect.shrink2(vec2(18.0, 10.0));
    let mut text = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::LEFT)));
    text.spacing_mut().item_spacing.y = 2.0;
    text.add(Label::new(words(title, Face::SemiBold, 13.0, ink)).selectable(false));
    text.add(Label::new(words(note, Face::Regular, 11.5, faint)).selectable(false).truncate());
    let font = super::style::font(Face::Regular, 11.0);
    let at = pos2(inside.right(), inside.top() + 8.0);
    ui.painter().text(at, egui::Align2::RIGHT_CENTER, keys, font, color32(faint));
    response.clicked()
}

/// Files that were open before.
fn recent_ui(ui: &mut Ui, here: &PanelContext<'_>, recent: &[(PathBuf, String)], commands: &mut Vec<Command>) {
    let palette = here.palette;
    if recent.is_empty() {
        return;
    }
    ui.label(words("RECENT", Face::SemiBold, 10.5, palette.ink_secondary).extra_letter_spacing(0.9));
    ui.add_space(4.0);
    for (path, opened) in recent.iter().take(6) {
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, color32(palette.rule)));
        let name = file_name(path);
        let folder = path.parent().map(Path::display).map(|folder| folder.to_string()).unwrap_or_default();
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
        let said =
            if opened.is_empty() { format!("Open {name}") } else { format!("Open {name}, last opened {opened}") };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 0.0, color32(palette.card));
        }
        let font = super::style::font(Face::Regular, 11.0);
        let at = rect.right_center() - vec2(4.0, 9.0);
        let quiet = color32(palette.ink_secondary);
        let when = ui.painter().text(at, egui::Align2::RIGHT_CENTER, opened, font, quiet);
        let inside = rect.shrink2(vec2(2.0, 5.0)).with_max_x(when.left() - 8.0);
        let mut text = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::LEFT)));
        text.spacing_mut().item_spacing.y = 1.0;
        text.add(Label::new(words(name, Face::Medium, 12.0, palette.ink)).selectable(false).truncate());
        text.add(Label::new(words(folder, Face::Regular, 11.0, palette.ink_secondary)).selectable(false).truncate());
        if response.clicked() {
            commands.push(Command::Perform(Effect::OpenFile(path.clone())));
        }
    }
}
