//! The command palette: every command, event and chapter by a few letters of its name.

mod rank;

use egui::{Key, Role, Ui, WidgetInfo, vec2};

use self::rank::{Rank, ranked};
use super::kit::{name_dialog, tall_list};
use super::panel_context::PanelContext;
use super::style::{color32, words};
use super::text_field::TextField;
use crate::scene::Face;
use crate::view::{Command, TABLE};

/// How many hits are shown.
const SHOWN: usize = 40;

/// What the palette keeps while it is open.
#[derive(Default)]
pub(super) struct PaletteMemory {
    text: String,
    chosen: usize,
    choices: Option<(u64, Vec<Choice>)>,
    hits: Vec<usize>,
    matched: Option<String>,
    /// Ids of commands that were chosen here before, the last one first.
    recent: Vec<String>,
    /// The command that was chosen.
    pub(super) ran: Option<&'static str>,
}

/// Something that can be chosen.
struct Choice {
    title: String,
    /// The heading that it stands under.
    group: &'static str,
    note: &'static str,
    /// The name of the command in the table.
    id: Option<&'static str>,
    command: Command,
}

/// The heading of what was chosen before.
const RECENT: &str = "Recent";

/// Whether the palette stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    Open,
    Closes,
}

/// Whether arrows have led to another hit in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    Moved,
    Still,
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
    let area = egui::Modal::default_area(egui::Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 70.0));
    let shown = modal.area(area).show(ui.ctx(), |ui| {
        ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 40.0));
        let (up, down, enter) = ui.input_mut(|input| {
            let mut take = |key| input.consume_key(egui::Modifiers::NONE, key);
            (take(Key::ArrowUp), take(Key::ArrowDown), take(Key::Enter))
        });
        let hint = "A command, an event or a chapter";
        let field = TextField::single(&mut memory.text).label("Command palette").hint(hint);
        let response = field.margin(egui::Margin::symmetric(12, 8)).show(ui);
        response.request_focus();
        name_dialog(ui, response.id);
        let count = memory.hits.len().min(SHOWN);
        if down && count > 0 {
            memory.chosen = (memory.chosen + 1) % count;
        }
        if up && count > 0 {
            memory.chosen = (memory.chosen + count - 1) % count;
        }
        ui.add_space(4.0);
        let height = (ui.ctx().content_rect().height() - 190.0).clamp(120.0, 460.0);
        let list = tall_list(height);
        let keys = if up || down { Keys::Moved } else { Keys::Still };
        let clicked = list.show(ui, |ui| memory.hits_ui(ui, here, keys)).inner;
        let run = clicked.or((enter && count > 0).then_some(memory.chosen));
        if let Some(place) = run
            && let Some((_, choices)) = &memory.choices
        {
            let choice = &choices[memory.hits[place]];
            if here.possible.why_not(&choice.command).is_none() {
                memory.ran = choice.id;
                commands.push(choice.command.clone());
                stays = Stays::Closes;
            }
        }
    });
    if shown.should_close() {
        stays = Stays::Closes;
    }
    stays
}

