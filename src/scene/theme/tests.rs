use super::super::palette::CategoryLook;
use super::*;

#[test]
fn texts_and_marks_stand_out_from_their_grounds() {
    for (theme, _) in Theme::ALL {
        let palette = palette_of(theme);
        // WCAG 2.2: 4.5 for text and 3 for marks (AA), 7 and 4.5 (AAA) where more contrast is asked for.
        let is_high = matches!(theme, Theme::LightContrast | Theme::DarkContrast);
        let (for_text, for_marks) = if is_high { (7.0, 4.5) } else { (4.5, 3.0) };
        let grounds = [palette.panel, palette.card, palette.selected];
        for ground in grounds {
            for text in [palette.ink, palette.ink_secondary] {
                assert!(text.contrast(ground) >= for_text, "{theme:?} {text:?} on {ground:?}");
            }
        }
        // Faint text stands on panels, and on the row that is chosen in the palette of commands.
        for ground in [palette.panel, palette.selected] {
            assert!(palette.ink_faint.contrast(ground) >= for_text, "{theme:?} faint on {ground:?}");
        }
        // The ring around what the keyboard is on, and the playhead, on all that they can stand on.
        for ground in [palette.panel, palette.card, palette.selected, palette.land, palette.story_land, palette.sea] {
            for mark in [palette.accent, palette.playhead] {
                assert!(mark.contrast(ground) >= for_marks, "{theme:?} {mark:?} on {ground:?}");
            }
        }
        for ground in [palette.land, palette.story_land, palette.sea] {
            for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let mark = palette.number(share);
                assert!(mark.contrast(ground) >= for_marks, "{theme:?} number {share} on {ground:?}");
            }
            for text in [palette.ink, palette.country_name, palette.city_name] {
                assert!(text.contrast(ground) >= for_text, "{theme:?} {text:?} on {ground:?}");
            }
        }
        assert!(palette.sea_name.contrast(palette.sea) >= for_text, "{theme:?} sea name");
        for color in palette.others {
            for ground in [palette.panel, palette.land, palette.story_land] {
                assert!(color.contrast(ground) >= for_marks, "{theme:?} {color:?} on {ground:?}");
            }
        }
        assert!(palette.on_accent.contrast(palette.accent) >= for_text, "{theme:?} on accent");
        assert!(palette.accent.contrast(palette.panel) >= for_text, "{theme:?} accent");
        for (name, color) in palette.categories {
            for ground in [palette.panel, palette.land, palette.story_land] {
                assert!(color.contrast(ground) >= for_marks, "{theme:?} {name} on {ground:?}");
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

#[test]
fn steps_of_a_density_look_equal_and_lead_away_from_the_ground() {
    for (theme, _) in Theme::ALL {
        let palette = palette_of(theme);
        let lightness = palette.density().map(Color::lightness);
        let steps: Vec<f32> = lightness.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for step in &steps {
            assert!((step - steps[0]).abs() < 0.01 && step.abs() > 0.09, "{theme:?} {lightness:?}");
        }
        let land = palette.land.lightness();
        let away = lightness.map(|lightness| (lightness - land).abs());
        assert!(away[0] > 0.05 && away.windows(2).all(|pair| pair[0] < pair[1]), "{theme:?} {away:?} from {land}");
        // The fuller half stands out as marks must; below it cells have a line around them.
        assert!(palette.density()[3].contrast(palette.land) >= 3.0, "{theme:?}");
    }
}
