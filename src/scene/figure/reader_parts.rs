//! What stands on the first page of a template for readers: the map, what is disputed, and what the shapes mean.

use super::close_frame::close_frame;
use super::counts::{count_row, counts_block};
use super::exhibit::exhibit_block;
use super::plates::Block;
use super::reader::{Above, Fill, Reader};
use super::runs::{Run, run_block};
use super::told::Told;
use super::{Frame, Part, REFERENCE_MAP, Subject, Template, rescaled};
use crate::model::Attestation;
use crate::scene::map::{MapOptions, MapRole, map_scene};
use crate::scene::text_layout::Type;
use crate::scene::{Face, Far, Mark, Scene, Stroke};
use crate::view::{MapViewport, View};

impl Reader<'_> {
    /// The map, with every number on it. A small one comes near to what is shown, unless a frame was named.
    pub(super) fn map(&self, size: [f32; 2]) -> Scene {
        let Subject { store, basemap, .. } = self.told.subject;
        let map = self.framed(size);
        let view = View { map, ..self.told.view.clone() };
        let options = MapOptions { role: MapRole::Numbered, numbers: &self.told.numbers, far: Far::Pointers };
        map_scene(store, basemap, &view, &self.told.shown, size, options)
    }

    /// What a map of this size in points frames.
    pub(super) fn framed(&self, size: [f32; 2]) -> MapViewport {
        let Subject { store, composition, .. } = self.told.subject;
        // Counts outside of the frame have no pointers.
        if composition.frame == Frame::Named || self.told.subject.is_counted(size) {
            return rescaled(self.told.view.map, REFERENCE_MAP, size);
        }
        // Of a frame of another shape as large a part of the world; what lies outside of it has a pointer.
        let [width, height] = REFERENCE_MAP;
        let as_large = (size[0] * size[1] * width / height).sqrt();
        let map = rescaled(self.told.view.map, REFERENCE_MAP, [as_large, as_large * height / width]);
        if matches!(self.template(), Template::Column | Template::Report) {
            close_frame(store, &self.told.shown, map, size)
        } else {
            map
        }
    }

    /// What is disputed most, what the shapes mean, and more counts that differ; beside a list, small strips alone.
    pub(super) fn exhibits(&self, fill: &Fill, width: f32) -> Block {
        let (told, dress) = (&self.told, &self.dress);
        let mut block = Block::default();
        let rule = |block: &mut Block| {
            let stroke = Stroke::solid(1.0, told.palette.ink);
            block.marks.push(Mark::line([0.0, block.height], [width, block.height], stroke));
            block.height += dress.gap * 0.4;
        };
        let Some((first, further)) = told.contests.split_first() else { return block };
        rule(&mut block);
        if fill.above == Above::Strip {
            let y = block.height;
            block.put(count_row(told, dress, first, width), [0.0, y]);
            if self.template() != Template::Slide {
                let y = block.height + 4.0;
                block.put(self.shapes(width), [0.0, y]);
            }
            return block;
        }
        let is_slide = self.template() == Template::Slide;
        let shapes = |width: f32| if is_slide { Block::default() } else { self.shapes(width) };
        let y = block.height;
        block.put(exhibit_block(told, dress, first, (width, fill.depth), shapes), [0.0, y]);
        let counts = counts_block(told, dress, &further[..fill.counts.min(further.len())], width);
        if counts.height > 0.0 {
            block.height += dress.gap * 0.7;
            rule(&mut block);
            let y = block.height;
            block.put(counts, [0.0, y]);
        }
        block
    }

    /// What the shapes mean that are drawn, in words.
    pub(super) fn shapes(&self, width: f32) -> Block {
        run_block(&self.shape_runs(), width)
    }

    pub(super) fn shape_runs(&self) -> Vec<Run> {
        let Told { subject, shown, contests, palette, .. } = &self.told;
        if !self.has(Part::Legend) {
            return Vec::new();
        }
        let kinds = contests.iter().flat_map(|contest| &contest.measure.groups).flat_map(|group| &group.kinds);
        let voices: Vec<Attestation> = kinds.map(|kind| Attestation::of(*kind)).collect();
        let has = |kind: Attestation| {
            let mut attested = shown.events().filter_map(|index| subject.store.attestation(index));
            voices.contains(&kind) || (self.has_marks && attested.any(|other| other == kind))
        };
        let is_disputed = self.has_marks && shown.events().any(|index| subject.store.is_disputed(index));
        let is_hatched = shown
            .events()
            .filter_map(|index| subject.store.span(index))
            .any(|span| span.certain.is_none_or(|certain| certain != span.possible));
        let said = [
            (has(Attestation::Named), "A filled mark:", "said on record, by a named person, body or document."),
            (has(Attestation::Outlet), "Ring:", "by the outlet itself."),
            (has(Attestation::Anonymous), "Dashed:", "by nobody by name."),
            (is_disputed, "Corner:", "accounts contradict each other."),
            (is_hatched, "Hatched:", "the day is uncertain."),
        ];
        let font = |face| Type::new(face, self.dress.small);
        let runs = said.into_iter().filter(|(is_so, ..)| *is_so).flat_map(|(_, lead, words)| {
            let lead = Run { words: lead.to_owned(), font: font(Face::Medium), color: palette.ink };
            [lead, Run { words: words.to_owned(), font: font(Face::Regular), color: palette.ink_secondary }]
        });
        runs.collect()
    }
}
