//! The words the hints go by, one list a language, and how words are compared.

use std::collections::HashMap;

use serde::Deserialize;

use crate::domain::company::Locale;

/// The words of both languages.
#[derive(Debug, Clone)]
pub struct Lexicons {
    /// Russian.
    pub ru: Lexicon,
    /// English.
    pub en: Lexicon,
}

impl Lexicons {
    /// The words of the language a text is written in; none where we do not know it.
    pub fn of(&self, text: &str) -> Option<&Lexicon> {
        language(text).map(|locale| match locale {
            Locale::Ru => &self.ru,
            Locale::En => &self.en,
        })
    }
}

/// The language whose letters most of a text is written in; none where that is neither.
pub fn language(text: &str) -> Option<Locale> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let cyrillic = text.chars().filter(|c| matches!(c, '\u{400}'..='\u{4ff}')).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let (locale, most) = if latin > cyrillic { (Locale::En, latin) } else { (Locale::Ru, cyrillic) };
    (most > 0 && most * 2 >= letters).then_some(locale)
}

/// What the rules know of a language. Every entry is one or more words; `*` at the end of a word stands for any ending, at its
/// beginning for any beginning, alone for any word.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// What a line begins with that can go on for ever.
    pub vague: Patterns,
    /// Endings of a first word that says as little.
    pub endless: Vec<String>,
    /// Wishes: what is wanted, and no fact.
    pub wishes: Patterns,
    /// What an end product begins with where it only says what will be done.
    pub actions: Patterns,
    /// Words that say that work was done, not what is there now.
    pub hollow: Patterns,
    /// Words that name something to be recognised by.
    pub facts: Patterns,
    /// Where or with whom the product can be found.
    pub places: Patterns,
    /// Endings of words that say what has happened or happens.
    pub happens: Vec<String>,
    /// Words with such an ending that say nothing of the kind.
    pub happens_not: Patterns,
    /// Meetings and performances.
    pub meetings: Patterns,
    /// Words of a line that names a meeting and is none, or one that needs no preparation.
    pub meetings_not: Patterns,
    /// Words of a line that prepares something.
    pub preparing: Patterns,
    /// Writing the plan itself.
    pub planning: Patterns,
    /// Duties that serve the order of things and no target in particular.
    pub duties: Patterns,
    /// Words too common to connect two lines, or a line and a metric.
    pub common: Patterns,
    /// Words that belong together: whoever answers for a metric named by one of a group works for it with the others.
    pub related: Vec<Patterns>,
    /// Metrics that everything serves which is done with a client who is called by name.
    pub customers: Patterns,
    /// Lines that end in a document.
    pub documents: Patterns,
    /// Lines that end in something published.
    pub publications: Patterns,
    /// Lines that go to many people one by one.
    pub outreach: Patterns,
}

/// Patterns, found by the letter they begin with: a text is held against a few of them, not all.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<Pattern>")]
pub struct Patterns {
    by_letter: HashMap<char, Vec<Pattern>>,
    /// Those whose first word may begin with any letter.
    rest: Vec<Pattern>,
}

impl From<Vec<Pattern>> for Patterns {
    fn from(patterns: Vec<Pattern>) -> Self {
        let (mut by_letter, mut rest) = (HashMap::<char, Vec<Pattern>>::new(), Vec::new());
        for pattern in patterns {
            match pattern.0.first() {
                Some(Part::Whole(word) | Part::Beginning(word)) if !word.is_empty() => {
                    by_letter.entry(word.chars().next().unwrap_or_default()).or_default().push(pattern);
                }
                _ => rest.push(pattern),
            }
        }
        Self { by_letter, rest }
    }
}

impl Patterns {
    /// Whether the text begins with any of them.
    pub fn begin(&self, text: &[String]) -> bool {
        self.that_may_begin(text).any(|pattern| pattern.begins(text))
    }

    /// Whether any of them stands in the text, its words side by side.
    pub fn stand_in(&self, text: &[String]) -> bool {
        tails(text).any(|tail| self.begin(tail))
    }

    /// Whether any of them is this word.
    pub fn fit(&self, word: &String) -> bool {
        self.begin(std::slice::from_ref(word))
    }

    /// Whether the words of any of them come in the text in their order, whatever stands between them.
    pub fn run_through(&self, text: &[String]) -> bool {
        tails(text).any(|tail| self.that_may_begin(tail).any(|pattern| pattern.runs_through(tail)))
    }

