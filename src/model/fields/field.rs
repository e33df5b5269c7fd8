//! What a row of the table says of a field, and who visits fields.

use super::texts::{TextKind, TextVisitor};
use crate::model::{Events, Geometry, Members, Row, Translation, When, Zone};

/// A field of a story or of something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in a story file; empty for what is kept as it was read, under any name.
    pub name: &'static str,
    /// What people call it; empty for what is kept as it was read.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The word that is meant where it is missing; empty where none is.
    pub usual: &'static str,
    /// Whether a search for words looks through it.
    pub search: Search,
    /// The columns of a table of events in which it stands; none for what has columns in its own fields.
    pub columns: &'static [Column],
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text; people may be named in it.
    Text(TextKind),
    /// A list of texts.
    Texts(TextKind),
    /// An EDTF expression.
    When,
    /// A time zone.
    Zone,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Points, lines and areas.
    Shape,
    /// Something with these fields of its own.
    Part(&'static [Field]),
    /// A list of something with these fields of its own.
    Parts(&'static [Field]),
    /// Texts in other languages.
    Translations,
    /// The row of a table.
    Row,
    /// What a chapter shows, an object of which these members are known.
    View(&'static [&'static str]),
    /// An object as it was read.
    Kept,
}

/// Whether a search for words looks through a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// It does not.
    No,
    /// It looks through its words.
    Words,
}

/// A column of a table of events, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// It holds text.
    Text(&'static str),
    /// It holds numbers.
    Number(&'static str),
    /// It holds shapes.
    Shape(&'static str),
}

impl Column {
    /// Its name.
    pub fn name(self) -> &'static str {
        let (Self::Text(name) | Self::Number(name) | Self::Shape(name)) = self;
        name
    }
}

/// What a field holds of one thing.
#[derive(Debug, Clone, Copy)]
pub enum Held<'a> {
    /// A text; may be empty.
    Text(&'a str),
    /// A list of texts.
    Texts(&'a [String]),
    /// An EDTF expression.
    When(Option<&'a When>),
    /// A time zone.
    Zone(Option<&'a Zone>),
    /// A number.
    Number(Option<f64>),
    /// True or false.
    Flag(bool),
    /// A word out of those of the field.
    Choice(&'static str),
    /// Points, lines and areas.
    Shape(Option<&'a Geometry>),
    /// The events of a story. Whoever wants their fields visits each.
    Events(&'a Events),
    /// Texts in other languages.
    Translations(&'a [Translation]),
    /// The row of a table.
    Row(Option<&'a Row>),
    /// What a chapter shows.
    View(&'a Members),
    /// An object as it was read.
    Kept(&'a Members),
}

/// What has fields.
pub trait Fields: Sized {
    /// What it is, in a word.
    const NOUN: &'static str;
    /// Its fields, in the order in which they are visited.
    const FIELDS: &'static [Field];

    /// Shows what each field holds to a visitor.
    fn visit<'a, V: Visitor<'a>>(&'a self, visitor: &mut V);

    /// Shows every text in it to a visitor, who may change it.
    fn visit_texts<V: TextVisitor>(&mut self, visitor: &mut V);
}

/// What visits fields.
pub trait Visitor<'a>: Sized {
    /// What a field holds that has no fields of its own.
    fn value(&mut self, field: &'static Field, value: Held<'a>);

    /// What a field holds that has fields of its own: one, several or none. Goes through them, if it is not told
    /// otherwise.
    #[inline]
    fn parts<T: Fields + 'a>(&mut self, _field: &'static Field, parts: impl Iterator<Item = &'a T>) {
        for part in parts {
            part.visit(self);
        }
    }
}

impl Field {
    /// A field with its name in a story file and what people call it.
    pub(super) const fn new(kind: Kind, name: &'static str, label: &'static str) -> Self {
        Self { name, label, kind, usual: "", search: Search::No, columns: &[] }
    }

    /// The same with the word that is meant where it is missing.
    pub(super) const fn usual(self, usual: &'static str) -> Self {
        Self { usual, ..self }
    }

    /// The same, searched.
    pub(super) const fn search(self, search: Search) -> Self {
        Self { search, ..self }
    }

    /// The same, in these columns of a table of events.
    pub(super) const fn columns(self, columns: &'static [Column]) -> Self {
        Self { columns, ..self }
    }

    /// What a form calls it, such as `Title of the chapter`.
    pub fn label_in<T: Fields>(&self) -> String {
        format!("{} of the {}", self.label, T::NOUN)
    }
}

/// The field of this name in a story file. Panics where there is none: a constant with it does not compile.
///
/// ```
/// use meridian::model::{Claim, Field, field};
/// const QUOTE: &Field = field::<Claim>("quote");
/// assert_eq!(QUOTE.label, "Quote");
/// ```
pub const fn field<T: Fields>(name: &str) -> &'static Field {
    let fields = T::FIELDS;
    let mut at = 0;
    while at < fields.len() {
        if is_same(fields[at].name, name) {
            return &fields[at];
        }
        at += 1;
    }
    panic!("no field has this name")
}

/// What `==` says, which constants cannot ask yet.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The columns in which fields stand, their own and those of what they are made of, in their order.
pub fn columns_in(fields: &'static [Field]) -> Vec<Column> {
    let mut columns = Vec::new();
    for field in fields {
        columns.extend(field.columns);
        if let (Kind::Part(fields), []) = (field.kind, field.columns) {
            columns.extend(columns_in(fields));
        }
    }
    columns
}

/// The words beside the values in a table of one concept.
pub(super) const fn words<T: Copy, const N: usize>(table: &[(T, &'static str); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = table[at].1;
        at += 1;
    }
    words
}
