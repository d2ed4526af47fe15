//! The words people are understood by: one list a language, kept in `locales/*/intake.toml`, read side by side.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::intake::understand::token::Token;

/// Phrases to find in a text. In the lists a phrase is one or more words in small letters with «е» for «ё»; `*` at the end of a
/// word stands for any ending. Longer phrases win.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    by_word: HashMap<String, Vec<Vec<Part>>>,
    by_letter: HashMap<char, Vec<Vec<Part>>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Whole(String),
    Beginning(String),
}

impl Part {
    fn fits(&self, word: &str) -> bool {
        match self {
            Part::Whole(whole) => whole == word,
            Part::Beginning(begin) => word.starts_with(begin.as_str()),
        }
    }
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let mut found = Self::default();
        for phrase in phrases {
            found.insert(&phrase);
        }
        found
    }
}

impl Phrases {
    fn insert(&mut self, phrase: &str) {
        let parts: Vec<Part> = phrase
            .split_whitespace()
            .map(|word| match word.strip_suffix('*') {
                Some(begin) => Part::Beginning(begin.to_owned()),
                None => Part::Whole(word.to_owned()),
            })
            .collect();
        match parts.first() {
            Some(Part::Whole(word)) => self.by_word.entry(word.clone()).or_default().push(parts),
            Some(Part::Beginning(begin)) => {
                let letter = begin.chars().next().unwrap_or_default();
                self.by_letter.entry(letter).or_default().push(parts);
            }
            None => {}
        }
    }

    fn extend(&mut self, other: Self) {
        for (word, phrases) in other.by_word {
            self.by_word.entry(word).or_default().extend(phrases);
        }
        for (letter, phrases) in other.by_letter {
            self.by_letter.entry(letter).or_default().extend(phrases);
        }
    }

    /// How many tokens the longest phrase takes that begins with the first of these; hyphens inside are passed over.
    pub(super) fn begin(&self, tokens: &[Token]) -> Option<usize> {
        let word = &tokens.first().filter(|token| token.is_word() || token.is_digits())?.lower;
        let letter = word.chars().next().unwrap_or_default();
        let exact = self.by_word.get(word).into_iter().flatten();
        let open = self.by_letter.get(&letter).into_iter().flatten();
        exact.chain(open).filter_map(|parts| length(parts, tokens)).max()
    }

    /// The first phrase found in the text: where it begins, and how many tokens it takes.
    pub(super) fn find(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        (0..tokens.len()).find_map(|at| Some((at, self.begin(tokens.get(at..)?)?)))
    }

    /// Whether any of them stands in the text.
    pub(super) fn stand_in(&self, tokens: &[Token]) -> bool {
        self.find(tokens).is_some()
    }

    /// Whether the text is one of them and nothing else; marks at its end do not count.
    pub(super) fn are(&self, tokens: &[Token]) -> bool {
        self.begin(tokens)
            .is_some_and(|used| tokens.iter().skip(used).all(|token| !token.is_word() && !token.is_digits()))
    }
}

fn length(parts: &[Part], tokens: &[Token]) -> Option<usize> {
    let mut at = 0;
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            while tokens.get(at).is_some_and(|token| token.is_dash() || token.is('.'))
                && at > 0
                && tokens.get(at - 1).map(|token| token.end) == tokens.get(at).map(|token| token.start)
            {
                at += 1;
            }
        }
        let token = tokens.get(at)?;
        if !part.fits(&token.lower) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Words with a value: ordinals, numbers in words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Values(HashMap<String, Vec<String>>);

/// Words looked up by themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Valued(HashMap<String, String>);

impl Valued {
    fn extend(&mut self, values: Values) {
        for (value, words) in values.0 {
            for word in words {
                self.0.insert(word, value.clone());
            }
        }
    }

    pub(super) fn get(&self, word: &str) -> Option<&str> {
        self.0.get(word).map(String::as_str)
    }

    /// The value as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, word: &str) -> Option<T> {
        self.get(word)?.parse().ok()
    }
}

