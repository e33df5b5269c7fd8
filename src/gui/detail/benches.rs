//! How the cards of an event stand: those that dispute each other side by side where there is room,
//! else one under the other.

use egui::{Align, Align2, Id, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::cards::{CardContext, Dress, card_ui, rule_with_word};
use super::claims::Card;
use crate::gui::style::{color32, font};
use crate::model::Event;
use crate::scene::{Face, Palette, first_name};
use crate::view::Command;

/// Cards stand side by side where each is as wide as this, in points.
const LEAST_CARD: f32 = 220.0;
const LEAST_FACING: f32 = 2.0 * LEAST_CARD + BETWEEN;
/// Room between cards that have nothing between them, and between two sides.
const GAP: f32 = 6.0;
const BETWEEN: f32 = 18.0;

/// Cards that are shown together, by their places among the cards.
#[derive(Debug, PartialEq)]
enum Block {
    One(usize),
    /// Those of the left and of the right side.
    Facing(Vec<usize>, Vec<usize>),
}

/// Shows the cards.
pub(super) fn claims_ui(ui: &mut Ui, sheet: &CardContext<'_>, cards: &[Card], commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let is_wide = ui.available_width() >= LEAST_FACING;
    let blocks = if is_wide { blocks_of(cards) } else { (0..cards.len()).map(Block::One).collect() };
    for (number, block) in blocks.iter().enumerate() {
        match block {
            Block::Facing(left, right) => {
                rule_with_word(ui, sheet.palette, between_words(sheet.event, cards, left, right));
                facing_ui(ui, sheet, cards, [left, right], commands);
            }
            Block::One(place) => {
                let card = &cards[*place];
                match &card.joint {
                    Some(joint) => rule_with_word(ui, sheet.palette, joint),
                    None if number > 0 => ui.add_space(if is_wide { GAP * 2.0 } else { GAP }),
                    None => {}
                }
                card_ui(ui, sheet, card, Dress::Whole, commands);
            }
        }
    }
}

/// The cards in blocks: a bench with the one that faces it, and others by themselves.
fn blocks_of(cards: &[Card]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut next = 0;
    while next < cards.len() {
        let run = |from: usize, bench| {
            let end = (from..cards.len()).find(|place| cards[*place].bench != bench).unwrap_or(cards.len());
            (from..end).collect::<Vec<usize>>()
        };
        let Some(bench) = cards[next].bench else {
            blocks.push(Block::One(next));
            next += 1;
            continue;
        };
        let left = run(next, Some(bench));
        let right = run(next + left.len(), Some(bench.opposite()));
        next += left.len() + right.len();
        if right.is_empty() {
            blocks.extend(left.into_iter().map(Block::One));
        } else {
            blocks.push(Block::Facing(left, right));
        }
    }
    blocks
}

/// Which side disputes which.
fn between_words(event: &Event, cards: &[Card], left: &[usize], right: &[usize]) -> &'static str {
    let claim = |place: &usize| &event.claims[cards[*place].claim];
    let disputes = |one: &[usize], other: &[usize]| {
        one.iter().any(|one| other.iter().any(|other| claim(one).disputes.contains(&claim(other).id)))
    };
    match (disputes(left, right), disputes(right, left), left.len()) {
        (true, true, _) => "dispute each other",
        (true, false, 1) => "disputes",
        (true, false, _) => "dispute",
        (false, _, 1) => "is disputed by",
        (false, ..) => "are disputed by",
    }
}

/// Two sides with a sign between them.
fn facing_ui(
    ui: &mut Ui,
    sheet: &CardContext<'_>,
    cards: &[Card],
    sides: [&Vec<usize>; 2],
    commands: &mut Vec<Command>,
) {
    let half = ((ui.available_width() - BETWEEN) / 2.0).floor();
    let shown = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        for side in sides {
            ui.allocate_ui_with_layout(vec2(half, 0.0), Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(half);
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                for (number, place) in side.iter().enumerate() {
                    if number > 0 {
                        ui.add_space(GAP);
                    }
                    card_ui(ui, sheet, &cards[*place], Dress::Half, commands);
                }
            });
        }
    });
    let rect = shown.response.rect;
    let center = pos2(rect.left() + half + BETWEEN / 2.0, rect.top() + 24.0);
    let names = |side: &[usize]| {
        let names: Vec<&str> = side.iter().map(|place| first_name(&cards[*place].speaker)).collect();
        names.join(", ")
    };
    let words = format!(
        "{} {} {}",
        names(sides[0]),
        match between_words(sheet.event, cards, sides[0], sides[1]) {
            "dispute each other" => "and those beside dispute each other:",
            words => words,
        },
        names(sides[1])
    );
    sign_ui(ui, sheet.palette, center, &words, sides[0].first().copied().unwrap_or_default());
}

/// A round sign with what it means.
fn sign_ui(ui: &Ui, palette: &Palette, center: egui::Pos2, meaning: &str, number: usize) {
    let rect = Rect::from_center_size(center, vec2(20.0, 20.0));
    let response = ui.interact(rect, ui.scope_id().with(Id::unique(("against", number))), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, meaning));
    let rim = Stroke::new(1.0, color32(palette.ink_faint));
    ui.painter().rect(rect, 10.0, color32(palette.panel), rim, StrokeKind::Inside);
    let ink = color32(palette.ink);
    ui.painter().text(center, Align2::CENTER_CENTER, "≠", font(Face::SemiBold, 12.5), ink);
    response.on_hover_text(meaning);
}
