//! What a button means: typed here, some ASCII letters and numbers in Telegram's callback data.
//!
//! Callback data is forgeable and stale: an [`Action`] says what somebody asks for, never that they may.

mod edit;
mod look;
mod metric;
mod report;
mod week;

pub use edit::Edit;
pub use look::LookAction;
pub use metric::MetricAction;
pub use report::ReportAction;
pub use week::WeekAction;

use chrono::NaiveDate;

use crate::domain::company::Locale;
use crate::domain::hint::HintKind;
use crate::domain::mark::Spot;
use crate::domain::month::Month;
use crate::domain::plan::TaskState;
use crate::domain::week::Week;

/// What a tap asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The author hands a plan in.
    SubmitPlan {
        /// Which.
        plan: i64,
    },
    /// The author hands in a plan of more hours than fit, for one of the usual reasons.
    SubmitOver {
        /// Which.
        plan: i64,
        /// Number of the reason.
        reason: u8,
    },
    /// The author wants to say in own words why a plan holds more hours than fit.
    ExplainOver {
        /// Which.
        plan: i64,
    },
    /// The author takes a task off a plan that is too full.
    TakeOff {
        /// Which.
        plan: i64,
        /// The task's number for good.
        task: u32,
        /// Its estimate as it was shown.
        minutes: u32,
    },
    /// A person chooses the language the bot speaks to them.
    SetLanguage {
        /// Which.
        locale: Locale,
    },
    /// A person will be away.
    SetAway {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// A person will not be away after all.
    CancelAway {
        /// Which absence.
        absence: i64,
    },
    /// The author takes all suggested targets.
    TakeTargets {
        /// For which plan.
        plan: i64,
    },
    /// The author turns to the plan of another week.
    PlanFor {
        /// Which.
        week: Week,
    },
    /// The author takes a waiting plan back.
    ChangePlan {
        /// Which.
        plan: i64,
    },
    /// The author looks at what the bot had put into a plan, or has looked enough.
    Offers {
        /// Which plan.
        plan: i64,
        /// To choose, else back to the card.
        open: bool,
    },
    /// The author edits a plan on its card.
    Edit {
        /// Which.
        plan: i64,
        /// How.
        edit: Edit,
    },
    /// The author keeps or drops one of these tasks.
    KeepOffer {
        /// In which plan.
        plan: i64,
        /// Which: `Seed::tag` of the task.
        seed: u32,
        /// Keep, else drop.
        keep: bool,
    },
    /// A person leaves a regular task of theirs out of plans, or takes it in again.
    PauseRegular {
        /// Which.
        regular: i64,
        /// Leave out, else take in.
        paused: bool,
    },
    /// A person takes a regular task off their list.
    RemoveRegular {
        /// Which.
        regular: i64,
    },
    /// The author reads the hints on a plan.
    ShowHints {
        /// Which.
        plan: i64,
    },
    /// The author goes back from the hints to the plan.
    LeaveHints {
        /// Which.
        plan: i64,
    },
    /// The author does not want to read a hint on a task again.
    HideHint {
        /// On which plan.
        plan: i64,
        /// What the hint is about.
        kind: HintKind,
        /// Mark of the task.
        mark: u32,
    },
    /// The author does not want to read hints of a kind again.
    HideHints {
        /// On which plan they stand.
        plan: i64,
        /// The kind.
        kind: HintKind,
    },
    /// The author wants all hints again.
    UnhideHints {
        /// From which plan this is asked.
        plan: i64,
    },
    /// An approver looks at one plan.
    OpenPlan {
        /// Which.
        plan: i64,
    },
    /// An approver agrees.
    Approve {
        /// With which plan.
        plan: i64,
        /// In which version.
        version: i64,
    },
    /// An approver wants to return a plan and is asked why.
    Return {
        /// Which plan.
        plan: i64,
        /// Which version.
        version: i64,
    },
    /// An approver returns a plan for one of the usual reasons.
    ReturnBecause {
        /// Which plan.
        plan: i64,
        /// Which version.
        version: i64,
        /// Number of the reason.
        reason: u8,
    },
    /// An approver goes back from a plan to all that wait.
    Inbox,
    /// An approver agrees with all plans that raise no doubt.
    ApproveClean {
        /// Number of the list that was shown.
        offer: i64,
    },
    /// An approver wants to point at the line because of which a plan is returned.
    PointOut {
        /// Which plan.
        plan: i64,
        /// Which version.
        version: i64,
    },
    /// An approver points at a line.
    Point {
        /// Of which plan.
        plan: i64,
        /// Of which version.
        version: i64,
        /// Which line.
        spot: Spot,
    },
    /// An approver marks a line for one of the usual reasons.
    MarkLine {
        /// Of which plan.
        plan: i64,
        /// Of which version.
        version: i64,
        /// Which line.
        spot: Spot,
        /// Number of the reason.
        reason: u8,
    },
    /// An approver returns a plan because of the lines that were marked.
    ReturnMarked {
        /// Which plan.
        plan: i64,
        /// Which version.
        version: i64,
    },
    /// The author drops the change they write: what was approved stays.
    KeepAgreed {
        /// Of which plan.
        plan: i64,
    },
    /// An approver wants to change a plan before approving it.
    EditPlan {
        /// Which plan.
        plan: i64,
        /// Which version.
        version: i64,
    },
    /// An approver points at the line whose number they want to change.
    EditLine {
        /// Which plan.
        plan: i64,
        /// Which version.
        version: i64,
        /// Which line of it as they have changed it.
        spot: Spot,
    },
    /// An approver agrees with a plan as they have changed it.
    ApproveEdited {
        /// Which plan.
        plan: i64,
        /// Which version they have changed.
        version: i64,
    },
    /// Author or approver want to write to the other about a plan.
    AskAboutPlan {
        /// Which.
        plan: i64,
    },
    /// Somebody wants to answer what was written to them about a plan.
    AnswerRemark {
        /// Which message.
        remark: i64,
    },
    /// Somebody wants to know what happened to a plan.
    PlanHistory {
        /// Which.
        plan: i64,
    },
    /// A person says what became of a task of theirs.
    Mark {
        /// Which task.
        task: i64,
        /// What became of it.
        state: TaskState,
        /// The tap came from the report, else from `/week`.
        report: bool,
    },
    /// A person says that all open tasks of a week are done.
    AllDone {
        /// Which week.
        week: Week,
    },
    /// A person hands a report in.
    SendReport {
        /// For which week.
        week: Week,
        /// Although something is missing.
        anyway: bool,
    },
    /// A person reopens a report to correct it.
    CorrectReport {
        /// For which week.
        week: Week,
    },
    /// A person closes a decision of a sync.
    CloseDecision {
        /// Which.
        decision: i64,
        /// It is done, else no longer wanted.
        done: bool,
    },
    /// Who answers for a decision, where its words did not say.
    OwnDecision {
        /// Which.
        decision: i64,
        /// Who.
        person: i64,
    },
    /// Of which sync a decision is.
    FileDecision {
        /// Which.
        decision: i64,
        /// Of this one.
        sync: i64,
    },
    /// A person looks at all goals.
    GoalsOf {
        /// And what the plans of this week do for them.
        week: Week,
    },
    /// A person looks at one goal.
    OpenGoal {
        /// Which.
        goal: i64,
    },
    /// A person looks at the goals that were closed.
    ClosedGoals,
    /// Somebody closes a goal or opens it again.
    SetGoal {
        /// Which.
        goal: i64,
        /// Open again, else closed.
        open: bool,
        /// They were asked whether they are sure.
        sure: bool,
    },
    /// Somebody says that a milestone of a goal is reached.
    Reach {
        /// Of which goal.
        goal: i64,
        /// Of which month.
        month: Month,
        /// Reached, else not after all.
        done: bool,
    },
    /// The author looks at which tasks serve which goals.
    PlanGoals {
        /// Of which plan.
        plan: i64,
    },
    /// The author chooses the goal of a task.
    GoalOfTask {
        /// Of which plan.
        plan: i64,
        /// The task's number for good.
        task: u32,
        /// This task alone, else one after the other.
        alone: bool,
    },
    /// A task serves a goal.
    LinkTask {
        /// Of which plan.
        plan: i64,
        /// The task's number for good.
        task: u32,
        /// Which goal; none where it serves none.
        goal: Option<i64>,
        /// This task alone, else one after the other.
        alone: bool,
    },
    /// The author returns from the goals to the plan.
    BackToPlan {
        /// Which.
        plan: i64,
    },
    /// Somebody decides whenever the manager who taps is not there.
    NameDeputy {
        /// Who.
        person: i64,
    },
    /// A deputy is one no longer.
    CancelDeputy {
        /// Which.
        deputy: i64,
    },
    /// Shows what of somebody's can be opened again.
    ReopenOf {
        /// Whose.
        person: i64,
    },
    /// Asks why an agreed plan is opened again.
    Reopen {
        /// Which.
        plan: i64,
        /// The version the button stands under.
        version: i64,
    },
    /// Opens an agreed plan again for one of the usual reasons.
    ReopenBecause {
        /// Which.
        plan: i64,
        /// The version the button stands under.
        version: i64,
        /// The reason's number.
        reason: u8,
    },
    /// Asks why a sent report is opened again.
    ReopenReport {
        /// Whose.
        person: i64,
        /// Of which week.
        week: Week,
    },
    /// Opens a sent report again for one of the usual reasons.
    ReopenReportBecause {
        /// Whose.
        person: i64,
        /// Of which week.
        week: Week,
        /// The reason's number.
        reason: u8,
    },
    /// A chat becomes a team's.
    LinkTeam {
        /// Which team.
        team: i64,
        /// Which chat.
        chat: i64,
    },
    /// A chat becomes a sync's.
    LinkSync {
        /// Which sync.
        sync: i64,
        /// Which chat.
        chat: i64,
    },
    /// Something on a card of the running week.
    Week(WeekAction),
    /// Something on a card of metrics or of targets for one week.
    Metric(MetricAction),
    /// Something on a card of a report.
    Report(ReportAction),
    /// Something for looking back.
    Look(LookAction),
}

