//! Everything the bot can hear, on one page: what comes in, and which room answers it. Nothing here sends; answers go to
//! the outbox in the same transaction as the fact.

mod answer;
mod approval;
pub mod batch;
mod calendar;
mod company;
mod conversation;
mod heard;
mod meeting;
pub mod numbers;
mod plan;
mod report;
mod week;

use futures::FutureExt as _;
use teloxide::types::{CallbackQuery, ChatMemberKind, ChatMemberUpdated, Message, Update, UpdateKind};

use crate::cards::numbers::metric::Page;
use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::heard::{Heard, Hearing, command};
use crate::domain::company::Person;
use crate::domain::company::access::KeptFor;
use crate::domain::intake::NoteKind;
use crate::render::buttons::{
    Action, ApprovalAction, AwayAction, DecisionAction, GoalAction, GroupAction, HintAction, HypothesisAction,
    LanguageAction, MetricAction, PlanAction, ReopenAction, ReportAction, WeekAction, WordsAction,
};
use crate::storage::conversation::heard as messages;
use crate::storage::outbox::{self, Place, TapAnswer};
use crate::storage::{company as people, conversation as talk};
use crate::unit::Unit;
use crate::{cards, say};

/// Handles one update.
///
/// # Errors
/// Where the database fails or something that must hold does not; then nothing of it is kept.
pub async fn hear(unit: &mut Unit<'_>, update: &Update) -> anyhow::Result<()> {
    match &update.kind {
        UpdateKind::Message(message) if message.chat.is_private() => private_message(unit, message).await,
        UpdateKind::Message(message) => company::groups::message(unit, message).await,
        UpdateKind::EditedMessage(message) if message.chat.is_private() => edited_message(unit, message).await,
        UpdateKind::CallbackQuery(query) => tap(unit, query).await,
        UpdateKind::MyChatMember(change) => membership(unit, change).await,
        _ => Ok(()),
    }
}

/// Somebody wrote to the bot alone.
async fn private_message(unit: &mut Unit<'_>, message: &Message) -> anyhow::Result<()> {
    let Some(user) = &message.from else { return Ok(()) };
    let (user_id, chat) = (user.id.0.cast_signed(), message.chat.id.0);
    let text = message.text().or_else(|| message.caption());
    if let Some(code) = text.and_then(|t| t.strip_prefix("/start ")) {
        return company::joining::join(unit, user_id, user.language_code.as_deref(), code.trim()).await;
    }
    let roster = unit.roster;
    let Some(person) = roster.by_telegram(user_id) else {
        return company::joining::stranger(unit, chat, user.language_code.as_deref()).await;
    };
    if person.unreachable_since.is_some() {
        unit.roster_changed |= people::mark_reachable(unit.tx, user_id).await?;
    }
    let heard = Heard { person, message, text: text.unwrap_or_default(), before: None };
    messages::keep(unit.tx, (person.id, heard.id()), heard.text, unit.now).await?;
    let outcome = written(unit, heard).await;
    answer::to_writer(unit, person, outcome).await
}

