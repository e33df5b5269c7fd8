//! The cards of claims as they are drawn, and how a kind of voice looks.

use egui::{
    Align, Button, CornerRadius, CursorIcon, Frame, Label, Layout, Margin, Painter, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::claims::{Card, Sign};
use crate::gui::context::claim_menu;
use crate::gui::paint::paint_symbol;
use crate::gui::panel_context::PanelContext;
use crate::gui::reading_order::{from_left, phrase, prose};
use crate::gui::style::{color32, words};
use crate::model::{Attestation, AttributionKind, Event};
use crate::scene::{Face, Palette, SymbolStyle, text_width, voice_color};
use crate::view::{Command, Effect};

/// The width of the bar at the left of a card.
const BAR: f32 = 3.0;
/// Under this width, who speaks and when stand under each other.
const LEAST_NAME: f32 = 120.0;

/// What all cards of an event share.
pub(super) struct CardContext<'a> {
    pub(super) here: &'a PanelContext<'a>,
    pub(super) palette: &'a Palette,
    pub(super) event: &'a Event,
    /// The place of the claim that is pointed out.
    pub(super) marked: Option<usize>,
    /// Whether it has to be brought into sight.
    pub(super) comes: bool,
}

/// How much room a card has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    /// The width of the panel.
    Whole,
    /// Half of it: another card stands beside it.
    Half,
}

/// A thin rule with a word in its middle.
pub(super) fn rule_with_word(ui: &mut Ui, palette: &Palette, word: &str) {
    let (size, room) = (10.5, ui.available_width());
    let word_width = (text_width(word, Face::Medium, size) + 24.0).min(room);
    let (rect, _) = ui.allocate_exact_size(vec2(room, 24.0), Sense::hover());
    let word_rect = Rect::from_center_size(rect.center(), vec2(word_width, rect.height()));
    let stroke = Stroke::new(1.0, color32(palette.rule));
    ui.painter().hline(rect.left()..=word_rect.left(), rect.center().y, stroke);
    ui.painter().hline(word_rect.right()..=rect.right(), rect.center().y, stroke);
    ui.put(word_rect, Label::new(words(word, Face::Medium, size, palette.ink_secondary)).truncate());
}

/// Shows a card.
pub(super) fn card_ui(ui: &mut Ui, sheet: &CardContext<'_>, card: &Card, dress: Dress, commands: &mut Vec<Command>) {
    let palette = sheet.palette;
    let Some(claim) = sheet.event.claims.get(card.claim) else { return };
    let is_marked = sheet.marked == Some(card.claim);
    let fill = if is_marked { palette.selected } else { palette.card };
    let corners = CornerRadius { nw: 2, sw: 2, ne: 8, se: 8 };
    let (left, right) = if dress == Dress::Whole { (14, 12) } else { (11, 8) };
    let margin = Margin { left, right, top: 9, bottom: 9 };
    let frame = Frame::NONE.fill(color32(fill)).corner_radius(corners).inner_margin(margin);
    // The right button is taken under the links of the card.
    let sensing = UiBuilder::new().id_salt(("card", card.claim)).sense(Sense::CLICK);
    let contents = |ui: &mut Ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        head_ui(ui, palette, card, dress);
        prose(ui, &claim.text, Face::Regular, 12.0, palette.ink);
        if !card.quote.is_empty() {
            prose(ui, &card.quote, Face::Italic, 12.0, palette.ink);
        }
        if !card.translation.is_empty() {
            prose(ui, &card.translation, Face::Regular, 11.0, palette.ink_secondary);
        }
        for remark in &card.remarks {
            prose(ui, remark, Face::Regular, 10.5, palette.ink_secondary);
        }
        if dress == Dress::Half && !card.against.is_empty() {
            phrase(ui, &card.against, Face::Medium, 10.5, palette.ink_secondary);
        }
        signs_ui(ui, palette, &card.signs);
        for (text, id) in &card.elsewhere {
            if link_ui(ui, palette, text, text).clicked() {
                commands.push(Command::Select(vec![id.clone()]));
            }
        }
        source_ui(ui, palette, card, commands);
    };
    let shown = ui.scope_builder(sensing, |ui| frame.show(ui, contents).response.rect);
    let rect = shown.inner;
    claim_menu(&shown.response, sheet.here, || claim.clone(), commands);
    bar(ui.painter(), rect, card.kind, palette);
    if is_marked {
        let rim = Stroke::new(1.2, color32(palette.ink));
        ui.painter().rect_stroke(rect, corners, rim, StrokeKind::Inside);
        if sheet.comes {
            ui.scroll_to_rect(rect, None);
        }
    }
}

/// Figures that others give too, and the grading, as small signs; pointing at one says what it means.
fn signs_ui(ui: &mut Ui, palette: &Palette, signs: &[Sign]) {
    if signs.is_empty() {
        return;
    }
    ui.add_space(1.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
        for sign in signs {
            let rim = Stroke::new(1.0, color32(palette.rule.over(palette.card)));
            let chip = Frame::NONE.fill(color32(palette.panel)).stroke(rim).corner_radius(8);
            let chip = chip.inner_margin(Margin::symmetric(7, 1));
            let label = |ui: &mut Ui| ui.label(words(&sign.words, Face::Medium, 10.5, palette.ink_secondary));
            let shown = chip.show(ui, label).response;
            shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {}", sign.words, sign.meaning)));
            shown.on_hover_text(&sign.meaning);
        }
    });
}

