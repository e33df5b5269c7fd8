//! The form of a source: read from what is pasted or dropped, and mended here for all claims that cite it.

use egui::{Label, Ui, vec2};

use super::chooser::{Chooser, Chosen, Opens};
use super::claim::sources_called;
use super::kit::{caret, heading, line, lines, link, part, row};
use super::known::{citing_ui, known_ui};
use super::languages::{Told, languages_ui, said_ui};
use super::pasted::{Offer, Pasted};
use super::remarks::{beside, elsewhere};
use super::when::WhenField;
use super::{Shown, Writing};
use crate::gui::kit::filled;
use crate::gui::reading_order::phrase;
use crate::gui::style::words;
use crate::gui::text_field::TextField;
use crate::io::{AUTHOR, LANGUAGE, SourceForm};
use crate::model::{Named, Rare, Source};
use crate::query::lacks_of;
use crate::scene::{Face, Palette, counted};
use crate::view::{Command, Effect, Removal, day_near};

/// Shows the fields of a source, and above them what it can be read from. They go on as they are typed.
pub(super) fn source_ui(ui: &mut Ui, writing: &mut Writing<'_>, id: &str) -> Shown {
    let Some(before) = writing.own.source(id) else { return Shown::Gone };
    let mut source = before.clone();
    let palette = writing.here.palette;
    let is_new = source == Source { id: id.to_owned(), ..Source::default() };
    if is_new && writing.pasted.offer == Offer::ForNew {
        writing.pasted.offer = Offer::Is;
        // What can be pasted says all that the fields ask for.
        if *writing.focus == Some("url") {
            *writing.focus = Some("paste");
        }
    }
    let offers = writing.pasted.offer == Offer::Is;
    if heading(ui, palette, if offers { "New source" } else { "Source" }) {
        writing.commands.push(Command::Dismiss);
    }
    if offers {
        paste_ui(ui, writing);
    }
    writing.pasted.settle(writing.own);
    writing.pasted.fill(&mut source);
    read_ui(ui, palette, writing.pasted);
    if !writing.pasted.several().is_empty() {
        several_ui(ui, writing, id);
    } else if writing.pasted.is_open() {
        known_ui(ui, writing, id);
        // Whoever says that they are two says so in the story.
        if let Some(known) = writing.pasted.known.as_ref().filter(|_| writing.pasted.are_two)
            && !source.is_told_apart_from(&known.id)
        {
            source.distinct_from.push(known.id.clone());
        }
    } else {
        ui.add_space(6.0);
        fields_ui(ui, writing, &mut source);
        let claims = writing.pasted.citing(writing.own, id, writing.here.revision);
        lacks_ui(ui, palette, &source, claims.len());
        if !is_new {
            part(ui, palette, "Claims");
            citing_ui(ui, writing, &claims);
            join_ui(ui, writing, id);
        }
        if !offers && link(ui, palette, "Fill in from citation or file…") {
            writing.pasted.offer = Offer::Is;
            *writing.focus = Some("paste");
        }
    }
    if source != *before && !writing.change.removed.iter().any(|removal| removal.id == id) {
        writing.change.sources.push(source);
    }
    Shown::Is
}

/// The box in which another source is chosen that this one is to be made one with.
fn join_ui(ui: &mut Ui, writing: &mut Writing<'_>, id: &str) {
    let (own, edition) = (writing.own, writing.here.story_number);
    if own.whole_story().sources.len() < 2 {
        return;
    }
    ui.add_space(4.0);
    let label = "Merge with another source";
    let chooser = Chooser { label, shown: "Merge with…", makes: None, edition, opens: Opens::WhenPressed };
    let others = |query: &str| {
        let mut found = sources_called(own, query);
        found.retain(|choice| choice.id != id);
        found
    };
    if let Some(Chosen::Id(other)) = chooser.show(ui, writing.here.palette, others) {
        writing.commands.push(Command::Perform(Effect::Join(Named::Source, vec![id.to_owned(), other])));
    }
}

