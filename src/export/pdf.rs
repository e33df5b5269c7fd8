//! A page of vectors, made from the SVG by krilla with the carried faces embedded.

use krilla::Document;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::png::{ExportError, tree_of};
use super::{Embedded, Problem, SOFTWARE};
use crate::model::plain;

/// The name of the attachment that holds the view.
const ATTACHMENT: &str = "meridian-view.json";

/// SVG as a PDF file of one page each, a point of the scene being a point of the page, 1/72 inch.
///
/// Words stay words in subsets of the carried faces. The file has `title` as its title, the program
/// as its creator, no date, and the view as an attachment that is not compressed. The same SVG and
/// view give the same bytes.
pub fn pdf_from_svg(pages: &[String], title: &str, embedded: &Embedded) -> Result<Vec<u8>, ExportError> {
    let failed = |reason: &str| ExportError::packing("PDF", &reason);
    let mut document = Document::new();
    for svg in pages {
        let tree = tree_of(svg)?;
        let size = Size::from_wh(tree.size().width(), tree.size().height()).ok_or(Problem::ZeroSize)?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        surface
            .draw_svg(&tree, size, SvgSettings { embed_text: true, ..SvgSettings::default() })
            .ok_or_else(|| failed("the picture cannot be drawn"))?;
        surface.finish();
        page.finish();
    }
    // Its XML holds no control characters.
    document.set_metadata(Metadata::new().title(plain(title)).creator(SOFTWARE.to_owned()));
    let attachment = EmbeddedFile {
        path: ATTACHMENT.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("The view that this page was made of".to_owned()),
        association_kind: AssociationKind::Data,
        data: embedded.text().into_bytes().into(),
        modification_date: None,
        compress: Some(false),
        location: None,
    };
    document.embed_file(attachment).ok_or_else(|| failed("the view cannot be attached"))?;
    document.finish().map_err(|error| ExportError::packing("PDF", &format_args!("{error:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Carries, ExportSpec, svg_from_scene};
    use crate::io::carried_story;
    use crate::scene::{Align, Color, Face, Mark, Scene, TextStyle};
    use crate::store::Store;
    use crate::view::View;

    fn page() -> (Embedded, Vec<u8>) {
        let store = Store::new(carried_story().story);
        let view = View::of_story(&store, [400.0, 100.0]);
        let embedded = Embedded::of(&store, &view, &ExportSpec { carries: Carries::Story, ..ExportSpec::default() });
        let style = TextStyle { face: Face::Regular, size: 20.0, color: Color::hex(0), halo: None, spacing: 0.0 };
        let marks = vec![Mark::text("Kabul کابل", [20.0, 40.0], Align::Start, style)];
        let svg = svg_from_scene(&Scene { marks, ..Scene::empty([400.0, 100.0]) }, "Test", |_| None);
        let pdf = pdf_from_svg(&[svg], "Test", &embedded).unwrap();
        (embedded, pdf)
    }

    #[test]
    fn the_same_svg_gives_the_same_pdf() {
        assert_eq!(page(), page());
    }

    #[test]
    fn a_pdf_holds_its_view_and_story() {
        let (embedded, pdf) = page();
        assert_eq!(Embedded::found_in(&pdf), Some(embedded));
    }

    #[test]
    fn a_page_is_as_large_on_paper_as_its_svg() {
        let (_, pdf) = page();
        assert!(String::from_utf8_lossy(&pdf).contains("/MediaBox[0 0 400 100]"));
    }

    #[test]
    fn words_are_set_in_embedded_faces() {
        let (_, pdf) = page();
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/FontFile") && text.contains("/ToUnicode") && text.contains("Inter"));
    }
}
