//! Holds the rule of the layers (section "Layers of the code" of the design) against the sources.
//!
//! The rule is read from the text, not from types: comments, strings and test code are taken out, and
//! what is left is searched for paths. So it can be fooled on purpose, but not by accident.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

/// From the ground up. A module names only modules that stand before it.
const LAYERS: [&str; 11] =
    ["model", "io", "store", "query", "basemap", "gazetteer", "view", "scene", "export", "cli", "gui"];
/// Modules that do not name each other, wherever they stand.
const PEERS: [&[&str]; 2] = [&["io", "store", "basemap"], &["cli", "gui"]];
/// Crates that only the window knows.
const OF_WINDOW: [&str; 8] = ["egui", "eframe", "egui_plot", "epaint", "emath", "winit", "glow", "rfd"];
/// Where files, the network and the surroundings of the program come from.
const OUTSIDE: [&[&str]; 8] = [
    &["std", "fs"],
    &["std", "net"],
    &["std", "env"],
    &["std", "process"],
    &["std", "os"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
];
/// Where clocks and chance come from.
const CLOCKS: [&[&str]; 8] = [
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant"],
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Utc", "now"],
    &["Local", "now"],
    &["chrono", "Local"],
    &["rand"],
];
const PRINTING: [&str; 4] = ["print", "println", "eprint", "eprintln"];

#[test]
fn the_sources_keep_to_their_layers() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = files_under(&source);
    let tests_only: BTreeSet<PathBuf> = files.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let checked: Vec<&(PathBuf, String)> = files
        .iter()
        .filter(|(path, _)| path.ancestors().all(|part| !tests_only.contains(&part.with_extension(""))))
        .collect();
    assert!(checked.len() > 20, "found only {} source files in {}", checked.len(), source.display());
    let broken: Vec<Violation> = checked.into_iter().flat_map(|(path, text)| violations(path, text)).collect();
    let told: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}

#[test]
fn files_of_a_module_import_each_other_in_no_circle() {
    let files = files_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let told: Vec<String> = circles_in(&files).into_iter().map(|circle| circle.join(", ")).collect();
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}

/// Files that import each other in a circle, each group in the order of their paths. What is taken from a module's own
/// face (`mod.rs`) leads to no file, and what only tests take does not count.
fn circles_in(files: &[(PathBuf, String)]) -> Vec<Vec<String>> {
    let modules: Vec<Vec<String>> = files.iter().map(|(path, _)| module_path(path)).collect();
    let file_of: BTreeMap<&[String], usize> =
        modules.iter().enumerate().map(|(file, module)| (module.as_slice(), file)).collect();
    let is_one_of =
        |file: usize, stems: &[&str]| stems.iter().any(|stem| files[file].0.ends_with(format!("{stem}.rs")));
    let is_face = |file: usize| is_one_of(file, &["mod", "lib", "main"]);
    let target_of = |names: &[String], module: &[String]| {
        let (mut at, names) = start_of(names, module)?;
        let mut target = None;
        for name in names {
            at.push(name.clone());
            match file_of.get(at.as_slice()) {
                Some(file) => target = Some(*file),
                None => break,
            }
        }
        target
    };
    let onward: Vec<BTreeSet<usize>> = (0..files.len())
        .map(|own| {
            if is_face(own) || is_one_of(own, &["tests"]) {
                return BTreeSet::new();
            }
            let tokens = tokens(&without_tests(&code_of(&files[own].1)));
            let targets = paths(&tokens).into_iter().filter_map(|path| target_of(&path.names, &modules[own]));
            targets.filter(|target| *target != own && !is_face(*target)).collect()
        })
        .collect();
    let groups = groups_of(&onward).into_iter();
    groups.map(|group| group.into_iter().map(|file| modules[file].join("/")).collect()).collect()
}

/// Where a path within the crate starts, and the names that lead on from there; none for another path.
fn start_of<'a>(names: &'a [String], module: &[String]) -> Option<(Vec<String>, &'a [String])> {
    let supers = names.iter().take_while(|name| *name == "super").count();
    match names.first()?.as_str() {
        "crate" => Some((Vec::new(), &names[1..])),
        "super" => Some((module[..module.len().checked_sub(supers)?].to_vec(), &names[supers..])),
        "self" => Some((module.to_vec(), &names[1..])),
        _ => None,
    }
}

