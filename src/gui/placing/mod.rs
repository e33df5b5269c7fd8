//! Where the event that is written was: what is looked for, pointed out, drawn and moved on the map.
//!
//! The form asks (`form/place.rs`), the map answers (`on_map`): both work on what is kept here. A gesture is an edit
//! of the place alone; a drag is one step of undo.

mod on_map;
mod paint;
mod seeking;

use egui::{Context, Id, Key, Modifiers};

use crate::basemap::Basemap;
use crate::gazetteer::{Gazetteer, Near};
use crate::model::{LonLat, Precision, Region};
use crate::scene::Projection;
use crate::store::Store;
use crate::view::{Command, Edit, Handle, MapViewport, Placement};

pub(super) use self::on_map::Takes;
pub(super) use self::seeking::{Entry, Found, List, Seek};

/// What a click on the map does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    /// It places the event.
    Point,
    /// It adds a vertex of a line or an area.
    Draw,
    /// It takes a province or country.
    Region,
}

/// What is shown on the ground before it is taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Preview {
    /// A spot with what is around it, in metres.
    Spot { at: LonLat, radius_m: Option<f64>, label: String },
    /// A province or country.
    Region { region: Region, label: String },
}

/// The event whose place is written.
#[derive(Debug)]
struct Edited {
    story: u64,
    event: String,
    placement: Placement,
}

/// What is held while the pointer is down.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Grip {
    Handle(Handle),
    Rim,
}

/// Whether the places of the gazetteer are there.
#[derive(Debug, Clone, Default)]
enum Known {
    #[default]
    Not,
    /// They are to be read.
    Wanted,
    /// They are being read.
    Awaited,
    /// There they are.
    Is(Gazetteer),
}

/// A province or country with its outline.
type Outline = (Region, Vec<Vec<LonLat>>);

/// What is kept between frames of where the event that is written was.
#[derive(Default)]
pub(super) struct Placing {
    known: Known,
    edited: Option<Edited>,
    tool: Option<Tool>,
    /// The vertices that are drawn.
    drawn: Vec<LonLat>,
    ends: Ends,
    preview: Option<Preview>,
    grip: Option<Grip>,
    /// The outline that was asked for last.
    outline: Option<Outline>,
    /// How the map stood when it was last shown.
    seen: Option<Projection>,
    /// What is looked for.
    pub(super) seek: Seek,
}

/// Whether a drawing ends in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Ends {
    #[default]
    Not,
    Now,
}

impl Placing {
    /// Goes along with the event that is written; without one, nothing is pointed out or drawn.
    pub(super) fn follow(&mut self, own: &Store, story: u64, event: Option<&str>) {
        let Some(index) = event.and_then(|id| own.index_of(id)) else {
            self.edited = None;
            self.leave();
            self.preview = None;
            self.seek = Seek::default();
            return;
        };
        let id = own.id(index);
        let known = self.edited.as_ref();
        if known.is_some_and(|edited| edited.story == story && edited.event == *id) {
            return;
        }
        if known.is_none_or(|edited| edited.event != *id) {
            self.leave();
            self.preview = None;
            self.seek = Seek::default();
        }
        self.edited = Some(Edited { story, event: id.into_owned(), placement: Placement::of(&own.event(index)) });
    }

    /// Has clicks on the map do something, until that is done or left.
    pub(super) fn begin(&mut self, tool: Tool, ctx: &Context) {
        self.leave();
        self.tool = Some(tool);
        // Keys are the map's now.
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }

    /// Clicks on the map do what they always do.
    fn leave(&mut self) {
        self.tool = None;
        self.drawn.clear();
        self.ends = Ends::Not;
        self.grip = None;
    }

