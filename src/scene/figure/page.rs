//! A page with its parts in their places, and how it is drawn.

use super::Subject;
use super::plates::Block;
use crate::scene::{Mark, Point, Rect, Scene, Stroke, palette_of};

/// One part of a page, at its upper left corner.
struct Placed {
    origin: Point,
    content: Content,
}

/// What stands on a page.
enum Content {
    /// Words and samples.
    Block(Block),
    /// A picture.
    Scene(Scene),
    /// A picture in a frame.
    Framed(Scene),
    /// A rule of this length.
    Rule(f32),
}

/// A page that is laid out from the top and from the bottom towards the middle.
///
/// Each step takes the page and gives it back with one part more and less room, so that what a part may take is
/// what those before it have left.
pub(super) struct Page {
    /// What is left of the page inside its margins.
    pub(super) room: Rect,
    placed: Vec<Placed>,
}

impl Page {
    /// An empty page with so much room.
    pub(super) fn new(room: Rect) -> Self {
        Self { room, placed: Vec::new() }
    }

    /// With a part at the top of the room that is left, and a gap under it.
    pub(super) fn with_top(self, block: Block, gap: f32) -> Self {
        let taken = block.height + gap;
        let room = Rect { y: self.room.y + taken, height: self.room.height - taken, ..self.room };
        let origin = [self.room.x, self.room.y];
        Self { room, ..self.with_block(block, origin) }
    }

    /// With a part at the bottom of the room that is left, and a gap over it.
    pub(super) fn with_bottom(self, block: Block, gap: f32) -> Self {
        let origin = [self.room.x, self.room.bottom() - block.height];
        let room = Rect { height: self.room.height - block.height - gap, ..self.room };
        Self { room, ..self.with_block(block, origin) }
    }

    /// With so much room kept at the bottom of what is left, and a gap over it. Returns where it begins, too.
    pub(super) fn with_room_below(self, height: f32, gap: f32) -> (Self, Point) {
        let origin = [self.room.x, self.room.bottom() - height];
        let room = Rect { height: self.room.height - height - gap, ..self.room };
        (Self { room, ..self }, origin)
    }

    /// With a picture that takes no room from other parts.
    pub(super) fn with_scene(self, scene: Scene, origin: Point) -> Self {
        self.with(Content::Scene(scene), origin)
    }

    /// With a part that takes no room from the others.
    pub(super) fn with_block(self, block: Block, origin: Point) -> Self {
        self.with(Content::Block(block), origin)
    }

    /// With a picture in a frame, in the room that is left.
    pub(super) fn with_framed(self, scene: Scene) -> Self {
        let origin = [self.room.x, self.room.y];
        self.with(Content::Framed(scene), origin)
    }

    /// With a rule of this length.
    pub(super) fn with_rule(self, origin: Point, length: f32) -> Self {
        self.with(Content::Rule(length), origin)
    }

    fn with(mut self, content: Content, origin: Point) -> Self {
        self.placed.push(Placed { origin, content });
        self
    }

    /// The picture of the page.
    pub(super) fn drawn(self, subject: Subject<'_>) -> Scene {
        let palette = palette_of(subject.view.theme);
        let rule = Stroke::solid(1.0, palette.rule);
        let mut scene = Scene { background: Some(palette.panel), ..Scene::empty(subject.size) };
        for Placed { origin, content } in self.placed {
            match content {
                Content::Block(block) => {
                    // Strokes and descenders reach a little beyond their block.
                    let clip = Rect::new(0.0, 0.0, scene.size[0] - origin[0], block.height).grown(8.0);
                    scene.marks.push(Mark::Group { origin, clip, marks: block.marks });
                }
                Content::Scene(part) => scene.place(part, origin),
                Content::Framed(part) => {
                    let rect = Rect::new(origin[0], origin[1], part.size[0], part.size[1]);
                    scene.place(part, origin);
                    scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: None, stroke: Some(rule) });
                }
                Content::Rule(length) => {
                    scene.marks.push(Mark::line(origin, [origin[0] + length, origin[1]], rule));
                }
            }
        }
        scene
    }
}
