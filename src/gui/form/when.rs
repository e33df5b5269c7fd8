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
use crate::store::Store;

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

type Read = Arc<Result<TypedWhen, TypedError>>;

impl WhenField<'_> {
    /// Shows it, and takes over what was typed or chosen. Returns the response of the field.
    pub(super) fn show(self, ui: &mut Ui, writing: &mut Writing<'_>) -> egui::Response {
        let palette = writing.here.palette;
        let unread = unread(self.when.as_ref(), self.members, self.member);
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
            let value = take(self.when, self.members, self.member, &text, when);
            writing.typed.keep(self.key, text.clone(), value);
        }
        if !text.trim().is_empty() {
            let offered = reading_ui(ui, palette, &text, self.when.as_ref(), &read(&text, ui), self.zone);
            chosen = chosen.or(offered);
        }
        if let Some(when) = chosen {
            take(self.when, self.members, self.member, &when.to_string(), Some(when.clone()));
        }
        response
    }
}

/// The day in the middle of those of the events that stand near one in the story, not its own. None where no event
/// there has a day.
pub(super) fn day_near(own: &Store, index: usize) -> Option<NaiveDate> {
    const FURTHEST: usize = 12;
    let day = |index: usize| {
        let (first, last) = (index < own.len()).then(|| own.days(index)).flatten()?;
        [first, last].into_iter().find_map(NaiveDate::from_num_days_from_ce_opt)
    };
    let around = (1..=FURTHEST).flat_map(|step| [index.checked_sub(step), index.checked_add(step)]).flatten();
    let mut days: Vec<NaiveDate> = around.filter_map(day).collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

/// How a text is read; it is read anew when it changes.
fn reading(ui: &Ui, id: egui::Id, text: &str, near: Option<NaiveDate>, zone: &Zone) -> Read {
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
fn reading_ui(
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
                caret(ui, palette, "Kept as typed; it can be read as");
                choices(ui, std::slice::from_ref(&read.when));
            }
            Err(error) => {
                caret(ui, palette, &format!("Kept as typed, but not read as a date. {error}"));
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

/// What is kept as it was typed because it cannot be read.
fn unread(when: Option<&When>, members: &Members, member: &str) -> Option<String> {
    let text = members.get(member)?.as_str()?;
    (when.is_none() && When::parse(text).is_err()).then(|| text.to_owned())
}

/// Takes over how what was typed is read, or keeps it in the object as it was read. Returns how it is now written.
fn take(when: &mut Option<When>, members: &mut Rare<Members>, member: &str, text: &str, read: Option<When>) -> String {
    let text = text.trim();
    if unread(when.as_ref(), members, member).is_some() {
        members.shift_remove(member);
    }
    *when = read;
    if let Some(when) = when {
        return when.to_string();
    }
    if !text.is_empty() {
        members.insert(member.to_owned(), text.into());
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_kept_as_it_was_typed_until_it_can() {
        let (mut when, mut members) = (None, Rare::default());
        let mut take = |text: &str| {
            let context = TypedContext { near: None, zone: &Zone::Utc, zone_names: &[] };
            let read = When::read_typed(text, &context).ok().map(|read| read.when);
            let written = super::take(&mut when, &mut members, "when", text, read);
            (written, unread(when.as_ref(), &members, "when"), members.is_empty())
        };
        assert_eq!(take("9 October 2025"), ("2025-10-09".to_owned(), None, true));
        assert_eq!(take("soon"), ("soon".to_owned(), Some("soon".to_owned()), false));
        assert_eq!(take("12/10/2025"), ("12/10/2025".to_owned(), Some("12/10/2025".to_owned()), false));
        assert_eq!(take("2025"), ("2025".to_owned(), None, true));
        assert_eq!(take(""), (String::new(), None, true));
    }
}
