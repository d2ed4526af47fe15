//! What became of an entry, held against what should have.

use std::collections::BTreeMap;

use planerka::domain::intake::understand::{Act, Answer, Outcome, Passing, Question, State, Topic, What};
use rust_decimal::Decimal;
use serde_json::Value;

use super::world::{Plan, Task, World};

/// Counts for the table, and what is not right.
#[derive(Debug, Default)]
pub struct Verdict {
    pub counts: BTreeMap<&'static str, usize>,
    pub notes: Vec<String>,
}

impl Verdict {
    pub fn count(&mut self, what: &'static str, n: usize) {
        *self.counts.entry(what).or_default() += n;
    }

    fn of(&self, what: &str) -> usize {
        self.counts.get(what).copied().unwrap_or(0)
    }

    fn bad(&mut self, note: String) {
        self.notes.push(note);
    }
}

// ---- words

fn fold(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            '«' | '»' | '“' | '”' | '„' | '"' => {}
            'ё' => out.push('е'),
            '–' | '—' | '−' => out.push('-'),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            c => out.push(c),
        }
    }
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace(" ,", ",").replace(" :", ":").trim_matches([' ', '.', ',', ':', ';', '!', '-']).to_owned()
}

fn lead(text: &str) -> &str {
    let mut rest = text;
    loop {
        let before = rest;
        for word in [
            "надо ",
            "нужно ",
            "хочу ",
            "планирую ",
            "буду ",
            "потом ",
            "затем ",
            "также ",
            "тоже ",
            "еще ",
            "и ",
            "а ",
            "ну ",
            "need to ",
            "want to ",
            "plan to ",
            "then ",
            "also ",
            "and ",
        ] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if rest == before {
            return rest;
        }
    }
}

/// Without what marks a line and is not its words.
fn bare(text: &str) -> String {
    let letters: String = text
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | '/' | '%' | '+' | '(' | ')' | '-') {
                c
            } else {
                ' '
            }
        })
        .collect();
    fold(&letters).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn stem(word: &str) -> String {
    let n = word.chars().count();
    if n <= 4 || word.chars().all(|c| c.is_ascii_digit()) {
        word.to_owned()
    } else {
        word.chars().take((n - 2).max(4)).collect()
    }
}

/// Whether most words of `part` stand in `text`.
fn covers(text: &str, part: &str, share: f64) -> bool {
    let all = words(part);
    let need: Vec<&String> =
        all.iter().filter(|w| w.chars().count() > 1 || w.chars().all(|c| c.is_ascii_digit())).collect();
    let have: Vec<String> = words(text).iter().map(|w| stem(w)).collect();
    let there = need.iter().filter(|w| have.contains(&stem(w))).count();
    !need.is_empty() && there as f64 >= share * need.len() as f64
}

fn number(value: &Value) -> Option<Decimal> {
    value.as_str().and_then(|text| text.parse().ok())
}

fn wanted(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

fn hours(minutes: Option<u32>) -> Option<Decimal> {
    minutes.map(|minutes| Decimal::from(minutes) / Decimal::from(60))
}

fn close(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => (a - b).abs() <= Decimal::new(21, 3),
        _ => false,
    }
}

fn asked(world: &World) -> impl Iterator<Item = &Outcome> {
    world.outcomes.iter().filter(|o| matches!(o.what, What::Ask(_) | What::Answer(_) | What::Act(Act::Note { .. })))
}

/// Whether an answer repeats these words.
fn quoted(world: &World, line: &str) -> bool {
    asked(world).any(|outcome| covers(&outcome.words, line, 0.7))
}

/// Every line with words in it has an outcome.
pub fn accounted(text: &str, outcomes: &[Outcome]) {
    let said: String = outcomes.iter().map(|o| o.words.clone() + " ").collect();
    for (number, line) in text.split('\n').enumerate() {
        let has_words = line.chars().any(char::is_alphabetic) && line.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let there = outcomes.iter().any(|o| o.line == number) || covers(&said, line, 0.6);
        assert!(!has_words || there, "line {number} of {text:?} came to nothing: {outcomes:#?}");
    }
}

// ---- plans

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Other,
    Wrong,
    Litter,
    Right,
}

fn variants(gold: &Value) -> Vec<(String, Option<String>, Option<Decimal>)> {
    let mut out = Vec::new();
    let others = gold["or"].as_array().cloned().unwrap_or_default();
    for reading in std::iter::once(gold).chain(&others) {
        let titles = std::iter::once(&reading["title"]).chain(reading["title_or"].as_array().into_iter().flatten());
        for title in titles.filter_map(Value::as_str) {
            out.push((title.to_owned(), reading["deliverable"].as_str().map(str::to_owned), number(&reading["hours"])));
        }
    }
    out
}

