//! `meridian check`: what is wrong with files.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::json;

use super::files::{is_standard, load, now_secs, refuse_existing};
use super::terminal::{print_json, print_lines, remark, shown};
use super::{CheckArgs, Done};
use crate::basemap::Basemap;
use crate::io::{Diagnostic, LoadError, Loaded, Opening, guarded_words, write_rows};
use crate::model::{Story, plain};
use crate::query::{Copied, Provenance};
use crate::scene::{counted, unset_scripts};

/// Prints the findings of every file. Fails after the last when one could not be read.
pub(super) fn check(args: &CheckArgs) -> anyhow::Result<Done> {
    let mut done = Done::Clean;
    let mut unread = 0;
    let (basemap, cache) = (Basemap::embedded(), args.columns.cache());
    let mut files = Vec::new();
    let mut rejected = Vec::new();
    for path in &args.files {
        let opening = Opening { mapping: args.columns.mapping(), now_secs: Some(now_secs()), ..Opening::default() };
        let mut found = load(path, opening, cache.as_ref());
        if let Ok(loaded) = &mut found {
            add_unset(path, loaded);
        }
        if let (Some(output), Ok(loaded)) = (&args.rejected, &found) {
            rejected.extend(loaded.report.rejected_rows.iter().cloned());
            refuse_existing(output)?;
        }
        match &found {
            Err(LoadError::Read { .. } | LoadError::TooLarge | LoadError::Unknown(_)) => unread += 1,
            Err(_) => done = Done::WithFindings,
            Ok(loaded) if !loaded.diagnostics.is_empty() => done = Done::WithFindings,
            Ok(_) => {}
        }
        if args.json {
            files.push(json_of(path, &found, basemap));
        } else {
            print_lines(&text_of(path, &found, basemap))?;
            if let (true, Ok(loaded)) = (args.provenance, &found) {
                print_lines(&provenance_text(path, &loaded.story))?;
            }
        }
    }
    if args.json {
        print_json(&json!({ "files": files }))?;
    }
    if let Some(output) = &args.rejected {
        let guarded = write_rows(output, &rejected).map_err(anyhow::Error::new)?;
        if let Some(words) = guarded_words(guarded) {
            remark(&words);
        }
    }
    if unread > 0 {
        anyhow::bail!("{} could not be read", counted(unread, "file"));
    }
    Ok(done)
}

/// Adds a finding for each script that no carried font is there for, where its first letter stands in the file.
fn add_unset(path: &Path, loaded: &mut Loaded) {
    let unset = unset_scripts(&loaded.story, |_| true);
    if unset.is_empty() {
        return;
    }
    // A pipe can be read once only, and what is packed or not UTF-8 has no lines to name.
    let is_file = !is_standard(path) && path.metadata().is_ok_and(|found| found.is_file());
    let file = is_file.then(|| File::open(path).ok()).flatten();
    let letters: Vec<char> = unset.iter().map(|script| script.letter).collect();
    let spots = file.map_or_else(|| vec![None; letters.len()], |file| spots_of(BufReader::new(file), &letters));
    for (script, spot) in unset.iter().zip(spots) {
        let (line, column) = spot.unwrap_or((1, 1));
        let words = format!("{}; name a font file to export with --font", script.words());
        loaded.diagnostics.push(Diagnostic::warning(line, column, words));
    }
}

/// For each letter the line and the column where it first stands in a text, both counted from 1. The text is read to
/// its first line that is no UTF-8, and not held.
///
/// In JSON a letter may be written as `\u` with its digits.
fn spots_of(mut text: impl BufRead, letters: &[char]) -> Vec<Option<(usize, usize)>> {
    let mut spots = vec![None; letters.len()];
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let is_read = text.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0);
        let Some(words) = str::from_utf8(&bytes).ok().filter(|_| is_read && spots.contains(&None)) else { break };
        for (spot, letter) in spots.iter_mut().zip(letters).filter(|(spot, _)| spot.is_none()) {
            *spot = place_in(words, *letter).map(|at| (line, words[..at].chars().count() + 1));
        }
    }
    spots
}

