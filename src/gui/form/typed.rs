//! Texts of fields whose value is read from what is typed.
//!
//! Answers what stands in such a field: what was typed, as long as the value is the one that was read from it.

use std::collections::HashMap;

/// What is typed in the fields of a form, by key.
#[derive(Debug, Default)]
pub(super) struct TypedTexts(HashMap<String, Typed>);

#[derive(Debug)]
struct Typed {
    text: String,
    /// The value that was read from it, as it is written.
    means: String,
}

impl TypedTexts {
    /// What stands in a field whose value is written so.
    pub(super) fn text(&mut self, key: &str, value: &str) -> String {
        match self.0.get(key) {
            Some(typed) if typed.means == value => typed.text.clone(),
            _ => value.to_owned(),
        }
    }

    /// Keeps what was typed, with the value that was read from it as it is written.
    pub(super) fn keep(&mut self, key: &str, text: String, value: String) {
        self.0.insert(key.to_owned(), Typed { text, means: value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_until_the_value_is_another() {
        let mut typed = TypedTexts::default();
        assert_eq!(typed.text("when", "2025-10-09"), "2025-10-09");
        typed.keep("when", "9 Oct".to_owned(), "2025-10-09".to_owned());
        assert_eq!(typed.text("when", "2025-10-09"), "9 Oct");
        assert_eq!(typed.text("when", "2025-10-10"), "2025-10-10", "it was undone");
    }
}
