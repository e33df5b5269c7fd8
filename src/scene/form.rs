//! The outlines of marks: round, or one of a few polygons of about the same size.

use super::{Color, Dash, Form, Mark, Point, Stroke};

impl Form {
    /// The corners around a centre, clockwise; none of a disc.
    fn corners(self, [x, y]: Point, radius: f32) -> Vec<Point> {
        let unit: &[Point] = match self {
            Self::Disc => &[],
            Self::Square => &[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
            Self::Diamond => &[[0.0, -1.25], [1.25, 0.0], [0.0, 1.25], [-1.25, 0.0]],
            Self::House => &[[0.0, -1.3], [1.0, -0.35], [1.0, 0.85], [-1.0, 0.85], [-1.0, -0.35]],
            Self::Shield => &[[-1.0, -0.85], [1.0, -0.85], [1.0, 0.35], [0.0, 1.3], [-1.0, 0.35]],
        };
        unit.iter().map(|[dx, dy]| [x + dx * radius, y + dy * radius]).collect()
    }

    /// How far it reaches from its centre, in radii.
    pub(super) fn reach(self) -> f32 {
        match self {
            Self::Disc | Self::Square => 1.0,
            Self::Diamond => 1.25,
            Self::House | Self::Shield => 1.3,
        }
    }

    /// Adds its area around a centre.
    pub(super) fn fill(self, marks: &mut Vec<Mark>, center: Point, radius: f32, fill: Color) {
        marks.push(match self {
            Self::Disc => Mark::Disc { center, radius, fill: Some(fill), stroke: None },
            _ => Mark::Area { rings: vec![self.corners(center, radius)], fill },
        });
    }

    /// Adds its outline around a centre.
    pub(super) fn ring(self, marks: &mut Vec<Mark>, center: Point, radius: f32, stroke: Stroke) {
        if self == Self::Disc {
            marks.push(Mark::Disc { center, radius, fill: None, stroke: Some(stroke) });
            return;
        }
        let mut points = self.corners(center, radius);
        points.extend(points.first().copied());
        // So few points of a dash as the small mark has room for.
        let dash = if stroke.dash == Dash::Solid { Dash::Solid } else { Dash::Short };
        marks.push(Mark::Line { points, stroke: Stroke { dash, ..stroke } });
    }
}