impl From<MetricAction> for Action {
    fn from(action: MetricAction) -> Self {
        Self::Metric(action)
    }
}

impl From<ReportAction> for Action {
    fn from(action: ReportAction) -> Self {
        Self::Report(action)
    }
}

impl From<LookAction> for Action {
    fn from(action: LookAction) -> Self {
        Self::Look(action)
    }
}

impl From<WeekAction> for Action {
    fn from(action: WeekAction) -> Self {
        Self::Week(action)
    }
}

impl Action {
    /// As callback data: at most 64 bytes, since the longest holds three numbers.
    pub fn encode(&self) -> String {
        match self {
            Self::SubmitPlan { plan } => format!("ps:{plan}"),
            Self::SubmitOver { plan, reason } => format!("po:{plan}:{reason}"),
            Self::ExplainOver { plan } => format!("pe:{plan}"),
            Self::TakeOff { plan, task, minutes } => format!("px:{plan}:{task}:{minutes}"),
            Self::SetLanguage { locale: Locale::Ru } => "la:ru".to_owned(),
            Self::SetLanguage { locale: Locale::En } => "la:en".to_owned(),
            Self::SetAway { from, to } => format!("ws:{from}:{to}"),
            Self::CancelAway { absence } => format!("wc:{absence}"),
            Self::TakeTargets { plan } => format!("pt:{plan}"),
            Self::PlanFor { week } => format!("pw:{week}"),
            Self::ChangePlan { plan } => format!("pc:{plan}"),
            Self::Offers { plan, open } => format!("pf:{plan}:{}", u8::from(*open)),
            Self::Edit { plan, edit } => edit.encode(*plan),
            Self::KeepOffer { plan, seed, keep } => format!("pk:{plan}:{seed}:{}", u8::from(*keep)),
            Self::PauseRegular { regular, paused } => format!("gq:{regular}:{}", u8::from(*paused)),
            Self::RemoveRegular { regular } => format!("gr:{regular}"),
            Self::ShowHints { plan } => format!("ho:{plan}"),
            Self::LeaveHints { plan } => format!("hl:{plan}"),
            Self::HideHint { plan, kind, mark } => format!("hh:{plan}:{}:{mark}", kind.name()),
            Self::HideHints { plan, kind } => format!("hk:{plan}:{}", kind.name()),
            Self::UnhideHints { plan } => format!("hu:{plan}"),
            Self::OpenPlan { plan } => format!("ao:{plan}"),
            Self::Approve { plan, version } => format!("aa:{plan}:{version}"),
            Self::Return { plan, version } => format!("ar:{plan}:{version}"),
            Self::ReturnBecause { plan, version, reason } => format!("ab:{plan}:{version}:{reason}"),
            Self::Inbox => "ib".to_owned(),
            Self::ApproveClean { offer } => format!("ac:{offer}"),
            Self::PointOut { plan, version } => format!("al:{plan}:{version}"),
            Self::Point { plan, version, spot } => format!("ap:{plan}:{version}:{}", spot_name(*spot)),
            Self::MarkLine { plan, version, spot, reason } => {
                format!("am:{plan}:{version}:{}:{reason}", spot_name(*spot))
            }
            Self::ReturnMarked { plan, version } => format!("ak:{plan}:{version}"),
            Self::KeepAgreed { plan } => format!("vk:{plan}"),
            Self::EditPlan { plan, version } => format!("ve:{plan}:{version}"),
            Self::EditLine { plan, version, spot } => format!("vl:{plan}:{version}:{}", spot_name(*spot)),
            Self::ApproveEdited { plan, version } => format!("va:{plan}:{version}"),
            Self::AskAboutPlan { plan } => format!("vq:{plan}"),
            Self::AnswerRemark { remark } => format!("vr:{remark}"),
            Self::PlanHistory { plan } => format!("vh:{plan}"),
            Self::Mark { task, state, report } => format!("tm:{task}:{}:{}", state.name(), u8::from(*report)),
            Self::AllDone { week } => format!("rd:{week}"),
            Self::SendReport { week, anyway } => format!("rs:{week}:{}", u8::from(*anyway)),
            Self::CorrectReport { week } => format!("rc:{week}"),
            Self::CloseDecision { decision, done } => format!("xc:{decision}:{}", u8::from(*done)),
            Self::OwnDecision { decision, person } => format!("xo:{decision}:{person}"),
            Self::FileDecision { decision, sync } => format!("xs:{decision}:{sync}"),
            Self::GoalsOf { week } => format!("gw:{week}"),
            Self::OpenGoal { goal } => format!("go:{goal}"),
            Self::ClosedGoals => "gx".to_owned(),
            Self::SetGoal { goal, open, sure } => format!("gs:{goal}:{}:{}", u8::from(*open), u8::from(*sure)),
            Self::Reach { goal, month, done } => format!("gm:{goal}:{month}:{}", u8::from(*done)),
            Self::PlanGoals { plan } => format!("gp:{plan}"),
            Self::GoalOfTask { plan, task, alone } => format!("gt:{plan}:{task}:{}", u8::from(*alone)),
            Self::LinkTask { plan, task, goal, alone } => {
                format!("gl:{plan}:{task}:{}:{}", goal.unwrap_or(0), u8::from(*alone))
            }
            Self::BackToPlan { plan } => format!("gb:{plan}"),
            Self::NameDeputy { person } => format!("dn:{person}"),
            Self::CancelDeputy { deputy } => format!("dc:{deputy}"),
            Self::ReopenOf { person } => format!("zo:{person}"),
            Self::Reopen { plan, version } => format!("zp:{plan}:{version}"),
            Self::ReopenBecause { plan, version, reason } => format!("zb:{plan}:{version}:{reason}"),
            Self::ReopenReport { person, week } => format!("zr:{person}:{week}"),
            Self::ReopenReportBecause { person, week, reason } => format!("zq:{person}:{week}:{reason}"),
            Self::LinkTeam { team, chat } => format!("lt:{team}:{chat}"),
            Self::LinkSync { sync, chat } => format!("ls:{sync}:{chat}"),
            Self::Week(action) => action.encode(),
            Self::Metric(action) => action.encode(),
            Self::Report(action) => action.encode(),
            Self::Look(action) => action.encode(),
        }
    }

