//! What is open while somebody writes, read from the database: it decides what their words mean.

use anyhow::Context as _;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::{MetricUnit, Person, PersonId};
use crate::domain::conversation::unclear::Open;
use crate::domain::intake::understand::{
    Listed, Message, Metric, Outcome, PlanState as Stage, ReportState, Situation, Vocabulary, Writer, understand,
};
use crate::domain::plan::{Draft, DraftTask, Plan, PlanState, Progress};
use crate::domain::week::task::Task;
use crate::storage::report::sent as reports;
use crate::storage::{conversation, outbox};
use crate::unit::Unit;
use crate::{cards, storage};

use crate::chat::calendar::calendar;
use crate::chat::plan::own;
use crate::chat::plan::version;
use crate::chat::report::owed::{asked_week, is_sent, owed_week, runs_by_plan, tasks_of};

/// Working days in a week, by which a person's own day is measured.
const DAYS: u32 = 5;

/// What is open for one person.
#[derive(Debug)]
pub struct Moment<'a> {
    /// Whose words are awaited.
    pub person: &'a Person,
    /// The week whose plan new lines go to.
    pub week: Week,
    /// That plan, where it was begun.
    pub plan: Option<Plan>,
    /// How far it has come.
    pub stage: Stage,
    /// The card was never seen: its numbers mean nothing to them.
    unseen: bool,
    /// The week whose report is owed.
    pub owed: Option<Week>,
    report: ReportState,
    /// The week that marks of tasks are of, with its tasks.
    pub running: Option<(Week, Vec<Task>)>,
    metrics: Vec<Known>,
    people: Vec<&'a str>,
    today: NaiveDate,
    day_minutes: u32,
    /// The authors of the plans that wait for this person's decision.
    pub waiting: Vec<PersonId>,
    /// Where unclear words can go.
    pub open: Open,
}

/// A metric of the person.
#[derive(Debug)]
struct Known {
    key: String,
    name: String,
    unit: MetricUnit,
    last: Option<Decimal>,
}

impl<'a> Moment<'a> {
    /// Reads what is open for a person.
    pub async fn of(unit: &mut Unit<'a>, person: &Person) -> anyhow::Result<Self> {
        let roster = unit.roster;
        let person = roster.person(person.id).context("whoever wrote is of the company")?;
        let chosen = conversation::chosen_week(unit.tx, person.id).await?;
        let own::LinesGo { week, plan, asked } = own::where_lines_go(unit, person, chosen).await?;
        let unseen = match &plan {
            Some(plan) => plan.draft.progress() == Progress::Prefilled && !is_seen(unit, person, plan).await?,
            None => true,
        };
        let stage = match &plan {
            Some(plan) if version::settled(unit, person, plan) => Stage::Approved,
            Some(plan) if plan.state == PlanState::Submitted => Stage::Submitted,
            Some(plan) if asked || !unseen || plan.draft.progress() != Progress::Prefilled => Stage::Open,
            _ if asked => Stage::Open,
            _ => Stage::NotAsked,
        };
        let owed = owed_week(unit, person).await?;
        let report = match owed {
            Some(_) => ReportState::Owed,
            None if is_sent(unit, person, asked_week(unit, person)).await? => ReportState::Sent,
            None => ReportState::None,
        };
        let running = running(unit, person, owed).await?;
        let mut metrics = metrics(unit, person, week).await?;
        if let Some(owed) = owed {
            metrics.extend(named_then(unit, person, owed));
        }
        let people =
            roster.people.iter().filter(|p| p.active() && p.id != person.id).map(|p| p.name.as_str()).collect();
        let waiting = authors_waiting(unit, person).await?;
        let (this_week, _) = calendar(roster, person, unit.now);
        Ok(Self {
            open: Open {
                plan: stage != Stage::Approved,
                report: owed.is_some(),
                running: running.as_ref().is_some_and(|(week, _)| *week == this_week),
                people: whom(unit, person, &waiting),
            },
            waiting,
            report,
            person,
            week,
            stage,
            unseen,
            owed,
            running,
            metrics,
            people,
            today: roster.today_of(person, unit.now),
            day_minutes: roster.week_minutes_of(person) / DAYS,
            plan,
        })
    }

    /// The week that words of a report, or of the running week, are of; none where there is neither.
    pub fn report_week(&self) -> Option<Week> {
        self.owed.or(self.running.as_ref().map(|(week, _)| *week))
    }

    /// What a message comes to at this moment.
    pub fn understand(&self, message: &Message<'_>, writer: Writer) -> Vec<Outcome> {
        let plan = self.plan.as_ref().filter(|_| !self.unseen);
        self.read(message, writer, &plan.map(|plan| listed(&plan.draft)).unwrap_or_default())
    }

