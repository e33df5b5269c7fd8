//! A scene as SVG 1.1 with the few parts of SVG 2 that browsers, Inkscape and resvg share.
//!
//! Words stay words: they can be searched, copied and edited. Fonts are named, not embedded, so a
//! reader without Inter sees another sans-serif face, in which words may run a little wider or
//! narrower, unless letters are asked for as outlines; the PNG is made with the carried faces. Those for
//! Hebrew and Devanagari are embedded where words need them.

mod attributes;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg::WriteOptions;

use attributes::{box_of, clean, colored, number, painted, path};
use words::{hidden_element, set_element, text_element};

use super::markup::escaped;
use super::png::tree_of;
use super::set_words::{needs_setting, set_words};
use super::{ExportError, SOFTWARE};
use crate::basemap::Basemap;
use crate::scene::{
    Color, FONT_FILES, Face, Font, HATCH_SPACING, HATCH_WIDTH, ImageId, Mark, Point, Rect, Scene, TargetId, Text,
    cell_corners, disc_dashes,
};

/// Radius of the corners of a hatch, in points.
const HATCH_RADIUS: f32 = 3.0;
/// As many events are told one by one in the description for screen readers; the rest are counted.
const MOST_TOLD: usize = 200;

/// Where [`svg_from_scene`] finds the JPEG files of the base map's images.
pub fn carried_images(basemap: &Basemap) -> impl Fn(ImageId) -> Option<&'static [u8]> + '_ {
    |image| match image {
        ImageId::Relief(index) => basemap.relief.get(index).map(|relief| relief.jpeg),
    }
}

/// The scene as an SVG document, one unit a point.
///
/// `title` is what a screen reader calls the picture; the events that can be pointed at are its
/// description. `images` gives the JPEG file of an image; one that it does not know is left out.
/// Numbers have at most two decimals, characters that XML forbids are dropped, and the same scene
/// gives the same text.
///
/// Words are words; painters of SVG look for their letters in the fonts that they have.
pub fn svg_from_scene<'a>(scene: &Scene, title: &str, images: impl Fn(ImageId) -> Option<&'a [u8]>) -> String {
    svg_for(Painter::Reader, scene, title, images)
}

/// Who is to paint an SVG document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Painter {
    /// A program of the reader's: words are words.
    #[default]
    Reader,
    /// resvg: words that it would not set rightly are outlines.
    Pixels,
    /// krilla: the same, with the words over them, unseen, so that they can be searched and copied.
    Page,
}

/// The document that [`svg_from_scene`] makes, for a painter.
pub(super) fn svg_for<'a>(
    painter: Painter,
    scene: &Scene,
    title: &str,
    images: impl Fn(ImageId) -> Option<&'a [u8]>,
) -> String {
    let mut body = Body { painter, ..Body::of(scene.size) };
    if let Some(color) = scene.background {
        body.mark(&Mark::fill(Rect::new(0.0, 0.0, scene.size[0], scene.size[1]), color));
    }
    body.marks(&scene.marks);
    let [width, height] = scene.size.map(number);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"Inter, 'Noto Naskh Arabic', {}sans-serif\">\n",
        body.further_families()
    );
    let mut add = |line: String| {
        svg.push_str(&line);
        svg.push('\n');
    };
    add(format!("<title id=\"title\">{}</title>", escaped(title)));
    add(format!("<desc id=\"desc\">{}</desc>", escaped(&description(scene))));
    add(format!("<metadata>{SOFTWARE}</metadata>"));
    let faces = body.font_faces();
    if !faces.is_empty() {
        add(format!("<style>{faces}</style>"));
    }
    let defs = body.defs(images);
    if !defs.is_empty() {
        add(format!("<defs>\n{defs}</defs>"));
    }
    svg + &body.text + "</svg>\n"
}

/// What letters are in an SVG file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Letters {
    /// Words, which can be searched and edited, in faces that are named.
    #[default]
    Words,
    /// Outlines of the carried faces, which look the same everywhere.
    Outlines,
}

/// The SVG with its words as outlines of the carried faces.
pub(super) fn outlined(svg: &str) -> Result<String, ExportError> {
    let options = WriteOptions { coordinates_precision: 3, transforms_precision: 5, ..WriteOptions::default() };
    let text = tree_of(svg)?.to_string(&options);
    // What the picture is called, and what made it, stay words.
    let head = |name: &str| {
        let start = svg.find(&format!("<{name}"))?;
        let end = svg[start..].find(&format!("</{name}>"))? + name.len() + 3;
        svg.get(start..start + end)
    };
    let kept: Vec<&str> = ["title", "desc", "metadata"].into_iter().filter_map(head).collect();
    let Some((root, rest)) = text.split_once('>') else { return Ok(text) };
    Ok(format!("{root} role=\"img\" aria-labelledby=\"title desc\">\n{}{rest}", kept.join("\n")))
}

