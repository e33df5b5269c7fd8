//! What can be written after `meridian`, and what its help says.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::cache::{CACHE_EXAMPLES, CacheArgs};
use super::composition::CompositionArgs;
use super::film::FilmArgs;
use super::input::{ColumnArgs, Input};
use super::new::{NEW_EXAMPLES, NewArgs};
use super::places::{PLACES_EXAMPLES, PlacesArgs};
use super::protection::ProtectionArgs;
use super::source::{SOURCE_EXAMPLES, SourceArgs};
use super::view_args::ViewArgs;
use super::when::{WHEN_EXAMPLES, WhenArgs};
use crate::export::{scale_from_text, size_from_text};
use crate::io::FileFormat;
use crate::model::CitationForm;
use crate::scene::Layout;
use crate::view::Each;

const EXAMPLES: &str = "\
Examples:
  meridian                               open the sample story
  meridian story.geojson                 open your own story
  meridian export -o figure.png          export a figure without opening a window
  meridian ./list                        open a file named like a command

Exit status: 0 success, 1 success with findings, 2 failure";

const CHECK_EXAMPLES: &str = "\
Examples:
  meridian check story.geojson
  meridian check --json *.geojson
  meridian check --provenance story.geojson

Exit status: 0 nothing found, 1 errors or warnings found, 2 a file could not be read";

const LIST_EXAMPLES: &str = "\
Examples:
  meridian list --window 2025-10-25/2025-10-28
  meridian list story.geojson --filter 'category:strike -actor:pakistan' --csv
  meridian list --mode so-far --at 2025-10-19 --json
  meridian list --claims --filter 'disputed:yes speaker:mujahid'

With --claims, terms about claims (speaker, attribution, stance, publisher, source, grading, measure,
figure, said) are asked of each claim, too.
Times in JSON and CSV are RFC 3339; an end is the first moment after the event, null for an open one.
Exit status: 0 success, 1 some rows were skipped, 2 failure";

// clap takes `{n}` for a line break, so in it stands a code that says nothing (ECMA-48, 8.3.117) and that
// is taken out again where no terminal reads.
const EACH_HELP: &str = "\
Make a picture for each of these; {\u{1b}[0mn} in the name of OUT becomes its number, {id} the id of the event or \
the date of the day";

const EXPORT_EXAMPLES: &str = "\
Examples:
  meridian export -o figure.png --window 2025-10-09/2025-10-19
  meridian export story.geojson -o map.svg --layout map --bbox 60,28,78,39 --theme print
  meridian export -o - --layout timeline --size 1200x400 > timeline.svg
  meridian export --view figure.png -o again.pdf --size a4-landscape
  meridian export --each chapter -o 'out/{\u{1b}[0mn}-{id}.png'
  meridian export -o story.html
  meridian export -o play.gif --play steady --seconds 10
  meridian export -o chapters.gif --play chapters --hold 8

Exit status: 0 success, 1 some rows were skipped, 2 failure";

const CONVERT_EXAMPLES: &str = "\
Examples:
  meridian convert acled.csv -o story.geojson
  meridian convert sheet.xlsx --print-map
  meridian convert sheet.csv --map title=Was,when=Wann,lat=Y,lon=X -o story.geojson
  meridian convert ucdp.csv --shown --window 2014/2016 --filter deaths -o part.kml
  meridian convert story.geojson -o - | less

Exit status: 0 success, 1 some rows were skipped, 2 failure";

const DIFF_EXAMPLES: &str = "\
Examples:
  meridian diff yesterday.geojson today.geojson
  git show HEAD:story.geojson | meridian diff - story.geojson
  meridian export story.geojson --compare yesterday.geojson -o changes.png

Signs: + added, − removed, ~ changed
Exit status: 0 no differences, 1 differences, 2 failure";

const MERGE_EXAMPLES: &str = "\
Examples:
  meridian merge base.geojson mine.geojson hers.geojson -o story.geojson
  git config merge.meridian.driver 'meridian merge %O %A %B -o %A --force'
  echo '*.geojson merge=meridian' >> .gitattributes

What both sides changed otherwise is a conflict, told by id and field; OUT has it as in OURS. What one took out and
the other changed stays. An empty BASE is a story without anything.
Exit status: 0 merged, 1 merged with conflicts, 2 failure";

