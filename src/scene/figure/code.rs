//! An address as squares that a phone reads.

use qrcode::{Color as Module, QrCode};

use super::plates::Block;
use crate::scene::{Color, Mark, Rect};

/// Free ground around the code, in modules, as ISO/IEC 18004 asks.
const QUIET: f32 = 4.0;
const BLACK: Color = Color::hex(0x00_0000);
const WHITE: Color = Color::hex(0xff_ffff);

/// The code of an address with its free ground, and how wide it is; a module is so many points. None for an address
/// that is too long for one.
pub(super) fn code_block(address: &str, module: f32) -> Option<(Block, f32)> {
    let code = QrCode::new(address.as_bytes()).ok()?;
    let across = code.width();
    let side = (across as f32 + 2.0 * QUIET) * module;
    let mut marks = vec![Mark::fill(Rect::new(0.0, 0.0, side, side), WHITE)];
    for (row, modules) in code.to_colors().chunks(across).enumerate() {
        let mut from = 0;
        for run in modules.chunk_by(|one, other| one == other) {
            if run[0] == Module::Dark {
                let [x, y] = [from, row].map(|place| (place as f32 + QUIET) * module);
                // A little over the next row, so that no light line shows between.
                let rect = Rect::new(x, y, run.len() as f32 * module, module * 1.02);
                marks.push(Mark::fill(rect, BLACK));
            }
            from += run.len();
        }
    }
    Some((Block { height: side, marks }, side))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_three_corners_by_which_it_is_found_and_free_ground_around() {
        let (block, side) = code_block("https://example.org/kabul", 2.0).unwrap();
        assert!(block.height.to_bits() == side.to_bits());
        let dark = |x: f32, y: f32| {
            let at = [(x + QUIET + 0.5) * 2.0, (y + QUIET + 0.5) * 2.0];
            block.marks[1..].iter().any(|mark| matches!(mark, Mark::Rect { rect, .. } if rect.contains(at)))
        };
        let last = side / 2.0 - 2.0 * QUIET - 1.0;
        for [x, y] in [[0.0, 0.0], [last - 6.0, 0.0], [0.0, last - 6.0]] {
            assert!(dark(x, y) && dark(x + 6.0, y + 6.0) && dark(x + 3.0, y + 3.0) && !dark(x + 1.0, y + 1.0));
        }
        assert!((0..40).all(|place| !dark(place as f32, -1.0) && !dark(-1.0, place as f32)));
        assert!(code_block(&"a".repeat(5000), 1.0).is_none());
    }
}
