//! The sheet of TimelineJS, and what its other form as JSON says in the same columns.

use super::super::gather::Gathering;
use super::super::mapping::{Field, Mapping};
use super::super::plan::{Cells, name_claims};
use super::Columns;
use crate::io::html::plain_from_html;
use crate::model::{Attribution, AttributionKind, Claim, Event, Story};

/// Where its columns are.
#[derive(Debug, Clone)]
pub(in crate::io::table) struct Timeline {
    headline: Option<usize>,
    text: Option<usize>,
    media: Option<usize>,
    credit: Option<usize>,
    kind: Option<usize>,
}

impl Timeline {
    pub(super) fn of(columns: &Columns<'_>) -> Option<(Self, Mapping)> {
        if !columns.have(&["Year", "Headline", "Text", "Media"]) {
            return None;
        }
        let mapping = columns.mapping(&[
            (Field::Year, &["Year"]),
            (Field::Month, &["Month"]),
            (Field::Day, &["Day"]),
            (Field::Time, &["Time"]),
            (Field::EndYear, &["End Year"]),
            (Field::EndMonth, &["End Month"]),
            (Field::EndDay, &["End Day"]),
            (Field::EndTime, &["End Time"]),
            (Field::Title, &["Headline"]),
            (Field::Summary, &["Text"]),
            (Field::Category, &["Group"]),
        ]);
        let find = |name: &str| columns.find(&[name]);
        let sheet = Self {
            headline: find("Headline"),
            text: find("Text"),
            media: find("Media"),
            credit: find("Media Credit"),
            kind: find("Type"),
        };
        Some((sheet, mapping))
    }

    /// The slide in front of the events says what they are about.
    pub(super) fn takes_title(&self, cells: Cells<'_>, story: &mut Story) -> bool {
        let is_title = cells.at(self.kind).eq_ignore_ascii_case("title");
        if is_title {
            story.title = plain_from_html(cells.at(self.headline));
            story.summary = plain_from_html(cells.at(self.text));
        }
        is_title
    }

    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        event.title = plain_from_html(&event.title);
        event.summary = plain_from_html(&event.summary);
        let media = cells.at(self.media);
        into.media += usize::from(!media.is_empty());
        if !media.starts_with("http") {
            return;
        }
        let source = into.source(media, |source| {
            plain_from_html(cells.at(self.credit)).clone_into(&mut source.publisher);
            source.url = media.into();
        });
        let kind = AttributionKind::Document;
        let attribution = Attribution { kind, name: plain_from_html(cells.at(self.credit)) };
        event.claims.push(Claim { source, attribution, ..Claim::by(kind) });
        name_claims(event, cells.line());
    }
}
