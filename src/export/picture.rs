//! The file of a view, in any format.
//!
//! Answers what bytes stand for a view in a layout, a size and a format. It does not know where they go.

use super::page::page_html;
use super::protected::{protected, refuse_named_words};
use super::still::{jpeg_from_svg, webp_from_svg};
use super::svg::{Painter, outlined, svg_for};
use super::{Embedded, ExportError, ExportSpec, Format, Letters, carried_images, pdf_from_svg, png_from_svg};
use crate::basemap::Basemap;
use crate::io::story_hash;
use crate::query::select;
use crate::scene::{Fonts, Subject, layout_pages, layout_scene, offered_words};
use crate::store::Store;
use crate::view::View;

/// What is to be written of a view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picture<'a> {
    /// The story, read as the view asks.
    pub(super) store: &'a Store,
    /// What lies under the events.
    pub(super) basemap: &'a Basemap,
    /// What is shown.
    pub(super) view: &'a View,
    /// What was asked for.
    pub(super) spec: &'a ExportSpec,
    /// Fonts for letters that no carried face has.
    pub(super) fonts: &'a Fonts,
}

impl Picture<'_> {
    /// The bytes of the file, and what it counts in words.
    pub(super) fn bytes(&self, format: Format) -> Result<(Vec<u8>, String), ExportError> {
        std::thread::scope(|scope| {
            // Of a large story the hash takes longer than the picture, which does not need it before it is kept.
            if !matches!(format, Format::Jpeg | Format::Webp) {
                scope.spawn(|| self.store.whole_hash(story_hash));
            }
            self.fonts.within(|| self.bytes_in_fonts(format))
        })
    }

    fn bytes_in_fonts(&self, format: Format) -> Result<(Vec<u8>, String), ExportError> {
        let Self { store, basemap, view, spec, .. } = *self;
        let ExportSpec { layout, ref composition, size, scale, letters, .. } = *spec;
        refuse_named_words(store.redaction(), composition)?;
        let view = &protected(store, view)?;
        let shown = select(store, &view.question());
        let subject = Subject { store, basemap, view, shown: &shown, composition, size };
        let title = match &composition.title {
            Some(title) => title.clone(),
            None => offered_words(store, view, &shown, composition.template).title,
        };
        let title = title.as_str();
        let one = |painter| svg_for(painter, &layout_scene(layout, subject), title, carried_images(basemap));
        let kept = || Embedded::of(store, view, spec);
        let bytes = match format {
            Format::Svg if letters == Letters::Outlines => {
                let outlined = outlined(&one(Painter::Pixels))?;
                kept().in_svg(&outlined).into_bytes()
            }
            Format::Svg => {
                let svg = one(Painter::Reader);
                kept().in_svg(&svg).into_bytes()
            }
            Format::Png => {
                let png = png_from_svg(&one(Painter::Pixels), scale)?;
                kept().in_png(&png)
            }
            Format::Jpeg => jpeg_from_svg(&one(Painter::Pixels), scale)?,
            Format::Webp => webp_from_svg(&one(Painter::Pixels), scale)?,
            Format::Html => page_html(subject, &kept()).into_bytes(),
            Format::Pdf => {
                let pages = layout_pages(layout, subject);
                let svg = pages.iter().map(|scene| svg_for(Painter::Page, scene, title, carried_images(basemap)));
                pdf_from_svg(&svg.collect::<Vec<_>>(), title, &kept())?
            }
        };
        Ok((bytes, shown.counts_text()))
    }
}
