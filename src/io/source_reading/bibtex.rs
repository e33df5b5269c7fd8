//! Entries of BibTeX and biblatex.
//!
//! Answers which source each entry is of. It does not know styles, nor what crossreferences add.

use std::collections::HashMap;

use super::tex::{address_from_tex, plain_from_tex};
use super::{ReadSource, SourceForm, SourceProblem, SourceReading};

/// More entries are no clipping.
const MOST_ENTRIES: usize = 10_000;
const MOST_NAMES: usize = 1000;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// True for a text with something that looks like an entry.
pub(super) fn looks_like_bibtex(text: &str) -> bool {
    text.match_indices('@').take(50).any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches(|char: char| char.is_ascii_alphabetic());
        rest.len() < text.len() - at - 1 && rest.trim_start().starts_with(['{', '('])
    })
}

/// The sources of the entries in a text.
pub(super) fn read_bibtex(text: &str) -> Result<SourceReading, SourceProblem> {
    let mut reader = Reader { text, at: 0, strings: HashMap::new() };
    let (mut sources, mut remarks) = (Vec::new(), Vec::new());
    let mut empty = 0;
    while let Some(found) = reader.next_entry() {
        match found {
            Ok(entry) if entry.fields.is_empty() => empty += 1,
            Ok(entry) => sources.push(source_of(&entry)),
            Err(what) => {
                remarks.push(what);
                break;
            }
        }
        if sources.len() == MOST_ENTRIES {
            remarks.push(format!("only the first {MOST_ENTRIES} entries are read"));
            break;
        }
    }
    if empty > 0 {
        remarks.push(format!("{empty} without fields left out"));
    }
    if sources.is_empty() {
        let message = remarks.pop().unwrap_or_else(|| "there is no entry such as @online{key, title = {…}}".to_owned());
        return Err(SourceProblem::Broken { form: "BibTeX", message });
    }
    Ok(SourceReading { form: SourceForm::Bibtex, sources, remarks })
}

struct Entry {
    fields: HashMap<String, String>,
}

impl Entry {
    /// A field as it stands there; empty where it is not.
    fn raw(&self, names: &[&str]) -> &str {
        names.iter().find_map(|name| self.fields.get(*name)).map_or("", String::as_str)
    }

    fn text(&self, names: &[&str]) -> String {
        plain_from_tex(self.raw(names))
    }
}

fn source_of(entry: &Entry) -> ReadSource {
    let mut read = ReadSource::default();
    let title = entry.text(&["title", "maintitle"]);
    let subtitle = entry.text(&["subtitle"]);
    read.title(&if subtitle.is_empty() { title } else { format!("{title}: {subtitle}") });
    let publishers =
        ["journaltitle", "journal", "organization", "publisher", "institution", "school", "booktitle", "maintitle"];
    read.publisher(&entry.text(&publishers));
    read.written_by(&authors_of(entry.raw(&["author", "editor"])));
    read.in_language(&entry.text(&["langid", "language"]));
    read.published(&date_of(entry));
    read.accessed(&entry.text(&["urldate"]));
    let mut addresses = vec![address_from_tex(entry.raw(&["url"]))];
    let doi = address_from_tex(entry.raw(&["doi"]));
    addresses.push(doi.trim_start_matches("https://doi.org/").to_owned());
    addresses.push(address_from_tex(entry.raw(&["howpublished"])));
    addresses.extend(addresses_in(&address_from_tex(entry.raw(&["note"]))));
    for address in addresses.iter().filter(|address| !address.trim().is_empty()) {
        if read.at(address).is_none() && !entry.raw(&["url"]).is_empty() && read.source.url.is_empty() {
            read.remark(&format!("“{}” is no address", super::draft::one_line(address)));
        }
    }
    if read.says_nothing() {
        read.remark("it has neither title nor address");
    }
    read
}

/// Addresses in a note; only those of archives say where a copy is.
fn addresses_in(note: &str) -> Vec<String> {
    let words = note.split_whitespace().filter(|word| word.starts_with("http"));
    words.filter(|word| super::archive::archived_at(word).is_some()).map(str::to_owned).collect()
}

