//! How high rows and lanes are.

/// The highest row in points.
pub(super) const MOST_ROW: f32 = 24.0;
/// A lane is so high at least, in points: its name has room.
pub(super) const LEAST_LANE: f32 = 14.0;
/// The highest band of density in points, with the room around it.
pub(super) const MOST_BAND: f32 = 42.0;
/// Where there are many events each lane has so much before the strip of counts is higher, in points.
pub(super) const WISHED_BAND: f32 = 30.0;
/// Above the first row of a lane and below the last together, in points.
pub(super) const LANE_PAD: f32 = 3.0;

/// How high a lane of so many rows is, in points; one without rows is folded.
pub(super) fn lane_height(rows: usize, pitch: f32) -> f32 {
    if rows == 0 { LEAST_LANE } else { (rows as f32 * pitch + LANE_PAD).max(LEAST_LANE) }
}

/// The lowest row for marks of a radius, in points.
pub(super) fn least_pitch(radius: f32) -> f32 {
    2.0 * radius + if radius > 4.0 { 1.5 } else { 2.0 }
}

/// How many rows of this height one lane could have.
pub(super) fn room_of(height: f32, pitch: f32) -> usize {
    ((height - LANE_PAD) / pitch).max(0.0) as usize
}

/// Whether lanes of so many rows have room.
pub(super) fn fits(rows: &[usize], pitch: f32, height: f32) -> bool {
    rows.iter().map(|rows| lane_height(*rows, pitch)).sum::<f32>() <= height + 1e-3
}

/// Gives lanes more rows as long as there is room: the lane that wants most first.
pub(super) fn share_out(rows: &mut [usize], wanted: &[usize], pitch: f32, height: f32) {
    loop {
        let wants = |place: &usize| wanted[*place].saturating_sub(rows[*place]);
        // Of those that want as many, the first.
        let Some(most) = (0..rows.len()).rev().max_by_key(wants).filter(|place| wants(place) > 0) else { return };
        rows[most] += 1;
        if !fits(rows, pitch, height) {
            rows[most] -= 1;
            return;
        }
    }
}

/// The highest rows, in points, with which lanes of so many rows have room.
pub(super) fn pitch_of(rows: &[usize], radius: f32, height: f32) -> f32 {
    let highest = MOST_ROW.max(least_pitch(radius));
    if fits(rows, highest, height) {
        return highest;
    }
    let (mut low, mut high) = (1.0_f32, highest);
    for _ in 0..20 {
        let pitch = f32::midpoint(low, high);
        if fits(rows, pitch, height) { low = pitch } else { high = pitch }
    }
    low
}