    /// What callback data asks for; none where it is not ours, or of a version that said it differently.
    pub fn decode(data: &str) -> Option<Self> {
        let mut parts = data.split(':');
        let name = parts.next()?;
        let action = {
            let mut next = || parts.next();
            match name {
                "ps" => Self::SubmitPlan { plan: id(next()?)? },
                "po" => Self::SubmitOver { plan: id(next()?)?, reason: next()?.parse().ok()? },
                "pe" => Self::ExplainOver { plan: id(next()?)? },
                "px" => {
                    Self::TakeOff { plan: id(next()?)?, task: next()?.parse().ok()?, minutes: next()?.parse().ok()? }
                }
                "la" => Self::SetLanguage { locale: language(next()?)? },
                "ws" => Self::SetAway { from: date(next()?)?, to: date(next()?)? },
                "wc" => Self::CancelAway { absence: id(next()?)? },
                "pt" => Self::TakeTargets { plan: id(next()?)? },
                "pw" => Self::PlanFor { week: next()?.parse().ok()? },
                "pc" => Self::ChangePlan { plan: id(next()?)? },
                "pf" => Self::Offers { plan: id(next()?)?, open: flag(next()?)? },
                "pk" => Self::KeepOffer { plan: id(next()?)?, seed: next()?.parse().ok()?, keep: flag(next()?)? },
                "gq" => Self::PauseRegular { regular: id(next()?)?, paused: flag(next()?)? },
                "gr" => Self::RemoveRegular { regular: id(next()?)? },
                "ho" => Self::ShowHints { plan: id(next()?)? },
                "hl" => Self::LeaveHints { plan: id(next()?)? },
                "hh" => {
                    Self::HideHint { plan: id(next()?)?, kind: HintKind::named(next()?)?, mark: next()?.parse().ok()? }
                }
                "hk" => Self::HideHints { plan: id(next()?)?, kind: HintKind::named(next()?)? },
                "hu" => Self::UnhideHints { plan: id(next()?)? },
                "ao" => Self::OpenPlan { plan: id(next()?)? },
                "aa" => Self::Approve { plan: id(next()?)?, version: id(next()?)? },
                "ar" => Self::Return { plan: id(next()?)?, version: id(next()?)? },
                "ab" => {
                    Self::ReturnBecause { plan: id(next()?)?, version: id(next()?)?, reason: next()?.parse().ok()? }
                }
                "ib" => Self::Inbox,
                "ac" => Self::ApproveClean { offer: id(next()?)? },
                "al" => Self::PointOut { plan: id(next()?)?, version: id(next()?)? },
                "ap" => Self::Point { plan: id(next()?)?, version: id(next()?)?, spot: spot(next()?)? },
                "am" => Self::MarkLine {
                    plan: id(next()?)?,
                    version: id(next()?)?,
                    spot: spot(next()?)?,
                    reason: next()?.parse().ok()?,
                },
                "ak" => Self::ReturnMarked { plan: id(next()?)?, version: id(next()?)? },
                "vk" => Self::KeepAgreed { plan: id(next()?)? },
                "ve" => Self::EditPlan { plan: id(next()?)?, version: id(next()?)? },
                "vl" => Self::EditLine { plan: id(next()?)?, version: id(next()?)?, spot: spot(next()?)? },
                "va" => Self::ApproveEdited { plan: id(next()?)?, version: id(next()?)? },
                "vq" => Self::AskAboutPlan { plan: id(next()?)? },
                "vr" => Self::AnswerRemark { remark: id(next()?)? },
                "vh" => Self::PlanHistory { plan: id(next()?)? },
                "tm" => Self::Mark { task: id(next()?)?, state: TaskState::named(next()?)?, report: flag(next()?)? },
                "rd" => Self::AllDone { week: next()?.parse().ok()? },
                "rs" => Self::SendReport { week: next()?.parse().ok()?, anyway: flag(next()?)? },
                "rc" => Self::CorrectReport { week: next()?.parse().ok()? },
                "xc" => Self::CloseDecision { decision: id(next()?)?, done: flag(next()?)? },
                "xo" => Self::OwnDecision { decision: id(next()?)?, person: id(next()?)? },
                "xs" => Self::FileDecision { decision: id(next()?)?, sync: id(next()?)? },
                "gw" => Self::GoalsOf { week: next()?.parse().ok()? },
                "go" => Self::OpenGoal { goal: id(next()?)? },
                "gx" => Self::ClosedGoals,
                "gs" => Self::SetGoal { goal: id(next()?)?, open: flag(next()?)?, sure: flag(next()?)? },
                "gm" => Self::Reach { goal: id(next()?)?, month: next()?.parse().ok()?, done: flag(next()?)? },
                "gp" => Self::PlanGoals { plan: id(next()?)? },
                "gt" => Self::GoalOfTask { plan: id(next()?)?, task: next()?.parse().ok()?, alone: flag(next()?)? },
                "gl" => Self::LinkTask {
                    plan: id(next()?)?,
                    task: next()?.parse().ok()?,
                    goal: match next()? {
                        "0" => None,
                        goal => Some(id(goal)?),
                    },
                    alone: flag(next()?)?,
                },
                "gb" => Self::BackToPlan { plan: id(next()?)? },
                "dn" => Self::NameDeputy { person: id(next()?)? },
                "dc" => Self::CancelDeputy { deputy: id(next()?)? },
                "zo" => Self::ReopenOf { person: id(next()?)? },
                "zp" => Self::Reopen { plan: id(next()?)?, version: id(next()?)? },
                "zb" => {
                    Self::ReopenBecause { plan: id(next()?)?, version: id(next()?)?, reason: next()?.parse().ok()? }
                }
                "zr" => Self::ReopenReport { person: id(next()?)?, week: next()?.parse().ok()? },
                "zq" => Self::ReopenReportBecause {
                    person: id(next()?)?,
                    week: next()?.parse().ok()?,
                    reason: next()?.parse().ok()?,
                },
                "lt" => Self::LinkTeam { team: id(next()?)?, chat: next()?.parse().ok()? },
                "ls" => Self::LinkSync { sync: id(next()?)?, chat: next()?.parse().ok()? },
                "dg" | "dw" | "lc" => Self::Look(LookAction::decode(name, next)?),
                _ if name.starts_with('k') => Self::Metric(MetricAction::decode(name, next)?),
                // All of the week's, and only they, have three letters.
                _ if name.len() == 3 => Self::Week(WeekAction::decode(name, next)?),
                // All of the report's, and only they, have four.
                _ if name.len() == 4 => Self::Report(ReportAction::decode(name, next)?),
                _ => Self::Edit { plan: id(next()?)?, edit: Edit::decode(name, next)? },
            }
        };
        parts.next().is_none().then_some(action)
    }
}