/// The groups of two and more that all lead to each other, each in order.
fn groups_of(onward: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..onward.len())
        .map(|from| {
            let mut reached = BTreeSet::new();
            let mut next: Vec<usize> = onward[from].iter().copied().collect();
            while let Some(to) = next.pop() {
                if reached.insert(to) {
                    next.extend(&onward[to]);
                }
            }
            reached
        })
        .collect();
    let mut groups: Vec<Vec<usize>> = (0..onward.len())
        .map(|one| reached[one].iter().copied().filter(|other| reached[*other].contains(&one)).collect())
        .filter(|group: &Vec<usize>| group.len() > 1)
        .collect();
    groups.sort();
    groups.dedup();
    groups
}

/// Every Rust file below a folder, by its path from there, in order.
fn files_under(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(folder).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// Where the rule is broken.
#[derive(Debug, PartialEq)]
struct Violation {
    file: PathBuf,
    line: usize,
    rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file.display(), self.line, self.rule)
    }
}

/// Every breach of the rule in one file, `file` being its path from `src`.
fn violations(file: &Path, text: &str) -> Vec<Violation> {
    let module = module_path(file);
    let Some(layer) = module.first().filter(|layer| !matches!(layer.as_str(), "main" | "lib")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |line: usize, rule: String| found.push(Violation { file: file.to_owned(), line, rule });
    if !LAYERS.contains(&layer.as_str()) {
        add(
            1,
            format!("`{layer}` has no place in the list of layers; give it one in tests/it/layers.rs and the design"),
        );
        return found;
    }
    let is_surface = matches!(layer.as_str(), "cli" | "gui");
    let tokens = tokens(&without_tests(&code_of(text)));
    for path in paths(&tokens) {
        let line = path.line;
        let names: Vec<&str> = path.names.iter().map(String::as_str).collect();
        if let Some(named) = top_module(&names, &module)
            && let Err(rule) = may_name(layer, named)
        {
            add(line, rule);
        }
        if layer != "gui" && OF_WINDOW.contains(&names[0]) {
            add(line, format!("only `gui` names {}", names[0]));
        }
        if !is_surface && layer != "io" && OUTSIDE.iter().any(|outside| names.starts_with(outside)) {
            add(line, format!("only `io`, `cli` and `gui` use {}", names.join("::")));
        }
        if !is_surface && CLOCKS.iter().any(|clock| has_run(&names, clock)) {
            add(line, format!("no clock and no chance below `cli` and `gui`: {}; pass it in", names.join("::")));
        }
        if layer != "cli" && path.is_macro && PRINTING.contains(&names[0]) {
            add(line, format!("only `cli` and `main` print: {}!", names[0]));
        }
        let hashed = names.iter().find(|name| matches!(**name, "HashMap" | "HashSet"));
        if let Some(hashed) = hashed.filter(|_| matches!(layer.as_str(), "scene" | "export")) {
            add(line, format!("`{layer}` must not depend on the order of hashing: {hashed}; use a BTreeMap or a Vec"));
        }
    }
    found
}

fn may_name(layer: &str, named: &str) -> Result<(), String> {
    let place = |layer: &str| LAYERS.iter().position(|other| *other == layer);
    let are_peers = PEERS.iter().any(|peers| peers.contains(&layer) && peers.contains(&named));
    match (place(layer), place(named)) {
        _ if layer == named => Ok(()),
        _ if are_peers => Err(format!("`{layer}` and `{named}` are peers; neither names the other")),
        (Some(own), Some(other)) if other > own => {
            Err(format!("`{layer}` stands below `{named}` and must not name it"))
        }
        _ => Ok(()),
    }
}

/// `scene/map/mod.rs` is the module `scene::map`.
fn module_path(file: &Path) -> Vec<String> {
    let mut module: Vec<String> =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.len() > 1 && module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

/// The module at the top of the crate that a path leads to: `crate::x`, or enough `super`s.
fn top_module<'a>(names: &[&'a str], module: &[String]) -> Option<&'a str> {
    let supers = names.iter().take_while(|name| **name == "super").count();
    let named =
        if names[0] == "crate" || (supers > 0 && supers >= module.len()) { names.get(supers.max(1)) } else { None };
    named.copied().filter(|name| LAYERS.contains(name))
}

fn has_run(names: &[&str], run: &[&str]) -> bool {
    if run.len() == 1 { names.first() == run.first() } else { names.windows(run.len()).any(|part| part == run) }
}

