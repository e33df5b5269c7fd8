//! `meridian merge`: two changed copies of a story as one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::bail;
use serde_json::json;

use super::files::{is_standard, is_standard_output, open_file, refuse_existing};
use super::terminal::{print_data, print_json, print_lines, remark, shown};
use super::{Done, MergeArgs};
use crate::io::{self, Mapping, story_to_string};
use crate::model::{Story, plain};
use crate::query::{Clash, Conflict, MemberClash, Merged, merge_stories};
use crate::scene::counted;

/// Characters of a value that are printed.
const MOST: usize = 90;

/// Writes the merged story and prints where both clash. With findings where they do.
pub(super) fn merge(args: &MergeArgs) -> anyhow::Result<Done> {
    let inputs = [&args.base, &args.ours, &args.theirs];
    if inputs.iter().filter(|path| is_standard(path)).count() > 1 {
        bail!("only one version can come from standard input; name files for the others");
    }
    let is_printed = is_standard_output(&args.output);
    if is_printed && args.json {
        bail!("story and conflicts cannot both go to standard output; name a file with --output");
    }
    if !args.force {
        refuse_existing(&args.output)?;
    }
    let base = if fs::metadata(&args.base).is_ok_and(|found| found.is_file() && found.len() == 0) {
        Story::default()
    } else {
        whole_story(&args.base)?
    };
    let merged = merge_stories(&base, &whole_story(&args.ours)?, &whole_story(&args.theirs)?);
    if is_printed {
        print_data(story_to_string(&merged.story).as_bytes())?;
        text_of(&merged, &args.output).lines().for_each(remark);
    } else {
        io::write_story(&args.output, &merged.story)?;
        if args.json {
            print_json(&json_of(&merged))?;
        } else {
            print_lines(&text_of(&merged, &args.output))?;
        }
    }
    Ok(if merged.conflicts.is_empty() { Done::Clean } else { Done::WithFindings })
}

/// The story in a file. Fails where some of it would be left out, and so be lost in the merge.
fn whole_story(path: &Path) -> anyhow::Result<Story> {
    let (loaded, _) = open_file(path, &Mapping::default(), None)?;
    if loaded.rejected > 0 {
        let rejected = counted(loaded.rejected, "row");
        bail!("{rejected} of {} would be lost in the merge; mend the file first", shown(path));
    }
    Ok(loaded.story)
}

fn text_of(merged: &Merged, output: &Path) -> String {
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{}", plain(&words)).expect("a string can grow");
    for renamed in &merged.renamed {
        let (subject, from, to) = (renamed.subject.word(), &renamed.from, &renamed.to);
        line(format!("{subject} {from} of theirs is now {to}: both sides added one with this id"));
    }
    for conflict in &merged.conflicts {
        line(format!("conflict: {}", conflict.words(MOST)));
    }
    let output = if is_standard_output(output) { "the output".to_owned() } else { shown(output) };
    line(match merged.conflicts.len() {
        0 => format!("merged into {output}, nothing clashes"),
        count => format!("{}; {output} has what ours says there", counted(count, "conflict")),
    });
    text
}

fn json_of(merged: &Merged) -> serde_json::Value {
    let conflict = |conflict: &Conflict| {
        let mut object = json!({ "subject": conflict.subject.word(), "id": conflict.id });
        match &conflict.clash {
            Clash::Member(clash) => {
                let MemberClash { member, base, ours, theirs } = &**clash;
                object["clash"] = json!("changed by both");
                object["member"] = json!(member);
                (object["base"], object["ours"], object["theirs"]) = (json!(base), json!(ours), json!(theirs));
            }
            Clash::TakenOut(side) => {
                object["clash"] = json!("taken out and changed");
                object["taken_out_by"] = json!(side.word());
            }
            Clash::Used(side) => {
                object["clash"] = json!("taken out and referred to");
                object["taken_out_by"] = json!(side.word());
            }
            Clash::Order => object["clash"] = json!("moved by both"),
        }
        object
    };
    let renamed = merged
        .renamed
        .iter()
        .map(|renamed| json!({ "subject": renamed.subject.word(), "from": renamed.from, "to": renamed.to }));
    json!({
        "conflicts": merged.conflicts.iter().map(conflict).collect::<Vec<_>>(),
        "renamed": renamed.collect::<Vec<_>>(),
    })
}
