//! Records of reference managers, in RIS.
//!
//! Answers which source each record is of. It does not know the styles of what manages them.

use super::{ReadSource, SourceForm, SourceProblem, SourceReading};

const MOST_RECORDS: usize = 10_000;

/// True for a text in which a record begins.
pub(super) fn looks_like_ris(text: &str) -> bool {
    text.lines().take(200).any(|line| field_of(line).is_some_and(|(tag, _)| tag == "TY"))
}

/// The sources of the records in a text.
pub(super) fn read_ris(text: &str) -> Result<SourceReading, SourceProblem> {
    let (mut sources, mut remarks) = (Vec::new(), Vec::new());
    let mut record: Option<Vec<(&str, String)>> = None;
    for line in text.lines() {
        match (field_of(line), &mut record) {
            (Some(("TY", kind)), _) => {
                sources.extend(record.take().map(|record| source_of(&record)));
                record = Some(vec![("TY", kind.to_owned())]);
            }
            (Some(("ER", _)), _) => sources.extend(record.take().map(|record| source_of(&record))),
            (Some((tag, value)), Some(record)) => record.push((tag, value.to_owned())),
            // A line without a tag goes on with the one before.
            (None, Some(record)) if !line.trim().is_empty() => {
                if let Some((_, value)) = record.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            _ => {}
        }
        if sources.len() == MOST_RECORDS {
            remarks.push(format!("only the first {MOST_RECORDS} records are read"));
            record = None;
            break;
        }
    }
    if let Some(record) = record {
        remarks.push("the last record has no end (ER)".to_owned());
        sources.push(source_of(&record));
    }
    if sources.is_empty() {
        return Err(SourceProblem::Broken {
            form: "RIS",
            message: "there is no record, which begins with TY".to_owned(),
        });
    }
    Ok(SourceReading { form: SourceForm::Ris, sources, remarks })
}

/// A tag of two letters and digits, and what stands behind it.
fn field_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = line.split_at_checked(2)?;
    let mut bytes = tag.bytes();
    let is_tag = bytes.next()?.is_ascii_uppercase()
        && bytes.next().is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    (is_tag && rest.starts_with(' ')).then(|| (tag, value.trim()))
}

fn source_of(record: &[(&str, String)]) -> ReadSource {
    let mut read = ReadSource::default();
    let first = |tags: &[&str]| {
        let of = |tag: &&str| {
            record.iter().find(|(known, value)| known == tag && !value.is_empty()).map(|(_, value)| value.as_str())
        };
        tags.iter().find_map(of).unwrap_or_default()
    };
    read.title(first(&["TI", "T1", "CT", "BT"]));
    read.publisher(first(&["T2", "JO", "JF", "JA", "PB"]));
    let is_name = |tag: &str| matches!(tag, "AU" | "A1");
    let turned = |name: &String| match name.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => name.clone(),
    };
    let names: Vec<String> = record.iter().filter(|(tag, _)| is_name(tag)).map(|(_, name)| turned(name)).collect();
    read.written_by(&names);
    read.in_language(first(&["LA"]));
    // DA is closer than PY, which is a year mostly; what is behind the day says a season or the like.
    read.published(&date_of(first(&["DA", "Y1", "PY"])));
    read.accessed(&date_of(first(&["Y2"])));
    for (_, address) in record.iter().filter(|(tag, value)| matches!(*tag, "UR" | "LK" | "L2") && !value.is_empty()) {
        if read.at(address).is_none() {
            read.remark(&format!("“{}” is no address", super::draft::one_line(address)));
        }
    }
    if read.source.url.is_empty() && !first(&["DO"]).is_empty() {
        let doi = first(&["DO"]).trim_start_matches("https://doi.org/");
        read.at(doi).unwrap_or_default();
    }
    if read.says_nothing() {
        read.remark("it has neither title nor address");
    }
    read
}

/// `YYYY/MM/DD/other info`, without the last.
fn date_of(text: &str) -> String {
    let parts: Vec<&str> = text.split('/').take(3).take_while(|part| !part.trim().is_empty()).collect();
    if text.contains('/') { parts.join("/") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_sources() {
        let text = "\u{feff}TY  - NEWS\r\nTI  - Truce agreed\r\n  in Doha\r\nT2  - Dawn\r\nAU  - Khan, Ali\r\nAU  - The Desk\r\nPY  - 2025\r\nDA  - 2025/10/19/evening\r\nY2  - 2025/11/02/\r\nUR  - https://dawn.com/1?gclid=x\r\nLA  - en\r\nER  - \r\n\r\nTY  - RPRT\r\nT1  - Report\r\nPB  - UN\r\nPY  - 2025\r\nDO  - 10.1234/x\r\n";
        assert!(looks_like_ris(text));
        let reading = read_ris(text).unwrap();
        let [one, two] = &reading.sources[..] else { panic!("{reading:?}") };
        let source = &one.source;
        assert_eq!((source.title.as_str(), source.publisher.as_str()), ("Truce agreed in Doha", "Dawn"));
        assert_eq!(
            (one.author(), one.language(), source.url.as_str()),
            ("Ali Khan; The Desk", "en", "https://dawn.com/1")
        );
        let dates = [&source.published, &source.accessed].map(|when| when.as_ref().map(ToString::to_string));
        assert_eq!(dates, [Some("2025-10-19".to_owned()), Some("2025-11-02".to_owned())]);
        assert_eq!((two.source.publisher.as_str(), two.source.url.as_str()), ("UN", "https://doi.org/10.1234/x"));
        assert_eq!(reading.remarks, ["the last record has no end (ER)"]);
    }

    #[test]
    fn what_has_no_record_is_refused() {
        for text in ["", "TY", "TY- x", "É  - x", "TI  - x"] {
            assert!(read_ris(text).is_err(), "{text}");
        }
    }
}
