use super::*;
use crate::scene::{Align, Dash, Stroke, Target, TextStyle};
use resvg::usvg::roxmltree::Document;

const INK: Color = Color::hex(0x23_272b);
const RED: Color = Color::hex(0xc8_442b);

fn style() -> TextStyle {
    TextStyle { face: Face::Regular, size: 12.0, color: INK, halo: None, spacing: 0.0 }
}

fn scene_of(marks: Vec<Mark>) -> Scene {
    Scene { marks, ..Scene::empty([200.0, 100.0]) }
}

fn svg_of(marks: Vec<Mark>) -> String {
    svg_from_scene(&scene_of(marks), "Test", |_| Some(&[0xff, 0xd8]))
}

/// Every kind of mark.
fn all_marks() -> Vec<Mark> {
    let dashed = |dash| Stroke { width: 1.5, color: RED.faded(0.5), dash };
    let mut marks = vec![
        Mark::Rect {
            rect: Rect::new(1.0, 2.0, 30.126, 4.0),
            radius: 3.0,
            fill: Some(INK),
            stroke: Some(dashed(Dash::Dots)),
        },
        Mark::Area {
            rings: vec![vec![[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]], vec![[3.0, 1.0], [6.0, 1.0], [6.0, 4.0]]],
            fill: RED,
        },
        Mark::line([0.0, 0.0], [-0.001, 50.5], dashed(Dash::Chain)),
        Mark::Disc { center: [20.0, 20.0], radius: 8.0, fill: None, stroke: Some(dashed(Dash::Dashes)) },
        Mark::Hatch { rect: Rect::new(0.0, 0.0, 40.0, 10.0), color: RED },
        Mark::Hatch { rect: Rect::new(0.0, 20.0, 40.0, 10.0), color: RED },
        Mark::Image { rect: Rect::new(-10.0, 0.0, 300.0, 100.0), image: ImageId::Relief(1), opacity: 0.5 },
        Mark::text("کابل", [10.0, 10.0], Align::End, TextStyle { halo: Some(INK), spacing: 2.0, ..style() }),
        Mark::text("A & B < C > \"D\" \u{1}", [10.0, 30.0], Align::Middle, TextStyle { spacing: 1.25, ..style() }),
    ];
    let inner = vec![Mark::Text(Text {
        words: "turned".to_owned(),
        position: [5.0, 5.0],
        align: Align::Start,
        style: TextStyle { face: Face::Italic, ..style() },
        turn: 0.5,
    })];
    marks.push(Mark::Group { origin: [4.0, 5.0], clip: Rect::new(0.0, 0.0, 50.0, 50.0), marks: inner });
    marks
}

#[test]
fn the_document_is_well_formed_and_holds_every_word() {
    let scene = scene_of(all_marks());
    let svg = svg_from_scene(&scene, "Strikes & <talks>", |_| None);
    let document = Document::parse(&svg).unwrap();
    let told: Vec<String> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| node.text().unwrap_or_default().trim_matches(['\u{2067}', '\u{2069}']).to_owned())
        .collect();
    let words: Vec<String> = scene.words().into_iter().map(clean).collect();
    assert_eq!(told, words);
    assert_eq!(document.root_element().first_element_child().unwrap().text(), Some("Strikes & <talks>"));
}

#[test]
fn the_same_scene_gives_the_same_text() {
    assert_eq!(svg_of(all_marks()), svg_of(all_marks()));
}

#[test]
fn every_reference_has_its_definition() {
    let svg = svg_of(all_marks());
    let document = Document::parse(&svg).unwrap();
    let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let references: Vec<&str> = svg.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(references, ["hatch-1", "hatch-1", "image-1", "clip-1"]);
    assert!(references.iter().all(|id| ids.contains(id)));
    assert!(ids.contains("relief-1"));
}

#[test]
fn numbers_have_two_decimals_at_most() {
    for (value, text) in
        [(1.0, "1"), (30.126, "30.13"), (0.5, "0.5"), (-0.001, "0"), (-2.5, "-2.5"), (100.0, "100"), (f32::NAN, "0")]
    {
        assert_eq!(number(value), text);
    }
}

#[test]
fn a_dashed_disc_has_eight_equal_dashes() {
    let svg = svg_of(all_marks());
    // An eighth of the way round is a dash and a gap.
    assert!(svg.contains(
        "r=\"8\" fill=\"none\" stroke=\"#c8442b\" stroke-opacity=\"0.5\" stroke-width=\"1.5\" stroke-dasharray=\"3.14\""
    ));
}

#[test]
fn arabic_script_keeps_its_letters_together() {
    let svg = svg_of(all_marks());
    let line = svg.lines().find(|line| line.contains("کابل")).unwrap();
    assert!(!line.contains("letter-spacing"));
    assert!(line.contains("text-anchor=\"end\""));
    assert!(line.contains(">\u{2067}کابل\u{2069}<"));
}

#[test]
fn events_are_told_to_a_screen_reader() {
    let target = |id, label: &str| Target { id, rect: Rect::new(0.0, 0.0, 1.0, 1.0), label: label.to_owned() };
    let targets = vec![
        target(TargetId::Event(0), "Air strikes on Kabul"),
        target(TargetId::Ruler, "Ruler"),
        target(TargetId::Event(0), "Air strikes on Kabul"),
    ];
    let scene = Scene { targets, ..scene_of(Vec::new()) };
    let svg = svg_from_scene(&scene, "Test", |_| None);
    assert!(svg.contains("<desc id=\"desc\">Air strikes on Kabul</desc>"));
}

#[test]
fn no_pattern_of_an_image_is_larger_than_the_picture() {
    let rect = Rect::new(-4000.0, -3000.0, 9000.0, 7000.0);
    let image = Mark::Image { rect, image: ImageId::Relief(0), opacity: 0.5 };
    let clip = Rect::new(0.0, 0.0, 150.0, 80.0);
    let group = Mark::Group { origin: [5.0, 5.0], clip, marks: vec![image.clone()] };
    let svg = svg_of(vec![image, group]);
    let document = Document::parse(&svg).unwrap();
    let patterns = document.descendants().filter(|node| node.has_tag_name("pattern"));
    let sizes: Vec<(&str, &str)> =
        patterns.map(|pattern| (pattern.attribute("width").unwrap(), pattern.attribute("height").unwrap())).collect();
    assert_eq!(sizes, [("200", "100"), ("150", "80")]);
}

#[test]
fn an_image_lies_in_its_pattern_from_the_corner_of_that() {
    let rect = Rect::new(120.0, 30.0, 900.0, 700.0);
    let svg = svg_of(vec![Mark::Image { rect, image: ImageId::Relief(0), opacity: 0.5 }]);
    assert!(svg.contains("x=\"120\" y=\"30\" width=\"80\" height=\"70\" patternUnits"), "{svg}");
    assert!(svg.contains("transform=\"translate(0 0) scale(900 700)\""), "{svg}");
}
