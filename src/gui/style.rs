//! The look of the window: fonts, spacing and colours of egui, from the palette of the scene.

use std::sync::Arc;

use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, RichText};

use crate::scene::{Color, FONT_FILES, Face, Palette};
use crate::view::Motion;

/// A colour of the scene as egui has it.
pub(super) fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The font of a face at a size in points.
pub(super) fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, family(face))
}

fn family(face: Face) -> FontFamily {
    match face {
        Face::Regular => FontFamily::Proportional,
        Face::Medium => FontFamily::Name("medium".into()),
        Face::SemiBold => FontFamily::Name("semibold".into()),
        Face::Italic => FontFamily::Name("italic".into()),
    }
}

/// Words in a face, at a size in points, in a colour.
pub(super) fn words(text: impl Into<String>, face: Face, size: f32, color: Color) -> RichText {
    RichText::new(text).font(font(face, size)).color(color32(color))
}

/// Gives the context the carried fonts, once.
pub(super) fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FONT_FILES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let name = |place: usize| FONT_FILES[place].0.to_owned();
    let faces = [Face::Regular, Face::Medium, Face::SemiBold, Face::Italic];
    // Letters that a face has not are looked for in the faces for other scripts, in this order.
    let others = || (faces.len()..FONT_FILES.len()).map(name);
    let chain = |first: usize| std::iter::once(name(first)).chain(others()).collect::<Vec<_>>();
    for face in faces {
        fonts.families.insert(family(face), chain(face as usize));
    }
    fonts.families.insert(FontFamily::Monospace, chain(0));
    ctx.set_fonts(fonts);
}

/// Sets egui's colours, shapes and spacing to those of a palette.
pub(super) fn apply_palette(ctx: &egui::Context, palette: &Palette, is_dark: IsDark) {
    let mut visuals = match is_dark {
        IsDark::Yes => egui::Visuals::dark(),
        IsDark::No => egui::Visuals::light(),
    };
    let (panel, ink) = (color32(palette.panel), color32(palette.ink));
    visuals.panel_fill = panel;
    visuals.window_fill = panel;
    visuals.extreme_bg_color = color32(palette.card);
    visuals.faint_bg_color = color32(palette.card);
    visuals.override_text_color = Some(ink);
    visuals.weak_text_color = Some(color32(palette.ink_secondary));
    visuals.hyperlink_color = color32(palette.accent);
    visuals.selection.bg_fill = color32(palette.accent.faded(0.35));
    visuals.selection.stroke = egui::Stroke::new(1.0, color32(palette.accent));
    visuals.window_stroke = egui::Stroke::new(1.0, color32(palette.rule));
    visuals.window_corner_radius = 8.into();
    visuals.menu_corner_radius = 8.into();
    let shadow = egui::Shadow { offset: [0, 3], blur: 14, spread: 0, color: Color32::from_black_alpha(38) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    let card = color32(palette.card);
    let hover = color32(palette.ink.faded(0.07).over(palette.card));
    let press = color32(palette.ink.faded(0.14).over(palette.card));
    for (widget, fill) in [
        (&mut visuals.widgets.noninteractive, panel),
        (&mut visuals.widgets.inactive, card),
        (&mut visuals.widgets.hovered, hover),
        (&mut visuals.widgets.active, press),
        (&mut visuals.widgets.open, hover),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = egui::Stroke::NONE;
        widget.fg_stroke = egui::Stroke::new(1.0, ink);
        widget.corner_radius = 6.into();
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = egui::Stroke::new(1.0, color32(palette.rule));
    // A focus that the keyboard moves must be seen.
    visuals.widgets.active.bg_stroke = egui::Stroke::new(1.5, color32(palette.accent));
    ctx.set_visuals(visuals);
    ctx.all_styles_mut(|style| {
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.spacing.button_padding = egui::vec2(10.0, 5.0);
        style.spacing.menu_margin = egui::Margin::same(8);
        style.spacing.interact_size.y = 24.0;
        style.interaction.selectable_labels = false;
        style.text_styles = [
            (egui::TextStyle::Small, font(Face::Regular, 10.5)),
            (egui::TextStyle::Body, font(Face::Regular, 12.5)),
            (egui::TextStyle::Button, font(Face::Medium, 12.0)),
            (egui::TextStyle::Heading, font(Face::SemiBold, 16.5)),
            (egui::TextStyle::Monospace, font(Face::Regular, 12.0)),
        ]
        .into();
    });
}

/// Gives boxes and radio buttons that are not chosen a line around them, so that they are seen.
pub(super) fn outline_boxes(ui: &mut egui::Ui, palette: &Palette) {
    ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, color32(palette.ink_faint.faded(0.7)));
}

/// Lets things glide, or be done at once.
pub(super) fn apply_motion(ctx: &egui::Context, motion: Motion) {
    let secs = match motion {
        Motion::Smooth => egui::Style::default().animation_time,
        Motion::Still => 0.0,
    };
    ctx.all_styles_mut(|style| style.animation_time = secs);
}

/// Whether a palette is light on dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IsDark {
    /// Light ink on dark ground.
    Yes,
    /// Dark ink on light ground.
    No,
}
