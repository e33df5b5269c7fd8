//! What is to be said of a story that is in memory, as it is said of its file.
//!
//! Answers which remarks there are and on which member. It knows no line, since there is no text.

use serde_json::Value;

use super::findings::{Findings, Remark, Spot};
use super::{FEATURES, STORY, read, references, sense, write};
use crate::model::Story;

/// What the reader of the file of a story would say of it, in the order in which it would be read. A moment in seconds
/// since the Unix epoch after which all is still to come may be named. It makes the objects of the whole story, so ask
/// it of small ones.
pub fn remarks_on(story: &Story, now_secs: Option<f64>) -> Vec<Remark> {
    let mut found = Findings::default();
    let head = Value::Object(write::story_value(story));
    let mut again = read::story_of(head, Spot::Top.key(STORY), &mut found);
    let features = Spot::Top.key(FEATURES);
    for (index, event) in story.events.iter().enumerate() {
        again.events.push(read::event_of(write::feature_of(&event), features.index(index), &mut found));
    }
    let features: Vec<usize> = (0..story.events.len()).collect();
    references::name_claims(&mut again, &features, &mut found);
    references::check_story(&again, &features, &mut found);
    sense::check_sense(&again, &features, now_secs, &mut found);
    found.into_remarks()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{carried_story, story_from_slice};

    #[test]
    fn a_story_in_memory_gets_the_remarks_that_its_file_gets() {
        let text = std::str::from_utf8(crate::io::CARRIED).unwrap();
        let faults = [
            ("\"grading\": \"", "\"grading\": \"Z"),
            ("\"said\": \"2025-10", "\"said\": \"2024-10"),
            ("\"category\": \"", "\"category\": \"no-"),
            ("\"source\": \"", "\"source\": \"no-"),
            ("\"when\": \"2025", "\"when\": \"soon 2025"),
            ("\"url\": \"https", "\"url\": \"ftps"),
            ("\"kind\": \"official\"", "\"kind\": \"officious\""),
        ];
        assert_eq!(remarks_on(&carried_story().story, None), []);
        let mut count = 0;
        for (from, to) in faults {
            let loaded = story_from_slice(text.replacen(from, to, 9).as_bytes()).unwrap();
            let told: Vec<&str> = loaded.diagnostics.iter().map(|remark| remark.message.as_str()).collect();
            let remarks = remarks_on(&loaded.story, None);
            assert_eq!(remarks.iter().map(|remark| remark.message.as_str()).collect::<Vec<_>>(), told, "{to}");
            count += told.len();
        }
        assert!(count > 20, "{count}");
    }
}
