//! What must hold for an event to be shown.

use std::fmt;
use std::str::FromStr;

use super::field::Field;
use super::plan::Plan;
use super::term::{Sense, Term, Test};
use super::value::Value;
use super::{FilterError, check, parse};
use crate::store::{Facet, Store, fold};

/// Terms that must all hold for an event. The default holds for every event.
///
/// Words and `field:value` terms, with blanks between them. Values with commas between them are
/// alternatives, a leading `-` turns a term round, and quotes hold together words or a value with
/// blanks in it. Printing a filter and parsing what was printed gives the same filter.
///
/// | field | value | holds for an event |
/// |---|---|---|
/// | (words) | `"written guarantees"` | whose text has them: title, summary, place, claims, quotes, speakers, publishers |
/// | `category`, `layer`, `actor`, `source` | id or name | that has it |
/// | `side`, `assessment`, `measure` | text | that has it |
/// | `place`, `publisher`, `speaker` | text | that has it, as whole words of the name |
/// | `attribution` | `named`, `outlet`, `anonymous` | whose best kind of voice it is |
/// | `attribution` | `official`, `document` | with a claim of that kind |
/// | `stance` | `denies`, … | with a claim of that stance |
/// | `grading` | `C3`, `B`, `<=C3` (and better) | with a claim so graded by the author |
/// | `disputed`, `single-source`, `dated`, `placed` | `yes`, `no` | of which it is true |
/// | `sources`, `claims` | `2`, `>=2`, `<5` | with that many |
/// | `figure` | `>=50` | with a claim that gives a figure whose range allows it |
/// | `when` | EDTF | whose possible span meets it |
/// | `said` | EDTF | with a claim that was possibly said then |
/// | `bbox` | `W,S,E,N` | some part of which lies in it |
/// | `id` | id | that has it |
/// | (number) | `deaths>20`, `>=`, `<`, `<=`, `=`, `magnitude:6..7`, `6..`, `..7` | whose number is as asked, both ends included |
///
/// A number is what claims measure or what a column of a table holds, one of [`Store::numbers`]; of several that
/// claims give, the highest. It is called by its name, in quotes where that has blanks or is the word of a field:
/// `"soldiers killed">10`. An event that does not have the number is not found, and with a leading `-` it is.
///
/// Ids, names and words are compared without regard to case and accents.
///
/// ```
/// # use meridian::query::Filter;
/// let filter = Filter::parse("category:strike,clash -actor:pakistan \"written guarantees\"")?;
/// assert!(filter.has("category", "clash"));
/// assert_eq!(filter.to_string(), "category:strike,clash -actor:pakistan \"written guarantees\"");
///
/// let error = Filter::parse("kabul actr:pakistan").unwrap_err();
/// assert_eq!(error.offset, 6);
/// # Ok::<(), meridian::query::FilterError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Filter {
    pub(super) terms: Vec<Term>,
}

