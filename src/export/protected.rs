//! What goes along with a picture besides the story, when something was left out of that.

use super::Problem;
use crate::model::Redaction;
use crate::scene::Composition;
use crate::store::Store;
use crate::view::View;

/// The view with the ids of a redacted store. Fails where its filter names what was left out.
pub(super) fn protected(store: &Store, view: &View) -> Result<View, Problem> {
    refuse_names(store.redaction(), &view.filter.to_string())?;
    Ok(view.of_redacted(store))
}

/// Fails where words chosen for a figure name what was left out.
pub(super) fn refuse_named_words(redaction: &Redaction, composition: &Composition) -> Result<(), Problem> {
    let Composition { template: _, title, subtitle, date, link, without: _, far: _, frame: _ } = composition;
    [title, subtitle, date, link].into_iter().flatten().try_for_each(|words| refuse_names(redaction, words))
}

fn refuse_names(redaction: &Redaction, words: &str) -> Result<(), Problem> {
    if redaction.names(words) { Err(Problem::NamesLeftOut) } else { Ok(()) }
}
