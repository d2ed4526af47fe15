//! The command line: what it takes, and which function answers.
//!
//! A command returns what it prints, or an error that ends as one sentence on standard error and exit code 1. Wrong usage
//! is clap's, with exit code 2.

mod apply;
mod backup;
mod bot_name;
mod check;
mod demo;
mod export;
mod import_actuals;
mod invite;
mod run;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::Settings;
use crate::domain::calendar::week::Week;
use crate::domain::company::Locale;
use crate::domain::company::declaration::Problems;
use crate::storage::is_outage;

const SETTINGS_HELP: &str = "\
Settings are read from planerka.toml in the working directory (or --config FILE); the environment overrides them:
  PLANERKA_TOKEN, PLANERKA_TOKEN_FILE  token, token_file   the bot's token, from @BotFather
  PLANERKA_API_URL                     api_url             Bot API server, if not Telegram's own
  PLANERKA_DB                          db                  database file [planerka.db]
  PLANERKA_NOW                         now                 rehearsal: the instant to start at, RFC 3339
  RUST_LOG                             log                 what to log [info]
                                       [[source]]          other systems that know numbers: docs/admin.md

First steps:
  planerka demo                  see a whole week, nothing needed
  planerka apply company.toml    declare the company, get the join links
  planerka run                   start the bot
  planerka check                 see what is missing";

/// Planerka runs a company's weekly planning ritual in Telegram: plans, approval, reports, the Friday digest, the sync.
#[derive(Debug, Parser)]
#[command(name = "planerka", version, after_help = SETTINGS_HELP, disable_help_subcommand = true)]
struct Cli {
    /// Settings file instead of planerka.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play one week of the ritual on the built-in sandbox: no token, no network, no set-up
    Demo(DemoArgs),
    /// Run the bot
    Run,
    /// Declare the company: teams, people, metrics, schedule. May be repeated after every edit
    Apply(ApplyArgs),
    /// Make a fresh join link for one person; the old one stops working
    Invite(InviteArgs),
    /// Export the register of a week: plans, targets, actuals, tasks, hours, states
    Export(ExportArgs),
    /// Take actuals from a CSV or XLSX file with the columns who, metric, actual and, where it is not one week, week
    ImportActuals(ImportArgs),
    /// Write a consistent copy of the database while the bot runs
    Backup(BackupArgs),
    /// Say what is wrong with the set-up and how to mend it
    Check,
}

/// What `demo` takes.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Keep the database in this file
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Language of the company
    #[arg(long, value_enum, default_value_t = Lang::Ru)]
    pub lang: Lang,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Russian
    Ru,
    /// English
    En,
}

impl From<Lang> for Locale {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ru => Self::Ru,
            Lang::En => Self::En,
        }
    }
}

/// What `apply` takes.
#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// The company's description; deploy/company.example.toml shows all of it
    #[arg(value_name = "COMPANY.TOML")]
    pub file: PathBuf,
    /// Print what would change and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print people and join codes as JSON
    #[arg(long)]
    pub json: bool,
}

/// What `invite` takes.
#[derive(Debug, Args)]
pub struct InviteArgs {
    /// The person's key in company.toml
    pub key: String,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// What `export` takes.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// ISO week such as 2026-W48; the running one if not given
    #[arg(long)]
    pub week: Option<Week>,
    /// Up to this week, for several at once: 2026-W50
    #[arg(long, value_name = "WEEK")]
    pub until: Option<Week>,
    /// Only this team, by its key
    #[arg(long, value_name = "KEY")]
    pub team: Option<String>,
    /// Format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A format of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Everything, for scripts
    Json,
    /// One line a task, for spreadsheets
    Csv,
    /// A workbook: plans, tasks, actuals, KPI by week
    Xlsx,
}

/// What `import-actuals` takes.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The file
    pub file: PathBuf,
    /// ISO week of rows that name none, such as 2026-W48; the one whose report was asked for last if not given
    #[arg(long)]
    pub week: Option<Week>,
}

/// What `backup` takes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The copy; must not exist yet
    pub file: PathBuf,
}

/// Reads the command line, does what it says, and says how that ended.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start");
    match runtime.and_then(|runtime| runtime.block_on(answer(cli))) {
        Ok(output) => {
            print(&output);
            ExitCode::SUCCESS
        }
        Err(error) => {
            let sentence = match error.downcast_ref::<Problems>() {
                Some(problems) => problems.to_string(),
                None => format!("planerka: {}", sentence(&error)),
            };
            // Nobody to tell where standard error is closed.
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
    }
}

/// An error and its causes as one sentence, without what a cause only repeats and without SQLite's numbers.
fn sentence(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let mut cause = cause.to_string().replace("error returned from database: ", "");
        if let Some(rest) = cause.strip_prefix("(code: ").and_then(|rest| rest.split_once(") ")) {
            cause = rest.1.to_owned();
        }
        if !text.contains(&cause) {
            let link = if text.is_empty() { "" } else { ": " };
            text = format!("{text}{link}{cause}");
        }
    }
    text
}

/// Names the database where it is the database that is in trouble.
fn of_database(settings: &Settings, error: anyhow::Error) -> anyhow::Error {
    if is_outage(&error) { error.context(format!("database {} fails", settings.db.display())) } else { error }
}

/// Prints to standard output; a reader who has gone away is no error.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let _ = write!(out, "{text}{end}").and_then(|()| out.flush());
}

/// Says something beside the result, on standard error.
fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
