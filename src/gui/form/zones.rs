//! A box in which a zone of time is chosen.

use egui::Ui;

use super::Writing;
use super::chooser::{Choice, Chooser, Chosen, Opens};
use crate::model::Zone;
use crate::store::fold;

/// A box of zones. The first may stand for none. Returns the name that was chosen, which is empty for none.
pub(super) fn zone_chooser(
    ui: &mut Ui,
    writing: &Writing<'_>,
    label: &str,
    shown: &str,
    none: Option<&str>,
) -> Option<String> {
    let chooser = Chooser { label, shown, makes: None, edition: 0, opens: Opens::WhenPressed };
    let chosen = chooser.show(ui, writing.here.palette, |query| {
        let none = none.map(|words| Choice::new("", words));
        let typed = query.parse::<Zone>().ok().map(|zone| zone.to_string());
        let named = Zone::names().filter(|name| fold(&name.replace('_', " ")).contains(&fold(query)));
        let names = typed.into_iter().chain(named.map(str::to_owned)).map(|name| Choice::new(&name, &name));
        none.into_iter().filter(|_| query.is_empty()).chain(names).collect()
    });
    match chosen? {
        Chosen::Id(name) | Chosen::New(name) => Some(name),
    }
}