fn compare(gold: &Value, task: &Task) -> (Fit, f64, String) {
    let ask = gold["ask"] == true;
    let mut best = (Fit::Other, 0.0, String::new());
    for (title, deliverable, estimate) in variants(gold) {
        let (a, b) = (fold(&title), fold(&task.title));
        let same = lead(&a) == lead(&b);
        let litter = lead(&bare(&title)) == lead(&bare(&task.title));
        let (x, y) = (words(&title), words(&task.title));
        let shared = x.iter().filter(|w| y.iter().any(|v| stem(v) == stem(w))).count() as f64;
        let like = shared / (x.len().max(y.len()).max(1) as f64);
        let mut why = Vec::new();
        if !same && !litter {
            why.push("title");
        }
        if bare(deliverable.as_deref().unwrap_or("")) != bare(task.deliverable.as_deref().unwrap_or("")) {
            why.push("end product");
        }
        if !close(estimate, hours(task.minutes)) && !(ask && task.minutes.is_none()) {
            why.push("hours");
        }
        let fit = match () {
            () if !why.is_empty() && like < 0.42 && !same => Fit::Other,
            () if !why.is_empty() => Fit::Wrong,
            () if same => Fit::Right,
            () => Fit::Litter,
        };
        let score = like - 0.1 * why.len() as f64;
        if (fit, score) > (best.0, best.1) {
            best = (fit, score, why.join(", "));
        }
    }
    best
}

/// Pairs of gold and stored tasks, best first.
fn matched(gold: &[Value], stored: &[&Task]) -> BTreeMap<usize, (usize, Fit, String)> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, task) in stored.iter().enumerate() {
            let (fit, like, why) = compare(g, task);
            if fit != Fit::Other {
                pairs.push((fit, like, i, j, why));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.abs_diff(a.3).cmp(&b.2.abs_diff(b.3))));
    let (mut found, mut taken) = (BTreeMap::new(), Vec::new());
    for (fit, _, i, j, why) in pairs {
        if !found.contains_key(&i) && !taken.contains(&j) {
            found.insert(i, (j, fit, why));
            taken.push(j);
        }
    }
    found
}

fn fresh<'a>(before: &Plan, after: &'a Plan) -> Vec<&'a Task> {
    after.tasks.iter().filter(|task| !before.tasks.contains(task)).collect()
}

fn shown(task: &Task) -> String {
    format!("{:?} => {:?} ~ {:?}", task.title, task.deliverable, hours(task.minutes).map(|h| h.to_string()))
}

pub fn plan(entry: &Value, before: &World, after: &World) -> Verdict {
    let gold = &entry["gold"];
    let accept = gold["accept"].as_array().cloned().unwrap_or_default();
    let mut verdicts: Vec<Verdict> =
        std::iter::once(gold).chain(&accept).map(|o| outcome(entry, before, after, o)).collect();
    verdicts.sort_by_key(|v| (v.notes.is_empty(), v.of("right") + v.of("target right")));
    verdicts.pop().unwrap_or_default()
}

