//! Values of a filter that compare: numbers and gradings.
//!
//! Answers whether a number or an Admiralty grading is as a term asks. It does not know where the
//! number comes from.

use std::fmt;

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Is,
    AtLeast,
    AtMost,
    Above,
    Below,
}

impl Comparison {
    /// Every comparison with its sign; longer signs first, so that reading finds them.
    const ALL: [(Self, &'static str); 5] =
        [(Self::AtLeast, ">="), (Self::AtMost, "<="), (Self::Above, ">"), (Self::Below, "<"), (Self::Is, "")];

    fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(comparison, _)| *comparison == self).map_or("", |(_, sign)| sign)
    }

    /// Takes the sign off the front of a text. `=`, `≥` and `≤` are understood too.
    fn split(text: &str) -> (Self, &str) {
        let text = text.trim();
        for (comparison, sign) in [(Self::AtLeast, "≥"), (Self::AtMost, "≤"), (Self::Is, "=")].iter().chain(&Self::ALL)
        {
            if let Some(rest) = text.strip_prefix(sign) {
                return (*comparison, rest.trim_start());
            }
        }
        (Self::Is, text)
    }
}

/// A number to compare with, such as `>=2`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bound {
    pub(super) comparison: Comparison,
    pub(super) number: f64,
}

impl Bound {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (comparison, rest) = Comparison::split(text);
        let number: f64 = rest.parse().ok()?;
        number.is_finite().then_some(Self { comparison, number })
    }

    /// True when some number from `low` to `high`, both included, is as asked.
    pub(super) fn admits_some_of(self, low: f64, high: f64) -> bool {
        match self.comparison {
            Comparison::Is => (low..=high).contains(&self.number),
            Comparison::AtLeast => high >= self.number,
            Comparison::AtMost => low <= self.number,
            Comparison::Above => high > self.number,
            Comparison::Below => low < self.number,
        }
    }

    /// True when the count is as asked.
    pub(super) fn admits_count(self, count: usize) -> bool {
        self.admits_some_of(count as f64, count as f64)
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.comparison.sign(), self.number)
    }
}

/// A grading in the Admiralty code to compare with: `C3`, only its letter or its digit, or `<=C3`
/// for C3 and better, `>=C3` for C3 and worse.
///
/// F and 6 mean that it cannot be judged, which is neither better nor worse than anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GradeBound {
    comparison: Comparison,
    grade: Grade,
}

/// Reliability of the source, A to F, and credibility of what it says, 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grade {
    reliability: Option<char>,
    credibility: Option<char>,
}

impl Grade {
    fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim().chars().map(|char| char.to_ascii_uppercase()).peekable();
        let reliability = rest.next_if(|char| ('A'..='F').contains(char));
        let credibility = rest.next_if(|char| ('1'..='6').contains(char));
        let ended = rest.next().is_none();
        (ended && (reliability.is_some() || credibility.is_some())).then_some(Self { reliability, credibility })
    }

    fn is_judged(self) -> bool {
        self.reliability != Some('F') && self.credibility != Some('6')
    }
}

impl GradeBound {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (comparison, rest) = Comparison::split(text);
        let wrong = "a grading is a letter from A to F and a digit from 1 to 6; write C3, <=C3 for C3 and better, \
                     or >=C3 for C3 and worse";
        let grade = Grade::parse(rest).ok_or(wrong)?;
        match comparison {
            Comparison::Is => {}
            Comparison::AtLeast | Comparison::AtMost if grade.is_judged() => {}
            Comparison::AtLeast | Comparison::AtMost => {
                return Err(format!(
                    "F and 6 mean that it cannot be judged, which does not compare; write grading:{rest}"
                ));
            }
            Comparison::Above | Comparison::Below => return Err(wrong.to_owned()),
        }
        Ok(Self { comparison, grade })
    }

    /// True when a grading, as a story gives it, is as asked.
    pub(super) fn admits(self, grading: &str) -> bool {
        let Some(found) = Grade::parse(grading) else { return false };
        let holds = |found: Option<char>, asked: Option<char>| match (found, asked, self.comparison) {
            (_, None, _) => true,
            (None, ..) => false,
            (Some(found), Some(asked), Comparison::AtMost) => found <= asked,
            (Some(found), Some(asked), Comparison::AtLeast) => found >= asked,
            (Some(found), Some(asked), _) => found == asked,
        };
        let comparable = self.comparison == Comparison::Is
            || Grade {
                reliability: self.grade.reliability.and(found.reliability),
                credibility: self.grade.credibility.and(found.credibility),
            }
            .is_judged();
        comparable
            && holds(found.reliability, self.grade.reliability)
            && holds(found.credibility, self.grade.credibility)
    }
}

impl fmt::Display for GradeBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.comparison.sign())?;
        let Grade { reliability, credibility } = self.grade;
        reliability.iter().chain(&credibility).try_for_each(|char| write!(f, "{char}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_compare_with_any_number_of_a_range() {
        for (text, low, high, admits) in [
            ("58", 50.0, 60.0, true),
            ("58", 10.0, 17.0, false),
            (">=17", 10.0, 17.0, true),
            (">17", 10.0, 17.0, false),
            ("<10", 10.0, 17.0, false),
            ("≤10", 10.0, 17.0, true),
            ("= 12", 10.0, 17.0, true),
        ] {
            assert_eq!(Bound::parse(text).unwrap().admits_some_of(low, high), admits, "{text}");
        }
        for text in ["", ">=", "nan", "inf", "two", ">=>=2"] {
            assert!(Bound::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn better_gradings_have_an_earlier_letter_and_a_lower_digit() {
        for (asked, found, admits) in [
            ("C3", "c3", true),
            ("C3", "C2", false),
            ("c", "C2", true),
            ("2", "C2", true),
            ("<=C3", "A1", true),
            ("<=C3", "A4", false),
            (">=C3", "D5", true),
            (">=C3", "F6", false),
            (">=C3", "F3", false),
            ("<=B", "B6", true),
            ("F6", "F6", true),
            ("<=C3", "B", false),
            ("<=C3", "unknown", false),
        ] {
            assert_eq!(GradeBound::parse(asked).unwrap().admits(found), admits, "{asked} {found}");
        }
        for text in ["", "G1", "C7", "3C", "<C3", "<=F6", "C33"] {
            assert!(GradeBound::parse(text).is_err(), "{text}");
        }
    }
}
