//! How the window looks at the moment: theme, letters, relief, title.

use std::sync::Arc;

use egui::{Context, TextureHandle, TextureOptions};

use super::style::{IsDark, apply_motion, apply_palette};
use crate::scene::palette_of;
use crate::view::{Motion, Session, Theme};

/// What the window has last been given to look like.
#[derive(Default)]
pub(super) struct Look {
    theme: Option<Theme>,
    motion: Option<Motion>,
    /// A word that is laid out in every frame: another galley means that the letters were drawn anew.
    probe: Option<Arc<egui::Galley>>,
    /// How often they were.
    pub(super) letters: u64,
    /// Which story the window was named after, whether it was changed, and its name.
    named: Option<((u64, bool), String)>,
    pub(super) relief: Vec<TextureHandle>,
}

impl Look {
    /// Sets the colours of a theme, where they are others.
    pub(super) fn set_theme(&mut self, theme: Theme, ctx: &Context) {
        if self.theme.replace(theme) == Some(theme) {
            return;
        }
        let is_dark = if theme.is_dark() { IsDark::Yes } else { IsDark::No };
        ctx.set_theme(if is_dark == IsDark::Yes { egui::Theme::Dark } else { egui::Theme::Light });
        apply_palette(ctx, palette_of(theme), is_dark);
    }

    /// Lets things glide or be done at once, where they did not.
    pub(super) fn set_motion(&mut self, motion: Motion, ctx: &Context) {
        if self.motion.replace(motion) != Some(motion) {
            apply_motion(ctx, motion);
        }
    }

    /// Has finished pictures made anew when egui has drawn its letters anew: theirs lie elsewhere now.
    pub(super) fn watch_letters(&mut self, ctx: &Context) {
        let job = egui::text::LayoutJob::simple_singleline(
            "Meridian".to_owned(),
            egui::FontId::default(),
            egui::Color32::BLACK,
        );
        let probe = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        if self.probe.as_ref().is_some_and(|before| !Arc::ptr_eq(before, &probe)) {
            self.letters += 1;
        }
        self.probe = Some(probe);
    }

    /// Names the window after the story, with a dot before what is not saved, for the eye and for screen readers.
    pub(super) fn name_window(&mut self, session: &Session, ctx: &Context) {
        let now = (session.story_number(), session.is_changed());
        if self.named.as_ref().is_none_or(|(named, _)| *named != now) {
            let dot = if session.is_changed() { "• " } else { "" };
            let title = &session.store().story().title;
            let title = if title.is_empty() { "Untitled story" } else { title };
            let title = format!("{dot}{title} · Meridian");
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.named = Some((now, title));
        }
        if let Some((_, title)) = &self.named {
            ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.as_str()));
        }
    }

    /// Hands the pictures of the relief to the graphics.
    pub(super) fn load_relief(&mut self, images: Vec<egui::ColorImage>, ctx: &Context) {
        let load = |(place, image)| ctx.load_texture(format!("relief {place}"), image, TextureOptions::LINEAR);
        self.relief = images.into_iter().enumerate().map(load).collect();
    }
}
