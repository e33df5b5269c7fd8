//! What the desktop is told of the program: each file says the same, and the icon is drawn from its source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{Options, Tree};

/// The id of the program on a desktop, which is the name of the package.
const ID: &str = env!("CARGO_PKG_NAME");

fn of_package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(of_package(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A value of the desktop file.
fn value<'a>(desktop: &'a str, key: &str) -> &'a str {
    desktop.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')).unwrap_or_else(|| panic!("no {key}"))
}

fn texts_of<'a>(document: &'a Document<'_>, tag: &str) -> BTreeSet<&'a str> {
    document.descendants().filter(|node| node.has_tag_name(tag)).filter_map(|node| node.text()).collect()
}

#[test]
fn desktop_file_metainfo_and_package_agree() {
    let desktop = text(&format!("packaging/{ID}.desktop"));
    let metainfo = text(&format!("packaging/{ID}.metainfo.xml"));
    let metainfo = Document::parse(&metainfo).unwrap();
    let component = metainfo.root_element();
    let child = |tag: &str| {
        let found = component.children().find(|node| node.has_tag_name(tag));
        found.and_then(|node| node.text()).unwrap_or_else(|| panic!("no {tag}"))
    };
    assert_eq!(child("id"), ID);
    assert_eq!(child("launchable"), format!("{ID}.desktop"));
    assert_eq!(child("project_license"), env!("CARGO_PKG_LICENSE"));
    assert_eq!(child("name"), value(&desktop, "Name"));
    assert_eq!(child("summary"), value(&desktop, "Comment"));
    assert_eq!((value(&desktop, "Icon"), value(&desktop, "StartupWMClass")), (ID, ID));
    assert_eq!(value(&desktop, "Exec"), format!("{} %F", texts_of(&metainfo, "binary").first().unwrap()));
    let release = metainfo.descendants().find(|node| node.has_tag_name("release")).unwrap();
    assert_eq!(release.attribute("version"), Some(env!("CARGO_PKG_VERSION")));
    let types: BTreeSet<&str> = value(&desktop, "MimeType").split_terminator(';').collect();
    assert_eq!(texts_of(&metainfo, "mediatype"), types);
    let own = text(&format!("packaging/{ID}.mime.xml"));
    let own = Document::parse(&own).unwrap();
    let own = own.descendants().find(|node| node.has_tag_name("mime-type")).unwrap();
    assert!(types.contains(own.attribute("type").unwrap()));
    let manifest = text("Cargo.toml");
    for file in ["desktop", "metainfo.xml", "mime.xml"] {
        assert!(manifest.contains(&format!("\"packaging/{ID}.{file}\"")), "{file} is in the package");
    }
}

/// With `WRITE_ICONS=1` they are drawn anew.
#[test]
fn the_icons_are_drawn_from_their_svg() {
    let svg = text(&format!("assets/icon/{ID}.svg"));
    Document::parse_with_options(&svg, ParsingOptions::default()).unwrap();
    let tree = Tree::from_str(&svg, &Options::default()).unwrap();
    for side in [16_u16, 32, 48, 128, 256] {
        let mut pixmap = Pixmap::new(u32::from(side), u32::from(side)).unwrap();
        let scale = f32::from(side) / tree.size().width();
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        let path = of_package(&format!("assets/icon/{side}.png"));
        if std::env::var_os("WRITE_ICONS").is_some() {
            std::fs::write(&path, pixmap.encode_png().unwrap()).unwrap();
        }
        let kept = Pixmap::decode_png(&std::fs::read(&path).unwrap()).unwrap();
        // Processors may round otherwise by a step.
        let differs = kept.data().iter().zip(pixmap.data()).any(|(kept, drawn)| kept.abs_diff(*drawn) > 2);
        assert!(kept.width() == pixmap.width() && !differs, "{side}: WRITE_ICONS=1 cargo test --test it icons");
    }
}
