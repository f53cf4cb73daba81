//! `dingnick doctor`: what of the set-up does not work, and how it is mended.
//!
//! What is wrong stands there in full; what is right, or cannot be known, in one line. `--json` has
//! all of everything.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use clap::Args;
use url::Url;

use super::wrapping::wrapped;
use crate::app::{SystemClock, setup_of};
use crate::config::{Config, ConfigError, Sources};
use crate::doctor::{BadSetting, Depth, Doctor, Finding, Options, Report, Setup, State};
use crate::domain::legible_lines;
use crate::i18n::{Locale, Voice, Words};
use crate::telemetry::{self, Format};

/// The narrowest terminal that lines are wrapped for.
const NARROWEST: usize = 40;

/// What stands before the lines of a finding.
const INDENT: &str = "      ";

#[derive(Args)]
pub(super) struct Arguments {
    /// Ask what is paid, too; how many calls that is, is said before
    #[arg(long)]
    thorough: bool,
    /// Believe nothing that is remembered
    #[arg(long)]
    live: bool,
    /// Try the address of callbacks, as DingTalk calls it
    #[arg(long, value_name = "URL", value_parser = callback)]
    callback: Option<Url>,
    /// Print everything as JSON (docs/doctor.schema.json)
    #[arg(long)]
    json: bool,
}

fn callback(text: &str) -> Result<Url, String> {
    let url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or_else(|| "an address such as https://bot.example/dingtalk/callback".to_owned())
}