    /// Takes the keys that end a drawing, take back its last vertex, or leave it.
    pub(super) fn take_keys(&mut self, ctx: &Context) {
        if self.tool.is_none() || ctx.text_edit_focused() {
            return;
        }
        let pressed = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.leave();
        } else if pressed(Key::Backspace) {
            self.drawn.pop();
        } else if pressed(Key::Enter) {
            self.ends = Ends::Now;
        }
    }

    /// The gazetteer; asks for it where it has not been read yet.
    pub(super) fn gazetteer(&mut self) -> Option<&Gazetteer> {
        if matches!(self.known, Known::Not) {
            self.known = Known::Wanted;
        }
        match &self.known {
            Known::Is(gazetteer) => Some(gazetteer),
            _ => None,
        }
    }

    /// True once where the gazetteer is to be read.
    pub(super) fn takes_wish(&mut self) -> bool {
        let wanted = matches!(self.known, Known::Wanted);
        if wanted {
            self.known = Known::Awaited;
        }
        wanted
    }

    /// Takes the gazetteer, as it was read.
    pub(super) fn learn(&mut self, gazetteer: Gazetteer) {
        self.known = Known::Is(gazetteer);
        self.seek.forget();
    }

    /// True where the gazetteer has been read already.
    pub(super) fn is_learned(&self) -> bool {
        matches!(self.known, Known::Is(_))
    }

    /// What is shown on the ground before it is taken; none for nothing.
    pub(super) fn show(&mut self, preview: Option<Preview>) {
        self.preview = preview;
    }

    /// True where a position is seen on the map.
    pub(super) fn sees(&self, at: LonLat) -> bool {
        self.seen.is_some_and(|projection| {
            let [x, y] = projection.screen_from_lon_lat(at);
            let frame = projection.frame();
            (frame.x..frame.right()).contains(&x) && (frame.y..frame.bottom()).contains(&y)
        })
    }

    /// The edit that gives the event that is written another place.
    fn edit(&self, placement: Placement) -> Option<Edit> {
        let edited = self.edited.as_ref()?;
        Some(Edit::SetPlace { event: edited.event.clone(), placement: Box::new(placement) })
    }

    /// The province here, or the country where none is known.
    fn region_at(basemap: &Basemap, at: LonLat, whole: Whole) -> Option<(Region, String, Precision)> {
        let province = (whole == Whole::Province).then(|| basemap.province_at(at)).flatten();
        if let Some(province) = province {
            let place = basemap.provinces.iter().position(|other| std::ptr::eq(other, province))?;
            return Some((Region::Province(place), province.name.clone(), Precision::Province));
        }
        let country = basemap.country_at(at)?;
        let place = basemap.countries.iter().position(|other| std::ptr::eq(other, country))?;
        Some((Region::Country(place), country.name.clone(), Precision::Country))
    }

    /// The outline of a province or country, which is kept until another is asked for.
    fn outline(&mut self, basemap: &Basemap, region: Region) -> &[Vec<LonLat>] {
        if self.outline.as_ref().is_none_or(|(known, _)| *known != region) {
            let areas = match region {
                Region::Province(place) => basemap.provinces.get(place).map(|found| basemap.province_area(found)),
                Region::Country(place) => basemap.countries.get(place).map(|found| basemap.country_area(found)),
            };
            self.outline = Some((region, areas.unwrap_or_default().into_iter().flatten().collect()));
        }
        self.outline.as_ref().map_or(&[], |(_, rings)| rings)
    }
}

/// Which whole a click takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Province,
    Country,
}

/// What is near on a map that stands so: as far as half its width or so.
pub(super) fn near_of(map: &MapViewport) -> Near {
    const EQUATOR_KM: f64 = 40_075.0;
    const HALF_WIDTH_POINTS: f64 = 300.0;
    let km_a_point = EQUATOR_KM * map.center.lat.to_radians().cos() / map.world_points();
    Near { at: map.center, reach_km: (HALF_WIDTH_POINTS * km_a_point).max(5.0) }
}

/// A distance as people say it.
pub(super) fn distance_words(km: f64) -> String {
    match km {
        km if km < 1.0 => format!("{:.0} m", km * 1000.0),
        km if km < 10.0 => format!("{km:.1} km").replace(".0 km", " km"),
        km => format!("{km:.0} km"),
    }
}

/// The command of a gesture by itself.
fn done(edit: Edit) -> Command {
    Command::Edit(Box::new(edit))
}

/// The command of a part of a drag.
fn part(edit: Edit) -> Command {
    Command::Write(Box::new(edit))
}

/// Who a thing on the map is to the window.
fn id_of(thing: impl std::hash::Hash + std::fmt::Debug) -> Id {
    Id::unique(("placing", thing))
}
