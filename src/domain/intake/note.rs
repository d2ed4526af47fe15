//! Notes of a report: «Блокер: …», «Главное: …», and «всё сделано».

use crate::domain::intake::NoteKind;
use crate::domain::intake::letter::lower;
#[cfg(test)]
use crate::domain::intake::line::bullet;
use crate::domain::intake::line::{fold, number_list};

/// «Блокер: …» and its kin.
pub(super) fn is_note(text: &str) -> bool {
    note(text).is_some_and(|(_, text)| !text.is_empty())
}

/// «Блокеры:», whose notes follow on the next lines.
#[cfg(test)]
pub(super) fn is_note_heading(text: &str) -> bool {
    note(bullet(text).1).is_some_and(|(_, text)| text.is_empty())
}

/// «Всё сделано», «всё, кроме 2 и 3»: the numbers of the tasks that are not.
pub(super) fn all_done(text: &str) -> Option<Vec<u32>> {
    let lower = lower(text);
    let but = [" кроме ", " except ", " but "].iter().find_map(|but| lower.split_once(but));
    let Some((all, rest)) = but else { return is_all_done(text).then(Vec::new) };
    let all = fold(all);
    let said = matches!(all.as_str(), "все" | "все задачи" | "everything" | "all" | "all tasks") || is_all_done(&all);
    let words = ["сделано", "готово", "выполнено", "сделаны", "готовы", "done"];
    let rest = rest.trim_matches([' ', '.', '!']);
    let rest = words.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest);
    said.then(|| number_list(rest.trim()))?
}

fn is_all_done(text: &str) -> bool {
    const ALL: &[&str] = &[
        "все сделано",
        "все готово",
        "все выполнено",
        "все задачи сделаны",
        "все задачи выполнены",
        "все задачи готовы",
        "сделано все",
        "готово все",
        "выполнено все",
        "сделал все",
        "сделала все",
        "все сделал",
        "все сделала",
        "все успел",
        "все успела",
        "все закрыто",
        "все закрыты",
        "план выполнен",
        "all done",
        "everything done",
        "everything is done",
        "all tasks done",
        "all tasks are done",
        "done all",
        "all complete",
        "all completed",
        "all finished",
        "did everything",
    ];
    ALL.contains(&fold(text).as_str())
}

/// «Блокер: нет доступа»: the kind and the words, which a heading «Блокеры:» leaves empty.
pub(super) fn note(text: &str) -> Option<(NoteKind, &str)> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some((first, words)) = text.split_once(' ')
        && !words.trim_start().starts_with([':', '-', '–', '—'])
    {
        let kind = match fold(first).as_str() {
            "нужно" | "нужна" | "нужен" | "нужны" | "need" if !first.ends_with(':') && !words.contains(':') => {
                Some(NoteKind::Need)
            }
            "блокер" | "blocker" if !first.ends_with(':') => Some(NoteKind::Blocker),
            _ => None,
        };
        if let Some(kind) = kind {
            return Some((kind, words.trim()));
        }
    }
    let at = text.find([':', '—', '–']).or_else(|| text.find(" - ").map(|at| at + 1)).unwrap_or(text.len());
    let (word, after) = (text.get(..at)?, text.get(at..)?);
    let colon = after.starts_with(':');
    let kind = match fold(word).as_str() {
        "блокер"
        | "блокеры"
        | "блок"
        | "проблема"
        | "проблемы"
        | "мешает"
        | "что мешает"
        | "препятствие"
        | "препятствия"
        | "blocker"
        | "blockers"
        | "blocked"
        | "problem"
        | "problems"
        | "obstacle"
        | "obstacles" => NoteKind::Blocker,
        "клиент"
        | "клиенты"
        | "от клиентов"
        | "от клиента"
        | "инсайт"
        | "инсайты"
        | "обратная связь"
        | "insight"
        | "insights"
        | "client"
        | "clients"
        | "customer"
        | "customers"
        | "from clients"
        | "from customers"
        | "feedback" => NoteKind::Insight,
        "нужно"
        | "нужна"
        | "нужен"
        | "нужны"
        | "нужна помощь"
        | "нужно от других"
        | "need"
        | "needs"
        | "need help"
        | "help" => NoteKind::Need,
        "вывод" | "выводы" | "урок" | "уроки" | "lesson" | "lessons" | "learnt" | "learned" | "takeaway"
        | "takeaways" => NoteKind::Lesson,
        "главное" | "самое главное" | "highlight" | "highlights" | "main" | "main thing" | "the main thing" => {
            NoteKind::Highlight
        }
        _ => return None,
    };
    let words = after.trim_start_matches([':', '—', '–', '-', ' ']);
    // «Клиенты» alone is a heading only with its colon or in the plural; a bare word says nothing.
    (colon || !words.is_empty()).then_some((kind, words))
}
