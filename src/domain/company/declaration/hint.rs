//! What is meant by a line that is no TOML, and how to write it.

use crate::domain::calendar::ritual::WeekTime;

/// Sections of which there are several.
const REPEATED: [&str; 6] = ["metric", "team", "person", "sync", "goal", "source"];

/// Quotes that are none for TOML.
const ODD_QUOTES: [char; 8] = ['«', '»', '“', '”', '„', '‘', '’', '`'];

/// What to write instead of a line of the file. Never shows a value, for that may be a token.
pub(super) fn line_hint(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches('\u{feff}');
    if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
        let name = name.trim_start_matches('[').trim();
        let single = !line.starts_with("[[");
        return match name {
            name if single && REPEATED.contains(&name) => {
                Some(format!("[{name}] must be written [[{name}]], once for each"))
            }
            name if is_foreign(name) => Some(latin(name)),
            _ => None,
        };
    }
    let Some((key, value)) = line.split_once('=') else {
        let (key, _) = line.split_once(':')?;
        return is_bare(key.trim()).then(|| format!("write = between {} and its value, not :", key.trim()));
    };
    let (key, value) = (key.trim(), value.trim());
    if is_foreign(key) {
        return Some(latin(key));
    }
    let quoted = || format!("{key} = \"…\"");
    if value.starts_with(ODD_QUOTES) {
        return Some(format!("quotes must be straight: {}", quoted()));
    }
    if value.starts_with(['"', '\'']) {
        return None;
    }
    if let Some(list) = value.strip_prefix('[') {
        let bare = list.trim_start().starts_with(char::is_alphabetic);
        let odd = list.contains(ODD_QUOTES);
        return (bare || odd)
            .then(|| format!("write each text of the list in straight quotes: {key} = [\"…\", \"…\"]"));
    }
    let number = value.split('#').next().unwrap_or_default().trim();
    let grouped: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    if grouped.len() < number.len() && grouped.parse::<i64>().is_ok() {
        return Some(format!("write the number without spaces: {key} = {grouped}"));
    }
    let pointed = grouped.replace(',', ".");
    if pointed != grouped && pointed.parse::<f64>().is_ok() {
        return Some(format!("write the number with a point: {key} = {pointed}"));
    }
    (number.is_empty() || number.parse::<f64>().is_err() && !matches!(number, "true" | "false"))
        .then(|| format!("write the text in quotes: {}", quoted()))
}

/// A name with letters that are not Latin.
pub(super) fn is_foreign(name: &str) -> bool {
    name.chars().any(|c| c.is_alphabetic() && !c.is_ascii_alphabetic())
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

fn latin(name: &str) -> String {
    let meant = meaning(name).map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default();
    format!("keys are in Latin letters, \"{}\" is not{meant}", name.trim_matches('"'))
}

/// The key that a Russian word stands for.
pub(super) fn meaning(name: &str) -> Option<&'static str> {
    let lower = name.trim_matches(['"', '[', ']']).to_lowercase();
    let words = [
        ("компан", "company"),
        ("ритуал", "ritual"),
        ("метрик", "metric"),
        ("показател", "metric"),
        ("команд", "team"),
        ("отдел", "team"),
        ("человек", "person"),
        ("сотрудник", "person"),
        ("планёрк", "sync"),
        ("планерк", "sync"),
        ("встреч", "sync"),
        ("цел", "goal"),
        ("имя", "name"),
        ("назван", "name"),
        ("ключ", "key"),
        ("роль", "role"),
        ("должност", "position"),
        ("руководител", "manager"),
        ("менеджер", "manager"),
        ("заместител", "deputy"),
        ("язык", "locale"),
        ("страна", "country"),
        ("валюта", "currency"),
        ("чат", "chat"),
        ("часов", "timezone"),
        ("токен", "token"),
    ];
    words.iter().find(|(begin, _)| lower.starts_with(begin)).map(|(_, key)| *key)
}

