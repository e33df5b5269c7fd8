//! Scale bar and credits of a map, and what is to be said of the whole.

use super::spots::Spot;
use super::{MapPainter, MapRole};
use crate::model::grouped;
use crate::scene::wording::{NO_EVENTS, credits};
use crate::scene::{Align, Face, Mark, Rect, Stroke, TextStyle, capitalized, known_words, text_width};
use crate::store::Clock;

/// Where the window puts its map buttons, from the upper right corner.
pub(super) const BUTTONS: [f32; 2] = [56.0, 132.0];
const SIZE: f32 = 10.0;

impl MapPainter<'_> {
    /// Draws what stands on the map besides its events, and takes its ground. Returns where there is room for what
    /// is said of the reading; none where that stands elsewhere.
    pub(super) fn furniture(&mut self, spots: &[Spot]) -> Option<f32> {
        let [width, height] = self.scene.size;
        if width < 200.0 || height < 120.0 || matches!(self.options.role, MapRole::Inset | MapRole::Bare) {
            return None;
        }
        if matches!(self.options.role, MapRole::Window(_)) {
            self.room.take(Rect::new(width - BUTTONS[0], 0.0, BUTTONS[0], BUTTONS[1]));
        }
        let has_own = !matches!(self.options.role, MapRole::InFigure | MapRole::Numbered);
        if has_own {
            self.credits();
        }
        self.scale_bar();
        has_own.then(|| self.legend(spots))
    }

    /// Draws credits and scale alone, and returns the same.
    pub(super) fn without_legend(&mut self) -> f32 {
        self.credits();
        self.scale_bar();
        14.0
    }

    /// Says of when the account is, where it is not all that was ever said.
    pub(super) fn reading(&mut self, top: f32) {
        let palette = self.palette;
        let (known, all) = self.store.known_claims();
        let account = known_words(self.store, self.view).map(|words| format!("{words} · {known} of {all} claims"));
        let reports = (self.view.clock == Clock::Report).then(|| "By date of report".to_owned());
        let mut y = top;
        let redacted = self.store.redaction().words().join(" · ");
        let redacted = (!redacted.is_empty()).then_some(redacted);
        let nothing = self.store.is_empty().then(|| capitalized(NO_EVENTS));
        let unmarked = ["events outside of this map", "known only to a province or country"];
        let unmarked = self.unmarked.into_iter().zip(unmarked).filter(|(count, _)| *count > 0);
        let unmarked = unmarked.map(|(count, words)| format!("{} {words}", grouped(count)));
        let unmarked: Vec<String> = unmarked.collect();
        for words in [nothing, account, reports, redacted].into_iter().flatten().chain(unmarked) {
            let rect = Rect::new(14.0, y, text_width(&words, Face::SemiBold, SIZE + 0.5) + 24.0, 24.0);
            if rect.right() > self.scene.size[0] - BUTTONS[0] {
                return;
            }
            self.room.take(rect.grown(4.0));
            let rim = Some(Stroke::solid(1.2, palette.accent));
            self.scene.marks.push(Mark::Rect { rect, radius: 8.0, fill: Some(palette.panel), stroke: rim });
            let color = palette.ink;
            let style = TextStyle { face: Face::SemiBold, size: SIZE + 0.5, color, halo: None, spacing: 0.0 };
            self.scene.marks.push(Mark::text(words, [rect.x + 12.0, rect.y + 16.0], Align::Start, style));
            y = rect.bottom() + 6.0;
        }
    }

    /// A pale ground for words that stand on cells.
    pub(super) fn plate(&mut self, rect: Rect) {
        let fill = Some(self.palette.panel.faded(0.62));
        self.scene.marks.push(Mark::Rect { rect, radius: 3.0, fill, stroke: None });
    }

    fn scale_bar(&mut self) {
        let [_, height] = self.scene.size;
        let per_km = self.projection.points_per_km(self.view.map.center.lat);
        let Some(km) = round_length(110.0 / per_km) else { return };
        let width = (km * per_km) as f32;
        let palette = self.palette;
        let (x, y) = (16.0, height - 16.0);
        let stroke = Stroke::solid(1.2, palette.ink_secondary);
        let points = vec![[x, y - 4.0], [x, y], [x + width, y], [x + width, y - 4.0]];
        let words = if km >= 1.0 { format!("{km} km") } else { format!("{} m", km * 1000.0) };
        let style = TextStyle {
            face: Face::Regular,
            size: SIZE,
            color: palette.ink_secondary,
            halo: Some(palette.story_land),
            spacing: 0.0,
        };
        let ground = Rect::new(x - 4.0, y - 22.0, width + 8.0, 30.0);
        self.room.take(ground);
        if self.hidden_cells(&ground.grown(4.0)) > 0 {
            self.plate(Rect { y: y - 18.0, height: 22.0, ..ground });
        }
        self.scene.marks.push(Mark::Line { points, stroke });
        self.scene.marks.push(Mark::text(words, [x + 6.0, y - 6.0], Align::Start, style));
    }

    fn credits(&mut self) {
        let [width, height] = self.scene.size;
        let palette = self.palette;
        let style = TextStyle {
            face: Face::Regular,
            size: 9.5,
            color: palette.ink_secondary,
            halo: Some(palette.land),
            spacing: 0.0,
        };
        let fits = |words: &str| text_width(words, style.face, style.size) < width - 170.0;
        // Whose borders they are is said in any case.
        let borders = format!("Borders: {}", self.view.viewpoint.label());
        let wordings =
            [credits(self.view).join(" · "), format!("{borders}, Natural Earth · Places: GeoNames"), borders];
        let words = wordings.into_iter().find(|words| fits(words)).unwrap_or_default();
        let run = text_width(&words, style.face, style.size);
        if fits(&words) {
            let ground = Rect::new(width - run - 14.0, height - 24.0, run + 14.0, 24.0);
            self.room.take(ground);
            if self.hidden_cells(&ground.grown(4.0)) > 0 {
                self.plate(Rect { height: 19.0, width: run + 9.0, ..ground });
            }
            self.scene.marks.push(Mark::text(words, [width - 10.0, height - 10.0], Align::End, style));
        }
    }
}

/// The longest of 1, 2 and 5 times a power of ten that is not longer. None for nothing sensible.
fn round_length(km: f64) -> Option<f64> {
    if !km.is_finite() || km <= 0.0 {
        return None;
    }
    let power = 10.0_f64.powf(km.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= km * 1.000_001)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_bar_has_a_round_length() {
        assert_eq!(round_length(237.0), Some(200.0));
        assert_eq!(round_length(999.0), Some(500.0));
        assert_eq!(round_length(0.34), Some(0.2));
        assert_eq!(round_length(f64::NAN), None);
    }
}
