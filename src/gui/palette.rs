//! The command palette: every command, event and chapter by a few letters of its name.

use egui::{Key, Ui, vec2};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::panel_context::PanelContext;
use super::style::words;
use super::text_field::TextField;
use crate::scene::Face;
use crate::view::{Command, TABLE};

/// How many hits are shown.
const SHOWN: usize = 12;

/// What the palette keeps while it is open.
#[derive(Default)]
pub(super) struct PaletteMemory {
    text: String,
    chosen: usize,
    choices: Option<(u64, Vec<Choice>)>,
    hits: Vec<usize>,
    matched: Option<String>,
}

/// Something that can be chosen.
struct Choice {
    title: String,
    note: &'static str,
    command: Command,
}

/// Whether the palette stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    Open,
    Closes,
}

/// Shows the palette over the window.
pub(super) fn palette_ui(
    ui: &Ui,
    here: &PanelContext<'_>,
    memory: &mut PaletteMemory,
    commands: &mut Vec<Command>,
) -> Stays {
    memory.find(here);
    let mut stays = Stays::Open;
    let modal = egui::Modal::new(egui::Id::unique("palette"));
    let area = egui::Modal::default_area(egui::Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 90.0));
    let shown = modal.area(area).show(ui.ctx(), |ui| {
        ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 40.0));
        let (up, down, enter) = ui.input_mut(|input| {
            let mut take = |key| input.consume_key(egui::Modifiers::NONE, key);
            (take(Key::ArrowUp), take(Key::ArrowDown), take(Key::Enter))
        });
        let hint = "A command, an event or a chapter";
        let field = TextField::single(&mut memory.text).label("Command palette").hint(hint);
        let response = field.margin(egui::Margin::symmetric(12, 8)).show(ui);
        response.request_focus();
        let count = memory.hits.len().min(SHOWN);
        if down && count > 0 {
            memory.chosen = (memory.chosen + 1) % count;
        }
        if up && count > 0 {
            memory.chosen = (memory.chosen + count - 1) % count;
        }
        ui.add_space(4.0);
        let clicked = memory.hits_ui(ui, here);
        let run = clicked.or((enter && count > 0).then_some(memory.chosen));
        if let Some(place) = run
            && let Some((_, choices)) = &memory.choices
        {
            commands.push(choices[memory.hits[place]].command.clone());
            stays = Stays::Closes;
        }
    });
    if shown.should_close() {
        stays = Stays::Closes;
    }
    stays
}

impl PaletteMemory {
    /// Finds what fits the text, where story or text have changed.
    fn find(&mut self, here: &PanelContext<'_>) {
        if self.choices.as_ref().is_none_or(|(story, _)| *story != here.story_number) {
            self.choices = Some((here.story_number, choices_of(here)));
            self.matched = None;
        }
        if self.matched.as_ref() == Some(&self.text) {
            return;
        }
        let Some((_, choices)) = &self.choices else { return };
        let pattern = Pattern::parse(&self.text, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (place, choice) in choices.iter().enumerate() {
            if let Some(score) = pattern.score(Utf32Str::new(&choice.title, &mut letters), &mut matcher) {
                scored.push((score, place));
            }
        }
        scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
        self.hits = scored.into_iter().map(|(_, place)| place).collect();
        self.chosen = 0;
        self.matched = Some(self.text.clone());
    }

    fn hits_ui(&self, ui: &mut Ui, here: &PanelContext<'_>) -> Option<usize> {
        let (_, choices) = self.choices.as_ref()?;
        let mut clicked = None;
        for (row, place) in self.hits.iter().take(SHOWN).enumerate() {
            let choice = &choices[*place];
            let chosen = row == self.chosen;
            let face = if chosen { Face::SemiBold } else { Face::Regular };
            let mut button = egui::Button::new(words(&choice.title, face, 12.5, here.palette.ink))
                .shortcut_text(words(choice.note, Face::Regular, 11.0, here.palette.ink_secondary))
                .min_size(vec2(ui.available_width(), 26.0))
                .wrap_mode(egui::TextWrapMode::Truncate);
            button = if chosen {
                button.fill(super::style::color32(here.palette.selected))
            } else {
                button.frame_when_inactive(false)
            };
            if ui.add(button).clicked() {
                clicked = Some(row);
            }
        }
        if self.hits.is_empty() {
            ui.label(words("No matches", Face::Regular, 12.0, here.palette.ink_secondary));
        }
        clicked
    }
}

fn choices_of(here: &PanelContext<'_>) -> Vec<Choice> {
    let commands = TABLE.iter().map(|titled| Choice {
        title: titled.title.to_owned(),
        note: titled.shortcuts.first().map_or("", |shortcut| shortcut.0),
        command: titled.command.clone(),
    });
    let story = here.store.story();
    let chapters = story.chapters.iter().enumerate().map(|(number, chapter)| Choice {
        title: format!("{}. {}", number + 1, chapter.title),
        note: "chapter",
        command: Command::OpenChapter(number),
    });
    let events = here.store.order().map(|index| {
        let (title, id) = (here.store.title(index), here.store.id(index));
        Choice { title: title.into_owned(), note: "event", command: Command::FlyTo(id.into_owned()) }
    });
    let layers = story.layers.iter().map(|layer| Choice {
        title: format!("Show or hide layer: {}", layer.name),
        note: "layer",
        command: Command::ToggleLayer(layer.id.clone()),
    });
    let languages =
        here.store.languages().iter().filter(|language| here.store.speaks(**language)).map(|language| Choice {
            title: format!("Show in {}", language.name()),
            note: "language",
            command: Command::SetLanguage(Some(*language)),
        });
    let own = here.view.language.map(|_| Choice {
        title: "Show in the original language".to_owned(),
        note: "language",
        command: Command::SetLanguage(None),
    });
    commands.chain(languages).chain(own).chain(chapters).chain(layers).chain(events).collect()
}