impl PaletteMemory {
    /// Begins with the ids of commands that were chosen before, the last one first.
    pub(super) fn new(recent: Vec<String>) -> Self {
        Self { recent, ..Self::default() }
    }

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
        let age = |choice: &Choice| self.recent.iter().position(|id| Some(id.as_str()) == choice.id);
        self.hits = if self.text.trim().is_empty() {
            let mut recent: Vec<(usize, usize)> =
                choices.iter().enumerate().filter_map(|(place, choice)| Some((age(choice)?, place))).collect();
            recent.sort_unstable();
            let before = recent.into_iter().map(|(_, place)| place);
            let all = (0..choices.len()).filter(|place| age(&choices[*place]).is_none());
            before.chain(all).collect()
        } else {
            let titles = choices.iter().map(|choice| choice.title.as_str());
            let mut hits: Vec<(Rank, usize, usize)> = ranked(&self.text, titles)
                .into_iter()
                .map(|(rank, place)| (rank, age(&choices[place]).unwrap_or(usize::MAX), place))
                .collect();
            hits.sort_unstable();
            together(hits.into_iter().map(|(_, _, place)| place).take(SHOWN), choices)
        };
        self.chosen = 0;
        self.matched = Some(self.text.clone());
    }

    /// The heading that a hit stands under.
    fn heading(&self, choice: &Choice) -> &'static str {
        let is_recent = self.text.trim().is_empty() && choice.id.is_some_and(|id| self.recent.iter().any(|o| o == id));
        if is_recent { RECENT } else { choice.group }
    }

    fn hits_ui(&self, ui: &mut Ui, here: &PanelContext<'_>, keys: Keys) -> Option<usize> {
        let (_, choices) = self.choices.as_ref()?;
        let palette = here.palette;
        ui.spacing_mut().item_spacing.y = 1.0;
        let (mut clicked, mut heading) = (None, "");
        for (row, place) in self.hits.iter().take(SHOWN).enumerate() {
            let choice = &choices[*place];
            let under = self.heading(choice);
            if under != heading {
                heading = under;
                ui.add_space(4.0);
                ui.label(words(heading, Face::Medium, 10.5, palette.ink_secondary));
            }
            let chosen = row == self.chosen;
            let why = here.possible.why_not(&choice.command);
            let face = if chosen { Face::SemiBold } else { Face::Regular };
            let ink = if why.is_some() { palette.ink_faint } else { palette.ink };
            let mut button = egui::Button::new(words(&choice.title, face, 12.5, ink))
                .shortcut_text(words(why.unwrap_or(choice.note), Face::Regular, 11.0, palette.ink_secondary))
                .min_size(vec2(ui.available_width(), 24.0))
                .wrap_mode(egui::TextWrapMode::Truncate);
            button = if chosen { button.fill(color32(palette.selected)) } else { button.frame_when_inactive(false) };
            let response = ui.add(button.sense(egui::Sense::CLICK));
            let name = why.map_or_else(|| choice.title.clone(), |why| format!("{}: {why}", choice.title));
            response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, why.is_none(), chosen, &name));
            if chosen && keys == Keys::Moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(row);
            }
        }
        if self.hits.is_empty() {
            ui.label(words("No matches", Face::Regular, 12.0, palette.ink_secondary));
        }
        clicked
    }
}

/// Places with those of one heading together, the heading of the best first.
fn together(places: impl Iterator<Item = usize>, choices: &[Choice]) -> Vec<usize> {
    let mut groups: Vec<(&'static str, Vec<usize>)> = Vec::new();
    for place in places {
        let group = choices[place].group;
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, places)) => places.push(place),
            None => groups.push((group, vec![place])),
        }
    }
    groups.into_iter().flat_map(|(_, places)| places).collect()
}

/// Of more events the search field finds one; a list of all would take long to make and to look through.
const MOST_EVENTS: usize = 5000;

fn choices_of(here: &PanelContext<'_>) -> Vec<Choice> {
    let commands = TABLE.iter().map(|titled| Choice {
        title: titled.title.to_owned(),
        group: titled.menu.label(),
        note: titled.shortcuts.first().map_or("", |shortcut| shortcut.0),
        id: Some(titled.id),
        command: titled.command.clone(),
    });
    let other =
        |title: String, group: &'static str, command: Command| Choice { title, group, note: "", id: None, command };
    let story = here.store.story();
    let chapters = story.chapters.iter().enumerate().map(|(number, chapter)| {
        other(format!("{}. {}", number + 1, chapter.title), "Chapters", Command::OpenChapter(number))
    });
    let listed = if here.store.len() > MOST_EVENTS { 0 } else { MOST_EVENTS };
    let events = here.store.order().take(listed).map(|index| {
        let (title, id) = (here.store.title(index), here.store.id(index));
        other(title.into_owned(), "Events", Command::FlyTo(id.into_owned()))
    });
    let layers = story.layers.iter().map(|layer| {
        other(format!("Show or hide layer: {}", layer.name), "Layers", Command::ToggleLayer(layer.id.clone()))
    });
    let languages = here.store.languages().iter().filter(|language| here.store.speaks(**language)).map(|language| {
        let title = format!("Show in {}", language.name());
        other(title, "Languages", Command::SetLanguage(Some(*language)))
    });
    let own = here
        .view
        .language
        .map(|_| other("Show in the original language".to_owned(), "Languages", Command::SetLanguage(None)));
    commands.chain(languages).chain(own).chain(chapters).chain(layers).chain(events).collect()
}
