//! The foot of the templates for readers: sources by the numbers of their events, and what else must be said.

use super::code::code_block;
use super::dress::Dress;
use super::foot::{excluded_words, figure_credits};
use super::plates::Block;
use super::runs::{Run, run_block};
use super::told::Told;
use super::words::enclosed;
use super::{Part, Template};
use crate::model::{Event, grouped};
use crate::query::cited_sources;
use crate::scene::legend::{LegendRow, Sample};
use crate::scene::text_layout::Type;
use crate::scene::wording::closed;
use crate::scene::{Dash, Face, Point};

/// How many sources are named under a number, the most first.
const NAMED: [usize; 7] = [usize::MAX, 8, 5, 3, 2, 1, 0];

/// Words with a bold lead.
pub(super) struct Remark {
    lead: String,
    words: String,
}

fn remark(lead: &str, words: impl Into<String>) -> Remark {
    Remark { lead: lead.to_owned(), words: words.into() }
}

fn runs_of(remarks: &[Remark], told: &Told<'_>, dress: &Dress) -> Vec<Run> {
    let (bold, plain) = (Type::new(Face::SemiBold, dress.small), Type::new(Face::Regular, dress.small));
    let (ink, second) = (told.palette.ink, told.palette.ink_secondary);
    let runs = remarks.iter().flat_map(|Remark { lead, words }| {
        let words = words.clone();
        [Run { words: lead.clone(), font: bold, color: ink }, Run { words, font: plain, color: second }]
    });
    runs.filter(|run| !run.words.is_empty()).collect()
}

/// The foot: sources at the left and remarks at the right where it is wide, else under each other. The sources have
/// `most` lines at most; what has no room is counted, and said to be on the pages that follow. What `shapes` say of
/// marks stands before the remarks.
pub(super) fn foot_of(
    told: &Told<'_>,
    dress: &Dress,
    shapes: Vec<Run>,
    lines: &[LegendRow],
    (width, most): (f32, usize),
) -> Block {
    let template = told.subject.composition.template;
    let module = if template == Template::Slide { 1.5 } else { 1.0 };
    let link = told.subject.composition.link.as_deref();
    let Some((code, side)) = link.and_then(|link| code_block(link, module)) else {
        return words_of(told, dress, shapes, lines, (width, most));
    };
    // The code stands at the right, its free ground at the edge of the page.
    let mut block = words_of(told, dress, shapes, lines, (width - side - 4.0, most));
    block.put(code, [width - side, 0.0]);
    block
}

fn words_of(
    told: &Told<'_>,
    dress: &Dress,
    shapes: Vec<Run>,
    lines: &[LegendRow],
    (width, most): (f32, usize),
) -> Block {
    let sources = told.subject.composition.has(Part::Sources);
    let mut remarks = shapes;
    remarks.extend(run_lines(told, dress, lines));
    // A slide has no room for a long list and a report has it on its pages: both say the rest in a few wide lines.
    if sources && matches!(told.subject.composition.template, Template::Slide | Template::Report) {
        let named = NAMED.into_iter().map(|named| runs_of(&self::sources(told, named), told, dress));
        let short = |runs: &Vec<Run>| run_block(runs, width).height <= height_of(most, dress);
        let named = named.filter(|_| most > 0).find(short);
        remarks.extend(named.unwrap_or_else(|| runs_of(&self::sources(told, 0), told, dress)));
        return run_block(&remarks, width);
    }
    let is_wide = width > 56.0 * dress.small && sources;
    let (left, right) = if is_wide { (width * 0.58, width * 0.38) } else { (width, width) };
    let mut block = if sources { sources_block(told, dress, (left, most)) } else { Block::default() };
    let at: Point = if is_wide { [width - right, 0.0] } else { [0.0, block.height + if sources { 4.0 } else { 0.0 }] };
    block.put(run_block(&remarks, right), at);
    block
}

fn sources_block(told: &Told<'_>, dress: &Dress, (width, most): (f32, usize)) -> Block {
    let height = height_of(most, dress);
    let tries = NAMED.into_iter().map(|named| run_block(&runs_of(&sources(told, named), told, dress), width));
    let mut last = Block::default();
    for block in tries {
        last = block;
        if last.height <= height {
            break;
        }
    }
    last
}

/// How high so many lines are.
fn height_of(lines: usize, dress: &Dress) -> f32 {
    lines as f32 * dress.small * super::plates::LEADING + 1.0
}