fn outcome(entry: &Value, before: &World, after: &World, gold: &Value) -> Verdict {
    let mut v = Verdict::default();
    let tasks = gold["tasks"].as_array().cloned().unwrap_or_default();
    let stored = fresh(&before.plan, &after.plan);
    v.count("tasks", tasks.len());
    let found = matched(&tasks, &stored);
    for (i, g) in tasks.iter().enumerate() {
        let title = g["title"].as_str().unwrap_or("");
        let kind = match found.get(&i) {
            Some((_, Fit::Right, _)) => "right",
            Some((j, fit, why)) => {
                v.bad(format!("{fit:?} {title:?} ({why}): {}", stored.get(*j).map(|t| shown(t)).unwrap_or_default()));
                if *fit == Fit::Litter { "litter" } else { "wrong" }
            }
            None if stored
                .iter()
                .any(|t| covers(&format!("{} {}", t.title, t.deliverable.as_deref().unwrap_or("")), title, 0.6)) =>
            {
                v.bad(format!("swallowed {title:?}"));
                "wrong"
            }
            None if quoted(after, title) && g["ask"] == true => "right",
            None if quoted(after, title) => {
                v.bad(format!("quoted back {title:?}"));
                "quoted"
            }
            None => {
                v.bad(format!("LOST {title:?}"));
                "lost"
            }
        };
        v.count(kind, 1);
    }
    let optional: Vec<&str> = gold["optional"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (j, task) in stored.iter().enumerate() {
        let known =
            found.values().any(|(taken, ..)| *taken == j) || optional.iter().any(|o| covers(&task.title, o, 1.0));
        if !known {
            v.count("extra", 1);
            v.bad(format!("extra {}", shown(task)));
        }
    }
    let targets = gold["targets"].as_object().cloned().unwrap_or_default();
    for (metric, value) in &targets {
        v.count("targets", 1);
        let now = after.plan.targets.get(metric).copied();
        if wanted(value).iter().any(|w| close(number(w), now)) && (now.is_some() || asked(after).next().is_some()) {
            v.count("target right", 1);
        } else {
            v.bad(format!("target {metric}: {now:?} instead of {value}"));
        }
    }
    for (metric, value) in &after.plan.targets {
        if !targets.contains_key(metric) && before.plan.targets.get(metric) != Some(value) {
            v.count("target extra", 1);
            v.bad(format!("false target {metric}: {value}"));
        }
    }
    let _ = entry;
    v
}

// ---- reports

fn state_name(state: Option<State>) -> &'static str {
    match state {
        None => "open",
        Some(State::Done) => "done",
        Some(State::Partly) => "partly",
        Some(State::NotDone) => "not_done",
        Some(State::Cancelled) => "cancelled",
    }
}

pub fn report(entry: &Value, before: &World, after: &World) -> Verdict {
    let gold = &entry["gold"];
    let mut v = Verdict::default();
    next_plan(gold, before, after, &mut v);
    let leaked: Vec<&Task> = leaks(gold, before, after);
    for g in gold["tasks"].as_array().into_iter().flatten() {
        v.count("states", 1);
        state(g, after, &leaked, &mut v);
    }
    let spoken: Vec<u64> =
        gold["tasks"].as_array().into_iter().flatten().filter_map(|g| g["number"].as_u64()).collect();
    for task in &after.running.tasks {
        if !spoken.contains(&u64::from(task.number)) && (task.state.is_some() || task.spent.is_some()) {
            v.count("false", 1);
            v.bad(format!("task {} marked {} though nothing was said", task.number, state_name(task.state)));
        }
    }
    let actuals = gold["actuals"].as_object().cloned().unwrap_or_default();
    for (metric, value) in &actuals {
        v.count("actuals", 1);
        let now = after.running.actuals.get(metric).copied();
        if wanted(value).iter().any(|w| close(number(w), now)) && (now.is_some() || asked(after).next().is_some()) {
            v.count("actual right", 1);
        } else {
            v.bad(format!("actual {metric}: {now:?} instead of {value}"));
        }
    }
    for (metric, value) in &after.running.actuals {
        if !actuals.contains_key(metric) {
            v.count("false", 1);
            v.bad(format!("false actual {metric}: {value}"));
        }
    }
    for note in gold["notes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        v.count("others", 1);
        if asked(after).any(|o| covers(&o.words, note, 0.7))
            || after.running.tasks.iter().any(|t| covers(&t.said, note, 0.7))
        {
            v.count("others right", 1);
        } else {
            v.bad(format!("note lost: {note}"));
        }
    }
    for up in gold["unplanned"].as_array().into_iter().flatten() {
        v.count("others", 1);
        let title = up["title"].as_str().unwrap_or("");
        if after
            .outcomes
            .iter()
            .any(|o| matches!(&o.what, What::Ask(Question::Unplanned(task)) | What::Act(Act::AddUnplanned(task)) if covers(&task.title, title, 0.7)))
        {
            v.count("others right", 1);
        } else {
            v.bad(format!("turned up and not asked about: {title} {:?}", after.outcomes));
        }
    }
    harm(before, after, gold["next"].is_object(), &mut v);
    v
}

fn leaks<'a>(gold: &Value, before: &World, after: &'a World) -> Vec<&'a Task> {
    let wanted = gold["next"]["tasks"].as_array().cloned().unwrap_or_default();
    let stored = fresh(&before.plan, &after.plan);
    let found = matched(&wanted, &stored);
    stored.iter().enumerate().filter(|(j, _)| !found.values().any(|(taken, ..)| taken == j)).map(|(_, t)| *t).collect()
}

