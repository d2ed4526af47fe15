//! `planerka run`: the bot, until it is told to stop.

use std::future::Future;
use std::io::IsTerminal as _;

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::app::{App, stay_on_one_core};
use crate::cli::database;
use crate::config::Settings;
use crate::fetch::Sources;
use crate::storage::Db;
use crate::storage::lock::{self, Killed, Lock, Purpose};
use crate::texts::Texts;

pub(super) async fn run(settings: Settings) -> anyhow::Result<String> {
    start_log(&settings.log)?;
    let bot = settings.bot()?;
    if let Some(danger) = settings.unsafe_api() {
        tracing::warn!("{danger}; use https, or a server on this machine");
    }
    let sources = Sources::new(settings.sources()?.to_vec())?;
    stay_on_one_core();
    let killed = lock::killed(&settings.db);
    let mut lock = Lock::take(&settings.db, Purpose::Run, settings.clock().now())?;
    let result = async {
        let db = Db::open(&settings.db).await?;
        lock.at_work();
        look_back(&settings, &db, killed).await?;
        let shutdown = told_to_stop()?;
        let app = App::new(db.clone(), settings.clock(), Texts::load()?, bot).with_sources(sources);
        let result = app.run(shutdown).await;
        db.close().await;
        result
    };
    let result = result.await;
    lock.end();
    result.map(|()| String::new())
}

/// Says in the log what became of the process before, if it was killed.
async fn look_back(settings: &Settings, db: &Db, killed: Option<Killed>) -> anyhow::Result<()> {
    let Some(killed) = killed else { return Ok(()) };
    match database::after_kill(settings, db, killed).await? {
        Some(warning) => tracing::warn!("{warning}"),
        None => tracing::info!("the bot was killed before; what it had written is all there"),
    }
    Ok(())
}

fn start_log(filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter)
        .with_context(|| format!("log filter '{filter}' (RUST_LOG or log) is not understood; try info"))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    Ok(())
}

/// Ends with SIGTERM (systemd, docker) or SIGINT (Ctrl+C).
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
