//! Where values and their labels stand along a rule.

/// A step of 1, 2 or 5 times a power of ten that parts a length in three to seven.
pub(super) fn even_step(length: f64) -> f64 {
    let power = 10_f64.powf((length / 3.0).log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|times| times * power).find(|step| length / step >= 2.5).unwrap_or(power)
}

/// Left edges for labels of these widths over these spots, in order and so far apart. None without room.
pub(super) fn apart(spots: &[f32], widths: &[f32], room: f32, gap: f32) -> Option<Vec<f32>> {
    if widths.iter().sum::<f32>() + gap * (widths.len().saturating_sub(1)) as f32 > room {
        return None;
    }
    let mut lefts: Vec<f32> = Vec::new();
    let mut end = 0.0_f32;
    for (spot, width) in spots.iter().zip(widths) {
        let left = (spot - width / 2.0).max(end);
        lefts.push(left);
        end = left + width + gap;
    }
    // Those pushed out on the right go back to the left.
    let mut limit = room;
    for (left, width) in lefts.iter_mut().zip(widths).rev() {
        *left = left.min(limit - width);
        limit = *left - gap;
    }
    Some(lefts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_in_order_in_the_frame_and_apart() {
        let lefts = apart(&[2.0, 10.0, 200.0], &[40.0, 40.0, 40.0], 200.0, 5.0).unwrap();
        assert_eq!(lefts, [0.0, 45.0, 160.0]);
        assert_eq!(apart(&[195.0, 200.0], &[40.0, 40.0], 200.0, 5.0).unwrap(), [115.0, 160.0]);
        assert_eq!(apart(&[1.0, 2.0], &[40.0, 40.0], 80.0, 5.0), None);
    }

    #[test]
    fn even_steps_part_a_length_in_a_few() {
        for (length, step) in [(58.0, 20.0), (200.0, 50.0), (7.0, 2.0), (1.0, 0.2)] {
            assert!((even_step(length) - step).abs() < 1e-9, "{length}: {}", even_step(length));
        }
    }
}
