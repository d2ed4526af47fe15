//! A person's two weeks as data, and what the outcomes of a message make of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use planerka::domain::company::MetricUnit;
use planerka::domain::intake::understand::{
    Act, Listed, Message, Metric, Outcome, PlanState, ReportState, Situation, State, Vocabulary, What, Writer,
    understand,
};
use planerka::domain::intake::{MetricName, PlanWhat, TaskText, read_plan};
use rust_decimal::Decimal;
use serde_json::Value;

/// A task as the register holds it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Task {
    pub number: u32,
    pub title: String,
    pub deliverable: Option<String>,
    pub minutes: Option<u32>,
    pub state: Option<State>,
    pub spent: Option<u32>,
    pub said: String,
}

/// A week's plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    pub state: String,
    pub targets: BTreeMap<String, Decimal>,
    pub actuals: BTreeMap<String, Decimal>,
    pub tasks: Vec<Task>,
}

/// All that an entry sees and leaves behind.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub running: Plan,
    pub plan: Plan,
    pub week: String,
    pub outcomes: Vec<Outcome>,
}

pub struct Names {
    pub key: &'static str,
    pub ru: &'static str,
    pub en: &'static str,
    pub unit: MetricUnit,
}

pub const METRICS: &[Names] = &[
    Names { key: "leads", ru: "Лиды", en: "Leads", unit: MetricUnit::Count },
    Names { key: "traffic", ru: "Трафик", en: "Traffic", unit: MetricUnit::Count },
    Names { key: "qleads", ru: "Квал. лиды", en: "Qualified leads", unit: MetricUnit::Count },
    Names { key: "deals", ru: "Сделки", en: "Deals", unit: MetricUnit::Count },
    Names { key: "calls", ru: "Звонки", en: "Calls", unit: MetricUnit::Count },
    Names { key: "meetings", ru: "Встречи", en: "Meetings", unit: MetricUnit::Count },
    Names { key: "tickets", ru: "Обращения", en: "Tickets", unit: MetricUnit::Count },
    Names { key: "revenue", ru: "Выручка", en: "Revenue", unit: MetricUnit::Money },
    Names { key: "spend", ru: "Расход", en: "Spend", unit: MetricUnit::Money },
    Names { key: "conv", ru: "Конверсия", en: "Conversion", unit: MetricUnit::Percent },
    Names { key: "csat", ru: "CSAT", en: "CSAT", unit: MetricUnit::Percent },
    Names { key: "reply", ru: "Первый ответ", en: "First reply", unit: MetricUnit::Hours },
];

/// Plays an entry: the world before, and after its messages.
pub fn play(entry: &Value) -> (World, World) {
    let context = &entry["context"];
    let russian = entry["lang"] == "ru";
    let metrics = metrics(context, russian);
    let mut world = World::default();
    for plan in context["plans"].as_array().into_iter().flatten() {
        let read = stored(plan, &metrics);
        if plan["week"] == "2026-W48" { world.running = read } else { world.plan = read }
    }
    let now = context["now"].as_str().unwrap_or("thu");
    let mut is_running = now == "mon";
    world.week = if is_running { "2026-W48" } else { "2026-W49" }.to_owned();
    if is_running {
        is_running = world.running.state.is_empty();
    }
    let before = world.clone();
    let mut history = Vec::new();
    for message in entry["messages"].as_array().into_iter().flatten() {
        let text = message.as_str().or(message["text"].as_str()).unwrap_or("");
        let forwarded = message["forward"].is_string();
        let outcomes = said(text, forwarded, &world, context, &metrics, (now, russian));
        let snapshot = world.clone();
        for outcome in &outcomes {
            apply(outcome, &mut world, history.last(), &metrics);
        }
        history.push(snapshot);
        world.outcomes.extend(outcomes);
    }
    let _ = is_running;
    (before, world)
}

fn metrics(context: &Value, russian: bool) -> Vec<Metric<'static>> {
    context["metrics"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|key| METRICS.iter().find(|known| key == known.key))
        .map(|known| Metric {
            key: known.key,
            name: if russian { known.ru } else { known.en },
            unit: known.unit,
            last: None,
        })
        .collect()
}