macro_rules! vocabulary {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// One language's lists, as they are written.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Lists {
            $($name: Phrases,)*
            ordinals: Values,
            numerals: Values,
            weekdays: Values,
        }

        /// The words of all languages together.
        #[derive(Debug, Clone, Default)]
        pub struct Vocabulary {
            $($(#[doc = $doc])* pub(super) $name: Phrases,)*
            /// «вторую» → 2; the last one is -1.
            pub(super) ordinals: Valued,
            /// «два» → 2.
            pub(super) numerals: Valued,
            /// «пн» → 1, for Monday.
            pub(super) weekdays: Valued,
        }

        impl Vocabulary {
            fn add(&mut self, lists: Lists) {
                $(self.$name.extend(lists.$name);)*
                self.ordinals.extend(lists.ordinals);
                self.numerals.extend(lists.numerals);
                self.weekdays.extend(lists.weekdays);
            }
        }
    };
}

vocabulary! {
    // Headings and labels.
    /// «План на неделю».
    plan_heading,
    /// «Метрики».
    numbers_heading,
    /// «Задачи», "To do", «В работе».
    tasks_heading,
    /// «Сделано».
    done_heading,
    /// «В работе», "In progress".
    doing_heading,
    /// «Не сделано».
    not_done_heading,
    /// «Отчёт».
    report_heading,
    /// «На следующей неделе», «Дальше».
    next_heading,
    /// «Вне плана».
    unplanned_heading,
    /// Words of a heading that say which week it is about.
    heading_time,
    /// Things that are no work: «выходной».
    no_work,
    /// «Конечный продукт», «Результат».
    result_label,
    /// «Часы», «Время».
    hours_label,
    /// «Задача», «Что сделать».
    title_label,
    /// «Срок», «Ответственный», «Зачем»: said of a task, not kept.
    other_label,
    /// «Статус».
    status_label,
    /// «№».
    number_label,
    /// «Итого».
    total,
    // Hours.
    /// «ч», «часов».
    hour_unit,
    /// «мин».
    minute_unit,
    /// «дня», "days".
    day_unit,
    /// «полчаса», "half an hour".
    half_hour,
    /// «четверть часа».
    quarter_hour,
    /// «полтора часа», "an hour and a half".
    hour_and_half,
    /// «полдня».
    half_day,
    /// «весь день».
    whole_day,
    /// «по», "each".
    each,
    /// «в день», "a day": as often as there are days.
    a_day,
    /// What stands before hours that belong to the words: «за», «через», "within".
    hours_not,
    /// What stands around hours and says nothing: «это», «примерно», "that's about".
    hours_filler,
    /// What goes on behind hours: «осталось», "left", "or so".
    hours_tail,
    // Plans.
    /// What a dictated task begins with: «потом», «мне надо», "then".
    filler,
    /// «планирую», "planning to": what follows are tasks.
    planning,
    /// Parts two dictated tasks: «потом», "then".
    then,
    /// Endings in front of a Russian line that name an action: see `is_infinitive`.
    action,
    /// What stands between a metric and its number and says nothing: «держим на», «поднять до».
    number_filler,
    /// «план», "target": the number after it is the plan's.
    plan_number,
    /// «факт», "actual": the number after it is the report's.
    actual_number,
    /// «было», «из», "of": the number after it is only compared with.
    compared,
    // States.
    /// «готово».
    done,
    /// «частично».
    partly,
    /// «не сделано».
    not_done,
    /// «отменили».
    cancelled,
    /// «не», "not": turns a state round.
    negation,
    /// «всё», "everything".
    all,
    /// «кроме», "except".
    but,
    /// «остальное», "the rest".
    rest,
    /// «причина», "because".
    because,
    /// «занял», "spent".
    spent,
    /// «застрял», "stuck": trouble with a task.
    stuck,
    /// «буду», «скину»: will be done.
    will_be,
    /// «на следующей неделе», "next week".
    next_week,
    /// «на этой неделе», "this week".
    this_week,
    /// Words that look like a past verb and say nothing of an end: «начал», «делал».
    past_not,
    // Notes.
    /// «Блокер».
    blocker,
    /// «Клиенты».
    insight,
    /// «Нужно».
    need,
    /// «Вывод».
    lesson,
    /// «Главное».
    highlight,
    /// «вне плана», "something came in".
    unplanned,
    // Changes.
    /// «добавь».
    add,
    /// «и ещё», "oh and": adds where hours follow.
    add_lead,
    /// «задачу», "task": behind a verb.
    task_word,
    /// «убери».
    remove,
    /// «не нужен», «лишний»: behind a name.
    needless,
    /// «перенеси».
    postpone,
    /// When to: «на следующую неделю», «позже».
    later,
    /// «назови».
    rename,
    /// «вместо».
    instead,
    /// «на», "with": between old and new.
    into,
    /// «первым», «наверх».
    to_top,
    /// «в конец».
    to_bottom,
    /// «поменяй местами».
    swap,
    /// «поставь», «пусть будет», "make it".
    set,
    /// «увеличь до»: with the number it goes to.
    raise,
    /// «больше», "more": relative.
    more,
    /// «меньше», "less".
    less,
    /// «ой», «опечатка», "sorry".
    correction,
    /// «отмени», "undo".
    undo,
    /// «отправляй».
    submit,
    /// «наверное», "maybe", «а если».
    wonder,
    /// «маловато», «нереально», "unrealistic": about a number or a task, and no change of it.
    muse,
    /// «завтра», «будет»: what is said so is not done yet.
    later_on,
    // Talk.
    /// «привет».
    greeting,
    /// «спасибо».
    thanks,
    /// «ок».
    okay,
    /// «хорошего вечера», "p.s.".
    farewell,
    /// Words that go with greetings and thanks: «всем», «большое».
    polite,
    /// «допишу вечером».
    promise,
    /// «опаздываю на 20 минут»: where somebody is, and no work.
    late,
    /// «меня», "me", "it": words of talk, not of a plan.
    pronoun,
    /// «ничего не работает».
    complaint,
    /// What a line begins with that announces a plan: «вот план», «высылаю план».
    announce,
    /// «больничный».
    absence,
    /// «я», «меня»: of oneself.
    myself,
    /// «передай», «нужен доступ»: for the manager.
    remark,
    /// Words a question begins with.
    question,
    /// Questions: when the plan is due.
    ask_when_plan,
    /// When the report is due.
    ask_when_report,
    /// When there will be an answer.
    ask_when_answer,
    /// Who approves.
    ask_who,
    /// How to write a plan.
    ask_write,
    /// How to change it.
    ask_change,
    /// How to add something.
    ask_add,
    /// How many hours.
    ask_hours,
    /// What is in the week.
    ask_week,
    /// What to write into the report.
    ask_report,
    /// The team's plans.
    ask_team,
    /// «помощь».
    ask_help,
    /// «утверждаю».
    approve,
    /// «на доработку».
    give_back,
    /// Words that name nothing: «по», "the".
    stop,
}

