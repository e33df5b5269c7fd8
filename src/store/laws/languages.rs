use super::*;
use crate::model::{Language, Translation};

proptest! {
    #[test]
    fn in_another_language_a_store_is_that_of_the_story_in_its_words(seed: u64) {
        let mut dice = Dice(seed);
        let mut story = random_story(&mut dice);
        let mut some = |members: &[&str]| -> Vec<Translation> {
            let one = |_: usize| {
                let (language, member) = (dice.of(&["ur", "fa", "fa-AF"]).parse().unwrap(), dice.of(members).to_owned());
                Translation { language, member, text: word(&mut dice) }
            };
            (0..3).map(one).collect()
        };
        story.categories[0].i18n = some(&["name"])[..seed as usize % 2].to_vec().into();
        for event in story.events.iter_mut().filter(|event| event.summary.len() % 2 == 0) {
            event.i18n = some(&["title", "summary"]).into();
            event.claims.iter_mut().for_each(|claim| claim.i18n = some(&["text", "quote"]).into());
        }
        let store = Store::new(story.clone());
        // How it is read differs by the language, and nothing else.
        let whole = |store: &Store| {
            let lines = answers(store).into_iter().filter(|line| !line.starts_with("known ") && !line.contains("AsOf"));
            lines.collect::<Vec<String>>()
        };
        let mut read = store.clone();
        for tag in ["ur", "fa-AF", "fa"] {
            let language: Language = tag.parse().unwrap();
            let reading = AsOf { language: Some(language), ..AsOf::default() };
            read = read.read_as_of(reading);
            let said = Store::new(story.said_in(language).story);
            prop_assert_eq!(whole(&read), whole(&said));
            prop_assert_eq!(&**read.whole_story(), &story);
            let known = AsOf { known_by_secs: Some(moments()[1]), ..reading };
            prop_assert_eq!(answers_as_read(&read.read_as_of(known)), answers_as_read(&said.read_as_of(AsOf { language: None, ..known })));
        }
        prop_assert_eq!(answers(&read.read_as_of(AsOf::default())), answers(&store));
    }
}
