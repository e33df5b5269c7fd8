use super::{Dice, date, word};
use crate::model::{Actor, Category, Layer, Source, Story};

/// Changes something that a story declares.
pub(super) fn declare(story: &mut Story, dice: &mut Dice) {
    let source = dice.below(story.sources.len().max(1));
    let actor = dice.below(story.actors.len().max(1));
    let id = dice.of(&["undeclared", "news18", "pakistan", "ttp", "strike", "article", "", "new"]).to_owned();
    match dice.below(18) {
        0 => story.zone = dice.of(&["Asia/Kabul", "UTC"]).parse().unwrap(),
        1 => story.title = word(dice),
        2 => story.sources.insert(source, Source { id, publisher: word(dice), ..Source::default() }),
        3 => story.actors.insert(actor, Actor { id, side: word(dice), ..Actor::default() }),
        4 => story.categories.insert(0, Category { id, name: word(dice), ..Category::default() }),
        5 => story.layers.push(Layer { id, name: word(dice), ..Layer::default() }),
        6 => story.categories.reverse(),
        7 => story.sources.reverse(),
        8 => drop(story.actors.pop()),
        9 => drop(story.layers.pop()),
        10 if !story.sources.is_empty() => drop(story.sources.remove(source)),
        11 if !story.sources.is_empty() => story.sources[source].id = id,
        12 if !story.actors.is_empty() => story.actors[actor].id = id,
        13 if !story.actors.is_empty() => story.actors[actor].side = word(dice),
        14 if !story.actors.is_empty() => story.actors[actor].name = word(dice),
        15 if !story.sources.is_empty() => story.sources[source].published = date(dice),
        _ if !story.sources.is_empty() => {
            let source = &mut story.sources[source];
            let text = if dice.below(3) == 0 { &mut source.title } else { &mut source.publisher };
            *text = word(dice);
        }
        _ => {}
    }
}