/// The field to paste into.
fn paste_ui(ui: &mut Ui, writing: &mut Writing<'_>) {
    let palette = writing.here.palette;
    let text = "Paste a link, BibTeX, RIS or CSL-JSON, or drop a saved page, PDF or WACZ";
    phrase(ui, text, Face::Regular, 11.5, palette.ink_secondary);
    let id = ui.scope_id().with("paste");
    let field = TextField::several(&mut writing.pasted.text).rows(2).label("Paste a source").hint("https://…");
    let response =
        egui::ScrollArea::vertical().max_height(120.0).id_salt("paste").show(ui, |ui| field.id(id).show(ui)).inner;
    if writing.takes_focus("paste") {
        response.request_focus();
    }
    if response.changed() {
        writing.pasted.read_text();
    }
}

/// How what was pasted or dropped was read, what was left out, and what could not be read.
fn read_ui(ui: &mut Ui, palette: &Palette, pasted: &Pasted) {
    let reading = match &pasted.read {
        None => return,
        Some(Err(message)) => return caret(ui, palette, message),
        Some(Ok(reading)) => reading,
    };
    ui.add_space(2.0);
    let mut fact = |label: &str, text: &str| {
        if !text.is_empty() {
            small_row(ui, palette, label, |ui| {
                phrase(ui, text, Face::Regular, 11.0, palette.ink);
            });
        }
    };
    let of_file = pasted.file.as_ref().map(|name| format!("{name}, {}", reading.form.words()));
    let source = pasted.only().map(|read| &read.source);
    match (of_file, source) {
        (Some(words), _) => fact("Read", &words),
        (None, Some(source)) if reading.form == SourceForm::Address => {
            fact("Read as", source.url.as_str());
            fact(if source.url.is_empty() { "Read as" } else { "Copy" }, source.archived.as_str());
        }
        (None, _) => fact("Read as", reading.form.words()),
    }
    let Some(read) = pasted.only() else {
        return remarks_ui(ui, palette, reading.remarks.iter());
    };
    if !read.left_out.is_empty() {
        small_row(ui, palette, "Left out", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
                for part in &read.left_out {
                    let struck = words(part, Face::Regular, 11.0, palette.ink_secondary).strikethrough();
                    ui.add(Label::new(struck).truncate());
                }
            });
        });
    }
    if reading.form == SourceForm::Address {
        small_row(ui, palette, "Offline", |ui| {
            let text = "Nothing was downloaded; drop the saved page to fill in the rest";
            phrase(ui, text, Face::Regular, 11.0, palette.ink_secondary);
        });
    }
    remarks_ui(ui, palette, reading.remarks.iter().chain(&read.remarks));
}

fn remarks_ui<'a>(ui: &mut Ui, palette: &Palette, remarks: impl Iterator<Item = &'a String>) {
    for (place, remark) in remarks.enumerate() {
        small_row(ui, palette, if place == 0 { "Noted" } else { "" }, |ui| {
            let mut letters = remark.chars();
            let first = letters.next().map(char::to_uppercase).into_iter().flatten();
            let sentence: String = first.chain(letters).collect();
            phrase(ui, &sentence, Face::Regular, 11.0, palette.ink_secondary);
        });
    }
}

fn small_row(ui: &mut Ui, palette: &Palette, label: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        // Words and no buttons: a line is as high as its letters.
        ui.spacing_mut().interact_size.y = 15.0;
        ui.allocate_ui(vec2(70.0, 15.0), |ui| {
            ui.set_width(70.0);
            ui.label(words(label, Face::Regular, 11.0, palette.ink_secondary));
        });
        ui.vertical(contents);
    });
}

/// Several sources at once: how many of them are new, and the button that adds those.
fn several_ui(ui: &mut Ui, writing: &mut Writing<'_>, id: &str) {
    let palette = writing.here.palette;
    let count = writing.pasted.several().len();
    let Some(new) = writing.pasted.new_among_several() else { return };
    ui.add_space(8.0);
    let known = if new == count { String::new() } else { format!(", {} already in the story", count - new) };
    phrase(ui, &format!("{}{known}", counted(count, "source")), Face::Medium, 12.5, palette.ink);
    for read in writing.pasted.several().iter().take(6) {
        let source = &read.source;
        let title = if source.title.is_empty() { source.address() } else { &source.title };
        ui.add(Label::new(words(title, Face::Regular, 11.5, palette.ink_secondary)).truncate());
    }
    if count > 6 {
        ui.label(words(format!("and {} more", count - 6), Face::Regular, 11.0, palette.ink_secondary));
    }
    ui.add_space(4.0);
    if new > 0 && filled(ui, &format!("Add {}", counted(new, "source")), palette).clicked() {
        let sources = writing.pasted.new_sources();
        let first = sources.first().map(|source| source.id.clone());
        writing.change.sources.extend(sources);
        writing.change.removed.push(Removal { kind: Named::Source, id: id.to_owned(), into: None });
        writing.commands.extend(first.map(|id| Command::Perform(Effect::ListSource(id))));
    }
}

