//! What the detail shows while nothing is selected: the story, and how to begin.

use egui::{Button, Role, Ui, WidgetInfo, vec2};

use crate::gui::panel_context::PanelContext;
use crate::gui::reading_order::prose;
use crate::gui::style::words;
use crate::scene::{Face, counted};
use crate::view::{Command, Direction, Effect};

/// How to begin, a line each.
const BEGINNINGS: [&str; 3] = [
    "Click a mark on the map or the timeline to read who says what",
    "Press Space to play the events in order",
    "Press ? for keyboard and mouse",
];

/// How many claims and sources a story has; counted once.
pub(super) struct Welcome {
    claims: String,
}

impl Welcome {
    pub(super) fn of(here: &PanelContext<'_>) -> Self {
        let story = here.store.story();
        let (claims, _) = here.store.known_claims();
        Self { claims: format!("{} from {}", counted(claims, "claim"), counted(story.sources.len(), "source")) }
    }

    pub(super) fn ui(&self, ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        let (story, palette) = (here.store.story(), here.palette);
        ui.spacing_mut().item_spacing.y = 6.0;
        let title = prose(ui, &story.title, Face::SemiBold, 16.5, palette.ink);
        title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &story.title));
        if !story.summary.is_empty() {
            prose(ui, &story.summary, Face::Regular, 12.5, palette.ink);
        }
        ui.add_space(2.0);
        prose(ui, &here.counts_text(), Face::Medium, 12.0, palette.ink_secondary);
        prose(ui, &self.claims, Face::Medium, 12.0, palette.ink_secondary);
        ui.add_space(6.0);
        for line in BEGINNINGS {
            prose(ui, line, Face::Regular, 12.0, palette.ink_secondary);
        }
        if here.is_sample {
            ui.add_space(4.0);
            prose(
                ui,
                "This is a sample story. Drop a file here to open it: a story, a spreadsheet or other table, KML, GPX, GeoJSON, or a picture that Meridian made. Or begin:",
                Face::Regular,
                12.0,
                palette.ink_secondary,
            );
            ui.horizontal_wrapped(|ui| {
                let ways =
                    [("New story", Effect::NewStory), ("Open…", Effect::Open), ("Paste table", Effect::PasteTable)];
                for (label, effect) in ways {
                    if ui.add(Button::new(words(label, Face::Medium, 12.0, palette.accent)).frame(false)).clicked() {
                        commands.push(Command::Perform(effect));
                    }
                }
            });
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let mut button = |label: &str, command: Command| {
                let face = words(label, Face::Medium, 12.0, palette.ink);
                if ui.add(Button::new(face).min_size(vec2(0.0, 28.0))).clicked() {
                    commands.push(command);
                }
            };
            if !here.store.is_empty() {
                button("First event", Command::SelectEnd(Direction::Back));
            }
            if !story.chapters.is_empty() {
                button("Start the chapters", Command::OpenChapter(0));
            }
        });
    }
}