/// The byte of a line where a letter stands, as it is or as JSON may write it.
fn place_in(line: &str, letter: char) -> Option<usize> {
    if !line.contains('\\') {
        return line.find(letter);
    }
    let escaped =
        letter.encode_utf16(&mut [0; 2]).iter().fold(String::new(), |all, unit| all + &format!("\\u{unit:04x}"));
    let capitals = escaped.to_uppercase().replace("\\U", "\\u");
    line.find(letter).or_else(|| line.find(&escaped)).or_else(|| line.find(&capitals))
}

/// Undated events of a file, and those with neither a geometry nor a province or country that is known.
fn trays(loaded: &Loaded, basemap: &Basemap) -> (usize, usize) {
    let events = &loaded.story.events;
    let undated = (0..events.len()).filter(|event| !events.is_dated(*event)).count();
    let mut finder = basemap.place_finder();
    let without = (0..events.len()).filter(|event| !events.is_placed(*event));
    let unplaced = without.filter(|event| finder.places_of(&events.get(*event)).is_empty()).count();
    (undated, unplaced)
}

fn text_of(path: &Path, found: &Result<Loaded, LoadError>, basemap: &Basemap) -> String {
    let path = shown(path);
    let mut text = String::new();
    let mut add = |diagnostic: &Diagnostic| {
        writeln!(text, "{path}:{}", plain(&diagnostic.to_string())).expect("a string can grow");
    };
    match found {
        Err(error) => add(&error.diagnostic()),
        Ok(loaded) => {
            loaded.diagnostics.iter().for_each(add);
            let found = &loaded.diagnostics;
            if found.more() > 0 {
                writeln!(text, "{path}: and {} more", found.more()).expect("a string can grow");
            }
            let (undated, unplaced) = trays(loaded, basemap);
            if let Some(table) = &loaded.table {
                let schema = table.schema.map(|schema| format!(" ({schema})")).unwrap_or_default();
                writeln!(text, "{path}: columns{schema}: {}", plain(&table.mapping.to_string()))
                    .expect("a string can grow");
            }
            let report = &loaded.report;
            let mut counts = vec![
                format!("{} as {}", counted(loaded.rows, "row"), loaded.format),
                counted(loaded.story.events.len(), "event"),
                format!("{undated} without date"),
                format!("{unplaced} without place"),
            ];
            let further = [
                (report.out_of_range, "out of range"),
                (report.duplicates, "duplicate"),
                (report.joined, "joined as further claims"),
                (report.wrapped, "wrapped"),
            ];
            counts
                .extend(further.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
            counts.extend([
                format!("{} skipped", loaded.rejected),
                counted(found.errors(), "error"),
                counted(found.warnings(), "warning"),
            ]);
            writeln!(text, "{path}: {}", counts.join(", ")).expect("a string can grow");
        }
    }
    text
}

/// What the sources lack, a line each, and in sum.
fn provenance_text(path: &Path, story: &Story) -> String {
    let found = Provenance::of(story);
    let path = shown(path);
    let mut text = String::new();
    for lack in &found.sources {
        let source = &story.sources[lack.source];
        let claims = counted(lack.claims, "claim");
        let line = format!("{path}: source {} ({claims}) lacks {}", plain(&source.id), lack.missing.join(", "));
        writeln!(text, "{line}").expect("a string can grow");
    }
    for (source, copied) in &found.copies {
        let source = &story.sources[*source];
        let address = plain(source.address());
        writeln!(text, "{path}: source {} {}: {address}", plain(&source.id), copied.words())
            .expect("a string can grow");
    }
    for (count, noun, of) in
        [(found.source_count, "source", &found.of_sources), (found.claim_count, "claim", &found.of_claims)]
    {
        let lacks: Vec<String> = of.iter().map(|(what, lack)| format!("{lack} without {what}")).collect();
        writeln!(text, "{path}: of {}, {}", counted(count, noun), lacks.join(", ")).expect("a string can grow");
    }
    let kinds: Vec<String> =
        copy_counts(&found).map(|(kind, count)| format!("{count} {}", kind.words_of_several())).collect();
    writeln!(text, "{path}: of {}, {}", counted(found.source_count, "source"), kinds.join(", "))
        .expect("a string can grow");
    text
}

/// How many sources were not read at their publisher's own address, by kind.
fn copy_counts(found: &Provenance) -> impl Iterator<Item = (Copied, usize)> {
    Copied::ALL.into_iter().map(|kind| (kind, found.copies.iter().filter(|(_, of)| *of == kind).count()))
}

fn json_of(path: &Path, found: &Result<Loaded, LoadError>, basemap: &Basemap) -> serde_json::Value {
    let finding = |diagnostic: &Diagnostic| {
        json!({
            "line": diagnostic.line,
            "column": diagnostic.column,
            "severity": diagnostic.severity.word(),
            "message": diagnostic.message,
        })
    };
    let path = path.display().to_string();
    match found {
        Err(error) => json!({
            "path": path, "format": null, "rows": 0, "events": 0, "undated": 0, "unplaced": 0, "rejected": 0,
            "errors": 1, "warnings": 0,
            "diagnostics": [finding(&error.diagnostic())],
        }),
        Ok(loaded) => {
            let (undated, unplaced) = trays(loaded, basemap);
            json!({
                "path": path,
                "format": loaded.format,
                "rows": loaded.rows,
                "events": loaded.story.events.len(),
                "undated": undated,
                "unplaced": unplaced,
                "rejected": loaded.rejected,
                "out_of_range": loaded.report.out_of_range,
                "duplicates": loaded.report.duplicates,
                "joined": loaded.report.joined,
                "wrapped": loaded.report.wrapped,
                "mapping": loaded.table.as_ref().map(|table| table.mapping.to_string()),
                "schema": loaded.table.as_ref().and_then(|table| table.schema),
                "errors": loaded.diagnostics.errors(),
                "warnings": loaded.diagnostics.warnings(),
                "provenance": provenance_json(&loaded.story),
                "diagnostics": loaded.diagnostics.iter().map(finding).collect::<Vec<_>>(),
            })
        }
    }
}

/// What the sources lack: in sum, and by source.
fn provenance_json(story: &Story) -> serde_json::Value {
    let found = Provenance::of(story);
    let sum = |of: &[(&'static str, usize)]| {
        of.iter().map(|(what, count)| ((*what).to_owned(), json!(count))).collect::<serde_json::Map<_, _>>()
    };
    let by_source = found
        .sources
        .iter()
        .map(|lack| json!({ "source": story.sources[lack.source].id, "claims": lack.claims, "missing": lack.missing }));
    json!({
        "sources": found.source_count,
        "claims": found.claim_count,
        "sources_without": sum(&found.of_sources),
        "claims_without": sum(&found.of_claims),
        "copies": copy_counts(&found).map(|(kind, count)| (kind.word().to_owned(), json!(count)))
            .collect::<serde_json::Map<_, _>>(),
        "copied": found.copies.iter().map(|(source, kind)| {
            let source = &story.sources[*source];
            json!({ "source": source.id, "kind": kind.word(), "url": source.url, "archived": source.archived })
        }).collect::<Vec<_>>(),
        "by_source": by_source.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_in_their_first_line_as_they_are_or_as_json_writes_them() {
        let text = "id,title\n1,a กข\n2,ข \\u0E01 \\ud83d\\ude00\n";
        let spots = spots_of(text.as_bytes(), &['ก', 'ข', '😀', 'ค']);
        assert_eq!(spots, [Some((2, 5)), Some((2, 6)), Some((3, 12)), None]);
        assert_eq!(spots_of(&b"a\n\xff\n\xe0\xb8\x81"[..], &['\u{e01}']), [None], "it is not UTF-8");
    }
}
