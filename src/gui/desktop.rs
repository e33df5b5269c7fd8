//! What the desktop asks for in every program: dark or light, more contrast, less motion.

use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;
use mundy::{ColorScheme, Contrast, Interest, Preferences, ReducedMotion};

use super::settings::{MotionChoice, ThemeChoice};
use crate::view::{Motion, Theme};

/// What the desktop has told, and tells from now on while this lives.
#[derive(Default)]
pub(super) struct Desktop {
    told: Arc<Mutex<Preferences>>,
    watch: Option<mundy::Subscription>,
}

impl Desktop {
    /// Listens to the desktop, on a thread of its own.
    pub(super) fn follow(&mut self, ctx: &Context) {
        let (told, ctx) = (Arc::clone(&self.told), ctx.clone());
        let interest = Interest::ColorScheme | Interest::Contrast | Interest::ReducedMotion;
        self.watch = Some(Preferences::subscribe(interest, move |preferences| {
            *told.lock().unwrap_or_else(PoisonError::into_inner) = preferences;
            ctx.request_repaint();
        }));
    }

    fn told(&self) -> Preferences {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The theme that settings and desktop ask for.
    pub(super) fn theme(&self, choice: ThemeChoice, ctx: &Context) -> Theme {
        match choice {
            ThemeChoice::Fixed(theme) => theme,
            ThemeChoice::System => theme_of(self.told(), ctx.system_theme()),
        }
    }

    /// Whether things move, as settings and desktop ask for.
    pub(super) fn motion(&self, choice: MotionChoice) -> Motion {
        match choice {
            MotionChoice::Fixed(motion) => motion,
            MotionChoice::System => motion_of(self.told()),
        }
    }
}

/// What the window system says counts where the desktop says nothing.
fn theme_of(told: Preferences, of_window: Option<egui::Theme>) -> Theme {
    let is_dark = match told.color_scheme {
        ColorScheme::Dark => true,
        ColorScheme::Light => false,
        ColorScheme::NoPreference => of_window == Some(egui::Theme::Dark),
    };
    match (told.contrast == Contrast::More, is_dark) {
        (false, false) => Theme::Light,
        (false, true) => Theme::Dark,
        (true, false) => Theme::LightContrast,
        (true, true) => Theme::DarkContrast,
    }
}

fn motion_of(told: Preferences) -> Motion {
    if told.reduced_motion == ReducedMotion::Reduce { Motion::Still } else { Motion::Smooth }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_decides_on_theme_and_motion_as_long_as_nothing_else_was_chosen() {
        let ctx = Context::default();
        let mut asks = Preferences::default();
        (asks.color_scheme, asks.contrast) = (ColorScheme::Dark, Contrast::More);
        asks.reduced_motion = ReducedMotion::Reduce;
        let desktop = Desktop { told: Arc::new(Mutex::new(asks)), watch: None };
        assert_eq!(desktop.theme(ThemeChoice::System, &ctx), Theme::DarkContrast);
        assert_eq!(desktop.theme(ThemeChoice::Fixed(Theme::Light), &ctx), Theme::Light);
        assert_eq!(desktop.motion(MotionChoice::System), Motion::Still);
        assert_eq!(desktop.motion(MotionChoice::Fixed(Motion::Smooth)), Motion::Smooth);
        let silent = Preferences::default();
        assert_eq!(theme_of(silent, None), Theme::Light);
        assert_eq!(theme_of(silent, Some(egui::Theme::Dark)), Theme::Dark);
        assert_eq!(motion_of(silent), Motion::Smooth);
    }
}