/// The sources of each number, so many of them by name.
fn sources(told: &Told<'_>, named: usize) -> Vec<Remark> {
    let store = told.subject.store;
    let mut remarks = Vec::new();
    if named > 0 {
        for (index, number) in numbered(told) {
            let ids = source_ids(store.event(index).as_ref());
            let names: Vec<String> =
                ids.iter().filter_map(|id| store.source(id)).map(|source| enclosed(source.name())).collect();
            if names.is_empty() {
                continue;
            }
            let more = names.len().saturating_sub(named);
            let mut words = names[..names.len() - more].join(", ");
            if more > 0 {
                words = format!("{words}, {more} more");
            }
            remarks.push(remark(&number.to_string(), format!("{words};")));
        }
        if let Some(last) = remarks.last_mut() {
            last.words.pop();
            last.words.push('.');
        }
    }
    if !remarks.is_empty() {
        remarks[0].lead = format!("Sources by number {}", remarks[0].lead);
    }
    let count = match cited_sources(store, told.shown.events()).len() {
        0 => return Vec::new(),
        1 => "1 source".to_owned(),
        count => format!("{} sources", grouped(count)),
    };
    let hash = told.subject.store.whole_hash(crate::io::story_hash);
    let hash = &hash[..12];
    let words = match told.subject.composition.link.as_deref() {
        Some(link) => {
            format!("{count} in all, with their addresses at {} (story file {hash}, SHA-256).", enclosed(link))
        }
        None => format!(
            "{count} in all, with their addresses on the further pages of the PDF and in the story file {hash} (SHA-256)."
        ),
    };
    remarks.push(if remarks.is_empty() { remark("Sources", words) } else { remark("", words) });
    remarks
}

/// Events with their numbers, in order.
pub(super) fn numbered(told: &Told<'_>) -> Vec<(usize, usize)> {
    let mut numbered: Vec<(usize, usize)> = told.numbers.iter().map(|(index, number)| (*index, *number)).collect();
    numbered.sort_by_key(|(_, number)| *number);
    numbered
}

/// The ids of the sources of an event, each once, in the order of its claims.
pub(super) fn source_ids(event: &Event) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for claim in &event.claims {
        if !ids.contains(&claim.source) {
            ids.push(claim.source.clone());
        }
    }
    ids
}

/// What the shapes and lines mean that are drawn, what is not, whose data it is, and what was left out.
fn run_lines(told: &Told<'_>, dress: &Dress, lines: &[LegendRow]) -> Vec<Run> {
    let subject = told.subject;
    let store = subject.store;
    let mut remarks = Vec::new();
    for row in lines {
        let Sample::Line(dash) = row.sample else { continue };
        let (lead, words) = match dash {
            Dash::Chain => row.words.split_once(", ").unwrap_or((&row.words, "")),
            Dash::Dashes => ("Dashed line:", row.words.as_str()),
            Dash::Long => ("Long dashes:", row.words.as_str()),
            Dash::Dots => ("Dotted line:", row.words.as_str()),
            Dash::Sparse => ("Dots far apart:", row.words.as_str()),
            Dash::Solid | Dash::Short => ("", row.words.as_str()),
        };
        remarks.push(remark(lead, super::words::stopped(words)));
    }
    if subject.composition.has(Part::Notes) {
        let unplaced: Vec<String> =
            told.shown.unplaced().filter_map(|index| told.numbers.get(&index)).map(usize::to_string).collect();
        if !unplaced.is_empty() {
            remarks.push(remark("Not on the map", format!("{}, no place given.", joined(&unplaced))));
        } else if told.shown.unplaced_count() > 0 {
            remarks.push(remark("Not on the map", format!("{} events, no place given.", told.shown.unplaced_count())));
        }
        if !told.beyond.is_empty() {
            let titles: Vec<String> =
                told.beyond.iter().take(4).map(|index| format!("“{}”", closed(&store.title(*index)))).collect();
            let more = told.beyond.len().saturating_sub(4);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            remarks.push(remark("Not drawn", format!("{}{more}, from before to after these days.", titles.join(", "))));
        }
        let undated = subject.shown.undated().len();
        if undated > 0 {
            remarks.push(remark("Undated", format!("and not shown: {undated}.")));
        }
        for words in excluded_words(subject) {
            remarks.push(remark("", super::words::stopped(&crate::scene::capitalized(&words))));
        }
    }
    for words in figure_credits(subject) {
        remarks.push(remark("", super::words::stopped(&crate::scene::capitalized(&words))));
    }
    runs_of(&remarks, told, dress)
}

/// `5`, `5 and 13`, `5, 8 and 13`.
fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
