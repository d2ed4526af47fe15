//! Goals: all of them with what a week's tasks do for each, one goal, and choosing the goal of a task.

use chrono::NaiveDate;

use crate::domain::calendar::month::Month;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, Roster, Team};
use crate::domain::meeting::goal::{Goal, GoalProblem, Level, Served, Work, by_tag, nearest_tag, served, share};
use crate::domain::plan::{Draft, Plan};
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, Edit, GoalAction, PlanAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// How many unknown tags are named on a plan.
const MAX_DOUBTS: usize = 3;
/// How many goals are offered for a task.
pub const MAX_CHOICES: usize = 8;
/// The longest label of a button, in characters: a phone shows no more.
const LABEL: usize = 40;

/// The longest title of a task in the list where goals are chosen, in characters.
const TITLE: usize = 50;
/// The longest tag beside it, in characters.
const TAG: usize = 60;
/// With more tasks than this, titles and tags are shorter, so that sixty tasks fit into one message.
const MANY: usize = 30;
/// The longest title where there are many tasks, in characters.
const SHORT_TITLE: usize = 36;
/// The longest tag where there are many tasks, in characters.
const SHORT_TAG: usize = 14;

/// Everything the card of all goals shows.
#[derive(Debug)]
pub struct GoalsView<'a> {
    /// The company, with its people and goals.
    pub roster: &'a Roster,
    /// The week whose plans are counted.
    pub week: Week,
    /// The tasks of that week's plans.
    pub works: Vec<Work<'a>>,
    /// The people whose work the reader sees only as that of their team.
    pub unnamed: Vec<PersonId>,
    /// Today, where the reader is.
    pub today: NaiveDate,
    /// The other week that can be chosen, and whether it is the later one.
    pub other_week: (Week, bool),
    /// The reader's own goals.
    pub own: Vec<&'a Goal>,
    /// Strategic goals that the reader may close.
    pub closable: Vec<&'a Goal>,
    /// The reader may make goals.
    pub may_add: bool,
}

/// All open goals: strategic ones as headings, tactical ones under them.
pub fn card(words: Words<'_>, view: &GoalsView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    let goals = &view.roster.goals;
    html.text("🎯 ").bold(say!(words, "goals-title", week = words.week(view.week)).as_str()).nl();
    let none_open = !goals.iter().any(|g| g.open);
    if none_open {
        html.text(&say!(words, "goals-none")).nl();
    }
    if let Some(share) = share(goals, view.works.iter().map(|w| (w.tag, w.minutes))) {
        html.text(&say!(words, "goals-share", share = words.percent(share))).nl();
    }
    let numbered = listed(words, view, html);
    html.nl();
    if !none_open {
        html.text(&say!(words, "goals-hint")).nl();
    }
    if view.may_add {
        html.text(&say!(words, "goals-hint-add"));
    }
    with_buttons(words, view, &numbered, card)
}

/// Writes the open goals; gives the tactical ones in the order of their numbers.
fn listed<'a>(words: Words<'_>, view: &GoalsView<'a>, html: &mut Html) -> Vec<&'a Goal> {
    let goals = &view.roster.goals;
    let open: Vec<&Goal> = goals.iter().filter(|g| g.open).collect();
    let strategic: Vec<&Goal> = open.iter().copied().filter(|g| g.level == Level::Strategic).collect();
    let under = |parent: Option<i64>| {
        let above = |g: &Goal| g.parent.filter(|id| strategic.iter().any(|s| s.id == *id));
        open.iter().copied().filter(move |g| g.level == Level::Tactical && above(g) == parent).collect::<Vec<_>>()
    };
    let mut numbered: Vec<&Goal> = Vec::new();
    for goal in &strategic {
        html.nl().bold(goal.title.as_str());
        if let Some(due) = goal.due {
            html.text(" · ").text(&due_text(words, goal, due, view.today));
        }
        html.nl();
        let (direct, below) = (served(goal, goals, &view.works), under(Some(goal.id)));
        if direct.tasks > 0 {
            html.text("   ").text(&served_text(words, view, &direct)).nl();
        } else if below.is_empty() {
            html.text("   ").italic(say!(words, "goal-nobody").as_str()).nl();
        }
        for goal in below {
            numbered.push(goal);
            tactical(words, view, goal, numbered.len(), html);
        }
    }
    let rest = under(None);
    if !rest.is_empty() && !strategic.is_empty() {
        html.nl().bold(say!(words, "goals-others").as_str()).nl();
    } else if !rest.is_empty() {
        html.nl();
    }
    for goal in rest {
        numbered.push(goal);
        tactical(words, view, goal, numbered.len(), html);
    }
    numbered
}

