//! The table of fields, and the visitors that follow from it.
//!
//! Each member of what a story is made of has a row. The visitors name all members of it without `..`, so that one
//! that has no row does not compile.

use super::TextKind::{Address, Id, Quote, Words};
use super::field::words;
use super::{Column, Field, Fields, Held, Kind, Named, Names, Search, TextVisitor, Visitor};
use crate::model::{
    Actor, ActorRole, Attribution, AttributionKind, Category, Chapter, Claim, Event, Layer, Lines, Link, Place,
    Precision, Quantity, Source, Stance, Story,
};

/// Makes the rows and the visitors of `member: kind "name in the file" "name for people"`, what more there is to say
/// of it behind it.
macro_rules! fields {
    ($($thing:ident $noun:literal {
        $($member:ident: $kind:ident $(($($of:tt)*))? $name:literal $label:literal $(, $more:ident($said:expr))*;)*
    })*) => {$(
        impl Fields for $thing {
            const NOUN: &'static str = $noun;
            const FIELDS: &'static [Field] =
                &[$(Field::new(kind!($kind $($($of)*)?), $name, $label)$(.$more($said))*),*];

            #[inline]
            fn visit<'a, V: Visitor<'a>>(&'a self, visitor: &mut V) {
                let Self { $($member),* } = self;
                $({
                    const FIELD: &Field =
                        &Field::new(kind!($kind $($($of)*)?), $name, $label)$(.$more($said))*;
                    visit!(visitor FIELD $member $kind $($($of)*)?);
                })*
            }

            fn visit_texts<V: TextVisitor>(&mut self, visitor: &mut V) {
                let Self { $($member),* } = self;
                $(visit_texts!(visitor $member $kind $($($of)*)?);)*
            }
        }
    )*};
}

/// What a row says that it holds.
macro_rules! kind {
    (text $kind:expr) => {
        Kind::Text($kind)
    };
    (texts $kind:expr) => {
        Kind::Texts($kind)
    };
    (when) => {
        Kind::When
    };
    (zone) => {
        Kind::Zone
    };
    (number) => {
        Kind::Number
    };
    (flag) => {
        Kind::Flag
    };
    (choice $of:ty) => {
        Kind::Choice(const { &words(&<$of>::ALL) })
    };
    (shape) => {
        Kind::Shape
    };
    (part $of:ty) => {
        Kind::Part(<$of>::FIELDS)
    };
    (part_or_none $of:ty) => {
        Kind::Part(<$of>::FIELDS)
    };
    (parts $of:ty) => {
        Kind::Parts(<$of>::FIELDS)
    };
    (events $of:ty) => {
        Kind::Parts(<$of>::FIELDS)
    };
    (row) => {
        Kind::Row
    };
    (view $known:expr) => {
        Kind::View($known)
    };
    (kept) => {
        Kind::Kept
    };
}

/// How a member is shown.
macro_rules! visit {
    ($visitor:ident $field:ident $member:ident text $kind:expr) => {
        $visitor.value($field, Held::Text($member))
    };
    ($visitor:ident $field:ident $member:ident texts $kind:expr) => {
        $visitor.value($field, Held::Texts($member))
    };
    ($visitor:ident $field:ident $member:ident when) => {
        $visitor.value($field, Held::When($member.into()))
    };
    ($visitor:ident $field:ident $member:ident zone) => {
        $visitor.value($field, Held::Zone($member.into()))
    };
    ($visitor:ident $field:ident $member:ident number) => {
        $visitor.value($field, Held::Number(*$member))
    };
    ($visitor:ident $field:ident $member:ident flag) => {
        $visitor.value($field, Held::Flag(*$member))
    };
    ($visitor:ident $field:ident $member:ident choice $of:ty) => {
        $visitor.value($field, Held::Choice(<$of>::word(*$member)))
    };
    ($visitor:ident $field:ident $member:ident shape) => {
        $visitor.value($field, Held::Shape($member.into()))
    };
    ($visitor:ident $field:ident $member:ident part $of:ty) => {
        $visitor.parts::<$of>($field, std::iter::once($member))
    };
    ($visitor:ident $field:ident $member:ident part_or_none $of:ty) => {
        $visitor.parts::<$of>($field, $member.iter())
    };
    ($visitor:ident $field:ident $member:ident parts $of:ty) => {
        $visitor.parts::<$of>($field, $member.iter())
    };
    ($visitor:ident $field:ident $member:ident events $of:ty) => {
        $visitor.value($field, Held::Events($member))
    };
    ($visitor:ident $field:ident $member:ident row) => {
        $visitor.value($field, Held::Row($member.into()))
    };
    ($visitor:ident $field:ident $member:ident view $known:expr) => {
        $visitor.value($field, Held::Members($member))
    };
    ($visitor:ident $field:ident $member:ident kept) => {
        $visitor.value($field, Held::Members($member))
    };
}

