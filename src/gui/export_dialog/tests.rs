use super::*;
use crate::io::carried_story;
use crate::model::{Redaction, Tray};
use crate::scene::Captions;
use crate::view::Pace;

fn figure() -> ExportDialog {
    of("figure.png", ExportSpec::default())
}

fn of(file: &str, spec: ExportSpec) -> ExportDialog {
    ExportDialog::new(Path::new(file), spec, Theme::Light)
}

/// What is wrong with what a dialog asks of the carried story, in words.
fn problem(dialog: &mut ExportDialog) -> Option<String> {
    dialog.check(&Store::new(carried_story().story));
    dialog.problem().map(ToString::to_string)
}

#[test]
fn a_dialog_asks_for_what_it_was_given() {
    let motion = Motion { pace: Pace::Steady { fps: 5.0, seconds: 2.0 }, captions: Captions::Missing };
    for spec in [
        ExportSpec::default(),
        ExportSpec {
            layout: Layout::Map,
            letters: Letters::Outlines,
            carries: Carries::Story,
            ..ExportSpec::default()
        },
        ExportSpec { scale: 1.5, size: [900.0, 700.0], kind: ExportKind::Each(Each::Day), ..ExportSpec::default() },
        ExportSpec {
            redaction: Redaction { round_km: Some(12.5), tray: Tray::LeftOut, ..Redaction::default() },
            ..ExportSpec::film(motion)
        },
    ] {
        let file = if spec.motion().is_some() { "a.gif" } else { "a.svg" };
        assert_eq!(of(file, spec.clone()).order().spec, spec);
    }
}

#[test]
fn what_is_typed_changes_the_spec_once_it_can_be_read() {
    let mut dialog = figure();
    let read = |text: &str| size_from_text(text).map(|size| size.map(|side| side as f32));
    dialog.size.take("210x297mm".to_owned(), &mut dialog.spec.size, read);
    dialog.scale.take("1,5".to_owned(), &mut dialog.spec.scale, scale_from_text);
    let asked = ExportSpec { size: [595.0, 842.0], scale: 1.5, ..ExportSpec::default() };
    assert_eq!((problem(&mut dialog), &dialog.spec), (None, &asked));
    dialog.size.take("large".to_owned(), &mut dialog.spec.size, read);
    assert_eq!(dialog.spec, asked);
    assert!(problem(&mut dialog).unwrap().starts_with("write 1920x1080"));
}

#[test]
fn a_dialog_tells_what_the_command_line_tells() {
    let mut dialog = figure();
    assert_eq!(problem(&mut of("figure.bmp", ExportSpec::default())), Some(Problem::NoPictureFile.to_string()));
    dialog.spec.redaction.speakers = ["Nobody".to_owned()].into();
    assert_eq!(problem(&mut dialog), Some(Problem::UnknownSpeaker("Nobody".to_owned()).to_string()));
    dialog.spec.redaction.speakers = ["mujahid".to_owned()].into();
    assert_eq!(problem(&mut dialog), None);
    dialog.spec.scale = 20.0;
    assert!(problem(&mut dialog).unwrap().contains("16384 on a side are possible"));
    let mut film = of("film.mp4", ExportSpec::film(Motion::default()));
    assert_eq!(problem(&mut film), Some(Problem::NoFilmFile.to_string()));
}

#[test]
fn only_files_by_a_pattern_are_kept_unless_that_is_changed() {
    assert_eq!(figure().order().existing, Existing::Replaced);
    let series = ExportSpec { kind: ExportKind::Each(Each::Day), ..ExportSpec::default() };
    assert_eq!(of("{n}.png", series).order().existing, Existing::Kept);
    let film = |file: &str| of(file, ExportSpec::film(Motion::default()));
    assert_eq!(
        (film("a.gif").order().existing, film("{n}.png").order().existing),
        (Existing::Replaced, Existing::Kept)
    );
}

#[test]
fn each_kind_asks_only_for_what_it_can_be() {
    let mut dialog = of("a-figure.svg", ExportSpec { letters: Letters::Outlines, ..ExportSpec::default() });
    dialog.spec.redaction.round_km = Some(5.0);
    for (kind, _, word) in Kind::ALL.into_iter().cycle().skip(1).take(11) {
        dialog.turn(kind, || true);
        for (ending, _) in kind.endings() {
            dialog.place.choose(ending, kind);
            assert_eq!(problem(&mut dialog), None, "{kind:?} as {ending}");
            let ExportOrder { spec, file, .. } = dialog.order();
            assert_eq!(Kind::of(&spec, &file), kind);
            assert_eq!(
                (spec.redaction.round_km, spec.letters == Letters::Outlines),
                (Some(5.0), *ending == "svg" && kind != Kind::Animation)
            );
            assert!(file.display().to_string().starts_with(&format!("a-{word}")), "{}", file.display());
        }
    }
}
