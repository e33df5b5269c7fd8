//! At which line and column does a value stand in a text?
//!
//! One pass over a text that is known to be JSON finds all paths asked for. The pass keeps its own
//! stack, so depth costs no calls. It does not know what the JSON means.

use std::collections::BTreeMap;

use json_event_parser::{JsonEvent, LowLevelJsonParser};

/// One step from a JSON value into a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::io) enum Step {
    /// To the member of an object.
    Key(String),
    /// To the element of an array.
    Index(usize),
}

/// The way from the top of the file to a value.
pub(in crate::io) type Path = Vec<Step>;

/// The paths asked for, as a tree; the top is the first branch.
struct Branch {
    children: BTreeMap<Step, usize>,
    /// Byte at which the value starts, once it was met.
    start: Option<usize>,
    parent: usize,
}

/// An array or object that the pass is in.
struct Frame {
    /// Its branch, when a path leads through it.
    branch: Option<usize>,
    /// The step to its next value.
    next: Step,
}

/// Line and column, counted from 1, column in characters, of each path in `text`.
/// A path that leads nowhere has the position of the last value on its way.
pub(in crate::io) fn line_columns_of(text: &str, paths: &[&Path]) -> Vec<(usize, usize)> {
    let mut tree = vec![Branch { children: BTreeMap::new(), start: None, parent: 0 }];
    let ends: Vec<usize> = paths.iter().map(|path| grow(&mut tree, path)).collect();
    find_starts(text, &mut tree);
    let starts: Vec<usize> = ends
        .into_iter()
        .map(|mut branch| {
            while tree[branch].start.is_none() && branch > 0 {
                branch = tree[branch].parent;
            }
            tree[branch].start.unwrap_or(0)
        })
        .collect();
    line_columns_at(text, &starts)
}

/// Line and column, counted from 1, of elements of the array that a text is.
pub(in crate::io) fn places_of_elements(text: &str, indexes: &[usize]) -> Vec<(usize, usize)> {
    let paths: Vec<Path> = indexes.iter().map(|index| vec![Step::Index(*index)]).collect();
    line_columns_of(text, &paths.iter().collect::<Vec<_>>())
}

/// The branch at the end of a path, grown where it is new.
fn grow(tree: &mut Vec<Branch>, path: &Path) -> usize {
    let mut at = 0;
    for step in path {
        at = if let Some(child) = tree[at].children.get(step) {
            *child
        } else {
            let child = tree.len();
            tree.push(Branch { children: BTreeMap::new(), start: None, parent: at });
            tree[at].children.insert(step.clone(), child);
            child
        };
    }
    at
}

/// Walks over all values and notes where those of the tree start. The last of equal keys counts, as
/// it does for the reader.
fn find_starts(text: &str, tree: &mut [Branch]) {
    let bytes = text.as_bytes();
    let mut parser = LowLevelJsonParser::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut offset = 0;
    loop {
        let result = parser.parse_next(bytes.get(offset..).unwrap_or_default(), true);
        let from = offset;
        offset += result.consumed_bytes;
        let Some(Ok(event)) = result.event else { return };
        match event {
            JsonEvent::Eof => return,
            JsonEvent::ObjectKey(key) => {
                if let Some(frame) = frames.last_mut()
                    && frame.branch.is_some()
                {
                    frame.next = Step::Key(key.into_owned());
                }
            }
            JsonEvent::EndArray | JsonEvent::EndObject => {
                frames.pop();
                pass(&mut frames);
            }
            JsonEvent::StartArray | JsonEvent::StartObject => {
                let branch = enter(&frames, tree, || value_start(bytes, from));
                let next = if event == JsonEvent::StartArray { Step::Index(0) } else { Step::Key(String::new()) };
                frames.push(Frame { branch, next });
            }
            JsonEvent::String(_) | JsonEvent::Number(_) | JsonEvent::Boolean(_) | JsonEvent::Null => {
                enter(&frames, tree, || value_start(bytes, from));
                pass(&mut frames);
            }
        }
    }
}

/// The branch of the value that starts here, if a path leads to it; notes its start.
fn enter(frames: &[Frame], tree: &mut [Branch], start: impl FnOnce() -> usize) -> Option<usize> {
    let branch = match frames.last() {
        None => 0,
        Some(frame) => *tree[frame.branch?].children.get(&frame.next)?,
    };
    tree[branch].start = Some(start());
    Some(branch)
}

/// Goes on to the next element, in an array.
fn pass(frames: &mut [Frame]) {
    if let Some(Frame { next: Step::Index(index), .. }) = frames.last_mut() {
        *index += 1;
    }
}

/// The first byte of the value that follows: after space, comma and colon.
fn value_start(bytes: &[u8], from: usize) -> usize {
    let skipped = bytes.iter().skip(from).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':'));
    from + skipped.count()
}

/// Line and column, counted from 1, of each byte offset, in a single sweep.
fn line_columns_at(text: &str, offsets: &[usize]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|&index| offsets[index]);
    let mut spots = vec![(1, 1); offsets.len()];
    let (mut line, mut column, mut at) = (1, 1, 0);
    for index in order {
        let upto = offsets[index].min(text.len());
        for byte in &text.as_bytes()[at..upto] {
            if *byte == b'\n' {
                line += 1;
                column = 1;
            } else if !is_continuation(*byte) {
                column += 1;
            }
        }
        at = upto;
        spots[index] = (line, column);
    }
    spots
}

/// Line and column, counted from 1, of one byte offset. The text up to it must be UTF-8.
pub(in crate::io) fn line_column_at(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset.min(bytes.len())];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line = before.split(|byte| *byte == b'\n').count();
    (line, 1 + before[line_start..].iter().filter(|byte| !is_continuation(**byte)).count())
}

/// True for the second and further bytes of a character.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(pointer: &str) -> Path {
        let steps = pointer.split('/').filter(|step| !step.is_empty());
        steps.map(|step| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::Index)).collect()
    }

    #[track_caller]
    fn check(text: &str, pointer: &str, expected: (usize, usize)) {
        assert_eq!(line_columns_of(text, &[&path(pointer)]), [expected], "{pointer} in {text}");
    }

    #[test]
    fn a_value_stands_where_it_starts() {
        let text = "{ \"a\": [1, {\"b\": \"x\"}],\n  \"c\" : null }";
        check(text, "", (1, 1));
        check(text, "a", (1, 8));
        check(text, "a/0", (1, 9));
        check(text, "a/1", (1, 12));
        check(text, "a/1/b", (1, 18));
        check(text, "c", (2, 9));
    }

    #[test]
    fn columns_count_characters() {
        check("{\"کابل\": \"ꯍ😀\", \"b\": 1}", "b", (1, 21));
    }

    #[test]
    fn a_missing_member_stands_where_its_object_does() {
        check("[{}, {\"a\": {\"b\": 1}}]", "1/a/c", (1, 12));
        check("[{}, {\"a\": {\"b\": 1}}]", "1/d", (1, 6));
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        check("{\"a\": 1, \"a\": 2}", "a", (1, 15));
    }
}