fn id(text: &str) -> Option<i64> {
    text.parse().ok().filter(|id| *id > 0)
}

/// `m2` for the second target, `t3` for the third task.
fn spot_name(spot: Spot) -> String {
    match spot {
        Spot::Target(number) => format!("m{number}"),
        Spot::Task(number) => format!("t{number}"),
    }
}

fn spot(text: &str) -> Option<Spot> {
    let (kind, number) = text.split_at_checked(1)?;
    let number = number.parse().ok().filter(|n| *n > 0)?;
    match kind {
        "m" => Some(Spot::Target(number)),
        "t" => Some(Spot::Task(number)),
        _ => None,
    }
}

/// A language, as [`Action::encode`] writes it.
fn language(text: &str) -> Option<Locale> {
    match text {
        "ru" => Some(Locale::Ru),
        "en" => Some(Locale::En),
        _ => None,
    }
}

/// A date of four digits of year, as [`Action::encode`] writes it.
fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text && text.len() == 10)
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn goal_actions() -> impl Strategy<Value = Action> {
        let id = 1i64..=i64::MAX;
        let day = (0u64..50_000).prop_map(|d| NaiveDate::default() + Days::new(d));
        prop_oneof![
            Just(Action::ClosedGoals),
            day.clone().prop_map(|day| Action::GoalsOf { week: Week::of_date(day) }),
            id.clone().prop_map(|goal| Action::OpenGoal { goal }),
            (id.clone(), any::<bool>(), any::<bool>()).prop_map(|(goal, open, sure)| Action::SetGoal {
                goal,
                open,
                sure
            }),
            (id.clone(), day, any::<bool>()).prop_map(|(goal, day, done)| Action::Reach {
                goal,
                month: Month::of_date(day),
                done
            }),
            id.clone().prop_map(|plan| Action::PlanGoals { plan }),
            (id.clone(), any::<u32>(), any::<bool>()).prop_map(|(plan, task, alone)| Action::GoalOfTask {
                plan,
                task,
                alone
            }),
            (id.clone(), any::<u32>(), prop::option::of(id.clone()), any::<bool>())
                .prop_map(|(plan, task, goal, alone)| Action::LinkTask { plan, task, goal, alone }),
            id.prop_map(|plan| Action::BackToPlan { plan }),
        ]
    }

    fn approval_actions() -> impl Strategy<Value = Action> {
        let id = 1i64..=i64::MAX;
        let of = (id.clone(), id.clone());
        prop_oneof![
            Just(Action::Inbox),
            id.prop_map(|offer| Action::ApproveClean { offer }),
            of.clone().prop_map(|(plan, version)| Action::PointOut { plan, version }),
            of.clone().prop_map(|(plan, version)| Action::ReturnMarked { plan, version }),
            (of.clone(), spots()).prop_map(|((plan, version), spot)| Action::Point { plan, version, spot }),
            (of, spots(), any::<u8>()).prop_map(|((plan, version), spot, reason)| Action::MarkLine {
                plan,
                version,
                spot,
                reason
            }),
        ]
    }

    fn deputy_actions() -> impl Strategy<Value = Action> {
        let id = 1i64..=i64::MAX;
        let week = (0u64..50_000).prop_map(|d| Week::of_date(NaiveDate::default() + Days::new(d)));
        prop_oneof![
            id.clone().prop_map(|person| Action::NameDeputy { person }),
            id.clone().prop_map(|deputy| Action::CancelDeputy { deputy }),
            id.clone().prop_map(|person| Action::ReopenOf { person }),
            (id.clone(), id.clone()).prop_map(|(plan, version)| Action::Reopen { plan, version }),
            (id.clone(), id.clone(), any::<u8>()).prop_map(|(plan, version, reason)| Action::ReopenBecause {
                plan,
                version,
                reason
            }),
            (id.clone(), week.clone()).prop_map(|(person, week)| Action::ReopenReport { person, week }),
            (id, week, any::<u8>()).prop_map(|(person, week, reason)| Action::ReopenReportBecause {
                person,
                week,
                reason
            }),
        ]
    }

    fn spots() -> impl Strategy<Value = Spot> {
        prop_oneof![(1..=u8::MAX).prop_map(Spot::Target), (1..=u8::MAX).prop_map(Spot::Task)]
    }

    fn version_actions() -> impl Strategy<Value = Action> {
        let id = 1i64..=i64::MAX;
        prop_oneof![
            id.clone().prop_map(|plan| Action::KeepAgreed { plan }),
            (id.clone(), id.clone()).prop_map(|(plan, version)| Action::EditPlan { plan, version }),
            (id.clone(), id.clone(), spots()).prop_map(|(plan, version, spot)| Action::EditLine {
                plan,
                version,
                spot
            }),
            (id.clone(), id.clone()).prop_map(|(plan, version)| Action::ApproveEdited { plan, version }),
            id.clone().prop_map(|plan| Action::AskAboutPlan { plan }),
            id.clone().prop_map(|remark| Action::AnswerRemark { remark }),
            id.prop_map(|plan| Action::PlanHistory { plan }),
        ]
    }

    fn actions() -> impl Strategy<Value = Action> {
        let id = 1i64..=i64::MAX;
        let week = (0u64..50_000).prop_map(|d| Week::of_date(NaiveDate::default() + Days::new(d)));
        let day = (0u64..50_000).prop_map(|d| NaiveDate::default() + Days::new(d));
        let state = prop::sample::select(vec![TaskState::Open, TaskState::Done, TaskState::Partly, TaskState::NotDone]);
        let kind = prop::sample::select(HintKind::ALL.to_vec());
        prop_oneof![
            id.clone().prop_map(|plan| Action::SubmitPlan { plan }),
            id.clone().prop_map(|plan| Action::TakeTargets { plan }),
            (id.clone(), any::<u8>()).prop_map(|(plan, reason)| Action::SubmitOver { plan, reason }),
            id.clone().prop_map(|plan| Action::ExplainOver { plan }),
            (id.clone(), any::<u32>(), any::<u32>()).prop_map(|(plan, task, minutes)| Action::TakeOff {
                plan,
                task,
                minutes
            }),
            (id.clone(), edit::any()).prop_map(|(plan, edit)| Action::Edit { plan, edit }),
            prop_oneof![Just(Locale::Ru), Just(Locale::En)].prop_map(|locale| Action::SetLanguage { locale }),
            (day.clone(), day).prop_map(|(from, to)| Action::SetAway { from, to }),
            id.clone().prop_map(|absence| Action::CancelAway { absence }),
            week.clone().prop_map(|week| Action::PlanFor { week }),
            id.clone().prop_map(|plan| Action::ChangePlan { plan }),
            (id.clone(), any::<bool>()).prop_map(|(plan, open)| Action::Offers { plan, open }),
            (id.clone(), any::<u32>(), any::<bool>()).prop_map(|(plan, seed, keep)| Action::KeepOffer {
                plan,
                seed,
                keep
            }),
            (id.clone(), any::<bool>()).prop_map(|(regular, paused)| Action::PauseRegular { regular, paused }),
            id.clone().prop_map(|regular| Action::RemoveRegular { regular }),
            id.clone().prop_map(|plan| Action::OpenPlan { plan }),
            id.clone().prop_map(|plan| Action::ShowHints { plan }),
            id.clone().prop_map(|plan| Action::LeaveHints { plan }),
            (id.clone(), kind.clone(), any::<u32>()).prop_map(|(plan, kind, mark)| Action::HideHint {
                plan,
                kind,
                mark
            }),
            (id.clone(), kind).prop_map(|(plan, kind)| Action::HideHints { plan, kind }),
            id.clone().prop_map(|plan| Action::UnhideHints { plan }),
            (id.clone(), id.clone()).prop_map(|(plan, version)| Action::Approve { plan, version }),
            (id.clone(), id.clone()).prop_map(|(plan, version)| Action::Return { plan, version }),
            (id.clone(), id.clone(), any::<u8>()).prop_map(|(plan, version, reason)| Action::ReturnBecause {
                plan,
                version,
                reason
            }),
            (id.clone(), state, any::<bool>()).prop_map(|(task, state, report)| Action::Mark { task, state, report }),
            week.clone().prop_map(|week| Action::AllDone { week }),
            (week.clone(), any::<bool>()).prop_map(|(week, anyway)| Action::SendReport { week, anyway }),
            week.prop_map(|week| Action::CorrectReport { week }),
            (id.clone(), any::<bool>()).prop_map(|(decision, done)| Action::CloseDecision { decision, done }),
            (id.clone(), id.clone()).prop_map(|(decision, person)| Action::OwnDecision { decision, person }),
            (id.clone(), id.clone()).prop_map(|(decision, sync)| Action::FileDecision { decision, sync }),
            goal_actions(),
            approval_actions(),
            week::tests::actions().prop_map(Action::Week),
            metric::tests::actions().prop_map(Action::Metric),
            report::tests::actions().prop_map(Action::Report),
            look::tests::actions().prop_map(Action::Look),
            deputy_actions(),
            version_actions(),
            (id.clone(), any::<i64>()).prop_map(|(team, chat)| Action::LinkTeam { team, chat }),
            (id, any::<i64>()).prop_map(|(sync, chat)| Action::LinkSync { sync, chat }),
        ]
    }

    proptest! {
        #[test]
        fn every_action_fits_into_a_button_and_reads_back(action in actions()) {
            let data = action.encode();
            prop_assert!((1..=64).contains(&data.len()), "{data}");
            prop_assert_eq!(Action::decode(&data), Some(action));
            prop_assert_eq!(Action::decode(&format!("{data}:1")), None, "nothing may follow");
        }

        #[test]
        fn garbage_means_nothing(data in "\\PC{0,64}") {
            if let Some(action) = Action::decode(&data) {
                // The few strings that do mean something must be ways to write that very action.
                prop_assert_eq!(Action::decode(&action.encode()), Some(action));
            }
        }
    }
}
