//! A field for a time, which says how it is read.

use egui::Ui;

use super::kit::caret;
use super::typed::TypedTexts;
use crate::gui::reading_order::phrase;
use crate::gui::text_field::TextField;
use crate::model::{Members, Rare, When, Zone};
use crate::scene::{Face, Palette};

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
}

impl WhenField<'_> {
    /// Shows it, and takes over what was typed. Returns its response.
    pub(super) fn show(self, ui: &mut Ui, palette: &Palette, typed: &mut TypedTexts) -> egui::Response {
        let unread = unread(self.when.as_ref(), self.members, self.member);
        let value = unread.clone().or(self.when.as_ref().map(ToString::to_string)).unwrap_or_default();
        let mut text = typed.text(self.key, &value);
        let hint = "9 October 2025, 2025-10-11/2025-10-12, 2025-10~";
        let field = TextField::single(&mut text).label(self.label).hint(hint).id(ui.scope_id().with(self.key));
        let response = field.show(ui);
        if response.changed() {
            let value = take(self.when, self.members, self.member, &text);
            typed.keep(self.key, text.clone(), value);
        }
        match (self.when.as_ref(), text.trim()) {
            (_, "") => {}
            (Some(when), typed) => {
                let words = when.to_words(Some(self.zone));
                let edtf = when.to_string();
                let reading = if edtf == typed { words } else { format!("{words} · {edtf}") };
                phrase(ui, &reading, Face::Regular, 11.0, palette.ink_secondary);
            }
            (None, typed) => {
                let reason = When::parse(typed).err().map(|error| error.to_string()).unwrap_or_default();
                caret(ui, palette, &format!("Kept as typed, but not read as a date: {reason}"));
            }
        }
        response
    }
}

/// What is kept as it was typed because it cannot be read.
fn unread(when: Option<&When>, members: &Members, member: &str) -> Option<String> {
    let text = members.get(member)?.as_str()?;
    (when.is_none() && When::parse(text).is_err()).then(|| text.to_owned())
}

/// Reads what was typed into a time, or keeps it in the object as it was read. Returns how it is now written.
fn take(when: &mut Option<When>, members: &mut Rare<Members>, member: &str, text: &str) -> String {
    let text = text.trim();
    if unread(when.as_ref(), members, member).is_some() {
        members.shift_remove(member);
    }
    *when = When::parse(text).ok().or_else(|| When::from_words(text));
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
        assert_eq!(take(&mut when, &mut members, "when", "9 October 2025"), "2025-10-09");
        assert_eq!(take(&mut when, &mut members, "when", "soon"), "soon");
        assert_eq!((when.clone(), unread(None, &members, "when").as_deref()), (None, Some("soon")));
        assert_eq!(take(&mut when, &mut members, "when", "2025"), "2025");
        assert_eq!(take(&mut when, &mut members, "when", ""), "");
        assert_eq!((when, members.is_empty()), (None, true));
    }
}
