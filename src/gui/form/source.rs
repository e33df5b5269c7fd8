//! The form of a source: what is mended here holds for all claims that cite it.

use egui::Ui;

use super::kit::{caret, heading, line, lines, row};
use super::when::WhenField;
use super::{Shown, Writing};
use crate::scene::counted;
use crate::store::Facet;
use crate::view::Command;

/// Shows the fields of a source. They go on as they are typed.
pub(super) fn source_ui(ui: &mut Ui, writing: &mut Writing<'_>, id: &str) -> Shown {
    let Some(place) = writing.own.source_index(id) else { return Shown::Gone };
    let before = &writing.own.whole_story().sources[place];
    let mut source = before.clone();
    let palette = writing.here.palette;
    let zone = writing.own.story().zone.clone();
    if heading(ui, palette, "Source") {
        writing.commands.push(Command::Dismiss);
    }
    let mut url = source.url.to_string();
    row(ui, palette, "Address", |ui| line(ui, writing, "url", ("Address", "https://…"), &mut url));
    if source.url != url {
        source.url = url.into();
    }
    row(ui, palette, "Title", |ui| {
        lines(ui, writing, "source title", ("Title of the source", "Title of the page"), &mut source.title);
    });
    row(ui, palette, "Publisher", |ui| {
        line(ui, writing, "publisher", ("Publisher", "Who published it"), &mut source.publisher);
    });
    row(ui, palette, "Published", |ui| {
        let key = format!("published {id}");
        let (when, members) = (&mut source.published, &mut source.members);
        WhenField { key: &key, label: "Published", when, members, member: "published", zone: &zone }.show(
            ui,
            palette,
            writing.typed,
        );
    });
    row(ui, palette, "Accessed", |ui| {
        let key = format!("accessed {id}");
        let (when, members) = (&mut source.accessed, &mut source.members);
        WhenField { key: &key, label: "Accessed", when, members, member: "accessed", zone: &zone }.show(
            ui,
            palette,
            writing.typed,
        );
    });
    let mut archived = source.archived.to_string();
    row(ui, palette, "Copy", |ui| {
        line(ui, writing, "archived", ("Address of a copy", "Address of an archived copy"), &mut archived);
    });
    if source.archived != archived {
        source.archived = archived.into();
    }
    ui.add_space(6.0);
    let facet = writing.own.facet(Facet::Source);
    let number = facet.listed().find(|number| facet.key(*number).id == id);
    let cited = number.map_or(0, |number| facet.events(number));
    if cited > 1 {
        caret(ui, palette, &format!("What is written here holds for the claims of {}", counted(cited, "event")));
    } else if cited == 0 {
        caret(ui, palette, "No claim cites it yet");
    }
    if source != *before {
        writing.change.sources.push(source);
    }
    Shown::Is
}
