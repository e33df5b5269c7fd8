//! The marks of a scene and what can be hit in it.

use super::{Color, Face};
use crate::model::{Extent, LonLat};

/// A position in points: x to the right, y down.
pub type Point = [f32; 2];

/// An upright rectangle in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// A rectangle by its upper left corner and its size.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// A rectangle around a centre.
    pub fn around(center: Point, width: f32, height: f32) -> Self {
        Self::new(center[0] - width / 2.0, center[1] - height / 2.0, width, height)
    }

    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The centre.
    pub fn center(&self) -> Point {
        [self.x + self.width / 2.0, self.y + self.height / 2.0]
    }

    /// True when the point lies in it or on its edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point[0]) && (self.y..=self.bottom()).contains(&point[1])
    }

    /// How far a point lies from it; 0 in it.
    pub fn distance_to(&self, [x, y]: Point) -> f32 {
        let off = |at: f32, from: f32, to: f32| (from - at).max(at - to).max(0.0);
        off(x, self.x, self.right()).hypot(off(y, self.y, self.bottom()))
    }

    /// True when the two share some ground.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// True when the other lies wholly in it.
    pub fn holds(&self, other: &Self) -> bool {
        other.x >= self.x && other.right() <= self.right() && other.y >= self.y && other.bottom() <= self.bottom()
    }

    /// The rectangle grown by so many points on every side; shrunk when negative.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self::new(self.x - by, self.y - by, (self.width + 2.0 * by).max(0.0), (self.height + 2.0 * by).max(0.0))
    }

    /// The rectangle moved.
    #[must_use]
    pub fn moved(&self, by: Point) -> Self {
        Self::new(self.x + by[0], self.y + by[1], self.width, self.height)
    }
}

/// The pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Three on, three off.
    Dashes,
    /// Dots.
    Dots,
    /// A dash, a gap, a dot, a gap: a chain line.
    Chain,
    /// Long dashes: what joins places and follows no route.
    Long,
    /// Dots far apart.
    Sparse,
    /// Two on, two off.
    Short,
}

impl Dash {
    /// Lengths on and off in points, from the start of the line. Empty for an unbroken line.
    pub fn pattern(self) -> &'static [f32] {
        match self {
            Self::Solid => &[],
            Self::Dashes => &[3.0, 3.0],
            Self::Dots => &[1.2, 2.6],
            Self::Chain => &[7.0, 2.5, 1.5, 2.5],
            Self::Long => &[7.0, 5.0],
            Self::Sparse => &[1.5, 5.5],
            Self::Short => &[2.0, 2.0],
        }
    }
}

/// How a line is drawn. Ends and joins are round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Colour.
    pub color: Color,
    /// Pattern.
    pub dash: Dash,
}

impl Stroke {
    /// An unbroken line.
    pub const fn solid(width: f32, color: Color) -> Self {
        Self { width, color, dash: Dash::Solid }
    }
}

/// Which point of a line of text stands on its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// The start.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// How a line of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The face.
    pub face: Face,
    /// Size in points.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// A band of this colour around the letters, so that they stand on any ground.
    pub halo: Option<Color>,
    /// Extra space after each letter, in points.
    pub spacing: f32,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The words; no line breaks.
    pub words: String,
    /// Where the baseline is, at the point that `align` names.
    pub position: Point,
    /// Which point of the line stands on the position.
    pub align: Align,
    /// How it is set.
    pub style: TextStyle,
    /// Turn around the position in radians, clockwise.
    pub turn: f32,
}

/// A picture that the program carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImageId {
    /// A relief image of the base map, by its index there; multiplied with what lies under it.
    Relief(usize),
}

/// How many dashes the line around a disc of this radius has, where it is not solid: eight, and four
/// where round ends would close more gaps. Gaps are as long as dashes.
pub fn disc_dashes(radius: f32) -> usize {
    if radius < 4.5 { 4 } else { 8 }
}
/// Distance between the middles of the lines of a hatch, in points.
pub const HATCH_SPACING: f32 = 4.5;
/// Width of the lines of a hatch, in points.
pub const HATCH_WIDTH: f32 = 1.6;

