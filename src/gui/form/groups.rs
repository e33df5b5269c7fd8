//! The boxes in which a category or a layer is chosen, for one event or several.

use egui::Ui;

use super::chooser::{Choice, Chooser, Chosen, Opens, with_none};
use crate::gui::panel_context::PanelContext;
use crate::model::Story;

/// A box with the categories of a story, which shows what is chosen now.
pub(super) fn category_chooser(ui: &mut Ui, here: &PanelContext<'_>, story: &Story, shown: &str) -> Option<Chosen> {
    let categories = || {
        story.categories.iter().enumerate().map(|(place, category)| Choice {
            dot: Some(here.category_color(Some(place))),
            ..Choice::new(&category.id, &category.name)
        })
    };
    chooser(here, "Category", "category", shown).show(ui, here.palette, |query| with_none(categories(), query))
}

/// The same with its layers.
pub(super) fn layer_chooser(ui: &mut Ui, here: &PanelContext<'_>, story: &Story, shown: &str) -> Option<Chosen> {
    let layers = || story.layers.iter().map(|layer| Choice::new(&layer.id, &layer.name));
    chooser(here, "Layer", "layer", shown).show(ui, here.palette, |query| with_none(layers(), query))
}

fn chooser<'a>(here: &PanelContext<'_>, label: &'a str, makes: &'static str, shown: &'a str) -> Chooser<'a> {
    Chooser { label, shown, makes: Some(makes), edition: here.story_number, opens: Opens::WhenPressed }
}

/// What a box shows of a name.
pub(super) fn shown_name(name: &str) -> String {
    if name.is_empty() { "none".to_owned() } else { name.to_owned() }
}
