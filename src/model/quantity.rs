//! A number that a claim gives, and how it is written.

use super::Rare;

/// A number that a claim gives, with its range where it has one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quantity {
    /// What is counted or measured, such as `soldiers killed`.
    pub measure: String,
    /// The single value, or the best estimate within `low` and `high`.
    pub value: Option<f64>,
    /// The lowest value.
    pub low: Option<f64>,
    /// The highest value.
    pub high: Option<f64>,
    /// The unit; empty for a count.
    pub unit: Rare<String>,
}

/// Whether a figure is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A value or a range.
    Bounded,
    /// `At least`.
    Upward,
    /// `At most`.
    Downward,
}

impl Quantity {
    /// Lowest and highest value that the figure allows. None when it has no number at all.
    pub fn range(&self) -> Option<(f64, f64)> {
        let low = self.low.or(self.value).or(self.high)?;
        let high = self.high.or(self.value).or(self.low)?;
        Some((low.min(high), low.max(high)))
    }

    /// Whether it is bounded: a lowest value alone is open upward, a highest downward.
    pub fn reach(&self) -> Reach {
        match (self.value, self.low, self.high) {
            (None, Some(_), None) => Reach::Upward,
            (None, None, Some(_)) => Reach::Downward,
            _ => Reach::Bounded,
        }
    }

    /// The figure for people, such as `58`, `at least 12` or `12 (10–17) km`. Empty without a number.
    pub fn to_words(&self) -> String {
        let number = self.number_words();
        if self.unit.is_empty() || number.is_empty() { number } else { format!("{number} {}", self.unit) }
    }

    /// The same without its unit.
    pub fn number_words(&self) -> String {
        let Some((low, high)) = self.range() else { return String::new() };
        let range = if low < high { format!("{}–{}", number_text(low), number_text(high)) } else { number_text(low) };
        match (self.reach(), self.value) {
            (Reach::Upward, _) => format!("at least {range}"),
            (Reach::Downward, _) => format!("at most {range}"),
            (Reach::Bounded, Some(value)) if low < high => format!("{} ({range})", number_text(value)),
            (Reach::Bounded, _) => range,
        }
    }

    /// The number in few letters, such as `12+`.
    pub fn to_short(&self) -> String {
        match (self.reach(), self.range()) {
            (Reach::Upward, Some((low, _))) => format!("{}+", number_text(low)),
            (Reach::Downward, Some((_, high))) => format!("≤\u{2009}{}", number_text(high)),
            (_, Some((low, high))) if low < high => format!("{}–{}", number_text(low), number_text(high)),
            (_, Some((low, _))) => number_text(low),
            (_, None) => String::new(),
        }
    }
}

/// A number with commas between thousands.
pub fn number_text(value: f64) -> String {
    let plain = value.to_string();
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_what_is_open_of_it() {
        let quantity = |value, low, high| Quantity { value, low, high, ..Quantity::default() };
        assert_eq!(quantity(None, Some(12.0), None).to_words(), "at least 12");
        assert_eq!(quantity(None, None, Some(5.0)).to_words(), "at most 5");
        assert_eq!(quantity(None, Some(10.0), Some(17.0)).to_words(), "10–17");
        assert_eq!(quantity(Some(12.0), Some(10.0), Some(17.0)).to_words(), "12 (10–17)");
        assert_eq!(quantity(Some(1234.5), None, None).to_words(), "1,234.5");
        assert_eq!(quantity(None, Some(200.0), None).to_short(), "200+");
        let hours = Quantity { value: Some(18.0), unit: "hours".into(), ..Quantity::default() };
        assert_eq!(hours.to_words(), "18 hours");
        assert_eq!(Quantity { value: None, ..hours }.to_words(), "");
    }

    #[test]
    fn a_figure_without_value_has_the_range_it_was_given() {
        let quantity = Quantity { low: Some(10.0), high: Some(17.0), ..Quantity::default() };
        assert_eq!(quantity.range(), Some((10.0, 17.0)));
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(number_text(999.0), "999");
        assert_eq!(number_text(1_234_567.0), "1,234,567");
        assert_eq!(number_text(-1000.0), "−1,000");
    }
}
