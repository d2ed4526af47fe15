//! The words: what `say!` does not see when the program is built. It checks the Russian file; this holds the English one
//! against it.

#![allow(clippy::expect_used, reason = "a test stops where the world is not as it should be")]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

const RU: &str = include_str!("../locales/ru/planerka.ftl");
const EN: &str = include_str!("../locales/en/planerka.ftl");

type Arguments = BTreeSet<String>;

/// Every key of a file with its arguments.
fn keys(file: &str) -> BTreeMap<String, Arguments> {
    let mut keys = BTreeMap::new();
    for entry in parse(file).expect("a file that parses").body {
        if let Entry::Message(message) = entry {
            let mut arguments = Arguments::new();
            in_pattern(&message.value.expect("a key with words"), &mut arguments);
            assert!(keys.insert(message.id.name.to_owned(), arguments).is_none(), "{} is there twice", message.id.name);
        }
    }
    keys
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut Arguments) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Inline(inline) } => in_inline(inline, found),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                in_inline(selector, found);
                variants.iter().for_each(|variant| in_pattern(&variant.value, found));
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut Arguments) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, named }, .. } => {
            positional.iter().for_each(|argument| in_inline(argument, found));
            named.iter().for_each(|argument| in_inline(&argument.value, found));
        }
        _ => {}
    }
}

#[test]
fn both_languages_hold_the_same_keys_with_the_same_arguments() {
    let (ru, en) = (keys(RU), keys(EN));
    let differ: Vec<_> = ru.keys().chain(en.keys()).filter(|key| ru.get(*key) != en.get(*key)).collect();
    assert!(differ.is_empty(), "{differ:?}");
    assert!(ru.len() > 100, "the files were read");
}
