//! The form of cells.

use super::Point;

/// From the middle of a cell so wide to its corners, the first at the top, in points.
pub fn cell_corners(width: f32) -> [Point; 6] {
    let (half, reach) = (width / 2.0, width / 3.0_f32.sqrt());
    [
        [0.0, -reach],
        [half, -reach / 2.0],
        [half, reach / 2.0],
        [0.0, reach],
        [-half, reach / 2.0],
        [-half, -reach / 2.0],
    ]
}
