//! The commands of the shell. Results go to standard output, the log and errors to standard
//! error; 0 is done, 1 failed, 2 wrong usage.

mod apply;
mod backup;
mod completions;
mod config;
mod conformance;
mod consent;
mod doctor;
mod explain;
mod group;
mod groups;
mod healthcheck;
mod history;
pub mod init;
mod jobs;
mod man;
mod orders;
mod playground;
mod probe;
mod purge;
mod rename;
mod restore;
mod roster;
mod rules;
mod serve;
pub mod sheet;
mod shown;
mod stats;
mod undo;
mod wrapping;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::chain::chain;
use crate::config::{Config, ConfigError, Sources, StoreSettings};
use crate::dingtalk::init_crypto;
use crate::domain::legible_lines;
use crate::store::{StoreError, UrlError};
use crate::telemetry::{self, Format};

/// A DingTalk bot that changes group nicknames from the chat
#[derive(Parser)]
#[command(name = "dingnick", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    /// Settings file [default: dingnick.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    serve: serve::Arguments,
    #[command(subcommand)]
    command: Option<Command>,
}

/// How wide help is where nobody says how wide the window is.
const USUAL_WIDTH: usize = 60;

const AFTER_HELP: &str = "Without a command, the bot runs (serve). Settings come from the \
environment or from dingnick.toml; `dingnick config` shows them.";

#[derive(Subcommand)]
enum Command {
    /// From nothing to a running bot: an app by one scan, and its settings
    Init(init::Arguments),
    /// Run the bot
    Serve(serve::Arguments),
    /// Try the bot in a browser: a simulated DingTalk and a chat page, no account needed
    Playground(playground::Arguments),
    /// The groups the bot knows, and how each is reached
    #[command(subcommand)]
    Groups(groups::Command),
    /// Give one name
    Rename(rename::Arguments),
    /// Give the names of a file, or everybody's by a template
    Apply(apply::Arguments),
    /// Who is who in a group: files whose columns become parts of names
    #[command(subcommand)]
    Roster(roster::Command),
    /// Take the names of a plan back
    Undo(undo::Arguments),
    /// Formats that many groups share
    #[command(subcommand)]
    Rules(rules::Command),
    /// How many names fit, by day, and what calls and messages were spent on
    Stats(stats::Arguments),
    /// Every change of a name: who, when, from what to what
    History(history::Arguments),
    /// Kept jobs that could not be read, as after a step back to an older version
    #[command(subcommand)]
    Jobs(jobs::Command),
    /// Remove what is kept of a member, of a group, or from a time
    Purge(purge::Arguments),
    /// Copy the SQLite store into a new file while the bot runs
    Backup(backup::Arguments),
    /// Check a backup and put it in the store's place; the bot must not run
    Restore(restore::Arguments),
    /// Say what of the set-up does not work, and how it is mended
    Doctor(doctor::Arguments),
    /// Ask a real DingTalk what its documents leave open, and put everything back
    Probe(probe::Arguments),
    /// Say what an error code of DingTalk's means, and who can mend it how
    Explain(explain::Arguments),
    /// Play the published conformance set against a bot, this one or another, and report
    Conformance(conformance::Arguments),
    /// Print the settings in force, without the secrets
    Config,
    /// Ask the running bot whether it is alive, for container probes
    Healthcheck,
    /// Print what completes these commands in a shell
    Completions(completions::Arguments),
    /// Print the manual page, of all or of one command
    Man(man::Arguments),
}

/// The command, or a file that it names, has to be corrected; nothing was done.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUsage(String);