/// Explore events and who reports them, on a map of borders with a linked timeline
#[derive(Debug, Parser)]
#[command(name = "meridian", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
#[command(max_term_width = 100, disable_help_subcommand = true)]
pub struct Arguments {
    /// Story or other files with events to show in the window, each a layer where there are several [default: the
    /// sample story]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Write into a file how long each frame of the window takes, a line for each, for reports of slowness
    #[arg(long, value_name = "FILE")]
    pub frame_log: Option<PathBuf>,
    /// Read large tables anew, and do not keep them to be opened faster the next time
    #[arg(long)]
    pub no_cache: bool,
    /// What to do without a window.
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Create an empty story file with a title, a time zone and a first layer
    #[command(after_help = NEW_EXAMPLES)]
    New(NewArgs),
    /// Check story files and report problems by line and column
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// List the events or claims in a view
    #[command(after_help = LIST_EXAMPLES)]
    List(ListArgs),
    /// Export a view as a picture, an interactive web page or an animation
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(Box<ExportArgs>),
    /// Convert a file to another format, chosen by its extension
    #[command(after_help = CONVERT_EXAMPLES)]
    Convert(ConvertArgs),
    /// Compare two versions of a story, event by event and claim by claim
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Merge two changed copies of a story, event by event, claim by claim and field by field
    #[command(after_help = MERGE_EXAMPLES)]
    Merge(MergeArgs),
    /// Find a place by name or by coordinates in any notation
    #[command(after_help = PLACES_EXAMPLES)]
    Places(PlacesArgs),
    /// Identify the source behind a link, citation, saved page, PDF or WACZ, offline
    #[command(after_help = SOURCE_EXAMPLES)]
    Source(SourceArgs),
    /// Show which large tables are kept to be opened faster the next time, and where, or remove them
    #[command(after_help = CACHE_EXAMPLES)]
    Cache(CacheArgs),
    /// Show how a date is understood: as EDTF, in words, and what range it covers
    #[command(after_help = WHEN_EXAMPLES)]
    When(WhenArgs),
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files to check; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Save the skipped rows as CSV, to inspect and fix
    #[arg(long, value_name = "OUT")]
    pub(super) rejected: Option<PathBuf>,
    #[command(flatten)]
    pub(super) columns: ColumnArgs,
    /// Also report sources without a link, dates, an archived copy or a hash
    #[arg(long)]
    pub(super) provenance: bool,
}

/// What `list` takes.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub(super) input: Input,
    /// List the claims of these events instead: who says what, in which source, and who disputes it
    #[arg(long)]
    pub(super) claims: bool,
    /// List the actors of these events instead: their events, roles, claims made and how many of those are disputed
    #[arg(long, conflicts_with = "claims")]
    pub(super) actors: bool,
    /// List only actors whose name, id or side has these words or parts of words
    #[arg(long, value_name = "WORDS", requires = "actors")]
    pub(super) matching: Option<String>,
    /// Print a citation of the selected event, or of the view, with the sources, in this form
    #[arg(long, value_name = "FORM", value_parser = citation_parser(), conflicts_with_all = ["json", "csv", "claims", "actors"])]
    pub(super) cite: Option<CitationForm>,
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,
    /// Print CSV; text that a spreadsheet would run as a formula gets a leading apostrophe
    #[arg(long)]
    pub(super) csv: bool,
    #[command(flatten)]
    pub(super) protection: ProtectionArgs,
    #[command(flatten)]
    pub(super) view: ViewArgs,
}

fn citation_parser() -> impl TypedValueParser<Value = CitationForm> {
    PossibleValuesParser::new(CitationForm::ALL.map(|(_, word)| word))
        .map(|word| CitationForm::ALL.into_iter().find(|(_, known)| *known == word).expect("clap knows the words").0)
}

