//! One object of a PDF, as it is written.
//!
//! Answers what the bytes at a place say. It follows no reference and unpacks nothing.

/// Deeper objects are nobody's doing.
const DEEPEST: usize = 24;
const MOST_MEMBERS: usize = 10_000;

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    /// A number that is whole; others are none here.
    Number(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Self>),
    Dictionary(Vec<(Vec<u8>, Self)>),
    /// A reference to an object by its number.
    Reference(u32),
    /// Anything else.
    Other,
}

impl Object {
    /// A member of a dictionary.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        let Self::Dictionary(members) = self else { return None };
        members.iter().rev().find(|(known, _)| known == name.as_bytes()).map(|(_, value)| value)
    }

    /// A name among what it is, or what a list of it has.
    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Self::Name(own) if own == name.as_bytes())
    }
}

/// Reads objects from bytes.
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next object. None where there is none, or it is broken.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.object_within(0)
    }

    fn object_within(&mut self, depth: usize) -> Option<Object> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_space();
        match (self.byte()?, self.bytes.get(self.at + 1)) {
            (b'<', Some(b'<')) => self.dictionary(depth),
            (b'<', _) => Some(Object::Text(self.hexadecimal())),
            (b'(', _) => Some(Object::Text(self.literal()?)),
            (b'/', _) => Some(Object::Name(self.name())),
            (b'[', _) => self.list(depth),
            (b'0'..=b'9' | b'+' | b'-' | b'.', _) => Some(self.number_or_reference()),
            (b'>' | b']' | b')' | b'{' | b'}', _) => None,
            _ => {
                let start = self.at;
                self.word();
                (self.at > start).then_some(Object::Other)
            }
        }
    }

    /// A whole number that stands here, after what separates.
    pub(super) fn number(&mut self) -> Option<i64> {
        self.skip_space();
        let text = std::str::from_utf8(self.word()).ok()?;
        text.parse().ok()
    }

    fn number_or_reference(&mut self) -> Object {
        let Some(number) = self.number() else { return Object::Other };
        let after = self.at;
        if let Ok(id) = u32::try_from(number)
            && self.number().is_some_and(|generation| (0..=65_535).contains(&generation))
        {
            self.skip_space();
            if self.byte() == Some(b'R') && self.bytes.get(self.at + 1).is_none_or(|byte| !is_regular(*byte)) {
                self.at += 1;
                return Object::Reference(id);
            }
        }
        self.at = after;
        Object::Number(number)
    }

    fn dictionary(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut members = Vec::new();
        loop {
            self.skip_space();
            match self.byte()? {
                b'>' => {
                    self.at += 2;
                    return Some(Object::Dictionary(members));
                }
                b'/' if members.len() < MOST_MEMBERS => {
                    let name = self.name();
                    members.push((name, self.object_within(depth + 1)?));
                }
                _ => return None,
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            self.skip_space();
            if self.byte()? == b']' {
                self.at += 1;
                return Some(Object::List(list));
            }
            if list.len() >= MOST_MEMBERS {
                return None;
            }
            list.push(self.object_within(depth + 1)?);
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        let mut rest = self.word();
        while let Some((first, after)) = rest.split_first() {
            let code = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
            if let Some(code) = code.filter(|_| *first == b'#') {
                name.push(code);
                rest = &after[2..];
            } else {
                name.push(*first);
                rest = after;
            }
        }
        name
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.byte() {
            self.at += 1;
            match char::from(byte).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if byte == b'>' => break,
                None => {}
            }
        }
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut text, mut depth) = (Vec::new(), 0_usize);
        loop {
            let byte = self.byte()?;
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => return Some(text),
                b')' => depth -= 1,
                b'\\' => {
                    self.take_escaped(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// Takes what a backslash and what follows stand for. None at the end of the bytes.
    fn take_escaped(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.byte()?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            // A line that goes on.
            b'\r' => self.at += usize::from(self.byte() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.byte().filter(|byte| matches!(byte, b'0'..=b'7')) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(code as u8);
            }
            other => text.push(other),
        }
        Some(())
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.byte().is_some_and(is_regular) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes on over what separates, comments included.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.byte() {
            if byte == b'%' {
                while self.byte().is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_read_as_they_are_written() {
        let bytes = b"<< /Title (a\\(b\\)\\n(c)\\101) % no\n /A#42 <feff 00e9> /L [1 2 0 R -3 true] /N null >>";
        let object = Reader::new(bytes).object().unwrap();
        assert_eq!(object.member("Title"), Some(&Object::Text(b"a(b)\n(c)A".to_vec())));
        assert_eq!(object.member("AB"), Some(&Object::Text(vec![0xfe, 0xff, 0, 0xe9])));
        let list = vec![Object::Number(1), Object::Reference(2), Object::Number(-3), Object::Other];
        assert_eq!(object.member("L"), Some(&Object::List(list)));
    }

    #[test]
    fn broken_objects_are_none() {
        let deep = "[".repeat(1000);
        for text in ["", "<<", "<< /A", "<< A >>", "(a", "(\\", "[1", "]", deep.as_str(), "<< /A >"] {
            assert_eq!(Reader::new(text.as_bytes()).object(), None, "{text}");
        }
    }
}
