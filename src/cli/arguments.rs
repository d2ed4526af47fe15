//! What the command line takes: the commands and their arguments, as clap reads them. The comments here are what `--help` prints.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::calendar::week::Week;
use crate::domain::company::Locale;

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
pub(super) struct Cli {
    /// Settings file instead of planerka.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
    /// Put a backup in the place of the database, which is kept under another name; the bot must not run
    Restore(RestoreArgs),
    /// Say what is wrong with the set-up and how to mend it
    Check,
}

/// What `demo` takes.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Keep the database in this file
    #[arg(long, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// Language of the company
    #[arg(long, value_enum, default_value_t = Lang::Ru)]
    pub(super) lang: Lang,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
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
pub(super) struct ApplyArgs {
    /// The company's description; deploy/company.example.toml shows all of it
    #[arg(value_name = "COMPANY.TOML")]
    pub(super) file: PathBuf,
    /// Print what would change and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Print people and join codes as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Do not ask: people who are not in the file leave, and what was done in chat is undone where the file says otherwise
    #[arg(long)]
    pub(super) yes: bool,
}

/// What `invite` takes.
#[derive(Debug, Args)]
pub(super) struct InviteArgs {
    /// The person's key in company.toml
    pub(super) key: String,
    /// Print as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What `export` takes.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// ISO week such as 2026-W48; the running one if not given
    #[arg(long)]
    pub(super) week: Option<Week>,
    /// Up to this week, for several at once: 2026-W50
    #[arg(long, value_name = "WEEK")]
    pub(super) until: Option<Week>,
    /// Only this team, by its key
    #[arg(long, value_name = "KEY")]
    pub(super) team: Option<String>,
    /// Format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub(super) format: Format,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// A format of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Everything, for scripts
    Json,
    /// One line a task, for spreadsheets
    Csv,
    /// A workbook: plans, tasks, actuals, KPI by week
    Xlsx,
}

/// What `import-actuals` takes.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The file
    pub(super) file: PathBuf,
    /// ISO week of rows that name none, such as 2026-W48; the one whose report was asked for last if not given
    #[arg(long)]
    pub(super) week: Option<Week>,
}

/// What `backup` takes.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The copy; must not exist yet
    pub(super) file: PathBuf,
}

/// What `restore` takes.
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// A file that `planerka backup` has written
    #[arg(value_name = "BACKUP")]
    pub(super) backup: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
