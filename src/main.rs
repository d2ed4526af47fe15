//! The command line. See `planerka::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    planerka::cli::main()
}
