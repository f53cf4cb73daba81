//! The log: one line an event, on standard error, and never a secret.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::EnvFilter;

/// Libraries that would print URLs, headers, frames or statements at finer levels. An URL of the older
/// API holds the access token.
const QUIET: &[&str] = &[
    "actix_server",
    "actix_web",
    "h2",
    "hyper",
    "hyper_util",
    "reqwest",
    "rustls",
    "sqlx",
    "tokio_tungstenite",
    "tungstenite",
];

/// How the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Format {
    /// The format of a setting's value; without one, text on a terminal and JSON elsewhere.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Option<Self> {
        match text {
            Some("text") => Some(Self::Text),
            Some("json") => Some(Self::Json),
            Some(_) => None,
            None if std::io::stderr().is_terminal() => Some(Self::Text),
            None => Some(Self::Json),
        }
    }
}

/// Starts the log of this process. `filter` is what `RUST_LOG` says; libraries that could print
/// secrets stay at warnings whatever it says.
///
/// # Errors
/// When `filter` cannot be understood, or the log was started before.
pub fn start(format: Format, filter: &str) -> anyhow::Result<()> {
    let mut filter = EnvFilter::builder().parse(filter).context("RUST_LOG")?;
    // What is no HTTP is counted, and told seldom, by `web`.
    filter = filter.add_directive("actix_http=off".parse()?);
    for library in QUIET {
        filter = filter.add_directive(format!("{library}=warn").parse()?);
    }
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        Format::Text => {
            let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            subscriber.with_ansi(colours).try_init()
        }
        Format::Json => subscriber.json().flatten_event(true).with_span_list(false).try_init(),
    }
    .map_err(|error| anyhow::anyhow!("cannot start the log: {error}"))
}
