//! Which function carries out which command.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::Parser as _;

use crate::cli::arguments::{Cli, Command};
use crate::cli::output::{print, sentence};
use crate::cli::{apply, backup, check, demo, export, import_actuals, invite, restore, run};
use crate::config::Settings;
use crate::domain::company::declaration::Problems;

/// Reads the command line, carries it out, and prints the result or the error.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start");
    // A panic has said where it was; for a script it is a failure like any other.
    let answered = catch_unwind(AssertUnwindSafe(|| runtime.and_then(|runtime| runtime.block_on(answer(cli)))));
    match answered.unwrap_or_else(|_| Err(anyhow!("the program broke down, see above; please report it"))) {
        Ok(output) => {
            print(&output);
            ExitCode::SUCCESS
        }
        Err(error) => {
            let sentence = match error.downcast_ref::<Problems>() {
                Some(problems) => problems.to_string(),
                None => format!("planerka: {}", sentence(&error)),
            };
            // If standard error is closed, there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn answer(cli: Cli) -> anyhow::Result<String> {
    if let Command::Demo(args) = cli.command {
        return demo::demo(args).await;
    }
    let settings = Settings::load(cli.config.as_deref());
    match cli.command {
        Command::Demo(_) => Ok(String::new()),
        Command::Check => check::check(settings).await,
        Command::Run => run::run(settings?).await,
        Command::Apply(args) => apply::apply(&settings?, &args).await,
        Command::Invite(args) => invite::invite(&settings?, &args).await,
        Command::Export(args) => export::export(&settings?, &args).await,
        Command::ImportActuals(args) => import_actuals::import_actuals(&settings?, &args).await,
        Command::Backup(args) => backup::backup(&settings?, &args).await,
        Command::Restore(args) => restore::restore(&settings?, &args).await,
    }
}