/// Adds buttons: for each numbered goal, for what the reader can mark or close, and to other lists.
fn with_buttons(words: Words<'_>, view: &GoalsView<'_>, numbered: &[&Goal], mut card: Card) -> Card {
    let numbers: Vec<(String, Action)> = (1..)
        .zip(numbered)
        .map(|(i, goal): (usize, _)| (i.to_string(), Action::Goal(GoalAction::Open { goal: goal.id })))
        .collect();
    for row in numbers.chunks(6) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    let month = month_shown(view);
    for goal in view.own.iter().filter(|g| g.milestone(month).is_some_and(|m| !m.done)) {
        let label = format!("✅ {}: #{}", words.month(month), goal.tag);
        card =
            card.button(ellipsis(&label, LABEL), &Action::Goal(GoalAction::Reach { goal: goal.id, month, done: true }));
    }
    for goal in &view.closable {
        card = card.button(ellipsis(&goal.title, LABEL), &Action::Goal(GoalAction::Open { goal: goal.id }));
    }
    let (week, later) = view.other_week;
    let turn = Action::Goal(GoalAction::All { week });
    let label = if later { say!(words, "goals-next-week") } else { say!(words, "goals-this-week") };
    let some_closed = view.roster.goals.iter().any(|g| !g.open);
    let closed = some_closed.then(|| (say!(words, "btn-closed-goals"), &Action::Goal(GoalAction::Closed)));
    card.row([(label, &turn)].into_iter().chain(closed))
}

fn tactical(words: Words<'_>, view: &GoalsView<'_>, goal: &Goal, number: usize, html: &mut Html) {
    html.text(&format!("{number}. ")).text(&goal.title).text(" · #").text(&goal.tag).nl();
    let terms = terms(words, view.roster, goal, view.today);
    if !terms.is_empty() {
        html.text("   ").text(&terms).nl();
    }
    let month = month_shown(view);
    if let Some(milestone) = goal.milestone(month) {
        let done = if milestone.done { " ✅" } else { "" };
        html.text(&format!("   {}: ", words.month(month))).text(&milestone.text).text(done).nl();
    }
    let served = served(goal, &view.roster.goals, &view.works);
    html.text("   ");
    if served.tasks == 0 {
        html.italic(say!(words, "goal-nobody").as_str());
    } else {
        html.text(&served_text(words, view, &served));
    }
    html.nl();
}

/// The month whose milestones are shown: this one, or the one in which a later week begins.
fn month_shown(view: &GoalsView<'_>) -> Month {
    Month::of_date(view.week.monday().max(view.today))
}

/// «Анна Смирнова, до 31 марта 2027», with a mark where that day is over.
fn terms(words: Words<'_>, roster: &Roster, goal: &Goal, today: NaiveDate) -> String {
    let owner = goal.owner.and_then(|id| roster.person(id)).filter(|p| !p.left).map(|p| p.name.clone());
    let due = goal.due.map(|due| due_text(words, goal, due, today));
    owner.into_iter().chain(due).collect::<Vec<_>>().join(", ")
}

fn due_text(words: Words<'_>, goal: &Goal, due: NaiveDate, today: NaiveDate) -> String {
    let day = words.date(due, today);
    if goal.overdue(today) {
        format!("⚠️ {}", say!(words, "goal-overdue", day = day))
    } else {
        say!(words, "goal-due", day = day)
    }
}

