//! Legend, scale bar and credits of a map.

use super::{MapPainter, MapRole};
use crate::model::Attestation;
use crate::scene::wording::{NO_EVENTS, credits};
use crate::scene::{
    Align, Face, Mark, Rect, Sample, Stroke, TextStyle, capitalized, known_words, legend_sample, text_width,
};
use crate::store::Clock;

/// Where the window puts its map buttons, from the upper right corner.
const BUTTONS: [f32; 2] = [56.0, 132.0];
const SIZE: f32 = 10.0;

impl MapPainter<'_> {
    /// Draws what stands on the map besides its events, and takes its ground.
    pub(super) fn furniture(&mut self) {
        let [width, height] = self.scene.size;
        if width < 200.0 || height < 120.0 || matches!(self.options.role, MapRole::Inset | MapRole::Bare) {
            return;
        }
        if self.options.role == MapRole::Window {
            self.room.take(Rect::new(width - BUTTONS[0], 0.0, BUTTONS[0], BUTTONS[1]));
        }
        if !matches!(self.options.role, MapRole::InFigure | MapRole::Numbered) {
            let below = self.legend();
            self.reading(below);
            self.credits();
        }
        self.scale_bar();
    }

    /// Returns where the ground below it begins.
    fn legend(&mut self) -> f32 {
        let palette = self.palette;
        let style =
            TextStyle { face: Face::Regular, size: SIZE, color: palette.ink_secondary, halo: None, spacing: 0.0 };
        let samples = self.legend_samples();
        let cell = |words: &str| text_width(words, style.face, SIZE) + 36.0;
        let whole: f32 = samples.iter().map(|(_, words)| cell(words)).sum::<f32>() + 8.0;
        let room = self.scene.size[0] - BUTTONS[0] - 28.0;
        // Rows of half as many where one row is too wide.
        let columns = if whole <= room { samples.len() } else { samples.len().div_ceil(2).min(3) };
        let widest = samples.iter().map(|(_, words)| cell(words)).fold(0.0, f32::max);
        let rows = samples.len().div_ceil(columns);
        let width = if rows == 1 { whole } else { columns as f32 * widest + 8.0 };
        let rect = Rect::new(14.0, 14.0, width, 12.0 + 20.0 * rows as f32);
        if width > room {
            return 14.0;
        }
        self.room.take(rect.grown(4.0));
        let rim = Some(Stroke::solid(1.0, palette.rule));
        self.scene.marks.push(Mark::Rect { rect, radius: 8.0, fill: Some(palette.panel.faded(0.94)), stroke: rim });
        let (mut x, mut y) = (rect.x + 18.0, rect.y + 16.0);
        for (place, (sample, words)) in samples.into_iter().enumerate() {
            legend_sample(&mut self.scene.marks, [x, y], sample, palette);
            self.scene.marks.push(Mark::text(words, [x + 12.0, y + 3.5], Align::Start, style));
            x += if rows == 1 { cell(words) } else { widest };
            if (place + 1) % columns == 0 {
                x = rect.x + 18.0;
                y += 20.0;
            }
        }
        rect.bottom() + 8.0
    }

    /// Says of when the account is, where it is not all that was ever said.
    fn reading(&mut self, top: f32) {
        let palette = self.palette;
        let (known, all) = self.store.known_claims();
        let account = known_words(self.store, self.view).map(|words| format!("{words} · {known} of {all} claims"));
        let reports = (self.view.clock == Clock::Report).then(|| "By the dates of reports".to_owned());
        let mut y = top;
        let redacted = self.store.redaction().words().join(" · ");
        let redacted = (!redacted.is_empty()).then_some(redacted);
        let nothing = self.store.is_empty().then(|| capitalized(NO_EVENTS));
        for words in [nothing, account, reports, redacted].into_iter().flatten() {
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

    /// What the marks mean: who stands behind them always, doubt where there is any.
    fn legend_samples(&self) -> Vec<(Sample, &'static str)> {
        let attested = [Attestation::Named, Attestation::Outlet, Attestation::Anonymous];
        let mut samples: Vec<(Sample, &str)> =
            attested.into_iter().map(|kind| (Sample::Attested(Some(kind)), kind.label())).collect();
        samples.push((Sample::Corner, "disputed"));
        if self.drawn().any(|index| self.store.is_single_source(index)) {
            samples.push((Sample::SingleSource, "one source only"));
        }
        if self.shown.possibly_count > 0 {
            samples.push((Sample::Halo, "possible, not certain"));
        }
        if self.store.events_in_named_places().any(|index| self.is_drawn(index)) {
            samples.push((Sample::Ground, "somewhere in here"));
        }
        if self.options.role == MapRole::Window && !self.shown.unplaced.is_empty() {
            samples.push((Sample::Cross, "not on the map"));
        }
        samples
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
        self.room.take(Rect::new(x - 4.0, y - 22.0, width + 8.0, 30.0));
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
            self.room.take(Rect::new(width - run - 14.0, height - 24.0, run + 14.0, 24.0));
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
