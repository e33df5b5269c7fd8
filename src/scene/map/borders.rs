//! Which border line lies under a point, and what is to be said of it.

use crate::basemap::{Basemap, LineClass, Standing, Viewpoint};
use crate::scene::{Point, Projection};

/// How near to a line the pointer must be, in points.
const NEAR: f32 = 5.0;

/// The border line nearest to a point of the map that the view draws, by its index in the base map;
/// none farther than five points away.
pub fn border_at(
    basemap: &Basemap,
    viewpoint: Viewpoint,
    projection: &Projection,
    zoom: f64,
    point: Point,
) -> Option<usize> {
    let around = f64::from(NEAR);
    let mut least = projection.unit_from_screen([point[0] - NEAR, point[1] - NEAR]);
    let mut greatest = projection.unit_from_screen([point[0] + NEAR, point[1] + NEAR]);
    // Lines are those of one round of the globe.
    let round = projection.unit_from_screen(point)[0].floor();
    least[0] -= round;
    greatest[0] -= round;
    let meets = |bounds: &crate::basemap::UnitBox| {
        (0..2).all(|axis| bounds.min[axis] <= greatest[axis] && bounds.max[axis] >= least[axis])
    };
    let lines = &basemap.detail(zoom.ceil().clamp(0.0, 10.0) as u8).lines;
    let mut nearest: Option<(f64, usize)> = None;
    let is_drawn = |index: usize| basemap.lines[index].standing(viewpoint) != Standing::LeftOut;
    for line in lines.iter().filter(|line| meets(&line.bounds) && is_drawn(line.index)) {
        for pair in line.points.windows(2) {
            let [a, b] = [pair[0], pair[1]].map(|[x, y]| projection.screen_from_unit([x + round, y]));
            let distance = distance_to_segment(point, a, b);
            if distance <= around && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, line.index));
            }
        }
    }
    nearest.map(|(_, index)| index)
}

/// What a border line is, how it stands in the view that is shown, and who recognises it and who does
/// not, as far as the base map has it.
pub fn border_words(basemap: &Basemap, viewpoint: Viewpoint, line: usize) -> String {
    let line = &basemap.lines[line];
    let of_class = match line.class {
        LineClass::International => "International boundary",
        LineClass::Durand => "Durand Line (1893)",
        LineClass::LineOfControl => "Line of Control",
        LineClass::Disputed => "Disputed boundary",
        LineClass::Indefinite => "Boundary not settled on the ground",
        LineClass::Claim => "Limit of a claim",
    };
    let name = if line.name.is_empty() { of_class } else { &line.name };
    let name = match line.sides {
        [Some(left), Some(right)] if line.name.is_empty() => {
            format!("{name}: {} – {}", basemap.countries[left].name, basemap.countries[right].name)
        }
        _ => name.to_owned(),
    };
    let mut sentences = vec![if line.note.is_empty() { name } else { format!("{name}: {}", line.note) }];
    let of = |is: fn(Standing) -> bool| {
        let stands = line.stands.iter().filter(|stand| is(stand.standing));
        stands.filter_map(|stand| stand.viewpoint.country()).collect::<Vec<_>>().join(", ")
    };
    for (what, who) in [
        ("International boundary for", of(|standing| standing == Standing::Boundary)),
        ("Not recognised by", of(|standing| matches!(standing, Standing::Unrecognised | Standing::LeftOut))),
    ] {
        // A note that says so already is not said twice.
        let is_said = line
            .note
            .to_lowercase()
            .contains(what.trim_end_matches(" for").trim_end_matches(" by").to_lowercase().as_str());
        if !who.is_empty() && !is_said {
            sentences.push(format!("{what} {who}"));
        }
    }
    if let Some(stand) = line.stands.iter().find(|stand| stand.viewpoint == viewpoint) {
        sentences.push(format!("Drawn as in {}: {}", viewpoint.label(), stand.source));
    }
    sentences.join("\n")
}

fn distance_to_segment(point: Point, a: Point, b: Point) -> f64 {
    let ([px, py], [ax, ay], [bx, by]) = (point.map(f64::from), a.map(f64::from), b.map(f64::from));
    let (dx, dy) = (bx - ax, by - ay);
    let along = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy).max(1e-12);
    let along = along.clamp(0.0, 1.0);
    (px - ax - dx * along).hypot(py - ay - dy * along)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_whose_note_says_who_recognises_it_is_told_of_once() {
        let words = border_words(Basemap::embedded(), Viewpoint::DeFacto, 0);
        assert!(words.starts_with("Durand Line (1893): "), "{words}");
        assert_eq!(words.to_lowercase().matches("recognised by").count(), 1, "{words}");
    }

    #[test]
    fn the_end_of_a_segment_is_the_nearest_beyond_it() {
        assert!((distance_to_segment([13.0, 4.0], [0.0, 0.0], [10.0, 0.0]) - 5.0).abs() < 1e-9);
        assert!((distance_to_segment([5.0, 4.0], [0.0, 0.0], [10.0, 0.0]) - 4.0).abs() < 1e-9);
    }
}
