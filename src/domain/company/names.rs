//! Who is meant by a name that somebody typed.

use crate::domain::company::Person;

/// How alike two words must be to be the same name: «Анне» is «Анна», «Инна» is not.
const NEAR: f64 = 0.88;
/// Two names this close to each other are both meant.
const EVEN: f64 = 0.02;

/// The people a name may mean, those it means exactly before those it only resembles: a full name in either order, a key
/// (also as `@key`), a first or last name, «Анна С.», and each of these in another case of the language.
pub fn meant<'a>(name: &str, people: &[&'a Person]) -> Vec<&'a Person> {
    let at = name.trim().strip_prefix('@');
    let typed = words(at.unwrap_or(name));
    let exactly = exactly(name, people);
    if !exactly.is_empty() || typed.is_empty() {
        return exactly;
    }
    let scored: Vec<(f64, &Person)> =
        people.iter().map(|p| (likeness(&typed, p, at.is_some()), *p)).filter(|(score, _)| *score >= NEAR).collect();
    let best = scored.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    scored.into_iter().filter(|(score, _)| *score >= best - EVEN).map(|(_, p)| p).collect()
}

/// The people a name means letter for letter: a key (also as `@key`), else a full name in either order, else a first or
/// last name.
pub fn exactly<'a>(name: &str, people: &[&'a Person]) -> Vec<&'a Person> {
    let at = name.trim().strip_prefix('@');
    let typed = words(at.unwrap_or(name));
    let Some(first) = typed.first() else { return Vec::new() };
    let exact: [&dyn Fn(&Person) -> bool; 3] = [
        &|p| p.key == at.unwrap_or(name).trim().to_lowercase(),
        &|p| typed.len() > 1 && same_words(&typed, &words(&p.name)),
        &|p| typed.len() == 1 && words(&p.name).contains(first),
    ];
    for rule in exact {
        let found: Vec<&Person> = people.iter().copied().filter(|p| rule(p)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The people whose names come nearest, best first, at most `most`: to choose from where nobody is clearly meant.
pub fn nearest<'a>(name: &str, people: &[&'a Person], most: usize) -> Vec<&'a Person> {
    let typed = words(name);
    let mut scored: Vec<(f64, &Person)> = people.iter().map(|p| (likeness(&typed, p, true), *p)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(most).map(|(_, p)| p).collect()
}

/// The one of these words, in small letters, that was most likely meant; none where nothing comes near.
pub fn nearest_word<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    /// «repotr» and «plans» are near, «settings» is near nothing.
    const NEAR_WORD: f64 = 0.85;
    let typed = typed.to_lowercase();
    let scored = words.map(|word| (strsim::jaro_winkler(&typed, word), word)).filter(|(score, _)| *score >= NEAR_WORD);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

/// Every typed word is one of the name's, or an initial of it; the worst of them counts.
fn likeness(typed: &[String], person: &Person, with_key: bool) -> f64 {
    let names = words(&person.name);
    let word = |typed: &String| {
        let initial = typed.chars().count() == 1 && names.iter().any(|name| name.starts_with(typed.as_str()));
        let near = names.iter().map(|name| strsim::jaro_winkler(typed, name)).fold(0.0, f64::max);
        if initial { 1.0 } else { near }
    };
    // An initial alone is nobody's name.
    let named = typed.iter().any(|word| word.chars().count() > 1);
    let by_name = if named { typed.iter().map(word).fold(1.0, f64::min) } else { 0.0 };
    let key = typed.first().map_or(0.0, |word| strsim::jaro_winkler(word, &person.key));
    if with_key && typed.len() == 1 { by_name.max(key) } else { by_name }
}

fn same_words(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|word| other.contains(word))
}

fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace('ё', "е");
    let parts = lower.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::testing::person;

    #[test]
    fn names_as_people_type_them() {
        let all = [
            person(1, "anna", "Анна Смирнова"),
            person(2, "anna2", "Анна Котова"),
            person(3, "pyotr", "Пётр Иванов"),
            person(4, "igor", "Игорь Титов"),
            person(5, "inna", "Инна Лис"),
        ];
        let all: Vec<&Person> = all.iter().collect();
        for (typed, ids) in [
            ("Анна Смирнова", &[1][..]),
            ("смирнова анна", &[1]),
            ("Анна", &[1, 2]),
            ("Анна К.", &[2]),
            ("Анне Котовой", &[2]),
            ("@anna", &[1]),
            ("petr", &[]),
            ("@pyotr_i", &[3]),
            ("Пете", &[3]),
            ("Петру", &[3]),
            ("ПЕТР", &[3]),
            ("Игорю", &[4]),
            ("Титов", &[4]),
            ("Инне", &[5]),
            ("А", &[]),
            ("Альфа", &[]),
            ("", &[]),
            ("…", &[]),
        ] {
            let found: Vec<i64> = meant(typed, &all).iter().map(|p| p.id).collect();
            assert_eq!(found, ids, "{typed}");
        }
        assert_eq!(nearest("@ann", &all, 2).iter().map(|p| p.id).collect::<Vec<_>>(), [1, 2]);
    }
}