/// The text with comments, strings and characters made blank, lines kept.
fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_blank(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|char| if *char == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// Where the comment, string or character that starts here ends; `at` itself where none does.
fn end_of_blank(chars: &[char], at: usize) -> usize {
    let char_at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let until = |from: usize, is_end: &dyn Fn(usize) -> bool| {
        (from..chars.len()).find(|&index| is_end(index)).unwrap_or(chars.len())
    };
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    match (char_at(at), char_at(at + 1)) {
        ('/', '/') => until(at, &|index| chars[index] == '\n'),
        ('/', '*') => {
            let (mut depth, mut index) = (1, at + 2);
            while index < chars.len() && depth > 0 {
                match (char_at(index), char_at(index + 1)) {
                    ('/', '*') => (depth, index) = (depth + 1, index + 2),
                    ('*', '/') => (depth, index) = (depth - 1, index + 2),
                    _ => index += 1,
                }
            }
            index
        }
        ('r', '"' | '#') if at == 0 || !is_name(chars[at - 1]) || chars[at - 1] == 'b' => {
            let hashes = (at + 1..chars.len()).take_while(|&index| char_at(index) == '#').count();
            if char_at(at + 1 + hashes) != '"' {
                return at; // a raw name such as r#type
            }
            let closes = |index: usize| chars[index] == '"' && (1..=hashes).all(|step| char_at(index + step) == '#');
            (until(at + 2 + hashes, &closes) + 1 + hashes).min(chars.len())
        }
        ('"', _) => {
            let mut index = at + 1;
            while index < chars.len() && chars[index] != '"' {
                index += if chars[index] == '\\' { 2 } else { 1 };
            }
            (index + 1).min(chars.len())
        }
        ('\'', '\\') => until(at + 3, &|index| chars[index] == '\'') + 1,
        ('\'', _) if char_at(at + 2) == '\'' => at + 3,
        _ => at,
    }
}

const TEST_ONLY: &str = "#[cfg(test)]";

/// The code with what is compiled for tests alone made blank, lines kept.
fn without_tests(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::with_capacity(code.len());
    while let Some(at) = rest.find(TEST_ONLY) {
        kept.push_str(&rest[..at]);
        let end = at + end_of_item(&rest[at..]);
        kept.extend(rest[at..end].chars().filter(|char| *char == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

/// The length of an item with its attributes: up to its semicolon, or to the brace that closes it.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (index, char) in code.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth <= 1 => return index + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return index + 1,
            _ => {}
        }
    }
    code.len()
}

/// Files, without their extension, of the modules that this file declares for tests alone.
fn test_modules(file: &Path, text: &str) -> Vec<PathBuf> {
    let is_folder = file.file_stem().is_some_and(|stem| matches!(stem.to_str(), Some("mod" | "lib" | "main")));
    let folder = if is_folder { file.parent().unwrap().to_owned() } else { file.with_extension("") };
    let code = code_of(text);
    let declared = code.match_indices(TEST_ONLY).filter_map(|(at, _)| {
        let item = &code[at + TEST_ONLY.len()..at + end_of_item(&code[at..])];
        let (_, name) = item.strip_suffix(';')?.split_once("mod ")?;
        Some(folder.join(name.trim()))
    });
    declared.collect()
}

/// A name or a sign of the code, with its line.
#[derive(Debug, Clone, PartialEq)]
struct Token {
    text: String,
    line: usize,
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut line = 1;
    let mut chars = code.chars().peekable();
    while let Some(char) = chars.next() {
        let mut text = String::from(char);
        if char == '\n' {
            line += 1;
        } else if char.is_alphanumeric() || char == '_' {
            while let Some(next) = chars.next_if(|next| next.is_alphanumeric() || *next == '_') {
                text.push(next);
            }
        } else if char == ':' && chars.next_if_eq(&':').is_some() {
            text.push(':');
        }
        if !char.is_whitespace() {
            tokens.push(Token { text, line });
        }
    }
    tokens
}

/// A path as it is written, its `use` lists told apart.
#[derive(Debug, PartialEq)]
struct NamedPath {
    names: Vec<String>,
    line: usize,
    is_macro: bool,
}

/// Every path of the code: `a::{b, c::d}` is `a::b` and `a::c::d`, and a lone name is a path too.
fn paths(tokens: &[Token]) -> Vec<NamedPath> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if is_name(tokens, at) { path(tokens, at, &[], &mut found) } else { at + 1 };
    }
    found
}

