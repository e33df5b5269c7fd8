//! The cells of the table of claims: what stands in them, and what is written into them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::NaiveDate;
use egui::{Rect, Response, Ui};

use super::ClaimsMemory;
use super::columns::title_of;
use super::row::{RowWords, Standing, row_ui};
use crate::gui::context::claim_menu;
use crate::gui::form::{Choice, sources_called};
use crate::gui::panel_context::PanelContext;
use crate::gui::table::{Cell, CellKind, Columns, Completes, Sheet, Sides};
use crate::model::{AttributionKind, Stance, Zone};
use crate::query::{ClaimAt, ClaimColumn};
use crate::store::{Facet, Store, fold};
use crate::view::{CellWriter, ClaimCell, Command, Taken, Written, claim_text, day_near};

/// The table in one frame.
pub(super) struct ClaimsSheet<'a> {
    here: &'a PanelContext<'a>,
    /// The story as it is saved.
    own: &'a Store,
    claims: &'a [ClaimAt],
    counts: &'a str,
    chosen: &'a HashSet<String>,
    seen: &'a RefCell<HashMap<usize, Rc<RowWords>>>,
    columns: &'a Columns<ClaimColumn>,
    cells: &'a [Cell],
    /// The event of a new claim, and what the row says that begins one.
    new: Option<(String, String)>,
    /// What was chosen in the menu of a row.
    pub(super) asked: RefCell<Vec<Command>>,
}

/// The columns as cells that are typed in.
pub(super) fn cells_of(columns: &Columns<ClaimColumn>) -> Vec<Cell> {
    let cell = |(column, range): &(ClaimColumn, egui::Rangef)| {
        let kind = match column {
            ClaimColumn::Said => CellKind::Date,
            ClaimColumn::Speaker => CellKind::OneOf(Completes::AsTyped, Some("speaker")),
            ClaimColumn::Kind | ClaimColumn::Stance => CellKind::OneOf(Completes::First, None),
            ClaimColumn::Text => CellKind::Lines,
            ClaimColumn::Source => CellKind::OneOf(Completes::First, Some("source")),
            ClaimColumn::Grading => CellKind::Line,
            ClaimColumn::Quantities | ClaimColumn::Disputes | ClaimColumn::Event => CellKind::Fixed,
        };
        Cell { title: title_of(*column), range: *range, kind }
    };
    columns.places.iter().map(cell).collect()
}

fn cell_of(column: ClaimColumn) -> Option<ClaimCell> {
    Some(match column {
        ClaimColumn::Said => ClaimCell::Said,
        ClaimColumn::Speaker => ClaimCell::Speaker,
        ClaimColumn::Kind => ClaimCell::Kind,
        ClaimColumn::Stance => ClaimCell::Stance,
        ClaimColumn::Text => ClaimCell::Text,
        ClaimColumn::Source => ClaimCell::Source,
        ClaimColumn::Grading => ClaimCell::Grading,
        ClaimColumn::Quantities | ClaimColumn::Disputes | ClaimColumn::Event => return None,
    })
}

impl<'a> ClaimsSheet<'a> {
    pub(super) fn of(
        here: &'a PanelContext<'a>,
        own: &'a Store,
        memory: &'a ClaimsMemory,
        columns: &'a Columns<ClaimColumn>,
        cells: &'a [Cell],
    ) -> Self {
        let last = memory.claims.last().map(|at| at.event);
        let event = here.view.selected(here.store).or(last).filter(|event| *event < own.len());
        let new = event.map(|event| {
            let title = own.title(event);
            (own.id(event).into_owned(), format!("New claim of “{title}”"))
        });
        let ClaimsMemory { claims, counts, chosen, seen, .. } = memory;
        Self { here, own, claims, counts, chosen, seen, columns, cells, new, asked: RefCell::default() }
    }

    fn words(&self, row: usize) -> Rc<RowWords> {
        let at = self.claims[row];
        let words = || Rc::new(RowWords::of(self.here, at, self.columns));
        Rc::clone(self.seen.borrow_mut().entry(row).or_insert_with(words))
    }
}

