//! `meridian list --actors`: the actors of the events that a view shows, with their counts.

use serde_json::{Value, json};

use super::ListArgs;
use super::rows::{aligned, print_csv};
use super::terminal::{print_json, print_lines, remark};
use crate::model::plain;
use crate::query::{ActorCounts, ActorSearch, Shown, actors};
use crate::scene::{counted, roles_words, side_words};
use crate::store::Store;

/// The columns of CSV, which are members of the JSON.
const COLUMNS: [&str; 8] = ["id", "name", "side", "events", "possibly", "roles", "claims", "disputed"];

/// Prints the actors of the events that are shown, those with the most events first.
pub(super) fn list_actors(args: &ListArgs, store: &Store, shown: &Shown) -> anyhow::Result<()> {
    let mut found = actors(store, shown);
    let all = counted(found.len(), "actor");
    let search = ActorSearch::of(args.matching.as_deref().unwrap_or_default());
    found.retain(|actor| search.finds(&actor.id, &actor.name, &side_words(store, &actor.side)));
    let narrowed = if args.matching.is_some() { format!("{} of {all}", found.len()) } else { all };
    let counts = format!("{narrowed}, in {}", counted(shown.len(), "event"));
    if args.json {
        let counts = json!({ "actors": found.len(), "events": shown.len() });
        print_json(&json!({ "counts": counts, "actors": found.iter().map(to_json).collect::<Vec<_>>() }))
    } else if args.csv {
        let row = |actor: &ActorCounts| {
            let mut row = to_json(actor);
            row["roles"] = Value::from(roles_words(actor));
            row
        };
        print_csv(&COLUMNS, found.iter().map(row))?;
        remark(&counts);
        Ok(())
    } else {
        print_lines(&format!("{}{counts}\n", table(&found)))
    }
}

fn to_json(actor: &ActorCounts) -> Value {
    let roles: serde_json::Map<String, Value> =
        actor.roles.iter().map(|(role, count)| (role.clone(), Value::from(*count))).collect();
    json!({
        "id": actor.id,
        "name": actor.name,
        "side": (!actor.side.is_empty()).then_some(&actor.side),
        "events": actor.events,
        "possibly": actor.possibly,
        "roles": roles,
        "claims": actor.claims,
        "disputed": actor.disputed,
    })
}

/// A table with a heading and columns of equal width; empty without actors.
fn table(found: &[ActorCounts]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut rows = vec![["ACTOR", "ID", "EVENTS", "CLAIMS", "DISPUTED", "ROLES"].map(str::to_owned)];
    rows.extend(found.iter().map(|actor| {
        let numbers = [actor.events, actor.claims, actor.disputed].map(|count| count.to_string());
        let [events, claims, disputed] = &numbers;
        [&actor.name, &actor.id, events, claims, disputed, &roles_words(actor)].map(|text| plain(text))
    }));
    aligned(&rows)
}
