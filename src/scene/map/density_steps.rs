//! The steps of a scale of events per cell.
//!
//! Densities have many cells with few events and few with very many, so each step is some times the one before: by
//! equal steps all but the fullest cells would look alike. Steps begin with round numbers and depend on the magnitude
//! of the greatest number alone, so that colours stay as they are while time is brushed.

use crate::scene::{Color, Palette};

/// Steps, by the least number of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Steps {
    from: Vec<usize>,
}

/// The most steps.
const MOST: usize = 6;

impl Steps {
    /// Steps for numbers from 1 up to this one.
    pub(super) fn up_to(greatest: usize) -> Self {
        let from = match greatest {
            0..=6 => (1..=greatest.max(1)).collect(),
            7..=11 => vec![1, 2, 3, 4, 5, 7],
            12..=29 => vec![1, 2, 3, 5, 8, 12],
            30..=99 => vec![1, 2, 5, 10, 20, 30],
            100..=299 => vec![1, 2, 5, 10, 25, 100],
            300..=1000 => vec![1, 3, 10, 30, 100, 300],
            _ => {
                let magnitude = ((greatest as f64).log10() * 2.0).ceil() / 2.0;
                (0..MOST).map(|step| round(10.0_f64.powf(magnitude * step as f64 / MOST as f64))).collect()
            }
        };
        Self { from }
    }

    pub(super) fn count(&self) -> usize {
        self.from.len()
    }

    /// The step of a number that is not 0.
    pub(super) fn of(&self, count: usize) -> usize {
        self.from.partition_point(|from| *from <= count).saturating_sub(1)
    }

    /// Which colour of the scale a step has: the last step the last.
    pub(super) fn color_place(&self, step: usize) -> usize {
        if self.count() == 1 { MOST / 2 } else { step * (MOST - 1) / (self.count() - 1) }
    }

    /// The colours of the steps.
    pub(super) fn colors(&self, palette: &Palette) -> Vec<Color> {
        (0..self.count()).map(|step| palette.density()[self.color_place(step)]).collect()
    }

    /// The numbers of a step in words: "1", "2–4", "100+".
    pub(super) fn words(&self, step: usize) -> String {
        let from = self.from[step];
        match self.from.get(step + 1) {
            None if self.count() < MOST && from < MOST => from.to_string(),
            None => format!("{}+", short(from)),
            Some(next) if *next == from + 1 => from.to_string(),
            Some(next) if *next <= 1000 => format!("{from}–{}", next - 1),
            Some(next) => format!("{}–{}", short(from), short(*next)),
        }
    }

    /// From which number on a step is, in words: "5+", "1k+".
    pub(super) fn least_words(&self, step: usize) -> String {
        format!("{}+", short(self.from[step]))
    }

    /// From where on a cell may be a peak: the upper half of the scale, and more than a few.
    pub(super) fn peak(&self) -> usize {
        self.from[self.count() / 2].max(3)
    }
}

/// The nearest of 1, 2 and 5 times a power of ten.
fn round(value: f64) -> usize {
    let power = 10.0_f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let nearest = steps.into_iter().min_by(|a, b| (a / value).ln().abs().total_cmp(&(b / value).ln().abs()));
    nearest.unwrap_or(value).round() as usize
}

fn short(number: usize) -> String {
    match number {
        ..1000 => number.to_string(),
        1000..1_000_000 => format!("{}k", number as f64 / 1000.0),
        _ => format!("{}m", number as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_step_that_holds_it_and_greater_numbers_have_no_lower_one() {
        let mut greatest = 1_usize;
        while greatest < 20_000_000 {
            let steps = Steps::up_to(greatest);
            assert!(steps.from.windows(2).all(|pair| pair[0] < pair[1]), "{steps:?}");
            assert!(
                steps.from[0] == 1 && steps.count() <= MOST && steps.of(greatest) == steps.count() - 1,
                "{steps:?}"
            );
            for (step, from) in steps.from.iter().enumerate() {
                assert_eq!(steps.of(*from), step);
                assert_eq!(steps.of((from - 1).max(1)), step.saturating_sub(1));
            }
            greatest += greatest / 3 + 1;
        }
    }

    #[test]
    fn steps_are_told_in_round_numbers() {
        let words = |greatest: usize| {
            let steps = Steps::up_to(greatest);
            (0..steps.count()).map(|step| steps.words(step)).collect::<Vec<_>>()
        };
        assert_eq!(words(230), ["1", "2–4", "5–9", "10–24", "25–99", "100+"]);
        assert_eq!(words(3), ["1", "2", "3"]);
        assert_eq!(words(40_000), ["1–4", "5–49", "50–499", "500–2k", "2k–20k", "20k+"]);
    }
}