/// «3 задачи, 8 ч: Анна, Поддержка»: the people whose work the reader may see by name, the teams of the others.
fn served_text(words: Words<'_>, view: &GoalsView<'_>, served: &Served) -> String {
    let mut names: Vec<&str> = Vec::new();
    for person in served.people.iter().filter_map(|id| view.roster.person(*id)) {
        let team = view.roster.team(person.team).filter(|_| view.unnamed.contains(&person.id));
        let name = team.map_or_else(|| person.first_name(), |team| team.name.as_str());
        if team.is_none() || !names.contains(&name) {
            names.push(name);
        }
    }
    let hours = words.hours(served.minutes);
    say!(words, "goal-served", count = served.tasks, hours = hours, names = names.join(", "))
}

/// Everything the card of one goal shows.
#[derive(Debug)]
pub struct GoalView<'a> {
    /// The company, with its people and goals.
    pub roster: &'a Roster,
    /// The goal.
    pub goal: &'a Goal,
    /// The running week.
    pub week: Week,
    /// The tasks of that week that serve the goal, each with its author.
    pub tasks: Vec<(&'a Person, &'a Task)>,
    /// The teams whose tasks the reader sees as totals only: how many tasks, of how many minutes.
    pub unnamed: Vec<(&'a Team, usize, u32)>,
    /// Today, where the reader is.
    pub today: NaiveDate,
    /// The reader may close and reopen it.
    pub may_change: bool,
    /// The reader may say that a milestone is reached.
    pub may_reach: bool,
    /// The reader is asked whether they are sure to close it or open it again.
    pub asking: bool,
}

/// One goal, with its milestones and this week's tasks.
pub fn one(words: Words<'_>, view: &GoalView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    about(words, view, html);
    html.nl().bold(say!(words, "goal-week", week = words.week(view.week)).as_str()).nl();
    if view.tasks.is_empty() && view.unnamed.is_empty() {
        html.italic(say!(words, "goal-nobody").as_str()).nl();
    }
    for &(team, count, minutes) in &view.unnamed {
        let (hours, name) = (words.hours(minutes), team.name.as_str());
        let line: String = say!(words, "goal-served", count = count, hours = hours, names = name);
        html.text("• ").text(&line).nl();
    }
    for (person, task) in &view.tasks {
        html.text("• ").text(person.first_name()).text(": ").text(&task.title);
        if let Some(minutes) = task.minutes {
            html.text(" · ").text(&words.hours(minutes));
        }
        html.nl();
    }
    if view.asking { asked_if_sure(words, view.goal, card) } else { what_can_be_done(words, view, card) }
}

/// Writes what the goal is, which goal it serves, its owner, its due day and its milestones.
fn about(words: Words<'_>, view: &GoalView<'_>, html: &mut Html) {
    let goal = view.goal;
    html.text("🎯 ").bold(goal.title.as_str()).nl();
    html.text("#").text(&goal.tag);
    if goal.level == Level::Strategic {
        html.text(" · ").text(&say!(words, "goal-strategic"));
    }
    if !goal.open {
        html.text(" · ").text(&say!(words, "goal-closed"));
    }
    html.nl();
    if let Some(parent) = goal.parent.and_then(|id| view.roster.goals.iter().find(|g| g.id == id)) {
        html.text(&say!(words, "goal-parent", title = parent.title.as_str())).nl();
    }
    let terms = terms(words, view.roster, goal, view.today);
    if !terms.is_empty() {
        html.text(&terms).nl();
    }
    if !goal.milestones.is_empty() {
        html.nl().bold(say!(words, "goal-milestones").as_str()).nl();
    }
    for milestone in &goal.milestones {
        let mark = if milestone.done { "✅" } else { "▫️" };
        html.text(&format!("{mark} {}: ", month_text(words, milestone.month, view.today))).text(&milestone.text).nl();
    }
}

