//! Charts of the events that are shown: how many a day, which figures are claimed, and who takes part.

mod axis;
mod days;
mod odds;
mod rows;
mod said;

use egui::{Align2, Context, Frame, Margin, Rect, ScrollArea, Ui, vec2};

use self::days::Days;
use self::rows::{pressable, seen_rows};
use self::said::Said;
use super::later::{Amount, Later};
use super::panel_context::{Asked, PanelContext};
use super::reading_order::prose;
use super::style::{color32, font, words};
use crate::query::{KeyCount, MeasureClaims, counts, uncertain_words};
use crate::scene::{Face, text_width};
use crate::store::Facet;
use crate::view::{Command, ZoneChoice};

pub(super) use self::rows::line;

/// The height of the row of an actor.
const ACTOR: f32 = 32.0;

/// What the charts keep: counts and figures of the events that are shown.
#[derive(Default)]
pub(super) struct ChartsMemory {
    later: Later<(u64, u64, ZoneChoice), (u64, Made)>,
    of_story: u64,
    days: Days,
    said: Said,
    /// Actors by the number of their events, most first.
    actors: Vec<KeyCount>,
}

/// What is counted anew when other events are shown.
struct Made {
    days: Days,
    measures: Option<Vec<MeasureClaims>>,
    actors: Vec<KeyCount>,
}

impl Made {
    fn of(asked: &Asked) -> Self {
        let mut actors = counts(&asked.store, &asked.shown, Facet::Actor);
        actors.sort_by_key(|actor| std::cmp::Reverse((actor.in_count + actor.possibly_count, actor.in_count)));
        Self { days: Days::of(asked), measures: Said::measures_of(asked), actors }
    }
}

/// Shows the charts.
pub(super) fn charts_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut ChartsMemory, commands: &mut Vec<Command>) {
    memory.follow(ui.ctx(), here);
    let margin = Margin { left: 12, right: 12, top: 6, bottom: 14 };
    ScrollArea::vertical().auto_shrink(false).id_salt("charts").show(ui, |ui| {
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            memory.days.ui(ui, here, commands);
            ui.add_space(16.0);
            memory.said.ui(ui, here, commands);
            ui.add_space(16.0);
            actors_ui(ui, here, &memory.actors, commands);
        });
    });
}

impl ChartsMemory {
    fn follow(&mut self, ctx: &Context, here: &PanelContext<'_>) {
        let key = (here.story_number, here.revision, here.view.zone.clone());
        if self.of_story != here.story_number {
            // What was counted of another story is not shown beside this one.
            self.of_story = here.story_number;
            (self.days, self.actors) = (Days::default(), Vec::new());
            self.said.renew(here, Some(Vec::new()));
        }
        let amount = Amount::of_events(here.shown.len());
        let work = || {
            let asked = here.asked();
            move || (asked.story_number, Made::of(&asked))
        };
        let made = self.later.ask(ctx, &key, amount, work);
        if let Some((_, made)) = made.filter(|(story, _)| *story == here.story_number) {
            (self.days, self.actors) = (made.days, made.actors);
            self.said.renew(here, made.measures);
        }
    }
}

/// A bar for each actor; a click filters by it.
fn actors_ui(ui: &mut Ui, here: &PanelContext<'_>, actors: &[KeyCount], commands: &mut Vec<Command>) {
    let palette = here.palette;
    ui.label(words("Events by actor", Face::SemiBold, 12.5, palette.ink));
    let Some(most) = actors.first().map(|actor| (actor.in_count + actor.possibly_count) as f32) else {
        prose(ui, "No actors in the events shown", Face::Regular, 11.5, palette.ink_secondary);
        return;
    };
    seen_rows(ui, ("actors", actors.len()), ACTOR, |ui, rect, number| {
        let actor = &actors[number];
        let is_chosen = here.view.filter.has("actor", &actor.id);
        let count = count_words(actor);
        let response = pressable(ui, rect, &format!("{}, {count}", actor.name), palette);
        let face = if is_chosen { Face::SemiBold } else { Face::Regular };
        let count_left = rect.right() - text_width(&count, Face::Regular, 11.0) * 1.02 - 2.0;
        let top = Rect::from_min_max(rect.min, rect.right_top() + vec2(0.0, 22.0));
        let name = Rect::from_min_max(top.min, top.right_bottom() - vec2(top.right() - count_left + 8.0, 0.0));
        line(ui, name, &actor.name, face, 12.0, palette.ink);
        let quiet = color32(palette.ink_secondary);
        ui.painter().text(top.right_center(), Align2::RIGHT_CENTER, count, font(Face::Regular, 11.0), quiet);
        let bar = Rect::from_min_max(rect.left_bottom() - vec2(0.0, 10.0), rect.right_bottom() - vec2(0.0, 6.0));
        let part = |events: usize| Rect::from_min_size(bar.min, vec2(bar.width() * events as f32 / most, bar.height()));
        let color = if is_chosen { palette.accent } else { palette.accent.faded(0.75) };
        ui.painter().rect_filled(bar, 2.0, color32(palette.rule));
        ui.painter().rect_filled(part(actor.in_count + actor.possibly_count), 2.0, color32(color.faded(0.45)));
        ui.painter().rect_filled(part(actor.in_count), 2.0, color32(color));
        let tip = if is_chosen { "Remove filter" } else { "Show only events with this actor" };
        if response.on_hover_text(tip).clicked() {
            commands.push(Command::SetFilter(here.view.filter.with_toggled("actor", &actor.id)));
        }
    });
}

/// Such as `12`, or `15 (3 with uncertain dates)`.
fn count_words(actor: &KeyCount) -> String {
    format!("{}{}", actor.in_count + actor.possibly_count, uncertain_words(actor.possibly_count))
}
