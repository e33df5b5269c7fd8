//! How an export will look, as one picture.

use std::path::Path;

use super::svg::{Painter, svg_for};
use super::{
    Carries, ExportError, ExportKind, ExportSource, ExportSpec, Format, Progress, carried_images, png_from_svg,
};
use crate::query::select;
use crate::scene::{Subject, page_opening_scene};

impl ExportSpec {
    /// A PNG of what an export into this file will look like: a still picture as it will be, of a series the whole
    /// view, of a page its first screen, and of a film the frame at a share of its length, from 0 to 1. The scale is
    /// that of the spec.
    pub fn preview(&self, source: ExportSource<'_>, file: &Path, share: f32) -> Result<Vec<u8>, ExportError> {
        let mut png = Vec::new();
        let mut take = |bytes: Vec<u8>| png = bytes;
        if self.motion().is_some() {
            let plan = self.plan(source, Path::new("preview.gif"))?;
            if let Some(frame) = plan.frame(share)? {
                take(frame);
            }
            return Ok(png);
        }
        let still = Self { kind: ExportKind::One, carries: Carries::View, ..self.clone() };
        let is_page = Format::of(file) == Some(Format::Html);
        let plan = still.plan(source, Path::new(if is_page { "preview.html" } else { "preview.png" }))?;
        if let Some((store, view)) = plan.first_view().filter(|_| is_page) {
            let store = &store.at(view.as_of());
            let shown = select(store, &view.question());
            let (composition, size, basemap) = (&self.composition, self.size, source.basemap);
            let subject = Subject { store, basemap, view, shown: &shown, composition, size };
            let svg = source
                .fonts
                .within(|| svg_for(Painter::Pixels, &page_opening_scene(subject), "", carried_images(basemap)));
            return png_from_svg(&svg, self.scale);
        }
        plan.perform::<ExportError>(&Progress::default(), |file| {
            take(file.bytes);
            Ok(())
        })?;
        Ok(png)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::basemap::Basemap;
    use crate::export::Motion;
    use crate::io::carried_story;
    use crate::scene::{Fonts, REFERENCE_MAP};
    use crate::store::Store;
    use crate::view::View;

    #[test]
    fn a_page_and_each_moment_of_a_film_have_a_picture_of_their_own() {
        let store = Arc::new(Store::new(carried_story().story));
        let view = View { relief: false, ..View::of_story(&store, REFERENCE_MAP.map(f64::from)) };
        let (basemap, fonts) = (&Basemap::default(), &Fonts::default());
        let source = ExportSource { store: &store, basemap, view: &view, fonts };
        let size_of = |png: &[u8]| image::load_from_memory(png).map(|image| (image.width(), image.height())).unwrap();
        let page = ExportSpec::default().preview(source, Path::new("a.html"), 0.0).unwrap();
        assert_eq!(size_of(&page), (1280, 800));
        let film = ExportSpec { size: [480.0, 320.0], ..ExportSpec::film(Motion::default()) };
        let [first, middle, last] =
            [0.0, 0.5, 1.0].map(|share| film.preview(source, Path::new("a.gif"), share).unwrap());
        assert_eq!(size_of(&first), (480, 320));
        assert!(first != middle && middle != last);
    }
}