fn next_plan(gold: &Value, before: &World, after: &World, v: &mut Verdict) {
    let wanted_tasks = gold["next"]["tasks"].as_array().cloned().unwrap_or_default();
    let stored = fresh(&before.plan, &after.plan);
    let found = matched(&wanted_tasks, &stored);
    for (i, g) in wanted_tasks.iter().enumerate() {
        v.count("others", 1);
        match found.get(&i) {
            Some((_, Fit::Right, _)) => v.count("others right", 1),
            other => v.bad(format!("next plan: {} {other:?}", g["title"])),
        }
    }
    for (metric, value) in gold["next"]["targets"].as_object().cloned().unwrap_or_default() {
        v.count("others", 1);
        if close(number(&value), after.plan.targets.get(&metric).copied()) {
            v.count("others right", 1);
        } else {
            v.bad(format!("next target {metric} {:?}", after.plan.targets.get(&metric)));
        }
    }
    let leaked = leaks(gold, before, after);
    let targets = after
        .plan
        .targets
        .iter()
        .any(|(m, x)| before.plan.targets.get(m) != Some(x) && gold["next"]["targets"].get(m).is_none());
    if !leaked.is_empty() || targets {
        v.count("leaking texts", 1);
        v.bad(format!("LEAKED {leaked:?} {:?}", after.plan.targets));
    }
}

fn state(g: &Value, after: &World, leaked: &[&Task], v: &mut Verdict) {
    let Some(task) = after.running.tasks.iter().find(|task| Some(u64::from(task.number)) == g["number"].as_u64())
    else {
        return;
    };
    let allowed: Vec<&str> = wanted(&g["state"]).iter().filter_map(|s| s.as_str()).collect();
    let now = state_name(task.state);
    let touched = task.state.is_some() || task.spent.is_some() || !task.said.is_empty();
    let answered = asked(after).next().is_some();
    let kind = match () {
        () if allowed.contains(&now)
            && (now != "open" || touched || answered)
            && !(now == "open" && !leaked.is_empty()) =>
        {
            "right"
        }
        () if task.state.is_some() || task.spent.is_some() => "wrong",
        () if !leaked.is_empty() => "leaked",
        () if answered && g["ask"] == true => "right",
        () if answered => "quoted",
        () => "lost",
    };
    v.count(kind, 1);
    if kind != "right" {
        return v.bad(format!(
            "{kind}: task {} {now} instead of {}; {:?}",
            task.number,
            g["state"],
            after.outcomes.iter().map(|o| &o.what).collect::<Vec<_>>()
        ));
    }
    for what in ["hours", "result", "reason"] {
        if let Some(text) = g[what].as_str() {
            v.count("details", 1);
            let there = if what == "hours" {
                close(text.parse().ok(), hours(task.spent)) || g["ask"] == true && answered && !touched
            } else {
                covers(&task.said, text, 0.7)
            };
            v.count("details right", usize::from(there));
            if !there {
                v.bad(format!("task {}: {what} {text:?}, was {:?} {:?}", task.number, hours(task.spent), task.said));
            }
        }
    }
}

/// A plan that was handed in changes only where that is asked for.
fn harm(before: &World, after: &World, next_may: bool, v: &mut Verdict) {
    let faces = |plan: &Plan| {
        plan.tasks.iter().map(|t| (t.title.clone(), t.deliverable.clone(), t.minutes)).collect::<Vec<_>>()
    };
    let handed = matches!(before.plan.state.as_str(), "submitted" | "approved");
    if handed && !next_may && (faces(&before.plan) != faces(&after.plan) || before.plan.targets != after.plan.targets) {
        v.count("unsafe", 1);
        v.bad("UNSAFE: the plan that was handed in changed".to_owned());
    }
}

// ---- edits

pub fn edit(entry: &Value, before: &World, after: &World) -> Verdict {
    let gold = &entry["gold"];
    let mut v = Verdict::default();
    v.count("lines", 1);
    let accept = gold["accept"].as_array().cloned().unwrap_or_default();
    let faces = |plan: &Plan| {
        plan.tasks.iter().map(|t| (t.title.clone(), t.deliverable.clone(), t.minutes)).collect::<Vec<_>>()
    };
    let unchanged = faces(&before.plan) == faces(&after.plan) && before.plan.targets == after.plan.targets;
    let answered = asked(after).next().is_some();
    let same = |o: &Value| same_plan(&after.plan, o);
    let kind = if unchanged && gold["unchanged"] == true && (answered || gold["ask"] != true)
        || !unchanged && std::iter::once(gold).chain(&accept).any(same)
    {
        "right"
    } else if unchanged && answered {
        if gold["ask"] == true { "right" } else { "asked" }
    } else if unchanged {
        "lost"
    } else if after.plan.tasks.len() > before.plan.tasks.len() {
        "became a task"
    } else {
        "wrong"
    };
    v.count(kind, 1);
    if kind != "right" {
        let whats: Vec<&What> = after.outcomes.iter().map(|o| &o.what).collect();
        v.bad(format!("{kind}: {whats:?}"));
    }
    let handed = matches!(before.plan.state.as_str(), "submitted" | "approved") && entry["context"]["who"] != "manager";
    if handed && matches!(kind, "wrong" | "became a task") {
        v.count("unsafe", 1);
    }
    v
}

