//! The views before this one, for undo.

use super::{Command, Effect, Stage, View};

/// How many steps can be taken back.
const DEPTH: usize = 200;

/// Past and future views around the present one.
#[derive(Debug, Clone)]
pub struct History {
    present: View,
    past: Vec<View>,
    future: Vec<View>,
    gesture: Option<std::mem::Discriminant<Command>>,
}

impl History {
    /// A history that begins with this view.
    pub fn new(view: View) -> Self {
        Self { present: view, past: Vec::new(), future: Vec::new(), gesture: None }
    }

    /// The view as it is now.
    pub fn view(&self) -> &View {
        &self.present
    }

    /// Applies a command and keeps the view before it. Commands of one kind in a row that belong
    /// to one gesture, such as the steps of a drag, are taken back together; playing is no step.
    pub fn apply(&mut self, command: &Command, stage: &Stage<'_>) -> Option<Effect> {
        match command {
            Command::Undo => {
                if let Some(view) = self.past.pop() {
                    self.future.push(std::mem::replace(&mut self.present, view));
                }
                self.gesture = None;
                None
            }
            Command::Redo => {
                if let Some(view) = self.future.pop() {
                    self.past.push(std::mem::replace(&mut self.present, view));
                }
                self.gesture = None;
                None
            }
            _ => self.step(command, stage),
        }
    }

    /// Shows another theme in every view, without a step to take back: the theme is the viewer's.
    pub fn set_theme(&mut self, theme: super::Theme) {
        let views = self.past.iter_mut().chain(&mut self.future);
        views.chain([&mut self.present]).for_each(|view| view.theme = theme);
    }

    /// Says that the hand has let go: the next command begins a new step.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    fn step(&mut self, command: &Command, stage: &Stage<'_>) -> Option<Effect> {
        let before = self.present.clone();
        let effect = self.present.apply(command, stage);
        if self.present == before || matches!(command, Command::Tick(_)) {
            return effect;
        }
        let kind = Some(std::mem::discriminant(command));
        let continues = kind == self.gesture && is_gesture(command);
        if !continues {
            self.past.push(before);
            if self.past.len() > DEPTH {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.gesture = kind;
        effect
    }
}

fn is_gesture(command: &Command) -> bool {
    matches!(
        command,
        Command::ShowMap(_)
            | Command::PanMap(_)
            | Command::ZoomMapAround(..)
            | Command::ShowTime(_)
            | Command::PanTime(_)
            | Command::ZoomTimeAround(..)
            | Command::SetWindow(_)
            | Command::SetPlayhead(_)
            | Command::SetFilter(_)
    )
}
