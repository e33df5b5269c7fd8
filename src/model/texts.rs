//! Every text of a story, in one place.
//!
//! This module answers where a story holds text and of what kind it is. Its patterns name every field, so that
//! a new one does not compile until it is decided what it holds. It does not know what is done with the texts.

use super::{
    Actor, ActorRole, Attribution, Category, Chapter, Claim, Event, Figure, Layer, Link, Members, Place, Row, Source,
    Story,
};

/// What has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// An event.
    Event,
    /// A claim.
    Claim,
    /// A source.
    Source,
    /// An actor.
    Actor,
    /// A category.
    Category,
    /// A layer.
    Layer,
}

impl Named {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Category => "category",
            Self::Layer => "layer",
        }
    }
}

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Words of the author.
    Words,
    /// Words that somebody said, which are not to be changed.
    Quote,
    /// The address of a page.
    Address,
    /// An id, where it is given or where it is referred to.
    Id(Named),
}

/// What visits the texts of a story.
pub trait TextVisitor {
    /// A text.
    fn text(&mut self, kind: TextKind, text: &mut String);
    /// An object as it was read, which holds texts that this program does not know.
    fn members(&mut self, members: &mut Members);
    /// The view of a chapter.
    fn view(&mut self, view: &mut Members);
    /// The row of a table that an event came from.
    fn row(&mut self, row: &mut Option<Row>);
}

impl Story {
    /// Shows every text that it holds to a visitor, who may change it.
    pub fn visit_texts(&mut self, visitor: &mut impl TextVisitor) {
        let Self { title, summary, zone: _, sources, actors, categories, layers, chapters, events, members, document } =
            self;
        for text in [title, summary] {
            visitor.text(TextKind::Words, text);
        }
        for members in [members, document] {
            visitor.members(members);
        }
        for source in sources {
            of_source(source, visitor);
        }
        for actor in actors {
            of_actor(actor, visitor);
        }
        for category in categories {
            of_category(category, visitor);
        }
        for layer in layers {
            of_layer(layer, visitor);
        }
        for chapter in chapters {
            of_chapter(chapter, visitor);
        }
        for event in events {
            of_event(event, visitor);
        }
    }
}

fn of_source(source: &mut Source, visitor: &mut impl TextVisitor) {
    let Source { id, title, publisher, url, published: _, accessed: _, archived, sha256, members } = source;
    visitor.text(TextKind::Id(Named::Source), id);
    for text in [title, publisher, sha256] {
        visitor.text(TextKind::Words, text);
    }
    for text in [url, archived] {
        visitor.text(TextKind::Address, text);
    }
    visitor.members(members);
}

fn of_actor(actor: &mut Actor, visitor: &mut impl TextVisitor) {
    let Actor { id, name, side, members } = actor;
    visitor.text(TextKind::Id(Named::Actor), id);
    for text in [name, side] {
        visitor.text(TextKind::Words, text);
    }
    visitor.members(members);
}

fn of_category(category: &mut Category, visitor: &mut impl TextVisitor) {
    let Category { id, name, symbol, members } = category;
    visitor.text(TextKind::Id(Named::Category), id);
    for text in [name, symbol] {
        visitor.text(TextKind::Words, text);
    }
    visitor.members(members);
}

fn of_layer(layer: &mut Layer, visitor: &mut impl TextVisitor) {
    let Layer { id, name, visible: _, members } = layer;
    visitor.text(TextKind::Id(Named::Layer), id);
    visitor.text(TextKind::Words, name);
    visitor.members(members);
}

fn of_chapter(chapter: &mut Chapter, visitor: &mut impl TextVisitor) {
    let Chapter { title, text, event, events, view, members } = chapter;
    for text in [title, text] {
        visitor.text(TextKind::Words, text);
    }
    for id in std::iter::once(event).chain(events) {
        visitor.text(TextKind::Id(Named::Event), id);
    }
    visitor.view(view);
    visitor.members(members);
}

fn of_event(event: &mut Event, visitor: &mut impl TextVisitor) {
    let Event {
        id,
        title,
        summary,
        when: _,
        zone: _,
        category,
        layer,
        actors,
        place,
        geometry: _,
        claims,
        links,
        assessment,
        assessed_by,
        row,
        properties,
        members,
    } = event;
    visitor.text(TextKind::Id(Named::Event), id);
    visitor.text(TextKind::Id(Named::Category), category);
    visitor.text(TextKind::Id(Named::Layer), layer);
    for text in [title, summary, assessment, assessed_by] {
        visitor.text(TextKind::Words, text);
    }
    for ActorRole { actor, role } in actors {
        visitor.text(TextKind::Id(Named::Actor), actor);
        visitor.text(TextKind::Words, role);
    }
    if let Some(Place { name, precision: _, radius_m: _, names, lines: _, note }) = place {
        for text in [name, note].into_iter().chain(names) {
            visitor.text(TextKind::Words, text);
        }
    }
    for claim in claims {
        of_claim(claim, visitor);
    }
    for Link { to, kind } in links {
        visitor.text(TextKind::Id(Named::Event), to);
        visitor.text(TextKind::Words, kind);
    }
    visitor.row(row);
    for members in [properties, members] {
        visitor.members(members);
    }
}

fn of_claim(claim: &mut Claim, visitor: &mut impl TextVisitor) {
    let Claim {
        id,
        source,
        text,
        quote,
        hedge,
        attribution: Attribution { kind: _, name },
        stance: _,
        said: _,
        figures,
        disputes,
        grading,
        graded_by,
        note,
        members,
    } = claim;
    visitor.text(TextKind::Id(Named::Source), source);
    for id in std::iter::once(id).chain(disputes) {
        visitor.text(TextKind::Id(Named::Claim), id);
    }
    for text in [text, hedge, name, grading, graded_by, note] {
        visitor.text(TextKind::Words, text);
    }
    visitor.text(TextKind::Quote, quote);
    for Figure { measure, value: _, low: _, high: _, unit } in figures {
        for text in [measure, unit] {
            visitor.text(TextKind::Words, text);
        }
    }
    visitor.members(members);
}
