//! A field for a time, which says at once how what is typed is read.
//!
//! What was typed stays as typed. Below it stand the words, the EDTF and what was taken as what, beside a bar of the
//! days that are meant; a button opens a calendar.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use super::Writing;
use super::calendar::calendar_button;
use super::days_bar::{WIDTH, days_bar};
use super::kit::{caret, link, with_tail};
use crate::gui::reading_order::phrase;
use crate::gui::text_field::TextField;
use crate::model::{Members, Rare, TypedContext, TypedError, TypedWhen, When, Zone};
use crate::scene::{Face, Palette};
use crate::view::{put_date, unread_date};

/// The time that a field is for.
pub(super) struct WhenField<'a> {
    /// Which field of the form it is.
    pub(super) key: &'a str,
    /// What screen readers call it.
    pub(super) label: &'a str,
    pub(super) when: &'a mut Option<When>,
    /// The object as it was read, which keeps what cannot be read as it was typed.
    pub(super) members: &'a mut Rare<Members>,
    /// The time's name there.
    pub(super) member: &'a str,
    /// The zone of days that name no other.
    pub(super) zone: &'a Zone,
    /// A day nearby, which gives the year that is left out.
    pub(super) near: Option<NaiveDate>,
}

pub(in crate::gui) type Read = Arc<Result<TypedWhen, TypedError>>;

impl WhenField<'_> {
    /// Shows it, and takes over what was typed or chosen. Returns the response of the field.
    pub(super) fn show(self, ui: &mut Ui, writing: &mut Writing<'_>) -> egui::Response {
        let palette = writing.here.palette;
        let unread = unread_date(self.when.as_ref(), self.members, self.member).map(str::to_owned);
        let value = unread.clone().or(self.when.as_ref().map(ToString::to_string)).unwrap_or_default();
        let mut text = writing.typed.text(self.key, &value);
        let id = ui.scope_id().with(self.key);
        let mut chosen = None;
        let day = self.when.as_ref().and_then(|when| when.first_day(self.zone)).or(self.near);
        let (own, edition) = (writing.own, writing.here.story_number);
        let response = with_tail(
            ui,
            24.0,
            |ui| {
                let hint = "9 Oct 2025, 18:00 Kabul; about 22 Oct; 9 or 10 October";
                TextField::single(&mut text).label(self.label).hint(hint).id(id).show(ui)
            },
            |ui| chosen = calendar_button(ui, palette, (self.label, id), day, (own, edition)),
        );
        let read = |text: &str, ui: &Ui| reading(ui, id, text, self.near, self.zone);
        if response.changed() {
            let when = read(&text, ui).as_ref().as_ref().ok().map(|read| read.when.clone());
            let value = put_date(self.when, self.members, self.member, &text, when);
            writing.typed.keep(self.key, text.clone(), value);
        }
        if !text.trim().is_empty() {
            let offered = reading_ui(ui, palette, &text, self.when.as_ref(), &read(&text, ui), self.zone);
            chosen = chosen.or(offered);
        }
        if let Some(when) = chosen {
            put_date(self.when, self.members, self.member, &when.to_string(), Some(when.clone()));
        }
        response
    }
}

/// How a text is read; it is read anew when it changes.
pub(in crate::gui) fn reading(ui: &Ui, id: egui::Id, text: &str, near: Option<NaiveDate>, zone: &Zone) -> Read {
    let id = id.with("reading");
    let asked = (text.to_owned(), near, zone.clone());
    if let Some((of, read)) = ui.data(|data| data.get_temp::<((String, Option<NaiveDate>, Zone), Read)>(id))
        && of == asked
    {
        return read;
    }
    let read = Arc::new(When::read_typed(text, &TypedContext { near, zone, zone_names: &[] }));
    ui.data_mut(|data| data.insert_temp(id, (asked, read.clone())));
    read
}

/// How it is read, with what else could be meant. Returns what was chosen of that.
pub(in crate::gui) fn reading_ui(
    ui: &mut Ui,
    palette: &Palette,
    text: &str,
    when: Option<&When>,
    read: &Result<TypedWhen, TypedError>,
    zone: &Zone,
) -> Option<When> {
    let mut chosen = None;
    let mut choices = |ui: &mut Ui, whens: &[When]| {
        if whens.is_empty() {
            return;
        }
        ui.horizontal_top(|ui| {
            ui.add_space(12.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(12.0, 0.0);
                ui.spacing_mut().interact_size.y = 18.0;
                for when in whens {
                    if link(ui, palette, &when.to_words(Some(zone))) {
                        chosen = Some(when.clone());
                    }
                }
            });
        });
    };
    let Some(when) = when else {
        match read {
            Ok(read) => {
                caret(ui, palette, "Kept as typed; could mean");
                choices(ui, std::slice::from_ref(&read.when));
            }
            Err(error) => {
                caret(ui, palette, &format!("Kept as typed; not a date. {error}"));
                choices(ui, &error.instead);
            }
        }
        return chosen;
    };
    let said = |ui: &mut Ui| {
        phrase(ui, &when.to_words(Some(zone)), Face::Medium, 11.0, palette.ink);
        let edtf = when.to_string();
        if edtf != text.trim() {
            phrase(ui, &edtf, Face::Regular, 10.5, palette.ink_secondary);
        }
    };
    let span = when.span(zone);
    if ui.available_width() >= WIDTH + 120.0 {
        with_tail(ui, WIDTH, said, |ui| days_bar(ui, palette, &span, zone));
    } else {
        said(ui);
        days_bar(ui, palette, &span, zone);
    }
    // Of a date that was undone or typed elsewhere nothing is to be said.
    if let Ok(read) = read
        && read.when == *when
    {
        read.notes.iter().for_each(|note| caret(ui, palette, note));
        choices(ui, &read.others);
    }
    chosen
}
