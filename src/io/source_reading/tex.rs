//! Texts as TeX writes them, as plain text.
//!
//! Answers what letters stand for. Commands that set type are left out, and what they are set around stays.

use unicode_normalization::UnicodeNormalization as _;

/// Commands that stand for a letter or sign.
const LETTERS: [(&str, &str); 26] = [
    ("AA", "Å"),
    ("AE", "Æ"),
    ("L", "Ł"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("S", "§"),
    ("aa", "å"),
    ("ae", "æ"),
    ("copyright", "©"),
    ("dag", "†"),
    ("dh", "ð"),
    ("dots", "…"),
    ("euro", "€"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("l", "ł"),
    ("ldots", "…"),
    ("o", "ø"),
    ("oe", "œ"),
    ("pounds", "£"),
    ("ss", "ß"),
    ("textasciicircum", "^"),
    ("textasciitilde", "~"),
    ("textbackslash", "\\"),
    ("textendash", "–"),
    ("th", "þ"),
];

/// Commands that set a mark on the letter behind them.
const MARKS: [(&str, char); 15] = [
    ("\"", '\u{308}'),
    ("'", '\u{301}'),
    (".", '\u{307}'),
    ("=", '\u{304}'),
    ("H", '\u{30b}'),
    ("^", '\u{302}'),
    ("`", '\u{300}'),
    ("b", '\u{331}'),
    ("c", '\u{327}'),
    ("d", '\u{323}'),
    ("k", '\u{328}'),
    ("r", '\u{30a}'),
    ("u", '\u{306}'),
    ("v", '\u{30c}'),
    ("~", '\u{303}'),
];

/// A text without its commands and braces.
pub(super) fn plain_from_tex(tex: &str) -> String {
    let mut text = String::with_capacity(tex.len());
    let mut rest = tex;
    let mut mark = None;
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '{' | '}' | '$' => continue,
            '\\' => {
                let (name, after) = command_of(rest);
                let is_word = name.starts_with(|char: char| char.is_ascii_alphabetic());
                rest = if is_word { after.trim_start() } else { after };
                if let Some((_, found)) = MARKS.iter().find(|(known, _)| *known == name) {
                    mark = Some(*found);
                    continue;
                }
                match LETTERS.iter().find(|(known, _)| *known == name) {
                    Some((_, letter)) => text.push_str(letter),
                    None if is_word => continue,
                    None if name == "\\" => text.push(' '),
                    None => text.push_str(name),
                }
                // The dot of an i goes where a mark comes.
                if mark.is_some() && matches!(name, "i" | "j") {
                    text.pop();
                    text.push_str(name);
                }
            }
            '~' => text.push(' '),
            '-' if rest.starts_with("--") => {
                rest = &rest[2..];
                text.push('—');
            }
            '-' if rest.starts_with('-') => {
                rest = &rest[1..];
                text.push('–');
            }
            '`' if rest.starts_with('`') => {
                rest = &rest[1..];
                text.push('“');
            }
            '\'' if rest.starts_with('\'') => {
                rest = &rest[1..];
                text.push('”');
            }
            letter => text.push(letter),
        }
        text.extend(mark.take());
    }
    text.nfc().collect()
}

/// An address as TeX writes it: only signs that TeX would take for commands are escaped in it.
pub(super) fn address_from_tex(tex: &str) -> String {
    let text = tex.trim();
    let inner =
        ["\\url{", "\\path{"].iter().find_map(|start| text.strip_prefix(start)).and_then(|text| text.strip_suffix('}'));
    let text = inner.unwrap_or(text);
    let mut address = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(|next| "#$%&_{}~".contains(*next)) => {}
            '{' | '}' => {}
            other => address.push(other),
        }
    }
    address.replace("\\textasciitilde", "~")
}

/// The name of the command that stands behind a backslash, and what follows.
fn command_of(text: &str) -> (&str, &str) {
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if word > 0 { word } else { text.chars().next().map_or(0, char::len_utf8) };
    text.split_at(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_tex_become_letters() {
        for (tex, text) in [
            (r#"M{\"u}ller \& S{\o}n"#, "Müller & Søn"),
            (r#"\'Etat fran\c{c}ais, na\"{\i}f, \v{S}koda"#, "État français, naïf, Škoda"),
            (r"{The {BBC}}~2025: 9--11 ``October''", "The BBC 2025: 9–11 “October”"),
            (r"\emph{very} \textbf{bold} 50\% \textbackslash n", "very bold 50% \\n"),
            ("a\\", "a"),
            ("\\'", ""),
        ] {
            assert_eq!(plain_from_tex(tex), text, "{tex}");
        }
        assert_eq!(address_from_tex(r"\url{https://a.org/b\_c~d--e?x=1\&y}"), "https://a.org/b_c~d--e?x=1&y");
    }
}