/// Adds the paths that start with the name at `at`; returns where they end.
fn path(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    let mut names = before.to_vec();
    let line = tokens[at].line;
    loop {
        names.push(tokens[at].text.clone());
        at += 1;
        if !is_sign(tokens, at, "::") {
            break;
        }
        at += 1;
        if is_sign(tokens, at, "{") {
            at += 1;
            while at < tokens.len() && !is_sign(tokens, at, "}") {
                at = if is_name(tokens, at) { path(tokens, at, &names, found) } else { at + 1 };
            }
            return at + 1;
        }
        if !is_name(tokens, at) {
            break; // generics or a star
        }
    }
    found.push(NamedPath { names, line, is_macro: is_sign(tokens, at, "!") });
    at
}

fn is_name(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.text.starts_with(|char: char| char.is_alphabetic() || char == '_'))
}

fn is_sign(tokens: &[Token], at: usize, sign: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.text == sign)
}

mod the_check_itself {
    use super::*;

    /// The circles of files given as `path: text`.
    fn circles(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<(PathBuf, String)> =
            files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect();
        circles_in(&files).into_iter().map(|circle| circle.join(", ")).collect()
    }

    #[test]
    fn finds_files_that_import_each_other() {
        let found = ["io/a, io/b"];
        let face = ("io/mod.rs", "mod a; mod b; mod deep; pub use a::A;");
        assert_eq!(circles(&[face, ("io/a.rs", "use super::b::B;"), ("io/b.rs", "use crate::io::a::A;")]), found);
        assert_eq!(
            circles(&[face, ("io/a.rs", "use super::{b::{B, C}, x};"), ("io/b.rs", "fn f(_: super::a::A) {}")]),
            found
        );
        let deep = ("io/deep/mod.rs", "use super::a::A;");
        assert_eq!(
            circles(&[face, deep, ("io/deep/c.rs", "use crate::io::a::A;"), ("io/a.rs", "use super::deep::c::C;")]),
            ["io/deep/c, io/a"]
        );
        let three = [("io/a.rs", "use super::b::B;"), ("io/b.rs", "use super::c::C;"), ("io/c.rs", "use super::a::A;")];
        assert_eq!(circles(&three), ["io/a, io/b, io/c"]);
    }

    #[test]
    fn overlooks_what_comes_through_a_face_or_for_tests() {
        let face = ("io/mod.rs", "mod a; mod b; pub use a::A;");
        assert_eq!(
            circles(&[face, ("io/a.rs", "use super::b::B;"), ("io/b.rs", "use super::A; use crate::io::A;")]),
            [""; 0]
        );
        let tests = "#[cfg(test)]\nmod tests { use super::super::a::A; } // use super::a::A;";
        assert_eq!(circles(&[face, ("io/a.rs", "use super::b::B;"), ("io/b.rs", tests)]), [""; 0]);
        assert_eq!(circles(&[("io/a.rs", "use super::b::B;"), ("io/b.rs", "fn a() {}")]), [""; 0]);
    }

    /// `line rule` of each breach, so that a case is one line.
    fn breaches(file: &str, text: &str) -> Vec<String> {
        violations(Path::new(file), text).iter().map(|found| format!("{} {}", found.line, found.rule)).collect()
    }

    #[test]
    fn finds_a_module_that_names_one_below_it_in_the_list() {
        let below = ["1 `view` stands below `scene` and must not name it"];
        assert_eq!(breaches("view/state.rs", "use crate::scene::Scene;"), below);
        assert_eq!(breaches("view/state.rs", "fn f(s: &crate::scene::Scene) {}"), below);
        assert_eq!(breaches("view/mod.rs", "use super::scene;"), below);
        assert_eq!(breaches("view/state.rs", "use super::super::scene;"), below);
        assert_eq!(breaches("view/state.rs", "use super::super::{model::Story, scene};"), below);
        let nested = "use crate::{\n    model::Story,\n    scene::{Mark, Scene},\n};";
        assert_eq!(breaches("view/state.rs", nested), ["3 `view` stands below `scene` and must not name it"; 2]);
        assert_eq!(
            breaches("scene/map/mod.rs", "use crate::view::View; use super::super::model; use super::export;"),
            [""; 0]
        );
        assert_eq!(breaches("model/mod.rs", "pub use story::Story;"), [""; 0]);
    }

