//! What is written says in other languages, a field for each that is wanted.
//!
//! Nothing is shown of it where the story has one language, but a small link.

use std::collections::BTreeSet;

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use super::kit::{keyed, line, lines, link_response, row};
use crate::gui::reading_order::phrase;
use crate::gui::style::words;
use crate::gui::text_field::TextField;
use crate::model::{Claim, Language, Rare, Translation};
use crate::scene::{Face, Palette};
use crate::store::fold;

/// The room of a list of languages, in points.
const LIST: f32 = 260.0;

/// How long a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Line,
    Lines,
}

/// A text that can be said in other languages: its member in a story file and its name for people.
pub(super) struct Told {
    pub(super) member: &'static str,
    pub(super) label: &'static str,
    pub(super) length: Length,
}

impl Told {
    pub(super) const fn line(member: &'static str, label: &'static str) -> Self {
        Self { member, label, length: Length::Line }
    }

    pub(super) const fn lines(member: &'static str, label: &'static str) -> Self {
        Self { member, label, length: Length::Lines }
    }
}

/// The other languages of the story and those that were asked for, each to be shown or not, and the link to one more.
pub(super) fn languages_ui(ui: &mut Ui, writing: &mut Writing<'_>) {
    let palette = writing.here.palette;
    let story = writing.own.whole_story();
    let own = story.language();
    let mut known: BTreeSet<Language> = writing.own.languages().iter().copied().collect();
    known.extend(writing.languages.iter());
    known.retain(|language| Some(*language) != own);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if !known.is_empty() {
            ui.label(words("Also in", Face::Regular, 11.5, palette.ink_secondary));
        }
        for language in known {
            let mut is_shown = writing.languages.contains(&language);
            let name = words(language.name(), Face::Medium, 11.5, palette.ink);
            let response = keyed(ui, language.tag(), |ui| ui.toggle_value(&mut is_shown, name));
            let tip = format!("Fields in {}", called(language));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_shown, &tip));
            if response.on_hover_text(tip).changed() {
                if is_shown {
                    writing.languages.insert(language);
                } else {
                    writing.languages.remove(&language);
                }
            }
        }
        if let Some(language) = language_link(ui, palette, "Add language…") {
            writing.languages.insert(language);
        }
    });
}

/// A small link with the list of languages under it. Returns the one that was chosen.
fn language_link(ui: &mut Ui, palette: &Palette, label: &str) -> Option<Language> {
    let response = link_response(ui, palette, label);
    let chooser = Chooser { label, shown: "", makes: None, edition: 0, opens: Opens::WhenPressed };
    let chosen = chooser.under(palette, (&response, response.id.with("list")), LIST, languages_called)?;
    let (Chosen::Id(tag) | Chosen::New(tag)) = chosen;
    tag.parse().ok()
}

/// Languages by their names and tags; what could be a tag of another one is offered as that.
fn languages_called(query: &str) -> Vec<Choice> {
    let sought = fold(query);
    let is_called = |language: &Language| {
        fold(language.name()).contains(&sought)
            || fold(language.english_name()).contains(&sought)
            || fold(language.tag()).starts_with(&sought)
    };
    // Not in their own letters, for all of which not every machine has a font.
    let choice = |language: Language| Choice {
        note: language.tag().to_owned(),
        ..Choice::new(language.tag(), language.english_name())
    };
    let mut called: Vec<Language> = Language::known().filter(is_called).collect();
    // Its code first, then what begins so.
    let begins = |name: &str| fold(name).starts_with(&sought);
    called.sort_by_key(|of| (fold(of.tag()) != sought, !begins(of.english_name()) && !begins(of.name())));
    let mut found: Vec<Choice> = called.into_iter().map(choice).collect();
    if let Ok(typed) = query.parse::<Language>()
        && found.iter().all(|choice| choice.id != typed.tag())
    {
        found.push(Choice { note: "by its code".to_owned(), ..Choice::new(typed.tag(), typed.tag()) });
    }
    found
}

/// A field for a text in each language that is shown. True when one was changed.
pub(super) fn said_ui(ui: &mut Ui, writing: &mut Writing<'_>, told: &Told, i18n: &mut Rare<Vec<Translation>>) -> bool {
    let mut is_changed = false;
    for language in writing.languages.clone() {
        is_changed |= one_ui(ui, writing, told, language, i18n);
    }
    is_changed
}

/// A field for a text in one language.
fn one_ui(
    ui: &mut Ui,
    writing: &mut Writing<'_>,
    told: &Told,
    language: Language,
    i18n: &mut Rare<Vec<Translation>>,
) -> bool {
    let is_it = |one: &Translation| one.language == language && one.member == told.member;
    let mut text = i18n.iter().find(|one| is_it(one)).map(|one| one.text.clone()).unwrap_or_default();
    let label = format!("{} in {}", told.label, called(language));
    let is_changed = row(ui, writing.here.palette, language.name(), |ui| {
        keyed(ui, &format!("{} {}", told.member, language.tag()), |ui| match told.length {
            Length::Line => line(ui, writing, "said", (&label, &label), &mut text),
            Length::Lines => lines(ui, writing, "said", (&label, &label), &mut text),
        })
    });
    if is_changed {
        say(i18n, language, told.member, text);
    }
    is_changed
}

/// Says a text in a language; one that is empty is taken out.
fn say(i18n: &mut Rare<Vec<Translation>>, language: Language, member: &str, text: String) {
    let place = i18n.iter().position(|one| one.language == language && one.member == member);
    match place {
        Some(place) if text.is_empty() => _ = i18n.remove(place),
        Some(place) => i18n[place].text = text,
        None if text.is_empty() => {}
        None => i18n.push(Translation { language, member: member.to_owned(), text }),
    }
}

