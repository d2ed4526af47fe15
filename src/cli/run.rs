//! `planerka run`: the bot, until it is told to stop.

use std::future::Future;
use std::io::IsTerminal as _;

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::app::App;
use crate::config::Settings;
use crate::fetch::Sources;
use crate::storage::Db;
use crate::texts::Texts;

pub(super) async fn run(settings: Settings) -> anyhow::Result<String> {
    start_log(&settings.log)?;
    let bot = settings.bot()?;
    let sources = Sources::new(settings.sources()?.to_vec())?;
    one_core();
    let db = Db::open(&settings.db).await?;
    let clock = settings.clock();
    let shutdown = told_to_stop()?;
    let result = App::new(db.clone(), clock, Texts::load()?, bot).with_sources(sources).run(shutdown).await;
    db.close().await;
    result.map(|()| String::new())
}

/// Keeps the process on the core it is on.
///
/// The bot is one loop that hands every statement to SQLite's thread and waits for it: they never work at the same time.
/// On two cores each of them falls asleep and is woken on the other core for every statement, which cost more than all
/// the rest. Whatever else runs on this machine is moved aside by the system.
#[cfg(target_os = "linux")]
fn one_core() {
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
    let mut only = CpuSet::new();
    only.set(sched_getcpu());
    if let Err(error) = sched_setaffinity(None, &only) {
        tracing::debug!("the process is not kept on one core: {error}");
    }
}

#[cfg(not(target_os = "linux"))]
fn one_core() {}

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