impl Vocabulary {
    /// The words of some languages, each given as the text of its list.
    ///
    /// # Errors
    /// Where a list is no TOML or holds a key that is not known.
    pub fn parse(lists: &[&str]) -> Result<Self, String> {
        let mut vocabulary = Self::default();
        for list in lists {
            vocabulary.add(toml::from_str(list).map_err(|why| why.to_string())?);
        }
        Ok(vocabulary)
    }

    /// The Russian and English lists that come with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Vocabulary> = LazyLock::new(|| {
            const RU: &str = include_str!("../../../../locales/ru/intake.toml");
            const EN: &str = include_str!("../../../../locales/en/intake.toml");
            Vocabulary::parse(&[RU, EN]).unwrap_or_default()
        });
        &SHIPPED
    }

    /// Whether some tokens are phrases of these lists one after another and nothing else; marks do not count.
    pub(super) fn consists(tokens: &[Token], lists: &[&Phrases]) -> bool {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at..).unwrap_or_default();
            match lists.iter().filter_map(|list| list.begin(rest)).max() {
                Some(used) if used > 0 => at += used,
                _ if token.is_word() || token.is_digits() => return false,
                _ => at += 1,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::understand::token::tokens;

    #[test]
    fn the_shipped_lists_are_read() {
        const RU: &str = include_str!("../../../../locales/ru/intake.toml");
        const EN: &str = include_str!("../../../../locales/en/intake.toml");
        Vocabulary::parse(&[RU, EN]).expect("lists");
    }

    #[test]
    fn the_longest_phrase_wins() {
        let phrases = Phrases::from(vec!["не".to_owned(), "не до конца".to_owned(), "готов*".to_owned()]);
        assert_eq!(phrases.begin(&tokens("не до конца готово")), Some(3));
        assert_eq!(phrases.begin(&tokens("готова")), Some(1));
        assert_eq!(phrases.begin(&tokens("до")), None);
    }
}
