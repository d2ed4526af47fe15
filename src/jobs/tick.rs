//! Everything that is due becomes one transaction, as a batch of updates does.
//!
//! Optimistic: all jobs share one transaction, so that what concerns one person comes in one message. Where any of them fails,
//! all is undone and done again one job at a time, each in a transaction of its own, so that the bad one alone is set aside: its
//! cause is kept, it is tried again by itself a little later, and the rest goes on. Trouble with the database itself sets nothing
//! aside: all is tried again.

use tracing::{Instrument as _, Span};

use crate::context::Context;
use crate::domain::calendar::job::Job;
use crate::domain::company::Roster;
use crate::jobs::agenda::{Agenda, Task};
use crate::runner::{self, Work};
use crate::storage::{failed_job, is_outage};
use crate::unit::Unit;

/// What came of a look at the calendar.
#[derive(Default)]
struct Done {
    /// There was something to do.
    any: bool,
    /// What failed before and is to be tried again now.
    again: Vec<Task>,
}

/// Does everything that is due and not done, and closes what is stale; whether there was anything.
pub async fn tick<C>(ctx: &Context, carry_out: &C) -> anyhow::Result<bool>
where
    C: AsyncFn(&mut Unit<'_>, &Task) -> anyhow::Result<bool>,
{
    let mut done = match together(ctx, carry_out).await {
        Err(error) if !is_outage(&error) => apart(ctx, carry_out).await?,
        done => done?,
    };
    for task in done.again {
        done.any |= alone(ctx, &task, carry_out).await?;
    }
    Ok(done.any)
}

/// All in one transaction, or nothing; again and again until nothing more comes of it.
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

/// One transaction each; those that fail are set aside.
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

/// One job in a transaction of its own, set aside where it fails; whether there was anything to do.
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
        // The same cause is told once, however often it is tried again.
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
