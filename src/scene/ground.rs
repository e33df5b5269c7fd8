//! The ground of the map: sea, land, relief, water, provinces and borders.
//!
//! It depends on map viewport, theme, viewpoint, relief and story countries alone, so that the window draws it
//! once while time is scrubbed.

use std::collections::BTreeSet;

use super::projection::{Projection, clipped_ring, stretches_near};
use super::{Color, Dash, ImageId, Mark, Palette, Point, Rect, Scene, Stroke, palette_of};
use crate::basemap::{Basemap, LineClass, Polyline, Relief, Shape, Standing, UnitBox, Viewpoint};
use crate::model::LonLat;
use crate::store::Store;
use crate::view::{View, unit_from_lon_lat};

/// How far beyond the frame shapes are kept, in points: no edge of a cut shows in the frame.
const MARGIN: f32 = 24.0;

/// What the ground of a map looks like: everything under marks and labels.
pub fn ground_scene(store: &Store, basemap: &Basemap, view: &View, size: [f32; 2]) -> Scene {
    let palette = palette_of(view.theme);
    let detail = basemap.detail(view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
    let ground = Ground::of(view, size);
    let mut scene = Scene { background: Some(palette.sea), ..Scene::empty(size) };
    let marks = &mut scene.marks;
    let of_story = story_countries(store, basemap);
    for shape in &detail.land {
        let fill = if of_story.contains(&shape.index) { palette.story_land } else { palette.land };
        ground.area(marks, shape, fill);
    }
    for shape in &detail.lakes {
        ground.area(marks, shape, palette.sea);
    }
    if view.relief {
        ground.relief(marks, basemap, view.map.zoom);
    }
    let hairline = |width: f32, color: Color| Stroke::solid(width, color);
    ground.lines(marks, detail.coasts.iter(), hairline(0.8, palette.border.faded(0.75)));
    let river = (0.5 + (view.map.zoom as f32 - 4.0) * 0.15).clamp(0.5, 1.3);
    ground.lines(marks, detail.rivers.iter(), hairline(river, palette.river));
    if view.map.zoom >= 4.6 {
        ground.lines(marks, detail.province_lines.iter(), hairline(0.6, palette.province));
    }
    ground.borders(marks, basemap, view.viewpoint, &detail.lines);
    ground.beyond_world(marks);
    scene
}

/// The borders alone, to be drawn over what covers the ground.
pub(super) fn border_marks(basemap: &Basemap, view: &View, size: [f32; 2]) -> Vec<Mark> {
    let detail = basemap.detail(view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
    let ground = Ground::of(view, size);
    let mut marks = Vec::new();
    ground.borders(&mut marks, basemap, view.viewpoint, &detail.lines);
    ground.beyond_world(&mut marks);
    marks
}

/// The countries that a story is about: those that the actors of its two sides stand for. None where a
/// side stands for no country, since land that is painted for one side alone takes that side.
pub(super) fn story_countries(store: &Store, basemap: &Basemap) -> BTreeSet<usize> {
    let of_side = |side: &str| -> BTreeSet<usize> {
        let actors = store.story().actors.iter().filter(|actor| actor.side == side);
        actors
            .filter_map(|actor| [&actor.name, &actor.id].into_iter().find_map(|name| basemap.country_of_actor(name)))
            .collect()
    };
    let sides = ["a", "b"].map(of_side);
    if sides.iter().any(BTreeSet::is_empty) { BTreeSet::new() } else { sides.into_iter().flatten().collect() }
}

struct Ground {
    projection: Projection,
    near: Rect,
    palette: &'static Palette,
    /// What borders have of their width: on a map of the world, where they lie close, less.
    thin: f32,
}

impl Ground {
    fn of(view: &View, size: [f32; 2]) -> Self {
        let projection = Projection::new(&view.map, size);
        let thin = (view.map.zoom as f32 / 4.0).clamp(0.5, 1.0);
        Self { projection, near: projection.frame().grown(MARGIN), palette: palette_of(view.theme), thin }
    }

    /// In which rounds of the globe something comes into the frame: a map across the date line shows the
    /// end of one and the beginning of the next.
    fn rounds(&self, bounds: &UnitBox) -> impl Iterator<Item = f64> + use<> {
        self.projection.rounds_of_unit((bounds.min, bounds.max), MARGIN)
    }

    fn on_screen(&self, points: &[[f64; 2]], round: f64) -> Vec<Point> {
        points.iter().map(|[x, y]| self.projection.screen_from_unit([x + round, *y])).collect()
    }

    fn area(&self, marks: &mut Vec<Mark>, shape: &Shape, fill: Color) {
        for round in self.rounds(&shape.bounds) {
            let clipped = shape.rings.iter().map(|ring| clipped_ring(&self.on_screen(ring, round), &self.near));
            let rings: Vec<_> = clipped.filter(|ring| ring.len() > 2).collect();
            if !rings.is_empty() {
                marks.push(Mark::Area { rings, fill });
            }
        }
    }

    fn lines<'l>(&self, marks: &mut Vec<Mark>, lines: impl Iterator<Item = &'l Polyline>, stroke: Stroke) {
        for line in lines {
            for round in self.rounds(&line.bounds) {
                let stretches = stretches_near(&self.on_screen(&line.points, round), &self.near);
                marks.extend(stretches.into_iter().map(|points| Mark::Line { points, stroke }));
            }
        }
    }

    /// Every line as it stands in a view. Under all others lie those that are not boundaries.
    fn borders(&self, marks: &mut Vec<Mark>, basemap: &Basemap, viewpoint: Viewpoint, lines: &[Polyline]) {
        let in_view = |standing: Standing| {
            lines.iter().filter(move |line| basemap.lines[line.index].standing(viewpoint) == standing)
        };
        let of =
            |class: LineClass| in_view(Standing::DeFacto).filter(move |line| basemap.lines[line.index].class == class);
        let palette = self.palette;
        let line = |width: f32, color: Color, dash: Dash| Stroke { width: width * self.thin, color, dash };
        self.lines(marks, of(LineClass::Claim), line(0.9, palette.border, Dash::Dots));
        self.lines(marks, of(LineClass::Indefinite), line(1.0, palette.border, Dash::Dots));
        self.lines(marks, of(LineClass::Disputed), line(1.0, palette.border, Dash::Dots));
        self.lines(marks, of(LineClass::LineOfControl), line(1.1, palette.border, Dash::Dashes));
        self.lines(marks, of(LineClass::International), line(1.1, palette.border, Dash::Solid));
        self.lines(marks, in_view(Standing::Boundary), line(1.1, palette.border, Dash::Solid));
        self.lines(marks, in_view(Standing::Unrecognised), line(5.0 * self.thin, palette.durand_halo, Dash::Solid));
        self.lines(marks, in_view(Standing::Unrecognised), line(1.5, palette.ink.faded(0.85), Dash::Sparse));
        self.lines(marks, of(LineClass::Durand), line(5.0 * self.thin, palette.durand_halo, Dash::Solid));
        self.lines(marks, of(LineClass::Durand), line(1.5, palette.ink.faded(0.85), Dash::Chain));
    }

    /// Hides what would come a second time in a frame wider than the world: no event is there.
    fn beyond_world(&self, marks: &mut Vec<Mark>) {
        let (frame, world) = (self.projection.frame(), self.projection.world_frame());
        if world.width >= frame.width {
            return;
        }
        let edge = Stroke::solid(0.8, self.palette.border.faded(0.5));
        for (from, to, at) in [(frame.x, world.x, world.x), (world.right(), frame.right(), world.right())] {
            marks.push(Mark::fill(Rect { x: from, width: to - from, ..frame }, self.palette.panel));
            marks.push(Mark::line([at, frame.y], [at, frame.bottom()], edge));
        }
    }

    fn relief(&self, marks: &mut Vec<Mark>, basemap: &Basemap, zoom: f64) {
        // The relief gives way as the map comes so close that its pixels would show.
        let fade = (1.0 - (zoom - 7.5) / 3.0).clamp(0.0, 1.0) as f32;
        let opacity = self.palette.relief * fade;
        if opacity < 0.01 {
            return;
        }
        let rect_of = |relief: &Relief, round: f64| {
            let corner = |lon, lat| {
                let [x, y] = unit_from_lon_lat(LonLat::new(lon, lat));
                self.projection.screen_from_unit([x + round, y])
            };
            let ([x, y], [right, bottom]) = (corner(relief.west, relief.north), corner(relief.east, relief.south));
            Rect::new(x, y, right - x, bottom - y)
        };
        // The sharpest picture that fills the frame; two over one another would darken twice.
        let frame = self.projection.frame();
        let rounds = [0.0, -1.0, 1.0];
        let fills = |relief: &Relief| rounds.iter().any(|round| rect_of(relief, *round).holds(&frame));
        let sharpest = basemap.relief.iter().rposition(fills).unwrap_or(0);
        let Some(relief) = basemap.relief.get(sharpest) else { return };
        let rects = rounds.into_iter().map(|round| rect_of(relief, round)).filter(|rect| rect.overlaps(&frame));
        marks.extend(rects.map(|rect| Mark::Image { rect, image: ImageId::Relief(sharpest), opacity }));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::Bounds;
    use crate::model::{Actor, Story};
    use crate::view::MapViewport;

    const SIZE: [f32; 2] = [1200.0, 800.0];

    fn lines_of(scene: &Scene) -> Vec<&Mark> {
        scene.marks.iter().filter(|mark| matches!(mark, Mark::Line { .. })).collect()
    }

    #[test]
    fn a_map_across_the_date_line_has_land_on_both_of_its_sides() {
        let (store, basemap) = (Store::new(Story::default()), Basemap::embedded());
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        view.map = MapViewport { center: LonLat::new(-179.0, 66.0), zoom: 4.0 };
        let land = palette_of(view.theme).land;
        let scene = ground_scene(&store, basemap, &view, SIZE);
        let is_on = |side: fn(f32) -> bool| {
            scene.marks.iter().any(|mark| {
                matches!(mark, Mark::Area { rings, fill } if *fill == land
                    && rings.iter().flatten().all(|at| side(at[0])) && rings[0].len() > 20)
            })
        };
        assert!(is_on(|x| x < 640.0) && is_on(|x| x > 600.0));
    }

    #[test]
    fn no_place_is_shown_twice_in_a_frame_wider_than_the_world() {
        let (store, basemap) = (Store::new(Story::default()), Basemap::embedded());
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        for (zoom, is_bare) in [(1.5, true), (3.0, false)] {
            view.map = MapViewport { center: LonLat::new(150.0, 20.0), zoom };
            let projection = Projection::new(&view.map, SIZE);
            let panel = palette_of(view.theme).panel;
            let covers = ground_scene(&store, basemap, &view, SIZE).marks.into_iter().filter_map(|mark| match mark {
                Mark::Rect { rect, fill: Some(fill), .. } if fill == panel => Some(rect),
                _ => None,
            });
            let covers: Vec<Rect> = covers.collect();
            assert_eq!(covers.len(), if is_bare { 2 } else { 0 });
            for x in 0..SIZE[0] as usize {
                let at = [x as f32 + 0.5, 300.0];
                let is_covered = covers.iter().any(|rect| rect.contains(at));
                // Where a position is seen that is drawn elsewhere, too.
                let again = projection.screen_from_lon_lat(projection.lon_lat_from_screen(at));
                assert_eq!(is_covered, (again[0] - at[0]).abs() > 1.0, "{x} at zoom {zoom}");
            }
        }
    }

    #[test]
    fn the_land_of_a_story_is_that_of_both_sides_or_none() {
        let basemap = Basemap::embedded();
        let painted = |sides: &[(&str, &str)]| -> Vec<String> {
            let actor = |(name, side): &(&str, &str)| Actor {
                id: name.to_lowercase(),
                name: (*name).to_owned(),
                side: (*side).to_owned(),
                ..Actor::default()
            };
            let store = Store::new(Story { actors: sides.iter().map(actor).collect(), ..Story::default() });
            story_countries(&store, basemap).into_iter().map(|place| basemap.countries[place].iso_a3.clone()).collect()
        };
        let carried = Store::new(crate::io::carried_story().story);
        let of_carried = story_countries(&carried, basemap);
        let isos: Vec<&str> = of_carried.iter().map(|place| basemap.countries[*place].iso_a3.as_str()).collect();
        assert_eq!(isos, ["AFG", "PAK"]);
        for [one, other] in [["a", "b"], ["b", "a"]] {
            assert_eq!(painted(&[("Pakistan", one), ("Afghanistan (Taliban)", other)]), ["AFG", "PAK"]);
            assert!(painted(&[("Pakistan", one), ("Taliban", other)]).is_empty());
            assert!(painted(&[("Pakistan", one), ("Qatar", "mediator")]).is_empty());
        }
    }

    #[test]
    fn viewpoints_differ_in_the_lines_that_stand_differently_and_in_no_others() {
        let (store, basemap) = (Store::new(Story::default()), Basemap::embedded());
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        view.map =
            MapViewport::framing(Bounds { west: 60.0, south: 24.0, east: 98.0, north: 40.0 }, SIZE.map(f64::from), 0.0);
        let de_facto = ground_scene(&store, basemap, &view, SIZE);
        let projection = Projection::new(&view.map, SIZE);
        let detail = basemap.detail(view.map.zoom.ceil() as u8);
        let at = |point: Point| point.map(|along| (along * 8.0).round() as i32);
        for (viewpoint, _) in Viewpoint::ALL {
            let seen = View { viewpoint, ..view.clone() };
            let scene = ground_scene(&store, basemap, &seen, SIZE);
            let (before, after) = (lines_of(&de_facto), lines_of(&scene));
            let differing = before.iter().filter(|mark| !after.contains(mark));
            let differing: Vec<&Mark> =
                differing.chain(after.iter().filter(|mark| !before.contains(mark))).copied().collect();
            let stands_differently: Vec<&Polyline> = detail
                .lines
                .iter()
                .filter(|line| basemap.lines[line.index].standing(viewpoint) != Standing::DeFacto)
                .filter(|line| {
                    // What is drawn in the same way stands differently in name only.
                    let line = &basemap.lines[line.index];
                    line.class != LineClass::International || line.standing(viewpoint) != Standing::Boundary
                })
                .collect();
            let on_screen = |line: &Polyline| -> BTreeSet<[i32; 2]> {
                line.points.iter().map(|unit| at(projection.screen_from_unit(*unit))).collect()
            };
            let allowed: BTreeSet<[i32; 2]> = stands_differently.iter().flat_map(|line| on_screen(line)).collect();
            let mut met: BTreeSet<[i32; 2]> = BTreeSet::new();
            for mark in differing {
                let Mark::Line { points, .. } = mark else { continue };
                // The ends of a line that is cut at the frame are its own.
                let inner: Vec<[i32; 2]> =
                    points.iter().map(|point| at(*point)).filter(|point| allowed.contains(point)).collect();
                met.extend(inner.iter().copied());
                assert!(inner.len() + 2 >= points.len(), "{viewpoint:?}: a line differs that stands the same");
            }
            for line in stands_differently {
                let is_met = on_screen(line).iter().any(|point| met.contains(point));
                let name = &basemap.lines[line.index].name;
                assert!(is_met || line.points.len() < 3, "{viewpoint:?}: {name} is drawn as de facto");
            }
        }
    }
}
