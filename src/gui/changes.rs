//! What has changed since an older version of the story, in the left panel.

use std::sync::Arc;

use egui::{Label, Role, ScrollArea, Ui, WidgetInfo};

use super::panel_context::PanelContext;
use super::style::words;
use crate::query::{Difference, StoryDiff, Subject, value_words};
use crate::scene::Face;
use crate::store::Change;
use crate::view::{Command, Comparison, Effect};

/// Characters of a value that a line shows; pointing at the line shows more.
const MOST: usize = 40;
/// Height of a line in points.
const LINE: f32 = 22.0;

/// The lines of the list, made when another comparison is shown.
#[derive(Default)]
pub(super) struct ChangesMemory {
    of: Option<Arc<Comparison>>,
    lines: Vec<Line>,
}

/// One line of the list.
struct Line {
    indent: f32,
    sign: Option<Change>,
    text: String,
    /// All that there is to say.
    whole: String,
    /// The event to go to.
    event: Option<String>,
}

fn lines_of(diff: &StoryDiff) -> Vec<Line> {
    let mut lines = Vec::new();
    for difference in &diff.differences {
        let event = (difference.subject == Subject::Event).then(|| difference.id.clone());
        add_lines(&mut lines, difference, event.as_ref(), 0.0);
        for claim in &difference.claims {
            add_lines(&mut lines, claim, event.as_ref(), 14.0);
        }
    }
    lines
}

fn add_lines(lines: &mut Vec<Line>, difference: &Difference, event: Option<&String>, indent: f32) {
    let Difference { subject, id, title, change, .. } = difference;
    let name = if title.is_empty() { id } else { title };
    let text = if *subject == Subject::Event { name.clone() } else { format!("{} {name}", subject.word()) };
    let whole = format!("{} {} {id}: {name}", change.word(), subject.word());
    lines.push(Line { indent, sign: Some(*change), text, whole, event: event.cloned() });
    for member in &difference.members {
        let words = |most| {
            let [old, new] = [&member.old, &member.new].map(|value| value_words(value.as_ref(), most));
            format!("{}: {old} → {new}", member.member)
        };
        let (text, whole) = (words(MOST), words(2000));
        lines.push(Line { indent: indent + 18.0, sign: None, text, whole, event: event.cloned() });
    }
}

/// Shows what has changed; a line that speaks of an event leads there.
pub(super) fn changes_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    comparison: &Arc<Comparison>,
    memory: &mut ChangesMemory,
    commands: &mut Vec<Command>,
) {
    let palette = here.palette;
    if memory.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, comparison)) {
        *memory = ChangesMemory { of: Some(comparison.clone()), lines: lines_of(&comparison.diff) };
    }
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.vertical(|ui| {
            let text = format!("Since {}: {}", comparison.name, comparison.diff.counts_text());
            ui.set_max_width(ui.available_width() - 12.0);
            let label = ui.add(Label::new(words(&text, Face::Medium, 12.0, palette.ink)).wrap());
            label.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
            if ui.button("Stop comparing").clicked() {
                commands.push(Command::Perform(Effect::EndComparison));
            }
        });
    });
    ui.add_space(4.0);
    let lines = &memory.lines;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, LINE, lines.len(), |ui, rows| {
        for line in &lines[rows] {
            line_ui(ui, here, line, commands);
        }
    });
}

fn line_ui(ui: &mut Ui, here: &PanelContext<'_>, line: &Line, commands: &mut Vec<Command>) {
    let palette = here.palette;
    ui.horizontal(|ui| {
        ui.set_height(LINE);
        ui.add_space(12.0 + line.indent);
        ui.spacing_mut().item_spacing.x = 6.0;
        let (face, color) = match line.sign {
            Some(change) => {
                ui.add_sized([12.0, LINE], Label::new(words(change.sign(), Face::SemiBold, 13.0, palette.ink)));
                (Face::Medium, palette.ink)
            }
            None => (Face::Regular, palette.ink_secondary),
        };
        let label = egui::Button::new(words(&line.text, face, 12.0, color)).frame(false);
        let response = ui.add(label.wrap_mode(egui::TextWrapMode::Truncate));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &line.whole));
        if let (true, Some(event)) = (response.clicked(), &line.event) {
            commands.push(Command::FlyTo(event.clone()));
        }
        response.on_hover_text(&line.whole);
    });
}