/// The marks of a scene as elements to stand in an SVG element of a page, without images.
///
/// `prefix` stands before the names of clips and hatches, of which a page has one each.
pub(super) fn inner_svg(scene: &Scene, prefix: &str) -> String {
    let mut body = Body::of(scene.size);
    if let Some(color) = scene.background {
        body.mark(&Mark::fill(Rect::new(0.0, 0.0, scene.size[0], scene.size[1]), color));
    }
    body.marks(&scene.marks);
    let defs = body.defs(|_| None);
    let defs = if defs.is_empty() { defs } else { format!("<defs>{defs}</defs>") };
    let named =
        |text: String| text.replace("id=\"", &format!("id=\"{prefix}")).replace("url(#", &format!("url(#{prefix}"));
    named(defs + &body.text)
}

/// What can be pointed at, a line for each.
fn description(scene: &Scene) -> String {
    let is_event = |id: &TargetId| {
        matches!(id, TargetId::Event(_) | TargetId::Events(_) | TargetId::Many(_) | TargetId::Pointer(_))
    };
    let mut told = BTreeSet::new();
    let labels = scene.targets.iter().filter(|target| is_event(&target.id)).map(|target| target.label.as_str());
    let labels: Vec<&str> = labels.filter(|label| told.insert(*label)).collect();
    let mut words = labels[..labels.len().min(MOST_TOLD)].join("\n");
    if labels.len() > MOST_TOLD {
        words += &["\nand ", &(labels.len() - MOST_TOLD).to_string(), " more"].concat();
    }
    words
}

/// The elements drawn so far, and what they refer to.
#[derive(Default)]
struct Body {
    text: String,
    clips: Vec<Rect>,
    /// The number of the hatch of each colour, by red, green, blue and alpha.
    hatches: BTreeMap<[u8; 4], usize>,
    images: BTreeSet<ImageId>,
    /// Each image that is drawn: where it lies, and the part of it in the frame. What is blended takes as much
    /// room in memory as it is large, so that nothing beyond the frame is.
    patterns: Vec<(ImageId, Rect, Rect)>,
    /// What is seen of the group that is being drawn.
    frame: Option<Rect>,
    painter: Painter,
    /// By face, the fonts in which its letters are looked for.
    chains: BTreeMap<Face, Vec<Font>>,
    /// Families that words need beside Inter and the face for Arabic script.
    families: BTreeSet<String>,
}

impl Body {
    /// Nothing yet, of a picture of this size. Beyond it nothing of an image is kept: a pattern that is much
    /// larger than the picture is cut off at some rectangle by those who draw it.
    fn of([width, height]: [f32; 2]) -> Self {
        Self { frame: Some(Rect::new(0.0, 0.0, width, height)), ..Self::default() }
    }

    fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.mark(mark);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let element = match mark {
            Mark::Rect { rect, radius, fill, stroke } => {
                let radius = if *radius > 0.0 { format!(" rx=\"{}\"", number(*radius)) } else { String::new() };
                let paint = painted(*fill, *stroke, None);
                format!("<rect {}{radius}{paint}/>", box_of(rect))
            }
            Mark::Area { rings, fill } => {
                let rings: String = rings.iter().map(|ring| path(ring) + "Z").collect();
                format!("<path d=\"{rings}\" fill-rule=\"evenodd\"{}/>", painted(Some(*fill), None, None))
            }
            Mark::Line { points, stroke } => {
                format!("<path d=\"{}\"{}/>", path(points), painted(None, Some(*stroke), None))
            }
            Mark::Disc { center: [x, y], radius, fill, stroke } => {
                let dash = std::f32::consts::TAU * radius / (2 * disc_dashes(*radius)) as f32;
                let paint = painted(*fill, *stroke, Some(dash));
                format!("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{paint}/>", number(*x), number(*y), number(*radius))
            }
            Mark::Hatch { rect, color } => {
                let next = self.hatches.len() + 1;
                let number_of = self.hatches.entry([color.r, color.g, color.b, color.a]).or_insert(next);
                let radius = number(HATCH_RADIUS);
                format!("<rect {} rx=\"{radius}\" fill=\"url(#hatch-{number_of})\"/>", box_of(rect))
            }
            Mark::Cells { middles, width, fill } => {
                let cells: String = middles.iter().map(|middle| cell(*middle, *width)).collect();
                format!("<path d=\"{cells}\"{}/>", painted(Some(*fill), None, None))
            }
            Mark::Text(text) => self.text(text),
            Mark::Image { rect, image, opacity } => {
                self.images.insert(*image);
                let seen = self.frame.map_or(*rect, |frame| in_both(*rect, frame));
                self.patterns.push((*image, *rect, seen));
                format!(
                    "<rect {} fill=\"url(#image-{})\" opacity=\"{}\" style=\"mix-blend-mode:multiply\"/>",
                    box_of(&seen),
                    self.patterns.len(),
                    number(*opacity)
                )
            }
            Mark::Group { origin: [x, y], clip, marks } => {
                self.clips.push(*clip);
                let outer = self.frame.replace(*clip);
                let (x, y, clip) = (number(*x), number(*y), self.clips.len());
                self.add(&format!("<g transform=\"translate({x} {y})\" clip-path=\"url(#clip-{clip})\">"));
                self.marks(marks);
                self.frame = outer;
                "</g>".to_owned()
            }
        };
        self.add(&element);
    }

    fn text(&mut self, text: &Text) -> String {
        let words = clean(&text.words);
        if words.is_ascii() {
            return text_element(text, words);
        }
        let chain = self.chains.entry(text.style.face).or_insert_with(|| Font::chain(text.style.face));
        if !needs_setting(&words, chain) {
            return text_element(text, words);
        }
        match self.painter {
            Painter::Reader => {
                let fonts = words.chars().filter_map(|letter| chain.iter().position(|font| font.has(letter)));
                self.families.extend(fonts.filter(|font| *font > 1).map(|font| chain[font].family().to_owned()));
                text_element(text, words)
            }
            Painter::Pixels => set_element(text, &set_words(&words, text, chain)),
            Painter::Page => {
                let set = set_words(&words, text, chain);
                set_element(text, &set) + "\n" + &hidden_element(text, words, &set)
            }
        }
    }

    /// The carried ones of these families, whole, since few readers have them. What a user names may not be passed
    /// on by its licence.
    fn font_faces(&self) -> String {
        let carried = (0..FONT_FILES.len()).map(Font::Carried).filter(|font| self.families.contains(font.family()));
        let face = |font: Font| {
            let (family, file) = (font.family(), STANDARD.encode(font.bytes()));
            format!("@font-face{{font-family:'{family}';src:url(data:font/ttf;base64,{file})}}")
        };
        carried.map(face).collect::<Vec<_>>().concat()
    }

    /// Families to be named after those that every document names.
    fn further_families(&self) -> String {
        // Names with signs that end a string or an attribute are left to the reader's fonts.
        let plain = self.families.iter().filter(|family| !family.contains(['\'', '"', '\\', '<', '&']));
        plain.fold(String::new(), |all, family| all + "'" + &clean(family) + "', ")
    }

    fn add(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// What the elements refer to; images that are not known are left out.
    fn defs<'a>(&self, images: impl Fn(ImageId) -> Option<&'a [u8]>) -> String {
        let mut defs = Vec::new();
        for (place, clip) in self.clips.iter().enumerate() {
            defs.push(format!("<clipPath id=\"clip-{}\"><rect {}/></clipPath>\n", place + 1, box_of(clip)));
        }
        for ([r, g, b, a], number_of) in &self.hatches {
            let color = Color { r: *r, g: *g, b: *b, a: *a };
            let (side, middle, width) = (number(HATCH_SPACING), number(HATCH_SPACING / 2.0), number(HATCH_WIDTH));
            defs.push(format!(
                "<pattern id=\"hatch-{number_of}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><path d=\"M{middle} 0V{side}\" stroke-width=\"{width}\"{}/></pattern>\n",
                colored("stroke", color)
            ));
        }
        for (place, (image, rect, seen)) in self.patterns.iter().enumerate() {
            // What a pattern holds is placed from the pattern's own corner.
            let [x, y, width, height] = [rect.x - seen.x, rect.y - seen.y, rect.width, rect.height].map(number);
            defs.push(format!(
                "<pattern id=\"image-{}\" {} patternUnits=\"userSpaceOnUse\"><use xlink:href=\"#{}\" \
                 transform=\"translate({x} {y}) scale({width} {height})\"/></pattern>\n",
                place + 1,
                box_of(seen),
                image_name(*image),
            ));
        }
        for image in &self.images {
            if let Some(jpeg) = images(*image) {
                defs.push(format!(
                    "<image id=\"{}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" \
                     xlink:href=\"data:image/jpeg;base64,{}\"/>\n",
                    image_name(*image),
                    STANDARD.encode(jpeg)
                ));
            }
        }
        defs.concat()
    }
}

/// What two rectangles have in common; without width or height where they have nothing.
fn in_both(one: Rect, other: Rect) -> Rect {
    let (x, y) = (one.x.max(other.x), one.y.max(other.y));
    let (right, bottom) = (one.right().min(other.right()), one.bottom().min(other.bottom()));
    Rect::new(x, y, (right - x).max(0.0), (bottom - y).max(0.0))
}

/// A cell as a part of a path.
fn cell([x, y]: Point, width: f32) -> String {
    let corners = cell_corners(width);
    let mut part = format!("M{} {}", number(x + corners[0][0]), number(y + corners[0][1]));
    for pair in corners.windows(2) {
        part.extend(["l", &number(pair[1][0] - pair[0][0]), " ", &number(pair[1][1] - pair[0][1])]);
    }
    part + "z"
}

fn image_name(image: ImageId) -> String {
    match image {
        ImageId::Relief(index) => format!("relief-{index}"),
    }
}

#[cfg(test)]
mod tests;