impl Arguments {
    fn options(&self) -> Options {
        let depth = match (self.thorough, self.live) {
            (true, _) => Depth::Thorough,
            (false, true) => Depth::Live,
            (false, false) => Depth::Remembered,
        };
        Options { depth, callback: self.callback.clone() }
    }
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> anyhow::Result<()> {
    let setup = setup(file, &[])?;
    super::runtime()?.block_on(async {
        let doctor = Doctor::open(setup, Arc::new(SystemClock)).await?;
        let options = arguments.options();
        let price = doctor.price(&options).await;
        if options.depth == Depth::Thorough {
            writeln!(std::io::stderr(), "dingnick: this makes {price} paid calls to DingTalk")?;
        }
        let (mut out, words) = (std::io::stdout().lock(), Words::new());
        let page = Page { words: &words, width: width(), has_colours: has_colours() };
        let mut written = Ok(());
        let report = doctor
            .examine(&options, |finding| {
                if !arguments.json && written.is_ok() {
                    written = page.tell(&mut out, finding);
                }
            })
            .await;
        doctor.close().await;
        written?;
        match arguments.json {
            true => writeln!(out, "{:#}", report.json(&words))?,
            false => page.sum_up(&mut out, &report)?,
        }
        match report.count(State::Fail) {
            0 => Ok(()),
            1 => bail!("one check failed"),
            failed => bail!("{failed} checks failed"),
        }
    })
}

/// The set-up, with what is wrong with it left out and told.
pub(super) fn setup(
    file: Option<&Path>,
    flags: &[(&'static str, String)],
) -> anyhow::Result<Setup> {
    let (sources, unreadable) = Sources::of_process_as_far_as_good(file, flags);
    if let Some(level) = sources.get("RUST_LOG") {
        let format = Format::parse(sources.get("DINGNICK_LOG_FORMAT"));
        // A log that cannot be started is one that nobody reads.
        let _ = telemetry::start(format.unwrap_or(Format::Text), level);
    }
    let (config, wrong) = as_far_as_good(&sources)?;
    let mut errors = vec![unreadable];
    errors.extend(wrong);
    let problems = || errors.iter().flat_map(ConfigError::problems);
    let of_the_app = ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET", "DINGTALK_ROBOT_CODE"];
    let has_app = !problems().any(|it| it.setting.is_some_and(|name| of_the_app.contains(&name)));
    let bad_settings = problems().map(|problem| BadSetting {
        name: problem.setting.map(str::to_owned),
        problem: problem.words.clone(),
        is_missing: problem.is_missing(),
        line: problem.line.clone(),
    });
    let setup = setup_of(config);
    Ok(Setup {
        bad_settings: bad_settings.collect(),
        warnings: sources.warnings().to_vec(),
        secret_files: sources.secret_files(),
        credentials: setup.credentials.filter(|_| has_app),
        ..setup
    })
}

/// The settings without those that are wrong, and what is wrong with them.
fn as_far_as_good(sources: &Sources) -> anyhow::Result<(Config, Vec<ConfigError>)> {
    let (mut sources, mut errors) = (sources.clone(), Vec::new());
    loop {
        match Config::read(&sources) {
            Ok(config) => return Ok((config, errors)),
            // What is left hangs on no setting, and would be wrong again.
            Err(error) if errors.last() == Some(&error) => return Err(error.into()),
            Err(error) => {
                sources = sources.without(&error);
                errors.push(error);
            }
        }
    }
}

/// How wide the terminal is; what goes elsewhere is not wrapped.
fn width() -> usize {
    let out = std::io::stdout();
    let size = out.is_terminal().then(|| terminal_size::terminal_size_of(&out)).flatten();
    size.map(|(width, _)| usize::from(width.0)).filter(|it| *it >= NARROWEST).unwrap_or(usize::MAX)
}

fn has_colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

struct Page<'a> {
    words: &'a Words,
    width: usize,
    has_colours: bool,
}

impl Page<'_> {
    fn tell(&self, out: &mut impl Write, finding: &Finding) -> std::io::Result<()> {
        let check = finding.check;
        let about = match &finding.subject {
            Some(subject) if !finding.found.starts_with(subject) => {
                format!("{} ({subject})", check.title)
            }
            _ => check.title.to_owned(),
        };
        let word = finding.state.as_str();
        let head = format!("{word:<10} {} {about}: {}", check.code, finding.found);
        let head = self.wrap(&head, "", INDENT);
        let head = head.strip_prefix(word).unwrap_or_default();
        writeln!(out, "{}{head}", self.coloured(finding.state))?;
        if !finding.is_bad() {
            return Ok(());
        }
        self.part(out, "tried: ", check.tried)?;
        if let Some(problem) = &finding.problem {
            let told = self.words.told(Locale::EN, problem, Voice::Operator);
            self.part(out, &format!("code {}: ", problem.code), &told)?;
        }
        self.part(out, "means: ", &finding.meaning)?;
        // To be copied, so they stand alone and in one piece.
        writeln!(out, "{INDENT}mend:  {}", legible_lines(&finding.command))?;
        writeln!(out, "{INDENT}page:  {}", legible_lines(&finding.page))
    }

    fn part(&self, out: &mut impl Write, label: &str, text: &str) -> std::io::Result<()> {
        let next = format!("{INDENT}       ");
        writeln!(out, "{}", self.wrap(&format!("{label}{text}"), INDENT, &next))
    }

    fn wrap(&self, text: &str, first: &str, next: &str) -> String {
        wrapped(&legible_lines(text), self.width, first, next).join("\n")
    }

    fn coloured(&self, state: State) -> String {
        let colour = match state {
            State::Ok => "32",
            State::Warn => "33",
            State::Fail => "31",
            State::Skipped | State::Unverified => "2",
        };
        match self.has_colours {
            true => format!("\u{1b}[{colour}m{}\u{1b}[0m", state.as_str()),
            false => state.as_str().to_owned(),
        }
    }

    fn sum_up(&self, out: &mut impl Write, report: &Report) -> std::io::Result<()> {
        let counts = State::ALL.map(|state| format!("{} {}", report.count(state), state.as_str()));
        writeln!(out, "\n{}", self.wrap(&counts.join(", "), "", ""))?;
        let ids = report
            .findings
            .iter()
            .any(|finding| finding.is_bad() && finding.command.contains("--unified-app-id ID"));
        if ids {
            let note = "`dws` is DingTalk's own command line; `dws dev app list` shows the ID of the app. What it changes takes effect with the next version: `dws dev app version create` and `publish`.";
            writeln!(out, "{}", self.wrap(note, "", ""))?;
        }
        Ok(())
    }
}