/// How the texts of a member are shown to whom may change them.
macro_rules! visit_texts {
    ($visitor:ident $member:ident text $kind:expr) => {
        $visitor.text($kind, $member)
    };
    ($visitor:ident $member:ident texts $kind:expr) => {
        $member.iter_mut().for_each(|text| $visitor.text($kind, text))
    };
    ($visitor:ident $member:ident part $of:ty) => {
        $member.visit_texts($visitor)
    };
    ($visitor:ident $member:ident part_or_none $of:ty) => {
        $member.iter_mut().for_each(|part| part.visit_texts($visitor))
    };
    ($visitor:ident $member:ident parts $of:ty) => {
        $member.iter_mut().for_each(|part| part.visit_texts($visitor))
    };
    ($visitor:ident $member:ident events $of:ty) => {
        $member.iter_mut().for_each(|part| part.visit_texts($visitor))
    };
    ($visitor:ident $member:ident row) => {
        $visitor.row($member)
    };
    ($visitor:ident $member:ident view $known:expr) => {
        $visitor.view($member)
    };
    ($visitor:ident $member:ident kept) => {
        $visitor.members($member)
    };
    // What is left holds no text.
    ($visitor:ident $member:ident $kind:ident $($of:ty)?) => {
        _ = $member
    };
}

