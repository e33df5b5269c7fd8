//! Who says a number, how attested, when, and in which source.

use super::dress::Dress;
use super::plates::Block;
use super::runs::{Run, run_block};
use super::told::Told;
use crate::model::{Attestation, AttributionKind, Claim, ShortForm};
use crate::scene::text_layout::Type;
use crate::scene::wording::closed;
use crate::scene::{Align, Color, Face, SymbolStyle, event_symbol, first_name};

/// How much is told of each claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Its words too.
    Words,
    /// Who says it, how, when and where.
    Voices,
}

/// Whether a claim is the first for its number, whose mark lies on the rule, or stands above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    First,
    Further,
}

/// What is told of those who say a number.
pub(super) struct Speakers<'a> {
    pub(super) told: &'a Told<'a>,
    pub(super) dress: &'a Dress,
    pub(super) depth: Depth,
    /// Of the event.
    pub(super) color: Color,
}

impl Speakers<'_> {
    /// The mark of somebody who speaks in this capacity.
    pub(super) fn mark(&self, kind: AttributionKind) -> SymbolStyle {
        SymbolStyle::of_voice(self.color, Some(Attestation::of(kind)), self.dress.radius * 0.9)
    }

    /// Who says it, how attested, when, and in which source.
    pub(super) fn told(&self, speaker: &str, claim: &Claim, width: f32, place: Place) -> Block {
        let (dress, palette, is_further) = (self.dress, self.told.palette, place == Place::Further);
        let (bold, small) = (Type::new(Face::SemiBold, dress.body), Type::new(Face::Regular, dress.small));
        let mut block = Block::default();
        let sign = 0.55 * dress.radius;
        let indent = if is_further { 2.0 * sign + 5.0 } else { 0.0 };
        for (place, line) in bold.wrapped_after(&name_of(speaker), (width, indent), 3).into_iter().enumerate() {
            let x = if place == 0 { indent } else { 0.0 };
            let y = block.height;
            block.line(&line, [x, y], Align::Start, bold, palette.ink);
        }
        if is_further {
            let style = SymbolStyle { radius: sign, ..self.mark(claim.attribution.kind) };
            event_symbol(&mut block.marks, [sign + 1.0, dress.body * 0.66], &style, palette);
        }
        let role = [rest_of(speaker), kind_words(claim.attribution.kind)];
        let role: Vec<&str> = role.into_iter().filter(|words| !words.is_empty()).collect();
        let run = |words: String, color| Run { words, font: small, color };
        let mut paragraphs = vec![run(role.join(" · "), palette.ink_secondary)];
        if self.depth == Depth::Words && !is_further && small.fits(&claim.text, width, 5) {
            paragraphs.push(run(claim.text.clone(), palette.ink));
        }
        paragraphs.push(run(self.source_of(claim), palette.ink_secondary));
        for run in paragraphs.into_iter().filter(|run| !run.words.is_empty()) {
            let lines = run_block(&[run], width);
            let y = block.height;
            block.put(lines, [0.0, y]);
        }
        block
    }

    /// When it was said, and in which source.
    pub(super) fn source_of(&self, claim: &Claim) -> String {
        let said = claim.said.as_ref().map(|said| said.to_short(ShortForm::Plain)).unwrap_or_default();
        let day = said.split(", ").next().unwrap_or_default().trim_start_matches("in ");
        let source = self.told.subject.store.source(&claim.source).map(|source| closed(source.name()));
        match (day.is_empty(), source) {
            (_, None) => day.to_owned(),
            (true, Some(source)) => source,
            (false, Some(source)) => format!("{day}, in {source}"),
        }
    }
}

/// The name of a speaker, such as `Unnamed sources`.
pub(super) fn name_of(speaker: &str) -> String {
    match first_name(speaker) {
        "Sources" => "Unnamed sources".to_owned(),
        name => closed(name),
    }
}

/// What stands after the name.
pub(super) fn rest_of(speaker: &str) -> &str {
    speaker.split_once(", ").map_or("", |(_, rest)| rest).trim_start_matches("in its own voice")
}

/// In what capacity somebody speaks, in words for readers.
pub(super) fn kind_words(kind: AttributionKind) -> &'static str {
    match kind {
        AttributionKind::Named => "named",
        AttributionKind::Official => "official",
        AttributionKind::Anonymous => "unnamed",
        AttributionKind::Outlet => "in its own voice",
        AttributionKind::Document => "document",
    }
}