/// `date`, or `year` with what stands beside it.
fn date_of(entry: &Entry) -> String {
    let date = entry.text(&["date"]);
    if !date.trim().is_empty() {
        return date;
    }
    let [year, month, day] = ["year", "month", "day"].map(|name| entry.text(&[name]).trim().to_owned());
    let number = |text: &str| text.parse::<u8>().ok();
    let of_word =
        || MONTHS.iter().position(|known| month.to_ascii_lowercase().starts_with(known)).map(|place| place as u8 + 1);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    match number(&month).or_else(of_word) {
        Some(month) if is_year => match number(&day) {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        },
        _ => [day, month, year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
    }
}

/// Names that ` and ` stands between, each as `Given Family`.
fn authors_of(raw: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut depth = 0_i32;
    for word in raw.split_whitespace() {
        if depth == 0 && word.eq_ignore_ascii_case("and") {
            names.push(name.join(" "));
            name.clear();
            continue;
        }
        depth += word.bytes().map(|byte| i32::from(byte == b'{') - i32::from(byte == b'}')).sum::<i32>();
        name.push(word);
    }
    names.push(name.join(" "));
    let turned = |name: &String| match name.split_once(',') {
        Some((family, given)) if !name.starts_with('{') => {
            plain_from_tex(&format!("{} {}", given.trim(), family.trim()))
        }
        _ => plain_from_tex(name),
    };
    names.iter().filter(|name| !name.is_empty()).map(turned).collect()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    strings: HashMap<String, String>,
}

impl<'a> Reader<'a> {
    /// The next entry; an error ends the text, since nothing tells where the next begins.
    fn next_entry(&mut self) -> Option<Result<Entry, String>> {
        loop {
            self.at += self.text[self.at..].find('@')? + 1;
            let kind = self.word().to_ascii_lowercase();
            self.skip_space();
            if kind.is_empty() || !self.rest().starts_with(['{', '(']) {
                continue;
            }
            self.at += 1;
            match kind.as_str() {
                "comment" | "preamble" => continue,
                "string" => {
                    if let Some((name, value)) = self.field()
                        && self.strings.len() < MOST_NAMES
                    {
                        self.strings.insert(name, value);
                    }
                    continue;
                }
                _ => {}
            }
            let end = self.rest().find([',', '}', ')']).unwrap_or(self.rest().len());
            let key = super::draft::one_line(&self.rest()[..end]);
            self.at += end;
            let mut fields = HashMap::new();
            loop {
                self.skip_space();
                if self.rest().starts_with(',') {
                    self.at += 1;
                } else if self.rest().starts_with(['}', ')']) {
                    self.at += 1;
                    return Some(Ok(Entry { fields }));
                } else if let Some((name, value)) = self.field() {
                    fields.entry(name).or_insert(value);
                } else {
                    return Some(Err(format!(
                        "the entry {key} is not closed, or a field of it is not; it and what follows it are left out"
                    )));
                }
            }
        }
    }

    /// `name = value # value`.
    fn field(&mut self) -> Option<(String, String)> {
        self.skip_space();
        let name = self.word().to_ascii_lowercase();
        self.skip_space();
        if name.is_empty() || !self.eat('=') {
            return None;
        }
        let mut value = String::new();
        loop {
            self.skip_space();
            value += &self.value()?;
            self.skip_space();
            if !self.eat('#') {
                return Some((name, value));
            }
        }
    }

    fn value(&mut self) -> Option<String> {
        let rest = self.rest();
        if let Some(open) = rest.chars().next().filter(|first| matches!(first, '{' | '"')) {
            let length = length_of_quoted(&rest[1..], open)?;
            self.at += length + 2;
            return Some(rest[1..=length].to_owned());
        }
        let word = self.word();
        let known = || self.strings.get(&word.to_ascii_lowercase()).cloned();
        (!word.is_empty()).then(|| known().unwrap_or_else(|| word.to_owned()))
    }

    fn word(&mut self) -> &'a str {
        let rest: &'a str = &self.text[self.at..];
        let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | ':' | '.' | '+' | '/');
        let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn eat(&mut self, sign: char) -> bool {
        let is_there = self.rest().starts_with(sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }
}

/// How long a text in braces or quotes is whose first sign is taken already.
fn length_of_quoted(text: &str, open: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return (open == '{').then_some(at),
            b'}' => depth -= 1,
            b'"' if depth == 0 && open == '"' => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: &str = r#"
        @string{dawn = "Dawn"}
        @comment{nothing}
        @online{a, author = {Khan, Ali and {The Desk} and Zoë M{\"u}ller}, title = {Truce {Agreed} \& Held},
          organization = dawn # " Karachi", date = {2025-10-19}, urldate = {2025-11-02},
          url = {https://www.dawn.com/news/1\_2?utm_source=x}, langid = {english}, note = "copy at https://archive.ph/AbC12" }
        @Article(b, title = "No deal", journal = "Herald", year = 2025, month = oct, day = "28", doi = {10.1234/x})
    "#;

    #[test]
    fn entries_become_sources() {
        let reading = read_bibtex(ENTRIES).unwrap();
        let [one, two] = &reading.sources[..] else { panic!("{reading:?}") };
        let source = &one.source;
        assert_eq!((source.title.as_str(), source.publisher.as_str()), ("Truce Agreed & Held", "Dawn Karachi"));
        assert_eq!(
            (source.url.as_str(), source.archived.as_str()),
            ("https://www.dawn.com/news/1_2", "https://archive.ph/AbC12")
        );
        assert_eq!(
            (one.author(), one.left_out.as_slice()),
            ("Ali Khan; The Desk; Zoë Müller", &["utm_source=x".to_owned()][..])
        );
        let dates = [&source.published, &source.accessed].map(|when| when.as_ref().map(ToString::to_string));
        assert_eq!(dates, [Some("2025-10-19".to_owned()), Some("2025-11-02".to_owned())]);
        assert_eq!(two.source.published.as_ref().map(ToString::to_string).as_deref(), Some("2025-10-28"));
        assert_eq!((two.source.publisher.as_str(), two.source.url.as_str()), ("Herald", "https://doi.org/10.1234/x"));
    }

    #[test]
    fn what_is_not_closed_is_told_and_what_stands_before_it_kept() {
        let reading = read_bibtex("@misc{a, title={A}} @misc{b, title = {B").unwrap();
        assert_eq!((reading.sources.len(), reading.remarks.len()), (1, 1));
        for text in [
            "@misc{",
            "@misc{a",
            "@misc{a, title",
            "@misc{a, title=",
            "@misc{a, title={\\",
            "@misc(a, t=x#",
            "@@@{",
            "@misc{a,}",
        ] {
            assert!(read_bibtex(text).is_err(), "{text}");
        }
        assert!(looks_like_bibtex("% notes\n@online{a,") && !looks_like_bibtex("ann@paper.org (home)"));
    }
}
