//! Dates that are typed, in the events and claims that they are of.
//!
//! Answers what stands where a date cannot be read: what was typed, in the object as it was read, which the writer of
//! files leaves as it is. It does not know where dates are typed.

use chrono::NaiveDate;

use crate::model::{Members, Rare, When};
use crate::store::Store;

/// What is kept as it was typed because it cannot be read as a date: the text of such a member of an object. None
/// where there is a date, or nothing.
pub fn unread_date<'a>(when: Option<&When>, members: &'a Members, member: &str) -> Option<&'a str> {
    let text = members.get(member)?.as_str()?;
    (when.is_none() && When::parse(text).is_err()).then_some(text)
}

/// Takes over how a typed text is read, or keeps the text in the object as it was read where it is not. Returns how
/// the date is now written.
pub fn put_date(
    when: &mut Option<When>,
    members: &mut Rare<Members>,
    member: &str,
    text: &str,
    read: Option<When>,
) -> String {
    let text = text.trim();
    if unread_date(when.as_ref(), members, member).is_some() {
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

/// The day in the middle of those of the events that stand near one in the story, not its own. None where no event
/// there has a day.
pub fn day_near(own: &Store, index: usize) -> Option<NaiveDate> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TypedContext, Zone};

    #[test]
    fn what_cannot_be_read_is_kept_as_it_was_typed_until_it_can() {
        let (mut when, mut members) = (None, Rare::default());
        let mut take = |text: &str| {
            let context = TypedContext { near: None, zone: &Zone::Utc, zone_names: &[] };
            let read = When::read_typed(text, &context).ok().map(|read| read.when);
            let written = put_date(&mut when, &mut members, "when", text, read);
            let unread = unread_date(when.as_ref(), &members, "when").map(str::to_owned);
            (written, unread, members.is_empty())
        };
        assert_eq!(take("9 October 2025"), ("2025-10-09".to_owned(), None, true));
        assert_eq!(take("soon"), ("soon".to_owned(), Some("soon".to_owned()), false));
        assert_eq!(take("12/10/2025"), ("12/10/2025".to_owned(), Some("12/10/2025".to_owned()), false));
        assert_eq!(take("2025"), ("2025".to_owned(), None, true));
        assert_eq!(take(""), (String::new(), None, true));
    }
}
