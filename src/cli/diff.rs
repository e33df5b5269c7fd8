//! `meridian diff`: what is different between two versions of a story.

use std::fmt::Write as _;

use anyhow::bail;
use serde_json::json;

use super::files::{is_standard, open_file};
use super::terminal::{print_json, print_lines};
use super::{DiffArgs, Done};
use crate::io::Mapping;
use crate::model::plain;
use crate::query::{Difference, MemberChange, StoryDiff, value_words};
use crate::store::Change;

/// Characters of a value that are printed.
const MOST: usize = 90;

/// Prints what is different. With findings when something is.
pub(super) fn diff(args: &DiffArgs) -> anyhow::Result<Done> {
    if is_standard(&args.old) && is_standard(&args.new) {
        bail!("both versions cannot come from standard input; name a file for one");
    }
    let (old, _) = open_file(&args.old, &Mapping::default(), None)?;
    let (new, _) = open_file(&args.new, &Mapping::default(), None)?;
    let diff = StoryDiff::between(&old.story, &new.story);
    if args.json {
        print_json(&json_of(&diff))?;
    } else {
        print_lines(&text_of(&diff))?;
    }
    Ok(if diff.is_empty() { Done::Clean } else { Done::WithFindings })
}

fn text_of(diff: &StoryDiff) -> String {
    let mut text = String::new();
    let mut line = |indent: usize, words: String| {
        writeln!(text, "{:indent$}{}", "", plain(&words)).expect("a string can grow");
    };
    for difference in &diff.differences {
        line(0, heading(difference));
        difference.members.iter().for_each(|member| line(4, member_words(member)));
        for claim in &difference.claims {
            line(4, heading(claim));
            claim.members.iter().for_each(|member| line(8, member_words(member)));
        }
    }
    line(0, diff.counts_text());
    text
}

fn heading(difference: &Difference) -> String {
    let Difference { subject, id, title, change, .. } = difference;
    let words = [subject.word(), id, title].into_iter().filter(|word| !word.is_empty());
    format!("{} {}", change.sign(), words.collect::<Vec<_>>().join("  "))
}

fn member_words(change: &MemberChange) -> String {
    let [old, new] = [&change.old, &change.new].map(|value| value_words(value.as_ref(), MOST));
    format!("{}: {old} → {new}", change.member)
}

fn json_of(diff: &StoryDiff) -> serde_json::Value {
    fn of(difference: &Difference) -> serde_json::Value {
        let member = |change: &MemberChange| json!({ "member": change.member, "old": change.old, "new": change.new });
        json!({
            "subject": difference.subject.word(),
            "id": difference.id,
            "title": difference.title,
            "change": difference.change.word(),
            "members": difference.members.iter().map(member).collect::<Vec<_>>(),
            "claims": difference.claims.iter().map(of).collect::<Vec<_>>(),
        })
    }
    let count = |change: Change| diff.differences.iter().filter(|difference| difference.change == change).count();
    json!({
        "counts": {
            "added": count(Change::Added), "removed": count(Change::Removed), "changed": count(Change::Changed),
        },
        "differences": diff.differences.iter().map(of).collect::<Vec<_>>(),
    })
}
