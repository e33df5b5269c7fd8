//! `meridian source`: the sources that addresses, citations and saved files speak of.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::{Value, json};

use super::Done;
use super::files::{is_standard, is_standard_output, open_file, refuse_existing};
use super::terminal::{print_data, print_json, print_lines, remark, shown};
use crate::io::{
    FileFormat, Item as _, KnownBy, KnownSources, Mapping, ReadSource, SourceReading, read_source, read_source_file,
    read_source_text, story_to_string, write_events,
};
use crate::model::{Source, Story, plain};
use crate::scene::counted;

pub(super) const SOURCE_EXAMPLES: &str = "\
Examples:
  meridian source 'https://web.archive.org/web/20251012/https://example.org/a?utm_source=x'
  meridian source saved.html report.pdf page.mhtml crawl.wacz --json
  meridian source library.bib --into story.geojson -o story-2.geojson

Exit status: 0 done, 1 something could not be read, 2 nothing could";

/// What `source` takes.
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// Addresses, saved pages (.html, .mhtml), PDF, WACZ, and citations in BibTeX, RIS or CSL-JSON; - is standard input
    #[arg(value_name = "FILE_OR_ADDRESS", required = true)]
    inputs: Vec<String>,
    /// Print JSON, each source as a story file has it
    #[arg(long)]
    json: bool,
    /// Story that the sources belong to; those that it has already are told
    #[arg(long, value_name = "STORY")]
    into: Option<PathBuf>,
    /// Story file to write, with the sources that were not there; - is standard output
    #[arg(short, long, value_name = "OUT", requires = "into", conflicts_with = "json")]
    output: Option<PathBuf>,
    /// Write over a file that exists
    #[arg(long)]
    force: bool,
}

/// Prints the sources, or puts them into a story. With findings when something could not be read.
pub(super) fn source(args: &SourceArgs) -> anyhow::Result<Done> {
    let (story, mut done) = match &args.into {
        Some(path) => {
            let (loaded, done) = open_file(path, &Mapping::default(), None)?;
            (Some(loaded.story), done)
        }
        None => (None, Done::Clean),
    };
    if let Some(output) = args.output.as_deref().filter(|_| !args.force) {
        refuse_existing(output)?;
    }
    let mut found = Found::new(story.unwrap_or_default());
    for input in &args.inputs {
        match read(input) {
            Ok(reading) => found.take(input, reading),
            Err(error) => {
                remark(&format!("{error}: {input}"));
                done = Done::WithFindings;
            }
        }
    }
    if found.rows.is_empty() {
        bail!("no source could be read");
    }
    match &args.output {
        Some(output) => found.save(output)?,
        None if args.json => print_json(&found.json())?,
        None => print_lines(&found.text())?,
    }
    Ok(done)
}

/// Reads one argument: standard input, a file, or else an address.
fn read(input: &str) -> anyhow::Result<SourceReading> {
    let path = Path::new(input);
    if is_standard(path) {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
            .context("could not read standard input")?;
        return Ok(read_source(&bytes)?);
    }
    let is_address = input.contains("://") || input.starts_with("www.") || input.starts_with("doi:");
    if path.exists() || !is_address {
        return Ok(read_source_file(path)?);
    }
    Ok(read_source_text(input)?)
}

/// A source that was read.
struct Row {
    input: String,
    form: &'static str,
    form_words: &'static str,
    read: ReadSource,
    /// The id of the source of the story that it is, and by what it is known.
    known: Option<(String, KnownBy)>,
}

/// What was read, and the story that it belongs to.
struct Found {
    story: Story,
    index: KnownSources,
    rows: Vec<Row>,
    added: usize,
}

impl Found {
    fn new(story: Story) -> Self {
        Self { index: KnownSources::of(&story.sources), story, rows: Vec::new(), added: 0 }
    }

    fn take(&mut self, input: &str, reading: SourceReading) {
        let SourceReading { form, sources, remarks } = reading;
        for words in remarks {
            remark(&format!("{words}: {input}"));
        }
        for mut read in sources {
            let known = self.index.find(&read).map(|known| (self.story.sources[known.source].id.clone(), known.by));
            read.source.id = match &known {
                Some((id, _)) => id.clone(),
                None => self.index.free_id(&read.source),
            };
            if known.is_none() {
                self.story.sources.push(read.source.clone());
                // One file can have a source twice.
                self.index.add(&read.source, self.story.sources.len() - 1);
                self.added += 1;
            }
            let row = Row { input: input.to_owned(), form: form.word(), form_words: form.words(), read, known };
            self.rows.push(row);
        }
    }

    fn save(&self, output: &Path) -> anyhow::Result<()> {
        let sources = counted(self.added, "source");
        let known = self.rows.len() - self.added;
        let known = if known == 0 { String::new() } else { format!("; {known} known already") };
        if is_standard_output(output) {
            print_data(story_to_string(&self.story).as_bytes())?;
            remark(&format!("added {sources}{known}"));
            return Ok(());
        }
        write_events(output, &self.story, FileFormat::Story)?;
        print_lines(&format!("added {sources} to {}{known}\n", shown(output)))
    }

    fn json(&self) -> Value {
        let row = |row: &Row| {
            json!({
                "input": row.input,
                "form": row.form,
                "source": row.read.source.to_members(),
                "left_out": row.read.left_out,
                "remarks": row.read.remarks,
                "known": row.known.as_ref().map(|(id, by)| json!({ "id": id, "by": by.word() })),
            })
        };
        json!({ "sources": self.rows.iter().map(row).collect::<Vec<_>>() })
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let mut line = |name: &str, words: &str| {
                if !words.is_empty() {
                    writeln!(text, "{name:11}{}", plain(words)).expect("a string can grow");
                }
            };
            let Source { id, title, publisher, url, published, accessed, archived, sha256, .. } = &row.read.source;
            let when = |when: &Option<crate::model::When>| when.as_ref().map(ToString::to_string).unwrap_or_default();
            line("Read", &format!("{} as {}", row.input, row.form_words));
            for (name, words) in [
                ("Id", id.as_str()),
                ("Title", title),
                ("Publisher", publisher),
                ("Author", row.read.author()),
                ("Published", &when(published)),
                ("Accessed", &when(accessed)),
                ("Link", url),
                ("Copy", archived),
                ("Hash", sha256),
                ("Language", row.read.language()),
                ("Left out", &row.read.left_out.join(" ")),
            ] {
                line(name, words);
            }
            row.read.remarks.iter().for_each(|words| line("Remark", words));
            if let Some((id, by)) = &row.known {
                line("Known", &format!("as {id}, by {}", by.words()));
            }
            text.push('\n');
        }
        text
    }
}
