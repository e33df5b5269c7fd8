//! `meridian list --claims`: the claims of the events that a view shows.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::ListArgs;
use super::rows::{aligned, print_csv};
use super::terminal::{print_json, print_lines, remark};
use crate::model::{Claim, Quantity, plain};
use crate::query::{ClaimAt, ClaimOrder, ClaimScope, Shown, claim_count, claims, disputed_by, disputes};
use crate::scene::counted;
use crate::store::Store;
use crate::view::View;

/// The columns of CSV, which are members of the JSON.
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
        print_csv(&COLUMNS, listed.iter().map(Listed::to_row))?;
        remark(&counts);
        Ok(())
    } else {
        print_lines(&format!("{}{counts}\n", table(&listed)))
    }
}

/// One claim as it is listed.
struct Listed<'a> {
    event: Cow<'a, str>,
    claim: Cow<'a, Claim>,
    said: String,
    disputes: Vec<String>,
    disputed_by: Vec<String>,
    publisher: &'a str,
    url: &'a str,
    archived: &'a str,
}

impl<'a> Listed<'a> {
    fn of(at: ClaimAt, store: &'a Store) -> Self {
        let claim = store.claim_at(at.event, at.claim);
        let source = store.source(&claim.source);
        let id_of = |other: ClaimAt| store.claim_at(other.event, other.claim).id.clone();
        Self {
            event: store.id(at.event),
            said: claim.said.as_ref().map(ToString::to_string).unwrap_or_default(),
            disputes: disputes(store, at).into_iter().map(id_of).collect(),
            disputed_by: disputed_by(store, at).into_iter().map(id_of).collect(),
            publisher: source.map_or("", |source| source.publisher.as_str()),
            url: source.map_or("", |source| source.url.as_str()),
            archived: source.map_or("", |source| source.archived.as_str()),
            claim,
        }
    }

    fn to_json(&self) -> Value {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let claim = &self.claim;
        json!({
            "event": self.event,
            "id": claim.id,
            "speaker": filled(&claim.attribution.name),
            "kind": claim.attribution.kind.word(),
            "stance": claim.stance.word(),
            "said": filled(&self.said),
            "text": claim.text,
            "quote": filled(&claim.quote),
            "figures": claim.quantities.iter().map(quantity_json).collect::<Vec<_>>(),
            "disputes": self.disputes,
            "disputed_by": self.disputed_by,
            "source": filled(&claim.source),
            "publisher": filled(self.publisher),
            "url": filled(self.url),
            "archived": filled(self.archived),
            "grading": filled(&claim.grading),
            "graded_by": filled(&claim.graded_by),
        })
    }

    /// The same with the figures in words.
    fn to_row(&self) -> Value {
        let mut row = self.to_json();
        row["figures"] = Value::from(self.quantities_text());
        row
    }

    /// The figures in one cell, such as `soldiers killed: 58; wounded: at least 12`.
    fn quantities_text(&self) -> String {
        let words = |quantity: &Quantity| format!("{}: {}", quantity.measure, quantity.to_words());
        self.claim
            .quantities
            .iter()
            .filter(|quantity| quantity.range().is_some())
            .map(words)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

fn quantity_json(quantity: &Quantity) -> Value {
    let unit = (!quantity.unit.is_empty()).then_some(&quantity.unit);
    json!({
        "measure": quantity.measure, "value": quantity.value, "low": quantity.low, "high": quantity.high, "unit": unit,
    })
}

/// A table with a heading and columns of equal width; empty without claims.
fn table(listed: &[Listed<'_>]) -> String {
    if listed.is_empty() {
        return String::new();
    }
    let mut rows = vec![["SAID", "ID", "SPEAKER", "KIND", "STANCE", "DISPUTES", "EVENT", "CLAIM"].map(str::to_owned)];
    rows.extend(listed.iter().map(|listed| {
        let Listed { claim, said, disputes, disputed_by, event, .. } = listed;
        let mut against = disputes.clone();
        against.extend(disputed_by.iter().filter(|id| !disputes.contains(id)).cloned());
        let against = against.join(",");
        let (speaker, stance) = (&claim.attribution, claim.stance.word());
        [said, &claim.id, &speaker.name, speaker.kind.word(), stance, &against, event, &claim.text].map(plain)
    }));
    aligned(&rows)
}
