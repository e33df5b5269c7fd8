//! The table of fields agrees with the schema, the document, the reader and the writers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use meridian::io::{FileFormat, Opening, open_bytes, story_from_slice, story_to_string, write_events_to};
use meridian::model::{
    Event, Field, Fields, Held, Kind, Members, Row, Rows, Story, TextKind, TextVisitor, Visitor, columns_in,
};
use serde_json::Value;

/// A story in which every field says something.
const EVERY_FIELD: &str = include_str!("../fixtures/valid/every-field.geojson");

/// Members of a story file that are no field of ours: what GeoJSON has, the version of the file, and what a value
/// within a range is called.
const OTHER_MEMBERS: [(&str, &str); 4] =
    [("story", "version"), ("event", "type"), ("event", "properties"), ("figure", "best")];

fn story() -> Story {
    story_from_slice(EVERY_FIELD.as_bytes()).unwrap().story
}

/// The fields that have a name in a story file.
fn named(fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
    fields.iter().filter(|field| !field.name.is_empty())
}

/// What in the story has fields, by its noun, and which of these say something.
#[derive(Default)]
struct Said {
    noun: &'static str,
    fields: BTreeMap<&'static str, &'static [Field]>,
    told: BTreeSet<(&'static str, &'static str)>,
}

impl Said {
    fn of(story: &Story) -> Self {
        let mut said = Self::default();
        said.go_through(story);
        story.events.iter().for_each(|event| said.go_through(&*event));
        said
    }

    fn go_through<T: Fields>(&mut self, thing: &T) {
        let outer = std::mem::replace(&mut self.noun, T::NOUN);
        self.fields.insert(T::NOUN, T::FIELDS);
        thing.visit(self);
        self.noun = outer;
    }
}

impl<'a> Visitor<'a> for Said {
    fn value(&mut self, field: &'static Field, held: Held<'a>) {
        let is_said = match held {
            Held::Text(text) => !text.is_empty(),
            Held::Texts(texts) => !texts.is_empty(),
            Held::When(when) => when.is_some(),
            Held::Zone(zone) => zone.is_some_and(|zone| zone.to_string() != field.usual),
            Held::Number(number) => number.is_some(),
            Held::Flag(flag) => flag.to_string() != field.usual,
            Held::Choice(word) => word != field.usual,
            Held::Shape(shape) => shape.is_some(),
            Held::Translations(translations) => !translations.is_empty(),
            Held::Events(events) => !events.is_empty(),
            // A story file keeps a row, and no reader gives it back.
            Held::Row(_) => true,
            Held::View(members) | Held::Kept(members) => !members.is_empty(),
        };
        if is_said {
            self.told.insert((self.noun, field.name));
        }
    }

    fn parts<T: Fields + 'a>(&mut self, field: &'static Field, parts: impl Iterator<Item = &'a T>) {
        for part in parts {
            self.told.insert((self.noun, field.name));
            self.go_through(part);
        }
    }
}

#[test]
fn every_field_that_a_file_gives_is_read() {
    let Said { fields, told, .. } = Said::of(&story());
    assert_eq!(fields.len(), 13, "{:?}", fields.keys());
    for (noun, fields) in fields {
        for field in named(fields) {
            assert!(told.contains(&(noun, field.name)), "{} of the {noun} is not read", field.name);
        }
    }
}

/// Takes away what is kept of a file as it was read, so that what is written comes from the fields alone.
struct Forgetting;

impl TextVisitor for Forgetting {
    fn text(&mut self, _: TextKind, _: &mut String) {}

    fn members(&mut self, members: &mut Members) {
        members.clear();
    }

    fn row(&mut self, row: &mut Option<Row>) {
        *row = None;
    }
}

fn from_fields_alone(mut story: Story) -> Story {
    story.visit_texts(&mut Forgetting);
    story
}

#[test]
fn every_field_is_written_as_it_was_read() {
    let written = story_to_string(&from_fields_alone(story()));
    let [written, read]: [Value; 2] = [&written, EVERY_FIELD].map(|text| serde_json::from_str(text).unwrap());
    assert_eq!(written, read);
}

#[test]
fn the_row_of_a_table_is_kept_under_the_name_of_its_field() {
    let mut rows = Rows::new(["Deaths".to_owned()].into());
    rows.push(2, ["12"]);
    let row = Some(Row::new(Arc::new(rows), 0));
    let story = Story { events: vec![Event { row, ..Event::default() }].into(), ..Story::default() };
    let written: Value = serde_json::from_str(&story_to_string(&story)).unwrap();
    let field = Event::FIELDS.iter().find(|field| field.kind == Kind::Row).unwrap();
    assert_eq!(written["features"][0]["properties"][field.name]["Deaths"], "12");
}

#[test]
fn every_field_with_a_column_comes_back_from_a_table() {
    let story = from_fields_alone(story());
    for (format, word, ..) in FileFormat::ALL {
        let mut bytes = Vec::new();
        write_events_to(&mut bytes, &story, *format).unwrap();
        let again = from_fields_alone(open_bytes(bytes, Opening::default()).unwrap().story);
        assert_eq!(again.events, story.events, "{word}");
    }
}

#[test]
fn columns_have_names_of_their_own() {
    let columns = columns_in(Event::FIELDS);
    let names: BTreeSet<&str> = columns.iter().map(|column| column.name()).collect();
    assert_eq!(names.len(), columns.len());
}