impl Filter {
    /// Reads a filter; empty text is the filter that holds for every event.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        Ok(Self { terms: parse::terms(text)? })
    }

    /// True when it holds for every event, having no terms.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Its terms, each of which prints as it is written in the filter.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The filter without the term at this position.
    #[must_use]
    pub fn without_term(&self, position: usize) -> Self {
        let kept = self.terms.iter().enumerate().filter(|(index, _)| *index != position);
        Self { terms: kept.map(|(_, term)| term.clone()).collect() }
    }

    /// True when every term holds for an event.
    ///
    /// To ask this of many events use [`select`](super::select), which looks up names only once.
    pub fn matches(&self, store: &Store, index: usize) -> bool {
        Plan::new(&self.terms, store).admits(index)
    }

    /// True when a term asks for a layer by this id or name, which shows it even when it is hidden.
    pub fn names_layer(&self, id_or_name: &str) -> bool {
        let asked = Value::Text(id_or_name.to_owned());
        self.values_of(Field::Facet(Facet::Layer)).any(|value| same(value, &asked))
    }

    /// True when a term asks for this value of this field, alone or among alternatives.
    pub fn has(&self, field: &str, value: &str) -> bool {
        let Some((field, value)) = read(field, value) else { return false };
        self.values_of(field).any(|candidate| same(candidate, &value))
    }

    /// The filter with a value taken out of the terms that ask for it, or else added: to the
    /// alternatives of the first term that asks for this field, or as a new term.
    ///
    /// Where a field takes one value, such as `disputed`, the new value replaces the old. Terms with
    /// a leading `-` stay as they are. An unknown field or a value that the field does not take
    /// changes nothing.
    ///
    /// ```
    /// # use meridian::query::Filter;
    /// let filter = Filter::default().with_toggled("actor", "Afghan Taliban").with_toggled("actor", "pakistan");
    /// assert_eq!(filter.to_string(), "actor:\"Afghan Taliban\",pakistan");
    /// assert_eq!(filter.with_toggled("actor", "afghan taliban").to_string(), "actor:pakistan");
    /// ```
    #[must_use]
    pub fn with_toggled(&self, field: &str, value: &str) -> Self {
        let mut toggled = self.clone();
        let Some((asked, value)) = read(field, value) else { return toggled };
        let removes = self.values_of(asked).any(|candidate| same(candidate, &value));
        let mut of_field = toggled.terms.iter_mut().filter_map(|term| match (term.sense, &mut term.test) {
            (Sense::Must, Test::Field(field, values)) if *field == asked => Some(values),
            _ => None,
        });
        if removes {
            of_field.for_each(|values| values.retain(|candidate| !same(candidate, &value)));
            toggled.terms.retain(|term| !matches!(&term.test, Test::Field(_, values) if values.is_empty()));
        } else if let Some(values) = of_field.next() {
            if asked.takes_one_value() {
                values.clear();
            }
            values.push(value);
        } else {
            toggled.terms.push(Term { sense: Sense::Must, test: Test::Field(asked, vec![value]) });
        }
        toggled
    }

    /// The filter with one value of a field in the place of others, in terms with `-` too.
    #[must_use]
    pub fn with_replaced(&self, field: &str, values: &[&str], into: &str) -> Self {
        let mut replaced = self.clone();
        let Some((asked, into)) = read(field, into) else { return replaced };
        let gone: Vec<Value> = values.iter().filter_map(|value| read(field, value)).map(|(_, value)| value).collect();
        for term in &mut replaced.terms {
            let Test::Field(of, values) = &mut term.test else { continue };
            if *of != asked || !values.iter().any(|value| gone.iter().any(|gone| same(gone, value))) {
                continue;
            }
            let mut kept: Vec<Value> = Vec::new();
            for value in values.drain(..) {
                let value = if gone.iter().any(|gone| same(gone, &value)) { into.clone() } else { value };
                if !kept.iter().any(|other| same(other, &value)) {
                    kept.push(value);
                }
            }
            *values = kept;
        }
        replaced
    }

    /// The first value that no event of the store has, with the nearest that one has; the offset is
    /// into the filter as it prints. None when every id and name is known.
    ///
    /// Such a filter is valid, but likely misspelt: it finds nothing, or with `-` excludes nothing.
    pub fn check(&self, store: &Store) -> Option<FilterError> {
        check::unknown_value(&self.terms, store)
    }

    /// The values of a field that terms without `-` ask for.
    fn values_of(&self, asked: Field) -> impl Iterator<Item = &Value> {
        let wanted = self.terms.iter().filter(|term| term.sense == Sense::Must);
        wanted.flat_map(move |term| match &term.test {
            Test::Field(field, values) if *field == asked => values.as_slice(),
            _ => &[],
        })
    }
}

/// A field and one of its values. None when there is no such field or it does not take the value.
fn read(field: &str, value: &str) -> Option<(Field, Value)> {
    let field = Field::from_word(field)?;
    Some((field, field.value_from_text(value).ok()?))
}

