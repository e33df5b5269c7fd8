use super::*;

#[test]
fn texts_and_marks_stand_out_from_their_grounds() {
    for (theme, _) in Theme::ALL {
        let palette = palette_of(theme);
        let grounds = [palette.panel, palette.card, palette.selected];
        for ground in grounds {
            for text in [palette.ink, palette.ink_secondary] {
                assert!(text.contrast(ground) >= 4.5, "{theme:?} {text:?} on {ground:?}");
            }
        }
        // Faint text stands on panels, and on the row that is chosen in the palette of commands.
        for ground in [palette.panel, palette.selected] {
            assert!(palette.ink_faint.contrast(ground) >= 4.5, "{theme:?} faint on {ground:?}");
        }
        // The ring around what the keyboard is on, and the playhead, on all that they can stand on.
        for ground in [palette.panel, palette.card, palette.selected, palette.land, palette.story_land, palette.sea] {
            for mark in [palette.accent, palette.playhead] {
                assert!(mark.contrast(ground) >= 3.0, "{theme:?} {mark:?} on {ground:?}");
            }
        }
        for ground in [palette.land, palette.story_land, palette.sea] {
            for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let mark = palette.number(share);
                assert!(mark.contrast(ground) >= 3.0, "{theme:?} number {share} on {ground:?}");
            }
            for text in [palette.ink, palette.country_name, palette.city_name] {
                assert!(text.contrast(ground) >= 4.5, "{theme:?} {text:?} on {ground:?}");
            }
        }
        assert!(palette.sea_name.contrast(palette.sea) >= 4.5, "{theme:?} sea name");
        for color in palette.others {
            for ground in [palette.panel, palette.land, palette.story_land] {
                assert!(color.contrast(ground) >= 3.0, "{theme:?} {color:?} on {ground:?}");
            }
        }
        assert!(palette.on_accent.contrast(palette.accent) >= 4.5, "{theme:?} on accent");
        assert!(palette.accent.contrast(palette.panel) >= 4.5, "{theme:?} accent");
        for (name, color) in palette.categories {
            for ground in [palette.panel, palette.land, palette.story_land] {
                assert!(color.contrast(ground) >= 3.0, "{theme:?} {name} on {ground:?}");
            }
        }
    }
}

#[test]
fn black_ink_tells_every_category_by_a_form_and_pattern_of_its_own() {
    let palette = palette_of(Theme::Black);
    let known = palette.categories.map(|(symbol, _)| palette.category_look(symbol, 0));
    let others = [0, 1, 2, 3].map(|place| palette.category_look("", place));
    let looks: Vec<CategoryLook> = known.into_iter().chain(others).collect();
    for (place, one) in looks.iter().enumerate() {
        let is_alike = |other: &CategoryLook| (other.form, other.filling) == (one.form, one.filling);
        assert!(!looks[place + 1..].iter().any(is_alike), "{one:?}");
    }
}
