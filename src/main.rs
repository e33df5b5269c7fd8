//! The program.
fn main() { if let Err(e) = meridian::gui::run(Default::default()) { eprintln!("{e}"); } }
