//! Headings: «План на неделю», «Метрики:», "Tasks".

use crate::domain::intake::line::{Bullet, fold};

/// What a heading announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Plan,
    Metrics,
    Tasks,
    Report,
}

const PLAN: &[&str] = &["план", "недельный план", "мой план", "plan", "weekly plan", "my plan"];
const METRICS: &[&str] = &[
    "метрики",
    "метрика",
    "цели",
    "цель",
    "показатели",
    "показатель",
    "целевые метрики",
    "целевые показатели",
    "ключевые показатели",
    "мои метрики",
    "мои цели",
    "мои показатели",
    "цифры",
    "цели по метрикам",
    "kpi",
    "kpis",
    "metrics",
    "metric",
    "targets",
    "target",
    "goals",
    "target metrics",
    "my targets",
    "my metrics",
    "numbers",
];
const TASKS: &[&str] = &[
    "задачи",
    "задача",
    "дела",
    "мои задачи",
    "список задач",
    "список дел",
    "описание задач",
    "новые задачи",
    "регулярные задачи",
    "регулярное",
    "регулярные",
    "перенос",
    "переносы",
    "незапланированное",
    "прочее",
    "другое",
    "tasks",
    "task",
    "my tasks",
    "task list",
    "to do",
    "todo",
    "todos",
    "new tasks",
    "regular tasks",
    "regular",
    "carried over",
    "other",
];
const REPORT: &[&str] = &[
    "отчет",
    "итоги",
    "итог",
    "мой отчет",
    "недельный отчет",
    "результаты",
    "факт",
    "факты",
    "report",
    "my report",
    "weekly report",
    "results",
    "actuals",
];
/// Words that say which week.
const WHEN: &str = " на за с по до от о неделю недели неделя неделе следующую следующей эту этой прошлую прошлой текущую год \
    года г w for of the to from week weeks next this last январь января февраль февраля март марта апрель апреля май мая июнь \
    июня июль июля август августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря january february march \
    april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec пн вт \
    ср чт пт mon tue wed thu fri ";

/// Whether the line is a heading and nothing else.
pub(super) fn heading(bullet: Bullet, text: &str) -> Option<Heading> {
    if text.chars().count() > 80 || text.contains(['>', '~', '→', '⇒', '?']) {
        return None;
    }
    if text.trim_end().trim_end_matches([':', '*', '_', ' ']).contains(':') {
        return None;
    }
    let found = by_words(&fold(text), text.contains(['.', '-', '–', '—', '/']))?;
    let colon = text.trim_end().ends_with(':');
    match bullet {
        Bullet::None => Some(found),
        // «1. Метрики», «- План:»; but «- Отчёт за неделю» is a task.
        Bullet::Number(_) => (colon || matches!(found, Heading::Metrics | Heading::Tasks)).then_some(found),
        Bullet::Mark => colon.then_some(found),
    }
}

/// «Метрики: Лиды 120»: the heading and what follows its colon.
pub(super) fn inline_heading(text: &str) -> Option<(Heading, &str)> {
    let (before, after) = text.split_once(':')?;
    let after = after.trim();
    if after.is_empty() {
        return None;
    }
    Some((heading(Bullet::None, before)?, after))
}

fn by_words(folded: &str, dated: bool) -> Option<Heading> {
    let mut name = Vec::new();
    let (mut when, mut numbers) = (0, 0);
    for word in folded.split(' ') {
        if word.chars().all(|c| c.is_ascii_digit()) {
            numbers += 1;
        } else if WHEN.contains(&format!(" {word} ")) {
            when += 1;
        } else {
            name.push(word);
        }
    }
    if numbers > 0 && when == 0 && (numbers == 1 || !dated) {
        return None;
    }
    let name = name.join(" ");
    let tables =
        [(PLAN, Heading::Plan), (METRICS, Heading::Metrics), (TASKS, Heading::Tasks), (REPORT, Heading::Report)];
    let full = tables.iter().find(|(names, _)| names.contains(&folded));
    let named = || tables.iter().find(|(names, _)| names.contains(&name.as_str()));
    full.or_else(named).map(|(_, heading)| *heading)
}