    /// What a message comes to where these tasks are in the plan.
    pub fn read(&self, message: &Message<'_>, writer: Writer, plan: &[Listed<'_>]) -> Vec<Outcome> {
        let metrics: Vec<Metric<'_>> = self.metrics.iter().map(Known::metric).collect();
        let running: Vec<Listed<'_>> =
            self.running.iter().flat_map(|(_, tasks)| tasks).filter_map(listed_task).collect();
        understand(
            message,
            &Situation {
                words: Vocabulary::shipped(),
                metrics: &metrics,
                writer,
                state: self.stage,
                plan,
                running: &running,
                report: self.report,
                people: &self.people,
                today: self.today,
                day_minutes: self.day_minutes,
            },
        )
    }

    /// The same moment while a person corrects what they reported: its report counts as owed, and its tasks are those of that week.
    pub async fn for_the_report(&mut self, unit: &mut Unit<'_>, week: Week) -> anyhow::Result<()> {
        self.report = ReportState::Owed;
        self.owed = Some(week);
        self.running = Some((week, tasks_of(unit, self.person, week).await?));
        self.metrics.extend(named_then(unit, self.person, week));
        Ok(())
    }

    /// The same moment for whoever asks for the plan by its command: lines go to it, also before it is asked for.
    pub fn for_the_plan(&mut self) {
        if self.stage == Stage::NotAsked {
            self.stage = Stage::Open;
        }
        self.report = ReportState::None;
        self.running = None;
    }

    /// A number of theirs as they would type it: «Лиды 120».
    pub fn example(&self, unit: &Unit<'_>) -> String {
        let words = unit.words(self.person);
        match self.metrics.first() {
            Some(metric) => format!("{} {}", metric.name, words.number(metric.last.unwrap_or(Decimal::ONE_HUNDRED))),
            None => "…".to_owned(),
        }
    }
}

impl Known {
    fn metric(&self) -> Metric<'_> {
        Metric { key: &self.key, name: &self.name, unit: self.unit, last: self.last }
    }
}

/// The tasks of a draft as its card numbers them.
pub fn listed(draft: &Draft) -> Vec<Listed<'_>> {
    listed_if(draft, |_| true)
}

/// The tasks of a draft that a message has not put there, under the numbers they have on the card: its new text is read as if
/// it had not been said before.
pub fn listed_without(draft: &Draft, message: i64) -> Vec<Listed<'_>> {
    listed_if(draft, |task| task.source != Some(message))
}

fn listed_if(draft: &Draft, is_listed: impl Fn(&DraftTask) -> bool) -> Vec<Listed<'_>> {
    (1..)
        .zip(&draft.tasks)
        .filter(|(_, task)| is_listed(task))
        .map(|(number, task)| Listed {
            number,
            title: &task.title,
            deliverable: task.deliverable.as_deref(),
            minutes: task.minutes,
            offered: task.seed.is_some() && !task.touched,
        })
        .collect()
}

fn listed_task(task: &Task) -> Option<Listed<'_>> {
    let number = u32::try_from(task.number).ok()?;
    Some(Listed {
        number,
        title: &task.title,
        deliverable: task.deliverable.as_deref(),
        minutes: task.minutes,
        offered: false,
    })
}

/// Whether the card of this plan was ever put up in its author's chat.
async fn is_seen(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> anyhow::Result<bool> {
    let Some(chat) = person.telegram_id else { return Ok(false) };
    Ok(outbox::card_message(unit.tx, chat, cards::plan::card::key(plan)).await?.is_some())
}

/// The tasks that marks are of: the running week's where it runs by an agreed plan, else those of the report that is owed.
async fn running(
    unit: &mut Unit<'_>,
    person: &Person,
    owed: Option<Week>,
) -> anyhow::Result<Option<(Week, Vec<Task>)>> {
    let (week, _) = calendar(unit.roster, person, unit.now);
    let runs = runs_by_plan(unit, person, week).await? && !is_sent(unit, person, week).await?;
    match if runs { Some(week) } else { owed } {
        Some(week) => Ok(Some((week, tasks_of(unit, person, week).await?))),
        None => Ok(None),
    }
}

async fn metrics(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Vec<Known>> {
    let last = reports::last_actuals(unit.tx, person.id, week).await?;
    let known = |key: &str| last.iter().find(|(metric, ..)| metric == key).map(|(.., value)| *value);
    Ok(unit
        .roster
        .typed_metrics(person)
        .map(|m| Known { key: m.key.clone(), name: m.name.clone(), unit: m.unit, last: known(&m.key) })
        .collect())
}

/// The metrics that a person reported in a week, where they are called otherwise now or are no longer theirs.
fn named_then(unit: &Unit<'_>, person: &Person, week: Week) -> Vec<Known> {
    let now: Vec<&str> = unit.roster.typed_metrics(person).map(|metric| metric.name.as_str()).collect();
    let then = unit.roster.in_week(week);
    then.typed_metrics(person.id)
        .filter(|metric| !now.contains(&metric.name.as_str()))
        .map(|m| Known { key: m.key.clone(), name: m.name.clone(), unit: m.unit, last: None })
        .collect()
}

/// Whom a remark of this person may go to: who decides on their plan, and the authors of the plans that wait for them.
fn whom(unit: &Unit<'_>, person: &Person, waiting: &[PersonId]) -> Vec<PersonId> {
    let decider = unit.roster.approvers(person, unit.now).first().map(|p| p.id).filter(|id| *id != person.id);
    waiting.iter().copied().chain(decider.filter(|id| !waiting.contains(id))).collect()
}

/// The authors of the plans that wait for this person's decision.
async fn authors_waiting(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Vec<PersonId>> {
    let (roster, now) = (unit.roster, unit.now);
    if !roster.decides_for_others(person, now) {
        return Ok(Vec::new());
    }
    let waiting = storage::approval::waiting::waiting_briefly(unit.tx, roster.unfinished_since(now)).await?;
    let mut authors = Vec::new();
    for (_, author, _, level) in waiting {
        let Some(author) = roster.person(author).filter(|author| author.id != person.id) else { continue };
        if roster.reached(author, now, level).iter().any(|p| p.id == person.id) && !authors.contains(&author.id) {
            authors.push(author.id);
        }
    }
    Ok(authors)
}
