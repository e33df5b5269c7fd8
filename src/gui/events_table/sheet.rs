//! The cells of the table of events: what stands in them, and what is written into them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::NaiveDate;
use egui::{Rect, Response, Ui};

use super::columns::EventColumn;
use super::listing::Listing;
use super::row::{RowWords, row_ui};
use crate::gui::form::{Choice, with_none};
use crate::gui::panel_context::PanelContext;
use crate::gui::parts::Chosen;
use crate::gui::table::{Cell, Columns, Sheet, Sides};
use crate::model::Zone;
use crate::scene::counted;
use crate::store::{Facet, Store, fold};
use crate::view::{CellWriter, EventCell, Taken, Written, day_near, event_text};

/// The table in one frame.
pub(super) struct EventsSheet<'a> {
    pub(super) here: &'a PanelContext<'a>,
    /// The story as it is saved.
    pub(super) own: &'a Store,
    pub(super) listed: &'a Listing,
    pub(super) chosen: &'a HashSet<usize>,
    pub(super) seen: &'a RefCell<HashMap<usize, Rc<RowWords>>>,
    pub(super) columns: &'a Columns<EventColumn>,
    pub(super) cells: &'a [Cell],
}

impl EventsSheet<'_> {
    /// The event of a row that there is.
    fn index_at(&self, row: usize) -> usize {
        self.listed.get(row).unwrap_or_default()
    }

    fn words(&self, row: usize) -> Rc<RowWords> {
        let index = self.index_at(row);
        let words = || Rc::new(RowWords::of(self.own, &self.own.event(index), self.columns));
        Rc::clone(self.seen.borrow_mut().entry(index).or_insert_with(words))
    }

    fn column(&self, column: usize) -> Option<EventColumn> {
        self.columns.places.get(column).map(|(column, _)| *column)
    }
}

impl Sheet for EventsSheet<'_> {
    const NAME: &'static str = "events table";

    fn spoken(&self) -> String {
        format!("Events, {}", counted(self.listed.len(), "event"))
    }

    fn rows(&self) -> usize {
        self.listed.len()
    }

    fn columns(&self) -> &[Cell] {
        self.cells
    }

    fn sides(&self) -> Sides {
        self.columns.sides()
    }

    fn new_row(&self) -> Option<&str> {
        Some("New event")
    }

    fn id(&self, row: usize) -> String {
        self.own.id(self.index_at(row)).into_owned()
    }

    fn text(&self, row: usize, column: usize) -> String {
        let event = self.own.event(self.index_at(row));
        match self.column(column) {
            Some(EventColumn::Cell(cell)) => event_text(self.own, &event, cell),
            Some(EventColumn::Claims) => event.claims.len().to_string(),
            None => String::new(),
        }
    }

    fn near(&self, row: usize) -> (Option<NaiveDate>, Zone) {
        let story = self.own.story();
        match self.listed.get(row) {
            Some(index) => (day_near(self.own, index), story.zone_of(index)),
            None => (day_near(self.own, self.own.len()), story.zone.clone()),
        }
    }

    fn choices(&self, column: usize, query: &str) -> Vec<Choice> {
        let story = self.own.whole_story();
        match self.column(column) {
            Some(EventColumn::Cell(EventCell::Category)) => {
                let choices = story.categories.iter().enumerate().map(|(place, category)| Choice {
                    dot: Some(self.here.category_color(Some(place))),
                    ..Choice::new(&category.id, &category.name)
                });
                with_none(choices, query)
            }
            Some(EventColumn::Cell(EventCell::Layer)) => {
                with_none(story.layers.iter().map(|layer| Choice::new(&layer.id, &layer.name)), query)
            }
            Some(EventColumn::Cell(EventCell::Place)) => {
                let places = self.own.facet(Facet::Place);
                let sought = fold(query);
                let names = places.listed().map(|number| &places.key(number).id);
                let called = names.filter(|name| fold(name).contains(&sought));
                called.take(60).map(|name| Choice::new(name, name)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn begin(&self, writer: &mut CellWriter<'_>) -> Option<String> {
        Some(writer.begin_event())
    }

    fn write(&self, writer: &mut CellWriter<'_>, id: &str, column: usize, written: Written<'_>) -> Taken {
        match self.column(column) {
            Some(EventColumn::Cell(cell)) => writer.write_event(id, cell, written),
            _ => Taken::No,
        }
    }

    fn fill(&self, writer: &mut CellWriter<'_>, from: &str, to: &str, column: usize) -> Taken {
        match self.column(column) {
            Some(EventColumn::Cell(cell)) => writer.fill_event(from, to, cell),
            _ => Taken::No,
        }
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.chosen.contains(&self.index_at(row))
    }

    fn row_ui(&self, ui: &mut Ui, row: usize, rect: Rect) -> Response {
        let words = self.words(row);
        let chosen = if self.is_chosen(row) { Chosen::Yes } else { Chosen::No };
        let index = self.index_at(row);
        // Another version that is compared may have other events.
        let dot = if index < self.here.store.len() { self.here.color_of(index) } else { self.here.palette.ink_faint };
        row_ui(ui, self.here.palette, (&words, dot), self.columns, rect, chosen)
    }

    fn name(&self, row: usize) -> String {
        format!("“{}”", self.words(row).title)
    }
}
