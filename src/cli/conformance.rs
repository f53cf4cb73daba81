//! `dingnick conformance`: plays the published cases against a bot, whichever it is, and reports
//! like a test.

use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use url::Url;

use super::WrongUsage;
use crate::app::SystemClock;
use crate::config::Sources;
use crate::conformance::{Bench, Options, Report, Set, Subscription, Target};
use crate::domain::{Clock, legible_lines};

/// What dingnick is asked, when nothing else is set.
const COMMAND: &str = "/nick help";
const RENAME: &str = "/nick 小鲍";

#[derive(Args)]
pub(super) struct Arguments {
    /// Where the bot takes callbacks, such as http://127.0.0.1:8080/dingtalk/callback
    #[arg(value_parser = url, required_unless_present = "stream", required_unless_present = "list")]
    url: Option<Url>,
    /// Where it takes events; needs DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY
    #[arg(long, value_name = "URL", value_parser = url)]
    events_url: Option<Url>,
    /// Play the frames of a Stream, too: the bot connects to the address of --listen
    #[arg(long)]
    stream: bool,
    /// Where to stand as DingTalk's API; the bot must be pointed there (DINGTALK_OAPI_URL,
    /// DINGTALK_API_URL)
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// The Client ID that the bot runs with [default: DINGTALK_CLIENT_ID]
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// A file with the Client Secret that callbacks are signed with [default:
    /// DINGTALK_CLIENT_SECRET]
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// Words that this bot answers, whoever says them [default: /nick help]
    #[arg(long, value_name = "WORDS")]
    command: Option<String>,
    /// Words that have it change a nickname [default, without --command: /nick 小鲍]
    #[arg(long, value_name = "WORDS")]
    rename: Option<String>,
    /// Play this kind or case alone; may be repeated
    #[arg(long, value_name = "CASE")]
    only: Vec<String>,
    /// How long an answer is waited for, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    patience: u64,
    /// Take what only a careful bot passes for failed, too
    #[arg(long)]
    strict: bool,
    /// The report as JSON
    #[arg(long)]
    json: bool,
    /// Print the names of all cases, and play none
    #[arg(long)]
    list: bool,
}

fn url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let is_http = matches!(url.scheme(), "http" | "https");
    is_http.then_some(url).ok_or_else(|| "it must begin with http:// or https://".to_owned())
}

pub(super) fn run(arguments: &Arguments, sources: &Sources) -> anyhow::Result<()> {
    let set = Set::published()?.only(&arguments.only).map_err(|word| {
        let usage = format!("there is no case {word}; --list prints them all");
        WrongUsage(usage)
    })?;
    if arguments.list {
        return Ok(writeln!(std::io::stdout(), "{}", set.ids().join("\n"))?);
    }
    let options = options(arguments, sources)?;
    let target = Target {
        callback: arguments.url.as_ref().map(Url::to_string),
        events: arguments.events_url.as_ref().map(Url::to_string),
        stream: arguments.stream,
    };
    let report = super::runtime()?.block_on(async {
        let clock = Arc::new(|| SystemClock.now().0);
        let bench = Bench::start(options, arguments.listen, clock)
            .with_context(|| format!("is {} taken? Another: --listen", arguments.listen))?;
        let bar = progress(set.ids().len());
        let report = bench.play(&set, &target, |case| bar.set_message(case.to_owned())).await;
        bar.finish_and_clear();
        bench.stop().await;
        anyhow::Ok(report)
    })?;
    print(arguments, &report)?;
    let failed = report.failed + if arguments.strict { report.advised } else { 0 };
    if failed > 0 {
        bail!("{failed} of {} cases failed", report.cases.len() - report.skipped);
    }
    Ok(())
}

fn options(arguments: &Arguments, sources: &Sources) -> anyhow::Result<Options> {
    let set = |name: &str| sources.get(name).map(str::to_owned);
    let missing = |what: &str| WrongUsage(what.to_owned());
    let client_id = arguments.client_id.clone().or_else(|| set("DINGTALK_CLIENT_ID"));
    let client_id = client_id.ok_or_else(|| {
        missing("whose bot is it? --client-id, or DINGTALK_CLIENT_ID, as the bot has it")
    })?;
    let client_secret = match &arguments.secret_file {
        Some(file) => {
            let secret = std::fs::read_to_string(file);
            let secret = secret.with_context(|| format!("cannot read {}", file.display()))?;
            Some(secret.trim_end_matches(['\r', '\n']).to_owned())
        }
        None => set("DINGTALK_CLIENT_SECRET"),
    };
    let client_secret = client_secret.ok_or_else(|| {
        missing("nothing to sign with: --secret-file, or DINGTALK_CLIENT_SECRET, as the bot has it")
    })?;
    let subscription = match (set("DINGTALK_EVENT_TOKEN"), set("DINGTALK_EVENT_AES_KEY")) {
        (Some(token), Some(aes_key)) => Some(Subscription { token, aes_key }),
        _ if arguments.events_url.is_some() => {
            let usage = "--events-url needs DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY";
            return Err(missing(usage).into());
        }
        _ => None,
    };
    let is_dingnick = arguments.command.is_none();
    Ok(Options {
        robot_code: set("DINGTALK_ROBOT_CODE").unwrap_or_else(|| client_id.clone()),
        corp_id: set("DINGTALK_CORP_ID"),
        client_id,
        client_secret,
        subscription,
        command: arguments.command.clone().unwrap_or_else(|| COMMAND.to_owned()),
        rename: arguments.rename.clone().or_else(|| is_dingnick.then(|| RENAME.to_owned())),
        patience: Duration::from_secs(arguments.patience),
        quiet: Duration::from_secs(2),
    })
}

fn progress(cases: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        bar.set_style(style);
    }
    bar.set_message(format!("{cases} cases"));
    bar
}

fn print(arguments: &Arguments, report: &Report) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if arguments.json {
        return Ok(writeln!(out, "{}", serde_json::to_string_pretty(report)?)?);
    }
    for outcome in &report.cases {
        writeln!(out, "{}", legible_lines(&outcome.lines()))?;
    }
    writeln!(out, "{}", report.summary())?;
    Ok(())
}
