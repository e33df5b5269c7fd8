//! The sizes of type and marks of each template.

use super::Template;

/// Sizes in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dress {
    /// The largest headline, and how many lines it may have.
    pub(super) headline: f32,
    pub(super) headline_lines: usize,
    pub(super) standfirst: f32,
    /// Over an exhibit.
    pub(super) heading: f32,
    pub(super) body: f32,
    pub(super) small: f32,
    /// The numbers of an exhibit.
    pub(super) value: f32,
    /// Of marks.
    pub(super) radius: f32,
    /// Height of a row of bars.
    pub(super) row: f32,
    /// Between parts.
    pub(super) gap: f32,
    /// Between the edge of the page and what stands on it.
    pub(super) margin: f32,
}

impl Dress {
    /// Of a template on a page of this size: larger on a page larger than it is made for.
    pub(super) fn of(template: Template, size: [f32; 2]) -> Self {
        let own = template.size().map(|side| side as f32);
        let grown = (size[0] / own[0]).min(size[1] / own[1]).clamp(1.0, 4.0);
        let Self { headline, headline_lines, standfirst, heading, body, small, value, radius, row, gap, margin } =
            Self::made_for(template);
        let by = |length: f32| length * grown;
        Self {
            headline: by(headline),
            headline_lines,
            standfirst: by(standfirst),
            heading: by(heading),
            body: by(body),
            small: by(small),
            value: by(value),
            radius: by(radius),
            row: by(row),
            gap: by(gap),
            margin: by(margin),
        }
    }

    /// The same for a list that has little room.
    pub(super) fn of_list(&self) -> Self {
        Self { body: self.small, radius: self.radius * 0.88, ..*self }
    }

    const fn made_for(template: Template) -> Self {
        let print = Self {
            headline: 27.0,
            headline_lines: 2,
            standfirst: 10.0,
            heading: 10.5,
            body: 8.4,
            small: 7.7,
            value: 28.0,
            radius: 7.2,
            row: 14.5,
            gap: 11.0,
            margin: 24.0,
        };
        match template {
            Template::Sheet | Template::Print => print,
            Template::Column => {
                Self { headline: 19.0, headline_lines: 4, value: 24.0, gap: 10.0, margin: 10.0, ..print }
            }
            Template::Slide => Self {
                headline: 25.0,
                standfirst: 12.5,
                heading: 13.0,
                body: 11.0,
                small: 10.0,
                value: 34.0,
                radius: 8.5,
                row: 18.0,
                margin: 30.0,
                ..print
            },
            Template::Report => Self { headline: 20.0, headline_lines: 3, margin: 36.0, ..print },
        }
    }
}
