//! Walks over a text by the grammar of JSON (RFC 8259) to the first place that breaks it.
//!
//! The walk keeps its own stack, so depth costs no calls.

use super::number::number_fault;
use super::state::{Fault, Next, Open};
use super::string::string_end;
use super::words::{
    after_end, between_name_and_value, between_parts, ends_early, misplaced, no_name, no_value, trailing_comma,
    wrong_close,
};

/// Brackets within brackets, as many as the reader of values takes.
const DEEPEST: usize = 127;

/// The first thing that breaks a text. None for JSON.
pub(in crate::io) fn fault_in(text: &str) -> Option<Fault> {
    walk(text).err()
}

fn walk(text: &str) -> Result<(), Fault> {
    let mut open: Vec<Open> = Vec::new();
    let mut next = Next::Value;
    let mut at = 0;
    loop {
        let space = text[at..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        at += space;
        let rest = &text[at..];
        let Some(char) = rest.chars().next() else {
            return if next == Next::Nothing { Ok(()) } else { Err(ends_early(text, &open)) };
        };
        if let Some(message) = misplaced(rest, at) {
            return Err(Fault::new(at, message));
        }
        let is_value = matches!(next, Next::Value | Next::FirstElement | Next::Element);
        let wants_name = matches!(next, Next::FirstName | Next::Name);
        let mut len = 1;
        next = match char {
            '[' | '{' if is_value => {
                if open.len() == DEEPEST {
                    return Err(Fault::new(at, "brackets are nested more than 127 deep; no story needs that"));
                }
                open.push(Open { bracket: char, offset: at });
                if char == '[' { Next::FirstElement } else { Next::FirstName }
            }
            ']' | '}' => {
                match (next, open.last().copied()) {
                    (Next::Nothing, _) | (_, None) => return Err(Fault::new(at, after_end(char))),
                    (_, Some(last)) if last.close() != char => {
                        return Err(Fault::new(at, wrong_close(text, last, char)));
                    }
                    (Next::FirstElement | Next::FirstName | Next::CommaOrEnd, _) => {}
                    (Next::Element | Next::Name, _) => return Err(Fault::new(at, trailing_comma())),
                    (Next::Colon, _) => return Err(Fault::new(at, between_name_and_value(char))),
                    (Next::Value, _) => return Err(Fault::new(at, no_value(text, at, next, &open))),
                }
                open.pop();
                after_value(&open)
            }
            '"' if is_value || wants_name => {
                len = string_end(text, at)? - at;
                if is_value { after_value(&open) } else { Next::Colon }
            }
            '-' | '+' | '.' | '0'..='9' if is_value => {
                len = number_fault(rest).map_err(|message| Fault::new(at, message))?;
                after_value(&open)
            }
            't' | 'f' | 'n' if is_value && literal_len(rest).is_some() => {
                len = literal_len(rest).unwrap_or(1);
                after_value(&open)
            }
            ':' if next == Next::Colon => Next::Value,
            ',' if next == Next::CommaOrEnd => {
                if open.last().is_some_and(|last| last.bracket == '[') {
                    Next::Element
                } else {
                    Next::Name
                }
            }
            _ => {
                let message = match next {
                    Next::Value | Next::FirstElement | Next::Element => no_value(text, at, next, &open),
                    Next::FirstName | Next::Name => no_name(rest, next),
                    Next::Colon => between_name_and_value(char),
                    Next::CommaOrEnd => between_parts(rest, &open),
                    Next::Nothing => after_end(char),
                };
                return Err(Fault::new(at, message));
            }
        };
        at += len;
    }
}

fn after_value(open: &[Open]) -> Next {
    if open.is_empty() { Next::Nothing } else { Next::CommaOrEnd }
}

/// The length of `true`, `false` or `null` where the text begins with that word.
fn literal_len(rest: &str) -> Option<usize> {
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    matches!(&rest[..len], "true" | "false" | "null").then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::json::positions::line_column_at;

    /// Texts that are no JSON, with the place of what is wrong and a part of what is said of it: the kinds of
    /// the public `JSONTestSuite`, and what people write by hand.
    const BROKEN: &[(&str, &str, &str)] = &[
        // Nothing, or too little.
        ("", "1:1", "the file is empty"),
        (" \n\t ", "1:1", "the file is empty"),
        ("[", "1:2", "the [ on line 1 is not closed"),
        ("{", "1:2", "the { on line 1 is not closed"),
        ("{\n  \"a\": [\n1,\n", "3:3", "the [ on line 2 is not closed"),
        ("{\"a\"", "1:5", "the { on line 1 is not closed"),
        ("{\"a\":", "1:6", "the { on line 1 is not closed"),
        ("[\"a\",\n4\n,1,", "3:4", "the [ on line 1 is not closed"),
        // Brackets.
        ("[}", "1:2", "this } cannot close the [ on line 1; write ]"),
        ("{\n\"a\": 1]", "2:7", "this ] cannot close the { on line 1; write }"),
        ("[1]]", "1:4", "one closing bracket too many"),
        ("{}}", "1:3", "one closing bracket too many"),
        ("]", "1:1", "one closing bracket too many"),
        ("[][]", "1:3", "more text after the end"),
        ("{}\n{}", "2:1", "more text after the end"),
        ("{\"a\":true} \"x\"", "1:12", "more text after the end"),
        ("1]", "1:2", "one closing bracket too many"),
        ("[1]x", "1:4", "more text after the end"),
        // Commas.
        ("[1,]", "1:4", "a comma before a closing bracket"),
        ("{\"a\":0,}", "1:8", "a comma before a closing bracket"),
        ("[,1]", "1:2", "a comma with no value before it"),
        ("[1,,2]", "1:4", "two commas in a row"),
        ("[\"\",,\"\"]", "1:5", "two commas in a row"),
        ("{\"a\":1,,\"b\":2}", "1:8", "two commas in a row"),
        ("{,}", "1:2", "a comma with no member before it"),
        ("[,]", "1:2", "a comma with no value before it"),
        ("[1 2]", "1:4", "a comma or a closing ] is missing before this"),
        ("[1 true]", "1:4", "a comma or a closing ] is missing before this"),
        ("[3[4]]", "1:3", "a comma or a closing ] is missing before this"),
        ("[\"a\" \"b\"]", "1:6", "a comma or a closing ] is missing before this"),
        ("{\"a\":1 \"b\":2}", "1:8", "a comma or a closing } is missing before this"),
        ("[1;2]", "1:3", "a comma instead of ;"),
        // Colons.
        ("{\"a\" 1}", "1:6", "a colon is missing between the name and its value"),
        ("{\"a\" \"b\"}", "1:6", "a colon is missing between the name and its value"),
        ("{\"a\", null}", "1:5", "a colon is missing between the name and its value"),
        ("{\"a\"}", "1:5", "a colon and a value are missing after the name"),
        ("{\"a\":}", "1:6", "a value is missing before this"),
        ("{\"a\":,}", "1:6", "a value is missing before this"),
        ("{\"x\"::\"b\"}", "1:6", "two colons"),
        ("{:\"b\"}", "1:2", "the name before this colon is missing"),
        ("{\"a\"=1}", "1:5", "a colon instead of ="),
        ("[\"a\": 1]", "1:5", "a name and its value stand in { }"),
        ("[:]", "1:2", "a value is missing before this"),
        // Names.
        ("{a: 1}", "1:2", "double quotes: \"a\""),
        ("{\"b\": 1, c_d: 2}", "1:10", "double quotes: \"c_d\""),
        ("{1:1}", "1:2", "double quotes: \"1\""),
        ("{'a':0}", "1:2", "not '"),
        ("{null: 1}", "1:2", "double quotes: \"null\""),
        ("{[: \"x\"}", "1:2", "a name in double quotes"),
        ("{{\"a\": 1}}", "1:2", "a name in double quotes"),
        // Words.
        ("[nul]", "1:2", "only true, false and null"),
        ("[tru]", "1:2", "only true, false and null"),
        ("[truth]", "1:2", "only true, false and null"),
        ("[True]", "1:2", "true in small letters"),
        ("[FALSE]", "1:2", "false in small letters"),
        ("[None]", "1:2", "write null"),
        ("[undefined]", "1:2", "write null"),
        ("[NaN]", "1:2", "NaN is no number"),
        ("[Infinity]", "1:2", "Infinity is no number"),
        ("[-Infinity]", "1:2", "-Infinity is no number"),
        ("[+Inf]", "1:2", "+Inf is no number"),
        ("[-NaN]", "1:2", "-NaN is no number"),
        ("[کابل]", "1:2", "in double quotes"),
        ("[a\u{e5}]", "1:2", "in double quotes"),
        ("id,title", "1:1", "begins with 'i'"),
        ("callback({})", "1:1", "begins with 'c'"),
        ("<kml/>", "1:1", "looks like XML"),
        ("*", "1:1", "begins with '*'"),
        ("[*]", "1:2", "* does not belong here"),
        ("[<null>]", "1:2", "< does not belong here"),
        // Numbers.
        ("[+1]", "1:2", "without the +"),
        ("[++1234]", "1:2", "no number"),
        ("[-]", "1:2", "digits are missing after the -"),
        ("[- 1]", "1:2", "digits are missing after the -"),
        ("[--1]", "1:2", "no number"),
        ("[01]", "1:2", "begins with 0"),
        ("[-012]", "1:2", "begins with 0"),
        ("[.5]", "1:2", "0.5"),
        ("[-.5]", "1:2", "-0.5"),
        ("[1.]", "1:2", "a digit is missing after the point"),
        ("[1.e3]", "1:2", "a digit is missing after the point"),
        ("[.2e-3]", "1:2", "0.2e-3"),
        ("[1e]", "1:2", "digits are missing after the e"),
        ("[1E+]", "1:2", "digits are missing after the E"),
        ("[9.3e-]", "1:2", "digits are missing after the e"),
        ("[0x1F]", "1:2", "hexadecimal"),
        ("[-0xa]", "1:2", "hexadecimal"),
        ("[1eE2]", "1:2", "no number"),
        ("[1.2.3]", "1:2", "no number"),
        ("[1_000]", "1:2", "no number"),
        ("[12abc]", "1:2", "no number"),
        ("[2025-10-09]", "1:2", "in double quotes"),
        ("[1+2]", "1:2", "no number"),
        ("[-foo]", "1:2", "no number"),
        ("[1e999]", "1:2", "too large"),
        ("[\u{ff11}]", "1:2", "in double quotes"),
        // Strings.
        ("[\"a", "1:2", "closing quote is missing"),
        ("{\"a\": \"b", "1:7", "closing quote is missing"),
        ("[\"a\nb\"]", "1:2", "\\n"),
        ("[\"a\rb\"]", "1:2", "\\n"),
        ("[\"a\tb\"]", "1:4", "a tab in a string; write it as \\t"),
        ("[\"a\0b\"]", "1:4", "U+0000 in a string; write it as \\u0000"),
        ("[\"a\u{1f}b\"]", "1:4", "U+001F in a string; write it as \\u001f"),
        ("[\"\\x00\"]", "1:3", "\\x is no escape"),
        ("[\"\\a\"]", "1:3", "\\a is no escape"),
        ("[\"\\'\"]", "1:3", "\\' is no escape"),
        ("[\"C:\\Users\"]", "1:5", "\\U is no escape; write \\\\ for a backslash"),
        ("[\"\\\u{1f300}\"]", "1:3", "is no escape"),
        ("[\"\\", "1:2", "closing quote is missing"),
        ("[\"\\\"]", "1:2", "closing quote is missing"),
        ("[\"\\u\"]", "1:3", "four hexadecimal digits"),
        ("[\"\\u00A\"]", "1:3", "four hexadecimal digits"),
        ("[\"\\uqqqq\"]", "1:3", "four hexadecimal digits"),
        ("[\"\\uD83D\"]", "1:3", "half of a character"),
        ("[\"\\uD800\\n\"]", "1:3", "half of a character"),
        ("[\"\\uD800\\u\"]", "1:9", "four hexadecimal digits"),
        ("[\"\\uD800\\uD800\\uDC00\"]", "1:3", "half of a character"),
        ("[\"\\uDC00\"]", "1:3", "half of a character"),
        ("['a']", "1:2", "not '"),
        ("[`a`]", "1:2", "not `"),
        ("[“a”]", "1:2", "not “"),
        ("{«a»: 1}", "1:2", "not «"),
        // Comments, and spaces of other kinds.
        ("// events\n[]", "1:1", "no comments"),
        ("{} // end", "1:4", "no comments"),
        ("[/* one */]", "1:2", "no comments"),
        ("{\"a\":1,\n# two\n}", "2:1", "no comments"),
        ("<!-- one -->", "1:1", "no comments"),
        ("[1,\u{a0}2]", "1:4", "U+00A0"),
        ("[1,\u{c}2]", "1:4", "U+000C"),
        ("[\u{2060}]", "1:2", "U+2060"),
        ("{\"a\":\u{feff}1}", "1:6", "U+FEFF"),
        ("[\0]", "1:2", "U+0000"),
        ("[\0]\0", "1:2", "U+0000"),
        ("\u{feff}", "1:1", "U+FEFF"),
        ("{\0\"\0a\0\"\0", "1:2", "UTF-16"),
    ];

    #[test]
    fn what_is_no_json_is_told_in_plain_words_at_its_place() {
        for (text, place, part) in BROKEN {
            let fault = fault_in(text).unwrap_or_else(|| panic!("{text:?} is no JSON"));
            let (line, column) = line_column_at(text.as_bytes(), fault.offset);
            assert_eq!(format!("{line}:{column}"), *place, "{text:?}: {}", fault.message);
            assert!(fault.message.contains(part), "{text:?}: {}", fault.message);
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text:?} is JSON");
        }
    }

    #[test]
    fn json_has_no_fault() {
        for text in [
            "0",
            "-0",
            "-0.0e+1",
            "1E2",
            "0e1",
            "123.456e78",
            "\"\"",
            "true",
            " null\n",
            "[]",
            "{}",
            "[[],{}]",
            "{\"a\":[1,{\"b\":null}],\"c\":\"\\u00e9\\uD83D\\uDE00\\/\\\\\\\"\"}",
            "[\"\u{7f}\u{2028}\"]",
            "[1e-999]",
        ] {
            assert_eq!(fault_in(text), None, "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn depth_costs_no_calls() {
        for open in ["[", "{\"a\":", "[{\"a\":"] {
            let fault = fault_in(&open.repeat(100_000)).unwrap();
            assert!(fault.message.contains("more than 127 deep") && fault.offset < 1000, "{fault:?}");
        }
        let sound = format!("{}{}", "[".repeat(127), "]".repeat(127));
        assert_eq!(fault_in(&sound), None);
        assert!(serde_json::from_str::<serde_json::Value>(&sound).is_ok());
    }
}
