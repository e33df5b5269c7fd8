//! The table of fields, and the visitors that follow from it.
//!
//! Each member of what a story is made of has a row. The visitors name all members of it without `..`, so that one
//! that has no row does not compile.

use super::TextKind::{Address, Id, Quote, Words};
use super::field::words;
use super::{Column, Field, Fields, Held, Kind, Named, Search, TextVisitor, Visitor};
use crate::model::rare::Member as _;
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
    (Choice $of:ty) => {
        Kind::Choice(const { &words(&<$of>::ALL) })
    };
    (Part $of:ty) => {
        Kind::Part(<$of>::FIELDS)
    };
    (PartOrNone $of:ty) => {
        Kind::Part(<$of>::FIELDS)
    };
    (Parts $of:ty) => {
        Kind::Parts(<$of>::FIELDS)
    };
    (Events $of:ty) => {
        Kind::Parts(<$of>::FIELDS)
    };
    ($kind:ident $($of:expr)?) => {
        Kind::$kind$(($of))?
    };
}

/// How a member is shown. A member of another type than its row says does not compile.
macro_rules! visit {
    ($visitor:ident $field:ident $member:ident Choice $of:ty) => {
        $visitor.value($field, Held::Choice(<$of>::word(*$member)))
    };
    ($visitor:ident $field:ident $member:ident Part $of:ty) => {
        $visitor.parts::<$of>($field, std::iter::once($member))
    };
    ($visitor:ident $field:ident $member:ident PartOrNone $of:ty) => {
        $visitor.parts::<$of>($field, $member.iter())
    };
    ($visitor:ident $field:ident $member:ident Parts $of:ty) => {
        $visitor.parts::<$of>($field, $member.iter())
    };
    ($visitor:ident $field:ident $member:ident Number) => {
        $visitor.value($field, Held::Number(*$member))
    };
    ($visitor:ident $field:ident $member:ident Flag) => {
        $visitor.value($field, Held::Flag(*$member))
    };
    // Text, texts, events, a view, and what is kept.
    ($visitor:ident $field:ident $member:ident $kind:ident $of:expr) => {
        $visitor.value($field, Held::$kind($member))
    };
    ($visitor:ident $field:ident $member:ident Kept) => {
        $visitor.value($field, Held::Kept($member))
    };
    ($visitor:ident $field:ident $member:ident Translations) => {
        $visitor.value($field, Held::Translations($member))
    };
    // A time, a zone, a shape, a row: each may be missing.
    ($visitor:ident $field:ident $member:ident $kind:ident) => {
        $visitor.value($field, Held::$kind($member.into()))
    };
}

/// How the texts of a member are shown to whom may change them.
macro_rules! visit_texts {
    // What is rare and is not there must not be made to be shown.
    ($visitor:ident $member:ident Text $kind:expr) => {
        if $member.is_there() {
            $visitor.text($kind, $member)
        }
    };
    ($visitor:ident $member:ident Texts $kind:expr) => {
        if $member.is_there() {
            for text in $member.iter_mut() {
                $visitor.text($kind, text);
            }
        }
    };
    ($visitor:ident $member:ident View $known:expr) => {
        $visitor.view($member)
    };
    ($visitor:ident $member:ident Row) => {
        $visitor.row($member)
    };
    ($visitor:ident $member:ident Translations) => {
        if $member.is_there() {
            $visitor.translations($member)
        }
    };
    ($visitor:ident $member:ident Kept) => {
        if $member.is_there() {
            $visitor.members($member)
        }
    };
    ($visitor:ident $member:ident Part $of:ty) => {
        $member.visit_texts($visitor)
    };
    // Words of the program, times, zones, numbers, shapes.
    ($visitor:ident $member:ident Choice $of:ty) => {
        _ = $member
    };
    ($visitor:ident $member:ident $kind:ident) => {
        _ = $member
    };
    ($visitor:ident $member:ident Parts $of:ty) => {
        if $member.is_there() {
            for part in $member.iter_mut() {
                part.visit_texts($visitor);
            }
        }
    };
    // What may be there once.
    ($visitor:ident $member:ident $kind:ident $of:ty) => {
        for part in $member.iter_mut() {
            part.visit_texts($visitor);
        }
    };
}

