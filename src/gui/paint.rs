//! The only painter: marks of a scene become shapes of egui.

use std::f32::consts::TAU;
use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::epaint::{ClippedShape, Mesh, PathShape, PathStroke, RectShape, TextShape, Vertex, WHITE_UV};
use egui::{
    Color32, Context, Painter, Pos2, Rect, Shape, Stroke as Line, StrokeKind, TextFormat, TextureId, Vec2, pos2,
    text::LayoutJob, vec2,
};

use super::style::{color32, font};
use crate::scene::{Align, Dash, ImageId, Mark, Point, Scene, Stroke, Text, TextStyle, cell_corners, disc_dashes};

/// Distance between the lines of a hatch in points, and their width.
const HATCH: (f32, f32) = (4.5, 1.6);

/// Where the painter finds the textures of carried pictures; none while they are being read.
pub(super) type Textures<'a> = &'a dyn Fn(ImageId) -> Option<TextureId>;

/// A scene as shapes at a place in the window, each with the part of the window it may draw on.
pub(super) struct Painting {
    shapes: Vec<ClippedShape>,
}

impl Painting {
    /// The shapes of a scene whose upper left corner stands at `origin`.
    pub(super) fn of(scene: &Scene, origin: Pos2, ctx: &Context, textures: Textures<'_>) -> Self {
        let clip = Rect::from_min_size(origin, vec2(scene.size[0], scene.size[1]));
        let mut brush = Brush { ctx, textures, origin: origin.to_vec2(), clip, shapes: Vec::new() };
        if let Some(color) = scene.background {
            brush.push(Shape::rect_filled(clip, 0.0, color32(color)));
        }
        brush.marks(&scene.marks);
        Self { shapes: brush.shapes }
    }

    /// The painting as finished triangles, for what holds no words and is drawn more often than
    /// it changes.
    pub(super) fn tessellated(self, ctx: &Context) -> Self {
        use egui::epaint::Primitive;
        let primitives = ctx.tessellate(self.shapes, ctx.pixels_per_point());
        let shapes = primitives.into_iter().filter_map(|primitive| match primitive.primitive {
            Primitive::Mesh(mesh) => Some(clipped(primitive.clip_rect, Shape::Mesh(Arc::new(mesh)))),
            Primitive::Callback(_) => None,
        });
        Self { shapes: shapes.collect() }
    }

    /// Draws it.
    pub(super) fn show(&self, painter: &Painter) {
        for shape in &self.shapes {
            let clip = shape.clip_rect.intersect(painter.clip_rect());
            painter.with_clip_rect(clip).add(shape.shape.clone());
        }
    }
}

fn clipped(clip_rect: Rect, shape: Shape) -> ClippedShape {
    ClippedShape { clip_rect, shape, transform_after_tessellation: egui::emath::TSTransform::IDENTITY }
}

struct Brush<'a> {
    ctx: &'a Context,
    textures: Textures<'a>,
    origin: Vec2,
    clip: Rect,
    shapes: Vec<ClippedShape>,
}