    fn that_may_begin(&self, text: &[String]) -> impl Iterator<Item = &Pattern> {
        let letter = text.first().and_then(|word| word.chars().next());
        letter.and_then(|letter| self.by_letter.get(&letter)).into_iter().flatten().chain(&self.rest)
    }
}

/// The text from each of its words on.
fn tails(text: &[String]) -> impl Iterator<Item = &[String]> {
    (0..text.len()).filter_map(|at| text.get(at..))
}

/// Words to find in a text.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    Any,
    Whole(String),
    Beginning(String),
    Ending(String),
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts: Vec<Part> = text.split_whitespace().map(Part::of).collect::<Result<_, _>>()?;
        if parts.iter().all(|part| matches!(part, Part::Any)) {
            return Err(format!("'{text}' would be found everywhere"));
        }
        Ok(Self(parts))
    }
}

impl Part {
    fn of(word: &str) -> Result<Self, String> {
        let (begin, end) = (word.strip_suffix('*'), word.strip_prefix('*'));
        let bare = begin.or(end).unwrap_or(word);
        if words(bare).as_slice() != [bare] && !bare.is_empty() {
            return Err(format!("'{word}' is not written as words are compared: small letters, «е» for «ё», no marks"));
        }
        Ok(match (begin, end) {
            (Some(""), _) => Self::Any,
            (Some(begin), _) => Self::Beginning(begin.to_owned()),
            (None, Some(end)) => Self::Ending(end.to_owned()),
            (None, None) => Self::Whole(word.to_owned()),
        })
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Whole(whole) => whole == word,
            Self::Beginning(begin) => word.starts_with(begin.as_str()),
            Self::Ending(end) => word.len() > end.len() && word.ends_with(end.as_str()),
        }
    }
}

impl Pattern {
    fn begins(&self, text: &[String]) -> bool {
        text.len() >= self.0.len() && self.0.iter().zip(text).all(|(part, word)| part.fits(word))
    }

    fn runs_through(&self, text: &[String]) -> bool {
        let mut rest = text.iter();
        self.0.iter().all(|part| rest.any(|word| part.fits(word)))
    }
}

impl Lexicon {
    /// Reads the list of a language.
    ///
    /// # Errors
    /// What is wrong with it, which the tests exclude.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }

    /// Whether a word says that something has happened or happens, by its ending.
    pub fn says_what_happened(&self, word: &String) -> bool {
        const SHORTEST: usize = 5;
        word.chars().count() >= SHORTEST
            && self.happens.iter().any(|ending| word.ends_with(ending.as_str()))
            && !self.happens_not.fit(word)
            && !self.hollow.fit(word)
    }
}

/// The words of a text as they are compared: small letters, «е» for «ё», no marks.
pub fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('ё', "е")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether two words may be forms of one: they share a beginning, and only endings differ.
pub fn akin(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - shared;
    let most = if shared >= 5 { 4 } else { 2 };
    shared >= 3 && rest(one) <= most && rest(other) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(text: &str) -> Patterns {
        Patterns::from(vec![Pattern::try_from(text.to_owned()).expect("a pattern")])
    }

    #[test]
    fn patterns_are_found_where_they_should() {
        let text = words("Провести первый вебинар для «Ритейла»");
        assert!(patterns("провести").begin(&text) && patterns("пр*").begin(&text) && !patterns("вебинар").begin(&text));
        assert!(patterns("для *а").stand_in(&text) && !patterns("для *е").stand_in(&text));
        assert!(patterns("для *").stand_in(&text) && patterns("* вебинар").stand_in(&text));
        assert!(!patterns("провести вебинар*").stand_in(&text) && patterns("провести вебинар*").run_through(&text));
        assert!(!patterns("вебинар* провести").run_through(&text));
        for wrong in ["", "*", "* *", "Ритейл", "ещё", "а-б", "**", "*а*"] {
            assert!(Pattern::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn forms_of_a_word_are_akin() {
        for (one, other) in [("лиды", "лидов"), ("омегой", "омега"), ("звонки", "звонок"), ("leads", "lead")]
        {
            assert!(akin(one, other), "{one} {other}");
        }
        for (one, other) in [("план", "плакат"), ("на", "над"), ("вебинар", "выставка"), ("report", "reply")]
        {
            assert!(!akin(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_language_is_that_of_most_letters() {
        assert_eq!(language("Пост в Instagram для клиентов"), Some(Locale::Ru));
        assert_eq!(language("Call «Альфа» about the renewal"), Some(Locale::En));
        assert_eq!(language("لقاء مع العميل"), None);
        assert_eq!(language("1, 2, 3"), None);
    }
}