fields! {
    Story "story" {
        title: Text(Words) "title" "Title";
        summary: Text(Words) "summary" "Summary";
        lang: Text(Words) "lang" "Language";
        i18n: Translations "i18n" "In other languages";
        zone: Zone "zone" "Time zone", usual("UTC");
        sources: Parts(Source) "sources" "Sources";
        actors: Parts(Actor) "actors" "Actors";
        categories: Parts(Category) "categories" "Categories";
        layers: Parts(Layer) "layers" "Layers";
        chapters: Parts(Chapter) "chapters" "Chapters";
        events: Events(Event) "features" "Events";
        members: Kept "" "";
        document: Kept "" "";
    }

    Source "source" {
        id: Text(Id(Named::Source)) "id" "Id";
        title: Text(Words) "title" "Title";
        publisher: Text(Words) "publisher" "Publisher", search(Search::Words);
        url: Text(Address) "url" "Link";
        published: When "published" "Published";
        accessed: When "accessed" "Read";
        archived: Text(Address) "archived" "Link to a copy";
        sha256: Text(Words) "sha256" "Hash of the copy";
        distinct_from: Texts(Id(Named::Source)) "distinct_from" "Not the same as";
        i18n: Translations "i18n" "In other languages";
        members: Kept "" "";
    }

    Actor "actor" {
        id: Text(Id(Named::Actor)) "id" "Id";
        name: Text(Words) "name" "Name";
        side: Text(Words) "side" "Side";
        i18n: Translations "i18n" "In other languages";
        members: Kept "" "";
    }

    Category "category" {
        id: Text(Id(Named::Category)) "id" "Id";
        name: Text(Words) "name" "Name";
        symbol: Text(Words) "symbol" "Symbol";
        i18n: Translations "i18n" "In other languages";
        members: Kept "" "";
    }

    Layer "layer" {
        id: Text(Id(Named::Layer)) "id" "Id";
        name: Text(Words) "name" "Name";
        visible: Flag "visible" "Shown at first", usual("true");
        i18n: Translations "i18n" "In other languages";
        members: Kept "" "";
    }

    Chapter "chapter" {
        title: Text(Words) "title" "Title";
        text: Text(Words) "text" "Text";
        event: Text(Id(Named::Event)) "event" "Event";
        events: Texts(Id(Named::Event)) "events" "Further events";
        view: View(&["window", "bbox", "filter", "known_on", "viewpoint", "show_as"]) "view" "View";
        i18n: Translations "i18n" "In other languages";
        members: Kept "" "";
    }

    Event "event" {
        id: Text(Id(Named::Event)) "id" "Id", columns(&[Column::Text("id")]);
        title: Text(Words) "title" "Title", search(Search::Words), columns(&[Column::Text("title")]);
        summary: Text(Words) "summary" "Summary", search(Search::Words), columns(&[Column::Text("summary")]);
        when: When "when" "Date", columns(&[Column::Text("when")]);
        zone: Zone "zone" "Time zone", columns(&[Column::Text("zone")]);
        category: Text(Id(Named::Category)) "category" "Category", columns(&[Column::Text("category")]);
        layer: Text(Id(Named::Layer)) "layer" "Layer", columns(&[Column::Text("layer")]);
        actors: Parts(ActorRole) "actors" "Actors", columns(&[Column::Text("actors")]);
        place: PartOrNone(Place) "place" "Place";
        geometry: Shape "geometry" "Shape",
            columns(&[Column::Number("longitude"), Column::Number("latitude"), Column::Shape("geometry")]);
        assessment: Text(Words) "assessment" "Assessment", columns(&[Column::Text("assessment")]);
        assessed_by: Text(Words) "assessed_by" "Assessed by", columns(&[Column::Text("assessed_by")]);
        claims: Parts(Claim) "claims" "Claims", columns(&[Column::Text("claims")]);
        links: Parts(Link) "links" "Links", columns(&[Column::Text("links")]);
        i18n: Translations "i18n" "In other languages", columns(&[Column::Text("i18n")]);
        row: Row "columns" "Row of the table";
        properties: Kept "" "";
        members: Kept "" "";
    }

    ActorRole "part of an actor" {
        actor: Text(Id(Named::Actor)) "id" "Actor";
        role: Text(Words) "role" "Role";
    }

    Place "place" {
        name: Text(Words) "name" "Name", search(Search::Words), columns(&[Column::Text("place")]);
        precision: Choice(Precision) "precision" "Known to the", usual("unknown"),
            columns(&[Column::Text("precision")]);
        radius_m: Number "radius_m" "Radius of doubt in metres", columns(&[Column::Number("radius_m")]);
        names: Texts(Words) "names" "Provinces or countries", search(Search::Words),
            columns(&[Column::Text("place_names")]);
        note: Text(Words) "note" "Note", columns(&[Column::Text("place_note")]);
        lines: Choice(Lines) "lines" "Lines", usual("extent"), columns(&[Column::Text("lines")]);
    }

    Claim "claim" {
        source: Text(Id(Named::Source)) "source" "Source";
        id: Text(Id(Named::Claim)) "id" "Id";
        text: Text(Words) "text" "Claim", search(Search::Words);
        quote: Text(Quote) "quote" "Quote", search(Search::Words);
        lang: Text(Words) "lang" "Language of the quote";
        hedge: Text(Words) "hedge" "Hedge";
        attribution: Part(Attribution) "attribution" "Attribution";
        stance: Choice(Stance) "stance" "Stance", usual("asserts");
        said: When "said" "Said";
        quantities: Parts(Quantity) "figures" "Numbers";
        disputes: Texts(Id(Named::Claim)) "disputes" "Disputes";
        grading: Text(Words) "grading" "Rating";
        graded_by: Text(Words) "graded_by" "Graded by";
        note: Text(Words) "note" "Note";
        i18n: Translations "i18n" "In other languages";
        members: Kept "" "";
    }

    Attribution "speaker" {
        kind: Choice(AttributionKind) "kind" "Kind";
        name: Text(Words) "name" "Speaker", search(Search::Words);
    }

    Quantity "figure" {
        measure: Text(Words) "measure" "Measure";
        value: Number "value" "Value";
        low: Number "low" "Lowest";
        high: Number "high" "Highest";
        unit: Text(Words) "unit" "Unit";
    }

    Link "link" {
        to: Text(Id(Named::Event)) "to" "Event";
        kind: Text(Words) "kind" "Kind";
    }
}
