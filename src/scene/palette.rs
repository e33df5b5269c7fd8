//! What a theme decides: its colours, and by what it tells categories apart.

/// A colour in sRGB with straight alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// 255 is opaque.
    pub a: u8,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The colour with this share of its opacity, 0 to 1.
    #[must_use]
    pub fn faded(self, share: f32) -> Self {
        Self { a: (f32::from(self.a) * share.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// This colour laid over another that is opaque.
    #[must_use]
    pub fn over(self, ground: Self) -> Self {
        let share = f32::from(self.a) / 255.0;
        let mix = |top: u8, under: u8| (f32::from(top) * share + f32::from(under) * (1.0 - share)).round() as u8;
        Self { r: mix(self.r, ground.r), g: mix(self.g, ground.g), b: mix(self.b, ground.b), a: 255 }
    }

    /// Contrast with another opaque colour, 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Its lightness in `OKLab` (Ottosson 2020), from 0 to 1: equal steps look equal.
    #[cfg(test)]
    pub(super) fn lightness(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = [self.r, self.g, self.b].map(linear);
        let cone = |of: [f32; 3]| (of[0] * r + of[1] * g + of[2] * b).cbrt();
        let long = cone([0.412_221_47, 0.536_332_54, 0.051_445_995]);
        let middle = cone([0.211_903_5, 0.680_699_5, 0.107_396_96]);
        let short = cone([0.088_302_46, 0.281_718_85, 0.629_978_7]);
        0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short
    }

    fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }
}

/// The colours of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    /// Ground of panels and of the timeline.
    pub panel: Color,
    /// Text.
    pub ink: Color,
    /// Secondary text.
    pub ink_secondary: Color,
    /// Faint text and icons.
    pub ink_faint: Color,
    /// Rules between things.
    pub rule: Color,
    /// Chips and cards.
    pub card: Color,
    /// What can be pressed, and what is chosen.
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// The row of the selected event.
    pub selected: Color,
    /// The playhead.
    pub playhead: Color,
    /// Water.
    pub sea: Color,
    /// Land.
    pub land: Color,
    /// The countries of the story.
    pub story_land: Color,
    /// International boundaries.
    pub border: Color,
    /// Lines between provinces.
    pub province: Color,
    /// Rivers.
    pub river: Color,
    /// The pale band along the Durand Line.
    pub durand_halo: Color,
    /// Country names.
    pub country_name: Color,
    /// City names.
    pub city_name: Color,
    /// Names of seas.
    pub sea_name: Color,
    /// How strongly the relief is multiplied, 0 to 1.
    pub relief: f32,
    pub(super) categories: [(&'static str, Color); 5],
    pub(super) others: [Color; 4],
    /// From the least number to the greatest.
    pub(super) numbers: [Color; 3],
    /// Of cells, from few events to many.
    pub(super) density: [Color; 6],
    pub(super) apart: Apart,
}

/// By what a theme tells categories apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    Colours,
    /// Forms of marks and patterns of bars: there is one ink.
    Forms,
}

/// The outline of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Round, as all marks are where colours tell categories apart.
    #[default]
    Disc,
    /// A square on its side.
    Square,
    /// A square on its corner.
    Diamond,
    /// Pointed at the top.
    House,
    /// Pointed at the foot.
    Shield,
}

/// What a bar is filled with where it is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filling {
    /// The colour, throughout.
    #[default]
    Solid,
    /// Lines across the bar.
    Rungs,
    /// Lines along the bar.
    Rails,
    /// Dots.
    Dots,
}

/// How the marks and bars of a category look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryLook {
    /// The colour.
    pub color: Color,
    /// The outline of its marks.
    pub form: Form,
    /// What its bars are filled with.
    pub filling: Filling,
}

impl CategoryLook {
    /// A colour alone.
    pub const fn of_color(color: Color) -> Self {
        Self { color, form: Form::Disc, filling: Filling::Solid }
    }
}

impl Palette {
    /// The colour of a category: its own for the symbols that the program knows, else one of a
    /// few by the category's place in the story.
    pub fn category(&self, symbol: &str, place: usize) -> Color {
        let known = self.categories.iter().find(|(name, _)| *name == symbol);
        known.map_or(self.others[place % self.others.len()], |(_, color)| *color)
    }

    /// True where categories are told apart by form and pattern, since there is one ink.
    pub fn has_one_ink(&self) -> bool {
        self.apart == Apart::Forms
    }

    /// How a category looks: its [colour](Self::category), and where there is one ink its form and pattern.
    pub fn category_look(&self, symbol: &str, place: usize) -> CategoryLook {
        let color = self.category(symbol, place);
        if !self.has_one_ink() {
            return CategoryLook::of_color(color);
        }
        let known = self.categories.iter().position(|(name, _)| *name == symbol);
        let (form, filling) = known.map_or(OTHER_FORMS[place % OTHER_FORMS.len()], |known| FORMS[known]);
        CategoryLook { color, form, filling }
    }

    /// The colours of cells, from few events to many: steps of a scale.
    pub fn density(&self) -> &[Color; 6] {
        &self.density
    }

    /// The colour of a number, from 0 for the least to 1 for the greatest: the greatest stand out most from the ground.
    pub fn number(&self, share: f32) -> Color {
        let along = share.clamp(0.0, 1.0) * 2.0;
        let [from, to] =
            if along < 1.0 { [self.numbers[0], self.numbers[1]] } else { [self.numbers[1], self.numbers[2]] };
        let part = if along < 1.0 { along } else { along - 1.0 };
        let mix = |from: u8, to: u8| (f32::from(from) * (1.0 - part) + f32::from(to) * part).round() as u8;
        Color { r: mix(from.r, to.r), g: mix(from.g, to.g), b: mix(from.b, to.b), a: 255 }
    }
}

/// The forms and patterns of the categories that the program knows, in the order of their colours.
const FORMS: [(Form, Filling); 5] = [
    (Form::Disc, Filling::Solid),
    (Form::Square, Filling::Solid),
    (Form::Diamond, Filling::Rungs),
    (Form::House, Filling::Rails),
    (Form::Shield, Filling::Dots),
];
/// Those of others, by their place in the story.
const OTHER_FORMS: [(Form, Filling); 4] = [
    (Form::Shield, Filling::Solid),
    (Form::House, Filling::Dots),
    (Form::Diamond, Filling::Rails),
    (Form::Square, Filling::Rungs),
];