/// Runs the program and says how it went.
#[must_use]
pub fn run() -> ExitCode {
    leave_no_core_dump();
    init_crypto();
    let mut command = in_width(command());
    let matches = command.get_matches_mut();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match execute(cli) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has enough, as in `dingnick history | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // When standard error is closed there is nobody left to tell.
            let error_text = legible_lines(&chain(error.as_ref()));
            let _ = writeln!(std::io::stderr(), "dingnick: {error_text}");
            let of_settings = error.downcast_ref().is_some_and(ConfigError::is_wrong_usage);
            let of_url =
                error.is::<UrlError>() || matches!(error.downcast_ref(), Some(StoreError::Url(_)));
            let is_wrong_usage = of_settings || of_url || error.is::<WrongUsage>();
            if is_wrong_usage { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

/// The definition of all commands.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// What a process holds in its memory when it crashes are secrets, among others.
fn leave_no_core_dump() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // To lower a limit is always allowed.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        // A handler that the system pipes dumps to looks at no limit.
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Help is as wide as the terminal or `COLUMNS` says; where neither does, it fits anywhere.
fn in_width(command: clap::Command) -> clap::Command {
    let of_variable =
        || std::env::var("COLUMNS").ok()?.parse().ok().filter(|width: &usize| *width > 0);
    let is_known = terminal_size::terminal_size().is_some() || of_variable().is_some();
    if is_known { command } else { command.term_width(USUAL_WIDTH) }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn execute(cli: Cli) -> anyhow::Result<()> {
    let file = cli.config.as_deref();
    let command = match (cli.command, cli.serve.is_empty()) {
        (None, _) => Command::Serve(cli.serve),
        (Some(Command::Serve(arguments)), _) => Command::Serve(arguments.or(&cli.serve)),
        (Some(command), true) => command,
        (Some(_), false) => {
            let usage = "--host and --port before a command are those of serve alone";
            Cli::command().error(ErrorKind::ArgumentConflict, usage).exit()
        }
    };
    match command {
        Command::Serve(arguments) => {
            let sources = Sources::of_process(file, &arguments.flags())?;
            start_log(&sources, "info")?;
            serve::run(Config::read(&sources)?)
        }
        Command::Init(arguments) => init::run(&arguments, file),
        Command::Playground(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            playground::run(&arguments, &sources)
        }
        Command::Groups(command) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            groups::run(&sources, &command)
        }
        // What went wrong is told with each name.
        Command::Rename(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "error")?;
            rename::run(&Config::read(&sources)?, &arguments)
        }
        Command::Apply(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "error")?;
            apply::run(&Config::read(&sources)?, &arguments)
        }
        Command::Roster(command) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "error")?;
            roster::run(&sources, &command)
        }
        Command::Undo(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "error")?;
            undo::run(&Config::read(&sources)?, &arguments)
        }
        Command::Rules(command) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            rules::run(&StoreSettings::read(&sources)?, &command)
        }
        Command::Stats(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            stats::run(&StoreSettings::read(&sources)?, &arguments)
        }
        Command::History(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            history::run(&StoreSettings::read(&sources)?, &arguments)
        }
        Command::Jobs(command) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            jobs::run(&StoreSettings::read(&sources)?, &command)
        }
        Command::Purge(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            purge::run(&StoreSettings::read(&sources)?, &arguments)
        }
        Command::Restore(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            restore::run(&arguments, &sources)
        }
        Command::Backup(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            backup::run(&arguments, &sources)
        }
        // It says what is wrong with the settings, and so takes any.
        Command::Doctor(arguments) => doctor::run(&arguments, file),
        Command::Probe(arguments) if arguments.is_merge() => probe::merge(&arguments),
        Command::Probe(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "error")?;
            probe::run(&arguments, &sources)
        }
        // It explains whatever state the settings are in.
        Command::Explain(arguments) => {
            explain::run(&arguments, Sources::of_process(file, &[]).ok())
        }
        Command::Conformance(arguments) => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "error")?;
            conformance::run(&arguments, &sources)
        }
        Command::Config => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            config::run(&sources)
        }
        Command::Healthcheck => {
            let sources = Sources::of_process(file, &[])?;
            start_log(&sources, "warn")?;
            healthcheck::run(&sources)
        }
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}

/// Starts the log at `level`, unless the settings say another.
fn start_log(sources: &Sources, level: &str) -> anyhow::Result<()> {
    let format = Format::parse(sources.get("DINGNICK_LOG_FORMAT"))
        .ok_or_else(|| anyhow::anyhow!("DINGNICK_LOG_FORMAT must be text or json"))?;
    telemetry::start(format, sources.get("RUST_LOG").unwrap_or(level))?;
    for warning in sources.warnings() {
        tracing::warn!("{warning}");
    }
    Ok(())
}

/// Several threads: the store's writes, DingTalk's answers and the callbacks wait at the same time.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}
