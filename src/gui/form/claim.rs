//! One claim: who says what, how and when, in which source, with which numbers, against whom.

use egui::{Role, Ui, WidgetInfo};

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use super::disputes::disputes_ui;
use super::kit::{caret, line, lines, one_of, pinned, row};
use super::languages::{Told, quote_ui, said_ui};
use super::quantities::quantities_ui;
use super::remarks::{beside, elsewhere};
use super::when::WhenField;
use crate::gui::style::words;
use crate::model::{AttributionKind, Event, Named, Source, Stance};
use crate::scene::Face;
use crate::store::{Store, fold};
use crate::view::{Command, Effect, day_near, free_id};

/// The members of a claim beside whose fields something is said.
const FIELDS: [&str; 14] = [
    "attribution",
    "said",
    "stance",
    "text",
    "i18n",
    "quote",
    "lang",
    "hedge",
    "figures",
    "disputes",
    "source",
    "note",
    "grading",
    "graded_by",
];

/// Shows the fields of a claim, and takes over what was written.
pub(super) fn claim_ui(ui: &mut Ui, writing: &mut Writing<'_>, event: &mut Event, place: usize) {
    let palette = writing.here.palette;
    let zone = event.zone.clone().unwrap_or_else(|| writing.own.story().zone.clone());
    let mut claim = event.claims[place].clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (kind, label) in KINDS {
            let is_chosen = claim.attribution.kind == kind;
            let face = if is_chosen { Face::SemiBold } else { Face::Regular };
            let response = ui.selectable_label(is_chosen, words(label, face, 11.5, palette.ink));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, label));
            if response.clicked() {
                claim.attribution.kind = kind;
            }
        }
    });
    let at = Some(place);
    elsewhere(ui, writing, at, &FIELDS);
    row(ui, palette, "Speaker", |ui| {
        pinned(ui, writing, "speaker", "the speaker", |ui, writing| {
            line(ui, writing, "speaker", ("Speaker", "Who says so"), &mut claim.attribution.name);
        });
    });
    beside(ui, writing, at, &["attribution"]);
    let of_event = event.when.as_ref().and_then(|when| when.first_day(&zone));
    let near = of_event.or_else(|| day_near(writing.own, writing.own.index_of(&event.id)?));
    row(ui, palette, "Said", |ui| {
        pinned(ui, writing, "said", "the date", |ui, writing| {
            let key = format!("said {}", claim.id);
            let (when, members) = (&mut claim.said, &mut claim.members);
            WhenField { key: &key, label: "Said", when, members, member: "said", zone: &zone, near }.show(ui, writing);
        });
    });
    beside(ui, writing, at, &["said"]);
    row(ui, palette, "Stance", |ui| one_of(ui, "Stance", &mut claim.stance, &Stance::ALL));
    beside(ui, writing, at, &["stance"]);
    row(ui, palette, "Claims", |ui| {
        lines(ui, writing, "text", ("Claim", "The claim, in your words"), &mut claim.text);
    });
    said_ui(ui, writing, &Told::lines("text", "Claim"), &mut claim.i18n);
    beside(ui, writing, at, &["text", "i18n"]);
    row(ui, palette, "Quote", |ui| {
        let mut quote = claim.quote.to_string();
        if lines(ui, writing, "quote", ("Quote", "The source’s own words, a sentence at most"), &mut quote) {
            claim.quote = quote.into();
        }
        quote_ui(ui, writing, &mut claim);
    });
    beside(ui, writing, at, &["quote", "lang"]);
    row(ui, palette, "Hedge", |ui| {
        let mut hedge = claim.hedge.to_string();
        if line(ui, writing, "hedge", ("Hedge", "reportedly, allegedly …"), &mut hedge) {
            claim.hedge = hedge.into();
        }
    });
    if !claim.hedge.is_empty() {
        said_ui(ui, writing, &Told::line("hedge", "Hedge"), &mut claim.i18n);
    }
    beside(ui, writing, at, &["hedge"]);
    quantities_ui(ui, writing, &mut claim);
    beside(ui, writing, at, &["figures"]);
    event.claims[place] = claim;
    disputes_ui(ui, writing, event, place);
    beside(ui, writing, at, &["disputes"]);
    let mut claim = event.claims[place].clone();
    source_ui(ui, writing, &mut claim.source);
    beside(ui, writing, at, &["source"]);
    row(ui, palette, "Note", |ui| {
        let mut note = claim.note.to_string();
        if lines(ui, writing, "note", ("Note", "Your note"), &mut note) {
            claim.note = note.into();
        }
    });
    if !claim.note.is_empty() {
        said_ui(ui, writing, &Told::lines("note", "Note"), &mut claim.i18n);
    }
    beside(ui, writing, at, &["note"]);
    grading_ui(ui, writing, &mut claim);
    beside(ui, writing, at, &["grading", "graded_by"]);
    writing.pins.remember_claim(&claim);
    event.claims[place] = claim;
}