    #[test]
    fn finds_peers_that_name_each_other() {
        assert_eq!(
            breaches("store/mod.rs", "use crate::io;"),
            ["1 `store` and `io` are peers; neither names the other"]
        );
        assert_eq!(
            breaches("cli/mod.rs", "crate::gui::run()"),
            ["1 `cli` and `gui` are peers; neither names the other"]
        );
        assert_eq!(breaches("basemap/area.rs", "use crate::store::Store;").len(), 1);
        assert_eq!(breaches("query/select.rs", "use crate::basemap::Basemap;").len(), 1);
        assert_eq!(breaches("query/select.rs", "use crate::store::Store;"), [""; 0]);
    }

    #[test]
    fn finds_a_module_without_a_place_in_the_list() {
        assert_eq!(breaches("utils.rs", "").len(), 1);
        assert_eq!(breaches("main.rs", "use std::env; use meridian::gui;"), [""; 0]);
    }

    #[test]
    fn finds_the_window_outside_of_the_window() {
        assert_eq!(breaches("scene/mark.rs", "use eframe::App;"), ["1 only `gui` names eframe"]);
        assert_eq!(breaches("cli/mod.rs", "fn f(ui: &mut egui::Ui) {}"), ["1 only `gui` names egui"]);
        assert_eq!(breaches("gui/app.rs", "use egui::Ui; use eframe::App;"), [""; 0]);
    }

    #[test]
    fn finds_files_clocks_and_prints_where_they_must_not_be() {
        assert_eq!(
            breaches("scene/mod.rs", "use std::{fmt, fs::File};"),
            ["1 only `io`, `cli` and `gui` use std::fs::File"]
        );
        assert_eq!(
            breaches("export/png.rs", "\n\nstd::env::var(x)"),
            ["3 only `io`, `cli` and `gui` use std::env::var"]
        );
        assert_eq!(breaches("io/mod.rs", "use std::fs;"), [""; 0]);
        assert_eq!(breaches("io/mod.rs", "let t = Utc::now();").len(), 1);
        assert_eq!(breaches("view/mod.rs", "use std::time::{Duration, Instant};").len(), 1);
        assert_eq!(breaches("view/mod.rs", "enum Span { Instant } use std::time::Duration;"), [""; 0]);
        assert_eq!(breaches("query/mod.rs", "println!(x); eprintln!(x)").len(), 2);
        assert_eq!(breaches("gui/app.rs", "eprintln!(x)").len(), 1);
        assert_eq!(breaches("cli/mod.rs", "eprintln!(x); Instant::now(); std::env::args()"), [""; 0]);
    }

    #[test]
    fn finds_the_order_of_hashing_in_a_scene() {
        assert_eq!(breaches("scene/labels.rs", "use std::collections::{BTreeMap, HashMap};").len(), 1);
        assert_eq!(breaches("export/svg.rs", "let seen: HashSet<u8>;").len(), 1);
        assert_eq!(breaches("store/mod.rs", "use std::collections::HashMap;"), [""; 0]);
    }

    #[test]
    fn overlooks_comments_strings_and_tests() {
        let text = r##"
            //! crate::scene /* */ "
            /* crate::scene /* egui */ std::fs */
            const A: &str = "crate::scene \" egui";
            const B: &str = r#"crate::scene " egui"#;
            const C: (char, char, &'static str) = ('"', '\'', "egui");
            fn f<'a>(x: &'a str) -> &'a str { x }
            #[cfg(test)]
            mod tests { use crate::scene; fn f() { println!("{}", 1) } }
            #[cfg(test)]
            use std::fs;
            use std::net;
        "##;
        assert_eq!(breaches("view/mod.rs", text), ["12 only `io`, `cli` and `gui` use std::net"]);
    }

    #[test]
    fn knows_which_files_are_for_tests_alone() {
        let text = "mod lists;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod sample;";
        let files = ["store/tests", "store/sample"].map(PathBuf::from);
        assert_eq!(test_modules(Path::new("store/mod.rs"), text), files);
        assert_eq!(
            test_modules(Path::new("query/filter.rs"), "#[cfg(test)] mod tests;"),
            [PathBuf::from("query/filter/tests")]
        );
    }
}