/// True when two values ask for the same.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => fold(one) == fold(other),
        _ => one == other,
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            write!(f, "{}{term}", if index == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Filter {
    type Error = FilterError;

    fn try_from(text: String) -> Result<Self, FilterError> {
        Self::parse(&text)
    }
}

impl From<Filter> for String {
    fn from(filter: Filter) -> Self {
        filter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::store;

    /// Ids of the events for which a filter holds, in the order of the file.
    fn found(filter: &str) -> Vec<String> {
        let store = store();
        let filter = Filter::parse(filter).unwrap();
        let matching = (0..store.len()).filter(|&index| filter.matches(&store, index));
        matching.map(|index| store.id(index).into_owned()).collect()
    }

    #[test]
    fn each_field_finds_what_its_table_row_says() {
        for (filter, expected) in [
            ("category:strike", &["strike", "clash"][..]),
            ("category:\"air strike\",TALKS", &["truce", "strike", "clash"]),
            ("category:undeclared", &["rumour"]),
            ("layer:background", &["war"]),
            ("actor:taliban", &["truce", "war"]),
            ("actor:\"Afghan Taliban\"", &["truce", "war"]),
            ("side:b", &["truce", "war"]),
            ("place:kabul", &["strike", "war"]),
            ("source:reuters", &["truce", "strike"]),
            ("publisher:News18", &["strike", "rumour"]),
            ("speaker:mujahid", &["strike"]),
            ("attribution:named", &["strike"]),
            ("attribution:official", &["strike"]),
            ("attribution:document", &[]),
            ("attribution:anonymous", &["rumour"]),
            ("attribution:outlet,anonymous", &["truce", "rumour"]),
            ("stance:denies", &["strike"]),
            ("assessment:contested", &["strike"]),
            ("grading:<=D3", &["strike"]),
            ("grading:<=C2", &[]),
            ("measure:\"soldiers killed\"", &["strike"]),
            ("disputed:yes", &["strike"]),
            ("single-source:yes", &["truce", "rumour"]),
            ("dated:no", &["undated-b", "undated-a"]),
            ("placed:no", &["undated-b", "rumour"]),
            ("sources:>=2", &["strike"]),
            ("claims:2", &["strike", "rumour"]),
            ("claims:0 dated:yes", &["war", "clash"]),
            ("figure:>50", &["strike"]),
            ("figure:30", &[]),
            ("when:2025-10-09", &["strike", "war", "clash"]),
            ("when:2025-10-20", &["truce", "war"]),
            ("-when:2025-10 -dated:no", &[]),
            ("said:../2025-10-11", &["strike"]),
            ("said:2025-10-13", &[]),
            ("bbox:50,30,60,40", &["truce"]),
            ("\"soldiers killed\">=58", &["strike"]),
            ("\"Soldiers killed\":58..60", &["strike"]),
            ("soldiers_killed>58", &[]),
            ("-\"soldiers killed\"<100 dated:yes", &["truce", "war", "rumour", "clash"]),
            ("unheard_of>1", &[]),
            ("claims>=2", &["strike", "rumour"]),
            ("id:STRIKE,truce", &["truce", "strike"]),
            ("erdogan's", &["truce"]),
            ("\"Written  guarantees\"", &["truce"]),
            ("written kabul", &[]),
            ("kabul -\"air strikes\"", &["war", "undated-a"]),
            ("-actor:pakistan,taliban -dated:no", &["rumour"]),
        ] {
            assert_eq!(found(filter), expected, "{filter}");
        }
        assert_eq!(found("").len(), 7);
    }

    #[test]
    fn a_filter_prints_canonically_and_reads_back() {
        for (typed, printed) in [
            ("", ""),
            ("  kabul\tdoha ", "kabul doha"),
            ("CATEGORY:Strike,\"x y\"", "category:Strike,\"x y\""),
            ("disputed:YES", "disputed:yes"),
            ("-\"-x\" --x", "-\"-x\" -\"-x\""),
            ("10:30", "\"10:30\""),
            ("deaths>20 -deaths>=1e3", "deaths>20 -deaths>=1000"),
            ("Deaths:≤5 deaths:3", "Deaths<=5 deaths=3"),
            ("mag:6.0..7 mag:6.. mag:..7", "mag:6..7 mag>=6 mag<=7"),
            ("\"fatalities best\">10 \"x\":1..2", "\"fatalities best\">10 x:1..2"),
            ("\"sources\">2 sources>2", "\"sources\">2 sources:>2"),
            ("n(total)=5 <b> \"a=b\"", "\"n(total)\"=5 \"<b>\" \"a=b\""),
            (r#"speaker:"a \"b\" \\ \c""#, r#"speaker:"a \"b\" \\ \\c""#),
            ("sources:≥2,=5", "sources:>=2,5"),
            ("grading:<=c3", "grading:<=C3"),
            ("bbox:60.0,29,75,39", "bbox:60,29,75,39"),
            ("when:{2025-10-09,2025-10-11},2025", "when:\"{2025-10-09,2025-10-11}\",2025"),
            ("actor:a\"b", "actor:\"a\\\"b\""),
        ] {
            let filter = Filter::parse(typed).unwrap();
            assert_eq!(filter.to_string(), printed, "{typed}");
            assert_eq!(Filter::parse(printed).unwrap(), filter, "{typed}");
        }
    }

    #[test]
    fn values_are_toggled_among_the_alternatives() {
        let toggled = |filter: &str, field: &str, value: &str| {
            Filter::parse(filter).unwrap().with_toggled(field, value).to_string()
        };
        assert_eq!(toggled("", "category", "strike"), "category:strike");
        assert_eq!(toggled("category:strike x", "category", "talks"), "category:strike,talks x");
        assert_eq!(toggled("category:Strike x", "category", "strike"), "x");
        assert_eq!(toggled("-category:strike", "category", "strike"), "-category:strike category:strike");
        assert_eq!(toggled("disputed:yes", "disputed", "no"), "disputed:no");
        assert_eq!(toggled("disputed:yes", "disputed", "yes"), "");
        assert_eq!(toggled("x", "nonsense", "yes"), "x");
        assert_eq!(toggled("x", "disputed", "nonsense"), "x");
        assert!(!Filter::parse("-category:strike").unwrap().has("category", "strike"));
    }

    #[test]
    fn a_value_takes_the_place_of_others_once_in_each_term() {
        let filter = Filter::parse("actor:Isaf,nato,un -actor:isaf category:isaf truce").unwrap();
        let replaced = filter.with_replaced("actor", &["isaf", "International force"], "nato");
        assert_eq!(replaced.to_string(), "actor:nato,un -actor:nato category:isaf truce");
    }

    #[test]
    fn a_layer_is_named_by_terms_without_a_minus() {
        let filter = Filter::parse("layer:Background -layer:article").unwrap();
        assert!(filter.names_layer("background"));
        assert!(!filter.names_layer("article"));
    }

    #[test]
    fn a_term_is_taken_out_by_its_position() {
        let filter = Filter::parse("kabul category:strike").unwrap();
        assert_eq!(filter.terms()[1].field(), Some("category"));
        assert_eq!(filter.without_term(0).to_string(), "category:strike");
    }
}
