//! A row of the table: one claim, in two lines or more, and the whole of it when it is pointed at.

use egui::{CornerRadius, CursorIcon, Id, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::detail::{attribution_symbol, day_words};
use crate::gui::panel_context::PanelContext;
use crate::gui::reading_order::{phrase, prose};
use crate::gui::style::color32;
use crate::gui::table::{Columns, cell_line, cells_clip, line_top, mark_unread};
use crate::model::{AttributionKind, ShortForm, Stance, grading_words};
use crate::query::{ClaimAt, ClaimColumn, disputed_by, disputes};
use crate::scene::{Face, Type, capitalized, first_name, speaker_of, translation_words};
use crate::view::unread_date;

/// How claims are set, and lines under others.
const TEXT: Type = Type::new(Face::Regular, 12.0);
const SECOND: Type = Type::new(Face::Regular, 10.5);
/// The room of the shape that tells who speaks.
const SYMBOL: f32 = 16.0;

/// A claim in the words of its row.
pub(super) struct RowWords {
    pub(super) id: String,
    kind: AttributionKind,
    /// Whether the date stands as it was typed, since it cannot be read.
    date: DateRead,
    /// By column, a line or more.
    cells: Vec<(ClaimColumn, Vec<String>)>,
    /// What the row says to a screen reader.
    spoken: String,
    /// What is shown when it is pointed at: the claim, then a line each.
    whole: Vec<String>,
    quote: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateRead {
    Yes,
    No,
}

/// How a row stands to what is selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// Its event is in the detail.
    pub(super) event: bool,
    /// And it is the claim that is pointed out there.
    pub(super) claim: bool,
    /// It is one of the rows that were chosen.
    pub(super) chosen: bool,
}

impl RowWords {
    /// The words of a claim, broken for columns of these widths.
    pub(super) fn of(here: &PanelContext<'_>, at: ClaimAt, columns: &Columns<ClaimColumn>) -> Self {
        let (store, event) = (here.store, here.store.event(at.event));
        let claim = &event.claims[at.claim];
        let source = store.source(&claim.source);
        // The kind stands beside or below, so that the name is enough.
        let name = &claim.attribution.name;
        let speaker = if name.is_empty() { speaker_of(claim) } else { capitalized(name) };
        let unread = unread_date(claim.said.as_ref(), &claim.members, "said");
        let date = if unread.is_some() { DateRead::No } else { DateRead::Yes };
        let said = claim.said.as_ref().map(|said| day_words(said, ShortForm::WithYear));
        let said = said.unwrap_or_else(|| unread.unwrap_or_default().to_owned());
        let (kind, stance) = (claim.attribution.kind.word(), claim.stance.word());
        let name_of = |other: &ClaimAt| {
            let speaker = speaker_of(&store.event(other.event).claims[other.claim]);
            first_name(&speaker).to_owned()
        };
        let named = |others: &[ClaimAt]| {
            let mut names: Vec<String> = others.iter().map(name_of).collect();
            names.dedup();
            names.join(", ")
        };
        let (active, passive) = (disputes(store, at), disputed_by(store, at));
        let mut against: Vec<ClaimAt> = active.iter().chain(&passive).copied().collect();
        against.sort_unstable();
        against.dedup();
        let quantities = claim.quantities.iter().filter(|quantity| quantity.range().is_some());
        let short: Vec<String> = quantities.clone().map(crate::model::Quantity::to_short).collect();
        let measure = quantities.clone().next().map(|quantity| capitalized(&quantity.measure)).unwrap_or_default();
        let counted = if against.is_empty() { String::new() } else { format!("≠ {}", against.len()) };
        // What is folded away of the two stands under the speaker.
        let folded = match (columns.place(ClaimColumn::Kind), columns.place(ClaimColumn::Stance)) {
            (Some(_), Some(_)) => String::new(),
            (None, None) if claim.stance != Stance::Asserts => format!("{kind} · {stance}"),
            (None, _) => kind.to_owned(),
            (Some(_), None) => stance.to_owned(),
        };
        let broken = |text: &str, column: ClaimColumn, letters: Type| {
            letters.wrapped(text, columns.width_of(column), columns.lines)
        };
        let one = |text: &str| vec![text.to_owned()];
        let publisher = source.map(|source| source.name().to_owned()).unwrap_or_default();
        let cells = vec![
            (ClaimColumn::Said, one(if said.is_empty() { "–" } else { &said })),
            (ClaimColumn::Speaker, vec![speaker.clone(), folded]),
            (ClaimColumn::Kind, one(kind)),
            (ClaimColumn::Stance, one(stance)),
            (ClaimColumn::Text, broken(&claim.text, ClaimColumn::Text, TEXT)),
            (ClaimColumn::Quantities, vec![short.join(" · "), measure]),
            (ClaimColumn::Disputes, vec![counted, named(&against)]),
            (ClaimColumn::Event, broken(&event.title, ClaimColumn::Event, TEXT)),
            (ClaimColumn::Source, broken(&publisher, ClaimColumn::Source, TEXT)),
            (ClaimColumn::Grading, one(&claim.grading)),
        ];
        let mut whole = vec![format!(
            "{speaker} · {kind} · {stance}{}",
            if said.is_empty() { String::new() } else { format!(" · {said}") }
        )];
        whole.extend(quantities.map(|quantity| format!("{}: {}", capitalized(&quantity.measure), quantity.to_words())));
        for (word, others) in [("Disputes", &active), ("Disputed by", &passive)] {
            if !others.is_empty() {
                whole.push(format!("{word} {}", named(others)));
            }
        }
        whole.extend((!publisher.is_empty()).then(|| format!("Source: {publisher}")));
        whole.extend(grading_words(&claim.grading, &claim.graded_by));
        whole.push(format!("Event: {}", event.title));
        let spoken = format!("{}: {}. {}", whole[0], claim.text, whole[1..].join(". "));
        whole.insert(0, claim.text.clone());
        let quote = if claim.quote.is_empty() { String::new() } else { format!("“{}”", claim.quote) };
        let translation = translation_words(here.store, claim);
        let quote = [quote, translation].join("\n").trim().to_owned();
        Self { id: claim.id.clone(), kind: claim.attribution.kind, date, cells, spoken, whole, quote }
    }

    /// The first line of a column.
    pub(super) fn line(&self, column: ClaimColumn) -> String {
        self.cells
            .iter()
            .find(|(known, _)| *known == column)
            .and_then(|(_, lines)| lines.first().cloned())
            .unwrap_or_default()
    }

    /// What it is called in a few words.
    pub(super) fn name(&self) -> String {
        format!("the claim “{}”", self.whole.first().map_or("", String::as_str))
    }

    fn tip_ui(&self, ui: &mut Ui, here: &PanelContext<'_>) {
        let palette = here.palette;
        ui.set_max_width(380.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        for (place, text) in self.whole.iter().enumerate() {
            if place == 0 {
                prose(ui, text, Face::Medium, 12.5, palette.ink);
                if !self.quote.is_empty() {
                    prose(ui, &self.quote, Face::Italic, 12.0, palette.ink);
                }
            } else {
                phrase(ui, text, Face::Regular, 11.0, palette.ink_secondary);
            }
        }
    }
}

/// Shows a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    words: &RowWords,
    columns: &Columns<ClaimColumn>,
    rect: Rect,
    standing: Standing,
) -> Response {
    let palette = here.palette;
    let response = ui.interact(rect, Id::unique(("claim row", words.id.as_str())), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, standing.claim || standing.chosen, &words.spoken));
    let card = rect.shrink2(vec2(6.0, 1.0));
    if standing.claim || standing.chosen {
        ui.painter().rect_filled(card, 6.0, color32(palette.selected));
    } else if response.hovered() {
        ui.painter().rect_filled(card, 6.0, color32(palette.card));
    }
    if standing.event {
        let bar = Rect::from_min_max(card.min, pos2(card.left() + 3.0, card.bottom()));
        let corners = CornerRadius { nw: 2, sw: 2, ne: 0, se: 0 };
        ui.painter().rect_filled(bar, corners, color32(palette.accent));
    }
    let clip = ui.clip_rect();
    ui.set_clip_rect(cells_clip(ui, columns.sides()));
    for (column, lines) in &words.cells {
        let Some(range) = columns.place(*column) else { continue };
        let faces = match column {
            ClaimColumn::Speaker | ClaimColumn::Quantities | ClaimColumn::Disputes => {
                [Type::new(Face::SemiBold, 12.0), SECOND]
            }
            ClaimColumn::Said | ClaimColumn::Kind | ClaimColumn::Stance => [Type::new(Face::Regular, 11.5), SECOND],
            _ => [TEXT, TEXT],
        };
        let inks = match column {
            ClaimColumn::Text | ClaimColumn::Event | ClaimColumn::Source => [palette.ink, palette.ink],
            _ => [palette.ink, palette.ink_secondary],
        };
        let range = if *column == ClaimColumn::Said && words.date == DateRead::No {
            mark_unread(ui, palette, range, rect.top() + line_top(0))
        } else if *column == ClaimColumn::Speaker {
            let symbol = Rect::from_min_size(pos2(range.min, rect.top() + line_top(0)), vec2(11.0, 16.0));
            attribution_symbol(ui.painter(), symbol, words.kind, palette);
            Rangef::new(range.min + SYMBOL, range.max)
        } else {
            range
        };
        for (place, words) in lines.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            let top = rect.top() + line_top(place);
            cell_line(
                ui,
                words,
                Rect::from_x_y_ranges(range, top..=top + 16.0),
                faces[place.min(1)],
                inks[place.min(1)],
            );
        }
    }
    ui.set_clip_rect(clip);
    let bottom = rect.bottom();
    ui.painter().hline(
        rect.shrink2(vec2(14.0, 0.0)).x_range(),
        bottom,
        egui::Stroke::new(1.0, color32(palette.rule.faded(0.6))),
    );
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| words.tip_ui(ui, here))
}