/// What `export` takes.
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub(super) input: Input,
    /// File to write, .png, .jpg, .webp, .svg or .pdf, .html for a page that stands alone, .gif or .apng for a
    /// picture that moves; - is standard output, as SVG
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// What to draw: the map or the timeline alone, or a figure for publication with both and their
    /// sources [default: figure, or that of the picture that --view names]
    #[arg(long, value_parser = layout_parser())]
    pub(super) layout: Option<Layout>,
    /// Width and height in points, as 1920x1080, in millimetres, as 210x297mm, or by name: article,
    /// slide, square, story, a4, a4-landscape, letter, letter-landscape; 480x320 points at least for a
    /// sheet
    /// [default: article, or that of the picture that --view names]
    #[arg(long, value_name = "SIZE", value_parser = size_from_text)]
    pub(super) size: Option<[u32; 2]>,
    /// Pixels for each point, in formats of pixels [default: 1, or that of the picture that --view names]
    #[arg(long, value_name = "N", value_parser = scale_from_text)]
    pub(super) scale: Option<f32>,
    /// Convert text in an SVG to outlines: looks the same everywhere, but cannot be searched
    #[arg(long)]
    pub(super) outlines: bool,
    #[arg(long, value_enum, help = EACH_HELP)]
    pub(super) each: Option<EachArg>,
    /// Font file for scripts that the built-in fonts lack (.ttf, .otf); may be repeated. Pictures keep its
    /// name and SHA-256
    #[arg(long = "font", value_name = "FILE")]
    pub(super) fonts: Vec<PathBuf>,
    /// Replace existing files
    #[arg(long)]
    pub(super) force: bool,
    /// Embed the story data in the picture
    #[arg(long)]
    pub(super) carry_story: bool,
    /// Mark what was added, removed or changed since this older version of the story
    #[arg(long, value_name = "OLD")]
    pub(super) compare: Option<PathBuf>,
    #[command(flatten)]
    pub(super) film: FilmArgs,
    #[command(flatten)]
    pub(super) composition: CompositionArgs,
    #[command(flatten)]
    pub(super) protection: ProtectionArgs,
    #[command(flatten)]
    pub(super) view: ViewArgs,
}

/// What the pictures of a series are of.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EachArg {
    /// The story's chapters
    Chapter,
    /// The events that the view shows
    Event,
    /// The days of the date range, as far as the timeline shows it
    Day,
}

impl From<EachArg> for Each {
    fn from(each: EachArg) -> Self {
        match each {
            EachArg::Chapter => Self::Chapter,
            EachArg::Event => Self::Event,
            EachArg::Day => Self::Day,
        }
    }
}

/// What `convert` takes.
#[derive(Debug, Args)]
pub struct ConvertArgs {
    /// Files to read, each a layer where there are several; - is standard input
    #[arg(value_name = "IN", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// File to write, .geojson or .json for a story, .csv, .kml or .parquet; - is standard output
    #[arg(short, long, value_name = "OUT", required_unless_present = "print_map")]
    pub(super) output: Option<PathBuf>,
    /// Format to write, whatever the ending; geojson is GeoJSON without a story, which holds less
    #[arg(long = "as", value_name = "FORMAT", value_parser = format_parser())]
    pub(super) format: Option<FileFormat>,
    #[command(flatten)]
    pub(super) columns: ColumnArgs,
    /// Print how columns were matched, as a --map option, and write nothing
    #[arg(long)]
    pub(super) print_map: bool,
    /// Write only the events in the view
    #[arg(long)]
    pub(super) shown: bool,
    /// Replace an existing file
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) protection: ProtectionArgs,
    #[command(flatten)]
    pub(super) view: ViewArgs,
}

fn format_parser() -> impl TypedValueParser<Value = FileFormat> {
    let words = PossibleValuesParser::new(FileFormat::ALL.iter().map(|(_, word, ..)| *word));
    words.map(|word| FileFormat::from_word(&word).unwrap_or(FileFormat::Story))
}

/// What `diff` takes.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older version; - is standard input
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The newer version; - is standard input
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What `merge` takes.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The version that both come from
    #[arg(value_name = "BASE")]
    pub(super) base: PathBuf,
    /// Our version, which counts where both clash; - is standard input
    #[arg(value_name = "OURS")]
    pub(super) ours: PathBuf,
    /// Their version; - is standard input
    #[arg(value_name = "THEIRS")]
    pub(super) theirs: PathBuf,
    /// Story file to write; - is standard output
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// Replace an existing file
    #[arg(long)]
    pub(super) force: bool,
    /// Print the conflicts as JSON
    #[arg(long)]
    pub(super) json: bool,
}

fn layout_parser() -> impl TypedValueParser<Value = Layout> {
    let words = PossibleValuesParser::new(Layout::ALL.map(|(_, word)| word));
    words.map(|word| Layout::from_word(&word).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_fit_together() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_called_like_a_command_is_reached_by_its_path() {
        let parsed = Arguments::try_parse_from(["meridian", "./list", "export"]).unwrap();
        assert!(parsed.task.is_none());
        assert_eq!(parsed.files, [PathBuf::from("./list"), PathBuf::from("export")]);
        let parsed = Arguments::try_parse_from(["meridian", "list", "list"]).unwrap();
        assert!(matches!(parsed.task, Some(Task::List(list)) if list.input.files == [PathBuf::from("list")]));
    }
}