impl Brush<'_> {
    fn push(&mut self, shape: Shape) {
        self.shapes.push(clipped(self.clip, shape));
    }

    fn at(&self, point: Point) -> Pos2 {
        pos2(point[0], point[1]) + self.origin
    }

    fn rect(&self, rect: &crate::scene::Rect) -> Rect {
        Rect::from_min_size(self.at([rect.x, rect.y]), vec2(rect.width, rect.height))
    }

    /// A rectangle on whole pixels. Of a thin one egui would make a line, whose ends lie elsewhere than the edges of
    /// the wider ones beside it.
    fn filled(&mut self, rect: &crate::scene::Rect, color: Color32) {
        let exact = self.rect(rect);
        let rounded = exact.round_to_pixels(self.ctx.pixels_per_point());
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(if rounded.width() > 0.0 && rounded.height() > 0.0 { rounded } else { exact }, color);
        self.push(Shape::mesh(mesh));
    }

    fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.mark(mark);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Rect { rect, radius, fill: Some(fill), stroke: None } if *radius < 0.5 => {
                self.filled(rect, color32(*fill));
            }
            Mark::Rect { rect, radius, fill, stroke } => {
                let fill = fill.map_or(Color32::TRANSPARENT, color32);
                let line = stroke.map_or(Line::NONE, |s| Line::new(s.width, color32(s.color)));
                let radius = radius.min(rect.height / 2.0).min(255.0) as u8;
                self.push(RectShape::new(self.rect(rect), radius, fill, line, StrokeKind::Middle).into());
            }
            Mark::Area { rings, fill } => self.area(rings, color32(*fill)),
            Mark::Line { points, stroke } => self.line(points, *stroke),
            Mark::Disc { center, radius, fill, stroke } => {
                let center = self.at(*center);
                if let Some(fill) = fill {
                    self.push(Shape::circle_filled(center, *radius, color32(*fill)));
                }
                match stroke {
                    Some(stroke) if stroke.dash == Dash::Solid => {
                        self.push(Shape::circle_stroke(
                            center,
                            *radius,
                            Line::new(stroke.width, color32(stroke.color)),
                        ));
                    }
                    Some(stroke) => dashed_ring(center, *radius, *stroke).into_iter().for_each(|s| self.push(s)),
                    None => {}
                }
            }
            Mark::Hatch { rect, color } => self.hatch(self.rect(rect), color32(*color)),
            Mark::Cells { middles, width, fill } => self.cells(middles, *width, color32(*fill)),
            Mark::Text(text) => self.text(text),
            Mark::Image { rect, image, opacity } => {
                if let Some(texture) = (self.textures)(*image) {
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    // The textures hold black of the opacity that multiplies like the picture.
                    let tint = Color32::from_white_alpha((opacity * 255.0) as u8);
                    self.push(Shape::image(texture, self.rect(rect), whole, tint));
                }
            }
            Mark::Group { origin, clip, marks } => {
                let outer = (self.origin, self.clip);
                self.origin += vec2(origin[0], origin[1]);
                self.clip = self.clip.intersect(self.rect(clip));
                self.marks(marks);
                (self.origin, self.clip) = outer;
            }
        }
    }

    fn area(&mut self, rings: &[Vec<Point>], color: Color32) {
        if let [ring] = rings
            && ring.len() <= 4
        {
            let points = ring.iter().map(|point| self.at(*point)).collect();
            self.push(Shape::convex_polygon(points, color, Line::NONE));
            return;
        }
        let mut holes = Vec::new();
        let mut points: Vec<[f32; 2]> = Vec::new();
        for ring in rings {
            if !points.is_empty() {
                holes.push(points.len() as u32);
            }
            points.extend(ring);
        }
        let mut indices: Vec<u32> = Vec::new();
        earcut::Earcut::new().earcut(points.iter().copied(), &holes, &mut indices);
        let vertices = points.iter().map(|point| Vertex { pos: self.at(*point), uv: WHITE_UV, color }).collect();
        let mesh = Mesh { indices, vertices, texture_id: TextureId::default() };
        self.push(Shape::Mesh(Arc::new(mesh)));
    }

    /// All of a colour are one mesh; their corners are sharp, since between them is a gap.
    fn cells(&mut self, middles: &[Point], width: f32, color: Color32) {
        let corners = cell_corners(width);
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(6 * middles.len());
        mesh.reserve_triangles(4 * middles.len());
        for middle in middles {
            let first = mesh.vertices.len() as u32;
            let at = self.at(*middle);
            mesh.vertices.extend(corners.map(|[x, y]| Vertex { pos: at + vec2(x, y), uv: WHITE_UV, color }));
            for corner in 1..5 {
                mesh.add_triangle(first, first + corner, first + corner + 1);
            }
        }
        self.push(Shape::Mesh(Arc::new(mesh)));
    }

    fn line(&mut self, points: &[Point], stroke: Stroke) {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        let line = Line::new(stroke.width, color32(stroke.color));
        let pattern = stroke.dash.pattern();
        if pattern.is_empty() {
            self.push(Shape::line(points, line));
            return;
        }
        for dash in dashes_along(&points, pattern) {
            self.push(Shape::line(dash, line));
        }
    }

    fn hatch(&mut self, rect: Rect, color: Color32) {
        let (step, width) = HATCH;
        let (height, mut x) = (rect.height(), rect.left() - rect.height());
        while x < rect.right() {
            // A line from the lower left to the upper right, cut at both sides.
            let from = (rect.left() - x).max(0.0);
            let to = (rect.right() - x).min(height);
            if from < to {
                let ends = [pos2(x + from, rect.bottom() - from), pos2(x + to, rect.bottom() - to)];
                self.push(Shape::line_segment(ends, Line::new(width, color)));
            }
            x += step * std::f32::consts::SQRT_2;
        }
    }

    fn text(&mut self, text: &Text) {
        let galley = self.ctx.fonts_mut(|fonts| fonts.layout_job(job_of(&text.words, &text.style)));
        let width = galley.size().x;
        let start = match text.align {
            Align::Start => 0.0,
            Align::Middle => -width / 2.0,
            Align::End => -width,
        };
        let baseline =
            galley.rows.first().map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y));
        let (sin, cos) = text.turn.sin_cos();
        let turned = |x: f32, y: f32| vec2(x * cos - y * sin, x * sin + y * cos);
        let pos = self.at(text.position) + turned(start, -baseline);
        if let Some(halo) = text.style.halo {
            // Halos under all of the letters, so that none covers its neighbour.
            for step in 0..8 {
                let offset = Vec2::angled(TAU * step as f32 / 8.0) * 1.3;
                let shape = TextShape::new(pos + offset, galley.clone(), Color32::PLACEHOLDER)
                    .with_override_text_color(color32(halo))
                    .with_angle(text.turn);
                self.push(shape.into());
            }
        }
        let shape = TextShape::new(pos, galley, color32(text.style.color)).with_angle(text.turn);
        self.push(shape.into());
    }
}