impl Sheet for ClaimsSheet<'_> {
    const NAME: &'static str = "claims table";

    fn spoken(&self) -> String {
        format!("Claims, {}", self.counts)
    }

    fn rows(&self) -> usize {
        self.claims.len()
    }

    fn columns(&self) -> &[Cell] {
        self.cells
    }

    fn sides(&self) -> Sides {
        self.columns.sides()
    }

    fn new_row(&self) -> Option<&str> {
        self.new.as_ref().map(|(_, text)| text.as_str())
    }

    fn id(&self, row: usize) -> String {
        let at = self.claims[row];
        self.here.store.claim_at(at.event, at.claim).id.clone()
    }

    fn text(&self, row: usize, column: usize) -> String {
        let Some((column, _)) = self.columns.places.get(column) else { return String::new() };
        match (cell_of(*column), self.own.claim(&self.id(row))) {
            (Some(cell), Some((event, claim))) => claim_text(self.own, &self.own.claim_at(event, claim), cell),
            _ => self.words(row).line(*column),
        }
    }

    fn near(&self, row: usize) -> (Option<NaiveDate>, Zone) {
        let event = self.claims.get(row).map(|at| at.event);
        let new = || self.new.as_ref().and_then(|(id, _)| self.own.index_of(id));
        let Some(index) = event.or_else(new).filter(|index| *index < self.own.len()) else {
            return (None, self.own.story().zone.clone());
        };
        let zone = self.own.story().zone_of(index);
        let day = self.own.story().events.when(index).and_then(|when| when.first_day(&zone));
        (day.or_else(|| day_near(self.own, index)), zone)
    }

    fn choices(&self, column: usize, query: &str) -> Vec<Choice> {
        let sought = fold(query);
        let of_words = |words: Vec<&str>| {
            let called = words.into_iter().filter(|word| word.contains(&sought));
            called.map(|word| Choice::new(word, word)).collect()
        };
        match self.columns.places.get(column).map(|(column, _)| *column) {
            Some(ClaimColumn::Speaker) => {
                let speakers = self.own.facet(Facet::Speaker);
                let names = speakers.listed().map(|number| &speakers.key(number).id);
                let called = names.filter(|name| fold(name).contains(&sought));
                called.take(60).map(|name| Choice::new(name, name)).collect()
            }
            Some(ClaimColumn::Kind) => of_words(AttributionKind::ALL.iter().map(|(_, word)| *word).collect()),
            Some(ClaimColumn::Stance) => of_words(Stance::ALL.iter().map(|(_, word)| *word).collect()),
            Some(ClaimColumn::Source) => sources_called(self.own, query),
            _ => Vec::new(),
        }
    }

    fn begin(&self, writer: &mut CellWriter<'_>) -> Option<String> {
        writer.begin_claim(&self.new.as_ref()?.0)
    }

    fn write(&self, writer: &mut CellWriter<'_>, id: &str, column: usize, written: Written<'_>) -> Taken {
        match self.columns.places.get(column).and_then(|(column, _)| cell_of(*column)) {
            Some(cell) => writer.write_claim(id, cell, written),
            None => Taken::No,
        }
    }

    fn fill(&self, writer: &mut CellWriter<'_>, from: &str, to: &str, column: usize) -> Taken {
        match self.columns.places.get(column).and_then(|(column, _)| cell_of(*column)) {
            Some(cell) => writer.fill_claim(from, to, cell),
            None => Taken::No,
        }
    }

    fn is_chosen(&self, row: usize) -> bool {
        !self.chosen.is_empty() && self.chosen.contains(&self.id(row))
    }

    fn row_ui(&self, ui: &mut Ui, row: usize, rect: Rect) -> Response {
        let at = self.claims[row];
        let (view, store) = (self.here.view, self.here.store);
        let is_event = view.selected(store) == Some(at.event);
        let standing = Standing {
            event: is_event,
            claim: is_event && view.selected_claim(store) == Some(at.claim),
            chosen: self.is_chosen(row),
        };
        let response = row_ui(ui, self.here, &self.words(row), self.columns, rect, standing);
        let claim = || store.claim_at(at.event, at.claim).into_owned();
        claim_menu(&response, self.here, claim, &mut self.asked.borrow_mut());
        response
    }

    fn name(&self, row: usize) -> String {
        self.words(row).name()
    }
}