/// Every member of a source.
fn fields_ui(ui: &mut Ui, writing: &mut Writing<'_>, source: &mut Source) {
    let palette = writing.here.palette;
    let zone = writing.own.story().zone.clone();
    row(ui, palette, "Title", |ui| {
        lines(ui, writing, "source title", ("Source title", "Page title"), &mut source.title);
    });
    said_ui(ui, writing, &Told::line("title", "Source title"), &mut source.i18n);
    row(ui, palette, "Publisher", |ui| {
        line(ui, writing, "publisher", ("Publisher", "Who published it"), &mut source.publisher);
    });
    said_ui(ui, writing, &Told::line("publisher", "Publisher"), &mut source.i18n);
    member(ui, writing, source, ("Author", "Who wrote it", AUTHOR));
    beside(ui, writing, None, &["title", "publisher"]);
    let near = day_near(writing.own, writing.own.len());
    row(ui, palette, "Published", |ui| {
        let key = format!("published {}", source.id);
        let (when, members) = (&mut source.published, &mut source.members);
        WhenField { key: &key, label: "Published", when, members, member: "published", zone: &zone, near }
            .show(ui, writing);
    });
    beside(ui, writing, None, &["published"]);
    row(ui, palette, "Accessed", |ui| {
        let key = format!("accessed {}", source.id);
        let (when, members) = (&mut source.accessed, &mut source.members);
        WhenField { key: &key, label: "Accessed", when, members, member: "accessed", zone: &zone, near }
            .show(ui, writing);
    });
    beside(ui, writing, None, &["accessed"]);
    rare(ui, writing, "url", ("Link", "Link", "https://…"), &mut source.url);
    let copy = ("Copy", "Link to a copy", "Link to an archived copy, or drop the page");
    rare(ui, writing, "archived", copy, &mut source.archived);
    rare(ui, writing, "sha256", ("Hash", "Hash of the copy", "SHA-256 of the file; drop the page"), &mut source.sha256);
    member(ui, writing, source, ("Language", "en, ps, ur …", LANGUAGE));
    languages_ui(ui, writing);
    elsewhere(ui, writing, None, &["title", "publisher", "published", "accessed", "url", "archived", "sha256"]);
}

fn rare(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    key: &'static str,
    (label, name, hint): (&str, &str, &str),
    own: &mut Rare<String>,
) {
    let mut text = own.to_string();
    row(ui, writing.here.palette, label, |ui| line(ui, writing, key, (name, hint), &mut text));
    if *own != text {
        *own = text.into();
    }
    beside(ui, writing, None, &[key]);
}

/// A text that stands among the members that a story file does not name.
fn member(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    source: &mut Source,
    (label, hint, name): (&str, &str, &'static str),
) {
    let before = source.members.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let is_other = source.members.get(name).is_some_and(|value| !value.is_string());
    let mut text = before.clone();
    // What others have written there in another form is theirs.
    if is_other {
        return;
    }
    row(ui, writing.here.palette, label, |ui| line(ui, writing, name, (label, hint), &mut text));
    if text == before {
    } else if text.is_empty() {
        source.members.shift_remove(name);
    } else {
        source.members.insert(name.to_owned(), text.into());
    }
}

/// What a source lacks to be checked by others, and for whom it is mended.
fn lacks_ui(ui: &mut Ui, palette: &Palette, source: &Source, cited: usize) {
    ui.add_space(4.0);
    let lacks: Vec<&str> = lacks_of(source).collect();
    if !lacks.is_empty() {
        caret(ui, palette, &format!("Missing: {}", lacks.join(", no ")));
    }
    if cited > 1 {
        phrase(
            ui,
            &format!("Changes apply to all {}", counted(cited, "claim")),
            Face::Regular,
            11.0,
            palette.ink_secondary,
        );
    }
}
