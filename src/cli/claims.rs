//! `meridian list --claims`: the claims of the events that a view shows.

use serde_json::{Value, json};

use super::ListArgs;
use super::list::{aligned, print_csv};
use super::terminal::{print_json, print_lines, remark};
use crate::model::{Figure, plain};
use crate::query::{ClaimAt, ClaimOrder, ClaimScope, Shown, claim_count, claims, disputed_by, disputes};
use crate::scene::counted;
use crate::store::Store;
use crate::view::View;

/// The columns of CSV, as in JSON.
const COLUMNS: [&str; 17] = [
    "event",
    "id",
    "speaker",
    "kind",
    "stance",
    "said",
    "text",
    "quote",
    "figures",
    "disputes",
    "disputed_by",
    "source",
    "publisher",
    "url",
    "archived",
    "grading",
    "graded_by",
];

/// Prints the claims of the events that are shown, by when they were said, with their counts.
pub(super) fn list_claims(args: &ListArgs, store: &Store, view: &View, shown: &Shown) -> anyhow::Result<()> {
    let found = claims(store, shown, &view.filter, ClaimScope::Shown, ClaimOrder::default());
    let listed: Vec<Listed<'_>> = found.iter().map(|&at| Listed::of(at, store)).collect();
    let mut events: Vec<usize> = found.iter().map(|at| at.event).collect();
    events.sort_unstable();
    events.dedup();
    let total = claim_count(store);
    let counts = format!("{} of {}, on {}", found.len(), counted(total, "claim"), counted(events.len(), "event"));
    if args.json {
        let counts = json!({ "claims": found.len(), "total": total, "events": events.len() });
        let claims: Vec<Value> = listed.iter().map(Listed::to_json).collect();
        print_json(&json!({ "counts": counts, "claims": claims }))
    } else if args.csv {
        print_csv(&COLUMNS, listed.iter().map(Listed::cells))?;
        remark(&counts);
        Ok(())
    } else {
        print_lines(&format!("{}{counts}\n", table(&listed)))
    }
}

/// One claim as it is listed.
struct Listed<'a> {
    event: &'a str,
    id: &'a str,
    speaker: &'a str,
    kind: &'static str,
    stance: &'static str,
    said: String,
    text: &'a str,
    quote: &'a str,
    figures: &'a [Figure],
    disputes: Vec<&'a str>,
    disputed_by: Vec<&'a str>,
    source: &'a str,
    publisher: &'a str,
    url: &'a str,
    archived: &'a str,
    grading: &'a str,
    graded_by: &'a str,
}

impl<'a> Listed<'a> {
    fn of(at: ClaimAt, store: &'a Store) -> Self {
        let event = store.event(at.event);
        let claim = &event.claims[at.claim];
        let source = store.source(&claim.source);
        let id_of = |other: ClaimAt| store.event(other.event).claims[other.claim].id.as_str();
        Self {
            event: &event.id,
            id: &claim.id,
            speaker: &claim.attribution.name,
            kind: claim.attribution.kind.word(),
            stance: claim.stance.word(),
            said: claim.said.as_ref().map(ToString::to_string).unwrap_or_default(),
            text: &claim.text,
            quote: &claim.quote,
            figures: &claim.figures,
            disputes: disputes(store, at).into_iter().map(id_of).collect(),
            disputed_by: disputed_by(store, at).into_iter().map(id_of).collect(),
            source: &claim.source,
            publisher: source.map_or("", |source| source.publisher.as_str()),
            url: source.map_or("", |source| source.url.as_str()),
            archived: source.map_or("", |source| source.archived.as_str()),
            grading: &claim.grading,
            graded_by: &claim.graded_by,
        }
    }

    fn to_json(&self) -> Value {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        json!({
            "event": self.event,
            "id": self.id,
            "speaker": filled(self.speaker),
            "kind": self.kind,
            "stance": self.stance,
            "said": filled(&self.said),
            "text": self.text,
            "quote": filled(self.quote),
            "figures": self.figures.iter().map(figure_json).collect::<Vec<_>>(),
            "disputes": self.disputes,
            "disputed_by": self.disputed_by,
            "source": filled(self.source),
            "publisher": filled(self.publisher),
            "url": filled(self.url),
            "archived": filled(self.archived),
            "grading": filled(self.grading),
            "graded_by": filled(self.graded_by),
        })
    }

    /// The cells of CSV; lists have a semicolon between.
    fn cells(&self) -> [String; 17] {
        [
            self.event,
            self.id,
            self.speaker,
            self.kind,
            self.stance,
            &self.said,
            self.text,
            self.quote,
            &self.figures_text(),
            &self.disputes.join(";"),
            &self.disputed_by.join(";"),
            self.source,
            self.publisher,
            self.url,
            self.archived,
            self.grading,
            self.graded_by,
        ]
        .map(str::to_owned)
    }

    /// The figures in one cell, such as `soldiers killed: 58; wounded: at least 12`.
    fn figures_text(&self) -> String {
        let words = |figure: &Figure| format!("{}: {}", figure.measure, figure.to_words());
        self.figures.iter().filter(|figure| figure.range().is_some()).map(words).collect::<Vec<_>>().join("; ")
    }
}

fn figure_json(figure: &Figure) -> Value {
    let unit = (!figure.unit.is_empty()).then_some(&figure.unit);
    json!({
        "measure": figure.measure, "value": figure.value, "low": figure.low, "high": figure.high, "unit": unit,
    })
}

/// A table with a heading and columns of equal width; empty without claims.
fn table(listed: &[Listed<'_>]) -> String {
    if listed.is_empty() {
        return String::new();
    }
    let mut rows = vec![["SAID", "ID", "SPEAKER", "KIND", "STANCE", "DISPUTES", "EVENT", "CLAIM"].map(str::to_owned)];
    rows.extend(listed.iter().map(|claim| {
        let mut against = claim.disputes.clone();
        against.extend(claim.disputed_by.iter().filter(|id| !claim.disputes.contains(id)));
        let against = against.join(",");
        [&claim.said, claim.id, claim.speaker, claim.kind, claim.stance, &against, claim.event, claim.text].map(plain)
    }));
    aligned(&rows)
}