fn asked_if_sure(words: Words<'_>, goal: &Goal, mut card: Card) -> Card {
    let (question, label) = if goal.open {
        (say!(words, "goal-close-ask"), say!(words, "btn-close-goal-sure"))
    } else {
        (say!(words, "goal-reopen-ask"), say!(words, "btn-reopen-goal-sure"))
    };
    card.html.nl().bold(question.as_str());
    card.button(label, &Action::Goal(GoalAction::SetOpen { goal: goal.id, open: !goal.open, sure: true }))
        .button(say!(words, "btn-back"), &Action::Goal(GoalAction::Open { goal: goal.id }))
}

fn what_can_be_done(words: Words<'_>, view: &GoalView<'_>, mut card: Card) -> Card {
    let goal = view.goal;
    if view.may_reach && goal.open {
        let marks: Vec<(String, Action)> = goal
            .milestones
            .iter()
            .map(|m| {
                let sign = if m.done { "↩" } else { "✅" };
                let label = format!("{sign} {}", month_text(words, m.month, view.today));
                (label, Action::Goal(GoalAction::Reach { goal: goal.id, month: m.month, done: !m.done }))
            })
            .collect();
        for row in marks.chunks(3) {
            card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
        }
    }
    if view.may_change {
        let label = if goal.open { say!(words, "btn-close-goal") } else { say!(words, "btn-reopen-goal") };
        card = card.button(label, &Action::Goal(GoalAction::SetOpen { goal: goal.id, open: !goal.open, sure: false }));
    }
    card.button(say!(words, "btn-back"), &Action::Goal(GoalAction::All { week: view.week }))
}

fn month_text(words: Words<'_>, month: Month, today: NaiveDate) -> String {
    let name = words.month(month);
    if month.year() == Month::of_date(today).year() { name.to_owned() } else { format!("{name} {}", month.year()) }
}

/// The closed goals, newest first.
pub fn closed(words: Words<'_>, goals: &[Goal], week: Week) -> Card {
    let mut card = Card::default();
    card.html.bold(say!(words, "goals-closed").as_str()).nl();
    // Telegram takes a hundred buttons, and older goals are rarely looked for.
    for goal in goals.iter().filter(|g| !g.open).rev().take(50) {
        card.html.text("• ").text(&goal.title).text(" · #").text(&goal.tag).nl();
        card = card.button(ellipsis(&goal.title, LABEL), &Action::Goal(GoalAction::Open { goal: goal.id }));
    }
    card.button(say!(words, "btn-back"), &Action::Goal(GoalAction::All { week }))
}

/// What was not understood of a message about a goal: quoted, with what is missing. `kept` is the goal that was made of
/// the rest.
pub fn puzzles(words: Words<'_>, roster: &Roster, puzzles: &[GoalProblem], kept: Option<&Goal>) -> Card {
    let mut card = Card::default();
    if kept.is_some() {
        card.html.text(&say!(words, "goal-kept-but")).nl();
    }
    for puzzle in puzzles {
        let (quoted, why) = match puzzle {
            GoalProblem::NoTitle => (None, say!(words, "goal-puzzle-title")),
            &GoalProblem::TooLong(chars) => (None, say!(words, "goal-puzzle-long", chars = chars)),
            GoalProblem::WhichOwner(typed, ids) => {
                let names: Vec<&str> =
                    ids.iter().filter_map(|id| roster.person(*id)).map(|p| p.name.as_str()).collect();
                (Some(typed), say!(words, "goal-puzzle-owner", names = names.join(", ")))
            }
            GoalProblem::NoDate(typed) => (Some(typed), say!(words, "goal-puzzle-date")),
            GoalProblem::NoMilestone(typed) => (Some(typed), say!(words, "goal-puzzle-milestone")),
            GoalProblem::SecondTag(typed) => (Some(typed), say!(words, "goal-puzzle-tag")),
        };
        if let Some(quoted) = quoted {
            card.html.quote(ellipsis(quoted, 100).as_str()).nl();
        }
        card.html.text(&why).nl();
    }
    match kept {
        Some(goal) => card.html.text(&say!(words, "goal-amend", tag = goal.tag.as_str())),
        None => card.html.text(&say!(words, "goals-hint-add")),
    };
    card
}

