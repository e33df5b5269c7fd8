//! The field in which texts of every script are typed: all fields of the window are of this kind.

use egui::{Id, Margin, Response, Role, Ui, WidgetInfo, vec2};

use super::reading_order::{multi_line, single_line};

/// The height of a field of one line at least, in points.
const HEIGHT: f32 = 28.0;

/// How many lines a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Several,
}

/// A field for a text, as wide as the room there is, to be dressed and shown:
/// `TextField::single(&mut title).label("Title").hint("What happened").show(ui)`.
#[must_use = "a field is seen once it is shown"]
pub(super) struct TextField<'t> {
    text: &'t mut String,
    lines: Lines,
    label: String,
    hint: String,
    id: Option<Id>,
    rows: usize,
    margin: Margin,
}

impl<'t> TextField<'t> {
    /// A field of one line. Enter leaves it.
    pub(super) fn single(text: &'t mut String) -> Self {
        Self {
            text,
            lines: Lines::One,
            label: String::new(),
            hint: String::new(),
            id: None,
            rows: 1,
            margin: Margin::symmetric(10, 6),
        }
    }

    /// A field of several lines, which grows with its text. Enter begins a line.
    pub(super) fn several(text: &'t mut String) -> Self {
        Self { lines: Lines::Several, rows: 3, ..Self::single(text) }
    }

    /// What screen readers call it.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Words that are shown while nothing is typed.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Who it is, where that must be known elsewhere. Without it, it goes by its place.
    pub(super) fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// How many lines it is high at least, for a field of several.
    pub(super) fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// The room around its text, in points.
    pub(super) fn margin(mut self, margin: Margin) -> Self {
        self.margin = margin;
        self
    }

    /// Shows it. What was typed is in the text at once; [`Response::changed`] tells that it was.
    pub(super) fn show(self, ui: &mut Ui) -> Response {
        let Self { text, lines, label, hint, id, rows, margin } = self;
        let id = id.unwrap_or_else(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        });
        let (response, role) = match lines {
            Lines::One => (
                single_line(ui, text, |edit| {
                    edit.id(id).hint_text(hint).desired_width(f32::INFINITY).margin(margin).min_size(vec2(0.0, HEIGHT))
                }),
                Role::TextInput,
            ),
            Lines::Several => (
                multi_line(ui, text, |edit| {
                    edit.id(id).hint_text(hint).desired_width(f32::INFINITY).margin(margin).desired_rows(rows)
                }),
                Role::MultilineTextInput,
            ),
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, &label));
        response
    }
}