fields! {
    Story "story" {
        title: text(Words) "title" "Title";
        summary: text(Words) "summary" "Summary";
        zone: zone "zone" "Time zone", usual("UTC");
        sources: parts(Source) "sources" "Sources";
        actors: parts(Actor) "actors" "Actors";
        categories: parts(Category) "categories" "Categories";
        layers: parts(Layer) "layers" "Layers";
        chapters: parts(Chapter) "chapters" "Chapters";
        events: events(Event) "features" "Events";
        members: kept "" "";
        document: kept "" "";
    }

    Source "source" {
        id: text(Id(Named::Source)) "id" "Id";
        title: text(Words) "title" "Title";
        publisher: text(Words) "publisher" "Publisher", search(Search::Names(Names::Publishers));
        url: text(Address) "url" "Address";
        published: when "published" "Published";
        accessed: when "accessed" "Read";
        archived: text(Address) "archived" "Address of a copy";
        sha256: text(Words) "sha256" "Hash of the copy";
        members: kept "" "";
    }

    Actor "actor" {
        id: text(Id(Named::Actor)) "id" "Id";
        name: text(Words) "name" "Name";
        side: text(Words) "side" "Side";
        members: kept "" "";
    }

    Category "category" {
        id: text(Id(Named::Category)) "id" "Id";
        name: text(Words) "name" "Name";
        symbol: text(Words) "symbol" "Symbol";
        members: kept "" "";
    }

    Layer "layer" {
        id: text(Id(Named::Layer)) "id" "Id";
        name: text(Words) "name" "Name";
        visible: flag "visible" "Shown at first", usual("true");
        members: kept "" "";
    }

    Chapter "chapter" {
        title: text(Words) "title" "Title";
        text: text(Words) "text" "Text";
        event: text(Id(Named::Event)) "event" "Event";
        events: texts(Id(Named::Event)) "events" "Further events";
        view: view(&["window", "bbox", "filter", "known_on", "viewpoint"]) "view" "View";
        members: kept "" "";
    }

    Event "event" {
        id: text(Id(Named::Event)) "id" "Id", columns(&[Column::Text("id")]);
        title: text(Words) "title" "Title", search(Search::Words), columns(&[Column::Text("title")]);
        summary: text(Words) "summary" "Summary", search(Search::Words), columns(&[Column::Text("summary")]);
        when: when "when" "Date", columns(&[Column::Text("when")]);
        zone: zone "zone" "Time zone", columns(&[Column::Text("zone")]);
        category: text(Id(Named::Category)) "category" "Category", columns(&[Column::Text("category")]);
        layer: text(Id(Named::Layer)) "layer" "Layer", columns(&[Column::Text("layer")]);
        actors: parts(ActorRole) "actors" "Actors", columns(&[Column::Text("actors")]);
        place: part_or_none(Place) "place" "Place";
        geometry: shape "geometry" "Shape",
            columns(&[Column::Number("longitude"), Column::Number("latitude"), Column::Shape("geometry")]);
        assessment: text(Words) "assessment" "Assessment", columns(&[Column::Text("assessment")]);
        assessed_by: text(Words) "assessed_by" "Assessed by", columns(&[Column::Text("assessed_by")]);
        claims: parts(Claim) "claims" "Claims", columns(&[Column::Text("claims")]);
        links: parts(Link) "links" "Links", columns(&[Column::Text("links")]);
        row: row "columns" "Row of the table";
        properties: kept "" "";
        members: kept "" "";
    }

    ActorRole "part of an actor" {
        actor: text(Id(Named::Actor)) "id" "Actor";
        role: text(Words) "role" "Role";
    }

    Place "place" {
        name: text(Words) "name" "Name", search(Search::Names(Names::Places)), columns(&[Column::Text("place")]);
        precision: choice(Precision) "precision" "Known to the", usual("unknown"),
            columns(&[Column::Text("precision")]);
        radius_m: number "radius_m" "Radius of doubt in metres", columns(&[Column::Number("radius_m")]);
        names: texts(Words) "names" "Provinces or countries", search(Search::Names(Names::Places)),
            columns(&[Column::Text("place_names")]);
        note: text(Words) "note" "Note", columns(&[Column::Text("place_note")]);
        lines: choice(Lines) "lines" "Lines", usual("extent"), columns(&[Column::Text("lines")]);
    }

    Claim "claim" {
        source: text(Id(Named::Source)) "source" "Source";
        id: text(Id(Named::Claim)) "id" "Id";
        text: text(Words) "text" "What is claimed", search(Search::Words);
        quote: text(Quote) "quote" "Quote", search(Search::Words);
        hedge: text(Words) "hedge" "Word of doubt";
        attribution: part(Attribution) "attribution" "Attribution";
        stance: choice(Stance) "stance" "Stance", usual("asserts");
        said: when "said" "Said";
        quantities: parts(Quantity) "figures" "Figures";
        disputes: texts(Id(Named::Claim)) "disputes" "Disputes";
        grading: text(Words) "grading" "Grading";
        graded_by: text(Words) "graded_by" "Graded by";
        note: text(Words) "note" "Note";
        members: kept "" "";
    }

    Attribution "speaker" {
        kind: choice(AttributionKind) "kind" "Kind";
        name: text(Words) "name" "Speaker", search(Search::Names(Names::Speakers));
    }

    Quantity "figure" {
        measure: text(Words) "measure" "Measure";
        value: number "value" "Held";
        low: number "low" "Lowest";
        high: number "high" "Highest";
        unit: text(Words) "unit" "Unit";
    }

    Link "link" {
        to: text(Id(Named::Event)) "to" "Event";
        kind: text(Words) "kind" "Kind";
    }
}