/// The time of a week that is meant by a text such as `Чт 15.00`: `; did you mean "Thu 15:00"?`.
pub(super) fn week_time_hint(text: &str) -> String {
    const DAYS: [(&str, [&str; 3]); 7] = [
        ("Mon", ["пн", "понед", "mon"]),
        ("Tue", ["вт", "втор", "tue"]),
        ("Wed", ["ср", "сред", "wed"]),
        ("Thu", ["чт", "четв", "thu"]),
        ("Fri", ["пт", "пятн", "fri"]),
        ("Sat", ["сб", "субб", "sat"]),
        ("Sun", ["вс", "воск", "sun"]),
    ];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|word| !word.is_empty());
    let day_of = |word: &str| DAYS.iter().find(|(_, begins)| begins.iter().any(|begin| word.starts_with(begin)));
    let time_of = |word: &str| -> Option<String> {
        let (hours, minutes) = word.split_once([':', '.', '-']).unwrap_or((word, "00"));
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        Some(format!("{hours:02}:{minutes:02}"))
    };
    let day = words.clone().find_map(day_of).map(|(day, _)| *day);
    let meant = day.zip(words.find_map(time_of)).map(|(day, time)| format!("{day} {time}"));
    match meant.filter(|meant| meant.parse::<WeekTime>().is_ok()) {
        Some(meant) => format!("; did you mean \"{meant}\"?"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_toml_is_told_how_to_be_written() {
        for (line, hint) in [
            ("name = «ТП Лаб»", Some("quotes must be straight: name = \"…\"")),
            ("name = “ТП Лаб”", Some("quotes must be straight: name = \"…\"")),
            ("name = ТП Лаб", Some("write the text in quotes: name = \"…\"")),
            ("manager = olga", Some("write the text in quotes: manager = \"…\"")),
            ("plan_open = Чт 15:00", Some("write the text in quotes: plan_open = \"…\"")),
            ("token = 123456789:AAE", Some("write the text in quotes: token = \"…\"")),
            ("hours_per_week = 5 000", Some("write the number without spaces: hours_per_week = 5000")),
            ("chat = -100 123  # the chat", Some("write the number without spaces: chat = -100123")),
            ("reactive_share = 0,4", Some("write the number with a point: reactive_share = 0.4")),
            (
                "metrics = [leads, spend]",
                Some("write each text of the list in straight quotes: metrics = [\"…\", \"…\"]"),
            ),
            ("metrics = [«leads»]", Some("write each text of the list in straight quotes: metrics = [\"…\", \"…\"]")),
            ("имя = \"x\"", Some("keys are in Latin letters, \"имя\" is not; did you mean \"name\"?")),
            ("[команда]", Some("keys are in Latin letters, \"команда\" is not; did you mean \"team\"?")),
            ("[person]", Some("[person] must be written [[person]], once for each")),
            ("name: \"x\"", Some("write = between name and its value, not :")),
            ("name = \"x\"", None),
            ("[company]", None),
            ("[[person]]", None),
            ("hours_per_week = 40", None),
            ("", None),
        ] {
            assert_eq!(line_hint(line).as_deref(), hint, "{line}");
        }
    }

    #[test]
    fn a_weekday_in_russian_and_a_time_with_a_point_are_understood() {
        for (text, hint) in [
            ("Чт 15:00", "; did you mean \"Thu 15:00\"?"),
            ("четверг, 15.00", "; did you mean \"Thu 15:00\"?"),
            ("в пятницу 9:30", "; did you mean \"Fri 09:30\"?"),
            ("пятница 9:30", "; did you mean \"Fri 09:30\"?"),
            ("15:00 Thursday", "; did you mean \"Thu 15:00\"?"),
            ("Thu 15", "; did you mean \"Thu 15:00\"?"),
            ("Fri 25:00", ""),
            ("Wednesday", ""),
        ] {
            assert_eq!(week_time_hint(text), hint, "{text}");
        }
    }
}
