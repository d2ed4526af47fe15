//! The words: both languages say the same things, and nothing is asked for that is not there or kept that is not asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

type Arguments = BTreeSet<String>;

/// What a message takes, and its words in all plural forms.
#[derive(Default)]
struct Said {
    arguments: Arguments,
    text: String,
}

/// The messages of a folder of `locales`.
fn messages(locale: &str) -> BTreeMap<String, Said> {
    let path = root().join("locales").join(locale).join("planerka.ftl");
    let source = std::fs::read_to_string(path).unwrap();
    let resource = fluent_syntax::parser::parse(source.as_str()).expect("the file is whole");
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            assert!(!matches!(entry, Entry::Junk { .. }), "{entry:?}");
            continue;
        };
        let value = message.value.as_ref().unwrap_or_else(|| panic!("{locale}: {} says nothing", message.id.name));
        let mut said = Said::default();
        let words = of_pattern(value, &mut said);
        assert!(words, "{locale}: {} is empty", message.id.name);
        let known = messages.insert(message.id.name.to_owned(), said);
        assert!(known.is_none(), "{locale}: {} stands there twice", message.id.name);
    }
    messages
}

/// Collects the arguments and the words; whether there is anything to read.
fn of_pattern(pattern: &Pattern<&str>, said: &mut Said) -> bool {
    let mut words = false;
    for element in &pattern.elements {
        words |= match element {
            PatternElement::TextElement { value } => {
                said.text.push_str(value);
                !value.trim().is_empty()
            }
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => of_inline(inline, said),
                Expression::Select { selector, variants } => {
                    of_inline(selector, said);
                    let empty = variants.iter().filter(|variant| !of_pattern(&variant.value, said)).count();
                    empty == 0
                }
            },
        };
    }
    words
}

fn of_inline(inline: &InlineExpression<&str>, said: &mut Said) -> bool {
    if let InlineExpression::VariableReference { id } = inline {
        said.arguments.insert(id.name.to_owned());
        said.text.push('{');
        said.text.push_str(id.name);
        said.text.push('}');
    }
    true
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every source file below a folder of `src`, with its text; comments are left out.
pub fn sources(below: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src").join(below)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                found.push((path, code.join("\n")));
            }
        }
    }
    found.sort();
    found
}

/// The keys that `say!` asks for.
fn asked_for() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (path, code) in sources("") {
        for call in code.split("say!(").skip(1) {
            let key = call.split('"').nth(1).unwrap_or_else(|| panic!("{}: say! without a key", path.display()));
            keys.insert(key.to_owned());
        }
    }
    keys
}

#[test]
fn both_languages_hold_the_same_messages_with_the_same_arguments() {
    let (ru, en) = (messages("ru"), messages("en"));
    assert!(ru.len() > 150);
    for (key, said) in &ru {
        let other = en.get(key).unwrap_or_else(|| panic!("English lacks {key}"));
        // A number that only chooses a plural form may be needed in one language alone.
        let spoken = |all: &Said| all.arguments.iter().filter(|a| *a != "count").cloned().collect::<Arguments>();
        assert_eq!(spoken(said), spoken(other), "{key}");
    }
    let more: Vec<&String> = en.keys().filter(|key| !ru.contains_key(*key)).collect();
    assert!(more.is_empty(), "Russian lacks {more:?}");
}

/// Whether this Russian word says «вы» to somebody, to a good guess by its ending.
fn is_formal(word: &str) -> bool {
    // What ends like a verb and is none.
    const OTHERS: &[&str] = &["боте", "вместе", "месте", "ответе", "работе", "чате"];
    let word = word.to_lowercase();
    let word = word.strip_suffix("сь").unwrap_or(&word);
    let you = ["вы", "вас", "вам", "вами", "передумали"].contains(&word) || word.starts_with("ваш");
    you || (word.ends_with("те") && word.chars().count() > 3 && !OTHERS.contains(&word))
}

#[test]
fn informal_russian_says_you_to_a_friend_everywhere_and_repeats_nothing() {
    let (ru, informal) = (messages("ru"), messages("ru-informal"));
    for (key, said) in &informal {
        let formal = ru.get(key).unwrap_or_else(|| panic!("Russian has no {key}"));
        assert_eq!(said.arguments, formal.arguments, "{key}");
        assert_ne!(said.text, formal.text, "{key} reads the same: it comes from Russian by itself");
    }
    let formal = |text: &str| text.split(|c: char| !c.is_alphabetic()).any(is_formal);
    let read = ru.iter().map(|(key, said)| (key, &informal.get(key).unwrap_or(said).text));
    // One message says which of the two is chosen.
    let left: Vec<_> = read.filter(|(key, text)| formal(text) && *key != "settings-ru").collect();
    assert!(left.is_empty(), "these still say «вы»: {left:#?}");
    assert!(informal.keys().all(|key| formal(&ru[key].text)), "nobody is addressed there");
    // In the order of the Russian file: what changes there is found here.
    let order = |locale: &str| -> Vec<String> {
        let text = std::fs::read_to_string(root().join("locales").join(locale).join("planerka.ftl")).unwrap();
        let key = |line: &str| line.split_once(" =").map(|(key, _)| key.to_owned());
        text.lines().filter(|line| !line.starts_with(['#', ' '])).filter_map(key).collect()
    };
    let expected = order("ru").into_iter().filter(|key| informal.contains_key(key));
    assert_eq!(
        order("ru-informal").into_iter().zip(expected).find(|(here, there)| here != there),
        None,
        "out of order"
    );
}

#[test]
fn every_message_that_is_asked_for_is_there_and_every_one_there_is_asked_for() {
    let there: BTreeSet<String> = messages("ru").into_keys().collect();
    let asked = asked_for();
    assert_eq!(asked.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "asked for and not there");
    assert_eq!(there.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new(), "there and not asked for");
}

/// The word lists the hints go by: the same rooms in both languages, none empty, no entry twice.
#[test]
fn both_word_lists_hold_the_same_rooms() {
    let read = |locale: &str| -> toml::Table {
        let text = std::fs::read_to_string(root().join("locales").join(locale).join("hints.toml")).unwrap();
        text.parse().unwrap()
    };
    let (ru, en) = (read("ru"), read("en"));
    assert_eq!(ru.keys().collect::<BTreeSet<_>>(), en.keys().collect::<BTreeSet<_>>());
    for (room, entries) in ru.iter().chain(&en) {
        let lists = entries.as_array().unwrap();
        let lists: Vec<&Vec<toml::Value>> =
            if room == "related" { lists.iter().map(|group| group.as_array().unwrap()).collect() } else { vec![lists] };
        for list in lists {
            let entries: Vec<&str> = list.iter().map(|entry| entry.as_str().unwrap()).collect();
            let distinct: BTreeSet<&str> = entries.iter().copied().collect();
            let twice: Vec<_> = entries.iter().filter(|e| entries.iter().filter(|o| o == e).count() > 1).collect();
            assert!(!entries.is_empty() && distinct.len() == entries.len(), "{room}: {twice:?}");
        }
    }
}