/// What somebody of the company wrote: one of the kinds of `conversation::messages`, or a command.
async fn written(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<()> {
    if conversation::written(unit, heard).await? == Hearing::Handled {
        return Ok(());
    }
    match command(heard.text) {
        Some((name, rest)) => obey(unit, Heard { text: rest, ..heard }, name).await,
        None => Err(Refusal::Because(say!(unit.words(heard.person), "not-text"))),
    }
}

/// A command of a person: the whole list. What stands behind its name is the text that is heard.
async fn obey(unit: &mut Unit<'_>, heard: Heard<'_>, name: &str) -> Outcome<()> {
    let Heard { person, message, text: rest, .. } = heard;
    let words = unit.words(person);
    // A command is a change of subject: whatever was asked is no longer asked.
    if name != "cancel" {
        talk::close(unit.tx, person.id).await?;
    }
    if let Err(kept_for) = unit.roster.may_give_command(person, name, unit.now) {
        let who = match kept_for {
            KeptFor::Managers => say!(words, "who-manager"),
            KeptFor::Admins => say!(words, "who-admin"),
        };
        return Err(Refusal::Because(say!(words, "not-allowed", who = who)));
    }
    match name {
        "start" | "help" => Ok(company::help::help(unit, person).await?),
        "plan" if rest.is_empty() => {
            plan::writing::open(unit, person).await?;
            Ok(conversation::words::ask::show_open(unit, person).await?)
        }
        "plan" => conversation::words::for_the_plan(unit, heard).boxed_local().await.map(drop),
        "week" => week::tasks::open(unit, person).await,
        "add" => week::tasks::add(unit, heard).await.map(drop),
        "report" if rest.contains('\n') || message.text().is_some_and(|text| text.trim().starts_with("/report\n")) => {
            conversation::words::heard(unit, heard).boxed_local().await.map(drop)
        }
        "report" if !rest.is_empty() && unit.roster.decides_for_others(person, unit.now) => {
            report::lead_view::command(unit, person, rest).await
        }
        "report" => report::writing::open(unit, person).await,
        "me" => Ok(numbers::record::show(unit, person).await?),
        "history" => plan::version::history(unit, person, rest).await,
        "regular" if rest.is_empty() => Ok(plan::regular::open(unit, person).await?),
        "regular" => Ok(plan::regular::add(unit, person, rest).await?),
        "away" => company::absence::command(unit, person, rest).await,
        "language" => {
            cards::company::language::show(unit, person, Place::Below);
            Ok(())
        }
        "cancel" => conversation::cancel(unit, person).await,
        "inbox" => Ok(approval::inbox::show(unit, person).await?),
        "team" => Ok(numbers::past_weeks::team(unit, person).await?),
        "reopen" => approval::reopen::command(unit, person, rest).await,
        "deputy" => approval::deputy::command(unit, person, rest).await,
        "digest" => numbers::past_weeks::digest(unit, person, rest).await,
        "metrics" => numbers::metric::command(unit, person, rest).await,
        "target" => numbers::target::command(unit, person, rest).await,
        "agenda" => meeting::agenda::show(unit, person).await,
        "goals" => meeting::goal::command(unit, person, rest).await,
        "decision" => Ok(meeting::decision::command(unit, person, message, rest).await?),
        "hypothesis" => meeting::hypothesis::command(unit, person, rest).await,
        "insight" => report::note::heard(unit, heard, NoteKind::Insight, None).await.map(drop),
        "blocker" => report::note::heard(unit, heard, NoteKind::Blocker, None).await.map(drop),
        "link" => Ok(tell(unit, person, &say!(words, "link-here")).await?),
        "export" => numbers::export::send(unit, person, rest).await,
        "import" => numbers::import::offer(unit, person, rest).await,
        "people" => Ok(company::people::show(unit, person).await?),
        "invite" => company::people::invite(unit, person, rest).await,
        "settings" => {
            company::settings::open(unit, person);
            Ok(())
        }
        "status" => Ok(company::status::show(unit, person).await?),
        _ => Err(company::help::unknown(unit, person, name)),
    }
}

/// Somebody changed a message they had written to the bot.
async fn edited_message(unit: &mut Unit<'_>, message: &Message) -> anyhow::Result<()> {
    let roster = unit.roster;
    let person = message.from.as_ref().and_then(|user| roster.by_telegram(user.id.0.cast_signed()));
    let Some(person) = person else { return Ok(()) };
    let text = message.text().or_else(|| message.caption()).unwrap_or_default();
    let heard = Heard { person, message, text, before: None };
    let before = messages::said(unit.tx, (person.id, heard.id())).await?;
    messages::keep(unit.tx, (person.id, heard.id()), text, unit.now).await?;
    if before.as_deref() == Some(text) {
        // Telegram tells of an edit also where only the preview of a link came.
        return Ok(());
    }
    let outcome = conversation::edited(unit, Heard { before: before.as_deref(), ..heard }).await;
    answer::to_writer(unit, person, outcome.map(drop)).await
}

/// Somebody tapped a button: the whole list. The action says what is asked for; each room checks whether it may be.
async fn tap(unit: &mut Unit<'_>, query: &CallbackQuery) -> anyhow::Result<()> {
    let roster = unit.roster;
    let chat = query.message.as_ref().map_or(query.from.id.0.cast_signed(), |m| m.chat().id.0);
    let outcome = match roster.by_telegram(query.from.id.0.cast_signed()) {
        None => {
            let words = unit.words_in(company::joining::guess(query.from.language_code.as_deref(), roster.locale));
            Err(Refusal::Because(say!(words, "stranger")))
        }
        Some(person) => match query.data.as_deref().and_then(Action::decode) {
            Some(action) => act(unit, person, action, query).await,
            None => Err(Refusal::stale(unit.words(person), "/help")),
        },
    };
    let (text, alert) = answer::to_tap(outcome)?;
    let answer = TapAnswer { callback_id: &query.id.0, text: text.as_deref(), alert };
    // Telegram takes an answer for a minute from when the tap was heard.
    outbox::answer(unit.tx, chat, answer, unit.heard_at);
    Ok(())
}

async fn act(unit: &mut Unit<'_>, person: &Person, action: Action, query: &CallbackQuery) -> Outcome<Answer> {
    match action {
        Action::Plan(action) => act_on_plan(unit, person, action, query).await,
        Action::Hint(action) => act_on_hints(unit, person, action).await,
        Action::Approval(action) => act_on_approval(unit, person, action, query).await,
        Action::Reopen(action) => act_on_reopening(unit, person, action, query).await,
        Action::Week(action) => act_in_week(unit, person, action).await,
        Action::Report(action) => act_in_report(unit, person, action).await,
        Action::Goal(action) => act_on_goals(unit, person, action).await,
        Action::Decision(action) => act_on_decision(unit, person, action, query).await,
        Action::Hypothesis(action) => act_on_hypotheses(unit, person, action).await,
        Action::Metric(action) => act_on_metrics(unit, person, action).await,
        Action::Look(action) => numbers::past_weeks::tapped(unit, person, action).await,
        Action::Away(action) => act_on_absence(unit, person, action).await,
        Action::Language(LanguageAction::Set { locale }) => company::language::choose(unit, person, locale).await,
        Action::Settings(action) => company::settings::tapped(unit, person, action),
        Action::Group(action) => act_on_group(unit, person, action, query).await,
        Action::Words(WordsAction::Mean { question, line, choice }) => {
            conversation::words::choose::choose(unit, person, question, line, choice).boxed_local().await
        }
        Action::Words(WordsAction::TakeBack { week }) => conversation::words::take_back(unit, person, week).await,
    }
}

async fn act_on_plan(
    unit: &mut Unit<'_>,
    person: &Person,
    action: PlanAction,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    match action {
        PlanAction::Submit { plan } => plan::sending::submit(unit, person, plan).await,
        PlanAction::SubmitOver { plan, reason } => plan::over_budget::because(unit, person, plan, reason).await,
        PlanAction::ExplainOver { plan } => plan::over_budget::explain(unit, person, plan).await,
        PlanAction::TakeOff { plan, task, minutes } => {
            plan::over_budget::take_off(unit, person, plan, task, minutes).await
        }
        PlanAction::TakeTargets { plan } => plan::writing::take_targets(unit, person, plan).await,
        PlanAction::TurnTo { week } => plan::writing::turn_to(unit, person, week).await,
        PlanAction::Change { plan } => plan::writing::change(unit, person, plan, query).await,
        PlanAction::Edit { plan, edit } => plan::editor::tapped(unit, person, plan, edit).await,
        PlanAction::Offers { plan, open } => plan::prefill::look(unit, person, plan, open).await,
        PlanAction::KeepOffer { plan, seed, keep } => plan::prefill::keep(unit, person, plan, seed, keep).await,
        PlanAction::PauseRegular { regular, paused } => plan::regular::pause(unit, person, regular, paused).await,
        PlanAction::RemoveRegular { regular } => plan::regular::remove(unit, person, regular).await,
        PlanAction::KeepAgreed { plan } => plan::version::keep_agreed(unit, person, plan).await,
        PlanAction::Ask { plan } => approval::plan_message::ask(unit, person, plan).await,
        PlanAction::AnswerMessage { message } => approval::plan_message::answer(unit, person, message).await,
        PlanAction::History { plan } => plan::version::history_of(unit, person, plan).await,
    }
}

async fn act_on_hints(unit: &mut Unit<'_>, person: &Person, action: HintAction) -> Outcome<Answer> {
    match action {
        HintAction::Show { plan } => plan::hint::open(unit, person, plan).await,
        HintAction::Leave { plan } => plan::hint::leave(unit, person, plan).await,
        HintAction::Hide { plan, kind, mark } => plan::hint::hide(unit, person, plan, kind, Some(mark)).await,
        HintAction::HideKind { plan, kind } => plan::hint::hide(unit, person, plan, kind, None).await,
        HintAction::UnhideAll { plan } => plan::hint::unhide(unit, person, plan).await,
    }
}

async fn act_on_approval(
    unit: &mut Unit<'_>,
    person: &Person,
    action: ApprovalAction,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    match action {
        ApprovalAction::Open { plan } => approval::inbox::open(unit, person, plan, query).await,
        ApprovalAction::Inbox => approval::inbox::back(unit, person).await,
        ApprovalAction::ApproveClean { offer } => approval::inbox::approve_clean(unit, person, offer).await,
        ApprovalAction::Approve { plan, version } => approval::deciding::approve(unit, person, plan, version).await,
        ApprovalAction::Return { plan, version } => approval::deciding::ask_why(unit, person, plan, version).await,
        ApprovalAction::ReturnBecause { plan, version, reason } => {
            approval::deciding::return_because(unit, person, plan, version, reason).await
        }
        ApprovalAction::PointOut { plan, version } => {
            approval::line_comment::point_out(unit, person, plan, version).await
        }
        ApprovalAction::Point { plan, version, spot } => {
            approval::line_comment::point(unit, person, plan, version, spot).await
        }
        ApprovalAction::MarkLine { plan, version, spot, reason } => {
            approval::line_comment::usual(unit, person, (plan, version), spot, reason).await
        }
        ApprovalAction::ReturnMarked { plan, version } => {
            approval::line_comment::give_back(unit, person, plan, version).await
        }
        ApprovalAction::Edit { plan, version } => approval::manager_edit::start(unit, person, plan, version).await,
        ApprovalAction::EditLine { plan, version, spot } => {
            approval::manager_edit::point(unit, person, plan, version, spot).await
        }
        ApprovalAction::ApproveEdited { plan, version } => {
            approval::manager_edit::approve(unit, person, plan, version).await
        }
    }
}

async fn act_on_reopening(
    unit: &mut Unit<'_>,
    person: &Person,
    action: ReopenAction,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    match action {
        ReopenAction::Of { person: author } => approval::reopen::of(unit, person, author).await,
        ReopenAction::Plan { plan, version } => approval::reopen::ask_plan(unit, person, plan, version, query).await,
        ReopenAction::PlanBecause { plan, version, reason } => {
            approval::reopen::plan_because(unit, person, plan, version, reason).await
        }
        ReopenAction::Report { person: author, week } => approval::reopen::ask_report(unit, person, author, week).await,
        ReopenAction::ReportBecause { person: author, week, reason } => {
            approval::reopen::report_because(unit, person, author, week, reason).await
        }
    }
}

async fn act_on_goals(unit: &mut Unit<'_>, person: &Person, action: GoalAction) -> Outcome<Answer> {
    match action {
        GoalAction::All { week } => meeting::goal::turn_to(unit, person, week).await,
        GoalAction::Open { goal } => meeting::goal::open(unit, person, goal).await,
        GoalAction::Closed => meeting::goal::closed(unit, person).await,
        GoalAction::SetOpen { goal, open, sure } => meeting::goal::set_open(unit, person, goal, open, sure).await,
        GoalAction::Reach { goal, month, done } => meeting::goal::reach(unit, person, goal, month, done).await,
        GoalAction::OfPlan { plan } => meeting::goal::of_plan(unit, person, plan).await,
        GoalAction::OfTask { plan, task, alone } => meeting::goal::of_task(unit, person, plan, task, alone).await,
        GoalAction::Link { plan, task, goal, alone } => {
            meeting::goal::link(unit, person, plan, (task, alone), goal).await
        }
        GoalAction::BackToPlan { plan } => meeting::goal::back_to_plan(unit, person, plan).await,
    }
}

async fn act_on_hypotheses(unit: &mut Unit<'_>, person: &Person, action: HypothesisAction) -> Outcome<Answer> {
    use crate::cards::meeting::hypothesis::Page;
    match action {
        HypothesisAction::All => meeting::hypothesis::turn_to(unit, person, Page::All).await,
        HypothesisAction::Closed => meeting::hypothesis::turn_to(unit, person, Page::Closed).await,
        HypothesisAction::Open { hypothesis } => {
            meeting::hypothesis::turn_to(unit, person, Page::One(hypothesis)).await
        }
        HypothesisAction::Decide { hypothesis, worked } => {
            meeting::hypothesis::ask(unit, person, hypothesis, worked).await
        }
        HypothesisAction::Extend { hypothesis } => meeting::hypothesis::extend(unit, person, hypothesis).await,
        HypothesisAction::Drop { hypothesis } => meeting::hypothesis::drop(unit, person, hypothesis).await,
        HypothesisAction::Reopen { hypothesis } => meeting::hypothesis::reopen(unit, person, hypothesis).await,
    }
}

async fn act_on_decision(
    unit: &mut Unit<'_>,
    person: &Person,
    action: DecisionAction,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    match action {
        DecisionAction::Close { decision, done } => meeting::decision::close(unit, person, decision, done).await,
        DecisionAction::Own { decision, person: owner } => {
            meeting::decision::own(unit, person, decision, owner, query).await
        }
        DecisionAction::File { decision, sync } => meeting::decision::file(unit, person, decision, sync).await,
    }
}

async fn act_on_absence(unit: &mut Unit<'_>, person: &Person, action: AwayAction) -> Outcome<Answer> {
    match action {
        AwayAction::Set { from, to } => company::absence::set(unit, person, from, to).await,
        AwayAction::Cancel { absence } => company::absence::cancel(unit, person, absence).await,
        AwayAction::NameDeputy { person: deputy } => approval::deputy::name(unit, person, deputy).await,
        AwayAction::CancelDeputy { deputy } => approval::deputy::cancel(unit, person, deputy).await,
    }
}

async fn act_on_group(
    unit: &mut Unit<'_>,
    person: &Person,
    action: GroupAction,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    match action {
        GroupAction::LinkTeam { team, chat } => company::groups::link_team(unit, person, team, chat, query).await,
        GroupAction::LinkSync { sync, chat } => company::groups::link_sync(unit, person, sync, chat, query).await,
        GroupAction::LinkCompany { chat } => company::groups::link_company(unit, person, chat, query).await,
    }
}

async fn act_on_metrics(unit: &mut Unit<'_>, person: &Person, action: MetricAction) -> Outcome<Answer> {
    match action {
        MetricAction::All => numbers::metric::turn_to(unit, person, Page::All(None)).await,
        MetricAction::Catalogue { function } => numbers::metric::turn_to(unit, person, Page::Catalogue(function)).await,
        MetricAction::Add { preset } => numbers::metric::add(unit, person, preset).await,
        MetricAction::Describe => numbers::metric::ask(unit, person).await,
        MetricAction::Retire { metric, sure } => numbers::metric::retire(unit, person, metric, sure).await,
        MetricAction::Lists => numbers::metric::turn_to(unit, person, Page::Lists).await,
        MetricAction::List { whose } => numbers::metric::turn_to(unit, person, Page::List(whose)).await,
        MetricAction::Give { whose, metric, on } => numbers::metric::give(unit, person, whose, metric, on).await,
        MetricAction::Targets { week } => numbers::target::turn_to(unit, person, week).await,
        MetricAction::TargetsOf { person: of, week } => numbers::target::of(unit, person, of, week).await,
        MetricAction::AskTarget { person: of, week, metric } => {
            numbers::target::ask(unit, person, of, week, metric).await
        }
        MetricAction::PlanTarget { person: of, week, metric } => {
            numbers::target::drop(unit, person, of, week, metric).await
        }
    }
}

async fn act_in_report(unit: &mut Unit<'_>, person: &Person, action: ReportAction) -> Outcome<Answer> {
    match action {
        ReportAction::Mark { task, state, report } => report::writing::mark(unit, person, task, state, report).await,
        ReportAction::AllDone { week } => report::writing::all_done(unit, person, week).await,
        ReportAction::Send { week, anyway } => report::writing::send(unit, person, week, anyway).await,
        ReportAction::Correct { week } => report::writing::correct(unit, person, week).await,
        ReportAction::TaskBecause { task, reason, report } => {
            report::reason::task_because(unit, person, task, reason, report).await
        }
        ReportAction::WhyTask { task, report } => report::reason::ask_task(unit, person, task, report).await,
        ReportAction::Metric { week, metric } => report::reason::metric(unit, person, week, metric).await,
        ReportAction::MetricBecause { week, metric, reason } => {
            report::reason::metric_because(unit, person, week, metric, reason).await
        }
        ReportAction::Back { week } => report::reason::back(unit, person, week).await,
        ReportAction::Answer { week, metric, value, right } => {
            report::implausible::answer(unit, person, week, (metric, value), right).await
        }
        ReportAction::Note { week, kind } => report::note::ask(unit, person, week, kind).await,
        ReportAction::See { person: author, week } => report::lead_view::see(unit, person, author, week).await,
        ReportAction::Files { task } => report::evidence::look(unit, person, task).await,
        ReportAction::FilesFor { task } => report::evidence::put_waiting(unit, person, task).await,
        ReportAction::DropFiles { task, report } => report::evidence::drop(unit, person, task, report).await,
    }
}

async fn act_in_week(unit: &mut Unit<'_>, person: &Person, action: WeekAction) -> Outcome<Answer> {
    match action {
        WeekAction::Turn { week, page, report } => week::tasks::turn_page(unit, person, week, page, report).await,
        WeekAction::Open { task, report } => week::tasks::look(unit, person, task, report).await,
        WeekAction::Mark { task, state, report } => week::tasks::mark(unit, person, task, state, report).await,
        WeekAction::Took { task, minutes, report } => week::tasks::took(unit, person, task, minutes, report).await,
        WeekAction::Result { task, report } => week::tasks::ask_result(unit, person, task, report).await,
        WeekAction::AllWell { week } => week::pulse::all_well(unit, person, week).await,
        WeekAction::Risk { task, on } => week::pulse::risk(unit, person, task, on).await,
        WeekAction::RiskInWords { week } => week::pulse::ask_words(unit, person, week).await,
        WeekAction::Calibrate { plan } => plan::calibration::apply(unit, person, plan).await,
    }
}

/// Somebody blocked or unblocked the bot, or it was brought into a chat or taken out of one.
async fn membership(unit: &mut Unit<'_>, change: &ChatMemberUpdated) -> anyhow::Result<()> {
    let chat = change.chat.id.0;
    let present = !matches!(change.new_chat_member.kind, ChatMemberKind::Left | ChatMemberKind::Banned(_));
    if !change.chat.is_private() {
        return if present { company::groups::hello(unit, change).await } else { Ok(()) };
    }
    if present {
        unit.roster_changed |= people::mark_reachable(unit.tx, chat).await?;
        return Ok(());
    }
    let first_time = people::mark_unreachable(unit.tx, chat, unit.now).await?;
    unit.roster_changed |= first_time;
    if first_time { crate::jobs::unreachable(unit, chat).await } else { Ok(()) }
}
