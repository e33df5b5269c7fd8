//! What the author's judgements mean: gradings of claims and assessments of events.
//!
//! This module answers what a letter, a digit or a word of the two scales says, and whose judgement
//! it is. It judges nothing: both scales are filled in by the author of a story alone.
//!
//! Claims are graded in the Admiralty code as NATO's STANAG 2511 has it, with the words of its annex:
//! a letter for the source and, apart from that, a digit for what it says. Events are assessed with
//! the five words that Airwars, a recorder of civilian casualties, gives to how well a report is borne
//! out (airwars.org, "Methodology"); what each means is put here in words for events of any kind.

/// The letters of the Admiralty code: how far a source can be relied on.
pub const RELIABILITY: [(char, &str); 6] = [
    ('A', "completely reliable source"),
    ('B', "usually reliable source"),
    ('C', "fairly reliable source"),
    ('D', "not usually reliable source"),
    ('E', "unreliable source"),
    ('F', "reliability of the source cannot be judged"),
];

/// The digits of the Admiralty code: how far what is said can be believed.
pub const CREDIBILITY: [(char, &str); 6] = [
    ('1', "confirmed by other sources"),
    ('2', "probably true"),
    ('3', "possibly true, not confirmed by others"),
    ('4', "doubtful"),
    ('5', "improbable"),
    ('6', "truth cannot be judged"),
];

/// The words of an assessment, from the best borne out on, and what each means.
pub const ASSESSMENTS: [(&str, &str); 5] = [
    ("confirmed", "the side that is held responsible has accepted it"),
    ("fair", "two or more credible sources report it"),
    ("weak", "a single source reports it"),
    ("contested", "accounts of what happened, or of who did it, compete"),
    ("discounted", "credible sources speak against it"),
];

/// A grading in words, such as `C: fairly reliable source · 3: possibly true, not confirmed by
/// others; the author’s rating, by A. Writer`. None for what is no grading.
pub fn grading_words(grading: &str, by: &str) -> Option<String> {
    let mut signs = grading.chars();
    let meaning = |scale: &[(char, &'static str)], sign: char| {
        scale.iter().find(|(known, _)| *known == sign).map(|(_, meaning)| format!("{sign}: {meaning}"))
    };
    let source = meaning(&RELIABILITY, signs.next()?)?;
    let said = meaning(&CREDIBILITY, signs.next()?)?;
    signs.next().is_none().then(|| format!("{source} · {said}; {}", judgement_of(by)))
}

/// What an assessment means and whose it is. None for another word than those of the scale.
pub fn assessment_words(assessment: &str, by: &str) -> Option<String> {
    let (_, meaning) = ASSESSMENTS.iter().find(|(word, _)| *word == assessment)?;
    Some(format!("{assessment}: {meaning}; {}", judgement_of(by)))
}

fn judgement_of(name: &str) -> String {
    if name.is_empty() { "the author’s rating".to_owned() } else { format!("the author’s rating, by {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grading_says_what_both_signs_mean_and_whose_it_is() {
        let words =
            "C: fairly reliable source · 3: possibly true, not confirmed by others; the author’s rating, by A. W.";
        assert_eq!(grading_words("C3", "A. W.").as_deref(), Some(words));
        let words = "F: reliability of the source cannot be judged · 6: truth cannot be judged; the author’s rating";
        assert_eq!(grading_words("F6", "").as_deref(), Some(words));
        for wrong in ["", "C", "C7", "G1", "C33"] {
            assert_eq!(grading_words(wrong, ""), None, "{wrong}");
        }
    }

    #[test]
    fn an_assessment_says_what_it_means() {
        let words = "contested: accounts of what happened, or of who did it, compete; the author’s rating";
        assert_eq!(assessment_words("contested", "").as_deref(), Some(words));
        assert_eq!(assessment_words("certain", ""), None);
    }
}