fn stored(plan: &Value, metrics: &[Metric<'_>]) -> Plan {
    let names: Vec<MetricName<'_>> = metrics.iter().map(|m| MetricName { key: m.key, name: m.name }).collect();
    let reading = read_plan(plan["text"].as_str().unwrap_or(""), &names, 0);
    let mut out = Plan { state: plan["state"].as_str().unwrap_or("").to_owned(), ..Plan::default() };
    for item in reading.items {
        match item.what {
            PlanWhat::Target { metric, value } => {
                out.targets.insert(metric, value);
            }
            PlanWhat::Task(task) => push(&mut out, task),
            _ => {}
        }
    }
    out
}

fn push(plan: &mut Plan, task: TaskText) {
    let number = plan.tasks.iter().map(|t| t.number).max().unwrap_or(0) + 1;
    plan.tasks.push(Task {
        number,
        title: task.title,
        deliverable: task.deliverable,
        minutes: task.minutes,
        ..Task::default()
    });
}

fn listed(plan: &Plan) -> Vec<Listed<'_>> {
    let list = |task| {
        let Task { number, title, deliverable, minutes, .. }: &Task = task;
        Listed { number: *number, title, deliverable: deliverable.as_deref(), minutes: *minutes, offered: false }
    };
    plan.tasks.iter().map(list).collect()
}

fn said(
    text: &str,
    forwarded: bool,
    world: &World,
    context: &Value,
    metrics: &[Metric<'_>],
    (now, russian): (&str, bool),
) -> Vec<Outcome> {
    let state = match world.plan.state.as_str() {
        "submitted" => PlanState::Submitted,
        "approved" => PlanState::Approved,
        "draft" => PlanState::Open,
        _ if now == "wed" => PlanState::NotAsked,
        _ => PlanState::Open,
    };
    let manager = context["who"] == "manager";
    let writer = match (manager, context["editing"] == true) {
        (true, true) => Writer::Editor,
        (true, false) => Writer::Approver,
        _ => Writer::Author,
    };
    let (plan, running) = (listed(&world.plan), listed(&world.running));
    let report = match context["report"].as_str() {
        Some("owed") => ReportState::Owed,
        Some("sent") => ReportState::Sent,
        _ => ReportState::None,
    };
    let day = match now {
        "mon" => 23,
        "wed" => 25,
        "fri" => 27,
        _ => 26,
    };
    let situation = Situation {
        words: Vocabulary::shipped(),
        metrics,
        writer,
        state,
        plan: &plan,
        running: &running,
        report,
        people: if russian { &["Марина Ситникова"] } else { &["Grace Holloway"] },
        today: NaiveDate::from_ymd_opt(2026, 11, day).expect("a date"),
        day_minutes: 480,
    };
    let message = Message { text, forwarded, ..Message::default() };
    let outcomes = understand(&message, &situation);
    if !forwarded {
        super::judge::accounted(text, &outcomes);
    }
    outcomes
}

fn apply(outcome: &Outcome, world: &mut World, undone: Option<&World>, metrics: &[Metric<'_>]) {
    let What::Act(act) = &outcome.what else {
        return;
    };
    match act.clone() {
        Act::Target { metric, value } => {
            world.plan.targets.insert(metric, value);
            open(&mut world.plan);
        }
        Act::AddTask(task) => {
            push(&mut world.plan, task);
            open(&mut world.plan);
        }
        Act::ChangeTask { number, change } => {
            if let Some(task) = world.plan.tasks.iter_mut().find(|task| task.number == number) {
                task.title = change.title.unwrap_or(std::mem::take(&mut task.title));
                task.deliverable = change.deliverable.or(task.deliverable.take());
                task.minutes = change.minutes.or(task.minutes);
            }
        }
        Act::RemoveTask { number } | Act::PostponeTask { number } => {
            world.plan.tasks.retain(|task| task.number != number)
        }
        Act::MoveTask { number, to } => {
            if let Some(at) = world.plan.tasks.iter().position(|task| task.number == number) {
                let task = world.plan.tasks.remove(at);
                let to = usize::try_from(to).unwrap_or(1).saturating_sub(1).min(world.plan.tasks.len());
                world.plan.tasks.insert(to, task);
            }
        }
        Act::SwapTasks { number, with } => {
            let at = |n| world.plan.tasks.iter().position(|task| task.number == n);
            if let (Some(a), Some(b)) = (at(number), at(with)) {
                world.plan.tasks.swap(a, b);
            }
        }
        Act::Undo => {
            if let Some(before) = undone {
                world.plan = before.plan.clone();
                world.running = before.running.clone();
            }
        }
        Act::Actual { metric, value } => {
            world.running.actuals.insert(metric, value);
        }
        Act::BareActuals(values) => {
            for (metric, value) in metrics.iter().zip(values) {
                world.running.actuals.insert(metric.key.to_owned(), value);
            }
        }
        Act::Mark(mark) => {
            if let Some(task) = world.running.tasks.iter_mut().find(|task| task.number == mark.number) {
                task.state = mark.state.or(task.state);
                task.spent = mark.minutes.or(task.spent);
                task.said = format!("{} {}", task.said, mark.text.unwrap_or_default());
            }
        }
        Act::AddUnplanned(_) | Act::Note { .. } => {}
    }
}

fn open(plan: &mut Plan) {
    if plan.state.is_empty() {
        plan.state = "draft".to_owned();
    }
}