/// The names of the things in a list in each language that is shown, under the name of each.
pub(super) fn name_ui(ui: &mut Ui, writing: &Writing<'_>, noun: &str, i18n: &mut Rare<Vec<Translation>>) {
    let told = (&Told::line("name", "Name"), format!("Name of the {noun}"));
    plain_ui(ui, writing.here.palette, writing.languages, (told.0, &told.1), i18n);
}

/// A field for a text in each of some languages, outside of a form.
fn plain_ui(
    ui: &mut Ui,
    palette: &Palette,
    languages: &BTreeSet<Language>,
    (told, label): (&Told, &str),
    i18n: &mut Rare<Vec<Translation>>,
) {
    for language in languages.iter().copied() {
        let is_it = |one: &Translation| one.language == language && one.member == told.member;
        let mut text = i18n.iter().find(|one| is_it(one)).map(|one| one.text.clone()).unwrap_or_default();
        row(ui, palette, language.name(), |ui| {
            let label = format!("{label} in {}", called(language));
            let id = ui.scope_id().with((told.member, "in", language.tag()));
            let field = match told.length {
                Length::Line => TextField::single(&mut text),
                Length::Lines => TextField::several(&mut text).rows(3),
            };
            if field.label(&label).hint(&label).id(id).show(ui).changed() {
                say(i18n, language, told.member, text);
            }
        });
    }
}

/// Title and text of a chapter in each of some languages, and the link to one more.
pub(in crate::gui) fn chapter_ui(
    ui: &mut Ui,
    palette: &Palette,
    languages: &mut BTreeSet<Language>,
    i18n: &mut Rare<Vec<Translation>>,
) {
    for (told, label) in
        [(Told::line("title", "Title"), "Title of the chapter"), (Told::lines("text", "Text"), "Text of the chapter")]
    {
        plain_ui(ui, palette, languages, (&told, label), i18n);
    }
    if let Some(language) = language_link(ui, palette, "Add language…") {
        languages.insert(language);
    }
}

/// In which language a quote is, and what its author makes of it in others, marked as that.
pub(super) fn quote_ui(ui: &mut Ui, writing: &mut Writing<'_>, claim: &mut Claim) {
    let palette = writing.here.palette;
    if claim.quote.is_empty() && claim.lang.is_empty() && claim.i18n.iter().all(|one| one.member != "quote") {
        return;
    }
    let own = writing.own.whole_story().language();
    let said = claim.lang.parse::<Language>().ok();
    let shown = said.map_or_else(|| claim.lang.to_string(), called);
    if let Some(language) = ui
        .horizontal(|ui| {
            if shown.is_empty() {
                return language_link(ui, palette, "Its language…");
            }
            phrase(ui, &format!("Said in {shown}"), Face::Regular, 11.0, palette.ink_secondary);
            language_link(ui, palette, "Another language…")
        })
        .inner
    {
        claim.lang = language.tag().into();
    }
    // Whoever reads the story in its own language wants to know what a quote in another says.
    let mut into: BTreeSet<Language> = writing.languages.clone();
    into.extend(own.filter(|_| said.is_some()));
    into.extend(claim.i18n.iter().filter(|one| one.member == "quote").map(|one| one.language));
    into.retain(|language| Some(*language) != said);
    if into.is_empty() {
        return;
    }
    phrase(ui, "Your translation (marked as such):", Face::Regular, 11.0, palette.ink_secondary);
    let told = Told::lines("quote", "Your translation of the quote");
    for language in into {
        one_ui(ui, writing, &told, language, &mut claim.i18n);
    }
}

/// A language as it calls itself and as it is called here.
pub(super) fn called(language: Language) -> String {
    let english = language.english_name();
    if english.is_empty() || english == language.name() {
        return language.name().to_owned();
    }
    format!("{english} ({})", language.name())
}

/// In which language the story is written, to be chosen.
pub(super) fn story_language_ui(ui: &mut Ui, writing: &Writing<'_>, lang: &mut String) {
    let palette = writing.here.palette;
    let shown = lang.parse::<Language>().map_or_else(|_| lang.clone(), called);
    let shown = if shown.is_empty() { "not given" } else { &shown };
    row(ui, palette, "Language", |ui| {
        let label = "Story language";
        let chooser = Chooser { label, shown, makes: None, edition: 0, opens: Opens::WhenPressed };
        let choices = |query: &str| {
            let none = query.is_empty().then(|| Choice::new("", "not given"));
            none.into_iter().chain(languages_called(query)).collect()
        };
        if let Some(Chosen::Id(tag)) = chooser.show(ui, palette, choices) {
            *lang = tag;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_code_by_both_its_names_and_another_by_a_code_of_its_own() {
        let first = |query: &str| languages_called(query).first().map(|choice| choice.id.clone());
        assert_eq!(
            ["en", "urdu", "اردو", "Dari", "sd"].map(first),
            ["en", "ur", "ur", "fa-AF", "sd"].map(|tag| Some(tag.to_owned()))
        );
        assert_eq!(first("in Urdu"), None);
    }

    #[test]
    fn a_text_that_is_said_again_is_said_once_and_an_empty_one_not_at_all() {
        let urdu: Language = "ur".parse().unwrap();
        let mut texts = Rare::default();
        for text in ["", "حملہ", "حملے"] {
            say(&mut texts, urdu, "title", text.to_owned());
        }
        say(&mut texts, urdu, "summary", "دو۔".to_owned());
        assert_eq!(texts.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["حملے", "دو۔"]);
        say(&mut texts, urdu, "title", String::new());
        assert_eq!(texts.len(), 1);
    }
}
