//! By which numbers of the story the marks on the map are sized and coloured.

use egui::{Label, ScrollArea, Ui};

use super::kit::dialog;
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::style::words;
use crate::scene::Face;
use crate::store::{NumberName, NumberOrigin};
use crate::view::Command;

/// Shows the numbers that there are, once for size and once for colour; the map follows at once.
pub(super) fn marks_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) -> Outcome {
    let palette = here.palette;
    let mut outcome = Outcome::Stays;
    let closes = dialog(ui, "Size and colour of marks", 560.0, palette, |ui| {
        let numbers = here.store.numbers();
        if numbers.is_empty() {
            let text = "The events of this story have no numbers: no claim gives one, and no column holds one";
            ui.add(Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).wrap());
        } else {
            let text = "The area of a mark grows with the number. Where claims differ, the highest counts.";
            ui.add(Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).wrap());
            ui.add_space(8.0);
            ui.columns_const(|[left, right]| {
                let now = here.view.size_by.as_deref();
                let texts = ["Size by", "Nothing: all the same size"];
                commands.extend(choice_ui(left, here, texts, &numbers, now).map(|choice| Command::SetSizeBy(choice.0)));
                let now = here.view.color_by.as_deref();
                let texts = ["Colour by", "Category"];
                commands
                    .extend(choice_ui(right, here, texts, &numbers, now).map(|choice| Command::SetColorBy(choice.0)));
            });
        }
        ui.add_space(10.0);
        if ui.button("Close").clicked() {
            outcome = Outcome::Closes;
        }
    });
    if closes { Outcome::Closes } else { outcome }
}

/// The number that was chosen, or none of them.
struct Choice(Option<String>);

/// The numbers with the one that is chosen. Returns another choice.
fn choice_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    [heading, plain]: [&str; 2],
    numbers: &[NumberName],
    current: Option<&str>,
) -> Option<Choice> {
    let mut chosen = None;
    ui.label(words(heading, Face::SemiBold, 12.0, here.palette.ink));
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(80.0, 340.0);
    ScrollArea::vertical().id_salt(heading).max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        if ui.radio(current.is_none(), plain).clicked() {
            chosen = Some(Choice(None));
        }
        for number in numbers {
            let label = match number.origin {
                NumberOrigin::Claims => number.name.clone(),
                NumberOrigin::Column => format!("{} (column)", number.name),
            };
            if ui.radio(current == Some(number.name.as_str()), label).clicked() {
                chosen = Some(Choice(Some(number.name.clone())));
            }
        }
    });
    chosen
}