fn same_plan(plan: &Plan, gold: &Value) -> bool {
    let targets = gold["targets"].as_object().cloned().unwrap_or_default();
    let same = targets.len() == plan.targets.len()
        && targets.iter().all(|(m, x)| close(number(x), plan.targets.get(m).copied()));
    let tasks = gold["tasks"].as_array().cloned().unwrap_or_default();
    let stored: Vec<&Task> = plan.tasks.iter().collect();
    let found = matched(&tasks, &stored);
    let all = tasks.len() == stored.len()
        && found.len() == tasks.len()
        && found.values().all(|(_, fit, _)| *fit == Fit::Right);
    let ordered = gold["ordered"] != true || found.iter().all(|(i, (j, ..))| i == j);
    same && all && ordered
}

// ---- talk

/// What a help topic tells about, in words the collection looks for.
fn tells(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::WhenPlan => &["16:00", "пт", "чт", "15:00"],
        Topic::WhenReport => &["17:30", "5:30"],
        Topic::WhenAnswer | Topic::Who => &["Марина", "понедельник", "пн"],
        Topic::Write => &["=>", "план"],
        Topic::Change => &["изменить", "прав", "2: 4ч", "задачи", "edit", "chang"],
        Topic::Add => &["/add"],
        Topic::Hours => &["24", "28"],
        Topic::Week => &["/week", "Каталог"],
        Topic::Team => &["/team", "/inbox"],
        Topic::Commands => &["/help"],
        Topic::Submit => &["отправить"],
        Topic::Approve => &["утвердить", "approve"],
        Topic::Return => &["вернуть"],
        Topic::Report => &["/report"],
    }
}

fn helps(what: &What, expect: &str, answers: &[&str]) -> bool {
    match (what, expect) {
        (What::Answer(Answer::Absence { .. }), "offer_absence")
        | (What::Answer(Answer::PlanMessage), "offer_manager") => true,
        (What::Answer(Answer::Help(topic)), "help") => {
            answers.is_empty() || tells(*topic).iter().any(|word| answers.contains(word))
        }
        (What::Nothing(_), "nothing") => true,
        // A question with buttons: a task, a remark for the manager, or nothing.
        (What::Ask(_), "offer_manager") => true,
        _ => false,
    }
}

pub fn talk(entry: &Value, before: &World, after: &World) -> Verdict {
    let gold = &entry["gold"];
    let mut v = Verdict::default();
    v.count("lines", 1);
    let undone = |o: &&Outcome| matches!(&o.what, What::Act(act) if !matches!(act, Act::Undo));
    let data: Vec<&Outcome> = after.outcomes.iter().filter(undone).collect();
    let changed = before.plan != after.plan || before.running != after.running;
    if changed || !data.is_empty() {
        v.count("data", 1);
        v.bad(format!("became data: {data:?}"));
    }
    let expect = gold["expect"].as_str().unwrap_or("");
    let also: Vec<&str> = gold["also"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let answers: Vec<&str> = gold["answer"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let right = after
        .outcomes
        .iter()
        .any(|o| helps(&o.what, expect, &answers) || also.iter().any(|other| helps(&o.what, other, &[])));
    let harmless_ask = expect == "nothing"
        && gold["ask"] == true
        && after.outcomes.iter().all(|o| matches!(o.what, What::Ask(_) | What::Answer(_)));
    if expect == "nothing" {
        v.count("chat", 1);
        let quiet = right
            || harmless_ask
            || after.outcomes.iter().all(|o| matches!(o.what, What::Nothing(Passing::Chat | Passing::Forwarded)));
        v.count("chat left alone", usize::from(quiet));
        if !quiet {
            v.bad(format!("chat: {:?}", after.outcomes.iter().map(|o| &o.what).collect::<Vec<_>>()));
        }
    } else {
        v.count("offers", 1);
        v.count("right help", usize::from(right));
        if !right {
            v.bad(format!("no {expect}: {:?}", after.outcomes.iter().map(|o| &o.what).collect::<Vec<_>>()));
        }
    }
    v
}
