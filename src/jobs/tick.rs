//! Doing everything that is due, in one transaction if possible.
//!
//! All jobs share one transaction, so that what concerns one person comes in one message. If any of them fails,
//! everything is rolled back and done again one job at a time, each in a transaction of its own. Then only the failing
//! job is set aside: its cause is stored and it is tried again a little later, while the others are done. If the
//! database itself fails, nothing is set aside and everything is tried again.

use tracing::{Instrument as _, Span};

use crate::context::{Context, SET_BACK};
use crate::domain::calendar::job::Job;
use crate::domain::company::Roster;
use crate::jobs::agenda::{Agenda, Task};
use crate::runner::{self, Work};
use crate::storage::{failed_job, is_outage, moment};
use crate::unit::Unit;

/// The outcome of one pass over the due jobs.
#[derive(Default)]
struct Done {
    /// There was something to do.
    any: bool,
    /// Jobs that failed before and are to be tried again now.
    again: Vec<Task>,
}

/// Does everything that is due, and closes what is stale; true where there was anything.
pub async fn tick<C>(ctx: &Context, carry_out: &C) -> anyhow::Result<bool>
where
    C: AsyncFn(&mut Unit<'_>, &Task) -> anyhow::Result<bool>,
{
    let now = ctx.clock.now();
    if ctx.clock_was_set_back(now) {
        runner::run(ctx, async |work| moment::forget_after(work.tx(), now + SET_BACK, now).await).await?;
    }
    let mut done = match together(ctx, carry_out).await {
        Err(error) if !is_outage(&error) => apart(ctx, carry_out).await?,
        done => done?,
    };
    for task in done.again {
        done.any |= alone(ctx, &task, carry_out).await?;
    }
    Ok(done.any)
}

/// Does all due jobs in one transaction, repeating until no job finds anything to do. Fails if any job fails.
async fn together<C>(ctx: &Context, carry_out: &C) -> anyhow::Result<Done>
where
    C: AsyncFn(&mut Unit<'_>, &Task) -> anyhow::Result<bool>,
{
    runner::run(ctx, async |work| {
        let mut done = Done::default();
        loop {
            let Agenda { fresh, again } = load(work).await?;
            let mut more = false;
            for task in &fresh {
                more |= do_one(work, task, carry_out).await?;
            }
            if !more {
                return Ok(Done { again, ..done });
            }
            done.any = true;
        }
    })
    .await
}

/// Does each due job in a transaction of its own, and sets aside those that fail.
async fn apart<C>(ctx: &Context, carry_out: &C) -> anyhow::Result<Done>
where
    C: AsyncFn(&mut Unit<'_>, &Task) -> anyhow::Result<bool>,
{
    let mut done = Done::default();
    loop {
        let Agenda { fresh, again } = runner::run(ctx, load).await?;
        let mut more = false;
        for task in &fresh {
            more |= alone(ctx, task, carry_out).await?;
        }
        if !more {
            return Ok(Done { again, ..done });
        }
        done.any = true;
    }
}

async fn load(work: &mut Work<'_>) -> anyhow::Result<Agenda> {
    match work.roster().await? {
        Some(_) => work.unit(async |unit| Agenda::load(unit).await).await,
        None => Ok(Agenda::default()),
    }
}

/// Does one job in a transaction of its own, and sets it aside if it fails; true where there was anything to do.
async fn alone<C>(ctx: &Context, task: &Task, carry_out: &C) -> anyhow::Result<bool>
where
    C: AsyncFn(&mut Unit<'_>, &Task) -> anyhow::Result<bool>,
{
    let done = runner::run(ctx, async |work| {
        failed_job::forget(work.tx(), task.job()).await?;
        do_one(work, task, carry_out).await
    });
    match done.await {
        Err(error) if !is_outage(&error) => {
            set_aside(ctx, task.job(), &error).await?;
            Ok(true)
        }
        done => done,
    }
}

async fn do_one<C>(work: &mut Work<'_>, task: &Task, carry_out: &C) -> anyhow::Result<bool>
where
    C: AsyncFn(&mut Unit<'_>, &Task) -> anyhow::Result<bool>,
{
    let span = span(work.roster().await?, task.job());
    work.unit(async |unit| carry_out(unit, task).await).instrument(span).await
}

fn span(roster: Option<&Roster>, job: Job) -> Span {
    match job {
        Job::Moment { team, week, moment } => {
            let team = roster.and_then(|roster| roster.team(team)).map(|team| team.key.as_str());
            tracing::info_span!("moment", team, %week, %moment)
        }
        job => tracing::info_span!("job", name = %job),
    }
}

async fn set_aside(ctx: &Context, job: Job, error: &anyhow::Error) -> anyhow::Result<()> {
    let cause = format!("{error:#}");
    runner::run(ctx, async |work| {
        let now = work.now();
        let span = span(work.roster().await?, job);
        let (failed, news) = failed_job::set_aside(work.tx(), job, &cause, now).await?;
        // Logged once for each cause, however often the job is tried again.
        if news {
            span.in_scope(|| {
                tracing::error!(
                    "a job of the calendar failed, is set aside and tried again at {}: {cause}",
                    failed.retry_at
                );
            });
        }
        Ok(())
    })
    .await
}
