//! KML, the files of Google Earth and of many maps on the web.
//!
//! This module answers which rows a KML file holds: a placemark is one, with the layer and the time of
//! the folders around it. It knows KML 2.1 and 2.2 with the extensions of `gx:`, with or without
//! prefixes. It follows no link, draws no overlay, and does not know what the columns mean.

mod moment;
mod placemark;
mod shape;
mod sheet;
mod write;
mod xml;

pub(super) use moment::{TIMES, along, stamp, times_text};
use placemark::{Time, placemark, time};
pub(super) use shape::position;
pub(super) use sheet::{Draft, Sheet};
pub(super) use write::{Placemark, write_kml};
pub(super) use xml::{Spot, TOP, Tag, Trouble, Xml, decode};

use super::LoadError;
use super::harvest::Harvest;
use crate::model::When;

/// The name of the format in messages.
const FORMAT: &str = "KML";

/// What sets off a column of `ExtendedData` whose name KML itself has taken.
const EXTENDED: &str = "ExtendedData";

/// Reads the placemarks of a KML file.
pub(super) fn read_kml(bytes: &[u8], budget: u64, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let text = decode(bytes, harvest);
    let mut reading = Reading {
        xml: Xml::new(&text),
        sheet: Sheet::within(budget),
        folders: vec![Folder::default()],
        origins: Vec::new(),
        links: Unread::default(),
        overlays: Unread::default(),
        harvest,
    };
    let outcome = reading.file();
    let Reading { xml, mut sheet, folders, origins, links, overlays, harvest, .. } = reading;
    if let Err(trouble) = outcome {
        trouble.tell(FORMAT, sheet.drafts.len(), harvest)?;
    }
    xml.tell(harvest);
    links.tell("links to other files (NetworkLink) that are not followed; open those files themselves", harvest);
    overlays.tell("overlays that are pictures, not events, and not shown", harvest);
    let mut drafts = std::mem::take(&mut sheet.drafts);
    for (draft, origin) in drafts.iter_mut().zip(origins) {
        draft.when = match origin.time {
            Time::Told(when) => when,
            Time::Untold => time_of(&folders, origin.folder),
        };
        sheet.put_over(draft, "layer", EXTENDED, layer_of(&folders, origin.folder).to_owned());
    }
    sheet.drafts = drafts;
    sheet.hand_over(bytes.len() as u64, harvest)
}

/// A `Folder` or `Document`, or the file itself around them.
#[derive(Default)]
struct Folder {
    /// The number of the one around it; its own number for the file itself.
    around: usize,
    kind: Kind,
    name: String,
    time: Time,
}

/// What may be a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// A `Document`, or the file.
    #[default]
    Document,
    /// A `Folder`.
    Folder,
}

/// Where a placemark stands.
struct Origin {
    folder: usize,
    time: Time,
}

/// Elements that are counted and not read.
#[derive(Default)]
struct Unread {
    count: usize,
    first: Option<Spot>,
}

impl Unread {
    fn add(&mut self, spot: Spot) {
        self.count += 1;
        self.first.get_or_insert(spot);
    }

    fn tell(&self, what: &str, harvest: &mut Harvest<'_>) {
        if let Some(spot) = self.first {
            harvest.warning(spot.line, spot.column, format!("{} {what}", self.count));
        }
    }
}

/// The folders from one to the file itself, the innermost first.
fn outwards(folders: &[Folder], folder: usize) -> impl Iterator<Item = &Folder> {
    let around = |at: &usize| Some(folders[*at].around).filter(|around| around != at);
    std::iter::successors(Some(folder), around).map(|at| &folders[at])
}

/// The name of the innermost folder that has one.
fn layer_of(folders: &[Folder], folder: usize) -> &str {
    let mut named = outwards(folders, folder).filter(|folder| folder.kind == Kind::Folder && !folder.name.is_empty());
    named.next().map_or("", |folder| &folder.name)
}

/// The time of the innermost folder that tells one.
fn time_of(folders: &[Folder], folder: usize) -> Option<When> {
    outwards(folders, folder).find_map(|folder| match &folder.time {
        Time::Told(when) => Some(when.clone()),
        Time::Untold => None,
    })?
}

/// A file on its way into rows.
struct Reading<'a, 'b, 'c> {
    xml: Xml<'a>,
    sheet: Sheet,
    folders: Vec<Folder>,
    /// For each row where it stands.
    origins: Vec<Origin>,
    links: Unread,
    overlays: Unread,
    harvest: &'b mut Harvest<'c>,
}

impl<'a> Reading<'a, '_, '_> {
    fn file(&mut self) -> Result<(), Trouble> {
        let mut is_kml = false;
        while let Some(root) = self.xml.child(TOP)? {
            match root.name() {
                "kml" => {
                    is_kml = true;
                    while let Some(tag) = self.xml.child(root.depth)? {
                        self.feature(&tag, 0)?;
                    }
                }
                name => {
                    is_kml |= matches!(name, "Document" | "Folder" | "Placemark");
                    self.feature(&root, 0)?;
                }
            }
        }
        if is_kml { Ok(()) } else { Err(self.xml.stranger("`kml`")) }
    }

    /// Reads what may stand in a folder or in the file itself. It calls itself no deeper than [`Xml`]
    /// goes.
    fn feature(&mut self, tag: &Tag<'a>, folder: usize) -> Result<(), Trouble> {
        match tag.name() {
            "Document" => self.folder(tag, folder, Kind::Document)?,
            "Folder" => self.folder(tag, folder, Kind::Folder)?,
            "Placemark" => {
                // So that layers come where people look for them, not behind all else.
                if outwards(&self.folders, folder).any(|folder| folder.kind == Kind::Folder) {
                    self.sheet.column("layer");
                }
                let (draft, time) = placemark(&mut self.xml, tag, &mut self.sheet, self.harvest)?;
                if self.sheet.push(draft) {
                    self.origins.push(Origin { folder, time });
                }
            }
            "NetworkLink" => self.links.add(tag.spot),
            "GroundOverlay" | "ScreenOverlay" | "PhotoOverlay" => self.overlays.add(tag.spot),
            _ => {}
        }
        Ok(())
    }

    fn folder(&mut self, tag: &Tag<'a>, around: usize, kind: Kind) -> Result<(), Trouble> {
        let number = self.folders.len();
        self.folders.push(Folder { around, kind, ..Folder::default() });
        while let Some(inner) = self.xml.child(tag.depth)? {
            match inner.name() {
                "name" => {
                    let name = self.xml.text(&inner)?;
                    if kind == Kind::Document && self.harvest.title.is_empty() {
                        self.harvest.title.clone_from(&name);
                    }
                    self.folders[number].name = name;
                }
                "TimeStamp" | "TimeSpan" => self.folders[number].time = time(&mut self.xml, &inner, self.harvest)?,
                _ => self.feature(&inner, number)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
