//! Views in files: as JSON, or in a picture that Meridian made.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::files::is_standard;
use crate::export::Embedded;
use crate::io::JsonFault;
use crate::model::plain;
use crate::scene::Frame;
use crate::view::View;

/// What the file of `--view` holds.
pub(super) fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if is_standard(path) {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.with_context(|| format!("--view: could not read {}", path.display()))
}

/// The view with the members that a file names in place of its own, and whether its frame is one of them. A picture
/// keeps that with its spec.
pub(super) fn view_with_file(view: &View, path: &Path) -> anyhow::Result<(View, Frame)> {
    let bytes = bytes_of(path)?;
    let picture = Embedded::found_in(&bytes);
    let is_picture = picture.is_some();
    let named = match picture {
        Some(embedded) => embedded.view,
        None => serde_json::from_slice(&bytes).map_err(|error| {
            let fault = JsonFault::of(&bytes, &error);
            anyhow::anyhow!("--view: this is neither a picture of Meridian nor JSON: {fault}: {}", path.display())
        })?,
    };
    let Value::Object(named) = named else {
        bail!("--view: write an object such as {{ \"mode\": \"so-far\" }}: {}", path.display());
    };
    let names_frame = !is_picture && named.contains_key("map");
    let frame = if names_frame { Frame::Named } else { Frame::Near };
    let own = serde_json::to_value(view).context("--view: a view is plain data")?;
    let mut members = own.as_object().cloned().unwrap_or_default();
    for (name, value) in named {
        let Some(member) = members.get_mut(&name) else {
            let names: Vec<&str> = members.keys().map(String::as_str).collect();
            bail!("--view: a view has no \"{name}\"; it has {}: {}", names.join(", "), path.display());
        };
        let was = std::mem::replace(member, value.clone());
        // One after another, to tell which of them is none.
        if serde_json::from_value::<View>(Value::Object(members.clone())).is_err() {
            let value = plain(&value.to_string());
            bail!("--view: \"{name}\" cannot be {value}; it is something like {was}: {}", path.display());
        }
    }
    let view = serde_json::from_value(Value::Object(members));
    Ok((view.context("--view: its members were looked at one by one")?, frame))
}