/// Writes, under a plan's tasks, which tags name no goal. Nothing where the company has no goals.
pub fn doubts(words: Words<'_>, goals: &[Goal], draft: &Draft, html: &mut Html) {
    if !goals.iter().any(|g| g.open) {
        return;
    }
    let mut tags: Vec<&str> = draft.tasks.iter().filter_map(|t| t.goal.as_deref()).collect();
    tags.retain(|tag| by_tag(goals, tag).is_none_or(|g| !g.open));
    tags.sort_unstable();
    tags.dedup();
    for (i, tag) in tags.into_iter().take(MAX_DOUBTS).enumerate() {
        if i == 0 {
            html.nl();
        }
        let text = match (by_tag(goals, tag), nearest_tag(goals, tag)) {
            (Some(_), _) => say!(words, "goal-tag-closed", tag = tag),
            (None, Some(near)) => say!(words, "goal-tag-nearest", tag = tag, nearest = near.tag.as_str()),
            (None, None) => say!(words, "goal-tag-unknown", tag = tag),
        };
        html.italic(text.as_str()).nl();
    }
}

/// «к целям: 58 %», the share of a plan's hours that goes to goals; none where the company has no goals or the plan no
/// hours.
pub fn share_of(words: Words<'_>, goals: &[Goal], draft: &Draft) -> Option<String> {
    let hours = draft.tasks.iter().map(|t| (t.goal.as_deref(), t.minutes.unwrap_or(0)));
    share(goals, hours).map(|share| say!(words, "approval-goals", share = words.percent(share)))
}

/// A plan's tasks by number, to choose one and set its goal.
pub fn tasks(words: Words<'_>, plan: &Plan) -> Card {
    let mut card = Card::default();
    card.html.text("🎯 ").bold(say!(words, "goal-which-task", week = words.week(plan.week)).as_str()).nl();
    let mut keys: Vec<(String, Action)> = Vec::new();
    let many = plan.draft.tasks.len() > MANY;
    let (title, tag) = if many { (SHORT_TITLE, SHORT_TAG) } else { (TITLE, TAG) };
    for (number, task) in (1usize..).zip(&plan.draft.tasks) {
        card.html.text(&format!("{number}. ")).text(&ellipsis(&task.title, title));
        if let Some(goal) = &task.goal {
            card.html.text(" · #").text(&ellipsis(goal, tag));
        }
        card.html.nl();
        keys.push((
            number.to_string(),
            Action::Goal(GoalAction::OfTask { plan: plan.id, task: task.uid, alone: false }),
        ));
    }
    for row in keys.chunks(6) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card.button(say!(words, "btn-back-to-plan"), &Action::Goal(GoalAction::BackToPlan { plan: plan.id }))
}

/// The goals that a task may serve, the likeliest first. With `alone` the buttons lead back to the task, otherwise on
/// to the next one.
pub fn choices(words: Words<'_>, plan: &Plan, uid: u32, alone: bool, likely: &[&Goal]) -> Card {
    let mut card = Card::default();
    let task = plan.draft.tasks.iter().find(|task| task.uid == uid);
    card.html
        .bold(ellipsis(task.map_or("", |t| t.title.as_str()), TITLE).as_str())
        .nl()
        .text(&say!(words, "goal-which"));
    let id = plan.id;
    for goal in likely.iter().take(MAX_CHOICES) {
        let label = format!("#{} · {}", goal.tag, goal.title);
        let link = Action::Goal(GoalAction::Link { plan: id, task: uid, goal: Some(goal.id), alone });
        card = card.button(ellipsis(&label, LABEL), &link);
    }
    if task.is_some_and(|t| t.goal.is_some()) {
        card = card.button(
            say!(words, "btn-no-goal"),
            &Action::Goal(GoalAction::Link { plan: id, task: uid, goal: None, alone }),
        );
    }
    let back = if alone {
        Action::Plan(PlanAction::Edit { plan: id, edit: Edit::Task { task: uid } })
    } else {
        Action::Goal(GoalAction::OfPlan { plan: id })
    };
    card.button(say!(words, "btn-back"), &back)
}