/// The bar that tells who speaks, at the left of a card: broken where nobody stands behind it.
fn bar(painter: &Painter, card: Rect, kind: AttributionKind, palette: &Palette) {
    let color = color32(voice_color(kind, palette));
    let bar = Rect::from_min_max(card.min, pos2(card.left() + BAR, card.bottom()));
    if kind != AttributionKind::Anonymous {
        painter.rect_filled(bar, CornerRadius { nw: 2, sw: 2, ne: 0, se: 0 }, color);
        return;
    }
    let mut top = bar.top();
    while top < bar.bottom() {
        let dash = Rect::from_min_max(pos2(bar.left(), top), pos2(bar.right(), (top + 5.0).min(bar.bottom())));
        painter.rect_filled(dash, 0.0, color);
        top += 9.0;
    }
}

fn head_ui(ui: &mut Ui, palette: &Palette, card: &Card, dress: Dress) {
    if dress == Dress::Half {
        phrase(ui, &card.speaker, Face::SemiBold, 12.0, palette.ink);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let (rect, _) = ui.allocate_exact_size(vec2(9.0, 14.0), Sense::hover());
            attribution_symbol(ui.painter(), rect, card.kind, palette);
            phrase(ui, &card.said, Face::Regular, 10.5, palette.ink_secondary);
        });
        return;
    }
    let room = ui.available_width();
    let said_width = text_width(&card.said, Face::Regular, 10.5) * 1.02 + 18.0;
    let name_width = room - said_width - 6.0;
    let fits = name_width >= LEAST_NAME.min(text_width(&card.speaker, Face::SemiBold, 12.0) * 1.02);
    let said = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(words(&card.said, Face::Regular, 10.5, palette.ink_secondary));
        let (rect, _) = ui.allocate_exact_size(vec2(11.0, 14.0), Sense::hover());
        attribution_symbol(ui.painter(), rect, card.kind, palette);
    };
    if fits {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.allocate_ui_with_layout(vec2(name_width, 0.0), Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(name_width);
                phrase(ui, &card.speaker, Face::SemiBold, 12.0, palette.ink);
            });
            ui.with_layout(Layout::right_to_left(Align::TOP), said);
        });
    } else {
        phrase(ui, &card.speaker, Face::SemiBold, 12.0, palette.ink);
        ui.allocate_ui_with_layout(vec2(room, 14.0), Layout::right_to_left(Align::TOP), |ui| {
            ui.set_width(room);
            said(ui);
        });
    }
}

fn source_ui(ui: &mut Ui, palette: &Palette, card: &Card, commands: &mut Vec<Command>) {
    if card.source.is_empty() {
        return;
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if card.url.is_empty() {
            phrase(ui, &card.source, Face::Regular, 11.0, palette.ink_secondary);
            let copy = format!("{} ↗", card.copy_note);
            if !card.copy_note.is_empty() && address_ui(ui, palette, &copy, &card.provenance).clicked() {
                commands.push(Command::Perform(Effect::OpenAddress(card.archived.clone())));
            }
            return copies_ui(ui, palette, card, commands);
        }
        if address_ui(ui, palette, &format!("{} ↗", card.source), &card.provenance).clicked() {
            commands.push(Command::Perform(Effect::OpenAddress(card.url.clone())));
        }
        copies_ui(ui, palette, card, commands);
        if !card.archived.is_empty() && address_ui(ui, palette, "Archived copy ↗", &card.archived).clicked() {
            commands.push(Command::Perform(Effect::OpenAddress(card.archived.clone())));
        }
    });
}

/// What can be taken along of a claim: the whole of it, the link to its source, and its citation.
fn copies_ui(ui: &mut Ui, palette: &Palette, card: &Card, commands: &mut Vec<Command>) {
    let link = if card.url.is_empty() { &card.archived } else { &card.url };
    let copied = |text: &String| Effect::CopyText(text.clone());
    let deeds = [
        ("Copy", "Copy claim", "Copy the claim with speaker, source and link", Some(copied(&card.text))),
        ("Copy link", "Copy link", "Copy the link to the source", (!link.is_empty()).then(|| copied(link))),
        ("Cite", "Cite claim", "Copy a citation of this claim", Some(Effect::CiteClaim(card.id.clone()))),
    ];
    for (label, name, hint, effect) in deeds {
        let Some(effect) = effect else { continue };
        let label = words(label, Face::Regular, 10.5, palette.ink_secondary);
        let button = ui.add(Button::new(label).small().frame_when_inactive(false));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {}", card.speaker)));
        if button.on_hover_text(hint).clicked() {
            commands.push(Command::Perform(effect));
        }
    }
}

/// A link that leaves the program; pointing at it shows where to, and what else there is to say.
fn address_ui(ui: &mut Ui, palette: &Palette, text: &str, hint: &str) -> Response {
    link_ui(ui, palette, text, &format!("Open source: {}", text.trim_end_matches(" ↗"))).on_hover_text(hint)
}

/// A link in the colour of what can be pressed, with its name for screen readers.
fn link_ui(ui: &mut Ui, palette: &Palette, text: &str, name: &str) -> Response {
    // A link that runs on over a second line would be another stop of the Tab key for each line.
    let is_long = text_width(text, Face::Regular, 11.0) * 1.03 > ui.available_width();
    let mode = if is_long { egui::TextWrapMode::Wrap } else { egui::TextWrapMode::Extend };
    let button = Button::new(words(from_left(text), Face::Regular, 11.0, palette.accent)).frame(false).wrap_mode(mode);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add(button)
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    if response.hovered() {
        let line = Stroke::new(1.0, color32(palette.accent));
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), line);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Draws the shape of the legend for a kind of voice.
pub(in crate::gui) fn attribution_symbol(painter: &Painter, rect: Rect, kind: AttributionKind, palette: &Palette) {
    let style = SymbolStyle::of_voice(voice_color(kind, palette), Some(Attestation::of(kind)), 4.0);
    paint_symbol(painter, rect.center(), &style, palette);
}