/// One thing drawn. Later marks lie over earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle with round corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners in points.
        radius: f32,
        /// Colour inside, if any.
        fill: Option<Color>,
        /// Line around it, if any.
        stroke: Option<Stroke>,
    },
    /// A polygon with holes; what lies in an odd number of rings is filled.
    Area {
        /// Rings without a repeated last point.
        rings: Vec<Vec<Point>>,
        /// Colour inside.
        fill: Color,
    },
    /// A line along points.
    Line {
        /// At least two.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A circle. A line around it that is not solid is equal dashes whatever its pattern, the
    /// first around the rightmost point: [`disc_dashes`].
    Disc {
        /// Centre.
        center: Point,
        /// Radius in points.
        radius: f32,
        /// Colour inside, if any.
        fill: Option<Color>,
        /// Line around it, if any.
        stroke: Option<Stroke>,
    },
    /// Slanted lines across a rectangle, from the lower left to the upper right: what is possible and
    /// not certain. [`HATCH_SPACING`] and [`HATCH_WIDTH`] say which.
    Hatch {
        /// Where.
        rect: Rect,
        /// Colour of the lines.
        color: Color,
    },
    /// A line of text.
    Text(Text),
    /// Regular hexagons of one size on a point, none over another.
    Cells {
        /// Their middles.
        middles: Vec<Point>,
        /// From side to side in points.
        width: f32,
        /// Colour inside.
        fill: Color,
    },
    /// A picture, multiplied with what lies under it.
    Image {
        /// Where the whole picture would lie.
        rect: Rect,
        /// Which.
        image: ImageId,
        /// How strongly, 0 to 1.
        opacity: f32,
    },
    /// Marks with their own origin, cut at a rectangle.
    Group {
        /// Where the group's origin lies.
        origin: Point,
        /// The part that is seen, in the group's own points.
        clip: Rect,
        /// The marks.
        marks: Vec<Self>,
    },
}

impl Mark {
    /// A line between two points.
    pub fn line(from: Point, to: Point, stroke: Stroke) -> Self {
        Self::Line { points: vec![from, to], stroke }
    }

    /// A filled rectangle with square corners.
    pub fn fill(rect: Rect, fill: Color) -> Self {
        Self::Rect { rect, radius: 0.0, fill: Some(fill), stroke: None }
    }

    /// A line of text that is not turned.
    pub fn text(words: impl Into<String>, position: Point, align: Align, style: TextStyle) -> Self {
        Self::Text(Text { words: words.into(), position, align, style, turn: 0.0 })
    }
}

/// What a target stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetId {
    /// An event, by its index in the store.
    Event(usize),
    /// Another spot of an event that has a mark elsewhere, by its index.
    OtherSpot(usize),
    /// Several events under one mark, by index.
    Events(Vec<usize>),
    /// Events around a position, too many to be listed here.
    Many(LonLat),
    /// A pointer at the edge to events outside the frame, by index.
    Pointer(Vec<usize>),
    /// A border line of the base map, by index.
    Line(usize),
    /// The playhead.
    Playhead,
    /// The moment by which what is shown had been said.
    KnownBy,
    /// The start of the window.
    WindowStart,
    /// The end of the window.
    WindowEnd,
    /// The window between its edges.
    Window,
    /// The ruler.
    Ruler,
    /// The strip that counts events.
    Strip,
    /// The lower edge of the strip, which can be dragged.
    StripEdge,
    /// A stretch of time in a lane whose events are counted.
    Stretch {
        /// The place of the lane.
        lane: usize,
        /// The stretch, in seconds.
        extent: Extent,
    },
    /// A pointer to the events before the stretch of time that is shown.
    Earlier,
    /// A pointer to the events after it.
    Later,
    /// The button that folds and unfolds the legend of a map.
    Legend,
}

/// Something in a scene that can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What it stands for.
    pub id: TargetId,
    /// Where it can be hit.
    pub rect: Rect,
    /// What a screen reader says, and a tooltip.
    pub label: String,
}

/// A finished picture with what can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width and height in points.
    pub size: [f32; 2],
    /// What lies under everything; none lets the ground show through.
    pub background: Option<Color>,
    /// The marks, from the ground up.
    pub marks: Vec<Mark>,
    /// What can be pointed at, from the ground up.
    pub targets: Vec<Target>,
}

impl Scene {
    /// A scene with nothing in it.
    pub fn empty(size: [f32; 2]) -> Self {
        Self { size, background: None, marks: Vec::new(), targets: Vec::new() }
    }

    /// The targets under a point, the topmost first.
    pub fn targets_at(&self, point: Point) -> impl Iterator<Item = &Target> {
        self.targets.iter().rev().filter(move |target| target.rect.contains(point))
    }

    /// Puts another scene on this one with its upper left corner at `origin`, cut at its own size.
    pub fn place(&mut self, scene: Self, origin: Point) {
        let clip = Rect::new(0.0, 0.0, scene.size[0], scene.size[1]);
        let mut marks = scene.marks;
        if let Some(color) = scene.background {
            marks.insert(0, Mark::fill(clip, color));
        }
        self.marks.push(Mark::Group { origin, clip, marks });
        let moved = |target: Target| Target { rect: target.rect.moved(origin), ..target };
        self.targets.extend(scene.targets.into_iter().map(moved));
    }

    /// Every line of text in the order of drawing, in groups too.
    pub fn words(&self) -> Vec<&str> {
        fn collect<'a>(marks: &'a [Mark], words: &mut Vec<&'a str>) {
            for mark in marks {
                match mark {
                    Mark::Text(text) => words.push(&text.words),
                    Mark::Group { marks, .. } => collect(marks, words),
                    _ => {}
                }
            }
        }
        let mut words = Vec::new();
        collect(&self.marks, &mut words);
        words
    }
}
