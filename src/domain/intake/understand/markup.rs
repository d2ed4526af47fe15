//! Markdown and its kin taken off a line: what is left are the words, and what the signs said of them.

use crate::domain::intake::letter::is_word;

/// A line without its markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) text: String,
    /// All of its words were struck out.
    pub(super) struck: bool,
    /// All of its words were bold.
    pub(super) bold: bool,
}

/// Takes bold, italics, code, strikes and the brackets of links off a line.
pub(super) fn bare(line: &str) -> Bare {
    let text = links(line);
    let (text, struck) = without_pairs(&text, &["~~"]);
    let (text, struck) = match single_strike(&text) {
        Some(text) => (text, true),
        None => (text, struck),
    };
    let (text, bold) = without_pairs(&text, &["**", "__"]);
    let (text, emphasised) = without_pairs(&text, &["*", "_", "`"]);
    Bare { text, struck, bold: bold || emphasised }
}

/// `[[Wiki]]` and `[words](address)`.
fn links(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        if let Some(inside) = after.strip_prefix("[[")
            && let Some((words, _)) = near(inside).split_once("]]")
            && let Some(tail) = inside.get(words.len() + 2..)
        {
            out.push_str(words.rsplit('|').next().unwrap_or(words));
            rest = tail;
            continue;
        }
        let inside = after.get(1..).unwrap_or("");
        if let Some((words, behind)) = near(inside).split_once("](")
            && !words.contains('[')
            && let Some((address, _)) = behind.split_once(')')
            && let Some(tail) = inside.get(words.len() + 2 + address.len() + 1..)
        {
            out.push_str(words);
            out.push_str(" (");
            out.push_str(address);
            out.push(')');
            rest = tail;
            continue;
        }
        out.push('[');
        rest = after.get(1..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// As much of a text as the words and the address of a link can take.
fn near(text: &str) -> &str {
    let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// Takes pairs of a sign off words, and says whether one pair stood around all of them.
fn without_pairs(text: &str, signs: &[&str]) -> (String, bool) {
    let mut out = text.to_owned();
    let mut whole = false;
    for sign in signs {
        while let Some((start, end)) = pair(&out, sign) {
            let inside = out.get(start + sign.len()..end).unwrap_or("").to_owned();
            let before = out.get(..start).unwrap_or("").to_owned();
            let after = out.get(end + sign.len()..).unwrap_or("").to_owned();
            whole |= !before.contains(is_word) && !after.contains(is_word);
            out = format!("{before}{inside}{after}");
        }
    }
    (out, whole)
}

/// A sign right before words and the next one right behind words.
fn pair(text: &str, sign: &str) -> Option<(usize, usize)> {
    let mut open = None;
    for (at, _) in text.match_indices(sign) {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + sign.len()..)?.chars().next();
        let closes = before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(is_word);
        let opens = after.is_some_and(|c| !c.is_whitespace()) && !before.is_some_and(is_word);
        match open {
            Some(start) if closes && at > start + sign.len() => return Some((start, at)),
            _ if opens => open = Some(at),
            _ => {}
        }
    }
    None
}

/// «~База ответов~»: one tilde on either side.
fn single_strike(text: &str) -> Option<String> {
    let (start, end) = pair(text, "~")?;
    let inside = text.get(start + 1..end)?;
    let words = inside.starts_with(|c: char| c.is_alphabetic());
    let (before, after) = (text.get(..start)?, text.get(end + 1..)?);
    (words && !before.contains(is_word)).then(|| format!("{before}{inside}{after}"))
}

/// Takes emoji and pictures off both ends of words.
pub(super) fn without_pictures(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_picture(c))
}

/// Emoji, dingbats and what joins them.
pub(super) fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{20E3}'
        | '\u{25A0}'..='\u{25FF}' | '\u{2300}'..='\u{23FF}' | '\u{200D}' | '\u{2022}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let cases = [
            ("**Лендинг** (5 ч)", "Лендинг (5 ч)"),
            ("_Лиды_ 108 · _Трафик_ 12 300", "Лиды 108 · Трафик 12 300"),
            ("`utm`-метки", "utm-метки"),
            ("[[Каталог]] вычитать", "Каталог вычитать"),
            ("со [складом](https://a.example/b)", "со складом (https://a.example/b)"),
            ("30 мин * 6", "30 мин * 6"),
            ("snake_case_name", "snake_case_name"),
            ("[ОПТ-12] прайс", "[ОПТ-12] прайс"),
        ];
        for (line, expected) in cases {
            assert_eq!(bare(line).text, expected, "{line}");
        }
        assert!(bare("~~Пост про кресла~~").struck && bare("~База ответов~ ✔").struck);
        assert!(bare("**Продажи**").bold && !bare("**Обзвон** базы").bold);
    }
}
