//! Paragraphs in which some words stand out.

use super::plates::{Block, LEADING};
use crate::scene::text_layout::Type;
use crate::scene::{Align, Color, text_width};

/// Words that are set alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) words: String,
    pub(super) font: Type,
    pub(super) color: Color,
}

/// A stretch of a line that is set alike.
struct Stretch {
    words: String,
    font: Type,
    color: Color,
    x: f32,
}

/// The runs after each other in lines of this width, as many as they need.
pub(super) fn run_block(runs: &[Run], width: f32) -> Block {
    let mut lines: Vec<Vec<Stretch>> = vec![Vec::new()];
    let mut x = 0.0;
    for run in runs {
        for (place, word) in run.words.split_whitespace().enumerate() {
            for part in run.font.wrapped(word, width, usize::MAX) {
                let natural = |words: &str| text_width(words, run.font.face, run.font.size);
                let space = if x > 0.0 { natural(" ") } else { 0.0 };
                let long = natural(&part);
                // With a little room for kerning.
                if x > 0.0 && (x + space + long) * 1.01 > width {
                    lines.push(Vec::new());
                    x = 0.0;
                }
                let space = if x > 0.0 { space } else { 0.0 };
                let line = lines.last_mut().expect("there is always a line");
                match line.last_mut().filter(|_| place > 0) {
                    Some(last) => {
                        last.words.push(' ');
                        last.words.push_str(&part);
                    }
                    None => line.push(Stretch { words: part, font: run.font, color: run.color, x: x + space }),
                }
                x += space + long;
            }
        }
    }
    let size = runs.iter().map(|run| run.font.size).fold(0.0, f32::max);
    let mut block = Block::default();
    for (row, line) in lines.into_iter().filter(|line| !line.is_empty()).enumerate() {
        for Stretch { words, font, color, x } in line {
            block.line(&words, [x, row as f32 * size * LEADING], Align::Start, font, color);
        }
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Face, Mark};

    #[test]
    fn runs_follow_each_other_and_no_line_is_too_wide() {
        let color = Color::hex(0);
        let run = |words: &str, face| Run { words: words.to_owned(), font: Type::new(face, 8.0), color };
        let pair = |_| [run("4", Face::SemiBold), run("Arab News, Saudi Gazette, Nukta", Face::Regular)];
        let runs: Vec<Run> = (0..4).flat_map(pair).collect();
        let block = run_block(&runs, 120.0);
        let mut said = Vec::new();
        for mark in &block.marks {
            let Mark::Text(text) = mark else { panic!("{mark:?}") };
            assert!(text.position[0] + text_width(&text.words, text.style.face, 8.0) <= 120.0, "{text:?}");
            said.extend(text.words.split(' '));
        }
        assert_eq!(said.join(" "), ["4 Arab News, Saudi Gazette, Nukta"; 4].join(" "));
    }
}
