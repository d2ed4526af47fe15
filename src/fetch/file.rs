//! A file that somebody sent: fetched, read, taken.

use chrono::TimeDelta;

use crate::chat::numbers::import;
use crate::context::Context;
use crate::domain::numbers::import::{Line, Unreadable};
use crate::import::{MOST_BYTES, table};
use crate::runner;
use crate::storage::is_outage;
use crate::storage::numbers::incoming_file;
use crate::storage::numbers::incoming_file::Incoming;
use crate::telegram::{Api, CallError};

use crate::fetch::in_one::in_one;

/// How long to wait after each failed attempt. When none is left, the sender is told.
const WAITS: [TimeDelta; 4] =
    [TimeDelta::seconds(5), TimeDelta::seconds(30), TimeDelta::minutes(2), TimeDelta::minutes(10)];

/// Fetches the next file; whether there was one.
pub(super) async fn step(ctx: &Context, api: &Api) -> anyhow::Result<bool> {
    let next = runner::run(ctx, async |work| {
        let now = work.now();
        incoming_file::next(work.tx(), now).await
    });
    let Some(file) = next.await? else { return Ok(false) };
    if file.was_reading || usize::try_from(file.attempts).map_or(true, |attempts| attempts > WAITS.len()) {
        tracing::error!(file = file.id, "the process ended over a file: it is not tried again");
        give_up(ctx, &file).await?;
        return Ok(true);
    }
    let table = match api.download(&file.file_id, MOST_BYTES).await {
        Ok(Some(bytes)) => read(ctx, &file, bytes).await?,
        Ok(None) => Err(Unreadable::TooBig),
        Err(CallError::Refused(refusal)) if refusal.code == 400 && refusal.description.contains("too big") => {
            Err(Unreadable::TooBig)
        }
        Err(error) => {
            tracing::warn!(file = file.id, "a file cannot be fetched: {error}");
            return failed(ctx, &file).await;
        }
    };
    let taken = in_one(ctx, async |unit| {
        import::arrived(unit, &file, table).await?;
        incoming_file::close(unit.tx, file.id).await
    });
    match taken.await {
        Err(error) if !is_outage(&error) => {
            tracing::error!(file = file.id, "a file cannot be taken: {error:#}");
            failed(ctx, &file).await
        }
        taken => taken.map(|()| true),
    }
}

/// Reads a file on another thread, so that nobody waits for it: what a stranger sent may take its time.
async fn read(ctx: &Context, file: &Incoming, bytes: Vec<u8>) -> anyhow::Result<Result<Vec<Line>, Unreadable>> {
    in_one(ctx, async |unit| incoming_file::read_begins(unit.tx, file.id).await).await?;
    let table = tokio::task::spawn_blocking(move || table(&bytes)).await.unwrap_or(Err(Unreadable::Damaged));
    in_one(ctx, async |unit| incoming_file::read_ends(unit.tx, file.id).await).await?;
    Ok(table)
}

async fn give_up(ctx: &Context, file: &Incoming) -> anyhow::Result<()> {
    in_one(ctx, async |unit| {
        import::lost(unit, file).await?;
        incoming_file::close(unit.tx, file.id).await
    })
    .await
}

/// An attempt failed: the file is tried again later, or given up and its sender told.
async fn failed(ctx: &Context, file: &Incoming) -> anyhow::Result<bool> {
    let attempts = usize::try_from(file.attempts).unwrap_or(usize::MAX);
    match WAITS.get(attempts) {
        Some(wait) => {
            in_one(ctx, async |unit| incoming_file::put_off(unit.tx, file.id, unit.now + *wait).await).await?;
        }
        None => give_up(ctx, file).await?,
    }
    Ok(true)
}