/// A line of words as egui lays it out.
fn job_of(words: &str, style: &TextStyle) -> LayoutJob {
    let mut format = TextFormat::simple(font(style.face, style.size), color32(style.color));
    format.extra_letter_spacing = style.spacing;
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.break_on_newline = false;
    job
}

/// The stretches of a line that a pattern of lengths on and off leaves.
fn dashes_along(points: &[Pos2], pattern: &[f32]) -> Vec<Vec<Pos2>> {
    let mut dashes = Vec::new();
    let (mut place, mut left) = (0, pattern[0]);
    let mut dash: Vec<Pos2> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = from.distance(to);
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let cut = from.lerp(to, gone / length);
            if place % 2 == 0 {
                dash.push(cut);
                dashes.push(std::mem::take(&mut dash));
            } else {
                dash = vec![cut];
            }
            place = (place + 1) % pattern.len();
            left = pattern[place];
        }
        left -= length - gone;
        if place % 2 == 0 {
            dash.push(to);
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

/// Equal dashes around a circle, as every painter of the scene draws them.
pub(super) fn dashed_ring(center: Pos2, radius: f32, stroke: Stroke) -> Vec<Shape> {
    let count = disc_dashes(radius);
    let each = TAU / (2 * count) as f32;
    let line = PathStroke::new(stroke.width, color32(stroke.color));
    let arc = |dash: usize| {
        let from = TAU * (dash as f32 - 0.25) / count as f32;
        let points = (0..=4).map(|step| center + radius * Vec2::angled(from + each * step as f32 / 4.0));
        Shape::Path(PathShape {
            points: points.collect(),
            closed: false,
            fill: Color32::TRANSPARENT,
            stroke: line.clone(),
        })
    };
    (0..count).map(arc).collect()
}

/// Paints a mark of an event, as on map and timeline, into a panel.
pub(super) fn paint_symbol(
    painter: &Painter,
    center: Pos2,
    style: &crate::scene::SymbolStyle,
    palette: &crate::scene::Palette,
) {
    let mut marks = Vec::new();
    crate::scene::event_symbol(&mut marks, [center.x, center.y], style, palette);
    let none = |_| None;
    let clip = painter.clip_rect();
    let mut brush = Brush { ctx: painter.ctx(), textures: &none, origin: Vec2::ZERO, clip, shapes: Vec::new() };
    brush.marks(&marks);
    brush.shapes.into_iter().for_each(|shape| {
        painter.add(shape.shape);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_follow_a_line_around_its_bends() {
        let points = [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 6.0)];
        let dashes = dashes_along(&points, &[3.0, 3.0]);
        assert_eq!(dashes.len(), 2);
        assert_eq!(dashes[0], vec![pos2(0.0, 0.0), pos2(3.0, 0.0)]);
        assert_eq!(dashes[1], vec![pos2(4.0, 2.0), pos2(4.0, 5.0)]);
    }
}