/// Holds fields against an object of the schema and what it is made of.
fn check_schema(schema: &Value, noun: &str, name: &str, fields: &[&'static Field]) {
    let properties = schema["$defs"][name]["properties"].as_object().unwrap_or_else(|| panic!("no {name}"));
    let is_other = |member: &&str| OTHER_MEMBERS.contains(&(noun, *member));
    let members: BTreeSet<&str> = properties.keys().map(String::as_str).filter(|member| !is_other(member)).collect();
    let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
    assert_eq!(members, names, "{name}");
    for field in fields {
        let member = &properties[field.name];
        let what = format!("{} of the {noun}: {member}", field.name);
        let definition = |member: &Value| member["$ref"].as_str().map(|path| path.replace("#/$defs/", ""));
        let words = |list: &Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        };
        match field.kind {
            Kind::Text(kind) => {
                let is_id = definition(member).as_deref() == Some("id") && matches!(kind, TextKind::Id(_));
                assert!(is_id || member["type"] == "string" || member["enum"].is_array(), "{what}");
            }
            Kind::Texts(_) => assert_eq!(member["items"]["type"], "string", "{what}"),
            Kind::When => assert_eq!(definition(member).as_deref(), Some("when"), "{what}"),
            Kind::Zone => assert_eq!(definition(member).as_deref(), Some("zone"), "{what}"),
            Kind::Number => assert_eq!(member["type"], "number", "{what}"),
            Kind::Flag => assert_eq!(member["type"], "boolean", "{what}"),
            Kind::Choice(known) => assert_eq!(words(&member["enum"]), known, "{what}"),
            Kind::Shape => assert_eq!(member["oneOf"][1]["$ref"], "#/$defs/geometry", "{what}"),
            Kind::Part(fields) => {
                let part = definition(member).unwrap_or_else(|| panic!("{what}"));
                check_schema(schema, &part, &part, &named(fields).collect::<Vec<_>>());
            }
            Kind::Parts(fields) => {
                let part = definition(&member["items"]).unwrap_or_else(|| panic!("{what}"));
                check_schema(schema, &part, &part, &named(fields).collect::<Vec<_>>());
            }
            Kind::View(known) => {
                let members: BTreeSet<&str> =
                    member["properties"].as_object().unwrap().keys().map(String::as_str).collect();
                assert_eq!(members, known.iter().copied().collect(), "{what}");
            }
            Kind::Translations => assert_eq!(definition(member).as_deref(), Some("i18n"), "{what}"),
            Kind::Row | Kind::Kept => assert!(member["description"].is_string(), "{what}"),
        }
        let usual = member.get("default").map(|usual| usual.as_str().map_or(usual.to_string(), str::to_owned));
        assert_eq!(usual.unwrap_or_default(), field.usual, "{what}");
    }
}

#[test]
fn the_schema_has_the_fields_of_the_table_and_no_other() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/story.schema.json")).unwrap();
    // Events stand beside the story, and some of their fields beside their properties.
    let of_story: Vec<&Field> = named(Story::FIELDS).filter(|field| field.name != "features").collect();
    check_schema(&schema, "story", "story", &of_story);
    let is_beside = |field: &&Field| ["id", "geometry"].contains(&field.name);
    let (beside, properties) = named(Event::FIELDS).partition::<Vec<_>, _>(is_beside);
    check_schema(&schema, "event", "event", &beside);
    check_schema(&schema, "event", "properties", &properties);
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&serde_json::from_str(EVERY_FIELD).unwrap()));
}

/// The passage of the document on the format that tells of something: from where it begins to the end of the
/// paragraph or table, or of the row.
fn passage(noun: &str) -> &'static str {
    const DOCUMENT: &str = include_str!("../../docs/story-format.md");
    let (beginning, end) = match noun {
        "story" => ("**Top level**: ", "\n| of a"),
        "source" => ("\n| source | **", "\n"),
        "actor" => ("\n| actor | **", "\n"),
        "category" => ("\n| category | **", "\n"),
        "layer" => ("\n| layer | **", "\n"),
        "chapter" => ("\n| chapter | `", "\n"),
        "event" => ("\n**Event** (a feature): ", "\n\n`place.precision`"),
        "part of an actor" => ("\n| `actors` | ", "\n"),
        "place" => ("\n| `place` | ", "\n"),
        "claim" => ("\n| in a claim | |", "\n\n"),
        "speaker" => ("\n| **`attribution`** | ", "\n"),
        "figure" => ("\nA figure: ", "\n"),
        "link" => ("\n| `links` | ", "\n"),
        other => panic!("where does the document tell of a {other}?"),
    };
    let begins = DOCUMENT.find(beginning).unwrap_or_else(|| panic!("{beginning} is not in the document"));
    let length = DOCUMENT[begins + 1..].find(end).unwrap();
    &DOCUMENT[begins..=begins + length]
}

#[test]
fn the_document_on_the_format_names_every_field_where_it_tells_of_its_owner() {
    for (noun, fields) in Said::of(&story()).fields {
        let passage = passage(noun);
        for field in named(fields) {
            assert!(passage.contains(&format!("`{}`", field.name)), "{} of the {noun} in {passage}", field.name);
        }
    }
}

#[test]
fn labels_of_one_thing_differ() {
    for (noun, fields) in Said::of(&story()).fields {
        let labels: Vec<&str> = named(fields).map(|field| field.label).collect();
        let different: BTreeSet<&str> = labels.iter().copied().filter(|label| !label.is_empty()).collect();
        assert_eq!(different.len(), labels.len(), "{noun}: {labels:?}");
    }
}