const KINDS: [(AttributionKind, &str); 5] = [
    (AttributionKind::Named, "Named"),
    (AttributionKind::Official, "Official"),
    (AttributionKind::Anonymous, "Anonymous"),
    (AttributionKind::Outlet, "Outlet"),
    (AttributionKind::Document, "Document"),
];

fn source_ui(ui: &mut Ui, writing: &mut Writing<'_>, source: &mut String) {
    let palette = writing.here.palette;
    let (own, edition) = (writing.own, writing.here.story_number);
    let known = own.source(source);
    let shown = known
        .map_or_else(|| if source.is_empty() { "Choose a source…".to_owned() } else { source.clone() }, source_words);
    row(ui, palette, "Source", |ui| {
        let chosen = pinned(ui, writing, "source", "the source", |ui, _| {
            let chooser =
                Chooser { label: "Source", shown: &shown, makes: Some("source"), edition, opens: Opens::WhenPressed };
            chooser.show(ui, palette, |query| sources_called(own, query))
        });
        match chosen {
            Some(Chosen::Id(id)) => *source = id,
            Some(Chosen::New(text)) => {
                let is_address = text.starts_with("http://") || text.starts_with("https://");
                let id = free_id(own, Named::Source, if is_address { "" } else { &text });
                let (title, url) = if is_address { (String::new(), text) } else { (text, String::new()) };
                source.clone_from(&id);
                writing.change.sources.push(Source { id, title, url: url.into(), ..Source::default() });
            }
            None => {}
        }
        match own.source(source) {
            None if source.is_empty() => caret(ui, palette, "Choose a source"),
            Some(known) => {
                let lacks = lacks(known);
                ui.horizontal(|ui| {
                    if super::kit::link(ui, palette, "Edit the source") {
                        writing.commands.push(Command::Perform(Effect::EditSource(known.id.clone())));
                    }
                    if !lacks.is_empty() {
                        caret(ui, palette, &format!("Missing: {lacks}"));
                    }
                });
            }
            None => {}
        }
    });
}

/// What a source lacks, in words; empty where it lacks nothing.
fn lacks(source: &Source) -> String {
    let lacking = [
        (source.address().is_empty(), "address"),
        (source.published.is_none(), "publication date"),
        (source.title.is_empty(), "title"),
    ];
    lacking.iter().filter(|(lacks, _)| *lacks).map(|(_, what)| *what).collect::<Vec<_>>().join(", no ")
}

fn source_words(source: &Source) -> String {
    let day = source.published.as_ref().map(|when| format!(", {}", when.to_words(None))).unwrap_or_default();
    format!("{}{day}", source.name())
}

/// Sources whose publisher, title, id or address has what is sought.
pub(in crate::gui) fn sources_called(own: &Store, query: &str) -> Vec<Choice> {
    let sought = fold(query);
    let sources = own.whole_story().sources.iter();
    let is_called = |source: &&Source| {
        [&source.publisher, &source.title, &source.id].iter().any(|text| fold(text).contains(&sought))
            || source.url.contains(query)
    };
    let choice =
        |source: &Source| Choice { note: source.title.clone(), ..Choice::new(&source.id, &source_words(source)) };
    sources.filter(is_called).take(60).map(choice).collect()
}

fn grading_ui(ui: &mut Ui, writing: &mut Writing<'_>, claim: &mut crate::model::Claim) {
    let palette = writing.here.palette;
    row(ui, palette, "Rating", |ui| {
        ui.horizontal(|ui| {
            let mut grading = claim.grading.to_string();
            crate::gui::edits::grading_ui(ui, &claim.id, &mut grading);
            if claim.grading != grading {
                claim.grading = grading.into();
            }
            if !claim.grading.is_empty() {
                let mut by = claim.graded_by.to_string();
                if line(ui, writing, "graded_by", ("Rated by", "Your name"), &mut by) {
                    claim.graded_by = by.into();
                }
            }
        });
    });
}
